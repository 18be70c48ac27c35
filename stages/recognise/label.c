/* A label is kept as its words in lower case with one blank between, "j nr" for "J.nr.". What
 * stands before a number is folded the same way, and the longest run of words at its end that is a
 * label holds. */
#include "label.h"

#include "error.h"
#include "sieve.h"

#include <string.h>

enum {
    LABEL_BYTES = 56, /* before a number */
    LABEL_WORDS = 5,
    COLUMN_REACH = 600 /* blocks back to the heading of a column */
};

struct label {
    char *value;
    gboolean colon; /* counts only with a colon after it */
};

struct labels {
    GHashTable *by_words;    /* char * -> struct label * */
    struct sieve last_words; /* of the labels */
};

static void
label_free(gpointer data)
{
    struct label *label = data;
    g_free(label->value);
    g_free(label);
}

static gboolean
is_word_byte(char c)
{
    return g_ascii_isalnum(c) || (guchar)c >= 0x80;
}

/* Words of text[0, length) in lower case, one blank between; *ret_colon: the last mark that is no
 * blank is a colon. */
static char *
fold_words(const char *text, gsize length, gboolean *ret_colon)
{
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)length);
    g_autofree char *lower = g_utf8_strdown(valid, -1);
    GString *words = g_string_new(NULL);
    gboolean gap = FALSE;
    *ret_colon = FALSE;
    for (const char *at = lower; *at; at++) {
        if (is_word_byte(*at)) {
            if (gap && words->len)
                g_string_append_c(words, ' ');
            g_string_append_c(words, *at);
            gap = *ret_colon = FALSE;
        } else {
            gap = TRUE;
            *ret_colon = *ret_colon || *at == ':';
        }
    }
    return g_string_free(words, FALSE);
}

struct labels *
labels_open(struct dictionaries *dictionaries, const char *name, const char *value, GError **error)
{
    const char *const columns[] = {"label", value, NULL};
    g_autoptr(lexicon) lexicon = lexicon_open(dictionaries, name, columns, error);
    if (!lexicon)
        return NULL;
    struct labels *labels = g_new0(struct labels, 1);
    labels->by_words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, label_free);
    for (guint row = 0; row < lexicon_rows(lexicon); row++) {
        const char *text = lexicon_get(lexicon, row, 0);
        struct label *label = g_new0(struct label, 1);
        label->value = g_strdup(lexicon_get(lexicon, row, 1));
        char *words = fold_words(text, strlen(text), &label->colon);
        gboolean empty = !*words || !*label->value;
        const char *blank = strrchr(words, ' ');
        sieve_add(&labels->last_words, blank ? blank + 1 : words);
        g_hash_table_replace(labels->by_words, words, label);
        if (empty) {
            lexicon_error(lexicon, row, error, "a label and its %s may not be empty", value);
            labels_free(labels);
            return NULL;
        }
    }
    return labels;
}

void
labels_free(struct labels *labels)
{
    if (!labels)
        return;
    g_hash_table_unref(labels->by_words);
    g_free(labels);
}

/* The label that the folded words end in. */
static const char *
match_end(const struct labels *labels, const char *words, gboolean colon)
{
    const char *starts[LABEL_WORDS];
    guint n = 0;
    for (const char *at = words + strlen(words); at > words && n < LABEL_WORDS;) {
        do
            at--;
        while (at > words && at[-1] != ' ');
        starts[n++] = at;
    }
    while (n-- > 0) {
        const struct label *label = g_hash_table_lookup(labels->by_words, starts[n]);
        if (label && (colon || !label->colon))
            return label->value;
    }
    return NULL;
}

/* Whether a label may end where the text [from, at) does, by its last word: few do. A word of other
 * letters than those of Latin-1 may. */
static gboolean
may_be_last(const struct labels *labels, const char *text, gsize from, gsize at)
{
    while (at > from && !is_word_byte(text[at - 1]))
        at--;
    gsize start = at;
    while (start > from && is_word_byte(text[start - 1]))
        start--;
    for (gsize i = start; i < at; i++) {
        if ((guchar)text[i] >= 0xc4 || (guchar)text[i] == 0xc2)
            return TRUE;
    }
    return at > start && sieve_passes(&labels->last_words, text + start, at - start);
}

/* A label ends in a letter, with marks and blanks after it: most numbers have none before them. */
static gboolean
may_follow_label(const char *text, gsize start, gsize at)
{
    while (at > start && strchr(" .:-(#/", text[at - 1]))
        at--;
    return at > start &&
           (g_ascii_isalpha(text[at - 1]) || (guchar)text[at - 1] >= 0x80 || text[at - 1] == ')');
}

/* Where to look from: not before the block, a closing mark, or the middle of a character. */
static gsize
look_from(const char *text, gsize start, gsize at)
{
    gsize from = at - start > LABEL_BYTES ? at - LABEL_BYTES : start;
    while (from < at && ((guchar)text[from] & 0xc0) == 0x80)
        from++;
    for (gsize i = at; i > from; i--) {
        if (strchr(";!?", text[i - 1]))
            return i;
    }
    return from;
}

const char *
labels_before(const struct labels *labels, const struct document *document, gsize at)
{
    const struct block *block = document_block(document, document_block_at(document, at));
    const char *text = document->text->str;
    if (!may_follow_label(text, block->span.start, at))
        return NULL;
    gsize from = look_from(text, block->span.start, at);
    if (from >= at || !may_be_last(labels, text, from, at))
        return NULL;
    gboolean colon;
    g_autofree char *words = fold_words(text + from, at - from, &colon);
    return match_end(labels, words, colon);
}

/* The value of a block that is nothing but a label. */
static const char *
match_block(const struct labels *labels, const struct document *document, guint index)
{
    gsize length;
    const char *text = document_block_text(document, document_block(document, index), &length);
    if (!length || length > LABEL_BYTES || !may_be_last(labels, text, 0, length))
        return NULL;
    gboolean colon;
    g_autofree char *words = fold_words(text, length, &colon);
    const struct label *label = g_hash_table_lookup(labels->by_words, words);
    return label ? label->value : NULL;
}

/* The first cell of a block's column, if it is in an earlier row. -1 for none. */
static int
column_heading(const struct document *document, guint index)
{
    const struct block *block = document_block(document, index);
    if (block->cell < 0)
        return -1;
    const struct cell *cell = document_cell(document, (guint)block->cell);
    if (cell->row == 0)
        return -1;
    for (guint i = index; i-- > 0 && index - i <= COLUMN_REACH;) {
        const struct block *other = document_block(document, i);
        if (other->cell < 0)
            return -1;
        const struct cell *above = document_cell(document, (guint)other->cell);
        if (above->table != cell->table)
            return -1;
        if (above->row == 0 && above->column == cell->column)
            return (int)i;
    }
    return -1;
}

const char *
labels_beside(const struct labels *labels, const struct document *document, gsize at)
{
    const char *value = labels_before(labels, document, at);
    if (value)
        return value;
    guint index = document_block_at(document, at);
    const struct block *block = document_block(document, index);
    if (block->span.start != at)
        return NULL;
    if (index > 0 && (value = match_block(labels, document, index - 1)) != NULL)
        return value;
    int heading = column_heading(document, index);
    return heading < 0 ? NULL : match_block(labels, document, (guint)heading);
}

gsize
labels_word_at(const struct labels *labels, const char *text, gsize at)
{
    gsize length = 0;
    while (length < LABEL_BYTES && is_word_byte(text[at + length]))
        length++;
    if (!length)
        return 0;
    if (!may_be_last(labels, text, at, at + length))
        return 0;
    gboolean colon;
    g_autofree char *words = fold_words(text + at, length, &colon);
    return g_hash_table_contains(labels->by_words, words) ? length : 0;
}
