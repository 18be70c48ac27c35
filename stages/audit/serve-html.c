/* What the review's pages have in common. Everything that papers say goes through html_text() and
 * html_attribute(); places are attributes of SVG, for the policy allows no style on an element. */
#include "serve.h"

#include "annotation.h"

#include <stdarg.h>
#include <string.h>

enum {
    MOST_COUNTED = 10000,
    MAX_SHOWN_WORDS = 6000 /* of a page without a picture, around what is lit */
};

char *
serve_address(const struct queue *queue, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *path = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *filters = queue_address(queue);
    return g_strconcat(path, *filters ? strchr(path, '?') ? "&" : "?" : "", filters, NULL);
}

char *
serve_next(struct server *server, const struct queue *queue, gint64 from, gboolean back,
           GError **error)
{
    g_autoptr(GArray) facts = queue_facts(server->database, queue, from, back, 1, error);
    if (!facts)
        return NULL;
    return facts->len
               ? serve_address(queue, "/fact/%" G_GINT64_FORMAT, g_array_index(facts, gint64, 0))
               : serve_address(queue, "/?end=1");
}

void
serve_begin(GString *out, const struct server *server, const char *title, const char *kind)
{
    g_string_append_printf(
        out,
        "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
        "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
        "name=\"color-scheme\" content=\"light dark\">\n<title>",
        server->language == LANGUAGE_DA ? "da" : "en");
    html_text(out, title);
    g_string_append_printf(out,
                           "</title>\n<link rel=\"stylesheet\" href=\"/serve.css?v=%s\">\n<script "
                           "src=\"/serve.js?v=%s\" defer></script>\n</head>\n<body class=\"%s\">\n",
                           AKT_VERSION, AKT_VERSION, kind);
}

/* The keys and what they do, behind the button "Help". */
static void
put_help(GString *out, const struct server *server)
{
    static const char *const keys[] = {"Right",
                                       "Wrong",
                                       "Unsure",
                                       "Edit",
                                       "Next",
                                       "Previous",
                                       "Undo",
                                       "Something is missing",
                                       "The page is read through",
                                       "Help"};
    g_string_append(out,
                    "<dialog id=\"help\" aria-labelledby=\"help-title\"><h2 id=\"help-title\">");
    html_text(out, serve_say(server->language, "Keys"));
    g_string_append(out, "</h2><dl class=\"keys\">");
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        g_string_append_printf(out, "<div><dt><kbd>%c</kbd></dt><dd>",
                               serve_key(server->language, keys[i]));
        html_text(out, serve_say(server->language, keys[i]));
        g_string_append(out, "</dd></div>");
    }
    g_string_append(out, "</dl><p>");
    html_text(out, serve_say(server->language,
                             "Mark words: drag over them, or go with the arrow keys, extend with "
                             "Shift, choose with Enter, leave with Esc."));
    g_string_append(out, "</p><p>");
    html_text(out,
              serve_say(server->language, "Everything can be reached with Tab and Enter too."));
    g_string_append(out, "</p><p><label><input type=\"checkbox\" id=\"keys-on\" checked> ");
    html_text(out, serve_say(server->language, "Keys switched on"));
    g_string_append(out, "</label></p><form method=\"dialog\"><button>");
    html_text(out, serve_say(server->language, "Close"));
    g_string_append(out, "</button></form></dialog>\n");
}

void
serve_end(GString *out, const struct server *server)
{
    put_help(out, server);
    g_string_append(out, "</body>\n</html>\n");
}

/* "12 of 59 seen" of the queue, this reviewer's; of a long one "of more than 10000". */
static gboolean
put_progress(GString *out, struct server *server, const struct queue *queue, GError **error)
{
    struct queue counted = *queue;
    guint all = 0, done = 0;
    counted.seen = QUEUE_ALL;
    if (!queue_count(server->database, &counted, MOST_COUNTED + 1, &all, error))
        return FALSE;
    counted.seen = QUEUE_DONE;
    if (!queue_count(server->database, &counted, MOST_COUNTED, &done, error))
        return FALSE;
    gboolean many = all > MOST_COUNTED;
    g_string_append(out, "<p class=\"progress\">");
    if (!many && all)
        g_string_append_printf(out,
                               "<progress value=\"%u\" max=\"%u\" aria-hidden=\"true\">"
                               "</progress> ",
                               done, all);
    g_string_append_printf(out, "<span id=\"seen\">%u %s %s%s%u %s</span></p>", done,
                           serve_say(server->language, "of"),
                           many ? serve_say(server->language, "more than") : "", many ? " " : "",
                           MIN(all, MOST_COUNTED), serve_say(server->language, "seen"));
    return TRUE;
}

gboolean
serve_bar(GString *out, struct server *server, const struct queue *queue, const char *skip,
          const char *to, GError **error)
{
    g_autofree char *address = serve_address(queue, "/");
    g_string_append_printf(out, "<a class=\"skip\" href=\"#%s\">", to);
    html_text(out, serve_say(server->language, skip));
    g_string_append(out, "</a>\n<header class=\"bar\"><a");
    html_attribute(out, "href", address);
    g_string_append(out, ">");
    html_text(out, serve_say(server->language, "Queue"));
    g_string_append(out, "</a>");
    if (!put_progress(out, server, queue, error))
        return FALSE;
    g_string_append(out, "<p class=\"who\">");
    html_text(out, server->reviewer);
    g_string_append(out, "</p><form method=\"post\" action=\"/undo\">");
    serve_hidden(out, queue);
    serve_button(out, server, "Undo", "class=\"undo\"");
    g_string_append(out, "</form>");
    serve_button(out, server, "Help", "type=\"button\" id=\"help-button\" hidden");
    g_string_append(out, "</header>\n");
    return TRUE;
}

static void
put_hidden(GString *out, const char *name, const char *value)
{
    g_string_append_printf(out, "<input type=\"hidden\" name=\"%s\"", name);
    html_attribute(out, "value", value);
    g_string_append(out, ">");
}

void
serve_hidden(GString *out, const struct queue *queue)
{
    g_autofree char *address = queue_address(queue);
    g_auto(GStrv) fields = g_strsplit(address, "&", -1);
    for (guint i = 0; fields[i] && *fields[i]; i++) {
        char *value = strchr(fields[i], '=');
        g_autofree char *plain = g_uri_unescape_string(value + 1, NULL);
        *value = '\0';
        put_hidden(out, fields[i], plain ? plain : "");
    }
}

void
serve_button(GString *out, const struct server *server, const char *english, const char *attributes)
{
    char key = serve_key(server->language, english);
    g_string_append_printf(out,
                           "<button %s data-key=\"%c\" aria-keyshortcuts=\"%c\"><kbd "
                           "aria-hidden=\"true\">%c</kbd> ",
                           attributes, key, key, key);
    html_text(out, serve_say(server->language, english));
    g_string_append(out, "</button>\n");
}

/* ---- a page's picture ------------------------------------------------------------------------ */

static void
put_number(GString *out, const char *name, double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf(out, " %s=\"%s\"", name,
                           g_ascii_formatd(text, sizeof text, "%.1f", number));
}

/* What a box is lit as; "m" for a mention that is not, NULL for a sentence that is not. */
static const char *
class_of_box(const struct shown_box *box, const GArray *lights)
{
    for (guint i = 0; i < lights->len; i++) {
        const struct light *light = &g_array_index(lights, struct light, i);
        if (light->kind == box->kind && light->index == box->index)
            return light->class;
    }
    return box->kind == SHOWN_MENTION ? "m" : NULL;
}

/* First what is quiet, so that what is lit lies above it. */
static void
put_boxes(GString *out, const struct sheet *sheet, const GArray *lights)
{
    static const char *const order[] = {"m", "e", "s", "o"};
    for (guint layer = 0; layer < G_N_ELEMENTS(order); layer++) {
        for (guint i = 0; i < sheet->boxes->len; i++) {
            const struct shown_box *box = &g_array_index(sheet->boxes, struct shown_box, i);
            const char *class = class_of_box(box, lights);
            if (g_strcmp0(class, order[layer]) != 0)
                continue;
            g_string_append_printf(out, "<rect class=\"%s\"", class);
            put_number(out, "x", (double)box->x0 * sheet->width);
            put_number(out, "y", (double)box->y0 * sheet->height);
            put_number(out, "width", (double)(box->x1 - box->x0) * sheet->width);
            put_number(out, "height", (double)(box->y1 - box->y0) * sheet->height);
            g_string_append(out, "/>");
        }
    }
}

static void
put_picture(GString *out, const struct server *server, const struct sheet *sheet,
            const GArray *lights)
{
    g_string_append_printf(out,
                           "<figure class=\"sheet\" data-words=\"/page/%" G_GINT64_FORMAT
                           "/%u.json\"><img src=\"/page/%" G_GINT64_FORMAT
                           "/%u.png\" width=\"%u\" height=\"%u\" alt=\"%s %u\" draggable=\"false\">"
                           "<svg viewBox=\"0 0 %u %u\" preserveAspectRatio=\"none\" "
                           "aria-hidden=\"true\">",
                           sheet->document, sheet->page, sheet->document, sheet->page, sheet->width,
                           sheet->height, serve_say(server->language, "Page"), sheet->page,
                           sheet->width, sheet->height);
    put_boxes(out, sheet, lights);
    g_string_append(out, "</svg></figure>\n");
}

/* ---- a page's words -------------------------------------------------------------------------- */

static gint
compare_places(guint page, guint line, guint column, guint page2, guint line2, guint column2)
{
    if (page != page2)
        return page < page2 ? -1 : 1;
    if (line != line2)
        return line < line2 ? -1 : 1;
    return column < column2 ? -1 : column > column2;
}

static gboolean
is_lit(const struct light *light, guint page, const struct sheet_word *word)
{
    const struct place *place = &light->place;
    return compare_places(page, word->line, word->end_column, place->page, place->line,
                          place->column) > 0 &&
           compare_places(page, word->line, word->column, place->end_page, place->end_line,
                          place->end_column) < 0;
}

/* The class of a word: the object before the subject, and that before evidence. */
static const char *
class_of_word(const struct sheet *sheet, const struct sheet_word *word, const GArray *lights)
{
    const char *class = "";
    for (guint i = 0; i < lights->len; i++) {
        const struct light *light = &g_array_index(lights, struct light, i);
        if (*class != 'o' && !(*class == 's' && *light->class == 'e') &&
            is_lit(light, sheet->page, word))
            class = light->class;
    }
    return class;
}

static guint
first_lit(const struct sheet *sheet, const GArray *lights)
{
    for (guint i = 0; i < sheet->words->len; i++) {
        if (*class_of_word(sheet, &g_array_index(sheet->words, struct sheet_word, i), lights))
            return i;
    }
    return 0;
}

static void
put_words(GString *out, const struct server *server, const struct sheet *sheet,
          const GArray *lights)
{
    guint from = first_lit(sheet, lights), line = 0, column = 0;
    from = from > MAX_SHOWN_WORDS / 2 ? from - MAX_SHOWN_WORDS / 2 : 0;
    if (*sheet->reason) {
        g_string_append(out, "<p class=\"note\">");
        html_text(out, serve_say(server->language, sheet->reason));
        g_string_append(out, "</p>");
    }
    if (!sheet->words->len)
        html_element(out, "p", serve_say(server->language, "There are no words on the page."));
    g_string_append_printf(
        out,
        "<div class=\"sheet lines\" tabindex=\"0\" role=\"group\" "
        "aria-label=\"%s %u\" data-words=\"/page/%" G_GINT64_FORMAT "/%u.json\">",
        serve_say(server->language, "Page"), sheet->page, sheet->document, sheet->page);
    for (guint i = from; i < MIN(sheet->words->len, from + MAX_SHOWN_WORDS); i++) {
        const struct sheet_word *word = &g_array_index(sheet->words, struct sheet_word, i);
        if (i == from || word->line != line) {
            g_string_append_printf(out, "%s<p><span class=\"no\" aria-hidden=\"true\">%u</span>",
                                   i == from ? "" : "</p>", word->line);
            column = 0;
        }
        for (guint blank = column; blank < MIN(word->column, column + 60); blank++)
            g_string_append_c(out, ' ');
        g_string_append_printf(out, "<span class=\"%s\" data-w=\"%u\">",
                               class_of_word(sheet, word, lights), i);
        html_text(out, word->text);
        g_string_append(out, "</span>");
        line = word->line;
        column = word->end_column;
    }
    g_string_append(out, sheet->words->len ? "</p></div>\n" : "</div>\n");
}

void
serve_sheet(GString *out, const struct server *server, const struct sheet *sheet, gint64 document,
            guint page, const GArray *lights)
{
    if (sheet && sheet->picture) {
        g_string_append_printf(out,
                               "<div class=\"view\" tabindex=\"0\" role=\"group\" "
                               "aria-label=\"%s %u\">",
                               serve_say(server->language, "Page"), page);
        put_picture(out, server, sheet, lights);
        g_string_append(out, "</div>\n");
    } else if (sheet) {
        put_words(out, server, sheet, lights);
    } else {
        g_string_append_printf(
            out, "<p class=\"note\" data-wait=\"/page/%" G_GINT64_FORMAT "/%u.json\">", document,
            page);
        html_text(out, serve_say(server->language, "The page is still being drawn."));
        g_string_append(out, " <a href=\"\">");
        html_text(out, serve_say(server->language, "Show again"));
        g_string_append(out, "</a></p>\n");
    }
}

void
serve_pages(GString *out, const struct server *server, const struct queue *queue, const char *base,
            guint page, guint pages)
{
    g_string_append_printf(out, "<nav class=\"pages\" aria-label=\"%s\"><span>%s %u / %u</span>",
                           serve_say(server->language, "The page"),
                           serve_say(server->language, "Page"), page, pages);
    for (int step = -1; step <= 1; step += 2) {
        guint other = page + (guint)step;
        if (!other || other > pages)
            continue;
        g_autofree char *address = serve_address(queue, "%s%u", base, other);
        g_string_append(out, "<a");
        html_attribute(out, "href", address);
        g_string_append(out, ">");
        html_text(out, serve_say(server->language, step < 0 ? "Previous page" : "Next page"));
        g_string_append(out, "</a>");
    }
    g_string_append(out, "</nav>\n");
}

/* ---- what is missing ------------------------------------------------------------------------- */

static void
put_predicates(GString *out, const struct server *server)
{
    g_string_append(out, "<select name=\"predicate\" required>");
    for (guint i = 0; i < N_PREDICATES; i++) {
        const char *name = predicate_name((enum predicate)i);
        g_string_append_printf(out, "<option value=\"%s\"%s>", name,
                               i == PREDICATE_FUNDING ? " selected" : "");
        html_text(out, label_word(server->language, name));
        g_string_append(out, "</option>");
    }
    g_string_append(out, "</select>");
}

static void
put_label(GString *out, const struct server *server, const char *english)
{
    g_string_append(out, "<label><span>");
    html_text(out, serve_say(server->language, english));
    g_string_append(out, "</span>");
}

void
serve_miss_form(GString *out, const struct server *server, const struct queue *queue,
                gint64 document, guint page, gint64 fact)
{
    g_autofree char *document_text = g_strdup_printf("%" G_GINT64_FORMAT, document);
    g_autofree char *page_text = g_strdup_printf("%u", page);
    g_autofree char *fact_text = g_strdup_printf("%" G_GINT64_FORMAT, fact);
    char key = serve_key(server->language, "Something is missing");
    g_string_append_printf(out,
                           "<details class=\"miss\" id=\"miss\"><summary data-key=\"%c\" "
                           "aria-keyshortcuts=\"%c\"><kbd aria-hidden=\"true\">%c</kbd> ",
                           key, key, key);
    html_text(out, serve_say(server->language, "Something is missing"));
    g_string_append(out, "</summary><form method=\"post\" action=\"/miss\">");
    serve_hidden(out, queue);
    put_hidden(out, "document", document_text);
    put_hidden(out, "page", page_text);
    if (fact)
        put_hidden(out, "fact", fact_text);
    put_hidden(out, "words", "");
    g_string_append(out, "<p class=\"hint\">");
    html_text(out, serve_say(server->language,
                             "Mark words: drag over them, or go with the arrow keys, extend with "
                             "Shift, choose with Enter, leave with Esc."));
    g_string_append(out,
                    "</p><p><button type=\"button\" class=\"mark\" hidden aria-pressed=\"false\">");
    html_text(out, serve_say(server->language, "Mark words on the page"));
    g_string_append(out, "</button></p>");
    put_label(out, server, "The words as printed");
    g_string_append(
        out, "<textarea name=\"quote\" rows=\"2\" maxlength=\"3000\" required></textarea></label>");
    put_label(out, server, "What type of fact?");
    put_predicates(out, server);
    g_string_append(out, "</label>");
    put_label(out, server, "Value, if it is not the words themselves");
    g_string_append(out, "<input name=\"value\" maxlength=\"1000\" autocomplete=\"off\"></label>");
    put_label(out, server, "Note");
    g_string_append(
        out, "<input name=\"note\" maxlength=\"1000\" autocomplete=\"off\"></label><p><button>");
    html_text(out, serve_say(server->language, "Save"));
    g_string_append(out, "</button></p></form></details>\n");
}
