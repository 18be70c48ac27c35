/* What a reviewer says. Each is in the database, on the disk, before the answer goes out; then the
 * browser is sent on, so that a page loaded again says nothing twice. */
#include "serve.h"

#include <string.h>

enum {
    MAX_MARKED = 400 /* words of one mark */
};

/* Who says it, and in which sample. FALSE with an error: there is no such sample. */
static gboolean
find_by(const struct server *server, const struct queue *queue, struct review_by *ret,
        GError **error)
{
    *ret = (struct review_by){.reviewer = server->reviewer};
    return !queue->sample || review_sample(server->database, queue->sample, &ret->sample, error);
}

static const char *
or_null(const char *text)
{
    return *text ? text : NULL;
}

/* Where to after a verdict: on, and at the end back to what was passed over. NULL with an error. */
static char *
address_after(struct server *server, const struct queue *queue, gint64 fact, GError **error)
{
    g_autofree char *after = serve_next(server, queue, fact, FALSE, error);
    if (!after || queue->seen != QUEUE_TODO || g_str_has_prefix(after, "/fact/"))
        return g_steal_pointer(&after);
    g_autoptr(GArray) first = queue_facts(server->database, queue, 0, FALSE, 2, error);
    if (!first)
        return NULL;
    for (guint i = 0; i < first->len; i++) {
        gint64 passed = g_array_index(first, gint64, i);
        if (passed != fact)
            return serve_address(queue, "/fact/%" G_GINT64_FORMAT, passed);
    }
    return g_steal_pointer(&after);
}

static gboolean
judge(struct request *request, const struct queue *queue, struct answer *answer, GError **error)
{
    struct review_by by;
    gint64 fact = request_number(request, "fact");
    struct review_judgement judgement = {.corrected = or_null(request_field(request, "corrected")),
                                         .note = or_null(request_field(request, "note"))};
    if (!review_answer_from_name(request_field(request, "verdict"), &judgement.answer)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "there is no such verdict");
        return FALSE;
    }
    if (!find_by(request->server, queue, &by, error))
        return FALSE;
    g_autofree char *after = address_after(request->server, queue, fact, error);
    if (!after || !review_judge(request->server->database, fact, &judgement, &by, NULL, error))
        return FALSE;
    answer->location = g_steal_pointer(&after);
    return TRUE;
}

gboolean
serve_judge(struct request *request, struct answer *answer, GError **error)
{
    struct queue queue = request_queue(request);
    gboolean good = judge(request, &queue, answer, error);
    queue_clear(&queue);
    return good;
}

/* ---- what is missing ------------------------------------------------------------------------- */

/* Adds a word to a mark: its text, and its place, one rectangle a line. */
static void
add_word(const struct sheet_word *word, guint *line, GString *quote, GArray *boxes)
{
    const struct shown_box *box = &word->box;
    if (quote->len)
        g_string_append_c(quote, ' ');
    g_string_append(quote, word->text);
    if (box->x0 >= box->x1)
        return;
    if (boxes->len && *line == word->line) {
        struct review_box *last = &g_array_index(boxes, struct review_box, boxes->len - 1);
        last->x0 = MIN(last->x0, (double)box->x0);
        last->y0 = MIN(last->y0, (double)box->y0);
        last->x1 = MAX(last->x1, (double)box->x1);
        last->y1 = MAX(last->y1, (double)box->y1);
    } else if (boxes->len < REVIEW_MAX_BOXES) {
        const struct review_box added = {(double)box->x0, (double)box->y0, (double)box->x1,
                                         (double)box->y1};
        g_array_append_val(boxes, added);
    }
    *line = word->line;
}

/* The words "3,4,5" of a sheet. FALSE: there are no such words. */
static gboolean
take_words(const struct sheet *sheet, const char *list, GString *quote, GArray *boxes)
{
    g_auto(GStrv) numbers = g_strsplit(list, ",", MAX_MARKED + 1);
    guint line = 0;
    for (guint i = 0; numbers[i]; i++) {
        guint64 n;
        if (i == MAX_MARKED || !sheet ||
            !g_ascii_string_to_unsigned(numbers[i], 10, 0, G_MAXINT, &n, NULL) ||
            n >= sheet->words->len)
            return FALSE;
        add_word(&g_array_index(sheet->words, struct sheet_word, n), &line, quote, boxes);
    }
    return TRUE;
}

/* Blanks of any kind count as one. */
static char *
plain_blanks(const char *text)
{
    g_auto(GStrv) words = g_strsplit_set(text, " \t\r\n", -1);
    GString *out = g_string_new(NULL);
    for (guint i = 0; words[i]; i++) {
        if (*words[i])
            g_string_append_printf(out, "%s%s", out->len ? " " : "", words[i]);
    }
    return g_string_free(out, FALSE);
}

static gboolean
miss(struct request *request, const struct queue *queue, struct answer *answer, GError **error)
{
    struct server *server = request->server;
    gint64 document = request_number(request, "document"), fact = request_number(request, "fact");
    guint page = (guint)MIN(request_number(request, "page"), (gint64)G_MAXINT);
    const char *list = request_field(request, "words");
    g_autoptr(GString) quote = g_string_new(NULL);
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(struct review_box));
    g_autofree char *given = plain_blanks(request_field(request, "quote"));
    struct review_by by;
    if (*list) {
        const struct sheet *sheet = request_sheet(request, document, page, answer);
        if (answer->waits)
            return TRUE;
        if (!take_words(sheet, list, quote, boxes)) {
            g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "%s",
                        serve_say(server->language, "The page has been read otherwise since; mark "
                                                    "the words again."));
            return FALSE;
        }
    }
    /* Words written over those that were marked are the reviewer's; the place stays. */
    const struct review_missed missed = {.document = document,
                                         .page = page,
                                         .predicate = (char *)request_field(request, "predicate"),
                                         .quote = *given ? given : quote->str,
                                         .value = (char *)request_field(request, "value"),
                                         .note = (char *)request_field(request, "note"),
                                         .boxes = (const struct review_box *)(gpointer)boxes->data,
                                         .n_boxes = boxes->len};
    if (!find_by(server, queue, &by, error) ||
        !review_miss(server->database, &missed, &by, NULL, error))
        return FALSE;
    answer->location = fact ? serve_address(queue, "/fact/%" G_GINT64_FORMAT "?page=%u", fact, page)
                            : serve_address(queue, "/page/%" G_GINT64_FORMAT "/%u", document, page);
    return TRUE;
}

gboolean
serve_miss(struct request *request, struct answer *answer, GError **error)
{
    struct queue queue = request_queue(request);
    gboolean good = miss(request, &queue, answer, error);
    queue_clear(&queue);
    return good;
}

/* ---- pages read through, and undo ------------------------------------------------------------ */

/* The next page of a sample that this reviewer has not read through; the queue where there is none.
 * NULL with an error. */
static char *
next_page(struct server *server, const struct queue *queue, gint64 sample, GError **error)
{
    struct query query = query_new(
        &server->report,
        "SELECT draw.document, draw.page FROM draw WHERE draw.sample = ?1 AND draw.fact IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM reading WHERE reading.document = draw.document AND "
        "reading.page = draw.page AND reading.reviewer = ?2 AND NOT EXISTS (SELECT 1 FROM "
        "withdrawal WHERE withdrawal.reading = reading.id)) ORDER BY draw.n LIMIT 1");
    char *address = NULL;
    if (query.good) {
        sqlite3_bind_int64(query.row, 1, sample);
        sqlite3_bind_text(query.row, 2, server->reviewer, -1, SQLITE_STATIC);
    }
    if (query_next(&query)) {
        gint64 document = sqlite3_column_int64(query.row, 0);
        address = serve_address(queue, "/page/%" G_GINT64_FORMAT "/%d", document,
                                sqlite3_column_int(query.row, 1));
    }
    if (!query_end(&query, error))
        g_clear_pointer(&address, g_free);
    else if (!address)
        address = serve_address(queue, "/?end=1");
    return address;
}

gboolean
serve_read(struct request *request, struct answer *answer, GError **error)
{
    struct queue queue = request_queue(request);
    struct review_by by;
    gint64 document = request_number(request, "document");
    guint page = (guint)MIN(request_number(request, "page"), (gint64)G_MAXINT);
    gboolean good = find_by(request->server, &queue, &by, error) &&
                    review_read(request->server->database, document, page, &by, NULL, error);
    if (good)
        answer->location =
            by.sample ? next_page(request->server, &queue, by.sample, error)
                      : serve_address(&queue, "/page/%" G_GINT64_FORMAT "/%u", document, page);
    queue_clear(&queue);
    return good && answer->location;
}

gboolean
serve_undo(struct request *request, struct answer *answer, GError **error)
{
    struct queue queue = request_queue(request);
    struct review_undone undone = {0};
    const struct review_by by = {.reviewer = request->server->reviewer};
    gboolean good = review_undo(request->server->database, &by, &undone, error);
    if (good)
        answer->location = undone.fact
                               ? serve_address(&queue, "/fact/%" G_GINT64_FORMAT, undone.fact)
                           : undone.document && undone.page
                               ? serve_address(&queue, "/page/%" G_GINT64_FORMAT "/%u",
                                               undone.document, undone.page)
                               : serve_address(&queue, "/");
    queue_clear(&queue);
    return good;
}
