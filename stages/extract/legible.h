/* Whether the characters of a page are what a reader sees on it: a text layer may be letter-spaced
 * ("k o m m u n e n") or garbled: a font that does not say what its signs mean, a wrong encoding,
 * a poor recognition of a scan. Told by pairs of letters, not by words, so that names, other
 * languages, capitals and figures are nothing odd. */
#ifndef AKT_EXTRACT_LEGIBLE_H
#define AKT_EXTRACT_LEGIBLE_H

#include "lexicon.h"
#include "page.h"

/* dictionaries/letter-pairs.tsv as log-likelihoods. */
struct letter_pairs;

/* NULL and AKT_ERROR_DICTIONARY for a table that cannot be read. Free with letter_pairs_free(). */
struct letter_pairs *letter_pairs_open(struct dictionaries *dictionaries, GError **error);
void letter_pairs_free(struct letter_pairs *pairs);
AKT_AUTOPTR(letter_pairs, letter_pairs_free)

/* PAGE_GARBLED, PAGE_SPACED, or PAGE_TEXT for a page that has characters; a page of few letters is
 * PAGE_TEXT. */
enum page_state letter_pairs_judge(const struct letter_pairs *pairs,
                                   const struct page_characters *page);

#endif
