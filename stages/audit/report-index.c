/* The first page: what a committee wants to see before it opens a paper. Sums and contradictions
 * that do not hold stand first. */
#include "cpr.h"
#include "report-tables.h"

#include <string.h>

/* What a fact of the view fact_read needs for table_where(): alias `f`, document `d`. */
#define WHERE "d.sha256, f.n, f.path, f.page"

/* ---- sections -------------------------------------------------------------------------------- */

static void
put_sum(GString *out, struct report *report, const struct query *query)
{
    g_autofree char *whole =
        value_shown(report->language, query_text(query, 1), query_text(query, 2), NULL);
    g_autofree char *sum = sum_shown(report->language, query_text(query, 3));
    g_autofree char *by = value_shown(report->language, "count", query_text(query, 4), NULL);
    g_string_append(out, "<tr>");
    table_tag(out, report, query_text(query, 0));
    g_string_append(out, "<td>");
    html_element(out, "strong", whole);
    g_string_append(out, "<div class=\"quote\">");
    html_text(out, query_text(query, 9));
    g_string_append(out, "</div></td>");
    table_cell(out, NULL, sum);
    table_cell(out, "n", by);
    table_where(out, query, 5);
    g_string_append(out, "</tr>\n");
}

/* Those that are off first; those that hold are folded away. */
static gboolean
put_sums(GString *out, struct report *report, GError **error)
{
    static const char *const heads[] = {"Verdict",     "What",  "Added up",
                                        "#Difference", "Where", NULL};
    gboolean any = FALSE, folded = FALSE;
    struct query query = query_new(
        report, "SELECT c.verdict, f.subject_type, f.subject, f.object, c.difference, " WHERE
                ", f.evidence FROM \"check\" AS c JOIN fact_read AS f ON f.id = c.fact "
                "JOIN document AS d ON d.id = f.document WHERE c.kind = 'sum' "
                "ORDER BY CASE c.verdict WHEN 'off' THEN 0 WHEN 'unverified' THEN 1 ELSE 2 END, "
                "f.path, f.n");
    section_begin(out, report, "sums", "Sums");
    while (query_next(&query)) {
        gboolean holds = !strcmp(query_text(&query, 0), "consistent");
        if (any && holds && !folded)
            table_end(out);
        if (holds && !folded) {
            g_string_append(out, "<details><summary>");
            html_text(out, label_say(report->language, "Sums that hold"));
            g_string_append(out, "</summary>\n");
        }
        if (!any || (holds && !folded))
            table_begin(out, report, heads);
        any = TRUE;
        folded |= holds;
        put_sum(out, report, &query);
    }
    if (any)
        table_end(out);
    if (folded)
        g_string_append(out, "</details>");
    section_end(out, report, any);
    return query_end(&query, error);
}

static gboolean
put_contradictions(GString *out, struct report *report, GError **error)
{
    static const char *const heads[] = {"Kind",   "What",  "Amount", "Where",
                                        "Amount", "Where", "Why",    NULL};
    gboolean any = FALSE;
    struct query query = query_new(
        report,
        "SELECT c.kind, a.subject_best, a.object_type, a.object, da.sha256, a.n, a.path, a.page, "
        "b.object, db.sha256, b.n, b.path, b.page, c.reason FROM \"check\" AS c "
        "JOIN fact_read AS a ON a.id = c.fact JOIN document AS da ON da.id = a.document "
        "JOIN fact_read AS b ON b.id = c.other JOIN document AS db ON db.id = b.document "
        "WHERE c.kind <> 'sum' ORDER BY c.kind = 'change', c.score DESC, a.path, a.n, b.path, b.n");
    section_begin(out, report, "contradictions", "Amounts and numbers that contradict each other");
    while (query_next(&query)) {
        const char *type = query_text(&query, 2);
        g_autofree char *one = value_shown(report->language, type, query_text(&query, 3), NULL);
        g_autofree char *two = value_shown(report->language, type, query_text(&query, 8), NULL);
        if (!any)
            table_begin(out, report, heads);
        any = TRUE;
        g_string_append(out, "<tr>");
        table_cell(out, NULL, label_word(report->language, query_text(&query, 0)));
        table_cell(out, NULL, query_text(&query, 1));
        table_cell(out, "n", one);
        table_where(out, &query, 4);
        table_cell(out, "n", two);
        table_where(out, &query, 9);
        table_cell(out, "small", query_text(&query, 13));
        g_string_append(out, "</tr>\n");
    }
    if (any)
        table_end(out);
    section_end(out, report, any);
    return query_end(&query, error);
}

/* A row of a project's money. */
static void
put_funding(GString *out, struct report *report, const struct query *query)
{
    g_autofree char *period = value_shown(report->language, "date", query_text(query, 6), NULL);
    g_autofree char *date = value_shown(report->language, "date", query_text(query, 7), NULL);
    g_autofree char *value =
        sqlite3_column_type(query->row, 3) != SQLITE_NULL
            ? ore_shown(report->language, sqlite3_column_int64(query->row, 3),
                        sqlite3_column_int64(query->row, 4))
            : value_shown(report->language, query_text(query, 1), query_text(query, 2), NULL);
    g_autofree char *per_text = per_shown(report, query_text(query, 8));
    const char *per = query_text(query, 8), *grantor = query_text(query, 10);
    g_string_append(out, "<tr><td class=\"n\">");
    html_text(out, value);
    if (*per) {
        g_string_append_printf(out, " %s ", label_word(report->language, "per"));
        html_text(out, per_text);
    }
    g_string_append(out, "</td>");
    table_cell(out, NULL, label_word(report->language, query_text(query, 5)));
    table_cell(out, NULL, *period ? period : date);
    g_string_append(out, "<td>");
    html_text(out, query_text(query, 9));
    if (*grantor) {
        g_string_append(out, *query_text(query, 9) ? " · " : "");
        html_text(out, grantor);
    }
    g_string_append(out, "</td>");
    table_where(out, query, 11);
    g_string_append(out, "</tr>\n");
}

static gboolean
put_fundings(GString *out, struct report *report, GError **error)
{
    static const char *const heads[] = {"#Amount", "Role", "Time", "Source", "Where", NULL};
    g_autofree char *project = NULL;
    struct query query = query_new(
        report, "SELECT f.subject_best, f.object_type, f.object, f.amount_min_ore, "
                "f.amount_max_ore, f.status, f.period, f.date, f.per, f.source, f.grantor, " WHERE
                ", f.subject_type, f.municipality FROM fact_read AS f "
                "JOIN document AS d ON d.id = f.document WHERE f.predicate = 'funding' "
                "ORDER BY f.subject_type = 'text', f.subject_type <> 'project', f.subject_best, "
                "f.municipality, coalesce(f.date_from, f.period_from, f.issued_from), f.path, f.n");
    section_begin(out, report, "fundings", "Funding by project");
    while (query_next(&query)) {
        g_autofree char *key = g_strjoin("\n", query_text(&query, 0), query_text(&query, 15),
                                         query_text(&query, 16), NULL);
        if (!project)
            table_begin(out, report, heads);
        if (g_strcmp0(key, project) != 0) {
            g_string_append(out, "<tr><th scope=\"rowgroup\" colspan=\"5\">");
            html_text(out, query_text(&query, 0));
            g_string_append(out, " <span class=\"small\">");
            if (strcmp(query_text(&query, 15), "text") != 0)
                html_text(out, label_word(report->language, query_text(&query, 15)));
            if (*query_text(&query, 16)) {
                g_string_append(out, " · ");
                html_text(out, query_text(&query, 16));
            }
            g_string_append(out, "</span></th></tr>\n");
        }
        g_free(project);
        project = g_steal_pointer(&key);
        put_funding(out, report, &query);
    }
    if (project)
        table_end(out);
    section_end(out, report, project != NULL);
    return query_end(&query, error);
}

static gboolean
put_documents(GString *out, struct report *report, GError **error)
{
    static const char *const heads[] = {"Title", "Date", "Municipality", "#Pages", "#Facts",
                                        "State", NULL};
    gboolean any = FALSE;
    struct query query = query_new(
        report, "SELECT d.sha256, p.path, d.title, d.issued, d.municipality, d.pages, d.state, "
                "(SELECT count(*) FROM fact WHERE fact.document = d.id) FROM document AS d "
                "JOIN document_path AS p ON p.document = d.id WHERE d.current AND "
                "d.state IN ('text', 'mixed') ORDER BY p.path, d.id");
    section_begin(out, report, "papers", "Papers");
    while (query_next(&query)) {
        g_autofree char *file = report_file_name(query_text(&query, 1));
        g_autofree char *issued =
            value_shown(report->language, "date", query_text(&query, 3), NULL);
        const char *title = query_text(&query, 2);
        if (!any)
            table_begin(out, report, heads);
        any = TRUE;
        g_string_append(out, "<tr><td>");
        report_link(out, query_text(&query, 0), 0, *title ? title : file);
        g_string_append(out, "<div class=\"small mono\">");
        html_text(out, file);
        g_string_append(out, "</div></td>");
        table_cell(out, NULL, issued);
        table_cell(out, NULL, query_text(&query, 4));
        table_cell(out, "n", query_text(&query, 5));
        table_cell(out, "n", query_text(&query, 7));
        table_cell(out, NULL, label_word(report->language, query_text(&query, 6)));
        g_string_append(out, "</tr>\n");
    }
    if (any)
        table_end(out);
    section_end(out, report, any);
    return query_end(&query, error);
}

static gboolean
put_failed(GString *out, struct report *report, GError **error)
{
    static const char *const heads[] = {"File", "State", "Why", NULL};
    gboolean any = FALSE;
    struct query query = query_new(report, "SELECT path, state, issues FROM documents_failed UNION "
                                           "SELECT path, state, issues FROM paper "
                                           "WHERE state NOT IN ('text', 'mixed') ORDER BY path");
    section_begin(out, report, "failed", "Papers whose words could not be read");
    while (query_next(&query)) {
        g_autofree char *name = g_filename_display_name(query_text(&query, 0));
        g_autofree char *path = cpr_mask_copy(name);
        if (!any)
            table_begin(out, report, heads);
        any = TRUE;
        g_string_append(out, "<tr>");
        table_cell(out, "mono", path);
        table_cell(out, NULL, label_word(report->language, query_text(&query, 1)));
        table_cell(out, "small", query_text(&query, 2));
        g_string_append(out, "</tr>\n");
    }
    if (any)
        table_end(out);
    section_end(out, report, any);
    return query_end(&query, error);
}

/* ---- the page -------------------------------------------------------------------------------- */

static gboolean
put_counts(GString *out, struct report *report, GError **error)
{
    static const char *const names[] = {"papers", "pages", "facts"};
    struct query query = query_new(
        report,
        "SELECT count(*), coalesce(sum(pages), 0), (SELECT count(*) FROM fact JOIN document "
        "ON document.id = fact.document WHERE current) FROM document WHERE current");
    g_string_append(out, "<ul class=\"sum\">");
    if (query_next(&query)) {
        for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
            g_autofree char *number =
                value_shown(report->language, "count", query_text(&query, (int)i), NULL);
            g_string_append(out, "<li>");
            html_element(out, "b", number);
            html_text(out, label_say(report->language, names[i]));
            g_string_append(out, "</li>");
        }
    }
    g_string_append(out, "</ul>");
    return query_end(&query, error);
}

static gboolean
put_header(GString *out, struct report *report, GError **error)
{
    static const struct {
        const char *id, *title;
    } contents[] = {{"sums", "Sums"},
                    {"contradictions", "Amounts and numbers that contradict each other"},
                    {"fundings", "Funding by project"},
                    {"links", "Links across papers"},
                    {"papers", "Papers"},
                    {"failed", "Papers whose words could not be read"}};
    g_autofree char *name = report_file_name(report->name);
    g_string_append(out, "<header class=\"top\"><div class=\"over\" style=\"padding-top:0;"
                         "padding-bottom:0\"><p class=\"crumb\">");
    html_text(out, label_say(report->language, "Aktspor – report"));
    g_string_append(out, " · <span class=\"mono\">");
    html_text(out, name);
    g_string_append(out, "</span></p>");
    html_element(out, "h1",
                 label_say(report->language, "What the papers say, and where they say it"));
    gboolean good = put_counts(out, report, error);
    g_string_append_printf(out, "<nav aria-label=\"%s\"><ul class=\"toc\">",
                           label_say(report->language, "Contents"));
    for (guint i = 0; i < G_N_ELEMENTS(contents); i++) {
        g_string_append_printf(out, "<li><a href=\"#%s\">", contents[i].id);
        html_text(out, label_say(report->language, contents[i].title));
        g_string_append(out, "</a></li>");
    }
    g_string_append(out, "</ul></nav></div></header>\n");
    return good;
}

gboolean
report_index(struct report *report, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *path = g_build_filename(report->folder, "index.html", NULL);
    html_begin(out, report->language, label_say(report->language, "Aktspor – report"), "index");
    if (!put_header(out, report, error))
        return FALSE;
    g_string_append(out, "<main class=\"over\">\n");
    if (!put_sums(out, report, error) || !put_contradictions(out, report, error) ||
        !put_fundings(out, report, error) || !report_links(out, report, error) ||
        !put_documents(out, report, error) || !put_failed(out, report, error))
        return FALSE;
    g_string_append(out, "</main>\n");
    html_end(out);
    return g_file_set_contents(path, out->str, (gssize)out->len, error);
}
