/* Writes rows as TSV with a header line, or as JSON Lines with the same keys. */
#ifndef AKT_SHOW_ROWS_H
#define AKT_SHOW_ROWS_H

#include "autoptr.h"

/* Rows on their way to standard output. Cells are given in the order of the columns. */
struct rows;

/* `columns` (borrowed; NULL at the end) name the cells; the header line is written at once unless
 * `json` or `without_header`. Free with rows_free(), which writes what is left. */
struct rows *rows_new(const char *program, const char *const *columns, gboolean json,
                      gboolean without_header);
void rows_free(struct rows *rows);
AKT_AUTOPTR(rows, rows_free)

/* A cell of text. In TSV tab, newline and backslash are written \t \n \\; in JSON bytes that are
 * no UTF-8 become U+FFFD. NULL is empty. */
void rows_text(struct rows *rows, const char *text);

/* A cell that is a number. */
void rows_number(struct rows *rows, gint64 number);

/* Ends the row. */
void rows_end(struct rows *rows);

#endif
