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

/* What the parts of the writer share, each appending to a line. Text and values are UTF-8 without
 * characters that XML forbids: the builder saw to that. */
void tei_put_escaped(GString *out, const char *text, gsize length, gboolean attribute);
void tei_put_text(GString *out, const char *text);
void tei_put_unsigned(GString *out, guint n);

/* A blank, then NAME="VALUE". */
void tei_put_attribute(GString *out, const char *name, const char *value);

/* A value as part of a URI: bytes that a pointer cannot have as %XX. */
void tei_put_uri(GString *out, const char *value);

/* facs="z:PAGE,x0,y0,x1,y1", or facs="z:PAGE" where no box is known. */
void tei_put_facs(GString *out, guint page, const struct box *box);
gboolean tei_has_box(const struct box *box);

/* <teiHeader>, and <standOff> where there are facts. */
void tei_put_header(GString *out, struct document *document);
/* <facsimile> with the words that were recognised, where there are any. */
void tei_put_recognised(GString *out, const struct document *document);
void tei_put_facts(GString *out, struct document *document);

#endif
