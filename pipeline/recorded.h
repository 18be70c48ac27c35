/* The characters of a page as the document has them: for pages whose words were recognised, which
 * no reader finds in the original again without recognising them. */
#ifndef AKT_RECORDED_H
#define AKT_RECORDED_H

#include "page.h"

/* TRUE where the words of page `n` were recognised. */
gboolean page_is_recognised(const struct document *document, guint n);

/* Page `n` with its characters numbered as the document's lines number them: texts from the lines,
 * boxes from the recognised words, each divided evenly; on the page as shown. A number that no line
 * or no word has stays 0. Free with page_characters_free(). */
struct page_characters *page_characters_recorded(const struct document *document, guint n);

#endif
