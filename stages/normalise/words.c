#include "normalise/words.h"

#include <string.h>

struct words {
    GStringChunk *strings;
    GHashTable *counts; /* word -> how often */
    GPtrArray *types;
};

/* The length of the letter at text[at], 0 if there is none: A to Z, and the letters of Latin-1 and
 * Latin Extended-A. */
static gsize
letter(const char *text, gsize end, gsize at)
{
    guchar c = (guchar)text[at];
    if (g_ascii_isalpha(c))
        return 1;
    if (c < 0xc3 || c > 0xc5 || at + 1 >= end)
        return 0;
    guchar next = (guchar)text[at + 1];
    return c == 0xc3 && (next == 0x97 || next == 0xb7) ? 0 : 2; /* times and divided by */
}

gboolean
word_letter_at(const char *text, gsize length, gsize at)
{
    while (at > 0 && ((guchar)text[at] & 0xc0) == 0x80)
        at--;
    return at < length && letter(text, length, at) > 0;
}

gboolean
word_next(const char *text, gsize end, gsize at, gsize *ret_start, gsize *ret_end)
{
    while (at < end && !letter(text, end, at))
        at++;
    if (at >= end)
        return FALSE;
    *ret_start = at;
    for (gsize n; at < end && (n = letter(text, end, at));)
        at += n;
    *ret_end = at;
    return TRUE;
}

gboolean
word_lower(const char *word, gsize length, char out[WORD_BYTES + 1])
{
    if (length > WORD_BYTES)
        return FALSE;
    for (gsize i = 0; i < length; i++) {
        guchar c = (guchar)word[i], before = i ? (guchar)word[i - 1] : 0;
        if (c >= 'A' && c <= 'Z')
            c += 'a' - 'A';
        else if (before == 0xc3 && c >= 0x80 && c <= 0x9e)
            c += 0x20;
        out[i] = (char)c;
    }
    out[length] = '\0';
    return TRUE;
}

void
words_add(struct words *words, const char *lower)
{
    gpointer key, count;
    if (g_hash_table_lookup_extended(words->counts, lower, &key, &count)) {
        g_hash_table_insert(words->counts, key, GUINT_TO_POINTER(GPOINTER_TO_UINT(count) + 1));
        return;
    }
    char *own = g_string_chunk_insert(words->strings, lower);
    g_hash_table_insert(words->counts, own, GUINT_TO_POINTER(1));
    if (!strchr(own, '-'))
        g_ptr_array_add(words->types, own);
}

struct words *
words_new(const char *text, gsize length)
{
    struct words *words = g_new0(struct words, 1);
    words->strings = g_string_chunk_new(4096);
    words->counts = g_hash_table_new(g_str_hash, g_str_equal);
    words->types = g_ptr_array_new();
    gsize start, end, whole = 0;
    char lower[WORD_BYTES + 1];
    for (gsize at = 0; word_next(text, length, at, &start, &end); at = end) {
        gboolean goes_on = at && start == at + 1 && text[at] == '-';
        if (!goes_on)
            whole = start;
        if (word_lower(text + start, end - start, lower))
            words_add(words, lower);
        if (goes_on && word_lower(text + whole, end - whole, lower))
            words_add(words, lower);
    }
    return words;
}

void
words_free(struct words *words)
{
    if (!words)
        return;
    g_hash_table_unref(words->counts);
    g_ptr_array_unref(words->types);
    g_string_chunk_free(words->strings);
    g_free(words);
}

guint
words_count(const struct words *words, const char *lower)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(words->counts, lower));
}

guint
words_n(const struct words *words)
{
    return words->types->len;
}

const char *
words_get(const struct words *words, guint i)
{
    return g_ptr_array_index(words->types, i);
}
