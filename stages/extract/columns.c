/* The columns of a table: from the gutters of its segments. */
#include "tables-private.h"

#include <string.h>

/* The segment's column that holds a chunk: the last one that begins at or before it. */
guint
segment_column(const struct segment *segment, const struct chunk *chunk)
{
    guint low = 0, high = segment->columns->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(segment->columns, struct span_x, middle).x0 <= chunk->box.x0 + 0.5f)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? low - 1 : 0;
}

static gint
compare_lengths(gconstpointer a, gconstpointer b)
{
    const struct segment *const *p = a, *const *q = b;
    return (*p)->bands->len > (*q)->bands->len ? -1 : (*p)->bands->len < (*q)->bands->len;
}

/* Adds a gutter of another segment: it narrows the one that it overlaps; one that overlaps none
 * divides a column; one that overlaps several stands beside a cell that spans columns. */
static void
add_gutter(GArray *gutters, const struct span_x *gutter)
{
    guint overlapped = 0, at = 0, before = 0;
    for (guint i = 0; i < gutters->len; i++) {
        const struct span_x *own = &g_array_index(gutters, struct span_x, i);
        before += own->x1 <= gutter->x0;
        if (own->x0 < gutter->x1 && own->x1 > gutter->x0) {
            overlapped++;
            at = i;
        }
    }
    if (!overlapped)
        g_array_insert_vals(gutters, before, gutter, 1);
    if (overlapped != 1)
        return;
    struct span_x *own = &g_array_index(gutters, struct span_x, at);
    own->x0 = MAX(own->x0, gutter->x0);
    own->x1 = MIN(own->x1, gutter->x1);
}

/* How many of the (sorted) intervals begin at or before x. */
static guint
spans_begun(const GArray *spans, float x)
{
    guint low = 0, high = spans->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(spans, struct span_x, middle).x0 <= x)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* How often a gutter is kept and how often a chunk runs through it. */
struct support {
    guint kept, crossed;
};

/* Counts what a chunk says of the gutters, and the room behind it in its row. */
static void
count_support(const struct layout *layout, guint index, const GArray *gutters,
              struct support *supports, guint weight)
{
    const struct chunk *chunk = layout_chunk(layout, index), *next = chunk + 1;
    guint i = spans_begun(gutters, chunk->box.x0);
    for (; i < gutters->len; i++) {
        if (g_array_index(gutters, struct span_x, i).x1 >= chunk->box.x1)
            break;
        supports[i].crossed++;
    }
    if (index + 1 == layout->chunks->len || next->row != chunk->row)
        return;
    for (; i < gutters->len && g_array_index(gutters, struct span_x, i).x0 < next->box.x0; i++)
        supports[i].kept += weight;
}

/* Drops gutters that hardly a line keeps and many run through: the gap of a line set loosely. */
static void
drop_weak_gutters(const struct layout *layout, const guint *chunks, GArray *gutters,
                  const GArray *segments, const GArray *open)
{
    enum {
        WEAK = 2,
        TIMES = 3
    };
    g_autofree struct support *supports = g_new0(struct support, gutters->len + 1);
    for (guint s = 0; s < segments->len; s++) {
        const GArray *bands = g_array_index(segments, struct segment, s).bands;
        for (guint b = 0; b < bands->len; b++) {
            const struct band *band = &g_array_index(bands, struct band, b);
            guint weight = s + b == 0 ? WEAK + 1 : 1; /* the header's word is not doubted */
            for (guint i = band->first; i < band->first + band->n; i++)
                count_support(layout, chunks[i], gutters, supports, weight);
        }
    }
    for (guint i = 0, k = 0; open && i < gutters->len; i++) { /* the page above knows them */
        const struct span_x *own = &g_array_index(gutters, struct span_x, i);
        while (k < open->len && g_array_index(open, struct span_x, k).x1 <= own->x0)
            k++;
        if (k < open->len && g_array_index(open, struct span_x, k).x0 < own->x1)
            supports[i].kept += WEAK + 1;
    }
    guint kept = 0;
    for (guint i = 0; i < gutters->len; i++) {
        if (gutters->len > 1 && supports[i].kept <= WEAK && supports[i].crossed > 0 &&
            supports[i].crossed >= TIMES * MAX(supports[i].kept, 1))
            continue;
        g_array_index(gutters, struct span_x, kept++) = g_array_index(gutters, struct span_x, i);
    }
    g_array_set_size(gutters, kept);
}

/* The gutters of all segments, those of the longest first. */
void
table_find_gutters(const struct layout *layout, const guint *chunks, struct table *table,
                   const GArray *segments, const GArray *open)
{
    enum {
        MOST_GUTTERS = 200
    };
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    for (guint s = 0; s < segments->len; s++)
        g_ptr_array_add(order, &g_array_index(segments, struct segment, s));
    g_ptr_array_sort(order, compare_lengths);
    for (guint s = 0; s < order->len; s++) {
        const GArray *columns = ((const struct segment *)g_ptr_array_index(order, s))->columns;
        for (guint c = 1; c < columns->len && table->gutters->len < MOST_GUTTERS; c++) {
            struct span_x gutter = {g_array_index(columns, struct span_x, c - 1).x1,
                                    g_array_index(columns, struct span_x, c).x0};
            add_gutter(table->gutters, &gutter);
        }
    }
    for (guint i = 0; open && i < open->len && table->gutters->len < MOST_GUTTERS; i++)
        add_gutter(table->gutters, &g_array_index(open, struct span_x, i));
    drop_weak_gutters(layout, chunks, table->gutters, segments, open);
    table->n_columns = table->gutters->len + 1;
}

/* Where a column of a segment is filled. */
struct filling {
    guint first, last, bands; /* bands that have something in it */
    gboolean text;            /* the last of them: words, no number */
};

static struct filling *
look_at_columns(const struct layout *layout, const guint *chunks, const struct segment *segment)
{
    struct filling *fillings = g_new0(struct filling, segment->columns->len);
    for (guint c = 0; c < segment->columns->len; c++)
        fillings[c].first = G_MAXUINT;
    for (guint b = 0; b < segment->bands->len; b++) {
        const struct band *band = &g_array_index(segment->bands, struct band, b);
        for (guint i = band->first; i < band->first + band->n; i++) {
            const struct chunk *chunk = layout_chunk(layout, chunks[i]);
            struct filling *filling = &fillings[segment_column(segment, chunk)];
            if (chunk->visible == 1 && chunk_content(layout, chunk) == CONTENT_NUMBER &&
                segment->bands->len > 2 && !g_unichar_isdigit(chunk_first_character(layout, chunk)))
                continue; /* the dash for a figure that is missing stands anywhere */
            if (filling->first == G_MAXUINT || filling->last != b)
                filling->bands++;
            filling->first = MIN(filling->first, b);
            filling->last = b;
            if (filling->bands == 1)
                filling->text = chunk_content(layout, chunk) == CONTENT_TEXT;
        }
    }
    return fillings;
}

enum {
    HEADER_BANDS = 3
};

/* TRUE where `a` is filled in the first lines only and `b` in those after them. */
static gboolean
is_header_of(const struct filling *a, const struct filling *b)
{
    return a->last < b->first && a->last < HEADER_BANDS;
}

/* How many columns from `c` on are one. A header that stands left and its figures right do not
 * overlap, and look like two columns that never meet in a line; it rather belongs to the figures
 * behind it than to the column before. And a column that has one line, and that not the first, is
 * the end of a line set loosely. */
static guint
columns_as_one(const struct filling *fillings, guint n, guint c, guint bands)
{
    const struct filling *own = &fillings[c];
    if (c + 1 >= n)
        return 1;
    const struct filling *next = own + 1;
    if (!own->bands) /* dashes alone, left of their figures */
        return 2;
    if (!next->bands)
        return c + 2 < n ? 1 : 2;
    if (is_header_of(own, next))
        return 2;
    if (is_header_of(next, own))
        return c + 2 < n && is_header_of(next, own + 2) ? 1 : 2;
    return next->bands == 1 && next->first > 0 && next->text && bands > 3 ? 2 : 1;
}

void
segment_merge_columns(const struct layout *layout, const guint *chunks, struct segment *segment)
{
    guint n = segment->columns->len, kept = 0;
    g_autofree struct filling *fillings = look_at_columns(layout, chunks, segment);
    struct span_x *columns = (struct span_x *)(void *)segment->columns->data;
    for (guint c = 0, m; c < n; c += m) {
        m = columns_as_one(fillings, n, c, segment->bands->len);
        if (kept + 1 + (n - c - m) < 2)
            m = 1; /* two columns stay two */
        columns[kept] = (struct span_x){columns[c].x0, columns[c + m - 1].x1};
        kept++;
    }
    g_array_set_size(segment->columns, kept);
}

/* How many gutters of the table end before x. */
static guint
gutters_ended(const struct table *table, float x)
{
    guint low = 0, high = table->gutters->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(table->gutters, struct span_x, middle).x1 < x)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void
table_columns_of(const struct table *table, float x0, float x1, guint *ret_first, guint *ret_last)
{
    const float SLACK = 0.5f;
    *ret_first = spans_begun(table->gutters, x0 + SLACK);
    *ret_last = MAX(gutters_ended(table, x1 - SLACK), *ret_first);
}
