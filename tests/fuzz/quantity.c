/* The grammar of amounts, percentages and counts.
 * Fuzzes: stages/recognise/quantity */
#include "recognise/quantity.h"
#include "fuzz.h"
#include "recognise-sample.h"
#include "recognise/lemma.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct quantity *quantity;
    if (!quantity) {
        GError *error = NULL;
        struct lemma *lemma = fuzz_opened(lemma_new(NULL, &error), error);
        quantity = fuzz_opened(quantity_open(fuzz_dictionaries(), lemma, &error), error);
    }
    FUZZ_RECOGNISER(quantity, quantity_find, data, size);
    return 0;
}
