/* The account of a page's characters: what each class of block holds, what was left out and why,
 * and what nothing claims. */
#include "views.h"

#include "program.h"

#include <string.h>

enum account_class {
    CLASS_BODY,
    CLASS_HEADING,
    CLASS_LIST,
    CLASS_TABLE,
    CLASS_MARGIN,
    CLASS_HEADER,
    CLASS_FOOTER,
    CLASS_PAGE_NUMBER,
    CLASS_FOOTNOTE,
    N_CLASSES
};
static const char *const class_names[N_CLASSES] = {
    "body", "heading", "list", "table", "margin", "header", "footer", "page-number", "footnote"};

/* What a cell holds is the table's, be it a paragraph or an item. */
static enum account_class
class_of(const struct block *block)
{
    static const enum account_class classes[] = {
        [BLOCK_HEADING] = CLASS_HEADING,   [BLOCK_PARAGRAPH] = CLASS_BODY,
        [BLOCK_ITEM] = CLASS_LIST,         [BLOCK_LABEL] = CLASS_BODY,
        [BLOCK_FOOTNOTE] = CLASS_FOOTNOTE, [BLOCK_CELL] = CLASS_TABLE,
        [BLOCK_MARGIN] = CLASS_MARGIN,     [BLOCK_HEADER] = CLASS_HEADER,
        [BLOCK_FOOTER] = CLASS_FOOTER,     [BLOCK_PAGE_NUMBER] = CLASS_PAGE_NUMBER};
    return block->cell >= 0 ? CLASS_TABLE : classes[block->kind];
}

/* Characters of one page by class. */
struct account {
    guint by_class[N_CLASSES];
};

gboolean
view_is_visible(gunichar c)
{
    if (c == 0x00ad || (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff)
        return FALSE;
    return !g_unichar_isspace(c);
}

static guint
visible_in(const char *text, gsize length)
{
    guint n = 0;
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at))
        n += view_is_visible(g_utf8_get_char(at));
    return n;
}

/* Adds a block's source characters to the pages they stand on. */
static void
account_block(const struct document *document, const struct block *block, GArray *accounts)
{
    for (guint i = block->first_piece; i < block->first_piece + block->n_pieces; i++) {
        const struct piece *piece = document_piece(document, i);
        guint page = document_line(document, piece->line)->page;
        if (page == 0 || page > accounts->len || !piece->source_length)
            continue;
        struct account *account = &g_array_index(accounts, struct account, page - 1);
        account->by_class[class_of(block)] +=
            visible_in(document->source->str + piece->source, piece->source_length);
    }
}

static void
coverage_row(struct show *show, const struct document *document, guint page, const char *class,
             gint64 characters)
{
    view_path(show, document);
    rows_number(show->rows, page);
    rows_text(show->rows, class);
    rows_number(show->rows, characters);
    rows_end(show->rows);
}

static gint
compare_pages(gconstpointer a, gconstpointer b)
{
    const struct discard *p = a, *q = b;
    return p->page < q->page ? -1 : p->page > q->page;
}

/* Characters of a page that were left out, each reason a row; `*next` runs along the discards,
 * which are in the order of pages. */
static guint
discard_rows(struct show *show, const struct document *document, GArray *discards, guint *next,
             guint page)
{
    guint sum = 0;
    for (; *next < discards->len; (*next)++) {
        const struct discard *discard = &g_array_index(discards, struct discard, *next);
        if (discard->page > page)
            break;
        if (discard->page < page)
            continue;
        g_autofree char *class = g_strdup_printf("discarded:%s", discard->reason);
        coverage_row(show, document, page, class, discard->characters);
        sum += discard->characters;
    }
    return sum;
}

/* What a page's blocks hold, each class a row; their sum. */
static guint
class_rows(struct show *show, const struct document *document, guint page,
           const struct account *account)
{
    guint sum = 0;
    for (guint i = 0; i < N_CLASSES; i++) {
        if (account->by_class[i])
            coverage_row(show, document, page, class_names[i], account->by_class[i]);
        sum += account->by_class[i];
    }
    return sum;
}

/* The difference that a page's account leaves: shown, and named on stderr. */
static void
rest_row(struct show *show, const struct document *document, guint page, gint64 rest)
{
    if (rest == 0)
        return;
    coverage_row(show, document, page, "unaccounted", rest);
    if (rest > 0)
        program_message(show->program, document->path, page,
                        "%" G_GINT64_FORMAT " characters are in no block", rest);
    else
        program_message(show->program, document->path, page,
                        "blocks hold %" G_GINT64_FORMAT " characters more than the page", -rest);
    show->unaccounted = TRUE;
}

void
view_coverage(struct show *show, struct document *document, const struct cpr_mask *mask)
{
    (void)mask; /* numbers only */
    g_autoptr(GArray) accounts = g_array_new(FALSE, TRUE, sizeof(struct account));
    g_array_set_size(accounts, document->pages->len);
    for (guint i = 0; i < document->blocks->len; i++)
        account_block(document, document_block(document, i), accounts);
    g_autoptr(GArray) discards = g_array_copy(document->discards);
    g_array_sort(discards, compare_pages);
    guint next = 0;
    for (guint i = 0; i < document->pages->len; i++) {
        const struct page *page = document_page(document, i);
        const struct account *account = &g_array_index(accounts, struct account, i);
        gint64 claimed = class_rows(show, document, page->n, account);
        claimed += discard_rows(show, document, discards, &next, page->n);
        rest_row(show, document, page->n, (gint64)page->characters - claimed);
    }
}
