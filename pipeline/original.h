/* The bytes of an original as received: read once, hashed, told by content. */
#ifndef AKT_ORIGINAL_H
#define AKT_ORIGINAL_H

#include "document.h"

struct original {
    char *path; /* as given */
    GBytes *bytes;
    char *sha256;                                    /* 64 hex digits */
    enum media media;                                /* by content, never by name */
    void (*pages_known)(guint pages, gpointer data); /* or NULL: a reader calls it once it knows */
    gpointer pages_data;

    /* Before a step that a hostile file can make endless and that the document can do without, a
     * reader asks whether it may (FALSE: leave it), and says when it is done. Both or none. Steps
     * have numbers from 1 of the reader's choosing. */
    gboolean (*may_try)(guint step, gpointer pages_data);
    void (*tried)(gpointer pages_data);
};

/* Reads a regular file, or what `fd` (not -1; stays the caller's) gives, whole. NULL and
 * AKT_ERROR_IO: no such file, a folder, unreadable; AKT_ERROR_LIMIT: larger than `max_bytes`.
 * Free with original_free(). */
struct original *original_open(const char *path, int fd, gsize max_bytes, GError **error);
void original_free(struct original *original);
AKT_AUTOPTR(original, original_free)

/* The longest end of `path` that is a file in `folder`, never through a link that leads out of it:
 * the two joined. NULL where there is none. Free with g_free(). */
char *original_find(const char *folder, const char *path);

/* What bytes are: PDF by "%PDF" or " 0 obj" in the first 1,024; TIFF, JPEG, PNG by their magic;
 * HTML by a doctype or tag at the start (UTF-16 with its mark too); else text, which a format that
 * is not read (format.h) counts as. */
enum media original_media(const char *bytes, gsize length);

#endif
