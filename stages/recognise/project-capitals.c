/* A project by its capitals alone: "Rolige Nætter", "Kaffe og Kontakt". Danish gives no capital to
 * a common word inside a sentence; two common words with capitals, said again in the paper, are a
 * name. That of a body, place, person or programme was found before. */
#include "project-private.h"

enum {
    LONGEST_PLAIN = 4 /* capitals of a name without small words */
};

/* A word that can stand in such a name: common, of small letters elsewhere, no code. */
static gboolean
is_common(const struct scan *scan, guint i)
{
    static const char *const others[] = {
        "dansk",       "danske",     "danmarks", "danmark", "københavns", "nordisk", "nordiske",
        "europæisk",   "europæiske", "jysk",     "jyske",   "fynsk",      "fynske",  "sjællandsk",
        "sjællandske", "hr",         "fru",      "skt",     "sct",        "gl",      "bilag",
        "punkt",       "pkt",        "side",     "kap",     "kapitel",    "tabel",   "figur",
        "sag",         "stk",        "nr",       NULL};
    const struct word *word = scan_word(scan, i);
    return is_capital(word) && scan->cover[i] == 0 && !is_function_word(word) &&
           !(word->flags & (WORD_UPPER | WORD_HYPHEN)) && !person_knows(word) &&
           !word_in(word, others) &&
           (word->form->endings == NULL || word->form->endings[ENDINGS_BODIES].ending == NULL) &&
           !has_role(word, ROLES_PROJECT, PROJECT_NAME) &&
           !has_role(word, ROLES_PROJECT, PROJECT_TITLE) &&
           !has_role(word, ROLES_PROJECT, PROJECT_DECISION) && !places_knows(scan, i) &&
           word_known(scan, word);
}

/* "Formand", "Direktør", "kontorchef": posts that stand before a name. */
static gboolean
is_post(const struct word *word)
{
    return word->form->endings != NULL && word->form->endings[ENDINGS_TITLES].ending != NULL;
}

guint
project_capitals_end(const struct scan *scan, guint i)
{
    gboolean inside;
    if (!project_stands_again(scan, i) || !is_common(scan, i) || is_post(scan_word(scan, i)) ||
        is_capital(scan_word(scan, i - 1))) {
        return 0;
    }
    guint last = i;
    gboolean joined = word_is(scan_word(scan, i + 1), "og") || word_is(scan_word(scan, i + 1), "&");
    if (joined) { /* "Kaffe og Kontakt": one word on each side */
        last = i + 2;
        if (!is_common(scan, last) || is_capital(scan_word(scan, last + 1))) {
            return 0;
        }
    } else {
        while (last < i + LONGEST_PLAIN && is_common(scan, last + 1) &&
               !(scan_word(scan, last + 1)->flags & (WORD_FIRST | WORD_LINE | WORD_CLOSE))) {
            last++;
        }
    }
    const struct word *next = scan_word(scan, last + 1);
    if (last == i || (is_capital(next) && !(next->flags & (WORD_FIRST | WORD_LINE)))) {
        return 0; /* one word, or the beginning of another kind of name */
    }
    return project_recurs(scan, i, last, &inside) > 0 ? last : 0;
}
