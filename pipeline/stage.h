/* The contract of a stage, and the main that all filters share.
 *
 * A stage is a folder under stages/ with one `const struct stage`, listed once in stages.c. A
 * filter takes a document and leaves it richer: nothing it received is taken away, no word is
 * changed. It depends on the document and its dictionaries alone, never on what came before, so
 * that documents may come in any order and in any number of processes. A stage never prints,
 * exits, or opens standard input or output: its program does. */
#ifndef AKT_STAGE_H
#define AKT_STAGE_H

#include "danish.h"
#include "document.h"
#include "error.h"

enum stage_kind {
    STAGE_SOURCE, /* extract: an original to a document */
    STAGE_FILTER, /* a document to the same document, richer */
    STAGE_SINK,   /* show, load: documents to something else */
    STAGE_COMMAND /* link, audit: works on a database and originals */
};

/* Options that all stages know; zeroed means the defaults. */
struct stage_options {
    const char *dictionaries; /* --dictionaries DIR, or NULL */
    gboolean no_user_dictionaries;
    gboolean redo;         /* ocr: pages whose text layer is garbled too */
    struct danish *danish; /* lent by a program or the chain; NULL: a stage finds its own */
};

struct original;
struct sandbox_limits;

struct stage {
    const char *name;    /* "normalise"; its program is akt-normalise */
    const char *version; /* digits and dots; raise it when the output changes */
    const char *summary; /* one line for --help and the list of stages */
    enum stage_kind kind;
    const char *after; /* the stage that must have run on a document before, or NULL */
    gboolean optional; /* filter: a chain may leave it out; what comes after does not ask for it */

    /* Source and filter: reads dictionaries and makes the state; NULL with an error. *ret_hash
     * (borrowed from the state) is the hash of the dictionary rows it uses, NULL for none. */
    gpointer (*open)(const struct stage_options *options, const char **ret_hash, GError **error);

    /* Filter: enriches the document in place. FALSE with an error when a library failed; the
     * document then goes on with an issue, as it was. Idempotent: run again, it first takes back
     * what it added itself. */
    gboolean (*process)(gpointer state, struct document *document, GError **error);

    /* Filter, or NULL: FALSE leaves the document as it is, as if the stage were not there. */
    gboolean (*wants)(gpointer state, const struct document *document);

    /* Filter that looks at the original again, in place of process(): in a closed-in process, with
     * the original that the document was read from. */
    gboolean (*look)(gpointer state, struct original *original, struct document *document,
                     GError **error);

    /* Source: reads an original into a new, empty document. What is wrong with the original is
     * the document's state and issues; FALSE only when a library failed us. */
    gboolean (*read)(gpointer state, struct original *original, struct document *document,
                     GError **error);

    void (*close)(gpointer state);

    const struct sandbox_limits *limits; /* of the process it works in; NULL for the usual */

    /* Source, sink and command: the program. Filters have stage_main(). */
    int (*run)(int argc, char **argv);
};

/* The program of a stage: its run(), or for a filter lines in, lines out. Returns what main()
 * returns. */
int stage_main(const struct stage *stage, int argc, char **argv);

/* All stages in their order (stages.c); NULL at the end. */
extern const struct stage *const stages[];

/* The stage of a name, or NULL. */
const struct stage *stage_find(const char *name);

#endif
