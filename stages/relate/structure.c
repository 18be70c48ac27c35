/* What is part of what: the projects that a paper on a programme lists, and what is said to be
 * `en del af`, `led i`, `delprojekt`. */
#include "relate/context.h"

#include <string.h>

static void
put_part(struct context *context, guint part, guint whole, const struct unit *unit,
         struct span shown, const char *rule)
{
    if (part == whole)
        return;
    struct draft draft;
    draft_begin(&draft, PREDICATE_PART_OF, rule, unit ? CERT_HIGH : CERT_MEDIUM);
    draft.fact.subject = context_term(context, part);
    draft.fact.object = context_term(context, whole);
    if (unit)
        draft_unit(context, &draft, unit);
    else
        draft_span(context, &draft, shown);
    draft_put(context, &draft);
}

/* The sentence that brings in the list: it names the programme and counts the projects. */
static struct span
introduction(struct context *context)
{
    struct span span =
        document_mention(context->document, context_entity(context, context->programme)->mention)
            ->span;
    for (guint u = 0; u < context->units->len; u++) {
        const struct unit *unit = context_unit(context, u);
        gboolean counted = FALSE, named = FALSE;
        for (guint i = unit->first_mention; i < unit->last_mention; i++) {
            const struct mention *mention = document_mention(context->document, i);
            const char *of = mention->type == MENTION_COUNT
                                 ? attrs_get(context->arena, mention->attrs, "of")
                                 : NULL;
            counted |= of && g_str_has_suffix(of, "projekt");
            named |= context->entity_of[i] == context->programme;
        }
        if (counted && named)
            return unit->span;
    }
    return context->title >= 0 && context_entity(context, context->programme)->titled
               ? document_block(context->document, (guint)context->title)->span
               : span;
}

/* The projects in the rows of an item's table belong to the programme that the item is on. */
static void
relate_rows(struct context *context)
{
    for (guint b = 0; b < context->document->blocks->len; b++) {
        if (document_block(context->document, b)->cell < 0)
            continue;
        int row = context->places[b].row;
        int programme = row >= 0 ? subject_programme_at(context, b) : -1;
        if (programme >= 0 && (int)b == context->places[b].first &&
            context_entity(context, row)->type == MENTION_PROJECT)
            put_part(context, (guint)row, (guint)programme, NULL,
                     document_block(context->document, b)->span, "part.row");
    }
}

static void
relate_entries(struct context *context)
{
    if (context->items->len > 1) {
        relate_rows(context);
        return;
    }
    if (context->programme < 0 || context->entries->len < 2)
        return;
    struct span shown = introduction(context);
    for (guint i = 0; i < context->entries->len; i++)
        put_part(context, g_array_index(context->entries, guint, i), (guint)context->programme,
                 NULL, shown, "part.list");
}

/* The programme named last before mention `m`, else the paper's. */
static int
last_programme(const struct context *context, guint m)
{
    for (guint back = 0; m > 0 && back < 200; back++)
        if (context->entity_of[--m] >= 0 &&
            context_entity(context, context->entity_of[m])->type == MENTION_PROGRAMME)
            return context->entity_of[m];
    return context->programme;
}

/* The project that a paper brings in first, other than `part`; -1 for none. */
static int
first_project(const struct context *context, guint part)
{
    for (guint i = 0; i < context->entities->len; i++)
        if (i != part && context_entity(context, i)->type == MENTION_PROJECT)
            return (int)i;
    return -1;
}

/* `et delprojekt under Y`: the project named right behind. */
static int
project_behind(const struct context *context, const struct unit *unit, gsize from)
{
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->type == MENTION_PROJECT && !context->nested[i] &&
            mention->span.start >= from && mention->span.start < from + 24)
            return context->entity_of[i];
    }
    return -1;
}

/* `X er en del af Y`, `som led i Y foreslås X`: the name right behind the cue, the project of the
 * sentence. */
static void
relate_cue(struct context *context, const struct unit *unit, const struct hit *hit)
{
    if (strcmp(hit->value, "sub") == 0) {
        int about = context->about.n == 1 ? (int)context->about.entities[0] : -1;
        int named = project_behind(context, unit, hit->end);
        if (named >= 0)
            about = named;
        else if (unit->subject.n == 1 && (about < 0 || about == (int)unit->subject.entities[0] ||
                                          context_entity(context, about)->type != MENTION_PROJECT))
            about = first_project(context, unit->subject.entities[0]);
        if (about >= 0 && unit->subject.n >= 1 && unit->subject.stated &&
            context_entity(context, about)->type == MENTION_PROJECT)
            put_part(context, unit->subject.entities[0], (guint)about, unit, unit->span,
                     "part.sub");
        return;
    }
    if (strcmp(hit->value, "part") != 0)
        return;
    int whole = -1;
    for (guint i = unit->first_mention; i < unit->last_mention && whole < 0; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->span.start >= hit->end && mention->span.start < hit->end + 50 &&
            mention->type == MENTION_PROGRAMME && !context->nested[i])
            whole = context->entity_of[i];
    }
    if (whole < 0 && context_word_is(context, context_word_after(context, hit->end, unit->span.end),
                                     "strategien|programmet|planen|puljen|politikken"))
        whole = last_programme(context, unit->first_mention);
    struct subject subject = subject_at(context, unit, (struct span){hit->start, hit->end});
    for (guint i = 0; whole >= 0 && i < subject.n; i++)
        if (context_entity(context, subject.entities[i])->type == MENTION_PROJECT)
            put_part(context, subject.entities[i], (guint)whole, unit, unit->span, "part.sentence");
}

/* The whole that a sentence says to consist of parts: a programme or project before the count. */
static int
whole_of(const struct context *context, const struct unit *unit, guint count)
{
    for (guint i = count; i > unit->first_mention; i--) {
        int entity = context->nested[i - 1] ? -1 : context->entity_of[i - 1];
        if (entity >= 0 && (context_entity(context, entity)->type == MENTION_PROGRAMME ||
                            context_entity(context, entity)->type == MENTION_PROJECT))
            return entity;
    }
    if (unit->subject.n != 1)
        return -1;
    enum mention_type type = context_entity(context, unit->subject.entities[0])->type;
    return type == MENTION_PROGRAMME || type == MENTION_PROJECT ? (int)unit->subject.entities[0]
                                                                : -1;
}

/* Whether a verb of consisting stands right before a count. */
static gboolean
consists(const struct context *context, const struct unit *unit, guint count)
{
    gsize start = document_mention(context->document, count)->span.start;
    int word = context_word_before(context, unit->span.start, start);
    int before = word >= 0 ? context_word_before(context, unit->span.start,
                                                 context_word(context, word)->start)
                           : -1;
    return context_word_is(context, word, "omfatter|rummer|omfattede|rummede") ||
           (context_word_is(context, word, "af|i") &&
            context_word_is(context, before, "består|bestod|bestående|opdelt|delt"));
}

/* `Programmet består af tre spor`, and just three projects are brought in after it: its parts. */
static void
relate_consisting(struct context *context, const struct unit *unit, guint count)
{
    const struct mention *mention = document_mention(context->document, count);
    const char *of = attrs_get(context->arena, mention->attrs, "of");
    static const char *const nouns[] = {"spor", "projekt", "delprojekt", "indsats", "del"};
    gboolean parts = FALSE;
    for (gsize i = 0; of && i < G_N_ELEMENTS(nouns); i++)
        parts |= strcmp(of, nouns[i]) == 0;
    int whole = parts && consists(context, unit, count) ? whole_of(context, unit, count) : -1;
    guint64 wanted = g_ascii_strtoull(mention->value, NULL, 10);
    if (whole < 0 || wanted < 2 || wanted > SUBJECT_MAX)
        return;
    guint found[SUBJECT_MAX], n = 0;
    for (guint i = 0; i < context->entities->len; i++) {
        const struct entity *entity = context_entity(context, i);
        if (entity->type != MENTION_PROJECT || (int)i == whole)
            continue;
        if (n == wanted ||
            document_mention(context->document, entity->mention)->span.start < mention->span.end)
            return; /* others are spoken of, too: which are meant is not said */
        found[n++] = i;
    }
    for (guint i = 0; n == wanted && i < n; i++)
        put_part(context, found[i], (guint)whole, unit, unit->span, "part.consists");
}

void
relate_structure(struct context *context)
{
    relate_entries(context);
    for (guint u = 0; u < context->units->len; u++) {
        const struct unit *unit = context_unit(context, u);
        if (!layout_is_prose(context, unit))
            continue;
        for (guint h = unit->first_hit; h < unit->last_hit; h++)
            if (context_hit(context, h)->class == CUE_REFERENCE)
                relate_cue(context, unit, context_hit(context, h));
        for (guint i = unit->first_mention; i < unit->last_mention; i++)
            if (document_mention(context->document, i)->type == MENTION_COUNT &&
                !context->nested[i])
                relate_consisting(context, unit, i);
    }
}
