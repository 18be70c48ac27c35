/* A small table set beside running text. Its lines fall where they fall: they share no base line
 * with those of the text, whose lines follow each other at one distance, whatever row is beside. */
#include "areas-private.h"

#include <math.h>

/* In font sizes, unless said otherwise. */
static const float SHARE = 0.5f;     /* of the area's width: the text has at least this */
static const float BASE_LINE = 0.8f; /* points */
static const float ROOM = 0.6f;      /* more above a line than this is a paragraph's, or a row's */
enum {
    TEXT_LINES = 5,
    TEXT_WORDS = 6, /* a line */
    CELL_WORDS = 3
};

struct counts {
    guint lines, words, rooms; /* of the text */
    guint cells, cell_words, level;
    float bottom;
};

static void
count_band(const struct region *region, const struct band *band, const struct span_x *text,
           struct counts *counts)
{
    const struct chunk *line = NULL;
    for (guint i = band->first; i < band->first + band->n; i++) {
        const struct chunk *chunk = layout_chunk(region->layout, region->chunks[i]);
        if (chunk->box.x0 > text->x1 || chunk->box.x1 < text->x0)
            continue;
        counts->rooms +=
            counts->lines && chunk->box.y0 - counts->bottom > ROOM * region->layout->body_size;
        counts->lines++;
        counts->words += chunk->n;
        counts->bottom = MAX(counts->bottom, chunk->box.y1);
        line = chunk;
    }
    for (guint i = band->first; i < band->first + band->n; i++) {
        const struct chunk *chunk = layout_chunk(region->layout, region->chunks[i]);
        if (chunk->box.x0 <= text->x1 && chunk->box.x1 >= text->x0)
            continue;
        counts->cells++;
        counts->cell_words += chunk->n;
        counts->level += line && fabsf(line->box.y1 - chunk->box.y1) < BASE_LINE;
    }
}

gboolean
region_has_table_beside(const struct region *region, guint first, guint end, const GArray *columns,
                        guint *ret_text)
{
    if (columns->len < 3)
        return FALSE;
    const struct span_x *all = (const struct span_x *)(void *)columns->data;
    const struct span_x *last = &all[columns->len - 1];
    *ret_text = last->x1 - last->x0 > all->x1 - all->x0 ? columns->len - 1 : 0;
    const struct span_x *text = &all[*ret_text];
    if (text->x1 - text->x0 < SHARE * (last->x1 - all->x0))
        return FALSE;
    struct counts counts = {0};
    for (guint b = first; b < end; b++)
        count_band(region, region_band(region, b), text, &counts);
    return counts.lines >= TEXT_LINES && counts.words >= TEXT_WORDS * counts.lines &&
           counts.rooms * 4 <= counts.lines && counts.cells >= 4 &&
           counts.cell_words <= CELL_WORDS * counts.cells && counts.level * 2 < counts.cells;
}
