/* Projects: what a cue word, quotation marks, a column, a list or a heading says to be the name of
 * one. How else a name is written, and where it stands without a cue, is found in variants.c. */
#include "project-private.h"

#include <string.h>

struct project *
project_open(struct dictionaries *dictionaries, GError **error)
{
    struct project *project = g_new0(struct project, 1);
    project->cues = project_cues_open(dictionaries, error);
    if (project->cues == NULL) {
        project_close(project);
        return NULL;
    }
    project->generic = roles_first_words(project->cues, PROJECT_GENERICS);
    return project;
}

void
project_close(struct project *project)
{
    if (project == NULL) {
        return;
    }
    if (project->generic != NULL) {
        g_hash_table_unref(project->generic);
    }
    roles_free(project->cues);
    g_free(project);
}

/* "delprojekt A", "Projekt B udskydes": the letter of a list, no name. */
static gboolean
is_list_letter(const struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i);
    return word->lower[0] != '\0' && *g_utf8_next_char(word->lower) == '\0';
}

/* "Løn og pension", "Udgifter i alt", "Taget til efterretning": words of an account or of a
 * decision and nothing else. */
static gboolean
is_account(const struct scan *scan, guint first, guint last)
{
    static const char *const ends[] = {
        "udgift",     "udgifter",     "udgiften",   "udgifterne",   "omkostning", "omkostninger",
        "indtægter",  "indtægt",      "tilskud",    "honorar",      "honorarer",  "løn",
        "lønninger",  "leje",         "forbrug",    "afgift",       "afgifter",   "gebyr",
        "resultat",   "overskud",     "underskud",  "saldo",        "formue",     "hold",
        "kontingent", "kontingenter", "materialer", "anskaffelser", "inventar",   "forsikringer",
        "forsikring", "finansiering"};
    const struct word *one = scan_word(scan, first);
    gboolean sum = last > first + 1 && word_is(scan_word(scan, last), "alt") &&
                   word_is(scan_word(scan, last - 1), "i");
    if (sum || has_role(one, ROLES_PROJECT, PROJECT_DECISION)) {
        return TRUE;
    }
    for (guint i = first; i <= last; i++) {
        const struct word *word = scan_word(scan, i);
        gboolean expense = has_role(word, ROLES_PROJECT, PROJECT_EXPENSE) || is_connector(word) ||
                           !(word->flags & WORD_LETTERS);
        for (gsize k = 0; k < G_N_ELEMENTS(ends) && !expense; k++) {
            expense = word_ends(word, ends[k]);
        }
        if (!expense) {
            return FALSE;
        }
    }
    return (one->flags & WORD_LETTERS) != 0 && !is_connector(one);
}

void
project_offer(struct scan *scan, guint first, guint last, gsize skip, gsize cut, const char *rule,
              enum cert cert, int weight)
{
    if (is_account(scan, first, last)) {
        return;
    }
    if (is_list_letter(scan, first) && (first == last || !is_capital(scan_word(scan, first + 1)))) {
        return;
    }
    const struct offer made = {.type = MENTION_PROJECT,
                               .first = first,
                               .last = last,
                               .skip = skip,
                               .cut = cut,
                               .rule = rule,
                               .cert = cert,
                               .weight = weight,
                               .anchor = TRUE};
    scan_offer(scan, &made);
}

/* A name that is more than a capital at the start of a sentence. */
gboolean
project_is_proper(const struct scan *scan, guint first, guint last)
{
    for (guint i = first; i <= last; i++) {
        const struct word *word = scan_word(scan, i);
        if (is_capital(word) && (i > first || !is_accidental(scan, i))) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A body by its look alone ("Natskolen", "Grønt Bibliotek"), which an explicit word can say is
 * none: the second before any, the others before several ("projekterne"). */
static gboolean
is_guess(const struct scan *scan, guint i, gboolean several)
{
    const struct name *body = scan_covered(scan, i, MENTION_ORGANISATION);
    return body != NULL && (strcmp(body->rule, "organisation.tail") == 0 ||
                            (several && (strcmp(body->rule, "organisation.compound") == 0 ||
                                         strcmp(body->rule, "organisation.head") == 0)));
}

/* What parts the names of a series, or ends it. */
static gboolean
is_link(const struct word *word)
{
    return word_is(word, ",") || word_is(word, "og") || word_is(word, "samt") || word_is(word, ".");
}

/* ---- cue words ------------------------------------------------------------------------------- */

/* `projekt "A"`, `projekterne "A" og "B"`: all quotations joined after i; the last word. */
static guint
find_quoted(struct scan *scan, guint i)
{
    guint end = quotation_end(scan, i), last = 0;
    while (end != 0 && is_capital(scan_word(scan, i + 1))) {
        project_offer(scan, i + 1, end, 0, 0, "project.quoted", CERT_HIGH, WEIGHT_WHOLE);
        last = end + 1;
        i = last + 1;
        while (word_is(scan_word(scan, i), ",") || word_is(scan_word(scan, i), "og") ||
               word_is(scan_word(scan, i), "samt")) {
            i++;
        }
        end = i > last + 1 ? quotation_end(scan, i) : 0;
    }
    return last;
}

/* What a name is, "er et projekt". */
static const char *const verbs[] = {"er",       "bliver", "etableres",   "gennemføres",
                                    "oprettes", "var",    "igangsættes", NULL};

/* What it is called from now on. */
static const char *const ways[][5] = {
    {"hedder", "nu", NULL},          {"hedder", "i", "dag", NULL},
    {"har", "fået", "navnet", NULL}, {"fik", "navnet", NULL},
    {"er", "omdøbt", "til", NULL},   {"har", "skiftet", "navn", "til", NULL}};

/* What "projektet" and its like end in. */
static const char *const ends[] = {"projekt",     "projektet", "projekter",
                                   "projekterne", "indsatsen", "initiativet"};

void
project_describe(const struct project *project, struct description *about)
{
    struct form *form = about->form;
    static const char *const others[] = {"projekttitel", "projektnavn", "titel",
                                         "navn",         "til",         NULL};
    guint32 roles = roles_of(project->cues, form->lower);
    gboolean cue = (roles & (PROJECT_NAME | PROJECT_LIST)) != 0 ||
                   g_strv_contains(others, form->lower) ||
                   g_str_has_suffix(form->lower, "projektets");
    for (gsize k = 0; k < G_N_ELEMENTS(ends); k++) {
        cue = cue || g_str_has_suffix(form->lower, ends[k]);
    }
    gboolean verb = g_strv_contains(verbs, form->lower);
    for (gsize k = 0; k < G_N_ELEMENTS(ways); k++) {
        verb = verb || strcmp(form->lower, ways[k][0]) == 0;
    }
    form->marks |= verb ? LIST_VERB_OF_NAME : 0;
    form->marks |= project_is_title(form->lower, roles) ? LIST_TITLE : 0;
    form->roles[ROLES_PROJECT] = roles;
    form->marks |= g_hash_table_contains(project->generic, form->lower) ? LIST_PROJECT_CUE : 0;
    form->marks |= cue ? CUE_PROJECT : 0;
}

/* "projektet", and a compound of it: "formidlingsprojektet"; not one that is a body's name. */
static gboolean
is_cue(const struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i), *next = scan_word(scan, i + 1);
    gboolean compound = FALSE;
    if (word_is(next, ":") && (word_ends(word, "projekter") || word_ends(word, "projekterne"))) {
        return FALSE; /* announces a series */
    }
    if (word_ends(word, "indsatsen") && !is_quote(next)) {
        return FALSE; /* "læseindsatsen Gode Ord" may be more than a project */
    }
    for (gsize k = 0; k < G_N_ELEMENTS(ends); k++) {
        compound = compound || word_ends(word, ends[k]);
    }
    return has_role(word, ROLES_PROJECT, PROJECT_NAME) ||
           (compound && !(word->flags & WORD_HYPHEN) && strchr(word->lower, '-') == NULL &&
            !project_is_taken(scan, i) && scan_covered(scan, i + 1, MENTION_ORGANISATION) == NULL);
}

/* "Projekttitel: X", "Projektets navn: X": a label, and the name to the end of its line. */
static guint
find_labelled(struct scan *scan, guint i)
{
    static const char *const labels[] = {"projekttitel", "projektnavn", NULL};
    static const char *const owners[] = {"projektets", "forslagets", "indsatsens", NULL};
    static const char *const names[] = {"titel", "navn", NULL};
    gboolean label =
        word_in(scan_word(scan, i), labels) ||
        (word_in(scan_word(scan, i), names) && word_in(scan_word(scan, i - 1), owners));
    if (!label || !word_is(scan_word(scan, i + 1), ":") || !is_capital(scan_word(scan, i + 2))) {
        return 0;
    }
    guint last = i + 2;
    while (last < i + MOST_NAME && !is_stop(scan_word(scan, last + 1)) &&
           !(scan_word(scan, last + 1)->flags & WORD_LINE) &&
           (scan_word(scan, last + 1)->flags & (WORD_LETTERS | WORD_NUMBER))) {
        last++;
    }
    project_offer(scan, i + 2, last, 0, 0, "project.label", CERT_HIGH, WEIGHT_WHOLE);
    return last;
}

static gboolean
is_plural(const struct word *word)
{
    static const char *const plurals[] = {"projekter", "projekterne", "indsatserne",
                                          "initiativerne"};
    for (gsize k = 0; k < G_N_ELEMENTS(plurals); k++) {
        if (word_is(word, plurals[k]) || word_ends(word, plurals[k])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "projekterne A, B og C": capitals with their small words, parted by commas and "og". */
static guint
find_joined(struct scan *scan, guint at)
{
    guint last = 0;
    while (is_capital(scan_word(scan, at)) &&
           (!project_is_taken(scan, at) || is_guess(scan, at, TRUE))) {
        guint end = is_guess(scan, at, TRUE) ? scan_covered(scan, at, MENTION_ORGANISATION)->last
                                             : name_end(scan, at, MOST_NAME);
        for (guint k = at + 1; k < end; k++) {
            if (word_is(scan_word(scan, k), "og")) {
                end = k - 1;
            }
        }
        project_offer(scan, at, end, 0, 0, "project.series", CERT_MEDIUM, WEIGHT_WHOLE);
        last = end;
        if (!is_link(scan_word(scan, end + 1)) || word_is(scan_word(scan, end + 1), ".")) {
            break;
        }
        at = end + 2;
    }
    return last;
}

static guint
find_cue(struct scan *scan, guint i)
{
    const struct word *next = scan_word(scan, i + 1);
    if (!is_cue(scan, i)) {
        return 0;
    }
    guint at = i + 1;
    static const char *const called[] = {":", "hedder", "kaldes", "kaldet", NULL};
    static const char *const titled[] = {"titlen", "navnet", "overskriften", NULL};
    if (word_is(next, "med") && word_in(scan_word(scan, at + 1), titled)) {
        at += 2; /* "et projekt med titlen X" */
    } else if (word_in(next, called) || (word_is(next, ",") && is_quote(scan_word(scan, at + 1)))) {
        at++; /* "projektet hedder X", "et nyt projekt, "X"," */
    }
    next = scan_word(scan, at);
    guint last = find_quoted(scan, at);
    if (last != 0) {
        return last;
    }
    if (!is_capital(next) || (next->flags & (WORD_CLOSE | WORD_FIRST)) ||
        (project_is_taken(scan, at) && !is_guess(scan, at, is_plural(scan_word(scan, i)))) ||
        (is_function_word(next) && name_end(scan, at, MOST_NAME) == at)) {
        return 0;
    }
    if (is_plural(scan_word(scan, i))) {
        return find_joined(scan, at);
    }
    last = cued_name_end(scan, at, MOST_NAME);
    if (last == at && (next->flags & WORD_LINE) && word_known(scan, next)) {
        return 0;
    }
    const struct name *guess =
        is_guess(scan, at, FALSE) ? scan_covered(scan, at, MENTION_ORGANISATION) : NULL;
    last = guess != NULL ? MAX(last, guess->last) : last;
    project_offer(scan, at, last, 0, 0, "project.cue", CERT_HIGH,
                  guess != NULL ? WEIGHT_WHOLE : WEIGHT_HIGH);
    return last;
}

/* "Kom-Igen-projektet", "Kajprojektet", "Udbredelses- og forankringsprojektet". */
static guint
find_compound(struct scan *scan, guint i)
{
    static const char *const forms[] = {"projektet", "projektets"};
    const struct word *word = scan_word(scan, i);
    gsize ending = 0, length = strlen(word->lower);
    for (gsize k = 0; k < G_N_ELEMENTS(forms); k++) {
        if (word_ends(word, forms[k])) {
            ending = strlen(forms[k]);
        }
    }
    if (ending == 0 || length < ending + 3 || has_role(word, ROLES_PROJECT, PROJECT_NAME) ||
        project_is_taken(scan, i)) {
        return 0;
    }
    if (word->lower[length - ending - 1] == '-') {
        if (!is_capital(word)) {
            return 0;
        }
        project_offer(scan, i, i, 0, ending + 1, "project.compound", CERT_HIGH, WEIGHT_HIGH);
        return i;
    }
    guint first = i;
    if (word_is(scan_word(scan, i - 1), "og") && (scan_word(scan, i - 2)->flags & WORD_HYPHEN)) {
        first = i - 2;
    }
    if (!is_capital(scan_word(scan, first))) {
        return 0;
    }
    project_offer(scan, first, i, 0, ending == strlen("projektets") ? 1 : 0, "project.compound",
                  CERT_MEDIUM, WEIGHT_MEDIUM);
    return i;
}

/* "tre delprojekter: A, B og C": the names after a colon that a plural announces. */
static guint
find_series(struct scan *scan, guint i)
{
    gboolean announced = FALSE;
    for (guint j = i - 1; word_is(scan_word(scan, i), ":") && j + MOST_ANNOUNCING > i; j--) {
        const struct word *word = scan_word(scan, j);
        if (is_stop(word) || word_is(word, ".")) {
            break;
        }
        announced = announced || has_role(word, ROLES_PROJECT, PROJECT_LIST) ||
                    has_role(word, ROLES_PROJECT, PROJECT_SERIES);
    }
    if (!announced) {
        return 0;
    }
    guint last = find_quoted(scan, i + 1), at = i + 1;
    if (last != 0) {
        return last;
    }
    while (is_capital(scan_word(scan, at)) &&
           (!project_is_taken(scan, at) || is_guess(scan, at, TRUE))) {
        guint end = at;
        while (is_capital(scan_word(scan, end + 1)) ||
               (!is_stop(scan_word(scan, end + 1)) && !is_link(scan_word(scan, end + 1)) &&
                (scan_word(scan, end + 1)->flags & WORD_LETTERS) && end < at + MOST_NAME)) {
            end++;
        }
        project_offer(scan, at, end, 0, 0, "project.series", CERT_MEDIUM, WEIGHT_WHOLE);
        last = end;
        if (!is_link(scan_word(scan, end + 1)) || word_is(scan_word(scan, end + 1), ".")) {
            break;
        }
        at = end + 2;
    }
    return last;
}

/* The word behind a name that tells of it: past a closing quotation mark, and from the comma of
 * "X, som er et projekt" to its verb. A comma tells only of a name of several words. */
static guint
beside_name(const struct scan *scan, guint first, guint last)
{
    guint j = last + 1;
    gboolean quoted = is_quote(scan_word(scan, first - 1)) && is_quote(scan_word(scan, j));
    j += quoted ? 1 : 0;
    if (!word_is(scan_word(scan, j), ",") || (!quoted && last == first)) {
        return j;
    }
    const struct word *next = scan_word(scan, j + 1);
    return word_is(next, "som") || word_is(next, "der") ? j + 2 : j;
}

/* "Havnehaven er et delprojekt", "Ungestien etableres som et 4-årigt projekt". */
static guint
find_is(struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i);
    if (!is_capital(word) || is_function_word(word) ||
        has_role(word, ROLES_PROJECT, PROJECT_NAME) ||
        has_role(word, ROLES_PROJECT, PROJECT_OPENING) || project_is_taken(scan, i) ||
        is_capital(scan_word(scan, i - 1))) {
        return 0;
    }
    guint last = name_end(scan, i, MOST_NAME), j = beside_name(scan, i, last);
    gboolean comma = word_is(scan_word(scan, j), ",");
    if (!comma &&
        (!has_mark(scan_word(scan, j), LIST_VERB_OF_NAME) || !word_in(scan_word(scan, j), verbs))) {
        return 0;
    }
    gboolean article = FALSE;
    for (guint k = j + 1; k < j + BETWEEN_IS; k++) {
        const struct word *at = scan_word(scan, k);
        if (!(at->flags & WORD_LETTERS) && !(at->flags & WORD_NUMBER)) {
            return 0;
        }
        article = article || word_is(at, "et");
        if (article && (has_role(at, ROLES_PROJECT, PROJECT_IS) || word_ends(at, "projekt"))) {
            break;
        }
        if (k + 1 == j + BETWEEN_IS) {
            return 0;
        }
    }
    project_offer(scan, i, last, 0, 0, "project.is", CERT_MEDIUM, WEIGHT_MEDIUM);
    return last;
}

/* "1,2 mio. kr. til Sang i Byen". */
static guint
find_paid(struct scan *scan, guint i, guint *paid)
{
    guint before = i - 1;
    if (word_is(scan_word(scan, before), ".")) {
        before--;
    }
    const struct word *name = scan_word(scan, i + 1);
    const struct name *fund = scan_covered(scan, i - 1, MENTION_PROGRAMME);
    gboolean from_fund = fund != NULL && fund->kind != NULL && strcmp(fund->kind, "fund") == 0;
    if (!(word_is(scan_word(scan, before), "kr") || word_is(scan_word(scan, before), "kroner") ||
          from_fund) ||
        !is_capital(name) || (name->flags & WORD_UPPER) ||
        has_role(name, ROLES_PROJECT, PROJECT_NAME) ||
        has_role(name, ROLES_PROJECT, PROJECT_LIST)) {
        return 0;
    }
    /* the second and third of several are what the first is */
    const struct name *body = scan_covered(scan, i + 1, MENTION_ORGANISATION);
    gboolean fellow = *paid != 0 && scan_word(scan, *paid)->block == name->block && body != NULL &&
                      strcmp(body->rule, "organisation.tail") == 0;
    if (project_is_taken(scan, i + 1) && !fellow) {
        return 0;
    }
    guint last = fellow ? body->last : cued_name_end(scan, i + 1, MOST_NAME);
    project_offer(scan, i + 1, last, 0, 0, "project.paid", CERT_MEDIUM,
                  fellow ? WEIGHT_WHOLE : WEIGHT_LOW + 5);
    *paid = last;
    return last;
}

/* "X hedder nu Y", "X har fået navnet Y": where the new name begins, after X; 0 for no such words.
 */
static guint
renamed_to(const struct scan *scan, guint i)
{
    if (!has_mark(scan_word(scan, i), LIST_VERB_OF_NAME)) {
        return 0;
    }
    for (gsize k = 0; k < G_N_ELEMENTS(ways); k++) {
        guint n = 0;
        while (ways[k][n] != NULL && word_is(scan_word(scan, i + n), ways[k][n])) {
            n++;
        }
        if (ways[k][n] == NULL) {
            return i + n;
        }
    }
    return 0;
}

static guint
find_renamed(struct scan *scan, guint i)
{
    if (!is_capital(scan_word(scan, i)) || is_capital(scan_word(scan, i - 1)) ||
        has_role(scan_word(scan, i), ROLES_PROJECT, PROJECT_NAME)) {
        return 0;
    }
    const struct name *body = scan_covered(scan, i, MENTION_ORGANISATION);
    guint old = body != NULL ? body->last : name_end(scan, i, MOST_NAME);
    guint name = renamed_to(scan, old + 1);
    if (name == 0 || !is_capital(scan_word(scan, name)) || project_is_taken(scan, name) ||
        scan_covered(scan, i, MENTION_PROGRAMME) != NULL) {
        return 0;
    }
    guint last = name_end(scan, name, MOST_NAME);
    project_offer(scan, i, old, 0, 0, "project.renamed", CERT_MEDIUM, WEIGHT_WHOLE);
    project_offer(scan, name, last, 0, 0, "project.renamed", CERT_MEDIUM, WEIGHT_WHOLE);
    return last;
}

/* Whether the paper speaks of several projects: what its title names is then what they stand under.
 */
static gboolean
has_several(const struct scan *scan)
{
    static const char *const numbers[] = {"to",   "tre", "fire", "fem",  "seks",  "syv",
                                          "otte", "ni",  "ti",   "alle", "begge", NULL};
    for (guint k = 0, i = 0; scan_next(scan, CUE_PROJECT, &k, &i);) {
        const struct word *word = scan_word(scan, i);
        if (!has_role(word, ROLES_PROJECT, PROJECT_LIST) || is_capital(word)) {
            continue;
        }
        const struct word *before = scan_word(scan, i - 1), *other = scan_word(scan, i - 2);
        if (word_ends(word, "ne") || g_str_has_prefix(word->lower, "del") ||
            (before->flags & WORD_NUMBER) || word_in(before, numbers) ||
            (other->flags & WORD_NUMBER) || word_in(other, numbers)) {
            return TRUE; /* "projekterne", "delprojekter", "tre nye projekter"; not "andre
                            projekter" */
        }
    }
    return FALSE;
}

/* "Havnehuset (2,9 mio. kr.) og": a name with its sum in brackets. */
static guint
find_bracketed(struct scan *scan, guint i)
{
    gboolean currency = FALSE, number = FALSE, closed = FALSE;
    if (!word_is(scan_word(scan, i), "(") || scan->cover[i - 1] != 0) {
        return 0;
    }
    for (guint j = i + 1; j < i + MOST_BRACKETED && !closed; j++) {
        currency = currency || word_is(scan_word(scan, j), "kr");
        number = number || (scan_word(scan, j)->flags & WORD_NUMBER);
        closed = word_is(scan_word(scan, j), ")");
    }
    guint first = 0; /* "(kr. uden moms)" is a unit, no sum */
    for (guint j = i - 1; currency && number && closed && j + MOST_ANNOUNCING > i; j--) {
        const struct word *word = scan_word(scan, j);
        if (is_capital(word) && scan->cover[j] == 0) {
            first = is_function_word(word) && first == 0 ? 0 : j;
        } else if (!is_connector(word) || word_is(word, "og") || scan->cover[j] != 0) {
            break;
        }
        if (word->flags & WORD_FIRST) {
            break;
        }
    }
    if (first == 0 || name_end(scan, first, MOST_NAME) != i - 1 ||
        !project_is_proper(scan, first, i - 1)) {
        return 0;
    }
    project_offer(scan, first, i - 1, 0, 0, "project.sum", CERT_MEDIUM, WEIGHT_LOW + 5);
    return i;
}

/* What begins at a colon, a bracket or a quotation mark: its last word; 0. */
static guint
find_at_mark(struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i);
    if (word_is(word, ":")) {
        return find_series(scan, i);
    }
    if (word_is(word, "(")) {
        return find_bracketed(scan, i);
    }
    return scan->on_projects && is_quote(word) ? project_find_quoted_again(scan, i) : 0;
}

/* What begins at a cue or a capital: its last word; 0. */
static guint
find_at(struct scan *scan, guint i, guint *paid)
{
    const struct word *word = scan_word(scan, i);
    gboolean paying = word_is(word, "til"), capital = is_capital(word);
    gboolean cue = has_mark(word, CUE_PROJECT) && !paying;
    guint last = cue ? find_labelled(scan, i) : 0;
    if (last == 0 && cue) {
        last = find_cue(scan, i);
    }
    if (last == 0 && cue) {
        last = find_compound(scan, i);
    }
    if (last == 0 && capital) {
        last = find_is(scan, i);
    }
    if (last == 0 && paying) {
        last = find_paid(scan, i, paid);
    }
    if (last == 0 && capital) {
        last = find_renamed(scan, i);
    }
    return last;
}

void
project_find(const struct project *project, struct scan *scan)
{
    scan->several = has_several(scan);
    project_find_cells(project, scan);
    guint paid = 0; /* the last word of the name that was found so before */
    const guint marks = WORD_CAPITAL | CUE_PROJECT | CUE_MARK | LIST_QUOTE;
    for (guint k = 0, i = 0; scan_next(scan, marks, &k, &i);) {
        const struct word *word = scan_word(scan, i);
        guint last = 0;
        if (!(word->flags & WORD_LETTERS)) {
            last = find_at_mark(scan, i);
        } else if (word->length > 0 && scan_covered(scan, i, MENTION_PROJECT) == NULL) {
            last = find_at(scan, i, &paid);
        }
        i = MAX(i, last);
    }
    project_find_headings(project, scan);
    if (scan->on_projects) {
        project_find_recurring(scan);
    }
}
