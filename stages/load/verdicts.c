/* Verdicts are people's work: they follow their fact by its words and place, through a paper read
 * again by better rules and through the paper that takes another's place. So do marks of what was
 * missed, by their words and page; draws of a sample by the fact's key. */
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

/* A mark of something missed is found when a fact of its kind has its value in its words. */
#define FOUND_FACT                                                                           \
    "SELECT fact.id FROM fact JOIN evidence ON evidence.fact = fact.id "                     \
    "WHERE fact.document = ?1 AND fact.predicate = missed.predicate AND missed.value <> '' " \
    "AND fact.object = missed.value AND evidence.page = missed.page AND missed.quote <> '' " \
    "AND (instr(evidence.text, missed.quote) OR instr(missed.quote, evidence.text)) LIMIT 1"

static gboolean
run_on(struct database *database, const char *sql, gint64 document, const char *doing,
       GError **error)
{
    struct statement statement = statement_of(database, sql, doing);
    put_number(&statement, document);
    return statement_run(&statement, error);
}

static gboolean
rejoin_missed(struct database *database, gint64 document, GError **error)
{
    return run_on(database,
                  "UPDATE missed SET fact = (" FOUND_FACT ") WHERE document = ?1 AND fact IS NULL",
                  document, "looking for what was missed", error);
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
                     "WHERE document = ? AND fact IS NULL AND NOT EXISTS (SELECT 1 FROM "
                     "withdrawal WHERE withdrawal.verdict = verdict.id) ORDER BY page, line, id",
                     "looking for verdicts");
    put_number(&statement, document);
    put_number(&lost, document);
    return statement_run(&statement, error) &&
           run_on(database,
                  "UPDATE draw SET fact = (SELECT fact.id FROM fact WHERE fact.document = ?1 AND "
                  "fact.key = draw.key) WHERE document = ?1 AND key <> ''",
                  document, "joining samples to their facts", error) &&
           rejoin_missed(database, document, error) && tell(&lost, database, path, error);
}

/* ---- to the paper that takes another's place ------------------------------------------------- */

/* Words with one blank between them: a quote may have been cut at a line's end. */
static char *
words_of(const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if (!g_unichar_isspace(c))
            g_string_append_unichar(out, c);
        else if (out->len && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    return g_strchomp(g_strdup(out->str));
}

/* The page that has the words: the mark's own, else the first; 0 for none. */
static guint
page_with(GPtrArray *pages, const char *quote, guint own)
{
    g_autofree char *wanted = words_of(quote);
    if (!*wanted)
        return 0;
    for (guint i = 0; i <= pages->len; i++) {
        guint n = i ? i : own;
        if (n < 1 || n > pages->len)
            continue;
        g_autofree char *words = words_of(g_ptr_array_index(pages, n - 1));
        if (strstr(words, wanted))
            return n;
    }
    return 0;
}

static gboolean
copy_mark(struct database *database, gint64 mark, gint64 to, guint page, GError **error)
{
    struct statement statement = statement_of(
        database,
        "INSERT INTO missed (document, page, predicate, quote, boxes, value, note, reviewer, made, "
        "sample, carried_from) SELECT ?1, ?2, predicate, quote, CASE WHEN page = ?2 THEN boxes "
        "ELSE '' END, value, note, reviewer, made, sample, id FROM missed WHERE id = ?3",
        "carrying marks over");
    put_number(&statement, to);
    put_number(&statement, page);
    put_number(&statement, mark);
    return statement_run(&statement, error);
}

static void
tell_mark(struct database *database, const char *path, guint page, const char *quote)
{
    g_autofree char *message =
        g_strdup_printf("what was marked as missed stands there no more: %s", quote);
    if (database->say)
        database->say(path, page, message, database->say_data);
}

/* A mark moves to the page that has its words. */
static gboolean
carry_missed(struct database *database, gint64 from, gint64 to, const char *path, GError **error)
{
    g_autoptr(GPtrArray) pages = NULL;
    gboolean row;
    struct statement statement = statement_of(
        database,
        "SELECT id, page, quote FROM missed AS mark WHERE document = ?1 AND NOT EXISTS (SELECT 1 "
        "FROM withdrawal WHERE missed = mark.id) AND NOT EXISTS (SELECT 1 FROM missed AS own "
        "WHERE own.document = ?2 AND own.predicate = mark.predicate AND own.quote = mark.quote "
        "AND own.reviewer = mark.reviewer) ORDER BY id",
        "looking for marks");
    put_number(&statement, from);
    put_number(&statement, to);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return rejoin_missed(database, to, error);
        const char *quote = column_text(statement.handle, 2);
        guint own = (guint)CLAMP(sqlite3_column_int64(statement.handle, 1), 0, G_MAXINT);
        if (!pages && !(pages = kept_texts(database, to, error)))
            break;
        guint page = page_with(pages, quote, own);
        if (!page)
            tell_mark(database, path, own, quote);
        else if (!copy_mark(database, sqlite3_column_int64(statement.handle, 0), to, page, error))
            break;
    }
    statement_reset(&statement);
    return FALSE;
}

/* A page that was read through is so in the new paper where all its words are the same. */
static gboolean
carry_readings(struct database *database, gint64 from, gint64 to, GError **error)
{
    struct statement statement = statement_of(
        database,
        "INSERT INTO reading (document, page, reviewer, made, sample, carried_from) "
        "SELECT ?1, reading.page, reviewer, made, sample, reading.id FROM reading "
        "JOIN page AS old ON old.document = ?2 AND old.n = reading.page "
        "JOIN page AS new ON new.document = ?1 AND new.n = reading.page "
        "AND new.text_hash = old.text_hash WHERE reading.document = ?2 "
        "AND NOT EXISTS (SELECT 1 FROM withdrawal WHERE withdrawal.reading = reading.id) "
        "AND NOT EXISTS (SELECT 1 FROM reading AS own WHERE own.document = ?1 "
        "AND own.page = reading.page AND own.reviewer = reading.reviewer)",
        "carrying marks over");
    put_number(&statement, to);
    put_number(&statement, from);
    return statement_run(&statement, error);
}

gboolean
verdicts_carry(struct database *database, gint64 from, gint64 to, const char *path, GError **error)
{
    struct statement statement = statement_of(
        database,
        "INSERT INTO verdict (document, fact, predicate, subject, object, qualifiers, quote, page, "
        "line, verdict, note, reviewer, made, carried_from, corrected, sample) "
        "SELECT ?1, fact.id, judged.predicate, judged.subject, judged.object, "
        "judged.qualifiers, judged.quote, evidence.page, evidence.line, judged.verdict, "
        "judged.note, judged.reviewer, judged.made, judged.id, judged.corrected, judged.sample "
        "FROM verdict AS judged JOIN fact ON fact.id = (" SAME_FACT ") "
        "JOIN evidence ON evidence.fact = fact.id AND evidence.n = 1 "
        "WHERE judged.document = ?2 "
        "AND NOT EXISTS (SELECT 1 FROM withdrawal WHERE withdrawal.verdict = judged.id) "
        "AND NOT EXISTS (SELECT 1 FROM verdict AS own WHERE own.document = ?1 "
        "AND own.fact = fact.id AND own.reviewer = judged.reviewer AND own.made IS judged.made "
        "AND own.verdict = judged.verdict)",
        "carrying verdicts over");
    struct statement lost =
        statement_of(database,
                     "SELECT page, verdict, predicate, subject, object FROM verdict AS judged "
                     "WHERE document = ?2 AND NOT EXISTS (SELECT 1 FROM withdrawal "
                     "WHERE withdrawal.verdict = judged.id) "
                     "AND NOT EXISTS (SELECT 1 FROM verdict AS own "
                     "WHERE own.document = ?1 AND own.predicate = judged.predicate "
                     "AND own.subject = judged.subject AND own.object = judged.object "
                     "AND own.qualifiers = judged.qualifiers) ORDER BY page, line, id",
                     "looking for verdicts");
    put_number(&statement, to);
    put_number(&statement, from);
    put_number(&lost, to);
    put_number(&lost, from);
    return statement_run(&statement, error) && carry_missed(database, from, to, path, error) &&
           carry_readings(database, from, to, error) && tell(&lost, database, path, error);
}
