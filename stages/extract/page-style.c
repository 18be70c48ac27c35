/* What most of a page's letters look like: their size, where their lines begin and end, how wide
 * their blanks are. */
#include "layout.h"

#include <math.h>
#include <string.h>

/* The font size of most characters, to a quarter of a point. */
float
layout_common_size(const struct layout *layout)
{
    enum {
        STEPS = 400
    };
    guint votes[STEPS] = {0};
    guint best = 0;
    for (guint i = 0; i < layout->words->len; i++) {
        const struct word *word = layout_word(layout, i);
        guint step = (guint)CLAMP(lrintf(word->size * 4), 0, STEPS - 1);
        votes[step] += word->last - word->first;
    }
    for (guint i = 1; i < STEPS; i++)
        if (votes[i] > votes[best])
            best = i;
    return (float)best / 4;
}

static gint
compare_floats(gconstpointer a, gconstpointer b)
{
    float p = *(const float *)a, q = *(const float *)b;
    return p < q ? -1 : p > q;
}

/* Where running text begins and ends: the edges of chunks of five words and more that have the
 * body's size, a few outliers left aside. */
struct span_x
layout_body_span(const struct layout *layout)
{
    g_autoptr(GArray) left = g_array_new(FALSE, FALSE, sizeof(float));
    g_autoptr(GArray) right = g_array_new(FALSE, FALSE, sizeof(float));
    for (guint i = 0; i < layout->chunks->len; i++) {
        const struct chunk *chunk = layout_chunk(layout, i);
        if (chunk->n < 5 || chunk->size < 0.92f * layout->body_size)
            continue;
        g_array_append_val(left, chunk->box.x0);
        g_array_append_val(right, chunk->box.x1);
    }
    if (left->len < 2)
        return (struct span_x){0};
    g_array_sort(left, compare_floats);
    g_array_sort(right, compare_floats);
    guint aside = left->len / 20;
    return (struct span_x){g_array_index(left, float, aside),
                           g_array_index(right, float, right->len - 1 - aside)};
}

/* What is known of a font's letters: how wide narrow ones and wide ones are, in font sizes. */
struct letter_widths {
    float narrow, wide;
    guint narrows, wides, all;
};

/* TRUE for a typewriter's font, which gives an "i" the room of an "m". */
static gboolean
is_typewriter(const struct letter_widths *font)
{
    enum {
        ENOUGH = 8
    };
    const float ALIKE = 0.05f;
    return font->narrows >= ENOUGH && font->wides >= ENOUGH / 4 &&
           fabsf(font->narrow / (float)font->narrows - font->wide / (float)font->wides) < ALIKE;
}

/* How much wider than usual the page's blanks are: a typewriter's take 0.6 of the font size, those
 * of book faces 0.25 to 0.3. Fonts are asked one by one: a letterhead says nothing of the text. */
float
layout_blank_spread(const struct layout *layout)
{
    enum {
        FONTS = 16,
        SAMPLE = 4000
    };
    const float TYPEWRITER = 2.0f;
    struct letter_widths fonts[FONTS] = {0};
    const struct page_characters *page = layout->characters;
    for (guint i = 0; i < MIN(page->n, SAMPLE); i++) {
        const struct character *c = &page->at[i];
        if (c->font >= FONTS || c->c > 0x7f || !g_ascii_isalnum((char)c->c))
            continue;
        struct letter_widths *font = &fonts[c->font];
        float width = (c->x1 - c->x0) / MAX(c->size, 1.0f);
        font->all++;
        if (strchr("ilIjtf", (int)c->c)) {
            font->narrow += width;
            font->narrows++;
        } else if (strchr("mwMWNOADH", (int)c->c)) {
            font->wide += width;
            font->wides++;
        }
    }
    guint typed = 0, all = 0;
    for (guint i = 0; i < FONTS; i++) {
        all += fonts[i].all;
        typed += is_typewriter(&fonts[i]) ? fonts[i].all : 0;
    }
    return typed * 2 > all ? TYPEWRITER : 1;
}
