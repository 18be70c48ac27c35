/* What the stages make of a dictionary's rows: the input, whose first byte chooses the table,
 * stands in for a user's own file. A stage opens or names file and line; what it opened, it can
 * work with. Fuzzes: stages/recognise/names-private stages/recognise/phrases
 * stages/recognise/case-form stages/recognise/label stages/normalise/sentences */
#include "fuzz.h"
#include "normalise/normalise.h"
#include "recognise-sample.h"
#include "recognise/recognise.h"
#include "relate/relate.h"
#include "user-folder.h"

static const struct stage *const chain[] = {&stage_normalise, &stage_recognise, &stage_relate};

/* The names of the shipped tables. Never freed. */
static GPtrArray *
table_names(void)
{
    GPtrArray *names = g_ptr_array_new();
    GDir *folder = fuzz_opened(g_dir_open("dictionaries", 0, NULL), NULL);
    for (const char *name; (name = g_dir_read_name(folder));) {
        if (g_str_has_suffix(name, ".tsv"))
            g_ptr_array_add(names, g_strdup(name));
    }
    g_dir_close(folder);
    g_ptr_array_sort(names, (GCompareFunc)g_strcmp0);
    return names;
}

static void
run_stages(struct danish *danish)
{
    const struct stage_options options = {.dictionaries = "dictionaries", .danish = danish};
    g_autoptr(document) document = sample_paper(
        "Notat\nJ.nr. 2014-1234. Udvalget gav 2 mio. kr. den 3. maj 2014 til projektet "
        "\"Havnen\" ved A. Holm, tlf. 33 12 34 56.");
    for (gsize i = 0; i < G_N_ELEMENTS(chain); i++) {
        const char *hash;
        g_autoptr(GError) error = NULL;
        gpointer state = chain[i]->open(&options, &hash, &error);
        if (!state) {
            g_assert_nonnull(strstr(error->message, ".tsv:"));
            return;
        }
        chain[i]->process(state, document, &error);
        g_assert_no_error(error);
        chain[i]->close(state);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char *folder;
    static GPtrArray *names;
    static struct danish *danish;
    if (!folder) {
        folder = fuzz_user_folder();
        names = table_names();
        danish = fuzz_opened(danish_new(NULL), NULL);
    }
    if (!size)
        return 0;
    g_autofree char *path =
        fuzz_user_table(folder, g_ptr_array_index(names, data[0] % names->len), data + 1, size - 1);
    run_stages(danish);
    g_unlink(path);
    return 0;
}
