/* serve: one process and one thread. The daemon, the drawing processes and signals are waited for
 * together; nothing that a reviewer said waits in memory: it is in the database, on the disk,
 * before the answer goes out. */
#include "serve-http.h"

#include "audit-private.h"
#include "program.h"

#include <errno.h>
#include <openssl/rand.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum {
    BUSY_MS = 5000, /* that a verdict waits for another program that writes */
    TICK_MS = 1000
};

static gboolean
make_token(char *token, GError **error)
{
    guint8 bytes[SERVE_TOKEN / 2];
    if (RAND_bytes(bytes, sizeof bytes) != 1) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_LIBRARY, "there is no randomness for a token");
        return FALSE;
    }
    for (guint i = 0; i < sizeof bytes; i++)
        g_snprintf(token + 2 * i, 3, "%02x", bytes[i]);
    return TRUE;
}

/* Connections and their pictures want more open files than some systems give at first. */
static void
raise_files(void)
{
    struct rlimit files;
    if (!getrlimit(RLIMIT_NOFILE, &files)) {
        files.rlim_cur = MIN((rlim_t)4096, files.rlim_max);
        setrlimit(RLIMIT_NOFILE, &files);
    }
}

/* SIGTERM, SIGINT and SIGHUP as something to wait for. */
static int
open_signals(GError **error)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    signal(SIGPIPE, SIG_IGN);
    int fd = signalfd(-1, &signals, SFD_CLOEXEC);
    if (fd < 0)
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "signals: %s", g_strerror(errno));
    return fd;
}

static int
wait_ms(struct server *server)
{
    MHD_UNSIGNED_LONG_LONG ms;
    if (server->resumed)
        return 0;
    if (MHD_get_timeout(server->daemon, &ms) == MHD_YES)
        return (int)MIN(ms, (MHD_UNSIGNED_LONG_LONG)TICK_MS);
    return TICK_MS;
}

/* Until a signal says so. */
static void
serve_loop(struct server *server, int signals)
{
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    const struct pollfd fixed[] = {{.fd = signals, .events = POLLIN},
                                   {.fd = info->epoll_fd, .events = POLLIN}};
    g_autoptr(GArray) fds = g_array_new(FALSE, FALSE, sizeof(struct pollfd));
    gint64 swept = g_get_monotonic_time();
    for (;;) {
        g_array_set_size(fds, 0);
        g_array_append_vals(fds, fixed, G_N_ELEMENTS(fixed));
        sheets_poll(server->sheets, fds);
        poll((struct pollfd *)(gpointer)fds->data, fds->len, wait_ms(server));
        if (g_array_index(fds, struct pollfd, 0).revents)
            return;
        sheets_work(server->sheets);
        if (g_get_monotonic_time() - swept > (gint64)TICK_MS * 1000) {
            serve_sweep(server);
            swept = g_get_monotonic_time();
        }
        server->resumed = FALSE;
        MHD_run(server->daemon);
    }
}

/* A sample that is to be reviewed must have been drawn. */
static gboolean
check_sample(struct database *database, const char *sample, GError **error)
{
    gint64 id;
    return !sample || review_sample(database, sample, &id, error);
}

/* Sets up what does not depend on the port. FALSE with an error. */
static gboolean
prepare(struct server *server, GError **error)
{
    struct database *database = server->database;
    if (!check_sample(database, server->sample, error) || !queue_prepare(database, error) ||
        !database_sync(database, error) || !make_token(server->token, error))
        return FALSE;
    sqlite3_busy_timeout(database_handle(database), BUSY_MS);
    raise_files();
    return TRUE;
}

static gboolean
serve(struct server *server, guint port, GError **error)
{
    int signals = prepare(server, error) ? open_signals(error) : -1;
    if (signals < 0)
        return FALSE;
    gboolean good = serve_start(server, port, error);
    if (good) {
        g_autofree char *address =
            g_strdup_printf("http://127.0.0.1:%u/?token=%s\n", server->port, server->token);
        program_write(AUDIT_PROGRAM, address, strlen(address));
        fflush(stdout);
        serve_loop(server, signals);
    }
    serve_stop(server);
    close(signals);
    return good;
}

int
audit_run_serve(const struct audit_options *options, struct database *database,
                char *const *arguments)
{
    g_autoptr(GError) error = NULL;
    enum language language = g_strcmp0(options->language, "en") ? LANGUAGE_DA : LANGUAGE_EN;
    const char *reviewer = options->reviewer ? options->reviewer : g_get_user_name();
    struct server server = {.database = database,
                            .report = {.database = database,
                                       .name = arguments[0],
                                       .originals = options->originals,
                                       .language = language},
                            .reviewer = reviewer,
                            .sample = options->sample,
                            .language = language};
    if (options->port > G_MAXUINT16)
        return audit_usage("--port is a number up to 65535");
    if (!g_utf8_validate(reviewer, -1, NULL) || strlen(reviewer) > REVIEW_MAX_NAME)
        return audit_usage("--reviewer is a name of at most 200 bytes, in UTF-8");
    return serve(&server, options->port > 0 ? (guint)options->port : 0, &error)
               ? AKT_EXIT_OK
               : audit_failure(error);
}
