#include "lines.h"

/* From this byte of the reading text on, up to the next cut. */
struct cut {
    gsize at;
    int mention, sentence;
};

static gint
compare_offsets(gconstpointer a, gconstpointer b)
{
    gsize p = *(const gsize *)a, q = *(const gsize *)b;
    return p < q ? -1 : p > q;
}

/* Where any mention or sentence begins or ends, each once, growing; 0 is the first. */
static GArray *
find_offsets(const struct document *document)
{
    GArray *offsets = g_array_new(FALSE, TRUE, sizeof(gsize));
    g_array_set_size(offsets, 1);
    for (guint i = 0; i < document->mentions->len; i++) {
        struct span span = document_mention(document, i)->span;
        g_array_append_val(offsets, span.start);
        g_array_append_val(offsets, span.end);
    }
    for (guint i = 0; i < document->sentences->len; i++) {
        struct span span = document_sentence(document, i)->span;
        g_array_append_val(offsets, span.start);
        g_array_append_val(offsets, span.end);
    }
    g_array_sort(offsets, compare_offsets);
    guint kept = 0;
    for (guint i = 0; i < offsets->len; i++) {
        gsize offset = g_array_index(offsets, gsize, i);
        if (!kept || g_array_index(offsets, gsize, kept - 1) != offset)
            g_array_index(offsets, gsize, kept++) = offset;
    }
    g_array_set_size(offsets, kept);
    return offsets;
}

/* What holds the text between two offsets: mentions nest, so the open ones are a stack. */
static GArray *
find_cuts(const struct document *document)
{
    g_autoptr(GArray) offsets = find_offsets(document);
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(guint));
    GArray *cuts = g_array_new(FALSE, FALSE, sizeof(struct cut));
    guint next = 0;
    for (guint i = 0; i < offsets->len; i++) {
        struct cut cut = {g_array_index(offsets, gsize, i), -1, -1};
        while (open->len &&
               document_mention(document, g_array_index(open, guint, open->len - 1))->span.end <=
                   cut.at)
            g_array_set_size(open, open->len - 1);
        for (; next < document->mentions->len &&
               document_mention(document, next)->span.start <= cut.at;
             next++)
            g_array_append_val(open, next);
        if (open->len)
            cut.mention = (int)g_array_index(open, guint, open->len - 1);
        cut.sentence = document_sentence_at(document, cut.at);
        g_array_append_val(cuts, cut);
    }
    return cuts;
}

/* The index of the cut that holds a byte. */
static guint
cut_at(const GArray *cuts, gsize offset)
{
    guint low = 0, high = cuts->len;
    while (low < high) { /* the first that begins after it */
        guint middle = low + (high - low) / 2;
        if (g_array_index(cuts, struct cut, middle).at <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? low - 1 : 0;
}

/* The runs of one piece: source and text are the same bytes, or the piece is not divided. */
static void
add_piece(const struct document *document, const struct piece *piece, const GArray *cuts,
          GArray *runs)
{
    const struct line *line = document_line(document, piece->line);
    guint i = cut_at(cuts, piece->text), column = piece->column;
    gsize at = 0;
    while (at < piece->source_length) {
        const struct cut *cut = &g_array_index(cuts, struct cut, i);
        gsize end = piece->source_length;
        if (piece->kind == PIECE_SAME && i + 1 < cuts->len)
            end = MIN(end, g_array_index(cuts, struct cut, i + 1).at - piece->text);
        struct printed_run run = {.page = line->page,
                                  .line = line->n,
                                  .column = column,
                                  .source = {piece->source + at, piece->source + end},
                                  .mention = cut->mention,
                                  .sentence = cut->sentence};
        g_array_append_val(runs, run);
        column +=
            (guint)g_utf8_strlen(document->source->str + piece->source + at, (gssize)(end - at));
        at = end;
        i++;
    }
}

static gint
compare_runs(gconstpointer a, gconstpointer b)
{
    const struct printed_run *r = a, *s = b;
    if (r->page != s->page)
        return r->page < s->page ? -1 : 1;
    if (r->line != s->line)
        return r->line < s->line ? -1 : 1;
    if (r->column != s->column)
        return r->column < s->column ? -1 : 1;
    return r->source.start < s->source.start ? -1 : r->source.start > s->source.start;
}

GArray *
printed_runs(const struct document *document)
{
    GArray *runs = g_array_new(FALSE, FALSE, sizeof(struct printed_run));
    g_autoptr(GArray) cuts = find_cuts(document);
    for (guint i = 0; i < document->pieces->len; i++)
        add_piece(document, document_piece(document, i), cuts, runs);
    g_array_sort(runs, compare_runs);
    return runs;
}
