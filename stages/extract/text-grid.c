/* Tables in columns of blanks, as `pdftotext -layout` and browsers of the terminal leave them:
 *
 *     Aktivitet                    2008      2009
 *     Drift af væresteder og      1.200     1.300
 *     natcafé
 *
 * A region grows downwards as long as all gutters of two blanks stay open; a column counts only
 * where its words begin or end under each other. Rows are told by what begins in the first column,
 * a table of figures by its figures. A rule of dashes with gaps (pandoc) says the columns itself.
 * Doubt leaves the lines prose. */
#include "extract/text-grid.h"

#include "extract/text-gutters.h"

#include <string.h>

enum {
    MAX_GUTTERS = 30,
    MIN_GAP = 2,
    MAX_BLANK_LINES = 1, /* between two rows */
    MAX_SINGLE = 3,      /* lines under each other with words in one column alone */
    MAX_HEADER = 3,      /* lines over the first row with all its gutters */
    MAX_CELL = 60,       /* columns of a header's cell */
    ALIGNED = 7          /* of ten cells of a column begin or end under each other */
};

/* Columns [from, to) that are blank in all lines of a region. */
struct gutter {
    guint from, to;
};

struct region {
    guint first, end; /* lines */
    struct gutter gutters[MAX_GUTTERS];
    guint n;
};

struct finder {
    struct text_reader *reader;
    struct segment_table *table;
};

/* ---- regions --------------------------------------------------------------------------------- */

static void
first_gutters(const struct finder *finder, guint line, struct region *region)
{
    guint n;
    const struct segment_columns *segments = segment_table_line(finder->table, line, &n);
    region->n = 0;
    for (guint i = 1; i < n && region->n < MAX_GUTTERS; i++)
        region->gutters[region->n++] = (struct gutter){segments[i - 1].to, segments[i].from};
}

/* What a line leaves of a gutter: one part, two where words stand in its middle, or none. */
static guint
narrow_gutter(const struct segment_columns *segments, guint n, struct gutter gutter, guint least,
              struct gutter *out)
{
    guint parts = 0, from = gutter.from;
    for (guint i = 0; i < n && parts < 2; i++) {
        if (segments[i].to <= from || segments[i].from >= gutter.to)
            continue;
        if (segments[i].from >= from + least)
            out[parts++] = (struct gutter){from, segments[i].from};
        from = segments[i].to;
    }
    if (parts < 2 && gutter.to >= from + least)
        out[parts++] = (struct gutter){from, gutter.to};
    return parts;
}

/* TRUE where no two segments stand between the same two gutters. */
static gboolean
one_in_each(const struct segment_columns *segments, guint n, const struct gutter *gutters, guint k)
{
    guint at = 0;
    for (guint i = 1; i < n; i++) {
        guint before = at;
        while (at < k && gutters[at].to <= segments[i].from)
            at++;
        if (at == before)
            return FALSE;
    }
    return TRUE;
}

/* The gutters with another line; FALSE where the line closes one, or has a gap that is none. */
static gboolean
take_line(const struct finder *finder, guint line, struct region *region)
{
    guint n, out = 0;
    struct gutter narrowed[2 * MAX_GUTTERS];
    const struct segment_columns *segments = segment_table_line(finder->table, line, &n);
    for (guint i = 0; i < region->n; i++) {
        guint parts = narrow_gutter(segments, n, region->gutters[i], MIN_GAP, narrowed + out);
        if (!parts)
            return FALSE;
        out += parts;
    }
    if (out > MAX_GUTTERS || !one_in_each(segments, n, narrowed, out))
        return FALSE;
    memcpy(region->gutters, narrowed, out * sizeof narrowed[0]);
    region->n = out;
    return TRUE;
}

/* TRUE where a line is prose that may stand in a table. */
static gboolean
may_join(const struct finder *finder, guint line, guint page)
{
    const struct line_shape *shape = reader_shape(finder->reader, line);
    return shape->kind == LINE_PROSE && !shape->margin &&
           text_line_at(finder->reader->lines, line)->page == page;
}

static struct region
grow(const struct finder *finder, guint first)
{
    struct region region = {.first = first, .end = first + 1};
    guint n = finder->reader->shapes->len;
    guint page = text_line_at(finder->reader->lines, first)->page;
    first_gutters(finder, first, &region);
    for (guint i = first + 1, blanks = 0, single = 0; i < n; i++) {
        guint segments;
        if (reader_shape(finder->reader, i)->kind == LINE_BLANK) {
            if (++blanks > MAX_BLANK_LINES)
                break;
            continue;
        }
        segment_table_line(finder->table, i, &segments);
        single = segments > 1 ? 0 : single + 1;
        if (!may_join(finder, i, page) || single > MAX_SINGLE || (single && blanks) ||
            !take_line(finder, i, &region))
            break;
        blanks = 0;
        region.end = i + 1;
    }
    return region;
}

/* ---- fields ---------------------------------------------------------------------------------- */

void
text_grid_fields(const struct text_reader *reader, const struct text_grid *grid, guint line,
                 struct text_range *fields)
{
    const struct text_line *l = text_line_at(reader->lines, line);
    const guint *cuts = grid->n_cuts ? &g_array_index(reader->cuts, guint, grid->first_cut) : NULL;
    guint column = 0, at = 0;
    for (guint i = 0; i <= grid->n_cuts; i++)
        fields[i] = (struct text_range){.line = line, .start = l->length, .end = 0};
    for (gsize byte = 0; byte < l->length; column++) {
        gsize n = (gsize)g_utf8_skip[(guchar)l->text[byte]];
        while (at < grid->n_cuts && column >= cuts[at])
            at++;
        gboolean blank = l->text[byte] == ' ' || (n == 2 && !memcmp(l->text + byte, "\xc2\xa0", 2));
        if (!blank) {
            fields[at].start = MIN(fields[at].start, byte);
            fields[at].end = byte + n;
        }
        byte += n;
    }
    for (guint i = 0; i <= grid->n_cuts; i++) {
        if (fields[i].start >= fields[i].end)
            fields[i].start = fields[i].end = 0;
    }
}

static gsize
field_text(const struct text_reader *reader, const struct text_range *field, const char **ret_text)
{
    *ret_text = text_line_at(reader->lines, field->line)->text + field->start;
    return field->end - field->start;
}

/* "5.900.000", "12 %", "-": a cell that says how much. */
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
    return digits || (length == 1 && *text == '-');
}

/* ---- is it a table --------------------------------------------------------------------------- */

/* What a column's cells have in common. */
struct column_looks {
    guint filled, figures, longest;
    guint left, left_same, right, right_same; /* the commonest edges, by majority vote */
};

static void
vote(guint edge, guint *commonest, guint *count)
{
    if (*count && *commonest == edge)
        (*count)++;
    else if (*count)
        (*count)--;
    else {
        *commonest = edge;
        *count = 1;
    }
}

static guint
column_of(const struct text_line *line, gsize byte)
{
    return (guint)g_utf8_strlen(line->text, (gssize)byte);
}

static void
look(const struct text_reader *reader, const struct text_grid *grid, guint line,
     struct column_looks *looks)
{
    struct text_range fields[MAX_GUTTERS + 1];
    const struct text_line *l = text_line_at(reader->lines, line);
    text_grid_fields(reader, grid, line, fields);
    for (guint i = 0; i <= grid->n_cuts; i++) {
        const char *text;
        gsize length = field_text(reader, &fields[i], &text);
        if (!length)
            continue;
        looks[i].filled++;
        looks[i].figures += is_figure(text, length);
        looks[i].longest = MAX(looks[i].longest, (guint)g_utf8_strlen(text, (gssize)length));
        vote(column_of(l, fields[i].start), &looks[i].left, &looks[i].left_same);
        vote(column_of(l, fields[i].end), &looks[i].right, &looks[i].right_same);
    }
}

static gboolean
near(guint a, guint b)
{
    return a <= b + 1 && b <= a + 1;
}

/* Counts anew how many cells of each column stand at its commonest edges. */
static void
count_edges(const struct text_reader *reader, const struct text_grid *grid,
            struct column_looks *looks)
{
    for (guint i = 0; i <= grid->n_cuts; i++)
        looks[i].left_same = looks[i].right_same = 0;
    for (guint line = grid->first; line < grid->first + grid->n; line++) {
        struct text_range fields[MAX_GUTTERS + 1];
        const struct text_line *l = text_line_at(reader->lines, line);
        text_grid_fields(reader, grid, line, fields);
        for (guint i = 0; i <= grid->n_cuts; i++) {
            if (fields[i].start == fields[i].end)
                continue;
            looks[i].left_same += near(column_of(l, fields[i].start), looks[i].left);
            looks[i].right_same += near(column_of(l, fields[i].end), looks[i].right);
        }
    }
}

static guint
filled_fields(const struct text_reader *reader, const struct text_grid *grid, guint line,
              gboolean *ret_field)
{
    struct text_range fields[MAX_GUTTERS + 1];
    guint filled = 0;
    text_grid_fields(reader, grid, line, fields);
    for (guint i = 0; i <= grid->n_cuts; i++)
        filled += fields[i].end > fields[i].start;
    const char *text;
    gsize length = field_text(reader, &fields[0], &text);
    *ret_field = length && grid->n_cuts == 1 &&
                 (text[length - 1] == ':' || text_is_label(reader->words, text, length));
    return filled;
}

/* Rows enough, columns that stand under each other, and not labels with their values. */
static gboolean
is_table(const struct text_reader *reader, const struct text_grid *grid)
{
    struct column_looks looks[MAX_GUTTERS + 1] = {0};
    guint rows = 0, labels = 0, nonblank = 0, most = 0;
    for (guint i = grid->first; i < grid->first + grid->n; i++) {
        gboolean field;
        guint filled = filled_fields(reader, grid, i, &field);
        rows += filled >= 2;
        labels += filled >= 2 && field;
        nonblank += filled > 0;
        most = MAX(most, filled);
        look(reader, grid, i, looks);
    }
    if (most < 2 || rows < (grid->n_cuts == 1 ? 3u : 2u) || labels * 2 > rows ||
        rows * 3 < nonblank)
        return FALSE;
    count_edges(reader, grid, looks);
    guint figures = 0, wide = 0;
    for (guint i = 0; i <= grid->n_cuts; i++) {
        guint same = MAX(looks[i].left_same, looks[i].right_same);
        if (i > 0 && same * 10 < looks[i].filled * ALIGNED)
            return FALSE;
        figures += i > 0 && looks[i].filled >= 2 && looks[i].figures * 2 >= looks[i].filled;
        wide += looks[i].longest >= MAX_CELL;
    }
    /* two columns of words are a letterhead as often as a table */
    return wide <= 1 && (figures || (grid->n_cuts > 1 && rows >= 3) || (rows >= 3 && !wide));
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* What the reader of rows remembers of the row before. */
struct row_memory {
    struct text_range last[MAX_GUTTERS + 1];  /* of each column: the last words, none at start */
    gboolean figure[MAX_GUTTERS + 1];         /* the row has a figure there already */
    gboolean on_line_before[MAX_GUTTERS + 1]; /* the words stand on the line right above */
    guint width[MAX_GUTTERS + 1];             /* of each column */
    gboolean blank;                           /* a blank line stands before */
};

/* TRUE where words in a column go on from those above them in it. */
static gboolean
goes_on(const struct text_reader *reader, const struct row_memory *memory, guint column,
        const struct text_range *field)
{
    const char *text, *above;
    gsize length = field_text(reader, field, &text);
    gsize above_length = field_text(reader, &memory->last[column], &above);
    if (!length || !above_length || !memory->on_line_before[column] || is_figure(text, length))
        return FALSE;
    if (g_unichar_islower(g_utf8_get_char(text)) || *text == '(' ||
        strchr("-,/", above[above_length - 1]))
        return TRUE;
    gsize word = 0;
    while (word < length && text[word] != ' ')
        word++;
    guint would_be =
        (guint)(g_utf8_strlen(above, (gssize)above_length) + 1 + g_utf8_strlen(text, (gssize)word));
    return column == 0 && would_be > memory->width[0] && g_unichar_isalpha(g_utf8_get_char(text)) &&
           !strchr(".:", above[above_length - 1]);
}

/* TRUE where a line begins a row. */
static gboolean
begins_row(const struct text_reader *reader, const struct text_grid *grid,
           const struct row_memory *memory, const struct text_range *fields)
{
    guint filled = 0;
    gboolean continues = FALSE, clash = FALSE;
    for (guint i = 0; i <= grid->n_cuts; i++) {
        const char *text;
        gsize length = field_text(reader, &fields[i], &text);
        filled += length > 0;
        clash |= i > 0 && length && memory->figure[i] && is_figure(text, length);
        continues |= goes_on(reader, memory, i, &fields[i]);
    }
    if (clash)
        return TRUE;
    if (fields[0].start == fields[0].end)
        return memory->blank && filled >= 2;
    return !continues || memory->blank;
}

static void
remember(const struct text_reader *reader, const struct text_grid *grid, struct row_memory *memory,
         const struct text_range *fields, gboolean begins)
{
    for (guint i = 0; i <= grid->n_cuts; i++) {
        const char *text;
        gsize length = field_text(reader, &fields[i], &text);
        memory->on_line_before[i] = length > 0;
        memory->figure[i] = (memory->figure[i] && !begins) || (length && is_figure(text, length));
        if (length)
            memory->last[i] = fields[i];
    }
    memory->blank = FALSE;
}

static void
find_rows(struct text_reader *reader, const struct text_grid *grid)
{
    struct row_memory memory = {.blank = TRUE};
    struct text_range fields[MAX_GUTTERS + 1];
    for (guint i = grid->first; i < grid->first + grid->n; i++) {
        text_grid_fields(reader, grid, i, fields);
        for (guint k = 0; k <= grid->n_cuts; k++) {
            const char *text;
            gsize length = field_text(reader, &fields[k], &text);
            memory.width[k] = MAX(memory.width[k], (guint)g_utf8_strlen(text, (gssize)length));
        }
    }
    for (guint i = grid->first; i < grid->first + grid->n; i++) {
        struct line_shape *shape = reader_shape(reader, i);
        if (shape->kind != LINE_ROW) {
            memory.blank |= shape->kind == LINE_BLANK;
            continue;
        }
        text_grid_fields(reader, grid, i, fields);
        if (!grid->ruled)
            shape->begins_row = i == grid->first || begins_row(reader, grid, &memory, fields);
        remember(reader, grid, &memory, fields, shape->begins_row);
    }
}

/* ---- all together ---------------------------------------------------------------------------- */

static void
add_grid(struct text_reader *reader, struct text_grid *grid)
{
    g_array_append_val(reader->grids, *grid);
    for (guint i = grid->first; i < grid->first + grid->n; i++) {
        struct line_shape *shape = reader_shape(reader, i);
        shape->grid = reader->grids->len;
        if (shape->kind == LINE_PROSE)
            shape->kind = LINE_ROW;
    }
    find_rows(reader, grid);
}

/* Takes the line over a region in as its header where one blank is left in each gutter. */
static gboolean
take_header(const struct finder *finder, struct region *region)
{
    guint n, line = region->first;
    if (!line || !may_join(finder, line - 1, text_line_at(finder->reader->lines, line)->page))
        return FALSE;
    const struct segment_columns *segments = segment_table_line(finder->table, line - 1, &n);
    struct gutter narrowed[MAX_GUTTERS][2];
    if (n < 2)
        return FALSE;
    for (guint i = 0; i < region->n; i++) {
        if (narrow_gutter(segments, n, region->gutters[i], 1, narrowed[i]) != 1)
            return FALSE;
    }
    for (guint i = 0; i < region->n; i++)
        region->gutters[i] = narrowed[i][0];
    region->first--;
    return TRUE;
}

/* Tries a table at a line; the line behind what was looked at. */
static guint
try_table(const struct finder *finder, guint first)
{
    struct text_reader *reader = finder->reader;
    struct region region = grow(finder, first);
    if (region.end == first + 1)
        return first + 1;
    for (guint i = 0; i < MAX_HEADER && take_header(finder, &region); i++)
        ;
    struct text_grid grid = {.first = region.first,
                             .n = region.end - region.first,
                             .first_cut = reader->cuts->len,
                             .n_cuts = region.n};
    for (guint i = 0; i < region.n; i++)
        g_array_append_val(reader->cuts, region.gutters[i].to);
    if (is_table(reader, &grid)) {
        add_grid(reader, &grid);
        return region.end;
    }
    g_array_set_size(reader->cuts, grid.first_cut);
    return first + MAX(1, (region.end - first) / 2);
}

void
text_grids(struct text_reader *reader)
{
    g_autoptr(segment_table) table = segment_table_new(reader->lines);
    struct finder finder = {reader, table};
    for (guint i = 0; i < reader->shapes->len;) {
        guint n;
        const struct line_shape *shape = reader_shape(reader, i);
        segment_table_line(table, i, &n);
        if (shape->kind == LINE_PROSE && !shape->margin && !shape->grid && n > 1)
            i = try_table(&finder, i);
        else
            i++;
    }
}
