/* The dictionaries of the time recogniser, as hash tables over lower-case words.
 *
 * Every word of a paper is asked for, and few are there: sieves say no to most of them before
 * anything is folded or hashed. */
#include "time-private.h"

#include <string.h>

enum {
    WORD_BYTES_MAX = 40
};

struct time_vocabulary {
    GHashTable *words; /* char * -> struct time_word * */
    GHashTable *cues;  /* char * -> bits */
    struct sieve words_sieve, cues_sieve;
    GArray *entries;          /* struct entry: the words by their slot of the sieve */
    guint heads[SIEVE_SLOTS]; /* 1 + the first entry of a slot, 0 for none */
    GArray *endings[256];     /* last byte -> struct ending */
};

/* A word of time-words.tsv. The next one of its slot as heads[] counts. */
struct entry {
    const char *word;
    gsize length;
    const struct time_word *means;
    guint next;
};

/* A word of CUE_ENDING, which compounds end in. */
struct ending {
    char *word;
    gsize length;
    guint cues;
};

static void
ending_clear(gpointer data)
{
    g_free(((struct ending *)data)->word);
}

static const struct {
    const char *name;
    enum word_class class;
} classes[] = {
    {"month", WORD_MONTH},
    {"month-short", WORD_MONTH_SHORT},
    {"season", WORD_SEASON},
    {"season-bare", WORD_SEASON_BARE},
    {"quarter", WORD_QUARTER},
    {"half", WORD_HALF},
    {"half-part", WORD_HALF_PART},
    {"last", WORD_LAST},
    {"week", WORD_WEEK},
    {"mod", WORD_MOD},
    {"mod-of", WORD_MOD_OF},
    {"new-year", WORD_NEW_YEAR},
    {"of-the-year", WORD_OF_THE_YEAR},
    {"ordinal", WORD_ORDINAL},
    {"number", WORD_NUMBER},
    {"unit", WORD_UNIT},
    {"yearly", WORD_YEARLY},
};

static const struct {
    const char *name;
    enum time_cue cue;
} cue_names[] = {
    {"before", CUE_BEFORE},
    {"after", CUE_AFTER},
    {"filler", CUE_FILLER},
    {"year", CUE_YEAR},
    {"titles", CUE_TITLES},
    {"not-year", CUE_NOT_YEAR},
    {"amount", CUE_AMOUNT},
    {"counted", CUE_COUNTED},
    {"follows", CUE_FOLLOWS},
    {"person", CUE_PERSON},
    {"age", CUE_AGE},
    {"age-after", CUE_AGE_AFTER},
    {"lasting", CUE_LASTING},
    {"rate", CUE_RATE},
    {"past", CUE_PAST},
    {"future", CUE_FUTURE},
    {"move", CUE_MOVE},
    {"school-year", CUE_SCHOOL_YEAR},
    {"document", CUE_DOCUMENT},
    {"start", CUE_START},
    {"paper-date", CUE_PAPER_DATE},
    {"recurring", CUE_RECURRING},
    {"circa", CUE_CIRCA},
    {"max", CUE_MAX},
    {"min", CUE_MIN},
    {"meeting", CUE_MEETING},
    {"date-label", CUE_DATE_LABEL},
    {"change", CUE_CHANGE},
    {"day", CUE_DAY},
};

/* A byte in lower case (A to Z and U+00C0 to U+00DE) after `before`. */
static inline char
fold_byte(char before, char byte)
{
    const guchar c = (guchar)byte;
    if (c >= 'A' && c <= 'Z')
        return (char)(c + 0x20);
    return (guchar)before == 0xc3 && c >= 0x80 && c <= 0x9e && c != 0x97 ? (char)(c + 0x20) : byte;
}

/* The word in lower case; FALSE where it is too long. */
static gboolean
fold(const char *text, gsize length, char folded[WORD_BYTES_MAX + 1])
{
    if (length > WORD_BYTES_MAX)
        return FALSE;
    for (gsize i = 0; i < length; i++)
        folded[i] = fold_byte(i ? text[i - 1] : '\0', text[i]);
    folded[length] = '\0';
    return TRUE;
}

/* "1.5" as 15 tenths; -1 for what is none. */
static int
read_tenths(const char *text)
{
    int tenths = 0;
    const char *at = text;
    for (; g_ascii_isdigit(*at) && tenths < 1000; at++)
        tenths = tenths * 10 + (*at - '0');
    tenths *= 10;
    if (*at == '.' && g_ascii_isdigit(at[1])) {
        tenths += at[1] - '0';
        at += 2;
    }
    return at == text || *at ? -1 : tenths;
}

static gboolean
read_value(struct time_word *word, const char *value)
{
    int tenths = read_tenths(value);
    switch (word->class) {
    case WORD_MONTH:
    case WORD_MONTH_SHORT:
        word->value = tenths / 10;
        return word->value >= 1 && word->value <= 12;
    case WORD_SEASON:
    case WORD_SEASON_BARE:
        word->value = tenths / 10;
        return word->value >= 21 && word->value <= 24;
    case WORD_ORDINAL:
        word->value = tenths / 10;
        return word->value >= 1 && word->value <= 31;
    case WORD_NUMBER:
        word->value = tenths;
        return tenths > 0;
    case WORD_MOD:
    case WORD_MOD_OF:
    case WORD_NEW_YEAR:
    case WORD_OF_THE_YEAR:
        word->value = g_str_equal(value, "start") ? MOD_START
                      : g_str_equal(value, "mid") ? MOD_MID
                      : g_str_equal(value, "end") ? MOD_END
                                                  : MOD_NONE;
        return word->value != MOD_NONE;
    case WORD_UNIT:
    case WORD_YEARLY:
        word->unit = g_str_equal(value, "MIN") ? 'T' : value[0];
        return g_str_equal(value, "MIN") || (strchr("YMWDH", value[0]) && strlen(value) == 1);
    default:
        return g_str_equal(value, "-");
    }
}

static gboolean
read_words(struct time_vocabulary *vocabulary, struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"word", "class", "value", NULL};
    g_autoptr(lexicon) lexicon = lexicon_open(dictionaries, "time-words", columns, error);
    if (!lexicon)
        return FALSE;
    for (guint row = 0; row < lexicon_rows(lexicon); row++) {
        const char *name = lexicon_get(lexicon, row, 1);
        g_autofree struct time_word *word = g_new0(struct time_word, 1);
        for (guint i = 0; i < G_N_ELEMENTS(classes); i++) {
            if (g_str_equal(classes[i].name, name))
                word->class = classes[i].class;
        }
        char folded[WORD_BYTES_MAX + 1];
        const char *key = lexicon_get(lexicon, row, 0);
        if (!*key || !fold(key, strlen(key), folded) || word->class == WORD_NONE ||
            !read_value(word, lexicon_get(lexicon, row, 2))) {
            lexicon_error(lexicon, row, error, "no such word, class or value: “%s” “%s” “%s”", key,
                          name, lexicon_get(lexicon, row, 2));
            return FALSE;
        }
        sieve_add(&vocabulary->words_sieve, folded);
        g_hash_table_replace(vocabulary->words, g_strdup(folded), g_steal_pointer(&word));
    }
    return TRUE;
}

static void
add_ending(struct time_vocabulary *vocabulary, const char *word, guint cues)
{
    struct ending ending = {g_strdup(word), strlen(word), cues};
    GArray **bucket = &vocabulary->endings[(guchar)word[ending.length - 1]];
    if (!*bucket) {
        *bucket = g_array_new(FALSE, FALSE, sizeof ending);
        g_array_set_clear_func(*bucket, ending_clear);
    }
    g_array_append_val(*bucket, ending);
}

static gboolean
read_cues(struct time_vocabulary *vocabulary, struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"word", "class", NULL};
    g_autoptr(lexicon) lexicon = lexicon_open(dictionaries, "time-cues", columns, error);
    if (!lexicon)
        return FALSE;
    for (guint row = 0; row < lexicon_rows(lexicon); row++) {
        const char *key = lexicon_get(lexicon, row, 0), *name = lexicon_get(lexicon, row, 1);
        guint cue = 0;
        for (guint i = 0; i < G_N_ELEMENTS(cue_names); i++) {
            if (g_str_equal(cue_names[i].name, name))
                cue = cue_names[i].cue;
        }
        char folded[WORD_BYTES_MAX + 1];
        if (!*key || !fold(key, strlen(key), folded) || !cue) {
            lexicon_error(lexicon, row, error, "no such word or class: “%s” “%s”", key, name);
            return FALSE;
        }
        guint before = GPOINTER_TO_UINT(g_hash_table_lookup(vocabulary->cues, folded));
        g_hash_table_replace(vocabulary->cues, g_strdup(folded), GUINT_TO_POINTER(before | cue));
        sieve_add(&vocabulary->cues_sieve, folded);
        if (cue & CUE_ENDING && strlen(folded) >= 4)
            add_ending(vocabulary, folded, cue);
    }
    return TRUE;
}

static void
sort_words(struct time_vocabulary *vocabulary)
{
    GHashTableIter iter;
    gpointer word, means;
    g_hash_table_iter_init(&iter, vocabulary->words);
    while (g_hash_table_iter_next(&iter, &word, &means)) {
        const gsize length = strlen(word);
        guint *head = &vocabulary->heads[sieve_slot(word, length)];
        struct entry entry = {word, length, means, *head};
        g_array_append_val(vocabulary->entries, entry);
        *head = vocabulary->entries->len;
    }
}

/* The word as it stands in the dictionary, in any case; NULL if it does not. */
static const struct time_word *
find_word(const struct time_vocabulary *vocabulary, const char *text, gsize length)
{
    for (guint i = vocabulary->heads[sieve_slot(text, length)]; i > 0;) {
        const struct entry *entry = &g_array_index(vocabulary->entries, struct entry, i - 1);
        gsize same = entry->length == length ? 0 : length + 1;
        while (same < length &&
               fold_byte(same ? text[same - 1] : '\0', text[same]) == entry->word[same])
            same++;
        if (same == length)
            return entry->means;
        i = entry->next;
    }
    return NULL;
}

struct time_vocabulary *
time_vocabulary_open(struct dictionaries *dictionaries, GError **error)
{
    struct time_vocabulary *vocabulary = g_new0(struct time_vocabulary, 1);
    vocabulary->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    vocabulary->entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
    vocabulary->cues = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!read_words(vocabulary, dictionaries, error) ||
        !read_cues(vocabulary, dictionaries, error)) {
        time_vocabulary_free(vocabulary);
        return NULL;
    }
    sort_words(vocabulary);
    return vocabulary;
}

void
time_vocabulary_free(struct time_vocabulary *vocabulary)
{
    if (!vocabulary)
        return;
    g_array_unref(vocabulary->entries);
    g_hash_table_unref(vocabulary->words);
    g_hash_table_unref(vocabulary->cues);
    for (guint i = 0; i < G_N_ELEMENTS(vocabulary->endings); i++)
        g_clear_pointer(&vocabulary->endings[i], g_array_unref);
    g_free(vocabulary);
}

/* "treårig": a yearly word after a number word. */
static const struct time_word *
compound(const struct time_vocabulary *vocabulary, const char *folded, gsize length,
         int *ret_tenths)
{
    static const char ending[] = "årig";
    char *at = g_strrstr(folded, ending);
    if (!at || at == folded || length - (gsize)(at - folded) > sizeof ending - 1 + 2)
        return NULL;
    const struct time_word *yearly = g_hash_table_lookup(vocabulary->words, at);
    char number[WORD_BYTES_MAX + 1];
    g_strlcpy(number, folded, (gsize)(at - folded) + 1);
    const struct time_word *count = g_hash_table_lookup(vocabulary->words, number);
    if (!yearly || yearly->class != WORD_YEARLY || !count || count->class != WORD_NUMBER)
        return NULL;
    *ret_tenths = count->value;
    return yearly;
}

const struct sieve *
time_vocabulary_sieve(const struct time_vocabulary *vocabulary)
{
    return &vocabulary->words_sieve;
}

const struct time_word *
time_vocabulary_word(const struct time_vocabulary *vocabulary, const char *text, gsize length,
                     int *ret_tenths)
{
    *ret_tenths = 0;
    if (!length || length > WORD_BYTES_MAX)
        return NULL;
    const struct time_word *word = find_word(vocabulary, text, length);
    char folded[WORD_BYTES_MAX + 1];
    if (word || !time_vocabulary_may_be_compound(text, length) || !fold(text, length, folded))
        return word;
    return compound(vocabulary, folded, length, ret_tenths);
}

guint
time_vocabulary_own_cues(const struct time_vocabulary *vocabulary, const char *text, gsize length)
{
    char folded[WORD_BYTES_MAX + 1];
    if (!length || !sieve_passes(&vocabulary->cues_sieve, text, length) ||
        !fold(text, length, folded))
        return 0;
    return GPOINTER_TO_UINT(g_hash_table_lookup(vocabulary->cues, folded));
}

/* The cues of CUE_ENDING that a word ends in. */
static guint
ending_cues(const struct time_vocabulary *vocabulary, const char *folded, gsize length)
{
    guint cues = 0;
    const GArray *endings = vocabulary->endings[(guchar)folded[length - 1]];
    for (guint i = 0; endings && i < endings->len; i++) {
        const struct ending *ending = &g_array_index(endings, struct ending, i);
        if (ending->length <= length && folded[length - ending->length] == ending->word[0] &&
            memcmp(folded + length - ending->length, ending->word, ending->length) == 0)
            cues |= ending->cues & CUE_ENDING;
    }
    return cues;
}

guint
time_vocabulary_cues(const struct time_vocabulary *vocabulary, const char *text, gsize length)
{
    static const struct {
        const char *ending;
        gsize length;
    } inflections[] = {{"erne", 4}, {"en", 2}, {"et", 2}, {"ne", 2}, {"er", 2}, {"n", 1}, {"s", 1}};
    guint cues = time_vocabulary_own_cues(vocabulary, text, length);
    char folded[WORD_BYTES_MAX + 1];
    if (cues || !length || !fold(text, length, folded))
        return cues;
    cues = ending_cues(vocabulary, folded, length);
    for (guint i = 0; !cues && i < G_N_ELEMENTS(inflections); i++) {
        const gsize tail = inflections[i].length;
        if (length >= tail + 5 && memcmp(folded + length - tail, inflections[i].ending, tail) == 0)
            cues = ending_cues(vocabulary, folded, length - tail);
    }
    return cues;
}
