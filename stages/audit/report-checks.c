/* Sums that the papers announce and amounts that contradict each other, side by side. */
#include "report-pager.h"

#include <string.h>

enum {
    MAX_OPERANDS = 40 /* of one sum that are listed */
};

/* ---- one card: its heading is of `level`, below the page's or the section's
 * -------------------------- */

/* "paper.pdf, page 3, line 12" as a link to the fact. */
static void
put_place(GString *out, const struct report *report, const struct query *query, int first, int line)
{
    g_autofree char *file = report_file_name(query_text(query, first + 2));
    g_autofree char *text = g_strdup_printf(
        "%s, %s %d, %s %d", file, label_say(report->language, "page"),
        sqlite3_column_int(query->row, first + 3), label_say(report->language, "line"), line);
    g_string_append(out, "<p class=\"where\">");
    report_link(out, query_text(query, first), (guint)sqlite3_column_int(query->row, first + 1),
                text);
    g_string_append(out, "</p>");
}

static void
put_side(GString *out, const struct report *report, const char *value, const struct query *query,
         int first, int line, const char *words)
{
    g_string_append(out, "<div class=\"side\">");
    html_element(out, "p", value);
    g_string_append(out, "<blockquote><p>");
    html_text(out, words);
    g_string_append(out, "</p></blockquote>");
    put_place(out, report, query, first, line);
    g_string_append(out, "</div>");
}

/* The numbers that a sum is made of, each with its place. The first is the whole. */
static gboolean
put_operands(GString *out, struct report *report, gint64 fact, GError **error)
{
    struct query query =
        query_new(report, "SELECT text, page, line FROM evidence WHERE fact = ?1 AND mention IS "
                          "NOT NULL ORDER BY n LIMIT ?2 OFFSET 1");
    if (query.good) {
        sqlite3_bind_int64(query.row, 1, fact);
        sqlite3_bind_int(query.row, 2, MAX_OPERANDS);
    }
    g_string_append(out, "<ul class=\"parts\">");
    while (query_next(&query)) {
        g_string_append(out, "<li><b>");
        html_text(out, query_text(&query, 0));
        g_string_append_printf(
            out, "</b> <span class=\"small\">%s %d, %s %d</span></li>",
            label_say(report->language, "page"), sqlite3_column_int(query.row, 1),
            label_say(report->language, "line"), sqlite3_column_int(query.row, 2));
    }
    g_string_append(out, "</ul>");
    return query_end(&query, error);
}

static void
begin_card(GString *out, const struct report *report, guint level, const char *verdict,
           const char *title)
{
    g_string_append_printf(out, "<article class=\"card%s\"><h%u><span class=\"tag %s\">",
                           !strcmp(verdict, "off") ? " bad" : "", level, table_tag_class(verdict));
    html_text(out, label_word(report->language, verdict));
    g_string_append(out, "</span> ");
    html_text(out, title);
    g_string_append_printf(out, "</h%u>", level);
}

static gboolean
put_sum(GString *out, struct report *report, guint level, const struct query *query, GError **error)
{
    enum language language = report->language;
    g_autofree char *whole =
        value_shown(language, query_text(query, 1), query_text(query, 2), NULL);
    g_autofree char *sum = sum_shown(language, query_text(query, 3));
    g_autofree char *by = value_shown(language, "count", query_text(query, 4), NULL);
    begin_card(out, report, level, query_text(query, 0), whole);
    g_string_append(out, "<div class=\"two\">");
    put_side(out, report, whole, query, 5, sqlite3_column_int(query->row, 10),
             query_text(query, 9));
    g_string_append(out, "<div class=\"side\">");
    html_element(out, "p", sum);
    if (*query_text(query, 4)) {
        g_string_append_printf(out, "<p class=\"verdict\">%s ", label_say(language, "Difference"));
        html_text(out, by);
        g_string_append(out, "</p>");
    }
    gboolean good = put_operands(out, report, sqlite3_column_int64(query->row, 11), error);
    g_string_append(out, "</div></div></article>\n");
    return good;
}

static void
put_contradiction(GString *out, struct report *report, guint level, const struct query *query)
{
    const char *type = query_text(query, 2);
    g_autofree char *one = value_shown(report->language, type, query_text(query, 3), NULL);
    g_autofree char *two = value_shown(report->language, type, query_text(query, 10), NULL);
    g_autofree char *reason = reason_shown(report->language, query_text(query, 17));
    const char *kind = query_text(query, 18);
    gboolean change = strcmp(kind, "contradiction") != 0; /* what it is says more than a verdict */
    begin_card(out, report, level, change ? kind : query_text(query, 0), query_text(query, 1));
    g_string_append(out, "<div class=\"two\">");
    put_side(out, report, one, query, 4, sqlite3_column_int(query->row, 9), query_text(query, 8));
    put_side(out, report, two, query, 11, sqlite3_column_int(query->row, 16),
             query_text(query, 15));
    g_string_append(out, "</div>");
    g_string_append(out, "<p class=\"how\">");
    html_text(out, reason);
    g_string_append(out, "</p></article>\n");
}

/* ---- the lists ------------------------------------------------------------------------------- */

/* What a fact of the view fact_read needs for put_place(): alias, then document. */
#define SUMS                                                                                       \
    "SELECT c.verdict, f.subject_type, f.subject, f.object, c.difference, d.sha256, f.n, f.path, " \
    "f.page, f.evidence, f.line, f.id FROM \"check\" AS c JOIN fact_read AS f ON f.id = c.fact "   \
    "JOIN document AS d ON d.id = f.document WHERE c.kind = 'sum' "
#define SUMS_ORDER \
    "ORDER BY CASE c.verdict WHEN 'off' THEN 0 WHEN 'unverified' THEN 1 ELSE 2 END, f.path, f.n"
static const char contradictions[] =
    "SELECT c.verdict, a.subject_best, a.object_type, a.object, da.sha256, a.n, a.path, a.page, "
    "a.evidence, a.line, b.object, db.sha256, b.n, b.path, b.page, b.evidence, b.line, c.reason, "
    "c.kind "
    "FROM \"check\" AS c JOIN fact_read AS a ON a.id = c.fact "
    "JOIN document AS da ON da.id = a.document JOIN fact_read AS b ON b.id = c.other "
    "JOIN document AS db ON db.id = b.document WHERE c.kind <> 'sum' "
    "ORDER BY c.verdict <> 'off', c.kind <> 'contradiction', c.kind, c.score DESC, a.path, a.n, "
    "b.path, b.n";

static gboolean
put_card(GString *out, struct report *report, guint level, const struct query *query, gboolean sum,
         GError **error)
{
    if (sum)
        return put_sum(out, report, level, query, error);
    put_contradiction(out, report, level, query);
    return TRUE;
}

/* Writes all cards of a query on pages of their own. */
static gboolean
write_cards(struct report *report, const char *base, const char *title, const char *sql,
            gboolean sum, GError **error)
{
    struct pager pager = {.report = report, .base = base, .title = title};
    struct query query = query_new(report, sql);
    gboolean good = TRUE;
    while (good && query_next(&query)) {
        GString *out = pager_row(&pager, error);
        good = out && put_card(out, report, 2, &query, sum, error);
    }
    good = query_end(&query, good ? error : NULL) && good && pager_end(&pager, error);
    pager_drop(&pager);
    return good;
}

gboolean
report_checks_pages(struct report *report, GError **error)
{
    return write_cards(report, "sums", "Sums", SUMS SUMS_ORDER, TRUE, error) &&
           write_cards(report, "contradictions", "What contradicts or changes", contradictions,
                       FALSE, error);
}

/* The first cards of a query, and the way to all. */
static gboolean
put_first(GString *out, struct report *report, const char *base, const char *title, const char *sql,
          gboolean sum, GError **error)
{
    struct query query = query_new(report, sql);
    gboolean good = TRUE;
    guint shown = 0;
    section_begin(out, report, base, title);
    while (good && shown < REPORT_FIRST && query_next(&query)) {
        good = put_card(out, report, 3, &query, sum, error);
        shown++;
    }
    if (good && !shown)
        html_element(out, "p", label_say(report->language, "None."));
    g_string_append_printf(out, "<p><a href=\"%s.html\">", base);
    html_text(out,
              label_say(report->language, sum ? "All sums" : "All contradictions and changes"));
    g_string_append(out, "</a></p></section>\n");
    return query_end(&query, good ? error : NULL) && good;
}

gboolean
report_checks_first(GString *out, struct report *report, GError **error)
{
    return put_first(out, report, "sums", "Sums that do not hold",
                     SUMS "AND c.verdict <> 'consistent' " SUMS_ORDER, TRUE, error) &&
           put_first(out, report, "contradictions", "What contradicts or changes", contradictions,
                     FALSE, error);
}
