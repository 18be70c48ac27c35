/* Small PDFs made by tests: pages of text at given places, in Helvetica, with a true
 * cross-reference table, so that poppler need not repair them. */
#ifndef AKT_TEST_PDF_SAMPLE_H
#define AKT_TEST_PDF_SAMPLE_H

#include <glib.h>

struct pdf_sample {
    GString *bytes;
    GArray *offsets; /* gsize, by object number; 0 is unused */
    GString *kids;
    GString *content; /* of the page that is open */
    char *page_keys;
    guint pages;
};

static inline void
pdf_sample_object(struct pdf_sample *sample, guint number, const char *body)
{
    while (sample->offsets->len <= number) {
        gsize none = 0;
        g_array_append_val(sample->offsets, none);
    }
    g_array_index(sample->offsets, gsize, number) = sample->bytes->len;
    g_string_append_printf(sample->bytes, "%u 0 obj\n%s\nendobj\n", number, body);
}

/* A new file; every page is 595 x 842 points. */
static inline struct pdf_sample *
pdf_sample_new(void)
{
    struct pdf_sample *sample = g_new0(struct pdf_sample, 1);
    sample->bytes = g_string_new("%PDF-1.4\n");
    sample->offsets = g_array_new(FALSE, TRUE, sizeof(gsize));
    sample->kids = g_string_new(NULL);
    pdf_sample_object(sample, 1, "<</Type/Catalog/Pages 2 0 R>>");
    pdf_sample_object(sample, 3,
                      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
    pdf_sample_object(
        sample, 4, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>");
    return sample;
}

static inline void
pdf_sample_end_page(struct pdf_sample *sample)
{
    if (!sample->content)
        return;
    guint page = 5 + 2 * sample->pages;
    g_autofree char *stream =
        g_strdup_printf("<</Length %" G_GSIZE_FORMAT ">>stream\n%s\nendstream",
                        sample->content->len, sample->content->str);
    pdf_sample_object(sample, page + 1, stream);
    g_autofree char *body = g_strdup_printf(
        "<</Type/Page/Parent 2 0 R/Contents %u 0 R/Resources<</Font<</F 3 0 R/B 4 0 R>>>>%s>>",
        page + 1, sample->page_keys);
    pdf_sample_object(sample, page, body);
    g_string_append_printf(sample->kids, "%u 0 R ", page);
    g_string_free(sample->content, TRUE);
    g_free(sample->page_keys);
    sample->content = NULL;
    sample->pages++;
}

/* Begins a page; `keys` are further keys of it ("/Rotate 90"), "" for none. */
static inline void
pdf_sample_page(struct pdf_sample *sample, const char *keys)
{
    pdf_sample_end_page(sample);
    sample->content = g_string_new(NULL);
    sample->page_keys = g_strdup(keys);
}

/* Text (in Windows-1252, no brackets or backslashes) whose baseline begins at x and y points from
 * the top left. */
static inline void
pdf_sample_text(struct pdf_sample *sample, gboolean bold, double size, double x, double y,
                const char *text)
{
    char sx[G_ASCII_DTOSTR_BUF_SIZE], sy[G_ASCII_DTOSTR_BUF_SIZE], ss[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf(sample->content, "BT /%s %s Tf 1 0 0 1 %s %s Tm (%s) Tj ET\n",
                           bold ? "B" : "F", g_ascii_formatd(ss, sizeof ss, "%.2f", size),
                           g_ascii_formatd(sx, sizeof sx, "%.2f", x),
                           g_ascii_formatd(sy, sizeof sy, "%.2f", 842 - y), text);
}

/* Ends the file and frees the sample. */
static inline GBytes *
pdf_sample_end(struct pdf_sample *sample)
{
    pdf_sample_end_page(sample);
    g_autofree char *pages =
        g_strdup_printf("<</Type/Pages/MediaBox[0 0 595 842]/Kids[%s]/Count %u>>",
                        sample->kids->str, sample->pages);
    pdf_sample_object(sample, 2, pages);
    gsize at = sample->bytes->len;
    g_string_append_printf(sample->bytes, "xref\n0 %u\n0000000000 65535 f \n",
                           sample->offsets->len);
    for (guint i = 1; i < sample->offsets->len; i++)
        g_string_append_printf(sample->bytes, "%010" G_GSIZE_FORMAT " 00000 n \n",
                               g_array_index(sample->offsets, gsize, i));
    g_string_append_printf(
        sample->bytes, "trailer<</Size %u/Root 1 0 R>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
        sample->offsets->len, at);
    GBytes *bytes = g_string_free_to_bytes(sample->bytes);
    g_array_unref(sample->offsets);
    g_string_free(sample->kids, TRUE);
    g_free(sample);
    return bytes;
}

#endif
