#include "page-state.h"

#include <cairo.h>
#include <math.h>

enum {
    SPARSE = 60,    /* fewer visible characters than this: the page may be an image */
    THUMBNAIL = 200 /* dots of the longer side: lines of text show as grey */
};
static const double IMAGE_COVER = 0.6; /* of the page: it is a picture of a page */

/* TRUE where a row of white dots has something on it. */
static gboolean
has_ink(const guint32 *row, int width)
{
    const guint NEARLY_WHITE = 245;
    for (int x = 0; x < width; x++)
        for (int shift = 0; shift <= 16; shift += 8)
            if ((row[x] >> shift & 0xff) < NEARLY_WHITE)
                return TRUE;
    return FALSE;
}

/* TRUE where anything is drawn on the page: letters as outlines, lines, a small image. */
static gboolean
is_drawn_on(const struct page_characters *page)
{
    double longer = MAX(page->width, page->height);
    if (longer <= 0)
        return FALSE;
    double scale = THUMBNAIL / longer;
    int width = MAX((int)ceil(page->width * scale), 1);
    int height = MAX((int)ceil(page->height * scale), 1);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    poppler_page_render(page->page, cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    const guchar *dots = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    gboolean ink = FALSE;
    for (int y = 0; dots && y < height && !ink; y++)
        ink = has_ink((const guint32 *)(const void *)(dots + y * stride), width);
    cairo_surface_destroy(surface);
    return ink;
}

enum page_state
page_state_find(const struct original *original, const struct letter_pairs *pairs, guint n,
                const struct page_characters *characters, gboolean *ret_unknown)
{
    *ret_unknown = FALSE;
    if (characters->visible >= SPARSE)
        return pairs ? letter_pairs_judge(pairs, characters) : PAGE_TEXT;
    if (original->may_try && !original->may_try(2 * n, original->pages_data)) {
        *ret_unknown = TRUE;
        return characters->visible ? PAGE_TEXT : PAGE_EMPTY;
    }
    gboolean image = page_image_cover(characters) >= IMAGE_COVER;
    image = image || (!characters->visible && is_drawn_on(characters));
    if (original->tried)
        original->tried(original->pages_data);
    if (!characters->visible)
        return image ? PAGE_IMAGE : PAGE_EMPTY;
    return image ? PAGE_MIXED : PAGE_TEXT;
}
