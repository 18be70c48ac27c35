/* Amounts, percents and counts: how much money, what share, how many people or things.
 *
 * One pass of a re2c grammar cuts a block into tokens (quantity-lexer.re), then each kind of
 * quantity reads them with bounded look-ahead: quantity-amount.c money and shares,
 * quantity-count.c counts, quantity-table.c and quantity-cell.c the bare numbers of a table whose
 * heading says what they are. Linear in the text. */
#ifndef AKT_QUANTITY_H
#define AKT_QUANTITY_H

#include "annotation.h"
#include "lemma.h"
#include "lexicon.h"

struct quantity;

/* Reads approximations, rates, currencies, measures, number-labels, number-columns, small-words,
 * nominal-adjectives and same-plurals. `lemma` stays the caller's and must live as long. NULL and
 * AKT_ERROR_DICTIONARY. Free with quantity_close(). */
struct quantity *quantity_open(struct dictionaries *dictionaries, struct lemma *lemma,
                               GError **error);
void quantity_close(struct quantity *quantity);

/* Offers the amounts, percents and counts of a document. */
void quantity_find(struct quantity *quantity, struct document *document, struct mention_set *set);

#endif
