/* What relate knows of one document while it works. Private to stages/relate.
 *
 * The reading text is cut into words once; the dictionaries' cue words are found over them once;
 * every rule then looks at units (a sentence, or a block that has none) through the mentions and
 * cues inside them. Everything is an array in document order, so that a look-up is a binary
 * search, and a whole paper costs a few passes. */
#ifndef AKT_RELATE_CONTEXT_H
#define AKT_RELATE_CONTEXT_H

#include "annotation.h"
#include "autoptr.h"
#include "relate/cues.h"

/* A project, programme or organisation of this paper: mentions with one value. */
struct entity {
    enum mention_type type;
    const char *value;
    guint mention;   /* the first one */
    guint mentions;  /* how many */
    guint entry;     /* place in the paper's list of projects, from 1; 0 for none */
    gboolean titled; /* stands in the paper's title */
};

enum {
    SUBJECT_MAX = 12
};

/* Whom a sentence is about: one entity, several, or several together under a text. */
struct subject {
    guint n;
    guint entities[SUBJECT_MAX]; /* indexes into context->entities */
    const char *together;        /* "projekt 1 og 2": how the paper names several, or NULL */
    gboolean stated;             /* named or referred to right here, not inherited */
};

/* What a heading opens; it holds until the next heading. */
enum section_kind {
    SECTION_PLAIN,          /* Baggrund, Økonomi, or a name */
    SECTION_DECISION,       /* Beslutning */
    SECTION_RECOMMENDATION, /* Indstilling, Beslutningspunkter */
    SECTION_ATTACHMENTS     /* Bilag */
};
struct section {
    int heading; /* block, or -1 for what stands before the first heading */
    enum section_kind kind;
    struct subject subject; /* n = 0: the heading names none */
    int item;               /* index into context->items, or -1 */
};

/* What its row and column say of a block in a cell. */
struct place_in_table {
    int row;            /* entity its row names, or -1 */
    const char *column; /* kind of its column (column-headings.tsv), "" for none */
    const char *status; /* role of the amounts in its column, or NULL */
    const char *period; /* time that the column's money is for, or NULL */
    const char *date;   /* day that the column's heading names, or NULL */
    int heading;        /* block of the column's heading, or -1 */
    int head;           /* project that heads its column, or -1 */
    int first;          /* block of the row's first cell */
    gboolean header, total_row, net_row, total_column;
};

/* A row of a case's way through the committees. */
struct way {
    int committee; /* entity */
    int date;      /* mention, or -1 */
    const char *item;
};

/* A numbered item of an agenda or minutes. */
struct item {
    const char *number; /* "14" */
    guint block;        /* its heading */
    int case_mention;   /* its case number, or -1 */
    int programme;      /* the programme or fund that it is on, or -1 */
    struct subject subject;
};

/* A sentence, or a block without sentences. */
struct unit {
    struct span span;
    guint block;
    int sentence; /* or -1 */
    guint section;
    guint first_mention, last_mention;
    guint first_hit, last_hit;
    struct subject before;  /* whom the sentence before, the heading, the row was about */
    struct subject subject; /* whom it is about, by names, references and what came before */
};

struct context {
    struct document *document;
    const struct cues *cues;
    struct arena *arena;           /* the document's */
    char *lower;                   /* the text in lower case, byte for byte as long */
    GArray *words;                 /* struct word */
    GArray *hits;                  /* struct hit, by start */
    GArray *entities;              /* struct entity */
    int *entity_of;                /* by mention: index into entities, or -1 */
    gboolean *nested;              /* by mention: inside another one */
    GArray *sections;              /* struct section */
    guint *section_of;             /* by block */
    struct place_in_table *places; /* by block */
    GArray *items;                 /* struct item */
    GArray *ways;                  /* struct way */
    GArray *entries;               /* guint: the paper's list of projects, entities in order */
    gboolean lettered;             /* its marks are letters: "a)", "B." */
    GArray *units;                 /* struct unit */
    int title;                     /* the title's block, or -1 */
    const char *year;              /* the one year or period that the title names, or NULL */
    gboolean year_of_status;       /* the title calls the paper a status or report of that year */
    int issued;                    /* mention of the paper's date, or -1 */
    int addressee;                 /* entity the paper is addressed to, or -1 */
    int unit;                      /* entity of the issuing unit, or -1 */
    int committee;        /* entity of the committee whose agenda or minutes this is, or -1 */
    int case_mention;     /* the paper's case number, or -1 */
    gboolean minutes;     /* agenda or minutes */
    struct subject about; /* whom the paper as a whole is about: one entity, or none */
    int programme;        /* the programme its projects belong to, or -1 */
    int fund;             /* the fund that the paper is on, or -1 */
    int fund_owner;       /* whose fund that is, or -1 */
    int municipality;     /* the one municipality that the paper names, or -1 */
    GHashTable *said;     /* what facts say (char *) -> struct said */
};

#define context_entity(c, i) (&g_array_index((c)->entities, struct entity, (i)))
#define context_unit(c, i) (&g_array_index((c)->units, struct unit, (i)))
#define context_section(c, i) (&g_array_index((c)->sections, struct section, (i)))
#define context_item(c, i) (&g_array_index((c)->items, struct item, (i)))
#define context_way(c, i) (&g_array_index((c)->ways, struct way, (i)))
#define context_hit(c, i) (&g_array_index((c)->hits, struct hit, (i)))
#define context_word(c, i) (&g_array_index((c)->words, struct word, (i)))

/* ---- context.c ---- */

/* Words, cues, entities, sections, items, title and units of a document. Free with
 * context_free(); the document stays the caller's. */
struct context *context_new(struct document *document, const struct cues *cues);
void context_free(struct context *context);
AKT_AUTOPTR(context, context_free)

/* ---- text.c: looking at the text ---- */

/* The words of the text, in order. A word is letters and digits, with hyphens inside. */
GArray *text_words(const char *lower, gsize length);

/* A copy in lower case, each letter in as many bytes as before. In the arena. */
char *text_lower(struct arena *arena, const char *text, gsize length);

/* The word before `offset` (its end at or before it), no earlier than `from`: index, or -1. */
int context_word_before(const struct context *context, gsize from, gsize offset);

/* The word at or after `offset`, starting before `to`: index, or -1. */
int context_word_after(const struct context *context, gsize offset, gsize to);

/* The word after word i, starting before `to`: index, or -1. */
int context_word_next(const struct context *context, int i, gsize to);

/* Whether word i is one of the words parted by '|': "til|på|for". */
gboolean context_word_is(const struct context *context, int word, const char *any);

/* Whether the text between two offsets holds one of the characters. */
gboolean context_gap_has(const struct context *context, gsize from, gsize to, const char *any);

/* The clause around `offset` inside `within`: up to ; : ( ) or a comma that opens another clause.
 */
struct span context_clause(const struct context *context, struct span within, gsize offset);

/* ---- mentions and cues ---- */

/* The mentions that start inside a span: [*ret_first, *ret_last). */
void context_mentions(const struct context *context, struct span span, guint *ret_first,
                      guint *ret_last);

/* The cues that start inside a span: [*ret_first, *ret_last). */
void context_hits(const struct context *context, struct span span, guint *ret_first,
                  guint *ret_last);

/* The cue of a class nearest to `span` inside `within`: in its clause before it, in its clause
 * after it, then before, then after. -1 for none. */
int context_nearest(const struct context *context, enum cue_class class, struct span within,
                    struct span span);

/* The first cue of a class in a span, -1 for none. */
int context_first(const struct context *context, enum cue_class class, struct span span);

/* Whether mention m lies inside a name. */
gboolean context_is_nested(const struct context *context, guint m);

/* What an organisation is: "committee", "department", "municipality", ... by its kind attribute
 * and name; "" if unknown. */
const char *context_kind(const struct context *context, guint mention);
gboolean context_is_committee(const struct context *context, guint mention);

/* ---- draft.c ---- */

/* A fact in the making: qualifiers are added, then it is put into the document. */
struct draft {
    struct fact fact;
    struct qualifier qualifiers[FACT_MAX_QUALIFIERS];
    struct evidence evidence[64];
};
void draft_begin(struct draft *draft, enum predicate predicate, const char *rule, enum cert cert);
struct term term_document(void);
struct term term_mention(guint mention);
struct term term_text(const char *text);
struct term context_term(const struct context *context, guint entity);
void draft_qualify(struct draft *draft, const char *name, const char *value); /* NULL: nothing */
void draft_unit(struct context *context, struct draft *draft, const struct unit *unit);
void draft_mention(struct draft *draft, guint mention);
void draft_span(struct context *context, struct draft *draft, struct span span);
void draft_put(struct context *context, struct draft *draft);

/* The same fact for each entity of a subject, or one for all together. TRUE if any was put. */
gboolean draft_put_each(struct context *context, struct draft *draft,
                        const struct subject *subject);

/* The value of a date mention as a day, or its first or last day: "2016-05-09"; NULL if open. */
const char *context_earliest(const struct context *context, guint mention);

/* The plain text of a block or span, in the arena. */
char *context_text(const struct context *context, struct span span);

/* ---- references.c ---- */

/* Whom a span names by reference: `projekt 3 og 4`, `de to første projekter`, `begge projekter`.
 * `current` is what `projektet` stands for. TRUE if there is one. */
gboolean reference_resolve(struct context *context, struct span span, const struct subject *current,
                           struct subject *ret_subject);

/* The same, nearest before `offset`, else the first behind it. */
gboolean reference_nearest(struct context *context, struct span span, gsize offset,
                           const struct subject *current, struct subject *ret_subject);

/* The paper's list of projects, in the order that introduced them. */
void reference_list(struct context *context);

/* The committee, administration or fund that `udvalget`, `forvaltningen`, `puljen` at a hit stands
 * for: an entity, or -1. */
int reference_body(struct context *context, const struct unit *unit, const char *what);

/* ---- subjects.c ---- */

/* Whom each section, item and unit is about. */
void subjects_resolve(struct context *context);

/* Whom what stands at `span` in a unit is about. */
struct subject subject_at(struct context *context, const struct unit *unit, struct span span);

/* The same, or the body with which the sentence begins: `Bostedet Solgården har 30 pladser`. */
struct subject subject_or_body(struct context *context, const struct unit *unit, struct span span);

/* Whether an entity is work that is done (a project, a method, a campaign), not money or policy. */
gboolean subject_is_work(const struct context *context, int entity);

/* The nouns that stand before the name of a fund or programme: `fra puljen X`. */
#define FUND_NOUNS "puljen|fonden|programmet|strategien|ordningen|satspuljen"

/* The programme or fund that a block is on: the paper's, or in an agenda of several items the one
 * that the item names in its heading, else the only fund that it names; -1 for none. */
int subject_programme_at(const struct context *context, guint block);

/* A subject of one entity. */
struct subject subject_of(guint entity);

/* ---- layout.c ---- */

/* The title, sections and agenda items. */
void layout_find(struct context *context);

/* The number that opens a block ("2.", "Punkt 14.", "Pkt. 6:"), NULL for none; *ret_rest is the
 * byte of the text after it. */
const char *layout_number(const struct context *context, guint block, gsize *ret_rest);

/* Whether a block holds running text of the body: not furniture, margin or label. */
gboolean layout_is_body(const struct context *context, guint block);

/* Whether a block says `Beslutning: ...` itself, outside a section of that name. */
gboolean layout_is_decision(const struct context *context, guint block);

/* Whether a block says `Indstilling: ...` itself. */
gboolean layout_is_recommendation(const struct context *context, guint block);

/* Whether a block is an item of a list: by its layout, or a line that begins with a letter as its
 * mark ("A. ", "b) "). */
gboolean layout_is_item(const struct context *context, guint block);

/* The next body block after one (the number of blocks if there is none), and the one before it
 * (G_MAXUINT): margins and furniture stand anywhere. */
guint layout_next(const struct context *context, guint block);
guint layout_before(const struct context *context, guint block);

/* Words of a span that lie in no mention of the types named by `mask` (1 << type); counting ends
 * at some forty. */
guint layout_words_outside(const struct context *context, struct span span, guint mask);

/* Whether a unit is running text: of the body, no heading, no figure or role in a table. */
gboolean layout_is_prose(const struct context *context, const struct unit *unit);

/* Whether a cell's block is a text of its own rather than a name, a date or a figure. */
gboolean layout_is_prose_cell(const struct context *context, guint block);

/* Whether one mention is all a block says, but for signs and at most `words` words. */
gboolean layout_is_only(const struct context *context, guint block, guint mention, guint words);

/* ---- cells.c ---- */

/* Reads the headings and row labels of tables into context->places. */
void layout_tables(struct context *context);

/* ---- funding-source.c ---- */

/* The fund that the paper is on, whose it is, and the municipality, into the context: once. */
void funding_prepare(struct context *context);

/* ---- the rules, one file a reason ---- */
void relate_paper(struct context *context);     /* the paper about itself */
void relate_structure(struct context *context); /* part-of */
void relate_tables(struct context *context);    /* amounts and roles in tables */
void relate_funding(struct context *context);   /* amounts and shares in prose and headings */
void relate_counts(struct context *context);
void relate_periods(struct context *context);  /* period, duration */
void relate_partners(struct context *context); /* partner, lead, supplier */
void relate_status(struct context *context);
void relate_meetings(struct context *context); /* considered */
void relate_decisions(struct context *context);
void relate_reports(struct context *context); /* reports-to, next-report */
void relate_sums(struct context *context);    /* sums announced in prose */

#endif
