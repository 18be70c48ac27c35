/* Persons: after a label ("Sagsbehandler"), with a party's letter in brackets, after a title, or by
 * a common first name with a surname. */
#include "letters.h"
#include "names-private.h"

#include <string.h>

enum {
    MOST_PARTS = 5,
    MOST_PRESENT = 40, /* persons in one list */
    LONGEST_NAME = 60  /* bytes */
};

enum use {
    USE_WORD = 1 << 0,
    USE_END = 1 << 1
};

struct person {
    struct lexicon *names, *titles;
    GHashTable *first_names; /* lower case */
    struct phrases *phrases; /* titles, by row */
    struct endings *ends;    /* words that end in a title */
    struct endings *surnames;
};

struct person *
person_open(struct dictionaries *dictionaries, GError **error)
{
    static const char *const name[] = {"name", NULL};
    static const char *const end[] = {"ending", "ending", "role", "use", NULL};
    static const char *const uses[] = {"title", NULL};
    static const char *const surname[] = {"ending", "ending", "use", "use", NULL};
    static const char *const surname_uses[] = {"word", "end", NULL};
    static const char *const title[] = {"word", "place", "role", NULL};
    struct person *person = g_new0(struct person, 1);
    person->first_names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    person->phrases = phrases_new();
    if ((person->names = lexicon_open(dictionaries, "first-names", name, error)) == NULL ||
        (person->titles = lexicon_open(dictionaries, "titles", title, error)) == NULL) {
        person_close(person);
        return NULL;
    }
    if ((person->ends = endings_open(dictionaries, "title-ends", end, uses, error)) == NULL ||
        (person->surnames = endings_open(dictionaries, "surnames", surname, surname_uses, error)) ==
            NULL) {
        person_close(person);
        return NULL;
    }
    for (guint i = 0; i < lexicon_rows(person->names); i++) {
        g_hash_table_add(person->first_names, g_utf8_strdown(lexicon_get(person->names, i, 0), -1));
    }
    for (guint i = 0; i < lexicon_rows(person->titles); i++) {
        if (strcmp(lexicon_get(person->titles, i, 1), "below") != 0) {
            phrases_add(person->phrases, lexicon_get(person->titles, i, 0), i);
        }
    }
    return person;
}

void
person_close(struct person *person)
{
    if (person == NULL) {
        return;
    }
    lexicon_free(person->names);
    lexicon_free(person->titles);
    endings_free(person->ends);
    endings_free(person->surnames);
    phrases_free(person->phrases);
    g_hash_table_unref(person->first_names);
    g_free(person);
}

/* An initial: "E", or "S.W". */
static gboolean
is_initial(const struct word *word)
{
    return is_capital(word) && has_mark(word, LIST_INITIAL);
}

static gboolean
is_initial_form(const struct form *form)
{
    return form->length > 0 &&
           (form->lower[1] == '\0' || form->lower[1] == '.' || g_utf8_strlen(form->lower, 4) == 1);
}

/* FALSE for words that follow a capitalised first name without being a surname. */
static gboolean
is_surname_form(const struct form *form)
{
    static const char *const others[] = {"aps",   "a/s",   "i/s",       "kommune",  "kommunes",
                                         "amt",   "plads", "vej",       "gade",     "allé",
                                         "skole", "fond",  "hus",       "fonden",   "by",
                                         "kirke", "torv",  "boulevard", "festival", NULL};
    static const char *const ends[] = {"skolen",   "hallen",  "huset",  "stien",  "pladsen",
                                       "prisen",   "gade",    "vej",    "legat",  "skole",
                                       "forening", "selskab", "museum", "fonden", "fond",
                                       "centret",  "center",  "plads",  "stræde", "hjemmet"};
    for (gsize k = 0; k < G_N_ELEMENTS(ends); k++) {
        if (g_str_has_suffix(form->lower, ends[k]) && form->length > strlen(ends[k])) {
            return FALSE;
        }
    }
    return !g_strv_contains(others, form->lower);
}

/* "Rådmand", "Direktør" below a name; "projektleder", "socialinspektør" before one. */
static gboolean
is_title(const struct word *word)
{
    gsize before, genitive;
    return has_ending(word, ENDINGS_TITLES, &before, &genitive) != NULL && genitive == 0;
}

/* The last word of a person's name at i: at least two parts, the last no initial; 0 where there is
 * none. Parts: capitalised words, initials with their full stop. */
static guint
parts_end(const struct scan *scan, guint i, guint *ret_parts)
{
    guint last = 0, parts = 0, j = i;
    gboolean after_initial = FALSE; /* its full stop ends no sentence */
    while (parts < MOST_PARTS) {
        const struct word *word = scan_word(scan, j);
        if (!is_capital(word) || (word->flags & WORD_HYPHEN) || (parts > 0 && is_title(word)) ||
            (parts > 0 && (word->flags & WORD_FIRST) && !after_initial) ||
            ((word->flags & WORD_UPPER) && parts > 0 && letters_at_least(word->lower, 3) &&
             !is_initial(word) && !(scan_word(scan, i)->flags & WORD_UPPER))) {
            break;
        }
        parts++;
        after_initial = is_initial(word);
        if (after_initial) {
            j++;
            if (word_is(scan_word(scan, j), ".")) {
                j++;
            }
            continue;
        }
        last = j++;
    }
    *ret_parts = parts;
    return parts >= 2 ? last : 0;
}

/* A first name, or two of them with a hyphen: "Hans-Peter". */
static gboolean
is_first_name(const struct person *person, const char *lower)
{
    if (g_hash_table_contains(person->first_names, lower)) {
        return TRUE;
    }
    const char *hyphen = strchr(lower, '-');
    if (hyphen == NULL || hyphen == lower || strlen(lower) > LONGEST_NAME) {
        return FALSE;
    }
    g_autofree char *left = g_strndup(lower, (gsize)(hyphen - lower));
    return g_hash_table_contains(person->first_names, left) &&
           g_hash_table_contains(person->first_names, hyphen + 1);
}

/* Labels that a list of persons stands after. */
static const char *const present[] = {"stede",    "fraværende", "afbud",     "fremmødte",
                                      "mødte",    "deltagere",  "deltog",    "medlemmer",
                                      "tilstede", "fravær",     "udeblevet", NULL};

void
person_describe(const struct person *person, struct description *about)
{
    struct form *form = about->form;
    about->phrases[PHRASES_TITLES] = phrases_start(person->phrases, form->lower, about->arena);
    about->endings[ENDINGS_TITLES] = endings_find(person->ends, form->lower);
    about->endings[ENDINGS_SURNAMES] = endings_find(person->surnames, form->lower);
    form->marks |= about->phrases[PHRASES_TITLES] != NULL || g_strv_contains(present, form->lower)
                       ? CUE_PERSON
                       : 0;
    form->marks |= is_initial_form(form) ? LIST_INITIAL : 0;
    form->marks |= is_surname_form(form) ? 0 : LIST_NO_SURNAME;
    form->marks |= is_first_name(person, form->lower) ? LIST_FIRST_NAME : 0;
}

/* "Holm", "Damgård": a surname, though the dictionary of words may know it. */
static gboolean
knows_surname(const struct word *word)
{
    gsize before, genitive;
    const struct ending *ending = has_ending(word, ENDINGS_SURNAMES, &before, &genitive);
    return ending != NULL && genitive == 0 &&
           ((before == 0 && (ending->use & USE_WORD)) || (before >= 2 && (ending->use & USE_END)));
}

static void
offer_person(struct scan *scan, guint first, guint last, const char *role, const char *rule,
             enum cert cert)
{
    gsize cut = word_ends(scan_word(scan, last), "sens") ? 1 : 0; /* "Hansens" */
    const struct offer made = {.type = MENTION_PERSON,
                               .first = first,
                               .last = last,
                               .cut = cut,
                               .kind = role,
                               .rule = rule,
                               .cert = cert,
                               .weight = cert == CERT_HIGH ? WEIGHT_WHOLE : WEIGHT_HIGH,
                               .anchor = TRUE};
    scan_offer(scan, &made);
}

static gboolean
is_surname(const struct scan *scan, guint i)
{
    return !has_mark(scan_word(scan, i), LIST_NO_SURNAME);
}

/* "(V)", "(A)", "(SF)" after the name: a member of a political body. */
static gboolean
has_party(const struct scan *scan, guint last)
{
    const struct word *letter = scan_word(scan, last + 2);
    static const char *const parties[] = {"sf", "df", "la", "kd", "nb", "dd", "el", "rv", NULL};
    return word_is(scan_word(scan, last + 1), "(") && (letter->flags & WORD_CAPITAL) &&
           (g_utf8_strlen(letter->lower, -1) == 1 || word_in(letter, parties)) &&
           word_is(scan_word(scan, last + 3), ")");
}

/* "Sagsbehandler: X Y", or the label ends its block and the next block is the name. */
static guint
find_label(struct scan *scan, guint after, const char *role)
{
    guint j = after;
    while (word_is(scan_word(scan, j), ":") || word_is(scan_word(scan, j), ".")) {
        j++;
    }
    gboolean next_block = is_stop(scan_word(scan, j)) && j + 2 < scan->words->array->len;
    if (next_block) {
        j++;
    }
    guint parts, last = parts_end(scan, j, &parts);
    if (last == 0 || (next_block && !is_stop(scan_word(scan, last + 1)) && last - j > 4)) {
        return 0;
    }
    for (guint k = j + 1; k <= last; k++) {
        if (!is_surname(scan, k)) {
            return 0;
        }
    }
    offer_person(scan, j, last, role, "person.label", CERT_HIGH);
    return last;
}

static guint
find_titled(const struct person *person, struct scan *scan, guint i)
{
    struct phrase_hit hit;
    if (!has_phrase(scan, PHRASES_TITLES, i, &hit) || hit.ending > 2) {
        return 0;
    }
    const char *place = lexicon_get(person->titles, hit.id, 1);
    const char *role = lexicon_get(person->titles, hit.id, 2);
    if (strcmp(place, "label") == 0) {
        return find_label(scan, hit.last + 1, role);
    }
    guint parts, first = hit.last + 1, last = parts_end(scan, first, &parts);
    if (last == 0 || parts < 2 || (scan_word(scan, first)->flags & WORD_LINE) ||
        (!person_knows(scan_word(scan, first)) && !is_initial(scan_word(scan, first)) &&
         word_known(scan, scan_word(scan, first)))) {
        return 0;
    }
    offer_person(scan, first, last, role, "person.title", CERT_HIGH);
    return last;
}

/* "Gertrud Ørnstrand" of "professor Gertrud Ørnstrand": two words on a line, the first none that
 * hunspell knows. */
static gboolean
is_plain_name(const struct scan *scan, guint first, guint last, guint parts)
{
    return parts == 2 && !is_capital(scan_word(scan, first - 1)) && is_surname(scan, last) &&
           !(scan_word(scan, first)->flags & WORD_UPPER) &&
           !(scan_word(scan, last)->flags & WORD_LINE) && !word_known(scan, scan_word(scan, first));
}

static guint
find_named(struct scan *scan, guint i)
{
    guint parts, last = parts_end(scan, i, &parts);
    if (last == 0) {
        return 0;
    }
    if (has_party(scan, last)) {
        offer_person(scan, i, last, "member", "person.party", CERT_HIGH);
        return last;
    }
    const struct word *title = scan_word(scan, i - 1);
    const struct word *below =
        is_stop(scan_word(scan, last + 1)) ? scan_word(scan, last + 2) : scan_word(scan, last + 1);
    gboolean titled = (!is_capital(title) && !is_stop(title) && is_title(title)) ||
                      (is_capital(below) && (below->flags & WORD_LINE) && is_title(below));
    if (titled && (person_knows(scan_word(scan, i)) || is_plain_name(scan, i, last, parts))) {
        offer_person(scan, i, last, NULL, "person.title", CERT_HIGH);
        return last;
    }
    if (!person_knows(scan_word(scan, i)) && !is_initial(scan_word(scan, i))) {
        return 0;
    }
    if (is_initial(scan_word(scan, i)) && (parts < 3 || word_known(scan, scan_word(scan, last)))) {
        return 0;
    }
    guint firsts = 0;
    for (guint k = i; k <= last; k++) {
        firsts += person_knows(scan_word(scan, k)) ? 1 : 0;
        if (k > i && !is_surname(scan, k)) {
            return 0;
        }
        if (k > i && (scan_word(scan, k)->flags & WORD_LINE) && k > i + 1) {
            last = k - 1; /* the line below is another field */
            break;
        }
    }
    const struct word *surname = scan_word(scan, last);
    if (firsts < 2 && parts < 3 && !knows_surname(surname) && !strchr(surname->lower, '-') &&
        word_known(scan, surname)) {
        return 0;
    }
    offer_person(scan, i, last, NULL, "person.first-name", CERT_MEDIUM);
    return last;
}

/* The end of what may follow a name in a list of persons: "(V)", "(formand)"; `last` for none. */
static guint
bracket_end(const struct scan *scan, guint last)
{
    if (!word_is(scan_word(scan, last + 1), "(")) {
        return last;
    }
    for (guint j = last + 2; j < last + 6 && !is_stop(scan_word(scan, j)); j++) {
        if (word_is(scan_word(scan, j), ")")) {
            return j;
        }
    }
    return last;
}

/* "Til stede: A B, C D og E F": the persons after a label that only persons follow, of whom every
 * second at least has a known first name. The last word; 0. */
static guint
find_present(struct scan *scan, guint i)
{
    if (!word_in(scan_word(scan, i), present) || !word_is(scan_word(scan, i + 1), ":")) {
        return 0;
    }
    guint firsts[MOST_PRESENT], lasts[MOST_PRESENT], n = 0, known = 0, j = i + 2;
    while (n < MOST_PRESENT) {
        guint parts, last = parts_end(scan, j, &parts);
        gboolean fits = last != 0 && parts <= 4 && is_surname(scan, last) &&
                        scan_covered(scan, j, MENTION_PLACE) == NULL;
        if (!fits) {
            break;
        }
        firsts[n] = j;
        lasts[n++] = last;
        known += person_knows(scan_word(scan, j)) ? 1 : 0;
        last = bracket_end(scan, last);
        const struct word *link = scan_word(scan, last + 1);
        if (!word_is(link, ",") && !word_is(link, "og") && !word_is(link, "samt")) {
            break;
        }
        j = last + 2;
    }
    if (n < 2 || known * 2 < n) {
        return 0;
    }
    for (guint k = 0; k < n; k++) {
        offer_person(scan, firsts[k], lasts[k], has_party(scan, lasts[k]) ? "member" : NULL,
                     "person.present", CERT_MEDIUM);
    }
    return lasts[n - 1];
}

void
person_find(const struct person *person, struct scan *scan)
{
    for (guint k = 0, i = 0; scan_next(scan, WORD_CAPITAL | CUE_PERSON, &k, &i);) {
        const struct word *word = scan_word(scan, i);
        if (!(word->flags & WORD_LETTERS) || word->length == 0 ||
            scan_covered(scan, i, MENTION_PLACE) != NULL) {
            continue;
        }
        gboolean cue = has_mark(word, CUE_PERSON);
        guint last = cue ? find_present(scan, i) : 0;
        if (last == 0 && cue) {
            last = find_titled(person, scan, i);
        }
        if (last == 0 && is_capital(word)) {
            last = find_named(scan, i);
        }
        i = MAX(i, last);
    }
}
