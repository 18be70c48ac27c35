/* Between edges.c, which finds what stands at the ends of a page, and furniture.c, which judges it.
 */
#ifndef AKT_EXTRACT_EDGES_PRIVATE_H
#define AKT_EXTRACT_EDGES_PRIVATE_H

#include "layout.h"

/* TRUE where the middle of a chunk stands in the zone of headers (`top`), or of footers; `deep`: of
 * headers of many lines. */
gboolean edge_in_zone(const struct layout *layout, const struct chunk *chunk, gboolean top,
                      gboolean deep);

/* The hash of a text without the numbers that count pages: those behind "side" and around "af". */
guint edge_hash_text(const char *text);

#endif
