#include "check-private.h"
#include "cpr.h"
#include "tei.h"

#include <string.h>

/* A paper being checked. */
struct checked {
    struct checker *checker;
    struct document *document; /* from the kept line */
    struct cpr_mask *mask;
    gint64 id;
    char *path;
    gsize *mention_offsets, *sentence_offsets; /* code points before each */
};

/* ---- words ----------------------------------------------------------------------------------- */

static const char *
masked(struct checked *checked, const char *text)
{
    return cpr_mask_text(checked->mask, checked->document->arena, text);
}

/* Whether a row with text, start_offset, end_offset, page, line, column in columns 1 to 6 says what
 * stands at the span. */
static gboolean
says_span(struct checked *checked, sqlite3_stmt *row, struct span span, gsize start)
{
    struct document *document = checked->document;
    struct place place = document_place(document, span);
    gsize points =
        (gsize)g_utf8_strlen(document->text->str + span.start, (gssize)(span.end - span.start));
    return strcmp(column_text(row, 1), masked(checked, document_printed(document, span))) == 0 &&
           sqlite3_column_int64(row, 2) == (gint64)start &&
           sqlite3_column_int64(row, 3) == (gint64)(start + points) &&
           sqlite3_column_int64(row, 4) == place.page &&
           sqlite3_column_int64(row, 5) == place.line &&
           sqlite3_column_int64(row, 6) == place.column;
}

static gboolean
check_mentions(struct checked *checked, GError **error)
{
    struct document *document = checked->document;
    guint rows = 0, wanted = 0;
    gboolean row;
    for (guint i = 0; i < document->mentions->len; i++)
        wanted += document_mention(document, i)->type != MENTION_CPR;
    struct statement statement =
        statement_of(checked->checker->database,
                     "SELECT n, text, start_offset, end_offset, page, line, column, type, value "
                     "FROM mention WHERE document = ? ORDER BY n",
                     "reading mentions");
    put_number(&statement, checked->id);
    for (;; rows++) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            break;
        sqlite3_stmt *handle = statement.handle;
        gint64 n = sqlite3_column_int64(handle, 0);
        const struct mention *mention =
            n >= 1 && n <= document->mentions->len ? document_mention(document, n - 1) : NULL;
        if (!mention || strcmp(mention_type_name(mention->type), column_text(handle, 7)) != 0 ||
            strcmp(masked(checked, mention->value), column_text(handle, 8)) != 0 ||
            !says_span(checked, handle, mention->span, checked->mention_offsets[n - 1]))
            check_say(checked->checker, checked->path, (guint)sqlite3_column_int64(handle, 4),
                      "mention %" G_GINT64_FORMAT " is not what the kept line says", n);
    }
    if (rows != wanted)
        check_say(checked->checker, checked->path, 0, "%u mentions, the kept line has %u", rows,
                  wanted);
    return TRUE;
}

static gboolean
evidence_holds(struct checked *checked, sqlite3_stmt *row)
{
    struct document *document = checked->document;
    gint64 sentence = sqlite3_column_int64(row, 7), mention = sqlite3_column_int64(row, 8);
    if (mention > 0 && mention <= document->mentions->len)
        return says_span(checked, row, document_mention(document, mention - 1)->span,
                         checked->mention_offsets[mention - 1]);
    if (sentence > 0 && sentence <= document->sentences->len)
        return says_span(checked, row, document_sentence(document, sentence - 1)->span,
                         checked->sentence_offsets[sentence - 1]);
    return FALSE;
}

static gboolean
check_evidence(struct checked *checked, GError **error)
{
    gboolean row;
    struct statement statement =
        statement_of(checked->checker->database,
                     "SELECT fact.n, text, start_offset, end_offset, page, line, column, sentence, "
                     "mention FROM fact JOIN evidence ON evidence.fact = fact.id "
                     "WHERE document = ? ORDER BY fact.n, evidence.n",
                     "reading evidence");
    put_number(&statement, checked->id);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        if (!evidence_holds(checked, statement.handle))
            check_say(checked->checker, checked->path,
                      (guint)sqlite3_column_int64(statement.handle, 4),
                      "the evidence of fact f%s is not what the kept line says",
                      column_text(statement.handle, 0));
    }
}

static gboolean
check_pages(struct checked *checked, GError **error)
{
    g_autoptr(GPtrArray) texts = pages_texts(checked->document);
    gboolean row;
    guint rows = 0;
    struct statement statement =
        statement_of(checked->checker->database, "SELECT n, text_hash FROM page WHERE document = ?",
                     "reading pages");
    put_number(&statement, checked->id);
    for (;; rows++) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            break;
        gint64 n = sqlite3_column_int64(statement.handle, 0);
        if (n < 1 || n > texts->len ||
            text_hash(g_ptr_array_index(texts, n - 1)) != sqlite3_column_int64(statement.handle, 1))
            check_say(checked->checker, checked->path, (guint)n,
                      "the words of the page are not those of the kept line");
    }
    if (rows != texts->len)
        check_say(checked->checker, checked->path, 0, "%u pages, the kept line has %u", rows,
                  texts->len);
    return TRUE;
}

/* ---- persons' numbers ------------------------------------------------------------------------ */

/* A sign between two cells: no number goes over it. */
#define AND " || ' \xc2\xb6 ' || "

/* Page and texts of a paper. */
static const char *const own_texts[] = {
    "SELECT 0, title FROM document WHERE id = ?",
    "SELECT page, text FROM issue WHERE document = ?",
    "SELECT page, text" AND "value FROM mention WHERE document = ?",
    "SELECT 0, subject" AND "object" AND "qualifiers FROM fact WHERE document = ?",
    "SELECT page, text FROM fact JOIN evidence ON evidence.fact = fact.id WHERE document = ?",
    "SELECT 0, reason FROM fact JOIN \"check\" ON \"check\".fact = fact.id "
    "WHERE document = ? AND kind = 'sum'",
    "SELECT page, subject" AND "object" AND "qualifiers" AND "quote" AND "note" AND
    "coalesce(corrected, '') FROM verdict WHERE document = ?",
    "SELECT page, quote" AND "value" AND "note FROM missed WHERE document = ?",
};

static const char *const shared_texts[] = {
    "SELECT 0, value FROM name",
    "SELECT 0, name FROM entity",
    "SELECT 0, quote FROM renaming",
    "SELECT 0, committee FROM sidecar",
    "SELECT 0, meeting FROM sidecar",
    "SELECT 0, reviewer FROM verdict",
    "SELECT 0, reviewer FROM missed",
    "SELECT 0, reviewer FROM reading",
    "SELECT 0, path FROM location WHERE typeof(path) = 'text'",
};

static gboolean
check_texts(struct checker *checker, const struct cpr_mask *mask, const char *sql, gint64 id,
            const char *path, GError **error)
{
    gboolean row;
    struct statement statement = statement_of(checker->database, sql, "reading texts");
    g_autoptr(arena) arena = arena_new();
    if (id)
        put_number(&statement, id);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        const char *text = column_text(statement.handle, 1);
        if (cpr_mask_text(mask, arena, text) != text)
            check_say(checker, path, (guint)sqlite3_column_int64(statement.handle, 0),
                      "a person's number is kept: %s", cpr_mask_text(mask, arena, text));
    }
}

gboolean
check_shared(struct checker *checker, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(shared_texts); i++) {
        if (!check_texts(checker, NULL, shared_texts[i], 0, checker->database->path, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
check_numbers(struct checked *checked, const char *line, gsize length, GError **error)
{
    gsize masked_length;
    g_autofree char *hidden = cpr_mask_line(checked->mask, line, length, &masked_length);
    if (hidden)
        check_say(checked->checker, checked->path, 0, "a person's number is in the kept line");
    for (guint i = 0; i < G_N_ELEMENTS(own_texts); i++) {
        if (!check_texts(checked->checker, checked->mask, own_texts[i], checked->id, checked->path,
                         error))
            return FALSE;
    }
    return TRUE;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void
count_offsets(struct checked *checked)
{
    struct document *document = checked->document;
    struct offset_counter mentions = {0}, sentences = {0};
    checked->mention_offsets = g_new0(gsize, document->mentions->len + 1);
    checked->sentence_offsets = g_new0(gsize, document->sentences->len + 1);
    for (guint i = 0; i < document->mentions->len; i++)
        checked->mention_offsets[i] =
            document_offset(document, &mentions, document_mention(document, i)->span.start);
    for (guint i = 0; i < document->sentences->len; i++)
        checked->sentence_offsets[i] =
            document_offset(document, &sentences, document_sentence(document, i)->span.start);
}

static gboolean
check_document(struct checked *checked, const char *line, gsize length, GError **error)
{
    g_autoptr(cpr_mask) mask = cpr_mask_new(checked->document);
    checked->mask = mask;
    count_offsets(checked);
    gboolean ok = check_mentions(checked, error) && check_evidence(checked, error) &&
                  check_pages(checked, error) && check_numbers(checked, line, length, error);
    g_free(checked->mention_offsets);
    g_free(checked->sentence_offsets);
    return ok;
}

static gboolean
check_paper(struct checker *checker, struct tei_reader *reader, gint64 id, const char *path,
            GError **error)
{
    g_autoptr(GError) failed = NULL;
    g_autofree char *line = NULL, *name = g_strdup(path);
    gsize length = 0;
    if (!database_kept(checker->database, id, &line, &length, NULL, &failed)) {
        check_say(checker, name, 0, "%s", failed->message);
        return TRUE;
    }
    if (!line) /* said already */
        return TRUE;
    g_autoptr(document) document = tei_read(reader, line, length, &failed);
    if (!document) {
        check_say(checker, name, 0, "the kept line is none of ours: %s", failed->message);
        return TRUE;
    }
    struct checked checked = {.checker = checker, .document = document, .id = id, .path = name};
    return check_document(&checked, line, length, error);
}

gboolean
check_papers(struct checker *checker, GError **error)
{
    g_autoptr(tei_reader) reader = tei_reader_new();
    gboolean row;
    struct statement statement = statement_of(
        checker->database,
        "SELECT id, coalesce((SELECT min(path) FROM location WHERE document = document.id), '?') "
        "FROM document ORDER BY id",
        "reading documents");
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        if (!check_paper(checker, reader, sqlite3_column_int64(statement.handle, 0),
                         column_text(statement.handle, 1), error)) {
            statement_reset(&statement);
            return FALSE;
        }
    }
}
