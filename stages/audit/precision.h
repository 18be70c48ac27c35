/* What verdicts prove: counted from the database (precision-count.c), then printed (precision.c).
 */
#ifndef AKT_AUDIT_PRECISION_H
#define AKT_AUDIT_PRECISION_H

#include "estimate.h"
#include "sample.h"

/* A type or rule, or all of them (name NULL). */
struct tally {
    char *name;
    guint64 right, wrong, unsure;
    guint64 unseen;         /* in a sample: drawn and not judged yet */
    struct weighted weight; /* of right and wrong, by how many others each stands for */
    gboolean known;         /* something was seen: */
    struct estimate precision;
    guint64 found, missed; /* on pages that were read through: right facts, and marks */
    gboolean recall_known;
    struct estimate recall;
};

/* Facts on which two reviewers' last words differ. */
struct disagreement {
    char *fact; /* its stable id */
    char *predicate, *object;
    char *verdicts; /* "Anna: accepted; Bo: rejected" */
};

/* A sample in proportion to amounts; money in øre. */
struct money {
    guint64 seen, wrong, unseen; /* draws; one that is large or drawn twice is one */
    gint64 total, certain_total, interval;
    double certain_error;    /* of those that were drawn whatever the seed */
    double certain_unseen;   /* ... and are not judged: all of it may be wrong */
    double projected, upper; /* the error in all, and what it is not above */
    GArray *taints;          /* double, of the others that were wrong */
    guint64 hits, hits_seen; /* of the others */
};

struct precision {
    struct sample *sample; /* NULL: all verdicts */
    double confidence;
    GPtrArray *tallies; /* struct tally */
    struct tally all;
    gboolean strata_unseen; /* all strata have not been looked at: no overall interval */
    guint64 population;     /* of the sample, or 0 */
    guint64 gone;           /* facts drawn that are stated no more */
    guint64 pages;          /* read through */
    guint64 unjudged;       /* facts on them that nobody judged */
    GPtrArray *disagreements;
    struct money money; /* of a sample by amounts */
};

/* Counts. `sample` NULL: all verdicts on facts that still stand. FALSE with an error. */
struct precision *precision_count(struct database *database, const char *sample, gboolean by_rule,
                                  GError **error);
void precision_free(struct precision *precision);
AKT_AUTOPTR(precision, precision_free)

/* precision-pages.c: the pages read through (of a sample of pages: those drawn), and what facts and
 * marks they have. */
gboolean precision_pages(struct database *database, struct precision *precision, gboolean by_rule,
                         GError **error);

/* The tally of a name, made where there is none. */
struct tally *precision_tally(struct precision *precision, const char *name);

/* The verdict that counts on a fact, as SQL: the last of all reviewers'. `fact` is SQL too. */
#define VERDICT_ON(fact)                                           \
    "(SELECT s.id FROM verdict_standing AS s WHERE s.fact = " fact \
    " ORDER BY coalesce(s.made, '') DESC, s.id DESC LIMIT 1)"

#endif
