/* The margin column of a memo: Sagsnr., Dokumentnr., Sagsbehandler, the office, Telefon, E-mail,
 * set small beside the text, left or right, and none of its business.
 *
 * A strand is a set of chunks with a common left edge. It is the margin where it stands outside of
 * the running text, or beside it and looks like one: smaller letters, the labels that such columns
 * have. The last column of a table also stands at the side; what tells it apart is that it shares
 * its rows with short neighbours. */
#include "layout.h"

#include <math.h>
#include <string.h>

static const float EDGE = 2.0f;      /* points: a common edge */
static const float BASE_LINE = 0.5f; /* points */
static const float NARROW = 0.36f;   /* of the page: wider is no margin */
static const float SMALL = 0.93f;    /* of the body's font size */
static const float FLOAT_GAP = 6.0f; /* font sizes between the lines of a strand beside text */

struct strand {
    guint first, n; /* in the array of candidates */
    struct rect box;
    guint labels, small, rows_shared, marks;
    guint level; /* chunks of the size and on the base line of what stands beside them: cells */
};

/* Starts of lines that stand in margins, without case; longer ones that begin so count as well. */
static const char *const labels[] = {"sagsnr",
                                     "sagsnummer",
                                     "sag nr",
                                     "sags nr",
                                     "sagsid",
                                     "sag:",
                                     "journalnr",
                                     "j.nr",
                                     "jnr",
                                     "j. nr",
                                     "dokumentnr",
                                     "dokumentnummer",
                                     "dok.nr",
                                     "dok. nr",
                                     "dok nr",
                                     "doknr",
                                     "brevid",
                                     "acadre",
                                     "sagsbeh",
                                     "kontaktperson",
                                     "kontakt",
                                     "ref.",
                                     "vores ref",
                                     "vor ref",
                                     "deres ref",
                                     "reference",
                                     "telefon",
                                     "tlf",
                                     "direkte",
                                     "mobil",
                                     "telefax",
                                     "fax",
                                     "e-mail",
                                     "email",
                                     "e-post",
                                     "mail",
                                     "ean",
                                     "cvr",
                                     "www.",
                                     "http",
                                     "dato",
                                     "åbningstid",
                                     "ekspeditionstid",
                                     "postadresse",
                                     "adresse",
                                     "hjemmeside",
                                     "udarbejdet af",
                                     "forfatter",
                                     "initialer"};

static gboolean
is_label_text(const char *text)
{
    g_autofree char *lower = g_utf8_strdown(text, -1);
    for (guint i = 0; i < G_N_ELEMENTS(labels); i++)
        if (g_str_has_prefix(lower, labels[i]))
            return TRUE;
    return strchr(lower, '@') != NULL;
}

static gboolean
is_label(const struct layout *layout, const struct chunk *chunk)
{
    if (chunk->visible > 60)
        return FALSE;
    g_autoptr(GString) text = g_string_new(NULL);
    layout_chunk_text(layout, chunk, text);
    return is_label_text(text->str);
}

struct key {
    float edge, y;
    guint chunk;
};

static gint
compare_keys(gconstpointer a, gconstpointer b)
{
    const struct key *p = a, *q = b;
    if (p->edge != q->edge)
        return p->edge < q->edge ? -1 : 1;
    return p->y < q->y ? -1 : p->y > q->y;
}

static gint
compare_y(gconstpointer a, gconstpointer b)
{
    const struct key *p = a, *q = b;
    return p->y < q->y ? -1 : p->y > q->y;
}

/* The chunk before (-1) or behind (+1) in the same row, or NULL. Furniture is nobody's neighbour.
 */
static const struct chunk *
beside(const struct layout *layout, guint index, int step)
{
    const struct chunk *own = layout_chunk(layout, index);
    guint at = index;
    while ((step < 0 && at > 0) || (step > 0 && at + 1 < layout->chunks->len)) {
        at = (guint)((int)at + step);
        const struct chunk *other = layout_chunk(layout, at);
        if (other->row != own->row)
            return NULL;
        if (other->role == ROLE_BODY)
            return other;
    }
    return NULL;
}

static gboolean
is_running_text(const struct layout *layout, const struct chunk *chunk)
{
    return chunk->n >= 5 && rect_width(&chunk->box) > 0.3f * layout->width;
}

/* Gathers what the decision needs to know of a strand's chunks. */
static void
look_at(const struct layout *layout, const struct key *keys, struct strand *strand, int inward)
{
    strand->box = layout_chunk(layout, keys[strand->first].chunk)->box;
    for (guint i = strand->first; i < strand->first + strand->n; i++) {
        const struct chunk *chunk = layout_chunk(layout, keys[i].chunk);
        const struct chunk *other = beside(layout, keys[i].chunk, inward);
        rect_join(&strand->box, &chunk->box);
        strand->labels += is_label(layout, chunk);
        strand->small += chunk->size < SMALL * layout->body_size;
        strand->level += other && fabsf(chunk->box.y1 - other->box.y1) < BASE_LINE &&
                         fabsf(chunk->size - other->size) < BASE_LINE;
        strand->rows_shared +=
            other && !is_running_text(layout, other) && chunk->size > SMALL * other->size;
    }
}

static gboolean
is_margin(const struct layout *layout, const struct strand *s, gboolean right)
{
    gboolean known = layout->body.x1 > layout->body.x0;
    float gap = 0.3f * layout->body_size;
    gboolean outside =
        known && (right ? s->box.x0 >= layout->body.x1 + gap : s->box.x1 <= layout->body.x0 - gap);
    gboolean is_small = s->small * 10 >= s->n * 8;
    gboolean tabular = s->rows_shared * 10 >= s->n * 6;
    if (s->n < 2 || s->box.x1 - s->box.x0 > NARROW * layout->width)
        return FALSE;
    if (!right && !outside)
        return s->labels >= 2 && is_small && s->n >= 3;
    if (!right)
        return !tabular && (s->labels >= 2 || (s->labels && is_small));
    if (s->box.x0 < 0.45f * layout->width)
        return FALSE;
    if (outside && !tabular)
        return s->level * 10 >= s->n * 8 ? s->labels >= 2 : s->labels || is_small || s->n >= 4;
    return s->labels >= 2 && (is_small || !tabular) && s->n >= 3;
}

static void
claim(struct layout *layout, const struct strand *strand, gboolean right)
{
    struct rect box = strand->box;
    gboolean outside = right ? box.x0 > layout->body.x1 : box.x1 < layout->body.x0;
    for (guint i = 0; i < layout->chunks->len; i++) {
        struct chunk *chunk = layout_chunk(layout, i);
        gboolean at_side = right ? chunk->box.x0 >= box.x0 - EDGE && chunk->box.x0 <= box.x1
                                 : chunk->box.x1 <= box.x1 + EDGE;
        gboolean at_height = chunk->box.y1 > box.y0 && chunk->box.y0 < box.y1;
        if (chunk->role == ROLE_BODY && at_side && at_height &&
            (outside || rect_width(&chunk->box) < NARROW * layout->width)) {
            chunk->role = ROLE_MARGIN;
            rect_join(&box, &chunk->box);
        }
    }
    g_array_append_val(layout->strands, box);
}

/* Chunks at one side that may be margin, by their edge and then downwards. */
static GArray *
candidates(const struct layout *layout, gboolean right, gboolean by_end)
{
    GArray *keys = g_array_new(FALSE, FALSE, sizeof(struct key));
    for (guint i = 0; i < layout->chunks->len; i++) {
        const struct chunk *chunk = layout_chunk(layout, i);
        if (chunk->role != ROLE_BODY || rect_width(&chunk->box) > NARROW * layout->width ||
            chunk->size > 1.1f * layout->body_size || beside(layout, i, right ? +1 : -1))
            continue;
        if (right ? chunk->box.x0 < 0.45f * layout->width : chunk->box.x1 > 0.45f * layout->width)
            continue;
        struct key key = {by_end ? chunk->box.x1 : chunk->box.x0, chunk->box.y0, i};
        g_array_append_val(keys, key);
    }
    g_array_sort(keys, compare_keys);
    return keys;
}

/* Strands of one side: equal edges, and beside the text also no large holes. */
static void
find_strands(struct layout *layout, gboolean right, gboolean by_end)
{
    g_autoptr(GArray) array = candidates(layout, right, by_end);
    struct key *keys = (struct key *)(void *)array->data;
    enum {
        MOST_STRANDS = 64
    };
    guint tried = 0;
    for (guint i = 0, end; i < array->len && tried < MOST_STRANDS; i = end) {
        for (end = i + 1; end < array->len && keys[end].edge - keys[i].edge <= EDGE; end++)
            ;
        qsort(&keys[i], end - i, sizeof *keys, compare_y);
        for (guint from = i, to; from < end && tried < MOST_STRANDS; from = to) {
            for (to = from + 1; to < end; to++) {
                const struct chunk *above = layout_chunk(layout, keys[to - 1].chunk);
                float size = layout_chunk(layout, keys[to].chunk)->size;
                if (keys[to].y - above->box.y1 > FLOAT_GAP * layout->body_size ||
                    MIN(size, above->size) < 0.85f * MAX(size, above->size))
                    break;
            }
            if (to - from < 2)
                continue;
            struct strand strand = {.first = from, .n = to - from};
            look_at(layout, keys, &strand, right ? -1 : +1);
            tried++;
            if (is_margin(layout, &strand, right))
                claim(layout, &strand, right);
        }
    }
}

/* A chunk alone, where a strand with its edge has been found: a field further down. */
static void
add_lone_fields(struct layout *layout)
{
    for (guint s = 0; s < layout->strands->len; s++) {
        struct rect strand = g_array_index(layout->strands, struct rect, s);
        if (strand.x0 <= layout->body.x1)
            continue;
        for (guint i = 0; i < layout->chunks->len; i++) {
            struct chunk *chunk = layout_chunk(layout, i);
            if (chunk->role == ROLE_BODY && chunk->box.x0 >= strand.x0 - EDGE &&
                chunk->box.x0 <= strand.x0 + EDGE && chunk->size < 1.1f * layout->body_size &&
                rect_width(&chunk->box) < NARROW * layout->width && !beside(layout, i, -1))
                chunk->role = ROLE_MARGIN;
        }
    }
}

/* The margin's chunks as lines, a row of them a line; `breaks` where a group begins: the room above
 * is larger than between the lines of a group, or the side changes. */
static void
add_lines(struct layout *layout)
{
    g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(struct key));
    for (guint i = 0; i < layout->chunks->len; i++) {
        const struct chunk *chunk = layout_chunk(layout, i);
        struct key key = {chunk->box.x0 > layout->width / 2, (float)chunk->row, i};
        if (chunk->role == ROLE_MARGIN)
            g_array_append_val(keys, key);
    }
    g_array_sort(keys, compare_keys);
    for (guint i = 0, end; i < keys->len; i = end) {
        struct key *key = &g_array_index(keys, struct key, i);
        guint line_chunks[8], n = 0;
        for (end = i; end < keys->len && n < G_N_ELEMENTS(line_chunks); end++) {
            struct key *other = &g_array_index(keys, struct key, end);
            if (other->edge != key->edge || other->y != key->y)
                break;
            line_chunks[n++] = other->chunk;
        }
        struct item item = {.kind = ITEM_LINE, .breaks = i == 0 || key->edge != key[-1].edge};
        item.index = layout_add_line(layout, line_chunks, n, 0, layout->width);
        g_array_append_val(layout->margin, item);
    }
}

/* TRUE where a line is a label that has its value beside it, or none: "Tlf. 12 34 56 78". */
static gboolean
is_field(const struct layout *layout, const struct text_line *line, gboolean *ret_bare)
{
    g_autoptr(GString) text = g_string_new(NULL);
    layout_words_text(layout, &g_array_index(layout->line_words, guint, line->first), line->n, text,
                      NULL);
    const char *colon = strchr(text->str, ':');
    *ret_bare = line->n <= 2 && !strpbrk(text->str, "0123456789@") && (!colon || !colon[1]);
    return is_label_text(text->str);
}

static gboolean
ends_group(const struct layout *layout, guint i, float least)
{
    const struct item *items = (const struct item *)(void *)layout->margin->data;
    const struct text_line *above = layout_line(layout, items[i - 1].index);
    const struct text_line *line = layout_line(layout, items[i].index);
    float gap = line->box.y0 - above->box.y1;
    if (gap > least + 0.28f * line->size || (above->bold && !line->bold && gap > least + 1))
        return TRUE;
    /* groups without room between them: a label begins one, unless it follows a bare label */
    gboolean bare, above_bare;
    gboolean above_label = is_field(layout, above, &above_bare);
    return is_field(layout, line, &bare) && !(above_label && above_bare);
}

/* Groups: the smallest room between two lines of the margin is that within a group. */
static void
find_groups(struct layout *layout)
{
    float least = G_MAXFLOAT;
    for (guint i = 1; i < layout->margin->len; i++) {
        const struct item *items = (const struct item *)(void *)layout->margin->data;
        const struct text_line *above = layout_line(layout, items[i - 1].index);
        const struct text_line *line = layout_line(layout, items[i].index);
        if (!items[i].breaks)
            least = MIN(least, MAX(line->box.y0 - above->box.y1, -0.3f * line->size));
    }
    for (guint i = 1; i < layout->margin->len; i++) {
        struct item *item = &g_array_index(layout->margin, struct item, i);
        item->breaks = item->breaks || ends_group(layout, i, least);
    }
}

void
layout_find_margin(struct layout *layout)
{
    find_strands(layout, TRUE, FALSE);
    find_strands(layout, FALSE, FALSE);
    find_strands(layout, FALSE, TRUE);
    add_lone_fields(layout);
    add_lines(layout);
    find_groups(layout);
}
