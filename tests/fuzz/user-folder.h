/* A folder of a user's own dictionaries, for the entries that write tables. */
#ifndef AKT_FUZZ_USER_FOLDER_H
#define AKT_FUZZ_USER_FOLDER_H

#include "fuzz.h"

#include <glib/gstdio.h>

/* Empty and our own. Free with g_free(). */
static inline char *
fuzz_user_folder(void)
{
    g_autofree char *config = fuzz_opened(g_dir_make_tmp("akt-fuzz-XXXXXX", NULL), NULL);
    g_setenv("XDG_CONFIG_HOME", config, TRUE);
    char *folder = g_build_filename(config, "aktspor", "dictionaries", NULL);
    g_mkdir_with_parents(folder, 0700);
    return folder;
}

/* Writes a table there, "NAME.tsv"; returns its path. Free with g_free(). */
static inline char *
fuzz_user_table(const char *folder, const char *name, const uint8_t *data, size_t size)
{
    char *path = g_build_filename(folder, name, NULL);
    g_file_set_contents_full(path, (const char *)data, (gssize)size, G_FILE_SET_CONTENTS_NONE, 0600,
                             NULL);
    return path;
}

#endif
