/* Records into a database that may have some of them. */
#include "verdicts.h"

#include "cpr.h"
#include "load/database-private.h"

#include <string.h>

struct merge {
    struct database *database;
    GHashTable *rows;      /* id -> struct whereabouts; ids as they stand in the file too */
    GHashTable *documents; /* touched: id */
    struct merged merged;
};

/* Where a record is in the database. */
struct whereabouts {
    enum record_kind kind;
    gint64 row;
};

static void
know(struct merge *merge, const char *id, enum record_kind kind, gint64 row)
{
    struct whereabouts *place = g_new(struct whereabouts, 1);
    *place = (struct whereabouts){kind, row};
    g_hash_table_insert(merge->rows, g_strdup(id), place);
}

static gboolean
impossible(GError **error, const struct record *record, const char *reason)
{
    g_set_error(error, AKT_ERROR, AKT_ERROR_STREAM, "a record (%s) %s",
                record_kind_name(record->kind), reason);
    return FALSE;
}

/* ---- what a record must say ------------------------------------------------------------------ */

static const enum record_column wanted[N_RECORD_KINDS][8] = {
    [RECORD_SAMPLE] = {COLUMN_SAMPLE, COLUMN_METHOD, COLUMN_SEED, COLUMN_SIZE, COLUMN_PARAMETERS,
                       COLUMN_FRAME, COLUMN_POPULATION},
    [RECORD_STRATUM] = {COLUMN_SAMPLE, COLUMN_STRATUM, COLUMN_POPULATION},
    [RECORD_DRAW] = {COLUMN_SAMPLE, COLUMN_N, COLUMN_SHA256, COLUMN_KEY, COLUMN_PAGE,
                     COLUMN_STRATUM, COLUMN_HITS, COLUMN_CERTAIN},
    [RECORD_VERDICT] = {COLUMN_SHA256, COLUMN_PAGE, COLUMN_PREDICATE, COLUMN_SUBJECT, COLUMN_OBJECT,
                        COLUMN_QUALIFIERS, COLUMN_QUOTE, COLUMN_VERDICT},
    [RECORD_MISSED] = {COLUMN_SHA256, COLUMN_PAGE, COLUMN_PREDICATE, COLUMN_QUOTE},
    [RECORD_READING] = {COLUMN_SHA256, COLUMN_PAGE},
    [RECORD_WITHDRAWAL] = {COLUMN_OF},
};

/* Whether the words of a verdict are those of a fact here: a case number that looks like a person's
 * number is known as one then. */
static gboolean
has_our_words(struct database *database, const struct record *record, gboolean *ret_ours,
              GError **error)
{
    gint64 id;
    struct statement statement = statement_of(
        database,
        "SELECT fact.id FROM document JOIN fact ON fact.document = document.id JOIN evidence ON "
        "evidence.fact = fact.id WHERE sha256 = ? AND subject_type || ':' || subject = ? AND "
        "object_type || ':' || object = ? AND qualifiers = ? AND evidence.text = ? LIMIT 1",
        "looking for a fact");
    put_text(&statement, record->cells[COLUMN_SHA256]);
    put_text(&statement, record->cells[COLUMN_SUBJECT]);
    put_text(&statement, record->cells[COLUMN_OBJECT]);
    put_text(&statement, record->cells[COLUMN_QUALIFIERS]);
    put_text(&statement, record->cells[COLUMN_QUOTE]);
    return statement_number(&statement, ret_ours, &id, error);
}

/* Persons' numbers are masked, and what no record of ours says is refused. */
static gboolean
check_record(struct database *database, struct record *record, GError **error)
{
    gboolean ours = FALSE;
    enum review_answer answer;
    enum predicate predicate;
    for (guint i = 0; i < G_N_ELEMENTS(wanted[0]) && wanted[record->kind][i]; i++) {
        if (!record->cells[wanted[record->kind][i]])
            return impossible(error, record, "lacks a value");
    }
    if (record->kind == RECORD_VERDICT && !has_our_words(database, record, &ours, error))
        return FALSE;
    for (guint i = ours ? COLUMN_VALUE : COLUMN_SUBJECT; i <= COLUMN_REVIEWER; i++) {
        char *cell = record->cells[i];
        if (i != COLUMN_BOXES && cell) {
            record->cells[i] = cpr_mask_copy(cell);
            g_free(cell);
        }
    }
    if (record->kind == RECORD_VERDICT &&
        !review_answer_from_name(record->cells[COLUMN_VERDICT], &answer))
        return impossible(error, record, "has no such verdict");
    if (record->kind == RECORD_MISSED &&
        !predicate_from_name(record->cells[COLUMN_PREDICATE], &predicate))
        return impossible(error, record, "has no such type");
    record_identify(record);
    return TRUE;
}

/* ---- what it speaks of ----------------------------------------------------------------------- */

static gboolean
find_number(struct database *database, const char *sql, const char *text, gint64 *ret_id,
            GError **error)
{
    gboolean found;
    struct statement statement = statement_of(database, sql, "looking for it");
    put_text(&statement, text);
    *ret_id = 0;
    return statement_number(&statement, &found, ret_id, error);
}

/* The document, 0 where the database does not have it. */
static gboolean
find_document(struct merge *merge, const struct record *record, gint64 *ret_id, GError **error)
{
    return find_number(merge->database, "SELECT id FROM document WHERE sha256 = ?",
                       record->cells[COLUMN_SHA256], ret_id, error);
}

/* The sample of that name, 0 for none. */
static gboolean
find_sample(struct merge *merge, const struct record *record, gint64 *ret_id, GError **error)
{
    *ret_id = 0;
    return !record->cells[COLUMN_SAMPLE] ||
           find_number(merge->database, "SELECT id FROM sample WHERE name = ?",
                       record->cells[COLUMN_SAMPLE], ret_id, error);
}

static gint64
row_of(struct merge *merge, const char *id, enum record_kind kind)
{
    const struct whereabouts *place = id ? g_hash_table_lookup(merge->rows, id) : NULL;
    return place && place->kind == kind ? place->row : 0;
}

/* ---- in -------------------------------------------------------------------------------------- */

/* Binds cells in order; numbers as numbers. */
static void
put_cells(struct statement *statement, const struct record *record,
          const enum record_column *columns, guint n)
{
    for (guint i = 0; i < n; i++) {
        const char *cell = record->cells[columns[i]];
        if (cell && record_column_is_number(columns[i]))
            put_number(statement, g_ascii_strtoll(cell, NULL, 10));
        else
            put_text(statement, cell);
    }
}

#define put_all(statement, record, ...)                                     \
    put_cells(statement, record, (const enum record_column[]){__VA_ARGS__}, \
              G_N_ELEMENTS(((const enum record_column[]){__VA_ARGS__})))

static gboolean
insert(struct merge *merge, struct statement *statement, struct record *record, GError **error)
{
    g_autoptr(GError) reason = NULL;
    if (!statement_run(statement, &reason)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_STREAM, "a record (%s): %s",
                    record_kind_name(record->kind), reason->message);
        return FALSE;
    }
    merge->merged.added++;
    know(merge, record->cells[COLUMN_ID], record->kind,
         sqlite3_last_insert_rowid(merge->database->handle));
    return TRUE;
}

static gboolean
add_sample(struct merge *merge, struct record *record, gint64 sample, GError **error)
{
    if (sample) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE,
                    "the sample \"%s\" was drawn otherwise here: they cannot be brought together",
                    record->cells[COLUMN_SAMPLE]);
        return FALSE;
    }
    struct statement statement = statement_of(
        merge->database,
        "INSERT INTO sample (name, method, seed, size, parameters, frame, population, total_ore, "
        "interval_ore, made, program) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(?, ''), "
        "coalesce(?, ''))",
        "writing a sample");
    put_all(&statement, record, COLUMN_SAMPLE, COLUMN_METHOD, COLUMN_SEED, COLUMN_SIZE,
            COLUMN_PARAMETERS, COLUMN_FRAME, COLUMN_POPULATION, COLUMN_TOTAL_ORE,
            COLUMN_INTERVAL_ORE, COLUMN_MADE, COLUMN_PROGRAM);
    return insert(merge, &statement, record, error);
}

static gboolean
add_of_sample(struct merge *merge, struct record *record, gint64 sample, gint64 document,
              GError **error)
{
    struct statement statement;
    if (!sample)
        return impossible(error, record, "speaks of a sample that is nowhere");
    if (record->kind == RECORD_STRATUM) {
        statement = statement_of(merge->database,
                                 "INSERT INTO stratum (sample, name, population, total_ore) "
                                 "VALUES (?, ?, ?, ?)",
                                 "writing a sample");
        put_number(&statement, sample);
        put_all(&statement, record, COLUMN_STRATUM, COLUMN_POPULATION, COLUMN_TOTAL_ORE);
    } else {
        statement = statement_of(
            merge->database,
            "INSERT INTO draw (sample, document, n, key, page, stratum, amount_ore, hits, certain, "
            "fact) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, (SELECT fact.id FROM fact WHERE "
            "fact.document = ?2 AND fact.key = ?4 AND ?4 <> ''))",
            "writing a sample");
        put_number(&statement, sample);
        put_number(&statement, document);
        put_all(&statement, record, COLUMN_N, COLUMN_KEY, COLUMN_PAGE, COLUMN_STRATUM,
                COLUMN_AMOUNT_ORE, COLUMN_HITS, COLUMN_CERTAIN);
    }
    return insert(merge, &statement, record, error);
}

static void
put_optional(struct statement *statement, gint64 id)
{
    if (id)
        put_number(statement, id);
    else
        put_null(statement);
}

static gboolean
add_said(struct merge *merge, struct record *record, gint64 sample, gint64 document, GError **error)
{
    struct statement statement;
    if (record->kind == RECORD_VERDICT)
        statement = statement_of(
            merge->database,
            "INSERT INTO verdict (document, sample, carried_from, made, reviewer, page, line, "
            "predicate, subject, object, qualifiers, quote, verdict, corrected, note) VALUES (?, "
            "?, "
            "?, ?, coalesce(?, ''), ?, coalesce(?, 0), ?, ?, ?, ?, ?, ?, ?, coalesce(?, ''))",
            "writing a verdict");
    else if (record->kind == RECORD_MISSED)
        statement = statement_of(
            merge->database,
            "INSERT INTO missed (document, sample, carried_from, made, reviewer, page, predicate, "
            "quote, boxes, value, note) VALUES (?, ?, ?, ?, coalesce(?, ''), ?, ?, ?, "
            "coalesce(?, ''), coalesce(?, ''), coalesce(?, ''))",
            "writing a mark");
    else
        statement = statement_of(merge->database,
                                 "INSERT INTO reading (document, sample, carried_from, made, "
                                 "reviewer, page) VALUES (?, ?, ?, ?, coalesce(?, ''), ?)",
                                 "writing that a page was read");
    put_number(&statement, document);
    put_optional(&statement, sample);
    put_optional(&statement, row_of(merge, record->cells[COLUMN_OF], record->kind));
    put_all(&statement, record, COLUMN_MADE, COLUMN_REVIEWER, COLUMN_PAGE);
    if (record->kind == RECORD_VERDICT)
        put_all(&statement, record, COLUMN_LINE, COLUMN_PREDICATE, COLUMN_SUBJECT, COLUMN_OBJECT,
                COLUMN_QUALIFIERS, COLUMN_QUOTE, COLUMN_VERDICT, COLUMN_VALUE, COLUMN_NOTE);
    else if (record->kind == RECORD_MISSED)
        put_all(&statement, record, COLUMN_PREDICATE, COLUMN_QUOTE, COLUMN_BOXES, COLUMN_VALUE,
                COLUMN_NOTE);
    gint64 *touched = g_new(gint64, 1);
    *touched = document;
    g_hash_table_add(merge->documents, touched);
    return insert(merge, &statement, record, error);
}

static gboolean
add_withdrawal(struct merge *merge, struct record *record, GError **error)
{
    gint64 rows[] = {row_of(merge, record->cells[COLUMN_OF], RECORD_VERDICT),
                     row_of(merge, record->cells[COLUMN_OF], RECORD_MISSED),
                     row_of(merge, record->cells[COLUMN_OF], RECORD_READING)};
    if (!rows[0] && !rows[1] && !rows[2]) { /* of a paper that is not here */
        merge->merged.strange++;
        return TRUE;
    }
    struct statement statement =
        statement_of(merge->database,
                     "INSERT INTO withdrawal (verdict, missed, reading, reviewer, made) "
                     "VALUES (?, ?, ?, coalesce(?, ''), ?)",
                     "taking a verdict back");
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        put_optional(&statement, rows[i]);
    put_all(&statement, record, COLUMN_REVIEWER, COLUMN_MADE);
    return insert(merge, &statement, record, error);
}

static gboolean
add_record(struct merge *merge, struct record *record, GError **error)
{
    gint64 sample = 0, document = 0;
    if (!find_sample(merge, record, &sample, error))
        return FALSE;
    if (record->cells[COLUMN_SHA256]) {
        if (!find_document(merge, record, &document, error))
            return FALSE;
        if (!document) {
            merge->merged.strange++;
            return TRUE;
        }
    }
    switch (record->kind) {
    case RECORD_SAMPLE:
        return add_sample(merge, record, sample, error);
    case RECORD_STRATUM:
    case RECORD_DRAW:
        return add_of_sample(merge, record, sample, document, error);
    case RECORD_WITHDRAWAL:
        return add_withdrawal(merge, record, error);
    default:
        return add_said(merge, record, sample, document, error);
    }
}

/* A record of the file: known, or added. What a withdrawal takes back is named as the file names
 * it, which may not be the hash of what we made of it (a person's number was masked). */
static gboolean
merge_record(struct merge *merge, struct record *record, GError **error)
{
    g_autofree char *given = g_strdup(record->cells[COLUMN_ID]);
    if (record->kind == RECORD_WITHDRAWAL && record->cells[COLUMN_OF]) {
        const struct whereabouts *place =
            g_hash_table_lookup(merge->rows, record->cells[COLUMN_OF]);
        if (place)
            record->of = place->kind;
    }
    if (!check_record(merge->database, record, error))
        return FALSE;
    const char *id = record->cells[COLUMN_ID];
    const struct whereabouts *known = g_hash_table_lookup(merge->rows, id);
    if (known)
        merge->merged.known++;
    else if (!add_record(merge, record, error))
        return FALSE;
    known = g_hash_table_lookup(merge->rows, id);
    if (known && given && strcmp(given, id) != 0)
        know(merge, given, known->kind, known->row);
    return TRUE;
}

static gboolean
rejoin_all(struct merge *merge, GError **error)
{
    GHashTableIter at;
    gpointer document;
    g_hash_table_iter_init(&at, merge->documents);
    while (g_hash_table_iter_next(&at, &document, NULL)) {
        if (!verdicts_rejoin(merge->database, *(gint64 *)document, "", error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
merge_all(struct merge *merge, const GPtrArray *records, GError **error)
{
    g_autoptr(GPtrArray) there = records_read(merge->database, error);
    if (!there)
        return FALSE;
    for (guint i = 0; i < there->len; i++) {
        const struct record *record = g_ptr_array_index(there, i);
        know(merge, record->cells[COLUMN_ID], record->kind, record->row);
    }
    for (guint kind = 0; kind < N_RECORD_KINDS; kind++) {
        for (guint i = 0; i < records->len; i++) {
            struct record *record = g_ptr_array_index(records, i);
            if (record->kind == kind && !merge_record(merge, record, error))
                return FALSE;
        }
    }
    return rejoin_all(merge, error);
}

gboolean
records_merge(struct database *database, const GPtrArray *records, struct merged *ret_merged,
              GError **error)
{
    struct merge merge = {.database = database,
                          .rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                          .documents =
                              g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL)};
    gboolean good = database_begin(database, error) && merge_all(&merge, records, error) &&
                    database_commit(database, error);
    if (!good)
        database_rollback(database);
    *ret_merged = merge.merged;
    g_hash_table_unref(merge.rows);
    g_hash_table_unref(merge.documents);
    return good;
}
