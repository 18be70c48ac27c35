/* The pages of an image file (TIFF, JPEG, PNG): how many there are and how large, from their heads
 * alone. Nothing is decoded: that is stages/ocr's. Untrusted input, linear time. */
#ifndef AKT_PICTURE_H
#define AKT_PICTURE_H

#include "error.h"

/* A page as shown: turned as a TIFF's orientation says. */
struct picture_page {
    guint directory;        /* TIFF: the image's index in the file; thumbnails are no pages */
    guint width, height;    /* pixels, at least 1 */
    double dpi_x, dpi_y;    /* pixels an inch */
    gboolean dpi_is_stated; /* the file says so; else the longer side is taken to be A4's */
};

/* struct picture_page, in order; at most 10,000. NULL and AKT_ERROR_DAMAGED: the head cannot be
 * read. Free with g_array_unref(). */
GArray *picture_pages(const void *data, gsize length, GError **error);

/* The size of a page in points. */
static inline double
picture_width(const struct picture_page *page)
{
    return page->width * 72.0 / page->dpi_x;
}

static inline double
picture_height(const struct picture_page *page)
{
    return page->height * 72.0 / page->dpi_y;
}

#endif
