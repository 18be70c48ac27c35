/* Which blocks are read in one go.
 *
 * A paragraph or item that ends in the middle of a sentence goes on in the next paragraph of the
 * body, whatever stands between: the margin, headers, footers, page numbers, footnotes, a page's
 * end, or the blank line that a converter left there. It ends in the middle where there is no stop
 * and the next begins in lower case, or where its last word is one that ends no sentence. */
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

void
flow_link(struct work *work)
{
    struct document *document = work->document;
    guint open = G_MAXUINT; /* the last body block, if it may go on */
    gboolean aside = FALSE;
    for (guint i = 0; i < document->blocks->len; i++) {
        const struct block *block = document_block(document, i);
        if (stands_aside(block)) {
            aside = TRUE;
            continue;
        }
        gboolean flows = block->cell < 0 && block->n_pieces &&
                         (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_ITEM);
        if (open != G_MAXUINT && flows && block->kind == BLOCK_PARAGRAPH) {
            const struct block *before = document_block(document, open);
            gboolean parted = aside || last_page(document, before) != first_page(document, block);
            if (goes_on(document, before, block, parted)) {
                work_plan(work, open)->next = i;
                work_plan(work, i)->taken = TRUE;
            }
        }
        open = flows ? i : G_MAXUINT;
        aside = FALSE;
    }
}
