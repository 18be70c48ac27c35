/* Builds tables in columns of blanks: the cells of a row from several lines. A rule between rows
 * belongs, as markup, to the last cell before it, or to the first cell of all. */
#include "extract/text-grid.h"

#include <string.h>

enum {
    HEADER_POINTS = 60
};

struct row_lines {
    guint first, end;
};

static gboolean
is_figure(const char *text, gsize length)
{
    gboolean digits = FALSE;
    for (gsize i = 0; i < length; i++) {
        if (g_ascii_isdigit(text[i]))
            digits = TRUE;
        else if (!strchr(" .,-+%()", text[i]))
            return FALSE;
    }
    return digits &&
           !(length == 4 && (text[0] == '1' || text[0] == '2') && !memchr(text, '.', length));
}

/* The first row is a header where its cells are short words and more rows follow. */
static gboolean
has_header(const struct text_reader *reader, const struct text_grid *grid,
           const struct row_lines *first, guint rows)
{
    guint points[GRID_FIELDS] = {0}, filled = 0;
    if (grid->header || rows < 2)
        return grid->header && rows > 1;
    for (guint line = first->first; line < first->end; line++) {
        struct text_range fields[GRID_FIELDS];
        if (reader_shape(reader, line)->kind != LINE_ROW)
            continue;
        text_grid_fields(reader, grid, line, fields);
        for (guint i = 0; i <= grid->n_cuts; i++) {
            gsize length = fields[i].end - fields[i].start;
            const char *text = text_line_at(reader->lines, line)->text + fields[i].start;
            if (is_figure(text, length) || (length && text[length - 1] == '.' && length > 20))
                return FALSE;
            points[i] += (guint)g_utf8_strlen(text, (gssize)length);
        }
    }
    for (guint i = 0; i <= grid->n_cuts; i++) {
        filled += points[i] > 0;
        if (points[i] > HEADER_POINTS || (!points[i] && i > 0))
            return FALSE;
    }
    return filled >= 2;
}

static GArray *
rows_of(const struct text_reader *reader, const struct text_grid *grid)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(struct row_lines));
    for (guint i = grid->first; i < grid->first + grid->n; i++) {
        const struct line_shape *shape = reader_shape(reader, i);
        struct row_lines row = {i, i + 1};
        if (shape->kind == LINE_ROW && shape->begins_row)
            g_array_append_val(rows, row);
        else if (rows->len)
            g_array_index(rows, struct row_lines, rows->len - 1).end = i + 1;
    }
    if (rows->len) /* a rule over the first row is read with it */
        g_array_index(rows, struct row_lines, 0).first = grid->first;
    return rows;
}

static void
add_rule(const struct text_reader *reader, guint line, GArray *ranges)
{
    const struct line_shape *shape = reader_shape(reader, line);
    struct text_range rule = {line, shape->start, shape->end, shape->end - shape->start};
    g_array_append_val(ranges, rule);
}

/* The field of a line with the bar before it as markup, and as another range the bar behind the
 * line's last. */
static void
add_field(const struct text_reader *reader, const struct text_grid *grid, guint line, guint column,
          GArray *ranges)
{
    struct text_range fields[GRID_FIELDS];
    text_grid_fields(reader, grid, line, fields);
    struct text_range field = fields[column];
    gsize bar, last;
    gboolean filled = field.end > field.start;
    if (grid->bars && text_grid_bar(reader, grid, line, column, &bar)) {
        field.prefix = filled ? field.start - bar : 1;
        field.start = bar;
        field.end = MAX(field.end, bar + 1);
    }
    if (field.end > field.start)
        g_array_append_val(ranges, field);
    if (grid->bars && column == grid->n_cuts &&
        text_grid_bar(reader, grid, line, column + 1, &last)) {
        struct text_range behind = {line, last, last + 1, 1};
        g_array_append_val(ranges, behind);
    }
}

static void
build_cell(struct text_reader *reader, const struct text_grid *grid, const struct row_lines *row,
           guint column, int cell)
{
    g_autoptr(GArray) ranges = g_array_new(FALSE, TRUE, sizeof(struct text_range));
    for (guint line = row->first; line < row->end; line++) {
        enum line_kind kind = reader_shape(reader, line)->kind;
        if (kind == LINE_RULE && column == (line == grid->first ? 0 : grid->n_cuts))
            add_rule(reader, line, ranges);
        if (kind == LINE_ROW)
            add_field(reader, grid, line, column, ranges);
    }
    if (ranges->len) {
        text_build_ranges(reader, (struct text_range *)(void *)ranges->data, ranges->len,
                          BLOCK_CELL, 0, cell);
        return;
    }
    builder_block(reader->builder, BLOCK_CELL, cell);
    builder_end_block(reader->builder);
}

void
text_build_grid(struct text_reader *reader, const struct part *part)
{
    const struct text_grid *grid = &g_array_index(reader->grids, struct text_grid, part->grid - 1);
    g_autoptr(GArray) rows = rows_of(reader, grid);
    gboolean header =
        rows->len && has_header(reader, grid, (struct row_lines *)(void *)rows->data, rows->len);
    for (guint i = 0; i < rows->len; i++) {
        for (guint k = 0; k <= grid->n_cuts; k++) {
            struct cell cell = {.table = reader->tables,
                                .row = i,
                                .column = k,
                                .rows = 1,
                                .columns = 1,
                                .header = header && i == 0};
            int index = builder_cell(reader->builder, &cell);
            build_cell(reader, grid, &g_array_index(rows, struct row_lines, i), k, index);
        }
    }
    reader->tables++;
    reader->last_table = NULL;
}
