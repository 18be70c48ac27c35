/* The grammar of telephones, addresses and persons' numbers.
 * Fuzzes: stages/recognise/contact */
#include "recognise/contact.h"
#include "fuzz.h"
#include "recognise-sample.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct contact_finder *finder;
    if (!finder) {
        GError *error = NULL;
        finder = fuzz_opened(contact_open(fuzz_dictionaries(), &error), error);
    }
    FUZZ_RECOGNISER(finder, contact_find, data, size);
    return 0;
}
