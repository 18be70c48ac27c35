/* Looking at the text: words, neighbours, clauses. */
#include "relate/context.h"

#include <string.h>

enum {
    CLAUSE_MAX = 600,
    ABBREVIATION_MAX = 14
};

/* Letters and digits of ASCII, and all letters beyond it: C2 xx and E2 xx are signs and
 * punctuation (§, », –), the rest of what committee papers hold are letters. */
static gsize
word_character(const char *text)
{
    guchar c = (guchar)text[0];
    if (c < 0x80)
        return g_ascii_isalnum((char)c) ? 1 : 0;
    if (c == 0xC2 || c == 0xE2 || c < 0xC2)
        return 0;
    return c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

GArray *
text_words(const char *lower, gsize length)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(struct word));
    gsize at = 0;
    while (at < length) {
        gsize step = word_character(lower + at);
        if (step == 0) {
            at++;
            continue;
        }
        struct word word = {.start = at};
        while (at < length && (step = word_character(lower + at)) > 0) {
            at += step;
            if (at < length && lower[at] == '-' && word_character(lower + at + 1) > 0)
                at++;
        }
        word.end = MIN(at, length);
        g_array_append_val(words, word);
    }
    return words;
}

char *
text_lower(struct arena *arena, const char *text, gsize length)
{
    char *lower = arena_strndup(arena, text, length);
    for (gsize i = 0; i < length; i++) {
        guchar c = (guchar)lower[i];
        if (c < 0x80)
            lower[i] = g_ascii_tolower((char)c);
        else if (c == 0xC3 && i + 1 < length && (guchar)lower[i + 1] >= 0x80 &&
                 (guchar)lower[i + 1] <= 0x9E && (guchar)lower[i + 1] != 0x97)
            lower[i + 1] = (char)((guchar)lower[i + 1] + 0x20);
    }
    return lower;
}

/* The first word that starts at or after `offset`. */
static guint
first_word(const struct context *context, gsize offset)
{
    guint low = 0, high = context->words->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (context_word(context, middle)->start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int
context_word_before(const struct context *context, gsize from, gsize offset)
{
    guint i = first_word(context, offset);
    while (i > 0) {
        i--;
        const struct word *word = context_word(context, i);
        if (word->start < from)
            return -1;
        if (word->end <= offset)
            return (int)i;
    }
    return -1;
}

int
context_word_after(const struct context *context, gsize offset, gsize to)
{
    guint i = first_word(context, offset);
    if (i >= context->words->len || context_word(context, i)->start >= to)
        return -1;
    return (int)i;
}

int
context_word_next(const struct context *context, int i, gsize to)
{
    guint next = (guint)i + 1;
    return next < context->words->len && context_word(context, next)->start < to ? (int)next : -1;
}

gboolean
context_word_is(const struct context *context, int word, const char *any)
{
    if (word < 0)
        return FALSE;
    const struct word *w = context_word(context, word);
    const char *text = context->lower + w->start;
    gsize length = w->end - w->start;
    for (const char *at = any; *at;) {
        const char *bar = strchr(at, '|');
        gsize n = bar ? (gsize)(bar - at) : strlen(at);
        if (n == length && memcmp(at, text, n) == 0)
            return TRUE;
        at += n + (bar != NULL);
    }
    return FALSE;
}

gboolean
context_gap_has(const struct context *context, gsize from, gsize to, const char *any)
{
    for (gsize i = from; i < to; i++)
        if (strchr(any, context->lower[i]) && context->lower[i])
            return TRUE;
    return FALSE;
}

/* The words after a comma that open a clause of their own. */
static const char clause_openers[] =
    "som|der|hvoraf|heraf|deraf|mens|men|fordi|da|når|hvis|hvor|hvorefter|så|idet|dog|samt|"
    "hvilket|hvilke|således|derudover|desuden|dels|og";

/* Whether a bracket is one of `(SIRI)`, an abbreviation behind its name: no clause ends there. */
static gboolean
is_abbreviation(const struct context *context, gsize at)
{
    int step = context->lower[at] == '(' ? 1 : -1;
    char other = step > 0 ? ')' : '(';
    gsize length = context->document->text->len;
    for (guint n = 1; n < ABBREVIATION_MAX; n++) {
        gsize i = step > 0 ? at + n : at - n;
        if ((step < 0 && n > at) || i >= length)
            return FALSE;
        if (context->lower[i] == other)
            return n > 2;
        if (!g_ascii_isalpha(context->lower[i]) && !(context->lower[i] & 0x80))
            return FALSE;
    }
    return FALSE;
}

static gboolean
is_clause_end(const struct context *context, gsize at, gsize to)
{
    char c = context->lower[at];
    if ((c == '(' || c == ')') && is_abbreviation(context, at))
        return FALSE;
    if (c == ';' || c == ':' || c == '(' || c == ')')
        return TRUE;
    if (c != ',' || context->lower[at + 1] != ' ')
        return FALSE;
    int word = context_word_after(context, at, to);
    if (context_word_is(context, word, "dog") && /* `40 pct. af udgiften, dog højst 2 mio. kr.` */
        context_word_is(context, context_word_after(context, context_word(context, word)->end, to),
                        "højst|max|maks|maksimalt|mindst|minimum|ikke"))
        return FALSE;
    return context_word_is(context, word, clause_openers);
}

struct span
context_clause(const struct context *context, struct span within, gsize offset)
{
    struct span clause = {offset, offset};
    within.start = MAX(within.start, offset - MIN(offset, CLAUSE_MAX));
    within.end = MIN(within.end, offset + CLAUSE_MAX);
    while (clause.start > within.start && !is_clause_end(context, clause.start - 1, within.end))
        clause.start--;
    while (clause.end < within.end && !is_clause_end(context, clause.end, within.end))
        clause.end++;
    return clause;
}

char *
context_text(const struct context *context, struct span span)
{
    return arena_strndup(context->arena, context->document->text->str + span.start,
                         span.end - span.start);
}
