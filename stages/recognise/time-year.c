/* Whether a four-digit number is a year. 2010 is one in "i 2010" and in a heading cell; it is none
 * in "2010 borgere", "matrikel 2010", "2010 p/l" and among a table's figures. */
#include "time-private.h"

#include <string.h>

enum {
    EARLIEST_YEAR = 1700, /* where a preposition says that it is one */
    EARLIEST_BARE = 1850, /* where it stands alone */
    LATEST_YEAR = 2100
};

static gboolean
is_letter_byte(char c)
{
    return g_ascii_isalpha(c) || (guchar)c == 0xc3;
}

/* "2016 p/l", "2016-pl", "2024-priser", "2016-prisniveau": the level of prices, no date. */
static gboolean
is_price_level(const struct time_work *work, struct span number)
{
    static const char *const tails[] = {"p/l", "pl", "p.l", "pris", "niveau", "løn- og pris"};
    const char *at = work->text + number.end;
    if (*at == ' ' || *at == '-')
        at++;
    for (guint i = 0; i < G_N_ELEMENTS(tails); i++) {
        gsize length = strlen(tails[i]);
        if (g_ascii_strncasecmp(at, tails[i], length) == 0 &&
            (i > 1 || !is_letter_byte(at[length])))
            return TRUE;
    }
    struct span before = time_word_before(work, number.start);
    static const char *const heads[] = {"pl", "prisniveau", "niveau"};
    for (guint i = 0; i < G_N_ELEMENTS(heads); i++) {
        if (time_word_is(work, before, heads[i]))
            return TRUE;
    }
    return before.start >= 2 && time_word_is(work, before, "l") &&
           strncmp(work->text + before.start - 2, "p/", 2) == 0;
}

/* A word of time after a dash or slash: "maj 2010-juni 2012", "ultimo 2012/primo 2013". */
static gboolean
is_month_at(const struct time_work *work, gsize at)
{
    struct span word = time_word_after(work, at);
    const struct time_word *found = time_vocabulary_word(work->vocabulary, work->text + word.start,
                                                         word.end - word.start, &(int){0});
    return found && found->class >= WORD_MONTH && found->class <= WORD_MOD_OF;
}

/* Nothing is stuck to the end of the number that makes it something else. */
static gboolean
ends_well(const struct time_work *work, struct span number)
{
    const char *at = work->text + number.end;
    if (g_ascii_isalnum(*at) || (guchar)*at == 0xc3 || *at == '_' || *at == '@' || *at == '%')
        return FALSE;
    if ((*at == '.' || *at == ',' || *at == '/' || *at == ':') && g_ascii_isdigit(at[1]))
        return FALSE;
    if (*at == '\'' || strncmp(at, "\u2019", 3) == 0)
        return FALSE; /* 1990'erne */
    if ((*at == '-' || *at == '/') && is_letter_byte(at[1]))
        return is_month_at(work, number.end + 1);
    if (strncmp(at, "- og ", 5) == 0 || strncmp(at, "- eller ", 8) == 0)
        return FALSE; /* 2012- og 2013-tal */
    return TRUE;
}

static gboolean
is_counted(const struct time_work *work, struct span number)
{
    return time_cues_of(work, time_word_after(work, number.end)) & CUE_COUNTED;
}

gboolean
time_may_be_year(const struct time_work *work, const struct time_token *token, gboolean whole)
{
    return token->kind == TOKEN_NUMBER && token->digits == 4 && token->a >= EARLIEST_YEAR &&
           token->a <= LATEST_YEAR && ends_well(work, token->span) &&
           !is_price_level(work, token->span) && (whole || !is_counted(work, token->span));
}

static gboolean
starts_well(const struct time_work *work, struct span number)
{
    if (number.start == 0)
        return TRUE;
    char before = work->text[number.start - 1];
    return !strchr("-./,:#&+*=_@\\$", before) && !g_ascii_isalnum(before);
}

/* The text of a cell is this number and nothing else. */
static gboolean
fills_block(const struct block *block, struct span number)
{
    return block->span.start == number.start && block->span.end == number.end;
}

static gboolean
is_year_text(const char *text, gsize length)
{
    if (length != 4 && length != 9 && length != 11)
        return FALSE;
    return (g_str_has_prefix(text, "19") || g_str_has_prefix(text, "20")) &&
           g_ascii_isdigit(text[2]) && g_ascii_isdigit(text[3]);
}

/* The heading of a cell's column, if the cell stands below one. */
static const struct block *
column_heading(const struct document *document, guint index, const struct cell *cell)
{
    for (guint i = index; i-- > 0;) {
        const struct block *block = document_block(document, i);
        if (block->cell < 0)
            return NULL;
        const struct cell *other = document_cell(document, (guint)block->cell);
        if (other->table != cell->table || index - i > 400)
            return NULL;
        if (other->column == cell->column && (other->header || other->row == 0))
            return block;
    }
    return NULL;
}

static gboolean
heading_wants_time(const struct time_work *work, const struct block *heading)
{
    static const char *const stems[] = {"år",    "period", "tid",     "dato",  "slut",
                                        "start", "frist",  "færdig",  "ibrug", "hvornår",
                                        "udløb", "termin", "deadline"};
    gsize length;
    const char *text = document_block_text(work->document, heading, &length);
    g_autofree char *copy = g_strndup(text, MIN(length, 80));
    g_autofree char *lower = g_utf8_strdown(copy, -1);
    for (guint i = 0; i < G_N_ELEMENTS(stems); i++) {
        if (strstr(lower, stems[i]) && !(i == 0 && strstr(lower, "årsværk")))
            return TRUE;
    }
    return FALSE;
}

/* A number that fills a cell: a heading, a row's name, or a cell under a heading of time. */
static gboolean
is_year_cell(const struct time_work *work, guint index, const struct block *block)
{
    const struct cell *cell = document_cell(work->document, (guint)block->cell);
    if (cell->header || cell->row == 0)
        return TRUE;
    const struct block *heading = column_heading(work->document, index, cell);
    if (cell->column == 0) /* a row's name; below a heading of figures it may be a figure */
        return !heading || heading->span.start == heading->span.end ||
               heading_wants_time(work, heading);
    if (!heading)
        return FALSE;
    gsize length;
    const char *text = document_block_text(work->document, heading, &length);
    return !is_year_text(text, length) && heading_wants_time(work, heading);
}

/* Another year right before: "2012, 2013 og 2014", "2013 2014". */
static gboolean
follows_year(const struct time_work *work, gsize at)
{
    for (guint i = work->findings->len; i-- > 0;) {
        const struct finding *last = &g_array_index(work->findings, struct finding, i);
        if (last->span.end > at)
            continue;
        return last->first.year && time_gap(work, last->span.end, at, ", | og | eller | samt | |/");
    }
    return FALSE;
}

static gboolean
is_postal_code(const struct time_work *work, struct span number)
{
    struct span after = time_word_after(work, number.end);
    return time_word_is(work, after, "frederiksberg") || time_word_is(work, after, "københavn") ||
           time_word_is(work, after, "kbh");
}

/* What follows lets a year stand: nothing, a mark, or a word that goes on after one. */
static gboolean
is_followed_well(const struct time_work *work, struct span number)
{
    const char *at = work->text + number.end;
    if (!*at || *at == '\n' || strchr(".,;:)!?]\"", *at) || strncmp(at, "\u201d", 3) == 0)
        return TRUE;
    if (*at != ' ')
        return *at == '-' || strncmp(at, "\u2013", 3) == 0;
    struct span after = time_word_after(work, number.end);
    return after.start == after.end || time_cues_of(work, after) & CUE_FOLLOWS;
}

/* "2012 2013 2014": the headings of a table's columns in one line. */
static gboolean
starts_row(const struct time_work *work, guint index)
{
    if (index + 1 >= work->tokens->len)
        return FALSE;
    const struct time_token *one = &g_array_index(work->tokens, struct time_token, index);
    const struct time_token *two = &g_array_index(work->tokens, struct time_token, index + 1);
    return one->a >= EARLIEST_BARE && two->a == one->a + 1 &&
           time_gap(work, one->span.end, two->span.start, " ") &&
           time_may_be_year(work, two, FALSE);
}

/* "til og med", "fra og med" */
static gboolean
is_until_with(const struct time_work *work, struct span with)
{
    struct span and = time_word_before(work, with.start), til = time_word_before(work, and.start);
    return time_word_is(work, with, "med") && time_word_is(work, and, "og") &&
           (time_word_is(work, til, "til") || time_word_is(work, til, "fra"));
}

/* After a word with a capital inside a sentence: part of a name ("Cykelpuljen 2020"), unless the
 * word is one that years follow ("Budget 2020"). */
static gboolean
is_part_of_name(const struct time_work *work, struct span before)
{
    struct span rest = {before.start + 1, before.end};
    gboolean short_form = FALSE; /* "BfA 2010": an abbreviation and its year */
    for (gsize i = rest.start; i < rest.end; i++)
        short_form = short_form || g_ascii_isupper(work->text[i]);
    if (!time_word_is_capitalised(work, before) || short_form)
        return FALSE;
    int sentence = document_sentence_at(work->document, before.start);
    gsize start = sentence >= 0 ? document_sentence(work->document, (guint)sentence)->span.start
                                : document_block(work->document,
                                                 document_block_at(work->document, before.start))
                                      ->span.start;
    return before.start != start &&
           !(time_vocabulary_own_cues(work->vocabulary, work->text + before.start,
                                      before.end - before.start) &
             (CUE_YEAR | CUE_TITLES));
}

gboolean
time_is_year(const struct time_work *work, guint index, gboolean strict)
{
    const struct time_token *token = &g_array_index(work->tokens, struct time_token, index);
    struct span number = token->span;
    if (!time_may_be_year(work, token, FALSE) || !starts_well(work, number))
        return FALSE;
    if (!strict)
        return TRUE;
    guint at = document_block_at(work->document, number.start);
    const struct block *block = document_block(work->document, at);
    if (fills_block(block, number) && block->cell >= 0)
        return is_year_cell(work, at, block);
    if (starts_row(work, index))
        return TRUE;
    struct span before = time_word_before(work, number.start);
    guint cues = time_cues_of(work, before);
    if (is_until_with(work, before))
        return TRUE;
    if (cues & CUE_NOT_YEAR ||
        (before.end > before.start && g_ascii_isdigit(work->text[before.end - 1])))
        return follows_year(work, number.start);
    if (cues & CUE_YEAR || follows_year(work, number.start))
        return TRUE;
    if (is_part_of_name(work, before))
        return FALSE;
    if (token->a < EARLIEST_BARE || is_postal_code(work, number) || cues & CUE_AMOUNT)
        return FALSE;
    if (cues & CUE_TITLES)
        return TRUE;
    return token->a % 100 != 0 && is_followed_well(work, number);
}
