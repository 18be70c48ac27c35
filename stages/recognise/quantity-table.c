/* The bare numbers of a table: money, where a heading says in what unit they count.
 *
 * What says so, the nearest first: the head of the column ("Budget 2020 (kr.)"), the first cell of
 * the row, the table's first row ("1.000 kr., 2011-p/l"), the line or two before the table
 * ("Tabel 1. Udgifter, 1.000 kr. i 2018-p/l"). Columns and rows that hold something else are told
 * by their head (number-columns.tsv): År, Antal, Pladser, Procent. The first column names the rows.
 */
#include <string.h>

#include "quantity-private.h"

enum {
    MOST_HEAD_TOKENS = 256, /* of a heading that are looked at */
    BLOCKS_BEFORE = 5,      /* a table: its caption, and heads that stand outside of it */
    BLOCKS_AFTER = 2,       /* to the note after it */
    SHORT_BLOCK =
        200, /* bytes of what may be a caption or head; nothing is read beyond a longer one */
    MOST_COLUMNS = 64,
    MOST_HEAD_ROWS = 4, /* rows of column heads: "Budget", "2018 2019" */
    LABEL_COLUMNS = 3 /* columns before the numbers, of which the first with words names the row */
};

/* What a heading says. */
struct heading {
    gboolean has_unit;
    guint power;
    const char *pricelevel;
    const char *rate;        /* "unit:plads" of "kr. pr. plads" */
    const char *holds;       /* "count", "percent", "label", "date", "measure" */
    const char *first_holds; /* the same of the first word alone */
    const char *counted;     /* the noun of a count, or NULL; read where it is asked for */
    gboolean counted_read;
    guint block;
    gboolean number;  /* begins with "antal" */
    gboolean words;   /* says something at all */
    gboolean of_all;  /* of the whole paper: "alle beløb er i ..." */
    gboolean mixed;   /* heads of several columns in one line, some of them no money */
    gboolean headed;  /* of a column: its first row has words */
    gboolean thereof; /* begins with "heraf" */
    gboolean things;  /* begins with people or things that are counted: "Medlemmer" */
};

/* One table: the headings of its columns and the cells of the row at hand. */
struct table {
    struct heading whole;
    struct heading columns[MOST_COLUMNS];
    struct heading row;
    guint row_number;
    guint head_rows;
    gboolean dotted; /* groups of digits are parted by points: "1.250" */
};

/* ---- headings -------------------------------------------------------------------------------- */

/* Whether a unit may stand after this token: "i", "hele", a bracket, a comma, the start; never a
 * number or a word such as "på". */
static gboolean
opens_unit(const struct scan *scan, guint i)
{
    if (i == 0) {
        return TRUE;
    }
    switch (scan->tokens[i - 1].kind) {
    case TOKEN_OPEN:
    case TOKEN_COMMA:
    case TOKEN_STOP:
    case TOKEN_DASH:
    case TOKEN_SLASH:
        return TRUE;
    case TOKEN_WORD:
        return token_is(scan, i - 1, "i") || token_is(scan, i - 1, "hele") || scan->caption;
    default:
        return FALSE;
    }
}

/* A unit at token i: "1.000 kr.", "mio. kr.", "t.kr.", "kr.", "hele tusinde". */
static gboolean
unit_at(const struct scan *scan, guint i, guint *ret_power)
{
    struct figure figure;
    guint power = 0, at = i;
    if (figure_read(scan, at, &figure)) {
        gboolean thousand = figure.low.mantissa == 1000, million = figure.low.mantissa == 1000000;
        if (figure.is_range || figure.low.decimals > 0 || !(thousand || million)) {
            return FALSE;
        }
        power = thousand ? 3 : 6;
        at = figure.end;
        gboolean whole = i > 0 && token_is(scan, i - 1, "hele");
        if (at >= scan->n || scan->tokens[at].kind != TOKEN_CURRENCY) {
            *ret_power = power;
            return whole;
        }
    } else if (scan->tokens[at].kind == TOKEN_SCALE) {
        power = scan->tokens[at].power;
        at++;
        if (at >= scan->n || scan->tokens[at].kind != TOKEN_CURRENCY) {
            *ret_power = power;
            return i > 0 && (token_is(scan, i - 1, "i") || scan->tokens[i - 1].kind == TOKEN_OPEN);
        }
    }
    if (at >= scan->n || scan->tokens[at].kind != TOKEN_CURRENCY ||
        (at + 1 < scan->n && scan->tokens[at + 1].kind == TOKEN_NUMBER &&
         !quantity_is_year(scan, at + 1))) { /* "(kr. 300 pr. deltager)" */
        return FALSE;
    }
    *ret_power = power + scan->tokens[at].power;
    return TRUE;
}

/* "pr." before a number is of a date: "pr. 31. december". */
static gboolean
said_of_date(const struct scan *scan, guint i)
{
    return i + 2 < scan->n && token_is(scan, i + 1, ".") && scan->tokens[i + 2].kind != TOKEN_WORD;
}

/* Whether a token that fits TOKEN_TEXT ends so, letter case apart. */
static gboolean
token_ends(const struct scan *scan, guint i, const char *ending)
{
    const struct token *token = &scan->tokens[i];
    gsize length = strlen(ending);
    if (token->length < length || token->length >= TOKEN_TEXT) {
        return FALSE;
    }
    const char *text = scan->text + token->start + token->length - length;
    char before = token->length > length ? text[-1] : '\0';
    for (gsize i_byte = 0; i_byte < length; i_byte++) {
        if (lower_byte(before, text[i_byte]) != ending[i_byte]) {
            return FALSE;
        }
        before = text[i_byte];
    }
    return TRUE;
}

/* What a word in a heading says of the numbers under it. */
static const char *
holds_of(const struct scan *scan, guint i)
{
    const char *holds = token_lookup(scan, i, &scan->quantity->headings);
    if (holds != NULL) {
        return holds;
    }
    if (token_ends(scan, i, "nr") || token_ends(scan, i, "nummer")) {
        return "label";
    }
    return token_ends(scan, i, "år") ? "date" : NULL;
}

static void
read_block_tokens(struct scan *scan, guint block, struct token tokens[MOST_HEAD_TOKENS + 1])
{
    const struct block *here = document_block(scan->document, block);
    gsize cursor = here->span.start;
    scan->tokens = tokens;
    scan->n = quantity_tokens(scan->text, &cursor, here->span.end, tokens, MOST_HEAD_TOKENS);
    tokens[scan->n] = (struct token){.kind = TOKEN_END};
}

/* What a heading counts. Most are never asked, for their numbers are money. */
static const char *
heading_counted(struct scan *scan, struct token tokens[MOST_HEAD_TOKENS + 1],
                struct heading *heading)
{
    static const char *const money[] = {"bevilling", "bevillinger", "regnskab",  "regnskaber",
                                        "budget",    "budgetter",   "forbrug",   "beløb",
                                        "tilskud",   "udgifter",    "indtægter", "overslag"};
    if (heading->counted_read) {
        return heading->counted;
    }
    heading->counted_read = TRUE;
    read_block_tokens(scan, heading->block, tokens);
    for (gsize k = 0; k < G_N_ELEMENTS(money); k++) {
        if (token_is(scan, 0, money[k])) {
            return NULL; /* "Regnskab" is no thing that is counted */
        }
    }
    heading->counted = quantity_counted(scan, &heading->number);
    if (heading->counted == NULL && heading->things) { /* "Besøg i cafeen" */
        heading->counted = quantity_nouns(scan, 0, FALSE).noun;
    }
    return heading->counted;
}

static void
read_heading(struct scan *scan, guint block, struct token tokens[MOST_HEAD_TOKENS + 1],
             struct heading *heading)
{
    read_block_tokens(scan, block, tokens);
    heading->block = block;
    heading->number = token_is(scan, 0, "antal");
    heading->thereof = token_is(scan, 0, "heraf") || token_is(scan, 0, "hvoraf");
    for (guint i = 0; i < scan->n; i++) {
        guint power;
        heading->words = heading->words || tokens[i].kind == TOKEN_WORD;
        heading->of_all =
            heading->of_all || (token_is(scan, i, "alle") &&
                                (token_is(scan, i + 1, "beløb") || token_is(scan, i + 1, "tal")));
        if (!heading->has_unit && opens_unit(scan, i) && unit_at(scan, i, &power)) {
            heading->has_unit = TRUE;
            heading->power = power;
        }
        guint at = i;
        if (heading->rate == NULL && !said_of_date(scan, i)) {
            heading->rate = quantity_rate_at(scan, &at);
        }
        if (tokens[i].kind == TOKEN_PRICELEVEL && heading->pricelevel == NULL) {
            heading->pricelevel = pricelevel_value(scan, i);
        }
        const char *holds = tokens[i].kind == TOKEN_PERCENT ? "percent" : holds_of(scan, i);
        if (g_strcmp0(holds, "things") == 0) {
            heading->things = heading->things || i == 0;
            holds = NULL; /* in a table of money it may be the money for them */
        }
        /* "Forbrug sidste år" is no date, but "Beløb i procent" is a percent */
        if (i == 0 && token_is(scan, 0, "år") && i + 1 < scan->n &&
            tokens[1].kind == TOKEN_NUMBER && !quantity_is_year(scan, 1)) {
            holds = NULL; /* "År 1": of a project, no year */
        }
        gboolean says = i == 0 || g_strcmp0(holds, "percent") == 0 || token_is(scan, i, "antal");
        heading->holds = heading->holds == NULL && says ? holds : heading->holds;
        if (i == 0) {
            heading->first_holds = holds;
        }
    }
    char only[TOKEN_TEXT];
    if (heading->holds == NULL && scan->n == 1 && tokens[0].kind == TOKEN_WORD &&
        quantity_is_measure(scan, token_text(scan, 0, only))) {
        heading->holds = "measure"; /* "Døgn" */
    }
}

/* Takes from a heading what the whole table's does not know yet. */
static void
add_heading(struct heading *whole, const struct heading *heading)
{
    if (!whole->has_unit && heading->has_unit) {
        whole->has_unit = TRUE;
        whole->power = heading->power;
    }
    if (whole->pricelevel == NULL) {
        whole->pricelevel = heading->pricelevel;
    }
}

/* Whether a block says anything of a table beside it: words of the body. */
static gboolean
is_beside(const struct block *block)
{
    return !block_is_furniture(block->kind) && block->kind != BLOCK_MARGIN &&
           block->span.start < block->span.end;
}

/* What the lines before the table say of it; the nearest that says something holds. */
static void
read_before_table(struct scan *scan, guint first, struct token *tokens, struct heading *whole)
{
    guint seen = 0;
    for (guint i = first; i > 0 && seen < BLOCKS_BEFORE && !whole->has_unit; i--) {
        const struct block *block = document_block(scan->document, i - 1);
        if (block->cell >= 0) {
            return;
        }
        if (is_beside(block)) {
            struct heading heading = {0};
            seen++;
            scan->caption = block->kind == BLOCK_HEADING || block->kind == BLOCK_LABEL;
            read_heading(scan, i - 1, tokens, &heading);
            whole->mixed = whole->mixed || (heading.has_unit && heading.power == 0 &&
                                            (heading.number || heading.holds != NULL));
            add_heading(whole, &heading);
            if (block->span.end - block->span.start > SHORT_BLOCK) {
                return;
            }
        }
    }
}

/* A note after the table, "Beløb i 1.000 kr.", unless it is the line before another one. */
static void
read_after_table(struct scan *scan, guint end, struct token *tokens, struct heading *whole)
{
    guint i = end;
    while (i < scan->document->blocks->len && i < end + BLOCKS_AFTER &&
           !is_beside(document_block(scan->document, i))) {
        i++;
    }
    if (whole->has_unit || i + 1 >= scan->document->blocks->len ||
        document_block(scan->document, i)->cell >= 0 ||
        document_block(scan->document, i + 1)->cell >= 0) {
        return;
    }
    struct heading heading = {0};
    scan->caption = FALSE;
    read_heading(scan, i, tokens, &heading);
    add_heading(whole, &heading);
}

/* Whether "alle" stands in a block, in any case: most blocks say nothing of the whole paper. */
static gboolean
has_all(const struct scan *scan, guint block)
{
    gsize length;
    const char *text =
        document_block_text(scan->document, document_block(scan->document, block), &length);
    for (gsize i = 1; i + 1 < length; i += 2) { /* one of the two l's is hit */
        if ((text[i] | 0x20) != 'l') {
            continue;
        }
        for (gsize at = MAX(i, 2) - 2; at < i && at + 4 <= length; at++) {
            if (g_ascii_strncasecmp(text + at, "alle", 4) == 0) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* "Alle beløb er i 1.000 kr. og 2018-priser": what holds for tables that say nothing themselves. */
static struct heading
read_of_all(struct scan *scan, struct token *tokens)
{
    struct heading whole = {0};
    for (guint i = 0; i < scan->document->blocks->len; i++) {
        const struct block *block = document_block(scan->document, i);
        if (block->cell < 0 && is_beside(block) && has_all(scan, i)) {
            struct heading heading = {0};
            scan->caption = FALSE;
            read_heading(scan, i, tokens, &heading);
            if (heading.of_all) {
                add_heading(&whole, &heading);
            }
        }
    }
    return whole;
}

/* ---- cells ----------------------------------------------------------------------------------- */

/* Whether a cell holds nothing but a number that is no year. */
static gboolean
is_number_cell(struct document *document, const struct block *block)
{
    gsize length, digits = 0;
    const char *text = document_block_text(document, block, &length);
    for (gsize i = 0; i < length; i++) {
        if (g_ascii_isdigit(text[i])) {
            digits++;
        } else if (strchr(" .,-()+", text[i]) == NULL && (guchar)text[i] < 0x80) {
            return FALSE;
        }
    }
    return digits > 0 && !(length == 4 && digits == 4 && (text[0] == '1' || text[0] == '2'));
}

/* Whether the text holds a number with a point between groups of digits. */
static gboolean
has_dotted_number(const char *text, gsize length)
{
    const char *end = text + length, *at = text;
    while ((at = memchr(at, '.', (gsize)(end - at))) != NULL) {
        const gsize i = (gsize)(at++ - text);
        if (i > 0 && i + 3 < length && g_ascii_isdigit(text[i - 1]) &&
            g_ascii_isdigit(text[i + 1]) && g_ascii_isdigit(text[i + 2]) &&
            g_ascii_isdigit(text[i + 3])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* How many rows of column heads the table [first, end) begins with: the first, and those after it
 * that have words or years where others have numbers. */
static guint
count_head_rows(struct document *document, guint first, guint end)
{
    gboolean numbers[MOST_HEAD_ROWS] = {FALSE}, filled[MOST_HEAD_ROWS] = {FALSE};
    for (guint i = first; i < end; i++) {
        const struct block *block = document_block(document, i);
        const struct cell *cell = document_cell(document, block->cell);
        if (cell->row < MOST_HEAD_ROWS && cell->column > 0 && block->span.start < block->span.end) {
            filled[cell->row] = TRUE;
            numbers[cell->row] = numbers[cell->row] || is_number_cell(document, block);
        }
    }
    guint rows = numbers[0] ? 0 : 1;
    while (rows > 0 && rows < MOST_HEAD_ROWS && filled[rows] && !numbers[rows]) {
        rows++;
    }
    return rows < MOST_HEAD_ROWS ? MAX(rows, 1) : 1; /* no numbers at all: one */
}

static void
read_head_cell(struct scan *scan, guint block, struct token *tokens, struct table *table,
               gboolean spans_all)
{
    const struct cell *cell =
        document_cell(scan->document, document_block(scan->document, block)->cell);
    struct heading heading = {0};
    scan->caption = TRUE;
    read_heading(scan, block, tokens, &heading);
    if (cell->column == 0 || spans_all) {
        if (heading.has_unit) {
            table->whole.has_unit = TRUE;
            table->whole.power = heading.power;
        }
        if (heading.pricelevel != NULL) {
            table->whole.pricelevel = heading.pricelevel;
        }
        table->whole.rate = heading.rate != NULL ? heading.rate : table->whole.rate;
        heading.has_unit = FALSE; /* the first column names the rows */
    }
    for (guint c = cell->column; c < cell->column + cell->columns && c < MOST_COLUMNS; c++) {
        struct heading *column = &table->columns[c];
        if (cell->row == 1 && !column->headed && !heading.words && c > 1) {
            *column = table->columns[c - 1]; /* "Deltagere" over "2011/12" and "2012/13" */
        }
        if (heading.thereof && c > 1 && column->counted == NULL) {
            column->counted = table->columns[c - 1].counted; /* "Antal brugere", "Heraf kvinder" */
            column->number = table->columns[c - 1].number;
        }
        column->headed = column->headed || heading.words;
        column->has_unit = column->has_unit || heading.has_unit;
        column->power = heading.has_unit ? heading.power : column->power;
        column->pricelevel = heading.pricelevel != NULL ? heading.pricelevel : column->pricelevel;
        if (!spans_all) {
            column->rate = heading.rate != NULL ? heading.rate : column->rate;
            column->holds = heading.holds != NULL ? heading.holds : column->holds;
            if ((heading.number || !column->number) &&
                heading_counted(scan, tokens, &heading) != NULL) {
                column->counted = heading.counted;
            }
            column->number = column->number || heading.number;
        }
    }
}

static gboolean
says_count(const struct heading *heading)
{
    return heading->number || g_strcmp0(heading->holds, "count") == 0;
}

/* The noun that a cell's number counts, by its column or row; in a table of money only where
 * "antal" or the like says so. */
static const char *
counted_by(struct scan *scan, struct token *tokens, const struct table *table,
           const struct heading *column, struct heading *row)
{
    gboolean row_counts = row != NULL && (row->number || g_strcmp0(row->first_holds, "count") == 0);
    if (row_counts && g_strcmp0(column->holds, "percent") != 0) {
        return heading_counted(scan, tokens, row);
    }
    gboolean other = column->holds != NULL && !g_str_equal(column->holds, "count");
    /* "Medlemmer" before the columns 2014 and 2015 of a table that tells no unit */
    if (row != NULL && row->things && !other && column->counted == NULL && !table->whole.has_unit) {
        return heading_counted(scan, tokens, row);
    }
    if (column->counted != NULL && !other && (says_count(column) || !table->whole.has_unit)) {
        return g_strcmp0(row != NULL ? row->first_holds : NULL, "percent") == 0 ? NULL
                                                                                : column->counted;
    }
    /* "Antal" over "Drenge 12" */
    return column->number && row != NULL ? heading_counted(scan, tokens, row) : NULL;
}

/* The unit of a cell by its column, its row, its table. */
static struct cell_unit
unit_of(struct scan *scan, struct token *tokens, struct table *table, const struct cell *cell)
{
    struct cell_unit unit = {0};
    if (cell->column >= MOST_COLUMNS || cell->column == 0) {
        return unit;
    }
    const struct heading *column = &table->columns[cell->column];
    struct heading *row = table->row_number == cell->row ? &table->row : NULL;
    const struct heading *from = column->has_unit               ? column
                                 : row != NULL && row->has_unit ? row
                                 : table->whole.has_unit        ? &table->whole
                                                                : NULL;
    if (from != column) {
        unit.counted = counted_by(scan, tokens, table, column, row);
    }
    if (unit.counted != NULL || from == NULL || (from != column && column->holds != NULL) ||
        (row != NULL && row->first_holds != NULL && from != row)) {
        return unit;
    }
    unit.money = TRUE;
    unit.power = from->power;
    unit.told = from->power > 0;
    unit.apart = table->dotted || cell->columns > 1;
    unit.mixed = from == &table->whole && table->whole.mixed;
    unit.rate = column->rate != NULL               ? column->rate
                : row != NULL && row->rate != NULL ? row->rate
                                                   : table->whole.rate;
    unit.pricelevel = column->pricelevel != NULL ? column->pricelevel : table->whole.pricelevel;
    return unit;
}

static void
read_table(struct scan *scan, guint first, guint end, const struct heading *of_all,
           struct token *tokens, struct cell_unit *units)
{
    g_autofree struct table *table = g_new0(struct table, 1);
    table->row.counted_read = TRUE; /* there is none yet */
    guint columns = 0;
    for (guint i = first; i < end; i++) {
        const struct cell *cell =
            document_cell(scan->document, document_block(scan->document, i)->cell);
        columns = MAX(columns, cell->column + cell->columns);
        gsize length;
        const char *text =
            document_block_text(scan->document, document_block(scan->document, i), &length);
        table->dotted = table->dotted || has_dotted_number(text, length);
    }
    table->head_rows = count_head_rows(scan->document, first, end);
    read_before_table(scan, first, tokens, &table->whole);
    read_after_table(scan, end, tokens, &table->whole);
    add_heading(&table->whole, of_all);
    for (guint i = first; i < end; i++) {
        const struct block *block = document_block(scan->document, i);
        const struct cell *cell = document_cell(scan->document, block->cell);
        if (cell->header || cell->row < table->head_rows) {
            read_head_cell(scan, i, tokens, table, columns > 1 && cell->columns >= columns);
        } else if (cell->column < LABEL_COLUMNS &&
                   (table->row_number != cell->row || !table->row.words)) {
            table->row = (struct heading){0};
            table->row_number = cell->row;
            scan->caption = FALSE;
            read_heading(scan, i, tokens, &table->row);
        }
        units[block->cell] = unit_of(scan, tokens, table, cell);
        units[block->cell].head = cell->header || cell->row < table->head_rows;
    }
}

struct cell_unit *
quantity_table_units(struct quantity *quantity, struct document *document)
{
    struct cell_unit *units = g_new0(struct cell_unit, document->cells->len + 1);
    g_autofree struct token *tokens = g_new0(struct token, MOST_HEAD_TOKENS + 1);
    struct scan scan = {.quantity = quantity, .document = document, .text = document->text->str};
    struct heading of_all = {0};
    if (document->cells->len > 0) {
        of_all = read_of_all(&scan, tokens);
    }
    for (guint i = 0; i < document->blocks->len;) {
        int cell = document_block(document, i)->cell;
        guint end = i + 1;
        if (cell >= 0) {
            guint table = document_cell(document, cell)->table;
            while (end < document->blocks->len && document_block(document, end)->cell >= 0 &&
                   document_cell(document, document_block(document, end)->cell)->table == table) {
                end++;
            }
            read_table(&scan, i, end, &of_all, tokens, units);
        }
        i = end;
    }
    return units;
}
