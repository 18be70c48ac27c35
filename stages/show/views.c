/* The row views; FACTS.md names their columns and pipeline/README.md says where it is. */
#include "views.h"

#include <string.h>

static const char *const mention_columns[] = {
    "document", "id",         "type",  "text", "value",    "attrs", "page", "line", "column",
    "end_line", "end_column", "start", "end",  "sentence", "cert",  "rule", NULL};
static const char *const fact_columns[] = {
    "document", "id",   "predicate", "subject", "object", "qualifiers", "evidence",
    "page",     "line", "column",    "cert",    "rule",   NULL};
static const char *const document_columns[] = {"document", "sha256", "state",  "pages", "title",
                                               "issued",   "stages", "issues", NULL};
static const char *const sentence_columns[] = {"document", "id", "page", "line", "text", NULL};
static const char *const coverage_columns[] = {"document", "page", "class", "characters", NULL};
static const char *const word_columns[] = {"document", "page", "text", "confidence", "x0",
                                           "y0",       "x1",   "y1",   NULL};

static const struct view views[] = {
    {"mentions", mention_columns, view_mentions},
    {"facts", fact_columns, view_facts},
    {"documents", document_columns, view_documents},
    {"sentences", sentence_columns, view_sentences},
    {"coverage", coverage_columns, view_coverage},
    {"words", word_columns, view_words},
    {"text", NULL, view_text},
    {"source", NULL, view_source},
};

const struct view *
view_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(views); i++) {
        if (strcmp(views[i].name, name) == 0)
            return &views[i];
    }
    return NULL;
}

static const char *
printed(struct document *document, const struct cpr_mask *mask, struct span span)
{
    return cpr_mask_text(mask, document->arena, document_printed(document, span));
}

void
view_path(struct show *show, const struct document *document)
{
    g_autofree char *path =
        show->show_cpr ? g_strdup(document->path) : cpr_mask_copy(document->path);
    rows_text(show->rows, path);
}

const char *
view_term(struct document *document, const struct cpr_mask *mask, const struct term *term)
{
    return cpr_mask_text(mask, document->arena, term_string(document, term));
}

const char *
view_qualifiers(struct document *document, const struct cpr_mask *mask, const struct fact *fact)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < fact->n_qualifiers; i++) {
        const struct qualifier *qualifier = &fact->qualifiers[i];
        g_autofree char *value = g_strdelimit(g_strdup(qualifier->value), ";", ',');
        g_string_append_printf(out, "%s%s=%s", i ? ";" : "", qualifier->name, value);
    }
    return cpr_mask_text(mask, document->arena, arena_strndup(document->arena, out->str, out->len));
}

/* "s12", or nothing where no sentence is. */
static void
sentence_cell(struct show *show, const struct document *document, struct span span)
{
    char id[16] = "";
    int sentence = document_sentence_at(document, span.start);
    if (sentence >= 0)
        g_snprintf(id, sizeof id, "s%d", sentence + 1);
    rows_text(show->rows, id);
}

static void
id_cell(struct show *show, char kind, guint index)
{
    char id[16];
    g_snprintf(id, sizeof id, "%c%u", kind, index + 1);
    rows_text(show->rows, id);
}

void
view_mentions(struct show *show, struct document *document, const struct cpr_mask *mask)
{
    struct offset_counter counter = {0};
    for (guint i = 0; i < document->mentions->len; i++) {
        const struct mention *mention = document_mention(document, i);
        struct span span = mention->span;
        struct place place = document_place(document, span);
        gsize start = document_offset(document, &counter, span.start);
        glong length =
            g_utf8_strlen(document->text->str + span.start, (gssize)(span.end - span.start));
        if (mention->type == MENTION_CPR && !show->show_cpr)
            continue;
        view_path(show, document);
        id_cell(show, 'm', i);
        rows_text(show->rows, mention_type_name(mention->type));
        rows_text(show->rows, printed(document, mask, span));
        rows_text(show->rows, cpr_mask_text(mask, document->arena, mention->value));
        rows_text(show->rows, mention->attrs);
        rows_number(show->rows, place.page);
        rows_number(show->rows, place.line);
        rows_number(show->rows, place.column);
        rows_number(show->rows, place.end_line);
        rows_number(show->rows, place.end_column);
        rows_number(show->rows, (gint64)start);
        rows_number(show->rows, (gint64)start + length);
        sentence_cell(show, document, span);
        rows_text(show->rows, cert_name(mention->cert));
        rows_text(show->rows, mention->rule);
        rows_end(show->rows);
    }
}

/* The words that show a fact, several joined by " … ". */
static const char *
evidence_text(struct document *document, const struct cpr_mask *mask, const struct fact *fact)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < fact->n_evidence; i++) {
        const struct evidence *evidence = &fact->evidence[i];
        struct span span = evidence->is_mention
                               ? document_mention(document, evidence->index)->span
                               : document_sentence(document, evidence->index)->span;
        if (i)
            g_string_append(out, " … ");
        g_string_append(out, document_printed(document, span));
    }
    return cpr_mask_text(mask, document->arena, arena_strndup(document->arena, out->str, out->len));
}

void
view_facts(struct show *show, struct document *document, const struct cpr_mask *mask)
{
    for (guint i = 0; i < document->facts->len; i++) {
        const struct fact *fact = document_fact(document, i);
        struct place place = document_place(document, fact_span(document, fact));
        view_path(show, document);
        id_cell(show, 'f', i);
        rows_text(show->rows, predicate_name(fact->predicate));
        rows_text(show->rows, view_term(document, mask, &fact->subject));
        rows_text(show->rows, view_term(document, mask, &fact->object));
        rows_text(show->rows, view_qualifiers(document, mask, fact));
        rows_text(show->rows, evidence_text(document, mask, fact));
        rows_number(show->rows, place.page);
        rows_number(show->rows, place.line);
        rows_number(show->rows, place.column);
        rows_text(show->rows, cert_name(fact->cert));
        rows_text(show->rows, fact->rule);
        rows_end(show->rows);
    }
}

/* What the paper says of itself: the object of its first fact of a predicate, "" without one. */
static const char *
own_fact(struct document *document, const struct cpr_mask *mask, enum predicate predicate)
{
    for (guint i = 0; i < document->facts->len; i++) {
        const struct fact *fact = document_fact(document, i);
        if (fact->predicate != predicate || fact->subject.kind != TERM_DOCUMENT)
            continue;
        const char *text = fact->object.kind == TERM_TEXT ? fact->object.text
                           : fact->object.kind == TERM_MENTION
                               ? document_mention(document, fact->object.mention)->value
                               : "";
        return cpr_mask_text(mask, document->arena, text);
    }
    return "";
}

static void
stages_cell(struct show *show, const struct document *document)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < document->applications->len; i++) {
        const struct application *application =
            &g_array_index(document->applications, struct application, i);
        g_string_append_printf(out, "%s%s", i ? " " : "", application->name);
    }
    rows_text(show->rows, out->str);
}

static void
issues_cell(struct show *show, struct document *document, const struct cpr_mask *mask)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < document->issues->len; i++) {
        const struct issue *issue = &g_array_index(document->issues, struct issue, i);
        g_string_append_printf(out, "%s%s: ", i ? "; " : "", issue->tag);
        if (issue->page)
            g_string_append_printf(out, "page %u: ", issue->page);
        g_string_append(out, issue->text);
    }
    rows_text(show->rows, cpr_mask_text(mask, document->arena, out->str));
}

void
view_documents(struct show *show, struct document *document, const struct cpr_mask *mask)
{
    view_path(show, document);
    rows_text(show->rows, document->sha256);
    rows_text(show->rows, document_state_name(document->state));
    rows_number(show->rows, document->pages->len);
    rows_text(show->rows, own_fact(document, mask, PREDICATE_TITLE));
    rows_text(show->rows, own_fact(document, mask, PREDICATE_ISSUED));
    stages_cell(show, document);
    issues_cell(show, document, mask);
    rows_end(show->rows);
}

void
view_sentences(struct show *show, struct document *document, const struct cpr_mask *mask)
{
    for (guint i = 0; i < document->sentences->len; i++) {
        struct span span = document_sentence(document, i)->span;
        struct place place = document_place(document, span);
        view_path(show, document);
        id_cell(show, 's', i);
        rows_number(show->rows, place.page);
        rows_number(show->rows, place.line);
        rows_text(show->rows, printed(document, mask, span));
        rows_end(show->rows);
    }
}
