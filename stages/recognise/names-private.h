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
    GHashTable *capitals; /* lower-case word -> GArray of guint: see capitals_of() */
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
const struct name *scan_covered(const struct scan *scan, guint word, enum mention_type type);

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
gboolean is_function_word(const struct word *word);

/* A small word that joins the parts of a name: "i", "på", "uden". */
gboolean is_connector(const struct word *word);

/* A capital that may be due to its place alone: first of a sentence, and a common word. */
gboolean is_accidental(const struct scan *scan, guint i);

/* The places where a lower-case word stands with a capital (at most 64); NULL for none. */
const GArray *capitals_of(const struct scan *scan, const char *lower);

/* Opening and closing quotation marks of every kind. */
gboolean is_quote(const struct word *word);

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
struct ending {
    const char *text, *definite, *kind;
    guint use;
};
struct endings *endings_open(struct dictionaries *dictionaries, const char *name,
                             const char *const *columns, const char *const *uses, GError **error);
void endings_free(struct endings *endings);

/* The endings with one of the bits of `use`. Free with g_ptr_array_unref(). */
GPtrArray *endings_with(const struct endings *endings, guint use);

/* The longest ending of a lower-case word (a genitive -s apart), NULL where there is none.
 * *ret_before: bytes before it; *ret_genitive: bytes of the genitive after it. */
const struct ending *endings_find(const struct endings *endings, const char *lower,
                                  gsize *ret_before, gsize *ret_genitive);

/* A set of words or phrases with a role each: NULL where the key is missing. */
struct roles;
struct roles *roles_open(struct dictionaries *dictionaries, const char *name,
                         const char *const *columns, GError **error);
void roles_free(struct roles *roles);
gboolean roles_have(const struct roles *roles, const char *key, const char *role);

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
gboolean person_knows(const struct person *person, const struct word *word); /* a first name */

struct places *places_open(struct dictionaries *dictionaries, GError **error);
void places_close(struct places *places);
void places_find_addresses(const struct places *places, struct scan *scan); /* before all others */
void places_find(const struct places *places, struct scan *scan);           /* after all others */
/* Whether a word ends as streets and stretches of land do: "Storåen", "Havneparken". */
gboolean places_has_ending(const struct places *places, const struct word *word);
gboolean places_knows(const struct places *places, const struct scan *scan, guint word);

struct law;
struct law *law_open(struct dictionaries *dictionaries, GError **error);
void law_close(struct law *law);
void law_find(const struct law *law, struct scan *scan);

/* Other occurrences, spellings, short forms and abbreviations of what was found: adds them, and
 * gives all forms of one name one value. */
void variants_find(struct scan *scan);

#endif
