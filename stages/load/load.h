/* The database: documents of the stream become rows of one SQLite file (schema.sql, aktspor-db(5)).
 *
 * One writer at a time: others wait. Each document is written whole or not at all; documents are
 * committed in groups, and only what database_commit() has returned TRUE for is sure to be there
 * after a crash. */
#ifndef AKT_LOAD_H
#define AKT_LOAD_H

#include "annotation.h"
#include "stage.h"

#include <sqlite3.h>

extern const struct stage stage_load;

struct database;

enum database_mode {
    DATABASE_CREATE, /* write; a file that is not there or is empty becomes a database */
    DATABASE_WRITE,  /* write; the file must be a database of ours */
    DATABASE_READ    /* read; as WRITE, and nothing can be written */
};

/* Opens the file. NULL and AKT_ERROR_DATABASE as "PATH: reason": it cannot be opened or written, is
 * no SQLite file, not one of ours, or of a later version of Aktspor. A file that is refused is left
 * as it was. Free with database_close(). */
struct database *database_open(const char *path, enum database_mode mode, GError **error);

/* Takes back what was not committed, and closes. NULL is nothing. */
void database_close(struct database *database);
AKT_AUTOPTR(database, database_close)

/* Reads the dictionaries that loading uses: municipalities and their domains, phrases of renaming.
 * Where it is not called before the first document, that one reads those that are installed. FALSE
 * and AKT_ERROR_DICTIONARY. */
gboolean database_dictionaries(struct database *database, const struct stage_options *options,
                               GError **error);

/* Each commit waits for the disk: what was reported outlives a power cut. Without it a power cut
 * may take the last commits back, whole; a crash of the program never does. */
gboolean database_sync(struct database *database, GError **error);

/* Is told what a person should know, though nothing failed: verdicts that fit no fact any more. */
typedef void (*database_say)(const char *path, guint page, const char *message, gpointer data);
void database_listen(struct database *database, database_say say, gpointer data);

/* SQLite's own handle, for link and audit. Borrowed. */
sqlite3 *database_handle(struct database *database);

/* Sets the error for what SQLite last said: "PATH: doing WHAT: reason". Always returns FALSE. */
gboolean database_error(struct database *database, const char *doing, GError **error);

/* Whether the bytes are there, worked on by exactly these stages ("extract=1.0;...", as
 * database_stages() writes them and chain_fingerprint() does): nothing needs doing but
 * database_location(). */
gboolean database_known(struct database *database, const char *sha256, const char *worked_on,
                        gboolean *ret_known, GError **error);

/* Notes that a known document was found at a path: the one that stood there before no longer does.
 * Changes nothing if that is known. FALSE with an error, also where the document is unknown. */
gboolean database_location(struct database *database, const char *path, const char *sha256,
                           GError **error);

/* The kept line of a document, to go on from it at the first stage that differs: *ret_line NULL
 * where there is none, or where persons' numbers were masked in it, so that the original is
 * wanted. g_free() it. *ret_stages (may be NULL; g_free()) is what has worked on it. */
gboolean database_line(struct database *database, const char *sha256, char **ret_line,
                       gsize *ret_length, char **ret_stages, GError **error);

/* Writes a document and its line (LF included or not) as found at `path`. The same bytes worked on
 * by the same stages change nothing but the location; by other stages: mentions and facts are
 * replaced, and verdicts find theirs again by words and place. A document whose file could not be
 * read (SHA-256 of no bytes, state damaged or limit) is known by its path. Nothing of it stays
 * where FALSE is returned. Commits by itself after a number of documents. */
gboolean database_document(struct database *database, struct document *document, const char *line,
                           gsize length, const char *path, GError **error);

/* Makes sure of everything written so far. */
gboolean database_commit(struct database *database, GError **error);

/* Documents written or found again since the last commit: 0 right after one. */
guint database_pending(const struct database *database);

/* Whether a name of a mention's type and class ("ministry", "association") means the same whoever
 * writes it; others belong to the municipality of their paper. */
gboolean name_is_everywhere(enum mention_type type, const char *class);

/* "extract=1.0;normalise=1.0/HASH": what has worked on a document. In its arena. */
const char *database_stages(struct document *document);

#endif
