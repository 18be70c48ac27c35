/* A text through all stages: what comes out is valid for our own reader, its words unchanged.
 * Fuzzes: stages/normalise stages/recognise stages/relate */
#include "extract/text.h"
#include "fuzz.h"
#include "normalise/normalise.h"
#include "read-sample.h"
#include "recognise/recognise.h"
#include "relate/relate.h"
#include "tei.h"

static const struct stage *const chain[] = {&stage_normalise, &stage_recognise, &stage_relate};

static struct text_words *
open_all(gpointer states[])
{
    GError *error = NULL;
    const char *hash;
    struct stage_options options = {.dictionaries = "dictionaries", .no_user_dictionaries = TRUE};
    options.danish = fuzz_opened(danish_new(&error), error);
    for (gsize i = 0; i < G_N_ELEMENTS(chain); i++)
        states[i] = fuzz_opened(chain[i]->open(&options, &hash, &error), error);
    return fuzz_opened(text_words_open(fuzz_dictionaries(), &error), error);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static gpointer states[G_N_ELEMENTS(chain)];
    static struct text_words *words;
    g_autoptr(GError) error = NULL;
    if (!words)
        words = open_all(states);
    struct original *original = sample_original((const char *)data, size, MEDIA_TEXT);
    g_autoptr(document) document = document_new("sample", FUZZ_SHA256, MEDIA_TEXT);
    extract_text(words, original, document, &error);
    original_free(original);
    g_autofree char *source = document_source_text(document);
    for (gsize i = 0; i < G_N_ELEMENTS(chain); i++) {
        chain[i]->process(states[i], document, &error);
        g_assert_no_error(error);
    }
    g_autofree char *after = document_source_text(document);
    g_assert_cmpstr(after, ==, source);
    g_autoptr(GString) first = g_string_new(NULL), second = g_string_new(NULL);
    tei_write(document, first);
    g_autoptr(tei_reader) reader = tei_reader_new();
    g_autoptr(document) again = tei_read(reader, first->str, first->len, &error);
    g_assert_no_error(error);
    tei_write(again, second);
    g_assert_cmpstr(first->str, ==, second->str);
    return 0;
}
