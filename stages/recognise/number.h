/* Numbers as Danish papers write them, digits and words, read exactly.
 *
 * A number is integer digits and a count of decimals: nothing is ever computed in floating point,
 * and the decimals that were written are kept ("0,90" is 90 / 10^2). */
#ifndef AKT_NUMBER_H
#define AKT_NUMBER_H

#include <glib.h>

/* mantissa / 10^decimals, never negative: signs are the caller's. */
struct number {
    guint64 mantissa;
    guint decimals;
    guint scale; /* of words: the power of ten of the last scale word in it ("to millioner": 6),
                    else 0 */
};

/* The longest that number_print() writes, with its NUL. */
enum {
    NUMBER_PRINTED = 48
};

/* Digits, all of `length`: "1250000", "1.250.000,50", "1 250 000" (one blank), "0,9", "17.5" (a
 * point before one or two digits is taken for the decimal comma), "½", "2½", "3/4", "1 1/2". FALSE
 * for anything else, "1.25.000" and "12.1234" with them, and above 18 digits. */
gboolean number_from_digits(const char *text, gsize length, struct number *ret_number);

/* Whether number words may begin with the letters of ASCII at `text`, in any case: those of most
 * words do not. Cheap, for all words of a text. */
static inline gboolean
number_may_begin(const char *text, gsize length)
{
    /* The third letters by the first two. END: none, or one of those that such a word goes on with:
     * "enogtyve", "tohundrede", "titusind", "tremillioner". */
#define L(c) (1u << ((c) - 'a'))
#define END (1u << 31 | L('o') | L('h') | L('t') | L('m'))
#define PAIR(a, b) [(a) - 'a'][(b) - 'a']
    static const guint32 thirds[26][26] = {
        PAIR('a', 't') = L('t'),
        PAIR('e', 'e') = L('n') | L('t'),
        PAIR('e', 'l') = L('l'),
        PAIR('e', 'n') = END,
        PAIR('e', 't') = END,
        PAIR('f', 'e') = L('m'),
        PAIR('f', 'i') = L('r'),
        PAIR('f', 'j') = L('o'),
        PAIR('f', 'y') = L('r'),
        PAIR('h', 'a') = L('l'),
        PAIR('h', 'u') = L('n'),
        PAIR('m', 'i') = L('l'),
        PAIR('n', 'i') = END,
        PAIR('n', 'u') = L('l'),
        PAIR('o', 't') = L('t'),
        PAIR('s', 'e') = L('k'),
        PAIR('s', 'y') = L('t') | L('v'),
        PAIR('t', 'i') = END,
        PAIR('t', 'o') = END | L('l'),
        PAIR('t', 'r') = L('e'),
        PAIR('t', 'u') = L('s'),
        PAIR('t', 'y') = L('v'),
    };
    const guint one = (guint)(guchar)(text[0] | 0x20) - 'a';
    const guint two = length > 1 ? (guint)(guchar)(text[1] | 0x20) - 'a' : 26;
    if (one >= 26 || two >= 26 || thirds[one][two] == 0) {
        return FALSE;
    }
    const guchar third = length > 2 ? (guchar)text[2] : '\0';
    if (g_ascii_isalpha((char)third)) {
        return (thirds[one][two] & L(third | 0x20)) != 0;
    }
    /* a digit or a letter of Latin-1 goes on with the word */
    return (thirds[one][two] & 1u << 31) != 0 && !g_ascii_isdigit((char)third) &&
           !(third >= 0xc3 && third <= 0xc9);
#undef PAIR
#undef END
#undef L
}

/* The bytes of the number words that `text` begins with, 0 where it begins with none: "femogtyve",
 * "tohundrede og tre", "hundrede og treogtyve tusind", "halvanden", "to en halv", "to millioner"
 * (only `with_millions`). It ends at the end of a word: "tolvte" and "tog" are no numbers. Letter
 * case does not count. Bounded look-ahead: linear in what it takes. */
gsize number_scan_words(const char *text, gsize length, gboolean with_millions,
                        struct number *ret_number);

/* The same, all of `length`. */
gboolean number_from_words(const char *text, gsize length, struct number *ret_number);

/* Multiplies by 10^power, exactly. FALSE, and nothing changed, where it does not fit. */
gboolean number_scale(struct number *number, guint power);

/* -1, 0, 1 as a is smaller than, equal to, larger than b. */
int number_compare(const struct number *a, const struct number *b);

/* Whether a number is whole: no decimals, or zeros only. */
gboolean number_is_whole(const struct number *number);

/* As plain decimal, decimals kept: "-250000", "300.50". Returns `buffer`. */
char *number_print(const struct number *number, gboolean negative, char buffer[NUMBER_PRINTED]);

#endif
