/* A paper without a picture: its lines, with marks where mentions and evidence stand. */
#include "cpr.h"
#include "lines.h"
#include "report.h"

#include <string.h>

enum {
    MAX_GAP = 60 /* blanks between two pieces of a line that are shown */
};

/* Anchors before the first run of each fact's evidence on a page: eN on the first page, eN-PAGE on
 * others. */
static void
put_anchors(GString *out, struct fact_index *index, const GArray *facts, guint page)
{
    for (guint i = 0; facts && i < facts->len; i++) {
        guint fact = g_array_index(facts, guint, i) + 1;
        g_autofree char *near = g_strdup_printf("e%u", fact);
        g_autofree char *far = g_strdup_printf("e%u-%u", fact, page);
        g_autofree char *done = g_strdup_printf("%s done", far); /* no id: ids have no blank */
        if (!g_hash_table_add(index->anchors, g_steal_pointer(&done)))
            continue;
        g_string_append(out, "<i class=\"here\"");
        report_anchor(out, index, g_hash_table_contains(index->anchors, near) ? far : near);
        g_string_append(out, "></i>");
    }
}

/* The run's words, inside the marks of its mention and of the sentence. */
static void
put_run(GString *out, const struct report *report, struct fact_index *index,
        const struct printed_run *run)
{
    struct document *document = index->document;
    const GArray *sentence =
        run->sentence >= 0 ? g_ptr_array_index(index->of_sentence, (guint)run->sentence) : NULL;
    const GArray *facts =
        run->mention >= 0 ? g_ptr_array_index(index->of_mention, (guint)run->mention) : NULL;
    const struct mention *mention =
        run->mention >= 0 ? document_mention(document, (guint)run->mention) : NULL;
    g_autofree char *words = cpr_mask_source_span(index->mask, document, run->source);
    put_anchors(out, index, sentence, run->page);
    put_anchors(out, index, facts, run->page);
    if (sentence) {
        g_string_append(out, "<span class=\"s\"");
        report_data(out, sentence);
        g_string_append_c(out, '>');
    }
    if (mention) {
        g_autofree char *title = mention_shown(report, index, mention);
        g_string_append_printf(out, "<%s class=\"m %s\"", facts ? "a" : "span",
                               mention_class(mention->type));
        if (facts)
            g_string_append_printf(out, " href=\"#f%u\"", g_array_index(facts, guint, 0) + 1);
        report_data(out, facts);
        html_attribute(out, "title", title);
        g_string_append_c(out, '>');
    }
    html_text(out, words);
    if (mention)
        g_string_append(out, facts ? "</a>" : "</span>");
    if (sentence)
        g_string_append(out, "</span>");
}

static guint
run_end_column(const struct document *document, const struct printed_run *run)
{
    return run->column + (guint)g_utf8_strlen(document->source->str + run->source.start,
                                              (gssize)(run->source.end - run->source.start));
}

/* The first run of a page, or their number; runs stand in the order of pages. */
static guint
first_of_page(const GArray *runs, guint page)
{
    guint low = 0, high = runs->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (printed_run_at(runs, middle)->page < page)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void
report_lines(GString *out, const struct report *report, struct fact_index *index, guint page)
{
    const struct document *document = index->document;
    const struct printed_run *before = NULL;
    if (!index->runs)
        index->runs = printed_runs(document);
    const GArray *runs = index->runs;
    g_string_append(out, "<ol class=\"lines\">\n");
    for (guint i = first_of_page(runs, page); i < runs->len; i++) {
        const struct printed_run *run = printed_run_at(runs, i);
        if (page && run->page != page)
            break;
        if (!before || before->page != run->page || before->line != run->line) {
            g_string_append_printf(out, "%s<li><span class=\"no\"", before ? "</span></li>\n" : "");
            if (!before || before->page != run->page) {
                g_autofree char *id = g_strdup_printf("p%u", run->page);
                report_anchor(out, index, id);
            }
            g_string_append_printf(out, ">%u</span><span class=\"say\">", run->line);
        } else {
            guint column = run_end_column(document, before);
            for (guint gap = 0; column + gap < run->column && gap < MAX_GAP; gap++)
                g_string_append_c(out, ' ');
        }
        put_run(out, report, index, run);
        before = run;
    }
    g_string_append(out, before ? "</span></li>\n</ol>\n" : "</ol>\n");
}
