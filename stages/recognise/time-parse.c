/* Points to findings: dates, and periods of two points.
 *
 *   period   point join point | year-year | day-day month | week n-n | point "og frem"
 *
 * Each rule looks at a bounded number of tokens ahead, so that the whole is linear. */
#include "time-private.h"

#include <string.h>

enum {
    LIST_MAX = 12 /* "3., 4., ... og 15. juni" */
};

/* ---- findings ----------------------------------------------------------------------------- */

static struct finding *
add_finding(struct time_work *work, const char *rule)
{
    struct finding finding = {.next = -1, .rule = rule, .weight = 50, .cert = CERT_HIGH};
    g_array_append_val(work->findings, finding);
    return &g_array_index(work->findings, struct finding, work->findings->len - 1);
}

static const char *
point_rule(const struct point *point)
{
    return point->season    ? "date.season"
           : point->week    ? "date.week"
           : point->quarter ? "date.quarter"
           : point->half    ? "date.half"
           : point->day     ? "date.day"
           : point->month   ? "date.month"
                            : "date.year";
}

static void
add_date(struct time_work *work, const struct point *point)
{
    struct finding *finding = add_finding(work, point_rule(point));
    finding->span = point->span;
    finding->first = *point;
    finding->bound = time_bound_of(work, point, &finding->may_start);
    if (!point->year && !point->shift)
        finding->first.shift = time_shift_after(work, point->span.end);
    gboolean bare = !point->day && !point->month && !point->week && !point->quarter &&
                    !point->half && !point->season && !point->mod;
    if (bare || !point->year)
        finding->cert = CERT_MEDIUM;
}

static void
add_period(struct time_work *work, struct span span, const struct point *first,
           const struct point *last)
{
    struct finding *finding = add_finding(work, "period.join");
    finding->span = span;
    finding->period = TRUE;
    finding->first = *first;
    finding->last = *last;
}

/* Days since the year 0 or so, for points that may lack a year: enough to order them. */
static int
rank(const struct point *point)
{
    int month = point->month     ? point->month
                : point->quarter ? point->quarter * 3 - 2
                : point->half    ? point->half * 6 - 5
                : point->season  ? (point->season - 20) * 3
                : point->week    ? 1 + (point->week - 1) * 12 / 53
                                 : 1;
    int day = point->day ? point->day : point->week ? point->week : 1;
    int mod = point->mod == MOD_END ? 2 : point->mod == MOD_MID ? 1 : 0;
    return month * 100 + day + mod;
}

/* Gives the two ends of a period what only one of them says. FALSE: they are no period. */
static gboolean
share(struct point *first, struct point *last)
{
    gboolean first_bare =
        !first->month && !first->week && !first->quarter && !first->half && !first->season;
    if (first->day_only) {
        first->month = last->month;
        first->day_only = FALSE;
    }
    gboolean last_bare =
        !last->month && !last->week && !last->quarter && !last->half && !last->season;
    if (!first->year && first_bare && !first->month)
        return FALSE;
    if (first_bare && !last_bare && !last->year)
        return FALSE; /* "2002 frem til juli" */
    gboolean turns = rank(first) > rank(last);
    if (!first->year && last->year)
        first->year = last->year - turns;
    else if (first->year && !last->year)
        last->year = first->year + turns;
    return first->year < last->year ||
           (first->year == last->year && (!turns || !first->year || !last->month));
}

/* The point `first` took tokens up to `next`; is there a second one that it is joined with? */
static guint
parse_join(struct time_work *work, const struct point *first, guint next)
{
    const struct time_token *token = time_token_at(work, next);
    if (!token)
        return 0;
    enum join join = time_join_between(work, first->span.end, token->span.start);
    if (join == JOIN_NONE ||
        (join == JOIN_AND && !time_is_preceded_by(work, first->span.start, "mellem")))
        return 0;
    struct point one = *first, two;
    guint taken = time_parse_point(work, next, &two, FALSE);
    if (!taken || (join == JOIN_TO && time_is_moved(work, first->span.start)))
        return 0;
    gboolean slashed = (one.month && two.month && !one.day && !two.day && !one.year) ||
                       (one.season && two.season && !one.year);
    if (join == JOIN_SLASH && !slashed)
        return 0;
    gboolean bare_dash = join == JOIN_DASH && !one.month && !two.month && !one.mod && !two.mod &&
                         !one.season && !one.quarter && !one.week && !one.half;
    if (bare_dash || !share(&one, &two))
        return 0;
    add_period(work, (struct span){one.span.start, two.span.end}, &one, &two);
    return taken;
}

/* "2019 og frem": how many bytes after the point belong to it. */
static gsize
open_end(const struct time_work *work, gsize end)
{
    static const char *const tails[] = {" og fremefter", " og fremover", " og fremadrettet",
                                        " og frem"};
    for (guint i = 0; i < G_N_ELEMENTS(tails); i++) {
        gsize length = strlen(tails[i]);
        if (strncmp(work->text + end, tails[i], length) == 0 &&
            !time_is_letter(work->text[end + length]))
            return length;
    }
    return 0;
}

static void
add_open(struct time_work *work, const struct point *point, gsize length)
{
    struct finding *finding = add_finding(work, "period.open");
    finding->span = (struct span){point->span.start, point->span.end + length};
    finding->period = finding->open = TRUE;
    finding->first = *point;
}

/* ---- days, quarters and weeks that share what follows them -------------------------------- */

static gboolean
is_day_token(const struct time_token *token)
{
    return token &&
           (token->kind == TOKEN_ORDINAL || (token->kind == TOKEN_NUMBER && token->digits <= 2)) &&
           token->a >= 1 && token->a <= 31;
}

/* A point of the kind of `model` (day of its month, quarter, half) with another number. */
static struct point
sibling(const struct point *model, const struct time_token *token)
{
    struct point point = *model;
    point.span = token->span;
    point.mod = MOD_NONE;
    *(model->quarter ? &point.quarter : model->half ? &point.half : &point.day) = token->a;
    return point;
}

/* "1.-3. juni 2020", "13 til 15 juli", "1.-3. kvartal": two numbers that share a month or year. */
static guint
parse_number_range(struct time_work *work, guint index)
{
    const struct time_token *one = time_token_at(work, index),
                            *two = time_token_at(work, index + 1);
    if (!is_day_token(one) || !is_day_token(two) || one->a >= two->a)
        return 0;
    enum join join = time_join_between(work, one->span.end, two->span.start);
    struct point last;
    if (join == JOIN_AND ? !time_is_preceded_by(work, one->span.start, "mellem")
                         : join != JOIN_DASH && join != JOIN_TO)
        return 0;
    guint taken = time_parse_bare_point(work, index + 1, &last, FALSE);
    if (!taken || (!last.day && !last.quarter && !last.half))
        return 0;
    struct point first = sibling(&last, one);
    add_period(work, (struct span){first.span.start, last.span.end}, &first, &last);
    return 1 + taken;
}

/* "13-15 juli 2012": the pair is one token. */
static guint
parse_pair(struct time_work *work, guint index)
{
    const struct time_token *pair = time_token_at(work, index),
                            *month = time_token_at(work, index + 1);
    if (!time_token_is_month(month) || pair->a < 1 || pair->b > 31 || pair->a >= pair->b ||
        !time_gap(work, pair->span.end, month->span.start, " |. |."))
        return 0;
    struct point last = {.span = pair->span, .day = pair->b};
    guint taken = time_take_month(work, index + 1, &last);
    if (time_is_compound(work, last.span.end) && !last.year)
        return 0;
    struct point first = last;
    first.day = pair->a;
    add_period(work, last.span, &first, &last);
    return 1 + taken;
}

/* "uge 17-19", "ugerne 17 til 19 i 2012". */
static guint
parse_weeks(struct time_work *work, guint index)
{
    const struct time_token *word = time_token_at(work, index),
                            *one = time_token_at(work, index + 1);
    if (!time_token_is(word, WORD_WEEK) || !one || time_is_per_week(work, word->span.start) ||
        !time_gap(work, word->span.end, one->span.start, " "))
        return 0;
    struct point last = {.span.start = word->span.start};
    struct point first = last;
    guint taken = 2;
    if (one->kind == TOKEN_PAIR) {
        first.week = one->a;
        last.week = one->b;
        last.span.end = one->span.end;
    } else {
        const struct time_token *two = time_token_at(work, index + 2);
        if (one->kind != TOKEN_NUMBER || one->digits > 2 || !is_day_token(two) ||
            time_join_between(work, one->span.end, two->span.start) != JOIN_TO)
            return 0;
        first.week = one->a;
        last.week = two->a;
        last.span.end = two->span.end - (two->kind == TOKEN_ORDINAL);
        taken = 3;
    }
    if (first.week < 1 || last.week > 53 || first.week >= last.week)
        return 0;
    taken += time_take_year(work, index + taken, &last, " | i |, |/");
    first.year = last.year;
    first.span = last.span;
    add_period(work, last.span, &first, &last);
    return taken;
}

/* "den 3., 4. og 5. juni": days that the last one gives month and year. Returns the number of
 * tokens before the last day; that one is parsed as any other. */
static guint
parse_day_list(struct time_work *work, guint index)
{
    guint n = 0;
    while (n < LIST_MAX) {
        const struct time_token *one = time_token_at(work, index + n),
                                *two = time_token_at(work, index + n + 1);
        if (!one || !two || one->kind != TOKEN_ORDINAL || one->a > 31 || one->a < 1 ||
            !time_gap(work, one->span.end, two->span.start,
                      ", | og | og den | eller | eller den | samt | samt den |, den | hhv. |/"))
            break;
        n++;
    }
    struct point last;
    if (!n || !time_parse_bare_point(work, index + n, &last, FALSE) ||
        (!last.day && !last.quarter && !last.half))
        return 0;
    for (guint i = 0; i < n; i++) {
        struct point point = sibling(&last, time_token_at(work, index + i));
        if ((last.quarter && point.quarter > 4) || (last.half && point.half > 2))
            continue;
        point.inherited = TRUE;
        add_date(work, &point);
    }
    return n;
}

/* "den 15." at the end of a sentence or before "i hver måned": a day and nothing else. */
static guint
parse_day_only(struct time_work *work, guint index)
{
    const struct time_token *token = time_token_at(work, index);
    struct span before = time_word_before(work, token->span.start);
    if (token->kind != TOKEN_ORDINAL || token->a < 1 || token->a > 31 ||
        !(time_word_is(work, before, "den") || time_word_is(work, before, "d")))
        return 0;
    const char *after = work->text + token->span.end;
    if (strncmp(after, " i hver måned", 14) != 0 && strncmp(after, " i måneden", 11) != 0 &&
        strncmp(after, " i den måned", 12) != 0 && strncmp(after, " hver måned", 12) != 0)
        return 0;
    struct point point = {.span = token->span, .day = token->a, .day_only = TRUE};
    add_date(work, &point);
    return 1;
}

/* ---- years -------------------------------------------------------------------------------- */

/* "2016-2019", "2005-06", "skoleåret 2015/16", "skoleåret 15/16". */
static guint
parse_years(struct time_work *work, guint index)
{
    const struct time_token *token = time_token_at(work, index);
    struct span before = time_word_before(work, token->span.start);
    guint cues = time_cues_of(work, before);
    int from = token->a, to = token->b;
    if (token->kind == TOKEN_DAY_MONTH || token->kind == TOKEN_PAIR) {
        if (!(cues & CUE_SCHOOL_YEAR) || token->digits != 2 || token->c != 2)
            return 0;
        from += from <= 60 ? 2000 : 1900;
        to += to <= 60 ? 2000 : 1900;
        if (to != from + 1)
            return 0;
    } else if (token->kind != TOKEN_YEARS || cues & CUE_NOT_YEAR ||
               (token->slash && to != from + 1)) {
        return 0;
    }
    const char *after = work->text + token->span.end;
    if (*after == '-' && time_is_letter(after[1]))
        return 0; /* 2015/16-pl */
    if (g_ascii_strncasecmp(after, " p/l", 4) == 0 || g_ascii_strncasecmp(after, " pl", 3) == 0)
        return 0;
    struct point first = {.span = token->span, .year = from};
    struct point last = {.span = token->span, .year = to};
    add_period(work, token->span, &first, &last);
    g_array_index(work->findings, struct finding, work->findings->len - 1).rule = "period.years";
    return 1;
}

guint
time_parse(struct time_work *work, guint index)
{
    const struct time_token *token = time_token_at(work, index);
    guint taken = 0;
    switch (token->kind) {
    case TOKEN_YEARS:
    case TOKEN_DAY_MONTH:
        taken = parse_years(work, index);
        break;
    case TOKEN_PAIR:
        taken = parse_years(work, index);
        taken = taken ? taken : parse_pair(work, index);
        break;
    case TOKEN_ORDINAL:
    case TOKEN_NUMBER:
        taken = parse_number_range(work, index);
        taken = taken ? taken : parse_day_list(work, index);
        taken = taken ? taken : parse_day_only(work, index);
        break;
    case TOKEN_WORD:
        taken = parse_weeks(work, index);
        break;
    default:
        break;
    }
    if (taken)
        return taken;
    struct point point;
    taken = time_parse_point(work, index, &point, TRUE);
    if (!taken)
        return 1;
    guint joined = parse_join(work, &point, index + taken);
    if (joined)
        return taken + joined;
    gsize open = open_end(work, point.span.end);
    if (open)
        add_open(work, &point, open);
    else
        add_date(work, &point);
    return taken;
}
