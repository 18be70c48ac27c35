/* A word's ink tells its size by the letters that it has: capitals, figures and ascenders rise 0.7
 * of the size above the baseline, small letters half of it, descenders reach 0.21 below. */
#include "lines.h"

#include <math.h>
#include <string.h>

static const float TALL = 0.70f, SMALL = 0.49f, BELOW = 0.21f;
static const float SAME = 0.12f;  /* sizes nearer than this share are one */
static const float BOLDER = 1.3f; /* strokes are so much wider than usual */
enum {
    MOST_SIZES = 16
};

#define word_at(words, i) (&g_array_index((words), struct seen_word, (i)))
#define line_at(lines, i) (&g_array_index((lines), struct seen_line, (i)))

struct weighed {
    float value;
    guint weight;
};

static gint
compare_values(gconstpointer a, gconstpointer b)
{
    float v = ((const struct weighed *)a)->value, w = ((const struct weighed *)b)->value;
    return v < w ? -1 : v > w;
}

/* The weighted median; 0 of nothing. */
static float
median(GArray *values)
{
    guint sum = 0, at = 0;
    g_array_sort(values, compare_values);
    for (guint i = 0; i < values->len; i++)
        sum += g_array_index(values, struct weighed, i).weight;
    for (guint i = 0; i < values->len; i++) {
        at += g_array_index(values, struct weighed, i).weight;
        if (at * 2 >= sum)
            return g_array_index(values, struct weighed, i).value;
    }
    return 0;
}

static gboolean
is_tall(gunichar c)
{
    return g_unichar_isupper(c) || g_unichar_isdigit(c) ||
           (c < 0x80 && strchr("bdfhkl&%/()", (int)c)) || c == 0xe5 || c == 0xe9 || c == 0xf6 ||
           c == 0xe4;
}

static gboolean
is_below(gunichar c)
{
    return c < 0x80 ? strchr("gjpqyQ()", (int)c) != NULL : FALSE;
}

/* What a word's ink says of its size; 0 where it says nothing: punctuation alone. */
static float
word_size(const struct seen_word *word, gboolean *ret_tall)
{
    gboolean tall = FALSE, below = FALSE, letters = FALSE;
    for (const char *c = word->text; *c; c = g_utf8_next_char(c)) {
        gunichar u = g_utf8_get_char(c);
        tall |= is_tall(u);
        below |= is_below(u);
        letters |= g_unichar_isalnum(u);
    }
    *ret_tall = tall;
    if (!letters)
        return 0;
    return (word->y1 - word->y0) / ((tall ? TALL : SMALL) + (below ? BELOW : 0));
}

static void
measure_line(const GArray *words, struct seen_line *line)
{
    g_autoptr(GArray) tall_sizes = g_array_new(FALSE, FALSE, sizeof(struct weighed));
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(struct weighed));
    g_autoptr(GArray) bases = g_array_new(FALSE, FALSE, sizeof(struct weighed));
    float height = 0;
    for (guint i = line->first; i < line->first + line->n; i++) {
        const struct seen_word *word = word_at(words, i);
        gboolean tall;
        struct weighed size = {word_size(word, &tall), word->symbols};
        struct weighed base = {word->base, word->symbols};
        line->symbols += word->symbols;
        height = MAX(height, word->y1 - word->y0);
        g_array_append_val(bases, base);
        if (size.value > 0 && tall)
            g_array_append_val(tall_sizes, size);
        else if (size.value > 0)
            g_array_append_val(sizes, size);
    }
    line->base = median(bases);
    line->size = median(tall_sizes->len ? tall_sizes : sizes);
    if (line->size <= 0)
        line->size = height / TALL;
}

/* The weight of lines not yet settled whose size is near. */
static guint
weight_near(const GArray *lines, const gboolean *settled, float size)
{
    guint weight = 0;
    for (guint i = 0; i < lines->len; i++)
        if (!settled[i] && fabsf(line_at(lines, i)->size / size - 1) <= SAME / 2)
            weight += line_at(lines, i)->symbols;
    return weight;
}

/* Makes sizes one around the commonest, then around the commonest of the rest. */
static void
settle_sizes(GArray *lines)
{
    enum {
        STEPS = 48 /* from 5 points to 48 in steps of a twentieth */
    };
    g_autofree gboolean *settled = g_new0(gboolean, lines->len + 1);
    for (guint round = 0; round < MOST_SIZES; round++) {
        guint most = 0;
        float best = 0;
        float least = G_MAXFLOAT;
        for (guint i = 0; i < lines->len; i++)
            if (!settled[i])
                least = MIN(least, line_at(lines, i)->size);
        if (least == G_MAXFLOAT)
            return;
        float size = least;
        for (guint step = 0; step < STEPS * 2; step++, size *= 1.04f) {
            guint weight = weight_near(lines, settled, size);
            if (weight > most) {
                most = weight;
                best = size;
            }
        }
        if (!most)
            return;
        g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(struct weighed));
        for (guint i = 0; i < lines->len; i++) {
            struct weighed value = {line_at(lines, i)->size, line_at(lines, i)->symbols};
            if (!settled[i] && fabsf(value.value / best - 1) <= SAME)
                g_array_append_val(near, value);
        }
        float common = median(near);
        for (guint i = 0; i < lines->len; i++) {
            struct seen_line *line = line_at(lines, i);
            if (settled[i] || fabsf(line->size / best - 1) > SAME)
                continue;
            line->size = common;
            settled[i] = TRUE;
        }
    }
}

/* The width of the strokes of a line in shares of its size. */
static float
stroke_of(const struct scan *scan, const GArray *words, const struct seen_line *line)
{
    l_float32 x0 = G_MAXFLOAT, y0 = G_MAXFLOAT, x1 = 0, y1 = 0;
    for (guint i = line->first; i < line->first + line->n; i++) {
        const struct seen_word *word = word_at(words, i);
        x0 = MIN(x0, word->x0), y0 = MIN(y0, word->y0);
        x1 = MAX(x1, word->x1), y1 = MAX(y1, word->y1);
    }
    BOX *box = boxCreate((l_int32)x0, (l_int32)y0, (l_int32)(x1 - x0), (l_int32)(y1 - y0));
    PIX *part = box ? pixClipRectangle(scan->ink, box, NULL) : NULL;
    l_float32 ratio = 0; /* of the pixels on an edge */
    l_int32 all = 0, edge = 0;
    PIX *inner = part ? pixErodeBrick(NULL, part, 3, 3) : NULL;
    if (inner && !pixCountPixels(part, &all, NULL) && all > 0) {
        pixCountPixels(inner, &edge, NULL);
        ratio = (l_float32)all / (l_float32)MAX(1, all - edge);
    }
    pixDestroy(&inner);
    pixDestroy(&part);
    boxDestroy(&box);
    return line->size > 0 ? 2 * ratio / line->size : 0;
}

static void
find_bold(const struct scan *scan, const GArray *words, GArray *lines)
{
    g_autoptr(GArray) strokes = g_array_new(FALSE, FALSE, sizeof(struct weighed));
    g_autoptr(GArray) sorted = g_array_new(FALSE, FALSE, sizeof(struct weighed));
    for (guint i = 0; i < lines->len; i++) {
        const struct seen_line *line = line_at(lines, i);
        struct weighed stroke = {stroke_of(scan, words, line), line->symbols};
        g_array_append_val(strokes, stroke);
        g_array_append_val(sorted, stroke);
    }
    float usual = median(sorted);
    for (guint i = 0; i < lines->len; i++)
        line_at(lines, i)->bold =
            usual > 0 && g_array_index(strokes, struct weighed, i).value > BOLDER * usual;
}

GArray *
lines_find(const struct scan *scan, const GArray *words)
{
    GArray *lines = g_array_new(FALSE, TRUE, sizeof(struct seen_line));
    for (guint i = 0; i < words->len;) {
        struct seen_line line = {.first = i};
        for (; i < words->len && word_at(words, i)->line == word_at(words, line.first)->line; i++)
            line.n++;
        measure_line(words, &line);
        g_array_append_val(lines, line);
    }
    settle_sizes(lines);
    find_bold(scan, words, lines);
    return lines;
}
