#include "layout.h"

#include <math.h>

/* In font sizes: lines of one block stand no nearer and no further apart. */
static const float PITCH_LEAST = 0.9f, PITCH_MOST = 1.9f;
static const float PITCH_USUAL = 1.3f; /* where too few lines tell */

struct layout *
layout_new(guint n, struct page_characters *characters)
{
    struct layout *layout = g_new0(struct layout, 1);
    layout->n = n;
    layout->characters = characters;
    layout->width = (float)characters->width;
    layout->height = (float)characters->height;
    layout->words = g_array_new(FALSE, FALSE, sizeof(struct word));
    layout->rows = g_array_new(FALSE, FALSE, sizeof(struct row));
    layout->chunks = g_array_new(FALSE, FALSE, sizeof(struct chunk));
    layout->line_words = g_array_new(FALSE, FALSE, sizeof(guint));
    layout->lines = g_array_new(FALSE, FALSE, sizeof(struct text_line));
    layout->tables = g_array_new(FALSE, FALSE, sizeof(struct table));
    layout->edges = g_array_new(FALSE, FALSE, sizeof(struct edge));
    layout->strands = g_array_new(FALSE, FALSE, sizeof(struct rect));
    layout->margin_edges = g_array_new(FALSE, FALSE, sizeof(struct rect));
    layout->items = g_array_new(FALSE, FALSE, sizeof(struct item));
    layout->margin = g_array_new(FALSE, FALSE, sizeof(struct item));
    layout->furniture = g_array_new(FALSE, FALSE, sizeof(struct item));
    layout_find_words(layout);
    layout_find_chunks(layout);
    layout_find_edges(layout);
    return layout;
}

void
layout_free(struct layout *layout)
{
    if (!layout)
        return;
    GArray *arrays[] = {layout->words,  layout->rows,    layout->chunks,    layout->lines,
                        layout->tables, layout->strands, layout->items,     layout->line_words,
                        layout->edges,  layout->margin,  layout->furniture, layout->margin_edges};
    for (guint i = 0; i < G_N_ELEMENTS(arrays); i++)
        g_array_unref(arrays[i]);
    page_characters_free(layout->characters);
    g_free(layout);
}

guint
layout_add_line(struct layout *layout, const guint *chunks, guint n, float left, float right)
{
    const struct chunk *first = layout_chunk(layout, chunks[0]);
    struct text_line line = {.first = layout->line_words->len,
                             .box = first->box,
                             .size = first->size,
                             .bold = TRUE,

                             .left = left,
                             .right = right};
    guint most = 0;
    for (guint i = 0; i < n; i++) {
        const struct chunk *chunk = layout_chunk(layout, chunks[i]);
        rect_join(&line.box, &chunk->box);
        line.bold = line.bold && chunk->bold;

        if (chunk->visible > most) {
            most = chunk->visible;
            line.size = chunk->size;
        }
        for (guint w = chunk->first; w < chunk->first + chunk->n; w++)
            g_array_append_val(layout->line_words, w);
    }
    line.n = layout->line_words->len - line.first;
    g_array_append_val(layout->lines, line);
    return layout->lines->len - 1;
}

/* TRUE where one blank and nothing else parts two words in poppler's order. */
static gboolean
one_blank_between(const struct layout *layout, const struct word *a, const struct word *b)
{
    return b->first == a->last + 1 && layout->characters->at[a->last].c == ' ';
}

void
layout_words_text(const struct layout *layout, const guint *words, guint n, GString *text,
                  GArray *ranges)
{
    for (guint i = 0; i < n; i++) {
        const struct word *word = layout_word(layout, words[i]);
        if (text && i)
            g_string_append_c(text, ' ');
        for (guint c = word->first; text && c < word->last; c++)
            g_string_append_unichar(text, layout->characters->at[c].c);
        if (!ranges)
            continue;
        if (i && one_blank_between(layout, layout_word(layout, words[i - 1]), word)) {
            g_array_index(ranges, struct range, ranges->len - 1).last = word->last;
        } else {
            struct range range = {word->first, word->last};
            g_array_append_val(ranges, range);
        }
    }
}

void
layout_chunk_text(const struct layout *layout, const struct chunk *chunk, GString *out)
{
    for (guint i = chunk->first; i < chunk->first + chunk->n; i++) {
        const struct word *word = layout_word(layout, i);
        if (i > chunk->first)
            g_string_append_c(out, ' ');
        for (guint c = word->first; c < word->last; c++)
            g_string_append_unichar(out, layout->characters->at[c].c);
    }
}

float
layout_pitch(const struct layout *layout, const guint *lines, guint n)
{
    enum {
        STEPS = 40
    };
    guint votes[STEPS] = {0}, most = 0;
    const float width = (PITCH_MOST - PITCH_LEAST) / (STEPS - 1);
    for (guint i = 1; i < n; i++) {
        if (lines[i] == LINE_BREAK || lines[i - 1] == LINE_BREAK)
            continue;
        const struct text_line *a = layout_line(layout, lines[i - 1]);
        const struct text_line *b = layout_line(layout, lines[i]);
        if (b->size <= 0 || fabsf(a->size - b->size) > 0.06f * b->size)
            continue;
        float pitch = ((b->box.y0 + b->box.y1) - (a->box.y0 + a->box.y1)) / 2 / b->size;
        if (pitch < PITCH_LEAST || pitch > PITCH_MOST)
            continue;
        guint step = (guint)((pitch - PITCH_LEAST) / width);
        votes[step]++;
        most = MAX(most, votes[step]);
    }
    /* a single pair of lines says nothing where several agree on another distance */
    for (guint i = 0; i < STEPS && most; i++)
        if (votes[i] * 4 >= most && (votes[i] > 1 || most < 4))
            return PITCH_LEAST + (float)(i + 1) * width;
    return PITCH_USUAL;
}
