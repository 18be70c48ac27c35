#include "letters.h"

const guint8 letter_kinds[256] = {
    ['\t'] = LETTER_BLANK,
    ['\n'] = LETTER_BLANK,
    ['\f'] = LETTER_BLANK,
    ['\r'] = LETTER_BLANK,
    [' '] = LETTER_BLANK,
    ['0' ... '9'] = LETTER_ASCII,
    ['A' ... 'Z'] = LETTER_ASCII,
    ['a' ... 'z'] = LETTER_ASCII,
    [0x80 ... 0xc2] = LETTER_BEYOND,
    [0xc3] = LETTER_LATIN,
    [0xc4 ... 0xff] = LETTER_BEYOND,
};

gboolean
letters_lower_latin(char *text)
{
    for (guchar *p = (guchar *)text; *p != '\0'; p++) {
        if (*p < 0x80) {
            *p = (guchar)letter_lower((char)*p);
        } else if (*p == 0xc3) {
            p++;
            if (*p >= 0x80 && *p <= 0x9e && *p != 0x97) {
                *p = (guchar)(*p + 0x20);
            }
        } else {
            return FALSE;
        }
    }
    return TRUE;
}

char *
letters_lower(struct arena *arena, const char *text, gsize length)
{
    char *copy = arena_strndup(arena, text, length);
    if (letters_lower_latin(copy)) {
        return copy;
    }
    g_autofree char *lower = g_utf8_strdown(text, (gssize)length);
    return arena_strdup(arena, lower);
}
