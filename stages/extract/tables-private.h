/* Between the files that make tables: content.c, columns.c, table-parts.c, rows.c, headers.c,
 * tables.c.
 */
#ifndef AKT_EXTRACT_TABLES_PRIVATE_H
#define AKT_EXTRACT_TABLES_PRIVATE_H

#include "layout.h"

/* A chunk as part of a table: where it stands. */
struct part {
    guint chunk;
    guint first, last; /* columns of the table that it stands in */
    guint band;
    guint above;     /* index + 1 of the part above it in its first column; 0: none */
    gboolean floats; /* set around the middle of lines beside it; stands in the band above */
};

/* Parts of one height: [first, first + n) of `parts`, line by line. */
struct part_band {
    guint first, n;
    struct rect box;
};

/* What a table is made of, before there are rows. */
struct parts {
    const struct layout *layout;
    const struct table *table;
    GArray *parts;  /* struct part */
    GArray *bands;  /* struct part_band */
    float *left;    /* of each column: where its text begins */
    float *measure; /* and the width that it fills */
};

#define parts_part(p, i) (&g_array_index((p)->parts, struct part, (i)))
#define parts_band(p, i) (&g_array_index((p)->bands, struct part_band, (i)))
#define parts_chunk(p, i) layout_chunk((p)->layout, parts_part(p, i)->chunk)

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

/* columns.c: the gutters of all segments, and the table's number of columns. `open` are those of
 * the page above that the table goes on from, or NULL. */
void table_find_gutters(const struct layout *layout, const guint *chunks, struct table *table,
                        const GArray *segments, const GArray *open);

/* columns.c: the columns of the table that an interval stands in. */
void table_columns_of(const struct table *table, float x0, float x1, guint *ret_first,
                      guint *ret_last);

/* table-parts.c: the parts of a table whose gutters are known. Free with parts_free(). */
struct parts *parts_new(const struct layout *layout, const struct table *table, const guint *chunks,
                        const GArray *segments);
void parts_free(struct parts *parts);
AKT_AUTOPTR(parts, parts_free)

/* table-parts.c: TRUE where a part goes on with the text of the one above it; where it stands below
 * a line that had no room for its first word. */
gboolean part_goes_on(const struct parts *parts, guint i);
gboolean part_fills_line_above(const struct parts *parts, guint i);

/* table-parts.c: the room between a part and the one above it, which it must have. */
float part_room(const struct parts *parts, guint i);

/* rows.c: which bands begin a row: an array as long as parts->bands. `rooms` are those of the table
 * that goes on, or zero, and become those of this one. Free with g_free(). */
gboolean *table_find_rows(const struct parts *parts, struct row_rooms *rooms);

/* headers.c: how many of the first rows are header: bold over rows that are not, words and years
 * over figures, names over text. */
guint table_header_rows(const struct layout *layout, const struct table *table);

#endif
