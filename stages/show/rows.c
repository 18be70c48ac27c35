/* Rows are gathered in a buffer and written in pieces of its size. */
#include "rows.h"

#include "program.h"

#include <string.h>

enum {
    BUFFER_SIZE = 64 * 1024
};

struct rows {
    const char *program;
    const char *const *columns;
    gboolean json;
    guint at; /* cells of the open row so far */
    GString *out;
};

static void
write_out(struct rows *rows)
{
    program_write(rows->program, rows->out->str, rows->out->len);
    g_string_truncate(rows->out, 0);
}

/* How many bytes stand for themselves in a cell: all but control characters and the backslash. */
static gsize
plain_length(const char *text)
{
    gsize n = 0;
    while ((guchar)text[n] >= 0x20 && text[n] != 0x7f && text[n] != '\\')
        n++;
    return n;
}

/* A tab, a line end and a backslash as \t, \n, \r, \\; other control characters, which a file's
 * name may hold, as \xHH. */
static void
append_tsv(GString *out, const char *text)
{
    for (const char *at = text; *at;) {
        gsize plain = plain_length(at);
        g_string_append_len(out, at, (gssize)plain);
        at += plain;
        if (!*at)
            break;
        if (strchr("\t\n\r\\", *at))
            g_string_append_printf(out, "\\%c",
                                   *at == '\t'   ? 't'
                                   : *at == '\n' ? 'n'
                                   : *at == '\r' ? 'r'
                                                 : '\\');
        else
            g_string_append_printf(out, "\\x%02x", (guchar)*at);
        at++;
    }
}

static void
append_json(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_validate(text, -1, NULL) ? NULL : g_utf8_make_valid(text, -1);
    g_string_append_c(out, '"');
    for (const char *at = valid ? valid : text; *at; at++) {
        guchar c = (guchar)*at;
        if (c == '"' || c == '\\')
            g_string_append_printf(out, "\\%c", c);
        else if (c == '\n' || c == '\t')
            g_string_append(out, c == '\n' ? "\\n" : "\\t");
        else if (c < 0x20 || c == 0x7f)
            g_string_append_printf(out, "\\u%04x", c);
        else
            g_string_append_c(out, *at);
    }
    g_string_append_c(out, '"');
}

/* What stands before a cell: a tab, or the key. */
static void
begin_cell(struct rows *rows)
{
    if (rows->json) {
        g_string_append_c(rows->out, rows->at ? ',' : '{');
        append_json(rows->out, rows->columns[rows->at]);
        g_string_append_c(rows->out, ':');
    } else if (rows->at) {
        g_string_append_c(rows->out, '\t');
    }
    rows->at++;
}

struct rows *
rows_new(const char *program, const char *const *columns, gboolean json, gboolean without_header)
{
    struct rows *rows = g_new0(struct rows, 1);
    rows->program = program;
    rows->columns = columns;
    rows->json = json;
    rows->out = g_string_sized_new(BUFFER_SIZE + 4096);
    if (json || without_header)
        return rows;
    for (guint i = 0; columns[i]; i++)
        rows_text(rows, columns[i]);
    rows_end(rows);
    return rows;
}

void
rows_free(struct rows *rows)
{
    if (!rows)
        return;
    write_out(rows);
    g_string_free(rows->out, TRUE);
    g_free(rows);
}

void
rows_text(struct rows *rows, const char *text)
{
    begin_cell(rows);
    if (rows->json)
        append_json(rows->out, text ? text : "");
    else
        append_tsv(rows->out, text ? text : "");
}

void
rows_number(struct rows *rows, gint64 number)
{
    begin_cell(rows);
    g_string_append_printf(rows->out, "%" G_GINT64_FORMAT, number);
}

void
rows_end(struct rows *rows)
{
    g_string_append(rows->out, rows->json ? "}\n" : "\n");
    rows->at = 0;
    if (rows->out->len >= BUFFER_SIZE)
        write_out(rows);
}
