/* Names, taken apart for comparing, and how alike two of them are. */
#ifndef AKT_LINK_NAMES_H
#define AKT_LINK_NAMES_H

#include "annotation.h"

struct danish;
struct dictionaries;
struct lemma;

enum {
    MAX_WORDS = 24
};

/* What a word of a name is beside a word. */
enum word_flag {
    WORD_FILLER = 1,      /* i, på, og, den: says little */
    WORD_HEAD = 2,        /* says what sort of thing it is: Foreningen, Puljen */
    WORD_NUMBER = 4,      /* digits, a roman numeral, a single letter: part of `numbers` */
    WORD_ABBREVIATED = 8, /* a point stands behind it: "ordn." */
    WORD_SUBTITLE = 16,   /* behind a dash, colon or bracket, or a comma */
    WORD_CAPITAL = 32     /* written with a capital */
};

/* A name with what is compared of it. Strings live in the arena it was made in. */
struct name {
    gint64 id;
    enum mention_type type;
    const char *class, *value, *scope;
    guint mentions;      /* in papers that still stand: 0 where it is out of use, or not counted */
    gboolean everywhere; /* its scope says nothing: its class or a dictionary says so */
    guint n_words;
    const char *words[MAX_WORDS]; /* folded: lower case, without accents and signs */
    const char *stems[MAX_WORDS];
    guint8 flags[MAX_WORDS];   /* enum word_flag */
    const char *folded;        /* the words with blanks */
    const char *joined;        /* the words without blanks: "fællesgryder" */
    const char *compact;       /* the stems without blanks: "fællgryd" */
    const char *content;       /* the stems that are no fillers and no numbers, in the order of the
                                  alphabet, without blanks; and the numbers. Of persons the surname
                                  as it is heard, of cases the number in one form */
    const char *initials;      /* the first letters of all its words: "fof" */
    const char *main_initials; /* ... and of those that are no fillers: "ff" */
    const char *numbers; /* digits, numerals and single letters, in order, numerals as digits */
    const char *town;    /* its municipality, folded */
};

/* What dictionaries say of names, and which words are ordinary ones: the latter from `shared`, or
 * where that is NULL from a list of their own. */
struct name_rules;
struct name_rules *name_rules_new(struct dictionaries *dictionaries, struct danish *shared,
                                  GError **error);
void name_rules_free(struct name_rules *rules);
AKT_AUTOPTR(name_rules, name_rules_free)

/* Loads the list of Danish words, which name_compare() wants. Slow the first time, unless it is
 * shared. FALSE with AKT_ERROR_LIBRARY where there is none. */
gboolean name_rules_words(struct name_rules *rules, GError **error);

/* Fills in what is compared from type, class, value and scope, which must be set. */
void name_prepare(const struct name_rules *rules, struct arena *arena, struct name *name);

/* A name folded as `folded` is; for dictionaries. Free with g_free(). */
char *name_fold(const char *value);

/* How alike two names of one kind are, 0 to 1; from name_rules_threshold() on they are taken for
 * one. Symmetric; depends on the two names and the dictionaries only. *ret_reason says why, in
 * words that last as long as the process. */
double name_compare(struct name_rules *rules, const struct name *a, const struct name *b,
                    const char **ret_reason);

/* The score from which on two names are one: link-features.tsv. */
double name_rules_threshold(const struct name_rules *rules);

/* Whether two names are of one kind, or of two that papers confuse: project and programme. */
gboolean name_kinds_agree(const struct name *a, const struct name *b);

/* The same without asking for the municipality: of a paper that speaks of another's things. */
double name_compare_anywhere(struct name_rules *rules, const struct name *a, const struct name *b);

/* What link-features.tsv says of what is no comparison of two names: "letters", "context". */
enum name_evidence {
    EVIDENCE_RENAMED,
    EVIDENCE_LETTERS,
    EVIDENCE_CONTEXT,
    EVIDENCE_VISIT
};
double name_rules_evidence(const struct name_rules *rules, enum name_evidence evidence);
const char *name_rules_evidence_says(const struct name_rules *rules, enum name_evidence evidence);

/* Whether a reason that name_compare() gave, or one of evidence, is of the kind that leads from a
 * shorter name to a fuller one, and may lead to several: then it leads to none. */
gboolean name_rules_is_weak(const struct name_rules *rules, const char *reason);

/* Whether two names may be one by where they are used at all. */
gboolean name_scopes_agree(const struct name *a, const struct name *b);

/* Whether two names say that they are two things, however they came together: the same words with
 * other numbers, one surname with two first names. */
gboolean name_conflict(const struct name *a, const struct name *b);

/* Whether `shorter` is `longer` with words left out, and still says enough to be known in a paper
 * that has the longer one: "Den grønne kile", "Den Grønne Kile i Sindal". */
gboolean name_is_shortened(const struct name *shorter, const struct name *longer);

/* Whether a name is written like an abbreviation: "UVSB", "FoF II". */
gboolean name_looks_abbreviated(const struct name *name);

/* Whether `letters` are the first letters of the words of `longer`: "FoF II" of "Fælles om
 * Fremtiden II", "KFU" of Kultur- og Fritidsudvalget. At least three letters. */
gboolean name_is_initials(struct name_rules *rules, const struct name *letters,
                          const struct name *longer);

/* A folded surname as it is heard: "lindhardt" as "lindhart". Free with g_free(). */
char *name_heard(const char *word);

/* How alike two names are, and all that was seen: for people. `lines` gets one line a feature, with
 * what it costs. */
double name_explain(struct name_rules *rules, const struct name *a, const struct name *b,
                    GPtrArray *lines);

#endif
