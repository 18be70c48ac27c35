#include "scan.h"

#include "clean.h"

#include <cairo.h>
#include <math.h>

enum {
    MOST_DECODED = 200 * 1000 * 1000 /* bytes */
};
static const double POINTS_AN_INCH = 72;
static const double LEAST_SKEW = 0.03, MOST_SKEW = 5.5; /* degrees; below, straight enough */
static const float LEAST_SKEW_CONFIDENCE = 2.5f;        /* Leptonica's ratio of sharpness */

/* ---- the picture ----------------------------------------------------------------------------- */

/* Rows of cairo's RGB24 as gray. */
static PIX *
gray_of_surface(cairo_surface_t *surface, int width, int height)
{
    const guint8 *data = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    PIX *gray = pixCreateNoInit(width, height, 8);
    if (!gray)
        return NULL;
    l_uint32 *words = pixGetData(gray);
    int words_a_row = pixGetWpl(gray);
    for (int y = 0; y < height; y++) {
        const guint32 *from = (const guint32 *)(const void *)(data + (gsize)y * (gsize)stride);
        l_uint32 *to = words + (gsize)y * (gsize)words_a_row;
        for (int x = 0; x < width; x++) {
            guint r = from[x] >> 16 & 0xff, g = from[x] >> 8 & 0xff, b = from[x] & 0xff;
            SET_DATA_BYTE(to, x, (77 * r + 151 * g + 28 * b) >> 8);
        }
    }
    return gray;
}

static PIX *
draw_page(const struct page_characters *page, double scale)
{
    int width = (int)MAX(1, lround(page->width * scale));
    int height = (int)MAX(1, lround(page->height * scale));
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    poppler_page_render(page->page, cairo);
    gboolean good = cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    PIX *gray = good ? gray_of_surface(surface, width, height) : NULL;
    cairo_surface_destroy(surface);
    return gray;
}

/* Bytes of a decoded picture, as its head says; 0 where it is none. */
static gsize
decoded_size(const guint8 *bytes, gsize length, guint directory)
{
    l_int32 format = 0, width = 0, height = 0, bits = 0, samples = 0, colours = 0;
    if (bytes[0] == 'I' || bytes[0] == 'M') {
        if (readHeaderMemTiff(bytes, length, (l_int32)directory, &width, &height, &bits, &samples,
                              NULL, &colours, NULL))
            return 0;
    } else if (pixReadHeaderMem(bytes, length, &format, &width, &height, &bits, &samples,
                                &colours)) {
        return 0;
    }
    gsize depth = (gsize)MAX(bits, 1) * (gsize)MAX(samples, 1);
    return ((gsize)width * (depth > 8 ? 32 : depth) / 8 + 4) * (gsize)height;
}

PIX *
scan_decode(struct page_file *file, const struct picture_page *picture, GError **error)
{
    gsize length;
    const guint8 *bytes = g_bytes_get_data(page_file_bytes(file), &length);
    gsize size = decoded_size(bytes, length, picture->directory);
    if (size > MOST_DECODED) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_LIMIT, "a picture of %u by %u pixels",
                    picture->width, picture->height);
        return NULL;
    }
    gboolean tiff = bytes[0] == 'I' || bytes[0] == 'M';
    PIX *pix = !size  ? NULL
               : tiff ? pixReadMemTiff(bytes, length, (l_int32)picture->directory)
                      : pixReadMem(bytes, length);
    if (!pix)
        g_set_error(error, AKT_ERROR, AKT_ERROR_DAMAGED, "the picture cannot be decoded");
    return pix;
}

/* Puts `next` in the place of `*pix`. FALSE where there is none. */
static gboolean
replace(PIX **pix, PIX *next)
{
    if (!next)
        return FALSE;
    pixDestroy(pix);
    *pix = next;
    return TRUE;
}

/* A picture of an image file at the scale it is read in. */
static PIX *
decode_at_scale(struct page_file *file, const struct picture_page *picture, double scale,
                GError **error)
{
    PIX *pix = scan_decode(file, picture, error);
    if (!pix)
        return NULL;
    float x = (float)(scale * POINTS_AN_INCH / picture->dpi_x);
    float y = (float)(scale * POINTS_AN_INCH / picture->dpi_y);
    gboolean good =
        pixGetDepth(pix) == 1 && x < 0.9f && fabsf(x - y) < 0.01f
            ? replace(&pix, pixScaleToGray(pix, x))
            : replace(&pix, pixRemoveColormap(pix, REMOVE_CMAP_TO_GRAYSCALE)) &&
                  replace(&pix, pixConvertTo8(pix, FALSE)) &&
                  (fabsf(x - 1) + fabsf(y - 1) < 0.02f || replace(&pix, pixScale(pix, x, y)));
    if (good)
        return pix;
    pixDestroy(&pix);
    g_set_error(error, AKT_ERROR, AKT_ERROR_DAMAGED, "the picture cannot be scaled");
    return NULL;
}

/* ---- making it ready ------------------------------------------------------------------------- */

/* The gray of the paper, the commonest of the light ones, and the darkest of its grain. */
static guint
paper_of(PIX *gray, guint *ret_grain)
{
    enum {
        LIGHT = 96,
        SAMPLE = 4
    };
    guint paper = 255, counts[256] = {0}, sum = 0, at = 0;
    NUMA *histogram = pixGetGrayHistogram(gray, SAMPLE);
    for (int i = LIGHT; histogram && i < 256; i++) {
        l_int32 count = 0;
        numaGetIValue(histogram, i, &count);
        counts[i] = (guint)count;
        paper = counts[i] > counts[paper] || i == LIGHT ? (guint)i : paper;
    }
    numaDestroy(&histogram);
    for (guint i = LIGHT; i <= paper; i++)
        sum += counts[i];
    guint third = paper; /* of what is darker than the paper two thirds are grain this light */
    while (third > LIGHT && (at += counts[third]) * 3 < sum * 2)
        third--;
    *ret_grain = third;
    return paper;
}

/* Makes paper white, its grain with it: on a page with few words the grain would pass for ink. */
static void
whiten(PIX *gray)
{
    const guint FAR = 2, LEAST = 12, MOST = 90; /* deviations of the grain; grays */
    guint grain, paper = paper_of(gray, &grain);
    guint below = CLAMP(FAR * (paper - grain), LEAST, MOST);
    pixGammaTRC(gray, gray, 1.0f, 0, (l_int32)(paper - below));
}

/* Dark on white paper, whatever the light was. */
static PIX *
ink_of(PIX *gray)
{
    PIX *even = pixBackgroundNormSimple(gray, NULL, NULL), *ink = NULL;
    PIX *from = even ? even : gray;
    pixOtsuAdaptiveThreshold(from, pixGetWidth(from), pixGetHeight(from), 0, 0, 0.1f, NULL, &ink);
    pixDestroy(&even);
    return ink;
}

static void
straighten(struct scan *scan)
{
    l_float32 angle = 0, confidence = 0;
    if (pixFindSkew(scan->ink, &angle, &confidence) || confidence < LEAST_SKEW_CONFIDENCE ||
        fabsf(angle) < LEAST_SKEW || fabsf(angle) > MOST_SKEW)
        return;
    double radians = angle * M_PI / 180;
    PIX *gray = pixRotateAMGray(scan->gray, (float)radians, 255);
    if (!gray || !replace(&scan->gray, gray))
        return;
    PIX *ink = ink_of(scan->gray);
    if (ink)
        replace(&scan->ink, ink);
    scan->skew -= radians;
}

/* Paints paper over what a mask holds. */
static void
take_out(struct scan *scan, PIX *mask, guint paper)
{
    if (!mask)
        return;
    pixPaintThroughMask(scan->gray, mask, 0, 0, paper);
    pixSubtract(scan->ink, scan->ink, mask);
}

static void
clean(struct scan *scan)
{
    const guint paper = 255; /* by now */
    scan->rules = rules_find(scan->gray);
    take_out(scan, scan->rules, paper);
    PIX *specks = specks_find(scan->gray, scan->ink, paper);
    take_out(scan, specks, paper);
    pixDestroy(&specks);
}

gboolean
scan_prepare(struct scan *scan, guint quarters)
{
    if (quarters % 4 && !replace(&scan->gray, pixRotateOrth(scan->gray, (l_int32)(quarters % 4))))
        return FALSE;
    pixDestroy(&scan->rules);
    pixDestroy(&scan->ink);
    whiten(scan->gray);
    scan->ink = ink_of(scan->gray);
    if (!scan->ink)
        return FALSE;
    straighten(scan);
    clean(scan);
    return TRUE;
}

struct scan *
scan_new(struct page_file *file, guint n, const struct page_characters *page, GError **error)
{
    const struct picture_page *picture = page_file_picture(file, n);
    double points = page->width * page->height;
    if (!(page->width >= 1 && page->height >= 1)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_DAMAGED, "the page has no size");
        return NULL;
    }
    setMsgSeverity(L_SEVERITY_NONE);
    double scale = MIN(SCAN_DPI / POINTS_AN_INCH, sqrt(SCAN_MOST_PIXELS / points));
    g_autoptr(scan) scan = g_new0(struct scan, 1);
    scan->gray = picture ? decode_at_scale(file, picture, scale, error) : draw_page(page, scale);
    if (!scan->gray) {
        if (!picture)
            g_set_error(error, AKT_ERROR, AKT_ERROR_DAMAGED, "the page cannot be drawn");
        return NULL;
    }
    scan->scale_x = pixGetWidth(scan->gray) / page->width;
    scan->scale_y = pixGetHeight(scan->gray) / page->height;
    if (!scan_prepare(scan, 0)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_DAMAGED, "the picture cannot be prepared");
        return NULL;
    }
    return g_steal_pointer(&scan);
}

void
scan_free(struct scan *scan)
{
    if (!scan)
        return;
    pixDestroy(&scan->gray);
    pixDestroy(&scan->rules);
    pixDestroy(&scan->ink);
    g_free(scan);
}
