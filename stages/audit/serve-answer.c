/* Answers, with the headers that all have. */
#include "serve-http.h"

#include <string.h>

enum {
    ANSWER_SECONDS = 120 /* to take an answer in */
};

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

enum MHD_Result
answer_bytes(struct MHD_Connection *connection, guint status, const char *type, GBytes *bytes,
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
    connection_deadline(connection, ANSWER_SECONDS);
    enum MHD_Result result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

enum MHD_Result
answer_text(struct MHD_Connection *connection, guint status, const char *text, const char *header,
            const char *value)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    return answer_bytes(connection, status, "text/plain; charset=utf-8", bytes, FALSE, header,
                        value);
}

enum MHD_Result
answer_welcome(struct MHD_Connection *connection, const struct server *server)
{
    g_autofree char *cookie =
        g_strdup_printf("%s=%s; Path=/; HttpOnly; SameSite=Strict", server->cookie, server->token);
    struct MHD_Response *response =
        MHD_create_response_from_buffer(0, (void *)(guintptr) "", MHD_RESPMEM_PERSISTENT);
    if (!response)
        return MHD_NO;
    add_headers(response, "text/plain; charset=utf-8", FALSE);
    MHD_add_response_header(response, "Set-Cookie", cookie);
    MHD_add_response_header(response, "Location", "/");
    enum MHD_Result result = MHD_queue_response(connection, MHD_HTTP_SEE_OTHER, response);
    MHD_destroy_response(response);
    return result;
}
