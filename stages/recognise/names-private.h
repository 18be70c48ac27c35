/* What the recognisers of names share: the words of the paper, the names found so far, and the
 * reading of capitals. names.c runs them in order and settles what they disagree on. */
#ifndef AKT_NAMES_PRIVATE_H
#define AKT_NAMES_PRIVATE_H

#include "annotation.h"
#include "lemma.h"
#include "lexicon.h"
#include "phrases.h"
#include "tokens.h"

/* A name that was found: words [first, last], without the last `cut` bytes of the last word. */
struct name {
    enum mention_type type;
    struct span span;
    guint first, last;
    const char *value; /* in the arena of the words */
    guint key;         /* of the value, for variants.c: 1 + the index of its letters; 0: unasked */
    const char *kind;  /* goes to attrs as kind=, or role= for a person; NULL for none */
    const char *rule;
    enum cert cert;
    int weight;
    gboolean anchor; /* a cue or dictionary made it: its other occurrences count too */
    gboolean fixed;  /* the value is the dictionary's: never replaced by another form */
};

struct places;
struct person;

/* One paper while its names are looked for. */
struct scan {
    struct lemma *lemma;
    struct document *document;
    struct tokens *words;
    struct arena *arena; /* of the words: freed with them */
    GArray *found;       /* struct name */
    guint *cover;        /* by word: 1 + index of the heaviest name that covers it; 0 for none */
    const struct places *places;
    const struct person *person;
    GHashTable
        *projects; /* the words of the first `projects_read` names, where they are projects */
    guint projects_read;
    gboolean several;     /* the paper speaks of projects in the plural */
    gboolean on_projects; /* and of projects and money at all: see scan_is_on_projects() */
    GPtrArray *heading;   /* by block: const char *, its column's heading in lower case, or NULL */
};

/* Whether a paper is one of projects and money at all: one word in 250 says so. In other prose what
 * is quoted and said again is a film, a song, a house, and "asylpolitikken" no paper of a council.
 */
gboolean scan_is_on_projects(const struct scan *scan);

/* What a recogniser offers: words [first, last] less `cut` bytes at the end. */
struct offer {
    enum mention_type type;
    guint first, last;
    gsize skip;        /* bytes of the first word before the name */
    gsize cut;         /* bytes of the last word after it */
    const char *value; /* NULL: as printed */
    const char *kind, *rule;
    enum cert cert;
    int weight;
    gboolean anchor, fixed;
};
void scan_offer(struct scan *scan, const struct offer *offer);

/* The name that covers a word, if it is of this type; NULL. */
static inline const struct name *
scan_covered(const struct scan *scan, guint word, enum mention_type type)
{
    guint at = scan->cover[word];
    const struct name *name = at != 0 ? &g_array_index(scan->found, struct name, at - 1) : NULL;
    return name != NULL && name->type == type ? name : NULL;
}

/* Whether a name of one of the types covers a word: their bits, 1 << type. */
static inline gboolean
scan_is_covered(const struct scan *scan, guint word, guint types)
{
    guint at = scan->cover[word];
    return at != 0 && (types >> g_array_index(scan->found, struct name, at - 1).type & 1) != 0;
}

/* Weights: of two names that cross, the heavier holds. */
enum {
    WEIGHT_LOW = 110,    /* context alone, repetition */
    WEIGHT_MEDIUM = 120, /* a head word */
    WEIGHT_HIGH = 130,   /* dictionary, explicit cue */
    WEIGHT_WHOLE = 140   /* a whole cell, heading or quotation; an address */
};

static inline const struct word *
scan_word(const struct scan *scan, guint i)
{
    return tokens_at(scan->words, i);
}

/* ---- what is known of a word by itself (struct form) ------------------------------------------
 */

/* What is asked of words often, as marks of the form. Lists that few words come to stand with their
 * rule. */
enum mark {
    /* where a recogniser looks at all */
    CUE_LAW = 1 << 10,
    CUE_PERSON = 1 << 11,
    CUE_ORGANISATION = 1 << 12,
    CUE_BODY_AFTER = 1 << 13, /* ends a phrase that a body's name follows: "ledes af" */
    CUE_PROGRAMME = 1 << 14,
    CUE_PROJECT = 1 << 15,
    /* lists */
    LIST_FUNCTION = 1 << 16,    /* begins sentences, is part of no name by itself: "Den", "Når" */
    LIST_CONNECTOR = 1 << 17,   /* joins the parts of a name: "i", "på", "uden" */
    LIST_QUOTE = 1 << 18,       /* a quotation mark */
    LIST_CLOSING = 1 << 19,     /* one that can close */
    LIST_FIRST_NAME = 1 << 20,  /* of a person */
    LIST_INITIAL = 1 << 21,     /* "E", "S.W" */
    LIST_NO_SURNAME = 1 << 22,  /* "Skole", "Fonden" */
    LIST_ON_PROJECTS = 1 << 23, /* speaks of projects or money */
    LIST_PREPOSITION = 1 << 24, /* a place stands after it */
    LIST_PLACE_FIRST = 1 << 25, /* the first part of a place's name: "Nørre" */
    LIST_HOUSE_NUMBER = 1 << 26,
    LIST_AREA = 1 << 27,        /* makes a municipality or county of the name before it */
    LIST_PROJECT_CUE = 1 << 28, /* a row of project-cues.tsv begins with it */
    LIST_TITLE = 1 << 29,       /* what papers are: "Status", "Evalueringsrapport" */
    LIST_VERB_OF_NAME = 1 << 30 /* "er", "hedder": says what the name before it is or becomes */
#define CUE_MARK (1u << 31)     /* a colon or an opening bracket */
};
G_STATIC_ASSERT((int)CUE_LAW == 1 << WORD_FLAGS);

/* Words at which some recogniser looks: scan_next() steps through them. */
#define MARKS                                                                               \
    (WORD_CAPITAL | CUE_LAW | CUE_PERSON | CUE_ORGANISATION | CUE_PROGRAMME | CUE_PROJECT | \
     CUE_MARK | LIST_QUOTE | LIST_HOUSE_NUMBER)

/* The tables of phrases, of endings and of roles. */
enum phrase_table {
    PHRASES_LAWS,
    PHRASES_PLACES,
    PHRASES_TITLES,
    PHRASES_BODIES,
    PHRASES_METHODS,
    N_PHRASE_TABLES
};

enum ending_table {
    ENDINGS_PLACES,
    ENDINGS_TITLES,
    ENDINGS_SURNAMES,
    ENDINGS_BODIES,
    ENDINGS_PROGRAMMES,
    N_ENDING_TABLES
};

enum role_table {
    ROLES_PROJECT,
    ROLES_ORGANISATION,
    ROLES_FIELD
};

struct ending {
    const char *text, *definite, *kind;
    guint use;
};

struct ending_hit {
    const struct ending *ending; /* NULL for none */
    gsize before;                /* bytes before it */
    gsize genitive;              /* bytes of the genitive after it */
};

static inline gboolean
has_mark(const struct word *word, guint marks)
{
    return (word->flags & marks) != 0;
}

/* The next word after *i that bears one of `marks`, which are among MARKS; FALSE where there is
 * none. *k is the place in the list of marked words; both are 0 at first, and *i may be moved on.
 */
static inline gboolean
scan_next(const struct scan *scan, guint marks, guint *k, guint *i)
{
    const GArray *marked = scan->words->marked;
    while (*k < marked->len) {
        guint word = g_array_index(marked, guint, (*k)++);
        if (word > *i && has_mark(scan_word(scan, word), marks)) {
            *i = word;
            return TRUE;
        }
    }
    return FALSE;
}

static inline gboolean
has_role(const struct word *word, enum role_table table, guint32 role)
{
    return (word->form->roles[table] & role) != 0;
}

/* The longest ending of the word in a table, NULL for none; the two are set where there is one. */
static inline const struct ending *
has_ending(const struct word *word, enum ending_table table, gsize *ret_before, gsize *ret_genitive)
{
    const struct ending_hit *hit = word->form->endings;
    if (hit == NULL || hit[table].ending == NULL) {
        return NULL;
    }
    *ret_before = hit[table].before;
    *ret_genitive = hit[table].genitive;
    return hit[table].ending;
}

/* The longest phrase of a table that begins at word i. */
static inline gboolean
has_phrase(const struct scan *scan, enum phrase_table table, guint i, struct phrase_hit *ret_hit)
{
    const struct phrase_start *const *starts = scan_word(scan, i)->form->phrases;
    return starts != NULL && starts[table] != NULL &&
           phrases_find(starts[table], scan->words, i, ret_hit);
}

/* lemma_knows(), lemma_is_verb() and lemma_forms() of the word in lower case, each asked once. */
gboolean word_known(const struct scan *scan, const struct word *word);
gboolean word_is_verb(const struct scan *scan, const struct word *word);
guint word_forms(const struct scan *scan, const struct word *word);

/* A word that can be part of a name: letters and a capital first. */
static inline gboolean
is_capital(const struct word *word)
{
    return (word->flags & WORD_CAPITAL) != 0 && word->lower[0] != '\0';
}

static inline gboolean
is_stop(const struct word *word)
{
    return (word->flags & WORD_STOP) != 0;
}

/* A small word that begins sentences and is part of no name by itself: "Den", "Når", "I". */
static inline gboolean
is_function_word(const struct word *word)
{
    return has_mark(word, LIST_FUNCTION);
}

/* A small word that joins the parts of a name: "i", "på", "uden". */
static inline gboolean
is_connector(const struct word *word)
{
    return has_mark(word, LIST_CONNECTOR);
}

/* A capital that may be due to its place alone: first of a sentence, and a common word. */
gboolean is_accidental(const struct scan *scan, guint i);

/* Opening and closing quotation marks of every kind. */
static inline gboolean
is_quote(const struct word *word)
{
    return has_mark(word, LIST_QUOTE);
}

/* If word `i` opens a quotation, the last word of what it encloses (at most 30 words, in the same
 * block); 0 where it does not. */
guint quotation_end(const struct scan *scan, guint i);

/* The last word of a name that begins at the capitalised word `i`: capitals, joined by small words
 * ("Sang i Parken") and '&', at most `most` words. It stops before another kind of name. */
guint name_end(const struct scan *scan, guint i, guint most);

/* The same where a cue word stands before the name: one capital that is a common word goes on in
 * small letters to the clause's turn ("puljen Gode havne for alle"). */
guint cued_name_end(const struct scan *scan, guint i, guint most);

/* The same for a name in small letters throughout: "Fra ankomst til arbejde"; `i` where no three
 * words stand there that can be one. */
guint small_name_end(const struct scan *scan, guint i);

/* The longest run of words from i on that stands elsewhere in the paper as well, with its first
 * word capitalised there too: its last word, at most `last` and no small word. `i` where there is
 * none. *ret_inside, unless NULL: one of the two stands inside a sentence. */
guint repeated_end(const struct scan *scan, guint i, guint last, gboolean *ret_inside);

/* "Nyt bassin i Havby Svømmehal": a name [i, last] goes on over small words to the body or place
 * where it is, if the paper has all of it twice; its last word. */
guint seated_end(const struct scan *scan, guint i, guint last);

/* Words to the end of the block, or of the sentence, where that comes first: the last one. */
guint block_last(const struct scan *scan, guint i);

/* A table of word endings: the longest that a word ends in. */
struct endings;
struct endings *endings_open(struct dictionaries *dictionaries, const char *name,
                             const char *const *columns, const char *const *uses, GError **error);
void endings_free(struct endings *endings);

/* The endings with one of the bits of `use`. Free with g_ptr_array_unref(). */
GPtrArray *endings_with(const struct endings *endings, guint use);

/* The longest ending of a lower-case word (a genitive -s apart). */
struct ending_hit endings_find(const struct endings *endings, const char *lower);

/* A set of words or phrases with roles: bits in the order of `names`. */
struct roles;
struct roles *roles_open(struct dictionaries *dictionaries, const char *name,
                         const char *const *columns, const char *const *names, GError **error);
void roles_free(struct roles *roles);
/* The last and the first words of the keys with one of the roles. Free with g_hash_table_unref().
 */
GHashTable *roles_last_words(const struct roles *roles, guint32 role);
GHashTable *roles_first_words(const struct roles *roles, guint32 role);
guint32 roles_of(const struct roles *roles, const char *key); /* 0 where the key is missing */

/* project-cues.tsv and organisation-cues.tsv, whose roles more than one recogniser reads. */
enum project_role {
    PROJECT_NAME = 1 << 0,
    PROJECT_COLUMN = 1 << 1,
    PROJECT_PURPOSE = 1 << 2,
    PROJECT_ACT = 1 << 3,
    PROJECT_LIST = 1 << 4,
    PROJECT_SERIES = 1 << 5,
    PROJECT_OPENING = 1 << 6,
    PROJECT_FINANCE = 1 << 7,
    PROJECT_TITLE = 1 << 8,
    PROJECT_IS = 1 << 9,
    PROJECT_LABEL = 1 << 10,
    PROJECT_GENERIC = 1 << 11,
    PROJECT_EXPENSE = 1 << 12,
    PROJECT_DECISION = 1 << 13
};
struct roles *project_cues_open(struct dictionaries *dictionaries, GError **error);

enum organisation_role {
    ORGANISATION_COLUMN = 1 << 0,
    ORGANISATION_GENERIC = 1 << 1,
    ORGANISATION_BEFORE = 1 << 2
};
struct roles *organisation_cues_open(struct dictionaries *dictionaries, GError **error);

/* The recognisers, each with its dictionaries. */
struct organisation;
struct organisation *organisation_open(struct dictionaries *dictionaries, GError **error);
void organisation_close(struct organisation *organisation);
void organisation_find(const struct organisation *organisation, struct scan *scan);

struct programme;
struct programme *programme_open(struct dictionaries *dictionaries, GError **error);
void programme_close(struct programme *programme);
void programme_find(const struct programme *programme, struct scan *scan);

struct project;
struct project *project_open(struct dictionaries *dictionaries, GError **error);
void project_close(struct project *project);
void project_find(const struct project *project, struct scan *scan);

struct person *person_open(struct dictionaries *dictionaries, GError **error);
void person_close(struct person *person);
void person_find(const struct person *person, struct scan *scan);
/* A first name, or two of them with a hyphen: "Hans-Peter". */
static inline gboolean
person_knows(const struct word *word)
{
    return (word->flags & WORD_CAPITAL) != 0 && has_mark(word, LIST_FIRST_NAME);
}

struct places *places_open(struct dictionaries *dictionaries, GError **error);
void places_close(struct places *places);
void places_find_addresses(struct scan *scan); /* before all others */
void places_find(struct scan *scan);           /* after all others */
/* Whether a word ends as streets and stretches of land do: "Storåen", "Havneparken". */
static inline gboolean
places_has_ending(const struct word *word)
{
    return word->form->endings != NULL && word->form->endings[ENDINGS_PLACES].ending != NULL;
}

gboolean places_knows(const struct scan *scan, guint word);

struct law;
struct law *law_open(struct dictionaries *dictionaries, GError **error);
void law_close(struct law *law);
void law_find(const struct law *law, struct scan *scan);

/* What is found out about a word by itself, before it is packed into its form. */
struct description {
    struct form *form;
    struct arena *arena; /* lives as long as the form */
    struct ending_hit endings[N_ENDING_TABLES];
    const struct phrase_start *phrases[N_PHRASE_TABLES];
};

/* What each recogniser knows of a word by itself: adds to its description. */
void law_describe(const struct law *law, struct description *about);
void places_describe(const struct places *places, struct description *about);
void person_describe(const struct person *person, struct description *about);
void organisation_describe(const struct organisation *organisation, struct description *about);
void programme_describe(const struct programme *programme, struct description *about);
void project_describe(const struct project *project, struct description *about);
void words_describe(struct description *about); /* the lists of words that all share */

/* Other occurrences, spellings, short forms and abbreviations of what was found: adds them, and
 * gives all forms of one name one value. */
void variants_find(struct scan *scan);

#endif
