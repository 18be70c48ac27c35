/* What the files of layout share. Private to stages/relate. */
#ifndef AKT_RELATE_LAYOUT_H
#define AKT_RELATE_LAYOUT_H

#include "relate/context.h"

/* The HEADING cue at the start of a block (behind its number) with which it opens, or -1. */
int layout_opening_cue(const struct context *context, guint block);

/* The kind that a block's opening cue names, when the cue is all it says but for `words` words; ""
 * for none. */
const char *layout_heading_kind(const struct context *context, guint block, guint words);

/* Whether a line set like a heading is a sentence: `Aktiviteten er gennemført i 2017`. */
gboolean layout_is_sentence(const struct context *context, guint block);

/* ---- layout-title.c ---- */

/* Finds the title and the one year that it names, when sections and items are known. */
void layout_find_title(struct context *context);

#endif
