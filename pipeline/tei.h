/* Reads and writes the stream: a document as one line of TEI P5 XML. The one file that knows the
 * markup; aktspor.rng is its schema, aktspor-tei(5) its manual.
 *
 * Reading then writing a line that tei_write() made gives the same bytes. */
#ifndef AKT_TEI_H
#define AKT_TEI_H

#include "document.h"

/* The name and version of the vocabulary; a reader refuses another major version. */
#define TEI_VOCABULARY "aktspor-1.0"

/* A reader keeps a parser for many lines. Free with tei_reader_free(). */
struct tei_reader;
struct tei_reader *tei_reader_new(void);
void tei_reader_free(struct tei_reader *reader);
AKT_AUTOPTR(tei_reader, tei_reader_free)

/* One line (with or without its LF) as a document, which the caller frees. NULL and
 * AKT_ERROR_STREAM with a reason where the line is not ours: bad UTF-8, not well-formed, a DOCTYPE,
 * an entity, an unknown element or attribute value, an element where it has no place, a dangling
 * or repeated id, nesting deeper than 64, another vocabulary. Untrusted input; linear time. */
struct document *tei_read(struct tei_reader *reader, const char *line, gsize length,
                          GError **error);

/* Appends the document as one line, LF at the end. Never fails: what a document holds can be
 * written. */
void tei_write(struct document *document, GString *out);

#endif
