/* A sentence ends at a mark that a blank and something like a beginning follow. For a full stop
 * the word before decides: a number may be an ordinal or a date, an abbreviation may never end a
 * sentence ("jf.", "nr.") or may do so before a capital ("kr.", "m.v."), a single letter is an
 * initial. */
#include "normalise/sentences.h"

#include "lexicon.h"

#include <string.h>

struct abbreviations {
    GHashTable *ends; /* without the last stop, in lower case -> 1 never ends, 2 may end */
};

enum {
    LONGEST_TOKEN = 40
};

struct abbreviations *
abbreviations_open(struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"abbreviation", "ends", NULL};
    g_autoptr(lexicon) lexicon = lexicon_open(dictionaries, "abbreviations", columns, error);
    if (!lexicon)
        return NULL;
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < lexicon_rows(lexicon); i++) {
        const char *word = lexicon_get(lexicon, i, 0), *ends = lexicon_get(lexicon, i, 1);
        gboolean may = !strcmp(ends, "may");
        gsize length = strlen(word);
        if (length < 2 || word[length - 1] != '.' || (!may && strcmp(ends, "never") != 0)) {
            lexicon_error(lexicon, i, error,
                          "want an abbreviation with its stop, and never or may");
            return NULL;
        }
        g_autofree char *bare = g_strndup(word, length - 1);
        g_hash_table_insert(known, g_utf8_strdown(bare, -1), GUINT_TO_POINTER(may ? 2 : 1));
    }
    struct abbreviations *abbreviations = g_new0(struct abbreviations, 1);
    abbreviations->ends = g_steal_pointer(&known);
    return abbreviations;
}

void
abbreviations_free(struct abbreviations *abbreviations)
{
    if (!abbreviations)
        return;
    g_hash_table_unref(abbreviations->ends);
    g_free(abbreviations);
}

/* 0 for no abbreviation, 1 for one that never ends a sentence, 2 for one that may. */
static guint
look_up(const struct abbreviations *abbreviations, const char *token, gsize length)
{
    if (!length || length > LONGEST_TOKEN)
        return 0;
    g_autofree char *lower = g_utf8_strdown(token, (gssize)length);
    if (g_str_has_suffix(lower, "nr")) /* "sagsnr.", "matr.nr.": of whatever */
        return 1;
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(abbreviations->ends, lower));
    char *stop = strchr(lower, '.');
    if (known || !stop)
        return known;
    *stop = '\0'; /* "cand.jur.", "dr.-ing.": what its first part is; not "m.h." */
    gboolean words = stop - lower >= 2 && strlen(stop + 1) >= 2;
    return words && GPOINTER_TO_UINT(g_hash_table_lookup(abbreviations->ends, lower)) == 1;
}

gboolean
abbreviations_has(const struct abbreviations *abbreviations, const char *token, gsize length)
{
    return look_up(abbreviations, token, length) > 0;
}

static gunichar
point_at(const char *text, gsize length, gsize at)
{
    return at < length ? g_utf8_get_char(text + at) : 0;
}

/* Quotes and brackets that may close after a mark. */
static gboolean
closes(gunichar c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201d || c == 0x201c ||
           c == 0x2019 || c == 0xbb || c == 0xab;
}

static gboolean
opens(gunichar c)
{
    return c == '"' || c == '\'' || c == '(' || c == '[' || c == 0x201d || c == 0x201c ||
           c == 0x201e || c == 0x2019 || c == 0x2018 || c == 0xbb || c == 0xab;
}

/* What begins after a mark. */
enum beginning {
    BEGIN_NOTHING,
    BEGIN_LOWER,
    BEGIN_UPPER,
    BEGIN_DIGIT,
    BEGIN_SIGN
};

static enum beginning
beginning_at(const char *text, gsize length, gsize at)
{
    gunichar c = point_at(text, length, at);
    for (int i = 0; i < 3 && opens(c); i++) {
        at += (gsize)g_utf8_skip[(guchar)text[at]];
        c = point_at(text, length, at);
    }
    if (!c)
        return BEGIN_NOTHING;
    if (g_unichar_islower(c))
        return BEGIN_LOWER;
    if (g_unichar_isupper(c) || g_unichar_istitle(c))
        return BEGIN_UPPER;
    return g_unichar_isdigit(c) ? BEGIN_DIGIT : BEGIN_SIGN;
}

/* "(alle!) - er fredelige": after a dash the sentence goes on in lower case. */
static gboolean
goes_on_after_dash(const char *text, gsize length, gsize at)
{
    gunichar c = point_at(text, length, at);
    if (c != '-' && c != 0x2013 && c != 0x2014)
        return FALSE;
    at += (gsize)g_utf8_skip[(guchar)text[at]];
    return at + 1 < length && text[at] == ' ' && beginning_at(text, length, at + 1) == BEGIN_LOWER;
}

/* Words that follow an ordinal, also with a capital: "9. Maj", "3. Kvartal". */
static gboolean
follows_ordinal(const char *text, gsize length)
{
    static const char *const words[] = {"januar",   "februar",  "marts",   "april",     "maj",
                                        "juni",     "juli",     "august",  "september", "oktober",
                                        "november", "december", "kvartal", "halvår",    "sal",
                                        "etape",    "fase"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        gsize n = strlen(words[i]);
        if (length >= n && !g_ascii_strncasecmp(text, words[i], n) &&
            (length == n || !g_ascii_isalpha(text[n])))
            return TRUE;
    }
    return FALSE;
}

static gboolean
all_digits(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
    }
    return length > 0;
}

/* "A", "S.W", "Chr"? no: single capitals with stops between them. */
static gboolean
is_initials(const char *token, gsize length)
{
    gboolean want_letter = TRUE;
    for (gsize i = 0; i < length;) {
        gunichar c = g_utf8_get_char(token + i);
        if (want_letter ? !g_unichar_isupper(c) : c != '.')
            return FALSE;
        want_letter = !want_letter;
        i += (gsize)g_utf8_skip[(guchar)token[i]];
    }
    return length > 0 && !want_letter;
}

/* "m.m", "a.m.b.a", "o.l": letters with stops between, known or not. */
static gboolean
is_dotted(const char *token, gsize length)
{
    guint letters = 0, stops = 0;
    for (gsize i = 0; i < length; i++) {
        if (token[i] == '.') {
            stops++;
            letters = 0;
            continue;
        }
        letters += ((guchar)token[i] & 0xc0) != 0x80;
        if (letters > 2 || ((guchar)token[i] < 0x80 && !g_ascii_isalpha(token[i])))
            return FALSE;
    }
    return stops > 0 && letters > 0;
}

/* The token before the stop at `stop`: back to a blank or an opening sign. */
static gsize
token_start(const char *text, gsize from, gsize stop)
{
    gsize start = stop;
    while (start > from && stop - start <= LONGEST_TOKEN && !strchr(" (/\"", text[start - 1]))
        start--;
    while (start < stop && opens(g_utf8_get_char(text + start)))
        start += (gsize)g_utf8_skip[(guchar)text[start]];
    return start;
}

/* TRUE where the word before a number asks for one: "nr. 5. Der", "den 3. Vi"? a date's day. */
static gboolean
after_day_word(const char *text, gsize from, gsize start)
{
    static const char *const words[] = {"den ", "d. ", "der ", "på "};
    for (gsize i = 0; i < 2; i++) {
        gsize n = strlen(words[i]);
        if (start - from >= n && !memcmp(text + start - n, words[i], n) &&
            (start - from == n || text[start - n - 1] == ' '))
            return TRUE;
    }
    return FALSE;
}

/* TRUE where the single capital at `start` is no initial: a part of "A/S", a postal district
 * ("1620 København V"), or the letter of what the word before counts ("bilag B"). */
static gboolean
is_letter_of(const char *text, gsize from, gsize start)
{
    static const char *const counted[] = {
        "afsnit", "alternativ", "bilag",  "blok",  "bygning",  "delområde", "etape",
        "figur",  "forslag",    "gruppe", "hus",   "kategori", "klasse",    "løsning",
        "litra",  "model",      "niveau", "pakke", "projekt",  "punkt",     "scenarie",
        "spor",   "tabel",      "team",   "type",  "variant",  "version",   "zone"};
    if (start > from && text[start - 1] == '/')
        return TRUE;
    if (start < from + 2 || text[start - 1] != ' ')
        return FALSE;
    gsize end = start - 1, word = end;
    while (word > from && end - word <= LONGEST_TOKEN && text[word - 1] != ' ')
        word--;
    for (gsize i = 0; i < G_N_ELEMENTS(counted); i++) {
        gsize n = strlen(counted[i]);
        if (n == end - word && !g_ascii_strncasecmp(text + word, counted[i], n))
            return TRUE;
    }
    enum {
        POSTCODE = 5 /* four digits and a blank */
    };
    return word >= from + POSTCODE && text[word - 1] == ' ' &&
           all_digits(text + word - POSTCODE, POSTCODE - 1) &&
           (word == from + POSTCODE || !g_ascii_isdigit(text[word - POSTCODE - 1]));
}

/* TRUE where the full stop at `stop` ends the sentence, `next` being what comes after the blank. */
static gboolean
stop_ends(const struct abbreviations *abbreviations, const char *text, gsize length, gsize from,
          gsize stop, gsize next)
{
    enum beginning beginning = beginning_at(text, length, next);
    if (beginning == BEGIN_LOWER || beginning == BEGIN_NOTHING)
        return FALSE;
    gsize start = token_start(text, from, stop);
    const char *token = text + start;
    gsize n = stop - start;
    if (!n)
        return TRUE;
    if (all_digits(token, n)) {
        if (start == from || follows_ordinal(text + next, length - next))
            return FALSE; /* a list's number, a date */
        return !(n <= 2 && beginning != BEGIN_UPPER) &&
               !(n <= 2 && after_day_word(text, from, start));
    }
    if (n == 1 && start == from && g_ascii_isupper(token[0]))
        return FALSE; /* "A. Den åbne dør" */
    if (is_initials(token, n) && n <= 2 && is_letter_of(text, from, start))
        return beginning == BEGIN_UPPER;
    guint known = look_up(abbreviations, token, n);
    if (known == 1)
        return FALSE;
    if (known == 2)
        return beginning != BEGIN_DIGIT && beginning != BEGIN_SIGN;
    if (is_initials(token, n))
        return FALSE;
    if (is_dotted(token, n))
        return beginning == BEGIN_UPPER;
    return TRUE;
}

static gsize
skip_blank(const char *text, gsize length, gsize at)
{
    while (at < length && text[at] == ' ')
        at++;
    return at;
}

gsize
sentence_end(const struct abbreviations *abbreviations, const char *text, gsize length, gsize at)
{
    for (gsize i = at; i < length; i++) {
        guchar c = (guchar)text[i];
        gboolean ellipsis = c == 0xe2 && length - i >= 3 && !memcmp(text + i, "…", 3);
        if (c != '.' && c != '!' && c != '?' && !ellipsis)
            continue;
        gsize mark = i, end = i + (ellipsis ? 3 : 1);
        gboolean single = c == '.' && (end >= length || !strchr(".!?", text[end]));
        while (end < length && strchr(".!?", text[end]))
            end++;
        while (end < length && closes(g_utf8_get_char(text + end)))
            end += (gsize)g_utf8_skip[(guchar)text[end]];
        gsize next = skip_blank(text, length, end);
        i = end - 1;
        if (next == end || next >= length)
            continue;
        enum beginning beginning = beginning_at(text, length, next);
        if (single ? stop_ends(abbreviations, text, length, at, mark, next)
                   : beginning != BEGIN_LOWER && beginning != BEGIN_NOTHING &&
                         !goes_on_after_dash(text, length, next))
            return end;
    }
    return length;
}

void
sentences_split(const struct abbreviations *abbreviations, struct document *document)
{
    g_array_set_size(document->sentences, 0);
    for (guint i = 0; i < document->blocks->len; i++) {
        gsize length;
        const struct block *block = document_block(document, i);
        const char *text = document_block_text(document, block, &length);
        for (gsize at = skip_blank(text, length, 0); at < length;) {
            gsize end = sentence_end(abbreviations, text, length, at);
            struct sentence sentence = {{block->span.start + at, block->span.start + end}, i};
            g_array_append_val(document->sentences, sentence);
            at = skip_blank(text, length, end);
        }
    }
}
