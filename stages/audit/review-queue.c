/* The queue of facts to review. Its SQL is put together from fixed parts; every value is bound, by
 * number:
 *   1 predicate  2 project  3 cert  4, 5 amount  6 document  7 page  8 sample  9 reviewer
 *   10 the fact to go on from  11 how many
 * A place in the queue is a pair: document and number of the fact, or number of the draw and of the
 * fact (the pages of a sample hold several). The next place is found by comparing pairs, so that a
 * fact that left the queue since does not lose the reviewer's place. */
#include "review-private.h"

#define STATEMENT_OFF                                                                        \
    "(SELECT fact FROM \"check\" WHERE verdict = 'off' OR kind = 'contradiction' UNION ALL " \
    "SELECT other FROM \"check\" WHERE other IS NOT NULL AND (verdict = 'off' OR kind = "    \
    "'contradiction'))"

#define PROJECT_NAMES                                                                       \
    "(SELECT id FROM name WHERE kind IN ('project', 'programme') AND value = ?2 UNION ALL " \
    "SELECT name.id FROM name JOIN entity ON entity.id = name.entity "                      \
    "WHERE entity.kind IN ('project', 'programme') AND entity.name = ?2)"

/* What is chosen from. A draw of a page brings the facts whose first evidence is there. */
#define ALL_FACTS " FROM fact JOIN document ON document.id = fact.document AND document.current "
/* The same, papers first: in the order of their hashes only one paper's facts are sorted at a time.
 */
#define BY_DOCUMENT \
    " FROM document CROSS JOIN fact ON fact.document = document.id AND document.current "
#define DRAWN_FACTS                                                                       \
    " FROM draw JOIN fact ON fact.id = draw.fact OR (draw.key = '' AND fact.document = "  \
    "draw.document AND EXISTS (SELECT 1 FROM evidence WHERE evidence.fact = fact.id AND " \
    "evidence.n = 1 AND evidence.page = draw.page)) "

static void
put_choices(GString *sql, const struct review_filter *filter)
{
    g_string_append(sql, filter->sample ? " WHERE draw.sample = ?8" : " WHERE 1");
    if (filter->predicate)
        g_string_append(sql, " AND +fact.predicate = ?1");
    if (filter->project)
        g_string_append(sql, " AND (+fact.subject_name IN " PROJECT_NAMES
                             " OR +fact.object_name IN " PROJECT_NAMES ")");
    if (filter->cert)
        g_string_append(sql, " AND fact.cert = ?3");
    if (filter->min_ore)
        g_string_append(sql, " AND fact.amount_max_ore >= ?4");
    if (filter->max_ore)
        g_string_append(sql, " AND fact.amount_min_ore <= ?5");
    if (filter->document)
        g_string_append(sql, " AND fact.document = ?6");
    if (filter->page)
        g_string_append(sql, " AND EXISTS (SELECT 1 FROM evidence WHERE evidence.fact = fact.id "
                             "AND evidence.n = 1 AND evidence.page = ?7)");
    if (filter->disagreement)
        g_string_append(sql, " AND fact.id IN " STATEMENT_OFF);
    if (filter->unreviewed)
        g_string_append(sql, " AND NOT EXISTS (SELECT 1 FROM verdict WHERE verdict.fact = fact.id "
                             "AND (?9 IS NULL OR verdict.reviewer = ?9) AND NOT EXISTS (SELECT 1 "
                             "FROM withdrawal WHERE withdrawal.verdict = verdict.id))");
}

static void
bind_text(sqlite3_stmt *statement, int at, const char *text)
{
    if (text)
        sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
}

/* The statement with its values; parameters that the SQL lacks are no harm. */
static struct statement
queue_statement(struct database *database, const char *sql, const struct review_filter *filter,
                gint64 from, guint limit)
{
    struct statement statement = statement_of(database, g_intern_string(sql), "reading the queue");
    bind_text(statement.handle, 1, filter->predicate);
    bind_text(statement.handle, 2, filter->project);
    bind_text(statement.handle, 3, filter->cert);
    sqlite3_bind_int64(statement.handle, 4, filter->min_ore);
    sqlite3_bind_int64(statement.handle, 5, filter->max_ore);
    sqlite3_bind_int64(statement.handle, 6, filter->document);
    sqlite3_bind_int64(statement.handle, 7, filter->page);
    sqlite3_bind_int64(statement.handle, 8, filter->sample);
    bind_text(statement.handle, 9, filter->reviewer);
    sqlite3_bind_int64(statement.handle, 10, from);
    sqlite3_bind_int64(statement.handle, 11, limit);
    return statement;
}

struct statement
review_facts(struct database *database, const char *columns, const struct review_filter *filter,
             const char *rest)
{
    g_autofree char *head = g_strconcat("SELECT ", columns, NULL);
    g_autoptr(GString) sql = g_string_new(head);
    g_string_append(sql, filter->sample ? DRAWN_FACTS : BY_DOCUMENT);
    put_choices(sql, filter);
    g_string_append(sql, rest);
    return queue_statement(database, sql->str, filter, 0, 0);
}

static GArray *
read_queue(struct database *database, const struct review_filter *filter, gint64 from,
           gboolean forward, guint limit, GError **error)
{
    const char *place = filter->sample ? "draw.n, fact.n" : "fact.document, fact.n";
    g_autoptr(GString) sql = g_string_new("SELECT fact.id");
    g_autoptr(GArray) facts = g_array_new(FALSE, FALSE, sizeof(gint64));
    gboolean row;
    g_string_append(sql, filter->sample ? DRAWN_FACTS : ALL_FACTS);
    put_choices(sql, filter);
    if (from)
        g_string_append_printf(sql, " AND (%s) %s (SELECT %s%s%s)", place, forward ? ">" : "<",
                               place, filter->sample ? DRAWN_FACTS : " FROM fact",
                               filter->sample ? " WHERE draw.sample = ?8 AND fact.id = ?10 "
                                                "ORDER BY draw.n LIMIT 1"
                                              : " WHERE fact.id = ?10");
    g_string_append_printf(sql,
                           filter->sample ? " ORDER BY draw.n %s, fact.n %s LIMIT ?11"
                                          : " ORDER BY fact.document %s, fact.n %s LIMIT ?11",
                           forward ? "ASC" : "DESC", forward ? "ASC" : "DESC");
    struct statement statement = queue_statement(database, sql->str, filter, from, limit);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return NULL;
        if (!row)
            return g_steal_pointer(&facts);
        gint64 fact = sqlite3_column_int64(statement.handle, 0);
        g_array_append_val(facts, fact);
    }
}

gboolean
review_step(struct database *database, const struct review_filter *filter, gint64 from,
            gboolean forward, gint64 *ret_fact, GError **error)
{
    g_autoptr(GArray) facts = read_queue(database, filter, from, forward, 1, error);
    if (facts)
        *ret_fact = facts->len ? g_array_index(facts, gint64, 0) : 0;
    return facts != NULL;
}

GArray *
review_list(struct database *database, const struct review_filter *filter, gint64 from, guint limit,
            GError **error)
{
    return read_queue(database, filter, from, TRUE, limit, error);
}

gboolean
review_count(struct database *database, const struct review_filter *filter, guint64 *ret_count,
             GError **error)
{
    gboolean found;
    gint64 count = 0;
    struct statement statement = review_facts(database, "count(*)", filter, "");
    if (!statement_number(&statement, &found, &count, error))
        return FALSE;
    *ret_count = (guint64)MAX(count, 0);
    return TRUE;
}
