/* The daemon: connections, each with its time, and requests from head to answer. */
#include "serve-http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <sys/socket.h>

enum {
    MAX_HEAD = 24 * 1024, /* bytes of a request's head, and what a connection may hold */
    IDLE_SECONDS = 75,    /* between two requests */
    QUIET_SECONDS = 120,  /* that nothing moves on a connection */
    PATIENCE_MS = 2500    /* that a page waits for its picture; pictures wait to the end */
};

static const char style[] =
#include "stages/audit/serve.css.inc"
    ;
static const char script[] =
#include "stages/audit/serve.js.inc"
    ;

/* A connection, from its start to its end. */
struct connection {
    int fd;
    gint64 deadline; /* of the monotonic clock; 0: it waits for us */
};

static gint64
seconds_from_now(gint64 seconds)
{
    return g_get_monotonic_time() + seconds * G_USEC_PER_SEC;
}

static struct connection *
connection_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

void
connection_deadline(struct MHD_Connection *connection, gint64 seconds)
{
    struct connection *own = connection_of(connection);
    if (own)
        own->deadline = seconds ? seconds_from_now(seconds) : 0;
}

static enum MHD_Result
answer_static(struct MHD_Connection *connection, const char *type, const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    return answer_bytes(connection, MHD_HTTP_OK, type, bytes, TRUE, NULL, NULL);
}

/* ---- what the daemon calls ------------------------------------------------------------------- */

static struct exchange *
begin_exchange(struct server *server, struct MHD_Connection *connection, const char *path,
               const char *method)
{
    struct exchange *exchange = g_new0(struct exchange, 1);
    exchange->request = (struct request){.server = server,
                                         .connection = connection,
                                         .path = g_strdup(path),
                                         .post = !strcmp(method, "POST")};
    exchange->body = g_string_new(NULL);
    return exchange;
}

/* The head is there. TRUE: it has its answer, *ret is what to return. */
static gboolean
refuse_head(struct exchange *exchange, const char *method, enum MHD_Result *ret)
{
    struct request *request = &exchange->request;
    struct MHD_Connection *connection = request->connection;
    const char *length = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Length");
    *ret = MHD_YES;
    exchange->refused = TRUE;
    if (!request->post && strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
        *ret = answer_text(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "GET, HEAD or POST\n", "Allow",
                           "GET, HEAD, POST");
    else if (!guard_admits(request->server, connection, request->path, request->post, ret))
        return TRUE;
    else if (length && g_ascii_strtoull(length, NULL, 10) > SERVE_MAX_BODY)
        *ret = answer_text(connection, MHD_HTTP_CONTENT_TOO_LARGE, "too much\n", NULL, NULL);
    else if (!strcmp(request->path, "/serve.css"))
        *ret = answer_static(connection, "text/css; charset=utf-8", style);
    else if (!strcmp(request->path, "/serve.js"))
        *ret = answer_static(connection, "text/javascript; charset=utf-8", script);
    else if (!strcmp(request->path, "/favicon.ico"))
        *ret = answer_text(connection, MHD_HTTP_NO_CONTENT, "", NULL, NULL);
    else
        exchange->refused = FALSE;
    return exchange->refused;
}

static enum MHD_Result
on_request(void *data, struct MHD_Connection *connection, const char *path, const char *method,
           const char *version, const char *upload, size_t *upload_length, void **own)
{
    struct exchange *exchange = *own;
    enum MHD_Result result;
    (void)version;
    if (!exchange) {
        *own = exchange = begin_exchange(data, connection, path, method);
        connection_deadline(connection, SERVE_SECONDS); /* for the body */
        if (refuse_head(exchange, method, &result))
            return result;
        return MHD_YES;
    }
    if (*upload_length) {
        if (exchange->body->len + *upload_length <= SERVE_MAX_BODY)
            g_string_append_len(exchange->body, upload, (gssize)*upload_length);
        else
            exchange->refused = TRUE; /* sent in pieces, without a length */
        *upload_length = 0;
        return MHD_YES;
    }
    if (exchange->refused)
        return answer_text(connection, MHD_HTTP_CONTENT_TOO_LARGE, "too much\n", NULL, NULL);
    gboolean patient = g_str_has_suffix(path, ".png") || g_str_has_suffix(path, ".json");
    if (!exchange->give_up)
        exchange->give_up =
            patient ? seconds_from_now(600) : g_get_monotonic_time() + PATIENCE_MS * 1000;
    return route_request(exchange);
}

static void
on_completed(void *data, struct MHD_Connection *connection, void **own,
             enum MHD_RequestTerminationCode code)
{
    struct exchange *exchange = *own;
    (void)data;
    (void)code;
    connection_deadline(connection, IDLE_SECONDS);
    if (!exchange)
        return;
    g_free((char *)exchange->request.path);
    g_clear_pointer(&exchange->request.fields, g_hash_table_unref);
    g_string_free(exchange->body, TRUE);
    g_free(exchange);
    *own = NULL;
}

static void
on_connection(void *data, struct MHD_Connection *connection, void **own,
              enum MHD_ConnectionNotificationCode code)
{
    struct server *server = data;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        struct connection *started = g_new0(struct connection, 1);
        started->fd = info ? info->connect_fd : -1;
        started->deadline = seconds_from_now(SERVE_SECONDS);
        g_queue_push_tail(server->connections, started);
        *own = started;
    } else if (*own) {
        g_queue_remove(server->connections, *own);
        g_free(*own);
        *own = NULL;
    }
}

/* A sheet is there: who waits for it goes on. */
static void
on_sheet(gpointer waiter, gpointer data)
{
    struct server *server = data;
    if (!g_hash_table_remove(server->suspended, waiter))
        return;
    MHD_resume_connection(waiter);
    server->resumed = TRUE;
}

void
serve_sweep(struct server *server)
{
    gint64 now = g_get_monotonic_time();
    for (GList *at = server->connections->head; at; at = at->next) {
        struct connection *connection = at->data;
        if (connection->deadline && connection->deadline < now) {
            shutdown(connection->fd, SHUT_RDWR);
            connection->deadline = 0;
        }
    }
    GHashTableIter iter;
    gpointer waiting;
    g_hash_table_iter_init(&iter, server->suspended);
    while (g_hash_table_iter_next(&iter, &waiting, NULL)) {
        /* pages look again whether they have waited long enough; pictures wait on */
        g_hash_table_iter_remove(&iter);
        MHD_resume_connection(waiting);
        server->resumed = TRUE;
    }
}

gboolean
serve_start(struct server *server, guint port, GError **error)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons((guint16)port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    server->connections = g_queue_new();
    server->suspended = g_hash_table_new(NULL, NULL);
    server->sheets = sheets_new(server->database, server->report.originals, on_sheet, server);
    server->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, (guint16)port, NULL, NULL, on_request, server,
        MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)SERVE_MAX_CONNECTIONS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MAX_HEAD,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)QUIET_SECONDS, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, server, MHD_OPTION_NOTIFY_CONNECTION,
        on_connection, server, MHD_OPTION_LISTEN_BACKLOG_SIZE, (unsigned)512, MHD_OPTION_END);
    const union MHD_DaemonInfo *info =
        server->daemon ? MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT) : NULL;
    if (!info || !info->port) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "cannot listen on 127.0.0.1 port %u: %s", port,
                    g_strerror(errno));
        return FALSE;
    }
    server->port = info->port;
    server->cookie = g_strdup_printf("aktspor-%u", server->port);
    return TRUE;
}

void
serve_stop(struct server *server)
{
    GHashTableIter iter;
    gpointer waiting;
    g_hash_table_iter_init(&iter, server->suspended);
    while (g_hash_table_iter_next(&iter, &waiting, NULL))
        MHD_resume_connection(waiting);
    if (server->daemon)
        MHD_stop_daemon(server->daemon);
    g_hash_table_unref(server->suspended);
    sheets_free(server->sheets);
    g_queue_free_full(server->connections, g_free);
    g_free(server->cookie);
}
