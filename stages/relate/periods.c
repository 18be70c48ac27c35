/* When a project or programme runs, and for how long. */
#include "relate/context.h"

#include <string.h>

enum {
    SENTENCE_MAX = 4000,
    CONDITION_REACH = 300
};

static gboolean
is_type(const struct context *context, int entity, enum mention_type type)
{
    return entity >= 0 && context_entity(context, entity)->type == type;
}

static void
put_time(struct context *context, enum predicate predicate, const struct subject *subject, guint m,
         const struct unit *unit, const char *rule, const char *per)
{
    struct subject each = *subject;
    each.together = NULL;
    struct draft draft;
    draft_begin(&draft, predicate, rule, CERT_HIGH);
    draft.fact.object = term_mention(m);
    draft_qualify(&draft, "per", per);
    draft_qualify(
        &draft, "approx",
        attrs_get(context->arena, document_mention(context->document, m)->attrs, "approx"));
    draft_unit(context, &draft, unit);
    draft_mention(&draft, m);
    draft_put_each(context, &draft, &each);
}

/* `Handleplan for udsattepolitikken 2017-2019`: a heading that ends with its period. */
static void
relate_heading(struct context *context, const struct unit *unit)
{
    int entity = -1;
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        int found = context->nested[i] ? -1 : context->entity_of[i];
        if (is_type(context, found, MENTION_PROGRAMME) || is_type(context, found, MENTION_PROJECT))
            entity = found;
        if (document_mention(context->document, i)->type == MENTION_PERIOD && entity >= 0) {
            struct subject subject = subject_of((guint)entity);
            put_time(context, PREDICATE_PERIOD, &subject, i, unit, "period.heading", NULL);
            return;
        }
    }
}

/* Money for a period: the period is that of the work, too. */
static void
relate_funded(struct context *context)
{
    guint n = context->document->facts->len;
    for (guint f = 0; f < n; f++) {
        const struct fact *fact = document_fact(context->document, f);
        if (fact->predicate != PREDICATE_FUNDING || strcmp(fact->rule, "funding.sentence") != 0 ||
            fact->subject.kind != TERM_MENTION || fact->evidence[0].is_mention)
            continue;
        int entity = context->entity_of[fact->subject.mention];
        if (!is_type(context, entity, MENTION_PROJECT) &&
            !is_type(context, entity, MENTION_PROGRAMME))
            continue;
        const char *period = NULL;
        for (guint q = 0; q < fact->n_qualifiers; q++)
            if (strcmp(fact->qualifiers[q].name, "period") == 0)
                period = fact->qualifiers[q].value;
        guint first, last;
        struct span span = document_sentence(context->document, fact->evidence[0].index)->span;
        if (span.end - span.start > SENTENCE_MAX)
            continue;
        struct unit unit = {.span = span, .sentence = (int)fact->evidence[0].index};
        context_mentions(context, span, &first, &last);
        for (guint i = first; period && i < last; i++) {
            const struct mention *mention = document_mention(context->document, i);
            if (mention->type != MENTION_PERIOD || strcmp(mention->value, period) != 0 ||
                context_word_is(context,
                                context_word_before(context, span.start, mention->span.start),
                                "budget|budgettet|budgetterne|budgetårene|overslagsårene"))
                continue;
            struct subject subject = subject_of((guint)entity);
            put_time(context, PREDICATE_PERIOD, &subject, i, &unit, "period.funding", NULL);
            break;
        }
    }
}

/* Whether a unit speaks of running or of granting: what a period beside it belongs to. */
static gboolean
speaks_of_running(const struct context *context, struct span span, gboolean begun)
{
    guint first, last;
    gboolean counts = FALSE;
    context_mentions(context, span, &first, &last);
    for (guint i = first; i < last; i++)
        counts |= document_mention(context->document, i)->type == MENTION_COUNT;
    context_hits(context, span, &first, &last);
    for (guint h = first; h < last; h++) {
        const struct hit *hit = context_hit(context, h);
        if (hit->class == CUE_STATUS && strcmp(hit->detail, "weak") == 0 && counts)
            continue; /* `I 2001/02 deltog 34`: when they were counted */
        if (hit->class == CUE_STATUS &&
            (strcmp(hit->value, "runs") == 0 || strcmp(hit->value, "run") == 0))
            return TRUE;
        if (hit->class == CUE_ROLE && strcmp(hit->value, "granted") == 0)
            return TRUE;
        if (begun && hit->class == CUE_STATUS && strcmp(hit->value, "start") == 0)
            return TRUE; /* `anlægges i 2012-2014` */
    }
    return FALSE;
}

static gboolean
has_amount(const struct context *context, const struct unit *unit)
{
    for (guint i = unit->first_mention; i < unit->last_mention; i++)
        if (document_mention(context->document, i)->type == MENTION_AMOUNT)
            return TRUE;
    return FALSE;
}

/* `Ældrerådet for perioden 2010-2013`: behind a body, with its own words between. */
static gboolean
relate_body_period(struct context *context, const struct unit *unit, guint m)
{
    gsize start = document_mention(context->document, m)->span.start;
    if (m == unit->first_mention || document_mention(context->document, m - 1)->span.end > start)
        return FALSE;
    int word = context_word_before(context, unit->span.start, start);
    int link = context_word_before(context, unit->span.start,
                                   word >= 0 ? context_word(context, word)->start : start);
    if (!context_word_is(context, word, "perioden") || !context_word_is(context, link, "for|i") ||
        !is_type(context, context->entity_of[m - 1], MENTION_ORGANISATION) ||
        document_mention(context->document, m - 1)->span.end + 20 < start)
        return FALSE;
    struct subject subject = subject_of((guint)context->entity_of[m - 1]);
    put_time(context, PREDICATE_PERIOD, &subject, m, unit, "period.body", NULL);
    return TRUE;
}

/* `et forsøg ... i perioden 1997-2000`: work, for a period. */
static gboolean
is_work_for(const struct context *context, const struct unit *unit, gsize offset)
{
    static const char *const nouns[] = {"forsøg",  "projekt",   "indsats", "ordning",
                                        "program", "bevilling", "tilskud", "støtte"};
    if (!context_word_is(context, context_word_before(context, unit->span.start, offset),
                         "perioden|årene"))
        return FALSE;
    for (int w = context_word_after(context, unit->span.start, offset); w >= 0;
         w = context_word_next(context, w, offset))
        for (gsize i = 0; i < G_N_ELEMENTS(nouns); i++)
            if (g_str_has_prefix(context->lower + context_word(context, w)->start, nouns[i]))
                return TRUE;
    return FALSE;
}

static void
relate_period(struct context *context, const struct unit *unit, guint m)
{
    struct span span = document_mention(context->document, m)->span;
    int cell = document_block(context->document, unit->block)->cell;
    gboolean scheduled = cell >= 0 && strcmp(context->places[unit->block].column, "schedule") == 0;
    if (relate_body_period(context, unit, m))
        return;
    if (!scheduled &&
        (has_amount(context, unit) || (!speaks_of_running(context, unit->span, TRUE) &&
                                       !is_work_for(context, unit, span.start))))
        return;
    struct subject subject = subject_at(context, unit, span);
    if (subject.n > 0 && (is_type(context, (int)subject.entities[0], MENTION_PROJECT) ||
                          is_type(context, (int)subject.entities[0], MENTION_PROGRAMME)))
        put_time(context, PREDICATE_PERIOD, &subject, m, unit, "period.sentence", NULL);
}

/* `hver borger følges i 9 måneder`: the unit for which a duration holds. */
static const char *
each_of(const struct context *context, struct span clause)
{
    for (int w = context_word_after(context, clause.start, clause.end); w >= 0;
         w = context_word_next(context, w, clause.end)) {
        if (!context_word_is(context, w, "hver|hvert"))
            continue;
        int noun = context_word_next(context, w, clause.end);
        if (noun < 0)
            return NULL;
        const struct word *word = context_word(context, noun);
        return arena_printf(context->arena, "unit:%.*s", (int)(word->end - word->start),
                            context->lower + word->start);
    }
    return NULL;
}

/* `300.000 kr. årligt i fire år`: a yearly amount right before it. */
static gboolean
is_paid_yearly(const struct context *context, struct span clause, guint m)
{
    if (m == 0)
        return FALSE;
    const struct mention *amount = document_mention(context->document, m - 1);
    const char *per = attrs_get(context->arena, amount->attrs, "per");
    return amount->type == MENTION_AMOUNT && amount->span.start >= clause.start &&
           g_strcmp0(per, "year") == 0;
}

/* `under forudsætning af, at`, `på betingelse af, at`: what is asked for, not what is. */
static gboolean
is_condition(const struct context *context, const struct unit *unit, gsize offset)
{
    gsize from = MAX(unit->span.start, offset - MIN(offset, CONDITION_REACH));
    for (int w = context_word_after(context, from, offset); w >= 0;
         w = context_word_after(context, context_word(context, w)->end, offset))
        if (context_word_is(context, w,
                            "forudsætning|betingelse|betinget|vilkår|krav|kræves|"
                            "forudsat|hvis|såfremt|medmindre"))
            return TRUE;
    return FALSE;
}

static void
relate_duration(struct context *context, const struct unit *unit, guint m)
{
    struct span span = document_mention(context->document, m)->span;
    if (is_condition(context, unit, span.start))
        return;
    struct span clause = context_clause(context, unit->span, span.start);
    int before = context_word_before(context, unit->span.start, span.start);
    gboolean adjective = g_strstr_len(context->lower + span.start, (gssize)(span.end - span.start),
                                      "årig") != NULL ||
                         g_strstr_len(context->lower + span.start, (gssize)(span.end - span.start),
                                      "måneders") != NULL;
    int after = context_word_after(context, span.end, unit->span.end);
    if (!adjective &&
        (context_word_is(context, before,
                         "indenfor|inden|efter|første|sidste|hver|om|end|på|hvert") ||
         context_word_is(context, after, "om|siden|efter|mere|ekstra|før") ||
         !(speaks_of_running(context, clause, FALSE) || is_paid_yearly(context, clause, m))))
        return;
    struct subject subject = subject_at(context, unit, span);
    int next = context_word_after(context, span.end, unit->span.end);
    if (adjective && next >= 0) {
        guint first, last;
        context_mentions(context, (struct span){span.end, MIN(span.end + 3, unit->span.end)},
                         &first, &last);
        if (first < last && is_type(context, context->entity_of[first], MENTION_PROGRAMME))
            subject = subject_of((guint)context->entity_of[first]);
        else if (!context_word_is(context, next,
                                  "projekt|udviklingsprojekt|forsøg|program|indsats|forløb|"
                                  "forsøgsprojekt|pilotprojekt|periode|bevilling|samarbejde|"
                                  "projektperiode|bevillingsperiode|aftale"))
            return;
    }
    if (subject.n > 0 && (is_type(context, (int)subject.entities[0], MENTION_PROJECT) ||
                          is_type(context, (int)subject.entities[0], MENTION_PROGRAMME)))
        put_time(context, PREDICATE_DURATION, &subject, m, unit, "duration.sentence",
                 each_of(context, clause));
}

void
relate_periods(struct context *context)
{
    relate_funded(context);
    for (guint u = 0; u < context->units->len; u++) {
        const struct unit *unit = context_unit(context, u);
        gboolean heading = document_block(context->document, unit->block)->kind == BLOCK_HEADING;
        if (heading)
            relate_heading(context, unit);
        if (!heading && !layout_is_prose(context, unit))
            continue;
        for (guint i = unit->first_mention; i < unit->last_mention; i++) {
            enum mention_type type = document_mention(context->document, i)->type;
            if (context->nested[i])
                continue;
            if (type == MENTION_PERIOD && !heading)
                relate_period(context, unit, i);
            else if (type == MENTION_DURATION)
                relate_duration(context, unit, i);
        }
    }
}
