/* Originals through a chain in worker processes: a crash, a hang or a growth costs one document.
 *
 * The parent opens files, hands descriptors out, and gets finished lines back; a worker has no
 * other way to the world (sandbox.h). A document whose worker died is tried once more in a fresh
 * one (not if it used up its CPU time: it would again); if that dies too, a document that says so
 * stands in its place. Results come in the order
 * of the paths, within a bounded window. */
#ifndef AKT_WORKERS_H
#define AKT_WORKERS_H

#include "chain.h"
#include "sandbox.h"

/* What became of one path. */
struct outcome {
    const char *path;
    const char *line; /* the document's line of the stream, LF included; NULL where there is none */
    gsize length;
    gboolean known;            /* the parent said that it has the document already: no line */
    gboolean failed;           /* a stage failed on it, or its worker died */
    enum document_state state; /* where there is a line */
    const char *issue;         /* the first thing that is wrong with it, or NULL */
    const char *sha256;        /* NULL where the file could not be read */
    const GError *error;       /* the file could not be read: why */
};

struct workers {
    struct chain *chain; /* opened by the caller; workers inherit it */
    guint count;         /* processes, at least 1 */
    const struct sandbox_limits *limits;
    char *const *paths; /* NULL at the end */

    /* Called in order for each path. FALSE with an error ends the run. */
    gboolean (*done)(const struct outcome *outcome, gpointer data, GError **error);

    /* TRUE: the document is known, leave it. May be NULL. Called before the work, in any order. */
    gboolean (*is_known)(const char *sha256, gpointer data);

    /* Nothing came for a second: who holds something that others wait for lets go of it. May be
     * NULL. FALSE with an error ends the run. */
    gboolean (*idle)(gpointer data, GError **error);
    gpointer data;
};

/* TRUE when the exit status must remember what became of a path: it is damaged, unreadable, over a
 * limit, or a stage failed on it. *ret_reason (borrowed) says why in a line. */
gboolean outcome_is_failure(const struct outcome *outcome, const char **ret_reason);

/* Runs all paths. FALSE with an error if workers cannot be started or done() said so; no worker
 * is left running either way. */
gboolean workers_run(const struct workers *setup, GError **error);

/* The whole work of a program that reads originals into the stream: all paths through the chain,
 * lines to standard output, messages to standard error. Returns the exit status. */
enum akt_exit workers_stream(const char *program, struct chain *chain, guint count,
                             char *const *paths);

#endif
