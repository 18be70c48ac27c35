/* The header of a line: the original, its state and pages, the stages that have been here. */
#include "tei-private.h"
#include "tei.h"

#include <stdlib.h>
#include <string.h>

static void
put_note(GString *out, const char *type, guint n, const char *subtype, const char *text)
{
    g_string_append_printf(out, "<note type=\"%s\"", type);
    if (n)
        g_string_append_printf(out, " n=\"%u\"", n);
    if (subtype)
        tei_put_attribute(out, "subtype", subtype);
    g_string_append_c(out, '>');
    tei_put_text(out, text);
    g_string_append(out, "</note>");
}

static void
put_notes(GString *out, const struct document *document)
{
    char number[16];
    g_string_append(out, "<notesStmt>");
    put_note(out, "state", 0, NULL, document_state_name(document->state));
    for (guint i = 0; i < document->pages->len; i++) {
        const struct page *page = document_page(document, i);
        g_snprintf(number, sizeof number, "%u", page->characters);
        put_note(out, "page", page->n, page_state_name(page->state), number);
    }
    for (guint i = 0; i < document->discards->len; i++) {
        const struct discard *discard = &g_array_index(document->discards, struct discard, i);
        g_snprintf(number, sizeof number, "%u", discard->characters);
        put_note(out, "discarded", discard->page, discard->reason, number);
    }
    for (guint i = 0; i < document->issues->len; i++) {
        const struct issue *issue = &g_array_index(document->issues, struct issue, i);
        put_note(out, "issue", issue->page, issue->tag, issue->text);
    }
    g_string_append(out, "</notesStmt>");
}

static void
put_prefixes(GString *out)
{
    static const char *const prefixes[][3] = {
        {"z", "([0-9]+),([0-9.]+),([0-9.]+),([0-9.]+),([0-9.]+)", "#page=$1&highlight=$2,$4,$3,$5"},
        {"c", "([0-9]+),([0-9]+)", "#char=$1,$2"},
        {"a", "([a-z]+)=(.*)", "#attribute/$1/$2"},
        {"r", "(.+)", "#rule/$1"},
        {"v", "(.+)", "#value/$1"},
        {"sha256", "([0-9a-f]+)", "#sha256/$1"},
    };
    g_string_append(out, "<listPrefixDef>");
    for (gsize i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        g_string_append(out, "<prefixDef");
        tei_put_attribute(out, "ident", prefixes[i][0]);
        tei_put_attribute(out, "matchPattern", prefixes[i][1]);
        tei_put_attribute(out, "replacementPattern", prefixes[i][2]);
        g_string_append(out, "/>");
    }
    g_string_append(out, "</listPrefixDef>");
}

static void
put_applications(GString *out, const struct document *document)
{
    g_string_append(out, "<appInfo>");
    for (guint i = 0; i < document->applications->len; i++) {
        const struct application *a = &g_array_index(document->applications, struct application, i);
        g_string_append(out, "<application");
        tei_put_attribute(out, "ident", a->name);
        tei_put_attribute(out, "version", a->version);
        g_string_append(out, "><label>");
        tei_put_text(out, a->name);
        g_string_append(out, "</label>");
        if (a->dictionary)
            g_string_append_printf(out, "<ptr type=\"dictionary\" target=\"sha256:%s\"/>",
                                   a->dictionary);
        g_string_append(out, "</application>");
    }
    g_string_append(out, "</appInfo>");
}

void
tei_put_header(GString *out, struct document *document)
{
    g_autofree char *shown = g_filename_display_basename(document->path);
    for (char *c = shown; *c; c++)
        if ((guchar)*c < 0x20)
            *c = '?';
    g_string_append(out, "<teiHeader><fileDesc><titleStmt><title>");
    tei_put_text(out, shown);
    g_string_append_printf(out,
                           "</title></titleStmt><extent><measure unit=\"page\" quantity=\"%u\"/>"
                           "</extent><publicationStmt><p/></publicationStmt>",
                           document->pages->len);
    put_notes(out, document);
    g_string_append_printf(out,
                           "<sourceDesc><bibl><ptr type=\"original\" mimeType=\"%s\" target=\"",
                           media_type(document->media));
    for (const guchar *c = (const guchar *)document->path; *c; c++)
        if (g_ascii_isalnum(*c) || strchr("-._~/,:+@()", *c))
            g_string_append_c(out, (char)*c);
        else
            g_string_append_printf(out, "%%%02X", *c);
    g_string_append_printf(out,
                           "\"/><idno type=\"sha256\">%s</idno></bibl></sourceDesc></fileDesc>"
                           "<encodingDesc><schemaRef type=\"interchange\" key=\"%s\" "
                           "url=\"aktspor.rng\"/>",
                           document->sha256, TEI_VOCABULARY);
    put_prefixes(out);
    put_applications(out, document);
    g_string_append(out, "</encodingDesc></teiHeader>");
}

static void
put_length(GString *out, const char *name, int tenths)
{
    g_string_append_printf(out, " %s=\"%s%d", name, tenths < 0 ? "-" : "", abs(tenths) / 10);
    if (tenths % 10)
        g_string_append_printf(out, ".%d", abs(tenths) % 10);
    g_string_append_c(out, '"');
}

void
tei_put_recognised(GString *out, const struct document *document)
{
    guint page = 0;
    if (!document->recognised->len)
        return;
    g_string_append(out, "<facsimile>");
    for (guint i = 0; i < document->recognised->len; i++) {
        const struct recognised_word *word = document_recognised(document, i);
        if (word->page != page) {
            g_string_append_printf(out, "%s<surface n=\"%u\">", page ? "</surface>" : "",
                                   word->page);
            page = word->page;
        }
        g_string_append_printf(out, "<zone corresp=\"c:%u,%u\"", word->range.first,
                               word->range.last);
        put_length(out, "ulx", word->box.x0);
        put_length(out, "uly", word->box.y0);
        put_length(out, "lrx", word->box.x1);
        put_length(out, "lry", word->box.y1);
        g_string_append_printf(out, " cert=\"%u.%02u\"/>", word->confidence / 100,
                               word->confidence % 100);
    }
    g_string_append(out, "</surface></facsimile>");
}
