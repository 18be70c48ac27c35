/* Persons: the same surname, and given names that agree as far as they are written. Hanne V. Lind
 * may be Hanne Vestergaard Lind; Per and Peter, Karen and Karin are two. Whether P. Lind is the one
 * or the other is for clusters.c: a name that may be several is none of them. */
#include "names-private.h"

#include <string.h>

/* Whether one is the first letter of the other. */
static gboolean
is_initial_of(const char *initial, const char *word)
{
    return g_utf8_strlen(initial, -1) == 1 && g_str_has_prefix(word, initial);
}

/* A surname without what is not heard: "Lindhardt" and "Lindhart", "Thorsen" and "Torsen". */
char *
name_heard(const char *word)
{
    static const struct {
        const char *written, *heard;
    } sounds[] = {{"dt", "t"}, {"th", "t"}, {"ph", "f"}, {"w", "v"}};
    GString *out = g_string_new(word);
    for (guint i = 0; i < G_N_ELEMENTS(sounds); i++)
        g_string_replace(out, sounds[i].written, sounds[i].heard, 0);
    for (gsize at = 1; at < out->len;) {
        if (out->str[at] == out->str[at - 1] && g_ascii_isalpha(out->str[at]))
            g_string_erase(out, (gssize)at, 1);
        else
            at++;
    }
    return g_string_free(out, FALSE);
}

static gboolean
sound_alike(const char *a, const char *b)
{
    g_autofree char *p = name_heard(a), *q = name_heard(b);
    return strcmp(p, q) == 0;
}

/* The words of two names, one by one; an initial stands for a word, in one of them only. */
static gboolean
words_agree(struct name_rules *rules, const struct name *a, const struct name *b,
            struct comparison *comparison)
{
    guint whole = 0;
    gboolean initials_a = FALSE, initials_b = FALSE, slips = FALSE;
    for (guint i = 0; i < a->n_words; i++) {
        gboolean last = i + 1 == a->n_words;
        const char *p = a->words[i], *q = b->words[i];
        if (strcmp(p, q) == 0) {
            whole += g_utf8_strlen(p, -1) > 1;
            continue;
        }
        if (!last && is_initial_of(p, q))
            initials_a = TRUE;
        else if (!last && is_initial_of(q, p))
            initials_b = TRUE;
        else if (last && !slips && whole && sound_alike(p, q))
            slips = TRUE;
        else
            return FALSE;
    }
    if (initials_a && initials_b)
        return FALSE;
    if (initials_a || initials_b)
        comparison_add(rules, comparison, FEATURE_INITIAL);
    if (slips)
        comparison_add(rules, comparison, FEATURE_SLIP);
    return TRUE;
}

/* "Vestergaard Poulsen" of "Søren Vestergaard Poulsen": all but the given name, and two words. */
static gboolean
lacks_given(const struct name *longer, const struct name *shorter)
{
    if (longer->n_words != shorter->n_words + 1 || shorter->n_words < 2)
        return FALSE;
    for (guint i = 0; i < shorter->n_words; i++) {
        if (strcmp(longer->words[i + 1], shorter->words[i]) != 0 ||
            g_utf8_strlen(shorter->words[i], -1) < 3)
            return FALSE;
    }
    return TRUE;
}

void
compare_persons(struct name_rules *rules, const struct name *a, const struct name *b,
                struct comparison *comparison)
{
    if (a->n_words == b->n_words && a->n_words > 1 && words_agree(rules, a, b, comparison))
        return;
    if (lacks_given(a, b) || lacks_given(b, a))
        comparison_add(rules, comparison, FEATURE_GIVEN);
    else
        comparison_refuse(comparison, "other names, or other first letters");
}
