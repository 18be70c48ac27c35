/* What stands at the ends of a page, where headers, footers and page numbers are. */
#include "edges-private.h"

#include <string.h>

static const float TOP_ZONE = 0.12f, BOTTOM_ZONE = 0.86f; /* of the page's height */
static const float DEEP_TOP = 0.22f, DEEP_BOTTOM = 0.78f; /* for headers of many lines */
enum {
    MOST_EDGES = 32
}; /* at either end of a page */

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
guint
edge_hash_text(const char *text)
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

/* TRUE where the middle of a chunk stands in the zone of headers, or of footers. */
gboolean
edge_in_zone(const struct layout *layout, const struct chunk *chunk, gboolean top, gboolean deep)
{
    float middle = (chunk->box.y0 + chunk->box.y1) / 2 / MAX(layout->height, 1);
    if (top)
        return middle <= (deep ? DEEP_TOP : TOP_ZONE);
    return middle >= (deep ? DEEP_BOTTOM : BOTTOM_ZONE);
}

static void
add_edge(struct layout *layout, guint index, gboolean top)
{
    const struct chunk *chunk = layout_chunk(layout, index);
    g_autoptr(GString) text = g_string_new(NULL);
    struct edge edge = {.chunk = index, .top = top, .number = -1};
    if (chunk->role != ROLE_BODY)
        return;
    layout_chunk_text(layout, chunk, text);
    edge.deep = !edge_in_zone(layout, chunk, top, FALSE);
    if (text->len < 24 && !edge.deep)
        edge.number = page_number(text->str, &edge.says);
    edge.hash = edge_hash_text(text->str);
    g_array_append_val(layout->edges, edge);
}

void
layout_find_edges(struct layout *layout)
{
    guint n = layout->chunks->len, most = MIN(MOST_EDGES, n);
    for (guint i = 0; i < most && edge_in_zone(layout, layout_chunk(layout, i), TRUE, TRUE); i++)
        add_edge(layout, i, TRUE);
    for (guint i = 0; i < most; i++) {
        if (!edge_in_zone(layout, layout_chunk(layout, n - 1 - i), FALSE, TRUE))
            break;
        add_edge(layout, n - 1 - i, FALSE);
    }
}
