#include "program.h"

#include "cpr.h"

#include <errno.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Prints text on stderr with control characters as \xHH. */
static void
put_safely(const char *text)
{
    for (; *text; text++)
        if ((guchar)*text < 0x20 || *text == 0x7f)
            fprintf(stderr, "\\x%02X", (guchar)*text);
        else
            fputc(*text, stderr);
}

void
program_message(const char *program, const char *path, guint page, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *all = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *text = cpr_mask_copy(all);
    g_autofree char *place = path ? cpr_mask_copy(path) : NULL;
    flockfile(stderr);
    fprintf(stderr, "%s: ", program);
    if (place) {
        put_safely(place);
        if (page)
            fprintf(stderr, ":%u", page);
        fputs(": ", stderr);
    }
    put_safely(text);
    fputc('\n', stderr);
    funlockfile(stderr);
}

void
program_write(const char *program, const char *bytes, gsize length)
{
    if (length && fwrite(bytes, 1, length, stdout) != length) {
        program_message(program, NULL, 0, "standard output: %s", g_strerror(errno));
        _Exit(AKT_EXIT_FAILURE);
    }
}

int
program_finish(const char *program, enum akt_exit status)
{
    if (fflush(stdout) || ferror(stdout)) {
        program_message(program, NULL, 0, "standard output: %s", g_strerror(errno));
        return AKT_EXIT_FAILURE;
    }
    return status;
}

static gboolean
print_version(const gchar *option, const gchar *value, gpointer data, GError **error)
{
    (void)option, (void)value, (void)error;
    const struct program *program = data;
    printf("%s (Aktspor) %s\n", program->name, AKT_VERSION);
    exit(program_finish(program->name, AKT_EXIT_OK));
}

/* GLib wants "-j 4"; everybody writes "-j4" too: it becomes "--jobs=4". */
static void
spell_out_numbers(const GOptionEntry *entries, int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        for (const GOptionEntry *e = entries; e && e->long_name; e++)
            if (e->arg == G_OPTION_ARG_INT && e->short_name && argv[i][0] == '-' &&
                argv[i][1] == e->short_name && g_ascii_isdigit(argv[i][2])) {
                g_autofree char *word = g_strdup_printf("--%s=%s", e->long_name, argv[i] + 2);
                argv[i] = (char *)g_intern_string(word);
                break;
            }
}

gboolean
program_options(const struct program *program, int *argc, char ***argv)
{
    setlocale(LC_CTYPE, ""); /* names of files and messages; numbers stay C's everywhere */
    g_set_prgname(program->name);
    g_autoptr(GOptionContext) context = g_option_context_new(program->arguments);
    g_option_context_set_summary(context, program->summary);
    g_option_context_set_description(context, program->description);
    const GOptionEntry version[] = {{"version", 0, G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK,
                                     (gpointer)print_version, "Say which version this is", NULL},
                                    {NULL}};
    GOptionGroup *group = g_option_group_new("main", "", "", (gpointer)program, NULL);
    if (program->entries)
        g_option_group_add_entries(group, program->entries);
    g_option_group_add_entries(group, version);
    g_option_context_set_main_group(context, group);
    g_option_context_set_strict_posix(context, FALSE);
    g_autoptr(GError) error = NULL;
    spell_out_numbers(program->entries, *argc, *argv);
    if (!g_option_context_parse(context, argc, argv, &error)) {
        program_message(program->name, NULL, 0, "%s", error->message);
        fprintf(stderr, "hint: %s --help lists the options\n", program->name);
        return FALSE;
    }
    if (*argc > 1 &&
        !strcmp((*argv)[1], "--")) { /* GLib leaves the separator where options follow */
        memmove(*argv + 1, *argv + 2, (gsize)(*argc - 1) * sizeof **argv);
        --*argc;
    }
    return TRUE;
}
