/* The words that were recognised in pictures of pages: place, and how sure they are. */
#include "views.h"

#include "recorded.h"

/* A page's words with one blank between them, so that a number over several words is masked. In the
 * document's arena. */
static const char *
masked_words(const struct document *document, const struct cpr_mask *mask,
             const struct page_characters *page, guint first, guint end)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = first; i < end; i++) {
        const struct recognised_word *word = document_recognised(document, i);
        for (guint c = word->range.first; c < MIN(word->range.last, page->n); c++)
            g_string_append_unichar(text, page->at[c].c ? page->at[c].c : ' ');
        g_string_append_c(text, ' ');
    }
    return cpr_mask_text(mask, document->arena,
                         arena_strndup(document->arena, text->str, text->len));
}

static void
word_rows(struct show *show, const struct document *document, const struct cpr_mask *mask,
          guint first, guint end)
{
    guint n = document_recognised(document, first)->page;
    g_autoptr(page_characters) page = page_characters_recorded(document, n);
    const char *at = masked_words(document, mask, page, first, end);
    for (guint i = first; i < end; i++) {
        const struct recognised_word *word = document_recognised(document, i);
        const int sides[] = {word->box.x0, word->box.y0, word->box.x1, word->box.y1};
        glong points =
            (glong)MIN(word->range.last, page->n) - (glong)MIN(word->range.first, page->n);
        const char *after = g_utf8_offset_to_pointer(at, points);
        g_autofree char *text = g_strndup(at, (gsize)(after - at));
        rows_text(show->rows, document->path);
        rows_number(show->rows, n);
        rows_text(show->rows, text);
        rows_number(show->rows, word->confidence);
        for (guint side = 0; side < G_N_ELEMENTS(sides); side++) {
            char length[16];
            g_snprintf(length, sizeof length, "%s%d.%d", sides[side] < 0 ? "-" : "",
                       ABS(sides[side]) / 10, ABS(sides[side]) % 10);
            rows_text(show->rows, length);
        }
        rows_end(show->rows);
        at = g_utf8_next_char(after);
    }
}

void
view_words(struct show *show, struct document *document, const struct cpr_mask *mask)
{
    const GArray *words = document->recognised;
    for (guint first = 0, end; first < words->len; first = end) {
        guint page = document_recognised(document, first)->page;
        for (end = first; end < words->len && document_recognised(document, end)->page == page;)
            end++;
        word_rows(show, document, mask, first, end);
    }
}
