/* Where the source makes what a rule is named for: an index that the Makefile writes (rules.awk),
 * so that it cannot fall behind. */
#ifndef AKT_AUDIT_RULES_H
#define AKT_AUDIT_RULES_H

#include <glib.h>

struct rule_place {
    const char *rule; /* "funding.sentence"; "case.%s": all of its family */
    const char *file; /* in the source */
    guint line;
    const char *function; /* or a table's name; "" where there is neither */
};

/* The places that name a rule, or its family where none does: struct rule_place, borrowed, in the
 * order of the source. Free with g_ptr_array_unref(). */
GPtrArray *rule_places(const char *rule);

#endif
