/* The header: the original, its state and pages, the stages that have been here. */
#include "tei-read-private.h"

#include <string.h>

void
tei_keep(char **place, const char *value)
{
    g_free(*place);
    *place = g_strdup(value);
}

static gboolean
is_sha256(const char *text)
{
    return strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

void
tei_start_ptr(struct tei_reader *reader)
{
    const char *target = tei_get(reader, "target"), *media = tei_get(reader, "mimeType");
    if (tei_parent(reader) == E_APPLICATION) {
        gboolean is_hash =
            target && g_str_has_prefix(target, "sha256:") && is_sha256(target + strlen("sha256:"));
        if (is_hash)
            tei_keep(&reader->dictionary, target + strlen("sha256:"));
        else
            tei_refuse(reader, "the hash of a stage's dictionaries is no SHA-256");
        return;
    }
    g_autofree char *path = target ? g_uri_unescape_string(target, NULL) : NULL;
    if (!path || !*path || !media || !media_from_type(media, &reader->media))
        tei_refuse(reader, "the original has no path or no media type");
    else
        tei_keep(&reader->target, path);
}

void
tei_start_schema_ref(struct tei_reader *reader)
{
    const char *key = tei_get(reader, "key");
    const char *dot = strchr(TEI_VOCABULARY, '.');
    if (!key || strncmp(key, TEI_VOCABULARY, (gsize)(dot - TEI_VOCABULARY) + 1) != 0)
        tei_refuse(reader, "the vocabulary is “%s”, not %s", key ? key : "", TEI_VOCABULARY);
    reader->vocabulary = TRUE;
}

void
tei_start_header_note(struct tei_reader *reader)
{
    tei_keep(&reader->note_type, tei_get(reader, "type"));
    tei_keep(&reader->note_subtype, tei_get(reader, "subtype"));
    reader->note_n = 0;
    if (tei_get(reader, "n"))
        tei_get_unsigned(reader, "n", &reader->note_n);
}

void
tei_end_idno(struct tei_reader *reader)
{
    const char *text = reader->text->str;
    if (!is_sha256(text))
        tei_refuse(reader, "the hash is no SHA-256");
    else
        tei_keep(&reader->sha256, text);
    g_string_truncate(reader->text, 0);
}

static void
number_note(struct tei_reader *reader, const char *text, guint *ret_n)
{
    if (!tei_scan_unsigned(&text, ret_n) || *text)
        tei_refuse(reader, "a note of type “%s” is no number", reader->note_type);
}

/* Puts a note of the header into the document. */
void
tei_end_header_note(struct tei_reader *reader)
{
    struct document *document = reader->document;
    const char *type = reader->note_type ? reader->note_type : "";
    const char *subtype = reader->note_subtype ? reader->note_subtype : "";
    g_autofree char *text = g_strdup(reader->text->str);
    g_string_truncate(reader->text, 0);
    if (!strcmp(type, "state")) {
        if (!document_state_from_name(text, &document->state))
            tei_refuse(reader, "“%s” is no state", text);
    } else if (!strcmp(type, "page")) {
        struct page page = {.n = reader->note_n};
        number_note(reader, text, &page.characters);
        if (page.n != document->pages->len + 1 || !page_state_from_name(subtype, &page.state))
            tei_refuse(reader, "page %u comes out of order or in no known state", page.n);
        else
            g_array_append_val(document->pages, page);
    } else if (!strcmp(type, "discarded")) {
        struct discard discard = {.page = reader->note_n};
        discard.reason = arena_strdup(document->arena, subtype);
        number_note(reader, text, &discard.characters);
        g_array_append_val(document->discards, discard);
    } else if (!strcmp(type, "issue") && *subtype) {
        document_issue(document, subtype, reader->note_n, "%s", text);
    } else {
        tei_refuse(reader, "“%s” is no type of note", type);
    }
}

void
tei_end_application(struct tei_reader *reader)
{
    if (!reader->application || !reader->version)
        tei_refuse(reader, "an application has no name or version");
    else
        document_applied(reader->document, reader->application, reader->version,
                         reader->dictionary);
    g_clear_pointer(&reader->application, g_free);
    g_clear_pointer(&reader->version, g_free);
    g_clear_pointer(&reader->dictionary, g_free);
}

/* The end of the header: what it must have said. */
void
tei_end_header(struct tei_reader *reader)
{
    struct document *document = reader->document;
    if (!reader->target || !reader->sha256 || !reader->vocabulary) {
        tei_refuse(reader, "the header names no original, hash or vocabulary");
        return;
    }
    document->path = arena_strdup(document->arena, reader->target);
    document->sha256 = arena_strdup(document->arena, reader->sha256);
    document->media = reader->media;
    if (g_strcmp0(reader->id, document_id(document)))
        tei_refuse(reader, "xml:id “%s” does not follow from the hash",
                   reader->id ? reader->id : "");
}

/* Pages that were recognised come in order, and say so in the header. */
void
tei_start_surface(struct tei_reader *reader)
{
    const GArray *words = reader->document->recognised;
    guint n;
    if (!tei_get_unsigned(reader, "n", &n))
        return;
    if (!n || n > reader->document->pages->len ||
        (words->len && document_recognised(reader->document, words->len - 1)->page >= n))
        tei_refuse(reader, "surface %u comes out of order", n);
    reader->surface = n;
}

/* A share from 0 to 1 with two decimals, as percent. */
static gboolean
scan_percent(const char *at, guint *ret_percent)
{
    gboolean fits = strlen(at) == 4 && (at[0] == '0' || at[0] == '1') && at[1] == '.' &&
                    g_ascii_isdigit(at[2]) && g_ascii_isdigit(at[3]);
    if (!fits)
        return FALSE;
    *ret_percent = (guint)((at[0] - '0') * 100 + (at[2] - '0') * 10 + (at[3] - '0'));
    return *ret_percent <= 100;
}

void
tei_start_zone(struct tei_reader *reader)
{
    struct document *document = reader->document;
    struct recognised_word word = {.page = reader->surface};
    const char *at = tei_get(reader, "corresp");
    const char *cert = tei_get(reader, "cert");
    guint confidence = 0;
    if (!tei_get_corners(reader, &word.box))
        return;
    const struct recognised_word *before =
        document->recognised->len ? document_recognised(document, document->recognised->len - 1)
                                  : NULL;
    gboolean good = at && g_str_has_prefix(at, "c:");
    at += good ? 2 : 0;
    good = good && tei_scan_unsigned(&at, &word.range.first) && *at++ == ',' &&
           tei_scan_unsigned(&at, &word.range.last) && !*at && word.range.first < word.range.last &&
           (!before || before->page != word.page || before->range.last <= word.range.first);
    if (!good) {
        tei_refuse(reader, "a zone's characters are out of order");
        return;
    }
    if (!cert || !scan_percent(cert, &confidence)) {
        tei_refuse(reader, "a zone's certainty is no share");
        return;
    }
    word.confidence = (guint8)confidence;
    g_array_append_val(document->recognised, word);
}
