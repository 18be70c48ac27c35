/* Places: addresses as a whole ("Bredgade 4, 1. sal, 7680 Byen"), and towns, districts, streets and
 * stretches of land that stand free. */
#include "names-private.h"

#include "letters.h"

#include <string.h>

enum {
    MOST_OWN = 3,
    MOST_FLOOR = 9,
    MOST_STREET = 4
};

enum use {
    USE_STREET = 1 << 0,
    USE_AREA = 1 << 1,
    USE_OWN = 1 << 2,
    USE_VILLAGE = 1 << 3
};
static const char *const uses[] = {"street", "area", "own", "village", NULL};

struct places {
    struct lexicon *lexicon, *municipalities;
    struct phrases *phrases;
    struct endings *heads;
};

static const char *const prepositions[] = {
    "i",   "på",   "ved",  "langs", "fra",    "til",    "mod", "omkring", "bag", "nær",
    "syd", "nord", "vest", "øst",   "mellem", "gennem", "ad",  "for",     "om",  NULL};
static const char *const place_firsts[] = {
    "nørre", "sønder", "vester", "øster",  "store",  "lille", "gammel", "ny",    "gl", "sankt",
    "skt",   "kirke",  "søndre", "nordre", "vestre", "østre", "høje",   "gamle", NULL};

struct places *
places_open(struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"name", "kind", NULL};
    static const char *const municipality[] = {"name", NULL};
    static const char *const head[] = {"ending", "ending", "use", "use", NULL};
    struct places *places = g_new0(struct places, 1);
    places->phrases = phrases_new();
    if ((places->lexicon = lexicon_open(dictionaries, "places", columns, error)) == NULL ||
        (places->municipalities =
             lexicon_open(dictionaries, "municipalities", municipality, error)) == NULL ||
        (places->heads = endings_open(dictionaries, "place-heads", head, uses, error)) == NULL) {
        places_close(places);
        return NULL;
    }
    for (guint i = 0; i < lexicon_rows(places->lexicon); i++) {
        phrases_add(places->phrases, lexicon_get(places->lexicon, i, 0), i);
    }
    for (guint i = 0; i < lexicon_rows(places->municipalities); i++) {
        phrases_add(places->phrases, lexicon_get(places->municipalities, i, 0), i);
    }
    return places;
}

void
places_close(struct places *places)
{
    if (places == NULL) {
        return;
    }
    phrases_free(places->phrases);
    endings_free(places->heads);
    lexicon_free(places->lexicon);
    lexicon_free(places->municipalities);
    g_free(places);
}

/* "Nord" of "Ishøj Nord", "by" of "Vejen by": the part of a town that its name goes on with. */
static gboolean
is_part(const struct scan *scan, guint i)
{
    static const char *const parts[] = {"nord", "syd",     "øst", "vest",
                                        "midt", "centrum", "by",  NULL};
    const struct word *word = scan_word(scan, i), *next = scan_word(scan, i + 1);
    return word_in(word, parts) && !(word->flags & (WORD_FIRST | WORD_LINE | WORD_CLOSE)) &&
           (is_capital(word) || word_is(word, "by")) &&
           (!is_capital(next) || (next->flags & (WORD_FIRST | WORD_LINE)) != 0);
}

static void
offer_place(struct scan *scan, guint first, guint last, gsize cut, const char *rule, enum cert cert,
            int weight)
{
    if (weight != WEIGHT_WHOLE && cut == 0 && is_part(scan, last + 1)) {
        last++;
    }
    const struct offer made = {.type = MENTION_PLACE,
                               .first = first,
                               .last = last,
                               .cut = cut,
                               .rule = rule,
                               .cert = cert,
                               .weight = weight,
                               .anchor = weight != WEIGHT_WHOLE};
    scan_offer(scan, &made);
}

/* ---- addresses ------------------------------------------------------------------------------- */

static gboolean
is_house_number(const struct form *form)
{
    gsize digits = strspn(form->lower, "0123456789");
    return digits > 0 && digits <= 3 && form->length <= 8 &&
           strspn(form->lower, "0123456789abcdefgh-") == form->length;
}

static gboolean
is_postcode(const struct word *word)
{
    return (word->flags & WORD_NUMBER) && strlen(word->lower) == 4 && word->lower[0] != '0';
}

/* A postcode and its town at i, after an optional comma: the last word, 0 where there is none. */
static guint
town_end(const struct scan *scan, guint i)
{
    static const char *const quarters[] = {"k",  "v",  "n",  "s",  "c", "ø", "m",
                                           "nv", "sv", "nø", "sø", "j", NULL};
    if (word_is(scan_word(scan, i), ",") || word_is(scan_word(scan, i), "·")) {
        i++;
    }
    if (word_is(scan_word(scan, i), "dk") && word_is(scan_word(scan, i + 1), "-")) {
        i += 2;
    }
    if (!is_postcode(scan_word(scan, i)) || !is_capital(scan_word(scan, i + 1)) ||
        (scan_word(scan, i + 1)->flags & WORD_FIRST)) {
        return 0;
    }
    guint last = i + 1;
    const struct word *next = scan_word(scan, last + 1);
    if (is_capital(next) && !(next->flags & WORD_LINE) &&
        (word_in(next, quarters) || has_mark(scan_word(scan, last), LIST_PLACE_FIRST) ||
         word_is(next, "strand") || word_is(next, "kyst") || word_is(next, "lyngby"))) {
        last++;
    }
    return last;
}

/* Floor, door and room between house number and postcode: "2. sal", "4 - lok. 451", "st. tv.". The
 * last word of it, the one before i where there is none. */
static guint
floor_end(const struct scan *scan, guint i, gboolean *ret_named)
{
    static const char *const parts[] = {"sal", "st",      "stuen",   "th",     "tv",
                                        "mf",  "kl",      "lok",     "lokale", "dør",
                                        "opg", "bygning", "indgang", "etage",  NULL};
    guint last = i - 1;
    *ret_named = FALSE;
    for (guint j = i; j < i + MOST_FLOOR; j++) {
        const struct word *word = scan_word(scan, j);
        if (word_in(word, parts)) {
            *ret_named = TRUE;
            last = j;
            if (word_is(scan_word(scan, j + 1), ".") && town_end(scan, j + 2) != 0) {
                last = ++j;
            }
            continue;
        }
        gboolean glue = word_is(word, ",") || word_is(word, ".") || word_is(word, "-") ||
                        word_is(word, "–") ||
                        ((word->flags & WORD_NUMBER) && strlen(word->lower) < 4);
        if (!glue) {
            break;
        }
        if ((word->flags & WORD_NUMBER) && *ret_named) {
            last = j;
        }
    }
    return last;
}

/* The first word of the street whose last word is i. */
static guint
street_first(const struct scan *scan, guint i)
{
    gsize before = 1, genitive;
    const struct ending *ending =
        has_ending(scan_word(scan, i), ENDINGS_PLACES, &before, &genitive);
    gboolean own = ending != NULL && before == 0;
    guint first = i;
    for (guint n = 0; n < MOST_STREET && first > 1; n++) {
        static const char *const shorts[] = {"gl",  "sct", "skt", "st", "nr",
                                             "sdr", "ndr", "kgs", NULL};
        const struct word *word = scan_word(scan, first - 1);
        if (word_is(word, ".") && is_capital(scan_word(scan, first - 2)) &&
            (word_in(scan_word(scan, first - 2), shorts) ||
             strchr(scan_word(scan, first - 2)->lower, '.') != NULL)) {
            return first - 2; /* "Gl. Kongevej", "H.C. Ørsteds Vej" */
        }
        if ((scan_word(scan, first)->flags & WORD_LINE) || !is_capital(word)) {
            break;
        }
        if (!own && !has_mark(word, LIST_PLACE_FIRST) && !word_ends(word, "s")) {
            break;
        }
        if (!own && is_accidental(scan, first - 1) && !has_mark(word, LIST_PLACE_FIRST)) {
            break;
        }
        first--;
        own = FALSE;
    }
    return own ? 0 : first; /* "Plads 4" is no street */
}

/* An address whose house number is word i. */
static guint
find_address(struct scan *scan, guint i)
{
    const struct word *street = scan_word(scan, i - 1);
    if (!has_mark(scan_word(scan, i), LIST_HOUSE_NUMBER) || !is_capital(street) ||
        (scan_word(scan, i)->flags & WORD_CLOSE)) {
        return 0;
    }
    guint last = i;
    if (is_capital(scan_word(scan, i + 1)) && scan_word(scan, i + 1)->lower[1] == '\0' &&
        town_end(scan, i + 2) != 0) {
        last = i + 1; /* "17 A" */
    }
    gboolean named;
    guint floor = floor_end(scan, last + 1, &named);
    guint town = town_end(scan, floor + 1);
    gsize before, genitive;
    const struct ending *ending = has_ending(street, ENDINGS_PLACES, &before, &genitive);
    gboolean known = ending != NULL && (ending->use & (USE_STREET | USE_OWN)) && genitive == 0;
    if (town == 0 && !known) {
        return 0;
    }
    guint first = known ? street_first(scan, i - 1) : i - 1;
    if (first == 0 && town != 0) {
        first = i - 1; /* "Torvet 1, 4600 Køge" */
    }
    static const char *const beside[] = {"ved", "bag", "under", "over", "mellem", NULL};
    if (town != 0 && first == i - 1 && is_capital(scan_word(scan, first - 1)) &&
        word_in(scan_word(scan, first - 1), beside)) {
        first--; /* "Ved Fjorden 6, 6950 Ringkøbing" */
    }
    if (first == 0) {
        return 0;
    }
    if (town == 0) {
        /* a street by its ending alone: not "Afsnit 4" or "Kvarter 2" at a sentence's start */
        if (is_accidental(scan, first)) {
            return 0;
        }
        offer_place(scan, first, named ? floor : last, 0, "place.street", CERT_MEDIUM,
                    WEIGHT_WHOLE);
        return named ? floor : last;
    }
    offer_place(scan, first, town, 0, "place.address", CERT_HIGH, WEIGHT_WHOLE);
    return town;
}

void
places_find_addresses(struct scan *scan)
{
    for (guint k = 0, i = 0; scan_next(scan, LIST_HOUSE_NUMBER, &k, &i);) {
        guint last = find_address(scan, i);
        i = MAX(i, last);
    }
}

/* ---- free-standing --------------------------------------------------------------------------- */

gboolean
places_knows(const struct scan *scan, guint word)
{
    struct phrase_hit hit;
    return has_phrase(scan, PHRASES_PLACES, word, &hit) && hit.ending == 0;
}

void
places_describe(const struct places *places, struct description *about)
{
    struct form *form = about->form;
    about->endings[ENDINGS_PLACES] = endings_find(places->heads, form->lower);
    form->marks |= g_strv_contains(prepositions, form->lower) ? LIST_PREPOSITION : 0;
    form->marks |= g_strv_contains(place_firsts, form->lower) ? LIST_PLACE_FIRST : 0;
    form->marks |= is_house_number(form) ? LIST_HOUSE_NUMBER : 0;
    about->phrases[PHRASES_PLACES] = phrases_start(places->phrases, form->lower, about->arena);
}

static gboolean
is_free(const struct scan *scan, guint i)
{
    return !scan_is_covered(scan, i,
                            1u << MENTION_ORGANISATION | 1u << MENTION_PERSON |
                                1u << MENTION_PLACE | 1u << MENTION_LAW);
}

/* The project or programme whose name word i begins: a place in it needs a preposition before it,
 * but for the town in front ("Havby Byspil"). */
static const struct name *
name_begun(const struct scan *scan, guint i)
{
    const struct name *name = scan_covered(scan, i, MENTION_PROJECT);
    if (name == NULL) {
        name = scan_covered(scan, i, MENTION_PROGRAMME);
    }
    return name != NULL && name->first == i ? name : NULL;
}

static guint
find_known(struct scan *scan, guint i)
{
    struct phrase_hit hit;
    if (!has_phrase(scan, PHRASES_PLACES, i, &hit) || (hit.ending > 0 && !hit.genitive)) {
        return 0;
    }
    gboolean cued = has_mark(scan_word(scan, i - 1), LIST_PREPOSITION);
    if (!cued && hit.first == hit.last && is_accidental(scan, i)) {
        return 0;
    }
    const struct word *next = scan_word(scan, hit.last + 1);
    if (word_is(next, "kommune") || word_is(next, "kommunes") || word_is(next, "amt")) {
        return 0;
    }
    if (is_capital(next) && !(next->flags & (WORD_FIRST | WORD_LINE | WORD_CLOSE)) &&
        scan->cover[hit.last + 1] == 0 && hit.ending == 0 && !is_part(scan, hit.last + 1)) {
        return 0; /* the beginning of a longer name that nothing claims */
    }
    const struct word *before = scan_word(scan, i - 1);
    if (is_capital(before) && scan->cover[i - 1] == 0 &&
        !(before->flags & (WORD_FIRST | WORD_UPPER)) &&
        !(scan_word(scan, i)->flags & (WORD_LINE | WORD_FIRST)) && !is_function_word(before)) {
        return 0; /* the end of a longer name that nothing claims: "Energi Fyn" */
    }
    const struct name *name = name_begun(scan, i);
    if (name != NULL &&
        (name->last == hit.last || (!is_capital(next) && word_known(scan, scan_word(scan, i))))) {
        /* "Vejen til job": a project, and no town */
        return 0;
    }
    offer_place(scan, i, hit.last, hit.ending, "place.dictionary", CERT_HIGH, WEIGHT_LOW);
    return hit.last;
}

/* "Havne Plads", "Havby Kirke": capitals before a word that makes a place of them. */
static guint
find_own(struct scan *scan, guint i)
{
    if (has_mark(scan_word(scan, i), LIST_FUNCTION | LIST_CONNECTOR)) {
        return 0;
    }
    guint most = name_begun(scan, i) != NULL ? 1 : MOST_OWN;
    for (guint j = i + 1; j <= i + most; j++) {
        gsize before, genitive;
        const struct word *next = scan_word(scan, j);
        if (!is_capital(next) || (next->flags & (WORD_FIRST | WORD_CLOSE)) || !is_free(scan, j)) {
            return 0;
        }
        const struct ending *ending = has_ending(next, ENDINGS_PLACES, &before, &genitive);
        if (ending != NULL && before == 0 && (ending->use & USE_OWN)) {
            if (is_accidental(scan, i)) {
                return 0;
            }
            static const char *const saints[] = {"sct", "skt", "gl", "sdr", "ndr", NULL};
            gboolean saint = word_is(scan_word(scan, i - 1), ".") && i > 2 &&
                             word_in(scan_word(scan, i - 2), saints) &&
                             is_capital(scan_word(scan, i - 2)); /* "Sct. Stefans Kirke" */
            offer_place(scan, saint ? i - 2 : i, j, genitive, "place.head", CERT_MEDIUM,
                        WEIGHT_LOW);
            return j;
        }
    }
    return 0;
}

/* "på Gamle Havnevej", "ved Avedøre Kystvej": two capitals after a preposition, the second a
 * street. */
static guint
find_street(struct scan *scan, guint i)
{
    gsize before, genitive;
    const struct word *next = scan_word(scan, i + 1);
    if (!has_mark(scan_word(scan, i - 1), LIST_PREPOSITION) || !is_capital(next) ||
        (next->flags & (WORD_FIRST | WORD_CLOSE)) || !is_free(scan, i + 1)) {
        return 0;
    }
    const struct ending *ending = has_ending(next, ENDINGS_PLACES, &before, &genitive);
    if (ending == NULL || before < 2 || genitive > 0 || !(ending->use & USE_STREET) ||
        is_capital(scan_word(scan, i + 2)) || name_begun(scan, i) != NULL) {
        return 0;
    }
    offer_place(scan, i, i + 1, 0, "place.ending", CERT_MEDIUM, WEIGHT_LOW);
    return i + 1;
}

/* "Kystvejen", "Strandgade": a road, which has its capital inside a sentence as a name only; not
 * the sorts of roads, which older papers write so. */
static gboolean
is_road(const struct word *word, const struct ending *ending, gsize before)
{
    static const char *const roads[] = {"vej", "vejen", "gade", "gaden", "allé", NULL};
    static const char *const sorts[] = {
        "landevejen",   "motorvejen", "omfartsvejen", "adgangsvejen", "cykelvejen", "skolevejen",
        "kommunevejen", "amtsvejen",  "grusvejen",    "udvejen",      "genvejen",   "fællesvejen",
        "gågaden",      "hovedgaden", "hovedvejen",   "sidegaden",    "skovvejen",  "banevejen",
        "landevej",     "motorvej",   "omvej",        "genvej",       "gågade",     NULL};
    for (gsize k = 0; roads[k] != NULL; k++) {
        if (strcmp(ending->text, roads[k]) == 0) {
            return before >= 3 && !word_in(word, sorts);
        }
    }
    return FALSE;
}

/* "i Havneparken", "på Kajstien", "Rådhuspladsen": by the ending, after a preposition; a street
 * also without one inside a sentence. */
static guint
find_ending(struct scan *scan, guint i)
{
    gsize before, genitive;
    const struct word *word = scan_word(scan, i);
    const struct ending *ending = has_ending(word, ENDINGS_PLACES, &before, &genitive);
    if (ending == NULL || before < 2 || genitive > 0) {
        return 0;
    }
    const struct name *head = scan_covered(scan, i - 1, MENTION_PROGRAMME);
    gboolean named_after = head != NULL && head->first == i - 1 && head->last == i &&
                           strcmp(head->rule, "programme.head") == 0;
    gboolean cued = has_mark(scan_word(scan, i - 1), LIST_PREPOSITION) || named_after;
    const struct word *link = scan_word(scan, i - 1); /* "ved Åsøen og Kystvejen" */
    cued = cued || ((word_is(link, "og") || word_is(link, ",")) &&
                    scan_covered(scan, i - 2, MENTION_PLACE) != NULL);
    if (!cued && (!(ending->use & USE_STREET) || (word->flags & WORD_FIRST) ||
                  (!is_road(word, ending, before) && word_known(scan, word)))) {
        return 0; /* hunspell is asked last, here as elsewhere */
    }
    if ((word->flags & WORD_UPPER) || is_quote(scan_word(scan, i - 1)) ||
        name_begun(scan, i) != NULL) {
        return 0;
    }
    offer_place(scan, i, i, 0, "place.ending", CERT_MEDIUM, WEIGHT_LOW);
    return i;
}

/* "EF-konventionen": a small letter after a hyphen makes it a thing, no place. */
static gboolean
has_small_part(const struct scan *scan, const struct word *word)
{
    const char *text = scan->words->text;
    for (gsize i = word->span.start; i + 1 < word->span.end; i++) {
        if (text[i] == '-' && !g_unichar_isupper(g_utf8_get_char(text + i + 1))) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "i Lohals": Danish has no capitals inside a sentence but for names, and what is named after "i"
 * is a place, unless it is a thing of the paper's own or a body in the definite form. */
static guint
find_unknown(struct scan *scan, guint i)
{
    static const char *const no_places[] = {
        "teams",      "nexus",    "zoom",       "aula",   "cura",     "outlook", "word",
        "powerpoint", "skype",    "sharepoint", "sap",    "opus",     "prisme",  "twitter",
        "instagram",  "linkedin", "youtube",    "google", "projekt",  "bilag",   "tabel",
        "figur",      "kapitel",  "notat",      "afsnit", "facebook", "excel",   "kommunen",
        "it",         "eu",       "punkt",      "sag",    "tema",     NULL};
    const struct word *word = scan_word(scan, i), *before = scan_word(scan, i - 1);
    guint last = i;
    if (has_mark(word, LIST_PLACE_FIRST) && is_capital(scan_word(scan, i + 1))) {
        last = i + 1;
        word = scan_word(scan, last);
    }
    gsize length = strlen(word->lower);
    if (!word_is(before, "i") || (before->flags & WORD_CAPITAL) || length < 3 ||
        (word->flags & (WORD_UPPER | WORD_HYPHEN)) ||
        strpbrk(word->lower, "0123456789./") != NULL || word_ends(word, "loven") ||
        word_ends(word, "et") || word_ends(word, "udvalg") || word_ends(word, "en") ||
        word_ends(word, "erne") || has_small_part(scan, word) ||
        (scan_word(scan, last + 1)->flags & WORD_NUMBER) || word_in(word, no_places) ||
        (word_known(scan, word) && is_capital(scan_word(scan, i - 2))) ||
        ((scan_covered(scan, i, MENTION_PROJECT) != NULL ||
          scan_covered(scan, i, MENTION_PROGRAMME) != NULL) &&
         word_known(scan, word)) ||
        (is_capital(scan_word(scan, last + 1)) && !is_part(scan, last + 1)) ||
        is_function_word(word) || name_begun(scan, i) != NULL) {
        return 0;
    }
    offer_place(scan, i, last, 0, "place.context", CERT_LOW, WEIGHT_LOW);
    return last;
}

/* "matr.nr. 7 b, Snoldelev": the district of a land register's number. */
static gboolean
is_district(const struct scan *scan, guint i)
{
    gboolean land = FALSE, number = FALSE;
    const struct word *before = scan_word(scan, i - 1);
    gboolean letter = g_ascii_isalnum(before->lower[0]) && strlen(before->lower) <= 4 &&
                      g_ascii_isdigit(scan_word(scan, i - 2)->lower[0]);
    if (!word_is(before, ",") && !g_ascii_isdigit(before->lower[0]) && !letter) {
        return FALSE;
    }
    for (guint j = i - 1; j + 9 > i && !is_stop(scan_word(scan, j)); j--) {
        number = number || g_ascii_isdigit(scan_word(scan, j)->lower[0]);
        land = land || g_str_has_prefix(scan_word(scan, j)->lower, "matr");
        if (j == 0) {
            break;
        }
    }
    return land && number;
}

/* "fra Gudum", "til Vester Hassing", "i Hasle og Viby": a village by its ending, or joined to a
 * place by "og". */
static guint
find_village(struct scan *scan, guint i)
{
    static const char *const at[] = {"i",   "fra",  "til", "ved",     "mellem", "omkring",
                                     "nær", "uden", "for", "nordfor", "mod",    NULL};
    guint last =
        has_mark(scan_word(scan, i), LIST_PLACE_FIRST) && is_capital(scan_word(scan, i + 1)) ? i + 1
                                                                                             : i;
    const struct word *word = scan_word(scan, last), *next = scan_word(scan, last + 1);
    gsize before, genitive;
    if ((word->flags & (WORD_UPPER | WORD_HYPHEN)) ||
        (is_capital(next) && !is_part(scan, last + 1)) || !is_free(scan, last) ||
        word_is(next, "kommune") || word_is(next, "kommunes") || word_is(next, "amt") ||
        name_begun(scan, i) != NULL || !letters_at_least(word->lower, 4) ||
        (last == i && is_function_word(word))) {
        return 0;
    }
    if (is_district(scan, i)) {
        offer_place(scan, i, last, 0, "place.district", CERT_MEDIUM, WEIGHT_LOW);
        return last;
    }
    const struct ending *ending = has_ending(word, ENDINGS_PLACES, &before, &genitive);
    gboolean village =
        ending != NULL && (ending->use & USE_VILLAGE) && genitive == 0 && before >= 2;
    gboolean joined =
        word_is(scan_word(scan, i - 1), "og") && scan_covered(scan, i - 2, MENTION_PLACE) != NULL;
    if (!joined && !((village || last > i) && word_in(scan_word(scan, i - 1), at))) {
        return 0;
    }
    if (last == i && word_known(scan, word) &&
        (!village || (word_forms(scan, word) & (FORM_STEM | FORM_NOUN)))) {
        return 0; /* "gudum" is accepted as a compound of short words, and is none */
    }
    offer_place(scan, i, last, 0, "place.village", CERT_LOW, WEIGHT_LOW);
    return last;
}

/* Other occurrences of the places that were found: "peger på Engene" after "i Engene". */
static void
find_again(struct scan *scan, guint from)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint k = from; k < scan->found->len; k++) {
        const struct name *name = &g_array_index(scan->found, struct name, k);
        if (name->type == MENTION_PLACE && name->first == name->last) {
            g_hash_table_add(known, (gpointer)scan_word(scan, name->first)->lower);
        }
    }
    for (guint k = 0, i = 0; scan_next(scan, WORD_CAPITAL, &k, &i);) {
        const struct word *word = scan_word(scan, i), *next = scan_word(scan, i + 1);
        if (is_capital(word) && is_free(scan, i) && g_hash_table_contains(known, word->lower) &&
            !is_accidental(scan, i) && name_begun(scan, i) == NULL &&
            (!is_capital(next) || (next->flags & (WORD_FIRST | WORD_LINE)))) {
            offer_place(scan, i, i, 0, "place.again", CERT_LOW, WEIGHT_LOW);
        }
    }
}

void
places_find(struct scan *scan)
{
    guint from = scan->found->len;
    for (guint k = 0, i = 0; scan_next(scan, WORD_CAPITAL, &k, &i);) {
        if (!is_capital(scan_word(scan, i)) || !is_free(scan, i)) {
            continue;
        }
        guint last = find_own(scan, i);
        if (last == 0) {
            last = find_street(scan, i);
        }
        if (last == 0) {
            last = find_known(scan, i);
        }
        if (last == 0) {
            last = find_ending(scan, i);
        }
        if (last == 0) {
            last = find_unknown(scan, i);
        }
        if (last == 0) {
            last = find_village(scan, i);
        }
        i = MAX(i, last);
    }
    find_again(scan, from);
}
