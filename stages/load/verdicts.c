/* Verdicts are people's work: they follow their fact by its words and place, through a paper read
 * again by better rules and through the paper that takes another's place. */
#include "database-private.h"

#include <string.h>

/* The fact that says the same in the same words, the nearest on the page if there are several. */
#define SAME_FACT                                                                           \
    "SELECT id FROM (SELECT fact.id AS id, fact.n AS n, "                                   \
    "abs(evidence.page - judged.page) AS pages, abs(evidence.line - judged.line) AS lines " \
    "FROM fact JOIN evidence ON evidence.fact = fact.id AND evidence.n = 1 "                \
    "WHERE fact.document = ?1 AND fact.predicate = judged.predicate "                       \
    "AND fact.subject_type || ':' || fact.subject = judged.subject "                        \
    "AND fact.object_type || ':' || fact.object = judged.object "                           \
    "AND fact.qualifiers = judged.qualifiers AND evidence.text = judged.quote) "            \
    "ORDER BY pages, lines, n LIMIT 1"

gboolean
verdicts_rejoin(struct database *database, gint64 document, GError **error)
{
    struct statement statement = statement_of(
        database, "UPDATE verdict AS judged SET fact = (" SAME_FACT ") WHERE document = ?1",
        "joining verdicts to their facts");
    put_number(&statement, document);
    return statement_run(&statement, error);
}

gboolean
verdicts_carry(struct database *database, gint64 from, gint64 to, GError **error)
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
    put_number(&statement, to);
    put_number(&statement, from);
    return statement_run(&statement, error);
}
