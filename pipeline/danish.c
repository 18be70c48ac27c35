#include "danish.h"

#include "error.h"

struct danish {
    guint references;
    char *aff, *dic;
    Hunhandle *hunspell; /* NULL until asked for */
};

static const char *const folders[] = {"/usr/share/hunspell", "/usr/local/share/hunspell",
                                      "/usr/share/myspell/dicts"};

struct danish *
danish_new(GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *aff = g_build_filename(folders[i], "da_DK.aff", NULL);
        g_autofree char *dic = g_build_filename(folders[i], "da_DK.dic", NULL);
        if (!g_file_test(aff, G_FILE_TEST_IS_REGULAR) || !g_file_test(dic, G_FILE_TEST_IS_REGULAR))
            continue;
        struct danish *danish = g_new0(struct danish, 1);
        danish->references = 1;
        danish->aff = g_steal_pointer(&aff);
        danish->dic = g_steal_pointer(&dic);
        return danish;
    }
    g_set_error(error, AKT_ERROR, AKT_ERROR_LIBRARY,
                "hunspell's Danish dictionary da_DK is not installed (package hunspell-da)");
    return NULL;
}

struct danish *
danish_ref(struct danish *danish)
{
    danish->references++;
    return danish;
}

void
danish_unref(struct danish *danish)
{
    if (!danish || --danish->references)
        return;
    if (danish->hunspell)
        Hunspell_destroy(danish->hunspell);
    g_free(danish->aff);
    g_free(danish->dic);
    g_free(danish);
}

Hunhandle *
danish_hunspell(struct danish *danish)
{
    if (!danish->hunspell)
        danish->hunspell = Hunspell_create(danish->aff, danish->dic);
    return danish->hunspell;
}
