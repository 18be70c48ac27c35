/* The reader of a dictionary's file: any bytes.
 * Fuzzes: pipeline/lexicon */
#include "fuzz.h"

#include <glib/gstdio.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char *folder;
    static const char *const columns[] = {"word", "kind", NULL};
    if (!folder)
        folder = fuzz_opened(g_dir_make_tmp("akt-fuzz-XXXXXX", NULL), NULL);
    g_autofree char *path = g_build_filename(folder, "sample.tsv", NULL);
    g_file_set_contents_full(path, (const char *)data, (gssize)size, G_FILE_SET_CONTENTS_NONE, 0600,
                             NULL);
    g_autoptr(dictionaries) dictionaries = dictionaries_new(folder, FALSE);
    g_autoptr(GError) error = NULL;
    g_autoptr(lexicon) lexicon = lexicon_open(dictionaries, "sample", columns, &error);
    g_assert_true((lexicon == NULL) == (error != NULL));
    g_assert_cmpuint(strlen(dictionaries_hash(dictionaries)), ==, 64);
    for (guint i = 0; lexicon && i < lexicon_rows(lexicon); i++) {
        g_assert_nonnull(lexicon_get(lexicon, i, 0));
        g_assert_nonnull(lexicon_get(lexicon, i, 1));
    }
    return 0;
}
