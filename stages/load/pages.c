/* Pages, and their words for the full-text index. */
#include "cpr.h"
#include "database-private.h"

#include <string.h>

/* The reading text by the page where each word begins. */
static GPtrArray *
page_texts(const struct document *document)
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

static void
free_texts(GPtrArray *texts)
{
    for (guint i = 0; i < texts->len; i++)
        g_string_free(g_ptr_array_index(texts, i), TRUE);
    g_ptr_array_unref(texts);
}

/* FNV-1a of a text, as SQLite's signed numbers. */
static gint64
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
    if (!*text)
        return TRUE;
    struct words words = {sqlite3_last_insert_rowid(database->handle), g_strdup(text)};
    g_array_append_val(database->words, words);
    return TRUE;
}

/* A page whose words are as they were keeps its row, and with it its words in the index. An index
 * without content cannot take words back: those of a page that changed stay under an id that no
 * page has any more. */
static gboolean
write_page(struct database *database, gint64 id, const struct page *page, const char *text,
           GError **error)
{
    gint64 hash = text_hash(text), kept = 0;
    gboolean found = FALSE;
    struct statement find = statement_of(
        database, "SELECT text_hash FROM page WHERE document = ? AND n = ?", "looking for a page");
    put_number(&find, id);
    put_number(&find, page->n);
    if (!statement_number(&find, &found, &kept, error))
        return FALSE;
    if (!found)
        return page_insert(database, id, page, text, hash, error);
    struct statement change = statement_of(
        database,
        kept == hash ? "UPDATE page SET state = ?3, characters = ?4 WHERE document = ?1 AND n = ?2"
                     : "DELETE FROM page WHERE document = ? AND n = ?",
        "changing a page");
    put_number(&change, id);
    put_number(&change, page->n);
    if (kept == hash) {
        put_text(&change, page_state_name(page->state));
        put_number(&change, page->characters);
    }
    if (!statement_run(&change, error))
        return FALSE;
    return kept == hash || page_insert(database, id, page, text, hash, error);
}

gboolean
pages_write(struct database *database, struct document *document, gint64 id,
            const struct cpr_mask *mask, GError **error)
{
    struct statement beyond = statement_of(
        database, "DELETE FROM page WHERE document = ? AND n > ?", "taking pages away");
    put_number(&beyond, id);
    put_number(&beyond, document->pages->len);
    if (!statement_run(&beyond, error))
        return FALSE;
    GPtrArray *texts = page_texts(document);
    gboolean ok = TRUE;
    for (guint i = 0; ok && i < texts->len; i++) {
        const GString *text = g_ptr_array_index(texts, i);
        ok = write_page(database, id, document_page(document, i),
                        cpr_mask_text(mask, document->arena, text->str), error);
    }
    free_texts(texts);
    return ok;
}
