#include "recognise/time-private.h"
#include "scan.h"

struct time_vocabulary *
scan_times_open(struct dictionaries *dictionaries, GError **error)
{
    return time_vocabulary_open(dictionaries, error);
}

void
scan_times_close(struct time_vocabulary *vocabulary)
{
    time_vocabulary_free(vocabulary);
}

gsize
scan_times(const struct time_vocabulary *vocabulary, const char *text, gsize length)
{
    struct time_scanner scanner = {vocabulary, text, text, text + length};
    struct time_token token;
    gsize n = 0;
    while (time_scan(&scanner, &token))
        n++;
    return n;
}
