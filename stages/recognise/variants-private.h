/* What the files about the forms of a name share: entities and their forms. */
#ifndef AKT_VARIANTS_PRIVATE_H
#define AKT_VARIANTS_PRIVATE_H

#include "names-private.h"

enum {
    MOST_ENTITIES = 400,
    MOST_FORMS_A_KEY = 24,
    LONGEST_FORM = 200,    /* bytes */
    SHORTEST_FOR_SLIP = 8, /* letters that a name needs before a slip is allowed in it */
    BUCKETS = 256,         /* heads of the table of forms */
    STARTS = 4096,         /* kinds of first three bytes that are told apart */
    N_NAMED = 4,           /* types of names that have variants */
    KEY = 3                /* letters by which forms are looked up */
};

struct entity {
    enum mention_type type;
    const char *key; /* lower case, letters and digits only */
    const char *value;
    const char *lower; /* the value in lower case, once all names are collected */
    const char *kind;
    gsize key_length, value_length, lower_length; /* bytes */
    guint uses;                                   /* names found by their own rules */
    guint first;                                  /* word of the first of them */
    int weight;                                   /* of the heaviest */
    gboolean fixed;                               /* the value is not to be replaced */
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
    gboolean slips;   /* it is long enough for one slip of the pen */
    guint entity;
    enum form_kind kind;
    guint next; /* 1 + index of the next one with this key; 0 for none */
};

/* The forms that begin with the same KEY letters, at most MOST_FORMS_A_KEY. */
struct bucket {
    char key[KEY * 6 + 2];
    guint first, last; /* 1 + index of a form */
    guint n;
    guint next; /* 1 + index of the next bucket with this hash */
};

/* The letters of one or more values, and the entities that are called so. */
struct key {
    const char *letters;     /* lower case, letters and digits only */
    guint hash;              /* of them */
    guint heaviest;          /* 1 + index of the heaviest name with them */
    guint16 entity[N_NAMED]; /* by type: 1 + index */
};
G_STATIC_ASSERT(MOST_ENTITIES < G_MAXUINT16);

struct variants {
    struct scan *scan;
    GArray *entities;          /* struct entity */
    guint *slots, n_slots;     /* of `keys`, by their letters */
    GArray *keys;              /* struct key */
    GArray *forms;             /* struct spelling */
    GArray *buckets;           /* struct bucket */
    guint16 heads[BUCKETS];    /* by hash of the key: 1 + index of a bucket */
    guint8 starts[STARTS / 8]; /* which starts some form has */
    gboolean any_small;        /* there is one of these: */
    guint8 small[STARTS / 8];  /* the same for the forms that need no capital */
};

/* A word's first three bytes as a number below STARTS; a blank ends the word. Two starts may have
 * one number. */
static inline guint
variants_start(const char *lower)
{
    const guchar *p = (const guchar *)lower;
    guint second = p[0] != '\0' ? p[1] : 0;
    guint third = second != 0 && p[2] != ' ' ? p[2] : 0;
    return ((p[0] * 31u + second) * 37u + third) % STARTS;
}

/* The forms whose key is `key`, NULL where there are none. */
const struct bucket *variants_bucket(const struct variants *variants, const char *key);

/* A character between words. */
gboolean variants_is_separator(gunichar c);

/* Letters and digits in lower case; with `blanks`, words parted by one blank. In the arena. */
char *variants_squash(struct arena *arena, const char *text, gboolean blanks);

struct entity *variants_entity(const struct variants *variants, guint i);

/* The entity that another one is a form of, at the end of the chain. */
struct entity *variants_root(const struct variants *variants, guint i);

/* "Foreningen Katte på Kajen", "Ingeniørfirmaet Bølge A/S": papers leave the first word out. */
gboolean variants_is_society(const struct entity *entity);

/* The first KEY characters of a lower-case word, into `key`; returns how many bytes. */
gsize variants_key(const char *lower, char *key);

/* An abbreviation: two capitals or more in at most eight letters, or figures with a capital. */
gboolean variants_is_abbreviation(const char *text, gsize length);

/* Adds a form of an entity; the text is in the arena. */
void variants_add_form(struct variants *variants, const char *text, guint entity,
                       enum form_kind kind);

/* Adds the forms of all entities: variants_relate() was called before. */
void variants_add_forms(struct variants *variants);
void variants_drop_forms(struct variants *variants);

/* Gives each entity the one it is a form of. Quadratic in MOST_ENTITIES at most. */
void variants_relate(struct variants *variants);

/* Offers every place in the words where a form stands. Linear in the words. */
void variants_find_all(struct variants *variants);

#endif
