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
    year     = ("19" | "20") digit{2};
    years    = year | (year | digit{2}) "/" (year | digit{2});
    level    = 'p/l' | 'pl' | 'p.l.' | 'pl.' | 'p/l-niveau' | 'pl-niveau' | 'pris' 'er'
             | 'prisniveau' 'et'? | 'pris- og l' [\u00f8\u00d8] 'nniveau' 'et'?;
    scale6   = 'mio' "."? | 'mill' "."? | 'mil.' | 'million' 'er'?;
    scale9   = 'mia' "."? | 'milliard' 'er'? | 'mrd' "."?;
    krone    = 'kr' "."? | 'krone' | 'kroner' | 'kroners' | 'dkk' | 'dkr' "."? | 'd.kr.';
    krone3   = 'tkr' "."? | 't.' " "? 'kr' "."? | 'kkr' "."? | 't.' " "? 'dkk' | 'tdkk';
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

/* Where a word or number ends that runs on over `signs`, each followed by a letter or digit. */
static const unsigned char *
run_on(const unsigned char *p, const char *signs)
{
    for (;;) {
        if (is_word_character(*p) || (*p & 0xc0) == 0x80) {
            p++;
        } else if (*p != '\0' && strchr(signs, *p) != NULL && is_word_character(p[1])) {
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

struct token
quantity_token(const char *text, gsize *cursor, gsize end)
{
    const unsigned char *p = (const unsigned char *)text + *cursor;
    const unsigned char *limit = (const unsigned char *)text + end;
    const unsigned char *marker, *start;
    enum token_kind kind;
    guint power = 0;
    struct number number;

    for (;;) {
        start = p;
        if (p >= limit) {
            *cursor = end;
            return token_of(text, limit, limit, TOKEN_END, 0);
        }
        /*!re2c
            [ \t\r\n\x00]            { continue; }
            plain | point | half     { kind = TOKEN_NUMBER; break; }
            plain dash plain | point dash point { kind = TOKEN_RANGE; break; }
            years (dash | " ")? level | digit{2} dash ('p/l' | 'pl')
            | level [-.]? " "? years | 'p/l' [-.]? " "? "'"? digit{2}
                                     { kind = TOKEN_PRICELEVEL; break; }
            scale6                   { kind = TOKEN_SCALE; power = 6; break; }
            scale9                   { kind = TOKEN_SCALE; power = 9; break; }
            krone                    { kind = TOKEN_CURRENCY; break; }
            krone3                   { kind = TOKEN_CURRENCY; power = 3; break; }
            krone6 | scale6 "kr" "."?
                                     { kind = TOKEN_CURRENCY; power = 6; break; }
            scale9 "kr" "."?         { kind = TOKEN_CURRENCY; power = 9; break; }
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
    if (kind == TOKEN_PRICELEVEL && is_word_character(*p)) { /* "2016 planer": no level */
        p = start;
        kind = g_ascii_isdigit(*p) ? TOKEN_NUMBER : TOKEN_WORD;
        while (p < limit && (kind == TOKEN_NUMBER ? g_ascii_isdigit(*p) : is_word_character(*p))) {
            p++;
        }
    }
    if (kind == TOKEN_NUMBER || kind == TOKEN_RANGE) {
        /* "17M", "3-årigt", "2015-0227270-1", "10/5", "1.februar" */
        const unsigned char *end = run_on(p, "-./:_");
        if (end > p && !begins_unit((const char *)p)) {
            p = end;
            kind = TOKEN_CODE;
        }
    } else if (kind == TOKEN_WORD) {
        gsize length = number_scan_words((const char *)start, (gsize)(limit - start), FALSE,
                                         &number);
        if (length > 0) {
            p = start + length;
            kind = TOKEN_WORDS;
        } else {
            p = run_on(p, "-'"); /* "Udsatte-team", "FA-2007-123" */
        }
    } else if (kind == TOKEN_OTHER) {
        while (p < limit && (*p & 0xc0) == 0x80) { /* the rest of a character */
            p++;
        }
    }
    p = MIN(p, limit);
    *cursor = (gsize)(p - (const unsigned char *)text);
    return token_of(text, start, p, kind, power);
}
