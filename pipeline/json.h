/* Writes JSON: what all that print it share. */
#ifndef AKT_JSON_H
#define AKT_JSON_H

#include <glib.h>

/* Appends a text as a JSON string; bytes that are no UTF-8 become U+FFFD. `length` -1: to the NUL.
 */
void put_json_string(GString *out, const char *text, gssize length);

#endif
