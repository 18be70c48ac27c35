/* What the files of quantity share: tokens of a block, the words known to them, and the figure, a
 * number or range with what it is worth. */
#ifndef AKT_QUANTITY_PRIVATE_H
#define AKT_QUANTITY_PRIVATE_H

#include "number.h"
#include "quantity.h"
#include "sieve.h"

#include <string.h>

enum token_kind {
    TOKEN_NUMBER,     /* "1.250.000", "0,9", "2½" */
    TOKEN_RANGE,      /* "10-12", "500.000-600.000" */
    TOKEN_WORDS,      /* number words: "femogtyve" */
    TOKEN_SCALE,      /* "mio.", "milliarder": power */
    TOKEN_CURRENCY,   /* "kr.", "kroner", "DKK", and "t.kr." with its power; "€" */
    TOKEN_DASHED,     /* ",-" after whole kroner */
    TOKEN_PERCENT,    /* "%", "pct.", "procent" */
    TOKEN_PRICELEVEL, /* "2016 p/l", "2024-priser", "15/16-pl" */
    TOKEN_WORD,       /* letters, with inner hyphens and digits */
    TOKEN_CODE,       /* begins with a digit and is no number: "2015-0227270-1", "3-årigt" */
    TOKEN_DASH,
    TOKEN_SLASH,
    TOKEN_PLUS,
    TOKEN_OPEN,  /* ( [ */
    TOKEN_CLOSE, /* ) ] */
    TOKEN_COMMA,
    TOKEN_STOP,    /* . ! ? : ; */
    TOKEN_SECTION, /* § */
    TOKEN_OTHER,
    TOKEN_END
};

struct token {
    gsize start; /* byte of the reading text */
    guint32 length;
    guint8 kind;
    guint8 power; /* scale and currency: the power of ten */
    guint8 used;  /* 1: part of an amount or percent, of a count, or no free number */
};

/* The tokens of [*cursor, end), at most `most` of them, blanks left out; how many. `text` must be
 * followed by a NUL or '\n' at `end`. Advances *cursor, to `end` where there are fewer. */
guint quantity_tokens(const char *text, gsize *cursor, gsize end, struct token *tokens, guint most);

/* Phrases of a dictionary and what they stand for, and sieves of them: of what they begin and end
 * with, all of it but for `parts`, which has only what there is more of. */
struct phrase_table {
    GHashTable *table; /* of strings */
    struct sieve first, last, whole, parts;
};

/* Ends of compounds, by their last byte. */
struct word_ends {
    GPtrArray *by_last[256]; /* of strings */
};

/* Words of a dictionary that many words of a text are looked up in. */
struct word_table {
    GHashTable *table;
    struct sieve sieve;
};

/* The words before a number and what stands for a noun; the table of a dictionary each. */
struct quantity {
    struct lemma *lemma;
    GPtrArray *lexicons;                /* owns the cells that the tables point to */
    struct phrase_table approximations; /* "op til" -> "max" */
    GHashTable *rate_nouns;             /* "måned" -> "month" */
    struct phrase_table rate_phrases;   /* "om måneden" -> "month" */
    struct word_table rate_adjectives;  /* "årlige" -> "year" */
    struct phrase_table rate_between;   /* "i gennemsnit": may stand before a rate */
    struct phrase_table currencies;     /* "svenske kroner" -> "SEK" */
    GHashTable *measures; /* "kilometer" -> "measure"; "*time" is kept as "time" in ends */
    struct word_ends measure_ends;
    struct word_table labels;      /* "punkt" */
    struct word_table small_words; /* "blev" -> "verb" */
    GHashTable *nominal;           /* "unge" -> "ung" */
    struct word_ends nominal_ends;
    struct word_ends same_plurals; /* "tilbud" */
    struct word_table headings;    /* "antal" -> "count": what a table's column holds */
};

enum {
    MOST_HEADING_NUMBERS = 256
};

/* A piece of a block as tokens. The last one is TOKEN_END. */
struct scan {
    struct quantity *quantity;
    struct document *document;
    struct mention_set *set;
    const char *text; /* the reading text */
    struct token *tokens;
    guint n;                         /* without the TOKEN_END */
    const gboolean *heading_numbers; /* which numbers blocks begin with, a capital after them */
    const char *rate; /* of the last amount, or NULL; it ends before token rate_end */
    guint rate_end;
    gboolean caption; /* says what the numbers of a table are: "1.000 kr." is a unit here */
};

/* A number or range, with all its tokens: [first, end). */
struct figure {
    guint first, end;
    struct number low, high; /* the same unless is_range */
    gboolean is_range;
    gboolean words; /* low is a number word */
};

/* Whether a word is in small-words.tsv, of a class or (NULL) of any. */
gboolean quantity_small_word(const struct scan *scan, guint i, const char *class);

/* The token in lower case, in `buffer`; "" when it does not fit. */
enum {
    TOKEN_TEXT = 64
};
const char *token_text(const struct scan *scan, guint i, char buffer[TOKEN_TEXT]);

/* A byte of UTF-8 in lower case: ASCII, and U+00C0 to U+00DE by the byte before it. */
static inline char
lower_byte(char before, char c)
{
    if (c >= 'A' && c <= 'Z') {
        return (char)(c + 0x20);
    }
    guchar byte = (guchar)c;
    return (guchar)before == 0xc3 && byte >= 0x80 && byte <= 0x9e && byte != 0x97
               ? (char)(byte + 0x20)
               : c;
}

gboolean token_equals(const struct scan *scan, guint i, const char *word);

/* Whether the token is a word equal to `word`, letter case apart. */
static inline gboolean
token_is(const struct scan *scan, guint i, const char *word)
{
    return i < scan->n && scan->tokens[i].length == strlen(word) &&
           (scan->text[scan->tokens[i].start] | 0x20) == (word[0] | 0x20) &&
           token_equals(scan, i, word);
}

/* What a table holds for the token, or NULL. */
const char *token_lookup(const struct scan *scan, guint i, const struct word_table *words);

/* Whether token i + 1 stands directly after i, and whether just one blank parts them. */
gboolean token_touches(const struct scan *scan, guint i);

/* Looks up the tokens [i, i + n) for the largest n up to `most`, joined by blanks, in a table;
 * *ret_n is how many. With `back` the tokens that end before i. NULL if there are none. */
const char *token_phrase(const struct scan *scan, const struct phrase_table *phrases, guint i,
                         guint most, gboolean back, guint *ret_n);

/* Reads the figure at token i; FALSE where there is none. Ranges need a dash, or "og" after
 * "mellem", or "til" and "eller" between the two. */
gboolean figure_read(const struct scan *scan, guint i, struct figure *ret_figure);

/* Whether the token looks like a year: "2018", not "2.018". */
gboolean quantity_is_year(const struct scan *scan, guint i);

/* "circa", "max", "min" by the words before token i, or NULL. */
const char *quantity_approx(const struct scan *scan, guint i);

/* The value of attribute per by what stands after and before, e.g. "unit:barn,month"; "" for none.
 * *end is moved past what was read. In the document's arena. */
const char *quantity_rate(const struct scan *scan, guint first, guint *end);

/* One rate at token *i: "pr. barn", "om måneden", "i hvert af årene", "/md.". Moves *i. NULL: none.
 */
const char *quantity_rate_at(const struct scan *scan, guint *i);

/* "2016" or "2015/2016" where the token at i, after "(", "i" or ",", is a price level; else NULL.
 */
const char *quantity_pricelevel(const struct scan *scan, guint i);
const char *pricelevel_value(const struct scan *scan, guint i);

/* The amounts and percents, then the counts of what is left. */
void quantity_amounts(struct scan *scan);
void quantity_counts(struct scan *scan);

/* Whether a word, in lower case, is a unit of time, length, money and the like: nothing to count.
 */
gboolean quantity_is_measure(const struct scan *scan, const char *word);

/* What a number is followed by. */
enum group_kind {
    GROUP_NONE,   /* nothing that says what is counted */
    GROUP_NOUN,   /* a noun: the span ends with it */
    GROUP_SHARED, /* adjectives, and a noun after the next number */
    GROUP_OF,     /* "af de 65 lysmaster": the noun stands after another number */
    GROUP_MEASURE /* a unit: no count */
};

struct group {
    enum group_kind kind;
    guint end;        /* tokens: the span's end */
    const char *noun; /* singular, in the arena */
};

/* Whether a figure is just one; whether a token begins with a capital. */
gboolean figure_is_one(const struct figure *figure);
gboolean token_begins_upper(const struct scan *scan, guint i);

/* Adjectives and the noun from token i on; `singular` after one. */
struct group quantity_nouns(const struct scan *scan, guint i, gboolean singular);

/* What follows a figure: nouns, "af projekterne", or adjectives whose noun comes later. */
struct group quantity_group(const struct scan *scan, const struct figure *figure);

/* What a heading of a table counts: the noun of "Antal pladser" and "Nye boliger"; NULL where it
 * counts nothing. *ret_number says that "antal" stands there. In the arena. */
const char *quantity_counted(const struct scan *scan, gboolean *ret_number);

/* What the bare number of a table's cell stands for: money, with its unit as a power of ten and the
 * price level and rate, or a count. */
struct cell_unit {
    const char *counted; /* the noun, or NULL */
    gboolean money;
    guint power;
    gboolean told; /* by a heading in thousands or millions */
    const char *pricelevel;
    const char *rate; /* the attribute per, or NULL */
    gboolean head;    /* the cell is a heading itself */
    gboolean apart;   /* a blank parts numbers, not groups of digits */
    gboolean mixed;   /* only what is written like money is: the unit stood over several columns */
};

/* The tables of a document: the unit of each cell's bare number. Free with g_free(). */
struct cell_unit *quantity_table_units(struct quantity *quantity, struct document *document);

/* A cell that holds nothing but a number, or several: amounts or a count. */
void quantity_cell(struct scan *scan, const struct cell_unit *unit);

#endif
