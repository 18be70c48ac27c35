/* What a cell's text is: words, a year, a number with or without its unit. */
#include "tables-private.h"

#include <string.h>

/* Bytes of a number at `text`: digits, and what stands between them. */
static gsize
number_length(const char *text)
{
    gsize at = 0, end = 0;
    while (text[at] && strchr("0123456789., ", text[at])) {
        at++;
        if (g_ascii_isdigit(text[at - 1]))
            end = at;
    }
    return end;
}

static gboolean
is_unit(const char *text)
{
    static const char *const units[] = {"",      "%",    "kr",       "kr.",       "mio",  "mio.",
                                        "mill.", "mill", "t.kr",     "t.kr.",     "tkr.", "dkk",
                                        "pct",   "pct.", "m2",       "m²",        ",-",   "-",
                                        ")",     "%)",   "mio. kr.", "mill. kr.", "timer"};
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
        if (!g_ascii_strcasecmp(text, units[i]))
            return TRUE;
    return FALSE;
}

static gboolean
is_year(const char *text)
{
    return (g_str_has_prefix(text, "19") || g_str_has_prefix(text, "20")) &&
           g_ascii_isdigit(text[2]) && g_ascii_isdigit(text[3]);
}

enum content
content_of(const char *text)
{
    while (*text == ' ')
        text++;
    gsize length = strlen(text);
    if (length >= 4 && is_year(text) && strspn(text, "0123456789-/ ") == length &&
        (length == 4 || length == 9))
        return CONTENT_YEAR;
    if (!strcmp(text, "-") || !strcmp(text, "\xe2\x80\x93"))
        return CONTENT_NUMBER;
    if (*text == '(')
        text++;
    if (*text == '-' || *text == '+')
        text++;
    else if (g_str_has_prefix(text, "\xe2\x80\x93") || g_str_has_prefix(text, "\xe2\x88\x92"))
        text += 3;
    while (*text == ' ')
        text++;
    gsize digits = number_length(text);
    if (!digits)
        return CONTENT_TEXT;
    text += digits;
    while (*text == ' ')
        text++;
    return is_unit(text) ? CONTENT_NUMBER : CONTENT_TEXT;
}

enum content
chunk_content(const struct layout *layout, const struct chunk *chunk)
{
    if (chunk->visible > 24 || chunk->n > 4)
        return CONTENT_TEXT;
    g_autoptr(GString) text = g_string_new(NULL);
    layout_chunk_text(layout, chunk, text);
    return content_of(text->str);
}

gunichar
chunk_first_character(const struct layout *layout, const struct chunk *chunk)
{
    return layout->characters->at[layout_word(layout, chunk->first)->first].c;
}

gunichar
chunk_last_character(const struct layout *layout, const struct chunk *chunk)
{
    return layout->characters->at[layout_word(layout, chunk->first + chunk->n - 1)->last - 1].c;
}
