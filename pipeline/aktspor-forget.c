/* aktspor forget: a paper and all that came of it leaves the database, to the last byte. */
#include "aktspor-commands.h"
#include "link/link.h"
#include "load/forget.h"
#include "program.h"

#define PROGRAM "aktspor"

/* The documents of all names; NULL where one is not there. */
static GArray *
find_all(struct database *database, char *const *names, GError **error)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; names[i]; i++) {
        g_autoptr(GArray) ids = forget_find(database, names[i], error);
        if (!ids)
            return NULL;
        if (!ids->len) {
            g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "%s: the database holds no such paper",
                        names[i]);
            return NULL;
        }
        for (guint k = 0; k < ids->len; k++) {
            gint64 id = g_array_index(ids, gint64, k);
            gboolean twice = FALSE;
            for (guint j = 0; j < all->len; j++)
                twice |= g_array_index(all, gint64, j) == id;
            if (!twice)
                g_array_append_val(all, id);
        }
    }
    return g_steal_pointer(&all);
}

static int
run(const char *path, char *const *names, const struct stage_options *options)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(database) database = database_open(path, DATABASE_WRITE, &error);
    g_autoptr(GArray) ids = database ? find_all(database, names, &error) : NULL;
    if (ids && forget_documents(database, ids, &error) &&
        link_database(database, options, NULL, &error) && forget_traces(database, &error))
        return program_finish(PROGRAM, AKT_EXIT_OK);
    program_message(PROGRAM, NULL, 0, "%s", error->message);
    return akt_error_exit(error);
}

int
forget_main(int argc, char **argv)
{
    g_autofree char *dictionaries = NULL;
    struct stage_options options = {0};
    const GOptionEntry entries[] = {{"dictionaries", 'd', 0, G_OPTION_ARG_FILENAME, &dictionaries,
                                     "Read the dictionaries in DIR", "DIR"},
                                    {"no-user-dictionaries", 0, 0, G_OPTION_ARG_NONE,
                                     &options.no_user_dictionaries,
                                     "Leave the user's own dictionaries out", NULL},
                                    {NULL}};
    const struct program program = {
        .name = "aktspor forget",
        .arguments = "DB DOCUMENT...",
        .summary = "Take papers and all that came of them out of a database.",
        .description = "A DOCUMENT is a path as it was loaded, or the SHA-256 of the paper or its\n"
                       "first 16 digits. What is left is linked anew.",
        .entries = entries};
    if (!program_options(&program, &argc, &argv))
        return AKT_EXIT_USAGE;
    options.dictionaries = dictionaries;
    if (argc >= 3)
        return run(argv[1], argv + 2, &options);
    program_message(PROGRAM, NULL, 0, "forget wants a database and a paper");
    return AKT_EXIT_USAGE;
}
