/* Pages of an original drawn in a closed-in process, with where mentions, sentences and words
 * stand.
 */
#ifndef AKT_AUDIT_SHOWN_DRAW_H
#define AKT_AUDIT_SHOWN_DRAW_H

#include "closed.h"
#include "page.h"
#include "shown.h"

enum {
    SHOWN_MAX_PAGES = 5000,
    SHOWN_MAX_WORDS = 100000 /* of one page */
};

/* What is sent of a page; a frame's n is the page. */
enum shown_frame {
    SHOWN_BOXES,   /* struct shown_box each */
    SHOWN_SIZE,    /* two guint32: width and height of the picture */
    SHOWN_PICTURE, /* PNG */
    SHOWN_WORDS    /* struct shown_word_head each, with its text after it */
};

/* A printed word as the document has it: persons' numbers masked. */
struct shown_word_head {
    float x0, y0, x1, y1;             /* shares of the page; all 0: it has no place on a picture */
    guint32 line, column, end_column; /* as mentions count them; half-open */
    guint32 length;                   /* bytes of text */
};

struct shown_work {
    const struct document *document;
    struct original *original; /* may be NULL: words without places */
    gboolean masked;
    guint page;     /* 0: all */
    gboolean words; /* SHOWN_WORDS too */
    gboolean no_picture;
};

/* 512 MB, 20 s, 2 s a page. */
extern const struct sandbox_limits shown_limits;

/* Draws and sends. In the closed-in process. A page that cannot be read has no boxes and no
 * picture. */
void shown_draw(struct closed_pipe *pipe, const struct shown_work *work);

/* shown-words.c: sends the words of a page in the order of its lines; `page` may be NULL. */
void shown_words_send(struct closed_pipe *pipe, const struct document *document,
                      const struct page_characters *page, guint n);

/* The page's character that each column of a line is, G_MAXUINT for the blank between two ranges:
 * as page_line_text() has them. */
void shown_columns(const struct page_characters *page, const struct line *line, GArray *columns);

/* Drops boxes that lie outside the page or belong to nothing: they come from a process that read
 * what nobody trusts. */
void shown_boxes_check(guint mentions, guint sentences, GArray *boxes);

#endif
