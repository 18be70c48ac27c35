/* The lists of papers: those that were read, those that were not, and which point to which. */
#include "cpr.h"
#include "report-pager.h"

static gboolean
write_read(struct report *report, GError **error)
{
    static const char *const heads[] = {"Title", "Date", "Municipality", "#Pages", "#Facts",
                                        "State", NULL};
    struct pager pager = {.report = report, .base = "papers", .title = "Papers", .heads = heads};
    struct query query = query_new(
        report, "SELECT d.sha256, p.path, d.title, d.issued, d.municipality, d.pages, d.state, "
                "(SELECT count(*) FROM fact WHERE fact.document = d.id), d.issued_from "
                "FROM document AS d JOIN document_path AS p ON p.document = d.id WHERE d.current "
                "AND d.state IN ('text', 'mixed') ORDER BY p.path, d.id");
    GString *out = NULL;
    gboolean good = TRUE;
    while (good && query_next(&query)) {
        g_autofree char *file = report_file_name(query_text(&query, 1));
        g_autofree char *issued =
            value_shown(report->language, "date", query_text(&query, 3), NULL);
        const char *title = query_text(&query, 2);
        out = pager_row(&pager, error);
        good = out != NULL;
        if (!good)
            break;
        g_string_append(out, "<tr><td>");
        report_link(out, query_text(&query, 0), 0, *title ? title : file);
        g_string_append(out, "<div class=\"small mono\">");
        html_text(out, file);
        g_string_append(out, "</div></td>");
        table_cell_by(out, NULL, issued, query_text(&query, 8));
        table_cell(out, NULL, query_text(&query, 4));
        table_cell(out, "n", query_text(&query, 5));
        table_cell(out, "n", query_text(&query, 7));
        table_cell(out, NULL, label_word(report->language, query_text(&query, 6)));
        g_string_append(out, "</tr>\n");
    }
    good = query_end(&query, good ? error : NULL) && good && pager_end(&pager, error);
    pager_drop(&pager);
    return good;
}

static gboolean
write_failed(struct report *report, GError **error)
{
    static const char *const heads[] = {"File", "State", "Why", NULL};
    struct pager pager = {.report = report,
                          .base = "failed",
                          .title = "Papers whose words could not be read",
                          .heads = heads};
    struct query query = query_new(
        report,
        "SELECT path, state, issues FROM paper WHERE state NOT IN ('text', 'mixed') OR EXISTS "
        "(SELECT 1 FROM issue WHERE issue.document = paper.document AND issue.tag = "
        "'stage-failed') ORDER BY path");
    gboolean good = TRUE;
    while (good && query_next(&query)) {
        g_autofree char *name = g_filename_display_name(query_text(&query, 0));
        g_autofree char *path = cpr_mask_copy(name);
        GString *out = pager_row(&pager, error);
        good = out != NULL;
        if (!good)
            break;
        g_string_append(out, "<tr>");
        table_cell(out, "mono", path);
        table_cell(out, NULL, label_word(report->language, query_text(&query, 1)));
        table_cell(out, "small", query_text(&query, 2));
        g_string_append(out, "</tr>\n");
    }
    good = query_end(&query, good ? error : NULL) && good && pager_end(&pager, error);
    pager_drop(&pager);
    return good;
}

static gboolean
write_references(struct report *report, GError **error)
{
    static const char *const heads[] = {"From", "To", "Why", NULL};
    struct pager pager = {.report = report,
                          .base = "references",
                          .title = "Papers that refer to each other",
                          .heads = heads};
    struct query query =
        query_new(report, "SELECT a.sha256, pa.path, b.sha256, pb.path, link.reason FROM link "
                          "JOIN document AS a ON a.id = from_document AND a.current "
                          "JOIN document AS b ON b.id = to_document AND b.current "
                          "JOIN document_path AS pa ON pa.document = a.id "
                          "JOIN document_path AS pb ON pb.document = b.id "
                          "WHERE kind = 'refers' ORDER BY pa.path, pb.path, link.reason");
    gboolean good = TRUE;
    while (good && query_next(&query)) {
        g_autofree char *from = report_file_name(query_text(&query, 1));
        g_autofree char *to = report_file_name(query_text(&query, 3));
        g_autofree char *reason = reason_shown(report->language, query_text(&query, 4));
        GString *out = pager_row(&pager, error);
        good = out != NULL;
        if (!good)
            break;
        g_string_append(out, "<tr><td>");
        report_link(out, query_text(&query, 0), 0, from);
        g_string_append(out, "</td><td>");
        report_link(out, query_text(&query, 2), 0, to);
        g_string_append(out, "</td>");
        table_cell(out, "small", reason);
        g_string_append(out, "</tr>\n");
    }
    good = query_end(&query, good ? error : NULL) && good && pager_end(&pager, error);
    pager_drop(&pager);
    return good;
}

gboolean
report_papers(struct report *report, GError **error)
{
    return write_read(report, error) && write_failed(report, error) &&
           write_references(report, error);
}
