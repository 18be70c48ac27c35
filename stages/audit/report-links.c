/* What several papers name, and papers that point to each other. */
#include "report-tables.h"

enum {
    MAX_SPELLINGS = 6 /* of one name */
};

static gboolean
put_references(GString *out, struct report *report, GError **error)
{
    static const char *const heads[] = {"From", "To", "Why", NULL};
    gboolean any = FALSE;
    struct query query =
        query_new(report, "SELECT a.sha256, pa.path, b.sha256, pb.path, link.reason FROM link "
                          "JOIN document AS a ON a.id = from_document AND a.current "
                          "JOIN document AS b ON b.id = to_document AND b.current "
                          "JOIN document_path AS pa ON pa.document = a.id "
                          "JOIN document_path AS pb ON pb.document = b.id "
                          "WHERE kind = 'refers' ORDER BY pa.path, pb.path, link.reason");
    html_element(out, "h3", label_say(report->language, "Papers that refer to each other"));
    while (query_next(&query)) {
        g_autofree char *from = report_file_name(query_text(&query, 1));
        g_autofree char *to = report_file_name(query_text(&query, 3));
        if (!any)
            table_begin(out, report, heads);
        any = TRUE;
        g_string_append(out, "<tr><td>");
        report_link(out, query_text(&query, 0), 0, from);
        g_string_append(out, "</td><td>");
        report_link(out, query_text(&query, 2), 0, to);
        g_string_append(out, "</td>");
        table_cell(out, "small", query_text(&query, 4));
        g_string_append(out, "</tr>\n");
    }
    if (any)
        table_end(out);
    else
        html_element(out, "p", label_say(report->language, "None."));
    return query_end(&query, error);
}

/* The other names of an entity, with why they are thought to be the same. */
static gboolean
put_spellings(GString *out, struct report *report, gint64 entity, const char *best, GError **error)
{
    struct query query = query_new(
        report, "SELECT name.value, (SELECT reason FROM link WHERE kind = 'same' AND (from_name = "
                "name.id OR to_name = name.id) ORDER BY score DESC, link.id LIMIT 1) "
                "FROM name WHERE entity = ?1 AND value <> ?2 GROUP BY value ORDER BY value "
                "LIMIT ?3");
    if (query.good) {
        sqlite3_bind_int64(query.row, 1, entity);
        sqlite3_bind_text(query.row, 2, best, -1, SQLITE_TRANSIENT);
        sqlite3_bind_int(query.row, 3, MAX_SPELLINGS);
    }
    g_string_append(out, "<td>");
    while (query_next(&query)) {
        g_string_append(out, "<div>");
        html_text(out, query_text(&query, 0));
        if (*query_text(&query, 1)) {
            g_string_append(out, " <span class=\"small\">");
            html_text(out, query_text(&query, 1));
            g_string_append(out, "</span>");
        }
        g_string_append(out, "</div>");
    }
    g_string_append(out, "</td>");
    return query_end(&query, error);
}

static gboolean
put_papers_of(GString *out, struct report *report, gint64 entity, GError **error)
{
    struct query query = query_new(
        report, "SELECT d.sha256, p.path FROM name JOIN mention ON mention.name = name.id "
                "JOIN document AS d ON d.id = mention.document AND d.current "
                "JOIN document_path AS p ON p.document = d.id WHERE name.entity = ? "
                "GROUP BY d.id ORDER BY p.path");
    if (query.good)
        sqlite3_bind_int64(query.row, 1, entity);
    g_string_append(out, "<td>");
    while (query_next(&query)) {
        g_autofree char *file = report_file_name(query_text(&query, 1));
        g_string_append(out, "<div>");
        report_link(out, query_text(&query, 0), 0, file);
        g_string_append(out, "</div>");
    }
    g_string_append(out, "</td>");
    return query_end(&query, error);
}

/* Projects, programmes and cases that more than one paper names. */
static gboolean
put_entities(GString *out, struct report *report, GError **error)
{
    static const char *const heads[] = {"Name", "Kind", "Other spellings", "Papers", NULL};
    gboolean any = FALSE, good = TRUE;
    struct query query = query_new(
        report, "SELECT entity.id, entity.kind, entity.name, entity.scope FROM entity "
                "JOIN name ON name.entity = entity.id JOIN mention ON mention.name = name.id "
                "JOIN document ON document.id = mention.document AND document.current "
                "WHERE entity.kind IN ('project', 'programme', 'case') GROUP BY entity.id "
                "HAVING count(DISTINCT mention.document) > 1 "
                "ORDER BY entity.kind <> 'project', entity.kind <> 'programme', entity.name, "
                "entity.scope");
    html_element(out, "h3", label_say(report->language, "Named in several papers"));
    while (good && query_next(&query)) {
        if (!any)
            table_begin(out, report, heads);
        any = TRUE;
        g_string_append(out, "<tr><td>");
        html_element(out, "strong", query_text(&query, 2));
        g_string_append(out, "</td>");
        table_cell(out, NULL, label_word(report->language, query_text(&query, 1)));
        gint64 entity = sqlite3_column_int64(query.row, 0);
        good = put_spellings(out, report, entity, query_text(&query, 2), error) &&
               put_papers_of(out, report, entity, error);
        g_string_append(out, "</tr>\n");
    }
    if (any)
        table_end(out);
    else
        html_element(out, "p", label_say(report->language, "None."));
    return query_end(&query, good ? error : NULL) && good;
}

gboolean
report_links(GString *out, struct report *report, GError **error)
{
    section_begin(out, report, "links", "Links across papers");
    gboolean good = put_entities(out, report, error) && put_references(out, report, error);
    section_end(out, report, TRUE);
    return good;
}
