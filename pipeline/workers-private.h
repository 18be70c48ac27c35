/* Between the parent of workers (workers.c) and what runs in one (workers-child.c). Both ends are
 * the same program on the same machine: messages are structs. The parent trusts none of it. */
#ifndef AKT_WORKERS_PRIVATE_H
#define AKT_WORKERS_PRIVATE_H

#include "workers.h"

/* Parent to worker: this, the path, and the file's descriptor beside it. */
struct job_message {
    guint32 job;
    guint32 path_length;
    guint32 spare; /* SPARE_NONE, SPARE_ALL or the step in which a worker died */
};

/* Which of the steps that a document can do without are left out. */
#define SPARE_NONE 0u
#define SPARE_ALL G_MAXUINT32

/* Worker to parent: this and what its lengths say. */
enum reply_kind {
    REPLY_QUERY,
    REPLY_RESULT,
    REPLY_UNREADABLE,
    REPLY_TRYING /* a step that may be its end; `step` 0: it is over */
};
struct reply_message {
    guint32 kind, job, failed, state;
    guint32 length, issue_length; /* the line, then the first issue's text */
    guint32 step;
    char sha256[68];
};

/* The life of a worker that hears of its jobs on `fd`: never returns. */
void worker_main(const struct workers *workers, int fd);

/* Sends, receives all of it. FALSE: the other end is gone. */
gboolean workers_write(int fd, const void *bytes, gsize length);
gboolean workers_read(int fd, void *bytes, gsize length);

/* One huge paper leaves no large buffer, and no memory that the small ones after it do not need. */
void workers_forget_huge(GString **buffer);

#endif
