/* Verdicts are people's work: they follow their fact by its words and place, through a paper read
 * again by better rules and through the paper that takes another's place. */
#include "database-private.h"

#include <string.h>

/* The fact that says the same in the same words, the nearest on the page if there are several. */
#define SAME_FACT                                                                                  \
    "SELECT fact.id FROM fact JOIN evidence ON evidence.fact = fact.id AND evidence.n = 1 "        \
    "WHERE fact.document = ?1 AND fact.predicate = verdict.predicate "                             \
    "AND fact.subject_type || ':' || fact.subject = verdict.subject "                              \
    "AND fact.object_type || ':' || fact.object = verdict.object "                                 \
    "AND fact.qualifiers = verdict.qualifiers AND evidence.text = verdict.quote "                  \
    "ORDER BY abs(evidence.page - verdict.page), abs(evidence.line - verdict.line), fact.n LIMIT " \
    "1"

gboolean
verdicts_rejoin(struct database *database, gint64 document, GError **error)
{
    struct statement statement =
        statement_of(database, "UPDATE verdict SET fact = (" SAME_FACT ") WHERE document = ?1",
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
        "SELECT ?1, fact.id, verdict.predicate, verdict.subject, verdict.object, "
        "verdict.qualifiers, verdict.quote, evidence.page, evidence.line, verdict.verdict, "
        "verdict.note, verdict.reviewer, verdict.made, verdict.id "
        "FROM verdict JOIN fact ON fact.id = (" SAME_FACT ") "
        "JOIN evidence ON evidence.fact = fact.id AND evidence.n = 1 "
        "WHERE verdict.document = ?2 "
        "AND NOT EXISTS (SELECT 1 FROM verdict AS own WHERE own.document = ?1 "
        "AND own.fact = fact.id)",
        "carrying verdicts over");
    put_number(&statement, to);
    put_number(&statement, from);
    return statement_run(&statement, error);
}
