/* A table's chunks with their columns and what stands above them, band by band. */
#include "tables-private.h"

#include <string.h>

/* In font sizes: lines of one text never stand further apart. */
static const float ROOM_LINES = 0.8f;

struct maker {
    struct parts *parts;
    guint *above;          /* of each column: index + 1 of the last part in it */
    guint *low, *high;     /* of each column, in this band: first and last text row */
    guint *stamp, current; /* low and high count where stamp is the current band */
};

static gint
compare_rows(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct layout *layout = data;
    const struct chunk *p = layout_chunk(layout, ((const struct part *)a)->chunk);
    const struct chunk *q = layout_chunk(layout, ((const struct part *)b)->chunk);
    if (p->row != q->row)
        return p->row < q->row ? -1 : 1;
    return p->box.x0 < q->box.x0 ? -1 : p->box.x0 > q->box.x0;
}

/* Marks the parts of columns that begin and end between the first and the last line of the band:
 * they are set around the middle. Returns whether there are any. */
static gboolean
mark_floating(struct maker *maker, struct part *own, guint n)
{
    const struct layout *layout = maker->parts->layout;
    guint top = layout_chunk(layout, own[0].chunk)->row;
    guint bottom = layout_chunk(layout, own[n - 1].chunk)->row;
    gboolean any = FALSE;
    maker->current++;
    for (guint i = 0; i < n && bottom > top + 1; i++) {
        guint row = layout_chunk(layout, own[i].chunk)->row, c = own[i].first;
        if (maker->stamp[c] != maker->current)
            maker->low[c] = row;
        maker->stamp[c] = maker->current;
        maker->high[c] = row;
    }
    for (guint i = 0; i < n && bottom > top + 1; i++) {
        guint c = own[i].first;
        own[i].floats = own[i].last == c && maker->low[c] > top && maker->high[c] < bottom;
        any |= own[i].floats;
    }
    return any;
}

static void
add_part(struct maker *maker, struct part part)
{
    struct parts *parts = maker->parts;
    const struct chunk *chunk = layout_chunk(parts->layout, part.chunk);
    part.above = maker->above[part.first];
    part.band = parts->bands->len - 1;
    g_array_append_val(parts->parts, part);
    for (guint c = part.first; c <= part.last; c++)
        maker->above[c] = parts->parts->len;
    struct part_band *band = parts_band(parts, parts->bands->len - 1);
    if (band->n++ == 0)
        band->box = chunk->box;
    else if (!part.floats)
        rect_join(&band->box, &chunk->box);
}

/* The end of the lines from `i` on that overlap in height, floating ones left aside. */
static guint
band_end(const struct layout *layout, const struct part *own, guint i, guint n)
{
    float bottom = -G_MAXFLOAT;
    for (; i < n; i++) {
        const struct rect *box = &layout_chunk(layout, own[i].chunk)->box;
        float slack = 0.2f * rect_height(box);
        if (own[i].floats)
            continue;
        if (bottom > -G_MAXFLOAT && box->y0 + slack >= bottom)
            break;
        bottom = MAX(bottom, box->y1 - slack);
    }
    return i;
}

/* The end of the floating parts before `i` whose middle lies below the band that ends at `i`. */
static guint
give_back_floating(const struct layout *layout, const struct part *own, guint i, float bottom)
{
    while (i > 1 && own[i - 1].floats) {
        const struct rect *box = &layout_chunk(layout, own[i - 1].chunk)->box;
        if ((box->y0 + box->y1) / 2 <= bottom + rect_height(box))
            break;
        i--;
    }
    return i;
}

/* A band's chunks; where only parts set around the middle hold its lines together, several. */
static void
add_band(struct maker *maker, const guint *chunks, guint n)
{
    struct parts *parts = maker->parts;
    g_autofree struct part *own = g_new0(struct part, n);
    for (guint i = 0; i < n; i++) {
        const struct chunk *chunk = layout_chunk(parts->layout, chunks[i]);
        own[i].chunk = chunks[i];
        table_columns_of(parts->table, chunk->box.x0, chunk->box.x1, &own[i].first, &own[i].last);
    }
    g_qsort_with_data(own, (gint)n, sizeof *own, compare_rows, (gpointer)parts->layout);
    gboolean floating = mark_floating(maker, own, n);
    for (guint i = 0, end; i < n; i = end) {
        struct part_band band = {.first = parts->parts->len};
        end = n;
        if (floating) {
            end = band_end(parts->layout, own, i, n);
            const struct rect *last = &layout_chunk(parts->layout, own[end - 1].chunk)->box;
            for (guint k = end; end < n && k-- > i;)
                if (!own[k].floats) {
                    last = &layout_chunk(parts->layout, own[k].chunk)->box;
                    break;
                }
            guint back = end < n ? give_back_floating(parts->layout, own, end, last->y1) : end;
            end = MAX(back, i + 1);
        }
        g_array_append_val(parts->bands, band);
        for (guint k = i; k < end; k++)
            if (!own[k].floats)
                add_part(maker, own[k]);
        for (guint k = i; k < end; k++)
            if (own[k].floats)
                add_part(maker, own[k]);
    }
}

static gboolean
shares_column(const struct parts *parts, const struct part_band *a, const struct part_band *b)
{
    for (guint i = a->first; i < a->first + a->n; i++)
        for (guint k = b->first; k < b->first + b->n; k++)
            if (parts_part(parts, i)->first <= parts_part(parts, k)->last &&
                parts_part(parts, k)->first <= parts_part(parts, i)->last)
                return TRUE;
    return FALSE;
}

/* Headers of one line beside headers of two: set around the middle, they reach into the band above
 * and the one below. */
static void
join_middle_bands(struct parts *parts)
{
    enum {
        MOST_PARTS = 32
    };
    guint kept = 0;
    for (guint b = 0; b < parts->bands->len; b++) {
        struct part_band *band = parts_band(parts, b);
        struct part_band *above = kept ? parts_band(parts, kept - 1) : NULL;
        const struct part_band *below = b + 1 < parts->bands->len ? band + 1 : NULL;
        float reach = 0.1f * parts->layout->body_size;
        if (above && below && band->box.y0 < above->box.y1 - reach &&
            below->box.y0 < band->box.y1 - reach && below->box.y0 > above->box.y1 &&
            MAX(MAX(above->n, band->n), below->n) < MOST_PARTS &&
            !shares_column(parts, band, above) && !shares_column(parts, band, below)) {
            for (guint i = band->first; i < band->first + band->n; i++)
                parts_part(parts, i)->floats = TRUE;
            above->n += band->n;
            continue;
        }
        *parts_band(parts, kept) = *band;
        kept++;
    }
    g_array_set_size(parts->bands, kept);
    for (guint b = 0; b < kept; b++)
        for (guint i = parts_band(parts, b)->first;
             i < parts_band(parts, b)->first + parts_band(parts, b)->n; i++)
            parts_part(parts, i)->band = b;
}

/* Where each column's text begins, and the width it fills. */
static void
measure_columns(struct parts *parts)
{
    guint n = parts->table->n_columns;
    parts->left = g_new(float, n);
    parts->measure = g_new0(float, n);
    for (guint c = 0; c < n; c++)
        parts->left[c] = G_MAXFLOAT;
    for (guint i = 0; i < parts->parts->len; i++) {
        guint c = parts_part(parts, i)->first;
        parts->left[c] = MIN(parts->left[c], parts_chunk(parts, i)->box.x0);
    }
    for (guint i = 0; i < parts->parts->len; i++) {
        const struct part *part = parts_part(parts, i);
        float width = parts_chunk(parts, i)->box.x1 - parts->left[part->first];
        if (part->first == part->last)
            parts->measure[part->first] = MAX(parts->measure[part->first], width);
    }
    for (guint c = 0; c < n; c++) /* a column where nothing begins */
        if (parts->left[c] == G_MAXFLOAT)
            parts->left[c] = c ? parts->left[c - 1] : 0;
}

struct parts *
parts_new(const struct layout *layout, const struct table *table, const guint *chunks,
          const GArray *segments)
{
    struct parts *parts = g_new0(struct parts, 1);
    parts->layout = layout;
    parts->table = table;
    parts->parts = g_array_new(FALSE, FALSE, sizeof(struct part));
    parts->bands = g_array_new(FALSE, FALSE, sizeof(struct part_band));
    g_autofree guint *columns = g_new0(guint, 4 * (gsize)table->n_columns);
    struct maker maker = {.parts = parts,
                          .above = columns,
                          .low = columns + table->n_columns,
                          .high = columns + 2 * (gsize)table->n_columns,
                          .stamp = columns + 3 * (gsize)table->n_columns};
    for (guint s = 0; s < segments->len; s++) {
        const GArray *bands = g_array_index(segments, struct segment, s).bands;
        for (guint b = 0; b < bands->len; b++) {
            const struct band *band = &g_array_index(bands, struct band, b);
            add_band(&maker, &chunks[band->first], band->n);
        }
    }
    join_middle_bands(parts);
    measure_columns(parts);
    return parts;
}

void
parts_free(struct parts *parts)
{
    if (!parts)
        return;
    g_array_unref(parts->parts);
    g_array_unref(parts->bands);
    g_free(parts->left);
    g_free(parts->measure);
    g_free(parts);
}

float
part_room(const struct parts *parts, guint i)
{
    return parts_chunk(parts, i)->box.y0 -
           parts_chunk(parts, parts_part(parts, i)->above - 1)->box.y1;
}

static float
part_measure(const struct parts *parts, const struct part *part, const struct part *above)
{
    guint first = MIN(part->first, above->first), last = MAX(part->last, above->last);
    float right = 0;
    for (guint c = first; c <= last; c++)
        right = MAX(right, parts->left[c] + parts->measure[c]);
    const struct chunk *a = layout_chunk(parts->layout, part->chunk);
    const struct chunk *b = layout_chunk(parts->layout, above->chunk);
    return MAX(right, MAX(a->box.x1, b->box.x1)) - MIN(parts->left[first], b->box.x0);
}

/* TRUE where the line above had no room for the part's first word. */
gboolean
part_fills_line_above(const struct parts *parts, guint i)
{
    const struct part *part = parts_part(parts, i);
    if (!part->above)
        return FALSE;
    const struct part *above_part = parts_part(parts, part->above - 1);
    const struct chunk *chunk = parts_chunk(parts, i);
    const struct chunk *above = layout_chunk(parts->layout, above_part->chunk);
    float left = MIN(parts->left[part->first], above->box.x0);
    float right = left + part_measure(parts, part, above_part);
    float word = rect_width(&layout_word(parts->layout, chunk->first)->box);
    return right - above->box.x1 < word + 0.25f * chunk->size;
}

gboolean
part_goes_on(const struct parts *parts, guint i)
{
    const struct part *part = parts_part(parts, i);
    if (!part->above)
        return FALSE;
    const struct part *above_part = parts_part(parts, part->above - 1);
    const struct chunk *chunk = parts_chunk(parts, i);
    const struct chunk *above = layout_chunk(parts->layout, above_part->chunk);
    if (above->bold != chunk->bold || part_room(parts, i) > ROOM_LINES * chunk->size ||
        part->first != above_part->first || chunk_content(parts->layout, chunk) != CONTENT_TEXT)
        return FALSE;
    gunichar last = chunk_last_character(parts->layout, above);
    if (last == '-' || last == 0x2010 || last == ',')
        return TRUE;
    if (last == '.' || last == ':' || last == '!' || last == '?')
        return FALSE;
    if (g_unichar_islower(chunk_first_character(parts->layout, chunk)))
        return part_fills_line_above(parts, i);
    return above->n >= 3 && part_fills_line_above(parts, i);
}
