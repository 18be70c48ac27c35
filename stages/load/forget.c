#include "forget.h"

#include "database-private.h"

#include <string.h>

enum {
    MIN_DIGITS = 16
};

/* ---- which ----------------------------------------------------------------------------------- */

static gboolean
collect(struct statement *statement, GArray *ids, GError **error)
{
    gboolean row;
    for (;;) {
        if (!statement_row(statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        gint64 id = sqlite3_column_int64(statement->handle, 0);
        g_array_append_val(ids, id);
    }
}

GArray *
forget_find(struct database *database, const char *name, GError **error)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    const char *digits = *name == 'd' ? name + 1 : name;
    gsize length = strspn(digits, "0123456789abcdef");
    struct statement by_path = statement_of(
        database, "SELECT DISTINCT document FROM location WHERE path = ?", "looking for a paper");
    put_path(&by_path, name);
    if (!collect(&by_path, ids, error))
        return NULL;
    if (ids->len || length < MIN_DIGITS || digits[length])
        return g_steal_pointer(&ids);
    g_autofree char *beyond = g_strconcat(digits, "g", NULL);
    struct statement by_hash =
        statement_of(database, "SELECT id FROM document WHERE sha256 >= ? AND sha256 < ?",
                     "looking for a paper");
    put_text(&by_hash, digits);
    put_text(&by_hash, beyond);
    return collect(&by_hash, ids, error) ? g_steal_pointer(&ids) : NULL;
}

/* ---- out ------------------------------------------------------------------------------------- */

static gboolean
run_on(struct database *database, const char *sql, gint64 id, GError **error)
{
    struct statement statement = statement_of(database, sql, "taking a paper out");
    put_number(&statement, id);
    return statement_run(&statement, error);
}

/* Papers that are linked to the one that goes, or have its title, are linked anew: it may have
 * stood between them. */
#define WAKE_LINKED                                                                     \
    "UPDATE document SET linked = 0 WHERE id IN (SELECT from_document FROM link WHERE " \
    "to_document = ?1 UNION SELECT to_document FROM link WHERE from_document = ?1)"
#define WAKE_TITLED                                                            \
    "UPDATE document SET linked = 0 WHERE id <> ?1 AND title IS NOT NULL AND " \
    "title = (SELECT title FROM document WHERE id = ?1)"

/* Facts go before mentions, which they point to; the rest goes with the document. */
static gboolean
take_out(struct database *database, gint64 id, gboolean *rebuild, GError **error)
{
    gboolean all;
    if (!run_on(database, WAKE_LINKED, id, error) || !run_on(database, WAKE_TITLED, id, error) ||
        !index_away(database, id, &all, error) ||
        !run_on(database,
                "DELETE FROM sidecar WHERE path IN (SELECT path FROM location WHERE document = ?)",
                id, error) ||
        !run_on(database, "DELETE FROM page WHERE document = ?", id, error) ||
        !rows_clear(database, id, error) ||
        !run_on(database, "DELETE FROM document WHERE id = ?", id, error))
        return FALSE;
    *rebuild |= !all;
    return TRUE;
}

/* Whether the index holds words of pages that are no more. */
static gboolean
find_stale(struct database *database, gboolean *ret_found, GError **error)
{
    gint64 id;
    struct statement statement = statement_of(
        database, "SELECT id FROM page_text_docsize WHERE id NOT IN (SELECT id FROM page) LIMIT 1",
        "looking through the index of words");
    return statement_number(&statement, ret_found, &id, error);
}

static gboolean
take_words(struct database *database, gboolean rebuild, GError **error)
{
    gboolean stale = FALSE;
    if (!index_write(database, error))
        return FALSE;
    g_array_set_size(database->words, 0);
    if (!rebuild && !find_stale(database, &stale, error))
        return FALSE;
    if (rebuild || stale)
        return index_rebuild(database, error);
    return database_execute(database, "INSERT INTO page_text (page_text) VALUES ('optimize')",
                            "putting the index of words together", error);
}

gboolean
forget_documents(struct database *database, const GArray *ids, GError **error)
{
    gboolean rebuild = FALSE,
             ok = database_commit(database, error) && database_begin(database, error);
    for (guint i = 0; ok && i < ids->len; i++)
        ok = take_out(database, g_array_index(ids, gint64, i), &rebuild, error);
    ok = ok && take_words(database, rebuild, error);
    if (ok)
        return database_commit(database, error);
    database_rollback(database);
    return FALSE;
}

/* ---- traces ---------------------------------------------------------------------------------- */

#define IN_USE                                                                           \
    "(SELECT name FROM mention WHERE name IS NOT NULL UNION SELECT subject_name FROM "   \
    "fact WHERE subject_name IS NOT NULL UNION SELECT object_name FROM fact WHERE "      \
    "object_name IS NOT NULL UNION SELECT from_name FROM renaming UNION SELECT to_name " \
    "FROM renaming)"

gboolean
forget_traces(struct database *database, GError **error)
{
    gboolean busy_row;
    gint64 busy = 0;
    if (!database_begin(database, error))
        return FALSE;
    if (!database_execute(database, "DELETE FROM name WHERE id NOT IN " IN_USE, "taking names out",
                          error) ||
        !database_execute(database,
                          "DELETE FROM entity WHERE id NOT IN (SELECT entity FROM name WHERE "
                          "entity IS NOT NULL)",
                          "taking names out", error)) {
        database_rollback(database);
        return FALSE;
    }
    if (!database_commit(database, error) ||
        !database_execute(database, "PRAGMA temp_store = FILE; PRAGMA secure_delete = ON; VACUUM",
                          "writing it anew", error))
        return FALSE;
    struct statement checkpoint =
        statement_of(database, "PRAGMA wal_checkpoint(TRUNCATE)", "emptying its log");
    if (!statement_number(&checkpoint, &busy_row, &busy, error))
        return FALSE;
    if (busy)
        g_set_error(error, AKT_ERROR, AKT_ERROR_DATABASE,
                    "%s: a reader holds on to the state before: its log still has the paper; "
                    "forget again when the reader is gone",
                    database->path);
    return !busy;
}
