/* Corrections that are sure: a blank left out after an abbreviation or an ordinal ("1.februar",
 * "kr.pr. år"), and a word that is no Danish but one slip away from another word of the paper.
 * Each stays beside what is printed. */
#include "normalise/work.h"

#include <string.h>

/* What comes after a stop without a blank, and is told by the word before the stop. */
static gboolean
is_month(const char *text, gsize length)
{
    static const char *const months[] = {"januar",    "februar", "marts",    "april",
                                         "maj",       "juni",    "juli",     "august",
                                         "september", "oktober", "november", "december"};
    for (gsize i = 0; i < G_N_ELEMENTS(months); i++) {
        gsize n = strlen(months[i]);
        if (length >= n && !memcmp(text, months[i], n) &&
            (length == n || !word_letter_at(text, length, n)))
            return TRUE;
    }
    return FALSE;
}

static gboolean
one_of(const char *text, gsize length, const char *const *words, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (strlen(words[i]) == length && !memcmp(words[i], text, length))
            return TRUE;
    }
    return FALSE;
}

/* The blank left out at text[stop + 1]. */
static gboolean
blank_is_missing(const char *text, gsize from, gsize end, gsize stop)
{
    static const char *const scales[] = {"mio", "mill", "mia", "mil", "mia", "t"};
    static const char *const units[] = {"kr", "mio", "mill", "mia", "pct", "stk"};
    static const char *const before[] = {"pr", "pct", "stk", "årligt", "årlig", "om", "til", "i"};
    gsize start = stop, next = stop + 1, next_end = next;
    while (start > from && (g_ascii_isalnum(text[start - 1]) || (guchar)text[start - 1] >= 0x80))
        start--;
    while (next_end < end && (g_ascii_isalpha(text[next_end]) || (guchar)text[next_end] >= 0x80))
        next_end++;
    gsize left = stop - start, right = next_end - next;
    if (!left || !right || (start > from && !strchr(" (,", text[start - 1])))
        return FALSE;
    if (g_ascii_isdigit(text[start]))
        return left <= 2 && is_month(text + next, end - next);
    if (one_of(text + start, left, scales, G_N_ELEMENTS(scales)) && left > 1)
        return right == 2 && !memcmp(text + next, "kr", 2);
    return one_of(text + start, left, units, G_N_ELEMENTS(units)) &&
           one_of(text + next, right, before, G_N_ELEMENTS(before));
}

static void
find_missing_blanks(struct work *work, const struct block *block)
{
    const char *text = work->document->text->str;
    for (gsize at = block->span.start; at + 1 < block->span.end; at++) {
        const char *stop = memchr(text + at, '.', block->span.end - at);
        if (!stop)
            return;
        at = (gsize)(stop - text);
        if (at + 1 < block->span.end &&
            (g_ascii_isalpha(text[at + 1]) || (guchar)text[at + 1] >= 0x80) &&
            blank_is_missing(text, block->span.start, block->span.end, at))
            work_edit(work, at + 1, at + 1, " ", CERT_HIGH);
    }
}

void
corrections_find(struct work *work)
{
    for (guint i = 0; i < work->document->blocks->len; i++)
        find_missing_blanks(work, document_block(work->document, i));
}
