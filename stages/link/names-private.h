/* What the files that compare names share. */
#ifndef AKT_LINK_NAMES_PRIVATE_H
#define AKT_LINK_NAMES_PRIVATE_H

#include "names.h"

/* What two names that may be one differ by: rows of link-features.tsv. */
enum feature {
    FEATURE_CLASS,     /* the same name, seen as two kinds of thing */
    FEATURE_SIGNS,     /* capitals, hyphens, accents, signs */
    FEATURE_APART,     /* written together or apart */
    FEATURE_FORM,      /* other forms of the words */
    FEATURE_FILLER,    /* a small word more */
    FEATURE_ORDER,     /* the words in another order */
    FEATURE_HEAD,      /* a word for what it is */
    FEATURE_TOWN,      /* its municipality's name */
    FEATURE_SUBTITLE,  /* a subtitle */
    FEATURE_SHORTENED, /* a word written short, with a point */
    FEATURE_SLIP,      /* a slip of the pen */
    FEATURE_COMPOUND,  /* the last part of a compound for all of it */
    FEATURE_INITIAL,   /* persons: an initial for a name */
    FEATURE_GIVEN,     /* persons: a given name left out */
    FEATURE_YEAR,      /* cases: the year written in another way or place */
    FEATURE_KIND,      /* one is called a project, the other a programme */
    FEATURE_UNPLACED,  /* the municipality of one of them is not known */
    FEATURE_RENAMED,   /* what papers say (said.c), and what they have together (context.c) */
    FEATURE_LETTERS,
    FEATURE_CONTEXT,
    FEATURE_VISIT,
    FEATURE_THRESHOLD, /* no feature: the score from which on two names are one */
    N_FEATURES
};

/* What a comparison saw. `why` is why they are not one where score is 0, else NULL. */
struct comparison {
    double score;
    guint features; /* bits: 1 << FEATURE_... */
    const char *why;
};

/* What a feature costs, and how it is worded. */
double name_rules_cost(const struct name_rules *rules, enum feature feature);
const char *name_rules_says(const struct name_rules *rules, enum feature feature);

/* Adds a feature: the score falls by its cost. */
void comparison_add(const struct name_rules *rules, struct comparison *comparison,
                    enum feature feature);
void comparison_refuse(struct comparison *comparison, const char *why);

/* Each compares what is left after the same value and the same folded words. */
void compare_words(struct name_rules *rules, const struct name *a, const struct name *b,
                   struct comparison *comparison);
void compare_persons(struct name_rules *rules, const struct name *a, const struct name *b,
                     struct comparison *comparison);
void compare_cases(struct name_rules *rules, const struct name *a, const struct name *b,
                   struct comparison *comparison);

/* The words of two names that have no partner in the other, as a line for people. Free with
 * g_free(). */
char *words_left_over(struct name_rules *rules, const struct name *a, const struct name *b);

/* Whether a folded word may be left out in names of a type: Foreningen, Puljen. */
gboolean name_rules_head(const struct name_rules *rules, enum mention_type type, const char *word);
gboolean name_rules_filler(const struct name_rules *rules, const char *word);
gboolean name_rules_counter(const struct name_rules *rules, const char *word);

/* The bytes of a folded name without what says a company's form only. */
gsize name_rules_without_tail(const struct name_rules *rules, const char *folded);

/* Whether two words that differ by a letter are one word misspelt. */
gboolean is_misspelling(struct name_rules *rules, const char *a, const char *b);

/* Whether hunspell, or a list of names, knows the word. */
gboolean name_rules_knows(struct name_rules *rules, const char *word);

/* A folded case number in one form: "sou 2010 14" of SOU 14/10; its groups where it has no year.
 * Free with g_free(). */
char *case_in_one_form(const char *folded);

/* A folded word without its ending. Free with g_free(). */
char *name_word_stem(const char *word);

#endif
