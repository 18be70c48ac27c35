/* The stream: what is written is read as the same document, and what is not ours is refused. */
#include "annotation.h"
#include "builder.h"
#include "error.h"
#include "tei.h"

#include <string.h>

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void
put_line(struct builder *builder, guint page, guint n, gboolean joined, const char *text)
{
    const struct range ranges[] = {{n * 10, n * 10 + 5}, {n * 10 + 6, n * 10 + 9}};
    struct line line = {.page = page,
                        .n = n,
                        .box = {600, 700 + (int)n, 3748, 816},
                        .ranges = ranges,
                        .n_ranges = n % 3,
                        .joined = joined};
    builder_line(builder, &line, 0);
    builder_text(builder, text, strlen(text));
}

/* A document with everything the stream can carry. */
static struct document *
make_document(gboolean structured)
{
    struct document *document = document_new("mappe/notat æ&%\"<1>.pdf", HASH, MEDIA_PDF);
    document->structured = structured;
    document_applied(document, "extract", "1.0", NULL);
    document_applied(document, "normalise", "1.2", HASH);
    document_issue(document, "attachments", 2, "der er %d bilag & <mere>", 2);
    struct discard discard = {.page = 1, .reason = "hidden", .characters = 4};
    g_array_append_val(document->discards, discard);
    g_autoptr(builder) builder = builder_new(document);
    for (guint n = 1; n <= 3; n++) {
        struct page page = {.n = n, .box = {0, 0, 5950, 8420}, .characters = 100 * n};
        page.state = n == 3 ? PAGE_RECOGNISED : PAGE_TEXT;
        builder_page(builder, &page);
    }
    const struct recognised_word words[] = {{3, {0, 4}, {710, -5, 1003, 95}, 97},
                                            {3, {5, 6}, {1010, 0, 1050, 100}, 100},
                                            {3, {9, 12}, {1060, 1, 1061, 100}, 3}};
    g_array_append_vals(document->recognised, words, G_N_ELEMENTS(words));
    builder_block(builder, BLOCK_HEADING, -1);
    builder_block_n(builder, NULL, 1);
    put_line(builder, 1, 1, FALSE, "Status på  projektet");
    builder_block(builder, BLOCK_PARAGRAPH, -1);
    put_line(builder, 1, 2, FALSE, "Der er afsat 2,5 mio. kr. til fælles");
    builder_choice(builder, "-", 1, "", 0, CERT_HIGH);
    put_line(builder, 2, 1, TRUE, "spisning & \xEF\xAC\x81lm < 3 ");
    builder_choice(builder, "Fleere", 6, "Flere", 5, CERT_MEDIUM);
    builder_text(builder,
                 " a\xCC\x8A"
                 "ben.",
                 8);
    builder_block(builder, BLOCK_ITEM, -1);
    builder_block_n(builder, "1.", 1);
    put_line(builder, 2, 2, FALSE, "");
    builder_choice(builder, "1. ", 3, "", 0, CERT_HIGH);
    builder_text(builder, "første", strlen("første"));
    builder_block(builder, BLOCK_ITEM, -1);
    put_line(builder, 2, 3, FALSE, "anden");
    put_line(builder, 3, 1, FALSE, "side");
    builder_block(builder, BLOCK_MARGIN, -1);
    put_line(builder, 1, 3, FALSE, "Sagsnr.");
    put_line(builder, 1, 4, FALSE, "2009-6315");
    struct cell cells[] = {{0, 0, 0, 1, 2, TRUE, TRUE, {1, 2, 3, 4}},
                           {0, 1, 0, 1, 1, FALSE, FALSE, {0}},
                           {0, 1, 1, 2, 1, FALSE, FALSE, {0}}};
    builder_block(builder, BLOCK_CELL, builder_cell(builder, &cells[0]));
    put_line(builder, 2, 4, FALSE, "Budget");
    builder_block(builder, BLOCK_CELL, builder_cell(builder, &cells[1]));
    int cell = builder_cell(builder, &cells[2]);
    builder_block(builder, BLOCK_PARAGRAPH, cell);
    put_line(builder, 2, 5, FALSE, "i cellen");
    builder_block(builder, BLOCK_ITEM, cell);
    put_line(builder, 2, 6, FALSE, "punkt");
    builder_column(builder, 30);
    builder_text(builder, "\tlangt ude", 10);
    builder_block(builder, BLOCK_PAGE_NUMBER, -1);
    put_line(builder, 2, 7, FALSE, "Side 2 ");
    builder_end_block(builder);
    return document;
}

/* The span of the nth occurrence of words in the reading text. */
static struct span
span_of(const struct document *document, const char *words)
{
    const char *at = strstr(document->text->str, words);
    g_assert_nonnull(at);
    gsize start = (gsize)(at - document->text->str);
    return (struct span){start, start + strlen(words)};
}

static void
annotate(struct document *document)
{
    for (guint i = 0; i < document->blocks->len; i++) {
        const struct block *block = document_block(document, i);
        struct sentence sentence = {block->span, i};
        if (block->span.end > block->span.start)
            g_array_append_val(document->sentences, sentence);
    }
    g_autoptr(mention_set) set = mention_set_new(document);
    struct mention amount = {MENTION_AMOUNT, span_of(document, "2,5 mio. kr."),
                             "2500000",      "per=unit:barn og år;approx=circa",
                             "amount.kr",    CERT_HIGH,
                             NULL,           NULL};
    struct mention project = {MENTION_PROJECT,
                              span_of(document, "fællesspisning & film"),
                              "fælles \"spisning\" & <film>",
                              "",
                              "project.cue",
                              CERT_LOW,
                              NULL,
                              NULL};
    struct mention place = {MENTION_PLACE, span_of(document, "spisning"),
                            "Spisning",    NULL,
                            "place.list",  CERT_MEDIUM,
                            NULL,          NULL};
    struct mention number = {MENTION_CASE,
                             span_of(document, "2009-6315"),
                             "SUD 2009/6315",
                             "scheme=case",
                             "case.label",
                             CERT_HIGH,
                             NULL,
                             NULL};
    struct mention day = {
        MENTION_DATE, span_of(document, "første"), "2016-Q4", "", "date.x", CERT_HIGH, "2016-10-01",
        "2016-12-31"};
    struct mention cpr = {MENTION_CPR, span_of(document, "anden"), "", "", "cpr", CERT_HIGH, NULL,
                          NULL};
    g_assert_true(mention_set_add(set, &number, 50));
    g_assert_true(mention_set_add(set, &place, 50));
    g_assert_true(mention_set_add(set, &amount, 50));
    g_assert_true(mention_set_add(set, &project, 50));
    g_assert_true(mention_set_add(set, &day, 50));
    g_assert_true(mention_set_add(set, &cpr, 50));
    mention_set_settle(set);
    g_assert_cmpuint(document->mentions->len, ==, 6);
    struct qualifier qualifiers[] = {{"status", "granted"}, {"note", "ca. <2> & 3"}};
    struct evidence evidence[] = {{FALSE, 1}, {TRUE, 0}};
    struct fact fact = {.predicate = PREDICATE_FUNDING,
                        .subject = {TERM_MENTION, 1, NULL},
                        .object = {TERM_MENTION, 0, NULL},
                        .qualifiers = qualifiers,
                        .n_qualifiers = 2,
                        .evidence = evidence,
                        .n_evidence = 2,
                        .rule = "funding.verb",
                        .cert = CERT_MEDIUM};
    struct fact title = {.predicate = PREDICATE_TITLE,
                         .subject = {.kind = TERM_DOCUMENT},
                         .object = {TERM_TEXT, 0, "Status på projektet"},
                         .evidence = evidence,
                         .n_evidence = 1,
                         .rule = "title"};
    document_add_fact(document, &fact);
    document_add_fact(document, &title);
    g_assert_cmpuint(document_add_fact(document, &fact), ==, 0);
}

static void
assert_round_trip(struct document *document)
{
    g_autoptr(GString) first = g_string_new(NULL);
    g_autoptr(GString) second = g_string_new(NULL);
    g_autoptr(tei_reader) reader = tei_reader_new();
    g_autoptr(GError) error = NULL;
    tei_write(document, first);
    g_assert_cmpuint(first->str[first->len - 1], ==, '\n');
    g_assert_null(memchr(first->str, '\n', first->len - 1));
    g_autoptr(document) again = tei_read(reader, first->str, first->len, &error);
    g_assert_no_error(error);
    tei_write(again, second);
    g_assert_cmpstr(first->str, ==, second->str);
    g_assert_cmpstr(document->text->str, ==, again->text->str);
    g_assert_cmpstr(document->source->str, ==, again->source->str);
    g_autofree char *source = document_source_text(document);
    g_autofree char *source_again = document_source_text(again);
    g_assert_cmpstr(source, ==, source_again);
    g_assert_cmpuint(document->pieces->len, ==, again->pieces->len);
    g_assert_cmpuint(again->recognised->len, ==, 3);
    const struct recognised_word *word = document_recognised(again, 2);
    g_assert_cmpuint(word->page, ==, 3);
    g_assert_cmpuint(word->range.last, ==, 12);
    g_assert_cmpint(word->box.x0, ==, 1060);
    g_assert_cmpuint(word->confidence, ==, 3);
    g_assert_cmpint(document_page(again, 2)->state, ==, PAGE_RECOGNISED);
}

static void
test_round_trip(void)
{
    for (int structured = 0; structured < 2; structured++) {
        g_autoptr(document) document = make_document(structured);
        assert_round_trip(document);
        annotate(document);
        assert_round_trip(document);
    }
}

static void
test_text(void)
{
    g_autoptr(document) document = make_document(TRUE);
    g_assert_cmpstr(
        document->text->str, ==,
        "Status på projektet\n"
        "Der er afsat 2,5 mio. kr. til fællesspisning & film < 3 Flere åben.\n"
        "første\nanden side\nSagsnr. 2009-6315\nBudget\ni cellen\npunkt langt ude\nSide 2");
    struct place place = document_place(document, span_of(document, "spisning"));
    g_assert_cmpuint(place.page, ==, 2);
    g_assert_cmpuint(place.column, ==, 0);
    place = document_place(document, span_of(document, "Flere"));
    g_assert_cmpuint(place.column, ==, 19);
    g_assert_cmpuint(place.end_column, ==, 25);
    g_assert_cmpstr(document_printed(document, span_of(document, "film < 3 Flere")), ==,
                    "film < 3 Fleere");
}

/* One thing changed in a good line, and the words the refusal must hold. */
static const struct {
    const char *from, *to, *reason;
} faults[] = {
    {"<TEI ", "<!DOCTYPE TEI><TEI ", "DOCTYPE"},
    {"<TEI ", "<?go?><TEI ", "processing instruction"},
    {"<TEI ", "<!-- x --><TEI ", "comment"},
    {"</TEI>", "", "Premature end"},
    {"</TEI>\n", "</TEI><TEI/>\n", "Extra content"},
    {"<surface n=\"3\"", "<surface n=\"4\"", "out of order"},
    {"corresp=\"c:5,6\"", "corresp=\"c:3,6\"", "out of order"},
    {"corresp=\"c:5,6\"", "corresp=\"c:6,6\"", "out of order"},
    {"cert=\"0.97\"", "cert=\"1.01\"", "no share"},
    {"cert=\"0.97\"", "", "no share"},
    {"ulx=\"71\"", "ulx=\"x\"", "no length"},
    {"<head", "<blink/><head", "blink"},
    {"<head", "<head x=\"1\"", "no attribute"},
    {"<s xml:id=\"s2\">", "<s xml:id=\"s3\">", "s2 is due"},
    {"xml:id=\"m2\"", "xml:id=\"m1\"", "m2 is due"},
    {"fVal=\"#m2\"", "fVal=\"#m9\"", "not there"},
    {"fVal=\"#s2\"", "fVal=\"#s99\"", "not there"},
    {"fVal=\"#m1\"", "fVal=\"#d1\"", "not there"},
    {"quantity=\"2500000\"", "quantity=\"2,5\"", "no value"},
    {"type=\"funding\"", "type=\"gift\"", "no predicate"},
    {"aktspor-1.0", "aktspor-2.0", "vocabulary"},
    {"aktspor-1.0", "utei-1.0", "vocabulary"},
    {"0123456789abcdef0123", "X123456789abcdef0123", "SHA-256"},
    {"xml:id=\"d0123456789abcdef\"", "xml:id=\"d1\"", "follow from the hash"},
    {"<pb n=\"2\"", "<pb n=\"3\"", "out of order"},
    {"<lb n=\"1\"", "<lb n=\"-1\"", "whole number"},
    {"z:1,60,70.1,374.8,81.6", "z:7,60,70.1,374.8,81.6", "no such place"},
    {"z:1,60,70.1,374.8,81.6", "z:1,60,70.1", "no box"},
    {"c:10,15", "c:15,10", "no such place"},
    {"Status", "Sta&x;tus", "Entity"},
    {"Status", "Sta<![CDATA[t]]>us", "CDATA"},
    {"<head rend=\"level-1\">", "<head rend=\"level-1\">Ord", "before its <lb/>"},
    {"</head>", "</head>Ord", "text stands in <div>"},
    {"<corr/>", "", "<choice> needs"},
    {"<symbol value=\"granted\"/>", "<p/>", "may not stand"},
    {"<f name=\"status\">", "<f name=\"colour\">", "no feature"},
    {"<note type=\"state\">text<", "<note type=\"state\">fine<", "no state"},
    {"xmlns=\"http://www.tei-c.org/ns/1.0\"", "xmlns=\"urn:x\"", "no element of ours"},
};

static void
assert_refused(struct tei_reader *reader, const char *line, gsize length, const char *reason)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(document) document = tei_read(reader, line, length, &error);
    if (document)
        g_error("a line was read that should be refused with “%s”", reason);
    g_assert_error(error, AKT_ERROR, AKT_ERROR_STREAM);
    if (!strstr(error->message, reason))
        g_error("refused with “%s”, not with “%s”", error->message, reason);
}

static void
test_refused(void)
{
    g_autoptr(document) document = make_document(TRUE);
    annotate(document);
    g_autoptr(GString) line = g_string_new(NULL);
    tei_write(document, line);
    g_autoptr(tei_reader) reader = tei_reader_new();
    for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
        g_autoptr(GString) bad = g_string_new(line->str);
        if (!g_string_replace(bad, faults[i].from, faults[i].to, 1))
            g_error("“%s” is not in the line", faults[i].from);
        assert_refused(reader, bad->str, bad->len, faults[i].reason);
    }
    assert_refused(reader, "", 0, "");
    assert_refused(reader, "\xff\xfe", 2, "UTF-8");
    assert_refused(reader, "a\0b", 3, "NUL");
    g_autoptr(GString) deep = g_string_new(line->str);
    g_autoptr(GString) nest = g_string_new(NULL);
    for (guint i = 0; i < 300; i++)
        g_string_append(nest, "<name xml:id=\"m1\" type=\"project\" key=\"x\" ana=\"r:x\">");
    g_string_replace(deep, "Status", nest->str, 1);
    assert_refused(reader, deep->str, deep->len, "");
    /* and a good line is still read after all that */
    g_autoptr(GError) error = NULL;
    g_autoptr(document) good = tei_read(reader, line->str, line->len, &error);
    g_assert_no_error(error);
}

/* A line cut off anywhere is refused and never read past its end. */
static void
test_chopped(void)
{
    g_autoptr(document) document = make_document(TRUE);
    annotate(document);
    g_autoptr(GString) line = g_string_new(NULL);
    tei_write(document, line);
    g_autoptr(tei_reader) reader = tei_reader_new();
    for (gsize length = 0; length < line->len - 1; length++) {
        g_autofree char *cut = g_memdup2(line->str, MAX(length, 1));
        g_autoptr(document) got = tei_read(reader, cut, length, NULL);
        g_assert_null(got);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tei/round-trip", test_round_trip);
    g_test_add_func("/tei/text", test_text);
    g_test_add_func("/tei/refused", test_refused);
    g_test_add_func("/tei/chopped", test_chopped);
    return g_test_run();
}
