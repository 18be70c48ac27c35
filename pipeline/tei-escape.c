/* Text, attributes and values as XML: our own escaping (a twentieth of a library's time), and
 * which element a mention has. */
#include "tei-private.h"

#include <string.h>

const struct tei_mention tei_mentions[N_MENTION_TYPES] = {
    [MENTION_AMOUNT] = {"measure", "currency"},
    [MENTION_PERCENT] = {"measure", "percent"},
    [MENTION_COUNT] = {"measure", "count"},
    [MENTION_DATE] = {"date", "date"},
    [MENTION_PERIOD] = {"date", "period"},
    [MENTION_DURATION] = {"date", "duration"},
    [MENTION_CASE] = {"ref", "case"},
    [MENTION_CONTACT] = {"ref", "contact"},
    [MENTION_LAW] = {"ref", "law"},
    [MENTION_CPR] = {"ref", "cpr"},
    [MENTION_PROJECT] = {"name", "project"},
    [MENTION_PROGRAMME] = {"name", "programme"},
    [MENTION_ORGANISATION] = {"orgName", NULL},
    [MENTION_PERSON] = {"persName", NULL},
    [MENTION_PLACE] = {"placeName", NULL},
};

gboolean
tei_is_symbol(const char *qualifier)
{
    return !strcmp(qualifier, "status") || !strcmp(qualifier, "verdict") ||
           !strcmp(qualifier, "approx");
}

void
tei_put_escaped(GString *out, const char *text, gsize length, gboolean attribute)
{
    const char *plain = text, *end = text + length;
    for (const char *at = text; at < end; at++) {
        const char *entity;
        switch (*at) {
        case '&':
            entity = "&amp;";
            break;
        case '<':
            entity = "&lt;";
            break;
        case '>':
            entity = "&gt;";
            break;
        case '"':
            entity = attribute ? "&quot;" : NULL;
            break;
        case '\t':
            entity = attribute ? "&#9;" : NULL;
            break;
        case '\n':
            entity = "&#10;";
            break;
        case '\r':
            entity = "&#13;";
            break;
        default:
            entity = NULL;
        }
        if (!entity)
            continue;
        g_string_append_len(out, plain, at - plain);
        g_string_append(out, entity);
        plain = at + 1;
    }
    g_string_append_len(out, plain, end - plain);
}

void
tei_put_text(GString *out, const char *text)
{
    tei_put_escaped(out, text, strlen(text), FALSE);
}

void
tei_put_attribute(GString *out, const char *name, const char *value)
{
    g_string_append_c(out, ' ');
    g_string_append(out, name);
    g_string_append(out, "=\"");
    tei_put_escaped(out, value, strlen(value), TRUE);
    g_string_append_c(out, '"');
}

/* A value as part of a URI: bytes that a pointer cannot have as %XX. */
void
tei_put_uri(GString *out, const char *value)
{
    for (; *value; value++)
        if ((guchar)*value >= 0x80 || g_ascii_isalnum(*value) || strchr("-._~/,:=+()@*!$", *value))
            g_string_append_c(out, *value);
        else
            g_string_append_printf(out, "%%%02X", (guchar)*value);
}

void
tei_put_unsigned(GString *out, guint n)
{
    char digits[12], *at = digits + sizeof digits;
    *--at = '\0';
    do
        *--at = (char)('0' + n % 10);
    while (n /= 10);
    g_string_append(out, at);
}

/* Tenths of a point as points. */
static void
put_tenths(GString *out, int tenths)
{
    if (tenths < 0) {
        g_string_append_c(out, '-');
        tenths = -tenths;
    }
    tei_put_unsigned(out, (guint)tenths / 10);
    if (tenths % 10) {
        g_string_append_c(out, '.');
        g_string_append_c(out, (char)('0' + tenths % 10));
    }
}

gboolean
tei_has_box(const struct box *box)
{
    return box->x0 || box->y0 || box->x1 || box->y1;
}

/* facs="z:PAGE,x0,y0,x1,y1", or facs="z:PAGE" where no box is known. */
void
tei_put_facs(GString *out, guint page, const struct box *box)
{
    g_string_append(out, " facs=\"z:");
    tei_put_unsigned(out, page);
    if (tei_has_box(box)) {
        const int sides[] = {box->x0, box->y0, box->x1, box->y1};
        for (guint i = 0; i < 4; i++) {
            g_string_append_c(out, ',');
            put_tenths(out, sides[i]);
        }
    }
    g_string_append_c(out, '"');
}
