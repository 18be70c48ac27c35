/* From a page's characters to what a reader sees, without fonts' or files' help but geometry:
 *
 *   characters -> words       gaps, blanks                                   words.c
 *   words      -> rows        one height on the page, whatever the column    words.c
 *   rows       -> chunks      cut where a gutter runs, not where a justified
 *                             line is merely wide                            chunks.c
 *                             what most letters look like                    page-style.c
 *                             lines that are counted; a margin that touches  line-numbers.c
 *                             the text                                       margin-edge.c
 *   chunks     -> furniture   repeated over pages, page numbers              edges.c furniture.c
 *              -> margin      the memo's column of fields                    margin.c
 *              -> areas       flowing text, columns of it, fields, tables    areas.c bands.c
 *                                                                            fields.c beside.c
 *              -> tables      columns, rows, header                          tables.c columns.c
 *                                                                            table-parts.c rows.c
 *                                                                            headers.c content.c
 *   lines      -> blocks      paragraphs, headings, items, cells             blocks.c paragraphs.c
 *                                                                            line-kinds.c cells.c
 *                                                                            draft.c
 *
 * Lengths are points in the page's reading direction: a page whose text runs up or down is turned
 * first (words.c), and only boxes in the document are as the page shows them.
 *
 * Everything is linear or n log n in the characters of a page, whatever they look like: searches
 * among neighbours have fixed bounds. */
#ifndef AKT_EXTRACT_LAYOUT_H
#define AKT_EXTRACT_LAYOUT_H

#include "page.h"

struct rect {
    float x0, y0, x1, y1;
};

/* Characters [first, last) that stand together: no blank, no gap. */
struct word {
    guint first, last;
    struct rect box;
    float size; /* font size, or what the box suggests where the font's is of no use */
    gboolean bold, italic;
    gboolean aligned; /* it begins at the left edge of a column: aligned.c */
    gboolean glued;   /* poppler reports no blank before it, and there is room for one */
};

/* Words at one height, from left to right: [first, first + n) of the page's words. */
struct row {
    guint first, n;
    struct rect box;
    gboolean figures;  /* of a table: two of its words or more are figures with room behind */
    gboolean numbered; /* its first word is the number of the line: line-numbers.c */
};

enum role {
    ROLE_BODY,
    ROLE_HEADER,
    ROLE_FOOTER,
    ROLE_PAGE_NUMBER,
    ROLE_MARGIN
};

/* The part of a row that one column holds: [first, first + n) of the page's words. */
struct chunk {
    guint first, n;
    struct rect box;
    float size;    /* of most of its characters */
    gboolean bold; /* all of it */
    guint visible; /* characters */
    guint row;
    enum role role;
};

/* A printed line as a block will hold it: chunks side by side, mostly one. */
struct text_line {
    guint first, n; /* words, in the page's array `line_words` */
    struct rect box;
    float size;
    gboolean bold;
    float left, right; /* the column it could have filled */
};

/* Lines of one cell: [first, first + n) of table->cell_lines. */
struct table_cell {
    guint row, column, rows, columns;
    gboolean header;
    struct rect box;
    guint first, n;
};

/* The room above lines of a table, in points: of a line that goes on, of a paragraph within a cell
 * (0: none was seen), of a row. Zero `known` where too little tells. */
struct row_rooms {
    gboolean lines_known, rows_known;
    gboolean header_only; /* the room of rows was seen below the header alone */
    float lines, paragraphs, rows;
};

/* What is known of the table that the page above ended in. */
struct open_columns {
    const GArray *gutters; /* struct span_x */
    struct row_rooms rooms;
};

/* A table, or the part of one that stands on a page. */
struct table {
    guint n_rows, n_columns;
    struct row_rooms rooms;
    float pitch; /* of lines in its cells: the smallest distance that is common */
    struct rect box;
    float size;
    GArray *gutters;    /* struct span_x, n_columns - 1: between the columns */
    GArray *cells;      /* struct table_cell, row by row, from left to right; empty ones too */
    GArray *cell_lines; /* guint: indexes into the page's lines */
};

enum item_kind {
    ITEM_LINE,
    ITEM_TABLE
};

/* What the page holds, in reading order. */
struct item {
    enum item_kind kind;
    guint index;            /* of the line or table */
    gboolean breaks;        /* a new column or region begins: no line before it is its neighbour */
    gboolean begins, joins; /* a block begins, or goes on, whatever its lines look like */
    enum role role;
};

/* A horizontal interval. */
struct span_x {
    float x0, x1;
};

/* One page on its way through layout. */
struct layout {
    guint n;                            /* page number, from 1 */
    struct page_characters *characters; /* owned */
    float width, height;                /* as read: swapped where the page was turned */
    guint turn;                         /* which way its text ran: words.c */
    GArray *words;                      /* struct word; in the order of rows once there are rows */
    guint first_turned; /* words from here on run in another direction than the page */
    GArray *rows;       /* struct row */
    GArray *chunks;     /* struct chunk, by row and then from left to right */
    float spread;    /* how much wider than usual its blanks are: 1, or more for a typewriter's */
    float body_size; /* the font size of most characters */
    struct span_x body;   /* left and right edge of running text, zero where there is none */
    GArray *line_words;   /* guint: words of the lines */
    GArray *lines;        /* struct text_line */
    GArray *tables;       /* struct table */
    GArray *edges;        /* struct edge */
    GArray *strands;      /* struct rect: columns of the margin */
    GArray *margin_edges; /* struct rect without width: where a margin touches the text */
    GArray *items;        /* struct item: the body in reading order */
    GArray *margin;       /* struct item: the margin's lines; `breaks` begins a group */
    GArray *furniture;    /* struct item: headers, footers, page numbers, each a line */
};

#define layout_word(l, i) (&g_array_index((l)->words, struct word, (i)))
#define layout_row(l, i) (&g_array_index((l)->rows, struct row, (i)))
#define layout_chunk(l, i) (&g_array_index((l)->chunks, struct chunk, (i)))
#define layout_line(l, i) (&g_array_index((l)->lines, struct text_line, (i)))

/* Reads words, rows and chunks of a page. Takes the characters. Free with layout_free(). */
struct layout *layout_new(guint n, struct page_characters *characters);
void layout_free(struct layout *layout);
AKT_AUTOPTR(layout, layout_free)

/* A chunk at the upper or lower end of the page, where headers, footers and page numbers stand. */
struct edge {
    guint chunk;
    gboolean top;
    gboolean deep; /* further inside: a header of many lines may reach it */
    guint hash;    /* of its text, page numbers in it left aside */
    int number;    /* the page number it is, or -1 */
    gboolean says; /* and it says that it is one: "Side 1", "1/3" */
};

/* edges.c: fills `edges` of a page. */
void layout_find_edges(struct layout *layout);

/* furniture.c: gives headers, footers and page numbers their role, by what pages[at] has in common
 * with its neighbours; those further than two pages off do not count. `known`, empty at
 * the first page, remembers verdicts: a table's header that each page repeats is no furniture. */
void layout_find_furniture(struct layout *const *pages, guint n, guint at, GHashTable *known);

/* words.c: fills words and rows. */
void layout_find_words(struct layout *layout);

/* A rectangle of the layout as the page shows it, in tenths of a point. */
struct box layout_shown(const struct layout *layout, const struct rect *rect);

/* margin-edge.c: fills margin_edges. */
void layout_find_margin_edges(struct layout *layout);

/* margin-edge.c: TRUE where a gap of a row, from x0 to x1, lies at a margin's edge. */
gboolean layout_is_margin_edge(const struct layout *layout, const struct rect *row, float x0,
                               float x1);

/* page-style.c: the font size of most characters, to a quarter of a point. */
float layout_common_size(const struct layout *layout);

/* page-style.c: where running text begins and ends; zero where there is none. Chunks are known. */
struct span_x layout_body_span(const struct layout *layout);

/* page-style.c: how much wider than usual the page's blanks are. */
float layout_blank_spread(const struct layout *layout);

/* line-numbers.c: marks the rows whose first word is the number of the line. */
void layout_find_line_numbers(struct layout *layout);

/* aligned.c: finds words at the left edge of a column, by the rows above and below. */
void layout_find_aligned(struct layout *layout);

/* chunks.c: cuts rows at gutters; fills chunks, body_size and body. */
void layout_find_chunks(struct layout *layout);

/* margin.c: gives chunks of the margin column ROLE_MARGIN. Furniture must be known. */
void layout_find_margin(struct layout *layout);

/* areas.c: the rest into lines and tables in reading order. `open` is the table that the page above
 * ended in, or NULL. */
void layout_find_areas(struct layout *layout, const struct open_columns *open);

/* Chunks at one height: [first, first + n) of an array of chunk indexes, from left to right. */
struct band {
    guint first, n;
    struct rect box;
    guint columns; /* intervals that its chunks occupy */
};

/* Bands that share their gutters. A table may have several: a row of two cells under rows of four.
 */
struct segment {
    GArray *bands;   /* struct band */
    GArray *columns; /* struct span_x: what the chunks occupy, from left to right */
};

/* content.c: what a cell's text is: words, a year, a number or amount. */
enum content {
    CONTENT_TEXT,
    CONTENT_YEAR,
    CONTENT_NUMBER
};
enum content content_of(const char *text);

/* tables.c: makes a table of segments that follow each other, adds it to layout->tables and returns
 * its index. `chunks` are the indexes that the bands count in; `above` is what the page above knows
 * of the table, or NULL. */
guint layout_make_table(struct layout *layout, const guint *chunks, GArray *segments,
                        const struct open_columns *above);

/* Adds a line of chunks (indexes, from left to right) that could have filled [left, right]. */
guint layout_add_line(struct layout *layout, const guint *chunks, guint n, float left, float right);

/* The usual distance of lines that follow each other, in font sizes: the smallest that is common
 * among neighbours of the array (indexes of lines; LINE_BREAK parts those that are none). */
#define LINE_BREAK G_MAXUINT
float layout_pitch(const struct layout *layout, const guint *lines, guint n);

/* The characters of words [first, first + n) as a line's text and ranges; either may be NULL. */
void layout_words_text(const struct layout *layout, const guint *words, guint n, GString *text,
                       GArray *ranges);

/* The text of a chunk, appended. */
void layout_chunk_text(const struct layout *layout, const struct chunk *chunk, GString *out);

/* words.c: TRUE for one character of a font of signs (Wingdings), where it begins a line a bullet
 * whatever character it claims to be. */
gboolean layout_is_sign(const struct layout *layout, const struct word *word);

static inline float
rect_height(const struct rect *box)
{
    return box->y1 - box->y0;
}

static inline float
rect_width(const struct rect *box)
{
    return box->x1 - box->x0;
}

static inline void
rect_join(struct rect *box, const struct rect *other)
{
    box->x0 = MIN(box->x0, other->x0);
    box->y0 = MIN(box->y0, other->y0);
    box->x1 = MAX(box->x1, other->x1);
    box->y1 = MAX(box->y1, other->y1);
}

#endif
