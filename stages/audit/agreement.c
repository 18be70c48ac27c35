/* agreement: how far two reviewers say the same of the facts that both judged. */
#include "audit-private.h"
#include "estimate.h"
#include "program.h"
#include "review-private.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

struct pair {
    char *a, *b;
    struct agreement_counts counts;
};

static void
pair_clear(gpointer data)
{
    struct pair *pair = data;
    g_free(pair->a);
    g_free(pair->b);
}

static guint
answer_of(const char *name)
{
    enum review_answer answer;
    return review_answer_from_name(name, &answer) ? (guint)answer : REVIEW_UNSURE;
}

/* All pairs of reviewers with facts in common. */
static GArray *
count_pairs(struct database *database, GError **error)
{
    g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(struct pair));
    gboolean row;
    g_array_set_clear_func(pairs, pair_clear);
    struct statement statement = statement_of(
        database,
        "SELECT a.reviewer, b.reviewer, a.verdict, b.verdict, count(*) FROM verdict_standing AS a "
        "JOIN verdict_standing AS b ON b.fact = a.fact AND b.reviewer > a.reviewer "
        "JOIN fact ON fact.id = a.fact JOIN document ON document.id = fact.document "
        "AND document.current GROUP BY 1, 2, 3, 4 ORDER BY 1, 2",
        "comparing reviewers");
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return NULL;
        if (!row)
            return g_steal_pointer(&pairs);
        sqlite3_stmt *handle = statement.handle;
        const char *a = column_text(handle, 0), *b = column_text(handle, 1);
        struct pair *last = pairs->len ? &g_array_index(pairs, struct pair, pairs->len - 1) : NULL;
        if (!last || strcmp(last->a, a) != 0 || strcmp(last->b, b) != 0) {
            struct pair pair = {.a = g_strdup(a), .b = g_strdup(b)};
            g_array_append_val(pairs, pair);
            last = &g_array_index(pairs, struct pair, pairs->len - 1);
        }
        last->counts.of[answer_of(column_text(handle, 2))][answer_of(column_text(handle, 3))] +=
            (guint64)sqlite3_column_int64(handle, 4);
    }
}

static void
put_pair(GString *out, const struct pair *pair)
{
    struct agreement agreement = estimate_agreement(&pair->counts);
    g_string_append_printf(
        out, "%s, %s: both judged %" G_GUINT64_FORMAT ", agree on %" G_GUINT64_FORMAT " (%.1f %%)",
        *pair->a ? pair->a : "(no name)", *pair->b ? pair->b : "(no name)", agreement.both,
        agreement.same, 100 * (double)agreement.same / (double)agreement.both);
    if (agreement.known)
        g_string_append_printf(out, ", kappa %.3f (%.3f to %.3f)\n", agreement.kappa,
                               agreement.interval.low, agreement.interval.high);
    else
        g_string_append(out, ", kappa unknown: only one verdict was given\n");
    for (guint i = 0; i < AGREEMENT_KINDS; i++)
        for (guint k = 0; k < AGREEMENT_KINDS; k++)
            if (i != k && pair->counts.of[i][k])
                g_string_append_printf(out, "  %s, %s: %" G_GUINT64_FORMAT "\n",
                                       review_answer_name((enum review_answer)i),
                                       review_answer_name((enum review_answer)k),
                                       pair->counts.of[i][k]);
}

static json_t *
pair_json(const struct pair *pair)
{
    struct agreement agreement = estimate_agreement(&pair->counts);
    json_t *counts = json_array();
    for (guint i = 0; i < AGREEMENT_KINDS; i++)
        json_array_append_new(counts, json_pack("[I, I, I]", (json_int_t)pair->counts.of[i][0],
                                                (json_int_t)pair->counts.of[i][1],
                                                (json_int_t)pair->counts.of[i][2]));
    json_t *out =
        json_pack("{s:s, s:s, s:I, s:I, s:o}", "a", pair->a, "b", pair->b, "both",
                  (json_int_t)agreement.both, "same", (json_int_t)agreement.same, "counts", counts);
    json_object_set_new(out, "kappa",
                        agreement.known
                            ? json_pack("{s:f, s:f, s:f, s:f}", "value", agreement.kappa, "error",
                                        agreement.error, "low", agreement.interval.low, "high",
                                        agreement.interval.high)
                            : json_null());
    return out;
}

int
audit_agreement(const struct audit_options *options, struct database *database,
                char *const *arguments)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GArray) pairs = count_pairs(database, &error);
    (void)arguments;
    if (!pairs)
        return audit_failure(error);
    json_t *all = json_array();
    for (guint i = 0; i < pairs->len; i++) {
        const struct pair *pair = &g_array_index(pairs, struct pair, i);
        if (options->json)
            json_array_append_new(all, pair_json(pair));
        else
            put_pair(out, pair);
    }
    if (options->json) {
        char *text = json_dumps(all, JSON_REAL_PRECISION(15));
        g_string_append_printf(out, "%s\n", text ? text : "[]");
        free(text);
    } else if (!pairs->len) {
        g_string_append(out, "no two reviewers judged the same fact\n");
    }
    json_decref(all);
    program_write(AUDIT_PROGRAM, out->str, out->len);
    return AKT_EXIT_OK;
}
