/* Which rows of a table are its header. */
#include "tables-private.h"

static gboolean
cell_is_bold(const struct layout *layout, const struct table *table, const struct table_cell *cell)
{
    for (guint i = cell->first; i < cell->first + cell->n; i++)
        if (!layout_line(layout, g_array_index(table->cell_lines, guint, i))->bold)
            return FALSE;
    return TRUE;
}

static enum content
cell_content(const struct layout *layout, const struct table *table, const struct table_cell *cell)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = cell->first; i < cell->first + cell->n && text->len < 64; i++) {
        const struct text_line *line =
            layout_line(layout, g_array_index(table->cell_lines, guint, i));
        layout_words_text(layout, &g_array_index(layout->line_words, guint, line->first), line->n,
                          text, NULL);
    }
    return content_of(text->str);
}

struct row_look {
    guint filled, bold, numbers, words;
};

static void
add_look(struct row_look *look, const struct row_look *cell)
{
    look->filled += cell->filled;
    look->bold += cell->bold;
    look->numbers += cell->numbers;
    look->words += cell->words;
}

static guint
cell_words(const struct layout *layout, const struct table *table, const struct table_cell *cell)
{
    guint words = 0;
    for (guint i = cell->first; i < cell->first + cell->n; i++)
        words += layout_line(layout, g_array_index(table->cell_lines, guint, i))->n;
    return words;
}

enum {
    HEADER_ROWS = 3
};

/* How many of the rows are bold from the first on, names and years of several columns. */
static guint
bold_rows(const struct row_look looks[HEADER_ROWS + 1], guint n)
{
    guint rows = 1;
    while (rows < MIN(n - 1, HEADER_ROWS) && looks[rows].filled > 1 && !looks[rows].numbers &&
           looks[rows].bold == looks[rows].filled)
        rows++;
    return rows;
}

/* How many of the first rows are header: bold over rows that are not, or words and years over
 * columns of numbers. */
guint
table_header_rows(const struct layout *layout, const struct table *table)
{
    struct row_look looks[HEADER_ROWS + 1] = {0}, rest = {0};
    const struct row_look *first = &looks[0];
    for (guint i = 0; i < table->cells->len; i++) {
        const struct table_cell *cell = &g_array_index(table->cells, struct table_cell, i);
        if (!cell->n)
            continue;
        struct row_look own = {.filled = 1,
                               .bold = cell_is_bold(layout, table, cell),
                               .numbers = cell_content(layout, table, cell) == CONTENT_NUMBER,
                               .words = cell_words(layout, table, cell)};
        add_look(&looks[MIN(cell->row, HEADER_ROWS)], &own);
        if (cell->row)
            add_look(&rest, &own);
    }
    if (table->n_rows < 2 || first->filled < 2 || first->numbers)
        return 0;
    if (first->bold == first->filled && rest.bold < rest.filled)
        return bold_rows(looks, table->n_rows);
    if (rest.numbers * 4 >= rest.filled)
        return 1;
    /* short words over cells of text: a row of names for at least three columns */
    return table->n_columns >= 3 && first->filled == table->n_columns && table->n_rows > 2 &&
           first->words <= 3 * first->filled &&
           rest.words * first->filled >= 2 * first->words * rest.filled;
}
