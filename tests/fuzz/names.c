/* Projects, programmes, organisations, persons, places, laws.
 * Fuzzes: stages/recognise/names stages/recognise/organisation stages/recognise/p
 * stages/recognise/variants stages/recognise/law stages/recognise/tokens */
#include "recognise/names.h"
#include "fuzz.h"
#include "recognise-sample.h"
#include "recognise/lemma.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct names *names;
    if (!names) {
        GError *error = NULL;
        struct lemma *lemma = fuzz_opened(lemma_new(NULL, &error), error);
        names = fuzz_opened(names_open(fuzz_dictionaries(), lemma, &error), error);
    }
    FUZZ_RECOGNISER(names, names_find, data, size);
    return 0;
}
