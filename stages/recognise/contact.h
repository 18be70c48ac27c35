/* Telephone and telefax numbers, e-mail and web addresses, and persons' numbers (CPR). */
#ifndef AKT_CONTACT_H
#define AKT_CONTACT_H

#include "annotation.h"
#include "lexicon.h"

struct contact_finder;

/* Reads contact-labels.tsv. NULL and AKT_ERROR_DICTIONARY. Free with contact_close(). */
struct contact_finder *contact_open(struct dictionaries *dictionaries, GError **error);
void contact_close(struct contact_finder *finder);

/* Offers a document's contacts. A telephone number needs a label beside it, or an e-mail address
 * right after it. A person's number has no value: that there is one, and where, is all that is
 * kept. Linear in the text. */
void contact_find(struct contact_finder *finder, struct document *document,
                  struct mention_set *set);

#endif
