/* Amounts in running text and headings, each made a fact out of its role (funding-role.c), whose it
 * is (funding-subject.c), from whom and for when (funding-qualify.c). An amount with neither a role
 * nor anybody named in its sentence is nobody's and left alone. */
#include "relate/funding.h"

#include <string.h>

static gboolean
is_type(const struct context *context, int entity, enum mention_type type)
{
    return entity >= 0 && context_entity(context, entity)->type == type;
}

static struct span
segment_of(const struct context *context, const struct unit *unit, guint m)
{
    struct span segment = {document_mention(context->document, m)->span.end, unit->span.end};
    for (guint i = m + 1; i < unit->last_mention; i++)
        if (document_mention(context->document, i)->type == MENTION_AMOUNT &&
            document_mention(context->document, i)->span.start >= segment.start) {
            segment.end = document_mention(context->document, i)->span.start;
            break;
        }
    return segment;
}

static void
relate_amount(struct context *context, const struct unit *unit, guint m)
{
    struct amount amount = {.unit = unit,
                            .mention = m,
                            .span = document_mention(context->document, m)->span,
                            .segment = segment_of(context, unit, m)};
    amount.role = amount_role(context, unit, amount.span);
    if (amount.role >= 0 && context_hit(context, amount.role)->start >= amount.segment.end)
        amount.role = -1; /* the next amount's */
    amount.part = amount_is_part(context, unit, "parts", amount.span.start);
    if (amount.part && amount.role >= 0)
        amount.role = amount_role_of_whole(context, &amount);
    gboolean listed = document_block(context->document, unit->block)->kind == BLOCK_ITEM;
    if (amount.role < 0 && (amount.part || listed))
        amount.role = amount_role_before(context, unit);
    amount.status = amount_status(context, &amount);
    struct subject subject = amount_subject(context, &amount);
    gboolean in_cell = document_block(context->document, unit->block)->cell >= 0;
    if (in_cell && !amount.status)
        amount.status = "budget";
    const char *per =
        attrs_get(context->arena, document_mention(context->document, m)->attrs, "per");
    if (per && g_str_has_prefix(per, "unit:") && !subject.stated && subject.n == 1 &&
        !subject_is_work(context, (int)subject.entities[0]) &&
        is_type(context, (int)subject.entities[0], MENTION_PROGRAMME))
        return; /* a price is not a programme's */
    if (subject.n > 0 &&
        (amount.role >= 0 || amount.status || subject.stated || amount.part || in_cell))
        amount_put(context, &amount, &subject, "funding.sentence",
                   amount.role >= 0 ? CERT_HIGH : CERT_MEDIUM);
}

/* `75 % er statslige penge`, `Fonden dækker 53,8 pct.`: a share of the money. */
static void
relate_share(struct context *context, const struct unit *unit, guint m)
{
    struct span span = document_mention(context->document, m)->span;
    int role = context_nearest(context, CUE_ROLE, unit->span, span);
    if (role < 0 || (strcmp(context_hit(context, role)->value, "share") != 0 &&
                     !amount_is_grant_of(context, context_hit(context, role), span)))
        return;
    struct span clause = context_clause(context, unit->span, span.start);
    const struct hit *hit = context_hit(context, role);
    if (hit->start < clause.start || hit->start >= clause.end)
        return;
    struct amount amount = {.unit = unit, .mention = m, .span = span, .role = role};
    amount.segment = (struct span){span.end, unit->span.end};
    if (amount_is_granted_share(context, &amount))
        amount.status = "granted";
    struct subject subject = amount_subject(context, &amount);
    const struct section *section = context_section(context, unit->section);
    if (!subject.stated && section->subject.n == 0 && subject.n != 1 && context->programme >= 0 &&
        context->items->len < 2)
        subject = subject_of((guint)context->programme);
    if (subject.n > 0)
        amount_put(context, &amount, &subject, "funding.share", CERT_MEDIUM);
}

/* The first money that the text gives to a programme or to the paper's subject: what headings
 * that only name an amount share in. */
static const struct fact *
first_funding(const struct context *context)
{
    for (guint f = 0; f < context->document->facts->len; f++) {
        const struct fact *fact = document_fact(context->document, f);
        if (fact->predicate == PREDICATE_FUNDING && fact->subject.kind == TERM_MENTION &&
            strcmp(fact->rule, "funding.sentence") == 0 &&
            document_mention(context->document, fact->subject.mention)->type == MENTION_PROGRAMME)
            return fact;
    }
    return NULL;
}

static void
relate_heading(struct context *context, const struct unit *unit, const struct fact *whole)
{
    if (unit->subject.n == 0 || !unit->subject.stated)
        return;
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        if (document_mention(context->document, i)->type != MENTION_AMOUNT)
            continue;
        const char *attrs = document_mention(context->document, i)->attrs;
        struct draft draft;
        draft_begin(&draft, PREDICATE_FUNDING, "funding.heading", CERT_HIGH);
        draft.fact.object = term_mention(i);
        draft_qualify(&draft, "per", attrs_get(context->arena, attrs, "per"));
        draft_qualify(&draft, "approx", attrs_get(context->arena, attrs, "approx"));
        for (guint q = 0; whole && q < whole->n_qualifiers; q++)
            if (strcmp(whole->qualifiers[q].name, "status") == 0 ||
                strcmp(whole->qualifiers[q].name, "period") == 0 ||
                strcmp(whole->qualifiers[q].name, "grantor") == 0)
                draft_qualify(&draft, whole->qualifiers[q].name, whole->qualifiers[q].value);
        if (whole)
            draft_qualify(&draft, "source",
                          document_mention(context->document, whole->subject.mention)->value);
        draft_unit(context, &draft, unit);
        draft_mention(&draft, i);
        draft_put_each(context, &draft, &unit->subject);
    }
}

void
relate_funding(struct context *context)
{
    for (guint u = 0; u < context->units->len; u++) {
        const struct unit *unit = context_unit(context, u);
        if (!layout_is_prose(context, unit))
            continue;
        for (guint i = unit->first_mention; i < unit->last_mention; i++) {
            enum mention_type type = document_mention(context->document, i)->type;
            if (context->nested[i])
                continue;
            if (type == MENTION_AMOUNT)
                relate_amount(context, unit, i);
            else if (type == MENTION_PERCENT)
                relate_share(context, unit, i);
        }
    }
    const struct fact *whole = first_funding(context);
    struct fact copy;
    if (whole)
        copy = *whole;
    for (guint u = 0; u < context->units->len; u++) {
        const struct unit *unit = context_unit(context, u);
        if (document_block(context->document, unit->block)->kind == BLOCK_HEADING)
            relate_heading(context, unit, whole ? &copy : NULL);
    }
    amount_sole_grantors(context);
}
