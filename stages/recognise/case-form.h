/* A form of case numbers: a pattern of case-numbers.tsv (the file says the language), and what of a
 * text it matches. Private to the case recogniser. */
#ifndef AKT_CASE_FORM_H
#define AKT_CASE_FORM_H

#include "label.h"

enum {
    FORM_ELEMENTS_MAX = 40,
    FORM_REPEAT_MAX = 12
};

enum element_kind {
    ELEMENT_DIGIT,
    ELEMENT_CAPITAL,
    ELEMENT_YEAR,
    ELEMENT_SHORT_YEAR,
    ELEMENT_KLE,
    ELEMENT_BLANK,
    ELEMENT_LITERAL
};

struct element {
    enum element_kind kind;
    guint min, max;
    char literal[5]; /* a character in UTF-8 */
};

struct case_form {
    guint n_elements;
    struct element elements[FORM_ELEMENTS_MAX];
    guint min_digits, max_digits; /* that it begins with; 0 for a letter */
    char separator;               /* the character after them; '\0': a blank, or any */
    char after_blank;             /* the character after them and a blank; '\0': any */
    guint only_digits;            /* all that it is, blanks left out; 0: more */
    gboolean single_digits;       /* and each of them, and each blank, stands once */
};

/* Reads a pattern into a zeroed form. FALSE where it is none. */
gboolean case_form_read(const char *pattern, struct case_form *ret_form);

/* The end of the longest match at byte `at`, 0 for none. A number does not end before more of it;
 * before a label that sticks to it ("2015-0227270Dokumentnr."), it may. Bounded work. */
gsize case_form_match(const struct case_form *form, const struct labels *labels, const char *text,
                      gsize at);

/* What a text has where a form may match. */
struct case_start {
    gsize digits;      /* that it begins with */
    gsize parted;      /* digits, blanks between them left out, as far as a form may ask */
    char next, beyond; /* the character after the digits, and after a blank there */
};
struct case_start case_start_at(const char *text);

/* Can the form match there? Cheap. */
gboolean case_form_may_match(const struct case_form *form, const struct case_start *start);

/* The bytes of a capital letter at `text`, A to Z, Æ, Ø, Å; 0 for any other character. */
gsize case_capital_at(const char *text);

#endif
