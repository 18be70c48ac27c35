#include "workers-private.h"

#include "original.h"
#include "program.h"
#include "tei.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    WINDOW_PER_WORKER = 8,
    MOST_TRIES = 3 /* of one document */
};
/* A worker cannot hold more than this, so none that is sound sends it. */
static const gsize MOST_BYTES = 512UL * 1024 * 1024;

struct result {
    gboolean here, known, failed;
    guint tries;
    guint32 trying; /* the step that may be its worker's end, or 0 */
    guint32 spare;
    char *line;
    gsize length;
    enum document_state state;
    char *issue;
    char *sha256;
    GError *error;
};

struct worker {
    pid_t pid;
    int fd;
    int job; /* -1: idle */
    gint64 since;
    GString *input;
};

struct pool {
    const struct workers *setup;
    struct worker *workers;
    struct result *results; /* a ring: of the jobs from next_done on, `window` of them */
    guint window;
    guint n_paths, next_job, next_done;
    GArray *again; /* guint: jobs whose worker died once */
};

static void
result_clear(struct result *result)
{
    g_clear_pointer(&result->line, g_free);
    g_clear_pointer(&result->issue, g_free);
    g_clear_pointer(&result->sha256, g_free);
    g_clear_error(&result->error);
    *result = (struct result){0};
}

static struct result *
result_of(const struct pool *pool, guint job)
{
    return &pool->results[job % pool->window];
}

static gboolean
worker_start(struct pool *pool, struct worker *worker, GError **error)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "socketpair: %s", g_strerror(errno));
        return FALSE;
    }
    worker->pid = fork();
    if (!worker->pid) {
        close(ends[0]);
        for (guint i = 0; i < pool->setup->count; i++)
            if (pool->workers[i].fd >= 0)
                close(pool->workers[i].fd);
        worker_main(pool->setup, ends[1]);
    }
    close(ends[1]);
    if (worker->pid < 0) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "fork: %s", g_strerror(errno));
        close(ends[0]);
        return FALSE;
    }
    worker->fd = ends[0];
    worker->job = -1;
    g_string_truncate(worker->input, 0);
    return TRUE;
}

/* Ends a worker and says how it ended (wait's status), and how large it grew (may be NULL). */
static int
worker_stop(struct worker *worker, int signal_number, guint64 *ret_grown)
{
    int status = 0;
    struct rusage used = {0};
    if (worker->fd < 0)
        return 0;
    close(worker->fd);
    worker->fd = -1;
    if (signal_number)
        kill(worker->pid, signal_number);
    while (wait4(worker->pid, &status, 0, &used) < 0 && errno == EINTR)
        continue;
    if (ret_grown)
        *ret_grown = (guint64)used.ru_maxrss * 1024;
    return status;
}

static gboolean
send_job(struct worker *worker, guint job, guint32 spare, const char *path, int file)
{
    char control[CMSG_SPACE(sizeof(int))] = {0};
    struct job_message message = {job, (guint32)strlen(path), spare};
    struct iovec part = {&message, sizeof message};
    struct msghdr header = {.msg_iov = &part,
                            .msg_iovlen = 1,
                            .msg_control = control,
                            .msg_controllen = sizeof control};
    struct cmsghdr *rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(sizeof file);
    memcpy(CMSG_DATA(rights), &file, sizeof file);
    worker->job = (int)job;
    worker->since = g_get_monotonic_time();
    return sendmsg(worker->fd, &header, MSG_NOSIGNAL) == (ssize_t)sizeof message &&
           workers_write(worker->fd, path, message.path_length);
}

/* Opens what a job names: a regular file. -1 with an error. */
static int
open_job(const char *path, GError **error)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0 || fstat(file, &status)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "%s", g_strerror(errno));
    } else if (!S_ISREG(status.st_mode)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "%s",
                    S_ISDIR(status.st_mode) ? "this is a folder" : "this is no regular file");
    } else {
        return file;
    }
    if (file >= 0)
        close(file);
    return -1;
}

/* The next job for an idle worker: one to try again, else the next path in the window. */
static int
take_job(struct pool *pool)
{
    if (pool->again->len) {
        guint job = g_array_index(pool->again, guint, pool->again->len - 1);
        g_array_set_size(pool->again, pool->again->len - 1);
        return (int)job;
    }
    if (pool->next_job < pool->n_paths && pool->next_job < pool->next_done + pool->window)
        return (int)pool->next_job++;
    return -1;
}

/* Gives idle workers what there is to do. */
static void
feed(struct pool *pool)
{
    for (guint i = 0; i < pool->setup->count; i++) {
        struct worker *worker = &pool->workers[i];
        while (worker->job < 0 && worker->fd >= 0) {
            int job = take_job(pool);
            if (job < 0)
                return;
            struct result *result = result_of(pool, (guint)job);
            int file = open_job(pool->setup->paths[job], &result->error);
            if (file < 0) {
                result->here = TRUE;
                continue;
            }
            send_job(worker, (guint)job, result->spare, pool->setup->paths[job], file);
            close(file); /* a send that failed shows as the worker's end */
        }
    }
}

/* How a worker ended. */
struct end {
    int status;             /* wait's */
    gboolean hung, flooded; /* it was killed: it said nothing, or too much */
    guint64 grown;          /* bytes of memory at its largest */
};

/* Which limit a worker's end tells of; FALSE where it is none: it crashed. */
static gboolean
limit_of_end(const struct end *end, const struct sandbox_limits *limits, char **ret_reason)
{
    gboolean killed = WIFSIGNALED(end->status);
    if (end->hung)
        *ret_reason =
            g_strdup_printf("reading hung: nothing for %u seconds", sandbox_wall_seconds(limits));
    else if (end->flooded)
        *ret_reason = g_strdup_printf("reading gave more than the limit of %" G_GSIZE_FORMAT " MB",
                                      MOST_BYTES / 1024 / 1024);
    else if (killed && WTERMSIG(end->status) == SIGPROF)
        *ret_reason = g_strdup_printf("reading took longer than the limit of %g s of CPU time and "
                                      "%u ms a page",
                                      limits->cpu_ms / 1000.0, limits->cpu_ms_page);
    else if (killed && (WTERMSIG(end->status) == SIGKILL || end->grown > limits->memory_bytes / 2))
        *ret_reason =
            g_strdup_printf("reading wanted more memory than the limit of %" G_GUINT64_FORMAT " MB",
                            limits->memory_bytes / 1024 / 1024);
    else if (killed)
        *ret_reason = g_strdup_printf("the reader crashed: %s", g_strsignal(WTERMSIG(end->status)));
    else
        *ret_reason = g_strdup("the reader left");
    return killed && !g_str_has_prefix(*ret_reason, "the reader");
}

/* A document for a job whose workers died: what is known of the original, and why. */
static void
bury(struct pool *pool, guint job, const struct end *end)
{
    struct result *result = result_of(pool, job);
    const char *path = pool->setup->paths[job];
    g_autoptr(GError) error = NULL;
    g_autofree char *reason = NULL;
    gboolean limit = limit_of_end(end, pool->setup->limits, &reason);
    g_autoptr(original) original = original_open(path, -1, G_MAXINT, &error);
    g_autoptr(document) document = NULL;
    if (!original) {
        document = chain_unreadable(pool->setup->chain, path, error);
    } else {
        document =
            chain_failed(pool->setup->chain, original, limit ? DOCUMENT_LIMIT : DOCUMENT_DAMAGED,
                         limit ? "limit" : "crash", reason);
        result->sha256 = g_strdup(original->sha256);
    }
    g_autoptr(GString) line = g_string_new(NULL);
    tei_write(document, line);
    result->state = document->state;
    result->issue = g_strdup(g_array_index(document->issues, struct issue, 0).text);
    result->length = line->len;
    result->line = g_string_free(g_steal_pointer(&line), FALSE);
    result->failed = result->here = TRUE;
}

/* TRUE where a job whose worker died is worth another try: without what the worker died of trying,
 * or because what died may have been the worker's own trouble. Time that is used up would be
 * again. */
static gboolean
worth_a_try(struct result *result, const struct end *end)
{
    gboolean out_of_time = WIFSIGNALED(end->status) && WTERMSIG(end->status) == SIGPROF;
    guint32 step = result->trying;
    result->trying = 0;
    if (++result->tries >= MOST_TRIES)
        return FALSE;
    if (!step)
        return result->tries == 1 && !out_of_time;
    result->spare = result->spare == SPARE_NONE ? step : SPARE_ALL;
    return TRUE;
}

/* A worker is gone: its job is tried again, or given up; a fresh worker takes its place. */
static gboolean
replace_worker(struct pool *pool, struct worker *worker, gboolean hung, GError **error)
{
    int job = worker->job;
    struct end end = {.hung = hung, .flooded = worker->input->len > MOST_BYTES};
    end.status = worker_stop(worker, hung || end.flooded ? SIGKILL : 0, &end.grown);
    if (job >= 0) {
        guint again = (guint)job;
        if (worth_a_try(result_of(pool, again), &end))
            g_array_append_val(pool->again, again);
        else
            bury(pool, again, &end);
    } else if (WIFEXITED(end.status) && WEXITSTATUS(end.status) == AKT_EXIT_FAILURE) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_LIBRARY, "a worker could not close itself in");
        return FALSE;
    }
    return worker_start(pool, worker, error);
}

/* Takes one whole reply off a worker's input. FALSE while there is none. */
static gboolean
take_reply(struct pool *pool, struct worker *worker)
{
    struct reply_message message;
    GString *input = worker->input;
    if (input->len < sizeof message)
        return FALSE;
    memcpy(&message, input->str, sizeof message);
    gsize length = (gsize)message.length + message.issue_length;
    if (input->len < sizeof message + length || worker->job < 0)
        return FALSE;
    struct result *result = result_of(pool, (guint)worker->job);
    const char *line = input->str + sizeof message, *issue = line + message.length;
    message.sha256[64] = '\0';
    if (message.kind == REPLY_TRYING) {
        result->trying = message.step;
        worker->since = g_get_monotonic_time();
        g_string_erase(input, 0, (gssize)(sizeof message + length));
        return TRUE;
    }
    if (message.kind == REPLY_QUERY) {
        /* asked only where there is an answer, but what a worker sends is not to be trusted */
        result->known =
            pool->setup->is_known && pool->setup->is_known(message.sha256, pool->setup->data);
        workers_write(worker->fd, result->known ? "n" : "y", 1);
    } else if (message.kind == REPLY_UNREADABLE) {
        result->error = g_error_new(AKT_ERROR, message.failed ? AKT_ERROR_LIMIT : AKT_ERROR_IO,
                                    "%.*s", (int)message.issue_length, issue);
    } else {
        result->line = g_strndup(line, message.length);
        result->length = message.length;
        result->state = (enum document_state)MIN(message.state, (guint32)DOCUMENT_LIMIT);
        result->failed = message.failed != 0;
        result->issue = message.issue_length ? g_strndup(issue, message.issue_length) : NULL;
    }
    if (*message.sha256) {
        g_free(result->sha256);
        result->sha256 = g_strdup(message.sha256);
    }
    g_string_erase(input, 0, (gssize)(sizeof message + length));
    if (message.kind != REPLY_QUERY || result->known) {
        result->here = TRUE;
        worker->job = -1;
    }
    return TRUE;
}

/* Reads what a worker sent. FALSE when it is gone, or sends without end. */
static gboolean
hear(struct pool *pool, struct worker *worker)
{
    char bytes[64 * 1024];
    ssize_t n = recv(worker->fd, bytes, sizeof bytes, MSG_DONTWAIT);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return TRUE;
    if (n <= 0)
        return FALSE;
    g_string_append_len(worker->input, bytes, n);
    while (take_reply(pool, worker))
        continue;
    return worker->input->len <= MOST_BYTES;
}

/* Hands finished results on, in order. */
static gboolean
hand_on(struct pool *pool, GError **error)
{
    while (pool->next_done < pool->n_paths && result_of(pool, pool->next_done)->here) {
        struct result *result = result_of(pool, pool->next_done);
        const struct outcome outcome = {.path = pool->setup->paths[pool->next_done],
                                        .line = result->line,
                                        .length = result->length,
                                        .known = result->known,
                                        .failed = result->failed,
                                        .state = result->state,
                                        .issue = result->issue,
                                        .sha256 = result->sha256,
                                        .error = result->error};
        gboolean good = pool->setup->done(&outcome, pool->setup->data, error);
        result_clear(result);
        pool->next_done++;
        if (!good)
            return FALSE;
    }
    return TRUE;
}

static gboolean
pool_loop(struct pool *pool, GError **error)
{
    guint count = pool->setup->count;
    g_autofree struct pollfd *polls = g_new0(struct pollfd, count);
    while (pool->next_done < pool->n_paths) {
        feed(pool);
        if (!hand_on(pool, error))
            return FALSE;
        for (guint i = 0; i < count; i++)
            workers_forget_huge(&pool->workers[i].input);
        if (pool->next_done == pool->n_paths)
            break;
        gboolean busy = FALSE;
        for (guint i = 0; i < count; i++) { /* poll passes over a descriptor of -1 */
            polls[i] = (struct pollfd){.fd = pool->workers[i].fd, .events = POLLIN};
            busy |= pool->workers[i].job >= 0;
        }
        if (!busy)
            continue;
        int heard = poll(polls, count, 1000);
        if (heard < 0 && errno != EINTR) {
            g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "poll: %s", g_strerror(errno));
            return FALSE;
        }
        if (!heard && pool->setup->idle && !pool->setup->idle(pool->setup->data, error))
            return FALSE;
        gint64 now = g_get_monotonic_time();
        gint64 wall = sandbox_wall_seconds(pool->setup->limits) * G_USEC_PER_SEC;
        for (guint i = 0; i < count; i++) {
            struct worker *worker = &pool->workers[i];
            gboolean hangs = worker->job >= 0 && now - worker->since > wall;
            if ((polls[i].revents && !hear(pool, worker)) || hangs)
                if (!replace_worker(pool, worker, hangs, error))
                    return FALSE;
        }
    }
    return TRUE;
}

gboolean
workers_run(const struct workers *setup, GError **error)
{
    struct pool pool = {.setup = setup, .n_paths = g_strv_length((char **)setup->paths)};
    pool.workers = g_new0(struct worker, setup->count);
    pool.window = setup->count * WINDOW_PER_WORKER;
    pool.results = g_new0(struct result, pool.window);
    pool.again = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < setup->count; i++) {
        pool.workers[i].fd = -1;
        pool.workers[i].job = -1;
        pool.workers[i].input = g_string_new(NULL);
    }
    gboolean good = TRUE;
    for (guint i = 0; good && pool.n_paths && i < MIN(setup->count, pool.n_paths); i++)
        good = worker_start(&pool, &pool.workers[i], error);
    good = good && pool_loop(&pool, error);
    for (guint i = 0; i < setup->count; i++) {
        worker_stop(&pool.workers[i], good ? 0 : SIGKILL, NULL);
        g_string_free(pool.workers[i].input, TRUE);
    }
    for (guint i = 0; i < pool.window; i++)
        result_clear(&pool.results[i]);
    g_array_free(pool.again, TRUE);
    g_free(pool.results);
    g_free(pool.workers);
    return good;
}
