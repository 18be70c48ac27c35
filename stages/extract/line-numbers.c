/* Numbered lines: minutes and drafts that count their lines at the left, every one or every fifth.
 * The numbers are no part of the sentences beside them.
 *
 * What tells them from the first column of a table and from a list: they stand at an even distance
 * down the page, count without a hole, and the lines beside them begin in the middle of sentences.
 */
#include "layout.h"

#include <math.h>

static const float SAME_EDGE = 1.5f;  /* points: numbers end, or begin, at one place */
static const float ROOM = 0.7f;       /* font sizes between a number and its line */
static const float EVEN_PITCH = 0.2f; /* of the usual distance: as far as one may be off */
enum {
    MOST_DIGITS = 4,
    LEAST_EVERY = 10, /* numbers, where every line has one */
    LEAST_FIFTH = 4   /* where every fifth has */
};

/* The number that a row begins with, with room behind it, or -1. */
static int
row_number(const struct layout *layout, const struct row *row)
{
    const struct word *words = layout_word(layout, row->first);
    guint n = words[0].last - words[0].first;
    int value = 0;
    if (n > MOST_DIGITS)
        return -1;
    for (guint i = words[0].first; i < words[0].last; i++) {
        gunichar c = layout->characters->at[i].c;
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (int)(c - '0');
    }
    float room = ROOM * words[0].size * layout->spread;
    return row->n == 1 || words[1].box.x0 - words[0].box.x1 >= room ? value : -1;
}

static gboolean
ends_in_figure(const struct layout *layout, const struct row *row)
{
    const struct word *last = layout_word(layout, row->first + row->n - 1);
    return row->n > 2 && g_unichar_isdigit(layout->characters->at[last->first].c) &&
           g_unichar_isdigit(layout->characters->at[last->last - 1].c);
}

/* TRUE where a line beside a number goes on with a sentence, or there is none. */
static gboolean
goes_on(const struct layout *layout, const struct row *row)
{
    return row->n == 1 ||
           g_unichar_islower(layout->characters->at[layout_word(layout, row->first + 1)->first].c);
}

/* What is known of the numbers met so far, from the top of the page. */
struct count {
    int last, step;
    guint n, rows, lower, figures; /* numbers; rows since the first; what their lines look like */
    guint first_row, end_row;
    float left, right, y, pitch;
};

/* TRUE where the row's number counts on. */
static gboolean
counts_on(const struct count *count, const struct word *word, int number)
{
    int step = number - count->last;
    if (fabsf(word->box.x1 - count->right) > SAME_EDGE &&
        fabsf(word->box.x0 - count->left) > SAME_EDGE)
        return FALSE;
    if (count->n == 1)
        return step == 1 || step == 5;
    float pitch = word->box.y1 - count->y;
    return step == count->step && fabsf(pitch - count->pitch) <= EVEN_PITCH * count->pitch;
}

static gboolean
are_line_numbers(const struct count *count)
{
    guint least = count->step == 1 ? LEAST_EVERY : LEAST_FIFTH;
    if (count->n < least || count->lower * 5 < count->n || count->figures * 5 > count->n)
        return FALSE;
    /* every line, or every fifth, but for a few */
    guint lines = count->end_row - count->first_row - 1,
          expected = (count->n - 1) * (guint)count->step;
    return lines <= expected + expected / 8;
}

static void
mark_rows(struct layout *layout, const struct count *count)
{
    if (!are_line_numbers(count))
        return;
    for (guint r = count->first_row; r < count->end_row; r++) {
        struct row *row = layout_row(layout, r);
        const struct word *word = layout_word(layout, row->first);
        row->numbered =
            row_number(layout, row) >= 0 && (fabsf(word->box.x1 - count->right) <= SAME_EDGE ||
                                             fabsf(word->box.x0 - count->left) <= SAME_EDGE);
    }
}

void
layout_find_line_numbers(struct layout *layout)
{
    struct count count = {0};
    for (guint r = 0; r < layout->rows->len; r++) {
        const struct row *row = layout_row(layout, r);
        const struct word *word = layout_word(layout, row->first);
        int number = row_number(layout, row);
        if (number < 0)
            continue;
        if (!count.n || !counts_on(&count, word, number)) {
            if (count.n > 1 && fabsf(word->box.x1 - count.right) > SAME_EDGE)
                continue; /* a number elsewhere */
            mark_rows(layout, &count);
            count = (struct count){.first_row = r};
        } else if (count.n == 1) {
            count.step = number - count.last;
            count.pitch = word->box.y1 - count.y;
        }
        count.n++;
        count.last = number;
        count.left = word->box.x0;
        count.right = word->box.x1;
        count.y = word->box.y1;
        count.end_row = r + 1;
        count.lower += goes_on(layout, row);
        count.figures += ends_in_figure(layout, row);
    }
    mark_rows(layout, &count);
}
