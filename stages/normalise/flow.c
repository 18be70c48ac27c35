/* Which blocks are read in one go.
 *
 * A paragraph or item that ends in the middle of a sentence goes on in the next paragraph of the
 * body, whatever stands between: the margin, headers, footers, page numbers, footnotes, a page's
 * end, or the blank line that a converter left there. It ends in the middle where there is no stop
 * and the next begins in lower case, or where its last word is one that ends no sentence. A cell
 * that a page's end cuts goes on in a later row of its column. */
#include "normalise/work.h"

#include <string.h>

enum {
    SHORTEST_PART = 20
}; /* bytes: shorter ones are labels */

static gboolean
stands_aside(const struct block *block)
{
    return block->kind == BLOCK_MARGIN || block->kind == BLOCK_FOOTNOTE ||
           block_is_furniture(block->kind);
}

/* Words after which a sentence cannot end. */
static gboolean
ends_nothing(const char *text, gsize length)
{
    static const char *const words[] = {
        "af",    "at",     "den",   "det",  "de",  "en",   "et",  "for", "fra",    "i",
        "med",   "og",     "om",    "på",   "pr.", "samt", "som", "til", "ved",    "der",
        "eller", "mellem", "under", "hvor", "jf.", "nr.",  "ca.", "kl.", "blandt", "efter"};
    gsize start = length;
    while (start && text[start - 1] != ' ')
        start--;
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strlen(words[i]) == length - start && !memcmp(words[i], text + start, length - start))
            return TRUE;
    }
    return FALSE;
}

/* "at bevillingen gives" as one of several: the lines of a recommendation. */
static gboolean
begins_with_at(const char *text, gsize length)
{
    return length > 3 && (!memcmp(text, "at ", 3));
}

static gboolean
goes_on(const struct document *document, const struct block *block, const struct block *next,
        gboolean parted)
{
    gsize length, next_length;
    const char *text = document_block_text(document, block, &length);
    const char *after = document_block_text(document, next, &next_length);
    if (length < SHORTEST_PART || !next_length)
        return FALSE;
    gunichar first = g_utf8_get_char(after);
    gboolean hyphen = text[length - 1] == '-' && text[length - 2] != ' ';
    if (strchr(".:;!?", text[length - 1]) && !ends_nothing(text, length))
        return FALSE;
    if (begins_with_at(after, next_length) &&
        (text[length - 1] == ',' || begins_with_at(text, length)))
        return FALSE;
    if (g_unichar_islower(first))
        return TRUE;
    if (hyphen)
        return parted && g_unichar_isalnum(first);
    return parted && (g_unichar_isalnum(first) || first == '"' || first == 0x201d) &&
           ends_nothing(text, length);
}

static guint
last_page(const struct document *document, const struct block *block)
{
    const struct piece *piece = document_piece(document, block->first_piece + block->n_pieces - 1);
    return document_line(document, piece->line)->page;
}

static guint
first_page(const struct document *document, const struct block *block)
{
    return document_line(document, document_piece(document, block->first_piece)->line)->page;
}

static void
link_blocks(struct work *work, guint from, guint to)
{
    work_plan(work, from)->next = to;
    work_plan(work, to)->taken = TRUE;
}

/* ---- cells: what a page's end cuts goes on in the same column of a later row ---- */

/* The last words of each column of the table that is being passed, and where its rows stand. */
struct columns {
    GArray *last; /* guint: 1 + block, 0 for none, by column */
    guint table, row;
    gboolean begins_empty;   /* the row's first cell is empty */
    gboolean parted;         /* blank lines or a page's end stand before the row */
    const struct line *line; /* of the last words passed */
};

static guint *
column_at(struct columns *columns, guint column)
{
    if (columns->last->len <= column)
        g_array_set_size(columns->last, column + 1);
    return &g_array_index(columns->last, guint, column);
}

static void
begin_row(struct columns *columns, const struct document *document, guint index)
{
    const struct block *block = document_block(document, index);
    const struct cell *cell = document_cell(document, block->cell);
    if (cell->table != columns->table) {
        g_array_set_size(columns->last, 0);
        columns->table = cell->table;
        columns->line = NULL;
    }
    columns->row = cell->row;
    columns->begins_empty = cell->column > 0 || !block->n_pieces;
    columns->parted = FALSE;
    guint i = index;
    while (i < document->blocks->len && document_block(document, i)->cell >= 0 &&
           !document_block(document, i)->n_pieces)
        i++;
    if (i == document->blocks->len || document_block(document, i)->cell < 0 || !columns->line)
        return;
    const struct line *line = document_line(
        document, document_piece(document, document_block(document, i)->first_piece)->line);
    columns->parted = line->page != columns->line->page || line->n > columns->line->n + 1;
}

/* TRUE where the text ends in a word that a hyphen cut. */
static gboolean
ends_cut(const struct document *document, const struct block *block)
{
    gsize length;
    const char *text = document_block_text(document, block, &length);
    return length > 2 && text[length - 1] == '-' && word_letter_at(text, length, length - 2);
}

static gboolean
begins_lower(const struct document *document, const struct block *block)
{
    gsize length;
    const char *text = document_block_text(document, block, &length);
    return length && g_unichar_islower(g_utf8_get_char(text));
}

static gboolean
cell_goes_on(const struct document *document, const struct columns *columns,
             const struct block *before, const struct block *block)
{
    if (!begins_lower(document, block) || block->kind == BLOCK_ITEM)
        return FALSE;
    if (ends_cut(document, before))
        return columns->begins_empty || columns->parted;
    return columns->begins_empty && columns->parted && goes_on(document, before, block, TRUE);
}

static void
pass_cell(struct work *work, struct columns *columns, guint index)
{
    const struct document *document = work->document;
    const struct block *block = document_block(document, index);
    const struct cell *cell = document_cell(document, block->cell);
    gboolean first = index == 0 || document_block(document, index - 1)->cell != block->cell;
    if (columns->table != cell->table || columns->row != cell->row)
        begin_row(columns, document, index);
    if (!block->n_pieces)
        return;
    guint *last = column_at(columns, cell->column);
    if (first && *last) {
        const struct block *before = document_block(document, *last - 1);
        if (document_cell(document, before->cell)->row < cell->row &&
            cell_goes_on(document, columns, before, block))
            link_blocks(work, *last - 1, index);
    }
    *last = index + 1;
    const struct piece *piece = document_piece(document, block->first_piece + block->n_pieces - 1);
    columns->line = document_line(document, piece->line);
}

/* The one text in the table's last row that a hyphen cuts, or G_MAXUINT: a converter may put what
 * goes on after the table. */
static guint
cut_in_last_row(const struct work *work, const struct columns *columns)
{
    guint found = G_MAXUINT;
    for (guint i = 0; i < columns->last->len; i++) {
        guint last = g_array_index(columns->last, guint, i);
        if (!last || !ends_cut(work->document, document_block(work->document, last - 1)))
            continue;
        const struct block *block = document_block(work->document, last - 1);
        if (document_cell(work->document, block->cell)->row != columns->row || found != G_MAXUINT)
            return G_MAXUINT;
        found = last - 1;
    }
    return found;
}

/* ---- the body ---- */

void
flow_link(struct work *work)
{
    struct document *document = work->document;
    struct columns columns = {.last = g_array_new(FALSE, TRUE, sizeof(guint)), .table = G_MAXUINT};
    guint open = G_MAXUINT; /* the last body block, if it may go on */
    gboolean aside = FALSE, after_table = FALSE;
    for (guint i = 0; i < document->blocks->len; i++) {
        const struct block *block = document_block(document, i);
        if (block->cell >= 0) {
            pass_cell(work, &columns, i);
            open = G_MAXUINT;
            after_table = TRUE;
            continue;
        }
        if (stands_aside(block)) {
            aside = TRUE;
            continue;
        }
        gboolean flows =
            block->n_pieces && (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_ITEM);
        if (flows && block->kind == BLOCK_PARAGRAPH && open != G_MAXUINT) {
            const struct block *before = document_block(document, open);
            gboolean parted = aside || last_page(document, before) != first_page(document, block);
            if (goes_on(document, before, block, parted))
                link_blocks(work, open, i);
        } else if (flows && block->kind == BLOCK_PARAGRAPH && after_table &&
                   begins_lower(document, block)) {
            guint cut = cut_in_last_row(work, &columns);
            if (cut != G_MAXUINT && work_plan(work, cut)->next == G_MAXUINT)
                link_blocks(work, cut, i);
        }
        open = flows ? i : G_MAXUINT;
        aside = FALSE;
        after_table = FALSE;
    }
    g_array_unref(columns.last);
}
