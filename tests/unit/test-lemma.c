/* The singular indefinite form of nouns, and what is no noun. */
#include "recognise/lemma.h"

static struct lemma *lemma;

static const struct {
    const char *word, *noun;
} nouns[] = {
    {"beboere", "beboer"},
    {"Beboerne", "beboer"},
    {"plejebørn", "plejebarn"},
    {"børnene", "barn"},
    {"mænd", "mand"},
    {"formænd", "formand"},
    {"unge", "ung"},
    {"ældre", "ældre"},
    {"hjemløse", "hjemløs"},
    {"ansatte", "ansat"},
    {"voksne", "voksen"},
    {"sindslidende", "sindslidende"},
    {"busser", "bus"},
    {"medlemmer", "medlem"},
    {"timer", "time"},
    {"lande", "land"},
    {"huse", "hus"},
    {"hus", "hus"},
    {"hold", "hold"},
    {"elever", "elev"},
    {"museerne", "museum"},
    {"bøger", "bog"},
    {"pladsen", "plads"},
    {"natteravne", "natteravn"},
    {"havnebesøgsvenner", "havnebesøgsven"},
    {"dag-/døgnpladser", "dag-/døgnplads"},
    {"IT-konsulenter", "it-konsulent"},
    {"qqxzw", "qqxzw"},
    {"", ""},
    {"-", "-"},
};

static void
test_nouns(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(nouns); i++) {
        g_autofree char *noun = lemma_noun(lemma, nouns[i].word);
        g_assert_cmpstr(noun, ==, nouns[i].noun);
    }
}

static void
test_again(void)
{
    /* From the cache, and with the cache full in between: the same answers. */
    for (int i = 0; i < 20000; i++) {
        g_autofree char *word = g_strdup_printf("%dx", i);
        g_autofree char *noun = lemma_noun(lemma, word);
        g_assert_cmpstr(noun, ==, word);
    }
    test_nouns();
}

static void
test_long(void)
{
    g_autofree char *word = g_strnfill(1000000, 'B');
    g_autofree char *lower = g_strnfill(1000000, 'b');
    g_autofree char *noun = lemma_noun(lemma, word);
    g_assert_cmpstr(noun, ==, lower);
    g_assert_false(lemma_knows(lemma, word));
}

static void
test_knows(void)
{
    g_assert_true(lemma_knows(lemma, "bibliotek"));
    g_assert_true(lemma_knows(lemma, "hjemmehjælp"));
    g_assert_false(lemma_knows(lemma, "bibliotkeet"));
    g_assert_false(lemma_knows(lemma, ""));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GError) error = NULL;
    lemma = lemma_new(NULL, &error);
    g_assert_no_error(error);
    g_test_add_func("/lemma/nouns", test_nouns);
    g_test_add_func("/lemma/cache", test_again);
    g_test_add_func("/lemma/long", test_long);
    g_test_add_func("/lemma/knows", test_knows);
    int status = g_test_run();
    lemma_free(lemma);
    return status;
}
