/* Between the files that read a text file: lines are grouped to parts, parts get a kind, and each
 * part is divided at its markup when it is built. */
#ifndef AKT_EXTRACT_TEXT_PRIVATE_H
#define AKT_EXTRACT_TEXT_PRIVATE_H

#include "builder.h"
#include "extract/text.h"

/* What a line is, seen alone. */
enum line_kind {
    LINE_BLANK,
    LINE_PROSE,
    LINE_ROW,
    LINE_RULE
};

struct line_shape {
    enum line_kind kind;
    gsize start, end;    /* bytes without the blanks at both ends */
    guint indent;        /* blanks before, a tab counts to the next multiple of four */
    guint points;        /* code points from start to end */
    guint fields;        /* LINE_ROW: fields between tabs or pipes */
    guint filled;        /* LINE_ROW: those that are not empty */
    gboolean pipes;      /* LINE_ROW: parted by bars; LINE_RULE: the rule of such a table */
    gboolean outer;      /* LINE_ROW: bars at both ends, which part nothing */
    guint grid;          /* 1 + index of the table in columns of blanks, 0 for none */
    gboolean begins_row; /* a line of such a table */
    gboolean margin;     /* from a column beside the text */
};

/* Lines that are read in one go. */
struct part {
    guint first, n; /* lines */
    guint chunk;    /* parts between the same blank lines share it */
    enum block_kind kind;
    gboolean table;
    guint grid; /* a table in columns of blanks, as line_shape.grid */
    guint level;
    gboolean alone;    /* the only part of its chunk */
    gboolean by_looks; /* a heading, but nothing says so: it stands alone and is short */
    gboolean ordinal;  /* begins with an ordinal that looked like a list's number */
    gsize from, to;    /* bytes of its first and its last line where it begins and ends */
};

struct text_reader {
    const struct text_words *words;
    const struct text_lines *lines;
    GArray *shapes;      /* struct line_shape, one for each line */
    GArray *parts;       /* struct part */
    GByteArray *margins; /* a byte a line: it is from a column beside the text */
    GArray *grids;       /* struct text_grid (text-grid.h) */
    GArray *cuts;        /* guint: columns at which their fields begin */
    struct document *document;
    struct builder *builder;
    guint tables;
    const struct part *last_table; /* built last, with so many columns and rows */
    guint columns, rows;
    guint width;     /* at which lines of prose are wrapped, 0 if they are not */
    gboolean narrow; /* the lines that are looked at are prose of a narrow column */
    guint line;      /* where the builder stands: index of the line, G_MAXUINT at a block's start */
    guint counted;   /* the line whose columns are counted: `column` is that of `byte` */
    gsize byte;
    guint column;
};

#define reader_shape(r, i) (&g_array_index((r)->shapes, struct line_shape, (i)))
#define reader_part(r, i) (&g_array_index((r)->parts, struct part, (i)))

/* text-beside.c: the lines as they are read where a margin stands beside the text, a byte in
 * `margins` for each. Free its lines and itself; the characters stay the reader's. */
struct text_lines *text_beside(const struct text_reader *reader, GByteArray *margins);

/* text-blocks.c */
void text_shapes(struct text_reader *reader);
void text_group(struct text_reader *reader);

/* text-wrap.c */
gboolean text_is_wrapped(const struct text_reader *reader, guint line, guint width);
void text_find_width(struct text_reader *reader);
gboolean text_is_narrow_prose(const struct text_reader *reader, guint first, guint end,
                              guint width);
gboolean text_ends_with(const char *text, gsize length, const char *signs);

/* text-furniture.c */
void text_furniture(struct text_reader *reader);

/* The words of a part's first line. */
const char *text_part_words(const struct text_reader *reader, const struct part *part,
                            gsize *ret_length);

/* text-kinds.c */
/* "*** Baggrund ***", a converter's heading: how many stars stand on each side, or 0. */
gsize text_starred_heading(const char *text, gsize length);
void text_kinds(struct text_reader *reader);

/* Once the margin is known: what looked like a heading and goes on past the margin is none. */
void text_cut_headings(struct text_reader *reader);

/* text-margin.c */
gboolean text_is_label_line(const struct text_reader *reader, guint line);
void text_margin(struct text_reader *reader);

/* text-table.c */
void text_build_table(struct text_reader *reader, const struct part *part);

/* text-markup.c: builds one block, or in a cell and where markup or bullets say so several, from
 * ranges of lines. */
struct text_range {
    guint line;
    gsize start, end;
    gsize prefix; /* bytes from start that are markup: "## ", "> " */
    gsize suffix; /* bytes to the end that are: " ##" */
};
void text_build_ranges(struct text_reader *reader, const struct text_range *ranges, guint n,
                       enum block_kind kind, guint level, int cell);

/* text.c: the one way from lines to the builder. */
void text_put(struct text_reader *reader, guint index, gsize start, gsize end, const char *corr,
              gboolean is_markup);

/* The words of a line, from start to end. */
const char *text_reader_line(const struct text_reader *reader, guint line, gsize *ret_length);

/* TRUE where the words are a margin label and nothing else. */
gboolean text_is_label(const struct text_words *words, const char *text, gsize length);

/* TRUE for a line of an address: a web or mail address alone, a post town ("8000 Aarhus C"). */
gboolean text_is_contact(const char *text, gsize length);

/* The length of the margin label that begins at `text` and after which a label can end, or 0. */
gsize text_label_length(const struct text_words *words, const char *text, gsize length);

#endif
