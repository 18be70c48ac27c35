/* Verdicts are people's work: they follow their fact by its words and place, through a paper read
 * again by better rules and through the paper that takes another's place. */
#include "database-private.h"

#include <string.h>

/* The fact that says the same in the same words or at the same place (sentences may be cut
 * otherwise), the nearest on the page if there are several. */
#define SAME_FACT                                                                           \
    "SELECT id FROM (SELECT fact.id AS id, fact.n AS n, "                                   \
    "abs(evidence.page - judged.page) AS pages, abs(evidence.line - judged.line) AS lines " \
    "FROM fact JOIN evidence ON evidence.fact = fact.id AND evidence.n = 1 "                \
    "WHERE fact.document = ?1 AND fact.predicate = judged.predicate "                       \
    "AND fact.subject_type || ':' || fact.subject = judged.subject "                        \
    "AND fact.object_type || ':' || fact.object = judged.object "                           \
    "AND fact.qualifiers = judged.qualifiers AND (evidence.text = judged.quote "            \
    "OR (evidence.page = judged.page AND evidence.line = judged.line))) "                   \
    "ORDER BY pages, lines, n LIMIT 1"

/* Tells of the verdicts that a query finds: path, page, verdict, predicate, subject, object. */
static gboolean
tell(struct statement *statement, struct database *database, const char *path, GError **error)
{
    gboolean row;
    for (;;) {
        if (!statement_row(statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        sqlite3_stmt *handle = statement->handle;
        g_autofree char *message = g_strdup_printf(
            "the verdict \"%s\" on %s %s %s fits no fact any more", column_text(handle, 1),
            column_text(handle, 2), column_text(handle, 3), column_text(handle, 4));
        if (database->say)
            database->say(path, (guint)sqlite3_column_int64(handle, 0), message,
                          database->say_data);
    }
}

gboolean
verdicts_rejoin(struct database *database, gint64 document, const char *path, GError **error)
{
    struct statement statement = statement_of(
        database, "UPDATE verdict AS judged SET fact = (" SAME_FACT ") WHERE document = ?1",
        "joining verdicts to their facts");
    struct statement lost =
        statement_of(database,
                     "SELECT page, verdict, predicate, subject, object FROM verdict "
                     "WHERE document = ? AND fact IS NULL ORDER BY page, line, id",
                     "looking for verdicts");
    put_number(&statement, document);
    put_number(&lost, document);
    return statement_run(&statement, error) && tell(&lost, database, path, error);
}

gboolean
verdicts_carry(struct database *database, gint64 from, gint64 to, const char *path, GError **error)
{
    struct statement statement = statement_of(
        database,
        "INSERT INTO verdict (document, fact, predicate, subject, object, qualifiers, quote, page, "
        "line, verdict, note, reviewer, made, carried_from) "
        "SELECT ?1, fact.id, judged.predicate, judged.subject, judged.object, "
        "judged.qualifiers, judged.quote, evidence.page, evidence.line, judged.verdict, "
        "judged.note, judged.reviewer, judged.made, judged.id "
        "FROM verdict AS judged JOIN fact ON fact.id = (" SAME_FACT ") "
        "JOIN evidence ON evidence.fact = fact.id AND evidence.n = 1 "
        "WHERE judged.document = ?2 "
        "AND NOT EXISTS (SELECT 1 FROM verdict AS own WHERE own.document = ?1 "
        "AND own.fact = fact.id)",
        "carrying verdicts over");
    struct statement lost =
        statement_of(database,
                     "SELECT page, verdict, predicate, subject, object FROM verdict AS judged "
                     "WHERE document = ?2 AND NOT EXISTS (SELECT 1 FROM verdict AS own "
                     "WHERE own.document = ?1 AND own.predicate = judged.predicate "
                     "AND own.subject = judged.subject AND own.object = judged.object "
                     "AND own.qualifiers = judged.qualifiers) ORDER BY page, line, id",
                     "looking for verdicts");
    put_number(&statement, to);
    put_number(&statement, from);
    put_number(&lost, to);
    put_number(&lost, from);
    return statement_run(&statement, error) && tell(&lost, database, path, error);
}
