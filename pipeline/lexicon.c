#include "lexicon.h"

#include "error.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

struct dictionaries {
    char *folder;
    char *user_folder; /* NULL: leave the user's rows out */
    GChecksum *checksum;
    char *hash;
};

struct row {
    const char *file; /* interned in the lexicon's file list */
    guint line;
    char **cells; /* all columns of the file, in the caller's order */
};

struct lexicon {
    guint n_columns;
    GPtrArray *files; /* char *: the paths that were read */
    GArray *rows;     /* struct row */
    GHashTable *seen; /* joined cells -> their file: the same row twice in one is a mistake */
};

/* Where dictionaries stand: beside the installed program, or in the source tree beside build/. */
static char *
default_folder(void)
{
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length > 0) {
        path[length] = '\0';
        g_autofree char *bin = g_path_get_dirname(path);
        const char *const places[] = {"../share/aktspor/dictionaries", "../../dictionaries",
                                      "../../../dictionaries"};
        for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
            char *folder = g_build_filename(bin, places[i], NULL);
            if (g_file_test(folder, G_FILE_TEST_IS_DIR))
                return folder;
            g_free(folder);
        }
    }
    return g_strdup(AKT_PREFIX "/share/aktspor/dictionaries");
}

struct dictionaries *
dictionaries_new(const char *folder, gboolean with_user)
{
    struct dictionaries *dictionaries = g_new0(struct dictionaries, 1);
    dictionaries->folder = folder ? g_strdup(folder) : default_folder();
    if (with_user)
        dictionaries->user_folder =
            g_build_filename(g_get_user_config_dir(), "aktspor", "dictionaries", NULL);
    dictionaries->checksum = g_checksum_new(G_CHECKSUM_SHA256);
    return dictionaries;
}

void
dictionaries_free(struct dictionaries *dictionaries)
{
    if (!dictionaries)
        return;
    g_free(dictionaries->folder);
    g_free(dictionaries->user_folder);
    g_checksum_free(dictionaries->checksum);
    g_free(dictionaries->hash);
    g_free(dictionaries);
}

const char *
dictionaries_hash(struct dictionaries *dictionaries)
{
    if (!dictionaries->hash) { /* a checksum that is read is closed: read a copy */
        g_autoptr(GChecksum) copy = g_checksum_copy(dictionaries->checksum);
        dictionaries->hash = g_strdup(g_checksum_get_string(copy));
    }
    return dictionaries->hash;
}

static void
hash_add(struct dictionaries *dictionaries, const char *text)
{
    g_clear_pointer(&dictionaries->hash, g_free);
    g_checksum_update(dictionaries->checksum, (const guchar *)text, (gssize)strlen(text) + 1);
}

static void
row_error(GError **error, const char *file, guint line, const char *message)
{
    g_set_error(error, AKT_ERROR, AKT_ERROR_DICTIONARY, "%s:%u: %s", file, line, message);
}

/* Which cell of a file's row is the caller's column i. FALSE with an error if one is missing. */
static gboolean
map_columns(const char *file, guint line, char **header, const char *const *columns,
            GArray *ret_map, GError **error)
{
    for (guint i = 0; columns[i]; i++) {
        guint at = 0;
        while (header[at] && strcmp(header[at], columns[i]) != 0)
            at++;
        if (!header[at]) {
            g_autofree char *message = g_strdup_printf("there is no column “%s”", columns[i]);
            row_error(error, file, line, message);
            return FALSE;
        }
        g_array_append_val(ret_map, at);
    }
    return TRUE;
}

/* What is wrong with a row's cells, or NULL. */
static const char *
row_fault(char **cells, guint n_header)
{
    if (g_strv_length(cells) != n_header)
        return "the row has another number of cells than the header";
    if (!cells[0][0])
        return "the row's first cell is empty";
    for (guint i = 0; cells[i]; i++) {
        gsize length = strlen(cells[i]);
        if (length && (cells[i][0] == ' ' || cells[i][length - 1] == ' '))
            return "a cell has blanks around it";
    }
    return NULL;
}

static gboolean
add_row(struct dictionaries *dictionaries, struct lexicon *lexicon, const char *file, guint line,
        char **cells, const GArray *map, GError **error)
{
    char *joined = g_strjoinv("\t", cells);
    const char *before = g_hash_table_lookup(lexicon->seen, joined);
    if (before)
        g_free(joined);
    else
        g_hash_table_insert(lexicon->seen, joined, (gpointer)file);
    if (before == file) {
        row_error(error, file, line, "the same row stands here twice");
        return FALSE;
    }
    if (before) /* a user's row that we ship by now */
        return TRUE;
    struct row row = {.file = file, .line = line};
    row.cells = g_new0(char *, lexicon->n_columns + 1);
    for (guint i = 0; i < lexicon->n_columns; i++) {
        row.cells[i] = g_strdup(cells[g_array_index(map, guint, i)]);
        hash_add(dictionaries, row.cells[i]);
    }
    g_array_append_val(lexicon->rows, row);
    return TRUE;
}

static gboolean
read_rows(struct dictionaries *dictionaries, struct lexicon *lexicon, const char *file,
          char **lines, const char *const *columns, GError **error)
{
    g_auto(GStrv) header = NULL;
    g_autoptr(GArray) map = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; lines[i]; i++) {
        if (g_str_has_suffix(lines[i], "\r"))
            lines[i][strlen(lines[i]) - 1] = '\0';
        if (lines[i][0] == '#' || !lines[i][0])
            continue;
        g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
        if (!header) {
            header = g_steal_pointer(&cells);
            if (!map_columns(file, i + 1, header, columns, map, error))
                return FALSE;
            continue;
        }
        const char *fault = row_fault(cells, g_strv_length(header));
        if (fault) {
            row_error(error, file, i + 1, fault);
            return FALSE;
        }
        if (!add_row(dictionaries, lexicon, file, i + 1, cells, map, error))
            return FALSE;
    }
    if (!header) {
        row_error(error, file, 1, "there is no header line");
        return FALSE;
    }
    return TRUE;
}

/* The line of the first byte that is no UTF-8. */
static guint
bad_line(const char *text, const char *end)
{
    guint line = 1;
    for (; text < end; text++)
        line += *text == '\n';
    return line;
}

static gboolean
read_file(struct dictionaries *dictionaries, struct lexicon *lexicon, const char *path,
          const char *const *columns, GError **error)
{
    g_autofree char *content = NULL;
    gsize length;
    g_autoptr(GError) cause = NULL;
    if (!g_file_get_contents(path, &content, &length, &cause)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_DICTIONARY, "%s: %s", path, cause->message);
        return FALSE;
    }
    char *file = g_strdup(path);
    g_ptr_array_add(lexicon->files, file);
    const char *end;
    if (!g_utf8_validate(content, (gssize)length, &end)) {
        row_error(error, file, bad_line(content, end), "this is no UTF-8");
        return FALSE;
    }
    g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
    return read_rows(dictionaries, lexicon, file, lines, columns, error);
}

static void
row_clear(gpointer data)
{
    g_strfreev(((struct row *)data)->cells);
}

struct lexicon *
lexicon_open(struct dictionaries *dictionaries, const char *name, const char *const *columns,
             GError **error)
{
    g_autoptr(lexicon) lexicon = g_new0(struct lexicon, 1);
    lexicon->n_columns = g_strv_length((char **)columns);
    lexicon->files = g_ptr_array_new_with_free_func(g_free);
    lexicon->rows = g_array_new(FALSE, FALSE, sizeof(struct row));
    g_array_set_clear_func(lexicon->rows, row_clear);
    lexicon->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    g_autofree char *base = g_strconcat(name, ".tsv", NULL);
    hash_add(dictionaries, name);
    for (guint i = 0; columns[i]; i++)
        hash_add(dictionaries, columns[i]);
    g_autofree char *path = g_build_filename(dictionaries->folder, base, NULL);
    if (!read_file(dictionaries, lexicon, path, columns, error))
        return NULL;
    if (dictionaries->user_folder) {
        g_autofree char *user = g_build_filename(dictionaries->user_folder, base, NULL);
        if (g_file_test(user, G_FILE_TEST_EXISTS) &&
            !read_file(dictionaries, lexicon, user, columns, error))
            return NULL;
    }
    g_clear_pointer(&lexicon->seen, g_hash_table_destroy);
    return g_steal_pointer(&lexicon);
}

void
lexicon_free(struct lexicon *lexicon)
{
    if (!lexicon)
        return;
    g_array_free(lexicon->rows, TRUE);
    g_ptr_array_free(lexicon->files, TRUE);
    g_clear_pointer(&lexicon->seen, g_hash_table_destroy);
    g_free(lexicon);
}

guint
lexicon_rows(const struct lexicon *lexicon)
{
    return lexicon->rows->len;
}

const char *
lexicon_get(const struct lexicon *lexicon, guint row, guint column)
{
    return g_array_index(lexicon->rows, struct row, row).cells[column];
}

void
lexicon_error(const struct lexicon *lexicon, guint row, GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    const struct row *place = &g_array_index(lexicon->rows, struct row, row);
    row_error(error, place->file, place->line, message);
}
