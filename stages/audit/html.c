#include "html.h"

#include <string.h>

/* report.css and the scripts as they are compiled in. */
static const char style[] =
#include "stages/audit/report.css.inc"
    ;
static const char script[] =
#include "stages/audit/report-search.js.inc"
#include "stages/audit/report-table.js.inc"
#include "stages/audit/report.js.inc"
    ;

static gboolean
is_forbidden(gunichar c)
{
    return (g_unichar_iscntrl(c) && c != '\t' && c != '\n') || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xfffe || c == 0xffff;
}

void
html_text(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
    for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        switch (c) {
        case '&':
            g_string_append(out, "&amp;");
            break;
        case '<':
            g_string_append(out, "&lt;");
            break;
        case '>':
            g_string_append(out, "&gt;");
            break;
        case '"':
            g_string_append(out, "&quot;");
            break;
        case '\'':
            g_string_append(out, "&#39;");
            break;
        default:
            g_string_append_unichar(out, is_forbidden(c) ? 0xfffd : c);
        }
    }
}

void
html_attribute(GString *out, const char *name, const char *text)
{
    g_string_append_printf(out, " %s=\"", name);
    html_text(out, text);
    g_string_append_c(out, '"');
}

void
html_element(GString *out, const char *tag, const char *text)
{
    g_string_append_printf(out, "<%s>", tag);
    html_text(out, text);
    g_string_append_printf(out, "</%s>", tag);
}

/* The script's hash as a policy names it. */
static char *
script_hash(void)
{
    guint8 digest[32];
    gsize length = sizeof digest;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *)script, sizeof script - 1);
    g_checksum_get_digest(checksum, digest, &length);
    return g_base64_encode(digest, length);
}

void
html_begin(GString *out, enum language language, const char *title, const char *kind)
{
    g_autofree char *hash = script_hash();
    g_string_append_printf(out,
                           "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                           "'none'; img-src 'self' file:; style-src 'unsafe-inline'; script-src "
                           "'strict-dynamic' 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n"
                           "<meta name=\"referrer\" content=\"no-referrer\">\n"
                           "<meta name=\"viewport\" content=\"width=device-width, "
                           "initial-scale=1\">\n<meta name=\"generator\" content=\"Aktspor %s\">\n",
                           language == LANGUAGE_DA ? "da" : "en", hash, AKT_VERSION);
    html_element(out, "title", title);
    g_string_append_printf(out, "\n<style>\n%s</style>\n</head>\n<body class=\"%s\">\n", style,
                           kind);
}

void
html_end(GString *out)
{
    g_string_append_printf(out, "<script>%s</script>\n</body>\n</html>\n", script);
}
