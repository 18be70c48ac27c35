/* What the files of `aktspor export` share. */
#ifndef AKT_AKTSPOR_EXPORT_H
#define AKT_AKTSPOR_EXPORT_H

#include "load/load.h"

#include <stdio.h>

/* An export being written: all files of it stand in a folder that gets its name at the end. */
struct export
{
    struct database *database;
    const char *folder; /* the folder that has no name yet */
    gboolean no_persons;
};

/* Opens a file of the export for writing; its name is ours, never a paper's. */
FILE *export_open(const struct export *export, const char *name, GError **error);

/* Writes the text and empties it; and at the end closes, FALSE where anything was not written. */
void export_write(FILE *file, GString *text);
gboolean export_close(const struct export *export, const char *name, FILE *file, GError **error);

/* Writes the rows of an SQL statement as `put` writes them to the file `table` with the ending
 * (".csv"). FALSE where reading or writing fails. */
struct statement;
typedef gboolean (*export_put_rows)(FILE *file, struct statement *statement, GError **error);
gboolean export_table(const struct export *export, const char *table, const char *ending,
                      const char *sql, export_put_rows put, GError **error);

/* The formats. */
gboolean export_csv(const struct export *export, GError **error);
gboolean export_jsonl(const struct export *export, GError **error);
gboolean export_tei(const struct export *export, GError **error);
gboolean export_ftm(const struct export *export, GError **error);

/* Tables of the schema that hold rows of their own, in the order they were made: char *. */
GPtrArray *export_tables(struct database *database, GError **error);

/* Gives SQL the functions hide(document, text): the text with names, telephone numbers and
 * addresses of the document's persons written as dots; `line(bytes, size)` unpacks a kept line. */
gboolean export_functions(const struct export *export, GError **error);

/* The columns of a table or view to select, persons hidden where they must be, and what leaves
 * their rows out: SQL. NULL: the table is left out altogether. */
char *export_query(const struct export *export, const char *table, GError **error);

/* A column of a table. */
struct export_column {
    char *name, *type; /* type as declared: "INTEGER", "TEXT", ...; "" where none is */
    int key;           /* its place in the primary key, from 1; 0 */
};
GArray *export_columns(struct database *database, const char *table, GError **error);

#endif
