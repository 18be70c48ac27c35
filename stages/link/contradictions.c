/* Amounts that should agree and do not: the same project (or programme, or organisation), the same
 * role, the same payer, the same time, and another amount.
 *
 * A paper may give several amounts for one thing, for its parts or years; only where it gives one
 * is that compared, with the one of the paper before it that also gives one. What the digits as
 * written leave open is no difference: 4,4 mio. and 4.398.000 agree. Nor are two amounts in one
 * row of a table, whose columns say how they differ, or in one sentence: who writes "3 mio. kr. mod
 * før 2 mio. kr." knows that they differ. Amounts that are far apart speak of two things, unless a
 * zero was dropped or a unit mistaken. */
#include "link-private.h"

#include <stdlib.h>
#include <string.h>

/* Two amounts in one paper contradict each other only where they are this near: farther apart they
 * are two things. In per cent of the larger, where both give the same time (or none), and where one
 * leaves it open. In two papers the larger is at most so many per cent of the smaller. */
enum {
    NEAR_PERCENT = 10,
    NEAR_OPEN_PERCENT = 5,
    FAR_PERCENT = 150
};

/* How sure it is that two papers mean the same money: both give the time, or one leaves it out. */
#define SAME_TIME_SCORE 0.9
#define OPEN_TIME_SCORE 0.8
#define ONE_PAPER_SCORE 0.6
#define SURE_SCORE 0.8 /* below, a contradiction is one that may be */

/* An amount of one paper for one thing. */
struct claim {
    gint64 fact, document;
    gint64 ore;
    gint64 sentence; /* where its first evidence begins */
    gint64 row;      /* of a table: page and line; else 0 */
    char *period;    /* "" for none */
};

static void
claim_clear(gpointer data)
{
    struct claim *claim = data;
    g_free(claim->period);
}

/* Half of the last place that is not zero: what an amount as written leaves open, in øre. */
static gint64
tolerance(gint64 ore)
{
    gint64 place = 1;
    while (place <= ore / 10 && ore % (place * 10) == 0)
        place *= 10;
    return place / 2;
}

static gboolean
amounts_agree(const struct claim *a, const struct claim *b)
{
    gint64 open = MAX(tolerance(a->ore), tolerance(b->ore));
    return llabs(a->ore - b->ore) <= open;
}

/* Of two amounts, both written to a tenth of themselves or coarser, tolerance would hide all: then
 * the finer of the two decides. */
static gboolean
differ(const struct claim *a, const struct claim *b)
{
    if (a->ore == b->ore)
        return FALSE;
    gint64 fine = MIN(tolerance(a->ore), tolerance(b->ore));
    gint64 open = MAX(tolerance(a->ore), tolerance(b->ore));
    gint64 larger = MAX(a->ore, b->ore);
    return !amounts_agree(a, b) || (open * 20 > larger && llabs(a->ore - b->ore) > fine);
}

/* Whether two amounts may be meant for one: not far from each other, or exactly ten, a hundred or a
 * thousand times. */
static gboolean
may_be_one(const struct claim *a, const struct claim *b)
{
    gint64 larger = MAX(a->ore, b->ore), smaller = MIN(a->ore, b->ore);
    if (larger / FAR_PERCENT <= smaller / 100)
        return TRUE;
    gint64 times = larger / smaller;
    return larger % smaller == 0 && (times == 10 || times == 100 || times == 1000);
}

/* Kroner as Danes print them: "4.400.000", "1.250,50". */
static char *
kroner_text(gint64 ore)
{
    GString *out = g_string_new(NULL);
    g_string_printf(out, "%" G_GINT64_FORMAT, ore / 100);
    for (gssize at = (gssize)out->len - 3; at > 0; at -= 3)
        g_string_insert_c(out, at, '.');
    if (ore % 100)
        g_string_append_printf(out, ",%02d", (int)(ore % 100));
    return g_string_free(out, FALSE);
}

static gboolean
write_check(struct linking *linking, const struct claim *a, const struct claim *b, double score,
            const char *where, GError **error)
{
    gint64 difference = llabs(a->ore - b->ore);
    g_autofree char *by = difference % 100
                              ? g_strdup_printf("%" G_GINT64_FORMAT ".%02d", difference / 100,
                                                (int)(difference % 100))
                              : g_strdup_printf("%" G_GINT64_FORMAT, difference / 100);
    g_autofree char *amount_a = kroner_text(a->ore);
    g_autofree char *amount_b = kroner_text(b->ore);
    g_autofree char *reason = g_strdup_printf("%s and %s kr. for the same thing, role and time, %s",
                                              amount_a, amount_b, where);
    struct statement statement = statement_of(
        linking->database,
        "INSERT OR IGNORE INTO \"check\" (kind, fact, other, verdict, difference, score, reason) "
        "VALUES ('contradiction', ?, ?, ?, ?, ?, ?)",
        "writing a contradiction");
    put_number(&statement, a->fact);
    put_number(&statement, b->fact);
    put_text(&statement, score < SURE_SCORE ? "unverified" : "off");
    put_text(&statement, by);
    sqlite3_bind_double(statement.handle, ++statement.at, score);
    put_text(&statement, reason);
    linking->report->contradictions++;
    return statement_run(&statement, error);
}

/* Within one paper: two amounts, no more, near to each other. *ret_off says that they disagree. */
static gboolean
check_paper(struct linking *linking, const struct claim *claims, guint n, gboolean *ret_off,
            GError **error)
{
    *ret_off = FALSE;
    gboolean same_time = n == 2 && strcmp(claims[0].period, claims[1].period) == 0;
    gboolean open_time = n == 2 && !*claims[0].period != !*claims[1].period;
    gboolean one_row = n == 2 && claims[0].row && claims[0].row == claims[1].row;
    if ((!same_time && !open_time) || one_row || claims[0].sentence == claims[1].sentence ||
        !differ(&claims[0], &claims[1]))
        return TRUE;
    gint64 larger = MAX(claims[0].ore, claims[1].ore);
    gint64 difference = llabs(claims[0].ore - claims[1].ore);
    if (difference > larger / 100 * (same_time ? NEAR_PERCENT : NEAR_OPEN_PERCENT))
        return TRUE;
    *ret_off = TRUE;
    return write_check(linking, &claims[0], &claims[1], ONE_PAPER_SCORE, "in one paper", error);
}

/* The claims of a paper that are alone with their period. */
static const struct claim *
only_claim(const struct claim *claims, guint n, const char *period)
{
    const struct claim *found = NULL;
    for (guint i = 0; i < n; i++) {
        if (strcmp(claims[i].period, period) != 0)
            continue;
        if (found)
            return NULL;
        found = &claims[i];
    }
    return found;
}

/* Two papers: amounts for the same period; or one amount in each, and one leaves the time open. */
static gboolean
check_pair(struct linking *linking, const struct claim *a, guint n, const struct claim *b, guint m,
           GError **error)
{
    if (n == 1 && m == 1 && (!*a->period != !*b->period))
        return !differ(a, b) || write_check(linking, a, b, OPEN_TIME_SCORE, "in two papers", error);
    for (guint i = 0; i < n; i++) {
        const struct claim *other = only_claim(b, m, a[i].period);
        if (other && only_claim(a, n, a[i].period) && differ(&a[i], other) &&
            may_be_one(&a[i], other) &&
            !write_check(linking, &a[i], other, SAME_TIME_SCORE, "in two papers", error))
            return FALSE;
    }
    return TRUE;
}

/* The later paper disagrees with itself: which of its two amounts is another than the earlier
 * paper's only one of that time. */
static gboolean
check_disagreeing(struct linking *linking, const struct claim *a, guint n, const struct claim *b,
                  GError **error)
{
    for (guint i = 0; i < 2; i++) {
        const struct claim *only = only_claim(a, n, b[i].period);
        if (only && differ(only, &b[i]) && may_be_one(only, &b[i]) &&
            !write_check(linking, only, &b[i], SAME_TIME_SCORE, "in two papers", error))
            return FALSE;
    }
    return TRUE;
}

/* All claims for one thing and role, paper by paper in the order of time. */
static gboolean
check_group(struct linking *linking, const GArray *claims, GError **error)
{
    const struct claim *all = (const struct claim *)(gconstpointer)claims->data;
    guint before = 0, n_before = 0;
    for (guint from = 0; from < claims->len;) {
        guint n = 1;
        while (from + n < claims->len && all[from + n].document == all[from].document)
            n++;
        gboolean off, ok = check_paper(linking, all + from, n, &off, error);
        if (ok && n_before && off)
            ok = check_disagreeing(linking, all + before, n_before, all + from, error);
        else if (ok && n_before)
            ok = check_pair(linking, all + before, n_before, all + from, n, error);
        if (!ok)
            return FALSE;
        before = from;
        n_before = n;
        from += n;
    }
    return TRUE;
}

/* Of which programmes a project is part, under all the programmes' names. */
#define PARTS(from)                                                                            \
    "INSERT OR IGNORE INTO temp.part (project, programme) SELECT small.entity, written.value " \
    "FROM " from " JOIN document ON document.id = fact.document AND document.current "         \
    "JOIN name AS large ON large.id = fact.object_name "                                       \
    "JOIN name AS written ON written.entity = large.entity "                                   \
    "WHERE fact.predicate = 'part-of' AND small.entity IS NOT NULL"
#define ALL_PARTS PARTS("fact JOIN name AS small ON small.id = fact.subject_name")
#define CHANGED_PARTS                                                         \
    PARTS("temp.redo CROSS JOIN name AS small ON small.entity = redo.entity " \
          "CROSS JOIN fact ON fact.subject_name = small.id")

/* What is part of a programme whose names changed may now have it as its payer, or no more. */
#define REDO_PARTS                                                                           \
    "INSERT OR IGNORE INTO temp.redo (entity, whole) SELECT small.entity, 0 FROM temp.redo " \
    "CROSS JOIN name AS large ON large.entity = redo.entity "                                \
    "CROSS JOIN fact ON fact.object_name = large.id AND fact.predicate = 'part-of' "         \
    "CROSS JOIN name AS small ON small.id = fact.subject_name "                              \
    "WHERE redo.whole AND small.entity IS NOT NULL"

/* Of the names that the entities have, and of those that have none any more. */
#define FORGET                                                                             \
    "DELETE FROM \"check\" WHERE kind = 'contradiction' AND fact IN (SELECT fact.id FROM " \
    "(SELECT name.id FROM temp.redo CROSS JOIN name ON name.entity = redo.entity UNION "   \
    "SELECT settled.name FROM temp.settled) AS changed "                                   \
    "CROSS JOIN fact ON fact.subject_name = changed.id WHERE fact.predicate = 'funding')"

/* The payer: a programme that the project is part of is none, it goes without saying. */
#define PAYER                                                                     \
    "CASE WHEN EXISTS (SELECT 1 FROM temp.part WHERE part.project = name.entity " \
    "AND part.programme = fact.source) THEN '' ELSE coalesce(fact.source, '') END"

/* What stands in the sentence that says who delivers is the price of that, no grant. */
#define PRICE                                                                                 \
    "EXISTS (SELECT 1 FROM fact AS s JOIN evidence AS p ON p.fact = s.id AND p.n = 1 "        \
    "JOIN evidence AS q ON q.fact = fact.id AND q.n = 1 AND q.start_offset = p.start_offset " \
    "WHERE s.document = fact.document AND s.predicate = 'supplier' "                          \
    "AND s.subject_name = fact.subject_name)"

/* Amounts in kroner for entities, with a role, that are no bounds and no parts told in a note;
 * those of one group (what, role, rate, payer, payee) together, papers in order of issue. */
#define CLAIMS(from)                                                                             \
    "SELECT name.entity || '|' || fact.status || '|' || coalesce(fact.per, '') || '|' || " PAYER \
    " || '|' || coalesce(fact.grantor, '') || '|' || "                                           \
    "coalesce(fact.recipient, ''), fact.id, document.id, fact.amount_min_ore, "                  \
    "coalesce(fact.period, ''), "                                                                \
    "(SELECT start_offset FROM evidence WHERE evidence.fact = fact.id AND evidence.n = 1), "     \
    "CASE WHEN fact.rule LIKE 'table.%' THEN (SELECT page * 1000000 + line FROM evidence "       \
    "WHERE evidence.fact = fact.id AND evidence.n = 1) ELSE 0 END "                              \
    "FROM " from " JOIN document ON document.id = fact.document AND document.current "           \
    "WHERE fact.predicate = 'funding' AND fact.amount_min_ore = fact.amount_max_ore "            \
    "AND fact.amount_min_ore > 0 AND fact.status IN ('applied', 'recommended', 'granted', "      \
    "'allocated', 'released', 'budget') AND fact.note IS NULL "                                  \
    "AND coalesce(fact.approx, '') NOT IN ('min', 'max') AND name.entity IS NOT NULL "           \
    "AND NOT " PRICE "ORDER BY 1, coalesce(document.issued_from, ''), document.sha256, fact.n"
#define ALL_CLAIMS CLAIMS("fact JOIN name ON name.id = fact.subject_name")
#define CHANGED_CLAIMS                                               \
    CLAIMS("temp.redo CROSS JOIN name ON name.entity = redo.entity " \
           "CROSS JOIN fact ON fact.subject_name = name.id")

static struct claim
read_claim(sqlite3_stmt *row)
{
    return (struct claim){.fact = sqlite3_column_int64(row, 1),
                          .document = sqlite3_column_int64(row, 2),
                          .ore = sqlite3_column_int64(row, 3),
                          .period = g_strdup(column_text(row, 4)),
                          .sentence = sqlite3_column_int64(row, 5),
                          .row = sqlite3_column_int64(row, 6)};
}

static gboolean
prepare(struct linking *linking, GError **error)
{
    static const char parts[] = "reading what is part of what";
    static const char forget[] = "forgetting contradictions";
    if (linking->all)
        return linking_run(linking, "DELETE FROM \"check\" WHERE kind = 'contradiction'", forget,
                           error) &&
               linking_run(linking, ALL_PARTS, parts, error);
    return linking_run(linking, REDO_PARTS, parts, error) &&
           linking_run(linking, FORGET, forget, error) &&
           linking_run(linking, CHANGED_PARTS, parts, error);
}

gboolean
contradictions_check(struct linking *linking, GError **error)
{
    if (!prepare(linking, error))
        return FALSE;
    struct statement statement = statement_of(
        linking->database, linking->all ? ALL_CLAIMS : CHANGED_CLAIMS, "reading amounts");
    g_autoptr(GArray) claims = g_array_new(FALSE, FALSE, sizeof(struct claim));
    g_autofree char *key = NULL;
    gboolean row = TRUE, ok = TRUE;
    g_array_set_clear_func(claims, claim_clear);
    while (ok && row) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        const char *next = row ? column_text(statement.handle, 0) : NULL;
        if (key && (!next || strcmp(next, key) != 0)) {
            ok = check_group(linking, claims, error);
            g_array_set_size(claims, 0);
        }
        if (!row)
            break;
        g_free(key);
        key = g_strdup(next);
        struct claim claim = read_claim(statement.handle);
        g_array_append_val(claims, claim);
    }
    if (row)
        statement_reset(&statement);
    return ok;
}
