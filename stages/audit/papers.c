#include "papers.h"

#include "tei.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* What is refused: larger originals (as extract does), and lines that claim to be. */
enum {
    MAX_ORIGINAL = 400 * 1024 * 1024,
    MAX_LINE = 256 * 1024 * 1024
};

void
paper_free(struct paper *paper)
{
    if (!paper)
        return;
    g_free(paper->sha256);
    g_free(paper->media);
    g_free(paper->state);
    g_free(paper->title);
    g_free(paper->issued);
    g_free(paper->municipality);
    g_free(paper->stages);
    g_ptr_array_unref(paper->paths);
    g_clear_pointer(&paper->packed, g_bytes_unref);
    g_free(paper);
}

static char *
column_text(sqlite3_stmt *statement, int column)
{
    return g_strdup((const char *)sqlite3_column_text(statement, column));
}

static gboolean
add_paths(struct database *database, struct paper *paper, GError **error)
{
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(database_handle(database),
                                    "SELECT path FROM location WHERE document = ? AND current "
                                    "ORDER BY path",
                                    -1, &statement, NULL);
    if (result == SQLITE_OK) {
        sqlite3_bind_int64(statement, 1, paper->id);
        while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
            const char *bytes = sqlite3_column_blob(statement, 0);
            gsize length = (gsize)sqlite3_column_bytes(statement, 0);
            g_ptr_array_add(paper->paths, g_strndup(bytes ? bytes : "", length));
        }
    }
    if (result != SQLITE_DONE)
        database_error(database, "reading where papers are", error);
    sqlite3_finalize(statement);
    return result == SQLITE_DONE;
}

static struct paper *
paper_from_row(sqlite3_stmt *row)
{
    struct paper *paper = g_new0(struct paper, 1);
    paper->id = sqlite3_column_int64(row, 0);
    paper->sha256 = column_text(row, 1);
    paper->media = column_text(row, 2);
    paper->state = column_text(row, 3);
    paper->pages = (guint)CLAMP(sqlite3_column_int64(row, 4), 0, G_MAXINT);
    paper->title = column_text(row, 5);
    paper->issued = column_text(row, 6);
    paper->municipality = column_text(row, 7);
    paper->stages = column_text(row, 8);
    paper->size = (gsize)MAX(sqlite3_column_int64(row, 9), 0);
    paper->masked = sqlite3_column_int(row, 10) != 0;
    if (sqlite3_column_type(row, 11) != SQLITE_NULL)
        paper->packed =
            g_bytes_new(sqlite3_column_blob(row, 11), (gsize)sqlite3_column_bytes(row, 11));
    paper->paths = g_ptr_array_new_with_free_func(g_free);
    return paper;
}

#define PAPER_COLUMNS                                                                              \
    "SELECT document.id, sha256, media, state, pages, title, issued, municipality, stages, size, " \
    "masked, bytes FROM document LEFT JOIN stream ON stream.document = document.id "

gboolean
papers_each(struct database *database, paper_function function, gpointer data, GError **error)
{
    sqlite3_stmt *statement = NULL;
    gboolean good = TRUE;
    int result = sqlite3_prepare_v2(database_handle(database),
                                    PAPER_COLUMNS "LEFT JOIN document_path AS first "
                                                  "ON first.document = document.id "
                                                  "WHERE current ORDER BY first.path, document.id",
                                    -1, &statement, NULL);
    while (good && result == SQLITE_OK) {
        if ((result = sqlite3_step(statement)) != SQLITE_ROW)
            break;
        g_autoptr(paper) paper = paper_from_row(statement);
        good = add_paths(database, paper, error) && function(g_steal_pointer(&paper), data, error);
        result = SQLITE_OK;
    }
    if (good && result != SQLITE_DONE)
        good = database_error(database, "reading its documents", error);
    sqlite3_finalize(statement);
    return good;
}

struct paper *
paper_get(struct database *database, gint64 id, GError **error)
{
    sqlite3_stmt *statement = NULL;
    g_autoptr(paper) paper = NULL;
    int result = sqlite3_prepare_v2(database_handle(database),
                                    PAPER_COLUMNS "WHERE document.id = ?", -1, &statement, NULL);
    if (result == SQLITE_OK) {
        sqlite3_bind_int64(statement, 1, id);
        result = sqlite3_step(statement);
        if (result == SQLITE_ROW)
            paper = paper_from_row(statement);
    }
    if (result == SQLITE_DONE)
        g_set_error(error, AKT_ERROR, AKT_ERROR_DATABASE, "there is no such document");
    else if (result != SQLITE_ROW)
        database_error(database, "reading a document", error);
    sqlite3_finalize(statement);
    return paper && add_paths(database, paper, error) ? g_steal_pointer(&paper) : NULL;
}

const char *
paper_name(const struct paper *paper)
{
    return paper->paths->len ? g_ptr_array_index(paper->paths, 0) : "a document without a path";
}

char *
paper_key(const struct paper *paper)
{
    return paper->sha256 ? g_strdup_printf("d%.16s", paper->sha256)
                         : g_strdup_printf("u%" G_GINT64_FORMAT, paper->id);
}

/* ---- the kept line --------------------------------------------------------------------------- */

struct document *
paper_document(const struct paper *paper, GError **error)
{
    if (!paper->packed) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_STREAM, "the database keeps no line of it");
        return NULL;
    }
    gsize packed_size;
    const guchar *packed = g_bytes_get_data(paper->packed, &packed_size);
    uLongf length = (uLongf)paper->size;
    g_autofree char *line = paper->size <= MAX_LINE ? g_try_malloc(paper->size + 1) : NULL;
    if (!line || uncompress((guchar *)line, &length, packed, (uLong)packed_size) != Z_OK ||
        length != (uLongf)paper->size) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_STREAM, "its kept line cannot be unpacked");
        return NULL;
    }
    g_autoptr(tei_reader) reader = tei_reader_new();
    g_autoptr(document) document = tei_read(reader, line, paper->size, error);
    if (!document) {
        g_prefix_error(error, "its kept line: ");
        return NULL;
    }
    if (g_strcmp0(document->sha256, paper->sha256) != 0 && paper->sha256) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_STREAM, "its kept line is of another paper");
        return NULL;
    }
    return g_steal_pointer(&document);
}

/* ---- originals ------------------------------------------------------------------------------- */

struct original *
paper_original(const struct paper *paper, const char *path, const char *originals,
               gboolean *ret_same, GError **error)
{
    g_autofree char *found = originals ? original_find(originals, path) : NULL;
    *ret_same = FALSE;
    if (originals && !found) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "no such file in %s", originals);
        return NULL;
    }
    struct original *original = original_open(found ? found : path, -1, MAX_ORIGINAL, error);
    if (original)
        *ret_same = g_strcmp0(original->sha256, paper->sha256) == 0;
    return original;
}

struct original *
paper_same_original(const struct paper *paper, const char *originals)
{
    for (guint i = 0; i < paper->paths->len; i++) {
        gboolean same;
        g_autoptr(original) original =
            paper_original(paper, g_ptr_array_index(paper->paths, i), originals, &same, NULL);
        if (original && same)
            return g_steal_pointer(&original);
    }
    return NULL;
}
