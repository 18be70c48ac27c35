/* A web page's runs and blocks to a document; and what the page did not mark: headings that are
 * only bold, the header of a table of figures. */
#include "extract/html.h"

#include "builder.h"
#include "error.h"

#include <string.h>

/* "17.08.2010", "1-9-2010": a date in figures. */
static gboolean
is_date(const char *text, gsize length)
{
    guint signs = 0, digits = 0;
    for (gsize i = 0; i < length; i++) {
        digits += g_ascii_isdigit(text[i]) != 0;
        signs += strchr(".-/", text[i]) != NULL;
    }
    return signs == 2 && digits >= 4 && digits <= 8 && signs + digits == length &&
           !(length >= 4 && strchr(".-/", text[length - 4])); /* "1.200.000" ends in three */
}

/* "5.900.000", "12 %", "-": a cell that says how much. */
static gboolean
is_figure(const char *text, gsize length)
{
    gboolean digits = FALSE;
    for (gsize i = 0; i < length; i++) {
        if (g_ascii_isdigit(text[i]))
            digits = TRUE;
        else if (!strchr(" .,-+%()\xc2\xa0", text[i])) /* U+00A0 too */
            return FALSE;
    }
    return digits && length != 4 && !is_date(text, length); /* four figures are a year */
}

/* A table of figures whose first row holds words alone has it for its header, where the page marks
 * none. */
static void
find_headers(struct html_page *page)
{
    g_autoptr(GByteArray) figures =
        g_byte_array_new(); /* bits a table: 1 in row 0, 2 below, 4 th, 8 and 16 words in row 0 */
    for (guint i = 0; i < page->blocks->len; i++) {
        const struct html_block *block = &g_array_index(page->blocks, struct html_block, i);
        if (block->cell < 0)
            continue;
        const struct cell *cell = &g_array_index(page->cells, struct cell, block->cell);
        if (figures->len <= cell->table) {
            guint had = figures->len;
            g_byte_array_set_size(figures, cell->table + 1);
            memset(figures->data + had, 0, figures->len - had);
        }
        const struct html_run *run = block->n_runs ? html_run_at(page, block->first_run) : NULL;
        if (cell->header)
            figures->data[cell->table] |= 4;
        else if (run && is_figure(page->text->str + run->start, run->length))
            figures->data[cell->table] |= cell->row ? 2 : 1;
        else if (run && !cell->row)
            figures->data[cell->table] |= figures->data[cell->table] & 8 ? 16 : 8;
    }
    for (guint i = 0; i < page->cells->len; i++) {
        struct cell *cell = &g_array_index(page->cells, struct cell, i);
        if (cell->row == 0 && cell->table < figures->len &&
            figures->data[cell->table] == (2 | 8 | 16))
            cell->header = TRUE;
    }
}

/* A short paragraph that is bold as a whole, with a capital first and no stop last, over another
 * block, is a heading that the page did not mark as one. */
static void
find_headings(struct html_page *page)
{
    enum {
        HEADING_BYTES = 120
    };
    for (guint i = 0; i + 1 < page->blocks->len; i++) {
        struct html_block *block = &g_array_index(page->blocks, struct html_block, i);
        gsize length = 0;
        gboolean bold = block->kind == BLOCK_PARAGRAPH && block->cell < 0 && block->n_runs;
        for (guint r = block->first_run; bold && r < block->first_run + block->n_runs; r++) {
            bold = html_run_at(page, r)->bold;
            length += html_run_at(page, r)->length;
        }
        if (!bold || length < 3 || length > HEADING_BYTES)
            continue;
        const struct html_run *last = html_run_at(page, block->first_run + block->n_runs - 1);
        const char *text = page->text->str + html_run_at(page, block->first_run)->start;
        const char *end = page->text->str + last->start + last->length;
        while (*text == ' ')
            text++;
        while (end > text && end[-1] == ' ')
            end--;
        gunichar first = g_utf8_get_char(text);
        if (end > text && (g_unichar_isupper(first) || g_unichar_isdigit(first)) &&
            !strchr(".,;", end[-1]) && !memchr(text, ':', (gsize)(end - 1 - text)))
            block->kind = BLOCK_HEADING;
    }
}

/* A cell with one text is a cell; with several blocks they are paragraphs and items. */
static enum block_kind
kind_in_cell(const struct html_page *page, guint at)
{
    const struct html_block *block = &g_array_index(page->blocks, struct html_block, at);
    const struct html_block *before =
        at ? &g_array_index(page->blocks, struct html_block, at - 1) : NULL;
    const struct html_block *after =
        at + 1 < page->blocks->len ? &g_array_index(page->blocks, struct html_block, at + 1) : NULL;
    gboolean single =
        (!before || before->cell != block->cell) && (!after || after->cell != block->cell);
    if (block->cell < 0)
        return block->kind;
    if (single)
        return BLOCK_CELL;
    return block->kind == BLOCK_ITEM ? BLOCK_ITEM : BLOCK_PARAGRAPH;
}

static guint
build(const struct html_page *page, struct builder *builder)
{
    guint visible = 0;
    for (guint i = 0; i < page->cells->len; i++)
        builder_cell(builder, &g_array_index(page->cells, struct cell, i));
    for (guint i = 0; i < page->blocks->len; i++) {
        const struct html_block *block = &g_array_index(page->blocks, struct html_block, i);
        builder_block(builder, kind_in_cell(page, i), block->cell);
        if (block->n || block->level)
            builder_block_n(builder, block->n, block->level);
        for (guint r = block->first_run; r < block->first_run + block->n_runs; r++) {
            const struct html_run *run = html_run_at(page, r);
            struct line line = {.page = 1, .n = r + 1, .joined = run->joined};
            builder_line(builder, &line, 0);
            builder_text(builder, page->text->str + run->start, run->length);
            visible += text_visible(page->text->str + run->start, run->length);
        }
        builder_end_block(builder);
    }
    return visible;
}

gboolean
extract_html(struct original *original, struct document *document, GError **error)
{
    gsize size;
    const char *bytes = g_bytes_get_data(original->bytes, &size);
    g_autoptr(GError) reason = NULL;
    g_autoptr(html_page) page = html_page_read(bytes, size, &reason);
    if (g_error_matches(reason, AKT_ERROR, AKT_ERROR_LIBRARY)) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return FALSE;
    }
    if (!page) {
        text_note_failure(document, reason);
        return TRUE;
    }
    find_headers(page);
    find_headings(page);
    struct builder *builder = builder_new(document);
    struct page only = {.n = 1};
    only.characters = build(page, builder);
    for (guint i = 0; i < page->discards->len; i++) {
        struct discard *discard = &g_array_index(page->discards, struct discard, i);
        g_array_append_val(document->discards, *discard);
        only.characters += discard->characters;
    }
    only.state = document->text->len ? PAGE_TEXT : PAGE_EMPTY;
    builder_page(builder, &only);
    builder_free(builder);
    text_note_slips(document, &page->slips);
    document->state = document->text->len ? DOCUMENT_TEXT : DOCUMENT_EMPTY;
    return TRUE;
}
