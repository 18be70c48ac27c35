#include "rows.h"

#include "cpr.h"
#include "load/values.h"

#include <string.h>

#define PLACE_COLUMNS \
    "page", "line", "column", "end_page", "end_line", "end_column", "start_offset", "end_offset"

/* The columns of each kind, in the order in which rows are made below. */
static const char *const mention_columns[] = {
    "type", "text",           "value",          "attrs",    PLACE_COLUMNS, "sentence", "cert",
    "rule", "amount_min_ore", "amount_max_ore", "earliest", "latest",      NULL};
static const char *const fact_columns[] = {
    "predicate",   "subject_type", "subject",        "subject_mention",
    "object_type", "object",       "object_mention", "qualifiers",
    "status",      "period",       "date",           "per",
    "source",      "grantor",      "recipient",      "approx",
    "of",          "committee",    "item",           "verdict",
    "by",          "note",         "period_from",    "period_to",
    "date_from",   "date_to",      "amount_min_ore", "amount_max_ore",
    "earliest",    "latest",       "cert",           "rule",
    NULL};
static const char *const evidence_columns[] = {"sentence", "mention", "text", PLACE_COLUMNS, NULL};

static const struct {
    const char *const *columns;
    const char *from; /* what comes before and after the columns of a SELECT */
    const char *ids;
} kinds[N_ROW_KINDS] = {
    [ROW_MENTION] = {mention_columns, "FROM mention AS t WHERE t.document = ? ORDER BY t.n",
                     "t.id, t.n"},
    [ROW_FACT] = {fact_columns, "FROM fact AS t WHERE t.document = ? ORDER BY t.n", "t.id, t.n"},
    [ROW_EVIDENCE] = {evidence_columns,
                      "FROM evidence AS t JOIN fact ON fact.id = t.fact WHERE fact.document = ? "
                      "ORDER BY fact.n, t.n",
                      "t.fact, t.n"},
};

guint
row_width(enum row_kind kind)
{
    guint n = 0;
    while (kinds[kind].columns[n])
        n++;
    return n;
}

const char *
row_cell_name(enum row_kind kind, guint cell)
{
    return kinds[kind].columns[cell];
}

/* ---- from the database ----------------------------------------------------------------------- */

static void
row_free(gpointer data)
{
    struct row *row = data;
    for (guint i = 0; i < MAX_CELLS; i++)
        g_free(row->cells[i]);
    g_free(row);
}

static char *
select_sql(enum row_kind kind)
{
    GString *sql = g_string_new("SELECT ");
    g_string_append(sql, kinds[kind].ids);
    for (guint i = 0; kinds[kind].columns[i]; i++)
        g_string_append_printf(sql, ", t.\"%s\"", kinds[kind].columns[i]);
    g_string_append_printf(sql, " %s", kinds[kind].from);
    return g_string_free(sql, FALSE);
}

static gboolean
read_kind(struct database *database, gint64 document, enum row_kind kind, GPtrArray *rows,
          GError **error)
{
    g_autofree char *sql = select_sql(kind);
    sqlite3_stmt *statement = NULL;
    guint width = row_width(kind);
    int result = sqlite3_prepare_v2(database_handle(database), sql, -1, &statement, NULL);
    if (result == SQLITE_OK) {
        sqlite3_bind_int64(statement, 1, document);
        while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
            struct row *row = g_new0(struct row, 1);
            row->id = sqlite3_column_int64(statement, 0);
            row->n = (guint)CLAMP(sqlite3_column_int64(statement, 1), 0, G_MAXINT);
            for (guint i = 0; i < width; i++)
                row->cells[i] = g_strdup((const char *)sqlite3_column_text(statement, (int)i + 2));
            g_ptr_array_add(rows, row);
        }
    }
    if (result != SQLITE_DONE)
        database_error(database, "reading what it holds of a paper", error);
    sqlite3_finalize(statement);
    return result == SQLITE_DONE;
}

struct paper_rows *
paper_rows_read(struct database *database, gint64 document, GError **error)
{
    g_autoptr(paper_rows) rows = g_new0(struct paper_rows, 1);
    for (enum row_kind kind = 0; kind < N_ROW_KINDS; kind++)
        rows->of[kind] = g_ptr_array_new_with_free_func(row_free);
    for (enum row_kind kind = 0; kind < N_ROW_KINDS; kind++) {
        if (!read_kind(database, document, kind, rows->of[kind], error))
            return NULL;
    }
    return g_steal_pointer(&rows);
}

void
paper_rows_free(struct paper_rows *rows)
{
    if (!rows)
        return;
    for (enum row_kind kind = 0; kind < N_ROW_KINDS; kind++)
        g_ptr_array_unref(rows->of[kind]);
    g_free(rows);
}

/* ---- from a document ------------------------------------------------------------------------- */

struct row_maker {
    struct document *document;
    struct cpr_mask *mask;
    gsize *of_mentions, *of_sentences; /* code points before each */
};

struct row_maker *
row_maker_new(struct document *document)
{
    struct row_maker *maker = g_new0(struct row_maker, 1);
    struct offset_counter mentions = {0}, sentences = {0};
    maker->document = document;
    maker->mask = cpr_mask_new(document);
    maker->of_mentions = g_new0(gsize, document->mentions->len + 1);
    maker->of_sentences = g_new0(gsize, document->sentences->len + 1);
    for (guint i = 0; i < document->mentions->len; i++)
        maker->of_mentions[i] =
            document_offset(document, &mentions, document_mention(document, i)->span.start);
    for (guint i = 0; i < document->sentences->len; i++)
        maker->of_sentences[i] =
            document_offset(document, &sentences, document_sentence(document, i)->span.start);
    return maker;
}

void
row_maker_free(struct row_maker *maker)
{
    if (!maker)
        return;
    cpr_mask_free(maker->mask);
    g_free(maker->of_mentions);
    g_free(maker->of_sentences);
    g_free(maker);
}

/* Cells are added one after the other. */
struct cells {
    struct row_maker *maker;
    char **at;
};

static void
add(struct cells *cells, const char *text)
{
    struct arena *arena = cells->maker->document->arena;
    *cells->at++ = text ? (char *)cpr_mask_text(cells->maker->mask, arena, text) : NULL;
}

/* What no mask touches: numbers and days. */
static void
add_plain(struct cells *cells, const char *text)
{
    *cells->at++ = text && *text ? arena_strdup(cells->maker->document->arena, text) : NULL;
}

static void
add_number(struct cells *cells, gint64 number)
{
    *cells->at++ = arena_printf(cells->maker->document->arena, "%" G_GINT64_FORMAT, number);
}

/* A number that is NULL where it is 0. */
static void
add_index(struct cells *cells, gint64 number)
{
    if (number)
        add_number(cells, number);
    else
        *cells->at++ = NULL;
}

static void
add_place(struct cells *cells, struct span span, gsize start)
{
    const struct document *document = cells->maker->document;
    struct place place = document_place(document, span);
    const char *text = document->text->str + span.start;
    add_number(cells, place.page);
    add_number(cells, place.line);
    add_number(cells, place.column);
    add_number(cells, place.end_page);
    add_number(cells, place.end_line);
    add_number(cells, place.end_column);
    add_number(cells, (gint64)start);
    add_number(cells, (gint64)start + g_utf8_strlen(text, (gssize)(span.end - span.start)));
}

/* Money in øre, for amounts in kroner. */
static void
add_ore(struct cells *cells, const struct mention *mention)
{
    gint64 min, max;
    const char *currency =
        mention ? attrs_get(cells->maker->document->arena, mention->attrs, "currency") : NULL;
    if (mention && mention->type == MENTION_AMOUNT && (!currency || !strcmp(currency, "DKK")) &&
        value_ore(mention->value, &min, &max)) {
        add_number(cells, min);
        add_number(cells, max);
    } else {
        *cells->at++ = NULL;
        *cells->at++ = NULL;
    }
}

void
row_make_mention(struct row_maker *maker, guint i, struct row *row)
{
    struct document *document = maker->document;
    const struct mention *mention = document_mention(document, i);
    struct cells cells = {maker, row->cells};
    row->n = i + 1;
    add(&cells, mention_type_name(mention->type));
    add(&cells, document_printed(document, mention->span));
    add(&cells, mention->value);
    add(&cells, mention->attrs);
    add_place(&cells, mention->span, maker->of_mentions[i]);
    add_index(&cells, document_sentence_at(document, mention->span.start) + 1);
    add(&cells, cert_name(mention->cert));
    add(&cells, mention->rule);
    add_ore(&cells, mention);
    add_plain(&cells, mention->earliest);
    add_plain(&cells, mention->latest);
}

static const char *
qualifier(const struct fact *fact, const char *name)
{
    for (guint i = 0; i < fact->n_qualifiers; i++) {
        if (!strcmp(fact->qualifiers[i].name, name))
            return fact->qualifiers[i].value;
    }
    return NULL;
}

static void
add_term(struct cells *cells, const struct term *term)
{
    if (term->kind != TERM_MENTION) {
        gboolean is_text = term->kind == TERM_TEXT;
        add(cells, is_text ? "text" : "document");
        add(cells, is_text ? term->text : "this");
        add_index(cells, 0);
        return;
    }
    const struct mention *mention = document_mention(cells->maker->document, term->mention);
    add(cells, mention_type_name(mention->type));
    add(cells, mention->value);
    add_index(cells, mention->type == MENTION_CPR ? 0 : (gint64)term->mention + 1);
}

/* All qualifiers in one, as akt-show prints them. */
static void
add_qualifiers(struct cells *cells, const struct fact *fact)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < fact->n_qualifiers; i++) {
        g_autofree char *value = g_strdelimit(g_strdup(fact->qualifiers[i].value), ";", ',');
        g_string_append_printf(out, "%s%s=%s", i ? ";" : "", fact->qualifiers[i].name, value);
    }
    add(cells, arena_strndup(cells->maker->document->arena, out->str, out->len));
}

/* First and last day of a time qualifier. */
static void
add_days(struct cells *cells, const char *value)
{
    char from[DAY_SIZE] = "", to[DAY_SIZE] = "";
    if (value)
        value_days(value, from, to);
    add_plain(cells, from);
    add_plain(cells, to);
}

void
row_make_fact(struct row_maker *maker, guint i, struct row *row)
{
    static const char *const names[] = {"status",  "period",    "date",   "per", "source",
                                        "grantor", "recipient", "approx", "of",  "committee",
                                        "item",    "verdict",   "by",     "note"};
    const struct fact *fact = document_fact(maker->document, i);
    struct cells cells = {maker, row->cells};
    row->n = i + 1;
    add(&cells, predicate_name(fact->predicate));
    add_term(&cells, &fact->subject);
    add_term(&cells, &fact->object);
    add_qualifiers(&cells, fact);
    for (guint q = 0; q < G_N_ELEMENTS(names); q++)
        add(&cells, qualifier(fact, names[q]));
    add_days(&cells, qualifier(fact, "period"));
    add_days(&cells, qualifier(fact, "date"));
    const struct mention *object = fact->object.kind == TERM_MENTION
                                       ? document_mention(maker->document, fact->object.mention)
                                       : NULL;
    add_ore(&cells, object);
    add_plain(&cells, object ? object->earliest : NULL);
    add_plain(&cells, object ? object->latest : NULL);
    add(&cells, cert_name(fact->cert));
    add(&cells, fact->rule);
}

void
row_make_evidence(struct row_maker *maker, guint i, guint e, struct row *row)
{
    struct document *document = maker->document;
    const struct evidence *evidence = &document_fact(document, i)->evidence[e];
    struct span span = evidence->is_mention ? document_mention(document, evidence->index)->span
                                            : document_sentence(document, evidence->index)->span;
    struct cells cells = {maker, row->cells};
    row->n = e + 1;
    add_index(&cells, evidence->is_mention ? 0 : (gint64)evidence->index + 1);
    add_index(&cells, evidence->is_mention ? (gint64)evidence->index + 1 : 0);
    add(&cells, document_printed(document, span));
    add_place(&cells, span,
              evidence->is_mention ? maker->of_mentions[evidence->index]
                                   : maker->of_sentences[evidence->index]);
}

int
row_difference(enum row_kind kind, const struct row *a, const struct row *b)
{
    guint width = row_width(kind);
    for (guint i = 0; i < width; i++) {
        if (g_strcmp0(a->cells[i], b->cells[i]) != 0)
            return (int)i;
    }
    return -1;
}
