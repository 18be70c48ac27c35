/* Two columns that are no table: labels beside their values, sender and fields of a letterhead. */
#include "areas-private.h"

/* TRUE where the area is labels and their values: "Mødedato:" beside "3. juni 2003". */
gboolean
region_is_labels(const struct region *region, guint first, guint end, const GArray *columns)
{
    enum {
        LABEL_WORDS = 4
    };
    guint labels = 0;
    for (guint b = first; columns->len == 2 && b < end; b++) {
        const struct band *band = region_band(region, b);
        for (guint i = band->first; i < band->first + band->n; i++) {
            const struct chunk *chunk = layout_chunk(region->layout, region->chunks[i]);
            if (chunk->box.x0 > g_array_index(columns, struct span_x, 0).x1)
                continue;
            const struct word *last = layout_word(region->layout, chunk->first + chunk->n - 1);
            if (chunk->n > LABEL_WORDS || region->layout->characters->at[last->last - 1].c != ':')
                return FALSE;
            labels++;
        }
    }
    return labels > 0;
}

/* A label and the lines of its value are one block; a band without a label goes on with it. */
void
region_read_label(struct region *region, const struct band *band, const GArray *columns)
{
    struct layout *layout = region->layout;
    const float value_x = g_array_index(columns, struct span_x, 1).x0 - INTERVALS_CLOSE;
    g_autofree guint *chunks = g_memdup2(&region->chunks[band->first], band->n * sizeof(guint));
    g_qsort_with_data(chunks, (gint)band->n, sizeof *chunks, compare_chunk_rows, layout);
    guint label = band->n;
    for (guint i = 0; i < band->n; i++)
        if (layout_chunk(layout, chunks[i])->box.x0 < value_x)
            label = MIN(label, i);
    gboolean first = TRUE;
    for (guint i = 0; i < band->n; i++) {
        if (i == label && band->n > 1)
            continue;
        const guint line[] = {chunks[label < band->n ? label : i], chunks[i]};
        gboolean with_label = first && label < band->n && i != label;
        const struct chunk *chunk = layout_chunk(layout, chunks[i]);
        struct item item = {.kind = ITEM_LINE, .begins = first && label < band->n};
        item.joins = !item.begins;
        item.index = layout_add_line(layout, with_label ? line : &chunks[i], with_label ? 2 : 1,
                                     value_x, MAX(region->right, chunk->box.x1));
        g_array_append_val(layout->items, item);
        first = FALSE;
    }
}

/* TRUE where two short columns stand at the head of the page: sender and fields of a letter. */
gboolean
region_is_letterhead(const struct region *region, guint first, guint end, const GArray *columns)
{
    enum {
        MOST_LINES = 6,
        MOST_WORDS = 7
    };
    const float HEAD = 0.3f; /* of the page */
    if (columns->len != 2 || end - first > MOST_LINES ||
        region_band(region, end - 1)->box.y1 > HEAD * region->layout->height)
        return FALSE;
    float room =
        g_array_index(columns, struct span_x, 1).x0 - g_array_index(columns, struct span_x, 0).x1;
    for (guint b = first; b < end; b++) {
        const struct band *band = region_band(region, b);
        for (guint i = band->first; i < band->first + band->n; i++) {
            const struct chunk *chunk = layout_chunk(region->layout, region->chunks[i]);
            g_autoptr(GString) text = g_string_new(NULL);
            layout_chunk_text(region->layout, chunk, text);
            if (chunk->n > MOST_WORDS || content_of(text->str) != CONTENT_TEXT)
                return FALSE;
        }
    }
    return room > 3 * region->layout->body_size;
}

/* The two columns of a letterhead, one after the other. */
void
region_read_letterhead(struct region *region, guint first, guint end, const GArray *columns)
{
    for (guint c = 0; c < columns->len; c++) {
        const struct span_x *column = &g_array_index(columns, struct span_x, c);
        for (guint b = first; b < end; b++) {
            const struct band *band = region_band(region, b);
            for (guint i = band->first; i < band->first + band->n; i++) {
                const struct chunk *chunk = layout_chunk(region->layout, region->chunks[i]);
                if ((guint)MAX(columns_find(columns, chunk->box.x0, chunk->box.x1), 0) != c)
                    continue;
                struct item item = {.kind = ITEM_LINE, .begins = TRUE};
                item.index = layout_add_line(region->layout, &region->chunks[i], 1, column->x0,
                                             MAX(column->x1, chunk->box.x1));
                g_array_append_val(region->layout->items, item);
            }
        }
    }
    region->breaks = TRUE;
}
