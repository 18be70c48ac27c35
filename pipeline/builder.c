/* The reading text grows with the source; blanks wait until a visible character follows, so that
 * a run of them is one space and none stands at a block's edge. */
#include "builder.h"

#include <string.h>

struct builder {
    struct document *document;
    gboolean open;      /* a block is open */
    gboolean has_line;  /* a line has begun in the open block */
    guint column;       /* of the next source character */
    gsize blanks;       /* waiting blanks: the last bytes of the source */
    guint blank_column; /* column of the first of them */
    guint blank_points; /* how many they are */
    guint end_column;   /* just after the last piece */
    guint forbidden;
};

struct builder *
builder_new(struct document *document)
{
    g_assert(!document->blocks->len);
    struct builder *builder = g_new0(struct builder, 1);
    builder->document = document;
    return builder;
}

void
builder_free(struct builder *builder)
{
    if (!builder)
        return;
    if (builder->open)
        builder_end_block(builder);
    if (builder->forbidden)
        document_issue(builder->document, "forbidden-characters", 0,
                       "%u characters that XML cannot carry stand as U+FFFD", builder->forbidden);
    g_free(builder);
}

void
builder_page(struct builder *builder, const struct page *page)
{
    g_array_append_val(builder->document->pages, *page);
}

int
builder_cell(struct builder *builder, const struct cell *cell)
{
    struct cell copy = *cell;
    copy.rows = MAX(copy.rows, 1);
    copy.columns = MAX(copy.columns, 1);
    g_array_append_val(builder->document->cells, copy);
    return (int)builder->document->cells->len - 1;
}

static struct block *
open_block(struct builder *builder)
{
    return document_block(builder->document, builder->document->blocks->len - 1);
}

/* TRUE where the open block has text that does not end in a blank. */
static gboolean
after_text(const struct builder *builder)
{
    const GString *text = builder->document->text;
    const struct block *block =
        document_block(builder->document, builder->document->blocks->len - 1);
    return text->len > block->span.start && text->str[text->len - 1] != ' ';
}

guint
builder_block(struct builder *builder, enum block_kind kind, int cell)
{
    struct document *document = builder->document;
    if (builder->open)
        builder_end_block(builder);
    if (cell >= 0 && kind != BLOCK_ITEM && kind != BLOCK_PARAGRAPH)
        kind = BLOCK_CELL;
    if (document->text->len && document->text->str[document->text->len - 1] != '\n')
        g_string_append_c(document->text, '\n');
    struct block block = {.kind = kind,
                          .span = {document->text->len, document->text->len},
                          .first_piece = document->pieces->len,
                          .cell = cell};
    g_array_append_val(document->blocks, block);
    builder->open = TRUE;
    builder->has_line = FALSE;
    builder->blanks = 0;
    return document->blocks->len - 1;
}

void
builder_block_n(struct builder *builder, const char *n, guint level)
{
    struct block *block = open_block(builder);
    block->n = arena_strdup(builder->document->arena, n);
    block->level = level;
}

/* Adds a piece at the end, or lengthens the last one. `points` is its source's code points, so
 * that a long line costs no second look at what stands before. */
static void
add_piece(struct builder *builder, enum piece_kind kind, gsize source, gsize source_length,
          gsize text_length, guint column, guint points)
{
    struct document *document = builder->document;
    gsize text = document->text->len - text_length;
    guint line = document->lines->len - 1;
    if (kind == PIECE_SAME && document->pieces->len > open_block(builder)->first_piece) {
        struct piece *last = document_piece(document, document->pieces->len - 1);
        if (last->kind == PIECE_SAME && last->line == line &&
            last->source + last->source_length == source && builder->end_column == column) {
            last->source_length += source_length;
            last->text_length += text_length;
            builder->end_column += points;
            return;
        }
    }
    struct piece piece = {.kind = kind,
                          .source = source,
                          .source_length = source_length,
                          .text = text,
                          .text_length = text_length,
                          .line = line,
                          .column = column};
    g_array_append_val(document->pieces, piece);
    builder->end_column = column + points;
}

/* Lets the waiting blanks become a piece: one space of text if a visible character follows. */
static void
settle_blanks(struct builder *builder, gboolean visible_follows)
{
    if (!builder->blanks)
        return;
    struct document *document = builder->document;
    gsize length = builder->blanks, source = document->source->len - length;
    builder->blanks = 0;
    gsize text_length = 0;
    enum piece_kind kind = PIECE_FOLD;
    if (visible_follows && after_text(builder)) {
        g_string_append_c(document->text, ' ');
        text_length = 1;
        if (length == 1 && document->source->str[source] == ' ')
            kind = PIECE_SAME;
    }
    add_piece(builder, kind, source, length, text_length, builder->blank_column,
              builder->blank_points);
}

/* Takes the blank at the end of the open block's text away; the source keeps it. */
static void
trim(struct builder *builder)
{
    struct document *document = builder->document;
    struct block *block = open_block(builder);
    GString *text = document->text;
    if (text->len <= block->span.start || text->str[text->len - 1] != ' ')
        return;
    g_string_truncate(text, text->len - 1);
    for (guint i = document->pieces->len; i-- > block->first_piece;) {
        struct piece *piece = document_piece(document, i);
        if (!piece->text_length) {
            piece->text = text->len;
            continue;
        }
        piece->text_length--;
        if (piece->kind == PIECE_BREAK) {
            g_array_remove_index(document->pieces, i);
        } else if (piece->kind == PIECE_SAME) {
            piece->source_length--;
            const char *source = document->source->str + piece->source;
            struct piece blank = {.kind = PIECE_FOLD,
                                  .source = piece->source + piece->source_length,
                                  .source_length = 1,
                                  .text = text->len,
                                  .line = piece->line,
                                  .column =
                                      piece->column +
                                      (guint)g_utf8_strlen(source, (gssize)piece->source_length)};
            g_array_insert_val(document->pieces, i + 1, blank);
        }
        return;
    }
}

void
builder_end_block(struct builder *builder)
{
    if (!builder->open)
        return;
    struct document *document = builder->document;
    settle_blanks(builder, FALSE);
    trim(builder);
    struct block *block = open_block(builder);
    block->span.end = document->text->len;
    block->n_pieces = document->pieces->len - block->first_piece;
    builder->open = FALSE;
}

void
builder_line(struct builder *builder, const struct line *line, guint column)
{
    struct document *document = builder->document;
    settle_blanks(builder, FALSE);
    struct line copy = *line;
    if (line->n_ranges) {
        struct range *ranges = arena_alloc(document->arena, line->n_ranges * sizeof(struct range));
        memcpy(ranges, line->ranges, line->n_ranges * sizeof(struct range));
        copy.ranges = ranges;
    } else {
        copy.ranges = NULL;
    }
    g_array_append_val(document->lines, copy);
    builder->column = column;
    builder->has_line = TRUE;
    if (!line->joined && after_text(builder)) {
        g_string_append_c(document->text, ' ');
        add_piece(builder, PIECE_BREAK, document->source->len, 0, 1, column, 0);
    }
}

void
builder_column(struct builder *builder, guint column)
{
    if (builder->column == column)
        return;
    settle_blanks(builder, TRUE);
    builder->column = column;
}

/* What the table says of a character. */
enum fold {
    FOLD_PLAIN,
    FOLD_BLANK,
    FOLD_REPLACE,
    FOLD_MARK,
    FOLD_FORBIDDEN
};

static enum fold
fold(gunichar c, const char **ret_replacement)
{
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    if (c < 0x80) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
            return FOLD_BLANK;
        return c < 0x20 ? FOLD_FORBIDDEN : FOLD_PLAIN;
    }
    if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000)
        return FOLD_BLANK;
    if (c >= 0x300 && c <= 0x36F)
        return FOLD_MARK;
    if (c == 0xFFFE || c == 0xFFFF || (c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF)
        return FOLD_FORBIDDEN;
    if (c >= 0xFB00 && c <= 0xFB06)
        *ret_replacement = ligatures[c - 0xFB00];
    else if (c == 0x2010 || c == 0x2011)
        *ret_replacement = "-";
    else if (c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF)
        *ret_replacement = "";
    else if (c == 0x212B)
        *ret_replacement = "Å";
    else
        return FOLD_PLAIN;
    return FOLD_REPLACE;
}

/* Puts source bytes into the source and returns where they begin. */
static gsize
put_source(struct builder *builder, const char *bytes, gsize length)
{
    GString *source = builder->document->source;
    g_string_append_len(source, bytes, (gssize)length);
    return source->len - length;
}

static void
put_blank(struct builder *builder, const char *bytes, gsize length)
{
    put_source(builder, bytes, length);
    if (!builder->blanks) {
        builder->blank_column = builder->column;
        builder->blank_points = 0;
    }
    builder->blanks += length;
    builder->blank_points++;
    builder->column++;
}

static void
put_plain(struct builder *builder, const char *bytes, gsize length, guint points)
{
    settle_blanks(builder, TRUE);
    gsize source = put_source(builder, bytes, length);
    g_string_append_len(builder->document->text, bytes, (gssize)length);
    add_piece(builder, PIECE_SAME, source, length, length, builder->column, points);
    builder->column += points;
}

static void
put_replaced(struct builder *builder, const char *bytes, gsize length, const char *text)
{
    if (*text)
        settle_blanks(builder, TRUE);
    else if (builder->blanks)
        settle_blanks(builder, after_text(builder));
    gsize source = put_source(builder, bytes, length);
    g_string_append(builder->document->text, text);
    add_piece(builder, PIECE_FOLD, source, length, strlen(text), builder->column, 1);
    builder->column++;
}

/* A combining mark after a letter: one composed letter, where Unicode has it (NFC). */
static void
put_mark(struct builder *builder, const char *bytes, gsize length, gunichar mark)
{
    struct document *document = builder->document;
    GString *text = document->text;
    struct block *block = open_block(builder);
    struct piece *last = document->pieces->len > block->first_piece
                             ? document_piece(document, document->pieces->len - 1)
                             : NULL;
    gunichar composed = 0;
    if (builder->blanks || !last || !last->text_length || last->kind == PIECE_CHOICE ||
        last->kind == PIECE_BREAK) {
        put_plain(builder, bytes, length, 1);
        return;
    }
    const char *before = g_utf8_prev_char(text->str + text->len);
    if (!g_unichar_compose(g_utf8_get_char(before), mark, &composed)) {
        put_plain(builder, bytes, length, 1);
        return;
    }
    gsize letter = (gsize)(text->str + text->len - before);
    g_string_truncate(text, text->len - letter);
    gsize source_length = letter;
    guint column = builder->column - 1;
    if (last->kind == PIECE_SAME) {
        last->source_length -= letter;
        last->text_length -= letter;
    } else { /* an earlier fold: take its last letter's source with it */
        source_length = last->source_length;
        column = last->column;
        last->source_length = last->text_length = 0;
    }
    gsize source = put_source(builder, bytes, length) - source_length;
    if (!last->source_length)
        g_array_set_size(document->pieces, document->pieces->len - 1);
    char utf8[8];
    gsize text_length = (gsize)g_unichar_to_utf8(composed, utf8);
    g_string_append_len(text, utf8, (gssize)text_length);
    add_piece(builder, PIECE_FOLD, source, source_length + length, text_length, column,
              builder->column + 1 - column);
    builder->column++;
}

void
builder_text(struct builder *builder, const char *bytes, gsize length)
{
    g_assert(builder->open && builder->has_line);
    const char *at = bytes, *end = bytes + length, *plain = bytes;
    guint points = 0;
    while (at < end) {
        gunichar c = (guchar)*at;
        gsize size = 1;
        if (c >= 0x80) {
            c = g_utf8_get_char_validated(at, end - at);
            if (c == (gunichar)-1 || c == (gunichar)-2)
                c = 0xFFFF; /* no UTF-8: a byte that nothing can carry */
            else
                size = (gsize)(g_utf8_next_char(at) - at);
        }
        const char *replacement = NULL;
        enum fold kind = fold(c, &replacement);
        if (kind == FOLD_PLAIN) {
            at += size;
            points++;
            continue;
        }
        if (at > plain)
            put_plain(builder, plain, (gsize)(at - plain), points);
        if (kind == FOLD_BLANK) {
            put_blank(builder, at, size);
        } else if (kind == FOLD_REPLACE) {
            put_replaced(builder, at, size, replacement);
        } else if (kind == FOLD_MARK) {
            put_mark(builder, at, size, c);
        } else {
            builder->forbidden++;
            put_plain(builder, "\xEF\xBF\xBD", 3, 1);
        }
        at += size;
        plain = at;
        points = 0;
    }
    if (at > plain)
        put_plain(builder, plain, (gsize)(at - plain), points);
}

/* Appends with forbidden characters replaced and line ends made blanks. Returns its code points. */
static guint
put_clean(struct builder *builder, GString *out, const char *bytes, gsize length)
{
    guint points = 0;
    for (const char *at = bytes, *end = bytes + length; at < end; points++) {
        gunichar c = g_utf8_get_char_validated(at, end - at);
        gboolean valid = c != (gunichar)-1 && c != (gunichar)-2;
        const char *next = valid ? g_utf8_next_char(at) : at + 1;
        const char *replacement = NULL;
        if (!valid || fold(c, &replacement) == FOLD_FORBIDDEN) {
            builder->forbidden++;
            g_string_append(out, "\xEF\xBF\xBD");
        } else if (c == '\n' || c == '\r') {
            g_string_append_c(out, ' ');
        } else {
            g_string_append_len(out, at, next - at);
        }
        at = next;
    }
    return points;
}

void
builder_choice(struct builder *builder, const char *sic, gsize sic_length, const char *corr,
               gsize corr_length, enum cert cert)
{
    struct document *document = builder->document;
    g_assert(builder->open && builder->has_line);
    if (!sic_length && !corr_length)
        return;
    settle_blanks(builder, TRUE);
    gsize source = document->source->len, text = document->text->len;
    guint points = put_clean(builder, document->source, sic, sic_length);
    put_clean(builder, document->text, corr, corr_length);
    add_piece(builder, PIECE_CHOICE, source, document->source->len - source,
              document->text->len - text, builder->column, points);
    document_piece(document, document->pieces->len - 1)->cert = (guint8)cert;
    builder->column += points;
}

gboolean
builder_has_line(const struct builder *builder)
{
    return builder->open && builder->has_line;
}

gsize
builder_start(struct builder *builder)
{
    return builder->document->text->len + (builder->blanks && after_text(builder));
}

gsize
builder_end(const struct builder *builder)
{
    const GString *text = builder->document->text;
    const struct block *block =
        document_block(builder->document, builder->document->blocks->len - 1);
    return text->len - (text->len > block->span.start && text->str[text->len - 1] == ' ');
}

/* TRUE when the builder stands on the line already. */
static gboolean
on_line(const struct builder *builder, const struct line *line)
{
    if (!builder->has_line)
        return FALSE;
    const struct line *now = document_line(builder->document, builder->document->lines->len - 1);
    return now->page == line->page && now->n == line->n;
}

void
builder_copy(struct builder *builder, const struct document *from_document, guint first_piece,
             guint n_pieces, gsize from, gsize to)
{
    for (guint i = first_piece; i < first_piece + n_pieces; i++) {
        const struct piece *piece = document_piece(from_document, i);
        gsize start = piece->source, end = piece->source + piece->source_length;
        if (piece->kind == PIECE_BREAK ||
            (start == end ? start < from || start >= to : end <= from || start >= to))
            continue;
        const char *source = from_document->source->str;
        guint column = piece->column;
        if (piece->kind == PIECE_SAME) {
            if (from > start) {
                column += (guint)g_utf8_strlen(source + start, (gssize)(from - start));
                start = from;
            }
            end = MIN(end, to);
        } else if (start < from) {
            continue;
        }
        const struct line *line = document_line(from_document, piece->line);
        if (on_line(builder, line))
            builder_column(builder, column);
        else
            builder_line(builder, line, column);
        if (piece->kind == PIECE_CHOICE)
            builder_choice(builder, source + start, end - start,
                           from_document->text->str + piece->text, piece->text_length,
                           (enum cert)piece->cert);
        else
            builder_text(builder, source + start, end - start);
    }
}
