/* What the report says, in Danish and English, and values as a person reads them. */
#ifndef AKT_AUDIT_LABELS_H
#define AKT_AUDIT_LABELS_H

#include <glib.h>

enum language {
    LANGUAGE_DA,
    LANGUAGE_EN
};

/* A word of the vocabulary (a predicate, type, qualifier, status, state ...) as a person says it;
 * the word itself where it is not known. Borrowed. */
const char *label_word(enum language language, const char *word);

/* A sentence or heading of the report, by its English form. An unknown one is a programmer's error.
 */
const char *label_say(enum language language, const char *english);

/* A value in the forms of FACTS.md as a person reads it: "23.200.000 kr.", "9. maj 2016",
 * "2016–2019"; as it is where its form is another. `unit` is the currency of an amount, NULL for
 * kroner. g_free() it. */
char *value_shown(enum language language, const char *type, const char *value, const char *unit);

/* A sum as relate writes it ("4200000 + 900000 = 5100000: holds") with its numbers parted, without
 * the verdict, which stands beside it. g_free() it. */
char *sum_shown(enum language language, const char *sum);

/* Why two things are linked, as link writes it in English; one whose form is not known stays as it
 * is. g_free() it. */
char *reason_shown(enum language language, const char *reason);

/* Øre as kroner. g_free() it. */
char *ore_shown(enum language language, gint64 min, gint64 max);

#endif
