/* Words and gaps around a place of the text. None of these leaves the block. */
#include "time-private.h"

#include <string.h>

enum {
    LOOK_BYTES = 64 /* how far a word may lie */
};

static gboolean
is_word_byte(char c)
{
    return g_ascii_isalnum(c) || (guchar)c >= 0x80;
}

/* U+2010 to U+201F, as bytes: dashes and quotation marks are no letters. */
static gboolean
is_mark_at(const char *text, gsize at)
{
    return (guchar)text[at] == 0xe2 && (guchar)text[at + 1] == 0x80;
}

struct span
time_word_before(const struct time_work *work, gsize at)
{
    const char *text = work->text;
    gsize limit = at > LOOK_BYTES ? at - LOOK_BYTES : 0;
    while (at > limit && text[at - 1] == ' ')
        at--;
    if (at > limit && (text[at - 1] == '.' || text[at - 1] == ':'))
        at--;
    struct span word = {at, at};
    while (word.start > limit && is_word_byte(text[word.start - 1])) {
        if (word.start >= 3 && is_mark_at(text, word.start - 3))
            break;
        word.start--;
    }
    return word;
}

struct span
time_word_after(const struct time_work *work, gsize at)
{
    const char *text = work->text;
    while (text[at] == ' ')
        at++;
    struct span word = {at, at};
    while (word.end < at + LOOK_BYTES && is_word_byte(text[word.end]) &&
           !is_mark_at(text, word.end))
        word.end++;
    return word;
}

guint
time_cues_of(const struct time_work *work, struct span word)
{
    return time_vocabulary_cues(work->vocabulary, work->text + word.start, word.end - word.start);
}

gboolean
time_word_is_capitalised(const struct time_work *work, struct span word)
{
    if (word.start == word.end)
        return FALSE;
    const char *at = work->text + word.start;
    return g_ascii_isupper(*at) ||
           ((guchar)*at == 0xc3 && (guchar)at[1] >= 0x80 && (guchar)at[1] <= 0x9e);
}

gboolean
time_word_is(const struct time_work *work, struct span word, const char *lower)
{
    gsize length = strlen(lower);
    return word.end - word.start == length &&
           g_ascii_strncasecmp(work->text + word.start, lower, length) == 0;
}

gboolean
time_gap(const struct time_work *work, gsize from, gsize to, const char *alternatives)
{
    const char *at = alternatives;
    for (;;) {
        gsize length = strcspn(at, "|");
        if (length == to - from && memcmp(at, work->text + from, length) == 0)
            return TRUE;
        if (!at[length])
            return FALSE;
        at += length + 1;
    }
}
