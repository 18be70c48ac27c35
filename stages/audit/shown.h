/* Where mentions and evidence stand on the pages of a PDF, and pictures of the pages: made in a
 * closed-in process, page by page. */
#ifndef AKT_AUDIT_SHOWN_H
#define AKT_AUDIT_SHOWN_H

#include "papers.h"

enum shown_kind {
    SHOWN_SENTENCE,
    SHOWN_MENTION
};

/* A rectangle around the characters that a mention or sentence has on one line of a page: shares of
 * the page's width and height, from 0 to 1. */
struct shown_box {
    guint kind, index; /* enum shown_kind; index in the document */
    float x0, y0, x1, y1;
};

/* A page: its picture has been written to `name` in the folder (NULL: it could not be drawn). */
struct shown_page {
    guint n;
    char *name;
    guint width, height; /* of the picture, pixels */
    GArray *boxes; /* struct shown_box: sentences, then mentions, the outer before the inner */
};

/* Draws the pages of an original whose bytes are the paper's; pictures are written to FOLDER/pages/
 * as KEY-NNN.png. Persons' numbers are covered. Pages that the process did not reach before a limit
 * have no picture. FALSE with an error: a file could not be written. The array holds struct
 * shown_page for pages 1 to the last; free it with g_array_unref(). */
GArray *shown_pages(const struct document *document, struct original *original, gboolean masked,
                    const char *folder, const char *key, GError **error);

#endif
