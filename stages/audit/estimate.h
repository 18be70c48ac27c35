/* What counts prove: shares with their intervals, and how much more must be seen. Pure functions;
 * `confidence` is between 0 and 1, 0.95 as a rule, two-sided where an interval comes back and
 * one-sided where a bound does. Nothing here is random or reads a database. */
#ifndef AKT_AUDIT_ESTIMATE_H
#define AKT_AUDIT_ESTIMATE_H

#include <glib.h>

struct interval {
    double low, high;
};

/* The quantile of the normal distribution: 0.975 gives 1.95996. */
double estimate_normal(double probability);

/* Wilson's interval (1927) for `right` of `seen`, which need not be whole numbers: an effective
 * number of cases will do. [0, 1] where nothing was seen. */
struct interval estimate_wilson(double right, double seen, double confidence);

/* The exact bound (Clopper and Pearson 1934), one-sided: the share right is at least this, with
 * `wrong` of `seen` wrong. 0 where nothing was seen. Linear in `wrong`. */
double estimate_at_least(guint64 wrong, guint64 seen, double confidence);

/* How many must be seen, `wrong` of them wrong, to show by the exact bound that the share right is
 * at least `share`: 59 for 0 wrong and 0.95. */
guint64 estimate_needed(guint64 wrong, double share, double confidence);

/* How many must be seen in all for Wilson's interval to be at most `width` to either side, if the
 * share stays as it is; never more than `population` (0: without end). */
guint64 estimate_for_width(double share, double width, guint64 population, double confidence);

/* The upper limit of a Poisson mean after `count` events: the factors of monetary unit sampling,
 * 2.9957 for 0 at 0.95. Linear in `count`. */
double estimate_poisson(guint64 count, double confidence);

/* One stratum of a drawn sample. */
struct stratum_count {
    guint64 population; /* 0: without end */
    guint64 seen, right;
};

struct estimate {
    double share;
    double error; /* its standard error by the textbook: 0 where all were right */
    struct interval interval;
};

/* The share over all strata, each weighted with its population, with the finite population
 * corrected for (Cochran 1977, ch. 5). The interval is Wilson's with an effective number of cases
 * (Dean and Pagano 2015), for which each stratum's variance is taken with one more case of the
 * overall share, so that strata without an error do not count as known. FALSE: a stratum has no
 * case seen, or there is none. */
gboolean estimate_strata(const struct stratum_count *strata, guint n, double confidence,
                         struct estimate *ret);

/* Cases with weights: the sums of weights, of their squares, and of the weights of those right. */
struct weighted {
    double all, squares, right;
};

/* The share right of weighted cases: Wilson's interval with Kish's effective number of cases
 * (1965). */
struct estimate estimate_weighted(const struct weighted *weighted, double confidence);

/* What one page (a cluster) adds: `part` of `whole`. */
struct cluster {
    double part, whole;
};

/* The ratio of the sums over pages drawn from `population` (0: without end): a ratio estimate
 * (Cochran 1977, ch. 6), in whose interval what stands on one page counts as alike as it is. Where
 * all of it is part, or none, pages count as cases. FALSE: nothing was seen. */
gboolean estimate_ratio(const struct cluster *clusters, guint n, guint64 population,
                        double confidence, struct estimate *ret);

/* Stringer's bound (1963; AICPA, Audit Sampling, app. C) on the error in money: the sampling
 * interval times the Poisson factors, each step weighted with a taint, the largest first.
 * `taints` are shares from 0 to 1 of draws that were wrong; sorted here. */
double estimate_stringer(double *taints, guint n, double interval, double confidence);

enum {
    AGREEMENT_KINDS = 3
};

/* What two reviewers said of the same cases: of[what the one said][what the other said]. */
struct agreement_counts {
    guint64 of[AGREEMENT_KINDS][AGREEMENT_KINDS];
};

struct agreement {
    guint64 both, same;
    gboolean known; /* kappa is: not where both always said one and the same thing */
    double kappa, error;
    struct interval interval; /* 95 %, by the error */
};

/* Cohen's kappa (1960) with its standard error (Fleiss, Cohen and Everitt 1969). */
struct agreement estimate_agreement(const struct agreement_counts *counts);

#endif
