/* Names of bodies of more than one part: "Faxe Spildevand og Varme A/S", "Brdr. Holm ApS", "Havby
 * Gymnasium og HF", "Naturstyrelsen Blåvandshuk", "Den selvejende institution Solgaven". */
#include "organisation-private.h"

enum {
    MOST_PARTS = 3
};

/* A body for certain, which no firm is named after. What words look like alone, "Havby Forsyning"
 * and "Spildevand og Varme", may be a part of a firm's name. */
static gboolean
is_other_body(const struct scan *scan, guint i)
{
    const struct name *body = scan_covered(scan, i, MENTION_ORGANISATION);
    return body != NULL && strcmp(body->rule, "organisation.fields") != 0 &&
           strcmp(body->rule, "organisation.tail") != 0;
}

/* A common word with a capital: "Spildevand", "Service"; not "Hans", nor the end of a body's name
 * of its own ("Mindelegat"). */
static gboolean
is_trade(const struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i);
    return is_capital(word) && !is_function_word(word) && !(word->flags & WORD_UPPER) &&
           !person_knows(word) && !is_other_body(scan, i) && word_known(scan, word);
}

/* "Søn", "Co": what follows "og" in a firm's name. */
static gboolean
is_partner(const struct word *word)
{
    static const char *const partners[] = {"søn",  "sønner",   "co",       "datter",   "døtre",
                                           "bror", "partnere", "partners", "kompagni", NULL};
    return word_in(word, partners);
}

guint
organisation_firm_first(const struct scan *scan, guint first)
{
    static const char *const brothers[] = {"brdr", "gebr", "brødr", "chr", "fa", "hdl", NULL};
    for (guint n = 0; n < MOST_PARTS; n++) {
        const struct word *link = scan_word(scan, first - 1);
        guint before = first - 2;
        gboolean pair = word_is(link, "og") && is_capital(scan_word(scan, before)) &&
                        ((is_trade(scan, before) && is_trade(scan, first)) ||
                         is_partner(scan_word(scan, first)));
        gboolean short_form = word_is(link, ".") && is_capital(scan_word(scan, before)) &&
                              word_in(scan_word(scan, before), brothers);
        if (!pair && !short_form) {
            break;
        }
        first = organisation_called_first(scan, before);
    }
    return first;
}

guint
organisation_joined_end(const struct scan *scan, guint last)
{
    static const char *const schools[] = {"hf",  "hhx", "htx",       "stx",       "eux", "vuc",
                                          "sfo", "hg",  "hf-kursus", "kostskole", NULL};
    return organisation_is_and(scan_word(scan, last + 1)) &&
                   is_capital(scan_word(scan, last + 2)) &&
                   word_in(scan_word(scan, last + 2), schools)
               ? last + 2
               : last;
}

guint
organisation_branch_place(const struct scan *scan, guint last)
{
    static const char *const winds[] = {"nord", "syd", "øst", "vest", "midt", NULL};
    const struct word *next = scan_word(scan, last + 1);
    gboolean close =
        is_capital(next) &&
        !(next->flags & (WORD_FIRST | WORD_LINE | WORD_CLOSE | WORD_UPPER | WORD_HYPHEN));
    return close &&
                   (word_in(next, winds) || places_knows(scan, last + 1) ||
                    places_has_ending(next) || !word_known(scan, next)) &&
                   !person_knows(next)
               ? last + 1
               : last;
}

/* The other places of a name [from, last] that stands alone there, with its full form as value. */
static void
offer_alone(struct scan *scan, guint first, guint from, guint last)
{
    const char *value = tokens_string(scan->words, scan->arena, first, last);
    for (guint i = tokens_capital(scan->words, scan_word(scan, from)); i != 0;
         i = scan_word(scan, i)->again) {
        guint n = 0;
        while (from + n <= last && word_same(scan_word(scan, i + n), scan_word(scan, from + n))) {
            n++;
        }
        if (i != from && from + n > last && scan->cover[i] == 0) {
            organisation_offer(scan, i, i + n - 1, 0, value, "institution",
                               "organisation.independent", CERT_MEDIUM);
        }
    }
}

gboolean
organisation_find_independent(struct scan *scan, guint i)
{
    const struct word *own = scan_word(scan, i - 1), *name = scan_word(scan, i + 1);
    if (!word_is(own, "selvejende") || !is_capital(name) ||
        (name->flags & (WORD_FIRST | WORD_CLOSE | WORD_LINE))) {
        return FALSE;
    }
    const struct word *article = scan_word(scan, i - 2);
    guint first = word_is(article, "den") && is_capital(article) ? i - 2
                  : is_capital(own)                              ? i - 1
                                                                 : i + 1;
    guint last = name_end(scan, i + 1, MOST_NAME);
    organisation_offer(scan, first, last, organisation_genitive(scan, last), NULL, "institution",
                       "organisation.independent", CERT_HIGH);
    if (first < i + 1 && organisation_genitive(scan, last) == 0) {
        offer_alone(scan, first, i + 1, last);
    }
    return TRUE;
}
