/* Agenda pages and minutes as municipalities publish them on the web, read with libxml2's HTML
 * parser: its events only, no tree, nothing fetched. Untrusted input; linear time.
 *
 * A web page has no lines. Its place in the source is the ordinal of the run of text, from 1, and
 * the code point in it: a run is what stands between two tags, character references resolved, line
 * ends as blanks (in <pre> they end a run); runs of blanks alone are not counted, nor is what is
 * left out. All runs stand on page 1. */
#ifndef AKT_EXTRACT_HTML_H
#define AKT_EXTRACT_HTML_H

#include "autoptr.h"
#include "document.h"
#include "extract/text.h"
#include "original.h"

/* A run of text. */
struct html_run {
    gsize start, length; /* bytes of html_page.text */
    gboolean joined;     /* no blank stands between it and the run before in its block */
    gboolean bold;
};

/* What is read in one go: consecutive runs. */
struct html_block {
    enum block_kind kind;
    guint level;
    const char *n; /* item of a numbered list: its number; in the page's arena */
    int cell;      /* index into cells, or -1 */
    guint first_run, n_runs;
};

/* A web page as extract and audit both read it. */
struct html_page {
    struct arena *arena;
    GString *text;
    GArray *runs;     /* struct html_run; run number i + 1 is line i + 1 */
    GArray *blocks;   /* struct html_block */
    GArray *cells;    /* struct cell */
    GArray *discards; /* struct discard: navigation, script, style, hidden, head, form */
    struct text_slips slips;
};

/* Reads a page. NULL and AKT_ERROR_DAMAGED where the bytes are no text (text_decode()),
 * AKT_ERROR_LIMIT above 32 MB, or AKT_ERROR_LIBRARY. Free with html_page_free(). */
struct html_page *html_page_read(const char *bytes, gsize length, GError **error);
void html_page_free(struct html_page *page);
AKT_AUTOPTR(html_page, html_page_free)

#define html_run_at(p, i) (&g_array_index((p)->runs, struct html_run, (i)))

/* Reads a web page into an empty document. What is wrong with it is the document's state and
 * issues. FALSE only when a library failed. */
gboolean extract_html(struct original *original, struct document *document, GError **error);

#endif
