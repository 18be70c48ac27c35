/* The command show: words, and where there is a place for it the picture. */
#include "audit-private.h"
#include "program.h"
#include "show.h"

#include <string.h>
#include <unistd.h>

enum terminal {
    TERMINAL_WORDS,
    TERMINAL_KITTY, /* the protocol of kitty and ghostty: base64 in pieces of 4096 */
    TERMINAL_ITERM  /* that of iTerm2 and WezTerm */
};

static enum terminal
find_terminal(void)
{
    const char *term = g_getenv("TERM"), *program = g_getenv("TERM_PROGRAM");
    if (!isatty(STDOUT_FILENO))
        return TERMINAL_WORDS;
    if (g_strcmp0(term, "xterm-kitty") == 0 || g_strcmp0(term, "xterm-ghostty") == 0)
        return TERMINAL_KITTY;
    if (g_strcmp0(program, "iTerm.app") == 0 || g_strcmp0(program, "WezTerm") == 0)
        return TERMINAL_ITERM;
    return TERMINAL_WORDS;
}

static void
put_picture(GString *out, enum terminal terminal, GBytes *png)
{
    const gsize PIECE = 4096;
    gsize length;
    const guchar *bytes = g_bytes_get_data(png, &length);
    g_autofree char *text = g_base64_encode(bytes, length);
    gsize all = strlen(text);
    if (terminal == TERMINAL_ITERM) {
        g_string_append_printf(out, "\033]1337;File=inline=1;size=%" G_GSIZE_FORMAT ":%s\a\n",
                               length, text);
        return;
    }
    for (gsize at = 0; at < all; at += PIECE) {
        g_string_append_printf(out, "\033_G%sm=%d;", at ? "" : "a=T,f=100,", at + PIECE < all);
        g_string_append_len(out, text + at, (gssize)MIN(PIECE, all - at));
        g_string_append(out, "\033\\");
    }
    g_string_append_c(out, '\n');
}

/* The picture goes to a file, which a failure leaves as it was, or onto the terminal. */
static gboolean
show_it(const struct audit_options *options, struct shown *shown, GError **error)
{
    enum terminal terminal = options->text ? TERMINAL_WORDS : find_terminal();
    gboolean wanted = options->output || terminal != TERMINAL_WORDS;
    g_autoptr(GError) reason = NULL;
    g_autoptr(GBytes) picture = wanted ? show_picture(shown, options->originals, &reason) : NULL;
    gsize length = 0;
    const char *bytes = picture ? g_bytes_get_data(picture, &length) : NULL;
    show_fact(shown);
    show_file(shown, options->originals);
    show_context(shown);
    if (picture && options->output &&
        !g_file_set_contents(options->output, bytes, (gssize)length, error))
        return FALSE;
    if (picture && !options->output)
        put_picture(shown->out, terminal, picture);
    if (!options->output || !reason)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&reason));
    return FALSE;
}

int
audit_show(const struct audit_options *options, struct database *database, char *const *arguments)
{
    g_autoptr(GError) error = NULL;
    struct shown shown = {0};
    if (options->text && options->output)
        return audit_usage("--text and --output do not go together");
    gboolean good =
        show_open(&shown, database, arguments[1], &error) && show_it(options, &shown, &error);
    if (good)
        program_write(AUDIT_PROGRAM, shown.out->str, shown.out->len);
    show_clear(&shown);
    return good ? AKT_EXIT_OK : audit_failure(error);
}
