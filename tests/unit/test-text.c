/* Text files: encodings, lines and their places, blocks, tables, the margin, markup. */
#include "error.h"
#include "extract/text.h"
#include "lexicon.h"
#include "read-sample.h"

#include <string.h>

static struct text_words *words;

static struct document *
read_bytes(const char *bytes, gsize length)
{
    struct original *original = sample_original(bytes, length, MEDIA_TEXT);
    struct document *document = document_new("sample", original->sha256, MEDIA_TEXT);
    g_autoptr(GError) error = NULL;
    g_assert_true(extract_text(words, original, document, &error));
    g_assert_no_error(error);
    original_free(original);
    return document;
}

/* What the blocks of a file are; every character of it must be claimed. */
static void
check(const char *text, const char *expected)
{
    g_autoptr(document) document = read_bytes(text, strlen(text));
    g_autofree char *found = sample_blocks(document);
    g_assert_cmpstr(found, ==, expected);
    g_assert_cmpuint(sample_claimed(document), ==, sample_on_pages(document));
}

static void
test_encodings(void)
{
    static const struct {
        const char *bytes;
        gsize length;
        const char *encoding, *text;
    } cases[] = {
        {"Bl\xc3\xa5", 4, "UTF-8", "Blå"},
        {"\xef\xbb\xbf"
         "Bl\xc3\xa5",
         7, "UTF-8", "Blå"},
        {"\xff\xfe"
         "B\0l\0\xe5\0",
         8, "UTF-16LE", "Blå"},
        {"\xfe\xff\0B\0l\0\xe5", 8, "UTF-16BE", "Blå"},
        {"B\0l\0\xe5\0 \0o\0g\0", 12, "UTF-16LE", "Blå og"},
        {"Bl\xe5 \x96 5 \x80", 9, "windows-1252", "Blå – 5 €"},
        {"r\xf8\x64gr\xf8\x64", 7, "windows-1252", "rødgrød"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(text_lines) lines = text_lines_read(cases[i].bytes, cases[i].length, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(lines->slips.encoding, ==, cases[i].encoding);
        g_assert_cmpstr(lines->buffer, ==, cases[i].text);
    }
}

/* One broken byte in a long text in UTF-8 does not make the rest Latin letters. */
static void
test_broken_byte(void)
{
    g_autoptr(GString) text = g_string_new("");
    for (int i = 0; i < 20; i++)
        g_string_append(text, "få små børn ");
    g_string_append_c(text, (char)0xff);
    g_autoptr(document) document = read_bytes(text->str, text->len);
    g_assert_cmpint(document->state, ==, DOCUMENT_TEXT);
    g_assert_nonnull(strstr(document->text->str, "få små børn"));
    g_assert_cmpstr(g_array_index(document->issues, struct issue, 0).tag, ==, "bad-encoding");
}

static void
test_no_text(void)
{
    static const struct {
        const char *bytes;
        gsize length;
        enum document_state state;
    } cases[] = {
        {"", 0, DOCUMENT_EMPTY},
        {" \n\n\t\n", 5, DOCUMENT_EMPTY},
        {"PK\003\004aaaa", 8, DOCUMENT_DAMAGED},
        {"\0\0\0\0\0\0\0\0", 8, DOCUMENT_DAMAGED},
        {"\001\002\003\004\005\006abc", 9, DOCUMENT_DAMAGED},
        {"{\\rtf1 Hej}", 11, DOCUMENT_DAMAGED},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(document) document = read_bytes(cases[i].bytes, cases[i].length);
        g_assert_cmpint(document->state, ==, cases[i].state);
        g_assert_cmpint(document->issues->len, ==, cases[i].state == DOCUMENT_DAMAGED);
    }
}

static void
test_limit(void)
{
    g_autofree char *lines = g_strnfill(500000, '\n');
    g_autoptr(document) document = read_bytes(lines, strlen(lines));
    g_assert_cmpint(document->state, ==, DOCUMENT_LIMIT);
    g_assert_cmpstr(g_array_index(document->issues, struct issue, 0).tag, ==, "limit");
}

static void
test_places(void)
{
    const char *text = "Første\r\n\r\n  Anden å linje\fTredje\n\fFjerde side";
    g_autoptr(text_lines) lines = text_lines_read(text, strlen(text), NULL);
    g_autoptr(document) document = read_bytes(text, strlen(text));
    g_assert_cmpuint(lines->pages, ==, 3);
    g_assert_cmpuint(document->pages->len, ==, 3);
    const char *const words_at[] = {"Første", "linje", "Tredje", "Fjerde"};
    const guint places[][3] = {{1, 1, 0}, {1, 3, 10}, {2, 3, 16}, {3, 4, 1}};
    for (gsize i = 0; i < G_N_ELEMENTS(words_at); i++) {
        gsize at = (gsize)(strstr(document->text->str, words_at[i]) - document->text->str);
        struct span span = {at, at + strlen(words_at[i])};
        struct place place = document_place(document, span);
        g_assert_cmpuint(place.page, ==, places[i][0]);
        g_assert_cmpuint(place.line, ==, places[i][1]);
        g_assert_cmpuint(place.column, ==, places[i][2]);
    }
}

/* The characters at a piece's line and column are those of the file: what audit relies on. */
static void
test_lines_and_columns(void)
{
    const char *text = "# Møde\n\n| Æble | **Pære** |\n|---|---|\n| 1 | <p>to</p> |\n\n- å\tb\n";
    g_autoptr(text_lines) lines = text_lines_read(text, strlen(text), NULL);
    g_autoptr(document) document = read_bytes(text, strlen(text));
    for (guint i = 0; i < document->pieces->len; i++) {
        const struct piece *piece = document_piece(document, i);
        const struct line *line = document_line(document, piece->line);
        const struct text_line *raw = text_line_at(lines, line->n - 1);
        const char *at = g_utf8_offset_to_pointer(raw->text, (glong)piece->column);
        g_assert_cmpint(strncmp(at, document->source->str + piece->source, piece->source_length),
                        ==, 0);
    }
}

static void
test_paragraphs(void)
{
    check("Et afsnit på én linje.\n\nEt andet.\n", "para: Et afsnit på én linje.\n"
                                                   "para: Et andet.\n");
    check(
        "Skolen får i år nye lokaler i den gamle fløj ved torvet, og\n"
        "de gamle lokaler bliver lavet om til et værksted. Eleverne\n"
        "Mads og Ida har tegnet planen.\n",
        "para: Skolen får i år nye lokaler i den gamle fløj ved torvet, og de gamle lokaler bliver "
        "lavet om til et værksted. Eleverne Mads og Ida har tegnet planen.\n");
    check("Fjordby Kommune\nHavnegade 3\n9999 Fjordby\nTlf. 11 22 33 44\n\nTil Byrådet\n",
          "para: Fjordby Kommune\npara: Havnegade 3 9999 Fjordby\npara: Tlf. 11 22 33 44\n"
          "para: Til Byrådet\n");
    check("Mødedato: 3. maj\nMødested: Rådhuset\nAfbud: Ingen\n",
          "para: Mødedato: 3. maj\npara: Mødested: Rådhuset\npara: Afbud: Ingen\n");
}

static void
test_headings(void)
{
    check("Status for svømmehallen\n\nHallen åbner til maj.\n\nØkonomi\n\nDen koster 3 mio. kr.\n",
          "heading: Status for svømmehallen\npara: Hallen åbner til maj.\nheading: Økonomi\n"
          "para: Den koster 3 mio. kr.\n");
    check("## Formål\nAt lære at svømme.\n\n**Mål**\n\nAlle kan svømme.\n",
          "heading 2: Formål\npara: At lære at svømme.\nheading: Mål\npara: Alle kan svømme.\n");
    check(
        "1. Godkendelse af referat\n\nGodkendt.\n\n2. Nyt tag\n\nUdsat.\n",
        "heading: 1. Godkendelse af referat\npara: Godkendt.\nheading: 2. Nyt tag\npara: Udsat.\n");
    check("Til Kulturudvalget\n\n12-05-2011\n\nForvaltningen indstiller, at\n\nsagen udsættes.\n",
          "para: Til Kulturudvalget\npara: 12-05-2011\npara: Forvaltningen indstiller, at\n"
          "para: sagen udsættes.\n");
    check("*Formål*\n\nAt komme over åen.\n\n**Til Byrådet**\n\nBaggrund\nÅen er meget bred, og "
          "der er "
          "ingen bro i nærheden, så alle, der skal over, må gå eller køre en lang omvej.\n",
          "heading: Formål\npara: At komme over åen.\npara: Til Byrådet\nheading: Baggrund\n"
          "para: Åen er meget bred, og der er ingen bro i nærheden, så alle, der skal over, må gå "
          "eller køre en lang omvej.\n");
    check("Mål og midler\n=============\n\nTekst her.\n",
          "heading 1: Mål og midler\npara: Tekst her.\n");
}

static void
test_titles(void)
{
    check("1. budgetopfølgning for skolen\n\nDer mangler 3 kr.\n",
          "heading: 1. budgetopfølgning for skolen\npara: Der mangler 3 kr.\n");
    check("Punkt 4: Ny sti langs åen\n\nSag: 18/77\n\nKære Ida Holm\n\nStien er lang.\n",
          "heading: Punkt 4: Ny sti langs åen\npara: Sag: 18/77\npara: Kære Ida Holm\n"
          "para: Stien er lang.\n");
    check("**FJORDBY KOMMUNE**\n**Veje**\n\nØkonomi:\nDen koster 5 kr. i alt.\n",
          "para: FJORDBY KOMMUNE\npara: Veje\nheading: Økonomi:\npara: Den koster 5 kr. i alt.\n");
    check("Til Byrådet\nSagsnr.\n2012-4\n\nTekst her.\n",
          "para: Til Byrådet\nmargin: Sagsnr. 2012-4\npara: Tekst her.\n");
    check("Den 11/9 2013\n\nBilag\n1. Kort\n2. Plan\n",
          "para: Den 11/9 2013\nheading: Bilag\nitem 1: 1. Kort\nitem 1: 2. Plan\n");
}

static void
test_lists(void)
{
    check(
        "Udvalget indstiller,\nat sagen godkendes, og\nat planen følges.\n",
        "para: Udvalget indstiller,\nitem 1: at sagen godkendes, og\nitem 1: at planen følges.\n");
    check("Der er tre mål:\n\n1. Flere børn.\n2. Færre biler\n   i byen.\n3. at spare\n",
          "para: Der er tre mål:\nitem 1: 1. Flere børn.\nitem 1: 2. Færre biler i byen.\n"
          "item 1: 3. at spare\n");
    check("- æbler\n  - røde\n  - grønne\n- pærer\n",
          "item 1: - æbler\nitem 2: - røde\nitem 2: - grønne\nitem 1: - pærer\n");
    check("Skolen foreslår byrådet,\n- at der bygges,\n- at der males.\n",
          "para: Skolen foreslår byrådet,\nitem 1: - at der bygges,\nitem 1: - at der males.\n");
    check("a) første\nb) anden\n\nAt 1) sagen godkendes.\nAt 2) planen følges.\n",
          "item 1: a) første\nitem 1: b) anden\nitem 1: At 1) sagen godkendes.\n"
          "item 1: At 2) planen følges.\n");
    check("3. maj 2011 åbner hallen.\n\n2. sal er lukket.\n",
          "para: 3. maj 2011 åbner hallen.\npara: 2. sal er lukket.\n");
}

static void
test_tables(void)
{
    check("Post\t2019\t2020\nLøn\t1.200\t900\nI alt\t1.200\t\n",
          "cell 0.0 H: Post\ncell 0.1 H: 2019\ncell 0.2 H: 2020\ncell 1.0: Løn\ncell 1.1: 1.200\n"
          "cell 1.2: 900\ncell 2.0: I alt\ncell 2.1: 1.200\ncell 2.2: \n");
    check("| Post | Kr. |\n|---|---:|\n| Løn | 5 |\n",
          "cell 0.0 H: Post\ncell 0.1 H: Kr.\ncell 1.0: Løn\ncell 1.1: 5\n");
    check("Navn\tMål\nBus\t<p>Hver time.</p> <p>Også søndag.</p>\nTog\t<ul><li>Nord</li><li>Syd\n",
          "cell 0.0 H: Navn\ncell 0.1 H: Mål\ncell 1.0: Bus\npara 1.1: Hver time.\n"
          "para 1.1: Også søndag.\ncell 2.0: Tog\nitem 1 2.1: Nord\nitem 1 2.1: Syd\n");
    check("A\tB\tC\nen\tto\ttre\n\n\tfire\tfem\n",
          "cell 0.0 H: A\ncell 0.1 H: B\ncell 0.2 H: C\ncell 1.0: en\ncell 1.1: to\ncell 1.2: tre\n"
          "cell 2.0: \ncell 2.1: fire\ncell 2.2: fem\n");
    check("Sagsnr.\t2011-7\nDato:\t3. maj\n", "para: Sagsnr. 2011-7\npara: Dato: 3. maj\n");
    check("1.\tFørste punkt\n2.\tAndet punkt\n",
          "item 1: 1. Første punkt\nitem 1: 2. Andet punkt\n");
}

static void
test_bars(void)
{
    check("Post | 2019 | 2020\nLøn | 5 | 6\n | 7 | \n",
          "cell 0.0 H: Post\ncell 0.1 H: 2019\ncell 0.2 H: 2020\ncell 1.0: Løn\ncell 1.1: 5\n"
          "cell 1.2: 6\ncell 2.0: \ncell 2.1: 7\ncell 2.2: \n");
    check("Tlf. 11 22 33 44 | Mobil 55 66 77 88\n", "para: Tlf. 11 22 33 44 | Mobil 55 66 77 88\n");
}

static void
test_markup(void)
{
    check("Det er *meget* vigtigt, **meget** og _nyt_, 3*4*5, a_b_c og 2 * 3.\n",
          "para: Det er meget vigtigt, meget og nyt, 3*4*5, a_b_c og 2 * 3.\n");
    check("Ring&nbsp;nu &amp; her&lt;br, <b>straks</b> <x>.\n",
          "para: Ring nu & her<br, straks <x>.\n");
    check("Se [siden](http://x.dk) og 1\\. punkt\n", "para: Se siden og 1. punkt\n");
    check("> Citat her\n\n---\n\nSlut.\n", "para: Citat her\npara: Slut.\n");
    check("Navn\tSted\tTid\nA\tGade 1<br>5700 Byen\t4.<br>Ny tekst<br/>og mere\n",
          "cell 0.0 H: Navn\ncell 0.1 H: Sted\ncell 0.2 H: Tid\ncell 1.0: A\n"
          "cell 1.1: Gade 1 5700 Byen\npara 1.2: 4.\npara 1.2: Ny tekst og mere\n");
}

static void
test_margin(void)
{
    check("Notat om broen\n\nBroen er gammel, og den skal\n\nSagsnr.\n2011-77\n\nDokumentnr.\n"
          "2011-77-3\n\nSagsbehandler\nIda Holm\n\nKontoret for Veje\n\nBrogade 2\n9999 Fjordby\n\n"
          "Telefon\n1122 3344\n\nwww.fjordby.example\n\nrives ned til foråret.\n",
          "heading: Notat om broen\npara: Broen er gammel, og den skal\nmargin: Sagsnr. 2011-77\n"
          "margin: Dokumentnr. 2011-77-3\nmargin: Sagsbehandler Ida Holm\n"
          "margin: Kontoret for Veje\nmargin: Brogade 2 9999 Fjordby\nmargin: Telefon 1122 3344\n"
          "margin: www.fjordby.example\npara: rives ned til foråret.\n");
    check("Tekst om broen her.\n\nSagsnr.\n\n2011-77\n\nMere tekst om broen her.\n",
          "para: Tekst om broen her.\nmargin: Sagsnr. 2011-77\npara: Mere tekst om broen her.\n");
    check("Tekst.\n\nSagsnr.\n77-1Dokumentnr.\n77-1-2*Formål*\n\nEt mål.\n",
          "para: Tekst.\nmargin: Sagsnr. 77-1\nmargin: Dokumentnr. 77-1-2\nheading: Formål\n"
          "para: Et mål.\n");
    check("Broen er gammel og meget slidt i begge sider, og derfor skal den\n\nSagsnr. 2011-77\n\n"
          "Kontoret for Veje\n\nrives ned til foråret.\n",
          "para: Broen er gammel og meget slidt i begge sider, og derfor skal den\n"
          "margin: Sagsnr. 2011-77\nmargin: Kontoret for Veje\npara: rives ned til foråret.\n");
    check("3. Ny bro\n\nJournalnr. 05.01-P20\n\nSagen er enkel.\n",
          "heading: 3. Ny bro\npara: Journalnr. 05.01-P20\npara: Sagen er enkel.\n");
}

static void
test_furniture(void)
{
    check("Fjordby Kommune\n\nEn tekst her.\n\n1\n\fFjordby Kommune\n\nMere tekst.\n\n2\n",
          "header: Fjordby Kommune\npara: En tekst her.\npage-number: 1\nheader: Fjordby Kommune\n"
          "para: Mere tekst.\npage-number: 2\n");
    check("En tekst her.\n\nSide 1 af 3\n\nMere tekst.\n",
          "para: En tekst her.\npage-number: Side 1 af 3\npara: Mere tekst.\n");
}

/* Any bytes: it ends, and claims every character. */
static void
test_any_bytes(void)
{
    static const char alphabet[] = "ab.-*_<>/p|\t\n\f #1)&;[](@\xc3\xa5\xe2\x80\xa2";
    for (guint seed = 0; seed < 400; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        g_autoptr(GString) text = g_string_new(NULL);
        guint length = (guint)g_rand_int_range(random, 1, 600);
        for (guint i = 0; i < length; i++)
            g_string_append_c(text, alphabet[g_rand_int_range(random, 0, sizeof alphabet - 1)]);
        g_autoptr(document) document = read_bytes(text->str, text->len);
        if (document->state != DOCUMENT_DAMAGED)
            g_assert_cmpuint(sample_claimed(document), ==, sample_on_pages(document));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(dictionaries) dictionaries = dictionaries_new("dictionaries", FALSE);
    g_autoptr(GError) error = NULL;
    words = text_words_open(dictionaries, &error);
    g_assert_no_error(error);
    g_test_add_func("/text/encodings", test_encodings);
    g_test_add_func("/text/broken-byte", test_broken_byte);
    g_test_add_func("/text/no-text", test_no_text);
    g_test_add_func("/text/limit", test_limit);
    g_test_add_func("/text/places", test_places);
    g_test_add_func("/text/lines-and-columns", test_lines_and_columns);
    g_test_add_func("/text/paragraphs", test_paragraphs);
    g_test_add_func("/text/headings", test_headings);
    g_test_add_func("/text/titles", test_titles);
    g_test_add_func("/text/lists", test_lists);
    g_test_add_func("/text/tables", test_tables);
    g_test_add_func("/text/bars", test_bars);
    g_test_add_func("/text/markup", test_markup);
    g_test_add_func("/text/margin", test_margin);
    g_test_add_func("/text/furniture", test_furniture);
    g_test_add_func("/text/any-bytes", test_any_bytes);
    int status = g_test_run();
    text_words_free(words);
    return status;
}
