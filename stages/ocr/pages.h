/* The pages of a document that are pictures: which, and the document read again with them. */
#ifndef AKT_OCR_PAGES_H
#define AKT_OCR_PAGES_H

#include "document.h"
#include "engine.h"
#include "original.h"

/* The tag of the issues that say what came of a page. */
#define PAGES_ISSUE "ocr"

/* TRUE for a page that is to be recognised. waiting.c */
gboolean page_waits(enum page_state state, gboolean redo);

/* How many pages of the document await recognition: pictures without text, and with `redo` those
 * whose text layer is garbled. A page on which nothing was recognised before does not. waiting.c */
guint pages_waiting(const struct document *document, gboolean redo);

/* Reads the original again into the document, which extract has made and no stage after it has
 * touched: with recognised characters where pages await it, all else as it was. FALSE with an error
 * where a library failed; the document is as it was. In a closed-in process. */
gboolean pages_recognise(struct engine *engine, gboolean redo, struct original *original,
                         struct document *document, GError **error);

#endif
