/* Short forms: the first letters of a name, and a name with words left out. By themselves they say
 * little; pairs.c asks in which papers they stand. */
#include "names-private.h"

#include <string.h>

enum {
    MIN_LETTERS = 3, /* of an abbreviation */
    MAX_LETTERS = 6,
    MIN_PART = 4,  /* letters of the last part of a compound that gives a letter */
    MIN_ALONE = 8, /* letters of one word that stands for a name */
    MIN_LEFT = 2   /* words that stand for it else */
};

/* ---- first letters ------------------------------------------------------------------------- */

static gboolean
is_content(const struct name *name, guint i)
{
    return !(name->flags[i] & (WORD_FILLER | WORD_NUMBER));
}

/* Capitals of the first word. */
static guint
capitals(const char *value)
{
    guint n = 0;
    for (; g_unichar_isalnum(g_utf8_get_char(value)); value = g_utf8_next_char(value))
        n += g_unichar_isupper(g_utf8_get_char(value));
    return n;
}

gboolean
name_looks_abbreviated(const struct name *name)
{
    if (!name->n_words || name->flags[0] & WORD_NUMBER || capitals(name->value) < 2)
        return FALSE;
    for (guint i = 1; i < name->n_words; i++) {
        if (!(name->flags[i] & WORD_NUMBER))
            return FALSE;
    }
    glong letters = g_utf8_strlen(name->words[0], -1);
    return letters >= MIN_LETTERS && letters <= MAX_LETTERS;
}

/* Whether a letter begins the last part of a word: the u of "fritidsudvalget". */
static gboolean
begins_last_part(struct name_rules *rules, const char *word, gunichar letter)
{
    const char *at = g_utf8_strlen(word, -1) > MIN_PART ? g_utf8_offset_to_pointer(word, 3) : "";
    for (; g_utf8_strlen(at, -1) >= MIN_PART; at = g_utf8_next_char(at)) {
        if (g_utf8_get_char(at) == letter && name_rules_knows(rules, at))
            return TRUE;
    }
    return FALSE;
}

/* Whether the letters are the first ones of the words that matter and of the last one's last
 * part: "kfu" of Kultur- og Fritidsudvalget. */
static gboolean
are_with_last_part(struct name_rules *rules, const char *letters, const struct name *longer)
{
    gsize length = strlen(longer->main_initials);
    const char *last = letters + length;
    if (strncmp(letters, longer->main_initials, length) != 0 || !*last || *g_utf8_next_char(last) ||
        !longer->n_words)
        return FALSE;
    guint i = longer->n_words - 1;
    return is_content(longer, i) &&
           begins_last_part(rules, longer->words[i], g_utf8_get_char(last));
}

gboolean
name_is_initials(struct name_rules *rules, const struct name *letters, const struct name *longer)
{
    if (letters->type != longer->type || !name_looks_abbreviated(letters) ||
        name_looks_abbreviated(longer) || g_utf8_strlen(longer->main_initials, -1) < 2 ||
        strcmp(letters->numbers, longer->numbers) != 0)
        return FALSE;
    const char *word = letters->words[0];
    return strcmp(word, longer->initials) == 0 || strcmp(word, longer->main_initials) == 0 ||
           are_with_last_part(rules, word, longer);
}

/* ---- words left out ------------------------------------------------------------------------ */

/* Whether each word of `shorter` that matters is one of `longer`; how many, and whether the first
 * of it is the first of `longer`. */
static gboolean
words_are_among(const struct name *shorter, const struct name *longer, guint *ret_words,
                gboolean *ret_first)
{
    gboolean taken[MAX_WORDS] = {FALSE};
    guint first = MAX_WORDS;
    *ret_words = 0;
    for (guint i = 0; i < shorter->n_words; i++) {
        guint j = 0;
        if (!is_content(shorter, i) || shorter->flags[i] & WORD_HEAD)
            continue;
        while (j < longer->n_words && (taken[j] || !is_content(longer, j) ||
                                       strcmp(shorter->stems[i], longer->stems[j]) != 0))
            j++;
        if (j == longer->n_words)
            return FALSE;
        taken[j] = TRUE;
        first = MIN(first, j);
        ++*ret_words;
    }
    *ret_first = first < longer->n_words;
    for (guint j = 0; j < first && j < longer->n_words; j++)
        *ret_first &= !is_content(longer, j);
    return TRUE;
}

static guint
content_words(const struct name *name)
{
    guint n = 0;
    for (guint i = 0; i < name->n_words; i++)
        n += is_content(name, i) && !(name->flags[i] & WORD_HEAD);
    return n;
}

/* An organisation is called by all of its name: Sundhedsudvalget is not the Social- og
 * Sundhedsudvalget, Ansager Skole not Ansager Fri Skole. */
static gboolean
may_be_shortened(const struct name *name)
{
    return name->type == MENTION_PROJECT || name->type == MENTION_PROGRAMME;
}

/* A single word must be the first of the longer name, in the definite form, and long: Kvarterløftet
 * of Kvarterløft Nordvest. */
static gboolean
says_enough(const struct name *shorter, guint words, gboolean first)
{
    if (words >= MIN_LEFT)
        return TRUE;
    for (guint i = 0; i < shorter->n_words; i++) {
        const char *word = shorter->words[i];
        if (!is_content(shorter, i) || shorter->flags[i] & WORD_HEAD)
            continue;
        gboolean definite = g_str_has_suffix(word, "en") || g_str_has_suffix(word, "et") ||
                            g_str_has_suffix(word, "ne");
        return first && definite && g_utf8_strlen(word, -1) >= MIN_ALONE;
    }
    return FALSE;
}

gboolean
name_is_shortened(const struct name *shorter, const struct name *longer)
{
    guint words;
    gboolean first;
    if (shorter->type != longer->type || !may_be_shortened(shorter) ||
        (*shorter->numbers && strcmp(shorter->numbers, longer->numbers) != 0) ||
        content_words(shorter) >= content_words(longer))
        return FALSE;
    return words_are_among(shorter, longer, &words, &first) && says_enough(shorter, words, first);
}

/* ---- names that are two things ------------------------------------------------------------- */

/* Two first names, or two other middle letters, of one surname. */
static gboolean
persons_conflict(const struct name *a, const struct name *b)
{
    if (a->n_words < 2 || b->n_words < 2 || strcmp(a->content, b->content) != 0)
        return FALSE;
    gboolean whole = a->words[0][1] && b->words[0][1];
    if (whole && g_utf8_strlen(a->words[0], -1) > 1 && g_utf8_strlen(b->words[0], -1) > 1)
        return strcmp(a->words[0], b->words[0]) != 0 && a->n_words == b->n_words;
    return g_utf8_get_char(a->words[0]) != g_utf8_get_char(b->words[0]) && a->n_words == b->n_words;
}

static gboolean
share_stem(const struct name *a, const struct name *b)
{
    for (guint i = 0; i < a->n_words; i++) {
        for (guint j = 0; j < b->n_words && is_content(a, i); j++) {
            if (is_content(b, j) && strcmp(a->stems[i], b->stems[j]) == 0)
                return TRUE;
        }
    }
    return FALSE;
}

gboolean
name_conflict(const struct name *a, const struct name *b)
{
    switch (a->type) {
    case MENTION_PERSON:
        return persons_conflict(a, b);
    case MENTION_CASE:
    case MENTION_PLACE:
        return FALSE;
    default:
        return strcmp(a->numbers, b->numbers) != 0 && share_stem(a, b);
    }
}
