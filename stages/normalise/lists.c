/* The number or bullet of an item is printed but not read: a back-reference ("projekt 3") finds it
 * in the item's n. */
#include "extract/markers.h"
#include "normalise/work.h"

void
lists_number(struct work *work)
{
    struct document *document = work->document;
    for (guint i = 0; i < document->blocks->len; i++) {
        const struct block *block = document_block(document, i);
        struct block_plan *plan = work_plan(work, i);
        plan->n = block->n;
        plan->level = block->level;
        if (block->kind != BLOCK_ITEM || plan->taken)
            continue;
        plan->level = MAX(plan->level, 1);
        struct marker marker;
        gsize length;
        const char *text = document_block_text(document, block, &length);
        if (block->n || !marker_read(text, length, &marker))
            continue;
        if (work_edit(work, block->span.start, block->span.start + marker.length, "", CERT_HIGH))
            plan->n = arena_strndup(document->arena, text, marker.length);
    }
}
