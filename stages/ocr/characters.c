#include "characters.h"

#include "lines.h"

#include <math.h>
#include <string.h>

/* Where a font's box ends, in shares of its size, as poppler reports it of common fonts. */
static const float ASCENT = 0.90f, DESCENT = 0.22f;
static const float BEARING = 0.03f; /* ink begins so much later than the letter */
static const float WAVY =
    0.25f; /* baselines of a line's words differ by more: it is not straight */

struct making {
    const struct scan *scan;
    guint quarters;
    struct page_characters *page;
    GArray *at; /* struct character */
    struct document *document;
    guint n;
};

#define word_at(words, i) (&g_array_index((words), struct seen_word, (i)))

/* ---- from the picture to the page ------------------------------------------------------------ */

/* A rectangle of the prepared picture in points of the straightened page. */
static struct character
on_page(const struct making *making, float x0, float y0, float x1, float y1)
{
    float w = (float)(making->page->width * making->scan->scale_x);
    float h = (float)(making->page->height * making->scan->scale_y);
    float a0 = x0, b0 = y0, a1 = x1, b1 = y1;
    switch (making->quarters) {
    case 1:
        a0 = y0, a1 = y1, b0 = h - x1, b1 = h - x0;
        break;
    case 2:
        a0 = w - x1, a1 = w - x0, b0 = h - y1, b1 = h - y0;
        break;
    case 3:
        a0 = w - y1, a1 = w - y0, b0 = x0, b1 = x1;
        break;
    default:
        break;
    }
    float x = (float)making->scan->scale_x, y = (float)making->scan->scale_y;
    return (struct character){.x0 = a0 / x, .y0 = b0 / y, .x1 = a1 / x, .y1 = b1 / y};
}

/* ---- characters ------------------------------------------------------------------------------ */

/* How wide a character is beside others of its font. */
static float
width_of(gunichar c)
{
    if (c < 0x80 && strchr("iljtfrI.,:;'!|()[]-/", (int)c))
        return 0.55f;
    if (c < 0x80 && strchr("mwMW@%", (int)c))
        return 1.5f;
    return g_unichar_isupper(c) ? 1.25f : 1;
}

static void
add_character(struct making *making, gunichar c, float x0, float x1, float base,
              const struct seen_line *line)
{
    struct character added =
        on_page(making, x0, base - ASCENT * line->size, x1, base + DESCENT * line->size);
    added.c = c;
    added.size = line->size / (float)making->scan->scale_y;
    added.font = line->bold ? 1 : 0;
    g_array_append_val(making->at, added);
}

/* TRUE where the ink of a word is a round or square spot beside the line's small letters. */
static gboolean
is_spot(const struct scan *scan, const struct seen_word *word, float base, float size)
{
    const float LEAST = 0.15f, MOST = 0.5f, FULL = 0.65f; /* of the size; of the box */
    float width = word->x1 - word->x0, height = word->y1 - word->y0;
    float above = (base - (word->y0 + word->y1) / 2) / size;
    l_int32 count = 0;
    if (width < LEAST * size || width > MOST * size || height < LEAST * size ||
        height > MOST * size || width > 1.4f * height || height > 1.4f * width || above < 0.13f ||
        above > 0.55f)
        return FALSE;
    BOX *box = boxCreate((l_int32)word->x0, (l_int32)word->y0, (l_int32)width, (l_int32)height);
    if (!box || pixCountPixelsInRect(scan->ink, box, &count, NULL))
        count = 0;
    boxDestroy(&box);
    return (float)count >= FULL * width * height;
}

/* What a word of one mark is: Tesseract tells dashes of different length apart badly, and has no
 * bullets. Measured in the picture; other words are what they are. */
static const char *
mark_of(const struct making *making, const struct seen_word *word, float base,
        const struct seen_line *line, gboolean first)
{
    static const char *const dashes[] = {"-", "–", "—"};
    const float HYPHEN = 0.4f, EN = 0.78f; /* of the size: no wider */
    float width = (word->x1 - word->x0) / line->size;
    if (word->symbols != 1)
        return word->text;
    for (guint i = 0; i < G_N_ELEMENTS(dashes); i++)
        if (strcmp(word->text, dashes[i]) == 0)
            return dashes[width <= HYPHEN ? 0 : width <= EN ? 1 : 2];
    gunichar c = g_utf8_get_char(word->text);
    if (first && line->n > 1 && !g_unichar_isdigit(c) &&
        is_spot(making->scan, word, base, line->size))
        return "•";
    return word->text;
}

static void
add_word(struct making *making, const struct seen_word *word, float base,
         const struct seen_line *line, gboolean first_of_line)
{
    const char *text = mark_of(making, word, base, line, first_of_line);
    float sum = 0, room = BEARING * line->size;
    float x = word->x0 - room, width = word->x1 - word->x0 + 2 * room;
    guint first = making->at->len;
    for (const char *c = text; *c; c = g_utf8_next_char(c))
        sum += width_of(g_utf8_get_char(c));
    for (const char *c = text; *c; c = g_utf8_next_char(c)) {
        float part = width * width_of(g_utf8_get_char(c)) / sum;
        add_character(making, g_utf8_get_char(c), x, x + part, base, line);
        x += part;
    }
    struct character ink = on_page(making, word->x0, word->y0, word->x1, word->y1);
    struct recognised_word recognised = {
        .page = making->n,
        .range = {first, making->at->len},
        .box = page_shown_box(making->page, ink.x0, ink.y0, ink.x1, ink.y1),
        .confidence = word->confidence};
    g_array_append_val(making->document->recognised, recognised);
    making->page->visible += word->symbols;
}

/* TRUE where the line's words stand on one baseline. */
static gboolean
is_straight(const GArray *words, const struct seen_line *line)
{
    for (guint i = line->first; i < line->first + line->n; i++)
        if (fabsf(word_at(words, i)->base - line->base) > WAVY * line->size)
            return FALSE;
    return TRUE;
}

static void
add_line(struct making *making, const GArray *words, const struct seen_line *line)
{
    gboolean straight = is_straight(words, line);
    for (guint i = line->first; i < line->first + line->n; i++) {
        const struct seen_word *word = word_at(words, i);
        float base = straight ? line->base : word->base;
        if (i > line->first)
            add_character(making, ' ', word_at(words, i - 1)->x1, word->x0, base, line);
        add_word(making, word, base, line, i == line->first);
    }
    float end = word_at(words, line->first + line->n - 1)->x1;
    add_character(making, '\n', end, end, line->base, line);
}

/* ---- what is no word ------------------------------------------------------------------------- */

static gboolean
has_letter_or_figure(const char *text)
{
    for (const char *c = text; *c; c = g_utf8_next_char(c))
        if (g_unichar_isalnum(g_utf8_get_char(c)))
            return TRUE;
    return FALSE;
}

/* The share of a word's box that a ruling line took. */
static double
share_of_rules(const struct scan *scan, const struct seen_word *word)
{
    l_int32 count = 0;
    BOX *box = boxCreate((l_int32)word->x0, (l_int32)word->y0, (l_int32)(word->x1 - word->x0),
                         (l_int32)(word->y1 - word->y0));
    if (!scan->rules || !box || pixCountPixelsInRect(scan->rules, box, &count, NULL))
        count = 0;
    boxDestroy(&box);
    return count / MAX(1.0, (word->x1 - word->x0) * (word->y1 - word->y0));
}

/* Why a word is none, or NULL. */
static const char *
reason_against(const struct scan *scan, const struct seen_word *word)
{
    const float DIRT = 2.2f; /* points: less than a full stop of small type beside it is high */
    if (word->ornament)
        return "ornament";
    if (has_letter_or_figure(word->text))
        return NULL;
    if (share_of_rules(scan, word) > 0.25 ||
        (strspn(word->text, "|_") == strlen(word->text) && word->confidence < 90))
        return "rule";
    if (word->symbols == 1 && word->y1 - word->y0 < DIRT * scan->scale_y && word->confidence < 60)
        return "speck";
    return NULL;
}

static void
discard(struct document *document, guint n, const char *reason, guint characters)
{
    for (guint i = document->discards->len; i > 0; i--) {
        struct discard *known = &g_array_index(document->discards, struct discard, i - 1);
        if (known->page != n)
            break;
        if (!strcmp(known->reason, reason)) {
            known->characters += characters;
            return;
        }
    }
    struct discard discard = {n, arena_strdup(document->arena, reason), characters};
    g_array_append_val(document->discards, discard);
}

/* The words that are ones. Borrowed texts: the array has no clear function. */
static GArray *
keep_words(struct making *making, const GArray *words)
{
    GArray *kept = g_array_new(FALSE, FALSE, sizeof(struct seen_word));
    for (guint i = 0; i < words->len; i++) {
        const struct seen_word *word = word_at(words, i);
        const char *reason = reason_against(making->scan, word);
        if (reason) {
            discard(making->document, making->n, reason, word->symbols);
            making->page->visible += word->symbols;
        } else {
            g_array_append_val(kept, *word);
        }
    }
    return kept;
}

struct page_characters *
characters_new(const struct scan *scan, guint quarters, const GArray *words,
               const struct page_characters *own, guint n, struct document *document)
{
    g_autoptr(page_characters) page = page_characters_new(own->width, own->height);
    struct making making = {.scan = scan,
                            .quarters = quarters,
                            .page = page,
                            .at = g_array_new(FALSE, FALSE, sizeof(struct character)),
                            .document = document,
                            .n = n};
    const struct font fonts[] = {{g_strdup(""), FALSE, FALSE}, {g_strdup(""), TRUE, FALSE}};
    g_array_append_vals(page->fonts, fonts, G_N_ELEMENTS(fonts));
    page->skew = scan->skew;
    guint discards = document->discards->len;
    g_autoptr(GArray) kept = keep_words(&making, words);
    if (!kept->len) {
        g_array_set_size(document->discards, discards);
        g_array_unref(making.at);
        return NULL;
    }
    g_autoptr(GArray) lines = lines_find(scan, kept);
    for (guint i = 0; i < lines->len; i++)
        add_line(&making, kept, &g_array_index(lines, struct seen_line, i));
    page->n = making.at->len;
    page->at = (struct character *)(void *)g_array_free(making.at, FALSE);
    return g_steal_pointer(&page);
}
