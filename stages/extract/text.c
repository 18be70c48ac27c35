/* A text file to a document: lines (text-lines.c), parts (text-blocks.c), their kinds
 * (text-kinds.c, text-margin.c), their markup (text-markup.c, text-table.c), and here the way
 * from lines to the builder. */
#include "extract/text-grid.h"

#include "error.h"

#include <string.h>

static gboolean
is_visible(gunichar c)
{
    if (c == 0xad || (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff)
        return FALSE;
    return !g_unichar_isspace(c);
}

guint
text_visible(const char *text, gsize length)
{
    guint visible = 0;
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p))
        visible += is_visible(g_utf8_get_char(p));
    return visible;
}

/* Brings the builder to a byte of a line. */
static void
move_to(struct text_reader *reader, guint index, gsize start)
{
    const struct text_line *line = text_line_at(reader->lines, index);
    gboolean same = reader->line == index;
    if (reader->counted != index || start < reader->byte) {
        reader->counted = index;
        reader->byte = 0;
        reader->column = line->column;
    }
    reader->column +=
        (guint)g_utf8_strlen(line->text + reader->byte, (gssize)(start - reader->byte));
    reader->byte = start;
    if (same)
        builder_column(reader->builder, reader->column);
}

void
text_put(struct text_reader *reader, guint index, gsize start, gsize end, const char *corr,
         gboolean is_markup)
{
    const struct text_line *line = text_line_at(reader->lines, index);
    gboolean begins = reader->line != index;
    move_to(reader, index, start);
    if (begins) {
        struct line printed = {.page = line->page, .n = line->n};
        builder_line(reader->builder, &printed, reader->column);
        reader->line = index;
    }
    if (is_markup)
        builder_choice(reader->builder, line->text + start, end - start, corr, strlen(corr),
                       CERT_HIGH);
    else
        builder_text(reader->builder, line->text + start, end - start);
    reader->column += (guint)g_utf8_strlen(line->text + start, (gssize)(end - start));
    reader->byte = end;
}

static gboolean
only_rules(const struct text_reader *reader, const struct part *part)
{
    for (guint i = part->first; i < part->first + part->n; i++) {
        if (reader_shape(reader, i)->kind != LINE_RULE)
            return FALSE;
    }
    return TRUE;
}

/* A rule between paragraphs is nobody's text. */
static void
discard(struct text_reader *reader, const struct part *part)
{
    for (guint i = part->first; i < part->first + part->n; i++) {
        gsize length;
        const char *text = text_reader_line(reader, i, &length);
        struct discard discard = {text_line_at(reader->lines, i)->page, "rule",
                                  text_visible(text, length)};
        GArray *discards = reader->document->discards;
        struct discard *last =
            discards->len ? &g_array_index(discards, struct discard, discards->len - 1) : NULL;
        if (last && last->page == discard.page)
            last->characters += discard.characters;
        else
            g_array_append_val(discards, discard);
    }
}

/* "## ", "> ": what stands before a line's words and is markup. */
static gsize
prefix_length(const struct part *part, const char *text, gsize length)
{
    gsize n = 0;
    if (part->kind == BLOCK_HEADING) {
        while (n < length && text[n] == '#')
            n++;
        if (!n)
            n = text_starred_heading(text, length);
    }
    if (!n && length > 1 && text[0] == '>' && text[1] == ' ')
        n = 1;
    while (n && n < length && text[n] == ' ')
        n++;
    return n;
}

/* " ##" behind a heading, and the stars that pair with those before it. */
static gsize
suffix_length(const char *text, gsize prefix, gsize length)
{
    gsize n = 0;
    char sign = prefix ? text[0] : '\0';
    if (sign != '#' && sign != '*')
        return 0;
    while (n + prefix < length && text[length - 1 - n] == sign)
        n++;
    return n && n + prefix < length && text[length - 1 - n] == ' ' ? n : 0;
}

static void
build_part(struct text_reader *reader, const struct part *part)
{
    if (part->table) {
        text_build_table(reader, part);
        return;
    }
    if (only_rules(reader, part)) {
        discard(reader, part);
        return;
    }
    g_autoptr(GArray) ranges = g_array_new(FALSE, TRUE, sizeof(struct text_range));
    for (guint i = part->first; i < part->first + part->n; i++) {
        const struct line_shape *shape = reader_shape(reader, i);
        struct text_range range = {.line = i, .start = shape->start, .end = shape->end};
        if (i == part->first)
            range.start = part->from;
        if (i + 1 == part->first + part->n)
            range.end = part->to;
        if (range.start >= range.end)
            continue;
        const char *text = text_line_at(reader->lines, i)->text + range.start;
        range.prefix = shape->kind == LINE_RULE
                           ? range.end - range.start
                           : prefix_length(part, text, range.end - range.start);
        if (part->kind == BLOCK_HEADING && range.prefix < range.end - range.start)
            range.suffix = suffix_length(text, range.prefix, range.end - range.start);
        g_array_append_val(ranges, range);
    }
    text_build_ranges(reader, (struct text_range *)(void *)ranges->data, ranges->len, part->kind,
                      part->kind == BLOCK_HEADING || part->kind == BLOCK_ITEM ? part->level : 0,
                      -1);
}

/* The indents of a list's items as depths from 1. */
static void
level_items(struct text_reader *reader)
{
    guint stack[8], depth = 0;
    for (guint i = 0; i < reader->parts->len; i++) {
        struct part *part = reader_part(reader, i);
        if (part->kind != BLOCK_ITEM) {
            depth = part->kind == BLOCK_MARGIN ? depth : 0;
            continue;
        }
        while (depth && stack[depth - 1] > part->level)
            depth--;
        if ((!depth || stack[depth - 1] < part->level) && depth < G_N_ELEMENTS(stack))
            stack[depth++] = part->level;
        part->level = MAX(depth, 1);
    }
}

static void
build_pages(struct text_reader *reader)
{
    guint n = reader->lines->pages, at = 0;
    for (guint i = 1; i <= n; i++) {
        struct page page = {.n = i};
        for (; at < reader->lines->lines->len; at++) {
            const struct text_line *line = text_line_at(reader->lines, at);
            if (line->page != i)
                break;
            page.characters += text_visible(line->text, line->length);
        }
        page.state = page.characters ? PAGE_TEXT : PAGE_EMPTY;
        builder_page(reader->builder, &page);
    }
}

void
text_note_failure(struct document *document, const GError *reason)
{
    gboolean limit = g_error_matches(reason, AKT_ERROR, AKT_ERROR_LIMIT);
    gboolean other = g_error_matches(reason, AKT_ERROR, AKT_ERROR_UNSUPPORTED);
    document->state = limit ? DOCUMENT_LIMIT : DOCUMENT_DAMAGED;
    document_issue(document,
                   limit   ? "limit"
                   : other ? "unsupported"
                           : "damaged",
                   0, "%s", reason->message);
}

void
text_note_slips(struct document *document, const struct text_slips *slips)
{
    if (slips->broken)
        document_issue(document, "bad-encoding", 0,
                       "%u bytes that %s does not allow stand as U+FFFD", slips->broken,
                       slips->encoding);
    if (slips->forbidden)
        document_issue(document, "forbidden-characters", 0,
                       "%u characters that XML cannot carry stand as U+FFFD", slips->forbidden);
}

gboolean
extract_text(const struct text_words *words, struct original *original, struct document *document,
             G_GNUC_UNUSED GError **error)
{
    gsize size;
    const char *bytes = g_bytes_get_data(original->bytes, &size);
    g_autoptr(GError) reason = NULL;
    g_autoptr(text_lines) lines = text_lines_read(bytes, size, &reason);
    if (!lines) {
        text_note_failure(document, reason);
        return TRUE;
    }
    struct text_reader reader = {
        .words = words, .lines = lines, .document = document, .counted = G_MAXUINT};
    reader.shapes = g_array_new(FALSE, TRUE, sizeof(struct line_shape));
    reader.parts = g_array_new(FALSE, TRUE, sizeof(struct part));
    reader.grids = g_array_new(FALSE, TRUE, sizeof(struct text_grid));
    reader.cuts = g_array_new(FALSE, TRUE, sizeof(guint));
    reader.margins = g_byte_array_new();
    reader.builder = builder_new(document);
    struct text_lines *view = text_beside(&reader, reader.margins);
    reader.lines = view;
    text_shapes(&reader);
    text_group(&reader);
    text_kinds(&reader);
    text_margin(&reader);
    text_cut_headings(&reader);
    level_items(&reader);
    build_pages(&reader);
    for (guint i = 0; i < reader.parts->len; i++)
        build_part(&reader, reader_part(&reader, i));
    builder_free(reader.builder);
    text_note_slips(document, &lines->slips);
    document->state = document->text->len ? DOCUMENT_TEXT : DOCUMENT_EMPTY;
    g_array_unref(reader.shapes);
    g_array_unref(reader.parts);
    g_array_unref(reader.grids);
    g_array_unref(reader.cuts);
    g_byte_array_unref(reader.margins);
    g_array_unref(view->lines);
    g_free(view);
    return TRUE;
}
