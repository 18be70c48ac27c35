/* Whose an amount is: the project that is named or meant, the fund that is spoken of, whom it is
 * aimed at. */
#include "relate/funding.h"

#include <string.h>

enum {
    APPLICANT_REACH = 100, /* mentions back to where a body was named last */
    APPLYING_WORDS = 8     /* words behind it that may say that it applies */
};

static gboolean
is_type(const struct context *context, int entity, enum mention_type type)
{
    return entity >= 0 && context_entity(context, entity)->type == type;
}

/* The word before a mention, over the noun of a fund: `fra` in `fra puljen X`; -1 for none. */
int
amount_word_before(const struct context *context, gsize from, gsize start)
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
        int word = amount_word_before(context, amount->segment.start, mention->span.start);
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
        int word = amount_word_before(context, unit->span.start, mention->span.start);
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

/* Where the item of an agenda begins that a block stands in; 0 in other papers. */
static gsize
item_start(const struct context *context, guint block)
{
    const struct section *section = context_section(context, context->section_of[block]);
    if (section->item < 0)
        return 0;
    return document_block(context->document, context_item(context, section->item)->block)
        ->span.start;
}

/* The fund mentioned last before an amount, in the same item; else the programme of the item, or of
 * a paper that has but one. */
static int
last_programme(const struct context *context, guint m, guint block)
{
    int programme = -1;
    gsize start = item_start(context, block);
    for (guint back = 0; m > 0 && back < 200; back++) {
        m--;
        if (document_mention(context->document, m)->span.start < start)
            break;
        if (!is_type(context, context->entity_of[m], MENTION_PROGRAMME) ||
            subject_is_work(context, context->entity_of[m]))
            continue;
        if (strcmp(context_kind(context, m), "fund") == 0)
            return context->entity_of[m];
        if (programme < 0)
            programme = context->entity_of[m];
    }
    return programme >= 0 ? programme : subject_programme_at(context, block);
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

int
amount_municipality(const struct context *context)
{
    int found = -1;
    for (guint i = 0; i < context->entities->len; i++)
        if (context_entity(context, i)->type == MENTION_ORGANISATION &&
            strcmp(context_kind(context, context_entity(context, i)->mention), "municipality") ==
                0) {
            if (found >= 0)
                return -1;
            found = (int)i;
        }
    return found;
}

/* The one municipality that the paper names, or nobody. */
static struct subject
municipality(const struct context *context)
{
    int found = context->municipality;
    return found >= 0 ? subject_of((guint)found) : (struct subject){0};
}

/* `95.000 kr. billigere om året`, `Til sammenligning koster ...`: what something differs by, or
 * costs elsewhere. */
static gboolean
is_comparison(const struct context *context, const struct amount *amount)
{
    struct span span = amount->unit->span;
    int next = context_word_after(context, amount->span.end, span.end);
    int first = context_word_after(context, span.start, span.end);
    return context_word_is(context, next, "billigere|dyrere|lavere|højere|større|færre") ||
           (context_word_is(context, first, "til") &&
            context_word_is(context, context_word_next(context, first, span.end), "sammenligning"));
}

/* Whether a body was last named as one that applies: `Bådelauget har søgt om 40.000 kr. til lamper.
 * Udvalget bevilgede 25.000 kr. til lamperne.` */
static gboolean
has_applied(const struct context *context, int entity, guint before)
{
    for (guint m = before, back = 0; m > 0 && back < APPLICANT_REACH; back++) {
        const struct mention *mention = document_mention(context->document, --m);
        if (context->entity_of[m] != entity)
            continue;
        int word = context_word_after(context, mention->span.end, context->document->text->len);
        for (guint n = 0; n < APPLYING_WORDS && word >= 0; n++) {
            if (context_word_is(context, word,
                                "søgt|søger|søgte|ansøgt|ansøger|ansøgte|ansøgning|"
                                "ansøgningen|anmoder|anmodet|anmodede"))
                return TRUE;
            word = context_word_next(context, word, context->document->text->len);
        }
        return FALSE;
    }
    return FALSE;
}

/* `Kommunen har afsat 1,2 mio. kr. til havnen`: aimed at a thing without a name, so not at the body
 * that the text was about. */
static gboolean
is_for_something(const struct context *context, const struct amount *amount,
                 const struct subject *subject)
{
    if (subject->stated || subject->n != 1 ||
        !is_type(context, (int)subject->entities[0], MENTION_ORGANISATION))
        return FALSE;
    struct span clause = context_clause(context, amount->unit->span, amount->span.start);
    struct span whose = {clause.start, amount->span.start};
    int giver = context_word_after(context, whose.start, whose.end);
    int word = context_word_after(context, amount->span.end, amount->segment.end);
    int aim = word >= 0 ? context_word_next(context, word, amount->segment.end) : -1;
    return context_word_is(context, giver,
                           "kommunen|regionen|amtet|staten|byrådet|udvalget|kommunalbestyrelsen") &&
           context_word_is(context, word, "til") && aim >= 0 &&
           !context_word_is(context, aim,
                            "os|foreningen|institutionen|centret|klubben|skolen|vores|drift|"
                            "driften|selskabet|huset|stedet|at") &&
           !has_applied(context, (int)subject->entities[0], amount->unit->first_mention);
}

struct subject
amount_subject(struct context *context, const struct amount *amount)
{
    if (is_comparison(context, amount))
        return (struct subject){0};
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
    int fund = of_fund ? last_programme(context, amount->mention, amount->unit->block)
                       : named_programme(context, amount, subject.n == 1);
    if (fund >= 0 && context_section(context, amount->unit->section)->subject.n == 0) {
        subject = subject_of((guint)fund);
        subject.stated = of_fund && is_size(context, amount);
        return subject;
    }
    int count = several(context, amount);
    int programme = subject_programme_at(context, amount->unit->block);
    if ((count >= 0 || subject.n > 1) && programme >= 0)
        return subject_of((guint)programme);
    if (count >= 0) /* no programme: under the words that the paper uses */
        return (struct subject){
            .n = 1,
            .together =
                context_text(context, document_mention(context->document, (guint)count)->span)};
    if (subject.n > 1)
        return (struct subject){0};
    subject = subject.n > 0 ? subject : subject_or_body(context, amount->unit, amount->span);
    return is_for_something(context, amount, &subject) ? (struct subject){0} : subject;
}
