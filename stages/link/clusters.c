/* From links to entities: the surest links first, names grow together unless that would join two
 * municipalities or two names that a dictionary keeps apart. A name of no municipality that links
 * to those of several says nothing about which is meant, and stays by itself.
 *
 * Names that hang together by links are gathered and decided on by themselves: the others cannot
 * matter to them. */
#include "clusters.h"

#include <string.h>

/* The index of a name, or -1. */
static int
member_index(const struct clusters *clusters, gint64 id)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(clusters->by_id, &id)) - 1;
}

/* ---- gathering ----------------------------------------------------------------------------- */

static gboolean
add_member(struct linking *linking, struct clusters *clusters, gint64 id, GError **error)
{
    const struct name *found;
    if (member_index(clusters, id) >= 0)
        return TRUE;
    if (!linking_name(linking, id, &found, error) || !found)
        return found != NULL || !(error && *error);
    struct name member = *found;
    if (!linking_mentions(linking, id, &member.mentions, error))
        return FALSE;
    g_array_append_val(clusters->members, member);
    g_hash_table_insert(clusters->by_id, g_memdup2(&id, sizeof id),
                        GUINT_TO_POINTER(clusters->members->len));
    return TRUE;
}

/* What sort of link it is, by its reason: those of words alone are none. */
static void
edge_kind(const struct linking *linking, const char *reason, struct edge *edge)
{
    const char *visit = name_rules_evidence_says(linking->rules, EVIDENCE_VISIT);
    gsize length = strlen(visit);
    edge->said = strcmp(reason, ALIASES_SAY) == 0 || g_str_has_prefix(reason, "a paper says");
    edge->weak = !edge->said && (g_str_has_prefix(reason, "a paper writes") ||
                                 name_rules_is_weak(linking->rules, reason));
    if (strncmp(reason, visit, length) == 0 && reason[length] == ':')
        edge->host = arena_strdup(linking->arena, reason + length + 2);
}

/* The links of a member: those to it as edges, and the names on both sides become members. */
static gboolean
read_links(struct linking *linking, struct clusters *clusters, guint index, GError **error)
{
    gboolean row;
    gint64 id = member_at(clusters, index)->id;
    g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(gint64));
    struct statement out = statement_of(
        linking->database, "SELECT to_name FROM link WHERE kind = 'same' AND from_name = ?",
        "reading links");
    put_number(&out, id);
    if (!linking_ids(linking, out, others, error))
        return FALSE;
    for (guint i = 0; i < others->len; i++) {
        if (!add_member(linking, clusters, g_array_index(others, gint64, i), error))
            return FALSE;
    }
    struct statement in = statement_of(
        linking->database,
        "SELECT from_name, score, reason FROM link WHERE to_name = ? AND kind = 'same'",
        "reading links");
    put_number(&in, id);
    for (;;) {
        if (!statement_row(&in, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        gint64 other = sqlite3_column_int64(in.handle, 0);
        struct edge edge = {.b = index, .score = sqlite3_column_double(in.handle, 1)};
        edge_kind(linking, column_text(in.handle, 2), &edge);
        if (!add_member(linking, clusters, other, error)) {
            statement_reset(&in);
            return FALSE;
        }
        int a = member_index(clusters, other);
        edge.a = (guint)MAX(a, 0);
        if (a >= 0)
            g_array_append_val(clusters->edges, edge);
    }
}

static void
forget_members(struct clusters *clusters)
{
    g_array_set_size(clusters->members, 0);
    g_array_set_size(clusters->edges, 0);
    g_array_set_size(clusters->barriers, 0);
    g_hash_table_remove_all(clusters->by_id);
}

/* All that hangs together with a name. */
static gboolean
gather(struct linking *linking, struct clusters *clusters, gint64 id, const GArray *barriers,
       GError **error)
{
    forget_members(clusters);
    if (!add_member(linking, clusters, id, error))
        return FALSE;
    for (guint i = 0; i < clusters->members->len; i++) {
        if (!read_links(linking, clusters, i, error))
            return FALSE;
    }
    for (guint i = 0; clusters->members->len > 1 && i + 1 < barriers->len; i += 2) {
        int p = member_index(clusters, g_array_index(barriers, gint64, i));
        int q = member_index(clusters, g_array_index(barriers, gint64, i + 1));
        guint pair[2] = {(guint)MAX(p, 0), (guint)MAX(q, 0)};
        if (p >= 0 && q >= 0)
            g_array_append_vals(clusters->barriers, pair, 2);
    }
    return TRUE;
}

/* ---- the best name ------------------------------------------------------------------------- */

/* The better of two names of an entity: one that a dictionary shows, then the one used more, then
 * the longer, then the first in the alphabet. */
static gboolean
is_better(const struct linking *linking, const struct name *a, const struct name *b)
{
    gboolean shown_a = aliases_prefer(linking->aliases, a);
    gboolean shown_b = aliases_prefer(linking->aliases, b);
    if (shown_a != shown_b)
        return shown_a;
    if (a->mentions != b->mentions)
        return a->mentions > b->mentions;
    gsize length_a = strlen(a->value), length_b = strlen(b->value);
    return length_a != length_b ? length_a > length_b : name_order(a, b) < 0;
}

static gboolean
settle(struct linking *linking, const struct name *name, const struct name *best, const char *scope,
       GError **error)
{
    struct statement statement =
        statement_of(linking->database,
                     "INSERT OR IGNORE INTO temp.settled (name, best, scope) VALUES (?, ?, ?)",
                     "writing entities");
    put_number(&statement, name->id);
    if (best)
        put_number(&statement, best->id);
    else
        put_null(&statement);
    put_text(&statement, scope);
    return statement_run(&statement, error);
}

/* A name that is out of use has no entity. */
static gboolean
settle_all(struct linking *linking, struct clusters *clusters, GError **error)
{
    guint n = clusters->members->len;
    g_autofree const struct name **best = g_new0(const struct name *, n + 1); /* of each root */
    for (guint i = 0; i < n; i++) {
        const struct name *name = member_at(clusters, i);
        guint root = cluster_root(clusters, i);
        if (name->mentions && (!best[root] || is_better(linking, name, best[root])))
            best[root] = name;
    }
    for (guint i = 0; i < n; i++) {
        const struct name *name = member_at(clusters, i);
        guint root = cluster_root(clusters, i);
        if (!settle(linking, name, name->mentions ? best[root] : NULL,
                    g_ptr_array_index(clusters->scopes, root), error))
            return FALSE;
    }
    return TRUE;
}

/* ---- the whole ----------------------------------------------------------------------------- */

static gboolean
is_settled(struct linking *linking, gint64 id, gboolean *ret_settled, GError **error)
{
    gint64 found;
    struct statement statement = statement_of(
        linking->database, "SELECT name FROM temp.settled WHERE name = ?", "writing entities");
    put_number(&statement, id);
    return statement_number(&statement, ret_settled, &found, error);
}

static gboolean
find_all(struct linking *linking, struct clusters *clusters, const GArray *barriers, GError **error)
{
    gboolean row, settled = FALSE;
    struct statement statement = statement_of(
        linking->database, "SELECT name FROM temp.affected ORDER BY name", "reading names");
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        gint64 id = sqlite3_column_int64(statement.handle, 0);
        gboolean ok = is_settled(linking, id, &settled, error);
        if (ok && !settled) {
            ok = gather(linking, clusters, id, barriers, error);
            clusters_join(clusters);
            ok = ok && settle_all(linking, clusters, error);
            linking_let_go(linking);
        }
        if (!ok) {
            statement_reset(&statement);
            return FALSE;
        }
    }
}

gboolean
clusters_find(struct linking *linking, const GArray *barriers, GError **error)
{
    struct clusters clusters = {
        .members = g_array_new(FALSE, FALSE, sizeof(struct name)),
        .by_id = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
        .edges = g_array_new(FALSE, FALSE, sizeof(struct edge)),
        .barriers = g_array_new(FALSE, FALSE, sizeof(guint)),
        .parents = g_array_new(FALSE, FALSE, sizeof(guint)),
        .rings = g_array_new(FALSE, FALSE, sizeof(guint)),
        .scopes = g_ptr_array_new()};
    gboolean ok = find_all(linking, &clusters, barriers, error);
    g_array_unref(clusters.members);
    g_hash_table_unref(clusters.by_id);
    g_array_unref(clusters.edges);
    g_array_unref(clusters.barriers);
    g_array_unref(clusters.parents);
    g_array_unref(clusters.rings);
    g_ptr_array_unref(clusters.scopes);
    return ok;
}
