/* Which facts the reviewer is shown, and in what order: filters as they stand in an address. Every
 * query goes along an index from where the last one ended. */
#ifndef AKT_AUDIT_SERVE_QUEUE_H
#define AKT_AUDIT_SERVE_QUEUE_H

#include "load/load.h"

enum queue_seen {
    QUEUE_TODO, /* not judged by this reviewer */
    QUEUE_DONE, /* judged by this reviewer */
    QUEUE_ALL
};

enum queue_odd {
    QUEUE_ANY,
    QUEUE_OFF,     /* a check does not hold: sums, contradictions */
    QUEUE_DISPUTED /* two reviewers say otherwise */
};

struct queue {
    char *type;    /* predicate; NULL any, as below */
    char *cert;    /* high, medium, low */
    char *project; /* how the name of a project or programme begins */
    char *sample;  /* a drawn sample: its order */
    gint64 ore;    /* the amount is at least that; 0: any. The largest first */
    enum queue_odd odd;
    enum queue_seen seen;
    const char *reviewer; /* borrowed */
};
void queue_clear(struct queue *queue);

/* Sets a filter from a field of an address or form; FALSE where the field is another's. A value
 * that makes no sense is as none. */
gboolean queue_set(struct queue *queue, const char *field, const char *value);

/* The filters as "type=funding&cert=low", good in an address, "" for none. g_free() it. */
char *queue_address(const struct queue *queue);

/* Makes the indexes that the queries go along where they are not there yet. FALSE with an error. */
gboolean queue_prepare(struct database *database, GError **error);

/* Up to `limit` facts after (or, with `back`, before and nearest first) the fact `from`, 0 for the
 * start, in the order of the queue: ids (gint64). NULL with an error. g_array_unref() it. */
GArray *queue_facts(struct database *database, const struct queue *queue, gint64 from,
                    gboolean back, guint limit, GError **error);

/* How many facts the queue has, counted up to `most`. FALSE with an error. */
gboolean queue_count(struct database *database, const struct queue *queue, guint most, guint *ret,
                     GError **error);

/* For tests: the query itself. g_free() it. */
char *queue_sql(const struct queue *queue, gboolean from, gboolean back);

#endif
