/* Normalise: words, paragraphs and lists made whole, sure corrections, and no source changed. */
#include "chain.h"
#include "error.h"
#include "extract/extract.h"
#include "normalise/normalise.h"
#include "read-sample.h"
#include "tei.h"

#include <string.h>

static struct chain *extract, *normalise;

static struct document *
extracted(const char *text, gsize length, enum media media)
{
    struct original *original = sample_original(text, length, media);
    gboolean failed = FALSE;
    struct document *document = chain_read(extract, original, &failed);
    g_assert_false(failed);
    original_free(original);
    return document;
}

static void
check(const char *text, const char *expected)
{
    g_autoptr(document) document = extracted(text, strlen(text), MEDIA_TEXT);
    g_autofree char *before = document_source_text(document);
    g_assert_true(chain_process(normalise, 0, document));
    g_autofree char *after = document_source_text(document);
    g_autofree char *found = sample_blocks(document);
    g_assert_cmpstr(found, ==, expected);
    g_assert_cmpstr(after, ==, before);
}

/* Wrapped prose around what is tested, so that the file is seen to be wrapped. */
#define WRAPPED(end, begin)                                                          \
    "Kommunen har i flere år arbejdet med planen for byens nye torv " end "\n" begin \
    " og siden da er arbejdet gået godt fremad, siger alle i\nbyen om planen.\n"
#define JOINED(word)                                                             \
    "para: Kommunen har i flere år arbejdet med planen for byens nye torv " word \
    " og siden da er arbejdet gået godt fremad, siger alle i byen om planen.\n"

static void
test_hyphens(void)
{
    check(WRAPPED("bustrans-", "porten"), JOINED("bustransporten"));
    check(WRAPPED("med kultur-", "og fritidstilbud"), JOINED("med kultur- og fritidstilbud"));
    check(WRAPPED("til 6.100-", "7.200 kr."), JOINED("til 6.100-7.200 kr."));
    check(WRAPPED("ved Søren-", "Kanne-huset"), JOINED("ved Søren-Kanne-huset"));
    check(WRAPPED("med EU-", "midler"), JOINED("med EU-midler"));
    check(WRAPPED("for et 3-", "årigt forløb"), JOINED("for et 3-årigt forløb"));
    check(WRAPPED("i januar-", "marts"), JOINED("i januar-marts"));
    check(WRAPPED("hele tiden -", "siger man"), JOINED("hele tiden - siger man"));
    check(WRAPPED("for ikke-", "kommunale huse"), JOINED("for ikke-kommunale huse"));
    check("Vi har mange gårdfester-venner her.\n\n" WRAPPED("gårdfester-", "venner"),
          "para: Vi har mange gårdfester-venner her.\n" JOINED("gårdfester-venner"));
    check("De frivillige for- eninger og skole- og fritidslivet.\n",
          "para: De frivillige foreninger og skole- og fritidslivet.\n");
    check("Cykel-, bus- og togplan med kost- motions- og rygepolitik.\n",
          "para: Cykel-, bus- og togplan med kost- motions- og rygepolitik.\n");
    check(WRAPPED("fod\xc2\xad", "bold"), JOINED("fodbold"));
}

static void
test_flow(void)
{
    check("Hallen skal efter planen bygges sammen med den\n\nSagsnr.\n2011-77\n\n"
          "gamle skole ved havnen.\n\nDet sker i maj.\n",
          "para: Hallen skal efter planen bygges sammen med den gamle skole ved havnen.\n"
          "margin: Sagsnr. 2011-77\npara: Det sker i maj.\n");
    check("Projektet blev drøftet på udvalgets møde den\n\n\f12. maj 2011 og igen i juni.\n",
          "para: Projektet blev drøftet på udvalgets møde den 12. maj 2011 og igen i juni.\n");
    check(
        "Forvaltningen indstiller til udvalget,\n\nat sagen godkendes,\n\nat den sendes videre.\n",
        "para: Forvaltningen indstiller til udvalget,\nitem 1: at sagen godkendes,\n"
        "item 1: at den sendes videre.\n");
    check("Hallen er færdig i år.\n\nden lille hal venter.\n",
          "para: Hallen er færdig i år.\npara: den lille hal venter.\n");
    check("1. Vi bygger en stor hal og\n\n\fen lille hal.\n\n2. Vi sparer.\n",
          "item 1. 1: Vi bygger en stor hal og en lille hal.\nitem 2. 1: Vi sparer.\n");
}

static void
test_cells(void)
{
    check("Mål\tHvem\tHvornår\nAt holde en sommer-\tIda\t2011\n\n\tog Mads\t\n",
          "cell 0.0 H: Mål\ncell 0.1 H: Hvem\ncell 0.2 H: Hvornår\n"
          "cell 1.0: At holde en sommer-\ncell 1.1: Ida\ncell 1.2: 2011\ncell 2.0: \n"
          "cell 2.1: og Mads\ncell 2.2: \n");
    check("Mål\tHvem\tHvornår\nHus\tAt holde en fælles-\t2011\n\n\tspisning i byen\t\n",
          "cell 0.0 H: Mål\ncell 0.1 H: Hvem\ncell 0.2 H: Hvornår\ncell 1.0: Hus\n"
          "cell 1.1: At holde en fællesspisning i byen\ncell 1.2: 2011\ncell 2.0: \ncell 2.1: \n"
          "cell 2.2: \n");
}

static void
test_lists(void)
{
    check("Mål:\n\n1. Flere børn.\n2. Færre biler.\n\n- røde\n- grønne\n\nAt 1) det sker.\n",
          "para: Mål:\nitem 1. 1: Flere børn.\nitem 2. 1: Færre biler.\nitem - 1: røde\n"
          "item - 1: grønne\nitem At 1) 1: det sker.\n");
}

static void
test_headings(void)
{
    check("Notat\n\nNy bro over åen\n\nBroen koster 3 kr.\n\n2.1 Formål\n\nAt komme over.\n",
          "heading 1: Notat\nheading 1: Ny bro over åen\npara: Broen koster 3 kr.\n"
          "heading 3: 2.1 Formål\npara: At komme over.\n");
}

static void
test_corrections(void)
{
    check("Det begynder 1.februar 2011 og koster 5 mio.kr. eller 3 kr.pr. barn på www.kr.pr.dk.\n",
          "para: Det begynder 1. februar 2011 og koster 5 mio. kr. eller 3 kr. pr. barn på "
          "www.kr.pr.dk.\n");
    check("Udvalget mødes. Udvlaget taler. Forenigen og foreningen svarer.\n",
          "para: Udvalget mødes. Udvalget taler. Foreningen og foreningen svarer.\n");
    /* names, inflections, other words, and words in quotes stay */
    check("Jens Kristensen og Per Kristenssen ser Solvænget og Solvængets hal, hvor Lene Margrethe "
          "og "
          "Ida Margrete bor. ”Foreninggen” og foreningen.\n",
          "para: Jens Kristensen og Per Kristenssen ser Solvænget og Solvængets hal, hvor Lene "
          "Margrethe og Ida Margrete bor. ”Foreninggen” og foreningen.\n");
}

static void
test_sentences(void)
{
    const char *text = "Formål\n\nVi bygger d. 3. maj. Det koster 5 mio. kr. Pengene er der.\n\n"
                       "1. Et mål\n2. Et til\n\nNavn\tTal\tÅr\nBus\t5\t2011\n";
    g_autoptr(document) document = extracted(text, strlen(text), MEDIA_TEXT);
    g_assert_true(chain_process(normalise, 0, document));
    g_autofree char *found = sample_sentences(document);
    g_assert_cmpstr(found, ==,
                    "Formål\nVi bygger d. 3. maj.\nDet koster 5 mio. kr.\nPengene er der.\n"
                    "Et mål\nEt til\nNavn\nTal\nÅr\nBus\n5\n2011\n");
}

/* A paper through both stages: its source stays, a second run changes nothing, nor does the way
 * through the stream. */
static void
check_paper(const char *path)
{
    g_autoptr(GError) error = NULL;
    struct original *original = original_open(path, -1, 1 << 28, &error);
    g_assert_no_error(error);
    g_autoptr(document) document = chain_read(extract, original, NULL);
    original_free(original);
    g_autofree char *before = document_source_text(document);
    g_assert_true(chain_process(normalise, 0, document));
    g_autofree char *after = document_source_text(document);
    g_assert_cmpstr(after, ==, before);
    g_autoptr(GString) once = g_string_new(NULL);
    tei_write(document, once);
    g_assert_true(chain_process(normalise, 0, document));
    g_autoptr(GString) twice = g_string_new(NULL);
    tei_write(document, twice);
    g_assert_cmpstr(twice->str, ==, once->str);
    g_autoptr(tei_reader) reader = tei_reader_new();
    g_autoptr(document) again = tei_read(reader, once->str, once->len, &error);
    g_assert_no_error(error);
    g_autoptr(GString) passed = g_string_new(NULL);
    tei_write(again, passed);
    g_assert_cmpstr(passed->str, ==, once->str);
    for (guint i = 0; i < document->blocks->len; i++) {
        const struct block *block = document_block(document, i);
        if (block->span.end > block->span.start)
            g_assert_cmpint(document_sentence_at(document, block->span.start), >=, 0);
    }
}

/* Scans have no text, and would cost their pictures. */
static gboolean
is_paper(const char *name)
{
    return g_str_has_suffix(name, ".txt") || g_str_has_suffix(name, ".html") ||
           (g_str_has_suffix(name, ".pdf") && !strstr(name, ".scan."));
}

static void
test_papers(gconstpointer folder)
{
    GDir *entries = g_dir_open(folder, 0, NULL);
    if (!entries) {
        g_test_skip("the papers are not here");
        return;
    }
    guint papers = 0;
    for (const char *name; (name = g_dir_read_name(entries));) {
        if (!is_paper(name))
            continue;
        g_autofree char *path = g_build_filename(folder, name, NULL);
        check_paper(path);
        papers++;
    }
    g_dir_close(entries);
    g_assert_cmpuint(papers, >, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    const struct stage_options options = {.dictionaries = "dictionaries",
                                          .no_user_dictionaries = TRUE};
    const struct stage *const first[] = {&stage_extract}, *const second[] = {&stage_normalise};
    g_autoptr(GError) error = NULL;
    extract = chain_open(first, 1, &options, &error);
    g_assert_no_error(error);
    normalise = chain_open(second, 1, &options, &error);
    g_assert_no_error(error);
    g_test_add_func("/normalise/hyphens", test_hyphens);
    g_test_add_func("/normalise/flow", test_flow);
    g_test_add_func("/normalise/cells", test_cells);
    g_test_add_func("/normalise/lists", test_lists);
    g_test_add_func("/normalise/headings", test_headings);
    g_test_add_func("/normalise/corrections", test_corrections);
    g_test_add_func("/normalise/sentences", test_sentences);
    g_test_add_data_func("/normalise/papers/fixtures", "fixtures/text", test_papers);
    g_test_add_data_func("/normalise/papers/pdf", "fixtures/pdf", test_papers);
    g_test_add_data_func("/normalise/papers/html", "fixtures/html", test_papers);
    g_test_add_data_func("/normalise/papers/seeds", "../shared/seeds", test_papers);
    g_test_add_data_func("/normalise/papers/dev", "../shared/dev", test_papers);
    int status = g_test_run();
    chain_free(extract);
    chain_free(normalise);
    return status;
}
