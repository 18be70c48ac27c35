/* Lines into paragraphs, headings and items.
 *
 * A line goes on with the block above it unless something says otherwise: more room above than
 * lines have, another size or weight, a mark of a list, an indent, or a line above that ended
 * though the next word had room on it. Over the end of a page or column only the words count. */
#include "blocks.h"

#include "draft.h"
#include "markers.h"

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
    TITLE_PAGES = 1,
    SIZE_STEPS = 400
};

/* What is known of the last line of the open block. */
struct open_block {
    struct draft *draft; /* NULL: none is open */
    guint page;
    struct rect box;
    float size, right;
    gboolean bold;
    gboolean decided;      /* by layout: no heading, whatever its letters */
    float first_x, rest_x; /* left edges of its first line, and of the others; item: of its text */
    guint characters;
    char end[16]; /* the last bytes of its text */
};

struct last_mark {
    enum marker_kind kind;
    guint number;
    float x;
    guint page;
};

/* A table that may go on on the next page. */
struct open_table {
    gboolean open;
    guint first_row, n_columns; /* rows so far */
    GArray *gutters;            /* struct span_x */
    GString *header;            /* text of its header rows, a cell a line */
    GPtrArray *row; /* struct held_cell: the last row, which may go on on the next page */
};

struct held_cell {
    struct cell cell;
    GPtrArray *drafts; /* struct draft */
};

struct blocks {
    struct builder *builder;
    struct open_block block;
    struct open_table table;
    struct last_mark mark;
    GPtrArray *waiting;  /* struct draft: margin and furniture of pages whose last block is open */
    GPtrArray *cell;     /* struct draft: blocks of the cell that is read; NULL outside of cells */
    GArray *line_counts; /* guint: lines given out on each page */
    guint tables;
    gboolean titled; /* the first heading has been met */
    float pitch;     /* of the page's body, in font sizes */
    float body_size;
    guint sizes[SIZE_STEPS]; /* words of running text by font size, in quarters of a point */
};

static void
held_cell_free(gpointer data)
{
    struct held_cell *held = data;
    g_ptr_array_unref(held->drafts);
    g_free(held);
}

struct blocks *
blocks_new(struct builder *builder)
{
    struct blocks *blocks = g_new0(struct blocks, 1);
    blocks->builder = builder;
    blocks->waiting = g_ptr_array_new_with_free_func((GDestroyNotify)draft_free);
    blocks->line_counts = g_array_new(FALSE, TRUE, sizeof(guint));
    blocks->table.gutters = g_array_new(FALSE, FALSE, sizeof(struct span_x));
    blocks->table.header = g_string_new(NULL);
    blocks->table.row = g_ptr_array_new_with_free_func(held_cell_free);
    return blocks;
}

void
blocks_free(struct blocks *blocks)
{
    if (!blocks)
        return;
    draft_free(blocks->block.draft);
    g_ptr_array_unref(blocks->waiting);
    g_array_unref(blocks->line_counts);
    g_array_unref(blocks->table.gutters);
    g_string_free(blocks->table.header, TRUE);
    g_ptr_array_unref(blocks->table.row);
    g_free(blocks);
}

/* The number of the next line on a page. */
static guint
next_line(struct blocks *blocks, guint page)
{
    if (blocks->line_counts->len <= page)
        g_array_set_size(blocks->line_counts, page + 1);
    return ++g_array_index(blocks->line_counts, guint, page);
}

/* ---- what a block is ---- */

static gboolean
is_upper_case(const char *text)
{
    guint letters = 0;
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_islower(c))
            return FALSE;
        letters += g_unichar_isupper(c);
    }
    return letters >= 4;
}

/* TRUE where a text has a postcode and town: "Holmens Kanal 20, 1060 København K". */
static gboolean
has_postcode(const char *text)
{
    for (const char *at = strstr(text, ", "); at; at = strstr(at + 2, ", ")) {
        gsize digits = strspn(at + 2, "0123456789");
        if (digits == 4 && at[6] == ' ' && g_unichar_isupper(g_utf8_get_char(at + 7)))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_heading(const struct blocks *blocks, const struct open_block *block)
{
    const struct draft *draft = block->draft;
    char last = draft->text->len ? draft->text->str[draft->text->len - 1] : 0;
    if (block->decided || draft->lines->len > HEADING_LINES ||
        block->characters > HEADING_CHARACTERS || has_postcode(draft->text->str))
        return FALSE;
    if (block->size >= (block->bold ? HEADING_SIZE : PLAIN_HEADING_SIZE) * blocks->body_size)
        return last != ',' && (last != '.' || block->size >= 1.25f * blocks->body_size);
    if (block->size < 0.95f * blocks->body_size || last == '.' || last == ',' || last == ';')
        return FALSE;
    return block->bold || (draft->lines->len == 1 && is_upper_case(draft->text->str));
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

static void
flush_waiting(struct blocks *blocks)
{
    for (guint i = 0; i < blocks->waiting->len; i++)
        draft_write(g_ptr_array_index(blocks->waiting, i), blocks->builder, -1);
    g_ptr_array_set_size(blocks->waiting, 0);
}

/* Closes the open paragraph, heading or item. */
static void
end_block(struct blocks *blocks)
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

/* "a. ": rare in running text, where it may be an initial; place and order decide. */
static gboolean
read_letter(const char *text, struct marker *ret_marker)
{
    if (!g_ascii_islower(text[0]) || text[1] != '.' || text[2] != ' ')
        return FALSE;
    *ret_marker = (struct marker){MARKER_LETTER, 2, (guint)(text[0] - 'a') + 1, FALSE};
    return TRUE;
}

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
    if (!marker_read(text->str, text->len, &ret_mark->marker) &&
        !read_letter(text->str, &ret_mark->marker))
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

static gboolean
ends_in(const char *end, const char *set)
{
    gsize n = strlen(end);
    return n && strchr(set, end[n - 1]) != NULL;
}

/* TRUE where a full stop at the end belongs to an abbreviation that a number or word follows. */
static gboolean
ends_in_abbreviation(const char *end)
{
    static const char *const words[] = {" ca.",   " kl.",  " nr.",   " mio.",   " mill.",
                                        " kr.",   " pr.",  " jf.",   " bl.a.",  " f.eks.",
                                        " stk.",  " pkt.", " inkl.", " ekskl.", " hhv.",
                                        " vedr.", " tlf.", " max.",  " min."};
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_suffix(end, words[i]))
            return TRUE;
    return FALSE;
}

static gunichar
line_character(const struct layout *layout, const struct text_line *line)
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
    gunichar c = line_character(layout, line);
    float room = block->right - block->box.x1;
    gboolean full = room < first_width(layout, line) + 0.6f * line->size;
    if (ends_in(block->end, "-") || g_str_has_suffix(block->end, "\xe2\x80\x90"))
        return full || g_unichar_islower(c);
    if (g_unichar_islower(c))
        return !ends_in(block->end, ".!?:") || ends_in_abbreviation(block->end);
    if (ends_in(block->end, ".") && ends_in_abbreviation(block->end))
        return full && (g_unichar_isdigit(c) || !block->bold);
    if (block->bold || ends_in(block->end, ".!?:;"))
        return FALSE;
    return full && block->draft->lines->len > 1;
}

/* TRUE where the line above ended though the line's first word had room on it. */
static gboolean
ended_short(const struct blocks *blocks, const struct layout *layout, const struct text_line *line)
{
    const struct open_block *block = &blocks->block;
    float room = block->right - block->box.x1;
    if (room < first_width(layout, line) + 0.8f * line->size)
        return FALSE;
    gboolean lower = g_unichar_islower(line_character(layout, line));
    if (lower && ends_in(block->end, "-"))
        return FALSE;
    gboolean styled = block->bold || block->size >= HEADING_SIZE * blocks->body_size;
    if (styled && !blocks->cell)
        return !lower && room > 0.5f * (block->right - block->first_x);
    if (ends_in(block->end, ",-"))
        return FALSE;
    return !lower || ends_in(block->end, ".!?:");
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
    if (!same_style(block, line))
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
    draft_add_line(block->draft, layout, line, next_line(blocks, layout->n));
    if (block->draft->lines->len == 2 && block->draft->kind != BLOCK_ITEM)
        block->rest_x = line->box.x0;
    block->page = layout->n;
    block->box = line->box;
    block->right = line->right;
    for (guint i = 0; i < line->n; i++) {
        const struct word *word =
            layout_word(layout, g_array_index(layout->line_words, guint, line->first + i));
        block->characters += word->last - word->first;
    }
    remember_end(block);
}

static gboolean
is_footnote(const struct blocks *blocks, const struct layout *layout, const struct text_line *line)
{
    gunichar c = line_character(layout, line);
    return line->size < FOOTNOTE_SIZE * blocks->body_size && line->box.y0 > 0.5f * layout->height &&
           layout->lines->len > 10 && (g_unichar_isdigit(c) || c == '*') && !blocks->cell;
}

static void
begin_block(struct blocks *blocks, const struct layout *layout, guint index,
            const struct mark *mark)
{
    const struct text_line *line = layout_line(layout, index);
    struct open_block *block = &blocks->block;
    end_block(blocks);
    *block = (struct open_block){.draft = draft_new(BLOCK_PARAGRAPH),
                                 .size = line->size,
                                 .bold = line->bold,

                                 .first_x = line->box.x0,
                                 .rest_x = line->box.x0};
    if (mark) {
        block->draft->kind = BLOCK_ITEM;
        block->draft->level = 1;
        block->rest_x = mark->text_x;
    } else if (is_footnote(blocks, layout, line)) {
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
static void
add_decided_line(struct blocks *blocks, const struct layout *layout, const struct item *item)
{
    if (item->begins || !blocks->block.draft)
        begin_block(blocks, layout, item->index, NULL);
    else
        append_line(blocks, layout, layout_line(layout, item->index));
    blocks->block.decided = TRUE;
}

static void
add_line(struct blocks *blocks, const struct layout *layout, guint index, gboolean elsewhere)
{
    const struct text_line *line = layout_line(layout, index);
    struct mark mark;
    gboolean marked = read_mark(layout, line, &mark) && is_item(blocks, layout, index, &mark);
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

/* ---- tables ---- */

static void
write_cell(struct blocks *blocks, const struct held_cell *held)
{
    int index = builder_cell(blocks->builder, &held->cell);
    if (!held->drafts->len) {
        builder_block(blocks->builder, BLOCK_CELL, index);
        builder_end_block(blocks->builder);
    }
    for (guint i = 0; i < held->drafts->len; i++) {
        struct draft *draft = g_ptr_array_index(held->drafts, i);
        if (held->drafts->len == 1 && draft->kind == BLOCK_PARAGRAPH)
            draft->kind = BLOCK_CELL;
        draft_write(draft, blocks->builder, index);
    }
}

/* Writes the row that was held back, for the next one has begun. */
static void
end_row(struct blocks *blocks)
{
    for (guint i = 0; i < blocks->table.row->len; i++)
        write_cell(blocks, g_ptr_array_index(blocks->table.row, i));
    g_ptr_array_set_size(blocks->table.row, 0);
}

static void
end_table(struct blocks *blocks)
{
    if (!blocks->table.open)
        return;
    end_row(blocks);
    blocks->table.open = FALSE;
    blocks->tables++;
}

/* The cell with its blocks, in the columns [column, column + columns) of the table so far. */
static struct held_cell *
read_cell(struct blocks *blocks, const struct layout *layout, const struct table *table,
          const struct table_cell *cell, guint column, guint columns)
{
    struct held_cell *held = g_new0(struct held_cell, 1);
    held->cell = (struct cell){.table = blocks->tables,
                               .row = blocks->table.first_row + cell->row,
                               .column = column,
                               .rows = 1,
                               .columns = columns,
                               .header = cell->header};
    if (cell->n)
        held->cell.box = layout_shown(layout, &cell->box);
    held->drafts = g_ptr_array_new_with_free_func((GDestroyNotify)draft_free);
    blocks->cell = held->drafts;
    for (guint i = 0; i < cell->n; i++)
        add_line(blocks, layout, g_array_index(table->cell_lines, guint, cell->first + i), FALSE);
    end_block(blocks);
    blocks->cell = NULL;
    return held;
}

/* How many gutters of the open table lie left of x, by the end that is asked for. */
static guint
open_column(const struct blocks *blocks, float x, gboolean by_end)
{
    const GArray *gutters = blocks->table.gutters;
    guint column = 0;
    while (column < gutters->len) {
        const struct span_x *gutter = &g_array_index(gutters, struct span_x, column);
        if (by_end ? gutter->x0 >= x - 0.5f : gutter->x1 > x + 0.5f)
            break;
        column++;
    }
    return column;
}

static void
add_empty_cells(const struct blocks *blocks, GPtrArray *row, const struct table_cell *like,
                guint from, guint to)
{
    for (guint c = from; c < to; c++) {
        struct held_cell *held = g_new0(struct held_cell, 1);
        held->cell = (struct cell){.table = blocks->tables,
                                   .row = blocks->table.first_row + like->row,
                                   .column = c,
                                   .rows = 1,
                                   .columns = 1,
                                   .header = like->header};
        held->drafts = g_ptr_array_new_with_free_func((GDestroyNotify)draft_free);
        g_ptr_array_add(row, held);
    }
}

/* Adds a cell of a table that goes on to its row: the open table's gutters say where it stands. */
static void
place_cell(struct blocks *blocks, const struct layout *layout, const struct table *table,
           const struct table_cell *cell, GPtrArray *row)
{
    guint next = 0;
    if (row->len) {
        const struct held_cell *last = g_ptr_array_index(row, row->len - 1);
        next = last->cell.column + last->cell.columns;
    }
    guint column = MAX(open_column(blocks, cell->box.x0, FALSE), next);
    guint last = MAX(open_column(blocks, cell->box.x1, TRUE), column);
    add_empty_cells(blocks, row, cell, next, column);
    g_ptr_array_add(row, read_cell(blocks, layout, table, cell, column, last - column + 1));
}

/* TRUE where a table at the top of a page has columns of the one that the last page ended in, all
 * of them or some. */
static gboolean
table_goes_on(const struct blocks *blocks, const struct table *table)
{
    const GArray *a = blocks->table.gutters, *b = table->gutters;
    if (!blocks->table.open || a->len < b->len)
        return FALSE;
    guint i = 0;
    for (guint j = 0; j < b->len; j++, i++) {
        const struct span_x *q = &g_array_index(b, struct span_x, j);
        while (i < a->len && g_array_index(a, struct span_x, i).x1 <= q->x0)
            i++;
        if (i == a->len || g_array_index(a, struct span_x, i).x0 >= q->x1)
            return FALSE;
    }
    return TRUE;
}

static struct held_cell *
cell_in_column(const struct blocks *blocks, guint column)
{
    for (guint i = 0; i < blocks->table.row->len; i++) {
        struct held_cell *held = g_ptr_array_index(blocks->table.row, i);
        if (column >= held->cell.column && column < held->cell.column + held->cell.columns)
            return held;
    }
    return NULL;
}

/* TRUE where the text of one draft runs on in the other. */
static gboolean
draft_runs_on(const struct draft *above, const struct draft *below)
{
    gunichar first = g_utf8_get_char(below->text->str);
    if (below->kind == BLOCK_ITEM || ends_in(above->text->str, ".!?:"))
        return FALSE;
    return g_unichar_islower(first) || ends_in(above->text->str, "-") ||
           g_str_has_suffix(above->text->str, "\xe2\x80\x90");
}

static struct draft *
last_draft(const struct held_cell *held)
{
    return held->drafts->len ? g_ptr_array_index(held->drafts, held->drafts->len - 1) : NULL;
}

/* TRUE where a page's end has cut the last row, and `row` is the rest of it: a word or sentence
 * runs on, or the row's first cell is empty though others are not. */
static gboolean
row_was_cut(const struct blocks *blocks, GPtrArray *row)
{
    gboolean first_empty = FALSE, others = FALSE;
    for (guint i = 0; i < row->len; i++) {
        const struct held_cell *held = g_ptr_array_index(row, i);
        const struct held_cell *above = cell_in_column(blocks, held->cell.column);
        if (held->cell.header)
            return FALSE;
        if (!held->drafts->len) {
            first_empty |= held->cell.column == 0;
            continue;
        }
        others = TRUE;
        if (above && above->drafts->len &&
            draft_runs_on(last_draft(above), g_ptr_array_index(held->drafts, 0)))
            return TRUE;
    }
    return first_empty && others && row->len > 2;
}

/* Adds the rest of a cut row to the row that was held back. */
static void
join_rows(struct blocks *blocks, GPtrArray *rest)
{
    for (guint i = 0; i < rest->len; i++) {
        struct held_cell *held = g_ptr_array_index(rest, i);
        struct held_cell *above = cell_in_column(blocks, held->cell.column);
        while (above && held->drafts->len) {
            struct draft *draft = g_ptr_array_steal_index(held->drafts, 0);
            if (last_draft(above) && draft_runs_on(last_draft(above), draft)) {
                draft_append(last_draft(above), draft);
                draft_free(draft);
            } else {
                g_ptr_array_add(above->drafts, draft);
            }
        }
    }
}

/* TRUE where a cut word or sentence goes on with the line. */
static gboolean
line_runs_on(const struct layout *layout, const struct text_line *line, const struct draft *above)
{
    const char *text = above->text->str;
    if (ends_in(text, "-") || g_str_has_suffix(text, "\xe2\x80\x90"))
        return TRUE;
    return g_unichar_islower(line_character(layout, line)) && !ends_in(text, ".!?:");
}

/* The column of the open table that a line at the top of a page goes on with, or -1. It stands
 * below the last row's cell; in the first column, where other text stands as well, the sentence
 * must run on (`first_runs_on`: it did so with a line before). */
static int
column_of_rest(const struct blocks *blocks, const struct layout *layout,
               const struct text_line *line, gboolean first_runs_on)
{
    guint column = 0;
    const GArray *gutters = blocks->table.gutters;
    while (column < gutters->len &&
           g_array_index(gutters, struct span_x, column).x1 <= line->box.x0 + 0.5f)
        column++;
    const struct held_cell *held = cell_in_column(blocks, column);
    guint last = held ? held->cell.column + held->cell.columns - 1 : 0;
    float right = last < gutters->len ? g_array_index(gutters, struct span_x, last).x1 : G_MAXFLOAT;
    if (!held || !held->drafts->len || line->bold || layout->turn || line->box.x1 > right)
        return -1;
    if (!column && !first_runs_on && !line_runs_on(layout, line, last_draft(held)))
        return -1;
    float indent = line->box.x0 - (float)held->cell.box.x0 / 10;
    return indent > -line->size && indent < 3 * line->size ? (int)held->cell.column : -1;
}

/* Lines at the top of the page that are the rest of one cell go to that cell. Returns how many. */
static guint
take_rest_of_cell(struct blocks *blocks, const struct layout *layout)
{
    if (!blocks->table.open || !blocks->table.row->len)
        return 0;
    guint n = 0;
    int column = -1;
    float bottom = 0;
    for (; n < layout->items->len; n++) {
        const struct item *item = &g_array_index(layout->items, struct item, n);
        if (item->kind != ITEM_LINE)
            break;
        const struct text_line *line = layout_line(layout, item->index);
        int of = column_of_rest(blocks, layout, line, n > 0);
        if (of < 0 || (n && (of != column || line->box.y0 > bottom + 1.5f * line->size)))
            break;
        bottom = line->box.y1;
        column = of;
    }
    if (!n)
        return 0;
    struct held_cell rest = {.cell = {.column = (guint)column},
                             .drafts = g_ptr_array_new_with_free_func((GDestroyNotify)draft_free)};
    blocks->cell = rest.drafts;
    for (guint i = 0; i < n; i++)
        add_line(blocks, layout, g_array_index(layout->items, struct item, i).index, FALSE);
    end_block(blocks);
    blocks->cell = NULL;
    g_autoptr(GPtrArray) row = g_ptr_array_new();
    g_ptr_array_add(row, &rest);
    join_rows(blocks, row);
    g_ptr_array_unref(rest.drafts);
    return n;
}

/* Takes a row: it is held back until the next one shows that it is whole. */
static void
take_row(struct blocks *blocks, GPtrArray *row, gboolean may_go_on)
{
    if (may_go_on && blocks->table.row->len && row_was_cut(blocks, row)) {
        join_rows(blocks, row);
        blocks->table.first_row--;
        return;
    }
    end_row(blocks);
    while (row->len)
        g_ptr_array_add(blocks->table.row, g_ptr_array_steal_index(row, 0));
}

/* Remembers a table's header; where the table goes on, a row is header if it says the same. */
static void
settle_header(struct blocks *blocks, GPtrArray *row, gboolean goes_on)
{
    g_autoptr(GString) text = g_string_new(NULL);
    gboolean header = FALSE;
    for (guint i = 0; i < row->len; i++) {
        const struct held_cell *held = g_ptr_array_index(row, i);
        header |= held->cell.header;
        for (guint k = 0; k < held->drafts->len; k++)
            g_string_append(text, ((struct draft *)g_ptr_array_index(held->drafts, k))->text->str);
        g_string_append_c(text, '\n');
    }
    if (!goes_on && header)
        g_string_append(blocks->table.header, text->str);
    for (guint i = 0; goes_on && i < row->len; i++)
        ((struct held_cell *)g_ptr_array_index(row, i))->cell.header =
            text->len > 1 && strstr(blocks->table.header->str, text->str);
}

/* The rows of a table; those of one that goes on are placed by the open table's gutters. */
static void
read_rows(struct blocks *blocks, const struct layout *layout, const struct table *table,
          gboolean goes_on)
{
    g_autoptr(GPtrArray) row = g_ptr_array_new_with_free_func(held_cell_free);
    for (guint i = 0; i < table->cells->len; i++) {
        const struct table_cell *cell = &g_array_index(table->cells, struct table_cell, i);
        if (!goes_on)
            g_ptr_array_add(row,
                            read_cell(blocks, layout, table, cell, cell->column, cell->columns));
        else if (cell->n)
            place_cell(blocks, layout, table, cell, row);
        if (i + 1 < table->cells->len && cell[1].row == cell->row)
            continue;
        if (goes_on && row->len) {
            const struct held_cell *last = g_ptr_array_index(row, row->len - 1);
            add_empty_cells(blocks, row, cell, last->cell.column + last->cell.columns,
                            blocks->table.n_columns);
        }
        settle_header(blocks, row, goes_on);
        take_row(blocks, row, goes_on && cell->row == 0);
        g_ptr_array_set_size(row, 0);
    }
}

static void
add_table(struct blocks *blocks, const struct layout *layout, const struct table *table)
{
    end_block(blocks);
    gboolean goes_on = table_goes_on(blocks, table);
    if (!goes_on) {
        end_table(blocks);
        flush_waiting(blocks);
        blocks->table.first_row = 0;
        blocks->table.n_columns = table->n_columns;
        g_string_truncate(blocks->table.header, 0);
        g_array_set_size(blocks->table.gutters, 0);
        g_array_append_vals(blocks->table.gutters, table->gutters->data, table->gutters->len);
    }
    float pitch = blocks->pitch;
    blocks->pitch = table->pitch;
    read_rows(blocks, layout, table, goes_on);
    blocks->pitch = pitch;
    blocks->table.open = TRUE;
    blocks->table.first_row += table->n_rows;
}

/* ---- pages ---- */

/* The usual distance of the page's lines. */
static float
usual_pitch(const struct layout *layout)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < layout->items->len; i++) {
        const struct item *item = &g_array_index(layout->items, struct item, i);
        guint line = item->kind == ITEM_LINE ? item->index : LINE_BREAK;
        g_array_append_val(lines, line);
    }
    return layout_pitch(layout, (const guint *)(void *)lines->data, lines->len);
}

/* The size of running text: that of most characters outside of tables, bold ones left aside, on
 * this page and those before. */
static float
text_size(struct blocks *blocks, const struct layout *layout)
{
    for (guint i = 0; i < layout->items->len; i++) {
        const struct item *item = &g_array_index(layout->items, struct item, i);
        if (item->kind != ITEM_LINE)
            continue;
        const struct text_line *line = layout_line(layout, item->index);
        guint step = (guint)CLAMP(line->size * 4, 0, SIZE_STEPS - 1);
        blocks->sizes[step] += line->bold ? 0 : line->n;
    }
    guint best = 0;
    for (guint i = 1; i < SIZE_STEPS; i++)
        if (blocks->sizes[i] > blocks->sizes[best])
            best = i;
    return blocks->sizes[best] ? (float)best / 4 : layout->body_size;
}

static struct draft *
line_draft(struct blocks *blocks, const struct layout *layout, enum block_kind kind, guint index)
{
    struct draft *draft = draft_new(kind);
    draft_add_line(draft, layout, layout_line(layout, index), next_line(blocks, layout->n));
    return draft;
}

static void
wait_for_margin(struct blocks *blocks, const struct layout *layout)
{
    struct draft *draft = NULL;
    for (guint i = 0; i < layout->margin->len; i++) {
        const struct item *item = &g_array_index(layout->margin, struct item, i);
        if (draft && !item->breaks) {
            draft_add_line(draft, layout, layout_line(layout, item->index),
                           next_line(blocks, layout->n));
            continue;
        }
        draft = line_draft(blocks, layout, BLOCK_MARGIN, item->index);
        g_ptr_array_add(blocks->waiting, draft);
    }
    /* words that run another way: what stands upright in the margin of a form, each its block */
    for (guint i = layout->first_turned; i < layout->words->len; i++) {
        draft = draft_new(BLOCK_MARGIN);
        draft_add_words(draft, layout, &i, 1, next_line(blocks, layout->n));
        g_ptr_array_add(blocks->waiting, draft);
    }
}

static void
wait_for_furniture(struct blocks *blocks, const struct layout *layout)
{
    for (guint i = 0; i < layout->furniture->len; i++) {
        const struct item *item = &g_array_index(layout->furniture, struct item, i);
        enum block_kind kind = item->role == ROLE_HEADER   ? BLOCK_HEADER
                               : item->role == ROLE_FOOTER ? BLOCK_FOOTER
                                                           : BLOCK_PAGE_NUMBER;
        g_ptr_array_add(blocks->waiting, line_draft(blocks, layout, kind, item->index));
    }
}

void
blocks_add_page(struct blocks *blocks, struct layout *layout)
{
    enum {
        MOST_WAITING = 2000
    };
    blocks->body_size = text_size(blocks, layout);
    blocks->pitch = usual_pitch(layout);
    for (guint i = take_rest_of_cell(blocks, layout); i < layout->items->len; i++) {
        const struct item *item = &g_array_index(layout->items, struct item, i);
        if (item->kind == ITEM_TABLE) {
            add_table(blocks, layout, &g_array_index(layout->tables, struct table, item->index));
            continue;
        }
        gboolean elsewhere =
            item->breaks || (blocks->block.draft && blocks->block.page != layout->n);
        if (blocks->table.open) {
            end_table(blocks);
            flush_waiting(blocks);
        }
        struct last_mark before = blocks->mark;
        if (item->begins || item->joins)
            add_decided_line(blocks, layout, item);
        else
            add_line(blocks, layout, item->index,
                     elsewhere || item[-(i > 0)].begins || item[-(i > 0)].joins);
        /* a list that goes on from the page above stays together */
        gboolean in_list =
            blocks->block.draft->kind == BLOCK_ITEM && blocks->mark.kind == before.kind &&
            (blocks->mark.kind == MARKER_BULLET || blocks->mark.number == before.number + 1);
        if (blocks->waiting->len && blocks->block.draft->lines->len == 1 && !in_list)
            flush_waiting(blocks);
    }
    wait_for_margin(blocks, layout);
    wait_for_furniture(blocks, layout);
    if (blocks->waiting->len > MOST_WAITING)
        blocks_end(blocks);
}

void
blocks_end(struct blocks *blocks)
{
    end_block(blocks);
    end_table(blocks);
    flush_waiting(blocks);
}

const GArray *
blocks_open_gutters(const struct blocks *blocks)
{
    return blocks->table.open ? blocks->table.gutters : NULL;
}
