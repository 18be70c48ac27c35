/* The paper's labelled fields: `Sagsnr.: ...`, `Dato ...`. */
#include "relate/paper.h"

#include <string.h>

/* What a field's value is, by its predicate. */
static enum mention_type
value_type(enum predicate predicate)
{
    switch (predicate) {
    case PREDICATE_ISSUED:
        return MENTION_DATE;
    case PREDICATE_ADDRESSED_TO:
    case PREDICATE_ISSUING_UNIT:
        return MENTION_ORGANISATION;
    case PREDICATE_CASE_NUMBER:
    case PREDICATE_DOCUMENT_NUMBER:
    case PREDICATE_EAN:
        return MENTION_CASE;
    case PREDICATE_CASE_OFFICER:
        return MENTION_PERSON;
    case PREDICATE_ADDRESS:
        return MENTION_PLACE;
    default:
        return MENTION_CONTACT;
    }
}

/* A label stands at the start of a block or of one of its parts, or ends with a colon. */
static gboolean
is_label(const struct context *context, const struct hit *hit, struct span span)
{
    gsize at = hit->start;
    while (at > span.start && strchr(" *", context->lower[at - 1]))
        at--;
    int before = context_word_before(context, span.start, at);
    if (context_word_is(context, before, "kr|mio|mill|pct|ca|t"))
        return context->lower[hit->end] == ':'; /* `850.000 kr. fra X` is no field */
    if (at == span.start || strchr(".,;|:)", context->lower[at - 1]) ||
        (guchar)context->lower[at - 1] >= 0x80)
        return TRUE;
    guint piece = document_piece_at(context->document, hit->start);
    const struct piece *p = document_piece(context->document, piece);
    if (p->column == 0 && p->text == hit->start)
        return TRUE;
    return context->lower[hit->end] == ':';
}

/* The value of a label: the next mention of the type in the same block, before another label, or
 * at the start of the next block. -1 for none. */
static int
labelled_value(const struct context *context, guint b, guint h, enum mention_type type)
{
    struct document *document = context->document;
    struct span span = document_block(document, b)->span;
    gsize from = context_hit(context, h)->end, to = span.end;
    for (guint i = h + 1; i < context->hits->len && context_hit(context, i)->start < span.end; i++)
        if (context_hit(context, i)->class == CUE_FIELD &&
            is_label(context, context_hit(context, i), span)) {
            to = context_hit(context, i)->start;
            break;
        }
    guint first, last;
    context_mentions(context, (struct span){from, to}, &first, &last);
    for (guint i = first; i < last; i++)
        if (document_mention(document, i)->type == type)
            return document_mention(document, i)->span.start <= from + 24 ? (int)i : -1;
    if (to < span.end || context_word_after(context, from, span.end) >= 0 ||
        b + 1 >= document->blocks->len)
        return -1;
    struct span next = document_block(document, b + 1)->span;
    context_mentions(context, next, &first, &last);
    for (guint i = first; i < last; i++)
        if (document_mention(document, i)->type == type)
            return document_mention(document, i)->span.start <= next.start + 4 ? (int)i : -1;
    return -1;
}

/* The field that a hit labels: puts its fact and says which predicate, or -1. */
static int
relate_label(struct context *context, guint b, guint h)
{
    const struct hit *hit = context_hit(context, h);
    enum predicate predicate;
    if (hit->class != CUE_FIELD || !predicate_from_name(hit->value, &predicate) ||
        !is_label(context, hit, document_block(context->document, b)->span))
        return -1;
    if (predicate == PREDICATE_CASE_OFFICER && context->items->len > 1 &&
        context_section(context, context->section_of[b])->item >= 0)
        return -1; /* of one item's case, not of the agenda */
    int value = labelled_value(context, b, h, value_type(predicate));
    if (value < 0)
        return -1;
    if (predicate == PREDICATE_CASE_NUMBER) {
        if (context->items->len > 1)
            return -1;
        if (context->case_mention < 0)
            context->case_mention = value;
    }
    if (predicate == PREDICATE_ISSUED)
        context->issued = value;
    if (predicate == PREDICATE_ISSUING_UNIT)
        context->unit = context->entity_of[value];
    paper_put_mention(context, predicate, (guint)value, "paper.label", CERT_HIGH);
    return (int)predicate;
}

/* A short line of labels and values, as under a letter: `J.nr. 2008-17733`. */
static gboolean
is_field_line(const struct context *context, guint b, struct span span)
{
    return span.end - span.start < 160 && document_block(context->document, b)->cell < 0 &&
           context->items->len < 2 && paper_loose_words(context, b) <= 2;
}

/* Labels in the head, in margins, in furniture; and those that speak of `the case` anywhere. */
void
paper_labels(struct context *context, guint head, gboolean *done)
{
    for (guint b = 0; b < context->document->blocks->len; b++) {
        guint first, last;
        context_hits(context, document_block(context->document, b)->span, &first, &last);
        struct span span = document_block(context->document, b)->span;
        gboolean open = b < head || paper_is_margin(context, b) ||
                        is_field_line(context, b, span) ||
                        block_is_furniture(document_block(context->document, b)->kind);
        for (guint h = first; h < last; h++) {
            const struct hit *hit = context_hit(context, h);
            gboolean anywhere = strcmp(hit->detail, "anywhere") == 0;
            if (hit->class != CUE_FIELD || (!open && !anywhere))
                continue;
            int predicate = relate_label(context, b, h);
            if (predicate >= 0)
                done[predicate] = TRUE;
        }
    }
}
