/* Headers, footers and page numbers.
 *
 * What stands at the same place of neighbouring pages and says the same is furniture, numbers of
 * pages in it left aside. A page number also shows by itself: it says so ("Side 1", "2 af 4"), or
 * it is the page's number or counts along with its neighbours, and nothing stands below it. */
#include "edges-private.h"

#include <math.h>
#include <string.h>

static const float SAME_PLACE = 4.0f; /* points */

/* What is known of a text that several pages have at one place. */
enum {
    IS_FURNITURE = 1,
    IS_BODY = 2
};

/* TRUE where boxes stand as far from the left side of one page as from the right side of the other,
 * or where one page's lines begin and those of the other end: the outer sides of a book's pages. */
static gboolean
are_opposite(const struct layout *a, const struct rect *r, const struct layout *b,
             const struct rect *s)
{
    if (fabsf(r->x0 - s->x0) <= SAME_PLACE || fabsf(r->x1 - s->x1) <= SAME_PLACE)
        return FALSE;
    if (fabsf(r->x0 - (b->width - s->x1)) <= SAME_PLACE ||
        fabsf(s->x0 - (a->width - r->x1)) <= SAME_PLACE)
        return TRUE;
    gboolean known = a->body.x1 > a->body.x0 && b->body.x1 > b->body.x0;
    const struct span_x p = a->body, q = b->body;
    return known && ((fabsf(r->x0 - p.x0) <= SAME_PLACE && fabsf(s->x1 - q.x1) <= SAME_PLACE) ||
                     (fabsf(r->x1 - p.x1) <= SAME_PLACE && fabsf(s->x0 - q.x0) <= SAME_PLACE));
}

/* TRUE where two edges of different pages stand at one height, by one of their ends at one place,
 * or at opposite sides, as on the pages of a book. */
static gboolean
same_place(const struct layout *a, const struct edge *p, const struct layout *b,
           const struct edge *q)
{
    const struct rect *r = &layout_chunk(a, p->chunk)->box, *s = &layout_chunk(b, q->chunk)->box;
    return p->top == q->top && fabsf(r->y0 - s->y0) <= SAME_PLACE &&
           (fabsf(r->x0 - s->x0) <= SAME_PLACE || fabsf(r->x1 - s->x1) <= SAME_PLACE ||
            fabsf(r->x0 + r->x1 - s->x0 - s->x1) <= 2 * SAME_PLACE || are_opposite(a, r, b, s));
}

/* TRUE where the text stands in the body of a page. */
static gboolean
stands_in_body(const struct layout *layout, const struct edge *edge)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < layout->chunks->len; i++) {
        const struct chunk *chunk = layout_chunk(layout, i);
        if (edge_in_zone(layout, chunk, TRUE, edge->deep) ||
            edge_in_zone(layout, chunk, FALSE, edge->deep))
            continue;
        g_string_truncate(text, 0);
        layout_chunk_text(layout, chunk, text);
        if (edge_hash_text(text->str) == edge->hash)
            return TRUE;
    }
    return FALSE;
}

/* TRUE where the edge's text is at its place on a neighbouring page. */
static gboolean
is_repeated(struct layout *const *pages, guint n, guint at, const struct edge *edge,
            GHashTable *known)
{
    guint verdict = GPOINTER_TO_UINT(g_hash_table_lookup(known, GUINT_TO_POINTER(edge->hash)));
    if (verdict == IS_BODY)
        return FALSE;
    guint first = at > 2 ? at - 2 : 0, last = MIN(at + 2, n - 1);
    for (guint p = first; p <= last; p++) {
        if (p == at)
            continue;
        for (guint i = 0; i < pages[p]->edges->len; i++) {
            const struct edge *other = &g_array_index(pages[p]->edges, struct edge, i);
            if (other->hash != edge->hash || !same_place(pages[at], edge, pages[p], other))
                continue;
            if (verdict == IS_FURNITURE)
                return TRUE;
            gboolean in_body = FALSE;
            for (guint q = first; q <= last && !in_body; q++)
                in_body = stands_in_body(pages[q], edge);
            g_hash_table_insert(known, GUINT_TO_POINTER(edge->hash),
                                GUINT_TO_POINTER(in_body ? IS_BODY : IS_FURNITURE));
            return !in_body;
        }
    }
    return FALSE;
}

/* TRUE where a neighbouring page has, at the same place, a number that counts along. */
static gboolean
counts_along(struct layout *const *pages, guint n, guint at, const struct edge *edge)
{
    for (guint p = at > 2 ? at - 2 : 0; p <= MIN(at + 2, n - 1); p++) {
        if (p == at)
            continue;
        int step = (int)pages[p]->n - (int)pages[at]->n;
        for (guint i = 0; i < pages[p]->edges->len; i++) {
            const struct edge *other = &g_array_index(pages[p]->edges, struct edge, i);
            const struct chunk *a = layout_chunk(pages[at], edge->chunk);
            const struct chunk *b = layout_chunk(pages[p], other->chunk);
            if (other->number == edge->number + step && other->top == edge->top &&
                fabsf(a->box.y0 - b->box.y0) <= SAME_PLACE)
                return TRUE;
        }
    }
    return FALSE;
}

/* TRUE where nothing but furniture stands further out than the chunk, and room lies inside. */
static gboolean
is_outermost(const struct layout *layout, const struct edge *edge)
{
    const struct chunk *own = layout_chunk(layout, edge->chunk);
    float room = own->size;
    guint first = edge->top ? 0 : edge->chunk;
    guint end = edge->top ? MIN(edge->chunk + 64, layout->chunks->len) : layout->chunks->len;
    if (!edge->top)
        first = edge->chunk > 64 ? edge->chunk - 64 : 0;
    for (guint i = first; i < end; i++) {
        const struct chunk *chunk = layout_chunk(layout, i);
        if (i == edge->chunk || chunk->role != ROLE_BODY || (edge->says && chunk->row == own->row))
            continue;
        if (edge->top ? chunk->box.y0 < own->box.y1 + room : chunk->box.y1 > own->box.y0 - room)
            return FALSE;
    }
    return TRUE;
}

/* The row of a table's header is body as a whole, where one of its cells is known to be. */
static void
spare_table_headers(struct layout *layout, GHashTable *known)
{
    for (guint i = 0; i < layout->edges->len; i++) {
        const struct edge *edge = &g_array_index(layout->edges, struct edge, i);
        if (GPOINTER_TO_UINT(g_hash_table_lookup(known, GUINT_TO_POINTER(edge->hash))) != IS_BODY)
            continue;
        for (guint k = 0; k < layout->edges->len; k++) {
            struct chunk *chunk =
                layout_chunk(layout, g_array_index(layout->edges, struct edge, k).chunk);
            if (chunk->row == layout_chunk(layout, edge->chunk)->row &&
                (chunk->role == ROLE_HEADER || chunk->role == ROLE_FOOTER))
                chunk->role = ROLE_BODY;
        }
    }
}

/* The room between a row of furniture and the body's nearest line further inside that stands over
 * or under it; `ret_inner` becomes a chunk of that line. G_MAXFLOAT where there is none. */
static float
room_inside(const struct layout *layout, const struct edge *edge, const struct chunk **ret_inner)
{
    enum {
        LOOKAHEAD = 24
    };
    const struct chunk *own = layout_chunk(layout, edge->chunk);
    guint at = edge->chunk;
    for (guint i = 0; i < LOOKAHEAD; i++) {
        if (edge->top ? at + 1 >= layout->chunks->len : at == 0)
            break;
        at = edge->top ? at + 1 : at - 1;
        const struct chunk *other = layout_chunk(layout, at);
        if (other->row == own->row || other->role != ROLE_BODY || other->box.x0 > own->box.x1 ||
            other->box.x1 < own->box.x0)
            continue;
        *ret_inner = other;
        /* between the letters: boxes of some fonts are taller than their lines */
        float distance = fabsf(other->box.y0 + other->box.y1 - own->box.y0 - own->box.y1) / 2;
        return distance - (own->size + other->size) / 2;
    }
    return G_MAXFLOAT;
}

/* TRUE where a full line of text stands right at another of its kind: pages that begin with the
 * same paragraph have no header for that. */
static gboolean
is_line_of_paragraph(const struct layout *layout, const struct edge *edge)
{
    enum {
        LEAST_WORDS = 8
    };
    const struct chunk *own = layout_chunk(layout, edge->chunk), *inner = NULL;
    return own->n >= LEAST_WORDS && rect_width(&own->box) > 0.5f * layout->width &&
           room_inside(layout, edge, &inner) < 0.6f * own->size && inner &&
           inner->n >= LEAST_WORDS / 2 && fabsf(inner->size - own->size) < 0.06f * own->size &&
           fabsf(inner->box.x0 - own->box.x0) <= SAME_PLACE;
}

/* TRUE where a line stands apart at the page's end, small or at the outer side of the pages of a
 * book, and a neighbour has its like at the same place, whatever they say: "Punkt 2", "Punkt 3". */
static gboolean
is_header_place(struct layout *const *pages, guint n, guint at, const struct edge *edge)
{
    const float SMALL = 0.93f, ROOM = 1.5f; /* of the body's size; font sizes of the body */
    const struct layout *layout = pages[at];
    const struct chunk *own = layout_chunk(layout, edge->chunk), *inner = NULL;
    gboolean small = own->size < SMALL * layout->body_size;
    if (!edge->top || edge->deep || !is_outermost(layout, edge) ||
        room_inside(layout, edge, &inner) < ROOM * layout->body_size)
        return FALSE;
    for (guint p = at > 2 ? at - 2 : 0; p <= MIN(at + 2, n - 1); p++) {
        for (guint i = 0; p != at && i < pages[p]->edges->len; i++) {
            const struct edge *other = &g_array_index(pages[p]->edges, struct edge, i);
            const struct chunk *theirs = layout_chunk(pages[p], other->chunk);
            if (!same_place(layout, edge, pages[p], other) || !is_outermost(pages[p], other) ||
                fabsf(theirs->size - own->size) > 0.06f * own->size ||
                room_inside(pages[p], other, &inner) < ROOM * layout->body_size)
                continue;
            if (small || are_opposite(layout, &own->box, pages[p], &theirs->box))
                return TRUE;
        }
    }
    return FALSE;
}

static gboolean
is_furniture_role(enum role role)
{
    return role == ROLE_HEADER || role == ROLE_FOOTER || role == ROLE_PAGE_NUMBER;
}

/* What is known of a row at the page's end. */
struct edge_row {
    guint row, chunks, furniture;
    gboolean deep;
};

/* TRUE where a row that stands deep has anything but furniture, or any row nothing of it. */
static gboolean
is_body_row(const struct edge_row *row)
{
    return row->furniture == 0 || (row->deep && row->furniture < row->chunks);
}

/* Takes back the furniture that has lines of the body outside of it and beside it: papers with an
 * item a page have "Åben sag" at one place of each. `top`: of the page's upper end. */
static void
spare_inner_lines(struct layout *layout, gboolean top)
{
    struct edge_row row = {.row = G_MAXUINT, .chunks = 1, .furniture = 1};
    gboolean body_outside = FALSE;
    for (guint i = 0; i < layout->edges->len; i++) {
        const struct edge *edge = &g_array_index(layout->edges, struct edge, i);
        if (edge->top != top)
            continue;
        struct chunk *chunk = layout_chunk(layout, edge->chunk);
        if (chunk->row != row.row) {
            body_outside |= is_body_row(&row);
            row = (struct edge_row){.row = chunk->row};
            for (guint k = i; k < layout->edges->len; k++) {
                const struct edge *other = &g_array_index(layout->edges, struct edge, k);
                const struct chunk *beside = layout_chunk(layout, other->chunk);
                if (other->top != top || beside->row != row.row)
                    break;
                row.chunks++;
                row.furniture += is_furniture_role(beside->role);
                row.deep |= other->deep;
            }
        }
        const struct chunk *inner = NULL;
        if ((chunk->role == ROLE_HEADER || chunk->role == ROLE_FOOTER) &&
            ((row.deep && (body_outside || is_body_row(&row))) ||
             (body_outside && room_inside(layout, edge, &inner) < 1.6f * chunk->size)))
            chunk->role = ROLE_BODY;
    }
}

/* Pages that are alike further down than headers reach are alike in their text: letters to several
 * people. There the deep lines are body, if no room parts them from what comes next. */
static void
spare_like_pages(struct layout *layout, gboolean top)
{
    const float ROOM = 1.2f; /* font sizes */
    const struct edge *innermost = NULL;
    for (guint i = 0; i < layout->edges->len; i++) {
        const struct edge *edge = &g_array_index(layout->edges, struct edge, i);
        if (edge->top == top && is_furniture_role(layout_chunk(layout, edge->chunk)->role))
            innermost = edge;
    }
    const struct chunk *inner = NULL;
    if (!innermost || !innermost->deep ||
        room_inside(layout, innermost, &inner) >=
            ROOM * layout_chunk(layout, innermost->chunk)->size)
        return;
    for (guint i = 0; i < layout->edges->len; i++) {
        const struct edge *edge = &g_array_index(layout->edges, struct edge, i);
        struct chunk *chunk = layout_chunk(layout, edge->chunk);
        if (edge->top == top && edge->deep && is_furniture_role(chunk->role))
            chunk->role = ROLE_BODY;
    }
}

/* TRUE where a text says how to reach its sender. */
static gboolean
has_contact(const char *text)
{
    static const char *const words[] = {"@",   "www.", "tlf", "telefon", "telefax",
                                        "fax", "cvr",  "ean", "e-mail",  "giro"};
    g_autofree char *lower = g_utf8_strdown(text, -1);
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (strstr(lower, words[i]))
            return TRUE;
    return FALSE;
}

/* The sender's address at the foot of a letter's first page, which no other page repeats: small
 * letters, room above, below the text and not beside it. */
static void
find_sender_footer(struct layout *layout)
{
    enum {
        MOST_ROWS = 6
    };
    const float ROOM = 1.5f, SMALL = 0.93f; /* font sizes of the body; of its size */
    struct rect box = {G_MAXFLOAT, G_MAXFLOAT, 0, 0};
    gboolean contact = FALSE;
    guint rows = 0, row = G_MAXUINT, last = G_MAXUINT;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < layout->edges->len; i++) {
        const struct edge *edge = &g_array_index(layout->edges, struct edge, i);
        const struct chunk *chunk = layout_chunk(layout, edge->chunk);
        if (edge->top || chunk->role != ROLE_BODY)
            continue;
        if (rows && chunk->row != row && box.y0 - chunk->box.y1 >= ROOM * layout->body_size)
            break;
        if (chunk->size > SMALL * layout->body_size || chunk->box.x0 > layout->body.x1)
            return;
        rows += chunk->row != row;
        row = chunk->row;
        rect_join(&box, &chunk->box);
        g_string_truncate(text, 0);
        layout_chunk_text(layout, chunk, text);
        contact |= has_contact(text->str);
        last = i;
    }
    if (!contact || rows > MOST_ROWS || rect_width(&box) < 0.3f * layout->width)
        return;
    const struct edge *top = &g_array_index(layout->edges, struct edge, last);
    guint above_index = top->chunk;
    while (above_index > 0 && (layout_chunk(layout, above_index)->row == row ||
                               layout_chunk(layout, above_index)->role != ROLE_BODY))
        above_index--;
    const struct chunk *above = layout_chunk(layout, above_index);
    if (above->row == row || above->role != ROLE_BODY ||
        box.y0 - above->box.y1 < ROOM * layout->body_size)
        return;
    for (guint i = 0; i <= last; i++) {
        const struct edge *edge = &g_array_index(layout->edges, struct edge, i);
        struct chunk *chunk = layout_chunk(layout, edge->chunk);
        if (!edge->top && chunk->role == ROLE_BODY)
            chunk->role = ROLE_FOOTER;
    }
}

static gint
compare_items(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct layout *layout = data;
    const struct rect *p = &layout_line(layout, ((const struct item *)a)->index)->box;
    const struct rect *q = &layout_line(layout, ((const struct item *)b)->index)->box;
    if (p->y0 != q->y0)
        return p->y0 < q->y0 ? -1 : 1;
    return p->x0 < q->x0 ? -1 : p->x0 > q->x0;
}

void
layout_find_furniture(struct layout *const *pages, guint n, guint at, GHashTable *known)
{
    struct layout *layout = pages[at];
    for (guint i = 0; i < layout->edges->len; i++) {
        const struct edge *edge = &g_array_index(layout->edges, struct edge, i);
        struct chunk *chunk = layout_chunk(layout, edge->chunk);
        if (edge->number >= 0 && counts_along(pages, n, at, edge))
            chunk->role = ROLE_PAGE_NUMBER;
        else if (edge->number < 0 && is_repeated(pages, n, at, edge, known) &&
                 !is_line_of_paragraph(layout, edge))
            chunk->role = edge->top ? ROLE_HEADER : ROLE_FOOTER;
    }
    for (guint i = 0; i < layout->edges->len; i++) {
        const struct edge *edge = &g_array_index(layout->edges, struct edge, i);
        struct chunk *chunk = layout_chunk(layout, edge->chunk);
        if (chunk->role == ROLE_BODY && edge->number >= 0 &&
            (edge->says || edge->number == (int)layout->n) && is_outermost(layout, edge))
            chunk->role = ROLE_PAGE_NUMBER;
    }
    for (guint i = 0; i < layout->edges->len; i++) {
        const struct edge *edge = &g_array_index(layout->edges, struct edge, i);
        struct chunk *chunk = layout_chunk(layout, edge->chunk);
        if (chunk->role == ROLE_BODY && is_header_place(pages, n, at, edge))
            chunk->role = ROLE_HEADER;
    }
    spare_table_headers(layout, known);
    spare_inner_lines(layout, TRUE);
    spare_inner_lines(layout, FALSE);
    spare_like_pages(layout, TRUE);
    spare_like_pages(layout, FALSE);
    find_sender_footer(layout);
    for (guint i = 0; i < layout->edges->len; i++) {
        guint index = g_array_index(layout->edges, struct edge, i).chunk;
        if (layout_chunk(layout, index)->role == ROLE_BODY)
            continue;
        struct item item = {.kind = ITEM_LINE, .role = layout_chunk(layout, index)->role};
        item.index = layout_add_line(layout, &index, 1, 0, layout->width);
        g_array_append_val(layout->furniture, item);
    }
    g_array_sort_with_data(layout->furniture, compare_items, layout);
}
