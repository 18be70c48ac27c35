#include "normalise/spelling.h"

#include <string.h>

enum {
    LONGEST_WORD = 100,
    MOST_CACHED = 16384
};

struct spelling {
    struct danish *danish;
    GHashTable *known; /* word -> 1 for no, 2 for yes */
};

struct spelling *
spelling_new(struct danish *shared, GError **error)
{
    struct danish *danish = shared ? danish_ref(shared) : danish_new(error);
    if (!danish)
        return NULL;
    struct spelling *spelling = g_new0(struct spelling, 1);
    spelling->danish = danish;
    spelling->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return spelling;
}

void
spelling_free(struct spelling *spelling)
{
    if (!spelling)
        return;
    danish_unref(spelling->danish);
    g_hash_table_unref(spelling->known);
    g_free(spelling);
}

gboolean
spelling_knows(struct spelling *spelling, const char *word)
{
    if (!*word || strlen(word) > LONGEST_WORD)
        return FALSE;
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(spelling->known, word));
    if (known)
        return known == 2;
    gboolean answer = Hunspell_spell(danish_hunspell(spelling->danish), word) != 0;
    if (g_hash_table_size(spelling->known) >= MOST_CACHED)
        g_hash_table_remove_all(spelling->known);
    g_hash_table_insert(spelling->known, g_strdup(word), GUINT_TO_POINTER(answer ? 2 : 1));
    return answer;
}

gboolean
spelling_knows_any(struct spelling *spelling, const char *word)
{
    if (spelling_knows(spelling, word))
        return TRUE;
    g_autofree char *lower = g_utf8_strdown(word, -1);
    return strcmp(lower, word) != 0 && spelling_knows(spelling, lower);
}
