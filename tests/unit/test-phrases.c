/* The words of a text, and the longest phrase at a word. */
#include "recognise/phrases.h"

static void
test_words(void)
{
    g_autoptr(tokens) words =
        tokens_of("Social- og Ældreudvalget (SÆU) fik 3.400 kr. af A.P. Bøgh.");
    static const char *const lower[] = {
        "social-", "og", "ældreudvalget", "(", "sæu",  ")", "fik", "3.400", "kr",
        ".",       "af", "a.p",           ".", "bøgh", "."};
    g_assert_cmpuint(words->array->len, ==, WORDS_BEFORE + G_N_ELEMENTS(lower) + WORDS_AFTER);
    for (guint i = 0; i < G_N_ELEMENTS(lower); i++) {
        g_assert_cmpstr(tokens_at(words, WORDS_BEFORE + i)->lower, ==, lower[i]);
    }
    g_assert_true(tokens_at(words, WORDS_BEFORE)->flags & WORD_HYPHEN);
    g_assert_true(tokens_at(words, WORDS_BEFORE)->flags & WORD_FIRST);
    g_assert_true(tokens_at(words, WORDS_BEFORE + 4)->flags & WORD_UPPER);
    g_assert_true(tokens_at(words, WORDS_BEFORE + 4)->flags & WORD_CLOSE);
    g_assert_false(tokens_at(words, WORDS_BEFORE + 6)->flags & WORD_CAPITAL);
}

static void
test_numbering(void)
{
    g_autoptr(tokens) words = tokens_of("4. Nyt værested");
    g_assert_true(tokens_at(words, WORDS_BEFORE + 2)->flags & WORD_FIRST);
    g_autoptr(tokens) other = tokens_of("Punkt Nyt");
    g_assert_false(tokens_at(other, WORDS_BEFORE + 1)->flags & WORD_FIRST);
}

static struct phrases *
dictionary(void)
{
    static const char *const entries[] = {
        "Them",           "Rådet for Unge", "Rådet for Unge og Ældre",
        "Havnestyrelsen", "lov om havne",   "Lille Skov"};
    struct phrases *phrases = phrases_new();
    for (guint i = 0; i < G_N_ELEMENTS(entries); i++) {
        phrases_add(phrases, entries[i], i);
    }
    return phrases;
}

static const struct {
    const char *text;
    int id; /* -1: nothing */
    guint words;
    gsize ending;
    gboolean genitive;
} finds[] = {
    {"Them by", 0, 1, 0, FALSE},
    {"them by", -1, 0, 0, FALSE}, /* a capital is asked for */
    {"Rådet for Unge siger", 1, 3, 0, FALSE},
    {"Rådet for Unge og Ældre siger", 2, 5, 0, FALSE}, /* the longest */
    {"Rådet for Unge og Gamle", 1, 3, 0, FALSE},
    {"Havnestyrelsens brev", 3, 1, 1, TRUE},
    {"Havnestyrelsen's brev", 3, 1, 2, TRUE},
    {"Havnestyrelsenet", 3, 1, 2, FALSE},
    {"Havnestyrelsenxyz", -1, 0, 0, FALSE},
    {"Lov om havne", 4, 3, 0, FALSE}, /* a small letter takes either */
    {"lov om havnene", 4, 3, 2, FALSE},
    {"Lille skov", -1, 0, 0, FALSE},
    {"Lille", -1, 0, 0, FALSE}, /* ends with the text */
};

static gboolean
find_first(const struct phrases *phrases, const struct tokens *words, struct phrase_hit *ret_hit)
{
    const char *lower = tokens_at(words, WORDS_BEFORE)->lower;
    const struct phrase_start *start = phrases_start(phrases, lower, words->arena);
    return start != NULL && phrases_find(start, words, WORDS_BEFORE, ret_hit);
}

static void
test_find(void)
{
    struct phrases *phrases = dictionary();
    for (gsize i = 0; i < G_N_ELEMENTS(finds); i++) {
        g_autoptr(tokens) words = tokens_of(finds[i].text);
        struct phrase_hit hit;
        gboolean found = find_first(phrases, words, &hit);
        g_assert_cmpint(found ? (int)hit.id : -1, ==, finds[i].id);
        if (found) {
            g_assert_cmpuint(hit.last - hit.first + 1, ==, finds[i].words);
            g_assert_cmpuint(hit.ending, ==, finds[i].ending);
            g_assert_cmpint(hit.genitive, ==, finds[i].genitive);
        }
    }
    phrases_free(phrases);
}

static void
test_endings(void)
{
    g_assert_cmpint(ending_length("boligen", 5), ==, 2);
    g_assert_cmpint(ending_length("boligernes", 5), ==, 5);
    g_assert_cmpint(ending_length("bolig", 5), ==, 0);
    g_assert_cmpint(ending_length("boligsag", 5), ==, -1);
}

static void
test_long(void)
{
    /* A word above the limit is no word of any phrase, and costs no more than its length. */
    g_autofree char *text = g_strnfill(2000000, 'H');
    g_autoptr(tokens) words = tokens_of(text);
    struct phrases *phrases = dictionary();
    struct phrase_hit hit;
    g_assert_cmpstr(tokens_at(words, WORDS_BEFORE)->lower, ==, "");
    g_assert_false(find_first(phrases, words, &hit));
    phrases_free(phrases);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/phrases/words", test_words);
    g_test_add_func("/phrases/numbering", test_numbering);
    g_test_add_func("/phrases/find", test_find);
    g_test_add_func("/phrases/endings", test_endings);
    g_test_add_func("/phrases/long", test_long);
    return g_test_run();
}
