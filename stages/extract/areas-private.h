/* Between the files that read the body of a page: bands.c, areas.c, fields.c. */
#ifndef AKT_EXTRACT_AREAS_PRIVATE_H
#define AKT_EXTRACT_AREAS_PRIVATE_H

#include "layout.h"

/* Intervals nearer than this many points are one. */
#define INTERVALS_CLOSE 1.5f

/* The part of a page that is read from top to bottom: the page, or a column of text. */
struct region {
    struct layout *layout;
    const guint *chunks; /* by band, from left to right */
    GArray *bands;       /* struct band */
    float right;         /* where its text could end */
    guint depth;
    guint tries;                     /* at columns of text that begin with one of them */
    gboolean breaks;                 /* the next item begins a column */
    GArray *segments;                /* struct segment: of the table that is growing */
    const struct open_columns *open; /* the table that the page above ended in, or NULL */
    gboolean goes_on;                /* the growing table is that one */
};

/* bands.c: divides chunks (an array of indexes, which is sorted) into bands: an array of struct
 * band. Free with g_array_unref(). */
GArray *bands_make(struct layout *layout, guint *chunks, guint n);

/* bands.c: the intervals (struct span_x) that chunks, sorted by x, occupy; the union of two sets.
 */
void bands_occupy(const struct layout *layout, const guint *chunks, guint n, GArray *columns);
void bands_unite(const GArray *a, const GArray *b, GArray *out);

/* bands.c: the index of the column that holds an interval, or -1 where none does. */
int columns_find(const GArray *columns, float x0, float x1);

/* bands.c: compares indexes of chunks by row and then from left to right; `data` is the layout. */
gint compare_chunk_rows(gconstpointer a, gconstpointer b, gpointer data);

/* areas.c */
struct band *region_band(const struct region *region, guint i);

/* beside.c: TRUE where a table stands beside running text, which is one of the columns. */
gboolean region_has_table_beside(const struct region *region, guint first, guint end,
                                 const GArray *columns, guint *ret_text);

/* fields.c: TRUE where bands [first, end) are labels and their values ("Mødedato:" beside
 * "3. juni 2003"); a band of them as one block. */
gboolean region_is_labels(const struct region *region, guint first, guint end,
                          const GArray *columns);
void region_read_label(struct region *region, const struct band *band, const GArray *columns);

/* fields.c: TRUE where two short columns stand at the head of the page; reads them one after the
 * other. */
gboolean region_is_letterhead(const struct region *region, guint first, guint end,
                              const GArray *columns);
void region_read_letterhead(struct region *region, guint first, guint end, const GArray *columns);

#endif
