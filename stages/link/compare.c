/* How alike two names are. The rules stand in a table of their own, the surest first; each looks at
 * the two names only. Numbers that differ end it: Lys i Natten II is not Lys i Natten. */
#include "lexicon.h"
#include "names-private.h"
#include "recognise/lemma.h"

#include <string.h>

/* A slip of the pen is looked for in names, and in words of them, of at least so many letters; two
 * slips, each in a word of its own, in long names. Longer words than this are not compared. The
 * first letters of a word are rarely wrong: where they differ it is another word. */
enum {
    MIN_SLIP_NAME = 8,
    MIN_SLIP_WORD = 5,
    TWO_SLIPS_NAME = 24,
    MAX_SLIP_WORD = 40,
    SAME_START = 3
};

/* What an unknown municipality costs. */
#define UNKNOWN_SCOPE 0.9

struct name_rules {
    struct danish *danish; /* NULL: the list of words is found when it is wanted */
    struct lemma *lemma;
    GHashTable *heads; /* "TYPE word", folded */
};

/* ---- rules --------------------------------------------------------------------------------- */

static gboolean
read_heads(struct name_rules *rules, struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"kind", "head", NULL};
    g_autoptr(lexicon) lexicon = lexicon_open(dictionaries, "name-heads", columns, error);
    if (!lexicon)
        return FALSE;
    for (guint i = 0; i < lexicon_rows(lexicon); i++) {
        enum mention_type type;
        if (!mention_type_from_name(lexicon_get(lexicon, i, 0), &type)) {
            lexicon_error(lexicon, i, error, "no kind is called %s", lexicon_get(lexicon, i, 0));
            return FALSE;
        }
        g_autofree char *head = name_fold(lexicon_get(lexicon, i, 1));
        g_hash_table_add(rules->heads, g_strdup_printf("%d %s", (int)type, head));
    }
    return TRUE;
}

struct name_rules *
name_rules_new(struct dictionaries *dictionaries, struct danish *shared, GError **error)
{
    g_autoptr(name_rules) rules = g_new0(struct name_rules, 1);
    rules->danish = shared ? danish_ref(shared) : NULL;
    rules->heads = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!read_heads(rules, dictionaries, error))
        return NULL;
    return g_steal_pointer(&rules);
}

gboolean
name_rules_words(struct name_rules *rules, GError **error)
{
    if (!rules->lemma)
        rules->lemma = lemma_new(rules->danish, error);
    return rules->lemma != NULL;
}

void
name_rules_free(struct name_rules *rules)
{
    if (!rules)
        return;
    if (rules->lemma)
        lemma_free(rules->lemma);
    danish_unref(rules->danish);
    g_hash_table_unref(rules->heads);
    g_free(rules);
}

gboolean
name_rules_head(const struct name_rules *rules, enum mention_type type, const char *word)
{
    g_autofree char *key = g_strdup_printf("%d %s", (int)type, word);
    return g_hash_table_contains(rules->heads, key);
}

/* ---- slips --------------------------------------------------------------------------------- */

/* How two words differ. */
enum slip {
    SLIP_NONE,    /* not at all, or by more than a letter */
    SLIP_LETTER,  /* one more, one fewer, or another, and not among the first ones */
    SLIP_TYPICAL, /* a letter doubled or not, or two changed about */
};

/* The letters of a word, and how many; more than MAX_SLIP_WORD for one that is too long. */
static guint
letters_of(const char *word, gunichar letters[MAX_SLIP_WORD + 1])
{
    guint n = 0;
    for (; *word && n <= MAX_SLIP_WORD; word = g_utf8_next_char(word))
        letters[n++] = g_utf8_get_char(word);
    return n;
}

/* Whether the letter at `at` stands beside another of its kind. */
static gboolean
is_doubled(const gunichar *letters, guint n, guint at)
{
    return (at > 0 && letters[at - 1] == letters[at]) ||
           (at + 1 < n && letters[at + 1] == letters[at]);
}

static enum slip
find_slip(const char *a, const char *b)
{
    gunichar x[MAX_SLIP_WORD + 1], y[MAX_SLIP_WORD + 1];
    guint n = letters_of(a, x), m = letters_of(b, y), head = 0, tail = 0;
    if (n > MAX_SLIP_WORD || m > MAX_SLIP_WORD || n < MIN_SLIP_WORD || m < MIN_SLIP_WORD)
        return SLIP_NONE;
    while (head < n && head < m && x[head] == y[head])
        head++;
    while (tail + head < n && tail + head < m && x[n - 1 - tail] == y[m - 1 - tail])
        tail++;
    guint rest_x = n - head - tail, rest_y = m - head - tail;
    if (rest_x == 2 && rest_y == 2 && x[head] == y[head + 1] && x[head + 1] == y[head])
        return head > 0 ? SLIP_TYPICAL : SLIP_NONE;
    if (rest_x > 1 || rest_y > 1 || rest_x + rest_y == 0)
        return SLIP_NONE;
    if ((rest_x == 0 && is_doubled(y, m, head)) || (rest_y == 0 && is_doubled(x, n, head)))
        return SLIP_TYPICAL;
    return head >= SAME_START ? SLIP_LETTER : SLIP_NONE;
}

/* Whether two words that differ by a letter are one word misspelt: not if both are words, for then
 * they are two (Havehuset, Havnehuset); and where neither is, they may be two names, unless the
 * slip is one that fingers make. */
static gboolean
is_misspelling(struct name_rules *rules, const char *a, const char *b)
{
    enum slip slip = find_slip(a, b);
    if (slip == SLIP_NONE)
        return FALSE;
    gboolean knows_a = lemma_knows(rules->lemma, a), knows_b = lemma_knows(rules->lemma, b);
    return slip == SLIP_TYPICAL ? !(knows_a && knows_b) : knows_a != knows_b;
}

static gboolean
has_digits(const char *word)
{
    return strpbrk(word, "0123456789") != NULL;
}

/* The same number of words, and only misspellings between them. */
static gboolean
differ_by_slips(struct name_rules *rules, const struct name *a, const struct name *b)
{
    glong letters = g_utf8_strlen(a->folded, -1);
    guint allowed = letters >= TWO_SLIPS_NAME ? 2 : 1, slips = 0;
    if (a->n_words != b->n_words || letters < MIN_SLIP_NAME)
        return FALSE;
    for (guint i = 0; i < a->n_words; i++) {
        if (strcmp(a->stems[i], b->stems[i]) == 0)
            continue;
        if (has_digits(a->words[i]) || has_digits(b->words[i]) || ++slips > allowed ||
            !is_misspelling(rules, a->words[i], b->words[i]))
            return FALSE;
    }
    return slips > 0;
}

/* ---- comparing ----------------------------------------------------------------------------- */

static gboolean
is_fixed(enum mention_type type)
{
    return type == MENTION_CASE || type == MENTION_PERSON || type == MENTION_PLACE;
}

static gboolean
stems_equal(const struct name *a, const struct name *b)
{
    if (a->n_words != b->n_words)
        return FALSE;
    for (guint i = 0; i < a->n_words; i++) {
        if (strcmp(a->stems[i], b->stems[i]) != 0)
            return FALSE;
    }
    return TRUE;
}

/* Whether two words of `longer` are one of `shorter`, and all other words forms of each other:
 * "Hjemløse-teams", "Hjemløseteam". */
static gboolean
stems_equal_compounded(const struct name *longer, const struct name *shorter)
{
    guint at = 0;
    if (longer->n_words != shorter->n_words + 1)
        return FALSE;
    while (at < shorter->n_words && strcmp(longer->stems[at], shorter->stems[at]) == 0)
        at++;
    if (at == shorter->n_words)
        return FALSE;
    g_autofree char *compound = g_strconcat(longer->words[at], longer->words[at + 1], NULL);
    g_autofree char *stem = name_word_stem(compound);
    if (strcmp(stem, shorter->stems[at]) != 0)
        return FALSE;
    for (guint rest = at + 1; rest < shorter->n_words; rest++) {
        if (strcmp(longer->stems[rest + 1], shorter->stems[rest]) != 0)
            return FALSE;
    }
    return TRUE;
}

/* Whether the stems of a name, joined by blanks, are `text`. */
static gboolean
stems_are(const struct name *name, const char *text)
{
    for (guint i = 0; i < name->n_words; i++) {
        gsize length = strlen(name->stems[i]);
        if (strncmp(text, name->stems[i], length) != 0)
            return FALSE;
        text += length;
        if (i + 1 < name->n_words && *text++ != ' ')
            return FALSE;
    }
    return *text == '\0';
}

static gboolean
one_is_headless(const struct name *a, const struct name *b)
{
    return (a->headless && stems_are(b, a->headless)) || (b->headless && stems_are(a, b->headless));
}

static gboolean
one_is_unplaced(const struct name *a, const struct name *b)
{
    return (a->unplaced && stems_are(b, a->unplaced)) || (b->unplaced && stems_are(a, b->unplaced));
}

/* A name and the same with a subtitle. One word alone is too little to go by. */
static gboolean
one_has_subtitle(const struct name *a, const struct name *b)
{
    return (a->main && b->n_words > 1 && stems_are(b, a->main)) ||
           (b->main && a->n_words > 1 && stems_are(a, b->main));
}

static double
compare_words(struct name_rules *rules, const struct name *a, const struct name *b,
              const char **ret_reason)
{
    if (strcmp(a->value, b->value) == 0) {
        *ret_reason = strcmp(a->class, b->class) == 0 ? "the same name"
                                                      : "the same name, seen as two kinds of thing";
        return strcmp(a->class, b->class) == 0 ? 1.0 : 0.97;
    }
    if (strcmp(a->folded, b->folded) == 0) {
        *ret_reason = "the same words; capitals, hyphens, accents or signs differ";
        return 0.98;
    }
    if (strcmp(a->numbers, b->numbers) != 0)
        return 0.0;
    if (strcmp(a->joined, b->joined) == 0) {
        *ret_reason = "the same words, written together or apart";
        return 0.96;
    }
    if (is_fixed(a->type))
        return 0.0;
    if (stems_equal(a, b)) {
        *ret_reason = "forms of the same words";
        return 0.93;
    }
    if (strcmp(a->compact, b->compact) == 0 || stems_equal_compounded(a, b) ||
        stems_equal_compounded(b, a)) {
        *ret_reason = "forms of the same words, written together or apart";
        return 0.92;
    }
    if (one_is_headless(a, b)) {
        *ret_reason = "the same name with and without a word for what it is";
        return 0.9;
    }
    if (one_is_unplaced(a, b)) {
        *ret_reason = "the same name with and without its municipality";
        return 0.9;
    }
    if (one_has_subtitle(a, b)) {
        *ret_reason = "the same name with and without its subtitle";
        return 0.88;
    }
    if (differ_by_slips(rules, a, b)) {
        *ret_reason = "a slip of the pen apart";
        return 0.85;
    }
    return 0.0;
}

gboolean
name_scopes_agree(const struct name *a, const struct name *b)
{
    return a->everywhere || b->everywhere || !*a->scope || !*b->scope ||
           strcmp(a->scope, b->scope) == 0;
}

/* Whether a name says enough to be known again in a paper of no known municipality: every
 * municipality has its Socialudvalget, its Torvet 1, its case 12/345. */
static gboolean
is_distinctive(const struct name *name)
{
    switch (name->type) {
    case MENTION_PROJECT:
    case MENTION_PROGRAMME:
        return name->n_words > 1 || g_utf8_strlen(name->folded, -1) >= 10;
    case MENTION_CASE:
        return strlen(name->compact) >= 9;
    default:
        return FALSE;
    }
}

double
name_compare(struct name_rules *rules, const struct name *a, const struct name *b,
             const char **ret_reason)
{
    if (a->type != b->type || !name_scopes_agree(a, b))
        return 0.0;
    double score = compare_words(rules, a, b, ret_reason);
    gboolean unknown = !a->everywhere && !b->everywhere && (!*a->scope != !*b->scope);
    if (!unknown)
        return score;
    return is_distinctive(a) && is_distinctive(b) ? score * UNKNOWN_SCOPE : 0.0;
}
