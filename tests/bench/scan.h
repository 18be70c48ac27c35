/* The grammars of recognise alone, over a text of `length` bytes with a NUL after it: how many
 * tokens each finds. A file each, since their private headers use the same names. */
#ifndef AKT_BENCH_SCAN_H
#define AKT_BENCH_SCAN_H

#include "lexicon.h"

gsize scan_contacts(const char *text, gsize length);
gsize scan_quantities(const char *text, gsize length);

/* The grammar of times with its vocabulary. NULL with an error. Free with scan_times_close(). */
struct time_vocabulary *scan_times_open(struct dictionaries *dictionaries, GError **error);
void scan_times_close(struct time_vocabulary *vocabulary);
gsize scan_times(const struct time_vocabulary *vocabulary, const char *text, gsize length);

#endif
