/* The printed words, a block a line: the body in reading order, then the margin; and the source
 * characters by page, line and column, which no stage may change. */
#include "views.h"

#include "program.h"

#include <string.h>

/* What stands on the paper for its pages' sake, not the reader's: headers, footers and page
 * numbers, the header of a table where a further page shows it again. */
static gboolean
is_furniture(struct document *document, const struct block *block)
{
    return block_is_furniture(block->kind) ||
           (block->cell >= 0 && document_cell(document, (guint)block->cell)->repeated);
}

static gboolean
is_margin(enum block_kind kind)
{
    return kind == BLOCK_MARGIN;
}

/* A block's words with its number or bullet; nothing for an empty cell. */
static void
append_block(const struct show *show, struct document *document, const struct block *block,
             GString *out)
{
    const char *words = document_printed(document, block->span);
    if (show->corrected) {
        gsize length;
        const char *text = document_block_text(document, block, &length);
        words = arena_strndup(document->arena, text, length);
    }
    gboolean numbered = block->n && *block->n;
    if (!*words && !numbered)
        return;
    g_string_append_printf(out, "%s%s%s\n", numbered ? block->n : "", numbered && *words ? " " : "",
                           words);
}

void
view_text(struct show *show, struct document *document, const struct cpr_mask *mask)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < document->blocks->len; i++) {
            const struct block *block = document_block(document, i);
            if (is_margin(block->kind) == (pass == 1) &&
                (show->furniture || !is_furniture(document, block)))
                append_block(show, document, block, out);
        }
    }
    if (show->documents && out->len)
        program_write(show->program, "\n", 1);
    const char *masked = cpr_mask_text(mask, document->arena, out->str);
    program_write(show->program, masked, strlen(masked));
}

void
view_source(struct show *show, struct document *document, const struct cpr_mask *mask)
{
    g_autofree char *masked = cpr_mask_source(mask, document);
    if (show->documents)
        program_write(show->program, "\n", 1);
    program_write(show->program, masked, strlen(masked));
}
