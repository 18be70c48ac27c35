/* What the files of load share: statements, and the open database. */
#ifndef AKT_LOAD_DATABASE_PRIVATE_H
#define AKT_LOAD_DATABASE_PRIVATE_H

#include "annotation.h"
#include "load.h"

/* schema.sql as it is compiled in. */
extern const char database_schema[];

/* The line of schema.sql below which there are views only. */
#define DATABASE_VIEWS "-- ---- views for people"

enum {
    DATABASE_APPLICATION = 0x416b7453, /* "AktS" */
    DATABASE_VERSION = 5,
    DATABASE_BUSY_MS = 20 * 1000,
    DATABASE_WRITE_BUSY_MS = 15 * 60 * 1000, /* writers wait for each other: a link may be long */
};

struct database {
    sqlite3 *handle;
    char *path;
    gboolean in_transaction;
    gboolean lost;    /* SQLite took back a group that had documents */
    gint64 begun;     /* when the transaction was: microseconds of the monotonic clock */
    database_say say; /* NULL: nobody listens */
    gpointer say_data;
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
    gboolean away; /* they leave the index */
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

/* The rows of a document's pages; their words wait for the commit. */
gboolean pages_write(struct database *database, struct document *document, gint64 id,
                     GError **error);

/* The words of each page of a document as the index holds them, persons' numbers masked: char *. */
GPtrArray *pages_texts(struct document *document);
gint64 text_hash(const char *text);

/* Words that enter or leave the index at the commit. */
void index_add(struct database *database, gint64 page, const char *text, gboolean away);
gboolean index_write(struct database *database, GError **error);

/* The kept line of a document: *ret_line NULL where there is none; *ret_masked (may be NULL):
 * whether persons' numbers were replaced in it. As a document: an error where there is none. And
 * the words of its pages. */
gboolean database_kept(struct database *database, gint64 id, char **ret_line, gsize *ret_length,
                       gboolean *ret_masked, GError **error);
struct document *kept_document(struct database *database, gint64 id, GError **error);
GPtrArray *kept_texts(struct database *database, gint64 id, GError **error);

/* Lets the words of a document's pages leave the index at the commit.
 * *ret_all FALSE: those of a page are not known any more and stay; index_rebuild() mends that. */
gboolean index_away(struct database *database, gint64 id, gboolean *ret_all, GError **error);

/* Makes the whole index anew from the kept lines, inside a transaction. */
gboolean index_rebuild(struct database *database, GError **error);

/* Takes the rows of an earlier load away; pages stay until rows_write() compares them, and so does
 * the kept line. */
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

/* Where a mention or evidence begins; all 0 for none. */
struct key_place {
    guint page, line, column;
};

enum {
    KEY_SIZE = 11
}; /* ten digits and the NUL */

/* The key of a fact (keys.c) whose document's earlier facts have those of `taken`, where it is
 * added; facts come in document order. `object` is the place of the evidence where the object is
 * no mention. */
void fact_key(GHashTable *taken, const char *predicate, const char *rule,
              const struct key_place *object, const struct key_place *subject,
              char ret_key[KEY_SIZE]);

/* Gives all facts their key. */
gboolean keys_fill(struct database *database, GError **error);

/* Brings the file to DATABASE_VERSION. */
gboolean database_migrate(struct database *database, GError **error);

/* Lets the verdicts of a document find their facts again after it was written anew. */
gboolean verdicts_rejoin(struct database *database, gint64 document, const char *path,
                         GError **error);

/* Copies the verdicts of a document whose facts stand, in the same words, in its successor too. */
gboolean verdicts_carry(struct database *database, gint64 from, gint64 to, const char *path,
                        GError **error);

#endif
