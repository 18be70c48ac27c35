/* The words of a page, from the document's own lines: what stands between two blanks. */
#include "shown-draw.h"

#include <string.h>

/* A printed character. */
struct letter {
    guint line, column; /* line: index */
    const char *at;
};

static gint
compare_letters(gconstpointer a, gconstpointer b)
{
    const struct letter *s = a, *t = b;
    if (s->line != t->line)
        return s->line < t->line ? -1 : 1;
    return s->column != t->column ? (s->column < t->column ? -1 : 1) : 0;
}

/* All characters of a page but blanks. */
static GArray *
find_letters(const struct document *document, guint n)
{
    GArray *letters = g_array_new(FALSE, FALSE, sizeof(struct letter));
    for (guint i = 0; i < document->pieces->len; i++) {
        const struct piece *piece = document_piece(document, i);
        if (document_line(document, piece->line)->page != n)
            continue;
        const char *start = document->source->str + piece->source;
        struct letter letter = {piece->line, piece->column, start};
        for (; letter.at < start + piece->source_length; letter.column++) {
            if (!g_unichar_isspace(g_utf8_get_char(letter.at)))
                g_array_append_val(letters, letter);
            letter.at = g_utf8_next_char(letter.at);
        }
    }
    g_array_sort(letters, compare_letters);
    return letters;
}

/* The box around the characters of some columns of a line; all 0 where there is none. */
static void
find_box(const struct page_characters *page, const GArray *columns, guint from, guint to,
         struct shown_word_head *word)
{
    float x0 = G_MAXFLOAT, y0 = G_MAXFLOAT, x1 = 0, y1 = 0;
    for (guint i = from; page && i < MIN(to, columns->len); i++) {
        guint at = g_array_index(columns, guint, i);
        if (at == G_MAXUINT)
            continue;
        const struct character *c = &page->at[at];
        x0 = MIN(x0, c->x0);
        y0 = MIN(y0, c->y0);
        x1 = MAX(x1, c->x1);
        y1 = MAX(y1, c->y1);
    }
    if (x0 >= x1 || y0 >= y1)
        return;
    word->x0 = CLAMP(x0 / (float)page->width, 0, 1);
    word->y0 = CLAMP(y0 / (float)page->height, 0, 1);
    word->x1 = CLAMP(x1 / (float)page->width, 0, 1);
    word->y1 = CLAMP(y1 / (float)page->height, 0, 1);
}

static void
put_word(GString *out, const struct document *document, const struct page_characters *page,
         const GArray *columns, const struct letter *letters, guint count)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < count; i++)
        g_string_append_unichar(text, g_utf8_get_char(letters[i].at));
    struct shown_word_head word = {.line = document_line(document, letters->line)->n,
                                   .column = letters->column,
                                   .end_column = letters[count - 1].column + 1,
                                   .length = (guint32)text->len};
    find_box(page, columns, word.column, word.end_column, &word);
    g_string_append_len(out, (const char *)&word, sizeof word);
    g_string_append_len(out, text->str, (gssize)text->len);
}

void
shown_words_send(struct closed_pipe *pipe, const struct document *document,
                 const struct page_characters *page, guint n)
{
    g_autoptr(GArray) letters = find_letters(document, n);
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GString) out = g_string_new(NULL);
    guint line = G_MAXUINT, words = 0;
    for (guint i = 0, end; i < letters->len && words < SHOWN_MAX_WORDS; i = end, words++) {
        const struct letter *letter = &g_array_index(letters, struct letter, i);
        for (end = i + 1; end < letters->len; end++) {
            const struct letter *next = &g_array_index(letters, struct letter, end);
            if (next->line != letter->line || next->column != letter->column + end - i)
                break;
        }
        if (page && letter->line != line)
            shown_columns(page, document_line(document, letter->line), columns);
        line = letter->line;
        put_word(out, document, page, columns, letter, end - i);
    }
    closed_send(pipe, SHOWN_WORDS, n, out->str, out->len);
}
