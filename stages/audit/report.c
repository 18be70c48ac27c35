/* report: a folder of pages that need nothing but a browser. */
#include "report.h"

#include "audit-private.h"
#include "report-tables.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

static gboolean
make_folder(const char *folder, GError **error)
{
    g_autofree char *pages = g_build_filename(folder, "pages", NULL);
    if (!g_mkdir_with_parents(pages, 0777))
        return TRUE;
    g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "%s: %s", folder, g_strerror(errno));
    return FALSE;
}

gboolean
report_write(const struct report *report, const char *name, const GString *text, GError **error)
{
    g_autofree char *path = g_build_filename(report->folder, name, NULL);
    return g_file_set_contents(path, text->str, (gssize)text->len, error);
}

/* Papers whose words were read have a page. */
static gboolean
write_paper(struct paper *given, gpointer data, GError **error)
{
    g_autoptr(paper) paper = given;
    gboolean read = !g_strcmp0(paper->state, document_state_name(DOCUMENT_TEXT)) ||
                    !g_strcmp0(paper->state, document_state_name(DOCUMENT_MIXED));
    return !read || report_paper(data, paper, error);
}

gboolean
audit_report(struct database *database, const struct report_options *options, gboolean *ret_missing,
             GError **error)
{
    struct report report = {.database = database,
                            .name = options->name,
                            .folder = options->folder,
                            .originals = options->originals,
                            .where = options->where,
                            .language =
                                strcmp(options->language, "en") ? LANGUAGE_DA : LANGUAGE_EN};
    if (!report_choose(&report, options->where, error) || !make_folder(report.folder, error) ||
        !papers_each(database, write_paper, &report, error) || !report_projects(&report, error) ||
        !report_papers(&report, error) || !report_checks_pages(&report, error) ||
        !report_search_data(&report, error) || !report_index(&report, error))
        return FALSE;
    *ret_missing = report.missing;
    return TRUE;
}
