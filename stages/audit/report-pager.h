/* A list of any length: BASE.html, BASE-2.html ..., five hundred rows each. */
#ifndef AKT_AUDIT_REPORT_PAGER_H
#define AKT_AUDIT_REPORT_PAGER_H

#include "report-tables.h"

struct pager {
    struct report *report;
    const char *base, *title; /* title: for label_say() */
    const char *const *heads; /* as table_begin()'s; NULL: the rows are no table */
    GString *out;             /* from here on: the pager's own */
    guint rows, page;
};

/* Where to append the next row; the string is the pager's. NULL with an error: a page could not be
 * written. */
GString *pager_row(struct pager *pager, GError **error);

/* Writes the last page, also of an empty list. FALSE with an error. */
gboolean pager_end(struct pager *pager, GError **error);

/* Forgets a page that was not written, after an error. */
void pager_drop(struct pager *pager);

#endif
