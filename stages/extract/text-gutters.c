#include "extract/text-gutters.h"

#include "extract/markers.h"

#include <string.h>

enum {
    MAX_SEGMENTS = 40,
    MAX_WORDS = 300
};

/* Bytes of the blank at `text`: a space, or U+00A0. */
static gsize
blank_length(const char *text, gsize left)
{
    if (left && *text == ' ')
        return 1;
    return left > 1 && !memcmp(text, "\xc2\xa0", 2) ? 2 : 0;
}

static guint
whole_line(const char *text, gsize length, GArray *segments)
{
    struct segment_columns whole = {0, length, 0, (guint)g_utf8_strlen(text, (gssize)length)};
    g_array_append_val(segments, whole);
    return 1;
}

/* "1.   Godkendelse": the gap behind a marker is no gutter. */
static void
join_marker(const char *text, gsize length, GArray *segments, guint first)
{
    struct marker marker;
    struct segment_columns *head = &g_array_index(segments, struct segment_columns, first);
    if (segments->len - first < 2 ||
        !marker_read(text + head->start, length - head->start, &marker) ||
        marker.length != head->end - head->start)
        return;
    const struct segment_columns *next = head + 1;
    head->end = next->end;
    head->to = next->to;
    g_array_remove_index(segments, first + 1);
}

/* Appends what stands between gaps of `gap` blanks or more. */
static void
divide(const char *text, gsize length, guint gap, GArray *segments)
{
    guint column = 0, blanks = gap;
    for (gsize at = 0; at < length; column++) {
        gsize blank = blank_length(text + at, length - at);
        if (blank) {
            blanks++;
            at += blank;
            continue;
        }
        gsize next = at + (gsize)g_utf8_skip[(guchar)text[at]];
        if (blanks >= gap) {
            struct segment_columns segment = {.start = at, .from = column};
            g_array_append_val(segments, segment);
        }
        struct segment_columns *last =
            &g_array_index(segments, struct segment_columns, segments->len - 1);
        last->end = next;
        last->to = column + 1;
        blanks = 0;
        at = next;
    }
}

guint
text_segments(const char *text, gsize length, GArray *segments)
{
    guint first = segments->len;
    if (!length)
        return 0;
    if (memchr(text, '\t', length))
        return whole_line(text, length, segments);
    divide(text, length, 2, segments);
    if (segments->len - first > MAX_SEGMENTS) {
        g_array_set_size(segments, first);
        return whole_line(text, length, segments);
    }
    join_marker(text, length, segments, first);
    return segments->len - first;
}

guint
text_words_of_line(const char *text, gsize length, GArray *words)
{
    guint first = words->len;
    if (!length || memchr(text, '\t', length))
        return 0;
    divide(text, length, 1, words);
    if (words->len - first > MAX_WORDS)
        g_array_set_size(words, first);
    return words->len - first;
}

struct segment_table *
segment_table_new(const struct text_lines *lines)
{
    struct segment_table *table = g_new0(struct segment_table, 1);
    table->segments = g_array_new(FALSE, FALSE, sizeof(struct segment_columns));
    table->first = g_array_sized_new(FALSE, FALSE, sizeof(guint), lines->lines->len + 1);
    for (guint i = 0; i < lines->lines->len; i++) {
        const struct text_line *line = text_line_at(lines, i);
        g_array_append_val(table->first, table->segments->len);
        text_segments(line->text, line->length, table->segments);
    }
    g_array_append_val(table->first, table->segments->len);
    return table;
}

void
segment_table_free(struct segment_table *table)
{
    if (!table)
        return;
    g_array_unref(table->segments);
    g_array_unref(table->first);
    g_free(table);
}

const struct segment_columns *
segment_table_line(const struct segment_table *table, guint line, guint *ret_n)
{
    guint first = g_array_index(table->first, guint, line);
    *ret_n = g_array_index(table->first, guint, line + 1) - first;
    return *ret_n ? &g_array_index(table->segments, struct segment_columns, first) : NULL;
}
