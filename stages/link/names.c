/* From a name to what is compared of it.
 *
 *   value    "Udsatte teams på havnefronten"     "Hunde og Herrer – rådgivning på gaden"
 *   words    udsatte teams på havnefronten       hunde og herrer rådgivning på gaden
 *   stems    udsat team på havnefront            hund og herr ...
 *   compact  udsatteampåhavnefront
 *   flags    på: filler                          og, på: filler; rådgivning på gaden: subtitle
 *
 * The stems are a light stemmer's, good enough to see that two words are forms of one; a name's
 * numbers must agree whatever its words do. */
#include "names.h"

#include "lexicon.h"
#include "names-private.h"

#include <string.h>

enum {
    MIN_STEM = 3
};

/* ---- folding ------------------------------------------------------------------------------- */

/* A letter without accents other than those of æ ø å; 0 for a sign that parts words. */
static gunichar
plain_letter(gunichar c)
{
    static const struct {
        gunichar from, to;
    } letters[] = {{0xe9, 'e'},  {0xe8, 'e'},  {0xea, 'e'}, {0xeb, 'e'}, {0xe1, 'a'}, {0xe0, 'a'},
                   {0xe4, 0xe6}, {0xf6, 0xf8}, {0xfc, 'y'}, {0xed, 'i'}, {0xf3, 'o'}, {0xfa, 'u'}};
    c = g_unichar_tolower(c);
    for (guint i = 0; i < G_N_ELEMENTS(letters); i++) {
        if (letters[i].from == c)
            return letters[i].to;
    }
    return g_unichar_isalnum(c) ? c : 0;
}

/* Old and plain spellings: aa, ae and oe are å, æ and ø (Aabenraa, Hjoerring); 0 for others. */
static gunichar
written_apart(gunichar first, gunichar second)
{
    if (first == 'a' && second == 'a')
        return 0xe5;
    if (first == 'a' && second == 'e')
        return 0xe6;
    return first == 'o' && second == 'e' ? 0xf8 : 0;
}

static gboolean
is_apostrophe(gunichar c)
{
    return c == '\'' || c == 0x2019 || c == 0xb4;
}

/* A word as it is read. */
struct scanned {
    GString *word;
    gboolean capital;
    gunichar before; /* the heaviest sign before it: ' ', '-', ',', ':' (colon, dash, bracket) */
    gunichar after;  /* the sign right behind it; 0 at the end */
};

/* How much a sign between two words parts them: ':' what may begin a subtitle (a colon, a bracket,
 * a dash with blanks around it), ',' a comma, '-' and ' '. */
static gunichar
sign_weight(gunichar c, gunichar previous, gunichar next)
{
    gboolean dash = c == '-' || c == 0x2013 || c == 0x2014;
    if (c == ':' || c == '(' || (dash && previous == ' ' && next == ' '))
        return ':';
    return c == ',' ? ',' : dash ? '-' : ' ';
}

/* Goes to the next letter, digit or '&'. FALSE at the end. */
static gboolean
skip_signs(const char **at, struct scanned *scanned)
{
    static const char order[] = " -,:";
    gunichar previous = 0;
    scanned->before = ' ';
    for (; **at; *at = g_utf8_next_char(*at)) {
        gunichar c = g_utf8_get_char(*at);
        if (plain_letter(c) || c == '&')
            return TRUE;
        gunichar sign = sign_weight(c, previous, g_utf8_get_char(g_utf8_next_char(*at)));
        if (strchr(order, (int)sign) > strchr(order, (int)scanned->before))
            scanned->before = sign;
        previous = c;
    }
    return FALSE;
}

/* The next word: letters and digits, an apostrophe is nothing ("KFUM's"), '&' is og. FALSE at the
 * end. */
static gboolean
scan_word(const char **at, struct scanned *scanned)
{
    g_string_truncate(scanned->word, 0);
    if (!skip_signs(at, scanned))
        return FALSE;
    scanned->capital = g_unichar_isupper(g_utf8_get_char(*at));
    if (**at == '&') {
        g_string_append(scanned->word, "og");
        (*at)++;
    } else {
        while (**at) {
            gunichar c = g_utf8_get_char(*at), letter = plain_letter(c);
            const char *next = g_utf8_next_char(*at);
            if (!letter && !is_apostrophe(c))
                break;
            gunichar second = letter && *next ? plain_letter(g_utf8_get_char(next)) : 0;
            gunichar one = written_apart(letter, second);
            if (letter)
                g_string_append_unichar(scanned->word, one ? one : letter);
            *at = one ? g_utf8_next_char(next) : next;
        }
    }
    scanned->after = g_utf8_get_char(*at);
    return TRUE;
}

char *
name_fold(const char *value)
{
    GString *out = g_string_new(NULL);
    struct scanned scanned = {.word = g_string_new(NULL)};
    while (scan_word(&value, &scanned))
        g_string_append_printf(out, "%s%s", out->len && scanned.word->len ? " " : "",
                               scanned.word->str);
    g_string_free(scanned.word, TRUE);
    return g_string_free(out, FALSE);
}

/* ---- stems --------------------------------------------------------------------------------- */

static gboolean
is_vowel(guchar c)
{
    return strchr("aeiouy", c) != NULL || c >= 0x80;
}

/* What is left of centr(et) and cent(er): an r behind a consonant came from the ending -er. */
static gsize
without_lost_e(const char *word, gsize length, const char *ending)
{
    gboolean may = *ending == 'e' && strcmp(ending, "er") != 0 && strcmp(ending, "ers") != 0;
    if (may && length > MIN_STEM + 1 && word[length - 1] == 'r' && word[length - 2] == 't' &&
        !is_vowel((guchar)word[length - 3]))
        return length - 1;
    return length;
}

/* "åben" as "åbn" (åbne), "gammel" as "gaml" (gamle): an e that goes where an ending comes. */
static void
drop_own_e(char *stem, gsize length)
{
    if (length < 4 || stem[length - 2] != 'e' || !strchr("nl", stem[length - 1]) ||
        is_vowel((guchar)stem[length - 3]))
        return;
    gsize at = length - 2;
    if (at > 2 && stem[at - 1] == stem[at - 2])
        at--;
    stem[at] = stem[length - 1];
    stem[at + 1] = '\0';
}

/* A word without its ending: -erne, -ene, -en, -et, -er, -um, -e and a genitive's or plural's -s,
 * and of a double consonant before it one. */
char *
name_word_stem(const char *word)
{
    static const char *const endings[] = {"ernes", "erne", "enes", "ene", "ens", "ets", "ers",
                                          "en",    "et",   "er",   "um",  "es",  "s",   "e"};
    gsize length = strlen(word);
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
        gsize ending = strlen(endings[i]);
        if (!g_str_has_suffix(word, endings[i]) || length < ending ||
            g_utf8_strlen(word, (gssize)(length - ending)) < MIN_STEM)
            continue;
        length = without_lost_e(word, length - ending, endings[i]);
        break;
    }
    if (length < strlen(word) && length > MIN_STEM && word[length - 1] == word[length - 2] &&
        g_ascii_isalpha(word[length - 1]))
        length--;
    if (length > MIN_STEM && word[length - 1] == 'e') /* udsatte, udsat */
        length--;
    char *stem = g_strndup(word, length);
    drop_own_e(stem, length);
    return stem;
}

/* ---- words --------------------------------------------------------------------------------- */

static gboolean
has_digit(const char *word)
{
    return strpbrk(word, "0123456789") != NULL;
}

/* The value of a roman numeral up to 39, or 0. */
static guint
roman_value(const char *word)
{
    static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    gsize tens = strspn(word, "x");
    for (guint i = 0; i < G_N_ELEMENTS(ones) && tens < 4; i++) {
        if (strcmp(word + tens, ones[i]) == 0)
            return (guint)tens * 10 + i;
    }
    return 0;
}

/* Whether letters of a name stand in lower case: else an I may be the word i. */
static gboolean
has_lower(const char *value)
{
    for (; *value; value = g_utf8_next_char(value)) {
        if (g_unichar_islower(g_utf8_get_char(value)))
            return TRUE;
    }
    return FALSE;
}

/* Whether a word is the last of the name, or of what stands before a subtitle. */
static gboolean
ends_title(const struct name *name, guint i)
{
    return i + 1 == name->n_words ||
           (!(name->flags[i] & WORD_SUBTITLE) && name->flags[i + 1] & WORD_SUBTITLE);
}

/* Whether a word is a numeral: several letters (II), one behind a counter or at the end (etape I).
 */
static gboolean
is_numeral(const struct name_rules *rules, const struct name *name, guint i, gboolean lower)
{
    const char *word = name->words[i];
    if (i == 0 || !roman_value(word) || !(name->flags[i] & WORD_CAPITAL))
        return FALSE;
    return strlen(word) > 1 || ends_title(name, i) ||
           (lower && name_rules_counter(rules, name->words[i - 1]));
}

static gboolean
is_letter(const struct name *name, guint i)
{
    const char *word = name->words[i];
    return i > 0 && g_utf8_strlen(word, -1) == 1 && strcmp(word, "å") != 0 &&
           strcmp(word, "ø") != 0 && (*word != 'i' || i + 1 == name->n_words);
}

/* The end of a period written short: the 21 of 2018-21. */
static gboolean
is_short_year(const struct name *name, guint i)
{
    if (i == 0 || strlen(name->words[i]) != 2 || strlen(name->words[i - 1]) != 4 ||
        strspn(name->words[i], "0123456789") != 2 || strspn(name->words[i - 1], "0123456789") != 4)
        return FALSE;
    return name->words[i - 1][0] <= '2' && strcmp(name->words[i - 1] + 2, name->words[i]) < 0;
}

static int
string_order(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Digits, numerals and letters that stand alone, in the order of the alphabet: they tell things of
 * one name apart. */
static const char *
take_numbers(const struct name_rules *rules, struct arena *arena, struct name *name)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func(g_free);
    gboolean lower = has_lower(name->value);
    for (guint i = 0; i < name->n_words; i++) {
        const char *word = name->words[i];
        char *number = NULL;
        if (is_short_year(name, i))
            number = g_strdup_printf("%.2s%s", name->words[i - 1], word);
        else if (has_digit(word))
            number = g_strdup(strlen(word) > 1 && *word == '0' ? word + 1 : word);
        else if (is_numeral(rules, name, i, lower))
            number = g_strdup_printf("%u", roman_value(word));
        else if (is_letter(name, i) && !(name->flags[i] & WORD_FILLER))
            number = g_strdup(word);
        if (!number)
            continue;
        name->flags[i] |= WORD_NUMBER;
        name->flags[i] &= (guint8)~WORD_FILLER;
        g_ptr_array_add(numbers, number);
    }
    g_ptr_array_sort(numbers, string_order);
    for (guint i = 0; i < numbers->len; i++)
        g_string_append_printf(out, "%s ", (const char *)numbers->pdata[i]);
    return arena_strndup(arena, out->str, out->len);
}

/* Takes the name apart into words. `length`: of the folded name without a company's form. */
static void
split_words(const struct name_rules *rules, struct arena *arena, struct name *name, gsize length)
{
    struct scanned scanned = {.word = g_string_new(NULL)};
    const char *at = name->value;
    guint8 part = 0;
    gsize taken = 0;
    name->n_words = 0;
    while (name->n_words < MAX_WORDS && taken < length && scan_word(&at, &scanned)) {
        if (!scanned.word->len)
            continue;
        guint i = name->n_words++;
        const char *word = scanned.word->str;
        taken += scanned.word->len + (i > 0);
        if (i > 0 && (scanned.before == ':' || scanned.before == ','))
            part = WORD_SUBTITLE;
        g_autofree char *stem = name_word_stem(word);
        name->words[i] = arena_strdup(arena, word);
        name->stems[i] = arena_strdup(arena, stem);
        name->flags[i] = part | (scanned.capital ? WORD_CAPITAL : 0) |
                         (name_rules_filler(rules, word) ? WORD_FILLER : 0) |
                         (scanned.after == '.' && *at && at[1] ? WORD_ABBREVIATED : 0);
    }
    g_string_free(scanned.word, TRUE);
}

/* ---- parts --------------------------------------------------------------------------------- */

/* Words [first, n) joined. */
static const char *
joined(struct arena *arena, const char *const *words, guint first, guint n, const char *between)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = first; i < n; i++)
        g_string_append_printf(out, "%s%s", i > first ? between : "", words[i]);
    return arena_strndup(arena, out->str, out->len);
}

/* The words that matter in one order, for finding names with the same ones. */
static const char *
content_key(struct arena *arena, const struct name *name)
{
    const char *stems[MAX_WORDS + 1];
    guint n = 0;
    for (guint i = 0; i < name->n_words; i++) {
        if (!(name->flags[i] & (WORD_FILLER | WORD_NUMBER)))
            stems[n++] = name->stems[i];
    }
    qsort(stems, n, sizeof *stems, string_order);
    stems[n] = name->numbers;
    return joined(arena, stems, 0, n + 1, "");
}

/* The first letters of words, but of numbers and of fillers where they are not wanted. */
static const char *
initials(struct arena *arena, const struct name *name, guint8 unwanted)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < name->n_words; i++) {
        if (!(name->flags[i] & (WORD_NUMBER | unwanted)))
            g_string_append_unichar(out, g_utf8_get_char(name->words[i]));
    }
    return arena_strndup(arena, out->str, out->len);
}

/* What names of one thing have in common whatever their form. */
static const char *
content_of(struct arena *arena, const struct name *name)
{
    if (name->type != MENTION_CASE && name->type != MENTION_PERSON)
        return content_key(arena, name);
    const char *last = name->n_words ? name->words[name->n_words - 1] : "";
    g_autofree char *content =
        name->type == MENTION_CASE ? case_in_one_form(name->folded) : name_heard(last);
    return arena_strdup(arena, content);
}

/* Words for what it is stand first or last: "Puljen Ud af Ensomheden", "ensomheden-puljen". */
static void
mark_heads(const struct name_rules *rules, struct name *name)
{
    guint last = name->n_words ? name->n_words - 1 : 0;
    for (guint i = 0; name->n_words > 1 && i <= last; i += last) {
        if (name_rules_head(rules, name->type, name->words[i]))
            name->flags[i] |= WORD_HEAD;
    }
}

void
name_prepare(const struct name_rules *rules, struct arena *arena, struct name *name)
{
    g_autofree char *folded = name_fold(name->value);
    g_autofree char *town = name_fold(name->scope);
    gsize length = name->type == MENTION_ORGANISATION ? name_rules_without_tail(rules, folded)
                                                      : strlen(folded);
    name->folded = arena_strndup(arena, folded, length);
    name->town = arena_strdup(arena, town);
    split_words(rules, arena, name, length);
    name->numbers = take_numbers(rules, arena, name);
    mark_heads(rules, name);
    name->joined = joined(arena, name->words, 0, name->n_words, "");
    name->compact = joined(arena, name->stems, 0, name->n_words, "");
    name->content = content_of(arena, name);
    name->initials = initials(arena, name, 0);
    name->main_initials = initials(arena, name, WORD_FILLER);
}
