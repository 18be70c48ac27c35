/* report: a folder of pages that need nothing but a browser. */
#include "report.h"

#include "audit-private.h"

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
audit_report(struct database *database, const char *name, const char *folder, const char *language,
             const char *originals, gboolean *ret_missing, GError **error)
{
    struct report report = {.database = database,
                            .name = name,
                            .folder = folder,
                            .originals = originals,
                            .language = strcmp(language, "en") ? LANGUAGE_DA : LANGUAGE_EN};
    if (!make_folder(folder, error) || !papers_each(database, write_paper, &report, error) ||
        !report_index(&report, error))
        return FALSE;
    *ret_missing = report.missing;
    return TRUE;
}
