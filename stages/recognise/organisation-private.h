/* What the two files about organisations share: the dictionaries, and fields of work. */
#ifndef AKT_ORGANISATION_PRIVATE_H
#define AKT_ORGANISATION_PRIVATE_H

#include "names-private.h"

enum {
    SHORTEST_FIELD = 3, /* bytes */
    MOST_COORDINATED = 6,
    MOST_NAME = 6,
    MOST_FOR = 16
};

enum use {
    USE_ALONE = 1 << 0,
    USE_MIDDLE = 1 << 1,
    USE_BEFORE = 1 << 2,
    USE_AFTER = 1 << 3,
    USE_END = 1 << 4,
    USE_FOR = 1 << 5,
    USE_LOWER = 1 << 6,
    USE_ALWAYS = 1 << 7,
    USE_OWNER = 1 << 8
};
enum field_role {
    FIELD_NOUN = 1 << 0,
    FIELD_ADJECTIVE = 1 << 1
};

struct body {
    const char *name, *kind;
    gboolean branch; /* a place after the name belongs to it */
};

struct organisation {
    GPtrArray *lexicons;
    GArray *bodies; /* struct body, by phrase id */
    struct phrases *phrases;
    struct endings *heads;
    struct roles *fields; /* departments.tsv: enum field_role */
    struct roles *cues;
    GHashTable *cue_ends;   /* last words of the cues that a body follows */
    GHashTable *committees; /* lower-case names of committees.tsv */
};

/* "Socialudvalgsmødet": a body inside a compound. */
#define inside_mark "udvalgs"

/* Offers words [first, last] less `cut` bytes as a body; one of kind "fund" as a programme. */
void organisation_offer(struct scan *scan, guint first, guint last, gsize cut, const char *value,
                        const char *kind, const char *rule, enum cert cert);

/* The bytes of "'s" at the end of a word: other genitives may belong to the name. */
gsize organisation_genitive(const struct scan *scan, guint i);

/* A capitalised field of work ("Miljø"); "og" or "&". */
gboolean organisation_is_field(const struct word *word);
gboolean organisation_is_and(const struct word *word);

/* "Børn, Unge og Familie", "Plan og Miljø": the last word; 0 where fewer than two are joined. */
guint organisation_fields_end(const struct scan *scan, guint i);

/* A body whose head word is i ("Jobcenter Vejen"), or inside a compound ("Socialudvalgsmødet"). */
gboolean organisation_find_head(const struct organisation *organisation, struct scan *scan,
                                guint i);
gboolean organisation_find_inside(const struct organisation *organisation, struct scan *scan,
                                  guint i);

/* The first word of a name in front of its head: capitals and "&"; the head where there is none. */
guint organisation_called_first(const struct scan *scan, guint head);

/* The first word of a firm's name that `first` continues: "Spildevand og" before "Varme A/S",
 * "Brdr." before "Holm ApS". */
guint organisation_firm_first(const struct scan *scan, guint first);

/* "Havby Gymnasium og HF": the last word with what a school has besides. */
guint organisation_joined_end(const struct scan *scan, guint last);

/* "Naturstyrelsen Blåvandshuk", "Vejdirektoratet Syd": an agency's name with its branch. */
guint organisation_branch_place(const struct scan *scan, guint last);

/* "Den selvejende institution Solgaven", whose "institution" is word i. */
gboolean organisation_find_independent(struct scan *scan, guint i);

#endif
