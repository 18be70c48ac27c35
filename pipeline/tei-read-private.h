/* The parts of the TEI reader: what they share of a line being read. tei.h is what others see. */
#ifndef AKT_TEI_READ_PRIVATE_H
#define AKT_TEI_READ_PRIVATE_H

#include "builder.h"
#include "error.h"
#include "tei-private.h"
#include "tei.h"

#include <libxml/parser.h>

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
    E_FACSIMILE,
    E_SURFACE,
    E_ZONE,
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
struct tei_rule {
    const char *name;
    guint64 parents;
    const char *attributes;
};
extern const struct tei_rule tei_rules[N_ELEMENTS];

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
    guint page, surface, tables, row;
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

/* tei-attributes.c */
void tei_refuse(struct tei_reader *reader, const char *format, ...) G_GNUC_PRINTF(2, 3);
const char *tei_get(const struct tei_reader *reader, const char *name);
void tei_clear_attributes(struct tei_reader *reader);
/* Takes the attributes SAX hands over; FALSE if one is not of the element. */
gboolean tei_take_attributes(struct tei_reader *reader, const struct tei_rule *rule, int n,
                             const xmlChar **raw);
/* A whole number from 0 to 2^31 at *at; moves on. FALSE where there is none. */
gboolean tei_scan_unsigned(const char **at, guint *ret_n);
/* A whole number attribute; refuses the line where it is missing or none. */
gboolean tei_get_unsigned(struct tei_reader *reader, const char *name, guint *ret_n);
/* A box in the four attributes ulx, uly, lrx, lry; refuses the line where there is none. */
gboolean tei_get_corners(struct tei_reader *reader, struct box *ret_box);
/* facs="z:PAGE[,x0,y0,x1,y1]"; page 0 and an empty box where there is none. */
gboolean tei_get_facs(struct tei_reader *reader, guint *ret_page, struct box *ret_box);
/* An id "PREFIXn" as n - 1; FALSE where it is none. */
gboolean tei_parse_id(const char *id, char prefix, guint *ret_index);
/* Ids are given in document order. */
gboolean tei_check_id(struct tei_reader *reader, char prefix, guint expected);
enum cert tei_get_cert(struct tei_reader *reader);

/* tei-header.c */
void tei_keep(char **place, const char *value);
void tei_start_ptr(struct tei_reader *reader);
void tei_start_schema_ref(struct tei_reader *reader);
void tei_start_header_note(struct tei_reader *reader);
void tei_end_idno(struct tei_reader *reader);
/* Puts a note of the header into the document. */
void tei_end_header_note(struct tei_reader *reader);
void tei_end_application(struct tei_reader *reader);
/* The end of the header: what it must have said. */
void tei_end_header(struct tei_reader *reader);
/* A word that was recognised. */
void tei_start_surface(struct tei_reader *reader);
void tei_start_zone(struct tei_reader *reader);

/* tei-body.c */
struct frame *tei_top(struct tei_reader *reader);
enum element tei_parent(const struct tei_reader *reader);
gboolean tei_in_block(const struct tei_reader *reader);
/* Hands the gathered text on. */
void tei_flush_text(struct tei_reader *reader);
void tei_open_block(struct tei_reader *reader, struct frame *frame, enum block_kind kind);
void tei_start_ab(struct tei_reader *reader, struct frame *frame);
void tei_start_note(struct tei_reader *reader, struct frame *frame);
void tei_start_fw(struct tei_reader *reader, struct frame *frame);
void tei_start_cell(struct tei_reader *reader);
/* A cell whose text stands in it directly has a block of its own, begun by its first child or
 * text, or by its end. */
void tei_need_cell_block(struct tei_reader *reader);
void tei_start_row(struct tei_reader *reader);
void tei_start_pb(struct tei_reader *reader);
void tei_start_lb(struct tei_reader *reader);
/* Takes off the blank that the writer puts before an <lb/> for readers of plain XML. */
void tei_drop_line_blank(struct tei_reader *reader);
void tei_start_mention(struct tei_reader *reader, struct frame *frame);
void tei_start_sentence(struct tei_reader *reader, struct frame *frame);
/* Sets the end of what a frame opened. */
void tei_end_span(struct tei_reader *reader, struct span *span, const char *what);

/* tei-facts.c */
void tei_start_fs(struct tei_reader *reader);
void tei_start_f(struct tei_reader *reader);
/* A feature with a literal: subject, object, rule or a qualifier. */
void tei_literal_feature(struct tei_reader *reader, const char *value);
void tei_end_fs(struct tei_reader *reader);

/* tei-read.c */

#endif
