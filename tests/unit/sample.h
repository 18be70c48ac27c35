/* Papers for the tests of show, load and link: paragraphs, mentions and facts as tables. */
#ifndef AKT_TEST_SAMPLE_H
#define AKT_TEST_SAMPLE_H

#include "annotation.h"
#include "builder.h"
#include "tei.h"

#include <string.h>

/* The first occurrence of the words is the mention; value NULL: the words. */
struct sample_mention {
    enum mention_type type;
    const char *words, *value, *attrs;
};

/* Terms as FACTS.md writes them; the evidence is the sentence that holds the words. */
struct sample_fact {
    enum predicate predicate;
    const char *subject, *object, *qualifiers, *words;
};

struct sample {
    const char *path;
    const char *const
        *paragraphs; /* NULL at the end; one beginning with '|' stands in the margin */
    const struct sample_mention *mentions; /* words NULL at the end */
    const struct sample_fact *facts;       /* subject NULL at the end */
};

static inline struct span
sample_span(const struct document *document, const char *words)
{
    const char *at = strstr(document->text->str, words);
    if (!at)
        g_error("the sample does not hold \"%s\"", words);
    gsize start = (gsize)(at - document->text->str);
    return (struct span){start, start + strlen(words)};
}

static inline struct term
sample_term(struct document *document, const char *text)
{
    if (strcmp(text, "document:this") == 0)
        return (struct term){.kind = TERM_DOCUMENT};
    if (g_str_has_prefix(text, "text:"))
        return (struct term){.kind = TERM_TEXT, .text = text + strlen("text:")};
    for (guint i = 0; i < document->mentions->len; i++) {
        struct term term = {.kind = TERM_MENTION, .mention = i};
        if (strcmp(term_string(document, &term), text) == 0)
            return term;
    }
    g_error("the sample mentions no %s", text);
}

static inline void
sample_add_fact(struct document *document, const struct sample_fact *sample)
{
    struct qualifier qualifiers[FACT_MAX_QUALIFIERS];
    guint n = 0;
    g_auto(GStrv) pairs = g_strsplit(sample->qualifiers ? sample->qualifiers : "", ";", -1);
    for (guint i = 0; pairs[i] && *pairs[i]; i++) {
        char *equals = strchr(pairs[i], '=');
        *equals = '\0';
        qualifiers[n++] = (struct qualifier){pairs[i], equals + 1};
    }
    int sentence = document_sentence_at(document, sample_span(document, sample->words).start);
    struct evidence evidence = {.is_mention = FALSE, .index = (guint)sentence};
    struct fact fact = {.predicate = sample->predicate,
                        .subject = sample_term(document, sample->subject),
                        .object = sample_term(document, sample->object),
                        .qualifiers = qualifiers,
                        .n_qualifiers = n,
                        .evidence = &evidence,
                        .n_evidence = 1,
                        .rule = "sample"};
    document_add_fact(document, &fact);
}

/* A paragraph a line of the original, a sentence each. Its SHA-256 is that of its words. */
static inline void
sample_body(struct document *document, const char *const *paragraphs)
{
    struct builder *builder = builder_new(document);
    struct page page = {.n = 1, .box = {0}};
    builder_page(builder, &page);
    for (guint i = 0; paragraphs[i]; i++) {
        gboolean margin = paragraphs[i][0] == '|';
        const char *words = paragraphs[i] + margin;
        struct line line = {.page = 1, .n = i + 1};
        builder_block(builder, margin ? BLOCK_MARGIN : BLOCK_PARAGRAPH, -1);
        builder_line(builder, &line, 0);
        builder_text(builder, words, strlen(words));
        builder_end_block(builder);
    }
    builder_free(builder);
    for (guint i = 0; i < document->blocks->len; i++) {
        struct sentence sentence = {document_block(document, i)->span, i};
        g_array_append_val(document->sentences, sentence);
    }
}

/* The days of a date that is one day, and of a period of years. */
static inline void
sample_days(struct document *document, struct mention *mention)
{
    gsize length = strlen(mention->value);
    if (mention->type == MENTION_DATE && length == 10)
        mention->earliest = mention->latest = mention->value;
    if (mention->type != MENTION_PERIOD || length != 9)
        return;
    g_autofree char *first = g_strdup_printf("%.4s-01-01", mention->value);
    g_autofree char *last = g_strdup_printf("%s-12-31", mention->value + 5);
    mention->earliest = arena_strdup(document->arena, first);
    mention->latest = arena_strdup(document->arena, last);
}

static inline struct document *
sample_document(const struct sample *sample)
{
    g_autofree char *all = g_strjoinv("\n", (char **)sample->paragraphs);
    g_autofree char *sha256 = g_compute_checksum_for_string(G_CHECKSUM_SHA256, all, -1);
    struct document *document = document_new(sample->path, sha256, MEDIA_TEXT);
    document->structured = TRUE;
    document_applied(document, "extract", "1.0", NULL);
    document_applied(document, "relate", "1.0", NULL);
    sample_body(document, sample->paragraphs);
    struct mention_set *set = mention_set_new(document);
    for (guint i = 0; sample->mentions && sample->mentions[i].words; i++) {
        const struct sample_mention *from = &sample->mentions[i];
        struct mention mention = {.type = from->type,
                                  .span = sample_span(document, from->words),
                                  .value = from->value ? from->value : from->words,
                                  .attrs = from->attrs ? from->attrs : "",
                                  .rule = "sample"};
        if (mention.type == MENTION_CPR)
            mention.value = "";
        sample_days(document, &mention);
        mention_set_add(set, &mention, 50);
    }
    mention_set_settle(set);
    mention_set_free(set);
    for (guint i = 0; sample->facts && sample->facts[i].subject; i++)
        sample_add_fact(document, &sample->facts[i]);
    return document;
}

/* Its line of the stream. Free with g_string_free(). */
static inline GString *
sample_line(struct document *document)
{
    GString *line = g_string_new(NULL);
    tei_write(document, line);
    return line;
}

#endif
