/* What names.c and compare.c share. */
#ifndef AKT_LINK_NAMES_PRIVATE_H
#define AKT_LINK_NAMES_PRIVATE_H

#include "names.h"

/* Whether a folded word may stand in front of names of a type and be left out. */
gboolean name_rules_head(const struct name_rules *rules, enum mention_type type, const char *word);

/* A folded word without its ending. Free with g_free(). */
char *name_word_stem(const char *word);

#endif
