/* From a name to what is compared of it.
 *
 *   value    "Udsatte teams på havnefronten"     "Hunde og Herrer – rådgivning på gaden"
 *   words    udsatte teams på havnefronten       hunde og herrer rådgivning på gaden
 *   stems    udsat team på havnefront            hund og herr ...
 *   compact  udsatteampåhavnefront               main: hund og herr
 *
 * The stems are a light stemmer's, good enough to see that two words are forms of one; a name's
 * numbers must agree whatever its words do. */
#include "names.h"

#include "lexicon.h"
#include "names-private.h"

#include <string.h>

enum {
    MIN_STEM = 3,
    MIN_HEADLESS = 6
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

/* An apostrophe is nothing ("KFUM's"), '&' is og, other signs part words. */
char *
name_fold(const char *value)
{
    GString *out = g_string_new(NULL);
    gboolean blank = FALSE;
    for (const char *at = value; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        gunichar letter = plain_letter(c);
        if (c == '\'' || c == 0x2019 || c == 0xb4)
            continue;
        if (blank && out->len && (letter || c == '&'))
            g_string_append_c(out, ' ');
        blank = !letter;
        if (c == '&')
            g_string_append(out, "og");
        else if (letter == 'a' && plain_letter(g_utf8_get_char(g_utf8_next_char(at))) == 'a') {
            g_string_append_unichar(out, 0xe5); /* Aabenraa, Åbenrå */
            at = g_utf8_next_char(at);
        } else if (letter)
            g_string_append_unichar(out, letter);
    }
    return g_string_free(out, FALSE);
}

/* ---- stems --------------------------------------------------------------------------------- */

/* A word without its ending: -erne, -ene, -en, -et, -er, -um, -e and a genitive's or plural's -s,
 * and of a double consonant before it one. */
char *
name_word_stem(const char *word)
{
    static const char *const endings[] = {"ernes", "erne", "enes", "ene", "ens", "ets", "ers",
                                          "en",    "et",   "er",   "um",  "s",   "e"};
    gsize length = strlen(word);
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
        gsize ending = strlen(endings[i]);
        if (!g_str_has_suffix(word, endings[i]) || length < ending ||
            g_utf8_strlen(word, (gssize)(length - ending)) < MIN_STEM)
            continue;
        length -= ending;
        break;
    }
    if (length < strlen(word) && length > MIN_STEM && word[length - 1] == word[length - 2] &&
        g_ascii_isalpha(word[length - 1]))
        length--;
    if (length > MIN_STEM && word[length - 1] == 'e') /* udsatte, udsat */
        length--;
    return g_strndup(word, length);
}

/* ---- numbers ------------------------------------------------------------------------------- */

static gboolean
is_roman(const char *word)
{
    return strlen(word) <= 5 && strspn(word, "ivx") == strlen(word);
}

static gboolean
has_digit(const char *word)
{
    return strpbrk(word, "0123456789") != NULL;
}

/* Digits, roman numerals and letters that stand alone: they tell things of one name apart. The
 * words i and å, and a first word, are words. */
static const char *
name_numbers(struct arena *arena, const struct name *name)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < name->n_words; i++) {
        const char *word = name->words[i];
        gboolean last = i + 1 == name->n_words;
        gboolean letter = g_utf8_strlen(word, -1) == 1 && strcmp(word, "å") != 0;
        gboolean numeral = is_roman(word) && i > 0 && (last || strlen(word) > 1);
        if (has_digit(word) || numeral || (letter && i > 0 && (last || *word != 'i')))
            g_string_append_printf(out, "%s ", word);
    }
    return arena_strndup(arena, out->str, out->len);
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

/* The bytes before a subtitle: " – ...", " - ...", ": ...", " (..."; 0 without one. */
static gsize
subtitle_at(const char *value)
{
    static const char *const marks[] = {" – ", " - ", " — ", ": ", " ("};
    const char *first = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
        const char *at = strstr(value, marks[i]);
        if (at && (!first || at < first))
            first = at;
    }
    return first ? (gsize)(first - value) : 0;
}

static void
split_words(struct arena *arena, struct name *name)
{
    g_auto(GStrv) words = g_strsplit(name->folded, " ", MAX_WORDS + 1);
    name->n_words = 0;
    for (guint i = 0; words[i] && i < MAX_WORDS; i++) {
        if (!*words[i])
            continue;
        name->words[name->n_words] = arena_strdup(arena, words[i]);
        g_autofree char *stem = name_word_stem(words[i]);
        name->stems[name->n_words] = arena_strdup(arena, stem);
        name->n_words++;
    }
}

/* The stems of the part before a subtitle: as many of the name's words as that part has. */
static const char *
main_part(struct arena *arena, const struct name *name)
{
    gsize length = subtitle_at(name->value);
    if (!length)
        return NULL;
    g_autofree char *part = g_strndup(name->value, length);
    g_autofree char *folded = name_fold(part);
    guint words = 1;
    for (const char *at = folded; *at; at++)
        words += *at == ' ';
    if (!*folded || words >= name->n_words)
        return NULL;
    return joined(arena, name->stems, 0, words, " ");
}

/* "Aarhus Byråd" in a paper of Aarhus: the stems after the municipality, for bodies of which a
 * municipality has one. */
static const char *
without_municipality(struct arena *arena, const struct name *name)
{
    static const char *const classes[] = {"committee", "council", "department"};
    gboolean one_of_its_kind = FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(classes); i++)
        one_of_its_kind |= strcmp(name->class, classes[i]) == 0;
    if (!one_of_its_kind || !*name->scope)
        return NULL;
    g_autofree char *scope = name_fold(name->scope);
    gsize length = strlen(scope);
    if (strncmp(name->folded, scope, length) != 0)
        return NULL;
    const char *after = name->folded + length + (name->folded[length] == 's');
    guint words = 1;
    if (*after != ' ')
        return NULL;
    for (const char *at = name->folded; at < after; at++)
        words += *at == ' ';
    return words < name->n_words ? joined(arena, name->stems, words, name->n_words, " ") : NULL;
}

void
name_prepare(const struct name_rules *rules, struct arena *arena, struct name *name)
{
    g_autofree char *folded = name_fold(name->value);
    name->folded = arena_strdup(arena, folded);
    split_words(arena, name);
    name->joined = joined(arena, name->words, 0, name->n_words, "");
    name->compact = joined(arena, name->stems, 0, name->n_words, "");
    name->numbers = name_numbers(arena, name);
    name->main = main_part(arena, name);
    name->unplaced = without_municipality(arena, name);
    name->headless = NULL;
    if (name->n_words > 1 && name_rules_head(rules, name->type, name->words[0])) {
        const char *rest = joined(arena, name->stems, 1, name->n_words, " ");
        if (g_utf8_strlen(rest, -1) >= MIN_HEADLESS)
            name->headless = rest;
    }
}
