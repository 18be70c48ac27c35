/* PDFs whose end is missing: a transfer that broke off, a disk that was full. What is left has
 * pages, but no table of them that poppler would look for. */
#ifndef AKT_RESCUE_H
#define AKT_RESCUE_H

#include <glib.h>

/* The bytes of a PDF that does not end as one does, followed by what lets poppler find the pages
 * that are left; free with g_bytes_unref(). `by_pages`: the tree of pages is lost too, list those
 * that are there. NULL: it ends as it should, is encrypted, too large, or has none. Characters keep
 * the places they have. Linear in the file's length. */
GBytes *rescue_cut_file(GBytes *bytes, gboolean by_pages);

#endif
