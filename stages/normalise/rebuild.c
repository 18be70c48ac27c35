/* The new body from the old one by the plan. */
#include "builder.h"
#include "normalise/work.h"

#include <string.h>

/* The source bytes behind a stretch of text: whole SAME pieces may be cut, others only taken
 * whole. *ret_line is the line they stand on. */
static gboolean
source_of(const struct document *document, gsize start, gsize end, gsize *ret_start, gsize *ret_end)
{
    guint i = document_piece_at(document, start);
    const struct piece *first = document_piece(document, i);
    if (start == end) { /* an insertion: between two bytes of one SAME piece, or at its end */
        if (first->kind != PIECE_SAME || start < first->text ||
            start > first->text + first->text_length)
            return FALSE;
        *ret_start = *ret_end = first->source + (start - first->text);
        return TRUE;
    }
    if (first->kind == PIECE_CHOICE || first->kind == PIECE_BREAK)
        return FALSE;
    if (first->kind == PIECE_FOLD && start > first->text)
        return FALSE;
    *ret_start = first->source + (first->kind == PIECE_SAME ? start - first->text : 0);
    gsize expected = *ret_start;
    for (; i < document->pieces->len; i++) {
        const struct piece *piece = document_piece(document, i);
        if (piece->kind == PIECE_CHOICE || piece->kind == PIECE_BREAK || piece->line != first->line)
            return FALSE;
        if (piece->source > expected)
            return FALSE;
        expected = piece->source + piece->source_length;
        gsize text_end = piece->text + piece->text_length;
        if (text_end < end)
            continue;
        if (piece->kind == PIECE_FOLD && text_end > end)
            return FALSE;
        *ret_end = piece->kind == PIECE_SAME ? piece->source + (end - piece->text) : expected;
        return TRUE;
    }
    return FALSE;
}

gboolean
work_edit(struct work *work, gsize start, gsize end, const char *corr, enum cert cert)
{
    struct edit edit = {.cert = cert};
    if (!source_of(work->document, start, end, &edit.start, &edit.end))
        return FALSE;
    edit.corr = arena_strdup(work->document->arena, corr);
    g_array_append_val(work->edits, edit);
    return TRUE;
}

static gint
compare_edits(gconstpointer a, gconstpointer b)
{
    const struct edit *p = a, *q = b;
    if (p->start != q->start)
        return p->start < q->start ? -1 : 1;
    return p->end < q->end ? -1 : p->end > q->end;
}

/* Sorts the edits and drops those that overlap an earlier one. */
static void
settle_edits(struct work *work)
{
    g_array_sort(work->edits, compare_edits);
    guint kept = 0;
    for (guint i = 0; i < work->edits->len; i++) {
        struct edit edit = g_array_index(work->edits, struct edit, i);
        if (kept && g_array_index(work->edits, struct edit, kept - 1).end > edit.start)
            continue;
        if (kept && edit.start == edit.end &&
            g_array_index(work->edits, struct edit, kept - 1).start == edit.start)
            continue;
        g_array_index(work->edits, struct edit, kept++) = edit;
    }
    g_array_set_size(work->edits, kept);
}

struct copier {
    struct builder *builder;
    const struct document *from;
    GArray *edits;
    guint edit; /* the next one */
    guint line; /* of the old document, where the builder stands; G_MAXUINT at a block's start */
    gsize done; /* source bytes before this are built */
};

static void
stand_at(struct copier *copier, const struct piece *piece, gsize source)
{
    const char *bytes = copier->from->source->str;
    guint column = piece->column +
                   (guint)g_utf8_strlen(bytes + piece->source, (gssize)(source - piece->source));
    if (piece->line == copier->line) {
        builder_column(copier->builder, column);
        return;
    }
    builder_line(copier->builder, document_line(copier->from, piece->line), column);
    copier->line = piece->line;
}

/* Copies a piece, cut where edits stand in it. An edit may reach over pieces after it. */
static void
copy_piece(struct copier *copier, const struct piece *piece)
{
    const char *bytes = copier->from->source->str;
    gsize at = MAX(piece->source, copier->done), end = piece->source + piece->source_length;
    if (piece->kind == PIECE_BREAK)
        return;
    if (piece->kind == PIECE_CHOICE) {
        if (piece->source < copier->done)
            return;
        stand_at(copier, piece, piece->source);
        builder_choice(copier->builder, bytes + piece->source, piece->source_length,
                       copier->from->text->str + piece->text, piece->text_length,
                       (enum cert)piece->cert);
        return;
    }
    while (at < end) {
        while (copier->edit < copier->edits->len &&
               g_array_index(copier->edits, struct edit, copier->edit).start < at)
            copier->edit++;
        const struct edit *edit = copier->edit < copier->edits->len
                                      ? &g_array_index(copier->edits, struct edit, copier->edit)
                                      : NULL;
        gboolean here = edit && (edit->start < end || (edit->start == end && edit->end == end));
        gsize stop = here ? edit->start : end;
        stand_at(copier, piece, at);
        if (stop > at)
            builder_text(copier->builder, bytes + at, stop - at);
        if (!here)
            break;
        builder_choice(copier->builder, bytes + edit->start, edit->end - edit->start, edit->corr,
                       strlen(edit->corr), edit->cert);
        copier->done = at = edit->end;
        copier->edit++;
    }
}

static guint
first_edit(GArray *edits, gsize source)
{
    guint low = 0, high = edits->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(edits, struct edit, middle).start < source)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Builds one new block from an old one and those that go on it. */
static void
build_block(struct work *work, struct copier *copier, guint index)
{
    const struct document *old = work->document;
    const struct block *block = document_block(old, index);
    const struct block_plan *plan = work_plan(work, index);
    builder_block(copier->builder, block->kind, block->cell);
    if (plan->n || plan->level)
        builder_block_n(copier->builder, plan->n, plan->level);
    copier->line = G_MAXUINT;
    for (guint i = index; i != G_MAXUINT; i = work_plan(work, i)->next) {
        const struct block *part = document_block(old, i);
        copier->done = 0;
        for (guint p = part->first_piece; p < part->first_piece + part->n_pieces; p++) {
            const struct piece *piece = document_piece(old, p);
            if (p == part->first_piece)
                copier->edit = first_edit(copier->edits, piece->source);
            copy_piece(copier, piece);
        }
        copier->line = G_MAXUINT; /* a part that goes on begins its line anew */
    }
    builder_end_block(copier->builder);
}

void
work_rebuild(struct work *work)
{
    struct document *old = work->document;
    struct document *body = document_new_body(old);
    settle_edits(work);
    struct copier copier = {
        .builder = builder_new(body), .from = old, .edits = work->edits, .line = G_MAXUINT};
    for (guint i = 0; i < old->cells->len; i++)
        builder_cell(copier.builder, document_cell(old, i));
    int filled = -1;
    for (guint i = 0; i < old->blocks->len; i++) {
        int cell = document_block(old, i)->cell;
        gboolean last = i + 1 == old->blocks->len || document_block(old, i + 1)->cell != cell;
        if (!work_plan(work, i)->taken) {
            build_block(work, &copier, i);
            filled = cell;
        } else if (cell >= 0 && last && filled != cell) { /* all it said went to an earlier row */
            builder_block(copier.builder, BLOCK_CELL, cell);
            builder_end_block(copier.builder);
        }
    }
    builder_free(copier.builder);
    body->structured = TRUE;
    document_take_body(old, body);
}
