#include "report-tables.h"

#include "cpr.h"

#include <string.h>

struct query
query_new(struct report *report, const char *sql)
{
    struct query query = {.report = report};
    query.good = sqlite3_prepare_v2(database_handle(report->database), sql, -1, &query.row, NULL) ==
                 SQLITE_OK;
    return query;
}

gboolean
query_next(struct query *query)
{
    int result = query->good ? sqlite3_step(query->row) : SQLITE_ERROR;
    query->good = result == SQLITE_ROW || result == SQLITE_DONE;
    return result == SQLITE_ROW;
}

gboolean
query_end(struct query *query, GError **error)
{
    if (!query->good)
        database_error(query->report->database, "reading for the report", error);
    sqlite3_finalize(query->row);
    return query->good;
}

const char *
query_text(const struct query *query, int column)
{
    const char *text = (const char *)sqlite3_column_text(query->row, column);
    return text ? text : "";
}

/* ---- pieces of tables ------------------------------------------------------------------------ */

void
table_begin(GString *out, const struct report *report, const char *const *heads)
{
    g_string_append(out, "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
    for (; *heads; heads++) {
        gboolean number = **heads == '#';
        g_string_append_printf(out, "<th scope=\"col\"%s>", number ? " class=\"n\"" : "");
        html_text(out, label_say(report->language, *heads + number));
        g_string_append(out, "</th>");
    }
    g_string_append(out, "</tr></thead><tbody>\n");
}

void
table_end(GString *out)
{
    g_string_append(out, "</tbody></table></div>\n");
}

void
section_begin(GString *out, const struct report *report, const char *id, const char *title)
{
    g_string_append_printf(out, "<section id=\"%s\" aria-labelledby=\"h-%s\"><h2 id=\"h-%s\">", id,
                           id, id);
    html_text(out, label_say(report->language, title));
    g_string_append(out, "</h2>\n");
}

void
section_end(GString *out, const struct report *report, gboolean any)
{
    if (!any) {
        g_string_append(out, "<p class=\"small\">");
        html_text(out, label_say(report->language, "None."));
        g_string_append(out, "</p>");
    }
    g_string_append(out, "</section>\n");
}

void
table_cell(GString *out, const char *class, const char *text)
{
    g_string_append_printf(out, "<td%s%s%s>", class ? " class=\"" : "", class ? class : "",
                           class ? "\"" : "");
    html_text(out, text);
    g_string_append(out, "</td>");
}

char *
report_file_name(const char *path)
{
    g_autofree char *name = g_filename_display_basename(*path ? path : "?");
    return cpr_mask_copy(name);
}

void
report_link(GString *out, const char *sha256, guint n, const char *text)
{
    g_string_append_printf(out, "<a href=\"d%.16s.html", sha256);
    if (n)
        g_string_append_printf(out, "#f%u", n);
    g_string_append(out, "\">");
    html_text(out, text);
    g_string_append(out, "</a>");
}

void
table_where(GString *out, const struct query *query, int first)
{
    g_autofree char *file = report_file_name(query_text(query, first + 2));
    g_autofree char *text =
        g_strdup_printf("%s, %s %d", file, label_say(query->report->language, "page"),
                        sqlite3_column_int(query->row, first + 3));
    g_string_append(out, "<td class=\"w\">");
    report_link(out, query_text(query, first), (guint)sqlite3_column_int(query->row, first + 1),
                text);
    g_string_append(out, "</td>");
}

void
table_cell_by(GString *out, const char *class, const char *text, const char *by)
{
    g_string_append_printf(out, "<td%s%s%s", class ? " class=\"" : "", class ? class : "",
                           class ? "\"" : "");
    html_attribute(out, "data-by", by);
    g_string_append_c(out, '>');
    html_text(out, text);
    g_string_append(out, "</td>");
}

const char *
table_tag_class(const char *verdict)
{
    return !strcmp(verdict, "off") ? "off" : !strcmp(verdict, "consistent") ? "consistent" : "";
}

void
report_page_begin(GString *out, const struct report *report, const char *title)
{
    enum language language = report->language;
    html_begin(out, language, title, "list");
    g_string_append_printf(
        out,
        "<a class=\"skip\" href=\"#main\">%s</a>\n<header class=\"top\">"
        "<div class=\"wrap\"><p class=\"crumb\"><a href=\"index.html\">← %s</a></p>",
        label_say(language, "Skip to the content"), label_say(language, "Overview"));
    html_element(out, "h1", title);
    g_string_append(out, "</div></header>\n");
}
