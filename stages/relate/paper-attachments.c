/* The attachments that a paper lists. */
#include "relate/paper.h"

#include <string.h>

enum {
    ATTACHMENT_MAX = 300
};

static void
put_attachment(struct context *context, struct span span)
{
    while (span.start < span.end && strchr(" :-*.", context->lower[span.start]))
        span.start++;
    while (span.end > span.start && strchr(" .*", context->lower[span.end - 1]))
        span.end--;
    if (span.end > span.start && span.end - span.start <= ATTACHMENT_MAX)
        paper_put(context, PREDICATE_ATTACHMENT, term_text(context_text(context, span)), span,
                  "paper.attachment", CERT_HIGH);
}

/* Where the name of an attachment begins: behind `Bilag 2:`, `Bilag A -`. */
static gsize
behind_number(const struct context *context, struct span span)
{
    int word = context_word_after(context, span.start, span.end);
    if (!context_word_is(context, word, "bilag|bilagsnr")) { /* `1 Oversigtskort` */
        gsize rest = span.start + strspn(context->lower + span.start, "0123456789");
        gboolean listed = rest > span.start && rest <= span.start + 2 && rest + 1 < span.end &&
                          context->lower[rest] == ' ' && !g_ascii_isdigit(context->lower[rest + 1]);
        return listed ? rest + 1 : span.start;
    }
    int number = context_word_after(context, context_word(context, word)->end, span.end);
    if (number < 0)
        return span.start;
    const struct word *n = context_word(context, number);
    gsize end = n->end;
    while (end < span.end && context->lower[end] == ' ')
        end++;
    return n->end - n->start <= 2 && end < span.end && strchr(":.-)", context->lower[end])
               ? end + 1
               : span.start;
}

/* What stands under `Bilag`, or behind it on the same line. */
void
paper_attachments(struct context *context)
{
    struct document *document = context->document;
    for (guint b = 0; b < document->blocks->len; b++) {
        const struct section *section = context_section(context, context->section_of[b]);
        const struct block *block = document_block(document, b);
        if (section->kind != SECTION_ATTACHMENTS || block->cell >= 0 || !layout_is_body(context, b))
            continue;
        struct span span = block->span;
        gsize rest;
        if (section->heading == (int)b) {
            const char *colon = memchr(context->lower + span.start, ':', span.end - span.start);
            if (!colon)
                continue;
            span.start = (gsize)(colon - context->lower) + 1;
        } else if (layout_number(context, b, &rest)) {
            span.start = rest;
        }
        span.start = behind_number(context, span);
        put_attachment(context, span);
    }
}
