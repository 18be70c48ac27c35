/* A block that is not in the document yet: its lines with their words, kept apart from the page
 * that they came from. */
#ifndef AKT_EXTRACT_DRAFT_H
#define AKT_EXTRACT_DRAFT_H

#include "builder.h"
#include "layout.h"

struct draft_line {
    struct line line; /* ranges are set when it is written */
    guint first_range, n_ranges;
    gsize text, length;
    gboolean loose_hyphen; /* a blank that is none stands before the hyphen at the end */
    char *spread;          /* letter-spaced ("N O T A T"): what it says, or NULL */
};

struct draft {
    enum block_kind kind;
    char *n; /* item: its number or bullet, or NULL */
    guint level;
    GArray *lines;  /* struct draft_line */
    GArray *ranges; /* struct range */
    GString *text;
};

struct draft *draft_new(enum block_kind kind);
void draft_free(struct draft *draft);
AKT_AUTOPTR(draft, draft_free)

/* Adds a line of the layout as line `n` of its page. */
void draft_add_line(struct draft *draft, const struct layout *layout, const struct text_line *line,
                    guint n);

/* Adds words (indexes) as a line. */
void draft_add_words(struct draft *draft, const struct layout *layout, const guint *words, guint n,
                     guint line_n);

/* Adds the lines of another draft. */
void draft_append(struct draft *draft, const struct draft *other);

/* Writes it as a block of the document; `cell` as builder_block() wants it. */
void draft_write(const struct draft *draft, struct builder *builder, int cell);

#endif
