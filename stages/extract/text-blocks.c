/* From lines to parts: what is read in one go.
 *
 * Blank lines part; within them a line goes on with the one before where it must have been wrapped
 * (the next word would not have fit), begins in lower case, or ends in a hyphen. Short lines that
 * stand under each other, a letterhead or labels with their values, are parts of their own. */
#include "extract/markers.h"
#include "extract/text-grid.h"

#include <string.h>

static gboolean
is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* The bytes without blanks (U+00A0 too) at both ends. */
static void
trim(const char *text, gsize length, gsize *ret_start, gsize *ret_end)
{
    gsize start = 0, end = length;
    for (;;) {
        if (start < end && is_blank(text[start]))
            start++;
        else if (start + 1 < end && memcmp(text + start, "\xc2\xa0", 2) == 0)
            start += 2;
        else
            break;
    }
    for (;;) {
        if (end > start && is_blank(text[end - 1]))
            end--;
        else if (end > start + 1 && memcmp(text + end - 2, "\xc2\xa0", 2) == 0)
            end -= 2;
        else
            break;
    }
    *ret_start = start;
    *ret_end = end;
}

/* "|---|:--:|", "+----+", "--<tab>---": the rule of a table. */
static gboolean
is_table_rule(const char *text, gsize length)
{
    guint dashes = 0, bars = 0;
    for (gsize i = 0; i < length; i++) {
        if (text[i] == '-' || text[i] == '=')
            dashes++;
        else if (text[i] == '|' || text[i] == '+' || text[i] == '\t')
            bars++;
        else if (text[i] != ':' && text[i] != ' ')
            return FALSE;
    }
    return dashes >= 2 && bars >= 1;
}

/* "---", "***", "____", "====": a rule between paragraphs, or under a heading. */
static gboolean
is_rule(const char *text, gsize length)
{
    if (length < 3 || !strchr("-=*_~", text[0]))
        return FALSE;
    guint signs = 0;
    for (gsize i = 0; i < length; i++) {
        if (text[i] != text[0] && text[i] != ' ')
            return FALSE;
        signs += text[i] == text[0];
    }
    return signs >= 3;
}

static void
count_fields(struct line_shape *shape, const char *text, gsize length, char sign)
{
    gsize from = 0, to = length;
    if (sign == '|') {
        from = shape->start + shape->outer;
        to = shape->end - shape->outer;
    }
    gboolean filled = FALSE;
    shape->fields = 1;
    for (gsize i = from; i < to; i++) {
        if (text[i] == sign && !(sign == '|' && i > from && text[i - 1] == '\\')) {
            shape->filled += filled;
            filled = FALSE;
            shape->fields++;
        } else if (!is_blank(text[i])) {
            filled = TRUE;
        }
    }
    shape->filled += filled;
}

static struct line_shape
shape_of(const struct text_line *line)
{
    struct line_shape shape = {.kind = LINE_PROSE};
    const char *text = line->text;
    trim(text, line->length, &shape.start, &shape.end);
    if (shape.start == shape.end) {
        shape.kind = LINE_BLANK;
        return shape;
    }
    for (gsize i = 0; i < shape.start; i++)
        shape.indent = text[i] == '\t' ? (shape.indent | 3) + 1 : shape.indent + 1;
    gsize length = shape.end - shape.start;
    shape.points = (guint)g_utf8_strlen(text + shape.start, (gssize)length);
    if (is_table_rule(text, line->length)) {
        shape.kind = LINE_RULE;
        shape.pipes = !memchr(text, '\t', line->length);
        shape.fields = 2;
        return shape;
    }
    if (is_rule(text + shape.start, length)) {
        shape.kind = LINE_RULE;
        return shape;
    }
    gboolean bar_first =
        text[shape.start] == '|' && length > 1 && memchr(text + shape.start + 1, '|', length - 1);
    if (bar_first || g_strstr_len(text + shape.start, (gssize)length, " | ")) {
        shape.kind = LINE_ROW;
        shape.pipes = TRUE;
        shape.outer = bar_first && text[shape.end - 1] == '|' && text[shape.end - 2] != '\\';
        count_fields(&shape, text, line->length, '|');
    } else if (memchr(text, '\t', line->length)) {
        count_fields(&shape, text, line->length, '\t');
        /* tabs before alone are an indent, but not before a cell's html; a tab after a list's
         * number is no table */
        struct marker marker;
        if (shape.filled > 1 || (shape.fields > 2 && line->length > shape.end) ||
            (length > 2 && text[shape.start] == '<' && strchr("pu", text[shape.start + 1])))
            shape.kind = LINE_ROW;
        if (shape.filled == 2 && marker_read(text + shape.start, length, &marker) &&
            text[shape.start + marker.length] == '\t')
            shape.kind = LINE_PROSE;
    }
    return shape;
}

void
text_shapes(struct text_reader *reader)
{
    for (guint i = 0; i < reader->lines->lines->len; i++) {
        struct line_shape shape = shape_of(text_line_at(reader->lines, i));
        shape.margin = reader->margins->data[i];
        if (shape.margin && shape.kind != LINE_BLANK)
            shape.kind = LINE_PROSE;
        g_array_append_val(reader->shapes, shape);
    }
}

const char *
text_reader_line(const struct text_reader *reader, guint line, gsize *ret_length)
{
    const struct line_shape *shape = reader_shape(reader, line);
    *ret_length = shape->end - shape->start;
    return text_line_at(reader->lines, line)->text + shape->start;
}

/* TRUE where the next line has a marker of the same kind: the first item of a list. */
static gboolean
counts_on(const struct text_reader *reader, guint i, const struct marker *marker)
{
    if (i + 1 >= reader->shapes->len || reader_shape(reader, i + 1)->kind != LINE_PROSE)
        return FALSE;
    gsize length;
    struct marker next;
    const char *text = text_reader_line(reader, i + 1, &length);
    return marker_read(text, length, &next) && next.kind == marker->kind &&
           (marker->kind == MARKER_DASH || next.number == marker->number + 1);
}

/* TRUE where line `i` begins a new part after line `i - 1` of the same chunk. */
static gboolean
begins_part(const struct text_reader *reader, guint i, guint width, gboolean in_list)
{
    gsize length, before_length;
    const char *text = text_reader_line(reader, i, &length);
    const char *before = text_reader_line(reader, i - 1, &before_length);
    struct marker marker;
    if (text[0] == '#' || before[0] == '#')
        return TRUE;
    if (!reader->width && length > 3 && !memcmp(text, "at ", 3) && before_length > 3 &&
        (!memcmp(before, "at ", 3) || text_ends_with(before, before_length, ",:")))
        return TRUE; /* the lines of a recommendation */
    if (marker_read(text, length, &marker)) {
        if (marker.kind == MARKER_BULLET || in_list || counts_on(reader, i, &marker))
            return TRUE;
        if (text_ends_with(before, before_length, ".:;!?") ||
            !text_is_wrapped(reader, i - 1, width))
            return TRUE;
    }
    return !text_is_wrapped(reader, i - 1, width);
}

static struct part *
add_part(struct text_reader *reader, guint first, guint n, guint chunk)
{
    struct part part = {.first = first,
                        .n = n,
                        .chunk = chunk,
                        .kind = BLOCK_PARAGRAPH,
                        .from = reader_shape(reader, first)->start,
                        .to = reader_shape(reader, first + n - 1)->end};
    g_array_append_val(reader->parts, part);
    return reader_part(reader, reader->parts->len - 1);
}

static gboolean
is_item(const struct text_reader *reader, guint line, struct marker *marker)
{
    gsize length;
    const char *text = text_reader_line(reader, line, &length);
    return marker_read(text, length, marker);
}

/* Lines [first, end) stand between blank lines or tables. */
static void
group_prose(struct text_reader *reader, guint first, guint end, guint chunk)
{
    guint width = 0, parts = reader->parts->len;
    for (guint i = first; i < end; i++) {
        const struct line_shape *shape = reader_shape(reader, i);
        if (shape->kind == LINE_PROSE)
            width = MAX(width, shape->indent + shape->points);
    }
    reader->narrow = text_is_narrow_prose(reader, first, end, width);
    struct part *part = NULL;
    gboolean in_list = FALSE;
    for (guint i = first; i < end; i++) {
        struct marker marker;
        gboolean rule = reader_shape(reader, i)->kind == LINE_RULE;
        if (part && !rule && !begins_part(reader, i, width, in_list)) {
            part->n++;
            part->to = reader_shape(reader, i)->end;
            continue;
        }
        if (rule) { /* under a line: a heading; else it is a part that nobody reads */
            gboolean under = part && part->n == 1 && part->first + 1 == i &&
                             reader_shape(reader, part->first)->points < 100;
            if (under) {
                part->kind = BLOCK_HEADING;
                part->level = text_reader_line(reader, i, &(gsize){0})[0] == '=' ? 1 : 2;
                part->n++;
                part->to = reader_shape(reader, i)->end;
                part = NULL;
                continue;
            }
        }
        part = add_part(reader, i, 1, chunk);
        in_list = !rule && is_item(reader, i, &marker);
        if (in_list) {
            part->kind = BLOCK_ITEM;
            part->level = reader_shape(reader, i)->indent;
        }
        if (rule)
            part = NULL;
    }
    if (reader->parts->len == parts + 1)
        reader_part(reader, parts)->alone = TRUE;
}

/* "Sagsnr.:<tab>2009-1": a label and its value, parted by a tab. */
static gboolean
is_field_row(const struct text_reader *reader, guint line)
{
    gsize length;
    const struct line_shape *shape = reader_shape(reader, line);
    const char *text = text_reader_line(reader, line, &length);
    const char *tab = memchr(text, '\t', length);
    if (shape->fields != 2 || shape->pipes || !tab || tab == text)
        return FALSE;
    gsize label = (gsize)(tab - text);
    return tab[-1] == ':' || text_label_length(reader->words, text, label) == label;
}

/* TRUE where the rows [first, end) are a table. A single row is one only with three fields; rows
 * parted by bars without bars at their ends are some, or lines of an address are parted so; labels
 * with their values are none. */
static gboolean
is_table(const struct text_reader *reader, guint first, guint end)
{
    const struct line_shape *head = reader_shape(reader, first);
    guint rows = 0, fields = 0;
    for (guint i = first; i < end; i++) {
        if (reader_shape(reader, i)->kind == LINE_ROW) {
            rows++;
            fields += is_field_row(reader, i);
        }
    }
    if (fields == rows)
        return FALSE;
    gboolean ruled = end > first + rows;
    if (head->pipes && !head->outer && !ruled)
        return rows > 2 || (rows > 1 && head->fields > 2);
    return rows > 1 || head->fields > 2 || ruled;
}

static guint
row_run_end(const struct text_reader *reader, guint first)
{
    const struct line_shape *head = reader_shape(reader, first);
    guint end = first + 1;
    for (; end < reader->shapes->len; end++) {
        const struct line_shape *shape = reader_shape(reader, end);
        if (shape->grid ||
            (shape->kind != LINE_ROW && (shape->kind != LINE_RULE || shape->fields < 2)))
            break;
        if (shape->pipes != head->pipes)
            break;
    }
    return end;
}

/* Rows that are no table are prose. */
static void
settle_rows(struct text_reader *reader)
{
    for (guint i = 0; i < reader->shapes->len; i++) {
        if (reader_shape(reader, i)->kind != LINE_ROW)
            continue;
        guint end = row_run_end(reader, i);
        gboolean table = is_table(reader, i, end);
        for (; !table && i < end; i++) {
            if (reader_shape(reader, i)->kind == LINE_ROW)
                reader_shape(reader, i)->kind = LINE_PROSE;
        }
        i = end - 1;
    }
}

/* Bars at both ends of a row part empty fields where the table's first row has none there. */
static void
settle_bars(struct text_reader *reader, guint first, guint end)
{
    if (reader_shape(reader, first)->outer)
        return;
    for (guint i = first; i < end; i++) {
        struct line_shape *shape = reader_shape(reader, i);
        shape->fields += shape->outer ? 2 : 0;
        shape->outer = FALSE;
    }
}

void
text_group(struct text_reader *reader)
{
    guint n = reader->shapes->len, chunk = 0;
    settle_rows(reader);
    text_grids(reader);
    text_find_width(reader);
    for (guint i = 0; i < n;) {
        const struct line_shape *shape = reader_shape(reader, i);
        guint end = i + 1, page = text_line_at(reader->lines, i)->page;
        if (shape->kind == LINE_BLANK) {
            i++;
            continue;
        }
        if (shape->grid) {
            const struct text_grid *grid =
                &g_array_index(reader->grids, struct text_grid, shape->grid - 1);
            struct part *part = add_part(reader, i, grid->n, chunk++);
            part->table = part->alone = TRUE;
            part->grid = shape->grid;
            i += grid->n;
            continue;
        }
        if (shape->margin) {
            while (end < n && reader_shape(reader, end)->margin)
                end++;
            add_part(reader, i, end - i, chunk++)->kind = BLOCK_MARGIN;
            i = end;
            continue;
        }
        if (shape->kind == LINE_ROW) {
            end = row_run_end(reader, i);
            struct part *part = add_part(reader, i, end - i, chunk++);
            settle_bars(reader, i, end);
            part->table = TRUE;
            part->alone = TRUE;
            i = end;
            continue;
        }
        while (end < n && reader_shape(reader, end)->kind != LINE_BLANK &&
               reader_shape(reader, end)->kind != LINE_ROW && !reader_shape(reader, end)->margin &&
               !reader_shape(reader, end)->grid && text_line_at(reader->lines, end)->page == page &&
               !text_is_label_line(reader, end))
            end++;
        group_prose(reader, i, end, chunk++);
        i = end;
    }
}
