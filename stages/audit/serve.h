/* serve: the review, on this machine only. What the files share.
 *
 *   serve.c         opens, waits, stops
 *   serve-http.c    the daemon: connections and requests
 *   serve-guard.c   who may ask
 *   serve-route.c   which answer a path has
 *   serve-answer.c  answers without a page, and what all have in common
 *   serve-queue.c   which facts, in what order
 *   serve-html.c    what pages have in common
 *   serve-list.c    the page with the queue
 *   serve-fact.c    the page with one fact beside its words
 *   serve-verdicts.c  what people say of a fact
 *   serve-page.c    a page of a paper, to mark what it lacks
 *   serve-post.c    verdicts, marks, undo
 *   serve-sheet.c   pictures of pages, made beside other work
 *   serve-say.c     what it says, in Danish and English */
#ifndef AKT_AUDIT_SERVE_H
#define AKT_AUDIT_SERVE_H

#include "report-tables.h"
#include "review.h"
#include "serve-queue.h"
#include "serve-sheet.h"

struct MHD_Daemon;
struct MHD_Connection;

enum {
    SERVE_TOKEN = 32,           /* hex digits: 128 bits */
    SERVE_MAX_BODY = 64 * 1024, /* bytes of a form */
    SERVE_MAX_FIELDS = 64,      /* of a form */
    SERVE_MAX_CONNECTIONS = 900,
    SERVE_SECONDS = 15 /* a connection may say nothing, or take for one request's head or body */
};

struct server {
    struct database *database;
    struct report report;          /* for html and labels: database, language */
    const char *reviewer, *sample; /* NULL: no sample */
    enum language language;
    guint port;
    char token[SERVE_TOKEN + 1];
    char *cookie; /* the name of the cookie with the token */
    struct MHD_Daemon *daemon;
    struct sheets *sheets;
    GQueue *connections;   /* struct connection */
    GHashTable *suspended; /* struct MHD_Connection: wait for a sheet */
    gboolean resumed;      /* some go on: the daemon must run */
};

/* What is asked. */
struct request {
    struct server *server;
    struct MHD_Connection *connection;
    const char *path;
    gboolean post;
    GHashTable *fields; /* of the form, or of the address: char * -> char *; never NULL */
    gboolean waited;    /* for a sheet, once already */
};

/* A field's value, "" where it is not there. Borrowed. */
const char *request_field(const struct request *request, const char *name);

/* A number in a field; 0 where it is none. */
gint64 request_number(const struct request *request, const char *name);

/* The filters of the request. queue_clear() it. */
struct queue request_queue(const struct request *request);

/* What is answered. */
struct answer {
    guint status;
    const char *type; /* text/html; charset=utf-8 */
    GString *body;    /* or */
    GBytes *bytes;
    char *location; /* of a 303 */
    gboolean waits; /* the request waits for a sheet: there is no answer yet */
};

/* Answers by path: GET. Fill in the answer. FALSE with an error: AKT_ERROR_USAGE is the asker's
 * (404), others are the server's. */
gboolean serve_list(struct request *request, struct answer *answer, GError **error);
gboolean serve_fact(struct request *request, gint64 fact, struct answer *answer, GError **error);
gboolean serve_page(struct request *request, gint64 document, guint page, struct answer *answer,
                    GError **error);
gboolean serve_picture(struct request *request, gint64 document, guint page, struct answer *answer,
                       GError **error);
gboolean serve_words(struct request *request, gint64 document, guint page, struct answer *answer,
                     GError **error);

/* POST. */
gboolean serve_judge(struct request *request, struct answer *answer, GError **error);
gboolean serve_miss(struct request *request, struct answer *answer, GError **error);
gboolean serve_read(struct request *request, struct answer *answer, GError **error);
gboolean serve_undo(struct request *request, struct answer *answer, GError **error);

/* A sheet that is there now, or NULL: then the request waits (answer->waits), or, where it has
 * waited, `reason` says why there is none. `patience`: come back without it after a moment. */
const struct sheet *request_sheet(struct request *request, gint64 document, guint page,
                                  struct answer *answer);

/* An address: what `format` gives, with the filters after it. g_free() it. */
char *serve_address(const struct queue *queue, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The next (`back`: previous) address to review after a fact, 0 from the start: the fact's, or that
 * of the queue where there is none. g_free() it. NULL with an error. */
char *serve_next(struct server *server, const struct queue *queue, gint64 from, gboolean back,
                 GError **error);

/* Begins and ends a page: head, style sheet and script; the help. `kind` is the class of the body.
 */
void serve_begin(GString *out, const struct server *server, const char *title, const char *kind);
void serve_end(GString *out, const struct server *server);

/* The bar: a link past it to the id `to`, the way back to the queue, how far the review is, undo
 * and help. FALSE with an error. */
gboolean serve_bar(GString *out, struct server *server, const struct queue *queue, const char *skip,
                   const char *to, GError **error);

/* Hidden fields of the filters. */
void serve_hidden(GString *out, const struct queue *queue);

/* What is lit on a page: a mention or sentence by its index, and by its place. */
struct light {
    guint kind, index; /* as struct shown_box */
    struct place place;
    const char *class; /* "o" the object, "s" the subject, "e" evidence */
};

/* The picture with what stands on it, or the words where there is none; `lights` has struct light.
 * `sheet` NULL: it is still being drawn. */
void serve_sheet(GString *out, const struct server *server, const struct sheet *sheet,
                 gint64 document, guint page, const GArray *lights);

/* The ways to the pages before and after; an address is `base` with the page after it. */
void serve_pages(GString *out, const struct server *server, const struct queue *queue,
                 const char *base, guint page, guint pages);

/* The form for what a page lacks; `back` is where it leads. */
void serve_miss_form(GString *out, const struct server *server, const struct queue *queue,
                     gint64 document, guint page, gint64 fact);

/* A button that a key presses too: its label with the key. `attributes` are ours. */
void serve_button(GString *out, const struct server *server, const char *english,
                  const char *attributes);

/* serve-verdicts.c: what has been said of a fact, the oldest first (review_verdicts()); and the
 * forms with a button for each verdict, that of this reviewer marked. */
void serve_verdicts(GString *out, const struct server *server, const GPtrArray *verdicts);
void serve_judging(GString *out, const struct server *server, const struct queue *queue,
                   gint64 fact, const GPtrArray *verdicts);

/* serve-say.c: a sentence or heading, by its English form; of a word label_word() says it. */
const char *serve_say(enum language language, const char *english);

/* The key that does it, a capital or '?'; 0: none. */
char serve_key(enum language language, const char *english);

/* A verdict as it is said. */
const char *serve_answer(enum language language, enum review_answer answer);

/* serve-http.c */
gboolean serve_start(struct server *server, guint port, GError **error);
void serve_sweep(struct server *server);
void serve_stop(struct server *server);

#endif
