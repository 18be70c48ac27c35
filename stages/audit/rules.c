#include "rules.h"

#include <string.h>

static const struct rule_place places[] = {
#include "stages/audit/rules.inc"
};

GPtrArray *
rule_places(const char *rule)
{
    g_autofree char *family = g_strdup_printf("%.*s.%%s", (int)strcspn(rule, "."), rule);
    GPtrArray *found = g_ptr_array_new();
    for (guint turn = 0; turn < 2 && !found->len; turn++) {
        for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
            if (strcmp(places[i].rule, turn ? family : rule) == 0)
                g_ptr_array_add(found, (gpointer)&places[i]);
        }
    }
    return found;
}
