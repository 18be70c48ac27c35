/* akt-load: the stream into a database.
 *
 *   database.c    the file, its version, transactions, statements
 *   documents.c   documents, their paths, the kept line
 *   rows.c        what the stages found, as rows; pages.c pages and their words
 *   names.c       names that papers share; municipality.c whose paper it is
 *   renamings.c   where a paper says that two names are one
 *   values.c      money in øre, times as days
 *   index.c       the full-text index
 *   keys.c        what stays the same of a fact; migrations.c files of earlier versions
 *   verdicts.c    people's verdicts move along
 *   sidecar.c     a list beside the papers
 *   check.c       --check */
#include "load.h"

#include "check.h"
#include "program.h"
#include "sidecar.h"
#include "stream.h"

#include <malloc.h>
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
    if (!database_document(run->database, document, line, length, document->path, error)) {
        if (database_pending(run->database) == 0) /* the whole group is lost with it */
            g_ptr_array_set_size(run->waiting, 0);
        return FALSE;
    }
    if (run->report)
        g_ptr_array_add(run->waiting, g_strdup(document->path));
    if (database_pending(run->database) == 0)
        report_committed(run);
    return TRUE;
}

/* Nothing comes for a while: others who want to write shall not wait for that. */
static gboolean
commit_meanwhile(gpointer data, GError **error)
{
    struct run *run = data;
    gboolean ok = database_commit(run->database, error);
    if (ok)
        report_committed(run);
    else
        g_ptr_array_set_size(run->waiting, 0);
    return ok;
}

/* What the command line asked for. */
struct wish {
    char *dictionaries, *sidecar;
    gboolean report, check, sync;
};

/* What is worth knowing though nothing failed. */
static void
say(const char *path, guint page, const char *message, gpointer data)
{
    (void)data;
    program_message(PROGRAM, path, page, "%s", message);
}

static enum akt_exit
failure(const GError *error)
{
    program_message(PROGRAM, NULL, 0, "%s", error->message);
    return AKT_EXIT_FAILURE;
}

static enum akt_exit
load_stream(struct database *database, char **files, const struct wish *wish, GError **error)
{
    g_autoptr(GPtrArray) waiting = g_ptr_array_new_with_free_func(g_free);
    struct run run = {.database = database, .report = wish->report, .waiting = waiting};
    enum akt_exit status = stream_each_idle(PROGRAM, files, load_document, commit_meanwhile, &run);
    if (database_commit(database, error))
        report_committed(&run);
    return status;
}

static int
run_stream(const char *path, char **files, const struct stage_options *options,
           const struct wish *wish)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(sidecar) sidecar = wish->sidecar ? sidecar_read(wish->sidecar, &error) : NULL;
    if (wish->sidecar && !sidecar)
        return failure(error);
    g_autoptr(database) database = database_open(path, DATABASE_CREATE, &error);
    if (!database || !database_dictionaries(database, options, &error) ||
        (wish->sync && !database_sync(database, &error)))
        return failure(error);
    database_listen(database, say, NULL);
    enum akt_exit status = load_stream(database, files, wish, &error);
    guint missing = 0;
    if (error || (sidecar && !sidecar_join(sidecar, database, &missing, &error)))
        return failure(error);
    return program_finish(PROGRAM, missing ? MAX(status, AKT_EXIT_SOME) : status);
}

static int
run_check(const char *path)
{
    g_autoptr(GError) error = NULL;
    guint findings = 0;
    g_autoptr(database) database = database_open(path, DATABASE_READ, &error);
    if (!database)
        return failure(error);
    database_listen(database, say, NULL);
    if (!database_check(database, &findings, &error))
        return failure(error);
    return program_finish(PROGRAM, findings ? AKT_EXIT_SOME : AKT_EXIT_OK);
}

/* A document's memory is kept for the next: giving it back each time costs a tenth of the work. */
static void
keep_memory(void)
{
    mallopt(M_TOP_PAD, 1024 * 1024);
    mallopt(M_TRIM_THRESHOLD, 8 * 1024 * 1024);
}

/* What is wrong with the command line, or NULL. */
static const char *
usage_fault(const struct wish *wish, int argc)
{
    if (argc < 2)
        return "which database?";
    if (!wish->check)
        return NULL;
    if (argc > 2)
        return "--check looks at one database and reads no stream";
    return wish->report || wish->sync || wish->sidecar ? "--check stands alone" : NULL;
}

static int
load_run(int argc, char **argv)
{
    struct wish wish = {0};
    struct stage_options options = {0};
    const GOptionEntry entries[] = {
        {"check", 0, 0, G_OPTION_ARG_NONE, &wish.check,
         "Load nothing: look whether the database is whole and keeps its promises", NULL},
        {"report", 0, 0, G_OPTION_ARG_NONE, &wish.report,
         "Print the path of each document once it is committed", NULL},
        {"sidecar", 0, 0, G_OPTION_ARG_FILENAME, &wish.sidecar,
         "Join a table of path, committee, meeting and date to the papers", "FILE"},
        {"sync", 0, 0, G_OPTION_ARG_NONE, &wish.sync,
         "Wait for the disk at each commit: outlive a power cut", NULL},
        {"dictionaries", 'd', 0, G_OPTION_ARG_FILENAME, &wish.dictionaries,
         "Read the dictionaries in DIR", "DIR"},
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
    int status = AKT_EXIT_USAGE;
    keep_memory();
    if (program_options(&program, &argc, &argv)) {
        const char *fault = usage_fault(&wish, argc);
        options.dictionaries = wish.dictionaries;
        if (fault)
            program_message(PROGRAM, NULL, 0, "%s", fault);
        else
            status =
                wish.check ? run_check(argv[1]) : run_stream(argv[1], argv + 2, &options, &wish);
    }
    g_free(wish.dictionaries);
    g_free(wish.sidecar);
    return status;
}

const struct stage stage_load = {
    .name = "load",
    .version = "1.0",
    .summary = "loads a stream into an SQLite database",
    .kind = STAGE_SINK,
    .run = load_run,
};
