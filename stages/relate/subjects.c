/* Whom what stands at a place in a sentence is about: whom it is aimed at, whom it refers to, who
 * is named nearest before it, else whom the sentence is about (subjects-units.c). */
#include "relate/subjects.h"

#include <string.h>

enum {
    PARTS_REACH = 2000,
    RUNNING_WORDS = 14
};

struct subject
subject_of(guint entity)
{
    return (struct subject){.n = 1, .entities = {entity}};
}

gboolean
subject_is_type(const struct context *context, int entity, enum mention_type type)
{
    return entity >= 0 && context_entity(context, entity)->type == type;
}

/* The words behind which a programme is a source or a whole, not what the sentence is about. */
gboolean
subject_is_aside(const struct context *context, struct span within, guint mention)
{
    const struct mention *m = document_mention(context->document, mention);
    int word = context_word_before(context, within.start, m->span.start);
    if (context_word_is(context, word, FUND_NOUNS)) /* `fra puljen X` */
        word = context_word_before(context, within.start, context_word(context, word)->start);
    return context_word_is(context, word, "fra|af|efter|under|i|til|jf|på|ved|for");
}

/* Projects that a span names, in order; FALSE for none. */
gboolean
subject_named(const struct context *context, struct span span, struct subject *ret)
{
    guint first, last;
    context_mentions(context, span, &first, &last);
    *ret = (struct subject){.stated = TRUE};
    for (guint i = first; i < last && ret->n < SUBJECT_MAX; i++) {
        gboolean known = context->nested[i] || !subject_is_work(context, context->entity_of[i]);
        for (guint k = 0; k < ret->n && !known; k++)
            known = ret->entities[k] == (guint)context->entity_of[i];
        if (!known)
            ret->entities[ret->n++] = (guint)context->entity_of[i];
    }
    return ret->n > 0;
}

/* Whether a block holds a sentence of running text. */
gboolean
layout_runs_on(const struct context *context, guint block)
{
    return layout_words_outside(context, document_block(context->document, block)->span, 0) >
           RUNNING_WORDS;
}

gboolean
subject_is_work(const struct context *context, int entity)
{
    if (subject_is_type(context, entity, MENTION_PROJECT))
        return TRUE;
    if (!subject_is_type(context, entity, MENTION_PROGRAMME))
        return FALSE;
    const char *kind = context_kind(context, context_entity(context, entity)->mention);
    return strcmp(kind, "method") == 0 || strcmp(kind, "campaign") == 0;
}

/* Whether two names stand in one enumeration: `A, B og C`. */
static gboolean
are_joined(const struct context *context, guint a, guint b)
{
    gsize from = document_mention(context->document, a)->span.end;
    gsize to = document_mention(context->document, b)->span.start;
    for (int w = context_word_after(context, from, to); w >= 0;
         w = context_word_after(context, context_word(context, w)->end, to))
        if (!context_word_is(context, w, "og|samt|projekt|projektet"))
            return FALSE;
    return from < to && !context_gap_has(context, from, to, ".;:()");
}

static void
add_work(const struct context *context, struct subject *subject, guint mention)
{
    guint entity = (guint)context->entity_of[mention];
    for (guint i = 0; i < subject->n; i++)
        if (subject->entities[i] == entity)
            return;
    if (subject->n < SUBJECT_MAX)
        subject->entities[subject->n++] = entity;
}

/* The next SUM cue that brings in parts behind `from`, or `to`: what the parts are of is not what
 * the whole is of. */
static gsize
parts_from(const struct context *context, gsize from, gsize to)
{
    guint first, last;
    context_hits(context, (struct span){from, MIN(to, from + PARTS_REACH)}, &first, &last);
    for (guint h = first; h < last; h++)
        if (context_hit(context, h)->class == CUE_SUM &&
            strcmp(context_hit(context, h)->value, "parts") == 0)
            return context_hit(context, h)->start;
    return to;
}

/* The work named last before `span` in the unit, else first after it and before
 * what brings in parts, with what is enumerated beside it. */
static gboolean
nearest_work(const struct context *context, const struct unit *unit, struct span span,
             struct subject *ret)
{
    int before = -1, after = -1;
    guint works[64], n = 0;
    gsize parts = parts_from(context, span.end, unit->span.end);
    for (guint i = unit->first_mention; i < unit->last_mention && n < G_N_ELEMENTS(works); i++) {
        if (context->nested[i] || !subject_is_work(context, context->entity_of[i]))
            continue;
        if (document_mention(context->document, i)->span.end <= span.start)
            before = (int)n;
        else if (after < 0 && document_mention(context->document, i)->span.start >= span.end &&
                 document_mention(context->document, i)->span.start <= parts &&
                 subject_is_type(context, context->entity_of[i], MENTION_PROJECT))
            after = (int)n;
        works[n++] = i;
    }
    int at = before >= 0 ? before : after;
    if (at < 0)
        return FALSE;
    int first = at, last = at;
    while (first > 0 && before >= 0 && are_joined(context, works[first - 1], works[first]))
        first--;
    while (last + 1 < (int)n && before < 0 && are_joined(context, works[last], works[last + 1]))
        last++;
    *ret = (struct subject){.stated = TRUE};
    for (int i = first; i <= last; i++)
        add_work(context, ret, works[i]);
    return TRUE;
}

/* From a value to the next value of its kind, or its clause's end: `64 i projekt 2 og 96 i ...` */
static struct span
segment_after(const struct context *context, const struct unit *unit, struct span span)
{
    struct span segment = {span.end, context_clause(context, unit->span, span.start).end};
    int own = -1;
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->span.start == span.start && mention->span.end == span.end)
            own = (int)mention->type;
        else if (own == (int)mention->type && mention->span.start >= span.end) {
            segment.end = MIN(segment.end, mention->span.start);
            break;
        }
    }
    segment.end = MAX(parts_from(context, segment.start, segment.end), segment.start);
    return segment;
}

/* `2 mio. kr. til X og Y`: one amount for both, under the words that name them. */
static void
join_aimed(const struct context *context, guint mention, guint last, struct span segment,
           struct subject *subject)
{
    guint end = mention;
    for (guint i = mention + 1; i < last && subject->n < SUBJECT_MAX; i++) {
        if (context->nested[i] || !subject_is_type(context, context->entity_of[i], MENTION_PROJECT))
            continue;
        if (!are_joined(context, end, i) ||
            document_mention(context->document, i)->span.end > segment.end)
            break;
        add_work(context, subject, i);
        end = i;
    }
    struct span names = {document_mention(context->document, mention)->span.start,
                         document_mention(context->document, end)->span.end};
    if (subject->n > 1)
        subject->together = context_text(context, names);
}

/* Behind a value with a preposition: `... mio. kr. til projektet X`, `... i projekt 2`. */
static gboolean
aimed_at(struct context *context, struct span segment, struct subject *ret)
{
    int word = context_word_after(context, segment.start, segment.end);
    for (guint steps = 0; word >= 0 && steps < 12; steps++) {
        gsize end = context_word(context, word)->end;
        if (context_word_is(context, word, "til|på|i|for|under")) {
            struct span rest = {end, segment.end};
            guint first, last;
            context_mentions(context, rest, &first, &last);
            for (guint i = first; i < last; i++) {
                const struct mention *mention = document_mention(context->document, i);
                if (context->nested[i] ||
                    !subject_is_type(context, context->entity_of[i], MENTION_PROJECT))
                    continue;
                if (mention->span.start > end + 24)
                    break;
                *ret = subject_of((guint)context->entity_of[i]);
                ret->stated = TRUE;
                join_aimed(context, i, last, segment, ret);
                return TRUE;
            }
            if (rest.end > end + 24)
                rest.end = end + 24;
            if (reference_resolve(context, rest, NULL, ret))
                return TRUE;
        }
        word = context_word_after(context, end, segment.end);
    }
    return FALSE;
}

struct subject
subject_at(struct context *context, const struct unit *unit, struct span span)
{
    struct subject found;
    struct span clause = context_clause(context, unit->span, span.start);
    struct span segment = segment_after(context, unit, span);
    if (aimed_at(context, segment, &found) ||
        reference_nearest(context, (struct span){clause.start, segment.end}, span.start, NULL,
                          &found) ||
        nearest_work(context, unit, span, &found))
        return found;
    /* what stands behind `heraf` is not what the whole is of */
    gboolean whole = parts_from(context, span.end, unit->span.end) < unit->span.end;
    return whole && unit->subject.stated ? unit->before : unit->subject;
}

struct subject
subject_or_body(struct context *context, const struct unit *unit, struct span span)
{
    struct subject subject = subject_at(context, unit, span);
    int body = subject_acting(context, unit);
    gboolean sectioned = context_section(context, unit->section)->subject.n > 0;
    if (body >= 0 && !sectioned && !subject.stated)
        return subject_of((guint)body);
    return subject;
}
