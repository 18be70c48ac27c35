#include "document.h"

#include "annotation.h"

#include <stdarg.h>
#include <string.h>

static const char *const state_names[] = {"text",      "mixed",   "image-only", "empty",
                                          "encrypted", "damaged", "limit"};
static const char *const block_names[] = {"heading", "para",   "item",   "label",  "footnote",
                                          "cell",    "margin", "header", "footer", "page-number"};
static const char *const page_names[] = {"text",   "image",   "empty",     "mixed",
                                         "spaced", "garbled", "recognised"};
static const char *const media_names[] = {"text/plain", "text/html", "application/pdf", "image"};
static const char *const cert_names[] = {"high", "medium", "low"};

/* The index of a name in a table, or -1. */
static int
name_index(const char *const *names, gsize n, const char *name)
{
    for (gsize i = 0; i < n; i++)
        if (!strcmp(names[i], name))
            return (int)i;
    return -1;
}

const char *
document_state_name(enum document_state state)
{
    return state_names[state];
}

gboolean
document_state_from_name(const char *name, enum document_state *ret_state)
{
    int i = name_index(state_names, G_N_ELEMENTS(state_names), name);
    if (i >= 0)
        *ret_state = (enum document_state)i;
    return i >= 0;
}

const char *
media_type(enum media media)
{
    return media_names[media];
}

gboolean
media_from_type(const char *type, enum media *ret_media)
{
    int i = name_index(media_names, G_N_ELEMENTS(media_names), type);
    if (i >= 0)
        *ret_media = (enum media)i;
    return i >= 0;
}

const char *
page_state_name(enum page_state state)
{
    return page_names[state];
}

gboolean
page_state_from_name(const char *name, enum page_state *ret_state)
{
    int i = name_index(page_names, G_N_ELEMENTS(page_names), name);
    if (i >= 0)
        *ret_state = (enum page_state)i;
    return i >= 0;
}

const char *
block_kind_name(enum block_kind kind)
{
    return block_names[kind];
}

gboolean
block_kind_from_name(const char *name, enum block_kind *ret_kind)
{
    int i = name_index(block_names, G_N_ELEMENTS(block_names), name);
    if (i >= 0)
        *ret_kind = (enum block_kind)i;
    return i >= 0;
}

gboolean
block_is_furniture(enum block_kind kind)
{
    return kind == BLOCK_HEADER || kind == BLOCK_FOOTER || kind == BLOCK_PAGE_NUMBER;
}

const char *
cert_name(enum cert cert)
{
    return cert_names[cert];
}

gboolean
cert_from_name(const char *name, enum cert *ret_cert)
{
    int i = name_index(cert_names, G_N_ELEMENTS(cert_names), name);
    if (i >= 0)
        *ret_cert = (enum cert)i;
    return i >= 0;
}

struct document *
document_new(const char *path, const char *sha256, enum media media)
{
    struct document *document = g_new0(struct document, 1);
    document->arena = arena_new();
    document->path = arena_strdup(document->arena, path);
    document->sha256 = arena_strdup(document->arena, sha256);
    document->media = media;
    document->applications = g_array_new(FALSE, TRUE, sizeof(struct application));
    document->issues = g_array_new(FALSE, TRUE, sizeof(struct issue));
    document->discards = g_array_new(FALSE, TRUE, sizeof(struct discard));
    document->pages = g_array_new(FALSE, TRUE, sizeof(struct page));
    document->recognised = g_array_new(FALSE, TRUE, sizeof(struct recognised_word));
    document->lines = g_array_new(FALSE, TRUE, sizeof(struct line));
    document->pieces = g_array_new(FALSE, TRUE, sizeof(struct piece));
    document->blocks = g_array_new(FALSE, TRUE, sizeof(struct block));
    document->cells = g_array_new(FALSE, TRUE, sizeof(struct cell));
    document->sentences = g_array_new(FALSE, TRUE, sizeof(struct sentence));
    document->mentions = g_array_new(FALSE, TRUE, sizeof(struct mention));
    document->facts = g_array_new(FALSE, TRUE, sizeof(struct fact));
    document->fact_keys = g_hash_table_new(g_str_hash, g_str_equal);
    document->source = g_string_new(NULL);
    document->text = g_string_new(NULL);
    return document;
}

void
document_free(struct document *document)
{
    if (!document)
        return;
    GArray *arrays[] = {document->applications, document->issues, document->discards,
                        document->pages,        document->lines,  document->pieces,
                        document->blocks,       document->cells,  document->sentences,
                        document->mentions,     document->facts,  document->recognised};
    for (gsize i = 0; i < G_N_ELEMENTS(arrays); i++)
        g_array_free(arrays[i], TRUE);
    g_hash_table_destroy(document->fact_keys);
    g_string_free(document->source, TRUE);
    g_string_free(document->text, TRUE);
    arena_free(document->arena);
    g_free(document);
}

struct document *
document_new_body(const struct document *old)
{
    struct document *document = document_new(old->path, old->sha256, old->media);
    document->state = old->state;
    for (guint i = 0; i < old->applications->len; i++) {
        const struct application *a = &g_array_index(old->applications, struct application, i);
        document_applied(document, a->name, a->version, a->dictionary);
    }
    for (guint i = 0; i < old->issues->len; i++) {
        const struct issue *issue = &g_array_index(old->issues, struct issue, i);
        document_issue(document, issue->tag, issue->page, "%s", issue->text);
    }
    for (guint i = 0; i < old->discards->len; i++) {
        struct discard discard = g_array_index(old->discards, struct discard, i);
        discard.reason = arena_strdup(document->arena, discard.reason);
        g_array_append_val(document->discards, discard);
    }
    g_array_append_vals(document->pages, old->pages->data, old->pages->len);
    g_array_append_vals(document->recognised, old->recognised->data, old->recognised->len);
    return document;
}

void
document_take_body(struct document *document, struct document *from)
{
    struct document old = *document;
    *document = *from;
    *from = old;
    document_free(from);
}

const char *
document_id(struct document *document)
{
    return arena_printf(document->arena, "d%.16s", document->sha256);
}

/* Text that any output can carry on one line: UTF-8, without control characters. */
static char *
one_line(const char *text)
{
    char *clean = g_utf8_make_valid(text, -1);
    for (char *c = clean; *c; c++)
        if ((guchar)*c < 0x20 || *c == 0x7f)
            *c = ' ';
    return clean;
}

void
document_issue(struct document *document, const char *tag, guint page, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *clean = one_line(text);
    for (guint i = 0; i < document->issues->len; i++) {
        const struct issue *known = &g_array_index(document->issues, struct issue, i);
        if (known->page == page && !strcmp(known->tag, tag) && !strcmp(known->text, clean))
            return;
    }
    struct issue issue = {.tag = arena_strdup(document->arena, tag),
                          .page = page,
                          .text = arena_strdup(document->arena, clean)};
    g_array_append_val(document->issues, issue);
}

void
document_applied(struct document *document, const char *stage, const char *version,
                 const char *dictionary)
{
    GArray *applications = document->applications;
    for (guint i = 0; i < applications->len; i++)
        if (!strcmp(g_array_index(applications, struct application, i).name, stage))
            g_array_set_size(applications, i);
    struct application application = {.name = arena_strdup(document->arena, stage),
                                      .version = arena_strdup(document->arena, version),
                                      .dictionary = arena_strdup(document->arena, dictionary)};
    g_array_append_val(applications, application);
}

const char *
document_block_text(const struct document *document, const struct block *block, gsize *ret_length)
{
    if (ret_length)
        *ret_length = block->span.end - block->span.start;
    return document->text->str + block->span.start;
}

guint
document_block_at(const struct document *document, gsize offset)
{
    guint low = 0, high = document->blocks->len;
    while (low < high) { /* the first block that starts after offset */
        guint middle = low + (high - low) / 2;
        if (document_block(document, middle)->span.start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? low - 1 : 0;
}

guint
document_piece_at(const struct document *document, gsize offset)
{
    guint low = 0, high = document->pieces->len;
    while (low < high) { /* the first piece that ends after offset */
        guint middle = low + (high - low) / 2;
        const struct piece *piece = document_piece(document, middle);
        if (piece->text + piece->text_length <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < document->pieces->len && document_piece(document, low)->text <= offset)
        return low;
    return low ? low - 1 : 0;
}

int
document_sentence_at(const struct document *document, gsize offset)
{
    guint low = 0, high = document->sentences->len;
    while (low < high) { /* the first sentence that ends after offset */
        guint middle = low + (high - low) / 2;
        if (document_sentence(document, middle)->span.end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < document->sentences->len && document_sentence(document, low)->span.start <= offset)
        return (int)low;
    return -1;
}

gsize
document_offset(const struct document *document, struct offset_counter *counter, gsize offset)
{
    if (offset < counter->bytes)
        counter->bytes = counter->points = 0;
    const char *text = document->text->str;
    for (; counter->bytes < offset; counter->bytes++)
        counter->points += ((guchar)text[counter->bytes] & 0xC0) != 0x80;
    return counter->points;
}

/* The column of the source character that a byte of the piece's text came from. */
static guint
piece_column(const struct document *document, const struct piece *piece, gsize offset)
{
    if (piece->kind != PIECE_SAME || offset <= piece->text)
        return piece->column;
    const char *start = document->text->str + piece->text;
    return piece->column + (guint)g_utf8_strlen(start, (gssize)(offset - piece->text));
}

/* The column just after a piece's source. */
static guint
piece_end_column(const struct document *document, const struct piece *piece)
{
    const char *start = document->source->str + piece->source;
    return piece->column + (guint)g_utf8_strlen(start, (gssize)piece->source_length);
}

struct place
document_place(const struct document *document, struct span span)
{
    struct place place = {0};
    if (!document->pieces->len)
        return place;
    const struct piece *first = document_piece(document, document_piece_at(document, span.start));
    const struct line *line = document_line(document, first->line);
    place.page = line->page;
    place.line = line->n;
    place.column = piece_column(document, first, span.start);

    gsize end = span.end > span.start ? span.end - 1 : span.end; /* a byte of the last character */
    const struct piece *last = document_piece(document, document_piece_at(document, end));
    line = document_line(document, last->line);
    place.end_page = line->page;
    place.end_line = line->n;
    if (last->kind == PIECE_SAME && span.end < last->text + last->text_length)
        place.end_column = piece_column(document, last, span.end);
    else
        place.end_column = piece_end_column(document, last);
    return place;
}

/* "<br>", "&amp;": a tag or a character reference that a text holds is no word of it. */
static gboolean
is_markup(const struct document *document, const struct piece *piece)
{
    const char *source = document->source->str + piece->source;
    if (piece->source_length < 3)
        return FALSE;
    char first = source[0], last = source[piece->source_length - 1];
    return (first == '<' && last == '>') || (first == '&' && last == ';');
}

char *
document_printed(struct document *document, struct span span)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = document_piece_at(document, span.start); i < document->pieces->len; i++) {
        const struct piece *piece = document_piece(document, i);
        if (piece->text >= span.end)
            break;
        gsize from = MAX(piece->text, span.start);
        gsize to = MIN(piece->text + piece->text_length, span.end);
        if (from >= to)
            continue;
        if (out->len && i && piece->text == from && from > span.start &&
            document->text->str[from - 1] == '\n')
            g_string_append_c(out, ' ');
        if (piece->kind == PIECE_CHOICE && !is_markup(document, piece))
            g_string_append_len(out, document->source->str + piece->source,
                                (gssize)piece->source_length);
        else
            g_string_append_len(out, document->text->str + from, (gssize)(to - from));
    }
    return arena_strndup(document->arena, out->str, out->len);
}

static gint
compare_source(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct document *document = data;
    const struct piece *p = document_piece(document, *(const guint *)a);
    const struct piece *q = document_piece(document, *(const guint *)b);
    const struct line *l = document_line(document, p->line), *m = document_line(document, q->line);
    if (l->page != m->page)
        return l->page < m->page ? -1 : 1;
    if (l->n != m->n)
        return l->n < m->n ? -1 : 1;
    if (p->column != q->column)
        return p->column < q->column ? -1 : 1;
    return p->source < q->source ? -1 : p->source > q->source;
}

char *
document_source_text(const struct document *document)
{
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < document->pieces->len; i++)
        if (document_piece(document, i)->source_length)
            g_array_append_val(order, i);
    g_array_sort_with_data(order, compare_source, (gpointer)document);
    GString *out = g_string_new(NULL);
    const struct line *at = NULL;
    guint column = 0;
    for (guint i = 0; i < order->len; i++) {
        const struct piece *piece = document_piece(document, g_array_index(order, guint, i));
        const struct line *line = document_line(document, piece->line);
        if (!at || at->page != line->page || at->n != line->n || column != piece->column)
            g_string_append_printf(out, "%s%u:%u:%u\t", at ? "\n" : "", line->page, line->n,
                                   piece->column);
        g_string_append_len(out, document->source->str + piece->source,
                            (gssize)piece->source_length);
        column = piece_end_column(document, piece);
        at = line;
    }
    if (at)
        g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}
