/* Words that are looked up once: one form under all capitals, told apart to the last byte,
 * forgotten when there are too many. */
#include "recognise/tokens.h"
#include "recognise/vocabulary.h"

#include <string.h>

static guint described;

static void
describe(struct form *form, gpointer data)
{
    (void)data;
    described++;
    form->marks = strcmp(form->lower, "havn") == 0 ? 1u << WORD_FLAGS : 0;
}

static struct form *
look(struct vocabulary *vocabulary, const char *text, guint *ret_flags)
{
    struct looked looked;
    vocabulary_look(vocabulary, text, strlen(text), &looked);
    g_assert_cmpstr(looked.lower, ==, looked.form->lower);
    g_assert_cmpuint(looked.length, ==, looked.form->length);
    *ret_flags = looked.flags;
    return looked.form;
}

static void
test_forms(void)
{
    guint flags;
    g_autoptr(vocabulary) vocabulary = vocabulary_new(describe, NULL);
    described = 0;
    struct form *form = look(vocabulary, "HAVN", &flags);
    g_assert_cmpstr(form->lower, ==, "havn");
    g_assert_cmpuint(form->length, ==, 4);
    g_assert_cmpuint(flags, ==, WORD_LETTERS | WORD_CAPITAL | WORD_UPPER | 1u << WORD_FLAGS);
    g_assert_true(look(vocabulary, "Havn", &flags) == form);
    g_assert_cmpuint(flags, ==, WORD_LETTERS | WORD_CAPITAL | 1u << WORD_FLAGS);
    g_assert_true(look(vocabulary, "havn", &flags) == form);
    g_assert_cmpuint(described, ==, 1);
    g_assert_cmpstr(look(vocabulary, "Ærø", &flags)->lower, ==, "ærø");
    g_assert_cmpstr(look(vocabulary, "ŁÓDŹ", &flags)->lower, ==, "łódź"); /* beyond Latin-1 */
    g_assert_true(flags & WORD_UPPER);
    look(vocabulary, "7680", &flags);
    g_assert_cmpuint(flags, ==, WORD_NUMBER | WORD_FIGURE);
    look(vocabulary, "Social-", &flags);
    g_assert_cmpuint(flags, ==, WORD_LETTERS | WORD_CAPITAL | WORD_HYPHEN);
}

/* Words of every length that differ in one byte, at any place, are different words. */
static void
test_apart(void)
{
    guint words = 0;
    g_autoptr(vocabulary) vocabulary = vocabulary_new(describe, NULL);
    g_autoptr(GHashTable) forms = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (guint length = 1; length <= LONGEST_WORD; length++) {
        char text[LONGEST_WORD + 1];
        memset(text, 'a', sizeof text);
        for (guint at = 0; at < length; at++, words++) {
            text[at] = 'b';
            struct looked looked;
            vocabulary_look(vocabulary, text, length, &looked);
            struct form *form = looked.form;
            g_assert_cmpuint(form->length, ==, length);
            g_assert_cmpmem(form->lower, length, text, length);
            g_assert_true(g_hash_table_add(forms, form));
            text[at] = 'a';
        }
    }
    g_assert_cmpuint(g_hash_table_size(forms), ==, words);
}

static void
test_long(void)
{
    guint flags;
    g_autoptr(vocabulary) vocabulary = vocabulary_new(describe, NULL);
    g_autofree char *text = g_strnfill(LONGEST_WORD + 1, 'H');
    g_assert_true(look(vocabulary, text, &flags) == vocabulary_nothing(vocabulary));
    g_assert_true(flags & WORD_UPPER);
}

/* What is kept does not grow with the archive, and is the same after it was forgotten. */
static void
test_trim(void)
{
    guint flags;
    g_autoptr(vocabulary) vocabulary = vocabulary_new(describe, NULL);
    described = 0;
    look(vocabulary, "havn", &flags);
    vocabulary_trim(vocabulary);
    look(vocabulary, "havn", &flags);
    g_assert_cmpuint(described, ==, 1);
    for (guint i = 0; i < 200000; i++) {
        char text[16];
        g_snprintf(text, sizeof text, "%u", i);
        look(vocabulary, text, &flags);
    }
    guint before = described;
    vocabulary_trim(vocabulary);
    struct form *form = look(vocabulary, "Havn", &flags);
    g_assert_cmpuint(described, ==, before + 1);
    g_assert_cmpstr(form->lower, ==, "havn");
    g_assert_cmpuint(flags, ==, WORD_LETTERS | WORD_CAPITAL | 1u << WORD_FLAGS);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vocabulary/forms", test_forms);
    g_test_add_func("/vocabulary/apart", test_apart);
    g_test_add_func("/vocabulary/long", test_long);
    g_test_add_func("/vocabulary/trim", test_trim);
    return g_test_run();
}
