/* The grid of a table: rows, cells and what they span. */
#include "extract/html-private.h"

#include <stdlib.h>

enum {
    MAX_SPAN = 200,
    MAX_COLUMNS = 1000,
    MAX_CELLS = 200000
};

static guint
span_attribute(const xmlChar **attributes, const char *name)
{
    const char *value = html_attribute_value(attributes, name);
    guint64 span = value ? g_ascii_strtoull(value, NULL, 10) : 1;
    return (guint)CLAMP(span, 1, MAX_SPAN);
}

static guint *
filled_at(struct open_table *grid, guint column)
{
    while (grid->filled->len <= column) {
        guint none = 0;
        g_array_append_val(grid->filled, none);
    }
    return &g_array_index(grid->filled, guint, column);
}

void
html_begin_row(struct reader *reader)
{
    struct open_table *grid = &reader->grid;
    if (grid->in_row) {
        for (guint i = 0; i < grid->filled->len; i++) {
            guint *rows = filled_at(grid, i);
            *rows -= *rows > 0;
        }
        grid->row++;
    }
    grid->in_row = TRUE;
    grid->column = 0;
}

void
html_begin_cell(struct reader *reader, const xmlChar **attributes, gboolean header)
{
    struct open_table *grid = &reader->grid;
    if (!grid->in_row)
        html_begin_row(reader);
    while (grid->column < MAX_COLUMNS && *filled_at(grid, grid->column))
        grid->column++;
    if (grid->column >= MAX_COLUMNS || reader->page->cells->len >= MAX_CELLS)
        return;
    struct cell cell = {.table = grid->table,
                        .row = grid->row,
                        .column = grid->column,
                        .rows = span_attribute(attributes, "rowspan"),
                        .columns = span_attribute(attributes, "colspan"),
                        .header = header};
    for (guint i = 0; i < cell.columns; i++)
        *filled_at(grid, grid->column + i) = cell.rows;
    grid->column += cell.columns;
    g_array_append_val(reader->page->cells, cell);
    reader->cell = (int)reader->page->cells->len - 1;
}

/* A cell that nothing was said in still is one. */
void
html_end_cell(struct reader *reader)
{
    struct html_page *page = reader->page;
    const struct html_block *last =
        page->blocks->len ? &g_array_index(page->blocks, struct html_block, page->blocks->len - 1)
                          : NULL;
    if (reader->cell >= 0 && (!last || last->cell != reader->cell)) {
        struct html_block block = {
            .kind = BLOCK_CELL, .cell = reader->cell, .first_run = page->runs->len};
        g_array_append_val(page->blocks, block);
    }
    reader->cell = -1;
}

void
html_start_table(struct reader *reader, struct open_element *element, const xmlChar **attributes)
{
    const struct table_look *look =
        reader->seen < reader->looks->len
            ? &g_array_index(reader->looks, struct table_look, reader->seen)
            : NULL;
    reader->seen++;
    element->layout = reader->in_grid || !look || look->nested || !look->grid ||
                      html_has_token(html_attribute_value(attributes, "role"), "presentation");
    if (element->layout)
        return;
    reader->in_grid = TRUE;
    reader->grid.table = reader->tables++;
    reader->grid.row = 0;
    reader->grid.in_row = FALSE;
    g_array_set_size(reader->grid.filled, 0);
}
