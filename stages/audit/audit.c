/* akt-audit: holds a database against the originals.
 *
 *   papers.c      the papers of a database, their kept lines and originals
 *   rows.c        what the database holds of a paper, and the same made again
 *   found.c       what stands in an original at recorded places
 *   verify*.c     verify
 *   report*.c     report: files, index, pages; labels.c says it in Danish and English
 *   show*.c       show, and what explain shares with it
 *   explain.c     explain; rules.c: where the source names a rule
 *   judge.c       judge
 *   annotate*.c   annotate
 *   review*.c     verdicts, marks and the queue; sample*.c, draw.c: what is drawn
 *   precision*.c  precision; estimate.c: what counts prove
 *   verdicts*.c   verdicts export and import; agreement.c
 *   serve*.c      serve: the review in a browser (serve.h lists them) */
#include "audit.h"

#include "audit-private.h"
#include "extract/extract.h"
#include "normalise/normalise.h"
#include "program.h"
#include "recognise/recognise.h"
#include "relate/relate.h"

#include <string.h>

int
audit_usage(const char *message)
{
    program_message(AUDIT_PROGRAM, NULL, 0, "%s", message);
    return AKT_EXIT_USAGE;
}

int
audit_failure(const GError *error)
{
    program_message(AUDIT_PROGRAM, NULL, 0, "%s", error->message);
    return (int)akt_error_exit(error);
}

/* All stages that make a document, as they are now. */
static struct chain *
open_chain(const struct audit_options *options, GError **error)
{
    const struct stage *const members[] = {&stage_extract, &stage_normalise, &stage_recognise,
                                           &stage_relate};
    const struct stage_options stage_options = {.dictionaries = options->dictionaries,
                                                .no_user_dictionaries =
                                                    options->no_user_dictionaries};
    return chain_open(members, G_N_ELEMENTS(members), &stage_options, error);
}

/* ---- the commands ---------------------------------------------------------------------------- */

static int
run_verify(const struct audit_options *options, struct database *database, char *const *arguments)
{
    g_autoptr(GError) error = NULL;
    gboolean differs = FALSE;
    (void)arguments;
    g_autoptr(chain) chain = open_chain(options, &error);
    if (!chain || !audit_verify(database, chain, options->originals, &differs, &error))
        return audit_failure(error);
    return differs ? AKT_EXIT_SOME : AKT_EXIT_OK;
}

static int
run_report(const struct audit_options *options, struct database *database, char *const *arguments)
{
    g_autoptr(GError) error = NULL;
    gboolean missing = FALSE;
    if (!options->output)
        return audit_usage("report wants a folder: -o DIR");
    const struct report_options report = {.name = arguments[0],
                                          .folder = options->output,
                                          .language = options->language ? options->language : "da",
                                          .originals = options->originals,
                                          .where = options->where};
    if (!audit_report(database, &report, &missing, &error))
        return audit_failure(error);
    return missing ? AKT_EXIT_SOME : AKT_EXIT_OK;
}

static const struct audit_command commands[] = {
    {"verify", "DB", "read every original again and check each mention and fact", 1, 1,
     DATABASE_READ, "originals dictionaries no-user-dictionaries", run_verify},
    {"report", "DB -o DIR", "write pages that show every fact where it stands", 1, 1, DATABASE_READ,
     "originals output lang where", run_report},
    {"show", "DB FACT", "one fact: where it stands, and what made it", 2, 2, DATABASE_READ,
     "originals output text", audit_show},
    {"explain", "DB FACT", "a fact from the paper's words to what is made of it, step by step", 2,
     2, DATABASE_READ, "originals", audit_explain},
    {"judge", "DB", "review on a terminal, a key a fact", 1, 1, DATABASE_WRITE,
     "sample type project cert reviewer", audit_judge},
    {"serve", "DB", "the review in a browser, on this machine only", 1, 1, DATABASE_WRITE,
     "originals lang port reviewer sample", audit_run_serve},
    {"annotate", "DB PAPER.pdf -o OUT.pdf", "a copy of a PDF with its facts highlighted", 2, 2,
     DATABASE_READ, "output lang", audit_annotate},
    {"sample", "DB [--sample NAME]", "draw facts or pages for review; without a name list samples",
     1, 1, DATABASE_WRITE, "sample size seed stratify amounts pages type project cert",
     audit_sample},
    {"precision", "DB", "what the verdicts prove: how much is right, with its interval", 1, 1,
     DATABASE_READ, "sample by-rule by-type width json lang", audit_precision},
    {"verdicts export", "DB [FILE]", "the review as a table, or with --json as JSON Lines", 1, 2,
     DATABASE_READ, "json", audit_verdicts_export},
    {"verdicts import", "DB [FILE]", "add what such a file says and the database does not", 1, 2,
     DATABASE_WRITE, "", audit_verdicts_import},
    {"agreement", "DB", "how far two reviewers agree (Cohen's kappa)", 1, 1, DATABASE_READ, "json",
     audit_agreement},
};

/* ---- which command --------------------------------------------------------------------------- */

/* The command that argv[1], or argv[1] and argv[2], name; *ret_words of them. NULL: none. */
static const struct audit_command *
find_command(int argc, char **argv, int *ret_words)
{
    for (guint i = 0; i < G_N_ELEMENTS(commands) && argc > 1; i++) {
        gboolean two = strchr(commands[i].name, ' ') != NULL;
        g_autofree char *name =
            two && argc > 2 ? g_strconcat(argv[1], " ", argv[2], NULL) : g_strdup(argv[1]);
        if (strcmp(commands[i].name, name) == 0) {
            *ret_words = two ? 2 : 1;
            return &commands[i];
        }
    }
    return NULL;
}

static gboolean
is_given(const GOptionEntry *entry)
{
    switch (entry->arg) {
    case G_OPTION_ARG_NONE:
        return *(gboolean *)entry->arg_data;
    case G_OPTION_ARG_INT:
        return *(int *)entry->arg_data >= 0;
    case G_OPTION_ARG_INT64:
        return *(gint64 *)entry->arg_data >= 0;
    case G_OPTION_ARG_DOUBLE:
        return *(double *)entry->arg_data >= 0;
    default:
        return *(char **)entry->arg_data != NULL;
    }
}

/* Refuses an option that the command does not take. */
static gboolean
options_fit(const struct audit_command *command, const GOptionEntry *entries)
{
    g_auto(GStrv) taken = g_strsplit(command->options, " ", -1);
    for (guint i = 0; entries[i].long_name; i++) {
        if (is_given(&entries[i]) &&
            !g_strv_contains((const char *const *)taken, entries[i].long_name)) {
            program_message(AUDIT_PROGRAM, NULL, 0, "--%s does not go with %s",
                            entries[i].long_name, command->name);
            return FALSE;
        }
    }
    return TRUE;
}

static int
run_command(const struct audit_options *options, const GOptionEntry *entries, int argc, char **argv)
{
    int words = 0;
    const struct audit_command *command = find_command(argc, argv, &words);
    if (!command)
        return audit_usage("which command? akt-audit --help lists them");
    int given = argc - 1 - words;
    if (given < command->min || given > command->max) {
        program_message(AUDIT_PROGRAM, NULL, 0, "%s: %s takes %s",
                        given < command->min ? "an argument is missing" : "too many arguments",
                        command->name, command->arguments);
        return AKT_EXIT_USAGE;
    }
    if (!options_fit(command, entries))
        return AKT_EXIT_USAGE;
    if (options->originals && !g_file_test(options->originals, G_FILE_TEST_IS_DIR))
        return audit_usage("--originals wants a folder that is there");
    if (options->language && strcmp(options->language, "da") != 0 &&
        strcmp(options->language, "en") != 0)
        return audit_usage("--lang is da or en");
    g_autoptr(GError) error = NULL;
    g_autoptr(database) database = database_open(argv[1 + words], command->mode, &error);
    if (!database)
        return audit_failure(error);
    return program_finish(AUDIT_PROGRAM,
                          (enum akt_exit)command->run(options, database, argv + 1 + words));
}

/* The list of commands for --help. */
static char *
describe(void)
{
    GString *out = g_string_new("Commands:");
    for (guint i = 0; i < G_N_ELEMENTS(commands); i++) {
        g_autofree char *call = g_strdup_printf("%s %s", commands[i].name, commands[i].arguments);
        g_string_append_printf(out, "\n  %-30s %s", call, commands[i].summary);
    }
    return g_string_free(out, FALSE);
}

static int
audit_run(int argc, char **argv)
{
    struct audit_options options = {.port = -1, .size = -1, .seed = -1, .width = -1};
    const GOptionEntry entries[] = {
        {"originals", 0, 0, G_OPTION_ARG_FILENAME, &options.originals,
         "look for originals only in DIR", "DIR"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
         "where to write: the folder of the report", "PATH"},
        {"lang", 0, 0, G_OPTION_ARG_STRING, &options.language,
         "report, serve: the language, da (as without it) or en", "LANG"},
        {"where", 0, 0, G_OPTION_ARG_STRING, &options.where,
         "report: only papers for which this holds, of SQL on the view paper", "CONDITION"},
        {"port", 0, 0, G_OPTION_ARG_INT, &options.port,
         "serve: listen there (as without it: on a port that is free)", "N"},
        {"reviewer", 0, 0, G_OPTION_ARG_STRING, &options.reviewer,
         "who judges (as without it: the user's login name)", "NAME"},
        {"sample", 0, 0, G_OPTION_ARG_STRING, &options.sample, "a sample that was drawn", "NAME"},
        {"dictionaries", 'd', 0, G_OPTION_ARG_FILENAME, &options.dictionaries,
         "verify: read the dictionaries in DIR", "DIR"},
        {"no-user-dictionaries", 0, 0, G_OPTION_ARG_NONE, &options.no_user_dictionaries,
         "verify: leave the user's own dictionaries out", NULL},
        {"size", 0, 0, G_OPTION_ARG_INT64, &options.size, "sample: how many to draw", "N"},
        {"seed", 0, 0, G_OPTION_ARG_INT64, &options.seed,
         "sample: what the lots are drawn by; without it any, which is printed", "N"},
        {"stratify", 0, 0, G_OPTION_ARG_STRING, &options.stratify,
         "sample: so many of each type, cert or rule", "COLUMN"},
        {"amounts", 0, 0, G_OPTION_ARG_NONE, &options.amounts,
         "sample: in proportion to amounts of money", NULL},
        {"pages", 0, 0, G_OPTION_ARG_NONE, &options.pages,
         "sample: pages to read through, for recall", NULL},
        {"type", 0, 0, G_OPTION_ARG_STRING, &options.type, "facts of this type only", "TYPE"},
        {"project", 0, 0, G_OPTION_ARG_STRING, &options.project, "facts on this project only",
         "NAME"},
        {"cert", 0, 0, G_OPTION_ARG_STRING, &options.cert,
         "facts as sure as this only: low, medium, high", "CERT"},
        {"by-type", 0, 0, G_OPTION_ARG_NONE, &options.by_type,
         "precision: for each type (as without it)", NULL},
        {"by-rule", 0, 0, G_OPTION_ARG_NONE, &options.by_rule,
         "precision: for each rule, the worst first", NULL},
        {"width", 0, 0, G_OPTION_ARG_DOUBLE, &options.width,
         "precision: how many more for an interval of so many points to either side (2)", "POINTS"},
        {"text", 0, 0, G_OPTION_ARG_NONE, &options.text, "show: words only", NULL},
        {"json", 0, 0, G_OPTION_ARG_NONE, &options.json, "as JSON", NULL},
        {NULL}};
    g_autofree char *description = describe();
    const struct program program = {
        .name = AUDIT_PROGRAM,
        .arguments = "COMMAND DB ...",
        .summary = "Hold a database of facts against the papers they come from.",
        .description = description,
        .entries = entries,
    };
    int status = program_options(&program, &argc, &argv)
                     ? run_command(&options, entries, argc, argv)
                     : AKT_EXIT_USAGE;
    for (guint i = 0; entries[i].long_name; i++) {
        if (entries[i].arg == G_OPTION_ARG_FILENAME || entries[i].arg == G_OPTION_ARG_STRING)
            g_free(*(char **)entries[i].arg_data);
    }
    return status;
}

const struct stage stage_audit = {
    .name = "audit",
    .version = "1.0",
    .summary = "holds a database against the originals",
    .kind = STAGE_COMMAND,
    .run = audit_run,
};
