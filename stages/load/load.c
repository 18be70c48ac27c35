/* akt-load: the stream into a database.
 *
 *   database.c    the file, its version, transactions, statements
 *   documents.c   documents, their paths, the kept line
 *   rows.c        what the stages found, as rows; pages.c pages and their words
 *   names.c       names that papers share; municipality.c whose paper it is
 *   renamings.c   where a paper says that two names are one
 *   values.c      money in øre, times as days
 *   verdicts.c    people's verdicts move along */
#include "load.h"

#include "program.h"
#include "stream.h"

#include <stdio.h>
#include <string.h>

#define PROGRAM "akt-load"

struct run {
    struct database *database;
    gboolean report;
    GPtrArray *waiting; /* paths written but not yet committed */
};

/* Names the documents that are now sure. */
static void
report_committed(struct run *run)
{
    for (guint i = 0; run->report && i < run->waiting->len; i++) {
        const char *path = g_ptr_array_index(run->waiting, i);
        program_write(PROGRAM, path, strlen(path));
        program_write(PROGRAM, "\n", 1);
    }
    if (run->report)
        fflush(stdout); /* who waits for a path sees it now; a failure is seen at the end */
    g_ptr_array_set_size(run->waiting, 0);
}

static gboolean
load_document(struct document *document, const char *line, gsize length, gpointer data,
              GError **error)
{
    struct run *run = data;
    if (!database_document(run->database, document, line, length, document->path, error))
        return FALSE;
    if (run->report)
        g_ptr_array_add(run->waiting, g_strdup(document->path));
    if (database_pending(run->database) == 0)
        report_committed(run);
    return TRUE;
}

static int
run_stream(const char *path, char **files, const struct stage_options *options, gboolean report)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(database) database = database_open(path, DATABASE_CREATE, &error);
    if (!database || !database_dictionaries(database, options, &error)) {
        program_message(PROGRAM, NULL, 0, "%s", error->message);
        return AKT_EXIT_FAILURE;
    }
    g_autoptr(GPtrArray) waiting = g_ptr_array_new_with_free_func(g_free);
    struct run run = {.database = database, .report = report, .waiting = waiting};
    enum akt_exit status = stream_each(PROGRAM, files, load_document, &run);
    if (!database_commit(database, &error)) {
        program_message(PROGRAM, NULL, 0, "%s", error->message);
        status = AKT_EXIT_FAILURE;
    } else {
        report_committed(&run);
    }
    return program_finish(PROGRAM, status);
}

static int
load_run(int argc, char **argv)
{
    gboolean report = FALSE;
    g_autofree char *folder = NULL;
    struct stage_options options = {0};
    const GOptionEntry entries[] = {
        {"report", 0, 0, G_OPTION_ARG_NONE, &report,
         "Print the path of each document once it is committed", NULL},
        {"dictionaries", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Read dictionaries from DIR", "DIR"},
        {"no-user-dictionaries", 0, 0, G_OPTION_ARG_NONE, &options.no_user_dictionaries,
         "Leave the user's own dictionaries out", NULL},
        {NULL}};
    const struct program program = {
        .name = PROGRAM,
        .arguments = "DB [FILE...]",
        .summary = "Load a stream of documents into an SQLite database.",
        .description = "DB is made where it is not there. No FILE, or -, is standard input.\n"
                       "aktspor-db(5) describes its tables and views.",
        .entries = entries,
    };
    if (!program_options(&program, &argc, &argv))
        return AKT_EXIT_USAGE;
    if (argc < 2) {
        program_message(PROGRAM, NULL, 0, "which database?");
        return AKT_EXIT_USAGE;
    }
    options.dictionaries = folder;
    return run_stream(argv[1], argv + 2, &options, report);
}

const struct stage stage_load = {
    .name = "load",
    .version = "1.0",
    .summary = "loads a stream into an SQLite database",
    .kind = STAGE_SINK,
    .run = load_run,
};
