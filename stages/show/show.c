/* akt-show: reads the stream and prints one view of it.
 *
 *   views.c         mentions, facts, documents, sentences
 *   coverage.c      the account of every page's characters
 *   words.c         words that were recognised, with their place and confidence
 *   text.c          the printed words
 *   select.c        XPath, over the tree that select-tree.c makes
 *   rows.c          TSV and JSON Lines */
#include "show.h"

#include "program.h"
#include "select.h"
#include "stream.h"
#include "views.h"

#include <string.h>

#define PROGRAM "akt-show"

/* What one run carries through the stream. */
struct run {
    const struct view *view; /* NULL: select */
    struct select *select;
    struct show show;
};

static gboolean
show_document(struct document *document, const char *line, gsize length, gpointer data,
              GError **error)
{
    struct run *run = data;
    g_autoptr(cpr_mask) mask = run->show.show_cpr ? cpr_mask_nothing() : cpr_mask_new(document);
    gboolean ok = TRUE;
    if (run->view)
        run->view->print(&run->show, document, mask);
    else
        ok = select_line(run->select, document, line, length, mask, run->show.rows, error);
    run->show.documents++;
    return ok;
}

static int
usage(const char *message)
{
    program_message(PROGRAM, NULL, 0, "%s", message);
    return AKT_EXIT_USAGE;
}

/* Reads the stream with the view or query that `run` holds. */
static int
run_stream(struct run *run, char *const *files, const char *const *columns, gboolean json)
{
    if (columns)
        run->show.rows = rows_new(PROGRAM, columns, json, run->select != NULL);
    enum akt_exit status = stream_each(PROGRAM, files, show_document, run);
    g_clear_pointer(&run->show.rows, rows_free);
    if (run->show.unaccounted && status == AKT_EXIT_OK)
        status = AKT_EXIT_SOME;
    return program_finish(PROGRAM, status);
}

static int
run_select(struct run *run, char **expressions, char **from, gboolean json)
{
    g_autoptr(GError) error = NULL;
    char *no_files[] = {NULL};
    if (!expressions[0])
        return usage("select wants an XPath expression");
    g_autoptr(select) select = select_new(expressions, &error);
    if (!select)
        return usage(error->message);
    run->select = select;
    return run_stream(run, from ? from : no_files, select_columns(select), json);
}

static int
run_view(struct run *run, const char *name, char **files, gboolean json)
{
    run->view = view_find(name);
    if (!run->view) {
        program_message(PROGRAM, NULL, 0, "no view is called %s", name);
        return AKT_EXIT_USAGE;
    }
    if (json && !run->view->columns)
        return usage("text and source have no columns: --json does not go with them");
    return run_stream(run, files, run->view->columns, json);
}

static int
show_run(int argc, char **argv)
{
    gboolean json = FALSE;
    g_auto(GStrv) from = NULL;
    struct run run = {.show = {.program = PROGRAM}};
    const GOptionEntry entries[] = {
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON Lines with the same keys", NULL},
        {"furniture", 0, 0, G_OPTION_ARG_NONE, &run.show.furniture,
         "text: with headers, footers and page numbers", NULL},
        {"corrected", 0, 0, G_OPTION_ARG_NONE, &run.show.corrected,
         "text: with corrections applied", NULL},
        {"show-cpr", 0, 0, G_OPTION_ARG_NONE, &run.show.show_cpr,
         "Print persons' numbers (CPR) as they stand", NULL},
        {"from", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &from,
         "select: read this file (may be given again)", "FILE"},
        {NULL}};
    const struct program program = {
        .name = PROGRAM,
        .arguments = "VIEW [FILE...]",
        .summary = "Show a stream of documents as rows, text or matches.",
        .description = "Views: mentions, facts, documents, sentences, coverage, words, text,\n"
                       "source (what is printed, by page:line:column),\n"
                       "and select XPATH [EXPR...], which reads standard input or --from FILE.\n"
                       "No FILE, or -, is standard input.",
        .entries = entries,
    };
    if (!program_options(&program, &argc, &argv))
        return AKT_EXIT_USAGE;
    if (argc < 2)
        return usage(
            "which view? mentions, facts, documents, sentences, coverage, words, text, source or "
            "select");
    gboolean is_text = strcmp(argv[1], "text") == 0, is_select = strcmp(argv[1], "select") == 0;
    if ((run.show.furniture || run.show.corrected) && !is_text)
        return usage("--furniture and --corrected go with text");
    if (from && !is_select)
        return usage("--from goes with select");
    if (is_select)
        return run_select(&run, argv + 2, from, json);
    return run_view(&run, argv[1], argv + 2, json);
}

const struct stage stage_show = {
    .name = "show",
    .version = "1.0",
    .summary = "shows a stream as rows, text or matches",
    .kind = STAGE_SINK,
    .run = show_run,
};
