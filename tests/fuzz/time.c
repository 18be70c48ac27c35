/* The grammar of dates, periods and durations.
 * Fuzzes: stages/recognise/time stages/recognise/calendar */
#include "fuzz.h"
#include "recognise-sample.h"
#include "recognise/time-finder.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct time_finder *finder;
    if (!finder) {
        GError *error = NULL;
        finder = fuzz_opened(time_open(fuzz_dictionaries(), &error), error);
    }
    FUZZ_RECOGNISER(finder, time_find, data, size);
    return 0;
}
