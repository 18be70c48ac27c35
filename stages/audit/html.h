/* Pages of the report as HTML. Everything that comes from papers goes through html_text() or
 * html_attribute(); beside that a policy in the page's head lets no script but ours run. */
#ifndef AKT_AUDIT_HTML_H
#define AKT_AUDIT_HTML_H

#include "labels.h"

/* Appends text with what HTML would read as markup escaped, good in text and in quoted attributes.
 * Control characters and marks of direction stand as U+FFFD; bytes that are no UTF-8 too. NULL is
 * nothing. */
void html_text(GString *out, const char *text);

/* Appends ` NAME="TEXT"`. The name is ours. */
void html_attribute(GString *out, const char *name, const char *text);

/* Appends what stands before and after a page's own content, with style sheet and script. `kind` is
 * the class of its body. */
void html_begin(GString *out, enum language language, const char *title, const char *kind);
void html_end(GString *out);

/* Appends an element with text: `<TAG>TEXT</TAG>`. */
void html_element(GString *out, const char *tag, const char *text);

#endif
