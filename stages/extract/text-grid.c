/* Tables in columns of blanks, as `pdftotext -layout` and browsers of the terminal leave them:
 *
 *     Aktivitet                    2008      2009
 *     Drift af væresteder og      1.200     1.300
 *     natcafé
 *
 * A region grows downwards as long as the gutters that its lines share stay open; one blank is a
 * gutter only beside a column of figures. Its columns must begin or end under each other. Doubt
 * leaves the lines prose. */
#include "extract/text-grid.h"

#include "extract/text-gutters.h"

#include <string.h>

enum {
    MAX_GUTTERS = 64,    /* while a region grows */
    MAX_BLANK_LINES = 1, /* between two rows */
    MAX_SINGLE = 3,      /* lines under each other with words in one column alone */
    MAX_HEADER = 3,      /* lines over the first row with all its gutters */
    MAX_CELL = 60,       /* columns of a header's cell */
    ALIGNED = 7          /* of ten cells of a column begin or end under each other */
};

/* Columns [from, to) that are blank in all lines of a region. */
struct gutter {
    guint from, to;
    guint lines;    /* with a gap of two blanks there */
    gboolean tight; /* a line has one blank there and no more */
};

struct region {
    guint first, end; /* lines */
    struct gutter gutters[MAX_GUTTERS];
    guint n;
};

struct finder {
    struct text_reader *reader;
    struct segment_table *table; /* words with gaps of two blanks between them */
    GArray *words;               /* struct segment_columns of the line that is looked at */
};

/* ---- regions --------------------------------------------------------------------------------- */

/* The words of a line, parted by one blank or more. */
static const struct segment_columns *
words_of(const struct finder *finder, guint line, guint *ret_n)
{
    const struct text_line *l = text_line_at(finder->reader->lines, line);
    g_array_set_size(finder->words, 0);
    *ret_n = text_words_of_line(l->text, l->length, finder->words);
    return (const struct segment_columns *)(const void *)finder->words->data;
}

/* A part of a gutter that a line leaves, whose words stand `gap` blanks apart there; 0 where they
 * stand on one side only. */
static struct gutter
gutter_part(struct gutter gutter, guint from, guint to, guint gap)
{
    return (struct gutter){from, to, gutter.lines + (gap >= 2), gutter.tight || gap == 1};
}

static gboolean
first_gutters(const struct finder *finder, guint line, struct region *region)
{
    guint n;
    const struct segment_columns *words = words_of(finder, line, &n);
    if (n > MAX_GUTTERS)
        return FALSE;
    for (guint i = 1; i < n; i++)
        region->gutters[region->n++] = gutter_part((struct gutter){0}, words[i - 1].to,
                                                   words[i].from, words[i].from - words[i - 1].to);
    return n > 1;
}

/* What a line leaves of a gutter: the parts that its words leave blank; how many, at most `room`.
 */
static guint
narrow_gutter(const struct segment_columns *words, guint n, struct gutter gutter,
              struct gutter *out, guint room)
{
    guint parts = 0, from = gutter.from, low = 0, high = n;
    while (low < high) { /* the first word that ends behind the gutter's start */
        guint middle = low + (high - low) / 2;
        if (words[middle].to <= from)
            low = middle + 1;
        else
            high = middle;
    }
    gboolean words_before = low > 0;
    guint before = low > 0 ? words[low - 1].to : 0;
    for (guint i = low; i < n && words[i].from < gutter.to && parts < room; i++) {
        guint gap = words_before ? words[i].from - before : 0;
        if (words[i].from > from)
            out[parts++] = gutter_part(gutter, from, words[i].from, gap);
        from = before = words[i].to;
        words_before = TRUE;
        low = i + 1;
    }
    if (parts < room && gutter.to > from) {
        guint gap = words_before && low < n ? words[low].from - before : 0;
        out[parts++] = gutter_part(gutter, from, gutter.to, gap);
    }
    return parts;
}

/* TRUE where every gap of two blanks in a line lies at a gutter. */
static gboolean
gaps_are_gutters(const struct segment_columns *segments, guint n, const struct gutter *gutters,
                 guint k)
{
    guint at = 0;
    for (guint i = 1; i < n; i++) {
        while (at < k && gutters[at].to <= segments[i - 1].to)
            at++;
        if (at == k || gutters[at].from >= segments[i].from)
            return FALSE;
    }
    return TRUE;
}

/* The gutters with another line; FALSE where the line closes one that two lines have had, or all,
 * or has a gap that is none. */
static gboolean
take_line(const struct finder *finder, guint line, struct region *region)
{
    guint n, k, out = 0;
    struct gutter narrowed[MAX_GUTTERS];
    const struct segment_columns *words = words_of(finder, line, &n);
    const struct segment_columns *segments = segment_table_line(finder->table, line, &k);
    for (guint i = 0; i < region->n; i++) {
        guint parts =
            narrow_gutter(words, n, region->gutters[i], narrowed + out, MAX_GUTTERS - out);
        if (!parts && region->gutters[i].lines >= 2 && !region->gutters[i].tight)
            return FALSE;
        out += parts;
    }
    gboolean open = FALSE;
    for (guint i = 0; i < out; i++)
        open |= !narrowed[i].tight;
    if (!open || !gaps_are_gutters(segments, k, narrowed, out))
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
    return shape->kind == LINE_PROSE && !shape->margin && shape->points <= GRID_WIDTH &&
           text_line_at(finder->reader->lines, line)->page == page;
}

static struct region
grow(const struct finder *finder, guint first)
{
    struct region region = {.first = first, .end = first + 1};
    guint n = finder->reader->shapes->len;
    guint page = text_line_at(finder->reader->lines, first)->page;
    if (!first_gutters(finder, first, &region))
        return region;
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

/* ---- is it a table --------------------------------------------------------------------------- */

/* What a column's cells have in common. */
struct column_looks {
    guint filled, figures, amounts, upper, longest;
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

/* "12.", "2009": part of a date as often as an amount. */
static gboolean
is_day_or_year(const char *text, gsize length)
{
    return text[length - 1] == '.' ||
           (length == 4 && (!strncmp(text, "19", 2) || !strncmp(text, "20", 2)));
}

static void
look(const struct text_reader *reader, const struct text_grid *grid, guint line,
     struct column_looks *looks)
{
    struct text_range fields[GRID_FIELDS];
    const struct text_line *l = text_line_at(reader->lines, line);
    text_grid_fields(reader, grid, line, fields);
    for (guint i = 0; i <= grid->n_cuts; i++) {
        const char *text;
        gsize length = text_field(reader, &fields[i], &text);
        if (!length)
            continue;
        looks[i].filled++;
        looks[i].figures += text_is_amount(text, length);
        looks[i].amounts += text_is_amount(text, length) && !is_day_or_year(text, length);
        looks[i].upper += g_unichar_isupper(g_utf8_get_char(text));
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
        struct text_range fields[GRID_FIELDS];
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
    struct text_range fields[GRID_FIELDS];
    guint filled = 0;
    text_grid_fields(reader, grid, line, fields);
    for (guint i = 0; i <= grid->n_cuts; i++)
        filled += fields[i].end > fields[i].start;
    const char *text;
    gsize length = text_field(reader, &fields[0], &text);
    *ret_field = length && grid->n_cuts == 1 &&
                 (text[length - 1] == ':' || text_is_label(reader->words, text, length));
    return filled;
}

/* Rows enough, columns that stand under each other, and not labels with their values. */
static gboolean
is_table(const struct text_reader *reader, const struct text_grid *grid)
{
    struct column_looks looks[GRID_FIELDS] = {0};
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
        if (i > 0 && (same + 1) * 10 < looks[i].filled * ALIGNED) /* a header may stand apart */
            return FALSE;
        figures += i > 0 && looks[i].filled >= 2 && looks[i].figures * 2 >= looks[i].filled;
        wide += looks[i].longest >= MAX_CELL;
    }
    /* two columns of words are a letterhead as often as a table */
    return wide <= 1 && (figures || (grid->n_cuts > 1 && rows >= 3) || (rows >= 3 && !wide));
}

static gboolean
is_amounts(const struct column_looks *looks)
{
    return looks->amounts >= 2 && looks->amounts * 2 >= looks->filled;
}

/* TRUE where words begin with a capital and are no unit. */
static gboolean
is_words(const struct column_looks *looks)
{
    return looks->upper >= 2 && looks->upper * 2 >= looks->filled && looks->longest > 4;
}

/* TRUE where one blank parts a column of amounts from another, or from words. */
static gboolean
parts_amounts(const struct column_looks *left, const struct column_looks *right)
{
    return (is_amounts(left) && (is_amounts(right) || is_words(right))) ||
           (is_amounts(right) && is_words(left));
}

/* Leaves of a region's gutters those that part columns: where two lines have a gap of two blanks
 * and none has less, or one blank beside a column of amounts. At first any amounts will do. */
static void
settle_gutters(const struct finder *finder, struct region *region, gboolean at_first)
{
    struct text_reader *reader = finder->reader;
    guint out = 0;
    struct text_grid grid = {.first = region->first,
                             .n = region->end - region->first,
                             .first_cut = reader->cuts->len,
                             .n_cuts = MIN(region->n, GRID_FIELDS - 1)};
    region->n = grid.n_cuts;
    for (guint i = 0; i < region->n; i++)
        g_array_append_val(reader->cuts, region->gutters[i].to);
    struct column_looks looks[GRID_FIELDS] = {0};
    for (guint i = grid.first; i < grid.first + grid.n; i++)
        look(reader, &grid, i, looks);
    for (guint i = 0; i < region->n; i++) {
        const struct gutter *gutter = &region->gutters[i];
        const struct column_looks *left = &looks[i], *right = &looks[i + 1];
        gboolean parts = gutter->lines >= 2 && !gutter->tight;
        parts |= at_first ? is_amounts(left) || is_amounts(right) : parts_amounts(left, right);
        if (parts)
            region->gutters[out++] = *gutter;
    }
    region->n = out;
    g_array_set_size(reader->cuts, grid.first_cut);
}

/* Takes the line over a region in as its header where one blank is left in each gutter. */
static gboolean
take_header(const struct finder *finder, struct region *region)
{
    guint n, line = region->first;
    if (!line || !may_join(finder, line - 1, text_line_at(finder->reader->lines, line)->page))
        return FALSE;
    segment_table_line(finder->table, line - 1, &n);
    if (n < 2)
        return FALSE;
    const struct segment_columns *words = words_of(finder, line - 1, &n);
    struct gutter narrowed[GRID_FIELDS][2];
    for (guint i = 0; i < region->n; i++) {
        if (narrow_gutter(words, n, region->gutters[i], narrowed[i], 2) != 1)
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
    settle_gutters(finder, &region, TRUE);
    settle_gutters(finder, &region, FALSE);
    for (guint i = 0; region.n && i < MAX_HEADER && take_header(finder, &region); i++)
        ;
    struct text_grid grid = {.first = region.first,
                             .n = region.end - region.first,
                             .first_cut = reader->cuts->len,
                             .n_cuts = region.n};
    for (guint i = 0; i < region.n; i++)
        g_array_append_val(reader->cuts, region.gutters[i].to);
    if (region.n && is_table(reader, &grid) && text_grid_add(reader, &grid))
        return region.end;
    g_array_set_size(reader->cuts, grid.first_cut);
    return first + MAX(1, (region.end - first) / 2);
}

void
text_grids(struct text_reader *reader)
{
    g_autoptr(segment_table) table = segment_table_new(reader->lines);
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(struct segment_columns));
    struct finder finder = {reader, table, words};
    text_drawn_grids(reader);
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
