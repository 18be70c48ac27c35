/* Numbers in digits and words: what is read is printed and reads as itself.
 * Fuzzes: stages/recognise/number */
#include "recognise/number.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = fuzz_text(data, size);
    gsize length = strlen(text);
    char printed[NUMBER_PRINTED];
    struct number number, again;
    for (gsize at = 0; at < length; at++) {
        for (int millions = 0; millions < 2; millions++) {
            gsize taken = number_scan_words(text + at, length - at, millions, &number);
            g_assert_cmpuint(taken, <=, length - at);
            if (taken)
                number_print(&number, FALSE, printed);
        }
        /* all of a run of digits and signs */
        gsize run = strspn(text + at, "0123456789.,/ ");
        if (run && run < 40 && number_from_digits(text + at, run, &number)) {
            number_print(&number, FALSE, printed);
            char *point = strchr(printed, '.');
            if (point)
                *point = ',';
            gsize decimals = point ? strlen(point + 1) : 0;
            if (strlen(printed) < 18 && decimals < 3) {
                g_assert_true(number_from_digits(printed, strlen(printed), &again));
                g_assert_cmpint(number_compare(&number, &again), ==, 0);
            }
        }
    }
    return 0;
}
