/* Queries and tables for the report's overview. */
#ifndef AKT_AUDIT_REPORT_TABLES_H
#define AKT_AUDIT_REPORT_TABLES_H

#include "report.h"

/* One query, row by row: query_new(), query_next() while it is TRUE, query_end(). */
struct query {
    struct report *report;
    sqlite3_stmt *row; /* its columns can be read after query_next() */
    gboolean good;
};
struct query query_new(struct report *report, const char *sql);
gboolean query_next(struct query *query);

/* FALSE with an error where any of the three failed. */
gboolean query_end(struct query *query, GError **error);

/* A column as text, "" for NULL. Borrowed until the next row. */
const char *query_text(const struct query *query, int column);

/* A table between its heads (for label_say(), '#' before those of numbers; NULL at the end) and its
 * end.
 */
void table_begin(GString *out, const struct report *report, const char *const *heads);
void table_end(GString *out);

/* A section of the page; one without anything says so. */
void section_begin(GString *out, const struct report *report, const char *id, const char *title);
void section_end(GString *out, const struct report *report, gboolean any);

/* A cell; `class` may be NULL. */
void table_cell(GString *out, const char *class, const char *text);

/* A path's last part, as text whatever its bytes are. g_free() it. */
char *report_file_name(const char *path);

/* A link to a fact on its paper's page, or to the paper where `n` is 0. */
void report_link(GString *out, const char *sha256, guint n, const char *text);

/* A cell "paper.pdf, page 3" from four columns of a query: sha256, n, path, page. */
void table_where(GString *out, const struct query *query, int first);

/* A cell that sorts by `by`, a number or a day, where its words would sort in another order. */
void table_cell_by(GString *out, const char *class, const char *text, const char *by);

/* The class of a verdict's tag, "" for one without a colour. */
const char *table_tag_class(const char *verdict);

/* The head of a page of the report that is neither the first nor a paper's. */
void report_page_begin(GString *out, const struct report *report, const char *title);

#endif
