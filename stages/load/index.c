/* The full-text index. It has no content of its own (that would double the file), so words are
 * taken out by saying them once more: they come from the document's kept line, and the hash of the
 * page tells that they are the same. */
#include "cpr.h"
#include "database-private.h"
#include "tei.h"

#include <string.h>

static const char *const put_sql = "INSERT INTO page_text (rowid, text) VALUES (?, ?)";
static const char *const take_sql =
    "INSERT INTO page_text (page_text, rowid, text) VALUES ('delete', ?, ?)";

void
index_add(struct database *database, gint64 page, const char *text, gboolean away)
{
    struct words words = {page, g_strdup(text), away};
    if (*text)
        g_array_append_val(database->words, words);
    else
        g_free(words.text);
}

gboolean
index_write(struct database *database, GError **error)
{
    for (guint i = 0; i < database->words->len; i++) {
        const struct words *words = &g_array_index(database->words, struct words, i);
        struct statement statement =
            statement_of(database, words->away ? take_sql : put_sql, "writing a page's words");
        put_number(&statement, words->page);
        put_text(&statement, words->text);
        if (!statement_run(&statement, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- what the index holds of a document ----------------------------------------------------- */

struct document *
kept_document(struct database *database, gint64 id, GError **error)
{
    g_autofree char *line = NULL;
    gsize length = 0;
    if (!database_kept(database, id, &line, &length, NULL, error))
        return NULL;
    if (!line) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_DATABASE, "%s: there is no kept line",
                    database->path);
        return NULL;
    }
    g_autoptr(tei_reader) reader = tei_reader_new();
    struct document *document = tei_read(reader, line, length, error);
    if (!document)
        g_prefix_error(error, "%s: the kept line of document %" G_GINT64_FORMAT ": ",
                       database->path, id);
    return document;
}

GPtrArray *
kept_texts(struct database *database, gint64 id, GError **error)
{
    g_autoptr(document) document = kept_document(database, id, error);
    return document ? pages_texts(document) : NULL;
}

/* ---- taking words out ------------------------------------------------------------------------ */

/* Row id, hash and number of each page. */
static void
page_away(struct database *database, const GPtrArray *texts, sqlite3_stmt *row, gboolean *ret_all)
{
    gint64 n = sqlite3_column_int64(row, 2);
    const char *text = n >= 1 && n <= texts->len ? g_ptr_array_index(texts, n - 1) : NULL;
    if (text && text_hash(text) == sqlite3_column_int64(row, 1))
        index_add(database, sqlite3_column_int64(row, 0), text, TRUE);
    else
        *ret_all = FALSE;
}

gboolean
index_away(struct database *database, gint64 id, gboolean *ret_all, GError **error)
{
    gboolean row;
    struct statement statement = statement_of(
        database, "SELECT id, text_hash, n FROM page WHERE document = ?", "reading pages");
    g_autoptr(GPtrArray) texts = kept_texts(database, id, error);
    *ret_all = TRUE;
    if (!texts)
        return FALSE;
    put_number(&statement, id);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        page_away(database, texts, statement.handle, ret_all);
    }
}

/* ---- all of it anew -------------------------------------------------------------------------- */

static gboolean
rebuild_page(struct database *database, gint64 id, gint64 n, const char *text, GError **error)
{
    gboolean found;
    gint64 page = 0;
    struct statement find = statement_of(
        database, "UPDATE page SET text_hash = ?3 WHERE document = ?1 AND n = ?2 RETURNING id",
        "looking for a page");
    put_number(&find, id);
    put_number(&find, n);
    put_number(&find, text_hash(text));
    if (!statement_number(&find, &found, &page, error) || !found || !*text)
        return !(error && *error);
    struct statement statement = statement_of(database, put_sql, "writing a page's words");
    put_number(&statement, page);
    put_text(&statement, text);
    return statement_run(&statement, error);
}

gboolean
index_rebuild(struct database *database, GError **error)
{
    gboolean row;
    struct statement statement =
        statement_of(database, "SELECT document FROM stream ORDER BY document", "reading lines");
    if (!index_write(database, error) ||
        !database_execute(database, "INSERT INTO page_text (page_text) VALUES ('delete-all')",
                          "emptying the index of words", error))
        return FALSE;
    g_array_set_size(database->words, 0);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        gint64 id = sqlite3_column_int64(statement.handle, 0);
        g_autoptr(GPtrArray) texts = kept_texts(database, id, error);
        gboolean ok = texts != NULL;
        for (guint i = 0; ok && i < texts->len; i++)
            ok = rebuild_page(database, id, i + 1, g_ptr_array_index(texts, i), error);
        if (!ok) {
            statement_reset(&statement);
            return FALSE;
        }
    }
}
