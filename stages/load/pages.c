/* Pages, and their words for the full-text index. */
#include "cpr.h"
#include "database-private.h"

#include <string.h>

/* The reading text by the page where each word begins. */
static GPtrArray *
page_strings(const struct document *document)
{
    GPtrArray *texts = g_ptr_array_new();
    for (guint i = 0; i < document->pages->len; i++)
        g_ptr_array_add(texts, g_string_new(NULL));
    guint last = document->pages->len, block = 0;
    for (guint i = 0; i < document->pieces->len && last; i++) {
        const struct piece *piece = document_piece(document, i);
        const char *text = document->text->str + piece->text;
        gsize length = piece->text_length, tail = 0;
        guint page = CLAMP(document_line(document, piece->line)->page, 1, last) - 1;
        while (block + 1 < document->blocks->len &&
               document_block(document, block + 1)->first_piece <= i) {
            block++;
            g_string_append_c(g_ptr_array_index(texts, page), '\n');
        }
        /* A word that began on the page before is finished there. */
        const struct piece *before = i ? piece - 1 : piece;
        guint page_before = CLAMP(document_line(document, before->line)->page, 1, last) - 1;
        if (page_before != page && before->text + before->text_length == piece->text) {
            tail = strcspn(text, " \n");
            tail = MIN(tail, length);
            g_string_append_len(g_ptr_array_index(texts, page_before), text, (gssize)tail);
        }
        g_string_append_len(g_ptr_array_index(texts, page), text + tail, (gssize)(length - tail));
    }
    return texts;
}

GPtrArray *
pages_texts(struct document *document)
{
    g_autoptr(cpr_mask) mask = cpr_mask_new(document);
    GPtrArray *texts = page_strings(document);
    GPtrArray *masked = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < texts->len; i++) {
        GString *text = g_ptr_array_index(texts, i);
        const char *clean = cpr_mask_text(mask, document->arena, text->str);
        g_ptr_array_add(masked, clean == text->str ? g_string_free(text, FALSE) : g_strdup(clean));
        if (clean != ((char **)masked->pdata)[i])
            g_string_free(text, TRUE);
    }
    g_ptr_array_unref(texts);
    return masked;
}

/* FNV-1a of a text, as SQLite's signed numbers. */
gint64
text_hash(const char *text)
{
    guint64 hash = G_GUINT64_CONSTANT(14695981039346656037);
    for (; *text; text++)
        hash = (hash ^ (guchar)*text) * G_GUINT64_CONSTANT(1099511628211);
    return (gint64)hash;
}

static gboolean
page_insert(struct database *database, gint64 id, const struct page *page, const char *text,
            gint64 hash, GError **error)
{
    struct statement add = statement_of(
        database,
        "INSERT INTO page (document, n, state, characters, text_hash) VALUES (?, ?, ?, ?, ?)",
        "writing a page");
    put_number(&add, id);
    put_number(&add, page->n);
    put_text(&add, page_state_name(page->state));
    put_number(&add, page->characters);
    put_number(&add, hash);
    if (!statement_run(&add, error))
        return FALSE;
    index_add(database, sqlite3_last_insert_rowid(database->handle), text, FALSE);
    return TRUE;
}

/* How many pages a document has, and whether they hold just these words. */
static gboolean
pages_same(struct database *database, gint64 id, const GPtrArray *texts, gint64 *ret_pages,
           gboolean *ret_same, GError **error)
{
    gboolean row;
    struct statement statement = statement_of(
        database, "SELECT n, text_hash FROM page WHERE document = ?", "looking for pages");
    put_number(&statement, id);
    *ret_pages = 0;
    *ret_same = TRUE;
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            break;
        gint64 n = sqlite3_column_int64(statement.handle, 0);
        *ret_same &=
            n >= 1 && n <= texts->len &&
            text_hash(g_ptr_array_index(texts, n - 1)) == sqlite3_column_int64(statement.handle, 1);
        ++*ret_pages;
    }
    *ret_same &= *ret_pages == texts->len;
    return TRUE;
}

static gboolean
page_change(struct database *database, gint64 id, const struct page *page, GError **error)
{
    struct statement change = statement_of(
        database, "UPDATE page SET state = ?3, characters = ?4 WHERE document = ?1 AND n = ?2",
        "changing a page");
    put_number(&change, id);
    put_number(&change, page->n);
    put_text(&change, page_state_name(page->state));
    put_number(&change, page->characters);
    return statement_run(&change, error);
}

/* Pages whose words are as they were keep their rows, and with them their words in the index;
 * those of pages that changed leave it. */
gboolean
pages_write(struct database *database, struct document *document, gint64 id, GError **error)
{
    g_autoptr(GPtrArray) texts = pages_texts(document);
    gboolean same, all, ok = TRUE;
    gint64 pages;
    if (!pages_same(database, id, texts, &pages, &same, error))
        return FALSE;
    if (!same && pages) {
        struct statement statement =
            statement_of(database, "DELETE FROM page WHERE document = ?", "taking pages away");
        if (!index_away(database, id, &all, error))
            return FALSE;
        put_number(&statement, id);
        if (!statement_run(&statement, error))
            return FALSE;
    }
    for (guint i = 0; ok && i < texts->len; i++) {
        const char *text = g_ptr_array_index(texts, i);
        const struct page *page = document_page(document, i);
        ok = same ? page_change(database, id, page, error)
                  : page_insert(database, id, page, text, text_hash(text), error);
    }
    return ok;
}
