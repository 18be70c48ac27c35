/* Where the margin column stands so near to the text that the room between them is no wider than a
 * blank: one and a half millimetres and less.
 *
 * A line down the page tells: words begin at it, row after row, no word runs through it, and what
 * stands on one side of it is set in other letters than the text, smaller or of another font. Words
 * of running text do not stop at one place for many rows by chance. */
#include "layout.h"

#include <math.h>

static const float SAME_EDGE = 1.0f;  /* points: words begin at one place */
static const float LEAST_ROOM = 1.5f; /* points between the word before and the edge */
static const float MOST_ROOM = 1.5f;  /* font sizes: wider room is seen without this */
static const float SMALL = 0.93f;     /* of the body's font size */
static const float HALF = 0.45f;      /* of the page: margins stand left or right of it */
enum {
    LEAST_STARTS = 2, /* those that are looked at */
    LEAST_ROWS = 3,   /* lines of the margin */
    MOST_EDGES = 16
};

struct start {
    float x;
    guint row;
};

struct body_style {
    float size;
    guint font;
};

static gint
compare_starts(gconstpointer a, gconstpointer b)
{
    const struct start *p = a, *q = b;
    if (p->x != q->x)
        return p->x < q->x ? -1 : 1;
    return p->row < q->row ? -1 : p->row > q->row;
}

static guint
font_of(const struct layout *layout, const struct word *word)
{
    return layout->characters->at[word->first].font;
}

/* The font size and the font of most characters. */
static struct body_style
find_body_style(const struct layout *layout)
{
    enum {
        STEPS = 400,
        FONTS = 64
    };
    guint sizes[STEPS] = {0}, fonts[FONTS] = {0}, size = 0, font = 0;
    for (guint i = 0; i < layout->words->len; i++) {
        const struct word *word = layout_word(layout, i);
        guint step = (guint)CLAMP(lrintf(word->size * 4), 0, STEPS - 1);
        sizes[step] += word->last - word->first;
        if (sizes[step] > sizes[size])
            size = step;
        guint at = MIN(font_of(layout, word), FONTS - 1);
        fonts[at] += word->last - word->first;
        if (fonts[at] > fonts[font])
            font = at;
    }
    return (struct body_style){(float)size / 4, font};
}

static gboolean
differs(const struct layout *layout, const struct body_style *body, const struct word *word)
{
    return word->size < SMALL * body->size || font_of(layout, word) != body->font;
}

/* Where words begin right behind others whose letters are not theirs, or alone at the right. */
static GArray *
find_starts(const struct layout *layout, const struct body_style *body)
{
    GArray *starts = g_array_new(FALSE, FALSE, sizeof(struct start));
    for (guint r = 0; r < layout->rows->len; r++) {
        const struct row *row = layout_row(layout, r);
        const struct word *words = layout_word(layout, row->first);
        struct start alone = {words[0].box.x0, r}; /* a line of a margin at the right */
        if (alone.x > HALF * layout->width && differs(layout, body, &words[0]))
            g_array_append_val(starts, alone);
        for (guint i = 1; i < row->n; i++) {
            float room = words[i].box.x0 - words[i - 1].box.x1;
            struct start start = {words[i].box.x0, r};
            if (room >= LEAST_ROOM && room <= MOST_ROOM * words[i].size &&
                differs(layout, body, &words[i]) != differs(layout, body, &words[i - 1]))
                g_array_append_val(starts, start);
        }
    }
    g_array_sort(starts, compare_starts);
    return starts;
}

/* Rows [first, end) that leave the edge open, and what stands beside it. */
struct run {
    guint first, end, starts, left, right, left_differ, right_differ;
    guint left_characters;
};

/* FALSE where a word of the row runs through the edge. */
static gboolean
add_row(const struct layout *layout, const struct body_style *body, guint r, float x,
        struct run *run)
{
    const struct row *row = layout_row(layout, r);
    const struct word *words = layout_word(layout, row->first);
    for (guint i = 0; i < row->n; i++)
        if (words[i].box.x0 < x - SAME_EDGE && words[i].box.x1 > x - SAME_EDGE / 2)
            return FALSE;
    for (guint i = 0; i < row->n; i++) {
        gboolean right = words[i].box.x0 >= x - SAME_EDGE;
        gboolean other = differs(layout, body, &words[i]);
        run->starts += fabsf(words[i].box.x0 - x) <= SAME_EDGE;
        run->left += !right;
        run->left_characters += right ? 0 : words[i].last - words[i].first;
        run->right += right;
        run->left_differ += !right && other;
        run->right_differ += right && other;
    }
    run->end = r + 1;
    return TRUE;
}

/* The run is a margin's edge where one side is all of other letters, and the other is not. */
static void
add_edge(struct layout *layout, const struct run *run, float x)
{
    if (run->starts < LEAST_ROWS || layout->margin_edges->len >= MOST_EDGES)
        return;
    gboolean right = x > HALF * layout->width && run->right_differ == run->right &&
                     run->left_differ * 2 < run->left;
    gboolean left = x < (1 - HALF) * layout->width && run->left_differ == run->left &&
                    run->left_characters > 3 * run->left && /* no bullets and numbers */
                    run->right_differ * 2 < run->right;
    if (!right && !left)
        return;
    struct rect edge = {x, layout_row(layout, run->first)->box.y0, x,
                        layout_row(layout, run->end - 1)->box.y1};
    g_array_append_val(layout->margin_edges, edge);
}

static void
follow_edge(struct layout *layout, const struct body_style *body, float x, guint first, guint last)
{
    struct run run = {.first = first, .end = first};
    for (guint r = first; r <= last; r++) {
        if (add_row(layout, body, r, x, &run))
            continue;
        add_edge(layout, &run, x);
        run = (struct run){.first = r + 1, .end = r + 1};
    }
    add_edge(layout, &run, x);
}

void
layout_find_margin_edges(struct layout *layout)
{
    struct body_style body = find_body_style(layout);
    g_autoptr(GArray) array = find_starts(layout, &body);
    const struct start *starts = (const struct start *)(void *)array->data;
    guint tried = 0;
    for (guint i = 0, end; i < array->len && tried < MOST_EDGES; i = end) {
        guint first = starts[i].row, last = starts[i].row;
        for (end = i + 1; end < array->len && starts[end].x - starts[i].x <= SAME_EDGE; end++) {
            first = MIN(first, starts[end].row);
            last = MAX(last, starts[end].row);
        }
        if (end - i < LEAST_STARTS)
            continue;
        tried++;
        follow_edge(layout, &body, starts[i].x, first, last);
    }
}

gboolean
layout_is_margin_edge(const struct layout *layout, const struct rect *row, float x0, float x1)
{
    for (guint i = 0; i < layout->margin_edges->len; i++) {
        const struct rect *edge = &g_array_index(layout->margin_edges, struct rect, i);
        if (edge->x0 > x0 && edge->x0 <= x1 + SAME_EDGE && row->y1 > edge->y0 && row->y0 < edge->y1)
            return TRUE;
    }
    return FALSE;
}
