/* What the two files about programmes share. */
#ifndef AKT_PROGRAMME_PRIVATE_H
#define AKT_PROGRAMME_PRIVATE_H

#include "names-private.h"

#include <string.h>

/* The name that a sentence beginning with "Puljen" at word i tells the kind of: its first word, and
 * *ret_last; 0 where there is none within a heading. */
guint programme_opened(const struct scan *scan, guint i, guint *ret_last);

/* The name that a heading begins with, before a dash and "status på puljen" whose last word is i;
 * 0. */
guint programme_on_line(const struct scan *scan, guint i, guint *ret_last);

/* "Interreg IV A", "Interreg Øresund-Kattegat-Skagerrak": the round and the area of a programme
 * behind its last word; the same where there is none. */
guint programme_round_end(const struct scan *scan, guint last);

#endif
