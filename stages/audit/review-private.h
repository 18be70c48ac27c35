/* What the files of review share. */
#ifndef AKT_AUDIT_REVIEW_PRIVATE_H
#define AKT_AUDIT_REVIEW_PRIVATE_H

#include "load/database-private.h"
#include "review.h"

/* The statement "SELECT `columns` FROM the facts that the filter chooses `rest`", its values bound;
 * `columns` and `rest` are ours, never data. Tables in it: fact, and document, or draw with a
 * sample. */
struct statement review_facts(struct database *database, const char *columns,
                              const struct review_filter *filter, const char *rest);

#endif
