#include "normalise/spelling.h"

#include "error.h"

#include <hunspell/hunspell.h>
#include <string.h>

enum {
    LONGEST_WORD = 100,
    MOST_CACHED = 16384
};

struct spelling {
    char *aff, *dic;
    Hunhandle *hunspell; /* NULL until a word is asked for */
    GHashTable *known;   /* word -> 1 for no, 2 for yes */
};

static const char *const folders[] = {"/usr/share/hunspell", "/usr/local/share/hunspell",
                                      "/usr/share/myspell/dicts"};

struct spelling *
spelling_new(GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *aff = g_build_filename(folders[i], "da_DK.aff", NULL);
        g_autofree char *dic = g_build_filename(folders[i], "da_DK.dic", NULL);
        if (!g_file_test(aff, G_FILE_TEST_IS_REGULAR) || !g_file_test(dic, G_FILE_TEST_IS_REGULAR))
            continue;
        struct spelling *spelling = g_new0(struct spelling, 1);
        spelling->aff = g_steal_pointer(&aff);
        spelling->dic = g_steal_pointer(&dic);
        spelling->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        return spelling;
    }
    g_set_error(error, AKT_ERROR, AKT_ERROR_LIBRARY,
                "hunspell's Danish dictionary da_DK is not installed (package hunspell-da)");
    return NULL;
}

void
spelling_free(struct spelling *spelling)
{
    if (!spelling)
        return;
    if (spelling->hunspell)
        Hunspell_destroy(spelling->hunspell);
    g_hash_table_unref(spelling->known);
    g_free(spelling->aff);
    g_free(spelling->dic);
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
    if (!spelling->hunspell)
        spelling->hunspell = Hunspell_create(spelling->aff, spelling->dic);
    gboolean answer = Hunspell_spell(spelling->hunspell, word) != 0;
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
