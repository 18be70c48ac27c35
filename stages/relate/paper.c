/* The paper about itself: title, date, addressee, numbers, officer, unit, address, contacts,
 * attachments. From its labelled fields, and from its head: the lines before the running text that
 * hold nothing but names, dates and numbers. */
#include "relate/paper.h"

#include <string.h>

enum {
    HEAD_BLOCKS = 40
};

/* Words of a block outside the mentions and labels that a head is made of. */
guint
paper_loose_words(const struct context *context, guint b)
{
    struct span span = document_block(context->document, b)->span;
    guint first, last, hit, last_hit, n = 0;
    context_mentions(context, span, &first, &last);
    context_hits(context, span, &hit, &last_hit);
    gsize end = span.start;
    for (int w = context_word_after(context, span.start, span.end);
         w >= 0 && n <= PAPER_RUNNING_WORDS;
         w = context_word_after(context, context_word(context, w)->end, span.end)) {
        const struct word *word = context_word(context, w);
        for (;
             first < last && document_mention(context->document, first)->span.start <= word->start;
             first++)
            if (PAPER_FIELD_TYPES & 1u << document_mention(context->document, first)->type)
                end = MAX(end, document_mention(context->document, first)->span.end);
        for (; hit < last_hit && context_hit(context, hit)->start <= word->start; hit++)
            if (context_hit(context, hit)->class == CUE_FIELD)
                end = MAX(end, context_hit(context, hit)->end);
        n += word->end > end;
    }
    return n;
}

gboolean
paper_is_margin(const struct context *context, guint b)
{
    enum block_kind kind = document_block(context->document, b)->kind;
    return kind == BLOCK_MARGIN || kind == BLOCK_LABEL;
}

/* Where the running text begins: the first paragraph with more than a line of it. */
static guint
head_end(const struct context *context)
{
    guint n = MIN(context->document->blocks->len, HEAD_BLOCKS);
    for (guint b = 0; b < n; b++)
        if (!paper_is_margin(context, b) && (int)b != context->title &&
            (document_block(context->document, b)->kind == BLOCK_PARAGRAPH ||
             document_block(context->document, b)->cell >= 0) &&
            paper_loose_words(context, b) >= PAPER_RUNNING_WORDS)
            return b;
    return n;
}

void
paper_put(struct context *context, enum predicate predicate, struct term object, struct span shown,
          const char *rule, enum cert cert)
{
    struct draft draft;
    draft_begin(&draft, predicate, rule, cert);
    draft.fact.subject = term_document();
    draft.fact.object = object;
    draft_span(context, &draft, shown);
    draft_put(context, &draft);
}

void
paper_put_mention(struct context *context, enum predicate predicate, guint mention,
                  const char *rule, enum cert cert)
{
    struct draft draft;
    draft_begin(&draft, predicate, rule, cert);
    draft.fact.subject = term_document();
    draft.fact.object = term_mention(mention);
    draft_span(context, &draft, document_mention(context->document, mention)->span);
    draft_mention(&draft, mention);
    draft_put(context, &draft);
}

static void
relate_title(struct context *context)
{
    if (context->title < 0)
        return;
    struct span span = document_block(context->document, (guint)context->title)->span;
    gsize rest;
    if (context->minutes && layout_number(context, (guint)context->title, &rest))
        span.start = rest;
    guint first, last;
    context_hits(context, (struct span){span.start, span.start + 1}, &first, &last);
    for (guint i = first; i < last; i++)
        if (context_hit(context, i)->class == CUE_FIELD &&
            strcmp(context_hit(context, i)->value, "title") == 0)
            span.start = context_hit(context, i)->end; /* `Vedr.: ...` */
    while (span.start < span.end && strchr(" .:", context->lower[span.start]))
        span.start++;
    if (span.end > span.start)
        paper_put(context, PREDICATE_TITLE, term_text(context_text(context, span)), span,
                  "paper.title", CERT_HIGH);
}

/* The committee whose agenda or minutes this is: named in the head, not addressed. It is the unit
 * they come from where it stands alone on its line; one item of an agenda is from whoever wrote it.
 */
static void
find_committee(struct context *context, guint head)
{
    if (!context->minutes)
        return;
    guint first, last;
    struct span span = {0, document_block(context->document, head)->span.end};
    context_mentions(context, span, &first, &last);
    for (guint i = first; i < last && context->committee < 0; i++) {
        if (!context_is_committee(context, i) || context->nested[i])
            continue;
        context->committee = context->entity_of[i];
        guint b = document_block_at(context->document,
                                    document_mention(context->document, i)->span.start);
        if (context->unit < 0 && context->items->len > 1 && (int)b != context->title &&
            paper_loose_words(context, b) == 0)
            paper_put_mention(context, PREDICATE_ISSUING_UNIT, i, "paper.committee", CERT_HIGH);
    }
}

/* A follow-up of the budget is on the year in which it is made, where its title names none. */
static void
find_year(struct context *context)
{
    if (context->year || context->title < 0 || context->issued < 0)
        return;
    struct span span = document_block(context->document, (guint)context->title)->span;
    const char *issued = document_mention(context->document, (guint)context->issued)->value;
    const char *found =
        g_strstr_len(context->lower + span.start, (gssize)(span.end - span.start), "opfølgning");
    if (found && strlen(issued) >= 4 && g_ascii_isdigit(issued[0]))
        context->year = arena_strndup(context->arena, issued, 4);
}

void
relate_paper(struct context *context)
{
    if (context->document->blocks->len == 0)
        return;
    guint head = head_end(context);
    gboolean done[N_PREDICATES] = {FALSE};
    relate_title(context);
    paper_labels(context, head, done);
    paper_head(context, head, done);
    paper_attachments(context);
    find_year(context);
    find_committee(context, MIN(head, context->document->blocks->len - 1));
}
