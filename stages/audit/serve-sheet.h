/* Pages of papers as the review shows them: the picture, and where mentions, sentences and words
 * stand. Drawn one page at a time in closed-in processes while other requests are answered, and
 * kept in memory up to a limit, those that were not looked at for longest dropped first. */
#ifndef AKT_AUDIT_SERVE_SHEET_H
#define AKT_AUDIT_SERVE_SHEET_H

#include "shown.h"

#include <poll.h>

struct sheet_word {
    struct shown_box box; /* all 0: it has no place on the picture */
    guint line, column, end_column;
    const char *text;
};

struct sheet {
    gint64 document;
    guint page;
    GBytes *picture;     /* PNG; NULL: there is none, and the words are shown instead */
    guint width, height; /* of the picture, pixels */
    GArray *boxes;       /* struct shown_box */
    GArray *words;       /* struct sheet_word, in the order of the page's lines */
    const char *reason;  /* why there is no picture, in English for serve_say(); "" for a paper that
                            has none */
    GStringChunk *texts; /* of the words */
    gsize size;          /* bytes of memory, about */
    char *reading;       /* what it was made from, and when */
    gint64 version, made;
};

struct sheets;

/* `ready` is called, from sheets_work(), for each that waits once its sheet is there or cannot be
 * had. Borrows all. Free with sheets_free(), which ends what is being drawn without a word to who
 * waits. */
typedef void (*sheet_ready)(gpointer waiter, gpointer data);
struct sheets *sheets_new(struct database *database, const char *originals, sheet_ready ready,
                          gpointer data);
void sheets_free(struct sheets *sheets);
AKT_AUTOPTR(sheets, sheets_free)

/* The sheet if it is there, good until the next call of any function here. */
const struct sheet *sheets_look(struct sheets *sheets, gint64 document, guint page);

/* Has a sheet made, for who waits; `waiter` NULL: nobody does, it is made when nothing else is to
 * do. FALSE: too much is waiting already, or there is no such paper. */
gboolean sheets_want(struct sheets *sheets, gint64 document, guint page, gpointer waiter);

/* What to wait for: adds to an array of struct pollfd. sheets_work() does what can be done. */
void sheets_poll(struct sheets *sheets, GArray *fds);
void sheets_work(struct sheets *sheets);

#endif
