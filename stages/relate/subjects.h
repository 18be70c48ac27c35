/* Whom things are about: what the files of subjects share. Private to stages/relate. */
#ifndef AKT_RELATE_SUBJECTS_H
#define AKT_RELATE_SUBJECTS_H

#include "relate/context.h"

/* Whether an entity is of a type; -1 is of none. */
gboolean subject_is_type(const struct context *context, int entity, enum mention_type type);

/* Whether a mention stands behind a word that makes a programme a source or a whole (`fra puljen
 * X`), not what the sentence is about. */
gboolean subject_is_aside(const struct context *context, struct span within, guint mention);

/* Projects and methods that a span names, in order; FALSE for none. */
gboolean subject_named(const struct context *context, struct span span, struct subject *ret);

/* Whether a block holds a sentence of running text. */
gboolean layout_runs_on(const struct context *context, guint block);

/* The institution or association with which a sentence begins and that has, gets or receives: an
 * entity, or -1. */
int subject_acting(const struct context *context, const struct unit *unit);

/* ---- subjects-items.c, subjects-paper.c: in this order ---- */
void subjects_of_sections(struct context *context);
void subjects_of_items(struct context *context);
void subject_of_paper(struct context *context);

#endif
