/* Finds persons' numbers by form. A scanner over digits runs along the text once:
 *
 *   six digits   ddmmyy, a day and a month that exist
 *   separator    nothing, or up to three of blank, hyphen, dash
 *   four digits  and no digit after, none with a hyphen before
 *
 * Behind a word that announces one ("cpr-nr.", "personnummer") more is taken for a number: stops
 * and strokes between its parts, O for 0 and l for 1, the days of a number given for the time
 * being (61 to 91). Ten digits in one that nothing announces are often something else (journal and
 * customer numbers): they are one where recognise says so, or the modulus fits and nothing else is
 * known of them. */
#include "cpr.h"

#include "annotation.h"

#include <string.h>

#define BULLET "\u2022" /* what stands for a digit */

enum {
    NUMBER_DIGITS = 10,
    SEPARATOR_MAX = 3,
    BULLET_BYTES = 3,
    ANNOUNCED_WITHIN = 40, /* bytes before a number */
    HIDDEN = 1             /* a byte that no document holds: a digit that is hidden */
};

struct cpr_mask {
    gboolean nothing;    /* hide nothing at all */
    GHashTable *numbers; /* ten digits -> is one */
    char *source;        /* the document's source with HIDDEN for digits; NULL: it has none */
};

/* Where a number stands in a text: bytes, its ten digits, whether anything parts them. */
struct number {
    gsize start, end;
    char digits[NUMBER_DIGITS + 1];
    gboolean parted, announced;
};

static gsize
digits_at(const char *text, gsize at)
{
    gsize n = 0;
    while (g_ascii_isdigit(text[at + n]))
        n++;
    return n;
}

/* Bytes of a blank, hyphen or dash at `at`, 0 for anything else. */
static gsize
separator_at(const char *text, gsize at)
{
    static const char *const separators[] = {
        " ", "-", "\n", "\t", "\u00a0", "\u2010", "\u2011", "\u2012", "\u2013", "\u00ad", "\u2212"};
    guchar first = (guchar)text[at]; /* most bytes begin none of them */
    if (first != ' ' && first != '-' && first != '\n' && first != '\t' && first < 0x80)
        return 0;
    for (guint i = 0; i < G_N_ELEMENTS(separators); i++) {
        gsize length = strlen(separators[i]);
        if (strncmp(text + at, separators[i], length) == 0)
            return length;
    }
    return 0;
}

static gboolean
is_day(const char *digits)
{
    int day = (digits[0] - '0') * 10 + digits[1] - '0';
    int month = (digits[2] - '0') * 10 + digits[3] - '0';
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/* Modulus 11, which all numbers given out before 2007 fulfil. */
static gboolean
modulus_fits(const char *digits)
{
    static const int weights[NUMBER_DIGITS] = {4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
    int sum = 0;
    for (gsize i = 0; i < NUMBER_DIGITS; i++)
        sum += weights[i] * (digits[i] - '0');
    return sum % 11 == 0;
}

/* Where a person's number that ends at `end` begins: ten digits, or six and four with what may part
 * them. `end` where there is none. */
static gsize
number_start(const char *text, gsize end)
{
    gsize at = end, digits = 0;
    while (at > 0 && digits <= NUMBER_DIGITS && g_ascii_isdigit(text[at - 1])) {
        at--;
        digits++;
    }
    if (digits == NUMBER_DIGITS)
        return at;
    if (digits != 4 || at == 0)
        return end;
    gsize first = at - 1; /* one byte, or one character of UTF-8, parts them */
    while (first > 0 && ((guchar)text[first] & 0xc0) == 0x80)
        first--;
    if (first + separator_at(text, first) != at || first < 6 || digits_at(text, first - 6) != 6 ||
        (first > 6 && g_ascii_isdigit(text[first - 7])))
        return end;
    return first - 6;
}

/* Where a number whose digits are covered, and that ends at `end`, begins; `end` where none does.
 */
static gsize
covered_start(const char *text, gsize end)
{
    gsize at = end;
    while (at >= BULLET_BYTES && !memcmp(text + at - BULLET_BYTES, BULLET, BULLET_BYTES)) {
        at -= BULLET_BYTES;
        if (at > BULLET_BYTES && separator_at(text, at - 1) == 1 &&
            !memcmp(text + at - 1 - BULLET_BYTES, BULLET, BULLET_BYTES))
            at--;
    }
    return at;
}

/* Whether bytes [from, to) only part the entries of a list: `, `, ` og `, ` (`. */
static gboolean
parts_list(const char *text, gsize from, gsize to)
{
    static const char *const words[] = {"og", "samt", "eller", "hhv"};
    while (from < to) {
        gsize length = separator_at(text, from);
        if (!length && strchr(",;:/().", text[from]))
            length = 1;
        for (guint i = 0; i < G_N_ELEMENTS(words) && !length; i++) {
            gsize n = strlen(words[i]);
            if (!g_ascii_strncasecmp(text + from, words[i], n) && !g_ascii_isalnum(text[from + n]))
                length = n;
        }
        if (!length)
            return FALSE;
        from += length;
    }
    return TRUE;
}

/* "cpr-nr.", "CPR", "personnummer" shortly before `at`, with no digit between but those of other
 * persons' numbers, covered or not: it announces a list of them. */
static gboolean
announced_before(const char *text, gsize at)
{
    gsize from = at, entry = at; /* entry: where the one behind begins */
    while (from > 0 && at - from < ANNOUNCED_WITHIN) {
        gsize next =
            g_ascii_isdigit(text[from - 1]) ? number_start(text, from) : covered_start(text, from);
        gboolean number = next < from;
        if (!number && g_ascii_isdigit(text[from - 1]))
            break;
        if (number && !parts_list(text, from, entry))
            break;
        from = number ? next : from - 1;
        entry = number ? next : entry;
    }
    for (gsize i = from; i + 3 <= at; i++) {
        char first = g_ascii_tolower(text[i]);
        if (first != 'c' && first != 'p')
            continue;
        if (!g_ascii_strncasecmp(text + i, "cpr", 3) ||
            (i + 7 <= at && !g_ascii_strncasecmp(text + i, "personn", 7)))
            return TRUE;
    }
    return FALSE;
}

/* What stands between the parts of an announced number, its bytes. */
static gsize
loose_separator_at(const char *text, gsize at)
{
    gsize length = 0;
    for (guint i = 0; i < SEPARATOR_MAX; i++) {
        gsize n = text[at + length] && strchr("./", text[at + length])
                      ? 1
                      : separator_at(text, at + length);
        length += n;
    }
    return length;
}

/* An announced number at `at`, however its parts are set apart: "01.02.03/123O". `follows`: it is
 * the next one of a list. */
static gboolean
announced_at(const char *text, gsize at, gboolean follows, struct number *ret)
{
    gsize n = 0, i = at;
    while (n < NUMBER_DIGITS) {
        char c = text[i];
        if (n == 2 || n == 4 || n == 6) {
            i += loose_separator_at(text, i);
            c = text[i];
        }
        if (g_ascii_isdigit(c))
            ret->digits[n++] = c;
        else if (n && (c == 'O' || c == 'o'))
            ret->digits[n++] = '0';
        else if (n && (c == 'l' || c == 'I'))
            ret->digits[n++] = '1';
        else
            return FALSE;
        i++;
    }
    if (g_ascii_isalnum(text[i]) || !(follows || announced_before(text, at))) /* the dearer last */
        return FALSE;
    ret->digits[NUMBER_DIGITS] = '\0';
    char date[4] = {ret->digits[0], ret->digits[1], ret->digits[2], ret->digits[3]};
    date[0] = date[0] >= '6' ? (char)(date[0] - 6) : date[0];
    ret->start = at;
    ret->end = i;
    ret->parted = ret->announced = TRUE;
    return is_day(date);
}

/* What stands before: "2015-010203-1234" is a number of another kind. */
static gboolean
runs_on_before(const char *text, gsize at)
{
    return at >= 2 && text[at - 1] == '-' && g_ascii_isdigit(text[at - 2]);
}

/* Reads the number that begins with the digits at `at`, a run of `n`. */
static gboolean
number_at(const char *text, gsize at, gsize n, struct number *ret)
{
    if ((n != NUMBER_DIGITS && n != 6) || !is_day(text + at) || runs_on_before(text, at))
        return FALSE;
    gsize end = at + n;
    memcpy(ret->digits, text + at, n);
    if (n == 6) {
        for (guint i = 0; i < SEPARATOR_MAX; i++)
            end += separator_at(text, end);
        if (end == at + n || digits_at(text, end) != 4)
            return FALSE;
        memcpy(ret->digits + 6, text + end, 4);
        end += 4;
    }
    if (text[end] == '-' && g_ascii_isdigit(text[end + 1]))
        return FALSE;
    ret->digits[NUMBER_DIGITS] = '\0';
    ret->start = at;
    ret->end = end;
    ret->parted = n == 6;
    ret->announced = announced_before(text, at);
    return TRUE;
}

gboolean
cpr_at(const char *text, gsize at, gboolean labelled, gsize *ret_end)
{
    struct number number = {0};
    gsize n = digits_at(text, at);
    if (!n || (!number_at(text, at, n, &number) && !announced_at(text, at, FALSE, &number)))
        return FALSE;
    if (!labelled && !number.parted && !number.announced && !modulus_fits(number.digits))
        return FALSE;
    *ret_end = number.end;
    return TRUE;
}

/* The next number that begins in `text` from byte `*at` on and before `limit`; where `*at` is not
 * 0, *ret is the one before it, whose announcement holds for the next one, too. */
static gboolean
number_before(const char *text, gsize *at, gsize limit, struct number *ret)
{
    const gsize last = *at; /* where the one before ended, if there was one */
    gboolean list = last > 0 && ret->announced;
    for (gsize i = *at; i < limit && text[i];) {
        if (!g_ascii_isdigit(text[i])) {
            i++;
            continue;
        }
        gsize n = digits_at(text, i);
        const gboolean follows = list && i - last < ANNOUNCED_WITHIN && parts_list(text, last, i);
        if (number_at(text, i, n, ret) || announced_at(text, i, follows, ret)) {
            ret->announced = ret->announced || follows;
            *at = ret->end;
            return TRUE;
        }
        list = FALSE;
        i += n;
    }
    return FALSE;
}

/* The same to the end of the text. */
static gboolean
number_next(const char *text, gsize *at, struct number *ret)
{
    return number_before(text, at, G_MAXSIZE, ret);
}

static gboolean
mask_holds(const struct cpr_mask *mask, const struct number *number)
{
    gpointer known = NULL;
    if (mask && g_hash_table_lookup_extended(mask->numbers, number->digits, NULL, &known))
        return GPOINTER_TO_INT(known);
    return number->parted || number->announced || modulus_fits(number->digits);
}

/* A mention's own digits, if they have the form: a person's number, or surely none. */
static void
mask_learn(struct cpr_mask *mask, struct document *document, const struct mention *mention)
{
    gsize length = mention->span.end - mention->span.start;
    gboolean is_cpr = mention->type == MENTION_CPR;
    if (length < NUMBER_DIGITS || length > 32)
        return;
    struct number number = {0};
    gsize at = 0;
    const char *printed = document_printed(document, mention->span);
    if (!number_next(printed, &at, &number))
        return;
    if (!is_cpr && (number.start || printed[number.end]))
        return; /* part of an address: that says nothing of the number */
    if (is_cpr || !g_hash_table_contains(mask->numbers, number.digits))
        g_hash_table_replace(mask->numbers, g_strdup(number.digits), GINT_TO_POINTER(is_cpr));
}

/* Where the text says that a number is a person's, it is so wherever it stands. */
static void
mask_announced(struct cpr_mask *mask, const char *text)
{
    struct number number = {0};
    gsize at = 0;
    while (number_next(text, &at, &number)) {
        if (number.announced)
            g_hash_table_replace(mask->numbers, g_strdup(number.digits), GINT_TO_POINTER(TRUE));
    }
}

/* Hides the source behind text [start, end). */
static void
hide_source(struct cpr_mask *mask, const struct document *document, gsize start, gsize end)
{
    if (!mask->source)
        mask->source = g_strndup(document->source->str, document->source->len);
    for (guint i = document_piece_at(document, start); i < document->pieces->len; i++) {
        const struct piece *piece = document_piece(document, i);
        if (piece->text >= end)
            return;
        gsize from = piece->source, to = piece->source + piece->source_length;
        if (piece->text_length == piece->source_length) {
            from += start > piece->text ? start - piece->text : 0;
            to = MIN(to, piece->source + (end - piece->text));
        }
        for (gsize k = from; k < to; k++) {
            if (g_ascii_isalnum(mask->source[k]))
                mask->source[k] = HIDDEN;
        }
    }
}

/* A line's end may stand inside a number: what the source has of it is told from the text. */
static void
mask_source(struct cpr_mask *mask, const struct document *document)
{
    for (guint i = 0; i < document->blocks->len; i++) {
        const struct block *block = document_block(document, i);
        struct number number = {0};
        const char *text = document->text->str;
        for (gsize at = block->span.start; number_before(text, &at, block->span.end, &number);) {
            if (number.end <= block->span.end && mask_holds(mask, &number))
                hide_source(mask, document, number.start, number.end);
        }
    }
}

struct cpr_mask *
cpr_mask_new(struct document *document)
{
    struct cpr_mask *mask = g_new0(struct cpr_mask, 1);
    mask->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < document->mentions->len; i++) {
        const struct mention *mention = document_mention(document, i);
        if (mention->type == MENTION_CPR || mention->type == MENTION_CASE ||
            mention->type == MENTION_CONTACT)
            mask_learn(mask, document, mention);
    }
    mask_announced(mask, document->text->str);
    mask_source(mask, document);
    return mask;
}

void
cpr_mask_free(struct cpr_mask *mask)
{
    if (!mask)
        return;
    g_hash_table_unref(mask->numbers);
    g_free(mask->source);
    g_free(mask);
}

/* Appends text[start, end) with bullets for its digits. */
static void
append_masked(GString *out, const char *text, gsize start, gsize end)
{
    for (gsize i = start; i < end; i++) {
        if (g_ascii_isalnum(text[i]))
            g_string_append(out, BULLET);
        else
            g_string_append_c(out, text[i]);
    }
}

const char *
cpr_mask_text(const struct cpr_mask *mask, struct arena *arena, const char *text)
{
    g_autoptr(GString) out = NULL;
    struct number number = {0};
    gsize at = 0, done = 0;
    if (mask && mask->nothing)
        return text;
    while (number_next(text, &at, &number)) {
        if (!mask_holds(mask, &number))
            continue;
        if (!out)
            out = g_string_new(NULL);
        g_string_append_len(out, text + done, (gssize)(number.start - done));
        append_masked(out, text, number.start, number.end);
        done = number.end;
    }
    if (!out)
        return text;
    g_string_append(out, text + done);
    return arena_strndup(arena, out->str, out->len);
}

char *
cpr_mask_copy(const char *text)
{
    g_autoptr(arena) arena = arena_new();
    return g_strdup(cpr_mask_text(NULL, arena, text));
}

struct cpr_mask *
cpr_mask_nothing(void)
{
    struct cpr_mask *mask = g_new0(struct cpr_mask, 1);
    mask->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    mask->nothing = TRUE;
    return mask;
}

/* Hidden bytes become bullets, and what is left by form. */
static char *
show_hidden(const struct cpr_mask *mask, const char *text, gsize length)
{
    g_autoptr(GString) out = g_string_sized_new(length);
    for (gsize i = 0; i < length; i++) {
        if (text[i] == HIDDEN)
            g_string_append(out, BULLET);
        else
            g_string_append_c(out, text[i]);
    }
    g_autoptr(arena) arena = arena_new();
    return g_strdup(cpr_mask_text(mask, arena, out->str));
}

char *
cpr_mask_source(const struct cpr_mask *mask, const struct document *document)
{
    struct document shown = *document;
    GString hidden = {mask->source, document->source->len, document->source->len + 1};
    if (mask->source)
        shown.source = &hidden;
    g_autofree char *text = document_source_text(&shown);
    return show_hidden(mask, text, strlen(text));
}

char *
cpr_mask_source_span(const struct cpr_mask *mask, const struct document *document,
                     struct span source)
{
    const char *from = mask->source ? mask->source : document->source->str;
    return show_hidden(mask, from + source.start, source.end - source.start);
}

/* Whether a tag stands inside running text, so that a number may go on behind it; all others end
 * a block or cell, and what stands behind them is another number. */
static gboolean
is_inline(const char *tag)
{
    static const char *const names[] = {"lb",      "pb",      "milestone", "choice",   "sic",
                                        "corr",    "s",       "ref",       "date",     "name",
                                        "measure", "orgName", "persName",  "placeName"};
    tag += *tag == '/';
    gsize length = strspn(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (strlen(names[i]) == length && !memcmp(names[i], tag, length))
            return TRUE;
    return FALSE;
}

/* The text of a line of the stream, tags left out, a newline where a printed line ends and no word
 * goes on, '|' where a block or cell does; `places` takes the byte of the line for each byte of it.
 */
static char *
line_text(const char *line, gsize length, GArray *places)
{
    GString *text = g_string_sized_new(length / 2);
    gboolean in_tag = FALSE;
    for (gsize i = 0; i < length; i++) {
        if (line[i] == '<') {
            in_tag = TRUE;
            const char *end = memchr(line + i, '>', length - i);
            gboolean line_end = g_str_has_prefix(line + i, "<lb ") && end &&
                                !g_strstr_len(line + i, end - (line + i), "break=\"no\"");
            if (!line_end && is_inline(line + i + 1))
                continue;
            g_string_append_c(text, line_end ? '\n' : '|');
            g_array_append_val(places, i);
        } else if (line[i] == '>') {
            in_tag = FALSE;
        } else if (!in_tag && line[i]) {
            g_string_append_c(text, line[i]);
            g_array_append_val(places, i);
        }
    }
    return g_string_free(text, FALSE);
}

static gboolean
text_has_number(const struct cpr_mask *mask, const char *text)
{
    struct number number = {0};
    gsize at = 0;
    while (number_next(text, &at, &number)) {
        if (mask_holds(mask, &number))
            return TRUE;
    }
    return FALSE;
}

gboolean
cpr_mask_applies(const struct cpr_mask *mask, const struct document *document)
{
    return text_has_number(mask, document->text->str) ||
           text_has_number(mask, document->source->str);
}

/* What is left in attributes, where a value repeats the text. */
static void
mask_markup(const struct cpr_mask *mask, GString *line)
{
    g_autoptr(arena) arena = arena_new();
    const char *masked = cpr_mask_text(mask, arena, line->str);
    if (masked != line->str)
        g_string_assign(line, masked);
}

char *
cpr_mask_line(const struct cpr_mask *mask, const char *line, gsize length, gsize *ret_length)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(gsize));
    g_autofree char *text = line_text(line, length, places);
    if (!text_has_number(mask, text))
        return NULL;
    GString *out = g_string_sized_new(length + (gsize)NUMBER_DIGITS * BULLET_BYTES);
    struct number number = {0};
    gsize at = 0, done = 0;
    while (number_next(text, &at, &number)) {
        for (gsize i = number.start; i < number.end && mask_holds(mask, &number); i++) {
            gsize place = g_array_index(places, gsize, i);
            if (!g_ascii_isalnum(line[place]))
                continue;
            g_string_append_len(out, line + done, (gssize)(place - done));
            g_string_append(out, BULLET);
            done = place + 1;
        }
    }
    g_string_append_len(out, line + done, (gssize)(length - done));
    mask_markup(mask, out);
    *ret_length = out->len;
    return g_string_free(out, FALSE);
}
