/* What extract makes of a PDF's pages: blocks in reading order, margin, tables, furniture, and the
 * account of characters. Small pages are made here; whole papers come from ../shared. */
#include "extract/layout.h"
#include "extract/pdf.h"
#include "pdf-sample.h"

#include <string.h>

static struct document *
read_bytes(GBytes *bytes)
{
    struct original original = {.path = (char *)"sample.pdf", .bytes = bytes, .media = MEDIA_PDF};
    struct document *document = document_new(original.path, NULL, MEDIA_PDF);
    g_autoptr(GError) error = NULL;
    g_assert_true(extract_pdf(&original, document, &error));
    g_assert_no_error(error);
    return document;
}

/* Visible characters of the source, as the account counts them. */
static guint
count_visible(const struct document *document)
{
    guint n = 0;
    for (guint i = 0; i < document->pieces->len; i++) {
        const struct piece *piece = document_piece(document, i);
        const char *at = document->source->str + piece->source;
        for (const char *end = at + piece->source_length; at < end; at = g_utf8_next_char(at))
            n += character_is_visible(g_utf8_get_char(at));
    }
    return n;
}

static void
check_account(const struct document *document)
{
    guint all = 0, left_out = 0;
    for (guint i = 0; i < document->pages->len; i++)
        all += document_page(document, i)->characters;
    for (guint i = 0; i < document->discards->len; i++)
        left_out += g_array_index(document->discards, struct discard, i).characters;
    if (all != count_visible(document) + left_out)
        g_error("%s: %u characters, %u in blocks, %u left out", document->path, all,
                count_visible(document), left_out);
}

/* A line's source is the characters of its ranges: what audit will find again. */
static void
check_ranges(const struct document *document, struct page_file *file)
{
    g_autoptr(page_characters) page = NULL;
    guint n = 0;
    for (guint i = 0; i < document->pieces->len; i++) {
        const struct piece *piece = document_piece(document, i);
        const struct line *line = document_line(document, piece->line);
        if (line->page != n) {
            g_clear_pointer(&page, page_characters_free);
            page = page_characters_read(file, n = line->page, NULL);
        }
        g_autoptr(GString) text = g_string_new(NULL);
        g_assert_true(page_line_text(page, line->ranges, line->n_ranges, text));
        const char *at = g_utf8_offset_to_pointer(text->str, piece->column);
        g_assert_cmpint(strncmp(at, document->source->str + piece->source, piece->source_length),
                        ==, 0);
    }
}

/* "kind: text" of each block, a cell as "row,column" with '*' for a header. */
static char *
describe(const struct document *document)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < document->blocks->len; i++) {
        const struct block *block = document_block(document, i);
        gsize length;
        const char *text = document_block_text(document, block, &length);
        if (block->cell >= 0) {
            const struct cell *cell = document_cell(document, (guint)block->cell);
            g_string_append_printf(out, "%u,%u%s: ", cell->row, cell->column,
                                   cell->header ? "*" : "");
        } else {
            g_string_append(out, block_kind_name(block->kind));
            if (block->n)
                g_string_append_printf(out, " %s", block->n);
            g_string_append(out, ": ");
        }
        g_string_append_len(out, text, (gssize)length);
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

static void
expect(struct pdf_sample *sample, const char *expected)
{
    g_autoptr(GBytes) bytes = pdf_sample_end(sample);
    g_autoptr(document) document = read_bytes(bytes);
    g_autofree char *found = describe(document);
    g_assert_cmpstr(found, ==, expected);
    check_account(document);
    g_autoptr(page_file) file = page_file_open(bytes, NULL);
    check_ranges(document, file);
}

/* Lines 14 points apart. */
static void
put_lines(struct pdf_sample *sample, double size, double x, double y, const char *const *lines)
{
    for (guint i = 0; lines[i]; i++)
        pdf_sample_text(sample, FALSE, size, x, y + i * size * 1.25, lines[i]);
}

static const char *const body[] = {
    "Forvaltningen har i samarbejde med foreningen undersoegt, hvordan",
    "de unge i boligerne bruger tilbuddet om aftenen, og hvad det koster",
    "at holde det aabent i weekenden. Resultatet foreligger nu, og det viser",
    "at tre ud af fire kommer mindst en gang om ugen og bliver laenge.", NULL};
static const char body_text[] =
    "Forvaltningen har i samarbejde med foreningen undersoegt, hvordan de unge i boligerne bruger "
    "tilbuddet om aftenen, og hvad det koster at holde det aabent i weekenden. Resultatet "
    "foreligger "
    "nu, og det viser at tre ud af fire kommer mindst en gang om ugen og bliver laenge.";

static void
test_margin_right(void)
{
    struct pdf_sample *sample = pdf_sample_new();
    pdf_sample_page(sample, "");
    pdf_sample_text(sample, TRUE, 14, 60, 80, "Aabningstider");
    put_lines(sample, 10, 60, 110, body);
    const char *const labels[] = {"Sagsnr.", "2011-4711", NULL};
    const char *const names[] = {"Sagsbehandler", "Ida Holm", NULL};
    put_lines(sample, 7, 440, 112, labels);
    put_lines(sample, 7, 440, 137, names);
    g_autofree char *expected =
        g_strdup_printf("heading: Aabningstider\npara: %s\nmargin: Sagsnr. 2011-4711\n"
                        "margin: Sagsbehandler Ida Holm\n",
                        body_text);
    expect(sample, expected);
}

static void
test_margin_left(void)
{
    struct pdf_sample *sample = pdf_sample_new();
    pdf_sample_page(sample, "");
    const char *const fields[] = {"Sagsnr. 09/1234", "Telefon 12 34 56 78", NULL};
    put_lines(sample, 7, 40, 111, fields);
    put_lines(sample, 10, 190, 110, body);
    g_autofree char *expected = g_strdup_printf(
        "para: %s\nmargin: Sagsnr. 09/1234\nmargin: Telefon 12 34 56 78\n", body_text);
    expect(sample, expected);
}

/* The sentence that runs past the margin and over the page's end is one block. */
static void
test_page_end(void)
{
    struct pdf_sample *sample = pdf_sample_new();
    pdf_sample_page(sample, "");
    put_lines(sample, 10, 60, 700, body);
    pdf_sample_text(sample, FALSE, 10, 60, 750,
                    "Forvaltningen foreslaar derfor, at tilbuddet goeres fast og faar");
    const char *const fields[] = {"Sagsnr.", "2011-4711", NULL};
    put_lines(sample, 7, 440, 702, fields);
    pdf_sample_text(sample, FALSE, 8, 280, 810, "Side 1 af 2");
    pdf_sample_page(sample, "");
    pdf_sample_text(sample, FALSE, 10, 60, 80, "lokaler i den gamle skole.");
    pdf_sample_text(sample, FALSE, 8, 280, 810, "Side 2 af 2");
    g_autofree char *expected = g_strdup_printf(
        "para: %s Forvaltningen foreslaar derfor, at tilbuddet goeres fast og faar lokaler i den "
        "gamle "
        "skole.\nmargin: Sagsnr. 2011-4711\npage-number: Side 1 af 2\npage-number: Side 2 af 2\n",
        body_text);
    /* the last line stands as near as the others: the paragraph is one */
    expect(sample, expected);
}

static void
test_two_columns(void)
{
    struct pdf_sample *sample = pdf_sample_new();
    pdf_sample_page(sample, "");
    const char *const left[] = {
        "Projektet er sat i gang i tre",     "boligomraader og har nu faaet",
        "sine foerste frivillige, der hver", "uge samles om en middag for",
        "beboerne i omraadet og deres",      NULL};
    const char *const right[] = {"gaester. Erfaringerne er gode,",
                                 "og kommunen vil nu udvide det",
                                 "til yderligere to omraader, hvis",
                                 "der kan findes penge til det i",
                                 "naeste aars budget.",
                                 NULL};
    put_lines(sample, 10, 60, 100, left);
    put_lines(sample, 10, 230, 100, right);
    expect(
        sample,
        "para: Projektet er sat i gang i tre boligomraader og har nu faaet sine foerste "
        "frivillige, "
        "der hver uge samles om en middag for beboerne i omraadet og deres gaester. Erfaringerne "
        "er "
        "gode, og kommunen vil nu udvide det til yderligere to omraader, hvis der kan findes penge "
        "til det i naeste aars budget.\n");
}

static void
put_row(struct pdf_sample *sample, gboolean bold, double y, const char *a, const char *b,
        const char *c)
{
    pdf_sample_text(sample, bold, 9, 60, y, a);
    if (*b)
        pdf_sample_text(sample, bold, 9, 250 - 5.0 * (double)strlen(b), y, b);
    if (*c)
        pdf_sample_text(sample, bold, 9, 340 - 5.0 * (double)strlen(c), y, c);
}

/* Rows with room between them, a cell of two lines, a missing figure. */
static void
test_table(void)
{
    struct pdf_sample *sample = pdf_sample_new();
    pdf_sample_page(sample, "");
    put_lines(sample, 10, 60, 80, body);
    put_row(sample, TRUE, 160, "Indsats", "2012", "2013");
    put_row(sample, FALSE, 180, "Aktivitetshuset ved", "120", "1.450");
    put_row(sample, FALSE, 191, "havnen", "", "");
    put_row(sample, FALSE, 211, "Cafeen", "", "300");
    put_row(sample, FALSE, 231, "I alt", "120", "1.750");
    put_lines(sample, 10, 60, 270, body);
    g_autofree char *expected = g_strdup_printf(
        "para: %s\n0,0*: Indsats\n0,1*: 2012\n0,2*: 2013\n1,0: Aktivitetshuset ved havnen\n"
        "1,1: 120\n1,2: 1.450\n2,0: Cafeen\n2,1: \n2,2: 300\n3,0: I alt\n3,1: 120\n3,2: 1.750\n"
        "para: %s\n",
        body_text, body_text);
    expect(sample, expected);
}

/* A table goes on on the next page; the header that is repeated there is no furniture. */
static void
test_table_over_pages(void)
{
    struct pdf_sample *sample = pdf_sample_new();
    pdf_sample_page(sample, "");
    put_lines(sample, 10, 60, 600, body);
    put_row(sample, TRUE, 700, "Indsats", "2012", "2013");
    put_row(sample, FALSE, 720, "Cafeen", "100", "300");
    put_row(sample, FALSE, 740, "Huset", "200", "1.100");
    pdf_sample_page(sample, "");
    put_row(sample, TRUE, 60, "Indsats", "2012", "2013");
    put_row(sample, FALSE, 80, "Haven", "150", "90");
    put_row(sample, FALSE, 100, "I alt", "450", "1.490");
    g_autofree char *expected = g_strdup_printf(
        "para: %s\n0,0*: Indsats\n0,1*: 2012\n0,2*: 2013\n1,0: Cafeen\n1,1: 100\n1,2: 300\n"
        "2,0: Huset\n2,1: 200\n2,2: 1.100\n3,0*: Indsats\n3,1*: 2012\n3,2*: 2013\n4,0: Haven\n"
        "4,1: 150\n4,2: 90\n5,0: I alt\n5,1: 450\n5,2: 1.490\n",
        body_text);
    expect(sample, expected);
}

static void
test_lists(void)
{
    struct pdf_sample *sample = pdf_sample_new();
    pdf_sample_page(sample, "");
    put_lines(sample, 10, 60, 80, body);
    pdf_sample_text(sample, TRUE, 10, 60, 160, "1. Baggrund");
    pdf_sample_text(sample, FALSE, 10, 60, 180, "24. oktober 2018 blev sagen behandlet.");
    pdf_sample_text(sample, FALSE, 10, 78, 200, "1.");
    pdf_sample_text(sample, FALSE, 10, 96, 200,
                    "at tilbuddet goeres fast i alle tre boligomraader og");
    pdf_sample_text(sample, FALSE, 10, 96, 213, "faar egne lokaler,");
    pdf_sample_text(sample, FALSE, 10, 78, 226, "2.");
    pdf_sample_text(sample, FALSE, 10, 96, 226, "at der soeges om midler.");
    g_autofree char *expected = g_strdup_printf(
        "para: %s\nheading: 1. Baggrund\npara: 24. oktober 2018 blev sagen behandlet.\n"
        "item 1.: at tilbuddet goeres fast i alle tre boligomraader og faar egne lokaler,\n"
        "item 2.: at der soeges om midler.\n",
        body_text);
    expect(sample, expected);
}

/* Labels beside their values are one block each; what is letter-spaced reads as words. */
static void
test_labels(void)
{
    struct pdf_sample *sample = pdf_sample_new();
    pdf_sample_page(sample, "");
    const char *const letters[] = {"N", "O", "T", "A", "T"};
    for (guint i = 0; i < G_N_ELEMENTS(letters); i++)
        pdf_sample_text(sample, TRUE, 14, 60 + 18 * i, 70, letters[i]);
    pdf_sample_text(sample, FALSE, 10, 60, 100, "Udvalg:");
    pdf_sample_text(sample, FALSE, 10, 140, 100, "Kulturudvalget");
    pdf_sample_text(sample, FALSE, 10, 60, 114, "Dato:");
    pdf_sample_text(sample, FALSE, 10, 140, 114, "3. juni 2003");
    put_lines(sample, 10, 60, 160, body);
    g_autofree char *expected = g_strdup_printf(
        "heading: NOTAT\npara: Udvalg: Kulturudvalget\npara: Dato: 3. juni 2003\npara: %s\n",
        body_text);
    expect(sample, expected);
}

/* Tables of the fixtures, each as rows x columns; a paper of justified lines has none. */
static void
test_fixture_tables(void)
{
    static const struct {
        const char *file, *tables;
    } papers[] = {{"f01-vaerested.cairo", ""},
                  {"f02-vaerested2013.libreoffice", "5x3 "},
                  {"f03-ungdomsboliger.chromium", "6x4 4x3 "},
                  {"f06-tilskud.chromium", "10x5 "},
                  {"f06-tilskud.libreoffice", "10x5 "},
                  {"f07-budgetopfoelgning.libreoffice", "6x5 "},
                  {"f08-ministerbrev.cairo", ""},
                  {"f10-region.chromium", "4x6 "},
                  {"f13-budgetnotat.cairo", "6x7 "},
                  {"f14-demens.cairo", ""}};
    for (guint i = 0; i < G_N_ELEMENTS(papers); i++) {
        g_autofree char *path = g_strdup_printf("fixtures/pdf/%s.pdf", papers[i].file);
        g_autoptr(original) original = original_open(path, -1, 1 << 28, NULL);
        g_assert_nonnull(original);
        g_autoptr(document) document = document_new(path, original->sha256, MEDIA_PDF);
        g_assert_true(extract_pdf(original, document, NULL));
        g_autoptr(GString) found = g_string_new(NULL);
        for (guint c = 0; c < document->cells->len; c++) {
            const struct cell *cell = document_cell(document, c);
            if (c + 1 == document->cells->len || cell[1].table != cell->table)
                g_string_append_printf(found, "%ux%u ", cell->row + 1,
                                       cell->column + cell->columns);
            g_assert_true(cell->header == (cell->row == 0));
        }
        g_assert_cmpstr(found->str, ==, papers[i].tables);
    }
}

/* Running heads differ only in the page's number; the body's first lines are none. */
static void
test_furniture(void)
{
    struct pdf_sample *sample = pdf_sample_new();
    for (guint i = 1; i <= 3; i++) {
        pdf_sample_page(sample, "");
        g_autofree char *head = g_strdup_printf("Socialudvalget, referat - side %u", i);
        g_autofree char *number = g_strdup_printf("%u", i);
        pdf_sample_text(sample, FALSE, 8, 60, 40, head);
        g_autofree char *first = g_strdup_printf("Punkt nummer %u blev behandlet.", i + 4);
        pdf_sample_text(sample, FALSE, 10, 60, 80, first);
        pdf_sample_text(sample, FALSE, 8, 500, 815, number);
    }
    expect(sample,
           "para: Punkt nummer 5 blev behandlet.\nheader: Socialudvalget, referat - side 1\n"
           "page-number: 1\npara: Punkt nummer 6 blev behandlet.\n"
           "header: Socialudvalget, referat - side 2\npage-number: 2\n"
           "para: Punkt nummer 7 blev behandlet.\nheader: Socialudvalget, referat - side 3\n"
           "page-number: 3\n");
}

static void
test_turned_page(void)
{
    struct pdf_sample *sample = pdf_sample_new();
    pdf_sample_page(sample, "/Rotate 90");
    put_lines(sample, 10, 60, 80, body);
    g_autofree char *expected = g_strdup_printf("para: %s\n", body_text);
    expect(sample, expected);
}

static void
test_states(void)
{
    struct pdf_sample *sample = pdf_sample_new();
    pdf_sample_page(sample, "");
    g_autoptr(GBytes) empty = pdf_sample_end(sample);
    g_autoptr(document) document = read_bytes(empty);
    g_assert_cmpint(document->state, ==, DOCUMENT_EMPTY);
    g_assert_cmpint(document_page(document, 0)->state, ==, PAGE_EMPTY);
    g_autoptr(GBytes) garbage = g_bytes_new_static("%PDF-1.4 cut", 12);
    struct document *damaged = read_bytes(garbage);
    g_assert_cmpint(damaged->state, ==, DOCUMENT_DAMAGED);
    g_assert_cmpuint(damaged->issues->len, >=,
                     1); /* and what poppler said, where it said anything */
    g_assert_cmpstr(g_array_index(damaged->issues, struct issue, 0).tag, ==, "damaged");
    document_free(damaged);
}

/* A page of isolated characters is no quadratic work: 60,000 of them, no poppler in it. */
static void
test_isolated_characters(void)
{
    const guint side = 245, n = side * side;
    struct page_characters *page = g_new0(struct page_characters, 1);
    page->width = page->height = 10 * side;
    page->at = g_new0(struct character, n);
    page->n = page->visible = n;
    page->fonts = g_array_new(FALSE, TRUE, sizeof(struct font));
    g_array_set_size(page->fonts, 1);

    for (guint i = 0; i < n; i++) {
        float x = (float)(i % side) * 10, y = (float)(i / side) * 10;
        page->at[i] = (struct character){'x', x, y, x + 4, y + 5, 4, 0};
    }
    g_autoptr(layout) layout = layout_new(1, page);
    layout_find_margin(layout);
    layout_find_areas(layout, NULL);
    g_assert_cmpuint(layout->lines->len, >, 0);
}

static void
test_many_pages(void)
{
    struct pdf_sample *sample = pdf_sample_new();
    for (guint i = 1; i <= 5000; i++) {
        pdf_sample_page(sample, "");
        g_autofree char *text = g_strdup_printf("Bilag %u til punkt %u om budgettet.", i % 7, i);
        pdf_sample_text(sample, FALSE, 10, 60, 80, text);
    }
    g_autoptr(GBytes) bytes = pdf_sample_end(sample);
    g_autoptr(document) document = read_bytes(bytes);
    g_assert_cmpint(document->state, ==, DOCUMENT_TEXT);
    g_assert_cmpuint(document->pages->len, ==, 5000);
    g_assert_cmpuint(document->blocks->len, ==, 5000);
    check_account(document);
}

/* Every character of every PDF at hand is accounted for, and every line found again. */
static void
account_folder(gconstpointer data)
{
    const char *folder = data;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    if (!dir) {
        g_test_skip("the folder is not there");
        return;
    }
    guint files = 0;
    for (const char *name; (name = g_dir_read_name(dir));) {
        if (!g_str_has_suffix(name, ".pdf"))
            continue;
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autoptr(GError) error = NULL;
        g_autoptr(original) original = original_open(path, -1, 1 << 28, &error);
        g_assert_no_error(error);
        g_autoptr(document) document = document_new(path, original->sha256, MEDIA_PDF);
        g_assert_true(extract_pdf(original, document, &error));
        check_account(document);
        g_autoptr(page_file) file = page_file_open(original->bytes, NULL);
        if (file)
            check_ranges(document, file);
        files++;
    }
    g_assert_cmpuint(files, >, 0);
}

/* The letters and figures of a text, nothing else: hyphens at line ends and blanks do not count. */
static char *
letters(const char *mark, const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = mark ? mark : ""; *at; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            g_string_append_unichar(out, g_utf8_get_char(at));
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            g_string_append_unichar(out, g_utf8_get_char(at));
    return g_string_free(out, FALSE);
}

static GHashTable *
block_letters(const struct document *document)
{
    GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < document->blocks->len; i++) {
        gsize length;
        const char *text = document_block_text(document, document_block(document, i), &length);
        g_autofree char *copy = g_strndup(text, length);
        g_hash_table_add(set, letters(document_block(document, i)->n, copy));
    }
    return set;
}

/* The gold's paragraphs, items, cells and fields are our blocks: nine of ten, whole. */
static void
test_seeds(void)
{
    static const char *const papers[] = {"000_c4e5f3be0c4f5746", "001_f7d31b7a73c1f234",
                                         "002_dfb0e4f3cf1160d9", "003_ce535b38ca6d0f11",
                                         "004_321abb48430b19e9"};
    static const char *const makers[] = {"libreoffice", "chromium", "twocolumn", "untagged"};
    guint papers_read = 0;
    for (guint i = 0; i < G_N_ELEMENTS(papers) * G_N_ELEMENTS(makers); i++) {
        const char *paper = papers[i / G_N_ELEMENTS(makers)];
        g_autofree char *pdf =
            g_strdup_printf("../shared/seeds/%s.%s.pdf", paper, makers[i % G_N_ELEMENTS(makers)]);
        g_autofree char *reading = g_strdup_printf("../shared/seeds/%s.reading", paper);
        g_autofree char *gold = NULL;
        g_autoptr(original) original = original_open(pdf, -1, 1 << 28, NULL);
        if (!original || !g_file_get_contents(reading, &gold, NULL, NULL))
            continue;
        g_autoptr(document) document = document_new(pdf, original->sha256, MEDIA_PDF);
        g_assert_true(extract_pdf(original, document, NULL));
        g_autoptr(GHashTable) blocks = block_letters(document);
        g_auto(GStrv) lines = g_strsplit(gold, "\n", -1);
        guint wanted = 0, found = 0;
        for (guint l = 0; lines[l]; l++) {
            g_autofree char *line = letters(NULL, lines[l]);
            if (!*line)
                continue;
            wanted++;
            found += g_hash_table_contains(blocks, line);
        }
        if (found * 10 < wanted * 9)
            g_error("%s: %u of %u lines of the gold are blocks", pdf, found, wanted);
        papers_read++;
    }
    if (!papers_read)
        g_test_skip("../shared/seeds is not there");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/margin-right", test_margin_right);
    g_test_add_func("/layout/margin-left", test_margin_left);
    g_test_add_func("/layout/page-end", test_page_end);
    g_test_add_func("/layout/two-columns", test_two_columns);
    g_test_add_func("/layout/table", test_table);
    g_test_add_func("/layout/table-over-pages", test_table_over_pages);
    g_test_add_func("/layout/lists", test_lists);
    g_test_add_func("/layout/labels", test_labels);
    g_test_add_func("/layout/fixture-tables", test_fixture_tables);
    g_test_add_func("/layout/furniture", test_furniture);
    g_test_add_func("/layout/turned-page", test_turned_page);
    g_test_add_func("/layout/states", test_states);
    g_test_add_func("/layout/isolated-characters", test_isolated_characters);
    g_test_add_func("/layout/many-pages", test_many_pages);
    g_test_add_data_func("/layout/account/seeds", "../shared/seeds", account_folder);
    g_test_add_data_func("/layout/account/dev", "../shared/dev", account_folder);
    g_test_add_data_func("/layout/account/fixtures", "fixtures/pdf", account_folder);
    g_test_add_data_func("/layout/account/producers", "../shared/producers", account_folder);
    g_test_add_func("/layout/seeds", test_seeds);
    return g_test_run();
}
