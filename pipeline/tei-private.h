/* What reader and writer of the stream share: which element a mention has. */
#ifndef AKT_TEI_PRIVATE_H
#define AKT_TEI_PRIVATE_H

#include "annotation.h"

/* The TEI release whose element names are used. */
#define TEI_RELEASE "4.9.0"
#define TEI_NAMESPACE "http://www.tei-c.org/ns/1.0"

enum {
    TEI_MAX_DEPTH = 64
};

/* The element of a mention type and its type attribute, NULL for none. */
struct tei_mention {
    const char *element, *type;
};
extern const struct tei_mention tei_mentions[N_MENTION_TYPES];

/* Qualifiers whose values are words of a closed list: <symbol>; others are <string>. */
gboolean tei_is_symbol(const char *qualifier);

#endif
