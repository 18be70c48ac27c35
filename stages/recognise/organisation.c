/* Organisations: bodies by dictionary ("Socialstyrelsen"), by the word that makes them bodies
 * ("Jobcenter Vejen", "Voel Borgerforening", "Udvalget for Børn og Skole"), units named after their
 * field ("Plan og Miljø"), and names that stand where only a body can ("ledes af X").
 *
 * Left alone: the bare word ("udvalget", "Forvaltningen"), and small letters but for the political
 * bodies that Danish spelling writes so ("byrådet", "socialudvalget"). */
#include "names-private.h"

#include <string.h>

enum {
    SHORTEST_FIELD = 3, /* bytes */
    MOST_COORDINATED = 6,
    MOST_NAME = 6,
    MOST_FOR = 16
};

enum use {
    USE_ALONE = 1 << 0,
    USE_MIDDLE = 1 << 1,
    USE_BEFORE = 1 << 2,
    USE_AFTER = 1 << 3,
    USE_END = 1 << 4,
    USE_FOR = 1 << 5,
    USE_LOWER = 1 << 6,
    USE_ALWAYS = 1 << 7,
    USE_OWNER = 1 << 8
};
static const char *const uses[] = {"alone", "middle", "before", "after", "end",
                                   "for",   "lower",  "always", "owner", NULL};

struct body {
    const char *name, *kind;
    gboolean branch; /* a place after the name belongs to it */
};

struct organisation {
    GPtrArray *lexicons;
    GArray *bodies; /* struct body, by phrase id */
    struct phrases *phrases;
    struct endings *heads;
    struct roles *fields; /* departments.tsv */
    struct roles *cues;
    GHashTable *committees; /* lower-case names of committees.tsv */
};

/* Words that make a municipality or county of the name before them. */
static const struct {
    const char *word, *kind;
} areas[] = {{"kommune", "municipality"},
             {"kommunes", "municipality"},
             {"regionskommune", "municipality"},
             {"regionskommunes", "municipality"},
             {"amt", "county"},
             {"amts", "county"},
             {"amtskommune", "county"},
             {"amtskommunes", "county"}};

/* First parts of names of places in two words. */
static const char *const place_firsts[] = {"ny",      "høje",     "nørre", "sønder", "vester",
                                           "øster",   "store",    "lille", "gammel", "sankt",
                                           "kongens", "nykøbing", "rask",  "hvide",  NULL};

/* ---- dictionaries ---------------------------------------------------------------------------- */

static struct lexicon *
keep(struct organisation *organisation, struct lexicon *lexicon)
{
    if (lexicon != NULL) {
        g_ptr_array_add(organisation->lexicons, lexicon);
    }
    return lexicon;
}

static void
add_body(struct organisation *organisation, const char *name, const char *kind, gboolean branch)
{
    struct body body = {name, kind, branch};
    phrases_add(organisation->phrases, name, organisation->bodies->len);
    g_array_append_val(organisation->bodies, body);
}

static gboolean
open_bodies(struct organisation *organisation, struct dictionaries *dictionaries, GError **error)
{
    static const char *const agency[] = {"name", "abbreviation", "kind", "alone", NULL};
    static const char *const club[] = {"name", "abbreviation", "kind", "branch", NULL};
    static const char *const region[] = {"name", "kind", NULL};
    static const char *const ministry[] = {"name", NULL};
    struct lexicon *agencies =
        keep(organisation, lexicon_open(dictionaries, "agencies", agency, error));
    if (agencies == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < lexicon_rows(agencies); i++) {
        add_body(organisation, lexicon_get(agencies, i, 0), lexicon_get(agencies, i, 2), FALSE);
        if (strcmp(lexicon_get(agencies, i, 3), "yes") == 0 && *lexicon_get(agencies, i, 1) != 0) {
            add_body(organisation, lexicon_get(agencies, i, 1), lexicon_get(agencies, i, 2), FALSE);
        }
    }
    struct lexicon *clubs =
        keep(organisation, lexicon_open(dictionaries, "organisations", club, error));
    if (clubs == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < lexicon_rows(clubs); i++) {
        add_body(organisation, lexicon_get(clubs, i, 0), lexicon_get(clubs, i, 2),
                 strcmp(lexicon_get(clubs, i, 3), "yes") == 0);
    }
    struct lexicon *regions =
        keep(organisation, lexicon_open(dictionaries, "regions", region, error));
    if (regions == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < lexicon_rows(regions); i++) {
        add_body(organisation, lexicon_get(regions, i, 0), lexicon_get(regions, i, 1), FALSE);
    }
    struct lexicon *ministries =
        keep(organisation, lexicon_open(dictionaries, "ministries", ministry, error));
    if (ministries == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < lexicon_rows(ministries); i++) {
        add_body(organisation, lexicon_get(ministries, i, 0), "ministry", FALSE);
    }
    return TRUE;
}

static gboolean
open_committees(struct organisation *organisation, struct dictionaries *dictionaries,
                GError **error)
{
    static const char *const columns[] = {"name", "kind", NULL};
    struct lexicon *lexicon =
        keep(organisation, lexicon_open(dictionaries, "committees", columns, error));
    if (lexicon == NULL) {
        return FALSE;
    }
    organisation->committees = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < lexicon_rows(lexicon); i++) {
        add_body(organisation, lexicon_get(lexicon, i, 0), lexicon_get(lexicon, i, 1), FALSE);
        g_hash_table_add(organisation->committees, g_utf8_strdown(lexicon_get(lexicon, i, 0), -1));
    }
    return TRUE;
}

struct organisation *
organisation_open(struct dictionaries *dictionaries, GError **error)
{
    static const char *const head[] = {"ending", "definite", "kind", "use", NULL};
    static const char *const field[] = {"word", "kind", NULL};
    static const char *const cue[] = {"word", "role", NULL};
    struct organisation *organisation = g_new0(struct organisation, 1);
    organisation->lexicons = g_ptr_array_new_with_free_func((GDestroyNotify)lexicon_free);
    organisation->bodies = g_array_new(FALSE, FALSE, sizeof(struct body));
    organisation->phrases = phrases_new();
    if (!open_bodies(organisation, dictionaries, error) ||
        !open_committees(organisation, dictionaries, error) ||
        (organisation->heads =
             endings_open(dictionaries, "organisation-heads", head, uses, error)) == NULL ||
        (organisation->fields = roles_open(dictionaries, "departments", field, error)) == NULL ||
        (organisation->cues = roles_open(dictionaries, "organisation-cues", cue, error)) == NULL) {
        organisation_close(organisation);
        return NULL;
    }
    return organisation;
}

void
organisation_close(struct organisation *organisation)
{
    if (organisation == NULL) {
        return;
    }
    roles_free(organisation->cues);
    roles_free(organisation->fields);
    endings_free(organisation->heads);
    phrases_free(organisation->phrases);
    if (organisation->committees != NULL) {
        g_hash_table_unref(organisation->committees);
    }
    g_array_unref(organisation->bodies);
    g_ptr_array_unref(organisation->lexicons);
    g_free(organisation);
}

/* ---- names of the dictionary ----------------------------------------------------------------- */

static void
offer(struct scan *scan, guint first, guint last, gsize cut, const char *value, const char *kind,
      const char *rule, enum cert cert)
{
    gboolean fund = strcmp(kind, "fund") == 0; /* money of the public, not a foundation */
    const struct offer made = {.type = fund ? MENTION_PROGRAMME : MENTION_ORGANISATION,
                               .first = first,
                               .last = last,
                               .cut = cut,
                               .value = value,
                               .kind = kind,
                               .rule = rule,
                               .cert = cert,
                               .weight = cert == CERT_HIGH     ? WEIGHT_HIGH
                                         : cert == CERT_MEDIUM ? WEIGHT_MEDIUM
                                                               : WEIGHT_LOW,
                               .anchor = TRUE};
    scan_offer(scan, &made);
}

/* The bytes of a genitive -s at the end of a word of a name; the word is not known to end in it. */
static gsize
genitive_of(const struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i);
    gsize length = strlen(word->lower);
    if (length < 4 || word->lower[length - 1] != 's' || (word->flags & WORD_UPPER)) {
        return 0;
    }
    if (g_str_has_suffix(word->lower, "'s")) {
        return 2;
    }
    if (g_str_has_suffix(word->lower, "’s")) {
        return strlen("’s");
    }
    return 0;
}

/* A local branch: "Røde Kors Sydfyn", "Ældre Sagen i Vejen" stays without the place. */
static guint
branch_end(const struct scan *scan, guint last)
{
    static const char *const winds[] = {"syd", "nord", "vest", "øst", "midt"};
    const struct word *next = scan_word(scan, last + 1);
    if (!is_capital(next) || (next->flags & (WORD_FIRST | WORD_CLOSE)) ||
        ((next->flags & WORD_LINE) != 0 && lemma_knows(scan->lemma, next->lower))) {
        return last;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(winds); i++) {
        if (g_str_has_prefix(next->lower, winds[i])) {
            return last + 1;
        }
    }
    return lemma_knows(scan->lemma, next->lower) ? last : last + 1;
}

static guint
find_body(const struct organisation *organisation, struct scan *scan, guint i)
{
    struct phrase_hit hit;
    if (!phrases_find(organisation->phrases, scan->words, i, &hit) ||
        (hit.ending > 0 && !hit.genitive)) {
        return i;
    }
    const struct body *body = &g_array_index(organisation->bodies, struct body, hit.id);
    gboolean upper =
        body->name[1] != '\0' && g_ascii_isupper(body->name[0]) && g_ascii_isupper(body->name[1]);
    if (hit.first == hit.last &&
        ((upper && !(scan_word(scan, i)->flags & WORD_UPPER)) ||
         (is_accidental(scan, i) &&
          !g_hash_table_contains(organisation->committees, scan_word(scan, i)->lower)))) {
        return i;
    }
    guint last = hit.last;
    if (body->branch && hit.ending == 0) {
        last = branch_end(scan, last);
    }
    offer(scan, i, last, last == hit.last ? hit.ending : 0, NULL, body->kind,
          "organisation.dictionary", CERT_HIGH);
    return last;
}

/* ---- municipalities, counties, regions ------------------------------------------------------- */

static gboolean
find_area(struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i), *before = scan_word(scan, i - 1);
    const char *kind = NULL;
    for (gsize k = 0; kind == NULL && k < G_N_ELEMENTS(areas); k++) {
        if (word_is(word, areas[k].word)) {
            kind = areas[k].kind;
        }
    }
    gboolean capital = is_capital(word);
    if (kind == NULL || !is_capital(before) || is_function_word(before) ||
        (word->flags & WORD_FIRST) || (before->flags & WORD_HYPHEN)) {
        return FALSE;
    }
    if (!capital && (!g_str_has_suffix(before->lower, "s") || is_accidental(scan, i - 1)) &&
        lemma_knows(scan->lemma, before->lower)) {
        return FALSE; /* "Denne kommune", "Langeland kommune" */
    }
    guint first = i - 1;
    if (word_in(scan_word(scan, first - 1), place_firsts) &&
        is_capital(scan_word(scan, first - 1))) {
        first--;
    }
    gsize cut = word_ends(word, "s") && !word_is(word, "amts") ? 1 : word_is(word, "amts") ? 1 : 0;
    offer(scan, first, i, cut, NULL, kind, "organisation.area", CERT_HIGH);
    return TRUE;
}

static gboolean
find_region(struct scan *scan, guint i)
{
    const struct word *next = scan_word(scan, i + 1);
    if (!word_is(scan_word(scan, i), "region") || !is_capital(scan_word(scan, i)) ||
        !is_capital(next) || (next->flags & (WORD_FIRST | WORD_CLOSE | WORD_UPPER)) ||
        lemma_knows(scan->lemma, next->lower)) {
        return FALSE;
    }
    gsize length = strlen(next->lower);
    gsize cut = length > 4 && next->lower[length - 1] == 's' ? 1 : 0;
    offer(scan, i, i + 1, cut, NULL, "region", "organisation.area", CERT_HIGH);
    return TRUE;
}

/* ---- fields of work -------------------------------------------------------------------------- */

static gboolean
is_field(const struct organisation *organisation, const struct word *word)
{
    return is_capital(word) && roles_have(organisation->fields, word->lower, "noun");
}

static gboolean
is_and(const struct word *word)
{
    return word_is(word, "og") || word_is(word, "&");
}

/* One field at i, with an adjective before it or not: its last word, 0 where there is none. */
static guint
field_at(const struct organisation *organisation, const struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i);
    if (is_capital(word) && roles_have(organisation->fields, word->lower, "adjective") &&
        is_field(organisation, scan_word(scan, i + 1))) {
        return i + 1;
    }
    return is_field(organisation, word) ? i : 0;
}

/* "Børn, Unge og Familie", "Plan og Miljø": the last word; 0 where fewer than two are joined. */
static guint
fields_end(const struct organisation *organisation, const struct scan *scan, guint i)
{
    guint last = field_at(organisation, scan, i), joined = 0, end = 0;
    while (last != 0 && joined < MOST_COORDINATED) {
        const struct word *link = scan_word(scan, last + 1);
        gboolean and = is_and(link);
        if (!and&&!word_is(link, ",")) {
            break;
        }
        guint next = field_at(organisation, scan, last + 2);
        if (next == 0) {
            break;
        }
        last = next;
        joined++;
        if (and) {
            end = last;
        }
    }
    return end;
}

static guint
find_fields(const struct organisation *organisation, struct scan *scan, guint i)
{
    const struct word *before = scan_word(scan, i - 1);
    guint end =
        is_and(before) || (before->flags & WORD_HYPHEN) ? 0 : fields_end(organisation, scan, i);
    if (end == 0) {
        return i;
    }
    gsize before_head, genitive;
    const struct word *next = scan_word(scan, end + 1);
    if (is_and(next) && is_capital(scan_word(scan, end + 2)) &&
        endings_find(organisation->heads, scan_word(scan, end + 2)->lower, &before_head,
                     &genitive) != NULL) {
        return i;
    }
    offer(scan, i, end, 0, NULL, "department", "organisation.fields", CERT_MEDIUM);
    return end;
}

/* ---- heads ----------------------------------------------------------------------------------- */

/* A head word and what stands around it. */
struct head {
    guint at;
    const struct ending *ending;
    gsize before;   /* bytes of the word before the ending */
    gsize genitive; /* bytes after it */
    gboolean capital;
};

/* "Børne-, Unge- og Familieudvalget": the first word of what is joined to word i. */
static guint
coordinated_first(const struct organisation *organisation, const struct scan *scan, guint i)
{
    guint first = i;
    const struct word *link = scan_word(scan, i - 1);
    if (!is_and(link) || i < 3) {
        return i;
    }
    const struct word *other = scan_word(scan, i - 2);
    if (other->flags & WORD_HYPHEN) {
        first = i - 2;
    } else if (is_field(organisation, other) && scan_covered(scan, i - 2, MENTION_PERSON) == NULL) {
        return i - 2; /* "Sundhed og Omsorgsforvaltningen" */
    } else {
        return i;
    }
    for (guint n = 0; n < MOST_COORDINATED && first >= 3; n++) {
        if (!word_is(scan_word(scan, first - 1), ",") ||
            !(scan_word(scan, first - 2)->flags & WORD_HYPHEN)) {
            break;
        }
        first -= 2;
    }
    return first;
}

/* TRUE where word i begins a body of its own, so that a list does not run into it. */
static gboolean
begins_body(const struct organisation *organisation, const struct scan *scan, guint i)
{
    gsize before, genitive;
    struct phrase_hit hit;
    const struct ending *ending =
        endings_find(organisation->heads, scan_word(scan, i)->lower, &before, &genitive);
    if (ending != NULL &&
        ((before > 0 && (ending->use & (USE_ALONE | USE_MIDDLE))) ||
         (before == 0 && (ending->use & USE_BEFORE) && is_capital(scan_word(scan, i + 1))))) {
        return TRUE;
    }
    return phrases_find(organisation->phrases, scan->words, i, &hit);
}

/* What a body is for, from its first capital: "Børn, Familie og Forebyggelse". A comma goes on only
 * where the list ends in "og". */
static guint
purpose_end(const struct organisation *organisation, const struct scan *scan, guint i)
{
    guint last = i, sure = 0, j = i + 1;
    gboolean listing = FALSE;
    while (j < i + MOST_FOR) {
        const struct word *word = scan_word(scan, j);
        if (is_capital(word) && !(word->flags & WORD_FIRST)) {
            if (scan_covered(scan, j, MENTION_PERSON) != NULL ||
                ((word->flags & WORD_LINE) && begins_body(organisation, scan, j))) {
                break;
            }
            last = j++;
            continue;
        }
        const struct word *next = scan_word(scan, j + 1);
        if (!is_capital(next) || (next->flags & WORD_FIRST) ||
            begins_body(organisation, scan, j + 1)) {
            break;
        }
        if (is_and(word)) {
            listing = FALSE;
            sure = 0;
        } else if (word_is(word, ",")) {
            if (!listing) {
                sure = last;
            }
            listing = TRUE;
        } else {
            break;
        }
        j++;
    }
    return listing && sure != 0 ? sure : last;
}

/* A heading or margin field that is a name throughout goes on in small letters to its end:
 * "Kontoret for Udsatte grupper, misbrug og bolig". */
static guint
whole_block_end(const struct scan *scan, guint first, guint last)
{
    const struct block *block = document_block(scan->document, scan_word(scan, first)->block);
    if (!is_stop(scan_word(scan, first - 1)) && !is_quote(scan_word(scan, first - 1))) {
        return last;
    }
    if (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_ITEM) {
        return last;
    }
    for (guint j = last + 1; j < last + MOST_FOR; j++) {
        const struct word *word = scan_word(scan, j);
        if (is_stop(word)) {
            return j - 1;
        }
        if (!(word->flags & WORD_LETTERS) && !word_is(word, ",")) {
            break;
        }
        if (is_capital(word) && (word->flags & WORD_LINE)) {
            break;
        }
    }
    return last;
}

/* "ApS", "A/S": what makes a firm of the name before it. */
static gboolean
is_company(const struct scan *scan, guint i)
{
    static const char *const forms[] = {"aps", "a/s", "i/s", "k/s", "p/s", "ivs", NULL};
    return word_in(scan_word(scan, i), forms);
}

/* "Rødovre" of "Rødovre Frivilligcenter": the next word makes a name of this one. */
static gboolean
begins_tail(const struct organisation *organisation, const struct scan *scan, guint i)
{
    gsize before, genitive;
    const struct word *next = scan_word(scan, i + 1);
    const struct ending *ending =
        is_capital(next) ? endings_find(organisation->heads, next->lower, &before, &genitive)
                         : NULL;
    return ending != NULL && ((ending->use & USE_AFTER) || ((ending->use & USE_END) && before > 0));
}

/* A name of capitals after a head: "Jobcenter Vejen", "Landskabstegnestuen Birk & Lyng". */
static guint
called_end(const struct organisation *organisation, const struct scan *scan, guint head,
           gboolean society)
{
    guint last = head;
    for (guint j = head + 1; j <= head + MOST_NAME; j++) {
        const struct word *word = scan_word(scan, j);
        const struct word *next = scan_word(scan, j + 1);
        static const char *const saints[] = {"sct", "skt", "sankt", NULL};
        if (word_is(word, ".") && last == j - 1 && word_in(scan_word(scan, last), saints)) {
            continue; /* "Sct. Georg" */
        }
        if (is_capital(word) &&
            (!(word->flags & WORD_FIRST) || word_is(scan_word(scan, j - 1), "."))) {
            if (j > head + 1 && begins_body(organisation, scan, j)) {
                gsize before, genitive;
                const struct ending *ending =
                    endings_find(organisation->heads, word->lower, &before, &genitive);
                if (ending == NULL || !(ending->use & USE_AFTER)) {
                    break;
                }
            }
            guint fields = fields_end(organisation, scan, j);
            if (fields != 0) {
                return j == head + 1 ? fields : last;
            }
            if ((word->flags & WORD_LINE) && !is_company(scan, j + 1) &&
                (begins_tail(organisation, scan, j) ||
                 (strlen(word->lower) > SHORTEST_FIELD && lemma_knows(scan->lemma, word->lower)))) {
                break; /* the line below is another field */
            }
            last = j;
            continue;
        }
        static const char *const links[] = {"på",   "til", "mod",   "for", "uden",
                                            "over", "ved", "under", "af",  NULL};
        gboolean joins = j > head + 1 && is_capital(next) && !(next->flags & WORD_FIRST) &&
                         (word_is(word, "&") || (society && word_in(word, links)));
        if (!joins || begins_body(organisation, scan, j + 1)) {
            break;
        }
    }
    return last;
}

static char *
value_of(const struct scan *scan, const struct head *head, guint first)
{
    const struct word *word = scan_word(scan, head->at);
    gsize start = scan_word(scan, first)->span.start;
    gsize stem = word->span.start + head->before;
    gboolean same = strcmp(head->ending->text, head->ending->definite) == 0;
    if (same) {
        return arena_strndup(scan->arena, scan->words->text + start,
                             word->span.end - head->genitive - start);
    }
    const char *printed = arena_strndup(scan->arena, scan->words->text + start, stem - start);
    return arena_printf(scan->arena, "%s%s", printed, head->ending->definite);
}

/* A name in front of the head: capitals, "&", and not a word that merely begins the sentence. */
static guint
called_first(const struct organisation *organisation, const struct scan *scan, guint head)
{
    guint first = head;
    for (guint n = 0; n < MOST_NAME && first > 1; n++) {
        const struct word *word = scan_word(scan, first - 1);
        if (word_is(word, "&") && is_capital(scan_word(scan, first - 2)) && first < head) {
            first -= 2;
            n++;
            continue;
        }
        if (!is_capital(word) || is_function_word(word) || (word->flags & WORD_HYPHEN) ||
            scan_covered(scan, first - 1, MENTION_PLACE) != NULL ||
            (scan_covered(scan, first - 1, MENTION_ORGANISATION) != NULL &&
             !(scan_word(scan, first)->flags & WORD_CLOSE) &&
             (scan_word(scan, first)->flags & WORD_LINE))) {
            break;
        }
        if ((scan_word(scan, first)->flags & WORD_LINE) && first == head &&
            is_field(organisation, word)) {
            break;
        }
        first--;
    }
    static const char *const articles[] = {"den", "det", "de", NULL};
    const struct word *article = scan_word(scan, first - 1);
    if (first < head && is_capital(article) && word_in(article, articles)) {
        first--; /* "Den Sociale Kapitalfond" */
    }
    return first;
}

/* An adjective and an article before a name: "Nationalt Center for", "Det Nationale Center for". */
static guint
adjective_first(const struct organisation *organisation, const struct scan *scan, guint first)
{
    static const char *const articles[] = {"den", "det", "de", NULL};
    const struct word *adjective = scan_word(scan, first - 1),
                      *article = scan_word(scan, first - 2);
    gboolean fits = word_ends(adjective, "t") || word_ends(adjective, "sk") ||
                    word_ends(adjective, "s") || word_ends(adjective, "e");
    if (!fits || !is_capital(adjective) || is_function_word(adjective) ||
        begins_body(organisation, scan, first - 1) ||
        scan_covered(scan, first - 1, MENTION_ORGANISATION) != NULL) {
        return first;
    }
    return is_capital(article) && word_in(article, articles) ? first - 2 : first - 1;
}

static gboolean
find_for(const struct organisation *organisation, struct scan *scan, const struct head *head)
{
    static const char *const prepositions[] = {"for", "mod", NULL};
    const struct word *next = scan_word(scan, head->at + 1);
    guint name = head->at + 2;
    if (!(head->ending->use & USE_FOR) || !word_in(next, prepositions) || head->genitive > 0) {
        return FALSE;
    }
    if (!is_capital(scan_word(scan, name)) || (scan_word(scan, name)->flags & WORD_FIRST) ||
        begins_body(organisation, scan, name)) {
        return FALSE;
    }
    guint first = coordinated_first(organisation, scan, head->at);
    if (is_capital(scan_word(scan, first)) && !(scan_word(scan, first)->flags & WORD_LINE)) {
        first = adjective_first(organisation, scan, first);
    }
    guint last = purpose_end(organisation, scan, name);
    last = whole_block_end(scan, first, last);
    gsize cut = genitive_of(scan, last);
    offer(scan, first, last, cut, NULL, head->ending->kind, "organisation.purpose", CERT_HIGH);
    return TRUE;
}

static gboolean
find_called(const struct organisation *organisation, struct scan *scan, const struct head *head)
{
    gboolean society = strcmp(head->ending->kind, "association") == 0;
    guint use = head->ending->use;
    gboolean joined = coordinated_first(organisation, scan, head->at) != head->at;
    if ((use & USE_BEFORE) && head->genitive == 0 && !joined) {
        guint last = called_end(organisation, scan, head->at, society);
        const struct word *next = scan_word(scan, head->at + 1);
        struct phrase_hit hit;
        if (!head->capital &&
            phrases_find(organisation->phrases, scan->words, head->at + 1, &hit) &&
            hit.last >= last) {
            return TRUE; /* "foreningen Skole og Forældre": the dictionary's name */
        }
        if (last > head->at && !(next->flags & WORD_CLOSE) && !is_function_word(next)) {
            gsize cut = genitive_of(scan, last);
            if (head->capital) {
                offer(scan, head->at, last, cut, NULL, head->ending->kind, "organisation.head",
                      CERT_HIGH);
            } else {
                offer(scan, head->at + 1, last, cut, NULL, head->ending->kind,
                      "organisation.apposition", CERT_MEDIUM);
            }
            return TRUE;
        }
    }
    const struct word *owner = scan_word(scan, head->at - 1);
    gboolean after = (use & USE_AFTER) || ((use & USE_END) && head->before > 0) ||
                     ((use & USE_OWNER) && word_ends(owner, "s"));
    if (after && head->capital) {
        guint first = called_first(organisation, scan, head->at);
        if (first < head->at) {
            offer(scan, first, head->at, head->genitive, NULL, head->ending->kind,
                  "organisation.tail", CERT_HIGH);
            return TRUE;
        }
    }
    return FALSE;
}

/* "Idrætsskolen i Ølgod", but not "Tandplejen i Vejen Kommune". */
static guint
seat_end(const struct scan *scan, const struct head *head)
{
    gboolean house = strcmp(head->ending->kind, "institution") == 0 ||
                     strcmp(head->ending->kind, "association") == 0;
    const struct word *next = scan_word(scan, head->at + 2), *after = scan_word(scan, head->at + 3);
    if (!house || head->genitive > 0 || !word_is(scan_word(scan, head->at + 1), "i") ||
        !is_capital(next) || word_is(after, "kommune") || word_is(after, "kommunes")) {
        return head->at;
    }
    return head->at + 2;
}

static gboolean
find_alone(const struct organisation *organisation, struct scan *scan, const struct head *head)
{
    guint use = head->ending->use, first = coordinated_first(organisation, scan, head->at);
    gboolean capital = is_capital(scan_word(scan, first));
    if (head->before == 0 && !(use & USE_ALWAYS)) {
        return FALSE;
    }
    if (!capital) {
        g_autofree char *bare =
            g_strndup(scan_word(scan, head->at)->lower,
                      strlen(scan_word(scan, head->at)->lower) - head->genitive);
        if (!(use & USE_LOWER) || (!(use & USE_ALWAYS) && first == head->at &&
                                   !g_hash_table_contains(organisation->committees, bare))) {
            return FALSE;
        }
    } else if (!(use & (USE_ALONE | USE_ALWAYS)) &&
               (!(use & USE_MIDDLE) || (scan_word(scan, first)->flags & WORD_FIRST))) {
        return FALSE;
    }
    guint last = first == head->at ? seat_end(scan, head) : head->at;
    const char *value = last == head->at ? value_of(scan, head, first) : NULL;
    offer(scan, first, last, last == head->at ? head->genitive : 0, value, head->ending->kind,
          "organisation.compound", capital ? CERT_HIGH : CERT_MEDIUM);
    return TRUE;
}

/* "Socialudvalgsmødet": the body inside a compound. */
static gboolean
find_inside(const struct organisation *organisation, struct scan *scan, guint i)
{
    static const char mark[] = "udvalgs";
    const struct word *word = scan_word(scan, i);
    const char *at = strstr(word->lower, mark);
    if (at == NULL || at == word->lower || strlen(at) < sizeof mark + 2) {
        return FALSE;
    }
    gsize stem = (gsize)(at - word->lower) + strlen("udvalg");
    g_autofree char *base = g_strndup(word->lower, stem);
    g_autofree char *definite = g_strdup_printf("%set", base);
    guint first = coordinated_first(organisation, scan, i);
    if (!is_capital(scan_word(scan, first)) &&
        !g_hash_table_contains(organisation->committees, definite)) {
        return FALSE;
    }
    gsize length = word->span.end - word->span.start;
    g_autofree char *printed =
        tokens_string(scan->words, scan->arena, first, i) == NULL
            ? NULL
            : g_strndup(scan->words->text + scan_word(scan, first)->span.start,
                        word->span.start + stem - scan_word(scan, first)->span.start);
    const char *value = arena_printf(scan->arena, "%set", printed);
    offer(scan, first, i, length - stem, value, "committee", "organisation.inside", CERT_HIGH);
    return TRUE;
}

static gboolean
find_head(const struct organisation *organisation, struct scan *scan, guint i)
{
    struct head head = {.at = i, .capital = is_capital(scan_word(scan, i))};
    head.ending =
        endings_find(organisation->heads, scan_word(scan, i)->lower, &head.before, &head.genitive);
    if (head.ending == NULL || (scan_word(scan, i)->flags & WORD_HYPHEN)) {
        return FALSE;
    }
    if (find_for(organisation, scan, &head)) {
        return TRUE;
    }
    return find_called(organisation, scan, &head) || find_alone(organisation, scan, &head);
}

/* ---- context --------------------------------------------------------------------------------- */

/* "ledes af X", "i samarbejde med X": the two or three words before i as one string. */
static gboolean
is_cued(const struct organisation *organisation, const struct scan *scan, guint i)
{
    for (guint n = 2; n <= 3 && i > n; n++) {
        g_autoptr(GString) cue = g_string_new(scan_word(scan, i - n)->lower);
        for (guint k = i - n + 1; k < i; k++) {
            g_string_append_printf(cue, " %s", scan_word(scan, k)->lower);
        }
        if (roles_have(organisation->cues, cue->str, "before")) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
find_context(const struct organisation *organisation, struct scan *scan, guint i)
{
    if (!is_capital(scan_word(scan, i)) || scan->cover[i] != 0 || !is_cued(organisation, scan, i) ||
        places_knows(scan->places, scan, i) || person_knows(scan->person, scan_word(scan, i)) ||
        is_function_word(scan_word(scan, i))) {
        return;
    }
    guint last = name_end(scan, i, MOST_NAME);
    for (guint j = i + 1; j < last; j++) {
        if (word_is(scan_word(scan, j), "og") || word_is(scan_word(scan, j), "i")) {
            last = j - 1;
            break;
        }
    }
    offer(scan, i, last, genitive_of(scan, last), NULL, "association", "organisation.context",
          CERT_MEDIUM);
}

/* A cell in a column of applicants: the whole cell is the name. */
static void
find_cell(const struct organisation *organisation, struct scan *scan, guint block)
{
    const char *heading = g_ptr_array_index(scan->heading, block);
    guint first = g_array_index(scan->words->block_first, guint, block);
    if (heading == NULL || !roles_have(organisation->cues, heading, "column") ||
        !is_capital(scan_word(scan, first))) {
        return;
    }
    guint last = block_last(scan, first);
    gsize length;
    const char *text =
        document_block_text(scan->document, document_block(scan->document, block), &length);
    g_autofree char *lower = g_utf8_strdown(text, (gssize)length);
    if (last - first >= MOST_NAME || roles_have(organisation->cues, lower, "generic")) {
        return;
    }
    for (guint i = first; i <= last; i++) {
        if (!(scan_word(scan, i)->flags & WORD_LETTERS) && !word_is(scan_word(scan, i), "&")) {
            return;
        }
        if (scan_covered(scan, i, MENTION_ORGANISATION) != NULL ||
            scan_covered(scan, i, MENTION_PERSON) != NULL) {
            return;
        }
    }
    /* "Virksomheder", "De frivillige foreninger": no name, but what there is many of */
    if (is_function_word(scan_word(scan, first)) ||
        (first == last && lemma_knows(scan->lemma, scan_word(scan, first)->lower) &&
         !word_ends(scan_word(scan, first), "en") && !word_ends(scan_word(scan, first), "et"))) {
        return;
    }
    offer(scan, first, last, 0, NULL, "association", "organisation.column", CERT_MEDIUM);
}

void
organisation_find(const struct organisation *organisation, struct scan *scan)
{
    guint n = scan->words->array->len;
    for (guint i = WORDS_BEFORE; i + WORDS_AFTER < n; i++) {
        if (is_stop(scan_word(scan, i)) || scan_word(scan, i)->lower[0] == '\0' ||
            !(scan_word(scan, i)->flags & WORD_LETTERS)) {
            continue;
        }
        if (scan_covered(scan, i, MENTION_PERSON) != NULL) {
            continue;
        }
        guint end = find_body(organisation, scan, i);
        if (end == i) {
            end = find_fields(organisation, scan, i);
        }
        if (!find_area(scan, i) && !find_region(scan, i) && !find_inside(organisation, scan, i)) {
            find_head(organisation, scan, i);
        }
    }
    for (guint i = WORDS_BEFORE; i + WORDS_AFTER < n; i++) {
        find_context(organisation, scan, i);
    }
    for (guint b = 0; b < scan->document->blocks->len; b++) {
        find_cell(organisation, scan, b);
    }
}
