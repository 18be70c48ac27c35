#include "phrases.h"

#include "sieve.h"

#include <string.h>

enum {
    SHORTEST_STEM = 3,  /* characters before an ending */
    LONGEST_ENDING = 5, /* bytes of one */
};

/* Nominal endings of Danish, definite and plural, with their genitives; longest first. */
static const char *const endings[] = {"ernes", "erne", "enes", "ens", "ets", "ers", "ene", "nes",
                                      "en",    "et",   "er",   "ns",  "ts",  "rs",  "ne",  "es",
                                      "'s",    "’s",   "s",    "n",   "t",   "e",   "r",   "'"};

struct phrase {
    char **words;      /* lower case */
    gboolean *capital; /* by word: a capital is asked for */
    guint n_words, id;
};

enum {
    STARTS = 4096 /* bits: how many kinds of first three bytes are told apart */
};

struct phrases {
    guint8 starts[STARTS / 8]; /* which first three bytes some phrase has: most words are none */
    GHashTable *by_first;      /* lower-case first word -> GPtrArray of struct phrase */
    struct sieve sieve;        /* of by_first */
};

static void
phrase_free(gpointer data)
{
    struct phrase *phrase = data;
    g_strfreev(phrase->words);
    g_free(phrase->capital);
    g_free(phrase);
}

struct phrases *
phrases_new(void)
{
    struct phrases *phrases = g_new0(struct phrases, 1);
    phrases->by_first =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    return phrases;
}

void
phrases_free(struct phrases *phrases)
{
    if (phrases == NULL) {
        return;
    }
    g_hash_table_unref(phrases->by_first);
    g_free(phrases);
}

/* The bit of the first three bytes of a word. */
static guint
start_of(const char *lower)
{
    guint hash = 0;
    for (guint i = 0; i < 3 && lower[i] != '\0'; i++) {
        hash = hash * 31 + (guchar)lower[i];
    }
    return hash % STARTS;
}

void
phrases_add(struct phrases *phrases, const char *text, guint id)
{
    g_autoptr(tokens) words = tokens_of(text);
    guint n = words->array->len - WORDS_BEFORE - WORDS_AFTER;
    if (n == 0) {
        return;
    }
    struct phrase *phrase = g_new0(struct phrase, 1);
    phrase->n_words = n;
    phrase->id = id;
    phrase->words = g_new0(char *, n + 1);
    phrase->capital = g_new0(gboolean, n);
    for (guint i = 0; i < n; i++) {
        const struct word *word = tokens_at(words, WORDS_BEFORE + i);
        phrase->words[i] = g_strdup(word->lower);
        phrase->capital[i] = (word->flags & WORD_CAPITAL) != 0;
    }
    guint start = start_of(phrase->words[0]);
    phrases->starts[start / 8] |= (guint8)(1u << start % 8);
    GPtrArray *list = g_hash_table_lookup(phrases->by_first, phrase->words[0]);
    if (list == NULL) {
        list = g_ptr_array_new_with_free_func(phrase_free);
        g_hash_table_insert(phrases->by_first, g_strdup(phrase->words[0]), list);
        sieve_add(&phrases->sieve, phrase->words[0]);
    }
    g_ptr_array_add(list, phrase);
}

int
ending_length(const char *lower, gsize stem)
{
    const char *rest = lower + stem;
    if (*rest == '\0') {
        return 0;
    }
    if (strnlen(rest, LONGEST_ENDING + 1) > LONGEST_ENDING) {
        return -1;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (rest[0] == endings[i][0] && strcmp(rest, endings[i]) == 0) {
            return (int)strlen(rest);
        }
    }
    return -1;
}

/* How many bytes of the word follow `form`, if they are an ending; -1 if it is another word. */
static int
fits_last(const struct word *word, const char *form)
{
    gsize length = strlen(form);
    if (strncmp(word->lower, form, length) != 0) {
        return -1;
    }
    if (word->lower[length] != '\0' && g_utf8_strlen(form, -1) < SHORTEST_STEM) {
        return -1;
    }
    return ending_length(word->lower, length);
}

static gboolean
fits(const struct phrase *phrase, const struct tokens *words, guint at, int *ret_ending)
{
    for (guint i = 0; i < phrase->n_words; i++) {
        if (at + i >= words->array->len) {
            return FALSE;
        }
        const struct word *word = tokens_at(words, at + i);
        if (phrase->capital[i] && !(word->flags & WORD_CAPITAL)) {
            return FALSE;
        }
        if (i + 1 < phrase->n_words) {
            if (!word_is(word, phrase->words[i])) {
                return FALSE;
            }
            continue;
        }
        *ret_ending = fits_last(word, phrase->words[i]);
        return *ret_ending >= 0;
    }
    return FALSE;
}

/* The best of the phrases whose first word is `key`: more words, then the shorter ending. */
static void
look(const struct phrases *phrases, const char *key, const struct tokens *words, guint at,
     struct phrase_hit *best, gboolean *found)
{
    GPtrArray *list = sieve_lookup(&phrases->sieve, phrases->by_first, key, strlen(key));
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const struct phrase *phrase = g_ptr_array_index(list, i);
        int ending = 0;
        if (!fits(phrase, words, at, &ending)) {
            continue;
        }
        guint last = at + phrase->n_words - 1;
        if (*found &&
            (best->last > last || (best->last == last && best->ending <= (gsize)ending))) {
            continue;
        }
        *found = TRUE;
        const char *rest = tokens_at(words, last)->lower;
        rest += strlen(rest) - (gsize)ending;
        *best = (struct phrase_hit){.id = phrase->id,
                                    .first = at,
                                    .last = last,
                                    .ending = (gsize)ending,
                                    .genitive = strcmp(rest, "s") == 0 || strcmp(rest, "'s") == 0 ||
                                                strcmp(rest, "’s") == 0 || strcmp(rest, "'") == 0};
    }
}

gboolean
phrases_find(const struct phrases *phrases, const struct tokens *words, guint at,
             struct phrase_hit *ret_hit)
{
    const char *lower = tokens_at(words, at)->lower;
    gboolean found = FALSE;
    guint start = start_of(lower);
    if (!(phrases->starts[start / 8] & 1u << start % 8)) {
        return FALSE;
    }
    look(phrases, lower, words, at, ret_hit, &found);
    gsize length = tokens_at(words, at)->length;
    for (gsize i = 0; !found && i < G_N_ELEMENTS(endings); i++) {
        gsize n = strlen(endings[i]);
        if (length > n && lower[length - 1] == endings[i][n - 1] &&
            sieve_passes(&phrases->sieve, lower, length - n) &&
            memcmp(lower + length - n, endings[i], n) == 0) {
            g_autofree char *stem = g_strndup(lower, length - n);
            look(phrases, stem, words, at, ret_hit, &found);
        }
    }
    return found;
}

gboolean
phrases_may_begin(const struct phrases *phrases, const char *lower)
{
    guint start = start_of(lower);
    if (!(phrases->starts[start / 8] & 1u << start % 8)) {
        return FALSE;
    }
    gsize length = strlen(lower);
    if (sieve_lookup(&phrases->sieve, phrases->by_first, lower, length) != NULL) {
        return TRUE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        gsize n = strlen(endings[i]);
        if (length > n && g_str_has_suffix(lower, endings[i])) {
            g_autofree char *stem = g_strndup(lower, length - n);
            if (sieve_lookup(&phrases->sieve, phrases->by_first, stem, length - n) != NULL) {
                return TRUE;
            }
        }
    }
    return FALSE;
}
