#include "account.h"

#include "page.h"

/* Visible characters of a page's blocks, by page from 1. */
static guint *
characters_in_blocks(const struct document *document)
{
    guint *found = g_new0(guint, document->pages->len + 1);
    for (guint i = 0; i < document->pieces->len; i++) {
        const struct piece *piece = document_piece(document, i);
        guint page = document_line(document, piece->line)->page;
        if (page > document->pages->len)
            page = 0; /* none: it shows as missing elsewhere */
        const char *at = document->source->str + piece->source, *end = at + piece->source_length;
        for (; at < end; at = g_utf8_next_char(at))
            found[page] += character_is_visible(g_utf8_get_char(at));
    }
    return found;
}

void
account_check(struct document *document)
{
    g_autofree guint *found = characters_in_blocks(document);
    for (guint i = 0; i < document->discards->len; i++) {
        const struct discard *discard = &g_array_index(document->discards, struct discard, i);
        if (discard->page <= document->pages->len)
            found[discard->page] += discard->characters;
    }
    for (guint i = 0; i < document->pages->len; i++) {
        const struct page *page = document_page(document, i);
        if (found[page->n] != page->characters)
            document_issue(document, "unaccounted", page->n,
                           "%u of %u characters are in blocks or left out", found[page->n],
                           page->characters);
    }
}
