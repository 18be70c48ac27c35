#include "quantity.h"

#include <string.h>

#include "quantity-private.h"

/* The tokens that are read in one go. A block of more is read in several: what stands to both
 * sides of such a seam is not seen together. */
enum {
    MOST_TOKENS = 1 << 16
};

/* ---- dictionaries ---------------------------------------------------------------------------- */

static struct lexicon *
open_lexicon(struct quantity *quantity, struct dictionaries *dictionaries, const char *name,
             const char *const *columns, GError **error)
{
    struct lexicon *lexicon = lexicon_open(dictionaries, name, columns, error);
    if (lexicon != NULL) {
        g_ptr_array_add(quantity->lexicons, lexicon);
    }
    return lexicon;
}

/* A table of two columns; the value of one column is the key itself. */
static GHashTable *
open_table(struct quantity *quantity, struct dictionaries *dictionaries, const char *name,
           const char *key, const char *value, GError **error)
{
    const char *const columns[] = {key, value, NULL};
    struct lexicon *lexicon = open_lexicon(quantity, dictionaries, name, columns, error);
    if (lexicon == NULL) {
        return NULL;
    }
    GHashTable *table = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < lexicon_rows(lexicon); i++) {
        g_hash_table_insert(table, (gpointer)lexicon_get(lexicon, i, 0),
                            (gpointer)lexicon_get(lexicon, i, value != NULL ? 1 : 0));
    }
    return table;
}

/* The slot of a word's two bytes at one end, 0 for what a word of one byte has not. */
static guint
phrase_slot(char end, char beside)
{
    return ((guint)(guchar)end * 31 + (guint)(guchar)beside * 7) % PHRASE_SLOTS;
}

static void
add_slot(guint8 *slots, char end, char beside)
{
    guint slot = phrase_slot(end, beside);
    slots[slot / 8] |= (guint8)(1u << slot % 8);
}

/* Notes what the phrases of a table begin and end with. A word of one byte is asked for with a 0.
 */
static void
note_ends(struct phrase_table *phrases)
{
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, phrases->table);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const char *phrase = key;
        gsize length = strlen(phrase);
        if (length > 0) {
            add_slot(phrases->first, phrase[0], '\0');
            add_slot(phrases->first, phrase[0], phrase[1]);
            add_slot(phrases->last, phrase[length - 1], '\0');
            add_slot(phrases->last, phrase[length - 1], length > 1 ? phrase[length - 2] : '\0');
        }
    }
}

/* Rows of which a key with '*' in front is the end of a compound. */
static void
split_ends(GHashTable *table, GPtrArray *ends)
{
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, table);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        if (*(const char *)key == '*') {
            g_ptr_array_add(ends, (char *)key + 1);
        }
    }
}

static gboolean
open_rates(struct quantity *quantity, struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"form", "use", "per", NULL};
    struct lexicon *lexicon = open_lexicon(quantity, dictionaries, "rates", columns, error);
    if (lexicon == NULL) {
        return FALSE;
    }
    quantity->rate_nouns = g_hash_table_new(g_str_hash, g_str_equal);
    quantity->rate_phrases.table = g_hash_table_new(g_str_hash, g_str_equal);
    quantity->rate_adjectives = g_hash_table_new(g_str_hash, g_str_equal);
    quantity->rate_between.table = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < lexicon_rows(lexicon); i++) {
        const char *use = lexicon_get(lexicon, i, 1);
        GHashTable *table = g_str_equal(use, "noun")        ? quantity->rate_nouns
                            : g_str_equal(use, "phrase")    ? quantity->rate_phrases.table
                            : g_str_equal(use, "adjective") ? quantity->rate_adjectives
                            : g_str_equal(use, "between")   ? quantity->rate_between.table
                                                            : NULL;
        if (table == NULL) {
            lexicon_error(lexicon, i, error,
                          "use is noun, phrase, adjective or between, not \"%s\"", use);
            return FALSE;
        }
        const char *per = lexicon_get(lexicon, i, 2);
        g_hash_table_insert(table, (gpointer)lexicon_get(lexicon, i, 0),
                            (gpointer)(g_str_equal(per, "none") ? "" : per));
    }
    return TRUE;
}

struct quantity *
quantity_open(struct dictionaries *dictionaries, struct lemma *lemma, GError **error)
{
    struct quantity *quantity = g_new0(struct quantity, 1);
    quantity->lemma = lemma;
    quantity->lexicons = g_ptr_array_new_with_free_func((GDestroyNotify)lexicon_free);
    quantity->measure_ends = g_ptr_array_new();
    quantity->nominal_ends = g_ptr_array_new();
    quantity->same_plurals = g_ptr_array_new();
    const struct {
        GHashTable **table;
        const char *name, *key, *value;
    } tables[] = {
        {&quantity->approximations.table, "approximations", "cue", "approx"},
        {&quantity->currencies.table, "currencies", "form", "code"},
        {&quantity->measures, "measures", "noun", "kind"},
        {&quantity->labels, "number-labels", "word", NULL},
        {&quantity->small_words, "small-words", "word", "class"},
        {&quantity->nominal, "nominal-adjectives", "plural", "singular"},
        {&quantity->headings, "number-columns", "word", "holds"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
        *tables[i].table = open_table(quantity, dictionaries, tables[i].name, tables[i].key,
                                      tables[i].value, error);
        if (*tables[i].table == NULL) {
            quantity_close(quantity);
            return NULL;
        }
    }
    static const char *const columns[] = {"noun", NULL};
    struct lexicon *same = open_lexicon(quantity, dictionaries, "same-plurals", columns, error);
    if (same == NULL || !open_rates(quantity, dictionaries, error)) {
        quantity_close(quantity);
        return NULL;
    }
    for (guint i = 0; i < lexicon_rows(same); i++) {
        g_ptr_array_add(quantity->same_plurals, (gpointer)lexicon_get(same, i, 0));
    }
    note_ends(&quantity->approximations);
    note_ends(&quantity->rate_phrases);
    note_ends(&quantity->rate_between);
    note_ends(&quantity->currencies);
    split_ends(quantity->measures, quantity->measure_ends);
    split_ends(quantity->nominal, quantity->nominal_ends);
    return quantity;
}

void
quantity_close(struct quantity *quantity)
{
    if (quantity == NULL) {
        return;
    }
    GHashTable *const tables[] = {quantity->approximations.table,
                                  quantity->rate_nouns,
                                  quantity->rate_phrases.table,
                                  quantity->rate_adjectives,
                                  quantity->rate_between.table,
                                  quantity->currencies.table,
                                  quantity->measures,
                                  quantity->labels,
                                  quantity->small_words,
                                  quantity->nominal,
                                  quantity->headings};
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
        if (tables[i] != NULL) {
            g_hash_table_unref(tables[i]);
        }
    }
    g_ptr_array_unref(quantity->measure_ends);
    g_ptr_array_unref(quantity->nominal_ends);
    g_ptr_array_unref(quantity->same_plurals);
    g_ptr_array_unref(quantity->lexicons);
    g_free(quantity);
}

/* ---- tokens ---------------------------------------------------------------------------------- */

/* A byte of UTF-8 in lower case: ASCII, and U+00C0 to U+00DE by the byte before it. */
static inline char
lower_byte(char before, char c)
{
    if (c >= 'A' && c <= 'Z') {
        return (char)(c + 0x20);
    }
    guchar byte = (guchar)c;
    return (guchar)before == 0xc3 && byte >= 0x80 && byte <= 0x9e && byte != 0x97
               ? (char)(byte + 0x20)
               : c;
}

const char *
token_text(const struct scan *scan, guint i, char buffer[TOKEN_TEXT])
{
    if (i >= scan->n || scan->tokens[i].length >= TOKEN_TEXT) {
        buffer[0] = '\0';
        return buffer;
    }
    const struct token *token = &scan->tokens[i];
    const char *text = scan->text + token->start;
    char before = '\0';
    for (guint j = 0; j < token->length; j++) {
        buffer[j] = lower_byte(before, text[j]);
        before = text[j];
    }
    buffer[token->length] = '\0';
    return buffer;
}

gboolean
token_is(const struct scan *scan, guint i, const char *word)
{
    if (i >= scan->n) {
        return FALSE;
    }
    const struct token *token = &scan->tokens[i];
    const char *text = scan->text + token->start;
    char before = '\0';
    for (guint j = 0; j < token->length; j++) {
        if (word[j] == '\0' || lower_byte(before, text[j]) != word[j]) {
            return FALSE;
        }
        before = text[j];
    }
    return word[token->length] == '\0';
}

gboolean
token_touches(const struct scan *scan, guint i)
{
    const struct token *token = &scan->tokens[i];
    return i + 1 < scan->n && token[1].start == token->start + token->length;
}

/* Whether a phrase of the table may begin with token i, or end with the one before it. */
static gboolean
may_be_phrase(const struct scan *scan, const struct phrase_table *phrases, guint i, gboolean back)
{
    if (back ? i == 0 : i >= scan->n) {
        return FALSE;
    }
    const struct token *token = &scan->tokens[back ? i - 1 : i];
    const char *text = scan->text + token->start;
    const guint8 *slots = back ? phrases->last : phrases->first;
    gsize length = token->length;
    char end, beside = '\0';
    if (back) {
        end = lower_byte(length > 1 ? text[length - 2] : '\0', text[length - 1]);
        beside =
            length > 1 ? lower_byte(length > 2 ? text[length - 3] : '\0', text[length - 2]) : '\0';
    } else {
        end = lower_byte('\0', text[0]);
        beside = length > 1 ? lower_byte(text[0], text[1]) : '\0';
    }
    guint slot = phrase_slot(end, beside);
    return (slots[slot / 8] >> slot % 8 & 1) != 0;
}

const char *
token_phrase(const struct scan *scan, const struct phrase_table *phrases, guint i, guint most,
             gboolean back, guint *ret_n)
{
    char phrase[4 * (TOKEN_TEXT + 1)];
    const char *found = NULL;
    if (!may_be_phrase(scan, phrases, i, back)) {
        return NULL;
    }
    for (guint n = 1; n <= MIN(most, 4); n++) {
        if (back ? n > i : i + n > scan->n) {
            break;
        }
        guint first = back ? i - n : i;
        gsize length = 0;
        for (guint j = first; j < first + n; j++) {
            gboolean point =
                scan->tokens[j].kind == TOKEN_STOP && j > first && token_touches(scan, j - 1);
            if (j > first && !point) {
                phrase[length++] = ' ';
            }
            token_text(scan, j, phrase + length);
            length += strlen(phrase + length);
        }
        const char *value = g_hash_table_lookup(phrases->table, phrase);
        if (value != NULL) {
            found = value;
            *ret_n = n;
        }
    }
    return found;
}

gboolean
quantity_small_word(const struct scan *scan, guint i, const char *class)
{
    char buffer[TOKEN_TEXT];
    if (i >= scan->n) {
        return FALSE;
    }
    const char *found =
        g_hash_table_lookup(scan->quantity->small_words, token_text(scan, i, buffer));
    return found != NULL && (class == NULL || g_str_equal(found, class));
}

/* ---- figures --------------------------------------------------------------------------------- */

/* The value of a number or number words. */
static gboolean
value_at(const struct scan *scan, guint i, struct number *ret_number)
{
    const struct token *token = &scan->tokens[i];
    const char *text = scan->text + token->start;
    if (i >= scan->n || token->used) {
        return FALSE;
    }
    if (token->kind == TOKEN_NUMBER) {
        return number_from_digits(text, token->length, ret_number);
    }
    return token->kind == TOKEN_WORDS && number_from_words(text, token->length, ret_number);
}

/* "500-600.000": the first number leaves out the group of zeros that the second one has. */
static void
complete_elided(struct number *low, const struct number *high, const char *high_text, gsize length)
{
    struct number longer = *low;
    if (length > 4 && memcmp(high_text + length - 4, ".000", 4) == 0 && low->decimals == 0 &&
        low->mantissa < 1000 && low->mantissa > 0 && number_scale(&longer, 3) &&
        number_compare(&longer, high) < 0) {
        *low = longer;
    }
}

static gboolean
read_range(const struct scan *scan, guint i, struct figure *ret_figure)
{
    const struct token *token = &scan->tokens[i];
    const char *text = scan->text + token->start, *end = text + token->length;
    const char *dash = text;
    while (dash < end && (g_ascii_isdigit(*dash) || *dash == '.' || *dash == ',')) {
        dash++;
    }
    if (dash == end) {
        return FALSE;
    }
    const char *high = g_utf8_next_char(dash);
    struct figure figure = {.first = i, .end = i + 1, .is_range = TRUE};
    if (!number_from_digits(text, (gsize)(dash - text), &figure.low) ||
        !number_from_digits(high, (gsize)(end - high), &figure.high)) {
        return FALSE;
    }
    complete_elided(&figure.low, &figure.high, high, (gsize)(end - high));
    *ret_figure = figure;
    return TRUE;
}

/* Four digits that begin with 19 or 20. */
gboolean
quantity_is_year(const struct scan *scan, guint i)
{
    const struct token *token = &scan->tokens[i];
    const char *text = scan->text + token->start;
    return i < scan->n && token->kind == TOKEN_NUMBER && token->length == 4 &&
           (memcmp(text, "19", 2) == 0 || memcmp(text, "20", 2) == 0) && text[2] != ',' &&
           text[3] != ',';
}

/* The token that joins two numbers to a range: a dash, "til" and "eller", "og" after "mellem". */
static gboolean
joins(const struct scan *scan, guint first, guint i)
{
    if (i + 1 >= scan->n || quantity_is_year(scan, first) != quantity_is_year(scan, i + 1)) {
        return FALSE; /* "i 2014 til 106.000": no range */
    }
    if (scan->tokens[i].kind == TOKEN_DASH) {
        /* "3 -4" is no range, but "3- 4" is one that a line's end divided */
        return token_touches(scan, i - 1) || !token_touches(scan, i);
    }
    if (token_is(scan, i, "og")) {
        return first > 0 && token_is(scan, first - 1, "mellem");
    }
    return token_is(scan, i, "til") || token_is(scan, i, "eller");
}

gboolean
figure_read(const struct scan *scan, guint i, struct figure *ret_figure)
{
    if (i >= scan->n || scan->tokens[i].used) {
        return FALSE;
    }
    if (scan->tokens[i].kind == TOKEN_RANGE) {
        return read_range(scan, i, ret_figure);
    }
    struct figure figure = {.first = i, .end = i + 1};
    if (!value_at(scan, i, &figure.low)) {
        return FALSE;
    }
    figure.words = scan->tokens[i].kind == TOKEN_WORDS;
    figure.high = figure.low;
    if (joins(scan, i, i + 1) && value_at(scan, i + 2, &figure.high)) {
        const struct token *high = &scan->tokens[i + 2];
        complete_elided(&figure.low, &figure.high, scan->text + high->start, high->length);
        figure.is_range = TRUE;
        figure.end = i + 3;
    }
    *ret_figure = figure;
    return TRUE;
}

/* ---- a document ------------------------------------------------------------------------------ */

/* A line that says what the numbers of a table are: a heading, the line before it, its head. */
static gboolean
is_caption(struct document *document, guint block, const struct cell_unit *units)
{
    const struct block *here = document_block(document, block);
    if (here->cell >= 0) {
        return units[here->cell].head;
    }
    gboolean before_table =
        block + 1 < document->blocks->len && document_block(document, block + 1)->cell >= 0;
    gsize length;
    const char *text = document_block_text(document, here, &length);
    return before_table || here->kind == BLOCK_LABEL || here->kind == BLOCK_HEADING ||
           g_str_has_prefix(text, "Tabel ") || g_str_has_prefix(text, "Beløb i ");
}

/* Notes the number that a block begins with when a word with a capital follows: "3 Sager". */
static void
note_heading_number(const char *text, gsize length, gboolean numbers[MOST_HEADING_NUMBERS])
{
    guint64 n = 0;
    gsize digits = 0;
    for (; digits < length && digits < 4 && g_ascii_isdigit(text[digits]); digits++) {
        n = n * 10 + (guint64)(text[digits] - '0');
    }
    if (digits > 0 && digits + 1 < length && text[digits] == ' ' && n < MOST_HEADING_NUMBERS &&
        g_unichar_isupper(g_utf8_get_char(text + digits + 1))) {
        numbers[n] = TRUE;
    }
}

static void
note_heading_numbers(struct document *document, gboolean numbers[MOST_HEADING_NUMBERS])
{
    for (guint i = 0; i < document->blocks->len; i++) {
        gsize length;
        const struct block *block = document_block(document, i);
        if (block->cell < 0) {
            const char *text = document_block_text(document, block, &length);
            note_heading_number(text, length, numbers);
        }
    }
}

/* A block, MOST_TOKENS at a time. */
static void
scan_block(struct scan *scan, const struct block *block, const struct cell_unit *unit,
           GArray *tokens)
{
    gsize cursor = block->span.start;
    while (cursor < block->span.end) {
        struct token token;
        g_array_set_size(tokens, 0);
        while (tokens->len < MOST_TOKENS &&
               (token = quantity_token(scan->text, &cursor, block->span.end)).kind != TOKEN_END) {
            g_array_append_val(tokens, token);
        }
        scan->n = tokens->len;
        token = (struct token){.kind = TOKEN_END};
        g_array_append_val(tokens, token);
        scan->tokens = (struct token *)(gpointer)tokens->data;
        if (unit != NULL && (unit->money || unit->counted != NULL)) {
            quantity_cell(scan, unit);
        }
        quantity_amounts(scan);
        if (!block_is_furniture(block->kind)) {
            quantity_counts(scan);
        }
    }
}

void
quantity_find(struct quantity *quantity, struct document *document, struct mention_set *set)
{
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(struct token));
    g_autofree struct cell_unit *units = quantity_table_units(quantity, document);
    gboolean heading_numbers[MOST_HEADING_NUMBERS] = {FALSE};
    note_heading_numbers(document, heading_numbers);
    struct scan scan = {.quantity = quantity,
                        .document = document,
                        .set = set,
                        .text = document->text->str,
                        .heading_numbers = heading_numbers};
    for (guint i = 0; i < document->blocks->len; i++) {
        const struct block *block = document_block(document, i);
        if (block->kind != BLOCK_PAGE_NUMBER) {
            scan.caption = is_caption(document, i, units);
            scan_block(&scan, block, block->cell >= 0 ? &units[block->cell] : NULL, tokens);
        }
    }
}
