/* Files of earlier versions are brought up to date when they are opened for writing, all steps in
 * one transaction: the file is of this version or as it was. The views hold nothing and are made
 * anew from schema.sql. */
#include "database-private.h"

#include <string.h>

/* What leads to a version: SQL, then what SQL cannot say. */
struct migration {
    gint64 to;
    const char *sql;
    gboolean (*fill)(struct database *database, GError **error);
};

static const struct migration migrations[] = {
    {2,
     "ALTER TABLE fact ADD COLUMN key TEXT NOT NULL DEFAULT '';"
     "CREATE TABLE sidecar (path ANY PRIMARY KEY, committee TEXT NOT NULL, meeting TEXT NOT NULL, "
     "date TEXT NOT NULL, date_from TEXT, date_to TEXT) STRICT, WITHOUT ROWID",
     keys_fill},
};

static gboolean
drop_views(struct database *database, GError **error)
{
    g_autoptr(GString) sql = g_string_new(NULL);
    gboolean row;
    struct statement statement =
        statement_of(database, "SELECT name FROM sqlite_master WHERE type = 'view'", "opening it");
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            break;
        char *drop = sqlite3_mprintf("DROP VIEW \"%w\";", column_text(statement.handle, 0));
        g_string_append(sql, drop);
        sqlite3_free(drop);
    }
    return database_execute(database, sql->str, "bringing it up to date", error);
}

static gboolean
run_migrations(struct database *database, GError **error)
{
    gboolean found;
    gint64 version = 0;
    struct statement statement = statement_of(database, "PRAGMA user_version", "opening it");
    if (!statement_number(&statement, &found, &version, error))
        return FALSE;
    if (version >= DATABASE_VERSION) /* another program was faster */
        return TRUE;
    if (!drop_views(database, error))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(migrations); i++) {
        if (version < migrations[i].to &&
            (!database_execute(database, migrations[i].sql, "bringing it up to date", error) ||
             (migrations[i].fill && !migrations[i].fill(database, error))))
            return FALSE;
    }
    g_autofree char *note = g_strdup_printf("PRAGMA user_version = %d", DATABASE_VERSION);
    return database_execute(database, strstr(database_schema, DATABASE_VIEWS),
                            "bringing it up to date", error) &&
           database_execute(database, note, "bringing it up to date", error);
}

gboolean
database_migrate(struct database *database, GError **error)
{
    if (!database_begin(database, error))
        return FALSE;
    if (run_migrations(database, error))
        return database_commit(database, error);
    database_rollback(database);
    return FALSE;
}
