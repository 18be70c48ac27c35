/* Estimates: against values that other programs computed, and by simulation. */
#include "audit/draw.h"
#include "audit/estimate.h"

#include <glib.h>
#include <math.h>

/* Python 3.11, statsmodels 0.13.5: proportion_confint(k, n, 0.05, 'wilson'). */
static void
test_wilson(void)
{
    static const struct {
        double right, seen, low, high;
    } known[] = {{0, 10, 0, 0.27753279986288926},
                 {10, 10, 0.7224672001371106, 1},
                 {59, 59, 0.9388706294732116, 1},
                 {97, 100, 0.9154806357094724, 0.9897454759759611},
                 {290, 300, 0.9397381741959452, 0.9817950526611452},
                 {1, 3, 0.06149194472039626, 0.7923403991979523},
                 {45, 50, 0.7863976856252034, 0.9565242350681095}};
    for (guint i = 0; i < G_N_ELEMENTS(known); i++) {
        struct interval found = estimate_wilson(known[i].right, known[i].seen, 0.95);
        g_assert_cmpfloat_with_epsilon(found.low, known[i].low, 1e-12);
        g_assert_cmpfloat_with_epsilon(found.high, known[i].high, 1e-12);
    }
    struct interval nothing = estimate_wilson(0, 0, 0.95);
    g_assert_cmpfloat(nothing.low, ==, 0);
    g_assert_cmpfloat(nothing.high, ==, 1);
    /* scipy 1.10.1: norm.ppf(0.975) */
    g_assert_cmpfloat_with_epsilon(estimate_normal(0.975), 1.959963984540054, 1e-12);
}

/* One-sided at 0.95 is two-sided at 0.90: proportion_confint(k, n, 0.1, 'beta')[0]; needed numbers
 * by scipy 1.10.1: the least n with beta.ppf(0.05, n - wrong, wrong + 1) >= share. */
static void
test_exact(void)
{
    g_assert_cmpfloat_with_epsilon(estimate_at_least(0, 59, 0.95), 0.950492390111773, 1e-12);
    g_assert_cmpfloat_with_epsilon(estimate_at_least(3, 100, 0.95), 0.92428920625017, 1e-12);
    g_assert_cmpfloat_with_epsilon(estimate_at_least(10, 300, 0.95), 0.9441152594854414, 1e-12);
    g_assert_cmpfloat(estimate_at_least(0, 0, 0.95), ==, 0);
    g_assert_cmpfloat(estimate_at_least(7, 7, 0.95), ==, 0);
    static const guint64 needed[][4] = {{0, 59, 149, 299}, {1, 93, 236, 473}, {3, 153, 386, 773}};
    for (guint i = 0; i < G_N_ELEMENTS(needed); i++) {
        g_assert_cmpuint(estimate_needed(needed[i][0], 0.95, 0.95), ==, needed[i][1]);
        g_assert_cmpuint(estimate_needed(needed[i][0], 0.98, 0.95), ==, needed[i][2]);
        g_assert_cmpuint(estimate_needed(needed[i][0], 0.99, 0.95), ==, needed[i][3]);
    }
    g_assert_cmpuint(estimate_needed(0, 1, 0.95), ==, G_MAXUINT64);
}

/* scipy 1.10.1: chi2.ppf(confidence, 2 * (count + 1)) / 2. */
static void
test_poisson(void)
{
    g_assert_cmpfloat_with_epsilon(estimate_poisson(0, 0.95), 2.9957322735539895, 1e-9);
    g_assert_cmpfloat_with_epsilon(estimate_poisson(1, 0.95), 4.743864518390577, 1e-9);
    g_assert_cmpfloat_with_epsilon(estimate_poisson(2, 0.95), 6.295793621871988, 1e-9);
    g_assert_cmpfloat_with_epsilon(estimate_poisson(5, 0.99), 13.108483652767926, 1e-9);
    g_assert_cmpfloat_with_epsilon(estimate_poisson(20, 0.95), 29.062018840434014, 1e-9);
    /* Stringer by hand: 1000 * (2.9957 + 1.7481 * 1 + 1.5519 * 0.25) */
    double taints[] = {0.25, 1};
    g_assert_cmpfloat_with_epsilon(
        estimate_stringer(taints, 2, 1000, 0.95),
        1000 * (4.743864518390577 + (6.295793621871988 - 4.743864518390577) * 0.25), 1e-6);
    g_assert_cmpfloat_with_epsilon(estimate_stringer(NULL, 0, 1000, 0.95), 2995.7322735539895,
                                   1e-6);
}

/* R 4.2.2, survey 4.1.1:
 *   d <- strata of N = 4000, 5000, 1000 with 58 of 60, 72 of 80, 40 of 40 right
 *   svymean(~y, svydesign(ids = ~1, strata = ~h, fpc = ~fpc, data = d)): 0.9366666667,
 *   SE 0.01913961148
 *   p <- data.frame(part = c(3,5,0,4,2,6), whole = c(3,6,0,5,2,6), fpc = 120)
 *   svyratio(~part, ~whole, svydesign(ids = ~1, fpc = ~fpc, data = p)): 0.9090909091,
 *   SE 0.04627361216 */
static void
test_designs(void)
{
    const struct stratum_count strata[] = {{4000, 60, 58}, {5000, 80, 72}, {1000, 40, 40}};
    struct estimate estimate;
    g_assert_true(estimate_strata(strata, 3, 0.95, &estimate));
    g_assert_cmpfloat_with_epsilon(estimate.share, 0.9366666667, 1e-9);
    g_assert_cmpfloat_with_epsilon(estimate.error, 0.01913961148, 1e-9);
    g_assert_cmpfloat(estimate.interval.low, <, 0.9366 - 1.9 * 0.0191);
    g_assert_cmpfloat(estimate.interval.high, <, 1);
    const struct cluster pages[] = {{3, 3}, {5, 6}, {0, 0}, {4, 5}, {2, 2}, {6, 6}};
    g_assert_true(estimate_ratio(pages, G_N_ELEMENTS(pages), 120, 0.95, &estimate));
    g_assert_cmpfloat_with_epsilon(estimate.share, 0.9090909091, 1e-9);
    g_assert_cmpfloat_with_epsilon(estimate.error, 0.04627361216, 1e-9);
    /* one stratum without end is Wilson's */
    const struct stratum_count one[] = {{0, 100, 97}};
    g_assert_true(estimate_strata(one, 1, 0.95, &estimate));
    g_assert_cmpfloat_with_epsilon(estimate.interval.low, 0.9154806357094724, 1e-12);
    /* all of it seen is known */
    const struct stratum_count all[] = {{100, 100, 97}};
    g_assert_true(estimate_strata(all, 1, 0.95, &estimate));
    g_assert_cmpfloat(estimate.interval.low, ==, 0.97);
    g_assert_cmpfloat(estimate.interval.high, ==, 0.97);
    const struct stratum_count unseen[] = {{100, 50, 50}, {10, 0, 0}};
    g_assert_false(estimate_strata(unseen, 2, 0.95, &estimate));
    const struct weighted even = {100, 100, 97};
    g_assert_cmpfloat_with_epsilon(estimate_weighted(&even, 0.95).interval.low, 0.9154806357094724,
                                   1e-12);
    const struct cluster perfect[] = {{9, 9}, {3, 3}};
    g_assert_true(estimate_ratio(perfect, 2, 0, 0.95, &estimate));
    g_assert_cmpfloat_with_epsilon(estimate.interval.low, estimate_wilson(2, 2, 0.95).low, 1e-12);
}

/* Python 3.11, statsmodels 0.13.5: cohens_kappa(table): kappa, std_kappa, kappa_low, kappa_upp. */
static void
test_kappa(void)
{
    const struct agreement_counts three = {{{44, 5, 1}, {7, 28, 5}, {3, 0, 7}}};
    const struct agreement_counts two = {{{20, 5, 0}, {10, 15, 0}, {0, 0, 0}}};
    const struct agreement_counts one = {{{20, 0, 0}, {0, 0, 0}, {0, 0, 0}}}, none = {0};
    struct agreement found = estimate_agreement(&three);
    g_assert_cmpuint(found.both, ==, 100);
    g_assert_cmpuint(found.same, ==, 79);
    g_assert_cmpfloat_with_epsilon(found.kappa, 0.6410256410256411, 1e-12);
    g_assert_cmpfloat_with_epsilon(found.error, 0.06778301960681894, 1e-12);
    g_assert_cmpfloat_with_epsilon(found.interval.low, 0.5081733638329036, 1e-9);
    g_assert_cmpfloat_with_epsilon(found.interval.high, 0.7738779182183786, 1e-9);
    found = estimate_agreement(&two);
    g_assert_cmpfloat_with_epsilon(found.kappa, 0.4, 1e-12);
    g_assert_cmpfloat_with_epsilon(found.error, 0.12699606293110033, 1e-12);
    g_assert_false(estimate_agreement(&one).known);
    g_assert_false(estimate_agreement(&none).known);
}

static void
test_width(void)
{
    for (guint i = 0; i < 3; i++) {
        double width = 0.01 * (i + 1);
        guint64 n = estimate_for_width(0.95, width, 0, 0.95);
        struct interval at = estimate_wilson(0.95 * (double)n, (double)n, 0.95);
        struct interval before = estimate_wilson(0.95 * (double)(n - 1), (double)(n - 1), 0.95);
        g_assert_cmpfloat(0.95 - at.low, <=, width);
        g_assert_cmpfloat(0.95 - before.low, >, width);
    }
    g_assert_cmpuint(estimate_for_width(0.95, 0.0001, 500, 0.95), ==, 500);
}

/* ---- drawing --------------------------------------------------------------------------------- */

static void
test_tickets(void)
{
    /* Python 3.11: int.from_bytes(hashlib.sha256(b'd0123456789abcdef/0a1b2c3d4e').digest()[:8],
     * 'big'), and splitmix64 written out there */
    guint64 key = draw_key("d0123456789abcdef/0a1b2c3d4e");
    g_assert_cmphex(key, ==, G_GUINT64_CONSTANT(0xd419ff0e92547dd6));
    g_assert_cmphex(draw_ticket(7, key), ==, G_GUINT64_CONSTANT(0xdec5a6a5f872b32c));
    struct lottery *lottery = lottery_new(10);
    GArray *all = g_array_new(FALSE, FALSE, sizeof(guint64));
    for (guint i = 0; i < 5000; i++) {
        guint64 ticket = draw_ticket(1, i);
        g_array_append_val(all, ticket);
        lottery_offer(lottery, ticket, i);
    }
    const GArray *drawn = lottery_drawn(lottery);
    g_assert_cmpuint(drawn->len, ==, 10);
    const guint64 highest = g_array_index(drawn, struct lot, 9).ticket;
    guint below = 0;
    for (guint i = 0; i < all->len; i++)
        below += g_array_index(all, guint64, i) <= highest;
    g_assert_cmpuint(below, ==, 10);
    for (guint i = 0; i < 10; i++) {
        const struct lot *lot = &g_array_index(drawn, struct lot, i);
        g_assert_cmphex(lot->ticket, ==, draw_ticket(1, lot->which));
    }
    lottery_free(lottery);
    g_array_unref(all);
}

static void
test_allocate(void)
{
    const guint64 populations[] = {10000, 100, 1, 0};
    guint64 sizes[4];
    g_assert_true(draw_allocate(populations, 4, 110, sizes));
    g_assert_cmpuint(sizes[0] + sizes[1] + sizes[2] + sizes[3], ==, 110);
    g_assert_cmpuint(sizes[2], ==, 1);
    g_assert_cmpuint(sizes[3], ==, 0);
    g_assert_cmpuint(sizes[0], >=, 98); /* roots 100 and 10 */
    g_assert_true(draw_allocate(populations, 4, 100000, sizes));
    g_assert_cmpuint(sizes[0], ==, 10000);
    g_assert_false(draw_allocate(populations, 4, 4, sizes));
}

/* Every øre of the interval is hit by just one start, and the hits of all amounts are those of
 * their sum. */
static void
test_hits(void)
{
    static const gint64 amounts[] = {1, 7, 30, 2, 10, 25, 0, 5};
    for (gint64 start = 0; start < 10; start++) {
        gint64 before = 0;
        guint64 hits = 0;
        for (guint i = 0; i < G_N_ELEMENTS(amounts); i++) {
            guint64 found = draw_hits(before, amounts[i], start, 10), expected = 0;
            for (gint64 at = start; at < 1000; at += 10)
                expected += at >= before && at < before + amounts[i];
            g_assert_cmpuint(found, ==, expected);
            before += amounts[i];
            hits += found;
        }
        g_assert_cmpuint(hits, ==, 8); /* of 80 */
    }
    for (guint64 seed = 0; seed < 100; seed++) {
        gint64 start = draw_start(seed, 1000);
        g_assert_cmpint(start, >=, 0);
        g_assert_cmpint(start, <, 1000);
    }
}

/* ---- simulated reviews ----------------------------------------------------------------------- */

enum {
    FACTS = 10000,
    DRAWS = 1000
};

/* A review of 10,000 facts of which every twentieth is wrong: the share of 1,000 drawn samples
 * whose interval holds the truth. */
static double
coverage(guint size, guint every)
{
    guint holds = 0;
    for (guint64 seed = 1; seed <= DRAWS; seed++) {
        struct lottery *lottery = lottery_new(size);
        for (gsize i = 0; i < FACTS; i++)
            lottery_offer(lottery, draw_ticket(seed, i), i);
        const GArray *drawn = lottery_drawn(lottery);
        struct stratum_count count = {FACTS, size, 0};
        for (guint i = 0; i < drawn->len; i++)
            count.right += g_array_index(drawn, struct lot, i).which % every != 0;
        struct estimate estimate;
        g_assert_true(estimate_strata(&count, 1, 0.95, &estimate));
        double truth = 1 - 1.0 / every;
        holds += estimate.interval.low <= truth && truth <= estimate.interval.high;
        lottery_free(lottery);
    }
    return holds / (double)DRAWS;
}

static void
assert_covers(const char *what, double share)
{
    g_test_message("%s: %.1f %% of intervals hold the truth", what, 100 * share);
    g_assert_cmpfloat(share, >=, 0.93);
    g_assert_cmpfloat(share, <=, 0.97);
}

static void
test_coverage(void)
{
    assert_covers("200 of 10,000, 5 % wrong", coverage(200, 20));
    assert_covers("400 of 10,000, 5 % wrong", coverage(400, 20));
    assert_covers("400 of 10,000, 10 % wrong", coverage(400, 10));
    assert_covers("2,000 of 10,000, 2 % wrong", coverage(2000, 50));
}

/* The same in strata of 6000, 3000 and 1000 with 2, 8 and 20 % wrong. */
static void
test_strata_coverage(void)
{
    static const guint64 populations[] = {6000, 3000, 1000}, every[] = {50, 12, 5};
    guint64 sizes[3];
    guint holds = 0;
    double truth = (6000 * (1 - 1.0 / 50) + 3000 * (1 - 1.0 / 12) + 1000 * (1 - 1.0 / 5)) / FACTS;
    g_assert_true(draw_allocate(populations, 3, 400, sizes));
    for (guint64 seed = 1; seed <= DRAWS; seed++) {
        struct stratum_count counts[3];
        gsize first = 0;
        for (guint h = 0; h < 3; first += populations[h++]) {
            struct lottery *lottery = lottery_new(sizes[h]);
            for (gsize i = 0; i < populations[h]; i++)
                lottery_offer(lottery, draw_ticket(seed, first + i), i);
            const GArray *drawn = lottery_drawn(lottery);
            counts[h] = (struct stratum_count){populations[h], sizes[h], 0};
            for (guint i = 0; i < drawn->len; i++)
                counts[h].right += g_array_index(drawn, struct lot, i).which % every[h] != 0;
            lottery_free(lottery);
        }
        struct estimate estimate;
        g_assert_true(estimate_strata(counts, 3, 0.95, &estimate));
        holds += estimate.interval.low <= truth && truth <= estimate.interval.high;
    }
    assert_covers("strata", holds / (double)DRAWS);
}

/* Amounts, of which one in twenty is wrong by its half or its whole: Stringer's bound is above the
 * error at least as often as it says, the projection is right on the whole. */
static void
test_amounts_bound(void)
{
    gint64 *amounts = g_new(gint64, FACTS);
    gint64 total = 0, wrong = 0;
    double projected = 0;
    guint holds = 0;
    for (guint i = 0; i < FACTS; i++) {
        amounts[i] = 1000 + (gint64)(draw_ticket(99, i) % 100000);
        total += amounts[i];
        wrong += i % 20 == 0 ? amounts[i] / (1 + (i / 20) % 2) : 0;
    }
    const gint64 interval = total / 100;
    for (guint64 seed = 1; seed <= DRAWS; seed++) {
        gint64 start = draw_start(seed, interval), before = 0;
        double taints[200], sum = 0;
        guint n = 0;
        for (guint j = 0; j < FACTS; j++) {
            /* another order for each seed: systematic draws of one order are not independent */
            guint i = (guint)((j * 7919ULL + draw_ticket(seed, 1) % FACTS) % FACTS);
            if (draw_hits(before, amounts[i], start, interval) && i % 20 == 0) {
                taints[n] = 1.0 / (1 + (i / 20) % 2);
                sum += taints[n++];
            }
            before += amounts[i];
        }
        projected += sum * (double)interval / DRAWS;
        holds += estimate_stringer(taints, n, (double)interval, 0.95) >= (double)wrong;
    }
    g_test_message("Stringer: %.1f %%, projected %.3f of the error", holds * 100.0 / DRAWS,
                   projected / (double)wrong);
    g_assert_cmpuint(holds, >=, DRAWS * 95 / 100);
    g_assert_cmpfloat_with_epsilon(projected / (double)wrong, 1, 0.05);
    g_free(amounts);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/estimate/wilson", test_wilson);
    g_test_add_func("/estimate/exact", test_exact);
    g_test_add_func("/estimate/poisson", test_poisson);
    g_test_add_func("/estimate/designs", test_designs);
    g_test_add_func("/estimate/kappa", test_kappa);
    g_test_add_func("/estimate/width", test_width);
    g_test_add_func("/draw/tickets", test_tickets);
    g_test_add_func("/draw/allocate", test_allocate);
    g_test_add_func("/draw/hits", test_hits);
    g_test_add_func("/simulation/coverage", test_coverage);
    g_test_add_func("/simulation/strata", test_strata_coverage);
    g_test_add_func("/simulation/amounts", test_amounts_bound);
    return g_test_run();
}
