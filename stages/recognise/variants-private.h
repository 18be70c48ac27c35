/* What the files about the forms of a name share: entities and their forms. */
#ifndef AKT_VARIANTS_PRIVATE_H
#define AKT_VARIANTS_PRIVATE_H

#include "names-private.h"

enum {
    MOST_ENTITIES = 400,
    MOST_FORMS_A_KEY = 24,
    LONGEST_FORM = 200,    /* bytes */
    SHORTEST_FOR_SLIP = 8, /* letters that a name needs before a slip is allowed in it */
    KEY = 3                /* letters by which forms are looked up */
};

struct entity {
    enum mention_type type;
    const char *key; /* lower case, letters and digits only */
    const char *value;
    const char *lower; /* the value in lower case, once all names are collected */
    const char *kind;
    guint uses;     /* names found by their own rules */
    guint first;    /* word of the first of them */
    int weight;     /* of the heaviest */
    gboolean fixed; /* the value is not to be replaced */
    gboolean anchor;
    guint same; /* index of the entity it is another form of; its own for none */
};

enum form_kind {
    FORM_NAME,        /* a capital first; inflection and one slip are allowed */
    FORM_WORD,        /* the same, in small letters too */
    FORM_EXACT,       /* a capital first, and nothing else than this: a word of a longer name */
    FORM_ABBREVIATION /* as written */
};

struct spelling {
    const char *text; /* lower case, words parted by one blank, a hyphen being a blank */
    guint entity;
    enum form_kind kind;
};

struct variants {
    struct scan *scan;
    GArray *entities;         /* struct entity */
    GHashTable *by_key;       /* type and key -> index + 1 */
    GHashTable *forms;        /* first KEY letters -> GArray of struct spelling */
    guint8 starts[65536 / 8]; /* which first two bytes some key of `forms` has */
};

/* A character between words. */
gboolean variants_is_separator(gunichar c);

/* Letters and digits in lower case; with `blanks`, words parted by one blank. In the arena. */
char *variants_squash(struct arena *arena, const char *text, gboolean blanks);

struct entity *variants_entity(const struct variants *variants, guint i);

/* The entity that another one is a form of, at the end of the chain. */
struct entity *variants_root(const struct variants *variants, guint i);

/* "Foreningen Katte på Kajen", "Ingeniørfirmaet Bølge A/S": papers leave the first word out. */
gboolean variants_is_society(const char *value);

/* The first KEY characters of a lower-case word, into `key`; returns how many bytes. */
gsize variants_key(const char *lower, char *key);

/* The first two bytes of a key as a number. */
guint variants_start(const char *key);

/* Gives each entity the one it is a form of. Quadratic in MOST_ENTITIES at most. */
void variants_relate(struct variants *variants);

/* Offers every place in the words where a form stands. Linear in the words. */
void variants_find_all(struct variants *variants);

#endif
