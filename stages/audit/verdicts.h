/* A review as records: what verdicts export writes and import reads. A record is known by what it
 * says (its id is a hash of that), so that two reviewers' files can be brought together in any
 * order and any number of times. */
#ifndef AKT_AUDIT_VERDICTS_H
#define AKT_AUDIT_VERDICTS_H

#include "review.h"

/* In the order in which they can be read in. */
enum record_kind {
    RECORD_SAMPLE,
    RECORD_STRATUM,
    RECORD_DRAW,
    RECORD_VERDICT,
    RECORD_MISSED,
    RECORD_READING,
    RECORD_WITHDRAWAL,
    N_RECORD_KINDS
};

enum record_column {
    COLUMN_KIND,
    COLUMN_ID,     /* hash of what the record says */
    COLUMN_SHA256, /* of the paper */
    COLUMN_PAGE,
    COLUMN_LINE,
    COLUMN_PREDICATE,
    COLUMN_SUBJECT,
    COLUMN_OBJECT,
    COLUMN_QUALIFIERS,
    COLUMN_QUOTE,
    COLUMN_BOXES,
    COLUMN_VERDICT,
    COLUMN_VALUE, /* a verdict's correction, what was missed would be */
    COLUMN_NOTE,
    COLUMN_REVIEWER,
    COLUMN_MADE,
    COLUMN_SAMPLE, /* its name */
    COLUMN_OF,     /* the id of what it was carried from, or takes back */
    COLUMN_METHOD, /* of a sample, from here */
    COLUMN_SEED,
    COLUMN_SIZE,
    COLUMN_PARAMETERS,
    COLUMN_FRAME,
    COLUMN_POPULATION,
    COLUMN_TOTAL_ORE,
    COLUMN_INTERVAL_ORE,
    COLUMN_PROGRAM,
    COLUMN_STRATUM,
    COLUMN_N,
    COLUMN_KEY,
    COLUMN_AMOUNT_ORE,
    COLUMN_HITS,
    COLUMN_CERTAIN,
    N_RECORD_COLUMNS
};

struct record {
    enum record_kind kind;
    gint64 row, of_row;  /* in the database it was read from; of_row: what `of` speaks of */
    enum record_kind of; /* of a withdrawal: the kind that it takes back */
    char *cells[N_RECORD_COLUMNS]; /* NULL: it has none */
};
void record_free(gpointer record);

const char *record_kind_name(enum record_kind kind);
const char *record_column_name(enum record_column column);
gboolean record_column_is_number(enum record_column column);

/* Sets the record's id. */
void record_identify(struct record *record);

/* All records of a database, in an order that depends on what they say alone. NULL with an error.
 * g_ptr_array_unref() it. */
GPtrArray *records_read(struct database *database, GError **error);

/* Appends records as tab-separated values (a line of names, \N where there is nothing, \t \n \r and
 * \\ written out) or as JSON Lines. */
void records_write(GString *out, const GPtrArray *records, gboolean json);

/* Reads either back, told by its first byte. NULL and AKT_ERROR_STREAM, with the line: untrusted
 * input. */
GPtrArray *records_parse(const char *text, gsize length, GError **error);

/* What import did. */
struct merged {
    guint64 added, known;
    guint64 strange; /* they speak of papers that the database does not have */
};

/* Adds the records that the database does not have yet, all or nothing, and lets verdicts find
 * their facts. FALSE with an error; AKT_ERROR_STREAM: a record says what none can;
 * AKT_ERROR_USAGE: a sample of that name was drawn otherwise. */
gboolean records_merge(struct database *database, const GPtrArray *records,
                       struct merged *ret_merged, GError **error);

#endif
