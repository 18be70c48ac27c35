/* What the files of link share. */
#ifndef AKT_LINK_PRIVATE_H
#define AKT_LINK_PRIVATE_H

#include "link.h"
#include "load/database-private.h"
#include "names.h"

/* One run. */
struct linking {
    struct database *database;
    struct name_rules *rules;
    struct aliases *aliases;
    struct link_report *report;
};

/* The names of one type, for the time they are worked on. */
struct names {
    struct arena *arena;
    GArray *array;     /* struct name */
    GHashTable *by_id; /* id -> index + 1 */
};
#define names_at(names, i) (&g_array_index((names)->array, struct name, (i)))

/* The index of a name, or -1. */
int names_index(const struct names *names, gint64 id);

/* Says and counts what was too large to be looked at. */
void linking_skip(struct linking *linking, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Writes that two names are one, or are not. */
gboolean link_names(struct linking *linking, const struct name *a, const struct name *b,
                    const char *kind, double score, const char *reason, GError **error);

/* The order of names in everything that is decided: by what they say, never by their number. */
int name_order(const struct name *a, const struct name *b);

/* Compares what is dirty with what shares a block with it, and writes the links. */
gboolean pairs_compare(struct linking *linking, struct names *names, GError **error);

/* Links what papers and dictionaries say of names; ids of pairs that are not the same go into
 * `barriers` (gint64, two by two). */
gboolean said_link(struct linking *linking, struct names *names, enum mention_type type,
                   GArray *barriers, GError **error);

/* Gathers linked names into entities. */
gboolean clusters_write(struct linking *linking, struct names *names, const GArray *barriers,
                        GError **error);

/* Papers that point to each other by case or meeting. */
gboolean papers_link(struct linking *linking, GError **error);

/* Amounts for the same thing, role and time that differ. */
gboolean contradictions_check(struct linking *linking, GError **error);

/* aliases.tsv. */
struct aliases;
struct aliases *aliases_new(struct dictionaries *dictionaries, GError **error);
void aliases_free(struct aliases *aliases);

/* Marks names that a row is about as dirty, and those it declares one thing everywhere. */
void aliases_mark(const struct aliases *aliases, struct names *names);

/* Links what the rows say; barriers as above. */
gboolean aliases_link(struct linking *linking, struct names *names, GArray *barriers,
                      GError **error);

/* Whether a row shows this name for others: it is then an entity's best. */
gboolean aliases_prefer(const struct aliases *aliases, const struct name *name);

#endif
