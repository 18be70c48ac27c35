/* PDFs and image files: pages read with poppler, laid out, and built into the document. */
#ifndef AKT_EXTRACT_PDF_H
#define AKT_EXTRACT_PDF_H

#include "document.h"
#include "legible.h"
#include "original.h"
#include "page.h"

/* Characters of pages from elsewhere than the file: recognised in the picture (akt-ocr). */
struct page_reading {
    /* What stands on page `n`, which the file's own characters `own` leave in a state. NULL: these
     * are all there is. May note issues, discards and recognised words; what is returned is the
     * caller's. `visible` counts discarded characters too. */
    struct page_characters *(*read)(struct page_file *file, guint n,
                                    const struct page_characters *own, enum page_state state,
                                    struct document *document, gpointer data);
    gpointer data;
    const struct document *before; /* the same original read before: the states of its pages */
};

/* Reads a PDF or an image file into an empty document; `reading` may be NULL. What is wrong with
 * the file is the document's state and its issues (encrypted, damaged, a page that cannot be read,
 * more pages than the limit); FALSE only when a library failed us. */
gboolean extract_pages(struct original *original, struct document *document,
                       const struct page_reading *reading, GError **error);

/* The same with what the file itself says. */
gboolean extract_pdf(struct original *original, struct document *document, GError **error);

/* The same, with the pairs of letters that tell a garbled page; NULL: no page is. */
gboolean extract_pdf_judged(struct original *original, const struct letter_pairs *pairs,
                            struct document *document, GError **error);

#endif
