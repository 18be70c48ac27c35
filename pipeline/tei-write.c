/* A document as one line of TEI: our own escaping, one pass over blocks and pieces.
 *
 * Where tags stand at an offset of the reading text, always in this order: what ends there is
 * closed; <pb>, <lb>, <milestone> and what is printed but not read; then what begins there is
 * opened. So the same document has one line only, and reading it gives the same document. */
#include "tei.h"

#include "tei-private.h"

#include <string.h>

struct writer {
    struct document *document;
    GString *out;
    guint line;   /* the line that stands written, in this block; G_MAXUINT for none */
    guint column; /* of the next source character */
    guint pages;  /* how many <pb> are written */
    guint next_sentence, next_mention;
    GArray *open;     /* struct open_tag: what is open, innermost last */
    const char *list; /* the wrapper that is open: "list" or NULL */
    gboolean in_div;
};

struct open_tag {
    gsize end;
    const char *element;
};

/* ---- mentions -------------------------------------------------------------------------------- */

/* quantity="V", or atLeast and atMost for a range. */
static void
put_quantity(GString *out, const char *value)
{
    const char *slash = strchr(value, '/');
    if (!slash) {
        tei_put_attribute(out, "quantity", value);
        return;
    }
    g_string_append(out, " atLeast=\"");
    tei_put_escaped(out, value, (gsize)(slash - value), TRUE);
    g_string_append_c(out, '"');
    tei_put_attribute(out, "atMost", slash + 1);
}

static void
put_value(GString *out, struct document *document, const struct mention *mention)
{
    switch (mention->type) {
    case MENTION_AMOUNT: {
        const char *currency = attrs_get(document->arena, mention->attrs, "currency");
        put_quantity(out, mention->value);
        tei_put_attribute(out, "unit", currency ? currency : "DKK");
        break;
    }
    case MENTION_PERCENT:
        put_quantity(out, mention->value);
        tei_put_attribute(out, "unit", "%");
        break;
    case MENTION_COUNT:
        put_quantity(out, mention->value);
        break;
    case MENTION_DATE:
    case MENTION_PERIOD:
    case MENTION_DURATION:
        tei_put_attribute(out, "when-custom", mention->value);
        if (mention->earliest)
            tei_put_attribute(out, "notBefore", mention->earliest);
        if (mention->latest)
            tei_put_attribute(out, "notAfter", mention->latest);
        break;
    case MENTION_CASE:
    case MENTION_CONTACT:
    case MENTION_LAW:
        g_string_append(out, " target=\"v:");
        tei_put_uri(out, mention->value);
        g_string_append_c(out, '"');
        break;
    case MENTION_CPR:
    case N_MENTION_TYPES:
        break;
    default:
        tei_put_attribute(out, "key", mention->value);
    }
}

/* ana="r:RULE a:key=value ...". */
static void
put_ana(GString *out, const struct mention *mention)
{
    g_string_append(out, " ana=\"r:");
    tei_put_uri(out, mention->rule);
    const char *at = mention->attrs;
    while (*at) {
        gsize length = strcspn(at, ";");
        g_autofree char *item = g_strndup(at, length);
        g_string_append(out, " a:");
        tei_put_uri(out, item);
        at += length + (at[length] == ';');
    }
    g_string_append_c(out, '"');
}

static const char *
put_mention_start(struct writer *writer, guint index)
{
    GString *out = writer->out;
    const struct mention *mention = document_mention(writer->document, index);
    const struct tei_mention *tei = &tei_mentions[mention->type];
    g_string_append_printf(out, "<%s xml:id=\"m%u\"", tei->element, index + 1);
    if (tei->type)
        tei_put_attribute(out, "type", tei->type);
    put_value(out, writer->document, mention);
    put_ana(out, mention);
    if (mention->cert != CERT_HIGH)
        tei_put_attribute(out, "cert", cert_name(mention->cert));
    g_string_append_c(out, '>');
    return tei->element;
}

/* ---- spans and position marks ---------------------------------------------------------------- */

static void
close_spans(struct writer *writer, gsize offset)
{
    while (writer->open->len) {
        const struct open_tag *tag =
            &g_array_index(writer->open, struct open_tag, writer->open->len - 1);
        if (tag->end > offset)
            return;
        g_string_append_printf(writer->out, "</%s>", tag->element);
        g_array_set_size(writer->open, writer->open->len - 1);
    }
}

static void
open_spans(struct writer *writer, gsize offset)
{
    const struct document *document = writer->document;
    while (writer->next_sentence < document->sentences->len &&
           document_sentence(document, writer->next_sentence)->span.start == offset) {
        struct open_tag tag = {document_sentence(document, writer->next_sentence)->span.end, "s"};
        g_string_append_printf(writer->out, "<s xml:id=\"s%u\">", ++writer->next_sentence);
        g_array_append_val(writer->open, tag);
    }
    while (writer->next_mention < document->mentions->len &&
           document_mention(document, writer->next_mention)->span.start == offset) {
        struct open_tag tag = {document_mention(document, writer->next_mention)->span.end, NULL};
        tag.element = put_mention_start(writer, writer->next_mention++);
        g_array_append_val(writer->open, tag);
    }
}

/* The next offset at which a tag stands, at most `limit`. */
static gsize
next_border(const struct writer *writer, gsize limit)
{
    const struct document *document = writer->document;
    if (writer->open->len)
        limit = MIN(limit, g_array_index(writer->open, struct open_tag, writer->open->len - 1).end);
    if (writer->next_sentence < document->sentences->len)
        limit = MIN(limit, document_sentence(document, writer->next_sentence)->span.start);
    if (writer->next_mention < document->mentions->len)
        limit = MIN(limit, document_mention(document, writer->next_mention)->span.start);
    return limit;
}

/* <pb> for each page up to and including `page` that has none yet. */
static void
put_pages(struct writer *writer, guint page)
{
    while (writer->pages < page && writer->pages < writer->document->pages->len) {
        const struct page *next = document_page(writer->document, writer->pages++);
        g_string_append(writer->out, "<pb n=\"");
        tei_put_unsigned(writer->out, next->n);
        g_string_append_c(writer->out, '"');
        if (tei_has_box(&next->box))
            tei_put_facs(writer->out, next->n, &next->box);
        g_string_append(writer->out, "/>");
    }
}

/* Moves the cursor to a piece: <lb> for another line, <milestone> for another column. */
static void
put_position(struct writer *writer, const struct piece *piece)
{
    GString *out = writer->out;
    if (piece->line != writer->line) {
        const struct line *line = document_line(writer->document, piece->line);
        if (writer->line != G_MAXUINT && !line->joined)
            g_string_append_c(out, ' '); /* stands for the line end; the reader takes it off */
        put_pages(writer, line->page);
        g_string_append(out, "<lb n=\"");
        tei_put_unsigned(out, line->n);
        g_string_append_c(out, '"');
        if (line->joined)
            g_string_append(out, " break=\"no\"");
        if (tei_has_box(&line->box) || line->page != writer->pages)
            tei_put_facs(out, line->page, &line->box);
        for (guint i = 0; i < line->n_ranges; i++) {
            g_string_append(out, i ? " c:" : " corresp=\"c:");
            tei_put_unsigned(out, line->ranges[i].first);
            g_string_append_c(out, ',');
            tei_put_unsigned(out, line->ranges[i].last);
        }
        g_string_append(out, line->n_ranges ? "\"/>" : "/>");
        writer->line = piece->line;
        writer->column = 0;
    }
    if (piece->column != writer->column) {
        g_string_append(out, "<milestone unit=\"char\" n=\"");
        tei_put_unsigned(out, piece->column);
        g_string_append(out, "\"/>");
        writer->column = piece->column;
    }
}

static void
put_source(struct writer *writer, gsize source, gsize length)
{
    const char *start = writer->document->source->str + source;
    tei_put_escaped(writer->out, start, length, FALSE);
    writer->column += (guint)g_utf8_strlen(start, (gssize)length);
}

static void
put_piece(struct writer *writer, const struct piece *piece)
{
    gsize at = piece->text, end = at + piece->text_length;
    close_spans(writer, at);
    put_position(writer, piece);
    if (piece->kind == PIECE_BREAK)
        return;
    if (piece->kind == PIECE_SAME) {
        while (at < end) {
            close_spans(writer, at);
            open_spans(writer, at);
            gsize to = next_border(writer, end);
            put_source(writer, piece->source + (at - piece->text), to - at);
            at = to;
        }
        return;
    }
    if (piece->text_length)
        open_spans(writer, at);
    if (piece->kind == PIECE_FOLD) {
        put_source(writer, piece->source, piece->source_length);
        return;
    }
    g_string_append(writer->out, piece->source_length ? "<choice><sic>" : "<choice><sic/>");
    put_source(writer, piece->source, piece->source_length);
    g_string_append(writer->out, piece->source_length ? "</sic><corr" : "<corr");
    if (piece->cert != CERT_HIGH)
        tei_put_attribute(writer->out, "cert", cert_name((enum cert)piece->cert));
    if (piece->text_length) {
        g_string_append_c(writer->out, '>');
        tei_put_escaped(writer->out, writer->document->text->str + at, piece->text_length, FALSE);
        g_string_append(writer->out, "</corr></choice>");
    } else {
        g_string_append(writer->out, "/></choice>");
    }
}

static void
put_pieces(struct writer *writer, const struct block *block)
{
    writer->line = G_MAXUINT;
    for (guint i = block->first_piece; i < block->first_piece + block->n_pieces; i++)
        put_piece(writer, document_piece(writer->document, i));
    close_spans(writer, block->span.end);
}

/* ---- blocks ---------------------------------------------------------------------------------- */

static void
put_n_and_level(GString *out, const struct block *block)
{
    if (block->n)
        tei_put_attribute(out, "n", block->n);
    if (block->level)
        g_string_append_printf(out, " rend=\"level-%u\"", block->level);
}

/* A block as extract leaves it. */
static void
put_raw_block(struct writer *writer, const struct block *block)
{
    GString *out = writer->out;
    g_string_append_printf(out, "<ab type=\"%s\"", block_kind_name(block->kind));
    put_n_and_level(out, block);
    g_string_append_c(out, '>');
    put_pieces(writer, block);
    g_string_append(out, "</ab>");
}

static void
close_list(struct writer *writer)
{
    if (writer->list)
        g_string_append(writer->out, "</list>");
    writer->list = NULL;
}

/* Opens or closes <list> and <div> so that a block of this kind may follow. */
static void
wrap(struct writer *writer, enum block_kind kind, gboolean in_cell)
{
    GString *out = writer->out;
    if (kind != BLOCK_ITEM)
        close_list(writer);
    if (!in_cell && (kind == BLOCK_HEADING || !writer->in_div)) {
        g_string_append(out, writer->in_div ? "</div><div>" : "<div>");
        writer->in_div = TRUE;
    }
    if (kind == BLOCK_ITEM && !writer->list) {
        g_string_append(out, "<list>");
        writer->list = "list";
    }
}

/* A block as normalise leaves it. */
static void
put_block(struct writer *writer, const struct block *block)
{
    static const struct {
        const char *start, *end;
    } tags[] = {
        [BLOCK_HEADING] = {"<head", "</head>"},
        [BLOCK_PARAGRAPH] = {"<p", "</p>"},
        [BLOCK_ITEM] = {"<item", "</item>"},
        [BLOCK_LABEL] = {"<p rend=\"label\"", "</p>"},
        [BLOCK_FOOTNOTE] = {"<note place=\"bottom\"", "</note>"},
        [BLOCK_CELL] = {"<p", "</p>"},
        [BLOCK_MARGIN] = {"<note place=\"margin\"", "</note>"},
        [BLOCK_HEADER] = {"<fw type=\"header\" place=\"top\"", "</fw>"},
        [BLOCK_FOOTER] = {"<fw type=\"footer\" place=\"bottom\"", "</fw>"},
        [BLOCK_PAGE_NUMBER] = {"<fw type=\"page-number\" place=\"bottom\"", "</fw>"},
    };
    wrap(writer, block->kind, block->cell >= 0);
    g_string_append(writer->out, tags[block->kind].start);
    if (block->kind == BLOCK_ITEM || block->kind == BLOCK_HEADING)
        put_n_and_level(writer->out, block);
    g_string_append_c(writer->out, '>');
    put_pieces(writer, block);
    g_string_append(writer->out, tags[block->kind].end);
}

static void
put_cell_start(GString *out, const struct cell *cell, guint page)
{
    g_string_append_printf(out, "<cell n=\"%u\"", cell->column + 1);
    if (cell->header)
        g_string_append(out, " role=\"label\"");
    if (cell->repeated)
        g_string_append(out, " rend=\"repeat\"");
    if (cell->rows > 1)
        g_string_append_printf(out, " rows=\"%u\"", cell->rows);
    if (cell->columns > 1)
        g_string_append_printf(out, " cols=\"%u\"", cell->columns);
    if (tei_has_box(&cell->box))
        tei_put_facs(out, page, &cell->box);
    g_string_append_c(out, '>');
}

/* The page of a cell: that of its first line, else of the last <pb>. */
static guint
cell_page(const struct writer *writer, const struct block *block)
{
    if (block->n_pieces) {
        const struct piece *piece = document_piece(writer->document, block->first_piece);
        return document_line(writer->document, piece->line)->page;
    }
    return MAX(writer->pages, 1);
}

/* One cell: the blocks from index i that name it. Returns the index after them. */
static guint
put_cell(struct writer *writer, guint i)
{
    const struct document *document = writer->document;
    const struct block *block = document_block(document, i);
    const int cell = block->cell;
    put_cell_start(writer->out, document_cell(document, (guint)cell), cell_page(writer, block));
    if (block->kind == BLOCK_CELL) {
        put_pieces(writer, block);
        i++;
    } else {
        for (; i < document->blocks->len && document_block(document, i)->cell == cell; i++) {
            if (document->structured)
                put_block(writer, document_block(document, i));
            else
                put_raw_block(writer, document_block(document, i));
        }
        close_list(writer);
    }
    g_string_append(writer->out, "</cell>");
    return i;
}

/* A table: the blocks from index i whose cells name it. Returns the index after them. */
static guint
put_table(struct writer *writer, guint i)
{
    const struct document *document = writer->document;
    const struct cell *first = document_cell(document, (guint)document_block(document, i)->cell);
    guint row = G_MAXUINT;
    if (document->structured)
        wrap(writer, BLOCK_CELL, FALSE);
    g_string_append(writer->out, "<table>");
    while (i < document->blocks->len && document_block(document, i)->cell >= 0) {
        const struct cell *cell = document_cell(document, (guint)document_block(document, i)->cell);
        if (cell->table != first->table)
            break;
        if (cell->row != row) {
            if (row != G_MAXUINT)
                g_string_append(writer->out, "</row>");
            g_string_append_printf(writer->out, "<row n=\"%u\">", cell->row + 1);
            row = cell->row;
        }
        i = put_cell(writer, i);
    }
    g_string_append(writer->out, "</row></table>");
    return i;
}

static void
put_body(struct writer *writer)
{
    const struct document *document = writer->document;
    GString *out = writer->out;
    g_string_append(out, "<text xml:space=\"preserve\"><body>");
    for (guint i = 0; i < document->blocks->len;) {
        const struct block *block = document_block(document, i);
        if (block->cell >= 0) {
            i = put_table(writer, i);
            continue;
        }
        if (document->structured)
            put_block(writer, block);
        else
            put_raw_block(writer, block);
        i++;
    }
    close_list(writer);
    if (!document->blocks->len)
        g_string_append(out, document->structured ? "<div><ab/></div>" : "<ab/>");
    else if (writer->in_div)
        g_string_append(out, "</div>");
    put_pages(writer, document->pages->len);
    g_string_append(out, "</body></text>");
}

/* ---- the document ---------------------------------------------------------------------------- */

void
tei_write(struct document *document, GString *out)
{
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(struct open_tag));
    struct writer writer = {.document = document, .out = out, .open = open};
    g_string_append_printf(out,
                           "<TEI xmlns=\"" TEI_NAMESPACE "\" version=\"" TEI_RELEASE
                           "\" xml:id=\"%s\" xml:lang=\"da\">",
                           document_id(document));
    tei_put_header(out, document);
    tei_put_recognised(out, document);
    put_body(&writer);
    tei_put_facts(out, document);
    g_string_append(out, "</TEI>\n");
}
