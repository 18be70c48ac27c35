/* A sum held against its parts by interval arithmetic: `23,2 mio.` stands for 23.15 to 23.25, an
 * amount in whole kroner and a count for itself. */
#include "relate/context.h"

#include <math.h>
#include <string.h>

enum {
    PARTS_MAX = SUM_PARTS,
    TEXT_PARTS = 14
};

/* ---- numbers as written ---- */

/* A value and half of its last written digit, in thousandths. */
struct number {
    gint64 value, half;
};

/* "23200000.50" in thousandths; FALSE for a range or anything else. */
static gboolean
parse_decimal(const char *text, gint64 *ret_value)
{
    gboolean negative = text[0] == '-';
    text += negative;
    gint64 value = 0;
    int decimals = -1;
    for (; *text; text++) {
        if (*text == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (!g_ascii_isdigit(*text) || decimals >= 3 || value > G_MAXINT64 / 100000)
            return FALSE;
        value = value * 10 + (*text - '0');
        decimals += decimals >= 0;
    }
    for (int i = MAX(decimals, 0); i < 3; i++)
        value *= 10;
    *ret_value = negative ? -value : value;
    return TRUE;
}

/* The first number printed in a text (decimal comma, '.' for thousands), and its decimals. */
static double
printed_number(const char *text, int *ret_decimals)
{
    double value = 0;
    *ret_decimals = 0;
    while (*text && !g_ascii_isdigit(*text))
        text++;
    for (; g_ascii_isdigit(*text) || (*text == '.' && g_ascii_isdigit(text[1])) ||
           (*text == ' ' && g_ascii_isdigit(text[1]) && g_ascii_isdigit(text[2]));
         text++)
        if (g_ascii_isdigit(*text))
            value = value * 10 + (*text - '0');
    if (*text == ',' && g_ascii_isdigit(text[1])) {
        double place = 0.1;
        for (text++; g_ascii_isdigit(*text) && *ret_decimals < 6; text++) {
            value += (*text - '0') * place;
            place /= 10;
            (*ret_decimals)++;
        }
    }
    return value;
}

static gboolean
read_number(struct context *context, guint m, struct number *ret)
{
    const struct mention *mention = document_mention(context->document, m);
    const char *approx = attrs_get(context->arena, mention->attrs, "approx");
    const char *unit = attrs_get(context->arena, mention->attrs, "unit");
    if (approx || !parse_decimal(mention->value, &ret->value))
        return FALSE;
    ret->half = 0;
    if (mention->type == MENTION_COUNT)
        return TRUE;
    int decimals;
    double printed = printed_number(context_text(context, mention->span), &decimals);
    double scale = unit ? g_ascii_strtod(unit, NULL) : 1;
    if (printed > 0)
        scale = fabs((double)ret->value / 1000 / printed);
    double grain = scale * pow(10, -decimals);
    if (grain >= 1.5 || (mention->type == MENTION_PERCENT && grain > 0))
        ret->half = (gint64)llround(grain * 500);
    return TRUE;
}

static char *
format_number(struct context *context, gint64 thousandths)
{
    const char *sign = thousandths < 0 ? "-" : "";
    guint64 n = thousandths < 0 ? (guint64)-thousandths : (guint64)thousandths;
    guint64 whole = n / 1000, rest = n % 1000;
    if (rest == 0)
        return arena_printf(context->arena, "%s%" G_GUINT64_FORMAT, sign, whole);
    char *text = arena_printf(context->arena, "%s%" G_GUINT64_FORMAT ".%03" G_GUINT64_FORMAT, sign,
                              whole, rest);
    for (gsize end = strlen(text); text[end - 1] == '0'; end--)
        text[end - 1] = '\0';
    return text;
}

/* ---- a check ---- */

/* Parts added up, all in thousandths. */
struct sum {
    gint64 values[PARTS_MAX];
    gint64 sum, slack, difference;
    gboolean holds;
};

static char *
check_text(struct context *context, const gint64 *values, guint n, guint times, gint64 sum,
           gint64 off)
{
    g_autoptr(GString) text = g_string_new(times > 1 && n > 1 ? "(" : NULL);
    for (guint i = 0; i < n && i < TEXT_PARTS; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? " + " : "", format_number(context, values[i]));
    if (n > TEXT_PARTS)
        g_string_append_printf(text, " + %u more", n - TEXT_PARTS);
    if (times > 1)
        g_string_append_printf(text, "%s x %u years", n > 1 ? ")" : "", times);
    g_string_append_printf(text, " = %s: ", format_number(context, sum));
    if (off)
        g_string_append_printf(text, "off by %s", format_number(context, off));
    else
        g_string_append(text, "holds");
    return arena_strndup(context->arena, text->str, text->len);
}

/* The sum of parts and how far rounding may carry it; FALSE where digits are unclear. */
static gboolean
add_up(struct context *context, guint whole, const guint *parts, guint n, guint times,
       struct sum *ret)
{
    struct number total;
    if (n == 0 || n > PARTS_MAX || times == 0 || (n == 1 && times == 1) ||
        !read_number(context, whole, &total))
        return FALSE;
    *ret = (struct sum){0};
    for (guint i = 0; i < n; i++) {
        struct number part;
        if (!read_number(context, parts[i], &part))
            return FALSE;
        ret->values[i] = part.value;
        ret->sum += part.value;
        ret->slack += part.half;
    }
    ret->sum *= times;
    ret->slack = ret->slack * times + total.half;
    ret->difference = ret->sum - total.value;
    ret->holds = ABS(ret->difference) <= ret->slack;
    return TRUE;
}

enum sum_verdict
sum_verdict(struct context *context, guint whole, const guint *parts, guint n_parts, guint times)
{
    struct sum sum;
    if (!add_up(context, whole, parts, n_parts, times, &sum))
        return SUM_UNCLEAR;
    return sum.holds ? SUM_HOLDS : SUM_OFF;
}

gboolean
sum_check(struct context *context, guint whole, const guint *parts, guint n_parts, guint times,
          gboolean at_most, struct span shown, const char *rule)
{
    struct sum sum;
    if (!add_up(context, whole, parts, n_parts, times, &sum) ||
        (!sum.holds && at_most && sum.difference < 0))
        return FALSE;
    gboolean holds = sum.holds;
    gint64 off = holds ? 0 : ABS(sum.difference);
    struct draft draft;
    draft_begin(&draft, PREDICATE_SUM_CHECK, rule, holds ? CERT_HIGH : CERT_MEDIUM);
    draft.fact.subject = term_mention(whole);
    draft.fact.object = term_text(check_text(context, sum.values, n_parts, times, sum.sum, off));
    draft_qualify(&draft, "verdict", holds ? "consistent" : "off");
    if (!holds)
        draft_qualify(&draft, "by", format_number(context, off));
    draft_span(context, &draft, shown);
    draft_mention(&draft, whole);
    for (guint i = 0; i < n_parts; i++)
        draft_mention(&draft, parts[i]);
    draft_put(context, &draft);
    return TRUE;
}
