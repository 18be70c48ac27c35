/* Which lines were wrapped: a line goes on with the next where the next word would not have fit,
 * begins in lower case, or the line ends in the middle. */
#include "extract/text-private.h"

#include <string.h>

enum {
    NARROW_WIDTH = 24,
    HALF_WIDTH = 30,   /* of a line that is one of prose rather than a label */
    PROSE_WIDTH = 50,  /* columns from which wrapped lines are prose */
    LONGEST_WRAP = 200 /* columns after which a line was not wrapped by anybody */
};

/* "Mødedato: 7. februar": a short label with a colon at the line's start. */
static gboolean
begins_with_label(const char *text, gsize length)
{
    if (!length || !g_unichar_isupper(g_utf8_get_char(text)))
        return FALSE;
    const char *colon = memchr(text, ':', MIN(length, 40));
    if (!colon || colon == text)
        return FALSE;
    guint blanks = 0;
    for (const char *p = text; p < colon; p++) {
        blanks += *p == ' ';
        if (strchr(",;!?()", *p))
            return FALSE;
    }
    return blanks <= 2 &&
           (colon + 1 == text + length || colon[1] == ' ' || colon[1] == '\t' || colon[1] == '*');
}

/* Columns of the first word. */
static guint
first_word(const char *text, gsize length)
{
    guint points = 0;
    for (gsize i = 0; i < length && !(text[i] == ' ' || text[i] == '\t'); i++)
        points += ((guchar)text[i] & 0xc0) != 0x80;
    return points;
}

gboolean
text_ends_with(const char *text, gsize length, const char *signs)
{
    return length && strchr(signs, text[length - 1]) != NULL;
}

/* "8000 Aarhus C" under "Rådhuspladsen 2". */
static gboolean
is_post_line(const char *text, gsize length)
{
    if (length < 7 || text[4] != ' ')
        return FALSE;
    for (int i = 0; i < 4; i++) {
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
    }
    return g_unichar_isupper(g_utf8_get_char(text + 5)) && length < 40;
}

/* "Sagen går videre til": no paragraph ends in such a word. A label may ("Til"): two words or more
 * stand before it. */
static gboolean
ends_in_small_word(const char *text, gsize length)
{
    static const char *const small[] = {" og",  " eller", " samt", " den", " det", " en",
                                        " et",  " af",    " i",    " på",  " til", " fra",
                                        " for", " med",   " hos",  " ved", " om"};
    for (gsize i = 0; i < G_N_ELEMENTS(small); i++) {
        gsize n = strlen(small[i]);
        if (length > n && memcmp(text + length - n, small[i], n) == 0)
            return memchr(text, ' ', length - n) != NULL;
    }
    return FALSE;
}

/* "(punkt": a bracket that the line leaves open. */
static gboolean
leaves_open(const char *text, gsize length)
{
    const char *open = memrchr(text, '(', length);
    return open && !memchr(open, ')', (gsize)(text + length - open));
}

/* "i sommeren" over "2005. Der er": a year that ends a clause. */
static gboolean
is_year_after(const char *text, gsize length, const char *after, gsize next_length)
{
    return next_length > 5 && (after[0] == '1' || after[0] == '2') && g_ascii_isdigit(after[1]) &&
           g_ascii_isdigit(after[2]) && g_ascii_isdigit(after[3]) &&
           (after[4] == ',' || after[4] == '.') && after[5] == ' ' &&
           g_ascii_islower(text[length - 1]);
}

/* TRUE where the next word would not have fit into the line: it was wrapped at `width`. */
gboolean
text_is_wrapped(const struct text_reader *reader, guint line, guint width)
{
    gsize length, next_length;
    const struct line_shape *shape = reader_shape(reader, line);
    const char *text = text_reader_line(reader, line, &length);
    const char *after = text_reader_line(reader, line + 1, &next_length);
    gunichar first = g_utf8_get_char(after);
    if (text_ends_with(text, length, "-") || text_ends_with(text, length, ",") ||
        ends_in_small_word(text, length) || leaves_open(text, length) ||
        (shape->points >= HALF_WIDTH && is_year_after(text, length, after, next_length)))
        return TRUE;
    if (begins_with_label(after, next_length))
        return FALSE;
    if (is_post_line(after, next_length))
        return g_ascii_isdigit(text[length - 1]) || width < PROSE_WIDTH;
    if (g_unichar_islower(first))
        return !memchr(after, '@', next_length) && strncmp(after, "www.", 4) != 0;
    if (width < PROSE_WIDTH && reader->narrow)
        return shape->points * 4 >= width * 3 && !text_ends_with(text, length, ".:;!?");
    if (width < PROSE_WIDTH || !reader->width)
        return FALSE;
    if (shape->points > LONGEST_WRAP)
        return !text_ends_with(text, length, ".:;!?");
    guint would_be = shape->indent + shape->points + 1 + first_word(after, next_length);
    return would_be > MAX(width, reader->width);
}

/* The widest line that was surely wrapped, its next line beginning in lower case: 0 for a file
 * whose paragraphs are lines. */
void
text_find_width(struct text_reader *reader)
{
    for (guint i = 0; i + 1 < reader->shapes->len; i++) {
        const struct line_shape *shape = reader_shape(reader, i);
        gsize length;
        if (shape->kind != LINE_PROSE || reader_shape(reader, i + 1)->kind != LINE_PROSE ||
            shape->points < PROSE_WIDTH || shape->points > LONGEST_WRAP)
            continue;
        if (g_unichar_islower(g_utf8_get_char(text_reader_line(reader, i + 1, &length))))
            reader->width = MAX(reader->width, shape->indent + shape->points);
    }
}

/* Prose in a column of a page: half its lines or more go on in lower case. */
gboolean
text_is_narrow_prose(const struct text_reader *reader, guint first, guint end, guint width)
{
    guint lower = 0;
    for (guint i = first + 1; i < end; i++) {
        gsize length;
        const char *text = text_reader_line(reader, i, &length);
        lower += length && g_unichar_islower(g_utf8_get_char(text));
    }
    return width >= NARROW_WIDTH && lower >= 2 && lower * 2 >= end - first - 1;
}
