/* What people judge: verdicts on facts, marks of what was missed, pages read through. Rows are only
 * ever added; to take one back adds a row too. Each call is one transaction of its own, which waits
 * for other writers as long as the database was told to (database_open()): several processes may
 * review one database. Nothing is kept in memory between calls. */
#ifndef AKT_AUDIT_REVIEW_H
#define AKT_AUDIT_REVIEW_H

#include "load/load.h"

enum review_answer {
    REVIEW_ACCEPTED,
    REVIEW_REJECTED,
    REVIEW_UNSURE
};

/* "accepted", "rejected", "unsure": as the database has them. FALSE: no such answer. */
const char *review_answer_name(enum review_answer answer);
gboolean review_answer_from_name(const char *name, enum review_answer *ret_answer);

/* What all rows have: who, when, in which sample. */
struct review_by {
    const char *reviewer; /* a name of the reviewer's own choosing; "" where nobody said */
    const char *made;     /* "2026-11-24T20:15:03.123Z"; NULL: now */
    gint64 sample;        /* sample.id, 0: none */
};

/* The longest reviewer, note, value and quote that is taken, in bytes, and boxes of a mark. */
enum {
    REVIEW_MAX_NAME = 200,
    REVIEW_MAX_TEXT = 4000,
    REVIEW_MAX_BOXES = 200
};

/* Now, UTC, as `made` has it. g_free() it. */
char *review_now(void);

/* ---- verdicts -------------------------------------------------------------------------------- */

struct review_judgement {
    enum review_answer answer;
    const char *corrected; /* only of a rejected one: what the paper says instead; NULL: unsaid */
    const char *note;      /* NULL: none */
};

/* Adds a verdict; an earlier one of the same reviewer stands no more. FALSE and AKT_ERROR_USAGE:
 * there is no such fact, or a text is no UTF-8 or too long; persons' numbers in it are masked.
 * *ret_id may be NULL. */
gboolean review_judge(struct database *database, gint64 fact,
                      const struct review_judgement *judgement, const struct review_by *by,
                      gint64 *ret_id, GError **error);

/* A verdict as it is. Strings are owned. */
struct review_verdict {
    gint64 id, fact; /* fact 0: it is stated no more */
    enum review_answer answer;
    char *corrected; /* NULL: none */
    char *note, *reviewer;
    char *made;   /* NULL: unknown */
    char *sample; /* its name, or NULL */
    gboolean withdrawn;
    gboolean stands; /* the reviewer's last word on the fact */
};

/* All verdicts on a fact, the oldest first: struct review_verdict. NULL with an error.
 * g_ptr_array_unref() it. */
GPtrArray *review_verdicts(struct database *database, gint64 fact, GError **error);

/* ---- what is missing ------------------------------------------------------------------------- */

/* A rectangle of the page as it is shown: shares of its width and height, from top left. */
struct review_box {
    double x0, y0, x1, y1;
};

/* Something that a page says and no fact does. Strings are borrowed where it is given, owned where
 * it is returned. */
struct review_missed {
    gint64 id; /* returned */
    gint64 document;
    guint page;      /* from 1 */
    char *predicate; /* of the fact that should be there */
    char *quote;     /* the printed words */
    char *value;     /* what its object would be, in the form of FACTS.md; NULL or "": unsaid */
    char *note;      /* NULL or "": none */
    const struct review_box *boxes;
    guint n_boxes;
    char *reviewer, *made; /* returned */
    gint64 fact;           /* returned: better rules found it since; 0: no */
};

/* Marks something as missed. FALSE and AKT_ERROR_USAGE: no such page, predicate, or no words and no
 * box; texts as in review_judge(). Boxes are clamped to the page. */
gboolean review_miss(struct database *database, const struct review_missed *missed,
                     const struct review_by *by, gint64 *ret_id, GError **error);

/* The marks on a page (0: on all pages) of a document that were not taken back: struct
 * review_missed, in the order they were made. NULL with an error. g_ptr_array_unref() it. */
GPtrArray *review_misses(struct database *database, gint64 document, guint page, GError **error);

/* Says that a page was read through and that all it lacks is marked: what recall is counted on.
 * FALSE and AKT_ERROR_USAGE: no such page. */
gboolean review_read(struct database *database, gint64 document, guint page,
                     const struct review_by *by, gint64 *ret_id, GError **error);

/* Whether a reviewer (NULL: anyone) has read the page through. */
gboolean review_was_read(struct database *database, gint64 document, guint page,
                         const char *reviewer, gboolean *ret_read, GError **error);

/* ---- taking back ----------------------------------------------------------------------------- */

enum review_kind {
    REVIEW_NOTHING,
    REVIEW_VERDICT,
    REVIEW_MISSED,
    REVIEW_READING
};

/* What was taken back, to go there again. */
struct review_undone {
    enum review_kind kind; /* NOTHING: there was nothing to take back */
    gint64 id;
    gint64 fact; /* of a verdict; 0: it is stated no more */
    gint64 document;
    guint page;
};

/* Takes back one row, with its copies in papers that took another's place. A row that was taken
 * back already stays so. FALSE and AKT_ERROR_USAGE: there is no such row. */
gboolean review_withdraw(struct database *database, enum review_kind kind, gint64 id,
                         const struct review_by *by, GError **error);

/* Takes back the last thing that by->reviewer said and that still stands. */
gboolean review_undo(struct database *database, const struct review_by *by,
                     struct review_undone *ret_undone, GError **error);

/* ---- the queue ------------------------------------------------------------------------------- */

/* Which facts are reviewed; NULL, 0 and FALSE leave a choice open. Only papers that still stand
 * somewhere, but all facts of a sample. */
struct review_filter {
    const char *predicate;
    const char *project; /* the name of a project or programme, as printed or as linked */
    const char *cert;    /* "low", "medium", "high" */
    gint64 min_ore;      /* amounts of at least so much; 0: also what is no amount */
    gint64 max_ore;      /* ... and at most; 0: any */
    gint64 document;
    guint page;            /* of the document: where the first evidence stands */
    gint64 sample;         /* those drawn, or on the pages drawn, in the order of the draw */
    gboolean disagreement; /* in a sum that is off, or two papers contradict each other */
    gboolean unreviewed;   /* without a standing verdict of `reviewer`, NULL: of anyone */
    const char *reviewer;
};

/* The next (`forward`) or previous fact of the queue after `from`, which need not be in the queue
 * any more; from 0: the first or last. The order is that of documents and of facts in them, or of
 * the draw: judging does not change it. *ret_fact 0: there is none. */
gboolean review_step(struct database *database, const struct review_filter *filter, gint64 from,
                     gboolean forward, gint64 *ret_fact, GError **error);

/* Up to `limit` facts of the queue after `from` (0: from the first): gint64. NULL with an error. */
GArray *review_list(struct database *database, const struct review_filter *filter, gint64 from,
                    guint limit, GError **error);

/* How many facts the queue has. Linear in the facts that it chooses from. */
gboolean review_count(struct database *database, const struct review_filter *filter,
                      guint64 *ret_count, GError **error);

/* The id of a sample. FALSE and AKT_ERROR_USAGE: there is none of that name. */
gboolean review_sample(struct database *database, const char *name, gint64 *ret_id, GError **error);

#endif
