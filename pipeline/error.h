/* The kinds of error that cross a function's boundary, and the exit statuses of every program. */
#ifndef AKT_ERROR_H
#define AKT_ERROR_H

#include <glib.h>

/* One GError domain for the whole project. */
#define AKT_ERROR (akt_error_quark())
GQuark akt_error_quark(void);

enum akt_error {
    AKT_ERROR_USAGE,      /* wrong use of a program: an option, a missing argument */
    AKT_ERROR_IO,         /* a file or stream could not be read or written */
    AKT_ERROR_STREAM,     /* a line of the stream is not ours */
    AKT_ERROR_DICTIONARY, /* a dictionary is missing or a row of it is wrong */
    AKT_ERROR_DATABASE,   /* SQLite said no, or the file is none of our databases */
    AKT_ERROR_LIBRARY,    /* a library failed: hunspell, libxml2, cairo */
    AKT_ERROR_DAMAGED,    /* an original cannot be read: what it says it is, it is not */
    AKT_ERROR_ENCRYPTED,  /* an original wants a password */
    AKT_ERROR_LIMIT,      /* a limit on time, memory, pages or output was reached */
    AKT_ERROR_CHANGED,    /* an original is not the one that was read before */
    AKT_ERROR_UNSUPPORTED /* an original of a format that is not read */
};

/* The exit statuses of every program, the same in every man page. */
enum akt_exit {
    AKT_EXIT_OK = 0, /* all well; image-only, empty and encrypted papers are states, no failures */
    AKT_EXIT_SOME = 1,   /* some documents failed or a check did not hold; the rest went on */
    AKT_EXIT_USAGE = 2,  /* wrong use */
    AKT_EXIT_FAILURE = 3 /* the stream, a dictionary, the database or a library failed */
};

/* The exit status that an error of this domain stands for; errors of other domains are failures. */
enum akt_exit akt_error_exit(const GError *error);

#endif
