/* What the files of the time recogniser share: words, tokens, and what they are put together to.
 *
 *   time-scan.re     the text, once, to tokens: numbers of a form, and words of the dictionary
 *   time-point.c     tokens to points ("ultimo 2016")
 *   time-around.c    what joins two points, what bounds one
 *   time-parse.c     points to findings: dates and periods ("1.-3. juni")
 *   time-year.c      whether a bare four-digit number is a year
 *   time-paper.c     the paper's own date
 *   time-resolve.c   the year and month that a point inherits
 *   time-duration.c  tokens to durations
 *   time-text.c      words and gaps around a place
 *   time-words.c     the dictionaries
 *   time-finder.c    all of it together, and the values of FACTS.md */
#ifndef AKT_TIME_PRIVATE_H
#define AKT_TIME_PRIVATE_H

#include "annotation.h"
#include "calendar.h"
#include "lexicon.h"
#include "sieve.h"

enum word_class {
    WORD_NONE,
    WORD_MONTH,
    WORD_MONTH_SHORT,
    WORD_SEASON,
    WORD_SEASON_BARE,
    WORD_QUARTER,
    WORD_HALF,
    WORD_HALF_PART,
    WORD_LAST,
    WORD_WEEK,
    WORD_MOD,
    WORD_MOD_OF,
    WORD_NEW_YEAR,
    WORD_OF_THE_YEAR,
    WORD_ORDINAL,
    WORD_NUMBER,
    WORD_UNIT,
    WORD_YEARLY
};

enum time_mod {
    MOD_NONE,
    MOD_START,
    MOD_MID,
    MOD_END
};

/* A row of time-words.tsv. */
struct time_word {
    enum word_class class;
    int value; /* month, season code, enum time_mod, ordinal; a number's tenths */
    char unit; /* WORD_UNIT, WORD_YEARLY: 'Y' 'M' 'W' 'D' 'H', 'T' for minutes */
};

/* What a word of time-cues.tsv says, as bits. */
enum time_cue {
    CUE_BEFORE = 1 << 0,
    CUE_AFTER = 1 << 1,
    CUE_FILLER = 1 << 2,
    CUE_YEAR = 1 << 3,
    CUE_TITLES = 1 << 4,
    CUE_NOT_YEAR = 1 << 5,
    CUE_AMOUNT = 1 << 6,
    CUE_COUNTED = 1 << 7,
    CUE_FOLLOWS = 1 << 8,
    CUE_PERSON = 1 << 9,
    CUE_AGE = 1 << 10,
    CUE_AGE_AFTER = 1 << 11,
    CUE_LASTING = 1 << 12,
    CUE_RATE = 1 << 13,
    CUE_PAST = 1 << 14,
    CUE_FUTURE = 1 << 15,
    CUE_MOVE = 1 << 16,
    CUE_SCHOOL_YEAR = 1 << 17,
    CUE_DOCUMENT = 1 << 18,
    CUE_START = 1 << 19,
    CUE_PAPER_DATE = 1 << 20,
    CUE_RECURRING = 1 << 21,
    CUE_CIRCA = 1 << 22,
    CUE_MAX = 1 << 23,
    CUE_MIN = 1 << 24,
    CUE_MEETING = 1 << 25,
    CUE_DATE_LABEL = 1 << 26,
    CUE_CHANGE = 1 << 27,
    CUE_DAY = 1 << 28
};

/* Compounds are of the class of their last part: "projektperiode", "plejehjemsbeboere". */
#define CUE_ENDING (CUE_TITLES | CUE_DOCUMENT | CUE_PERSON | CUE_MEETING)

struct time_vocabulary;
struct time_vocabulary *time_vocabulary_open(struct dictionaries *dictionaries, GError **error);
void time_vocabulary_free(struct time_vocabulary *vocabulary);

/* Whether the dictionary may have a word: that it has not is told at once for nearly all. */
const struct sieve *time_vocabulary_sieve(const struct time_vocabulary *vocabulary);
static inline gboolean
time_vocabulary_may_be_compound(const char *text, gsize length)
{
    /* "treårigt" is told by the g near its end */
    return length > 5 && ((text[length - 1] | 0x20) == 'g' || (text[length - 2] | 0x20) == 'g' ||
                          (text[length - 3] | 0x20) == 'g');
}
static inline gboolean
time_vocabulary_may_have(const struct sieve *words, const char *text, gsize length)
{
    return sieve_passes(words, text, length) || time_vocabulary_may_be_compound(text, length);
}

/* The dictionary's word for `length` bytes of text, in any case; NULL if there is none. Words that
 * end in a yearly word after a number word (treårigt) give that, and the number's tenths. */
const struct time_word *time_vocabulary_word(const struct time_vocabulary *vocabulary,
                                             const char *text, gsize length, int *ret_tenths);

/* The cues of a word; those of CUE_ENDING also of a word that it ends in, inflected or not. */
guint time_vocabulary_cues(const struct time_vocabulary *vocabulary, const char *text,
                           gsize length);

/* The same without what it ends in. */
guint time_vocabulary_own_cues(const struct time_vocabulary *vocabulary, const char *text,
                               gsize length);

enum token_kind {
    TOKEN_WORD,      /* word */
    TOKEN_NUMBER,    /* a: its value, at most four digits */
    TOKEN_ORDINAL,   /* a: "3.", the full stop is part of it */
    TOKEN_TENTHS,    /* a: tenths, of "1,5", "1½" */
    TOKEN_DATE,      /* a-b-c: year, month, day; `doubtful` where the year has two digits */
    TOKEN_DAY_MONTH, /* a/b as written: a day of a month, a fraction, a school year */
    TOKEN_DOTTED,    /* a.b */
    TOKEN_PAIR,      /* a-b of one to three digits */
    TOKEN_QUARTER,   /* "Q3": a */
    TOKEN_OF_YEAR,   /* "5/2014", a week and its year: a, b */
    TOKEN_YEARS      /* a-b: two years */
};

struct time_token {
    enum token_kind kind;
    struct span span;
    int a, b, c;
    guint digits; /* of a */
    gboolean doubtful;
    gboolean slash; /* TOKEN_YEARS: written with a slash */
    const struct time_word *word;
    int tenths; /* WORD_YEARLY with a number before it in the word, else 0 */
};

struct time_scanner {
    const struct time_vocabulary *vocabulary;
    const char *text, *cursor, *end;
};

/* The next token at or after the cursor; FALSE at the end. */
gboolean time_scan(struct time_scanner *scanner, struct time_token *ret_token);

/* "s.å.", "f.å.", "d.å.", "n.å.": the year that was just named, the one before the paper's, its
 * own, the one after. */
enum time_shift {
    SHIFT_NONE,
    SHIFT_SAME,
    SHIFT_LAST,
    SHIFT_THIS,
    SHIFT_NEXT
};

/* A point in time at some grain. Zero stands for what is not said. */
struct point {
    struct span span;
    int year, month, day, week, quarter, half, season;
    enum time_mod mod;
    gboolean inherited; /* its year or month comes from elsewhere */
    enum time_shift shift;
    gboolean day_only; /* "den 15.": no month either */
    gboolean new_year; /* årsskiftet: between two years */
};

/* What was found: a point, or a period from `first` to `last`. */
struct finding {
    struct span span;
    gboolean period;
    gboolean open; /* a period without an end: "2019 og frem" */
    struct point first, last;
    int next;           /* whose year and month a list of points shares: index, or -1 */
    const char *bound;  /* "before", "after" or NULL */
    gboolean may_start; /* after "fra", which a year to come makes a start */
    const char *rule;
    int weight;
    enum cert cert;
};

/* The document under the finder's hand. */
struct time_work {
    const struct time_vocabulary *vocabulary;
    struct document *document;
    const char *text;
    gsize length;
    GArray *tokens;   /* struct time_token */
    GArray *findings; /* struct finding, in order */
};

/* A word before or after a place: its bytes. Empty where there is none in the block. */
struct span time_word_before(const struct time_work *work, gsize at);
struct span time_word_after(const struct time_work *work, gsize at);
guint time_cues_of(const struct time_work *work, struct span word);
gboolean time_word_is_capitalised(const struct time_work *work, struct span word);
gboolean time_word_is(const struct time_work *work, struct span word, const char *lower);

/* The text between two places is exactly one of the `|`-parted alternatives. */
gboolean time_gap(const struct time_work *work, gsize from, gsize to, const char *alternatives);

/* Is the token a year: a four-digit number between others? `strict`: it stands alone, so that what
 * is around it must say so. */
gboolean time_is_year(const struct time_work *work, guint index, gboolean strict);

/* May a four-digit number after a month or the like be its year? After a `whole` day and month it
 * is, whatever is counted after it. */
gboolean time_may_be_year(const struct time_work *work, const struct time_token *token,
                          gboolean whole);

static inline const struct time_token *
time_token_at(const struct time_work *work, guint index)
{
    return index < work->tokens->len ? &g_array_index(work->tokens, struct time_token, index)
                                     : NULL;
}

static inline gboolean
time_token_is(const struct time_token *token, enum word_class class)
{
    return token && token->kind == TOKEN_WORD && token->word->class == class;
}

static inline gboolean
time_token_is_month(const struct time_token *token)
{
    return time_token_is(token, WORD_MONTH) || time_token_is(token, WORD_MONTH_SHORT);
}

static inline gboolean
time_is_letter(char c)
{
    return g_ascii_isalpha(c) || (guchar)c == 0xc3;
}

/* A word that goes on after a hyphen is another word: "maj-mødet", but not "maj-juni". */
gboolean time_is_compound(const struct time_work *work, gsize end);

/* time-point.c. Each returns the number of tokens taken, 0 for none. `strict`: a bare year must
 * look like one. `gaps` are the texts that may lie before a year. */
guint time_parse_point(const struct time_work *work, guint index, struct point *point,
                       gboolean strict);
guint time_parse_bare_point(const struct time_work *work, guint index, struct point *point,
                            gboolean strict);
guint time_take_year(const struct time_work *work, guint index, struct point *point,
                     const char *gaps);
guint time_take_month(const struct time_work *work, guint index, struct point *point);

/* "i år", "sidste år" right after a point. */
enum time_shift time_shift_after(const struct time_work *work, gsize end);

/* time-around.c. How the text between two places joins two points. */
enum join {
    JOIN_NONE,
    JOIN_DASH,
    JOIN_TO,
    JOIN_AND,
    JOIN_SLASH
};
enum join time_join_between(const struct time_work *work, gsize from, gsize to);

/* Is one of the few words before the place (fillers passed over) the one asked for? */
gboolean time_is_preceded_by(const struct time_work *work, gsize at, const char *lower);

/* "flyttet fra uge 34 til uge 37": two dates. */
gboolean time_is_moved(const struct time_work *work, gsize at);

/* "pr. uge 3 timer", "hver uge 1-2 timer": the word "uge" at `at` has no number. */
gboolean time_is_per_week(const struct time_work *work, gsize at);

/* "before", "after" or NULL. *ret_may_start: it is after a "fra" that says where something is from,
 * unless the year is still to come. */
const char *time_bound_of(const struct time_work *work, const struct point *point,
                          gboolean *ret_may_start);

/* Adds the findings that begin at a token; returns the number of tokens they take, at least 1. */
guint time_parse(struct time_work *work, guint index);

/* The paper's own date, among the findings; FALSE where none of them looks like it. */
gboolean time_paper_date(const struct time_work *work, struct day *ret_day);

/* Fills in years and months from what stands around. Changes work->findings. */
void time_resolve(struct time_work *work);

/* Adds the duration that begins at a token, if one does. */
void time_duration(const struct time_work *work, guint index, struct mention_set *set);

/* The first and last day of a point, as numbers; FALSE where the year is not known. */
gboolean point_days(const struct point *point, long *ret_first, long *ret_last);

/* "2016-05-09", "2014-Q4", "XXXX-W17". In the arena. */
const char *point_value(const struct point *point, struct arena *arena);

#endif
