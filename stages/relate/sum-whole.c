/* Wholes that stand behind their parts: `A til x og B til y, i alt C`, `I alt C` under a list;
 * yearly amounts and their years; gross, income and net. */
#include "relate/sums.h"

#include <string.h>

enum {
    YEARS_MAX = 30,
    NET_REACH = 40,
    LINE_BYTES = 90,
    CUE_GAP = 4,
    FROM_WORDS = 3
};

static const struct mention *
mention_of(const struct context *context, guint m)
{
    return document_mention(context->document, m);
}

static const char *
attr(const struct context *context, guint m, const char *key)
{
    return attrs_get(context->arena, mention_of(context, m)->attrs, key);
}

static gboolean
is_yearly(const struct context *context, guint m)
{
    return mention_of(context, m)->type == MENTION_AMOUNT &&
           g_strcmp0(attr(context, m, "per"), "year") == 0;
}

/* ---- years ---- */

/* A whole number that is all of a text but for what stands around it; 0 for none. */
static guint
whole_number(const char *text, const char *before, const char *behind)
{
    guint64 number;
    gsize length = strlen(text), head = strlen(before), tail = strlen(behind);
    if (length <= head + tail || !g_str_has_prefix(text, before) || !g_str_has_suffix(text, behind))
        return 0;
    g_autofree char *digits = g_strndup(text + head, length - head - tail);
    return g_ascii_string_to_unsigned(digits, 10, 1, 9999, &number, NULL) ? (guint)number : 0;
}

static guint
years_of(const struct mention *mention)
{
    if (mention->type == MENTION_DURATION) {
        guint months = whole_number(mention->value, "P", "M");
        return months % 12 == 0 && months > 0 ? months / 12
                                              : whole_number(mention->value, "P", "Y");
    }
    if (mention->type != MENTION_PERIOD || strlen(mention->value) != 9 || mention->value[4] != '/')
        return 0;
    g_autofree char *first = g_strndup(mention->value, 4);
    guint from = whole_number(first, "", ""), to = whole_number(mention->value + 5, "", "");
    return from > 0 && to >= from ? to - from + 1 : 0;
}

guint
sum_years(const struct context *context, const struct unit *unit)
{
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        guint years = years_of(mention_of(context, i));
        if (years > 0 && years <= YEARS_MAX)
            return years;
    }
    return 0;
}

/* Whether the words before an amount say that it is the yearly share of what was told before:
 * `(475.000 kr. pr. år)`, `svarende til 475.000 kr. årligt`. */
static gboolean
is_explained(const struct context *context, const struct unit *unit, guint m)
{
    gsize start = mention_of(context, m)->span.start;
    int word = context_word_before(context, unit->span.start, start);
    gsize end = word >= 0 ? context_word(context, word)->end : unit->span.start;
    return context_gap_has(context, end, start, "(=") ||
           context_word_is(context, word, "dvs|altså|eller|nemlig|svarende|dermed") ||
           (context_word_is(context, word, "til") &&
            context_word_is(
                context,
                context_word_before(context, unit->span.start, context_word(context, word)->start),
                "svarende|svarer"));
}

void
sum_check_years(struct context *context, guint u)
{
    const struct unit *unit = context_unit(context, u);
    struct addition sum = {.times = 1};
    int whole = -1, yearly = -1;
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        if (mention_of(context, i)->type != MENTION_AMOUNT)
            continue;
        int *slot = is_yearly(context, i) ? &yearly : &whole;
        if (*slot >= 0)
            return; /* of which? */
        *slot = (int)i;
    }
    if (whole < 0 || yearly < whole || attr(context, (guint)whole, "per") ||
        attr(context, (guint)yearly, "approx") || !is_explained(context, unit, (guint)yearly))
        return;
    sum.whole = (guint)whole;
    sum.times = sum_years(context, unit);
    sum_add(&sum, (guint)yearly);
    if (sum.times > 1)
        sum_check(context, &sum, unit->span, "sum.years");
}

/* ---- a total behind its parts ---- */

/* `A om året i tre år, dvs. C i alt`: the quantity right before a total's cue; -1 for none. */
static int
right_before(const struct context *context, const struct unit *unit, const struct hit *hit)
{
    for (guint i = unit->last_mention; i > unit->first_mention; i--) {
        const struct mention *mention = mention_of(context, i - 1);
        if (mention->type == MENTION_AMOUNT && mention->span.end <= hit->start)
            return mention->span.end + 2 > hit->start && !attr(context, i - 1, "per") ? (int)i - 1
                                                                                      : -1;
    }
    return -1;
}

/* The quantity right behind a total's cue; -1 for none. */
static int
right_behind(const struct context *context, const struct unit *unit, const struct hit *hit)
{
    guint first, last;
    context_mentions(context, (struct span){hit->end, unit->span.end}, &first, &last);
    if (first >= last || mention_of(context, first)->span.start > hit->end + CUE_GAP ||
        attr(context, first, "per") ||
        context_word_is(context, context_word_after(context, hit->end, unit->span.end), "på|til"))
        return -1;
    enum mention_type type = mention_of(context, first)->type;
    return type == MENTION_AMOUNT || type == MENTION_COUNT || type == MENTION_PERCENT ? (int)first
                                                                                      : -1;
}

/* Whether a part is none: `af de 1,2 mio. kr.` is what is divided; a price is to be multiplied. */
static gboolean
is_no_part(const struct context *context, const struct unit *unit, guint m)
{
    gsize at = mention_of(context, m)->span.start;
    for (guint n = 0; n < FROM_WORDS; n++) {
        int word = context_word_before(context, unit->span.start, at);
        if (word < 0 || context_gap_has(context, context_word(context, word)->end, at, ",;:"))
            return FALSE;
        if (context_word_is(context, word, "af|ud|fra|ad|à|á|x|gange|per|mod"))
            return TRUE;
        at = context_word(context, word)->start;
    }
    return FALSE;
}

/* Whether a total is told of the parts before it, not in a clause of its own: `..., og puljen
 * rummer i alt 12 mio. kr.` */
static gboolean
goes_on(const struct context *context, gsize from, gsize to)
{
    if (context_gap_has(context, from, to, ";"))
        return FALSE;
    for (int w = context_word_after(context, from, to); w >= 0;
         w = context_word_next(context, w, to))
        if (context_word_is(
                context, w,
                "er|har|var|havde|blev|bliver|ville|vil|skal|kan|rummer|udgør|søgt|ansøgt|"
                "søges|der|som|men|mens|hvor|idet|fordi|da|at|afsat|afsættes|"
                "koster|ramme|rammen|puljen|ud|af|hvoraf|heraf"))
            return FALSE;
    return TRUE;
}

/* Whether a cue divides a whole inside a span: then its parts and the whole stand side by side. */
static gboolean
is_divided(const struct context *context, struct span span)
{
    guint first, last;
    context_hits(context, span, &first, &last);
    for (guint h = first; h < last; h++)
        if (context_hit(context, h)->class == CUE_SUM &&
            strcmp(context_hit(context, h)->value, "parts") == 0)
            return TRUE;
    return FALSE;
}

/* Adds what a unit tells of the whole's kind in `span`; FALSE where it is not plainly parts. */
static gboolean
add_parts(const struct context *context, const struct unit *unit, struct span span,
          struct addition *sum)
{
    guint yearly = 0, first, last;
    enum mention_type type = mention_of(context, sum->whole)->type;
    context_mentions(context, span, &first, &last);
    for (guint i = first; i < last; i++) {
        if (mention_of(context, i)->type != type || i == sum->whole)
            continue;
        const char *per = attr(context, i, "per");
        if (is_no_part(context, unit, i) || (per && !is_yearly(context, i)))
            return FALSE;
        yearly += is_yearly(context, i);
        sum_add(sum, i);
    }
    if (yearly == 0)
        return sum->n >= 2;
    sum->times = sum_years(context, unit);
    return yearly == sum->n && sum->times > 1;
}

void
sum_check_total(struct context *context, guint u, guint h)
{
    const struct unit *unit = context_unit(context, u);
    const struct hit *hit = context_hit(context, h);
    int whole = right_before(context, unit, hit);
    if (whole < 0)
        whole = right_behind(context, unit, hit);
    if (whole < 0)
        return;
    struct addition sum = {.whole = (guint)whole};
    gsize end = MIN(hit->start, mention_of(context, sum.whole)->span.start);
    const struct unit *told = unit;
    if (hit->start <= unit->span.start + 2 && u > 0 &&
        context_unit(context, u - 1)->block == unit->block) {
        if (unit->last_mention > sum.whole + 1)
            return;                          /* `I alt 5 mio. kr. fordelt på ...` */
        told = context_unit(context, u - 1); /* `I alt 5 mio. kr.` is a sentence */
        end = told->span.end;
    }
    struct span span = {told->span.start, end};
    if (is_divided(context, span) || !add_parts(context, told, span, &sum))
        return;
    gsize from = mention_of(context, sum.parts[sum.n - 1])->span.end;
    if (goes_on(context, from, end) || sum_verdict(context, &sum) == SUM_HOLDS)
        sum_check(context, &sum, unit->span, "sum.total");
}

/* ---- a list ---- */

/* `Aktiviteter kr. 210.000`: a short line that ends with an amount. */
static gboolean
is_amount_line(const struct context *context, const struct block *block)
{
    guint first, last;
    context_mentions(context, block->span, &first, &last);
    return block->kind == BLOCK_PARAGRAPH && block->span.end - block->span.start < LINE_BYTES &&
           first < last && mention_of(context, last - 1)->type == MENTION_AMOUNT &&
           mention_of(context, last - 1)->span.end + 2 > block->span.end;
}

/* The one amount of an item: its mention, -1 for none, -2 for several. */
static int
amount_of(const struct context *context, const struct block *block)
{
    guint first, last;
    int found = -1;
    context_mentions(context, block->span, &first, &last);
    for (guint m = first; m < last; m++) {
        if (mention_of(context, m)->type != MENTION_AMOUNT)
            continue;
        if (found >= 0 || attr(context, m, "per"))
            return -2;
        found = (int)m;
    }
    return found;
}

static void
reverse(struct addition *sum)
{
    for (guint i = 0; i < sum->n / 2; i++) {
        guint swap = sum->parts[i];
        sum->parts[i] = sum->parts[sum->n - 1 - i];
        sum->parts[sum->n - 1 - i] = swap;
    }
}

void
sum_check_list(struct context *context, guint u, guint h)
{
    struct document *document = context->document;
    const struct unit *unit = context_unit(context, u);
    const struct hit *hit = context_hit(context, h);
    guint first, last;
    context_mentions(context, unit->span, &first, &last);
    if (hit->start > unit->span.start + 2 || last != first + 1 ||
        mention_of(context, first)->type != MENTION_AMOUNT || attr(context, first, "per") ||
        unit->block == 0)
        return;
    struct addition sum = {.whole = first};
    for (guint b = layout_before(context, unit->block); b != G_MAXUINT && sum.n < SUM_PARTS;
         b = layout_before(context, b)) {
        const struct block *block = document_block(document, b);
        if (block->cell >= 0 || (!layout_is_item(context, b) && !is_amount_line(context, block)))
            break;
        int part = amount_of(context, block);
        if (part < 0)
            return; /* none, or two: which is meant? */
        sum_add(&sum, (guint)part);
    }
    reverse(&sum);
    if (sum.n >= 2)
        sum_check(context, &sum, unit->span, "sum.list");
}

/* ---- gross and net ---- */

/* The amount behind a SUM cue of a kind in a unit, -1 for none. */
static int
amount_behind(const struct context *context, const struct unit *unit, const char *kind)
{
    for (guint h = unit->first_hit; h < unit->last_hit; h++) {
        const struct hit *hit = context_hit(context, h);
        if (hit->class != CUE_SUM || strcmp(hit->value, kind) != 0)
            continue;
        for (guint i = unit->first_mention; i < unit->last_mention; i++) {
            const struct mention *mention = mention_of(context, i);
            if (mention->type == MENTION_AMOUNT && mention->span.start >= hit->end &&
                mention->span.start < hit->end + NET_REACH)
                return (int)i;
        }
    }
    return -1;
}

void
sum_check_net(struct context *context, guint u)
{
    const struct unit *unit = context_unit(context, u);
    int gross = amount_behind(context, unit, "gross"),
        income = amount_behind(context, unit, "income");
    int net = amount_behind(context, unit, "net");
    if (gross < 0 || income < 0 || net < 0 || gross == income || income == net || gross == net)
        return;
    struct addition sum = {.whole = (guint)gross};
    sum_add(&sum, (guint)income);
    sum_add(&sum, (guint)net);
    sum_check(context, &sum, unit->span, "sum.net");
}
