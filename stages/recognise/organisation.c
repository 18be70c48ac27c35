/* Organisations: bodies by dictionary ("Socialstyrelsen"), by the word that makes them bodies
 * ("Jobcenter Vejen", "Havby Borgerforening", "Udvalget for Børn og Skole"), units named after
 * their field ("Plan og Miljø"), and names that stand where only a body can ("ledes af X").
 *
 * Left alone: the bare word ("udvalget", "Forvaltningen"), and small letters but for the political
 * bodies that Danish spelling writes so ("byrådet", "socialudvalget"). */
#include "organisation-private.h"

#include "letters.h"

#include <string.h>

static const char *const uses[] = {"alone", "middle", "before", "after", "end", "for",
                                   "lower", "always", "owner",  "never", NULL};

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
    static const char *const kinds[] = {"noun", "adjective", NULL};
    struct organisation *organisation = g_new0(struct organisation, 1);
    organisation->lexicons = g_ptr_array_new_with_free_func((GDestroyNotify)lexicon_free);
    organisation->bodies = g_array_new(FALSE, FALSE, sizeof(struct body));
    organisation->phrases = phrases_new();
    if (!open_bodies(organisation, dictionaries, error) ||
        !open_committees(organisation, dictionaries, error) ||
        (organisation->heads =
             endings_open(dictionaries, "organisation-heads", head, uses, error)) == NULL ||
        (organisation->fields = roles_open(dictionaries, "departments", field, kinds, error)) ==
            NULL ||
        (organisation->cues = organisation_cues_open(dictionaries, error)) == NULL) {
        organisation_close(organisation);
        return NULL;
    }
    organisation->cue_ends = roles_last_words(organisation->cues, ORGANISATION_BEFORE);
    g_hash_table_add(organisation->cue_ends, g_strdup("hos"));
    return organisation;
}

/* The kind of a word that makes a municipality or county of the name before it; NULL. */
static const char *
area_kind(const char *lower)
{
    for (gsize k = 0; k < G_N_ELEMENTS(areas); k++) {
        if (strcmp(lower, areas[k].word) == 0) {
            return areas[k].kind;
        }
    }
    return NULL;
}

void
organisation_describe(const struct organisation *organisation, struct description *about)
{
    struct form *form = about->form;
    about->phrases[PHRASES_BODIES] =
        phrases_start(organisation->phrases, form->lower, about->arena);
    about->endings[ENDINGS_BODIES] = endings_find(organisation->heads, form->lower);
    form->roles[ROLES_FIELD] = roles_of(organisation->fields, form->lower);
    gboolean cue = about->phrases[PHRASES_BODIES] != NULL ||
                   about->endings[ENDINGS_BODIES].ending != NULL || form->roles[ROLES_FIELD] != 0 ||
                   area_kind(form->lower) != NULL || strcmp(form->lower, "region") == 0 ||
                   strstr(form->lower, inside_mark) != NULL;
    form->marks |= cue ? CUE_ORGANISATION : 0;
    form->marks |= area_kind(form->lower) != NULL ? LIST_AREA : 0;
    form->marks |= g_hash_table_contains(organisation->cue_ends, form->lower) ? CUE_BODY_AFTER : 0;
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
    if (organisation->cue_ends != NULL) {
        g_hash_table_unref(organisation->cue_ends);
    }
    if (organisation->committees != NULL) {
        g_hash_table_unref(organisation->committees);
    }
    g_array_unref(organisation->bodies);
    g_ptr_array_unref(organisation->lexicons);
    g_free(organisation);
}

/* ---- names of the dictionary ----------------------------------------------------------------- */

void
organisation_offer(struct scan *scan, guint first, guint last, gsize cut, const char *value,
                   const char *kind, const char *rule, enum cert cert)
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

/* "Havnens" before "formand": the definite form of an ordinary noun and an s, a noun after it. */
static gboolean
is_definite_genitive(const struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i), *next = scan_word(scan, i + 1);
    if (!(word_ends(word, "ens") || word_ends(word, "ets") || word_ends(word, "nes")) ||
        is_capital(next) || (next->flags & (WORD_FIRST | WORD_CLOSE)) || is_function_word(next)) {
        return FALSE;
    }
    g_autofree char *bare = g_strndup(word->lower, strlen(word->lower) - 1);
    return (lemma_forms(scan->lemma, bare) & (FORM_DEFINITE | FORM_DEFINITE_PLURAL)) &&
           (word_forms(scan, next) & (FORM_NOUN | FORM_ADJECTIVE | FORM_PLURAL)) &&
           !word_is_verb(scan, next);
}

/* The bytes of a genitive -s at the end of a word of a name; the word is not known to end in it. */
gsize
organisation_genitive(const struct scan *scan, guint i)
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
    return is_definite_genitive(scan, i) ? 1 : 0;
}

/* A local branch: "Røde Kors Vestfyn", "Ældre Sagen i Vejen" stays without the place. */
static guint
branch_end(const struct scan *scan, guint last)
{
    static const char *const winds[] = {"syd", "nord", "vest", "øst", "midt"};
    const struct word *next = scan_word(scan, last + 1);
    if (!is_capital(next) || (next->flags & (WORD_FIRST | WORD_CLOSE)) ||
        ((next->flags & WORD_LINE) != 0 && word_known(scan, next))) {
        return last;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(winds); i++) {
        if (g_str_has_prefix(next->lower, winds[i])) {
            return last + 1;
        }
    }
    return last + 1;
}

static guint
find_body(const struct organisation *organisation, struct scan *scan, guint i)
{
    struct phrase_hit hit;
    if (!has_phrase(scan, PHRASES_BODIES, i, &hit) || (hit.ending > 0 && !hit.genitive)) {
        return i;
    }
    const struct body *body = &g_array_index(organisation->bodies, struct body, hit.id);
    gboolean upper =
        body->name[1] != '\0' && g_ascii_isupper(body->name[0]) && g_ascii_isupper(body->name[1]);
    if (hit.first == hit.last &&
        ((upper && !(scan_word(scan, i)->flags & WORD_UPPER)) ||
         (!g_hash_table_contains(organisation->committees, scan_word(scan, i)->lower) &&
          is_accidental(scan, i)))) {
        return i;
    }
    guint last = hit.last;
    if (body->branch && hit.ending == 0) {
        last = branch_end(scan, last);
    } else if (hit.ending == 0 && strcmp(body->kind, "agency") == 0) {
        last = organisation_branch_place(scan, last);
    }
    organisation_offer(scan, i, last, last == hit.last ? hit.ending : 0, NULL, body->kind,
                       "organisation.dictionary", CERT_HIGH);
    return last;
}

/* ---- municipalities, counties, regions ------------------------------------------------------- */

static gboolean
find_area(struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i), *before = scan_word(scan, i - 1);
    const char *kind = has_mark(word, LIST_AREA) ? area_kind(word->lower) : NULL;
    gboolean capital = is_capital(word);
    if (kind == NULL || !is_capital(before) || is_function_word(before) ||
        (word->flags & WORD_FIRST) || (before->flags & WORD_HYPHEN)) {
        return FALSE;
    }
    if (!capital && (!g_str_has_suffix(before->lower, "s") || is_accidental(scan, i - 1)) &&
        word_known(scan, before)) {
        return FALSE; /* "Denne kommune", "Langeland kommune" */
    }
    if (capital && !word_ends(before, "s") && (word_forms(scan, before) & FORM_ADJECTIVE) &&
        !places_knows(scan, i - 1)) {
        return FALSE; /* "Røgfri Kommune": a project's name */
    }
    guint first = i - 1;
    if (word_in(scan_word(scan, first - 1), place_firsts) &&
        is_capital(scan_word(scan, first - 1))) {
        first--;
    }
    gsize cut = word_ends(word, "s") && !word_is(word, "amts") ? 1 : word_is(word, "amts") ? 1 : 0;
    organisation_offer(scan, first, i, cut, NULL, kind, "organisation.area", CERT_HIGH);
    return TRUE;
}

static gboolean
find_region(struct scan *scan, guint i)
{
    const struct word *next = scan_word(scan, i + 1);
    if (!word_is(scan_word(scan, i), "region") || !is_capital(scan_word(scan, i)) ||
        !is_capital(next) || (next->flags & (WORD_FIRST | WORD_CLOSE | WORD_UPPER)) ||
        word_known(scan, next)) {
        return FALSE;
    }
    gsize length = strlen(next->lower);
    gsize cut = length > 4 && next->lower[length - 1] == 's' ? 1 : 0;
    organisation_offer(scan, i, i + 1, cut, NULL, "region", "organisation.area", CERT_HIGH);
    return TRUE;
}

/* ---- fields of work -------------------------------------------------------------------------- */

gboolean
organisation_is_field(const struct word *word)
{
    return is_capital(word) && has_role(word, ROLES_FIELD, FIELD_NOUN);
}

gboolean
organisation_is_and(const struct word *word)
{
    return word_is(word, "og") || word_is(word, "&");
}

/* One field at i, with an adjective before it or not: its last word, 0 where there is none. */
static guint
field_at(const struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i);
    if (is_capital(word) && has_role(word, ROLES_FIELD, FIELD_ADJECTIVE) &&
        organisation_is_field(scan_word(scan, i + 1))) {
        return i + 1;
    }
    return organisation_is_field(word) ? i : 0;
}

/* "Børn, Unge og Familie", "Plan og Miljø": the last word; 0 where fewer than two are joined. */
guint
organisation_fields_end(const struct scan *scan, guint i)
{
    guint last = field_at(scan, i), joined = 0, end = 0;
    while (last != 0 && joined < MOST_COORDINATED) {
        const struct word *link = scan_word(scan, last + 1);
        gboolean and = organisation_is_and(link);
        if (!and&&!word_is(link, ",")) {
            break;
        }
        guint next = field_at(scan, last + 2);
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
find_fields(struct scan *scan, guint i)
{
    const struct word *before = scan_word(scan, i - 1);
    guint end = organisation_is_and(before) || (before->flags & WORD_HYPHEN)
                    ? 0
                    : organisation_fields_end(scan, i);
    if (end == 0) {
        return i;
    }
    gsize before_head, genitive;
    const struct word *next = scan_word(scan, end + 1);
    if (organisation_is_and(next) && is_capital(scan_word(scan, end + 2)) &&
        has_ending(scan_word(scan, end + 2), ENDINGS_BODIES, &before_head, &genitive) != NULL) {
        return i;
    }
    organisation_offer(scan, i, end, 0, NULL, "department", "organisation.fields", CERT_MEDIUM);
    return end;
}

/* ---- context --------------------------------------------------------------------------------- */

/* "ledes af X", "i samarbejde med X": the two or three words before i as one string. */
static gboolean
is_cued(const struct organisation *organisation, const struct scan *scan, guint i)
{
    if (word_is(scan_word(scan, i - 1), "hos") && is_capital(scan_word(scan, i + 1)) &&
        !(scan_word(scan, i + 1)->flags & WORD_FIRST)) {
        return TRUE; /* "købt hos Havby Vikar": a name of two words or more */
    }
    for (guint n = 2; n <= 3 && i > n; n++) {
        g_autoptr(GString) cue = g_string_new(scan_word(scan, i - n)->lower);
        for (guint k = i - n + 1; k < i; k++) {
            g_string_append_printf(cue, " %s", scan_word(scan, k)->lower);
        }
        if ((roles_of(organisation->cues, cue->str) & ORGANISATION_BEFORE)) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
find_context(const struct organisation *organisation, struct scan *scan, guint i)
{
    if (scan->cover[i] != 0 || !is_cued(organisation, scan, i) || places_knows(scan, i) ||
        person_knows(scan_word(scan, i)) || is_function_word(scan_word(scan, i))) {
        return;
    }
    guint last = name_end(scan, i, MOST_NAME);
    for (guint j = i + 1; j < last; j++) {
        if (word_is(scan_word(scan, j), "og") || word_is(scan_word(scan, j), "i")) {
            last = j - 1;
            break;
        }
    }
    organisation_offer(scan, i, last, organisation_genitive(scan, last), NULL, "association",
                       "organisation.context", CERT_MEDIUM);
}

/* A cell in a column of applicants: the whole cell is the name. */
static void
find_cell(const struct organisation *organisation, struct scan *scan, guint block)
{
    const char *heading = g_ptr_array_index(scan->heading, block);
    guint first = g_array_index(scan->words->block_first, guint, block);
    if (heading == NULL || !(roles_of(organisation->cues, heading) & ORGANISATION_COLUMN) ||
        !is_capital(scan_word(scan, first))) {
        return;
    }
    guint last = block_last(scan, first);
    if (last - first >= MOST_NAME) {
        return;
    }
    gsize length;
    const char *text =
        document_block_text(scan->document, document_block(scan->document, block), &length);
    const char *lower = letters_lower(scan->arena, text, length);
    if (roles_of(organisation->cues, lower) & ORGANISATION_GENERIC) {
        return;
    }
    guint comma = last > first ? last - 1 : first;
    if (word_is(scan_word(scan, comma), ",") && comma > first + 1 && places_knows(scan, last) &&
        scan_covered(scan, first, MENTION_ORGANISATION) != NULL) {
        const struct offer local = {.type = MENTION_ORGANISATION, /* "Foreningen Norden, Thy" */
                                    .first = first,
                                    .last = last,
                                    .kind = scan_covered(scan, first, MENTION_ORGANISATION)->kind,
                                    .rule = "organisation.column",
                                    .cert = CERT_MEDIUM,
                                    .weight = WEIGHT_WHOLE,
                                    .anchor = TRUE};
        scan_offer(scan, &local);
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
        (first == last && word_known(scan, scan_word(scan, first)) &&
         !word_ends(scan_word(scan, first), "en") && !word_ends(scan_word(scan, first), "et"))) {
        return;
    }
    organisation_offer(scan, first, last, 0, NULL, "association", "organisation.column",
                       CERT_MEDIUM);
}

void
organisation_find(const struct organisation *organisation, struct scan *scan)
{
    for (guint k = 0, i = 0; scan_next(scan, CUE_ORGANISATION, &k, &i);) {
        if (!(scan_word(scan, i)->flags & WORD_LETTERS) ||
            scan_covered(scan, i, MENTION_PERSON) != NULL) {
            continue;
        }
        if (find_body(organisation, scan, i) == i) {
            find_fields(scan, i);
        }
        if (!find_area(scan, i) && !find_region(scan, i) &&
            !organisation_find_inside(organisation, scan, i)) {
            organisation_find_head(organisation, scan, i);
        }
    }
    for (guint k = 0, i = 0; scan_next(scan, WORD_CAPITAL, &k, &i);) {
        if (is_capital(scan_word(scan, i)) && has_mark(scan_word(scan, i - 1), CUE_BODY_AFTER)) {
            find_context(organisation, scan, i);
        }
    }
    for (guint b = 0; b < scan->document->blocks->len; b++) {
        find_cell(organisation, scan, b);
    }
}
