/* Pages' lines and tables into the document's blocks: paragraphs, headings, items, cells, margin,
 * furniture. Pages come in order; a paragraph or a table may go on from one to the next, and the
 * margin and furniture of a page wait until it has ended. */
#ifndef AKT_EXTRACT_BLOCKS_H
#define AKT_EXTRACT_BLOCKS_H

#include "builder.h"
#include "layout.h"

struct blocks;

/* Writes into the builder, which stays the caller's. Free with blocks_free(), after blocks_end().
 */
struct blocks *blocks_new(struct builder *builder);
void blocks_free(struct blocks *blocks);
AKT_AUTOPTR(blocks, blocks_free)

/* Adds a page whose items, margin and furniture are known. */
void blocks_add_page(struct blocks *blocks, struct layout *layout);

/* The table that the last page ended in, or NULL: what stands at the top of the next page between
 * the same gutters goes on with it. */
const struct open_columns *blocks_open_columns(const struct blocks *blocks);

/* Ends what is open. */
void blocks_end(struct blocks *blocks);

#endif
