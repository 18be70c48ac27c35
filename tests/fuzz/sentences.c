/* The ends of sentences: each is after the one before, none is lost.
 * Fuzzes: stages/normalise/sentences */
#include "normalise/sentences.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct abbreviations *abbreviations;
    GError *error = NULL;
    if (!abbreviations)
        abbreviations = fuzz_opened(abbreviations_open(fuzz_dictionaries(), &error), error);
    g_autofree char *text = fuzz_text(data, size);
    gsize length = strlen(text);
    for (gsize at = 0; at < length;) {
        gsize end = sentence_end(abbreviations, text, length, at);
        g_assert_cmpuint(end, >, at);
        g_assert_cmpuint(end, <=, length);
        g_assert_true(end == length || ((guchar)text[end] & 0xc0) != 0x80);
        at = end;
    }
    return 0;
}
