/* Names that hang together by links, for the time they are decided on. */
#ifndef AKT_LINK_CLUSTERS_H
#define AKT_LINK_CLUSTERS_H

#include "link-private.h"

struct edge {
    guint a, b; /* indexes of members, a before b in their order */
    double score;
    gboolean said;    /* a paper or a dictionary says so */
    gboolean weak;    /* from a shorter name to a fuller one: it may not lead to several */
    const char *host; /* of two municipalities: whose it is; else NULL */
};

/* Names that hang together. */
struct clusters {
    GArray *members;   /* struct name: copies, with their mentions */
    GHashTable *by_id; /* id -> index + 1 */
    GArray *edges;     /* struct edge */
    GArray *barriers;  /* guint, two by two: indexes of members that are not the same */
    GArray *parents;   /* guint: of each member */
    GArray *rings;     /* guint: of each member the next of those it came together with */
    GPtrArray *scopes; /* of each root: the municipality of its names, "" for none */
};
#define member_at(clusters, i) (&g_array_index((clusters)->members, struct name, (i)))

/* Joins members by their edges: `parents` and `scopes` say what came together. */
void clusters_join(struct clusters *clusters);

/* The root of a member after that. */
guint cluster_root(struct clusters *clusters, guint index);

#endif
