/* Why two names are one, or are not, in words. */
#ifndef AKT_LINK_EXPLAIN_H
#define AKT_LINK_EXPLAIN_H

#include "link.h"

/* Appends to `out`, for each two names of one kind that are written as `first` and `second` (or are
 * the names of these ids: "#12"), whether the database has them as one thing and why: by which
 * words they were brought together, what they differ by and what that costs, what papers and
 * dictionaries say, and through which other names they are joined. Writes nothing into the
 * database. *ret_found is whether there are two such names. FALSE with an error. */
gboolean link_explain(struct database *database, const struct stage_options *options,
                      const char *first, const char *second, GString *out, gboolean *ret_found,
                      GError **error);

#endif
