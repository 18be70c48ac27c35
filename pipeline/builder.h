/* Builds the body of a document, block by block: the one way in for extract, for normalise (which
 * builds a new body from the old one) and for the TEI reader, so that all three agree.
 *
 * Folding is the builder's: source characters to reading characters, by a fixed table:
 *   - a run of blanks (space, tab, U+00A0, U+2000..200A, U+202F, U+205F, U+3000) is one space,
 *     and nothing at the start or end of a block;
 *   - U+FB00..FB06 are ff fi fl ffi ffl st st; U+2010 and U+2011 are '-'; U+00AD, U+200B..200D,
 *     U+2060 and U+FEFF are nothing;
 *   - a letter and a combining mark that compose (NFC) are the composed letter.
 * Characters that XML forbids become U+FFFD in the source itself, and one issue counts them.
 *
 * Order of calls:  page*  ( block  ( line text* )*  end_block )*
 * A line must begin before text; a line may begin anywhere in a block. Sentences and mentions are
 * added with builder_span_begin/end (the reader) or later through annotation.h. */
#ifndef AKT_BUILDER_H
#define AKT_BUILDER_H

#include "document.h"

struct builder;

/* A builder over a document whose body must be empty. Free with builder_free(), which closes
 * what is open; the document stays the caller's. */
struct builder *builder_new(struct document *document);
void builder_free(struct builder *builder);
AKT_AUTOPTR(builder, builder_free)

/* Pages come in order, n from 1; they may all be given first. */
void builder_page(struct builder *builder, const struct page *page);

/* Begins a block; `cell` is -1 or what builder_cell() returned. Returns its index. */
guint builder_block(struct builder *builder, enum block_kind kind, int cell);
void builder_end_block(struct builder *builder);

/* Item number or bullet, and level, of the open block. `n` is copied; NULL for none. */
void builder_block_n(struct builder *builder, const char *n, guint level);

/* A new cell; `table` counts from 0 and never falls. Returns its index. */
int builder_cell(struct builder *builder, const struct cell *cell);

/* Begins a printed line, or re-enters one (`column` > 0: the first character's column). The
 * ranges are copied. `line->joined` says that the word before the line runs on. */
void builder_line(struct builder *builder, const struct line *line, guint column);

/* Moves the column: what follows stands elsewhere on the same line. */
void builder_column(struct builder *builder, guint column);

/* Printed characters: UTF-8, without line ends. Any split into calls gives the same document. */
void builder_text(struct builder *builder, const char *bytes, gsize length);

/* Printed as `sic` (on one line), read as `corr`; either may be empty, not both. corr is taken
 * as it is, unfolded. */
void builder_choice(struct builder *builder, const char *sic, gsize sic_length, const char *corr,
                    gsize corr_length, enum cert cert);

/* TRUE when a line has begun in the open block, so that text may come. */
gboolean builder_has_line(const struct builder *builder);

/* The byte of the reading text at which the next visible character will stand, and at which the
 * last one ended: what a span's start and end tags mean. */
gsize builder_start(struct builder *builder);
gsize builder_end(const struct builder *builder);

/* Copies pieces [first_piece, first_piece + n) of another document, or the part of them whose
 * source bytes lie in [from, to), into the open block: lines, columns, text and choices as they
 * are there. The workhorse of normalise. */
void builder_copy(struct builder *builder, const struct document *from_document, guint first_piece,
                  guint n_pieces, gsize from, gsize to);

#endif
