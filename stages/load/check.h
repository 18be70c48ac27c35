/* Is the database whole, and does it keep its promises? */
#ifndef AKT_LOAD_CHECK_H
#define AKT_LOAD_CHECK_H

#include "load.h"

/* Looks at everything: SQLite's own checks of file and foreign keys; every fact has evidence inside
 * its document; every value its words, as the kept line of the stream has them; the index of words
 * holds the pages there are; no person's number anywhere. Each finding is told to who listens to
 * the database; *ret_findings counts them. FALSE with an error where the database cannot be read to
 * the end. Changes nothing. */
gboolean database_check(struct database *database, guint *ret_findings, GError **error);

#endif
