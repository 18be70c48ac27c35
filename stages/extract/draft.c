#include "draft.h"

#include <string.h>

static void
clear_line(gpointer data)
{
    g_free(((struct draft_line *)data)->spread);
}

struct draft *
draft_new(enum block_kind kind)
{
    struct draft *draft = g_new0(struct draft, 1);
    draft->kind = kind;
    draft->lines = g_array_new(FALSE, FALSE, sizeof(struct draft_line));
    g_array_set_clear_func(draft->lines, clear_line);
    draft->ranges = g_array_new(FALSE, FALSE, sizeof(struct range));
    draft->text = g_string_new(NULL);
    return draft;
}

void
draft_free(struct draft *draft)
{
    if (!draft)
        return;
    g_free(draft->n);
    g_array_unref(draft->lines);
    g_array_unref(draft->ranges);
    g_string_free(draft->text, TRUE);
    g_free(draft);
}

/* TRUE where poppler reports a blank between a word and the hyphen that divides it, though there is
 * no room for one. */
static gboolean
ends_in_loose_hyphen(const struct layout *layout, const guint *words, guint n)
{
    const float NO_ROOM = 0.2f; /* font sizes */
    if (n < 2)
        return FALSE;
    const struct word *last = layout_word(layout, words[n - 1]);
    const struct word *word = layout_word(layout, words[n - 2]);
    gunichar c = layout->characters->at[last->first].c;
    gunichar before = layout->characters->at[word->last - 1].c;
    return last->last - last->first == 1 && (c == '-' || c == 0x2010) &&
           g_unichar_isalpha(before) && last->box.x0 - word->box.x1 < NO_ROOM * word->size;
}

/* What letter-spaced words say: "N O T A T" is "NOTAT". NULL where the words are none: capitals,
 * most of them alone. */
static char *
spread_words(const struct layout *layout, const guint *words, guint n)
{
    enum {
        LEAST = 4,
        MOST = 60
    };
    guint single = 0;
    float least = G_MAXFLOAT;
    if (n < LEAST || n > MOST)
        return NULL;
    for (guint i = 0; i < n; i++) {
        const struct word *word = layout_word(layout, words[i]);
        single += word->last - word->first == 1;
        for (guint c = word->first; c < word->last; c++)
            if (!g_unichar_isupper(layout->characters->at[c].c))
                return NULL;
        if (i > 0)
            least = MIN(least, word->box.x0 - layout_word(layout, words[i - 1])->box.x1);
    }
    if (single * 4 < n * 3)
        return NULL;
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < n; i++) {
        const struct word *word = layout_word(layout, words[i]);
        if (i > 0 && word->box.x0 - layout_word(layout, words[i - 1])->box.x1 >
                         1.8f * least + 0.15f * word->size)
            g_string_append_c(out, ' ');
        for (guint c = word->first; c < word->last; c++)
            g_string_append_unichar(out, layout->characters->at[c].c);
    }
    return g_string_free(out, FALSE);
}

void
draft_add_words(struct draft *draft, const struct layout *layout, const guint *words, guint n,
                guint line_n)
{
    struct rect box = layout_word(layout, words[0])->box;
    for (guint i = 1; i < n; i++)
        rect_join(&box, &layout_word(layout, words[i])->box);
    struct draft_line line = {
        .line = {.page = layout->n, .n = line_n, .box = layout_shown(layout, &box)},
        .first_range = draft->ranges->len,
        .text = draft->text->len,
    };
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(struct range));
    layout_words_text(layout, words, n, NULL, ranges);
    g_array_append_vals(draft->ranges, ranges->data, ranges->len);
    page_line_text(layout->characters, (const struct range *)(void *)ranges->data, ranges->len,
                   draft->text);
    line.n_ranges = ranges->len;
    line.loose_hyphen = ends_in_loose_hyphen(layout, words, n);
    line.spread = spread_words(layout, words, n);
    line.length = draft->text->len - line.text;
    g_array_append_val(draft->lines, line);
}

void
draft_add_line(struct draft *draft, const struct layout *layout, const struct text_line *line,
               guint n)
{
    draft_add_words(draft, layout, &g_array_index(layout->line_words, guint, line->first), line->n,
                    n);
}

void
draft_append(struct draft *draft, const struct draft *other)
{
    guint ranges = draft->ranges->len;
    gsize text = draft->text->len;
    g_array_append_vals(draft->ranges, other->ranges->data, other->ranges->len);
    g_string_append_len(draft->text, other->text->str, (gssize)other->text->len);
    for (guint i = 0; i < other->lines->len; i++) {
        struct draft_line line = g_array_index(other->lines, struct draft_line, i);
        line.spread = g_strdup(line.spread);
        line.first_range += ranges;
        line.text += text;
        g_array_append_val(draft->lines, line);
    }
}

/* A soft hyphen (U+00AD) at a line's end says that the word runs on. */
static gboolean
ends_in_soft_hyphen(const struct draft *draft, const struct draft_line *line)
{
    const char *end = draft->text->str + line->text + line->length;
    return line->length >= 2 && !memcmp(end - 2, "\xc2\xad", 2);
}

/* The byte of the last blank, 0 where there is none. */
static gsize
last_blank(const char *text, gsize length)
{
    while (length && text[--length] != ' ')
        ;
    return length;
}

/* The text of line `i`: an item's mark is printed but not read, nor is a blank before the hyphen
 * that belongs to the word. */
static void
write_text(const struct draft *draft, guint i, struct builder *builder)
{
    const struct draft_line *line = &g_array_index(draft->lines, struct draft_line, i);
    const char *text = draft->text->str + line->text;
    if (line->spread) {
        builder_choice(builder, text, line->length, line->spread, strlen(line->spread), CERT_HIGH);
        return;
    }
    gsize mark = i == 0 && draft->kind == BLOCK_ITEM && draft->n ? strlen(draft->n) : 0;
    if (mark)
        builder_choice(builder, text, mark, "", 0, CERT_HIGH);
    gsize blank = line->loose_hyphen ? last_blank(text, line->length) : 0;
    if (blank > mark) {
        builder_text(builder, text + mark, blank - mark);
        builder_choice(builder, " ", 1, "", 0, CERT_HIGH);
        builder_text(builder, text + blank + 1, line->length - blank - 1);
    } else {
        builder_text(builder, text + mark, line->length - mark);
    }
}

void
draft_write(const struct draft *draft, struct builder *builder, int cell)
{
    builder_block(builder, draft->kind, cell);
    if (draft->n || draft->level)
        builder_block_n(builder, draft->n, draft->level);
    for (guint i = 0; i < draft->lines->len; i++) {
        const struct draft_line *line = &g_array_index(draft->lines, struct draft_line, i);
        struct line out = line->line;
        out.ranges = &g_array_index(draft->ranges, struct range, line->first_range);
        out.n_ranges = line->n_ranges;
        out.joined = i > 0 && ends_in_soft_hyphen(draft, line - 1);
        builder_line(builder, &out, 0);
        write_text(draft, i, builder);
    }
    builder_end_block(builder);
}
