/* Lines of recognised words: their baseline and the size of their type, which Tesseract gives in
 * whole points or not at all. */
#ifndef AKT_OCR_LINES_H
#define AKT_OCR_LINES_H

#include "engine.h"
#include "scan.h"

/* Words [first, first + n) of the page, which stand on one line. Lengths are pixels. */
struct seen_line {
    guint first, n, symbols;
    float base, size;
    gboolean bold;
};

/* struct seen_line of struct seen_word; free with g_array_unref(). Sizes that differ by no more
 * than measuring does are made one. */
GArray *lines_find(const struct scan *scan, const GArray *words);

#endif
