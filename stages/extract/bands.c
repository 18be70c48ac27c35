/* Bands of a page and the intervals that their chunks occupy. */
#include "areas-private.h"

static gint
compare_top(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct layout *layout = data;
    const struct chunk *p = layout_chunk(layout, *(const guint *)a);
    const struct chunk *q = layout_chunk(layout, *(const guint *)b);
    if (p->box.y0 != q->box.y0)
        return p->box.y0 < q->box.y0 ? -1 : 1;
    return p->box.x0 < q->box.x0 ? -1 : p->box.x0 > q->box.x0;
}

static gint
compare_x(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct layout *layout = data;
    const struct chunk *p = layout_chunk(layout, *(const guint *)a);
    const struct chunk *q = layout_chunk(layout, *(const guint *)b);
    if (p->box.x0 != q->box.x0)
        return p->box.x0 < q->box.x0 ? -1 : 1;
    return p->box.y0 < q->box.y0 ? -1 : p->box.y0 > q->box.y0;
}

/* The intervals that chunks, sorted by x, occupy. */
void
bands_occupy(const struct layout *layout, const guint *chunks, guint n, GArray *columns)
{
    g_array_set_size(columns, 0);
    for (guint i = 0; i < n; i++) {
        const struct chunk *chunk = layout_chunk(layout, chunks[i]);
        struct span_x *last =
            columns->len ? &g_array_index(columns, struct span_x, columns->len - 1) : NULL;
        if (last && chunk->box.x0 <= last->x1 + INTERVALS_CLOSE) {
            last->x1 = MAX(last->x1, chunk->box.x1);
        } else {
            struct span_x span = {chunk->box.x0, chunk->box.x1};
            g_array_append_val(columns, span);
        }
    }
}

/* The union of two sets of intervals. */
void
bands_unite(const GArray *a, const GArray *b, GArray *out)
{
    guint i = 0, j = 0;
    g_array_set_size(out, 0);
    while (i < a->len || j < b->len) {
        gboolean take_a = j == b->len || (i < a->len && g_array_index(a, struct span_x, i).x0 <=
                                                            g_array_index(b, struct span_x, j).x0);
        struct span_x next =
            take_a ? g_array_index(a, struct span_x, i) : g_array_index(b, struct span_x, j);
        i += take_a;
        j += !take_a;
        struct span_x *last = out->len ? &g_array_index(out, struct span_x, out->len - 1) : NULL;
        if (last && next.x0 <= last->x1 + INTERVALS_CLOSE)
            last->x1 = MAX(last->x1, next.x1);
        else
            g_array_append_val(out, next);
    }
}

/* Divides chunks (an array of indexes, which is sorted) into bands. */
GArray *
bands_make(struct layout *layout, guint *chunks, guint n)
{
    GArray *bands = g_array_new(FALSE, FALSE, sizeof(struct band));
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(struct span_x));
    g_qsort_with_data(chunks, (gint)n, sizeof *chunks, compare_top, layout);
    for (guint i = 0, end; i < n; i = end) {
        const struct chunk *first = layout_chunk(layout, chunks[i]);
        struct band band = {.first = i, .box = first->box};
        /* descenders and ascenders of neighbouring lines may touch */
        float bottom = first->box.y1 - 0.2f * rect_height(&first->box);
        for (end = i + 1; end < n; end++) {
            const struct chunk *chunk = layout_chunk(layout, chunks[end]);
            if (chunk->box.y0 + 0.2f * rect_height(&chunk->box) >= bottom)
                break;
            bottom = MAX(bottom, chunk->box.y1 - 0.2f * rect_height(&chunk->box));
            rect_join(&band.box, &chunk->box);
        }
        band.n = end - i;
        g_qsort_with_data(&chunks[i], (gint)band.n, sizeof *chunks, compare_x, layout);
        bands_occupy(layout, &chunks[i], band.n, columns);
        band.columns = columns->len;
        g_array_append_val(bands, band);
    }
    return bands;
}

gint
compare_chunk_rows(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct layout *layout = data;
    guint p = layout_chunk(layout, *(const guint *)a)->row;
    guint q = layout_chunk(layout, *(const guint *)b)->row;
    if (p != q)
        return p < q ? -1 : 1;
    return compare_x(a, b, data);
}

/* The column that holds an interval, or -1 where none does. */
int
columns_find(const GArray *columns, float x0, float x1)
{
    for (guint c = 0; c < columns->len; c++) {
        const struct span_x *column = &g_array_index(columns, struct span_x, c);
        float left = c ? g_array_index(columns, struct span_x, c - 1).x1 : -G_MAXFLOAT;
        float right =
            c + 1 < columns->len ? g_array_index(columns, struct span_x, c + 1).x0 : G_MAXFLOAT;
        if (x0 > left && x1 < right && x1 > column->x0 - INTERVALS_CLOSE &&
            x0 < column->x1 + INTERVALS_CLOSE)
            return (int)c;
    }
    return -1;
}
