#include "format.h"

#include <string.h>

/* Told by the bytes at an offset. Sources: the formats' own specifications. */
static const struct {
    const char *magic;
    gsize length, offset;
    const char *name;
    gboolean paper; /* papers come in it */
} magics[] = {
    {"{\\rtf", 5, 0, "an RTF document", TRUE},
    {"%!PS", 4, 0, "a PostScript file", TRUE},
    {"\xc5\xd0\xd3\xc6", 4, 0, "an encapsulated PostScript file", TRUE},
    {"AT&TFORM", 8, 0, "a DjVu document", TRUE},
    {"\xffWPC", 4, 0, "a WordPerfect document", TRUE},
    {"\xdb\xa5-\0", 4, 0, "an old Word document", TRUE},
    {"\x31\xbe\0\0", 4, 0, "an old Write document", TRUE},
    {"\x0d\x44OC", 4, 0, "an old office document", TRUE},
    {"\x78\x9f\x3e\x22", 4, 0, "a winmail.dat attachment", TRUE},
    {"\x1f\x8b", 2, 0, "gzip-compressed", TRUE},
    {"7z\xbc\xaf\x27\x1c", 6, 0, "a 7z archive", TRUE},
    {"BZh", 3, 0, "bzip2-compressed", TRUE},
    {"\xfd"
     "7zXZ",
     5, 0, "xz-compressed", TRUE},
    {"\x28\xb5\x2f\xfd", 4, 0, "zstd-compressed", TRUE},
    {"Rar!\x1a\x07", 6, 0, "a rar archive", TRUE},
    {"MSCF", 4, 0, "a cabinet archive", TRUE},
    {"ustar", 5, 257, "a tar archive", TRUE},
    {"GIF8", 4, 0, "a GIF image", FALSE},
    {"RIFF", 4, 0, "a sound, film or WebP image", FALSE},
    {"ftyp", 4, 4, "a film or HEIC image", FALSE},
    {"\0\0\0\x0cjP  ", 8, 0, "a JPEG 2000 image", FALSE},
    {"ID3\3", 4, 0, "a sound", FALSE},
    {"ID3\4", 4, 0, "a sound", FALSE},
    {"\x7f"
     "ELF",
     4, 0, "a program", FALSE},
    {"SQLite format 3", 15, 0, "an SQLite database", FALSE},
};

/* Told by what stands early in a zip archive: the name or the words of its first members. */
static const struct {
    const char *mark, *name;
} zips[] = {
    {"application/vnd.oasis.opendocument.text", "an OpenDocument text (odt)"},
    {"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (ods)"},
    {"application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation (odp)"},
    {"application/vnd.oasis.opendocument", "an OpenDocument file"},
    {"application/epub+zip", "an EPUB book"},
    {"word/", "a Word document (docx)"},
    {"xl/", "an Excel workbook (xlsx)"},
    {"ppt/", "a PowerPoint presentation (pptx)"},
    {"[Content_Types].xml", "an office document (docx, xlsx or pptx)"},
};

/* Told by the name of a stream in a compound file, in UTF-16. */
static const struct {
    const char *mark, *name;
} compounds[] = {
    {"WordDocument", "an old Word document (doc)"},
    {"Workbook", "an old Excel workbook (xls)"},
    {"PowerPoint Document", "an old PowerPoint presentation (ppt)"},
    {"__nameid_version1.0", "an Outlook message (msg)"},
    {"__properties_version1.0", "an Outlook message (msg)"},
};

static gboolean
starts(const char *bytes, gsize length, const char *magic)
{
    gsize n = strlen(magic);
    return length >= n && !memcmp(bytes, magic, n);
}

static const char *
zip_name(const char *bytes, gsize length)
{
    enum {
        WINDOW = 64 * 1024
    };
    gsize window = MIN(length, (gsize)WINDOW);
    const char *tail = bytes + length - window; /* the directory of an archive stands at its end */
    for (gsize i = 0; i < G_N_ELEMENTS(zips); i++) {
        gsize n = strlen(zips[i].mark);
        if (memmem(bytes, window, zips[i].mark, n) || memmem(tail, window, zips[i].mark, n))
            return zips[i].name;
    }
    return "a zip archive";
}

static const char *
compound_name(const char *bytes, gsize length)
{
    for (gsize i = 0; i < G_N_ELEMENTS(compounds); i++) {
        gsize n = strlen(compounds[i].mark);
        char wide[64] = {0};
        for (gsize k = 0; k < n; k++)
            wide[2 * k] = compounds[i].mark[k];
        if (memmem(bytes, length, wide, 2 * n))
            return compounds[i].name;
    }
    return "an old office document or message (doc, xls, ppt, msg)";
}

/* A bitmap's header says its size, and zero twice. */
static gboolean
is_bitmap(const char *bytes, gsize length)
{
    return length > 26 && starts(bytes, length, "BM") && !memcmp(bytes + 6, "\0\0\0\0", 4);
}

/* An e-mail as it was sent: header lines, among them one that no one writes by hand. */
static gboolean
is_mail(const char *bytes, gsize length)
{
    static const char *const made[] = {
        "MIME-Version:", "Message-ID:", "Received:", "Return-Path:", "X-MS-"};
    static const char *const written[] = {"From:", "To:", "Subject:", "Date:"};
    enum {
        LINES = 200
    };
    guint by_machine = 0, by_hand = 0;
    gsize at = 0;
    for (guint line = 0; line < LINES && at < length; line++) {
        const char *end = memchr(bytes + at, '\n', length - at);
        gsize n = end ? (gsize)(end - bytes) - at : length - at;
        const char *text = bytes + at;
        at += n + 1;
        if (!n || text[0] == '\r')
            break;
        if (text[0] == ' ' || text[0] == '\t' || (line == 0 && starts(text, n, "From ")))
            continue;
        const char *colon = memchr(text, ':', n);
        if (!colon || memchr(text, ' ', (gsize)(colon - text)))
            return FALSE;
        for (gsize i = 0; i < G_N_ELEMENTS(made); i++)
            by_machine += !g_ascii_strncasecmp(text, made[i], MIN(n, strlen(made[i])));
        for (gsize i = 0; i < G_N_ELEMENTS(written); i++)
            by_hand += !g_ascii_strncasecmp(text, written[i], MIN(n, strlen(written[i])));
    }
    return by_machine && by_hand >= 2;
}

/* The format's name; *ret_paper where papers come in it. */
static const char *
find_format(const char *bytes, gsize length, gboolean *ret_paper)
{
    *ret_paper = TRUE;
    if (starts(bytes, length, "PK\003\004") || starts(bytes, length, "PK\005\006"))
        return zip_name(bytes, length);
    if (starts(bytes, length, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
        return compound_name(bytes, length);
    if (is_mail(bytes, length))
        return "an e-mail (eml)";
    for (gsize i = 0; i < G_N_ELEMENTS(magics); i++) {
        gsize end = magics[i].offset + magics[i].length;
        *ret_paper = magics[i].paper;
        if (length >= end && !memcmp(bytes + magics[i].offset, magics[i].magic, magics[i].length))
            return magics[i].name;
    }
    *ret_paper = FALSE;
    return is_bitmap(bytes, length) ? "a BMP image" : NULL;
}

const char *
format_name(const char *bytes, gsize length)
{
    gboolean paper;
    return find_format(bytes, length, &paper);
}

gboolean
format_holds_papers(const char *bytes, gsize length)
{
    gboolean paper;
    find_format(bytes, length, &paper);
    return paper;
}
