/* Tables whose columns are drawn: bars under each other with cells of several lines (antiword,
 * pandoc's "+----+" grids), and rules of dashes with gaps (pandoc):
 *
 *     |Fritidsvejleder, 20     |298.000|          Aktivitet     2015
 *     |timer om ugen           |       |          ------------- -----
 *     |I alt                   |572.500|          Udstyr        64
 */
#include "extract/text-grid.h"

#include <string.h>

enum {
    MAX_HEADER = 4,
    MAX_ROWS = 2000, /* lines from a rule to the one that closes the table */
    MIN_DASHES = 2
};

static guint
page_of(const struct text_reader *reader, guint line)
{
    return text_line_at(reader->lines, line)->page;
}

static const char *
trimmed(const struct text_reader *reader, guint line, gsize *ret_length)
{
    return text_reader_line(reader, line, ret_length);
}

/* ---- bars ------------------------------------------------------------------------------------ */

/* The columns of a line's bars, `+` in a rule; how many, 0 where there are too many. */
static guint
bars_of(const struct text_reader *reader, guint line, guint *bars)
{
    const struct text_line *l = text_line_at(reader->lines, line);
    gboolean rule = reader_shape(reader, line)->kind == LINE_RULE;
    guint n = 0, column = 0;
    if (reader_shape(reader, line)->points > GRID_WIDTH)
        return 0;
    for (const char *p = l->text; p < l->text + l->length; p = g_utf8_next_char(p), column++) {
        if ((*p != '|' || (p > l->text && p[-1] == '\\')) && !(rule && *p == '+'))
            continue;
        if (n > GRID_FIELDS)
            return 0;
        bars[n++] = column;
    }
    return n;
}

/* TRUE for "+-----+---+", which parts rows. */
static gboolean
is_plus_rule(const struct text_reader *reader, guint line)
{
    gsize length;
    return reader_shape(reader, line)->kind == LINE_RULE && reader_shape(reader, line)->pipes &&
           *trimmed(reader, line, &length) == '+';
}

static gboolean
is_bar_line(const struct text_reader *reader, guint line)
{
    const struct line_shape *shape = reader_shape(reader, line);
    return (shape->kind == LINE_ROW && shape->pipes && shape->outer) || is_plus_rule(reader, line);
}

/* Rows between rules: a rule of '=' ends the header. */
static void
tell_rows(struct text_reader *reader, struct text_grid *grid)
{
    gboolean after_rule = TRUE;
    guint rows = 0;
    for (guint i = grid->first; i < grid->first + grid->n; i++) {
        struct line_shape *shape = reader_shape(reader, i);
        if (shape->kind == LINE_RULE) {
            const struct text_line *line = text_line_at(reader->lines, i);
            grid->header |= rows == 1 && memchr(line->text, '=', line->length) != NULL;
            after_rule = TRUE;
            continue;
        }
        shape->begins_row = after_rule;
        rows += after_rule;
        after_rule = FALSE;
    }
}

/* A table of bars that begins at a line: the line behind it. */
static guint
try_bars(struct text_reader *reader, guint first)
{
    guint bars[GRID_FIELDS + 1], others[GRID_FIELDS + 1], rules = 0, end = first;
    guint n = bars_of(reader, first, bars);
    for (; n >= 2 && end < reader->shapes->len && is_bar_line(reader, end); end++) {
        if (bars_of(reader, end, others) != n || memcmp(bars, others, n * sizeof bars[0]) != 0 ||
            page_of(reader, end) != page_of(reader, first))
            break;
        rules += reader_shape(reader, end)->kind == LINE_RULE;
    }
    gboolean more = end < reader->shapes->len &&
                    (is_bar_line(reader, end) || reader_shape(reader, end)->kind == LINE_RULE);
    if (more || n < 2 || end < first + 2 + rules)
        return MAX(end, first + 1);
    struct text_grid grid = {.first = first,
                             .n = end - first,
                             .first_cut = reader->cuts->len,
                             .n_cuts = n - 2,
                             .bars = TRUE,
                             .told = rules > 1};
    g_array_append_vals(reader->cuts, bars + 1, n - 2);
    if (grid.told)
        tell_rows(reader, &grid);
    text_grid_add(reader, &grid);
    return end;
}

/* ---- dashes ---------------------------------------------------------------------------------- */

/* The columns at which the groups of a rule begin; how many. */
static guint
groups_of(const struct text_reader *reader, guint line, guint *starts)
{
    const struct text_line *l = text_line_at(reader->lines, line);
    const struct line_shape *shape = reader_shape(reader, line);
    guint n = 0;
    if (shape->kind != LINE_RULE || shape->pipes || shape->start == shape->end ||
        l->text[shape->start] != '-')
        return 0;
    for (gsize i = shape->start; i < shape->end; i++) {
        if (l->text[i] == ' ' || (i > shape->start && l->text[i - 1] != ' '))
            continue;
        if (n == GRID_FIELDS || i + MIN_DASHES > shape->end || l->text[i + 1] != '-')
            return 0;
        starts[n++] = (guint)i;
    }
    return n;
}

/* TRUE where a line is blank before each column. */
static gboolean
fits(const struct text_reader *reader, guint line, const guint *starts, guint n)
{
    const struct text_line *l = text_line_at(reader->lines, line);
    guint column = 0, at = 1;
    if (reader_shape(reader, line)->points > GRID_WIDTH || memchr(l->text, '\t', l->length))
        return FALSE;
    for (const char *p = l->text; p < l->text + l->length && at < n;
         p = g_utf8_next_char(p), column++) {
        if (column + 1 < starts[at])
            continue;
        if (*p != ' ')
            return FALSE;
        at++;
    }
    return TRUE;
}

/* Lines of words right over the rule: the header's first line, or the rule's own. */
static guint
header_over(const struct text_reader *reader, guint rule, const guint *starts, guint n)
{
    guint first = rule;
    while (first > 0 && rule - first < MAX_HEADER &&
           reader_shape(reader, first - 1)->kind == LINE_PROSE &&
           !reader_shape(reader, first - 1)->margin && !reader_shape(reader, first - 1)->grid &&
           page_of(reader, first - 1) == page_of(reader, rule) &&
           fits(reader, first - 1, starts, n))
        first--;
    gboolean more = first > 0 && reader_shape(reader, first - 1)->kind == LINE_PROSE &&
                    page_of(reader, first - 1) == page_of(reader, rule);
    return more ? rule : first;
}

/* The line behind the table under a rule, its closing rule included; 0 where it is none. */
static guint
table_end(const struct text_reader *reader, guint rule, const guint *starts, guint n,
          gboolean *ret_blanks)
{
    guint blank = 0, i = rule + 1, filled = 0;
    for (; i < reader->shapes->len && i < rule + MAX_ROWS; i++) {
        const struct line_shape *shape = reader_shape(reader, i);
        if (shape->kind == LINE_RULE && !shape->pipes) {
            *ret_blanks = blank > 0;
            return filled ? i + 1 : 0;
        }
        if (shape->kind == LINE_BLANK) {
            if (blank && blank + 1 == i)
                break;
            blank = i;
            continue;
        }
        if (shape->kind != LINE_PROSE || shape->margin || shape->grid ||
            page_of(reader, i) != page_of(reader, rule) || !fits(reader, i, starts, n))
            break;
        filled++;
    }
    *ret_blanks = FALSE; /* no rule closes it: it ends with its first blank line */
    for (i = rule + 1; i < reader->shapes->len; i++) {
        const struct line_shape *shape = reader_shape(reader, i);
        if (shape->kind != LINE_PROSE || shape->margin || shape->grid ||
            page_of(reader, i) != page_of(reader, rule) || !fits(reader, i, starts, n))
            break;
    }
    gboolean ends = i == reader->shapes->len || reader_shape(reader, i)->kind == LINE_BLANK;
    return i > rule + 1 && ends ? i : 0;
}

static guint
try_dashes(struct text_reader *reader, guint rule)
{
    guint starts[GRID_FIELDS];
    gboolean blanks = FALSE;
    guint n = groups_of(reader, rule, starts);
    guint end = n > 1 ? table_end(reader, rule, starts, n, &blanks) : 0;
    if (!end)
        return rule + 1;
    struct text_grid grid = {.first = header_over(reader, rule, starts, n),
                             .first_cut = reader->cuts->len,
                             .n_cuts = n - 1,
                             .told = TRUE};
    grid.n = end - grid.first;
    grid.header = grid.first < rule;
    g_array_append_vals(reader->cuts, starts + 1, n - 1);
    gboolean begins = TRUE;
    for (guint i = grid.first; i < end; i++) {
        struct line_shape *shape = reader_shape(reader, i);
        if (shape->kind == LINE_PROSE) {
            shape->begins_row = begins;
            begins = i > rule && !blanks;
        } else {
            begins = TRUE;
        }
    }
    text_grid_add(reader, &grid);
    return end;
}

void
text_drawn_grids(struct text_reader *reader)
{
    for (guint i = 0; i < reader->shapes->len;) {
        const struct line_shape *shape = reader_shape(reader, i);
        gboolean claimed = shape->margin || shape->grid;
        if (!claimed && is_bar_line(reader, i))
            i = try_bars(reader, i);
        else if (!claimed && shape->kind == LINE_RULE)
            i = try_dashes(reader, i);
        else
            i++;
    }
}
