/* What every program does alike: options, messages, the last write. Libraries never call this. */
#ifndef AKT_PROGRAM_H
#define AKT_PROGRAM_H

#include "error.h"

/* What a program says of itself in --help; `entries` may be NULL. */
struct program {
    const char *name;        /* "akt-show" */
    const char *arguments;   /* "VIEW [FILE...]", after [OPTION...] */
    const char *summary;     /* one line */
    const char *description; /* text after the options, or NULL */
    const GOptionEntry *entries;
};

/* Sets the locale to C for numbers, ignores nothing, lets SIGPIPE end the program quietly, parses
 * the options, answers --help and --version (prints and exits 0) and refuses what it does not
 * know. On success *argc and *argv hold the arguments that are no options, program name first;
 * arguments keep the bytes they came with. FALSE: the message is printed, exit with
 * AKT_EXIT_USAGE. */
gboolean program_options(const struct program *program, int *argc, char ***argv);

/* "PROGRAM: PATH:PAGE: message" on stderr; path may be NULL, page 0. Control characters in what is
 * printed come out as \xHH, so that a file name cannot drive a terminal; persons' numbers are
 * hidden, in the path too. */
void program_message(const char *program, const char *path, guint page, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Writes bytes to standard output; a failure is said once and ends the program with
 * AKT_EXIT_FAILURE (nothing useful can follow a full disk). */
void program_write(const char *program, const char *bytes, gsize length);

/* Flushes standard output and returns the status to leave main() with: the one given, or
 * AKT_EXIT_FAILURE with a message if the last write failed. */
int program_finish(const char *program, enum akt_exit status);

#endif
