/* The body: text, blocks, the cursor, sentences and mentions, straight into the builder. */
#include "tei-read-private.h"

#include <string.h>

struct frame *
tei_top(struct tei_reader *reader)
{
    return reader->depth ? &reader->stack[reader->depth - 1] : NULL;
}

enum element
tei_parent(const struct tei_reader *reader)
{
    return reader->depth ? reader->stack[reader->depth - 1].element : E_NONE;
}

gboolean
tei_in_block(const struct tei_reader *reader)
{
    for (guint i = reader->depth; i-- > 0;)
        if (reader->stack[i].block)
            return TRUE;
    return FALSE;
}

static gboolean
is_blank(const char *text)
{
    return !text[strspn(text, " \t\r\n")];
}

/* Hands the gathered text on. */
void
tei_flush_text(struct tei_reader *reader)
{
    if (!reader->text->len)
        return;
    enum element at = tei_parent(reader);
    if (at == E_SIC)
        g_string_append_len(reader->sic, reader->text->str, (gssize)reader->text->len);
    else if (at == E_CORR)
        g_string_append_len(reader->corr, reader->text->str, (gssize)reader->text->len);
    else if (at < N_ELEMENTS && (IN(at) & IN_TEXT) && tei_in_block(reader)) {
        if (builder_has_line(reader->builder))
            builder_text(reader->builder, reader->text->str, reader->text->len);
        else if (!is_blank(reader->text->str))
            tei_refuse(reader, "text stands before its <lb/>");
    } else if (!is_blank(reader->text->str)) {
        tei_refuse(reader, "text stands in <%s>", tei_rules[at].name ? tei_rules[at].name : "");
    }
    g_string_truncate(reader->text, 0);
}

/* ---- blocks ---------------------------------------------------------------------------------- */

/* rend="level-N" as N, 0 for none. */
static guint
get_level(struct tei_reader *reader)
{
    const char *rend = tei_get(reader, "rend");
    guint level = 0;
    if (!rend || !g_str_has_prefix(rend, "level-"))
        return 0;
    rend += strlen("level-");
    if (!tei_scan_unsigned(&rend, &level) || *rend || level > 99)
        tei_refuse(reader, "rend is no level");
    return level;
}

void
tei_open_block(struct tei_reader *reader, struct frame *frame, enum block_kind kind)
{
    frame->block = TRUE;
    builder_block(reader->builder, kind, reader->cell);
    builder_block_n(reader->builder, tei_get(reader, "n"), get_level(reader));
}

void
tei_start_ab(struct tei_reader *reader, struct frame *frame)
{
    const char *type = tei_get(reader, "type");
    enum block_kind kind;
    if (!type)
        return; /* the empty body's only element */
    if (!block_kind_from_name(type, &kind)) {
        tei_refuse(reader, "“%s” is no kind of block", type);
        return;
    }
    tei_open_block(reader, frame, kind);
}

void
tei_start_note(struct tei_reader *reader, struct frame *frame)
{
    const char *place = tei_get(reader, "place");
    if (place && !strcmp(place, "margin"))
        tei_open_block(reader, frame, BLOCK_MARGIN);
    else if (place && !strcmp(place, "bottom"))
        tei_open_block(reader, frame, BLOCK_FOOTNOTE);
    else
        tei_refuse(reader, "a note has no such place");
}

void
tei_start_fw(struct tei_reader *reader, struct frame *frame)
{
    enum block_kind kind = BLOCK_PARAGRAPH;
    const char *type = tei_get(reader, "type");
    if (type && block_kind_from_name(type, &kind) && block_is_furniture(kind))
        tei_open_block(reader, frame, kind);
    else
        tei_refuse(reader, "<fw> has no such type");
}

void
tei_start_cell(struct tei_reader *reader)
{
    struct cell cell = {.table = reader->tables - 1, .row = reader->row, .rows = 1, .columns = 1};
    guint page;
    const char *role = tei_get(reader, "role");
    if (!tei_get_unsigned(reader, "n", &cell.column) || !tei_get_facs(reader, &page, &cell.box) ||
        (tei_get(reader, "rows") && !tei_get_unsigned(reader, "rows", &cell.rows)) ||
        (tei_get(reader, "cols") && !tei_get_unsigned(reader, "cols", &cell.columns)))
        return;
    if (!cell.column || !cell.rows || !cell.columns) {
        tei_refuse(reader, "cells count from 1");
        return;
    }
    cell.column--;
    cell.header = role && !strcmp(role, "label");
    cell.repeated = !g_strcmp0(tei_get(reader, "rend"), "repeat");
    reader->cell = builder_cell(reader->builder, &cell);
}

/* A cell whose text stands in it directly has a block of its own, begun by its first child or
 * text, or by its end. */
void
tei_need_cell_block(struct tei_reader *reader)
{
    struct frame *frame = tei_top(reader);
    if (frame && frame->element == E_CELL && !frame->block && !frame->index) {
        frame->block = TRUE;
        builder_block(reader->builder, BLOCK_CELL, reader->cell);
    }
}

void
tei_start_row(struct tei_reader *reader)
{
    if (tei_get_unsigned(reader, "n", &reader->row) && !reader->row--)
        tei_refuse(reader, "rows count from 1");
}

/* ---- position marks -------------------------------------------------------------------------- */

void
tei_start_pb(struct tei_reader *reader)
{
    guint n, page;
    struct box box;
    if (!tei_get_unsigned(reader, "n", &n) || !tei_get_facs(reader, &page, &box))
        return;
    if (n != reader->page + 1 || n > reader->document->pages->len) {
        tei_refuse(reader, "page %u comes out of order", n);
        return;
    }
    reader->page = n;
    document_page(reader->document, n - 1)->box = box;
}

/* corresp="c:FIRST,LAST ..." as ranges. */
static gboolean
get_ranges(struct tei_reader *reader, GArray *ranges)
{
    const char *at = tei_get(reader, "corresp");
    while (at && *at) {
        struct range range;
        if (!g_str_has_prefix(at, "c:"))
            return FALSE;
        at += 2;
        if (!tei_scan_unsigned(&at, &range.first) || *at++ != ',' ||
            !tei_scan_unsigned(&at, &range.last) || range.last < range.first)
            return FALSE;
        g_array_append_val(ranges, range);
        if (*at && *at++ != ' ')
            return FALSE;
    }
    return TRUE;
}

void
tei_start_lb(struct tei_reader *reader)
{
    struct line line = {0};
    const char *joins = tei_get(reader, "break");
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(struct range));
    if (!tei_get_unsigned(reader, "n", &line.n) || !tei_get_facs(reader, &line.page, &line.box))
        return;
    line.joined = joins && !strcmp(joins, "no");
    if (!line.page)
        line.page = reader->page;
    if (!line.page || line.page > reader->document->pages->len || !get_ranges(reader, ranges)) {
        tei_refuse(reader, "line %u has no such place", line.n);
        return;
    }
    line.ranges = (const struct range *)(gpointer)ranges->data;
    line.n_ranges = ranges->len;
    builder_line(reader->builder, &line, 0);
}

/* Takes off the blank that the writer puts before an <lb/> for readers of plain XML. */
void
tei_drop_line_blank(struct tei_reader *reader)
{
    const char *joins = tei_get(reader, "break");
    GString *text = reader->text;
    if (builder_has_line(reader->builder) && !(joins && !strcmp(joins, "no")) && text->len &&
        text->str[text->len - 1] == ' ')
        g_string_truncate(text, text->len - 1);
}

/* ---- mentions -------------------------------------------------------------------------------- */

static gboolean
mention_type_of(enum element element, const char *type, enum mention_type *ret_type)
{
    for (guint i = 0; i < N_MENTION_TYPES; i++)
        if (!strcmp(tei_mentions[i].element, tei_rules[element].name) &&
            !g_strcmp0(tei_mentions[i].type, type)) {
            *ret_type = (enum mention_type)i;
            return TRUE;
        }
    return FALSE;
}

/* The value where the type has it; NULL where it is missing. In the arena. */
static const char *
get_value(struct tei_reader *reader, enum mention_type type)
{
    struct arena *arena = reader->document->arena;
    const char *target = tei_get(reader, "target");
    const char *least = tei_get(reader, "atLeast"), *most = tei_get(reader, "atMost");
    switch (tei_mentions[type].element[0]) {
    case 'm':
        return least && most ? arena_printf(arena, "%s/%s", least, most)
                             : arena_strdup(arena, tei_get(reader, "quantity"));
    case 'd':
        return arena_strdup(arena, tei_get(reader, "when-custom"));
    case 'r': {
        if (type == MENTION_CPR)
            return "";
        if (!target || !g_str_has_prefix(target, "v:"))
            return NULL;
        g_autofree char *value = g_uri_unescape_string(target + 2, NULL);
        return arena_strdup(arena, value);
    }
    default:
        return arena_strdup(arena, tei_get(reader, "key"));
    }
}

/* ana="r:RULE a:key=value ..." into rule and attrs. FALSE where it is none. */
static gboolean
get_ana(struct tei_reader *reader, struct mention *mention)
{
    struct arena *arena = reader->document->arena;
    const char *ana = tei_get(reader, "ana");
    g_auto(GStrv) tokens = g_strsplit(ana ? ana : "", " ", -1);
    g_autoptr(GString) attrs = g_string_new(NULL);
    for (guint i = 0; tokens[i]; i++) {
        g_autofree char *plain = g_uri_unescape_string(tokens[i], NULL);
        if (!plain || !g_utf8_validate(plain, -1, NULL))
            return FALSE;
        if (!i && g_str_has_prefix(plain, "r:"))
            mention->rule = arena_strdup(arena, plain + 2);
        else if (i && g_str_has_prefix(plain, "a:") && strchr(plain, '=') && !strchr(plain, ';'))
            g_string_append_printf(attrs, "%s%s", attrs->len ? ";" : "", plain + 2);
        else
            return FALSE;
    }
    mention->attrs = arena_strndup(arena, attrs->str, attrs->len);
    return mention->rule != NULL;
}

void
tei_start_mention(struct tei_reader *reader, struct frame *frame)
{
    struct document *document = reader->document;
    struct mention mention = {.cert = tei_get_cert(reader)};
    const char *name = tei_rules[frame->element].name;
    if (!tei_check_id(reader, 'm', document->mentions->len))
        return;
    if (!mention_type_of(frame->element, tei_get(reader, "type"), &mention.type)) {
        tei_refuse(reader, "<%s> has no such type", name);
        return;
    }
    mention.value = get_value(reader, mention.type);
    if (!mention.value || !mention_value_fits(mention.type, mention.value)) {
        tei_refuse(reader, "<%s> has no value of its type", name);
        return;
    }
    if (!get_ana(reader, &mention)) {
        tei_refuse(reader, "<%s> names no rule", name);
        return;
    }
    mention.earliest = arena_strdup(document->arena, tei_get(reader, "notBefore"));
    mention.latest = arena_strdup(document->arena, tei_get(reader, "notAfter"));
    mention.span.start = builder_start(reader->builder);
    frame->is_mention = TRUE;
    frame->index = document->mentions->len;
    g_array_append_val(document->mentions, mention);
}

void
tei_start_sentence(struct tei_reader *reader, struct frame *frame)
{
    struct document *document = reader->document;
    if (!tei_check_id(reader, 's', document->sentences->len))
        return;
    struct sentence sentence = {.block = document->blocks->len - 1};
    sentence.span.start = builder_start(reader->builder);
    frame->index = document->sentences->len;
    g_array_append_val(document->sentences, sentence);
}

/* Sets the end of what a frame opened. */
void
tei_end_span(struct tei_reader *reader, struct span *span, const char *what)
{
    span->end = builder_end(reader->builder);
    if (span->end <= span->start)
        tei_refuse(reader, "an empty %s", what);
}
