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

/* Reads frames to the end of the pipe. FALSE with an error: a frame was refused, or nothing came
 * for too long. */
static gboolean
hear(const struct closed *closed, int fd, GError **error)
{
    g_autoptr(GString) input = g_string_new(NULL);
    char bytes[READ_SIZE];
    for (;;) {
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        int ready = poll(&wait, 1, (int)sandbox_wall_seconds(closed->limits) * 1000);
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0) {
            g_set_error(error, AKT_ERROR, AKT_ERROR_LIMIT, "reading took longer than the limit");
            return FALSE;
        }
        ssize_t n = read(fd, bytes, sizeof bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return TRUE;
        g_string_append_len(input, bytes, n);
        if (!take_frames(closed, input, error))
            return FALSE;
    }
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

gboolean
closed_run(const struct closed *closed, GError **error)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "pipe: %s", g_strerror(errno));
        return FALSE;
    }
    pid_t pid = fork();
    if (!pid) {
        close(ends[0]);
        child_main(closed, ends[1]);
    }
    close(ends[1]);
    if (pid < 0) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "fork: %s", g_strerror(errno));
        close(ends[0]);
        return FALSE;
    }
    gboolean good = hear(closed, ends[0], error);
    int status = 0;
    close(ends[0]);
    if (!good)
        kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return good && judge(status, error);
}
