/* Money and shares: a figure with what makes it one, before or after it.
 *
 *   figure [scale] currency      23,2 mio. kr.   500.000-600.000 kr.   300 kr./md.
 *   figure scale                 3-5 mio.
 *   figure ",-" [currency]       1.250.000,-
 *   currency figure [scale]      kr. 300   DKK 2,5 mio.   mio. kr. 4,5
 *   figure percent               12,5 pct.   1-2 procent
 *
 * The span holds nothing else; what is said of it stands in the attributes. */
#include <string.h>

#include "quantity-private.h"

enum {
    MOST_SHARING = 12, /* figures before one unit */
    MOST_COMPARED = 8  /* tokens between two amounts that are compared */
};

/* A figure and its unit: what becomes one mention. */
struct find {
    struct figure figure;
    guint first, end; /* tokens of the span */
    guint power;      /* of ten */
    gboolean negative;
    const char *currency; /* NULL: kroner */
    const char *rule;
    enum cert cert;
};

/* ---- units ----------------------------------------------------------------------------------- */

/* A currency at token i: its power and code. "nok" and "sek" are other words than NOK and SEK.
 * Returns its tokens, 0 for none. */
static guint
currency_at(const struct scan *scan, guint i, guint *power, const char **code)
{
    guint n = 0;
    if (i >= scan->n) {
        return 0;
    }
    const struct token *token = &scan->tokens[i];
    const char *found = token_phrase(scan, &scan->quantity->currencies, i, 2, FALSE, &n);
    gboolean code_word = n == 1 && token->kind == TOKEN_WORD && token->length == 3;
    if (found != NULL && !(code_word && g_ascii_islower(scan->text[token->start]))) {
        *code = found;
        return n;
    }
    if (token->kind == TOKEN_CURRENCY) {
        *power += token->power;
        return 1;
    }
    gboolean danish = token_is(scan, i, "danske") && i + 1 < scan->n &&
                      scan->tokens[i + 1].kind == TOKEN_CURRENCY &&
                      scan->tokens[i + 1].power == 0; /* "danske kroner" */
    return danish ? 2 : 0;
}

/* "EUR", three capitals: may be a currency's code. */
static gboolean
is_currency_code(const struct scan *scan, guint i)
{
    const char *text = scan->text + scan->tokens[i].start;
    return scan->tokens[i].kind == TOKEN_WORD && scan->tokens[i].length == 3 &&
           g_ascii_isupper(text[0]) && g_ascii_isupper(text[1]) && g_ascii_isupper(text[2]);
}

/* A scale word: "mio.", and "tusind(e)" and "hundrede tusinde" after digits. */
static guint
scale_at(const struct scan *scan, guint i, const struct figure *figure, guint *power)
{
    if (i >= scan->n) {
        return 0;
    }
    if (scan->tokens[i].kind == TOKEN_SCALE) {
        *power += scan->tokens[i].power;
        return 1;
    }
    if (scan->tokens[i].kind == TOKEN_WORDS && !figure->words) {
        gboolean thousand = token_is(scan, i, "tusinde") || token_is(scan, i, "tusind");
        *power += thousand ? 3 : 0;
        return thousand ? 1 : 0;
    }
    return 0;
}

/* A scale alone makes an amount unless it counts something: "2 mio. borgere", "2 mio. øvrige
 * borgere", "3 mil. vej". */
static gboolean
scale_is_money(const struct scan *scan, guint scale)
{
    const struct token *token = &scan->tokens[scale];
    if (token->kind != TOKEN_SCALE || token_is(scan, scale, "mil.") ||
        token_is(scan, scale, "mill")) {
        return FALSE;
    }
    guint next = scale + 1;
    return next >= scan->n || scan->tokens[next].kind == TOKEN_OPEN ||
           scan->tokens[next].kind == TOKEN_CLOSE || scan->tokens[next].kind == TOKEN_COMMA ||
           scan->tokens[next].kind == TOKEN_STOP || scan->tokens[next].kind == TOKEN_DASH ||
           scan->tokens[next].kind == TOKEN_PRICELEVEL ||
           (quantity_small_word(scan, next, NULL) && !quantity_small_word(scan, next, "adjective"));
}

/* "1.000 kr." where a heading says in what unit a table counts, or after "i" and "hele". */
static gboolean
is_unit_of_table(const struct scan *scan, const struct find *find)
{
    const struct figure *figure = &find->figure;
    if (figure->is_range || find->power > 0 ||
        (figure->low.mantissa != 1000 && figure->low.mantissa != 1000000) ||
        figure->low.decimals != 0) {
        return FALSE;
    }
    guint first = find->first, next = find->end;
    if (first > 0 && (token_is(scan, first - 1, "i") || token_is(scan, first - 1, "hele"))) {
        return TRUE;
    }
    enum token_kind before = first > 0 ? scan->tokens[first - 1].kind : TOKEN_STOP;
    enum token_kind after = next < scan->n ? scan->tokens[next].kind : TOKEN_STOP;
    if (before == TOKEN_OPEN) {
        return after == TOKEN_CLOSE || after == TOKEN_COMMA || after == TOKEN_STOP;
    }
    gboolean level = after == TOKEN_COMMA && next + 1 < scan->n &&
                     scan->tokens[next + 1].kind == TOKEN_PRICELEVEL;
    return (scan->caption || level) &&
           (before == TOKEN_STOP || before == TOKEN_COMMA || before == TOKEN_DASH);
}

/* ---- reading --------------------------------------------------------------------------------- */

/* "1 250 000": groups of three parted by blanks, which only a unit makes one number, behind them or
 * before them ("kr. 1 250 000", but "kr. 25 100 deltagere betalte"). */
static void
join_groups(const struct scan *scan, struct figure *figure, gboolean unit_before)
{
    const struct token *first = &scan->tokens[figure->first];
    if (figure->is_range || first->kind != TOKEN_NUMBER || first->length > 3) {
        return;
    }
    guint end = figure->end;
    while (end < scan->n && end < figure->end + 4 && scan->tokens[end].kind == TOKEN_NUMBER &&
           scan->tokens[end].start ==
               scan->tokens[end - 1].start + scan->tokens[end - 1].length + 1) {
        const char *text = scan->text + scan->tokens[end].start;
        gsize digits = strspn(text, "0123456789");
        if (digits != 3 || (scan->tokens[end].length > 3 && text[3] != ',')) {
            break;
        }
        end++;
    }
    struct number number;
    const struct token *last = &scan->tokens[end - 1];
    gboolean unit = end < scan->n && (scan->tokens[end].kind == TOKEN_CURRENCY ||
                                      scan->tokens[end].kind == TOKEN_DASHED);
    gboolean alone = unit_before && (end >= scan->n || scan->tokens[end].kind != TOKEN_WORD ||
                                     quantity_small_word(scan, end, NULL));
    if (end > figure->end && (unit || alone) &&
        number_from_digits(scan->text + first->start, last->start + last->length - first->start,
                           &number)) {
        figure->low = figure->high = number;
        figure->end = end;
    }
}

/* "to millioner tre hundrede tusinde": words, a scale, words below it. */
static void
join_words(const struct scan *scan, struct find *find)
{
    struct figure *figure = &find->figure, rest;
    if (figure->words && !figure->is_range && figure->low.decimals == 0 && find->power > 0 &&
        figure_read(scan, find->end, &rest) && rest.words && !rest.is_range &&
        rest.low.decimals == 0 && number_scale(&figure->low, find->power)) {
        figure->low.mantissa += rest.low.mantissa;
        figure->high = figure->low;
        find->power = 0;
        find->end = rest.end;
    }
}

/* The rate that is written to the currency with a slash belongs to the span: "kr./m2". */
static void
take_slash(const struct scan *scan, struct find *find)
{
    guint slash = find->end;
    if (slash < scan->n && scan->tokens[slash].kind == TOKEN_SLASH &&
        token_touches(scan, slash - 1) && token_touches(scan, slash) &&
        scan->tokens[slash + 1].kind == TOKEN_WORD) {
        find->end = slash + 2;
        guint point = find->end; /* "md." */
        if (point < scan->n && token_touches(scan, point - 1) && token_is(scan, point, ".") &&
            (token_is(scan, point - 1, "md") || token_is(scan, point - 1, "mdr"))) {
            find->end++;
        }
    }
}

/* A figure with its unit after it. */
static gboolean
read_after(const struct scan *scan, guint i, struct find *find)
{
    if (!figure_read(scan, i, &find->figure)) {
        return FALSE;
    }
    join_groups(scan, &find->figure, FALSE);
    find->first = i;
    find->end = find->figure.end;
    find->rule = "amount.currency";
    guint scale = scale_at(scan, find->end, &find->figure, &find->power);
    guint scale_token = find->end;
    find->end += scale;
    join_words(scan, find);
    gboolean dashed = find->end < scan->n && scan->tokens[find->end].kind == TOKEN_DASHED &&
                      token_touches(scan, find->end - 1) && scale == 0 &&
                      scan->tokens[i].kind != TOKEN_WORDS;
    find->end += dashed ? 1 : 0;
    guint currency = currency_at(scan, find->end, &find->power, &find->currency);
    struct number own;
    if (quantity_is_year(scan, i) && find->end == i + 1 && currency > 0 &&
        find->end + currency < scan->n && scan->tokens[find->end + currency].kind == TOKEN_NUMBER &&
        scan->tokens[find->end].kind == TOKEN_CURRENCY &&
        number_from_digits(scan->text + scan->tokens[find->end + currency].start,
                           scan->tokens[find->end + currency].length, &own)) {
        return FALSE; /* "i 2012 kr. 1,8 mio." */
    }
    find->end += currency;
    if (currency > 0) {
        take_slash(scan, find);
        return !is_unit_of_table(scan, find);
    }
    find->rule = dashed ? "amount.dashed" : "amount.scale";
    find->cert = CERT_MEDIUM;
    return dashed || (scale > 0 && scale_is_money(scan, scale_token));
}

/* A figure with its currency before it: "kr. 300", "mio. kr. 4,5"; a year stands there by chance
 * ("beløb i kr. 2018"). */
static gboolean
read_before(const struct scan *scan, guint i, struct find *find)
{
    guint at = i;
    if (scan->tokens[at].kind == TOKEN_SCALE) {
        find->power += scan->tokens[at].power;
        at++;
    }
    guint currency = currency_at(scan, at, &find->power, &find->currency);
    if (currency == 0 || scan->tokens[at].used ||
        (scan->tokens[at].kind != TOKEN_CURRENCY && !is_currency_code(scan, at))) {
        return FALSE;
    }
    at += currency;
    if (at < scan->n && scan->tokens[at].kind == TOKEN_DASH && token_touches(scan, at) &&
        !token_touches(scan, at - 1)) {
        find->negative = TRUE;
        at++;
    }
    if (!figure_read(scan, at, &find->figure) || scan->tokens[at].kind == TOKEN_WORDS ||
        (quantity_is_year(scan, at) && !find->figure.is_range)) {
        return FALSE;
    }
    if (find->power == 0) {
        join_groups(scan, &find->figure, TRUE);
    }
    struct find trial = {0}; /* "... i kr. 300 kr.": the number has its own */
    const char *code = NULL;
    if (currency_at(scan, find->figure.end, &trial.power, &code) > 0) {
        return FALSE;
    }
    find->first = i;
    find->end = find->figure.end;
    find->rule = "amount.before";
    if (find->power == 0) {
        find->end += scale_at(scan, find->end, &find->figure, &find->power);
    }
    if (find->end < scan->n && scan->tokens[find->end].kind == TOKEN_DASHED) {
        find->end++;
    }
    take_slash(scan, find);
    return TRUE;
}

/* "-250.000 kr.", "minus 3 mio. kr.": a sign that touches the number and nothing before it. */
static void
take_sign(const struct scan *scan, struct find *find)
{
    guint first = find->first;
    if (first == 0 || find->negative || scan->tokens[first - 1].used) {
        return;
    }
    const struct token *before = &scan->tokens[first - 1];
    gboolean minus = token_is(scan, first - 1, "minus");
    gboolean dash = before->kind == TOKEN_DASH && token_touches(scan, first - 1) &&
                    (first == 1 || !token_touches(scan, first - 2) ||
                     scan->tokens[first - 2].kind == TOKEN_OPEN);
    if (minus || dash) {
        find->first--;
        find->negative = TRUE;
    }
}

/* A range whose ends have a unit each: "3 mio. kr. - 5 mio. kr.", "mellem 300 kr. og 500 kr.". */
static void
join_ends(const struct scan *scan, struct find *find,
          gboolean (*read)(const struct scan *scan, guint i, struct find *find))
{
    guint joint = find->end;
    struct find other = {0};
    if (find->figure.is_range || joint + 1 >= scan->n) {
        return;
    }
    gboolean dash = scan->tokens[joint].kind == TOKEN_DASH &&
                    token_touches(scan, joint - 1) == token_touches(scan, joint);
    gboolean between =
        token_is(scan, joint, "og") && find->first > 0 && token_is(scan, find->first - 1, "mellem");
    if (!(dash || between) || !read(scan, joint + 1, &other) || other.figure.is_range ||
        other.currency != find->currency) {
        return;
    }
    struct number low = find->figure.low, high = other.figure.low;
    if (!number_scale(&low, find->power) || !number_scale(&high, other.power) ||
        number_compare(&low, &high) > 0) {
        return;
    }
    find->figure.low = low;
    find->figure.high = high;
    find->figure.is_range = TRUE;
    find->power = 0;
    find->end = other.end;
}

/* "henholdsvis 2 og 3 mio. kr.", "2,1, 3,4 og 5,6 mio. kr.": the unit stands after the last one and
 * holds for those before. Adds nothing; how many figures before the one at `last` share its unit is
 * found by walking back over "og" and commas from it. */
static guint
first_sharing(const struct scan *scan, guint last)
{
    guint first = last;
    for (guint steps = 0; steps < MOST_SHARING && first >= 2; steps++) {
        enum token_kind joint = scan->tokens[first - 1].kind;
        const struct token *other = &scan->tokens[first - 2];
        if (!(joint == TOKEN_COMMA || token_is(scan, first - 1, "og")) ||
            other->kind != TOKEN_NUMBER || other->used || quantity_is_year(scan, first - 2)) {
            break;
        }
        first -= 2;
    }
    gboolean told = first > 0 && token_is(scan, first - 1, "henholdsvis");
    for (guint i = first; i < last && !told; i += 2) {
        const char *text = scan->text + scan->tokens[i].start;
        if (memchr(text, ',', scan->tokens[i].length) == NULL) {
            return last; /* "projekt 2 og 3 mio. kr.": anything */
        }
    }
    return first;
}

/* ---- percents -------------------------------------------------------------------------------- */

/* "procentpoint" and "pct.-point" are differences of shares, not shares. */
static gboolean
read_percent(const struct scan *scan, guint i, struct find *find)
{
    const gboolean near = (i + 1 < scan->n && scan->tokens[i + 1].kind == TOKEN_PERCENT) ||
                          (i + 3 < scan->n && scan->tokens[i + 3].kind == TOKEN_PERCENT);
    if (!near || !figure_read(scan, i, &find->figure)) {
        return FALSE;
    }
    guint percent = find->figure.end;
    if (percent >= scan->n || scan->tokens[percent].kind != TOKEN_PERCENT) {
        return FALSE;
    }
    guint next = percent + 1;
    if (next < scan->n && scan->tokens[next].kind == TOKEN_DASH) {
        next++;
    }
    if (token_is(scan, next, "point") || token_is(scan, next, "points")) {
        return FALSE;
    }
    find->first = i;
    find->end = percent + 1;
    find->rule = "percent";
    return TRUE;
}

/* ---- mentions -------------------------------------------------------------------------------- */

/* The value as FACTS.md writes it; FALSE where it is beyond all money. */
static gboolean
print_value(const struct find *find, char *value, gsize size)
{
    char low_text[NUMBER_PRINTED], high_text[NUMBER_PRINTED];
    struct number low = find->figure.low, high = find->figure.high;
    /* "3-5 mio.": the scale holds for both, unless the first is the larger as it stands
     * ("500.000-1 mio.") */
    guint low_power = number_compare(&low, &high) <= 0 ? find->power : 0;
    if (!number_scale(&low, low_power) || !number_scale(&high, find->power)) {
        return FALSE;
    }
    number_print(&low, find->negative, low_text);
    number_print(&high, find->negative, high_text);
    if (find->figure.is_range) {
        g_snprintf(value, size, "%s/%s", low_text, high_text);
    } else {
        g_strlcpy(value, low_text, size);
    }
    return TRUE;
}

/* The rate of the amount that this one is compared with: "48 kr. pr. måltid mod før 35 kr.". */
static const char *
compared_rate(const struct scan *scan, const struct find *find)
{
    if (scan->rate == NULL || scan->rate_end + MOST_COMPARED < find->first) {
        return "";
    }
    for (guint i = scan->rate_end; i < find->first; i++) {
        if (token_is(scan, i, "mod")) {
            return scan->rate;
        }
        if (scan->tokens[i].kind != TOKEN_WORD && scan->tokens[i].kind != TOKEN_COMMA) {
            return "";
        }
    }
    return "";
}

static void
add(struct scan *scan, const struct find *find, enum mention_type type)
{
    struct arena *arena = scan->document->arena;
    char value[2 * NUMBER_PRINTED];
    if (!print_value(find, value, sizeof value)) {
        return;
    }
    const char *attrs = "";
    guint end = find->end;
    const char *approx = quantity_approx(scan, find->first);
    if (approx != NULL) {
        attrs = attrs_set(arena, attrs, "approx", approx);
    }
    if (type == MENTION_AMOUNT) {
        /* the price level and the rate may come in either order */
        const char *level = quantity_pricelevel(scan, end);
        const char *rate = quantity_rate(scan, find->first, &end);
        if (level == NULL) {
            level = quantity_pricelevel(scan, end);
        }
        rate = *rate == '\0' ? compared_rate(scan, find) : rate;
        scan->rate = *rate != '\0' ? rate : NULL;
        scan->rate_end = end;
        if (*rate != '\0') {
            attrs = attrs_set(arena, attrs, "per", rate);
        }
        if (level != NULL) {
            attrs = attrs_set(arena, attrs, "pricelevel", level);
        }
        if (find->currency != NULL) {
            attrs = attrs_set(arena, attrs, "currency", find->currency);
        }
    }
    const struct token *first = &scan->tokens[find->first], *last = &scan->tokens[find->end - 1];
    struct mention mention = {.type = type,
                              .span = {first->start, last->start + last->length},
                              .value = value,
                              .attrs = attrs,
                              .rule = find->rule,
                              .cert = find->cert};
    mention_set_add(scan->set, &mention, find->cert == CERT_HIGH ? 80 : 50);
    for (guint i = find->first; i < find->end; i++) {
        scan->tokens[i].used = 1;
    }
}

/* Adds a find, and those before it that share its unit. */
static void
add_all(struct scan *scan, struct find *find, enum mention_type type)
{
    guint first = find->figure.is_range ? find->first : first_sharing(scan, find->first);
    for (guint i = first; i < find->first; i += 2) {
        struct find other = *find;
        if (figure_read(scan, i, &other.figure) && !other.figure.is_range) {
            other.first = i;
            other.end = i + 1;
            other.rule = type == MENTION_AMOUNT ? "amount.shared" : "percent.shared";
            other.cert = CERT_MEDIUM;
            add(scan, &other, type);
        }
    }
    take_sign(scan, find);
    add(scan, find, type);
}

/* A number, a currency or what may be its code: nothing else is looked at. */
static inline gboolean
may_begin_amount(const struct token *token)
{
    if (token->kind == TOKEN_WORD) {
        return token->length == 3 && !token->used;
    }
    return token->kind <= TOKEN_CURRENCY && !token->used;
}

void
quantity_amounts(struct scan *scan)
{
    scan->rate = NULL;
    for (guint i = 0; i < scan->n; i++) {
        const enum token_kind kind = scan->tokens[i].kind;
        if (!may_begin_amount(&scan->tokens[i])) {
            continue;
        }
        struct find find = {0};
        if (kind == TOKEN_WORD && !is_currency_code(scan, i)) {
            continue;
        }
        if (kind == TOKEN_SCALE || kind == TOKEN_CURRENCY || kind == TOKEN_WORD) {
            if (read_before(scan, i, &find)) {
                add(scan, &find, MENTION_AMOUNT);
                i = find.end - 1;
            }
            continue;
        }
        if (read_percent(scan, i, &find)) {
            join_ends(scan, &find, read_percent);
            add_all(scan, &find, MENTION_PERCENT);
            i = find.end - 1;
            continue;
        }
        find = (struct find){0};
        if (read_after(scan, i, &find)) {
            join_ends(scan, &find, read_after);
            add_all(scan, &find, MENTION_AMOUNT);
            i = find.end - 1;
        }
    }
}
