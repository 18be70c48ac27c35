/* What is said of an amount around it: about how much (approx), for what time or unit (per), at
 * the prices of which year (pricelevel). */
#include <string.h>

#include "quantity-private.h"

enum {
    MOST_RATES = 3,     /* "pr. barn pr. måned pr. ..." */
    ADJECTIVE_REACH = 6 /* words between "årligt" and the amount it is said of */
};

const char *
quantity_approx(const struct scan *scan, guint i)
{
    guint n = 0;
    const struct phrase_table *cues = &scan->quantity->approximations;
    const char *approx = token_phrase(scan, cues, i, 3, TRUE, &n);
    if (approx == NULL && i > 1 && quantity_small_word(scan, i - 1, "infinitive")) {
        /* "må højst koste 1.500 kr." */
        approx = token_phrase(scan, cues, i - 1, 1, TRUE, &n);
        return approx != NULL && !g_str_equal(approx, "circa") ? approx : NULL;
    }
    if (approx == NULL && i > 1 && scan->tokens[i - 1].kind == TOKEN_CURRENCY) {
        approx = token_phrase(scan, cues, i - 1, 3, TRUE, &n);
    }
    /* "fordelt over 3 afdelinger", "oversigt over 5 projekter": a place or an object, no limit */
    if (approx != NULL && n == 1 && i > 1 &&
        (token_is(scan, i - 1, "over") || token_is(scan, i - 1, "under")) &&
        quantity_small_word(scan, i - 2, "object")) {
        return NULL;
    }
    return approx;
}

/* ---- price levels ---------------------------------------------------------------------------- */

/* The price level at token i, after "(", "i" or ",": its token, or 0. */
static guint
pricelevel_at(const struct scan *scan, guint i)
{
    for (guint skipped = 0; skipped < 3 && i < scan->n; skipped++, i++) {
        const struct token *token = &scan->tokens[i];
        if (token->kind == TOKEN_PRICELEVEL) {
            return i;
        }
        if (token->kind != TOKEN_OPEN && token->kind != TOKEN_COMMA && !token_is(scan, i, "i")) {
            return 0;
        }
    }
    return 0;
}

/* Two digits are a year of 1950 to 2049. */
static guint
full_year(guint year)
{
    return year >= 100 ? year : year >= 50 ? 1900 + year : 2000 + year;
}

const char *
pricelevel_value(const struct scan *scan, guint i)
{
    const struct token *token = &scan->tokens[i];
    guint years[2] = {0, 0}, n = 0;
    for (guint j = 0; j < token->length && n < 2; j++) {
        const char *at = scan->text + token->start + j;
        if (g_ascii_isdigit(*at)) {
            guint digits = 0;
            for (; j < token->length && g_ascii_isdigit(at[digits]); j++, digits++) {
                years[n] = years[n] * 10 + (guint)(at[digits] - '0');
            }
            n++;
        }
    }
    if (n == 0) {
        return NULL;
    }
    struct arena *arena = scan->document->arena;
    return n == 1 ? arena_printf(arena, "%u", full_year(years[0]))
                  : arena_printf(arena, "%u/%u", full_year(years[0]), full_year(years[1]));
}

const char *
quantity_pricelevel(const struct scan *scan, guint i)
{
    guint level = pricelevel_at(scan, i);
    return level > 0 ? pricelevel_value(scan, level) : NULL;
}

/* ---- rates ----------------------------------------------------------------------------------- */

/* The unit of a rate by its noun: "måned" is month, "barn" unit:barn, "m²" unit:m2. */
static const char *
rate_of_noun(const struct scan *scan, guint i)
{
    char word[TOKEN_TEXT];
    if (i >= scan->n || scan->tokens[i].kind != TOKEN_WORD) {
        return NULL;
    }
    token_text(scan, i, word);
    const char *time = g_hash_table_lookup(scan->quantity->rate_nouns, word);
    if (time != NULL) {
        return *time != '\0' ? time : NULL; /* a month's name: a date, no rate */
    }
    gboolean plain = (lemma_forms(scan->quantity->lemma, word) & FORM_STEM) != 0;
    g_autofree char *noun = plain ? g_strdup(word) : lemma_noun(scan->quantity->lemma, word);
    return *noun != '\0' ? arena_printf(scan->document->arena, "unit:%s", noun) : NULL;
}

/* The slash of "A/S", "I/S", "K/S", "P/S". */
static gboolean
is_company_form(const struct scan *scan, guint slash)
{
    static const char *const before[] = {"a", "i", "k", "p"};
    gboolean letter = FALSE;
    for (gsize k = 0; slash > 0 && k < G_N_ELEMENTS(before); k++) {
        letter = letter || token_is(scan, slash - 1, before[k]);
    }
    return letter && token_is(scan, slash + 1, "s");
}

const char *
quantity_rate_at(const struct scan *scan, guint *i)
{
    guint n = 0, at = *i;
    const char *rate = token_phrase(scan, &scan->quantity->rate_phrases, at, 4, FALSE, &n);
    if (rate != NULL) {
        *i = at + n;
        return rate;
    }
    if (token_is(scan, at, "i") &&
        (token_is(scan, at + 1, "hvert") || token_is(scan, at + 1, "hver")) &&
        token_is(scan, at + 2, "af")) {
        for (guint j = at + 3; j < at + 6 && j < scan->n; j++) {
            if (token_is(scan, j, "år") || token_is(scan, j, "årene")) {
                *i = j + 1;
                return "year";
            }
        }
        return NULL;
    }
    gboolean slash = at < scan->n && scan->tokens[at].kind == TOKEN_SLASH;
    if (slash && is_company_form(scan, at)) {
        return NULL;
    }
    gboolean per = token_is(scan, at, "pr") || token_is(scan, at, "per") || slash;
    gboolean each = token_is(scan, at, "for") && token_is(scan, at + 1, "hver");
    if (!per && !each) {
        return NULL;
    }
    guint noun = at + (each ? 2 : 1);
    if (!slash && !each && noun < scan->n && token_is(scan, noun, ".") &&
        token_touches(scan, noun - 1)) {
        noun++;
    }
    if (token_is(scan, noun, "påbegyndt")) { /* "pr. påbegyndt time" */
        noun++;
    }
    rate = rate_of_noun(scan, noun);
    if (rate != NULL) {
        *i = noun + 1;
        if (*i < scan->n && token_is(scan, *i, ".") && token_touches(scan, *i - 1) &&
            scan->tokens[noun].length <= 3) { /* "md." */
            *i += 1;
        }
    }
    return rate;
}

/* "prisen pr. plads er ca. 214.000 kr.": the unit before the verb; `at` is after the verb. */
static const char *
rate_of_subject(const struct scan *scan, guint at)
{
    gboolean verb = at > 3 && (quantity_small_word(scan, at - 1, "verb") ||
                               token_is(scan, at - 1, "på") || token_is(scan, at - 1, ":"));
    for (guint back = 3; verb && back <= 4 && back <= at; back++) {
        guint start = at - back;
        if (token_is(scan, start, "pr") || token_is(scan, start, "per")) {
            const char *rate = quantity_rate_at(scan, &start);
            return start == at - 1 ? rate : NULL;
        }
    }
    return NULL;
}

/* "et årligt tilskud på 3 mio. kr.", "årligt 3 mio. kr.": said before, in the same breath. */
static const char *
rate_before(const struct scan *scan, guint first)
{
    guint n = 0;
    guint at = first;
    const char *approx = token_phrase(scan, &scan->quantity->approximations, at, 3, TRUE, &n);
    at -= approx != NULL ? n : 0;
    const char *subject = rate_of_subject(scan, at);
    if (subject != NULL) {
        return subject;
    }
    for (guint back = 1; back <= ADJECTIVE_REACH && back <= at; back++) {
        const struct token *token = &scan->tokens[at - back];
        if (token->kind != TOKEN_WORD && token->kind != TOKEN_WORDS) {
            return NULL;
        }
        const char *rate = token_lookup(scan, at - back, &scan->quantity->rate_adjectives);
        if (rate != NULL) {
            gboolean before = back == 1 || quantity_small_word(scan, at - 1, "preposition") ||
                              quantity_small_word(scan, at - 1, "verb");
            return before ? rate : NULL;
        }
        if (quantity_small_word(scan, at - back, "conjunction")) {
            return NULL;
        }
    }
    return NULL;
}

const char *
quantity_rate(const struct scan *scan, guint first, guint *end)
{
    const char *time = NULL, *units = NULL;
    guint at = *end;
    guint slash = at >= 2 ? at - 2 : 0; /* in the span already: "kr./m2" */
    if (at >= 3 && token_is(scan, at - 1, ".")) {
        slash = at - 3;
    }
    if (slash > first && scan->tokens[slash].kind == TOKEN_SLASH) {
        at = slash;
    }
    guint level = pricelevel_at(scan, at); /* between: "3 mio. kr. (2016 p/l) pr. år" */
    if (level > 0) {
        at = level + 1;
        at += at < scan->n && scan->tokens[at].kind == TOKEN_CLOSE ? 1 : 0;
    }
    guint n = 0;
    if (token_phrase(scan, &scan->quantity->rate_between, at, 3, FALSE, &n) != NULL) {
        at += n; /* "3.000 kr. i gennemsnit pr. borger" */
    }
    for (guint rates = 0; rates < MOST_RATES; rates++) {
        const char *rate = quantity_rate_at(scan, &at);
        if (rate == NULL) {
            break;
        }
        if (!g_str_has_prefix(rate, "unit:")) {
            time = time == NULL ? rate : time;
        } else if (units == NULL) {
            units = rate;
        }
        *end = at;
    }
    if (time == NULL && units == NULL) {
        const char *before = rate_before(scan, first);
        return before != NULL ? before : "";
    }
    if (units != NULL && time != NULL) {
        return arena_printf(scan->document->arena, "%s,%s", units, time);
    }
    return units != NULL ? units : time != NULL ? time : "";
}
