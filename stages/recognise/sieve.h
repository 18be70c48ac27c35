/* A sieve before a table of words: most words of a text are in no table, and the sieve says so of
 * nearly all of them at the price of a few operations, where a hash table reads the whole word and
 * goes to memory. A word that was added always passes, in any case; one that was not rarely does.
 */
#ifndef AKT_SIEVE_H
#define AKT_SIEVE_H

#include <glib.h>

#include <string.h>

enum {
    SIEVE_SLOTS = 8192
};

/* All zero: nothing passes. */
struct sieve {
    guint8 bits[SIEVE_SLOTS / 8];
};

/* The slot of a word: its length, its first two bytes and its last two, letter case left out (also
 * that of U+00C0 to U+00DE, whose second byte differs in the same bit). */
static inline guint
sieve_slot(const char *word, gsize length)
{
    guint16 first = 0, last = 0;
    if (length >= 2) {
        memcpy(&first, word, 2);
        memcpy(&last, word + length - 2, 2);
    } else if (length == 1) {
        first = (guchar)word[0];
    }
    const guint32 ends = (guint32)first | (guint32)last << 16 | 0x20202020u;
    return ((ends ^ (guint32)length * 0x85ebca6bu) * 0x9e3779b1u) >> 19;
}

static inline void
sieve_add_bytes(struct sieve *sieve, const char *word, gsize length)
{
    guint slot = sieve_slot(word, length);
    sieve->bits[slot / 8] |= (guint8)(1u << slot % 8);
}

static inline void
sieve_add(struct sieve *sieve, const char *word)
{
    sieve_add_bytes(sieve, word, strlen(word));
}

static inline gboolean
sieve_passes(const struct sieve *sieve, const char *word, gsize length)
{
    guint slot = sieve_slot(word, length);
    return (sieve->bits[slot / 8] >> slot % 8 & 1) != 0;
}

/* g_hash_table_lookup() in a table of strings whose keys are all in the sieve. */
static inline gpointer
sieve_lookup(const struct sieve *sieve, GHashTable *table, const char *word, gsize length)
{
    return sieve_passes(sieve, word, length) ? g_hash_table_lookup(table, word) : NULL;
}

#endif
