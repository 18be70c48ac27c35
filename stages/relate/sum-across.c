/* A whole told here whose parts are told elsewhere: one amount for each project of the paper's
 * list. */
#include "relate/sums.h"

#include <string.h>

enum {
    ACROSS_MAX = 20
};

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
        const char *of =
            mention->type == MENTION_COUNT ? attrs_get(context->arena, mention->attrs, "of") : NULL;
        if (of && (g_str_has_suffix(of, "projekt") || g_str_has_suffix(of, "indsats")) &&
            g_ascii_strtoull(mention->value, NULL, 10) == context->entries->len)
            return TRUE;
    }
    return FALSE;
}

/* The mention of a span that has the value of another one, -1 for none. */
static int
same_in(const struct context *context, struct span span, guint mention)
{
    guint first, last;
    const struct mention *other = document_mention(context->document, mention);
    context_mentions(context, span, &first, &last);
    for (guint i = first; i < last; i++)
        if (document_mention(context->document, i)->type == other->type &&
            strcmp(document_mention(context->document, i)->value, other->value) == 0)
            return (int)i;
    return -1;
}

/* `afsat 12,4 mio. kr. i 2016-2019 fordelt på 3 projekter`, `i alt bevilget 9,6 mio. kr. til fire
 * projekter`: the whole against the one amount that the paper gives for each project. TRUE if the
 * sentence announces a sum. */
static gboolean
check_across(struct context *context, guint f, guint sentence)
{
    const struct fact *fact = document_fact(context->document, f);
    struct addition sum = {.whole = fact->object.mention, .n = context->entries->len, .times = 1};
    if (sum.n < 2 || sum.n > SUM_PARTS)
        return FALSE;
    struct span span = document_sentence(context->document, sentence)->span;
    int whole = same_in(context, span, sum.whole);
    guint first, last;
    context_hits(context, span, &first, &last);
    gboolean announced = FALSE;
    for (guint i = first; i < last; i++) {
        const struct hit *hit = context_hit(context, i);
        announced |= hit->class == CUE_SUM &&
                     (strcmp(hit->value, "total") == 0 || strcmp(hit->value, "together") == 0 ||
                      strcmp(hit->detail, "all") == 0);
    }
    if (!announced || whole < 0)
        return FALSE;
    sum.whole = (guint)whole;
    const char *status = fact_qualifier(fact, "status");
    struct unit unit = {.span = span};
    context_mentions(context, span, &unit.first_mention, &unit.last_mention);
    guint years = sum_years(context, &unit);
    if (fact_qualifier(fact, "per")[0])
        return FALSE;
    gboolean told = one_amount_each(context, status, "", sum.parts);
    if (!told && years > 1) {
        told = one_amount_each(context, status, "year", sum.parts);
        sum.times = years;
    }
    /* where nobody says how many the whole is of, it may be of more than the list */
    if (told && (counts_entries(context, &unit) || sum_verdict(context, &sum) == SUM_HOLDS))
        sum_check(context, &sum, span, sum.times > 1 ? "sum.across-years" : "sum.across");
    return TRUE;
}

void
sum_check_across(struct context *context)
{
    guint n = context->document->facts->len, checked = 0;
    for (guint f = 0; f < n && checked < ACROSS_MAX; f++) {
        struct fact fact = *document_fact(context->document, f); /* more are added meanwhile */
        if (fact.predicate != PREDICATE_FUNDING || fact.object.kind != TERM_MENTION ||
            document_mention(context->document, fact.object.mention)->type != MENTION_AMOUNT ||
            fact.subject.kind != TERM_MENTION ||
            document_mention(context->document, fact.subject.mention)->type == MENTION_PROJECT)
            continue;
        for (guint e = 0; e < fact.n_evidence && checked < ACROSS_MAX; e++)
            if (!fact.evidence[e].is_mention)
                checked += check_across(context, f, fact.evidence[e].index);
    }
}
