#include "phrases.h"

#include "arena.h"
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

struct part {
    char *text; /* lower case */
    guint length;
    gboolean capital; /* a capital is asked for */
};

struct phrase {
    guint n_words, id;
    struct part words[];
};

struct phrase_start {
    const GPtrArray *whole; /* struct phrase: those whose first word is the word; NULL for none */
    guint n_stems;
    const GPtrArray *stems[]; /* the same for the word without an ending, longer endings first */
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
    for (guint i = 0; i < phrase->n_words; i++) {
        g_free(phrase->words[i].text);
    }
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
    struct phrase *phrase = g_malloc0(sizeof *phrase + n * sizeof(struct part));
    phrase->n_words = n;
    phrase->id = id;
    for (guint i = 0; i < n; i++) {
        const struct word *word = tokens_at(words, WORDS_BEFORE + i);
        phrase->words[i] = (struct part){.text = g_strdup(word->lower),
                                         .length = word->length,
                                         .capital = (word->flags & WORD_CAPITAL) != 0};
    }
    guint start = start_of(phrase->words[0].text);
    phrases->starts[start / 8] |= (guint8)(1u << start % 8);
    GPtrArray *list = g_hash_table_lookup(phrases->by_first, phrase->words[0].text);
    if (list == NULL) {
        list = g_ptr_array_new_with_free_func(phrase_free);
        g_hash_table_insert(phrases->by_first, g_strdup(phrase->words[0].text), list);
        sieve_add(&phrases->sieve, phrase->words[0].text);
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

/* How many bytes of the word follow `part`, if they are an ending; -1 if it is another word. */
static int
fits_last(const struct word *word, const struct part *part)
{
    if (word->length < part->length || memcmp(word->lower, part->text, part->length) != 0) {
        return -1;
    }
    if (word->length == part->length) {
        return 0;
    }
    return g_utf8_strlen(part->text, -1) < SHORTEST_STEM ? -1
                                                         : ending_length(word->lower, part->length);
}

static gboolean
fits(const struct phrase *phrase, const struct tokens *words, guint at, int *ret_ending)
{
    for (guint i = 0; i < phrase->n_words; i++) {
        if (at + i >= words->array->len) {
            return FALSE;
        }
        const struct part *part = &phrase->words[i];
        const struct word *word = tokens_at(words, at + i);
        if (part->capital && !(word->flags & WORD_CAPITAL)) {
            return FALSE;
        }
        if (i + 1 == phrase->n_words) {
            *ret_ending = fits_last(word, part);
            return *ret_ending >= 0;
        }
        if (word->length != part->length || memcmp(word->lower, part->text, part->length) != 0) {
            return FALSE;
        }
    }
    return FALSE;
}

static gboolean
is_genitive(const char *ending)
{
    return strcmp(ending, "s") == 0 || strcmp(ending, "'s") == 0 || strcmp(ending, "’s") == 0 ||
           strcmp(ending, "'") == 0;
}

/* The best of a list of phrases: more words, then the shorter ending. FALSE where none fits. */
static gboolean
look(const GPtrArray *list, const struct tokens *words, guint at, struct phrase_hit *best)
{
    gboolean found = FALSE;
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const struct phrase *phrase = g_ptr_array_index(list, i);
        int ending = 0;
        if (!fits(phrase, words, at, &ending)) {
            continue;
        }
        guint last = at + phrase->n_words - 1;
        if (found && (best->last > last || (best->last == last && best->ending <= (gsize)ending))) {
            continue;
        }
        found = TRUE;
        const struct word *word = tokens_at(words, last);
        *best = (struct phrase_hit){.id = phrase->id,
                                    .first = at,
                                    .last = last,
                                    .ending = (gsize)ending,
                                    .genitive = is_genitive(word->lower + word->length - ending)};
    }
    return found;
}

gboolean
phrases_find(const struct phrase_start *start, const struct tokens *words, guint at,
             struct phrase_hit *ret_hit)
{
    gboolean found = look(start->whole, words, at, ret_hit);
    for (guint i = 0; !found && i < start->n_stems; i++) {
        found = look(start->stems[i], words, at, ret_hit);
    }
    return found;
}

const struct phrase_start *
phrases_start(const struct phrases *phrases, const char *lower, struct arena *arena)
{
    guint start = start_of(lower), n = 0;
    if (!(phrases->starts[start / 8] & 1u << start % 8)) {
        return NULL;
    }
    gsize length = strlen(lower);
    const GPtrArray *whole = sieve_lookup(&phrases->sieve, phrases->by_first, lower, length);
    const GPtrArray *stems[G_N_ELEMENTS(endings)];
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        gsize ending = strlen(endings[i]);
        if (length <= ending || memcmp(lower + length - ending, endings[i], ending) != 0 ||
            !sieve_passes(&phrases->sieve, lower, length - ending)) {
            continue;
        }
        g_autofree char *stem = g_strndup(lower, length - ending);
        const GPtrArray *list = g_hash_table_lookup(phrases->by_first, stem);
        if (list != NULL) {
            stems[n++] = list;
        }
    }
    if (whole == NULL && n == 0) {
        return NULL;
    }
    struct phrase_start *found = arena_alloc(arena, sizeof *found + n * sizeof(GPtrArray *));
    found->whole = whole;
    found->n_stems = n;
    memcpy(found->stems, stems, n * sizeof(GPtrArray *));
    return found;
}
