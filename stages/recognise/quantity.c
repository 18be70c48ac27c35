#include "quantity.h"

#include <string.h>

#include "quantity-private.h"

/* The tokens that are read in one go. A block of more is read in several: what stands to both
 * sides of such a seam is not seen together. */
enum {
    FIRST_TOKENS = 256,
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

static gboolean
is_word_byte(char c)
{
    return g_ascii_isalnum(c) || (guchar)c >= 0x80;
}

/* Notes what the phrases of a table begin and end with: any part of one up to a mark or a blank, or
 * from one on, may be a token. */
static void
note_ends(struct phrase_table *phrases)
{
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, phrases->table);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const char *phrase = key;
        const gsize length = strlen(phrase);
        for (gsize i = 1; i <= length; i++) {
            if (i == length || !is_word_byte(phrase[i]) || !is_word_byte(phrase[i - 1])) {
                sieve_add_bytes(&phrases->first, phrase, i);
                sieve_add_bytes(&phrases->last, phrase + i - 1, length - i + 1);
                sieve_add_bytes(&phrases->last, phrase + i, length - i);
            }
            if (i < length && (!is_word_byte(phrase[i]) || !is_word_byte(phrase[i - 1]))) {
                sieve_add_bytes(&phrases->parts, phrase, i);
                sieve_add_bytes(&phrases->parts, phrase + i, length - i);
                sieve_add_bytes(&phrases->parts, phrase + i + 1, length - i - 1);
            }
        }
        sieve_add_bytes(&phrases->last, phrase, length);
        sieve_add_bytes(&phrases->whole, phrase, length);
    }
}

static void
fill_sieve(struct word_table *words)
{
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, words->table);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        sieve_add(&words->sieve, key);
    }
}

static void
add_end(struct word_ends *ends, const char *end)
{
    const gsize length = strlen(end);
    GPtrArray **list = &ends->by_last[length > 0 ? (guchar)end[length - 1] : 0];
    if (*list == NULL) {
        *list = g_ptr_array_new();
    }
    g_ptr_array_add(*list, (gpointer)end);
}

static void
free_ends(struct word_ends *ends)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ends->by_last); i++) {
        g_clear_pointer(&ends->by_last[i], g_ptr_array_unref);
    }
}

/* Rows of which a key with '*' in front is the end of a compound. */
static void
split_ends(GHashTable *table, struct word_ends *ends)
{
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, table);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        if (*(const char *)key == '*') {
            add_end(ends, (const char *)key + 1);
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
    quantity->rate_adjectives.table = g_hash_table_new(g_str_hash, g_str_equal);
    quantity->rate_between.table = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < lexicon_rows(lexicon); i++) {
        const char *use = lexicon_get(lexicon, i, 1);
        GHashTable *table = g_str_equal(use, "noun")        ? quantity->rate_nouns
                            : g_str_equal(use, "phrase")    ? quantity->rate_phrases.table
                            : g_str_equal(use, "adjective") ? quantity->rate_adjectives.table
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
    const struct {
        GHashTable **table;
        const char *name, *key, *value;
    } tables[] = {
        {&quantity->approximations.table, "approximations", "cue", "approx"},
        {&quantity->currencies.table, "currencies", "form", "code"},
        {&quantity->measures, "measures", "noun", "kind"},
        {&quantity->labels.table, "number-labels", "word", NULL},
        {&quantity->small_words.table, "small-words", "word", "class"},
        {&quantity->nominal, "nominal-adjectives", "plural", "singular"},
        {&quantity->headings.table, "number-columns", "word", "holds"},
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
        add_end(&quantity->same_plurals, lexicon_get(same, i, 0));
    }
    note_ends(&quantity->approximations);
    note_ends(&quantity->rate_phrases);
    note_ends(&quantity->rate_between);
    note_ends(&quantity->currencies);
    fill_sieve(&quantity->rate_adjectives);
    fill_sieve(&quantity->labels);
    fill_sieve(&quantity->small_words);
    fill_sieve(&quantity->headings);
    split_ends(quantity->measures, &quantity->measure_ends);
    split_ends(quantity->nominal, &quantity->nominal_ends);
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
                                  quantity->rate_adjectives.table,
                                  quantity->rate_between.table,
                                  quantity->currencies.table,
                                  quantity->measures,
                                  quantity->labels.table,
                                  quantity->small_words.table,
                                  quantity->nominal,
                                  quantity->headings.table};
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
        if (tables[i] != NULL) {
            g_hash_table_unref(tables[i]);
        }
    }
    free_ends(&quantity->measure_ends);
    free_ends(&quantity->nominal_ends);
    free_ends(&quantity->same_plurals);
    g_ptr_array_unref(quantity->lexicons);
    g_free(quantity);
}

/* ---- tokens ---------------------------------------------------------------------------------- */

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
token_equals(const struct scan *scan, guint i, const char *word)
{
    const char *text = scan->text + scan->tokens[i].start;
    char before = '\0';
    for (; *word != '\0'; word++, text++) {
        if (lower_byte(before, *text) != *word) {
            return FALSE;
        }
        before = *text;
    }
    return TRUE;
}

/* Whether a sieve of words lets the token pass. */
static gboolean
token_passes(const struct scan *scan, guint i, const struct sieve *sieve)
{
    return sieve_passes(sieve, scan->text + scan->tokens[i].start, scan->tokens[i].length);
}

const char *
token_lookup(const struct scan *scan, guint i, const struct word_table *words)
{
    char word[TOKEN_TEXT];
    return i < scan->n && token_passes(scan, i, &words->sieve)
               ? g_hash_table_lookup(words->table, token_text(scan, i, word))
               : NULL;
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
    return token_passes(scan, back ? i - 1 : i, back ? &phrases->last : &phrases->first);
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
        const char *value = sieve_lookup(&phrases->whole, phrases->table, phrase, length);
        if (value != NULL) {
            found = value;
            *ret_n = n;
        }
        if (!sieve_passes(&phrases->parts, phrase, length)) {
            break; /* no phrase goes on after this */
        }
    }
    return found;
}

gboolean
quantity_small_word(const struct scan *scan, guint i, const char *class)
{
    const char *found = token_lookup(scan, i, &scan->quantity->small_words);
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

/* The tokens of blocks, with room for one more at the end; the room grows up to MOST_TOKENS. */
struct token_room {
    struct token *tokens;
    guint room;
};

/* The tokens of a block from *cursor on, MOST_TOKENS at a time. */
static void
read_tokens(struct scan *scan, gsize *cursor, gsize end, struct token_room *room)
{
    guint n = 0;
    for (;;) {
        n += quantity_tokens(scan->text, cursor, end, room->tokens + n, room->room - n);
        if (n < room->room || n == MOST_TOKENS) {
            break;
        }
        room->room = MIN(room->room * 2, (guint)MOST_TOKENS);
        room->tokens = g_renew(struct token, room->tokens, room->room + 1);
    }
    room->tokens[n] = (struct token){.kind = TOKEN_END};
    scan->n = n;
    scan->tokens = room->tokens;
}

static void
scan_block(struct scan *scan, const struct block *block, const struct cell_unit *unit,
           struct token_room *room)
{
    gsize cursor = block->span.start;
    while (cursor < block->span.end) {
        read_tokens(scan, &cursor, block->span.end, room);
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
    struct token_room room = {g_new(struct token, FIRST_TOKENS + 1), FIRST_TOKENS};
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
            scan_block(&scan, block, block->cell >= 0 ? &units[block->cell] : NULL, &room);
        }
    }
    g_free(room.tokens);
}
