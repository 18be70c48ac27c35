#include "audit-private.h"
#include "load/values.h"
#include "precision.h"
#include "review-private.h"

#include <string.h>

static void
tally_free(gpointer data)
{
    struct tally *tally = data;
    g_free(tally->name);
    g_free(tally);
}

static void
disagreement_free(gpointer data)
{
    struct disagreement *disagreement = data;
    g_free(disagreement->fact);
    g_free(disagreement->predicate);
    g_free(disagreement->object);
    g_free(disagreement->verdicts);
    g_free(disagreement);
}

void
precision_free(struct precision *precision)
{
    if (!precision)
        return;
    sample_free(precision->sample);
    g_ptr_array_unref(precision->tallies);
    g_ptr_array_unref(precision->disagreements);
    g_array_unref(precision->money.taints);
    g_free(precision);
}

struct tally *
precision_tally(struct precision *precision, const char *name)
{
    for (guint i = 0; i < precision->tallies->len; i++) {
        struct tally *tally = g_ptr_array_index(precision->tallies, i);
        if (strcmp(tally->name, name) == 0)
            return tally;
    }
    struct tally *tally = g_new0(struct tally, 1);
    tally->name = g_strdup(name);
    g_ptr_array_add(precision->tallies, tally);
    return tally;
}

/* ---- facts ----------------------------------------------------------------------------------- */

/* A stratum of the sample, as far as it was judged. */
struct stratum {
    char *name;
    struct stratum_count count;
};

static void
stratum_clear(gpointer data)
{
    g_free(((struct stratum *)data)->name);
}

static GArray *
read_strata(struct database *database, gint64 sample, GError **error)
{
    g_autoptr(GArray) strata = g_array_new(FALSE, FALSE, sizeof(struct stratum));
    gboolean row;
    g_array_set_clear_func(strata, stratum_clear);
    struct statement statement = statement_of(
        database, "SELECT name, population FROM stratum WHERE sample = ? ORDER BY name",
        "reading a sample");
    put_number(&statement, sample);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return NULL;
        if (!row)
            return g_steal_pointer(&strata);
        struct stratum stratum = {
            g_strdup(column_text(statement.handle, 0)),
            {(guint64)MAX(sqlite3_column_int64(statement.handle, 1), 0), 0, 0}};
        g_array_append_val(strata, stratum);
    }
}

static struct stratum *
stratum_of(GArray *strata, const char *name)
{
    for (guint i = 0; i < strata->len; i++) {
        struct stratum *stratum = &g_array_index(strata, struct stratum, i);
        if (strcmp(stratum->name, name) == 0)
            return stratum;
    }
    return NULL;
}

/* Stratum, predicate, rule, the verdict that counts, the fact, amount, hits, certain, correction.
 */
static struct statement
judged_facts(struct database *database, const struct precision *precision)
{
    struct statement statement;
    if (!precision->sample)
        return statement_of(
            database,
            "SELECT '', fact.predicate, fact.rule, v.verdict, fact.id, 0, 1, 0, v.corrected "
            "FROM (SELECT DISTINCT fact AS id FROM verdict_standing WHERE fact IS NOT NULL) AS "
            "judged JOIN fact ON fact.id = judged.id JOIN document ON document.id = fact.document "
            "AND document.current JOIN verdict AS v ON v.id = " VERDICT_ON("fact.id"),
            "counting verdicts");
    statement = statement_of(
        database,
        "SELECT draw.stratum, fact.predicate, fact.rule, v.verdict, fact.id, draw.amount_ore, "
        "draw.hits, draw.certain, v.corrected FROM draw LEFT JOIN fact ON fact.id = draw.fact "
        "LEFT JOIN verdict AS v ON v.id = " VERDICT_ON("draw.fact") " WHERE draw.sample = ?",
        "counting verdicts");
    put_number(&statement, precision->sample->id);
    return statement;
}

static void
count_answer(struct tally *tally, const char *answer)
{
    enum review_answer found;
    if (!*answer)
        tally->unseen++;
    else if (!review_answer_from_name(answer, &found) || found == REVIEW_UNSURE)
        tally->unsure++;
    else if (found == REVIEW_ACCEPTED)
        tally->right++;
    else
        tally->wrong++;
}

static void
add_weight(struct tally *tally, double weight, gboolean right)
{
    tally->weight.all += weight;
    tally->weight.squares += weight * weight;
    tally->weight.right += right ? weight : 0;
}

/* How wrong an amount is, from 0 to 1: wholly, where nobody says what it should be. */
static double
taint_of(gint64 amount, const char *corrected)
{
    gint64 low, high;
    if (!corrected || amount <= 0 || !value_ore(corrected, &low, &high))
        return 1;
    double off = (double)amount - (double)high;
    return MIN((off < 0 ? -off : off) / (double)amount, 1);
}

static void
count_money(struct money *money, sqlite3_stmt *row)
{
    const char *answer = column_text(row, 3);
    gint64 amount = MAX(sqlite3_column_int64(row, 5), 0);
    guint64 hits = (guint64)MAX(sqlite3_column_int64(row, 6), 1);
    gboolean certain = sqlite3_column_int(row, 7) != 0;
    gboolean wrong = strcmp(answer, "rejected") == 0;
    gboolean seen = wrong || strcmp(answer, "accepted") == 0;
    double taint = wrong ? taint_of(amount, (const char *)sqlite3_column_text(row, 8)) : 0;
    money->seen += seen;
    money->wrong += wrong;
    money->unseen += !seen;
    money->certain_total += certain ? amount : 0;
    if (certain) {
        money->certain_error += taint * (double)amount;
        money->certain_unseen += seen ? 0 : (double)amount;
        return;
    }
    money->hits += hits;
    money->hits_seen += seen ? hits : 0;
    for (guint64 i = 0; wrong && i < MIN(hits, 1000); i++)
        g_array_append_val(money->taints, taint);
}

/* What was counted of one fact, first round: numbers of each stratum. */
static gboolean
count_facts(struct database *database, struct precision *precision, GArray *strata,
            gboolean by_rule, GError **error)
{
    struct statement statement = judged_facts(database, precision);
    gboolean row;
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        sqlite3_stmt *handle = statement.handle;
        const char *answer = column_text(handle, 3);
        struct stratum *stratum = stratum_of(strata, column_text(handle, 0));
        if (sqlite3_column_int64(handle, 4) == 0) {
            precision->gone++;
            continue;
        }
        count_answer(precision_tally(precision, column_text(handle, by_rule ? 2 : 1)), answer);
        count_answer(&precision->all, answer);
        if (stratum) {
            gboolean right = strcmp(answer, "accepted") == 0;
            stratum->count.seen += right || strcmp(answer, "rejected") == 0;
            stratum->count.right += right;
        }
        if (precision->sample && precision->sample->method == SAMPLE_AMOUNTS)
            count_money(&precision->money, handle);
    }
}

/* Second round: each fact stands for so many of its stratum. */
static gboolean
weigh_facts(struct database *database, struct precision *precision, GArray *strata,
            gboolean by_rule, GError **error)
{
    struct statement statement = judged_facts(database, precision);
    gboolean row;
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        const char *answer = column_text(statement.handle, 3);
        gboolean right = strcmp(answer, "accepted") == 0;
        if (sqlite3_column_int64(statement.handle, 4) == 0 ||
            (!right && strcmp(answer, "rejected") != 0))
            continue;
        const struct stratum *stratum = stratum_of(strata, column_text(statement.handle, 0));
        double weight = stratum && stratum->count.seen
                            ? (double)stratum->count.population / (double)stratum->count.seen
                            : 1;
        add_weight(precision_tally(precision, column_text(statement.handle, by_rule ? 2 : 1)),
                   weight, right);
        add_weight(&precision->all, weight, right);
    }
}

/* A tally that is a stratum is known with the stratum's size; others by their weights. */
static void
estimate_tallies(struct precision *precision, GArray *strata)
{
    for (guint i = 0; i < precision->tallies->len; i++) {
        struct tally *tally = g_ptr_array_index(precision->tallies, i);
        const struct stratum *own = strata->len > 1 ? stratum_of(strata, tally->name) : NULL;
        if (own && own->count.seen == tally->right + tally->wrong)
            tally->known =
                estimate_strata(&own->count, 1, precision->confidence, &tally->precision);
        else if ((tally->known = tally->weight.all > 0))
            tally->precision = estimate_weighted(&tally->weight, precision->confidence);
    }
}

static void
estimate_all(struct precision *precision, GArray *strata)
{
    g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(struct stratum_count));
    for (guint i = 0; i < strata->len; i++) {
        const struct stratum *stratum = &g_array_index(strata, struct stratum, i);
        g_array_append_val(counts, stratum->count);
        precision->strata_unseen |= stratum->count.seen == 0;
    }
    if (counts->len)
        precision->all.known =
            estimate_strata((const struct stratum_count *)counts->data, counts->len,
                            precision->confidence, &precision->all.precision);
    else if ((precision->all.known = precision->all.weight.all > 0))
        precision->all.precision = estimate_weighted(&precision->all.weight, precision->confidence);
}

/* ---- money ----------------------------------------------------------------------------------- */

/* The error of the amounts that were always drawn is known; that of the others is projected from
 * the draws that were judged, each of which stands for an interval. */
static void
estimate_money(struct precision *precision)
{
    struct money *money = &precision->money;
    double rest = (double)(precision->sample->total_ore - money->certain_total), sum = 0;
    double interval = money->hits_seen ? rest / (double)money->hits_seen : 0;
    money->total = precision->sample->total_ore;
    money->interval = precision->sample->interval_ore;
    for (guint i = 0; i < money->taints->len; i++)
        sum += g_array_index(money->taints, double, i);
    money->projected = money->certain_error + sum * interval;
    money->upper = money->certain_error + money->certain_unseen;
    if (money->hits_seen)
        money->upper += MIN(estimate_stringer((double *)money->taints->data, money->taints->len,
                                              interval, precision->confidence),
                            rest);
    else
        money->upper += rest;
}

/* ---- two reviewers --------------------------------------------------------------------------- */

static gboolean
find_disagreements(struct database *database, struct precision *precision, GError **error)
{
    gboolean row;
    struct statement statement = statement_of(
        database,
        "SELECT 'd' || substr(sha256, 1, 16) || '/' || fact.key, fact.predicate, fact.object, "
        "group_concat(v.reviewer || ': ' || v.verdict, '; ') FROM (SELECT * FROM verdict_standing "
        "ORDER BY reviewer) AS v JOIN fact ON fact.id = v.fact JOIN document ON document.id = "
        "fact.document WHERE (?1 = 0 AND document.current) OR EXISTS (SELECT 1 FROM draw WHERE "
        "draw.fact = fact.id AND draw.sample = ?1) GROUP BY fact.id "
        "HAVING count(DISTINCT v.verdict) > 1 ORDER BY fact.document, fact.n",
        "comparing reviewers");
    put_number(&statement, precision->sample ? precision->sample->id : 0);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        struct disagreement *disagreement = g_new0(struct disagreement, 1);
        disagreement->fact = g_strdup(column_text(statement.handle, 0));
        disagreement->predicate = g_strdup(column_text(statement.handle, 1));
        disagreement->object = g_strdup(column_text(statement.handle, 2));
        disagreement->verdicts = g_strdup(column_text(statement.handle, 3));
        g_ptr_array_add(precision->disagreements, disagreement);
    }
}

struct precision *
precision_count(struct database *database, const char *sample, gboolean by_rule, GError **error)
{
    g_autoptr(precision) precision = g_new0(struct precision, 1);
    g_autoptr(GArray) strata = NULL;
    precision->confidence = 0.95;
    precision->tallies = g_ptr_array_new_with_free_func(tally_free);
    precision->disagreements = g_ptr_array_new_with_free_func(disagreement_free);
    precision->money.taints = g_array_new(FALSE, FALSE, sizeof(double));
    if (sample && !(precision->sample = sample_read(database, sample, error)))
        return NULL;
    precision->population = sample ? (guint64)precision->sample->population : 0;
    gboolean pages = sample && precision->sample->method == SAMPLE_PAGES;
    if (!(strata = read_strata(database, sample ? precision->sample->id : 0, error)))
        return NULL;
    if (!pages) {
        if (!count_facts(database, precision, strata, by_rule, error) ||
            !weigh_facts(database, precision, strata, by_rule, error))
            return NULL;
    }
    if (sample && precision->sample->method == SAMPLE_AMOUNTS) {
        estimate_money(precision); /* large amounts are drawn more often: their share says little */
    } else if (!pages) {
        estimate_tallies(precision, strata);
        estimate_all(precision, strata);
    }
    if ((!sample || pages) && !precision_pages(database, precision, by_rule, error))
        return NULL;
    return find_disagreements(database, precision, error) ? g_steal_pointer(&precision) : NULL;
}
