/* What stands in an original at the places that a document's source gives, read without any layout:
 * a PDF's characters by number, a text file's raw lines, a web page's runs of text. */
#ifndef AKT_AUDIT_FOUND_H
#define AKT_AUDIT_FOUND_H

#include "document.h"

struct found;

/* Compares every printed character of the document with the one at its page, line and column of the
 * original, both folded by the builder's table. `masked`: the document's '•' stand for digits.
 * `pages_known` (may be NULL) hears how many pages there are. NULL with an error where the original
 * cannot be read at all. Untrusted input, linear time. Borrows the document. Free with
 * found_free(). */
struct found *found_read(const struct document *document, GBytes *bytes, gboolean masked,
                         void (*pages_known)(guint pages, gpointer data), gpointer data,
                         GError **error);
void found_free(struct found *found);
AKT_AUTOPTR(found, found_free)

/* TRUE where all printed characters of a span stand in the original. log n. */
gboolean found_stands(const struct found *found, struct span span);

/* The bytes of the document's source that a span was printed as: half-open. */
struct span found_source(const struct document *document, struct span span);

#endif
