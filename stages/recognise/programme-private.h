/* What the files about programmes share. */
#ifndef AKT_PROGRAMME_PRIVATE_H
#define AKT_PROGRAMME_PRIVATE_H

#include "names-private.h"

#include <string.h>

/* The name that a sentence beginning with "Puljen" at word i tells the kind of: its first word, and
 * *ret_last; 0 where there is none within a heading. */
guint programme_opened(const struct scan *scan, guint i, guint *ret_last);

/* The name that a heading begins with, before a dash and "status på puljen" whose last word is i;
 * 0. */
guint programme_on_line(const struct scan *scan, guint i, guint *ret_last);

/* "Interreg IV A", "Interreg Øresund-Kattegat-Skagerrak": the round and the area of a programme
 * behind its last word; the same where there is none. */
guint programme_round_end(const struct scan *scan, guint last);

enum {
    MOST_PROGRAMME_NAME = 10 /* words */
};

/* Offers words [first, last] less `cut` bytes; `value` NULL: as printed. */
void programme_offer(struct scan *scan, guint first, guint last, gsize cut, const char *value,
                     const char *kind, const char *rule, enum cert cert);

/* A name in quotation marks or capitals at i: its last word, 0 where there is none. *ret_first. */
guint programme_named_at(const struct scan *scan, guint i, guint *ret_first);

/* A name of two capitals or more, no two of which are a place's. */
gboolean programme_is_long_name(const struct scan *scan, guint i);

/* "LIFE" of "LIFE-programmet", "ESF+" of "ESF+-puljen": two capitals or more begin the word. */
gboolean programme_is_abbreviated(const struct scan *scan, const struct word *word);

/* "DK2020", "Horizon2020": the letters before the year that a programme aims at, in one word; 0. */
gsize programme_letters_before_year(const char *lower);

/* "projekterne under X", "som led i X", "inden for rammerne af X" at word i: the last word; 0. */
guint programme_find_under(struct scan *scan, guint i);

/* `"X" er en kampagne`, "X er en metode" at X, which is word i. programme_next_said() is the first
 * word at i or after it where "er en kampagne" begins; the number of words where there is none. */
guint programme_find_is(struct scan *scan, guint i);
guint programme_next_said(const struct scan *scan, guint i);

/* "Sammen i havn (SIH)" at the bracket; "DK2020". */
guint programme_find_spelt_out(struct scan *scan, guint i);
guint programme_find_dated_code(struct scan *scan, guint i);

#endif
