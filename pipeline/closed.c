#include "closed.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    FRAME_MAX = 64 * 1024 * 1024,
    EXIT_NOT_CLOSED = 9,
    READ_SIZE = 64 * 1024
};

struct closed_pipe {
    int fd;
    const struct sandbox_limits *limits;
};

struct closed_process {
    struct closed closed;
    pid_t pid;
    int fd;
    GString *input; /* what is no whole frame yet */
    gboolean ended; /* heard to its end */
};

struct frame_header {
    guint32 kind, n, length;
};

/* ---- in the closed-in process ---------------------------------------------------------------- */

static void
write_all(int fd, const void *bytes, gsize length)
{
    const char *at = bytes;
    while (length) {
        ssize_t n = write(fd, at, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            _exit(AKT_EXIT_FAILURE);
        at += n;
        length -= (gsize)n;
    }
}

void
closed_send(struct closed_pipe *pipe, guint kind, guint n, const void *bytes, gsize length)
{
    struct frame_header header = {kind, n, (guint32)MIN(length, (gsize)FRAME_MAX)};
    write_all(pipe->fd, &header, sizeof header);
    write_all(pipe->fd, bytes, header.length);
}

void
closed_pages(struct closed_pipe *pipe, guint pages)
{
    sandbox_clock(pipe->limits, pages);
}

static void
child_main(const struct closed *closed, int fd)
{
    struct closed_pipe pipe = {fd, closed->limits};
    signal(SIGPIPE, SIG_IGN);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (fd > 3)
        close_range(3, (guint)fd - 1, 0);
    close_range((guint)fd + 1, ~0U, 0);
    if (closed->prepare)
        closed->prepare(closed->data);
    if (!sandbox_enter(closed->limits, NULL, NULL))
        _exit(EXIT_NOT_CLOSED);
    sandbox_clock(closed->limits, 0);
    closed->work(&pipe, closed->data);
    _exit(AKT_EXIT_OK);
}

/* ---- in the parent --------------------------------------------------------------------------- */

/* Hands on the whole frames at the start of `input` and takes them off. */
static gboolean
take_frames(const struct closed *closed, GString *input, GError **error)
{
    gsize at = 0;
    gboolean good = TRUE;
    struct frame_header header;
    while (good && input->len - at >= sizeof header) {
        memcpy(&header, input->str + at, sizeof header);
        if (header.length > FRAME_MAX) {
            g_set_error(error, AKT_ERROR, AKT_ERROR_LIMIT, "the reader says too much at once");
            return FALSE;
        }
        if (input->len - at - sizeof header < header.length)
            break;
        char *bytes = input->str + at + sizeof header;
        char after = bytes[header.length];
        bytes[header.length] = '\0';
        const struct frame frame = {header.kind, header.n, bytes, header.length};
        good = closed->frame(&frame, closed->data, error);
        bytes[header.length] = after;
        at += sizeof header + header.length;
    }
    g_string_erase(input, 0, (gssize)at);
    return good;
}

/* What the end of the process means. */
static gboolean
judge(int status, GError **error)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == AKT_EXIT_OK)
        return TRUE;
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NOT_CLOSED)
        g_set_error(error, AKT_ERROR, AKT_ERROR_LIBRARY, "the reader could not close itself in");
    else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF)
        g_set_error(error, AKT_ERROR, AKT_ERROR_LIMIT, "reading took longer than the limit");
    else
        g_set_error(error, AKT_ERROR, AKT_ERROR_DAMAGED,
                    "the reader crashed or used up its memory");
    return FALSE;
}

struct closed_process *
closed_start(const struct closed *closed, GError **error)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "pipe: %s", g_strerror(errno));
        return NULL;
    }
    pid_t pid = fork();
    if (!pid)
        child_main(closed, ends[1]);
    close(ends[1]);
    if (pid < 0) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "fork: %s", g_strerror(errno));
        close(ends[0]);
        return NULL;
    }
    struct closed_process *process = g_new0(struct closed_process, 1);
    *process = (struct closed_process){
        .closed = *closed, .pid = pid, .fd = ends[0], .input = g_string_new(NULL)};
    return process;
}

int
closed_fd(const struct closed_process *process)
{
    return process->fd;
}

gboolean
closed_hear(struct closed_process *process, gboolean *ret_more, GError **error)
{
    char bytes[READ_SIZE];
    ssize_t n = read(process->fd, bytes, sizeof bytes);
    *ret_more = n > 0 || (n < 0 && errno == EINTR);
    process->ended = !*ret_more;
    if (n <= 0)
        return TRUE;
    g_string_append_len(process->input, bytes, n);
    return take_frames(&process->closed, process->input, error);
}

gboolean
closed_end(struct closed_process *process, GError **error)
{
    int status = 0;
    gboolean ended = process->ended;
    close(process->fd);
    if (!ended)
        kill(process->pid, SIGKILL);
    while (waitpid(process->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    g_string_free(process->input, TRUE);
    g_free(process);
    return judge(status, ended ? error : NULL) && ended;
}

/* Waits until something can be read. FALSE with an error: nothing came for too long. */
static gboolean
await(const struct closed_process *process, GError **error)
{
    for (;;) {
        struct pollfd wait = {.fd = process->fd, .events = POLLIN};
        int ready = poll(&wait, 1, (int)sandbox_wall_seconds(process->closed.limits) * 1000);
        if (ready > 0)
            return TRUE;
        if (ready < 0 && errno == EINTR)
            continue;
        g_set_error(error, AKT_ERROR, AKT_ERROR_LIMIT, "reading took longer than the limit");
        return FALSE;
    }
}

gboolean
closed_run(const struct closed *closed, GError **error)
{
    struct closed_process *process = closed_start(closed, error);
    gboolean more = process != NULL;
    if (!process)
        return FALSE;
    while (more) {
        if (!await(process, error) || !closed_hear(process, &more, error)) {
            closed_end(process, NULL);
            return FALSE;
        }
    }
    return closed_end(process, error);
}
