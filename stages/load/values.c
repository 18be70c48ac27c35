/* Numbers are read digit by digit, so that no rounding and no locale comes in. */
#include "values.h"

#include <string.h>

enum {
    ORE_PER_KRONE = 100
};

/* Reads a plain decimal as øre; the byte after it, or NULL. */
static const char *
read_ore(const char *at, gint64 *ret)
{
    gboolean negative = *at == '-';
    gint64 ore = 0;
    guint decimals = 0;
    at += negative;
    if (!g_ascii_isdigit(*at))
        return NULL;
    for (gboolean fraction = FALSE; g_ascii_isdigit(*at) || (*at == '.' && !fraction); at++) {
        if (*at == '.') {
            fraction = TRUE;
            continue;
        }
        if (fraction && ++decimals > 2)
            return NULL;
        if (__builtin_mul_overflow(ore, 10, &ore) || __builtin_add_overflow(ore, *at - '0', &ore))
            return NULL;
    }
    for (; decimals < 2; decimals++) {
        if (__builtin_mul_overflow(ore, 10, &ore))
            return NULL;
    }
    *ret = negative ? -ore : ore;
    return at;
}

gboolean
value_ore(const char *value, gint64 *ret_min, gint64 *ret_max)
{
    gint64 min = 0, max;
    const char *at = read_ore(value, &min);
    max = min;
    if (at && *at == '/')
        at = read_ore(at + 1, &max);
    if (!at || *at)
        return FALSE;
    *ret_min = MIN(min, max);
    *ret_max = MAX(min, max);
    return TRUE;
}

static gint
two_digits(const char *at)
{
    return g_ascii_isdigit(at[0]) && g_ascii_isdigit(at[1]) ? (at[0] - '0') * 10 + at[1] - '0' : -1;
}

static void
put_day(char ret[DAY_SIZE], guint year, guint month, guint day)
{
    g_snprintf(ret, DAY_SIZE, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
}

static void
put_months(guint year, guint first, guint last, char from[DAY_SIZE], char to[DAY_SIZE])
{
    put_day(from, year, first, 1);
    put_day(to, year, last, g_date_get_days_in_month((GDateMonth)last, (GDateYear)year));
}

/* Monday to Sunday of an ISO week. */
static gboolean
put_week(guint year, gint week, char from[DAY_SIZE], char to[DAY_SIZE])
{
    GDate day;
    if (week < 1 || week > 53)
        return FALSE;
    g_date_clear(&day, 1);
    g_date_set_dmy(&day, 4, G_DATE_JANUARY, (GDateYear)year); /* always in week 1 */
    g_date_subtract_days(&day, (guint)g_date_get_weekday(&day) - 1);
    g_date_add_days(&day, (guint)(week - 1) * 7);
    put_day(from, g_date_get_year(&day), g_date_get_month(&day), g_date_get_day(&day));
    g_date_add_days(&day, 6);
    put_day(to, g_date_get_year(&day), g_date_get_month(&day), g_date_get_day(&day));
    return TRUE;
}

/* "2016-23": 21 spring (March to May) .. 24 winter (December to February). */
static gboolean
put_season(guint year, gint season, char from[DAY_SIZE], char to[DAY_SIZE])
{
    guint first = (guint)(season - 21) * 3 + 3, last = season == 24 ? 2 : first + 2;
    guint last_year = season == 24 ? year + 1 : year;
    put_day(from, year, first, 1);
    put_day(to, last_year, last, g_date_get_days_in_month((GDateMonth)last, (GDateYear)last_year));
    return TRUE;
}

/* What follows the year: a quarter, half, week, season, month or month and day. */
static gboolean
part_days(guint year, const char *part, gsize length, char from[DAY_SIZE], char to[DAY_SIZE])
{
    if (length == 2 && part[0] == 'Q' && part[1] >= '1' && part[1] <= '4') {
        put_months(year, (guint)(part[1] - '1') * 3 + 1, (guint)(part[1] - '0') * 3, from, to);
        return TRUE;
    }
    if (length == 2 && part[0] == 'H' && (part[1] == '1' || part[1] == '2')) {
        put_months(year, part[1] == '1' ? 1 : 7, part[1] == '1' ? 6 : 12, from, to);
        return TRUE;
    }
    if (length == 3 && part[0] == 'W')
        return put_week(year, two_digits(part + 1), from, to);
    gint month = length >= 2 ? two_digits(part) : -1;
    if (length == 2 && month >= 21 && month <= 24)
        return put_season(year, month, from, to);
    if (month < 1 || month > 12)
        return FALSE;
    put_months(year, (guint)month, (guint)month, from, to);
    if (length == 2)
        return TRUE;
    gint day = length == 5 && part[2] == '-' ? two_digits(part + 3) : -1;
    if (day < 1 || !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return FALSE;
    put_day(from, year, (guint)month, (guint)day);
    put_day(to, year, (guint)month, (guint)day);
    return TRUE;
}

/* One end, `length` bytes. */
static gboolean
point_days(const char *point, gsize length, char from[DAY_SIZE], char to[DAY_SIZE])
{
    if (length < 4 || two_digits(point) < 0 || two_digits(point + 2) < 0)
        return FALSE;
    guint year = (guint)(two_digits(point) * 100 + two_digits(point + 2));
    if (year == 0)
        return FALSE;
    if (length == 4) {
        put_months(year, 1, 12, from, to);
        return TRUE;
    }
    return length <= 10 && point[4] == '-' && part_days(year, point + 5, length - 5, from, to);
}

gboolean
value_days(const char *value, char ret_from[DAY_SIZE], char ret_to[DAY_SIZE])
{
    char from[DAY_SIZE] = "", to[DAY_SIZE] = "", unused[DAY_SIZE] = "";
    const char *slash = strchr(value, '/');
    if (!slash) {
        if (!point_days(value, strlen(value), from, to))
            return FALSE;
    } else {
        if (!point_days(value, (gsize)(slash - value), from, unused))
            from[0] = '\0';
        if (!point_days(slash + 1, strlen(slash + 1), unused, to))
            to[0] = '\0';
    }
    if (!*from && !*to)
        return FALSE;
    g_strlcpy(ret_from, from, DAY_SIZE);
    g_strlcpy(ret_to, to, DAY_SIZE);
    return TRUE;
}
