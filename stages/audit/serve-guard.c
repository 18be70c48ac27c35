/* Who may ask: whoever knows the token, from this machine's own address, from no other site's page.
 * What is refused is refused before a form's body is read. */
#include "serve-http.h"

#include <openssl/crypto.h>
#include <string.h>

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

gboolean
guard_admits(struct server *server, struct MHD_Connection *connection, const char *path,
             gboolean post, enum MHD_Result *ret)
{
    const struct header_look host = header_of(connection, "Host");
    if (host.times != 1 || !is_own_host(server, host.value)) {
        *ret = answer_text(connection, MHD_HTTP_MISDIRECTED_REQUEST, "wrong host\n", NULL, NULL);
        return FALSE;
    }
    if (post ? !is_own_form(connection, host.value) : is_foreign(connection)) {
        *ret = answer_text(connection, MHD_HTTP_FORBIDDEN, "asked by another site\n", NULL, NULL);
        return FALSE;
    }
    const char *given = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "token");
    if (!post && !strcmp(path, "/") && is_token(server, given)) {
        *ret = answer_welcome(connection, server);
        return FALSE;
    }
    if (!is_token(server,
                  MHD_lookup_connection_value(connection, MHD_COOKIE_KIND, server->cookie))) {
        *ret = answer_text(connection, MHD_HTTP_FORBIDDEN,
                           "open the address that akt-audit serve has printed\n", NULL, NULL);
        return FALSE;
    }
    return TRUE;
}
