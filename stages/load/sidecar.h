/* A list beside the papers: a table of tabs that says for each path which committee and meeting the
 * paper was for, and when. It is joined to the papers by their path. */
#ifndef AKT_LOAD_SIDECAR_H
#define AKT_LOAD_SIDECAR_H

#include "load.h"

struct sidecar;

/* Reads the list. Its first line names the columns: path, and any of committee, meeting, date;
 * others are passed over. Tab, newline and backslash in a cell are written \t \n \\. NULL and
 * AKT_ERROR_DICTIONARY as "FILE:LINE: reason": no column path, a row too short or too long, an
 * empty or repeated path, a date that is none (2016-05-09, 2016-05, 2016-Q2, ...), bad UTF-8; or
 * AKT_ERROR_IO. Free with sidecar_free(). */
struct sidecar *sidecar_read(const char *path, GError **error);
void sidecar_free(struct sidecar *sidecar);
AKT_AUTOPTR(sidecar, sidecar_free)

/* Joins the rows to the papers that stand in the database, and commits. A path is taken as it is
 * written, or else from the folder where the list is. Rows of other lists stay, rows for the same
 * path are replaced. *ret_missing counts the rows whose paper is not there: who listens to the
 * database is told of each, with file and line. */
gboolean sidecar_join(const struct sidecar *sidecar, struct database *database, guint *ret_missing,
                      GError **error);

#endif
