/* Headers, footers and page numbers.
 *
 * What stands at the same place of neighbouring pages and says the same is furniture, numbers of
 * pages in it left aside. A page number also shows by itself: it says so ("Side 1", "2 af 4"), or
 * it is the page's number or counts along with its neighbours, and nothing stands below it. */
#include "layout.h"

#include <math.h>
#include <string.h>

static const float TOP_ZONE = 0.12f, BOTTOM_ZONE = 0.86f; /* of the page's height */
static const float SAME_PLACE = 4.0f;                     /* points */
enum {
    MOST_EDGES = 16
}; /* at either end of a page */

/* What is known of a text that several pages have at one place. */
enum {
    IS_FURNITURE = 1,
    IS_BODY = 2
};

/* Passes over a word, without case, and blanks after it. */
static const char *
skip_word(const char *at, const char *word)
{
    gsize n = strlen(word);
    if (g_ascii_strncasecmp(at, word, n))
        return at;
    at += n;
    while (*at == ' ')
        at++;
    return at;
}

/* Reads a number of up to four digits; -1 where there is none. */
static int
read_number(const char **at)
{
    int value = 0, digits = 0;
    while (g_ascii_isdigit(**at) && digits < 5) {
        value = value * 10 + (**at - '0');
        (*at)++;
        digits++;
    }
    while (**at == ' ')
        (*at)++;
    return digits && digits < 5 ? value : -1;
}

/* "Side 2", "Side 2 af 4", "2/4", "- 2 -", "s. 2", "2": the number of the page, or -1. */
static int
page_number(const char *text, gboolean *ret_says)
{
    static const char *const before[] = {"-",    "\xe2\x80\x93", "[",  "(", "side",
                                         "page", "pag.",         "s.", ":"};
    static const char *const between[] = {"af", "ud af", "/", "of", "\xe2\x80\x93", "-", "|"};
    const char *at = text;
    *ret_says = FALSE;
    for (guint i = 0; i < 2 * G_N_ELEMENTS(before); i++) { /* twice: "- Side 2 -", "Side - 2 -" */
        guint word = i % G_N_ELEMENTS(before);
        const char *next = skip_word(at, before[word]);
        *ret_says |= next != at && word >= 4 && word < 8;
        at = next;
    }
    int number = read_number(&at);
    if (number < 0)
        return -1;
    for (guint i = 0; i < G_N_ELEMENTS(between); i++) {
        const char *next = skip_word(at, between[i]);
        if (next == at || !g_ascii_isdigit(*next))
            continue;
        int total = read_number(&next);
        if (total < number)
            return -1;
        /* "1-3" may be anything; "1 af 3" and "1/3" are what they are */
        *ret_says |= i < 4;
        at = next;
        break;
    }
    at = skip_word(skip_word(skip_word(at, "-"), "\xe2\x80\x93"), "]");
    return *skip_word(at, ")") ? -1 : number;
}

/* The hash of a text without the numbers that count pages: those behind "side" and around "af". */
static guint
hash_text(const char *text)
{
    guint hash = 5381;
    gboolean counted = FALSE;
    for (const char *at = text; *at; at++) {
        if (!g_ascii_strncasecmp(at, "side ", 5) || !g_ascii_strncasecmp(at, "page ", 5) ||
            !g_ascii_strncasecmp(at, "s. ", 3))
            counted = TRUE;
        if (counted && g_ascii_isdigit(*at))
            continue;
        hash = hash * 33 + (guchar)*at;
    }
    return hash;
}

static void
add_edge(struct layout *layout, guint chunk, gboolean top)
{
    g_autoptr(GString) text = g_string_new(NULL);
    struct edge edge = {.chunk = chunk, .top = top, .number = -1};
    layout_chunk_text(layout, layout_chunk(layout, chunk), text);
    if (text->len < 24)
        edge.number = page_number(text->str, &edge.says);
    edge.hash = hash_text(text->str);
    g_array_append_val(layout->edges, edge);
}

/* TRUE where the middle of a chunk stands in the zone of headers, or of footers. */
static gboolean
in_zone(const struct layout *layout, const struct chunk *chunk, gboolean top)
{
    float middle = (chunk->box.y0 + chunk->box.y1) / 2;
    return top ? middle <= TOP_ZONE * layout->height : middle >= BOTTOM_ZONE * layout->height;
}

void
layout_find_edges(struct layout *layout)
{
    guint n = 0;
    for (guint i = 0; i < layout->chunks->len && n < MOST_EDGES; i++) {
        const struct chunk *chunk = layout_chunk(layout, i);
        if (!in_zone(layout, chunk, TRUE))
            break;
        if (chunk->role != ROLE_BODY)
            continue;
        add_edge(layout, i, TRUE);
        n++;
    }
    n = 0;
    for (guint i = layout->chunks->len; i-- > 0 && n < MOST_EDGES;) {
        const struct chunk *chunk = layout_chunk(layout, i);
        if (!in_zone(layout, chunk, FALSE))
            break;
        if (chunk->role != ROLE_BODY)
            continue;
        add_edge(layout, i, FALSE);
        n++;
    }
}

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
stands_in_body(const struct layout *layout, guint hash)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < layout->chunks->len; i++) {
        const struct chunk *chunk = layout_chunk(layout, i);
        if (in_zone(layout, chunk, TRUE) || in_zone(layout, chunk, FALSE))
            continue;
        g_string_truncate(text, 0);
        layout_chunk_text(layout, chunk, text);
        if (hash_text(text->str) == hash)
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
                in_body = stands_in_body(pages[q], edge->hash);
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
           room_inside(layout, edge, &inner) < 0.6f * own->size && inner->n >= LEAST_WORDS / 2 &&
           fabsf(inner->size - own->size) < 0.06f * own->size &&
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
    if (!edge->top || !is_outermost(layout, edge) ||
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

/* Takes back the furniture that has lines of the body outside of it and beside it: papers with an
 * item a page have "Åben sag" at one place of each. `top`: of the page's upper end. */
static void
spare_inner_lines(struct layout *layout, gboolean top)
{
    guint row = G_MAXUINT;
    gboolean furniture = TRUE, body_outside = FALSE;
    for (guint i = 0; i < layout->edges->len; i++) {
        const struct edge *edge = &g_array_index(layout->edges, struct edge, i);
        if (edge->top != top)
            continue;
        struct chunk *chunk = layout_chunk(layout, edge->chunk);
        if (chunk->row != row) {
            body_outside |= !furniture;
            row = chunk->row;
            furniture = FALSE;
        }
        furniture |= is_furniture_role(chunk->role);
        const struct chunk *inner = NULL;
        if (body_outside && (chunk->role == ROLE_HEADER || chunk->role == ROLE_FOOTER) &&
            room_inside(layout, edge, &inner) < 1.6f * chunk->size)
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
