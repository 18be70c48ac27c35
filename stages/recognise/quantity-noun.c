/* The noun group after a number: adjectives and the noun that is counted.
 *
 *   adjective* noun               nye boliger, socialt udsatte borgere, trin
 *   adjective+ og number ...      nye | og 10 genvalgte medlemmer: the noun is that of the next
 * number af noun                       af projekterne (ud) af de number noun        | ud af tre
 * lokalområder
 *
 * Which word is the noun, hunspell says: an indefinite plural. Adjectives that stand for people
 * are nouns (nominal-adjectives.tsv); measures, money and times are counted by none
 * (measures.tsv). */
#include <string.h>

#include "quantity-private.h"

enum {
    MOST_WORDS = 5 /* of a noun group: adjectives and noun */
};

/* ---- words ----------------------------------------------------------------------------------- */

static gboolean
ends_with_any(const char *word, const struct word_ends *ends)
{
    const gsize length = strlen(word);
    const GPtrArray *list = length > 0 ? ends->by_last[(guchar)word[length - 1]] : NULL;
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const char *end = list->pdata[i];
        const gsize n = strlen(end);
        if (n <= length && memcmp(word + length - n, end, n) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
quantity_is_measure(const struct scan *scan, const char *word)
{
    const struct quantity *quantity = scan->quantity;
    if (g_hash_table_contains(quantity->measures, word) ||
        g_hash_table_contains(quantity->currencies.table, word)) {
        return TRUE;
    }
    g_autofree char *noun = lemma_noun(quantity->lemma, word);
    return g_hash_table_contains(quantity->measures, noun) ||
           ends_with_any(noun, &quantity->measure_ends);
}

static gboolean
is_nominal(const struct quantity *quantity, const char *word)
{
    return g_hash_table_contains(quantity->nominal, word) ||
           ends_with_any(word, &quantity->nominal_ends);
}

static gboolean
is_plural(const struct quantity *quantity, const char *word, guint forms)
{
    return (forms & FORM_PLURAL) != 0 || ends_with_any(word, &quantity->same_plurals) ||
           (forms == 0 && (g_str_has_suffix(word, "er") || g_str_has_suffix(word, "ere")));
}

static gboolean
is_small(const struct scan *scan, const char *word)
{
    return *word == '\0' || g_hash_table_contains(scan->quantity->small_words.table, word);
}

/* An adjective or participle before a plural noun ends in -e, or never changes. */
static gboolean
is_adjective(const struct scan *scan, const char *word, guint forms)
{
    const char *class = g_hash_table_lookup(scan->quantity->small_words.table, word);
    if (class != NULL) {
        return g_str_equal(class, "adjective");
    }
    return (forms & (FORM_ADJECTIVE | FORM_PARTICIPLE)) != 0 ||
           ((forms & FORM_STEM) != 0 && g_str_has_suffix(word, "e"));
}

/* "væsentlig" in "én væsentlig hindring": its plural is an adjective. */
static gboolean
is_adjective_stem(const struct scan *scan, const char *word)
{
    char plural[TOKEN_TEXT + 2];
    g_snprintf(plural, sizeof plural, "%se", word);
    guint forms = lemma_forms(scan->quantity->lemma, plural);
    return (forms & (FORM_ADJECTIVE | FORM_PARTICIPLE)) != 0 && (forms & FORM_PLURAL) == 0;
}

/* The genitive of a plural, "to fluers kamp", "10 deltageres": no count of what follows. */
static gboolean
is_genitive(const struct scan *scan, const char *word)
{
    gsize length = strlen(word);
    if (length < 4 || word[length - 1] != 's' || word[length - 2] == 's') {
        return FALSE;
    }
    g_autofree char *stem = g_strndup(word, length - 1);
    return (lemma_forms(scan->quantity->lemma, stem) & FORM_PLURAL) != 0 &&
           (lemma_forms(scan->quantity->lemma, word) & FORM_PLURAL) == 0 &&
           !ends_with_any(word, &scan->quantity->same_plurals);
}

gboolean
token_begins_upper(const struct scan *scan, guint i)
{
    return g_unichar_isupper(g_utf8_get_char(scan->text + scan->tokens[i].start));
}

/* The word at i with the part that a slash joins to it, "aflastnings/døgnpladser", but not a rate,
 * "personer/uge"; *ret_end is after it. */
static char *
word_at(const struct scan *scan, guint i, guint *ret_end)
{
    guint end = i + 1;
    char right[TOKEN_TEXT];
    if (end + 1 < scan->n && scan->tokens[end].kind == TOKEN_SLASH && token_touches(scan, i) &&
        token_touches(scan, end) && scan->tokens[end + 1].kind == TOKEN_WORD &&
        !g_hash_table_contains(scan->quantity->rate_nouns, token_text(scan, end + 1, right))) {
        end += 2;
    }
    const struct token *first = &scan->tokens[i], *last = &scan->tokens[end - 1];
    gsize length = last->start + last->length - first->start;
    *ret_end = end;
    return length < TOKEN_TEXT ? g_utf8_strdown(scan->text + first->start, (gssize)length)
                               : g_strdup("");
}

static const char *
noun_of(const struct scan *scan, const char *word, gboolean singular)
{
    const char *nominal = g_hash_table_lookup(scan->quantity->nominal, word);
    if (nominal != NULL) {
        return arena_strdup(scan->document->arena, nominal);
    }
    if (singular) {
        return arena_strdup(scan->document->arena, word);
    }
    g_autofree char *noun = lemma_noun(scan->quantity->lemma, word);
    return arena_strdup(scan->document->arena, noun);
}

/* Whether a plural noun stands at i, after adjectives: "unge" before it is then one of them. */
static gboolean
noun_follows(const struct scan *scan, guint i)
{
    for (guint words = 0; words < 2 && i < scan->n && scan->tokens[i].kind == TOKEN_WORD; words++) {
        guint end;
        g_autofree char *word = word_at(scan, i, &end);
        guint forms = is_small(scan, word) ? 0 : lemma_forms(scan->quantity->lemma, word);
        if (forms == 0) {
            return FALSE;
        }
        if ((forms & FORM_PLURAL) != 0 && (forms & FORM_VERB) == 0) {
            return TRUE;
        }
        if (!is_adjective(scan, word, forms)) {
            return FALSE;
        }
        i = end;
    }
    return FALSE;
}

/* "socialt" in "25 socialt udsatte borgere" is followed by an adjective. */
static gboolean
adjective_follows(const struct scan *scan, guint i)
{
    if (i >= scan->n || scan->tokens[i].kind != TOKEN_WORD) {
        return FALSE;
    }
    guint end;
    g_autofree char *word = word_at(scan, i, &end);
    return is_nominal(scan->quantity, word) ||
           is_adjective(scan, word, lemma_forms(scan->quantity->lemma, word));
}

/* ---- groups ---------------------------------------------------------------------------------- */

gboolean
figure_is_one(const struct figure *figure)
{
    return !figure->is_range && figure->low.mantissa == 1 && figure->low.decimals == 0;
}

/* "døgn- og dagpladser": the first half ends in a hyphen. Returns where the second one stands. */
static guint
after_half_word(const struct scan *scan, guint i)
{
    if (i + 3 < scan->n && token_touches(scan, i) && scan->tokens[i + 1].kind == TOKEN_DASH &&
        (token_is(scan, i + 2, "og") || token_is(scan, i + 2, "eller")) &&
        scan->tokens[i + 3].kind == TOKEN_WORD) {
        return i + 3;
    }
    return 0;
}

/* What the word at i is in a noun group, by its forms and what follows it. */
enum part {
    PART_NONE,
    PART_MEASURE,
    PART_ADJECTIVE,
    PART_NOUN
};

static enum part
part_at(const struct scan *scan, const char *word, guint end, gboolean singular)
{
    const struct quantity *quantity = scan->quantity;
    const char *class = g_hash_table_lookup(quantity->small_words.table, word);
    if (*word == '\0' || (class != NULL && !g_str_equal(class, "adjective"))) {
        return PART_NONE;
    }
    if (quantity_is_measure(scan, word)) {
        return PART_MEASURE;
    }
    if (class == NULL && is_genitive(scan, word)) {
        return PART_NONE;
    }
    guint forms = lemma_forms(quantity->lemma, word);
    gboolean stem = singular && ((forms & (FORM_STEM | FORM_NOUN)) == (FORM_STEM | FORM_NOUN) ||
                                 (forms == 0 && strlen(word) > 6)); /* a compound not in hunspell */
    gboolean nominal = is_nominal(quantity, word);
    gboolean own_noun = stem && (forms & (FORM_ADJECTIVE | FORM_PARTICIPLE)) == 0; /* "1 indsats" */
    gboolean adjective = nominal || (is_adjective(scan, word, forms) && !own_noun) ||
                         (stem && is_adjective_stem(scan, word));
    gboolean noun =
        class == NULL && (is_plural(quantity, word, forms) || nominal || (stem && !adjective));
    if (noun && !(adjective && noun_follows(scan, end))) {
        return PART_NOUN;
    }
    gboolean adverb = !adjective && (forms & (FORM_VERB | FORM_PLURAL)) == 0 &&
                      adjective_follows(scan, end) && noun_follows(scan, end);
    return adjective || adverb ? PART_ADJECTIVE : PART_NONE;
}

/* Adjectives and the noun from token i on; `singular` after one. */
struct group
quantity_nouns(const struct scan *scan, guint i, gboolean singular)
{
    struct group group = {GROUP_NONE, i, NULL};
    guint capitals = 0;
    for (guint words = 0; words < MOST_WORDS && i < scan->n; words++) {
        if (scan->tokens[i].kind != TOKEN_WORD) {
            break;
        }
        guint end, half = after_half_word(scan, i);
        i = half > 0 ? half : i;
        capitals += token_begins_upper(scan, i) ? 1 : 0;
        g_autofree char *word = word_at(scan, i, &end);
        enum part part = part_at(scan, word, end, singular);
        if (part == PART_MEASURE) {
            group.kind = GROUP_MEASURE;
            return group;
        }
        if (part == PART_NONE || capitals > 1) { /* "To Hide Your Love": a name */
            break;
        }
        if (part == PART_NOUN) {
            gboolean plain =
                singular && (lemma_forms(scan->quantity->lemma, word) & FORM_STEM) != 0;
            return (struct group){GROUP_NOUN, end, noun_of(scan, word, plain)};
        }
        i = end;
        group.end = end;
    }
    return group;
}

/* "af projekterne", "af de tilknyttede borgere", "af de 65 lysmaster", "ud af tre". */
static struct group
read_of(const struct scan *scan, guint i, const struct figure *part)
{
    struct group none = {GROUP_NONE, i, NULL};
    guint at = i;
    gboolean out = token_is(scan, at, "ud");
    at += out ? 1 : 0;
    if (!token_is(scan, at, "af")) {
        return none;
    }
    at++;
    gboolean determined = quantity_small_word(scan, at, "determiner");
    at += determined ? 1 : 0;
    gboolean in_all = token_is(scan, at, "i") && token_is(scan, at + 1, "alt");
    at += in_all ? 2 : 0; /* "af de i alt 14 initiativer" */
    struct figure figure;
    if (figure_read(scan, at, &figure)) {
        struct group whole = quantity_nouns(scan, figure.end, FALSE);
        gboolean less = part != NULL && number_compare(&part->low, &figure.low) < 0;
        if (whole.kind == GROUP_NOUN && (out || determined || less)) { /* "fem af syv medlemmer" */
            return (struct group){GROUP_OF, i, whole.noun};
        }
        return none;
    }
    if (out || at >= scan->n || scan->tokens[at].kind != TOKEN_WORD) {
        return none;
    }
    if (determined) {
        struct group group = quantity_nouns(scan, at, FALSE);
        return group.kind == GROUP_NOUN ? group : none;
    }
    guint end;
    g_autofree char *word = word_at(scan, at, &end);
    if (!is_small(scan, word) && !quantity_is_measure(scan, word) &&
        (lemma_forms(scan->quantity->lemma, word) & FORM_DEFINITE_PLURAL) != 0) {
        return (struct group){GROUP_NOUN, end, noun_of(scan, word, FALSE)};
    }
    return none;
}

struct group
quantity_group(const struct scan *scan, const struct figure *figure)
{
    guint i = figure->end;
    struct group group = read_of(scan, i, figure);
    if (group.kind != GROUP_NONE) {
        return group;
    }
    group = quantity_nouns(scan, i, figure_is_one(figure));
    if (group.kind != GROUP_NONE || group.end == i) {
        return group;
    }
    /* adjectives only: the noun may be that of the next number */
    struct figure next;
    if ((token_is(scan, group.end, "og") || token_is(scan, group.end, "eller")) &&
        figure_read(scan, group.end + 1, &next)) {
        struct group shared = quantity_nouns(scan, next.end, FALSE);
        if (shared.kind == GROUP_NOUN) {
            return (struct group){GROUP_SHARED, group.end, shared.noun};
        }
    }
    return (struct group){GROUP_NONE, i, NULL};
}

const char *
quantity_counted(const struct scan *scan, gboolean *ret_number)
{
    *ret_number = token_is(scan, 0, "antal");
    struct group group = quantity_nouns(scan, *ret_number ? 1 : 0, FALSE);
    if (group.kind != GROUP_NOUN) {
        return NULL;
    }
    guint in_all = token_is(scan, group.end, "i") && token_is(scan, group.end + 1, "alt") ? 2
                   : token_is(scan, group.end, "ialt")                                    ? 1
                                                                                          : 0;
    for (guint i = group.end + in_all; i < scan->n && !*ret_number; i++) {
        if (scan->tokens[i].kind == TOKEN_WORD || scan->tokens[i].kind == TOKEN_WORDS) {
            return NULL; /* "Borgere og foreninger": what kind of column is that */
        }
    }
    return group.noun;
}
