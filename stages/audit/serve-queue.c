/* A query is made of a source, which gives the index it goes along and the order, and of conditions
 * on the facts that it meets:
 *
 *   a sample            its items, in their order
 *   what reviewers did  the verdicts, by fact
 *   what does not agree the checks that do not hold, by fact
 *   a project           its names, then their facts
 *   an amount           facts by amount, the largest first
 *   type and certainty  facts of the type and certainty
 *   nothing             facts */
#include "serve-queue.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAX_FIELD = 200, /* bytes */
    MAX_NAMES = 500
};

void
queue_clear(struct queue *queue)
{
    g_free(queue->type);
    g_free(queue->cert);
    g_free(queue->project);
    g_free(queue->sample);
    *queue = (struct queue){.reviewer = queue->reviewer};
}

/* ---- addresses ------------------------------------------------------------------------------- */

static void
set_text(char **to, const char *value)
{
    g_free(*to);
    *to = *value && strlen(value) <= MAX_FIELD ? g_strdup(value) : NULL;
}

/* "1.000.000" or "1000000,50" kroner as øre. */
static gint64
read_kroner(const char *value)
{
    g_autoptr(GString) digits = g_string_new(NULL);
    for (; *value && *value != ',' && digits->len < 13; value++) {
        if (g_ascii_isdigit(*value))
            g_string_append_c(digits, *value);
        else if (*value != '.' && *value != ' ')
            return 0;
    }
    return g_ascii_strtoll(digits->str, NULL, 10) * 100;
}

gboolean
queue_set(struct queue *queue, const char *field, const char *value)
{
    if (!strcmp(field, "type"))
        set_text(&queue->type, value);
    else if (!strcmp(field, "cert"))
        set_text(&queue->cert, value);
    else if (!strcmp(field, "project"))
        set_text(&queue->project, value);
    else if (!strcmp(field, "sample"))
        set_text(&queue->sample, value);
    else if (!strcmp(field, "min"))
        queue->ore = read_kroner(value);
    else if (!strcmp(field, "odd"))
        queue->odd = !strcmp(value, "off")        ? QUEUE_OFF
                     : !strcmp(value, "disputed") ? QUEUE_DISPUTED
                                                  : QUEUE_ANY;
    else if (!strcmp(field, "seen"))
        queue->seen = !strcmp(value, "done")  ? QUEUE_DONE
                      : !strcmp(value, "all") ? QUEUE_ALL
                                              : QUEUE_TODO;
    else
        return FALSE;
    return TRUE;
}

static void
put_field(GString *out, const char *field, const char *value)
{
    if (!value || !*value)
        return;
    g_autofree char *escaped = g_uri_escape_string(value, NULL, FALSE);
    g_string_append_printf(out, "%s%s=%s", out->len ? "&" : "", field, escaped);
}

char *
queue_address(const struct queue *queue)
{
    static const char *const odd[] = {NULL, "off", "disputed"};
    static const char *const seen[] = {NULL, "done", "all"};
    GString *out = g_string_new(NULL);
    put_field(out, "sample", queue->sample);
    put_field(out, "type", queue->type);
    put_field(out, "cert", queue->cert);
    put_field(out, "project", queue->project);
    if (queue->ore)
        g_string_append_printf(out, "%smin=%" G_GINT64_FORMAT, out->len ? "&" : "",
                               queue->ore / 100);
    put_field(out, "odd", odd[queue->odd]);
    put_field(out, "seen", seen[queue->seen]);
    return g_string_free(out, FALSE);
}

/* ---- queries --------------------------------------------------------------------------------- */

/* Where a query takes its facts from: FROM, and what the index serves; the place of a row in the
 * order, and of the fact :from. */
struct source {
    const char *from, *where, *key, *key_of_from; /* where, key_of_from: NULL: nothing, :from */
    gboolean grouped;                             /* a fact may come several times */
    gboolean amount;                              /* the greatest first, and among equals by fact */
};

static struct source
source_of(const struct queue *queue)
{
    if (queue->sample)
        return (struct source){.from = "sample CROSS JOIN draw ON draw.sample = sample.id "
                                       "CROSS JOIN fact ON fact.id = draw.fact",
                               .where = "sample.name = :sample",
                               .key = "draw.n",
                               .key_of_from =
                                   "coalesce((SELECT d.n FROM draw AS d WHERE d.fact = :from "
                                   "AND d.sample = sample.id), 0)"};
    if (queue->seen == QUEUE_DONE || queue->odd == QUEUE_DISPUTED)
        return (struct source){
            .from = "verdict AS v INDEXED BY verdict_fact CROSS JOIN fact ON fact.id = v.fact",
            .where = "v.fact IS NOT NULL",
            .key = "v.fact",
            .grouped = TRUE};
    if (queue->odd == QUEUE_OFF)
        return (struct source){
            .from = "\"check\" AS c INDEXED BY review_off CROSS JOIN fact ON fact.id = c.fact",
            .where = "(c.verdict = 'off' OR c.kind = 'contradiction')",
            .key = "c.fact",
            .grouped = TRUE};
    if (queue->project)
        return (struct source){.from = "fact INDEXED BY fact_subject_name",
                               .where = "fact.subject_name IN (SELECT id FROM named)",
                               .key = "fact.id"};
    if (queue->ore)
        return (struct source){.from = "fact INDEXED BY review_amount",
                               .where = "fact.amount_max_ore >= :ore",
                               .key = "fact.amount_max_ore",
                               .key_of_from =
                                   "coalesce((SELECT amount_max_ore FROM fact WHERE id = :from), "
                                   "9223372036854775807)",
                               .amount = TRUE};
    return (struct source){.from = queue->type && queue->cert ? "fact INDEXED BY review_type"
                                   : queue->type              ? "fact INDEXED BY fact_predicate"
                                   : queue->cert              ? "fact INDEXED BY review_cert"
                                                              : "fact NOT INDEXED",
                           .key = "fact.id"};
}

/* A verdict of this reviewer that stands; two that stand and differ. */
#define JUDGED                                                                            \
    "SELECT 1 FROM verdict AS own WHERE own.fact = fact.id AND own.reviewer = :reviewer " \
    "AND NOT EXISTS (SELECT 1 FROM withdrawal WHERE withdrawal.verdict = own.id)"
#define DISPUTED                                                                  \
    "EXISTS (SELECT 1 FROM verdict_standing AS one JOIN verdict_standing AS two " \
    "ON two.fact = one.fact AND two.verdict <> one.verdict WHERE one.fact = fact.id)"

/* Names of projects and programmes that begin so: as papers write them, and as they are best known.
 */
#define NAMED                                                                            \
    "WITH named (id) AS (SELECT id FROM (SELECT id FROM name WHERE kind IN ('project', " \
    "'programme') AND value >= :project AND value < :project_end "                       \
    "UNION SELECT name.id FROM entity CROSS JOIN name ON name.entity = entity.id "       \
    "WHERE entity.kind IN ('project', 'programme') AND entity.name >= :project "         \
    "AND entity.name < :project_end) LIMIT :names) "

/* The bound that the index begins at: SQLite takes one, and it must be the nearest. */
static const char *
bound_of(const struct source *source, gboolean from, gboolean back)
{
    if (source->amount && from && back)
        return "fact.amount_max_ore >= max(:ore, coalesce((SELECT amount_max_ore FROM fact "
               "WHERE id = :from), 0))";
    return source->where ? source->where : from ? "TRUE" : "fact.id > 0";
}

static void
put_conditions(GString *sql, const struct queue *queue, const struct source *source)
{
    static const char *const seen[] = {[QUEUE_TODO] = " AND NOT EXISTS (" JUDGED ")",
                                       [QUEUE_DONE] = " AND EXISTS (" JUDGED ")",
                                       [QUEUE_ALL] = ""};
    if (queue->type)
        g_string_append(sql, " AND fact.predicate = :type");
    if (queue->cert)
        g_string_append(sql, " AND fact.cert = :cert");
    if (queue->ore && !source->amount)
        g_string_append(sql, " AND fact.amount_max_ore >= :ore");
    if (queue->project && strncmp(source->from, "fact", 4) != 0)
        g_string_append(sql, " AND fact.subject_name IN (SELECT id FROM named)");
    if (queue->odd == QUEUE_OFF && !strstr(source->from, "review_off"))
        g_string_append(sql, " AND EXISTS (SELECT 1 FROM \"check\" AS c WHERE c.fact = fact.id AND "
                             "c.kind IN ('sum', 'contradiction') AND (c.verdict = 'off' OR "
                             "c.kind = 'contradiction'))");
    if (queue->odd == QUEUE_DISPUTED)
        g_string_append(sql, " AND " DISPUTED);
    g_string_append(sql, seen[queue->seen]);
    g_string_append(sql, " AND EXISTS (SELECT 1 FROM document WHERE document.id = fact.document "
                         "AND document.current)");
}

char *
queue_sql(const struct queue *queue, gboolean from, gboolean back)
{
    const struct source source = source_of(queue);
    const char *more = back != source.amount ? "<" : ">", *order = *more == '<' ? "DESC" : "ASC";
    GString *sql = g_string_new(queue->project ? NAMED : "");
    g_string_append_printf(sql, "SELECT fact.id FROM %s WHERE ", source.from);
    g_string_append(sql, bound_of(&source, from, back));
    put_conditions(sql, queue, &source);
    if (from && source.amount)
        g_string_append_printf(sql, " AND (%s, fact.id) %s (%s, :from)", source.key, more,
                               source.key_of_from);
    else if (from)
        g_string_append_printf(sql, " AND %s %s %s", source.key, more,
                               source.key_of_from ? source.key_of_from : ":from");
    if (source.grouped)
        g_string_append_printf(sql, " GROUP BY %s", source.key);
    g_string_append_printf(sql, " ORDER BY %s %s", source.key, order);
    if (source.amount)
        g_string_append_printf(sql, ", fact.id %s", order);
    g_string_append(sql, " LIMIT :limit");
    return g_string_free(sql, FALSE);
}

/* ---- running them ---------------------------------------------------------------------------- */

static void
bind_text(sqlite3_stmt *row, const char *name, const char *text)
{
    int at = sqlite3_bind_parameter_index(row, name);
    if (at && text)
        sqlite3_bind_text(row, at, text, -1, SQLITE_TRANSIENT);
}

static void
bind_number(sqlite3_stmt *row, const char *name, gint64 number)
{
    int at = sqlite3_bind_parameter_index(row, name);
    if (at)
        sqlite3_bind_int64(row, at, number);
}

/* A prepared query with its values. NULL with an error. */
static sqlite3_stmt *
prepare(struct database *database, const struct queue *queue, const char *sql, gint64 from,
        gint64 limit, GError **error)
{
    sqlite3_stmt *row = NULL;
    if (sqlite3_prepare_v2(database_handle(database), sql, -1, &row, NULL) != SQLITE_OK) {
        database_error(database, "reading the queue", error);
        return NULL;
    }
    g_autofree char *end = g_strconcat(queue->project ? queue->project : "", "\U0010FFFF", NULL);
    bind_text(row, ":type", queue->type);
    bind_text(row, ":cert", queue->cert);
    bind_text(row, ":project", queue->project);
    bind_text(row, ":project_end", end);
    bind_text(row, ":sample", queue->sample);
    bind_text(row, ":reviewer", queue->reviewer);
    bind_number(row, ":ore", queue->ore);
    bind_number(row, ":names", MAX_NAMES);
    bind_number(row, ":from", from);
    bind_number(row, ":limit", limit);
    return row;
}

GArray *
queue_facts(struct database *database, const struct queue *queue, gint64 from, gboolean back,
            guint limit, GError **error)
{
    g_autofree char *sql = queue_sql(queue, from > 0, back);
    sqlite3_stmt *row = prepare(database, queue, sql, from, limit, error);
    int result = SQLITE_DONE;
    if (!row)
        return NULL;
    GArray *facts = g_array_new(FALSE, FALSE, sizeof(gint64));
    while ((result = sqlite3_step(row)) == SQLITE_ROW) {
        gint64 id = sqlite3_column_int64(row, 0);
        g_array_append_val(facts, id);
    }
    if (result != SQLITE_DONE) {
        database_error(database, "reading the queue", error);
        g_clear_pointer(&facts, g_array_unref);
    }
    sqlite3_finalize(row);
    return facts;
}

gboolean
queue_count(struct database *database, const struct queue *queue, guint most, guint *ret,
            GError **error)
{
    g_autofree char *inner = queue_sql(queue, FALSE, FALSE);
    g_autofree char *sql = g_strdup_printf("SELECT count(*) FROM (%s)", inner);
    sqlite3_stmt *row = prepare(database, queue, sql, 0, most, error);
    if (!row)
        return FALSE;
    gboolean good = sqlite3_step(row) == SQLITE_ROW;
    if (good)
        *ret = (guint)sqlite3_column_int64(row, 0);
    else
        database_error(database, "counting the queue", error);
    sqlite3_finalize(row);
    return good;
}

gboolean
queue_prepare(struct database *database, GError **error)
{
    static const char sql[] =
        "CREATE INDEX IF NOT EXISTS review_type ON fact (predicate, cert);"
        "CREATE INDEX IF NOT EXISTS review_cert ON fact (cert);"
        "CREATE INDEX IF NOT EXISTS review_amount ON fact (amount_max_ore, id, predicate, cert) "
        "WHERE amount_max_ore IS NOT NULL;"
        "CREATE INDEX IF NOT EXISTS review_off ON \"check\" (fact) "
        "WHERE verdict = 'off' OR kind = 'contradiction';";
    return sqlite3_exec(database_handle(database), sql, NULL, NULL, NULL) == SQLITE_OK ||
           database_error(database, "making the indexes of the review", error);
}
