#include "ocr/shown.h"

#include "scan.h"

/* 32 bits a pixel, red in the highest byte, as Leptonica has them; cairo wants them a byte lower.
 */
static cairo_surface_t *
surface_of(PIX *pix)
{
    int width = pixGetWidth(pix), height = pixGetHeight(pix), words_a_row = pixGetWpl(pix);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(surface);
        return NULL;
    }
    guint8 *data = cairo_image_surface_get_data(surface);
    gsize stride = (gsize)cairo_image_surface_get_stride(surface);
    const l_uint32 *words = pixGetData(pix);
    for (int y = 0; y < height; y++) {
        guint32 *to = (guint32 *)(void *)(data + (gsize)y * stride);
        const l_uint32 *from = words + (gsize)y * (gsize)words_a_row;
        for (int x = 0; x < width; x++)
            to[x] = from[x] >> 8;
    }
    cairo_surface_mark_dirty(surface);
    return surface;
}

/* Scaled while it is still in its own depth: a page of one bit becomes gray, not 32 times as large.
 * NULL where Leptonica fails. */
static PIX *
scaled(PIX *pix, float by)
{
    if (by > 0.9f)
        return pixClone(pix);
    if (pixGetDepth(pix) == 1)
        return pixScaleToGray(pix, by);
    PIX *plain = pixRemoveColormap(pix, REMOVE_CMAP_BASED_ON_SRC);
    PIX *small = plain ? pixScale(plain, by, by) : NULL;
    pixDestroy(&plain);
    return small;
}

cairo_surface_t *
image_page_surface(struct page_file *file, guint n, double scale, GError **error)
{
    const struct picture_page *picture = page_file_picture(file, n);
    if (!picture) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_DAMAGED, "page %u is no picture", n);
        return NULL;
    }
    setMsgSeverity(L_SEVERITY_NONE);
    PIX *pix = scan_decode(file, picture, error);
    if (!pix)
        return NULL;
    PIX *small = scaled(pix, (float)(scale * 72 / MAX(picture->dpi_x, picture->dpi_y)));
    PIX *colour = small ? pixConvertTo32(small) : NULL;
    cairo_surface_t *surface = colour ? surface_of(colour) : NULL;
    pixDestroy(&colour);
    pixDestroy(&small);
    pixDestroy(&pix);
    if (!surface)
        g_set_error(error, AKT_ERROR, AKT_ERROR_DAMAGED, "page %u cannot be decoded", n);
    return surface;
}
