/* Rows cut into chunks: what one column holds of a row.
 *
 * A gap in a row is a gutter or the loose setting of a justified line, and its width does not tell
 * which: table cells stand 5 points apart, and justified words 40. The neighbours do:
 *
 *     Projekt   2008   2009        gaps that stand above each other, the text behind them
 *     I alt      400    420        aligned: a gutter
 *
 *     Social-             og       a line next to it runs through the gap: no gutter
 *     Sundhedsforvaltningen.
 *
 * Only where they are silent the width decides. */
#include "layout.h"

#include "markers.h"

#include <math.h>
#include <string.h>

/* In font sizes, unless said otherwise. */
static const float GAP_SUSPECT = 0.5f;    /* from here on a gap may be a gutter */
static const float GAP_SIZES = 0.25f;     /* the same between words of different sizes */
static const float GAP_ALONE = 1.5f;      /* a gutter, if the neighbours say nothing */
static const float GAP_TABULAR = 0.7f;    /* a gutter, where neighbours are rows of a table */
static const float GAP_FIGURES = 0.9f;    /* a gutter between two figures */
static const float GAP_BELOW = 0.8f;      /* a gutter below a line that runs through */
static const float GAP_TIGHT = 0.65f;     /* a line that fills its measure has no wider gap */
static const float GAP_THOUSANDS = 0.32f; /* may be a gutter between two figures */
static const float GAP_LOOSE = 0.75f; /* a justified line has wider gaps only where it stands out */
static const float GAP_MARK = 5.0f;   /* a list's mark stands nearer to its text */
static const float GAP_WIDE = 12.0f;  /* a gutter, whatever they say */
static const float GAP_OPEN = 0.45f;  /* a neighbour leaves the gap open if it leaves this much */
static const float LINE_NEAR = 2.1f;  /* neighbours further off do not run through */
static const float LINE_FAR = 5.0f;   /* and those further off are not asked at all */
static const float ALIGNED = 1.6f;    /* points */
enum {
    NEIGHBOURS = 8
};

/* TABULAR: the row has wide gaps here, of figures or with something in ours. */
enum answer {
    SILENT,
    OPEN,
    TABULAR,
    ALIGNS,
    CROSSES
};

struct gap {
    const struct word *left, *right;
    float x0, x1;
    float size;   /* font size for what is measured along the line: wider where blanks are */
    float height; /* font size for what is measured down the page */
};

/* The last word of a row that begins left of x, or NULL. */
static const struct word *
word_before(const struct layout *layout, const struct row *row, float x)
{
    guint low = row->first, high = row->first + row->n;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (layout_word(layout, middle)->box.x0 < x)
            low = middle + 1;
        else
            high = middle;
    }
    return low > row->first ? layout_word(layout, low - 1) : NULL;
}

/* TRUE where a word is a number or the dash that stands for none. */
static gboolean
is_figure(const struct layout *layout, const struct word *word)
{
    gunichar first = layout->characters->at[word->first].c;
    gunichar last = layout->characters->at[word->last - 1].c;
    return g_unichar_isdigit(first) || g_unichar_isdigit(last) || first == '-' || first == 0x2013;
}

static gboolean
is_lone_dash(const struct layout *layout, const struct word *word)
{
    gunichar c = layout->characters->at[word->first].c;
    return word->last - word->first == 1 && (c == '-' || c == 0x2013);
}

/* What one row says of a gap. */
static enum answer
ask_row(const struct layout *layout, const struct row *row, const struct gap *gap)
{
    const struct word *end = layout_word(layout, row->first) + row->n;
    const struct word *word = word_before(layout, row, gap->x0);
    const struct word *next = word ? word + 1 : layout_word(layout, row->first);
    float at = word ? word->box.x1 : -G_MAXFLOAT;
    float open = 0, touching = 0; /* blanks inside the gap; and whole, where they touch it */
    const struct word *behind = NULL;
    gboolean left = word != NULL;
    enum {
        MOST_WORDS = 24
    };
    for (guint i = 0; i < MOST_WORDS; i++, next++) {
        float to = next < end ? next->box.x0 : G_MAXFLOAT;
        float inside = MIN(to, gap->x1) - MAX(at, gap->x0);
        /* a narrow gutter right before the same edge: cells wider than ours */
        if (next < end && left && inside >= GAP_OPEN * gap->size &&
            fabsf(next->box.x0 - gap->right->box.x0) <= ALIGNED / 3)
            return ALIGNS;
        if (inside > 0 && next < end && at > -G_MAXFLOAT)
            touching = MAX(touching, to - at);
        if (inside > open) {
            open = inside;
            behind = next < end ? next : NULL;
            left = i > 0 || word != NULL;
        }
        if (next >= end || next->box.x0 >= gap->x1)
            break;
        at = MAX(at, next->box.x1);
    }
    float least = MAX(GAP_OPEN * gap->size, MIN(0.5f * (gap->x1 - gap->x0), gap->size));
    if (open < least) {
        /* what runs through comes from before the gap and leaves no more room than words do */
        if (touching >= GAP_ALONE * gap->size)
            return TABULAR;
        gboolean ends = next >= end && at < gap->x1; /* in the gap */
        return word && !ends && touching < GAP_LOOSE * gap->size ? CROSSES : SILENT;
    }
    if (!behind)
        return SILENT;
    float start = fabsf(behind->box.x0 - gap->right->box.x0);
    if (!left) /* a line of the right column alone */
        return start <= ALIGNED / 2 ? ALIGNS : SILENT;
    if (start <= ALIGNED)
        return ALIGNS;
    /* justified lines end alike as well: only figures are aligned by their ends or middles */
    enum answer open_answer =
        touching >= GAP_ALONE * gap->size && is_figure(layout, behind) ? TABULAR : OPEN;
    if (!is_figure(layout, behind) || !is_figure(layout, gap->right))
        return open_answer;
    float end_x = fabsf(behind->box.x1 - gap->right->box.x1);
    float middle = fabsf(behind->box.x0 + behind->box.x1 - gap->right->box.x0 - gap->right->box.x1);
    return MIN(end_x, middle / 2) <= ALIGNED ? ALIGNS : open_answer;
}

/* Asks the rows above (step -1) or below: the first that has something to say. */
static enum answer
ask_neighbours(const struct layout *layout, guint row, int step, const struct gap *gap)
{
    const struct row *own = layout_row(layout, row);
    float middle = (own->box.y0 + own->box.y1) / 2;
    enum answer best = SILENT;
    guint at = row;
    for (guint i = 0; i < NEIGHBOURS; i++) {
        if ((step < 0 && at == 0) || (step > 0 && at + 1 >= layout->rows->len))
            break;
        at = (guint)((int)at + step);
        const struct row *other = layout_row(layout, at);
        float distance = fabsf((other->box.y0 + other->box.y1) / 2 - middle);
        if (distance > LINE_FAR * gap->height)
            break;
        enum answer answer = ask_row(layout, other, gap);
        if (answer == CROSSES)
            return best == SILENT && distance <= LINE_NEAR * gap->height ? CROSSES : best;
        if (answer == ALIGNS)
            return ALIGNS;
        best = MAX(best, answer);
    }
    return best;
}

/* Gaps of a row, some gap among them, that are as wide as each other: those before the words
 * (first, end). */
struct even_gaps {
    guint first, end;
};

/* A justifier sets them so. */
static struct even_gaps
find_even_gaps(const struct row *row, const struct word *words, guint i)
{
    enum {
        MOST_GAPS = 16
    };
    const float EQUAL = 0.7f; /* points */
    float width = words[i].box.x0 - words[i - 1].box.x1;
    struct even_gaps even = {i - 1, i + 1};
    for (; even.end < MIN(row->n, i + MOST_GAPS); even.end++)
        if (fabsf(words[even.end].box.x0 - words[even.end - 1].box.x1 - width) > EQUAL)
            break;
    for (; even.first > 0 && i - even.first < MOST_GAPS; even.first--)
        if (fabsf(words[even.first].box.x0 - words[even.first - 1].box.x1 - width) > EQUAL)
            break;
    return even;
}

static guint
regular_gaps(const struct row *row, const struct word *words, guint i)
{
    struct even_gaps even = find_even_gaps(row, words, i);
    return even.end - even.first - 1;
}

/* TRUE where words of all widths stand at one distance all along the row: a justifier set them.
 * Columns stand at one distance only where their words are as wide as each other. */
static gboolean
is_evenly_set(const struct layout *layout, const struct row *row, const struct word *words, guint i)
{
    enum {
        LEAST_GAPS = 4
    };
    struct even_gaps even = find_even_gaps(row, words, i);
    guint n = even.end - even.first, figures = 0;
    float narrow = G_MAXFLOAT, wide = 0;
    if (n <= LEAST_GAPS || n < row->n)
        return FALSE;
    for (guint k = even.first; k < even.end; k++) {
        narrow = MIN(narrow, rect_width(&words[k].box));
        wide = MAX(wide, rect_width(&words[k].box));
        figures += is_figure(layout, &words[k]);
    }
    return wide >= 2 * narrow && figures * 2 < n;
}

/* TRUE where a row has words from `left` to `right` (give or take `slack` points), with no gap of
 * more than `most` points between them. */
static gboolean
fills_frame(const struct layout *layout, const struct row *row, float left, float right, float size,
            float slack, float most)
{
    const struct word *end = layout_word(layout, row->first) + row->n;
    const struct word *word = word_before(layout, row, left + slack);
    enum {
        MOST_WORDS = 24
    };
    if (!word || word->box.x0 < left - slack)
        return FALSE;
    if (word > layout_word(layout, row->first) && word->box.x0 - word[-1].box.x1 < size)
        return FALSE; /* somewhere in a line */
    for (guint i = 0; i < MOST_WORDS && word < end; i++, word++) {
        if (fabsf(word->box.x1 - right) <= slack)
            return TRUE;
        if (word->box.x1 > right || (word + 1 < end && word[1].box.x0 - word->box.x1 > most))
            return FALSE;
    }
    return FALSE;
}

/* TRUE where a gap is the only one of a line of two words that a justifier has pulled apart: other
 * lines begin where it begins and end where it ends. */
static gboolean
is_framed(const struct layout *layout, guint row_index, const struct gap *gap, float left)
{
    enum {
        FAR_NEIGHBOURS = 16
    };
    guint first = row_index > FAR_NEIGHBOURS ? row_index - FAR_NEIGHBOURS : 0;
    guint end = MIN(row_index + FAR_NEIGHBOURS + 1, layout->rows->len);
    for (guint r = first; r < end; r++)
        if (r != row_index && fills_frame(layout, layout_row(layout, r), left, gap->right->box.x1,
                                          gap->size, ALIGNED, gap->size))
            return TRUE;
    return FALSE;
}

/* TRUE where a list's number or bullet stands at the start of a chunk; a dash inside of a row is a
 * figure that is missing. */
static gboolean
is_mark(const struct layout *layout, const struct word *word, gboolean row_start)
{
    if (word->last - word->first > 6)
        return FALSE;
    if (row_start && layout_is_sign(layout, word))
        return TRUE;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = word->first; i < word->last; i++)
        g_string_append_unichar(text, layout->characters->at[i].c);
    g_string_append(text, " X");
    struct marker marker;
    if (!marker_read(text->str, text->len, &marker) &&
        !(row_start && marker_read_letter(text->str, &marker)))
        return FALSE;
    return marker.length + 2 == text->len && (row_start || marker.kind != MARKER_DASH);
}

/* TRUE where marks are a column of a table: a line above has a word over the mark that is none
 * ("Nr."), and another over the text. */
static gboolean
has_mark_header(const struct layout *layout, guint row_index, const struct gap *gap)
{
    enum {
        ROWS_ABOVE = 40
    };
    for (guint r = row_index; r-- > 0 && row_index - r <= ROWS_ABOVE;) {
        const struct row *row = layout_row(layout, r);
        const struct word *words = layout_word(layout, row->first);
        if (row->n < 2 || fabsf(words[0].box.x0 - gap->left->box.x0) > ALIGNED ||
            fabsf(words[1].box.x0 - gap->right->box.x0) > ALIGNED)
            continue;
        if (!is_mark(layout, &words[0], TRUE))
            return words[1].box.x0 - words[0].box.x1 >= GAP_SUSPECT * words[0].size;
    }
    return FALSE;
}

static struct gap
gap_before(const struct layout *layout, const struct word *words, guint i)
{
    const struct word *left = &words[i - 1], *right = &words[i];
    float size = MAX(left->size, right->size);
    return (struct gap){left, right, left->box.x1, right->box.x0, size * layout->spread, size};
}

/* TRUE where a word of the row stands in most of a gap. */
static gboolean
stands_in_gap(const struct layout *layout, const struct row *row, const struct gap *gap)
{
    const struct word *word = word_before(layout, row, gap->x1);
    if (!word)
        return FALSE;
    float covered = MIN(word->box.x1, gap->x1) - MAX(word->box.x0, gap->x0);
    if (covered < 0.4f * (gap->x1 - gap->x0) && word > layout_word(layout, row->first))
        covered = MIN(word[-1].box.x1, gap->x1) - MAX(word[-1].box.x0, gap->x0);
    return covered >= 0.4f * (gap->x1 - gap->x0);
}

/* TRUE where the row has a word in one of the wide gaps between words `start` and `end` of a line:
 * the rows of a table leave all of them open. */
static gboolean
fills_gaps(const struct layout *layout, const struct row *row, const struct word *words,
           guint start, guint end)
{
    for (guint i = start + 1; i <= end; i++) {
        struct gap gap = gap_before(layout, words, i);
        if (gap.x1 - gap.x0 >= GAP_SUSPECT * gap.size && stands_in_gap(layout, row, &gap))
            return TRUE;
    }
    return FALSE;
}

/* TRUE where the line is set to a measure: a near line runs without a gap from where this one
 * begins to where it ends, or to where a wide gap behind ends its column. */
static gboolean
is_justified(const struct layout *layout, guint row_index, guint i, guint start)
{
    enum {
        NEAR_ROWS = 3,
        MOST_WORDS = 32
    };
    const struct row *row = layout_row(layout, row_index);
    const struct word *words = layout_word(layout, row->first);
    float size = words[i].size, middle = (row->box.y0 + row->box.y1) / 2;
    guint first = row_index > NEAR_ROWS ? row_index - NEAR_ROWS : 0;
    guint end = MIN(row_index + NEAR_ROWS + 1, layout->rows->len);
    for (guint k = i; k < MIN(i + MOST_WORDS, row->n); k++) {
        if (k + 1 < row->n && words[k + 1].box.x0 - words[k].box.x1 < GAP_SUSPECT * size)
            continue;
        for (guint r = first; r < end; r++) {
            const struct row *other = layout_row(layout, r);
            float distance = fabsf((other->box.y0 + other->box.y1) / 2 - middle);
            if (r != row_index && distance <= LINE_NEAR * size &&
                fills_gaps(layout, other, words, start, k) &&
                fills_frame(layout, other, words[start].box.x0, words[k].box.x1, size, ALIGNED / 2,
                            GAP_TIGHT * size))
                return TRUE;
        }
    }
    return FALSE;
}

/* Where the neighbours have not decided: by the gap itself. */
static gboolean
is_gutter_alone(const struct layout *layout, guint row_index, guint i, guint start,
                enum answer above, enum answer below)
{
    const struct row *row = layout_row(layout, row_index);
    const struct word *words = layout_word(layout, row->first);
    struct gap gap = gap_before(layout, words, i);
    float width = (gap.x1 - gap.x0) / MAX(gap.size, 1.0f);
    gboolean left = is_figure(layout, gap.left), right = is_figure(layout, gap.right);
    gboolean tabular = above == TABULAR || below == TABULAR || above == OPEN || below == OPEN;
    /* a figure that is a cell already ends where the next one begins */
    if (left && width >= GAP_FIGURES && (right || (i - 1 == start && start > 0)))
        return TRUE;
    /* years over columns stand as regularly as justified words */
    guint alike = width < GAP_WIDE / 2 ? regular_gaps(row, words, i) : 1;
    gboolean regular = alike > 1;
    gboolean below_table = above == TABULAR || below == TABULAR;
    if (regular && (!below_table || alike > 2) && !((left || right) && tabular))
        return FALSE;
    if (width < GAP_ALONE)
        return width >= GAP_TABULAR && below_table;
    return width >= GAP_WIDE || !is_framed(layout, row_index, &gap, words[start].box.x0);
}

/* TRUE where a word ends a figure: "1.200", or the "kr." of "1.200 kr.". */
static gboolean
ends_figure(const struct layout *layout, const struct row *row, guint i)
{
    const struct word *words = layout_word(layout, row->first);
    gunichar last = layout->characters->at[words[i].last - 1].c;
    gboolean unit = words[i].last - words[i].first <= 4 && (last == '.' || last == '%');
    if (!is_figure(layout, &words[i]) && !(unit && i > 0 && is_figure(layout, &words[i - 1])))
        return FALSE;
    float blank = GAP_SUSPECT * words[i].size * layout->spread;
    return i + 1 == row->n || words[i + 1].box.x0 - words[i].box.x1 >= blank;
}

static void
find_rows_of_figures(struct layout *layout)
{
    for (guint r = 0; r < layout->rows->len; r++) {
        struct row *row = layout_row(layout, r);
        guint n = 0;
        for (guint i = 0; i < row->n && n < 2; i++)
            n += ends_figure(layout, row, i);
        row->figures = n >= 2;
    }
}

static gboolean
figure_ends_at(const struct layout *layout, const struct row *row, float x)
{
    const struct word *words = layout_word(layout, row->first);
    const struct word *word = word_before(layout, row, x);
    return word && fabsf(word->box.x1 - x) <= ALIGNED / 2 &&
           ends_figure(layout, row, (guint)(word - words));
}

/* TRUE where both sides of a narrow gap are headers: they end where figures end in a row below. */
static gboolean
is_over_figures(const struct layout *layout, guint row_index, guint i)
{
    enum {
        ROWS_BELOW = 5,
        HEADER_WORDS = 3
    };
    const struct row *row = layout_row(layout, row_index);
    const struct word *words = layout_word(layout, row->first);
    if (row->figures)
        return FALSE;
    for (guint r = row_index + 1; r < MIN(row_index + 1 + ROWS_BELOW, layout->rows->len); r++) {
        const struct row *below = layout_row(layout, r);
        if (!below->figures || !figure_ends_at(layout, below, words[i - 1].box.x1))
            continue;
        for (guint k = i; k < MIN(i + HEADER_WORDS, row->n); k++)
            if (figure_ends_at(layout, below, words[k].box.x1))
                return TRUE;
    }
    return FALSE;
}

/* "- 2 -": a page's number. */
static gboolean
is_number_between_dashes(const struct layout *layout, const struct row *row)
{
    const struct word *words = layout_word(layout, row->first);
    return row->n == 3 && is_lone_dash(layout, &words[0]) && is_figure(layout, &words[1]) &&
           is_lone_dash(layout, &words[2]);
}

/* TRUE where a gap is one of several that a justifier has made equally wide: the line ends where a
 * line further off ends that is set without such gaps. */
static gboolean
is_stretched(const struct layout *layout, guint row_index, guint i, guint start)
{
    enum {
        ENOUGH = 3
    };
    const float EQUAL = 0.7f; /* points */
    const struct row *row = layout_row(layout, row_index);
    const struct word *words = layout_word(layout, row->first);
    if (regular_gaps(row, words, i) < ENOUGH)
        return FALSE;
    float width = words[i].box.x0 - words[i - 1].box.x1;
    guint last = i;
    while (last + 1 < row->n && fabsf(words[last + 1].box.x0 - words[last].box.x1 - width) <= EQUAL)
        last++;
    struct gap gap = gap_before(layout, words, last);
    return is_framed(layout, row_index, &gap, words[start].box.x0);
}

/* TRUE where a chunk ends before words[i] of the row; `start` is the chunk's first word. */
static gboolean
is_gutter(const struct layout *layout, guint row_index, guint i, guint start)
{
    const struct row *row = layout_row(layout, row_index);
    const struct word *words = layout_word(layout, row->first);
    struct gap gap = gap_before(layout, words, i);
    float width = (gap.x1 - gap.x0) / MAX(gap.size, 1.0f);
    if ((row->numbered && i == 1) || layout_is_margin_edge(layout, &row->box, gap.x0, gap.x1))
        return TRUE;
    if (gap.right->aligned && layout->spread <= 1 &&
        !(i - 1 == start && is_mark(layout, gap.left, start == 0)))
        return TRUE;
    if (width < GAP_SIZES)
        return FALSE;
    if (is_over_figures(layout, row_index, i))
        return TRUE;
    gboolean sizes_differ = MIN(gap.left->size, gap.right->size) < 0.92f * gap.height;
    gboolean alone = i + 1 == row->n || words[i + 1].box.x0 - words[i].box.x1 > gap.size;
    if (width < GAP_ALONE && is_number_between_dashes(layout, row))
        return FALSE;
    gboolean no_figure = alone && is_lone_dash(layout, gap.right) && is_figure(layout, gap.left);
    /* wider than the blank in "1 250 000" */
    gboolean two_figures =
        width >= GAP_THOUSANDS && is_figure(layout, gap.left) && is_figure(layout, gap.right);
    if (width < GAP_SUSPECT && !sizes_differ && !no_figure && !two_figures &&
        !(gap.right->glued && layout->spread <= 1))
        return FALSE;
    if (i - 1 == start && width < GAP_MARK && is_mark(layout, gap.left, start == 0))
        return start == 0 && has_mark_header(layout, row_index, &gap);
    if (width < GAP_WIDE / 2 &&
        (is_justified(layout, row_index, i, start) || is_evenly_set(layout, row, words, i) ||
         is_stretched(layout, row_index, i, start)))
        return FALSE;
    enum answer above = ask_neighbours(layout, row_index, -1, &gap);
    enum answer below = ask_neighbours(layout, row_index, +1, &gap);
    if (above == ALIGNS || below == ALIGNS)
        return (above != CROSSES && below != CROSSES) || width >= GAP_BELOW;
    /* a table's header stands right below a line that runs through, and above rows that do not */
    gboolean figures = is_figure(layout, gap.left) || is_figure(layout, gap.right);
    enum answer other = above == CROSSES ? below : above;
    gboolean header = other == TABULAR || (other == OPEN && figures);
    if ((above == CROSSES || below == CROSSES) && !header)
        return width >= GAP_WIDE;
    if (no_figure || width < GAP_SUSPECT)
        return no_figure;
    return is_gutter_alone(layout, row_index, i, start, above, below);
}

/* The mean size of a line's words, those much larger or smaller than `size` left aside: the sizes
 * of recognised words are guesses. */
static float
mean_size(const struct word *words, guint n, float size)
{
    const float ALIKE = 0.15f;
    float sum = 0;
    guint characters = 0;
    for (guint i = 0; i < n; i++) {
        guint length = words[i].last - words[i].first;
        if (fabsf(words[i].size - size) > ALIKE * size)
            continue;
        sum += words[i].size * (float)length;
        characters += length;
    }
    return characters ? sum / (float)characters : size;
}

static void
add_chunk(struct layout *layout, guint row_index, guint first, guint n)
{
    const struct word *words = layout_word(layout, first);
    struct chunk chunk = {
        .first = first, .n = n, .box = words[0].box, .bold = TRUE, .row = row_index};
    guint most = 0;
    if (layout_row(layout, row_index)->numbered && first == layout_row(layout, row_index)->first)
        chunk.role = ROLE_MARGIN;
    for (guint i = 0; i < n; i++) {
        guint length = words[i].last - words[i].first;
        rect_join(&chunk.box, &words[i].box);
        chunk.visible += length;
        chunk.bold = chunk.bold && words[i].bold;

        if (length > most) {
            most = length;
            chunk.size = words[i].size;
        }
    }
    chunk.size = mean_size(words, n, chunk.size);
    g_array_append_val(layout->chunks, chunk);
}

void
layout_find_chunks(struct layout *layout)
{
    layout->spread = layout_blank_spread(layout);
    find_rows_of_figures(layout);
    layout_find_line_numbers(layout);
    layout_find_margin_edges(layout);
    layout_find_aligned(layout);
    for (guint r = 0; r < layout->rows->len; r++) {
        const struct row *row = layout_row(layout, r);
        guint start = 0;
        for (guint i = 1; i <= row->n; i++) {
            if (i < row->n && !is_gutter(layout, r, i, start))
                continue;
            add_chunk(layout, r, row->first + start, i - start);
            start = i;
        }
    }
    layout->body_size = layout_common_size(layout);
    layout->body = layout_body_span(layout);
}
