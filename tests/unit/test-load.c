/* The database: what is written is there once and whole, and what is not ours is refused. */
#include "database-sample.h"

#include "error.h"
#include "load/load.h"
#include "load/values.h"

#include <glib/gstdio.h>

static const char *const paragraphs[] = {
    "|Hillerød Kommune",
    "Bevilling til Åben Port",
    "Socialudvalget bevilgede 2,5 mio. kr. til Åben Port i 2016.",
    "Bevillingen på 100 kr. er fordelt med 40 kr. og 50 kr.",
    "Borgeren 010203-1234 har klaget.",
    NULL};
static const struct sample_mention mentions[] = {
    {MENTION_ORGANISATION, "Hillerød Kommune", NULL, "kind=municipality"},
    {MENTION_PROJECT, "Åben Port", NULL, NULL},
    {MENTION_ORGANISATION, "Socialudvalget", NULL, "kind=committee"},
    {MENTION_AMOUNT, "2,5 mio. kr.", "2500000", NULL},
    {MENTION_DATE, "2016", NULL, NULL},
    {MENTION_AMOUNT, "100 kr.", "100", NULL},
    {MENTION_CPR, "010203-1234", NULL, NULL},
    {0}};
static const struct sample_fact facts[] = {
    {PREDICATE_TITLE, "document:this", "text:Bevilling til Åben Port", NULL, "Bevilling til"},
    {PREDICATE_FUNDING, "project:Åben Port", "amount:2500000", "period=2016;status=granted",
     "bevilgede"},
    {PREDICATE_SUM_CHECK, "amount:100", "text:40 + 50 = 90", "by=10;verdict=off", "fordelt"},
    {PREDICATE_DECISION, "organisation:Socialudvalget", "text:noted",
     "date=2016-03-07;item=4;note=klage fra 010203-1234", "klaget"},
    {0}};
static const struct sample paper = {"arkiv/a.txt", paragraphs, mentions, facts};

/* A folder for one test, removed with what is in it. */
static void
put_open(struct database *database, struct document *document, const char *path)
{
    g_autoptr(GError) error = NULL;
    GString *line = sample_line(document);
    gboolean ok = database_document(database, document, line->str, line->len, path, &error);
    g_assert_no_error(error);
    g_assert_true(ok);
    g_string_free(line, TRUE);
}

static void
put(struct database *database, const struct sample *sample, const char *path)
{
    g_autoptr(document) document = sample_document(sample);
    put_open(database, document, path);
}

static void
test_rows(struct folder *folder, gconstpointer data)
{
    (void)data;
    g_autoptr(database) database = folder_database(folder);
    put(database, &paper, paper.path);
    assert_rows(
        database, "SELECT path, state, municipality, title, issues FROM paper",
        "arkiv/a.txt|text|Hillerød|Bevilling til Åben Port|cpr: 1 persons' numbers, not kept");
    assert_rows(database,
                "SELECT n, type, text, value, line, column, start_offset, end_offset, sentence, "
                "amount_min_ore FROM mention WHERE type = 'amount'",
                "4|amount|2,5 mio. kr.|2500000|3|25|66|78|3|250000000\n"
                "6|amount|100 kr.|100|4|15|116|123|4|10000");
    assert_rows(database,
                "SELECT n, subject, object, status, period, period_from, period_to, "
                "amount_max_ore FROM fact WHERE predicate = 'funding'",
                "2|Åben Port|2500000|granted|2016|2016-01-01|2016-12-31|250000000");
    assert_rows(database, "SELECT kind, class, value, scope FROM name ORDER BY value",
                "organisation|municipality|Hillerød Kommune|\n"
                "organisation|committee|Socialudvalget|Hillerød\n"
                "project||Åben Port|Hillerød");
    assert_rows(database, "SELECT verdict, difference, reason FROM \"check\"",
                "off|10|40 + 50 = 90");
    assert_rows(database, "PRAGMA foreign_key_check", "");
    assert_rows(database, "PRAGMA integrity_check", "ok");
}

/* Whose paper it is, from letterhead, address, domain or text. */
static const struct {
    const char *words[4];
    struct sample_mention mentions[4];
    const char *municipality;
} owners[] = {
    {{"|Høje-Taastrup Kommune", "Notat"},
     {{MENTION_ORGANISATION, "Høje-Taastrup Kommune", NULL, "kind=municipality"}},
     "Høje-Taastrup"},
    {{"Københavns Kommune har svaret"},
     {{MENTION_ORGANISATION, "Københavns Kommune", NULL, "kind=municipality"}},
     "København"},
    {{"|Rådhuset, 8000 Aarhus C", "Notat"},
     {{MENTION_PLACE, "Rådhuset, 8000 Aarhus C", NULL, NULL}},
     "Aarhus"},
    {{"|Hovedgaden 3, 6230 Rødekro", "Notat"},
     {{MENTION_PLACE, "Hovedgaden 3, 6230 Rødekro", NULL, NULL}},
     ""},
    {{"|post@hilleroed.dk", "Notat"},
     {{MENTION_CONTACT, "post@hilleroed.dk", NULL, NULL}},
     "Hillerød"},
    {{"|www.solrod.dk", "Notat"}, {{MENTION_CONTACT, "www.solrod.dk", NULL, NULL}}, "Solrød"},
    {{"|abc@sundhed.vardekommune.dk", "Notat"},
     {{MENTION_CONTACT, "abc@sundhed.vardekommune.dk", NULL, NULL}},
     "Varde"},
    {{"|ab@brev.ltk.dk", "Notat"},
     {{MENTION_CONTACT, "ab@brev.ltk.dk", NULL, NULL}},
     "Lyngby-Taarbæk"},
    {{"|info@eksempel.dk", "Notat"}, {{MENTION_CONTACT, "info@eksempel.dk", NULL, NULL}}, ""},
    {{"|Region Sjælland", "Greve Kommune er hørt"},
     {{MENTION_ORGANISATION, "Region Sjælland", NULL, "kind=region"},
      {MENTION_ORGANISATION, "Greve Kommune", NULL, "kind=municipality"}},
     "Region Sjælland"},
    {{"|Greve Kommune", "a", "Region Sjælland har svaret"},
     {{MENTION_ORGANISATION, "Region Sjælland", NULL, "kind=region"},
      {MENTION_ORGANISATION, "Greve Kommune", NULL, "kind=municipality"}},
     "Greve"},
};

static void
test_owner(struct folder *folder, gconstpointer data)
{
    (void)data;
    g_autoptr(database) database = folder_database(folder);
    for (guint i = 0; i < G_N_ELEMENTS(owners); i++) {
        const struct sample sample = {"a.txt", owners[i].words, owners[i].mentions, NULL};
        put(database, &sample, sample.path);
        assert_rows(database, "SELECT municipality FROM paper", owners[i].municipality);
    }
}

/* å is not a, and a word is found on its page. */
static void
test_full_text(struct folder *folder, gconstpointer data)
{
    (void)data;
    g_autoptr(database) database = folder_database(folder);
    put(database, &paper, paper.path);
    g_assert_true(database_commit(database, NULL));
    const char *by_word = "SELECT path, n FROM page_text JOIN page ON page.id = page_text.rowid "
                          "JOIN document_path USING (document) WHERE page_text MATCH ";
    g_autofree char *right = g_strconcat(by_word, "'Åben'", NULL);
    g_autofree char *wrong = g_strconcat(by_word, "'aben'", NULL);
    assert_rows(database, right, "arkiv/a.txt|1");
    assert_rows(database, wrong, "");
}

/* The digits of a person's number are in no column, no index and no kept line. */
static void
test_no_cpr(struct folder *folder, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(document) document = sample_document(&paper);
    g_autoptr(database) database = folder_database(folder);
    put_open(database, document, paper.path);
    assert_rows(database, "SELECT note FROM fact WHERE note IS NOT NULL", "klage fra ••••••-••••");
    assert_rows(database, "SELECT masked FROM stream", "1");
    g_autofree char *line = NULL;
    gsize length;
    g_assert_true(database_line(database, document->sha256, &line, &length, NULL, &error));
    g_assert_null(line); /* the original is wanted */
    g_assert_true(database_commit(database, &error));
    assert_rows(database, "SELECT count(*) FROM page_text WHERE page_text MATCH '010203'", "0");
    execute(database, "PRAGMA wal_checkpoint(TRUNCATE)");
    g_autofree char *bytes = NULL;
    g_assert_true(g_file_get_contents(folder->path, &bytes, &length, &error));
    g_assert_null(g_strstr_len(bytes, (gssize)length, "010203"));
}

/* A line without persons' numbers comes back as it was. */
static void
test_line(struct folder *folder, gconstpointer data)
{
    (void)data;
    static const char *const words[] = {"Kort notat.", NULL};
    static const struct sample short_paper = {"b.txt", words, NULL, NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(document) document = sample_document(&short_paper);
    g_autoptr(database) database = folder_database(folder);
    put_open(database, document, "b.txt");
    g_autofree char *line = NULL;
    g_autofree char *worked_on = NULL;
    gsize length;
    g_assert_true(database_line(database, document->sha256, &line, &length, &worked_on, &error));
    GString *expected = sample_line(document);
    g_assert_cmpmem(line, length, expected->str, expected->len);
    g_assert_cmpstr(worked_on, ==, "extract=1.0;relate=1.0");
    g_string_free(expected, TRUE);
    gboolean known;
    g_assert_true(database_known(database, document->sha256, worked_on, &known, &error));
    g_assert_true(known);
    g_assert_true(
        database_known(database, document->sha256, "extract=1.1;relate=1.0", &known, &error));
    g_assert_false(known);
    g_assert_true(database_location(database, "c.txt", document->sha256, &error));
    assert_rows(database, "SELECT path FROM paper ORDER BY path", "b.txt\nc.txt");
    g_assert_false(database_location(database, "c.txt", "unknown", &error));
    g_assert_error(error, AKT_ERROR, AKT_ERROR_DATABASE);
}

#define EVERYTHING                                                                          \
    "SELECT (SELECT group_concat(id || sha256 || current) FROM document), "                 \
    "(SELECT group_concat(id || path || document || current) FROM location), "              \
    "(SELECT group_concat(id || text) FROM mention), (SELECT group_concat(id) FROM page), " \
    "(SELECT group_concat(fact || text) FROM evidence), (SELECT group_concat(id) FROM name)"

/* The same again changes nothing; the same bytes at two paths are one document. */
static void
test_again(struct folder *folder, gconstpointer data)
{
    (void)data;
    g_autoptr(database) database = folder_database(folder);
    put(database, &paper, "a.txt");
    g_autofree char *before = rows_of(database, EVERYTHING);
    put(database, &paper, "a.txt");
    assert_rows(database, EVERYTHING, before);
    put(database, &paper, "kopi.txt");
    assert_rows(database, "SELECT count(*) FROM document", "1");
    assert_rows(database, "SELECT path FROM paper ORDER BY path", "a.txt\nkopi.txt");
}

/* Newer stages: mentions and facts are replaced, pages and verdicts stay. */
static void
test_newer_stages(struct folder *folder, gconstpointer data)
{
    (void)data;
    g_autoptr(database) database = folder_database(folder);
    put(database, &paper, "a.txt");
    execute(database,
            "INSERT INTO verdict (document, fact, predicate, subject, object, qualifiers, quote, "
            "page, line, verdict) SELECT fact.document, fact.id, predicate, "
            "subject_type || ':' || subject, object_type || ':' || object, qualifiers, text, page, "
            "line, 'accepted' FROM fact JOIN evidence ON evidence.fact = fact.id "
            "WHERE predicate IN ('funding', 'decision')");
    static const struct sample_fact fewer[] = {
        {PREDICATE_STATUS, "project:Åben Port", "text:running", NULL, "bevilgede"},
        {PREDICATE_FUNDING, "project:Åben Port", "amount:2500000", "period=2016;status=granted",
         "bevilgede"},
        {0}};
    const struct sample newer = {"a.txt", paragraphs, mentions, fewer};
    g_autoptr(document) document = sample_document(&newer);
    document_applied(document, "relate", "1.1", NULL);
    put_open(database, document, "a.txt");
    assert_rows(database, "SELECT n, predicate FROM fact ORDER BY n", "1|status\n2|funding");
    assert_rows(database, "SELECT id FROM page", "1");
    assert_rows(database,
                "SELECT verdict.predicate, fact.n FROM verdict LEFT JOIN fact ON fact.id = fact "
                "ORDER BY 1",
                "decision|\nfunding|2");
    put(database, &paper, "a.txt");
    assert_rows(database,
                "SELECT verdict.predicate, fact.n FROM verdict LEFT JOIN fact ON fact.id = fact "
                "ORDER BY 1",
                "decision|4\nfunding|2");
    assert_rows(database, "SELECT count(*) FROM unreviewed", "2");
    assert_rows(database, "PRAGMA foreign_key_check", "");
}

/* Other bytes at the path: the old paper is no longer shown, and verdicts move along. */
static void
test_supersede(struct folder *folder, gconstpointer data)
{
    (void)data;
    static const char *const changed[] = {
        "|Hillerød Kommune", "Ny overskrift",
        "Socialudvalget bevilgede 2,5 mio. kr. til Åben Port i 2016.", NULL};
    static const struct sample_fact same_fact[] = {{PREDICATE_FUNDING, "project:Åben Port",
                                                    "amount:2500000", "period=2016;status=granted",
                                                    "bevilgede"},
                                                   {0}};
    static const struct sample_mention fewer[] = {{MENTION_PROJECT, "Åben Port", NULL, NULL},
                                                  {MENTION_AMOUNT, "2,5 mio. kr.", "2500000", NULL},
                                                  {0}};
    const struct sample newer = {"a.txt", changed, fewer, same_fact};
    g_autoptr(database) database = folder_database(folder);
    put(database, &paper, "a.txt");
    execute(database,
            "INSERT INTO verdict (document, fact, predicate, subject, object, qualifiers, quote, "
            "page, line, verdict) SELECT fact.document, fact.id, predicate, "
            "subject_type || ':' || subject, object_type || ':' || object, qualifiers, text, page, "
            "line, 'rejected' FROM fact JOIN evidence ON evidence.fact = fact.id "
            "WHERE predicate = 'funding'");
    put(database, &newer, "a.txt");
    assert_rows(database, "SELECT document, current FROM location ORDER BY document", "1|0\n2|1");
    assert_rows(database, "SELECT count(*), sum(current) FROM document", "2|1");
    assert_rows(database, "SELECT project, kroner, path FROM funding", "Åben Port|2500000.0|a.txt");
    assert_rows(database, "SELECT document, verdict, carried_from FROM verdict ORDER BY id",
                "1|rejected|\n2|rejected|1");
    put(database, &paper, "a.txt"); /* the old file is put back */
    assert_rows(database, "SELECT document FROM paper", "1");
    assert_rows(database, "SELECT count(*) FROM verdict", "2");
}

/* A file that cannot be read is a row; read later, it is an ordinary paper. */
static void
test_unreadable(struct folder *folder, gconstpointer data)
{
    (void)data;
    g_autofree char *no_bytes = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "", 0);
    g_autoptr(document) one = document_new("a.txt", no_bytes, MEDIA_TEXT);
    g_autoptr(document) two = document_new("b.pdf", no_bytes, MEDIA_PDF);
    g_autoptr(document) empty = document_new("c.txt", no_bytes, MEDIA_TEXT);
    one->state = two->state = DOCUMENT_DAMAGED;
    empty->state = DOCUMENT_EMPTY;
    document_issue(one, "unreadable", 0, "no permission");
    g_autoptr(database) database = folder_database(folder);
    put_open(database, one, one->path);
    put_open(database, two, two->path);
    put_open(database, empty, empty->path);
    put_open(database, one, one->path);
    assert_rows(database, "SELECT path, state, issues FROM documents_failed",
                "a.txt|damaged|unreadable: no permission\nb.pdf|damaged|");
    assert_rows(database, "SELECT path, state FROM documents_without_text", "c.txt|empty");
    put(database, &paper, "a.txt");
    assert_rows(database, "SELECT path, state FROM paper ORDER BY path",
                "a.txt|text\nb.pdf|damaged\nc.txt|empty");
    assert_rows(database, "SELECT count(*) FROM document", "3");
}

/* A file name that is no UTF-8 is kept byte for byte. */
static void
test_odd_path(struct folder *folder, gconstpointer data)
{
    (void)data;
    g_autoptr(database) database = folder_database(folder);
    put(database, &paper, "a\xff.txt");
    put(database, &paper, "a\xff.txt");
    assert_rows(database, "SELECT typeof(path), hex(path) FROM location", "blob|61FF2E747874");
}

/* What was not committed is not there after a crash. */
static void
test_commit(struct folder *folder, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    struct database *database = folder_database(folder);
    put(database, &paper, "a.txt");
    g_assert_cmpuint(database_pending(database), ==, 1);
    database_close(database);
    database = folder_database(folder);
    assert_rows(database, "SELECT count(*) FROM document", "0");
    put(database, &paper, "a.txt");
    g_assert_true(database_commit(database, &error));
    g_assert_cmpuint(database_pending(database), ==, 0);
    database_close(database);
    database = folder_database(folder);
    assert_rows(database, "SELECT count(*) FROM document", "1");
    database_close(database);
}

static void
assert_refused(const char *path, enum database_mode mode, const char *reason)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(database_open(path, mode, &error));
    g_assert_error(error, AKT_ERROR, AKT_ERROR_DATABASE);
    if (!strstr(error->message, reason))
        g_error("\"%s\" is not in \"%s\"", reason, error->message);
}

static void
test_refusals(struct folder *folder, gconstpointer data)
{
    (void)data;
    sqlite3 *other = NULL;
    assert_refused(folder->path, DATABASE_WRITE, "there is no such file");
    assert_refused(folder->name, DATABASE_CREATE, "it is a folder");
    g_assert_true(
        g_file_set_contents(folder->path, "Dette er et brev og ingen database.\n", -1, NULL));
    assert_refused(folder->path, DATABASE_CREATE, "no SQLite database");
    g_autofree char *kept = NULL;
    g_assert_true(g_file_get_contents(folder->path, &kept, NULL, NULL));
    g_assert_cmpstr(kept, ==, "Dette er et brev og ingen database.\n");
    g_remove(folder->path);
    g_assert_cmpint(sqlite3_open(folder->path, &other), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(other, "CREATE TABLE x (y)", NULL, NULL, NULL), ==, SQLITE_OK);
    assert_refused(folder->path, DATABASE_CREATE, "another program");
    sqlite3_exec(other, "DROP TABLE x; PRAGMA user_version = 0", NULL, NULL, NULL);
    sqlite3_close(other);
    database_close(folder_database(folder));
    struct database *database = folder_database(folder);
    execute(database, "PRAGMA user_version = 99");
    database_close(database);
    assert_refused(folder->path, DATABASE_READ, "later version");
}

/* A file that may not grow stands for a full disk: what was committed stays, nothing is half there.
 */
static void
test_full_disk(struct folder *folder, gconstpointer data)
{
    (void)data;
    if (!g_test_subprocess()) {
        g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
        g_test_trap_assert_passed();
        return;
    }
    g_autoptr(GError) error = NULL;
    struct database *database = folder_database(folder);
    put(database, &paper, "a.txt");
    g_assert_true(database_commit(database, &error));
    execute(database, "PRAGMA max_page_count = 60");
    gboolean ok = TRUE;
    for (guint i = 0; ok && i < 500; i++) {
        g_autofree char *words = g_strdup_printf("Notat nummer %u om %0500d", i, 0);
        const char *const text[] = {words, NULL};
        const struct sample next = {"x.txt", text, NULL, NULL};
        g_autoptr(document) document = sample_document(&next);
        GString *line = sample_line(document);
        g_autofree char *path = g_strdup_printf("%u.txt", i);
        ok = database_document(database, document, line->str, line->len, path, &error);
        g_string_free(line, TRUE);
    }
    g_assert_false(ok);
    g_assert_error(error, AKT_ERROR, AKT_ERROR_DATABASE);
    g_assert_nonnull(strstr(error->message, "the disk is full"));
    database_close(database);
    database = folder_database(folder);
    assert_rows(database, "SELECT path FROM paper", "a.txt");
    assert_rows(database, "PRAGMA integrity_check", "ok");
    database_close(database);
}

static void
test_views(struct folder *folder, gconstpointer data)
{
    (void)data;
    static const char *const words[] = {
        "|Hillerød Kommune", "Møde den 7. marts 2016, punkt 4, sag 2016-0042",
        "Åben Port begynder i 2016.", "Socialudvalget tog sagen til efterretning.", NULL};
    static const struct sample_mention of_meeting[] = {
        {MENTION_ORGANISATION, "Hillerød Kommune", NULL, "kind=municipality"},
        {MENTION_CASE, "2016-0042", NULL, "scheme=case"},
        {MENTION_PROJECT, "Åben Port", NULL, NULL},
        {MENTION_ORGANISATION, "Socialudvalget", NULL, "kind=committee"},
        {0}};
    static const struct sample_fact said[] = {
        {PREDICATE_CASE_NUMBER, "document:this", "case:2016-0042", NULL, "sag"},
        {PREDICATE_CONSIDERED, "case:2016-0042", "organisation:Socialudvalget",
         "date=2016-03-07;item=4", "sag"},
        {PREDICATE_DECISION, "organisation:Socialudvalget", "text:noted", "date=2016-03-07;item=4",
         "efterretning"},
        {PREDICATE_STATUS, "project:Åben Port", "text:started", "date=2016", "begynder"},
        {0}};
    const struct sample minutes = {"referat.txt", words, of_meeting, said};
    g_autoptr(database) database = folder_database(folder);
    put(database, &minutes, minutes.path);
    put(database, &paper, paper.path);
    assert_rows(database, "SELECT project, kroner, status, period, path, page FROM funding",
                "Åben Port|2500000.0|granted|2016|arkiv/a.txt|1");
    assert_rows(database, "SELECT project, day, what, value FROM project_timeline",
                "Åben Port|2016-01-01|funding|2500000\nÅben Port|2016-01-01|status|started");
    assert_rows(database, "SELECT \"case\", day, what, committee, item, outcome FROM case_history",
                "2016-0042||paper|||\n"
                "2016-0042|2016-03-07|considered|Socialudvalget|4|noted");
    assert_rows(
        database,
        "SELECT committee, municipality, day, items, cases, decisions, papers FROM meetings",
        "Socialudvalget|Hillerød|2016-03-07|1|1|2|2");
    assert_rows(database, "SELECT verdict, whole, sum, difference, path FROM sum_checks",
                "off|100|40 + 50 = 90|10|arkiv/a.txt");
    assert_rows(database, "SELECT kind, subject, difference, path FROM discrepancy",
                "sum|100|10|arkiv/a.txt");
    assert_rows(database, "SELECT count(*) FROM unreviewed", "8");
    assert_rows(database, "SELECT count(*) FROM documents_failed", "0");
}

/* The queries of aktspor-db(5) run. */
static void
test_manual_queries(struct folder *folder, gconstpointer data)
{
    (void)data;
    g_autofree char *manual = NULL;
    g_autoptr(database) database = folder_database(folder);
    put(database, &paper, paper.path);
    if (!g_file_get_contents("pipeline/aktspor-db.5", &manual, NULL, NULL)) {
        g_test_skip("pipeline/aktspor-db.5 is not in the folder it runs in");
        return;
    }
    guint queries = 0;
    for (char *at = manual; (at = strstr(at, ".Bd -literal\nSELECT"));) {
        char *query = at + strlen(".Bd -literal\n");
        at = strstr(query, ".Ed");
        g_assert_nonnull(at);
        g_autofree char *sql = g_strndup(query, (gsize)(at - query));
        g_autofree char *rows = rows_of(database, sql);
        queries++;
    }
    g_assert_cmpuint(queries, ==, 10);
}

static void
test_ore(void)
{
    static const struct {
        const char *value;
        gboolean good;
        gint64 min, max;
    } cases[] = {{"23200000", TRUE, 2320000000, 2320000000},
                 {"0.5", TRUE, 50, 50},
                 {"-12.34", TRUE, -1234, -1234},
                 {"500000/600000", TRUE, 50000000, 60000000},
                 {"600/500", TRUE, 50000, 60000},
                 {"0.125", FALSE, 0, 0},
                 {"1.2.3", FALSE, 0, 0},
                 {"", FALSE, 0, 0},
                 {"12 kr.", FALSE, 0, 0},
                 {"99999999999999999999", FALSE, 0, 0},
                 {"92233720368547758", TRUE, 9223372036854775800, 9223372036854775800}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        gint64 min = 0, max = 0;
        g_assert_cmpint(value_ore(cases[i].value, &min, &max), ==, cases[i].good);
        g_assert_cmpint(min, ==, cases[i].min);
        g_assert_cmpint(max, ==, cases[i].max);
    }
}

static void
test_days(void)
{
    static const struct {
        const char *value, *from, *to;
    } cases[] = {{"2016", "2016-01-01", "2016-12-31"},
                 {"2016-02", "2016-02-01", "2016-02-29"},
                 {"2016-05-09", "2016-05-09", "2016-05-09"},
                 {"2014-Q4", "2014-10-01", "2014-12-31"},
                 {"2014-H1", "2014-01-01", "2014-06-30"},
                 {"2016-23", "2016-09-01", "2016-11-30"},
                 {"2017-W17", "2017-04-24", "2017-04-30"},
                 {"2016/2019", "2016-01-01", "2019-12-31"},
                 {"2009-04-01/2012-03-31", "2009-04-01", "2012-03-31"},
                 {"2019/..", "2019-01-01", ""},
                 {"XXXX-03-26", NULL, NULL},
                 {"2015-13", NULL, NULL},
                 {"2015-02-30", NULL, NULL},
                 {"", NULL, NULL},
                 {"201", NULL, NULL}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        char from[DAY_SIZE], to[DAY_SIZE];
        gboolean good = value_days(cases[i].value, from, to);
        g_assert_cmpint(good, ==, cases[i].from != NULL);
        g_assert_cmpstr(good ? from : NULL, ==, cases[i].from);
        g_assert_cmpstr(good ? to : NULL, ==, cases[i].to);
    }
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*function)(struct folder *folder, gconstpointer data);
    } tests[] = {{"/load/rows", test_rows},
                 {"/load/owner", test_owner},
                 {"/load/full-text", test_full_text},
                 {"/load/no-cpr", test_no_cpr},
                 {"/load/line", test_line},
                 {"/load/again", test_again},
                 {"/load/newer-stages", test_newer_stages},
                 {"/load/supersede", test_supersede},
                 {"/load/unreadable", test_unreadable},
                 {"/load/odd-path", test_odd_path},
                 {"/load/commit", test_commit},
                 {"/load/refusals", test_refusals},
                 {"/load/full-disk", test_full_disk},
                 {"/load/views", test_views},
                 {"/load/manual-queries", test_manual_queries}};
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/load/ore", test_ore);
    g_test_add_func("/load/days", test_days);
    for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add(tests[i].name, struct folder, NULL, folder_set_up, tests[i].function,
                   folder_tear_down);
    return g_test_run();
}
