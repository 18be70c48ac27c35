/* Papers for the tests of time, case and contact: a text to a document, its mentions to a text.
 *
 * Each line is a block; lines with tabs are the rows of a table, consecutive ones of the same. A
 * sentence ends at a full stop before a blank and a capital letter. */
#ifndef AKT_TEST_RECOGNISE_SAMPLE_H
#define AKT_TEST_RECOGNISE_SAMPLE_H

#include "annotation.h"
#include "builder.h"

#include <string.h>

static inline void
sample_block(struct builder *builder, enum block_kind kind, int cell, guint n, const char *text)
{
    struct line line = {.page = 1, .n = n};
    builder_block(builder, kind, cell);
    builder_line(builder, &line, 0);
    builder_text(builder, text, strlen(text));
    builder_end_block(builder);
}

static inline void
sample_sentences(struct document *document)
{
    for (guint i = 0; i < document->blocks->len; i++) {
        const struct block *block = document_block(document, i);
        gsize start = block->span.start;
        for (gsize at = start; at < block->span.end; at++) {
            const char *text = document->text->str + at;
            gboolean ends = at + 1 == block->span.end ||
                            (*text == '.' && text[1] == ' ' && g_ascii_isupper(text[2]));
            if (!ends)
                continue;
            struct sentence sentence = {{start, at + 1}, i};
            g_array_append_val(document->sentences, sentence);
            start = at + 2;
        }
    }
}

static inline struct document *
sample_paper(const char *text)
{
    struct document *document = document_new("sample.txt", NULL, MEDIA_TEXT);
    g_autoptr(builder) builder = builder_new(document);
    struct page page = {.n = 1, .state = PAGE_TEXT};
    builder_page(builder, &page);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint table = 0, row = 0;
    gboolean in_table = FALSE;
    for (guint i = 0; lines[i]; i++) {
        gboolean is_row = strchr(lines[i], '\t') != NULL;
        if (in_table && !is_row) {
            table++;
            row = 0;
        }
        in_table = is_row;
        if (!is_row) {
            gboolean heading = lines[i][0] == '#';
            sample_block(builder, heading ? BLOCK_HEADING : BLOCK_PARAGRAPH, -1, i + 1,
                         lines[i] + heading);
            continue;
        }
        g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
        for (guint c = 0; cells[c]; c++) {
            struct cell cell = {.table = table,
                                .row = row,
                                .column = c,
                                .rows = 1,
                                .columns = 1,
                                .header = row == 0};
            sample_block(builder, BLOCK_CELL, builder_cell(builder, &cell), i + 1, cells[c]);
        }
        row++;
    }
    builder_free(g_steal_pointer(&builder));
    sample_sentences(document);
    return document;
}

/* "date|9. maj 2016|2016-05-09|": a line for each mention from byte `from` of the text on. */
static inline char *
sample_mentions(struct document *document, gsize from)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < document->mentions->len; i++) {
        const struct mention *mention = document_mention(document, i);
        if (mention->span.start < from)
            continue;
        g_string_append_printf(
            out, "%s%s|%s|%s|%s", out->len ? "\n" : "", mention_type_name(mention->type),
            document_printed(document, mention->span), mention->value, mention->attrs);
    }
    return g_string_free(out, FALSE);
}

#endif
