/* Lists of any length as pages that a browser opens at once. */
#include "report-pager.h"

enum {
    MAX_ROWS = 500 /* on one page */
};

static char *
page_name(const struct pager *pager, guint n)
{
    return n > 1 ? g_strdup_printf("%s-%u.html", pager->base, n)
                 : g_strdup_printf("%s.html", pager->base);
}

static void
put_step(GString *out, const struct pager *pager, guint n, const char *words)
{
    g_autofree char *name = page_name(pager, n);
    g_string_append_printf(out, "<a href=\"%s\">", name);
    html_text(out, label_say(pager->report->language, words));
    g_string_append(out, "</a> ");
}

static void
begin_page(struct pager *pager)
{
    pager->out = g_string_new(NULL);
    pager->rows = 0;
    pager->page++;
    report_page_begin(pager->out, pager->report, label_say(pager->report->language, pager->title));
    g_string_append(pager->out, "<main class=\"over\" id=\"main\">\n");
    if (pager->heads)
        table_begin(pager->out, pager->report, pager->heads);
}

static gboolean
end_page(struct pager *pager, gboolean more, GError **error)
{
    GString *out = pager->out;
    if (pager->heads)
        table_end(out);
    if (!pager->rows)
        html_element(out, "p", label_say(pager->report->language, "None."));
    if (more || pager->page > 1) {
        g_string_append_printf(out, "<nav class=\"steps\" aria-label=\"%s\">",
                               label_say(pager->report->language, "More pages"));
        if (pager->page > 1)
            put_step(out, pager, pager->page - 1, "Earlier");
        if (more)
            put_step(out, pager, pager->page + 1, "Further");
        g_string_append(out, "</nav>\n");
    }
    g_string_append(out, "</main>\n");
    html_end(out);
    g_autofree char *name = page_name(pager, pager->page);
    gboolean good = report_write(pager->report, name, out, error);
    g_string_free(out, TRUE);
    pager->out = NULL;
    return good;
}

GString *
pager_row(struct pager *pager, GError **error)
{
    if (pager->out && pager->rows == MAX_ROWS && !end_page(pager, TRUE, error))
        return NULL;
    if (!pager->out)
        begin_page(pager);
    pager->rows++;
    return pager->out;
}

gboolean
pager_end(struct pager *pager, GError **error)
{
    if (!pager->out)
        begin_page(pager);
    return end_page(pager, FALSE, error);
}

void
pager_drop(struct pager *pager)
{
    if (pager->out)
        g_string_free(pager->out, TRUE);
    pager->out = NULL;
}
