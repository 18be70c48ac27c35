/* The number or bullet that begins a list item: "1.", "1)", "(a)", "a)", "ii)", "-", "•", "At 1)".
 * Extract tells items by it in text files, normalise for all. */
#ifndef AKT_EXTRACT_MARKERS_H
#define AKT_EXTRACT_MARKERS_H

#include <glib.h>

enum marker_kind {
    MARKER_NONE,
    MARKER_BULLET, /* a sign that is used for nothing else: "•" */
    MARKER_DASH,   /* "-", "–", "*", "+": an item only where a line begins */
    MARKER_NUMBER,
    MARKER_LETTER /* "a)", "ii)" */
};

struct marker {
    enum marker_kind kind;
    gsize length;     /* bytes of the sign, blanks after it not counted */
    guint number;     /* MARKER_NUMBER: 1 for "1.", also "At 1)"; MARKER_LETTER: 1 for "a)" */
    gboolean ordinal; /* "3." before a word in lower case: may be an ordinal */
};

/* Reads a marker at the start of `text`: blanks do not come before it, one blank or more and then
 * something must come after. An ordinal before a month, "kvartal", "sal" and the like is none. */
gboolean marker_read(const char *text, gsize length, struct marker *ret_marker);

/* Reads "a. " or "ii. " at the start of `text`: rare in running text, where it may be an initial;
 * the caller decides by place and order. */
gboolean marker_read_letter(const char *text, struct marker *ret_marker);

/* TRUE where a bullet that is used for nothing else stands at `text`; its length. */
gsize marker_bullet_length(const char *text, gsize length);

#endif
