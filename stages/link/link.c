/* akt-link: what the papers of a database share.
 *
 *   names.c, compare.c   a name taken apart; how alike two are, and why
 *   pairs.c              which names are compared: those that share a block
 *   said.c, aliases.c    what papers, and people, say of names
 *   clusters.c           from links to entities
 *   papers.c             papers that point to each other
 *   contradictions.c     amounts that should agree and do not */
#include "link.h"

#include "lexicon.h"
#include "link-private.h"
#include "program.h"

#include <stdarg.h>
#include <string.h>

#define PROGRAM "akt-link"

int
names_index(const struct names *names, gint64 id)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(names->by_id, &id)) - 1;
}

int
name_order(const struct name *a, const struct name *b)
{
    int order = strcmp(a->value, b->value);
    if (!order)
        order = strcmp(a->class, b->class);
    return order ? order : strcmp(a->scope, b->scope);
}

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
        "reason = excluded.reason WHERE excluded.score > score",
        "writing a link");
    put_text(&statement, kind);
    put_number(&statement, first->id);
    put_number(&statement, second->id);
    sqlite3_bind_double(statement.handle, ++statement.at, score);
    put_text(&statement, reason);
    return statement_run(&statement, error);
}

/* ---- names of one type --------------------------------------------------------------------- */

static struct name
read_name(const struct linking *linking, struct names *names, enum mention_type type,
          sqlite3_stmt *row)
{
    struct arena *arena = names->arena;
    struct name name = {
        .id = sqlite3_column_int64(row, 0),
        .type = type,
        .class = arena_strdup(arena, column_text(row, 1)),
        .value = arena_strdup(arena, column_text(row, 2)),
        .scope = arena_strdup(arena, column_text(row, 3)),
        .compared = sqlite3_column_int(row, 4) > 0,
        .mentions = (guint)sqlite3_column_int64(row, 5),
        .dirty = sqlite3_column_int(row, 4) == 2,
    };
    name.everywhere = name_is_everywhere(type, name.class);
    name_prepare(linking->rules, arena, &name);
    return name;
}

/* Names in use, and those that were at the last run. */
static gboolean
read_names(struct linking *linking, struct names *names, enum mention_type type, GError **error)
{
    gboolean row;
    struct statement statement = statement_of(
        linking->database,
        "SELECT id, class, value, scope, compared, "
        "(SELECT count(*) FROM mention JOIN document ON document.id = mention.document "
        "AND document.current WHERE mention.name = name.id) AS mentions "
        "FROM name WHERE kind = ? AND (compared OR mentions) ORDER BY value, class, scope",
        "reading names");
    put_text(&statement, mention_type_name(type));
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        struct name name = read_name(linking, names, type, statement.handle);
        g_array_append_val(names->array, name);
        g_hash_table_insert(names->by_id, g_memdup2(&name.id, sizeof name.id),
                            GUINT_TO_POINTER(names->array->len));
    }
}

static gboolean
link_type(struct linking *linking, enum mention_type type, GError **error)
{
    g_autoptr(arena) arena = arena_new();
    g_autoptr(GArray) array = g_array_new(FALSE, FALSE, sizeof(struct name));
    g_autoptr(GHashTable) by_id = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(GArray) barriers = g_array_new(FALSE, FALSE, sizeof(gint64));
    struct names names = {arena, array, by_id};
    if (!read_names(linking, &names, type, error))
        return FALSE;
    aliases_mark(linking->aliases, &names);
    return pairs_compare(linking, &names, error) &&
           said_link(linking, &names, type, barriers, error) &&
           clusters_write(linking, &names, barriers, error);
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

/* Whether anything is to be done: papers that came or went, or other dictionaries. With other
 * dictionaries every name is compared anew. */
static gboolean
prepare(struct linking *linking, const char *made_with, gboolean *ret_needed, GError **error)
{
    gboolean found;
    gint64 same = 0;
    guint unlinked;
    struct statement with = statement_of(
        linking->database, "SELECT count(*) FROM linked_with WHERE dictionaries = ?", "opening it");
    put_text(&with, made_with);
    if (!statement_number(&with, &found, &same, error) ||
        !count(linking, "SELECT count(*) FROM document WHERE NOT linked", &unlinked, error))
        return FALSE;
    *ret_needed = unlinked || !same;
    if (same)
        return TRUE;
    struct statement note = statement_of(
        linking->database, "INSERT OR REPLACE INTO linked_with (one, dictionaries) VALUES (1, ?)",
        "noting the dictionaries");
    put_text(&note, made_with);
    return statement_run(&note, error) &&
           database_execute(linking->database, "UPDATE name SET compared = 2 WHERE compared = 1",
                            "comparing anew", error);
}

/* What papers and people said at the last run is looked at anew each time. */
#define FORGET_SAID                                                                          \
    "UPDATE name SET compared = 2 WHERE compared = 1 AND id IN "                             \
    "(SELECT from_name FROM link WHERE kind <> 'refers' AND (reason LIKE 'a paper %' OR "    \
    "kind = 'not-same' OR reason = 'aliases.tsv says so') "                                  \
    "UNION SELECT to_name FROM link WHERE kind <> 'refers' AND (reason LIKE 'a paper %' OR " \
    "kind = 'not-same' OR reason = 'aliases.tsv says so'))"

static gboolean
run_all(struct linking *linking, const char *made_with, GError **error)
{
    static const enum mention_type types[] = {MENTION_PROJECT,      MENTION_PROGRAMME,
                                              MENTION_ORGANISATION, MENTION_CASE,
                                              MENTION_PERSON,       MENTION_PLACE};
    gboolean needed;
    if (!prepare(linking, made_with, &needed, error) ||
        (needed && !name_rules_words(linking->rules, error)))
        return FALSE;
    if (needed && !database_execute(linking->database, FORGET_SAID, "comparing anew", error))
        return FALSE;
    for (guint i = 0; needed && i < G_N_ELEMENTS(types); i++) {
        if (!link_type(linking, types[i], error))
            return FALSE;
    }
    if (needed &&
        (!database_execute(linking->database,
                           "DELETE FROM entity WHERE NOT EXISTS "
                           "(SELECT 1 FROM name WHERE name.entity = entity.id)",
                           "taking entities away", error) ||
         !papers_link(linking, error) || !contradictions_check(linking, error) ||
         !database_execute(linking->database, "UPDATE document SET linked = 1 WHERE NOT linked",
                           "noting what is linked", error)))
        return FALSE;
    struct link_report *report = linking->report;
    return count(linking, "SELECT count(*) FROM name WHERE entity IS NOT NULL", &report->names,
                 error) &&
           count(linking, "SELECT count(*) FROM entity", &report->entities, error) &&
           count(linking, "SELECT count(*) FROM link", &report->links, error) &&
           count(linking, "SELECT count(*) FROM \"check\" WHERE kind = 'contradiction'",
                 &report->contradictions, error);
}

gboolean
link_database(struct database *database, const struct stage_options *options,
              struct link_report *report, GError **error)
{
    struct link_report unused = {0};
    g_autoptr(dictionaries) dictionaries =
        dictionaries_new(options->dictionaries, !options->no_user_dictionaries);
    struct linking linking = {.database = database, .report = report ? report : &unused};
    linking.rules = name_rules_new(dictionaries, options->danish, error);
    if (!linking.rules)
        return FALSE;
    linking.aliases = aliases_new(dictionaries, error);
    gboolean ok =
        linking.aliases && database_commit(database, error) && database_begin(database, error);
    if (ok) {
        g_autofree char *made_with =
            g_strdup_printf("%s/%s", stage_link.version, dictionaries_hash(dictionaries));
        ok = run_all(&linking, made_with, error);
        if (ok)
            ok = database_commit(database, error);
        else
            database_rollback(database);
    }
    aliases_free(linking.aliases);
    name_rules_free(linking.rules);
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
link_run(int argc, char **argv)
{
    gboolean verbose = FALSE;
    g_autofree char *folder = NULL;
    struct stage_options options = {0};
    const GOptionEntry entries[] = {{"report", 0, 0, G_OPTION_ARG_NONE, &verbose,
                                     "Print how much there is and was linked", NULL},
                                    {"dictionaries", 'd', 0, G_OPTION_ARG_FILENAME, &folder,
                                     "Read dictionaries from DIR", "DIR"},
                                    {"no-user-dictionaries", 0, 0, G_OPTION_ARG_NONE,
                                     &options.no_user_dictionaries,
                                     "Leave the user's own dictionaries out", NULL},
                                    {NULL}};
    const struct program program = {
        .name = PROGRAM,
        .arguments = "DB",
        .summary = "Link what the papers of a database share.",
        .description = "Writes entities, links and contradictions into the database that akt-load\n"
                       "made. Rows of aliases.tsv win over what it finds.",
        .entries = entries,
    };
    if (!program_options(&program, &argc, &argv))
        return AKT_EXIT_USAGE;
    if (argc != 2) {
        program_message(PROGRAM, NULL, 0, argc < 2 ? "which database?" : "one database at a time");
        return AKT_EXIT_USAGE;
    }
    options.dictionaries = folder;
    return run_on(argv[1], &options, verbose);
}

const struct stage stage_link = {
    .name = "link",
    .version = "1.0",
    .summary = "links what the papers of a database share",
    .kind = STAGE_COMMAND,
    .run = link_run,
};
