/* Which rows and columns an export has, and what of persons is left out. */
#include "aktspor-export.h"

#include "load/database-private.h"

#include <string.h>
#include <zlib.h>

GPtrArray *
export_tables(struct database *database, GError **error)
{
    g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func(g_free);
    gboolean row;
    struct statement statement = statement_of(
        database,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'page_text%' "
        "AND name NOT LIKE 'sqlite_%' AND name <> 'block' ORDER BY rowid",
        "reading its tables");
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return NULL;
        if (!row)
            return g_steal_pointer(&tables);
        g_ptr_array_add(tables, g_strdup(column_text(statement.handle, 0)));
    }
}

static void
column_clear(gpointer data)
{
    struct export_column *column = data;
    g_free(column->name);
    g_free(column->type);
}

GArray *
export_columns(struct database *database, const char *table, GError **error)
{
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(struct export_column));
    gboolean row;
    struct statement statement = statement_of(
        database, "SELECT name, type, pk FROM pragma_table_info(?)", "reading its columns");
    g_array_set_clear_func(columns, column_clear);
    put_text(&statement, table);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return NULL;
        if (!row)
            return g_steal_pointer(&columns);
        struct export_column column = {g_strdup(column_text(statement.handle, 0)),
                                       g_strdup(column_text(statement.handle, 1)),
                                       sqlite3_column_int(statement.handle, 2)};
        g_array_append_val(columns, column);
    }
}

/* ---- persons --------------------------------------------------------------------------------- */

#define PRIVATE_FACT                                                                      \
    "(subject_type = 'person' OR object_type = 'person' OR (object_type = 'contact' AND " \
    "predicate <> 'url'))"
#define PRIVATE_MENTION "(type = 'person' OR (type = 'contact' AND attrs NOT LIKE '%kind=url%')) "
#define PRIVATE_FACTS "(SELECT id FROM fact WHERE " PRIVATE_FACT ")"
/* Taken back ones are left out: the table that says so may name persons. */
#define PUBLIC_VERDICT                                                                       \
    "subject NOT LIKE 'person:%' AND object NOT LIKE 'person:%' AND (object NOT LIKE "       \
    "'contact:%' OR predicate = 'url') AND id NOT IN (SELECT verdict FROM withdrawal WHERE " \
    "verdict IS NOT NULL)"
#define PRIVATE_NAMES "(SELECT id FROM name WHERE kind = 'person')"

/* What --no-persons does to a table or view: rows that stay, the columns with words of papers, and
 * whose words they are. A table without a row here is left out. */
static const struct privacy {
    const char *table, *keep, *words, *document;
} privacies[] = {
    {"document", "1", "title", "id"},
    {"location", "1", "", "document"},
    {"sidecar", "1", "", ""},
    {"issue", "1", "text", "document"},
    {"page", "1", "", ""},
    {"mention", "type <> 'person' AND (type <> 'contact' OR attrs LIKE '%kind=url%')", "text value",
     "document"},
    {"fact", "NOT " PRIVATE_FACT,
     "subject object qualifiers source grantor recipient of committee note", "document"},
    {"evidence", "fact NOT IN " PRIVATE_FACTS, "text",
     "(SELECT document FROM fact WHERE fact.id = evidence.fact)"},
    {"entity", "kind <> 'person'", "", ""},
    {"name", "kind <> 'person'", "", ""},
    {"linked_with", "1", "", ""},
    {"renaming", "from_name NOT IN " PRIVATE_NAMES, "quote", "document"},
    {"link", "from_name IS NULL OR from_name NOT IN " PRIVATE_NAMES, "", ""},
    {"check", "fact NOT IN " PRIVATE_FACTS " AND (other IS NULL OR other NOT IN " PRIVATE_FACTS ")",
     "reason", "(SELECT document FROM fact WHERE fact.id = \"check\".fact)"},
    {"verdict", PUBLIC_VERDICT, "subject object qualifiers quote note corrected", "document"},
    {"reading", "1", "", ""},
    {"sample", "1", "", ""},
    {"stratum", "1", "", ""},
    {"draw", "fact IS NULL OR fact NOT IN " PRIVATE_FACTS, "", ""},
    {"paper", "1", "title issues", "document"},
    {"funding", "fact NOT IN " PRIVATE_FACTS, "project source grantor recipient evidence",
     "(SELECT document FROM fact WHERE fact.id = funding.fact)"},
    {"project_timeline", "fact NOT IN " PRIVATE_FACTS, "project value evidence",
     "(SELECT document FROM fact WHERE fact.id = project_timeline.fact)"},
    {"case_history", "1", "outcome evidence",
     "(SELECT document FROM fact WHERE fact.id = case_history.fact)"},
    {"meetings", "1", "", ""},
    {"sum_checks", "1", "evidence", "(SELECT document FROM fact WHERE fact.id = sum_checks.fact)"},
    {"discrepancy", "1", "reason value evidence",
     "(SELECT document FROM fact WHERE fact.id = discrepancy.fact)"},
};

static const struct privacy *
privacy_of(const char *table)
{
    for (guint i = 0; i < G_N_ELEMENTS(privacies); i++) {
        if (strcmp(privacies[i].table, table) == 0)
            return &privacies[i];
    }
    return NULL;
}

static gboolean
has_word(const char *words, const char *word)
{
    g_auto(GStrv) list = g_strsplit(words, " ", -1);
    return g_strv_contains((const char *const *)list, word);
}

/* The columns as SQL; *ret_key is the primary key, to sort by. */
static char *
columns_sql(const struct export *export, const char *table, const struct privacy *privacy,
            char **ret_key, GError **error)
{
    g_autoptr(GArray) columns = export_columns(export->database, table, error);
    g_autoptr(GString) out = g_string_new(NULL), key = g_string_new(NULL);
    if (!columns)
        return NULL;
    for (guint i = 0; i < columns->len; i++) {
        const struct export_column *column = &g_array_index(columns, struct export_column, i);
        g_string_append(out, i ? ", " : "");
        if (strcmp(table, "stream") == 0 && strcmp(column->name, "bytes") == 0)
            g_string_append(out, "line(bytes, size) AS line");
        else if (privacy && (has_word(privacy->words, column->name) ||
                             (strcmp(table, "discrepancy") == 0 &&
                              strcmp(column->name, "other_evidence") == 0)))
            g_string_append_printf(
                out, "hide(%s, \"%s\".\"%s\") AS \"%s\"",
                strcmp(column->name, "other_evidence") == 0
                    ? "(SELECT document FROM fact WHERE fact.id = discrepancy.other)"
                    : privacy->document,
                table, column->name, column->name);
        else
            g_string_append_printf(out, "\"%s\"", column->name);
    }
    for (int place = 1; place <= (int)columns->len; place++) {
        for (guint i = 0; i < columns->len; i++) {
            const struct export_column *column = &g_array_index(columns, struct export_column, i);
            if (column->key == place)
                g_string_append_printf(key, "%s\"%s\"", key->len ? ", " : "", column->name);
        }
    }
    *ret_key = g_strdup(key->str);
    return g_strdup(out->str);
}

char *
export_query(const struct export *export, const char *table, GError **error)
{
    const struct privacy *privacy = export->no_persons ? privacy_of(table) : NULL;
    if (export->no_persons && !privacy)
        return NULL;
    g_autofree char *key = NULL;
    g_autofree char *columns = columns_sql(export, table, privacy, &key, error);
    if (!columns)
        return NULL;
    return g_strdup_printf("SELECT %s FROM \"%s\"%s%s%s%s", columns, table,
                           privacy ? " WHERE " : "", privacy ? privacy->keep : "",
                           *key ? " ORDER BY " : "", key);
}

/* ---- functions of SQL ------------------------------------------------------------------------ */

/* The persons of the document that was asked for last. */
struct persons {
    struct database *database;
    gint64 document;
    GPtrArray *texts; /* char *, the longest first */
};

static void
persons_free(gpointer data)
{
    struct persons *persons = data;
    g_ptr_array_unref(persons->texts);
    g_free(persons);
}

static gboolean
read_persons(struct persons *persons, gint64 document)
{
    gboolean row;
    if (persons->document == document)
        return TRUE;
    persons->document = 0;
    g_ptr_array_set_size(persons->texts, 0);
    struct statement statement = statement_of(
        persons->database,
        "SELECT text FROM (SELECT text FROM mention WHERE document = ?1 AND length(text) > 2 "
        "AND " PRIVATE_MENTION
        "UNION SELECT value FROM mention WHERE document = ?1 AND length(value) > 2 "
        "AND " PRIVATE_MENTION ") ORDER BY length(text) DESC, text",
        "reading persons");
    put_number(&statement, document);
    for (;;) {
        if (!statement_row(&statement, &row, NULL))
            return FALSE;
        if (!row)
            break;
        g_ptr_array_add(persons->texts, g_strdup(column_text(statement.handle, 0)));
    }
    persons->document = document;
    return TRUE;
}

static void
hide(sqlite3_context *context, int n, sqlite3_value **values)
{
    (void)n;
    struct persons *persons = sqlite3_user_data(context);
    const char *text = (const char *)sqlite3_value_text(values[1]);
    if (!text || sqlite3_value_type(values[1]) != SQLITE_TEXT ||
        sqlite3_value_type(values[0]) == SQLITE_NULL) {
        sqlite3_result_value(context, values[1]);
        return;
    }
    if (!read_persons(persons, sqlite3_value_int64(values[0]))) {
        sqlite3_result_error(context, "the document's persons cannot be read", -1);
        return;
    }
    GString *out = g_string_new(text);
    for (guint i = 0; i < persons->texts->len; i++) {
        const char *person = g_ptr_array_index(persons->texts, i);
        g_autoptr(GString) dots = g_string_new(NULL);
        for (glong k = g_utf8_strlen(person, -1); k > 0; k--)
            g_string_append(dots, "\xe2\x80\xa2");
        g_string_replace(out, person, dots->str, 0);
    }
    sqlite3_result_text(context, out->str, (int)out->len, SQLITE_TRANSIENT);
    g_string_free(out, TRUE);
}

enum {
    MAX_LINE = 1000 * 1000 * 1000 /* SQLite's own limit on a text */
};

static void
line(sqlite3_context *context, int n, sqlite3_value **values)
{
    (void)n;
    gint64 size = sqlite3_value_int64(values[1]);
    uLongf length = (uLongf)size;
    g_autofree char *text = size >= 0 && size <= MAX_LINE ? g_try_malloc((gsize)size + 1) : NULL;
    if (!text ||
        uncompress((guchar *)text, &length, sqlite3_value_blob(values[0]),
                   (uLong)sqlite3_value_bytes(values[0])) != Z_OK ||
        length != (uLongf)size)
        sqlite3_result_error(context, "a kept line cannot be unpacked", -1);
    else
        sqlite3_result_text64(context, text, length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

gboolean
export_functions(const struct export *export, GError **error)
{
    sqlite3 *handle = database_handle(export->database);
    struct persons *persons = g_new0(struct persons, 1);
    persons->database = export->database;
    persons->texts = g_ptr_array_new_with_free_func(g_free);
    if (sqlite3_create_function_v2(handle, "hide", 2, SQLITE_UTF8, persons, hide, NULL, NULL,
                                   persons_free) != SQLITE_OK ||
        sqlite3_create_function_v2(handle, "line", 2, SQLITE_UTF8, NULL, line, NULL, NULL, NULL) !=
            SQLITE_OK)
        return database_error(export->database, "reading it", error);
    return TRUE;
}
