/* Pages that were read through: what recall is counted on, and of a sample of pages precision too.
 * A page is a cluster: what stands on one page is found or missed together. */
#include "precision.h"
#include "review-private.h"

#include <string.h>

struct page_read {
    gint64 document;
    guint page;
};

/* A type's counts, page by page. */
struct counts {
    struct tally *tally;
    struct cluster *precision, *recall; /* as many as pages */
};

struct pages {
    struct precision *precision;
    GArray *read;       /* struct page_read */
    GHashTable *counts; /* tally -> struct counts */
};

static void
counts_free(gpointer data)
{
    struct counts *counts = data;
    g_free(counts->precision);
    g_free(counts->recall);
    g_free(counts);
}

static struct counts *
counts_of(struct pages *pages, struct tally *tally)
{
    struct counts *counts = g_hash_table_lookup(pages->counts, tally);
    if (!counts) {
        counts = g_new0(struct counts, 1);
        counts->tally = tally;
        counts->precision = g_new0(struct cluster, pages->read->len);
        counts->recall = g_new0(struct cluster, pages->read->len);
        g_hash_table_insert(pages->counts, tally, counts);
    }
    return counts;
}

static gboolean
find_pages(struct database *database, struct pages *pages, GError **error)
{
    const struct sample *sample = pages->precision->sample;
    gboolean row;
    struct statement statement = statement_of(
        database,
        "SELECT DISTINCT reading.document, reading.page FROM reading JOIN document "
        "ON document.id = reading.document WHERE NOT EXISTS (SELECT 1 FROM withdrawal "
        "WHERE withdrawal.reading = reading.id) AND ((?1 = 0 AND document.current) OR EXISTS "
        "(SELECT 1 FROM draw WHERE draw.sample = ?1 AND draw.document = reading.document "
        "AND draw.page = reading.page)) ORDER BY 1, 2",
        "reading pages");
    put_number(&statement, sample ? sample->id : 0);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        const struct page_read page = {
            sqlite3_column_int64(statement.handle, 0),
            (guint)CLAMP(sqlite3_column_int64(statement.handle, 1), 0, G_MAXINT)};
        g_array_append_val(pages->read, page);
    }
}

/* A fact of page `i`, in its type's counts and in those of all. Where all verdicts are counted, its
 * precision has been counted already. */
static void
count_fact(struct pages *pages, guint i, struct tally *tally, const char *answer)
{
    gboolean right = strcmp(answer, "accepted") == 0, wrong = strcmp(answer, "rejected") == 0;
    struct tally *const both[] = {tally, &pages->precision->all};
    pages->precision->unjudged += !*answer;
    for (guint k = 0; k < 2; k++) {
        struct counts *counts = counts_of(pages, both[k]);
        counts->precision[i].part += right;
        counts->precision[i].whole += right || wrong;
        counts->recall[i].part += right;
        counts->recall[i].whole += right;
        both[k]->found += right;
        if (!pages->precision->sample)
            continue;
        both[k]->right += right;
        both[k]->wrong += wrong;
        both[k]->unseen += !*answer;
        both[k]->unsure += *answer && !right && !wrong;
    }
}

static gboolean
count_facts(struct database *database, struct pages *pages, guint i, gboolean by_rule,
            GError **error)
{
    const struct page_read *page = &g_array_index(pages->read, struct page_read, i);
    gboolean row;
    struct statement statement = statement_of(
        database,
        "SELECT fact.predicate, fact.rule, v.verdict FROM fact JOIN evidence ON evidence.fact = "
        "fact.id AND evidence.n = 1 LEFT JOIN verdict AS v ON v.id = " VERDICT_ON(
            "fact.id") " WHERE fact.document = ? AND evidence.page = ?",
        "counting verdicts");
    put_number(&statement, page->document);
    put_number(&statement, page->page);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        count_fact(pages, i,
                   precision_tally(pages->precision, column_text(statement.handle, by_rule)),
                   column_text(statement.handle, 2));
    }
}

/* ---- marks ----------------------------------------------------------------------------------- */

/* A mark that was counted on the page. */
struct mark {
    char *predicate, *quote, *reviewer;
};

static void
mark_clear(gpointer data)
{
    struct mark *mark = data;
    g_free(mark->predicate);
    g_free(mark->quote);
    g_free(mark->reviewer);
}

/* Whether another reviewer marked the same: one quote is in the other. What one reviewer marks
 * twice is two things. */
static gboolean
is_known(const GArray *marks, const struct mark *mark)
{
    for (guint i = 0; i < marks->len; i++) {
        const struct mark *other = &g_array_index(marks, struct mark, i);
        if (strcmp(other->reviewer, mark->reviewer) != 0 &&
            strcmp(other->predicate, mark->predicate) == 0 && *other->quote && *mark->quote &&
            (strstr(other->quote, mark->quote) || strstr(mark->quote, other->quote)))
            return TRUE;
    }
    return FALSE;
}

static void
count_mark(struct pages *pages, guint i, GArray *marks, sqlite3_stmt *row, gboolean by_rule)
{
    struct mark mark = {g_strdup(column_text(row, 0)), g_strdup(column_text(row, 1)),
                        g_strdup(column_text(row, 2))};
    struct tally *const both[] = {
        by_rule ? NULL : precision_tally(pages->precision, mark.predicate), &pages->precision->all};
    for (guint k = 0; k < 2 && !is_known(marks, &mark); k++) {
        if (!both[k])
            continue;
        counts_of(pages, both[k])->recall[i].whole++;
        both[k]->missed++;
    }
    g_array_append_val(marks, mark);
}

/* What better rules have found since is missed no more. */
static gboolean
count_marks(struct database *database, struct pages *pages, guint i, gboolean by_rule,
            GError **error)
{
    const struct page_read *page = &g_array_index(pages->read, struct page_read, i);
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(struct mark));
    gboolean row;
    g_array_set_clear_func(marks, mark_clear);
    struct statement statement = statement_of(
        database,
        "SELECT predicate, quote, reviewer FROM missed WHERE document = ? AND page = ? AND fact IS "
        "NULL AND NOT EXISTS (SELECT 1 FROM withdrawal WHERE withdrawal.missed = missed.id) "
        "ORDER BY id",
        "counting marks");
    put_number(&statement, page->document);
    put_number(&statement, page->page);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        count_mark(pages, i, marks, statement.handle, by_rule);
    }
}

/* ---- what it adds up to ---------------------------------------------------------------------- */

static void
estimate_pages(struct pages *pages, const struct counts *counts, gboolean by_rule)
{
    const struct precision *precision = pages->precision;
    struct tally *tally = counts->tally;
    guint64 population = precision->sample ? precision->population : 0;
    if (!by_rule || tally == &precision->all) /* nobody knows by which rule it was missed */
        tally->recall_known = estimate_ratio(counts->recall, pages->read->len, population,
                                             precision->confidence, &tally->recall);
    if (precision->sample)
        tally->known = estimate_ratio(counts->precision, pages->read->len, population,
                                      precision->confidence, &tally->precision);
}

gboolean
precision_pages(struct database *database, struct precision *precision, gboolean by_rule,
                GError **error)
{
    struct pages pages = {precision, g_array_new(FALSE, FALSE, sizeof(struct page_read)),
                          g_hash_table_new_full(NULL, NULL, NULL, counts_free)};
    gboolean ok = find_pages(database, &pages, error);
    for (guint i = 0; ok && i < pages.read->len; i++)
        ok = count_facts(database, &pages, i, by_rule, error) &&
             count_marks(database, &pages, i, by_rule, error);
    GHashTableIter at;
    gpointer counts;
    g_hash_table_iter_init(&at, pages.counts);
    while (ok && g_hash_table_iter_next(&at, NULL, &counts))
        estimate_pages(&pages, counts, by_rule);
    precision->pages = pages.read->len;
    g_array_unref(pages.read);
    g_hash_table_unref(pages.counts);
    return ok;
}
