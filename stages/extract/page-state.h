/* What a page is: text, a picture, nothing, letter-spaced or garbled. */
#ifndef AKT_EXTRACT_PAGE_STATE_H
#define AKT_EXTRACT_PAGE_STATE_H

#include "legible.h"
#include "original.h"
#include "page.h"

/* The state of page `n`. `pairs` may be NULL: no page is garbled or letter-spaced then. Where there
 * is little text, asks poppler what else is on the page; that may take for ever on a hostile file,
 * and is asked only where the original's worker lets it. *ret_unknown says that it could not be
 * asked: the state is then what the text alone tells. */
enum page_state page_state_find(const struct original *original, const struct letter_pairs *pairs,
                                guint n, const struct page_characters *characters,
                                gboolean *ret_unknown);

#endif
