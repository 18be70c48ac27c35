/* Records: out of the database, and as text. */
#include "verdicts.h"

#include "load/database-private.h"

#include <jansson.h>
#include <string.h>

static const char *const kinds[N_RECORD_KINDS] = {"sample", "stratum", "draw",      "verdict",
                                                  "missed", "reading", "withdrawal"};

static const char *const columns[N_RECORD_COLUMNS] = {
    "kind",       "id",         "sha256",     "page",      "line",         "predicate", "subject",
    "object",     "qualifiers", "quote",      "boxes",     "verdict",      "value",     "note",
    "reviewer",   "made",       "sample",     "of",        "method",       "seed",      "size",
    "parameters", "frame",      "population", "total_ore", "interval_ore", "program",   "stratum",
    "n",          "key",        "amount_ore", "hits",      "certain"};

const char *
record_kind_name(enum record_kind kind)
{
    return kinds[kind];
}

const char *
record_column_name(enum record_column column)
{
    return columns[column];
}

gboolean
record_column_is_number(enum record_column column)
{
    switch (column) {
    case COLUMN_PAGE:
    case COLUMN_LINE:
    case COLUMN_SEED:
    case COLUMN_SIZE:
    case COLUMN_POPULATION:
    case COLUMN_TOTAL_ORE:
    case COLUMN_INTERVAL_ORE:
    case COLUMN_N:
    case COLUMN_AMOUNT_ORE:
    case COLUMN_HITS:
    case COLUMN_CERTAIN:
        return TRUE;
    default:
        return FALSE;
    }
}

void
record_free(gpointer data)
{
    struct record *record = data;
    for (guint i = 0; i < N_RECORD_COLUMNS; i++)
        g_free(record->cells[i]);
    g_free(record);
}

/* What a row was carried from does not say what it says; a withdrawal does say what it takes back.
 */
void
record_identify(struct record *record)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    for (guint i = 0; i < N_RECORD_COLUMNS; i++) {
        gboolean left_out = i == COLUMN_ID || (i == COLUMN_OF && record->kind != RECORD_WITHDRAWAL);
        if (left_out || !record->cells[i])
            continue;
        g_autofree char *cell = g_strdup_printf("%s=%" G_GSIZE_FORMAT ":%s\n", columns[i],
                                                strlen(record->cells[i]), record->cells[i]);
        g_checksum_update(checksum, (const guchar *)cell, -1);
    }
    g_free(record->cells[COLUMN_ID]);
    record->cells[COLUMN_ID] = g_strndup(g_checksum_get_string(checksum), 32);
}

/* ---- out of the database --------------------------------------------------------------------- */

/* Columns by their names here; "row" and "of_row" are the database's own numbers. */
static const char *const queries[N_RECORD_KINDS] = {
    "SELECT id AS row, name AS sample, method, seed, size, parameters, frame, population, "
    "total_ore, interval_ore, made, program FROM sample",
    "SELECT sample.name AS sample, stratum.name AS stratum, stratum.population, stratum.total_ore "
    "FROM stratum JOIN sample ON sample.id = stratum.sample",
    "SELECT sample.name AS sample, n, sha256, key, page, stratum, amount_ore, hits, certain "
    "FROM draw JOIN sample ON sample.id = draw.sample JOIN document ON document.id = draw.document",
    "SELECT verdict.id AS row, carried_from AS of_row, sha256, page, line, predicate, subject, "
    "object, qualifiers, quote, verdict, corrected AS value, note, reviewer, verdict.made, "
    "sample.name AS sample FROM verdict JOIN document ON document.id = verdict.document "
    "LEFT JOIN sample ON sample.id = verdict.sample",
    "SELECT missed.id AS row, carried_from AS of_row, sha256, page, predicate, quote, boxes, "
    "value, "
    "note, reviewer, missed.made, sample.name AS sample FROM missed JOIN document ON document.id = "
    "missed.document LEFT JOIN sample ON sample.id = missed.sample",
    "SELECT reading.id AS row, carried_from AS of_row, sha256, page, reviewer, reading.made, "
    "sample.name AS sample FROM reading JOIN document ON document.id = reading.document "
    "LEFT JOIN sample ON sample.id = reading.sample",
    "SELECT withdrawal.id AS row, coalesce(verdict, missed, reading) AS of_row, reviewer, made, "
    "CASE WHEN verdict IS NOT NULL THEN 'verdict' WHEN missed IS NOT NULL THEN 'missed' ELSE "
    "'reading' END AS of_kind FROM withdrawal"};

static void
set_cell(struct record *record, const char *name, sqlite3_stmt *row, int column)
{
    if (strcmp(name, "row") == 0)
        record->row = sqlite3_column_int64(row, column);
    else if (strcmp(name, "of_row") == 0)
        record->of_row = sqlite3_column_int64(row, column);
    else if (strcmp(name, "of_kind") == 0)
        for (record->of = RECORD_VERDICT; strcmp(kinds[record->of], column_text(row, column)) != 0;)
            record->of++;
    for (guint i = 0; i < N_RECORD_COLUMNS; i++) {
        if (strcmp(columns[i], name) == 0)
            record->cells[i] = g_strdup((const char *)sqlite3_column_text(row, column));
    }
}

static gboolean
read_kind(struct database *database, enum record_kind kind, GPtrArray *records, GError **error)
{
    struct statement statement = statement_of(database, queries[kind], "reading the review");
    gboolean row;
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        struct record *record = g_new0(struct record, 1);
        record->kind = record->of = kind;
        record->cells[COLUMN_KIND] = g_strdup(kinds[kind]);
        for (int i = 0; i < sqlite3_column_count(statement.handle); i++)
            set_cell(record, sqlite3_column_name(statement.handle, i), statement.handle, i);
        g_ptr_array_add(records, record);
    }
}

/* Writes ids, and in `of` the id of what a record speaks of; withdrawals come last. */
static void
identify_all(GPtrArray *records)
{
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint round = 0; round < 2; round++) {
        for (guint i = 0; i < records->len; i++) {
            struct record *record = g_ptr_array_index(records, i);
            if (round == 0 && record->kind != RECORD_WITHDRAWAL) {
                record_identify(record);
                g_hash_table_insert(
                    ids, g_strdup_printf("%d %" G_GINT64_FORMAT, record->kind, record->row),
                    record->cells[COLUMN_ID]);
            } else if (round == 1 && record->of_row) {
                g_autofree char *key =
                    g_strdup_printf("%d %" G_GINT64_FORMAT, record->of, record->of_row);
                record->cells[COLUMN_OF] = g_strdup(g_hash_table_lookup(ids, key));
                if (record->kind == RECORD_WITHDRAWAL)
                    record_identify(record);
            }
        }
    }
}

static gint
compare_records(gconstpointer a, gconstpointer b)
{
    const struct record *const *s = a, *const *t = b;
    if ((*s)->kind != (*t)->kind)
        return (*s)->kind < (*t)->kind ? -1 : 1;
    int made = g_strcmp0((*s)->cells[COLUMN_MADE], (*t)->cells[COLUMN_MADE]);
    return made ? made : strcmp((*s)->cells[COLUMN_ID], (*t)->cells[COLUMN_ID]);
}

GPtrArray *
records_read(struct database *database, GError **error)
{
    g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func(record_free);
    for (guint i = 0; i < N_RECORD_KINDS; i++) {
        if (!read_kind(database, (enum record_kind)i, records, error))
            return NULL;
    }
    identify_all(records);
    g_ptr_array_sort(records, compare_records);
    return g_steal_pointer(&records);
}

/* ---- as text --------------------------------------------------------------------------------- */

static void
put_cell(GString *out, const char *cell)
{
    if (!cell)
        g_string_append(out, "\\N");
    for (; cell && *cell; cell++) {
        const char *at = strchr("\\\t\n\r", *cell);
        if (at)
            g_string_append_printf(out, "\\%c", "\\tnr"[at - "\\\t\n\r"]);
        else
            g_string_append_c(out, *cell);
    }
}

static void
put_tsv(GString *out, const struct record *record)
{
    for (guint i = 0; i < N_RECORD_COLUMNS; i++) {
        g_string_append(out, i ? "\t" : "");
        put_cell(out, record ? record->cells[i] : columns[i]);
    }
    g_string_append_c(out, '\n');
}

static void
put_json(GString *out, const struct record *record)
{
    json_t *object = json_object();
    for (guint i = 0; i < N_RECORD_COLUMNS; i++) {
        const char *cell = record->cells[i];
        if (!cell)
            continue;
        json_object_set_new(object, columns[i],
                            record_column_is_number((enum record_column)i)
                                ? json_integer(g_ascii_strtoll(cell, NULL, 10))
                                : json_string(cell));
    }
    char *text = json_dumps(object, JSON_COMPACT);
    g_string_append_printf(out, "%s\n", text ? text : "");
    free(text);
    json_decref(object);
}

void
records_write(GString *out, const GPtrArray *records, gboolean json)
{
    if (!json)
        put_tsv(out, NULL);
    for (guint i = 0; i < records->len; i++) {
        if (json)
            put_json(out, g_ptr_array_index(records, i));
        else
            put_tsv(out, g_ptr_array_index(records, i));
    }
}
