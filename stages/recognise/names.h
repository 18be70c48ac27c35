/* Names: projects, programmes, organisations, persons, places and laws. */
#ifndef AKT_NAMES_H
#define AKT_NAMES_H

#include "annotation.h"
#include "lemma.h"
#include "lexicon.h"

struct names;

/* Reads the dictionaries of names. `lemma` stays the caller's and must live as long. NULL and
 * AKT_ERROR_DICTIONARY. Free with names_close(). */
struct names *names_open(struct dictionaries *dictionaries, struct lemma *lemma, GError **error);
void names_close(struct names *names);

/* Offers the names that a document holds, every occurrence of them. Linear in its text. */
void names_find(struct names *names, struct document *document, struct mention_set *set);

#endif
