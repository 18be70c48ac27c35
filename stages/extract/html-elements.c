/* What the elements of a web page are, and which of them nobody sees. */
#include "extract/html-private.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    enum role role;
    const char *reason; /* ROLE_SKIP: why its characters are left out */
} elements[] = {
    {"address", ROLE_BLOCK, NULL},
    {"article", ROLE_BLOCK, NULL},
    {"aside", ROLE_ASIDE, NULL},
    {"blockquote", ROLE_BLOCK, NULL},
    {"body", ROLE_BLOCK, NULL},
    {"br", ROLE_BREAK, NULL},
    {"button", ROLE_SKIP, "form"},
    {"caption", ROLE_BLOCK, NULL},
    {"center", ROLE_BLOCK, NULL},
    {"dd", ROLE_DEFINITION, NULL},
    {"div", ROLE_BLOCK, NULL},
    {"dl", ROLE_LIST, NULL},
    {"dt", ROLE_LABEL, NULL},
    {"fieldset", ROLE_BLOCK, NULL},
    {"figcaption", ROLE_BLOCK, NULL},
    {"figure", ROLE_BLOCK, NULL},
    {"footer", ROLE_SKIP, "navigation"},
    {"form", ROLE_BLOCK, NULL},
    {"h1", ROLE_HEADING, NULL},
    {"h2", ROLE_HEADING, NULL},
    {"h3", ROLE_HEADING, NULL},
    {"h4", ROLE_HEADING, NULL},
    {"h5", ROLE_HEADING, NULL},
    {"h6", ROLE_HEADING, NULL},
    {"head", ROLE_SKIP, "head"},
    {"header", ROLE_BLOCK, NULL},
    {"hr", ROLE_BLOCK, NULL},
    {"html", ROLE_BLOCK, NULL},
    {"iframe", ROLE_SKIP, "hidden"},
    {"legend", ROLE_BLOCK, NULL},
    {"li", ROLE_ITEM, NULL},
    {"main", ROLE_BLOCK, NULL},
    {"menu", ROLE_SKIP, "navigation"},
    {"nav", ROLE_SKIP, "navigation"},
    {"noscript", ROLE_SKIP, "script"},
    {"object", ROLE_SKIP, "hidden"},
    {"ol", ROLE_LIST, NULL},
    {"option", ROLE_SKIP, "form"},
    {"p", ROLE_BLOCK, NULL},
    {"pre", ROLE_BLOCK, NULL},
    {"script", ROLE_SKIP, "script"},
    {"section", ROLE_BLOCK, NULL},
    {"select", ROLE_SKIP, "form"},
    {"style", ROLE_SKIP, "style"},
    {"summary", ROLE_HEADING, NULL},
    {"svg", ROLE_SKIP, "hidden"},
    {"table", ROLE_TABLE, NULL},
    {"td", ROLE_CELL, NULL},
    {"template", ROLE_SKIP, "hidden"},
    {"textarea", ROLE_SKIP, "form"},
    {"th", ROLE_CELL, NULL},
    {"title", ROLE_SKIP, "head"},
    {"tr", ROLE_ROW, NULL},
    {"ul", ROLE_LIST, NULL},
};

static int
compare_names(const void *key, const void *element)
{
    return strcmp(key, *(const char *const *)element); /* the name is the first member */
}

enum role
html_role(const char *name, const char **ret_reason)
{
    gsize index;
    const char *base = (const char *)elements;
    const void *found =
        bsearch(name, elements, G_N_ELEMENTS(elements), sizeof elements[0], compare_names);
    if (!found)
        return ROLE_INLINE;
    index = (gsize)((const char *)found - base) / sizeof elements[0];
    *ret_reason = elements[index].reason;
    return elements[index].role;
}

const char *
html_attribute_value(const xmlChar **attributes, const char *name)
{
    for (gsize i = 0; attributes && attributes[i]; i += 2) {
        if (!strcmp((const char *)attributes[i], name))
            return attributes[i + 1] ? (const char *)attributes[i + 1] : "";
    }
    return NULL;
}

gboolean
html_has_token(const char *value, const char *token)
{
    if (!value)
        return FALSE;
    gsize n = strlen(token);
    for (const char *p = value; *p;) {
        gsize length = strcspn(p, " \t\r\n");
        if (length == n && !g_ascii_strncasecmp(p, token, n))
            return TRUE;
        p += length;
        p += strspn(p, " \t\r\n");
    }
    return FALSE;
}

static gboolean
style_hides(const char *style)
{
    if (!style)
        return FALSE;
    g_autofree char *low = g_ascii_strdown(style, -1);
    char *out = low;
    for (const char *p = low; *p; p++) {
        if (!g_ascii_isspace(*p))
            *out++ = *p;
    }
    *out = '\0';
    return strstr(low, "display:none") || strstr(low, "visibility:hidden");
}

/* Takes the classes of ".name, .other { ... display: none ... }" from a style sheet. */
void
html_hidden_classes(const char *style, GHashTable *hidden)
{
    const char *at = style;
    for (const char *open; (open = strchr(at, '{'));) {
        const char *close = strchr(open, '}');
        if (!close)
            return;
        g_autofree char *rule = g_strndup(open, (gsize)(close - open));
        g_autofree char *selectors = g_strndup(at, (gsize)(open - at));
        at = close + 1;
        if (!style_hides(rule))
            continue;
        g_auto(GStrv) each = g_strsplit(selectors, ",", 64);
        for (guint i = 0; each[i]; i++) {
            const char *name = g_strstrip(each[i]);
            if (name[0] == '.' && name[1 + strcspn(name + 1, " .:#>+~[")] == '\0')
                g_hash_table_add(hidden, g_strdup(name + 1));
        }
    }
}

static gboolean
has_hidden_class(GHashTable *hidden, const char *value)
{
    if (!value || !g_hash_table_size(hidden))
        return FALSE;
    g_auto(GStrv) classes = g_strsplit_set(value, " \t\r\n", 32);
    for (guint i = 0; classes[i]; i++) {
        if (g_hash_table_contains(hidden, classes[i]))
            return TRUE;
    }
    return FALSE;
}

/* What is put on a page for those who hear it, not for those who see it. */
static gboolean
is_for_ears(const char *classes)
{
    static const char *const names[] = {"visually-hidden", "visuallyhidden", "sr-only",
                                        "screen-reader-text", "screenreader"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (html_has_token(classes, names[i]))
            return TRUE;
    }
    return FALSE;
}

/* TRUE where a class or name says that it is a menu or the like. */
static gboolean
names_navigation(const char *value)
{
    static const char *const names[] = {
        "nav",         "navbar",     "menu",  "skip-link", "skiplink",    "cookie",    "footer",
        "site-footer", "pagination", "pager", "sidefod",   "broedkrumme", "brødkrumme"};
    static const char *const endings[] = {"menu", "navigation", "-nav", "breadcrumb",
                                          "breadcrumbs"};
    if (!value)
        return FALSE;
    g_auto(GStrv) tokens = g_strsplit_set(value, " \t\r\n", 32);
    for (guint t = 0; tokens[t]; t++) {
        gsize length = strlen(tokens[t]);
        for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
            if (!g_ascii_strcasecmp(tokens[t], names[i]))
                return TRUE;
        }
        for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
            gsize n = strlen(endings[i]);
            if (length >= n && !g_ascii_strcasecmp(tokens[t] + length - n, endings[i]))
                return TRUE;
        }
        if (!g_ascii_strncasecmp(tokens[t], "cookie", 6))
            return TRUE;
    }
    return FALSE;
}

gboolean
html_is_bold(const char *name, const xmlChar **attributes)
{
    if (!strcmp(name, "b") || !strcmp(name, "strong") || !strcmp(name, "u"))
        return TRUE;
    const char *style = html_attribute_value(attributes, "style");
    const char *weight = style ? strstr(style, "font-weight") : NULL;
    if (!weight)
        return FALSE;
    weight += strcspn(weight, ":");
    weight += strspn(weight, ": ");
    return !g_ascii_strncasecmp(weight, "bold", 4) || (weight[0] >= '6' && weight[0] <= '9');
}

/* Why an element is left out by its attributes, or NULL. */
const char *
html_hidden(const xmlChar **attributes, GHashTable *hidden)
{
    static const char *const roles[] = {"navigation", "menu",   "menubar",
                                        "search",     "banner", "contentinfo"};
    const char *classes = html_attribute_value(attributes, "class");
    if (html_attribute_value(attributes, "hidden") ||
        style_hides(html_attribute_value(attributes, "style")) ||
        html_has_token(html_attribute_value(attributes, "aria-hidden"), "true") ||
        is_for_ears(classes) || has_hidden_class(hidden, classes))
        return "hidden";
    for (gsize i = 0; i < G_N_ELEMENTS(roles); i++) {
        if (html_has_token(html_attribute_value(attributes, "role"), roles[i]))
            return "navigation";
    }
    if (names_navigation(classes) || names_navigation(html_attribute_value(attributes, "id")))
        return "navigation";
    return html_attribute_value(attributes, "for") ? "form" : NULL; /* a field's label */
}
