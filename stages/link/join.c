/* Joining names that hang together: the surest links first, unless that would put two
 * municipalities together, two names that a dictionary keeps apart, or two that say themselves that
 * they are two things (Etape 1 and 2 by way of a name without a number). Then the weak ones, which
 * lead from a shorter name to fuller ones: where these are several by now, nobody knows which is
 * meant. */
#include "clusters.h"

#include <string.h>

static const char *
scope_of(const struct name *name)
{
    return name->everywhere ? "" : name->scope;
}

guint
cluster_root(struct clusters *clusters, guint index)
{
    guint *parents = (guint *)(gpointer)clusters->parents->data;
    while (parents[index] != index) {
        parents[index] = parents[parents[index]];
        index = parents[index];
    }
    return index;
}

/* ---- joining ------------------------------------------------------------------------------- */

/* Whether members of two roots are kept apart by a dictionary. */
static gboolean
is_kept_apart(struct clusters *clusters, guint a, guint b)
{
    for (guint i = 0; i + 1 < clusters->barriers->len; i += 2) {
        guint p = cluster_root(clusters, g_array_index(clusters->barriers, guint, i));
        guint q = cluster_root(clusters, g_array_index(clusters->barriers, guint, i + 1));
        if ((p == a && q == b) || (p == b && q == a))
            return TRUE;
    }
    return FALSE;
}

static guint
next_of(const struct clusters *clusters, guint index)
{
    return g_array_index(clusters->rings, guint, index);
}

/* Whether members of two roots say that they are two things. */
static gboolean
has_conflict(const struct clusters *clusters, guint a, guint b)
{
    guint i = a;
    do {
        guint j = b;
        do {
            if (name_conflict(member_at(clusters, i), member_at(clusters, j)))
                return TRUE;
            j = next_of(clusters, j);
        } while (j != b);
        i = next_of(clusters, i);
    } while (i != a);
    return FALSE;
}

/* Whether joining two roots puts two municipalities together. */
static gboolean
scopes_differ(struct clusters *clusters, const struct edge *edge, guint a, guint b)
{
    const char *scope_a = g_ptr_array_index(clusters->scopes, a);
    const char *scope_b = g_ptr_array_index(clusters->scopes, b);
    if (!*scope_a || !*scope_b || strcmp(scope_a, scope_b) == 0)
        return FALSE;
    return !edge->host || (strcmp(scope_a, edge->host) != 0 && strcmp(scope_b, edge->host) != 0);
}

static void
join(struct clusters *clusters, const struct edge *edge)
{
    guint a = cluster_root(clusters, edge->a), b = cluster_root(clusters, edge->b);
    if (a == b || scopes_differ(clusters, edge, a, b) || is_kept_apart(clusters, a, b) ||
        (!edge->said && has_conflict(clusters, a, b)))
        return;
    gpointer *scope = &g_ptr_array_index(clusters->scopes, a);
    guint after_a = next_of(clusters, a);
    g_array_index(clusters->parents, guint, b) = a;
    g_array_index(clusters->rings, guint, a) = next_of(clusters, b);
    g_array_index(clusters->rings, guint, b) = after_a;
    if (edge->host)
        *scope = (gpointer)edge->host;
    else if (!*(const char *)*scope)
        *scope = g_ptr_array_index(clusters->scopes, b);
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

/* ---- weak links ---------------------------------------------------------------------------- */

/* A weak link: from the shorter name to the fuller. */
struct lead {
    guint from, to;
    guint group; /* the root of `from` before weak links were looked at */
    const struct edge *edge;
};

/* Whether the first of two names is the shorter one. */
static gboolean
is_shorter(const struct name *a, const struct name *b)
{
    glong p = g_utf8_strlen(a->folded, -1), q = g_utf8_strlen(b->folded, -1);
    return p != q ? p < q : name_order(a, b) > 0;
}

/* The fuller names first, so that what they belong to is known when shorter ones ask. */
static gint
lead_order(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct lead *p = a, *q = b;
    const struct clusters *clusters = data;
    const struct name *x = member_at(clusters, p->from), *y = member_at(clusters, q->from);
    if (p->from != q->from)
        return is_shorter(y, x) ? -1 : 1;
    return edge_order(p->edge, q->edge, data);
}

static GArray *
find_leads(struct clusters *clusters)
{
    GArray *leads = g_array_new(FALSE, FALSE, sizeof(struct lead));
    for (guint i = 0; i < clusters->edges->len; i++) {
        const struct edge *edge = &g_array_index(clusters->edges, struct edge, i);
        gboolean a_first = is_shorter(member_at(clusters, edge->a), member_at(clusters, edge->b));
        struct lead lead = {a_first ? edge->a : edge->b, a_first ? edge->b : edge->a, 0, edge};
        lead.group = cluster_root(clusters, lead.from);
        if (edge->weak && lead.group != cluster_root(clusters, lead.to))
            g_array_append_val(leads, lead);
    }
    g_array_sort_with_data(leads, lead_order, clusters);
    return leads;
}

/* Whether all leads of a group end in one thing. */
static gboolean
lead_to_one(struct clusters *clusters, const GArray *leads, guint group)
{
    int only = -1;
    for (guint i = 0; i < leads->len; i++) {
        const struct lead *lead = &g_array_index(leads, struct lead, i);
        guint root = cluster_root(clusters, lead->to);
        if (lead->group != group || root == cluster_root(clusters, lead->from))
            continue;
        if (only >= 0 && (guint)only != root)
            return FALSE;
        only = (int)root;
    }
    return TRUE;
}

static void
join_weak(struct clusters *clusters)
{
    g_autoptr(GArray) leads = find_leads(clusters);
    g_autofree gboolean *done = g_new0(gboolean, clusters->members->len + 1);
    for (guint i = 0; i < leads->len; i++) {
        guint group = g_array_index(leads, struct lead, i).group;
        gboolean one = !done[group] && lead_to_one(clusters, leads, group);
        done[group] = TRUE;
        for (guint j = i; one && j < leads->len; j++) {
            const struct lead *lead = &g_array_index(leads, struct lead, j);
            if (lead->group == group)
                join(clusters, lead->edge);
        }
    }
}

void
clusters_join(struct clusters *clusters)
{
    spread_everywhere(clusters);
    g_array_set_size(clusters->parents, clusters->members->len);
    g_array_set_size(clusters->rings, clusters->members->len);
    g_ptr_array_set_size(clusters->scopes, (int)clusters->members->len);
    for (guint i = 0; i < clusters->members->len; i++) {
        g_array_index(clusters->parents, guint, i) = i;
        g_array_index(clusters->rings, guint, i) = i;
        g_ptr_array_index(clusters->scopes, i) = (gpointer)scope_of(member_at(clusters, i));
    }
    drop_ambiguous(clusters);
    g_array_sort_with_data(clusters->edges, edge_order, clusters);
    for (guint i = 0; i < clusters->edges->len; i++) {
        const struct edge *edge = &g_array_index(clusters->edges, struct edge, i);
        if (!edge->weak)
            join(clusters, edge);
    }
    join_weak(clusters);
}
