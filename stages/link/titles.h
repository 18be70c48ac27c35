/* What titles say of how papers stand to each other. */
#ifndef AKT_LINK_TITLES_H
#define AKT_LINK_TITLES_H

#include "link-private.h"

enum title_kind {
    TITLE_STATUS, /* one of a series */
    TITLE_ANSWER,
    TITLE_FOLLOW_UP,
    TITLE_TIME
};

/* paper-titles.tsv. NULL with an error. */
struct titles *titles_new(struct dictionaries *dictionaries, GError **error);
void titles_free(struct titles *titles);

/* Whether the first word of a title is of a kind. */
gboolean titles_begin_with(const struct titles *titles, const char *title, enum title_kind kind);

/* Links versions of one paper, the papers of a series, and attachments. */
gboolean titles_link(struct linking *linking, GError **error);

#endif
