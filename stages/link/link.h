/* What papers share: names that mean the same, papers that point to each other, amounts that
 * contradict each other. Works on the rows of load (aktspor-db(5)) and writes entity, link and the
 * contradictions of check. */
#ifndef AKT_LINK_H
#define AKT_LINK_H

#include "load/load.h"
#include "stage.h"

extern const struct stage stage_link;

/* What a run of link did. */
struct link_report {
    guint names, entities, links; /* in use, in all */
    guint contradictions;
    guint skipped; /* blocks of names, cases and meetings that were too large */
    void (*say)(const char *message, gpointer data); /* takes a line about each skipped block */
    gpointer data;
};

/* Links what has been loaded since the last time, in one transaction of its own: all of it is
 * written or nothing. The outcome depends on the papers and dictionaries alone, not on the order or
 * number of loads. FALSE with an error; `report` may be NULL, else say may be. */
gboolean link_database(struct database *database, const struct stage_options *options,
                       struct link_report *report, GError **error);

#endif
