/* What a PDF has beside its pages' text, listed as issues: the values of a form ("form"), notes
 * that people put on pages ("annotation"), files within ("attachment", "portfolio"). Nothing in
 * them is run or opened. They are no characters of a page and not in its account. */
#ifndef AKT_EXTRACT_PARTS_H
#define AKT_EXTRACT_PARTS_H

#include "document.h"
#include "page.h"

/* Of the document as a whole. */
void parts_of_document(struct document *document, struct page_file *file);

/* Of page `n`. `*listed` counts over the pages of a document, 0 at first: lists are bounded. */
void parts_of_page(struct document *document, guint n, const struct page_characters *page,
                   guint *listed);

#endif
