/* A line of the stream as a document: libxml2's SAX2 interface over a table of elements, straight
 * into the builder. No tree is made. Whatever is not in the table is refused.
 *
 * Text is gathered between tags, so that how libxml2 cuts it does not show. */
#include "tei.h"

#include "builder.h"
#include "error.h"
#include "tei-private.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

enum element {
    E_NONE,
    E_TEI,
    E_HEADER,
    E_FILE_DESC,
    E_TITLE_STMT,
    E_TITLE,
    E_EXTENT,
    E_PUBLICATION,
    E_NOTES,
    E_SOURCE_DESC,
    E_BIBL,
    E_IDNO,
    E_ENCODING,
    E_SCHEMA_REF,
    E_PREFIXES,
    E_PREFIX,
    E_APP_INFO,
    E_APPLICATION,
    E_PTR,
    E_LABEL,
    E_MEASURE,
    E_P,
    E_NOTE,
    E_TEXT,
    E_BODY,
    E_AB,
    E_DIV,
    E_HEAD,
    E_LIST,
    E_ITEM,
    E_TABLE,
    E_ROW,
    E_CELL,
    E_FW,
    E_S,
    E_DATE,
    E_NAME,
    E_ORG_NAME,
    E_PERS_NAME,
    E_PLACE_NAME,
    E_REF,
    E_PB,
    E_LB,
    E_MILESTONE,
    E_CHOICE,
    E_SIC,
    E_CORR,
    E_STAND_OFF,
    E_FS,
    E_F,
    E_STRING,
    E_SYMBOL,
    N_ELEMENTS
};
G_STATIC_ASSERT(N_ELEMENTS <= 64);

#define IN(e) ((guint64)1 << (e))
#define IN_BLOCK (IN(E_AB) | IN(E_HEAD) | IN(E_P) | IN(E_ITEM) | IN(E_CELL) | IN(E_NOTE) | IN(E_FW))
#define IN_MENTION                                                                \
    (IN(E_MEASURE) | IN(E_DATE) | IN(E_NAME) | IN(E_ORG_NAME) | IN(E_PERS_NAME) | \
     IN(E_PLACE_NAME) | IN(E_REF))
#define IN_TEXT (IN_BLOCK | IN(E_S) | IN_MENTION)
#define MENTION_ATTRIBUTES                                                                     \
    " xml:id type quantity atLeast atMost unit when-custom notBefore notAfter target key ana " \
    "cert "

/* Where an element may stand and which attributes it may have (each between blanks). */
static const struct rule {
    const char *name;
    guint64 parents;
    const char *attributes;
} rules[N_ELEMENTS] = {
    [E_TEI] = {"TEI", IN(E_NONE), " version xml:id xml:lang "},
    [E_HEADER] = {"teiHeader", IN(E_TEI), ""},
    [E_FILE_DESC] = {"fileDesc", IN(E_HEADER), ""},
    [E_TITLE_STMT] = {"titleStmt", IN(E_FILE_DESC), ""},
    [E_TITLE] = {"title", IN(E_TITLE_STMT), ""},
    [E_EXTENT] = {"extent", IN(E_FILE_DESC), ""},
    [E_PUBLICATION] = {"publicationStmt", IN(E_FILE_DESC), ""},
    [E_NOTES] = {"notesStmt", IN(E_FILE_DESC), ""},
    [E_SOURCE_DESC] = {"sourceDesc", IN(E_FILE_DESC), ""},
    [E_BIBL] = {"bibl", IN(E_SOURCE_DESC), ""},
    [E_IDNO] = {"idno", IN(E_BIBL), " type "},
    [E_ENCODING] = {"encodingDesc", IN(E_HEADER), ""},
    [E_SCHEMA_REF] = {"schemaRef", IN(E_ENCODING), " type key url "},
    [E_PREFIXES] = {"listPrefixDef", IN(E_ENCODING), ""},
    [E_PREFIX] = {"prefixDef", IN(E_PREFIXES), " ident matchPattern replacementPattern "},
    [E_APP_INFO] = {"appInfo", IN(E_ENCODING), ""},
    [E_APPLICATION] = {"application", IN(E_APP_INFO), " ident version "},
    [E_PTR] = {"ptr", IN(E_BIBL) | IN(E_APPLICATION), " type mimeType target "},
    [E_LABEL] = {"label", IN(E_APPLICATION), ""},
    [E_MEASURE] = {"measure", IN(E_EXTENT) | IN_TEXT, MENTION_ATTRIBUTES},
    [E_P] = {"p", IN(E_PUBLICATION) | IN(E_DIV) | IN(E_CELL), " rend "},
    [E_NOTE] = {"note", IN(E_NOTES) | IN(E_DIV), " type n subtype place "},
    [E_TEXT] = {"text", IN(E_TEI), " xml:space "},
    [E_BODY] = {"body", IN(E_TEXT), ""},
    [E_AB] = {"ab", IN(E_BODY) | IN(E_DIV) | IN(E_CELL), " type n rend "},
    [E_DIV] = {"div", IN(E_BODY), ""},
    [E_HEAD] = {"head", IN(E_DIV), " n rend "},
    [E_LIST] = {"list", IN(E_DIV) | IN(E_CELL), ""},
    [E_ITEM] = {"item", IN(E_LIST), " n rend "},
    [E_TABLE] = {"table", IN(E_BODY) | IN(E_DIV), ""},
    [E_ROW] = {"row", IN(E_TABLE), " n "},
    [E_CELL] = {"cell", IN(E_ROW), " n role rows cols facs "},
    [E_FW] = {"fw", IN(E_DIV), " type place "},
    [E_S] = {"s", IN_BLOCK, " xml:id "},
    [E_DATE] = {"date", IN_TEXT, MENTION_ATTRIBUTES},
    [E_NAME] = {"name", IN_TEXT, MENTION_ATTRIBUTES},
    [E_ORG_NAME] = {"orgName", IN_TEXT, MENTION_ATTRIBUTES},
    [E_PERS_NAME] = {"persName", IN_TEXT, MENTION_ATTRIBUTES},
    [E_PLACE_NAME] = {"placeName", IN_TEXT, MENTION_ATTRIBUTES},
    [E_REF] = {"ref", IN_TEXT, MENTION_ATTRIBUTES},
    [E_PB] = {"pb", IN_TEXT | IN(E_BODY), " n facs "},
    [E_LB] = {"lb", IN_TEXT, " n break facs corresp "},
    [E_MILESTONE] = {"milestone", IN_TEXT, " unit n "},
    [E_CHOICE] = {"choice", IN_TEXT, ""},
    [E_SIC] = {"sic", IN(E_CHOICE), ""},
    [E_CORR] = {"corr", IN(E_CHOICE), " cert "},
    [E_STAND_OFF] = {"standOff", IN(E_TEI), ""},
    [E_FS] = {"fs", IN(E_STAND_OFF), " type xml:id cert "},
    [E_F] = {"f", IN(E_FS), " name fVal "},
    [E_STRING] = {"string", IN(E_F), ""},
    [E_SYMBOL] = {"symbol", IN(E_F), " value "},
};

struct frame {
    enum element element;
    gboolean block;      /* opened a block of the builder */
    gboolean is_mention; /* opened a mention */
    guint index;         /* of the sentence or mention it opened */
};

struct attribute {
    const char *name; /* with prefix "xml:" where it has it */
    char *value;
};

struct tei_reader {
    xmlParserCtxtPtr parser;
    struct document *document;
    struct builder *builder;
    GString *text; /* gathered since the last tag */
    struct frame stack[TEI_MAX_DEPTH];
    guint depth;
    char *fault; /* why the line is refused */
    struct attribute attributes[16];
    guint n_attributes;
    char *id, *sha256, *target, *application, *version, *dictionary, *note_type, *note_subtype;
    guint note_n;
    enum media media;
    gboolean vocabulary; /* schemaRef has been seen */
    gboolean ended;
    guint page, tables, row;
    int cell;
    GHashTable *elements; /* name -> enum element */
    /* the choice being read */
    GString *sic, *corr;
    enum cert choice_cert;
    guint choice_parts;
    /* the fact being read */
    struct fact fact;
    struct qualifier qualifiers[FACT_MAX_QUALIFIERS];
    GArray *evidence;
    char *feature;
    gboolean has_subject, has_object;
};

/* ---- refusing -------------------------------------------------------------------------------- */

static void refuse(struct tei_reader *reader, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Remembers the first reason and stops the parser. */
static void
refuse(struct tei_reader *reader, const char *format, ...)
{
    if (!reader->fault) {
        va_list arguments;
        va_start(arguments, format);
        reader->fault = g_strdup_vprintf(format, arguments);
        va_end(arguments);
    }
    xmlStopParser(reader->parser);
}

/* ---- attributes ------------------------------------------------------------------------------ */

static const char *
get(const struct tei_reader *reader, const char *name)
{
    for (guint i = 0; i < reader->n_attributes; i++)
        if (!strcmp(reader->attributes[i].name, name))
            return reader->attributes[i].value;
    return NULL;
}

static void
clear_attributes(struct tei_reader *reader)
{
    for (guint i = 0; i < reader->n_attributes; i++)
        g_free(reader->attributes[i].value);
    reader->n_attributes = 0;
}

/* Takes the attributes SAX hands over; FALSE if one is not of the element. */
static gboolean
take_attributes(struct tei_reader *reader, const struct rule *rule, int n, const xmlChar **raw)
{
    clear_attributes(reader);
    if (n > (int)G_N_ELEMENTS(reader->attributes)) {
        refuse(reader, "<%s> has too many attributes", rule->name);
        return FALSE;
    }
    for (int i = 0; i < n; i++, raw += 5) {
        const char *name = (const char *)raw[0];
        char key[32];
        gboolean xml = raw[1] && !strcmp((const char *)raw[1], "xml");
        g_snprintf(key, sizeof key, " %s%s ", xml ? "xml:" : "", name);
        const char *known = strstr(rule->attributes, key);
        if (!known || (raw[1] && !xml)) {
            refuse(reader, "<%s> has no attribute “%s”", rule->name, name);
            return FALSE;
        }
        struct attribute *attribute = &reader->attributes[reader->n_attributes++];
        attribute->name = xml ? (!strcmp(name, "id") ? "xml:id" : "xml:other") : name;
        attribute->value =
            g_strndup((const char *)raw[3], (gsize)((const char *)raw[4] - (const char *)raw[3]));
    }
    return TRUE;
}

/* A whole number from 0 to 2^31 at *at; moves on. FALSE where there is none. */
static gboolean
scan_unsigned(const char **at, guint *ret_n)
{
    guint64 n = 0;
    if (!g_ascii_isdigit(**at))
        return FALSE;
    for (; g_ascii_isdigit(**at); ++*at) {
        n = n * 10 + (guint)(**at - '0');
        if (n > G_MAXINT)
            return FALSE;
    }
    *ret_n = (guint)n;
    return TRUE;
}

/* A whole number attribute; refuses the line where it is missing or none. */
static gboolean
get_unsigned(struct tei_reader *reader, const char *name, guint *ret_n)
{
    const char *at = get(reader, name);
    if (!at || !scan_unsigned(&at, ret_n) || *at) {
        refuse(reader, "attribute “%s” is no whole number", name);
        return FALSE;
    }
    return TRUE;
}

/* Points with at most one decimal, as tenths. */
static gboolean
scan_tenths(const char **at, int *ret_tenths)
{
    gboolean negative = **at == '-';
    *at += negative;
    guint whole, tenth = 0;
    if (!scan_unsigned(at, &whole) || whole > 1000000)
        return FALSE;
    if (**at == '.') {
        ++*at;
        if (!g_ascii_isdigit(**at))
            return FALSE;
        tenth = (guint)(*(*at)++ - '0');
    }
    int value = (int)(whole * 10 + tenth);
    *ret_tenths = negative ? -value : value;
    return TRUE;
}

/* facs="z:PAGE[,x0,y0,x1,y1]"; page 0 and an empty box where there is none. */
static gboolean
get_facs(struct tei_reader *reader, guint *ret_page, struct box *ret_box)
{
    const char *at = get(reader, "facs");
    *ret_page = 0;
    memset(ret_box, 0, sizeof *ret_box);
    if (!at)
        return TRUE;
    int *const sides[] = {&ret_box->x0, &ret_box->y0, &ret_box->x1, &ret_box->y1};
    gboolean good = g_str_has_prefix(at, "z:");
    at += good ? 2 : 0;
    good = good && scan_unsigned(&at, ret_page);
    for (guint i = 0, n = *at ? 4 : 0; good && i < n; i++)
        good = *at == ',' && (at++, scan_tenths(&at, sides[i]));
    if (!good || *at)
        refuse(reader, "facs is no box");
    return good && !*at;
}

/* An id "PREFIXn" as n - 1; FALSE where it is none. */
static gboolean
parse_id(const char *id, char prefix, guint *ret_index)
{
    if (!id || *id++ != prefix || *id == '0' || !scan_unsigned(&id, ret_index) || *id)
        return FALSE;
    --*ret_index;
    return TRUE;
}

/* Ids are given in document order. */
static gboolean
check_id(struct tei_reader *reader, char prefix, guint expected)
{
    guint index;
    const char *id = get(reader, "xml:id");
    if (parse_id(id, prefix, &index) && index == expected)
        return TRUE;
    refuse(reader, "xml:id “%s” where %c%u is due", id ? id : "", prefix, expected + 1);
    return FALSE;
}

static enum cert
get_cert(struct tei_reader *reader)
{
    enum cert cert = CERT_HIGH;
    const char *name = get(reader, "cert");
    if (name && !cert_from_name(name, &cert))
        refuse(reader, "“%s” is no certainty", name);
    return cert;
}

/* ---- text ------------------------------------------------------------------------------------ */

static struct frame *
top(struct tei_reader *reader)
{
    return reader->depth ? &reader->stack[reader->depth - 1] : NULL;
}

static enum element
parent(const struct tei_reader *reader)
{
    return reader->depth ? reader->stack[reader->depth - 1].element : E_NONE;
}

static gboolean
in_block(const struct tei_reader *reader)
{
    for (guint i = reader->depth; i-- > 0;)
        if (reader->stack[i].block)
            return TRUE;
    return FALSE;
}

static gboolean
is_blank(const char *text)
{
    return !text[strspn(text, " \t\r\n")];
}

/* Hands the gathered text on. */
static void
flush_text(struct tei_reader *reader)
{
    if (!reader->text->len)
        return;
    enum element at = parent(reader);
    if (at == E_SIC)
        g_string_append_len(reader->sic, reader->text->str, (gssize)reader->text->len);
    else if (at == E_CORR)
        g_string_append_len(reader->corr, reader->text->str, (gssize)reader->text->len);
    else if (at < N_ELEMENTS && (IN(at) & IN_TEXT) && in_block(reader)) {
        if (builder_has_line(reader->builder))
            builder_text(reader->builder, reader->text->str, reader->text->len);
        else if (!is_blank(reader->text->str))
            refuse(reader, "text stands before its <lb/>");
    } else if (!is_blank(reader->text->str)) {
        refuse(reader, "text stands in <%s>", rules[at].name ? rules[at].name : "");
    }
    g_string_truncate(reader->text, 0);
}

/* ---- blocks ---------------------------------------------------------------------------------- */

/* rend="level-N" as N, 0 for none. */
static guint
get_level(struct tei_reader *reader)
{
    const char *rend = get(reader, "rend");
    guint level = 0;
    if (!rend || !g_str_has_prefix(rend, "level-"))
        return 0;
    rend += strlen("level-");
    if (!scan_unsigned(&rend, &level) || *rend || level > 99)
        refuse(reader, "rend is no level");
    return level;
}

static void
open_block(struct tei_reader *reader, struct frame *frame, enum block_kind kind)
{
    frame->block = TRUE;
    builder_block(reader->builder, kind, reader->cell);
    builder_block_n(reader->builder, get(reader, "n"), get_level(reader));
}

static void
start_ab(struct tei_reader *reader, struct frame *frame)
{
    const char *type = get(reader, "type");
    enum block_kind kind;
    if (!type)
        return; /* the empty body's only element */
    if (!block_kind_from_name(type, &kind)) {
        refuse(reader, "“%s” is no kind of block", type);
        return;
    }
    open_block(reader, frame, kind);
}

static void
start_note(struct tei_reader *reader, struct frame *frame)
{
    const char *place = get(reader, "place");
    if (place && !strcmp(place, "margin"))
        open_block(reader, frame, BLOCK_MARGIN);
    else if (place && !strcmp(place, "bottom"))
        open_block(reader, frame, BLOCK_FOOTNOTE);
    else
        refuse(reader, "a note has no such place");
}

static void
start_fw(struct tei_reader *reader, struct frame *frame)
{
    enum block_kind kind = BLOCK_PARAGRAPH;
    const char *type = get(reader, "type");
    if (type && block_kind_from_name(type, &kind) && block_is_furniture(kind))
        open_block(reader, frame, kind);
    else
        refuse(reader, "<fw> has no such type");
}

static void
start_cell(struct tei_reader *reader)
{
    struct cell cell = {.table = reader->tables - 1, .row = reader->row, .rows = 1, .columns = 1};
    guint page;
    const char *role = get(reader, "role");
    if (!get_unsigned(reader, "n", &cell.column) || !get_facs(reader, &page, &cell.box) ||
        (get(reader, "rows") && !get_unsigned(reader, "rows", &cell.rows)) ||
        (get(reader, "cols") && !get_unsigned(reader, "cols", &cell.columns)))
        return;
    if (!cell.column || !cell.rows || !cell.columns) {
        refuse(reader, "cells count from 1");
        return;
    }
    cell.column--;
    cell.header = role && !strcmp(role, "label");
    reader->cell = builder_cell(reader->builder, &cell);
}

/* A cell whose text stands in it directly has a block of its own, begun by its first child or
 * text, or by its end. */
static void
need_cell_block(struct tei_reader *reader)
{
    struct frame *frame = top(reader);
    if (frame && frame->element == E_CELL && !frame->block && !frame->index) {
        frame->block = TRUE;
        builder_block(reader->builder, BLOCK_CELL, reader->cell);
    }
}

static void
start_row(struct tei_reader *reader)
{
    if (get_unsigned(reader, "n", &reader->row) && !reader->row--)
        refuse(reader, "rows count from 1");
}

/* ---- position marks -------------------------------------------------------------------------- */

static void
start_pb(struct tei_reader *reader)
{
    guint n, page;
    struct box box;
    if (!get_unsigned(reader, "n", &n) || !get_facs(reader, &page, &box))
        return;
    if (n != reader->page + 1 || n > reader->document->pages->len) {
        refuse(reader, "page %u comes out of order", n);
        return;
    }
    reader->page = n;
    document_page(reader->document, n - 1)->box = box;
}

/* corresp="c:FIRST,LAST ..." as ranges. */
static gboolean
get_ranges(struct tei_reader *reader, GArray *ranges)
{
    const char *at = get(reader, "corresp");
    while (at && *at) {
        struct range range;
        if (!g_str_has_prefix(at, "c:"))
            return FALSE;
        at += 2;
        if (!scan_unsigned(&at, &range.first) || *at++ != ',' || !scan_unsigned(&at, &range.last) ||
            range.last < range.first)
            return FALSE;
        g_array_append_val(ranges, range);
        if (*at && *at++ != ' ')
            return FALSE;
    }
    return TRUE;
}

static void
start_lb(struct tei_reader *reader)
{
    struct line line = {0};
    const char *joins = get(reader, "break");
    g_autoptr(GArray) ranges = g_array_new(FALSE, FALSE, sizeof(struct range));
    if (!get_unsigned(reader, "n", &line.n) || !get_facs(reader, &line.page, &line.box))
        return;
    line.joined = joins && !strcmp(joins, "no");
    if (!line.page)
        line.page = reader->page;
    if (!line.page || line.page > reader->document->pages->len || !get_ranges(reader, ranges)) {
        refuse(reader, "line %u has no such place", line.n);
        return;
    }
    line.ranges = (const struct range *)(gpointer)ranges->data;
    line.n_ranges = ranges->len;
    builder_line(reader->builder, &line, 0);
}

/* Takes off the blank that the writer puts before an <lb/> for readers of plain XML. */
static void
drop_line_blank(struct tei_reader *reader)
{
    const char *joins = get(reader, "break");
    GString *text = reader->text;
    if (builder_has_line(reader->builder) && !(joins && !strcmp(joins, "no")) && text->len &&
        text->str[text->len - 1] == ' ')
        g_string_truncate(text, text->len - 1);
}

/* ---- mentions -------------------------------------------------------------------------------- */

static gboolean
mention_type_of(enum element element, const char *type, enum mention_type *ret_type)
{
    for (guint i = 0; i < N_MENTION_TYPES; i++)
        if (!strcmp(tei_mentions[i].element, rules[element].name) &&
            !g_strcmp0(tei_mentions[i].type, type)) {
            *ret_type = (enum mention_type)i;
            return TRUE;
        }
    return FALSE;
}

/* The value where the type has it; NULL where it is missing. In the arena. */
static const char *
get_value(struct tei_reader *reader, enum mention_type type)
{
    struct arena *arena = reader->document->arena;
    const char *target = get(reader, "target");
    const char *least = get(reader, "atLeast"), *most = get(reader, "atMost");
    switch (tei_mentions[type].element[0]) {
    case 'm':
        return least && most ? arena_printf(arena, "%s/%s", least, most)
                             : arena_strdup(arena, get(reader, "quantity"));
    case 'd':
        return arena_strdup(arena, get(reader, "when-custom"));
    case 'r': {
        if (type == MENTION_CPR)
            return "";
        if (!target || !g_str_has_prefix(target, "v:"))
            return NULL;
        g_autofree char *value = g_uri_unescape_string(target + 2, NULL);
        return arena_strdup(arena, value);
    }
    default:
        return arena_strdup(arena, get(reader, "key"));
    }
}

/* ana="r:RULE a:key=value ..." into rule and attrs. FALSE where it is none. */
static gboolean
get_ana(struct tei_reader *reader, struct mention *mention)
{
    struct arena *arena = reader->document->arena;
    const char *ana = get(reader, "ana");
    g_auto(GStrv) tokens = g_strsplit(ana ? ana : "", " ", -1);
    g_autoptr(GString) attrs = g_string_new(NULL);
    for (guint i = 0; tokens[i]; i++) {
        g_autofree char *plain = g_uri_unescape_string(tokens[i], NULL);
        if (!plain || !g_utf8_validate(plain, -1, NULL))
            return FALSE;
        if (!i && g_str_has_prefix(plain, "r:"))
            mention->rule = arena_strdup(arena, plain + 2);
        else if (i && g_str_has_prefix(plain, "a:") && strchr(plain, '=') && !strchr(plain, ';'))
            g_string_append_printf(attrs, "%s%s", attrs->len ? ";" : "", plain + 2);
        else
            return FALSE;
    }
    mention->attrs = arena_strndup(arena, attrs->str, attrs->len);
    return mention->rule != NULL;
}

static void
start_mention(struct tei_reader *reader, struct frame *frame)
{
    struct document *document = reader->document;
    struct mention mention = {.cert = get_cert(reader)};
    const char *name = rules[frame->element].name;
    if (!check_id(reader, 'm', document->mentions->len))
        return;
    if (!mention_type_of(frame->element, get(reader, "type"), &mention.type)) {
        refuse(reader, "<%s> has no such type", name);
        return;
    }
    mention.value = get_value(reader, mention.type);
    if (!mention.value || !mention_value_fits(mention.type, mention.value)) {
        refuse(reader, "<%s> has no value of its type", name);
        return;
    }
    if (!get_ana(reader, &mention)) {
        refuse(reader, "<%s> names no rule", name);
        return;
    }
    mention.earliest = arena_strdup(document->arena, get(reader, "notBefore"));
    mention.latest = arena_strdup(document->arena, get(reader, "notAfter"));
    mention.span.start = builder_start(reader->builder);
    frame->is_mention = TRUE;
    frame->index = document->mentions->len;
    g_array_append_val(document->mentions, mention);
}

static void
start_sentence(struct tei_reader *reader, struct frame *frame)
{
    struct document *document = reader->document;
    if (!check_id(reader, 's', document->sentences->len))
        return;
    struct sentence sentence = {.block = document->blocks->len - 1};
    sentence.span.start = builder_start(reader->builder);
    frame->index = document->sentences->len;
    g_array_append_val(document->sentences, sentence);
}

/* Sets the end of what a frame opened. */
static void
end_span(struct tei_reader *reader, struct span *span, const char *what)
{
    span->end = builder_end(reader->builder);
    if (span->end <= span->start)
        refuse(reader, "an empty %s", what);
}

/* ---- facts ----------------------------------------------------------------------------------- */

static void
start_fs(struct tei_reader *reader)
{
    const char *type = get(reader, "type");
    memset(&reader->fact, 0, sizeof reader->fact);
    reader->has_subject = reader->has_object = FALSE;
    g_array_set_size(reader->evidence, 0);
    if (!type || !predicate_from_name(type, &reader->fact.predicate))
        refuse(reader, "“%s” is no predicate", type ? type : "");
    else if (check_id(reader, 'f', reader->document->facts->len))
        reader->fact.cert = get_cert(reader);
}

/* A term from a pointer to a mention or the document. */
static gboolean
pointed_term(struct tei_reader *reader, const char *pointer, struct term *ret_term)
{
    if (*pointer++ != '#')
        return FALSE;
    if (!strcmp(pointer, document_id(reader->document))) {
        ret_term->kind = TERM_DOCUMENT;
        return TRUE;
    }
    ret_term->kind = TERM_MENTION;
    return parse_id(pointer, 'm', &ret_term->mention) &&
           ret_term->mention < reader->document->mentions->len;
}

static gboolean
pointed_evidence(struct tei_reader *reader, const char *pointer)
{
    struct evidence evidence = {.is_mention = pointer[0] && pointer[1] == 'm'};
    const struct document *document = reader->document;
    guint limit = evidence.is_mention ? document->mentions->len : document->sentences->len;
    if (*pointer != '#' ||
        !parse_id(pointer + 1, evidence.is_mention ? 'm' : 's', &evidence.index) ||
        evidence.index >= limit)
        return FALSE;
    g_array_append_val(reader->evidence, evidence);
    return TRUE;
}

static void
start_f(struct tei_reader *reader)
{
    const char *name = get(reader, "name"), *pointer = get(reader, "fVal");
    g_free(reader->feature);
    reader->feature = g_strdup(name ? name : "");
    if (!pointer)
        return;
    gboolean good = FALSE;
    if (!strcmp(reader->feature, "evidence"))
        good = pointed_evidence(reader, pointer);
    else if (!strcmp(reader->feature, "subject"))
        good = reader->has_subject = pointed_term(reader, pointer, &reader->fact.subject);
    else if (!strcmp(reader->feature, "object"))
        good = reader->has_object = pointed_term(reader, pointer, &reader->fact.object);
    if (!good)
        refuse(reader, "%s points to “%s”, which is not there", reader->feature, pointer);
}

/* A feature with a literal: subject, object, rule or a qualifier. */
static void
literal_feature(struct tei_reader *reader, const char *value)
{
    struct arena *arena = reader->document->arena;
    struct fact *fact = &reader->fact;
    const char *copy = arena_strdup(arena, value);
    if (!strcmp(reader->feature, "subject")) {
        fact->subject = (struct term){.kind = TERM_TEXT, .text = copy};
        reader->has_subject = TRUE;
    } else if (!strcmp(reader->feature, "object")) {
        fact->object = (struct term){.kind = TERM_TEXT, .text = copy};
        reader->has_object = TRUE;
    } else if (!strcmp(reader->feature, "rule")) {
        fact->rule = copy;
    } else if (qualifier_is_known(reader->feature) && fact->n_qualifiers < FACT_MAX_QUALIFIERS) {
        struct qualifier *qualifier = &reader->qualifiers[fact->n_qualifiers++];
        qualifier->name = arena_strdup(arena, reader->feature);
        qualifier->value = copy;
    } else {
        refuse(reader, "“%s” is no feature of a fact", reader->feature);
    }
}

static void
end_fs(struct tei_reader *reader)
{
    struct fact *fact = &reader->fact;
    if (!reader->has_subject || !reader->has_object || !fact->rule || !reader->evidence->len) {
        refuse(reader, "a fact lacks its subject, object, evidence or rule");
        return;
    }
    fact->qualifiers = reader->qualifiers;
    fact->evidence = (const struct evidence *)(gpointer)reader->evidence->data;
    fact->n_evidence = reader->evidence->len;
    document_add_fact(reader->document, fact);
}

/* ---- the header ------------------------------------------------------------------------------ */

static void
keep(char **place, const char *value)
{
    g_free(*place);
    *place = g_strdup(value);
}

static void
start_ptr(struct tei_reader *reader)
{
    const char *target = get(reader, "target"), *media = get(reader, "mimeType");
    if (parent(reader) == E_APPLICATION) {
        if (target && g_str_has_prefix(target, "sha256:"))
            keep(&reader->dictionary, target + strlen("sha256:"));
        return;
    }
    g_autofree char *path = target ? g_uri_unescape_string(target, NULL) : NULL;
    if (!path || !*path || !media || !media_from_type(media, &reader->media))
        refuse(reader, "the original has no path or no media type");
    else
        keep(&reader->target, path);
}

static void
start_schema_ref(struct tei_reader *reader)
{
    const char *key = get(reader, "key");
    const char *dot = strchr(TEI_VOCABULARY, '.');
    if (!key || strncmp(key, TEI_VOCABULARY, (gsize)(dot - TEI_VOCABULARY) + 1))
        refuse(reader, "the vocabulary is “%s”, not %s", key ? key : "", TEI_VOCABULARY);
    reader->vocabulary = TRUE;
}

static void
start_header_note(struct tei_reader *reader)
{
    keep(&reader->note_type, get(reader, "type"));
    keep(&reader->note_subtype, get(reader, "subtype"));
    reader->note_n = 0;
    if (get(reader, "n"))
        get_unsigned(reader, "n", &reader->note_n);
}

static void
end_idno(struct tei_reader *reader)
{
    const char *text = reader->text->str;
    if (reader->text->len != 64 || strspn(text, "0123456789abcdef") != 64)
        refuse(reader, "the hash is no SHA-256");
    else
        keep(&reader->sha256, text);
    g_string_truncate(reader->text, 0);
}

static void
number_note(struct tei_reader *reader, const char *text, guint *ret_n)
{
    if (!scan_unsigned(&text, ret_n) || *text)
        refuse(reader, "a note of type “%s” is no number", reader->note_type);
}

/* Puts a note of the header into the document. */
static void
end_header_note(struct tei_reader *reader)
{
    struct document *document = reader->document;
    const char *type = reader->note_type ? reader->note_type : "";
    const char *subtype = reader->note_subtype ? reader->note_subtype : "";
    g_autofree char *text = g_strdup(reader->text->str);
    g_string_truncate(reader->text, 0);
    if (!strcmp(type, "state")) {
        if (!document_state_from_name(text, &document->state))
            refuse(reader, "“%s” is no state", text);
    } else if (!strcmp(type, "page")) {
        struct page page = {.n = reader->note_n};
        number_note(reader, text, &page.characters);
        if (page.n != document->pages->len + 1 || !page_state_from_name(subtype, &page.state))
            refuse(reader, "page %u comes out of order or in no known state", page.n);
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
        refuse(reader, "“%s” is no type of note", type);
    }
}

static void
end_application(struct tei_reader *reader)
{
    if (!reader->application || !reader->version)
        refuse(reader, "an application has no name or version");
    else
        document_applied(reader->document, reader->application, reader->version,
                         reader->dictionary);
    g_clear_pointer(&reader->application, g_free);
    g_clear_pointer(&reader->version, g_free);
    g_clear_pointer(&reader->dictionary, g_free);
}

/* The end of the header: what it must have said. */
static void
end_header(struct tei_reader *reader)
{
    struct document *document = reader->document;
    if (!reader->target || !reader->sha256 || !reader->vocabulary) {
        refuse(reader, "the header names no original, hash or vocabulary");
        return;
    }
    document->path = arena_strdup(document->arena, reader->target);
    document->sha256 = arena_strdup(document->arena, reader->sha256);
    document->media = reader->media;
    if (g_strcmp0(reader->id, document_id(document)))
        refuse(reader, "xml:id “%s” does not follow from the hash", reader->id ? reader->id : "");
}

/* ---- SAX ------------------------------------------------------------------------------------- */

/* TRUE where blocks of this element may stand: raw and structured bodies do not mix. */
static gboolean
body_kind_fits(struct tei_reader *reader, enum element element)
{
    if (element == E_DIV && !reader->document->blocks->len)
        reader->document->structured = TRUE;
    if (parent(reader) == E_BODY && reader->document->structured)
        return element == E_DIV || element == E_PB;
    return !(element == E_DIV && !reader->document->structured);
}

static void
dispatch_start(struct tei_reader *reader, struct frame *frame, enum element up)
{
    switch (frame->element) {
    case E_TEI:
        keep(&reader->id, get(reader, "xml:id"));
        break;
    case E_PTR:
        start_ptr(reader);
        break;
    case E_SCHEMA_REF:
        start_schema_ref(reader);
        break;
    case E_APPLICATION:
        keep(&reader->application, get(reader, "ident"));
        keep(&reader->version, get(reader, "version"));
        break;
    case E_NOTE:
        if (up == E_NOTES)
            start_header_note(reader);
        else
            start_note(reader, frame);
        break;
    case E_P:
        if (up != E_PUBLICATION)
            open_block(reader, frame,
                       g_strcmp0(get(reader, "rend"), "label") ? BLOCK_PARAGRAPH : BLOCK_LABEL);
        break;
    case E_AB:
        start_ab(reader, frame);
        break;
    case E_HEAD:
        open_block(reader, frame, BLOCK_HEADING);
        break;
    case E_ITEM:
        open_block(reader, frame, BLOCK_ITEM);
        break;
    case E_FW:
        start_fw(reader, frame);
        break;
    case E_TABLE:
        reader->tables++;
        break;
    case E_ROW:
        start_row(reader);
        break;
    case E_CELL:
        start_cell(reader);
        break;
    case E_S:
        start_sentence(reader, frame);
        break;
    case E_MEASURE:
        if (up == E_EXTENT)
            break;
        start_mention(reader, frame);
        break;
    case E_DATE:
    case E_NAME:
    case E_ORG_NAME:
    case E_PERS_NAME:
    case E_PLACE_NAME:
    case E_REF:
        start_mention(reader, frame);
        break;
    case E_PB:
        start_pb(reader);
        break;
    case E_LB:
        start_lb(reader);
        break;
    case E_MILESTONE: {
        guint n;
        if (get_unsigned(reader, "n", &n))
            builder_column(reader->builder, n);
        break;
    }
    case E_CHOICE:
        g_string_truncate(reader->sic, 0);
        g_string_truncate(reader->corr, 0);
        reader->choice_parts = 0;
        break;
    case E_SIC:
        reader->choice_parts |= 1;
        break;
    case E_CORR:
        reader->choice_parts |= 2;
        reader->choice_cert = get_cert(reader);
        break;
    case E_FS:
        start_fs(reader);
        break;
    case E_F:
        start_f(reader);
        break;
    case E_SYMBOL:
        literal_feature(reader, get(reader, "value") ? get(reader, "value") : "");
        break;
    default:
        break;
    }
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
    enum element element = (enum element)GPOINTER_TO_UINT(known), up = parent(reader);
    if (!known || !uri || strcmp((const char *)uri, TEI_NAMESPACE)) {
        refuse(reader, "<%.40s> is no element of ours", (const char *)name);
        return;
    }
    if (reader->depth == TEI_MAX_DEPTH) {
        refuse(reader, "elements are nested deeper than %d", TEI_MAX_DEPTH);
        return;
    }
    if (!(rules[element].parents & IN(up)) || !body_kind_fits(reader, element) ||
        (element == E_AB && up != E_BODY && up != E_CELL && n_attributes)) {
        refuse(reader, "<%s> may not stand in <%s>", rules[element].name,
               rules[up].name ? rules[up].name : "");
        return;
    }
    if (!take_attributes(reader, &rules[element], n_attributes, attributes))
        return;
    if (element == E_P || element == E_LIST || element == E_AB) {
        if (up == E_CELL)
            top(reader)->index = 1; /* the cell's text stands in blocks of its own */
    } else if (up == E_CELL) {
        need_cell_block(reader);
    }
    if (element == E_LB)
        drop_line_blank(reader);
    if (element != E_PB)
        flush_text(reader);
    if ((IN(element) & (IN_MENTION | IN(E_S) | IN(E_LB) | IN(E_MILESTONE) | IN(E_CHOICE))) &&
        up != E_EXTENT &&
        (!in_block(reader) || (needs_line(element) && !builder_has_line(reader->builder)))) {
        refuse(reader, "<%s> stands outside a block or line", rules[element].name);
        return;
    }
    struct frame frame = {.element = element};
    if (!reader->fault)
        dispatch_start(reader, &frame, up);
    reader->stack[reader->depth++] = frame;
}

static void
end_choice(struct tei_reader *reader)
{
    if (reader->choice_parts != 3 || (!reader->sic->len && !reader->corr->len))
        refuse(reader, "<choice> needs <sic> and <corr>, one of them with text");
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
        end_header(reader);
        break;
    case E_APPLICATION:
        end_application(reader);
        break;
    case E_S:
        end_span(reader, &document_sentence(reader->document, frame->index)->span, "sentence");
        break;
    case E_CHOICE:
        end_choice(reader);
        break;
    case E_CELL:
        reader->cell = -1;
        break;
    case E_FS:
        end_fs(reader);
        break;
    default:
        break;
    }
    if (frame->is_mention)
        end_span(reader, &document_mention(reader->document, frame->index)->span, "mention");
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
    switch (parent(reader)) {
    case E_IDNO:
        end_idno(reader);
        break;
    case E_NOTE:
        if (reader->depth > 1 && reader->stack[reader->depth - 2].element == E_NOTES)
            end_header_note(reader);
        break;
    case E_TITLE:
    case E_LABEL:
        g_string_truncate(reader->text, 0);
        break;
    case E_STRING:
        literal_feature(reader, reader->text->str);
        g_string_truncate(reader->text, 0);
        break;
    case E_CELL:
        need_cell_block(reader);
        break;
    default:
        break;
    }
    if (parent(reader) != E_PB) /* the text before it waits for its <lb/> */
        flush_text(reader);
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
    if (reader->depth && top(reader)->element == E_CELL && !top(reader)->block) {
        for (int i = 0; i < length; i++)
            if (!g_ascii_isspace(text[i])) {
                need_cell_block(reader);
                break;
            }
    }
    g_string_append_len(reader->text, (const char *)text, length);
}

static void
on_doctype(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    refuse(data, "a DOCTYPE has no place in the stream");
}

static void
on_comment(void *data, const xmlChar *value)
{
    (void)value;
    refuse(data, "a comment has no place in the stream");
}

static void
on_instruction(void *data, const xmlChar *target, const xmlChar *content)
{
    (void)target, (void)content;
    refuse(data, "a processing instruction has no place in the stream");
}

static void
on_cdata(void *data, const xmlChar *value, int length)
{
    (void)value, (void)length;
    refuse(data, "a CDATA section has no place in the stream");
}

static void
on_reference(void *data, const xmlChar *name)
{
    refuse(data, "the entity “%.40s” is unknown", (const char *)name);
}

static void
on_error(void *data, xmlErrorPtr problem)
{
    struct tei_reader *reader = data;
    if (reader->fault || problem->level < XML_ERR_ERROR)
        return;
    g_autofree char *message = g_strdup(problem->message ? problem->message : "no XML");
    g_strstrip(message);
    refuse(reader, "%s", message);
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
        g_hash_table_insert(reader->elements, (gpointer)rules[i].name, GUINT_TO_POINTER(i));
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
    clear_attributes(reader);
    g_string_truncate(reader->text, 0);
    reader->depth = reader->page = reader->tables = reader->row = 0;
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
