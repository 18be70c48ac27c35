/* Whom a sentence is about. In this order: whom it names or refers to, whom the sentence before it
 * in the same block was about, whom the heading, the row, the agenda item names, whom the paper as
 * a whole is about. */
#include "relate/context.h"

#include <string.h>

enum {
    ASIDE_REACH = 24,
    PARTS_REACH = 2000,
    RUNNING_WORDS = 14
};

struct subject
subject_of(guint entity)
{
    return (struct subject){.n = 1, .entities = {entity}};
}

static gboolean
is_type(const struct context *context, int entity, enum mention_type type)
{
    return entity >= 0 && context_entity(context, entity)->type == type;
}

/* The words behind which a programme is a source or a whole, not what the sentence is about. */
static gboolean
is_aside(const struct context *context, struct span within, guint mention)
{
    const struct mention *m = document_mention(context->document, mention);
    int word = context_word_before(context, within.start, m->span.start);
    if (context_word_is(context, word, FUND_NOUNS)) /* `fra puljen X` */
        word = context_word_before(context, within.start, context_word(context, word)->start);
    return context_word_is(context, word, "fra|af|efter|under|i|til|jf|på|ved|for");
}

/* Projects that a span names, in order; FALSE for none. */
static gboolean
named_projects(const struct context *context, struct span span, struct subject *ret)
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
static gboolean
runs_on(const struct context *context, guint block)
{
    return layout_words_outside(context, document_block(context->document, block)->span, 0) >
           RUNNING_WORDS;
}

/* ---- sections, items, the paper ---- */

/* A heading that is the name of a programme or body alone. */
static gboolean
named_whole(const struct context *context, guint block, struct subject *ret)
{
    struct span span = document_block(context->document, block)->span;
    guint first, last;
    context_mentions(context, span, &first, &last);
    for (guint i = first; i < MIN(last, first + 6); i++)
        if (context->entity_of[i] >= 0 && !context->nested[i] &&
            !context_is_committee(context, i) && layout_is_only(context, block, i, 2)) {
            *ret = subject_of((guint)context->entity_of[i]);
            return TRUE;
        }
    return FALSE;
}

/* A body on a line of the head, before all running text and with none behind it, is whose paper
 * this is, not what a section is about. */
static gboolean
is_letterhead(const struct context *context, guint block)
{
    for (guint b = 0; b < block; b++)
        if (layout_is_body(context, b) && runs_on(context, b))
            return FALSE;
    guint next = layout_next(context, block);
    return next >= context->document->blocks->len || !runs_on(context, next);
}

static void
resolve_sections(struct context *context)
{
    gboolean head = TRUE;
    for (guint s = 0; s < context->sections->len; s++) {
        struct section *section = context_section(context, s);
        if (section->heading < 0 || section->heading == context->title)
            continue;
        struct span span = document_block(context->document, (guint)section->heading)->span;
        struct subject found = {0};
        if (reference_resolve(context, span, NULL, &found) ||
            named_projects(context, span, &found) ||
            (named_whole(context, (guint)section->heading, &found) &&
             !(head && found.n == 1 &&
               is_type(context, (int)found.entities[0], MENTION_ORGANISATION) &&
               is_letterhead(context, (guint)section->heading)))) {
            section->subject = found;
            section->subject.stated = FALSE;
        }
        head = head && is_letterhead(context, (guint)section->heading);
    }
}

/* An institution or association: a body that an item may be about. */
static gboolean
is_own_body(const struct context *context, guint mention)
{
    const char *kind = context_kind(context, mention);
    return is_type(context, context->entity_of[mention], MENTION_ORGANISATION) &&
           (strcmp(kind, "institution") == 0 || strcmp(kind, "association") == 0);
}

/* `Center for Miljø indstiller`: who puts an item forward is not whom it is about. */
static gboolean
proposes(const struct context *context, guint mention)
{
    gsize end = document_mention(context->document, mention)->span.end;
    int verb =
        context_word_after(context, end, MIN(end + ASIDE_REACH, context->document->text->len));
    return context_word_is(context, verb,
                           "indstiller|anbefaler|foreslår|oplyser|oplyste|vurderer|vurderede|"
                           "bemærker|bemærkede|skønner|redegør|redegjorde|orienterer|orienterede");
}

/* Whether a project is brought in before the second paragraph of an item's running text: what
 * comes up later is one matter among others. */
static gboolean
opens_item(const struct context *context, const struct item *item, int project)
{
    gsize start =
        document_mention(context->document, context_entity(context, project)->mention)->span.start;
    for (guint b = item->block + 1; b < context->document->blocks->len; b++) {
        struct span span = document_block(context->document, b)->span;
        if (span.end > start)
            return TRUE;
        if (layout_is_body(context, b) && runs_on(context, b))
            return FALSE;
    }
    return TRUE;
}

/* Whom one item of an agenda is about, out of its mentions [first, last): the project in its
 * heading, else the one it names first, if it comes back to it as often as to all others; without a
 * project the programme or body named first. An item on several projects is about none of them. */
static struct subject
item_subject(const struct context *context, const struct item *item, guint first, guint last)
{
    gsize heading_end = document_block(context->document, item->block)->span.end;
    int project = -1, whole = -1;
    guint named = 0, others = 0;
    for (guint m = first; m < last; m++) {
        const struct mention *mention = document_mention(context->document, m);
        int entity = context->nested[m] ? -1 : context->entity_of[m];
        struct span before = {mention->span.start - MIN(mention->span.start, ASIDE_REACH),
                              mention->span.start};
        if (is_type(context, entity, MENTION_PROJECT)) {
            project = project >= 0 ? project : entity;
            named += project == entity;
            others += project != entity;
            if (mention->span.start < heading_end) {
                struct subject heading;
                named_projects(context, document_block(context->document, item->block)->span,
                               &heading);
                return heading.n > 1 ? (struct subject){0} : subject_of((guint)project);
            }
        } else if (whole < 0 && entity >= 0 &&
                   ((is_own_body(context, m) && !proposes(context, m)) ||
                    is_type(context, entity, MENTION_PROGRAMME)) &&
                   (!is_aside(context, before, m) ||
                    (mention->span.start < heading_end && is_own_body(context, m)))) {
            whole = entity;
        }
    }
    if (project >= 0 && named >= others && (named > 1 || others == 0) &&
        opens_item(context, item, project))
        return subject_of((guint)project);
    return whole >= 0 && project < 0 ? subject_of((guint)whole) : (struct subject){0};
}

static void
resolve_items(struct context *context)
{
    struct document *document = context->document;
    for (guint i = 0; i < context->items->len; i++) {
        struct item *item = context_item(context, i);
        guint end = i + 1 < context->items->len ? context_item(context, i + 1)->block
                                                : document->blocks->len;
        struct span span = {document_block(document, item->block)->span.start,
                            document_block(document, end - 1)->span.end};
        guint first, last;
        context_mentions(context, span, &first, &last);
        for (guint m = first; m < last && item->case_mention < 0; m++)
            if (document_mention(document, m)->type == MENTION_CASE)
                item->case_mention = (int)m;
        item->subject = item_subject(context, item, first, last);
    }
}

/* The project of which a paper speaks most, if it speaks of one more than of all others: from its
 * beginning, or again and again. */
static int
main_project(const struct context *context)
{
    gsize early = context->document->text->len / 3;
    int best = -1;
    guint most = 0, all = 0, n = 0;
    for (guint i = 0; i < context->entities->len; i++) {
        const struct entity *entity = context_entity(context, i);
        if (entity->type != MENTION_PROJECT)
            continue;
        all += entity->mentions;
        n++;
        if (entity->mentions > most) {
            most = entity->mentions;
            best = (int)i;
        }
    }
    if (best < 0 || (n > 1 && most * 2 <= all))
        return -1;
    gsize first =
        document_mention(context->document, context_entity(context, best)->mention)->span.start;
    return most >= 3 || first <= early ? best : -1;
}

/* Whether a programme is one of money or projects, not a policy or method that is only cited. */
static gboolean
holds_projects(const struct context *context, const struct entity *entity)
{
    const char *kind = context_kind(context, entity->mention);
    return strcmp(kind, "policy") != 0 && strcmp(kind, "method") != 0 &&
           strcmp(kind, "campaign") != 0;
}

/* How often a programme is named other than as where money comes from: `fra Havnepuljen`. */
static guint
own_mentions(const struct context *context, guint programme)
{
    guint n = 0;
    for (guint m = 0; m < context->document->mentions->len; m++) {
        if (context->entity_of[m] != (int)programme)
            continue;
        gsize start = document_mention(context->document, m)->span.start;
        int word = context_word_before(context, start - MIN(start, ASIDE_REACH), start);
        if (context_word_is(context, word, FUND_NOUNS))
            word = context_word_before(context, start - MIN(start, ASIDE_REACH),
                                       context_word(context, word)->start);
        n += !context_word_is(context, word, "fra|hos");
    }
    return n;
}

static int
main_programme(const struct context *context)
{
    int best = -1;
    guint most = 0;
    for (guint i = 0; i < context->entities->len; i++) {
        const struct entity *entity = context_entity(context, i);
        if (entity->type != MENTION_PROGRAMME || !holds_projects(context, entity))
            continue;
        guint n = own_mentions(context, i);
        if (n > most) {
            best = (int)i;
            most = n;
        }
    }
    return most >= 2 ? best : -1;
}

static int
titled(const struct context *context, enum mention_type type)
{
    for (guint i = 0; i < context->entities->len; i++)
        if (context_entity(context, i)->titled && context_entity(context, i)->type == type)
            return (int)i;
    return -1;
}

/* How many projects the title names. */
static guint
titled_projects(const struct context *context)
{
    guint n = 0;
    for (guint i = 0; i < context->entities->len; i++)
        n += context_entity(context, i)->titled &&
             context_entity(context, i)->type == MENTION_PROJECT;
    return n;
}

/* The institution or association that the title names, for a paper without project or programme. */
static int
titled_body(const struct context *context)
{
    for (guint i = 0; i < context->entities->len; i++) {
        const struct entity *entity = context_entity(context, i);
        const char *kind = context_kind(context, entity->mention);
        if (entity->titled && entity->type == MENTION_ORGANISATION &&
            (strcmp(kind, "institution") == 0 || strcmp(kind, "association") == 0))
            return (int)i;
    }
    return -1;
}

static guint
count_projects(const struct context *context)
{
    guint n = 0;
    for (guint i = 0; i < context->entities->len; i++)
        n += context_entity(context, i)->type == MENTION_PROJECT;
    return n;
}

/* Whether a paper has one project only and comes back to it, by name or as `projektet`. */
static gboolean
is_on_one_project(const struct context *context)
{
    if (count_projects(context) != 1)
        return FALSE;
    int project = main_project(context);
    guint named = project >= 0 ? context_entity(context, project)->mentions : 0;
    for (guint h = 0; h < context->hits->len; h++)
        named += context_hit(context, h)->class == CUE_REFERENCE &&
                 strcmp(context_hit(context, h)->value, "project") == 0;
    return named > 2;
}

/* Whether a heading below the title is about an entity. */
static gboolean
has_section(const struct context *context, int entity)
{
    for (guint s = 0; s < context->sections->len; s++) {
        const struct subject *subject = &context_section(context, s)->subject;
        for (guint i = 0; i < subject->n; i++)
            if (subject->entities[i] == (guint)entity)
                return TRUE;
    }
    return FALSE;
}

/* The project that a paper names first. */
static int
only_project(const struct context *context)
{
    for (guint i = 0; i < context->entities->len; i++)
        if (context_entity(context, i)->type == MENTION_PROJECT)
            return (int)i;
    return -1;
}

/* Whether the title names a fund only as where the money is to come from. */
static gboolean
is_source(const struct context *context, int programme)
{
    struct span title = document_block(context->document, (guint)context->title)->span;
    guint first, last;
    context_mentions(context, title, &first, &last);
    for (guint i = first; i < last; i++) {
        if (context->entity_of[i] != programme)
            continue;
        gsize start = document_mention(context->document, i)->span.start;
        int word = context_word_before(context, title.start, start);
        if (context_word_is(context, word, FUND_NOUNS))
            word = context_word_before(context, title.start, context_word(context, word)->start);
        return context_word_is(context, word, "fra|hos");
    }
    return FALSE;
}

static void
resolve_paper(struct context *context)
{
    int project = titled(context, MENTION_PROJECT), programme = titled(context, MENTION_PROGRAMME);
    context->programme = programme;
    if (programme < 0 && count_projects(context) != 1)
        context->programme = main_programme(context);
    if (context->items->len > 1 || titled_projects(context) > 1)
        return; /* of several, none is what the paper is about */
    int about = project >= 0 ? project : programme;
    if (project < 0 && programme >= 0 && count_projects(context) == 1 &&
        is_source(context, programme))
        about =
            only_project(context); /* `Ansøgning om midler fra puljen X` is about what it is for */
    if (about < 0 || (project < 0 && is_on_one_project(context)))
        about = main_project(context) >= 0 ? main_project(context) : about;
    if (about >= 0 && !context_entity(context, about)->titled && has_section(context, about))
        about = -1; /* one of several, each under its heading */
    if (about < 0)
        about = context->programme;
    if (about < 0)
        about = titled_body(context);
    if (about >= 0)
        context->about = subject_of((guint)about);
}

/* ---- units ---- */

/* The one project or method that a block names, if it names no other. */
static struct subject
only_work(const struct context *context, guint block)
{
    struct subject found;
    if (!named_projects(context, document_block(context->document, block)->span, &found) ||
        found.n != 1)
        return (struct subject){0};
    found.stated = FALSE;
    return found;
}

/* Whom a unit inherits from: its row, its heading, its item, the paper. */
static struct subject
inherited(const struct context *context, const struct unit *unit)
{
    const struct block *block = document_block(context->document, unit->block);
    const struct section *section = context_section(context, unit->section);
    if (block->cell >= 0 && context->places[unit->block].row >= 0)
        return subject_of((guint)context->places[unit->block].row);
    if (block->cell >= 0 && layout_is_prose_cell(context, unit->block))
        return only_work(context, unit->block); /* a text of its own */
    if (section->subject.n > 0)
        return section->subject;
    if (section->item >= 0 && context_item(context, section->item)->subject.n > 0)
        return context_item(context, section->item)->subject;
    return context->about;
}

static gboolean
named_programme(const struct context *context, const struct unit *unit, struct subject *ret)
{
    for (guint i = unit->first_mention; i < unit->last_mention; i++)
        if (!context->nested[i] && is_type(context, context->entity_of[i], MENTION_PROGRAMME) &&
            !is_aside(context, unit->span, i)) {
            *ret = subject_of((guint)context->entity_of[i]);
            ret->stated = TRUE;
            return TRUE;
        }
    return FALSE;
}

/* `Programmet løber ...`, `så strategien nu ...`: the paper's programme, by its definite noun. */
static gboolean
means_programme(const struct context *context, const struct unit *unit, struct subject *ret)
{
    if (context->programme < 0 || context->items->len > 1)
        return FALSE;
    for (guint h = unit->first_hit; h < unit->last_hit; h++) {
        const struct hit *hit = context_hit(context, h);
        if (hit->class != CUE_REFERENCE || strcmp(hit->value, "programme") != 0 ||
            strcmp(hit->detail, "whole") != 0 ||
            context_word_is(context, context_word_before(context, unit->span.start, hit->start),
                            "fra|af|under|i|til|med"))
            continue;
        *ret = subject_of((guint)context->programme);
        ret->stated = TRUE;
        return TRUE;
    }
    return FALSE;
}

/* `har vurderet`, `har søgt`: what somebody says or asks is not about himself; `har haft` is. */
static gboolean
is_saying(const struct context *context, int verb, gsize to)
{
    if (!context_word_is(context, verb, "har|havde"))
        return FALSE;
    int next = context_word_after(context, context_word(context, verb)->end, to);
    if (context_word_is(context, next, "desuden|også|selv|nu|allerede|tidligere|ligeledes"))
        next = context_word_after(context, context_word(context, next)->end, to);
    return context_word_is(context, next,
                           "vurderet|søgt|ansøgt|oplyst|anført|foreslået|bedt|givet|bevilget|"
                           "anmodet|meddelt|svaret|besluttet|godkendt|peget|beregnet|undersøgt|"
                           "udarbejdet|indstillet|anbefalet|afgivet|sendt|rettet|ønsket|tilbudt|"
                           "gennemgået|skønnet|opgjort|fremsendt|indsendt|udtalt|tilkendegivet");
}

/* The institution or association that a sentence begins with: `Bostedet Solgården har ...` */
static int
acting_body(const struct context *context, const struct unit *unit)
{
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->span.start > unit->span.start + 12)
            return -1;
        if (mention->type != MENTION_ORGANISATION || context->nested[i])
            continue;
        static const char *const kinds[] = {"committee",    "council",  "department",
                                            "municipality", "ministry", "agency",
                                            "foundation",   "county",   "region"};
        for (gsize k = 0; k < G_N_ELEMENTS(kinds); k++)
            if (strcmp(context_kind(context, i), kinds[k]) == 0)
                return -1;
        int verb = context_word_after(context, mention->span.end, unit->span.end);
        return !is_saying(context, verb, unit->span.end) &&
                       context_word_is(
                           context, verb,
                           "har|havde|i|består|forventer|får|fik|tæller|modtager|modtog|"
                           "venter|råder|rummer|huser")
                   ? context->entity_of[i]
                   : -1;
    }
    return -1;
}

/* The same, where no project and no heading is spoken of. */
static gboolean
acts(const struct context *context, const struct unit *unit, struct subject *ret)
{
    int body = acting_body(context, unit);
    if (body < 0 || document_block(context->document, unit->block)->cell >= 0)
        return FALSE;
    *ret = subject_of((guint)body);
    return TRUE;
}

/* `Begge projekter ...` after a sentence on one of them: those of the heading. */
static gboolean
refers_to_heading(struct context *context, const struct unit *unit, struct subject *ret)
{
    struct subject heading = inherited(context, unit);
    return heading.n > 1 && reference_resolve(context, unit->span, &heading, ret);
}

/* Whether all works that a unit names stand behind `heraf`, `fordelt med`: the next sentence is
 * about the whole again. */
static gboolean
names_parts(const struct context *context, const struct unit *unit)
{
    int first = -1;
    for (guint i = unit->first_mention; i < unit->last_mention && first < 0; i++)
        if (!context->nested[i] && subject_is_work(context, context->entity_of[i]))
            first = (int)i;
    if (first < 0)
        return FALSE;
    gsize start = document_mention(context->document, (guint)first)->span.start;
    for (guint h = unit->first_hit; h < unit->last_hit; h++)
        if (context_hit(context, h)->class == CUE_SUM && context_hit(context, h)->start < start &&
            strcmp(context_hit(context, h)->value, "parts") == 0)
            return TRUE;
    return FALSE;
}

static void
resolve_units(struct context *context)
{
    guint block = G_MAXUINT;
    struct subject current = {0};
    for (guint u = 0; u < context->units->len; u++) {
        struct unit *unit = context_unit(context, u);
        if (unit->block != block) {
            block = unit->block;
            current = inherited(context, unit);
        }
        struct subject found;
        unit->before = current;
        if (named_projects(context, unit->span, &found) ||
            reference_resolve(context, unit->span, &current, &found) ||
            refers_to_heading(context, unit, &found) || means_programme(context, unit, &found) ||
            ((current.n == 0 || !is_type(context, (int)current.entities[0], MENTION_PROJECT)) &&
             (named_programme(context, unit, &found) || acts(context, unit, &found))))
            unit->subject = found;
        else
            unit->subject = current;
        if (unit->subject.n > 0 && !(current.n > 0 && names_parts(context, unit))) {
            current = unit->subject;
            current.stated = FALSE;
            current.together = NULL;
        }
    }
}

void
subjects_resolve(struct context *context)
{
    resolve_sections(context);
    resolve_items(context);
    resolve_paper(context);
    resolve_units(context);
}

/* ---- at a place in a unit ---- */

gboolean
subject_is_work(const struct context *context, int entity)
{
    if (is_type(context, entity, MENTION_PROJECT))
        return TRUE;
    if (!is_type(context, entity, MENTION_PROGRAMME))
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
                 is_type(context, context->entity_of[i], MENTION_PROJECT))
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
        if (context->nested[i] || !is_type(context, context->entity_of[i], MENTION_PROJECT))
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
                if (context->nested[i] || !is_type(context, context->entity_of[i], MENTION_PROJECT))
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
    int body = acting_body(context, unit);
    gboolean sectioned = context_section(context, unit->section)->subject.n > 0;
    if (body >= 0 && !sectioned && !subject.stated)
        return subject_of((guint)body);
    return subject;
}
