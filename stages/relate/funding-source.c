/* Where money comes from that its sentence does not say: the fund that the paper is on, the whole
 * that a part is of, who pays all of a programme. */
#include "relate/funding.h"

#include <string.h>

enum {
    SOLE_MAX = 8,      /* programmes that one pays alone */
    WHOLE_REACH = 30,  /* facts back to a whole and its parts */
    WHOLE_BYTES = 2000 /* text back to a whole */
};

/* Whose fund it is: a body in the genitive right before one of its mentions (`Velfærdsministeriets
 * satspulje`); an entity, or -1. */
static int
fund_grantor(const struct context *context, int fund)
{
    for (guint m = 1; m < context->document->mentions->len; m++) {
        const struct mention *owner = document_mention(context->document, m - 1);
        if (context->entity_of[m] == fund && owner->type == MENTION_ORGANISATION &&
            owner->span.end + 2 == document_mention(context->document, m)->span.start &&
            context->lower[owner->span.end] == 's')
            return context->entity_of[m - 1];
    }
    return -1;
}

/* The fund that a paper is on: the one that it names, else its programme where the title names
 * that; -1 for none. */
static int
fund_of_paper(const struct context *context)
{
    int found = -1;
    guint funds = 0;
    for (guint i = 0; i < context->entities->len; i++) {
        const struct entity *entity = context_entity(context, i);
        if (entity->type != MENTION_PROGRAMME ||
            strcmp(context_kind(context, entity->mention), "fund") != 0)
            continue;
        found = (int)i;
        funds++;
    }
    if (funds == 1)
        return found;
    gboolean titled =
        context->programme >= 0 && context_entity(context, (guint)context->programme)->titled;
    return titled ? context->programme : -1; /* of several funds: of which? */
}

void
funding_prepare(struct context *context)
{
    context->fund = fund_of_paper(context);
    context->fund_owner = context->fund >= 0 ? fund_grantor(context, context->fund) : -1;
    context->municipality = amount_municipality(context);
}

/* Whether an amount's sentence speaks of own money. */
static gboolean
is_own_money(const struct context *context, const struct amount *amount)
{
    for (int w = context_word_after(context, amount->unit->span.start, amount->unit->span.end);
         w >= 0; w = context_word_next(context, w, amount->unit->span.end))
        if (context_word_is(context, w,
                            "egen|eget|egne|selv|egenfinansiering|medfinansiering|"
                            "egenbetaling|kassebeholdningen|budgettet|kommunalt|kommunal"))
            return TRUE;
    return FALSE;
}

/* Money that a project was given, from nobody whom the sentence names, comes from the programme
 * that the paper lists it under, else from the fund that the paper is on. */
void
amount_qualify_source(const struct context *context, const struct amount *amount, guint entity,
                      struct draft *draft)
{
    static const char *const named[] = {"grantor", "source"};
    gboolean listed = context->programme >= 0 && context_entity(context, entity)->entry &&
                      context_entity(context, (guint)context->programme)->titled;
    int fund = listed ? context->programme : context->items->len > 1 ? -1 : context->fund;
    gboolean given = amount->status && (strcmp(amount->status, "granted") == 0 ||
                                        strcmp(amount->status, "allocated") == 0);
    if (fund < 0 || fund == (int)entity || !given || !subject_is_work(context, (int)entity) ||
        is_own_money(context, amount))
        return;
    for (guint q = 0; q < draft->fact.n_qualifiers; q++)
        for (gsize k = 0; k < G_N_ELEMENTS(named); k++)
            if (strcmp(draft->qualifiers[q].name, named[k]) == 0)
                return;
    draft_qualify(draft, "source", context_entity(context, (guint)fund)->value);
    int grantor = fund == context->fund ? context->fund_owner : -1;
    if (grantor >= 0)
        draft_qualify(draft, "grantor", context_entity(context, (guint)grantor)->value);
}

/* The amount that a part is of: the last one before the words that divide it, or of the sentence
 * before; -1 for none. */
static int
whole_of(const struct context *context, const struct amount *amount)
{
    const struct unit *unit = amount->unit;
    gsize end = amount->span.start;
    for (guint h = unit->first_hit; h < unit->last_hit; h++)
        if (context_hit(context, h)->class == CUE_SUM &&
            strcmp(context_hit(context, h)->value, "parts") == 0)
            end = MIN(end, context_hit(context, h)->start);
    gsize start = MAX(document_block(context->document, unit->block)->span.start,
                      end - MIN(end, WHOLE_BYTES));
    guint first, last;
    context_mentions(context, (struct span){start, end}, &first, &last);
    for (guint i = last; i > first; i--)
        if (document_mention(context->document, i - 1)->type == MENTION_AMOUNT)
            return (int)i - 1;
    return -1;
}

/* The funding whose object is a mention, of the last few; NULL for none. */
static const struct fact *
funding_of(const struct context *context, int mention)
{
    guint n = context->document->facts->len;
    for (guint f = n; mention >= 0 && f > 0 && n - f < WHOLE_REACH; f--) {
        const struct fact *fact = document_fact(context->document, f - 1);
        if (fact->predicate == PREDICATE_FUNDING && fact->object.kind == TERM_MENTION &&
            (int)fact->object.mention == mention)
            return fact;
    }
    return NULL;
}

/* Parts of a programme's money come from it, and are for the time that the whole is for. */
void
amount_qualify_part(const struct context *context, const struct amount *amount,
                    const struct subject *subject, struct draft *draft)
{
    const struct fact *whole = funding_of(context, whole_of(context, amount));
    if (!whole)
        return;
    draft_qualify(draft, "period", amount_fact_value(whole, "period"));
    if (whole->subject.kind != TERM_MENTION || subject->n == 0 || subject->together)
        return;
    int of = context->entity_of[whole->subject.mention];
    gboolean programme = of >= 0 && context_entity(context, (guint)of)->type == MENTION_PROGRAMME;
    if (programme && subject_is_work(context, (int)subject->entities[0]) &&
        (guint)of != subject->entities[0])
        draft_qualify(draft, "source", context_entity(context, (guint)of)->value);
    else
        draft_qualify(draft, "source", amount_fact_value(whole, "source"));
}

/* Gives a fact one qualifier more. */
static void
add_qualifier(struct context *context, struct fact *fact, const char *name, const char *value)
{
    if (fact->n_qualifiers >= FACT_MAX_QUALIFIERS)
        return;
    struct qualifier *all =
        arena_alloc(context->arena, (fact->n_qualifiers + 1) * sizeof(struct qualifier));
    memcpy(all, fact->qualifiers, fact->n_qualifiers * sizeof(struct qualifier));
    all[fact->n_qualifiers] = (struct qualifier){name, value};
    fact->qualifiers = all;
    fact->n_qualifiers++;
}

/* `Midlerne er 100 % statsligt finansieret`: a programme and who pays all of it. */
struct sole {
    const char *programme, *grantor;
};

static guint
sole_grantors(const struct context *context, struct sole *ret)
{
    guint n = 0;
    for (guint f = 0; f < context->document->facts->len && n < SOLE_MAX; f++) {
        const struct fact *fact = document_fact(context->document, f);
        if (fact->predicate == PREDICATE_FUNDING && strcmp(fact->rule, "funding.share") == 0 &&
            fact->subject.kind == TERM_MENTION && fact->object.kind == TERM_MENTION &&
            strcmp(document_mention(context->document, fact->object.mention)->value, "100") == 0 &&
            amount_fact_value(fact, "grantor"))
            ret[n++] =
                (struct sole){document_mention(context->document, fact->subject.mention)->value,
                              amount_fact_value(fact, "grantor")};
    }
    return n;
}

void
amount_sole_grantors(struct context *context)
{
    struct sole soles[SOLE_MAX];
    guint n = sole_grantors(context, soles);
    for (guint f = 0; n > 0 && f < context->document->facts->len; f++) {
        struct fact *fact = document_fact(context->document, f);
        const char *source =
            fact->predicate == PREDICATE_FUNDING ? amount_fact_value(fact, "source") : NULL;
        for (guint i = 0; source && !amount_fact_value(fact, "grantor") && i < n; i++)
            if (strcmp(soles[i].programme, source) == 0)
                add_qualifier(context, fact, "grantor", soles[i].grantor);
    }
}
