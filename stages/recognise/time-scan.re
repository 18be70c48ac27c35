/* One pass over the text: numbers in the forms that dates have, and words of the dictionary.
 *
 * A number that runs on (a case number, an account) is passed over whole, so that no part of it is
 * taken for a date. Every byte is looked at a bounded number of times. */
#include "time-private.h"

#include <string.h>

/* A two-digit year: papers are from 1961 to 2060. */
enum { CENTURY_TURN = 60 };

static int
read_number(const char **at)
{
    int number = 0;
    for (; g_ascii_isdigit(**at); (*at)++)
        number = MIN(number * 10 + (**at - '0'), 99999);
    return number;
}

static void
skip_to_digit(const char **at)
{
    while (!g_ascii_isdigit(**at))
        (*at)++;
}

static gboolean
is_letter_at(const char *at)
{
    if ((guchar)*at < 0x80)
        return g_ascii_isalpha(*at);
    gunichar c = g_utf8_get_char_validated(at, -1);
    return c < 0x110000 && g_unichar_isalpha(c);
}

static gboolean
is_joined_before(const struct time_scanner *scanner, const char *at)
{
    if (at == scanner->text)
        return FALSE;
    if ((guchar)at[-1] < 0x80)
        return g_ascii_isalnum(at[-1]) || at[-1] == '_' || at[-1] == '@';
    return is_letter_at(g_utf8_prev_char(at));
}

/* Bytes of a dash at `at`, 0 for none. */
static gsize
dash_length(const char *at)
{
    if (*at == '-')
        return 1;
    return strncmp(at, "\u2013", 3) == 0 || strncmp(at, "\u2014", 3) == 0 ||
                   strncmp(at, "\u2212", 3) == 0
               ? 3
               : 0;
}

/* A day after a dash, as in "1/2 2016-31/1 2018". */
static gboolean
is_second_day(const char *at)
{
    gsize digits = strspn(at, "0123456789");
    return (digits == 1 || digits == 2) && strchr("./- ", at[digits]) && at[digits];
}

/* Does the number go on: with a letter, or a separator and a digit that are no second date? */
static gboolean
runs_on(const char *at, gboolean dash_ends)
{
    if (is_letter_at(at) || g_ascii_isdigit(*at))
        return TRUE;
    if ((*at == '.' || *at == ',' || *at == '/') && g_ascii_isdigit(at[1]))
        return TRUE;
    gsize dash = dash_length(at);
    if (!dash)
        return FALSE;
    if (!dash_ends)
        return g_ascii_isdigit(at[dash]);
    return (g_ascii_isdigit(at[dash]) || is_letter_at(at + dash)) && !is_second_day(at + dash);
}

/* The end of everything that is stuck to a number: letters, digits, separators before a digit. */
static const char *
cluster_end(const char *at)
{
    for (;;) {
        if (g_ascii_isalnum(*at) || ((guchar)*at >= 0x80 && is_letter_at(at)))
            at = g_utf8_next_char(at);
        else if (*at && strchr("-./,:_", *at) && g_ascii_isalnum(at[1]))
            at++;
        else
            return at;
    }
}

static int
full_year(int year, gsize digits)
{
    return digits > 2 ? year : year <= CENTURY_TURN ? 2000 + year : 1900 + year;
}

static gboolean
token_date(struct time_token *token, const char *start, gboolean year_first)
{
    const char *at = start;
    int first = read_number(&at);
    skip_to_digit(&at);
    int month = read_number(&at);
    skip_to_digit(&at);
    const char *last_start = at;
    int last = read_number(&at);
    token->kind = TOKEN_DATE;
    token->a = year_first ? first : full_year(last, (gsize)(at - last_start));
    token->b = month;
    token->c = year_first ? last : first;
    token->doubtful = !year_first && at - last_start <= 2;
    return token->a >= 1700 && token->a <= 2199 && month >= 1 && month <= 12 && token->c >= 1 &&
           token->c <= 31;
}

/* Two numbers with something between them. */
static void
token_two(struct time_token *token, enum token_kind kind, const char *start)
{
    const char *at = start;
    token->kind = kind;
    token->a = read_number(&at);
    token->digits = (guint)(at - start);
    skip_to_digit(&at);
    const char *second = at;
    token->b = read_number(&at);
    token->c = (int)(at - second); /* digits of b */
}

/* The end of the second of two numbers. */
static const char *
end_of_two(const char *start)
{
    const char *at = start;
    read_number(&at);
    skip_to_digit(&at);
    read_number(&at);
    return at;
}

static gboolean
token_years(struct time_token *token, const char *start)
{
    token_two(token, TOKEN_YEARS, start);
    token->slash = start[4] == '/';
    if (token->c == 2) {
        int century = token->a / 100 * 100;
        token->b += token->b < token->a % 100 ? century + 100 : century;
    }
    token->c = 0;
    return token->a >= 1700 && token->b <= 2199 && token->b > token->a && token->b - token->a <= 60;
}

/* "2009-31. marts", "2012-13/4": the second number belongs to what follows. */
static gboolean
second_is_day(const struct time_scanner *scanner, const char *start, const char *end)
{
    if (end - start < 7 || !g_ascii_isdigit(end[-1]) || g_ascii_isdigit(end[-3]))
        return FALSE;
    if (*end == '/' && g_ascii_isdigit(end[1]))
        return TRUE;
    if (*end != '.')
        return FALSE;
    const char *word = end[1] == ' ' ? end + 2 : end + 1;
    const char *word_end = word;
    while (is_letter_at(word_end))
        word_end = g_utf8_next_char(word_end);
    const struct time_word *found = time_vocabulary_word(
        scanner->vocabulary, word, (gsize)(word_end - word), &(int){0});
    return found && (found->class == WORD_MONTH || found->class == WORD_MONTH_SHORT);
}

static void
token_number(struct time_token *token, enum token_kind kind, const char *start)
{
    const char *at = start;
    token->kind = kind;
    token->a = read_number(&at);
    token->digits = (guint)(at - start);
}

/* Tenths of "1,5", "2½", "½"; -1 for what is no tenth. */
static int
read_tenths(const char *start, const char *end)
{
    const char *at = start;
    int tenths = read_number(&at) * 10;
    if (*at == ',')
        return end - at == 2 ? tenths + (at[1] - '0') : -1;
    return tenths + 5;
}

static gboolean
finish(struct time_scanner *scanner, struct time_token *token, const char *start,
       const char *cursor)
{
    token->span.start = (gsize)(start - scanner->text);
    token->span.end = (gsize)(cursor - scanner->text);
    scanner->cursor = cursor;
    return TRUE;
}

/* The token of a word that the dictionary has. */
static inline gboolean
take_word(struct time_scanner *scanner, const struct sieve *words, struct time_token *token,
          const char *start, const char *end)
{
    if (!time_vocabulary_may_have(words, start,
                                  (gsize)(end - start)))
        return FALSE;
    token->word = time_vocabulary_word(scanner->vocabulary, start, (gsize)(end - start),
                                       &token->tenths);
    if (!token->word)
        return FALSE;
    token->kind = TOKEN_WORD;
    return finish(scanner, token, start, end);
}

/* What a byte is to the grammar: bytes that no token begins with are passed over at once. */
enum {
    BYTE_READ, /* the grammar reads it: digits, Q, all but ASCII, the end */
    BYTE_PASSED,
    BYTE_LETTER
};
static const guint8 byte_classes[128] = {
    [1 ... '0' - 1] = BYTE_PASSED,       ['9' + 1 ... 'A' - 1] = BYTE_PASSED,
    ['A' ... 'P'] = BYTE_LETTER,         ['R' ... 'Z'] = BYTE_LETTER,
    ['Z' + 1 ... 'a' - 1] = BYTE_PASSED, ['a' ... 'z'] = BYTE_LETTER,
    ['z' + 1 ... 127] = BYTE_PASSED,
};

static const guint8 word_bytes[128] = {['A' ... 'Z'] = 1, ['a' ... 'z'] = 1};

/* The end of the letters from `at` on, as the grammar's rule has them. */
static inline const char *
letters_end(const char *at)
{
    for (;;) {
        while ((guchar)*at < 0x80 && word_bytes[(guchar)*at])
            at++;
        const guchar c = (guchar)*at, next = c < 0x80 ? 0 : (guchar)at[1];
        if ((c == 0xc2 && (next == 0xaa || next == 0xb5 || next == 0xba)) ||
                 (c == 0xc3 && next != 0x97 && next != 0xb7) || (c >= 0xc4 && c <= 0xc8) ||
                 (c == 0xc9 && next <= 0x8f))
            at += 2;
        else
            return at;
    }
}

gboolean
time_scan(struct time_scanner *scanner, struct time_token *ret_token)
{
    const struct sieve *words = time_vocabulary_sieve(scanner->vocabulary);
    const char *YYCURSOR = scanner->cursor, *YYMARKER, *start;
    memset(ret_token, 0, sizeof *ret_token);
    for (;;) {
        guint8 class;
        while ((guchar)*YYCURSOR < 0x80 &&
               (class = byte_classes[(guchar)*YYCURSOR]) != BYTE_READ) {
            if (class == BYTE_PASSED) {
                YYCURSOR++;
                continue;
            }
            start = YYCURSOR;
            YYCURSOR = letters_end(YYCURSOR);
            if (take_word(scanner, words, ret_token, start, YYCURSOR))
                return TRUE;
        }
        start = YYCURSOR;
        gboolean good;
        /*!re2c
        re2c:define:YYCTYPE = "unsigned char";
        re2c:yyfill:enable = 0;
        re2c:flags:case-ranges = 1;

        digit  = [0-9];
        d2     = digit{1,2};
        d4     = digit{4};
        letter = [a-zA-Z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f];
        dash   = [-\u2013\u2014\u2212];
        year   = d4 | digit{2};

        d4 "-" d2 "-" d2 { good = token_date(ret_token, start, TRUE); goto full; }
        d2 "-" d2 "-" year | d2 "/" d2 [ ]? [-/.] [ ]? year | d2 "/" d2 " " d4 |
        d2 "." [ ]? d2 "." [ ]? d4 | d2 "." d2 [-.] digit{2} | d2 "." d2 "-" d4 {
            if (*YYCURSOR == '/' && g_ascii_isdigit(YYCURSOR[1])) { /* 1/1-31/12 2013 */
                token_two(ret_token, TOKEN_DAY_MONTH, start);
                YYCURSOR = end_of_two(start);
                good = TRUE;
                goto full;
            }
            good = token_date(ret_token, start, FALSE);
            goto full;
        }
        d4 ([ ]? dash [ ]? d4 | "/" (d4 | digit{2}) | dash digit{2} | " " dash " " digit{2}) {
            if (second_is_day(scanner, start, YYCURSOR)) {
                YYCURSOR = start + 4;
                token_number(ret_token, TOKEN_NUMBER, start);
                goto number;
            }
            good = token_years(ret_token, start);
            goto whole;
        }
        d2 "/" d4 { token_two(ret_token, TOKEN_OF_YEAR, start); good = TRUE; goto whole; }
        d2 "/" d2 { token_two(ret_token, TOKEN_DAY_MONTH, start); good = TRUE; goto full; }
        d2 "." d2 { token_two(ret_token, TOKEN_DOTTED, start); good = TRUE; goto full; }
        digit{1,3} [ ]? dash [ ]? digit{1,3} {
            token_two(ret_token, TOKEN_PAIR, start);
            good = TRUE;
            goto whole;
        }
        d2 "." { token_number(ret_token, TOKEN_ORDINAL, start); goto number; }
        digit+ "," digit | d2 [ ]? "½" | "½" {
            ret_token->kind = TOKEN_TENTHS;
            ret_token->a = read_tenths(start, YYCURSOR);
            good = ret_token->a > 0;
            goto whole;
        }
        digit{1,4} { token_number(ret_token, TOKEN_NUMBER, start); goto number; }
        digit+ | digit{1,3} ("." digit{3})+ ("," digit+)? | digit+ "," digit digit+ {
            YYCURSOR = cluster_end(YYCURSOR);
            continue;
        }
        "Q" [1-4] {
            ret_token->kind = TOKEN_QUARTER;
            ret_token->a = start[1] - '0';
            good = TRUE;
            goto whole;
        }
        letter+ {
            if (take_word(scanner, words, ret_token, start, YYCURSOR))
                return TRUE;
            continue;
        }
        "\x00" {
            if (start < scanner->end)
                continue;
            scanner->cursor = start;
            return FALSE;
        }
        [^] { continue; }
        * { continue; }
        */
    full: /* a day with its month may be followed by a dash and another */
        if (good && !is_joined_before(scanner, start) && !runs_on(YYCURSOR, TRUE))
            return finish(scanner, ret_token, start, YYCURSOR);
        goto next;
    whole:
        if (good && !is_joined_before(scanner, start) && !runs_on(YYCURSOR, FALSE))
            return finish(scanner, ret_token, start, YYCURSOR);
        goto next;
    number:
        if (!is_joined_before(scanner, start))
            return finish(scanner, ret_token, start, YYCURSOR);
    next:
        YYCURSOR = cluster_end(YYCURSOR);
        memset(ret_token, 0, sizeof *ret_token);
    }
}
