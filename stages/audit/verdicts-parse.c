/* Records from text that anybody may have written. */
#include "error.h"
#include "verdicts.h"

#include <jansson.h>
#include <string.h>

enum {
    MAX_CELL = 64 * 1024
};

static gboolean
fault(GError **error, guint line, const char *reason)
{
    g_set_error(error, AKT_ERROR, AKT_ERROR_STREAM, "line %u: %s", line, reason);
    return FALSE;
}

static int
column_of(const char *name)
{
    for (guint i = 0; i < N_RECORD_COLUMNS; i++) {
        if (strcmp(record_column_name((enum record_column)i), name) == 0)
            return (int)i;
    }
    return -1;
}

/* Sets a cell; the text is the record's then. */
static gboolean
take_cell(struct record *record, int column, char *text, guint line, GError **error)
{
    gint64 number;
    g_free(record->cells[column]);
    record->cells[column] = text;
    if (strlen(text) > MAX_CELL)
        return fault(error, line, "a value is too long");
    if (!g_utf8_validate(text, -1, NULL))
        return fault(error, line, "a value is no UTF-8");
    if (record_column_is_number((enum record_column)column)) {
        if (!g_ascii_string_to_signed(text, 10, G_MININT64, G_MAXINT64, &number, NULL))
            return fault(error, line, "a value is no number");
        g_free(record->cells[column]);
        record->cells[column] = g_strdup_printf("%" G_GINT64_FORMAT, number);
    }
    return TRUE;
}

static gboolean
take_kind(struct record *record, guint line, GError **error)
{
    for (guint i = 0; i < N_RECORD_KINDS; i++) {
        if (g_strcmp0(record_kind_name((enum record_kind)i), record->cells[COLUMN_KIND]) == 0) {
            record->kind = (enum record_kind)i;
            return TRUE;
        }
    }
    return fault(error, line, "there is no such kind of record");
}

/* ---- tab-separated --------------------------------------------------------------------------- */

/* A cell as it was; NULL for \N. */
static char *
unescape(const char *text)
{
    if (strcmp(text, "\\N") == 0)
        return NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    for (; *text; text++) {
        const char *at = *text == '\\' && text[1] ? strchr("\\tnr", text[1]) : NULL;
        if (at)
            text++;
        g_string_append_c(out, at ? "\\\t\n\r"[at - "\\tnr"] : *text);
    }
    return g_strdup(out->str);
}

static gboolean
read_heads(char **cells, GArray *heads, GError **error)
{
    for (; *cells; cells++) {
        int column = column_of(*cells);
        if (column < 0)
            return fault(error, 1, "there is no such column");
        g_array_append_val(heads, column);
    }
    return TRUE;
}

static gboolean
parse_row(struct record *record, const char *text, const GArray *heads, guint line, GError **error)
{
    g_auto(GStrv) cells = g_strsplit(text, "\t", -1);
    if (g_strv_length(cells) != heads->len)
        return fault(error, line, "it has not as many values as there are columns");
    for (guint i = 0; i < heads->len; i++) {
        char *cell = unescape(cells[i]);
        if (cell && !take_cell(record, g_array_index(heads, int, i), cell, line, error))
            return FALSE;
    }
    return take_kind(record, line, error);
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static gboolean
parse_members(struct record *record, json_t *object, guint line, GError **error)
{
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value)
    {
        int column = column_of(name);
        char *text = json_is_string(value) ? g_strdup(json_string_value(value))
                     : json_is_integer(value)
                         ? g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value))
                         : NULL;
        if (!text || column < 0) {
            g_free(text);
            return fault(error, line, "there is no such column, or its value is no text or number");
        }
        if (!take_cell(record, column, text, line, error))
            return FALSE;
    }
    return take_kind(record, line, error);
}

static gboolean
parse_object(struct record *record, const char *text, guint line, GError **error)
{
    json_error_t reason;
    json_t *object = json_loads(text, JSON_REJECT_DUPLICATES, &reason);
    gboolean ok = json_is_object(object) ? parse_members(record, object, line, error)
                                         : fault(error, line, object ? "no object" : reason.text);
    json_decref(object);
    return ok;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static gboolean
parse_lines(GPtrArray *records, char **lines, gboolean json, GError **error)
{
    g_autoptr(GArray) heads = g_array_new(FALSE, FALSE, sizeof(int));
    for (guint i = 0; lines[i]; i++) {
        if (!json && i == 0) {
            g_auto(GStrv) cells = g_strsplit(lines[0], "\t", -1);
            if (!read_heads(cells, heads, error))
                return FALSE;
            continue;
        }
        if (!*lines[i] && !lines[i + 1]) /* after the last line's end */
            return TRUE;
        struct record *record = g_new0(struct record, 1);
        g_ptr_array_add(records, record);
        if (!(json ? parse_object(record, lines[i], i + 1, error)
                   : parse_row(record, lines[i], heads, i + 1, error)))
            return FALSE;
    }
    return TRUE;
}

GPtrArray *
records_parse(const char *text, gsize length, GError **error)
{
    g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func(record_free);
    g_autofree char *copy = g_strndup(text, length);
    if (strlen(copy) != length) {
        fault(error, 1, "it has bytes that are no text");
        return NULL;
    }
    g_auto(GStrv) lines = g_strsplit(copy, "\n", -1);
    return parse_lines(records, lines, *copy == '{', error) ? g_steal_pointer(&records) : NULL;
}
