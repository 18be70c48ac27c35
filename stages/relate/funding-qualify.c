/* What else a sentence says of an amount: from whom, to whom, for when. The one who acts before the
 * verb gives (`Byrådet afsatte`) or takes (`Foreningen søger`). */
#include "relate/funding.h"

#include <string.h>

static gboolean
is_type(const struct context *context, int entity, enum mention_type type)
{
    return entity >= 0 && context_entity(context, entity)->type == type;
}

/* `Udvalget bevilgede ...` in the minutes of a committee: it gave, that day. */
static gboolean
is_own_grant(const struct context *context, const struct amount *amount)
{
    if (!context->minutes || context->committee < 0 || context->issued < 0 || !amount->status ||
        strcmp(amount->status, "granted") != 0)
        return FALSE;
    struct span clause = context_clause(context, amount->unit->span, amount->span.start);
    int word = context_word_after(context, clause.start, clause.end);
    return context_word_is(context, word, "udvalget") &&
           context_word_is(
               context, context_word_after(context, context_word(context, word)->end, clause.end),
               "bevilgede|bevilger|ydede|yder|gav|giver|godkendte");
}

const char *
amount_fact_value(const struct fact *fact, const char *name)
{
    for (guint q = 0; q < fact->n_qualifiers; q++)
        if (strcmp(fact->qualifiers[q].name, name) == 0)
            return fact->qualifiers[q].value;
    return NULL;
}

/* Whether `kommunen` opens a clause as who acts: the word, or -1. */
static gboolean
acts_as_municipality(const struct context *context, struct span clause, gsize verb)
{
    for (int w = context_word_after(context, clause.start, verb); w >= 0;
         w = context_word_next(context, w, verb))
        if (context_word_is(context, w, "kommunen|amtet|regionen")) {
            int before =
                context_word_before(context, clause.start, context_word(context, w)->start);
            return !context_word_is(context, before, "fra|til|af|hos|ved|i|på|med|for");
        }
    return FALSE;
}

/* The body that `forvaltningen`, `udvalget`, `ministeriet`, `kommunen` before a verb stands for: an
 * entity, or -1. */
static int
meant_actor(struct context *context, const struct amount *amount, struct span clause, gsize verb)
{
    static const char *const bodies[] = {"committee", "ministry", "administration"};
    guint first, last;
    context_hits(context, (struct span){clause.start, verb}, &first, &last);
    for (guint h = first; h < last; h++) {
        const struct hit *hit = context_hit(context, h);
        int before = context_word_before(context, clause.start, hit->start);
        for (gsize k = 0; k < G_N_ELEMENTS(bodies); k++)
            if (hit->class == CUE_REFERENCE && strcmp(hit->value, bodies[k]) == 0 &&
                !context_word_is(context, before, "fra|til|af|hos|ved|i|på|med|for"))
                return reference_body(context, amount->unit, hit->value);
    }
    return acts_as_municipality(context, clause, verb) ? context->municipality : -1;
}

/* The body that acts in the clause before a role's verb: `Byrådet afsatte`, `Klubben søger`,
 * `Forvaltningen har modtaget`. An entity, or -1. */
static int
actor(struct context *context, const struct amount *amount, int hit)
{
    gsize verb = context_hit(context, hit)->start;
    struct span clause = context_clause(context, amount->unit->span, verb);
    guint first, last;
    int found = -1;
    context_mentions(context, (struct span){clause.start, verb}, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(context->document, i);
        int word = context_word_before(context, clause.start, mention->span.start);
        if (mention->type == MENTION_ORGANISATION && !context->nested[i] &&
            !context_word_is(context, word, "fra|til|af|hos|ved|i|på|med"))
            found = context->entity_of[i];
    }
    return found >= 0 ? found : meant_actor(context, amount, clause, verb);
}

/* The verb of an amount's clause that says who gives or takes: its role, or one before it. */
static int
acting_verb(const struct context *context, const struct amount *amount)
{
    if (amount->role >= 0 && context_hit(context, amount->role)->detail[0])
        return amount->role;
    struct span clause = context_clause(context, amount->unit->span, amount->span.start);
    guint first, last;
    context_hits(context, (struct span){clause.start, amount->span.start}, &first, &last);
    for (guint h = first; h < last; h++)
        if (context_hit(context, h)->class == CUE_ROLE && context_hit(context, h)->detail[0])
            return (int)h;
    return -1;
}

/* `Fonden bevilgede ...`, not `de bevilgede midler`: the body right before the verb. */
static int
granting_body(const struct context *context, const struct amount *amount)
{
    struct span clause = context_clause(context, amount->unit->span, amount->span.start);
    if (clause.start > amount->unit->span.start && context->lower[clause.start - 1] == ')')
        clause.start = amount->unit->span.start; /* `gav den 3. maj (punkt 9) en bevilling` */
    guint first, last;
    context_mentions(context, (struct span){clause.start, amount->span.start}, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(context->document, i);
        int verb = context_word_after(context, mention->span.end, amount->span.start);
        if (mention->type == MENTION_ORGANISATION && !context->nested[i] &&
            context_word_is(context, verb, "bevilgede|bevilger|ydede|yder|gav") &&
            context_word(context, verb)->start <= mention->span.end + 1)
            return (int)i;
    }
    return -1;
}

/* `Fonden betaler 1,5 mio. kr. og puljen 1,2 mio. kr.`: of parts, who stands right before. */
static void
qualify_payer(const struct context *context, const struct amount *amount, struct draft *draft)
{
    for (guint i = amount->unit->first_mention; amount->part && i < amount->unit->last_mention;
         i++) {
        const struct mention *mention = document_mention(context->document, i);
        int entity = context->entity_of[i];
        if (entity < 0 || context->nested[i] || mention->span.end > amount->span.start ||
            mention->span.end + 1 < amount->span.start)
            continue;
        if (is_type(context, entity, MENTION_PROGRAMME))
            draft_qualify(draft, "source", mention->value);
        else if (is_type(context, entity, MENTION_ORGANISATION))
            draft_qualify(draft, "grantor", mention->value);
    }
}

/* `fra X`, `af X`, `hos X` in a span: who gives. TRUE where somebody is said to, known or not. */
static gboolean
qualify_from(const struct context *context, struct span span, int own, struct draft *draft)
{
    guint first, last, n = draft->fact.n_qualifiers;
    context_mentions(context, span, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(context->document, i);
        int entity = context->entity_of[i];
        int word = amount_word_before(context, span.start, mention->span.start);
        if (entity < 0 || context->nested[i] || entity == own ||
            !context_word_is(context, word, "fra|af|hos"))
            continue;
        if (is_type(context, entity, MENTION_PROGRAMME))
            draft_qualify(draft, "source", mention->value);
        else if (is_type(context, entity, MENTION_ORGANISATION))
            draft_qualify(draft, "grantor", mention->value);
    }
    int word = context_word_after(context, span.start, span.end);
    return draft->fact.n_qualifiers > n || context_word_is(context, word, "fra");
}

/* Whether another amount stands before one in its sentence: then who gives before it gives that. */
static gboolean
is_behind_amount(const struct context *context, const struct amount *amount)
{
    struct span clause = context_clause(context, amount->unit->span, amount->span.start);
    for (guint i = amount->unit->first_mention; i < amount->mention; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->type == MENTION_AMOUNT && mention->span.start >= clause.start &&
            mention->span.end <= amount->span.start)
            return TRUE;
    }
    return FALSE;
}

static void
qualify_parties(struct context *context, const struct amount *amount, const struct subject *subject,
                struct draft *draft)
{
    guint before = draft->fact.n_qualifiers;
    int own = subject->n == 1 ? (int)subject->entities[0] : -2;
    qualify_payer(context, amount, draft);
    int verb = draft->fact.n_qualifiers > before ? -1 : acting_verb(context, amount);
    const char *side = verb >= 0 ? context_hit(context, verb)->detail : "";
    int acting = verb >= 0 ? actor(context, amount, verb) : -1;
    int granting = acting < 0 ? granting_body(context, amount) : -1;
    if (granting >= 0 && context->entity_of[granting] != own)
        draft_qualify(draft, "grantor",
                      document_mention(context->document, (guint)granting)->value);
    if (acting >= 0 && acting != own)
        draft_qualify(draft, strcmp(side, "give") == 0 ? "grantor" : "recipient",
                      context_entity(context, (guint)acting)->value);
    struct span behind = {amount->span.end, amount->segment.end};
    struct span ahead = {amount->unit->span.start, amount->span.start};
    if (!qualify_from(context, behind, own, draft) && !amount->part &&
        !is_behind_amount(context, amount))
        qualify_from(context, ahead, own, draft);
    for (guint h = amount->unit->first_hit; h < amount->unit->last_hit; h++)
        if (context_hit(context, h)->class == CUE_REFERENCE &&
            strcmp(context_hit(context, h)->value, "state") == 0)
            draft_qualify(draft, "grantor", "staten");
}

/* Whether a year beside an amount says when it was decided, not what it is for. */
static gboolean
is_act(const char *status)
{
    static const char *const acts[] = {"granted", "allocated", "released", "recommended"};
    for (gsize i = 0; status && i < G_N_ELEMENTS(acts); i++)
        if (strcmp(status, acts[i]) == 0)
            return TRUE;
    return FALSE;
}

/* Whether a time behind an amount belongs to the amount that follows: right before it (`afsat 1,0
 * mio. kr. og i 2023 1,45 mio. kr.`), or in its clause (`kr. 68.500, og i 2002 blev der brugt
 * kr. 142.750`). */
static gboolean
is_of_next(const struct context *context, const struct amount *amount, struct span time)
{
    struct span whole = amount->unit->span;
    if (amount->segment.end >= whole.end)
        return FALSE;
    struct span clause = context_clause(context, whole, time.start);
    return time.end + 2 > amount->segment.end ||
           (clause.start >= amount->span.end && clause.end > amount->segment.end);
}

/* Whether a time before an amount belongs to the amount in front of it: right behind it (`0,6 mio.
 * kr. i 2009, 0,5 mio. kr. i 2010`). */
static gboolean
is_of_previous(const struct context *context, const struct amount *amount, struct span time)
{
    for (guint i = amount->mention; i > amount->unit->first_mention; i--) {
        const struct mention *mention = document_mention(context->document, i - 1);
        if (mention->type != MENTION_AMOUNT || mention->span.end > time.start)
            continue;
        int word = context_word_after(context, mention->span.end, time.start);
        return word >= 0 && context_word_is(context, word, "i|for|pr") &&
               context_word_next(context, word, time.start) < 0;
    }
    return FALSE;
}

/* Whether the verb of an amount says who gives. */
static gboolean
is_active(const struct context *context, const struct amount *amount)
{
    int verb = acting_verb(context, amount);
    return granting_body(context, amount) >= 0 ||
           (verb >= 0 && strcmp(context_hit(context, verb)->detail, "give") == 0);
}

/* `der er i 2014 afsat 750.000 kr.`: the year that money was set aside for, with nobody who did. */
static gboolean
is_set_aside(const struct context *context, const struct amount *amount)
{
    return amount->role >= 0 && strcmp(amount->status, "allocated") == 0 &&
           !context_hit(context, amount->role)->detail[0];
}

/* The period behind the amount, else one in the sentence; a day before it, or the year of an act,
 * is when it was done. */
static void
qualify_time(struct context *context, const struct amount *amount, struct draft *draft)
{
    const struct unit *unit = amount->unit;
    const char *period = NULL, *date = NULL, *year = NULL;
    gboolean outer = FALSE; /* the period is the sentence's, not this amount's */
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        const struct mention *mention = document_mention(context->document, i);
        gboolean after = mention->span.start >= amount->segment.start;
        gboolean inside = after && mention->span.start < amount->segment.end;
        if (inside && is_of_next(context, amount, mention->span))
            continue;
        if (mention->type == MENTION_DATE && strlen(mention->value) == 4 &&
            mention->span.end < amount->span.start && mention->span.end + 2 > amount->span.start) {
            period = mention->value;
            outer = FALSE;
        }
        if (mention->type == MENTION_DATE && strlen(mention->value) == 4 && !after && !period &&
            amount->part &&
            context_word_is(context,
                            context_word_before(context, unit->span.start, mention->span.start),
                            "for")) { /* `Rammen for 2014 er ..., fordelt med ...` */
            period = mention->value;
            outer = TRUE;
        }
        if (mention->type == MENTION_AMOUNT && !after && i != amount->mention)
            year = NULL; /* the year of the amount before */
        if (mention->type == MENTION_PERIOD && (inside || !period)) {
            period = mention->value;
            outer = !inside;
        }
        if (mention->type != MENTION_DATE)
            continue;
        gboolean month = strlen(mention->value) == 7 && mention->value[4] == '-' &&
                         g_ascii_isdigit(mention->value[5]);
        if (inside && month && !date && is_act(amount->status) && is_active(context, amount))
            date = mention->value; /* `gav 2 mio. kr. i marts 2006` */
        else if (inside && strlen(mention->value) <= 7 && (!period || outer))
            period = mention->value;
        else if (!after && strlen(mention->value) == 4)
            year = is_of_previous(context, amount, mention->span) ? year : mention->value;
        else if (!after && !date)
            date = mention->value;
    }
    if (year && (!is_act(amount->status) || is_set_aside(context, amount)))
        period = period ? period : year;
    if (year && is_act(amount->status) && !date)
        date = year;
    draft_qualify(draft, "period", period);
    draft_qualify(draft, "date", date);
}

void
amount_put(struct context *context, const struct amount *amount, const struct subject *subject,
           const char *rule, enum cert cert)
{
    const char *attrs = document_mention(context->document, amount->mention)->attrs;
    struct draft draft;
    draft_begin(&draft, PREDICATE_FUNDING, rule, cert);
    draft.fact.object = term_mention(amount->mention);
    draft_qualify(&draft, "status", amount->status);
    draft_qualify(&draft, "per", attrs_get(context->arena, attrs, "per"));
    draft_qualify(&draft, "approx", attrs_get(context->arena, attrs, "approx"));
    if (is_own_grant(context, amount)) {
        draft_qualify(&draft, "grantor", context_entity(context, context->committee)->value);
        draft_qualify(&draft, "date",
                      document_mention(context->document, (guint)context->issued)->value);
    }
    qualify_parties(context, amount, subject, &draft);
    qualify_time(context, amount, &draft);
    if (amount->part)
        amount_qualify_part(context, amount, subject, &draft);
    if (subject->n == 1 && !subject->together)
        amount_qualify_source(context, amount, subject->entities[0], &draft);
    draft_unit(context, &draft, amount->unit);
    draft_mention(&draft, amount->mention);
    draft_put_each(context, &draft, subject);
}
