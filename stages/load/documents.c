/* Documents and where they were found. The whole of a document is written inside a savepoint. */
#include "cpr.h"
#include "database-private.h"
#include "values.h"

#include <string.h>
#include <zlib.h>

/* A group of documents is committed together: their full-text rows then cost a third. */
enum {
    GROUP_DOCUMENTS = 200,
    GROUP_BYTES = 32 * 1024 * 1024,
    GROUP_MICROSECONDS = 2 * 1000 * 1000 /* other loaders wait as long */
};
/* A kept line that claims to be larger than this when unpacked is not believed. */
enum {
    MAX_LINE = 1024 * 1024 * 1024
};

#define NO_BYTES "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

const char *
database_stages(struct document *document)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < document->applications->len; i++) {
        const struct application *application =
            &g_array_index(document->applications, struct application, i);
        g_string_append_printf(out, "%s%s=%s", i ? ";" : "", application->name,
                               application->version);
        if (application->dictionary)
            g_string_append_printf(out, "/%s", application->dictionary);
    }
    return arena_strndup(document->arena, out->str, out->len);
}

/* ---- locations ----------------------------------------------------------------------------- */

/* The document that stands at a path now; 0 for none. */
static gboolean
document_at(struct database *database, const char *path, gint64 *ret_id, GError **error)
{
    gboolean found;
    struct statement statement = statement_of(
        database, "SELECT document FROM location WHERE path = ? AND current", "looking for a path");
    put_path(&statement, path);
    *ret_id = 0;
    return statement_number(&statement, &found, ret_id, error);
}

static gboolean
run_with(struct database *database, const char *sql, gint64 id, const char *path, GError **error)
{
    struct statement statement = statement_of(database, sql, "noting a path");
    put_number(&statement, id);
    if (path)
        put_path(&statement, path);
    return statement_run(&statement, error);
}

/* The document no longer stands at the path; without a path left it is not current. One that could
 * not be read was only its path: it goes. */
static gboolean
location_leave(struct database *database, gint64 id, const char *path, GError **error)
{
    return run_with(database, "UPDATE location SET current = 0 WHERE document = ? AND path = ?", id,
                    path, error) &&
           run_with(database,
                    "UPDATE document SET current = 0, linked = 0 WHERE id = ?1 AND NOT EXISTS "
                    "(SELECT 1 FROM location WHERE document = ?1 AND current)",
                    id, NULL, error) &&
           run_with(database, "DELETE FROM document WHERE id = ? AND sha256 IS NULL", id, NULL,
                    error);
}

static gboolean
location_set(struct database *database, gint64 id, const char *path, GError **error)
{
    gint64 before;
    if (!document_at(database, path, &before, error))
        return FALSE;
    if (before == id)
        return TRUE;
    if (before && (!verdicts_carry(database, before, id, path, error) ||
                   !location_leave(database, before, path, error)))
        return FALSE;
    return run_with(database,
                    "INSERT INTO location (document, path, current) VALUES (?, ?, 1) "
                    "ON CONFLICT (path, document) DO UPDATE SET current = 1",
                    id, path, error) &&
           run_with(database,
                    "UPDATE document SET current = 1, linked = 0 WHERE id = ? AND NOT current", id,
                    NULL, error);
}

/* ---- finding ------------------------------------------------------------------------------- */

static gboolean
is_unreadable(const struct document *document)
{
    return strcmp(document->sha256, NO_BYTES) == 0 &&
           (document->state == DOCUMENT_DAMAGED || document->state == DOCUMENT_LIMIT);
}

/* The id of bytes; 0 for none. *ret_same: worked on by the same stages. */
static gboolean
find_bytes(struct database *database, const char *sha256, const char *worked_on, gint64 *ret_id,
           gboolean *ret_same, GError **error)
{
    gboolean row;
    struct statement statement = statement_of(
        database, "SELECT id, stages = ? FROM document WHERE sha256 = ?", "looking for a document");
    put_text(&statement, worked_on);
    put_text(&statement, sha256);
    *ret_id = 0;
    *ret_same = FALSE;
    if (!statement_row(&statement, &row, error))
        return FALSE;
    if (row) {
        *ret_id = sqlite3_column_int64(statement.handle, 0);
        *ret_same = sqlite3_column_int(statement.handle, 1) != 0;
        statement_reset(&statement);
    }
    return TRUE;
}

/* A document that could not be read before is found by its path. */
static gboolean
find_unreadable(struct database *database, const char *path, gint64 *ret_id, GError **error)
{
    gboolean found;
    struct statement statement =
        statement_of(database,
                     "SELECT document FROM location JOIN document ON document.id = document "
                     "WHERE path = ? AND location.current AND sha256 IS NULL",
                     "looking for a document");
    put_path(&statement, path);
    *ret_id = 0;
    return statement_number(&statement, &found, ret_id, error);
}

gboolean
database_known(struct database *database, const char *sha256, const char *worked_on,
               gboolean *ret_known, GError **error)
{
    gint64 id;
    return find_bytes(database, sha256, worked_on, &id, ret_known, error);
}

/* ---- writing ------------------------------------------------------------------------------- */

/* What the paper says of itself: the first fact of a predicate with it as the subject. */
static const struct fact *
own_fact(const struct document *document, enum predicate predicate)
{
    for (guint i = 0; i < document->facts->len; i++) {
        const struct fact *fact = document_fact(document, i);
        if (fact->predicate == predicate && fact->subject.kind == TERM_DOCUMENT)
            return fact;
    }
    return NULL;
}

/* Title, date of issue and its days. */
static void
put_own(struct statement *statement, struct document *document)
{
    const struct fact *title = own_fact(document, PREDICATE_TITLE);
    const struct fact *issued = own_fact(document, PREDICATE_ISSUED);
    put_text(statement, title && title->object.kind == TERM_TEXT
                            ? cpr_mask_text(NULL, document->arena, title->object.text)
                            : NULL);
    if (issued && issued->object.kind == TERM_MENTION) {
        const struct mention *date = document_mention(document, issued->object.mention);
        put_text(statement, date->value);
        put_text(statement, date->earliest);
        put_text(statement, date->latest);
    } else {
        for (guint i = 0; i < 3; i++)
            put_null(statement);
    }
}

/* The document's own row, new (`id` 0) or changed. */
static gboolean
document_row(struct database *database, struct document *document, const char *municipality,
             gint64 *id, GError **error)
{
    struct statement statement = statement_of(
        database,
        "INSERT INTO document (id, sha256, media, state, pages, title, issued, issued_from, "
        "issued_to, municipality, stages, current, linked) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0) "
        "ON CONFLICT (id) DO UPDATE SET media = excluded.media, state = excluded.state, "
        "pages = excluded.pages, title = excluded.title, issued = excluded.issued, "
        "issued_from = excluded.issued_from, issued_to = excluded.issued_to, "
        "municipality = excluded.municipality, stages = excluded.stages, linked = 0",
        "writing a document");
    if (*id)
        put_number(&statement, *id);
    else
        put_null(&statement);
    put_text(&statement, is_unreadable(document) ? NULL : document->sha256);
    put_text(&statement, media_type(document->media));
    put_text(&statement, document_state_name(document->state));
    put_number(&statement, document->pages->len);
    put_own(&statement, document);
    put_text(&statement, municipality);
    put_text(&statement, database_stages(document));
    if (!statement_run(&statement, error))
        return FALSE;
    if (!*id)
        *id = sqlite3_last_insert_rowid(database->handle);
    return TRUE;
}

static gboolean
stream_row(struct database *database, struct document *document, gint64 id, const char *line,
           gsize length, GError **error)
{
    g_autoptr(cpr_mask) mask = cpr_mask_new(document);
    gsize masked_length = 0;
    g_autofree char *masked =
        cpr_mask_applies(mask, document) ? cpr_mask_line(mask, line, length, &masked_length) : NULL;
    const char *kept = masked ? masked : line;
    gsize size = masked ? masked_length : length;
    uLongf packed_size = compressBound(size);
    g_autofree guchar *packed = g_malloc(packed_size);
    if (compress2(packed, &packed_size, (const guchar *)kept, size, Z_BEST_SPEED) != Z_OK) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_LIBRARY, "zlib does not pack the line");
        return FALSE;
    }
    struct statement statement = statement_of(
        database,
        "INSERT OR REPLACE INTO stream (document, size, masked, bytes) VALUES (?, ?, ?, ?)",
        "writing a document's line");
    put_number(&statement, id);
    put_number(&statement, (gint64)size);
    put_number(&statement, masked != NULL);
    put_bytes(&statement, packed, packed_size);
    return statement_run(&statement, error);
}

/* Finds the document or writes it, and notes where it stands. */
static gboolean
write_document(struct database *database, struct document *document, const char *line, gsize length,
               const char *path, GError **error)
{
    gint64 id = 0;
    gboolean same = FALSE;
    if (is_unreadable(document)) {
        if (!find_unreadable(database, path, &id, error))
            return FALSE;
    } else if (!find_bytes(database, document->sha256, database_stages(document), &id, &same,
                           error)) {
        return FALSE;
    }
    if (same)
        return location_set(database, id, path, error);
    const char *municipality = document_municipality(database->towns, document);
    gboolean again = id != 0;
    return (!again || rows_clear(database, id, error)) &&
           document_row(database, document, municipality, &id, error) &&
           rows_write(database, document, id, municipality, error) &&
           stream_row(database, document, id, line, length, error) &&
           (!again || verdicts_rejoin(database, id, path, error)) &&
           location_set(database, id, path, error);
}

/* Runs a document's work between a savepoint and its release; after a failure nothing of it stays,
 * and what the group held before still does. */
static gboolean
savepoint_end(struct database *database, gboolean ok, guint words, GError **error)
{
    if (ok && database_execute(database, "RELEASE document", "writing a document", error))
        return TRUE;
    if (sqlite3_get_autocommit(database->handle)) { /* SQLite took the whole group back */
        database->lost = database->pending > 0;
        database_rollback(database);
    } else {
        sqlite3_exec(database->handle, "ROLLBACK TO document; RELEASE document", NULL, NULL, NULL);
        g_hash_table_remove_all(database->names);
        g_array_set_size(database->words, words);
    }
    return FALSE;
}

gboolean
database_document(struct database *database, struct document *document, const char *line,
                  gsize length, const char *path, GError **error)
{
    static const struct stage_options defaults;
    if (!database->renamings && !database_dictionaries(database, &defaults, error))
        return FALSE;
    if (!database_begin(database, error) ||
        !database_execute(database, "SAVEPOINT document", "writing a document", error))
        return FALSE;
    guint words = database->words->len;
    gboolean ok = write_document(database, document, line, length, path, error);
    if (!savepoint_end(database, ok, words, ok ? error : NULL))
        return FALSE;
    database->pending++;
    database->pending_bytes += length;
    if (database->pending >= GROUP_DOCUMENTS || database->pending_bytes >= GROUP_BYTES ||
        g_get_monotonic_time() - database->begun >= GROUP_MICROSECONDS)
        return database_commit(database, error);
    return TRUE;
}

gboolean
database_location(struct database *database, const char *path, const char *sha256, GError **error)
{
    gint64 id;
    gboolean same;
    if (!database_begin(database, error) || !find_bytes(database, sha256, "", &id, &same, error))
        return FALSE;
    if (!id) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_DATABASE, "%s: it holds no document %s",
                    database->path, sha256);
        return FALSE;
    }
    if (!location_set(database, id, path, error))
        return FALSE;
    return g_get_monotonic_time() - database->begun < GROUP_MICROSECONDS ||
           database_commit(database, error);
}

/* ---- reading back -------------------------------------------------------------------------- */

static char *
unpack(const guchar *packed, int packed_size, gint64 size)
{
    if (size < 0 || size > MAX_LINE || packed_size < 0)
        return NULL;
    uLongf length = (uLongf)size;
    g_autofree char *line = g_try_malloc((gsize)size + 1);
    if (!line || uncompress((guchar *)line, &length, packed, (uLong)packed_size) != Z_OK ||
        length != (uLongf)size)
        return NULL;
    line[size] = '\0';
    return g_steal_pointer(&line);
}

gboolean
database_kept(struct database *database, gint64 id, char **ret_line, gsize *ret_length,
              gboolean *ret_masked, GError **error)
{
    gboolean row;
    struct statement statement =
        statement_of(database, "SELECT size, masked, bytes FROM stream WHERE document = ?",
                     "reading a document's line");
    put_number(&statement, id);
    *ret_line = NULL;
    if (!statement_row(&statement, &row, error))
        return FALSE;
    if (!row)
        return TRUE;
    gint64 size = sqlite3_column_int64(statement.handle, 0);
    *ret_line = unpack(sqlite3_column_blob(statement.handle, 2),
                       sqlite3_column_bytes(statement.handle, 2), size);
    *ret_length = (gsize)size;
    if (ret_masked)
        *ret_masked = sqlite3_column_int(statement.handle, 1) != 0;
    statement_reset(&statement);
    if (!*ret_line)
        g_set_error(error, AKT_ERROR, AKT_ERROR_DATABASE,
                    "%s: the kept line of document %" G_GINT64_FORMAT " cannot be unpacked",
                    database->path, id);
    return *ret_line != NULL;
}

gboolean
database_line(struct database *database, const char *sha256, char **ret_line, gsize *ret_length,
              char **ret_stages, GError **error)
{
    gboolean row, masked = FALSE;
    gint64 id = 0;
    g_autofree char *worked_on = NULL, *line = NULL;
    struct statement statement = statement_of(
        database, "SELECT id, stages FROM document WHERE sha256 = ?", "looking for a document");
    put_text(&statement, sha256);
    *ret_line = NULL;
    if (!statement_row(&statement, &row, error))
        return FALSE;
    if (!row)
        return TRUE;
    id = sqlite3_column_int64(statement.handle, 0);
    worked_on = g_strdup(column_text(statement.handle, 1));
    statement_reset(&statement);
    if (!database_kept(database, id, &line, ret_length, &masked, error))
        return FALSE;
    if (!line || masked)
        return TRUE;
    *ret_line = g_steal_pointer(&line);
    if (ret_stages)
        *ret_stages = g_steal_pointer(&worked_on);
    return TRUE;
}
