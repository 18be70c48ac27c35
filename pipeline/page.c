#include "page.h"

#include "rescue.h"

#include "original.h"

#include <math.h>
#include <string.h>

struct page_file {
    PopplerDocument *poppler; /* NULL for an image file */
    GArray *pictures;         /* struct picture_page, NULL for a PDF */
    GBytes *bytes;
    gboolean cut; /* its end is missing: rescue.h */
};

/* Poppler's GLib binding tears its global tables down when the last document is closed and builds
 * them anew for the next, which costs seven times the opening itself (MEASURED: 1.03 ms against
 * 0.15). A document that stays open for the life of the process keeps them: this one, of no use
 * else. Its cross-reference table counts bytes; a change here must count them again. */
static const char keeper[] = "%PDF-1.4\n"
                             "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                             "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
                             "xref\n0 3\n"
                             "0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
                             "trailer<</Size 3/Root 1 0 R>>\nstartxref\n96\n%%EOF\n";

static void
keep_poppler_warm(void)
{
    static gsize once;
    if (g_once_init_enter(&once)) {
        g_autoptr(GBytes) bytes = g_bytes_new_static(keeper, sizeof keeper - 1);
        PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, NULL);
        g_once_init_leave(&once, document ? (gsize)document : 1);
    }
}

static struct page_file *
new_file(PopplerDocument *poppler, GArray *pictures, GBytes *bytes)
{
    struct page_file *file = g_new0(struct page_file, 1);
    file->poppler = poppler;
    file->pictures = pictures;
    file->bytes = g_bytes_ref(bytes);
    return file;
}

static gboolean
has_pages(PopplerDocument *poppler)
{
    return poppler && poppler_document_get_n_pages(poppler) > 0;
}

/* What is left of a file that is cut off, or what poppler made of it as it is. Takes `as_it_is`,
 * which may be NULL. */
static PopplerDocument *
open_rest(GBytes *bytes, PopplerDocument *as_it_is, gboolean *ret_cut)
{
    for (int by_pages = 0; by_pages < 2; by_pages++) {
        g_autoptr(GBytes) rescued = rescue_cut_file(bytes, by_pages);
        PopplerDocument *rest =
            rescued ? poppler_document_new_from_bytes(rescued, NULL, NULL) : NULL;
        if (has_pages(rest)) {
            g_clear_object(&as_it_is);
            *ret_cut = TRUE;
            return rest;
        }
        g_clear_object(&rest);
    }
    return as_it_is;
}

struct page_file *
page_file_open(GBytes *bytes, GError **error)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    if (original_media(data, length) == MEDIA_IMAGE) {
        GArray *pictures = picture_pages(data, length, error);
        return pictures ? new_file(NULL, pictures, bytes) : NULL;
    }
    keep_poppler_warm();
    g_autoptr(GError) reason = NULL;
    PopplerDocument *poppler = poppler_document_new_from_bytes(bytes, NULL, &reason);
    gboolean cut = FALSE;
    if (!has_pages(poppler) && !g_error_matches(reason, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
        poppler = open_rest(bytes, poppler, &cut);
    if (!poppler) {
        if (g_error_matches(reason, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
            g_set_error(error, AKT_ERROR, AKT_ERROR_ENCRYPTED, "wants a password");
        else
            g_set_error(error, AKT_ERROR, AKT_ERROR_DAMAGED, "poppler cannot open it: %s",
                        reason ? reason->message : "no reason given");
        return NULL;
    }
    struct page_file *file = new_file(poppler, NULL, bytes);
    file->cut = cut;
    return file;
}

gboolean
page_file_is_cut(const struct page_file *file)
{
    return file->cut;
}

void
page_file_free(struct page_file *file)
{
    if (!file)
        return;
    g_clear_object(&file->poppler);
    g_clear_pointer(&file->pictures, g_array_unref);
    g_bytes_unref(file->bytes);
    g_free(file);
}

guint
page_file_pages(const struct page_file *file)
{
    if (file->pictures)
        return file->pictures->len;
    int n = poppler_document_get_n_pages(file->poppler);
    return n > 0 ? (guint)n : 0;
}

GBytes *
page_file_bytes(struct page_file *file)
{
    return file->bytes;
}

const struct picture_page *
page_file_picture(const struct page_file *file, guint n)
{
    return file->pictures && n && n <= file->pictures->len
               ? &g_array_index(file->pictures, struct picture_page, n - 1)
               : NULL;
}

PopplerDocument *
page_file_poppler(struct page_file *file)
{
    return file->poppler;
}

gboolean
character_is_visible(gunichar c)
{
    if (c < 0x80)
        return c > ' ' || (c < ' ' && !(c >= '\t' && c <= '\r'));
    if (c == 0x00ad || (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff)
        return FALSE;
    return !g_unichar_isspace(c);
}

static void
clear_font(gpointer data)
{
    g_free(((struct font *)data)->name);
}

/* Bold and italic as fonts are named: "Arial,Bold", "Lato-Semibold", "Calibri-BoldItalic". */
static struct font
font_by_name(const char *full)
{
    const char *name = full ? full : "";
    const char *plus = strchr(name, '+');
    if (plus && plus - name == 6)
        name = plus + 1;
    g_autofree char *lower = g_ascii_strdown(name, -1);
    static const char *const bold[] = {"bold", "black", "heavy", "semibd", "-demi", ",demi"};
    struct font font = {.name = g_strdup(name)};
    for (guint i = 0; i < G_N_ELEMENTS(bold); i++)
        font.bold |= strstr(lower, bold[i]) != NULL;
    font.italic = strstr(lower, "italic") || strstr(lower, "oblique");
    return font;
}

/* The index of a font of this name, added where it is new. */
static guint16
find_font(GArray *fonts, GHashTable *by_name, const char *name)
{
    const char *key = name ? name : "";
    gpointer found;
    if (g_hash_table_lookup_extended(by_name, key, NULL, &found))
        return (guint16)GPOINTER_TO_UINT(found);
    guint index = MIN(fonts->len, (guint)G_MAXUINT16);
    if (index < G_MAXUINT16) {
        struct font font = font_by_name(name);
        g_array_append_val(fonts, font);
    } else {
        index--;
    }
    g_hash_table_insert(by_name, g_strdup(key), GUINT_TO_POINTER(index));
    return (guint16)index;
}

static float
bounded(double value)
{
    return isfinite(value) ? (float)CLAMP(value, -1e6, 1e6) : 0.0f;
}

static gboolean
is_direction_mark(gunichar c)
{
    return c >= 0x202a && c <= 0x202e;
}

/* Labels the rectangles with the characters of the text. */
static void
fill_characters(struct page_characters *page, const char *text, const PopplerRectangle *boxes)
{
    guint i = 0;
    for (const char *at = text; *at && i < page->n; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (is_direction_mark(c))
            continue;
        const PopplerRectangle *box = &boxes[i];
        page->at[i].c = c;
        page->at[i].x0 = bounded(MIN(box->x1, box->x2));
        page->at[i].x1 = bounded(MAX(box->x1, box->x2));
        page->at[i].y0 = bounded(MIN(box->y1, box->y2));
        page->at[i].y1 = bounded(MAX(box->y1, box->y2));
        page->visible += character_is_visible(c);
        i++;
    }
    page->n = i;
}

/* Poppler's "all of the page" is a selection from one corner to the other, which loses blocks that
 * reach out of it and lines that run another way; this one ends nowhere on a page. Characters that
 * stand outside of the page poppler leaves out itself. */
static PopplerRectangle
everything(void)
{
    const double FAR = 1e6;
    return (PopplerRectangle){-FAR, -FAR, FAR, FAR};
}

/* Gives fonts and sizes to the characters; poppler's runs tile the text. */
static void
fill_fonts(struct page_characters *page)
{
    g_autoptr(GHashTable) by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    PopplerRectangle area = everything();
    GList *runs = page->page ? poppler_page_get_text_attributes_for_area(page->page, &area) : NULL;
    for (GList *l = runs; l; l = l->next) {
        const PopplerTextAttributes *run = l->data;
        guint16 font = find_font(page->fonts, by_name, run->font_name);
        guint first = (guint)MAX(run->start_index, 0);
        guint last = MIN((guint)MAX(run->end_index + 1, 0), page->n);
        for (guint i = first; i < last; i++) {
            page->at[i].font = font;
            page->at[i].size = bounded(run->font_size);
        }
    }
    poppler_page_free_text_attributes(runs);
    if (!page->fonts->len)
        find_font(page->fonts, by_name, NULL);
}

struct page_characters *
page_characters_new(double width, double height)
{
    struct page_characters *page = g_new0(struct page_characters, 1);
    page->width = bounded(width);
    page->height = bounded(height);
    page->fonts = g_array_new(FALSE, FALSE, sizeof(struct font));
    g_array_set_clear_func(page->fonts, clear_font);
    return page;
}

struct page_characters *
page_characters_read(struct page_file *file, guint n, GError **error)
{
    const struct picture_page *picture = page_file_picture(file, n);
    if (picture) {
        struct page_characters *page =
            page_characters_new(picture_width(picture), picture_height(picture));
        fill_fonts(page);
        return page;
    }
    PopplerPage *poppler = file->poppler && n && n <= page_file_pages(file)
                               ? poppler_document_get_page(file->poppler, (int)n - 1)
                               : NULL;
    if (!poppler) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_DAMAGED, "page %u cannot be read", n);
        return NULL;
    }
    double width, height;
    poppler_page_get_size(poppler, &width, &height);
    struct page_characters *page = page_characters_new(width, height);
    page->page = poppler;

    PopplerRectangle area = everything();
    g_autofree char *text = poppler_page_get_text_for_area(poppler, &area);
    g_autofree PopplerRectangle *boxes = NULL;
    guint n_boxes = 0;
    if (text && *text && poppler_page_get_text_layout_for_area(poppler, &area, &boxes, &n_boxes)) {
        page->n = n_boxes;
        page->at = g_new0(struct character, n_boxes);
        fill_characters(page, text, boxes);
    }
    fill_fonts(page);
    return page;
}

void
page_characters_free(struct page_characters *page)
{
    if (!page)
        return;
    g_free(page->at);
    g_array_unref(page->fonts);

    g_clear_object(&page->page);
    g_free(page);
}

void
page_characters_let_go(struct page_characters *page)
{
    g_clear_object(&page->page);
}

double
page_image_cover(const struct page_characters *page)
{
    double sum = 0;
    if (!page->page)
        return 1;
    GList *images = poppler_page_get_image_mapping(page->page);
    for (GList *l = images; l; l = l->next) {
        const PopplerImageMapping *image = l->data;
        double width = MIN(fabs(image->area.x2 - image->area.x1), page->width);
        double height = MIN(fabs(image->area.y2 - image->area.y1), page->height);
        sum += width * height;
    }
    poppler_page_free_image_mapping(images);
    double area = page->width * page->height;
    return area > 0 ? CLAMP(sum / area, 0, 1) : 0;
}

gboolean
page_line_text(const struct page_characters *page, const struct range *ranges, guint n_ranges,
               GString *out)
{
    for (guint r = 0; r < n_ranges; r++) {
        if (ranges[r].first > ranges[r].last || ranges[r].last > page->n)
            return FALSE;
        if (r)
            g_string_append_c(out, ' ');
        for (guint i = ranges[r].first; i < ranges[r].last; i++) {
            gunichar c = page->at[i].c;
            if (c == '\n')
                continue;
            if ((c < ' ' && c != '\t') || c == 0xfffe || c == 0xffff)
                c = 0xfffd;
            g_string_append_unichar(out, c);
        }
    }
    return TRUE;
}

struct box
page_range_box(const struct page_characters *page, guint first, guint last)
{
    struct box box = {0};
    gboolean any = FALSE;
    for (guint i = first; i < MIN(last, page->n); i++) {
        const struct character *c = &page->at[i];
        if (!character_is_visible(c->c))
            continue;
        struct box one = {(int)lrintf(c->x0 * 10), (int)lrintf(c->y0 * 10), (int)lrintf(c->x1 * 10),
                          (int)lrintf(c->y1 * 10)};
        if (!any) {
            box = one;
            any = TRUE;
        } else {
            box.x0 = MIN(box.x0, one.x0);
            box.y0 = MIN(box.y0, one.y0);
            box.x1 = MAX(box.x1, one.x1);
            box.y1 = MAX(box.y1, one.y1);
        }
    }
    return box;
}

struct box
page_shown_box(const struct page_characters *page, float x0, float y0, float x1, float y1)
{
    if (page->skew != 0) {
        float sine = (float)sin(page->skew), cosine = (float)cos(page->skew);
        float mx = (float)page->width / 2, my = (float)page->height / 2;
        float cx = (x0 + x1) / 2 - mx, cy = (y0 + y1) / 2 - my;
        float w = (x1 - x0) / 2, h = (y1 - y0) / 2;
        float x = mx + cx * cosine - cy * sine, y = my + cx * sine + cy * cosine;
        float dx = w * cosine + h * fabsf(sine), dy = h * cosine + w * fabsf(sine);
        x0 = x - dx, y0 = y - dy, x1 = x + dx, y1 = y + dy;
    }
    return (struct box){(int)lrintf(x0 * 10), (int)lrintf(y0 * 10), (int)lrintf(x1 * 10),
                        (int)lrintf(y1 * 10)};
}
