/* Who leads, takes part, delivers: `i samarbejde med X og Y`, `ledes af X`, `X er rådgiver`. */
#include "relate/context.h"

#include <string.h>

enum {
    REACH = 70,
    LABEL_REACH = 4,
    BODIES_MAX = 12
};

static gboolean
is_body(const struct context *context, guint m)
{
    return document_mention(context->document, m)->type == MENTION_ORGANISATION &&
           !context->nested[m];
}

/* Whether two bodies stand in one enumeration: commas and `og` between, and unless strictly so a
 * few words that are no verb. */
static gboolean
are_joined(const struct context *context, guint a, guint b, gboolean strictly)
{
    gsize from = document_mention(context->document, a)->span.end;
    gsize to = document_mention(context->document, b)->span.start;
    guint words = 0;
    gboolean comma = context_gap_has(context, from, to, ",");
    for (int w = context_word_after(context, from, to); w >= 0;
         w = context_word_next(context, w, to)) {
        gboolean and = context_word_is(context, w, "og|samt");
        if ((and&&comma) || (!and&&(strictly || ++words > 3)) ||
            context_word_is(context, w, "er|har|som|der|i|på|fra|at|med|skal|vil|af"))
            return FALSE; /* `..., og X har` begins a clause: no comma before the last of a list */
    }
    return from < to && !context_gap_has(context, from, to, ";.(");
}

/* The bodies behind a cue, to the end of their enumeration; those behind a colon are the list. */
static guint
bodies_after(const struct context *context, const struct unit *unit, gsize from, gsize reach,
             guint *bodies)
{
    guint first, last, n = 0;
    context_mentions(context, (struct span){from, unit->span.end}, &first, &last);
    for (guint i = first; i < last && n < BODIES_MAX; i++) {
        if (!is_body(context, i))
            continue;
        gsize start = document_mention(context->document, i)->span.start;
        if (n == 0 && start > from + reach)
            break;
        gboolean listed =
            n == 1 &&
            context_gap_has(context, document_mention(context->document, bodies[0])->span.end,
                            start, ":");
        if (listed)
            n = 0;
        else if (n > 0 && !are_joined(context, bodies[n - 1], i, FALSE))
            break;
        bodies[n++] = i;
    }
    return n;
}

/* The bodies just before a cue in its clause, back to the start of their enumeration. */
static guint
bodies_before(const struct context *context, const struct unit *unit, gsize to, guint *bodies)
{
    guint first, last, n = 0;
    gsize from = to - MIN(to - unit->span.start, REACH * 3);
    context_mentions(context, (struct span){from, to}, &first, &last);
    for (guint i = last; i > first && n < BODIES_MAX; i--) {
        guint m = i - 1;
        if (!is_body(context, m))
            continue;
        const struct mention *mention = document_mention(context->document, m);
        int before = context_word_before(context, unit->span.start, mention->span.start);
        if (n == 0 && (mention->span.end + REACH < to ||
                       context_word_is(context, before, "af|fra|med|til|hos|for|i|på")))
            break;
        if (n > 0 && !are_joined(context, m, bodies[n - 1], TRUE))
            break;
        bodies[n++] = m;
    }
    return n;
}

/* Projects and programmes of work; money alone has no partners. */
static gboolean
may_have_partners(const struct context *context, guint entity)
{
    const struct entity *e = context_entity(context, entity);
    return e->type == MENTION_PROJECT ||
           (e->type == MENTION_PROGRAMME && strcmp(context_kind(context, e->mention), "fund") != 0);
}

static void
put_partner(struct context *context, enum predicate predicate, const struct unit *unit,
            const struct subject *subject, guint m)
{
    struct subject others = {.stated = subject->stated};
    for (guint i = 0; i < subject->n; i++)
        if (may_have_partners(context, subject->entities[i]) &&
            (int)subject->entities[i] != context->entity_of[m])
            others.entities[others.n++] = subject->entities[i];
    struct draft draft;
    draft_begin(&draft, predicate, "partner.sentence", subject->stated ? CERT_HIGH : CERT_MEDIUM);
    draft.fact.object = term_mention(m);
    draft_unit(context, &draft, unit);
    draft_mention(&draft, m);
    draft_put_each(context, &draft, &others);
}

static void
relate_cue(struct context *context, const struct unit *unit, const struct hit *hit)
{
    enum predicate predicate;
    if (!predicate_from_name(hit->value, &predicate))
        return;
    guint bodies[BODIES_MAX];
    gboolean before = strcmp(hit->detail, "before") == 0;
    gsize reach = strcmp(hit->detail, "beside") == 0 ? 3 : REACH;
    guint n = before ? bodies_before(context, unit, hit->start, bodies)
                     : bodies_after(context, unit, hit->end, reach, bodies);
    if (n == 0)
        return;
    struct subject subject = subject_at(context, unit, (struct span){hit->start, hit->end});
    /* `samarbejde mellem Socialforvaltningen og X`: an administration has partners, it is none */
    gboolean between =
        !before && context_word_is(context, (int)(hit->first_word + hit->n_words) - 1, "mellem");
    for (guint i = 0; i < n; i++)
        if (!between || strcmp(context_kind(context, bodies[i]), "department") != 0)
            put_partner(context, predicate, unit, &subject, bodies[i]);
}

/* `Ansøger: Foreningen X`, `Partnere: X, Y og Z`: a line that begins with what somebody is in the
 * project that the section or the paper is on. */
static void
relate_labelled(struct context *context, const struct unit *unit)
{
    static const char *const roles[] = {"applicant", "lead", "partner", "supplier"};
    for (guint h = unit->first_hit; h < unit->last_hit; h++) {
        const struct hit *hit = context_hit(context, h);
        enum predicate predicate;
        if (hit->start > unit->span.start + 1)
            return;
        if (hit->class != CUE_COLUMN || context->lower[hit->end] != ':')
            continue;
        gboolean known = FALSE;
        for (gsize i = 0; i < G_N_ELEMENTS(roles); i++)
            known |= strcmp(hit->value, roles[i]) == 0;
        if (!known || !predicate_from_name(
                          strcmp(hit->value, "applicant") == 0 ? "lead" : hit->value, &predicate))
            continue;
        guint bodies[BODIES_MAX], n = bodies_after(context, unit, hit->end, LABEL_REACH, bodies);
        struct subject subject = unit->subject;
        if (subject.n != 1 || !may_have_partners(context, subject.entities[0]))
            return;
        for (guint i = 0; i < (predicate == PREDICATE_LEAD ? MIN(n, 1) : n); i++)
            put_partner(context, predicate, unit, &subject, bodies[i]);
        return;
    }
}

void
relate_partners(struct context *context)
{
    for (guint u = 0; u < context->units->len; u++) {
        const struct unit *unit = context_unit(context, u);
        if (!layout_is_prose(context, unit))
            continue;
        relate_labelled(context, unit);
        for (guint h = unit->first_hit; h < unit->last_hit; h++)
            if (context_hit(context, h)->class == CUE_PARTNER)
                relate_cue(context, unit, context_hit(context, h));
    }
}
