/* The first page: how much there is, what does not hold, the search, and the way to every list. */
#include "report-tables.h"

#include <string.h>

static gboolean
put_counts(GString *out, struct report *report, GError **error)
{
    static const struct {
        const char *title, *page; /* page NULL: there is no list of these */
    } counts[] = {{"papers", "papers"},
                  {"pages", NULL},
                  {"facts", NULL},
                  {"projects and cases", "projects"},
                  {"sums", "sums"},
                  {"contradictions and changes", "contradictions"},
                  {"references", "references"},
                  {"not read", "failed"}};
    struct query query = query_new(
        report,
        "SELECT (SELECT count(*) FROM document WHERE current), "
        "(SELECT coalesce(sum(pages), 0) FROM document WHERE current), "
        "(SELECT count(*) FROM fact JOIN document ON document.id = fact.document AND current), "
        "(SELECT count(*) FROM temp.entity_page), "
        "(SELECT count(*) FROM \"check\" JOIN fact ON fact.id = \"check\".fact "
        "JOIN document ON document.id = fact.document AND current WHERE kind = 'sum'), "
        "(SELECT count(*) FROM \"check\" JOIN fact AS a ON a.id = \"check\".fact "
        "JOIN fact AS b ON b.id = other JOIN document AS da ON da.id = a.document AND da.current "
        "JOIN document AS db ON db.id = b.document AND db.current WHERE kind <> 'sum'), "
        "(SELECT count(*) FROM link JOIN document AS a ON a.id = from_document AND a.current "
        "JOIN document AS b ON b.id = to_document AND b.current WHERE kind = 'refers'), "
        "(SELECT count(*) FROM paper WHERE state NOT IN ('text', 'mixed'))");
    g_string_append(out, "<ul class=\"sum\">");
    if (query_next(&query)) {
        for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
            g_autofree char *number =
                value_shown(report->language, "count", query_text(&query, (int)i), NULL);
            g_string_append(out, "<li>");
            html_element(out, "b", number);
            if (counts[i].page)
                g_string_append_printf(out, "<a href=\"%s.html\">", counts[i].page);
            html_text(out, label_say(report->language, counts[i].title));
            g_string_append(out, counts[i].page ? "</a></li>" : "</li>");
        }
    }
    g_string_append(out, "</ul>");
    return query_end(&query, error);
}

/* ---- the search ------------------------------------------------------------------------------ */

/* The predicates and municipalities that occur, as choices. */
static gboolean
put_choices(GString *out, struct report *report, const char *id, const char *title, const char *sql,
            GError **error)
{
    struct query query = query_new(report, sql);
    g_string_append_printf(out, "<label>%s <select name=\"%s\"><option value=\"\">%s</option>",
                           label_say(report->language, title), id,
                           label_say(report->language, "all"));
    while (query_next(&query)) {
        g_string_append(out, "<option");
        html_attribute(out, "value", query_text(&query, 0));
        g_string_append_c(out, '>');
        html_text(out, label_word(report->language, query_text(&query, 0)));
        g_string_append(out, "</option>");
    }
    g_string_append(out, "</select></label>\n");
    return query_end(&query, error);
}

static void
put_field(GString *out, const struct report *report, const char *name, const char *title)
{
    g_string_append_printf(out,
                           "<label>%s <input name=\"%s\" inputmode=\"numeric\" size=\"8\" "
                           "autocomplete=\"off\"></label>\n",
                           label_say(report->language, title), name);
}

static gboolean
put_search(GString *out, struct report *report, GError **error)
{
    enum language language = report->language;
    section_begin(out, report, "search", "Search the facts");
    g_string_append_printf(
        out,
        "<form class=\"search\" role=\"search\" hidden data-shards=\"%u\" "
        "data-none=\"%s\" data-found=\"%s\" data-more=\"%s\" "
        "data-reading=\"%s\" data-page=\"%s\" data-broken=\"%s\">\n"
        "<label class=\"wide\">%s <input type=\"search\" name=\"words\" "
        "autocomplete=\"off\"></label>\n",
        report->shards, label_say(language, "Nothing was found."), label_say(language, "found"),
        label_say(language, "only the first are shown"), label_say(language, "searching …"),
        label_say(language, "page"), label_say(language, "a file of the report is missing"),
        label_say(language, "Words"));
    if (!put_choices(out, report, "kind", "Kind",
                     "SELECT predicate FROM fact JOIN document ON document.id = fact.document "
                     "AND current GROUP BY predicate ORDER BY predicate",
                     error) ||
        !put_choices(out, report, "municipality", "Municipality",
                     "SELECT municipality FROM document WHERE current AND municipality <> '' "
                     "GROUP BY municipality ORDER BY municipality",
                     error))
        return FALSE;
    put_field(out, report, "first", "From year");
    put_field(out, report, "last", "To year");
    put_field(out, report, "least", "At least kroner");
    g_string_append(out, "</form>\n<p class=\"small found\" role=\"status\"></p>\n"
                         "<ol class=\"results plain\"></ol>\n<noscript><p>");
    html_text(out, label_say(language, "The search wants JavaScript; the lists do not."));
    g_string_append(out, "</p></noscript>\n");
    section_end(out, report, TRUE);
    return TRUE;
}

/* ---- the page -------------------------------------------------------------------------------- */

static gboolean
put_header(GString *out, struct report *report, GError **error)
{
    g_autofree char *name = report_file_name(report->name);
    g_string_append_printf(out,
                           "<a class=\"skip\" href=\"#main\">%s</a>\n<header class=\"top\">"
                           "<div class=\"wrap\"><p class=\"crumb\">%s · <span class=\"mono\">",
                           label_say(report->language, "Skip to the content"),
                           label_say(report->language, "Aktspor – report"));
    html_text(out, name);
    g_string_append(out, "</span></p>");
    html_element(out, "h1",
                 label_say(report->language, "What the papers say, and where they say it"));
    if (report->where) {
        g_string_append_printf(out, "<p class=\"lead\">%s <span class=\"mono\">",
                               label_say(report->language, "Only papers where"));
        html_text(out, report->where);
        g_string_append(out, "</span></p>");
    }
    gboolean good = put_counts(out, report, error);
    g_string_append(out, "</div></header>\n");
    return good;
}

gboolean
report_index(struct report *report, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    html_begin(out, report->language, label_say(report->language, "Aktspor – report"), "index");
    if (!put_header(out, report, error))
        return FALSE;
    g_string_append(out, "<main class=\"over\" id=\"main\">\n");
    if (!put_search(out, report, error) || !report_checks_first(out, report, error))
        return FALSE;
    g_string_append(out, "</main>\n");
    html_end(out);
    return report_write(report, "index.html", out, error);
}
