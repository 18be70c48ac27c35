/* The queue: filters, the facts they choose, and the pages of a sample that are to be read through.
 */
#include "serve.h"

#include "annotation.h"

#include <string.h>

enum {
    ROWS = 50,
    MAX_PAGES = 2000 /* of a sample */
};

/* ---- filters --------------------------------------------------------------------------------- */

static void
put_option(GString *out, const char *value, const char *text, gboolean selected)
{
    g_string_append(out, "<option");
    html_attribute(out, "value", value);
    g_string_append(out, selected ? " selected>" : ">");
    html_text(out, text);
    g_string_append(out, "</option>");
}

static void
begin_choice(GString *out, const struct server *server, const char *english, const char *name)
{
    g_string_append(out, "<label><span>");
    html_text(out, serve_say(server->language, english));
    g_string_append_printf(out, "</span><select name=\"%s\">", name);
}

static void
end_choice(GString *out)
{
    g_string_append(out, "</select></label>\n");
}

static void
put_input(GString *out, const struct server *server, const char *english, const char *name,
          const char *attributes, const char *value)
{
    g_string_append(out, "<label><span>");
    html_text(out, serve_say(server->language, english));
    g_string_append_printf(out, "</span><input name=\"%s\" %s", name, attributes);
    html_attribute(out, "value", value);
    g_string_append(out, "></label>\n");
}

static void
put_choices(GString *out, const struct server *server, const struct queue *queue)
{
    static const struct {
        const char *value, *english;
    } odd[] = {{"", "All"},
               {"off", "Papers disagree, or a sum does not hold"},
               {"disputed", "Reviewers disagree"}},
      seen[] = {{"", "Not seen by me"}, {"done", "Seen by me"}, {"all", "All"}};
    static const char *const certs[] = {"low", "medium", "high"};
    enum language language = server->language;
    begin_choice(out, server, "Type", "type");
    put_option(out, "", serve_say(language, "All"), !queue->type);
    for (guint i = 0; i < N_PREDICATES; i++) {
        const char *name = predicate_name((enum predicate)i);
        put_option(out, name, label_word(language, name), !g_strcmp0(queue->type, name));
    }
    end_choice(out);
    begin_choice(out, server, "Certainty", "cert");
    put_option(out, "", serve_say(language, "All"), !queue->cert);
    for (guint i = 0; i < G_N_ELEMENTS(certs); i++)
        put_option(out, certs[i], label_word(language, certs[i]),
                   !g_strcmp0(queue->cert, certs[i]));
    end_choice(out);
    begin_choice(out, server, "Disagreement", "odd");
    for (guint i = 0; i < G_N_ELEMENTS(odd); i++)
        put_option(out, odd[i].value, serve_say(language, odd[i].english), i == queue->odd);
    end_choice(out);
    begin_choice(out, server, "Seen", "seen");
    for (guint i = 0; i < G_N_ELEMENTS(seen); i++)
        put_option(out, seen[i].value, serve_say(language, seen[i].english), i == queue->seen);
    end_choice(out);
}

/* The samples that were drawn. */
static gboolean
put_samples(GString *out, struct server *server, const struct queue *queue, GError **error)
{
    struct query query =
        query_new(&server->report, "SELECT name FROM sample ORDER BY id DESC LIMIT 200");
    gboolean any = FALSE;
    while (query_next(&query)) {
        if (!any) {
            begin_choice(out, server, "Sample", "sample");
            put_option(out, "", serve_say(server->language, "All"), !queue->sample);
        }
        any = TRUE;
        put_option(out, query_text(&query, 0), query_text(&query, 0),
                   !g_strcmp0(queue->sample, query_text(&query, 0)));
    }
    if (any)
        end_choice(out);
    return query_end(&query, error);
}

static gboolean
put_filters(GString *out, struct server *server, const struct queue *queue, GError **error)
{
    g_autofree char *kroner =
        queue->ore ? g_strdup_printf("%" G_GINT64_FORMAT, queue->ore / 100) : g_strdup("");
    g_string_append(out, "<form class=\"filters\" action=\"/\" method=\"get\">\n");
    put_choices(out, server, queue);
    if (!put_samples(out, server, queue, error))
        return FALSE;
    put_input(out, server, "Project, begins with", "project",
              "maxlength=\"150\" autocomplete=\"off\"", queue->project ? queue->project : "");
    put_input(out, server, "Amount, at least (DKK)", "min",
              "inputmode=\"numeric\" maxlength=\"20\" autocomplete=\"off\"", kroner);
    g_string_append(out, "<button>");
    html_text(out, serve_say(server->language, "Show"));
    g_string_append(out, "</button></form>\n");
    return TRUE;
}

/* ---- facts ----------------------------------------------------------------------------------- */

static const char row_sql[] =
    "SELECT predicate, subject_type, subject, object_type, object, cert, "
    "(SELECT min(path) FROM location WHERE location.document = fact.document AND current), "
    "(SELECT page FROM evidence WHERE evidence.fact = fact.id ORDER BY evidence.n LIMIT 1), "
    "(SELECT verdict FROM verdict_standing AS v WHERE v.fact = fact.id AND v.reviewer = ?2) "
    "FROM fact WHERE id = ?1";

static void
put_row(GString *out, const struct server *server, const struct queue *queue, gint64 id,
        const struct query *query)
{
    enum language language = server->language;
    const char *predicate = query_text(query, 0), *object = query_text(query, 4);
    gboolean word = !strcmp(predicate, "status") || !strcmp(predicate, "decision");
    g_autofree char *shown = word ? g_strdup(label_word(language, object))
                             : !strcmp(predicate, "sum-check")
                                 ? sum_shown(language, object)
                                 : value_shown(language, query_text(query, 3), object, NULL);
    g_autofree char *address = serve_address(queue, "/fact/%" G_GINT64_FORMAT, id);
    g_autofree char *file = report_file_name(query_text(query, 6));
    enum review_answer answer;
    g_string_append(out, "<tr>");
    table_cell(out, NULL, label_word(language, predicate));
    g_string_append(out, "<td class=\"w\"><a");
    html_attribute(out, "href", address);
    g_string_append(out, ">");
    if (strcmp(query_text(query, 1), "document") != 0) {
        html_text(out, query_text(query, 2));
        g_string_append(out, " → ");
    }
    html_text(out, *shown ? shown : "–");
    g_string_append(out, "</a></td>");
    table_cell(out, NULL, label_word(language, query_text(query, 5)));
    g_string_append(out, "<td class=\"w\">");
    html_text(out, file);
    g_string_append_printf(out, ", %s %s</td>", label_say(language, "page"), query_text(query, 7));
    table_cell(out, query_text(query, 8),
               review_answer_from_name(query_text(query, 8), &answer)
                   ? serve_answer(language, answer)
                   : "");
    g_string_append(out, "</tr>\n");
}

static gboolean
put_rows(GString *out, struct server *server, const struct queue *queue, const GArray *facts,
         GError **error)
{
    struct query query = query_new(&server->report, row_sql);
    gboolean good = query.good;
    for (guint i = 0; good && i < facts->len; i++) {
        gint64 id = g_array_index(facts, gint64, i);
        sqlite3_reset(query.row);
        sqlite3_bind_int64(query.row, 1, id);
        sqlite3_bind_text(query.row, 2, server->reviewer, -1, SQLITE_STATIC);
        if (query_next(&query))
            put_row(out, server, queue, id, &query);
        good = query.good;
    }
    return query_end(&query, error);
}

static void
put_head(GString *out, const struct server *server)
{
    static const char *const heads[] = {"Type", "Fact", "Certainty", "Where", "Verdict"};
    g_string_append(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
                         "aria-labelledby=\"queue\"><table><thead><tr>");
    for (guint i = 0; i < G_N_ELEMENTS(heads); i++) {
        g_string_append(out, "<th scope=\"col\">");
        html_text(out, serve_say(server->language, heads[i]));
        g_string_append(out, "</th>");
    }
    g_string_append(out, "</tr></thead><tbody>\n");
}

static void
put_link(GString *out, const char *class, const char *address, const char *text)
{
    g_string_append_printf(out, "<a class=\"%s\"", class);
    html_attribute(out, "href", address);
    g_string_append(out, ">");
    html_text(out, text);
    g_string_append(out, "</a>\n");
}

/* Where the review begins: the first fact that this reviewer has not judged. */
static gboolean
put_start(GString *out, struct server *server, const struct queue *queue, GError **error)
{
    struct queue todo = *queue;
    todo.seen = queue->seen == QUEUE_DONE ? QUEUE_DONE : QUEUE_TODO;
    g_autofree char *address = serve_next(server, &todo, 0, FALSE, error);
    if (!address)
        return FALSE;
    if (!g_str_has_prefix(address, "/?"))
        put_link(out, "start", address, serve_say(server->language, "Start"));
    return TRUE;
}

static gboolean
put_facts(GString *out, struct server *server, const struct queue *queue, gint64 from,
          GError **error)
{
    g_autoptr(GArray) facts = queue_facts(server->database, queue, from, FALSE, ROWS + 1, error);
    if (!facts)
        return FALSE;
    gboolean more = facts->len > ROWS;
    g_array_set_size(facts, MIN(facts->len, (guint)ROWS));
    if (!facts->len) {
        html_element(out, "p", serve_say(server->language, "There are no facts to show."));
        return TRUE;
    }
    if (!put_start(out, server, queue, error))
        return FALSE;
    put_head(out, server);
    if (!put_rows(out, server, queue, facts, error))
        return FALSE;
    g_string_append(out, "</tbody></table></div>\n<p class=\"more\">");
    if (from) {
        g_autofree char *first = serve_address(queue, "/");
        put_link(out, "", first, serve_say(server->language, "From the beginning"));
    }
    if (more) {
        g_autofree char *address = serve_address(queue, "/?after=%" G_GINT64_FORMAT,
                                                 g_array_index(facts, gint64, facts->len - 1));
        put_link(out, "", address, serve_say(server->language, "More"));
    }
    g_string_append(out, "</p>\n");
    return TRUE;
}

/* ---- pages ----------------------------------------------------------------------------------- */

/* The pages of a sample that was drawn for recall. */
static gboolean
put_pages(GString *out, struct server *server, const struct queue *queue, GError **error)
{
    struct query query = query_new(
        &server->report,
        "SELECT draw.document, draw.page, (SELECT min(path) FROM location WHERE "
        "location.document = draw.document AND current), EXISTS (SELECT 1 FROM reading WHERE "
        "reading.document = draw.document AND reading.page = draw.page AND reading.reviewer = ?2 "
        "AND NOT EXISTS (SELECT 1 FROM withdrawal WHERE withdrawal.reading = reading.id)) "
        "FROM sample JOIN draw ON draw.sample = sample.id WHERE sample.name = ?1 AND method = "
        "'pages' ORDER BY draw.n LIMIT ?3");
    gboolean any = FALSE;
    if (query.good) {
        sqlite3_bind_text(query.row, 1, queue->sample, -1, SQLITE_STATIC);
        sqlite3_bind_text(query.row, 2, server->reviewer, -1, SQLITE_STATIC);
        sqlite3_bind_int(query.row, 3, MAX_PAGES);
    }
    for (; query_next(&query); any = TRUE) {
        gint64 document = sqlite3_column_int64(query.row, 0);
        int page = sqlite3_column_int(query.row, 1);
        gboolean read = sqlite3_column_int(query.row, 3);
        g_autofree char *file = report_file_name(query_text(&query, 2));
        g_autofree char *address =
            serve_address(queue, "/page/%" G_GINT64_FORMAT "/%d", document, page);
        g_autofree char *text =
            g_strdup_printf("%s, %s %d", file, label_say(server->language, "page"), page);
        if (!any) {
            g_string_append(out, "<h2>");
            html_text(out, serve_say(server->language, "Pages to read through"));
            g_string_append(out, "</h2><ul class=\"readings\">\n");
        }
        g_string_append_printf(out, "<li class=\"%s\">", read ? "read" : "unread");
        put_link(out, "", address, text);
        html_text(out, serve_say(server->language, read ? "read through" : "not read"));
        g_string_append(out, "</li>\n");
    }
    if (any)
        g_string_append(out, "</ul>\n");
    return query_end(&query, error);
}

gboolean
serve_list(struct request *request, struct answer *answer, GError **error)
{
    struct server *server = request->server;
    struct queue queue = request_queue(request);
    GString *out = answer->body;
    if (server->sample && !queue.sample && !g_hash_table_size(request->fields))
        queue_set(&queue, "sample", server->sample);
    serve_begin(out, server, serve_say(server->language, "Aktspor – review"), "list");
    gboolean good = serve_bar(out, server, &queue, "Skip to the queue", "queue", error);
    g_string_append(out, "<main>\n");
    if (*request_field(request, "end")) {
        g_string_append(out, "<p class=\"note\" role=\"status\"><b>");
        html_text(out, serve_say(server->language, "The queue is empty"));
        g_string_append(out, ".</b> ");
        html_text(out, serve_say(server->language,
                                 "Everything in the queue is seen. Choose something else, or stop "
                                 "here."));
        g_string_append(out, "</p>\n");
    }
    g_string_append(out, "<h1 id=\"queue\" tabindex=\"-1\">");
    html_text(out, serve_say(server->language, "Review"));
    g_string_append(out, "</h1>\n");
    good = good && put_filters(out, server, &queue, error) &&
           (!queue.sample || put_pages(out, server, &queue, error)) &&
           put_facts(out, server, &queue, request_number(request, "after"), error);
    g_string_append(out, "</main>\n");
    serve_end(out, server);
    queue_clear(&queue);
    return good;
}
