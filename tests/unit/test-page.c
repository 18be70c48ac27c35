/* page.h: the characters of a page, their numbers and boxes. */
#include "page.h"
#include "pdf-sample.h"

#include <string.h>

static GBytes *
one_page(const char *keys, const char *text)
{
    struct pdf_sample *sample = pdf_sample_new();
    pdf_sample_page(sample, keys);
    pdf_sample_text(sample, FALSE, 10, 100, 200, text);
    pdf_sample_text(sample, TRUE, 14, 100, 300, "Fed");
    return pdf_sample_end(sample);
}

static struct page_characters *
read_page(GBytes *bytes, guint n)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(page_file) file = page_file_open(bytes, &error);
    g_assert_no_error(error);
    struct page_characters *page = page_characters_read(file, n, &error);
    g_assert_no_error(error);
    return page;
}

static const struct character *
find(const struct page_characters *page, gunichar c)
{
    for (guint i = 0; i < page->n; i++)
        if (page->at[i].c == c)
            return &page->at[i];
    g_assert_not_reached();
}

static void
test_plain(void)
{
    g_autoptr(GBytes) bytes = one_page("", "Alder og antal");
    g_autoptr(page_characters) page = read_page(bytes, 1);
    const struct character *a = find(page, 'A'), *bold = find(page, 'F');
    g_assert_cmpuint(page->visible, ==, 15);
    g_assert_cmpfloat(page->width, ==, 595);
    /* the baseline is 200 points from the top: the letter stands on it */
    g_assert_cmpfloat_with_epsilon(a->x0, 100, 0.5);
    g_assert_cmpfloat(a->y0, <, 195);
    g_assert_cmpfloat(a->y1, >, 199);
    g_assert_cmpfloat(a->y1, <, 205);
    g_assert_cmpfloat_with_epsilon(a->size, 10, 0.01);
    g_assert_false(g_array_index(page->fonts, struct font, a->font).bold);
    g_assert_true(g_array_index(page->fonts, struct font, bold->font).bold);
}

/* A CropBox moves the origin to its own top left corner. */
static void
test_crop(void)
{
    g_autoptr(GBytes) bytes = one_page("/CropBox[50 142 595 792]", "Alder og antal");
    g_autoptr(page_characters) page = read_page(bytes, 1);
    const struct character *a = find(page, 'A');
    g_assert_cmpfloat(page->width, ==, 545);
    g_assert_cmpfloat(page->height, ==, 650);
    g_assert_cmpfloat_with_epsilon(a->x0, 50, 0.5);
    g_assert_cmpfloat_with_epsilon(a->y1, 152, 4);
}

/* A page that is shown turned has its characters where they are shown. */
static void
test_rotate(void)
{
    g_autoptr(GBytes) bytes = one_page("/Rotate 90", "Alder og antal");
    g_autoptr(page_characters) page = read_page(bytes, 1);
    const struct character *a = find(page, 'A');
    g_assert_cmpfloat(page->width, ==, 842);
    g_assert_cmpfloat(page->height, ==, 595);
    /* what was 200 from the top is 200 from the right, what was 100 from the left from the top */
    g_assert_cmpfloat_with_epsilon(a->y0, 100, 0.5);
    g_assert_cmpfloat_with_epsilon(a->x0, 842 - 200, 4);
}

static void
test_line_text(void)
{
    g_autoptr(GBytes) bytes = one_page("", "Alder og antal");
    g_autoptr(page_characters) page = read_page(bytes, 1);
    g_autoptr(GString) text = g_string_new(NULL);
    struct range both[] = {{6, 14}, {15, 18}}, outside[] = {{0, page->n + 1}},
                 backward[] = {{3, 1}};
    g_assert_true(page_line_text(page, both, 2, text));
    g_assert_cmpstr(text->str, ==, "og antal Fed");
    g_assert_false(page_line_text(page, outside, 1, text));
    g_assert_false(page_line_text(page, backward, 1, text));
    struct box box = page_range_box(page, 0, 5);
    g_assert_cmpint(box.x0, >, 990);
    g_assert_cmpint(box.x1, <, 1250);
    g_assert_cmpint(box.y1 - box.y0, >, 50);
}

static void
test_errors(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) garbage = g_bytes_new_static("%PDF-1.4 and nothing else", 25);
    g_assert_null(page_file_open(garbage, &error));
    g_assert_error(error, AKT_ERROR, AKT_ERROR_DAMAGED);
    g_clear_error(&error);
    g_autoptr(GBytes) bytes = one_page("", "Alder og antal");
    g_autoptr(page_file) file = page_file_open(bytes, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(page_file_pages(file), ==, 1);
    g_assert_null(page_characters_read(file, 2, &error));
    g_assert_error(error, AKT_ERROR, AKT_ERROR_DAMAGED);
    g_clear_error(&error);
    g_assert_null(page_characters_read(file, 0, &error));
    g_assert_error(error, AKT_ERROR, AKT_ERROR_DAMAGED);
}

static void
test_encrypted(void)
{
    const char *path = "../shared/producers/password-example.pdf";
    g_autofree char *text = NULL;
    gsize length;
    if (!g_file_get_contents(path, &text, &length, NULL)) {
        g_test_skip("../shared/producers is not there");
        return;
    }
    g_autoptr(GBytes) bytes = g_bytes_new(text, length);
    g_autoptr(GError) error = NULL;
    g_assert_null(page_file_open(bytes, &error));
    g_assert_error(error, AKT_ERROR, AKT_ERROR_ENCRYPTED);
}

static void
test_visible(void)
{
    const gunichar hidden[] = {' ', '\n', '\t', 0xa0, 0xad, 0x2009, 0x200b, 0x2060, 0xfeff, 0x3000};
    const gunichar visible[] = {'a', '-', 1, 0xe5, 0x2010, 0xfb01, 0xf0b7, 0xfffd, 0x1f600};
    for (guint i = 0; i < G_N_ELEMENTS(hidden); i++)
        g_assert_false(character_is_visible(hidden[i]));
    for (guint i = 0; i < G_N_ELEMENTS(visible); i++)
        g_assert_true(character_is_visible(visible[i]));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/page/plain", test_plain);
    g_test_add_func("/page/crop", test_crop);
    g_test_add_func("/page/rotate", test_rotate);
    g_test_add_func("/page/line-text", test_line_text);
    g_test_add_func("/page/errors", test_errors);
    g_test_add_func("/page/encrypted", test_encrypted);
    g_test_add_func("/page/visible", test_visible);
    return g_test_run();
}
