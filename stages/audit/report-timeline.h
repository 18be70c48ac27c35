/* A project's amounts over time as a drawing (SVG). */
#ifndef AKT_AUDIT_REPORT_TIMELINE_H
#define AKT_AUDIT_REPORT_TIMELINE_H

#include "report.h"

/* One amount. Days as the database has them, "2016-05-09"; `to` NULL: one day. Øre. */
struct timeline_amount {
    char from[11], to[11];
    gint64 ore;
    const char *status; /* as timeline_status() gives it */
    char *link;         /* "d0123456789abcdef.html#f3" */
    char *title;        /* what a reader hears or points at */
};
/* A role that is drawn in its own form, "" for any other. Static. */
const char *timeline_status(const char *status);
void timeline_amount_clear(struct timeline_amount *amount);

/* Appends the drawing of an array of struct timeline_amount with its legend; nothing where fewer
 * than two have a day. The table beside it says the same in words. */
void report_timeline(GString *out, const struct report *report, const GArray *amounts);

#endif
