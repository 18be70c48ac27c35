/* One pass over the text for what contacts begin with. */
#include "recognise/contact-scan.h"

#include <string.h>

/* What a byte begins: nothing, a word, or what the grammar must read. */
enum {
    BYTE_READ,
    BYTE_PASSED,
    BYTE_LETTER
};
static const guint8 byte_classes[128] = {
    [1 ... '+' - 1] = BYTE_PASSED,       [','] = BYTE_PASSED,
    ['.' ... '/'] = BYTE_PASSED,         ['9' + 1 ... '@' - 1] = BYTE_PASSED,
    ['A' ... 'Z'] = BYTE_LETTER,         ['Z' + 1 ... 'a' - 1] = BYTE_PASSED,
    ['a' ... 'z'] = BYTE_LETTER,         ['z' + 1 ... 127] = BYTE_PASSED,
};

/* The end of a word that begins no address, by what stands after its letters: nearly every word of
 * a text. NULL where the grammar must read it. */
static inline const char *
plain_word_end(const char *start)
{
    const char *at = start;
    for (;;) {
        if (g_ascii_isalpha(*at))
            at++;
        else if ((guchar)*at == 0xc3 && (guchar)at[1] != 0x97 && (guchar)at[1] != 0xb7)
            at += 2;
        else
            break;
    }
    const char first = *start | 0x20;
    if ((guchar)*at >= 0x80 || *at == '-' || g_ascii_isdigit(*at))
        return NULL;
    if (first == 'w' || first == 'h') /* www. and http: */
        return *at == '.' || *at == ':' ? NULL : at;
    return *at == '.' && (g_ascii_isalnum(at[1]) || at[1] == '-' || (guchar)at[1] >= 0x80) ? NULL
                                                                                         : at;
}

/* Passes over what begins no contact. */
static inline const char *
pass_over(const char *at)
{
    for (;;) {
        if ((guchar)*at >= 0x80 || byte_classes[(guchar)*at] == BYTE_READ)
            return at;
        if (byte_classes[(guchar)*at] == BYTE_PASSED) {
            at++;
            continue;
        }
        const char *end = plain_word_end(at);
        if (!end)
            return at;
        at = end;
    }
}

/* The end of the characters that domains are made of. */
static const char *
name_end(const char *at)
{
    for (;;) {
        if (g_ascii_isalnum(*at) || *at == '-')
            at++;
        else if ((guchar)*at == 0xc3 && at[1] && strchr("\xa6\xb8\xa5\x86\x98\x85", at[1]))
            at += 2;
        else
            return at;
    }
}

/* Whether a digit or hyphen at `at` is in a run that no point follows, and so in no domain. A run
 * is looked through once. */
static gboolean
is_in_no_domain(struct contact_scanner *scanner, const char *at)
{
    if (!g_ascii_isdigit(*at) && *at != '-')
        return FALSE;
    if (!scanner->run_end || at >= scanner->run_end)
        scanner->run_end = name_end(at);
    return *scanner->run_end != '.';
}

enum contact_hint
contact_scan(struct contact_scanner *scanner, gsize *ret_start, gsize *ret_end)
{
    const char *YYCURSOR = scanner->cursor, *YYMARKER, *start;
    enum contact_hint hint;
    for (;;) {
        start = YYCURSOR = pass_over(YYCURSOR);
        if (is_in_no_domain(scanner, start)) {
            while (g_ascii_isdigit(*YYCURSOR))
                YYCURSOR++;
            hint = HINT_NUMBER;
            if (YYCURSOR > start)
                goto found;
            YYCURSOR++; /* a hyphen */
            continue;
        }
        /*!re2c
        re2c:define:YYCTYPE = "unsigned char";
        re2c:yyfill:enable = 0;

        letter = [a-zA-Z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f];
        name   = [a-zA-Z0-9\u00e6\u00f8\u00e5\u00c6\u00d8\u00c5-];
        path   = name | [._~:/?#@!$&'()*+,;=%] | "[" | "]";

        "@" { hint = HINT_AT; goto found; }
        ("http" "s"? "://" | "www.") path+ { hint = HINT_URL; goto found; }
        ("HTTP" "S"? "://" | "Www." | "WWW.") path+ { hint = HINT_URL; goto found; }
        name{2,63} ("." name{2,63}){0,2} "." ("dk" | "com" | "org" | "eu" | "net" | "info")
            ("/" path*)? { hint = HINT_DOMAIN; goto found; }
        [+0-9] [0-9]* { hint = HINT_NUMBER; goto found; }
        letter+ { continue; }
        "\x00" {
            if (start < scanner->end)
                continue;
            scanner->cursor = start;
            return HINT_END;
        }
        [^] { continue; }
        * { continue; }
        */
    }
found:
    *ret_start = (gsize)(start - scanner->text);
    *ret_end = (gsize)(YYCURSOR - scanner->text);
    scanner->cursor = YYCURSOR;
    return hint;
}
