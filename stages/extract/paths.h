/* The papers that arguments name: files as they are given, folders walked through. */
#ifndef AKT_EXTRACT_PATHS_H
#define AKT_EXTRACT_PATHS_H

#include <glib.h>

/* Called for each paper in order. FALSE ends the walk. */
typedef gboolean (*paths_function)(const char *path, gpointer data);

/* Called for a folder that cannot be listed, or is one where none is allowed. */
typedef void (*paths_error)(const char *path, const char *reason, gpointer data);

/* Calls `each` for a file whatever it is. A folder is walked through only if `recursive`, in the
 * order of its names' bytes: files whose content is PDF, HTML, TIFF or a format that papers are
 * kept in (format.h), and those whose names end in .txt, .md, .text, .pdf, .html or .htm, are
 * papers; names that begin with a dot and special files are passed over, so are symbolic links, but
 * for those to a file inside the folder. Returns FALSE where `each` ended the walk. */
gboolean paths_walk(const char *path, gboolean recursive, paths_function each, paths_error error,
                    gpointer data);

/* Reads names from a descriptor, parted by `separator` ('\n' or NUL), and walks through each. */
gboolean paths_list(int fd, char separator, gboolean recursive, paths_function each,
                    paths_error error, gpointer data);

/* All papers that a command line names, in order, NULL at the end: argv[1] and on, "-" for names a
 * line on standard input; with `null` also names parted by NUL there. Free with
 * g_ptr_array_unref(). */
GPtrArray *paths_collect(int argc, char **argv, gboolean null, gboolean recursive,
                         paths_error error, gpointer data);

#endif
