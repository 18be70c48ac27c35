/* The program of every filter: lines in, each enriched, lines out. */
#include "stage.h"

#include "chain.h"
#include "program.h"
#include "stream.h"
#include "tei.h"

#include <stdlib.h>
#include <string.h>

struct filter {
    const char *program;
    struct chain *chain;
    GString *out;
    gboolean failed;
};

/* What a document must have been through before this stage may touch it. */
static gboolean
has_stage(const struct document *document, const char *name)
{
    for (guint i = 0; i < document->applications->len; i++)
        if (!strcmp(g_array_index(document->applications, struct application, i).name, name))
            return TRUE;
    return FALSE;
}

static gboolean
filter_document(struct document *document, const char *line, gsize length, gpointer data,
                GError **error)
{
    (void)line, (void)length;
    struct filter *filter = data;
    const struct stage *stage = chain_stage(filter->chain, 0);
    if (stage->after && !has_stage(document, stage->after)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_STREAM, "%s wants a document that akt-%s has seen",
                    filter->program, stage->after);
        return FALSE;
    }
    if (!chain_process(filter->chain, 0, document))
        filter->failed = TRUE;
    g_string_truncate(filter->out, 0);
    tei_write(document, filter->out);
    program_write(filter->program, filter->out->str, filter->out->len);
    return TRUE;
}

static int
filter_run(const struct stage *stage, int argc, char **argv, struct stage_options *options)
{
    g_autofree char *dictionaries = NULL;
    g_autofree char *name = g_strconcat("akt-", stage->name, NULL);
    const GOptionEntry entries[] = {{"dictionaries", 'd', 0, G_OPTION_ARG_FILENAME, &dictionaries,
                                     "Read the dictionaries in DIR", "DIR"},
                                    {"no-user-dictionaries", 0, 0, G_OPTION_ARG_NONE,
                                     &options->no_user_dictionaries,
                                     "Leave the user's own dictionaries out", NULL},
                                    {NULL}};
    const struct program program = {.name = name,
                                    .arguments = "[FILE...]",
                                    .summary = stage->summary,
                                    .description = "Reads documents, one a line, from the files or "
                                                   "standard input and writes them enriched.",
                                    .entries = entries};
    if (!program_options(&program, &argc, &argv))
        return AKT_EXIT_USAGE;
    options->dictionaries = dictionaries;
    options->danish = danish_new(NULL); /* a stage that needs it says so where there is none */
    g_autoptr(GError) error = NULL;
    g_autoptr(chain) chain = chain_open(&stage, 1, options, &error);
    if (!chain) {
        program_message(name, NULL, 0, "%s", error->message);
        return (int)akt_error_exit(error);
    }
    g_autoptr(GString) out = g_string_new(NULL);
    struct filter filter = {.program = name, .chain = chain, .out = out};
    enum akt_exit status = stream_each(name, argv + 1, filter_document, &filter);
    if (filter.failed)
        status = AKT_EXIT_FAILURE;
    return program_finish(name, status);
}

/* Leaves hunspell's dictionary to the end of the process: freeing it takes 40 ms. */
static int
filter_main(const struct stage *stage, int argc, char **argv)
{
    struct stage_options options = {0};
    exit(filter_run(stage, argc, argv, &options));
}

int
stage_main(const struct stage *stage, int argc, char **argv)
{
    return stage->run ? stage->run(argc, argv) : filter_main(stage, argc, argv);
}
