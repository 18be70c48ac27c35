/* The file, its version, transactions and statements. */
#include "database-private.h"
#include "lexicon.h"

#include <string.h>

gboolean
database_error(struct database *database, const char *doing, GError **error)
{
    int code = sqlite3_extended_errcode(database->handle);
    const char *reason = sqlite3_errmsg(database->handle);
    switch (code & 0xff) {
    case SQLITE_BUSY:
        reason = "another program is writing to it";
        break;
    case SQLITE_FULL:
        reason = "the disk is full";
        break;
    case SQLITE_READONLY:
        reason = "it can only be read";
        break;
    case SQLITE_NOTADB:
        reason = "it is no SQLite database";
        break;
    default:
        break;
    }
    g_set_error(error, AKT_ERROR, AKT_ERROR_DATABASE, "%s: %s: %s", database->path, doing, reason);
    return FALSE;
}

gboolean
database_execute(struct database *database, const char *sql, const char *doing, GError **error)
{
    if (sqlite3_exec(database->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
        return database_error(database, doing, error);
    return TRUE;
}

/* ---- statements ---------------------------------------------------------------------------- */

struct statement
statement_of(struct database *database, const char *sql, const char *doing)
{
    struct statement statement = {.database = database, .doing = doing};
    statement.handle = g_hash_table_lookup(database->statements, sql);
    if (!statement.handle &&
        sqlite3_prepare_v3(database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement.handle,
                           NULL) == SQLITE_OK)
        g_hash_table_insert(database->statements, (gpointer)sql, statement.handle);
    return statement;
}

void
put_text(struct statement *statement, const char *text)
{
    sqlite3_bind_text(statement->handle, ++statement->at, text, -1, SQLITE_STATIC);
}

void
put_number(struct statement *statement, gint64 number)
{
    sqlite3_bind_int64(statement->handle, ++statement->at, number);
}

void
put_null(struct statement *statement)
{
    sqlite3_bind_null(statement->handle, ++statement->at);
}

void
put_bytes(struct statement *statement, gconstpointer bytes, gsize length)
{
    sqlite3_bind_blob64(statement->handle, ++statement->at, bytes, length, SQLITE_STATIC);
}

void
put_path(struct statement *statement, const char *path)
{
    if (g_utf8_validate(path, -1, NULL))
        put_text(statement, path);
    else
        put_bytes(statement, path, strlen(path));
}

void
statement_reset(struct statement *statement)
{
    statement->at = 0;
    if (!statement->handle)
        return;
    sqlite3_reset(statement->handle);
    sqlite3_clear_bindings(statement->handle);
}

gboolean
statement_row(struct statement *statement, gboolean *ret_row, GError **error)
{
    int result = statement->handle ? sqlite3_step(statement->handle) : SQLITE_ERROR;
    *ret_row = result == SQLITE_ROW;
    if (result == SQLITE_ROW)
        return TRUE;
    gboolean ok =
        result == SQLITE_DONE || database_error(statement->database, statement->doing, error);
    statement_reset(statement);
    return ok;
}

const char *
column_text(sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return text ? text : "";
}

gboolean
statement_run(struct statement *statement, GError **error)
{
    gboolean row;
    if (!statement_row(statement, &row, error))
        return FALSE;
    if (row)
        statement_reset(statement);
    return TRUE;
}

gboolean
statement_number(struct statement *statement, gboolean *ret_found, gint64 *ret_number,
                 GError **error)
{
    gboolean row;
    if (!statement_row(statement, &row, error))
        return FALSE;
    *ret_found = row;
    if (row) {
        *ret_number = sqlite3_column_int64(statement->handle, 0);
        statement_reset(statement);
    }
    return TRUE;
}

/* ---- opening ------------------------------------------------------------------------------- */

static gboolean
pragma_number(struct database *database, const char *sql, gint64 *ret, GError **error)
{
    gboolean found;
    struct statement statement = statement_of(database, sql, "opening it");
    return statement_number(&statement, &found, ret, error);
}

static gboolean
refuse(struct database *database, GError **error, const char *reason)
{
    g_set_error(error, AKT_ERROR, AKT_ERROR_DATABASE, "%s: %s", database->path, reason);
    return FALSE;
}

/* Looks, without touching anything, whether the file is ours; *ret_new where it is empty, *ret_old
 * where it is of an earlier version. */
static gboolean
check_file(struct database *database, gboolean *ret_new, gboolean *ret_old, GError **error)
{
    gint64 application = 0, version = 0, tables = 0;
    if (!pragma_number(database, "PRAGMA application_id", &application, error) ||
        !pragma_number(database, "PRAGMA user_version", &version, error) ||
        !pragma_number(database, "SELECT count(*) FROM sqlite_master", &tables, error))
        return FALSE;
    *ret_new = tables == 0 && application == 0 && version == 0;
    if (*ret_new)
        return TRUE;
    if (application != DATABASE_APPLICATION)
        return refuse(database, error, "it is a database of another program");
    if (version > DATABASE_VERSION)
        return refuse(database, error, "it was written by a later version of Aktspor");
    *ret_old = version < DATABASE_VERSION;
    return TRUE;
}

/* The tables, in one transaction: they are there or nothing is. */
static gboolean
create_tables(struct database *database, GError **error)
{
    g_autofree char *sql =
        g_strdup_printf("BEGIN IMMEDIATE; PRAGMA application_id = %d; PRAGMA user_version = %d; "
                        "%s; COMMIT",
                        DATABASE_APPLICATION, DATABASE_VERSION, database_schema);
    if (database_execute(database, sql, "making its tables", error))
        return TRUE;
    sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL);
    return FALSE;
}

/* Another process may have made the tables since they were seen missing: then they are there. */
static gboolean
prepare_writing(struct database *database, gboolean is_new, enum database_mode mode, GError **error)
{
    gboolean old = FALSE;
    if (is_new && mode != DATABASE_CREATE)
        return refuse(database, error, "it is no database of Aktspor: nothing is in it");
    if (sqlite3_db_readonly(database->handle, "main") == 1)
        return refuse(database, error, "it can only be read");
    if (!database_execute(database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL",
                          "opening it", error))
        return FALSE;
    if (!is_new)
        return TRUE;
    g_autoptr(GError) failed = NULL;
    if (create_tables(database, &failed))
        return TRUE;
    gboolean still_new = TRUE;
    if (check_file(database, &still_new, &old, NULL) && !still_new)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&failed));
    return FALSE;
}

static gboolean
open_file(struct database *database, enum database_mode mode, GError **error)
{
    int flags = mode == DATABASE_READ     ? SQLITE_OPEN_READONLY
                : mode == DATABASE_CREATE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                          : SQLITE_OPEN_READWRITE;
    /* A name like "file:x" or ":memory:" is a file like any other. */
    g_autofree char *name = database->path[0] == '/' ? g_strdup(database->path)
                                                     : g_strconcat("./", database->path, NULL);
    /* A handle belongs to one thread: no locks. */
    if (sqlite3_open_v2(name, &database->handle, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
        const char *reason =
            !database->handle                                 ? "there is no memory"
            : g_file_test(database->path, G_FILE_TEST_IS_DIR) ? "it is a folder"
            : g_file_test(database->path, G_FILE_TEST_EXISTS) || mode == DATABASE_CREATE
                ? g_strerror(sqlite3_system_errno(database->handle))
                : "there is no such file";
        return refuse(database, error, reason);
    }
    sqlite3_busy_timeout(database->handle,
                         mode == DATABASE_READ ? DATABASE_BUSY_MS : DATABASE_WRITE_BUSY_MS);
    sqlite3_extended_result_codes(database->handle, 1);
    sqlite3_db_config(database->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(database->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    return TRUE;
}

static void
finalize(gpointer statement)
{
    sqlite3_finalize(statement);
}

static void
words_clear(gpointer data)
{
    g_free(((struct words *)data)->text);
}

struct database *
database_open(const char *path, enum database_mode mode, GError **error)
{
    g_autoptr(database) database = g_new0(struct database, 1);
    gboolean is_new = FALSE, is_old = FALSE;
    database->path = g_strdup(path);
    database->statements = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, finalize);
    database->words = g_array_new(FALSE, FALSE, sizeof(struct words));
    g_array_set_clear_func(database->words, words_clear);
    database->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (!open_file(database, mode, error) || !check_file(database, &is_new, &is_old, error))
        return NULL;
    if (mode == DATABASE_READ) {
        if (is_new && !refuse(database, error, "it is no database of Aktspor: nothing is in it"))
            return NULL;
        if (is_old &&
            !refuse(database, error, "it is of an earlier version: akt-load brings it up to date"))
            return NULL;
    } else if (!prepare_writing(database, is_new, mode, error)) {
        return NULL;
    }
    if (!database_execute(database,
                          "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; "
                          "PRAGMA cache_size = -8000; PRAGMA wal_autocheckpoint = 4000",
                          "opening it", error))
        return NULL;
    if (is_old && !database_migrate(database, error))
        return NULL;
    return g_steal_pointer(&database);
}

void
database_close(struct database *database)
{
    if (!database)
        return;
    g_hash_table_unref(database->statements);
    g_hash_table_unref(database->names);
    g_array_unref(database->words);
    towns_free(database->towns);
    g_clear_pointer(&database->renamings, g_hash_table_unref);
    if (database->in_transaction)
        sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close(database->handle);
    g_free(database->path);
    g_free(database);
}

gboolean
database_dictionaries(struct database *database, const struct stage_options *options,
                      GError **error)
{
    g_autoptr(dictionaries) dictionaries =
        dictionaries_new(options->dictionaries, !options->no_user_dictionaries);
    g_clear_pointer(&database->towns, towns_free);
    g_clear_pointer(&database->renamings, g_hash_table_unref);
    database->towns = towns_new(dictionaries, error);
    if (!database->towns)
        return FALSE;
    database->renamings = renaming_words(dictionaries, error);
    return database->renamings != NULL;
}

gboolean
database_sync(struct database *database, GError **error)
{
    return database_execute(database, "PRAGMA synchronous = FULL", "opening it", error);
}

void
database_listen(struct database *database, database_say say, gpointer data)
{
    database->say = say;
    database->say_data = data;
}

sqlite3 *
database_handle(struct database *database)
{
    return database->handle;
}

/* ---- transactions -------------------------------------------------------------------------- */

gboolean
database_begin(struct database *database, GError **error)
{
    if (database->in_transaction)
        return TRUE;
    if (!database_execute(database, "BEGIN IMMEDIATE", "beginning to write", error))
        return FALSE;
    database->in_transaction = TRUE;
    database->begun = g_get_monotonic_time();
    return TRUE;
}

/* After a commit or rollback: nothing waits any more. */
static void
forget_group(struct database *database)
{
    database->in_transaction = FALSE;
    database->pending = 0;
    database->pending_bytes = 0;
    g_hash_table_remove_all(database->names);
    g_array_set_size(database->words, 0);
}

void
database_rollback(struct database *database)
{
    if (database->in_transaction)
        sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL);
    forget_group(database);
}

gboolean
database_commit(struct database *database, GError **error)
{
    if (database->lost) {
        database->lost = FALSE;
        return refuse(database, error, "the last documents were not written");
    }
    if (!database->in_transaction)
        return TRUE;
    gboolean ok =
        index_write(database, error) && database_execute(database, "COMMIT", "writing", error);
    if (!ok)
        sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL);
    forget_group(database);
    return ok;
}

guint
database_pending(const struct database *database)
{
    return database->pending;
}
