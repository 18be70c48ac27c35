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
        } else if (*p == ' ') {
            return p;
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

/* What a byte begins, as far as it alone tells. */
enum byte_class {
    BYTE_OTHER, /* what the grammar must read */
    BYTE_BLANK,
    BYTE_COMMA,
    BYTE_STOP,
    BYTE_OPEN,
    BYTE_CLOSE,
    BYTE_DIGIT, /* this and the next ones are what words go on with */
    BYTE_LETTER,
    BYTE_MONEY_LETTER /* words of the grammar begin with it */
};

static const guint8 byte_classes[256] = {
    ['\t' ... '\n'] = BYTE_BLANK,
    ['\r'] = BYTE_BLANK,
    [' '] = BYTE_BLANK,
    ['0' ... '9'] = BYTE_DIGIT,
    ['a' ... 'c'] = BYTE_LETTER,
    ['d'] = BYTE_MONEY_LETTER,
    ['e' ... 'j'] = BYTE_LETTER,
    ['k'] = BYTE_MONEY_LETTER,
    ['l'] = BYTE_LETTER,
    ['m'] = BYTE_MONEY_LETTER,
    ['n' ... 'o'] = BYTE_LETTER,
    ['p'] = BYTE_MONEY_LETTER,
    ['q' ... 's'] = BYTE_LETTER,
    ['t'] = BYTE_MONEY_LETTER,
    ['u' ... 'z'] = BYTE_LETTER,
    ['A' ... 'C'] = BYTE_LETTER,
    ['D'] = BYTE_MONEY_LETTER,
    ['E' ... 'J'] = BYTE_LETTER,
    ['K'] = BYTE_MONEY_LETTER,
    ['L'] = BYTE_LETTER,
    ['M'] = BYTE_MONEY_LETTER,
    ['N' ... 'O'] = BYTE_LETTER,
    ['P'] = BYTE_MONEY_LETTER,
    ['Q' ... 'S'] = BYTE_LETTER,
    ['T'] = BYTE_MONEY_LETTER,
    ['U' ... 'Z'] = BYTE_LETTER,
    [','] = BYTE_COMMA,
    ['.'] = BYTE_STOP,
    ['!'] = BYTE_STOP,
    ['?'] = BYTE_STOP,
    [':'] = BYTE_STOP,
    [';'] = BYTE_STOP,
    ['('] = BYTE_OPEN,
    ['['] = BYTE_OPEN,
    [')'] = BYTE_CLOSE,
    [']'] = BYTE_CLOSE,
};

/* Whether a word that begins like this is none that the grammar knows (money, scales, price
 * levels, percent), by its second letter: that is nearly every word of a text. */
static inline gboolean
is_plain_word(const unsigned char *p)
{
    const unsigned char next = p[1] | 0x20;
    if (byte_classes[p[1]] < BYTE_LETTER) {
        return FALSE;
    }
    switch (p[0] | 0x20) {
    case 'm':
        return next != 'k' && next != 'r' && next != 'd' && next != 'i';
    case 'p':
        return next != 'c' && next != 'l' && next != 'r';
    default:
        return next != 'k' && next != 'r' && next != 'd';
    }
}

/* Letters and digits from `p` on, as the grammar's words have them. */
static inline const unsigned char *
letters_end(const unsigned char *p)
{
    for (;;) {
        while (byte_classes[*p] >= BYTE_DIGIT) {
            p++;
        }
        if (*p < 0x80) {
            return p;
        }
        if ((*p == 0xc3 && p[1] != 0x97 && p[1] != 0xb7) || (*p >= 0xc4 && *p <= 0xc8) ||
            (*p == 0xc9 && p[1] <= 0x8f) || (*p == 0xc2 && (p[1] == 0xb2 || p[1] == 0xb3))) {
            p += 2;
        } else {
            return p;
        }
    }
}

/* What the grammar reads at `p`: a token, the end, or more of it than the grammar's rules say. */
static struct token
read_token(const char *text, const unsigned char **at, const unsigned char *limit)
{
    const unsigned char *start;
    enum token_kind kind;
    guint power = 0;
    const unsigned char *p = scan(*at, limit, &start, &kind, &power);
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
    *at = p;
    return token_of(text, start, p, kind, power);
}

guint
quantity_tokens(const char *text, gsize *cursor, gsize end, struct token *tokens, guint most)
{
    const unsigned char *base = (const unsigned char *)text, *limit = base + end;
    const unsigned char *p = base + *cursor;
    guint n = 0;
    while (n < most && p < limit) {
        const unsigned char *start = p;
        enum token_kind kind;
        switch (byte_classes[*p]) {
        case BYTE_BLANK:
            p++;
            continue;
        case BYTE_COMMA:
            kind = p[1] == '-' || p[1] >= 0x80 ? TOKEN_END : TOKEN_COMMA;
            break;
        case BYTE_STOP:
            kind = TOKEN_STOP;
            break;
        case BYTE_OPEN:
            kind = TOKEN_OPEN;
            break;
        case BYTE_CLOSE:
            kind = TOKEN_CLOSE;
            break;
        case BYTE_MONEY_LETTER:
            kind = is_plain_word(p) ? TOKEN_WORD : TOKEN_END;
            break;
        case BYTE_LETTER:
            kind = TOKEN_WORD;
            break;
        default:
            kind = TOKEN_END;
        }
        if (kind == TOKEN_END) {
            tokens[n] = read_token(text, &p, limit);
            n += tokens[n].kind != TOKEN_END;
            continue;
        }
        if (kind == TOKEN_WORD) {
            p = letters_end(p);
            if (number_may_begin((const char *)start, (gsize)(limit - start)) || *p == '-' || *p == '\'' || *p >= 0x80) {
                p = word_end(start, p, limit, &kind);
            }
            p = MIN(p, limit);
        } else {
            p++;
        }
        tokens[n++] = token_of(text, start, p, kind, 0);
    }
    *cursor = (gsize)(p - base);
    return n;
}
