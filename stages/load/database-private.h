/* What the files of load share: statements, and the open database. */
#ifndef AKT_LOAD_DATABASE_PRIVATE_H
#define AKT_LOAD_DATABASE_PRIVATE_H

#include "annotation.h"
#include "load.h"

/* schema.sql as it is compiled in. */
extern const char database_schema[];

enum {
    DATABASE_APPLICATION = 0x416b7453, /* "AktS" */
    DATABASE_VERSION = 1,
    DATABASE_BUSY_MS = 20 * 1000,
};

struct database {
    sqlite3 *handle;
    char *path;
    gboolean in_transaction;
    gboolean lost;          /* SQLite took back a group that had documents */
    guint pending;          /* documents since the last commit */
    gsize pending_bytes;    /* of their lines */
    GArray *words;          /* struct words: of pages, for the index, until the commit */
    GHashTable *statements; /* SQL text (by address) -> sqlite3_stmt */
    struct towns *towns;    /* NULL: not read yet */
    GHashTable *renamings;  /* phrases; NULL: no dictionaries */
    GHashTable *names;      /* of this transaction: "kind\nclass\nscope\nvalue" -> id */
};

/* The words of a page that wait for the commit: the full-text index writes itself out at every
 * savepoint, which costs three times what one commit does. */
struct words {
    gint64 page;
    char *text;
};

/* A statement whose parameters are bound one after the other. */
struct statement {
    struct database *database;
    sqlite3_stmt *handle; /* NULL: it could not be prepared */
    const char *doing;    /* for the message: "writing a mention" */
    int at;
};

/* The statement of an SQL literal, prepared once, without values. */
struct statement statement_of(struct database *database, const char *sql, const char *doing);

/* Binds the next parameter. Text and bytes are borrowed until the statement is run; NULL is NULL.
 */
void put_text(struct statement *statement, const char *text);
void put_number(struct statement *statement, gint64 number);
void put_null(struct statement *statement);
void put_bytes(struct statement *statement, gconstpointer bytes, gsize length);

/* A path: text, or bytes where it is not UTF-8. */
void put_path(struct statement *statement, const char *path);

/* Runs a statement that returns no rows. */
gboolean statement_run(struct statement *statement, GError **error);

/* Runs a statement that may return a row: *ret_found, and the first column as a number. */
gboolean statement_number(struct statement *statement, gboolean *ret_found, gint64 *ret_number,
                          GError **error);

/* The next row: TRUE with *ret_row FALSE at the end. statement_reset() when done before the end. */
gboolean statement_row(struct statement *statement, gboolean *ret_row, GError **error);
void statement_reset(struct statement *statement);

/* A column's text, "" for NULL: a database may come from a stranger. Good until the next row. */
const char *column_text(sqlite3_stmt *row, int column);

/* Runs SQL without parameters. */
gboolean database_execute(struct database *database, const char *sql, const char *doing,
                          GError **error);

/* Begins a transaction if none is open. */
gboolean database_begin(struct database *database, GError **error);

/* Takes back what was not committed. */
void database_rollback(struct database *database);

/* Rows of a document under its id: pages and their words, issues, mentions, facts, evidence. */
gboolean rows_write(struct database *database, struct document *document, gint64 id,
                    const char *municipality, GError **error);

struct cpr_mask;

/* The rows of a document's pages; their words wait for the commit. */
gboolean pages_write(struct database *database, struct document *document, gint64 id,
                     const struct cpr_mask *mask, GError **error);

/* Takes the rows of an earlier load away; pages stay until rows_write() compares them. */
gboolean rows_clear(struct database *database, gint64 id, GError **error);

/* What is known of municipalities: their names and internet domains. Free with towns_free(). */
struct towns;
struct dictionaries;
struct towns *towns_new(struct dictionaries *dictionaries, GError **error);
void towns_free(struct towns *towns);

/* The municipality whose paper it is ("Aabenraa"), "" where the paper does not say. In the
 * document's arena, or the towns'. */
const char *document_municipality(const struct towns *towns, struct document *document);

/* The phrases of name-changes.tsv, folded. */
GHashTable *renaming_words(struct dictionaries *dictionaries, GError **error);

/* Notes where the document says that two of its names are one. `names` has name.id, or 0, of each
 * mention. */
gboolean renamings_write(struct database *database, struct document *document, gint64 id,
                         const gint64 *names, GError **error);

/* The id of a mention's name, made if need be; 0 for types that have none. */
gboolean name_id(struct database *database, struct document *document,
                 const struct mention *mention, const char *municipality, gint64 *ret_id,
                 GError **error);

/* Lets the verdicts of a document find their facts again after it was written anew. */
gboolean verdicts_rejoin(struct database *database, gint64 document, GError **error);

/* Copies the verdicts of a document whose facts stand, in the same words, in its successor too. */
gboolean verdicts_carry(struct database *database, gint64 from, gint64 to, GError **error);

#endif
