/* Takes a paper and all that came of it out of the database. */
#ifndef AKT_LOAD_FORGET_H
#define AKT_LOAD_FORGET_H

#include "load.h"

/* The documents meant by a name: those that stand or stood at the path, or the one whose SHA-256
 * begins so (at least 16 digits, "d" before them or not). Row ids; empty where there is none. */
GArray *forget_find(struct database *database, const char *name, GError **error);

/* Takes documents out: rows, paths, verdicts, kept lines, words of the index; papers that shared a
 * name with them are linked anew at the next link. Commits. */
gboolean forget_documents(struct database *database, const GArray *ids, GError **error);

/* After the link: takes out names that no paper has and things without names, then writes the file
 * anew so that no byte of what was taken out stays in it or in its log. Wants room for the file
 * once more. FALSE with an error; a reader who holds on to the old state is one. */
gboolean forget_traces(struct database *database, GError **error);

#endif
