/* aktspor run: folders of papers to a database of facts, over all cores, and only what is new. */
#ifndef AKT_AKTSPOR_RUN_H
#define AKT_AKTSPOR_RUN_H

#include "chain.h"

/* What the command line asked for. */
struct run_options {
    const char *database;
    const char *log;     /* JSON Lines, one a document; NULL for none */
    const char *sidecar; /* a list beside the papers, to be joined; NULL for none */
    gboolean sync;       /* each commit waits for the disk */
    guint jobs;
    const struct stage_options *stages; /* where dictionaries are: link reads some too */
    gboolean no_link;                   /* leave the links between papers out */
    gboolean quiet;                     /* no progress, no summary */
};

/* Reads all papers through the chain into the database and links them. Returns the exit status;
 * what is wrong is said on standard error, the summary on standard output. `paths` (char *, NULL at
 * the end) is emptied once the papers are read. */
enum akt_exit aktspor_run(struct chain *chain, GPtrArray *paths, const struct run_options *options);

#endif
