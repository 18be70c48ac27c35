/* XPath over each line's tree, so that a user of the stream needs no XML tools. */
#ifndef AKT_SHOW_SELECT_H
#define AKT_SHOW_SELECT_H

#include "cpr.h"
#include "rows.h"

/* A compiled query: what to find, and what to print of each match. */
struct select;

/* `expressions[0]` finds, the rest (NULL at the end) print; none: the match's own words. Names are
 * written without prefixes; functions docid() path() page() line() norm() are ours. NULL and
 * AKT_ERROR_USAGE where an expression is no XPath 1.0. Free with select_free(). */
struct select *select_new(char *const *expressions, GError **error);
void select_free(struct select *select);
AKT_AUTOPTR(select, select_free)

/* The names of the columns, NULL at the end: the expressions as given, or "text". Borrowed. */
const char *const *select_columns(const struct select *select);

/* Prints a row a match in document order. FALSE: AKT_ERROR_LIMIT where the query took too many
 * steps on this document, AKT_ERROR_USAGE where it cannot be evaluated (an unknown function). */
gboolean select_line(const struct select *select, struct document *document, const char *line,
                     gsize length, const struct cpr_mask *mask, struct rows *rows, GError **error);

#endif
