/* Work on an original that nobody trusts, in a process of its own that is closed in (sandbox.h).
 * What it finds comes back as frames through a pipe; it has no other way out. The process inherits
 * what the caller has in memory: the original's bytes, dictionaries, the rows to compare. */
#ifndef AKT_CLOSED_H
#define AKT_CLOSED_H

#include "error.h"
#include "sandbox.h"

/* The closed-in process' end of the pipe. */
struct closed_pipe;

/* Sends a frame: a kind and a number that mean what both sides agree on, and bytes. Ends the
 * process where the other side is gone. */
void closed_send(struct closed_pipe *pipe, guint kind, guint n, const void *bytes, gsize length);

/* The number of pages is known: the CPU time allowed grows by them. */
void closed_pages(struct closed_pipe *pipe, guint pages);

/* A frame as it arrives. */
struct frame {
    guint kind, n;
    const char *bytes; /* `length` of them, NUL after them */
    gsize length;
};

struct closed {
    const struct sandbox_limits *limits;
    /* In the new process before it is closed in, to open files; NULL: nothing. */
    void (*prepare)(gpointer data);
    void (*work)(struct closed_pipe *pipe, gpointer data); /* in the closed-in process */
    /* Called for each frame, in order. FALSE with an error ends the work. */
    gboolean (*frame)(const struct frame *frame, gpointer data, GError **error);
    gpointer data;
};

/* Runs the work to its end. FALSE: AKT_ERROR_LIMIT where it took too long, AKT_ERROR_DAMAGED where
 * it crashed or used up its memory, AKT_ERROR_LIBRARY where it could not be closed in, or what
 * frame() said. */
gboolean closed_run(const struct closed *closed, GError **error);

/* The same for who has other things to wait for: closed_start(), closed_hear() each time that
 * closed_fd() can be read, and closed_end(). The new process keeps no open file of the caller's;
 * the caller has one thread. `closed` is copied. NULL with an error. */
struct closed_process;
struct closed_process *closed_start(const struct closed *closed, GError **error);
int closed_fd(const struct closed_process *process);

/* Reads once, which waits where there is nothing, and hands whole frames on. *ret_more: there is
 * more to come. FALSE with an error: frame() refused one. */
gboolean closed_hear(struct closed_process *process, gboolean *ret_more, GError **error);

/* Waits for the end, and frees. FALSE with an error as closed_run(); without one where the process
 * was not heard to its end: it is killed. */
gboolean closed_end(struct closed_process *process, GError **error);

#endif
