/* Lines into paragraphs, headings and items.
 *
 * A line goes on with the block above it unless something says otherwise: more room above than
 * lines have, another size or weight, a mark of a list, an indent, or a line above that ended
 * though the next word had room on it. Over the end of a page or column only the words count. */
#include "blocks-private.h"

#include <math.h>
#include <string.h>

/* In font sizes, unless said otherwise. */
static const float PITCH_SLACK = 1.22f;  /* times the usual pitch: more begins a block */
static const float INDENT = 0.7f;        /* an indent is at least this */
static const float MARK_GAP = 0.55f;     /* a list's mark stands apart from its text by this */
static const float HEADING_SIZE = 1.08f; /* times the body's: larger is a heading */
static const float PLAIN_HEADING_SIZE = 1.18f; /* the same for letters that are not bold */
static const float FOOTNOTE_SIZE = 0.9f;       /* times the body's: smaller may be a footnote */
enum {
    HEADING_LINES = 3,
    HEADING_CHARACTERS = 220,
    MARK_LOOKAHEAD = 40,
    TITLE_PAGES = 1
};

/* ---- what a block is ---- */

static gboolean
is_heading(const struct blocks *blocks, const struct open_block *block)
{
    const struct draft *draft = block->draft;
    char last = draft->text->len ? draft->text->str[draft->text->len - 1] : 0;
    if (block->decided || draft->lines->len > HEADING_LINES ||
        block->characters > HEADING_CHARACTERS || text_has_postcode(draft->text->str))
        return FALSE;
    if (block->size >= (block->bold ? HEADING_SIZE : PLAIN_HEADING_SIZE) * blocks->body_size)
        return last != ',' && (last != '.' || block->size >= 1.25f * blocks->body_size);
    if (block->size < 0.95f * blocks->body_size || last == '.' || last == ',' || last == ';')
        return FALSE;
    return block->bold || (draft->lines->len == 1 && text_is_upper_case(draft->text->str));
}

/* 1 for much larger letters than the body's, 2 for larger ones, 3 for bold ones of its size. The
 * first heading of a paper is its title. */
static guint
heading_level(struct blocks *blocks, const struct open_block *block)
{
    float ratio = block->size / MAX(blocks->body_size, 1);
    gboolean title = !blocks->titled && block->page <= TITLE_PAGES && ratio >= HEADING_SIZE;
    blocks->titled |= title;
    return title || ratio >= 1.3f ? 1 : ratio >= HEADING_SIZE ? 2 : 3;
}

/* Closes the open paragraph, heading or item. */
void
blocks_end_block(struct blocks *blocks)
{
    struct open_block *block = &blocks->block;
    if (!block->draft)
        return;
    if (blocks->cell) {
        g_ptr_array_add(blocks->cell, block->draft);
    } else {
        if (block->draft->kind == BLOCK_PARAGRAPH && is_heading(blocks, block)) {
            block->draft->kind = BLOCK_HEADING;
            block->draft->level = heading_level(blocks, block);
        }
        draft_write(block->draft, blocks->builder, -1);
        draft_free(block->draft);
    }
    block->draft = NULL;
}

/* ---- list marks ---- */

struct mark {
    struct marker marker;
    float gap;    /* between the mark and the text, points */
    float text_x; /* where the text begins */
};

/* The mark at the start of a line, if there is one that may be. */
static gboolean
read_mark(const struct layout *layout, const struct text_line *line, struct mark *ret_mark)
{
    const guint *words = &g_array_index(layout->line_words, guint, line->first);
    const struct word *first = layout_word(layout, words[0]);
    if (line->n < 2 || first->last - first->first > 8)
        return FALSE;
    g_autoptr(GString) text = g_string_new(NULL);
    layout_words_text(layout, words, MIN(line->n, 3), text, NULL);
    if (layout_is_sign(layout, first))
        ret_mark->marker =
            (struct marker){MARKER_BULLET, (gsize)g_utf8_skip[(guchar)text->str[0]], 0, FALSE};
    else if (!marker_read(text->str, text->len, &ret_mark->marker) &&
             !marker_read_letter(text->str, &ret_mark->marker))
        return FALSE;
    guint count = ret_mark->marker.length > first->last - first->first &&
                          (text->str[0] == 'A' || text->str[0] == 'a')
                      ? 2
                      : 1;
    if (count >= line->n)
        return FALSE;
    const struct word *before = layout_word(layout, words[count - 1]);
    const struct word *text_word = layout_word(layout, words[count]);
    ret_mark->gap = text_word->box.x0 - before->box.x1;
    ret_mark->text_x = text_word->box.x0;
    return TRUE;
}

/* TRUE where one of the next lines has the mark that follows this one. */
static gboolean
next_mark_follows(const struct layout *layout, const struct text_line *line, guint index,
                  const struct mark *mark)
{
    for (guint i = index + 1; i < MIN(index + MARK_LOOKAHEAD, layout->lines->len); i++) {
        const struct text_line *other = layout_line(layout, i);
        struct mark next;
        if (fabsf(other->box.x0 - line->box.x0) < 0.5f * line->size &&
            read_mark(layout, other, &next) && next.marker.kind == mark->marker.kind)
            return next.marker.number == mark->marker.number + 1;
    }
    return FALSE;
}

/* TRUE where the mark begins an item: it stands apart or is indented, or counts on. A number that
 * begins a bold line is a heading's. */
static gboolean
is_item(const struct blocks *blocks, const struct layout *layout, guint index,
        const struct mark *mark)
{
    const struct text_line *line = layout_line(layout, index);
    const struct last_mark *last = &blocks->mark;
    if (mark->marker.kind == MARKER_BULLET)
        return TRUE;
    if (line->bold && !blocks->cell && mark->marker.kind == MARKER_NUMBER)
        return FALSE;
    gboolean counts = last->kind == mark->marker.kind && last->number + 1 == mark->marker.number &&
                      fabsf(last->x - line->box.x0) < 0.5f * line->size &&
                      layout->n - last->page <= 1;
    if (mark->gap >= MARK_GAP * line->size || counts || mark->marker.kind == MARKER_DASH)
        return TRUE;
    if (layout->body.x1 > 0 && line->box.x0 > layout->body.x0 + INDENT * line->size &&
        !mark->marker.ordinal)
        return TRUE;
    return mark->marker.number == 1 && next_mark_follows(layout, line, index, mark);
}

/* ---- where a block ends ---- */

gboolean
text_ends_in(const char *end, const char *set)
{
    gsize n = strlen(end);
    return n && strchr(set, end[n - 1]) != NULL;
}

gunichar
layout_line_character(const struct layout *layout, const struct text_line *line)
{
    guint word = g_array_index(layout->line_words, guint, line->first);
    return layout->characters->at[layout_word(layout, word)->first].c;
}

static float
first_width(const struct layout *layout, const struct text_line *line)
{
    guint word = g_array_index(layout->line_words, guint, line->first);
    return rect_width(&layout_word(layout, word)->box);
}

static gboolean
same_style(const struct open_block *block, const struct text_line *line)
{
    return fabsf(block->size - line->size) <= 0.06f * line->size && block->bold == line->bold;
}

/* Over a page's or column's end. */
static gboolean
goes_on_elsewhere(const struct blocks *blocks, const struct layout *layout,
                  const struct text_line *line)
{
    const struct open_block *block = &blocks->block;
    if (!same_style(block, line) || block->draft->kind == BLOCK_FOOTNOTE)
        return FALSE;
    gunichar c = layout_line_character(layout, line);
    float room = block->right - block->box.x1;
    gboolean full = room < first_width(layout, line) + 0.6f * line->size;
    if (text_ends_in(block->end, "-") || g_str_has_suffix(block->end, "\xe2\x80\x90"))
        return full || g_unichar_islower(c);
    if (g_unichar_islower(c))
        return !text_ends_in(block->end, ".!?:") || text_ends_in_abbreviation(block->end);
    if (text_ends_in(block->end, ".") && text_ends_in_abbreviation(block->end))
        return full && (g_unichar_isdigit(c) || !block->bold);
    if (block->bold || text_ends_in(block->end, ".!?:;"))
        return FALSE;
    return full && block->draft->lines->len > 1;
}

/* TRUE where a line begins with "at": what is decided or proposed is listed so, often without any
 * mark, or with one that is drawn. */
static gboolean
begins_clause(const struct layout *layout, const struct text_line *line)
{
    guint index = g_array_index(layout->line_words, guint, line->first);
    const struct word *word = layout_word(layout, index);
    const struct character *c = &layout->characters->at[word->first];
    return word->last - word->first == 2 && c[0].c == 'a' && c[1].c == 't';
}

/* TRUE where the line above ended though the line's first word had room on it. */
static gboolean
ended_short(const struct blocks *blocks, const struct layout *layout, const struct text_line *line)
{
    const struct open_block *block = &blocks->block;
    float room = block->right - block->box.x1;
    if (room < first_width(layout, line) + 0.8f * line->size)
        return FALSE;
    gboolean lower = g_unichar_islower(layout_line_character(layout, line));
    if (lower && text_ends_in(block->end, "-"))
        return FALSE;
    gboolean styled = block->bold || block->size >= HEADING_SIZE * blocks->body_size;
    if (styled && !blocks->cell)
        return !lower && room > 0.5f * (block->right - block->first_x);
    if (begins_clause(layout, line) && text_ends_clause(block->end))
        return TRUE;
    if (text_ends_in(block->end, ",-"))
        return FALSE;
    /* a line that ends in its first two thirds has been ended, whatever comes next */
    return !lower || text_ends_in(block->end, ".!?:") ||
           room > 0.35f * (block->right - block->first_x);
}

/* TRUE where a line with a postcode ("5700 Svendborg") follows the street and number of an address.
 */
static gboolean
is_postcode_line(const struct blocks *blocks, const struct layout *layout,
                 const struct text_line *line)
{
    const struct open_block *block = &blocks->block;
    const guint *words = &g_array_index(layout->line_words, guint, line->first);
    const struct word *first = layout_word(layout, words[0]);
    if (line->n < 2 || line->n > 5 || first->last - first->first != 4)
        return FALSE;
    for (guint i = first->first; i < first->last; i++)
        if (!g_unichar_isdigit(layout->characters->at[i].c))
            return FALSE;
    if (!g_unichar_isupper(layout->characters->at[layout_word(layout, words[1])->first].c))
        return FALSE;
    const char *space = strrchr(block->end, ' ');
    return space && (g_ascii_isdigit(space[1]) || strstr(block->end, " sal") ||
                     strstr(block->end, " th") || strstr(block->end, " tv"));
}

/* TRUE where both lines are set around the same middle and neither fills its column. */
static gboolean
both_centred(const struct open_block *block, const struct text_line *line)
{
    float middle = block->box.x0 + block->box.x1, own = line->box.x0 + line->box.x1;
    return fabsf(middle - own) < line->size && fabsf(block->box.x0 - line->box.x0) > 1;
}

static gboolean
indent_breaks(const struct open_block *block, const struct text_line *line)
{
    float indent = INDENT * line->size;
    if (both_centred(block, line))
        return FALSE;
    if (block->draft->kind == BLOCK_ITEM)
        return line->box.x0 < block->first_x - indent || line->box.x0 > block->rest_x + 2 * indent;
    if (block->draft->lines->len == 1)
        return line->box.x0 > block->first_x + indent &&
               block->right - block->box.x1 > 3 * line->size;
    return fabsf(line->box.x0 - block->rest_x) > indent;
}

static gboolean
begins_block(const struct blocks *blocks, const struct layout *layout, const struct text_line *line,
             gboolean elsewhere)
{
    const struct open_block *block = &blocks->block;
    if (elsewhere)
        return !goes_on_elsewhere(blocks, layout, line);
    if (!same_style(block, line) || block->rule || block->leader || line_is_rule(layout, line))
        return TRUE;
    float pitch = ((line->box.y0 + line->box.y1) - (block->box.y0 + block->box.y1)) / 2;
    float usual = blocks->pitch * line->size;
    if (pitch > PITCH_SLACK * usual || pitch < -0.3f * line->size)
        return TRUE;
    if (is_postcode_line(blocks, layout, line))
        return FALSE;
    return indent_breaks(block, line) || ended_short(blocks, layout, line);
}

/* ---- lines ---- */

static void
remember_end(struct open_block *block)
{
    const GString *text = block->draft->text;
    gsize n = MIN(text->len, sizeof block->end - 1);
    memcpy(block->end, text->str + text->len - n, n);
    block->end[n] = 0;
}

static void
append_line(struct blocks *blocks, const struct layout *layout, const struct text_line *line)
{
    struct open_block *block = &blocks->block;
    draft_add_line(block->draft, layout, line, blocks_next_line(blocks, layout->n));
    if (block->draft->lines->len == 2 && block->draft->kind != BLOCK_ITEM)
        block->rest_x = line->box.x0;
    block->page = layout->n;
    block->leader = line_has_leader(layout, line);
    block->box = line->box;
    block->right = line->right;
    for (guint i = 0; i < line->n; i++) {
        const struct word *word =
            layout_word(layout, g_array_index(layout->line_words, guint, line->first + i));
        block->characters += word->last - word->first;
    }
    remember_end(block);
}

/* TRUE where small letters with a mark stand at the foot of the page, and nothing but small letters
 * below them. */
static gboolean
is_footnote(const struct blocks *blocks, const struct layout *layout, guint index)
{
    enum {
        LOOKAHEAD = 60
    };
    const struct text_line *line = layout_line(layout, index);
    gunichar c = layout_line_character(layout, line);
    float small = FOOTNOTE_SIZE * blocks->body_size;
    if (line->size >= small || line->box.y0 <= 0.5f * layout->height || layout->lines->len <= 10 ||
        !(g_unichar_isdigit(c) || c == '*') || blocks->cell)
        return FALSE;
    for (guint i = index + 1; i < MIN(index + LOOKAHEAD, layout->lines->len); i++) {
        const struct text_line *below = layout_line(layout, i);
        if (below->box.y0 > line->box.y0 && below->size >= small && below->box.x0 < line->box.x1 &&
            below->box.x1 > line->box.x0)
            return FALSE;
    }
    return TRUE;
}

/* How far below the last line of the open block a line stands, times the usual distance; G_MAXFLOAT
 * on another page. */
static float
distance_below(const struct blocks *blocks, const struct layout *layout,
               const struct text_line *line)
{
    const struct open_block *block = &blocks->block;
    float usual = blocks->pitch * line->size;
    if (!block->draft || block->page != layout->n || usual <= 0)
        return G_MAXFLOAT;
    return ((line->box.y0 + line->box.y1) - (block->box.y0 + block->box.y1)) / 2 / usual;
}

/* A heading that nothing but its place tells, for lines under letters cannot be seen: short, with
 * room above, right at the text below, which begins anew. */
static void
tell_plain_heading(struct blocks *blocks, const struct layout *layout, const struct text_line *line)
{
    enum {
        MOST_CHARACTERS = 60,
        LEAST_WORDS = 6
    };
    struct open_block *block = &blocks->block;
    if (!block->draft || blocks->cell || block->decided || !block->apart ||
        block->draft->kind != BLOCK_PARAGRAPH || block->draft->lines->len != 1 ||
        block->characters > MOST_CHARACTERS || !same_style(block, line))
        return;
    const char *text = block->draft->text->str;
    float measure = block->right - block->first_x;
    gboolean short_line = rect_width(&block->box) < 0.6f * measure;
    gboolean opens = g_unichar_isupper(g_utf8_get_char(text)) && strpbrk(text, "@,:;!?/") == NULL &&
                     block->end[0] && !text_ends_in(block->end, ".-");
    gboolean at_text = distance_below(blocks, layout, line) <= PITCH_SLACK &&
                       fabsf(line->box.x0 - block->first_x) < 1 && line->n >= LEAST_WORDS &&
                       rect_width(&line->box) > 0.6f * measure &&
                       g_unichar_isupper(layout_line_character(layout, line));
    if (!short_line || !opens || !at_text)
        return;
    block->draft->kind = BLOCK_HEADING;
    block->draft->level = 3;
}

static void
begin_block(struct blocks *blocks, const struct layout *layout, guint index,
            const struct mark *mark)
{
    const struct text_line *line = layout_line(layout, index);
    struct open_block *block = &blocks->block;
    float distance = distance_below(blocks, layout, line);
    tell_plain_heading(blocks, layout, line);
    blocks_end_block(blocks);
    *block = (struct open_block){.draft = draft_new(BLOCK_PARAGRAPH),
                                 .size = line->size,
                                 .bold = line->bold,
                                 .rule = line_is_rule(layout, line),
                                 .apart = distance > PITCH_SLACK,
                                 .first_x = line->box.x0,
                                 .rest_x = line->box.x0};
    if (mark) {
        block->draft->kind = BLOCK_ITEM;
        block->draft->level = 1;
        block->rest_x = mark->text_x;
    } else if (is_footnote(blocks, layout, index)) {
        block->draft->kind = BLOCK_FOOTNOTE;
    }
    append_line(blocks, layout, line);
    if (!mark)
        return;
    block->draft->n = g_strndup(block->draft->text->str, mark->marker.length);
    blocks->mark =
        (struct last_mark){mark->marker.kind, mark->marker.number, line->box.x0, layout->n};
}

/* A line of which layout knows whether it begins a block. */
void
blocks_add_decided_line(struct blocks *blocks, const struct layout *layout, const struct item *item)
{
    if (item->begins || !blocks->block.draft)
        begin_block(blocks, layout, item->index, NULL);
    else
        append_line(blocks, layout, layout_line(layout, item->index));
    blocks->block.decided = TRUE;
}

void
blocks_add_line(struct blocks *blocks, const struct layout *layout, guint index, gboolean elsewhere)
{
    const struct text_line *line = layout_line(layout, index);
    struct mark mark;
    gboolean marked = read_mark(layout, line, &mark) && is_item(blocks, layout, index, &mark) &&
                      !line_is_rule(layout, line) && !is_footnote(blocks, layout, index);
    if (!blocks->block.draft || marked || begins_block(blocks, layout, line, elsewhere)) {
        begin_block(blocks, layout, index, marked ? &mark : NULL);
        return;
    }
    append_line(blocks, layout, line);
    if (elsewhere) { /* the edges move along to the new page or column */
        blocks->block.first_x += line->box.x0 - blocks->block.rest_x;
        blocks->block.rest_x = line->box.x0;
    }
}
