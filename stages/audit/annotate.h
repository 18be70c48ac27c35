/* Highlights with notes in a copy of a PDF. */
#ifndef AKT_AUDIT_ANNOTATE_H
#define AKT_AUDIT_ANNOTATE_H

#include "original.h"

/* One highlight: its boxes on one page, and what its note says. */
struct highlight {
    guint page;
    GArray *boxes;  /* struct highlight_box */
    char *note;     /* UTF-8 */
    guint32 colour; /* 0xrrggbb */
};

/* Shares of the page's width and height as it is shown, from top left. */
struct highlight_box {
    float x0, y0, x1, y1;
};

/* The original with highlights added, as bytes: what it was, with the changes after it (an
 * incremental update), so that a signature over it still stands; written anew only where its table
 * of objects had to be repaired. Made in a closed-in process. NULL with an error:
 * AKT_ERROR_ENCRYPTED, _DAMAGED, _LIMIT. */
GBytes *annotate_copy(struct original *original, const GPtrArray *highlights, GError **error);

#endif
