/* Whether a word is Danish, by hunspell's da_DK, which knows compounding. One handle a process,
 * loaded when the first word is asked for. Answers are kept by word type; the memory of them is
 * bounded and no answer depends on it. */
#ifndef AKT_NORMALISE_SPELLING_H
#define AKT_NORMALISE_SPELLING_H

#include "danish.h"

struct spelling;

/* Over the Danish dictionary `shared`, or one of its own (NULL). NULL and AKT_ERROR_LIBRARY where
 * it is not installed. Free with spelling_free(). */
struct spelling *spelling_new(struct danish *shared, GError **error);
void spelling_free(struct spelling *spelling);
AKT_AUTOPTR(spelling, spelling_free)

/* TRUE where hunspell accepts the word as it is written; FALSE for one of more than 100 bytes. */
gboolean spelling_knows(struct spelling *spelling, const char *word);

/* The same for a word of the text whose case may come from its place: also in lower case. */
gboolean spelling_knows_any(struct spelling *spelling, const char *word);

#endif
