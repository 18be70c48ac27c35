/* Sentences of Danish administrative prose. */
#ifndef AKT_NORMALISE_SENTENCES_H
#define AKT_NORMALISE_SENTENCES_H

#include "autoptr.h"
#include "document.h"

struct dictionaries;

/* What is known of abbreviations (dictionaries/abbreviations.tsv). */
struct abbreviations;
struct abbreviations *abbreviations_open(struct dictionaries *dictionaries, GError **error);
void abbreviations_free(struct abbreviations *abbreviations);
AKT_AUTOPTR(abbreviations, abbreviations_free)

/* TRUE where `token`, without its last full stop, is an abbreviation: "jf", "bl.a", "mio". */
gboolean abbreviations_has(const struct abbreviations *abbreviations, const char *token,
                           gsize length);

/* The end of the sentence that begins at text[at]: after its mark and what closes it, or `length`.
 * `text` is one block's. Linear in what it passes over. */
gsize sentence_end(const struct abbreviations *abbreviations, const char *text, gsize length,
                   gsize at);

/* Gives every block that has text its sentences, in place of those there are. */
void sentences_split(const struct abbreviations *abbreviations, struct document *document);

#endif
