/* Which papers a report is about, and which names have a page of their own. Views of the temporary
 * schema stand before those of the database, so that every query of the report sees only these. */
#include "report-tables.h"

/* What a condition may use: the columns of the view `paper` (aktspor-db(5)). */
static const char *const views[] = {
    "CREATE TEMP VIEW document AS SELECT * FROM main.document WHERE id IN temp.wanted",
    "CREATE TEMP VIEW document_path AS SELECT * FROM main.document_path "
    "WHERE document IN temp.wanted",
    "CREATE TEMP VIEW fact_read AS SELECT * FROM main.fact_read WHERE document IN temp.wanted",
    "CREATE TEMP VIEW paper AS SELECT * FROM main.paper WHERE document IN temp.wanted",
};

/* Projects, programmes and cases that several papers name, or that money is said to go to. */
static const char entities[] =
    "CREATE TEMP TABLE entity_page AS SELECT entity.id AS entity, count(DISTINCT mention.document) "
    "AS papers, (SELECT count(*) FROM name AS n JOIN fact ON fact.subject_name = n.id "
    "JOIN document ON document.id = fact.document AND document.current "
    "WHERE n.entity = entity.id AND fact.predicate = 'funding') AS amounts "
    "FROM entity JOIN name ON name.entity = entity.id JOIN mention ON mention.name = name.id "
    "JOIN document ON document.id = mention.document AND document.current "
    "WHERE entity.kind IN ('project', 'programme', 'case') GROUP BY entity.id "
    "HAVING papers > 1 OR amounts > 0";

static gboolean
run(struct report *report, const char *sql, GError **error)
{
    return sqlite3_exec(database_handle(report->database), sql, NULL, NULL, NULL) == SQLITE_OK ||
           database_error(report->database, "choosing papers for the report", error);
}

/* Whether `sql` is one statement, which can only read. */
static gboolean
is_query(struct report *report, const char *sql)
{
    sqlite3_stmt *probe = NULL;
    const char *rest = NULL;
    gboolean good = sqlite3_prepare_v2(database_handle(report->database), sql, -1, &probe, &rest) ==
                        SQLITE_OK &&
                    probe && sqlite3_stmt_readonly(probe) && !*rest;
    sqlite3_finalize(probe);
    return good;
}

/* The documents for which the user's condition holds. It is one expression: it makes a query with
 * brackets around it and without, so it neither ends early nor goes on behind. */
static gboolean
choose(struct report *report, const char *where, GError **error)
{
    g_autofree char *bare = g_strconcat("SELECT document FROM main.paper WHERE ", where, NULL);
    g_autofree char *select = g_strdup_printf(
        "SELECT document FROM main.paper WHERE document IS NOT NULL AND (%s)", where);
    g_autofree char *insert = g_strconcat("INSERT OR IGNORE INTO temp.wanted ", select, NULL);
    if (is_query(report, bare) && is_query(report, select))
        return run(report, insert, error);
    g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "--where %s: no condition on the view paper: %s",
                where, sqlite3_errmsg(database_handle(report->database)));
    return FALSE;
}

gboolean
report_choose(struct report *report, const char *where, GError **error)
{
    if (!run(report, "CREATE TEMP TABLE wanted (document INTEGER PRIMARY KEY)", error) ||
        !choose(report, where ? where : "1", error))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(views); i++) {
        if (!run(report, views[i], error))
            return FALSE;
    }
    return run(report, entities, error) &&
           run(report, "CREATE UNIQUE INDEX temp.entity_page_of ON entity_page (entity)", error);
}
