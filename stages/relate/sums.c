/* Sums that the paper announces. A sum is only ever made of the parts that the announcement points
 * at, all of them; parts that are ranges or circa, or a number that nobody read, leave it unsaid.
 */
#include "relate/context.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PARTS_MAX = SUM_PARTS,
    YEARS_MAX = 30,
    ACROSS_MAX = 20,
    NET_REACH = 40,
    LINE_BYTES = 90
};

static gboolean
is_quantity(enum mention_type type)
{
    return type == MENTION_AMOUNT || type == MENTION_COUNT || type == MENTION_PERCENT;
}

static const char *
mention_attr(struct context *context, guint m, const char *key)
{
    return attrs_get(context->arena, document_mention(context->document, m)->attrs, key);
}

/* The quantity of what the parts are that ends last before `offset` in a unit, -1 for none. `parts`
 * is where they stand; without any there, of whatever kind. */
static int
quantity_before(const struct context *context, const struct unit *unit, gsize offset,
                struct span parts)
{
    guint first, last;
    int of = -1;
    context_mentions(context, parts, &first, &last);
    for (guint i = first; i < last && of < 0; i++)
        if (is_quantity(document_mention(context->document, i)->type))
            of = document_mention(context->document, i)->type;
    int found = -1;
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (is_quantity(mention->type) && mention->span.end <= offset &&
            (of < 0 || (int)mention->type == of))
            found = (int)i;
    }
    return found;
}

/* Quantities of the same kind as `whole` in a span: type, `per`, and for counts any noun. */
static guint
quantities(struct context *context, struct span span, guint whole, guint *parts)
{
    guint first, last, n = 0;
    context_mentions(context, span, &first, &last);
    enum mention_type type = document_mention(context->document, whole)->type;
    for (guint i = first; i < last; i++)
        if (document_mention(context->document, i)->type == type && i != whole &&
            !mention_attr(context, i, "per") && n < PARTS_MAX)
            parts[n++] = i;
    return n;
}

/* Behind `heraf`, `fordelt på` ...: from the cue to a semicolon or the sentence's end. */
static struct span
parts_span(const struct context *context, const struct unit *unit, gsize from)
{
    struct span span = {from, unit->span.end};
    for (gsize at = from; at < unit->span.end; at++)
        if (context->lower[at] == ';' ||
            (context->lower[at] == ',' &&
             context_word_is(context, context_word_after(context, at, unit->span.end),
                             "men|mens"))) {
            span.end = at;
            break;
        }
    return span;
}

/* The items of the list that follows a unit which ends with `heraf` or `fordelt således:`. */
static struct span
list_behind(const struct context *context, const struct unit *unit)
{
    struct document *document = context->document;
    struct span span = {unit->span.end, unit->span.end};
    int cell = document_block(document, unit->block)->cell;
    for (guint b = layout_next(context, unit->block);
         b < document->blocks->len && b < unit->block + PARTS_MAX; b = layout_next(context, b)) {
        const struct block *block = document_block(document, b);
        if (block->kind != BLOCK_ITEM || block->cell != cell)
            break;
        span.end = block->span.end;
    }
    return span;
}

/* Whether a span holds a number that no mention covers: then the parts are not all known. */
static gboolean
has_unread_number(const struct context *context, struct span span, enum mention_type type)
{
    guint m, last;
    gsize end = span.start;
    gboolean labelled = FALSE; /* `projekt 1 og 3`: no figures */
    context_mentions(context, span, &m, &last);
    for (int w = context_word_after(context, span.start, span.end); w >= 0;
         w = context_word_next(context, w, span.end)) {
        const struct word *word = context_word(context, w);
        for (; m < last && document_mention(context->document, m)->span.start <= word->start; m++)
            end = MAX(end, document_mention(context->document, m)->span.end);
        int before = context_word_before(context, span.start, word->start);
        gboolean label =
            context_word_is(context, before, "projekt|delprojekt|punkt|pkt|nr|bilag|tabel|side") ||
            (labelled && context_word_is(context, before, "og|samt"));
        if (word->start < end || label) {
            labelled = label;
            continue;
        }
        int after = context_word_after(context, word->end, span.end);
        if (context_word_is(context, after, "år|årige") &&
            g_ascii_isdigit(context->lower[word->start]))
            continue; /* an age */
        labelled &= context_word_is(context, w, "og|samt");
        if (g_ascii_isdigit(context->lower[word->start]) ||
            (type == MENTION_COUNT &&
             context_word_is(context, w, "to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv")))
            return TRUE;
    }
    return FALSE;
}

/* `whole ..., fordelt med A til x og B til y`; the whole may stand in the sentence before. */
static void
check_parts(struct context *context, guint u, guint h)
{
    const struct unit *unit = context_unit(context, u);
    const struct hit *hit = context_hit(context, h);
    struct span span = parts_span(context, unit, hit->end);
    int whole = quantity_before(context, unit, hit->start, span);
    gboolean loose = strcmp(hit->detail, "some") == 0;
    if (whole < 0 && u > 0 && context_unit(context, u - 1)->block == unit->block)
        whole = quantity_before(context, context_unit(context, u - 1),
                                context_unit(context, u - 1)->span.end, span);
    guint parts[PARTS_MAX];
    if (whole < 0)
        return;
    enum mention_type type = document_mention(context->document, (guint)whole)->type;
    gsize told = MAX(document_mention(context->document, (guint)whole)->span.end, unit->span.start);
    if (has_unread_number(context, (struct span){told, hit->start}, type))
        return; /* the whole is that number: `212 frivillige*, heraf ...` */
    if (context_word_after(context, hit->end, unit->span.end) < 0)
        span = list_behind(context, unit);
    if (has_unread_number(context, span, type))
        return;
    guint n = quantities(context, span, (guint)whole, parts);
    if (n >= 2)
        sum_check(context, (guint)whole, parts, n, 1, loose, unit->span, "sum.parts");
}

/* The years that a unit speaks of: of a duration of whole years, or of a period. 0 for none. */
static guint
years_in(struct context *context, const struct unit *unit)
{
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        const struct mention *mention = document_mention(context->document, i);
        int from, to, used = 0;
        if (mention->type == MENTION_DURATION &&
            sscanf(mention->value, "P%dY%n", &from, &used) == 1 &&
            used == (int)strlen(mention->value) && from > 0 && from <= YEARS_MAX)
            return (guint)from;
        if (mention->type == MENTION_PERIOD && strlen(mention->value) == 9 &&
            sscanf(mention->value, "%4d/%4d", &from, &to) == 2 && to >= from &&
            to - from < YEARS_MAX)
            return (guint)(to - from + 1);
    }
    return 0;
}

/* `A om året i tre år, dvs. C i alt`: the amount right before a total's cue; -1 for none. */
static int
total_before(const struct context *context, const struct unit *unit, const struct hit *hit)
{
    for (guint i = unit->last_mention; i > unit->first_mention; i--) {
        const struct mention *mention = document_mention(context->document, i - 1);
        if (mention->type == MENTION_AMOUNT && mention->span.end <= hit->start)
            return mention->span.end + 2 > hit->start &&
                           !attrs_get(context->arena, mention->attrs, "per")
                       ? (int)i - 1
                       : -1;
    }
    return -1;
}

/* `A til x og B til y, i alt C`; `A om året i tre år, i alt C`. */
static void
check_total(struct context *context, guint u, guint h)
{
    const struct unit *unit = context_unit(context, u);
    const struct hit *hit = context_hit(context, h);
    guint first, last;
    context_mentions(context, (struct span){hit->end, unit->span.end}, &first, &last);
    int before = total_before(context, unit, hit);
    if (before >= 0) {
        first = (guint)before;
        last = first + 1;
    } else if (first >= last ||
               document_mention(context->document, first)->type != MENTION_AMOUNT ||
               document_mention(context->document, first)->span.start > hit->end + 4 ||
               mention_attr(context, first, "per")) {
        return;
    }
    guint n = 0, parts[PARTS_MAX], yearly = 0;
    for (guint i = unit->first_mention; i < first && n < PARTS_MAX; i++) {
        if (document_mention(context->document, i)->type != MENTION_AMOUNT)
            continue;
        const char *per = mention_attr(context, i, "per");
        yearly += per && strcmp(per, "year") == 0;
        parts[n++] = i;
    }
    guint years = years_in(context, unit);
    if (n > 0 && yearly == n && years > 1)
        sum_check(context, first, parts, n, years, FALSE, unit->span, "sum.yearly");
    else if (n >= 2 && yearly == 0 && before < 0)
        sum_check(context, first, parts, n, 1, FALSE, unit->span, "sum.total");
}

/* ---- announced here, told elsewhere ---- */

static const char *
fact_qualifier(const struct fact *fact, const char *name)
{
    for (guint i = 0; i < fact->n_qualifiers; i++)
        if (strcmp(fact->qualifiers[i].name, name) == 0)
            return fact->qualifiers[i].value;
    return "";
}

/* The one amount of a status that each project of the paper's list has; FALSE where a project has
 * none or several. */
static gboolean
one_amount_each(struct context *context, const char *status, const char *per, guint *parts)
{
    for (guint i = 0; i < context->entries->len; i++) {
        guint project = g_array_index(context->entries, guint, i);
        int found = -1;
        for (guint f = 0; f < context->document->facts->len; f++) {
            const struct fact *fact = document_fact(context->document, f);
            if (fact->predicate != PREDICATE_FUNDING || fact->subject.kind != TERM_MENTION ||
                fact->object.kind != TERM_MENTION ||
                context->entity_of[fact->subject.mention] != (int)project ||
                document_mention(context->document, fact->object.mention)->type != MENTION_AMOUNT ||
                strcmp(fact_qualifier(fact, "status"), status) != 0 ||
                strcmp(fact_qualifier(fact, "per"), per) != 0)
                continue;
            if (found >= 0 &&
                strcmp(document_mention(context->document, (guint)found)->value,
                       document_mention(context->document, fact->object.mention)->value) != 0)
                return FALSE;
            found = (int)fact->object.mention;
        }
        if (found < 0)
            return FALSE;
        parts[i] = (guint)found;
    }
    return TRUE;
}

/* Whether a unit counts as many projects as the paper lists. */
static gboolean
counts_entries(struct context *context, const struct unit *unit)
{
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        const struct mention *mention = document_mention(context->document, i);
        const char *of = mention->type == MENTION_COUNT ? mention_attr(context, i, "of") : NULL;
        if (of && (g_str_has_suffix(of, "projekt") || g_str_has_suffix(of, "indsats")) &&
            strtoul(mention->value, NULL, 10) == context->entries->len)
            return TRUE;
    }
    return FALSE;
}

/* `afsat 12,4 mio. kr. i 2016-2019 fordelt på 3 projekter`, `i alt bevilget 9,6 mio. kr. til fire
 * projekter`: the whole against the one amount that the paper gives for each project. TRUE if the
 * sentence announces a sum. */
static gboolean
check_across(struct context *context, guint f)
{
    const struct fact *fact = document_fact(context->document, f);
    guint n = context->entries->len, parts[PARTS_MAX];
    if (n < 2 || n > PARTS_MAX || fact->evidence[0].is_mention)
        return FALSE;
    guint whole = fact->object.mention;
    struct span span = document_sentence(context->document, fact->evidence[0].index)->span;
    guint first, last;
    context_hits(context, span, &first, &last);
    gboolean announced = FALSE;
    for (guint i = first; i < last; i++) {
        const struct hit *hit = context_hit(context, i);
        announced |= hit->class == CUE_SUM &&
                     (strcmp(hit->value, "total") == 0 || strcmp(hit->value, "together") == 0 ||
                      strcmp(hit->value, "parts") == 0);
    }
    if (!announced)
        return FALSE;
    const char *status = fact_qualifier(fact, "status");
    struct unit unit = {.span = span};
    context_mentions(context, span, &unit.first_mention, &unit.last_mention);
    guint years = years_in(context, &unit);
    if (fact_qualifier(fact, "per")[0])
        return FALSE;
    guint times = 1;
    gboolean told = one_amount_each(context, status, "", parts);
    if (!told && years > 1) {
        told = one_amount_each(context, status, "year", parts);
        times = years;
    }
    /* where nobody says how many the whole is of, it may be of more than the list */
    if (told && (counts_entries(context, &unit) ||
                 sum_verdict(context, whole, parts, n, times) == SUM_HOLDS))
        sum_check(context, whole, parts, n, times, FALSE, span,
                  times > 1 ? "sum.across-years" : "sum.across");
    return TRUE;
}

static void
check_programmes(struct context *context)
{
    guint n = context->document->facts->len, checked = 0;
    for (guint f = 0; f < n && checked < ACROSS_MAX; f++) {
        const struct fact *fact = document_fact(context->document, f);
        if (fact->predicate != PREDICATE_FUNDING || fact->object.kind != TERM_MENTION ||
            document_mention(context->document, fact->object.mention)->type != MENTION_AMOUNT ||
            fact->subject.kind != TERM_MENTION ||
            document_mention(context->document, fact->subject.mention)->type == MENTION_PROJECT)
            continue;
        checked += check_across(context, f);
    }
}

/* `Aktiviteter kr. 210.000`: a short line that ends with an amount. */
static gboolean
is_amount_line(const struct context *context, const struct block *block)
{
    guint first, last;
    context_mentions(context, block->span, &first, &last);
    return block->kind == BLOCK_PARAGRAPH && block->span.end - block->span.start < LINE_BYTES &&
           first < last && document_mention(context->document, last - 1)->type == MENTION_AMOUNT &&
           document_mention(context->document, last - 1)->span.end + 2 > block->span.end;
}

/* `I alt 13,15 mio. kr.` on a line of its own, or as the last item, under a list whose items each
 * hold one amount. */
static void
check_list(struct context *context, const struct unit *unit, const struct hit *hit)
{
    struct document *document = context->document;
    guint first, last, n = 0, parts[PARTS_MAX];
    context_mentions(context, unit->span, &first, &last);
    if (hit->start > unit->span.start + 2 || last != first + 1 ||
        document_mention(document, first)->type != MENTION_AMOUNT ||
        mention_attr(context, first, "per") || unit->block == 0)
        return;
    for (guint b = layout_before(context, unit->block); b != G_MAXUINT && n < PARTS_MAX;
         b = layout_before(context, b)) {
        const struct block *block = document_block(document, b);
        guint m, end;
        int part = -1;
        context_mentions(context, block->span, &m, &end);
        if (block->cell >= 0 || (block->kind != BLOCK_ITEM && !is_amount_line(context, block)))
            break;
        for (; m < end; m++) {
            if (document_mention(document, m)->type != MENTION_AMOUNT)
                continue;
            if (part >= 0 || mention_attr(context, m, "per"))
                return; /* two in one item: which is meant? */
            part = (int)m;
        }
        if (part < 0)
            return;
        parts[n++] = (guint)part;
    }
    for (guint i = 0; i < n / 2; i++) {
        guint swap = parts[i];
        parts[i] = parts[n - 1 - i];
        parts[n - 1 - i] = swap;
    }
    if (n >= 2)
        sum_check(context, first, parts, n, 1, FALSE, unit->span, "sum.list");
}

/* The amount behind a SUM cue of a kind in a unit, -1 for none. */
static int
amount_behind(const struct context *context, const struct unit *unit, const char *kind)
{
    for (guint h = unit->first_hit; h < unit->last_hit; h++) {
        const struct hit *hit = context_hit(context, h);
        if (hit->class != CUE_SUM || strcmp(hit->value, kind) != 0)
            continue;
        for (guint i = unit->first_mention; i < unit->last_mention; i++) {
            const struct mention *mention = document_mention(context->document, i);
            if (mention->type == MENTION_AMOUNT && mention->span.start >= hit->end &&
                mention->span.start < hit->end + NET_REACH)
                return (int)i;
        }
    }
    return -1;
}

/* Gross, income and net in one sentence: gross is income and net together. */
static void
check_net(struct context *context, const struct unit *unit)
{
    int gross = amount_behind(context, unit, "gross"),
        income = amount_behind(context, unit, "income");
    int net = amount_behind(context, unit, "net");
    if (gross < 0 || income < 0 || net < 0 || gross == income || income == net || gross == net)
        return;
    const guint parts[] = {(guint)income, (guint)net};
    sum_check(context, (guint)gross, parts, 2, 1, FALSE, unit->span, "sum.net");
}

void
relate_sums(struct context *context)
{
    for (guint u = 0; u < context->units->len; u++) {
        const struct unit *unit = context_unit(context, u);
        if (!layout_is_body(context, unit->block))
            continue;
        check_net(context, unit);
        gboolean parted = FALSE;
        for (guint h = unit->first_hit; h < unit->last_hit; h++) {
            const struct hit *hit = context_hit(context, h);
            if (hit->class != CUE_SUM)
                continue;
            if (strcmp(hit->value, "parts") == 0 && !parted) {
                check_parts(context, u, h);
                parted = TRUE;
            } else if (strcmp(hit->value, "total") == 0) {
                check_total(context, u, h);
                check_list(context, unit, hit);
            }
        }
    }
    check_programmes(context);
}
