/* Who stays where mentions compete, attributes, and facts said twice. */
#include "annotation.h"
#include "builder.h"

#include <string.h>

static struct document *
make(const char *const *blocks)
{
    struct document *document = document_new("x.txt", "", MEDIA_TEXT);
    g_autoptr(builder) builder = builder_new(document);
    const struct page page = {.n = 1};
    builder_page(builder, &page);
    for (guint i = 0; blocks[i]; i++) {
        const struct line line = {.page = 1, .n = i + 1};
        builder_block(builder, BLOCK_PARAGRAPH, -1);
        builder_line(builder, &line, 0);
        builder_text(builder, blocks[i], strlen(blocks[i]));
    }
    return document;
}

static struct span
words(const struct document *document, const char *text)
{
    const char *at = strstr(document->text->str, text);
    g_assert_nonnull(at);
    gsize start = (gsize)(at - document->text->str);
    return (struct span){start, start + strlen(text)};
}

static gboolean
offer(struct mention_set *set, struct document *document, enum mention_type type, const char *text,
      const char *value, int weight)
{
    const struct mention mention = {
        .type = type, .span = words(document, text), .value = value, .rule = "test"};
    return mention_set_add(set, &mention, weight);
}

/* The settled mentions as "type:text;". */
static char *
settled(struct document *document)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < document->mentions->len; i++) {
        const struct mention *mention = document_mention(document, i);
        g_string_append_printf(out, "%s:%s;", mention_type_name(mention->type),
                               document_printed(document, mention->span));
    }
    return g_string_free(out, FALSE);
}

static void
test_compete(void)
{
    static const char *const blocks[] = {
        "perioden 2016-2019 i SUD 257/2009 om projekt Lys på Amager til 4 projekter", NULL};
    g_autoptr(document) document = make(blocks);
    g_autoptr(mention_set) set = mention_set_new(document);
    g_assert_true(offer(set, document, MENTION_DATE, "2016", "2016", 50));
    g_assert_true(offer(set, document, MENTION_PERIOD, "2016-2019", "2016/2019", 50));
    g_assert_true(offer(set, document, MENTION_CASE, "2016-2019", "2016-2019", 20));
    g_assert_true(offer(set, document, MENTION_CASE, "SUD 257/2009", "SUD 257/2009", 50));
    g_assert_true(offer(set, document, MENTION_DATE, "2009", "2009", 50));
    g_assert_true(offer(set, document, MENTION_PROJECT, "Lys på Amager", "Lys på Amager", 50));
    g_assert_true(offer(set, document, MENTION_PROJECT, "Lys", "Lys", 50));
    g_assert_true(offer(set, document, MENTION_PLACE, "Amager", "Amager", 50));
    g_assert_true(offer(set, document, MENTION_PLACE, "på Amager til", "på Amager til", 20));
    g_assert_true(offer(set, document, MENTION_COUNT, "4 projekter", "4", 50));
    mention_set_settle(set);
    g_autofree char *got = settled(document);
    g_assert_cmpstr(got, ==,
                    "period:2016-2019;case:SUD 257/2009;project:Lys på Amager;place:Amager;"
                    "count:4 projekter;");
}

/* A value its type cannot have, an empty span and one that is too long are passed over. */
static void
test_refused(void)
{
    g_autofree char *long_text = g_strnfill(MENTION_MAX_LENGTH + 1, 'x');
    const char *const blocks[] = {"12 mio. kr.", long_text, NULL};
    g_autoptr(document) document = make(blocks);
    g_autoptr(mention_set) set = mention_set_new(document);
    g_assert_false(offer(set, document, MENTION_AMOUNT, "12 mio. kr.", "12 mio.", 50));
    g_assert_false(offer(set, document, MENTION_AMOUNT, "12 mio. kr.", "", 50));
    g_assert_false(offer(set, document, MENTION_DATE, "12", "12 maj", 50));
    g_assert_false(offer(set, document, MENTION_PERSON, "", "Bo", 50));
    g_assert_false(offer(set, document, MENTION_PROJECT, long_text, "x", 50));
    g_assert_true(offer(set, document, MENTION_AMOUNT, "12 mio. kr.", "11500000/12500000", 50));
}

/* A span is widened to what cannot be cut, and blanks are taken off. */
static void
test_widened(void)
{
    static const char *const blocks[] = {"en \xEF\xAC\x81lm nu", NULL};
    g_autoptr(document) document = make(blocks);
    g_autoptr(mention_set) set = mention_set_new(document);
    const struct mention mention = {
        .type = MENTION_PROJECT, .span = {4, 8}, .value = "film", .rule = "test"};
    g_assert_true(mention_set_add(set, &mention, 50));
    mention_set_settle(set);
    g_autofree char *got = settled(document);
    g_assert_cmpstr(got, ==, "project:film;");
}

/* A sentence end never cuts a mention. */
static void
test_sentences(void)
{
    static const char *const blocks[] = {"Tre. Fire. Fem.", "Seks.", NULL};
    g_autoptr(document) document = make(blocks);
    const struct sentence sentences[] = {{{0, 4}, 0}, {{5, 10}, 0}, {{11, 15}, 0}, {{16, 21}, 1}};
    g_array_append_vals(document->sentences, sentences, G_N_ELEMENTS(sentences));
    g_autoptr(mention_set) set = mention_set_new(document);
    g_assert_true(offer(set, document, MENTION_ORGANISATION, "Fire. Fem", "Fire. Fem", 50));
    mention_set_settle(set);
    g_assert_cmpuint(document->sentences->len, ==, 3);
    g_assert_cmpuint(document_sentence(document, 1)->span.start, ==, 5);
    g_assert_cmpuint(document_sentence(document, 1)->span.end, ==, 15);
}

/* As many candidates as a long block can have, each crossing the next. */
static void
test_many(void)
{
    g_autofree char *text = g_strnfill(60000, 'x');
    const char *const blocks[] = {text, NULL};
    g_autoptr(document) document = make(blocks);
    g_autoptr(mention_set) set = mention_set_new(document);
    for (gsize i = 0; i + 12 < 60000; i += 3) {
        const struct mention mention = {
            .type = MENTION_PLACE, .span = {i, i + 10}, .value = "x", .rule = "test"};
        g_assert_true(mention_set_add(set, &mention, 50));
    }
    mention_set_settle(set);
    g_assert_cmpuint(document->mentions->len, >, 4000);
    for (guint i = 1; i < document->mentions->len; i++)
        g_assert_cmpuint(document_mention(document, i)->span.start, >=,
                         document_mention(document, i - 1)->span.end);
}

static void
test_attrs(void)
{
    g_autoptr(arena) arena = arena_new();
    const char *attrs = attrs_set(arena, "", "per", "unit:barn,month");
    attrs = attrs_set(arena, attrs, "approx", "circa");
    g_assert_cmpstr(attrs, ==, "approx=circa;per=unit:barn,month");
    g_assert_cmpstr(attrs_get(arena, attrs, "per"), ==, "unit:barn,month");
    g_assert_null(attrs_get(arena, attrs, "p"));
    g_assert_cmpstr(attrs_set(arena, attrs, "approx", "max"), ==, "approx=max;per=unit:barn,month");
    g_assert_cmpstr(attrs_set(arena, attrs, "per", NULL), ==, "approx=circa");
    g_assert_cmpstr(attrs_set(arena, "a=1", "a", NULL), ==, "");
}

static void
test_facts(void)
{
    static const char *const blocks[] = {"Lys fik 2 mio. kr. Lys fik 2 mio. kr.", NULL};
    g_autoptr(document) document = make(blocks);
    const struct sentence sentences[] = {{{0, 18}, 0}, {{19, 37}, 0}};
    g_array_append_vals(document->sentences, sentences, 2);
    g_autoptr(mention_set) set = mention_set_new(document);
    g_assert_true(offer(set, document, MENTION_PROJECT, "Lys", "Lys", 50));
    g_assert_true(offer(set, document, MENTION_AMOUNT, "2 mio. kr.", "2000000", 50));
    mention_set_settle(set);
    struct qualifier qualifiers[] = {{"status", "granted"}, {"period", "2018"}};
    struct evidence first = {FALSE, 0}, second = {FALSE, 1};
    struct fact fact = {.predicate = PREDICATE_FUNDING,
                        .subject = {TERM_MENTION, 0, NULL},
                        .object = {TERM_MENTION, 1, NULL},
                        .qualifiers = qualifiers,
                        .n_qualifiers = 2,
                        .evidence = &first,
                        .n_evidence = 1,
                        .rule = "test",
                        .cert = CERT_MEDIUM};
    guint index = document_add_fact(document, &fact);
    fact.evidence = &second;
    fact.cert = CERT_HIGH;
    g_assert_cmpuint(document_add_fact(document, &fact), ==, index);
    fact.n_qualifiers = 1;
    g_assert_cmpuint(document_add_fact(document, &fact), ==, index + 1);
    const struct fact *kept = document_fact(document, index);
    g_assert_cmpuint(kept->n_evidence, ==, 2);
    g_assert_cmpint(kept->cert, ==, CERT_HIGH);
    g_assert_cmpstr(kept->qualifiers[0].name, ==, "period");
    g_assert_cmpstr(term_string(document, &kept->object), ==, "amount:2000000");
    document_clear_facts(document);
    g_assert_cmpuint(document_add_fact(document, &fact), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/annotation/compete", test_compete);
    g_test_add_func("/annotation/refused", test_refused);
    g_test_add_func("/annotation/widened", test_widened);
    g_test_add_func("/annotation/sentences", test_sentences);
    g_test_add_func("/annotation/many", test_many);
    g_test_add_func("/annotation/attrs", test_attrs);
    g_test_add_func("/annotation/facts", test_facts);
    return g_test_run();
}
