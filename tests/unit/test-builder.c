/* Building a body: folding, pieces, columns, and copying from another document. */
#include "builder.h"

#include <string.h>

static struct document *
empty(void)
{
    return document_new("x.txt", "", MEDIA_TEXT);
}

static void
begin(struct builder *builder)
{
    const struct page page = {.n = 1};
    const struct line line = {.page = 1, .n = 1};
    builder_page(builder, &page);
    builder_block(builder, BLOCK_PARAGRAPH, -1);
    builder_line(builder, &line, 0);
}

/* Printed text in, reading text out. */
static const struct {
    const char *source, *text;
} folds[] = {
    {"a b", "a b"},
    {"  a \t b  ", "a b"},
    {"a\xC2\xA0\xE2\x80\xAF"
     "b",
     "a b"},
    {"\xEF\xAC\x81"
     "n \xEF\xAC\x82\xC3\xA5\x64 \xEF\xAC\x83",
     "fin fl\xC3\xA5\x64 ffi"},
    {"a\xE2\x80\x90"
     "b\xE2\x80\x91"
     "c",
     "a-b-c"},
    {"a\xC2\xAD"
     "b\xE2\x80\x8B"
     "c",
     "abc"},
    {"bla\xCC\x8A"
     "b\xC3\xA6r",
     "bl\xC3\xA5"
     "b\xC3\xA6r"},
    {"a\xCC\x8A\xCC\x81"
     "x",
     "\xC7\xBB"
     "x"},
    {"\xCC\x8A"
     "a",
     "\xCC\x8A"
     "a"},
    {"10\xE2\x80\x93"
     "20",
     "10\xE2\x80\x93"
     "20"},
    {"m\xC2\xB2 \xC2\xBD", "m\xC2\xB2 \xC2\xBD"},
    {"a\x01"
     "b",
     "a\xEF\xBF\xBD"
     "b"},
    {"a\xFF"
     "b",
     "a\xEF\xBF\xBD"
     "b"},
    {"a\xC3", "a\xEF\xBF\xBD"},
    {"   ", ""},
};

static void
test_fold(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(folds); i++) {
        g_autoptr(document) document = empty();
        g_autoptr(builder) builder = builder_new(document);
        begin(builder);
        builder_text(builder, folds[i].source, strlen(folds[i].source));
        builder_end_block(builder);
        g_assert_cmpstr(document->text->str, ==, folds[i].text);
    }
}

/* However text is cut into calls, the document is the same. */
static void
test_cut(void)
{
    const char text[] = "  \xEF\xAC\x81lm a\xCC\x8A"
                        "ben \t 3 \xE2\x80\x90 x  ";
    g_autofree char *whole = NULL;
    for (gsize cut = 0; cut < sizeof text; cut++) {
        if (((guchar)text[cut] & 0xC0) == 0x80)
            continue; /* inside a character */
        g_autoptr(document) document = empty();
        g_autoptr(builder) builder = builder_new(document);
        begin(builder);
        builder_text(builder, text, cut);
        builder_text(builder, text + cut, sizeof text - 1 - cut);
        builder_end_block(builder);
        g_autofree char *source = document_source_text(document);
        g_autofree char *all =
            g_strdup_printf("%s|%s|%u", document->text->str, source, document->pieces->len);
        if (!whole)
            whole = g_steal_pointer(&all);
        else
            g_assert_cmpstr(whole, ==, all);
    }
}

/* Lines are parted by a blank unless the word runs on; nothing stands at a block's edge. */
static void
test_lines(void)
{
    g_autoptr(document) document = empty();
    g_autoptr(builder) builder = builder_new(document);
    begin(builder);
    builder_text(builder, "f\xC3\xA6lles", 7);
    builder_choice(builder, "-", 1, "", 0, CERT_HIGH);
    struct line line = {.page = 1, .n = 2, .joined = TRUE};
    builder_line(builder, &line, 0);
    builder_text(builder, "spisning ", 9);
    line = (struct line){.page = 2, .n = 1};
    builder_line(builder, &line, 4);
    builder_text(builder, "nu", 2);
    line.n = 2;
    builder_line(builder, &line, 0);
    builder_text(builder, "  ", 2);
    builder_end_block(builder);
    g_assert_cmpstr(document->text->str, ==, "f\xC3\xA6llesspisning nu");
    struct place place = document_place(document, (struct span){16, 18});
    g_assert_cmpuint(place.page, ==, 2);
    g_assert_cmpuint(place.line, ==, 1);
    g_assert_cmpuint(place.column, ==, 4);
    g_assert_cmpuint(place.end_column, ==, 6);
    g_autofree char *source = document_source_text(document);
    g_assert_cmpstr(source, ==, "1:1:0\tf\xC3\xA6lles-\n1:2:0\tspisning \n2:1:4\tnu\n2:2:0\t  \n");
}

/* A correction maps to the whole of what is printed; it is printed as it is. */
static void
test_choice(void)
{
    g_autoptr(document) document = empty();
    g_autoptr(builder) builder = builder_new(document);
    begin(builder);
    builder_text(builder, "1.", 2);
    builder_choice(builder, "", 0, " ", 1, CERT_HIGH);
    builder_text(builder, "februar ", 8);
    builder_choice(builder, "Fleere", 6, "Flere", 5, CERT_MEDIUM);
    builder_end_block(builder);
    g_assert_cmpstr(document->text->str, ==, "1. februar Flere");
    struct place place = document_place(document, (struct span){11, 16});
    g_assert_cmpuint(place.column, ==, 10);
    g_assert_cmpuint(place.end_column, ==, 16);
    g_assert_cmpstr(document_printed(document, (struct span){0, 16}), ==, "1.februar Fleere");
}

/* A copied block is the block; a copied part is that part, at its columns. */
static void
test_copy(void)
{
    g_autoptr(document) old = empty();
    {
        g_autoptr(builder) builder = builder_new(old);
        begin(builder);
        builder_text(builder, "1. f\xC3\xB8rste  punkt", 17);
        builder_choice(builder, "x", 1, "y", 1, CERT_LOW);
        const struct line line = {.page = 1, .n = 2};
        builder_line(builder, &line, 3);
        builder_text(builder, "igen", 4);
    }
    const struct block *block = document_block(old, 0);
    g_autoptr(document) all = document_new_body(old);
    g_autoptr(document) part = document_new_body(old);
    {
        g_autoptr(builder) builder = builder_new(all);
        builder_block(builder, BLOCK_ITEM, -1);
        builder_copy(builder, old, block->first_piece, block->n_pieces, 0, old->source->len);
    }
    {
        g_autoptr(builder) builder = builder_new(part);
        builder_block(builder, BLOCK_ITEM, -1);
        builder_copy(builder, old, block->first_piece, block->n_pieces, 3, old->source->len);
    }
    g_assert_cmpstr(all->text->str, ==, old->text->str);
    g_autofree char *before = document_source_text(old);
    g_autofree char *after = document_source_text(all);
    g_assert_cmpstr(before, ==, after);
    g_assert_cmpstr(part->text->str, ==, "f\xC3\xB8rste punkty igen");
    g_assert_cmpuint(document_place(part, (struct span){0, 1}).column, ==, 3);
}

/* A line of a megabyte costs no more for each byte than a short one. */
static void
test_long(void)
{
    g_autoptr(document) document = empty();
    g_autoptr(builder) builder = builder_new(document);
    begin(builder);
    for (guint i = 0; i < 300000; i++)
        builder_text(builder, "ab ", 3);
    builder_end_block(builder);
    g_assert_cmpuint(document->text->len, ==, 900000 - 1);
    g_assert_cmpuint(document->pieces->len, ==, 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/builder/fold", test_fold);
    g_test_add_func("/builder/cut", test_cut);
    g_test_add_func("/builder/lines", test_lines);
    g_test_add_func("/builder/choice", test_choice);
    g_test_add_func("/builder/copy", test_copy);
    g_test_add_func("/builder/long", test_long);
    return g_test_run();
}
