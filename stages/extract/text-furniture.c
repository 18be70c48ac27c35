/* Page numbers, running headers and footers of a text file. */
#include "extract/text-private.h"

#include <string.h>

enum {
    EDGE_PARTS = 2
};

const char *
text_part_words(const struct text_reader *reader, const struct part *part, gsize *ret_length)
{
    const struct text_line *line = text_line_at(reader->lines, part->first);
    gsize end = part->n == 1 ? part->to : reader_shape(reader, part->first)->end;
    *ret_length = end - part->from;
    return line->text + part->from;
}

/* "Side 2 af 7", "- 4 -", "3/5", "12": *ret_sure where it says so itself. */
static gboolean
is_page_number(const char *text, gsize length, gboolean *ret_sure)
{
    gboolean said = FALSE;
    gsize i = 0;
    *ret_sure = FALSE;
    if (length > 24)
        return FALSE;
    gboolean dash = length > 1 && text[0] == '-' && text[length - 1] == '-';
    while (i < length && strchr("- –", text[i]))
        i++;
    if (length - i > 4 && !g_ascii_strncasecmp(text + i, "side", 4)) {
        said = TRUE;
        i += 4;
        while (i < length && strchr(" .:", text[i]))
            i++;
    }
    gsize digits = i;
    while (i < length && g_ascii_isdigit(text[i]))
        i++;
    if (i == digits || i - digits > 4)
        return FALSE;
    gsize first_end = i;
    while (i < length && text[i] == ' ')
        i++;
    if (i < length && (text[i] == '/' || (length - i > 2 && !strncmp(text + i, "af", 2)))) {
        i += text[i] == '/' ? 1 : 2;
        while (i < length && text[i] == ' ')
            i++;
        gsize second = i;
        while (i < length && g_ascii_isdigit(text[i]))
            i++;
        if (i == second)
            return FALSE;
        *ret_sure = said;
    } else {
        *ret_sure = (said && first_end == length) || (dash && length <= 7);
    }
    while (i < length && strchr("- ", text[i]))
        i++;
    return i == length;
}

static guint
page_of(const struct text_reader *reader, const struct part *part)
{
    return text_line_at(reader->lines, part->first)->page;
}

/* Page numbers that say so stand anywhere; a bare number only at the edge of a page. */
static void
find_page_numbers(struct text_reader *reader)
{
    guint n = reader->parts->len;
    for (guint i = 0; i < n; i++) {
        struct part *part = reader_part(reader, i);
        gsize length;
        gboolean sure;
        const char *text = text_part_words(reader, part, &length);
        if (part->table || part->kind == BLOCK_MARGIN || part->n > 1 ||
            !is_page_number(text, length, &sure))
            continue;
        gboolean edge = reader->lines->pages > 1 &&
                        (i == 0 || i + 1 == n ||
                         page_of(reader, reader_part(reader, i - 1)) != page_of(reader, part) ||
                         page_of(reader, reader_part(reader, i + 1)) != page_of(reader, part));
        if (sure || edge)
            part->kind = BLOCK_PAGE_NUMBER;
    }
}

/* A part's words with figures as '#', to tell "Side 1" from "Side 2" as the same. */
static char *
pattern_of(const struct text_reader *reader, const struct part *part)
{
    gsize length;
    const char *text = text_part_words(reader, part, &length);
    char *pattern = g_strndup(text, length);
    for (char *p = pattern; *p; p++) {
        if (g_ascii_isdigit(*p))
            *p = '#';
    }
    return pattern;
}

/* Counts, or with `mark` marks, the parts at the top and the foot of each page. */
static void
each_edge(struct text_reader *reader, GHashTable *seen, gboolean mark)
{
    guint n = reader->parts->len;
    for (guint i = 0; i < n; i++) {
        struct part *part = reader_part(reader, i);
        guint page = page_of(reader, part);
        gboolean top =
            i < EDGE_PARTS || page_of(reader, reader_part(reader, i - EDGE_PARTS)) != page;
        gboolean foot =
            i + EDGE_PARTS >= n || page_of(reader, reader_part(reader, i + EDGE_PARTS)) != page;
        if ((!top && !foot) || part->table || part->n > 1 || part->kind == BLOCK_PAGE_NUMBER ||
            part->kind == BLOCK_MARGIN)
            continue;
        g_autofree char *pattern = pattern_of(reader, part);
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(seen, pattern));
        if (!mark)
            g_hash_table_insert(seen, g_steal_pointer(&pattern), GUINT_TO_POINTER(count + 1));
        else if (count >= 2 && count * 2 >= reader->lines->pages)
            part->kind = top ? BLOCK_HEADER : BLOCK_FOOTER;
    }
}

static void
find_running(struct text_reader *reader)
{
    if (reader->lines->pages < 2)
        return;
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    each_edge(reader, seen, FALSE);
    each_edge(reader, seen, TRUE);
}

void
text_furniture(struct text_reader *reader)
{
    find_page_numbers(reader);
    find_running(reader);
}
