/* What the files of link share. */
#ifndef AKT_LINK_PRIVATE_H
#define AKT_LINK_PRIVATE_H

#include "link.h"
#include "load/database-private.h"
#include "names.h"

/* One run. What it works on stands in tables, never in memory: in those of the database, and in
 * temporary ones (changed.c) that say what has changed since the last run. */
struct linking {
    struct database *database;
    struct name_rules *rules;
    struct aliases *aliases;
    struct titles *titles;
    struct link_report *report;
    gboolean all; /* everything is made anew: the first run, or other dictionaries */

    struct arena *arena; /* of the names that were read lately */
    GHashTable *names;   /* id -> struct name */
};

/* Reads the dictionaries; *ret_made_with (g_free) says which, NULL for who does not ask. FALSE with
 * an error; linking_close() in either case. */
gboolean linking_open(struct linking *linking, const struct stage_options *options,
                      char **ret_made_with, GError **error);
void linking_close(struct linking *linking);

/* A name by its id, NULL where there is none. It stays until linking_let_go(). FALSE with an error.
 */
gboolean linking_name(struct linking *linking, gint64 id, const struct name **ret_name,
                      GError **error);

/* Names that were read are wanted no more: they are forgotten once they are many. */
void linking_let_go(struct linking *linking);

/* How often papers that still stand name it. */
gboolean linking_mentions(struct linking *linking, gint64 id, guint *ret_mentions, GError **error);

/* Says and counts what was too large to be looked at. */
void linking_skip(struct linking *linking, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Runs a statement without parameters, prepared once. */
gboolean linking_run(struct linking *linking, const char *sql, const char *doing, GError **error);

/* The ids of a statement with a number for each parameter, appended to `ids` (gint64). */
gboolean linking_ids(struct linking *linking, struct statement statement, GArray *ids,
                     GError **error);

/* Writes that two names are one, or are not. */
gboolean link_names(struct linking *linking, const struct name *a, const struct name *b,
                    const char *kind, double score, const char *reason, GError **error);

/* The order of names in everything that is decided: by what they say, never by their number. */
int name_order(const struct name *a, const struct name *b);

/* ---- the steps, in this order -----------------------------------------------------------------
 */

/* Whether anything is to be done, and whether all of it (linking->all). */
gboolean changed_find(struct linking *linking, const char *made_with, gboolean *ret_needed,
                      GError **error);

/* Fills temp.anew: names that papers came for or went from. */
gboolean changed_names(struct linking *linking, GError **error);

/* Puts them into blocks or takes them out; names of a block that grew too large, or is so no more,
 * are anew, too. */
gboolean blocks_update(struct linking *linking, GError **error);

/* Fills temp.affected, the names that may now belong elsewhere, and forgets the links of
 * temp.anew. */
gboolean changed_forget(struct linking *linking, GError **error);

/* Compares what is anew with what shares a block with it, and writes the links. */
gboolean pairs_compare(struct linking *linking, GError **error);

/* Whether a paper that stands has both names: a project and a programme are two for it then. */
gboolean names_stand_together(struct linking *linking, const struct name *a, const struct name *b,
                              gboolean *ret_do, GError **error);

/* Links two names that their words alone do not make one, if the papers that they stand in do. */
gboolean together_link(struct linking *linking, const struct name *a, const struct name *b,
                       GError **error);

/* Links what papers and dictionaries say of names; ids of pairs that are not the same go into
 * `barriers` (gint64, two by two). */
gboolean said_link(struct linking *linking, GArray *barriers, GError **error);

/* Gathers linked names: temp.settled says which name is the best of each affected one. */
gboolean clusters_find(struct linking *linking, const GArray *barriers, GError **error);

/* Writes the entities, and into temp.redo those whose papers and amounts are looked at anew. */
gboolean changed_entities(struct linking *linking, GError **error);

/* Papers that point to each other by case or meeting. */
gboolean papers_link(struct linking *linking, GError **error);

/* Amounts for the same thing, role and time that differ. */
gboolean contradictions_check(struct linking *linking, GError **error);

/* Days that slipped, periods and amounts that changed, projects that vanished. */
gboolean changes_check(struct linking *linking, GError **error);

/* Takes away entities without a name and notes what is linked. */
gboolean changed_done(struct linking *linking, GError **error);

/* ---- blocks -----------------------------------------------------------------------------------
 */

/* The names in use, of a type and of all municipalities, with the words of a folded name, written
 * together or apart: gint64, to be freed with g_array_unref(). NULL with an error. */
GArray *blocks_same_words(struct linking *linking, enum mention_type type, const char *folded,
                          GError **error);

/* ---- aliases.tsv ------------------------------------------------------------------------------
 */

/* The reason of links that a row decides. */
#define ALIASES_SAY "aliases.tsv says so"

struct aliases;
struct aliases *aliases_new(struct dictionaries *dictionaries, GError **error);
void aliases_free(struct aliases *aliases);

/* Whether a row declares the name one thing everywhere. */
gboolean aliases_everywhere(const struct aliases *aliases, const struct name *name);

/* Links what the rows say; barriers as above. */
gboolean aliases_link(struct linking *linking, GArray *barriers, GError **error);

/* Whether a row shows this name for others: it is then an entity's best. */
gboolean aliases_prefer(const struct aliases *aliases, const struct name *name);

#endif
