/* Tables in columns of blanks. */
#ifndef AKT_EXTRACT_TEXT_GRID_H
#define AKT_EXTRACT_TEXT_GRID_H

#include "extract/text-private.h"

/* Lines [first, first + n) and the columns at which their fields begin. */
struct text_grid {
    guint first, n;
    guint first_cut, n_cuts; /* in the reader's cuts */
    gboolean ruled;          /* a rule of dashes says the columns: rows are told already */
    gboolean header;         /* ... and the first row is a header */
};

/* Finds tables among the lines of prose: sets the grid, kind and `begins_row` of their shapes. */
void text_grids(struct text_reader *reader);

/* The n_cuts + 1 fields of a line; start == end where there is nothing. */
void text_grid_fields(const struct text_reader *reader, const struct text_grid *grid, guint line,
                      struct text_range *fields);

/* Builds the table of a part. */
void text_build_grid(struct text_reader *reader, const struct part *part);

#endif
