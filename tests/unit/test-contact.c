/* Telephones, e-mail and web addresses, and persons' numbers: a text and all that is found in it.
 */
#include "recognise-sample.h"
#include "recognise/contact.h"

static struct contact_finder *finder;

static void
expect(const char *text, const char *expected)
{
    g_autoptr(document) document = sample_paper(text);
    struct mention_set *set = mention_set_new(document);
    contact_find(finder, document, set);
    mention_set_settle(set);
    mention_set_free(set);
    g_autofree char *found = sample_mentions(document, 0);
    if (!g_str_equal(found, expected))
        g_test_message("in: %s", text);
    g_assert_cmpstr(found, ==, expected);
}

static const struct {
    const char *text, *expected;
} contacts[] = {
    {"Telefon 4466 1234", "contact|4466 1234|44661234|kind=phone"},
    {"Tlf.: 44 66 12 34.", "contact|44 66 12 34|44661234|kind=phone"},
    {"tlf 44661234", "contact|44661234|44661234|kind=phone"},
    {"Direkte telefon: 44 66 12 34", "contact|44 66 12 34|44661234|kind=phone"},
    {"Mobil 20 30 40 50", "contact|20 30 40 50|20304050|kind=phone"},
    {"Tlf. +45 44 66 12 34", "contact|+45 44 66 12 34|+4544661234|kind=phone"},
    {"Telefax 44 66 12 99", "contact|44 66 12 99|44661299|kind=fax"},
    {"Tlf. 44 66 12 34. Fax 44 66 12 99", "contact|44 66 12 34|44661234|kind=phone\n"
                                          "contact|44 66 12 99|44661299|kind=fax"},
    {"Telefon\n4466 1234", "contact|4466 1234|44661234|kind=phone"},
    {"Telefon\t4466 1234", "contact|4466 1234|44661234|kind=phone"},
    {"Tlf. 44 66 12 34 / 44 66 12 35", "contact|44 66 12 34|44661234|kind=phone\n"
                                       "contact|44 66 12 35|44661235|kind=phone"},
    {"Eva Holm, 44 66 12 34, eho@byen.example",
     "contact|44 66 12 34|44661234|kind=phone\n"
     "contact|eho@byen.example|eho@byen.example|kind=email"},
    {"skriv til sof-2@kk.dk.", "contact|sof-2@kk.dk|sof-2@kk.dk|kind=email"},
    {"(jens.h_2@ude.aar.example)", "contact|jens.h_2@ude.aar.example|"
                                   "jens.h_2@ude.aar.example|kind=email"},
    {"bjørn@søby.example", "contact|bjørn@søby.example|bjørn@søby.example|kind=email"},
    {"se www.byen.example.", "contact|www.byen.example|www.byen.example|kind=url"},
    {"https://www.byen.example/sag?id=3&x=(1), bilag",
     "contact|https://www.byen.example/sag?id=3&x=(1)|"
     "https://www.byen.example/sag?id=3&x=(1)|kind=url"},
    {"(www.byen.example/a)", "contact|www.byen.example/a|www.byen.example/a|kind=url"},
    {"læs på byen.dk/plan", "contact|byen.dk/plan|byen.dk/plan|kind=url"},
    {"CVR 12345678, post@byen.dk", "contact|post@byen.dk|post@byen.dk|kind=email"},
    {"CPR-nr. 010203-1234", "cpr|010203-1234||"},
    {"010203 1234", "cpr|010203 1234||"},
    {"cpr.nr. 0102031234", "cpr|0102031234||"},
};

static void
test_contacts(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(contacts); i++)
        expect(contacts[i].text, contacts[i].expected);
}

static const char *const negatives[] = {
    "44 66 12 34",
    "i alt 44661234 kr.",
    "EAN nummer 5798009683038",
    "Tlf. 1234",
    "Telefon",
    "CVR 29188335",
    "Sagsnr. 2015-0227270-1",
    "a@b",
    "pris @ 3 kr.",
    "f.eks. noget.Andet",
    "330203-1234", /* no day has the number 33 */
    "0102031234",
    "010203-12345",
    "2015-010203-1234",
    "den 28-04-2009",
    "www.",
    "",
};

static void
test_negatives(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(negatives); i++)
        expect(negatives[i], "");
}

static void
test_hostile(void)
{
    static const char *const pieces[] = {"@",     "a@",      "www.",     "1",
                                         "1 ",    "12 34 ",  "http://",  "a.",
                                         "Tlf. ", "010203-", "\xc3\xa6", "byen.dk"};
    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (guint n = 0; n < 3000; n++) {
            g_string_append(text, pieces[i]);
            if (n % 7 == 0)
                g_string_append(text, pieces[n % G_N_ELEMENTS(pieces)]);
        }
        g_autoptr(document) document = sample_paper(text->str);
        struct mention_set *set = mention_set_new(document);
        contact_find(finder, document, set);
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
    finder = contact_open(dictionaries, &error);
    g_assert_no_error(error);
    g_test_add_func("/contact/contacts", test_contacts);
    g_test_add_func("/contact/negatives", test_negatives);
    g_test_add_func("/contact/hostile", test_hostile);
    int status = g_test_run();
    contact_close(finder);
    return status;
}
