/* Stages in one process, one after the other over the same document. */
#ifndef AKT_CHAIN_H
#define AKT_CHAIN_H

#include "sandbox.h"
#include "stage.h"

struct chain;

/* Opens `n` stages in order; only the first may be a source. NULL with an error: a stage could not
 * be opened, or comes before the one it needs. Free with chain_free(). */
struct chain *chain_open(const struct stage *const *members, guint n,
                         const struct stage_options *options, GError **error);
void chain_free(struct chain *chain);
AKT_AUTOPTR(chain, chain_free)

/* Runs an original through all stages: a document always comes back, in whatever state.
 * *ret_failed says that a stage failed on it (its issue says why). */
struct document *chain_read(struct chain *chain, struct original *original, gboolean *ret_failed);

/* Runs the filters from index `first` on over a document. TRUE if none failed. */
gboolean chain_process(struct chain *chain, guint first, struct document *document);

/* Runs all stages, filters every one, over a document whose original is at hand. */
gboolean chain_look(struct chain *chain, struct original *original, struct document *document);

/* A document for a file that is there but could not be read: state and issue from the error. Its
 * hash is that of "unreadable" and the path, for there are no bytes to hash. */
struct document *chain_unreadable(struct chain *chain, const char *path, const GError *error);

/* A document for an original that the chain could not get through: the state, an issue with tag
 * and text, and nothing else. */
struct document *chain_failed(struct chain *chain, const struct original *original,
                              enum document_state state, const char *tag, const char *text);

/* What a process that works on originals with this chain may use: more where pictures of pages are
 * recognised. Static. */
const struct sandbox_limits *chain_limits(const struct chain *chain);

guint chain_length(const struct chain *chain);
const struct stage *chain_stage(const struct chain *chain, guint index);

/* "extract=1.0;normalise=1.0/HASH;...": what decides a document's outcome beside its bytes.
 * Owned by the chain. */
const char *chain_fingerprint(const struct chain *chain);

#endif
