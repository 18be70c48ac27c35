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
    const char *folded;   /* the words with blanks */
    const char *joined;   /* the words without blanks: "fællesgryder" */
    const char *compact;  /* the stems without blanks: "fællgryd" */
    const char *main;     /* the stems before a subtitle, NULL without one */
    const char *numbers;  /* digits, roman numerals and single letters, in order */
    const char *unplaced; /* the stems without the municipality before them, NULL without one */
    const char *headless; /* the stems without a first word like Foreningen, NULL without one */
};

/* Words that may be left out in front of names, and which words are ordinary ones: the latter from
 * `shared`, or where that is NULL from a list of their own. */
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

/* How alike two names of one type are, 0 to 1; from SAME_SCORE on they are taken for one.
 * Symmetric; depends on the two names and the dictionaries only. *ret_reason (static) says why. */
#define SAME_SCORE 0.8
double name_compare(struct name_rules *rules, const struct name *a, const struct name *b,
                    const char **ret_reason);

/* Whether two names may be one by where they are used at all. */
gboolean name_scopes_agree(const struct name *a, const struct name *b);

#endif
