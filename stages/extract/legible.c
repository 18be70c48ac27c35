/* Two measures over the words of a page, a word being what stands between blanks:
 *
 *   likelihood  the mean of log2(how often this letter follows that one in Danish, against chance).
 *               Danish has 1.2 (capitals too), English 0.9, Polish, Finnish and Vietnamese between
 *               0.5 and -0.1; letters that stand for others, whatever the key, -1.6.
 *   signs       the share of pairs of a letter and a sign that stand in no word: "beslutn1ng",
 *               "fÃ¦lles" (UTF-8 read as Windows-1252), "gÂr", "f{lles", U+FFFD. In papers of
 *               twenty languages it is at most 0.008; an encoding that is wrong for æ, ø and å
 *               alone has 0.02 and more, a recognition with a tenth of its letters wrong as well.
 *
 * Letters outside of the table's are neither likely nor unlikely. */
#include "legible.h"

#include "error.h"

#include <math.h>
#include <string.h>

enum {
    N_LETTERS = 26 + 7 + 1, /* a-z, those below, a word's edge */
    EDGE = N_LETTERS - 1,
    NO_LETTER = -1,
    LEAST_PAIRS = 150, /* fewer say nothing: a heading, a table of figures */
    LEAST_SIGNS = 6,
    LEAST_UNKNOWN = 20, /* characters */
    LEAST_SPACED = 40,  /* letters that stand alone */
    SPACED_RUN = 4,     /* so many in a row are a spaced word; fewer are marks in a table */
    MANY_DIGITS = 3,    /* a word of so many is a number, a date or a key */
};
static const gunichar more_letters[] = {0xe6, 0xf8, 0xe5, 0xe9, 0xfc, 0xf6, 0xe4}; /* æøåéüöä */
static const float UNLIKELY = -0.7f;
static const float SIGNS = 0.018f;
static const float UNKNOWN = 0.2f; /* of the visible characters */
static const double RAREST = 1.0 / 2000;

struct letter_pairs {
    float likelihood[N_LETTERS][N_LETTERS];
};

/* ---- the table ------------------------------------------------------------------------------- */

static int
letter_index(gunichar c)
{
    if (c < 0x80)
        return g_ascii_isalpha((char)c) ? g_ascii_tolower((char)c) - 'a' : NO_LETTER;
    c = g_unichar_tolower(c);
    for (guint i = 0; i < G_N_ELEMENTS(more_letters); i++)
        if (more_letters[i] == c)
            return 26 + (int)i;
    return NO_LETTER;
}

/* A row's pair and count. FALSE where it is none. */
static gboolean
read_row(const struct lexicon *lexicon, guint row, int *ret_first, int *ret_second, guint64 *count)
{
    const char *pair = lexicon_get(lexicon, row, 0);
    if (g_utf8_strlen(pair, -1) != 2 ||
        !g_ascii_string_to_unsigned(lexicon_get(lexicon, row, 1), 10, 1, G_MAXUINT32, count, NULL))
        return FALSE;
    gunichar first = g_utf8_get_char(pair), second = g_utf8_get_char(g_utf8_next_char(pair));
    *ret_first = first == '_' ? EDGE : letter_index(first);
    *ret_second = second == '_' ? EDGE : letter_index(second);
    return *ret_first >= 0 && *ret_second >= 0;
}

struct letter_pairs *
letter_pairs_open(struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"pair", "count", NULL};
    g_autoptr(lexicon) lexicon = lexicon_open(dictionaries, "letter-pairs", columns, error);
    if (!lexicon)
        return NULL;
    double counts[N_LETTERS][N_LETTERS] = {0}, sums[N_LETTERS] = {0};
    for (guint row = 0; row < lexicon_rows(lexicon); row++) {
        int first, second;
        guint64 count;
        if (!read_row(lexicon, row, &first, &second, &count)) {
            lexicon_error(lexicon, row, error, "“%s” is no pair of letters with a count",
                          lexicon_get(lexicon, row, 0));
            return NULL;
        }
        counts[first][second] += (double)count;
        sums[first] += (double)count;
    }
    struct letter_pairs *pairs = g_new0(struct letter_pairs, 1);
    for (int a = 0; a < N_LETTERS; a++) {
        for (int b = 0; b < N_LETTERS; b++) {
            double share = sums[a] > 0 ? counts[a][b] / sums[a] : 0;
            pairs->likelihood[a][b] = (float)log2(MAX(share, RAREST) * (N_LETTERS - 4));
        }
    }
    return pairs;
}

void
letter_pairs_free(struct letter_pairs *pairs)
{
    g_free(pairs);
}

/* ---- a page ---------------------------------------------------------------------------------- */

struct tally {
    guint pairs, signs;
    double likelihood;
    guint unknown;         /* characters that are none */
    guint letters, spaced; /* spaced: those that stand alone in a row */
    guint run;             /* the row so far */
};

/* A character that says that nobody knows which: no Unicode is known for it. */
static gboolean
is_unknown(gunichar c)
{
    return c == 0xfffd || c < ' ' || (c >= 0x7f && c < 0xa0) || (c >= 0xe000 && c <= 0xf8ff) ||
           c >= 0xf0000;
}

/* Signs that stand between letters in good text: "og/eller", "f.eks.", "medlem(mer)", "s'et". */
static gboolean
parts_words(gunichar c)
{
    static const gunichar others[] = {0xab,   0xb7,   0xbb,   0x2010, 0x2011, 0x2013, 0x2014,
                                      0x2018, 0x2019, 0x201c, 0x201d, 0x201e, 0x2022, 0x2026};
    if (c < 0x80)
        return c && strchr(".,:;/()-'&+\"@_*=!?%<>", (int)c);
    for (guint i = 0; i < G_N_ELEMENTS(others); i++)
        if (others[i] == c)
            return TRUE;
    return FALSE;
}

static gboolean
is_latin(gunichar c)
{
    return c <= 0x24f && g_unichar_isalpha(c);
}

/* TRUE where a word has, between `a` and `next`, the sign `b` that no word has. */
static gboolean
is_odd(gunichar a, gunichar b, gunichar next)
{
    gboolean before = is_latin(a);
    if (b && is_unknown(b))
        return before || is_latin(next);
    if (!before)
        return FALSE;
    if (g_unichar_isalpha(b)) /* a capital in a word: MacOS's and the PC's æ, ø and å */
        return b > 0x7f && g_unichar_isupper(b) && g_unichar_islower(a);
    if (!is_latin(next) || parts_words(b) || g_unichar_ismark(b) || !character_is_visible(b))
        return FALSE;
    return !g_unichar_isdigit(b) || g_unichar_islower(a); /* "CO2e", "EU27s" */
}

static void
count_pair(struct tally *tally, const struct letter_pairs *pairs, gunichar a, gunichar b)
{
    gboolean first = g_unichar_isalpha(a), second = g_unichar_isalpha(b);
    int from = first ? letter_index(a) : EDGE, to = second ? letter_index(b) : EDGE;
    if ((!first && !second) || from < 0 || to < 0)
        return;
    tally->pairs++;
    tally->likelihood += pairs->likelihood[from][to];
}

/* Counts the pairs of a word, characters [first, last). */
static void
count_word(struct tally *tally, const struct letter_pairs *pairs, const struct character *at,
           guint first, guint last)
{
    guint letters = 0, digits = 0;
    for (guint i = first; i < last; i++) {
        letters += g_unichar_isalpha(at[i].c);
        digits += g_unichar_isdigit(at[i].c);
        tally->unknown += is_unknown(at[i].c);
    }
    tally->letters += letters;
    tally->run = letters == 1 && last - first == 1 ? tally->run + 1 : 0;
    if (tally->run >= SPACED_RUN)
        tally->spaced += tally->run == SPACED_RUN ? SPACED_RUN : 1;
    if (letters < 2 || digits >= MANY_DIGITS)
        return;
    for (guint i = first; i <= last; i++) {
        gunichar a = i > first ? at[i - 1].c : 0, b = i < last ? at[i].c : 0;
        if (b == '@' || (b == ':' && i + 2 < last && at[i + 1].c == '/' && at[i + 2].c == '/'))
            return; /* an address */
        if (i < last && is_odd(a, b, i + 1 < last ? at[i + 1].c : 0)) {
            tally->pairs += 2;
            tally->signs += 2;
            tally->likelihood += 2 * log2(RAREST * (N_LETTERS - 4));
        } else {
            count_pair(tally, pairs, a, b);
        }
    }
}

enum page_state
letter_pairs_judge(const struct letter_pairs *pairs, const struct page_characters *page)
{
    struct tally tally = {0};
    guint first = 0;
    for (guint i = 0; i <= page->n; i++) {
        if (i < page->n && !g_unichar_isspace(page->at[i].c))
            continue;
        if (i > first)
            count_word(&tally, pairs, page->at, first, i);
        if (i < page->n && page->at[i].c == '\n')
            tally.run = 0;
        first = i + 1;
    }
    if (tally.unknown >= LEAST_UNKNOWN && (float)tally.unknown >= UNKNOWN * (float)page->visible)
        return PAGE_GARBLED;
    if (tally.spaced >= LEAST_SPACED && tally.spaced * 2 >= tally.letters)
        return PAGE_SPACED;
    if (tally.pairs < LEAST_PAIRS)
        return PAGE_TEXT;
    if (tally.signs >= LEAST_SIGNS && (float)tally.signs >= SIGNS * (float)tally.pairs)
        return PAGE_GARBLED;
    return tally.likelihood < UNLIKELY * tally.pairs ? PAGE_GARBLED : PAGE_TEXT;
}
