/* Durations: a number, a range or number words before a unit of time. Ages, frequencies and
 * distances back in time ("for tre år siden") are none. */
#include "time-private.h"

#include <string.h>

enum {
    LONG_YEARS = 160, /* tenths: from sixteen years on, a number of years is rather an age */
    AGE_WORDS = 6,    /* how far before an age's word may stand */
    PERSON_WORDS = 4,
    CHANGE_WORDS = 8
};

/* How much of a unit. */
struct quantity {
    struct span span;
    int low, high;    /* tenths; equal where it is no range */
    gboolean article; /* "en", "et": a number or an article */
    guint first;      /* the token it begins with */
};

static const struct time_token *
token_at(const struct time_work *work, guint index)
{
    return &g_array_index(work->tokens, struct time_token, index);
}

/* Tenths of a token that is a number, 0 for others. */
static int
token_tenths(const struct time_token *token)
{
    if (token->kind == TOKEN_NUMBER && token->digits <= 3)
        return token->a * 10;
    if (token->kind == TOKEN_TENTHS)
        return token->a;
    return token->kind == TOKEN_WORD && token->word->class == WORD_NUMBER ? token->word->value : 0;
}

/* Nothing is stuck to the number's start: "§ 3", "2-3", "4,5". */
static gboolean
starts_well(const struct time_work *work, gsize at)
{
    if (at == 0)
        return TRUE;
    char before = work->text[at - 1];
    return !strchr("-/.,§:+", before) && !g_ascii_isalnum(before) && (guchar)before != 0xa7;
}

/* Halves: "et halvt", "to et halvt", "to og et halvt", "2 1/2". Takes tokens before `*index`. */
static void
take_halves(const struct time_work *work, guint *index, struct quantity *quantity)
{
    if (*index == 0)
        return;
    const struct time_token *before = token_at(work, *index - 1);
    if (quantity->low != 5 || !time_gap(work, before->span.end, quantity->span.start, " ") ||
        token_tenths(before) != 10 || before->kind != TOKEN_WORD)
        return;
    (*index)--;
    quantity->span.start = before->span.start;
    quantity->article = FALSE;
    if (*index == 0)
        return;
    const struct time_token *whole = token_at(work, *index - 1);
    int tenths = token_tenths(whole);
    if (tenths < 10 || tenths % 10 ||
        !time_gap(work, whole->span.end, before->span.start, " | og "))
        return;
    (*index)--;
    quantity->span.start = whole->span.start;
    quantity->low = quantity->high = tenths + 5;
}

/* "steget fra 14 til 22 dage": two durations. */
static gboolean
is_change(const struct time_work *work, gsize at)
{
    struct span word = time_word_before(work, at);
    if (!time_word_is(work, word, "fra"))
        return FALSE;
    for (guint i = 0; i < CHANGE_WORDS && word.end > word.start; i++) {
        if (time_cues_of(work, word) & CUE_CHANGE)
            return TRUE;
        word = time_word_before(work, word.start);
    }
    return FALSE;
}

/* "3 til 4", "tre-fire", "mellem 3 og 4": a smaller number before. */
static void
take_range(const struct time_work *work, guint *index, struct quantity *quantity)
{
    if (*index == 0)
        return;
    const struct time_token *before = token_at(work, *index - 1);
    int tenths = token_tenths(before);
    if (!tenths || tenths >= quantity->low)
        return;
    gsize from = before->span.end, to = quantity->span.start;
    gboolean between = time_gap(work, from, to, " og ") &&
                       time_word_is(work, time_word_before(work, before->span.start), "mellem");
    if (!between && !time_gap(work, from, to, "-|–| - | – | til | eller |- til |- eller "))
        return;
    if (time_gap(work, from, to, " til ") && is_change(work, before->span.start))
        return;
    (*index)--;
    quantity->span.start = before->span.start;
    quantity->low = tenths;
    quantity->article = FALSE;
}

/* The quantity that ends right before a unit. */
static gboolean
read_quantity(const struct time_work *work, guint unit, struct quantity *quantity)
{
    const struct time_token *token = token_at(work, unit);
    memset(quantity, 0, sizeof *quantity);
    quantity->first = unit;
    if (token->tenths) { /* treårigt */
        quantity->low = quantity->high = token->tenths;
        quantity->span = token->span;
        return TRUE;
    }
    if (unit == 0)
        return FALSE;
    const struct time_token *before = token_at(work, unit - 1);
    if (!time_gap(work, before->span.end, token->span.start, " |-|"))
        return FALSE;
    guint index = unit - 1;
    quantity->span = before->span;
    if (before->kind == TOKEN_PAIR) {
        quantity->low = before->a * 10;
        quantity->high = before->b * 10;
    } else if (before->kind == TOKEN_DAY_MONTH && before->a == 1 && before->b == 2) {
        quantity->low = quantity->high = 5;
        if (index && token_at(work, index - 1)->kind == TOKEN_NUMBER &&
            time_gap(work, token_at(work, index - 1)->span.end, before->span.start, " ")) {
            index--;
            quantity->low = quantity->high = 5 + token_tenths(token_at(work, index));
            quantity->span.start = token_at(work, index)->span.start;
        }
    } else {
        quantity->low = quantity->high = token_tenths(before);
        quantity->article = before->kind == TOKEN_WORD && quantity->low == 10;
        take_halves(work, &index, quantity);
        take_range(work, &index, quantity);
    }
    quantity->first = index;
    return quantity->low > 0 && quantity->low <= quantity->high &&
           starts_well(work, quantity->span.start);
}

static char
unit_of(const struct time_token *token)
{
    if (token->kind != TOKEN_WORD)
        return '\0';
    if (token->word->class == WORD_UNIT || token->word->class == WORD_YEARLY)
        return token->word->unit;
    return token->word->class == WORD_WEEK ? 'W' : '\0';
}

/* ---- what it is not ----------------------------------------------------------------------- */

static gboolean
is_rate(const struct time_work *work, gsize end)
{
    struct span word = time_word_after(work, end), next = time_word_after(work, word.end);
    static const char *const per[] = {"om", "i", "pr"};
    static const char *const whole[] = {"ugen", "måneden", "året", "dagen", "døgnet",
                                        "uge",  "måned",   "år",   "dag"};
    static const char *const alone[] = {"ugentligt", "ugentlig", "dagligt", "månedligt",
                                        "årligt",    "daglig",   "årlig",   "siden"};
    for (guint i = 0; i < G_N_ELEMENTS(alone); i++) {
        if (time_word_is(work, word, alone[i]))
            return TRUE;
    }
    gboolean starts = FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(per); i++)
        starts = starts || time_word_is(work, word, per[i]);
    if (starts && work->text[word.end] == '.')
        next = time_word_after(work, word.end + 1);
    for (guint i = 0; starts && i < G_N_ELEMENTS(whole); i++) {
        if (time_word_is(work, next, whole[i]))
            return TRUE;
    }
    return FALSE;
}

/* "løbetid på 25 år", "i mindst 20 år": a word between that lets the one before it count. */
static gboolean
joins_lasting(const struct time_work *work, gsize at, guint cues)
{
    static const char *const joints[] = {"på", "over", "til", "med", "end"};
    struct span word = time_word_before(work, at);
    for (guint i = 0; i < G_N_ELEMENTS(joints); i++) {
        if (time_word_is(work, word, joints[i]))
            return TRUE;
    }
    return cues & (CUE_CIRCA | CUE_MIN | CUE_MAX);
}

/* The words before a number of years: an age, or a time that lasts? */
static gboolean
is_age(const struct time_work *work, const struct quantity *quantity, gsize end)
{
    struct span after = time_word_after(work, end);
    guint next = time_cues_of(work, after);
    if (next & CUE_AGE_AFTER || next & CUE_PERSON ||
        strncmp(work->text + end, " og derover", 11) == 0 ||
        strncmp(work->text + end, " og derunder", 12) == 0 ||
        strncmp(work->text + end, " og opefter", 11) == 0)
        return TRUE;
    struct span word = time_word_before(work, quantity->span.start);
    guint first = time_cues_of(work, word);
    gboolean lasting = first & CUE_LASTING;
    for (guint i = 0; i < AGE_WORDS && word.end > word.start; i++) {
        guint cues = time_cues_of(work, word);
        if (cues & CUE_AGE)
            return TRUE;
        if (i < PERSON_WORDS && cues & CUE_PERSON && !lasting)
            return TRUE;
        if (i == 1 && cues & CUE_LASTING && joins_lasting(work, quantity->span.start, first))
            lasting = TRUE;
        word = time_word_before(work, word.start);
    }
    return quantity->high >= LONG_YEARS && !lasting;
}

/* "18-årige", "en 45-årig mand", "de 3-årige": people; "3-årigt", "en 3-årig aftale": time. */
static gboolean
is_aged(const struct time_work *work, const struct quantity *quantity,
        const struct time_token *token)
{
    struct span after = time_word_after(work, token->span.end);
    guint cues = time_cues_of(work, after);
    gboolean neuter = work->text[token->span.end - 1] == 't';
    if (cues & CUE_PERSON)
        return TRUE;
    if (neuter)
        return FALSE;
    if (quantity->high >= LONG_YEARS || quantity->low != quantity->high || after.start == after.end)
        return TRUE;
    if (time_word_is_capitalised(work, after) &&
        time_word_is_capitalised(work, time_word_after(work, after.end)))
        return TRUE; /* a name */
    return cues & (CUE_FOLLOWS | CUE_FILLER | CUE_PAST);
}

/* "i et år", "varer en uge": the article counts; "en dag kom han": it does not. */
static gboolean
is_counting_article(const struct time_work *work, const struct quantity *quantity)
{
    struct span before = time_word_before(work, quantity->span.start);
    guint cues = time_cues_of(work, before);
    return cues & (CUE_LASTING | CUE_CIRCA | CUE_MAX | CUE_MIN) ||
           time_word_is(work, before, "på") || time_word_is(work, before, "efter") ||
           time_word_is(work, before, "over") || time_word_is(work, before, "til") ||
           time_word_is(work, before, "end") || time_word_is(work, before, "med");
}

/* ---- values ------------------------------------------------------------------------------- */

static const char *
approx_of(const struct time_work *work, gsize at)
{
    struct span word = time_word_before(work, at), earlier = time_word_before(work, word.start);
    guint cues = time_cues_of(work, word);
    if (cues & CUE_CIRCA)
        return "circa";
    if (cues & CUE_MAX || (time_word_is(work, word, "til") && time_word_is(work, earlier, "op")) ||
        time_word_is(work, word, "under"))
        return "max";
    if (cues & CUE_MIN)
        return "min";
    if (time_word_is(work, word, "end")) {
        if (time_word_is(work, earlier, "mere") || time_word_is(work, earlier, "flere"))
            return "min";
        if (time_word_is(work, earlier, "mindre") || time_word_is(work, earlier, "færre"))
            return "max";
    }
    /* "over tre dage" spans them; "i over tre år" is more than that */
    if (time_word_is(work, word, "over") &&
        (time_word_is(work, earlier, "i") || time_word_is(work, earlier, "på") ||
         time_word_is(work, earlier, "taget") || time_word_is(work, earlier, "varet")))
        return "min";
    return NULL;
}

/* "3Y", "18M", "1.5W": tenths of a unit, as ISO 8601 writes it after P. */
static const char *
amount_of(int tenths, char unit, struct arena *arena)
{
    if (unit == 'Y' && tenths % 10 && tenths * 12 % 10 == 0) {
        tenths = tenths * 12;
        unit = 'M';
    }
    const char *time = unit == 'H' || unit == 'T' ? "T" : "";
    char letter = unit == 'T' ? 'M' : unit;
    if (tenths % 10)
        return arena_printf(arena, "%s%d.%d%c", time, tenths / 10, tenths % 10, letter);
    return arena_printf(arena, "%s%d%c", time, tenths / 10, letter);
}

static void
add_duration(const struct time_work *work, struct mention_set *set, struct span span,
             const char *value)
{
    struct arena *arena = work->document->arena;
    const char *approx = approx_of(work, span.start);
    struct mention mention = {.type = MENTION_DURATION,
                              .span = span,
                              .value = value,
                              .attrs = approx ? arena_printf(arena, "approx=%s", approx) : "",
                              .rule = "duration",
                              .cert = CERT_HIGH};
    mention_set_add(set, &mention, 50);
}

/* "2 år og 6 måneder": the months, after a whole number of years. */
static gboolean
add_compound(const struct time_work *work, const struct quantity *months, gsize end,
             struct mention_set *set)
{
    if (months->first < 2)
        return FALSE;
    const struct time_token *unit = token_at(work, months->first - 1);
    struct quantity years;
    if (unit_of(unit) != 'Y' || unit->tenths ||
        !time_gap(work, unit->span.end, months->span.start, " og ") ||
        !read_quantity(work, months->first - 1, &years) || years.low != years.high ||
        years.low % 10 || months->low % 10 || months->low != months->high)
        return FALSE;
    if (is_age(work, &years, end))
        return TRUE;
    add_duration(work, set, (struct span){years.span.start, end},
                 arena_printf(work->document->arena, "P%dY%dM", years.low / 10, months->low / 10));
    return TRUE;
}

/* "2 år" before "og 6 måneder". */
static gboolean
months_follow(const struct time_work *work, guint index)
{
    struct quantity months;
    return index + 2 < work->tokens->len && unit_of(token_at(work, index + 2)) == 'M' &&
           read_quantity(work, index + 2, &months) && months.first == index + 1 &&
           time_gap(work, token_at(work, index)->span.end, months.span.start, " og ");
}

static gboolean
is_duration(const struct time_work *work, const struct quantity *quantity,
            const struct time_token *token, char unit)
{
    struct span before = time_word_before(work, quantity->span.start);
    if (time_word_is(work, before, "hver") || time_word_is(work, before, "hvert") ||
        time_word_is(work, before, "kl"))
        return FALSE;
    if (token->word->class == WORD_YEARLY)
        return !is_aged(work, quantity, token);
    if (is_rate(work, token->span.end) ||
        time_cues_of(work, time_word_after(work, token->span.end)) & CUE_AGE_AFTER ||
        (quantity->article && !is_counting_article(work, quantity)))
        return FALSE;
    if (unit == 'H' || unit == 'T')
        return time_cues_of(work, before) & CUE_LASTING && !time_word_is(work, before, "om");
    return unit != 'Y' || !is_age(work, quantity, token->span.end);
}

void
time_duration(const struct time_work *work, guint index, struct mention_set *set)
{
    const struct time_token *token = token_at(work, index);
    char unit = unit_of(token);
    struct quantity quantity;
    if (!unit || !read_quantity(work, index, &quantity))
        return;
    if (unit == 'Y' && months_follow(work, index))
        return; /* read with the months */
    const char *after = work->text + token->span.end;
    gsize end = token->span.end;
    if (*after == '.' && token->span.end - token->span.start <= 4 && unit == 'M' &&
        after[1] == ' ' && !g_ascii_isupper(after[2]))
        end++; /* mdr. */
    if (unit == 'M' && add_compound(work, &quantity, end, set))
        return;
    if (!is_duration(work, &quantity, token, unit))
        return;
    struct arena *arena = work->document->arena;
    const char *value = arena_printf(arena, "P%s", amount_of(quantity.high, unit, arena));
    if (quantity.low != quantity.high)
        value = arena_printf(arena, "P%s/%s", amount_of(quantity.low, unit, arena), value);
    add_duration(work, set, (struct span){quantity.span.start, end}, value);
}
