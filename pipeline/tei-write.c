/* A document as one line of TEI: our own escaping, one pass over blocks and pieces.
 *
 * Where tags stand at an offset of the reading text, always in this order: what ends there is
 * closed; <pb>, <lb>, <milestone> and what is printed but not read; then what begins there is
 * opened. So the same document has one line only, and reading it gives the same document. */
#include "tei.h"

#include "tei-private.h"

#include <string.h>

const struct tei_mention tei_mentions[N_MENTION_TYPES] = {
    [MENTION_AMOUNT] = {"measure", "currency"},
    [MENTION_PERCENT] = {"measure", "percent"},
    [MENTION_COUNT] = {"measure", "count"},
    [MENTION_DATE] = {"date", "date"},
    [MENTION_PERIOD] = {"date", "period"},
    [MENTION_DURATION] = {"date", "duration"},
    [MENTION_CASE] = {"ref", "case"},
    [MENTION_CONTACT] = {"ref", "contact"},
    [MENTION_LAW] = {"ref", "law"},
    [MENTION_CPR] = {"ref", "cpr"},
    [MENTION_PROJECT] = {"name", "project"},
    [MENTION_PROGRAMME] = {"name", "programme"},
    [MENTION_ORGANISATION] = {"orgName", NULL},
    [MENTION_PERSON] = {"persName", NULL},
    [MENTION_PLACE] = {"placeName", NULL},
};

gboolean
tei_is_symbol(const char *qualifier)
{
    return !strcmp(qualifier, "status") || !strcmp(qualifier, "verdict") ||
           !strcmp(qualifier, "approx");
}

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

/* ---- escaping -------------------------------------------------------------------------------- */

static void
put_escaped(GString *out, const char *text, gsize length, gboolean attribute)
{
    const char *plain = text, *end = text + length;
    for (const char *at = text; at < end; at++) {
        const char *entity;
        switch (*at) {
        case '&':
            entity = "&amp;";
            break;
        case '<':
            entity = "&lt;";
            break;
        case '>':
            entity = "&gt;";
            break;
        case '"':
            entity = attribute ? "&quot;" : NULL;
            break;
        case '\t':
            entity = attribute ? "&#9;" : NULL;
            break;
        case '\n':
            entity = "&#10;";
            break;
        case '\r':
            entity = "&#13;";
            break;
        default:
            entity = NULL;
        }
        if (!entity)
            continue;
        g_string_append_len(out, plain, at - plain);
        g_string_append(out, entity);
        plain = at + 1;
    }
    g_string_append_len(out, plain, end - plain);
}

static void
put_text(GString *out, const char *text)
{
    put_escaped(out, text, strlen(text), FALSE);
}

static void
put_attribute(GString *out, const char *name, const char *value)
{
    g_string_append_c(out, ' ');
    g_string_append(out, name);
    g_string_append(out, "=\"");
    put_escaped(out, value, strlen(value), TRUE);
    g_string_append_c(out, '"');
}

/* A value as part of a URI: bytes that a pointer cannot have as %XX. */
static void
put_uri(GString *out, const char *value)
{
    for (; *value; value++)
        if ((guchar)*value >= 0x80 || g_ascii_isalnum(*value) || strchr("-._~/,:=+()@*!$", *value))
            g_string_append_c(out, *value);
        else
            g_string_append_printf(out, "%%%02X", (guchar)*value);
}

static void
put_unsigned(GString *out, guint n)
{
    char digits[12], *at = digits + sizeof digits;
    *--at = '\0';
    do
        *--at = (char)('0' + n % 10);
    while (n /= 10);
    g_string_append(out, at);
}

/* Tenths of a point as points. */
static void
put_tenths(GString *out, int tenths)
{
    if (tenths < 0) {
        g_string_append_c(out, '-');
        tenths = -tenths;
    }
    put_unsigned(out, (guint)tenths / 10);
    if (tenths % 10) {
        g_string_append_c(out, '.');
        g_string_append_c(out, (char)('0' + tenths % 10));
    }
}

static gboolean
has_box(const struct box *box)
{
    return box->x0 || box->y0 || box->x1 || box->y1;
}

/* facs="z:PAGE,x0,y0,x1,y1", or facs="z:PAGE" where no box is known. */
static void
put_facs(GString *out, guint page, const struct box *box)
{
    g_string_append(out, " facs=\"z:");
    put_unsigned(out, page);
    if (has_box(box)) {
        const int sides[] = {box->x0, box->y0, box->x1, box->y1};
        for (guint i = 0; i < 4; i++) {
            g_string_append_c(out, ',');
            put_tenths(out, sides[i]);
        }
    }
    g_string_append_c(out, '"');
}

/* ---- the header ------------------------------------------------------------------------------ */

static void
put_note(GString *out, const char *type, guint n, const char *subtype, const char *text)
{
    g_string_append_printf(out, "<note type=\"%s\"", type);
    if (n)
        g_string_append_printf(out, " n=\"%u\"", n);
    if (subtype)
        put_attribute(out, "subtype", subtype);
    g_string_append_c(out, '>');
    put_text(out, text);
    g_string_append(out, "</note>");
}

static void
put_notes(GString *out, const struct document *document)
{
    char number[16];
    g_string_append(out, "<notesStmt>");
    put_note(out, "state", 0, NULL, document_state_name(document->state));
    for (guint i = 0; i < document->pages->len; i++) {
        const struct page *page = document_page(document, i);
        g_snprintf(number, sizeof number, "%u", page->characters);
        put_note(out, "page", page->n, page_state_name(page->state), number);
    }
    for (guint i = 0; i < document->discards->len; i++) {
        const struct discard *discard = &g_array_index(document->discards, struct discard, i);
        g_snprintf(number, sizeof number, "%u", discard->characters);
        put_note(out, "discarded", discard->page, discard->reason, number);
    }
    for (guint i = 0; i < document->issues->len; i++) {
        const struct issue *issue = &g_array_index(document->issues, struct issue, i);
        put_note(out, "issue", issue->page, issue->tag, issue->text);
    }
    g_string_append(out, "</notesStmt>");
}

static void
put_prefixes(GString *out)
{
    static const char *const prefixes[][3] = {
        {"z", "([0-9]+),([0-9.]+),([0-9.]+),([0-9.]+),([0-9.]+)", "#page=$1&highlight=$2,$4,$3,$5"},
        {"c", "([0-9]+),([0-9]+)", "#char=$1,$2"},
        {"a", "([a-z]+)=(.*)", "#attribute/$1/$2"},
        {"r", "(.+)", "#rule/$1"},
        {"v", "(.+)", "#value/$1"},
        {"sha256", "([0-9a-f]+)", "#sha256/$1"},
    };
    g_string_append(out, "<listPrefixDef>");
    for (gsize i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        g_string_append(out, "<prefixDef");
        put_attribute(out, "ident", prefixes[i][0]);
        put_attribute(out, "matchPattern", prefixes[i][1]);
        put_attribute(out, "replacementPattern", prefixes[i][2]);
        g_string_append(out, "/>");
    }
    g_string_append(out, "</listPrefixDef>");
}

static void
put_applications(GString *out, const struct document *document)
{
    g_string_append(out, "<appInfo>");
    for (guint i = 0; i < document->applications->len; i++) {
        const struct application *a = &g_array_index(document->applications, struct application, i);
        g_string_append(out, "<application");
        put_attribute(out, "ident", a->name);
        put_attribute(out, "version", a->version);
        g_string_append(out, "><label>");
        put_text(out, a->name);
        g_string_append(out, "</label>");
        if (a->dictionary)
            g_string_append_printf(out, "<ptr type=\"dictionary\" target=\"sha256:%s\"/>",
                                   a->dictionary);
        g_string_append(out, "</application>");
    }
    g_string_append(out, "</appInfo>");
}

static void
put_header(GString *out, struct document *document)
{
    g_autofree char *shown = g_filename_display_basename(document->path);
    for (char *c = shown; *c; c++)
        if ((guchar)*c < 0x20)
            *c = '?';
    g_string_append(out, "<teiHeader><fileDesc><titleStmt><title>");
    put_text(out, shown);
    g_string_append_printf(out,
                           "</title></titleStmt><extent><measure unit=\"page\" quantity=\"%u\"/>"
                           "</extent><publicationStmt><p/></publicationStmt>",
                           document->pages->len);
    put_notes(out, document);
    g_string_append_printf(out,
                           "<sourceDesc><bibl><ptr type=\"original\" mimeType=\"%s\" target=\"",
                           media_type(document->media));
    for (const guchar *c = (const guchar *)document->path; *c; c++)
        if (g_ascii_isalnum(*c) || strchr("-._~/,:+@()", *c))
            g_string_append_c(out, (char)*c);
        else
            g_string_append_printf(out, "%%%02X", *c);
    g_string_append_printf(out,
                           "\"/><idno type=\"sha256\">%s</idno></bibl></sourceDesc></fileDesc>"
                           "<encodingDesc><schemaRef type=\"interchange\" key=\"%s\" "
                           "url=\"aktspor.rng\"/>",
                           document->sha256, TEI_VOCABULARY);
    put_prefixes(out);
    put_applications(out, document);
    g_string_append(out, "</encodingDesc></teiHeader>");
}

/* ---- mentions -------------------------------------------------------------------------------- */

/* quantity="V", or atLeast and atMost for a range. */
static void
put_quantity(GString *out, const char *value)
{
    const char *slash = strchr(value, '/');
    if (!slash) {
        put_attribute(out, "quantity", value);
        return;
    }
    g_string_append(out, " atLeast=\"");
    put_escaped(out, value, (gsize)(slash - value), TRUE);
    g_string_append_c(out, '"');
    put_attribute(out, "atMost", slash + 1);
}

static void
put_value(GString *out, struct document *document, const struct mention *mention)
{
    switch (mention->type) {
    case MENTION_AMOUNT: {
        const char *currency = attrs_get(document->arena, mention->attrs, "currency");
        put_quantity(out, mention->value);
        put_attribute(out, "unit", currency ? currency : "DKK");
        break;
    }
    case MENTION_PERCENT:
        put_quantity(out, mention->value);
        put_attribute(out, "unit", "%");
        break;
    case MENTION_COUNT:
        put_quantity(out, mention->value);
        break;
    case MENTION_DATE:
    case MENTION_PERIOD:
    case MENTION_DURATION:
        put_attribute(out, "when-custom", mention->value);
        if (mention->earliest)
            put_attribute(out, "notBefore", mention->earliest);
        if (mention->latest)
            put_attribute(out, "notAfter", mention->latest);
        break;
    case MENTION_CASE:
    case MENTION_CONTACT:
    case MENTION_LAW:
        g_string_append(out, " target=\"v:");
        put_uri(out, mention->value);
        g_string_append_c(out, '"');
        break;
    case MENTION_CPR:
    case N_MENTION_TYPES:
        break;
    default:
        put_attribute(out, "key", mention->value);
    }
}

/* ana="r:RULE a:key=value ...". */
static void
put_ana(GString *out, const struct mention *mention)
{
    g_string_append(out, " ana=\"r:");
    put_uri(out, mention->rule);
    const char *at = mention->attrs;
    while (*at) {
        gsize length = strcspn(at, ";");
        g_autofree char *item = g_strndup(at, length);
        g_string_append(out, " a:");
        put_uri(out, item);
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
        put_attribute(out, "type", tei->type);
    put_value(out, writer->document, mention);
    put_ana(out, mention);
    if (mention->cert != CERT_HIGH)
        put_attribute(out, "cert", cert_name(mention->cert));
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
        put_unsigned(writer->out, next->n);
        g_string_append_c(writer->out, '"');
        if (has_box(&next->box))
            put_facs(writer->out, next->n, &next->box);
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
        put_unsigned(out, line->n);
        g_string_append_c(out, '"');
        if (line->joined)
            g_string_append(out, " break=\"no\"");
        if (has_box(&line->box) || line->page != writer->pages)
            put_facs(out, line->page, &line->box);
        for (guint i = 0; i < line->n_ranges; i++) {
            g_string_append(out, i ? " c:" : " corresp=\"c:");
            put_unsigned(out, line->ranges[i].first);
            g_string_append_c(out, ',');
            put_unsigned(out, line->ranges[i].last);
        }
        g_string_append(out, line->n_ranges ? "\"/>" : "/>");
        writer->line = piece->line;
        writer->column = 0;
    }
    if (piece->column != writer->column) {
        g_string_append(out, "<milestone unit=\"char\" n=\"");
        put_unsigned(out, piece->column);
        g_string_append(out, "\"/>");
        writer->column = piece->column;
    }
}

static void
put_source(struct writer *writer, gsize source, gsize length)
{
    const char *start = writer->document->source->str + source;
    put_escaped(writer->out, start, length, FALSE);
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
        put_attribute(writer->out, "cert", cert_name((enum cert)piece->cert));
    if (piece->text_length) {
        g_string_append_c(writer->out, '>');
        put_escaped(writer->out, writer->document->text->str + at, piece->text_length, FALSE);
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
        put_attribute(out, "n", block->n);
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
    if (cell->rows > 1)
        g_string_append_printf(out, " rows=\"%u\"", cell->rows);
    if (cell->columns > 1)
        g_string_append_printf(out, " cols=\"%u\"", cell->columns);
    if (has_box(&cell->box))
        put_facs(out, page, &cell->box);
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

/* ---- facts ----------------------------------------------------------------------------------- */

static void
put_feature(GString *out, const char *name, gboolean symbol, const char *value)
{
    g_string_append_printf(out, "<f name=\"%s\">", name);
    if (symbol) {
        g_string_append(out, "<symbol");
        put_attribute(out, "value", value);
        g_string_append(out, "/></f>");
    } else {
        g_string_append(out, "<string>");
        put_text(out, value);
        g_string_append(out, "</string></f>");
    }
}

static void
put_term(GString *out, struct document *document, const char *name, const struct term *term)
{
    if (term->kind == TERM_TEXT)
        put_feature(out, name, FALSE, term->text);
    else if (term->kind == TERM_DOCUMENT)
        g_string_append_printf(out, "<f name=\"%s\" fVal=\"#%s\"/>", name, document_id(document));
    else
        g_string_append_printf(out, "<f name=\"%s\" fVal=\"#m%u\"/>", name, term->mention + 1);
}

static void
put_facts(GString *out, struct document *document)
{
    if (!document->facts->len)
        return;
    g_string_append(out, "<standOff>");
    for (guint i = 0; i < document->facts->len; i++) {
        const struct fact *fact = document_fact(document, i);
        g_string_append_printf(out, "<fs type=\"%s\" xml:id=\"f%u\"",
                               predicate_name(fact->predicate), i + 1);
        if (fact->cert != CERT_HIGH)
            put_attribute(out, "cert", cert_name(fact->cert));
        g_string_append_c(out, '>');
        put_term(out, document, "subject", &fact->subject);
        put_term(out, document, "object", &fact->object);
        for (guint q = 0; q < fact->n_qualifiers; q++)
            put_feature(out, fact->qualifiers[q].name, tei_is_symbol(fact->qualifiers[q].name),
                        fact->qualifiers[q].value);
        for (guint e = 0; e < fact->n_evidence; e++)
            g_string_append_printf(out, "<f name=\"evidence\" fVal=\"#%c%u\"/>",
                                   fact->evidence[e].is_mention ? 'm' : 's',
                                   fact->evidence[e].index + 1);
        put_feature(out, "rule", TRUE, fact->rule);
        g_string_append(out, "</fs>");
    }
    g_string_append(out, "</standOff>");
}

void
tei_write(struct document *document, GString *out)
{
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(struct open_tag));
    struct writer writer = {.document = document, .out = out, .open = open};
    g_string_append_printf(out,
                           "<TEI xmlns=\"" TEI_NAMESPACE "\" version=\"" TEI_RELEASE
                           "\" xml:id=\"%s\" xml:lang=\"da\">",
                           document_id(document));
    put_header(out, document);
    put_body(&writer);
    put_facts(out, document);
    g_string_append(out, "</TEI>\n");
}
