#include "found.h"

#include "builder.h"
#include "error.h"
#include "extract/html.h"
#include "extract/text.h"
#include "page.h"
#include "recorded.h"

#include <string.h>

/* The original, opened as what the document says that it is. */
struct source {
    const struct document *document;
    enum media media;
    struct page_file *file;
    struct page_characters *page; /* the page read last, number `page_n` */
    guint page_n;
    struct text_lines *lines;
    struct html_page *html;
};

/* The line that is being compared, and where: columns mostly grow. */
struct cursor {
    const struct line *line;
    GString *own;     /* PDF: its characters */
    const char *text; /* `length` bytes */
    gsize length;
    guint base; /* column of its first character */
    gsize at;   /* byte of the character at `column` */
    guint column;
};

struct found {
    const struct document *document;
    gboolean masked;
    GArray *bad; /* gsize: bytes of the source whose character does not stand, growing */
};

/* ---- the original ---------------------------------------------------------------------------- */

static gboolean
source_open(struct source *source, GBytes *bytes, GError **error)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    switch (source->media) {
    case MEDIA_PDF:
    case MEDIA_IMAGE:
        source->file = page_file_open(bytes, error);
        return source->file != NULL;
    case MEDIA_HTML:
        source->html = html_page_read(data, length, error);
        return source->html != NULL;
    case MEDIA_TEXT:
        source->lines = text_lines_read(data, length, error);
        return source->lines != NULL;
    }
    return FALSE;
}

static void
source_close(struct source *source)
{
    page_characters_free(source->page);
    page_file_free(source->file);
    text_lines_free(source->lines);
    html_page_free(source->html);
}

/* The page's characters, NULL where it cannot be had. Those of a page that was recognised are in
 * the original for a reader with eyes only: the recorded words are held against it. */
static const struct page_characters *
source_page(struct source *source, guint n)
{
    if (source->page_n != n) {
        page_characters_free(source->page);
        source->page = page_is_recognised(source->document, n)
                           ? page_characters_recorded(source->document, n)
                           : page_characters_read(source->file, n, NULL);
        source->page_n = n;
    }
    return source->page;
}

/* The line of a text file by number and page, or NULL. */
static const struct text_line *
find_text_line(const struct text_lines *lines, const struct line *wanted)
{
    guint low = 0, high = lines->lines->len;
    while (low < high) { /* the first that is not before it */
        guint middle = low + (high - low) / 2;
        const struct text_line *line = text_line_at(lines, middle);
        if (line->n < wanted->n || (line->n == wanted->n && line->page < wanted->page))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == lines->lines->len)
        return NULL;
    const struct text_line *line = text_line_at(lines, low);
    return line->n == wanted->n && line->page == wanted->page ? line : NULL;
}

/* ---- a line's characters --------------------------------------------------------------------- */

static void
read_pdf_line(struct source *source, struct cursor *cursor)
{
    const struct line *line = cursor->line;
    const struct page_characters *page = source_page(source, line->page);
    g_string_truncate(cursor->own, 0);
    if (!page || !page_line_text(page, line->ranges, line->n_ranges, cursor->own))
        g_string_truncate(cursor->own, 0);
    cursor->text = cursor->own->str;
    cursor->length = cursor->own->len;
}

static void
read_line(struct source *source, struct cursor *cursor)
{
    const struct line *line = cursor->line;
    cursor->text = "";
    cursor->length = cursor->base = 0;
    if (source->media == MEDIA_PDF || source->media == MEDIA_IMAGE) {
        read_pdf_line(source, cursor);
    } else if (source->media == MEDIA_TEXT) {
        const struct text_line *found = find_text_line(source->lines, line);
        if (found) {
            cursor->text = found->text;
            cursor->length = found->length;
            cursor->base = found->column;
        }
    } else if (line->n && line->n <= source->html->runs->len) {
        const struct html_run *run = html_run_at(source->html, line->n - 1);
        cursor->text = source->html->text->str + run->start;
        cursor->length = run->length;
    }
    cursor->at = 0;
    cursor->column = cursor->base;
}

/* The same printed line, met again. */
static gboolean
same_line(const struct line *a, const struct line *b)
{
    return a == b ||
           (a && a->page == b->page && a->n == b->n && a->n_ranges == b->n_ranges &&
            (!a->n_ranges || !memcmp(a->ranges, b->ranges, a->n_ranges * sizeof(struct range))));
}

/* Brings the cursor to a column of a line. FALSE where the line is shorter. */
static gboolean
move_to(struct source *source, struct cursor *cursor, const struct line *line, guint column)
{
    if (!same_line(cursor->line, line)) {
        cursor->line = line;
        read_line(source, cursor);
    } else if (column < cursor->column) {
        cursor->at = 0;
        cursor->column = cursor->base;
    }
    while (cursor->column < column && cursor->at < cursor->length) {
        cursor->at += (gsize)g_utf8_skip[(guchar)cursor->text[cursor->at]];
        cursor->column++;
    }
    return cursor->column == column;
}

/* ---- comparing ------------------------------------------------------------------------------- */

/* Text as the builder folds it. */
static struct document *
folded(const char *text, gsize length)
{
    struct document *document = document_new("", "", MEDIA_TEXT);
    g_autoptr(builder) builder = builder_new(document);
    const struct line line = {.page = 1, .n = 1};
    builder_block(builder, BLOCK_PARAGRAPH, -1);
    builder_line(builder, &line, 0);
    builder_text(builder, text, length);
    builder_end_block(builder);
    return document;
}

static gboolean
same_character(const struct found *found, gunichar kept, gunichar now)
{
    return kept == now ||
           (found->masked && kept == 0x2022 && now < 0x80 && g_ascii_isdigit((char)now));
}

static gboolean
same_folded(const struct found *found, const char *kept, gsize kept_length, const char *now,
            gsize now_length)
{
    g_autoptr(document) a = folded(kept, kept_length), b = folded(now, now_length);
    const char *p = a->text->str, *q = b->text->str;
    while (*p && *q && same_character(found, g_utf8_get_char(p), g_utf8_get_char(q))) {
        p = g_utf8_next_char(p);
        q = g_utf8_next_char(q);
    }
    return !*p && !*q;
}

/* Compares one piece's source with what stands from its column on, and notes what differs. */
static void
compare_piece(struct found *found, struct source *source, struct cursor *cursor,
              const struct piece *piece)
{
    const struct document *document = found->document;
    const char *kept = document->source->str + piece->source;
    guint bad_before = found->bad->len;
    gboolean there = move_to(source, cursor, document_line(document, piece->line), piece->column);
    gsize begin = cursor->at;
    for (gsize i = 0; i < piece->source_length;) {
        gboolean more = there && cursor->at < cursor->length;
        gunichar now = more ? g_utf8_get_char(cursor->text + cursor->at) : 0;
        if (!more || !same_character(found, g_utf8_get_char(kept + i), now)) {
            gsize place = piece->source + i;
            g_array_append_val(found->bad, place);
        }
        if (more) {
            cursor->at += (gsize)g_utf8_skip[(guchar)cursor->text[cursor->at]];
            cursor->column++;
        }
        i += (gsize)g_utf8_skip[(guchar)kept[i]];
    }
    if (there && found->bad->len > bad_before &&
        same_folded(found, kept, piece->source_length, cursor->text + begin, cursor->at - begin))
        g_array_set_size(found->bad, bad_before);
}

static gint
compare_pages(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct document *document = data;
    guint i = *(const guint *)a, j = *(const guint *)b;
    guint p = document_line(document, document_piece(document, i)->line)->page;
    guint q = document_line(document, document_piece(document, j)->line)->page;
    return p != q ? (p < q ? -1 : 1) : (i < j ? -1 : i > j);
}

static gint
compare_places(gconstpointer a, gconstpointer b)
{
    gsize p = *(const gsize *)a, q = *(const gsize *)b;
    return p < q ? -1 : p > q;
}

/* Page by page, so that each is read once, whatever the order of the text. */
static void
compare_pieces(struct found *found, struct source *source)
{
    const struct document *document = found->document;
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < document->pieces->len; i++) {
        if (document_piece(document, i)->source_length)
            g_array_append_val(order, i);
    }
    g_array_sort_with_data(order, compare_pages, (gpointer)document);
    struct cursor cursor = {.own = g_string_new(NULL)};
    for (guint i = 0; i < order->len; i++)
        compare_piece(found, source, &cursor,
                      document_piece(document, g_array_index(order, guint, i)));
    g_string_free(cursor.own, TRUE);
    g_array_sort(found->bad, compare_places);
}

struct found *
found_read(const struct document *document, GBytes *bytes, gboolean masked,
           void (*pages_known)(guint pages, gpointer data), gpointer data, GError **error)
{
    struct source source = {.document = document, .media = document->media};
    if (!source_open(&source, bytes, error)) {
        source_close(&source);
        return NULL;
    }
    if (pages_known && source.file)
        pages_known(page_file_pages(source.file), data);
    struct found *found = g_new0(struct found, 1);
    found->document = document;
    found->masked = masked;
    found->bad = g_array_new(FALSE, FALSE, sizeof(gsize));
    compare_pieces(found, &source);
    source_close(&source);
    return found;
}

void
found_free(struct found *found)
{
    if (!found)
        return;
    g_array_unref(found->bad);
    g_free(found);
}

/* ---- asking ---------------------------------------------------------------------------------- */

struct span
found_source(const struct document *document, struct span span)
{
    struct span source = {0, 0};
    if (!document->pieces->len || span.end <= span.start)
        return source;
    const struct piece *first = document_piece(document, document_piece_at(document, span.start));
    const struct piece *last = document_piece(document, document_piece_at(document, span.end - 1));
    source.start = first->source;
    if (first->kind == PIECE_SAME && span.start > first->text)
        source.start += span.start - first->text;
    source.end = last->source + last->source_length;
    if (last->kind == PIECE_SAME && span.end < last->text + last->text_length)
        source.end = last->source + (span.end - last->text);
    return source;
}

gboolean
found_stands(const struct found *found, struct span span)
{
    struct span source = found_source(found->document, span);
    guint low = 0, high = found->bad->len;
    while (low < high) { /* the first that is not before it */
        guint middle = low + (high - low) / 2;
        if (g_array_index(found->bad, gsize, middle) < source.start)
            low = middle + 1;
        else
            high = middle;
    }
    return source.end > source.start &&
           (low == found->bad->len || g_array_index(found->bad, gsize, low) >= source.end);
}
