/* The reading of capitals, and the small tables that the recognisers of names share. */
#include "names-private.h"

#include "sieve.h"

#include <string.h>

enum {
    LONGEST_QUOTATION = 30,
    LONGEST_CUED = 7,   /* words */
    MOST_APART = 250,   /* words: between two that speak of projects or money */
    SHORTEST_ENDING = 2 /* bytes: "IF" and "BK" are words, no endings */
};

static const char *const function_words[] = {
    "den",       "det",       "de",        "der",      "en",      "et",         "i",
    "på",        "ved",       "for",       "fra",      "til",     "med",        "mod",
    "af",        "om",        "og",        "eller",    "men",     "at",         "som",
    "når",       "da",        "hvis",      "både",     "efter",   "under",      "over",
    "inden",     "siden",     "jf",        "samt",     "dog",     "her",        "alle",
    "denne",     "dette",     "disse",     "vi",       "han",     "hun",        "vores",
    "kommunens", "hver",      "hvert",     "begge",    "næste",   "første",     "anden",
    "ifølge",    "mens",      "hos",       "via",      "pr",      "deres",      "hvilke",
    "hvilken",   "hvad",      "hvem",      "hvor",     "hvordan", "hvorfor",    "endvidere",
    "desuden",   "derudover", "herudover", "samtidig", "også",    "til",        "fra",
    "ca",        "bilag",     "dato",      "emne",     "vedr",    "vedrørende", "tabel",
    "figur",     NULL};

/* Small words inside a name. */
static const char *const connectors[] = {"i",   "på",    "til", "for",    "med", "mod",    "af",
                                         "om",  "under", "ved", "uden",   "fra", "langs",  "over",
                                         "den", "det",   "de",  "en",     "et",  "mellem", "bag",
                                         "og",  "&",     "–",   "gennem", "som", NULL};

static const char *const closings[] = {"\"", "”", "“", "»", "«", "’", "'", "›", "‹", "‘", NULL};

gboolean
is_function_word(const struct word *word)
{
    return word_in(word, function_words);
}

gboolean
is_connector(const struct word *word)
{
    return word_in(word, connectors);
}

gboolean
is_accidental(const struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i);
    return (word->flags & WORD_FIRST) != 0 && (word->flags & WORD_UPPER) == 0 &&
           lemma_knows(scan->lemma, word->lower);
}

gboolean
is_quote(const struct word *word)
{
    guchar first = (guchar)word->lower[0]; /* a letter or figure of ASCII is none */
    return (first >= 0x80 || first == '"' || first == '\'') &&
           (word_is(word, "„") || word_is(word, "‚") || word_in(word, closings));
}

guint
quotation_end(const struct scan *scan, guint i)
{
    if (!is_quote(scan_word(scan, i))) {
        return 0;
    }
    const struct word *next = scan_word(scan, i + 1);
    if (is_stop(next) || !(next->flags & WORD_CLOSE)) {
        return 0; /* an opening mark stands close to what it opens */
    }
    for (guint j = i + 1; j <= i + LONGEST_QUOTATION + 1; j++) {
        const struct word *word = scan_word(scan, j);
        if (is_stop(word)) {
            return 0;
        }
        if (word_in(word, closings) && (word->flags & WORD_CLOSE)) {
            return j > i + 1 ? j - 1 : 0;
        }
    }
    return 0;
}

const GArray *
capitals_of(const struct scan *scan, const char *lower)
{
    return g_hash_table_lookup(scan->capitals, lower);
}

/* A name of its own that another name does not run into. */
static gboolean
is_border(const struct scan *scan, guint i)
{
    return scan_covered(scan, i, MENTION_ORGANISATION) != NULL ||
           scan_covered(scan, i, MENTION_PERSON) != NULL ||
           scan_covered(scan, i, MENTION_LAW) != NULL;
}

guint
name_end(const struct scan *scan, guint i, guint most)
{
    guint last = i, j = i + 1;
    while (j < i + most) {
        const struct word *word = scan_word(scan, j);
        if (is_stop(word)) {
            break;
        }
        if (is_capital(word)) {
            if (is_border(scan, j) || (word->flags & WORD_FIRST)) {
                break;
            }
            last = j++;
            continue;
        }
        if (!word_in(word, connectors)) {
            break;
        }
        /* at most two small words, and a capital after them */
        guint next = j + 1;
        if (word_in(scan_word(scan, next), connectors)) {
            next++;
        }
        if (!is_capital(scan_word(scan, next)) || is_border(scan, next)) {
            break;
        }
        j = next;
    }
    return last;
}

/* "i maj", "om året", "til sommer": when, not a part of a name. */
static gboolean
is_when(const struct word *word)
{
    static const char *const times[] = {
        "januar",  "februar",   "marts",       "april",      "maj",      "juni",    "juli",
        "august",  "september", "oktober",     "november",   "december", "år",      "året",
        "dag",     "går",       "morgen",      "aften",      "uge",      "ugen",    "måneden",
        "foråret", "sommeren",  "efteråret",   "vinteren",   "sommer",   "efterår", "forår",
        "alt",     "perioden",  "forbindelse", "samarbejde", "løbet",    NULL};
    return word_in(word, times);
}

/* Small letters after the capital i, to the clause's turn or to a verb; at most LONGEST_CUED
 * words. */
static guint
small_letters_end(const struct scan *scan, guint i)
{
    static const char *const turns[] = {"som",    "der",   "er",   "var",  "har",  "havde",
                                        "blev",   "kan",   "skal", "vil",  "hvor", "fik",
                                        "får",    "samt",  "og",   "at",   "hvis", "når",
                                        "bliver", "efter", "jf",   "ikke", "også", NULL};
    guint end = i;
    for (guint j = i + 1; j < i + LONGEST_CUED; j++) {
        const struct word *next = scan_word(scan, j);
        if (is_stop(next) || !(next->flags & WORD_LETTERS) || word_in(next, turns) ||
            is_border(scan, j) || lemma_is_verb(scan->lemma, next->lower)) {
            break;
        }
        if (word_in(next, connectors) && is_when(scan_word(scan, j + 1))) {
            break;
        }
        if (!word_in(next, connectors)) {
            end = j;
        }
    }
    return end;
}

guint
repeated_end(const struct scan *scan, guint i, guint last, gboolean *ret_inside)
{
    const GArray *places = capitals_of(scan, scan_word(scan, i)->lower);
    guint best = i;
    gboolean own = !(scan_word(scan, i)->flags & WORD_FIRST);
    if (ret_inside != NULL) {
        *ret_inside = FALSE;
    }
    for (guint k = 0; places != NULL && k < places->len; k++) {
        guint other = g_array_index(places, guint, k), n = 0;
        while (other != i && i + n < last &&
               strcmp(scan_word(scan, i + n + 1)->lower, scan_word(scan, other + n + 1)->lower) ==
                   0) {
            n++;
        }
        while (n > 0 && word_in(scan_word(scan, i + n), connectors)) {
            n--;
        }
        if (i + n > best) {
            best = i + n;
        }
        if (ret_inside != NULL && n > 0 && i + n == best) {
            *ret_inside = *ret_inside || own || !(scan_word(scan, other)->flags & WORD_FIRST);
        }
    }
    return best;
}

guint
seated_end(const struct scan *scan, guint i, guint last)
{
    guint j = last + 1;
    while (j < last + 3 && word_in(scan_word(scan, j), connectors)) {
        j++;
    }
    const struct name *seat = scan_covered(scan, j, MENTION_ORGANISATION);
    if (seat == NULL) {
        seat = scan_covered(scan, j, MENTION_PLACE);
    }
    if (j == last + 1 || seat == NULL || seat->first != j) {
        return last;
    }
    return repeated_end(scan, i, seat->last, NULL) == seat->last ? seat->last : last;
}

guint
cued_name_end(const struct scan *scan, guint i, guint most)
{
    guint last = name_end(scan, i, most);
    const struct word *word = scan_word(scan, i);
    if (last != i || !lemma_knows(scan->lemma, word->lower)) {
        return last;
    }
    guint end = small_letters_end(scan, i), again = repeated_end(scan, i, end, NULL);
    gboolean definite =
        (word_ends(word, "en") || word_ends(word, "et") || word_ends(word, "ne")) &&
        (lemma_forms(scan->lemma, word->lower) & (FORM_DEFINITE | FORM_DEFINITE_PLURAL));
    if (again >= i + 2) {
        end = again; /* as long as the paper has it elsewhere */
    } else if (definite) {
        return last;
    }
    return seated_end(scan, i, end);
}

guint
small_name_end(const struct scan *scan, guint i)
{
    guint end = small_letters_end(scan, i), again = repeated_end(scan, i, end, NULL);
    end = again >= i + 2 ? again : end;
    return end >= i + 2 ? end : i;
}

guint
block_last(const struct scan *scan, guint i)
{
    while (!is_stop(scan_word(scan, i + 1))) {
        i++;
    }
    return i;
}

gboolean
scan_is_on_projects(const struct scan *scan)
{
    static const char *const roots[] = {"projekt", "indsats", "pulje",  "tilskud",
                                        "bevil",   "ansøg",   "udvalg", "forvaltning"};
    guint n = 0, words = scan->words->array->len;
    for (guint i = WORDS_BEFORE; i + WORDS_AFTER < words; i++) {
        for (gsize k = 0; k < G_N_ELEMENTS(roots); k++) {
            if (strstr(scan_word(scan, i)->lower, roots[k]) != NULL) {
                n++;
                break;
            }
        }
    }
    guint told = words - WORDS_BEFORE - WORDS_AFTER;
    return told < MOST_APART || n * MOST_APART >= told; /* a short one says too little to tell */
}

/* ---- names found ----------------------------------------------------------------------------- */

void
scan_offer(struct scan *scan, const struct offer *offer)
{
    const struct word *first = scan_word(scan, offer->first), *last = scan_word(scan, offer->last);
    struct name name = {.type = offer->type,
                        .span = {first->span.start + offer->skip, last->span.end - offer->cut},
                        .first = offer->first,
                        .last = offer->last,
                        .kind = offer->kind,
                        .rule = offer->rule,
                        .cert = offer->cert,
                        .weight = offer->weight,
                        .anchor = offer->anchor,
                        .fixed = offer->fixed};
    if (name.span.start >= name.span.end) {
        return;
    }
    name.value = offer->value != NULL
                     ? arena_strdup(scan->arena, offer->value)
                     : arena_strndup(scan->arena, scan->words->text + name.span.start,
                                     name.span.end - name.span.start);
    g_array_append_val(scan->found, name);
    for (guint i = offer->first; i <= offer->last; i++) {
        guint before = scan->cover[i];
        if (before == 0 ||
            g_array_index(scan->found, struct name, before - 1).weight < name.weight) {
            scan->cover[i] = scan->found->len;
        }
    }
}

const struct name *
scan_covered(const struct scan *scan, guint word, enum mention_type type)
{
    guint at = scan->cover[word];
    if (at == 0) {
        return NULL;
    }
    const struct name *name = &g_array_index(scan->found, struct name, at - 1);
    return name->type == type ? name : NULL;
}

/* ---- tables ---------------------------------------------------------------------------------- */

struct endings {
    struct lexicon *lexicon;
    GHashTable *by_text;     /* ending -> struct ending */
    struct sieve sieve;      /* of by_text */
    guint8 lasts[65536 / 8]; /* which last two bytes some ending has */
    guint64 lengths;         /* which lengths some ending has; the last bit: that or more */
};

/* The bit of a length. */
static guint64
length_bit(gsize length)
{
    return (guint64)1 << MIN(length, (gsize)63);
}

/* The bit of the last two bytes of a word. */
static guint
last_of(const char *text, gsize length)
{
    return length < 2 ? (guchar)text[0]
                      : (guint)(guchar)text[length - 2] << 8 | (guchar)text[length - 1];
}

/* The bits of a cell "alone,for" by the names in `uses`; FALSE for a name that is none of them. */
static gboolean
parse_use(const char *cell, const char *const *uses, guint *ret_use)
{
    g_auto(GStrv) parts = g_strsplit(cell, ",", -1);
    guint use = 0;
    for (char **part = parts; *part != NULL; part++) {
        guint bit = 0;
        while (uses[bit] != NULL && strcmp(uses[bit], *part) != 0) {
            bit++;
        }
        if (uses[bit] == NULL) {
            return FALSE;
        }
        use |= 1u << bit;
    }
    *ret_use = use;
    return TRUE;
}

struct endings *
endings_open(struct dictionaries *dictionaries, const char *name, const char *const *columns,
             const char *const *uses, GError **error)
{
    struct lexicon *lexicon = lexicon_open(dictionaries, name, columns, error);
    if (lexicon == NULL) {
        return NULL;
    }
    struct endings *endings = g_new0(struct endings, 1);
    endings->lexicon = lexicon;
    endings->by_text = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    for (guint i = 0; i < lexicon_rows(lexicon); i++) {
        struct ending *ending = g_new0(struct ending, 1);
        ending->text = lexicon_get(lexicon, i, 0);
        ending->definite = lexicon_get(lexicon, i, 1);
        ending->kind = lexicon_get(lexicon, i, 2);
        if (!parse_use(lexicon_get(lexicon, i, 3), uses, &ending->use)) {
            lexicon_error(lexicon, i, error, "unknown use '%s'", lexicon_get(lexicon, i, 3));
            g_free(ending);
            endings_free(endings);
            return NULL;
        }
        struct ending *known = g_hash_table_lookup(endings->by_text, ending->text);
        if (known != NULL) {
            known->use |= ending->use; /* two rows of one ending */
            g_free(ending);
            continue;
        }
        gsize length = strlen(ending->text);
        guint last = last_of(ending->text, length);
        endings->lengths |= length_bit(length);
        endings->lasts[last / 8] |= (guint8)(1u << last % 8);
        g_hash_table_insert(endings->by_text, (gpointer)ending->text, ending);
        sieve_add(&endings->sieve, ending->text);
    }
    return endings;
}

void
endings_free(struct endings *endings)
{
    if (endings == NULL) {
        return;
    }
    g_hash_table_unref(endings->by_text);
    lexicon_free(endings->lexicon);
    g_free(endings);
}

GPtrArray *
endings_with(const struct endings *endings, guint use)
{
    GPtrArray *list = g_ptr_array_new();
    for (guint i = 0; i < lexicon_rows(endings->lexicon); i++) {
        const struct ending *ending =
            g_hash_table_lookup(endings->by_text, lexicon_get(endings->lexicon, i, 0));
        if (ending->use & use) {
            g_ptr_array_add(list, (gpointer)ending);
        }
    }
    return list;
}

static const struct ending *
longest(const struct endings *endings, const char *lower, gsize *ret_before)
{
    gsize length = strlen(lower);
    guint last = last_of(lower, length);
    if (!(endings->lasts[last / 8] & 1u << last % 8)) {
        return NULL;
    }
    for (const char *p = lower; *p != '\0'; p = g_utf8_next_char(p)) {
        gsize rest = length - (gsize)(p - lower);
        if (!(endings->lengths & length_bit(rest))) {
            continue;
        }
        const struct ending *ending = sieve_lookup(&endings->sieve, endings->by_text, p, rest);
        if (ending != NULL && (p == lower || rest > SHORTEST_ENDING)) {
            *ret_before = (gsize)(p - lower);
            return ending;
        }
    }
    return NULL;
}

const struct ending *
endings_find(const struct endings *endings, const char *lower, gsize *ret_before,
             gsize *ret_genitive)
{
    *ret_genitive = 0;
    const struct ending *ending = longest(endings, lower, ret_before);
    gsize length = strlen(lower);
    if (ending != NULL || length < 3 || lower[length - 1] != 's') {
        return ending;
    }
    g_autofree char *bare = g_strndup(lower, length - 1);
    *ret_genitive = 1;
    return longest(endings, bare, ret_before);
}

/* One key's roles; most keys have one or two. */
struct roles {
    struct lexicon *lexicon;
    GHashTable *by_key; /* key -> GPtrArray of const char * */
    struct sieve sieve; /* of by_key */
};

struct roles *
roles_open(struct dictionaries *dictionaries, const char *name, const char *const *columns,
           GError **error)
{
    struct lexicon *lexicon = lexicon_open(dictionaries, name, columns, error);
    if (lexicon == NULL) {
        return NULL;
    }
    struct roles *roles = g_new0(struct roles, 1);
    roles->lexicon = lexicon;
    roles->by_key =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < lexicon_rows(lexicon); i++) {
        const char *key = lexicon_get(lexicon, i, 0);
        GPtrArray *list = g_hash_table_lookup(roles->by_key, key);
        if (list == NULL) {
            list = g_ptr_array_new();
            g_hash_table_insert(roles->by_key, (gpointer)key, list);
            sieve_add(&roles->sieve, key);
        }
        g_ptr_array_add(list, (gpointer)lexicon_get(lexicon, i, 1));
    }
    return roles;
}

void
roles_free(struct roles *roles)
{
    if (roles == NULL) {
        return;
    }
    g_hash_table_unref(roles->by_key);
    lexicon_free(roles->lexicon);
    g_free(roles);
}

gboolean
roles_have(const struct roles *roles, const char *key, const char *role)
{
    const GPtrArray *list = sieve_lookup(&roles->sieve, roles->by_key, key, strlen(key));
    for (guint i = 0; list != NULL && i < list->len; i++) {
        if (strcmp(g_ptr_array_index(list, i), role) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}
