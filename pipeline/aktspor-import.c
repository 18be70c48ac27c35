/* aktspor import: the JSON Lines of `aktspor export` as a database again, whole or not at all. The
 * files may come from a stranger: only tables and columns of the schema are filled, and what does
 * not pass the check of akt-load is refused. */
#include "aktspor-commands.h"
#include "aktspor-export.h"
#include "load/check.h"
#include "load/database-private.h"
#include "program.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <string.h>
#include <zlib.h>

#define PROGRAM "aktspor"

/* ---- a row ----------------------------------------------------------------------------------- */

/* A table being filled. */
struct filling {
    struct database *database;
    const char *path; /* of the file */
    guint line;
    GArray *columns; /* struct export_column */
    struct statement insert;
    GPtrArray *kept; /* what bound bytes stand in, until the row is written */
};

static gboolean G_GNUC_PRINTF(3, 4)
    fault(const struct filling *filling, GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *reason = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, AKT_ERROR, AKT_ERROR_STREAM, "%s:%u: %s", filling->path, filling->line,
                reason);
    return FALSE;
}

static gboolean
bind_bytes(struct filling *filling, const char *name, json_t *value, GError **error)
{
    const char *text = json_string_value(json_object_get(value, "base64"));
    gsize length = 0;
    if (!text)
        return fault(filling, error, "\"%s\" is no value of a table", name);
    guchar *bytes = g_base64_decode(text, &length);
    g_ptr_array_add(filling->kept, bytes);
    put_bytes(&filling->insert, bytes, length);
    return TRUE;
}

static gboolean
bind_value(struct filling *filling, const char *name, json_t *value, GError **error)
{
    switch (value ? json_typeof(value) : JSON_NULL) {
    case JSON_INTEGER:
        put_number(&filling->insert, json_integer_value(value));
        return TRUE;
    case JSON_REAL:
        sqlite3_bind_double(filling->insert.handle, ++filling->insert.at, json_real_value(value));
        return TRUE;
    case JSON_STRING:
        sqlite3_bind_text64(filling->insert.handle, ++filling->insert.at, json_string_value(value),
                            json_string_length(value), SQLITE_STATIC, SQLITE_UTF8);
        return TRUE;
    case JSON_NULL:
        put_null(&filling->insert);
        return TRUE;
    default:
        return bind_bytes(filling, name, value, error);
    }
}

/* The kept line, packed as load packs it. */
static gboolean
bind_line(struct filling *filling, json_t *object, GError **error)
{
    json_t *line = json_object_get(object, "line");
    gsize size = json_string_length(line);
    uLongf packed_size = compressBound(size);
    if (!json_is_string(line))
        return fault(filling, error, "there is no line");
    guchar *packed = g_malloc(packed_size);
    g_ptr_array_add(filling->kept, packed);
    if (compress2(packed, &packed_size, (const guchar *)json_string_value(line), size,
                  Z_BEST_SPEED) != Z_OK)
        return fault(filling, error, "zlib does not pack the line");
    put_bytes(&filling->insert, packed, packed_size);
    return TRUE;
}

static gboolean
is_column(const struct filling *filling, const char *name)
{
    for (guint i = 0; i < filling->columns->len; i++) {
        if (strcmp(g_array_index(filling->columns, struct export_column, i).name, name) == 0)
            return TRUE;
    }
    return strcmp(name, "line") == 0;
}

static gboolean
put_row(struct filling *filling, json_t *object, GError **error)
{
    const char *name;
    json_t *value;
    gboolean ok = TRUE;
    json_object_foreach(object, name, value)
    {
        if (!is_column(filling, name))
            return fault(filling, error, "there is no column \"%s\"", name);
    }
    statement_reset(&filling->insert);
    for (guint i = 0; ok && i < filling->columns->len; i++) {
        name = g_array_index(filling->columns, struct export_column, i).name;
        ok = strcmp(name, "bytes") == 0
                 ? bind_line(filling, object, error)
                 : bind_value(filling, name, json_object_get(object, name), error);
    }
    g_autoptr(GError) failed = NULL;
    if (ok && !statement_run(&filling->insert, &failed))
        ok = fault(filling, error, "%s", failed->message);
    statement_reset(&filling->insert);
    g_ptr_array_set_size(filling->kept, 0);
    return ok;
}

static gboolean
put_line(struct filling *filling, const char *line, gsize length, GError **error)
{
    json_error_t reason;
    json_t *object = json_loadb(line, length, JSON_REJECT_DUPLICATES, &reason);
    gboolean ok = json_is_object(object)
                      ? put_row(filling, object, error)
                      : fault(filling, error, "%s", object ? "it is no object" : reason.text);
    json_decref(object);
    return ok;
}

/* ---- a table --------------------------------------------------------------------------------- */

static gboolean
open_insert(struct filling *filling, const char *table, GError **error)
{
    g_autoptr(GString) sql = g_string_new(NULL), marks = g_string_new(NULL);
    filling->columns = export_columns(filling->database, table, error);
    if (!filling->columns)
        return FALSE;
    g_string_printf(sql, "INSERT INTO \"%s\" (", table);
    for (guint i = 0; i < filling->columns->len; i++) {
        g_string_append_printf(sql, "%s\"%s\"", i ? ", " : "",
                               g_array_index(filling->columns, struct export_column, i).name);
        g_string_append(marks, i ? ", ?" : "?");
    }
    g_string_append_printf(sql, ") VALUES (%s)", marks->str);
    filling->insert = statement_of(filling->database, g_intern_string(sql->str), "writing a row");
    return TRUE;
}

static gboolean
fill_lines(struct filling *filling, FILE *file, GError **error)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    gboolean ok = TRUE;
    while (ok && (length = getline(&line, &room, file)) > 0) {
        filling->line++;
        ok = line[length - 1] == '\n' ? put_line(filling, line, (gsize)length, error)
                                      : fault(filling, error, "the line is cut off before its end");
    }
    if (ok && ferror(file))
        ok = fault(filling, error, "%s", g_strerror(errno));
    free(line);
    return ok;
}

static gboolean
fill_table(struct database *database, const char *folder, const char *table, GError **error)
{
    g_autofree char *name = g_strconcat(table, ".jsonl", NULL);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
    struct filling filling = {.database = database, .path = path, .kept = kept};
    FILE *file = fopen(path, "re");
    if (!file) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "%s: %s", path, g_strerror(errno));
        return FALSE;
    }
    gboolean ok = open_insert(&filling, table, error) && fill_lines(&filling, file, error);
    g_clear_pointer(&filling.columns, g_array_unref);
    fclose(file);
    return ok;
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* Whether the folder is an export of ours, of this version, and whole. */
static gboolean
check_manifest(const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, "export.json", NULL);
    json_error_t reason;
    json_t *manifest = json_load_file(path, JSON_REJECT_DUPLICATES, &reason);
    const char *wrong = NULL;
    if (!manifest)
        wrong = reason.text;
    else if (g_strcmp0(json_string_value(json_object_get(manifest, "format")), "aktspor") != 0)
        wrong = "it is no export of Aktspor";
    else if (json_integer_value(json_object_get(manifest, "version")) != DATABASE_VERSION)
        wrong = "it is an export of another version of the database";
    else if (!json_is_true(json_object_get(manifest, "persons")))
        wrong = "it was written with --no-persons and is not whole";
    if (wrong)
        g_set_error(error, AKT_ERROR, AKT_ERROR_STREAM, "%s: %s", path, wrong);
    json_decref(manifest);
    return !wrong;
}

static gboolean
fill(struct database *database, const char *folder, GError **error)
{
    g_autoptr(GPtrArray) tables = export_tables(database, error);
    if (!tables || !database_begin(database, error) ||
        !database_execute(database, "PRAGMA defer_foreign_keys = ON", "opening it", error))
        return FALSE;
    for (guint i = 0; i < tables->len; i++) {
        if (!fill_table(database, folder, g_ptr_array_index(tables, i), error))
            return FALSE;
    }
    return index_rebuild(database, error) && database_commit(database, error);
}

static void
say(const char *path, guint page, const char *message, gpointer data)
{
    (void)data;
    program_message(PROGRAM, path, page, "%s", message);
}

static enum akt_exit
fill_file(const char *path, const char *folder, GError **error)
{
    guint findings = 0;
    g_autoptr(database) database = database_open(path, DATABASE_CREATE, error);
    if (!database || !fill(database, folder, error))
        return AKT_EXIT_FAILURE;
    database_listen(database, say, NULL);
    if (!database_check(database, &findings, error) ||
        !database_execute(database, "PRAGMA wal_checkpoint(TRUNCATE)", "writing it", error))
        return AKT_EXIT_FAILURE;
    return findings ? AKT_EXIT_SOME : AKT_EXIT_OK;
}

static void
remove_file(const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (guint i = 0; i < G_N_ELEMENTS(ends); i++) {
        g_autofree char *name = g_strconcat(path, ends[i], NULL);
        g_unlink(name);
    }
}

static enum akt_exit
import_from(const char *path, const char *folder, GError **error)
{
    g_autofree char *partial = g_strconcat(path, ".partial", NULL);
    if (!check_manifest(folder, error))
        return AKT_EXIT_FAILURE;
    if (g_file_test(path, G_FILE_TEST_EXISTS) || g_file_test(partial, G_FILE_TEST_EXISTS)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "%s: it is there already",
                    g_file_test(path, G_FILE_TEST_EXISTS) ? path : partial);
        return AKT_EXIT_FAILURE;
    }
    enum akt_exit status = fill_file(partial, folder, error);
    if (status == AKT_EXIT_OK && g_rename(partial, path)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "%s: %s", path, g_strerror(errno));
        status = AKT_EXIT_FAILURE;
    }
    if (status != AKT_EXIT_OK)
        remove_file(partial);
    return status;
}

int
import_main(int argc, char **argv)
{
    const struct program program = {
        .name = "aktspor import",
        .arguments = "DB DIR",
        .summary = "Make a database from an export in JSON Lines.",
        .description = "DB must not be there yet. DIR is what aktspor export --jsonl wrote."};
    if (!program_options(&program, &argc, &argv))
        return AKT_EXIT_USAGE;
    if (argc != 3) {
        program_message(PROGRAM, NULL, 0, "import wants a database and a folder");
        return AKT_EXIT_USAGE;
    }
    g_autoptr(GError) error = NULL;
    enum akt_exit status = import_from(argv[1], argv[2], &error);
    if (error)
        program_message(PROGRAM, NULL, 0, "%s", error->message);
    else if (status != AKT_EXIT_OK)
        program_message(PROGRAM, argv[2], 0, "it does not pass the check: no database is made");
    return program_finish(PROGRAM, status);
}
