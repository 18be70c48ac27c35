/* Between the files that make blocks of lines: blocks.c takes pages, paragraphs.c lines, cells.c
 * tables. */
#ifndef AKT_EXTRACT_BLOCKS_PRIVATE_H
#define AKT_EXTRACT_BLOCKS_PRIVATE_H

#include "blocks.h"
#include "draft.h"
#include "markers.h"

enum {
    SIZE_STEPS = 400
};

/* What is known of the last line of the open block. */
struct open_block {
    struct draft *draft; /* NULL: none is open */
    guint page;
    struct rect box;
    float size, right;
    gboolean bold;
    gboolean rule;         /* a line drawn of signs: "______" */
    gboolean leader;       /* its last line has dots to a page number: "Formål ..... 3" */
    gboolean apart;        /* more room above its first line than its lines have */
    gboolean decided;      /* by layout: no heading, whatever its letters */
    float first_x, rest_x; /* left edges of its first line, and of the others; item: of its text */
    guint characters;
    char end[16]; /* the last bytes of its text */
};

struct last_mark {
    enum marker_kind kind;
    guint number;
    float x;
    guint page;
};

/* A table that may go on on the next page. */
struct open_table {
    gboolean open;
    guint first_row, n_columns;  /* rows so far */
    GArray *gutters;             /* struct span_x */
    struct open_columns columns; /* the gutters and the room of its rows, for the page below */
    GString *header;             /* the letters of its header rows, a row a line */
    GPtrArray *repeated;         /* struct held_cell: the header as the last page shows it again */
    GPtrArray *row; /* struct held_cell: the last row, which may go on on the next page */
};

struct held_cell {
    struct cell cell;
    GPtrArray *drafts; /* struct draft */
};

struct blocks {
    struct builder *builder;
    struct open_block block;
    struct open_table table;
    struct last_mark mark;
    GPtrArray *waiting;  /* struct draft: margin and furniture of pages whose last block is open */
    GPtrArray *cell;     /* struct draft: blocks of the cell that is read; NULL outside of cells */
    GArray *line_counts; /* guint: lines given out on each page */
    guint tables;
    gboolean titled; /* the first heading has been met */
    float pitch;     /* of the page's body, in font sizes */
    float body_size;
    guint sizes[SIZE_STEPS]; /* words of running text by font size, in quarters of a point */
};

/* blocks.c: the number of the next line on a page. */
guint blocks_next_line(struct blocks *blocks, guint page);

/* blocks.c: writes the margin and furniture that wait; no block may be open. */
void blocks_flush_waiting(struct blocks *blocks);

/* paragraphs.c: takes a line (an index): it goes on with the open block or begins another.
 * `elsewhere`: the line before it ended a page or a column. */
void blocks_add_line(struct blocks *blocks, const struct layout *layout, guint index,
                     gboolean elsewhere);

/* paragraphs.c: a line of which layout knows whether it begins a block. */
void blocks_add_decided_line(struct blocks *blocks, const struct layout *layout,
                             const struct item *item);

/* paragraphs.c: closes the open paragraph, heading or item. */
void blocks_end_block(struct blocks *blocks);

/* cells.c: takes a table, which may go on from the page above. */
void blocks_add_table(struct blocks *blocks, const struct layout *layout,
                      const struct table *table);
void blocks_end_table(struct blocks *blocks);

/* cells.c: lines at the top of the page that are the rest of one cell go to that cell. Returns how
 * many. */
guint blocks_take_rest_of_cell(struct blocks *blocks, const struct layout *layout);
void held_cell_free(gpointer data);

/* line-kinds.c: TRUE for a line drawn of signs: "______", "- - - -". */
gboolean line_is_rule(const struct layout *layout, const struct text_line *line);

/* line-kinds.c: TRUE where dots lead to the end of a line, as in a table of contents. */
gboolean line_has_leader(const struct layout *layout, const struct text_line *line);

/* line-kinds.c: TRUE for four letters and more, none of them small. */
gboolean text_is_upper_case(const char *text);

/* line-kinds.c: TRUE where a text has a postcode and town: "Holmens Kanal 20, 1060 København K". */
gboolean text_has_postcode(const char *text);

/* line-kinds.c: TRUE where a full stop at the end belongs to an abbreviation that a number or word
 * follows. */
gboolean text_ends_in_abbreviation(const char *end);

/* line-kinds.c: TRUE where one item of a list in sentences ends: "..., og". */
gboolean text_ends_clause(const char *end);

/* TRUE where a text ends in one of the (ASCII) characters of a set. */
gboolean text_ends_in(const char *end, const char *set);

/* The first character of a line. */
gunichar layout_line_character(const struct layout *layout, const struct text_line *line);

#endif
