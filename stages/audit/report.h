/* The files of the report. */
#ifndef AKT_AUDIT_REPORT_H
#define AKT_AUDIT_REPORT_H

#include "annotation.h"
#include "html.h"
#include "papers.h"

struct report {
    struct database *database;
    const char *name; /* of the database, as given */
    const char *folder, *originals;
    enum language language;
    gboolean missing; /* some page could not be shown as it is */
};

/* report-paper.c: writes the page of a paper, KEY.html, and the pictures of its pages. FALSE with
 * an error: a file could not be written. */
gboolean report_paper(struct report *report, struct paper *paper, GError **error);

/* report-index.c: writes index.html. FALSE with an error. */
gboolean report_index(struct report *report, GError **error);

/* report-facts.c: what a page of a paper needs to know of its facts. */
struct fact_index {
    struct document *document;
    struct cpr_mask *mask;
    GPtrArray *of_mention;  /* GArray of guint, or NULL: the facts that a mention takes part in */
    GPtrArray *of_sentence; /* the facts that a sentence shows */
    GHashTable *anchors;    /* ids that the page has */
    GArray *runs;           /* report-lines.c's: struct printed_run, once they were asked for */
};
struct fact_index *fact_index_new(struct document *document);
void fact_index_free(struct fact_index *index);
AKT_AUTOPTR(fact_index, fact_index_free)

/* Appends ` data-f="3 7"`, numbers from 1; nothing for NULL. */
void report_data(GString *out, const GArray *facts);

/* Notes an id and appends ` id="..."` if the page does not have it yet. TRUE if it was new. */
gboolean report_anchor(GString *out, struct fact_index *index, const char *id);

/* The class of a mention's colour: "k-money". */
const char *mention_class(enum mention_type type);

/* "beløb: 23.200.000 kr.": a mention for a person. g_free() it. */
char *mention_shown(const struct report *report, struct fact_index *index,
                    const struct mention *mention);

/* Appends the list of facts. */
void report_facts(GString *out, const struct report *report, struct fact_index *index);

/* report-lines.c: appends the paper as its lines with marks; `page` 0: all pages, else that one. */
void report_lines(GString *out, const struct report *report, struct fact_index *index, guint page);

/* The value of `per`: "år", "barn, måned" of "unit:barn,month". g_free() it. */
char *per_shown(const struct report *report, const char *value);

/* The qualifiers of a fact, or of a row of the database in the same form, as list items: "status
 * bevilget". */
void report_qualifier(GString *out, const struct report *report, const char *name,
                      const char *value);

#endif
