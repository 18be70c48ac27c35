/* The reader of web pages: any bytes, and what it makes of them can be written and read.
 * Fuzzes: stages/extract/html */
#include "extract/html.h"
#include "fuzz.h"
#include "read-sample.h"
#include "tei.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    struct original *original = sample_original((const char *)data, size, MEDIA_HTML);
    g_autoptr(document) document = document_new("sample", FUZZ_SHA256, MEDIA_HTML);
    extract_html(original, document, &error);
    g_assert_no_error(error);
    g_autoptr(GString) line = g_string_new(NULL);
    tei_write(document, line);
    g_autoptr(tei_reader) reader = tei_reader_new();
    g_autoptr(document) again = tei_read(reader, line->str, line->len, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(again->text->str, ==, document->text->str);
    original_free(original);
    return 0;
}
