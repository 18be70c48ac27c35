/* The grammar of tokens: numbers apart from what only begins with digits, money words, percent
 * signs, price levels, words. One token at a time, no backtracking beyond a few characters. */
#include "recognise/quantity-private.h"

#include <string.h>

/*!re2c
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = p;
    re2c:define:YYMARKER = marker;
    re2c:yyfill:enable = 0;

    letter   = [a-zA-Z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f];
    digit    = [0-9];
    dash     = [-\u2010-\u2015\u2212];
    whole    = digit{1,3} ("." digit{3})+ | digit+;
    plain    = whole ("," digit+)?;
    point    = digit+ "." digit{1,2};
    half     = digit{1,3} " "? [\u00bd\u00bc\u00be] | [\u00bd\u00bc\u00be];
    slashed  = (digit{1,2} " ")? ("1/2" | "1/4" | "3/4");
    year     = ("19" | "20") digit{2};
    years    = year | (year | digit{2}) "/" (year | digit{2});
    level    = 'p/l' | 'pl' | 'p.l.' | 'pl.' | 'p/l-niveau' | 'pl-niveau' | 'pris' 'er'
             | 'prisniveau' 'et'? | 'pris- og l' [\u00f8\u00d8] 'nniveau' 'et'?;
    scale6   = 'mio' "."? | 'mill' "."? | 'mil.' | 'million' 'er'?;
    scale9   = 'mia' "."? | 'milliard' 'er'? | 'mrd' "."?;
    krone    = 'kr' "."? | 'krone' | 'kroner' | 'kroners' | 'dkk' | 'dkr' "."? | 'd.kr.';
    krone3   = 'tkr' "."? | 't.' " "? 'kr' "."? | 't kr' "."? | 'kkr' "."? | 't.' " "? 'dkk' | 'tdkk';
    krone6   = 'mkr' "."? | 'm.kr' "."? | 'mdkk';
*/

/* A letter's first byte, or a digit: ASCII, and U+00C0 to U+024F. */
static gboolean
is_word_character(unsigned char c)
{
    return g_ascii_isalnum(c) || (c >= 0xc3 && c <= 0xc9);
}

/* Whether a unit is written to the digits before it: "300kr", "5mio.". */
static gboolean
begins_unit(const char *text)
{
    static const char *const units[] = {"kr", "mio", "mill", "mia", "pct", "t.kr", "tkr",
                                        "dkk", "procent"};
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        gsize n = strlen(units[i]);
        if (g_ascii_strncasecmp(text, units[i], n) == 0 && !is_word_character((guchar)text[n])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Where a word or number ends that runs on over `signs`, each followed by a letter or digit; over a
 * slash only to a digit ("10/5", but "kr. 95/m2"). */
static const unsigned char *
run_on(const unsigned char *p, const char *signs)
{
    for (;;) {
        if (is_word_character(*p) || (*p & 0xc0) == 0x80) {
            p++;
        } else if (*p != '\0' && strchr(signs, *p) != NULL &&
                   (*p == '/' ? g_ascii_isdigit(p[1]) : is_word_character(p[1]))) {
            p += 2;
        } else {
            return p;
        }
    }
}

static struct token
token_of(const char *text, const unsigned char *start, const unsigned char *end,
         enum token_kind kind, guint power)
{
    gsize length = (gsize)(end - start);
    return (struct token){(gsize)(start - (const unsigned char *)text),
                          (guint32)MIN(length, G_MAXUINT32), (guint8)kind, (guint8)power, 0};
}

/* What the grammar finds at `p`, which is not the end: kind and power, and where it ends. Blanks are
 * left out: *start is after them. */
static const unsigned char *
scan(const unsigned char *p, const unsigned char *limit, const unsigned char **start,
     enum token_kind *ret_kind, guint *power)
{
    const unsigned char *marker;
    enum token_kind kind;
    for (;;) {
        *start = p;
        if (p >= limit) {
            *ret_kind = TOKEN_END;
            return limit;
        }
        /*!re2c
            [ \t\r\n\x00]            { continue; }
            plain | point | half | slashed
                                     { kind = TOKEN_NUMBER; break; }
            plain dash plain | point dash point { kind = TOKEN_RANGE; break; }
            years (dash | " ")? level | digit{2} dash ('p/l' | 'pl')
            | level [-.]? " "? years | 'p/l' [-.]? " "? "'"? digit{2}
                                     { kind = TOKEN_PRICELEVEL; break; }
            scale6                   { kind = TOKEN_SCALE; *power = 6; break; }
            scale9                   { kind = TOKEN_SCALE; *power = 9; break; }
            krone                    { kind = TOKEN_CURRENCY; break; }
            krone3                   { kind = TOKEN_CURRENCY; *power = 3; break; }
            krone6 | scale6 "kr" "."?
                                     { kind = TOKEN_CURRENCY; *power = 6; break; }
            scale9 "kr" "."?         { kind = TOKEN_CURRENCY; *power = 9; break; }
            [\u20ac$\u00a3]          { kind = TOKEN_CURRENCY; break; }
            "," dash                 { kind = TOKEN_DASHED; break; }
            "%" | 'pct' "."? | 'procent' 's'?
                                     { kind = TOKEN_PERCENT; break; }
            letter (letter | [0-9\u00b2\u00b3])*
                                     { kind = TOKEN_WORD; break; }
            dash                     { kind = TOKEN_DASH; break; }
            "/"                      { kind = TOKEN_SLASH; break; }
            "+"                      { kind = TOKEN_PLUS; break; }
            [([]                     { kind = TOKEN_OPEN; break; }
            [)\]]                    { kind = TOKEN_CLOSE; break; }
            ","                      { kind = TOKEN_COMMA; break; }
            [.!?:;]                  { kind = TOKEN_STOP; break; }
            "\u00a7"+                { kind = TOKEN_SECTION; break; }
            *                        { kind = TOKEN_OTHER; break; }
        */
    }
    *ret_kind = kind;
    return p;
}

/* Letters or digits alone, where a price level turned out to be none: "2016 planer". */
static const unsigned char *
plain_end(const unsigned char *p, gboolean digits)
{
    while (digits ? g_ascii_isdigit(*p) : is_word_character(*p)) {
        p++;
    }
    return p;
}

/* What follows a number without a blank makes it a code, unless it is a unit: "17M", "3-årigt",
 * "2015-0227270-1", "10/5", "1.februar"; "300kr". */
static const unsigned char *
number_end(const unsigned char *p, enum token_kind *kind)
{
    const unsigned char *end = run_on(p, "-./:_");
    if (end == p || begins_unit((const char *)p)) {
        return p;
    }
    *kind = TOKEN_CODE;
    return end;
}

/* A word is number words, or runs on over hyphens: "Udsatte-team", "FA-2007-123". */
static const unsigned char *
word_end(const unsigned char *start, const unsigned char *p, const unsigned char *limit,
         enum token_kind *kind)
{
    struct number number;
    gsize length =
        number_scan_words((const char *)start, (gsize)(limit - start), FALSE, &number);
    if (length > 0) {
        *kind = TOKEN_WORDS;
        return start + length;
    }
    return run_on(p, "-'");
}

struct token
quantity_token(const char *text, gsize *cursor, gsize end)
{
    const unsigned char *base = (const unsigned char *)text, *limit = base + end, *start;
    enum token_kind kind;
    guint power = 0;
    const unsigned char *p = scan(base + *cursor, limit, &start, &kind, &power);
    if (kind == TOKEN_PRICELEVEL && is_word_character(*p)) {
        kind = g_ascii_isdigit(*start) ? TOKEN_NUMBER : TOKEN_WORD;
        p = plain_end(start, kind == TOKEN_NUMBER);
    }
    if (kind == TOKEN_NUMBER || kind == TOKEN_RANGE) {
        p = number_end(p, &kind);
    } else if (kind == TOKEN_WORD) {
        p = word_end(start, p, limit, &kind);
    } else if (kind == TOKEN_OTHER) {
        while (p < limit && (*p & 0xc0) == 0x80) { /* the rest of a character */
            p++;
        }
    }
    p = MIN(p, limit);
    *cursor = (gsize)(p - base);
    return token_of(text, start, p, kind, power);
}
