/* What changed from one paper to the next that speaks of the same project or programme: a day that
 * it was planned for and missed, a period that ends another year, an amount that a paper says was
 * changed; and projects that the next status no longer names.
 *
 * None of these is a contradiction: who reads the later paper knows. Rows of check of kind `change`
 * and `vanished` (and a link from the later paper to the earlier), with the earlier paper's fact
 * and the later one's. Papers without a day of issue, and two of one day, have no order and are not
 * compared. */
#include "link-private.h"

#include <string.h>

#define SURE_SCORE 0.9
#define LIKELY_SCORE 0.8

/* A fact of a paper with days in it. */
struct event {
    gint64 fact;
    char *what; /* "planned", "2011/2015" */
    char *from, *to;
    char *said; /* the day as the stream has it: "2015-Q1" */
};

/* What one paper says of a thing. */
struct account {
    gint64 document;
    char *issued;
    GArray *events; /* struct event */
};

static void
event_clear(gpointer data)
{
    struct event *event = data;
    g_free(event->what);
    g_free(event->from);
    g_free(event->to);
    g_free(event->said);
}

static void
account_clear(struct account *account)
{
    g_free(account->issued);
    if (account->events)
        g_array_unref(account->events);
    *account = (struct account){0};
}

static gboolean
note_change(struct linking *linking, const char *kind, gint64 before, gint64 after, double score,
            const char *reason, GError **error)
{
    struct statement statement =
        statement_of(linking->database,
                     "INSERT OR IGNORE INTO \"check\" (kind, fact, other, verdict, score, reason) "
                     "VALUES (?, ?, ?, 'unverified', ?, ?)",
                     "writing a change");
    put_text(&statement, kind);
    put_number(&statement, before);
    put_number(&statement, after);
    sqlite3_bind_double(statement.handle, ++statement.at, score);
    put_text(&statement, reason);
    return statement_run(&statement, error);
}

/* ---- days ---------------------------------------------------------------------------------- */

/* The event of a kind that ends last, or begins first; NULL for none. */
static const struct event *
last_of(const struct account *account, const char *what)
{
    const struct event *best = NULL;
    for (guint i = 0; i < account->events->len; i++) {
        const struct event *event = &g_array_index(account->events, struct event, i);
        if (strcmp(event->what, what) == 0 && (!best || strcmp(event->to, best->to) > 0))
            best = event;
    }
    return best;
}

static const struct event *
first_of(const struct account *account, const char *what)
{
    const struct event *best = NULL;
    for (guint i = 0; i < account->events->len; i++) {
        const struct event *event = &g_array_index(account->events, struct event, i);
        if (strcmp(event->what, what) == 0 && (!best || strcmp(event->from, best->from) < 0))
            best = event;
    }
    return best;
}

static gboolean
note_slip(struct linking *linking, const struct event *planned, const struct event *then,
          double score, GError **error)
{
    if (!planned || !then || strcmp(then->from, planned->to) <= 0)
        return TRUE;
    gboolean again = strcmp(then->what, "planned") == 0;
    g_autofree char *reason = g_strdup_printf("planned for %s, and then %s %s", planned->said,
                                              again ? "for" : then->what, then->said);
    return note_change(linking, "change", planned->fact, then->fact, score, reason, error);
}

/* What was planned last is what is completed, what was planned first is what is started. A new plan
 * is for the same only if the old one could still be kept. */
static gboolean
compare_days(struct linking *linking, const struct account *before, const struct account *after,
             GError **error)
{
    const struct event *first = first_of(before, "planned"), *last = last_of(before, "planned");
    const struct event *done = last_of(after, "completed"), *begun = first_of(after, "started");
    if (!last)
        return TRUE;
    if (done)
        return note_slip(linking, last, done, SURE_SCORE, error);
    if (begun)
        return note_slip(linking, first, begun, SURE_SCORE, error);
    return strcmp(last->to, after->issued) < 0 ||
           note_slip(linking, last, last_of(after, "planned"), LIKELY_SCORE, error);
}

/* ---- periods ------------------------------------------------------------------------------- */

/* The only period of a paper, or NULL. */
static const struct event *
only_period(const struct account *account)
{
    const struct event *first = &g_array_index(account->events, struct event, 0);
    for (guint i = 1; i < account->events->len; i++) {
        if (strcmp(g_array_index(account->events, struct event, i).what, first->what) != 0)
            return NULL;
    }
    return first;
}

/* The same beginning and another end: it was made longer or cut short. */
static gboolean
compare_periods(struct linking *linking, const struct account *before, const struct account *after,
                GError **error)
{
    const struct event *old = only_period(before), *new = only_period(after);
    if (!old || !new || strcmp(old->from, new->from) != 0 || strcmp(old->to, new->to) == 0)
        return TRUE;
    g_autofree char *reason =
        g_strdup_printf("its period was %s, and then %s", old->what, new->what);
    return note_change(linking, "change", old->fact, new->fact, SURE_SCORE, reason, error);
}

/* ---- papers in the order of time ----------------------------------------------------------- */

typedef gboolean (*compare_function)(struct linking *linking, const struct account *before,
                                     const struct account *after, GError **error);

/* Two papers that follow each other, if it is known that they do. */
static gboolean
compare_accounts(struct linking *linking, const struct account *before, const struct account *after,
                 compare_function compare, GError **error)
{
    if (!before->document || !*before->issued || strcmp(before->issued, after->issued) >= 0)
        return TRUE;
    return compare(linking, before, after, error);
}

static struct event
read_event(sqlite3_stmt *row)
{
    return (struct event){.fact = sqlite3_column_int64(row, 3),
                          .what = g_strdup(column_text(row, 4)),
                          .from = g_strdup(column_text(row, 5)),
                          .to = g_strdup(column_text(row, 6)),
                          .said = g_strdup(column_text(row, 7))};
}

/* Runs over rows (entity, document, issued, fact, what, from, to, said), papers of an entity in the
 * order of issue, and compares each with the one before it. */
static gboolean
compare_all(struct linking *linking, const char *sql, compare_function compare, GError **error)
{
    struct statement statement = statement_of(linking->database, sql, "reading changes");
    struct account before = {0}, now = {0};
    gint64 entity = 0;
    gboolean row = TRUE, ok = TRUE;
    while (ok && row) {
        ok = statement_row(&statement, &row, error);
        if (!ok)
            break;
        gint64 next = row ? sqlite3_column_int64(statement.handle, 0) : 0;
        gint64 document = row ? sqlite3_column_int64(statement.handle, 1) : 0;
        if (now.document && (!row || next != entity || document != now.document)) {
            ok = compare_accounts(linking, &before, &now, compare, error);
            account_clear(&before);
            before = now;
            now = (struct account){0};
        }
        if (next != entity)
            account_clear(&before);
        entity = next;
        if (!row || !ok)
            break;
        if (!now.document) {
            now.document = document;
            now.issued = g_strdup(column_text(statement.handle, 2));
            now.events = g_array_new(FALSE, FALSE, sizeof(struct event));
            g_array_set_clear_func(now.events, event_clear);
        }
        struct event event = read_event(statement.handle);
        g_array_append_val(now.events, event);
    }
    if (ok && row)
        statement_reset(&statement);
    account_clear(&before);
    account_clear(&now);
    return ok;
}

#define REDO "temp.redo CROSS JOIN name ON name.entity = redo.entity CROSS JOIN fact "
#define PAPERS "CROSS JOIN document ON document.id = fact.document AND document.current "
#define IN_TIME "ORDER BY 1, document.issued_from, document.sha256, fact.n"

#define DAYS                                                                         \
    "SELECT name.entity, document.id, coalesce(document.issued_from, ''), fact.id, " \
    "fact.object, fact.date_from, fact.date_to, fact.date FROM " REDO                \
    "ON fact.subject_name = name.id " PAPERS                                         \
    "WHERE fact.predicate = 'status' AND fact.object IN ('planned', 'started', "     \
    "'completed') AND fact.date_from IS NOT NULL AND fact.date_to IS NOT NULL " IN_TIME

#define PERIODS                                                                      \
    "SELECT name.entity, document.id, coalesce(document.issued_from, ''), fact.id, " \
    "fact.object, fact.earliest, fact.latest, fact.object FROM " REDO                \
    "ON fact.subject_name = name.id " PAPERS                                         \
    "WHERE fact.predicate = 'period' AND fact.earliest IS NOT NULL "                 \
    "AND fact.latest IS NOT NULL " IN_TIME

/* ---- amounts ------------------------------------------------------------------------------- */

/* "fra 3 mio. kr. til 3,2 mio. kr." in one sentence, for one thing. */
#define AMOUNTS                                                                                  \
    "INSERT OR IGNORE INTO \"check\" (kind, fact, other, verdict, difference, score, reason) "   \
    "SELECT 'change', a.id, b.id, 'unverified', "                                                \
    "CAST(abs(b.amount_min_ore - a.amount_min_ore) / 100 AS TEXT), 0.9, "                        \
    "'from ' || x.text || ' to ' || y.text || ', as the paper says' "                            \
    "FROM temp.redo CROSS JOIN name ON name.entity = redo.entity "                               \
    "CROSS JOIN fact AS a ON a.subject_name = name.id AND a.predicate = 'funding' "              \
    "CROSS JOIN document ON document.id = a.document AND document.current "                      \
    "CROSS JOIN fact AS b ON b.subject_name = a.subject_name AND b.document = a.document "       \
    "AND b.predicate = 'funding' AND b.status IS a.status "                                      \
    "CROSS JOIN mention AS x ON x.document = a.document AND x.n = a.object_mention "             \
    "CROSS JOIN mention AS y ON y.document = b.document AND y.n = b.object_mention "             \
    "CROSS JOIN evidence AS e ON e.fact = a.id AND e.n = 1 "                                     \
    "CROSS JOIN evidence AS f ON f.fact = b.id AND f.n = 1 AND f.start_offset = e.start_offset " \
    "WHERE y.start_offset = x.end_offset + 5 "                                                   \
    "AND a.amount_min_ore <> b.amount_min_ore "                                                  \
    "AND substr(e.text, x.end_offset - e.start_offset + 1, 5) = ' til ' "                        \
    "AND substr(' ' || e.text, x.start_offset - e.start_offset - 3, 5) = ' fra '"

/* ---- projects that vanish ------------------------------------------------------------------ */

/* Of two papers that follow each other on a programme, each with two projects of it or more: those
 * of the earlier that the later does not name at all, and that were not at their end. */
#define PARTS                                                                                     \
    "CREATE TEMP TABLE series AS SELECT large.entity AS programme, document.id AS document, "     \
    "document.issued_from AS issued, min(fact.id) AS first, count(DISTINCT small.entity) AS "     \
    "projects, row_number() OVER (PARTITION BY large.entity ORDER BY document.issued_from, "      \
    "document.sha256) AS n FROM temp.redo CROSS JOIN name AS large ON large.entity = "            \
    "redo.entity CROSS JOIN fact ON fact.object_name = large.id AND fact.predicate = "            \
    "'part-of' CROSS JOIN document ON document.id = fact.document AND document.current "          \
    "CROSS JOIN name AS small ON small.id = fact.subject_name WHERE document.issued_from IS NOT " \
    "NULL AND small.entity IS NOT NULL GROUP BY large.entity, document.id "                       \
    "HAVING count(DISTINCT small.entity) > 1"

#define VANISHED                                                                                   \
    "INSERT OR IGNORE INTO \"check\" (kind, fact, other, verdict, score, reason) "                 \
    "SELECT 'vanished', min(fact.id), later.first, 'unverified', 0.8, "                            \
    "'the next paper on ' || entity.name || ' does not name it' FROM temp.series AS earlier "      \
    "CROSS JOIN temp.series AS later ON later.programme = earlier.programme AND later.n = "        \
    "earlier.n + 1 AND later.issued > earlier.issued "                                             \
    "CROSS JOIN entity ON entity.id = earlier.programme "                                          \
    "CROSS JOIN fact ON fact.document = earlier.document AND fact.predicate = 'part-of' "          \
    "CROSS JOIN name AS large ON large.id = fact.object_name AND large.entity = "                  \
    "earlier.programme "                                                                           \
    "CROSS JOIN name AS small ON small.id = fact.subject_name AND small.entity IS NOT NULL "       \
    "WHERE NOT EXISTS (SELECT 1 FROM mention CROSS JOIN name ON name.id = mention.name "           \
    "WHERE mention.document = later.document AND name.entity = small.entity) "                     \
    "AND NOT EXISTS (SELECT 1 FROM fact AS ended CROSS JOIN name ON name.id = ended.subject_name " \
    "WHERE ended.document = earlier.document AND ended.predicate = 'status' "                      \
    "AND ended.object IN ('completed', 'dropped') AND name.entity = small.entity) "                \
    "GROUP BY small.entity, later.document, later.first"

/* Papers that follow each other on a programme's projects. */
#define NEXT                                                                                \
    "INSERT OR IGNORE INTO link (kind, from_document, to_document, entity, score, reason) " \
    "SELECT 'refers', later.document, earlier.document, entity.id, 0.8, "                   \
    "'the next on the projects of ' || entity.name FROM temp.series AS earlier "            \
    "JOIN temp.series AS later ON later.programme = earlier.programme AND later.n = "       \
    "earlier.n + 1 AND later.issued > earlier.issued "                                      \
    "JOIN entity ON entity.id = earlier.programme"
#define FORGET_NEXT                                                                           \
    "DELETE FROM link WHERE kind = 'refers' AND reason LIKE 'the next on the projects of %' " \
    "AND entity IN (SELECT entity FROM temp.redo)"

/* ---- the whole ----------------------------------------------------------------------------- */

/* Programmes of which a project's names changed: it may now be named, or no more. */
#define REDO_PROGRAMMES                                                                      \
    "INSERT OR IGNORE INTO temp.redo (entity, whole) SELECT large.entity, 0 FROM temp.redo " \
    "CROSS JOIN name AS small ON small.entity = redo.entity "                                \
    "CROSS JOIN fact ON fact.subject_name = small.id AND fact.predicate = 'part-of' "        \
    "CROSS JOIN name AS large ON large.id = fact.object_name WHERE large.entity IS NOT NULL"

/* Of the things in redo, as their own subject or as the programme of what they are said of. */
#define CHANGED                                                                          \
    "(SELECT name.id FROM temp.redo CROSS JOIN name ON name.entity = redo.entity UNION " \
    "SELECT settled.name FROM temp.settled) AS changed "
#define FORGET                                                                          \
    "DELETE FROM \"check\" WHERE kind IN ('change', 'vanished') AND fact IN ("          \
    "SELECT fact.id FROM " CHANGED "CROSS JOIN fact ON fact.subject_name = changed.id " \
    "UNION ALL SELECT fact.id FROM " CHANGED "CROSS JOIN fact ON fact.object_name = "   \
    "changed.id AND fact.predicate = 'part-of')"

gboolean
changes_check(struct linking *linking, GError **error)
{
    return linking_run(linking, REDO_PROGRAMMES, "reading what is part of what", error) &&
           linking_run(linking,
                       linking->all ? "DELETE FROM \"check\" WHERE kind IN ('change', 'vanished')"
                                    : FORGET,
                       "forgetting changes", error) &&
           compare_all(linking, DAYS, compare_days, error) &&
           compare_all(linking, PERIODS, compare_periods, error) &&
           linking_run(linking, AMOUNTS, "reading amounts", error) &&
           database_execute(linking->database, "DROP TABLE IF EXISTS temp.series; " PARTS,
                            "reading what is part of what", error) &&
           linking_run(linking, VANISHED, "looking for what vanished", error) &&
           linking_run(linking, FORGET_NEXT, "forgetting links", error) &&
           linking_run(linking, NEXT, "linking papers", error) &&
           database_execute(linking->database, "DROP TABLE temp.series", "tidying up", error);
}
