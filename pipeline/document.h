/* One paper in memory: its text, the map back to the original, and what the stages found in it.
 *
 * Three layers, each a flat array in document order:
 *
 *   source   what is printed, character by character           "fælles-" "spisning"
 *   text     the reading text: one string, blocks parted by '\n', NUL at the end   "fællesspisning"
 *   pieces   the map between the two, and to page, line and column of the original
 *
 * Blocks (headings, paragraphs, items, cells, margin, furniture), sentences and mentions are spans
 * over the reading text; facts relate mentions. A document holds nothing that the stream (tei.h)
 * cannot carry: that, and only that, makes one process equal to a shell pipe.
 *
 * Ownership, for the whole project:
 *   - the document owns its arrays and, through its arena, every string and small struct in it;
 *   - who gets a document hands it on or frees it; pointers into it live as long as it does,
 *     pointers into its arrays until the array grows;
 *   - g_autoptr and g_autofree own library things for one function;
 *   - a stage's state owns what its open() made.
 *
 * Offsets are bytes of the reading text in memory; code points in every output (document_offset()).
 * A span is half-open. Body text is built with builder.h only, and never changes after that. */
#ifndef AKT_DOCUMENT_H
#define AKT_DOCUMENT_H

#include "arena.h"

/* A rectangle on a page: tenths of a point, origin top left. All zero: no box is known. */
struct box {
    int x0, y0, x1, y1;
};

/* A half-open range of bytes of the reading text. */
struct span {
    gsize start, end;
};

/* What a document turned out to be. Image-only, empty and encrypted are states, no failures. */
enum document_state {
    DOCUMENT_TEXT,       /* has text */
    DOCUMENT_MIXED,      /* some pages have text, others are images */
    DOCUMENT_IMAGE_ONLY, /* pictures of pages, no text */
    DOCUMENT_EMPTY,      /* nothing on its pages, or no bytes at all */
    DOCUMENT_ENCRYPTED,  /* wants a password we do not have */
    DOCUMENT_DAMAGED,    /* cannot be read */
    DOCUMENT_LIMIT       /* a limit on time, memory, pages or output was reached */
};
const char *document_state_name(enum document_state state); /* "text", "image-only", ... */
gboolean document_state_from_name(const char *name, enum document_state *ret_state);

/* What the bytes are. */
enum media {
    MEDIA_TEXT,
    MEDIA_HTML,
    MEDIA_PDF,
    MEDIA_IMAGE
};
const char *media_type(
    enum media media); /* "text/plain", "text/html", "application/pdf", "image" */
gboolean media_from_type(const char *type, enum media *ret_media);

enum page_state {
    PAGE_TEXT,
    PAGE_IMAGE,
    PAGE_EMPTY,
    PAGE_MIXED,
    PAGE_SPACED,
    PAGE_GARBLED,
    PAGE_RECOGNISED /* its characters were recognised in its picture: recognised words */
};
const char *page_state_name(enum page_state state);
gboolean page_state_from_name(const char *name, enum page_state *ret_state);

struct page {
    guint n;        /* from 1 */
    struct box box; /* the page itself; for text and HTML all zero */
    enum page_state state;
    guint characters; /* visible characters the original has on this page: the account's total */
};

/* Characters of a page that no block claims, and why: "off-page", "hidden", "navigation". */
struct discard {
    guint page;
    const char *reason;
    guint characters;
};

/* Something wrong or special about the document. `page` is 0 for the document as a whole. */
struct issue {
    const char *tag; /* "encrypted", "damaged", "forbidden-characters", ... */
    guint page;
    const char *text; /* one line for a person */
};

/* A stage that has touched the document; dictionary is the SHA-256 (hex) of the rows it uses, or
 * NULL. */
struct application {
    const char *name, *version, *dictionary;
};

/* A half-open range of the page's characters as page.h numbers them. */
struct range {
    guint first, last;
};

/* A word that was recognised in the picture of a page: which of the page's characters it is, where
 * it stands on the page as shown, and how sure the recognition is, in percent. */
struct recognised_word {
    guint page; /* from 1 */
    struct range range;
    struct box box;
    guint8 confidence;
};

/* A printed line, or the part of one that a block holds (a line that is re-entered is listed
 * again). Its source text is the characters of its ranges, one blank between two ranges. */
struct line {
    guint page; /* from 1 */
    guint n;    /* PDF: from 1 on each page; text: the line of the file; HTML: the run of text */
    struct box box;
    const struct range *ranges; /* PDF only */
    guint n_ranges;
    gboolean joined; /* the word before runs on: no blank stands for this line's start */
};

enum piece_kind {
    PIECE_SAME,   /* source and text are the same bytes */
    PIECE_FOLD,   /* folded by the fixed table (builder.h): several blanks, ligatures, accents */
    PIECE_CHOICE, /* a judgement: printed as source, read as text (one of them may be empty) */
    PIECE_BREAK   /* the blank that stands for a line's start: no source */
};

/* Source and text, side by side; pieces tile both in document order ('\n' between blocks excepted).
 * `column` counts code points of the line from 0; columns are those of the source. */
struct piece {
    enum piece_kind kind;
    gsize source, source_length; /* in document->source */
    gsize text, text_length;     /* in document->text */
    guint line;                  /* index into document->lines */
    guint column;
    guint8 cert; /* PIECE_CHOICE: enum cert */
};

enum block_kind {
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_ITEM,
    BLOCK_LABEL,
    BLOCK_FOOTNOTE,
    BLOCK_CELL,
    BLOCK_MARGIN,
    BLOCK_HEADER,
    BLOCK_FOOTER,
    BLOCK_PAGE_NUMBER
};
/* "heading", "para", "item", "label", "footnote", "cell", "margin", "header", "footer",
 * "page-number" */
const char *block_kind_name(enum block_kind kind);
gboolean block_kind_from_name(const char *name, enum block_kind *ret_kind);
gboolean block_is_furniture(enum block_kind kind); /* header, footer, page number */

/* What is read in one go: a paragraph, a heading, a list item, the text of a cell.
 * `cell` is an index into document->cells, or -1. A cell with one text has one block of kind
 * BLOCK_CELL; a cell with paragraphs or a list has several of kind PARAGRAPH or ITEM;
 * an empty cell has one empty BLOCK_CELL. */
struct block {
    enum block_kind kind;
    struct span span;
    guint first_piece, n_pieces;
    const char
        *n; /* item: its number or bullet as printed, without blanks ("1.", "a)", "•"), or NULL */
    guint level; /* heading: 1 for the highest, 0 unknown; item: depth from 1 */
    int cell;
};

/* A table is consecutive blocks whose cells name the same table. Rows and columns count from 0. */
struct cell {
    guint table, row, column;
    guint rows, columns; /* what it spans, at least 1 */
    gboolean header;
    gboolean repeated; /* a header that a further page of the table shows again */
    struct box box;
};

struct sentence {
    struct span span;
    guint block;
};

enum cert {
    CERT_HIGH,
    CERT_MEDIUM,
    CERT_LOW
};
const char *cert_name(enum cert cert);
gboolean cert_from_name(const char *name, enum cert *ret_cert);

/* A document. Plain arrays of the structs above and of annotation.h; read them, but let
 * builder.h and annotation.h write them. */
struct document {
    struct arena *arena;
    const char *path;   /* as given, in the bytes of the file system */
    const char *sha256; /* 64 hex digits; of no bytes where the file could not be read */
    enum media media;
    enum document_state state;
    gboolean structured; /* normalise has been here: div, p, list, s instead of ab */

    GArray *applications;  /* struct application */
    GArray *issues;        /* struct issue */
    GArray *discards;      /* struct discard */
    GArray *pages;         /* struct page */
    GArray *recognised;    /* struct recognised_word, by page and then by range */
    GArray *lines;         /* struct line */
    GArray *pieces;        /* struct piece */
    GArray *blocks;        /* struct block */
    GArray *cells;         /* struct cell */
    GArray *sentences;     /* struct sentence, none crosses another */
    GArray *mentions;      /* struct mention (annotation.h), in document order, properly nested */
    GArray *facts;         /* struct fact (annotation.h) */
    GHashTable *fact_keys; /* annotation.c's: which facts there are */
    GString *source;
    GString *text;
};

/* An empty document for a path. Free with document_free(). */
struct document *document_new(const char *path, const char *sha256, enum media media);
void document_free(struct document *document);
AKT_AUTOPTR(document, document_free)

/* A document of the same original (path, hash, state, applications, issues, discards, pages,
 * recognised words) whose
 * body is empty, for a stage that builds the body anew. The caller hands it to
 * document_take_body() or frees it. */
struct document *document_new_body(const struct document *old);

/* Puts the content of `from` into `document` and frees `from` and what `document` held before:
 * pointers into the old content end here. */
void document_take_body(struct document *document, struct document *from);

/* Element access; the pointer is good until the array grows. */
#define document_page(d, i) (&g_array_index((d)->pages, struct page, (i)))
#define document_recognised(d, i) (&g_array_index((d)->recognised, struct recognised_word, (i)))
#define document_line(d, i) (&g_array_index((d)->lines, struct line, (i)))
#define document_piece(d, i) (&g_array_index((d)->pieces, struct piece, (i)))
#define document_block(d, i) (&g_array_index((d)->blocks, struct block, (i)))
#define document_cell(d, i) (&g_array_index((d)->cells, struct cell, (i)))
#define document_sentence(d, i) (&g_array_index((d)->sentences, struct sentence, (i)))

/* The document's id in the stream: "d" and the first 16 digits of its SHA-256. In its arena. */
const char *document_id(struct document *document);

/* Notes an issue; `format` as in printf. Kept in order, never twice the same. */
void document_issue(struct document *document, const char *tag, guint page, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Says that a stage has touched the document: replaces its earlier entry and drops those of
 * stages after it. A stage's process() is called with its own entry already made. */
void document_applied(struct document *document, const char *stage, const char *version,
                      const char *dictionary);

/* The block's words: borrowed, `*ret_length` bytes, followed by '\n' or NUL, never containing them.
 */
const char *document_block_text(const struct document *document, const struct block *block,
                                gsize *ret_length);

/* The block, piece, sentence at a byte of the reading text, by binary search: an index.
 * Piece: the one whose text covers `offset`, the last one ending there if none does.
 * Sentence: -1 where there is none. */
guint document_block_at(const struct document *document, gsize offset);
guint document_piece_at(const struct document *document, gsize offset);
int document_sentence_at(const struct document *document, gsize offset);

/* Code points before a byte of the reading text. Offsets asked for in growing order cost one
 * pass over the text in all: keep the struct between calls, zeroed at first. */
struct offset_counter {
    gsize bytes, points;
};
gsize document_offset(const struct document *document, struct offset_counter *counter,
                      gsize offset);

/* Where a span stands in the original: page, line and column of its first character, and line
 * and column just after its last one. */
struct place {
    guint page, line, column;
    guint end_page, end_line, end_column;
};
struct place document_place(const struct document *document, struct span span);

/* The printed words of a span, line ends as blanks, joined where a hyphen divided a word: for a
 * correction what is printed, unless it is read as nothing, or is a tag or a character reference in
 * a text, which stands for what it is read as. In the arena. */
char *document_printed(struct document *document, struct span span);

/* The source characters of the whole document in the order of page, line and column, a line a
 * line, "page:line:column<TAB>text"; what every stage must leave as it is. Free with g_free(). */
char *document_source_text(const struct document *document);

#endif
