/* The picture of a page, made ready to be read: 8 bits of gray, about 300 pixels an inch, its lines
 * straight, ruling lines taken out.
 *
 *   page of a PDF      drawn by poppler and cairo
 *   page of an image   decoded by Leptonica, the size told by the file's head before anything is
 *
 * What a hostile page may cost is bounded: SCAN_MOST_PIXELS for what is drawn, and a picture that
 * would decode to more than 200 MB is refused. Leptonica's messages are switched off. */
#ifndef AKT_OCR_SCAN_H
#define AKT_OCR_SCAN_H

#include "page.h"

#include <allheaders.h>

enum {
    SCAN_DPI = 300,
    SCAN_MOST_PIXELS = 13 * 1000 * 1000 /* A4 is 8.7 million, A3 is drawn at 260 an inch */
};

struct scan {
    PIX *gray;
    PIX *rules;              /* 1 bit: what was taken out as a ruling line, widened a little */
    PIX *ink;                /* 1 bit: what is dark, rules taken out */
    double scale_x, scale_y; /* pixels a point */
    double skew; /* radians by which the page's lines fall to the right; straightened in `gray` */
};

/* The picture of page `n`. NULL and AKT_ERROR_LIMIT: it is too large; AKT_ERROR_DAMAGED: it cannot
 * be drawn or decoded. Free with scan_free(). */
struct scan *scan_new(struct page_file *file, guint n, const struct page_characters *page,
                      GError **error);
void scan_free(struct scan *scan);
AKT_AUTOPTR(scan, scan_free)

/* A page of an image file as it is, not scaled. Errors as scan_new()'s. Free with pixDestroy(). */
PIX *scan_decode(struct page_file *file, const struct picture_page *picture, GError **error);

/* Turns the picture by quarters, clockwise, and begins again: `gray`, `rules`, `ink`; `skew` is the
 * sum. FALSE where Leptonica fails. */
gboolean scan_prepare(struct scan *scan, guint quarters);

#endif
