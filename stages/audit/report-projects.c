/* Projects, programmes and cases: a list of them, and a page for each with its amounts over time,
 * its papers and its spellings. */
#include "report-pager.h"
#include "report-timeline.h"

#include <string.h>

enum {
    MAX_SPELLINGS = 30 /* of one name */
};

/* ---- a page's sections ----------------------------------------------------------------------- */

/* The other names of an entity, with why they are thought to be the same. */
static gboolean
put_spellings(GString *out, struct report *report, gint64 entity, const char *best, GError **error)
{
    struct query query = query_new(
        report, "SELECT name.value, (SELECT reason FROM link WHERE kind = 'same' AND (from_name = "
                "name.id OR to_name = name.id) ORDER BY score DESC, link.id LIMIT 1) "
                "FROM name WHERE entity = ?1 AND value <> ?2 AND EXISTS (SELECT 1 FROM mention "
                "JOIN document ON document.id = mention.document WHERE mention.name = name.id) "
                "GROUP BY value ORDER BY value LIMIT ?3");
    gboolean any = FALSE;
    if (query.good) {
        sqlite3_bind_int64(query.row, 1, entity);
        sqlite3_bind_text(query.row, 2, best, -1, SQLITE_TRANSIENT);
        sqlite3_bind_int(query.row, 3, MAX_SPELLINGS);
    }
    while (query_next(&query)) {
        g_autofree char *reason = reason_shown(report->language, query_text(&query, 1));
        if (!any) {
            html_element(out, "h2", label_say(report->language, "Other spellings"));
            g_string_append(out, "<ul class=\"plain\">");
        }
        any = TRUE;
        g_string_append(out, "<li>");
        html_text(out, query_text(&query, 0));
        if (*reason) {
            g_string_append(out, " <span class=\"small\">");
            html_text(out, reason);
            g_string_append(out, "</span>");
        }
        g_string_append(out, "</li>");
    }
    if (any)
        g_string_append(out, "</ul>\n");
    return query_end(&query, error);
}

static gboolean
put_papers(GString *out, struct report *report, gint64 entity, GError **error)
{
    static const char *const heads[] = {"Date", "Title", "#Mentions", "File", NULL};
    struct query query = query_new(
        report, "SELECT d.sha256, p.path, d.title, d.issued, count(*), d.issued_from FROM name "
                "JOIN mention ON mention.name = name.id "
                "JOIN document AS d ON d.id = mention.document AND d.current "
                "JOIN document_path AS p ON p.document = d.id WHERE name.entity = ? "
                "GROUP BY d.id ORDER BY d.issued_from IS NULL, d.issued_from, p.path");
    if (query.good)
        sqlite3_bind_int64(query.row, 1, entity);
    html_element(out, "h2", label_say(report->language, "Papers"));
    table_begin(out, report, heads);
    while (query_next(&query)) {
        g_autofree char *file = report_file_name(query_text(&query, 1));
        g_autofree char *issued =
            value_shown(report->language, "date", query_text(&query, 3), NULL);
        const char *title = query_text(&query, 2);
        g_string_append(out, "<tr>");
        table_cell_by(out, NULL, issued, query_text(&query, 5));
        g_string_append(out, "<td>");
        report_link(out, query_text(&query, 0), 0, *title ? title : file);
        g_string_append(out, "</td>");
        table_cell(out, "n", query_text(&query, 4));
        table_cell(out, "mono", file);
        g_string_append(out, "</tr>\n");
    }
    table_end(out);
    return query_end(&query, error);
}

/* ---- amounts --------------------------------------------------------------------------------- */

/* The columns of the query of amounts. */
enum column {
    C_ENTITY,
    C_TYPE,
    C_VALUE,
    C_MIN,
    C_MAX,
    C_STATUS,
    C_PERIOD,
    C_DATE,
    C_PER,
    C_SOURCE,
    C_GRANTOR,
    C_SHA256,
    C_N,
    C_PATH,
    C_PAGE,
    C_FROM,
    C_TO
};
static const char amounts_query[] =
    "SELECT f.subject_entity, f.object_type, f.object, f.amount_min_ore, f.amount_max_ore, "
    "f.status, f.period, f.date, f.per, f.source, f.grantor, d.sha256, f.n, f.path, f.page, "
    "coalesce(f.date_from, f.period_from, f.issued_from) AS day, "
    "CASE WHEN f.date_from IS NULL THEN f.period_to END FROM temp.entity_page AS e "
    "JOIN fact_read AS f ON f.subject_entity = e.entity JOIN document AS d ON d.id = f.document "
    "WHERE f.predicate = 'funding' ORDER BY e.entity, day, f.path, f.n";

/* The amount as a person reads it. g_free() it. */
static char *
amount_shown(const struct report *report, const struct query *query)
{
    if (sqlite3_column_type(query->row, C_MIN) != SQLITE_NULL)
        return ore_shown(report->language, sqlite3_column_int64(query->row, C_MIN),
                         sqlite3_column_int64(query->row, C_MAX));
    return value_shown(report->language, query_text(query, C_TYPE), query_text(query, C_VALUE),
                       NULL);
}

static void
put_amount_row(GString *out, struct report *report, const struct query *query)
{
    const char *period = query_text(query, C_PERIOD), *grantor = query_text(query, C_GRANTOR);
    const char *source = query_text(query, C_SOURCE), *per = query_text(query, C_PER);
    g_autofree char *value = amount_shown(report, query);
    g_autofree char *per_text = per_shown(report, per);
    g_autofree char *shown =
        g_strconcat(value, *per ? " " : "", *per ? label_word(report->language, "per") : "",
                    *per ? " " : "", per_text, NULL);
    g_autofree char *time =
        value_shown(report->language, "date", *period ? period : query_text(query, C_DATE), NULL);
    g_autofree char *payer = g_strconcat(source, *source && *grantor ? " · " : "", grantor, NULL);
    g_string_append(out, "<tr>");
    table_cell_by(out, "n", shown, query_text(query, C_MIN));
    table_cell(out, NULL, label_word(report->language, query_text(query, C_STATUS)));
    table_cell_by(out, NULL, time, query_text(query, C_FROM));
    table_cell(out, NULL, payer);
    table_where(out, query, C_SHA256);
    g_string_append(out, "</tr>\n");
}

/* Whole amounts in kroner can be drawn; yearly ones would be compared with what they are part of.
 */
static void
add_to_timeline(GArray *timeline, struct report *report, const struct query *query)
{
    struct timeline_amount amount = {0};
    g_autofree char *value = amount_shown(report, query);
    const char *status = query_text(query, C_STATUS);
    if (*query_text(query, C_PER) || sqlite3_column_type(query->row, C_MIN) == SQLITE_NULL)
        return;
    g_strlcpy(amount.from, query_text(query, C_FROM), sizeof amount.from);
    g_strlcpy(amount.to, query_text(query, C_TO), sizeof amount.to);
    amount.ore = sqlite3_column_int64(query->row, C_MIN);
    amount.status = timeline_status(status);
    amount.link = g_strdup_printf("d%.16s.html#f%d", query_text(query, C_SHA256),
                                  sqlite3_column_int(query->row, C_N));
    g_autofree char *time = value_shown(report->language, "date",
                                        *query_text(query, C_PERIOD) ? query_text(query, C_PERIOD)
                                        : *query_text(query, C_DATE) ? query_text(query, C_DATE)
                                                                     : amount.from,
                                        NULL);
    amount.title = g_strdup_printf("%s%s%s, %s", value, *status ? " " : "",
                                   label_word(report->language, status), time);
    g_array_append_val(timeline, amount);
}

/* The rows of one entity out of the query of all amounts, which stands at its first row or behind
 * its last. *more: the query has a row. */
static void
put_amounts(GString *out, struct report *report, struct query *amounts, gint64 entity,
            gboolean *more)
{
    static const char *const heads[] = {"#Amount", "Role", "Time", "Source", "Where", NULL};
    g_autoptr(GArray) timeline = g_array_new(FALSE, FALSE, sizeof(struct timeline_amount));
    g_autoptr(GString) rows = g_string_new(NULL);
    g_array_set_clear_func(timeline, (GDestroyNotify)timeline_amount_clear);
    while (*more && sqlite3_column_int64(amounts->row, C_ENTITY) == entity) {
        put_amount_row(rows, report, amounts);
        add_to_timeline(timeline, report, amounts);
        *more = query_next(amounts);
    }
    if (!rows->len)
        return;
    html_element(out, "h2", label_say(report->language, "Money"));
    report_timeline(out, report, timeline);
    table_begin(out, report, heads);
    g_string_append_len(out, rows->str, (gssize)rows->len);
    table_end(out);
}

/* ---- pages ----------------------------------------------------------------------------------- */

static gboolean
write_entity(struct report *report, const struct query *entities, struct query *amounts,
             gboolean *more, GError **error)
{
    gint64 entity = sqlite3_column_int64(entities->row, 0);
    const char *name = query_text(entities, 2), *scope = query_text(entities, 3);
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *file = g_strdup_printf("e%" G_GINT64_FORMAT ".html", entity);
    g_autofree char *kind = g_strconcat(label_word(report->language, query_text(entities, 1)),
                                        *scope ? " · " : "", scope, NULL);
    report_page_begin(out, report, name);
    g_string_append(out, "<main class=\"over\" id=\"main\"><p class=\"lead\">");
    html_text(out, kind);
    g_string_append(out, "</p>\n");
    put_amounts(out, report, amounts, entity, more);
    if (!put_papers(out, report, entity, error) || !put_spellings(out, report, entity, name, error))
        return FALSE;
    g_string_append(out, "</main>\n");
    html_end(out);
    return report_write(report, file, out, error);
}

static gboolean
put_listed(struct pager *pager, const struct query *entities, GError **error)
{
    GString *out = pager_row(pager, error);
    if (!out)
        return FALSE;
    g_string_append_printf(out, "<tr><td><a href=\"e%s.html\">", query_text(entities, 0));
    html_text(out, query_text(entities, 2));
    g_string_append(out, "</a></td>");
    table_cell(out, NULL, label_word(pager->report->language, query_text(entities, 1)));
    table_cell(out, NULL, query_text(entities, 3));
    table_cell(out, "n", query_text(entities, 4));
    table_cell(out, "n", query_text(entities, 5));
    g_string_append(out, "</tr>\n");
    return TRUE;
}

/* The list, by kind and name. */
static gboolean
write_list(struct report *report, GError **error)
{
    static const char *const heads[] = {"Name",    "Kind",     "Municipality",
                                        "#Papers", "#Amounts", NULL};
    struct pager pager = {
        .report = report, .base = "projects", .title = "Projects and cases", .heads = heads};
    struct query query =
        query_new(report, "SELECT entity, kind, name, scope, papers, amounts FROM temp.entity_page "
                          "JOIN entity ON entity.id = entity ORDER BY kind <> 'project', "
                          "kind <> 'programme', name, scope");
    gboolean good = TRUE;
    while (good && query_next(&query))
        good = put_listed(&pager, &query, error);
    good = query_end(&query, good ? error : NULL) && good && pager_end(&pager, error);
    pager_drop(&pager);
    return good;
}

gboolean
report_projects(struct report *report, GError **error)
{
    struct query entities =
        query_new(report, "SELECT entity, kind, name, scope FROM temp.entity_page "
                          "JOIN entity ON entity.id = entity ORDER BY entity");
    struct query amounts = query_new(report, amounts_query);
    gboolean good = TRUE, more = query_next(&amounts);
    while (good && query_next(&entities))
        good = write_entity(report, &entities, &amounts, &more, error);
    good = query_end(&amounts, good ? error : NULL) && good;
    good = query_end(&entities, good ? error : NULL) && good;
    return good && write_list(report, error);
}
