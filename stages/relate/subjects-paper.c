/* Whom the paper as a whole is about, and the programme that its projects belong to. */
#include "relate/subjects.h"

#include <string.h>

enum {
    ASIDE_REACH = 24,
    OFTEN = 3 /* mentions */
};

/* Whether running text or a heading of a paper's first third names an entity; a row of a table is
 * no word for what the paper is on. */
static gboolean
is_told_early(const struct context *context, int entity)
{
    gsize early = context->document->text->len / 3;
    for (guint m = context_entity(context, entity)->mention; m < context->document->mentions->len;
         m++) {
        gsize start = document_mention(context->document, m)->span.start;
        if (start > early)
            return FALSE;
        if (context->entity_of[m] == entity &&
            document_block(context->document, document_block_at(context->document, start))->cell <
                0)
            return TRUE;
    }
    return FALSE;
}

/* Whether an entity names one row of a table whose other rows have names as well: one of several.
 */
static gboolean
is_one_row(const struct context *context, int entity)
{
    struct document *document = context->document;
    guint table = G_MAXUINT, others = 0;
    gboolean own = FALSE;
    for (guint b = 0; b < document->blocks->len; b++) {
        int at = document_block(document, b)->cell;
        if (at < 0 || (int)b != context->places[b].first || context->places[b].row < 0)
            continue;
        if (document_cell(document, at)->table != table)
            own = others = 0;
        table = document_cell(document, at)->table;
        own |= context->places[b].row == entity;
        others += context->places[b].row != entity;
        if (own && others >= 2)
            return TRUE;
    }
    return FALSE;
}

/* The project of which a paper speaks most, if it speaks of one more than of all others: from its
 * beginning, or again and again. */
static int
main_project(const struct context *context)
{
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
    return !is_one_row(context, best) && (most >= OFTEN || is_told_early(context, best)) ? best
                                                                                         : -1;
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
        if (word < 0 || context_word_is(context, word, "fra|hos"))
            return word >= 0;
        int before = context_word_before(context, title.start, context_word(context, word)->start);
        return context_word_is(context, word, "til|om") && /* `Ansøgning til Landsbypuljen` */
               context_word_is(context, before, "ansøgning|ansøgninger|tilskud|midler");
    }
    return FALSE;
}

void
subject_of_paper(struct context *context)
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
    if (about >= 0 && !context_entity(context, about)->titled && count_projects(context) > 1 &&
        has_section(context, about))
        about = -1; /* one of several, each under its heading */
    if (about < 0)
        about = context->programme;
    if (about < 0)
        about = titled_body(context);
    if (about >= 0)
        context->about = subject_of((guint)about);
}
