/* One fact beside its words: what it says, what it was made of, and what people think of it. */
#include "serve.h"

#include <string.h>

enum {
    MAX_EVIDENCE = 30,
    MAX_CHECKS = 10
};

/* A fact as the database has it: strings live until the statement ends. */
struct shown_fact {
    gint64 id, document, n;
    guint page, pages; /* shown; of the paper */
    sqlite3_stmt *row;
};

enum column {
    COLUMN_DOCUMENT,
    COLUMN_N,
    COLUMN_PREDICATE,
    COLUMN_SUBJECT_TYPE,
    COLUMN_SUBJECT,
    COLUMN_OBJECT_TYPE,
    COLUMN_OBJECT,
    COLUMN_CERT,
    COLUMN_RULE,
    COLUMN_SUBJECT_MENTION,
    COLUMN_OBJECT_MENTION,
    COLUMN_ATTRS,
    COLUMN_PAGES,
    COLUMN_TITLE,
    COLUMN_PATH,
    COLUMN_PAGE,
    COLUMN_QUALIFIERS /* the first of qualifiers[] */
};

static const char *const qualifiers[] = {"status",  "period",    "date",   "per", "source",
                                         "grantor", "recipient", "approx", "of",  "committee",
                                         "item",    "verdict",   "by",     "note"};

static const char fact_sql[] =
    "SELECT fact.document, fact.n, predicate, subject_type, subject, object_type, object, "
    "fact.cert, "
    "fact.rule, subject_mention, object_mention, mention.attrs, document.pages, document.title, "
    "(SELECT min(path) FROM location WHERE location.document = fact.document AND current), "
    "(SELECT page FROM evidence WHERE evidence.fact = fact.id ORDER BY evidence.n LIMIT 1), "
    "fact.status, fact.period, fact.date, fact.per, fact.source, fact.grantor, fact.recipient, "
    "fact.approx, fact.\"of\", fact.committee, fact.item, fact.verdict, fact.\"by\", fact.note "
    "FROM fact JOIN document ON document.id = fact.document LEFT JOIN mention ON "
    "mention.document = fact.document AND mention.n = fact.object_mention WHERE fact.id = ?";

static const char *
text_of(sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return text ? text : "";
}

/* A query with numbers for its parameters. NULL with an error. */
static sqlite3_stmt *
ask(const struct server *server, const char *sql, gint64 a, gint64 b, GError **error)
{
    sqlite3_stmt *row = NULL;
    if (sqlite3_prepare_v2(database_handle(server->database), sql, -1, &row, NULL) != SQLITE_OK) {
        database_error(server->database, "reading a fact", error);
        return NULL;
    }
    sqlite3_bind_int64(row, 1, a);
    if (sqlite3_bind_parameter_count(row) > 1)
        sqlite3_bind_int64(row, 2, b);
    return row;
}

/* The next row; FALSE at the end, or with an error. */
static gboolean
next(const struct server *server, sqlite3_stmt *row, GError **error)
{
    int result = sqlite3_step(row);
    if (result != SQLITE_ROW && result != SQLITE_DONE)
        database_error(server->database, "reading a fact", error);
    return result == SQLITE_ROW;
}

/* ---- what it says ---------------------------------------------------------------------------- */

static char *
object_shown(const struct server *server, sqlite3_stmt *row)
{
    const char *predicate = text_of(row, COLUMN_PREDICATE), *object = text_of(row, COLUMN_OBJECT);
    if (!strcmp(predicate, "sum-check"))
        return sum_shown(server->language, object);
    if (!strcmp(predicate, "status") || !strcmp(predicate, "decision"))
        return g_strdup(label_word(server->language, object));
    g_autoptr(arena) arena = arena_new();
    const char *attrs = text_of(row, COLUMN_ATTRS);
    return value_shown(server->language, text_of(row, COLUMN_OBJECT_TYPE), object,
                       attrs_get(arena, attrs, "currency"));
}

static void
put_statement(GString *out, const struct server *server, sqlite3_stmt *row)
{
    g_autofree char *object = object_shown(server, row);
    g_string_append(out, "<p class=\"kind\">");
    html_text(out, label_word(server->language, text_of(row, COLUMN_PREDICATE)));
    g_string_append(out, "</p><h1 id=\"fact\" tabindex=\"-1\">");
    if (strcmp(text_of(row, COLUMN_SUBJECT_TYPE), "document") != 0) {
        g_string_append(out, "<span class=\"subject\">");
        html_text(out, text_of(row, COLUMN_SUBJECT));
        g_string_append(out, "</span> <span aria-hidden=\"true\">→</span> ");
    }
    g_string_append(out, "<span class=\"object\">");
    html_text(out, object);
    g_string_append(out, "</span></h1><ul class=\"q\">");
    for (guint i = 0; i < G_N_ELEMENTS(qualifiers); i++) {
        const char *value = text_of(row, COLUMN_QUALIFIERS + (int)i);
        if (*value)
            report_qualifier(out, &server->report, qualifiers[i], value);
    }
    g_string_append(out, "</ul>\n");
}

/* ---- what it was made of --------------------------------------------------------------------- */

static void
add_light(GArray *lights, guint kind, gint64 n, const char *class, sqlite3_stmt *row, int first)
{
    if (n < 1 || n > G_MAXINT)
        return;
    struct light light = {.kind = kind, .index = (guint)n - 1, .class = class};
    guint *numbers[] = {&light.place.page,     &light.place.line,     &light.place.column,
                        &light.place.end_page, &light.place.end_line, &light.place.end_column};
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
        *numbers[i] = (guint)CLAMP(sqlite3_column_int64(row, first + (int)i), 0, G_MAXINT);
    g_array_append_val(lights, light);
}

/* The subject's and the object's own words. */
static gboolean
find_terms(const struct server *server, const struct shown_fact *fact, GArray *lights,
           GError **error)
{
    static const struct {
        enum column column;
        const char *class;
    } terms[] = {{COLUMN_OBJECT_MENTION, "o"}, {COLUMN_SUBJECT_MENTION, "s"}};
    for (guint i = 0; i < G_N_ELEMENTS(terms); i++) {
        gint64 n = sqlite3_column_int64(fact->row, (int)terms[i].column);
        sqlite3_stmt *row = ask(server,
                                "SELECT page, line, column, end_page, end_line, end_column FROM "
                                "mention WHERE document = ? AND n = ?",
                                fact->document, n, error);
        if (!row)
            return FALSE;
        if (next(server, row, error))
            add_light(lights, SHOWN_MENTION, n, terms[i].class, row, 0);
        sqlite3_finalize(row);
    }
    return TRUE;
}

static void
put_evidence(GString *out, const struct server *server, const struct queue *queue,
             const struct shown_fact *fact, sqlite3_stmt *row)
{
    guint page = (guint)CLAMP(sqlite3_column_int64(row, 3), 1, G_MAXINT);
    g_autofree char *address =
        serve_address(queue, "/fact/%" G_GINT64_FORMAT "?page=%u", fact->id, page);
    g_string_append(out, "<blockquote><p>");
    html_text(out, text_of(row, 2));
    g_string_append(out, "</p><footer><a");
    html_attribute(out, "href", address);
    g_string_append_printf(out, ">%s %u, %s %d</a>%s%s%s</footer></blockquote>\n",
                           label_say(server->language, "page"), page,
                           label_say(server->language, "line"), sqlite3_column_int(row, 4),
                           page == fact->page ? " (" : "",
                           page == fact->page ? serve_say(server->language, "shown now") : "",
                           page == fact->page ? ")" : "");
}

/* The words, and their lights. A mention that stands in a sentence that is shown needs no line. */
static gboolean
put_words(GString *out, const struct server *server, const struct queue *queue,
          const struct shown_fact *fact, GArray *lights, GError **error)
{
    sqlite3_stmt *row =
        ask(server,
            "SELECT sentence, mention, text, page, line, column, end_page, end_line, end_column, "
            "EXISTS (SELECT 1 FROM evidence AS outer WHERE outer.fact = evidence.fact AND "
            "outer.sentence IS NOT NULL AND evidence.mention IS NOT NULL AND outer.start_offset <= "
            "evidence.start_offset AND evidence.end_offset <= outer.end_offset) "
            "FROM evidence WHERE fact = ? ORDER BY n LIMIT ?",
            fact->id, MAX_EVIDENCE, error);
    g_autoptr(GError) failed = NULL;
    if (!row)
        return FALSE;
    g_string_append(out, "<h2>");
    html_text(out, serve_say(server->language, "The fact's words"));
    g_string_append(out, "</h2>\n");
    while (next(server, row, &failed)) {
        gboolean sentence = sqlite3_column_type(row, 0) != SQLITE_NULL;
        add_light(lights, sentence ? SHOWN_SENTENCE : SHOWN_MENTION,
                  sqlite3_column_int64(row, sentence ? 0 : 1), "e", row, 3);
        if (!sqlite3_column_int(row, 9))
            put_evidence(out, server, queue, fact, row);
    }
    sqlite3_finalize(row);
    if (failed)
        g_propagate_error(error, g_steal_pointer(&failed));
    return !failed;
}

/* Checks that it does not pass, with the other paper's words. */
static gboolean
put_checks(GString *out, const struct server *server, const struct queue *queue,
           const struct shown_fact *fact, GError **error)
{
    sqlite3_stmt *row = ask(server,
                            "SELECT other, reason, (SELECT text FROM evidence WHERE "
                            "evidence.fact = other ORDER BY n LIMIT 1) FROM \"check\" "
                            "WHERE fact = ?1 AND kind IN ('sum', 'contradiction') AND (verdict = "
                            "'off' OR kind = 'contradiction') UNION ALL SELECT fact, reason, "
                            "(SELECT text FROM evidence WHERE evidence.fact = \"check\".fact "
                            "ORDER BY n LIMIT 1) FROM \"check\" WHERE other = ?1 AND kind = "
                            "'contradiction' LIMIT ?2",
                            fact->id, MAX_CHECKS, error);
    g_autoptr(GError) failed = NULL;
    gboolean any = FALSE;
    if (!row)
        return FALSE;
    for (; next(server, row, &failed); any = TRUE) {
        if (!any) {
            g_string_append(out, "<h2>");
            html_text(out, serve_say(server->language, "What does not agree"));
            g_string_append(out, "</h2>\n");
        }
        g_string_append(out, "<blockquote class=\"off\"><p>");
        html_text(out, text_of(row, 1));
        g_string_append(out, "</p><p>");
        html_text(out, text_of(row, 2));
        g_string_append(out, "</p>");
        gint64 other = sqlite3_column_int64(row, 0);
        if (other) {
            g_autofree char *address = serve_address(queue, "/fact/%" G_GINT64_FORMAT, other);
            g_string_append(out, "<footer><a");
            html_attribute(out, "href", address);
            g_string_append_printf(out, ">%s %" G_GINT64_FORMAT "</a></footer>",
                                   serve_say(server->language, "Fact"), other);
        }
        g_string_append(out, "</blockquote>\n");
    }
    sqlite3_finalize(row);
    if (failed)
        g_propagate_error(error, g_steal_pointer(&failed));
    return !failed;
}

/* ---- the way there and on -------------------------------------------------------------------- */

static void
put_step(GString *out, const struct server *server, const char *english, const char *address)
{
    char key = serve_key(server->language, english);
    g_string_append_printf(out, "<a class=\"step\" data-key=\"%c\" aria-keyshortcuts=\"%c\"", key,
                           key);
    html_attribute(out, "href", address);
    g_string_append_printf(out, "><kbd aria-hidden=\"true\">%c</kbd> ", key);
    html_text(out, serve_say(server->language, english));
    g_string_append(out, "</a>\n");
}

static gboolean
put_steps(GString *out, struct server *server, const struct queue *queue,
          const struct shown_fact *fact, GError **error)
{
    g_autofree char *before = serve_next(server, queue, fact->id, TRUE, error);
    g_autofree char *after = before ? serve_next(server, queue, fact->id, FALSE, error) : NULL;
    if (!after)
        return FALSE;
    g_string_append_printf(out, "<nav class=\"steps\" aria-label=\"%s\">",
                           serve_say(server->language, "Queue"));
    if (!g_str_has_prefix(before, "/?"))
        put_step(out, server, "Previous", before);
    put_step(out, server, "Next", after);
    g_string_append(out, "</nav>\n");
    return TRUE;
}

static void
draw_ahead(struct server *server, gint64 document, guint page)
{
    if (page && !sheets_look(server->sheets, document, page))
        sheets_want(server->sheets, document, page, NULL);
}

/* What comes next is drawn while this one is looked at: the next facts' pages, and those beside
 * this one. */
static void
look_ahead(struct server *server, const struct queue *queue, const struct shown_fact *fact)
{
    g_autoptr(GArray) facts = queue_facts(server->database, queue, fact->id, FALSE, 2, NULL);
    for (guint i = 0; facts && i < facts->len; i++) {
        sqlite3_stmt *row = ask(server,
                                "SELECT fact.document, evidence.page FROM fact JOIN evidence ON "
                                "evidence.fact = fact.id AND evidence.n = 1 WHERE fact.id = ?",
                                g_array_index(facts, gint64, i), 0, NULL);
        if (row && next(server, row, NULL))
            draw_ahead(server, sqlite3_column_int64(row, 0),
                       (guint)CLAMP(sqlite3_column_int64(row, 1), 0, G_MAXINT));
        sqlite3_finalize(row);
    }
    if (fact->page < fact->pages)
        draw_ahead(server, fact->document, fact->page + 1);
    draw_ahead(server, fact->document, fact->page - 1);
}

static void
put_paper(GString *out, const struct server *server, const struct shown_fact *fact)
{
    g_autofree char *file = report_file_name(text_of(fact->row, COLUMN_PATH));
    const char *title = text_of(fact->row, COLUMN_TITLE);
    g_string_append_printf(out, "<p class=\"how\"><a href=\"/page/%" G_GINT64_FORMAT "/%u\">",
                           fact->document, fact->page);
    html_text(out, *title ? title : file);
    g_string_append(out, "</a> · ");
    html_text(out, file);
    g_string_append_printf(out, "<br>%s ", serve_say(server->language, "certainty"));
    html_text(out, label_word(server->language, text_of(fact->row, COLUMN_CERT)));
    g_string_append_printf(out, " · %s ", serve_say(server->language, "rule"));
    html_text(out, text_of(fact->row, COLUMN_RULE));
    g_string_append_printf(out, " · %" G_GINT64_FORMAT "</p>\n", fact->id);
    const char *type = text_of(fact->row, COLUMN_SUBJECT_TYPE);
    if (!strcmp(type, "project") || !strcmp(type, "programme")) {
        struct queue project = {.project = (char *)text_of(fact->row, COLUMN_SUBJECT),
                                .seen = QUEUE_ALL};
        g_autofree char *address = serve_address(&project, "/");
        g_string_append(out, "<p class=\"how\"><a");
        html_attribute(out, "href", address);
        g_string_append(out, ">");
        html_text(out, serve_say(server->language, "All facts on this project"));
        g_string_append(out, "</a></p>\n");
    }
}

/* The side with the fact; `lights` is filled. */
static gboolean
put_panel(GString *out, struct server *server, const struct queue *queue,
          const struct shown_fact *fact, GArray *lights, GError **error)
{
    g_autoptr(GPtrArray) verdicts = review_verdicts(server->database, fact->id, error);
    if (!verdicts || !find_terms(server, fact, lights, error))
        return FALSE;
    g_string_append(out, "<div class=\"panel\">\n");
    put_statement(out, server, fact->row);
    serve_judging(out, server, queue, fact->id, verdicts);
    if (!put_steps(out, server, queue, fact, error) ||
        !put_words(out, server, queue, fact, lights, error) ||
        !put_checks(out, server, queue, fact, error))
        return FALSE;
    serve_verdicts(out, server, verdicts);
    put_paper(out, server, fact);
    serve_miss_form(out, server, queue, fact->document, fact->page, fact->id);
    g_string_append(out, "</div>\n");
    return TRUE;
}

static gboolean
put_fact(struct request *request, const struct queue *queue, struct shown_fact *fact,
         struct answer *answer, GError **error)
{
    struct server *server = request->server;
    GString *out = answer->body;
    g_autoptr(GArray) lights = g_array_new(FALSE, FALSE, sizeof(struct light));
    g_autofree char *base = g_strdup_printf("/fact/%" G_GINT64_FORMAT "?page=", fact->id);
    const struct sheet *sheet = request_sheet(request, fact->document, fact->page, answer);
    if (answer->waits)
        return TRUE;
    serve_begin(out, server, label_word(server->language, text_of(fact->row, COLUMN_PREDICATE)),
                "review");
    if (!serve_bar(out, server, queue, "Skip to the fact", "fact", error))
        return FALSE;
    g_string_append(out, "<main class=\"desk\">\n");
    if (!put_panel(out, server, queue, fact, lights, error))
        return FALSE;
    g_string_append_printf(out, "<section class=\"paper\" aria-label=\"%s\">\n",
                           serve_say(server->language, "The page"));
    serve_pages(out, server, queue, base, fact->page, MAX(fact->pages, 1));
    serve_sheet(out, server, sheet, fact->document, fact->page, lights);
    g_string_append(out, "</section>\n</main>\n");
    serve_end(out, server);
    look_ahead(server, queue, fact);
    return TRUE;
}

gboolean
serve_fact(struct request *request, gint64 id, struct answer *answer, GError **error)
{
    struct server *server = request->server;
    struct shown_fact fact = {.id = id, .row = ask(server, fact_sql, id, 0, error)};
    struct queue queue = request_queue(request);
    gboolean good = fact.row != NULL;
    if (good && !next(server, fact.row, error)) {
        good = FALSE;
        if (error && !*error)
            g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "%s %" G_GINT64_FORMAT,
                        serve_say(server->language, "Fact"), id);
    }
    if (good) {
        gint64 asked = request_number(request, "page");
        fact.document = sqlite3_column_int64(fact.row, COLUMN_DOCUMENT);
        fact.n = sqlite3_column_int64(fact.row, COLUMN_N);
        fact.pages = (guint)CLAMP(sqlite3_column_int64(fact.row, COLUMN_PAGES), 1, G_MAXINT);
        fact.page = (guint)CLAMP(asked ? asked : sqlite3_column_int64(fact.row, COLUMN_PAGE), 1,
                                 (gint64)fact.pages);
        good = put_fact(request, &queue, &fact, answer, error);
    }
    sqlite3_finalize(fact.row);
    queue_clear(&queue);
    return good;
}
