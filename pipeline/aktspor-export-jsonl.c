/* JSON Lines: a file a table, a row a line, and export.json that says what it is. Whole, it reads
 * back without loss. And TEI: the kept lines as they are. */
#include "aktspor-export.h"

#include "json.h"
#include "load/database-private.h"

#include <string.h>

/* A value as JSON: bytes that are no text stand as {"base64": "..."}. */
static void
put_value(GString *out, sqlite3_stmt *row, int i)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    gsize length = (gsize)sqlite3_column_bytes(row, i);
    switch (sqlite3_column_type(row, i)) {
    case SQLITE_INTEGER:
        g_string_append_printf(out, "%" G_GINT64_FORMAT, (gint64)sqlite3_column_int64(row, i));
        break;
    case SQLITE_FLOAT: {
        const char *text = g_ascii_dtostr(number, sizeof number, sqlite3_column_double(row, i));
        g_string_append_printf(out, "%s%s", text, strpbrk(text, ".en") ? "" : ".0");
        break;
    }
    case SQLITE_TEXT:
        put_json_string(out, (const char *)sqlite3_column_text(row, i), (gssize)length);
        break;
    case SQLITE_BLOB: {
        g_autofree char *text = g_base64_encode(sqlite3_column_blob(row, i), length);
        g_string_append_printf(out, "{\"base64\":\"%s\"}", text);
        break;
    }
    default:
        g_string_append(out, "null");
    }
}

static gboolean
put_rows(FILE *file, struct statement *statement, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean row;
    for (;;) {
        if (!statement_row(statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        for (int i = 0; i < sqlite3_column_count(statement->handle); i++) {
            g_string_append_c(out, i ? ',' : '{');
            put_json_string(out, sqlite3_column_name(statement->handle, i), -1);
            g_string_append_c(out, ':');
            put_value(out, statement->handle, i);
        }
        g_string_append(out, "}\n");
        export_write(file, out);
    }
}

static gboolean
write_manifest(const struct export *export, const GPtrArray *tables, GError **error)
{
    static const char name[] = "export.json";
    g_autoptr(GString) out = g_string_new(NULL);
    g_string_printf(out, "{\"format\":\"aktspor\",\"version\":%d,\"persons\":%s,\"tables\":[",
                    DATABASE_VERSION, export->no_persons ? "false" : "true");
    for (guint i = 0; i < tables->len; i++) {
        g_string_append(out, i ? "," : "");
        put_json_string(out, g_ptr_array_index(tables, i), -1);
    }
    g_string_append(out, "]}\n");
    FILE *file = export_open(export, name, error);
    if (!file)
        return FALSE;
    export_write(file, out);
    return export_close(export, name, file, error);
}

gboolean
export_jsonl(const struct export *export, GError **error)
{
    g_autoptr(GPtrArray) all = export_tables(export->database, error);
    g_autoptr(GPtrArray) tables = g_ptr_array_new();
    for (guint i = 0; all && i < all->len; i++) {
        char *table = g_ptr_array_index(all, i);
        g_autoptr(GError) failed = NULL;
        g_autofree char *sql = export_query(export, table, &failed);
        if (sql && export_table(export, table, ".jsonl", sql, put_rows, &failed))
            g_ptr_array_add(tables, table);
        if (failed) {
            g_propagate_error(error, g_steal_pointer(&failed));
            return FALSE;
        }
    }
    return all && write_manifest(export, tables, error);
}

gboolean
export_tei(const struct export *export, GError **error)
{
    static const char name[] = "documents.tei";
    gboolean row, ok;
    g_autoptr(GString) out = g_string_new(NULL);
    struct statement statement = statement_of(
        export->database,
        "SELECT line(bytes, size) FROM stream JOIN document ON document.id = stream.document "
        "WHERE current ORDER BY document.id",
        "reading lines");
    FILE *file = export_open(export, name, error);
    if (!file)
        return FALSE;
    while ((ok = statement_row(&statement, &row, error)) && row) {
        g_string_append(out, column_text(statement.handle, 0));
        if (!g_str_has_suffix(out->str, "\n"))
            g_string_append_c(out, '\n');
        export_write(file, out);
    }
    return export_close(export, name, file, ok ? error : NULL) && ok;
}
