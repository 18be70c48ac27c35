/* From links to entities: the surest links first, names grow together unless that would join two
 * municipalities or two names that a dictionary keeps apart. A name of no municipality that links
 * to those of several says nothing about which is meant, and stays by itself. */
#include "link-private.h"

#include <string.h>

struct edge {
    guint a, b; /* indexes of names, a before b in their order */
    double score;
};

struct clusters {
    struct names *names;
    guint *parents;
    const char **scopes; /* of each root: the municipality of its names, "" for none */
};

static const char *
scope_of(const struct name *name)
{
    return name->everywhere ? "" : name->scope;
}

static guint
root_of(struct clusters *clusters, guint index)
{
    guint *parents = clusters->parents;
    while (parents[index] != index) {
        parents[index] = parents[parents[index]];
        index = parents[index];
    }
    return index;
}

/* Whether joining two roots puts names together that are not the same. */
static gboolean
is_barred(struct clusters *clusters, guint a, guint b, const GArray *barriers)
{
    if (*clusters->scopes[a] && *clusters->scopes[b] &&
        strcmp(clusters->scopes[a], clusters->scopes[b]) != 0)
        return TRUE;
    for (guint i = 0; i + 1 < barriers->len; i += 2) {
        int p = names_index(clusters->names, g_array_index(barriers, gint64, i));
        int q = names_index(clusters->names, g_array_index(barriers, gint64, i + 1));
        if (p < 0 || q < 0)
            continue;
        guint root_p = root_of(clusters, (guint)p), root_q = root_of(clusters, (guint)q);
        if ((root_p == a && root_q == b) || (root_p == b && root_q == a))
            return TRUE;
    }
    return FALSE;
}

static void
join(struct clusters *clusters, const struct edge *edge, const GArray *barriers)
{
    guint a = root_of(clusters, edge->a), b = root_of(clusters, edge->b);
    if (a == b || is_barred(clusters, a, b, barriers))
        return;
    clusters->parents[b] = a;
    if (!*clusters->scopes[a])
        clusters->scopes[a] = clusters->scopes[b];
}

/* ---- edges --------------------------------------------------------------------------------- */

static gboolean
read_edges(struct linking *linking, const struct names *names, enum mention_type type,
           GArray *edges, GError **error)
{
    gboolean row;
    struct statement statement =
        statement_of(linking->database,
                     "SELECT from_name, to_name, score FROM link JOIN name ON name.id = from_name "
                     "WHERE link.kind = 'same' AND name.kind = ?",
                     "reading links");
    put_text(&statement, mention_type_name(type));
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        int a = names_index(names, sqlite3_column_int64(statement.handle, 0));
        int b = names_index(names, sqlite3_column_int64(statement.handle, 1));
        struct edge edge = {.score = sqlite3_column_double(statement.handle, 2)};
        if (a < 0 || b < 0)
            continue;
        edge.a = (guint)a;
        edge.b = (guint)b;
        g_array_append_val(edges, edge);
    }
}

static gint
edge_order(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct edge *p = a, *q = b;
    const struct names *names = data;
    if (p->score != q->score)
        return p->score > q->score ? -1 : 1;
    int first = name_order(names_at(names, p->a), names_at(names, q->a));
    return first ? first : name_order(names_at(names, p->b), names_at(names, q->b));
}

/* A name of several words that one paper knows as an association or company of the whole country is
 * that in other papers, too, whatever they take it for. */
static void
spread_everywhere(struct names *names, const GArray *edges)
{
    for (guint i = 0; i < edges->len; i++) {
        const struct edge *edge = &g_array_index(edges, struct edge, i);
        struct name *a = names_at(names, edge->a), *b = names_at(names, edge->b);
        if (a->everywhere == b->everywhere || a->n_words < 2 || strcmp(a->folded, b->folded) != 0)
            continue;
        a->everywhere = b->everywhere = TRUE;
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
drop_ambiguous(const struct names *names, GArray *edges)
{
    g_autofree const char **only = g_new0(const char *, names->array->len + 1);
    for (guint i = 0; i < edges->len; i++) {
        const struct edge *edge = &g_array_index(edges, struct edge, i);
        note_scope(&only[edge->a], scope_of(names_at(names, edge->b)));
        note_scope(&only[edge->b], scope_of(names_at(names, edge->a)));
    }
    guint kept = 0;
    for (guint i = 0; i < edges->len; i++) {
        struct edge edge = g_array_index(edges, struct edge, i);
        const char *scope_a = scope_of(names_at(names, edge.a));
        const char *scope_b = scope_of(names_at(names, edge.b));
        gboolean ambiguous = (!*scope_a && *scope_b && *only[edge.a] == '\n') ||
                             (!*scope_b && *scope_a && *only[edge.b] == '\n');
        if (!ambiguous)
            g_array_index(edges, struct edge, kept++) = edge;
    }
    g_array_set_size(edges, kept);
}

/* ---- entities ------------------------------------------------------------------------------ */

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
entity_id(struct linking *linking, const struct name *best, const char *scope, gint64 *ret_id,
          GError **error)
{
    gboolean found;
    struct statement add =
        statement_of(linking->database,
                     "INSERT INTO entity (kind, name, scope) VALUES (?, ?, ?) "
                     "ON CONFLICT (kind, name, scope) DO UPDATE SET name = name RETURNING id",
                     "writing an entity");
    put_text(&add, mention_type_name(best->type));
    put_text(&add, best->value);
    put_text(&add, scope);
    return statement_number(&add, &found, ret_id, error);
}

static gboolean
name_settle(struct linking *linking, const struct name *name, gint64 entity, GError **error)
{
    struct statement statement = statement_of(
        linking->database,
        "UPDATE name SET entity = ?, compared = ? WHERE id = ? AND (entity IS NOT ?1 OR "
        "compared <> ?2)",
        "giving a name its entity");
    if (entity)
        put_number(&statement, entity);
    else
        put_null(&statement);
    put_number(&statement, name->mentions > 0);
    put_number(&statement, name->id);
    return statement_run(&statement, error);
}

static gboolean
write_entities(struct linking *linking, struct clusters *clusters, GError **error)
{
    struct names *names = clusters->names;
    guint n = names->array->len;
    g_autofree guint *best = g_new0(guint, n + 1); /* of each root: index + 1 */
    g_autofree gint64 *ids = g_new0(gint64, n + 1);
    for (guint i = 0; i < n; i++) {
        guint root = root_of(clusters, i);
        if (names_at(names, i)->mentions &&
            (!best[root] ||
             is_better(linking, names_at(names, i), names_at(names, best[root] - 1))))
            best[root] = i + 1;
    }
    for (guint i = 0; i < n; i++) {
        if (best[i] &&
            !entity_id(linking, names_at(names, best[i] - 1), clusters->scopes[i], &ids[i], error))
            return FALSE;
    }
    for (guint i = 0; i < n; i++) {
        const struct name *name = names_at(names, i);
        gint64 entity = name->mentions ? ids[root_of(clusters, i)] : 0;
        if (!name_settle(linking, name, entity, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
clusters_write(struct linking *linking, struct names *names, const GArray *barriers, GError **error)
{
    guint n = names->array->len;
    if (!n)
        return TRUE;
    g_autofree guint *parents = g_new0(guint, n);
    g_autofree const char **scopes = g_new(const char *, n);
    g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(struct edge));
    struct clusters clusters = {names, parents, scopes};
    if (!read_edges(linking, names, names_at(names, 0)->type, edges, error))
        return FALSE;
    spread_everywhere(names, edges);
    for (guint i = 0; i < n; i++) {
        parents[i] = i;
        scopes[i] = scope_of(names_at(names, i));
    }
    drop_ambiguous(names, edges);
    g_array_sort_with_data(edges, edge_order, names);
    for (guint i = 0; i < edges->len; i++)
        join(&clusters, &g_array_index(edges, struct edge, i), barriers);
    return write_entities(linking, &clusters, error);
}
