/* Originals through a chain in worker processes: a crash, a hang or a growth costs one document.
 *
 * The parent opens files, hands descriptors out, and gets finished lines back; a worker has no
 * other way to the world (sandbox.h). A document whose worker died is tried once more in a fresh
 * one; if that dies too, a document that says so stands in its place. Results come in the order
 * of the paths, within a bounded window. */
#ifndef AKT_WORKERS_H
#define AKT_WORKERS_H

#include "chain.h"
#include "sandbox.h"

/* What became of one path. */
struct outcome {
    const char *path;
    const char *line;  /* the document's line of the stream, LF included; NULL where there is none */
    gsize length;
    gboolean known;    /* the parent said that it has the document already: no line */
    gboolean failed;   /* a stage failed on it, or its worker died */
    const char *sha256; /* NULL where the file could not be read */
    const GError *error; /* the file could not be read: why */
};

struct workers {
    struct chain *chain; /* opened by the caller; workers inherit it */
    guint count;         /* processes, at least 1 */
    const struct sandbox_limits *limits;
    char *const *paths;  /* NULL at the end */

    /* Called in order for each path. FALSE with an error ends the run. */
    gboolean (*done)(const struct outcome *outcome, gpointer data, GError **error);

    /* TRUE: the document is known, leave it. May be NULL. Called before the work, in any order. */
    gboolean (*is_known)(const char *sha256, gpointer data);
    gpointer data;
};

/* Runs all paths. FALSE with an error if workers cannot be started or done() said so; no worker
 * is left running either way. */
gboolean workers_run(const struct workers *workers, GError **error);

#endif
