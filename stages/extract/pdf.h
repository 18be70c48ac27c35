/* PDFs: pages read with poppler, laid out, and built into the document. */
#ifndef AKT_EXTRACT_PDF_H
#define AKT_EXTRACT_PDF_H

#include "document.h"
#include "original.h"

/* Reads a PDF into an empty document. What is wrong with the file is the document's state and its
 * issues (encrypted, damaged, a page that cannot be read, more pages than the limit); FALSE only
 * when a library failed us. */
gboolean extract_pdf(struct original *original, struct document *document, GError **error);

#endif
