/* The grid of a table: columns from the gutters, rows from the room between lines.
 *
 * Poppler shows no ruling lines. What tells a new row from a cell's next line: more room above than
 * the lines of a cell have; a number where the row has one already; the first column filled again.
 * A line that goes on with a sentence does not begin a row. */
#include "tables-private.h"

#include <string.h>

/* In font sizes. */
static const float ROOM_JUMP = 0.22f;  /* rooms above lines that differ by more are of two kinds */
static const float ROOM_LINES = 0.75f; /* lines of one cell never stand further apart */
enum {
    MOST_EMPTY_CELLS = 20000
};

/* A table in the making. */
struct grid {
    struct layout *layout;
    const guint *chunks;
    struct table *table;
    const struct segment *segment;
    GArray *row;     /* struct placed: chunks of the row that is growing */
    GArray *spanned; /* guint: chunks of headers below one that spans them */
    GArray
        *last_in; /* guint: index into row + 1 of the last chunk in each of the segment's columns */
    float threshold; /* room above a line, in points, that begins a row; 0 where rooms are alike */
    gboolean prose;
    float
        row_room; /* prose: more room than this is more than between paragraphs; 0: there is none */
};

struct placed {
    guint chunk, column; /* column of the segment */
};

/* ---- rows ---- */

static gint
compare_floats(gconstpointer a, gconstpointer b)
{
    float p = *(const float *)a, q = *(const float *)b;
    return p < q ? -1 : p > q;
}

static float
room_above(const GArray *bands, guint i)
{
    return g_array_index(bands, struct band, i).box.y0 -
           g_array_index(bands, struct band, i - 1).box.y1;
}

/* Where the rooms above the segment's lines fall into two kinds, the border between them. */
static float
room_threshold(const struct grid *grid)
{
    const GArray *bands = grid->segment->bands;
    float size = grid->layout->body_size;
    g_autoptr(GArray) rooms = g_array_new(FALSE, FALSE, sizeof(float));
    for (guint i = 1; i < bands->len; i++) {
        float room = room_above(bands, i);
        g_array_append_val(rooms, room);
    }
    g_array_sort(rooms, compare_floats);
    float jump = ROOM_JUMP * size, at = 0;
    for (guint i = 1; i < rooms->len; i++) {
        float low = g_array_index(rooms, float, i - 1), high = g_array_index(rooms, float, i);
        if (high - low > jump && low < ROOM_LINES * size) {
            jump = high - low;
            at = (low + high) / 2;
        }
    }
    return at;
}

/* In prose, rooms between paragraphs are the smallest that exceed the threshold; rows, if they can
 * be told at all, have more. */
static float
prose_row_room(const struct grid *grid)
{
    const GArray *bands = grid->segment->bands;
    float size = grid->layout->body_size, least = G_MAXFLOAT;
    for (guint i = 1; i < bands->len && grid->threshold > 0; i++) {
        float room = room_above(bands, i);
        if (room > grid->threshold)
            least = MIN(least, room);
    }
    return least < G_MAXFLOAT ? least + 0.3f * size : 0;
}

/* TRUE where cells hold sentences, set over many lines. */
static gboolean
is_prose(const struct grid *grid)
{
    guint chunks = 0, words = 0, numbers = 0;
    for (guint b = 0; b < grid->segment->bands->len; b++) {
        const struct band *band = &g_array_index(grid->segment->bands, struct band, b);
        for (guint i = band->first; i < band->first + band->n; i++) {
            const struct chunk *chunk = layout_chunk(grid->layout, grid->chunks[i]);
            chunks++;
            words += chunk->n;
            numbers += chunk_content(grid->layout, chunk) == CONTENT_NUMBER;
        }
    }
    return chunks >= 10 && words >= 4 * chunks && numbers * 10 < chunks;
}

static const struct chunk *
last_in_column(const struct grid *grid, guint column)
{
    guint index = g_array_index(grid->last_in, guint, column);
    if (!index)
        return NULL;
    return layout_chunk(grid->layout, g_array_index(grid->row, struct placed, index - 1).chunk);
}

/* TRUE where a chunk goes on with the text of the cell above it. */
static gboolean
goes_on(const struct grid *grid, const struct chunk *chunk, guint column)
{
    const struct chunk *above = last_in_column(grid, column);
    if (!above || above->bold != chunk->bold ||
        chunk->box.y0 - above->box.y1 > ROOM_LINES * chunk->size ||
        chunk_content(grid->layout, chunk) != CONTENT_TEXT)
        return FALSE;
    const struct span_x *span = &g_array_index(grid->segment->columns, struct span_x, column);
    gunichar last = chunk_last_character(grid->layout, above);
    if (last == '-' || last == 0x2010 || last == ',')
        return TRUE;
    if (g_unichar_islower(chunk_first_character(grid->layout, chunk)))
        return column == 0 || above->n > 2 ||
               rect_width(&above->box) > 0.55f * (span->x1 - span->x0);
    if (last == '.' || last == ':')
        return FALSE;
    /* the first word had no room on the line above, and that line is a line of text */
    float width = rect_width(&layout_word(grid->layout, chunk->first)->box);
    return above->n >= 3 && span->x1 - above->box.x1 < width + 0.25f * chunk->size;
}

/* TRUE where the row has a number in this column already. */
static gboolean
numbers_meet(const struct grid *grid, const struct chunk *chunk, guint column)
{
    const struct chunk *above = last_in_column(grid, column);
    return above && chunk_content(grid->layout, chunk) == CONTENT_NUMBER &&
           chunk_content(grid->layout, above) == CONTENT_NUMBER;
}

/* What the chunks of a band, column by column, say of the row above. */
struct band_look {
    guint filled, on, bold, unbold;
    gboolean first_filled, first_on, numbers, ended, figures;
};

static struct band_look
look_at_band(const struct grid *grid, const struct band *band)
{
    struct band_look look = {.ended = TRUE};
    guint last_column = G_MAXUINT;
    for (guint i = band->first; i < band->first + band->n; i++) {
        const struct chunk *chunk = layout_chunk(grid->layout, grid->chunks[i]);
        guint column = segment_column(grid->segment, chunk);
        if (column == last_column)
            continue;
        last_column = column;
        const struct chunk *above = last_in_column(grid, column);
        gboolean on = goes_on(grid, chunk, column);
        look.filled++;
        look.on += on;
        look.bold += chunk->bold && !(above && above->bold);
        look.unbold += !chunk->bold && above && above->bold;
        look.figures |= chunk_content(grid->layout, chunk) == CONTENT_NUMBER;
        look.first_filled |= column == 0;
        look.first_on |= column == 0 && on;
        look.numbers |= numbers_meet(grid, chunk, column);
        look.ended = look.ended && (!above || chunk_last_character(grid->layout, above) == '.');
    }
    return look;
}

static gboolean
begins_row(const struct grid *grid, guint b)
{
    const struct band *band = &g_array_index(grid->segment->bands, struct band, b);
    struct band_look look = look_at_band(grid, band);
    float room = room_above(grid->segment->bands, b);
    gboolean several = look.filled > 1;
    if (look.numbers || (several && look.bold == look.filled))
        return TRUE;
    if (several && look.unbold == look.filled && !grid->table->n_rows)
        return TRUE; /* the first row is the header */
    if (grid->prose) {
        if (!look.first_filled || look.filled < 2 || look.on)
            return FALSE;
        return grid->row_room > 0 && room > grid->row_room && look.ended;
    }
    if (look.first_on || look.on * 2 >= MAX(look.filled, 1) || (look.on && !look.first_filled))
        return FALSE;
    if (grid->threshold > 0 && room <= grid->threshold)
        return FALSE;
    return look.first_filled || look.filled > 2 || (look.filled > 1 && look.figures);
}

static void
place_band(struct grid *grid, const struct band *band)
{
    for (guint i = band->first; i < band->first + band->n; i++) {
        const struct chunk *chunk = layout_chunk(grid->layout, grid->chunks[i]);
        struct placed placed = {grid->chunks[i], segment_column(grid->segment, chunk)};
        g_array_append_val(grid->row, placed);
        guint *last = &g_array_index(grid->last_in, guint, placed.column);
        if (!*last ||
            layout_chunk(grid->layout, g_array_index(grid->row, struct placed, *last - 1).chunk)
                    ->box.y0 <= chunk->box.y0)
            *last = grid->row->len;
    }
}

static gint
compare_placed(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct layout *layout = data;
    const struct placed *p = a, *q = b;
    if (p->column != q->column)
        return p->column < q->column ? -1 : 1;
    const struct chunk *c = layout_chunk(layout, p->chunk), *d = layout_chunk(layout, q->chunk);
    if (c->row != d->row)
        return c->row < d->row ? -1 : 1;
    return c->box.x0 < d->box.x0 ? -1 : c->box.x0 > d->box.x0;
}

/* The column of the table that holds most of a chunk, which may reach into a neighbour. */
static guint
main_column(const struct table *table, const struct chunk *chunk)
{
    guint best = table_gutters_before(table, chunk->box.x0),
          last = table_gutters_begun(table, chunk->box.x1);
    float most = -G_MAXFLOAT;
    for (guint c = best; c <= last; c++) {
        const struct span_x *gutters = (const struct span_x *)(void *)table->gutters->data;
        float left = c ? gutters[c - 1].x1 : -G_MAXFLOAT;
        float right = c < table->gutters->len ? gutters[c].x0 : G_MAXFLOAT;
        float inside = MIN(right, chunk->box.x1) - MAX(left, chunk->box.x0);
        if (inside > most) {
            most = inside;
            best = c;
        }
    }
    return best;
}

/* Where a cell of a header spans columns that the rows below have, and its last line has a chunk
 * for each of them, those are headers of their own: the first placed chunk of that line, or `end`.
 */
static guint
spanned_headers(const struct grid *grid, guint i, guint end)
{
    const struct placed *placed = (const struct placed *)(void *)grid->row->data;
    if (grid->table->n_rows || end - i < 3)
        return end;
    guint first = end - 1;
    const struct chunk *last = layout_chunk(grid->layout, placed[end - 1].chunk);
    guint right_column = G_MAXUINT;
    for (guint k = end; k-- > i;) {
        const struct chunk *chunk = layout_chunk(grid->layout, placed[k].chunk);
        if (chunk->row != last->row)
            break;
        guint column = main_column(grid->table, chunk);
        if (column >= right_column)
            return end;
        right_column = column;
        first = k;
    }
    return first > i && end - first > 1 ? first : end;
}

/* The lines of the cell made of placed chunks [i, end). */
static void
add_cell_lines(struct grid *grid, guint i, guint end, struct table_cell *cell)
{
    const struct placed *placed = (const struct placed *)(void *)grid->row->data;
    const struct span_x *span =
        &g_array_index(grid->segment->columns, struct span_x, placed[i].column);
    cell->first = grid->table->cell_lines->len;
    cell->box = layout_chunk(grid->layout, placed[i].chunk)->box;
    while (i < end) {
        guint line_chunks[16], n = 0;
        guint row = layout_chunk(grid->layout, placed[i].chunk)->row;
        while (i < end && n < G_N_ELEMENTS(line_chunks) &&
               layout_chunk(grid->layout, placed[i].chunk)->row == row) {
            rect_join(&cell->box, &layout_chunk(grid->layout, placed[i].chunk)->box);
            line_chunks[n++] = placed[i++].chunk;
        }
        guint line = layout_add_line(grid->layout, line_chunks, n, span->x0, span->x1);
        g_array_append_val(grid->table->cell_lines, line);
        cell->n++;
    }
}

static void
add_empty_cells(struct table *table, guint row, guint from, guint to)
{
    for (guint c = from; c < to && table->cells->len < MOST_EMPTY_CELLS; c++) {
        struct table_cell cell = {.row = row, .column = c, .columns = 1};
        g_array_append_val(table->cells, cell);
    }
}

/* A row of the headers that stand below one that spans their columns. */
static void
end_spanned_row(struct grid *grid)
{
    struct table *table = grid->table;
    guint next_column = 0;
    for (guint i = 0; i < grid->spanned->len; i++) {
        guint index = g_array_index(grid->spanned, guint, i);
        const struct chunk *chunk = layout_chunk(grid->layout, index);
        guint column = MAX(main_column(table, chunk), next_column);
        struct table_cell cell = {.row = table->n_rows,
                                  .column = column,
                                  .columns = 1,
                                  .box = chunk->box,
                                  .first = table->cell_lines->len,
                                  .n = 1};
        guint line = layout_add_line(grid->layout, &index, 1, chunk->box.x0, chunk->box.x1);
        g_array_append_val(table->cell_lines, line);
        add_empty_cells(table, table->n_rows, next_column, column);
        g_array_append_val(table->cells, cell);
        next_column = column + 1;
    }
    add_empty_cells(table, table->n_rows, next_column, table->n_columns);
    table->n_rows++;
    table->spanned_header = TRUE;
    g_array_set_size(grid->spanned, 0);
}

/* Makes cells of the row that has grown, and begins the next. */
static void
end_row(struct grid *grid)
{
    struct table *table = grid->table;
    if (!grid->row->len)
        return;
    g_array_sort_with_data(grid->row, compare_placed, grid->layout);
    const struct placed *placed = (const struct placed *)(void *)grid->row->data;
    guint next_column = 0;
    for (guint i = 0, end; i < grid->row->len; i = end) {
        const struct span_x *span =
            &g_array_index(grid->segment->columns, struct span_x, placed[i].column);
        guint first = MAX(table_gutters_before(table, span->x0), next_column);
        guint last = MAX(table_gutters_begun(table, span->x1), first);
        struct table_cell cell = {
            .row = table->n_rows, .column = first, .columns = last - first + 1};
        add_empty_cells(table, table->n_rows, next_column, first);
        for (end = i + 1; end < grid->row->len && placed[end].column == placed[i].column;)
            end++;
        guint own_end = last > first ? spanned_headers(grid, i, end) : end;
        add_cell_lines(grid, i, own_end, &cell);
        for (guint k = own_end; k < end; k++)
            g_array_append_val(grid->spanned, placed[k].chunk);
        g_array_append_val(table->cells, cell);
        next_column = last + 1;
    }
    add_empty_cells(table, table->n_rows, next_column, table->n_columns);
    table->n_rows++;
    if (grid->spanned->len)
        end_spanned_row(grid);
    g_array_set_size(grid->row, 0);
    memset(grid->last_in->data, 0, grid->last_in->len * sizeof(guint));
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
add_segment_rows(struct grid *grid)
{
    g_array_set_size(grid->last_in, grid->segment->columns->len);
    memset(grid->last_in->data, 0, grid->last_in->len * sizeof(guint));
    grid->threshold = room_threshold(grid);
    grid->prose = is_prose(grid);
    grid->row_room = grid->prose ? prose_row_room(grid) : 0;
    for (guint b = 0; b < grid->segment->bands->len; b++) {
        if (b && begins_row(grid, b))
            end_row(grid);
        const struct band *band = &g_array_index(grid->segment->bands, struct band, b);
        rect_join(&grid->table->box, &band->box);
        place_band(grid, band);
    }
    end_row(grid);
}

guint
layout_make_table(struct layout *layout, const guint *chunks, GArray *segments)
{
    const struct segment *first = &g_array_index(segments, struct segment, 0);
    struct table table = {
        .box = g_array_index(first->bands, struct band, 0).box,
        .size = layout->body_size,
        .gutters = g_array_new(FALSE, FALSE, sizeof(struct span_x)),
        .cells = g_array_new(FALSE, FALSE, sizeof(struct table_cell)),
        .cell_lines = g_array_new(FALSE, FALSE, sizeof(guint)),
    };
    g_autoptr(GArray) row = g_array_new(FALSE, FALSE, sizeof(struct placed));
    g_autoptr(GArray) spanned = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) last_in = g_array_new(FALSE, TRUE, sizeof(guint));
    struct grid grid = {.layout = layout,
                        .chunks = chunks,
                        .table = &table,
                        .row = row,
                        .spanned = spanned,
                        .last_in = last_in};
    for (guint s = 0; s < segments->len; s++)
        segment_merge_columns(layout, chunks, &g_array_index(segments, struct segment, s));
    table_find_gutters(&table, segments);
    for (guint s = 0; s < segments->len; s++) {
        grid.segment = &g_array_index(segments, struct segment, s);
        add_segment_rows(&grid);
    }
    table.pitch = table_pitch(layout, &table);
    guint headers = table.spanned_header ? 2 : table_header_rows(layout, &table);
    for (guint i = 0; i < table.cells->len; i++) {
        struct table_cell *cell = &g_array_index(table.cells, struct table_cell, i);
        cell->header = cell->row < headers;
    }
    g_array_set_clear_func(layout->tables, clear_table);
    g_array_append_val(layout->tables, table);
    return layout->tables->len - 1;
}
