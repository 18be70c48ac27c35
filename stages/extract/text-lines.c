/* Bytes of a text file to lines of UTF-8. */
#include "extract/text.h"

#include "error.h"
#include "format.h"

#include <string.h>

enum encoding {
    ENCODING_UTF8,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODING_WINDOWS,
    ENCODING_DOS
};

static const char *const encoding_names[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252",
                                             "cp850"};

/* Code points of the bytes 0x80 to 0x9f in Windows-1252; 0 for the five that have none. */
static const guint16 windows_1252[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

/* Code points of the bytes from 0x80 in code page 850, Denmark's DOS; its letters stand at the same
 * places in 865. */
static const guint16 cp850[128] = {
    0x00c7, 0x00fc, 0x00e9, 0x00e2, 0x00e4, 0x00e0, 0x00e5, 0x00e7, 0x00ea, 0x00eb, 0x00e8, 0x00ef,
    0x00ee, 0x00ec, 0x00c4, 0x00c5, 0x00c9, 0x00e6, 0x00c6, 0x00f4, 0x00f6, 0x00f2, 0x00fb, 0x00f9,
    0x00ff, 0x00d6, 0x00dc, 0x00f8, 0x00a3, 0x00d8, 0x00d7, 0x0192, 0x00e1, 0x00ed, 0x00f3, 0x00fa,
    0x00f1, 0x00d1, 0x00aa, 0x00ba, 0x00bf, 0x00ae, 0x00ac, 0x00bd, 0x00bc, 0x00a1, 0x00ab, 0x00bb,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x00c1, 0x00c2, 0x00c0, 0x00a9, 0x2563, 0x2551, 0x2557,
    0x255d, 0x00a2, 0x00a5, 0x2510, 0x2514, 0x2534, 0x252c, 0x251c, 0x2500, 0x253c, 0x00e3, 0x00c3,
    0x255a, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256c, 0x00a4, 0x00f0, 0x00d0, 0x00ca, 0x00cb,
    0x00c8, 0x0131, 0x00cd, 0x00ce, 0x00cf, 0x2518, 0x250c, 0x2588, 0x2584, 0x00a6, 0x00cc, 0x2580,
    0x00d3, 0x00df, 0x00d4, 0x00d2, 0x00f5, 0x00d5, 0x00b5, 0x00fe, 0x00de, 0x00da, 0x00db, 0x00d9,
    0x00fd, 0x00dd, 0x00af, 0x00b4, 0x00ad, 0x00b1, 0x2017, 0x00be, 0x00b6, 0x00a7, 0x00f7, 0x00b8,
    0x00b0, 0x00a8, 0x00b7, 0x00b9, 0x00b3, 0x00b2, 0x25a0, 0x00a0};

/* The length of the valid UTF-8 character at `at`, 0 if there is none. */
static gsize
utf8_length(const guchar *bytes, gsize at, gsize length)
{
    gunichar c = g_utf8_get_char_validated((const char *)bytes + at, (gssize)MIN(length - at, 6));
    if (c == (gunichar)-1 || c == (gunichar)-2 || bytes[at] == 0)
        return 0;
    return (gsize)g_utf8_skip[bytes[at]];
}

static gboolean
is_letter(guchar c)
{
    return g_ascii_isalpha(c) || (c && strchr("\x86\x8f\x91\x92\x9b\x9d", c));
}

/* TRUE for a text of DOS: Danish letters inside words, where Windows-1252 has signs (0x86 a dagger,
 * 0x91 and 0x9b quotes), and none of Windows's Danish letters. */
static gboolean
is_dos(const guchar *bytes, gsize length)
{
    enum {
        LEAST = 3
    };
    gsize inside = 0, others = 0, windows = 0;
    for (gsize i = 1; i + 1 < length; i++) {
        guchar c = bytes[i];
        if (c < 0x80)
            continue;
        gboolean between = is_letter(bytes[i - 1]) && is_letter(bytes[i + 1]);
        if (c == 0x86 || c == 0x91 || c == 0x9b)
            inside += between;
        else if (strchr("\xe6\xf8\xe5\xc6\xd8\xc5\xe9", c))
            windows += between;
        others += !between;
    }
    return inside >= LEAST && !windows && inside * 2 > others;
}

/* UTF-8 where everything is valid, or where valid sequences outnumber slips by far: Danish in
 * Windows-1252 has no byte pair that is one. */
static enum encoding
eight_bit_encoding(const guchar *bytes, gsize length)
{
    gsize sequences = 0, slips = 0;
    for (gsize at = 0; at < length;) {
        if (bytes[at] < 0x80) {
            at++;
            continue;
        }
        gsize skip = utf8_length(bytes, at, length);
        sequences += skip > 0;
        slips += skip == 0;
        at += MAX(skip, 1);
    }
    if (sequences >= 4 * slips)
        return ENCODING_UTF8;
    return is_dos(bytes, length) ? ENCODING_DOS : ENCODING_WINDOWS;
}

/* The encoding; *ret_skip is the length of the byte order mark. */
static enum encoding
find_encoding(const guchar *bytes, gsize length, gsize *ret_skip)
{
    *ret_skip = 0;
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        *ret_skip = 3;
        return ENCODING_UTF8;
    }
    if (length >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0)) {
        *ret_skip = 2;
        return bytes[0] == 0xff ? ENCODING_UTF16LE : ENCODING_UTF16BE;
    }
    gsize even = 0, odd = 0, seen = MIN(length, 65536);
    for (gsize i = 0; i < seen; i++) {
        if (bytes[i] == 0)
            (*((i & 1) ? &odd : &even))++;
    }
    if (odd > seen / 4 && even <= seen / 64)
        return ENCODING_UTF16LE;
    if (even > seen / 4 && odd <= seen / 64)
        return ENCODING_UTF16BE;
    return eight_bit_encoding(bytes, length);
}

struct decoder {
    struct text_slips *slips;
    GString *out;
    gsize characters, controls;
};

static void
put_character(struct decoder *decoder, gunichar c)
{
    decoder->characters++;
    if (c == '\v') { /* a word processor's line break inside a paragraph */
        c = ' ';
    } else if ((c < 0x20 && !strchr("\t\n\r\f", (int)c)) || c == 0 || c == 0x7f) {
        decoder->controls++;
    }
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0xfffe ||
        c == 0xffff || (c >= 0xd800 && c < 0xe000) || c > 0x10ffff) {
        decoder->slips->forbidden++;
        c = 0xfffd;
    }
    if (c < 0x80)
        g_string_append_c(decoder->out, (char)c);
    else
        g_string_append_unichar(decoder->out, c);
}

static void
put_broken(struct decoder *decoder)
{
    decoder->slips->broken++;
    put_character(decoder, 0xfffd);
}

static void
decode_utf16(struct decoder *decoder, const guchar *bytes, gsize length, gboolean big)
{
    for (gsize i = 0; i + 1 < length; i += 2) {
        gunichar c = big ? (gunichar)(bytes[i] << 8 | bytes[i + 1])
                         : (gunichar)(bytes[i + 1] << 8 | bytes[i]);
        if (c >= 0xd800 && c < 0xdc00 && i + 3 < length) {
            gunichar low = big ? (gunichar)(bytes[i + 2] << 8 | bytes[i + 3])
                               : (gunichar)(bytes[i + 3] << 8 | bytes[i + 2]);
            if (low >= 0xdc00 && low < 0xe000) {
                c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
                i += 2;
            }
        }
        if (c >= 0xd800 && c < 0xe000)
            put_broken(decoder);
        else
            put_character(decoder, c);
    }
    if (length % 2)
        put_broken(decoder);
}

static void
decode_utf8(struct decoder *decoder, const guchar *bytes, gsize length)
{
    for (gsize at = 0; at < length;) {
        if (bytes[at] < 0x80) {
            put_character(decoder, bytes[at++]);
            continue;
        }
        gsize skip = utf8_length(bytes, at, length);
        if (skip == 0)
            put_broken(decoder);
        else
            put_character(decoder, g_utf8_get_char((const char *)bytes + at));
        at += MAX(skip, 1);
    }
}

static void
decode_bytes(struct decoder *decoder, const guchar *bytes, gsize length, gboolean dos)
{
    for (gsize i = 0; i < length; i++) {
        guint c = bytes[i];
        if (dos && c >= 0x80)
            c = cp850[c - 0x80];
        else if (c >= 0x80 && c < 0xa0)
            c = windows_1252[c - 0x80];
        if (c == 0 && bytes[i] != 0)
            put_broken(decoder);
        else
            put_character(decoder, c);
    }
}

static void
add_line(struct text_lines *lines, const char *start, const char *end, guint n, guint column)
{
    struct text_line line = {start, (gsize)(end - start), lines->pages, n, column};
    g_array_append_val(lines->lines, line);
}

static void
divide(struct text_lines *lines, gsize length)
{
    const char *end = lines->buffer + length, *start = lines->buffer;
    guint n = 1, column = 0;
    for (const char *p = start; p < end; p++) {
        if (*p == '\f') {
            if (p > start)
                add_line(lines, start, p, n, column);
            column += (guint)g_utf8_strlen(start, p - start) + 1;
            lines->pages++;
            start = p + 1;
        } else if (*p == '\n' || *p == '\r') {
            add_line(lines, start, p, n, column);
            if (*p == '\r' && p + 1 < end && p[1] == '\n')
                p++;
            n++;
            column = 0;
            start = p + 1;
        }
    }
    if (start < end)
        add_line(lines, start, end, n, column);
}

char *
text_decode(const char *bytes, gsize length, gsize *ret_length, struct text_slips *ret_slips,
            GError **error)
{
    const char *format = format_name(bytes, length);
    if (format) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_UNSUPPORTED, "not read: %s", format);
        return NULL;
    }
    gsize skip;
    enum encoding encoding = find_encoding((const guchar *)bytes, length, &skip);
    struct text_slips slips = {.encoding = encoding_names[encoding]};
    if (length > skip && bytes[length - 1] == 0x1a) /* the end of a file in DOS */
        length--;
    g_autoptr(GString) out = g_string_sized_new(length + length / 16 + 1);
    struct decoder decoder = {&slips, out, 0, 0};
    const guchar *from = bytes ? (const guchar *)bytes + skip : (const guchar *)"";
    length -= skip;
    if (encoding == ENCODING_UTF8)
        decode_utf8(&decoder, from, length);
    else if (encoding == ENCODING_WINDOWS || encoding == ENCODING_DOS)
        decode_bytes(&decoder, from, length, encoding == ENCODING_DOS);
    else
        decode_utf16(&decoder, from, length, encoding == ENCODING_UTF16BE);
    if (decoder.controls * 50 > decoder.characters &&
        (decoder.controls >= 4 || decoder.controls * 2 > decoder.characters)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_DAMAGED,
                    "no text: %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT
                    " characters are control characters",
                    decoder.controls, decoder.characters);
        return NULL;
    }
    *ret_length = out->len;
    *ret_slips = slips;
    return g_string_free(g_steal_pointer(&out), FALSE);
}

enum {
    MAX_TEXT = 32 * 1024 * 1024,
    MAX_LINES = 400000
};

static gboolean
over_limit(const char *text, gsize length, GError **error)
{
    gsize lines = 0;
    for (gsize i = 0; i < length; i++)
        lines += text[i] == '\n' || text[i] == '\r' || text[i] == '\f';
    if (length <= MAX_TEXT && lines <= MAX_LINES)
        return FALSE;
    g_set_error(error, AKT_ERROR, AKT_ERROR_LIMIT,
                "a text of %" G_GSIZE_FORMAT " bytes and %" G_GSIZE_FORMAT
                " lines: %d and %d are the limit",
                length, lines, MAX_TEXT, MAX_LINES);
    return TRUE;
}

struct text_lines *
text_lines_read(const char *bytes, gsize length, GError **error)
{
    struct text_slips slips;
    gsize out_length;
    char *buffer = text_decode(bytes, length, &out_length, &slips, error);
    if (!buffer || over_limit(buffer, out_length, error)) {
        g_free(buffer);
        return NULL;
    }
    struct text_lines *lines = g_new0(struct text_lines, 1);
    lines->lines = g_array_new(FALSE, FALSE, sizeof(struct text_line));
    lines->buffer = buffer;
    lines->pages = 1;
    lines->slips = slips;
    divide(lines, out_length);
    return lines;
}

void
text_lines_free(struct text_lines *lines)
{
    if (!lines)
        return;
    g_free(lines->buffer);
    g_array_unref(lines->lines);
    g_free(lines);
}
