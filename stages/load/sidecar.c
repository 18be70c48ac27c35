#include "sidecar.h"

#include "cpr.h"
#include "database-private.h"
#include "values.h"

#include <string.h>

enum column {
    COLUMN_PATH,
    COLUMN_COMMITTEE,
    COLUMN_MEETING,
    COLUMN_DATE,
    N_COLUMNS
};

static const char *const column_names[N_COLUMNS] = {"path", "committee", "meeting", "date"};

struct row {
    guint line;
    char *cells[N_COLUMNS]; /* never NULL */
};

struct sidecar {
    char *path;
    GArray *rows; /* struct row */
};

static void
row_clear(gpointer data)
{
    struct row *row = data;
    for (guint i = 0; i < N_COLUMNS; i++)
        g_free(row->cells[i]);
}

void
sidecar_free(struct sidecar *sidecar)
{
    if (!sidecar)
        return;
    g_array_unref(sidecar->rows);
    g_free(sidecar->path);
    g_free(sidecar);
}

/* ---- reading --------------------------------------------------------------------------------- */

static gboolean G_GNUC_PRINTF(4, 5)
    fault(const struct sidecar *sidecar, guint line, GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *reason = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, AKT_ERROR, AKT_ERROR_DICTIONARY, "%s:%u: %s", sidecar->path, line, reason);
    return FALSE;
}

/* A cell without the escapes of akt-show's rows. */
static char *
plain(const char *cell)
{
    GString *out = g_string_new(NULL);
    for (; *cell; cell++) {
        if (*cell == '\\' && cell[1] == 'x' && g_ascii_isxdigit(cell[2]) &&
            g_ascii_isxdigit(cell[3])) {
            g_string_append_c(
                out, (char)(g_ascii_xdigit_value(cell[2]) * 16 + g_ascii_xdigit_value(cell[3])));
            cell += 3;
        } else if (*cell == '\\' && cell[1]) {
            cell++;
            g_string_append_c(out, *cell == 't'   ? '\t'
                                   : *cell == 'n' ? '\n'
                                   : *cell == 'r' ? '\r'
                                                  : *cell);
        } else {
            g_string_append_c(out, *cell);
        }
    }
    return g_string_free(out, FALSE);
}

/* Where each of our columns stands in the file; -1 where it does not. */
static gboolean
read_header(const struct sidecar *sidecar, char **cells, int at[N_COLUMNS], GError **error)
{
    for (guint i = 0; i < N_COLUMNS; i++) {
        at[i] = -1;
        for (guint c = 0; cells[c]; c++) {
            if (strcmp(cells[c], column_names[i]) != 0)
                continue;
            if (at[i] >= 0)
                return fault(sidecar, 1, error, "the column %s is there twice", column_names[i]);
            at[i] = (int)c;
        }
    }
    if (at[COLUMN_PATH] < 0)
        return fault(sidecar, 1, error, "the first line names no column path");
    if (at[COLUMN_COMMITTEE] < 0 && at[COLUMN_MEETING] < 0 && at[COLUMN_DATE] < 0)
        return fault(sidecar, 1, error, "none of the columns committee, meeting, date is there");
    return TRUE;
}

static gboolean
check_row(const struct sidecar *sidecar, const struct row *row, GHashTable *seen, GError **error)
{
    char from[DAY_SIZE], to[DAY_SIZE];
    for (guint i = COLUMN_COMMITTEE; i < N_COLUMNS; i++) {
        if (!g_utf8_validate(row->cells[i], -1, NULL))
            return fault(sidecar, row->line, error, "the %s is not UTF-8", column_names[i]);
    }
    if (!*row->cells[COLUMN_PATH])
        return fault(sidecar, row->line, error, "the path is empty");
    if (!g_hash_table_add(seen, row->cells[COLUMN_PATH]))
        return fault(sidecar, row->line, error, "the path %s is there twice",
                     row->cells[COLUMN_PATH]);
    if (*row->cells[COLUMN_DATE] && !value_days(row->cells[COLUMN_DATE], from, to))
        return fault(sidecar, row->line, error, "%s is no date like 2016-05-09",
                     row->cells[COLUMN_DATE]);
    return TRUE;
}

static gboolean
read_row(struct sidecar *sidecar, guint line, char **cells, guint columns, const int at[N_COLUMNS],
         GHashTable *seen, GError **error)
{
    guint n = g_strv_length(cells);
    if (n != columns)
        return fault(sidecar, line, error, "%u cells, not %u as in the first line", n, columns);
    struct row row = {.line = line};
    for (guint i = 0; i < N_COLUMNS; i++)
        row.cells[i] = at[i] < 0 ? g_strdup("") : plain(cells[at[i]]);
    g_array_append_val(sidecar->rows, row);
    return check_row(sidecar, &row, seen, error);
}

static gboolean
read_lines(struct sidecar *sidecar, char *text, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    int at[N_COLUMNS] = {0};
    guint columns = 0, number = 0;
    for (char *line = text, *next; line && *line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        gsize length = strlen(line);
        if (length && line[length - 1] == '\r')
            line[length - 1] = '\0';
        if (++number > 1 && !*line)
            continue;
        g_auto(GStrv) cells = g_strsplit(line, "\t", -1);
        if (number == 1) {
            columns = g_strv_length(cells);
            if (!read_header(sidecar, cells, at, error))
                return FALSE;
        } else if (!read_row(sidecar, number, cells, columns, at, seen, error)) {
            return FALSE;
        }
    }
    return number > 0 || fault(sidecar, 1, error, "the first line names no column path");
}

struct sidecar *
sidecar_read(const char *path, GError **error)
{
    g_autoptr(GError) failed = NULL;
    g_autofree char *text = NULL;
    gsize length;
    if (!g_file_get_contents(path, &text, &length, &failed)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "%s", failed->message);
        return NULL;
    }
    g_autoptr(sidecar) sidecar = g_new0(struct sidecar, 1);
    sidecar->path = g_strdup(path);
    sidecar->rows = g_array_new(FALSE, FALSE, sizeof(struct row));
    g_array_set_clear_func(sidecar->rows, row_clear);
    if (strlen(text) != length) {
        fault(sidecar, 1, error, "it is no text: it has a NUL byte");
        return NULL;
    }
    char *start = g_str_has_prefix(text, "\xef\xbb\xbf") ? text + 3 : text;
    return read_lines(sidecar, start, error) ? g_steal_pointer(&sidecar) : NULL;
}

/* ---- joining --------------------------------------------------------------------------------- */

static gboolean
stands(struct database *database, const char *path, gboolean *ret_found, GError **error)
{
    gint64 id;
    struct statement statement = statement_of(
        database, "SELECT id FROM location WHERE path = ? AND current", "looking for a path");
    put_path(&statement, path);
    return statement_number(&statement, ret_found, &id, error);
}

static gboolean
put_row(struct database *database, const struct row *row, const char *path, GError **error)
{
    g_autoptr(arena) arena = arena_new();
    char from[DAY_SIZE] = "", to[DAY_SIZE] = "";
    struct statement statement = statement_of(
        database,
        "INSERT OR REPLACE INTO sidecar (path, committee, meeting, date, date_from, date_to) "
        "VALUES (?, ?, ?, ?, nullif(?, ''), nullif(?, ''))",
        "joining a list");
    put_path(&statement, path);
    for (guint i = COLUMN_COMMITTEE; i < N_COLUMNS; i++)
        put_text(&statement, cpr_mask_text(NULL, arena, row->cells[i]));
    value_days(row->cells[COLUMN_DATE], from, to);
    put_text(&statement, from);
    put_text(&statement, to);
    return statement_run(&statement, error);
}

static gboolean
join_row(const struct sidecar *sidecar, struct database *database, const struct row *row,
         const char *folder, guint *missing, GError **error)
{
    gboolean found;
    g_autofree char *path = g_strdup(row->cells[COLUMN_PATH]);
    if (!stands(database, path, &found, error))
        return FALSE;
    if (!found && !g_path_is_absolute(path)) {
        g_free(path);
        path = g_build_filename(folder, row->cells[COLUMN_PATH], NULL);
        if (!stands(database, path, &found, error))
            return FALSE;
    }
    if (found)
        return put_row(database, row, path, error);
    ++*missing;
    g_autofree char *message = g_strdup_printf("there is no paper at %s", row->cells[COLUMN_PATH]);
    if (database->say)
        database->say(sidecar->path, row->line, message, database->say_data);
    return TRUE;
}

gboolean
sidecar_join(const struct sidecar *sidecar, struct database *database, guint *ret_missing,
             GError **error)
{
    g_autofree char *folder = g_path_get_dirname(sidecar->path);
    *ret_missing = 0;
    if (!database_begin(database, error))
        return FALSE;
    for (guint i = 0; i < sidecar->rows->len; i++) {
        const struct row *row = &g_array_index(sidecar->rows, struct row, i);
        if (!join_row(sidecar, database, row, folder, ret_missing, error)) {
            database_rollback(database);
            return FALSE;
        }
    }
    return database_commit(database, error);
}
