/* What a worker process may still do once it reads originals that nobody trusts. */
#ifndef AKT_SANDBOX_H
#define AKT_SANDBOX_H

#include <glib.h>

/* Limits of one worker process. */
struct sandbox_limits {
    guint64 memory_bytes; /* address space */
    guint cpu_ms;         /* CPU time for one document ... */
    guint cpu_ms_page;    /* ... and for each of its pages on top */
    guint64 file_bytes;   /* written to a file that was open before; 0: nothing */
    guint wall_seconds;   /* a process that says nothing for so long hangs; 0: 600 */
};

/* 512 MB, 20 s, 20 ms a page. */
extern const struct sandbox_limits sandbox_default_limits;

/* Closes the process in: no core file, no new privileges, no network, no exec, no new process, no
 * file opened for writing (one that is open already takes file_bytes at most), none opened at all
 * outside /usr and /etc (Landlock, where the kernel has it), standard error to nowhere. Parts a
 * kernel lacks are left out; *ret_landlock says whether files are closed in. FALSE with an error if
 * the limits cannot be set. Built with AddressSanitizer it does nothing: that build's shadow memory
 * is larger than the limit, and its reports go to standard error. */
gboolean sandbox_enter(const struct sandbox_limits *limits, gboolean *ret_landlock, GError **error);

/* How long a process may say nothing. */
guint sandbox_wall_seconds(const struct sandbox_limits *limits);

/* TRUE when this build has the limits at all. */
gboolean sandbox_is_built(void);

/* Starts the clock for a document: SIGPROF ends the process when its CPU time is used up. `pages`
 * is 0 until they are known; call again when they are. */
void sandbox_clock(const struct sandbox_limits *limits, guint pages);
void sandbox_clock_stop(void);

/* For a step that may take at most so many milliseconds: returns what was left on the clock, which
 * widen, after the step, gives back but for what the step used. Without a clock nothing happens. */
guint64 sandbox_clock_narrow(guint64 milliseconds);
void sandbox_clock_widen(guint64 left_before, guint64 milliseconds);

#endif
