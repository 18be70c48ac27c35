/* Finds persons' numbers by form. A scanner over digits runs along the text once:
 *
 *   six digits   ddmmyy, a day and a month that exist
 *   separator    nothing, or up to three of blank, hyphen, dash
 *   four digits  and no digit after, none with a hyphen before
 *
 * Ten digits without a separator are too often something else (journal and customer numbers), so
 * there recognise decides, by what stands around them. */
#include "cpr.h"

#include "annotation.h"

#include <string.h>

enum {
    NUMBER_DIGITS = 10,
    SEPARATOR_MAX = 3,
    BULLET_BYTES = 3
};

struct cpr_mask {
    GHashTable *numbers; /* ten digits -> is one */
};

/* Where a number stands in a text: bytes, its ten digits, whether anything parts them. */
struct number {
    gsize start, end;
    char digits[NUMBER_DIGITS + 1];
    gboolean parted;
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
    return TRUE;
}

/* The next number in `text` from byte `*at` on. */
static gboolean
number_next(const char *text, gsize *at, struct number *ret)
{
    for (gsize i = *at + strcspn(text + *at, "0123456789"); text[i];
         i += strcspn(text + i, "0123456789")) {
        gsize n = digits_at(text, i);
        if (number_at(text, i, n, ret)) {
            *at = ret->end;
            return TRUE;
        }
        i += n;
    }
    return FALSE;
}

static gboolean
mask_holds(const struct cpr_mask *mask, const struct number *number)
{
    gpointer known = NULL;
    if (mask && g_hash_table_lookup_extended(mask->numbers, number->digits, NULL, &known))
        return GPOINTER_TO_INT(known);
    return number->parted;
}

/* A mention's own digits, if they have the form: a person's number, or surely none. */
static void
mask_learn(struct cpr_mask *mask, struct document *document, const struct mention *mention)
{
    gsize length = mention->span.end - mention->span.start;
    gboolean is_cpr = mention->type == MENTION_CPR;
    if (length < NUMBER_DIGITS || length > 32)
        return;
    struct number number;
    gsize at = 0;
    if (!number_next(document_printed(document, mention->span), &at, &number))
        return;
    if (is_cpr || !g_hash_table_contains(mask->numbers, number.digits))
        g_hash_table_replace(mask->numbers, g_strdup(number.digits), GINT_TO_POINTER(is_cpr));
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
    return mask;
}

void
cpr_mask_free(struct cpr_mask *mask)
{
    if (!mask)
        return;
    g_hash_table_unref(mask->numbers);
    g_free(mask);
}

/* Appends text[start, end) with bullets for its digits. */
static void
append_masked(GString *out, const char *text, gsize start, gsize end)
{
    for (gsize i = start; i < end; i++) {
        if (g_ascii_isdigit(text[i]))
            g_string_append(out, "•");
        else
            g_string_append_c(out, text[i]);
    }
}

const char *
cpr_mask_text(const struct cpr_mask *mask, struct arena *arena, const char *text)
{
    g_autoptr(GString) out = NULL;
    struct number number;
    gsize at = 0, done = 0;
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

/* The text of a line of the stream, tags left out, '|' where a block or cell ends; `places` takes
 * the byte of the line for each byte of it. */
static char *
line_text(const char *line, gsize length, GArray *places)
{
    GString *text = g_string_sized_new(length / 2);
    gboolean in_tag = FALSE;
    for (gsize i = 0; i < length; i++) {
        if (line[i] == '<') {
            in_tag = TRUE;
            if (is_inline(line + i + 1))
                continue;
            g_string_append_c(text, '|');
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
    struct number number;
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
    struct number number;
    gsize at = 0, done = 0;
    while (number_next(text, &at, &number)) {
        for (gsize i = number.start; i < number.end && mask_holds(mask, &number); i++) {
            gsize place = g_array_index(places, gsize, i);
            if (!g_ascii_isdigit(line[place]))
                continue;
            g_string_append_len(out, line + done, (gssize)(place - done));
            g_string_append(out, "•");
            done = place + 1;
        }
    }
    g_string_append_len(out, line + done, (gssize)(length - done));
    mask_markup(mask, out);
    *ret_length = out->len;
    return g_string_free(out, FALSE);
}
