/* What has changed since the last run, and what is therefore made anew:
 *
 *   temp.anew      names that papers came for or went from, and all of a block that became too
 *                  large or is so no more: their links are made anew. `lost`: papers that named it
 *                  are gone, so nobody can say any more what they stated
 *   temp.affected  those, and the names that were linked to them
 *   temp.settled   the affected and all that is now linked to them, each with the best name of its
 *                  entity
 *   temp.redo      the entities that these were and are. `whole`: its names changed, or papers went
 *
 * With this the outcome is the one that a run over everything would have; what has not changed is
 * not looked at. In a run over everything (linking->all) the same tables are filled, in files. */
#include "link-private.h"

#define TABLES                                                                                 \
    "CREATE TEMP TABLE anew (name INTEGER PRIMARY KEY, lost INTEGER NOT NULL); "               \
    "CREATE TEMP TABLE affected (name INTEGER PRIMARY KEY); "                                  \
    "CREATE TEMP TABLE fresh (key INTEGER NOT NULL, name INTEGER NOT NULL, used INTEGER); "    \
    "CREATE TEMP TABLE hot (key INTEGER PRIMARY KEY, before INTEGER NOT NULL); "               \
    "CREATE TEMP TABLE settled (name INTEGER PRIMARY KEY, best INTEGER, scope TEXT NOT NULL, " \
    "entity INTEGER); "                                                                        \
    "CREATE TEMP TABLE redo (entity INTEGER PRIMARY KEY, whole INTEGER NOT NULL); "            \
    "CREATE TEMP TABLE meeting (entity INTEGER NOT NULL, day TEXT NOT NULL, "                  \
    "PRIMARY KEY (entity, day)) WITHOUT ROWID; "                                               \
    "CREATE TEMP TABLE part (project INTEGER NOT NULL, programme TEXT NOT NULL, "              \
    "PRIMARY KEY (project, programme)) WITHOUT ROWID"

#define NO_TABLES                                                          \
    "DROP TABLE IF EXISTS temp.anew; DROP TABLE IF EXISTS temp.affected; " \
    "DROP TABLE IF EXISTS temp.fresh; DROP TABLE IF EXISTS temp.hot; "     \
    "DROP TABLE IF EXISTS temp.settled; DROP TABLE IF EXISTS temp.redo; "  \
    "DROP TABLE IF EXISTS temp.meeting; DROP TABLE IF EXISTS temp.part"

/* ---- whether ------------------------------------------------------------------------------- */

static gboolean
exists(struct linking *linking, const char *sql, gboolean *ret, GError **error)
{
    gboolean found;
    gint64 number = 0;
    struct statement statement = statement_of(linking->database, sql, "opening it");
    if (!statement_number(&statement, &found, &number, error))
        return FALSE;
    *ret = number != 0;
    return TRUE;
}

/* A database of an export, or of an earlier version, has names that are known and no blocks. */
#define NO_BLOCKS                                                                       \
    "SELECT EXISTS (SELECT 1 FROM name WHERE compared = 1 AND entity IS NOT NULL) AND " \
    "NOT EXISTS (SELECT 1 FROM block)"

gboolean
changed_find(struct linking *linking, const char *made_with, gboolean *ret_needed, GError **error)
{
    gboolean found, no_blocks, papers, names;
    gint64 same = 0;
    struct statement with = statement_of(
        linking->database, "SELECT count(*) FROM linked_with WHERE dictionaries = ?", "opening it");
    put_text(&with, made_with);
    if (!statement_number(&with, &found, &same, error) ||
        !exists(linking, NO_BLOCKS, &no_blocks, error) ||
        !exists(linking, "SELECT EXISTS (SELECT 1 FROM document WHERE NOT linked)", &papers,
                error) ||
        !exists(linking, "SELECT EXISTS (SELECT 1 FROM name WHERE compared <> 1)", &names, error))
        return FALSE;
    linking->all = !same || no_blocks;
    *ret_needed = linking->all || papers || names;
    if (!linking->all)
        return TRUE;
    struct statement note = statement_of(
        linking->database, "INSERT OR REPLACE INTO linked_with (one, dictionaries) VALUES (1, ?)",
        "noting the dictionaries");
    put_text(&note, made_with);
    return statement_run(&note, error);
}

/* ---- names --------------------------------------------------------------------------------- */

/* Names that load marked, those of papers that came or went, and those that such a paper writes as
 * a short form of others. */
#define ANEW                                                                                     \
    "INSERT INTO temp.anew (name, lost) SELECT id, compared = 2 FROM name WHERE compared <> 1; " \
    "INSERT OR IGNORE INTO temp.anew (name, lost) SELECT mention.name, 0 FROM document "         \
    "CROSS JOIN mention ON mention.document = document.id WHERE NOT document.linked "            \
    "AND mention.name IS NOT NULL; "                                                             \
    "INSERT OR IGNORE INTO temp.anew (name, lost) SELECT short.id, 0 FROM document "             \
    "CROSS JOIN mention ON mention.document = document.id "                                      \
    "CROSS JOIN name AS short ON short.kind = mention.type AND short.value = mention.text "      \
    "WHERE NOT document.linked AND mention.name IS NOT NULL AND mention.text <> mention.value"

gboolean
changed_names(struct linking *linking, GError **error)
{
    return database_execute(linking->database, NO_TABLES, "making room", error) &&
           database_execute(linking->database, TABLES, "making room", error) &&
           database_execute(linking->database,
                            linking->all ? "DELETE FROM block; INSERT INTO temp.anew (name, lost) "
                                           "SELECT id, 0 FROM name ORDER BY id"
                                         : ANEW,
                            "reading what has changed", error);
}

#define AFFECTED                                                                            \
    "INSERT INTO temp.affected (name) SELECT name FROM temp.anew; "                         \
    "INSERT OR IGNORE INTO temp.affected (name) SELECT to_name FROM temp.anew "             \
    "CROSS JOIN link ON link.kind IN ('same', 'not-same') AND link.from_name = anew.name; " \
    "INSERT OR IGNORE INTO temp.affected (name) SELECT from_name FROM temp.anew "           \
    "CROSS JOIN link ON link.to_name = anew.name; "                                         \
    "DELETE FROM link WHERE kind IN ('same', 'not-same') AND from_name IN "                 \
    "(SELECT name FROM temp.anew); "                                                        \
    "DELETE FROM link WHERE to_name IN (SELECT name FROM temp.anew)"

gboolean
changed_forget(struct linking *linking, GError **error)
{
    return database_execute(linking->database,
                            linking->all ? "INSERT INTO temp.affected (name) SELECT name "
                                           "FROM temp.anew; DELETE FROM link"
                                         : AFFECTED,
                            "forgetting links", error);
}

/* ---- entities ------------------------------------------------------------------------------ */

/* In the order of names, so that the same papers give the same numbers, and the index is written
 * from one end to the other. */
#define NEW_ENTITIES                                                                               \
    "INSERT INTO entity (kind, name, scope) SELECT DISTINCT name.kind, name.value, settled.scope " \
    "FROM temp.settled JOIN name ON name.id = settled.best WHERE TRUE ORDER BY 1, 2, 3 "           \
    "ON CONFLICT DO NOTHING"

#define FIND_ENTITIES                                                                           \
    "UPDATE temp.settled SET entity = (SELECT entity.id FROM name JOIN entity "                 \
    "ON entity.kind = name.kind AND entity.name = name.value AND entity.scope = settled.scope " \
    "WHERE name.id = settled.best) WHERE best IS NOT NULL"

#define OLD_REDO                                                                            \
    "INSERT INTO temp.redo (entity, whole) SELECT name.entity, "                            \
    "max(name.entity IS NOT settled.entity OR coalesce(anew.lost, 0)) FROM temp.settled "   \
    "CROSS JOIN name ON name.id = settled.name LEFT JOIN temp.anew ON anew.name = name.id " \
    "WHERE name.entity IS NOT NULL GROUP BY name.entity"

#define NEW_REDO                                                                     \
    "INSERT INTO temp.redo (entity, whole) SELECT settled.entity, "                  \
    "max(name.entity IS NOT settled.entity) FROM temp.settled "                      \
    "CROSS JOIN name ON name.id = settled.name WHERE settled.entity IS NOT NULL "    \
    "GROUP BY settled.entity ON CONFLICT (entity) DO UPDATE SET whole = max(whole, " \
    "excluded.whole)"

#define GIVE_ENTITIES                                                          \
    "UPDATE name SET entity = settled.entity, compared = 1 FROM temp.settled " \
    "WHERE settled.name = name.id AND (name.entity IS NOT settled.entity OR name.compared <> 1)"

/* Before entities go, for their links go with them: what was said of them is in redo. */
#define OLD_ENTITIES                                                                \
    "DELETE FROM entity WHERE id IN (SELECT entity FROM temp.redo) AND NOT EXISTS " \
    "(SELECT 1 FROM name WHERE name.entity = entity.id)"

gboolean
changed_entities(struct linking *linking, GError **error)
{
    static const char *const steps[] = {NEW_ENTITIES, FIND_ENTITIES, OLD_REDO, NEW_REDO,
                                        GIVE_ENTITIES};
    for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
        if (!linking_run(linking, steps[i], "writing entities", error))
            return FALSE;
    }
    return TRUE;
}

gboolean
changed_done(struct linking *linking, GError **error)
{
    return linking_run(linking,
                       linking->all ? "DELETE FROM entity WHERE NOT EXISTS (SELECT 1 FROM name "
                                      "WHERE name.entity = entity.id)"
                                    : OLD_ENTITIES,
                       "taking entities away", error) &&
           linking_run(linking, "UPDATE document SET linked = 1 WHERE NOT linked",
                       "noting what is linked", error) &&
           database_execute(linking->database, NO_TABLES, "tidying up", error);
}
