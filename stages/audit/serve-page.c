/* A page of a paper on its own: to read through, to mark what it lacks. And what a page's picture
 * and words are sent as. */
#include "serve.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

enum {
    SHARE = 10000 /* places of words: ten-thousandths of the page */
};

/* The paper's number of pages and name. FALSE with an error: there is no such page. */
static gboolean
find_page(const struct server *server, gint64 document, guint page, guint *ret_pages,
          char **ret_name, GError **error)
{
    g_autoptr(paper) paper = paper_get(server->database, document, NULL);
    if (!paper || !page || page > MAX(paper->pages, 1)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "%s %u", serve_say(server->language, "Page"),
                    page);
        return FALSE;
    }
    *ret_pages = MAX(paper->pages, 1);
    *ret_name = report_file_name(paper_name(paper));
    return TRUE;
}

static void
put_marks(GString *out, const struct server *server, const GPtrArray *misses)
{
    if (!misses->len)
        return;
    g_string_append(out, "<h2>");
    html_text(out, serve_say(server->language, "Marked as missing"));
    g_string_append(out, "</h2><ul class=\"verdicts\">");
    for (guint i = 0; i < misses->len; i++) {
        const struct review_missed *missed = g_ptr_array_index(misses, i);
        g_string_append(out, "<li><b>");
        html_text(out, label_word(server->language, missed->predicate));
        g_string_append(out, "</b> ");
        html_text(out, missed->quote);
        g_string_append(out, " <small>");
        html_text(out, missed->reviewer);
        g_string_append(out, "</small></li>");
    }
    g_string_append(out, "</ul>\n");
}

/* "The page is read through", and whether it was. */
static gboolean
put_reading(GString *out, const struct server *server, const struct queue *queue, gint64 document,
            guint page, GError **error)
{
    gboolean read = FALSE;
    if (!review_was_read(server->database, document, page, server->reviewer, &read, error))
        return FALSE;
    g_string_append(out, "<form method=\"post\" action=\"/read\" class=\"judge\">");
    serve_hidden(out, queue);
    g_string_append_printf(out,
                           "<input type=\"hidden\" name=\"document\" value=\"%" G_GINT64_FORMAT
                           "\"><input type=\"hidden\" name=\"page\" value=\"%u\">",
                           document, page);
    serve_button(out, server, "The page is read through", read ? "aria-current=\"true\"" : "");
    g_string_append(out, "</form>\n");
    return TRUE;
}

static gboolean
put_page(GString *out, struct server *server, const struct queue *queue, const struct sheet *sheet,
         gint64 document, guint page, GError **error)
{
    g_autofree char *base = g_strdup_printf("/page/%" G_GINT64_FORMAT "/", document);
    g_autofree char *name = NULL;
    g_autoptr(GPtrArray) misses = review_misses(server->database, document, page, error);
    g_autoptr(GArray) lights = g_array_new(FALSE, FALSE, sizeof(struct light));
    guint pages;
    if (!misses || !find_page(server, document, page, &pages, &name, error))
        return FALSE;
    serve_begin(out, server, name, "review");
    if (!serve_bar(out, server, queue, "Skip to the page", "fact", error))
        return FALSE;
    g_string_append(out, "<main class=\"desk\">\n<div class=\"panel\">\n<h1 id=\"fact\" "
                         "tabindex=\"-1\">");
    html_text(out, name);
    g_string_append_printf(out, ", %s %u</h1>\n", label_say(server->language, "page"), page);
    if (!put_reading(out, server, queue, document, page, error))
        return FALSE;
    serve_miss_form(out, server, queue, document, page, 0);
    put_marks(out, server, misses);
    g_string_append_printf(out, "</div>\n<section class=\"paper\" aria-label=\"%s\">\n",
                           serve_say(server->language, "The page"));
    serve_pages(out, server, queue, base, page, pages);
    serve_sheet(out, server, sheet, document, page, lights);
    g_string_append(out, "</section>\n</main>\n");
    serve_end(out, server);
    return TRUE;
}

gboolean
serve_page(struct request *request, gint64 document, guint page, struct answer *answer,
           GError **error)
{
    const struct sheet *sheet = request_sheet(request, document, page, answer);
    if (answer->waits)
        return TRUE;
    struct queue queue = request_queue(request);
    gboolean good = put_page(answer->body, request->server, &queue, sheet, document, page, error);
    queue_clear(&queue);
    return good;
}

/* A sheet, or FALSE with an error; answer->waits where there is none yet. */
static gboolean
want_sheet(struct request *request, gint64 document, guint page, struct answer *answer,
           const struct sheet **ret, GError **error)
{
    *ret = request_sheet(request, document, page, answer);
    if (*ret || answer->waits)
        return TRUE;
    g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "there is no such page");
    return FALSE;
}

gboolean
serve_picture(struct request *request, gint64 document, guint page, struct answer *answer,
              GError **error)
{
    const struct sheet *sheet;
    if (!want_sheet(request, document, page, answer, &sheet, error) || answer->waits)
        return answer->waits;
    if (!sheet->picture) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "the page has no picture");
        return FALSE;
    }
    answer->type = "image/png";
    answer->bytes = g_bytes_ref(sheet->picture);
    return TRUE;
}

static json_t *
share(float part)
{
    return json_integer((json_int_t)lroundf(part * SHARE));
}

gboolean
serve_words(struct request *request, gint64 document, guint page, struct answer *answer,
            GError **error)
{
    const struct sheet *sheet;
    if (!want_sheet(request, document, page, answer, &sheet, error) || answer->waits)
        return answer->waits;
    json_t *words = json_array();
    for (guint i = 0; i < sheet->words->len; i++) {
        const struct sheet_word *word = &g_array_index(sheet->words, struct sheet_word, i);
        json_t *row = json_array();
        json_array_append_new(row, share(word->box.x0));
        json_array_append_new(row, share(word->box.y0));
        json_array_append_new(row, share(word->box.x1));
        json_array_append_new(row, share(word->box.y1));
        json_array_append_new(row, json_integer(word->line));
        json_array_append_new(row, json_string(word->text));
        json_array_append_new(words, row);
    }
    char *text = json_dumps(words, JSON_COMPACT);
    json_decref(words);
    answer->type = "application/json";
    g_string_append(answer->body, text ? text : "[]");
    free(text);
    return TRUE;
}
