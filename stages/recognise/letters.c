#include "letters.h"

gboolean
letters_lower_latin(char *text)
{
    for (guchar *p = (guchar *)text; *p != '\0'; p++) {
        if (*p < 0x80) {
            *p = (guchar)(*p + (*p >= 'A' && *p <= 'Z' ? 'a' - 'A' : 0));
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
