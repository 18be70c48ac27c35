/* What runs in a worker: jobs in, documents out. */
#include "workers-private.h"

#include "original.h"
#include "tei.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    MAX_ORIGINAL = 400 * 1024 * 1024, /* bytes; must fit into a worker's memory */
    HUGE_LINE = 4 * 1024 * 1024,      /* bytes; a paper of a thousand pages */
    TRIAL_MS = 3000                   /* CPU time for a step that the document can do without */
};

void
workers_forget_huge(GString **buffer)
{
    if ((*buffer)->len || (*buffer)->allocated_len <= HUGE_LINE)
        return;
    g_string_free(*buffer, TRUE);
    *buffer = g_string_new(NULL);
    malloc_trim(0);
}

gboolean
workers_write(int fd, const void *bytes, gsize length)
{
    const char *at = bytes;
    while (length) {
        ssize_t n = send(fd, at, length, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return FALSE;
        at += n;
        length -= (gsize)n;
    }
    return TRUE;
}

gboolean
workers_read(int fd, void *bytes, gsize length)
{
    char *at = bytes;
    while (length) {
        ssize_t n = read(fd, at, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return FALSE;
        at += n;
        length -= (gsize)n;
    }
    return TRUE;
}

/* A job and its descriptor; FALSE when the parent has closed the line. */
static gboolean
receive_job(int fd, struct job_message *ret_job, char **ret_path, int *ret_file)
{
    char control[CMSG_SPACE(sizeof(int))] = {0};
    struct iovec part = {ret_job, sizeof *ret_job};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control,
                             .msg_controllen = sizeof control};
    if (recvmsg(fd, &message, MSG_WAITALL | MSG_CMSG_CLOEXEC) != (ssize_t)sizeof *ret_job)
        return FALSE;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (!header || header->cmsg_type != SCM_RIGHTS)
        return FALSE;
    memcpy(ret_file, CMSG_DATA(header), sizeof *ret_file);
    *ret_path = g_malloc0(ret_job->path_length + 1);
    return workers_read(fd, *ret_path, ret_job->path_length);
}

/* A short reply: a query, or why a file could not be read. */
static gboolean
reply(int fd, enum reply_kind kind, guint32 job, gboolean failed, const char *sha256,
      const char *issue)
{
    struct reply_message message = {
        .kind = kind, .job = job, .failed = failed, .issue_length = (guint32)strlen(issue)};
    if (sha256)
        g_strlcpy(message.sha256, sha256, sizeof message.sha256);
    return workers_write(fd, &message, sizeof message) &&
           workers_write(fd, issue, message.issue_length);
}

/* The finished document. */
static gboolean
reply_result(int fd, guint32 job, gboolean failed, const struct document *document,
             const GString *line)
{
    const struct issue *issue =
        document->issues->len ? &g_array_index(document->issues, struct issue, 0) : NULL;
    struct reply_message message = {.kind = REPLY_RESULT,
                                    .job = job,
                                    .failed = failed,
                                    .state = document->state,
                                    .length = (guint32)line->len,
                                    .issue_length = issue ? (guint32)strlen(issue->text) : 0};
    g_strlcpy(message.sha256, document->sha256, sizeof message.sha256);
    return workers_write(fd, &message, sizeof message) && workers_write(fd, line->str, line->len) &&
           workers_write(fd, issue ? issue->text : "", message.issue_length);
}

/* TRUE when the parent wants the document. */
static gboolean
is_wanted(const struct workers *workers, int fd, guint32 job, const char *sha256)
{
    char answer = 'y';
    if (!workers->is_known)
        return TRUE;
    return reply(fd, REPLY_QUERY, job, FALSE, sha256, "") && workers_read(fd, &answer, 1) &&
           answer == 'y';
}

/* A document that is being read. */
struct reading {
    const struct workers *workers;
    int fd;
    const struct job_message *job;
    guint64 clock; /* milliseconds that were left before a step with a clock of its own */
};

static void
pages_known(guint pages, gpointer data)
{
    const struct reading *reading = data;
    sandbox_clock(reading->workers->limits, pages);
}

static gboolean
may_try(guint step, gpointer data)
{
    struct reading *reading = data;
    if (reading->job->spare == SPARE_ALL || reading->job->spare == step)
        return FALSE;
    const struct reply_message message = {
        .kind = REPLY_TRYING, .job = reading->job->job, .step = step};
    if (!workers_write(reading->fd, &message, sizeof message))
        _exit(AKT_EXIT_FAILURE); /* the parent is gone */
    reading->clock = sandbox_clock_narrow(TRIAL_MS);
    return TRUE;
}

static void
tried(gpointer data)
{
    const struct reading *reading = data;
    const struct reply_message message = {.kind = REPLY_TRYING, .job = reading->job->job};
    sandbox_clock_widen(reading->clock, TRIAL_MS);
    if (!workers_write(reading->fd, &message, sizeof message))
        _exit(AKT_EXIT_FAILURE);
}

static gboolean
do_job(const struct workers *workers, int fd, const struct job_message *job, const char *path,
       int file, GString *out)
{
    g_autoptr(GError) error = NULL;
    gboolean failed = FALSE;
    sandbox_clock(workers->limits, 0);
    g_autoptr(original) original = original_open(path, file, MAX_ORIGINAL, &error);
    close(file);
    if (!original) {
        gboolean limit = g_error_matches(error, AKT_ERROR, AKT_ERROR_LIMIT);
        return reply(fd, REPLY_UNREADABLE, job->job, limit, NULL, error->message);
    }
    if (!is_wanted(workers, fd, job->job, original->sha256))
        return TRUE;
    struct reading reading = {.workers = workers, .fd = fd, .job = job};
    original->pages_known = pages_known;
    original->may_try = may_try;
    original->tried = tried;
    original->pages_data = &reading;
    g_autoptr(document) document = chain_read(workers->chain, original, &failed);
    tei_write(document, out);
    sandbox_clock_stop();
    return reply_result(fd, job->job, failed, document, out);
}

void
worker_main(const struct workers *workers, int fd)
{
    g_autoptr(GString) out = g_string_new(NULL);
    struct job_message job;
    char *path = NULL;
    int file;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (!sandbox_enter(workers->limits, NULL, NULL))
        _exit(AKT_EXIT_FAILURE);
    while (receive_job(fd, &job, &path, &file)) {
        gboolean good = do_job(workers, fd, &job, path, file, out);
        g_clear_pointer(&path, g_free);
        if (!good)
            _exit(AKT_EXIT_FAILURE);
        g_string_truncate(out, 0);
        workers_forget_huge(&out);
    }
    _exit(AKT_EXIT_OK);
}
