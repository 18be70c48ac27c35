/* akt-link: what the papers of a database share.
 *
 *   names.c, compare.c   a name taken apart; how alike two are, and why
 *   changed.c            what has changed, and is therefore made anew; the entities
 *   read.c               names out of the database
 *   blocks.c, pairs.c    which names are compared: those that share a block
 *   said.c, aliases.c    what papers, and people, say of names
 *   clusters.c           from links to entities: which names hang together, and the best of them
 *   papers.c, titles.c   papers that point to each other: by cases and meetings, by titles
 *   contradictions.c     amounts that should agree and do not
 *   changes.c            days that slipped, periods that changed, projects that vanished */
#include "link.h"

#include "explain.h"
#include "lexicon.h"
#include "link-private.h"
#include "program.h"
#include "titles.h"

#include <malloc.h>
#include <stdarg.h>
#include <string.h>

#define PROGRAM "akt-link"

void
linking_skip(struct linking *linking, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    linking->report->skipped++;
    if (linking->report->say)
        linking->report->say(message, linking->report->data);
}

gboolean
link_names(struct linking *linking, const struct name *a, const struct name *b, const char *kind,
           double score, const char *reason, GError **error)
{
    const struct name *first = name_order(a, b) <= 0 ? a : b;
    const struct name *second = first == a ? b : a;
    struct statement statement = statement_of(
        linking->database,
        "INSERT INTO link (kind, from_name, to_name, score, reason) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (kind, from_name, to_name) DO UPDATE SET score = excluded.score, "
        "reason = excluded.reason WHERE excluded.score > score "
        "OR (excluded.score = score AND excluded.reason < reason)",
        "writing a link");
    put_text(&statement, kind);
    put_number(&statement, first->id);
    put_number(&statement, second->id);
    sqlite3_bind_double(statement.handle, ++statement.at, score);
    put_text(&statement, reason);
    return statement_run(&statement, error);
}

/* ---- the whole ----------------------------------------------------------------------------- */

static gboolean
count(struct linking *linking, const char *sql, guint *ret, GError **error)
{
    gboolean found;
    gint64 number = 0;
    struct statement statement = statement_of(linking->database, sql, "counting");
    if (!statement_number(&statement, &found, &number, error))
        return FALSE;
    *ret = (guint)number;
    return TRUE;
}

static gboolean
count_all(struct linking *linking, GError **error)
{
    struct link_report *report = linking->report;
    return count(linking, "SELECT count(*) FROM name WHERE entity IS NOT NULL", &report->names,
                 error) &&
           count(linking, "SELECT count(*) FROM entity", &report->entities, error) &&
           count(linking, "SELECT count(*) FROM link", &report->links, error) &&
           count(linking, "SELECT count(*) FROM \"check\" WHERE kind = 'contradiction'",
                 &report->contradictions, error);
}

static gboolean
run_steps(struct linking *linking, GError **error)
{
    g_autoptr(GArray) barriers = g_array_new(FALSE, FALSE, sizeof(gint64));
    return name_rules_words(linking->rules, error) && changed_names(linking, error) &&
           blocks_update(linking, error) && changed_forget(linking, error) &&
           pairs_compare(linking, error) && said_link(linking, barriers, error) &&
           clusters_find(linking, barriers, error) && changed_entities(linking, error) &&
           papers_link(linking, error) && titles_link(linking, error) &&
           contradictions_check(linking, error) && changes_check(linking, error) &&
           changed_done(linking, error);
}

static gboolean
run_all(struct linking *linking, const char *made_with, GError **error)
{
    gboolean needed;
    return changed_find(linking, made_with, &needed, error) &&
           (!needed || run_steps(linking, error)) && count_all(linking, error);
}

/* What is temporary goes into files: it may be as large as the database. What is sorted takes as
 * much memory as the cache may. */
#define BEFORE "PRAGMA temp_store = FILE; PRAGMA cache_size = -2000"
#define AFTER "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000"

/* In one transaction. */
static gboolean
run_transaction(struct linking *linking, const char *made_with, GError **error)
{
    struct database *database = linking->database;
    if (!database_commit(database, error) ||
        !database_execute(database, BEFORE, "beginning to link", error) ||
        !database_begin(database, error))
        return FALSE;
    gboolean ok = run_all(linking, made_with, error) && database_commit(database, error);
    if (!ok)
        database_rollback(database);
    return database_execute(database, AFTER, "ending to link", ok ? error : NULL) && ok;
}

gboolean
linking_open(struct linking *linking, const struct stage_options *options, char **ret_made_with,
             GError **error)
{
    g_autoptr(dictionaries) dictionaries =
        dictionaries_new(options->dictionaries, !options->no_user_dictionaries);
    linking->arena = arena_new();
    linking->names = g_hash_table_new(g_int64_hash, g_int64_equal);
    linking->rules = name_rules_new(dictionaries, options->danish, error);
    linking->aliases = linking->rules ? aliases_new(dictionaries, error) : NULL;
    linking->titles = linking->aliases ? titles_new(dictionaries, error) : NULL;
    if (ret_made_with)
        *ret_made_with =
            g_strdup_printf("%s/%s", stage_link.version, dictionaries_hash(dictionaries));
    return linking->titles != NULL;
}

void
linking_close(struct linking *linking)
{
    g_hash_table_unref(linking->names);
    arena_free(linking->arena);
    titles_free(linking->titles);
    aliases_free(linking->aliases);
    name_rules_free(linking->rules);
}

gboolean
link_database(struct database *database, const struct stage_options *options,
              struct link_report *report, GError **error)
{
    struct link_report unused = {0};
    struct linking linking = {.database = database, .report = report ? report : &unused};
    g_autofree char *made_with = NULL;
    sqlite3_db_release_memory(database->handle);
    malloc_trim(0); /* what loading took is free for linking, whatever size it comes in */
    gboolean ok = linking_open(&linking, options, &made_with, error) &&
                  run_transaction(&linking, made_with, error);
    linking_close(&linking);
    return ok;
}

/* ---- the program --------------------------------------------------------------------------- */

static void
say_skipped(const char *message, gpointer data)
{
    (void)data;
    program_message(PROGRAM, NULL, 0, "%s", message);
}

static int
run_on(const char *path, const struct stage_options *options, gboolean verbose)
{
    g_autoptr(GError) error = NULL;
    struct link_report report = {.say = say_skipped};
    g_autoptr(database) database = database_open(path, DATABASE_WRITE, &error);
    if (!database || !link_database(database, options, &report, &error)) {
        program_message(PROGRAM, NULL, 0, "%s", error->message);
        return AKT_EXIT_FAILURE;
    }
    if (verbose) {
        g_autofree char *text = g_strdup_printf(
            "names\t%u\nentities\t%u\nlinks\t%u\ncontradictions\t%u\nskipped blocks\t%u\n",
            report.names, report.entities, report.links, report.contradictions, report.skipped);
        program_write(PROGRAM, text, strlen(text));
    }
    return program_finish(PROGRAM, AKT_EXIT_OK);
}

static int
explain_on(const char *path, const struct stage_options *options, const char *first,
           const char *second)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean found = FALSE;
    g_autoptr(database) database = database_open(path, DATABASE_READ, &error);
    if (!database || !link_explain(database, options, first, second, out, &found, &error)) {
        program_message(PROGRAM, NULL, 0, "%s", error->message);
        return AKT_EXIT_FAILURE;
    }
    program_write(PROGRAM, out->str, out->len);
    if (!found)
        program_message(PROGRAM, NULL, 0, "no two names of one kind are written \"%s\" and \"%s\"",
                        first, second);
    return program_finish(PROGRAM, found ? AKT_EXIT_OK : AKT_EXIT_SOME);
}

static int
link_run(int argc, char **argv)
{
    gboolean verbose = FALSE, explain = FALSE;
    g_autofree char *folder = NULL;
    struct stage_options options = {0};
    const GOptionEntry entries[] = {
        {"report", 0, 0, G_OPTION_ARG_NONE, &verbose, "Print how much there is and was linked",
         NULL},
        {"explain", 0, 0, G_OPTION_ARG_NONE, &explain, "Say why A and B are one, or are not", NULL},
        {"dictionaries", 'd', 0, G_OPTION_ARG_FILENAME, &folder, "Read dictionaries from DIR",
         "DIR"},
        {"no-user-dictionaries", 0, 0, G_OPTION_ARG_NONE, &options.no_user_dictionaries,
         "Leave the user's own dictionaries out", NULL},
        {NULL}};
    const struct program program = {
        .name = PROGRAM,
        .arguments = "DB | --explain A B DB",
        .summary = "Link what the papers of a database share.",
        .description = "Writes entities, links and contradictions into the database that akt-load\n"
                       "made. Rows of aliases.tsv win over what it finds.\n"
                       "With --explain it writes nothing there: A and B are names as papers write\n"
                       "them, or their numbers (#12).",
        .entries = entries,
    };
    if (!program_options(&program, &argc, &argv))
        return AKT_EXIT_USAGE;
    if (argc != (explain ? 4 : 2)) {
        program_message(PROGRAM, NULL, 0,
                        explain    ? "two names and a database"
                        : argc < 2 ? "which database?"
                                   : "one database at a time");
        return AKT_EXIT_USAGE;
    }
    options.dictionaries = folder;
    if (explain)
        return explain_on(argv[3], &options, argv[1], argv[2]);
    return run_on(argv[1], &options, verbose);
}

const struct stage stage_link = {
    .name = "link",
    .version = "1.0",
    .summary = "links what the papers of a database share",
    .kind = STAGE_COMMAND,
    .run = link_run,
};
