/* Samples: what is drawn for review, stored with all that it takes to draw it again. */
#ifndef AKT_AUDIT_SAMPLE_H
#define AKT_AUDIT_SAMPLE_H

#include "review.h"

enum sample_method {
    SAMPLE_RANDOM,     /* facts, each as likely */
    SAMPLE_STRATIFIED, /* facts, so many of each kind */
    SAMPLE_AMOUNTS,    /* facts in proportion to their amounts: monetary unit sampling */
    SAMPLE_PAGES       /* pages, to be read through */
};

/* What to draw. */
struct sample_plan {
    const char *name;
    enum sample_method method;
    const char *stratify;        /* "type", "cert" or "rule"; stratified only */
    struct review_filter filter; /* predicate, project and cert, as in the queue */
    gint64 size;                 /* how many, at least 1 */
    gint64 seed;                 /* -1: any, or that of the sample that is there */
};

/* A sample as it is stored. Strings are owned. */
struct sample {
    gint64 id;
    char *name;
    enum sample_method method;
    char *parameters, *made, *program;
    gint64 seed, size, population;
    gint64 total_ore, interval_ore; /* amounts; else 0 */
    guint64 drawn, judged;          /* pages: read through */
};
void sample_free(struct sample *sample);
AKT_AUTOPTR(sample, sample_free)

const char *sample_method_name(enum sample_method method);

/* Draws and stores a sample, in one transaction; or finds the one of that name and plan, to go on
 * with: nothing is drawn then. FALSE and AKT_ERROR_USAGE: a sample of that name was drawn
 * otherwise, there is nothing to draw from, or the size is too small for the strata. */
gboolean sample_draw(struct database *database, const struct sample_plan *plan, GError **error);

/* Reads a sample. NULL and AKT_ERROR_USAGE: there is none of that name. */
struct sample *sample_read(struct database *database, const char *name, GError **error);

#endif
