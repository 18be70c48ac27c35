#include "json.h"

#include <string.h>

void
put_json_string(GString *out, const char *text, gssize length)
{
    g_autofree char *valid =
        g_utf8_validate(text, length, NULL) ? NULL : g_utf8_make_valid(text, length);
    const char *at = valid ? valid : text;
    gsize left = valid || length < 0 ? strlen(at) : (gsize)length;
    g_string_append_c(out, '"');
    for (; left; at++, left--) {
        if (*at == '"' || *at == '\\')
            g_string_append_printf(out, "\\%c", *at);
        else if ((guchar)*at < 0x20)
            g_string_append_printf(out, "\\u%04x", (guchar)*at);
        else
            g_string_append_c(out, *at);
    }
    g_string_append_c(out, '"');
}
