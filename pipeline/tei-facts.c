/* Facts: feature structures in <standOff>. */
#include "tei-read-private.h"

#include <string.h>

void
tei_start_fs(struct tei_reader *reader)
{
    const char *type = tei_get(reader, "type");
    memset(&reader->fact, 0, sizeof reader->fact);
    reader->has_subject = reader->has_object = FALSE;
    g_array_set_size(reader->evidence, 0);
    if (!type || !predicate_from_name(type, &reader->fact.predicate))
        tei_refuse(reader, "“%s” is no predicate", type ? type : "");
    else if (tei_check_id(reader, 'f', reader->document->facts->len))
        reader->fact.cert = tei_get_cert(reader);
}

/* A term from a pointer to a mention or the document. */
static gboolean
pointed_term(struct tei_reader *reader, const char *pointer, struct term *ret_term)
{
    if (*pointer++ != '#')
        return FALSE;
    if (!strcmp(pointer, document_id(reader->document))) {
        ret_term->kind = TERM_DOCUMENT;
        return TRUE;
    }
    ret_term->kind = TERM_MENTION;
    return tei_parse_id(pointer, 'm', &ret_term->mention) &&
           ret_term->mention < reader->document->mentions->len;
}

static gboolean
pointed_evidence(struct tei_reader *reader, const char *pointer)
{
    struct evidence evidence = {.is_mention = pointer[0] && pointer[1] == 'm'};
    const struct document *document = reader->document;
    guint limit = evidence.is_mention ? document->mentions->len : document->sentences->len;
    if (*pointer != '#' ||
        !tei_parse_id(pointer + 1, evidence.is_mention ? 'm' : 's', &evidence.index) ||
        evidence.index >= limit)
        return FALSE;
    g_array_append_val(reader->evidence, evidence);
    return TRUE;
}

void
tei_start_f(struct tei_reader *reader)
{
    const char *name = tei_get(reader, "name"), *pointer = tei_get(reader, "fVal");
    g_free(reader->feature);
    reader->feature = g_strdup(name ? name : "");
    if (!pointer)
        return;
    gboolean good = FALSE;
    if (!strcmp(reader->feature, "evidence"))
        good = pointed_evidence(reader, pointer);
    else if (!strcmp(reader->feature, "subject"))
        good = reader->has_subject = pointed_term(reader, pointer, &reader->fact.subject);
    else if (!strcmp(reader->feature, "object"))
        good = reader->has_object = pointed_term(reader, pointer, &reader->fact.object);
    if (!good)
        tei_refuse(reader, "%s points to “%s”, which is not there", reader->feature, pointer);
}

/* A feature with a literal: subject, object, rule or a qualifier. */
void
tei_literal_feature(struct tei_reader *reader, const char *value)
{
    struct arena *arena = reader->document->arena;
    struct fact *fact = &reader->fact;
    const char *copy = arena_strdup(arena, value);
    if (!strcmp(reader->feature, "subject")) {
        fact->subject = (struct term){.kind = TERM_TEXT, .text = copy};
        reader->has_subject = TRUE;
    } else if (!strcmp(reader->feature, "object")) {
        fact->object = (struct term){.kind = TERM_TEXT, .text = copy};
        reader->has_object = TRUE;
    } else if (!strcmp(reader->feature, "rule")) {
        fact->rule = copy;
    } else if (qualifier_is_known(reader->feature) && fact->n_qualifiers < FACT_MAX_QUALIFIERS) {
        struct qualifier *qualifier = &reader->qualifiers[fact->n_qualifiers++];
        qualifier->name = arena_strdup(arena, reader->feature);
        qualifier->value = copy;
    } else {
        tei_refuse(reader, "“%s” is no feature of a fact", reader->feature);
    }
}

void
tei_end_fs(struct tei_reader *reader)
{
    struct fact *fact = &reader->fact;
    if (!reader->has_subject || !reader->has_object || !fact->rule || !reader->evidence->len) {
        tei_refuse(reader, "a fact lacks its subject, object, evidence or rule");
        return;
    }
    fact->qualifiers = reader->qualifiers;
    fact->evidence = (const struct evidence *)(gpointer)reader->evidence->data;
    fact->n_evidence = reader->evidence->len;
    document_add_fact(reader->document, fact);
}
