/* Amounts, percentages and number words: written out in any form, they read back as themselves. */
#include "recognise/lemma.h"
#include "recognise/number.h"
#include "recognise/quantity.h"
#include "roundtrip.h"

enum {
    ROUNDS = 3000
};

static struct quantity *quantity;

static void
check(const char *text, enum mention_type type, const char *value)
{
    g_autoptr(document) document = sample_paper(text);
    struct mention_set *set = mention_set_new(document);
    quantity_find(quantity, document, set);
    mention_set_settle(set);
    mention_set_free(set);
    roundtrip_check(document, type, value);
}

/* A form with the number in place of its '#'. */
static char *
fill(const char *form, const char *number)
{
    GString *out = g_string_new(form);
    g_string_replace(out, "#", number, 1);
    return g_string_free(out, FALSE);
}

/* Decimals as a paper writes them: at most three, not all zero, or none. */
static void
draw_decimals(GRand *random, gsize most, char decimals[8])
{
    gint32 n = g_rand_int_range(random, 0, (gint32)most + 1);
    for (gint32 i = 0; i < n; i++)
        decimals[i] = (char)('0' + g_rand_int_range(random, 0, 10));
    if (n && decimals[n - 1] == '0')
        decimals[n - 1] = '5';
    decimals[n] = '\0';
}

/* Kroner in full: "1.250.000 kr.", "kr. 1250000,50". */
static void
test_kroner(void)
{
    static const char *const forms[] = {
        "Der er afsat # kr. til formålet.",
        "Der er afsat kr. # til formålet.",
        "Der er afsat # kroner i alt.",
        "Beløbet er DKK # i alt.",
        "Udgiften er på ca. # kr. pr. plads.",
        "Beløb: # kr",
        "(# kr.)",
        "Forvaltningen bruger op til # kr. om året.",
        "Tilskud, kr. #",
        "Et beløb på \"# kr.\" er givet.",
    };
    g_autoptr(GRand) random = roundtrip_random();
    for (guint i = 0; i < ROUNDS; i++) {
        static const char *const separators[] = {".", ".", " ", "\u00a0"};
        guint64 kroner = roundtrip_whole(random, 11);
        g_autofree char *grouped = roundtrip_grouped(kroner, roundtrip_pick(random, separators));
        char decimals[8];
        draw_decimals(random, 2, decimals);
        if (decimals[0] && !decimals[1])
            strcpy(decimals + 1, "0"); /* øre are two digits */
        g_autofree char *number = g_strconcat(grouped, decimals[0] ? "," : "", decimals, NULL);
        g_autofree char *value =
            g_strdup_printf("%" G_GUINT64_FORMAT "%s%s", kroner, decimals[0] ? "." : "", decimals);
        g_autofree char *text = fill(roundtrip_pick(random, forms), number);
        check(text, MENTION_AMOUNT, value);
    }
}

/* "23,2 mio. kr." is exact: the digits move, none is lost. */
static void
test_scales(void)
{
    static const struct {
        const char *form;
        guint power;
    } forms[] = {
        {"Der er afsat # mio. kr. til formålet.", 6}, {"Der er afsat # mill. kr. i 2018.", 6},
        {"Rammen er # millioner kroner.", 6},         {"Rammen er på # mio.kr.", 6},
        {"Kommunerne får # mia. kr. i 2019.", 9},     {"Kommunerne får # milliarder kroner.", 9},
        {"Puljen er på # t.kr. i alt.", 3},           {"Puljen er på # tkr. i alt.", 3},
        {"Udgiften er kr. # mio. i alt.", 6},         {"Udgiften er mio. kr. # i alt.", 6},
        {"Udgiften er DKK # mio. i alt.", 6},         {"Der bruges # tusind kr. om året.", 3},
    };
    g_autoptr(GRand) random = roundtrip_random();
    for (guint i = 0; i < ROUNDS; i++) {
        gint32 form = g_rand_int_range(random, 0, G_N_ELEMENTS(forms));
        guint64 whole = roundtrip_whole(random, 4);
        char decimals[8];
        draw_decimals(random, 3, decimals);
        g_autofree char *grouped = roundtrip_grouped(whole, ".");
        g_autofree char *number = g_strconcat(grouped, decimals[0] ? "," : "", decimals, NULL);
        GString *value = g_string_new(NULL);
        g_string_printf(value, "%" G_GUINT64_FORMAT "%s", whole, decimals);
        for (gsize zeros = forms[form].power - strlen(decimals); zeros; zeros--)
            g_string_append_c(value, '0');
        gsize leading = strspn(value->str, "0");
        g_string_erase(value, 0, (gssize)(leading == value->len ? leading - 1 : leading));
        g_autofree char *text = fill(forms[form].form, number);
        check(text, MENTION_AMOUNT, value->str);
        g_string_free(value, TRUE);
    }
}

/* "500.000-600.000 kr.", "mellem 3 og 5 mio. kr.": both ends, the smaller first. */
static void
test_ranges(void)
{
    static const struct {
        const char *form;
        guint64 factor;
    } forms[] = {
        {"Udgiften er %s-%s kr. i alt.", 1},
        {"Udgiften er %s–%s kr. i alt.", 1},
        {"Udgiften er %s - %s kr. i alt.", 1},
        {"Udgiften er mellem %s og %s kr. om året.", 1},
        {"Udgiften er fra %s til %s kr. om året.", 1},
        {"Udgiften er %s til %s kroner.", 1},
        {"Udgiften er kr. %s-%s i alt.", 1},
        {"Udgiften er %s kr. - %s kr. i alt.", 1},
        {"Udgiften er %s-%s mio. kr. i alt.", 1000000},
        {"Udgiften er %s–%s mio. i 2019.", 1000000},
        {"Udgiften er mellem %s og %s mio. kr.", 1000000},
    };
    g_autoptr(GRand) random = roundtrip_random();
    for (guint i = 0; i < ROUNDS; i++) {
        gint32 form = g_rand_int_range(random, 0, G_N_ELEMENTS(forms));
        gboolean large = forms[form].factor == 1;
        guint64 low = (large ? 1000 : 1) * (1 + roundtrip_whole(random, 2));
        guint64 high = low + (large ? 500 : 1) * (1 + roundtrip_whole(random, 2));
        g_autofree char *first = roundtrip_grouped(low, "."), *last = roundtrip_grouped(high, ".");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        g_autofree char *text = g_strdup_printf(forms[form].form, first, last);
#pragma GCC diagnostic pop
        g_autofree char *value =
            g_strdup_printf("%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT, low * forms[form].factor,
                            high * forms[form].factor);
        check(text, MENTION_AMOUNT, value);
    }
}

static void
test_percents(void)
{
    static const char *const forms[] = {
        "Andelen er # pct. i alt.", "Andelen er # % i alt.", "Andelen er #% i alt.",
        "Andelen er # procent.",    "Et fald på ca. # pct.", "Andelen (# pct.) er faldet.",
    };
    g_autoptr(GRand) random = roundtrip_random();
    for (guint i = 0; i < ROUNDS; i++) {
        guint64 whole = roundtrip_whole(random, 3);
        char decimals[8];
        draw_decimals(random, 2, decimals);
        g_autofree char *number =
            g_strdup_printf("%" G_GUINT64_FORMAT "%s%s", whole, decimals[0] ? "," : "", decimals);
        g_autofree char *value =
            g_strdup_printf("%" G_GUINT64_FORMAT "%s%s", whole, decimals[0] ? "." : "", decimals);
        g_autofree char *text = fill(roundtrip_pick(random, forms), number);
        check(text, MENTION_PERCENT, value);
    }
}

/* All numbers to a thousand and many above, in one word and in several. */
static void
test_words(void)
{
    g_autoptr(GRand) random = roundtrip_random();
    for (guint i = 0; i < 1000 + ROUNDS; i++) {
        guint n = i < 1000 ? i : (guint)(roundtrip_whole(random, 6) % 1000000);
        g_autofree char *words = roundtrip_words(n, i % 2);
        struct number number;
        char printed[NUMBER_PRINTED];
        g_autofree char *value = g_strdup_printf("%u", n);
        if (!number_from_words(words, strlen(words), &number))
            g_error("%s is read as no number", words);
        if (strcmp(number_print(&number, FALSE, printed), value) != 0)
            g_error("%s reads as %s, not as %u", words, printed, n);
    }
}

/* Number words before a currency. */
static void
test_worded_amounts(void)
{
    static const char *const forms[] = {"Byrådet gav # kroner til formålet.",
                                        "Byrådet gav # kr. til formålet."};
    g_autoptr(GRand) random = roundtrip_random();
    for (guint i = 0; i < ROUNDS; i++) {
        guint n = 2 + (guint)(roundtrip_whole(random, 6) % 999998);
        g_autofree char *words = roundtrip_words(n, i % 2);
        g_autofree char *value = g_strdup_printf("%u", n);
        g_autofree char *text = fill(roundtrip_pick(random, forms), words);
        check(text, MENTION_AMOUNT, value);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GError) error = NULL;
    struct dictionaries *dictionaries = dictionaries_new("dictionaries", FALSE);
    struct lemma *lemma = lemma_new(NULL, &error);
    g_assert_no_error(error);
    quantity = quantity_open(dictionaries, lemma, &error);
    g_assert_no_error(error);
    g_test_add_func("/roundtrip/kroner", test_kroner);
    g_test_add_func("/roundtrip/scales", test_scales);
    g_test_add_func("/roundtrip/ranges", test_ranges);
    g_test_add_func("/roundtrip/percents", test_percents);
    g_test_add_func("/roundtrip/words", test_words);
    g_test_add_func("/roundtrip/worded-amounts", test_worded_amounts);
    int status = g_test_run();
    quantity_close(quantity);
    lemma_free(lemma);
    dictionaries_free(dictionaries);
    return status;
}
