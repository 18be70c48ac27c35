/* From links to entities: the surest links first, names grow together unless that would join two
 * municipalities or two names that a dictionary keeps apart. A name of no municipality that links
 * to those of several says nothing about which is meant, and stays by itself.
 *
 * Names that hang together by links are gathered and decided on by themselves: the others cannot
 * matter to them. */
#include "link-private.h"

#include <string.h>

struct edge {
    guint a, b; /* indexes of members, a before b in their order */
    double score;
};

/* Names that hang together. */
struct clusters {
    GArray *members;   /* struct name: copies, with their mentions */
    GHashTable *by_id; /* id -> index + 1 */
    GArray *edges;     /* struct edge */
    GArray *barriers;  /* guint, two by two: indexes of members that are not the same */
    GArray *parents;   /* guint: of each member */
    GPtrArray *scopes; /* of each root: the municipality of its names, "" for none */
};
#define member_at(clusters, i) (&g_array_index((clusters)->members, struct name, (i)))

static const char *
scope_of(const struct name *name)
{
    return name->everywhere ? "" : name->scope;
}

/* The index of a name, or -1. */
static int
member_index(const struct clusters *clusters, gint64 id)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(clusters->by_id, &id)) - 1;
}

static guint
root_of(struct clusters *clusters, guint index)
{
    guint *parents = (guint *)(gpointer)clusters->parents->data;
    while (parents[index] != index) {
        parents[index] = parents[parents[index]];
        index = parents[index];
    }
    return index;
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
        linking->database, "SELECT from_name, score FROM link WHERE to_name = ? AND kind = 'same'",
        "reading links");
    put_number(&in, id);
    for (;;) {
        if (!statement_row(&in, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        gint64 other = sqlite3_column_int64(in.handle, 0);
        double score = sqlite3_column_double(in.handle, 1);
        if (!add_member(linking, clusters, other, error)) {
            statement_reset(&in);
            return FALSE;
        }
        int a = member_index(clusters, other);
        struct edge edge = {(guint)MAX(a, 0), index, score};
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

/* ---- joining ------------------------------------------------------------------------------- */

/* Whether joining two roots puts names together that are not the same. */
static gboolean
is_barred(struct clusters *clusters, guint a, guint b)
{
    const char *scope_a = g_ptr_array_index(clusters->scopes, a);
    const char *scope_b = g_ptr_array_index(clusters->scopes, b);
    if (*scope_a && *scope_b && strcmp(scope_a, scope_b) != 0)
        return TRUE;
    for (guint i = 0; i + 1 < clusters->barriers->len; i += 2) {
        guint p = root_of(clusters, g_array_index(clusters->barriers, guint, i));
        guint q = root_of(clusters, g_array_index(clusters->barriers, guint, i + 1));
        if ((p == a && q == b) || (p == b && q == a))
            return TRUE;
    }
    return FALSE;
}

static void
join(struct clusters *clusters, const struct edge *edge)
{
    guint a = root_of(clusters, edge->a), b = root_of(clusters, edge->b);
    if (a == b || is_barred(clusters, a, b))
        return;
    g_array_index(clusters->parents, guint, b) = a;
    if (!*(const char *)g_ptr_array_index(clusters->scopes, a))
        g_ptr_array_index(clusters->scopes, a) = g_ptr_array_index(clusters->scopes, b);
}

static gint
edge_order(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct edge *p = a, *q = b;
    const struct clusters *clusters = data;
    if (p->score != q->score)
        return p->score > q->score ? -1 : 1;
    int first = name_order(member_at(clusters, p->a), member_at(clusters, q->a));
    return first ? first : name_order(member_at(clusters, p->b), member_at(clusters, q->b));
}

/* A name of several words that one paper knows as an association or company of the whole country is
 * that in other papers, too, whatever they take it for: until nothing changes any more. */
static void
spread_everywhere(struct clusters *clusters)
{
    gboolean again = TRUE;
    while (again) {
        again = FALSE;
        for (guint i = 0; i < clusters->edges->len; i++) {
            const struct edge *edge = &g_array_index(clusters->edges, struct edge, i);
            struct name *a = member_at(clusters, edge->a), *b = member_at(clusters, edge->b);
            if (a->everywhere == b->everywhere || a->n_words < 2 ||
                strcmp(a->folded, b->folded) != 0)
                continue;
            a->everywhere = b->everywhere = again = TRUE;
        }
    }
}

/* The municipality that a name of none links to, or NULL where they are several. */
static void
note_scope(const char **only, const char *scope)
{
    if (!*scope)
        return;
    if (!*only)
        *only = scope;
    else if (strcmp(*only, scope) != 0)
        *only = "\n"; /* no municipality's name */
}

/* Takes out edges between a name of no municipality and those of several. */
static void
drop_ambiguous(struct clusters *clusters)
{
    GArray *edges = clusters->edges;
    g_autofree const char **only = g_new0(const char *, clusters->members->len + 1);
    for (guint i = 0; i < edges->len; i++) {
        const struct edge *edge = &g_array_index(edges, struct edge, i);
        note_scope(&only[edge->a], scope_of(member_at(clusters, edge->b)));
        note_scope(&only[edge->b], scope_of(member_at(clusters, edge->a)));
    }
    guint kept = 0;
    for (guint i = 0; i < edges->len; i++) {
        struct edge edge = g_array_index(edges, struct edge, i);
        const char *scope_a = scope_of(member_at(clusters, edge.a));
        const char *scope_b = scope_of(member_at(clusters, edge.b));
        gboolean ambiguous = (!*scope_a && *scope_b && *only[edge.a] == '\n') ||
                             (!*scope_b && *scope_a && *only[edge.b] == '\n');
        if (!ambiguous)
            g_array_index(edges, struct edge, kept++) = edge;
    }
    g_array_set_size(edges, kept);
}

static void
join_all(struct clusters *clusters)
{
    spread_everywhere(clusters);
    g_array_set_size(clusters->parents, clusters->members->len);
    g_ptr_array_set_size(clusters->scopes, (int)clusters->members->len);
    for (guint i = 0; i < clusters->members->len; i++) {
        g_array_index(clusters->parents, guint, i) = i;
        g_ptr_array_index(clusters->scopes, i) = (gpointer)scope_of(member_at(clusters, i));
    }
    drop_ambiguous(clusters);
    g_array_sort_with_data(clusters->edges, edge_order, clusters);
    for (guint i = 0; i < clusters->edges->len; i++)
        join(clusters, &g_array_index(clusters->edges, struct edge, i));
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
        guint root = root_of(clusters, i);
        if (name->mentions && (!best[root] || is_better(linking, name, best[root])))
            best[root] = name;
    }
    for (guint i = 0; i < n; i++) {
        const struct name *name = member_at(clusters, i);
        guint root = root_of(clusters, i);
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
            join_all(clusters);
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
        .scopes = g_ptr_array_new()};
    gboolean ok = find_all(linking, &clusters, barriers, error);
    g_array_unref(clusters.members);
    g_hash_table_unref(clusters.by_id);
    g_array_unref(clusters.edges);
    g_array_unref(clusters.barriers);
    g_array_unref(clusters.parents);
    g_ptr_array_unref(clusters.scopes);
    return ok;
}
