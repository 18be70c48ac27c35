/* Between the files that read a web page. */
#ifndef AKT_EXTRACT_HTML_PRIVATE_H
#define AKT_EXTRACT_HTML_PRIVATE_H

#include "extract/html.h"

#include <libxml/HTMLparser.h>

enum role {
    ROLE_INLINE,
    ROLE_BLOCK,
    ROLE_HEADING,
    ROLE_LIST,
    ROLE_ITEM,
    ROLE_LABEL,
    ROLE_DEFINITION,
    ROLE_TABLE,
    ROLE_ROW,
    ROLE_CELL,
    ROLE_ASIDE,
    ROLE_BREAK,
    ROLE_SKIP
};

/* The role of an element by its name; *ret_reason is set where its characters are left out. */
enum role html_role(const char *name, const char **ret_reason);

/* An attribute's value, "" where it has none, NULL where it is not there. */
const char *html_attribute_value(const xmlChar **attributes, const char *name);

/* TRUE where a value that is a list of words holds the word. */
gboolean html_has_token(const char *value, const char *token);

/* Adds the classes of ".name, .other { ... display: none ... }" in a style sheet to a set of
 * strings. */
void html_hidden_classes(const char *style, GHashTable *hidden);

/* Why an element is left out by its attributes or its class, or NULL. */
const char *html_hidden(const xmlChar **attributes, GHashTable *hidden);

#endif
