/* What holds for every document, whatever is in it: properties of the whole chain, on the fixtures
 * and on papers made of them by breaking. The breaks are pseudo-random and the same in every run.
 */
#include "annotation.h"
#include "chain.h"
#include "original.h"
#include "tei.h"

#include <string.h>

enum {
    BROKEN_PER_PAPER = 12
};

static struct chain *
open_chain(const char *first, ...)
{
    const struct stage *members[8];
    guint n = 0;
    va_list names;
    va_start(names, first);
    for (const char *name = first; name; name = va_arg(names, const char *))
        members[n++] = stage_find(name);
    va_end(names);
    const struct stage_options options = {.dictionaries = "dictionaries",
                                          .no_user_dictionaries = TRUE};
    g_autoptr(GError) error = NULL;
    struct chain *chain = chain_open(members, n, &options, &error);
    g_assert_no_error(error);
    return chain;
}

static struct original *
make_original(const char *name, GString *bytes)
{
    struct original *original = g_new0(struct original, 1);
    original->path = g_strdup(name);
    original->sha256 =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, bytes->str, (gssize)bytes->len);
    original->media = original_media(bytes->str, bytes->len);
    original->bytes = g_bytes_new(bytes->str, bytes->len);
    return original;
}

/* Pieces tile source and text; blocks, sentences and mentions lie where they may. */
static void
assert_whole(const struct document *document)
{
    gsize source = 0, text = 0;
    for (guint i = 0; i < document->blocks->len; i++) {
        const struct block *block = document_block(document, i);
        g_assert_cmpuint(block->span.start, >=, text);
        g_assert_cmpuint(block->span.end, <=, document->text->len);
        g_assert_null(memchr(document->text->str + block->span.start, '\n',
                             block->span.end - block->span.start));
        text = block->span.start;
        for (guint p = block->first_piece; p < block->first_piece + block->n_pieces; p++) {
            const struct piece *piece = document_piece(document, p);
            g_assert_cmpuint(piece->source, ==, source);
            g_assert_cmpuint(piece->text, ==, text);
            g_assert_cmpuint(piece->line, <, document->lines->len);
            source += piece->source_length;
            text += piece->text_length;
        }
        g_assert_cmpuint(text, ==, block->span.end);
    }
    g_assert_cmpuint(source, ==, document->source->len);
    g_assert_true(g_utf8_validate(document->text->str, (gssize)document->text->len, NULL));
}

static void
assert_annotated(struct document *document)
{
    gsize end = 0;
    for (guint i = 0; i < document->sentences->len; i++) {
        const struct sentence *sentence = document_sentence(document, i);
        const struct block *block = document_block(document, sentence->block);
        g_assert_cmpuint(sentence->span.start, >=, MAX(end, block->span.start));
        g_assert_cmpuint(sentence->span.end, >, sentence->span.start);
        g_assert_cmpuint(sentence->span.end, <=, block->span.end);
        end = sentence->span.end;
    }
    for (guint i = 0; i < document->mentions->len; i++) {
        const struct mention *mention = document_mention(document, i);
        const struct block *block =
            document_block(document, document_block_at(document, mention->span.start));
        g_assert_cmpuint(mention->span.end, >, mention->span.start);
        g_assert_cmpuint(mention->span.end, <=, block->span.end);
        g_assert_true(mention_value_fits(mention->type, mention->value));
        int sentence = document_sentence_at(document, mention->span.start);
        g_assert_cmpint(sentence, >=, 0);
        g_assert_cmpuint(mention->span.end, <=,
                         document_sentence(document, (guint)sentence)->span.end);
    }
    for (guint i = 0; i < document->facts->len; i++) {
        const struct fact *fact = document_fact(document, i);
        g_assert_cmpuint(fact->n_evidence, >, 0);
        g_assert_cmpuint(fact_span(document, fact).end, <=, document->text->len);
    }
}

/* Written and read again it is the same line. */
static void
assert_carried(struct document *document)
{
    g_autoptr(GString) first = g_string_new(NULL);
    g_autoptr(GString) second = g_string_new(NULL);
    g_autoptr(tei_reader) reader = tei_reader_new();
    g_autoptr(GError) error = NULL;
    tei_write(document, first);
    g_autoptr(document) again = tei_read(reader, first->str, first->len, &error);
    g_assert_no_error(error);
    tei_write(again, second);
    g_assert_cmpstr(first->str, ==, second->str);
}

/* One paper through all stages, looked at after each. */
static void
assert_paper(struct chain *extract, struct chain *filters, const char *name, GString *bytes)
{
    gboolean failed = FALSE;
    g_autoptr(original) original = make_original(name, bytes);
    g_autoptr(document) document = chain_read(extract, original, &failed);
    g_assert_false(failed);
    assert_whole(document);
    assert_carried(document);
    g_autofree char *before = document_source_text(document);
    g_assert_true(chain_process(filters, 0, document));
    assert_whole(document);
    assert_annotated(document);
    assert_carried(document);
    g_autofree char *after = document_source_text(document);
    g_assert_cmpstr(before, ==, after);
}

/* Breaks a paper somewhere: bytes changed, lines lost, doubled or swapped, digits and brackets
 * thrown in, an end cut off. */
static void
break_paper(GRand *random, GString *bytes)
{
    static const char *const junk[] = {"((((",
                                       "9999999999999999999999",
                                       "1.000.000.000,-",
                                       "kr. kr. mio.",
                                       "\t|\t|",
                                       "\f",
                                       "\xC3",
                                       "\xFF\xFE",
                                       "\xEF\xAC\x81",
                                       "-\n-\n",
                                       "a\xCC\x8A",
                                       "<p><ul><li>",
                                       "”””",
                                       "010101-0000",
                                       "31. 31. 31. februar",
                                       "2009-2008",
                                       "Projekt Projekt 1, 2 og",
                                       "\xE2\x80\x91",
                                       "** ** #"};
    for (guint i = 0; i < 8 && bytes->len > 10; i++) {
        gsize at = (gsize)g_rand_int_range(random, 0, (gint32)bytes->len);
        gsize length = (gsize)g_rand_int_range(random, 1, 80);
        switch (g_rand_int_range(random, 0, 5)) {
        case 0:
            bytes->str[at] = (char)g_rand_int_range(random, 0, 256);
            break;
        case 1:
            g_string_erase(bytes, (gssize)at, (gssize)MIN(length, bytes->len - at));
            break;
        case 2: {
            g_autofree char *copy = g_strndup(bytes->str + at, MIN(length, bytes->len - at));
            g_string_insert(bytes, g_rand_int_range(random, 0, (gint32)bytes->len), copy);
            break;
        }
        case 3:
            g_string_insert(bytes, (gssize)at,
                            junk[g_rand_int_range(random, 0, (gint32)G_N_ELEMENTS(junk))]);
            break;
        default:
            if (g_rand_int_range(random, 0, 8) == 0)
                g_string_truncate(bytes, at);
        }
    }
}

static void
test_papers(void)
{
    g_autoptr(chain) extract = open_chain("extract", NULL);
    g_autoptr(chain) filters = open_chain("normalise", "recognise", "relate", NULL);
    static const char *const folders[] = {"fixtures/text", "fixtures/html"};
    guint papers = 0;
    for (gsize f = 0; f < G_N_ELEMENTS(folders); f++) {
        g_autoptr(GDir) folder = g_dir_open(folders[f], 0, NULL);
        g_assert_nonnull(folder);
        for (const char *name; (name = g_dir_read_name(folder));) {
            g_autofree char *path = g_build_filename(folders[f], name, NULL);
            g_autofree char *content = NULL;
            gsize length;
            g_autoptr(GRand) random = g_rand_new_with_seed(g_str_hash(name));
            g_assert_true(g_file_get_contents(path, &content, &length, NULL));
            for (guint i = 0; i <= BROKEN_PER_PAPER; i++) {
                g_autoptr(GString) bytes = g_string_new_len(content, (gssize)length);
                if (i)
                    break_paper(random, bytes);
                assert_paper(extract, filters, path, bytes);
            }
            papers++;
        }
    }
    g_assert_cmpuint(papers, >=, 12);
}

/* What one document holds must not depend on the one before it. */
static void
test_independent(void)
{
    g_autoptr(chain) fresh = open_chain("extract", "normalise", "recognise", "relate", NULL);
    g_autoptr(chain) used = open_chain("extract", "normalise", "recognise", "relate", NULL);
    const char *const papers[] = {
        "Projekt ”Lyse Nætter” får 2 mio. kr. i 2011. Lyse Nætter (LN) begynder i maj.\n",
        "LN fik 300.000 kr. af Socialudvalget den 3. maj.\n"};
    g_autoptr(GString) first = g_string_new(papers[0]);
    g_autoptr(GString) second = g_string_new(papers[1]);
    g_autoptr(original) a = make_original("a", first);
    g_autoptr(original) b = make_original("b", second);
    g_autoptr(document) before = chain_read(used, a, NULL);
    g_autoptr(document) after = chain_read(used, b, NULL);
    g_autoptr(document) alone = chain_read(fresh, b, NULL);
    g_autoptr(GString) x = g_string_new(NULL);
    g_autoptr(GString) y = g_string_new(NULL);
    tei_write(after, x);
    tei_write(alone, y);
    g_assert_cmpstr(x->str, ==, y->str);
}

/* Pathological text takes time in proportion to its length, and ends. */
static void
test_pathological(void)
{
    g_autoptr(chain) extract = open_chain("extract", NULL);
    g_autoptr(chain) filters = open_chain("normalise", "recognise", "relate", NULL);
    const char *const patterns[] = {
        "1",      "1.000 ", "(",          "kr. ",   "2009-",        "Projekt ",      "A",
        "a-\n",   "”",      "1. januar ", "\t|",    "i alt 1 kr. ", "Udvalget for ", "og ",
        "10-12 ", "<p>",    "**",         "At 1) ", "x@",           "www."};
    for (gsize i = 0; i < G_N_ELEMENTS(patterns); i++) {
        g_autoptr(GString) bytes = g_string_new(NULL);
        while (bytes->len < 20000)
            g_string_append(bytes, patterns[i]);
        assert_paper(extract, filters, patterns[i], bytes);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/chain/papers", test_papers);
    g_test_add_func("/chain/independent", test_independent);
    g_test_add_func("/chain/pathological", test_pathological);
    return g_test_run();
}
