/* The review's queries go along indexes, whatever is asked for, and page through all facts once. */
#include "audit/serve-queue.h"

#include <glib/gstdio.h>
#include <string.h>

struct fixture {
    char *path;
    struct database *database;
};

/* Some hundred facts in two papers, one of which stands nowhere any more. */
static void
fill(sqlite3 *handle)
{
    static const char sql[] =
        "INSERT INTO document (id, sha256, media, state, pages, municipality, stages, current) "
        "VALUES "
        "(1, printf('%064d', 1), 'text/plain', 'text', 1, '', '', 1), "
        "(2, printf('%064d', 2), 'text/plain', 'text', 1, '', '', 0);"
        "INSERT INTO name (id, kind, class, value, scope) VALUES (1, 'project', '', 'Ærlig Talt', "
        "''),"
        " (2, 'project', '', 'Bedre Byrum', '');"
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) "
        "INSERT INTO fact (id, document, n, predicate, subject_type, subject, object_type, object, "
        "qualifiers, cert, rule, amount_min_ore, amount_max_ore, subject_name) "
        "SELECT i, 1 + (i % 10 = 0), i, CASE i % 3 WHEN 0 THEN 'funding' ELSE 'status' END, "
        "'text', 'x', 'text', 'y', '', CASE i % 4 WHEN 0 THEN 'low' ELSE 'high' END, 'r', "
        "CASE i % 3 WHEN 0 THEN i / 30 * 100 END, CASE i % 3 WHEN 0 THEN i / 30 * 100 END, "
        "1 + i % 2 FROM n;"
        "INSERT INTO \"check\" (kind, fact, other, verdict, score, reason) VALUES "
        "('sum', 3, NULL, 'off', 1, ''), ('sum', 6, NULL, 'consistent', 1, ''), "
        "('contradiction', 9, 12, 'off', 1, ''), ('contradiction', 9, 15, 'off', 1, '');"
        "INSERT INTO verdict (id, document, fact, predicate, subject, object, qualifiers, quote, "
        "page, "
        "line, verdict, reviewer) SELECT id, document, id, predicate, subject, object, '', '', 1, "
        "1, "
        "CASE id WHEN 4 THEN 'rejected' ELSE 'accepted' END, 'ane' FROM fact WHERE id < 9;"
        "INSERT INTO verdict (id, document, fact, predicate, subject, object, qualifiers, quote, "
        "page, "
        "line, verdict, reviewer) VALUES (90, 1, 4, 's', '', '', '', '', 1, 1, 'accepted', 'bo');"
        "INSERT INTO withdrawal (verdict, reviewer) VALUES (2, 'ane');"
        "INSERT INTO sample (id, name, method, seed, size, parameters, frame, population, made, "
        "program)"
        " VALUES (7, 'prøve', 'random', 1, 3, '', '', 300, '', '');"
        "INSERT INTO draw (sample, n, document, fact, key, page, stratum, hits, certain) VALUES "
        "(7, 1, 1, 51, '', 1, '', 1, 0), (7, 2, 1, 33, '', 1, '', 1, 0), (7, 3, 1, 3, '', 1, '', "
        "1, 0);";
    char *message = NULL;
    sqlite3_exec(handle, sql, NULL, NULL, &message);
    g_assert_cmpstr(message, ==, NULL);
}

static void
set_up(struct fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    int fd = g_file_open_tmp("queue-XXXXXX", &f->path, NULL);
    g_assert_cmpint(fd, >=, 0);
    g_close(fd, NULL);
    f->database = database_open(f->path, DATABASE_CREATE, &error);
    g_assert_no_error(error);
    g_assert_true(queue_prepare(f->database, &error));
    g_assert_no_error(error);
    fill(database_handle(f->database));
}

static void
tear_down(struct fixture *f, gconstpointer data)
{
    (void)data;
    database_close(f->database);
    for (guint i = 0; i < 3; i++) {
        static const char *const ends[] = {"", "-wal", "-shm"};
        g_autofree char *path = g_strconcat(f->path, ends[i], NULL);
        g_unlink(path);
    }
    g_free(f->path);
}

/* "type=funding&seen=all" */
static struct queue
queue_of(const char *address)
{
    struct queue queue = {.reviewer = "ane"};
    g_auto(GStrv) fields = g_strsplit(address, "&", -1);
    for (guint i = 0; fields[i] && *fields[i]; i++) {
        g_auto(GStrv) pair = g_strsplit(fields[i], "=", 2);
        g_autofree char *value = g_uri_unescape_string(pair[1], NULL);
        g_assert_true(queue_set(&queue, pair[0], value));
    }
    return queue;
}

static const char *const all[] = {"",
                                  "type=funding",
                                  "cert=low",
                                  "type=funding&cert=low",
                                  "project=%C3%86",
                                  "min=3",
                                  "type=status&min=3",
                                  "cert=low&min=3",
                                  "odd=off",
                                  "odd=disputed",
                                  "sample=pr%C3%B8ve",
                                  "odd=off&type=funding",
                                  "project=B&min=2",
                                  "project=B&odd=off",
                                  "sample=pr%C3%B8ve&cert=high"};

static void
check_plan(sqlite3 *handle, const char *sql)
{
    g_autofree char *explain = g_strconcat("EXPLAIN QUERY PLAN ", sql, NULL);
    sqlite3_stmt *row = NULL;
    g_assert_cmpint(sqlite3_prepare_v2(handle, explain, -1, &row, NULL), ==, SQLITE_OK);
    while (sqlite3_step(row) == SQLITE_ROW) {
        const char *step = (const char *)sqlite3_column_text(row, 3);
        gboolean of_table = g_str_has_prefix(step, "SCAN") && !strstr(step, "CONSTANT ROW") &&
                            !strstr(step, "SCAN named") &&
                            !g_str_has_prefix(step, "SCAN (subquery");
        /* Along an index in order, up to the limit, is no scan of the table: verdicts, and what
         * does not hold. */
        if (of_table && !strstr(step, "USING INDEX verdict_fact") &&
            !strstr(step, "INDEX review_off"))
            g_error("%s\n%s", step, sql);
    }
    sqlite3_finalize(row);
}

static void
test_plans(struct fixture *f, gconstpointer data)
{
    (void)data;
    static const char *const seen[] = {"", "&seen=done", "&seen=all"};
    for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
        for (guint s = 0; s < G_N_ELEMENTS(seen); s++) {
            g_autofree char *address =
                g_strconcat(all[i], seen[s] + (*all[i] ? 0 : *seen[s] != 0), NULL);
            struct queue queue = queue_of(address);
            for (guint k = 0; k < 4; k++) {
                g_autofree char *sql = queue_sql(&queue, k & 1, k & 2);
                check_plan(database_handle(f->database), sql);
            }
            queue_clear(&queue);
        }
    }
}

/* Page by page forwards, then backwards: the same facts, each once, as many as are counted. */
static void
test_pages(struct fixture *f, gconstpointer data)
{
    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
        g_autofree char *address = g_strconcat(all[i], *all[i] ? "&seen=all" : "seen=all", NULL);
        struct queue queue = queue_of(address);
        g_autoptr(GArray) forth = g_array_new(FALSE, FALSE, sizeof(gint64));
        gint64 from = 0;
        guint count = 0;
        for (;;) {
            g_autoptr(GArray) some = queue_facts(f->database, &queue, from, FALSE, 7, NULL);
            g_assert_nonnull(some);
            if (!some->len)
                break;
            g_array_append_vals(forth, some->data, some->len);
            from = g_array_index(some, gint64, some->len - 1);
            g_assert_cmpuint(forth->len, <=, 300);
        }
        g_assert_true(queue_count(f->database, &queue, 1000, &count, NULL));
        g_assert_cmpuint(forth->len, ==, count);
        g_assert_true(count > 0 || strstr(all[i], "type=status"));
        for (guint k = forth->len ? forth->len - 1 : 0; k-- > 0;) {
            g_autoptr(GArray) one = queue_facts(f->database, &queue,
                                                g_array_index(forth, gint64, k + 1), TRUE, 1, NULL);
            g_assert_cmpuint(one->len, ==, 1);
            g_assert_cmpint(g_array_index(one, gint64, 0), ==, g_array_index(forth, gint64, k));
        }
        queue_clear(&queue);
    }
}

/* From the middle of many facts the next is near: SQLite goes some steps, not past all before it.
 */
static void
test_steps(struct fixture *f, gconstpointer data)
{
    (void)data;
    sqlite3 *handle = database_handle(f->database);
    g_assert_cmpint(
        sqlite3_exec(handle,
                     "WITH RECURSIVE n (i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n "
                     "WHERE i < 21000) INSERT INTO fact (id, document, n, predicate, "
                     "subject_type, subject, object_type, object, qualifiers, cert, rule, "
                     "amount_min_ore, amount_max_ore) SELECT i, 1, i, 'funding', 'text', "
                     "'x', 'text', 'y', '', 'low', 'r', i * 100, i / 50 * 5000 FROM n",
                     NULL, NULL, NULL),
        ==, SQLITE_OK);
    static const char *const addresses[] = {
        "",       "type=funding",    "cert=low", "type=funding&cert=low",
        "min=10", "min=10&cert=low", "seen=all"};
    for (guint i = 0; i < G_N_ELEMENTS(addresses) * 2; i++) {
        struct queue queue = queue_of(addresses[i / 2]);
        g_autofree char *sql = queue_sql(&queue, TRUE, i % 2);
        sqlite3_stmt *row = NULL;
        g_assert_cmpint(sqlite3_prepare_v2(handle, sql, -1, &row, NULL), ==, SQLITE_OK);
        static const char *const texts[][2] = {
            {":type", "funding"}, {":cert", "low"}, {":reviewer", "ane"}};
        for (guint k = 0; k < G_N_ELEMENTS(texts); k++) {
            int at = sqlite3_bind_parameter_index(row, texts[k][0]);
            if (at)
                sqlite3_bind_text(row, at, texts[k][1], -1, SQLITE_STATIC);
        }
        sqlite3_bind_int64(row, sqlite3_bind_parameter_index(row, ":from"), 11003);
        sqlite3_bind_int64(row, sqlite3_bind_parameter_index(row, ":limit"), 1);
        if (queue.ore)
            sqlite3_bind_int64(row, sqlite3_bind_parameter_index(row, ":ore"), 1000);
        g_assert_cmpint(sqlite3_step(row), ==, SQLITE_ROW);
        int steps = sqlite3_stmt_status(row, SQLITE_STMTSTATUS_VM_STEP, 0);
        if (steps > 1000) /* facts of the same amount, fifty here, are gone past */
            g_error("%d steps: %s", steps, sql);
        sqlite3_finalize(row);
        queue_clear(&queue);
    }
}

static guint
count_of(struct fixture *f, const char *address, gint64 *ret_first)
{
    struct queue queue = queue_of(address);
    guint count = 0;
    g_assert_true(queue_count(f->database, &queue, 1000, &count, NULL));
    g_autoptr(GArray) first = queue_facts(f->database, &queue, 0, FALSE, 1, NULL);
    *ret_first = first->len ? g_array_index(first, gint64, 0) : 0;
    queue_clear(&queue);
    return count;
}

static void
test_filters(struct fixture *f, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *address;
        guint count;
        gint64 first;
    } wanted[] = {{"seen=all", 270, 1}, /* of the paper that stands somewhere */
                  {"", 263, 2},         /* eight judged, one of them taken back */
                  {"seen=done", 7, 1},
                  {"type=funding&seen=all", 90, 3},
                  {"cert=low&seen=all", 60, 4},
                  {"project=%C3%86&seen=all", 120, 2},
                  {"project=%C3%A6&seen=all", 0, 0},
                  {"min=9&seen=all", 9, 297},
                  {"min=9&cert=low&seen=all", 2, 288},
                  {"odd=off&seen=all", 2, 3},
                  {"odd=off", 1, 9},
                  {"odd=disputed&seen=all", 1, 4},
                  {"sample=pr%C3%B8ve", 2, 51},
                  {"sample=pr%C3%B8ve&seen=all", 3, 51},
                  {"sample=none", 0, 0}};
    for (guint i = 0; i < G_N_ELEMENTS(wanted); i++) {
        gint64 first;
        guint count = count_of(f, wanted[i].address, &first);
        if (count != wanted[i].count || first != wanted[i].first)
            g_error("%s: %u facts, first %" G_GINT64_FORMAT, wanted[i].address, count, first);
    }
}

static void
test_addresses(void)
{
    static const char *const same[] = {
        "", "sample=pr%C3%B8ve&type=funding&cert=low&project=a%26b&min=3&odd=off&seen=all"};
    for (guint i = 0; i < G_N_ELEMENTS(same); i++) {
        struct queue queue = queue_of(same[i]);
        g_autofree char *address = queue_address(&queue);
        g_assert_cmpstr(address, ==, same[i]);
        queue_clear(&queue);
    }
    struct queue queue = {0};
    g_assert_false(queue_set(&queue, "other", "x"));
    g_assert_true(queue_set(&queue, "min", "1.000.000,75"));
    g_assert_cmpint(queue.ore, ==, 100000000);
    g_assert_true(queue_set(&queue, "min", "99999999999999999999"));
    g_assert_cmpint(queue.ore, >, 0);
    g_assert_true(queue_set(&queue, "min", "-5"));
    g_assert_cmpint(queue.ore, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/queue/addresses", test_addresses);
    g_test_add("/queue/plans", struct fixture, NULL, set_up, test_plans, tear_down);
    g_test_add("/queue/filters", struct fixture, NULL, set_up, test_filters, tear_down);
    g_test_add("/queue/steps", struct fixture, NULL, set_up, test_steps, tear_down);
    g_test_add("/queue/pages", struct fixture, NULL, set_up, test_pages, tear_down);
    return g_test_run();
}
