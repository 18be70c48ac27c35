#include "recorded.h"

enum {
    MOST_CHARACTERS = 1000 * 1000 /* of a page */
};

gboolean
page_is_recognised(const struct document *document, guint n)
{
    return n && n <= document->pages->len &&
           document_page(document, n - 1)->state == PAGE_RECOGNISED;
}

/* Where the column of a line is among the page's characters; columns mostly grow. */
struct cursor {
    const struct line *line;
    guint range, column; /* column: of the range's first character */
};

/* The number of the page's character at a column, G_MAXUINT for the blank between two ranges. */
static guint
character_at(struct cursor *cursor, const struct line *line, guint column)
{
    if (cursor->line != line || column < cursor->column)
        *cursor = (struct cursor){line, 0, 0};
    while (cursor->range < line->n_ranges) {
        const struct range *range = &line->ranges[cursor->range];
        guint length = range->last > range->first ? range->last - range->first : 0;
        if (column < cursor->column + length)
            return range->first + (column - cursor->column);
        if (column == cursor->column + length)
            return G_MAXUINT;
        cursor->column += length + 1;
        cursor->range++;
    }
    return G_MAXUINT;
}

/* The words of page `n`: [*ret_first, returned) of all that were recognised. */
static guint
words_of(const struct document *document, guint n, guint *ret_first)
{
    const guint len = document->recognised->len;
    guint low = 0, high = len;
    while (low < high) { /* the first that is not before the page */
        guint middle = low + (high - low) / 2;
        if (document_recognised(document, middle)->page < n)
            low = middle + 1;
        else
            high = middle;
    }
    *ret_first = low;
    while (low < len && document_recognised(document, low)->page == n)
        low++;
    return low;
}

static void
place_word(struct page_characters *page, const struct recognised_word *word)
{
    float x = (float)word->box.x0 / 10;
    guint last = MIN(word->range.last, page->n);
    float part = (float)(word->box.x1 - word->box.x0) / 10 /
                 (float)MAX(1u, word->range.last - word->range.first);
    for (guint i = word->range.first; i < last; i++) {
        struct character *c = &page->at[i];
        c->x0 = x;
        x += part;
        c->x1 = x;
        c->y0 = (float)word->box.y0 / 10;
        c->y1 = (float)word->box.y1 / 10;
        c->size = c->y1 - c->y0;
    }
}

/* Gives the characters their texts. Only those that a word holds: others are no words' */
static void
fill_texts(const struct document *document, guint n, struct page_characters *page)
{
    struct cursor cursor = {NULL, 0, 0};
    for (guint i = 0; i < document->pieces->len; i++) {
        const struct piece *piece = document_piece(document, i);
        const struct line *line = document_line(document, piece->line);
        const char *at = document->source->str + piece->source, *end = at + piece->source_length;
        if (line->page != n)
            continue;
        for (guint column = piece->column; at < end; column++, at = g_utf8_next_char(at)) {
            guint number = character_at(&cursor, line, column);
            if (number < page->n && (page->at[number].size > 0 || *at == ' ')) {
                page->visible += !page->at[number].c && character_is_visible(g_utf8_get_char(at));
                page->at[number].c = g_utf8_get_char(at);
            }
        }
    }
}

struct page_characters *
page_characters_recorded(const struct document *document, guint n)
{
    const struct box *box = &document_page(document, n - 1)->box;
    struct page_characters *page =
        page_characters_new((box->x1 - box->x0) / 10.0, (box->y1 - box->y0) / 10.0);
    const struct font font = {g_strdup(""), FALSE, FALSE};
    g_array_append_val(page->fonts, font);
    guint first, end = words_of(document, n, &first);
    if (end > first)
        page->n = MIN(document_recognised(document, end - 1)->range.last, (guint)MOST_CHARACTERS);
    page->at = g_new0(struct character, page->n + 1);
    for (guint i = first; i < end; i++)
        place_word(page, document_recognised(document, i));
    fill_texts(document, n, page);
    return page;
}
