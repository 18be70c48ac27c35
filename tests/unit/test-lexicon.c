/* Dictionaries: what is read, and how a wrong row is named. */
#include "lexicon.h"

#include "error.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const columns[] = {"name", "kind", NULL};

/* Reads one file from a folder of its own. The caller frees all three. */
static struct lexicon *
read_text(const char *text, struct dictionaries **ret_dictionaries, char **ret_folder,
          GError **error)
{
    *ret_folder = g_dir_make_tmp("akt-lexicon-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(*ret_folder, "words.tsv", NULL);
    if (text)
        g_assert_true(g_file_set_contents(path, text, -1, NULL));
    *ret_dictionaries = dictionaries_new(*ret_folder, FALSE);
    struct lexicon *lexicon = lexicon_open(*ret_dictionaries, "words", columns, error);
    g_unlink(path);
    g_rmdir(*ret_folder);
    return lexicon;
}

static void
test_read(void)
{
    g_autoptr(dictionaries) dictionaries = NULL;
    g_autofree char *folder = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(lexicon) lexicon = read_text("# what it is\nkind\tmore\tname\n\nby\tx\tLyn\xC3\xA6s\n"
                                           "# again\nland\t\tFyn\n",
                                           &dictionaries, &folder, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(lexicon_rows(lexicon), ==, 2);
    g_assert_cmpstr(lexicon_get(lexicon, 0, 0), ==, "Lyn\xC3\xA6s");
    g_assert_cmpstr(lexicon_get(lexicon, 1, 1), ==, "land");
    lexicon_error(lexicon, 1, &error, "no %s", "island");
    g_assert_error(error, AKT_ERROR, AKT_ERROR_DICTIONARY);
    g_assert_true(g_str_has_suffix(error->message, "words.tsv:6: no island"));
}

/* Comments do not count in the hash; rows, columns and their order do. */
static void
test_hash(void)
{
    const char *const texts[] = {"name\tkind\na\tb\n", "# x\nname\tkind\na\tb\n",
                                 "name\tkind\na\tc\n", "name\tkind\na\tb\nc\td\n"};
    g_autofree char *first = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(dictionaries) dictionaries = NULL;
        g_autofree char *folder = NULL;
        g_autoptr(lexicon) lexicon = read_text(texts[i], &dictionaries, &folder, NULL);
        g_assert_nonnull(lexicon);
        const char *hash = dictionaries_hash(dictionaries);
        g_assert_cmpuint(strlen(hash), ==, 64);
        if (!first)
            first = g_strdup(hash);
        g_assert_true((i < 2) == !strcmp(first, hash));
    }
}

static void
test_faults(void)
{
    static const struct {
        const char *text, *says;
    } faults[] = {
        {NULL, "words.tsv: "},
        {"", "words.tsv:1: there is no header"},
        {"# only this\n", "there is no header"},
        {"name\tsort\na\tb\n", "words.tsv:1: there is no column \xE2\x80\x9Ckind\xE2\x80\x9D"},
        {"name\tkind\na\n", "words.tsv:2: the row has another number of cells"},
        {"name\tkind\na\tb\tc\n", "words.tsv:2: the row has another number of cells"},
        {"name\tkind\n\tb\n", "words.tsv:2: the row's first cell is empty"},
        {"name\tkind\na \tb\n", "words.tsv:2: a cell has blanks"},
        {"name\tkind\na\tb\nc\td\na\tb\n", "words.tsv:4: the same row"},
        {"name\tkind\na\tb\n\xFF\tc\n", "words.tsv:3: this is no UTF-8"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
        g_autoptr(dictionaries) dictionaries = NULL;
        g_autofree char *folder = NULL;
        g_autoptr(GError) error = NULL;
        g_autoptr(lexicon) lexicon = read_text(faults[i].text, &dictionaries, &folder, &error);
        g_assert_null(lexicon);
        g_assert_error(error, AKT_ERROR, AKT_ERROR_DICTIONARY);
        g_assert_nonnull(strstr(error->message, faults[i].says));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/lexicon/read", test_read);
    g_test_add_func("/lexicon/hash", test_hash);
    g_test_add_func("/lexicon/faults", test_faults);
    return g_test_run();
}
