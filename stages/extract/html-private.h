/* Between the files that read a web page. */
#ifndef AKT_EXTRACT_HTML_PRIVATE_H
#define AKT_EXTRACT_HTML_PRIVATE_H

#include "extract/html.h"

#include <libxml/HTMLparser.h>

enum role {
    ROLE_INLINE,
    ROLE_BLOCK,
    ROLE_HEADING,
    ROLE_LIST,
    ROLE_ITEM,
    ROLE_LABEL,
    ROLE_DEFINITION,
    ROLE_TABLE,
    ROLE_ROW,
    ROLE_CELL,
    ROLE_ASIDE,
    ROLE_BREAK,
    ROLE_SKIP
};

/* The role of an element by its name; *ret_reason is set where its characters are left out. */
enum role html_role(const char *name, const char **ret_reason);

/* An attribute's value, "" where it has none, NULL where it is not there. */
const char *html_attribute_value(const xmlChar **attributes, const char *name);

/* TRUE where a value that is a list of words holds the word. */
gboolean html_has_token(const char *value, const char *token);

/* Adds the classes of ".name, .other { ... display: none ... }" in a style sheet to a set of
 * strings. */
void html_hidden_classes(const char *style, GHashTable *hidden);

/* TRUE for an element whose words are bold, or underlined as headings were on old pages. */
gboolean html_is_bold(const char *name, const xmlChar **attributes);

/* Why an element is left out by its attributes or its class, or NULL. */
const char *html_hidden(const xmlChar **attributes, GHashTable *hidden);

/* What a block is that begins inside an element: the innermost of its ancestors says. */
struct context {
    enum block_kind kind;
    guint level;
    const char *n;
    guint list; /* 1 + the stack's index of the nearest list, 0 for none */
    gboolean bold;
    gboolean pre; /* line ends stand as printed */
};

/* An open element. */
struct open_element {
    const char *name; /* in the arena */
    enum role role;
    const char *reason; /* it and what it holds are left out */
    guint number;       /* numbered list: of its next item */
    gboolean numbered;
    struct context context;
    gboolean layout; /* table: only for its looks */
    guint cell_look; /* 1 + index of what the first pass knows of the nearest cell, 0 for none */
    gboolean link;   /* in a link */
};

/* Where a table stands: the columns that cells from rows above still fill. */
struct open_table {
    guint table, row, column;
    gboolean in_row, header_rows;
    GArray *filled; /* guint: rows for which each column is still taken */
};

/* What the first pass knows of a table. */
struct table_look {
    gboolean nested, grid;
    guint cells_in_row;
};

/* What the first pass knows of a cell: whether it holds short links and nothing else. */
struct cell_look {
    guint links, other; /* links; characters outside of them, and in links that are no menu's */
};

struct reader {
    struct html_page *page;
    GArray *stack;          /* struct open_element */
    GArray *looks;          /* struct table_look, in the order of their tags */
    GArray *look_stack;     /* guint: first pass, the open tables */
    GArray *cell_looks;     /* struct cell_look, in the order of their tags */
    guint cells_seen;       /* cells met in this pass */
    struct open_table grid; /* tables do not nest once layout is told */
    gboolean in_grid;
    guint seen;   /* tables met in this pass */
    guint tables; /* tables that are none for looks */
    int cell;
    gboolean survey;    /* the first pass */
    GString *style;     /* first pass: what <style> holds */
    GHashTable *hidden; /* classes that a style sheet of the page hides */
    gboolean block_open, run_open, blank_before, after_break;
    guint list_depth;
};

#define top_of(r) (&g_array_index((r)->stack, struct open_element, (r)->stack->len - 1))

/* html-table.c: the grid of the open table. */
void html_start_table(struct reader *reader, struct open_element *element,
                      const xmlChar **attributes);
void html_begin_row(struct reader *reader);
void html_begin_cell(struct reader *reader, const xmlChar **attributes, gboolean header);
void html_end_cell(struct reader *reader);

/* html-survey.c: a tag and characters of the first pass; `seen` where they are not left out. */
void html_survey_start(struct reader *reader, enum role role, gboolean seen);
void html_survey_characters(struct reader *reader, const char *bytes, gsize length);

/* A link to a place on the page that stands for itself, no part of a text: "Gå til indhold", a
 * table of contents. */
gboolean html_is_jump(const struct reader *reader, const char *name, const xmlChar **attributes);

/* Keeps what the first pass learns of a cell; the second leaves out a cell that is a menu: one of a
 * table for looks that holds three short links or more and nothing else. */
void html_look_at_cell(struct reader *reader, struct open_element *element,
                       const xmlChar **attributes);

#endif
