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
    {3,
     "ALTER TABLE verdict ADD COLUMN corrected TEXT; "
     "ALTER TABLE verdict ADD COLUMN sample INTEGER REFERENCES sample ON DELETE SET NULL; "
     "CREATE INDEX verdict_sample ON verdict (sample) WHERE sample IS NOT NULL; "
     "CREATE TABLE missed ( id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES "
     "document ON DELETE CASCADE, page INTEGER NOT NULL, predicate TEXT NOT NULL, quote "
     "TEXT NOT NULL, boxes TEXT NOT NULL DEFAULT '', value TEXT NOT NULL DEFAULT '', note "
     "TEXT NOT NULL DEFAULT '', reviewer TEXT NOT NULL DEFAULT '', made TEXT, sample "
     "INTEGER REFERENCES sample ON DELETE SET NULL, fact INTEGER REFERENCES fact ON DELETE "
     "SET NULL, carried_from INTEGER REFERENCES missed ON DELETE SET NULL ) STRICT; "
     "CREATE INDEX missed_document ON missed (document, page); "
     "CREATE INDEX missed_fact ON missed (fact) WHERE fact IS NOT NULL; "
     "CREATE INDEX missed_sample ON missed (sample) WHERE sample IS NOT NULL; "
     "CREATE INDEX missed_carried ON missed (carried_from) WHERE carried_from IS NOT NULL; "
     "CREATE TABLE reading ( id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES "
     "document ON DELETE CASCADE, page INTEGER NOT NULL, reviewer TEXT NOT NULL DEFAULT "
     "'', made TEXT, sample INTEGER REFERENCES sample ON DELETE SET NULL, carried_from "
     "INTEGER REFERENCES reading ON DELETE SET NULL ) STRICT; "
     "CREATE INDEX reading_document ON reading (document, page); "
     "CREATE INDEX reading_sample ON reading (sample) WHERE sample IS NOT NULL; "
     "CREATE INDEX reading_carried ON reading (carried_from) WHERE carried_from IS NOT "
     "NULL; "
     "CREATE TABLE withdrawal ( id INTEGER PRIMARY KEY, verdict INTEGER REFERENCES verdict "
     "ON DELETE CASCADE, missed INTEGER REFERENCES missed ON DELETE CASCADE, reading "
     "INTEGER REFERENCES reading ON DELETE CASCADE, reviewer TEXT NOT NULL DEFAULT '', "
     "made TEXT, CHECK ((verdict IS NOT NULL) + (missed IS NOT NULL) + (reading IS NOT "
     "NULL) = 1) ) STRICT; "
     "CREATE INDEX withdrawal_verdict ON withdrawal (verdict) WHERE verdict IS NOT NULL; "
     "CREATE INDEX withdrawal_missed ON withdrawal (missed) WHERE missed IS NOT NULL; "
     "CREATE INDEX withdrawal_reading ON withdrawal (reading) WHERE reading IS NOT NULL; "
     "CREATE TABLE sample ( id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, method TEXT "
     "NOT NULL CHECK (method IN ('random', 'stratified', 'amounts', 'pages')), seed "
     "INTEGER NOT NULL, size INTEGER NOT NULL, parameters TEXT NOT NULL, frame TEXT NOT "
     "NULL, population INTEGER NOT NULL, total_ore INTEGER, interval_ore INTEGER, made "
     "TEXT NOT NULL, program TEXT NOT NULL ) STRICT; "
     "CREATE TABLE stratum ( sample INTEGER NOT NULL REFERENCES sample ON DELETE CASCADE, "
     "name TEXT NOT NULL, population INTEGER NOT NULL, total_ore INTEGER, PRIMARY KEY "
     "(sample, name) ) STRICT, WITHOUT ROWID; "
     "CREATE TABLE draw ( sample INTEGER NOT NULL REFERENCES sample ON DELETE CASCADE, n "
     "INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, "
     "fact INTEGER REFERENCES fact ON DELETE SET NULL, key TEXT NOT NULL, page INTEGER NOT "
     "NULL, stratum TEXT NOT NULL, amount_ore INTEGER, hits INTEGER NOT NULL, certain "
     "INTEGER NOT NULL CHECK (certain IN (0, 1)), PRIMARY KEY (sample, n) ) STRICT, "
     "WITHOUT ROWID; "
     "CREATE INDEX draw_document ON draw (document); "
     "CREATE INDEX draw_fact ON draw (fact) WHERE fact IS NOT NULL; ",
     NULL},
    {4,
     "DROP INDEX IF EXISTS mention_name; "
     "DROP INDEX IF EXISTS mention_short; "
     "CREATE INDEX document_unlinked ON document (id) WHERE NOT linked; "
     "CREATE INDEX mention_name ON mention (name, document) WHERE name IS NOT NULL; "
     "CREATE INDEX mention_short ON mention (text, name) WHERE name IS NOT NULL AND text "
     "<> value; "
     "CREATE INDEX fact_meeting ON fact (date) WHERE predicate IN ('considered', "
     "'decision') AND date_from = date_to; "
     "CREATE INDEX name_anew ON name (compared) WHERE compared <> 1; "
     "CREATE TABLE block ( key INTEGER NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (key, "
     "name) ) STRICT, WITHOUT ROWID; "
     "DROP TABLE IF EXISTS link; "
     "CREATE TABLE link ( id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN "
     "('same', 'not-same', 'refers')), from_name INTEGER REFERENCES name ON DELETE "
     "CASCADE, to_name INTEGER REFERENCES name ON DELETE CASCADE, from_document INTEGER "
     "REFERENCES document ON DELETE CASCADE, to_document INTEGER REFERENCES document ON "
     "DELETE CASCADE, entity INTEGER REFERENCES entity ON DELETE CASCADE, day TEXT, score "
     "REAL NOT NULL CHECK (score BETWEEN 0 AND 1), reason TEXT NOT NULL, CHECK ((kind = "
     "'refers') = (from_document IS NOT NULL AND to_document IS NOT NULL)), CHECK ((kind "
     "<> 'refers') = (from_name IS NOT NULL AND to_name IS NOT NULL)), UNIQUE (kind, "
     "from_name, to_name), UNIQUE (kind, from_document, to_document, reason) ) STRICT; "
     "CREATE INDEX link_entity ON link (entity, day) WHERE entity IS NOT NULL; "
     "CREATE INDEX link_to_name ON link (to_name) WHERE to_name IS NOT NULL; "
     "CREATE INDEX link_from_document ON link (from_document) WHERE from_document IS NOT "
     "NULL; "
     "CREATE INDEX link_to_document ON link (to_document) WHERE to_document IS NOT NULL; "
     "DELETE FROM linked_with",
     NULL},
    {5,
     "ALTER TABLE \"check\" RENAME TO check_before; "
     "DROP INDEX IF EXISTS check_facts; DROP INDEX IF EXISTS check_other; "
     "CREATE TABLE \"check\" (id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('sum', "
     "'contradiction', 'change', 'vanished')), fact INTEGER NOT NULL REFERENCES fact ON DELETE "
     "CASCADE, other INTEGER REFERENCES fact ON DELETE CASCADE, verdict TEXT NOT NULL CHECK "
     "(verdict IN ('consistent', 'off', 'unverified')), difference TEXT, score REAL NOT NULL "
     "CHECK (score BETWEEN 0 AND 1), reason TEXT NOT NULL) STRICT; "
     "INSERT INTO \"check\" SELECT id, kind, fact, other, verdict, difference, score, reason "
     "FROM check_before; "
     "DROP TABLE check_before; "
     "CREATE UNIQUE INDEX check_facts ON \"check\" (kind, fact, coalesce(other, 0)); "
     "CREATE INDEX check_other ON \"check\" (other) WHERE other IS NOT NULL; "
     "DELETE FROM linked_with",
     NULL},
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
