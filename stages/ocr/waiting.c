#include "pages.h"

#include <string.h>

gboolean
page_waits(enum page_state state, gboolean redo)
{
    return state == PAGE_IMAGE || (redo && (state == PAGE_GARBLED || state == PAGE_SPACED));
}

/* TRUE where it was tried before. */
static gboolean
was_tried(const struct document *document, guint page)
{
    for (guint i = 0; i < document->issues->len; i++) {
        const struct issue *issue = &g_array_index(document->issues, struct issue, i);
        if (issue->page == page && !strcmp(issue->tag, PAGES_ISSUE))
            return TRUE;
    }
    return FALSE;
}

guint
pages_waiting(const struct document *document, gboolean redo)
{
    guint waiting = 0;
    for (guint i = 0; i < document->pages->len; i++) {
        const struct page *page = document_page(document, i);
        waiting += page_waits(page->state, redo) && !was_tried(document, page->n);
    }
    return waiting;
}
