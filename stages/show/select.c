/* Expressions are compiled once and run over every document, within a budget of steps. */
#include "select.h"

#include "error.h"
#include "select-tree.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

/* Steps of libxml2's evaluator for one document: some seconds. */
enum {
    MAX_STEPS = 50 * 1000 * 1000
};

struct select {
    GPtrArray *compiled; /* xmlXPathCompExprPtr */
    GPtrArray *columns;  /* const char *, NULL at the end */
};

/* What our functions need: XPath's context carries it as user data. */
struct scope {
    const struct tree *tree;
    const char *path;
};

static void
ignore_error(void *data, xmlErrorPtr error)
{
    (void)data;
    (void)error;
}

/* libxml2 prints some failures besides reporting them: not on our standard error. */
static void
ignore_message(void *data, const char *format, ...)
{
    (void)data;
    (void)format;
}

static void
free_object(xmlXPathObjectPtr object)
{
    xmlXPathFreeObject(object);
}

/* Refuses a call with another number of arguments than `least` to `most`. */
static gboolean
arity_ok(xmlXPathParserContextPtr parser, int n, int least, int most)
{
    if (n < least || n > most)
        xmlXPathSetArityError(parser);
    return n >= least && n <= most;
}

/* docid(): the document's id. */
static void
function_docid(xmlXPathParserContextPtr parser, int n)
{
    if (!arity_ok(parser, n, 0, 0))
        return;
    xmlNodePtr root = xmlDocGetRootElement(parser->context->doc);
    xmlChar *id = xmlGetNoNsProp(root, (const xmlChar *)"id");
    valuePush(parser, id ? xmlXPathWrapString(id) : xmlXPathNewCString(""));
}

/* path(): the document's path. */
static void
function_path(xmlXPathParserContextPtr parser, int n)
{
    const struct scope *scope = parser->context->userData;
    if (!arity_ok(parser, n, 0, 0))
        return;
    g_autofree char *path = g_utf8_make_valid(scope->path, -1);
    valuePush(parser, xmlXPathNewCString(path));
}

/* The place of the argument's first node, or of the context node. */
static struct tree_place
argument_place(xmlXPathParserContextPtr parser, int n)
{
    const struct scope *scope = parser->context->userData;
    xmlNodePtr node = parser->context->node;
    if (n == 1) {
        xmlNodeSetPtr set = xmlXPathPopNodeSet(parser);
        node = set && set->nodeNr ? set->nodeTab[0] : NULL;
        xmlXPathFreeNodeSet(set);
    }
    return tree_place_of(scope->tree, node);
}

static void
function_page(xmlXPathParserContextPtr parser, int n)
{
    if (arity_ok(parser, n, 0, 1))
        valuePush(parser, xmlXPathNewFloat(argument_place(parser, n).page));
}

static void
function_line(xmlXPathParserContextPtr parser, int n)
{
    if (arity_ok(parser, n, 0, 1))
        valuePush(parser, xmlXPathNewFloat(argument_place(parser, n).line));
}

/* norm(): the reading text of the first node, or a string with its blanks squeezed. */
static void
function_norm(xmlXPathParserContextPtr parser, int n)
{
    g_autofree char *text = NULL;
    if (!arity_ok(parser, n, 0, 1))
        return;
    if (n == 0) {
        text = tree_norm(parser->context->node);
    } else {
        xmlXPathObjectPtr object = valuePop(parser);
        if (object && object->type == XPATH_NODESET) {
            xmlNodeSetPtr set = object->nodesetval;
            text = set && set->nodeNr ? tree_norm(set->nodeTab[0]) : g_strdup("");
        } else {
            xmlChar *string = xmlXPathCastToString(object);
            text = string ? g_strstrip(g_strdup((const char *)string)) : g_strdup("");
            xmlFree(string);
        }
        xmlXPathFreeObject(object);
    }
    valuePush(parser, xmlXPathNewCString(text));
}

struct select *
select_new(char *const *expressions, GError **error)
{
    g_autoptr(select) select = g_new0(struct select, 1);
    select->compiled = g_ptr_array_new_with_free_func((GDestroyNotify)xmlXPathFreeCompExpr);
    select->columns = g_ptr_array_new();
    xmlSetGenericErrorFunc(NULL, ignore_message);
    xmlXPathContextPtr context = xmlXPathNewContext(NULL);
    context->error = ignore_error;
    for (guint i = 0; expressions[i]; i++) {
        xmlXPathCompExprPtr compiled =
            xmlXPathCtxtCompile(context, (const xmlChar *)expressions[i]);
        if (!compiled) {
            g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "no XPath 1.0 expression: %s",
                        expressions[i]);
            xmlXPathFreeContext(context);
            return NULL;
        }
        g_ptr_array_add(select->compiled, compiled);
        if (i)
            g_ptr_array_add(select->columns, expressions[i]);
    }
    xmlXPathFreeContext(context);
    if (!select->columns->len)
        g_ptr_array_add(select->columns, (gpointer) "text");
    g_ptr_array_add(select->columns, NULL);
    return g_steal_pointer(&select);
}

void
select_free(struct select *select)
{
    if (!select)
        return;
    g_ptr_array_unref(select->compiled);
    g_ptr_array_unref(select->columns);
    g_free(select);
}

const char *const *
select_columns(const struct select *select)
{
    return (const char *const *)select->columns->pdata;
}

static xmlXPathContextPtr
context_new(struct scope *scope)
{
    static const struct {
        const char *name;
        xmlXPathFunction function;
    } functions[] = {{"docid", function_docid},
                     {"path", function_path},
                     {"page", function_page},
                     {"line", function_line},
                     {"norm", function_norm}};
    xmlXPathContextPtr context = xmlXPathNewContext(scope->tree->document);
    if (!context)
        return NULL;
    context->error = ignore_error;
    context->userData = scope;
    context->opLimit = MAX_STEPS;
    for (guint i = 0; i < G_N_ELEMENTS(functions); i++)
        xmlXPathRegisterFunc(context, (const xmlChar *)functions[i].name, functions[i].function);
    return context;
}

/* Evaluates expression `i` at a node. NULL with an error. */
static xmlXPathObjectPtr
evaluate(const struct select *select, guint i, xmlXPathContextPtr context, xmlNodePtr node,
         GError **error)
{
    context->node = node;
    context->lastError.code = 0;
    xmlXPathObjectPtr object =
        xmlXPathCompiledEval(g_ptr_array_index(select->compiled, i), context);
    if (object)
        return object;
    if (context->opLimit && context->opCount >= context->opLimit)
        g_set_error(error, AKT_ERROR, AKT_ERROR_LIMIT, "the query takes more than %d steps",
                    MAX_STEPS);
    else
        g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE,
                    "the query cannot be evaluated: an unknown function or variable, or a "
                    "wrong argument");
    return NULL;
}

/* A value as a cell: of nodes the first, without it nothing. */
static void
object_cell(xmlXPathObjectPtr object, struct document *document, const struct cpr_mask *mask,
            struct rows *rows)
{
    xmlChar *string = xmlXPathCastToString(object);
    const char *text = string ? (const char *)string : "";
    rows_text(rows, cpr_mask_text(mask, document->arena, text));
    xmlFree(string);
}

/* One row for a match: each expression's value, or the words of the match itself. */
static gboolean
match_row(const struct select *select, xmlXPathContextPtr context, xmlNodePtr node,
          struct document *document, const struct cpr_mask *mask, struct rows *rows, GError **error)
{
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func((GDestroyNotify)free_object);
    for (guint i = 1; i < select->compiled->len; i++) {
        xmlXPathObjectPtr value = evaluate(select, i, context, node, error);
        if (!value)
            return FALSE;
        g_ptr_array_add(values, value);
    }
    for (guint i = 0; i < values->len; i++)
        object_cell(g_ptr_array_index(values, i), document, mask, rows);
    if (!values->len) {
        g_autofree char *text = tree_norm(node);
        rows_text(rows, cpr_mask_text(mask, document->arena, text));
    }
    rows_end(rows);
    return TRUE;
}

static gboolean
run(const struct select *select, xmlXPathContextPtr context, struct document *document,
    const struct cpr_mask *mask, struct rows *rows, GError **error)
{
    xmlNodePtr root = (xmlNodePtr)context->doc;
    xmlXPathObjectPtr found = evaluate(select, 0, context, root, error);
    if (!found)
        return FALSE;
    gboolean ok = TRUE;
    if (found->type == XPATH_NODESET) {
        xmlXPathNodeSetSort(found->nodesetval);
        int n = found->nodesetval ? found->nodesetval->nodeNr : 0;
        for (int i = 0; ok && i < n; i++)
            ok = match_row(select, context, found->nodesetval->nodeTab[i], document, mask, rows,
                           error);
    } else if (select->compiled->len > 1) {
        ok = match_row(select, context, root, document, mask, rows, error);
    } else {
        object_cell(found, document, mask, rows);
        rows_end(rows);
    }
    xmlXPathFreeObject(found);
    return ok;
}

gboolean
select_line(const struct select *select, struct document *document, const char *line, gsize length,
            const struct cpr_mask *mask, struct rows *rows, GError **error)
{
    g_autoptr(tree) tree = tree_new(line, length);
    if (!tree) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_LIMIT, "libxml2 makes no tree of the line");
        return FALSE;
    }
    struct scope scope = {.tree = tree, .path = document->path};
    xmlXPathContextPtr context = context_new(&scope);
    if (!context) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_LIBRARY, "libxml2 makes no XPath context");
        return FALSE;
    }
    gboolean ok = run(select, context, document, mask, rows, error);
    xmlXPathFreeContext(context);
    return ok;
}
