/* The words of a document as the recognisers of names read them: an array over all blocks, with a
 * stop between two blocks, so that looking one word ahead never leaves a block. */
#ifndef AKT_TOKENS_H
#define AKT_TOKENS_H

#include "document.h"
#include "vocabulary.h"

#include <string.h>

enum word_flag {
    WORD_LETTERS = 1 << 0, /* holds a letter */
    WORD_CAPITAL = 1 << 1, /* begins with a capital letter */
    WORD_UPPER = 1 << 2,   /* two letters or more, all capitals: "SUS", "ACT" */
    WORD_NUMBER = 1 << 3,  /* digits only */
    WORD_HYPHEN = 1 << 4,  /* ends in a hyphen: "Social-" of "Social- og Sundhedsudvalget" */
    WORD_FIRST = 1 << 5,   /* first of its sentence, block or quotation: its capital says nothing */
    WORD_LINE = 1 << 6,    /* first of its block, or first on its line where lines are fields */
    WORD_CLOSE = 1 << 7,   /* no blank before it */
    WORD_STOP = 1 << 8,    /* stands between two blocks; no text */
    WORD_FIGURE = 1 << 9   /* begins with a figure */
};
enum {
    WORD_FLAGS = 10 /* bits of enum word_flag; above them stand the marks of the form */
};

/* A word (letters and digits, with '-', '/', '.', '&' or an apostrophe inside) or one other
 * character. */
struct word {
    struct span span;
    const char
        *lower; /* in lower case, NUL at the end; "" for a stop and above LONGEST_WORD bytes */
    struct form *form; /* what is known of `lower`: never NULL */
    guint block;
    guint flags;  /* enum word_flag, and the marks of the form */
    guint length; /* bytes of `lower` */
    guint again;  /* the next word with this form and a capital; 0 for none: see tokens_read() */
};

enum {
    MOST_PLACES = 64, /* of one form with a capital that are chained */
    WORDS_BEFORE = 4, /* stops in front of the first word, so that looking back is safe */
    WORDS_AFTER = 32  /* stops after the last one */
};

struct tokens {
    const char *text; /* what the spans count in */
    struct vocabulary *vocabulary;
    struct vocabulary *own; /* the same, where it was made with the words; else NULL */
    struct arena *arena;
    GArray *array;       /* struct word; stops at both ends */
    GArray *block_first; /* guint: the first word of each block */
    GArray *marked;      /* guint: the words with one of the flags `marks`, in order */
    guint marks;
    guint room;    /* words that `array` has memory for */
    guint reading; /* how many documents were read */
};

#define tokens_at(w, i) (&g_array_index((w)->array, struct word, (i)))

/* No words yet; tokens_read() reads one document after the other. The vocabulary is lent. The words
 * with one of the flags `marks` are listed. Free with tokens_free(). */
struct tokens *tokens_new(struct vocabulary *vocabulary, guint marks);

/* All words of a document, in place of those that were there; the arena is emptied. Linear. The
 * document must stay unchanged while they are used.
 *
 * The words with a capital are chained by their forms, the first MOST_PLACES of each: see
 * tokens_capital(). */
void tokens_read(struct tokens *words, const struct document *document);

/* The words of a string, as one block: for phrases of dictionaries. `text` is copied. */
struct tokens *tokens_of(const char *text);
void tokens_free(struct tokens *words);
AKT_AUTOPTR(tokens, tokens_free)

/* Whether the word is `lower`, which is given in lower case. Where that is a literal, its length
 * costs nothing. */
static inline gboolean
word_is(const struct word *word, const char *lower)
{
    return word->lower[0] == lower[0] && word->length == strlen(lower) &&
           memcmp(word->lower, lower, word->length) == 0;
}

/* The first place where the word stands with a capital, 0 for none; the others are in `again`. */
static inline guint
tokens_capital(const struct tokens *words, const struct word *word)
{
    return word->form->reading == words->reading ? word->form->first : 0;
}

/* Whether two words are the same but for capitals. */
static inline gboolean
word_same(const struct word *a, const struct word *b)
{
    return a->form == b->form;
}

/* Whether the word is one of a list of lower-case words, NULL at the end. */
gboolean word_in(const struct word *word, const char *const *list);

/* Whether the word ends in `ending` (lower case), with something before it. */
static inline gboolean
word_ends(const struct word *word, const char *ending)
{
    gsize n = strlen(ending);
    return word->length > n && memcmp(word->lower + word->length - n, ending, n) == 0;
}

/* The printed words [first, last] as one string, in an arena. */
char *tokens_string(const struct tokens *words, struct arena *arena, guint first, guint last);

#endif
