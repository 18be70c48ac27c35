/* The first page: what a committee wants to see before it opens a paper. Sums and contradictions
 * that do not hold stand first. */
#include "report.h"

#include <string.h>

enum {
    MAX_SPELLINGS = 6 /* of one name */
};

/* One query, row by row. */
struct query {
    struct report *report;
    sqlite3_stmt *row;
    gboolean good;
};

static struct query
query_new(struct report *report, const char *sql)
{
    struct query query = {.report = report};
    query.good = sqlite3_prepare_v2(database_handle(report->database), sql, -1, &query.row, NULL) ==
                 SQLITE_OK;
    return query;
}

static gboolean
query_next(struct query *query)
{
    int result = query->good ? sqlite3_step(query->row) : SQLITE_ERROR;
    query->good = result == SQLITE_ROW || result == SQLITE_DONE;
    return result == SQLITE_ROW;
}

static gboolean
query_end(struct query *query, GError **error)
{
    if (!query->good)
        database_error(query->report->database, "reading for the report", error);
    sqlite3_finalize(query->row);
    return query->good;
}

static const char *
text_at(const struct query *query, int column)
{
    const char *text = (const char *)sqlite3_column_text(query->row, column);
    return text ? text : "";
}

/* ---- pieces of tables --------------------------------------------------------------------------
 */

static void
begin_table(GString *out, const struct report *report, const char *const *heads)
{
    g_string_append(out, "<div class=\"scroll\"><table><thead><tr>");
    for (; *heads; heads++) {
        gboolean number = **heads == '#';
        g_string_append_printf(out, "<th scope=\"col\"%s>", number ? " class=\"n\"" : "");
        html_text(out, say(report->language, *heads + number));
        g_string_append(out, "</th>");
    }
    g_string_append(out, "</tr></thead><tbody>\n");
}

static void
end_table(GString *out)
{
    g_string_append(out, "</tbody></table></div>\n");
}

static void
begin_section(GString *out, const struct report *report, const char *id, const char *title)
{
    g_string_append_printf(out, "<section id=\"%s\" aria-labelledby=\"h-%s\"><h2 id=\"h-%s\">", id,
                           id, id);
    html_text(out, say(report->language, title));
    g_string_append(out, "</h2>\n");
}

static void
end_section(GString *out, const struct report *report, gboolean any)
{
    if (!any) {
        g_string_append(out, "<p class=\"small\">");
        html_text(out, say(report->language, "None."));
        g_string_append(out, "</p>");
    }
    g_string_append(out, "</section>\n");
}

static void
put_cell(GString *out, const char *class, const char *text)
{
    g_string_append_printf(out, "<td%s%s%s>", class ? " class=\"" : "", class ? class : "",
                           class ? "\"" : "");
    html_text(out, text);
    g_string_append(out, "</td>");
}

/* A path's last part, shown as text whatever its bytes are. */
static char *
base_name(const char *path)
{
    return g_filename_display_basename(*path ? path : "?");
}

/* A link to a fact on its paper's page, or to the paper where `n` is 0. */
static void
put_link(GString *out, const char *sha256, guint n, const char *text)
{
    g_string_append_printf(out, "<a href=\"d%.16s.html", sha256);
    if (n)
        g_string_append_printf(out, "#f%u", n);
    g_string_append(out, "\">");
    html_text(out, text);
    g_string_append(out, "</a>");
}

/* A cell "paper.pdf, page 3" from four columns of a query: sha256, n, path, page. */
static void
put_where(GString *out, const struct query *query, int first)
{
    g_autofree char *file = base_name(text_at(query, first + 2));
    g_autofree char *text = g_strdup_printf("%s, %s %d", file, say(query->report->language, "page"),
                                            sqlite3_column_int(query->row, first + 3));
    g_string_append(out, "<td class=\"w\">");
    put_link(out, text_at(query, first), (guint)sqlite3_column_int(query->row, first + 1), text);
    g_string_append(out, "</td>");
}

static void
put_tag(GString *out, const struct report *report, const char *word)
{
    g_string_append_printf(out, "<td><span class=\"tag %s\">",
                           !strcmp(word, "off")          ? "off"
                           : !strcmp(word, "consistent") ? "consistent"
                                                         : "");
    html_text(out, label(report->language, word));
    g_string_append(out, "</span></td>");
}

/* What a fact of the view fact_read needs for put_where(): alias `f`, document `d`. */
#define WHERE "d.sha256, f.n, f.path, f.page"

/* ---- sections ----------------------------------------------------------------------------------
 */

static void
put_sum(GString *out, struct report *report, const struct query *query)
{
    g_autofree char *whole =
        value_shown(report->language, text_at(query, 1), text_at(query, 2), NULL);
    g_autofree char *sum = sum_shown(report->language, text_at(query, 3));
    g_autofree char *by = value_shown(report->language, "count", text_at(query, 4), NULL);
    g_string_append(out, "<tr>");
    put_tag(out, report, text_at(query, 0));
    g_string_append(out, "<td>");
    html_element(out, "strong", whole);
    g_string_append(out, "<div class=\"quote\">");
    html_text(out, text_at(query, 9));
    g_string_append(out, "</div></td>");
    put_cell(out, NULL, sum);
    put_cell(out, "n", by);
    put_where(out, query, 5);
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
    begin_section(out, report, "sums", "Sums");
    while (query_next(&query)) {
        gboolean holds = !strcmp(text_at(&query, 0), "consistent");
        if (any && holds && !folded)
            end_table(out);
        if (holds && !folded) {
            g_string_append(out, "<details><summary>");
            html_text(out, say(report->language, "Sums that hold"));
            g_string_append(out, "</summary>\n");
        }
        if (!any || (holds && !folded))
            begin_table(out, report, heads);
        any = TRUE;
        folded |= holds;
        put_sum(out, report, &query);
    }
    if (any)
        end_table(out);
    if (folded)
        g_string_append(out, "</details>");
    end_section(out, report, any);
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
    begin_section(out, report, "contradictions", "Amounts and numbers that contradict each other");
    while (query_next(&query)) {
        const char *type = text_at(&query, 2);
        g_autofree char *one = value_shown(report->language, type, text_at(&query, 3), NULL);
        g_autofree char *two = value_shown(report->language, type, text_at(&query, 8), NULL);
        if (!any)
            begin_table(out, report, heads);
        any = TRUE;
        g_string_append(out, "<tr>");
        put_cell(out, NULL, label(report->language, text_at(&query, 0)));
        put_cell(out, NULL, text_at(&query, 1));
        put_cell(out, "n", one);
        put_where(out, &query, 4);
        put_cell(out, "n", two);
        put_where(out, &query, 9);
        put_cell(out, "small", text_at(&query, 13));
        g_string_append(out, "</tr>\n");
    }
    if (any)
        end_table(out);
    end_section(out, report, any);
    return query_end(&query, error);
}

/* A row of a project's money. */
static void
put_funding(GString *out, struct report *report, const struct query *query)
{
    g_autofree char *period = value_shown(report->language, "date", text_at(query, 6), NULL);
    g_autofree char *date = value_shown(report->language, "date", text_at(query, 7), NULL);
    g_autofree char *value =
        sqlite3_column_type(query->row, 3) != SQLITE_NULL
            ? ore_shown(report->language, sqlite3_column_int64(query->row, 3),
                        sqlite3_column_int64(query->row, 4))
            : value_shown(report->language, text_at(query, 1), text_at(query, 2), NULL);
    const char *per = text_at(query, 8), *grantor = text_at(query, 10);
    g_string_append(out, "<tr><td class=\"n\">");
    html_text(out, value);
    if (*per) {
        g_string_append_printf(out, " %s ", label(report->language, "per"));
        html_text(out, label(report->language, per));
    }
    g_string_append(out, "</td>");
    put_cell(out, NULL, label(report->language, text_at(query, 5)));
    put_cell(out, NULL, *period ? period : date);
    g_string_append(out, "<td>");
    html_text(out, text_at(query, 9));
    if (*grantor) {
        g_string_append(out, *text_at(query, 9) ? " · " : "");
        html_text(out, grantor);
    }
    g_string_append(out, "</td>");
    put_where(out, query, 11);
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
    begin_section(out, report, "fundings", "Funding by project");
    while (query_next(&query)) {
        g_autofree char *key =
            g_strjoin("\n", text_at(&query, 0), text_at(&query, 15), text_at(&query, 16), NULL);
        if (!project)
            begin_table(out, report, heads);
        if (g_strcmp0(key, project) != 0) {
            g_string_append(out, "<tr><th scope=\"rowgroup\" colspan=\"5\">");
            html_text(out, text_at(&query, 0));
            g_string_append(out, " <span class=\"small\">");
            if (strcmp(text_at(&query, 15), "text") != 0)
                html_text(out, label(report->language, text_at(&query, 15)));
            if (*text_at(&query, 16)) {
                g_string_append(out, " · ");
                html_text(out, text_at(&query, 16));
            }
            g_string_append(out, "</span></th></tr>\n");
        }
        g_free(project);
        project = g_steal_pointer(&key);
        put_funding(out, report, &query);
    }
    if (project)
        end_table(out);
    end_section(out, report, project != NULL);
    return query_end(&query, error);
}

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
    html_element(out, "h3", say(report->language, "Papers that refer to each other"));
    while (query_next(&query)) {
        g_autofree char *from = base_name(text_at(&query, 1));
        g_autofree char *to = base_name(text_at(&query, 3));
        if (!any)
            begin_table(out, report, heads);
        any = TRUE;
        g_string_append(out, "<tr><td>");
        put_link(out, text_at(&query, 0), 0, from);
        g_string_append(out, "</td><td>");
        put_link(out, text_at(&query, 2), 0, to);
        g_string_append(out, "</td>");
        put_cell(out, "small", text_at(&query, 4));
        g_string_append(out, "</tr>\n");
    }
    if (any)
        end_table(out);
    else
        html_element(out, "p", say(report->language, "None."));
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
        html_text(out, text_at(&query, 0));
        if (*text_at(&query, 1)) {
            g_string_append(out, " <span class=\"small\">");
            html_text(out, text_at(&query, 1));
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
        g_autofree char *file = base_name(text_at(&query, 1));
        g_string_append(out, "<div>");
        put_link(out, text_at(&query, 0), 0, file);
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
    html_element(out, "h3", say(report->language, "Named in several papers"));
    while (good && query_next(&query)) {
        if (!any)
            begin_table(out, report, heads);
        any = TRUE;
        g_string_append(out, "<tr><td>");
        html_element(out, "strong", text_at(&query, 2));
        g_string_append(out, "</td>");
        put_cell(out, NULL, label(report->language, text_at(&query, 1)));
        gint64 entity = sqlite3_column_int64(query.row, 0);
        good = put_spellings(out, report, entity, text_at(&query, 2), error) &&
               put_papers_of(out, report, entity, error);
        g_string_append(out, "</tr>\n");
    }
    if (any)
        end_table(out);
    else
        html_element(out, "p", say(report->language, "None."));
    return query_end(&query, good ? error : NULL) && good;
}

static gboolean
put_links(GString *out, struct report *report, GError **error)
{
    begin_section(out, report, "links", "Links across papers");
    gboolean good = put_entities(out, report, error) && put_references(out, report, error);
    end_section(out, report, TRUE);
    return good;
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
    begin_section(out, report, "papers", "Papers");
    while (query_next(&query)) {
        g_autofree char *file = base_name(text_at(&query, 1));
        g_autofree char *issued = value_shown(report->language, "date", text_at(&query, 3), NULL);
        const char *title = text_at(&query, 2);
        if (!any)
            begin_table(out, report, heads);
        any = TRUE;
        g_string_append(out, "<tr><td>");
        put_link(out, text_at(&query, 0), 0, *title ? title : file);
        g_string_append(out, "<div class=\"small mono\">");
        html_text(out, file);
        g_string_append(out, "</div></td>");
        put_cell(out, NULL, issued);
        put_cell(out, NULL, text_at(&query, 4));
        put_cell(out, "n", text_at(&query, 5));
        put_cell(out, "n", text_at(&query, 7));
        put_cell(out, NULL, label(report->language, text_at(&query, 6)));
        g_string_append(out, "</tr>\n");
    }
    if (any)
        end_table(out);
    end_section(out, report, any);
    return query_end(&query, error);
}

static gboolean
put_failed(GString *out, struct report *report, GError **error)
{
    static const char *const heads[] = {"File", "State", "Why", NULL};
    gboolean any = FALSE;
    struct query query =
        query_new(report, "SELECT path, state, issues FROM documents_failed ORDER BY path");
    begin_section(out, report, "failed", "Papers whose words could not be read");
    while (query_next(&query)) {
        g_autofree char *path = g_filename_display_name(text_at(&query, 0));
        if (!any)
            begin_table(out, report, heads);
        any = TRUE;
        g_string_append(out, "<tr>");
        put_cell(out, "mono", path);
        put_cell(out, NULL, label(report->language, text_at(&query, 1)));
        put_cell(out, "small", text_at(&query, 2));
        g_string_append(out, "</tr>\n");
    }
    if (any)
        end_table(out);
    end_section(out, report, any);
    return query_end(&query, error);
}

/* ---- the page ----------------------------------------------------------------------------------
 */

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
                value_shown(report->language, "count", text_at(&query, (int)i), NULL);
            g_string_append(out, "<li>");
            html_element(out, "b", number);
            html_text(out, say(report->language, names[i]));
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
    g_autofree char *name = base_name(report->name);
    g_string_append(out, "<header class=\"top\"><div class=\"over\" style=\"padding-top:0;"
                         "padding-bottom:0\"><p class=\"crumb\">");
    html_text(out, say(report->language, "Aktspor – report"));
    g_string_append(out, " · <span class=\"mono\">");
    html_text(out, name);
    g_string_append(out, "</span></p>");
    html_element(out, "h1", say(report->language, "What the papers say, and where they say it"));
    gboolean good = put_counts(out, report, error);
    g_string_append_printf(out, "<nav aria-label=\"%s\"><ul class=\"toc\">",
                           say(report->language, "Contents"));
    for (guint i = 0; i < G_N_ELEMENTS(contents); i++) {
        g_string_append_printf(out, "<li><a href=\"#%s\">", contents[i].id);
        html_text(out, say(report->language, contents[i].title));
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
    html_begin(out, report->language, say(report->language, "Aktspor – report"), "index");
    if (!put_header(out, report, error))
        return FALSE;
    g_string_append(out, "<main class=\"over\">\n");
    if (!put_sums(out, report, error) || !put_contradictions(out, report, error) ||
        !put_fundings(out, report, error) || !put_links(out, report, error) ||
        !put_documents(out, report, error) || !put_failed(out, report, error))
        return FALSE;
    g_string_append(out, "</main>\n");
    html_end(out);
    return g_file_set_contents(path, out->str, (gssize)out->len, error);
}
