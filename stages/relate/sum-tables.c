/* The totals of a table, by column and by row. What is a total is told by the row's label or the
 * column's heading; what it is of by where it stands, never by what would fit. */
#include "relate/sums.h"

#include <string.h>

enum {
    GRID_COLUMNS = 40,
    GRID_ROWS = 120,
    CELL_MENTIONS = 3,
    SHARES_LEAST = 97, /* shares of a whole, rounded */
    SHARES_MOST = 103,
    EMPTY = 0,   /* nothing, or a dash */
    ABSENT = -1, /* no cell there */
    WORDS = -2   /* a cell that is no figure */
};

/* The figures of a table: mention + 1, or EMPTY, ABSENT, WORDS. */
struct grid {
    const struct context *context;
    int value[GRID_ROWS][GRID_COLUMNS];
    guint block[GRID_ROWS][GRID_COLUMNS];
    int label[GRID_ROWS]; /* block of the row's first words, or -1 */
    gboolean total_row[GRID_ROWS], net_row[GRID_ROWS], header[GRID_ROWS];
    gboolean part_row[GRID_ROWS];   /* `heraf løn`: part of the row above */
    gboolean figure_row[GRID_ROWS]; /* holds figures */
    gboolean total_column[GRID_COLUMNS], figures[GRID_COLUMNS];
    const char *status[GRID_COLUMNS]; /* role of the column's amounts, or NULL */
    const char *period[GRID_COLUMNS]; /* time that its heading names, or NULL */
    guint rows, columns, first_row;
};

/* ---- reading ---- */

/* The amount, share or count that is all a cell says, or -1. */
static int
value_of(const struct context *context, guint b)
{
    guint first, last;
    context_mentions(context, document_block(context->document, b)->span, &first, &last);
    for (guint i = first; i < MIN(last, first + CELL_MENTIONS); i++) {
        enum mention_type type = document_mention(context->document, i)->type;
        if ((type == MENTION_AMOUNT || type == MENTION_PERCENT || type == MENTION_COUNT) &&
            layout_is_only(context, b, i, 1))
            return (int)i;
    }
    return -1;
}

/* `afslag`, `udgår` among amounts is nothing given. */
static int
figure_of(const struct context *context, guint b)
{
    int value = value_of(context, b);
    if (value >= 0)
        return value + 1;
    struct span span = document_block(context->document, b)->span;
    int word = context_word_after(context, span.start, span.end);
    gboolean nothing =
        word < 0 || (context_word_is(context, word,
                                     "afslag|afslås|afvist|ingen|intet|udgår|bortfalder|trukket") &&
                     context_word_next(context, word, span.end) < 0);
    return nothing ? EMPTY : WORDS;
}

static gboolean
says_part(const struct context *context, guint b)
{
    struct span span = document_block(context->document, b)->span;
    int word = context_word_after(context, span.start, span.end);
    return context_word_is(context, word, "heraf|hvoraf|deraf|herunder");
}

/* The time that a column's heading names. */
static const char *
heading_time(const struct context *context, int heading)
{
    if (heading < 0)
        return NULL;
    guint first, last;
    context_mentions(context, document_block(context->document, (guint)heading)->span, &first,
                     &last);
    if (last != first + 1)
        return NULL;
    const struct mention *mention = document_mention(context->document, first);
    return mention->type == MENTION_DATE || mention->type == MENTION_PERIOD ? mention->value : NULL;
}

static void
read_cell(struct grid *grid, guint b, guint row, guint column)
{
    const struct context *context = grid->context;
    const struct place_in_table *place = &context->places[b];
    gboolean opens = grid->block[row][column] == G_MAXUINT; /* the first block of its cell */
    grid->rows = MAX(grid->rows, row + 1);
    grid->columns = MAX(grid->columns, column + 1);
    grid->total_row[row] |= place->total_row;
    grid->net_row[row] |= place->net_row;
    grid->header[row] |= place->header;
    grid->total_column[column] |= !place->header && place->total_column;
    if (opens)
        grid->block[row][column] = b;
    if (place->header)
        return;
    int figure = figure_of(context, b);
    grid->value[row][column] = opens || grid->value[row][column] == EMPTY ? figure : WORDS;
    if (!opens && figure == EMPTY)
        grid->value[row][column] = EMPTY;
    if (figure > 0) {
        grid->figures[column] = grid->figure_row[row] = TRUE;
        grid->status[column] = place->status;
        grid->period[column] = heading_time(context, place->heading);
    } else if (figure == WORDS && grid->label[row] < 0) {
        grid->label[row] = (int)b;
        grid->part_row[row] = says_part(context, b);
    }
}

/* Whether the heading of a column names a period that is exactly the years of the columns before.
 */
static gboolean
spans_columns(const struct grid *grid, guint column)
{
    const char *period = grid->period[column];
    if (!period || strlen(period) != 9 || period[4] != '/' || column == 0)
        return FALSE;
    guint c = column;
    while (c > 0 && grid->period[c - 1] && strlen(grid->period[c - 1]) == 4)
        c--;
    return column - c >= 2 && strncmp(grid->period[c], period, 4) == 0 &&
           strcmp(grid->period[column - 1], period + 5) == 0;
}

static struct grid *
read_grid(const struct context *context, guint first, guint last)
{
    struct document *document = context->document;
    struct grid *grid = g_new0(struct grid, 1);
    grid->context = context;
    memset(grid->block, 0xff, sizeof grid->block);
    for (guint r = 0; r < GRID_ROWS; r++) {
        grid->label[r] = -1;
        for (guint c = 0; c < GRID_COLUMNS; c++)
            grid->value[r][c] = ABSENT;
    }
    grid->first_row = document_cell(document, document_block(document, first)->cell)->row;
    for (guint b = first; b < last; b++) {
        int at = document_block(document, b)->cell;
        if (at < 0)
            continue;
        const struct cell *cell = document_cell(document, at);
        if (cell->row < grid->first_row || cell->row - grid->first_row >= GRID_ROWS ||
            cell->column >= GRID_COLUMNS) {
            g_free(grid);
            return NULL;
        }
        read_cell(grid, b, cell->row - grid->first_row, cell->column);
    }
    for (guint c = 0; c < grid->columns; c++)
        grid->total_column[c] |= spans_columns(grid, c);
    return grid;
}

/* ---- by column ---- */

/* Adds a cell: FALSE where the row does not belong to the column's figures. */
static void
add_cell(const struct grid *grid, guint row, guint column, struct addition *sum)
{
    int value = grid->value[row][column];
    if (value > 0)
        sum_add(sum, (guint)value - 1);
    else if (value == WORDS || (value == ABSENT && grid->figure_row[row]))
        sum->unread = "a row has no figure";
}

/* Whether a row's label begins with a word for money that comes in. */
static gboolean
is_income(const struct grid *grid, guint row)
{
    if (grid->label[row] < 0)
        return FALSE;
    const struct context *context = grid->context;
    struct span span = document_block(context->document, (guint)grid->label[row])->span;
    int word = context_word_after(context, span.start, span.end);
    if (word < 0)
        return FALSE;
    const char *text = context->lower + context_word(context, word)->start;
    return g_str_has_prefix(text, "indtægt") || g_str_has_prefix(text, "samlede indtægt");
}

/* Whether an amount is negative as printed. */
static gboolean
is_negative(const struct grid *grid, guint mention)
{
    return document_mention(grid->context->document, mention)->value[0] == '-';
}

/* The row above one, over rows that only tell parts (`heraf løn`) or nothing; -1 for none. */
static int
row_above(const struct grid *grid, guint row)
{
    for (guint r = row; r > 0; r--)
        if (!grid->part_row[r - 1] && (grid->figure_row[r - 1] || grid->header[r - 1]))
            return (int)r - 1;
    return -1;
}

/* Whether a net is what is left of the income (`Resultat`, `Overskud`), not what it costs
 * (`Netto`). */
static gboolean
is_result(const struct grid *grid, guint row)
{
    if (grid->label[row] < 0)
        return FALSE;
    const struct context *context = grid->context;
    struct span span = document_block(context->document, (guint)grid->label[row])->span;
    for (int w = context_word_after(context, span.start, span.end); w >= 0;
         w = context_word_next(context, w, span.end))
        if (context_word_is(context, w, "resultat|overskud|underskud"))
            return TRUE;
    return FALSE;
}

/* Of all totals above one. A net takes one of printed expenses and income from the other: expenses
 * less income for `Netto`, the other way round for `Resultat`, or as the figures have it. */
static void
add_totals(struct context *context, const struct grid *grid, guint row, guint column,
           struct addition *sum)
{
    gboolean income = FALSE;
    for (guint r = 0; r < row; r++) {
        if (!grid->total_row[r] || grid->net_row[r] || grid->value[r][column] <= 0)
            continue;
        guint mention = (guint)grid->value[r][column] - 1;
        gboolean taken = grid->net_row[row] && is_income(grid, r) && !is_negative(grid, mention);
        if (sum->n < SUM_PARTS)
            sum->minus[sum->n] = taken;
        income |= taken;
        sum_add(sum, mention);
    }
    struct addition other = *sum;
    for (guint i = 0; i < other.n; i++)
        other.minus[i] = !sum->minus[i];
    if (income && (is_result(grid, row) ? sum_verdict(context, sum) != SUM_HOLDS
                                        : sum_verdict(context, &other) == SUM_HOLDS))
        *sum = other;
}

static void
reverse(struct addition *sum)
{
    for (guint i = 0; i < sum->n / 2; i++) {
        guint swap = sum->parts[i];
        sum->parts[i] = sum->parts[sum->n - 1 - i];
        sum->parts[sum->n - 1 - i] = swap;
    }
}

/* A total of a column: of the rows since the total before it; right under a total, of the totals; a
 * net, with the total before it too. */
static void
by_column(struct context *context, const struct grid *grid, guint row, guint column,
          struct addition *sum)
{
    int above = row_above(grid, row);
    if (above < 0)
        return;
    if (grid->total_row[above]) {
        add_totals(context, grid, row, column, sum);
        return;
    }
    guint r = row;
    for (; r > 0 && !grid->total_row[r - 1] && !grid->header[r - 1]; r--)
        if (!grid->part_row[r - 1])
            add_cell(grid, r - 1, column, sum);
    reverse(sum);
    gboolean behind_total = r > 0 && grid->total_row[r - 1] && grid->value[r - 1][column] > 0;
    if (!behind_total)
        return;
    struct addition running = *sum;
    sum_add(&running, (guint)grid->value[r - 1][column] - 1);
    if (grid->net_row[row] ||
        (sum_verdict(context, sum) != SUM_HOLDS && sum_verdict(context, &running) == SUM_HOLDS))
        *sum = running; /* `Udgifter i alt`, moms, `I alt` */
}

/* A total that stands over its rows: of all rows below it, down to another total. */
static void
from_below(const struct grid *grid, guint row, guint column, struct addition *sum)
{
    for (guint r = row + 1; r < grid->rows && !grid->total_row[r] && !grid->header[r]; r++)
        if (!grid->part_row[r])
            add_cell(grid, r, column, sum);
}

/* ---- by row ---- */

/* A total of a row: of all figures of the same kind before it, up to a total before it. Columns
 * that say different things of the same money (applied, granted) do not add up. */
static void
by_row(const struct grid *grid, guint row, guint column, struct addition *sum)
{
    enum mention_type type = document_mention(grid->context->document, sum->whole)->type;
    const char *status = NULL;
    guint from = 0;
    for (guint c = 0; c < column; c++)
        if (grid->total_column[c])
            from = c + 1;
    for (guint c = from; c < column; c++) {
        int value = grid->value[row][c];
        if (value == WORDS && grid->figures[c] && (int)grid->block[row][c] != grid->label[row])
            sum->unread = "a column has no figure";
        if (value == ABSENT && grid->figures[c])
            sum->unread = "a column has no figure";
        if (value <= 0 || document_mention(grid->context->document, (guint)value - 1)->type != type)
            continue;
        if (grid->status[c] && status && strcmp(status, grid->status[c]) != 0) {
            sum->n = 0;
            return;
        }
        status = grid->status[c] ? grid->status[c] : status;
        sum_add(sum, (guint)value - 1);
    }
}

/* ---- the table ---- */

/* Whether percentages are shares of one thing, that make 100: the whole says so or they do. `I alt
 * 80
 * %` under rates of spending is a rate, too. TRUE for what is no percentage. */
static gboolean
are_shares(const struct context *context, const struct addition *sum)
{
    const struct mention *whole = document_mention(context->document, sum->whole);
    if (whole->type != MENTION_PERCENT || strcmp(whole->value, "100") == 0)
        return TRUE;
    double total = 0;
    for (guint i = 0; i < sum->n; i++)
        total += g_ascii_strtod(document_mention(context->document, sum->parts[i])->value, NULL);
    return total >= SHARES_LEAST && total <= SHARES_MOST;
}

static void
check_cell(struct context *context, const struct grid *grid, guint r, guint c)
{
    guint whole = (guint)grid->value[r][c] - 1;
    struct span shown = document_block(context->document, grid->block[r][c])->span;
    struct addition down = {.whole = whole}, across = {.whole = whole};
    if (grid->total_row[r] && !grid->part_row[r]) {
        by_column(context, grid, r, c, &down);
        if (down.n == 0 && row_above(grid, r) >= 0 && grid->header[row_above(grid, r)])
            from_below(grid, r, c, &down);
    }
    if (grid->total_column[c])
        by_row(grid, r, c, &across);
    if (!are_shares(context, &down))
        down.n = 0;
    if (!are_shares(context, &across))
        across.n = 0;
    sum_check_table_cell(context, &down, &across, shown);
}

void
sum_check_table(struct context *context, guint first, guint last)
{
    g_autofree struct grid *grid = read_grid(context, first, last);
    for (guint r = 0; grid && r < grid->rows; r++)
        for (guint c = 0; c < grid->columns; c++)
            if (grid->value[r][c] > 0 && (grid->total_row[r] || grid->total_column[c]))
                check_cell(context, grid, r, c);
}
