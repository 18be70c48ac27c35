/* What people say of a fact, and the forms with which they say it. */
#include "serve.h"

#include <string.h>

static void
put_verdict(GString *out, const struct server *server, const struct review_verdict *verdict)
{
    g_string_append_printf(out, "<li class=\"%s\"><b>",
                           verdict->stands ? review_answer_name(verdict->answer) : "gone");
    html_text(out, serve_answer(server->language, verdict->answer));
    g_string_append(out, "</b> ");
    html_text(out, verdict->corrected);
    if (verdict->corrected && *verdict->corrected && *verdict->note)
        g_string_append(out, " · ");
    html_text(out, verdict->note);
    g_string_append(out, " <small>");
    html_text(out, verdict->reviewer);
    if (verdict->made) {
        g_autofree char *day = g_strndup(verdict->made, 10);
        g_string_append_c(out, ' ');
        html_text(out, day);
    }
    if (!verdict->stands)
        g_string_append_printf(
            out, " (%s)",
            serve_say(server->language, verdict->withdrawn ? "taken back" : "replaced"));
    g_string_append(out, "</small></li>");
}

void
serve_verdicts(GString *out, const struct server *server, const GPtrArray *verdicts)
{
    if (!verdicts->len)
        return;
    g_string_append(out, "<h2>");
    html_text(out, serve_say(server->language, "Verdicts"));
    g_string_append(out, "</h2><ul class=\"verdicts\">");
    for (guint i = 0; i < verdicts->len; i++)
        put_verdict(out, server, g_ptr_array_index(verdicts, i));
    g_string_append(out, "</ul>\n");
}

/* What this reviewer says now, or -1. */
static int
own_answer(const struct server *server, const GPtrArray *verdicts)
{
    for (guint i = verdicts->len; i-- > 0;) {
        const struct review_verdict *verdict = g_ptr_array_index(verdicts, i);
        if (verdict->stands && !g_strcmp0(verdict->reviewer, server->reviewer))
            return (int)verdict->answer;
    }
    return -1;
}

/* The form with one button for each verdict, and the one for a correction. */
void
serve_judging(GString *out, const struct server *server, const struct queue *queue, gint64 fact,
              const GPtrArray *verdicts)
{
    int own = own_answer(server, verdicts);
    static const struct {
        const char *english;
        enum review_answer answer;
    } answers[] = {
        {"Right", REVIEW_ACCEPTED}, {"Wrong", REVIEW_REJECTED}, {"Unsure", REVIEW_UNSURE}};
    g_string_append(out, "<form method=\"post\" action=\"/judge\" class=\"judge\">");
    serve_hidden(out, queue);
    g_string_append_printf(
        out, "<input type=\"hidden\" name=\"fact\" value=\"%" G_GINT64_FORMAT "\">", fact);
    for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
        const char *name = review_answer_name(answers[i].answer);
        g_autofree char *attributes =
            g_strdup_printf("name=\"verdict\" value=\"%s\" class=\"%s\"%s", name, name,
                            own == (int)answers[i].answer ? " aria-current=\"true\"" : "");
        serve_button(out, server, answers[i].english, attributes);
    }
    char key = serve_key(server->language, "Edit");
    g_string_append_printf(out,
                           "</form>\n<details class=\"edit\" id=\"edit\"><summary data-key=\"%c\" "
                           "aria-keyshortcuts=\"%c\"><kbd aria-hidden=\"true\">%c</kbd> ",
                           key, key, key);
    html_text(out, serve_say(server->language, "Edit"));
    g_string_append(out, "</summary><form method=\"post\" action=\"/judge\">");
    serve_hidden(out, queue);
    g_string_append_printf(out,
                           "<input type=\"hidden\" name=\"fact\" value=\"%" G_GINT64_FORMAT
                           "\"><input type=\"hidden\" name=\"verdict\" value=\"rejected\">"
                           "<label><span>%s</span><input name=\"corrected\" maxlength=\"1000\" "
                           "autocomplete=\"off\" required></label><label><span>%s</span><input "
                           "name=\"note\" maxlength=\"1000\" autocomplete=\"off\"></label>"
                           "<p><button>%s</button></p></form></details>\n",
                           fact, serve_say(server->language, "What does it say?"),
                           serve_say(server->language, "Note"),
                           serve_say(server->language, "Save"));
}
