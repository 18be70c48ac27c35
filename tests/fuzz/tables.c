/* What extract, load and link make of a dictionary's rows: the input, whose first byte chooses the
 * table, stands in for a user's own file. It opens or names file and line.
 * Fuzzes: stages/extract/text-margin stages/extract/legible stages/load/municipality
 * stages/load/renamings stages/link/compare stages/link/aliases */
#include "extract/legible.h"
#include "extract/text.h"
#include "fuzz.h"
#include "link/link-private.h"
#include "load/database-private.h"
#include "recognise-sample.h"
#include "user-folder.h"

static const char *const tables[] = {
    "margin-labels.tsv", "letter-pairs.tsv", "municipalities.tsv", "municipality-domains.tsv",
    "name-changes.tsv",  "name-heads.tsv",   "aliases.tsv"};

/* What opened is there, or the error says where. */
static gboolean
opened(gpointer object, GError *error)
{
    if (!object)
        g_assert_nonnull(strstr(error->message, ".tsv:"));
    g_clear_error(&error);
    return object != NULL;
}

static void
read_for_extract(struct dictionaries *dictionaries)
{
    GError *error = NULL;
    g_autoptr(text_words) words = text_words_open(dictionaries, &error);
    if (!opened(words, error))
        return;
    error = NULL;
    g_autoptr(letter_pairs) pairs = letter_pairs_open(dictionaries, &error);
    opened(pairs, error);
}

static void
read_for_load(struct dictionaries *dictionaries)
{
    GError *error = NULL;
    struct towns *towns = towns_new(dictionaries, &error);
    if (opened(towns, error)) {
        g_autoptr(document) document = sample_paper(
            "Aabenraa Kommune\nSkelbækvej 2, 6200 Aabenraa, post@aabenraa.dk, www.aabenraa.dk");
        document_municipality(towns, document);
    }
    towns_free(towns);
    error = NULL;
    GHashTable *words = renaming_words(dictionaries, &error);
    if (opened(words, error))
        g_hash_table_unref(words);
}

static void
read_for_link(struct dictionaries *dictionaries, struct danish *danish)
{
    GError *error = NULL;
    g_autoptr(name_rules) rules = name_rules_new(dictionaries, danish, &error);
    opened(rules, error);
    error = NULL;
    struct aliases *aliases = aliases_new(dictionaries, &error);
    opened(aliases, error);
    aliases_free(aliases);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char *folder;
    static struct danish *danish;
    if (!folder) {
        folder = fuzz_user_folder();
        danish = fuzz_opened(danish_new(NULL), NULL);
    }
    if (!size)
        return 0;
    g_autofree char *path =
        fuzz_user_table(folder, tables[data[0] % G_N_ELEMENTS(tables)], data + 1, size - 1);
    g_autoptr(dictionaries) dictionaries = dictionaries_new("dictionaries", TRUE);
    read_for_extract(dictionaries);
    read_for_load(dictionaries);
    read_for_link(dictionaries, danish);
    g_unlink(path);
    return 0;
}
