/* What the files of serve that speak HTTP share: libmicrohttpd is theirs alone. */
#ifndef AKT_AUDIT_SERVE_HTTP_H
#define AKT_AUDIT_SERVE_HTTP_H

#include "serve.h"

#include <microhttpd.h>

/* One request, from its head to its answer. */
struct exchange {
    struct request request;
    GString *body;
    gboolean refused; /* answered at its head, or too much was sent */
    gint64 give_up;   /* when a page no longer waits for its picture */
};

/* serve-http.c: from now on the connection has so many seconds; 0: it waits for us. */
void connection_deadline(struct MHD_Connection *connection, gint64 seconds);

/* serve-answer.c: what is answered without a page. Headers that keep our pages to themselves are in
 * all; `keep`: the browser may keep it. `header` may be NULL. */
enum MHD_Result answer_bytes(struct MHD_Connection *connection, guint status, const char *type,
                             GBytes *bytes, gboolean keep, const char *header, const char *value);
enum MHD_Result answer_text(struct MHD_Connection *connection, guint status, const char *text,
                            const char *header, const char *value);

/* Sends a browser that has shown the token on to the queue, with a cookie. */
enum MHD_Result answer_welcome(struct MHD_Connection *connection, const struct server *server);

/* serve-guard.c: TRUE where a request may be answered; FALSE: it has been, *ret is what the daemon
 * wants. */
gboolean guard_admits(struct server *server, struct MHD_Connection *connection, const char *path,
                      gboolean post, enum MHD_Result *ret);

/* serve-route.c: answers a request whose body is there, or lets it wait for a sheet. */
enum MHD_Result route_request(struct exchange *exchange);

#endif
