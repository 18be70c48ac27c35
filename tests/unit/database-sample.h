/* A database of its own for one test: a folder that goes with it, papers put in, rows read out. */
#ifndef AKT_TEST_DATABASE_SAMPLE_H
#define AKT_TEST_DATABASE_SAMPLE_H

#include "load/load.h"
#include "sample.h"

#include <glib/gstdio.h>

struct folder {
    char *name, *path; /* path: of the database */
};

static inline void
folder_set_up(struct folder *folder, gconstpointer data)
{
    (void)data;
    folder->name = g_dir_make_tmp("akt-test-XXXXXX", NULL);
    folder->path = g_build_filename(folder->name, "facts.db", NULL);
}

static inline void
folder_tear_down(struct folder *folder, gconstpointer data)
{
    (void)data;
    GDir *dir = g_dir_open(folder->name, 0, NULL);
    for (const char *entry; (entry = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(folder->name, entry, NULL);
        g_remove(path);
    }
    g_dir_close(dir);
    g_rmdir(folder->name);
    g_free(folder->name);
    g_free(folder->path);
}

static inline struct database *
folder_database(const struct folder *folder)
{
    g_autoptr(GError) error = NULL;
    struct database *database = database_open(folder->path, DATABASE_CREATE, &error);
    g_assert_no_error(error);
    return database;
}

static inline void
put_document(struct database *database, struct document *document, const char *path)
{
    g_autoptr(GError) error = NULL;
    GString *line = sample_line(document);
    gboolean ok = database_document(database, document, line->str, line->len, path, &error) &&
                  database_commit(database, &error);
    g_assert_no_error(error);
    g_assert_true(ok);
    g_string_free(line, TRUE);
}

static inline void
put_sample(struct database *database, const struct sample *sample, const char *path)
{
    g_autoptr(document) document = sample_document(sample);
    put_document(database, document, path);
}

static inline void
execute(struct database *database, const char *sql)
{
    char *message = NULL;
    sqlite3_exec(database_handle(database), sql, NULL, NULL, &message);
    g_assert_cmpstr(message, ==, NULL);
}

/* The rows of a query as "a|b\nc|d", NULL as nothing. */
static inline char *
rows_of(struct database *database, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    GString *out = g_string_new(NULL);
    if (sqlite3_prepare_v2(database_handle(database), sql, -1, &statement, NULL) != SQLITE_OK)
        g_error("%s: %s", sql, sqlite3_errmsg(database_handle(database)));
    while (sqlite3_step(statement) == SQLITE_ROW) {
        if (out->len)
            g_string_append_c(out, '\n');
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const char *cell = (const char *)sqlite3_column_text(statement, i);
            g_string_append_printf(out, "%s%s", i ? "|" : "", cell ? cell : "");
        }
    }
    sqlite3_finalize(statement);
    return g_string_free(out, FALSE);
}

#define assert_rows(database, sql, expected)             \
    do {                                                 \
        g_autofree char *found = rows_of(database, sql); \
        g_assert_cmpstr(found, ==, expected);            \
    } while (0)

#endif
