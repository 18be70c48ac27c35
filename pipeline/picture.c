#include "picture.h"

#include <string.h>

enum {
    MOST_PAGES = 10000,
    MOST_ENTRIES = 4096, /* of a TIFF directory */
    MOST_SIDE = 1 << 20  /* pixels */
};
static const double A4_LONG_INCHES = 297 / 25.4;
static const double LEAST_DPI = 100, MOST_DPI = 1200; /* what a scanner states; a screen's 72 and 96
                                                         say nothing of paper */

struct bytes {
    const guint8 *at;
    gsize length;
    gboolean big_endian;
};

static guint
read16(const struct bytes *bytes, gsize offset)
{
    if (offset > bytes->length || bytes->length - offset < 2)
        return 0;
    const guint8 *b = bytes->at + offset;
    return bytes->big_endian ? (guint)(b[0] << 8 | b[1]) : (guint)(b[1] << 8 | b[0]);
}

static guint
read32(const struct bytes *bytes, gsize offset)
{
    if (offset > bytes->length || bytes->length - offset < 4)
        return 0;
    guint first = read16(bytes, offset), second = read16(bytes, offset + 2);
    return bytes->big_endian ? first << 16 | second : second << 16 | first;
}

/* Takes a resolution as stated where it can be that of a scanned page. */
static void
settle_resolution(struct picture_page *page)
{
    page->dpi_is_stated = page->dpi_x >= LEAST_DPI && page->dpi_x <= MOST_DPI &&
                          page->dpi_y >= LEAST_DPI / 2 && page->dpi_y <= MOST_DPI;
    if (!page->dpi_is_stated)
        page->dpi_x = page->dpi_y = MAX(page->width, page->height) / A4_LONG_INCHES;
}

static gboolean
add_page(GArray *pages, struct picture_page page)
{
    if (!page.width || !page.height || page.width > MOST_SIDE || page.height > MOST_SIDE)
        return FALSE;
    settle_resolution(&page);
    g_array_append_val(pages, page);
    return TRUE;
}

/* ---- TIFF ------------------------------------------------------------------------------------ */

/* The value of an entry that is one whole number. */
static guint
tiff_number(const struct bytes *bytes, gsize entry)
{
    const guint SHORT = 3;
    return read16(bytes, entry + 2) == SHORT ? read16(bytes, entry + 8) : read32(bytes, entry + 8);
}

static double
tiff_rational(const struct bytes *bytes, gsize entry)
{
    gsize at = read32(bytes, entry + 8);
    guint below = read32(bytes, at + 4);
    return below ? (double)read32(bytes, at) / below : 0;
}

/* Reads a directory. FALSE for a smaller version of another page, and for a mask. */
static gboolean
tiff_directory(const struct bytes *bytes, gsize at, guint n, struct picture_page *page)
{
    enum {
        SUBFILE = 254,
        WIDTH = 256,
        LENGTH = 257,
        ORIENTATION = 274,
        X_RESOLUTION = 282,
        Y_RESOLUTION = 283,
        UNIT = 296,
        CENTIMETRE = 3,
        REDUCED_OR_MASK = 1 | 4,
        SIDEWAYS = 5 /* orientations from here on swap the sides */
    };
    guint subfile = 0, orientation = 1, unit = 2;
    for (guint i = 0; i < n; i++) {
        gsize entry = at + 2 + (gsize)i * 12;
        switch (read16(bytes, entry)) {
        case SUBFILE:
            subfile = tiff_number(bytes, entry);
            break;
        case WIDTH:
            page->width = tiff_number(bytes, entry);
            break;
        case LENGTH:
            page->height = tiff_number(bytes, entry);
            break;
        case ORIENTATION:
            orientation = tiff_number(bytes, entry);
            break;
        case X_RESOLUTION:
            page->dpi_x = tiff_rational(bytes, entry);
            break;
        case Y_RESOLUTION:
            page->dpi_y = tiff_rational(bytes, entry);
            break;
        case UNIT:
            unit = tiff_number(bytes, entry);
            break;
        default:
            break;
        }
    }
    if (unit == CENTIMETRE) {
        page->dpi_x *= 2.54;
        page->dpi_y *= 2.54;
    }
    if (orientation >= SIDEWAYS && orientation <= 8) {
        guint width = page->width;
        double dpi = page->dpi_x;
        page->width = page->height;
        page->height = width;
        page->dpi_x = page->dpi_y;
        page->dpi_y = dpi;
    }
    return !(subfile & REDUCED_OR_MASK);
}

static void
tiff_pages(struct bytes *bytes, GArray *pages)
{
    bytes->big_endian = bytes->at[0] == 'M';
    gsize at = read32(bytes, 4);
    for (guint i = 0; at && i < MOST_PAGES; i++) {
        struct picture_page page = {.directory = i};
        guint n = read16(bytes, at);
        if (!n || n > MOST_ENTRIES || at + 2 + (gsize)n * 12 > bytes->length)
            return;
        if (tiff_directory(bytes, at, n, &page) && !add_page(pages, page))
            return;
        at = read32(bytes, at + 2 + (gsize)n * 12);
    }
}

/* ---- PNG, JPEG ------------------------------------------------------------------------------- */

static void
png_page(struct bytes *bytes, GArray *pages)
{
    const double INCH = 0.0254; /* metres */
    struct picture_page page = {.width = 0};
    bytes->big_endian = TRUE;
    for (gsize at = 8; at + 12 <= bytes->length;) {
        gsize length = read32(bytes, at);
        const guint8 *type = bytes->at + at + 4;
        if (!memcmp(type, "IHDR", 4)) {
            page.width = read32(bytes, at + 8);
            page.height = read32(bytes, at + 12);
        } else if (!memcmp(type, "pHYs", 4) && length == 9 && at + 17 <= bytes->length &&
                   bytes->at[at + 16] == 1) {
            page.dpi_x = read32(bytes, at + 8) * INCH;
            page.dpi_y = read32(bytes, at + 12) * INCH;
        } else if (!memcmp(type, "IDAT", 4)) {
            break;
        }
        if (length > bytes->length - at - 12)
            break;
        at += length + 12;
    }
    add_page(pages, page);
}

static gboolean
is_frame_marker(guint8 marker)
{
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static void
jpeg_page(struct bytes *bytes, GArray *pages)
{
    const guint8 *data = bytes->at;
    struct picture_page page = {.width = 0};
    bytes->big_endian = TRUE;
    for (gsize at = 2; at + 4 <= bytes->length;) {
        guint8 marker = data[at + 1];
        gsize length = read16(bytes, at + 2);
        if (data[at] != 0xff)
            return;
        if (marker == 0xff) { /* fills */
            at++;
            continue;
        }
        if (marker == 0xe0 && length >= 14 && at + 16 <= bytes->length &&
            !memcmp(data + at + 4, "JFIF", 5) && (data[at + 11] == 1 || data[at + 11] == 2)) {
            double unit = data[at + 11] == 2 ? 2.54 : 1;
            page.dpi_x = read16(bytes, at + 12) * unit;
            page.dpi_y = read16(bytes, at + 14) * unit;
        }
        if (is_frame_marker(marker)) {
            page.height = read16(bytes, at + 5);
            page.width = read16(bytes, at + 7);
            add_page(pages, page);
            return;
        }
        if (length < 2)
            return;
        at += length + 2;
    }
}

GArray *
picture_pages(const void *data, gsize length, GError **error)
{
    GArray *pages = g_array_new(FALSE, FALSE, sizeof(struct picture_page));
    struct bytes bytes = {.at = data, .length = length};
    if (length >= 8 && (bytes.at[0] == 'I' || bytes.at[0] == 'M'))
        tiff_pages(&bytes, pages);
    else if (length >= 8 && bytes.at[0] == 0x89)
        png_page(&bytes, pages);
    else if (length >= 8 && bytes.at[0] == 0xff)
        jpeg_page(&bytes, pages);
    if (pages->len)
        return pages;
    g_array_unref(pages);
    g_set_error(error, AKT_ERROR, AKT_ERROR_DAMAGED, "the image's head cannot be read");
    return NULL;
}
