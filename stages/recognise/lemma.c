/* hunspell-da names the form of a word in its analysis: " st:bruger +PLUR_UBEK", and for a compound
 * the last part it found: " pa:brugere  st:bruger +PLUR_UBEK". The best reading as a noun wins:
 * plural and definite forms before a plain stem, that before the word itself; verb forms never. */
#include "lemma.h"

#include <string.h>

enum {
    LONGEST_WORD = 120,  /* bytes; longer ones are no words */
    MOST_CACHED = 16384, /* word types; the cache starts anew when it is full */
    SHORTEST_HEAD = 3    /* characters of the known end of an unknown compound */
};

struct lemma {
    struct danish *danish;
    Hunhandle *hunspell; /* of danish */
    guint64 asked;       /* how often */
    GHashTable *nouns;   /* word in lower case -> its noun */
    GHashTable *verbs;   /* word as written -> 1 or 2 for no and yes */
    GHashTable *known;   /* word as written -> 1 or 2 for no and yes */
    GHashTable *forms;   /* word in lower case -> 1 + bits of enum word_form */
};

/* Plurals with a changed vowel, which the dictionary lists as words of their own, and nouns of
 * adjectival form that have no singular of their own. Each holds also as the end of a compound. */
static const struct irregular {
    const char *form, *noun;
} irregulars[] = {
    {"forældre", "forælder"}, {"ældre", "ældre"},   {"pårørende", "pårørende"},
    {"børn", "barn"},         {"mænd", "mand"},     {"mødre", "mor"},
    {"fædre", "far"},         {"brødre", "bror"},   {"døtre", "datter"},
    {"søstre", "søster"},     {"bøger", "bog"},     {"nætter", "nat"},
    {"fødder", "fod"},        {"rødder", "rod"},    {"hænder", "hånd"},
    {"tænder", "tand"},       {"kræfter", "kraft"}, {"bønder", "bonde"},
    {"forældre", "forælder"}, {"kr", "krone"},      {"øjne", "øje"},
    {"voksne", "voksen"},     {"klæder", "klæde"},  {"stænger", "stang"},
    {"gåder", "gåde"},
};

/* How good a reading is as a noun, by hunspell-da's names of the forms. */
static const struct form {
    const char *tag;
    int rank;
} forms[] = {
    {"+NUTID", 0},
    {"+IMPERATIV", 0},
    {"+KOMPARATIV", 0},
    {"+PASSIV", 0},
    {"+PRÆSENS_PART", 0},
    {"+PERF_PART", 0},
    {"+SUPERLATIV", 0},
    {"+DATID", 0},
    {"+PLUR_UBEK", 5},
    {"+PLUR_BEK", 5},
    {"+BESTEMT_ENTAL", 4},
    {"+GENITIV", 1},
    {"+KONSONANT_FORDOBLING", 4},
};

struct lemma *
lemma_new(struct danish *shared, GError **error)
{
    struct danish *danish = shared ? danish_ref(shared) : danish_new(error);
    if (danish == NULL) {
        return NULL;
    }
    struct lemma *lemma = g_new0(struct lemma, 1);
    lemma->danish = danish;
    lemma->hunspell = danish_hunspell(danish);
    lemma->nouns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    lemma->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    lemma->verbs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    lemma->forms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return lemma;
}

void
lemma_free(struct lemma *lemma)
{
    if (lemma == NULL) {
        return;
    }
    danish_unref(lemma->danish);
    g_hash_table_unref(lemma->nouns);
    g_hash_table_unref(lemma->known);
    g_hash_table_unref(lemma->verbs);
    g_hash_table_unref(lemma->forms);
    g_free(lemma);
}

guint64
lemma_asked(const struct lemma *lemma)
{
    return lemma->asked;
}

/* Hunspell's readings of a word; free them with Hunspell_free_list(). */
static int
ask(struct lemma *lemma, char ***ret_list, const char *word)
{
    lemma->asked++;
    return Hunspell_analyze(lemma->hunspell, ret_list, word);
}

/* Whether there is nothing to put in lower case: small letters of ASCII and Latin-1, and figures,
 * which is nearly every word that is asked for. */
static gboolean
is_lower(const char *word)
{
    for (const guchar *p = (const guchar *)word; *p != '\0'; p++) {
        gboolean latin = *p == 0xc3 && p[1] >= 0x9f;
        if ((*p >= 0x80 && !latin) || (*p >= 'A' && *p <= 'Z')) {
            return FALSE;
        }
        p += latin ? 1 : 0;
    }
    return TRUE;
}

gboolean
lemma_knows(struct lemma *lemma, const char *word)
{
    if (*word == '\0' || strlen(word) > LONGEST_WORD) {
        return FALSE;
    }
    gpointer kept = g_hash_table_lookup(lemma->known, word);
    if (kept == NULL) {
        if (g_hash_table_size(lemma->known) >= MOST_CACHED) {
            g_hash_table_remove_all(lemma->known);
        }
        lemma->asked++;
        kept = GINT_TO_POINTER(Hunspell_spell(lemma->hunspell, word) ? 2 : 1);
        g_hash_table_insert(lemma->known, g_strdup(word), kept);
    }
    return GPOINTER_TO_INT(kept) == 2;
}

/* By hunspell-da's names of the forms. */
static gboolean
has_verb_reading(struct lemma *lemma, const char *word)
{
    static const char *const verb[] = {"+NUTID", "+DATID", "+PASSIV", "+PERF_PART"};
    static const char *const noun[] = {"+PLUR_UBEK", "+PLUR_BEK", "+BESTEMT_ENTAL"};
    char **list = NULL;
    int n = ask(lemma, &list, word);
    gboolean is_verb = FALSE, is_noun = FALSE;
    for (int i = 0; i < n; i++) {
        for (gsize k = 0; k < G_N_ELEMENTS(verb); k++) {
            is_verb = is_verb || strstr(list[i], verb[k]) != NULL;
        }
        for (gsize k = 0; k < G_N_ELEMENTS(noun); k++) {
            is_noun = is_noun || strstr(list[i], noun[k]) != NULL;
        }
    }
    if (list != NULL) {
        Hunspell_free_list(lemma->hunspell, &list, n);
    }
    return is_verb && !is_noun;
}

gboolean
lemma_is_verb(struct lemma *lemma, const char *word)
{
    if (*word == '\0' || strlen(word) > LONGEST_WORD) {
        return FALSE;
    }
    gpointer kept = g_hash_table_lookup(lemma->verbs, word);
    if (kept == NULL) {
        if (g_hash_table_size(lemma->verbs) >= MOST_CACHED) {
            g_hash_table_remove_all(lemma->verbs);
        }
        kept = GINT_TO_POINTER(has_verb_reading(lemma, word) ? 2 : 1);
        g_hash_table_insert(lemma->verbs, g_strdup(word), kept);
    }
    return GPOINTER_TO_INT(kept) == 2;
}

/* The word with an irregular end put right, or NULL. */
static char *
irregular(const char *word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(irregulars); i++) {
        if (g_str_has_suffix(word, irregulars[i].form)) {
            gsize rest = strlen(word) - strlen(irregulars[i].form);
            return g_strdup_printf("%.*s%s", (int)rest, word, irregulars[i].noun);
        }
    }
    return NULL;
}

/* The value of a field ("st:bruger") in an analysis, its length; NULL if there is none. */
static const char *
field(const char *analysis, const char *name, gsize *ret_length)
{
    const char *at = strstr(analysis, name);
    if (at == NULL) {
        return NULL;
    }
    at += strlen(name);
    *ret_length = strcspn(at, " \t");
    return *ret_length > 0 ? at : NULL;
}

static int
rank_of(const char *analysis, gssize shorter)
{
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (strstr(analysis, forms[i].tag) != NULL) {
            return forms[i].rank;
        }
    }
    return shorter > 0 ? 3 : shorter == 0 ? 2 : 1; /* unge: ung; hold, not holde */
}

/* The noun that one reading gives: what stands before the part it is about, and the stem. */
static char *
reading(const char *word, const char *analysis, int *ret_rank)
{
    gsize stem_length, part_length;
    const char *stem = field(analysis, "st:", &stem_length);
    if (stem == NULL) {
        return NULL;
    }
    const char *part = field(analysis, "pa:", &part_length);
    gsize length = strlen(word), before = 0;
    if (part != NULL && part_length < length &&
        strncmp(word + length - part_length, part, part_length) == 0) {
        before = length - part_length;
    }
    char *noun = g_strdup_printf("%.*s%.*s", (int)before, word, (int)stem_length, stem);
    *ret_rank = rank_of(analysis, (gssize)length - (gssize)strlen(noun));
    return noun;
}

/* The best reading of a word as a noun, or NULL where hunspell has none. */
static char *
analyse(struct lemma *lemma, const char *word)
{
    char **list = NULL;
    int n = ask(lemma, &list, word), best = 0;
    char *noun = NULL;
    for (int i = 0; i < n; i++) {
        int rank = 0;
        char *candidate = reading(word, list[i], &rank);
        if (candidate != NULL && rank > best) {
            best = rank;
            g_free(noun);
            noun = g_steal_pointer(&candidate);
        }
        g_free(candidate);
    }
    if (list != NULL) {
        Hunspell_free_list(lemma->hunspell, &list, n);
    }
    return noun;
}

/* A compound that hunspell does not know: the longest end of it that is a noun. Bounded by the
 * length of a word. */
static char *
analyse_end(struct lemma *lemma, const char *word)
{
    const char *end = word + strlen(word);
    for (const char *p = g_utf8_next_char(word); p < end; p = g_utf8_next_char(p)) {
        if (g_utf8_strlen(p, -1) < SHORTEST_HEAD) {
            return NULL;
        }
        g_autofree char *noun = irregular(p);
        if (noun == NULL) {
            noun = analyse(lemma, p);
        }
        if (noun != NULL) {
            return g_strdup_printf("%.*s%s", (int)(p - word), word, noun);
        }
    }
    return NULL;
}

/* Before the last '-' or '/' nothing is inflected: "aflastnings/rehabiliteringspladser". */
static const char *
last_part(const char *word)
{
    const char *part = word;
    for (const char *p = word; *p != '\0'; p++) {
        if ((*p == '-' || *p == '/') && p[1] != '\0') {
            part = p + 1;
        }
    }
    return part;
}

static char *
noun_of(struct lemma *lemma, const char *word)
{
    char *noun = irregular(word);
    if (noun == NULL) {
        noun = analyse(lemma, word);
        if (noun == NULL) {
            noun = analyse_end(lemma, word);
        }
        if (noun != NULL) {
            char *better = irregular(noun); /* børnene: børn: barn */
            if (better != NULL) {
                g_free(noun);
                noun = better;
            }
        }
    }
    return noun != NULL ? noun : g_strdup(word);
}

char *
lemma_noun(struct lemma *lemma, const char *word)
{
    g_autofree char *copy = is_lower(word) ? NULL : g_utf8_strdown(word, -1);
    const char *lower = copy != NULL ? copy : word;
    if (strlen(lower) > LONGEST_WORD) {
        return g_strdup(lower);
    }
    const char *kept = g_hash_table_lookup(lemma->nouns, lower);
    if (kept == NULL) {
        if (g_hash_table_size(lemma->nouns) >= MOST_CACHED) {
            g_hash_table_remove_all(lemma->nouns);
        }
        const char *part = last_part(lower);
        g_autofree char *noun = noun_of(lemma, part);
        char *whole = g_strdup_printf("%.*s%s", (int)(part - lower), lower, noun);
        g_hash_table_insert(lemma->nouns, g_strdup(lower), whole);
        kept = whole;
    }
    return g_strdup(kept);
}

/* hunspell-da's names of forms, and what they say of the word. PLUR_BEK is also the plural and
 * definite form of an adjective, DATID also the participle's. */
static const struct {
    const char *tag;
    guint form;
} tagged[] = {
    {"+PLUR_UBEK", FORM_PLURAL},     {"+BESTEMT_ENTAL", FORM_DEFINITE},
    {"+NUTID", FORM_VERB},           {"+PASSIV", FORM_VERB},
    {"+IMPERATIV", FORM_VERB},       {"+DATID", FORM_VERB | FORM_PARTICIPLE},
    {"+PERF_PART", FORM_PARTICIPLE}, {"+PRÆSENS_PART", FORM_PARTICIPLE},
};

/* What PLUR_BEK says: "borgerne" and "holdene" are nouns, "rene" is an adjective, and "cykler" the
 * plural of a noun whose stem changes. */
static guint
form_of_plur_bek(const char *word, gsize stem_length)
{
    if (g_str_has_suffix(word, "rne") ||
        (g_str_has_suffix(word, "ene") && strlen(word) >= stem_length + 3)) {
        return FORM_DEFINITE_PLURAL;
    }
    return g_str_has_suffix(word, "r") ? FORM_PLURAL : FORM_ADJECTIVE;
}

static guint
forms_of_reading(const char *word, const char *analysis)
{
    guint bits = 0;
    gsize length = 0;
    const char *stem = field(analysis, "st:", &length);
    for (gsize i = 0; i < G_N_ELEMENTS(tagged); i++) {
        bits |= strstr(analysis, tagged[i].tag) != NULL ? tagged[i].form : 0;
    }
    if (strstr(analysis, "+PLUR_BEK") != NULL) {
        bits |= form_of_plur_bek(word, length);
    }
    if (bits == 0 && stem != NULL && strchr(analysis, '+') == NULL) {
        gboolean same =
            length <= strlen(word) && strncmp(word + strlen(word) - length, stem, length) == 0;
        bits |= same ? FORM_STEM : g_str_has_suffix(word, "e") ? FORM_PARTICIPLE : 0;
    }
    return bits;
}

/* Whether word + ending is a form of `word` as a stem, of the kind that `tag` names. */
static gboolean
has_form(struct lemma *lemma, const char *word, const char *ending, const char *tag)
{
    g_autofree char *inflected = g_strconcat(word, ending, NULL);
    char **list = NULL;
    int n = ask(lemma, &list, inflected);
    gboolean found = FALSE;
    for (int i = 0; i < n; i++) {
        gsize length;
        const char *stem = field(list[i], "st:", &length);
        found = found || (stem != NULL && strstr(list[i], tag) != NULL && length <= strlen(word) &&
                          strncmp(word + strlen(word) - length, stem, length) == 0);
    }
    if (list != NULL) {
        Hunspell_free_list(lemma->hunspell, &list, n);
    }
    return found;
}

/* The last letter of a word, and the one before it; 0 where there is none. */
static gunichar
last_letters(const char *word, gunichar *ret_before)
{
    const char *last = g_utf8_find_prev_char(word, word + strlen(word));
    const char *before = last != NULL ? g_utf8_find_prev_char(word, last) : NULL;
    *ret_before = before != NULL ? g_utf8_get_char(before) : 0;
    return last != NULL ? g_utf8_get_char(last) : 0;
}

static gboolean
is_vowel(gunichar c)
{
    static const gunichar vowels[] = {'a', 'e', 'i', 'o', 'u', 'y', 0xe6, 0xf8, 0xe5, 0xe9};
    for (gsize i = 0; i < G_N_ELEMENTS(vowels); i++) {
        if (vowels[i] == c) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The same, or with the last consonant doubled after one vowel: "tilskuddene", "medlemmet". */
static gboolean
has_form_or_doubled(struct lemma *lemma, const char *word, const char *ending, const char *tag)
{
    gunichar before, last = last_letters(word, &before);
    if (has_form(lemma, word, ending, tag)) {
        return TRUE;
    }
    if (last >= 0x80 || !g_ascii_isalpha((char)last) || is_vowel(last) || !is_vowel(before)) {
        return FALSE;
    }
    g_autofree char *doubled = g_strdup_printf("%c%s", (char)last, ending);
    return has_form(lemma, word, doubled, tag);
}

/* What the forms of a stem say of it: a neuter noun whose plural is like its singular has a
 * definite plural in -ene, "holdene"; any noun has a definite singular, which is the stem and -n or
 * -t where that ends in -e, else -en or -et. The -t of other stems is an adjective's, which
 * hunspell-da names the same. */
static guint
forms_of_stem(struct lemma *lemma, const char *word)
{
    static const char tag[] = "+BESTEMT_ENTAL";
    if (g_str_has_suffix(word, "e")) {
        return has_form(lemma, word, "n", tag) || has_form(lemma, word, "t", tag) ? FORM_NOUN : 0;
    }
    guint bits = has_form_or_doubled(lemma, word, "ene", "+PLUR_BEK") ? FORM_PLURAL | FORM_NOUN : 0;
    if ((bits & FORM_NOUN) == 0 &&
        (has_form_or_doubled(lemma, word, "en", tag) ||
         has_form_or_doubled(lemma, word, "et", tag) || has_form(lemma, word, "t", tag))) {
        bits |= FORM_NOUN;
    }
    return bits;
}

/* A loan with an English plural: hunspell-da then also lists the genitive of that, "events'". */
static gboolean
is_english_plural(const char *word, const char *analysis)
{
    g_autofree char *genitive = g_strconcat(word, "'", NULL);
    return g_str_has_suffix(word, "s") && strstr(analysis, genitive) != NULL;
}

static guint
forms_of(struct lemma *lemma, const char *word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(irregulars); i++) {
        if (g_str_has_suffix(word, irregulars[i].form)) {
            return FORM_PLURAL;
        }
    }
    char **list = NULL;
    int n = ask(lemma, &list, word);
    guint bits = 0;
    for (int i = 0; i < n; i++) {
        bits |=
            forms_of_reading(word, list[i]) | (is_english_plural(word, list[i]) ? FORM_PLURAL : 0);
    }
    if (list != NULL) {
        Hunspell_free_list(lemma->hunspell, &list, n);
    }
    if ((bits & (FORM_STEM | FORM_PLURAL)) == FORM_STEM) {
        bits |= forms_of_stem(lemma, word);
    }
    return bits;
}

guint
lemma_forms(struct lemma *lemma, const char *word)
{
    g_autofree char *copy = is_lower(word) ? NULL : g_utf8_strdown(word, -1);
    const char *lower = copy != NULL ? copy : word;
    if (*lower == '\0' || strlen(lower) > LONGEST_WORD) {
        return 0;
    }
    gpointer kept = g_hash_table_lookup(lemma->forms, lower);
    if (kept == NULL) {
        if (g_hash_table_size(lemma->forms) >= MOST_CACHED) {
            g_hash_table_remove_all(lemma->forms);
        }
        const char *part = last_part(lower);
        guint bits = forms_of(lemma, part);
        for (const char *p = g_utf8_next_char(part); bits == 0 && *p != '\0';
             p = g_utf8_next_char(p)) {
            if (g_utf8_strlen(p, -1) < SHORTEST_HEAD) {
                break;
            }
            bits = forms_of(lemma, p);
        }
        kept = GUINT_TO_POINTER(bits + 1);
        g_hash_table_insert(lemma->forms, g_strdup(lower), kept);
    }
    return GPOINTER_TO_UINT(kept) - 1;
}
