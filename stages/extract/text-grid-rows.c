/* Fields and rows of a table in columns. */
#include "extract/text-grid.h"

#include <string.h>

/* ---- fields ---------------------------------------------------------------------------------- */

void
text_grid_fields(const struct text_reader *reader, const struct text_grid *grid, guint line,
                 struct text_range *fields)
{
    const struct text_line *l = text_line_at(reader->lines, line);
    const guint *cuts = grid->n_cuts ? &g_array_index(reader->cuts, guint, grid->first_cut) : NULL;
    const struct line_shape *shape = reader_shape(reader, line);
    guint column = 0, at = 0;
    for (guint i = 0; i <= grid->n_cuts; i++)
        fields[i] = (struct text_range){.line = line, .start = l->length, .end = 0};
    for (gsize byte = 0; byte < l->length; column++) {
        gsize n = (gsize)g_utf8_skip[(guchar)l->text[byte]];
        while (at < grid->n_cuts && column >= cuts[at])
            at++;
        gboolean bar =
            grid->bars && l->text[byte] == '|' &&
            ((at > 0 && column == cuts[at - 1]) || byte == shape->start || byte + 1 == shape->end);
        gboolean blank =
            bar || l->text[byte] == ' ' || (n == 2 && !memcmp(l->text + byte, "\xc2\xa0", 2));
        if (!blank) {
            fields[at].start = MIN(fields[at].start, byte);
            fields[at].end = byte + n;
        }
        byte += n;
    }
    for (guint i = 0; i <= grid->n_cuts; i++) {
        if (fields[i].start >= fields[i].end)
            fields[i].start = fields[i].end = 0;
    }
}

gboolean
text_grid_bar(const struct text_reader *reader, const struct text_grid *grid, guint line,
              guint column, gsize *ret_byte)
{
    const struct text_line *l = text_line_at(reader->lines, line);
    const struct line_shape *shape = reader_shape(reader, line);
    gsize byte = column == 0 ? shape->start : shape->end - 1;
    if (column > 0 && column <= grid->n_cuts) {
        guint cut = g_array_index(reader->cuts, guint, grid->first_cut + column - 1);
        byte = (gsize)(g_utf8_offset_to_pointer(l->text, (glong)cut) - l->text);
    }
    *ret_byte = byte;
    return byte < l->length && l->text[byte] == '|';
}

gsize
text_field(const struct text_reader *reader, const struct text_range *field, const char **ret_text)
{
    *ret_text = text_line_at(reader->lines, field->line)->text + field->start;
    return field->end - field->start;
}

/* "5.900.000", "12 %", "-": a cell that says how much. */
gboolean
text_is_amount(const char *text, gsize length)
{
    gboolean digits = FALSE;
    for (gsize i = 0; i < length; i++) {
        if (g_ascii_isdigit(text[i]))
            digits = TRUE;
        else if (!strchr(" .,-+%()", text[i]))
            return FALSE;
    }
    return digits || (length == 1 && *text == '-');
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* What the reader of rows remembers of the row before. */
struct row_memory {
    struct text_range last[GRID_FIELDS];  /* of each column: the last words, none at start */
    gboolean filled[GRID_FIELDS];         /* the row has something there already */
    gboolean figure[GRID_FIELDS];         /* the row has a figure there already */
    gboolean on_line_before[GRID_FIELDS]; /* the words stand on the line right above */
    guint width[GRID_FIELDS];             /* of each column */
    guint room[GRID_FIELDS];              /* drawn: the columns between two bars */
    gboolean blank;                       /* a blank line stands before */
};

/* TRUE where words in a column go on from those above them in it. */
static gboolean
goes_on(const struct text_reader *reader, const struct row_memory *memory, guint column,
        const struct text_range *field)
{
    const char *text, *above;
    gsize length = text_field(reader, field, &text);
    gsize above_length = text_field(reader, &memory->last[column], &above);
    if (!length || !above_length || !memory->on_line_before[column] || text_is_amount(text, length))
        return FALSE;
    if (g_unichar_islower(g_utf8_get_char(text)) || *text == '(' ||
        strchr("-,/", above[above_length - 1]))
        return TRUE;
    gsize word = 0;
    while (word < length && text[word] != ' ')
        word++;
    guint would_be =
        (guint)(g_utf8_strlen(above, (gssize)above_length) + 1 + g_utf8_strlen(text, (gssize)word));
    if (memory->room[column])
        return would_be > memory->room[column];
    return column == 0 && would_be > memory->width[0] && g_unichar_isalpha(g_utf8_get_char(text)) &&
           !strchr(".:", above[above_length - 1]);
}

/* TRUE where a line begins a row. */
static gboolean
begins_row(const struct text_reader *reader, const struct text_grid *grid,
           const struct row_memory *memory, const struct text_range *fields)
{
    guint filled = 0;
    gboolean continues = FALSE, clash = FALSE, capitals = TRUE;
    for (guint i = 0; i <= grid->n_cuts; i++) {
        const char *text;
        gsize length = text_field(reader, &fields[i], &text);
        filled += length > 0;
        clash |= i > 0 && length && text_is_amount(text, length) &&
                 (memory->figure[i] || (memory->filled[i] && fields[0].end));
        gunichar first = length ? g_utf8_get_char(text) : 'A';
        capitals &= !g_unichar_islower(first) && first != '(';
        continues |= goes_on(reader, memory, i, &fields[i]);
    }
    if (clash)
        return TRUE;
    if (filled >= 3 && capitals && fields[0].end && !memory->room[0])
        return TRUE;
    if (fields[0].start == fields[0].end)
        return memory->blank && filled >= 2;
    return !continues || memory->blank;
}

static void
remember(const struct text_reader *reader, const struct text_grid *grid, struct row_memory *memory,
         const struct text_range *fields, gboolean begins)
{
    for (guint i = 0; i <= grid->n_cuts; i++) {
        const char *text;
        gsize length = text_field(reader, &fields[i], &text);
        memory->on_line_before[i] = length > 0;
        memory->filled[i] = (memory->filled[i] && !begins) || length;
        memory->figure[i] =
            (memory->figure[i] && !begins) || (length && text_is_amount(text, length));
        if (length)
            memory->last[i] = fields[i];
    }
    memory->blank = FALSE;
}

static void
find_rows(struct text_reader *reader, const struct text_grid *grid)
{
    struct row_memory memory = {.blank = TRUE};
    struct text_range fields[GRID_FIELDS];
    for (guint i = grid->first; i < grid->first + grid->n; i++) {
        text_grid_fields(reader, grid, i, fields);
        for (guint k = 0; k <= grid->n_cuts; k++) {
            const char *text;
            gsize length = text_field(reader, &fields[k], &text);
            memory.width[k] = MAX(memory.width[k], (guint)g_utf8_strlen(text, (gssize)length));
        }
    }
    for (guint k = 0; grid->bars && k < grid->n_cuts; k++)
        memory.room[k] = g_array_index(reader->cuts, guint, grid->first_cut + k) -
                         (k ? g_array_index(reader->cuts, guint, grid->first_cut + k - 1) + 1 : 1);
    for (guint i = grid->first; i < grid->first + grid->n; i++) {
        struct line_shape *shape = reader_shape(reader, i);
        if (shape->kind != LINE_ROW) {
            memory.blank |= shape->kind == LINE_BLANK;
            continue;
        }
        text_grid_fields(reader, grid, i, fields);
        if (!grid->told)
            shape->begins_row = i == grid->first || begins_row(reader, grid, &memory, fields);
        remember(reader, grid, &memory, fields, shape->begins_row);
    }
}

gboolean
text_grid_add(struct text_reader *reader, const struct text_grid *grid)
{
    guint rows = 0;
    for (guint i = grid->first; i < grid->first + grid->n; i++) {
        struct line_shape *shape = reader_shape(reader, i);
        if (shape->kind == LINE_PROSE)
            shape->kind = LINE_ROW;
    }
    find_rows(reader, grid);
    for (guint i = grid->first; i < grid->first + grid->n; i++)
        rows += reader_shape(reader, i)->begins_row;
    gboolean table = rows > 1 || grid->told || grid->bars;
    if (table)
        g_array_append_val(reader->grids, *grid);
    for (guint i = grid->first; i < grid->first + grid->n; i++) {
        struct line_shape *shape = reader_shape(reader, i);
        shape->grid = table ? reader->grids->len : 0;
        if (!table && shape->kind == LINE_ROW)
            shape->kind = LINE_PROSE;
    }
    return table;
}
