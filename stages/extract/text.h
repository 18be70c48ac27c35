/* Text files, as converters write them: decoded, divided into lines, read into blocks.
 *
 * Untrusted input; linear time in its length. */
#ifndef AKT_EXTRACT_TEXT_H
#define AKT_EXTRACT_TEXT_H

#include "autoptr.h"
#include "document.h"
#include "original.h"

/* The characters of a text file or web page as UTF-8, `*ret_length` bytes, NUL-terminated: the
 * encoding by content (byte order mark, zero bytes, valid UTF-8, Danish letters inside words as DOS
 * wrote them, else Windows-1252, which holds ISO 8859-1). Characters that XML forbids and bytes
 * that are none stand as U+FFFD and are counted. NULL and AKT_ERROR_UNSUPPORTED where the bytes are
 * a known format (format.h), AKT_ERROR_DAMAGED where they are no text: more than one control
 * character in fifty. Free with g_free(). */
struct text_slips {
    const char *encoding; /* "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "cp850" */
    guint forbidden;      /* characters that XML forbids */
    guint broken;         /* bytes that the encoding does not allow */
};
char *text_decode(const char *bytes, gsize length, gsize *ret_length, struct text_slips *ret_slips,
                  GError **error);

/* How many characters are visible: all but blanks and those of no width. */
guint text_visible(const char *text, gsize length);

/* Notes why an original could not be decoded: the document's state and an issue. */
void text_note_failure(struct document *document, const GError *reason);

/* Notes the slips as the document's issues. */
void text_note_slips(struct document *document, const struct text_slips *slips);

/* A line of the file, or the part of one that a form feed leaves on a page. */
struct text_line {
    const char *text; /* UTF-8 without line end, not NUL-terminated; owned by the text_lines */
    gsize length;
    guint page;   /* from 1; a form feed begins the next one */
    guint n;      /* line of the file, from 1 */
    guint column; /* of its first character: 0, but behind a form feed the code points before it */
};

/* What a text file says, character by character: the one reading of it that extract and audit
 * share. Line and column of a document from a text file are those of text_line. Characters that
 * XML forbids stand as U+FFFD. */
struct text_lines {
    char *buffer;
    GArray *lines; /* struct text_line */
    guint pages;
    struct text_slips slips;
};

/* Decodes as text_decode() and divides at LF, CR LF, CR and form feeds. NULL as there, and
 * AKT_ERROR_LIMIT above 32 MB or 400,000 lines. Free with text_lines_free(). */
struct text_lines *text_lines_read(const char *bytes, gsize length, GError **error);
void text_lines_free(struct text_lines *lines);
AKT_AUTOPTR(text_lines, text_lines_free)

#define text_line_at(l, i) (&g_array_index((l)->lines, struct text_line, (i)))

/* Reads a text file into an empty document: blocks, tables, margin, page numbers. What is wrong
 * with the file is the document's state and issues. FALSE only when a library failed. */
struct dictionaries;
struct text_words;
gboolean extract_text(const struct text_words *words, struct original *original,
                      struct document *document, GError **error);

/* What the reader of text files knows of Danish: the labels of a memo's margin column
 * (dictionaries/margin-labels.tsv). NULL and AKT_ERROR_DICTIONARY. Free with text_words_free(). */
struct text_words *text_words_open(struct dictionaries *dictionaries, GError **error);
void text_words_free(struct text_words *words);
AKT_AUTOPTR(text_words, text_words_free)

#endif
