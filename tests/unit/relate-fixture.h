/* Documents for the tests of relate, from a few lines of text with their mentions marked.
 *
 *   # heading          a heading                  > text     a line of the margin
 *   1. text, - text    a list item                ~ text     a header or footer
 *   | a | b |          a row of a table           text       a paragraph
 *
 *   {{type:value|text}} {{type:value;key=value;key=value|text}}    a mention, may be nested
 *
 * The first row of a table is its header. Sentences end at ". " before a capital or digit, and at
 * the end of a block; {{...}} is never cut. */
#ifndef RELATE_FIXTURE_H
#define RELATE_FIXTURE_H

#include "annotation.h"
#include "builder.h"

#include <string.h>

/* A mention that is waiting for the document's text to be whole. */
struct waiting {
    struct mention mention;
    gsize start, end;
};

struct fixture {
    struct document *document;
    struct builder *builder;
    GArray *waiting; /* struct waiting */
    GArray *open;    /* guint: indexes of waiting */
    guint line, table, row;
    gboolean in_table;
};

static char *
copy(struct fixture *fixture, const char *from, gsize length)
{
    return arena_strndup(fixture->document->arena, from, length);
}

/* Day-long bounds of an ISO date, month or year; enough for the rules that compare dates. */
static void
bound_date(struct fixture *fixture, struct mention *mention)
{
    const char *value = mention->value;
    gsize length = strlen(value);
    if (value[0] == 'X' || length < 4)
        return;
    struct arena *arena = fixture->document->arena;
    if (length == 10) {
        mention->earliest = mention->latest = arena_strdup(arena, value);
    } else if (length == 7 && value[5] <= '1' && g_ascii_isdigit(value[5])) {
        mention->earliest = arena_printf(arena, "%s-01", value);
        mention->latest = arena_printf(arena, "%s-31", value);
    } else {
        mention->earliest = arena_printf(arena, "%.4s-01-01", value);
        mention->latest = arena_printf(arena, "%.4s-12-31", value);
    }
}

/* "{{type:value;attrs|": returns the byte after it. */
static const char *
open_mention(struct fixture *fixture, const char *at)
{
    const char *colon = strchr(at, ':'), *bar = strchr(at, '|');
    g_assert(colon && bar && colon < bar);
    const char *semicolon = memchr(colon, ';', (gsize)(bar - colon));
    const char *end = semicolon ? semicolon : bar;
    struct waiting waiting = {.mention = {.rule = "fixture", .cert = CERT_HIGH}};
    g_autofree char *type = g_strndup(at, (gsize)(colon - at));
    if (!mention_type_from_name(type, &waiting.mention.type))
        g_error("no such type of mention: %s", type);
    waiting.mention.value = copy(fixture, colon + 1, (gsize)(end - colon - 1));
    waiting.mention.attrs =
        semicolon ? copy(fixture, semicolon + 1, (gsize)(bar - semicolon - 1)) : "";
    if (waiting.mention.type == MENTION_DATE)
        bound_date(fixture, &waiting.mention);
    waiting.start = builder_start(fixture->builder);
    g_array_append_val(fixture->waiting, waiting);
    guint index = fixture->waiting->len - 1;
    g_array_append_val(fixture->open, index);
    return bar + 1;
}

static void
close_mention(struct fixture *fixture)
{
    g_assert(fixture->open->len > 0);
    guint index = g_array_index(fixture->open, guint, fixture->open->len - 1);
    g_array_set_size(fixture->open, fixture->open->len - 1);
    g_array_index(fixture->waiting, struct waiting, index).end = builder_end(fixture->builder);
}

static void
add_text(struct fixture *fixture, const char *at, const char *end)
{
    struct line line = {.page = 1, .n = ++fixture->line};
    builder_line(fixture->builder, &line, 0);
    const char *from = at;
    while (at < end) {
        gboolean opens = g_str_has_prefix(at, "{{"), closes = g_str_has_prefix(at, "}}");
        if (!opens && !closes) {
            at++;
            continue;
        }
        builder_text(fixture->builder, from, (gsize)(at - from));
        if (opens) {
            at = open_mention(fixture, at + 2);
        } else {
            close_mention(fixture);
            at += 2;
        }
        from = at;
    }
    builder_text(fixture->builder, from, (gsize)(end - from));
}

static void
add_block(struct fixture *fixture, enum block_kind kind, const char *at, const char *end,
          const char *n, int cell)
{
    builder_block(fixture->builder, kind, cell);
    if (n)
        builder_block_n(fixture->builder, n, 1);
    add_text(fixture, at, end);
    builder_end_block(fixture->builder);
}

/* The next '|' that divides cells: one outside of a mention. */
static const char *
next_bar(const char *at, const char *end)
{
    guint depth = 0;
    for (; at < end; at++) {
        if (g_str_has_prefix(at, "{{"))
            depth++;
        else if (g_str_has_prefix(at, "}}") && depth > 0)
            depth--;
        else if (*at == '|' && depth == 0)
            return at;
    }
    return end;
}

static void
add_row(struct fixture *fixture, const char *at, const char *end)
{
    if (!fixture->in_table)
        fixture->row = 0;
    fixture->in_table = TRUE;
    guint column = 0;
    for (at++; at < end; column++) {
        const char *bar = next_bar(at, end);
        struct cell cell = {.table = fixture->table,
                            .row = fixture->row,
                            .column = column,
                            .rows = 1,
                            .columns = 1,
                            .header = fixture->row == 0};
        add_block(fixture, BLOCK_CELL, at, bar, NULL, builder_cell(fixture->builder, &cell));
        at = bar + 1;
        if (at >= end || strspn(at, " ") >= (gsize)(end - at))
            break;
    }
    fixture->row++;
}

static void
add_line(struct fixture *fixture, const char *at, const char *end)
{
    if (*at == '|') {
        add_row(fixture, at, end);
        return;
    }
    if (fixture->in_table)
        fixture->table++;
    fixture->in_table = FALSE;
    gsize digits = strspn(at, "0123456789");
    if (*at == '#') {
        add_block(fixture, BLOCK_HEADING, at + 2, end, NULL, -1);
    } else if (*at == '>') {
        add_block(fixture, BLOCK_MARGIN, at + 2, end, NULL, -1);
    } else if (*at == '~') {
        add_block(fixture, BLOCK_HEADER, at + 2, end, NULL, -1);
    } else if (g_str_has_prefix(at, "- ")) {
        add_block(fixture, BLOCK_ITEM, at + 2, end, "-", -1);
    } else if (digits > 0 && digits < 3 && g_str_has_prefix(at + digits, ". ")) {
        g_autofree char *n = g_strndup(at, digits + 1);
        add_block(fixture, BLOCK_ITEM, at + digits + 2, end, n, -1);
    } else {
        add_block(fixture, BLOCK_PARAGRAPH, at, end, NULL, -1);
    }
}

/* Whether a sentence ends before `at`: ". ", "? " or ": " no; and then a capital. */
static gboolean
is_sentence_end(struct document *document, gsize from, gsize at)
{
    const char *text = document->text->str;
    if (at < from + 3 || text[at - 1] != ' ' || text[at - 2] != '.')
        return FALSE;
    static const char *const abbreviations[] = {"mio.", "kr.",   "ca.", "nr.",   "pkt.",
                                                "pr.",  "mill.", "jf.", "bl.a.", "mil."};
    gboolean capital = g_unichar_isupper(g_utf8_get_char(text + at)) || g_ascii_isdigit(text[at]);
    for (gsize i = 0; i < G_N_ELEMENTS(abbreviations); i++) {
        gsize length = strlen(abbreviations[i]);
        if (at > from + length && memcmp(text + at - 1 - length, abbreviations[i], length) == 0 &&
            !(g_unichar_isupper(g_utf8_get_char(text + at)) &&
              strcmp(abbreviations[i], "kr.") == 0))
            return FALSE;
    }
    return capital && !g_ascii_isdigit(text[at - 3]);
}

static gboolean
inside_mention(const struct fixture *fixture, gsize at)
{
    for (guint i = 0; i < fixture->waiting->len; i++) {
        const struct waiting *w = &g_array_index(fixture->waiting, struct waiting, i);
        if (w->start < at && at < w->end)
            return TRUE;
    }
    return FALSE;
}

static void
add_sentences(struct fixture *fixture)
{
    struct document *document = fixture->document;
    for (guint b = 0; b < document->blocks->len; b++) {
        struct span span = document_block(document, b)->span;
        struct sentence sentence = {.block = b, .span = {span.start, span.start}};
        for (gsize at = span.start + 1; at <= span.end; at++) {
            if (at < span.end && (!is_sentence_end(document, sentence.span.start, at) ||
                                  inside_mention(fixture, at)))
                continue;
            sentence.span.end = at < span.end ? at - 1 : at;
            g_array_append_val(document->sentences, sentence);
            sentence.span.start = at;
        }
    }
}

static void
settle(struct fixture *fixture)
{
    g_autoptr(mention_set) set = mention_set_new(fixture->document);
    for (guint i = 0; i < fixture->waiting->len; i++) {
        struct waiting *w = &g_array_index(fixture->waiting, struct waiting, i);
        w->mention.span = (struct span){w->start, w->end};
        mention_set_add(set, &w->mention, 1);
    }
    mention_set_settle(set);
}

/* A document of the marked text. Free with document_free(). */
static struct document *
fixture_document(const char *path, const char *marked)
{
    struct fixture fixture = {0};
    g_autofree char *sha = g_compute_checksum_for_string(G_CHECKSUM_SHA256, marked, -1);
    fixture.document = document_new(path, sha, MEDIA_TEXT);
    fixture.builder = builder_new(fixture.document);
    fixture.waiting = g_array_new(FALSE, TRUE, sizeof(struct waiting));
    fixture.open = g_array_new(FALSE, FALSE, sizeof(guint));
    struct page page = {.n = 1};
    builder_page(fixture.builder, &page);
    for (const char *at = marked; *at;) {
        gsize length = strcspn(at, "\n");
        if (length > 0)
            add_line(&fixture, at, at + length);
        at += length + (at[length] == '\n');
    }
    builder_free(fixture.builder);
    add_sentences(&fixture);
    settle(&fixture);
    g_array_free(fixture.waiting, TRUE);
    g_array_free(fixture.open, TRUE);
    return fixture.document;
}

static gint
compare_lines(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The facts as "predicate subject object qualifiers" lines, sorted. Free with g_free(). */
static char *
fixture_facts(struct document *document)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < document->facts->len; i++) {
        const struct fact *fact = document_fact(document, i);
        GString *line = g_string_new(NULL);
        g_string_append_printf(line, "%s\t%s\t%s\t", predicate_name(fact->predicate),
                               term_string(document, &fact->subject),
                               term_string(document, &fact->object));
        for (guint q = 0; q < fact->n_qualifiers; q++)
            g_string_append_printf(line, "%s%s=%s", q ? ";" : "", fact->qualifiers[q].name,
                                   fact->qualifiers[q].value);
        g_ptr_array_add(lines, g_string_free(line, FALSE));
    }
    g_ptr_array_sort(lines, compare_lines);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf(text, "%s\n", (char *)g_ptr_array_index(lines, i));
    return g_string_free(text, FALSE);
}

#endif
