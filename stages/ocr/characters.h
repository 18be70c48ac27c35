/* Recognised words as a page's characters, so that the layout of PDFs reads them: straight lines,
 * boxes as a font would give them, sizes that agree where they only nearly do. */
#ifndef AKT_OCR_CHARACTERS_H
#define AKT_OCR_CHARACTERS_H

#include "engine.h"
#include "scan.h"

/* The characters of page `n`, its size that of `own`; NULL where no word is left. Notes the
 * recognised words in the document, and what was no word as discarded: "rule" (a ruling line read
 * as a character), "speck" (dirt), "ornament" (what a second reading took for words, less than half
 * sure). `words` are struct seen_word. */
struct page_characters *characters_new(const struct scan *scan, guint quarters, const GArray *words,
                                       const struct page_characters *own, guint n,
                                       struct document *document);

#endif
