/* Case, document and journal numbers, EAN and CVR numbers: FACTS.md's row "case". */
#ifndef AKT_CASE_H
#define AKT_CASE_H

#include "annotation.h"
#include "lexicon.h"

struct case_finder;

/* Reads case-numbers.tsv and case-labels.tsv. NULL and AKT_ERROR_DICTIONARY: also for a pattern
 * that is none. Free with case_close(). */
struct case_finder *case_open(struct dictionaries *dictionaries, GError **error);
void case_close(struct case_finder *finder);

/* Offers a document's case numbers. Linear in the text. */
void case_find(struct case_finder *finder, struct document *document, struct mention_set *set);

/* Do the digits (blanks between them left out) end in their check digit? GS1 for thirteen, modulus
 * 11 of Erhvervsstyrelsen for eight; FALSE for any other number of them. */
gboolean case_check_digit(const char *text, gsize length);

#endif
