/* Verdicts and marks: appended only, found again, in a queue whose order stands. */
#include "audit/review.h"
#include "database-sample.h"
#include "error.h"

static const char *const paragraphs[] = {
    "|Hillerød Kommune",
    "Bevilling til Åben Port",
    "Socialudvalget bevilgede 2,5 mio. kr. til Åben Port i 2016.",
    "Bevillingen på 100 kr. er fordelt med 40 kr. og 50 kr.",
    "Åben Port fik også 75.000 kr. af en fond.",
    NULL};
static const struct sample_mention mentions[] = {
    {MENTION_ORGANISATION, "Hillerød Kommune", NULL, "kind=municipality"},
    {MENTION_PROJECT, "Åben Port", NULL, NULL},
    {MENTION_ORGANISATION, "Socialudvalget", NULL, "kind=committee"},
    {MENTION_AMOUNT, "2,5 mio. kr.", "2500000", NULL},
    {MENTION_AMOUNT, "100 kr.", "100", NULL},
    {MENTION_AMOUNT, "75.000 kr.", "75000", NULL},
    {0}};
#define TITLE_FACT                                                                              \
    {                                                                                           \
        PREDICATE_TITLE, "document:this", "text:Bevilling til Åben Port", NULL, "Bevilling til" \
    }
#define FUNDING_FACT                                                                            \
    {                                                                                           \
        PREDICATE_FUNDING, "project:Åben Port", "amount:2500000", "status=granted", "bevilgede" \
    }
#define SUM_FACT                                                                               \
    {                                                                                          \
        PREDICATE_SUM_CHECK, "amount:100", "text:40 + 50 = 90", "by=10;verdict=off", "fordelt" \
    }
static const struct sample_fact facts[] = {TITLE_FACT, FUNDING_FACT, SUM_FACT, {0}};
static const struct sample paper = {"a.txt", paragraphs, mentions, facts};

static struct database *
opened(const struct folder *folder)
{
    struct database *database = folder_database(folder);
    put_sample(database, &paper, "a.txt");
    return database;
}

static gint64
judge(struct database *database, gint64 fact, enum review_answer answer, const char *reviewer)
{
    g_autoptr(GError) error = NULL;
    gint64 id = 0;
    const struct review_judgement judgement = {.answer = answer};
    const struct review_by by = {.reviewer = reviewer};
    review_judge(database, fact, &judgement, &by, &id, &error);
    g_assert_no_error(error);
    return id;
}

static gint64
step(struct database *database, const struct review_filter *filter, gint64 from, gboolean forward)
{
    g_autoptr(GError) error = NULL;
    gint64 fact = -1;
    review_step(database, filter, from, forward, &fact, &error);
    g_assert_no_error(error);
    return fact;
}

/* The whole queue, one way or the other, as "1 2 3". */
static char *
queue(struct database *database, const struct review_filter *filter, gboolean forward)
{
    GString *out = g_string_new(NULL);
    for (gint64 fact = 0; (fact = step(database, filter, fact, forward));)
        g_string_append_printf(out, "%s%" G_GINT64_FORMAT, out->len ? " " : "", fact);
    return g_string_free(out, FALSE);
}

#define assert_queue(database, filter, forward, expected)          \
    do {                                                           \
        g_autofree char *found = queue(database, filter, forward); \
        g_assert_cmpstr(found, ==, expected);                      \
    } while (0)

static void
test_verdicts(struct folder *folder, gconstpointer data)
{
    (void)data;
    g_autoptr(database) database = opened(folder);
    g_autoptr(GError) error = NULL;
    const struct review_by anna = {.reviewer = "Anna", .made = "2026-01-02T03:04:05.678Z"};
    const struct review_judgement edit = {REVIEW_REJECTED, "2400000", "ikke 2,5; 010203-1234"};
    gint64 first;
    review_judge(database, 2, &edit, &anna, &first, &error);
    g_assert_no_error(error);
    assert_rows(database,
                "SELECT fact, predicate, subject, object, quote, line, verdict, corrected, note, "
                "reviewer, made FROM verdict",
                "2|funding|project:Åben Port|amount:2500000|Socialudvalget bevilgede 2,5 mio. kr. "
                "til Åben Port i 2016.|3|rejected|2400000|ikke 2,5; ••••••-••••|Anna|"
                "2026-01-02T03:04:05.678Z");
    judge(database, 2, REVIEW_ACCEPTED, "Anna");
    judge(database, 2, REVIEW_UNSURE, "Bo");
    g_autoptr(GPtrArray) verdicts = review_verdicts(database, 2, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(verdicts->len, ==, 3);
    const struct review_verdict *earlier = g_ptr_array_index(verdicts, 0);
    const struct review_verdict *later = g_ptr_array_index(verdicts, 1);
    g_assert_cmpint(earlier->id, ==, first);
    g_assert_cmpstr(earlier->corrected, ==, "2400000");
    g_assert_false(earlier->stands);
    g_assert_true(later->stands);
    assert_rows(database, "SELECT reviewer, verdict FROM verdict_standing ORDER BY reviewer",
                "Anna|accepted\nBo|unsure");
}

/* Taken back, the verdict before stands again; nothing is deleted. */
static void
test_undo(struct folder *folder, gconstpointer data)
{
    (void)data;
    g_autoptr(database) database = opened(folder);
    g_autoptr(GError) error = NULL;
    const struct review_by anna = {.reviewer = "Anna"};
    struct review_undone undone;
    judge(database, 2, REVIEW_REJECTED, "Anna");
    g_usleep(2000); /* the order of two verdicts is that of their milliseconds */
    judge(database, 2, REVIEW_ACCEPTED, "Anna");
    judge(database, 3, REVIEW_ACCEPTED, "Bo");
    g_assert_true(review_undo(database, &anna, &undone, &error));
    g_assert_cmpint(undone.kind, ==, REVIEW_VERDICT);
    g_assert_cmpint(undone.fact, ==, 2);
    g_assert_cmpint(undone.page, ==, 1);
    assert_rows(database, "SELECT fact, verdict FROM verdict_standing WHERE reviewer = 'Anna'",
                "2|rejected");
    g_assert_true(review_undo(database, &anna, &undone, &error));
    g_assert_cmpint(undone.kind, ==, REVIEW_VERDICT);
    g_assert_true(review_undo(database, &anna, &undone, &error));
    g_assert_cmpint(undone.kind, ==, REVIEW_NOTHING);
    assert_rows(database, "SELECT count(*) FROM verdict", "3");
    assert_rows(database, "SELECT count(*) FROM verdict_standing", "1");
    assert_rows(database, "SELECT count(*) FROM unreviewed", "2");
    g_assert_false(review_withdraw(database, REVIEW_VERDICT, 99, &anna, &error));
    g_assert_error(error, AKT_ERROR, AKT_ERROR_USAGE);
}

static void
refused(struct database *database, gint64 fact, struct review_judgement judgement,
        struct review_by by)
{
    g_autoptr(GError) error = NULL;
    g_assert_false(review_judge(database, fact, &judgement, &by, NULL, &error));
    g_assert_error(error, AKT_ERROR, AKT_ERROR_USAGE);
}

static void
test_refused(struct folder *folder, gconstpointer data)
{
    (void)data;
    g_autoptr(database) database = opened(folder);
    g_autoptr(GError) error = NULL;
    g_autofree char *much = g_strnfill(REVIEW_MAX_TEXT + 1, 'x');
    refused(database, 99, (struct review_judgement){0}, (struct review_by){0});
    refused(database, 1, (struct review_judgement){.corrected = "1"}, (struct review_by){0});
    refused(database, 1, (struct review_judgement){.note = much}, (struct review_by){0});
    refused(database, 1, (struct review_judgement){.note = "\xff"}, (struct review_by){0});
    refused(database, 1, (struct review_judgement){0}, (struct review_by){.made = "i går"});
    struct review_missed missed = {
        .document = 1, .page = 2, .predicate = (char *)"funding", .quote = (char *)"75.000 kr."};
    g_assert_false(review_miss(database, &missed, &(struct review_by){0}, NULL, &error));
    g_assert_error(error, AKT_ERROR, AKT_ERROR_USAGE);
    g_clear_error(&error);
    missed.page = 1;
    missed.predicate = (char *)"penge";
    g_assert_false(review_miss(database, &missed, &(struct review_by){0}, NULL, &error));
    g_assert_error(error, AKT_ERROR, AKT_ERROR_USAGE);
    assert_rows(database, "SELECT (SELECT count(*) FROM verdict) + (SELECT count(*) FROM missed)",
                "0");
}

/* ---- what is missing ------------------------------------------------------------------------- */

static void
miss(struct database *database, const char *value)
{
    g_autoptr(GError) error = NULL;
    const struct review_box boxes[] = {{0.1, 0.25, 0.5, 0.2812345}, {-1, 0, 2, 1}};
    const struct review_missed missed = {.document = 1,
                                         .page = 1,
                                         .predicate = (char *)"funding",
                                         .quote = (char *)"også 75.000 kr.",
                                         .value = (char *)value,
                                         .boxes = boxes,
                                         .n_boxes = 2};
    review_miss(database, &missed, &(struct review_by){.reviewer = "Anna"}, NULL, &error);
    g_assert_no_error(error);
}

static void
test_missed(struct folder *folder, gconstpointer data)
{
    (void)data;
    static const struct sample_fact more[] = {
        TITLE_FACT,
        FUNDING_FACT,
        SUM_FACT,
        {PREDICATE_FUNDING, "project:Åben Port", "amount:75000", NULL, "også 75.000"},
        {0}};
    const struct sample newer = {"a.txt", paragraphs, mentions, more};
    g_autoptr(database) database = opened(folder);
    g_autoptr(GError) error = NULL;
    miss(database, "75000");
    miss(database, NULL);
    g_autoptr(GPtrArray) marks = review_misses(database, 1, 0, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(marks->len, ==, 2);
    const struct review_missed *mark = g_ptr_array_index(marks, 0);
    g_assert_cmpstr(mark->quote, ==, "også 75.000 kr.");
    g_assert_cmpuint(mark->n_boxes, ==, 2);
    g_assert_cmpfloat_with_epsilon(mark->boxes[0].y1, 0.2812, 1e-9);
    g_assert_cmpfloat(mark->boxes[1].x0, ==, 0);
    g_assert_cmpfloat(mark->boxes[1].x1, ==, 1);
    gboolean was_read = TRUE;
    g_assert_true(review_was_read(database, 1, 1, NULL, &was_read, &error));
    g_assert_false(was_read);
    review_read(database, 1, 1, &(struct review_by){.reviewer = "Anna"}, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(review_was_read(database, 1, 1, "Anna", &was_read, &error) && was_read);
    /* better rules find the one whose value is known */
    g_autoptr(document) document = sample_document(&newer);
    document_applied(document, "relate", "1.1", NULL);
    put_document(database, document, "a.txt");
    assert_rows(database,
                "SELECT missed.value, fact.object FROM missed LEFT JOIN fact ON fact.id = fact "
                "ORDER BY missed.id",
                "75000|75000\n|");
}

/* Another paper at the path: verdicts, marks and pages read through go where their words are. */
static void
test_carried(struct folder *folder, gconstpointer data)
{
    (void)data;
    static const char *const changed[] = {
        "|Hillerød Kommune",
        "Bevilling til Åben Port",
        "Socialudvalget bevilgede 2,5 mio. kr. til Åben Port i 2016.",
        "Bevillingen på 100 kr. er fordelt med 40 kr. og 60 kr.",
        "Åben Port fik også 75.000 kr. af en fond.",
        NULL};
    static const struct sample_fact fewer[] = {TITLE_FACT, FUNDING_FACT, {0}};
    const struct sample newer = {"a.txt", changed, mentions, fewer};
    g_autoptr(database) database = opened(folder);
    g_autoptr(GError) error = NULL;
    const struct review_judgement edit = {REVIEW_REJECTED, "2400000", NULL};
    struct review_undone undone;
    review_judge(database, 2, &edit, &(struct review_by){.reviewer = "Anna"}, NULL, &error);
    judge(database, 1, REVIEW_ACCEPTED, "Bo");
    review_undo(database, &(struct review_by){.reviewer = "Bo"}, &undone, &error);
    review_read(database, 1, 1, &(struct review_by){.reviewer = "Anna"}, NULL, &error);
    miss(database, "75000");
    g_assert_no_error(error);
    put_sample(database, &newer, "a.txt");
    assert_rows(database,
                "SELECT document, predicate, verdict, corrected, carried_from FROM verdict "
                "WHERE document = 2",
                "2|funding|rejected|2400000|1");
    assert_rows(database, "SELECT page, quote, boxes, carried_from FROM missed WHERE document = 2",
                "1|også 75.000 kr.|0.1000,0.2500,0.5000,0.2812 0.0000,0.0000,1.0000,1.0000|1");
    assert_rows(database, "SELECT count(*) FROM reading WHERE document = 2", "0");
    /* what is taken back is taken back in both papers */
    while (review_undo(database, &(struct review_by){.reviewer = "Anna"}, &undone, &error) &&
           undone.kind)
        ;
    g_assert_no_error(error);
    assert_rows(database, "SELECT count(*) FROM verdict_standing", "0");
    assert_rows(database,
                "SELECT count(*) FROM missed WHERE id NOT IN (SELECT missed FROM withdrawal WHERE "
                "missed IS NOT NULL)",
                "0");
    assert_rows(database, "PRAGMA foreign_key_check", "");
}

/* The old file put back: what was said of the new one since is said of it too, once. */
static void
test_carried_back(struct folder *folder, gconstpointer data)
{
    (void)data;
    static const char *const changed[] = {
        "|Hillerød Kommune",
        "Bevilling til Åben Port",
        "Socialudvalget bevilgede 2,5 mio. kr. til Åben Port i 2016.",
        "Bevillingen på 100 kr. er fordelt med 40 kr. og 60 kr.",
        "Åben Port fik også 75.000 kr. af en fond.",
        NULL};
    static const struct sample_fact fewer[] = {TITLE_FACT, FUNDING_FACT, {0}};
    const struct sample newer = {"a.txt", changed, mentions, fewer};
    g_autoptr(database) database = opened(folder);
    judge(database, 2, REVIEW_ACCEPTED, "Anna");
    put_sample(database, &newer, "a.txt");
    g_usleep(2000);
    judge(database, 5, REVIEW_REJECTED, "Anna");
    judge(database, 5, REVIEW_REJECTED, "Bo");
    put_sample(database, &paper, "a.txt");
    put_sample(database, &newer, "a.txt");
    put_sample(database, &paper, "a.txt");
    assert_rows(database,
                "SELECT fact.document, reviewer, verdict.verdict FROM verdict_standing AS verdict "
                "JOIN fact ON fact.id = verdict.fact ORDER BY 1, 2",
                "1|Anna|rejected\n1|Bo|rejected\n2|Anna|rejected\n2|Bo|rejected");
    assert_rows(database, "SELECT count(*) FROM verdict", "6");
}

/* ---- the queue ------------------------------------------------------------------------------- */

static void
test_queue(struct folder *folder, gconstpointer data)
{
    (void)data;
    static const char *const other_paragraphs[] = {"Bevilling til Åben Port",
                                                   "Åben Port fik 100 kr.", NULL};
    static const struct sample_mention other_mentions[] = {
        {MENTION_PROJECT, "Åben Port", NULL, NULL}, {MENTION_AMOUNT, "100 kr.", "100", NULL}, {0}};
    static const struct sample_fact other_facts[] = {
        TITLE_FACT, {PREDICATE_FUNDING, "project:Åben Port", "amount:100", NULL, "fik"}, {0}};
    const struct sample other = {"b.txt", other_paragraphs, other_mentions, other_facts};
    g_autoptr(database) database = opened(folder);
    put_sample(database, &other, "b.txt");
    struct review_filter all = {0}, funding = {.predicate = "funding"}, open = {.unreviewed = TRUE},
                         bo = {.unreviewed = TRUE, .reviewer = "Bo"}, large = {.min_ore = 10001},
                         off = {.disagreement = TRUE}, project = {.project = "Åben Port"},
                         page = {.document = 2, .page = 1};
    assert_queue(database, &all, TRUE, "1 2 3 4 5");
    assert_queue(database, &all, FALSE, "5 4 3 2 1");
    assert_queue(database, &funding, TRUE, "2 5");
    assert_queue(database, &large, TRUE, "2");
    assert_queue(database, &off, TRUE, "3");
    assert_queue(database, &project, TRUE, "2 5");
    assert_queue(database, &page, FALSE, "5 4");
    judge(database, 2, REVIEW_ACCEPTED, "Anna");
    judge(database, 4, REVIEW_ACCEPTED, "Bo");
    assert_queue(database, &open, TRUE, "1 3 5");
    assert_queue(database, &bo, TRUE, "1 2 3 5");
    g_assert_cmpint(step(database, &open, 4, FALSE), ==, 3); /* from one that left the queue */
    g_assert_cmpint(step(database, &all, 99, TRUE), ==, 0);
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) list = review_list(database, &all, 2, 2, &error);
    guint64 count = 0;
    g_assert_no_error(error);
    g_assert_cmpuint(list->len, ==, 2);
    g_assert_cmpint(g_array_index(list, gint64, 0), ==, 3);
    g_assert_true(review_count(database, &open, &count, &error));
    g_assert_cmpuint(count, ==, 3);
}

/* Facts drawn come in the order of the draw; of pages drawn, all that stands there. */
static void
test_sample_queue(struct folder *folder, gconstpointer data)
{
    (void)data;
    g_autoptr(database) database = opened(folder);
    execute(database,
            "INSERT INTO sample (id, name, method, seed, size, parameters, frame, population, "
            "made, program) VALUES (1, 'a', 'random', 1, 2, '', '', 3, '', ''), (2, 'b', 'pages', "
            "1, 1, '', '', 1, '', '');"
            "INSERT INTO draw SELECT 1, 1, document, id, key, 1, '', NULL, 1, 0 FROM fact WHERE id "
            "= 3; INSERT INTO draw SELECT 1, 2, document, id, key, 1, '', NULL, 1, 0 FROM fact "
            "WHERE id = 1; INSERT INTO draw VALUES (2, 1, 1, NULL, '', 1, '', NULL, 1, 0)");
    const struct review_filter drawn = {.sample = 1}, pages = {.sample = 2};
    assert_queue(database, &drawn, TRUE, "3 1");
    assert_queue(database, &drawn, FALSE, "1 3");
    assert_queue(database, &pages, TRUE, "1 2 3");
    /* read again by newer stages, the draw finds its facts */
    g_autoptr(document) document = sample_document(&paper);
    document_applied(document, "relate", "1.1", NULL);
    put_document(database, document, "a.txt");
    assert_rows(database,
                "SELECT draw.n, predicate FROM draw JOIN fact ON fact.id = fact "
                "ORDER BY sample, draw.n",
                "1|sum-check\n2|title");
}

/* Two programs on one database: both get their rows in. */
static void
test_two(struct folder *folder, gconstpointer data)
{
    (void)data;
    g_autoptr(database) one = opened(folder);
    g_autoptr(database) two = folder_database(folder);
    for (guint i = 0; i < 20; i++) {
        judge(i % 2 ? one : two, 1 + i % 3, REVIEW_ACCEPTED, i % 2 ? "Anna" : "Bo");
        judge(i % 2 ? two : one, 1 + i % 3, REVIEW_REJECTED, "Carl");
    }
    assert_rows(one, "SELECT count(*) FROM verdict", "40");
    assert_rows(two, "SELECT count(*) FROM verdict_standing WHERE reviewer = 'Carl'", "3");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    static const struct {
        const char *name;
        void (*test)(struct folder *, gconstpointer);
    } tests[] = {{"/review/verdicts", test_verdicts},
                 {"/review/undo", test_undo},
                 {"/review/refused", test_refused},
                 {"/review/missed", test_missed},
                 {"/review/carried", test_carried},
                 {"/review/carried-back", test_carried_back},
                 {"/review/queue", test_queue},
                 {"/review/sample", test_sample_queue},
                 {"/review/two", test_two}};
    for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add(tests[i].name, struct folder, NULL, folder_set_up, tests[i].test,
                   folder_tear_down);
    return g_test_run();
}
