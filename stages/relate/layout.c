/* What the paper's layout says: what each heading holds for, the items of an agenda, what is
 * running text. Its title is layout-title.c's. */
#include "relate/layout.h"

#include <string.h>

enum {
    ITEM_MARK = 5, /* bytes of `a) x` and more */
    KIND_BLOCKS = 14,
    TITLE_MAX_WORDS = 40,
    PROSE_WORDS = 14,
    DECISION_REACH = 60,
    BODY_REACH = 8,
    DECISION_LINE = 140,
    NAME_LINE = 160,
    MEETING_REACH = 90,
    COLON_REACH = 14
};

gboolean
layout_is_body(const struct context *context, guint block)
{
    enum block_kind kind = document_block(context->document, block)->kind;
    return kind == BLOCK_HEADING || kind == BLOCK_PARAGRAPH || kind == BLOCK_ITEM ||
           kind == BLOCK_CELL || kind == BLOCK_FOOTNOTE;
}

guint
layout_words_outside(const struct context *context, struct span span, guint mask)
{
    guint first, last, n = 0;
    context_mentions(context, span, &first, &last);
    gsize end = span.start;
    for (int w = context_word_after(context, span.start, span.end); w >= 0;
         w = context_word_next(context, w, span.end)) {
        const struct word *word = context_word(context, w);
        while (first < last &&
               document_mention(context->document, first)->span.start <= word->start) {
            if (mask & 1u << document_mention(context->document, first)->type)
                end = MAX(end, document_mention(context->document, first)->span.end);
            first++;
        }
        if (word->end > end && ++n > TITLE_MAX_WORDS)
            return n;
    }
    return n;
}

guint
layout_next(const struct context *context, guint block)
{
    do
        block++;
    while (block < context->document->blocks->len && !layout_is_body(context, block));
    return block;
}

guint
layout_before(const struct context *context, guint block)
{
    while (block > 0)
        if (layout_is_body(context, --block))
            return block;
    return G_MAXUINT;
}

gboolean
layout_is_prose_cell(const struct context *context, guint block)
{
    return layout_words_outside(context, document_block(context->document, block)->span,
                                1u << MENTION_ORGANISATION) >= PROSE_WORDS;
}

gboolean
layout_is_prose(const struct context *context, const struct unit *unit)
{
    if (!layout_is_body(context, unit->block))
        return FALSE;
    int cell = document_block(context->document, unit->block)->cell;
    if (cell < 0)
        return document_block(context->document, unit->block)->kind != BLOCK_HEADING ||
               context_section(context, unit->section)->heading != (int)unit->block;
    const struct place_in_table *place = &context->places[unit->block];
    static const char *const prose[] = {"", "money", "goal", "text", "note", "schedule"};
    if (place->header || place->status || place->total_column)
        return FALSE;
    if (layout_is_prose_cell(context, unit->block))
        return TRUE;
    if (place->heading < 0 && unit->first_mention < unit->last_mention &&
        document_mention(context->document, unit->first_mention)->type == MENTION_AMOUNT &&
        layout_is_only(context, unit->block, unit->first_mention, 1))
        return FALSE; /* a figure in a table without headings */
    for (gsize i = 0; i < G_N_ELEMENTS(prose); i++)
        if (strcmp(place->column, prose[i]) == 0)
            return TRUE;
    return FALSE;
}

gboolean
layout_is_only(const struct context *context, guint block, guint mention, guint words)
{
    struct span span = document_block(context->document, block)->span;
    const struct mention *m = document_mention(context->document, mention);
    return layout_words_outside(context, span, 1u << m->type) <= words && m->span.end <= span.end &&
           m->span.start >= span.start;
}

/* ---- numbers of headings and items ---- */

static gboolean
is_number_sign(char c)
{
    return c == '.' || c == ')' || c == ':';
}

const char *
layout_number(const struct context *context, guint b, gsize *ret_rest)
{
    const struct block *block = document_block(context->document, b);
    const char *text = context->lower;
    gsize at = block->span.start;
    *ret_rest = at;
    if (block->n && g_ascii_isdigit(block->n[0])) {
        gsize digits = strspn(block->n, "0123456789"), length = strlen(block->n);
        if (g_str_has_prefix(text + at, block->n)) /* the number is read with the item */
            *ret_rest = at + length + strspn(text + at + length, " ");
        return arena_strndup(context->arena, block->n, digits);
    }
    int word = context_word_after(context, at, block->span.end);
    gboolean named = context_word_is(context, word, "punkt|pkt|sag|dagsordenspunkt");
    if (named) {
        at = context_word(context, word)->end;
        while (text[at] == '.' || text[at] == ' ' || (text[at] == 'n' && text[at + 1] == 'r'))
            at += text[at] == 'n' ? 2 : 1;
    }
    gsize digits = 0;
    while (at + digits < block->span.end && g_ascii_isdigit(text[at + digits]) && digits < 5)
        digits++;
    gsize after = at + digits;
    if (named && digits > 0 && digits <= 4 && after == block->span.end) {
        *ret_rest = after; /* `Sag nr. 7` on a line of its own */
        return arena_strndup(context->arena, text + at, digits);
    }
    if (digits == 0 || digits > 4 || after >= block->span.end)
        return NULL;
    if (!(is_number_sign(text[after]) &&
          (after + 1 == block->span.end || text[after + 1] == ' ')) &&
        !((named || text[after + 1] == '(') && text[after] == ' '))
        return NULL;
    while (after < block->span.end && (is_number_sign(text[after]) || text[after] == ' '))
        after++;
    if (text[after] == '(') { /* `5 (Åben) Status på ...` */
        gsize close = after + strcspn(text + after, ")\n");
        if (text[close] == ')' && close - after < 16)
            for (after = close + 1; text[after] == ' ';)
                after++;
    }
    *ret_rest = after;
    return arena_strndup(context->arena, text + at, digits);
}

/* The HEADING cue at the start of a block (behind its number) with which it opens, or -1. */
int
layout_opening_cue(const struct context *context, guint b)
{
    gsize rest;
    layout_number(context, b, &rest);
    struct span span = document_block(context->document, b)->span;
    int word = context_word_after(context, rest, span.end);
    if (word < 0)
        return -1;
    guint first, last;
    context_hits(context, (struct span){rest, context_word(context, word)->end}, &first, &last);
    for (guint i = first; i < last; i++)
        if (context_hit(context, i)->class == CUE_HEADING &&
            context_hit(context, i)->first_word == (guint)word)
            return (int)i;
    return -1;
}

/* The kind that a block's opening cue names, when the cue is all it says but for `words` words. */
const char *
layout_heading_kind(const struct context *context, guint b, guint words)
{
    int hit = layout_opening_cue(context, b);
    if (hit < 0)
        return "";
    struct span rest = document_block(context->document, b)->span;
    rest.start = context_hit(context, hit)->end;
    return layout_words_outside(context, rest, 0) <= words ? context_hit(context, hit)->value : "";
}

/* `Socialudvalget, 24. januar 2018, pkt. 6: ...`: who met, when, and a colon. */
static gboolean
is_meeting_line(const struct context *context, struct span span)
{
    guint first, last;
    context_mentions(context, (struct span){span.start, MIN(span.end, span.start + MEETING_REACH)},
                     &first, &last);
    if (first >= last || document_mention(context->document, first)->span.start > span.start + 1 ||
        !context_is_committee(context, first))
        return FALSE;
    for (guint i = first + 1; i < last; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->type == MENTION_DATE && strlen(mention->value) == 10 &&
            mention->span.start < document_mention(context->document, first)->span.end + 8)
            return context_gap_has(context, mention->span.end,
                                   MIN(span.end, mention->span.end + COLON_REACH), ":");
    }
    return FALSE;
}

gboolean
layout_is_decision(const struct context *context, guint b)
{
    struct span span = document_block(context->document, b)->span;
    int hit = context_first(context, CUE_HEADING,
                            (struct span){span.start, MIN(span.end, span.start + 4)});
    if (hit < 0 || strcmp(context_hit(context, hit)->value, "decision") != 0)
        return is_meeting_line(context, span);
    gsize end = context_hit(context, hit)->end;
    guint first, last;
    context_mentions(context, (struct span){end, MIN(span.end, end + BODY_REACH)}, &first, &last);
    for (guint i = first; i < last; i++)
        if (context_is_committee(context, i) ||
            document_mention(context->document, i)->type == MENTION_DATE)
            return TRUE; /* `Beslutning fra Socialudvalget, 12. marts` */
    return context_gap_has(context, end, MIN(span.end, end + DECISION_REACH), ":");
}

gboolean
layout_is_recommendation(const struct context *context, guint b)
{
    struct span span = document_block(context->document, b)->span;
    int hit = context_first(context, CUE_HEADING,
                            (struct span){span.start, MIN(span.end, span.start + 4)});
    return hit >= 0 && strcmp(context_hit(context, hit)->value, "recommendation") == 0 &&
           context->lower[context_hit(context, hit)->end] == ':';
}

/* A line set like a heading that is a sentence: `Aktiviteten er gennemført i 2017`. */
gboolean
layout_is_sentence(const struct context *context, guint b)
{
    struct span span = document_block(context->document, b)->span;
    int first = context_word_after(context, span.start, span.end);
    gsize rest;
    if (context->lower[span.end - 1] == '?' || layout_number(context, b, &rest) ||
        context_word_is(context, first, "hvad|hvem|hvor|hvordan|hvorfor|hvornår|hvilke|hvilken"))
        return FALSE;
    for (int w = first; w >= 0; w = context_word_next(context, w, span.end))
        if (w > first && context_word_is(context, w, "er|blev|bliver|har|havde|skal|vil|var"))
            return TRUE;
    return FALSE;
}

/* ---- sections and items ---- */

/* `Punkt 9: ...`, `Pkt. 6: ...`, `5 (Åben) ...`: a paper that is one item of an agenda. */
static gboolean
is_item_line(const struct context *context, guint b)
{
    struct span span = document_block(context->document, b)->span;
    int word = context_word_after(context, span.start, span.end);
    gsize rest;
    if (!layout_number(context, b, &rest))
        return FALSE;
    return context_word_is(context, word, "punkt|pkt|dagsordenspunkt") ||
           (rest > span.start && rest < span.end &&
            context_gap_has(context, span.start, rest, "("));
}

static void
find_kind(struct context *context)
{
    guint n = MIN(context->document->blocks->len, KIND_BLOCKS);
    for (guint b = 0; b < n && !context->minutes; b++) {
        int hit = layout_opening_cue(context, b);
        context->minutes = (hit >= 0 && strcmp(context_hit(context, hit)->value, "minutes") == 0) ||
                           (b < 4 && is_item_line(context, b));
    }
}

/* `Bilag: Skitse`, `Bilag 1: ...` on a line of its own. */
static gboolean
lists_attachments(const struct context *context, guint b)
{
    struct span span = document_block(context->document, b)->span;
    int hit = layout_opening_cue(context, b);
    return hit >= 0 && strcmp(context_hit(context, hit)->value, "attachments") == 0 &&
           context->lower[context_hit(context, hit)->end] == ':' && span.end - span.start < 200;
}

/* `Beslutning fra Socialudvalget, 12. marts 2013, pkt. 21` over what was decided. */
static gboolean
opens_decision(const struct context *context, guint b)
{
    struct span span = document_block(context->document, b)->span;
    return span.end - span.start < DECISION_LINE && layout_is_decision(context, b) &&
           context_first(context, CUE_DECISION, span) < 0;
}

static enum section_kind
section_kind_of(const struct context *context, guint b)
{
    static const struct {
        const char *name;
        enum section_kind kind;
    } kinds[] = {{"decision", SECTION_DECISION},
                 {"recommendation", SECTION_RECOMMENDATION},
                 {"attachments", SECTION_ATTACHMENTS}};
    if (opens_decision(context, b))
        return SECTION_DECISION;
    const char *kind = layout_heading_kind(context, b, 9);
    if (!kind[0] && lists_attachments(context, b))
        return SECTION_ATTACHMENTS;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kind, kinds[i].name) == 0)
            return kinds[i].kind;
    return SECTION_PLAIN;
}

gboolean
layout_is_item(const struct context *context, guint b)
{
    const struct block *block = document_block(context->document, b);
    if (block->kind == BLOCK_ITEM)
        return TRUE;
    if (block->kind != BLOCK_PARAGRAPH || block->span.end - block->span.start < ITEM_MARK)
        return FALSE;
    const char *text = context->lower + block->span.start;
    return g_ascii_isalpha(text[0]) && (text[1] == '.' || text[1] == ')') && text[2] == ' ';
}

/* A short line with a number in an agenda: "2. Status på ..." */
static gboolean
is_agenda_heading(const struct context *context, guint b, gsize *ret_rest)
{
    const struct block *block = document_block(context->document, b);
    if (!context->minutes || block->cell >= 0 || !layout_is_body(context, b) ||
        block->span.end - block->span.start > 240 || block->kind == BLOCK_FOOTNOTE)
        return FALSE;
    int word = context_word_after(context, block->span.start, block->span.end);
    if (!layout_number(context, b, ret_rest) ||
        (*ret_rest >= block->span.end &&
         !context_word_is(context, word, "punkt|pkt|sag|dagsordenspunkt")))
        return FALSE;
    if (*ret_rest >= block->span.end)
        return TRUE;
    if (block->kind == BLOCK_HEADING)
        return TRUE;
    char end = context->lower[block->span.end - 1];
    guint next = layout_next(context, b), before = layout_before(context, b);
    gboolean last_item = next >= context->document->blocks->len ||
                         document_block(context->document, next)->kind != BLOCK_ITEM;
    gboolean first_item =
        before == G_MAXUINT || document_block(context->document, before)->kind != BLOCK_ITEM;
    return last_item && first_item && end != '.' && end != ';' && end != ',';
}

/* A line that is the name of a project and nothing else, over what is said of it. */
static gboolean
is_name(const struct context *context, guint b)
{
    struct span span = document_block(context->document, b)->span;
    guint first, last;
    context_mentions(context, span, &first, &last);
    return first < last && document_mention(context->document, first)->type == MENTION_PROJECT &&
           span.end - span.start < NAME_LINE && layout_is_only(context, b, first, 1) &&
           !strchr(".,;", context->lower[span.end - 1]);
}

static void
begin_section(struct context *context, int heading, enum section_kind kind, int item)
{
    struct section section = {.heading = heading, .kind = kind, .item = item};
    g_array_append_val(context->sections, section);
}

void
layout_find(struct context *context)
{
    struct document *document = context->document;
    context->sections = g_array_new(FALSE, TRUE, sizeof(struct section));
    context->items = g_array_new(FALSE, TRUE, sizeof(struct item));
    find_kind(context);
    begin_section(context, -1, SECTION_PLAIN, -1);
    int item = -1;
    for (guint b = 0; b < document->blocks->len; b++) {
        const struct block *block = document_block(document, b);
        gsize rest;
        if (is_agenda_heading(context, b, &rest)) {
            struct item next = {.block = b, .case_mention = -1, .programme = -1};
            next.number = layout_number(context, b, &rest);
            g_array_append_val(context->items, next);
            item = (int)context->items->len - 1;
            begin_section(context, (int)b, SECTION_PLAIN, item);
        } else if (block->cell < 0 && block->span.end > block->span.start &&
                   ((block->kind == BLOCK_HEADING && !layout_is_sentence(context, b)) ||
                    (block->kind == BLOCK_PARAGRAPH &&
                     (layout_heading_kind(context, b, 0)[0] || lists_attachments(context, b) ||
                      opens_decision(context, b) || is_name(context, b))))) {
            begin_section(context, (int)b, section_kind_of(context, b), item);
        }
        context->section_of[b] = context->sections->len - 1;
    }
    layout_find_title(context);
}
