/* The grammar of case, document and journal numbers.
 * Fuzzes: stages/recognise/case stages/recognise/label */
#include "recognise/case.h"
#include "fuzz.h"
#include "recognise-sample.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct case_finder *finder;
    if (!finder) {
        GError *error = NULL;
        finder = fuzz_opened(case_open(fuzz_dictionaries(), &error), error);
    }
    FUZZ_RECOGNISER(finder, case_find, data, size);
    return 0;
}
