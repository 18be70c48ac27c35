/* A document's printed characters in the order of the original's pages, lines and columns, cut
 * where mentions and sentences begin and end. */
#ifndef AKT_AUDIT_LINES_H
#define AKT_AUDIT_LINES_H

#include "annotation.h"

/* Characters of one line that the same mention and sentence hold. */
struct printed_run {
    guint page, line, column;
    struct span source; /* bytes of document->source */
    int mention;        /* the innermost, or -1 */
    int sentence;       /* or -1 */
};

/* All runs: an array of struct printed_run. n log n. Free with g_array_unref(). */
GArray *printed_runs(const struct document *document);

#define printed_run_at(a, i) (&g_array_index((a), struct printed_run, (i)))

#endif
