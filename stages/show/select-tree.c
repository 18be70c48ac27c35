/* One walk without recursion strips namespaces and notes where each element begins: elements wait
 * until the first word in them is reached, for a block carries its first <lb/> inside. */
#include "select-tree.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

/* The node after `node` in document order within `root`; NULL at the end. */
static xmlNodePtr
node_next(xmlNodePtr node, xmlNodePtr root)
{
    if (node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

static gboolean
is_named(xmlNodePtr node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* The number in an attribute that leads the value, after `skip` bytes; 0 without one. */
static guint
attribute_number(xmlNodePtr node, const char *name, const char *prefix)
{
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
    guint number = 0;
    if (value && g_str_has_prefix((const char *)value, prefix))
        number = (guint)strtoul((const char *)value + strlen(prefix), NULL, 10);
    xmlFree(value);
    return number;
}

/* Moves the place over a page or line mark. */
static void
cursor_move(struct tree_place *cursor, xmlNodePtr node)
{
    if (is_named(node, "pb"))
        cursor->page = attribute_number(node, "n", "");
    if (!is_named(node, "lb"))
        return;
    guint page = attribute_number(node, "facs", "z:");
    cursor->line = attribute_number(node, "n", "");
    if (page)
        cursor->page = page;
}

static void
element_simplify(xmlNodePtr element)
{
    element->ns = NULL;
    xmlChar *id = xmlGetNsProp(element, (const xmlChar *)"id", XML_XML_NAMESPACE);
    if (id && !xmlHasNsProp(element, (const xmlChar *)"id", NULL))
        xmlNewProp(element, (const xmlChar *)"id", id);
    xmlFree(id);
}

/* Gives the waiting elements the place where their first word stands. */
static void
places_settle(struct tree *tree, guint *first_waiting, struct tree_place cursor)
{
    for (; *first_waiting < tree->places->len; (*first_waiting)++)
        g_array_index(tree->places, struct tree_place, *first_waiting) = cursor;
}

static void
tree_prepare(struct tree *tree)
{
    xmlNodePtr root = xmlDocGetRootElement(tree->document);
    struct tree_place cursor = {0};
    guint waiting = 0;
    for (xmlNodePtr node = root; node; node = node_next(node, root)) {
        if (node->type == XML_ELEMENT_NODE) {
            element_simplify(node);
            cursor_move(&cursor, node);
            node->_private = GUINT_TO_POINTER(tree->places->len);
            g_array_append_val(tree->places, cursor);
        } else if (!xmlIsBlankNode(node)) {
            places_settle(tree, &waiting, cursor);
        }
    }
}

struct tree *
tree_new(const char *line, gsize length)
{
    if (length > G_MAXINT)
        return NULL;
    xmlDocPtr document =
        xmlReadMemory(line, (int)length, NULL, "UTF-8",
                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
    if (!document)
        return NULL;
    struct tree *tree = g_new0(struct tree, 1);
    tree->document = document;
    tree->places = g_array_new(FALSE, TRUE, sizeof(struct tree_place));
    tree_prepare(tree);
    return tree;
}

void
tree_free(struct tree *tree)
{
    if (!tree)
        return;
    xmlFreeDoc(tree->document);
    g_array_unref(tree->places);
    g_free(tree);
}

struct tree_place
tree_place_of(const struct tree *tree, xmlNodePtr node)
{
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->type == XML_NAMESPACE_DECL ? NULL : node->parent;
    if (!node || node->type != XML_ELEMENT_NODE)
        return (struct tree_place){0};
    return g_array_index(tree->places, struct tree_place, GPOINTER_TO_UINT(node->_private));
}

/* Appends text, runs of blanks as one, none at the start. */
static void
append_squeezed(GString *out, const char *text)
{
    for (const char *at = text; *at; at++) {
        if (!g_ascii_isspace(*at))
            g_string_append_c(out, *at);
        else if (out->len && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
}

static gboolean
is_block(xmlNodePtr node)
{
    static const char *const blocks[] = {"ab",   "div", "head",  "p",   "list", "item",
                                         "note", "fw",  "table", "row", "cell", "label"};
    for (guint i = 0; i < G_N_ELEMENTS(blocks); i++) {
        if (is_named(node, blocks[i]))
            return TRUE;
    }
    return FALSE;
}

char *
tree_norm(xmlNodePtr node)
{
    GString *out = g_string_new(NULL);
    if (node->type != XML_ELEMENT_NODE) {
        xmlChar *content = node->type == XML_NAMESPACE_DECL ? NULL : xmlNodeGetContent(node);
        append_squeezed(out, content ? (const char *)content : "");
        xmlFree(content);
    } else {
        for (xmlNodePtr at = node; at; at = node_next(at, node)) {
            if (at != node && is_block(at))
                append_squeezed(out, " ");
            if (at->type != XML_ELEMENT_NODE && at->content && !is_named(at->parent, "sic"))
                append_squeezed(out, (const char *)at->content);
        }
    }
    if (out->len && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}
