/* A sieve before a table of words: most words of a text are in no table, and the sieve says so of
 * nearly all of them at the price of a few operations, where a hash table reads the whole word and
 * goes to memory. A word that was added always passes; one that was not rarely does. */
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

/* The slot of a word: its length, its first two bytes and its last two. */
static inline guint
sieve_slot(const char *word, gsize length)
{
    guint32 ends = 0;
    if (length >= 2) {
        ends = (guint32)(guchar)word[0] | (guint32)(guchar)word[1] << 8 |
               (guint32)(guchar)word[length - 2] << 16 | (guint32)(guchar)word[length - 1] << 24;
    } else if (length == 1) {
        ends = (guchar)word[0];
    }
    return ((ends ^ (guint32)length * 0x85ebca6bu) * 0x9e3779b1u) >> 19;
}

static inline void
sieve_add(struct sieve *sieve, const char *word)
{
    guint slot = sieve_slot(word, strlen(word));
    sieve->bits[slot / 8] |= (guint8)(1u << slot % 8);
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
