/* What the files of the check share. */
#ifndef AKT_LOAD_CHECK_PRIVATE_H
#define AKT_LOAD_CHECK_PRIVATE_H

#include "check.h"
#include "database-private.h"

struct checker {
    struct database *database;
    guint findings;
};

/* A finding: told to who listens. `path` is a paper's or the database's. */
void check_say(struct checker *checker, const char *path, guint page, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Holds the rows of each paper against its kept line, and looks for persons' numbers in them. */
gboolean check_papers(struct checker *checker, GError **error);

/* Looks for persons' numbers in what papers share: names, links, paths, lists. */
gboolean check_shared(struct checker *checker, GError **error);

#endif
