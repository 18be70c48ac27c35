/* GLib's classes of characters, with ASCII and the letters of Latin-1 told at once: nearly all. */
#ifndef AKT_LETTERS_H
#define AKT_LETTERS_H

#include "arena.h"

#include <string.h>

/* What a byte of UTF-8 is by itself. */
enum letter_kind {
    LETTER_OTHER, /* a mark of ASCII */
    LETTER_BLANK, /* a blank of ASCII */
    LETTER_ASCII, /* a letter or figure of ASCII */
    LETTER_LATIN, /* begins a letter of Latin-1, × and ÷ */
    LETTER_BEYOND /* begins or continues another character */
};
extern const guint8 letter_kinds[256];

/* Whether a text has that many characters. */
static inline gboolean
letters_at_least(const char *text, guint n)
{
    for (; n > 0 && *text != '\0'; n--) {
        text = g_utf8_next_char(text);
    }
    return n == 0;
}

/* ASCII in lower case. */
static inline char
letter_lower(char c)
{
    return (char)(c + (c >= 'A' && c <= 'Z' ? 'a' - 'A' : 0));
}

/* Puts ASCII and the letters of Latin-1 in lower case, in place; FALSE where there are others, and
 * then nothing is to be made of it. */
gboolean letters_lower_latin(char *text);

/* A copy of `length` bytes in lower case, as g_utf8_strdown() makes it. In the arena. */
char *letters_lower(struct arena *arena, const char *text, gsize length);

static inline gboolean
is_latin_letter(gunichar c)
{
    return c >= 0xc0 && c <= 0xff && c != 0xd7 && c != 0xf7; /* no × nor ÷ */
}

static inline gboolean
is_alpha(gunichar c)
{
    return c < 0x80 ? g_ascii_isalpha((char)c) : is_latin_letter(c) || g_unichar_isalpha(c);
}

static inline gboolean
is_alnum(gunichar c)
{
    return c < 0x80 ? g_ascii_isalnum((char)c) : is_latin_letter(c) || g_unichar_isalnum(c);
}

static inline gboolean
is_digit(gunichar c)
{
    return c < 0x80 ? g_ascii_isdigit((char)c) : !is_latin_letter(c) && g_unichar_isdigit(c);
}

static inline gboolean
is_upper(gunichar c)
{
    return c < 0x80             ? g_ascii_isupper((char)c)
           : is_latin_letter(c) ? c < 0xdf
                                : g_unichar_isupper(c);
}

static inline gboolean
is_space(gunichar c)
{
    return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r' && c != '\v')
                    : !is_latin_letter(c) && g_unichar_isspace(c);
}

static inline gboolean
is_mark(gunichar c)
{
    return c >= 0x300 && g_unichar_ismark(c);
}

/* g_utf8_get_char() with ASCII and the first 64 letters of Latin-1 told at once. */
static inline gunichar
char_at(const char *at)
{
    const guchar *p = (const guchar *)at;
    return p[0] < 0x80 ? p[0] : p[0] == 0xc3 ? 0xc0u | (p[1] & 0x3fu) : g_utf8_get_char(at);
}

/* A text of at most eight bytes as a number, which with the length tells it from all others; the
 * first eight bytes of a longer one. */
static inline guint64
letters_head(const char *text, gsize length)
{
    guint64 head = 0;
    if (length >= sizeof head) {
        memcpy(&head, text, sizeof head);
    } else if (length >= sizeof(guint32)) {
        guint32 first, last; /* they may overlap */
        memcpy(&first, text, sizeof first);
        memcpy(&last, text + length - sizeof last, sizeof last);
        head = (guint64)last << 32 | first;
    } else if (length > 0) {
        head = (guint64)(guchar)text[0] | (guint64)(guchar)text[length / 2] << 8 |
               (guint64)(guchar)text[length - 1] << 16;
    }
    return head;
}

/* A hash of a text, whose head is given: over eight bytes at a time. */
static inline guint
letters_hash(const char *text, gsize length, guint64 head)
{
    const guint64 mix = 0xff51afd7ed558ccdu;
    guint64 hash = (head ^ length * 0x9e3779b97f4a7c15u) * mix, part;
    for (gsize i = sizeof part; i < length; i += sizeof part) {
        memcpy(&part, text + MIN(i, length - sizeof part), sizeof part);
        hash = (hash ^ hash >> 32 ^ part) * mix;
    }
    return (guint)(hash >> 32);
}

#endif
