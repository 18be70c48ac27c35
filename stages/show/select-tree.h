/* A line of the stream as a libxml2 tree that is pleasant to query. */
#ifndef AKT_SHOW_SELECT_TREE_H
#define AKT_SHOW_SELECT_TREE_H

#include "autoptr.h"

#include <libxml/tree.h>

/* Where an element begins in the original. */
struct tree_place {
    guint page, line;
};

/* A tree, and the place of each of its elements. */
struct tree {
    xmlDocPtr document;
    GArray *places; /* struct tree_place; an element's _private is its index */
};

/* Parses a line that tei_read() has accepted. Elements lose their namespace and gain `id` beside
 * `xml:id`. NULL where libxml2 refuses it. Free with tree_free(). */
struct tree *tree_new(const char *line, gsize length);
void tree_free(struct tree *tree);
AKT_AUTOPTR(tree, tree_free)

/* Where the node (of any kind) begins. */
struct tree_place tree_place_of(const struct tree *tree, xmlNodePtr node);

/* The reading text of a node: corrections applied, blanks squeezed, blocks apart. Free with
 * g_free(). */
char *tree_norm(xmlNodePtr node);

#endif
