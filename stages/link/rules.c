/* What dictionaries say of names: link-features.tsv, name-heads.tsv, name-fillers.tsv,
 * name-tails.tsv; and which words are ordinary ones. */
#include "error.h"
#include "lexicon.h"
#include "names-private.h"
#include "recognise/lemma.h"

#include <string.h>

/* The rows of link-features.tsv, in the order of enum feature. */
static const char *const feature_names[N_FEATURES] = {
    "class",    "signs",     "apart",   "form",     "filler",  "order",    "head", "town",
    "subtitle", "shortened", "slip",    "compound", "initial", "given",    "year", "kind",
    "unplaced", "renamed",   "letters", "context",  "visit",   "threshold"};

struct name_rules {
    struct danish *danish; /* NULL: the list of words is found when it is wanted */
    struct lemma *lemma;
    struct lexicon *features;
    double costs[N_FEATURES];
    const char *says[N_FEATURES];
    GHashTable *heads;    /* "TYPE word", folded */
    GHashTable *fillers;  /* word */
    GHashTable *counters; /* word */
    GPtrArray *tails;     /* " a s", folded */
};

/* ---- dictionaries -------------------------------------------------------------------------- */

static gboolean
read_feature(struct name_rules *rules, guint row, GError **error)
{
    const struct lexicon *lexicon = rules->features;
    const char *cost = lexicon_get(lexicon, row, 1);
    char *end = NULL;
    for (guint i = 0; i < N_FEATURES; i++) {
        if (strcmp(feature_names[i], lexicon_get(lexicon, row, 0)) != 0)
            continue;
        rules->costs[i] = g_ascii_strtod(cost, &end);
        rules->says[i] = lexicon_get(lexicon, row, 2);
        if (end != cost && !*end && rules->costs[i] >= 0 && rules->costs[i] <= 1)
            return TRUE;
        lexicon_error(lexicon, row, error, "the cost is a number from 0 to 1");
        return FALSE;
    }
    lexicon_error(lexicon, row, error, "no feature is called %s", lexicon_get(lexicon, row, 0));
    return FALSE;
}

static gboolean
read_features(struct name_rules *rules, struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"feature", "cost", "says", NULL};
    rules->features = lexicon_open(dictionaries, "link-features", columns, error);
    if (!rules->features)
        return FALSE;
    for (guint i = 0; i < lexicon_rows(rules->features); i++) {
        if (!read_feature(rules, i, error))
            return FALSE;
    }
    for (guint i = 0; i < N_FEATURES; i++) {
        if (!rules->says[i]) {
            g_set_error(error, AKT_ERROR, AKT_ERROR_DICTIONARY,
                        "link-features.tsv: no row is called %s", feature_names[i]);
            return FALSE;
        }
    }
    return TRUE;
}

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

static gboolean
read_fillers(struct name_rules *rules, struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"word", "use", NULL};
    g_autoptr(lexicon) lexicon = lexicon_open(dictionaries, "name-fillers", columns, error);
    if (!lexicon)
        return FALSE;
    for (guint i = 0; i < lexicon_rows(lexicon); i++) {
        gboolean filler = strcmp(lexicon_get(lexicon, i, 1), "filler") == 0;
        if (!filler && strcmp(lexicon_get(lexicon, i, 1), "counter") != 0) {
            lexicon_error(lexicon, i, error, "the use is filler or counter");
            return FALSE;
        }
        g_hash_table_add(filler ? rules->fillers : rules->counters,
                         name_fold(lexicon_get(lexicon, i, 0)));
    }
    return TRUE;
}

static gboolean
read_tails(struct name_rules *rules, struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"tail", NULL};
    g_autoptr(lexicon) lexicon = lexicon_open(dictionaries, "name-tails", columns, error);
    if (!lexicon)
        return FALSE;
    for (guint i = 0; i < lexicon_rows(lexicon); i++) {
        g_autofree char *tail = name_fold(lexicon_get(lexicon, i, 0));
        g_ptr_array_add(rules->tails, g_strconcat(" ", tail, NULL));
    }
    return TRUE;
}

static GHashTable *
words_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

struct name_rules *
name_rules_new(struct dictionaries *dictionaries, struct danish *shared, GError **error)
{
    g_autoptr(name_rules) rules = g_new0(struct name_rules, 1);
    rules->danish = shared ? danish_ref(shared) : NULL;
    rules->heads = words_new();
    rules->fillers = words_new();
    rules->counters = words_new();
    rules->tails = g_ptr_array_new_with_free_func(g_free);
    if (!read_features(rules, dictionaries, error) || !read_heads(rules, dictionaries, error) ||
        !read_fillers(rules, dictionaries, error) || !read_tails(rules, dictionaries, error))
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
    if (rules->features)
        lexicon_free(rules->features);
    danish_unref(rules->danish);
    g_hash_table_unref(rules->heads);
    g_hash_table_unref(rules->fillers);
    g_hash_table_unref(rules->counters);
    g_ptr_array_unref(rules->tails);
    g_free(rules);
}

/* ---- what they say ------------------------------------------------------------------------- */

gboolean
name_rules_head(const struct name_rules *rules, enum mention_type type, const char *word)
{
    g_autofree char *key = g_strdup_printf("%d %s", (int)type, word);
    return g_hash_table_contains(rules->heads, key);
}

gboolean
name_rules_filler(const struct name_rules *rules, const char *word)
{
    return g_hash_table_contains(rules->fillers, word);
}

gboolean
name_rules_counter(const struct name_rules *rules, const char *word)
{
    return g_hash_table_contains(rules->counters, word);
}

gsize
name_rules_without_tail(const struct name_rules *rules, const char *folded)
{
    gsize length = strlen(folded);
    for (guint i = 0; i < rules->tails->len; i++) {
        const char *tail = rules->tails->pdata[i];
        if (length > strlen(tail) && g_str_has_suffix(folded, tail))
            return length - strlen(tail);
    }
    return length;
}

gboolean
name_rules_knows(struct name_rules *rules, const char *word)
{
    return lemma_knows(rules->lemma, word);
}

double
name_rules_cost(const struct name_rules *rules, enum feature feature)
{
    return rules->costs[feature];
}

const char *
name_rules_says(const struct name_rules *rules, enum feature feature)
{
    return rules->says[feature];
}

double
name_rules_threshold(const struct name_rules *rules)
{
    return rules->costs[FEATURE_THRESHOLD];
}

double
name_rules_evidence(const struct name_rules *rules, enum name_evidence evidence)
{
    return 1.0 - rules->costs[FEATURE_RENAMED + evidence];
}

const char *
name_rules_evidence_says(const struct name_rules *rules, enum name_evidence evidence)
{
    return rules->says[FEATURE_RENAMED + evidence];
}

gboolean
name_rules_is_weak(const struct name_rules *rules, const char *reason)
{
    static const enum feature weak[] = {FEATURE_HEAD,     FEATURE_TOWN,   FEATURE_SUBTITLE,
                                        FEATURE_COMPOUND, FEATURE_GIVEN,  FEATURE_INITIAL,
                                        FEATURE_LETTERS,  FEATURE_CONTEXT};
    for (guint i = 0; i < G_N_ELEMENTS(weak); i++) {
        if (strstr(reason, rules->says[weak[i]]))
            return TRUE;
    }
    return FALSE;
}
