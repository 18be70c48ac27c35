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

/* What a paper on projects and money speaks of. */
static const char *const roots[] = {"projekt", "indsats", "pulje",  "tilskud",
                                    "bevil",   "ansøg",   "udvalg", "forvaltning"};

static gboolean
is_one_of(const char *lower, const char *const *list)
{
    while (*list != NULL && strcmp(*list, lower) != 0) {
        list++;
    }
    return *list != NULL;
}

void
words_describe(struct description *about)
{
    struct form *form = about->form;
    static const char *const openings[] = {"„", "‚", NULL};
    const char *lower = form->lower;
    gboolean closing = is_one_of(lower, closings);
    form->marks |= is_one_of(lower, function_words) ? LIST_FUNCTION : 0;
    form->marks |= is_one_of(lower, connectors) ? LIST_CONNECTOR : 0;
    form->marks |= closing ? LIST_QUOTE | LIST_CLOSING : 0;
    form->marks |= is_one_of(lower, openings) ? LIST_QUOTE : 0;
    form->marks |= strcmp(lower, ":") == 0 || strcmp(lower, "(") == 0 ? CUE_MARK : 0;
    for (gsize k = 0; k < G_N_ELEMENTS(roots); k++) {
        form->marks |= strstr(lower, roots[k]) != NULL ? LIST_ON_PROJECTS : 0;
    }
}

gboolean
word_known(const struct scan *scan, const struct word *word)
{
    struct form *form = word->form;
    if (form->known == ANSWER_UNASKED) {
        form->known = lemma_knows(scan->lemma, form->lower) ? ANSWER_YES : ANSWER_NO;
    }
    return form->known == ANSWER_YES;
}

gboolean
word_is_verb(const struct scan *scan, const struct word *word)
{
    struct form *form = word->form;
    if (form->verb == ANSWER_UNASKED) {
        form->verb = lemma_is_verb(scan->lemma, form->lower) ? ANSWER_YES : ANSWER_NO;
    }
    return form->verb == ANSWER_YES;
}

guint
word_forms(const struct scan *scan, const struct word *word)
{
    struct form *form = word->form;
    if (form->inflected == 0) {
        form->inflected = (guint16)(1 + lemma_forms(scan->lemma, form->lower));
    }
    return form->inflected - 1u;
}

gboolean
is_accidental(const struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i);
    return (word->flags & WORD_FIRST) != 0 && (word->flags & WORD_UPPER) == 0 &&
           word_known(scan, word);
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
        if (has_mark(word, LIST_CLOSING) && (word->flags & WORD_CLOSE)) {
            return j > i + 1 ? j - 1 : 0;
        }
    }
    return 0;
}

/* A name of its own that another name does not run into. */
static gboolean
is_border(const struct scan *scan, guint i)
{
    return scan_is_covered(scan, i,
                           1u << MENTION_ORGANISATION | 1u << MENTION_PERSON | 1u << MENTION_LAW);
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
        if (!is_connector(word)) {
            break;
        }
        /* at most two small words, and a capital after them */
        guint next = j + 1;
        if (is_connector(scan_word(scan, next))) {
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
            is_border(scan, j) || word_is_verb(scan, next)) {
            break;
        }
        if (is_connector(next) && is_when(scan_word(scan, j + 1))) {
            break;
        }
        if (!is_connector(next)) {
            end = j;
        }
    }
    return end;
}

guint
repeated_end(const struct scan *scan, guint i, guint last, gboolean *ret_inside)
{
    guint best = i;
    gboolean own = !(scan_word(scan, i)->flags & WORD_FIRST);
    if (ret_inside != NULL) {
        *ret_inside = FALSE;
    }
    for (guint other = tokens_capital(scan->words, scan_word(scan, i)); other != 0;
         other = scan_word(scan, other)->again) {
        guint n = 0;
        while (other != i && i + n < last &&
               word_same(scan_word(scan, i + n + 1), scan_word(scan, other + n + 1))) {
            n++;
        }
        while (n > 0 && is_connector(scan_word(scan, i + n))) {
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
    while (j < last + 3 && is_connector(scan_word(scan, j))) {
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
    if (last != i || !word_known(scan, word)) {
        return last;
    }
    guint end = small_letters_end(scan, i), again = repeated_end(scan, i, end, NULL);
    gboolean definite = (word_ends(word, "en") || word_ends(word, "et") || word_ends(word, "ne")) &&
                        (word_forms(scan, word) & (FORM_DEFINITE | FORM_DEFINITE_PLURAL));
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
    const struct tokens *words = scan->words;
    guint next = scan_word(scan, i)->block + 1;
    if (is_stop(scan_word(scan, i))) {
        return is_stop(scan_word(scan, i + 1)) ? i : block_last(scan, i + 1);
    }
    guint end = next < words->block_first->len ? g_array_index(words->block_first, guint, next)
                                               : words->array->len - WORDS_AFTER;
    return end - 2; /* before the stop */
}

gboolean
scan_is_on_projects(const struct scan *scan)
{
    guint n = 0, words = scan->words->array->len;
    for (guint i = WORDS_BEFORE; i + WORDS_AFTER < words; i++) {
        n += has_mark(scan_word(scan, i), LIST_ON_PROJECTS) ? 1 : 0;
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

struct ending_hit
endings_find(const struct endings *endings, const char *lower)
{
    struct ending_hit hit = {NULL, 0, 0};
    hit.ending = longest(endings, lower, &hit.before);
    gsize length = strlen(lower);
    if (hit.ending != NULL || length < 3 || lower[length - 1] != 's') {
        return hit;
    }
    g_autofree char *bare = g_strndup(lower, length - 1);
    hit.genitive = 1;
    hit.ending = longest(endings, bare, &hit.before);
    return hit;
}

struct roles {
    struct lexicon *lexicon;
    GHashTable *by_key; /* key -> bits */
    struct sieve sieve; /* of by_key */
};

struct roles *
roles_open(struct dictionaries *dictionaries, const char *name, const char *const *columns,
           const char *const *names, GError **error)
{
    struct lexicon *lexicon = lexicon_open(dictionaries, name, columns, error);
    if (lexicon == NULL) {
        return NULL;
    }
    struct roles *roles = g_new0(struct roles, 1);
    roles->lexicon = lexicon;
    roles->by_key = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < lexicon_rows(lexicon); i++) {
        const char *key = lexicon_get(lexicon, i, 0);
        guint bits;
        if (!parse_use(lexicon_get(lexicon, i, 1), names, &bits)) {
            lexicon_error(lexicon, i, error, "unknown role '%s'", lexicon_get(lexicon, i, 1));
            roles_free(roles);
            return NULL;
        }
        bits |= roles_of(roles, key);
        g_hash_table_insert(roles->by_key, (gpointer)key, GUINT_TO_POINTER(bits));
        sieve_add(&roles->sieve, key);
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

guint32
roles_of(const struct roles *roles, const char *key)
{
    return GPOINTER_TO_UINT(sieve_lookup(&roles->sieve, roles->by_key, key, strlen(key)));
}

GHashTable *
roles_last_words(const struct roles *roles, guint32 role)
{
    GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < lexicon_rows(roles->lexicon); i++) {
        const char *key = lexicon_get(roles->lexicon, i, 0), *blank = strrchr(key, ' ');
        if (roles_of(roles, key) & role) {
            g_hash_table_add(words, g_strdup(blank != NULL ? blank + 1 : key));
        }
    }
    return words;
}

GHashTable *
roles_first_words(const struct roles *roles, guint32 role)
{
    GHashTable *words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < lexicon_rows(roles->lexicon); i++) {
        const char *key = lexicon_get(roles->lexicon, i, 0);
        if (roles_of(roles, key) & role) {
            g_hash_table_add(words, g_strndup(key, strcspn(key, " ")));
        }
    }
    return words;
}

struct roles *
project_cues_open(struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"word", "role", NULL};
    static const char *const names[] = {"name",   "column",  "purpose", "act",      "list",
                                        "series", "opening", "finance", "title",    "is",
                                        "label",  "generic", "expense", "decision", NULL};
    return roles_open(dictionaries, "project-cues", columns, names, error);
}

struct roles *
organisation_cues_open(struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"word", "role", NULL};
    static const char *const names[] = {"column", "generic", "before", NULL};
    return roles_open(dictionaries, "organisation-cues", columns, names, error);
}
