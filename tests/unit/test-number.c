/* Numbers: digit groups and Danish number words, and what only looks like them. */
#include "recognise/number.h"

#include <string.h>

struct reading {
    const char *text, *value; /* value NULL: not a number */
};

static const struct reading digits[] = {
    {"0", "0"},
    {"7", "7"},
    {"1250000", "1250000"},
    {"1.250.000", "1250000"},
    {"1 250 000", "1250000"},
    {"1.250.000,50", "1250000.50"},
    {"1 250,5", "1250.5"},
    {"300,50", "300.50"},
    {"0,90", "0.90"},
    {"0,05", "0.05"},
    {"01,10", "1.10"},
    {"17.5", "17.5"},
    {"2.010", "2010"},
    {"½", "0.5"},
    {"2½", "2.5"},
    {"2 ½", "2.5"},
    {"1¾", "1.75"},
    {"1/2", "0.5"},
    {"2 1/2", "2.5"},
    {"3/4", "0.75"},
    {"21/2", NULL},
    {"10/5", NULL},
    {"999.999.999.999.999.999", "999999999999999999"},
    {"1.25.000", NULL},
    {"12.1234", NULL},
    {"1234.567", NULL},
    {"0.250", NULL},
    {"1.000 000", NULL},
    {"12,", NULL},
    {",5", NULL},
    {"1,2,3", NULL},
    {"", NULL},
    {"-5", NULL},
    {"5a", NULL},
    {"1.000.000.000.000.000.000.000", NULL},
    {"12345678901234567890", NULL},
};

static const struct reading words[] = {
    {"nul", "0"},
    {"én", "1"},
    {"Én", "1"},
    {"to", "2"},
    {"Tolv", "12"},
    {"enogtyve", "21"},
    {"femogtyve", "25"},
    {"halvtreds", "50"},
    {"syvoghalvfjerds", "77"},
    {"tresindstyve", "60"},
    {"hundrede", "100"},
    {"et hundrede", "100"},
    {"tohundrede og tre", "203"},
    {"to hundrede og tre", "203"},
    {"tohundredeogtre", "203"},
    {"nittenhundrede", "1900"},
    {"hundrede og treogtyve tusind firehundrede og seksoghalvtreds", "123456"},
    {"tre tusinde", "3000"},
    {"femtusinde", "5000"},
    {"tusind og ti", "1010"},
    {"hundredetusinde", "100000"},
    {"halvanden", "1.5"},
    {"halvandet", "1.5"},
    {"halvanden million", "1500000"},
    {"to en halv million", "2500000"},
    {"to og en halv million", "2500000"},
    {"en halv million", "500000"},
    {"en million", "1000000"},
    {"tre milliarder", "3000000000"},
    {"tre milliarder to hundrede millioner", "3200000000"},
    {"treogtyve millioner tohundrede tusinde", "23200000"},
    {"to og tre", NULL},
    {"tolvte", NULL},
    {"tredje", NULL},
    {"første", NULL},
    {"tog", NULL},
    {"enten", NULL},
    {"femten borgere", NULL},
    {"fem og", NULL},
    {"", NULL},
    {"million", "1000000"},
    {"mand", NULL},
};

static void
check(const struct reading *reading, gboolean found, const struct number *number)
{
    char buffer[NUMBER_PRINTED];
    if (reading->value == NULL) {
        g_test_message("%s", reading->text);
        g_assert_false(found);
    } else {
        g_test_message("%s", reading->text);
        g_assert_true(found);
        g_assert_cmpstr(number_print(number, FALSE, buffer), ==, reading->value);
    }
}

static void
test_digits(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(digits); i++) {
        struct number number;
        gboolean found = number_from_digits(digits[i].text, strlen(digits[i].text), &number);
        check(&digits[i], found, &number);
    }
}

static void
test_words(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        struct number number;
        gboolean found = number_from_words(words[i].text, strlen(words[i].text), &number);
        check(&words[i], found, &number);
    }
}

static void
test_scan(void)
{
    static const struct {
        const char *text;
        gsize length;
        guint64 value;
    } scans[] = {
        {"to og tre", 2, 2},     {"hundrede og ensomme", 8, 100},
        {"tre boliger", 3, 3},   {"to hundrede, og", 11, 200},
        {"fire-fem uger", 4, 4}, {"to millioner", 2, 2},
        {"tusindfryd", 0, 0},    {"ensomme", 0, 0},
        {"fem\nfjorten", 3, 5},  {"Tyve\xc3", 4, 0},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(scans); i++) {
        struct number number;
        gsize length = number_scan_words(scans[i].text, strlen(scans[i].text), FALSE, &number);
        if (scans[i].value == 0) {
            g_assert_cmpuint(length, ==, 0);
            continue;
        }
        g_assert_cmpuint(length, ==, scans[i].length);
        g_assert_cmpuint(number.mantissa, ==, scans[i].value);
    }
}

static void
test_scale(void)
{
    char buffer[NUMBER_PRINTED];
    struct number number = {232, 1, 0};
    g_assert_true(number_scale(&number, 6));
    g_assert_cmpstr(number_print(&number, FALSE, buffer), ==, "23200000");
    number = (struct number){12345, 4, 0};
    g_assert_true(number_scale(&number, 3));
    g_assert_cmpstr(number_print(&number, TRUE, buffer), ==, "-1234.5");
    number = (struct number){G_GUINT64_CONSTANT(999999999999999999), 0, 0};
    g_assert_false(number_scale(&number, 3));
    g_assert_cmpuint(number.mantissa, ==, G_GUINT64_CONSTANT(999999999999999999));
    number = (struct number){0, 0, 0};
    g_assert_cmpstr(number_print(&number, TRUE, buffer), ==, "0");
}

static void
test_compare(void)
{
    struct number half = {5, 1, 0}, more = {51, 2, 0}, ten = {10, 0, 0};
    g_assert_cmpint(number_compare(&half, &more), ==, -1);
    g_assert_cmpint(number_compare(&ten, &more), ==, 1);
    g_assert_cmpint(number_compare(&ten, &(struct number){100, 1, 0}), ==, 0);
    g_assert_true(number_is_whole(&(struct number){100, 1, 0}));
    g_assert_false(number_is_whole(&half));
}

/* Every number up to a limit, written out by the rules of the grammar, reads back as itself. */
static void
spell_small(guint n, GString *out)
{
    static const char *const ones[] = {"",       "en",      "to",     "tre",     "fire",
                                       "fem",    "seks",    "syv",    "otte",    "ni",
                                       "ti",     "elleve",  "tolv",   "tretten", "fjorten",
                                       "femten", "seksten", "sytten", "atten",   "nitten"};
    static const char *const tens[] = {"",          "",     "tyve",       "tredive", "fyrre",
                                       "halvtreds", "tres", "halvfjerds", "firs",    "halvfems"};
    if (n < 20) {
        g_string_append(out, ones[n]);
        return;
    }
    g_string_append_printf(out, "%s%s%s", ones[n % 10], n % 10 ? "og" : "", tens[n / 10]);
}

static void
spell_hundreds(guint n, GString *out)
{
    if (n >= 100) {
        spell_small(n / 100, out);
        g_string_append(out, n % 100 ? "hundrede og " : "hundrede");
    }
    spell_small(n % 100, out);
}

static void
test_written_out(void)
{
    for (guint n = 1; n < 1000000; n += n < 3000 ? 1 : 613) {
        g_autoptr(GString) text = g_string_new(NULL);
        if (n >= 1000) {
            spell_hundreds(n / 1000, text);
            g_string_append(text, n % 1000 == 0    ? " tusinde"
                                  : n % 1000 < 100 ? " tusinde og "
                                                   : " tusinde ");
        }
        spell_hundreds(n % 1000, text);
        struct number number = {0};
        g_test_message("%s", text->str);
        g_assert_true(number_from_words(text->str, text->len, &number));
        g_assert_cmpuint(number.mantissa, ==, n);
    }
}

/* The spell-out rules of ICU: ../shared/peers, where it is there. */
static void
test_icu(void)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents("../shared/peers/icu_spellout_da.tsv", &text, NULL, NULL)) {
        g_test_skip("../shared/peers/icu_spellout_da.tsv is not there");
        return;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint tried = 0, right = 0;
    for (guint i = 1; lines[i] != NULL; i++) {
        g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
        if (g_strv_length(cells) < 6 || !g_str_has_prefix(cells[5], "yes") ||
            g_str_equal(cells[2], "ordinal")) {
            continue;
        }
        struct number number = {0};
        char buffer[NUMBER_PRINTED] = "none";
        if (number_from_words(cells[3], strlen(cells[3]), &number)) {
            number_print(&number, FALSE, buffer);
        }
        tried++;
        if (g_str_equal(buffer, cells[4])) {
            right++;
        } else {
            g_test_message("%s: %s, read as %s", cells[3], cells[4], buffer);
        }
    }
    g_test_message("%u of %u", right, tried);
    g_assert_cmpuint(tried, >, 100);
    g_assert_cmpuint(right, ==, tried);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/number/digits", test_digits);
    g_test_add_func("/number/words", test_words);
    g_test_add_func("/number/scan", test_scan);
    g_test_add_func("/number/scale", test_scale);
    g_test_add_func("/number/compare", test_compare);
    g_test_add_func("/number/written-out", test_written_out);
    g_test_add_func("/number/icu", test_icu);
    return g_test_run();
}
