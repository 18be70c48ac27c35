/* verdicts export and verdicts import. */
#include "verdicts.h"

#include "audit-private.h"
#include "load/database-private.h"
#include "program.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum {
    MAX_FILE = 256 * 1024 * 1024
};

int
audit_verdicts_export(const struct audit_options *options, struct database *database,
                      char *const *arguments)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    const char *path = arguments[1];
    gboolean json = options->json ||
                    (path && (g_str_has_suffix(path, ".jsonl") || g_str_has_suffix(path, ".json")));
    if (!database_execute(database, "BEGIN", "reading the review", &error)) /* one state of it */
        return audit_failure(error);
    g_autoptr(GPtrArray) records = records_read(database, &error);
    if (!records || !database_execute(database, "COMMIT", "reading the review", &error))
        return audit_failure(error);
    records_write(out, records, json);
    if (!path || strcmp(path, "-") == 0)
        program_write(AUDIT_PROGRAM, out->str, out->len);
    else if (!g_file_set_contents(path, out->str, (gssize)out->len, &error))
        return audit_failure(error);
    return AKT_EXIT_OK;
}

/* The whole of a file, or of standard input. */
static GString *
read_file(const char *path, GError **error)
{
    gboolean input = strcmp(path, "-") == 0;
    g_autoptr(GString) text = g_string_new(NULL);
    char chunk[64 * 1024];
    FILE *file = input ? stdin : fopen(path, "re");
    const char *name = input ? "standard input" : path;
    gsize n = 0;
    while (file && text->len <= MAX_FILE && (n = fread(chunk, 1, sizeof chunk, file)) > 0)
        g_string_append_len(text, chunk, (gssize)n);
    int reason = !file || ferror(file) ? errno : 0;
    if (file && !input)
        fclose(file);
    if (!reason && text->len <= MAX_FILE)
        return g_steal_pointer(&text);
    g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "%s: %s", name,
                reason ? g_strerror(reason) : "it is too large");
    return NULL;
}

static void
say(const char *path, guint page, const char *message, gpointer data)
{
    (void)data;
    program_message(AUDIT_PROGRAM, *path ? path : NULL, page, "%s", message);
}

int
audit_verdicts_import(const struct audit_options *options, struct database *database,
                      char *const *arguments)
{
    g_autoptr(GError) error = NULL;
    const char *path = arguments[1] ? arguments[1] : "-";
    struct merged merged = {0};
    (void)options;
    g_autoptr(GString) text = read_file(path, &error);
    if (!text)
        return audit_failure(error);
    g_autoptr(GPtrArray) records = records_parse(text->str, text->len, &error);
    database_listen(database, say, NULL);
    if (!records || !records_merge(database, records, &merged, &error)) {
        g_prefix_error(&error, "%s: ", strcmp(path, "-") == 0 ? "standard input" : path);
        return audit_failure(error);
    }
    g_autofree char *line =
        g_strdup_printf("%" G_GUINT64_FORMAT " new, %" G_GUINT64_FORMAT " known, %" G_GUINT64_FORMAT
                        " of papers that are not here\n",
                        merged.added, merged.known, merged.strange);
    program_write(AUDIT_PROGRAM, line, strlen(line));
    return merged.strange ? AKT_EXIT_SOME : AKT_EXIT_OK;
}
