/* Papers as strings through the readers of extract and through normalise, and their blocks as
 * lines of text to compare. */
#ifndef AKT_READ_SAMPLE_H
#define AKT_READ_SAMPLE_H

#include "document.h"
#include "extract/text.h"
#include "original.h"

/* An original with the bytes of a string. */
static inline G_GNUC_UNUSED struct original *
sample_original(const char *bytes, gsize length, enum media media)
{
    struct original *original = g_new0(struct original, 1);
    original->path = g_strdup("sample");
    original->bytes = g_bytes_new(bytes, length);
    original->sha256 =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length);
    original->media = media;
    return original;
}

/* A block a line: "para: words", "heading 1: words", "item 2. 1: words", "cell 0.1 H: words" (row
 * and column, H in a header), with "para 0.1" for a paragraph in a cell. Free with g_free(). */
static inline G_GNUC_UNUSED char *
sample_blocks(const struct document *document)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < document->blocks->len; i++) {
        const struct block *block = document_block(document, i);
        gsize length;
        const char *text = document_block_text(document, block, &length);
        g_string_append(out, block_kind_name(block->kind));
        if (block->n)
            g_string_append_printf(out, " %s", block->n);
        if (block->level)
            g_string_append_printf(out, " %u", block->level);
        if (block->cell >= 0) {
            const struct cell *cell = document_cell(document, block->cell);
            g_string_append_printf(out, " %u.%u%s", cell->row, cell->column,
                                   cell->header ? " H" : "");
        }
        g_string_append_printf(out, ": %.*s\n", (int)length, text);
    }
    return g_string_free(out, FALSE);
}

/* A sentence a line. */
static inline G_GNUC_UNUSED char *
sample_sentences(const struct document *document)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < document->sentences->len; i++) {
        struct span span = document_sentence(document, i)->span;
        g_string_append_printf(out, "%.*s\n", (int)(span.end - span.start),
                               document->text->str + span.start);
    }
    return g_string_free(out, FALSE);
}

/* The visible characters that blocks and discards hold. */
static inline G_GNUC_UNUSED guint
sample_claimed(const struct document *document)
{
    guint claimed = text_visible(document->source->str, document->source->len);
    for (guint i = 0; i < document->discards->len; i++)
        claimed += g_array_index(document->discards, struct discard, i).characters;
    return claimed;
}

/* The visible characters that the pages say they have. */
static inline G_GNUC_UNUSED guint
sample_on_pages(const struct document *document)
{
    guint characters = 0;
    for (guint i = 0; i < document->pages->len; i++)
        characters += document_page(document, i)->characters;
    return characters;
}

#endif
