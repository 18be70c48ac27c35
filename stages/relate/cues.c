/* Cues are kept by the first two bytes of their first word; those that begin with '*' by its last
 * byte. A text costs its words times the few cues that begin or end as they do. */
#include "relate/cues.h"

#include <string.h>

enum {
    CUE_MAX_WORDS = 6
};

struct pattern {
    const char *text; /* without '*' */
    gsize length;
    gboolean open_start, open_end;
};

struct cue {
    enum cue_class class;
    const char *value, *detail;
    guint n_words;
    struct pattern words[CUE_MAX_WORDS];
};

/* A cue in a list, with what tells at a glance that a word does not begin it: its length, and a
 * byte of the first word that is not told by the list. */
struct entry {
    guint cue;
    guint length; /* bytes of its first word */
    gboolean exact;
    int mark_at; /* from the word's start, or where negative from its end; 0: no mark */
    char mark;
};

struct cues {
    struct lexicon *lexicons[N_CUE_CLASSES];
    GPtrArray *strings; /* words of patterns */
    GArray *all;        /* struct cue */
    GHashTable *starts; /* first two bytes -> GArray of struct entry */
    GArray
        *open[256]; /* struct entry: those whose first word begins with '*', by the last byte of
                       the  words that may fit, in the order of the dictionaries; NULL for none */
};

#define ROLES "applied|recommended|granted|allocated|released|budget|estimate|spent|deviation"

/* The dictionaries; a row whose second or third cell is none of these words is refused, so that a
 * slip of a user is named with its file and line. */
static const struct {
    const char *name;
    const char *columns[4];
    const char *values, *details;
} tables[N_CUE_CLASSES] = {
    [CUE_ROLE] = {"roles", {"cue", "status", "side"}, ROLES "|share", "give|take"},
    [CUE_STATUS] = {"status-words",
                    {"cue", "event", "tense"},
                    "start|end|pause|drop|run|plan|modal|first|not|none|runs",
                    "past|present|weak"},
    [CUE_DECISION] = {"decision-words",
                      {"cue", "decision", "form"},
                      "approved|noted|granted|refused|postponed|referred|recommended|decided|"
                      "withdrawn|none",
                      "section|active|passive|proposal|own"},
    [CUE_PARTNER] = {"partner-cues",
                     {"cue", "predicate", "side"},
                     "partner|lead|supplier",
                     "before|after|beside"},
    [CUE_SUM] = {"sum-words",
                 {"cue", "kind", "parts"},
                 "total|together|parts|gross|income|net",
                 "all|some"},
    [CUE_REPORT] = {"report-words", {"cue", "kind"}, "next|report|submitted|yearly|considered", ""},
    [CUE_REFERENCE] = {"references",
                       {"cue", "kind", "detail"},
                       "numbered|first|last|all|project|programme|committee|administration|"
                       "ministry|state|part|sub",
                       "2|3|4|5|6|whole|sum"},
    [CUE_FIELD] = {"field-labels",
                   {"label", "predicate", "form"},
                   "title|address|issued|addressed-to|issuing-unit|case-number|document-number|"
                   "ean|case-officer|phone|fax|email|url",
                   "anywhere"},
    [CUE_COLUMN] = {"column-headings",
                    {"heading", "column", "role"},
                    "project|applicant|amount|deviation|rest|total|net|share|source|lead|partner|"
                    "supplier|grantor|schedule|goal|money|note|committee|date|item|number",
                    ROLES},
    [CUE_HEADING] = {"headings",
                     {"heading", "kind"},
                     "decision|recommendation|attachments|minutes|paper",
                     ""},
};

/* Whether a cell is one of the words parted by '|'. */
static gboolean
is_one_of(const char *cell, const char *words)
{
    gsize length = strlen(cell);
    for (const char *at = words; *at;) {
        gsize n = strcspn(at, "|");
        if (n == length && memcmp(at, cell, n) == 0)
            return TRUE;
        at += n + (at[n] == '|');
    }
    return FALSE;
}

static gpointer
start_key(const char *text, gsize length)
{
    guint first = (guchar)text[0], second = length > 1 ? (guchar)text[1] : 0;
    return GUINT_TO_POINTER(first << 8 | second | 0x10000);
}

/* Cuts a row's cue into words; FALSE where it has none or too many. */
static gboolean
parse_cue(struct cues *cues, struct cue *cue, const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    cue->n_words = g_strv_length(words);
    if (cue->n_words == 0 || cue->n_words > CUE_MAX_WORDS)
        return FALSE;
    for (guint i = 0; i < cue->n_words; i++) {
        struct pattern *pattern = &cue->words[i];
        char *word = words[i];
        pattern->open_start = word[0] == '*';
        word += pattern->open_start;
        gsize length = strlen(word);
        pattern->open_end = length > 0 && word[length - 1] == '*';
        length -= pattern->open_end;
        if (length == 0)
            return FALSE;
        char *copy = g_strndup(word, length);
        g_ptr_array_add(cues->strings, copy);
        pattern->text = copy;
        pattern->length = length;
    }
    return TRUE;
}

static struct entry
entry_of(const struct cues *cues, guint i)
{
    const struct pattern *first = &g_array_index(cues->all, struct cue, i).words[0];
    struct entry entry = {
        .cue = i, .length = (guint)first->length, .exact = !first->open_start && !first->open_end};
    if (!first->open_start && first->length > 2) {
        entry.mark_at = 2;
        entry.mark = first->text[2];
    } else if (first->open_start && !first->open_end && first->length > 1) {
        entry.mark_at = -2;
        entry.mark = first->text[first->length - 2];
    }
    return entry;
}

static void
add_open(struct cues *cues, guchar last, guint i)
{
    struct entry entry = entry_of(cues, i);
    if (!cues->open[last])
        cues->open[last] = g_array_new(FALSE, FALSE, sizeof(struct entry));
    g_array_append_val(cues->open[last], entry);
}

static void
index_cue(struct cues *cues, guint i)
{
    const struct cue *cue = &g_array_index(cues->all, struct cue, i);
    const struct pattern *first = &cue->words[0];
    if (first->open_start && !first->open_end) {
        add_open(cues, (guchar)first->text[first->length - 1], i);
        return;
    }
    if (first->open_start) { /* any end will do */
        for (guint last = 0; last < G_N_ELEMENTS(cues->open); last++)
            add_open(cues, (guchar)last, i);
        return;
    }
    gpointer key = start_key(first->text, first->length);
    GArray *list = g_hash_table_lookup(cues->starts, key);
    if (!list) {
        list = g_array_new(FALSE, FALSE, sizeof(struct entry));
        g_hash_table_insert(cues->starts, key, list);
    }
    struct entry entry = entry_of(cues, i);
    g_array_append_val(list, entry);
}

static gboolean
load_table(struct cues *cues, struct dictionaries *dictionaries, enum cue_class class,
           GError **error)
{
    struct lexicon *lexicon =
        lexicon_open(dictionaries, tables[class].name, tables[class].columns, error);
    if (!lexicon)
        return FALSE;
    cues->lexicons[class] = lexicon;
    for (guint row = 0; row < lexicon_rows(lexicon); row++) {
        struct cue cue = {.class = class,
                          .value = lexicon_get(lexicon, row, 1),
                          .detail = tables[class].columns[2] ? lexicon_get(lexicon, row, 2) : ""};
        if (strcmp(cue.detail, "-") == 0)
            cue.detail = ""; /* an empty cell, as a person sees it */
        if (!parse_cue(cues, &cue, lexicon_get(lexicon, row, 0))) {
            lexicon_error(lexicon, row, error, "a cue has one to %d words", CUE_MAX_WORDS);
            return FALSE;
        }
        gboolean known = is_one_of(cue.value, tables[class].values);
        if (!known || (cue.detail[0] && !is_one_of(cue.detail, tables[class].details))) {
            lexicon_error(lexicon, row, error, "'%s' is no %s", known ? cue.detail : cue.value,
                          tables[class].columns[known ? 2 : 1]);
            return FALSE;
        }
        g_array_append_val(cues->all, cue);
        index_cue(cues, cues->all->len - 1);
    }
    return TRUE;
}

static void
free_list(gpointer list)
{
    g_array_free(list, TRUE);
}

struct cues *
cues_open(struct dictionaries *dictionaries, GError **error)
{
    g_autoptr(cues) cues = g_new0(struct cues, 1);
    cues->strings = g_ptr_array_new_with_free_func(g_free);
    cues->all = g_array_new(FALSE, FALSE, sizeof(struct cue));
    cues->starts = g_hash_table_new_full(NULL, NULL, NULL, free_list);
    for (int class = 0; class < N_CUE_CLASSES; class ++)
        if (!load_table(cues, dictionaries, class, error))
            return NULL;
    return g_steal_pointer(&cues);
}

void
cues_free(struct cues *cues)
{
    if (!cues)
        return;
    for (int class = 0; class < N_CUE_CLASSES; class ++)
        if (cues->lexicons[class])
            lexicon_free(cues->lexicons[class]);
    g_ptr_array_free(cues->strings, TRUE);
    g_array_free(cues->all, TRUE);
    g_hash_table_destroy(cues->starts);
    for (guint last = 0; last < G_N_ELEMENTS(cues->open); last++)
        g_clear_pointer(&cues->open[last], free_list);
    g_free(cues);
}

static gboolean
word_fits(const struct pattern *pattern, const char *word, gsize length)
{
    if (length < pattern->length)
        return FALSE;
    if (pattern->open_start && pattern->open_end)
        return g_strstr_len(word, (gssize)length, pattern->text) != NULL;
    if (!pattern->open_start && !pattern->open_end && length != pattern->length)
        return FALSE;
    gsize skip = pattern->open_start ? length - pattern->length : 0;
    return memcmp(word + skip, pattern->text, pattern->length) == 0;
}

/* Words of a cue follow each other on one line, with blanks or one '/', '.' or ',' between. */
static gboolean
cue_fits(const struct cue *cue, const char *lower, const struct word *words, guint n_words)
{
    if (cue->n_words > n_words)
        return FALSE;
    for (guint i = 0; i < cue->n_words; i++) {
        if (!word_fits(&cue->words[i], lower + words[i].start, words[i].end - words[i].start))
            return FALSE;
        if (i > 0 && (words[i].start - words[i - 1].end > 2 ||
                      memchr(lower + words[i - 1].end, '\n', words[i].start - words[i - 1].end)))
            return FALSE;
    }
    return TRUE;
}

/* FALSE where the word surely does not begin the entry's cue. */
static inline gboolean
entry_may_fit(const struct entry *entry, const char *word, gsize length)
{
    if (length < entry->length || (entry->exact && length != entry->length))
        return FALSE;
    return entry->mark_at > 0   ? word[entry->mark_at] == entry->mark
           : entry->mark_at < 0 ? word[length - 2] == entry->mark
                                : TRUE;
}

static void
try_list(const struct cues *cues, const GArray *list, const char *lower, const struct word *words,
         guint n_words, const struct cue **best)
{
    const char *word = lower + words->start;
    gsize length = words->end - words->start;
    for (guint i = 0; list && i < list->len; i++) {
        const struct entry *entry = &g_array_index(list, struct entry, i);
        if (!entry_may_fit(entry, word, length))
            continue;
        const struct cue *cue = &g_array_index(cues->all, struct cue, entry->cue);
        const struct cue *old = best[cue->class];
        if ((!old || cue->n_words > old->n_words ||
             (cue->n_words == old->n_words && cue->words[0].length > old->words[0].length)) &&
            cue_fits(cue, lower, words, n_words))
            best[cue->class] = cue;
    }
}

void
cues_find(const struct cues *cues, const char *lower, const struct word *words, guint n_words,
          GArray *hits)
{
    gsize covered[N_CUE_CLASSES] = {0};
    for (guint i = 0; i < n_words; i++) {
        const struct cue *best[N_CUE_CLASSES] = {NULL};
        const char *word = lower + words[i].start;
        gsize length = words[i].end - words[i].start;
        try_list(cues, g_hash_table_lookup(cues->starts, start_key(word, length)), lower, words + i,
                 n_words - i, best);
        if (length <= 60)
            try_list(cues, cues->open[(guchar)word[length - 1]], lower, words + i, n_words - i,
                     best);
        for (int class = 0; class < N_CUE_CLASSES; class ++) {
            const struct cue *cue = best[class];
            if (!cue || words[i].start < covered[class])
                continue;
            struct hit hit = {.class = class,
                              .value = cue->value,
                              .detail = cue->detail,
                              .start = words[i].start,
                              .end = words[i + cue->n_words - 1].end,
                              .first_word = i,
                              .n_words = cue->n_words};
            g_array_append_val(hits, hit);
            covered[class] = hit.end;
        }
    }
}
