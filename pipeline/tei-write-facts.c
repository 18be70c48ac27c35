/* Facts as feature structures in <standOff>. */
#include "tei-private.h"

#include <string.h>

static void
put_feature(GString *out, const char *name, gboolean symbol, const char *value)
{
    g_string_append_printf(out, "<f name=\"%s\">", name);
    if (symbol) {
        g_string_append(out, "<symbol");
        tei_put_attribute(out, "value", value);
        g_string_append(out, "/></f>");
    } else {
        g_string_append(out, "<string>");
        tei_put_text(out, value);
        g_string_append(out, "</string></f>");
    }
}

static void
put_term(GString *out, struct document *document, const char *name, const struct term *term)
{
    if (term->kind == TERM_TEXT)
        put_feature(out, name, FALSE, term->text);
    else if (term->kind == TERM_DOCUMENT)
        g_string_append_printf(out, "<f name=\"%s\" fVal=\"#%s\"/>", name, document_id(document));
    else
        g_string_append_printf(out, "<f name=\"%s\" fVal=\"#m%u\"/>", name, term->mention + 1);
}

void
tei_put_facts(GString *out, struct document *document)
{
    if (!document->facts->len)
        return;
    g_string_append(out, "<standOff>");
    for (guint i = 0; i < document->facts->len; i++) {
        const struct fact *fact = document_fact(document, i);
        g_string_append_printf(out, "<fs type=\"%s\" xml:id=\"f%u\"",
                               predicate_name(fact->predicate), i + 1);
        if (fact->cert != CERT_HIGH)
            tei_put_attribute(out, "cert", cert_name(fact->cert));
        g_string_append_c(out, '>');
        put_term(out, document, "subject", &fact->subject);
        put_term(out, document, "object", &fact->object);
        for (guint q = 0; q < fact->n_qualifiers; q++)
            put_feature(out, fact->qualifiers[q].name, tei_is_symbol(fact->qualifiers[q].name),
                        fact->qualifiers[q].value);
        for (guint e = 0; e < fact->n_evidence; e++)
            g_string_append_printf(out, "<f name=\"evidence\" fVal=\"#%c%u\"/>",
                                   fact->evidence[e].is_mention ? 'm' : 's',
                                   fact->evidence[e].index + 1);
        put_feature(out, "rule", TRUE, fact->rule);
        g_string_append(out, "</fs>");
    }
    g_string_append(out, "</standOff>");
}
