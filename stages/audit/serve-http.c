/* Who may ask: whoever knows the token, from this machine's own address, from no other site's page.
 * What is refused is refused before a form's body is read. */
#include "program.h"
#include "serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum {
    MAX_HEAD = 24 * 1024, /* bytes of a request's head, and what a connection may hold */
    IDLE_SECONDS = 75,    /* between two requests */
    ANSWER_SECONDS = 120, /* to take an answer in */
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

/* One request, from its head to its answer. */
struct exchange {
    struct request request;
    GString *body;
    gboolean refused; /* answered at its head */
    gint64 give_up;   /* when a page no longer waits for its picture */
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

static void
set_deadline(struct MHD_Connection *connection, gint64 seconds)
{
    struct connection *own = connection_of(connection);
    if (own)
        own->deadline = seconds ? seconds_from_now(seconds) : 0;
}

/* ---- answers --------------------------------------------------------------------------------- */

static void
add_headers(struct MHD_Response *response, const char *type, gboolean keep)
{
    static const char *const headers[][2] = {
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src "
         "'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"}};
    for (guint i = 0; i < G_N_ELEMENTS(headers); i++)
        MHD_add_response_header(response, headers[i][0], headers[i][1]);
    MHD_add_response_header(response, "Content-Type", type);
    MHD_add_response_header(response, "Cache-Control",
                            keep ? "private, max-age=86400" : "no-store");
}

static void
unref_bytes(void *bytes)
{
    g_bytes_unref(bytes);
}

static enum MHD_Result
queue_bytes(struct MHD_Connection *connection, guint status, const char *type, GBytes *bytes,
            gboolean keep, const char *header, const char *value)
{
    gsize length;
    gconstpointer data = g_bytes_get_data(bytes, &length);
    struct MHD_Response *response = MHD_create_response_from_buffer_with_free_callback_cls(
        length, (void *)(guintptr)data, unref_bytes, g_bytes_ref(bytes));
    if (!response) {
        g_bytes_unref(bytes);
        return MHD_NO;
    }
    add_headers(response, type, keep);
    if (header)
        MHD_add_response_header(response, header, value);
    set_deadline(connection, ANSWER_SECONDS);
    enum MHD_Result result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result
queue_text(struct MHD_Connection *connection, guint status, const char *text, const char *header,
           const char *value)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    return queue_bytes(connection, status, "text/plain; charset=utf-8", bytes, FALSE, header,
                       value);
}

static enum MHD_Result
queue_static(struct MHD_Connection *connection, const char *type, const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    return queue_bytes(connection, MHD_HTTP_OK, type, bytes, TRUE, NULL, NULL);
}

/* ---- who may ask ----------------------------------------------------------------------------- */

/* The value of a header that is there once; NULL where it is not, *ret_twice where it is more
 * often. */
struct header_look {
    const char *name, *value;
    guint times;
};

static enum MHD_Result
look_at_header(void *data, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct header_look *look = data;
    (void)kind;
    if (!g_ascii_strcasecmp(name, look->name)) {
        look->value = value ? value : "";
        look->times++;
    }
    return MHD_YES;
}

static struct header_look
header_of(struct MHD_Connection *connection, const char *name)
{
    struct header_look look = {.name = name};
    MHD_get_connection_values(connection, MHD_HEADER_KIND, look_at_header, &look);
    return look;
}

/* "127.0.0.1:PORT" or "localhost:PORT", as a name of another site's that leads here is not. */
static gboolean
is_own_host(const struct server *server, const char *host)
{
    g_autofree char *number = g_strdup_printf("127.0.0.1:%u", server->port);
    g_autofree char *name = g_strdup_printf("localhost:%u", server->port);
    return !strcmp(host, number) || !strcmp(host, name);
}

/* A form comes from a page of ours. Browsers say "null" for the origin where, as here, pages are
 * asked to give no referrer; then what they say of the site counts. */
static gboolean
is_own_form(struct MHD_Connection *connection, const char *host)
{
    const struct header_look origin = header_of(connection, "Origin");
    const struct header_look site = header_of(connection, "Sec-Fetch-Site");
    g_autofree char *own = g_strconcat("http://", host, NULL);
    if (origin.times > 1 || site.times > 1 ||
        (site.value && strcmp(site.value, "same-origin") != 0))
        return FALSE;
    if (!origin.value || !strcmp(origin.value, "null"))
        return site.value != NULL;
    return !strcmp(origin.value, own);
}

/* Something that a page of another site asks for, other than by following a link. */
static gboolean
is_foreign(struct MHD_Connection *connection)
{
    const struct header_look site = header_of(connection, "Sec-Fetch-Site");
    const struct header_look mode = header_of(connection, "Sec-Fetch-Mode");
    return site.value && strcmp(site.value, "same-origin") != 0 &&
           strcmp(site.value, "none") != 0 && g_strcmp0(mode.value, "navigate") != 0;
}

static gboolean
is_token(const struct server *server, const char *given)
{
    return given && strlen(given) == SERVE_TOKEN &&
           !CRYPTO_memcmp(given, server->token, SERVE_TOKEN);
}

/* TRUE: it may go on. FALSE: it has its answer. */
static gboolean
let_in(struct server *server, struct MHD_Connection *connection, const char *path, gboolean post,
       enum MHD_Result *ret)
{
    const struct header_look host = header_of(connection, "Host");
    if (host.times != 1 || !is_own_host(server, host.value)) {
        *ret = queue_text(connection, MHD_HTTP_MISDIRECTED_REQUEST, "wrong host\n", NULL, NULL);
        return FALSE;
    }
    if (post ? !is_own_form(connection, host.value) : is_foreign(connection)) {
        *ret = queue_text(connection, MHD_HTTP_FORBIDDEN, "asked by another site\n", NULL, NULL);
        return FALSE;
    }
    const char *given = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "token");
    if (!post && !strcmp(path, "/") && is_token(server, given)) {
        g_autofree char *cookie = g_strdup_printf("%s=%s; Path=/; HttpOnly; SameSite=Strict",
                                                  server->cookie, server->token);
        struct MHD_Response *response =
            MHD_create_response_from_buffer(0, (void *)(guintptr) "", MHD_RESPMEM_PERSISTENT);
        add_headers(response, "text/plain; charset=utf-8", FALSE);
        MHD_add_response_header(response, "Set-Cookie", cookie);
        MHD_add_response_header(response, "Location", "/");
        *ret = MHD_queue_response(connection, MHD_HTTP_SEE_OTHER, response);
        MHD_destroy_response(response);
        return FALSE;
    }
    if (!is_token(server,
                  MHD_lookup_connection_value(connection, MHD_COOKIE_KIND, server->cookie))) {
        *ret = queue_text(connection, MHD_HTTP_FORBIDDEN,
                          "open the address that akt-audit serve has printed\n", NULL, NULL);
        return FALSE;
    }
    return TRUE;
}

/* ---- fields ---------------------------------------------------------------------------------- */

const char *
request_field(const struct request *request, const char *name)
{
    const char *value = g_hash_table_lookup(request->fields, name);
    return value ? value : "";
}

gint64
request_number(const struct request *request, const char *name)
{
    const char *value = request_field(request, name);
    char *end;
    gint64 number = g_ascii_strtoll(value, &end, 10);
    return *value && !*end && number > 0 ? number : 0;
}

struct queue
request_queue(const struct request *request)
{
    static const char *const names[] = {"type", "cert", "project", "sample", "min", "odd", "seen"};
    struct queue queue = {.reviewer = request->server->reviewer};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        queue_set(&queue, names[i], request_field(request, names[i]));
    return queue;
}

static enum MHD_Result
take_argument(void *data, enum MHD_ValueKind kind, const char *name, const char *value)
{
    GHashTable *fields = data;
    (void)kind;
    if (value && g_hash_table_size(fields) < SERVE_MAX_FIELDS && g_utf8_validate(name, -1, NULL) &&
        g_utf8_validate(value, -1, NULL))
        g_hash_table_insert(fields, g_strdup(name), g_strdup(value));
    return MHD_YES;
}

/* FALSE: it is no form. */
static gboolean
read_fields(struct exchange *exchange)
{
    struct request *request = &exchange->request;
    if (!request->post) {
        request->fields = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        MHD_get_connection_values(request->connection, MHD_GET_ARGUMENT_KIND, take_argument,
                                  request->fields);
        return TRUE;
    }
    request->fields = g_uri_parse_params(exchange->body->str, (gssize)exchange->body->len, "&",
                                         G_URI_PARAMS_WWW_FORM, NULL);
    return request->fields && g_hash_table_size(request->fields) <= SERVE_MAX_FIELDS;
}

/* ---- answers by path ------------------------------------------------------------------------- */

/* "/NAME/12" or "/NAME/12/3"; FALSE for any other form. */
static gboolean
read_path(const char *path, const char *name, const char *end, gint64 numbers[2], guint n)
{
    g_autofree char *start = g_strdup_printf("/%s/", name);
    if (!g_str_has_prefix(path, start))
        return FALSE;
    path += strlen(start);
    for (guint i = 0; i < n; i++) {
        gsize digits = strspn(path, "0123456789");
        if (!digits || digits > 15 || *path == '0')
            return FALSE;
        numbers[i] = g_ascii_strtoll(path, NULL, 10);
        path += digits;
        if (i + 1 < n && *path++ != '/')
            return FALSE;
    }
    return !strcmp(path, end);
}

static gboolean
no_such(GError **error)
{
    g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "there is no such page");
    return FALSE;
}

static gboolean
route_get(struct request *request, struct answer *answer, GError **error)
{
    const char *path = request->path;
    gint64 numbers[2];
    if (!strcmp(path, "/"))
        return serve_list(request, answer, error);
    if (read_path(path, "fact", "", numbers, 1))
        return serve_fact(request, numbers[0], answer, error);
    if (read_path(path, "page", "", numbers, 2) && numbers[1] <= G_MAXINT)
        return serve_page(request, numbers[0], (guint)numbers[1], answer, error);
    if (read_path(path, "page", ".png", numbers, 2) && numbers[1] <= G_MAXINT)
        return serve_picture(request, numbers[0], (guint)numbers[1], answer, error);
    if (read_path(path, "page", ".json", numbers, 2) && numbers[1] <= G_MAXINT)
        return serve_words(request, numbers[0], (guint)numbers[1], answer, error);
    return no_such(error);
}

static gboolean
route_post(struct request *request, struct answer *answer, GError **error)
{
    static const struct {
        const char *path;
        gboolean (*serve)(struct request *, struct answer *, GError **);
    } routes[] = {{"/judge", serve_judge},
                  {"/miss", serve_miss},
                  {"/read", serve_read},
                  {"/undo", serve_undo}};
    for (guint i = 0; i < G_N_ELEMENTS(routes); i++) {
        if (!strcmp(routes[i].path, request->path))
            return routes[i].serve(request, answer, error);
    }
    return no_such(error);
}

/* What went wrong, as a page. */
static void
put_error(struct server *server, struct answer *answer, const GError *error)
{
    gboolean usage = g_error_matches(error, AKT_ERROR, AKT_ERROR_USAGE);
    int code = sqlite3_errcode(database_handle(server->database)) & 0xff;
    gboolean busy = !usage && (code == SQLITE_BUSY || code == SQLITE_LOCKED);
    answer->status = usage  ? MHD_HTTP_NOT_FOUND
                     : busy ? MHD_HTTP_SERVICE_UNAVAILABLE
                            : MHD_HTTP_INTERNAL_SERVER_ERROR;
    const char *title = usage  ? "This is not here"
                        : busy ? "Another program is writing to the database"
                               : "Something went wrong";
    if (!usage)
        program_message("akt-audit", NULL, 0, "%s", error->message);
    g_string_truncate(answer->body, 0);
    serve_begin(answer->body, server, serve_say(server->language, title), "plain");
    g_string_append(answer->body, "<main class=\"plain\"><h1>");
    html_text(answer->body, serve_say(server->language, title));
    g_string_append(answer->body, "</h1><p>");
    html_text(answer->body,
              busy ? serve_say(server->language, "Nothing was saved. Go back and try again.")
                   : error->message);
    g_string_append(answer->body, "</p></main>\n");
    serve_end(answer->body, server);
}

static enum MHD_Result
send_answer(struct exchange *exchange, struct answer *answer)
{
    struct MHD_Connection *connection = exchange->request.connection;
    g_autoptr(GBytes) bytes = answer->bytes ? g_bytes_ref(answer->bytes)
                                            : g_bytes_new(answer->body->str, answer->body->len);
    return queue_bytes(connection, answer->location ? MHD_HTTP_SEE_OTHER : answer->status,
                       answer->type, bytes, FALSE, answer->location ? "Location" : NULL,
                       answer->location);
}

static enum MHD_Result
answer_request(struct exchange *exchange)
{
    struct request *request = &exchange->request;
    g_autoptr(GError) error = NULL;
    struct answer answer = {
        .status = MHD_HTTP_OK, .type = "text/html; charset=utf-8", .body = g_string_new(NULL)};
    enum MHD_Result result = MHD_YES;
    if (!request->fields && !read_fields(exchange))
        return queue_text(request->connection, MHD_HTTP_BAD_REQUEST, "no form\n", NULL, NULL);
    request->waited = g_get_monotonic_time() >= exchange->give_up;
    if (!(request->post ? route_post : route_get)(request, &answer, &error))
        put_error(request->server, &answer, error);
    if (!answer.waits || error)
        result = send_answer(exchange, &answer);
    g_string_free(answer.body, TRUE);
    g_clear_pointer(&answer.bytes, g_bytes_unref);
    g_free(answer.location);
    return result;
}

const struct sheet *
request_sheet(struct request *request, gint64 document, guint page, struct answer *answer)
{
    struct server *server = request->server;
    const struct sheet *sheet = sheets_look(server->sheets, document, page);
    if (sheet || request->waited || !page)
        return sheet;
    if (!sheets_want(server->sheets, document, page, request->connection))
        return NULL;
    sheet =
        sheets_look(server->sheets, document, page); /* it could not be begun, and is as it is */
    if (sheet)
        return sheet;
    g_hash_table_insert(server->suspended, request->connection, request->connection);
    set_deadline(request->connection, 0);
    MHD_suspend_connection(request->connection);
    answer->waits = TRUE;
    return NULL;
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
        *ret = queue_text(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "GET, HEAD or POST\n", "Allow",
                          "GET, HEAD, POST");
    else if (!let_in(request->server, connection, request->path, request->post, ret))
        return TRUE;
    else if (length && g_ascii_strtoull(length, NULL, 10) > SERVE_MAX_BODY)
        *ret = queue_text(connection, MHD_HTTP_CONTENT_TOO_LARGE, "too much\n", NULL, NULL);
    else if (!strcmp(request->path, "/serve.css"))
        *ret = queue_static(connection, "text/css; charset=utf-8", style);
    else if (!strcmp(request->path, "/serve.js"))
        *ret = queue_static(connection, "text/javascript; charset=utf-8", script);
    else if (!strcmp(request->path, "/favicon.ico"))
        *ret = queue_text(connection, MHD_HTTP_NO_CONTENT, "", NULL, NULL);
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
        set_deadline(connection, SERVE_SECONDS); /* for the body */
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
        return queue_text(connection, MHD_HTTP_CONTENT_TOO_LARGE, "too much\n", NULL, NULL);
    gboolean patient = g_str_has_suffix(path, ".png") || g_str_has_suffix(path, ".json");
    if (!exchange->give_up)
        exchange->give_up =
            patient ? seconds_from_now(600) : g_get_monotonic_time() + PATIENCE_MS * 1000;
    return answer_request(exchange);
}

static void
on_completed(void *data, struct MHD_Connection *connection, void **own,
             enum MHD_RequestTerminationCode code)
{
    struct exchange *exchange = *own;
    (void)data;
    (void)code;
    set_deadline(connection, IDLE_SECONDS);
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
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)ANSWER_SECONDS, MHD_OPTION_STRICT_FOR_CLIENT, 1,
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
