/* The papers of a database, one at a time, and the originals they were read from. */
#ifndef AKT_AUDIT_PAPERS_H
#define AKT_AUDIT_PAPERS_H

#include "load/load.h"
#include "original.h"

/* A document of the database. Strings are owned by it. */
struct paper {
    gint64 id;
    char *sha256; /* NULL: its bytes could not be had */
    char *media, *state, *title, *issued, *municipality, *stages;
    guint pages;
    GPtrArray *paths; /* where it stands now, in the order of the alphabet; bytes of file names */
    GBytes *packed;   /* its line of the stream, zlib; NULL: there is none */
    gsize size;       /* of the line */
    gboolean masked;  /* persons' numbers were replaced in the line */
};
void paper_free(struct paper *paper);
AKT_AUTOPTR(paper, paper_free)

/* Calls `function` for each current document in the order of its first path; the paper is the
 * function's to free. FALSE with an error: SQLite's, or the function's. */
typedef gboolean (*paper_function)(struct paper *paper, gpointer data, GError **error);
gboolean papers_each(struct database *database, paper_function function, gpointer data,
                     GError **error);

/* One document by its id. NULL and AKT_ERROR_DATABASE: there is none. */
struct paper *paper_get(struct database *database, gint64 id, GError **error);

/* The path to speak of the paper by: its first, or "document N". Never NULL. */
const char *paper_name(const struct paper *paper);

/* "d" and 16 digits of the hash, as the stream calls it; of a paper without bytes "u" and its id.
 * g_free() it. */
char *paper_key(const struct paper *paper);

/* The line of the stream as a document, which the caller frees. NULL with an error: there is none,
 * it cannot be unpacked, is not ours, or is another paper's. Untrusted input. */
struct document *paper_document(const struct paper *paper, GError **error);

/* An original as found at `path`, one of the paper's: there, or with `originals` only in that
 * folder, under the longest end of the path that exists there and never through a link that leads
 * out of it. NULL with an error. *ret_same: its SHA-256 agrees. */
struct original *paper_original(const struct paper *paper, const char *path, const char *originals,
                                gboolean *ret_same, GError **error);

/* The first of the paper's originals whose SHA-256 agrees, or NULL. */
struct original *paper_same_original(const struct paper *paper, const char *originals);

#endif
