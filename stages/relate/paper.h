/* The paper about itself: what its files share. Private to stages/relate. */
#ifndef AKT_RELATE_PAPER_H
#define AKT_RELATE_PAPER_H

#include "relate/context.h"

/* The types of which the fields of a head are. */
#define PAPER_FIELD_TYPES                                                     \
    (1u << MENTION_ORGANISATION | 1u << MENTION_DATE | 1u << MENTION_PERSON | \
     1u << MENTION_PLACE | 1u << MENTION_CONTACT | 1u << MENTION_CASE)

enum {
    PAPER_RUNNING_WORDS = 14 /* more in a block is running text */
};

/* ---- paper.c ---- */

/* Words of a block outside the mentions and labels that a head is made of; counting ends soon
 * after PAPER_RUNNING_WORDS. */
guint paper_loose_words(const struct context *context, guint block);

/* Whether a block stands in the margin. */
gboolean paper_is_margin(const struct context *context, guint block);

/* Puts a fact about the paper, with a span or a mention as evidence. */
void paper_put(struct context *context, enum predicate predicate, struct term object,
               struct span span, const char *rule, enum cert cert);
void paper_put_mention(struct context *context, enum predicate predicate, guint mention,
                       const char *rule, enum cert cert);

/* ---- paper-labels.c, paper-head.c, paper-attachments.c ---- */

/* The labelled fields before block `head`, where the running text begins, and in the margin;
 * done[PREDICATE] is set for what was found. */
void paper_labels(struct context *context, guint head, gboolean *done);

/* What the head says without labels, for what is not done yet. */
void paper_head(struct context *context, guint head, const gboolean *done);

void paper_attachments(struct context *context);

#endif
