/* The rows of one document. Every text goes through the mask of persons' numbers. */
#include "cpr.h"
#include "database-private.h"
#include "values.h"

#include <string.h>

/* What the functions here pass on to each other. */
struct writer {
    struct database *database;
    struct document *document;
    struct cpr_mask *mask;
    gint64 id;
    const char *municipality;
    gint64 *names;                             /* of each mention: name.id or 0 */
    gsize *mention_offsets, *sentence_offsets; /* code points before each */
    guint issues;
    GHashTable *keys; /* of the facts so far */
};

static const char *
masked(struct writer *writer, const char *text)
{
    return cpr_mask_text(writer->mask, writer->document->arena, text);
}

static const char *
printed(struct writer *writer, struct span span)
{
    return masked(writer, document_printed(writer->document, span));
}

static void
put_number_or_null(struct statement *statement, gint64 number)
{
    if (number)
        put_number(statement, number);
    else
        put_null(statement);
}

/* Text that is NULL where it is empty. */
static void
put_filled(struct statement *statement, const char *text)
{
    if (text && *text)
        put_text(statement, text);
    else
        put_null(statement);
}

static void
put_place(struct statement *statement, const struct place *place)
{
    put_number(statement, place->page);
    put_number(statement, place->line);
    put_number(statement, place->column);
    put_number(statement, place->end_page);
    put_number(statement, place->end_line);
    put_number(statement, place->end_column);
}

/* ---- issues -------------------------------------------------------------------------------- */

static gboolean
issue_row(struct writer *writer, const char *tag, guint page, const char *text, GError **error)
{
    struct statement statement = statement_of(
        writer->database, "INSERT INTO issue (document, n, tag, page, text) VALUES (?, ?, ?, ?, ?)",
        "writing an issue");
    put_number(&statement, writer->id);
    put_number(&statement, ++writer->issues);
    put_text(&statement, tag);
    put_number(&statement, page);
    put_text(&statement, masked(writer, text));
    return statement_run(&statement, error);
}

/* Persons' numbers leave no row of their own: an issue says on which page how many stand. */
static gboolean
cpr_issues(struct writer *writer, GError **error)
{
    guint page = 0, n = 0;
    for (guint i = 0; i <= writer->document->mentions->len; i++) {
        gboolean end = i == writer->document->mentions->len;
        const struct mention *mention = end ? NULL : document_mention(writer->document, i);
        if (!end && mention->type != MENTION_CPR)
            continue;
        guint at = end ? 0 : document_place(writer->document, mention->span).page;
        if (n && (end || at != page)) {
            g_autofree char *text = g_strdup_printf("%u persons' numbers, not kept", n);
            if (!issue_row(writer, "cpr", page, text, error))
                return FALSE;
            n = 0;
        }
        page = at;
        n++;
    }
    return TRUE;
}

static gboolean
write_issues(struct writer *writer, GError **error)
{
    for (guint i = 0; i < writer->document->issues->len; i++) {
        const struct issue *issue = &g_array_index(writer->document->issues, struct issue, i);
        if (!issue_row(writer, issue->tag, issue->page, issue->text, error))
            return FALSE;
    }
    return cpr_issues(writer, error);
}

/* ---- mentions ------------------------------------------------------------------------------ */

/* Money in øre, for amounts in kroner. */
static void
put_ore(struct statement *statement, struct document *document, const struct mention *mention)
{
    gint64 min, max;
    const char *currency = attrs_get(document->arena, mention->attrs, "currency");
    if (mention->type == MENTION_AMOUNT && (!currency || strcmp(currency, "DKK") == 0) &&
        value_ore(mention->value, &min, &max)) {
        put_number(statement, min);
        put_number(statement, max);
    } else {
        put_null(statement);
        put_null(statement);
    }
}

static gsize
points_in(const struct document *document, struct span span)
{
    return (gsize)g_utf8_strlen(document->text->str + span.start, (gssize)(span.end - span.start));
}

static gboolean
mention_row(struct writer *writer, guint i, GError **error)
{
    struct document *document = writer->document;
    const struct mention *mention = document_mention(document, i);
    struct place place = document_place(document, mention->span);
    struct statement statement = statement_of(
        writer->database,
        "INSERT INTO mention (document, n, type, text, value, attrs, page, line, column, end_page, "
        "end_line, end_column, start_offset, end_offset, sentence, cert, rule, amount_min_ore, "
        "amount_max_ore, earliest, latest, name) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "writing a mention");
    put_number(&statement, writer->id);
    put_number(&statement, (gint64)i + 1);
    put_text(&statement, mention_type_name(mention->type));
    put_text(&statement, printed(writer, mention->span));
    put_text(&statement, masked(writer, mention->value));
    put_text(&statement, mention->attrs);
    put_place(&statement, &place);
    put_number(&statement, (gint64)writer->mention_offsets[i]);
    put_number(&statement,
               (gint64)(writer->mention_offsets[i] + points_in(document, mention->span)));
    put_number_or_null(&statement, document_sentence_at(document, mention->span.start) + 1);
    put_text(&statement, cert_name(mention->cert));
    put_text(&statement, mention->rule);
    put_ore(&statement, document, mention);
    put_filled(&statement, mention->earliest);
    put_filled(&statement, mention->latest);
    put_number_or_null(&statement, writer->names[i]);
    return statement_run(&statement, error);
}

static gboolean
write_mentions(struct writer *writer, GError **error)
{
    struct document *document = writer->document;
    for (guint i = 0; i < document->mentions->len; i++) {
        const struct mention *mention = document_mention(document, i);
        if (mention->type == MENTION_CPR)
            continue;
        if (!name_id(writer->database, document, mention, writer->municipality, &writer->names[i],
                     error) ||
            !mention_row(writer, i, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- facts --------------------------------------------------------------------------------- */

static const char *
qualifier(const struct fact *fact, const char *name)
{
    for (guint i = 0; i < fact->n_qualifiers; i++) {
        if (strcmp(fact->qualifiers[i].name, name) == 0)
            return fact->qualifiers[i].value;
    }
    return NULL;
}

/* The qualifiers as akt-show prints them. */
static const char *
qualifiers_text(struct writer *writer, const struct fact *fact)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < fact->n_qualifiers; i++) {
        g_autofree char *value = g_strdelimit(g_strdup(fact->qualifiers[i].value), ";", ',');
        g_string_append_printf(out, "%s%s=%s", i ? ";" : "", fact->qualifiers[i].name, value);
    }
    return masked(writer, arena_strndup(writer->document->arena, out->str, out->len));
}

/* Type, value, mention and name of a subject or object. */
static void
put_term(struct statement *statement, struct writer *writer, const struct term *term)
{
    if (term->kind != TERM_MENTION) {
        gboolean is_text = term->kind == TERM_TEXT;
        put_text(statement, is_text ? "text" : "document");
        put_text(statement, is_text ? masked(writer, term->text) : "this");
        put_null(statement);
        put_null(statement);
        return;
    }
    const struct mention *mention = document_mention(writer->document, term->mention);
    put_text(statement, mention_type_name(mention->type));
    put_text(statement, masked(writer, mention->value));
    put_number_or_null(statement, mention->type == MENTION_CPR ? 0 : (gint64)term->mention + 1);
    put_number_or_null(statement, writer->names[term->mention]);
}

/* A time qualifier and its days. Borrows the caller's buffers until the statement is run. */
static void
put_time(struct statement *statement, const char *value, char from[DAY_SIZE], char to[DAY_SIZE])
{
    from[0] = to[0] = '\0';
    put_text(statement, value);
    if (value)
        value_days(value, from, to);
    put_filled(statement, from);
    put_filled(statement, to);
}

/* The object as money and as days. */
static void
put_object_values(struct statement *statement, struct writer *writer, const struct term *object)
{
    if (object->kind != TERM_MENTION) {
        for (guint i = 0; i < 4; i++)
            put_null(statement);
        return;
    }
    const struct mention *mention = document_mention(writer->document, object->mention);
    put_ore(statement, writer->document, mention);
    put_filled(statement, mention->earliest);
    put_filled(statement, mention->latest);
}

static struct key_place
place_of(const struct writer *writer, struct span span)
{
    struct place place = document_place(writer->document, span);
    return (struct key_place){place.page, place.line, place.column};
}

static void
key_of(struct writer *writer, const struct fact *fact, char ret_key[KEY_SIZE])
{
    const struct term *subject = &fact->subject, *object = &fact->object;
    struct span span = object->kind == TERM_MENTION
                           ? document_mention(writer->document, object->mention)->span
                           : fact_span(writer->document, fact);
    struct key_place at = place_of(writer, span), of = {0};
    if (subject->kind == TERM_MENTION)
        of = place_of(writer, document_mention(writer->document, subject->mention)->span);
    fact_key(writer->keys, predicate_name(fact->predicate), fact->rule, &at, &of, ret_key);
}

static gboolean
fact_row(struct writer *writer, guint i, GError **error)
{
    static const char *const names[] = {"per",     "source", "grantor",   "recipient",
                                        "approx",  "of",     "committee", "item",
                                        "verdict", "by",     "note"};
    const struct fact *fact = document_fact(writer->document, i);
    char days[4][DAY_SIZE], key[KEY_SIZE];
    struct statement statement = statement_of(
        writer->database,
        "INSERT INTO fact (document, n, predicate, subject_type, subject, subject_mention, "
        "subject_name, object_type, object, object_mention, object_name, qualifiers, status, "
        "period, period_from, period_to, date, date_from, date_to, per, source, grantor, "
        "recipient, approx, \"of\", committee, item, verdict, \"by\", note, amount_min_ore, "
        "amount_max_ore, earliest, latest, cert, rule, key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "writing a fact");
    put_number(&statement, writer->id);
    put_number(&statement, (gint64)i + 1);
    put_text(&statement, predicate_name(fact->predicate));
    put_term(&statement, writer, &fact->subject);
    put_term(&statement, writer, &fact->object);
    put_text(&statement, qualifiers_text(writer, fact));
    put_text(&statement, qualifier(fact, "status"));
    put_time(&statement, qualifier(fact, "period"), days[0], days[1]);
    put_time(&statement, qualifier(fact, "date"), days[2], days[3]);
    for (guint q = 0; q < G_N_ELEMENTS(names); q++) {
        const char *value = qualifier(fact, names[q]);
        put_text(&statement, value ? masked(writer, value) : NULL);
    }
    put_object_values(&statement, writer, &fact->object);
    put_text(&statement, cert_name(fact->cert));
    put_text(&statement, fact->rule);
    key_of(writer, fact, key);
    put_text(&statement, key);
    return statement_run(&statement, error);
}

static gboolean
evidence_row(struct writer *writer, gint64 fact, guint n, const struct evidence *evidence,
             GError **error)
{
    struct document *document = writer->document;
    struct span span = evidence->is_mention ? document_mention(document, evidence->index)->span
                                            : document_sentence(document, evidence->index)->span;
    struct place place = document_place(document, span);
    gsize start = evidence->is_mention ? writer->mention_offsets[evidence->index]
                                       : writer->sentence_offsets[evidence->index];
    struct statement statement = statement_of(
        writer->database,
        "INSERT INTO evidence (fact, n, sentence, mention, text, page, line, column, end_page, "
        "end_line, end_column, start_offset, end_offset) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "writing evidence");
    put_number(&statement, fact);
    put_number(&statement, n);
    put_number_or_null(&statement, evidence->is_mention ? 0 : (gint64)evidence->index + 1);
    put_number_or_null(&statement, evidence->is_mention ? (gint64)evidence->index + 1 : 0);
    put_text(&statement, printed(writer, span));
    put_place(&statement, &place);
    put_number(&statement, (gint64)start);
    put_number(&statement, (gint64)(start + points_in(document, span)));
    return statement_run(&statement, error);
}

/* An announced sum is a check of its own. */
static gboolean
sum_check_row(struct writer *writer, gint64 id, const struct fact *fact, GError **error)
{
    static const double scores[] = {[CERT_HIGH] = 1.0, [CERT_MEDIUM] = 0.75, [CERT_LOW] = 0.5};
    const char *verdict = qualifier(fact, "verdict");
    struct statement statement =
        statement_of(writer->database,
                     "INSERT INTO \"check\" (kind, fact, verdict, difference, score, reason) "
                     "VALUES ('sum', ?, ?, ?, ?, ?)",
                     "writing a check");
    put_number(&statement, id);
    put_text(&statement, verdict ? verdict : "unverified");
    put_text(&statement, qualifier(fact, "by"));
    sqlite3_bind_double(statement.handle, ++statement.at, scores[fact->cert]);
    put_text(&statement, fact->object.kind == TERM_TEXT ? masked(writer, fact->object.text) : "");
    return statement_run(&statement, error);
}

static gboolean
write_facts(struct writer *writer, GError **error)
{
    for (guint i = 0; i < writer->document->facts->len; i++) {
        const struct fact *fact = document_fact(writer->document, i);
        if (!fact_row(writer, i, error))
            return FALSE;
        gint64 id = sqlite3_last_insert_rowid(writer->database->handle);
        for (guint e = 0; e < fact->n_evidence; e++) {
            if (!evidence_row(writer, id, e + 1, &fact->evidence[e], error))
                return FALSE;
        }
        if (fact->predicate == PREDICATE_SUM_CHECK && !sum_check_row(writer, id, fact, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- the whole ----------------------------------------------------------------------------- */

/* Code points before each mention and sentence: both stand in document order. */
static void
count_offsets(struct writer *writer)
{
    struct document *document = writer->document;
    struct offset_counter mentions = {0}, sentences = {0};
    for (guint i = 0; i < document->mentions->len; i++)
        writer->mention_offsets[i] =
            document_offset(document, &mentions, document_mention(document, i)->span.start);
    for (guint i = 0; i < document->sentences->len; i++)
        writer->sentence_offsets[i] =
            document_offset(document, &sentences, document_sentence(document, i)->span.start);
}

gboolean
rows_write(struct database *database, struct document *document, gint64 id,
           const char *municipality, GError **error)
{
    g_autoptr(cpr_mask) mask = cpr_mask_new(document);
    g_autofree gint64 *names = g_new0(gint64, document->mentions->len + 1);
    g_autofree gsize *of_mentions = g_new0(gsize, document->mentions->len + 1);
    g_autofree gsize *of_sentences = g_new0(gsize, document->sentences->len + 1);
    g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    struct writer writer = {.database = database,
                            .document = document,
                            .mask = mask,
                            .id = id,
                            .municipality = municipality,
                            .names = names,
                            .mention_offsets = of_mentions,
                            .sentence_offsets = of_sentences,
                            .keys = keys};
    count_offsets(&writer);
    return write_issues(&writer, error) && pages_write(database, document, id, error) &&
           write_mentions(&writer, error) &&
           renamings_write(database, document, id, names, error) && write_facts(&writer, error);
}

/* The names of the paper, and those that it writes as a short form of others, are looked at anew by
 * link: it will not find them by the paper any more. */
#define NAMES_ANEW                                                                             \
    "UPDATE name SET compared = 2 WHERE compared = 1 AND id IN "                               \
    "(SELECT name FROM mention WHERE document = ?1 AND name IS NOT NULL UNION "                \
    "SELECT short.id FROM mention JOIN name AS short ON short.kind = mention.type "            \
    "AND short.value = mention.text WHERE mention.document = ?1 AND mention.name IS NOT NULL " \
    "AND mention.text <> mention.value)"

gboolean
rows_clear(struct database *database, gint64 id, GError **error)
{
    static const char *const deletes[] = {NAMES_ANEW, "DELETE FROM fact WHERE document = ?",
                                          "DELETE FROM renaming WHERE document = ?",
                                          "DELETE FROM mention WHERE document = ?",
                                          "DELETE FROM issue WHERE document = ?"};
    for (guint i = 0; i < G_N_ELEMENTS(deletes); i++) {
        struct statement statement =
            statement_of(database, deletes[i], "taking an earlier reading away");
        put_number(&statement, id);
        if (!statement_run(&statement, error))
            return FALSE;
    }
    return TRUE;
}
