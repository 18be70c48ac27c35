/* The columns, escapes and masks of akt-show, and its XPath. */
#include "sample.h"

#include "cpr.h"
#include "error.h"
#include "show/select.h"
#include "show/views.h"

#include <glib/gstdio.h>
#include <unistd.h>

static const char *const paragraphs[] = {
    "Bevilling til Projekt Åben Port",
    "Der er bevilget 2,5 mio. kr. til Åben Port i 2016.",
    "Borgeren 010203-1234 har klaget; journalnummer 200115-0007.",
    "|Sagsnr.",
    "|2016-0042",
    NULL};
static const struct sample_mention mentions[] = {
    {MENTION_AMOUNT, "2,5 mio. kr.", "2500000", NULL},
    {MENTION_PROJECT, "Åben Port", NULL, NULL},
    {MENTION_DATE, "2016", NULL, NULL},
    {MENTION_CPR, "010203-1234", NULL, NULL},
    {MENTION_CASE, "200115-0007", NULL, "scheme=journal"},
    {MENTION_CASE, "2016-0042", NULL, "scheme=case"},
    {0}};
static const struct sample_fact facts[] = {
    {PREDICATE_TITLE, "document:this", "text:Bevilling til Projekt Åben Port", NULL, "Bevilling"},
    {PREDICATE_FUNDING, "project:Åben Port", "amount:2500000", "status=granted;period=2016",
     "bevilget"},
    {PREDICATE_DECISION, "project:Åben Port", "text:noted", "note=klagen fra 010203-1234",
     "Borgeren"},
    {0}};
static const struct sample sample = {"mappe\t1/notat.txt", paragraphs, mentions, facts};

/* What a function prints on standard output. */
static char *
captured(void (*print)(struct document *document), struct document *document)
{
    g_autofree char *name = NULL;
    char *text = NULL;
    int file = g_file_open_tmp("akt-show-XXXXXX", &name, NULL);
    g_assert_cmpint(file, >=, 0);
    fflush(stdout);
    int kept = dup(STDOUT_FILENO);
    dup2(file, STDOUT_FILENO);
    print(document);
    fflush(stdout);
    dup2(kept, STDOUT_FILENO);
    close(kept);
    close(file);
    g_assert_true(g_file_get_contents(name, &text, NULL, NULL));
    g_remove(name);
    return text;
}

static const char *view_name;
static gboolean as_json, with_corrections;

static void
print_view(struct document *document)
{
    const struct view *view = view_find(view_name);
    g_autoptr(cpr_mask) mask = cpr_mask_new(document);
    struct show show = {.program = "test", .corrected = with_corrections};
    if (view->columns)
        show.rows = rows_new("test", view->columns, as_json, FALSE);
    view->print(&show, document, mask);
    g_clear_pointer(&show.rows, rows_free);
}

static char *
shown(const char *view, gboolean json)
{
    g_autoptr(document) document = sample_document(&sample);
    view_name = view;
    as_json = json;
    return captured(print_view, document);
}

static void
assert_holds(const char *text, const char *part)
{
    if (!strstr(text, part))
        g_error("\"%s\" is not in:\n%s", part, text);
}

static void
test_mentions(void)
{
    g_autofree char *text = shown("mentions", FALSE);
    g_assert_true(g_str_has_prefix(
        text, "document\tid\ttype\ttext\tvalue\tattrs\tpage\tline\tcolumn\tend_line\tend_column\t"
              "start\tend\tsentence\tcert\trule\n"));
    assert_holds(text, "mappe\\t1/notat.txt\tm2\tamount\t2,5 mio. kr.\t2500000\t\t1\t2\t16\t2\t28\t"
                       "48\t60\ts2\thigh\tsample\n");
    assert_holds(text, "case\t200115-0007\t200115-0007\tscheme=journal");
    g_assert_null(strstr(text, "010203"));
    g_assert_null(strstr(text, "cpr"));
}

static void
test_facts(void)
{
    g_autofree char *text = shown("facts", FALSE);
    assert_holds(text, "f2\tfunding\tproject:Åben Port\tamount:2500000\tperiod=2016;status=granted"
                       "\tDer er bevilget 2,5 mio. kr. til Åben Port i 2016.\t1\t2\t0\thigh\t");
    assert_holds(text, "note=klagen fra ••••••-••••\tBorgeren ••••••-•••• har klaget");
    g_assert_null(strstr(text, "010203"));
}

static void
test_json(void)
{
    g_autofree char *text = shown("facts", TRUE);
    assert_holds(text, "{\"document\":\"mappe\\t1/notat.txt\",\"id\":\"f1\",");
    assert_holds(text, "\"page\":1,\"line\":2,\"column\":0,");
    g_assert_null(strstr(text, "predicate\tsubject"));
}

static void
test_documents(void)
{
    g_autofree char *text = shown("documents", FALSE);
    assert_holds(text, "\ttext\t1\tBevilling til Projekt Åben Port\t\textract relate\t\n");
}

static void
test_sentences(void)
{
    g_autofree char *text = shown("sentences", FALSE);
    assert_holds(text, "\ts1\t1\t1\tBevilling til Projekt Åben Port\n");
    assert_holds(text, "\ts3\t1\t3\tBorgeren ••••••-•••• har klaget; journalnummer 200115-0007.\n");
}

/* Items, corrections, joined words; the margin comes last. */
static struct document *
printed_document(void)
{
    struct document *document = document_new("a.txt", "", MEDIA_TEXT);
    struct builder *builder = builder_new(document);
    struct page page = {.n = 1, .characters = 40};
    builder_page(builder, &page);
    const struct {
        enum block_kind kind;
        const char *n, *words;
    } blocks[] = {{BLOCK_MARGIN, NULL, "Telefon"},
                  {BLOCK_HEADER, NULL, "Kommunen"},
                  {BLOCK_ITEM, "1.", "Fælles"},
                  {BLOCK_CELL, NULL, ""}};
    for (guint i = 0; i < G_N_ELEMENTS(blocks); i++) {
        struct line line = {.page = 1, .n = i + 1};
        builder_block(builder, blocks[i].kind, -1);
        builder_block_n(builder, blocks[i].n, 1);
        builder_line(builder, &line, 0);
        builder_text(builder, blocks[i].words, strlen(blocks[i].words));
        if (blocks[i].kind == BLOCK_ITEM)
            builder_choice(builder, " Fleere", 7, " flere", 6, CERT_HIGH);
        builder_end_block(builder);
    }
    builder_free(builder);
    return document;
}

static void
test_text(void)
{
    g_autoptr(document) document = printed_document();
    view_name = "text";
    with_corrections = FALSE;
    g_autofree char *printed = captured(print_view, document);
    g_assert_cmpstr(printed, ==, "1. Fælles Fleere\nTelefon\n");
    with_corrections = TRUE;
    g_autofree char *corrected = captured(print_view, document);
    g_assert_cmpstr(corrected, ==, "1. Fælles flere\nTelefon\n");
    with_corrections = FALSE;
}

/* 12 + 7 + 8 visible characters of 40 are in blocks, 5 were left out: 8 are nowhere. */
static void
print_coverage(struct document *document)
{
    const struct view *view = view_find("coverage");
    struct show show = {.program = "test", .rows = rows_new("test", view->columns, FALSE, FALSE)};
    view->print(&show, document, NULL);
    rows_free(show.rows);
    g_assert_true(show.unaccounted);
}

static void
test_coverage(void)
{
    g_autoptr(document) document = printed_document();
    struct discard discard = {.page = 1, .reason = "hidden", .characters = 5};
    g_array_append_val(document->discards, discard);
    g_autofree char *text = captured(print_coverage, document);
    g_assert_cmpstr(text, ==,
                    "document\tpage\tclass\tcharacters\n"
                    "a.txt\t1\tlist\t12\n"
                    "a.txt\t1\tmargin\t7\n"
                    "a.txt\t1\theader\t8\n"
                    "a.txt\t1\tdiscarded:hidden\t5\n"
                    "a.txt\t1\tunaccounted\t8\n");
}

static char **expressions;

static void
print_select(struct document *document)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(select) select = select_new(expressions, &error);
    g_assert_no_error(error);
    g_autoptr(cpr_mask) mask = cpr_mask_new(document);
    struct rows *rows = rows_new("test", select_columns(select), FALSE, TRUE);
    GString *line = sample_line(document);
    g_assert_true(select_line(select, document, line->str, line->len, mask, rows, &error));
    g_string_free(line, TRUE);
    rows_free(rows);
}

static char *
selected(char **all)
{
    g_autoptr(document) document = sample_document(&sample);
    expressions = all;
    return captured(print_select, document);
}

static void
test_select(void)
{
    char *amounts[] = {(char *)"//measure[@quantity > 1000000]",
                       (char *)"page()",
                       (char *)"line()",
                       (char *)"@quantity",
                       (char *)"norm(.)",
                       (char *)"norm(ancestor::s)",
                       (char *)"starts-with(docid(), 'd')",
                       (char *)"path()",
                       NULL};
    g_autofree char *text = selected(amounts);
    g_assert_cmpstr(
        text, ==,
        "1\t2\t2500000\t2,5 mio. kr.\t"
        "Der er bevilget 2,5 mio. kr. til Åben Port i 2016.\ttrue\tmappe\\t1/notat.txt\n");
    char *sentences[] = {(char *)"//s[contains(., 'klaget')]", NULL};
    g_autofree char *masked = selected(sentences);
    g_assert_cmpstr(masked, ==, "Borgeren ••••••-•••• har klaget; journalnummer 200115-0007.\n");
    char *count[] = {(char *)"count(//s)", NULL};
    g_autofree char *number = selected(count);
    g_assert_cmpstr(number, ==, "5\n");
}

static void
test_select_refusals(void)
{
    g_autoptr(GError) error = NULL;
    char *wrong[] = {(char *)"//s[", NULL};
    g_assert_null(select_new(wrong, &error));
    g_assert_error(error, AKT_ERROR, AKT_ERROR_USAGE);
    g_clear_error(&error);
    char *endless[] = {(char *)"//*[count(//*[count(//*[count(//*[count(//*[count(//*) > 0]) > 0]) "
                               "> 0]) > 0]) > 0]",
                       NULL};
    g_autoptr(select) select = select_new(endless, &error);
    g_assert_no_error(error);
    g_autoptr(document) document = sample_document(&sample);
    GString *line = sample_line(document);
    struct rows *rows = rows_new("test", select_columns(select), FALSE, TRUE);
    g_assert_false(select_line(select, document, line->str, line->len, NULL, rows, &error));
    g_assert_error(error, AKT_ERROR, AKT_ERROR_LIMIT);
    rows_free(rows);
    g_string_free(line, TRUE);
}

static void
test_cpr(void)
{
    static const struct {
        const char *text, *masked;
    } cases[] = {
        {"010203-1234", "••••••-••••"},
        {"cpr 311299 1234.", "cpr •••••• ••••."},
        {"010203–1234", "••••••–••••"},
        {"010203-12345", "010203-12345"},
        {"2015-010203-1234", "2015-010203-1234"},
        {"010203-1234-5", "010203-1234-5"},
        {"321399-1234", "321399-1234"},
        {"0102031234", "0102031234"},
        {"cpr-nr. 0102031234", "cpr-nr. ••••••••••"},
        {"CPR 01.02.03/123O", "CPR ••.••.••/••••"},
        {"personnummer 610203-1234", "personnummer ••••••-••••"},
        {"personer: 01.02.03/1234", "personer: 01.02.03/1234"},
        {"cpr for 12 børn og 01.02.03-1234", "cpr for 12 børn og 01.02.03-1234"},
        {"sag/010203-1234.pdf", "sag/••••••-••••.pdf"},
        {"0707614285", "••••••••••"}, /* the modulus fits */
        {"ingen tal", "ingen tal"},
        {"010203-1234 og 020304-4321", "••••••-•••• og ••••••-••••"},
    };
    struct arena *arena = arena_new();
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(cpr_mask_text(NULL, arena, cases[i].text), ==, cases[i].masked);
    arena_free(arena);
}

/* Ten digits in one are masked where recognise said what they are; the stream's markup is not. */
static void
test_cpr_line(void)
{
    static const char *const words[] = {"Nummer 0102031234 og 010203-9999 er to.", NULL};
    static const struct sample_mention numbers[] = {
        {MENTION_CPR, "0102031234", NULL, NULL},
        {MENTION_PERSON, "er to", "Bo 010203-9999", NULL},
        {0}};
    const struct sample with_numbers = {"a.txt", words, numbers, NULL};
    g_autoptr(document) document = sample_document(&with_numbers);
    g_autoptr(cpr_mask) mask = cpr_mask_new(document);
    GString *line = sample_line(document);
    gsize length;
    g_autofree char *masked = cpr_mask_line(mask, line->str, line->len, &length);
    g_assert_nonnull(masked);
    assert_holds(masked, ">••••••••••<");
    assert_holds(masked, "\"Bo ••••••-••••\"");
    assert_holds(masked, "••••••-••••");
    g_autoptr(tei_reader) reader = tei_reader_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(document) again = tei_read(reader, masked, length, &error);
    g_assert_no_error(error);
    g_assert_cmpint(g_utf8_strlen(again->text->str, -1), ==,
                    g_utf8_strlen(document->text->str, -1));
    g_string_free(line, TRUE);
}

/* Numbers of neighbouring blocks or cells are not one number. */
static void
test_cpr_neighbours(void)
{
    static const char *const words[] = {"Konto 120168", "-6312", NULL};
    const struct sample apart = {"a.txt", words, NULL, NULL};
    g_autoptr(document) document = sample_document(&apart);
    g_autoptr(cpr_mask) mask = cpr_mask_new(document);
    GString *line = sample_line(document);
    gsize length;
    g_assert_null(cpr_mask_line(mask, line->str, line->len, &length));
    g_string_free(line, TRUE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/show/mentions", test_mentions);
    g_test_add_func("/show/facts", test_facts);
    g_test_add_func("/show/json", test_json);
    g_test_add_func("/show/documents", test_documents);
    g_test_add_func("/show/sentences", test_sentences);
    g_test_add_func("/show/text", test_text);
    g_test_add_func("/show/coverage", test_coverage);
    g_test_add_func("/show/select", test_select);
    g_test_add_func("/show/select-refusals", test_select_refusals);
    g_test_add_func("/show/cpr", test_cpr);
    g_test_add_func("/show/cpr-line", test_cpr_line);
    g_test_add_func("/show/cpr-neighbours", test_cpr_neighbours);
    return g_test_run();
}
