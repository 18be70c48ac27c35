/* The words that a process has met. A word's form is looked up once, when the text is cut into
 * words; what the dictionaries say of it is found when it is first met, and kept over documents.
 *
 * What is kept follows from the letters of the word and the dictionaries alone, so that no paper's
 * reading depends on those that came before. */
#ifndef AKT_VOCABULARY_H
#define AKT_VOCABULARY_H

#include "autoptr.h"

#include <glib.h>

enum {
    LONGEST_WORD = 120 /* bytes; longer ones are no words: their lower case is "" */
};

/* Hunspell's answers are asked for when a rule needs them. */
enum answer {
    ANSWER_UNASKED,
    ANSWER_NO,
    ANSWER_YES
};

/* A word in lower case. Two words of a text are the same but for capitals where their forms are
 * one. All but the first two members is what the user of the vocabulary keeps here. */
struct form {
    const char *lower; /* NUL at the end */
    guint length;      /* bytes of it */
    guint marks;       /* bits above WORD_FLAGS, which the flags of the words then bear */
    guint32 roles[3];  /* by table of roles: the bits it has */
    const struct phrase_start *const *phrases; /* by table; NULL where none begins with it */
    const struct ending_hit *endings;          /* by table; NULL where no ending fits */
    guint8 known, verb;                        /* enum answer */
    guint16 inflected;         /* 1 + bits of enum word_form, 0 while they were not asked for */
    guint reading;             /* of which text the next three tell */
    guint first, last, places; /* the first and last place with a capital; how many */
};

/* Tells all there is to know of a form whose first two members are set. */
typedef void (*vocabulary_describe)(struct form *form, gpointer data);

struct vocabulary;

/* `describe` may be NULL. Free with vocabulary_free(). */
struct vocabulary *vocabulary_new(vocabulary_describe describe, gpointer data);
void vocabulary_free(struct vocabulary *vocabulary);
AKT_AUTOPTR(vocabulary, vocabulary_free)

/* What a printed word is found to be. */
struct looked {
    struct form *form; /* owned by the vocabulary, until vocabulary_trim() */
    const char *lower; /* of the form, and its length: they are here so that it need not be read */
    guint length;
    guint flags; /* enum word_flag, and the marks of the form */
};

/* Constant time but for the first time that a word is met. */
void vocabulary_look(struct vocabulary *vocabulary, const char *text, gsize length,
                     struct looked *ret_looked);

/* The form of what is no word: "". */
struct form *vocabulary_nothing(struct vocabulary *vocabulary);

/* Memory that lives as long as the forms do. */
struct arena *vocabulary_arena(struct vocabulary *vocabulary);

/* Between two texts: forgets all forms where there are very many of them. */
void vocabulary_trim(struct vocabulary *vocabulary);

#endif
