/* Danish counts in twenties and puts the ones first: "syvoghalvfjerds" is 7 + (4 - 1/2) * 20.
 * So the words are a table, and the grammar is fixed in depth:
 *
 *   small     one "og" ten | ten | 1..19                            without blanks
 *   hundreds  [small] "hundrede" [["og"] small] | small
 *   thousands [hundreds] "tusind(e)" [["og"] hundreds] | hundreds
 *   number    [thousands] "million(er)" ... | thousands | halves
 *
 * Between the parts may stand blanks or hyphens, or nothing. "to og tre" is two numbers. */
#include "number.h"

#include <string.h>

enum {
    MOST_DIGITS = 18,
    HIGHEST_POWER = 18
};

static const guint64 powers[] = {
    G_GUINT64_CONSTANT(1),
    G_GUINT64_CONSTANT(10),
    G_GUINT64_CONSTANT(100),
    G_GUINT64_CONSTANT(1000),
    G_GUINT64_CONSTANT(10000),
    G_GUINT64_CONSTANT(100000),
    G_GUINT64_CONSTANT(1000000),
    G_GUINT64_CONSTANT(10000000),
    G_GUINT64_CONSTANT(100000000),
    G_GUINT64_CONSTANT(1000000000),
    G_GUINT64_CONSTANT(10000000000),
    G_GUINT64_CONSTANT(100000000000),
    G_GUINT64_CONSTANT(1000000000000),
    G_GUINT64_CONSTANT(10000000000000),
    G_GUINT64_CONSTANT(100000000000000),
    G_GUINT64_CONSTANT(1000000000000000),
    G_GUINT64_CONSTANT(10000000000000000),
    G_GUINT64_CONSTANT(100000000000000000),
    G_GUINT64_CONSTANT(1000000000000000000),
};

/* ---- digits ---------------------------------------------------------------------------------- */

static const struct fraction {
    const char *sign;
    guint mantissa, decimals;
} fractions[] = {{"½", 5, 1},   {"¼", 25, 2},   {"¾", 75, 2},
                 {"1/2", 5, 1}, {"1/4", 25, 2}, {"3/4", 75, 2}};

/* A fraction that is all of what is left, after the digits: "½", "3/4". */
static gboolean
add_fraction(const char *text, gsize length, struct number *number)
{
    for (gsize i = 0; i < G_N_ELEMENTS(fractions); i++) {
        const struct fraction *fraction = &fractions[i];
        if (length == strlen(fraction->sign) && memcmp(text, fraction->sign, length) == 0) {
            number->mantissa = number->mantissa * powers[fraction->decimals] + fraction->mantissa;
            number->decimals = fraction->decimals;
            return TRUE;
        }
    }
    return FALSE;
}

/* The digits at `text`, added to the number; how many there were. */
static gsize
take_digits(const char *text, gsize length, struct number *number, guint *digits)
{
    gsize i = 0;
    for (; i < length && g_ascii_isdigit(text[i]) && *digits < MOST_DIGITS; i++) {
        number->mantissa = number->mantissa * 10 + (guint)(text[i] - '0');
        if (number->mantissa > 0 || number->decimals > 0) {
            *digits += 1;
        }
    }
    return i;
}

gboolean
number_from_digits(const char *text, gsize length, struct number *ret_number)
{
    struct number number = {0};
    guint digits = 0;
    /* "½" begins with no digit, "3/4" has one before its slash */
    if (length > 1 && (!g_ascii_isdigit(text[0]) || text[1] == '/') &&
        add_fraction(text, length, &number)) {
        *ret_number = number;
        return TRUE;
    }
    gsize at = take_digits(text, length, &number, &digits);
    const gsize first = at;
    if (at == 0) {
        return FALSE;
    }
    char mark = at < length ? text[at] : '\0';
    while (first <= 3 && number.mantissa > 0 && (mark == '.' || mark == ' ') && at < length &&
           text[at] == mark) {
        guint before = digits;
        struct number longer = number;
        gsize group = take_digits(text + at + 1, length - at - 1, &longer, &digits);
        if (group != 3) {
            digits = before;
            break;
        }
        number = longer;
        at += 1 + group;
    }
    if (at < length && (text[at] == ',' || (text[at] == '.' && at == first))) {
        gboolean point = text[at] == '.';
        gsize from = at + 1;
        number.decimals = 1; /* zeros count from here on */
        gsize decimals = take_digits(text + from, length - from, &number, &digits);
        if (decimals == 0 || (point && decimals > 2)) {
            return FALSE;
        }
        number.decimals = (guint)decimals;
        at = from + decimals;
    } else if (at < length && at == first && digits <= 12) {
        gsize blank = text[at] == ' ' ? 1 : 0;
        const char *fraction = text + at + blank;
        if (!(blank == 0 && g_ascii_isdigit(*fraction)) &&
            add_fraction(fraction, length - at - blank, &number)) {
            at = length;
        }
    }
    if (at != length) {
        return FALSE;
    }
    *ret_number = number;
    return TRUE;
}

/* ---- words ----------------------------------------------------------------------------------- */

enum word_class {
    ONE,
    TEEN,
    TEN
};

static const struct word {
    const char *word;
    guint value;
    enum word_class class;
} words[] = {
    /* by first letter; of two words of which one begins the other the longer stands first */
    {"atten", 18, TEEN},
    {"een", 1, ONE},
    {"en", 1, ONE},
    {"eet", 1, ONE},
    {"et", 1, ONE},
    {"elleve", 11, TEEN},
    {"fire", 4, ONE},
    {"firsindstyve", 80, TEN},
    {"firs", 80, TEN},
    {"femten", 15, TEEN},
    {"fem", 5, ONE},
    {"fjorten", 14, TEEN},
    {"fyrretyve", 40, TEN},
    {"fyrre", 40, TEN},
    {"halvtredsindstyve", 50, TEN},
    {"halvtreds", 50, TEN},
    {"halvfjerdsindstyve", 70, TEN},
    {"halvfjerds", 70, TEN},
    {"halvfemsindstyve", 90, TEN},
    {"halvfems", 90, TEN},
    {"nul", 0, TEEN},
    {"nitten", 19, TEEN},
    {"ni", 9, ONE},
    {"otte", 8, ONE},
    {"seksten", 16, TEEN},
    {"seks", 6, ONE},
    {"sytten", 17, TEEN},
    {"syv", 7, ONE},
    {"tolv", 12, TEEN},
    {"to", 2, ONE},
    {"tredive", 30, TEN},
    {"tretten", 13, TEEN},
    {"tresindstyve", 60, TEN},
    {"tres", 60, TEN},
    {"tre", 3, ONE},
    {"ti", 10, TEEN},
    {"tyve", 20, TEN},
    {"én", 1, ONE},
    {"ét", 1, ONE},
};

/* By first letter: where in words[] its words begin and end. Those with an accent are the last. */
enum {
    FIRST_ACCENT = 37
};
static const struct {
    guint8 first, end;
} letters[26] = {
    ['a' - 'a'] = {0, 1},   ['e' - 'a'] = {1, 6},   ['f' - 'a'] = {6, 14},  ['h' - 'a'] = {14, 20},
    ['n' - 'a'] = {20, 23}, ['o' - 'a'] = {23, 24}, ['s' - 'a'] = {24, 28}, ['t' - 'a'] = {28, 37},
};

static const struct half {
    const char *word;
    guint mantissa, decimals;
} halves[] = {
    {"halvanden", 15, 1}, {"halvandet", 15, 1}, {"halvtredje", 25, 1}, {"trekvart", 75, 2},
    {"en halv", 5, 1},    {"et halvt", 5, 1},   {"én halv", 5, 1},     {"et halv", 5, 1},
};

static const char *const half_after[] = {" og en halv", " og et halvt", " en halv", " et halvt"};

static const struct scale {
    const char *word;
    guint power;
} scales[] = {
    {"millioner", 6},
    {"million", 6},
    {"milliarder", 9},
    {"milliard", 9},
};

/* What is read: borrowed text, and where in it we are. */
struct reader {
    const char *at, *end;
};

static gboolean
is_letter(const char *at, const char *end)
{
    /* ASCII, and the first byte of U+00C0 to U+024F; quotation marks and dashes lie beyond */
    return at < end && (g_ascii_isalnum(*at) || ((guchar)*at >= 0xc3 && (guchar)*at <= 0xc9));
}

/* Whether the text goes on with `word`, letter case apart; then it is taken. The words here have no
 * letter outside ASCII but é, of which the capital differs in the second byte. */
static gboolean
take(struct reader *reader, const char *word)
{
    const char *at = reader->at;
    for (; *word != '\0'; word++, at++) {
        guchar w = (guchar)*word;
        if (at == reader->end || ((guchar)*at != w && ((guchar)*at | 0x20) != w)) {
            return FALSE;
        }
    }
    reader->at = at;
    return TRUE;
}

static gboolean
at_word_end(const struct reader *reader)
{
    return !is_letter(reader->at, reader->end);
}

static const struct word *
take_word(struct reader *reader)
{
    if (reader->at == reader->end) {
        return NULL;
    }
    const guint letter = ((guint)(guchar)*reader->at | 0x20) - 'a';
    const gboolean plain = letter < G_N_ELEMENTS(letters);
    const gsize end = plain ? letters[letter].end : G_N_ELEMENTS(words);
    for (gsize i = plain ? letters[letter].first : FIRST_ACCENT; i < end; i++) {
        if (take(reader, words[i].word)) {
            return &words[i];
        }
    }
    return NULL;
}

/* Whether a number word may begin here: one of the table that ends here or runs on as numbers do,
 * or one of those that count hundreds and more. "en" and "tre" do, "enhed" and "til" do not. */
static gboolean
may_begin(const char *text, gsize length)
{
    static const char *const counting[] = {"halv",     "hundred", "million",
                                           "milliard", "tusind",  "trekvart"};
    if (length < 2) {
        return FALSE;
    }
    if ((guchar)text[0] == 0xc3 ? (text[1] | 0x20) != (char)0xa9 /* é, É */
                                : !number_may_begin(text, length)) {
        return FALSE;
    }
    struct reader reader = {text, text + length};
    if (take_word(&reader) != NULL &&
        (at_word_end(&reader) || strchr("hmot", *reader.at | 0x20) != NULL)) {
        return TRUE;
    }
    reader.at = text;
    for (gsize i = 0; i < G_N_ELEMENTS(counting); i++) {
        if (take(&reader, counting[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A number below a hundred, in one word; it may run on into "hundrede". */
static gboolean
scan_small(struct reader *reader, guint64 *ret_value)
{
    struct reader here = *reader;
    const struct word *word = take_word(&here);
    if (word == NULL) {
        return FALSE;
    }
    *ret_value = word->value;
    *reader = here;
    if (word->class == ONE && take(&here, "og")) {
        const struct word *ten = take_word(&here);
        if (ten != NULL && ten->class == TEN) {
            *ret_value += ten->value;
            *reader = here;
        }
    }
    return TRUE;
}

/* What may stand between two parts: nothing, a blank, a hyphen, "og" with or without blanks. */
static void
take_link(struct reader *reader)
{
    if (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '-')) {
        reader->at++;
    }
    if (take(reader, "og")) {
        take(reader, " ");
    }
}

static void
take_gap(struct reader *reader)
{
    if (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '-')) {
        reader->at++;
    }
}

/* "tohundredeogfem-tusind": what is read so far counts thousands. */
static gboolean
begins_thousand(const struct reader *reader)
{
    struct reader here = *reader;
    return take(&here, "tusind");
}

/* A level of the grammar: `below` reads the parts, `names` is what multiplies. */
typedef gboolean (*scan_function)(struct reader *reader, guint64 *ret_value);

static gboolean
scan_multiple(struct reader *reader, scan_function below, const char *const names[2],
              guint64 factor, guint64 *ret_value)
{
    struct reader count = *reader;
    guint64 value = 1;
    gboolean has_count = below(&count, &value);
    for (guint i = 0; i < 2; i++) { /* "tusind-ethundrede" begins like "tusinde" */
        struct reader here = count;
        if (has_count) {
            take_gap(&here);
        }
        if (!take(&here, names[i])) {
            continue;
        }
        struct reader multiple = here;
        guint64 rest;
        take_link(&here);
        struct reader before = here;
        gboolean more = below(&here, &rest) && here.at > before.at && rest < factor &&
                        (at_word_end(&here) || begins_thousand(&here));
        if (!more && i == 0 && !at_word_end(&multiple) && !begins_thousand(&multiple)) {
            continue;
        }
        *ret_value = value * factor + (more ? rest : 0);
        *reader = more ? here : multiple;
        return TRUE;
    }
    *reader = count;
    *ret_value = value;
    return has_count;
}

static gboolean
scan_hundreds(struct reader *reader, guint64 *ret_value)
{
    static const char *const names[2] = {"hundrede", "hundred"};
    return scan_multiple(reader, scan_small, names, 100, ret_value);
}

static gboolean
scan_thousands(struct reader *reader, guint64 *ret_value)
{
    static const char *const names[2] = {"tusinde", "tusind"};
    return scan_multiple(reader, scan_hundreds, names, 1000, ret_value);
}

/* A number with a half: "halvanden", "to en halv". */
static gboolean
scan_half(struct reader *reader, struct number *ret_number)
{
    for (gsize i = 0; i < G_N_ELEMENTS(halves); i++) {
        struct reader here = *reader;
        if (take(&here, halves[i].word) && at_word_end(&here)) {
            *reader = here;
            *ret_number = (struct number){halves[i].mantissa, halves[i].decimals, 0};
            return TRUE;
        }
    }
    struct reader here = *reader;
    guint64 whole;
    if (!scan_small(&here, &whole)) {
        return FALSE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(half_after); i++) {
        struct reader half = here;
        if (take(&half, half_after[i]) && at_word_end(&half)) {
            *reader = half;
            *ret_number = (struct number){whole * 10 + 5, 1, 0};
            return TRUE;
        }
    }
    return FALSE;
}

/* A scale word after a blank or hyphen, or at once; the power of ten, 0 for none. */
static guint
take_scale(struct reader *reader)
{
    struct reader here = *reader;
    take_gap(&here);
    for (gsize i = 0; i < G_N_ELEMENTS(scales); i++) {
        if (take(&here, scales[i].word) && at_word_end(&here)) {
            *reader = here;
            return scales[i].power;
        }
    }
    return 0;
}

/* "tre millioner tohundrede tusinde": what may follow after millions and milliards. */
static void
scan_after_scale(struct reader *reader, struct number *number)
{
    guint64 rest;
    for (guint limit = number->scale; limit > 0;) {
        struct reader here = *reader;
        take_link(&here);
        if (!scan_thousands(&here, &rest) || !at_word_end(&here)) {
            return;
        }
        guint power = take_scale(&here);
        if (power >= limit || (power == 0 && limit > 6 && rest > 999999)) {
            return;
        }
        number->mantissa += rest * powers[power];
        *reader = here;
        limit = power;
    }
}

/* Whether a number word that ended is all of it: nothing that numbers go on with stands after it.
 */
static gboolean
ends_number(const struct reader *reader)
{
    if (reader->at == reader->end || (*reader->at != ' ' && *reader->at != '-')) {
        return TRUE;
    }
    return reader->at + 1 < reader->end && strchr("hotme", reader->at[1] | 0x20) == NULL;
}

gsize
number_scan_words(const char *text, gsize length, gboolean with_millions, struct number *ret_number)
{
    struct reader reader = {text, text + length};
    struct number number = {0};
    guint64 whole;
    if (!may_begin(text, length)) {
        return 0;
    }
    const struct word *word = take_word(&reader);
    if (word != NULL && at_word_end(&reader) && ends_number(&reader)) {
        *ret_number = (struct number){word->value, 0, 0};
        return (gsize)(reader.at - text);
    }
    reader.at = text;
    if (!scan_half(&reader, &number)) {
        if (scan_thousands(&reader, &whole) && at_word_end(&reader)) {
            number.mantissa = whole;
        } else if (with_millions && g_ascii_tolower(*text) == 'm') { /* "million" alone */
            reader.at = text;
            number.mantissa = 1;
        } else {
            return 0;
        }
    }
    guint power = with_millions ? take_scale(&reader) : 0;
    if (power == 0 && reader.at == text) {
        return 0;
    }
    if (power > 0) {
        gboolean plain = number.decimals == 0;
        if (!number_scale(&number, power)) {
            return 0;
        }
        number.scale = power;
        if (plain) {
            scan_after_scale(&reader, &number);
        }
    }
    *ret_number = number;
    return (gsize)(reader.at - text);
}

gboolean
number_from_words(const char *text, gsize length, struct number *ret_number)
{
    struct number number;
    if (length == 0 || number_scan_words(text, length, TRUE, &number) != length) {
        return FALSE;
    }
    *ret_number = number;
    return TRUE;
}

/* ---- values ---------------------------------------------------------------------------------- */

gboolean
number_scale(struct number *number, guint power)
{
    guint drop = MIN(power, number->decimals), grow = power - drop;
    if (grow > HIGHEST_POWER || number->mantissa > powers[HIGHEST_POWER] / powers[grow]) {
        return FALSE;
    }
    number->mantissa *= powers[grow];
    number->decimals -= drop;
    return TRUE;
}

int
number_compare(const struct number *a, const struct number *b)
{
    guint64 whole_a = a->mantissa / powers[MIN(a->decimals, HIGHEST_POWER)];
    guint64 whole_b = b->mantissa / powers[MIN(b->decimals, HIGHEST_POWER)];
    if (whole_a != whole_b) {
        return whole_a < whole_b ? -1 : 1;
    }
    guint64 rest_a = a->mantissa - whole_a * powers[a->decimals];
    guint64 rest_b = b->mantissa - whole_b * powers[b->decimals];
    rest_a *= powers[a->decimals < b->decimals ? b->decimals - a->decimals : 0];
    rest_b *= powers[b->decimals < a->decimals ? a->decimals - b->decimals : 0];
    return rest_a < rest_b ? -1 : rest_a > rest_b;
}

gboolean
number_is_whole(const struct number *number)
{
    return number->mantissa % powers[MIN(number->decimals, HIGHEST_POWER)] == 0;
}

char *
number_print(const struct number *number, gboolean negative, char buffer[NUMBER_PRINTED])
{
    char digits[24]; /* from the last one on */
    guint n = 0;
    const guint decimals = MIN(number->decimals, HIGHEST_POWER);
    for (guint64 rest = number->mantissa; rest > 0 || n <= decimals; rest /= 10) {
        digits[n++] = (char)('0' + rest % 10);
    }
    char *end = buffer;
    if (negative && number->mantissa > 0) {
        *end++ = '-';
    }
    while (n > 0) {
        *end++ = digits[--n];
        if (n == decimals && n > 0) {
            *end++ = '.';
        }
    }
    *end = '\0';
    return buffer;
}
