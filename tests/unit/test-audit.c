/* Audit's parts: what stands in an original, rows made again, closed-in work, pages as HTML. */
#include "annotation.h"
#include "audit/found.h"
#include "audit/html.h"
#include "audit/lines.h"
#include "audit/papers.h"
#include "audit/shown.h"
#include "builder.h"
#include "closed.h"
#include "page.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- found ----------------------------------------------------------------------------------- */

/* A document over lines of a text file as extract would count them. */
static struct document *
text_document(const char *const *lines)
{
    struct document *document = document_new("paper.txt", "0", MEDIA_TEXT);
    g_autoptr(builder) builder = builder_new(document);
    const struct page page = {.n = 1};
    builder_page(builder, &page);
    for (guint i = 0; lines[i]; i++) {
        const struct line line = {.page = 1, .n = i + 1};
        builder_block(builder, BLOCK_PARAGRAPH, -1);
        builder_line(builder, &line, 0);
        builder_text(builder, lines[i], strlen(lines[i]));
        builder_end_block(builder);
    }
    return document;
}

/* The span of words in the document's text. */
static struct span
span_of(const struct document *document, const char *words)
{
    const char *at = strstr(document->text->str, words);
    g_assert_nonnull(at);
    gsize start = (gsize)(at - document->text->str);
    return (struct span){start, start + strlen(words)};
}

static struct found *
find(const struct document *document, const char *text, gboolean masked)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GError) error = NULL;
    struct found *found = found_read(document, bytes, masked, NULL, NULL, &error);
    g_assert_no_error(error);
    return found;
}

static gboolean
stands(const struct document *document, const char *text, gboolean masked, const char *words)
{
    g_autoptr(found) found = find(document, text, masked);
    return found_stands(found, span_of(document, words));
}

static void
test_found_text(void)
{
    static const char *const lines[] = {"Bevilget 400.000 kr.", "til Nye Naboer", NULL};
    g_autoptr(document) document = text_document(lines);
    const char *same = "Bevilget 400.000 kr.\ntil Nye Naboer\n";
    g_assert_true(stands(document, same, FALSE, "400.000 kr."));
    g_assert_true(stands(document, same, FALSE, "Nye Naboer"));
    const char *other = "Bevilget 400.001 kr.\ntil Nye Naboer\n";
    g_assert_false(stands(document, other, FALSE, "400.000 kr."));
    g_assert_true(stands(document, other, FALSE, "Bevilget"));
    g_assert_true(stands(document, other, FALSE, "Nye Naboer"));
    g_assert_false(stands(document, "x\nBevilget 400.000 kr.\n", FALSE, "400.000"));
    g_assert_false(stands(document, "Bevilget 400", FALSE, "400.000"));
    g_assert_false(stands(document, "Bevilget 400", FALSE, "Nye Naboer"));
    g_assert_false(stands(document, "", FALSE, "Bevilget"));
}

/* What the builder's table reads alike is alike: here the original has a ligature, a no-break space
 * and a hyphen of its own where the document was made from plain ones. */
static void
test_found_folds(void)
{
    static const char *const lines[] = {"of\xC2\xA0"
                                        "en",
                                        "10\xE2\x80\x91"
                                        "12",
                                        NULL};
    g_autoptr(document) document = text_document(lines);
    g_assert_true(stands(document, "of en\n10-12\n", FALSE, "of en"));
    g_assert_true(stands(document, "of en\n10-12\n", FALSE, "10-12"));
    g_assert_false(stands(document, "of en\n10-13\n", FALSE, "10-12"));
}

static void
test_found_masked(void)
{
    static const char *const lines[] = {"nr. ••••••-•••• og navn", NULL};
    g_autoptr(document) document = text_document(lines);
    const char *original = "nr. 010101-1234 og navn\n";
    g_assert_true(stands(document, original, TRUE, "••••••-••••"));
    g_assert_false(stands(document, original, FALSE, "••••••-••••"));
    g_assert_false(stands(document, "nr. 0101x1-1234 og navn\n", TRUE, "••••••-••••"));
}

static cairo_status_t
collect(void *closure, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

/* A page of A4 with lines of text, 40 points apart, from (50, 80) on. */
static GBytes *
make_pdf(const char *const *lines)
{
    GByteArray *bytes = g_byte_array_new();
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(collect, bytes, 595, 842);
    cairo_t *cairo = cairo_create(surface);
    cairo_select_font_face(cairo, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo, 14);
    for (guint i = 0; lines[i]; i++) {
        cairo_move_to(cairo, 50, 80 + 40 * i);
        cairo_show_text(cairo, lines[i]);
    }
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
    return g_byte_array_free_to_bytes(bytes);
}

/* A document over a PDF's first page, a line for each line end of poppler's. */
static struct document *
pdf_document(GBytes *bytes)
{
    struct document *document = document_new("paper.pdf", "0", MEDIA_PDF);
    g_autoptr(builder) builder = builder_new(document);
    g_autoptr(page_file) file = page_file_open(bytes, NULL);
    g_assert_nonnull(file);
    g_autoptr(page_characters) characters = page_characters_read(file, 1, NULL);
    g_assert_nonnull(characters);
    const struct page page = {.n = 1};
    builder_page(builder, &page);
    guint first = 0, n = 0;
    for (guint i = 0; i <= characters->n; i++) {
        if (i < characters->n && characters->at[i].c != '\n')
            continue;
        const struct range range = {first, i};
        const struct line line = {.page = 1, .n = ++n, .ranges = &range, .n_ranges = 1};
        g_autoptr(GString) text = g_string_new(NULL);
        g_assert_true(page_line_text(characters, &range, 1, text));
        builder_block(builder, BLOCK_PARAGRAPH, -1);
        builder_line(builder, &line, 0);
        builder_text(builder, text->str, text->len);
        builder_end_block(builder);
        first = i + 1;
    }
    return document;
}

static void
test_found_pdf(void)
{
    static const char *const lines[] = {"Bevilget 400.000 kr.", "til Nye Naboer", NULL};
    static const char *const others[] = {"Bevilget 400.001 kr.", "til Nye Naboer", NULL};
    g_autoptr(GBytes) bytes = make_pdf(lines), other = make_pdf(others);
    g_autoptr(document) document = pdf_document(bytes);
    g_autoptr(found) same = found_read(document, bytes, FALSE, NULL, NULL, NULL);
    g_assert_true(found_stands(same, span_of(document, "400.000 kr.")));
    g_assert_true(found_stands(same, span_of(document, "Nye Naboer")));
    g_autoptr(found) changed = found_read(document, other, FALSE, NULL, NULL, NULL);
    g_assert_false(found_stands(changed, span_of(document, "400.000 kr.")));
    g_assert_true(found_stands(changed, span_of(document, "Nye Naboer")));
    g_autoptr(GBytes) none = g_bytes_new_static("%PDF-1.4 not so", 15);
    g_autoptr(GError) error = NULL;
    g_assert_null(found_read(document, none, FALSE, NULL, NULL, &error));
    g_assert_error(error, AKT_ERROR, AKT_ERROR_DAMAGED);
}

/* ---- closed ---------------------------------------------------------------------------------- */

static void
work_frames(struct closed_pipe *pipe, gpointer data)
{
    static const char zeros[200000];
    (void)data;
    for (guint i = 0; i < 50; i++)
        closed_send(pipe, i, i * 2, "abc", 3);
    closed_send(pipe, 50, 100, zeros, sizeof zeros);
    closed_send(pipe, 51, 102, "", 0);
}

static void
work_crashes(struct closed_pipe *pipe, gpointer data)
{
    (void)pipe, (void)data;
    abort();
}

static void
work_hangs(struct closed_pipe *pipe, gpointer data)
{
    (void)pipe, (void)data;
    for (volatile guint i = 0;;)
        i++;
}

/* Every way out is closed: it says which is open. */
static void
work_leaves(struct closed_pipe *pipe, gpointer data)
{
    const char *folder = data;
    g_autofree char *path = g_build_filename(folder, "written", NULL);
    if (g_fopen(path, "w"))
        closed_send(pipe, 1, 0, "written", 7);
    if (fork() >= 0)
        closed_send(pipe, 1, 0, "forked", 6);
}

static gboolean
count_frame(const struct frame *frame, gpointer data, GError **error)
{
    guint *n = data;
    (void)error;
    g_assert_cmpuint(frame->kind, ==, *n);
    g_assert_cmpuint(frame->n, ==, *n * 2);
    g_assert_true(frame->bytes[frame->length] == '\0');
    g_assert_cmpuint(frame->length, ==, *n < 50 ? 3 : *n == 50 ? 200000 : 0);
    ++*n;
    return TRUE;
}

static gboolean
refuse_frame(const struct frame *frame, gpointer data, GError **error)
{
    (void)data;
    g_set_error(error, AKT_ERROR, AKT_ERROR_STREAM, "%s", frame->bytes);
    return FALSE;
}

static void
test_closed_frames(void)
{
    guint n = 0;
    g_autoptr(GError) error = NULL;
    struct closed closed = {
        .limits = &sandbox_default_limits, .work = work_frames, .frame = count_frame, .data = &n};
    g_assert_true(closed_run(&closed, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(n, ==, 52);
    closed.frame = refuse_frame;
    g_assert_false(closed_run(&closed, &error));
    g_assert_error(error, AKT_ERROR, AKT_ERROR_STREAM);
}

static void
test_closed_ends(void)
{
    static const struct sandbox_limits short_limits = {512ULL << 20, 200, 0};
    struct closed closed = {.limits = &short_limits, .work = work_crashes, .frame = refuse_frame};
    g_autoptr(GError) crash = NULL, limit = NULL;
    g_assert_false(closed_run(&closed, &crash));
    g_assert_error(crash, AKT_ERROR, AKT_ERROR_DAMAGED);
    if (!sandbox_is_built()) {
        g_test_skip("this build has no limits");
        return;
    }
    closed.work = work_hangs;
    g_assert_false(closed_run(&closed, &limit));
    g_assert_error(limit, AKT_ERROR, AKT_ERROR_LIMIT);
}

static void
test_closed_in(void)
{
    if (!sandbox_is_built()) {
        g_test_skip("this build closes nothing in");
        return;
    }
    g_autofree char *folder = g_dir_make_tmp("test-audit-XXXXXX", NULL);
    g_autoptr(GError) error = NULL;
    struct closed closed = {.limits = &sandbox_default_limits,
                            .work = work_leaves,
                            .frame = refuse_frame,
                            .data = folder};
    g_assert_true(closed_run(&closed, &error));
    g_assert_no_error(error);
    g_assert_cmpint(g_rmdir(folder), ==, 0);
}

/* ---- shown ----------------------------------------------------------------------------------- */

static void
add_mention(struct document *document, enum mention_type type, const char *words, const char *value)
{
    g_autoptr(mention_set) set = mention_set_new(document);
    const struct mention mention = {.type = type,
                                    .span = span_of(document, words),
                                    .value = value,
                                    .attrs = "",
                                    .rule = "test"};
    g_assert_true(mention_set_add(set, &mention, 1));
    mention_set_settle(set);
}

/* The darkest pixel inside a rectangle of points of the picture. */
static guint
darkest(cairo_surface_t *picture, double x0, double y0, double x1, double y1)
{
    double scale = cairo_image_surface_get_width(picture) / 595.0;
    const guchar *data = cairo_image_surface_get_data(picture);
    int stride = cairo_image_surface_get_stride(picture);
    guint dark = 255;
    for (int y = (int)(y0 * scale); y < (int)(y1 * scale); y++) {
        for (int x = (int)(x0 * scale); x < (int)(x1 * scale); x++)
            dark = MIN(dark, (guint)data[y * stride + x * 4]);
    }
    return dark;
}

static guint
lightest(cairo_surface_t *picture, double x0, double y0, double x1, double y1)
{
    double scale = cairo_image_surface_get_width(picture) / 595.0;
    const guchar *data = cairo_image_surface_get_data(picture);
    int stride = cairo_image_surface_get_stride(picture);
    guint light = 0;
    for (int y = (int)(y0 * scale); y < (int)(y1 * scale); y++) {
        for (int x = (int)(x0 * scale); x < (int)(x1 * scale); x++)
            light = MAX(light, (guint)data[y * stride + x * 4]);
    }
    return light;
}

static void
remove_folder(const char *folder)
{
    g_autofree char *pages = g_build_filename(folder, "pages", NULL);
    g_autofree char *picture = g_build_filename(pages, "k-001.png", NULL);
    g_unlink(picture);
    g_rmdir(pages);
    g_rmdir(folder);
}

/* The box of a mention is where its characters are, and a person's number is covered. */
static void
test_shown(void)
{
    static const char *const lines[] = {"Bevilget 400.000 kr.", "010101-1234", NULL};
    if (g_getenv("G_SLICE")) { /* make valgrind: its memory is beyond the drawing process's limit */
        g_test_skip("valgrind and limits on memory do not go together");
        return;
    }
    g_autoptr(GBytes) bytes = make_pdf(lines);
    g_autoptr(document) document = pdf_document(bytes);
    g_autofree char *folder = g_dir_make_tmp("test-audit-XXXXXX", NULL);
    g_autofree char *pages_folder = g_build_filename(folder, "pages", NULL);
    g_autoptr(GError) error = NULL;
    g_autofree char *paper_path = g_strdup("paper.pdf");
    struct original original = {.path = paper_path, .bytes = bytes, .media = MEDIA_PDF};
    add_mention(document, MENTION_AMOUNT, "400.000 kr.", "400000");
    g_assert_cmpint(g_mkdir(pages_folder, 0700), ==, 0);
    g_autoptr(GArray) pages = shown_pages(document, &original, FALSE, folder, "k", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(pages->len, ==, 1);
    const struct shown_page *page = &g_array_index(pages, struct shown_page, 0);
    g_assert_cmpstr(page->name, ==, "pages/k-001.png");
    g_assert_cmpuint(page->boxes->len, ==, 1);
    const struct shown_box *box = &g_array_index(page->boxes, struct shown_box, 0);
    g_assert_cmpuint(box->kind, ==, SHOWN_MENTION);
    g_assert_true(box->x0 * 595 > 100 && box->x1 * 595 < 240);
    g_assert_true(box->y0 * 842 > 60 && box->y0 * 842 < 80);
    g_assert_true(box->y1 * 842 > 80 && box->y1 * 842 < 95);

    g_autofree char *path = g_build_filename(folder, page->name, NULL);
    cairo_surface_t *picture = cairo_image_surface_create_from_png(path);
    g_assert_cmpint(cairo_surface_status(picture), ==, CAIRO_STATUS_SUCCESS);
    g_assert_cmpuint(darkest(picture, 52, 70, 100, 80), <, 100);   /* the words are drawn */
    g_assert_cmpuint(lightest(picture, 53, 113, 95, 119), <, 100); /* the number is all dark */
    cairo_surface_destroy(picture);
    remove_folder(folder);
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void
test_lines(void)
{
    static const char *const lines[] = {"Bevilget 400.000 kr. i 2016", NULL};
    g_autoptr(document) document = text_document(lines);
    add_mention(document, MENTION_AMOUNT, "400.000 kr.", "400000");
    g_autoptr(GArray) runs = printed_runs(document);
    g_assert_cmpuint(runs->len, ==, 3);
    g_assert_cmpint(printed_run_at(runs, 0)->mention, ==, -1);
    g_assert_cmpint(printed_run_at(runs, 1)->mention, ==, 0);
    g_assert_cmpuint(printed_run_at(runs, 1)->column, ==, 9);
    g_assert_cmpuint(printed_run_at(runs, 2)->column, ==, 20);
    g_assert_cmpuint(printed_run_at(runs, 2)->source.end, ==, document->source->len);
}

/* ---- html and labels ------------------------------------------------------------------------- */

static void
test_escapes(void)
{
    static const struct {
        const char *text, *html;
    } cases[] = {
        {"a < b & c > d", "a &lt; b &amp; c &gt; d"},
        {"\"x\" 'y'", "&quot;x&quot; &#39;y&#39;"},
        {"<script>", "&lt;script&gt;"},
        {"æøå €", "æøå €"},
        {"a\x01z", "a\xEF\xBF\xBDz"},
        {"a\xE2\x80\xAEz", "a\xEF\xBF\xBDz"},
        {"a\xFFz", "a\xEF\xBF\xBDz"},
        {"", ""},
        {NULL, ""},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        html_text(out, cases[i].text);
        g_assert_cmpstr(out->str, ==, cases[i].html);
    }
}

static void
test_values(void)
{
    static const struct {
        const char *type, *value, *da, *en;
    } cases[] = {
        {"amount", "23200000", "23.200.000 kr.", "23,200,000 DKK"},
        {"amount", "500000/600000", "500.000–600.000 kr.", "500,000–600,000 DKK"},
        {"amount", "-1234.5", "−1.234,5 kr.", "−1,234.5 DKK"},
        {"amount", "0", "0 kr.", "0 DKK"},
        {"percent", "1/2", "1–2 %", "1–2 %"},
        {"count", "2010", "2.010", "2,010"},
        {"date", "2016-05-09", "9. maj 2016", "9 May 2016"},
        {"date", "2016-10", "oktober 2016", "October 2016"},
        {"date", "2016-23", "efterår 2016", "autumn 2016"},
        {"date", "2016", "2016", "2016"},
        {"date", "2014-Q4", "4. kvartal 2014", "quarter 4 of 2014"},
        {"date", "2014-H1", "1. halvår 2014", "half 1 of 2014"},
        {"date", "2017-W17", "2017-W17", "2017-W17"},
        {"date", "XXXX-03-26", "XXXX-03-26", "XXXX-03-26"},
        {"date", "2016-13", "2016-13", "2016-13"},
        {"period", "2016/2019", "2016–2019", "2016–2019"},
        {"period", "2019/..", "2019–", "2019–"},
        {"period", "2009-04-01/2012-03-31", "1. april 2009–31. marts 2012",
         "1 April 2009–31 March 2012"},
        {"project", "Nye <Naboer>", "Nye <Naboer>", "Nye <Naboer>"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *da = value_shown(LANGUAGE_DA, cases[i].type, cases[i].value, NULL);
        g_autofree char *en = value_shown(LANGUAGE_EN, cases[i].type, cases[i].value, NULL);
        g_assert_cmpstr(da, ==, cases[i].da);
        g_assert_cmpstr(en, ==, cases[i].en);
    }
    g_autofree char *euro = value_shown(LANGUAGE_DA, "amount", "5000", "EUR");
    g_autofree char *ore = ore_shown(LANGUAGE_DA, 123456, 200000);
    g_autofree char *sum = sum_shown(LANGUAGE_DA, "4200000 x 4 years = 16800000: off by 5");
    g_assert_cmpstr(euro, ==, "5.000 EUR");
    g_assert_cmpstr(ore, ==, "1.234,56–2.000 kr.");
    g_assert_cmpstr(sum, ==, "4.200.000 × 4 år = 16.800.000");
}

/* ---- papers ---------------------------------------------------------------------------------- */

static void
test_originals(void)
{
    g_autofree char *folder = g_dir_make_tmp("test-audit-XXXXXX", NULL);
    g_autofree char *under = g_build_filename(folder, "in", NULL);
    g_autofree char *file = g_build_filename(under, "a.txt", NULL);
    g_autofree char *sha256 = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "words", -1);
    struct paper paper = {.sha256 = sha256};
    g_assert_cmpint(g_mkdir(under, 0700), ==, 0);
    g_assert_true(g_file_set_contents(file, "words", -1, NULL));
    static const struct {
        const char *path;
        gboolean there;
    } cases[] = {{"a.txt", TRUE},
                 {"/far/away/a.txt", TRUE},
                 {"x/../a.txt", TRUE},
                 {"/far/away/b.txt", FALSE},
                 {"../in/../../x", FALSE},
                 {"/etc/passwd", FALSE},
                 {"../../../../../../../../etc/passwd", FALSE},
                 {"", FALSE},
                 {"/", FALSE}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        gboolean same;
        g_autoptr(GError) error = NULL;
        g_autoptr(original) original = paper_original(&paper, cases[i].path, under, &same, &error);
        g_assert_true((original != NULL) == cases[i].there);
        g_assert_true((error == NULL) == cases[i].there);
        g_assert_true(same == cases[i].there);
    }
    g_unlink(file);
    g_rmdir(under);
    g_rmdir(folder);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/audit/found/text", test_found_text);
    g_test_add_func("/audit/found/folds", test_found_folds);
    g_test_add_func("/audit/found/masked", test_found_masked);
    g_test_add_func("/audit/found/pdf", test_found_pdf);
    g_test_add_func("/audit/closed/frames", test_closed_frames);
    g_test_add_func("/audit/closed/ends", test_closed_ends);
    g_test_add_func("/audit/closed/in", test_closed_in);
    g_test_add_func("/audit/shown", test_shown);
    g_test_add_func("/audit/lines", test_lines);
    g_test_add_func("/audit/html/escapes", test_escapes);
    g_test_add_func("/audit/labels/values", test_values);
    g_test_add_func("/audit/papers/originals", test_originals);
    return g_test_run();
}
