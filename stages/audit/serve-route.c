/* Which answer a path has, and what comes with the request. */
#include "program.h"
#include "serve-http.h"

#include <string.h>

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
    return answer_bytes(connection, answer->location ? MHD_HTTP_SEE_OTHER : answer->status,
                        answer->type, bytes, FALSE, answer->location ? "Location" : NULL,
                        answer->location);
}

enum MHD_Result
route_request(struct exchange *exchange)
{
    struct request *request = &exchange->request;
    g_autoptr(GError) error = NULL;
    struct answer answer = {
        .status = MHD_HTTP_OK, .type = "text/html; charset=utf-8", .body = g_string_new(NULL)};
    enum MHD_Result result = MHD_YES;
    if (!request->fields && !read_fields(exchange))
        return answer_text(request->connection, MHD_HTTP_BAD_REQUEST, "no form\n", NULL, NULL);
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
    connection_deadline(request->connection, 0);
    MHD_suspend_connection(request->connection);
    answer->waits = TRUE;
    return NULL;
}
