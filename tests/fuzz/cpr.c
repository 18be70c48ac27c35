/* The mask over persons' numbers: as many characters as before, and no digit but what was there.
 * Fuzzes: pipeline/cpr */
#include "cpr.h"
#include "fuzz.h"
#include "recognise-sample.h"
#include "tei.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = fuzz_text(data, size);
    g_autofree char *masked = cpr_mask_copy(text);
    g_assert_cmpint(g_utf8_strlen(text, -1), ==, g_utf8_strlen(masked, -1));
    g_autofree char *again = cpr_mask_copy(masked);
    g_assert_cmpstr(again, ==, masked);
    g_autoptr(document) document = sample_paper(text);
    g_autoptr(cpr_mask) mask = cpr_mask_new(document);
    g_autoptr(GString) line = g_string_new(NULL);
    tei_write(document, line);
    gsize length;
    char *hidden = cpr_mask_line(mask, line->str, line->len, &length);
    g_free(hidden);
    g_autofree char *source = cpr_mask_source(mask, document);
    g_assert_nonnull(source);
    return 0;
}
