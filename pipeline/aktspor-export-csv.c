/* CSV (RFC 4180, UTF-8) of all tables but the kept lines, and of the views for people, with the
 * descriptor of a Frictionless tabular data package. */
#include "aktspor-export.h"

#include "json.h"
#include "load/database-private.h"

#include <string.h>

static const char *const views[] = {"paper",    "funding",    "project_timeline", "case_history",
                                    "meetings", "sum_checks", "discrepancy"};

/* ---- a table --------------------------------------------------------------------------------- */

static void
put_cell(GString *out, const char *cell)
{
    g_autofree char *valid = g_utf8_make_valid(cell, -1); /* a path may be anything */
    if (!strpbrk(valid, ",\"\r\n")) {
        g_string_append(out, valid);
        return;
    }
    g_string_append_c(out, '"');
    for (const char *at = valid; *at; at++) {
        if (*at == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *at);
    }
    g_string_append_c(out, '"');
}

static void
put_header(GString *out, sqlite3_stmt *row)
{
    for (int i = 0; i < sqlite3_column_count(row); i++) {
        g_string_append(out, i ? "," : "");
        put_cell(out, sqlite3_column_name(row, i));
    }
    g_string_append(out, "\r\n");
}

static gboolean
put_rows(FILE *file, struct statement *statement, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean row;
    if (statement->handle)
        put_header(out, statement->handle);
    for (;;) {
        if (!statement_row(statement, &row, error))
            return FALSE;
        export_write(file, out);
        if (!row)
            return TRUE;
        for (int i = 0; i < sqlite3_column_count(statement->handle); i++) {
            g_string_append(out, i ? "," : "");
            put_cell(out, column_text(statement->handle, i));
        }
        g_string_append(out, "\r\n");
    }
}

/* ---- the descriptor -------------------------------------------------------------------------- */

static const char *
field_type(const char *declared)
{
    return strcmp(declared, "INTEGER") == 0                                            ? "integer"
           : strcmp(declared, "REAL") == 0                                             ? "number"
           : strcmp(declared, "TEXT") == 0 || g_ascii_strcasecmp(declared, "ANY") == 0 ? "string"
                                                                                       : "any";
}

static void
put_list(GString *out, const GPtrArray *names)
{
    g_string_append_c(out, '[');
    for (guint i = 0; i < names->len; i++) {
        g_string_append(out, i ? "," : "");
        put_json_string(out, g_ptr_array_index(names, i), -1);
    }
    g_string_append_c(out, ']');
}

static void
put_fields(GString *out, const GArray *columns)
{
    g_autoptr(GPtrArray) key = g_ptr_array_new();
    g_string_append(out, "{\"fields\":[");
    for (guint i = 0; i < columns->len; i++) {
        const struct export_column *column = &g_array_index(columns, struct export_column, i);
        g_string_append(out, i ? ",{\"name\":" : "{\"name\":");
        put_json_string(out, column->name, -1);
        g_string_append_printf(out, ",\"type\":\"%s\"}", field_type(column->type));
    }
    g_string_append(out, "],\"missingValues\":[\"\"]");
    for (int place = 1; place <= (int)columns->len; place++) {
        for (guint i = 0; i < columns->len; i++) {
            if (g_array_index(columns, struct export_column, i).key == place)
                g_ptr_array_add(key, g_array_index(columns, struct export_column, i).name);
        }
    }
    if (key->len) {
        g_string_append(out, ",\"primaryKey\":");
        put_list(out, key);
    }
}

/* Foreign keys: rows of the pragma are columns, those of one key share an id. */
static gboolean
put_keys(GString *out, struct database *database, const char *table, GError **error)
{
    gboolean row, any = FALSE;
    struct statement statement = statement_of(
        database,
        "SELECT \"table\", json_group_array(\"from\"), json_group_array(coalesce(\"to\", 'id')) "
        "FROM (SELECT * FROM pragma_foreign_key_list(?) ORDER BY id, seq) GROUP BY id ORDER BY id",
        "reading its keys");
    put_text(&statement, table);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            break;
        g_string_append(out, any ? "," : ",\"foreignKeys\":[");
        g_string_append_printf(
            out, "{\"fields\":%s,\"reference\":{\"resource\":", column_text(statement.handle, 1));
        put_json_string(out, column_text(statement.handle, 0), -1);
        g_string_append_printf(out, ",\"fields\":%s}}", column_text(statement.handle, 2));
        any = TRUE;
    }
    g_string_append(out, any ? "]}" : "}");
    return TRUE;
}

static gboolean
put_resource(GString *out, const struct export *export, const char *table, GError **error)
{
    g_autoptr(GArray) columns = export_columns(export->database, table, error);
    if (!columns)
        return FALSE;
    g_string_append_printf(
        out,
        "{\"name\":\"%s\",\"path\":\"%s.csv\",\"profile\":\"tabular-data-resource\","
        "\"format\":\"csv\",\"mediatype\":\"text/csv\",\"encoding\":\"utf-8\","
        "\"dialect\":{\"delimiter\":\",\",\"lineTerminator\":\"\\r\\n\",\"quoteChar\":\"\\\"\","
        "\"doubleQuote\":true,\"header\":true},\"schema\":",
        table, table);
    put_fields(out, columns);
    if (!put_keys(out, export->database, table, error))
        return FALSE;
    g_string_append_c(out, '}');
    return TRUE;
}

static gboolean
write_descriptor(const struct export *export, const GPtrArray *tables, GError **error)
{
    static const char name[] = "datapackage.json";
    g_autoptr(GString) out =
        g_string_new("{\"profile\":\"tabular-data-package\",\"name\":\"aktspor\","
                     "\"title\":\"What committee papers state, with the place of each statement\","
                     "\"resources\":[\n");
    gboolean ok = TRUE;
    for (guint i = 0; ok && i < tables->len; i++) {
        g_string_append(out, i ? ",\n" : "");
        ok = put_resource(out, export, g_ptr_array_index(tables, i), error);
    }
    g_string_append(out, "\n]}\n");
    FILE *file = ok ? export_open(export, name, error) : NULL;
    if (!file)
        return FALSE;
    export_write(file, out);
    return export_close(export, name, file, error);
}

gboolean
export_csv(const struct export *export, GError **error)
{
    g_autoptr(GPtrArray) all = export_tables(export->database, error);
    g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; all && i < G_N_ELEMENTS(views); i++)
        g_ptr_array_add(all, g_strdup(views[i]));
    for (guint i = 0; all && i < all->len; i++) {
        const char *table = g_ptr_array_index(all, i);
        g_autoptr(GError) failed = NULL;
        if (strcmp(table, "stream") == 0)
            continue;
        g_autofree char *sql = export_query(export, table, &failed);
        if (sql && export_table(export, table, ".csv", sql, put_rows, &failed))
            g_ptr_array_add(tables, g_strdup(table));
        if (failed) {
            g_propagate_error(error, g_steal_pointer(&failed));
            return FALSE;
        }
    }
    return all && write_descriptor(export, tables, error);
}
