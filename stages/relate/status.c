/* What happens to a project: planned, started, running, paused, completed, dropped, and when.
 *
 * A verb in the past states what happened; behind a modal (`forventes at`, `skal`) it is planned;
 * in the present (`åbner den 1. november`) the paper's own date decides. */
#include "relate/context.h"

#include <string.h>

enum {
    SCHEDULE_WORDS = 7,
    COUNT_REACH = 8
};

static gboolean
is_work(const struct context *context, guint entity)
{
    enum mention_type type = context_entity(context, entity)->type;
    return type == MENTION_PROJECT || type == MENTION_PROGRAMME;
}

/* The date that belongs to an event: in its clause, behind it first. */
static int
date_of(const struct context *context, const struct unit *unit, const struct hit *hit)
{
    struct span clause = context_clause(context, unit->span, hit->start);
    int before = -1;
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->type != MENTION_DATE || mention->span.start < clause.start ||
            mention->span.start >= clause.end)
            continue;
        if (mention->span.start >= hit->start)
            return (int)i;
        before = (int)i;
    }
    if (before >= 0)
        return before;
    /* `..., når en ny plan er godkendt ultimo 2016` */
    int opener = context_word_after(context, clause.end, unit->span.end);
    for (guint i = unit->first_mention;
         i < unit->last_mention && context_word_is(context, opener, "når"); i++)
        if (document_mention(context->document, i)->type == MENTION_DATE &&
            document_mention(context->document, i)->span.start >= clause.end)
            return (int)i;
    return -1;
}

/* The word of a STATUS cue of a kind before `offset` in a clause. */
static gboolean
has_before(const struct context *context, struct span clause, const char *kind, gsize offset)
{
    guint first, last;
    context_hits(context, clause, &first, &last);
    for (guint h = first; h < last; h++)
        if (context_hit(context, h)->class == CUE_STATUS &&
            context_hit(context, h)->start < offset &&
            strcmp(context_hit(context, h)->value, kind) == 0)
            return TRUE;
    return FALSE;
}

/* `besluttede den 8. maj at igangsætte X`: the day is the decision's. */
static gboolean
is_decided(const struct context *context, struct span clause, gsize offset)
{
    guint first, last;
    context_hits(context, (struct span){clause.start, offset}, &first, &last);
    for (guint h = first; h < last; h++)
        if (context_hit(context, h)->class == CUE_DECISION &&
            strcmp(context_hit(context, h)->detail, "active") == 0)
            return TRUE;
    return FALSE;
}

/* Whether a date's first (or last) day lies after the paper's own: 1, before or on it: -1,
 * unknown: 0. */
static int
compare_to_issue(const struct context *context, int date, gboolean last)
{
    if (date < 0 || context->issued < 0)
        return 0;
    const char *day = last ? document_mention(context->document, (guint)date)->latest
                           : context_earliest(context, (guint)date);
    const char *issued = context_earliest(context, (guint)context->issued);
    if (!day || !issued)
        return 0;
    return strcmp(day, issued) > 0 ? 1 : -1;
}

/* `Der er gennemført 1.480 undersøgelser`: of what is counted, not of the project. */
static gboolean
is_of_counted(const struct context *context, const struct hit *hit)
{
    guint first, last;
    context_mentions(context, (struct span){hit->end, hit->end + COUNT_REACH}, &first, &last);
    if (first >= last || document_mention(context->document, first)->type != MENTION_COUNT)
        return FALSE;
    const char *of =
        attrs_get(context->arena, document_mention(context->document, first)->attrs, "of");
    return !of || !g_str_has_suffix(of, "projekt");
}

/* `når hallen er taget i brug`, `hvis projektet stopper`: of no fact yet. */
static gboolean
is_conditional(const struct context *context, struct span clause, gsize offset)
{
    int word = context_word_after(context, clause.start, offset);
    return context_word_is(context, word, "når|hvis|såfremt|inden|indtil|før");
}

/* `... kan først begynde, når lejemålet er på plads`: a plan without a date. */
static gboolean
waits(const struct context *context, const struct unit *unit, struct span clause)
{
    return context_word_is(context, context_word_after(context, clause.end, unit->span.end), "når");
}

/* What an event says of the project, NULL for nothing. */
static const char *
status_of(const struct context *context, const struct unit *unit, const struct hit *hit, int date)
{
    const char *event = hit->value, *tense = hit->detail;
    struct span clause = context_clause(context, unit->span, hit->start);
    gboolean start = strcmp(event, "start") == 0;
    if (has_before(context, clause, "not", hit->end))
        return start ? "planned" : NULL;
    if (is_conditional(context, clause, hit->start) ||
        ((start || strcmp(event, "end") == 0) && is_decided(context, clause, hit->start)))
        return NULL;
    if (strcmp(event, "plan") == 0)
        return "planned";
    if (strcmp(event, "none") == 0 || is_of_counted(context, hit))
        return NULL;
    if (has_before(context, clause, "modal", hit->start) ||
        (strcmp(tense, "past") != 0 && has_before(context, clause, "first", hit->start)) ||
        context_section(context, unit->section)->kind == SECTION_RECOMMENDATION)
        return date >= 0 || (start && waits(context, unit, clause)) ? "planned" : NULL;
    if (strcmp(event, "pause") == 0)
        return "paused";
    if (strcmp(event, "drop") == 0)
        return "dropped";
    if (strcmp(event, "run") == 0)
        return "running";
    if (strcmp(tense, "past") == 0 && compare_to_issue(context, date, FALSE) <= 0)
        return start ? "started" : "completed";
    if (date < 0)
        return NULL;
    int order = compare_to_issue(context, date, TRUE);
    if (order == 0)
        return NULL; /* the paper does not say when it was written */
    if (order > 0)
        return "planned";
    return start ? "started" : "completed";
}

/* `Der er igangsat 4 projekter under X:` and their list: said of each. */
static gboolean
all_entries(struct context *context, const struct unit *unit, struct subject *ret)
{
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        const struct mention *mention = document_mention(context->document, i);
        const char *of =
            mention->type == MENTION_COUNT ? attrs_get(context->arena, mention->attrs, "of") : NULL;
        if (!of || !g_str_has_suffix(of, "projekt"))
            continue;
        guint n = context->entries->len;
        *ret = (struct subject){0};
        if (n < 2 || n > SUBJECT_MAX || (guint64)g_ascii_strtoull(mention->value, NULL, 10) != n ||
            context->lower[unit->span.end - 1] != ':')
            return TRUE; /* of some that are not named: said of nobody */
        for (guint k = 0; k < n; k++)
            ret->entities[ret->n++] = g_array_index(context->entries, guint, k);
        return TRUE;
    }
    return FALSE;
}

/* The body that a sentence begins with and that itself is begun or ended. */
static int
founded_body(const struct context *context, const struct unit *unit, const struct hit *hit)
{
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->span.start > unit->span.start + 4 || mention->span.end > hit->start)
            return -1;
        if (mention->type == MENTION_ORGANISATION && mention->span.end + 24 > hit->start &&
            (strcmp(context_kind(context, i), "institution") == 0 ||
             strcmp(context_kind(context, i), "association") == 0))
            return context->entity_of[i];
    }
    return -1;
}

static void
put_status(struct context *context, const struct unit *unit, const struct subject *subject,
           const char *status, int date, const char *rule)
{
    struct subject each = *subject;
    each.together = NULL;
    struct draft draft;
    draft_begin(&draft, PREDICATE_STATUS, rule, subject->stated ? CERT_HIGH : CERT_MEDIUM);
    draft.fact.object = term_text(status);
    if (date >= 0)
        draft_qualify(&draft, "date", document_mention(context->document, (guint)date)->value);
    draft_unit(context, &draft, unit);
    if (date >= 0)
        draft_mention(&draft, (guint)date);
    draft_put_each(context, &draft, &each);
}

/* `Mødet sluttede kl. 18`: of the meeting, not of what it was about. A sentence on a report to
 * come speaks of the report. */
static gboolean
is_of_something_else(const struct context *context, const struct unit *unit)
{
    int word = context_word_after(context, unit->span.start, unit->span.end);
    if (context_word_is(context, word, "mødet|høringen|naboerne|borgermødet"))
        return TRUE;
    for (guint h = unit->first_hit; h < unit->last_hit; h++)
        if (context_hit(context, h)->class == CUE_REPORT &&
            (strcmp(context_hit(context, h)->value, "next") == 0 ||
             strcmp(context_hit(context, h)->value, "yearly") == 0))
            return TRUE;
    return FALSE;
}

/* A programme begins or ends only where it is what the clause speaks of, before the verb. */
static gboolean
is_spoken_of(const struct context *context, const struct unit *unit, const struct hit *hit,
             const struct subject *subject)
{
    if (subject->n != 1 || subject_is_work(context, (int)subject->entities[0]))
        return TRUE;
    struct span clause = context_clause(context, unit->span, hit->start);
    guint first, last;
    context_mentions(context, (struct span){clause.start, hit->start}, &first, &last);
    for (guint i = first; i < last; i++)
        if (context->entity_of[i] == (int)subject->entities[0])
            return TRUE;
    return FALSE;
}

/* `86 borgere har gennemført et forløb`: people did, not the project. */
static gboolean
is_of_people(const struct context *context, const struct unit *unit, const struct hit *hit)
{
    struct span clause = context_clause(context, unit->span, hit->start);
    int verb = context_word_before(context, clause.start, hit->start);
    if (!context_word_is(context, verb, "har|havde"))
        return FALSE;
    gsize start = context_word(context, verb)->start;
    guint first, last;
    context_mentions(context, (struct span){clause.start, start}, &first, &last);
    for (guint i = first; i < last; i++)
        if (document_mention(context->document, i)->type == MENTION_COUNT &&
            document_mention(context->document, i)->span.end + 1 >= start)
            return TRUE;
    return FALSE;
}

static void
relate_event(struct context *context, const struct unit *unit, const struct hit *hit)
{
    if (is_of_people(context, unit, hit))
        return;
    int date = date_of(context, unit, hit);
    const char *status = status_of(context, unit, hit, date);
    if (!status)
        return;
    if (strcmp(status, "running") == 0)
        date = -1; /* a date beside it is of what comes next */
    struct subject subject;
    if (!all_entries(context, unit, &subject)) {
        int body = founded_body(context, unit, hit);
        subject = subject_at(context, unit, (struct span){hit->start, hit->end});
        if (body >= 0 && !subject.stated && strcmp(hit->value, "run") != 0)
            subject = subject_of((guint)body);
        else if (subject.n > 0 && (!is_work(context, subject.entities[0]) ||
                                   !is_spoken_of(context, unit, hit, &subject)))
            return;
    }
    if (subject.n > 0)
        put_status(context, unit, &subject, status, date, "status.sentence");
}

/* Dates of a plan's column of times: planned. */
static void
relate_schedule(struct context *context, const struct unit *unit)
{
    int sixth = context_word_after(context, unit->span.start, unit->span.end);
    for (guint i = 0; i < SCHEDULE_WORDS && sixth >= 0; i++)
        sixth = context_word_after(context, context_word(context, sixth)->end, unit->span.end);
    if (sixth >= 0 || unit->subject.n == 0 || !is_work(context, unit->subject.entities[0]))
        return;
    for (guint i = unit->first_mention; i < unit->last_mention; i++)
        if (document_mention(context->document, i)->type == MENTION_DATE)
            put_status(context, unit, &unit->subject, "planned", (int)i, "status.schedule");
}

void
relate_status(struct context *context)
{
    for (guint u = 0; u < context->units->len; u++) {
        const struct unit *unit = context_unit(context, u);
        int cell = document_block(context->document, unit->block)->cell;
        if (!layout_is_prose(context, unit))
            continue;
        if (cell >= 0 && strcmp(context->places[unit->block].column, "schedule") == 0) {
            relate_schedule(context, unit);
            continue;
        }
        if (is_of_something_else(context, unit))
            continue;
        gsize done = 0;
        for (guint h = unit->first_hit; h < unit->last_hit; h++) {
            const struct hit *hit = context_hit(context, h);
            if (hit->class != CUE_STATUS || strcmp(hit->value, "modal") == 0 ||
                strcmp(hit->value, "not") == 0 || strcmp(hit->value, "first") == 0 ||
                strcmp(hit->value, "none") == 0 || strcmp(hit->value, "runs") == 0 ||
                hit->start < done)
                continue;
            relate_event(context, unit, hit);
            done = hit->end;
        }
    }
}
