/* Programmes by what is said of them: "projekterne under X", "X er en kampagne", "Sammen i havn
 * (SIH)", "DK2020". */
#include "programme-private.h"

#include <string.h>

/* "projekterne under X", "som led i X", "inden for rammerne af X". */
guint
programme_find_under(struct scan *scan, guint i)
{
    static const char *const what[] = {
        "projekter",    "projekterne", "projektet", "indsatser", "indsatserne",
        "puljen",       "midlerne",    "midler",    "penge",     "aktiviteterne",
        "delprojekter", "initiativer", NULL};
    static const char *const part[] = {"deltagelse", "deltog", "deltager", "deltaget", NULL};
    const struct word *word = scan_word(scan, i);
    const struct word *before = scan_word(scan, i - 1);
    gboolean cued =
        (word_is(word, "under") && word_in(before, what)) ||
        (word_is(word, "i") && word_is(before, "led")) ||
        (word_is(word, "af") && (word_is(before, "rammen") || word_is(before, "rammerne"))) ||
        (word_is(word, "i") && word_in(before, part) && is_quote(scan_word(scan, i + 1)));
    /* "er en del af Hele Livet", "indgår i Den Sunde By" */
    gboolean within = ((word_is(word, "af") && word_is(before, "del")) ||
                       (word_is(word, "i") && word_is(before, "indgår"))) &&
                      programme_is_long_name(scan, i + 1);
    if (!cued && !within) {
        return 0;
    }
    guint first, last = programme_named_at(scan, i + 1, &first);
    if (last == 0 || scan->cover[first] != 0) {
        return 0;
    }
    programme_offer(scan, first, last, 0, NULL, "programme", "programme.under", CERT_MEDIUM);
    return last;
}

/* "er en kampagne", "er en ny metode": at the word i. */
static gboolean
is_said(const struct scan *scan, guint i)
{
    static const char *const kinds[] = {"begivenhed", "kampagne", "strategi",     "metode", "pulje",
                                        "program",    "tilgang",  "indsatsmodel", NULL};
    if (!word_is(scan_word(scan, i), "er") ||
        !(word_is(scan_word(scan, i + 1), "en") || word_is(scan_word(scan, i + 1), "et"))) {
        return FALSE;
    }
    for (guint k = i + 2; k < i + 5; k++) {
        if (word_in(scan_word(scan, k), kinds)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The first word at i or after it where is_said() holds; the number of words where there is none.
 */
guint
programme_next_said(const struct scan *scan, guint i)
{
    guint n = scan->words->array->len - WORDS_AFTER;
    while (i < n && !is_said(scan, i)) {
        i++;
    }
    return i;
}

/* `"X" er en kampagne`, "X er en metode": what a quotation or name is said to be. */
guint
programme_find_is(struct scan *scan, guint i)
{
    guint first, last = programme_named_at(scan, i, &first);
    if (last == 0 && is_capital(scan_word(scan, i)) && (scan_word(scan, i)->flags & WORD_FIRST)) {
        first = i;
        last = name_end(scan, i, MOST_PROGRAMME_NAME);
    }
    if (last == 0 || last == first) {
        return 0;
    }
    guint j = last + 1;
    while (is_quote(scan_word(scan, j))) {
        j++;
    }
    if (!is_said(scan, j)) {
        return 0;
    }
    programme_offer(scan, first, last, 0, NULL, "programme", "programme.is", CERT_MEDIUM);
    return last;
}

/* "Sammen i havn (SIH)": the words before the bracket whose first letters make the abbreviation;
 * small words may be passed over. They are a programme where nothing else claims them. */
guint
programme_find_spelt_out(struct scan *scan, guint i)
{
    const struct word *short_form = scan_word(scan, i + 1);
    glong letters = g_utf8_strlen(short_form->lower, -1);
    if (!word_is(scan_word(scan, i), "(") || !word_is(scan_word(scan, i + 2), ")") || letters < 2 ||
        letters > 8 || !is_capital(short_form)) {
        return 0;
    }
    guint j = i - 1, first = 0;
    const char *p = short_form->lower + strlen(short_form->lower);
    gunichar want = g_utf8_get_char(p = g_utf8_prev_char(p));
    if (is_quote(scan_word(scan, j))) {
        j--;
    }
    for (guint last = j; first == 0 && last - j < MOST_PROGRAMME_NAME; j--) {
        const struct word *word = scan_word(scan, j);
        if (!(word->flags & WORD_LETTERS) || scan->cover[j] != 0) {
            return 0;
        }
        if (g_utf8_get_char(word->lower) == want) {
            if (p == short_form->lower) {
                first = j;
                break;
            }
            want = g_utf8_get_char(p = g_utf8_prev_char(p));
        } else if (is_capital(word) || j == last) {
            return 0;
        }
    }
    guint last = is_quote(scan_word(scan, i - 1)) ? i - 2 : i - 1;
    if (first == 0 || first == last || !is_capital(scan_word(scan, first))) {
        return 0;
    }
    programme_offer(scan, first, last, 0, NULL, "programme", "programme.spelt-out", CERT_MEDIUM);
    return i + 2;
}

/* "DK2020", "Horizon2020": capitals and the year that a programme aims at, in one word. */
guint
programme_find_dated_code(struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i);
    if (programme_letters_before_year(word->lower) == 0 || !programme_is_abbreviated(scan, word) ||
        scan->cover[i] != 0) {
        return 0;
    }
    programme_offer(scan, i, i, 0, NULL, "programme", "programme.code", CERT_LOW);
    return i;
}
