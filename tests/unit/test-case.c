/* Case, document and journal numbers, EAN and CVR: a text and all that is found in it. */
#include "error.h"
#include "recognise-sample.h"
#include "recognise/case.h"

#include <glib/gstdio.h>

static struct case_finder *finder;

static void
expect(const char *text, const char *expected)
{
    g_autoptr(document) document = sample_paper(text);
    struct mention_set *set = mention_set_new(document);
    case_find(finder, document, set);
    mention_set_settle(set);
    mention_set_free(set);
    g_autofree char *found = sample_mentions(document, 0);
    if (!g_str_equal(found, expected))
        g_test_message("in: %s", text);
    g_assert_cmpstr(found, ==, expected);
}

/* A number that is the value itself. */
struct form {
    const char *text, *number, *scheme;
};

static void
expect_forms(const struct form *forms, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        g_autofree char *expected = g_strdup_printf("case|%s|%s|scheme=%s", forms[i].number,
                                                    forms[i].number, forms[i].scheme);
        expect(forms[i].text, expected);
    }
}

static const struct form plain[] = {
    {"på mødet den 3. maj 2006 (TMU 12/2006)", "TMU 12/2006", "committee"},
    {"jf. ØU 301/2008.", "ØU 301/2008", "committee"},
    {"blev vedtaget (BR 123/05)", "BR 123/05", "committee"},
    {"se FAU 419/2002, bilag 1", "FAU 419/2002", "committee"},
    {"drøftet (BSU 44/10)", "BSU 44/10", "committee"},
    {"i notatet (2009-45776)", "2009-45776", "case"},
    {"GEO-2023-015988", "GEO-2023-015988", "case"},
    {"i MOD-2020-12345 er", "MOD-2020-12345", "case"},
    {"(330-2018-3619)", "330-2018-3619", "case"},
    {"akt 306-2019-263412.", "306-2019-263412", "case"},
    {"2015-0227270", "2015-0227270", "case"},
    {"2015-0227270-1", "2015-0227270-1", "document"},
    {"se 15/34881 for mere", "15/34881", "case"},
    {"13/011760-1053", "13/011760-1053", "document"},
    {"emnet 27.03.00-P20-1-18 er", "27.03.00-P20-1-18", "journal"},
    {"00.22.04-P35-3-24", "00.22.04-P35-3-24", "journal"},
    {"1-31-72-305-16", "1-31-72-305-16", "journal"},
    {"faktura til 5798009683038", "5798009683038", "ean"},
};

static void
test_plain(void)
{
    expect_forms(plain, G_N_ELEMENTS(plain));
}

static const struct form labelled[] = {
    {"Sagsnr. 2009-6315", "2009-6315", "case"},
    {"Sagsnr.: 07/4411", "07/4411", "case"},
    {"SAGSNUMMER 19/17322", "19/17322", "case"},
    {"Sag nr. 2011-2012", "2011-2012", "case"},
    {"Sags-id: S2016-11042", "S2016-11042", "case"},
    {"i sag 2012-33810 om", "2012-33810", "case"},
    {"Sagen har nr. 14/2210.", "14/2210", "case"},
    {"Dok.nr. 2013-0099120-4", "2013-0099120-4", "document"},
    {"Dokument nr. 118204-14", "118204-14", "document"},
    {"Dok. 10/29914-17", "10/29914-17", "document"},
    {"J.nr. 419/2002", "419/2002", "journal"},
    {"J.nr. 01.02.05G01-0041", "01.02.05G01-0041", "journal"},
    {"J. nr. 16.06.12G01/33", "16.06.12G01/33", "journal"},
    {"Journalnr.: 8-70-51-12/3", "8-70-51-12/3", "journal"},
    {"J.nr. 8-72-1-101-4-2003", "8-72-1-101-4-2003", "journal"},
    {"j.nr. 411-0087", "411-0087", "journal"},
    {"Deres j.nr. 2004-1234", "2004-1234", "journal"},
    {"Sagsnr. 27.36.00-G01-9-12", "27.36.00-G01-9-12", "case"},
    {"EAN-nr. 5798009683211", "5798009683211", "ean"},
    {"CVR-nr. 29188335", "29188335", "cvr"},
    {"Sagsnr.\n2014-0091", "2014-0091", "case"},
    {"Dokumentnr.\n2010-211907", "2010-211907", "document"},
    {"Sagsnr.\t2014-0091", "2014-0091", "case"},
};

static void
test_labelled(void)
{
    expect_forms(labelled, G_N_ELEMENTS(labelled));
}

static void
test_values(void)
{
    expect("jf. SUD257/2007", "case|SUD257/2007|SUD 257/2007|scheme=committee");
    expect("EAN: 5798 0096 83038", "case|5798 0096 83038|5798009683038|scheme=ean");
    expect("CVR 29 18 83 35", "case|29 18 83 35|29188335|scheme=cvr");
    expect("sagsnr. 2014–10229", "case|2014–10229|2014-10229|scheme=case");
    expect("sagsnr. 2014 - 10229", "case|2014 - 10229|2014-10229|scheme=case");
    expect("Sagsnr. 10/29914 og 10/29915", "case|10/29914|10/29914|scheme=case\n"
                                           "case|10/29915|10/29915|scheme=case");
    expect("Sagsnr. 2015-0227270Dokumentnr. 2015-0227270-1",
           "case|2015-0227270|2015-0227270|scheme=case\n"
           "case|2015-0227270-1|2015-0227270-1|scheme=document");
    expect("Projekt\tJ.nr.\tBeløb\nTræf\t512-0044\t25.000\nBus\t512-0071\t10.000",
           "case|512-0044|512-0044|scheme=journal\ncase|512-0071|512-0071|scheme=journal");
}

static const char *const negatives[] = {
    "perioden 2009-2012",
    "2009-6315 uden mærkat",
    "tlf. 3317 3702",
    "33173702",
    "konto 5.32.35",
    "konto 3.64.12.01",
    "matr.nr. 114a",
    "§ 104",
    "den 28/11-2007",
    "28/11-07",
    "05-10-2015",
    "2012-05-01",
    "2/3 af dem",
    "1.250.000,-",
    "forordning EU 1303/2013",
    "direktiv EU 24/14",
    "2009-2012 og 2013-2014",
    "jf. LBK 1053/2017",
    "BEK 123/2007",
    "5798009683211", /* its check digit is wrong, and nothing calls it an EAN */
    "CVR 1234567",
    "99.99.99-P20-1-18",
    "12/2006",
    "A4 og B12",
    "Sagsnr.",
    "EAN",
    "-/-/-",
    "",
};

static void
test_negatives(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(negatives); i++)
        expect(negatives[i], "");
}

static void
test_check_digits(void)
{
    g_assert_true(case_check_digit("5798009683038", 13));
    g_assert_true(case_check_digit("5798 0096 8303 8", 16));
    g_assert_false(case_check_digit("5798009683039", 13));
    g_assert_true(case_check_digit("29188335", 8));
    g_assert_false(case_check_digit("29188353", 8));
    g_assert_false(case_check_digit("", 0));
    g_assert_false(case_check_digit("57980096830381", 14));
}

/* A form that is none names its file and line. */
static void
test_bad_dictionary(void)
{
    g_autofree char *folder = g_dir_make_tmp("aktspor-XXXXXX", NULL);
    static const char *const rows[] = {"case\t#{4\tnone\tx", "case\t\tnone\tx",
                                       "film\t####\tnone\tx", "case\t####\tperhaps\tx",
                                       "case\t#{0,2}\tnone\tx"};
    g_autofree char *file = g_build_filename(folder, "case-numbers.tsv", NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *content =
            g_strconcat("scheme\tpattern\tlabel\tusers\n", rows[i], "\n", NULL);
        g_assert_true(g_file_set_contents(file, content, -1, NULL));
        g_autoptr(GError) error = NULL;
        g_autoptr(dictionaries) dictionaries = dictionaries_new(folder, FALSE);
        g_assert_null(case_open(dictionaries, &error));
        g_assert_error(error, AKT_ERROR, AKT_ERROR_DICTIONARY);
        g_assert_nonnull(strstr(error->message, "case-numbers.tsv:2:"));
    }
    g_assert_cmpint(g_remove(file), ==, 0);
    g_assert_cmpint(g_rmdir(folder), ==, 0);
}

static void
test_hostile(void)
{
    static const char *const pieces[] = {"1",  "1-", "2009-",    "A", "SUD ",     "SUD 1",
                                         "1.", "1/", "Sagsnr. ", "(", "\xc3\x98", "5798 "};
    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (guint n = 0; n < 3000; n++) {
            g_string_append(text, pieces[i]);
            if (n % 7 == 0)
                g_string_append(text, pieces[n % G_N_ELEMENTS(pieces)]);
        }
        g_autoptr(document) document = sample_paper(text->str);
        struct mention_set *set = mention_set_new(document);
        case_find(finder, document, set);
        mention_set_settle(set);
        mention_set_free(set);
        for (guint m = 0; m < document->mentions->len; m++)
            g_assert_cmpuint(document_mention(document, m)->span.end, <=, document->text->len);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions(); /* one run shows every case that fails */
    GError *error = NULL;
    g_autoptr(dictionaries) dictionaries = dictionaries_new("dictionaries", FALSE);
    finder = case_open(dictionaries, &error);
    g_assert_no_error(error);
    g_test_add_func("/case/plain", test_plain);
    g_test_add_func("/case/labelled", test_labelled);
    g_test_add_func("/case/values", test_values);
    g_test_add_func("/case/negatives", test_negatives);
    g_test_add_func("/case/check-digits", test_check_digits);
    g_test_add_func("/case/bad-dictionary", test_bad_dictionary);
    g_test_add_func("/case/hostile", test_hostile);
    int status = g_test_run();
    case_close(finder);
    return status;
}
