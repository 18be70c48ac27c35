/* Tables into cells of the document.
 *
 * The last row is held back until the next one begins, for a page's end may have cut it: then its
 * cells go on on the next page, where the open table's gutters say which is which. */
#include "blocks-private.h"

#include <string.h>

void
held_cell_free(gpointer data)
{
    struct held_cell *held = data;
    g_ptr_array_unref(held->drafts);
    g_free(held);
}

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
    for (guint i = 0; i < blocks->table.repeated->len; i++)
        write_cell(blocks, g_ptr_array_index(blocks->table.repeated, i));
    g_ptr_array_set_size(blocks->table.repeated, 0);
}

void
blocks_end_table(struct blocks *blocks)
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
                               .rows = cell->rows,
                               .columns = columns,
                               .header = cell->header};
    if (cell->n)
        held->cell.box = layout_shown(layout, &cell->box);
    held->drafts = g_ptr_array_new_with_free_func((GDestroyNotify)draft_free);
    blocks->cell = held->drafts;
    for (guint i = 0; i < cell->n; i++)
        blocks_add_line(blocks, layout, g_array_index(table->cell_lines, guint, cell->first + i),
                        FALSE);
    blocks_end_block(blocks);
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

/* The column behind the last cell of the row that `like` stands in. */
static guint
next_column(const struct blocks *blocks, const GPtrArray *row, const struct table_cell *like)
{
    if (!row->len)
        return 0;
    const struct held_cell *last = g_ptr_array_index(row, row->len - 1);
    if (last->cell.row < blocks->table.first_row + like->row)
        return like->column; /* those before it are spanned */
    return last->cell.column + last->cell.columns;
}

/* Adds a cell of a table that goes on to its row: the open table's gutters say where it stands. */
static void
place_cell(struct blocks *blocks, const struct layout *layout, const struct table *table,
           const struct table_cell *cell, GPtrArray *row)
{
    guint next = next_column(blocks, row, cell);
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

/* The lowest cell of the held row in a column. */
static struct held_cell *
cell_in_column(const struct blocks *blocks, guint column)
{
    for (guint i = blocks->table.row->len; i-- > 0;) {
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
    if (below->kind == BLOCK_ITEM || text_ends_in(above->text->str, ".!?:"))
        return FALSE;
    return g_unichar_islower(first) || text_ends_in(above->text->str, "-") ||
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
        if (held->cell.row > ((struct held_cell *)g_ptr_array_index(row, 0))->cell.row)
            break;
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

/* Adds the rest of a cut row to the row that was held back; the rows of cells that others beside
 * them span go on with those. */
static void
join_rows(struct blocks *blocks, GPtrArray *rest)
{
    guint first_row = ((struct held_cell *)g_ptr_array_index(rest, 0))->cell.row, n = 0;
    while (n < rest->len && ((struct held_cell *)g_ptr_array_index(rest, n))->cell.row == first_row)
        n++;
    for (guint i = 0; i < n; i++) {
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
    while (rest->len > n) {
        struct held_cell *held = g_ptr_array_steal_index(rest, n);
        held->cell.row--;
        g_ptr_array_add(blocks->table.row, held);
    }
}

/* TRUE where a cut word or sentence goes on with the line. */
static gboolean
line_runs_on(const struct layout *layout, const struct text_line *line, const struct draft *above)
{
    const char *text = above->text->str;
    if (text_ends_in(text, "-") || g_str_has_suffix(text, "\xe2\x80\x90"))
        return TRUE;
    return g_unichar_islower(layout_line_character(layout, line)) && !text_ends_in(text, ".!?:");
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
guint
blocks_take_rest_of_cell(struct blocks *blocks, const struct layout *layout)
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
        blocks_add_line(blocks, layout, g_array_index(layout->items, struct item, i).index, FALSE);
    blocks_end_block(blocks);
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
    /* the header that a page repeats stands between the parts of a row that its end has cut */
    GPtrArray *held = blocks->table.row;
    if (row->len && ((struct held_cell *)g_ptr_array_index(row, 0))->cell.repeated)
        held = blocks->table.repeated;
    else
        end_row(blocks);
    while (row->len)
        g_ptr_array_add(held, g_ptr_array_steal_index(row, 0));
}

/* Appends a text without its blanks: pages may part a header's cells differently. */
static void
append_letters(GString *out, const char *text)
{
    for (; *text; text++)
        if (*text != ' ')
            g_string_append_c(out, *text);
}

/* TRUE where a text of lines has the line, which ends in a newline. */
static gboolean
has_line(const char *text, const char *line)
{
    const char *at = strstr(text, line);
    while (at && at > text && at[-1] != '\n')
        at = strstr(at + 1, line);
    return at != NULL;
}

/* Remembers a table's header; where the table goes on, a row is header if it says the same. */
static void
settle_header(struct blocks *blocks, GPtrArray *row, gboolean goes_on, guint n)
{
    enum {
        HEADER_ROWS = 3
    };
    g_autoptr(GString) text = g_string_new(NULL);
    gboolean header = FALSE;
    for (guint i = 0; i < row->len; i++) {
        const struct held_cell *held = g_ptr_array_index(row, i);
        header |= held->cell.header;
        for (guint k = 0; k < held->drafts->len; k++)
            append_letters(text, ((struct draft *)g_ptr_array_index(held->drafts, k))->text->str);
    }
    g_string_append_c(text, '\n');
    if (!goes_on && header)
        g_string_append(blocks->table.header, text->str);
    for (guint i = 0; goes_on && i < row->len; i++) {
        struct cell *cell = &((struct held_cell *)g_ptr_array_index(row, i))->cell;
        cell->repeated =
            n < HEADER_ROWS && text->len > 1 && has_line(blocks->table.header->str, text->str);
        cell->header = cell->repeated;
    }
}

/* The rows of a table; those of one that goes on are placed by the open table's gutters. */
static void
read_rows(struct blocks *blocks, const struct layout *layout, const struct table *table,
          gboolean goes_on)
{
    g_autoptr(GPtrArray) row = g_ptr_array_new_with_free_func(held_cell_free);
    guint until = 0;
    gboolean first = TRUE;
    for (guint i = 0; i < table->cells->len; i++) {
        const struct table_cell *cell = &g_array_index(table->cells, struct table_cell, i);
        if (!goes_on)
            g_ptr_array_add(row,
                            read_cell(blocks, layout, table, cell, cell->column, cell->columns));
        else if (cell->n)
            place_cell(blocks, layout, table, cell, row);
        until = MAX(until, cell->row + cell->rows);
        if (i + 1 < table->cells->len && cell[1].row < until)
            continue; /* of this row, or of one that a cell of it spans */
        if (goes_on && row->len) {
            const struct held_cell *last = g_ptr_array_index(row, row->len - 1);
            add_empty_cells(blocks, row, cell, last->cell.column + last->cell.columns,
                            blocks->table.n_columns);
        }
        settle_header(blocks, row, goes_on, cell->row);
        const struct held_cell *held = row->len ? g_ptr_array_index(row, 0) : NULL;
        gboolean repeated = held && held->cell.repeated;
        take_row(blocks, row, goes_on && first && !repeated);
        first = first && repeated; /* the row that a page's end has cut goes on below the header */
        g_ptr_array_set_size(row, 0);
    }
}

void
blocks_add_table(struct blocks *blocks, const struct layout *layout, const struct table *table)
{
    blocks_end_block(blocks);
    gboolean goes_on = table_goes_on(blocks, table);
    if (!goes_on) {
        blocks_end_table(blocks);
        blocks_flush_waiting(blocks);
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
    blocks->table.columns = (struct open_columns){blocks->table.gutters, table->rooms};
    blocks->table.first_row += table->n_rows;
}
