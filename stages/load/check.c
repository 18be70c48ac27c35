/* akt-load --check: what SQLite can tell of the file, what SQL can tell of the rows. check-papers.c
 * holds each paper's rows against its kept line. */
#include "check-private.h"

#include <stdarg.h>

enum {
    MAX_DAMAGES = 100 /* of those that SQLite finds in the file */
};

void
check_say(struct checker *checker, const char *path, guint page, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    checker->findings++;
    if (checker->database->say)
        checker->database->say(path, page, message, checker->database->say_data);
}

/* ---- the file -------------------------------------------------------------------------------- */

static gboolean
check_file(struct checker *checker, GError **error)
{
    gboolean row;
    g_autofree char *sql = g_strdup_printf("PRAGMA integrity_check(%d)", MAX_DAMAGES);
    struct statement statement =
        statement_of(checker->database, g_intern_string(sql), "checking the file");
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        const char *text = column_text(statement.handle, 0);
        if (g_strcmp0(text, "ok") != 0)
            check_say(checker, checker->database->path, 0, "%s", text);
    }
}

static gboolean
check_keys(struct checker *checker, GError **error)
{
    gboolean row;
    struct statement statement =
        statement_of(checker->database, "PRAGMA foreign_key_check", "checking foreign keys");
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        check_say(checker, checker->database->path, 0, "row %s of %s points to no row of %s",
                  column_text(statement.handle, 1), column_text(statement.handle, 0),
                  column_text(statement.handle, 2));
    }
}

/* ---- the rows -------------------------------------------------------------------------------- */

#define OF_FACT                                                                          \
    " FROM fact LEFT JOIN document_path USING (document) LEFT JOIN evidence ON evidence" \
    ".fact = fact.id AND evidence.n = 1 "
#define FACT "coalesce(evidence.page, 0), 'fact ' || fact.id || ' ' || predicate"

/* Queries for path, page, what, and what is wrong with it; no row is well. */
static const struct rule {
    const char *sql, *wrong;
} rules[] = {
    {"SELECT path, " FACT OF_FACT "WHERE evidence.fact IS NULL", "has no evidence"},
    {"SELECT path, evidence.page, 'evidence of fact ' || fact FROM evidence "
     "JOIN fact ON fact.id = fact JOIN document ON document.id = document "
     "LEFT JOIN document_path USING (document) WHERE evidence.page < 1 "
     "OR evidence.end_page > document.pages OR start_offset < 0 OR end_offset <= start_offset",
     "is not inside its document"},
    {"SELECT path, evidence.page, 'evidence of fact ' || fact FROM evidence "
     "JOIN fact ON fact.id = fact LEFT JOIN document_path USING (document) "
     "WHERE evidence.text = ''",
     "has no words"},
    {"SELECT path, page, 'mention ' || mention.id || ' ' || type FROM mention "
     "LEFT JOIN document_path USING (document) WHERE text = ''",
     "has no words"},
    {"SELECT path, " FACT OF_FACT
     "LEFT JOIN mention AS m ON m.document = fact.document AND m.n = object_mention "
     "WHERE object_type NOT IN ('text', 'document', 'cpr') "
     "AND (m.id IS NULL OR m.type <> object_type OR m.value <> object)",
     "has an object that no mention says"},
    {"SELECT path, " FACT OF_FACT
     "LEFT JOIN mention AS m ON m.document = fact.document AND m.n = subject_mention "
     "WHERE subject_type NOT IN ('text', 'document', 'cpr') "
     "AND (m.id IS NULL OR m.type <> subject_type OR m.value <> subject)",
     "has a subject that no mention says"},
    {"SELECT path, " FACT OF_FACT "WHERE amount_min_ore > amount_max_ore OR earliest > latest "
     "OR period_from > period_to OR date_from > date_to",
     "ends before it begins"},
    {"SELECT path, " FACT OF_FACT "WHERE length(key) <> 10 OR EXISTS (SELECT 1 FROM fact AS o "
     "WHERE o.document = fact.document AND o.key = fact.key AND o.id <> fact.id)",
     "has no key of its own"},
    {"SELECT path, 0, 'the document' FROM document LEFT JOIN document_path "
     "ON document_path.document = document.id WHERE NOT EXISTS "
     "(SELECT 1 FROM stream WHERE stream.document = document.id)",
     "has no kept line"},
    {"SELECT path, 0, 'the document' FROM location JOIN document ON document.id = document "
     "WHERE location.current AND NOT document.current",
     "stands at a path and is said to stand nowhere"},
    {"SELECT NULL, 0, 'document ' || document.id FROM document WHERE current AND NOT EXISTS "
     "(SELECT 1 FROM location WHERE location.document = document.id AND location.current)",
     "stands nowhere and is said to stand at a path"},
    {"SELECT NULL, 0, 'name ' || name.id FROM name JOIN entity ON entity.id = entity "
     "WHERE name.kind <> entity.kind",
     "is of another kind than what it names"},
    {"SELECT path, page.n, 'the page' FROM page LEFT JOIN document_path USING (document) "
     "WHERE page.characters > 0 AND page.text_hash <> -3750763034362895579 "
     "AND page.id NOT IN (SELECT id FROM page_text_docsize)",
     "is not in the index of words"},
    {"SELECT NULL, 0, 'the index of words' FROM page_text_docsize "
     "WHERE id NOT IN (SELECT id FROM page) LIMIT 1",
     "holds pages that are gone"},
};

static gboolean
check_rule(struct checker *checker, const struct rule *rule, GError **error)
{
    gboolean row;
    struct statement statement = statement_of(checker->database, rule->sql, "checking rows");
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        const char *path = column_text(statement.handle, 0);
        check_say(checker, *path ? path : checker->database->path,
                  (guint)sqlite3_column_int64(statement.handle, 1), "%s %s",
                  column_text(statement.handle, 2), rule->wrong);
    }
}

/* Reads the whole index of words, so that damage in it is found. */
static gboolean
check_index(struct checker *checker, GError **error)
{
    gboolean found;
    gint64 words;
    if (!database_execute(checker->database,
                          "CREATE VIRTUAL TABLE IF NOT EXISTS temp.page_words "
                          "USING fts5vocab (main, page_text, row)",
                          "checking the index of words", error))
        return FALSE;
    struct statement statement =
        statement_of(checker->database, "SELECT coalesce(sum(cnt), 0) FROM temp.page_words",
                     "checking the index of words");
    return statement_number(&statement, &found, &words, error);
}

gboolean
database_check(struct database *database, guint *ret_findings, GError **error)
{
    struct checker checker = {.database = database};
    gboolean ok = check_file(&checker, error) && check_keys(&checker, error);
    for (guint i = 0; ok && i < G_N_ELEMENTS(rules); i++)
        ok = check_rule(&checker, &rules[i], error);
    ok = ok && check_index(&checker, error) && check_papers(&checker, error) &&
         check_shared(&checker, error);
    *ret_findings = checker.findings;
    return ok;
}
