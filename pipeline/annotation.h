/* What the stages claim about a document: mentions (a span and its value) and facts (what the
 * paper states, with its evidence). FACTS.md in words: pipeline/README.md says where.
 *
 * The tables of types, predicates and qualifiers here are the closed vocabulary of the stream. */
#ifndef AKT_ANNOTATION_H
#define AKT_ANNOTATION_H

#include "document.h"

enum mention_type {
    MENTION_AMOUNT,
    MENTION_PERCENT,
    MENTION_DATE,
    MENTION_PERIOD,
    MENTION_DURATION,
    MENTION_CASE,
    MENTION_PROJECT,
    MENTION_PROGRAMME,
    MENTION_ORGANISATION,
    MENTION_PERSON,
    MENTION_PLACE,
    MENTION_COUNT,
    MENTION_CONTACT,
    MENTION_LAW,
    MENTION_CPR, /* a person's number: no value, never shown; that there was one, and where */
    N_MENTION_TYPES
};
const char *mention_type_name(enum mention_type type); /* "amount", "percent", ... */
gboolean mention_type_from_name(const char *name, enum mention_type *ret_type);

/* A span of the text and its value, in the forms of FACTS.md. All strings live in the arena. */
struct mention {
    enum mention_type type;
    struct span span;
    const char *value; /* "23200000", "2016-10", "SUD 257/2007", ...; never NULL */
    const char *attrs; /* "approx=circa;per=year", keys in alphabetical order; "" for none */
    const char *rule;  /* the grammar's or dictionary's rule that made it: [a-z0-9.-]+ */
    enum cert cert;
    const char
        *earliest; /* date and period: first and last day, "2016-05-09"; NULL if open or unknown */
    const char *latest;
};
#define document_mention(d, i) (&g_array_index((d)->mentions, struct mention, (i)))

/* TRUE for a plain decimal, or two with '/' between: what amounts, percents and counts have. */
gboolean value_is_number(const char *value);

/* TRUE for a value that a mention of the type can have: a number, a word without blanks (dates),
 * nothing (CPR), any text on one line (names). */
gboolean mention_value_fits(enum mention_type type, const char *value);

/* Collects mentions and settles them into the document at once: a recogniser may add in any
 * order and let spans compete. */
struct mention_set;
struct mention_set *mention_set_new(struct document *document);
void mention_set_free(struct mention_set *set);
AKT_AUTOPTR(mention_set, mention_set_free)

/* The longest span a mention may have, in bytes: keeps settling linear on any input. */
enum {
    MENTION_MAX_LENGTH = 1000
};

/* Offers a mention; strings are copied into the document's arena, attrs are sorted by key. The
 * span is widened to whole characters of the source and trimmed of blanks; it must lie inside one
 * block (a programmer's error else). An empty span, one longer than MENTION_MAX_LENGTH, and a
 * value that its type cannot have (an amount that is no number) are passed over: FALSE. */
gboolean mention_set_add(struct mention_set *set, const struct mention *mention, int weight);

/* Settles who stays: the heavier, then the longer, then the earlier, then the first offered is
 * taken first; one that crosses a taken one, or nests with it where FACTS.md knows no such nesting
 * (the same type; a number or date inside a name, an address, a case number ...), is dropped.
 * Sentences that a mention crosses are merged. Replaces document->mentions, in document order, and
 * empties the set. n log n. */
void mention_set_settle(struct mention_set *set);

/* The value of a key in an attrs string ("per" in "approx=circa;per=year"), copied into the arena;
 * NULL where it is missing. */
const char *attrs_get(struct arena *arena, const char *attrs, const char *key);

/* attrs with the key set (value NULL: removed), sorted by key. In the arena. */
const char *attrs_set(struct arena *arena, const char *attrs, const char *key, const char *value);

enum predicate {
    PREDICATE_TITLE,
    PREDICATE_ATTACHMENT,
    PREDICATE_ADDRESS,
    PREDICATE_ISSUED,
    PREDICATE_ADDRESSED_TO,
    PREDICATE_ISSUING_UNIT,
    PREDICATE_CASE_NUMBER,
    PREDICATE_DOCUMENT_NUMBER,
    PREDICATE_EAN,
    PREDICATE_CASE_OFFICER,
    PREDICATE_PHONE,
    PREDICATE_FAX,
    PREDICATE_EMAIL,
    PREDICATE_URL,
    PREDICATE_FUNDING,
    PREDICATE_PERIOD,
    PREDICATE_DURATION,
    PREDICATE_PART_OF,
    PREDICATE_PARTNER,
    PREDICATE_LEAD,
    PREDICATE_SUPPLIER,
    PREDICATE_STATUS,
    PREDICATE_COUNT,
    PREDICATE_CONSIDERED,
    PREDICATE_DECISION,
    PREDICATE_REPORTS_TO,
    PREDICATE_NEXT_REPORT,
    PREDICATE_SUM_CHECK,
    N_PREDICATES
};
const char *predicate_name(
    enum predicate predicate); /* "title", "addressed-to", "sum-check", ... */
gboolean predicate_from_name(const char *name, enum predicate *ret_predicate);

/* A fact's subject or object: the document itself, a mention, or a short literal. */
enum term_kind {
    TERM_DOCUMENT,
    TERM_MENTION,
    TERM_TEXT
};
struct term {
    enum term_kind kind;
    guint mention;    /* TERM_MENTION: index into document->mentions */
    const char *text; /* TERM_TEXT: "granted", "projekt 1 og 2" */
};

/* Qualifier names: period per source grantor recipient date approx of committee item verdict by
 * note status. */
struct qualifier {
    const char *name, *value;
};
gboolean qualifier_is_known(const char *name);

/* What shows a fact: a sentence or a mention, by index. */
struct evidence {
    gboolean is_mention; /* else a sentence */
    guint index;
};

enum {
    FACT_MAX_QUALIFIERS = 16,
    FACT_MAX_EVIDENCE = 64
};

struct fact {
    enum predicate predicate;
    struct term subject, object;
    const struct qualifier *qualifiers; /* by name, each once */
    guint n_qualifiers;
    const struct evidence *evidence; /* at least one */
    guint n_evidence;
    const char *rule;
    enum cert cert;
};
#define document_fact(d, i) (&g_array_index((d)->facts, struct fact, (i)))

/* Adds a fact: everything is copied into the arena, qualifiers sorted by name. The same
 * predicate, subject, object and qualifiers said before: the evidence is added to that fact,
 * which keeps the first FACT_MAX_EVIDENCE; what a paper says ten thousand times is shown by those.
 * Returns the fact's index. Linear in the number of qualifiers. */
guint document_add_fact(struct document *document, const struct fact *fact);

/* "amount:23200000", "document:this", "text:granted": a term as FACTS.md writes it. In the arena.
 */
const char *term_string(struct document *document, const struct term *term);

/* The first span that shows a fact. */
struct span fact_span(const struct document *document, const struct fact *fact);

/* The mention of a type that covers exactly `span`, or -1. */
int document_find_mention(const struct document *document, enum mention_type type,
                          struct span span);

/* The indexes of mentions whose spans lie inside `span`: [*ret_first, *ret_last). */
void document_mentions_in(const struct document *document, struct span span, guint *ret_first,
                          guint *ret_last);

/* Drops what recognise and relate added, as a stage that runs again must. */
void document_clear_mentions(struct document *document); /* mentions and facts */
void document_clear_facts(struct document *document);

#endif
