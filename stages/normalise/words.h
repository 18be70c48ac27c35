/* Words of a text, and how often each of them stands in a document. */
#ifndef AKT_NORMALISE_WORDS_H
#define AKT_NORMALISE_WORDS_H

#include "autoptr.h"

enum {
    WORD_BYTES = 80
}; /* longer ones are no words */

/* The next run of letters at or after `at`: TRUE with its bytes [*ret_start, *ret_end). */
gboolean word_next(const char *text, gsize end, gsize at, gsize *ret_start, gsize *ret_end);

/* TRUE where a letter stands at text[at], its first byte or a later one. */
gboolean word_letter_at(const char *text, gsize length, gsize at);

/* The word in lower case into `out`; FALSE where it is longer than WORD_BYTES. */
gboolean word_lower(const char *word, gsize length, char out[WORD_BYTES + 1]);

/* The word types of a text, in lower case, with the number of times each occurs; words that a
 * hyphen joins ("udsatte-team") are also counted as they are. */
struct words;
struct words *words_new(const char *text, gsize length);
void words_free(struct words *words);
AKT_AUTOPTR(words, words_free)

void words_add(struct words *words, const char *lower);
guint words_count(const struct words *words, const char *lower);

/* The types in the order in which they first occur, without hyphens. */
guint words_n(const struct words *words);
const char *words_get(const struct words *words, guint i);

#endif
