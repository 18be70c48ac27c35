/* What a cell's row and column are: the headings of columns, the names of rows, totals. */
#include "relate/context.h"

#include <string.h>

enum {
    TABLE_MAX_COLUMNS = 64,
    LABEL_MENTIONS = 6
};

/* What is known of a table's columns while its rows are read. */
struct columns {
    guint table;
    const char *kind[TABLE_MAX_COLUMNS];
    const char *status[TABLE_MAX_COLUMNS];
    const char *period[TABLE_MAX_COLUMNS], *date[TABLE_MAX_COLUMNS];
    guint heading_row[TABLE_MAX_COLUMNS]; /* the last row with a heading of the column */
    int heading[TABLE_MAX_COLUMNS], head[TABLE_MAX_COLUMNS];
    gboolean total[TABLE_MAX_COLUMNS];
    guint row;
    int row_entity;
    gboolean row_by_project, total_row, net_row;
    guint row_first; /* first block of the row */
};

/* The project that a column's heading names, -1 for none: a table with its projects across. */
static int
heading_project(const struct context *context, guint b)
{
    guint first, last;
    context_mentions(context, document_block(context->document, b)->span, &first, &last);
    if (first < last && document_mention(context->document, first)->type == MENTION_PROJECT &&
        layout_is_only(context, b, first, 1))
        return context->entity_of[first];
    return -1;
}

/* What a heading says of its column. */
struct reading {
    const char *kind, *status, *period, *date;
    gboolean total;
    gboolean opens; /* with a cue */
    guint cue_words, words;
};

/* The one year that stands bare in a heading (`2015 Bevilling`); NULL for none. */
static const char *
bare_year(const struct context *context, struct span span)
{
    const char *found = NULL;
    for (int w = context_word_after(context, span.start, span.end); w >= 0;
         w = context_word_next(context, w, span.end)) {
        const struct word *word = context_word(context, w);
        const char *text = context->lower + word->start;
        gboolean year = word->end - word->start == 4 && strspn(text, "0123456789") >= 4 &&
                        (strncmp(text, "19", 2) == 0 || strncmp(text, "20", 2) == 0);
        if (year && found)
            return NULL;
        if (year)
            found = arena_strndup(context->arena, text, 4);
    }
    return found;
}

static struct reading
read_words(struct context *context, struct span span)
{
    struct reading reading = {.kind = ""};
    guint first, last;
    context_hits(context, span, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct hit *hit = context_hit(context, i);
        if (hit->class != CUE_COLUMN)
            continue;
        reading.opens |= hit->start < span.start + 2;
        reading.cue_words += hit->n_words;
        if (strcmp(hit->value, "total") == 0)
            reading.total = TRUE;
        else if (!reading.kind[0])
            reading.kind = hit->value;
        if (!reading.status && hit->detail[0])
            reading.status = hit->detail;
    }
    guint dates = 1u << MENTION_DATE | 1u << MENTION_PERIOD | 1u << MENTION_PLACE;
    reading.words = layout_words_outside(context, span, dates);
    if (!reading.kind[0] && reading.words == 0 && span.end > span.start)
        reading.kind = "time";
    context_mentions(context, span, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(context->document, i);
        gboolean day = strlen(mention->value) == 10 && !strchr(mention->value, '/');
        if (mention->type == MENTION_PERIOD || (mention->type == MENTION_DATE && !day))
            reading.period = mention->value;
        else if (mention->type == MENTION_DATE)
            reading.date = mention->value;
    }
    if (!reading.period && !reading.date)
        reading.period = bare_year(context, span);
    return reading;
}

/* The heading above a column in the row before: its own, or the one that reaches over it from the
 * left (`2015` over `Bevilling` and `Regnskab`); -1 for none. */
static int
column_above(const struct columns *columns, guint c, guint row)
{
    for (guint left = c + 1; left > 0; left--)
        if (columns->heading[left - 1] >= 0)
            return columns->heading_row[left - 1] + 1 == row ? (int)left - 1 : -1;
    return -1;
}

/* The heading of a column; in a second row of headings it goes on with the first. */
static void
set_heading(struct columns *columns, guint c, guint row, int b, const struct reading *reading)
{
    struct reading whole = *reading;
    gboolean same = columns->heading[c] >= 0 && columns->heading_row[c] == row; /* its own cell */
    int above = c == 0 ? -1 : same ? (int)c : row > 0 ? column_above(columns, c, row) : -1;
    if (above >= 0) {
        gboolean time = strcmp(whole.kind, "time") == 0 || !whole.kind[0];
        if (time && columns->kind[above][0])
            whole.kind = columns->kind[above];
        whole.status = whole.status ? whole.status : columns->status[above];
        whole.period = whole.period ? whole.period : columns->period[above];
        whole.date = whole.date ? whole.date : columns->date[above];
        whole.total |= columns->total[above] && above == (int)c;
    }
    columns->kind[c] = whole.kind;
    columns->status[c] = whole.status;
    columns->period[c] = whole.period;
    columns->date[c] = whole.date;
    columns->total[c] = whole.total;
    columns->heading[c] = b;
}

/* What a heading cell makes of its columns; FALSE if the cell is no heading. `inside`: a block
 * after the first in its cell, which is a heading only where it is a cue word and nothing else. */
static gboolean
read_heading(struct context *context, struct columns *columns, guint b, gboolean inside)
{
    const struct block *block = document_block(context->document, b);
    const struct cell *cell = document_cell(context->document, block->cell);
    struct reading reading = read_words(context, block->span);
    if (cell->row > 0 && cell->column == 0 && !cell->header && !inside)
        return FALSE; /* a row's own name */
    if ((cell->row > 0 || inside) && !(cell->header && !inside) &&
        !(reading.opens && reading.words <= reading.cue_words && reading.kind[0] && !reading.total))
        return FALSE;
    for (guint c = cell->column; c < MIN(cell->column + cell->columns, TABLE_MAX_COLUMNS); c++) {
        set_heading(columns, c, cell->row, (int)b, &reading);
        columns->heading_row[c] = cell->row;
        columns->head[c] = cell->row == 0 ? heading_project(context, b) : -1;
    }
    return TRUE;
}

/* What the columns left of a total make together: `2019`, `2020` 2019/2020; two halves of 2018
 * 2018; NULL where one has no time. */
static const char *
time_of_total(struct context *context, const struct columns *columns, guint c)
{
    const char *first = NULL, *last = NULL;
    gboolean years = TRUE, one_year = TRUE;
    for (guint left = c; left > 0 && !columns->total[left - 1]; left--) {
        const char *period = columns->period[left - 1];
        if (!period && columns->status[left - 1])
            return NULL;
        if (!period)
            break;
        last = last ? last : period;
        first = period;
        years &= strlen(period) == 4;
        one_year &= strlen(period) == 7 && strncmp(period, last, 4) == 0;
    }
    if (!first || first == last)
        return NULL;
    if (years && strcmp(first, last) < 0)
        return arena_printf(context->arena, "%s/%s", first, last);
    return one_year ? arena_strndup(context->arena, first, 4) : NULL;
}

/* The time of a column whose heading names none is that of the columns left of it: `Budget 2015,
 * Regnskab, Afvigelse`. */
static const char *
time_of_column(struct context *context, const struct columns *columns, guint c)
{
    if (columns->period[c])
        return columns->period[c];
    if (columns->total[c])
        return time_of_total(context, columns, c);
    for (guint left = c; left > 0 && columns->status[c]; left--) {
        const char *period = columns->period[left - 1];
        if (period || !columns->status[left - 1])
            return period && strlen(period) == 4 && columns->status[left - 1] &&
                           !columns->total[left - 1]
                       ? period
                       : NULL;
    }
    return NULL;
}

/* Whether row 0 of a table heads its columns: none of its cells holds an amount. */
static gboolean
has_heading_row(struct context *context, guint b, guint table)
{
    struct document *document = context->document;
    for (; b < document->blocks->len; b++) {
        const struct block *block = document_block(document, b);
        if (block->cell < 0 || document_cell(document, block->cell)->table != table ||
            document_cell(document, block->cell)->row > 0)
            return TRUE;
        guint first, last;
        context_mentions(context, block->span, &first, &last);
        for (guint i = first; i < last; i++)
            if (document_mention(document, i)->type == MENTION_AMOUNT)
                return FALSE;
    }
    return TRUE;
}

/* A row is named by the project in one of its cells, else by the body that its first cell is. */
static void
read_label(struct context *context, struct columns *columns, guint b)
{
    const struct block *block = document_block(context->document, b);
    const struct cell *cell = document_cell(context->document, block->cell);
    if (cell->column >= TABLE_MAX_COLUMNS)
        return;
    guint first, last;
    context_mentions(context, block->span, &first, &last);
    for (guint i = first; i < MIN(last, first + LABEL_MENTIONS); i++) {
        int entity = context->entity_of[i];
        if (entity < 0 || context->nested[i] || columns->row_by_project)
            continue;
        enum mention_type type = context_entity(context, entity)->type;
        const char *kind = columns->kind[cell->column];
        gboolean named =
            strcmp(kind, "project") == 0 || strcmp(kind, "applicant") == 0 || cell->column == 0;
        if (type == MENTION_PROJECT &&
            layout_words_outside(context, block->span, 1u << type) <= 3) {
            columns->row_entity = entity;
            columns->row_by_project = TRUE;
        } else if (columns->row_entity < 0 && named && layout_is_only(context, b, i, 1)) {
            columns->row_entity = entity;
        }
    }
    if (cell->column <= 2 || strcmp(columns->kind[cell->column], "project") == 0) {
        int hit = context_first(context, CUE_COLUMN, block->span);
        for (; hit >= 0 && hit < (int)context->hits->len &&
               context_hit(context, hit)->start < block->span.end;
             hit++) {
            const struct hit *word = context_hit(context, hit);
            gboolean opens = word->start < block->span.start + 2;
            gboolean closes = word->end + 2 > block->span.end; /* `Udgifter i alt` */
            if (word->class != CUE_COLUMN || (!opens && !closes))
                continue;
            columns->total_row |= strcmp(word->value, "total") == 0;
            columns->net_row |= strcmp(word->value, "net") == 0 && opens;
        }
        columns->total_row |= columns->net_row;
    }
}

/* Hands the row's name to its cells. */
static void
end_row(struct context *context, const struct columns *columns, guint end)
{
    for (guint b = columns->row_first; b < end; b++) {
        int cell = document_block(context->document, b)->cell;
        if (cell < 0)
            continue;
        context->places[b].row = columns->total_row ? -1 : columns->row_entity;
        context->places[b].first = (int)columns->row_first;
        context->places[b].total_row = columns->total_row;
        context->places[b].net_row = columns->net_row;
    }
}

static void
begin_row(struct columns *columns, guint row, guint b)
{
    columns->row = row;
    columns->row_entity = -1;
    columns->row_by_project = columns->total_row = columns->net_row = FALSE;
    columns->row_first = b;
}

static void
begin_table(struct columns *columns, guint table)
{
    columns->table = table;
    for (guint c = 0; c < TABLE_MAX_COLUMNS; c++) {
        columns->kind[c] = "";
        columns->status[c] = columns->period[c] = columns->date[c] = NULL;
        columns->heading_row[c] = 0;
        columns->heading[c] = columns->head[c] = -1;
        columns->total[c] = FALSE;
    }
}

void
layout_tables(struct context *context)
{
    struct document *document = context->document;
    context->places = g_new0(struct place_in_table, document->blocks->len + 1);
    struct columns columns = {.table = G_MAXUINT, .row = G_MAXUINT};
    gboolean headed = FALSE;
    for (guint b = 0; b <= document->blocks->len; b++) {
        int at = b < document->blocks->len ? document_block(document, b)->cell : -1;
        const struct cell *cell = at >= 0 ? document_cell(document, at) : NULL;
        if (b < document->blocks->len && !cell && !layout_is_body(context, b))
            continue; /* a page's foot inside a table */
        if (columns.table != G_MAXUINT &&
            (!cell || cell->table != columns.table || cell->row != columns.row))
            end_row(context, &columns, b);
        if (!cell) {
            columns.table = G_MAXUINT;
            continue;
        }
        if (cell->table != columns.table) {
            begin_table(&columns, cell->table);
            begin_row(&columns, cell->row, b);
            headed = has_heading_row(context, b, cell->table);
        } else if (cell->row != columns.row) {
            begin_row(&columns, cell->row, b);
        }
        struct place_in_table *place = &context->places[b];
        gboolean inside = b > 0 && document_block(document, b - 1)->cell == at;
        if ((cell->row > 0 || headed || inside) && read_heading(context, &columns, b, inside)) {
            place->header = TRUE;
        } else {
            read_label(context, &columns, b);
        }
        guint c = MIN(cell->column, TABLE_MAX_COLUMNS - 1);
        place->column = columns.kind[c];
        place->status = columns.status[c];
        place->period = time_of_column(context, &columns, c);
        place->date = columns.date[c];
        place->heading = columns.heading[c];
        place->head = columns.head[c];
        place->total_column = columns.total[c];
    }
}
