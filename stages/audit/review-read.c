/* What was said in a review, read again. */
#include "load/database-private.h"
#include "review.h"

#include <string.h>

static char *
copy_or_null(sqlite3_stmt *row, int column)
{
    return g_strdup((const char *)sqlite3_column_text(row, column));
}

static void
verdict_free(gpointer data)
{
    struct review_verdict *verdict = data;
    g_free(verdict->corrected);
    g_free(verdict->note);
    g_free(verdict->reviewer);
    g_free(verdict->made);
    g_free(verdict->sample);
    g_free(verdict);
}

/* A database may come from a stranger: an answer that is none counts as unsure. */
static struct review_verdict *
verdict_from_row(sqlite3_stmt *row)
{
    struct review_verdict *verdict = g_new0(struct review_verdict, 1);
    verdict->id = sqlite3_column_int64(row, 0);
    verdict->fact = sqlite3_column_int64(row, 1);
    if (!review_answer_from_name(column_text(row, 2), &verdict->answer))
        verdict->answer = REVIEW_UNSURE;
    verdict->corrected = copy_or_null(row, 3);
    verdict->note = g_strdup(column_text(row, 4));
    verdict->reviewer = g_strdup(column_text(row, 5));
    verdict->made = copy_or_null(row, 6);
    verdict->sample = copy_or_null(row, 7);
    verdict->withdrawn = sqlite3_column_int(row, 8) != 0;
    verdict->stands = sqlite3_column_int(row, 9) != 0;
    return verdict;
}

GPtrArray *
review_verdicts(struct database *database, gint64 fact, GError **error)
{
    g_autoptr(GPtrArray) verdicts = g_ptr_array_new_with_free_func(verdict_free);
    gboolean row;
    struct statement statement = statement_of(
        database,
        "SELECT verdict.id, verdict.fact, verdict, corrected, note, reviewer, verdict.made, "
        "sample.name, EXISTS (SELECT 1 FROM withdrawal WHERE withdrawal.verdict = verdict.id), "
        "EXISTS (SELECT 1 FROM verdict_standing WHERE verdict_standing.id = verdict.id) "
        "FROM verdict LEFT JOIN sample ON sample.id = verdict.sample WHERE verdict.fact = ? "
        "ORDER BY coalesce(verdict.made, ''), verdict.id",
        "reading verdicts");
    put_number(&statement, fact);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return NULL;
        if (!row)
            return g_steal_pointer(&verdicts);
        g_ptr_array_add(verdicts, verdict_from_row(statement.handle));
    }
}

/* ---- marks ----------------------------------------------------------------------------------- */

static void
missed_free(gpointer data)
{
    struct review_missed *missed = data;
    g_free(missed->predicate);
    g_free(missed->quote);
    g_free(missed->value);
    g_free(missed->note);
    g_free((gpointer)missed->boxes);
    g_free(missed->reviewer);
    g_free(missed->made);
    g_free(missed);
}

/* The boxes of "x0,y0,x1,y1 ..."; what is none is left out. */
static void
read_boxes(struct review_missed *missed, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", REVIEW_MAX_BOXES + 1);
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(struct review_box));
    for (guint i = 0; words[i] && i < REVIEW_MAX_BOXES; i++) {
        double at[4];
        const char *c = words[i];
        guint k = 0;
        for (; k < G_N_ELEMENTS(at); k++) {
            char *end;
            at[k] = g_ascii_strtod(c, &end);
            if (end == c || !(at[k] >= 0 && at[k] <= 1) || *end != (k < 3 ? ',' : '\0'))
                break;
            c = end + 1;
        }
        struct review_box box = {at[0], at[1], at[2], at[3]};
        if (k == G_N_ELEMENTS(at))
            g_array_append_val(boxes, box);
    }
    missed->n_boxes = boxes->len;
    missed->boxes = (struct review_box *)g_array_free(g_steal_pointer(&boxes), FALSE);
}

static struct review_missed *
missed_from_row(sqlite3_stmt *row)
{
    struct review_missed *missed = g_new0(struct review_missed, 1);
    missed->id = sqlite3_column_int64(row, 0);
    missed->document = sqlite3_column_int64(row, 1);
    missed->page = (guint)CLAMP(sqlite3_column_int64(row, 2), 0, G_MAXINT);
    missed->predicate = g_strdup(column_text(row, 3));
    missed->quote = g_strdup(column_text(row, 4));
    read_boxes(missed, column_text(row, 5));
    missed->value = g_strdup(column_text(row, 6));
    missed->note = g_strdup(column_text(row, 7));
    missed->reviewer = g_strdup(column_text(row, 8));
    missed->made = copy_or_null(row, 9);
    missed->fact = sqlite3_column_int64(row, 10);
    return missed;
}

GPtrArray *
review_misses(struct database *database, gint64 document, guint page, GError **error)
{
    g_autoptr(GPtrArray) marks = g_ptr_array_new_with_free_func(missed_free);
    gboolean row;
    struct statement statement = statement_of(
        database,
        "SELECT id, document, page, predicate, quote, boxes, value, note, reviewer, made, fact "
        "FROM missed WHERE document = ?1 AND (?2 = 0 OR page = ?2) AND NOT EXISTS "
        "(SELECT 1 FROM withdrawal WHERE withdrawal.missed = missed.id) "
        "ORDER BY coalesce(made, ''), id",
        "reading marks");
    put_number(&statement, document);
    put_number(&statement, page);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return NULL;
        if (!row)
            return g_steal_pointer(&marks);
        g_ptr_array_add(marks, missed_from_row(statement.handle));
    }
}

gboolean
review_was_read(struct database *database, gint64 document, guint page, const char *reviewer,
                gboolean *ret_read, GError **error)
{
    gint64 id;
    struct statement statement = statement_of(
        database,
        "SELECT id FROM reading WHERE document = ?1 AND page = ?2 AND (?3 IS NULL OR reviewer = "
        "?3) "
        "AND NOT EXISTS (SELECT 1 FROM withdrawal WHERE withdrawal.reading = reading.id) LIMIT 1",
        "reading which pages were read");
    put_number(&statement, document);
    put_number(&statement, page);
    put_text(&statement, reviewer);
    return statement_number(&statement, ret_read, &id, error);
}

gboolean
review_sample(struct database *database, const char *name, gint64 *ret_id, GError **error)
{
    gboolean found;
    struct statement statement =
        statement_of(database, "SELECT id FROM sample WHERE name = ?", "looking for a sample");
    put_text(&statement, name);
    if (!statement_number(&statement, &found, ret_id, error))
        return FALSE;
    if (!found)
        g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "there is no sample \"%s\"", name);
    return found;
}
