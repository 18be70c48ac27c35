/* Amounts in running text and headings: whose they are, in which role, from whom, for when.
 *
 * The role is the cue nearest to the amount (roles.tsv); under `Indstilling`, or behind
 * `indstiller`, everything is recommended. The one who acts before the verb gives (`Byrådet
 * afsatte`) or takes (`Foreningen søger`). An amount with neither a role nor anybody named in its
 * sentence is nobody's and left alone. */
#include "relate/context.h"

#include <string.h>

enum {
    LIST_BLOCKS = 60,
    ASKED_REACH = 16
};

/* What is known of an amount on the way to its fact. */
struct amount {
    const struct unit *unit;
    guint mention;
    struct span span;
    struct span segment; /* from its end to the next amount, or the sentence's end */
    int role;            /* hit, or -1 */
    const char *status;
    gboolean part; /* stands behind `fordelt med`, `heraf` */
};

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

/* Whether a SUM cue of a kind stands in a unit before `offset`. */
static gboolean
sum_cue_before(const struct context *context, const struct unit *unit, const char *kind,
               gsize offset)
{
    for (guint h = unit->first_hit; h < unit->last_hit; h++) {
        const struct hit *hit = context_hit(context, h);
        if (hit->class == CUE_SUM && hit->start < offset && strcmp(hit->value, kind) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Whether what a unit says is proposed: its section, or `indstiller, at` before `offset`. */
static gboolean
is_recommended(const struct context *context, const struct unit *unit, gsize offset)
{
    if (context_section(context, unit->section)->kind == SECTION_RECOMMENDATION ||
        layout_is_recommendation(context, unit->block))
        return TRUE;
    for (guint h = unit->first_hit; h < unit->last_hit; h++) {
        const struct hit *hit = context_hit(context, h);
        if (hit->class == CUE_DECISION && hit->start < offset &&
            strcmp(hit->value, "recommended") == 0 && strcmp(hit->detail, "proposal") == 0)
            return TRUE;
    }
    for (int w = context_word_after(context, unit->span.start, offset); w >= 0;
         w = context_word_after(context, context_word(context, w)->end, offset))
        if (context_word_is(context, w, "foreslår|opfordrer") &&
            context_word_is(context,
                            context_word_after(context, context_word(context, w)->end, offset),
                            "at|til"))
            return TRUE;
    return FALSE;
}

/* `har givet tilsagn om at dække 40 pct.`: a share that was granted. */
static gboolean
is_granted_share(const struct context *context, const struct amount *amount)
{
    struct span clause = context_clause(context, amount->unit->span, amount->span.start);
    guint first, last;
    context_hits(context, (struct span){clause.start, amount->span.start}, &first, &last);
    for (guint h = first; h < last; h++)
        if (context_hit(context, h)->class == CUE_ROLE &&
            strcmp(context_hit(context, h)->value, "granted") == 0)
            return TRUE;
    return FALSE;
}

/* `Klubben søger om`, not `at Byrådet søges om en bevilling`, which is what is proposed. */
static gboolean
is_application(const struct context *context, const struct amount *amount)
{
    const struct hit *hit = context_hit(context, amount->role);
    gboolean asked = context_word_is(context, (int)hit->first_word, "søges|ansøges");
    return strcmp(hit->value, "applied") == 0 && !asked;
}

static const char *
status_of(const struct context *context, const struct amount *amount)
{
    const char *status = NULL;
    if (amount->role >= 0)
        status = context_hit(context, amount->role)->value;
    if (is_recommended(context, amount->unit, amount->span.start) &&
        (!status || (strcmp(status, "deviation") != 0 && strcmp(status, "spent") != 0 &&
                     strcmp(status, "estimate") != 0 && !is_application(context, amount))))
        return "recommended";
    if (status && strcmp(status, "share") == 0)
        return is_granted_share(context, amount) ? "granted" : NULL;
    return status;
}

/* ---- whose ---- */

/* The word before a mention, over the noun of a fund: `fra` in `fra puljen X`; -1 for none. */
static int
word_before_name(const struct context *context, gsize from, gsize start)
{
    int word = context_word_before(context, from, start);
    int before = context_word_is(context, word, FUND_NOUNS)
                     ? context_word_before(context, from, context_word(context, word)->start)
                     : -1;
    return context_word_is(context, before, "fra|af|under|i|til|hos") ? before : word;
}

/* The programme or body at which an amount is aimed: `til Svømmehallen`, `i puljen`. */
static int
aimed_entity(const struct context *context, const struct amount *amount)
{
    guint first, last;
    struct span near = amount->segment;
    near.end = MIN(near.end, context_clause(context, amount->unit->span, amount->span.start).end);
    near.end = MAX(near.end, near.start);
    context_mentions(context, near, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(context->document, i);
        int entity = context->entity_of[i];
        int word = word_before_name(context, amount->segment.start, mention->span.start);
        if (entity < 0 || context->nested[i])
            continue;
        if (is_type(context, entity, MENTION_PROGRAMME) &&
            context_word_is(context, word,
                            "i|til|på|for|under|den|det|puljen|programmet|strategien"))
            return entity;
        if (is_type(context, entity, MENTION_ORGANISATION) &&
            context_word_is(context, word, "til") && !context_is_committee(context, i))
            return entity;
    }
    return -1;
}

/* Whether a verb of giving stands between a name and an amount: `Puljen yder ...` */
static gboolean
gives(const struct context *context, gsize from, gsize to)
{
    guint first, last;
    context_hits(context, (struct span){from, MAX(from, to)}, &first, &last);
    for (guint h = first; h < last; h++)
        if (context_hit(context, h)->class == CUE_ROLE &&
            (strcmp(context_hit(context, h)->detail, "give") == 0 ||
             strcmp(context_hit(context, h)->value, "share") == 0))
            return TRUE;
    return FALSE;
}

/* The programme with which a sentence begins (`Boligpuljen, der er på ...`), or any it names
 * where nothing else is spoken of. */
static int
named_programme(struct context *context, const struct amount *amount, gboolean first_only)
{
    const struct unit *unit = amount->unit;
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (first_only && mention->span.start > unit->span.start + 4)
            return -1;
        int word = word_before_name(context, unit->span.start, mention->span.start);
        if (!context->nested[i] && is_type(context, context->entity_of[i], MENTION_PROGRAMME) &&
            !subject_is_work(context, context->entity_of[i]) &&
            !context_word_is(context, word, "fra|af|under"))
            return gives(context, mention->span.end, amount->span.start) ? -1
                                                                         : context->entity_of[i];
    }
    return -1;
}

/* `Puljen er på ...`, `en pulje på ...`, `... kr. tilbage i puljen`. */
static gboolean
is_of_fund(const struct context *context, const struct amount *amount)
{
    const struct unit *unit = amount->unit;
    for (guint h = unit->first_hit; h < unit->last_hit; h++) {
        const struct hit *hit = context_hit(context, h);
        if (hit->class != CUE_REFERENCE || strcmp(hit->value, "programme") != 0)
            continue;
        int before = context_word_before(context, unit->span.start, hit->start);
        int after = context_word_after(context, hit->end, unit->span.end);
        if (hit->start <= unit->span.start + 2 || strcmp(hit->detail, "sum") == 0 ||
            (context_word_is(context, after, "på|er|udgør") && hit->end < amount->span.start) ||
            (context_word_is(context, before, "i") && hit->start >= amount->span.end))
            return TRUE;
    }
    return FALSE;
}

/* The fund mentioned last before an amount, else the programme. */
static int
last_programme(const struct context *context, guint m)
{
    int programme = -1;
    for (guint back = 0; m > 0 && back < 200; back++) {
        m--;
        if (!is_type(context, context->entity_of[m], MENTION_PROGRAMME) ||
            subject_is_work(context, context->entity_of[m]))
            continue;
        if (strcmp(context_kind(context, m), "fund") == 0)
            return context->entity_of[m];
        if (programme < 0)
            programme = context->entity_of[m];
    }
    return programme >= 0 ? programme : context->programme;
}

/* `... mio. kr. til fire projekter`, `fordelt på 3 projekter`: the money of the whole. The mention
 * of the count, or -1. */
static int
several(struct context *context, const struct amount *amount)
{
    guint first, last;
    context_mentions(context, amount->segment, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(context->document, i);
        const char *of =
            mention->type == MENTION_COUNT ? attrs_get(context->arena, mention->attrs, "of") : NULL;
        if (of && g_str_has_suffix(of, "projekt") && strcmp(mention->value, "1") != 0)
            return (int)i;
    }
    return -1;
}

/* `Puljen er i 2004 på 90.000 kr.`: `på` right before the amount, which is all the fund has. */
static gboolean
is_size(const struct context *context, const struct amount *amount)
{
    return context_word_is(
        context, context_word_before(context, amount->unit->span.start, amount->span.start),
        "på|udgør|rummer|er");
}

enum {
    AIM_WORDS = 3
};

/* `15.000 kr. er bundet til Byspil i Gården`: to a name that nobody knows, so not to whom the text
 * was about. */
static gboolean
is_aimed_elsewhere(const struct context *context, const struct amount *amount)
{
    gsize at = amount->segment.start;
    for (guint steps = 0; steps < AIM_WORDS; steps++) {
        int word = context_word_after(context, at, amount->segment.end);
        if (word < 0)
            return FALSE;
        at = context_word(context, word)->end;
        if (!context_word_is(context, word, "til"))
            continue;
        int name = context_word_after(context, at, amount->segment.end);
        if (name < 0)
            return FALSE;
        gsize start = context_word(context, name)->start;
        guint first, last;
        context_mentions(context, (struct span){start, start + 1}, &first, &last);
        return first == last &&
               g_unichar_isupper(g_utf8_get_char(context->document->text->str + start));
    }
    return FALSE;
}

/* `Kommunen får et tilskud på ...`: what is told of the municipality's own purse. */
static gboolean
is_of_municipality(const struct context *context, const struct amount *amount)
{
    struct span clause = context_clause(context, amount->unit->span, amount->span.start);
    int word = context_word_after(context, clause.start, clause.end);
    return context_word_is(context, word, "kommunen|amtet|regionen") &&
           context_word_is(
               context, context_word_after(context, context_word(context, word)->end, clause.end),
               "får|fik|modtager|modtog|sparer");
}

/* `at kommunerne får 5 mio. kr.`: of bodies that the paper does not name. */
static gboolean
is_of_others(const struct context *context, const struct amount *amount)
{
    struct span clause = context_clause(context, amount->unit->span, amount->span.start);
    for (int w = context_word_after(context, clause.start, amount->span.start); w >= 0;
         w = context_word_after(context, context_word(context, w)->end, amount->span.start)) {
        int next = context_word_after(context, context_word(context, w)->end, amount->span.start);
        if (context_word_is(
                context, w,
                "kommunerne|amterne|regionerne|institutionerne|foreningerne|ansøgerne") &&
            context_word_is(context, next,
                            "får|fik|modtager|modtog|betaler|bruger|søger|søgte|har"))
            return TRUE;
    }
    return FALSE;
}

/* The one municipality that the paper names, or nobody. */
static struct subject
municipality(const struct context *context)
{
    int found = -1;
    for (guint i = 0; i < context->entities->len; i++)
        if (context_entity(context, i)->type == MENTION_ORGANISATION &&
            strcmp(context_kind(context, context_entity(context, i)->mention), "municipality") ==
                0) {
            if (found >= 0)
                return (struct subject){0};
            found = (int)i;
        }
    return found >= 0 ? subject_of((guint)found) : (struct subject){0};
}

static struct subject
whose(struct context *context, const struct amount *amount)
{
    struct subject subject = subject_at(context, amount->unit, amount->span);
    gboolean work = subject.n > 0 && subject_is_work(context, (int)subject.entities[0]);
    if (!(work && subject.stated) && is_of_others(context, amount))
        return (struct subject){0};
    if (subject.stated)
        return subject;
    if (is_of_municipality(context, amount))
        return municipality(context);
    int aimed = aimed_entity(context, amount);
    if (aimed >= 0) {
        subject = subject_of((guint)aimed);
        subject.stated = TRUE;
        return subject;
    }
    if (is_aimed_elsewhere(context, amount))
        return (struct subject){0};
    gboolean of_fund = is_of_fund(context, amount);
    int fund = of_fund ? last_programme(context, amount->mention)
                       : named_programme(context, amount, subject.n == 1);
    if (fund >= 0 && context_section(context, amount->unit->section)->subject.n == 0) {
        subject = subject_of((guint)fund);
        subject.stated = of_fund && is_size(context, amount);
        return subject;
    }
    int count = several(context, amount);
    if ((count >= 0 || subject.n > 1) && context->programme >= 0)
        return subject_of((guint)context->programme);
    if (count >= 0) /* no programme: under the words that the paper uses */
        return (struct subject){
            .n = 1,
            .together =
                context_text(context, document_mention(context->document, (guint)count)->span)};
    if (subject.n > 1)
        return (struct subject){0};
    return subject.n > 0 ? subject : subject_or_body(context, amount->unit, amount->span);
}

/* ---- from whom, to whom, for when ---- */

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

/* The body that acts in the clause before a role's verb: `Byrådet afsatte`, `Klubben søger`. */
static int
actor(const struct context *context, const struct amount *amount, int hit)
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
            found = (int)i;
    }
    return found;
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
    guint first, last;
    context_mentions(context, (struct span){clause.start, amount->span.start}, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(context->document, i);
        int verb = context_word_after(context, mention->span.end, amount->span.start);
        if (mention->type == MENTION_ORGANISATION && !context->nested[i] &&
            context_word_is(context, verb, "bevilgede|bevilger|ydede|yder") &&
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

static void
qualify_parties(struct context *context, const struct amount *amount, const struct subject *subject,
                struct draft *draft)
{
    guint before = draft->fact.n_qualifiers;
    qualify_payer(context, amount, draft);
    int verb = draft->fact.n_qualifiers > before ? -1 : acting_verb(context, amount);
    const char *side = verb >= 0 ? context_hit(context, verb)->detail : "";
    int acting = verb >= 0 ? actor(context, amount, verb) : -1;
    int granting = acting < 0 ? granting_body(context, amount) : -1;
    if (granting >= 0 &&
        !(subject->n == 1 && context->entity_of[granting] == (int)subject->entities[0]))
        draft_qualify(draft, "grantor",
                      document_mention(context->document, (guint)granting)->value);
    if (acting >= 0 &&
        context->entity_of[acting] != (subject->n == 1 ? (int)subject->entities[0] : -2))
        draft_qualify(draft, strcmp(side, "give") == 0 ? "grantor" : "recipient",
                      document_mention(context->document, (guint)acting)->value);
    struct span near = {amount->part ? amount->span.end : amount->unit->span.start,
                        amount->segment.end};
    guint first, last;
    context_mentions(context, near, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(context->document, i);
        int entity = context->entity_of[i];
        int word = word_before_name(context, near.start, mention->span.start);
        if (entity < 0 || context->nested[i] ||
            (subject->n == 1 && subject->entities[0] == (guint)entity) ||
            !context_word_is(context, word, "fra|af|hos"))
            continue;
        if (is_type(context, entity, MENTION_PROGRAMME))
            draft_qualify(draft, "source", mention->value);
        else if (is_type(context, entity, MENTION_ORGANISATION))
            draft_qualify(draft, "grantor", mention->value);
    }
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
        if (inside && strlen(mention->value) <= 7 && (!period || outer))
            period = mention->value;
        else if (!after && strlen(mention->value) == 4)
            year = is_of_previous(context, amount, mention->span) ? year : mention->value;
        else if (!after && !date)
            date = mention->value;
    }
    if (year && !is_act(amount->status))
        period = period ? period : year;
    else if (!date)
        date = year;
    draft_qualify(draft, "period", period);
    draft_qualify(draft, "date", date);
}

/* ---- the facts ---- */

/* Money given to a project of the paper's list comes from the programme that the paper is on. */
static void
qualify_source(const struct context *context, guint entity, const char *status, struct draft *draft)
{
    if (context->programme < 0 || !context_entity(context, context->programme)->titled ||
        !context_entity(context, entity)->entry || !status ||
        (strcmp(status, "granted") != 0 && strcmp(status, "allocated") != 0))
        return;
    draft_qualify(draft, "source", context_entity(context, context->programme)->value);
}

static void
put_amount(struct context *context, const struct amount *amount, const struct subject *subject,
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
    if (subject->n == 1 && !subject->together)
        qualify_source(context, subject->entities[0], amount->status, &draft);
    draft_unit(context, &draft, amount->unit);
    draft_mention(&draft, amount->mention);
    draft_put_each(context, &draft, subject);
}

/* The role that the block spoke of last before this unit: for parts told in a sentence of their
 * own. */
static int
role_before(const struct context *context, const struct unit *unit)
{
    guint first, last, from = unit->block;
    /* the items of a list go on with what brings it in: `bevilling til følgende projekter:` */
    while (from > 0 && unit->block - from < LIST_BLOCKS &&
           (!layout_is_body(context, from) ||
            (document_block(context->document, from)->kind == BLOCK_ITEM &&
             document_block(context->document, from)->cell < 0)))
        from--;
    struct span span = {document_block(context->document, from)->span.start, unit->span.start};
    context_hits(context, span, &first, &last);
    for (guint h = last; h > first && last - h < 200; h--)
        if (context_hit(context, h - 1)->class == CUE_ROLE &&
            strcmp(context_hit(context, h - 1)->value, "share") != 0)
            return (int)h - 1;
    return -1;
}

/* `Der søges om et tilskud på ...`: what is granted is still asked for; `nearest` is a noun. */
static int
asked_for(const struct context *context, const struct unit *unit, struct span span, int nearest)
{
    const struct hit *noun = context_hit(context, nearest);
    struct span clause = context_clause(context, unit->span, span.start);
    guint first, last;
    if (noun->detail[0] || noun->end > span.start)
        return nearest;
    context_hits(context, (struct span){clause.start, noun->start}, &first, &last);
    for (guint h = last; h > first; h--)
        if (context_hit(context, h - 1)->class == CUE_ROLE)
            return strcmp(context_hit(context, h - 1)->value, "applied") == 0 &&
                           context_hit(context, h - 1)->end + ASKED_REACH > noun->start
                       ? (int)h - 1
                       : nearest;
    return nearest;
}

/* The role nearest to an amount; `afsatte på budgettet` is what was done, not where it stands. */
static int
role_of(const struct context *context, const struct unit *unit, struct span span)
{
    int nearest = context_nearest(context, CUE_ROLE, unit->span, span);
    if (nearest >= 0 && strcmp(context_hit(context, nearest)->value, "granted") == 0)
        return asked_for(context, unit, span, nearest);
    if (nearest < 0 || strcmp(context_hit(context, nearest)->value, "budget") != 0)
        return nearest;
    struct span clause = context_clause(context, unit->span, span.start);
    guint first, last;
    context_hits(context, (struct span){clause.start, span.start}, &first, &last);
    for (guint h = last; h > first; h--) {
        const struct hit *hit = context_hit(context, h - 1);
        if (hit->class == CUE_ROLE && strcmp(hit->value, "budget") != 0 &&
            strcmp(hit->value, "share") != 0 && strcmp(hit->value, "estimate") != 0 &&
            hit->end < context_hit(context, nearest)->start)
            return (int)h - 1;
    }
    return nearest;
}

/* `forbrugt 1,9 mio. kr., fordelt med ...`: the words that divide a sum give its parts no role of
 * their own where the sum has one. */
static int
role_of_whole(const struct context *context, const struct amount *amount)
{
    const struct hit *role = context_hit(context, amount->role);
    const struct unit *unit = amount->unit;
    gboolean divides = FALSE;
    for (guint h = unit->first_hit; h < unit->last_hit; h++) {
        const struct hit *hit = context_hit(context, h);
        divides |= hit->class == CUE_SUM && strcmp(hit->value, "parts") == 0 &&
                   hit->start <= role->start && hit->end >= role->end;
    }
    for (guint h = (guint)amount->role; divides && h > unit->first_hit; h--) {
        const struct hit *hit = context_hit(context, h - 1);
        if (hit->class == CUE_ROLE && strcmp(hit->value, "share") != 0)
            return (int)h - 1;
    }
    return amount->role;
}

static void
relate_amount(struct context *context, const struct unit *unit, guint m)
{
    struct amount amount = {.unit = unit,
                            .mention = m,
                            .span = document_mention(context->document, m)->span,
                            .segment = segment_of(context, unit, m)};
    amount.role = role_of(context, unit, amount.span);
    if (amount.role >= 0 && context_hit(context, amount.role)->start >= amount.segment.end)
        amount.role = -1; /* the next amount's */
    amount.part = sum_cue_before(context, unit, "parts", amount.span.start);
    if (amount.part && amount.role >= 0)
        amount.role = role_of_whole(context, &amount);
    gboolean listed = document_block(context->document, unit->block)->kind == BLOCK_ITEM;
    if (amount.role < 0 && (amount.part || listed))
        amount.role = role_before(context, unit);
    amount.status = status_of(context, &amount);
    struct subject subject = whose(context, &amount);
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
        put_amount(context, &amount, &subject, "funding.sentence",
                   amount.role >= 0 ? CERT_HIGH : CERT_MEDIUM);
}

/* `givet tilskud på 35 pct.` */
static gboolean
is_grant_of(const struct context *context, const struct hit *hit, struct span span)
{
    return strcmp(hit->value, "granted") == 0 && hit->end < span.start &&
           span.start - hit->end < 3 &&
           context_word_is(context, context_word_before(context, hit->start, hit->end),
                           "på|med|betaler|yder");
}

/* `75 % er statslige penge`, `Fonden dækker 53,8 pct.`: a share of the money. */
static void
relate_share(struct context *context, const struct unit *unit, guint m)
{
    struct span span = document_mention(context->document, m)->span;
    int role = context_nearest(context, CUE_ROLE, unit->span, span);
    if (role < 0 || (strcmp(context_hit(context, role)->value, "share") != 0 &&
                     !is_grant_of(context, context_hit(context, role), span)))
        return;
    struct span clause = context_clause(context, unit->span, span.start);
    const struct hit *hit = context_hit(context, role);
    if (hit->start < clause.start || hit->start >= clause.end)
        return;
    struct amount amount = {.unit = unit, .mention = m, .span = span, .role = role};
    amount.segment = (struct span){span.end, unit->span.end};
    if (is_granted_share(context, &amount))
        amount.status = "granted";
    struct subject subject = whose(context, &amount);
    const struct section *section = context_section(context, unit->section);
    if (!subject.stated && section->subject.n == 0 && subject.n != 1 && context->programme >= 0 &&
        context->items->len < 2)
        subject = subject_of((guint)context->programme);
    if (subject.n > 0)
        put_amount(context, &amount, &subject, "funding.share", CERT_MEDIUM);
}

/* ---- headings: `Projekt X (4,2 mio. kr. pr. år)` ---- */

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
}
