/* Between the files that make tables: content.c, columns.c, headers.c, tables.c. */
#ifndef AKT_EXTRACT_TABLES_PRIVATE_H
#define AKT_EXTRACT_TABLES_PRIVATE_H

#include "layout.h"

/* content.c: what a chunk holds, seen as a cell, and its first and last character. */
enum content chunk_content(const struct layout *layout, const struct chunk *chunk);
gunichar chunk_first_character(const struct layout *layout, const struct chunk *chunk);
gunichar chunk_last_character(const struct layout *layout, const struct chunk *chunk);

/* columns.c: the segment's column that holds a chunk. */
guint segment_column(const struct segment *segment, const struct chunk *chunk);

/* columns.c: makes one of columns that only look like two: a header beside its figures, the end of
 * a line set loosely. */
void segment_merge_columns(const struct layout *layout, const guint *chunks,
                           struct segment *segment);

/* columns.c: the gutters of all segments, and the table's number of columns. */
void table_find_gutters(struct table *table, const GArray *segments);

/* columns.c: how many gutters end before x, and how many begin before it. */
guint table_gutters_before(const struct table *table, float x);
guint table_gutters_begun(const struct table *table, float x);

/* headers.c: how many of the first rows are header: bold over rows that are not, words and years
 * over figures, names over text. */
guint table_header_rows(const struct layout *layout, const struct table *table);

#endif
