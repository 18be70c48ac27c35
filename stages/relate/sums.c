/* Finds the announcements of sums in running text; what each announces is checked in its own file.
 */
#include "relate/sums.h"

#include <string.h>

void
relate_sums(struct context *context)
{
    for (guint u = 0; u < context->units->len; u++) {
        const struct unit *unit = context_unit(context, u);
        if (!layout_is_body(context, unit->block))
            continue;
        sum_check_net(context, u);
        sum_check_colon(context, u);
        sum_check_years(context, u);
        gboolean parted = FALSE;
        for (guint h = unit->first_hit; h < unit->last_hit; h++) {
            const struct hit *hit = context_hit(context, h);
            if (hit->class != CUE_SUM)
                continue;
            gboolean total = strcmp(hit->value, "total") == 0;
            if (strcmp(hit->value, "parts") == 0 && !parted) {
                sum_check_parts(context, u, h);
                parted = TRUE;
            } else if (total || strcmp(hit->value, "together") == 0) {
                sum_check_total(context, u, h);
                if (total)
                    sum_check_list(context, u, h);
            }
        }
    }
    sum_check_across(context);
}
