/* The time recogniser: one scan to tokens, points and periods out of them, then the years that are
 * not said, then the values. Durations are read off the same tokens.
 *
 *   "siden medio 2017"        2017          bound=after;mod=mid
 *   "den 1.-3. juni 2020"     2020-06-01/2020-06-03
 *   "et treårigt projekt"     P3Y
 *
 * Left alone: times of day, ages, price levels (2016 p/l), numbers of all other kinds. */
#include "time-finder.h"

#include "time-private.h"

#include <string.h>

struct time_finder {
    struct time_vocabulary *vocabulary;
};

struct time_finder *
time_open(struct dictionaries *dictionaries, GError **error)
{
    struct time_vocabulary *vocabulary = time_vocabulary_open(dictionaries, error);
    if (!vocabulary)
        return NULL;
    struct time_finder *finder = g_new0(struct time_finder, 1);
    finder->vocabulary = vocabulary;
    return finder;
}

void
time_close(struct time_finder *finder)
{
    if (!finder)
        return;
    time_vocabulary_free(finder->vocabulary);
    g_free(finder);
}

/* The months that a point covers, from `*ret_month` on. */
static int
point_months(const struct point *point, int *ret_month)
{
    *ret_month = point->month     ? point->month
                 : point->quarter ? point->quarter * 3 - 2
                 : point->half    ? point->half * 6 - 5
                 : point->season  ? (point->season - 20) * 3
                                  : 1;
    return point->month ? 1 : point->quarter || point->season ? 3 : point->half ? 6 : 12;
}

gboolean
point_days(const struct point *point, long *ret_first, long *ret_last)
{
    if (!point->year || point->day_only)
        return FALSE;
    if (point->week) {
        *ret_first = calendar_week(point->year, point->week);
        *ret_last = *ret_first + 6;
        return TRUE;
    }
    if (point->day) {
        if (!calendar_is_day(point->year, point->month, point->day))
            return FALSE;
        *ret_first = calendar_number((struct day){point->year, point->month, point->day});
        *ret_last = *ret_first;
        return TRUE;
    }
    int month, months = point_months(point, &month);
    int last = month + months - 1, year = point->year;
    *ret_first = calendar_number((struct day){year, month, 1});
    if (last > 12) { /* winter */
        last -= 12;
        year++;
    }
    *ret_last = calendar_number((struct day){year, last, calendar_days_in_month(year, last)});
    return TRUE;
}

/* A number of at least `width` digits at `end`; returns where it ends. */
static char *
put_number(char *end, int number, int width)
{
    char digits[12];
    int n = 0;
    for (guint rest = (guint)MAX(number, 0); rest > 0 || n < width; rest /= 10)
        digits[n++] = (char)('0' + rest % 10);
    while (n > 0)
        *end++ = digits[--n];
    return end;
}

const char *
point_value(const struct point *point, struct arena *arena)
{
    char text[40];
    char *end = point->year ? put_number(text, point->year, 4) : stpcpy(text, "XXXX");
    if (point->day_only) {
        end = put_number(stpcpy(end, "-XX-"), point->day, 2);
    } else if (point->month || point->day) {
        end = put_number(stpcpy(end, "-"), point->month, 2);
        if (point->day)
            end = put_number(stpcpy(end, "-"), point->day, 2);
    } else if (point->week) {
        end = put_number(stpcpy(end, "-W"), point->week, 2);
    } else if (point->quarter) {
        end = put_number(stpcpy(end, "-Q"), point->quarter, 1);
    } else if (point->half) {
        end = put_number(stpcpy(end, "-H"), point->half, 1);
    } else if (point->season) {
        end = put_number(stpcpy(end, "-"), point->season, 1);
    }
    return arena_strndup(arena, text, (gsize)(end - text));
}

static const char *
mod_name(enum time_mod mod)
{
    static const char *const names[] = {"", "start", "mid", "end"};
    return names[mod];
}

static const char *
finding_attrs(const struct finding *finding, struct arena *arena)
{
    const char *attrs = "";
    if (finding->bound)
        attrs = attrs_set(arena, attrs, "bound", finding->bound);
    if (finding->period && !finding->open && (finding->first.mod || finding->last.mod))
        attrs = attrs_set(arena, attrs, "mod",
                          arena_concat(arena, mod_name(finding->first.mod), "/",
                                       mod_name(finding->last.mod), NULL));
    else if (finding->first.mod)
        attrs = attrs_set(arena, attrs, "mod", mod_name(finding->first.mod));
    if (finding->first.inherited)
        attrs = attrs_set(arena, attrs, "resolved", "context");
    return attrs;
}

static const char *
day_string(long number, struct arena *arena)
{
    struct day day = calendar_day(number);
    return point_value(&(struct point){.year = day.year, .month = day.month, .day = day.day},
                       arena);
}

static gboolean
is_possible(const struct point *point)
{
    if (point->week)
        return !point->year || point->week <= calendar_weeks(point->year);
    if (!point->day || point->day_only)
        return TRUE;
    return calendar_is_day(point->year ? point->year : 2000, point->month, point->day);
}

static void
add_finding(struct document *document, struct mention_set *set, const struct finding *finding)
{
    struct arena *arena = document->arena;
    if (!is_possible(&finding->first) || (finding->period && !is_possible(&finding->last)))
        return;
    struct mention mention = {.type = finding->period ? MENTION_PERIOD : MENTION_DATE,
                              .span = finding->span,
                              .rule = finding->rule,
                              .cert = finding->cert};
    mention.value = point_value(&finding->first, arena);
    if (finding->open)
        mention.value = arena_concat(arena, mention.value, "/..", NULL);
    else if (finding->period)
        mention.value =
            arena_concat(arena, mention.value, "/", point_value(&finding->last, arena), NULL);
    mention.attrs = finding_attrs(finding, arena);
    long first, last, other;
    if (point_days(&finding->first, &first, &last)) {
        mention.earliest = day_string(first, arena);
        if (!finding->period || (!finding->open && point_days(&finding->last, &other, &last)))
            mention.latest = day_string(last, arena);
    }
    mention_set_add(set, &mention, finding->weight);
}

static void
scan(struct time_work *work)
{
    struct time_scanner scanner = {.vocabulary = work->vocabulary,
                                   .text = work->text,
                                   .cursor = work->text,
                                   .end = work->text + work->length};
    struct time_token token;
    while (time_scan(&scanner, &token))
        g_array_append_val(work->tokens, token);
}

void
time_find(struct time_finder *finder, struct document *document, struct mention_set *set)
{
    if (!document->text->len || !document->blocks->len)
        return;
    struct time_work work = {.vocabulary = finder->vocabulary,
                             .document = document,
                             .text = document->text->str,
                             .length = document->text->len};
    work.tokens = g_array_new(FALSE, FALSE, sizeof(struct time_token));
    work.findings = g_array_new(FALSE, FALSE, sizeof(struct finding));
    scan(&work);
    for (guint i = 0; i < work.tokens->len;)
        i += time_parse(&work, i);
    time_resolve(&work);
    for (guint i = 0; i < work.findings->len; i++)
        add_finding(document, set, &g_array_index(work.findings, struct finding, i));
    for (guint i = 0; i < work.tokens->len; i++)
        time_duration(&work, i, set);
    g_array_unref(work.tokens);
    g_array_unref(work.findings);
}
