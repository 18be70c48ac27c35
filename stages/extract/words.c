/* Words and rows.
 *
 * Poppler's order is used for one thing: characters that follow each other in it and touch on the
 * page are one word. Where it reports no blank but there is room for one (cells of a table, a
 * bullet), a word ends all the same, and remembers that it was glued. */
#include "layout.h"

#include <math.h>
#include <string.h>

/* In shares of the font size. Poppler itself divides words at a tenth. */
static const float WORD_GAP = 0.2f; /* more room than this between two characters ends a word */
static const float WORD_OVERLAP = -0.6f; /* further back than this is somewhere else */
static const float ROW_SLACK = 0.3f;     /* centres this far apart, in heights, are one row */

enum direction {
    RIGHTWARD,
    UPWARD,
    DOWNWARD,
    LEFTWARD,
    N_DIRECTIONS
};

static float
font_size(const struct character *c)
{
    float height = c->y1 - c->y0;
    if (height <= 0)
        height = c->x1 - c->x0;
    return CLAMP(c->size, 0.5f * height, 1.3f * height);
}

/* TRUE where `b` follows `a` in a direction, in one word. */
static gboolean
follows(const struct character *a, const struct character *b, enum direction direction)
{
    float size = MAX(font_size(a), font_size(b));
    float gap, overlap, extent;
    if (direction == RIGHTWARD || direction == LEFTWARD) {
        gap = direction == RIGHTWARD ? b->x0 - a->x1 : a->x0 - b->x1;
        overlap = MIN(a->y1, b->y1) - MAX(a->y0, b->y0);
        extent = MIN(a->y1 - a->y0, b->y1 - b->y0);
    } else {
        gap = direction == DOWNWARD ? b->y0 - a->y1 : a->y0 - b->y1;
        overlap = MIN(a->x1, b->x1) - MAX(a->x0, b->x0);
        extent = MIN(a->x1 - a->x0, b->x1 - b->x0);
    }
    return gap <= WORD_GAP * size && gap >= WORD_OVERLAP * size && overlap >= 0.4f * extent;
}

/* The direction in which most characters of the page follow each other. */
static enum direction
main_direction(const struct page_characters *page)
{
    enum {
        ENOUGH = 600
    }; /* a sample tells */
    guint votes[N_DIRECTIONS] = {0}, sum = 0;
    for (guint i = 1; i < page->n && sum < ENOUGH; i++) {
        const struct character *a = &page->at[i - 1], *b = &page->at[i];
        if (!character_is_visible(a->c) || !character_is_visible(b->c))
            continue;
        for (enum direction d = RIGHTWARD; d < N_DIRECTIONS; d++) {
            if (follows(a, b, d)) {
                votes[d]++;
                sum++;
                break;
            }
        }
    }
    enum direction best = RIGHTWARD;
    for (enum direction d = UPWARD; d < N_DIRECTIONS; d++)
        if (votes[d] > votes[best])
            best = d;
    return best;
}

/* Turns the page so that its text runs to the right. */
static void
turn_page(struct layout *layout, enum direction direction)
{
    struct page_characters *page = layout->characters;
    float width = layout->width, height = layout->height;
    for (guint i = 0; i < page->n; i++) {
        struct character *c = &page->at[i];
        float x0 = c->x0, y0 = c->y0, x1 = c->x1, y1 = c->y1;
        switch (direction) {
        case UPWARD:
            c->x0 = height - y1, c->x1 = height - y0, c->y0 = x0, c->y1 = x1;
            break;
        case DOWNWARD:
            c->x0 = y0, c->x1 = y1, c->y0 = width - x1, c->y1 = width - x0;
            break;
        case LEFTWARD:
            c->x0 = width - x1, c->x1 = width - x0, c->y0 = height - y1, c->y1 = height - y0;
            break;
        case RIGHTWARD:
        case N_DIRECTIONS:
            return;
        }
    }
    if (direction != LEFTWARD) {
        layout->width = height;
        layout->height = width;
    }
}

static struct word
word_begin(const struct layout *layout, guint i)
{
    const struct character *c = &layout->characters->at[i];
    const struct font *font = &g_array_index(layout->characters->fonts, struct font, c->font);
    return (struct word){.first = i,
                         .last = i + 1,
                         .box = {c->x0, c->y0, c->x1, c->y1},
                         .size = font_size(c),
                         .bold = font->bold,
                         .italic = font->italic};
}

/* Takes one more character in. A raised figure or a smaller one does not set the word's height. */
static void
word_extend(struct word *word, const struct layout *layout, guint i)
{
    const struct character *c = &layout->characters->at[i];
    const struct font *font = &g_array_index(layout->characters->fonts, struct font, c->font);
    float size = font_size(c);
    word->last = i + 1;
    word->box.x0 = MIN(word->box.x0, c->x0);
    word->box.x1 = MAX(word->box.x1, c->x1);
    if (size > 0.85f * word->size) {
        word->box.y0 = MIN(word->box.y0, c->y0);
        word->box.y1 = MAX(word->box.y1, c->y1);
    }
    if (size > 1.15f * word->size) {
        word->box.y0 = c->y0;
        word->box.y1 = c->y1;
        word->size = size;
    }
    word->bold = word->bold && font->bold;
    word->italic = word->italic && font->italic;
}

/* The characters of words in poppler's order. A run of characters that only follow each other in
 * another direction than the page's is a turned word. */
static void
collect_words(struct layout *layout, GArray *turned_words)
{
    const struct page_characters *page = layout->characters;
    struct word word = {0};
    gboolean open = FALSE, turned = FALSE;
    enum direction way = RIGHTWARD;
    for (guint i = 0; i <= page->n; i++) {
        gboolean visible = i < page->n && character_is_visible(page->at[i].c);
        gboolean joins = FALSE;
        if (open && i < page->n && (visible || !g_unichar_isspace(page->at[i].c))) {
            const struct character *before = &page->at[word.last - 1];
            joins = !visible || (!turned && follows(before, &page->at[i], RIGHTWARD));
            if (!joins && (turned || word.last - word.first == 1)) {
                enum direction first = turned ? way : UPWARD, last = turned ? way : DOWNWARD;
                for (enum direction d = first; d <= last && !joins; d++) {
                    joins = follows(before, &page->at[i], d);
                    turned |= joins;
                    way = d;
                }
            }
        }
        if (joins) {
            word_extend(&word, layout, i);
            continue;
        }
        gboolean glued = open && visible;
        if (open) {
            GArray *target = turned ? turned_words : layout->words;
            g_array_append_val(target, word);
        }
        open = visible;
        turned = FALSE;
        if (visible) {
            word = word_begin(layout, i);
            word.glued = glued;
        }
    }
}

static float
centre(const struct word *word)
{
    return (word->box.y0 + word->box.y1) / 2;
}

static gint
compare_centres(gconstpointer a, gconstpointer b)
{
    const struct word *v = a, *w = b;
    float p = centre(v), q = centre(w);
    if (p != q)
        return p < q ? -1 : 1;
    return v->first < w->first ? -1 : v->first > w->first;
}

static gint
compare_left(gconstpointer a, gconstpointer b)
{
    const struct word *v = a, *w = b;
    if (v->box.x0 != w->box.x0)
        return v->box.x0 < w->box.x0 ? -1 : 1;
    return v->first < w->first ? -1 : v->first > w->first;
}

/* Words whose centres lie near that of the row's first word are a row. */
static void
collect_rows(struct layout *layout)
{
    GArray *words = layout->words;
    g_array_sort(words, compare_centres);
    guint i = 0;
    while (i < words->len) {
        struct word *first = layout_word(layout, i);
        struct row row = {.first = i, .n = 1, .box = first->box};
        float height = rect_height(&first->box);
        float top = centre(first), last = top;
        for (i++; i < words->len; i++) {
            struct word *word = layout_word(layout, i);
            float h = rect_height(&word->box), at = centre(word);
            /* a line's words may differ in size: measure by the taller, but never chain far */
            float slack = ROW_SLACK * MIN(MAX(height, h), 1.5f * MIN(height, h));
            if (at - last > slack || at - top > 1.5f * slack)
                break;
            height = MAX(height, h);
            last = at;
            rect_join(&row.box, &word->box);
            row.n++;
        }
        g_array_append_val(layout->rows, row);
        qsort(layout_word(layout, row.first), row.n, sizeof(struct word), compare_left);
    }
}

void
layout_find_words(struct layout *layout)
{
    enum direction direction = main_direction(layout->characters);
    if (direction != RIGHTWARD)
        turn_page(layout, direction);
    layout->turn = direction;
    g_autoptr(GArray) turned = g_array_new(FALSE, FALSE, sizeof(struct word));
    collect_words(layout, turned);

    collect_rows(layout);
    layout->first_turned = layout->words->len;
    g_array_append_vals(layout->words, turned->data, turned->len);
}

gboolean
layout_is_sign(const struct layout *layout, const struct word *word)
{
    static const char *const names[] = {"wingdings", "symbol", "webdings", "dingbats"};
    if (word->last - word->first != 1)
        return FALSE;
    guint font = layout->characters->at[word->first].font;
    const char *name = g_array_index(layout->characters->fonts, struct font, font).name;
    g_autofree char *lower = g_ascii_strdown(name ? name : "", -1);
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (strstr(lower, names[i]))
            return TRUE;
    return FALSE;
}

struct box
layout_shown(const struct layout *layout, const struct rect *r)
{
    /* width and height are those of the turned page */
    float width = layout->width, height = layout->height;
    struct rect shown = *r;
    if (layout->turn == UPWARD)
        shown = (struct rect){r->y0, width - r->x1, r->y1, width - r->x0};
    else if (layout->turn == DOWNWARD)
        shown = (struct rect){height - r->y1, r->x0, height - r->y0, r->x1};
    else if (layout->turn == LEFTWARD)
        shown = (struct rect){width - r->x1, height - r->y1, width - r->x0, height - r->y0};
    return page_shown_box(layout->characters, shown.x0, shown.y0, shown.x1, shown.y1);
}
