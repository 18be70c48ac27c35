/* Columns of blanks: where the words of a line stand, and the gutters between them. Columns are
 * code points, as `pdftotext -layout` and the terminal's browsers count them. */
#ifndef AKT_EXTRACT_TEXT_GUTTERS_H
#define AKT_EXTRACT_TEXT_GUTTERS_H

#include "extract/text.h"

/* Words with no gap of two blanks between them. */
struct segment_columns {
    gsize start, end; /* bytes of the line */
    guint from, to;   /* columns, `to` behind the last */
};

/* The segments of a line, appended to `segments`; how many. A line with a tab is one segment, so is
 * one with more than 40; a list's marker belongs to what follows it. */
guint text_segments(const char *text, gsize length, GArray *segments);

/* The same with one blank as a gap, at most 300 words; 0 for a line with a tab. */
guint text_words_of_line(const char *text, gsize length, GArray *words);

/* The segments of many lines. */
struct segment_table {
    GArray *segments; /* struct segment_columns */
    GArray *first;    /* guint: index of the line's first segment; one more than there are lines */
};

struct segment_table *segment_table_new(const struct text_lines *lines);
void segment_table_free(struct segment_table *table);
AKT_AUTOPTR(segment_table, segment_table_free)

/* The segments of a line, `*ret_n` of them. */
const struct segment_columns *segment_table_line(const struct segment_table *table, guint line,
                                                 guint *ret_n);

#endif
