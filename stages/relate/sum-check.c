/* A sum held against its parts by interval arithmetic: `23,2 mio.` stands for 23.15 to 23.25, an
 * amount in whole kroner and a count for itself. */
#include "relate/sums.h"

#include <math.h>
#include <string.h>

enum {
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

/* A mention's value in thousandths and half of its last digit as written: 0 for a count, and for an
 * amount in whole kroner. What keeps it from being known, or NULL. */
static const char *
read_number(struct context *context, guint m, struct number *ret)
{
    const struct mention *mention = document_mention(context->document, m);
    const char *unit = attrs_get(context->arena, mention->attrs, "unit");
    *ret = (struct number){0};
    if (!parse_decimal(mention->value, &ret->value))
        return "is a range";
    if (attrs_get(context->arena, mention->attrs, "approx"))
        return "is not exact";
    if (mention->type == MENTION_COUNT)
        return NULL;
    int decimals;
    double printed = printed_number(context_text(context, mention->span), &decimals);
    double scale = unit ? g_ascii_strtod(unit, NULL) : 1;
    if (printed > 0)
        scale = fabs((double)ret->value / 1000 / printed);
    double grain = scale * pow(10, -decimals);
    if (grain >= 1.5 || (mention->type == MENTION_PERCENT && grain > 0))
        ret->half = (gint64)llround(grain * 500);
    return NULL;
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
struct result {
    gint64 values[SUM_PARTS]; /* with their signs */
    gint64 sum, slack, difference;
    const char *unclear; /* why it cannot be told, or NULL */
    gboolean reaches;    /* the parts, circa or not, come up to the whole */
};

void
sum_add(struct addition *sum, guint mention)
{
    if (sum->n < SUM_PARTS)
        sum->parts[sum->n++] = mention;
    else
        sum->unread = "there are more parts than can be shown";
}

static guint
times_of(const struct addition *sum)
{
    return MAX(sum->times, 1);
}

/* Adds up the parts; what is unclear stands in the result. */
static void
add_up(struct context *context, const struct addition *sum, struct result *ret)
{
    struct number total, part;
    *ret = (struct result){.unclear = sum->unread};
    const char *why = read_number(context, sum->whole, &total);
    if (why)
        ret->unclear = arena_printf(context->arena, "the whole %s", why);
    for (guint i = 0; i < sum->n; i++) {
        why = read_number(context, sum->parts[i], &part);
        if (why && !ret->unclear)
            ret->unclear = arena_printf(context->arena, "a part %s", why);
        ret->values[i] = sum->minus[i] ? -part.value : part.value;
        ret->sum += ret->values[i];
        ret->slack += part.half;
    }
    gint64 times = times_of(sum);
    ret->sum *= times;
    ret->slack = ret->slack * times + total.half;
    ret->difference = ret->sum - total.value;
    ret->reaches = ABS(ret->difference) <= ret->slack;
}

static enum sum_verdict
judge(const struct addition *sum, const struct result *result)
{
    if (sum->n < 2 && times_of(sum) < 2 && !(sum->n == 1 && sum->unread && !sum->loose))
        return SUM_NONE;
    if (result->unclear)
        return SUM_UNCLEAR;
    if (result->reaches)
        return SUM_HOLDS;
    return sum->loose && result->difference < 0 ? SUM_SHORT : SUM_OFF;
}

enum sum_verdict
sum_verdict(struct context *context, const struct addition *sum)
{
    struct result result;
    add_up(context, sum, &result);
    return judge(sum, &result);
}

/* "600000 + 250000 = 850000"; what is not clear stands as it is printed. */
static void
append_sum(struct context *context, GString *text, const struct addition *sum,
           const struct result *result)
{
    gboolean several = sum->n > 1, repeated = times_of(sum) > 1;
    g_string_append(text, repeated && several ? "(" : "");
    for (guint i = 0; i < sum->n && i < TEXT_PARTS; i++) {
        struct number part;
        gboolean clear = read_number(context, sum->parts[i], &part) == NULL;
        struct span span = document_mention(context->document, sum->parts[i])->span;
        g_string_append(text, i > 0 ? " + " : "");
        g_string_append(text, clear ? format_number(context, result->values[i])
                                    : context_text(context, span));
    }
    if (sum->n > TEXT_PARTS)
        g_string_append_printf(text, " + %u more", sum->n - TEXT_PARTS);
    if (repeated)
        g_string_append_printf(text, "%s x %u years", several ? ")" : "", times_of(sum));
    if (!result->unclear)
        g_string_append_printf(text, " = %s", format_number(context, result->sum));
}

static char *
outcome_of(struct context *context, enum sum_verdict verdict, const struct result *result)
{
    if (verdict == SUM_OFF)
        return arena_printf(context->arena, "off by %s",
                            format_number(context, ABS(result->difference)));
    if (verdict == SUM_UNCLEAR)
        return arena_printf(context->arena, "unverified, %s", result->unclear);
    return arena_strdup(context->arena, "holds");
}

/* A check of one or two ways to add up the same whole, that come to the same. */
static void
put_check(struct context *context, const struct addition *const *sums,
          const struct result *const *results, guint n, struct span shown, const char *rule)
{
    static const char *const names[] = {
        [SUM_HOLDS] = "consistent", [SUM_OFF] = "off", [SUM_UNCLEAR] = "unverified"};
    enum sum_verdict verdict = judge(sums[0], results[0]);
    g_autoptr(GString) text = g_string_new(NULL);
    struct draft draft;
    draft_begin(&draft, PREDICATE_SUM_CHECK, rule, verdict == SUM_HOLDS ? CERT_HIGH : CERT_MEDIUM);
    draft.fact.subject = term_mention(sums[0]->whole);
    draft_qualify(&draft, "verdict", names[verdict]);
    if (verdict == SUM_OFF)
        draft_qualify(&draft, "by", format_number(context, ABS(results[0]->difference)));
    draft_span(context, &draft, shown);
    draft_mention(&draft, sums[0]->whole);
    for (guint k = 0; k < n; k++) {
        g_string_append(text, k > 0 ? "; " : "");
        append_sum(context, text, sums[k], results[k]);
        for (guint i = 0; i < sums[k]->n; i++)
            draft_mention(&draft, sums[k]->parts[i]);
    }
    g_string_append_printf(text, ": %s", outcome_of(context, verdict, results[0]));
    draft.fact.object = term_text(arena_strndup(context->arena, text->str, text->len));
    draft_put(context, &draft);
}

/* Whether a verdict is worth saying. */
static gboolean
is_said(const struct addition *sum, const struct result *result)
{
    enum sum_verdict verdict = judge(sum, result);
    return verdict == SUM_HOLDS || verdict == SUM_OFF ||
           (verdict == SUM_UNCLEAR && !(sum->loose && (sum->unread || !result->reaches)));
}

gboolean
sum_check(struct context *context, const struct addition *sum, struct span shown, const char *rule)
{
    struct result result;
    const struct addition *sums[] = {sum};
    const struct result *results[] = {&result};
    add_up(context, sum, &result);
    if (!is_said(sum, &result))
        return FALSE;
    put_check(context, sums, results, 1, shown, rule);
    return TRUE;
}

void
sum_check_table_cell(struct context *context, const struct addition *column,
                     const struct addition *row, struct span shown)
{
    struct result down, across;
    const struct addition *sums[] = {column, row};
    const struct result *results[] = {&down, &across};
    add_up(context, column, &down);
    add_up(context, row, &across);
    gboolean by_column = is_said(column, &down), by_row = is_said(row, &across);
    if (by_column && by_row && (down.unclear == NULL) != (across.unclear == NULL)) {
        by_column = !down.unclear; /* what can be told tells enough */
        by_row = !across.unclear;
    }
    gboolean alike =
        judge(column, &down) == judge(row, &across) &&
        (down.unclear || down.reaches || ABS(down.difference) == ABS(across.difference));
    if (by_column && by_row && alike && column->n + row->n <= SUM_PARTS) {
        put_check(context, sums, results, 2, shown, "table.both");
        return;
    }
    if (by_column)
        put_check(context, sums, results, 1, shown, "table.column");
    if (by_row && !(by_column && alike))
        put_check(context, sums + 1, results + 1, 1, shown, "table.row");
}
