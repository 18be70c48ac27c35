/* A page of an image file as a person sees it, for those who show it. */
#ifndef AKT_OCR_SHOWN_H
#define AKT_OCR_SHOWN_H

#include "page.h"

#include <cairo.h>

/* The picture of page `n` of an image file at about `scale` pixels a point, in its colours, as
 * RGB24. NULL with an error: AKT_ERROR_LIMIT it would decode to more than 200 MB, AKT_ERROR_DAMAGED
 * it cannot be decoded or is no page of an image file, AKT_ERROR_LIBRARY the build has no
 * Leptonica. Free with cairo_surface_destroy(). Untrusted input: for closed-in processes. */
cairo_surface_t *image_page_surface(struct page_file *file, guint n, double scale, GError **error);

#endif
