/* Pages in, blocks out: what waits for what. */
#include "blocks-private.h"

struct blocks *
blocks_new(struct builder *builder)
{
    struct blocks *blocks = g_new0(struct blocks, 1);
    blocks->builder = builder;
    blocks->waiting = g_ptr_array_new_with_free_func((GDestroyNotify)draft_free);
    blocks->line_counts = g_array_new(FALSE, TRUE, sizeof(guint));
    blocks->table.gutters = g_array_new(FALSE, FALSE, sizeof(struct span_x));
    blocks->table.header = g_string_new(NULL);
    blocks->table.repeated = g_ptr_array_new_with_free_func(held_cell_free);
    blocks->table.row = g_ptr_array_new_with_free_func(held_cell_free);
    return blocks;
}

void
blocks_free(struct blocks *blocks)
{
    if (!blocks)
        return;
    draft_free(blocks->block.draft);
    g_ptr_array_unref(blocks->waiting);
    g_array_unref(blocks->line_counts);
    g_array_unref(blocks->table.gutters);
    g_string_free(blocks->table.header, TRUE);
    g_ptr_array_unref(blocks->table.row);
    g_ptr_array_unref(blocks->table.repeated);
    g_free(blocks);
}

/* The number of the next line on a page. */
guint
blocks_next_line(struct blocks *blocks, guint page)
{
    if (blocks->line_counts->len <= page)
        g_array_set_size(blocks->line_counts, page + 1);
    return ++g_array_index(blocks->line_counts, guint, page);
}

void
blocks_flush_waiting(struct blocks *blocks)
{
    for (guint i = 0; i < blocks->waiting->len; i++)
        draft_write(g_ptr_array_index(blocks->waiting, i), blocks->builder, -1);
    g_ptr_array_set_size(blocks->waiting, 0);
}

/* The usual distance of the page's lines. */
static float
usual_pitch(const struct layout *layout)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < layout->items->len; i++) {
        const struct item *item = &g_array_index(layout->items, struct item, i);
        guint line = item->kind == ITEM_LINE ? item->index : LINE_BREAK;
        g_array_append_val(lines, line);
    }
    return layout_pitch(layout, (const guint *)(void *)lines->data, lines->len);
}

/* The size of running text: that of most characters outside of tables, bold ones left aside, on
 * this page and those before. */
static float
text_size(struct blocks *blocks, const struct layout *layout)
{
    for (guint i = 0; i < layout->items->len; i++) {
        const struct item *item = &g_array_index(layout->items, struct item, i);
        if (item->kind != ITEM_LINE)
            continue;
        const struct text_line *line = layout_line(layout, item->index);
        guint step = (guint)CLAMP(line->size * 4, 0, SIZE_STEPS - 1);
        blocks->sizes[step] += line->bold ? 0 : line->n;
    }
    guint best = 0;
    for (guint i = 1; i < SIZE_STEPS; i++)
        if (blocks->sizes[i] > blocks->sizes[best])
            best = i;
    return blocks->sizes[best] ? (float)best / 4 : layout->body_size;
}

static struct draft *
line_draft(struct blocks *blocks, const struct layout *layout, enum block_kind kind, guint index)
{
    struct draft *draft = draft_new(kind);
    draft_add_line(draft, layout, layout_line(layout, index), blocks_next_line(blocks, layout->n));
    return draft;
}

static void
wait_for_margin(struct blocks *blocks, const struct layout *layout)
{
    struct draft *draft = NULL;
    for (guint i = 0; i < layout->margin->len; i++) {
        const struct item *item = &g_array_index(layout->margin, struct item, i);
        if (draft && !item->breaks) {
            draft_add_line(draft, layout, layout_line(layout, item->index),
                           blocks_next_line(blocks, layout->n));
            continue;
        }
        draft = line_draft(blocks, layout, BLOCK_MARGIN, item->index);
        g_ptr_array_add(blocks->waiting, draft);
    }
    /* words that run another way: what stands upright in the margin of a form, each its block */
    for (guint i = layout->first_turned; i < layout->words->len; i++) {
        draft = draft_new(BLOCK_MARGIN);
        draft_add_words(draft, layout, &i, 1, blocks_next_line(blocks, layout->n));
        g_ptr_array_add(blocks->waiting, draft);
    }
}

static void
wait_for_furniture(struct blocks *blocks, const struct layout *layout)
{
    for (guint i = 0; i < layout->furniture->len; i++) {
        const struct item *item = &g_array_index(layout->furniture, struct item, i);
        enum block_kind kind = item->role == ROLE_HEADER   ? BLOCK_HEADER
                               : item->role == ROLE_FOOTER ? BLOCK_FOOTER
                                                           : BLOCK_PAGE_NUMBER;
        g_ptr_array_add(blocks->waiting, line_draft(blocks, layout, kind, item->index));
    }
}

void
blocks_add_page(struct blocks *blocks, struct layout *layout)
{
    enum {
        MOST_WAITING = 2000
    };
    blocks->body_size = text_size(blocks, layout);
    blocks->pitch = usual_pitch(layout);
    for (guint i = blocks_take_rest_of_cell(blocks, layout); i < layout->items->len; i++) {
        const struct item *item = &g_array_index(layout->items, struct item, i);
        if (item->kind == ITEM_TABLE) {
            blocks_add_table(blocks, layout,
                             &g_array_index(layout->tables, struct table, item->index));
            continue;
        }
        gboolean elsewhere =
            item->breaks || (blocks->block.draft && blocks->block.page != layout->n);
        if (blocks->table.open) {
            blocks_end_table(blocks);
            blocks_flush_waiting(blocks);
        }
        struct last_mark before = blocks->mark;
        if (item->begins || item->joins)
            blocks_add_decided_line(blocks, layout, item);
        else
            blocks_add_line(blocks, layout, item->index,
                            elsewhere || item[-(i > 0)].begins || item[-(i > 0)].joins);
        /* a list that goes on from the page above stays together */
        gboolean in_list =
            blocks->block.draft->kind == BLOCK_ITEM && blocks->mark.kind == before.kind &&
            (blocks->mark.kind == MARKER_BULLET || blocks->mark.number == before.number + 1);
        if (blocks->waiting->len && blocks->block.draft->lines->len == 1 && !in_list)
            blocks_flush_waiting(blocks);
    }
    wait_for_margin(blocks, layout);
    wait_for_furniture(blocks, layout);
    if (blocks->waiting->len > MOST_WAITING)
        blocks_end(blocks);
}

void
blocks_end(struct blocks *blocks)
{
    blocks_end_block(blocks);
    blocks_end_table(blocks);
    blocks_flush_waiting(blocks);
}

const struct open_columns *
blocks_open_columns(const struct blocks *blocks)
{
    return blocks->table.open ? &blocks->table.columns : NULL;
}
