/* The title of a paper, and the year that it names. */
#include "relate/layout.h"

#include <string.h>

enum {
    TITLE_BLOCKS = 40,
    KIND_BLOCKS = 14,
    TITLE_MAX_WORDS = 40,
    RUNNING_WORDS = 22,
    REPORT_LINE = 60
};

static const guint letterhead = 1u << MENTION_ORGANISATION | 1u << MENTION_DATE |
                                1u << MENTION_PERSON | 1u << MENTION_PLACE | 1u << MENTION_CONTACT |
                                1u << MENTION_CASE;

static gboolean
is_item(const struct context *context, guint b)
{
    return b < context->document->blocks->len &&
           document_block(context->document, b)->kind == BLOCK_ITEM;
}

/* Whether a block holds a postal address, a telephone or mail: who writes, not about what. */
static gboolean
is_address(const struct context *context, guint b)
{
    guint first, last;
    context_mentions(context, document_block(context->document, b)->span, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->type == MENTION_CONTACT)
            return TRUE;
        for (const char *at = mention->type == MENTION_PLACE ? mention->value : ""; *at; at++)
            if (strspn(at, "0123456789") == 4 && at[4] == ' ')
                return TRUE;
    }
    return FALSE;
}

/* `Årsberetning 2012`, `Regnskab for 2015`: a short line that begins with what kind of report it
 * is. */
static gboolean
is_report_name(const struct context *context, guint b)
{
    const struct block *block = document_block(context->document, b);
    int word = context_word_after(context, block->span.start, block->span.end);
    return block->cell < 0 && block->span.end - block->span.start < REPORT_LINE &&
           context_word_is(
               context, word,
               "årsberetning|beretning|årsrapport|årsregnskab|regnskab|budget|"
               "budgetforslag|virksomhedsplan|handleplan|evaluering|redegørelse|"
               "statusrapport|høringssvar|projektbeskrivelse|ansøgning|resultatkontrakt") &&
           !layout_is_sentence(context, b);
}

static gboolean
may_be_title(const struct context *context, guint b, gboolean any_kind)
{
    const struct block *block = document_block(context->document, b);
    gboolean lone_item = block->kind == BLOCK_ITEM && block->n && g_ascii_isdigit(block->n[0]) &&
                         !is_item(context, layout_next(context, b)) &&
                         !is_item(context, layout_before(context, b));
    if (block->cell >= 0 || block->span.end == block->span.start ||
        (block->kind != BLOCK_HEADING &&
         !(any_kind && (block->kind == BLOCK_PARAGRAPH || lone_item))))
        return FALSE;
    int word = context_word_after(context, block->span.start, block->span.end);
    if (word < 0 || context_word_is(context, word, "til|fra|att|møde|mødet"))
        return FALSE;
    guint first, last;
    context_hits(context, (struct span){block->span.start, context_word(context, word)->end},
                 &first, &last);
    for (guint i = first; i < last; i++)
        if (context_hit(context, i)->class == CUE_FIELD &&
            strcmp(context_hit(context, i)->value, "title") != 0)
            return FALSE;
    int opening = layout_opening_cue(context, b);
    if (opening >= 0 && strcmp(context_hit(context, opening)->value, "paper") != 0)
        return FALSE; /* Dagsorden ..., Beslutning ..., Bilag: ... */
    if (layout_heading_kind(context, b, 0)[0] || layout_is_sentence(context, b) ||
        is_address(context, b))
        return FALSE;
    if (opening >= 0 && layout_words_outside(context, block->span, letterhead) <
                            context_hit(context, opening)->n_words + 2)
        return FALSE; /* `Notat til Byrådet` */
    guint words = layout_words_outside(context, block->span, 0);
    char end = context->lower[block->span.end - 1];
    return words >= 2 && words <= TITLE_MAX_WORDS &&
           layout_words_outside(context, block->span, letterhead) >= 2 && end != ':' &&
           (block->kind == BLOCK_HEADING || (end != '.' && end != ','));
}

/* Minutes of several items are called what their first line says: `Referat af mødet ...` */
static int
minutes_title(const struct context *context)
{
    guint n = MIN(context->document->blocks->len, KIND_BLOCKS);
    for (guint b = 0; b < n; b++) {
        int hit = layout_opening_cue(context, b);
        if (hit >= 0 && strcmp(context_hit(context, hit)->value, "minutes") == 0 &&
            context->lower[context_hit(context, hit)->end] != ':')
            return (int)b;
    }
    return -1;
}

/* `Emne: Status på ...`, `Vedr.: ...` in the first lines. */
static int
labelled_title(const struct context *context)
{
    guint n = MIN(context->document->blocks->len, KIND_BLOCKS);
    for (guint b = 0; b < n; b++) {
        struct span span = document_block(context->document, b)->span;
        guint first, last;
        if (!layout_is_body(context, b) || document_block(context->document, b)->cell >= 0)
            continue;
        context_hits(context, (struct span){span.start, MIN(span.end, span.start + 1)}, &first,
                     &last);
        for (guint i = first; i < last; i++)
            if (context_hit(context, i)->class == CUE_FIELD &&
                strcmp(context_hit(context, i)->value, "title") == 0 &&
                strchr(":.", context->lower[context_hit(context, i)->end]) &&
                context_word_after(context, context_hit(context, i)->end, span.end) >= 0)
                return (int)b;
    }
    return -1;
}

/* The one item of an agenda is its title, if it says more than its number. */
static int
item_title(const struct context *context)
{
    guint b = context_item(context, 0)->block;
    gsize rest;
    struct span span = document_block(context->document, b)->span;
    if (!layout_number(context, b, &rest) || rest >= span.end)
        return -1;
    return layout_words_outside(context, (struct span){rest, span.end}, 0) >= 2 ? (int)b : -1;
}

static void
find_title(struct context *context)
{
    if (context->items->len > 1) {
        context->title = minutes_title(context);
        return;
    }
    if (context->title < 0)
        context->title = labelled_title(context);
    if (context->title < 0 && context->items->len == 1)
        context->title = item_title(context);
    guint n = MIN(context->document->blocks->len, TITLE_BLOCKS), head = 0;
    while (head < n &&
           !(document_block(context->document, head)->kind == BLOCK_PARAGRAPH &&
             layout_words_outside(context, document_block(context->document, head)->span,
                                  letterhead) > RUNNING_WORDS))
        head++;
    /* a heading before the running text, a line there, the name of a report, a heading anywhere */
    for (int pass = 0; pass < 4 && context->title < 0; pass++)
        for (guint b = 0; b < (pass < 3 ? head : n) && context->title < 0; b++)
            if (layout_is_body(context, b) &&
                (pass == 2 ? is_report_name(context, b) : may_be_title(context, b, pass == 1)))
                context->title = (int)b;
    if (context->title < 0)
        return;
    guint first, last;
    context_mentions(context, document_block(context->document, (guint)context->title)->span,
                     &first, &last);
    for (guint i = first; i < last; i++)
        if (context->entity_of[i] >= 0 && !context->nested[i])
            context_entity(context, context->entity_of[i])->titled = TRUE;
}

/* Whether the title has a word for a report on what goes on: "Årlig status 2012". */
static gboolean
title_is_status(const struct context *context)
{
    static const char *const words[] = {"status", "evaluering", "redegørelse", "statusnotat"};
    struct span span = document_block(context->document, (guint)context->title)->span;
    g_autofree char *title =
        g_utf8_strdown(context->document->text->str + span.start, (gssize)(span.end - span.start));
    g_auto(GStrv) parts = g_strsplit_set(title, " ,.:;()-", -1);
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_strv_contains((const char *const *)parts, words[i]))
            return TRUE;
    }
    return FALSE;
}

/* The one year or period of years that the title names. */
static void
find_year(struct context *context)
{
    if (context->title < 0)
        return;
    guint first, last;
    const char *found = NULL;
    context_mentions(context, document_block(context->document, (guint)context->title)->span,
                     &first, &last);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(context->document, i);
        gsize length = strlen(mention->value);
        if ((mention->type == MENTION_DATE && length == 4) ||
            (mention->type == MENTION_PERIOD && length == 9)) {
            context->year = found ? NULL : mention->value;
            found = mention->value;
        }
    }
    context->year_of_status = title_is_status(context);
}

void
layout_find_title(struct context *context)
{
    find_title(context);
    find_year(context);
}
