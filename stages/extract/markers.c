#include "extract/markers.h"

#include <string.h>

enum {
    MAX_DIGITS = 3
};

/* Words after which "3." is an ordinal, not an item: "3. maj", "2. sal", "1. behandling". */
static const char *const ordinal_words[] = {
    "januar",   "februar",    "marts",   "april",      "maj",      "juni",           "juli",
    "august",   "september",  "oktober", "november",   "december", "jan.",           "feb.",
    "mar.",     "apr.",       "jun.",    "jul.",       "aug.",     "sep.",           "sept.",
    "okt.",     "nov.",       "dec.",    "kvartal",    "halvår",   "kvt.",           "sal",
    "etage",    "behandling", "klasse",  "klassetrin", "række",    "viceborgmester", "suppleant",
    "semester", "udgave",     "juledag", "påskedag",   "pinsedag", "søndag",         "uge",
    "led",      "pkt.",       "punktum", "stk.",       "del",      "fase",           "etape",
    "og",       "eller",      "til",     "plads",      "gang",     "årgang",         "oplag"};

static gboolean
is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* TRUE where a blank (U+00A0 too) follows at `at` and then something; its place is *ret_next. */
static gboolean
blank_follows(const char *text, gsize length, gsize at, gsize *ret_next)
{
    gsize next = at;
    while (next < length) {
        if (is_blank(text[next]))
            next++;
        else if (next + 1 < length && memcmp(text + next, "\xc2\xa0", 2) == 0)
            next += 2;
        else
            break;
    }
    *ret_next = next;
    return next > at && next < length;
}

static gboolean
ordinal_word_at(const char *text, gsize length)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ordinal_words); i++) {
        gsize n = strlen(ordinal_words[i]);
        if (length >= n && memcmp(text, ordinal_words[i], n) == 0 &&
            (length == n ||
             !g_unichar_isalpha(g_utf8_get_char_validated(text + n, (gssize)(length - n)))))
            return TRUE;
    }
    return FALSE;
}

gsize
marker_bullet_length(const char *text, gsize length)
{
    static const gunichar bullets[] = {0x2022, 0x25aa, 0x25e6, 0x25cf, 0x2023, 0x2043,
                                       0x25a0, 0x25a1, 0x27a2, 0x2756, 0x2219, 0x25cb,
                                       0x25ba, 0x2713, 0x00b7, 0xfffd};
    if (!length)
        return 0;
    /* what Word prints for a bullet of the second level, in a typewriter's font */
    if (text[0] == 'o' && length > 1 && is_blank(text[1]))
        return 1;
    if ((guchar)text[0] < 0xc2)
        return 0;
    gunichar c = g_utf8_get_char_validated(text, (gssize)MIN(length, 6));
    gsize skip = (gsize)g_utf8_skip[(guchar)text[0]];
    /* a symbol font's private use, bullets of Word; or a font that does not say what it shows */
    if ((c >= 0xe000 && c <= 0xf8ff) || (c >= 0x80 && c <= 0x9f))
        return skip;
    for (gsize i = 0; i < G_N_ELEMENTS(bullets); i++) {
        if (c == bullets[i])
            return skip;
    }
    return 0;
}

static gboolean
lower_at(const char *text, gsize length)
{
    gunichar c = g_utf8_get_char_validated(text, (gssize)MIN(length, 6));
    return c != (gunichar)-1 && c != (gunichar)-2 && g_unichar_islower(c);
}

/* "12" and what closes it: "." or ")"; `at` is the first digit. 0 if there is none. */
static gsize
number_end(const char *text, gsize length, gsize at, guint *ret_number)
{
    gsize digits = at;
    guint number = 0;
    while (digits < length && digits - at <= MAX_DIGITS && g_ascii_isdigit(text[digits]))
        number = number * 10 + (guint)(text[digits++] - '0');
    if (digits == at || digits - at > MAX_DIGITS || digits >= length)
        return 0;
    if (text[digits] != '.' && text[digits] != ')')
        return 0;
    *ret_number = number;
    return digits + 1 + (digits + 1 < length && text[digits] == '.' && text[digits + 1] == ')');
}

static gboolean
read_number(const char *text, gsize length, struct marker *marker)
{
    gsize at = 0, next;
    gboolean at_word = length > 3 && (text[0] == 'A' || text[0] == 'a') &&
                       (text[1] == 't' || text[1] == 'd') && text[2] == ' ';
    if (at_word)
        at = 3;
    else if (text[0] == '(')
        at = 1;
    gsize end = number_end(text, length, at, &marker->number);
    if (!end || (text[0] == '(' && text[end - 1] != ')') ||
        !blank_follows(text, length, end, &next))
        return FALSE;
    gboolean stop = text[end - 1] == '.';
    if (stop && ordinal_word_at(text + next, length - next))
        return FALSE;
    marker->kind = MARKER_NUMBER;
    marker->length = end;
    marker->ordinal = stop && !at_word && lower_at(text + next, length - next);
    return TRUE;
}

static gboolean
read_letter(const char *text, gsize length, struct marker *marker)
{
    gsize at = text[0] == '(', next;
    if (at >= length || !g_ascii_islower(text[at]))
        return FALSE;
    gsize end = at;
    while (end < length && end - at < 5 && strchr("ivx", text[end]))
        end++;
    if (end - at < 2)
        end = at + 1;
    if (end >= length || text[end] != ')' || !blank_follows(text, length, end + 1, &next))
        return FALSE;
    marker->kind = MARKER_LETTER;
    marker->length = end + 1;
    marker->number = (guint)(text[at] - 'a') + 1;
    return TRUE;
}

gboolean
marker_read(const char *text, gsize length, struct marker *ret_marker)
{
    struct marker marker = {MARKER_NONE, 0, 0, FALSE};
    gsize next;
    if (length < 2)
        return FALSE;
    gsize bullet = marker_bullet_length(text, length);
    if (bullet) {
        while (bullet < length && is_blank(text[bullet]))
            bullet++;
        marker.kind = MARKER_BULLET;
        marker.length = marker_bullet_length(text, length);
        *ret_marker = marker;
        return bullet < length;
    }
    gsize dash = strchr("-*+", text[0]) ? 1
                 : length > 3 && (memcmp(text, "\xe2\x80\x93", 3) == 0 ||
                                  memcmp(text, "\xe2\x80\x94", 3) == 0)
                     ? 3
                     : 0;
    if (dash) {
        if (!blank_follows(text, length, dash, &next) || g_ascii_isdigit(text[next]))
            return FALSE;
        marker.kind = MARKER_DASH;
        marker.length = dash;
        *ret_marker = marker;
        return TRUE;
    }
    if (!read_number(text, length, &marker) && !read_letter(text, length, &marker))
        return FALSE;
    *ret_marker = marker;
    return TRUE;
}

gboolean
marker_read_letter(const char *text, struct marker *ret_marker)
{
    gsize length = strspn(text, "ivx");
    if (length < 2 || length > 4)
        length = 1;
    if (!g_ascii_islower(text[0]) || text[length] != '.' || text[length + 1] != ' ')
        return FALSE;
    *ret_marker = (struct marker){MARKER_LETTER, length + 1, (guint)(text[0] - 'a') + 1, FALSE};
    return TRUE;
}
