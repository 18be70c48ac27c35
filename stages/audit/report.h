/* The files of the report. */
#ifndef AKT_AUDIT_REPORT_H
#define AKT_AUDIT_REPORT_H

#include "annotation.h"
#include "html.h"
#include "papers.h"

struct report {
    struct database *database;
    const char *name; /* of the database, as given */
    const char *folder, *originals, *where;
    enum language language;
    gboolean missing; /* some page could not be shown as it is */
    guint shards;     /* report_search_data(): files it wrote */
};

enum {
    REPORT_FIRST = 50 /* sums and contradictions that the first page shows */
};

/* report-wanted.c: chooses the papers; from here on the connection's `document`, `document_path`,
 * `paper` and `fact_read` have no others, and temp.entity_page lists entities with a page of their
 * own, eID.html (entity, papers, amounts). FALSE with an error: `where` is no condition. */
gboolean report_choose(struct report *report, const char *where, GError **error);

/* report.c: writes a file of the report. FALSE with an error. */
gboolean report_write(const struct report *report, const char *name, const GString *text,
                      GError **error);

/* report-paper.c: writes the page of a paper, KEY.html, and the pictures of its pages. FALSE with
 * an error: a file could not be written. */
gboolean report_paper(struct report *report, struct paper *paper, GError **error);

/* The other pages; each FALSE with an error: a file could not be written, or the database read.
 * report-index.c: index.html. report-papers.c: papers.html, failed.html, references.html.
 * report-projects.c: projects.html and eID.html. report-checks.c: sums.html, contradictions.html,
 * and the first cards of both for the index. report-search.c: data/facts-N.js. */
gboolean report_index(struct report *report, GError **error);
gboolean report_papers(struct report *report, GError **error);
gboolean report_projects(struct report *report, GError **error);
gboolean report_checks_pages(struct report *report, GError **error);
gboolean report_checks_first(GString *out, struct report *report, GError **error);
gboolean report_search_data(struct report *report, GError **error);

/* report-facts.c: what a page of a paper needs to know of its facts. */
struct fact_index {
    struct document *document;
    struct cpr_mask *mask;
    GPtrArray *of_mention;  /* GArray of guint, or NULL: the facts that a mention takes part in */
    GPtrArray *of_sentence; /* the facts that a sentence shows */
    GHashTable *anchors;    /* ids that the page has */
    GArray *runs;           /* report-lines.c's: struct printed_run, once they were asked for */
    GHashTable *entities;   /* number of a fact, from 1 -> the entity of its subject, if that has a
                               page; gint64 */
    const char *file;       /* the paper's file name, for citations */
    const char *sha256;     /* or NULL */
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
