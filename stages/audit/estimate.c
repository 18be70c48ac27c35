#include "estimate.h"

#include <math.h>
#include <stdlib.h>

enum {
    STEPS = 200 /* of a bisection: more than a double has digits */
};

/* Where a growing function reaches `wanted`, between low and high. */
static double
solve(double (*function)(double x, const double *data), const double *data, double wanted,
      double low, double high)
{
    for (guint i = 0; i < STEPS && low < high; i++) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high)
            break;
        if (function(middle, data) < wanted)
            low = middle;
        else
            high = middle;
    }
    return low + (high - low) / 2;
}

static double
normal_below(double x, const double *data)
{
    (void)data;
    return erfc(-x / M_SQRT2) / 2;
}

double
estimate_normal(double probability)
{
    return solve(normal_below, NULL, probability, -38, 38);
}

static double
two_sided(double confidence)
{
    return estimate_normal(1 - (1 - confidence) / 2);
}

struct interval
estimate_wilson(double right, double seen, double confidence)
{
    if (!(seen > 0))
        return (struct interval){0, 1};
    double z = two_sided(confidence), share = right / seen, square = z * z;
    double middle = (share + square / (2 * seen)) / (1 + square / seen);
    double half =
        z / (1 + square / seen) * sqrt(share * (1 - share) / seen + square / (4 * seen * seen));
    struct interval interval = {MAX(middle - half, 0), MIN(middle + half, 1)};
    if (right <= 0) /* what rounding leaves */
        interval.low = 0;
    if (right >= seen)
        interval.high = 1;
    return interval;
}

/* ---- exact bounds ---------------------------------------------------------------------------- */

/* data: wrong, seen. The chance of more than `wrong` errors in `seen` at an error rate of x. */
static double
binomial_above(double x, const double *data)
{
    double sum = 0, seen = data[1];
    for (double k = 0; k <= data[0]; k++)
        sum += exp(lgamma(seen + 1) - lgamma(k + 1) - lgamma(seen - k + 1) + k * log(x) +
                   (seen - k) * log1p(-x));
    return 1 - sum;
}

double
estimate_at_least(guint64 wrong, guint64 seen, double confidence)
{
    if (seen == 0 || wrong >= seen)
        return 0;
    const double data[] = {(double)wrong, (double)seen};
    return 1 - solve(binomial_above, data, confidence, 0, 1);
}

guint64
estimate_needed(guint64 wrong, double share, double confidence)
{
    guint64 low = wrong, high = wrong + 1;
    if (!(share > 0) || share >= 1)
        return share >= 1 ? G_MAXUINT64 : wrong;
    while (estimate_at_least(wrong, high, confidence) < share && high < G_MAXUINT32) {
        low = high;
        high *= 2;
    }
    while (high - low > 1) {
        guint64 middle = low + (high - low) / 2;
        if (estimate_at_least(wrong, middle, confidence) < share)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* The part of the variance that is left where so much of a finite population was seen. Less than a
 * tenth is no matter (Cochran 1977, p. 25), and with few errors the counts go in steps that are
 * wider than what would be won. */
static double
variance_left(double seen, guint64 population)
{
    double part = population ? seen / (double)population : 0;
    return part < 0.1 ? 1 : MAX(1 - part, 0);
}

/* As if `seen` of a finite population were more cases of an endless one. */
static double
effective(double seen, guint64 population)
{
    double left = variance_left(seen, population);
    return left > 0 ? seen / left : INFINITY;
}

static double
wilson_half(double share, double cases, double confidence)
{
    if (isinf(cases))
        return 0;
    struct interval interval = estimate_wilson(share * cases, cases, confidence);
    return MAX(interval.high - share, share - interval.low);
}

guint64
estimate_for_width(double share, double width, guint64 population, double confidence)
{
    guint64 low = 0, high = 1, end = population ? population : G_MAXUINT32;
    while (high < end &&
           wilson_half(share, effective((double)high, population), confidence) > width)
        high *= 2;
    high = MIN(high, end);
    while (high - low > 1) {
        guint64 middle = low + (high - low) / 2;
        if (wilson_half(share, effective((double)middle, population), confidence) > width)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* data: count. The chance of more than `count` events at a mean of x. */
static double
poisson_above(double x, const double *data)
{
    double sum = 0;
    for (double k = 0; k <= data[0]; k++)
        sum += exp(k * log(x) - x - lgamma(k + 1));
    return 1 - sum;
}

double
estimate_poisson(guint64 count, double confidence)
{
    const double data[] = {(double)count};
    double high = (double)count + 20 * sqrt((double)count + 1) + 40;
    return solve(poisson_above, data, confidence, 0, high);
}

/* ---- samples --------------------------------------------------------------------------------- */

/* What the strata's shares add up to, and the variance of that, by the textbook; or `careful`: each
 * stratum with one more case of the share `prior`. */
static void
add_strata(const struct stratum_count *strata, guint n, gboolean careful, double prior,
           double *ret_share, double *ret_variance)
{
    double more = careful ? 1 : 0, less = careful ? 0 : 1;
    double all = 0;
    *ret_share = *ret_variance = 0;
    for (guint i = 0; i < n; i++)
        all += strata[i].population ? (double)strata[i].population : (double)strata[i].seen;
    for (guint i = 0; i < n; i++) {
        const struct stratum_count *stratum = &strata[i];
        double seen = (double)stratum->seen;
        double weight = (stratum->population ? (double)stratum->population : seen) / all;
        double share = ((double)stratum->right + more * prior) / (seen + more);
        double left = careful               ? variance_left(seen, stratum->population)
                      : stratum->population ? MAX(1 - seen / (double)stratum->population, 0)
                                            : 1;
        *ret_share += weight * share;
        if (seen > less)
            *ret_variance += weight * weight * left * share * (1 - share) / (seen - less);
    }
}

gboolean
estimate_strata(const struct stratum_count *strata, guint n, double confidence,
                struct estimate *ret)
{
    double seen = 0, right = 0, share, variance, wide_share, wide_variance;
    for (guint i = 0; i < n; i++) {
        if (strata[i].seen == 0)
            return FALSE;
        seen += (double)strata[i].seen;
        right += (double)strata[i].right;
    }
    if (n == 0)
        return FALSE;
    add_strata(strata, n, FALSE, 0, &share, &variance);
    add_strata(strata, n, TRUE, (right + 2) / (seen + 4), &wide_share, &wide_variance);
    *ret = (struct estimate){share, sqrt(variance), {share, share}};
    if (wide_variance > 0) {
        double cases = wide_share * (1 - wide_share) / wide_variance;
        ret->interval = estimate_wilson(share * cases, cases, confidence);
    }
    return TRUE;
}

struct estimate
estimate_weighted(const struct weighted *weighted, double confidence)
{
    if (!(weighted->all > 0))
        return (struct estimate){0, 0, {0, 1}};
    double share = weighted->right / weighted->all;
    double cases = weighted->all * weighted->all / weighted->squares;
    return (struct estimate){share, sqrt(share * (1 - share) / cases),
                             estimate_wilson(share * cases, cases, confidence)};
}

gboolean
estimate_ratio(const struct cluster *clusters, guint n, guint64 population, double confidence,
               struct estimate *ret)
{
    double part = 0, whole = 0, squares = 0;
    guint holding = 0;
    for (guint i = 0; i < n; i++) {
        part += clusters[i].part;
        whole += clusters[i].whole;
        holding += clusters[i].whole > 0;
    }
    if (!(whole > 0))
        return FALSE;
    double share = part / whole, left = population ? MAX(1 - n / (double)population, 0) : 1;
    for (guint i = 0; i < n; i++) {
        double off = clusters[i].part - share * clusters[i].whole;
        squares += off * off;
    }
    double variance = n > 1 ? left * n / (n - 1.0) * squares / (whole * whole) : 0;
    double cases = holding;
    if (variance > 0)
        cases = MIN(share * (1 - share) / variance, whole / MAX(left, 1e-9));
    *ret = (struct estimate){share, sqrt(variance),
                             left > 0 ? estimate_wilson(share * cases, cases, confidence)
                                      : (struct interval){share, share}};
    return TRUE;
}

static int
compare_falling(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? 1 : x > y ? -1 : 0;
}

double
estimate_stringer(double *taints, guint n, double interval, double confidence)
{
    double before = estimate_poisson(0, confidence), bound = before;
    if (n)
        qsort(taints, n, sizeof(*taints), compare_falling);
    for (guint i = 0; i < n; i++) {
        double factor = estimate_poisson(i + 1, confidence);
        bound += (factor - before) * taints[i];
        before = factor;
    }
    return bound * interval;
}

/* ---- two reviewers --------------------------------------------------------------------------- */

struct agreement
estimate_agreement(const struct agreement_counts *counts)
{
    struct agreement out = {0};
    double share[AGREEMENT_KINDS][AGREEMENT_KINDS], row[AGREEMENT_KINDS] = {0};
    double column[AGREEMENT_KINDS] = {0}, same = 0, chance = 0, a = 0, b = 0;
    for (guint i = 0; i < AGREEMENT_KINDS; i++) {
        out.same += counts->of[i][i];
        for (guint k = 0; k < AGREEMENT_KINDS; k++)
            out.both += counts->of[i][k];
    }
    for (guint i = 0; out.both && i < AGREEMENT_KINDS; i++) {
        for (guint k = 0; k < AGREEMENT_KINDS; k++) {
            share[i][k] = (double)counts->of[i][k] / (double)out.both;
            row[i] += share[i][k];
            column[k] += share[i][k];
        }
    }
    for (guint i = 0; i < AGREEMENT_KINDS; i++) {
        same += out.both ? share[i][i] : 0;
        chance += row[i] * column[i];
    }
    out.known = out.both && chance < 1 - 1e-12;
    if (!out.known)
        return out;
    out.kappa = (same - chance) / (1 - chance);
    for (guint i = 0; i < AGREEMENT_KINDS; i++) {
        double own = 1 - (row[i] + column[i]) * (1 - out.kappa);
        a += share[i][i] * own * own;
        for (guint k = 0; k < AGREEMENT_KINDS; k++)
            b += i == k ? 0 : share[i][k] * (column[i] + row[k]) * (column[i] + row[k]);
    }
    b *= (1 - out.kappa) * (1 - out.kappa);
    double c = out.kappa - chance * (1 - out.kappa);
    double variance = (a + b - c * c) / ((1 - chance) * (1 - chance) * (double)out.both);
    out.error = sqrt(MAX(variance, 0));
    double half = two_sided(0.95) * out.error;
    out.interval = (struct interval){MAX(out.kappa - half, -1), MIN(out.kappa + half, 1)};
    return out;
}
