/* The body of a page in reading order.
 *
 * From top to bottom the page is bands: chunks that overlap in height. A band of one chunk is a
 * line of flowing text. Bands of several grow into an area as long as the same gutters stay open:
 *
 *     Der er givet midler til ...            one column: lines
 *     Projekt       2008    2009   |
 *     Kontakt        400     420   |  U: what all bands together occupy, three columns
 *     I alt          400     420   |
 *     Projektet er blevet vel modtaget ...   runs through the gutters: the area ends
 *
 * An area is columns of text, which are read one after the other, each a region of its own, or it
 * is a segment of a table. */
#include "areas-private.h"

#include <math.h>

/* In font sizes of the body. */
static const float AREA_GAP = 5.0f;  /* more room than this between bands ends an area */
static const float TAIL_GAP = 0.45f; /* a last cell's further line stands this near */
static const float CELL_GAP = 2.5f;  /* and in another column than the first, this near */
static const float TABLE_GAP = 3.5f; /* segments of one table stand this near */
enum {
    MAX_DEPTH = 4,
    COLUMN_LINES = 3,
    ALL_LINES = 7,
    MAX_COLUMNS = 3
};

static void
clear_segment(gpointer data)
{
    struct segment *segment = data;
    g_array_unref(segment->bands);
    g_array_unref(segment->columns);
}

/* ---- lines ---- */

/* Where a line at this height could have ended: before a margin that stands beside it. */
static float
right_edge(const struct region *region, const struct rect *box)
{
    float right = region->right;
    for (guint i = 0; i < region->layout->strands->len; i++) {
        const struct rect *strand = &g_array_index(region->layout->strands, struct rect, i);
        if (strand->x0 > box->x1 && strand->y0 < box->y1 && strand->y1 > box->y0)
            right = MIN(right, strand->x0 - region->layout->body_size);
    }
    return MAX(right, box->x1);
}

static void
add_item(struct region *region, enum item_kind kind, guint index)
{
    struct item item = {.kind = kind, .index = index, .breaks = region->breaks};
    region->breaks = FALSE;
    g_array_append_val(region->layout->items, item);
}

/* A band that is no table: its chunks as lines, row by row. Those of one row are one line where
 * `together`. */
static void
add_band_lines(struct region *region, const struct band *band, gboolean together)
{
    struct layout *layout = region->layout;
    g_autofree guint *chunks = g_memdup2(&region->chunks[band->first], band->n * sizeof(guint));
    g_qsort_with_data(chunks, (gint)band->n, sizeof *chunks, compare_chunk_rows, layout);
    for (guint i = 0, end; i < band->n; i = end) {
        const struct chunk *chunk = layout_chunk(layout, chunks[i]);
        for (end = i + 1; together && end < band->n; end++)
            if (layout_chunk(layout, chunks[end])->row != chunk->row)
                break;
        add_item(region, ITEM_LINE,
                 layout_add_line(layout, &chunks[i], end - i, chunk->box.x0,
                                 right_edge(region, &band->box)));
    }
}

/* ---- tables ---- */

static void
end_table(struct region *region)
{
    if (!region->segments->len)
        return;
    add_item(region, ITEM_TABLE,
             layout_make_table(region->layout, region->chunks, region->segments,
                               region->goes_on ? region->open : NULL));
    region->goes_on = FALSE;
    g_array_set_size(region->segments, 0);
}

static void
add_segment(struct region *region, guint first, guint end, const GArray *columns)
{
    struct segment segment = {
        .bands = g_array_new(FALSE, FALSE, sizeof(struct band)),
        .columns = g_array_new(FALSE, FALSE, sizeof(struct span_x)),
    };
    g_array_append_vals(segment.bands, &g_array_index(region->bands, struct band, first),
                        end - first);
    g_array_append_vals(segment.columns, columns->data, columns->len);
    g_array_append_val(region->segments, segment);
}

struct band *
region_band(const struct region *region, guint i)
{
    return &g_array_index(region->bands, struct band, i);
}

/* TRUE where a growing table ends right above band `i`. */
static gboolean
follows_table(const struct region *region, guint i)
{
    if (!region->segments->len)
        return FALSE;
    const struct segment *last =
        &g_array_index(region->segments, struct segment, region->segments->len - 1);
    const struct band *above = &g_array_index(last->bands, struct band, last->bands->len - 1);
    return region_band(region, i)->box.y0 - above->box.y1 < TABLE_GAP * region->layout->body_size;
}

/* ---- areas ---- */

static gboolean
gap_is_large(const struct region *region, guint i, float sizes)
{
    return region_band(region, i)->box.y0 - region_band(region, i - 1)->box.y1 >
           sizes * region->layout->body_size;
}

static gboolean
band_is_bold(const struct region *region, guint i)
{
    const struct band *band = region_band(region, i);
    for (guint c = band->first; c < band->first + band->n; c++)
        if (!layout_chunk(region->layout, region->chunks[c])->bold)
            return FALSE;
    return TRUE;
}

/* TRUE where a band of one column may be the heading of what follows: bold or larger, with room
 * above. */
static gboolean
is_heading(const struct region *region, guint i)
{
    const struct chunk *chunk =
        layout_chunk(region->layout, region->chunks[region_band(region, i)->first]);
    return (chunk->bold || chunk->size > 1.08f * region->layout->body_size) &&
           (i == 0 || gap_is_large(region, i, 0.5f));
}

/* TRUE where a band of one column, seen alone a heading, has the room above and below that the rows
 * behind it have: it is a row of the table. */
static gboolean
keeps_row_room(const struct region *region, guint i)
{
    const float EQUAL = 1.3f; /* points */
    if (i == 0 || i + 2 >= region->bands->len || region_band(region, i + 1)->columns < 2)
        return FALSE;
    float rooms[3];
    for (guint k = 0; k < G_N_ELEMENTS(rooms); k++)
        rooms[k] = region_band(region, i + k)->box.y0 - region_band(region, i + k - 1)->box.y1;
    return fabsf(rooms[0] - rooms[1]) < EQUAL && fabsf(rooms[1] - rooms[2]) < EQUAL;
}

/* TRUE where a heading over columns of text stands alone, with room above and level columns below:
 * what comes before it is read first. */
static gboolean
begins_section(const struct region *region, guint i)
{
    const float ROOM = 1.2f, LEVEL = 0.15f; /* font sizes */
    if (region_band(region, i)->columns > 1 || i + 1 >= region->bands->len ||
        !is_heading(region, i) || !gap_is_large(region, i, ROOM) || keeps_row_room(region, i))
        return FALSE;
    const struct band *below = region_band(region, i + 1);
    float lowest = below->box.y0;
    for (guint c = below->first; c < below->first + below->n; c++)
        lowest = MAX(lowest, layout_chunk(region->layout, region->chunks[c])->box.y0);
    return below->columns > 1 && lowest - below->box.y0 < LEVEL * region->layout->body_size;
}

/* TRUE where a band rather goes with the band below: headings of its cells, or the first line of
 * cells that are set around the middle of their row. */
static gboolean
belongs_below(const struct region *region, guint i)
{
    if (band_is_bold(region, i))
        return !band_is_bold(region, i - 1);
    float above = region_band(region, i)->box.y0 - region_band(region, i - 1)->box.y1;
    float below = region_band(region, i + 1)->box.y0 - region_band(region, i)->box.y1;
    return below < 0.35f * region->layout->body_size &&
           above > below + 0.25f * region->layout->body_size;
}

/* What bands [first, end) occupy, into `columns`; returns `end`. */
static guint
occupy_bands(const struct region *region, guint first, guint end, GArray *columns)
{
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(struct span_x));
    g_autoptr(GArray) united = g_array_new(FALSE, FALSE, sizeof(struct span_x));
    g_array_set_size(columns, 0);
    for (guint b = first; b < end; b++) {
        const struct band *band = region_band(region, b);
        bands_occupy(region->layout, &region->chunks[band->first], band->n, own);
        bands_unite(columns, own, united);
        g_array_set_size(columns, 0);
        g_array_append_vals(columns, united->data, united->len);
    }
    return end;
}

static gboolean is_text_columns(const struct region *region, guint first, guint end,
                                const GArray *columns);

/* The end of the area that begins at band `i`; `columns` becomes what it occupies. Bands of one
 * column count only if a band of several follows them. */
static guint
grow_area(const struct region *region, guint i, GArray *columns)
{
    enum {
        MOST_TRIES = 16
    };
    guint tries = 0;
    const struct layout *layout = region->layout;
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(struct span_x));
    g_autoptr(GArray) united = g_array_new(FALSE, FALSE, sizeof(struct span_x));
    g_autoptr(GArray) so_far = g_array_new(FALSE, FALSE, sizeof(struct span_x));
    const struct band *band = region_band(region, i);
    bands_occupy(layout, &region->chunks[band->first], band->n, so_far);
    g_array_append_vals(columns, so_far->data, so_far->len);
    guint end = i + 1;
    for (guint j = i + 1; j < region->bands->len; j++) {
        band = region_band(region, j);
        if (gap_is_large(region, j, AREA_GAP))
            break;
        bands_occupy(layout, &region->chunks[band->first], band->n, own);
        bands_unite(so_far, own, united);
        if (united->len < MAX(so_far->len, own->len)) {
            /* headings of the cells that come next stand in their columns */
            if (own->len > 1 && j == end && end - i > 1 && belongs_below(region, end - 1))
                return occupy_bands(region, i, end - 1, columns);
            break;
        }
        g_array_set_size(so_far, 0);
        g_array_append_vals(so_far, united->data, united->len);
        if (own->len > 1) {
            if (j > end && begins_section(region, end) && tries++ < MOST_TRIES &&
                is_text_columns(region, i, end, columns))
                break;
            if (j > end && is_heading(region, end) && !keeps_row_room(region, end) &&
                (own->len != columns->len || band_is_bold(region, j)))
                break;
            end = j + 1;
            g_array_set_size(columns, 0);
            g_array_append_vals(columns, so_far->data, so_far->len);
        }
    }
    return end;
}

struct column_text {
    guint lines, words, full;
};

/* TRUE where the area is newspaper columns: as wide as each other, several full lines of several
 * words in each. */
static gboolean
is_text_columns(const struct region *region, guint first, guint end, const GArray *columns)
{
    if (columns->len > MAX_COLUMNS || region->depth >= MAX_DEPTH)
        return FALSE;
    struct column_text texts[MAX_COLUMNS] = {0};
    float narrow = G_MAXFLOAT, wide = 0;
    for (guint c = 0; c < columns->len; c++) {
        const struct span_x *column = &g_array_index(columns, struct span_x, c);
        narrow = MIN(narrow, column->x1 - column->x0);
        wide = MAX(wide, column->x1 - column->x0);
    }
    if (narrow < 0.6f * wide)
        return FALSE;
    for (guint b = first; b < end; b++) {
        const struct band *band = region_band(region, b);
        for (guint i = band->first; i < band->first + band->n; i++) {
            const struct chunk *chunk = layout_chunk(region->layout, region->chunks[i]);
            int c = columns_find(columns, chunk->box.x0, chunk->box.x1);
            if (c < 0)
                continue;
            texts[c].lines++;
            texts[c].words += chunk->n;
            const struct span_x *column = &g_array_index(columns, struct span_x, (guint)c);
            texts[c].full += rect_width(&chunk->box) > 0.75f * (column->x1 - column->x0);
        }
    }
    guint all = 0;
    for (guint c = 0; c < columns->len; c++)
        all += texts[c].lines;
    if (all < ALL_LINES)
        return FALSE;
    for (guint c = 0; c < columns->len; c++)
        if (texts[c].lines < COLUMN_LINES || texts[c].words < 4 * texts[c].lines ||
            texts[c].full * 2 < texts[c].lines)
            return FALSE;
    return TRUE;
}

static void read_region(struct layout *layout, guint *chunks, guint n, float right, guint depth,
                        const struct open_columns *open);

/* TRUE where small letters stand below some room: a note at the foot of the columns. */
static gboolean
is_note(const struct region *region, guint i)
{
    const struct chunk *chunk =
        layout_chunk(region->layout, region->chunks[region_band(region, i)->first]);
    return chunk->size < 0.88f * region->layout->body_size && gap_is_large(region, i, 0.6f);
}

/* Columns of text: further lines of single columns below belong to them; each is then a region. */
static guint
read_columns(struct region *region, guint first, guint end, GArray *columns)
{
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(struct span_x));
    g_autoptr(GArray) united = g_array_new(FALSE, FALSE, sizeof(struct span_x));
    guint bottom = end;
    for (; end < region->bands->len && !gap_is_large(region, end, AREA_GAP); end++) {
        const struct band *band = region_band(region, end);
        bands_occupy(region->layout, &region->chunks[band->first], band->n, own);
        bands_unite(columns, own, united);
        if (united->len != columns->len || band->columns > 1 || is_note(region, end) ||
            begins_section(region, end))
            break;
    }
    /* a heading at the end is that of the table or the columns that come next */
    if (end < region->bands->len && region_band(region, end)->columns > 1)
        while (end > bottom && is_heading(region, end - 1))
            end--;
    end_table(region);
    for (guint c = 0; c < columns->len; c++) {
        g_autoptr(GArray) chunks = g_array_new(FALSE, FALSE, sizeof(guint));
        const struct span_x *column = &g_array_index(columns, struct span_x, c);
        for (guint b = first; b < end; b++) {
            const struct band *band = region_band(region, b);
            for (guint i = band->first; i < band->first + band->n; i++) {
                const struct chunk *chunk = layout_chunk(region->layout, region->chunks[i]);
                int of = columns_find(columns, chunk->box.x0, chunk->box.x1);
                if ((guint)MAX(of, 0) == c)
                    g_array_append_val(chunks, region->chunks[i]);
            }
        }
        read_region(region->layout, (guint *)(void *)chunks->data, chunks->len, column->x1,
                    region->depth + 1, NULL);
    }
    region->breaks = TRUE;
    return end;
}

/* A table beside running text: the table first, so that the sentence goes on below it. */
static void
read_table_beside(struct region *region, guint first, guint end, const GArray *columns, guint text)
{
    struct layout *layout = region->layout;
    const struct span_x *own = &g_array_index(columns, struct span_x, text);
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint b = first; b < end; b++) {
        const struct band *band = region_band(region, b);
        for (guint i = band->first; i < band->first + band->n; i++) {
            const struct chunk *chunk = layout_chunk(layout, region->chunks[i]);
            gboolean beside = chunk->box.x0 > own->x1 || chunk->box.x1 < own->x0;
            GArray *to = beside ? cells : lines;
            g_array_append_val(to, region->chunks[i]);
        }
    }
    read_region(layout, (guint *)(void *)cells->data, cells->len, region->right, MAX_DEPTH, NULL);
    g_array_sort_with_data(lines, compare_chunk_rows, layout);
    for (guint i = 0; i < lines->len; i++) {
        const guint *chunk = &g_array_index(lines, guint, i);
        add_item(region, ITEM_LINE, layout_add_line(layout, chunk, 1, own->x0, own->x1));
    }
}

/* A table's last row may go on in one cell alone: in the first column right below the last line,
 * in another with some room, for nothing else stands there. */
static guint
take_tail(const struct region *region, guint end, GArray *columns)
{
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(struct span_x));
    g_autoptr(GArray) united = g_array_new(FALSE, FALSE, sizeof(struct span_x));
    for (; end < region->bands->len; end++) {
        const struct band *band = region_band(region, end);
        gboolean first =
            band->box.x0 < g_array_index(columns, struct span_x, 1).x0 - INTERVALS_CLOSE;
        if (gap_is_large(region, end, first ? TAIL_GAP : CELL_GAP))
            break;
        bands_occupy(region->layout, &region->chunks[band->first], band->n, own);
        bands_unite(columns, own, united);
        if (united->len != columns->len || band->columns > 1)
            break;
    }
    return end;
}

/* TRUE where the gutters of an area at the top of the page are among those of the table that the
 * page above ended in. */
static gboolean
goes_on_from_above(const struct region *region, guint first, const GArray *columns)
{
    if (!region->open || first > 0 || columns->len > region->open->gutters->len + 1)
        return FALSE;
    guint i = 0;
    for (guint c = 1; c < columns->len; c++) {
        float x0 = g_array_index(columns, struct span_x, c - 1).x1;
        float x1 = g_array_index(columns, struct span_x, c).x0;
        while (i < region->open->gutters->len &&
               g_array_index(region->open->gutters, struct span_x, i).x1 <= x0)
            i++;
        if (i == region->open->gutters->len ||
            g_array_index(region->open->gutters, struct span_x, i).x0 >= x1)
            return FALSE;
        i++;
    }
    return TRUE;
}

/* The rest of a cell that the page above cut stands alone at the top, in another column than the
 * first: the area begins with it. Returns the first band of several columns. */
static guint
pass_rest_of_cell(const struct region *region)
{
    guint i = 0;
    if (!region->open || !region->open->gutters->len)
        return 0;
    float first_end = g_array_index(region->open->gutters, struct span_x, 0).x0;
    while (i < region->bands->len && region_band(region, i)->columns == 1 &&
           region_band(region, i)->box.x0 > first_end &&
           (i == 0 || !gap_is_large(region, i, CELL_GAP)))
        i++;
    return i < region->bands->len && region_band(region, i)->columns > 1 ? i : 0;
}

static gboolean
is_lone_pair(const struct region *region, guint first, guint end, const GArray *columns)
{
    return end - first == 1 && columns->len == 2 && region_band(region, first)->n == 2 &&
           !follows_table(region, first) && !goes_on_from_above(region, first, columns);
}

/* Columns of text may begin with lines of one column, which stand a little higher than those of the
 * other. Returns the end of the area, whose columns are in `columns`, or 0. */
static guint
columns_from(struct region *region, guint i, GArray *columns)
{
    enum {
        MOST_TRIES = 64
    };
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(struct span_x));
    g_autoptr(GArray) united = g_array_new(FALSE, FALSE, sizeof(struct span_x));
    if (i + 1 >= region->bands->len || gap_is_large(region, i + 1, 0.7f))
        return 0;
    const struct band *band = region_band(region, i), *next = band + 1;
    gboolean apart = band->box.x0 > next->box.x1 || band->box.x1 < next->box.x0;
    if ((next->columns < 2 && !apart) || region->tries++ > MOST_TRIES)
        return 0;
    bands_occupy(region->layout, &region->chunks[band->first], band->n, own);
    g_array_append_vals(columns, own->data, own->len);
    guint end = i + 1;
    for (; end < region->bands->len && !gap_is_large(region, end, AREA_GAP); end++) {
        band = region_band(region, end);
        bands_occupy(region->layout, &region->chunks[band->first], band->n, own);
        bands_unite(columns, own, united);
        if (united->len < MAX(columns->len, own->len) || united->len > MAX_COLUMNS ||
            begins_section(region, end))
            break;
        g_array_set_size(columns, 0);
        g_array_append_vals(columns, united->data, united->len);
    }
    return columns->len > 1 && is_text_columns(region, i, end, columns) ? end : 0;
}

static void
read_bands(struct region *region)
{
    guint rest = pass_rest_of_cell(region);
    for (guint i = 0, end; i < region->bands->len; i = end) {
        const struct band *band = region_band(region, i);
        end = i + 1;
        if (band->columns == 1 && i >= rest) {
            g_autoptr(GArray) below = g_array_new(FALSE, FALSE, sizeof(struct span_x));
            guint columns_end = columns_from(region, i, below);
            if (columns_end) {
                end = read_columns(region, i, columns_end, below);
                continue;
            }
            end_table(region);
            add_band_lines(region, band, TRUE);
            continue;
        }
        g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(struct span_x));
        end = grow_area(region, i, columns);
        guint text = 0;
        gboolean from_above = goes_on_from_above(region, i, columns);
        gboolean continues = from_above || follows_table(region, i);
        if (!continues && is_text_columns(region, i, end, columns)) {
            end = read_columns(region, i, end, columns);
        } else if (!continues && region_has_table_beside(region, i, end, columns, &text)) {
            end_table(region);
            read_table_beside(region, i, end, columns, text);
        } else if (is_lone_pair(region, i, end, columns)) {
            end_table(region);
            add_band_lines(region, band, FALSE);
        } else if (!continues && region_is_labels(region, i, end, columns)) {
            end_table(region);
            end = take_tail(region, end, columns);
            for (guint b = i; b < end; b++)
                region_read_label(region, region_band(region, b), columns);
        } else if (!continues && region_is_letterhead(region, i, end, columns)) {
            end_table(region);
            end = take_tail(region, end, columns);
            region_read_letterhead(region, i, end, columns);
        } else {
            if (!continues)
                end_table(region);
            end = take_tail(region, end, columns);
            region->goes_on |= from_above;
            add_segment(region, i, end, columns);
        }
    }
    end_table(region);
}

static void
read_region(struct layout *layout, guint *chunks, guint n, float right, guint depth,
            const struct open_columns *open)
{
    g_autoptr(GArray) bands = bands_make(layout, chunks, n);
    g_autoptr(GArray) segments = g_array_new(FALSE, FALSE, sizeof(struct segment));
    g_array_set_clear_func(segments, clear_segment);
    struct region region = {.layout = layout,
                            .chunks = chunks,
                            .bands = bands,
                            .right = right,
                            .depth = depth,
                            .breaks = depth > 0,
                            .segments = segments,
                            .open = open};
    read_bands(&region);
}

void
layout_find_areas(struct layout *layout, const struct open_columns *open)
{
    g_autoptr(GArray) chunks = g_array_new(FALSE, FALSE, sizeof(guint));
    float right = layout->body.x1;
    for (guint i = 0; i < layout->chunks->len; i++) {
        const struct chunk *chunk = layout_chunk(layout, i);
        if (chunk->role != ROLE_BODY)
            continue;
        g_array_append_val(chunks, i);
        if (layout->body.x1 <= 0)
            right = MAX(right, chunk->box.x1);
    }
    read_region(layout, (guint *)(void *)chunks->data, chunks->len, right, 0, open);
}
