/* Phrases of the dictionaries, looked up at word starts: the longest that fits.
 *
 * A capital in the dictionary asks for a capital in the text ("Them" is a town, "them" is not); a
 * small letter takes either. The last word may bear an inflectional ending of a noun or a
 * genitive -s ("Sundhedsstyrelsens"), which the hit reports so that a span can leave it out. */
#ifndef AKT_PHRASES_H
#define AKT_PHRASES_H

#include "tokens.h"

struct phrases;

struct phrase_hit {
    guint id;          /* what phrases_add() was given */
    guint first, last; /* words */
    gsize ending;      /* bytes of the last word that are an ending of its own, 0 for none */
    gboolean genitive; /* the ending is a genitive -s alone */
};

struct phrases *phrases_new(void);
void phrases_free(struct phrases *phrases);

/* Adds a phrase; the text is copied. The first of two that are the same holds. */
void phrases_add(struct phrases *phrases, const char *text, guint id);

/* The phrases that can begin with a word. */
struct phrase_start;

/* Those that begin with `lower`, as it stands or without an ending: NULL where there are none. In
 * the arena; the phrases are lent. */
const struct phrase_start *phrases_start(const struct phrases *phrases, const char *lower,
                                         struct arena *arena);

/* The longest of them at word `at`, which is the word they were asked for. Cost is bounded by the
 * dictionary, not the text. */
gboolean phrases_find(const struct phrase_start *start, const struct tokens *words, guint at,
                      struct phrase_hit *ret_hit);

/* The bytes at the end of a lower-case word that are an inflectional ending after `stem` bytes:
 * its length if what follows is one (0 for nothing), else -1. */
int ending_length(const char *lower, gsize stem);

#endif
