/* Web pages: blocks, lists, tables, what is left out, and the runs that audit finds again. */
#include "error.h"
#include "extract/html.h"
#include "read-sample.h"

#include <string.h>

static struct document *
read_page(const char *html)
{
    struct original *original = sample_original(html, strlen(html), MEDIA_HTML);
    struct document *document = document_new("sample", original->sha256, MEDIA_HTML);
    g_autoptr(GError) error = NULL;
    g_assert_true(extract_html(original, document, &error));
    g_assert_no_error(error);
    original_free(original);
    return document;
}

static void
check(const char *html, const char *expected)
{
    g_autoptr(document) document = read_page(html);
    g_autofree char *found = sample_blocks(document);
    g_assert_cmpstr(found, ==, expected);
    g_assert_cmpuint(sample_claimed(document), ==, sample_on_pages(document));
}

static void
test_blocks(void)
{
    check("<html><body><h1>Punkt 2</h1><p>Vi <b>byg</b>ger <i>en</i> bro.<p>Den&nbsp;koster "
          "5&#160;kr."
          "</body>",
          "heading 1: Punkt 2\npara: Vi bygger en bro.\npara: Den koster 5 kr.\n");
    check("<html><div>L\xc3\xb8s tekst <div>Inde</div> igen</div>",
          "para: Løs tekst\npara: Inde\npara: igen\n");
    check("<html><p>Gade 1<br>5700 Byen<br>Ring til os<br>og spørg.</p>",
          "para: Gade 1 5700 Byen\npara: Ring til os og spørg.\n");
    check("<html><aside><p>Sagsnr. 7</p></aside><p>Tekst</p>", "margin: Sagsnr. 7\npara: Tekst\n");
}

static void
test_bold_headings(void)
{
    check("<html><p><strong>Resum\xc3\xa9</strong></p><p><b>Vi</b> bygger.</p><p><b>Pris: 5 "
          "kr.</b></p>"
          "<p><b>Slut</b>",
          "heading: Resumé\npara: Vi bygger.\npara: Pris: 5 kr.\npara: Slut\n");
}

static void
test_lists(void)
{
    check("<html><ol><li>En<li>To<ul><li>Inderst</ul></ol><ol start=4><li>Fire</ol>",
          "item 1. 1: En\nitem 2. 1: To\nitem 2: Inderst\nitem 4. 1: Fire\n");
    check("<html><dl><dt>Dato<dd>3. maj<dt>Sted<dd>Salen</dl>",
          "label: Dato\nitem 1: 3. maj\nlabel: Sted\nitem 1: Salen\n");
}

static void
test_tables(void)
{
    check("<html><table><tr><th>Post<th>Kr.<tr><td>Løn<td>5<tr><td><p>A</p><p>B</p><td></table>",
          "cell 0.0 H: Post\ncell 0.1 H: Kr.\ncell 1.0: Løn\ncell 1.1: 5\npara 2.0: A\n"
          "para 2.0: B\ncell 2.1: \n");
    check("<html><table><tr><td rowspan=2>Fond<td>2020<tr><td>2021<tr><td colspan=2>I "
          "alt<td>Ni</table>",
          "cell 0.0: Fond\ncell 0.1: 2020\ncell 1.1: 2021\ncell 2.0: I alt\ncell 2.2: Ni\n");
    check("<html><table><tr><td>Post<td>Kroner<tr><td>Løn<td>1.200</table>",
          "cell 0.0 H: Post\ncell 0.1 H: Kroner\ncell 1.0: Løn\ncell 1.1: 1.200\n");
    /* tables for looks: one column, or one that holds another */
    check("<html><table><tr><td>Venstre<td><table><tr><td>a<td>b</table></table>",
          "para: Venstre\ncell 0.0: a\ncell 0.1: b\n");
    check("<html><table><tr><td>Kun<tr><td>en søjle</table>", "para: Kun\npara: en søjle\n");
}

static void
test_left_out(void)
{
    g_autoptr(document) document =
        read_page("<html><head><title>Titel</title><style>.x, .gemt {display : none}</style></head>"
                  "<body><nav>Menu</nav><header><a href='#i'>Til indhold</a></header>"
                  "<p class='a gemt'>Kladde</p><p hidden>Lukket</p><p style='DISPLAY: none'>Nej</p>"
                  "<script>if (a < b) f();</script><p>Se <a href='#b'>bilag</a> 1.</p>"
                  "<footer>Fod</footer></body>");
    g_autofree char *found = sample_blocks(document);
    g_assert_cmpstr(found, ==, "para: Se bilag 1.\n");
    g_assert_cmpuint(sample_claimed(document), ==, sample_on_pages(document));
    guint navigation = 0, hidden = 0;
    for (guint i = 0; i < document->discards->len; i++) {
        const struct discard *discard = &g_array_index(document->discards, struct discard, i);
        if (!strcmp(discard->reason, "navigation"))
            navigation = discard->characters;
        else if (!strcmp(discard->reason, "hidden"))
            hidden = discard->characters;
    }
    g_assert_cmpuint(navigation, ==, strlen("Menu") + strlen("Tilindhold") + strlen("Fod"));
    g_assert_cmpuint(hidden, ==, strlen("Kladde") + strlen("Lukket") + strlen("Nej"));
}

static void
test_states(void)
{
    g_autoptr(document) empty = read_page("<html><body><script>x()</script></body></html>");
    g_assert_cmpint(empty->state, ==, DOCUMENT_EMPTY);
    g_autoptr(document) cut = read_page("<html><body><p>Tekst <b>her");
    g_assert_cmpint(cut->state, ==, DOCUMENT_TEXT);
    g_autoptr(document) latin = read_page("<html><meta charset=utf-8><p>Bl\xe5 b\xe6r</p>");
    g_assert_cmpstr(latin->text->str, ==, "Blå bær");
}

/* Every piece stands in its run at its column: what audit relies on. */
static void
test_runs(void)
{
    const char *html = "<html><p>Æbler &amp; <b>pærer</b></p><table><tr><td>Å<td>1\n2</table>";
    g_autoptr(GError) error = NULL;
    g_autoptr(html_page) page = html_page_read(html, strlen(html), &error);
    g_assert_no_error(error);
    g_autoptr(document) document = read_page(html);
    g_assert_cmpuint(page->runs->len, ==, 4);
    for (guint i = 0; i < document->pieces->len; i++) {
        const struct piece *piece = document_piece(document, i);
        const struct html_run *run = html_run_at(page, document_line(document, piece->line)->n - 1);
        const char *at =
            g_utf8_offset_to_pointer(page->text->str + run->start, (glong)piece->column);
        g_assert_cmpint(strncmp(at, document->source->str + piece->source, piece->source_length),
                        ==, 0);
    }
}

/* Any order of tags: it ends, and claims every character. */
static void
test_any_tags(void)
{
    static const char *const parts[] = {
        "<p>",      "</p>",           "<table>",  "<tr>",   "<td colspan=3>", "</table>", "<li>",
        "<ul>",     "</ul>",          "<h2>",     "<nav>",  "</nav>",         "<br>",     "tekst ",
        "<b>x</b>", "<td rowspan=0>", "<dl><dd>", "</div>", "&amp;",          "<"};
    for (guint seed = 0; seed < 300; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        g_autoptr(GString) html = g_string_new("<html>");
        for (guint i = 0; i < 60; i++)
            g_string_append(html, parts[g_rand_int_range(random, 0, G_N_ELEMENTS(parts))]);
        g_autoptr(document) document = read_page(html->str);
        g_assert_cmpuint(sample_claimed(document), ==, sample_on_pages(document));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/html/blocks", test_blocks);
    g_test_add_func("/html/bold-headings", test_bold_headings);
    g_test_add_func("/html/lists", test_lists);
    g_test_add_func("/html/tables", test_tables);
    g_test_add_func("/html/left-out", test_left_out);
    g_test_add_func("/html/states", test_states);
    g_test_add_func("/html/runs", test_runs);
    g_test_add_func("/html/any-tags", test_any_tags);
    return g_test_run();
}
