/* A programme that a later sentence tells the kind of: "3. Tilskud til Friske Byer | Puljen er på
 * 400.000 kr.", "Friske Byer betaler for skilte. Puljen har frist i maj.", "Friske Byer – status på
 * puljen". */
#include "programme-private.h"

enum {
    MOST_BACK = 48, /* words from "Puljen" back to its name */
    MOST_NAME = 8
};

/* The last word of a name of two capitals or more that nothing claims and that begins at i; 0. */
static guint
long_name(const struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i);
    if (!is_capital(word) || scan->cover[i] != 0 || is_function_word(word) ||
        is_capital(scan_word(scan, i - 1)) || person_knows(word)) {
        return 0;
    }
    guint last = name_end(scan, i, MOST_NAME), capitals = 0;
    for (guint k = i; k <= last; k++) {
        if (scan->cover[k] != 0) {
            return 0;
        }
        capitals += is_capital(scan_word(scan, k)) ? 1 : 0;
    }
    return capitals >= 2 ? last : 0;
}

/* What is given, applied for or shared out, before "til", "fra" or "af": "Tilskud til X". */
static gboolean
is_given(const struct scan *scan, guint i)
{
    static const char *const given[] = {
        "tilskud",     "støtte",   "penge", "midler",    "tilsagn",     "ansøgning", "fordeling",
        "ansøgninger", "uddeling", "beløb", "bevilling", "bevillinger", NULL};
    static const char *const links[] = {"til", "fra", "af", NULL};
    return word_in(scan_word(scan, i - 1), links) && word_in(scan_word(scan, i - 2), given);
}

/* "X betaler kontingent": what a fund does, right after its name. */
static gboolean
is_giver(const struct scan *scan, guint i)
{
    static const char *const verbs[] = {"betaler", "støtter",     "yder",     "uddeler", "dækker",
                                        "gives",   "finansierer", "fordeler", NULL};
    return word_in(scan_word(scan, i), verbs);
}

guint
programme_opened(const struct scan *scan, guint i, guint *ret_last)
{
    guint headings = 0;
    for (guint k = i - 1; k > WORDS_BEFORE && k + MOST_BACK > i && headings < 2; k--) {
        if (is_stop(scan_word(scan, k))) {
            continue;
        }
        guint block = scan_word(scan, k)->block;
        enum block_kind kind = document_block(scan->document, block)->kind;
        gboolean heading =
            kind == BLOCK_HEADING || document_block(scan->document, block)->n != NULL;
        gboolean begins = (scan_word(scan, k)->flags & WORD_LINE) != 0;
        headings += heading && begins ? 1 : 0;
        guint last = long_name(scan, k);
        if (last == 0 || last >= i) {
            continue;
        }
        gboolean given = is_given(scan, k) && (heading || scan_word(scan, i)->block == block);
        gboolean giver = (scan_word(scan, k)->flags & WORD_FIRST) &&
                         scan_word(scan, i)->block == block && is_giver(scan, last + 1);
        if (given || giver) {
            *ret_last = last;
            return k;
        }
    }
    return 0;
}

guint
programme_on_line(const struct scan *scan, guint i, guint *ret_last)
{
    static const char *const links[] = {"på", "for", "om", NULL};
    const struct word *word = scan_word(scan, i);
    if (!word_in(scan_word(scan, i - 1), links) ||
        document_block(scan->document, word->block)->kind != BLOCK_HEADING) {
        return 0;
    }
    for (guint k = i - 2; k > WORDS_BEFORE && k + MOST_NAME > i; k--) {
        if (word_is(scan_word(scan, k), "–") || word_is(scan_word(scan, k), "-")) {
            for (guint first = k - 1; !is_stop(scan_word(scan, first)) && first + MOST_NAME > k;
                 first--) {
                guint last = long_name(scan, first);
                if (last + 1 == k && !is_connector(scan_word(scan, first - 1))) {
                    *ret_last = last;
                    return first;
                }
            }
            return 0;
        }
    }
    return 0;
}

/* "IV", "5", "VI", "5A": the number of a round of a programme. */
static gboolean
is_round(const struct word *word)
{
    gsize digits = strspn(word->lower, "0123456789"), roman = strspn(word->lower, "ivx");
    gsize length = strlen(word->lower);
    return (digits > 0 && digits <= 2 &&
            (length == digits || (length == digits + 1 && g_ascii_isalpha(word->lower[digits])))) ||
           (roman > 0 && roman <= 4 && (word->flags & WORD_CAPITAL) && length <= roman + 1);
}

guint
programme_round_end(const struct scan *scan, guint last)
{
    guint end = last;
    if (is_round(scan_word(scan, end + 1)) && !(scan_word(scan, end + 1)->flags & WORD_FIRST)) {
        end++;
        const struct word *part = scan_word(scan, end + 1);
        if (is_capital(part) && part->lower[1] == '\0' && !(part->flags & WORD_FIRST)) {
            end++;
        }
    }
    const struct word *area = scan_word(scan, end + 1);
    gboolean named = is_capital(area) && strchr(area->lower, '-') != NULL &&
                     !(area->flags & (WORD_FIRST | WORD_LINE | WORD_HYPHEN));
    return named ? end + 1 : end;
}
