/* Tables in columns of blanks. */
#ifndef AKT_EXTRACT_TEXT_GRID_H
#define AKT_EXTRACT_TEXT_GRID_H

#include "extract/text-private.h"

enum {
    GRID_FIELDS = 40, /* of a row at most */
    GRID_WIDTH = 1000 /* of a line at most, code points */
};

/* Lines [first, first + n) and the columns at which their fields begin. */
struct text_grid {
    guint first, n;
    guint first_cut, n_cuts; /* in the reader's cuts; at most GRID_FIELDS - 1 */
    gboolean bars;           /* a bar stands before each field, at the cut, and behind the last */
    gboolean told;           /* rules or blank lines say where rows begin */
    gboolean header;         /* ... and that the first row is a header */
};

/* Finds tables among the lines of prose: sets the grid, kind and `begins_row` of their shapes. */
void text_grids(struct text_reader *reader);

/* The same for tables whose columns are drawn: bars under each other, rules of dashes with gaps. */
void text_drawn_grids(struct text_reader *reader);

/* Tells a table's rows and takes it in; FALSE where it has one row alone and so is none. */
gboolean text_grid_add(struct text_reader *reader, const struct text_grid *grid);

/* The n_cuts + 1 fields of a line without bars; start == end where there is nothing. */
void text_grid_fields(const struct text_reader *reader, const struct text_grid *grid, guint line,
                      struct text_range *fields);

/* The byte of the bar before a field, or with column n_cuts + 1 behind the last; FALSE where there
 * is none. */
gboolean text_grid_bar(const struct text_reader *reader, const struct text_grid *grid, guint line,
                       guint column, gsize *ret_byte);

/* The words of a field, `*ret_text` of the length returned. */
gsize text_field(const struct text_reader *reader, const struct text_range *field,
                 const char **ret_text);

/* "5.900.000", "12 %", "-": a cell that says how much. */
gboolean text_is_amount(const char *text, gsize length);

/* Builds the table of a part. */
void text_build_grid(struct text_reader *reader, const struct part *part);

#endif
