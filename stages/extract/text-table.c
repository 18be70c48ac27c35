/* Rows of cells: fields parted by tabs, or by bars as in markdown. The bars, and the rule under a
 * header, belong to the cell before them as markup. */
#include "extract/markers.h"
#include "extract/text-grid.h"

#include <string.h>

enum {
    HEADER_POINTS = 80
};

/* The fields of a row as byte ranges, blanks at both ends left out. */
struct field {
    gsize start, end;
    gsize bar; /* byte of the bar before the field, or G_MAXSIZE */
};

static GArray *
fields_of(const struct text_reader *reader, guint line, gsize *ret_last_bar)
{
    GArray *fields = g_array_new(FALSE, TRUE, sizeof(struct field));
    const struct line_shape *shape = reader_shape(reader, line);
    const char *text = text_line_at(reader->lines, line)->text;
    gsize length = text_line_at(reader->lines, line)->length;
    char sign = shape->pipes ? '|' : '\t';
    gsize from = shape->pipes ? shape->start : 0, bar = G_MAXSIZE;
    *ret_last_bar = G_MAXSIZE;
    if (shape->outer)
        bar = from++;
    for (gsize i = from; i <= length; i++) {
        gboolean escaped = sign == '|' && i > from && text[i - 1] == '\\';
        if (i < length && (text[i] != sign || escaped))
            continue;
        if (i == length && shape->outer && from >= shape->end)
            break;
        struct field field = {from, i, bar};
        while (field.start < field.end && strchr(" \t", text[field.start]))
            field.start++;
        while (field.end > field.start && strchr(" \t", text[field.end - 1]))
            field.end--;
        g_array_append_val(fields, field);
        bar = shape->pipes && i < length ? i : G_MAXSIZE;
        from = i + 1;
    }
    if (shape->outer)
        *ret_last_bar = shape->end - 1;
    return fields;
}

static guint
count_columns(const struct text_reader *reader, const struct part *part)
{
    guint columns = 1;
    for (guint i = part->first; i < part->first + part->n; i++)
        columns = MAX(columns, reader_shape(reader, i)->fields);
    return columns;
}

/* A figure that is no year: a header has none. */
static gboolean
is_figure(const char *text, gsize length)
{
    gboolean digits = FALSE;
    for (gsize i = 0; i < length; i++) {
        if (g_ascii_isdigit(text[i]))
            digits = TRUE;
        else if (!strchr(" .,-+%()", text[i]))
            return FALSE;
    }
    return digits && !(length == 4 && (text[0] == '1' || text[0] == '2') && !strchr(text, '.'));
}

/* The first row is a header if a rule follows it, or if its cells are short words while the table
 * goes on under it. */
static gboolean
has_header(const struct text_reader *reader, const struct part *part)
{
    if (part->n < 2)
        return FALSE;
    if (reader_shape(reader, part->first + 1)->kind == LINE_RULE)
        return part->n > 2;
    gsize last_bar;
    g_autoptr(GArray) fields = fields_of(reader, part->first, &last_bar);
    const char *text = text_line_at(reader->lines, part->first)->text;
    guint filled = 0;
    for (guint i = 0; i < fields->len; i++) {
        const struct field *field = &g_array_index(fields, struct field, i);
        gsize length = field->end - field->start;
        if (length == 0 && i > 0 && i + 1 < fields->len)
            return FALSE;
        filled += length > 0;
        g_autofree char *words = g_strndup(text + field->start, length);
        if (length > HEADER_POINTS || is_figure(words, length) || strchr(words, '<') ||
            (length > 30 && words[length - 1] == '.'))
            return FALSE;
    }
    return filled >= 2;
}

static void
build_cell(struct text_reader *reader, guint line, const struct field *field, int cell)
{
    struct text_range ranges[2];
    guint n = 0;
    if (field->bar != G_MAXSIZE)
        ranges[n++] = (struct text_range){
            .line = line, .start = field->bar, .end = field->bar + 1, .prefix = 1};
    if (field->end > field->start)
        ranges[n++] = (struct text_range){.line = line, .start = field->start, .end = field->end};
    if (!n) {
        builder_block(reader->builder, BLOCK_CELL, cell);
        builder_end_block(reader->builder);
        return;
    }
    text_build_ranges(reader, ranges, n, BLOCK_CELL, 0, cell);
}

static void
add_range(GArray *ranges, guint line, gsize start, gsize end, gsize prefix)
{
    struct text_range range = {.line = line, .start = start, .end = end, .prefix = prefix};
    g_array_append_val(ranges, range);
}

/* The last cell of a row also holds the bar after it and the rules under the row. */
static void
build_last(struct text_reader *reader, const struct part *part, guint line,
           const struct field *field, gsize last_bar, int cell)
{
    g_autoptr(GArray) ranges = g_array_new(FALSE, TRUE, sizeof(struct text_range));
    if (field->bar != G_MAXSIZE)
        add_range(ranges, line, field->bar, field->bar + 1, 1);
    if (field->end > field->start)
        add_range(ranges, line, field->start, field->end, 0);
    if (last_bar != G_MAXSIZE)
        add_range(ranges, line, last_bar, last_bar + 1, 1);
    for (guint i = line + 1;
         i < part->first + part->n && reader_shape(reader, i)->kind == LINE_RULE; i++) {
        const struct line_shape *rule = reader_shape(reader, i);
        add_range(ranges, i, rule->start, rule->end, rule->end - rule->start);
    }
    if (ranges->len)
        text_build_ranges(reader, (struct text_range *)(void *)ranges->data, ranges->len,
                          BLOCK_CELL, 0, cell);
    else
        build_cell(reader, line, field, cell);
}

static void
build_row(struct text_reader *reader, const struct part *part, guint line, guint row, guint columns,
          gboolean header)
{
    gsize last_bar;
    g_autoptr(GArray) fields = fields_of(reader, line, &last_bar);
    for (guint i = 0; i < columns; i++) {
        struct cell cell = {.table = reader->tables,
                            .row = row,
                            .column = i,
                            .rows = 1,
                            .columns = 1,
                            .header = header};
        int index = builder_cell(reader->builder, &cell);
        struct field none = {0, 0, G_MAXSIZE};
        const struct field *field =
            i < fields->len ? &g_array_index(fields, struct field, i) : &none;
        if (i + 1 == columns)
            build_last(reader, part, line, field, last_bar, index);
        else
            build_cell(reader, line, field, index);
    }
}

/* TRUE where a table goes on the one right before it, parted by a page's end that left a blank
 * line: as many columns, no header of its own, and a first row that begins with nothing, in lower
 * case or with a bullet. */
static gboolean
goes_on(const struct text_reader *reader, const struct part *part, guint columns, gboolean header)
{
    if (!reader->last_table || part != reader->last_table + 1 || reader->columns != columns)
        return FALSE;
    if (part->n == 1 && reader->last_table->n == 1 && columns > 2)
        return TRUE; /* a converter that sets a blank line between rows */
    gsize last_bar;
    g_autoptr(GArray) fields = fields_of(reader, part->first, &last_bar);
    const struct field *field = &g_array_index(fields, struct field, 0);
    const char *text = text_line_at(reader->lines, part->first)->text + field->start;
    gsize length = field->end - field->start;
    while (length && *text == '<') {
        const char *end = memchr(text, '>', length);
        if (!end)
            break;
        length -= (gsize)(end + 1 - text);
        text = end + 1;
    }
    if (!length)
        return TRUE;
    return !header &&
           (g_unichar_islower(g_utf8_get_char(text)) || marker_bullet_length(text, length) > 0);
}

void
text_build_table(struct text_reader *reader, const struct part *part)
{
    if (part->grid) {
        text_build_grid(reader, part);
        return;
    }
    guint columns = count_columns(reader, part), row = 0;
    gboolean header = has_header(reader, part);
    if (goes_on(reader, part, columns, header)) {
        reader->tables--;
        row = reader->rows;
        header = FALSE;
    }
    for (guint i = part->first; i < part->first + part->n; i++) {
        if (reader_shape(reader, i)->kind == LINE_ROW)
            build_row(reader, part, i, row++, columns, header && i == part->first);
    }
    reader->tables++;
    reader->last_table = part;
    reader->columns = columns;
    reader->rows = row;
}
