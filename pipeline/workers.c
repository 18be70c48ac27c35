#include "workers.h"

#include "original.h"
#include "program.h"
#include "tei.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    WINDOW_PER_WORKER = 8,
    MAX_ORIGINAL = 400 * 1024 * 1024, /* bytes; must fit into a worker's memory */
    HUGE_LINE = 4 * 1024 * 1024,      /* bytes; a paper of a thousand pages */
    TRIAL_MS = 3000,                  /* CPU time for a step that the document can do without */
    MOST_TRIES = 3                    /* of one document */
};

/* Which of the steps that a document can do without are left out. */
#define SPARE_NONE 0u
#define SPARE_ALL G_MAXUINT32

/* Parent to worker: this, the path, and the file's descriptor beside it. */
struct job_message {
    guint32 job;
    guint32 path_length;
    guint32 spare; /* SPARE_NONE, SPARE_ALL or the step in which a worker died */
};

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

/* One huge paper leaves no large buffer, and no memory that the small ones after it do not need. */
static void
forget_huge(GString **buffer)
{
    if ((*buffer)->len || (*buffer)->allocated_len <= HUGE_LINE)
        return;
    g_string_free(*buffer, TRUE);
    *buffer = g_string_new(NULL);
    malloc_trim(0);
}

/* ---- in the worker --------------------------------------------------------------------------- */

static gboolean
write_all(int fd, const void *bytes, gsize length)
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

static gboolean
read_all(int fd, void *bytes, gsize length)
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
    return read_all(fd, *ret_path, ret_job->path_length);
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
    return write_all(fd, &message, sizeof message) && write_all(fd, issue, message.issue_length);
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
    return write_all(fd, &message, sizeof message) && write_all(fd, line->str, line->len) &&
           write_all(fd, issue ? issue->text : "", message.issue_length);
}

/* TRUE when the parent wants the document. */
static gboolean
is_wanted(const struct workers *workers, int fd, guint32 job, const char *sha256)
{
    char answer = 'y';
    if (!workers->is_known)
        return TRUE;
    return reply(fd, REPLY_QUERY, job, FALSE, sha256, "") && read_all(fd, &answer, 1) &&
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
    if (!write_all(reading->fd, &message, sizeof message))
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
    if (!write_all(reading->fd, &message, sizeof message))
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

/* The life of a worker: never returns. */
static void
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
        forget_huge(&out);
    }
    _exit(AKT_EXIT_OK);
}

/* ---- in the parent --------------------------------------------------------------------------- */

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
    struct result *results;
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
           write_all(worker->fd, path, message.path_length);
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
    guint window = pool->setup->count * WINDOW_PER_WORKER;
    if (pool->next_job < pool->n_paths && pool->next_job < pool->next_done + window)
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
            struct result *result = &pool->results[job];
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
    int status; /* wait's */
    gboolean hung;
    guint64 grown; /* bytes of memory at its largest */
};

/* Which limit a worker's end tells of; FALSE where it is none: it crashed. */
static gboolean
limit_of_end(const struct end *end, const struct sandbox_limits *limits, char **ret_reason)
{
    gboolean killed = WIFSIGNALED(end->status);
    if (end->hung)
        *ret_reason =
            g_strdup_printf("reading hung: nothing for %u seconds", sandbox_wall_seconds(limits));
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
    struct result *result = &pool->results[job];
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
    struct end end = {.hung = hung};
    end.status = worker_stop(worker, hung ? SIGKILL : 0, &end.grown);
    if (job >= 0) {
        guint again = (guint)job;
        if (worth_a_try(&pool->results[job], &end))
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
    struct result *result = &pool->results[worker->job];
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
        write_all(worker->fd, result->known ? "n" : "y", 1);
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

/* Reads what a worker sent. FALSE when it is gone. */
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
    return TRUE;
}

/* Hands finished results on, in order. */
static gboolean
hand_on(struct pool *pool, GError **error)
{
    while (pool->next_done < pool->n_paths && pool->results[pool->next_done].here) {
        struct result *result = &pool->results[pool->next_done];
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
            forget_huge(&pool->workers[i].input);
        if (pool->next_done == pool->n_paths)
            break;
        gboolean busy = FALSE;
        for (guint i = 0; i < count; i++) { /* poll passes over a descriptor of -1 */
            polls[i] = (struct pollfd){.fd = pool->workers[i].fd, .events = POLLIN};
            busy |= pool->workers[i].job >= 0;
        }
        if (!busy)
            continue;
        if (poll(polls, count, 1000) < 0 && errno != EINTR) {
            g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "poll: %s", g_strerror(errno));
            return FALSE;
        }
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
    pool.results = g_new0(struct result, pool.n_paths + 1);
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
    for (guint i = 0; i < pool.n_paths; i++)
        result_clear(&pool.results[i]);
    g_array_free(pool.again, TRUE);
    g_free(pool.results);
    g_free(pool.workers);
    return good;
}

/* ---- programs that print the stream ---------------------------------------------------------- */

gboolean
outcome_is_failure(const struct outcome *outcome, const char **ret_reason)
{
    *ret_reason = outcome->issue ? outcome->issue : document_state_name(outcome->state);
    if (outcome->error) {
        *ret_reason = outcome->error->message;
        return TRUE;
    }
    return outcome->failed || (outcome->line && (outcome->state == DOCUMENT_DAMAGED ||
                                                 outcome->state == DOCUMENT_LIMIT));
}

struct printing {
    const char *program;
    struct chain *chain;
    enum akt_exit status;
};

static gboolean
print_outcome(const struct outcome *outcome, gpointer data, GError **error)
{
    (void)error;
    struct printing *printing = data;
    const char *reason;
    if (outcome_is_failure(outcome, &reason)) {
        program_message(printing->program, outcome->path, 0, "%s", reason);
        printing->status = MAX(printing->status, AKT_EXIT_SOME);
    }
    if (outcome->line) {
        program_write(printing->program, outcome->line, outcome->length);
        return TRUE;
    }
    g_autoptr(document) document = chain_unreadable(printing->chain, outcome->path, outcome->error);
    g_autoptr(GString) line = g_string_new(NULL);
    tei_write(document, line);
    program_write(printing->program, line->str, line->len);
    return TRUE;
}

enum akt_exit
workers_stream(const char *program, struct chain *chain, guint count, char *const *paths)
{
    struct printing printing = {.program = program, .chain = chain};
    const struct workers workers = {.chain = chain,
                                    .count = count,
                                    .limits = chain_limits(chain),
                                    .paths = paths,
                                    .done = print_outcome,
                                    .data = &printing};
    g_autoptr(GError) error = NULL;
    if (workers_run(&workers, &error))
        return printing.status;
    program_message(program, NULL, 0, "%s", error->message);
    return akt_error_exit(error);
}
