/* Attributes of the element being read, and refusing a line. */
#include "tei-read-private.h"

#include <string.h>

/* Remembers the first reason and stops the parser. */
void
tei_refuse(struct tei_reader *reader, const char *format, ...)
{
    if (!reader->fault) {
        va_list arguments;
        va_start(arguments, format);
        reader->fault = g_strdup_vprintf(format, arguments);
        va_end(arguments);
    }
    xmlStopParser(reader->parser);
}

/* ---- attributes ------------------------------------------------------------------------------ */

const char *
tei_get(const struct tei_reader *reader, const char *name)
{
    for (guint i = 0; i < reader->n_attributes; i++)
        if (!strcmp(reader->attributes[i].name, name))
            return reader->attributes[i].value;
    return NULL;
}

void
tei_clear_attributes(struct tei_reader *reader)
{
    for (guint i = 0; i < reader->n_attributes; i++)
        g_free(reader->attributes[i].value);
    reader->n_attributes = 0;
}

/* Whether a list " a b xml:id " holds a name, of the namespace xml or none. */
static gboolean
list_holds(const char *list, gboolean xml, const char *name)
{
    gsize length = strlen(name);
    for (const char *at = strstr(list, name); at; at = strstr(at + 1, name)) {
        gboolean prefixed = at - list >= 5 && !memcmp(at - 5, " xml:", 5);
        if (at > list && at[length] == ' ' && (xml ? prefixed : at[-1] == ' '))
            return TRUE;
    }
    return FALSE;
}

/* Takes the attributes SAX hands over; FALSE if one is not of the element. */
gboolean
tei_take_attributes(struct tei_reader *reader, const struct tei_rule *rule, int n,
                    const xmlChar **raw)
{
    tei_clear_attributes(reader);
    if (n > (int)G_N_ELEMENTS(reader->attributes)) {
        tei_refuse(reader, "<%s> has too many attributes", rule->name);
        return FALSE;
    }
    for (int i = 0; i < n; i++, raw += 5) {
        const char *name = (const char *)raw[0];
        gboolean xml = raw[1] && !strcmp((const char *)raw[1], "xml");
        if (!*name || !list_holds(rule->attributes, xml, name) || (raw[1] && !xml)) {
            tei_refuse(reader, "<%s> has no attribute “%s”", rule->name, name);
            return FALSE;
        }
        struct attribute *attribute = &reader->attributes[reader->n_attributes++];
        attribute->name = xml ? (!strcmp(name, "id") ? "xml:id" : "xml:other") : name;
        attribute->value =
            g_strndup((const char *)raw[3], (gsize)((const char *)raw[4] - (const char *)raw[3]));
    }
    return TRUE;
}

/* A whole number from 0 to 2^31 at *at; moves on. FALSE where there is none. */
gboolean
tei_scan_unsigned(const char **at, guint *ret_n)
{
    guint64 n = 0;
    if (!g_ascii_isdigit(**at))
        return FALSE;
    for (; g_ascii_isdigit(**at); ++*at) {
        n = n * 10 + (guint)(**at - '0');
        if (n > G_MAXINT)
            return FALSE;
    }
    *ret_n = (guint)n;
    return TRUE;
}

/* A whole number attribute; refuses the line where it is missing or none. */
gboolean
tei_get_unsigned(struct tei_reader *reader, const char *name, guint *ret_n)
{
    const char *at = tei_get(reader, name);
    if (!at || !tei_scan_unsigned(&at, ret_n) || *at) {
        tei_refuse(reader, "attribute “%s” is no whole number", name);
        return FALSE;
    }
    return TRUE;
}

/* Points with at most one decimal, as tenths. */
static gboolean
scan_tenths(const char **at, int *ret_tenths)
{
    gboolean negative = **at == '-';
    *at += negative;
    guint whole, tenth = 0;
    if (!tei_scan_unsigned(at, &whole) || whole > 1000000)
        return FALSE;
    if (**at == '.') {
        ++*at;
        if (!g_ascii_isdigit(**at))
            return FALSE;
        tenth = (guint)(*(*at)++ - '0');
    }
    int value = (int)(whole * 10 + tenth);
    *ret_tenths = negative ? -value : value;
    return TRUE;
}

gboolean
tei_get_corners(struct tei_reader *reader, struct box *ret_box)
{
    static const char *const names[] = {"ulx", "uly", "lrx", "lry"};
    int *const sides[] = {&ret_box->x0, &ret_box->y0, &ret_box->x1, &ret_box->y1};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *at = tei_get(reader, names[i]);
        if (!at || !scan_tenths(&at, sides[i]) || *at) {
            tei_refuse(reader, "attribute “%s” is no length in points", names[i]);
            return FALSE;
        }
    }
    return TRUE;
}

/* facs="z:PAGE[,x0,y0,x1,y1]"; page 0 and an empty box where there is none. */
gboolean
tei_get_facs(struct tei_reader *reader, guint *ret_page, struct box *ret_box)
{
    const char *at = tei_get(reader, "facs");
    *ret_page = 0;
    memset(ret_box, 0, sizeof *ret_box);
    if (!at)
        return TRUE;
    int *const sides[] = {&ret_box->x0, &ret_box->y0, &ret_box->x1, &ret_box->y1};
    gboolean good = g_str_has_prefix(at, "z:");
    at += good ? 2 : 0;
    good = good && tei_scan_unsigned(&at, ret_page);
    for (guint i = 0, n = *at ? 4 : 0; good && i < n; i++)
        good = *at == ',' && (at++, scan_tenths(&at, sides[i]));
    if (!good || *at)
        tei_refuse(reader, "facs is no box");
    return good && !*at;
}

/* An id "PREFIXn" as n - 1; FALSE where it is none. */
gboolean
tei_parse_id(const char *id, char prefix, guint *ret_index)
{
    if (!id || *id++ != prefix || *id == '0' || !tei_scan_unsigned(&id, ret_index) || *id)
        return FALSE;
    --*ret_index;
    return TRUE;
}

/* Ids are given in document order. */
gboolean
tei_check_id(struct tei_reader *reader, char prefix, guint expected)
{
    guint index;
    const char *id = tei_get(reader, "xml:id");
    if (tei_parse_id(id, prefix, &index) && index == expected)
        return TRUE;
    tei_refuse(reader, "xml:id “%s” where %c%u is due", id ? id : "", prefix, expected + 1);
    return FALSE;
}

enum cert
tei_get_cert(struct tei_reader *reader)
{
    enum cert cert = CERT_HIGH;
    const char *name = tei_get(reader, "cert");
    if (name && !cert_from_name(name, &cert))
        tei_refuse(reader, "“%s” is no certainty", name);
    return cert;
}
