/* Cases: the same number of the same year, however they are written.
 *
 *   2009-14233   2009/14233   14233/2009   09/14233      year and number
 *   SUD 14/2010   SUD 14/10   SUD-14/2010                letters, number, year
 *   01.05.13-P20-4-17   01.05.13P20-4-17                 all its groups
 *
 * names.c keeps the number in one form with the name, so that comparing is cheap. */
#include "names-private.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAX_GROUPS = 12,
    MIN_NUMBER = 3 /* digits of a number that a year of two digits stands before */
};

/* Runs of letters and of digits. */
struct groups {
    guint n;
    struct group {
        const char *at;
        gsize length;
    } groups[MAX_GROUPS];
};

static gboolean
split_groups(const char *folded, struct groups *ret)
{
    ret->n = 0;
    for (const char *at = folded; *at;) {
        if (*at == ' ') {
            at++;
            continue;
        }
        if (ret->n == MAX_GROUPS)
            return FALSE;
        gboolean digits = g_ascii_isdigit(*at);
        const char *start = at;
        while (*at && *at != ' ' && g_ascii_isdigit(*at) == digits)
            at++;
        ret->groups[ret->n++] = (struct group){start, (gsize)(at - start)};
    }
    return TRUE;
}

/* A year of four digits, or 0. */
static guint
full_year(const struct group *group)
{
    enum {
        FIRST = 1950,
        LAST = 2099
    };
    guint year = group->length == 4 ? (guint)strtoul(group->at, NULL, 10) : 0;
    return year >= FIRST && year <= LAST ? year : 0;
}

static guint
short_year(const struct group *group)
{
    enum {
        CENTURY_ENDS = 50
    };
    guint year = (guint)strtoul(group->at, NULL, 10);
    return year < CENTURY_ENDS ? 2000 + year : 1900 + year;
}

/* Of two groups of digits, which is the year (0: neither can be told) and which the number. */
static guint
find_year(const struct group *first, const struct group *second, gboolean lettered,
          const struct group **ret_number)
{
    *ret_number = full_year(first) ? second : first;
    if (full_year(first) && full_year(second))
        return 0;
    if (full_year(first) || full_year(second))
        return full_year(first) + full_year(second);
    if (lettered && second->length == 2)
        return short_year(second);
    *ret_number = second;
    return !lettered && first->length == 2 && second->length >= MIN_NUMBER ? short_year(first) : 0;
}

/* Two groups of digits, one of them a year, and letters before them or not: "sou 2010 14". */
static char *
with_year(const struct groups *groups)
{
    guint lettered = groups->n > 0 && !g_ascii_isdigit(*groups->groups[0].at);
    if (groups->n != 2 + lettered)
        return NULL;
    const struct group *first = &groups->groups[lettered], *number;
    if (!g_ascii_isdigit(*first->at) || !g_ascii_isdigit(*first[1].at))
        return NULL;
    guint year = find_year(first, first + 1, lettered, &number);
    gsize zeros = MIN(strspn(number->at, "0"), number->length - 1);
    if (!year)
        return NULL;
    return g_strdup_printf("%.*s %u %.*s", lettered ? (int)groups->groups[0].length : 0,
                           groups->groups[0].at, year, (int)(number->length - zeros),
                           number->at + zeros);
}

char *
case_in_one_form(const char *folded)
{
    struct groups groups;
    if (!split_groups(folded, &groups))
        return g_strdup(folded);
    char *form = with_year(&groups);
    if (form)
        return form;
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < groups.n; i++)
        g_string_append_printf(out, "%s%.*s", i ? " " : "", (int)groups.groups[i].length,
                               groups.groups[i].at);
    return g_string_free(out, FALSE);
}

void
compare_cases(struct name_rules *rules, const struct name *a, const struct name *b,
              struct comparison *comparison)
{
    if (!*a->content || strcmp(a->content, b->content) != 0)
        comparison_refuse(comparison, "other numbers");
    else
        comparison_add(rules, comparison, FEATURE_YEAR);
}
