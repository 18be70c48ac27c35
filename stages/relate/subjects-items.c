/* Whom the sections and the items of an agenda are about. */
#include "relate/subjects.h"

#include <string.h>

enum {
    ASIDE_REACH = 24
};

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
        if (layout_is_body(context, b) && layout_runs_on(context, b))
            return FALSE;
    guint next = layout_next(context, block);
    return next >= context->document->blocks->len || !layout_runs_on(context, next);
}

void
subjects_of_sections(struct context *context)
{
    gboolean head = TRUE;
    for (guint s = 0; s < context->sections->len; s++) {
        struct section *section = context_section(context, s);
        if (section->heading < 0 || section->heading == context->title)
            continue;
        struct span span = document_block(context->document, (guint)section->heading)->span;
        struct subject found = {0};
        if (reference_resolve(context, span, NULL, &found) ||
            subject_named(context, span, &found) ||
            (named_whole(context, (guint)section->heading, &found) &&
             !(head && found.n == 1 &&
               subject_is_type(context, (int)found.entities[0], MENTION_ORGANISATION) &&
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
    return subject_is_type(context, context->entity_of[mention], MENTION_ORGANISATION) &&
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
        if (layout_is_body(context, b) && layout_runs_on(context, b))
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
        if (subject_is_type(context, entity, MENTION_PROJECT)) {
            project = project >= 0 ? project : entity;
            named += project == entity;
            others += project != entity;
            if (mention->span.start < heading_end) {
                struct subject heading;
                subject_named(context, document_block(context->document, item->block)->span,
                              &heading);
                return heading.n > 1 ? (struct subject){0} : subject_of((guint)project);
            }
        } else if (whole < 0 && entity >= 0 &&
                   ((is_own_body(context, m) && !proposes(context, m) &&
                     opens_item(context, item, entity)) ||
                    subject_is_type(context, entity, MENTION_PROGRAMME)) &&
                   (!subject_is_aside(context, before, m) ||
                    (mention->span.start < heading_end && is_own_body(context, m)))) {
            whole = entity;
        }
    }
    if (project >= 0 && named >= others && (named > 1 || others == 0) &&
        opens_item(context, item, project))
        return subject_of((guint)project);
    return whole >= 0 && project < 0 ? subject_of((guint)whole) : (struct subject){0};
}

/* The programme of an item. */
static int
item_programme(const struct context *context, guint i)
{
    struct document *document = context->document;
    const struct item *item = context_item(context, i);
    guint end =
        i + 1 < context->items->len ? context_item(context, i + 1)->block : document->blocks->len;
    gsize heading_end = document_block(document, item->block)->span.end;
    struct span span = {document_block(document, item->block)->span.start,
                        document_block(document, end - 1)->span.end};
    guint first, last;
    int fund = -1;
    gboolean several = FALSE;
    context_mentions(context, span, &first, &last);
    for (guint m = first; m < last; m++) {
        int entity = context->nested[m] ? -1 : context->entity_of[m];
        if (!subject_is_type(context, entity, MENTION_PROGRAMME) ||
            subject_is_work(context, entity))
            continue;
        if (document_mention(document, m)->span.start < heading_end)
            return entity;
        if (strcmp(context_kind(context, m), "fund") != 0)
            continue;
        several |= fund >= 0 && fund != entity;
        fund = entity;
    }
    return several ? -1 : fund;
}

int
subject_programme_at(const struct context *context, guint block)
{
    const struct section *section = context_section(context, context->section_of[block]);
    if (context->items->len < 2)
        return context->programme;
    return section->item >= 0 ? context_item(context, (guint)section->item)->programme : -1;
}

void
subjects_of_items(struct context *context)
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
        item->programme = item_programme(context, i);
    }
}
