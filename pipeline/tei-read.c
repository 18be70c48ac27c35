/* A line of the stream as a document: libxml2's SAX2 interface over a table of elements, straight
 * into the builder. No tree is made. Whatever is not in the table is refused.
 * tei-rules.c is the table; tei-header.c, tei-body.c and tei-facts.c know the parts of a line.
 *
 * Text is gathered between tags, so that how libxml2 cuts it does not show. */
#include "tei-read-private.h"

#include <string.h>

/* ---- SAX ------------------------------------------------------------------------------------- */

/* TRUE where blocks of this element may stand: raw and structured bodies do not mix. */
static gboolean
body_kind_fits(struct tei_reader *reader, enum element element)
{
    if (element == E_DIV && !reader->document->blocks->len)
        reader->document->structured = TRUE;
    if (tei_parent(reader) == E_BODY && reader->document->structured)
        return element == E_DIV || element == E_PB;
    return !(element == E_DIV && !reader->document->structured);
}

static void
start_tei(struct tei_reader *reader)
{
    tei_keep(&reader->id, tei_get(reader, "xml:id"));
}

static void
start_application(struct tei_reader *reader)
{
    tei_keep(&reader->application, tei_get(reader, "ident"));
    tei_keep(&reader->version, tei_get(reader, "version"));
}

static void
start_note(struct tei_reader *reader, struct frame *frame)
{
    if (tei_parent(reader) == E_NOTES)
        tei_start_header_note(reader);
    else
        tei_start_note(reader, frame);
}

static void
start_p(struct tei_reader *reader, struct frame *frame)
{
    gboolean label = !g_strcmp0(tei_get(reader, "rend"), "label");
    if (tei_parent(reader) != E_PUBLICATION)
        tei_open_block(reader, frame, label ? BLOCK_LABEL : BLOCK_PARAGRAPH);
}

static void
start_head(struct tei_reader *reader, struct frame *frame)
{
    tei_open_block(reader, frame, BLOCK_HEADING);
}

static void
start_item(struct tei_reader *reader, struct frame *frame)
{
    tei_open_block(reader, frame, BLOCK_ITEM);
}

static void
start_table(struct tei_reader *reader)
{
    reader->tables++;
}

static void
start_measure(struct tei_reader *reader, struct frame *frame)
{
    if (tei_parent(reader) != E_EXTENT)
        tei_start_mention(reader, frame);
}

static void
start_milestone(struct tei_reader *reader)
{
    guint n;
    if (tei_get_unsigned(reader, "n", &n))
        builder_column(reader->builder, n);
}

static void
start_choice(struct tei_reader *reader)
{
    g_string_truncate(reader->sic, 0);
    g_string_truncate(reader->corr, 0);
    reader->choice_parts = 0;
}

static void
start_sic(struct tei_reader *reader)
{
    reader->choice_parts |= 1;
}

static void
start_corr(struct tei_reader *reader)
{
    reader->choice_parts |= 2;
    reader->choice_cert = tei_get_cert(reader);
}

static void
start_symbol(struct tei_reader *reader)
{
    const char *value = tei_get(reader, "value");
    tei_literal_feature(reader, value ? value : "");
}

/* What the start of an element does; `framed` remembers in its frame what it opened. */
static const struct {
    void (*plain)(struct tei_reader *reader);
    void (*framed)(struct tei_reader *reader, struct frame *frame);
} starts[N_ELEMENTS] = {
    [E_TEI] = {.plain = start_tei},
    [E_PTR] = {.plain = tei_start_ptr},
    [E_SCHEMA_REF] = {.plain = tei_start_schema_ref},
    [E_APPLICATION] = {.plain = start_application},
    [E_SURFACE] = {.plain = tei_start_surface},
    [E_ZONE] = {.plain = tei_start_zone},
    [E_NOTE] = {.framed = start_note},
    [E_P] = {.framed = start_p},
    [E_AB] = {.framed = tei_start_ab},
    [E_HEAD] = {.framed = start_head},
    [E_ITEM] = {.framed = start_item},
    [E_FW] = {.framed = tei_start_fw},
    [E_TABLE] = {.plain = start_table},
    [E_ROW] = {.plain = tei_start_row},
    [E_CELL] = {.plain = tei_start_cell},
    [E_S] = {.framed = tei_start_sentence},
    [E_MEASURE] = {.framed = start_measure},
    [E_DATE] = {.framed = tei_start_mention},
    [E_NAME] = {.framed = tei_start_mention},
    [E_ORG_NAME] = {.framed = tei_start_mention},
    [E_PERS_NAME] = {.framed = tei_start_mention},
    [E_PLACE_NAME] = {.framed = tei_start_mention},
    [E_REF] = {.framed = tei_start_mention},
    [E_PB] = {.plain = tei_start_pb},
    [E_LB] = {.plain = tei_start_lb},
    [E_MILESTONE] = {.plain = start_milestone},
    [E_CHOICE] = {.plain = start_choice},
    [E_SIC] = {.plain = start_sic},
    [E_CORR] = {.plain = start_corr},
    [E_FS] = {.plain = tei_start_fs},
    [E_F] = {.plain = tei_start_f},
    [E_SYMBOL] = {.plain = start_symbol},
};

static void
dispatch_start(struct tei_reader *reader, struct frame *frame)
{
    if (starts[frame->element].plain)
        starts[frame->element].plain(reader);
    else if (starts[frame->element].framed)
        starts[frame->element].framed(reader, frame);
}

/* Elements that need a line before them in their block. */
static gboolean
needs_line(enum element element)
{
    return element == E_CHOICE || element == E_MILESTONE;
}

static void
on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_spaces,
         const xmlChar **spaces, int n_attributes, int n_defaulted, const xmlChar **attributes)
{
    (void)prefix, (void)n_spaces, (void)spaces, (void)n_defaulted;
    struct tei_reader *reader = data;
    if (reader->fault)
        return;
    gpointer known = g_hash_table_lookup(reader->elements, name);
    enum element element = (enum element)GPOINTER_TO_UINT(known), up = tei_parent(reader);
    if (!known || !uri || strcmp((const char *)uri, TEI_NAMESPACE) != 0) {
        tei_refuse(reader, "<%.40s> is no element of ours", (const char *)name);
        return;
    }
    if (reader->depth == TEI_MAX_DEPTH) {
        tei_refuse(reader, "elements are nested deeper than %d", TEI_MAX_DEPTH);
        return;
    }
    if (!(tei_rules[element].parents & IN(up)) || !body_kind_fits(reader, element) ||
        (element == E_AB && up != E_BODY && up != E_CELL && n_attributes)) {
        tei_refuse(reader, "<%s> may not stand in <%s>", tei_rules[element].name,
                   tei_rules[up].name ? tei_rules[up].name : "");
        return;
    }
    if (!tei_take_attributes(reader, &tei_rules[element], n_attributes, attributes))
        return;
    if (element == E_P || element == E_LIST || element == E_AB) {
        if (up == E_CELL)
            tei_top(reader)->index = 1; /* the cell's text stands in blocks of its own */
    } else if (up == E_CELL) {
        tei_need_cell_block(reader);
    }
    if (element == E_LB)
        tei_drop_line_blank(reader);
    if (element != E_PB)
        tei_flush_text(reader);
    if ((IN(element) & (IN_MENTION | IN(E_S) | IN(E_LB) | IN(E_MILESTONE) | IN(E_CHOICE))) &&
        up != E_EXTENT &&
        (!tei_in_block(reader) || (needs_line(element) && !builder_has_line(reader->builder)))) {
        tei_refuse(reader, "<%s> stands outside a block or line", tei_rules[element].name);
        return;
    }
    struct frame frame = {.element = element};
    if (!reader->fault)
        dispatch_start(reader, &frame);
    reader->stack[reader->depth++] = frame;
}

static void
end_choice(struct tei_reader *reader)
{
    if (reader->choice_parts != 3 || (!reader->sic->len && !reader->corr->len))
        tei_refuse(reader, "<choice> needs <sic> and <corr>, one of them with text");
    else
        builder_choice(reader->builder, reader->sic->str, reader->sic->len, reader->corr->str,
                       reader->corr->len, reader->choice_cert);
}

static void
dispatch_end(struct tei_reader *reader, const struct frame *frame)
{
    switch (frame->element) {
    case E_TEI:
        reader->ended = TRUE;
        break;
    case E_HEADER:
        tei_end_header(reader);
        break;
    case E_APPLICATION:
        tei_end_application(reader);
        break;
    case E_S:
        tei_end_span(reader, &document_sentence(reader->document, frame->index)->span, "sentence");
        break;
    case E_CHOICE:
        end_choice(reader);
        break;
    case E_CELL:
        reader->cell = -1;
        break;
    case E_FS:
        tei_end_fs(reader);
        break;
    default:
        break;
    }
    if (frame->is_mention)
        tei_end_span(reader, &document_mention(reader->document, frame->index)->span, "mention");
    if (frame->block)
        builder_end_block(reader->builder);
}

static void
on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)name, (void)prefix, (void)uri;
    struct tei_reader *reader = data;
    if (reader->fault || !reader->depth)
        return;
    switch (tei_parent(reader)) {
    case E_IDNO:
        tei_end_idno(reader);
        break;
    case E_NOTE:
        if (reader->depth > 1 && reader->stack[reader->depth - 2].element == E_NOTES)
            tei_end_header_note(reader);
        break;
    case E_TITLE:
    case E_LABEL:
        g_string_truncate(reader->text, 0);
        break;
    case E_STRING:
        tei_literal_feature(reader, reader->text->str);
        g_string_truncate(reader->text, 0);
        break;
    case E_CELL:
        tei_need_cell_block(reader);
        break;
    default:
        break;
    }
    if (tei_parent(reader) != E_PB) /* the text before it waits for its <lb/> */
        tei_flush_text(reader);
    if (reader->fault)
        return;
    struct frame frame = reader->stack[reader->depth - 1];
    reader->depth--;
    dispatch_end(reader, &frame);
}

static void
on_characters(void *data, const xmlChar *text, int length)
{
    struct tei_reader *reader = data;
    if (reader->fault)
        return;
    if (reader->depth && tei_top(reader)->element == E_CELL && !tei_top(reader)->block) {
        for (int i = 0; i < length; i++)
            if (!g_ascii_isspace(text[i])) {
                tei_need_cell_block(reader);
                break;
            }
    }
    g_string_append_len(reader->text, (const char *)text, length);
}

static void
on_doctype(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    tei_refuse(data, "a DOCTYPE has no place in the stream");
}

static void
on_comment(void *data, const xmlChar *value)
{
    (void)value;
    tei_refuse(data, "a comment has no place in the stream");
}

static void
on_instruction(void *data, const xmlChar *target, const xmlChar *content)
{
    (void)target, (void)content;
    tei_refuse(data, "a processing instruction has no place in the stream");
}

static void
on_cdata(void *data, const xmlChar *value, int length)
{
    (void)value, (void)length;
    tei_refuse(data, "a CDATA section has no place in the stream");
}

static void
on_reference(void *data, const xmlChar *name)
{
    tei_refuse(data, "the entity “%.40s” is unknown", (const char *)name);
}

static void
on_error(void *data, xmlErrorPtr problem)
{
    struct tei_reader *reader = data;
    if (reader->fault || problem->level < XML_ERR_ERROR)
        return;
    g_autofree char *message = g_strdup(problem->message ? problem->message : "no XML");
    g_strstrip(message);
    tei_refuse(reader, "%s", message);
}

/* ---- the reader ------------------------------------------------------------------------------ */

struct tei_reader *
tei_reader_new(void)
{
    struct tei_reader *reader = g_new0(struct tei_reader, 1);
    reader->text = g_string_new(NULL);
    reader->sic = g_string_new(NULL);
    reader->corr = g_string_new(NULL);
    reader->evidence = g_array_new(FALSE, FALSE, sizeof(struct evidence));
    reader->elements = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = E_TEI; i < N_ELEMENTS; i++)
        g_hash_table_insert(reader->elements, (gpointer)tei_rules[i].name, GUINT_TO_POINTER(i));
    reader->parser = xmlNewParserCtxt();
    g_assert(reader->parser); /* as with GLib: no memory, no program */
    xmlSAXHandler *sax = reader->parser->sax;
    memset(sax, 0, sizeof *sax);
    sax->initialized = XML_SAX2_MAGIC;
    sax->startElementNs = on_start;
    sax->endElementNs = on_end;
    sax->characters = on_characters;
    sax->ignorableWhitespace = on_characters;
    sax->internalSubset = on_doctype;
    sax->comment = on_comment;
    sax->processingInstruction = on_instruction;
    sax->cdataBlock = on_cdata;
    sax->reference = on_reference;
    sax->serror = on_error;
    return reader;
}

static void
reset(struct tei_reader *reader)
{
    char **strings[] = {&reader->id,          &reader->sha256,       &reader->target,
                        &reader->application, &reader->version,      &reader->dictionary,
                        &reader->note_type,   &reader->note_subtype, &reader->fault,
                        &reader->feature};
    for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
        g_clear_pointer(strings[i], g_free);
    tei_clear_attributes(reader);
    g_string_truncate(reader->text, 0);
    reader->depth = reader->page = reader->surface = reader->tables = reader->row = 0;
    reader->cell = -1;
    reader->vocabulary = reader->ended = FALSE;
}

void
tei_reader_free(struct tei_reader *reader)
{
    if (!reader)
        return;
    reset(reader);
    xmlFreeParserCtxt(reader->parser);
    g_string_free(reader->text, TRUE);
    g_string_free(reader->sic, TRUE);
    g_string_free(reader->corr, TRUE);
    g_array_free(reader->evidence, TRUE);
    g_hash_table_destroy(reader->elements);
    g_free(reader);
}

/* What can be said of the bytes alone. */
static const char *
line_fault(const char *line, gsize length)
{
    if (length > G_MAXINT)
        return "the line is longer than 2 GB";
    if (memchr(line, '\0', length))
        return "the line holds a NUL byte";
    if (!g_utf8_validate(line, (gssize)length, NULL))
        return "the line is no UTF-8";
    return NULL;
}

struct document *
tei_read(struct tei_reader *reader, const char *line, gsize length, GError **error)
{
    if (length && line[length - 1] == '\n')
        length--;
    const char *fault = line_fault(line, length);
    if (fault) {
        g_set_error_literal(error, AKT_ERROR, AKT_ERROR_STREAM, fault);
        return NULL;
    }
    reset(reader);
    reader->document = document_new("", "", MEDIA_TEXT);
    reader->builder = builder_new(reader->document);
    reader->parser->userData = reader;
    /* NOENT: without it libxml2 hands "&amp;" in an attribute over as "&#38;". No entity can be
     * declared, for a DOCTYPE is refused; HUGE: a document of 5,000 pages is one line. */
    xmlDocPtr tree = xmlCtxtReadMemory(reader->parser, line, (int)length, NULL, "UTF-8",
                                       XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOENT);
    xmlFreeDoc(tree);
    if (!reader->ended && !reader->fault)
        reader->fault = g_strdup("the line ends before </TEI>");
    g_clear_pointer(&reader->builder, builder_free);
    g_autoptr(document) document = g_steal_pointer(&reader->document);
    if (reader->fault) {
        g_set_error_literal(error, AKT_ERROR, AKT_ERROR_STREAM, reader->fault);
        return NULL;
    }
    return g_steal_pointer(&document);
}
