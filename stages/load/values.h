/* Values of FACTS.md as the database keeps them: money in øre, times as days. */
#ifndef AKT_LOAD_VALUES_H
#define AKT_LOAD_VALUES_H

#include <glib.h>

/* "23200000", "0.5", "-300", "500000/600000" (kroner) as øre, a range as its two ends. FALSE where
 * it is no number, has more than two decimals or is beyond 64 bits; nothing is set then. */
gboolean value_ore(const char *value, gint64 *ret_min, gint64 *ret_max);

enum {
    DAY_SIZE = 11
}; /* "2016-05-09" and its NUL */

/* The first and last day that a date or period may mean: "2016-05", "2014-Q4", "2014-H1",
 * "2016-23", "2017-W17", "2016/2019", "2019/..". An open or unknown end (".." or X) is "". FALSE
 * where neither end is known or the form is none of ours. */
gboolean value_days(const char *value, char ret_from[DAY_SIZE], char ret_to[DAY_SIZE]);

#endif
