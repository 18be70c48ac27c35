/* The views of akt-show, one function each, and what they share. */
#ifndef AKT_SHOW_VIEWS_H
#define AKT_SHOW_VIEWS_H

#include "annotation.h"
#include "cpr.h"
#include "rows.h"

/* What was asked for, and where rows go. */
struct show {
    const char *program;
    struct rows *rows; /* NULL for text */
    gboolean furniture, corrected;
    gboolean show_cpr;    /* print persons' numbers as they stand */
    gboolean unaccounted; /* coverage met a page whose account does not add up */
    guint documents;      /* shown so far */
};

/* A view: its name, its columns (NULL for text), what it prints of a document. */
struct view {
    const char *name;
    const char *const *columns; /* NULL at the end */
    void (*print)(struct show *show, struct document *document, const struct cpr_mask *mask);
};

/* The view of a name, or NULL. */
const struct view *view_find(const char *name);

/* The cell with a document's path, persons' numbers in it hidden. */
void view_path(struct show *show, const struct document *document);

/* Characters that a page's account counts: all but blanks and what cannot be seen. */
gboolean view_is_visible(gunichar c);

void view_mentions(struct show *show, struct document *document, const struct cpr_mask *mask);
void view_facts(struct show *show, struct document *document, const struct cpr_mask *mask);
void view_documents(struct show *show, struct document *document, const struct cpr_mask *mask);
void view_sentences(struct show *show, struct document *document, const struct cpr_mask *mask);
void view_coverage(struct show *show, struct document *document, const struct cpr_mask *mask);
void view_words(struct show *show, struct document *document, const struct cpr_mask *mask);
void view_text(struct show *show, struct document *document, const struct cpr_mask *mask);
void view_source(struct show *show, struct document *document, const struct cpr_mask *mask);

/* "amount:23200000", persons' numbers masked. In the document's arena. */
const char *view_term(struct document *document, const struct cpr_mask *mask,
                      const struct term *term);

/* "date=2016;status=granted", persons' numbers masked; ';' inside a value becomes ','. */
const char *view_qualifiers(struct document *document, const struct cpr_mask *mask,
                            const struct fact *fact);

#endif
