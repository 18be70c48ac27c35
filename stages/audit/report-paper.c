/* The page of one paper: pictures or lines of its pages, and its facts beside them. */
#include "cpr.h"
#include "report-tables.h"
#include "report.h"
#include "shown.h"

#include <string.h>

enum {
    MAX_BOXES = 60, /* of one fact on one page */
    EAGER_PAGES = 3 /* pictures of further pages are fetched when they are near */
};

static void
put_meta(GString *out, const char *name, const char *text, gboolean mono)
{
    if (!text || !*text)
        return;
    g_string_append(out, "<div>");
    html_element(out, "dt", name);
    g_string_append(out, mono ? "<dd class=\"mono\">" : "<dd>");
    g_autofree char *masked = cpr_mask_copy(text); /* a file may be named by a person's number */
    html_text(out, masked);
    g_string_append(out, "</dd></div>");
}

static void
put_issues(GString *out, const struct fact_index *index)
{
    struct document *document = index->document;
    for (guint i = 0; i < document->issues->len; i++) {
        const struct issue *issue = &g_array_index(document->issues, struct issue, i);
        g_string_append(out, "<p class=\"note\">");
        html_text(out, cpr_mask_text(index->mask, document->arena, issue->text));
        g_string_append(out, "</p>");
    }
}

static void
put_top(GString *out, const struct report *report, const struct paper *paper,
        const struct fact_index *index)
{
    enum language language = report->language;
    g_autofree char *issued =
        value_shown(language, "date", paper->issued ? paper->issued : "", NULL);
    g_string_append_printf(out,
                           "<a class=\"skip\" href=\"#facts\">%s</a>\n<header class=\"top\">"
                           "<p class=\"crumb\"><a href=\"index.html\">← %s</a></p>",
                           label_say(language, "Skip to the facts"),
                           label_say(language, "Overview"));
    g_autofree char *file = report_file_name(paper_name(paper));
    html_element(out, "h1", paper->title && *paper->title ? paper->title : file);
    g_string_append(out, "<dl class=\"meta\">");
    put_meta(out, label_say(language, "Municipality"), paper->municipality, FALSE);
    put_meta(out, label_say(language, "Date"), issued, FALSE);
    put_meta(out, label_say(language, "State"), label_word(language, paper->state), FALSE);
    for (guint i = 0; i < paper->paths->len; i++)
        put_meta(out, label_say(language, "File"), g_ptr_array_index(paper->paths, i), TRUE);
    put_meta(out, label_say(language, "Checksum (SHA-256)"), paper->sha256, TRUE);
    g_string_append(out, "</dl>");
    put_issues(out, index);
    g_string_append(out, "</header>\n");
}

/* ---- boxes ----------------------------------------------------------------------------------- */

static void
put_style(GString *out, const struct shown_box *box)
{
    static const char *const names[] = {"left", "top", "width", "height"};
    const float shares[] = {box->x0, box->y0, box->x1 - box->x0, box->y1 - box->y0};
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append(out, " style=\"");
    for (guint i = 0; i < 4; i++)
        g_string_append_printf(
            out, "%s%s:%s%%", i ? ";" : "", names[i],
            g_ascii_formatd(number, sizeof number, "%.3f", 100.0 * (double)shares[i]));
    g_string_append_c(out, '"');
}

/* Boxes of the page by the fact they belong to: index of fact -> GArray of guint. */
static GPtrArray *
boxes_by_fact(const struct fact_index *index, const struct shown_page *page)
{
    GPtrArray *by_fact = g_ptr_array_new();
    g_ptr_array_set_size(by_fact, (gint)index->document->facts->len);
    for (guint i = 0; i < page->boxes->len; i++) {
        const struct shown_box *box = &g_array_index(page->boxes, struct shown_box, i);
        const GArray *facts = g_ptr_array_index(
            box->kind == SHOWN_MENTION ? index->of_mention : index->of_sentence, box->index);
        for (guint f = 0; facts && f < facts->len; f++) {
            guint fact = g_array_index(facts, guint, f);
            GArray *boxes = g_ptr_array_index(by_fact, fact);
            if (!boxes)
                g_ptr_array_index(by_fact, fact) = boxes = g_array_new(FALSE, FALSE, sizeof(guint));
            if (boxes->len < MAX_BOXES)
                g_array_append_val(boxes, i);
        }
    }
    return by_fact;
}

/* What lights up for a fact: its sentences, and frames around its subject and object. */
static void
put_fact_boxes(GString *out, struct fact_index *index, const struct shown_page *page, guint fact,
               const GArray *boxes)
{
    g_autofree char *near = g_strdup_printf("e%u", fact + 1);
    g_autofree char *far = g_strdup_printf("e%u-%u", fact + 1, page->n);
    gboolean first = !g_hash_table_contains(index->anchors, near);
    g_string_append_printf(out, "<div class=\"ev\" data-f=\"%u\">", fact + 1);
    for (guint i = 0; i < boxes->len; i++) {
        const struct shown_box *box =
            &g_array_index(page->boxes, struct shown_box, g_array_index(boxes, guint, i));
        g_string_append_printf(out, "<i class=\"b%s\"", box->kind == SHOWN_MENTION ? " t" : "");
        if (!i)
            report_anchor(out, index, first ? near : far);
        put_style(out, box);
        g_string_append(out, "></i>");
    }
    g_string_append(out, "</div>\n");
}

static void
put_mention_box(GString *out, const struct report *report, struct fact_index *index,
                const struct shown_box *box)
{
    const struct mention *mention = document_mention(index->document, box->index);
    const GArray *facts = g_ptr_array_index(index->of_mention, box->index);
    g_autofree char *title = mention_shown(report, index, mention);
    if (facts)
        g_string_append_printf(out, "<a class=\"m %s\" href=\"#f%u\" tabindex=\"-1\"",
                               mention_class(mention->type), g_array_index(facts, guint, 0) + 1);
    else
        g_string_append_printf(out, "<span class=\"m %s\"", mention_class(mention->type));
    g_string_append_printf(out, " data-m=\"%u\"", box->index + 1);
    html_attribute(out, "data-w",
                   cpr_mask_text(index->mask, index->document->arena,
                                 document_printed(index->document, mention->span)));
    report_data(out, facts);
    html_attribute(out, "title", title);
    if (facts)
        html_attribute(out, "aria-label", title);
    put_style(out, box);
    g_string_append(out, facts ? "></a>\n" : "></span>\n");
}

static void
put_boxes(GString *out, const struct report *report, struct fact_index *index,
          const struct shown_page *page)
{
    GPtrArray *by_fact = boxes_by_fact(index, page);
    for (guint i = 0; i < by_fact->len; i++) {
        GArray *boxes = g_ptr_array_index(by_fact, i);
        if (!boxes)
            continue;
        put_fact_boxes(out, index, page, i, boxes);
        g_array_unref(boxes);
    }
    g_ptr_array_unref(by_fact);
    for (guint i = 0; i < page->boxes->len; i++) {
        const struct shown_box *box = &g_array_index(page->boxes, struct shown_box, i);
        if (box->kind == SHOWN_MENTION)
            put_mention_box(out, report, index, box);
    }
}

/* ---- pages ----------------------------------------------------------------------------------- */

static void
put_page(GString *out, struct report *report, struct fact_index *index,
         const struct shown_page *page, guint of)
{
    g_autofree char *id = g_strdup_printf("p%u", page->n);
    g_string_append(out, "<figure class=\"page\"");
    report_anchor(out, index, id);
    if (page->name) { /* printed, a page must fit on a sheet */
        char ratio[G_ASCII_DTOSTR_BUF_SIZE];
        g_ascii_formatd(ratio, sizeof ratio, "%.4f", (double)page->width / page->height);
        g_string_append_printf(out, " style=\"--r:%s\"", ratio);
    }
    g_string_append_printf(out, "><figcaption>%s %u / %u", label_say(report->language, "Page"),
                           page->n, of);
    if (!page->name) {
        report->missing = TRUE;
        g_string_append_printf(
            out, " · %s</figcaption><div class=\"sheet\">",
            label_say(report->language, "The page could not be drawn; its words are shown."));
        report_lines(out, report, index, page->n);
        g_string_append(out, "</div></figure>\n");
        return;
    }
    g_string_append(out, "</figcaption><div class=\"sheet\"><img");
    html_attribute(out, "src", page->name);
    g_string_append_printf(out, " width=\"%u\" height=\"%u\"%s alt=\"%s %u\">\n", page->width,
                           page->height, page->n > EAGER_PAGES ? " loading=\"lazy\"" : "",
                           label_say(report->language, "Page"), page->n);
    put_boxes(out, report, index, page);
    g_string_append(out, "</div></figure>\n");
}

static void
put_all_lines(GString *out, struct report *report, struct fact_index *index, gboolean lost)
{
    if (lost) {
        report->missing = TRUE;
        g_string_append(out, "<p class=\"note\">");
        html_text(out,
                  label_say(report->language, "The original was not found unchanged; what is shown "
                                              "are the words that the database keeps."));
        g_string_append(out, "</p>\n");
    }
    g_string_append(out, "<div class=\"page\"><div class=\"sheet\">");
    report_lines(out, report, index, 0);
    g_string_append(out, "</div></div>\n");
}

static gboolean
put_pages(GString *out, struct report *report, struct paper *paper, struct fact_index *index,
          GError **error)
{
    struct document *document = index->document;
    g_autoptr(original) original = paper_same_original(paper, report->originals);
    g_string_append_printf(out, "<main class=\"pages\" aria-label=\"%s\">\n",
                           label_say(report->language, "Pages"));
    if (!original || (document->media != MEDIA_PDF && document->media != MEDIA_IMAGE)) {
        put_all_lines(out, report, index, !original);
    } else {
        g_autofree char *key = paper_key(paper);
        g_autoptr(GArray) pages =
            shown_pages(document, original, paper->masked, report->folder, key, error);
        if (!pages)
            return FALSE;
        for (guint i = 0; i < pages->len; i++)
            put_page(out, report, index, &g_array_index(pages, struct shown_page, i), pages->len);
    }
    g_string_append(out, "</main>\n");
    return TRUE;
}

/* The entities with a page that facts of the paper speak of. */
static gboolean
find_entities(struct report *report, const struct paper *paper, struct fact_index *index,
              GError **error)
{
    struct query query = query_new(
        report, "SELECT fact.n, name.entity FROM fact JOIN name ON name.id = fact.subject_name "
                "JOIN temp.entity_page AS page ON page.entity = name.entity "
                "WHERE fact.document = ?");
    index->entities = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    if (query.good)
        sqlite3_bind_int64(query.row, 1, paper->id);
    while (query_next(&query)) {
        gint64 *entity = g_new(gint64, 1);
        *entity = sqlite3_column_int64(query.row, 1);
        g_hash_table_insert(index->entities, GUINT_TO_POINTER(sqlite3_column_int(query.row, 0)),
                            entity);
    }
    return query_end(&query, error);
}

gboolean
report_paper(struct report *report, struct paper *paper, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(document) document = paper_document(paper, &reason);
    if (!document) { /* the index says that it is there; verify says what is wrong with it */
        report->missing = TRUE;
        return TRUE;
    }
    g_autoptr(fact_index) index = fact_index_new(document);
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *key = paper_key(paper);
    g_autofree char *name = g_strconcat(key, ".html", NULL);
    g_autofree char *file = report_file_name(paper_name(paper));
    index->file = file;
    index->sha256 = paper->sha256;
    if (!find_entities(report, paper, index, error))
        return FALSE;
    html_begin(out, report->language, paper->title && *paper->title ? paper->title : file, "paper");
    put_top(out, report, paper, index);
    g_string_append(out, "<div class=\"desk\">\n");
    if (!put_pages(out, report, paper, index, error))
        return FALSE;
    g_string_append_printf(
        out,
        "<aside class=\"facts\" id=\"facts\" tabindex=\"-1\" aria-labelledby=\"list\">"
        "<h2 id=\"list\">%s (%u)</h2>",
        label_say(report->language, "Facts"), document->facts->len);
    g_string_append_printf(out,
                           "<input class=\"find\" type=\"search\" hidden placeholder=\"%s\" "
                           "aria-label=\"%s\">\n",
                           label_say(report->language, "Find in the facts"),
                           label_say(report->language, "Find in the facts"));
    report_facts(out, report, index);
    g_string_append(out, "</aside>\n</div>\n");
    html_end(out);
    return report_write(report, name, out, error);
}
