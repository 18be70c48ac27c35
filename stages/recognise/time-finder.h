/* Dates, periods and durations: FACTS.md's rows of those names. */
#ifndef AKT_TIME_FINDER_H
#define AKT_TIME_FINDER_H

#include "annotation.h"
#include "lexicon.h"

struct time_finder;

/* Reads time-words.tsv and time-cues.tsv. NULL and AKT_ERROR_DICTIONARY. Free with time_close(). */
struct time_finder *time_open(struct dictionaries *dictionaries, GError **error);
void time_close(struct time_finder *finder);

/* Offers a document's dates, periods and durations. A year or month that is not said is taken from
 * what stands around (resolved=context), or stays XXXX. Linear in the text. */
void time_find(struct time_finder *finder, struct document *document, struct mention_set *set);

#endif
