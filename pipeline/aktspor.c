/* aktspor: the driver. `aktspor run` fills a database, `aktspor stream` prints what the shell pipe
 * prints, `aktspor stages` lists what there is.
 *
 *   aktspor-export.c, -import.c, -diff.c, -forget.c   commands on a database, whole programs each
 *   aktspor-run.c   the run: what is known, what comes back, the summary
 *   workers.c       the processes that read originals       sandbox.c   what they may do
 *   chain.c         the stages in one process               stages.c    the list of stages */
#include "aktspor-commands.h"
#include "aktspor-run.h"
#include "extract/paths.h"
#include "program.h"
#include "workers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PROGRAM "aktspor"
#define COMMANDS "the commands are run, stream, stages, export, import, diff and forget"

/* What all commands that read papers are told. */
struct arguments {
    char *database, *dictionaries, *log, *sidecar;
    gboolean no_user_dictionaries, sync, quiet, no_link, null, ocr, redo;
    int jobs;
    GPtrArray *paths; /* char *, NULL at the end */
    struct danish *danish;
    enum akt_exit status;
};

static void
path_error(const char *path, const char *reason, gpointer data)
{
    struct arguments *arguments = data;
    program_message(PROGRAM, path, 0, "%s", reason);
    arguments->status = AKT_EXIT_SOME;
}

/* The stages from an original to facts. */
static struct chain *
open_chain(const struct stage_options *options, gboolean ocr)
{
    const struct stage *members[8];
    guint n = 0;
    for (guint i = 0; stages[i] && n < G_N_ELEMENTS(members); i++)
        if ((stages[i]->kind == STAGE_SOURCE || stages[i]->kind == STAGE_FILTER) &&
            (ocr || !stages[i]->optional))
            members[n++] = stages[i];
    g_autoptr(GError) error = NULL;
    struct chain *chain = chain_open(members, n, options, &error);
    if (!chain)
        program_message(PROGRAM, NULL, 0, "%s", error->message);
    return chain;
}

static enum akt_exit
run_command(const struct arguments *arguments, const struct stage_options *stage_options)
{
    g_autoptr(chain) chain = open_chain(stage_options, arguments->ocr);
    if (!chain)
        return AKT_EXIT_FAILURE;
    const struct run_options options = {.database = arguments->database,
                                        .log = arguments->log,
                                        .sidecar = arguments->sidecar,
                                        .sync = arguments->sync,
                                        .jobs = (guint)arguments->jobs,
                                        .stages = stage_options,
                                        .no_link = arguments->no_link,
                                        .quiet = arguments->quiet};
    return aktspor_run(chain, arguments->paths, &options);
}

static enum akt_exit
stream_command(const struct arguments *arguments, const struct stage_options *stage_options)
{
    g_autoptr(chain) chain = open_chain(stage_options, arguments->ocr);
    if (!chain)
        return AKT_EXIT_FAILURE;
    return workers_stream(PROGRAM, chain, (guint)arguments->jobs, (char **)arguments->paths->pdata);
}

static enum akt_exit
stages_command(void)
{
    static const char *const kinds[] = {"source", "filter", "sink", "command"};
    puts("stage\tversion\tkind\tafter\tsummary");
    for (guint i = 0; stages[i]; i++)
        printf("%s\t%s\t%s\t%s\t%s\n", stages[i]->name, stages[i]->version, kinds[stages[i]->kind],
               stages[i]->after ? stages[i]->after : "", stages[i]->summary);
    return AKT_EXIT_OK;
}

/* What is wrong with the command line, or NULL. */
static const char *
usage_fault(const char *command, const struct arguments *arguments, int argc)
{
    gboolean run = !strcmp(command, "run");
    if (!run && strcmp(command, "stream") != 0)
        return COMMANDS;
    if (argc < 2 && !arguments->null)
        return "no paper and no folder is named";
    if (run && !arguments->database)
        return "which database? Name it with -o FILE";
    if (!run && (arguments->database || arguments->log || arguments->no_link ||
                 arguments->sidecar || arguments->sync))
        return "-o, --log, --sidecar, --sync and --no-link go with run";
    if (arguments->redo && !arguments->ocr)
        return "--redo goes with --ocr";
    if (arguments->jobs < 1 || arguments->jobs > 1024)
        return "-j wants a number from 1 to 1024";
    return NULL;
}

static int
command_main(const char *command, struct arguments *arguments, int argc, char **argv)
{
    const char *fault = usage_fault(command, arguments, argc);
    if (fault) {
        program_message(PROGRAM, NULL, 0, "%s", fault);
        return AKT_EXIT_USAGE;
    }
    arguments->paths = paths_collect(argc, argv, arguments->null, TRUE, path_error, arguments);
    arguments->danish = danish_new(NULL); /* one for the chain and for link */
    const struct stage_options options = {.dictionaries = arguments->dictionaries,
                                          .no_user_dictionaries = arguments->no_user_dictionaries,
                                          .redo = arguments->redo,
                                          .danish = arguments->danish};
    enum akt_exit status = !strcmp(command, "run") ? run_command(arguments, &options)
                                                   : stream_command(arguments, &options);
    return program_finish(PROGRAM, MAX(status, arguments->status));
}

/* The commands that are programs of their own. */
static const struct {
    const char *name;
    int (*main)(int argc, char **argv);
} commands[] = {
    {"diff", diff_main}, {"export", export_main}, {"forget", forget_main}, {"import", import_main}};

int
main(int argc, char **argv)
{
    for (guint i = 0; argc > 1 && i < G_N_ELEMENTS(commands); i++)
        if (!strcmp(argv[1], commands[i].name))
            return commands[i].main(argc - 1, argv + 1);
    struct arguments arguments = {.jobs = (int)g_get_num_processors()};
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &arguments.database,
         "run: the database to fill; it is made where it is not there", "FILE"},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &arguments.jobs,
         "Read with N processes (default: one for each core)", "N"},
        {"null", '0', 0, G_OPTION_ARG_NONE, &arguments.null,
         "Read names of papers from standard input, parted by NUL", NULL},
        {"log", 0, 0, G_OPTION_ARG_FILENAME, &arguments.log,
         "run: write what became of each paper as JSON Lines", "FILE"},
        {"sidecar", 0, 0, G_OPTION_ARG_FILENAME, &arguments.sidecar,
         "run: join a table of path, committee, meeting and date to the papers", "FILE"},
        {"sync", 0, 0, G_OPTION_ARG_NONE, &arguments.sync,
         "run: wait for the disk at each commit: outlive a power cut", NULL},
        {"no-link", 0, 0, G_OPTION_ARG_NONE, &arguments.no_link,
         "run: leave out the links between papers (akt-link makes them later)", NULL},
        {"ocr", 0, 0, G_OPTION_ARG_NONE, &arguments.ocr,
         "Recognise the words of pages that are pictures (akt-ocr): 2 seconds a page", NULL},
        {"redo", 0, 0, G_OPTION_ARG_NONE, &arguments.redo,
         "--ocr: of pages whose own text is garbled, too", NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &arguments.quiet, "run: no progress bar, no summary",
         NULL},
        {"dictionaries", 'd', 0, G_OPTION_ARG_FILENAME, &arguments.dictionaries,
         "Read the dictionaries in DIR", "DIR"},
        {"no-user-dictionaries", 0, 0, G_OPTION_ARG_NONE, &arguments.no_user_dictionaries,
         "Leave the user's own dictionaries out", NULL},
        {NULL}};
    const struct program program = {
        .name = PROGRAM,
        .arguments = "run|stream|stages|export|import|diff|forget ...",
        .summary = "Danish committee papers in, traceable facts out.",
        .description =
            "  aktspor run PATH... -o FILE   fills a database with the facts of papers\n"
            "  aktspor stream PATH...        prints the documents as the shell pipe does\n"
            "  aktspor stages                lists the stages\n"
            "  aktspor export DB --csv|--jsonl|--tei|--ftm DIR   a database as files\n"
            "  aktspor import DB DIR         a database from an export in JSON Lines\n"
            "  aktspor diff OLD NEW          which facts differ between two databases\n"
            "  aktspor forget DB DOCUMENT... takes papers out, to the last byte\n\n"
            "The last four have a --help of their own.\n"
            "A PATH is a paper, a folder of papers, or - for names on standard input.",
        .entries = entries};
    if (!program_options(&program, &argc, &argv))
        return AKT_EXIT_USAGE;
    if (argc < 2) {
        program_message(PROGRAM, NULL, 0, COMMANDS);
        return AKT_EXIT_USAGE;
    }
    if (!strcmp(argv[1], "stages"))
        return program_finish(PROGRAM, stages_command());
    int status = command_main(argv[1], &arguments, argc - 1, argv + 1);
    g_clear_pointer(&arguments.paths, g_ptr_array_unref);
    g_free(arguments.database);
    g_free(arguments.dictionaries);
    g_free(arguments.log);
    g_free(arguments.sidecar);
    exit(status); /* hunspell's dictionary goes with the process: freeing it takes 40 ms */
}
