/* Lines of the stream from files or standard input, each as a document. */
#ifndef AKT_STREAM_H
#define AKT_STREAM_H

#include "document.h"
#include "error.h"

/* Called for each document with the line it came from (LF included). The document stays the
 * caller's. FALSE with an error: the document is reported and counted as failed; an error of kind
 * AKT_ERROR_IO, _DATABASE or _DICTIONARY ends the run. */
typedef gboolean (*stream_function)(struct document *document, const char *line, gsize length,
                                    gpointer data, GError **error);

/* Reads every line of the files ("-" and an empty list: standard input), in order. A line that is
 * not ours, or is cut off before its LF, is named on stderr ("PROGRAM: FILE:LINE: reason") and
 * passed over; the next line goes on. Returns the exit status to end with. */
enum akt_exit stream_each(const char *program, char *const *files, stream_function function,
                          gpointer data);

/* The same for who holds something that others wait for: idle() is called when there has been
 * nothing to read for a second. FALSE with an error ends the run. */
typedef gboolean (*stream_idle)(gpointer data, GError **error);
enum akt_exit stream_each_idle(const char *program, char *const *files, stream_function function,
                               stream_idle idle, gpointer data);

#endif
