/* akt-audit: holds a database against the originals.
 *
 *   papers.c      the papers of a database, their kept lines and originals
 *   rows.c        what the database holds of a paper, and the same made again
 *   found.c       what stands in an original at recorded places
 *   verify*.c     verify
 *   report*.c     report: files, index, pages; labels.c says it in Danish and English
 *   show.c        show */
#include "audit.h"

#include "audit-private.h"
#include "extract/extract.h"
#include "normalise/normalise.h"
#include "program.h"
#include "recognise/recognise.h"
#include "relate/relate.h"

#include <string.h>

struct options {
    char *originals, *output, *language;
    char *dictionaries;
    gboolean no_user_dictionaries;
};

static int
usage(const char *message)
{
    program_message(AUDIT_PROGRAM, NULL, 0, "%s", message);
    return AKT_EXIT_USAGE;
}

static int
failure(const GError *error)
{
    program_message(AUDIT_PROGRAM, NULL, 0, "%s", error->message);
    return (int)akt_error_exit(error);
}

/* All stages that make a document, as they are now. */
static struct chain *
open_chain(const struct options *options, GError **error)
{
    const struct stage *const members[] = {&stage_extract, &stage_normalise, &stage_recognise,
                                           &stage_relate};
    const struct stage_options stage_options = {.dictionaries = options->dictionaries,
                                                .no_user_dictionaries =
                                                    options->no_user_dictionaries};
    return chain_open(members, G_N_ELEMENTS(members), &stage_options, error);
}

static int
run_verify(const struct options *options, struct database *database)
{
    g_autoptr(GError) error = NULL;
    gboolean differs = FALSE;
    if (options->output || options->language)
        return usage("--output and --lang go with report");
    g_autoptr(chain) chain = open_chain(options, &error);
    if (!chain || !audit_verify(database, chain, options->originals, &differs, &error))
        return failure(error);
    return program_finish(AUDIT_PROGRAM, differs ? AKT_EXIT_SOME : AKT_EXIT_OK);
}

static int
run_report(const struct options *options, struct database *database, const char *name)
{
    g_autoptr(GError) error = NULL;
    gboolean missing = FALSE;
    const char *language = options->language ? options->language : "da";
    if (!options->output)
        return usage("report wants a folder: -o DIR");
    if (strcmp(language, "da") != 0 && strcmp(language, "en") != 0)
        return usage("--lang is da or en");
    if (!audit_report(database, name, options->output, language, options->originals, &missing,
                      &error))
        return failure(error);
    return program_finish(AUDIT_PROGRAM, missing ? AKT_EXIT_SOME : AKT_EXIT_OK);
}

static int
run_show(const struct options *options, struct database *database, const char *fact)
{
    g_autoptr(GError) error = NULL;
    if (options->output || options->language || options->originals)
        return usage("--originals, --output and --lang do not go with show");
    if (!audit_show(database, fact, &error))
        return failure(error);
    return program_finish(AUDIT_PROGRAM, AKT_EXIT_OK);
}

static int
run_command(const struct options *options, int argc, char **argv)
{
    static const struct {
        const char *name;
        int arguments;
        const char *wants;
    } commands[] = {{"verify", 3, "verify wants a database"},
                    {"report", 3, "report wants a database"},
                    {"show", 4, "show wants a database and a fact"}};
    const char *name = argc > 1 ? argv[1] : "";
    guint command = 0;
    while (command < G_N_ELEMENTS(commands) && strcmp(commands[command].name, name) != 0)
        command++;
    if (command == G_N_ELEMENTS(commands))
        return usage("which command? verify, report or show");
    if (argc != commands[command].arguments)
        return usage(argc < commands[command].arguments ? commands[command].wants
                                                        : "too many arguments");
    if (strcmp(name, "verify") != 0 && (options->dictionaries || options->no_user_dictionaries))
        return usage("--dictionaries and --no-user-dictionaries go with verify");
    if (options->originals && !g_file_test(options->originals, G_FILE_TEST_IS_DIR))
        return usage("--originals wants a folder that is there");
    g_autoptr(GError) error = NULL;
    g_autoptr(database) database = database_open(argv[2], DATABASE_READ, &error);
    if (!database)
        return failure(error);
    return command == 0   ? run_verify(options, database)
           : command == 1 ? run_report(options, database, argv[2])
                          : run_show(options, database, argv[3]);
}

static int
audit_run(int argc, char **argv)
{
    struct options options = {0};
    const GOptionEntry entries[] = {
        {"originals", 0, 0, G_OPTION_ARG_FILENAME, &options.originals,
         "verify, report: look for originals only in DIR", "DIR"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
         "report: the folder to write it to", "DIR"},
        {"lang", 0, 0, G_OPTION_ARG_STRING, &options.language,
         "report: the language, da (as without it) or en", "LANG"},
        {"dictionaries", 'd', 0, G_OPTION_ARG_FILENAME, &options.dictionaries,
         "verify: read the dictionaries in DIR", "DIR"},
        {"no-user-dictionaries", 0, 0, G_OPTION_ARG_NONE, &options.no_user_dictionaries,
         "verify: leave the user's own dictionaries out", NULL},
        {NULL}};
    const struct program program = {
        .name = AUDIT_PROGRAM,
        .arguments = "COMMAND DB [FACT]",
        .summary = "Hold a database of facts against the papers they come from.",
        .description = "Commands:\n"
                       "  verify DB         read every original again and check each mention and "
                       "fact\n"
                       "  report DB -o DIR  write pages that show every fact where it stands\n"
                       "  show DB FACT      one fact: where it stands, and what made it",
        .entries = entries,
    };
    int status = program_options(&program, &argc, &argv) ? run_command(&options, argc, argv)
                                                         : AKT_EXIT_USAGE;
    g_free(options.originals);
    g_free(options.output);
    g_free(options.language);
    g_free(options.dictionaries);
    return status;
}

const struct stage stage_audit = {
    .name = "audit",
    .version = "1.0",
    .summary = "holds a database against the originals",
    .kind = STAGE_COMMAND,
    .run = audit_run,
};
