/* The rows that the database holds of a paper, and the same made again from a document, cell by
 * cell: how the two are compared. */
#ifndef AKT_AUDIT_ROWS_H
#define AKT_AUDIT_ROWS_H

#include "annotation.h"
#include "load/load.h"

enum row_kind {
    ROW_MENTION,
    ROW_FACT,
    ROW_EVIDENCE,
    N_ROW_KINDS
};

/* The cells that are often asked for by name. */
enum mention_cell {
    MENTION_TYPE,
    MENTION_TEXT,
    MENTION_VALUE,
    MENTION_ATTRS,
    MENTION_PAGE,
    MENTION_LINE,
    MENTION_COLUMN
};
enum fact_cell {
    FACT_PREDICATE,
    FACT_SUBJECT_TYPE,
    FACT_SUBJECT,
    FACT_SUBJECT_MENTION,
    FACT_OBJECT_TYPE,
    FACT_OBJECT,
    FACT_OBJECT_MENTION,
    FACT_QUALIFIERS
};
enum evidence_cell {
    EVIDENCE_SENTENCE,
    EVIDENCE_MENTION,
    EVIDENCE_TEXT,
    EVIDENCE_PAGE,
    EVIDENCE_LINE,
    EVIDENCE_COLUMN
};

enum {
    MAX_CELLS = 40
};

/* A row: its id (of evidence its fact's), its number in the document (of evidence its number in the
 * fact), and its cells as text, NULL for NULL. */
struct row {
    gint64 id;
    guint n;
    char *cells[MAX_CELLS];
};

/* How many cells a kind has, and what a cell is called: the column's name. */
guint row_width(enum row_kind kind);
const char *row_cell_name(enum row_kind kind, guint cell);

/* All rows of a document: arrays of struct row, mentions and facts by number, evidence by fact and
 * number. NULL with an error. Free with rows_free(). */
struct paper_rows {
    GPtrArray *of[N_ROW_KINDS];
};
struct paper_rows *paper_rows_read(struct database *database, gint64 document, GError **error);
void paper_rows_free(struct paper_rows *rows);
AKT_AUTOPTR(paper_rows, paper_rows_free)

#define paper_row(r, kind, i) ((const struct row *)g_ptr_array_index((r)->of[kind], (i)))

/* Makes rows from a document as load does. Borrows it. Free with row_maker_free(). */
struct row_maker;
struct row_maker *row_maker_new(struct document *document);
void row_maker_free(struct row_maker *maker);
AKT_AUTOPTR(row_maker, row_maker_free)

/* Fills the cells of mention or fact `i` from 0, or of a fact's evidence `e` from 0; they live in
 * the document's arena, with persons' numbers masked. */
void row_make_mention(struct row_maker *maker, guint i, struct row *row);
void row_make_fact(struct row_maker *maker, guint i, struct row *row);
void row_make_evidence(struct row_maker *maker, guint i, guint e, struct row *row);

/* The first cell in which two rows differ, or -1. */
int row_difference(enum row_kind kind, const struct row *a, const struct row *b);

#endif
