/* The grid of a table: columns from the gutters (columns.c), rows from the room between lines
 * (rows.c), and the cells that they make. */
#include "tables-private.h"

#include <math.h>
#include <string.h>

enum {
    MOST_EMPTY_CELLS = 20000,
    MOST_CUTS = 9 /* cells in one that others beside it span */
};

/* A table in the making. */
struct grid {
    struct layout *layout;
    struct table *table;
    const struct parts *parts;
    GArray *row; /* guint: the row's parts */
    float below; /* where the next row begins */
    gboolean bold_header;
};

/* In font sizes: more room than lines have, above a cell that others beside it span. */
static const float CUT_ROOM = 0.35f;
static const float CUT_PARAGRAPH = 1.3f; /* points: and another than paragraphs */

static gint
compare_columns(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct parts *parts = data;
    const struct part *p = parts_part(parts, *(const guint *)a);
    const struct part *q = parts_part(parts, *(const guint *)b);
    if (p->first != q->first)
        return p->first < q->first ? -1 : 1;
    return *(const guint *)a < *(const guint *)b ? -1 : 1;
}

static gint
compare_heights(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct parts *parts = data;
    const struct chunk *p = parts_chunk(parts, *(const guint *)a);
    const struct chunk *q = parts_chunk(parts, *(const guint *)b);
    if (p->row != q->row)
        return p->row < q->row ? -1 : 1;
    return p->box.x0 < q->box.x0 ? -1 : p->box.x0 > q->box.x0;
}

/* The lines of the cell made of parts [i, end) of the row. */
static void
add_cell_lines(struct grid *grid, guint i, guint end, struct table_cell *cell)
{
    const struct parts *parts = grid->parts;
    const guint *row = (const guint *)(void *)grid->row->data;
    float left = parts->left[cell->column], right = 0;
    for (guint c = cell->column; c < cell->column + cell->columns; c++)
        right = MAX(right, parts->left[c] + parts->measure[c]);
    cell->first = grid->table->cell_lines->len;
    cell->box = parts_chunk(parts, row[i])->box;
    while (i < end) {
        guint line_chunks[16], n = 0;
        guint height = parts_chunk(parts, row[i])->row;
        while (i < end && n < G_N_ELEMENTS(line_chunks) &&
               parts_chunk(parts, row[i])->row == height) {
            rect_join(&cell->box, &parts_chunk(parts, row[i])->box);
            line_chunks[n++] = parts_part(parts, row[i++])->chunk;
        }
        guint line = layout_add_line(grid->layout, line_chunks, n, MIN(left, cell->box.x0),
                                     MAX(right, cell->box.x1));
        g_array_append_val(grid->table->cell_lines, line);
        cell->n++;
    }
}

static void
add_empty_cells(struct table *table, guint row, guint from, guint to)
{
    for (guint c = from; c < to && table->cells->len < MOST_EMPTY_CELLS; c++) {
        struct table_cell cell = {.row = row, .column = c, .rows = 1, .columns = 1};
        g_array_append_val(table->cells, cell);
    }
}

/* Parts [i, end) of the row that are one cell, and the columns it spans. */
struct run {
    guint i, end;
    guint first, last;
};

/* Divides the row's parts into runs: parts whose columns overlap are one cell. */
static GArray *
find_runs(const struct grid *grid)
{
    GArray *runs = g_array_new(FALSE, FALSE, sizeof(struct run));
    const guint *row = (const guint *)(void *)grid->row->data;
    for (guint i = 0; i < grid->row->len; i++) {
        const struct part *part = parts_part(grid->parts, row[i]);
        struct run *last = runs->len ? &g_array_index(runs, struct run, runs->len - 1) : NULL;
        if (last && part->first <= last->last) {
            last->end = i + 1;
            last->last = MAX(last->last, part->last);
            continue;
        }
        struct run run = {i, i + 1, part->first, part->last};
        g_array_append_val(runs, run);
    }
    for (guint k = 0; k < runs->len; k++) {
        const struct run *run = &g_array_index(runs, struct run, k);
        g_qsort_with_data(&g_array_index(grid->row, guint, run->i), (gint)(run->end - run->i),
                          sizeof(guint), compare_heights, (gpointer)grid->parts);
    }
    return runs;
}

/* The cuts of a run that holds several cells, which those beside it span: bold lines between
 * others, as the table's header is bold, with more room above and below than lines have. Returns
 * the number of cells; `cuts` are the places where they end. */
static guint
find_cuts(const struct grid *grid, const struct run *run, guint cuts[MOST_CUTS])
{
    const guint *row = (const guint *)(void *)grid->row->data;
    const struct parts *parts = grid->parts;
    guint n = 0;
    if (!run->first || !grid->bold_header || !grid->table->rooms.lines_known)
        return 1;
    const struct row_rooms *rooms = &grid->table->rooms;
    float least = rooms->lines + CUT_ROOM * parts->layout->body_size;
    for (guint i = run->i + 1; i < run->end && n + 1 < MOST_CUTS; i++) {
        const struct chunk *chunk = parts_chunk(parts, row[i]);
        const struct chunk *above = parts_chunk(parts, row[i - 1]);
        if (chunk->bold == above->bold)
            continue;
        /* a paragraph, a word set bold, a label that announces what stands below it in the cell */
        float room = chunk->box.y0 - above->box.y1;
        if (room < least || fabsf(room - rooms->paragraphs) < CUT_PARAGRAPH ||
            (!chunk->bold && chunk_last_character(parts->layout, above) == ':'))
            return 1;
        cuts[n++] = i;
    }
    gboolean whole = n >= 2 && n % 2 == 0 && !parts_chunk(parts, row[run->i])->bold;
    if (!whole)
        return 1;
    cuts[n] = run->end;
    return n + 1;
}

static void
add_run_cell(struct grid *grid, const struct run *run, guint i, guint end, guint row, guint rows)
{
    struct table_cell cell = {
        .row = row, .column = run->first, .rows = rows, .columns = run->last - run->first + 1};
    add_cell_lines(grid, i, end, &cell);
    g_array_append_val(grid->table->cells, cell);
}

/* The run that is cut into cells, or runs->len. Where more than one could be, none is. */
static guint
find_cut_run(const struct grid *grid, const GArray *runs, guint cuts[MOST_CUTS], guint *ret_cells)
{
    guint found = runs->len;
    *ret_cells = 1;
    for (guint k = 0; k < runs->len; k++) {
        guint own[MOST_CUTS];
        guint cells = find_cuts(grid, &g_array_index(runs, struct run, k), own);
        if (cells == 1)
            continue;
        if (found < runs->len) {
            *ret_cells = 1;
            return runs->len;
        }
        found = k;
        *ret_cells = cells;
        memcpy(cuts, own, sizeof own);
    }
    return found;
}

/* TRUE where a cell set around the middle reaches into the row below: it spans both. */
static gboolean
run_reaches_down(const struct grid *grid, const struct run *run)
{
    const guint *row = (const guint *)(void *)grid->row->data;
    for (guint i = run->i; i < run->end; i++)
        if (!parts_part(grid->parts, row[i])->floats)
            return FALSE;
    return parts_chunk(grid->parts, row[run->end - 1])->box.y1 > grid->below;
}

/* Makes cells of the row's parts. Cells left of a run that is cut span its rows; those right of
 * it stand in the first. */
static void
end_row(struct grid *grid)
{
    struct table *table = grid->table;
    if (!grid->row->len)
        return;
    g_array_sort_with_data(grid->row, compare_columns, (gpointer)grid->parts);
    g_autoptr(GArray) runs = find_runs(grid);
    guint cuts[MOST_CUTS], rows;
    guint cut = find_cut_run(grid, runs, cuts, &rows), next_column = 0;
    for (guint k = 0; k < runs->len; k++) {
        const struct run *run = &g_array_index(runs, struct run, k);
        add_empty_cells(table, table->n_rows, next_column, run->first);
        if (k == cut)
            add_run_cell(grid, run, run->i, cuts[0], table->n_rows, 1);
        else
            add_run_cell(grid, run, run->i, run->end, table->n_rows,
                         k < cut && cut < runs->len    ? rows
                         : run_reaches_down(grid, run) ? 2
                                                       : 1);
        next_column = run->last + 1;
    }
    add_empty_cells(table, table->n_rows, next_column, table->n_columns);
    for (guint r = 1; r < rows; r++) {
        const struct run *run = &g_array_index(runs, struct run, cut);
        add_run_cell(grid, run, cuts[r - 1], cuts[r], table->n_rows + r, 1);
        add_empty_cells(table, table->n_rows + r, run->last + 1, table->n_columns);
    }
    table->n_rows += rows;
    g_array_set_size(grid->row, 0);
}

/* ---- table ---- */

static void
clear_table(gpointer data)
{
    struct table *table = data;
    g_array_unref(table->gutters);
    g_array_unref(table->cells);
    g_array_unref(table->cell_lines);
}

static float
table_pitch(const struct layout *layout, const struct table *table)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(guint));
    const guint separator = LINE_BREAK;
    for (guint i = 0; i < table->cells->len; i++) {
        const struct table_cell *cell = &g_array_index(table->cells, struct table_cell, i);
        if (cell->n < 2)
            continue;
        g_array_append_vals(lines, &g_array_index(table->cell_lines, guint, cell->first), cell->n);
        g_array_append_val(lines, separator);
    }
    return layout_pitch(layout, (const guint *)(void *)lines->data, lines->len);
}

static void
add_rows(struct grid *grid)
{
    const struct parts *parts = grid->parts;
    g_autofree gboolean *begins = table_find_rows(parts, &grid->table->rooms);
    const struct part_band *top = parts_band(parts, 0);
    grid->bold_header = parts->bands->len > 1;
    for (guint i = top->first; i < top->first + top->n; i++)
        grid->bold_header = grid->bold_header && parts_chunk(parts, i)->bold;
    for (guint b = 0; b < parts->bands->len; b++) {
        const struct part_band *band = parts_band(parts, b);
        grid->below = band->box.y0;
        if (begins[b])
            end_row(grid);
        rect_join(&grid->table->box, &band->box);
        for (guint i = band->first; i < band->first + band->n; i++)
            g_array_append_val(grid->row, i);
    }
    grid->below = G_MAXFLOAT;
    end_row(grid);
}

guint
layout_make_table(struct layout *layout, const guint *chunks, GArray *segments,
                  const struct open_columns *above)
{
    const struct segment *first = &g_array_index(segments, struct segment, 0);
    struct table table = {
        .box = g_array_index(first->bands, struct band, 0).box,
        .size = layout->body_size,
        .rooms = above ? above->rooms : (struct row_rooms){0},
        .gutters = g_array_new(FALSE, FALSE, sizeof(struct span_x)),
        .cells = g_array_new(FALSE, FALSE, sizeof(struct table_cell)),
        .cell_lines = g_array_new(FALSE, FALSE, sizeof(guint)),
    };
    for (guint s = 0; s < segments->len; s++)
        segment_merge_columns(layout, chunks, &g_array_index(segments, struct segment, s));
    table_find_gutters(layout, chunks, &table, segments, above ? above->gutters : NULL);
    g_autoptr(parts) parts = parts_new(layout, &table, chunks, segments);
    g_autoptr(GArray) row = g_array_new(FALSE, FALSE, sizeof(guint));
    struct grid grid = {.layout = layout, .table = &table, .parts = parts, .row = row};
    add_rows(&grid);
    table.pitch = table_pitch(layout, &table);
    guint headers = table_header_rows(layout, &table);
    for (guint i = 0; i < table.cells->len; i++) {
        struct table_cell *cell = &g_array_index(table.cells, struct table_cell, i);
        cell->header = cell->row < headers;
        if (cell->header) /* beside a header that spans rows stand headers */
            headers = MAX(headers, cell->row + cell->rows);
    }
    g_array_set_clear_func(layout->tables, clear_table);
    g_array_append_val(layout->tables, table);
    return layout->tables->len - 1;
}
