/* States of pages and documents: which text layers are garbled or letter-spaced, what is on a page
 * without text, what files hold beside their text, what poppler says. All papers are invented. */
#include "extract/account.h"
#include "extract/legible.h"
#include "extract/pdf.h"
#include "pdf-sample.h"

#include <stdio.h>
#include <string.h>

static const char danish[] =
    "Forvaltningen foreslår, at den lille plads bag svømmehallen bliver lavet om til en have, hvor "
    "børn og ældre kan dyrke grøntsager sammen. Naboerne har været til møde to gange og er glade "
    "for forslaget, men de ønsker, at hegnet mod vejen bliver højere, og at der kommer en låge. "
    "Udgiften til jord, bede og vand er regnet ud af afdelingen for grønne områder, og den kan "
    "holdes inden for rammen. Haven åbner til maj, hvis udvalget siger ja på sit næste møde.";
static const char english[] =
    "The committee asked whether the small square behind the swimming pool could be turned into a "
    "garden where children and older people grow vegetables together. The neighbours have met "
    "twice and welcome the proposal, though they would rather have a higher fence towards the "
    "road, with a gate. Through the weekend the workshop stays shut; which keys they brought, "
    "nobody knew.";
static const char polish[] =
    "Mały plac za basenem może zostać zamieniony w ogród, w którym dzieci i starsi mieszkańcy będą "
    "wspólnie uprawiać warzywa. Sąsiedzi spotkali się dwa razy i przyjęli pomysł z radością, lecz "
    "chcieliby wyższego ogrodzenia od strony drogi oraz furtki. Wszystkie koszty zostały policzone "
    "przez wydział zieleni miejskiej i mieszczą się w przyznanych środkach na przyszły rok.";
static const char names[] =
    "Søren Kjærgård, Ayşe Yıldız, Nguyễn Thị Hương, Krzysztof Wiśniewski, Abdirahman Xasan Cali, "
    "Þórbjörg Guðmundsdóttir, Jürgen Großmann, Zdeněk Dvořák, Päivi Hämäläinen, Szilvia Kovács, "
    "Mette-Marie d'Aubigné, Ingrid Åström, Ole O'Brien, Fatma Öztürk, Giedrė Žukauskaitė, "
    "Lasse Überbacher, Birthe Thomsen, Hans Chr. Hjorth, Ngozi Okonkwo, Wanjiru Kĩmani";
static const char figures[] =
    "Konto Budget Regnskab Rest 2011-44718 12.400 11.950 450 2011-44719 8.000 7.100 900 A1 B2 C3 "
    "3,5 % 1.000,00 kr. 2.500,00 kr. 17.250 kr. jf. bilag 3b nr. 12/2009 1. kvt. 2. kvt. m2 m3 CO2 "
    "www.kommunen.example/dagsorden?id=77&side=2 post@kommunen.example I alt 55 66 77 88 99";

static struct page_characters *
page_of(const char *text)
{
    struct page_characters *page = g_new0(struct page_characters, 1);
    glong n;
    g_autofree gunichar *points = g_utf8_to_ucs4_fast(text, -1, &n);
    page->n = (guint)n;
    page->at = g_new0(struct character, (gsize)n + 1);
    page->fonts = g_array_new(FALSE, FALSE, sizeof(struct font));
    for (glong i = 0; i < n; i++) {
        page->at[i].c = points[i];
        page->visible += character_is_visible(points[i]);
    }
    return page;
}

static struct letter_pairs *
open_pairs(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(dictionaries) dictionaries = dictionaries_new(NULL, FALSE);
    struct letter_pairs *pairs = letter_pairs_open(dictionaries, &error);
    g_assert_no_error(error);
    return pairs;
}

static void
assert_state(const struct letter_pairs *pairs, const char *text, enum page_state expected)
{
    g_autoptr(page_characters) page = page_of(text);
    enum page_state state = letter_pairs_judge(pairs, page);
    if (state != expected)
        g_error("%s, not %s: %.60s", page_state_name(state), page_state_name(expected), text);
}

/* Each letter by what `from` and `to` say; both are lists of code points of the same length. */
static char *
exchange(const char *text, const char *from, const char *to)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        const char *found = g_utf8_strchr(from, -1, c);
        if (found)
            c = g_utf8_get_char(
                g_utf8_offset_to_pointer(to, g_utf8_pointer_to_offset(from, found)));
        g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

static void
test_good_text(void)
{
    g_autoptr(letter_pairs) pairs = open_pairs();
    g_autofree char *capitals = g_utf8_strup(danish, -1);
    const char *const good[] = {danish,
                                english,
                                polish,
                                names,
                                figures,
                                capitals,
                                "",
                                "Bilag 2",
                                "Xq7 #¤% zzkw", /* too short to say */
                                "ja • nej ☐ x x x x x x x x x x x"};
    for (guint i = 0; i < G_N_ELEMENTS(good); i++)
        assert_state(pairs, good[i], PAGE_TEXT);
}

static void
test_garbled_text(void)
{
    static const char small[] = "abcdefghijklmnopqrstuvwxyzæøå";
    const struct {
        const char *from, *to;
    } exchanges[] = {
        {small, "qwxzjkvbmfhgcpåyxdltnsreioøuæ"},           /* letters that stand for others */
        {small, "DEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"},          /* the font's numbers for them */
        {"æøåÆØÅ", "Ê¯ÂÆØÅ"},                               /* Windows read as MacOS */
        {"æøåÆØÅ", "µ°Õ’¥Å"},                               /* ... as the PC of old */
        {"æøåÆØÅ", "{|}[\\]"},                              /* seven bits */
        {"æøåÆØÅ", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"}, /* no Unicode for them */
        {"li", "1!"},                                       /* a poor recognition */
    };
    g_autoptr(letter_pairs) pairs = open_pairs();
    for (guint i = 0; i < G_N_ELEMENTS(exchanges); i++) {
        g_autofree char *text = exchange(danish, exchanges[i].from, exchanges[i].to);
        assert_state(pairs, text, PAGE_GARBLED);
    }
    g_autofree char *doubled = g_convert(danish, -1, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
    assert_state(pairs, doubled, PAGE_GARBLED);
    g_autoptr(GString) unknown = g_string_new(NULL);
    for (gunichar c = 0; c < 40; c++)
        g_string_append_unichar(unknown, 0xe000 + c);
    assert_state(pairs, unknown->str, PAGE_GARBLED);
}

static void
test_spaced_text(void)
{
    g_autoptr(letter_pairs) pairs = open_pairs();
    g_autoptr(GString) spaced = g_string_new(NULL);
    for (const char *at = danish; *at; at = g_utf8_next_char(at)) {
        g_string_append_unichar(spaced, g_utf8_get_char(at));
        g_string_append_c(spaced, ' ');
    }
    assert_state(pairs, spaced->str, PAGE_SPACED);
    g_autofree char *heading = g_strconcat("N O T A T  O M  H A V E N\n", danish, NULL);
    assert_state(pairs, heading, PAGE_TEXT);
}

/* ---- documents ------------------------------------------------------------------------------- */

static struct document *
read_sample(struct pdf_sample *sample)
{
    g_autoptr(GBytes) bytes = pdf_sample_end(sample);
    struct original original = {.path = (char *)"sample.pdf", .bytes = bytes, .media = MEDIA_PDF};
    struct document *document = document_new(original.path, NULL, MEDIA_PDF);
    g_autoptr(letter_pairs) pairs = open_pairs();
    g_assert_true(extract_pdf_judged(&original, pairs, document, NULL));
    account_check(document);
    return document;
}

/* "tag: page: text" of all issues, a line each. */
static char *
issues_of(const struct document *document)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < document->issues->len; i++) {
        const struct issue *issue = &g_array_index(document->issues, struct issue, i);
        g_string_append_printf(out, "%s: %u: %s\n", issue->tag, issue->page, issue->text);
    }
    return g_string_free(out, FALSE);
}

static void
assert_pages(const struct document *document, const char *expected)
{
    g_autoptr(GString) out = g_string_new(document_state_name(document->state));
    for (guint i = 0; i < document->pages->len; i++)
        g_string_append_printf(out, " %s", page_state_name(document_page(document, i)->state));
    g_assert_cmpstr(out->str, ==, expected);
}

/* Nothing is empty; a line or a small square is something, though no text. */
static void
test_drawn_pages(void)
{
    struct pdf_sample *sample = pdf_sample_new();
    pdf_sample_page(sample, "");
    pdf_sample_page(sample, "");
    g_string_append(sample->content, "1 w 72 700 m 300 700 l S\n");
    pdf_sample_page(sample, "");
    g_string_append(sample->content, "1 1 1 rg 0 0 595 842 re f\n");
    g_autoptr(document) drawn = read_sample(sample);
    assert_pages(drawn, "image-only empty image empty");

    sample = pdf_sample_new();
    pdf_sample_page(sample, "");
    g_autoptr(document) empty = read_sample(sample);
    assert_pages(empty, "empty empty");

    sample = pdf_sample_new();
    pdf_sample_page(sample, "");
    pdf_sample_text(sample, FALSE, 11, 72, 100, "Haven");
    pdf_sample_page(sample, "");
    g_string_append(sample->content, "1 w 72 700 m 300 700 l S\n");
    g_autoptr(document) mixed = read_sample(sample);
    assert_pages(mixed, "mixed text image");
}

/* A form with a value, a choice and an empty field; a note; what a page says is not changed. */
static void
test_parts(void)
{
    struct pdf_sample *sample = pdf_sample_new();
    pdf_sample_page(
        sample,
        "/Annots["
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(navn)/TU(Foreningens navn)/V(Roklubben)"
        "/Rect[72 700 300 720]>>"
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(konto)/Rect[72 600 300 620]>>"
        "<</Type/Annot/Subtype/Text/Contents(Ring til dem\nf\\370rst)/T(Ida)/Rect[9 9 29 29]>>"
        "<</Type/Annot/Subtype/Link/Rect[9 9 29 29]/A<</S/JavaScript/JS(app.alert\\(1\\))>>>>]");
    pdf_sample_text(sample, FALSE, 11, 72, 100, "Navn:");
    g_autoptr(document) document = read_sample(sample);
    g_autofree char *issues = issues_of(document);
    g_assert_cmpstr(issues, ==, "annotation: 1: note of Ida: Ring til dem først\n");
    assert_pages(document, "text text");
    g_assert_cmpstr(document->text->str, ==, "Navn:");
}

/* What poppler says is counted, and standard error is quiet. */
static void
test_messages(void)
{
    struct pdf_sample *sample = pdf_sample_new();
    pdf_sample_page(sample, "");
    pdf_sample_text(sample, FALSE, 11, 72, 100, "Haven");
    g_string_append(sample->content, "nonsense (never closed\n");
    FILE *before = stderr;
    g_autoptr(document) document = read_sample(sample);
    g_assert_true(stderr == before);
    g_autofree char *issues = issues_of(document);
    g_assert_true(g_str_has_prefix(issues, "poppler: 0: "));
    g_assert_nonnull(strstr(issues, ", the first: Syntax "));
    assert_pages(document, "text text");
}

/* However much of the end is missing: no crash, and what comes out is part of what stood there. */
static void
test_cut_files(void)
{
    struct pdf_sample *sample = pdf_sample_new();
    for (guint i = 0; i < 3; i++) {
        pdf_sample_page(sample, "");
        pdf_sample_text(sample, FALSE, 11, 72, 100, "Haven");
    }
    g_autoptr(GBytes) whole = pdf_sample_end(sample);
    guint most = 0;
    for (gsize length = 1; length < g_bytes_get_size(whole); length++) {
        g_autoptr(GBytes) bytes = g_bytes_new_from_bytes(whole, 0, length);
        struct original original = {.path = (char *)"cut.pdf", .bytes = bytes, .media = MEDIA_PDF};
        g_autoptr(document) document = document_new("cut.pdf", NULL, MEDIA_PDF);
        g_assert_true(extract_pdf(&original, document, NULL));
        guint pages = 0;
        for (guint i = 0; i < document->blocks->len; i++) {
            gsize n;
            const char *text = document_block_text(document, document_block(document, i), &n);
            g_assert_cmpmem("Haven", n, text, n);
            pages++;
        }
        most = MAX(most, pages);
        if (pages < 3)
            g_assert_cmpuint(document->issues->len, >, 0);
    }
    g_assert_cmpuint(most, ==, 3);
}

static void
test_account(void)
{
    struct pdf_sample *sample = pdf_sample_new();
    pdf_sample_page(sample, "");
    pdf_sample_text(sample, FALSE, 11, 72, 100, "Haven");
    g_autoptr(document) document = read_sample(sample);
    g_assert_cmpuint(document->issues->len, ==, 0);
    document_page(document, 0)->characters++;
    account_check(document);
    g_autofree char *issues = issues_of(document);
    g_assert_cmpstr(issues, ==, "unaccounted: 1: 5 of 6 characters are in blocks or left out\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/states/good-text", test_good_text);
    g_test_add_func("/states/garbled-text", test_garbled_text);
    g_test_add_func("/states/spaced-text", test_spaced_text);
    g_test_add_func("/states/drawn-pages", test_drawn_pages);
    g_test_add_func("/states/parts", test_parts);
    g_test_add_func("/states/messages", test_messages);
    g_test_add_func("/states/cut-files", test_cut_files);
    g_test_add_func("/states/account", test_account);
    return g_test_run();
}
