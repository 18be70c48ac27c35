/* A database in a folder of its own, papers put into it, and what akt-link leaves there. */
#ifndef LINK_FIXTURE_H
#define LINK_FIXTURE_H

#include "database-sample.h"

#include "error.h"
#include "link/link.h"
#include "load/load.h"

#include <glib/gstdio.h>

#define LETTERHEAD                                                       \
    {                                                                    \
        MENTION_ORGANISATION, "Greve Kommune", NULL, "kind=municipality" \
    }

G_GNUC_UNUSED static struct database *
opened(const char *path)
{
    static const struct stage_options options = {.no_user_dictionaries = TRUE};
    g_autoptr(GError) error = NULL;
    struct database *database = database_open(path, DATABASE_CREATE, &error);
    g_assert_no_error(error);
    g_assert_true(database_dictionaries(database, &options, &error));
    return database;
}

G_GNUC_UNUSED static void
put(struct database *database, struct document *document)
{
    g_autoptr(GError) error = NULL;
    GString *line = sample_line(document);
    g_assert_true(
        database_document(database, document, line->str, line->len, document->path, &error));
    g_assert_no_error(error);
    g_string_free(line, TRUE);
    document_free(document);
}

G_GNUC_UNUSED static struct link_report
link_with(struct database *database, const char *folder)
{
    const struct stage_options options = {.dictionaries = folder, .no_user_dictionaries = TRUE};
    g_autoptr(GError) error = NULL;
    struct link_report report = {0};
    gboolean ok = link_database(database, &options, &report, &error);
    g_assert_no_error(error);
    g_assert_true(ok);
    return report;
}

/* The rows of a query as "a|b\n", each with its end. */
G_GNUC_UNUSED static char *
lines_of(struct database *database, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    GString *out = g_string_new(NULL);
    if (sqlite3_prepare_v2(database_handle(database), sql, -1, &statement, NULL) != SQLITE_OK)
        g_error("%s: %s", sql, sqlite3_errmsg(database_handle(database)));
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const char *cell = (const char *)sqlite3_column_text(statement, i);
            g_string_append_printf(out, "%s%s", i ? "|" : "", cell ? cell : "");
        }
        g_string_append_c(out, '\n');
    }
    sqlite3_finalize(statement);
    return g_string_free(out, FALSE);
}

#define assert_lines(database, sql, expected)             \
    do {                                                  \
        g_autofree char *found = lines_of(database, sql); \
        g_assert_cmpstr(found, ==, expected);             \
    } while (0)

#endif
