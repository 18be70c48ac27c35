/* The reader of the stream: a line that it takes is written, read and written again as the same.
 * Fuzzes: pipeline/tei */
#include "tei.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct tei_reader *reader;
    if (!reader)
        reader = tei_reader_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(document) document = tei_read(reader, (const char *)data, size, &error);
    g_assert_true((document == NULL) == (error != NULL));
    if (!document)
        return 0;
    g_autoptr(GString) first = g_string_new(NULL), second = g_string_new(NULL);
    tei_write(document, first);
    g_autoptr(document) again = tei_read(reader, first->str, first->len, &error);
    g_assert_no_error(error);
    tei_write(again, second);
    g_assert_cmpstr(first->str, ==, second->str);
    return 0;
}
