/* What normalise's files share while one document gets its new body.
 *
 * The old body stays as it is. Each file adds to the plan: blocks that are read in one go are
 * linked (flow.c), places of the source are marked as edits (hyphens.c, corrections.c, lists.c),
 * lines as joined (hyphens.c). rebuild.c then builds the new body from the old one by the plan. */
#ifndef AKT_NORMALISE_WORK_H
#define AKT_NORMALISE_WORK_H

#include "document.h"
#include "normalise/sentences.h"
#include "normalise/spelling.h"
#include "normalise/words.h"

/* A place of the old source that is read as something else; start == end inserts. */
struct edit {
    gsize start, end;
    const char *corr; /* in the old document's arena */
    enum cert cert;
};

/* The plan for one old block. */
struct block_plan {
    guint next;     /* the old block that goes on where it ends, or G_MAXUINT */
    gboolean taken; /* goes on an earlier one */
    const char *n;  /* as struct block: set where the old block has none */
    guint level;
};

struct work {
    struct document *document; /* the old body */
    const struct abbreviations *abbreviations;
    struct spelling *spelling;
    struct words *words; /* of the document, with joined words once hyphens.c was there */
    gboolean divided;    /* the paper divides words at its lines' ends (hyphens.c) */
    GArray *plans;       /* struct block_plan, one for each block */
    GArray *edits;       /* struct edit */
};

#define work_plan(w, i) (&g_array_index((w)->plans, struct block_plan, (i)))

/* Marks the source behind text [start, end) of the old reading text as read as `corr`. FALSE where
 * it is not whole pieces of one line, or has a correction already: then nothing is marked. */
gboolean work_edit(struct work *work, gsize start, gsize end, const char *corr, enum cert cert);

/* flow.c: links paragraphs that go on past a page's end, the margin, or a converter's blank line.
 */
void flow_link(struct work *work);

/* hyphens.c: words divided over lines, and inside them. */
void hyphens_join(struct work *work);

/* digits.c: letters that a scan or a typist put for digits: "1.2OO kr.", "den 3. maj 2O16". */
void digits_correct(struct work *work);

/* corrections.c: blanks left out, words one slip away from another word of the document. */
void corrections_find(struct work *work);

/* lists.c: the numbers and bullets of items. */
void lists_number(struct work *work);

/* headings.c: levels of headings that have none. */
void headings_level(struct work *work);

/* rebuild.c: the new body in place of the old one. */
void work_rebuild(struct work *work);

#endif
