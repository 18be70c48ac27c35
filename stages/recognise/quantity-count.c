/* Counts: a figure and the noun of people or things that it counts.
 *
 *   figure adjective* noun            25 nye boliger, 10-12 deltagere, tre trin
 *   figure adjective+ og figure ...   fem nye | og 10 genvalgte medlemmer
 *   figure af noun                    fire af projekterne
 *   figure (ud) af de figure noun     to | ud af tre lokalområder
 *   heraf figure                      the noun is that of the count before
 *   ... og figure                     after a count, told of the same way: 45 i Hasle og 30 i Viby
 *   fra figure noun ... til figure    fra 120 borgere i 2014 til 90 i 2016
 *   Af de figure noun blev figure     af de 12 ansøgninger blev 10 imødekommet, en fik afslag
 *
 * quantity-noun.c reads the nouns. Numbers that are names of something are no counts
 * (number-labels.tsv). */
#include <string.h>

#include "quantity-private.h"

enum {
    MOST_REACH = 24 /* tokens back to the count whose noun is understood */
};

/* The last count of the block, or what "antallet af" names. */
struct last {
    gboolean any;
    guint first, end;
    const char *noun;
};

/* What was counted before the number at hand. */
struct memory {
    struct last last;  /* the nearest count, understood ones too */
    struct last whole; /* the nearest with a noun */
    struct last topic; /* "antallet af pladser": end is after the noun */
    struct last head; /* the nearest that is no part of another: 60 of "60 unge, heraf 40 drenge" */
    gboolean part;    /* the last one is a part */
};

/* Whether a sentence ends at the mark i: what follows begins with a capital or is no word. */
static gboolean
ends_sentence(const struct scan *scan, guint i)
{
    if (scan->tokens[i].kind != TOKEN_STOP || i + 1 >= scan->n || token_touches(scan, i) ||
        scan->text[scan->tokens[i].start] == ':' || scan->text[scan->tokens[i].start] == ';') {
        return FALSE;
    }
    return !g_unichar_islower(g_utf8_get_char(scan->text + scan->tokens[i + 1].start));
}

/* Whether nothing ends a sentence in [first, i). */
static gboolean
same_sentence(const struct scan *scan, guint first, guint i)
{
    for (guint j = first; j < i; j++) {
        if (ends_sentence(scan, j)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* ---- numbers that may count ------------------------------------------------------------------ */

/* "punkt 4", "nr. 8", "§ 18", "A 12-": the number names something. */
static gboolean
is_label(const struct scan *scan, guint i)
{
    if (i == 0) {
        return FALSE;
    }
    guint before = i - 1;
    const struct token *token = &scan->tokens[before];
    if (token->kind == TOKEN_SECTION || token->kind == TOKEN_CODE ||
        ((token->kind == TOKEN_SLASH || token->kind == TOKEN_DASH || token->kind == TOKEN_PLUS ||
          token->kind == TOKEN_WORD || token->kind == TOKEN_STOP) &&
         token_touches(scan, before))) {
        return TRUE;
    }
    if (token->kind == TOKEN_STOP && before > 0 && token_touches(scan, before - 1)) {
        before--;
    }
    gboolean each = before > 0 && (token_is(scan, before - 1, "hver") ||
                                   token_is(scan, before - 1, "hvert")); /* "på hvert hold 12" */
    return !each && token_lookup(scan, before, &scan->quantity->labels) != NULL;
}

/* "8000 Aarhus", "62 23 48 10 Mail": a postal code, the end of a telephone number. */
static gboolean
is_code_like(const struct scan *scan, const struct figure *figure)
{
    const struct token *token = &scan->tokens[figure->first];
    guint next = figure->end;
    if (figure->first > 0 && token[-1].kind == TOKEN_NUMBER &&
        !quantity_is_year(scan, figure->first - 1)) {
        return TRUE;
    }
    return token->kind == TOKEN_NUMBER && token->length == 4 && next < scan->n &&
           memchr(scan->text + token->start, '.', 4) == NULL && token_begins_upper(scan, next);
}

/* A number that can count at all: no clock, no ordinal, no code, no year, no "en" that is an
 * article. */
static gboolean
may_count(const struct scan *scan, const struct figure *figure)
{
    guint i = figure->first;
    if (is_label(scan, i) || is_code_like(scan, figure) ||
        (quantity_is_year(scan, i) && quantity_approx(scan, i) == NULL) ||
        (figure->low.decimals > 0 && !figure->words && /* "17.30", "1/2" */
         memchr(scan->text + scan->tokens[i].start, ',', scan->tokens[i].length) == NULL)) {
        return FALSE;
    }
    if (figure->low.decimals > 0 && !figure->words && figure->end < scan->n &&
        token_begins_upper(scan, figure->end)) {
        return FALSE; /* a row of figures: "9,6 Naturvidenskab" */
    }
    if (figure->is_range && number_compare(&figure->low, &figure->high) >= 0) {
        return FALSE;
    }
    guint next = figure->end;
    if (next < scan->n && token_touches(scan, next - 1) &&
        (scan->tokens[next].kind == TOKEN_SLASH || scan->tokens[next].kind == TOKEN_DASH ||
         scan->tokens[next].kind == TOKEN_WORD || scan->tokens[next].kind == TOKEN_OTHER)) {
        return FALSE;
    }
    return TRUE;
}

/* "en", "et" without an accent: an article, unless a verb or "af" says otherwise. */
static gboolean
is_article(const struct scan *scan, const struct figure *figure)
{
    guint i = figure->first;
    return figure_is_one(figure) && figure->words &&
           (token_is(scan, i, "en") || token_is(scan, i, "et"));
}

/* "én" with its accent says that it is one and no more ("ét sted"): a count only beside others. */
static gboolean
is_emphasis(const struct scan *scan, const struct figure *figure, const struct last *last)
{
    gboolean beside =
        last->any && last->end + 1 == figure->first &&
        (token_is(scan, last->end, "og") || scan->tokens[last->end].kind == TOKEN_COMMA);
    return figure_is_one(figure) && figure->words && !beside;
}

/* "3 Sager til orientering" between "2 ..." and "4 ...": the number of a heading. */
static gboolean
is_heading_number(const struct scan *scan, const struct figure *figure)
{
    guint64 n = figure->low.mantissa;
    return figure->first == 0 && !figure->is_range && figure->low.decimals == 0 &&
           scan->heading_numbers != NULL && n > 0 && n < MOST_HEADING_NUMBERS - 1 &&
           figure->end < scan->n && token_begins_upper(scan, figure->end) &&
           (scan->heading_numbers[n - 1] || scan->heading_numbers[n + 1]);
}

/* ---- understood nouns ------------------------------------------------------------------------ */

/* The word before the number, with approx and "de" passed over. */
static guint
word_before(const struct scan *scan, guint i)
{
    guint n = 0;
    if (token_phrase(scan, &scan->quantity->approximations, i, 3, TRUE, &n) != NULL) {
        i -= n;
    }
    if (i > 0 && token_is(scan, i - 1, "de")) {
        i--;
    }
    return i;
}

/* The class of the small word at i, or NULL. */
static const char *
class_at(const struct scan *scan, guint i)
{
    return token_lookup(scan, i, &scan->quantity->small_words);
}

/* What may follow a number whose noun is understood: a small word, a comma, an end. */
static gboolean
stands_alone(const struct scan *scan, guint end)
{
    if (end >= scan->n) {
        return TRUE;
    }
    enum token_kind kind = scan->tokens[end].kind;
    if (kind == TOKEN_STOP) {
        return end + 1 >= scan->n || !token_touches(scan, end);
    }
    const char *class = class_at(scan, end);
    return kind == TOKEN_COMMA || kind == TOKEN_CLOSE ||
           (class != NULL && !g_str_equal(class, "adjective") && !g_str_equal(class, "month"));
}

/* "projekt 3 og 4", "projekt 1, 2 og 4": names of things, in a row. */
static gboolean
continues_labels(const struct scan *scan, guint before, const struct figure *figure)
{
    struct figure label;
    if (before < 2 || !figure_read(scan, before - 1, &label) ||
        number_compare(&label.low, &figure->low) >= 0 ||
        figure->low.mantissa > label.low.mantissa + 10) {
        return FALSE;
    }
    guint first = before - 1;
    for (guint steps = 0;
         steps < MOST_REACH && first > 2 && scan->tokens[first - 1].kind == TOKEN_COMMA &&
         scan->tokens[first - 2].kind == TOKEN_NUMBER;
         steps++) {
        first -= 2;
    }
    return is_label(scan, first);
}

/* "45 i Hasle og 30 i Viby": the same is said of both. */
static gboolean
is_parallel(const struct scan *scan, const struct last *last, guint before,
            const struct figure *figure)
{
    gboolean joined = token_is(scan, before, "og") || token_is(scan, before, "samt") ||
                      token_is(scan, before, "mod") || scan->tokens[before].kind == TOKEN_COMMA;
    if (!joined || continues_labels(scan, before, figure)) {
        return FALSE;
    }
    if (token_is(scan, figure->end, "imod")) { /* "4 medlemmer stemte for, 3 imod" */
        return TRUE;
    }
    const char *one = class_at(scan, last->end), *other = class_at(scan, figure->end);
    return one != NULL && other != NULL && g_str_equal(one, other) &&
           (g_str_equal(one, "preposition") || g_str_equal(one, "verb"));
}

/* "Af de 12 ansøgninger blev 10 ...": the sentence began with the whole. */
static gboolean
is_part_of_whole(const struct scan *scan, const struct last *whole, guint before, guint end)
{
    guint of = whole->first;
    of -= of > 0 && token_is(scan, of - 1, "de") ? 1 : 0;
    if (of == 0 || !token_is(scan, of - 1, "af")) {
        return FALSE;
    }
    const char *class = class_at(scan, before);
    gboolean after_verb = class != NULL && g_str_equal(class, "verb");
    const char *next = class_at(scan, end);
    gboolean before_verb = next != NULL && g_str_equal(next, "verb");
    return after_verb || ((token_is(scan, before, "og") || token_is(scan, before, "mens") ||
                           scan->tokens[before].kind == TOKEN_COMMA) &&
                          before_verb);
}

/* Whether the mark i ends a sentence or, as a semicolon, a clause. */
static gboolean
ends_clause(const struct scan *scan, guint i)
{
    return ends_sentence(scan, i) ||
           (scan->tokens[i].kind == TOKEN_STOP && scan->text[scan->tokens[i].start] == ';');
}

/* Whether nothing or a mark follows. */
static gboolean
ends_or_stops(const struct scan *scan, guint end)
{
    return end >= scan->n || scan->tokens[end].kind == TOKEN_COMMA || ends_sentence(scan, end) ||
           (scan->tokens[end].kind == TOKEN_STOP && end + 1 >= scan->n);
}

/* A word behind the number that is no noun: "har 38 fået", "er 60 kommet". */
static gboolean
is_participle(const struct scan *scan, guint i)
{
    char word[TOKEN_TEXT];
    if (i >= scan->n || scan->tokens[i].kind != TOKEN_WORD) {
        return FALSE;
    }
    token_text(scan, i, word);
    return g_str_equal(word, "fået") ||
           (g_str_has_suffix(word, "t") &&
            (lemma_forms(scan->quantity->lemma, word) & FORM_VERB) != 0);
}

/* "Godt 50 er kommet i job", "Til nu har 38 fået en plads": some of those whom the sentence before
 * counts, themselves counted as a whole. */
static gboolean
is_of_head(const struct scan *scan, const struct figure *figure, const struct last *head)
{
    guint first = word_before(scan, figure->first);
    if (!head->any || first == 0 || first < head->end || first - head->end > 2 * MOST_REACH ||
        !number_is_whole(&figure->low) || is_article(scan, figure)) {
        return FALSE;
    }
    guint before = first - 1;
    gboolean about = ends_sentence(scan, before) && quantity_small_word(scan, figure->end, "verb");
    gboolean turned = quantity_small_word(scan, before, "verb") && is_participle(scan, figure->end);
    /* "I vores spørgeskema svarede 312, ..." */
    static const char *const answering[] = {"svarede", "svarer", "deltog", "deltager", "mødte",
                                            "bor",     "boede",  "stemte", "søgte"};
    gboolean answers = FALSE;
    for (gsize k = 0; k < G_N_ELEMENTS(answering) && !answers; k++) {
        answers = token_is(scan, before, answering[k]) && ends_or_stops(scan, figure->end);
    }
    /* "fik 58 nye medlemmer og har nu 403." */
    guint verb = before > 0 && token_is(scan, before, "nu") ? before - 1 : before;
    gboolean holds = same_sentence(scan, head->end, first) && ends_or_stops(scan, figure->end) &&
                     (token_is(scan, verb, "har") || token_is(scan, verb, "havde"));
    return about || turned || holds || answers;
}

/* "at seks imødekommes", "mens to fik afslag": the number is all there is before the verb. */
static gboolean
is_subject(const struct scan *scan, const struct figure *figure, guint before)
{
    char word[TOKEN_TEXT];
    guint verb = figure->end;
    gboolean starts = quantity_small_word(scan, before, "conjunction") ||
                      (figure->words && ends_clause(scan, before));
    if (!starts || verb >= scan->n || scan->tokens[verb].kind != TOKEN_WORD ||
        continues_labels(scan, before, figure)) {
        return FALSE;
    }
    token_text(scan, verb, word);
    return quantity_small_word(scan, verb, "verb") ||
           (g_str_has_suffix(word, "es") &&
            (lemma_forms(scan->quantity->lemma, word) & FORM_VERB) != 0);
}

/* "Antallet af pladser er 45", "antal deltagere: 25": told of what the sentence is about. */
static gboolean
is_of_topic(const struct scan *scan, const struct figure *figure, const struct last *topic)
{
    guint first = word_before(scan, figure->first);
    if (!topic->any || first < topic->end || first - topic->end > MOST_REACH || first == 0 ||
        !stands_alone(scan, figure->end) || is_article(scan, figure)) {
        return FALSE;
    }
    guint before = first - 1;
    gboolean colon = before == topic->end && scan->tokens[before].kind == TOKEN_STOP &&
                     scan->text[scan->tokens[before].start] == ':';
    return colon || (same_sentence(scan, topic->end, first) &&
                     (quantity_small_word(scan, before, "verb") || token_is(scan, before, "til") ||
                      token_is(scan, before, "fra") || token_is(scan, before, "på")));
}

/* "vist de otte, der opfylder kravene": some of those counted before, told by a clause of their
 * own. */
static gboolean
is_chosen(const struct scan *scan, const struct figure *figure, const struct last *whole)
{
    guint first = figure->first, end = figure->end;
    return whole->any && figure->words && first > whole->end && first > 0 &&
           first - whole->end <= MOST_REACH && token_is(scan, first - 1, "de") &&
           end + 1 < scan->n && scan->tokens[end].kind == TOKEN_COMMA &&
           (token_is(scan, end + 1, "der") || token_is(scan, end + 1, "som"));
}

/* "målet er at nå op på mindst 50": what was counted before grows or shrinks. */
static gboolean
is_reached(const struct scan *scan, const struct last *whole, guint first)
{
    return whole->any && first >= 2 && first > whole->end && first - whole->end <= MOST_REACH &&
           token_is(scan, first - 1, "på") &&
           (token_is(scan, first - 2, "op") || token_is(scan, first - 2, "ned"));
}

/* Whether two words are printed alike. */
static gboolean
tokens_same(const struct scan *scan, guint i, guint j)
{
    const struct token *a = &scan->tokens[i], *b = &scan->tokens[j];
    return a->length == b->length &&
           memcmp(scan->text + a->start, scan->text + b->start, a->length) == 0;
}

/* "4 ud af 10", "hver 2 ud af 3": a share of any, not things that were counted. */
static gboolean
is_round_share(const struct figure *whole)
{
    guint64 n = whole->low.mantissa;
    return whole->low.decimals > 0 || n <= 5 || n == 10 || n == 100 || n == 1000;
}

/* "19 ud af 23 har meldt sig": both count what was counted before. */
static gboolean
is_share(const struct scan *scan, const struct figure *figure, const struct last *last,
         guint before)
{
    struct figure whole;
    guint end = figure->end;
    gboolean first = token_is(scan, end, "ud") && token_is(scan, end + 1, "af") &&
                     figure_read(scan, end + 2, &whole) && !is_round_share(&whole) &&
                     number_compare(&figure->low, &whole.low) < 0;
    gboolean second =
        before == last->end + 1 && token_is(scan, before, "af") && token_is(scan, last->end, "ud");
    return first || second;
}

/* "I første år deltager 30 børn, i andet år 60", "i skolen går 46 børn, i dagplejen 12": where or
 * when is told again, the rest is understood. */
static gboolean
is_gapped(const struct scan *scan, const struct figure *figure, const struct last *last)
{
    enum {
        MOST_GAP = 5
    };
    char word[TOKEN_TEXT];
    guint first = word_before(scan, figure->first), at = last->end;
    if (first < at + 3 || first > at + MOST_GAP + 1 || !stands_alone(scan, figure->end) ||
        is_article(scan, figure)) {
        return FALSE;
    }
    gboolean link = scan->tokens[at].kind == TOKEN_COMMA || token_is(scan, at, "og");
    at += link ? 1 : 0;
    at += link && token_is(scan, at, "og") ? 1 : 0;
    if (!link || at >= first || !quantity_small_word(scan, at, "preposition")) {
        return FALSE;
    }
    for (guint i = at; i < first; i++) {
        if (scan->tokens[i].kind != TOKEN_WORD && scan->tokens[i].kind != TOKEN_WORDS) {
            return FALSE;
        }
    }
    token_text(scan, first - 1, word);
    return token_is(scan, first - 1, "år") || token_begins_upper(scan, first - 1) ||
           (lemma_forms(scan->quantity->lemma, word) & (FORM_DEFINITE | FORM_DEFINITE_PLURAL)) != 0;
}

/* Whether the number counts what was counted before. */
static gboolean
is_understood(const struct scan *scan, const struct figure *figure, const struct memory *memory)
{
    const struct last *last = &memory->last, *whole = &memory->whole;
    guint first = word_before(scan, figure->first);
    if (!last->any || first == 0 || first < last->end || first - last->end > MOST_REACH ||
        !number_is_whole(&figure->low)) {
        return FALSE;
    }
    guint before = first - 1;
    if ((token_is(scan, figure->end, "af") && token_is(scan, figure->end + 1, "dem")) ||
        is_gapped(scan, figure, last)) {
        return TRUE;
    }
    if (is_chosen(scan, figure, whole) ||
        (is_reached(scan, whole, first) && stands_alone(scan, figure->end) &&
         !is_article(scan, figure))) {
        return TRUE;
    }
    gboolean same = same_sentence(scan, last->end, first);
    if (same && whole->any && is_part_of_whole(scan, whole, before, figure->end)) {
        return TRUE;
    }
    if (is_article(scan, figure)) {
        return FALSE;
    }
    if (is_share(scan, figure, last, before)) {
        return TRUE;
    }
    if (is_subject(scan, figure, before)) {
        return TRUE;
    }
    if (before == last->end && token_is(scan, before, "mod") &&
        (token_is(scan, figure->end, "året") || token_is(scan, figure->end, "sidste"))) {
        return TRUE; /* "2.318 besøg mod 1.977 året før" */
    }
    if (!stands_alone(scan, figure->end)) {
        return FALSE;
    }
    if (quantity_small_word(scan, before, "thereof") ||
        (before == last->end && token_is(scan, before, "mod"))) { /* "18 stemmer mod 3" */
        return TRUE;
    }
    if (!same) {
        return FALSE;
    }
    if (before > last->end && last->first > 0 && quantity_small_word(scan, before, "verb") &&
        tokens_same(scan, before, last->first - 1)) { /* "har 30 deltagere, mens X har 22" */
        return TRUE;
    }
    if (before > last->end && quantity_small_word(scan, before, "expected") &&
        token_is(scan, before - 1, "mod")) { /* "62 patienter mod ventet 45-55" */
        return TRUE;
    }
    if (token_is(scan, before, "til") && last->first > 0 &&
        token_is(scan, word_before(scan, last->first) - 1, "fra")) {
        return TRUE;
    }
    return before >= last->end && is_parallel(scan, last, before, figure);
}

/* ---- mentions -------------------------------------------------------------------------------- */

static void
add_count(struct scan *scan, const struct figure *figure, guint end, guint power, const char *noun,
          const char *rule, int weight)
{
    char low_text[NUMBER_PRINTED], high_text[NUMBER_PRINTED];
    struct number low = figure->low, high = figure->high;
    struct arena *arena = scan->document->arena;
    if (!number_scale(&low, power) || !number_scale(&high, power)) {
        return;
    }
    number_print(&low, FALSE, low_text);
    number_print(&high, FALSE, high_text);
    const char *value =
        figure->is_range ? arena_printf(arena, "%s/%s", low_text, high_text) : low_text;
    const char *attrs = attrs_set(arena, "", "of", noun);
    const char *approx = quantity_approx(scan, figure->first);
    if (approx != NULL) {
        attrs = attrs_set(arena, attrs, "approx", approx);
    }
    const struct token *first = &scan->tokens[figure->first], *last = &scan->tokens[end - 1];
    struct mention mention = {.type = MENTION_COUNT,
                              .span = {first->start, last->start + last->length},
                              .value = value,
                              .attrs = attrs,
                              .rule = rule,
                              .cert = weight >= 50 ? CERT_HIGH : CERT_MEDIUM};
    mention_set_add(scan->set, &mention, weight);
    for (guint i = figure->first; i < end; i++) {
        scan->tokens[i].used = 1;
    }
}

/* "fra 45 til 60 pladser" are two counts of the same, not one range. */
static void
split_change(const struct scan *scan, struct figure *figure)
{
    guint i = figure->first;
    if (figure->is_range && figure->end == i + 3 && i > 0 && token_is(scan, i + 1, "til") &&
        token_is(scan, word_before(scan, i) - 1, "fra")) {
        figure->is_range = FALSE;
        figure->high = figure->low;
        figure->end = i + 1;
    }
}

/* The noun of "45" in "fra 45 til 60 pladser". */
static struct group
read_change(const struct scan *scan, const struct figure *figure)
{
    struct figure other;
    guint i = figure->end;
    if (token_is(scan, i, "til") && word_before(scan, figure->first) > 0 &&
        token_is(scan, word_before(scan, figure->first) - 1, "fra") &&
        figure_read(scan, i + 1, &other)) {
        struct group group = quantity_nouns(scan, other.end, FALSE);
        if (group.kind == GROUP_NOUN) {
            return (struct group){GROUP_OF, i, group.noun};
        }
    }
    return (struct group){GROUP_NONE, i, NULL};
}

/* "antal deltagere", "antallet af ældre borgere" at token i: what numbers after it count. */
static void
read_topic(const struct scan *scan, guint i, struct memory *memory)
{
    if (!token_is(scan, i, "antal") && !token_is(scan, i, "antallet")) {
        return;
    }
    struct group group = quantity_nouns(scan, i + (token_is(scan, i + 1, "af") ? 2 : 1), FALSE);
    if (group.kind == GROUP_NOUN) {
        memory->topic = (struct last){TRUE, i, group.end, group.noun};
    }
}

/* What the figure counts, and how that is known: *ret_rule. */
static struct group
count_of(const struct scan *scan, const struct figure *figure, const struct figure *scaled,
         const struct memory *memory, const char **ret_rule)
{
    struct group group = read_change(scan, figure);
    *ret_rule = "count.noun";
    if (group.kind == GROUP_NONE && !is_article(scan, figure) &&
        !is_emphasis(scan, figure, &memory->last)) {
        group = quantity_group(scan, scaled);
    }
    if (group.kind != GROUP_NONE || scaled->end != figure->end) {
        return group;
    }
    if (is_of_topic(scan, figure, &memory->topic)) {
        *ret_rule = "count.topic";
        return (struct group){GROUP_OF, figure->end, memory->topic.noun};
    }
    if (is_understood(scan, figure, memory)) {
        gboolean them = token_is(scan, figure->end, "af") && token_is(scan, figure->end + 1, "dem");
        *ret_rule = "count.understood";
        return (struct group){GROUP_OF, figure->end,
                              them && memory->head.any ? memory->head.noun : memory->last.noun};
    }
    if (is_of_head(scan, figure, &memory->head)) {
        *ret_rule = "count.understood";
        return (struct group){GROUP_OF, figure->end, memory->head.noun};
    }
    return group;
}

void
quantity_counts(struct scan *scan)
{
    struct memory memory = {0};
    for (guint i = 0; i < scan->n; i++) {
        struct figure figure;
        if (scan->tokens[i].used) {
            memory.last.any = FALSE; /* an amount in between: "heraf 3" is money then */
            continue;
        }
        const enum token_kind kind = scan->tokens[i].kind;
        if (kind == TOKEN_WORD) {
            read_topic(scan, i, &memory);
        }
        if (kind > TOKEN_WORDS || !figure_read(scan, i, &figure)) {
            continue;
        }
        split_change(scan, &figure);
        if (!may_count(scan, &figure) || is_heading_number(scan, &figure)) {
            i = figure.end - 1;
            continue;
        }
        struct figure scaled = figure;
        guint power = 0;
        if (figure.end < scan->n && scan->tokens[figure.end].kind == TOKEN_SCALE) {
            power = scan->tokens[figure.end].power;
            scaled.end++;
        }
        const char *rule;
        struct group group = count_of(scan, &figure, &scaled, &memory, &rule);
        if (group.kind == GROUP_NONE || group.kind == GROUP_MEASURE) {
            i = figure.end - 1;
            continue;
        }
        gboolean noun = g_str_equal(rule, "count.noun");
        guint end = group.kind == GROUP_OF ? figure.end : group.end;
        add_count(scan, &figure, end, power, group.noun, rule, noun ? 50 : 20);
        guint start = word_before(scan, figure.first);
        gboolean thereof = start > 0 && quantity_small_word(scan, start - 1, "thereof");
        gboolean beside = start > 0 && memory.part && memory.last.end + 1 == start;
        /* "214 elever i ti klasser": of the pupils is told */
        beside = beside || (start > 0 && memory.last.any && memory.last.end + 1 == start &&
                            quantity_small_word(scan, start - 1, "preposition"));
        memory.part = thereof || beside;
        memory.last = (struct last){TRUE, figure.first, end, group.noun};
        memory.head = memory.part || !noun ? memory.head : memory.last;
        memory.whole = noun ? memory.last : memory.whole;
        i = end - 1;
    }
}
