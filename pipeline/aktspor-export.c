/* aktspor export: a database as files that others read.
 *
 *   aktspor-export-tables.c   which rows and columns; persons left out
 *   aktspor-export-csv.c      CSV and its datapackage.json      aktspor-export-jsonl.c  JSON Lines,
 * TEI aktspor-export-ftm.c      FollowTheMoney                    aktspor-import.c        and back
 *
 * All files are written into a folder beside the one that was asked for, which takes its name when
 * all is there: a reader never sees half an export. */
#include "aktspor-export.h"

#include "aktspor-commands.h"
#include "load/database-private.h"
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PROGRAM "aktspor"

/* ---- files ----------------------------------------------------------------------------------- */

static gboolean
io_error(GError **error, const char *path)
{
    g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "%s: %s", path, g_strerror(errno));
    return FALSE;
}

FILE *
export_open(const struct export *export, const char *name, GError **error)
{
    g_autofree char *path = g_build_filename(export->folder, name, NULL);
    FILE *file = fopen(path, "wxe");
    if (!file)
        io_error(error, path);
    return file;
}

void
export_write(FILE *file, GString *text)
{
    fwrite(text->str, 1, text->len, file); /* a failure is remembered by the file */
    g_string_truncate(text, 0);
}

gboolean
export_close(const struct export *export, const char *name, FILE *file, GError **error)
{
    g_autofree char *path = g_build_filename(export->folder, name, NULL);
    gboolean failed = ferror(file) || fflush(file) || fsync(fileno(file));
    int reason = errno;
    failed |= fclose(file) != 0;
    errno = reason ? reason : EIO;
    return !failed || io_error(error, path);
}

gboolean
export_table(const struct export *export, const char *table, const char *ending, const char *sql,
             export_put_rows put, GError **error)
{
    g_autofree char *name = g_strconcat(table, ending, NULL);
    struct statement statement = statement_of(export->database, g_intern_string(sql), "reading it");
    FILE *file = export_open(export, name, error);
    if (!file)
        return FALSE;
    gboolean ok = put(file, &statement, error);
    return export_close(export, name, file, ok ? error : NULL) && ok;
}

/* Removes a folder of ours and the files in it. */
static void
remove_folder(const char *folder)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_unlink(path);
    }
    if (dir)
        g_dir_close(dir);
    g_rmdir(folder);
}

/* The folder must not be there, or be empty: nothing of somebody else's is touched. */
static gboolean
check_target(const char *folder, GError **error)
{
    g_autoptr(GError) failed = NULL;
    GDir *dir = g_dir_open(folder, 0, &failed);
    if (!dir && g_error_matches(failed, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE;
    gboolean empty = dir && !g_dir_read_name(dir);
    if (dir)
        g_dir_close(dir);
    if (!empty)
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "%s: %s", folder,
                    dir ? "the folder is not empty" : "it is no folder");
    return empty;
}

/* ---- the whole ------------------------------------------------------------------------------- */

typedef gboolean (*export_format)(const struct export *export, GError **error);

/* One moment of the database for the whole export, whoever writes meanwhile. */
static gboolean
write_all(struct export *export, export_format format, GError **error)
{
    sqlite3 *handle = database_handle(export->database);
    if (sqlite3_exec(handle, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
        return database_error(export->database, "reading it", error);
    gboolean ok = export_functions(export, error) && format(export, error);
    sqlite3_exec(handle, "ROLLBACK", NULL, NULL, NULL);
    return ok;
}

static gboolean
export_to(struct export *export, export_format format, const char *target, GError **error)
{
    gsize length = strlen(target);
    g_autofree char *plain =
        g_strndup(target, length > 1 && target[length - 1] == '/' ? length - 1 : length);
    g_autofree char *folder = g_strconcat(plain, ".partial-XXXXXX", NULL);
    if (!check_target(plain, error))
        return FALSE;
    if (!g_mkdtemp_full(folder, 0777))
        return io_error(error, folder);
    export->folder = folder;
    gboolean ok = write_all(export, format, error);
    if (ok && g_rename(folder, plain)) {
        io_error(error, plain);
        ok = FALSE;
    }
    if (!ok)
        remove_folder(folder);
    return ok;
}

static int
run(const char *path, const char *target, export_format format, gboolean no_persons)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(database) database = database_open(path, DATABASE_READ, &error);
    struct export export = {.database = database, .no_persons = no_persons};
    if (database && export_to(&export, format, target, &error))
        return program_finish(PROGRAM, AKT_EXIT_OK);
    program_message(PROGRAM, NULL, 0, "%s", error->message);
    return AKT_EXIT_FAILURE;
}

static int
usage(const char *fault)
{
    program_message(PROGRAM, NULL, 0, "%s", fault);
    return AKT_EXIT_USAGE;
}

int
export_main(int argc, char **argv)
{
    gboolean csv = FALSE, jsonl = FALSE, tei = FALSE, ftm = FALSE, no_persons = FALSE;
    const GOptionEntry entries[] = {
        {"csv", 0, 0, G_OPTION_ARG_NONE, &csv, "Tables as CSV, with a datapackage.json", NULL},
        {"jsonl", 0, 0, G_OPTION_ARG_NONE, &jsonl,
         "Tables as JSON Lines, which aktspor import reads back", NULL},
        {"tei", 0, 0, G_OPTION_ARG_NONE, &tei, "The documents' lines of the stream", NULL},
        {"ftm", 0, 0, G_OPTION_ARG_NONE, &ftm, "FollowTheMoney entities, for Aleph", NULL},
        {"no-persons", 0, 0, G_OPTION_ARG_NONE, &no_persons,
         "Leave out persons, their telephone numbers and addresses", NULL},
        {NULL}};
    const struct program program = {.name = "aktspor export",
                                    .arguments = "DB --csv|--jsonl|--tei|--ftm DIR",
                                    .summary = "Write a database as files that others read.",
                                    .description =
                                        "DIR is made; it must not be there, or be empty.",
                                    .entries = entries};
    if (!program_options(&program, &argc, &argv))
        return AKT_EXIT_USAGE;
    if (csv + jsonl + tei + ftm != 1)
        return usage("export wants one of --csv, --jsonl, --tei, --ftm");
    if (argc != 3)
        return usage("export wants a database and a folder");
    if (tei && no_persons)
        return usage("the words of the papers hold names: --tei goes without --no-persons");
    return run(argv[1], argv[2],
               csv     ? export_csv
               : jsonl ? export_jsonl
               : tei   ? export_tei
                       : export_ftm,
               no_persons);
}
