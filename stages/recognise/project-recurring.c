/* Projects that no cue tells: what a paper says again with its capital, or has quoted once. */
#include "project-private.h"

#include <string.h>

/* How often the words [first, last] stand elsewhere in running text; *ret_inside says whether one
 * of them is not at the start of a sentence. */
guint
project_recurs(const struct scan *scan, guint first, guint last, gboolean *ret_inside)
{
    guint times = 0;
    *ret_inside = FALSE;
    for (guint i = tokens_capital(scan->words, scan_word(scan, first)); i != 0;
         i = scan_word(scan, i)->again) {
        guint n = 0;
        enum block_kind kind = document_block(scan->document, scan_word(scan, i)->block)->kind;
        if (i == first || kind == BLOCK_HEADING || project_is_taken(scan, i)) {
            continue;
        }
        while (first + n <= last && word_same(scan_word(scan, i + n), scan_word(scan, first + n))) {
            n++;
        }
        if (first + n > last) {
            times++;
            *ret_inside = *ret_inside || !(scan_word(scan, i)->flags & WORD_FIRST);
        }
    }
    return times;
}

/* `"Havnehuset"`, and Havnehuset elsewhere: what is quoted once and then used is a name. */
guint
project_find_quoted_again(struct scan *scan, guint i)
{
    guint end = quotation_end(scan, i);
    gboolean inside;
    if (end == 0 || !is_capital(scan_word(scan, i + 1)) || project_is_taken(scan, i + 1) ||
        end - i > MOST_HEADED || !(scan_word(scan, end)->flags & (WORD_LETTERS | WORD_NUMBER)) ||
        person_knows(scan_word(scan, i + 1)) || project_recurs(scan, i + 1, end, &inside) == 0) {
        return 0;
    }
    project_offer(scan, i + 1, end, 0, 0, "project.quoted-again", CERT_MEDIUM, WEIGHT_LOW + 5);
    return end;
}

/* "Havneværkstedet": one word in the definite form that has its capital inside two sentences. */
static gboolean
is_definite_name(const struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i);
    /* posts, bodies and what verbs make nouns of: older papers give them capitals */
    static const char *const others[] = {
        "steren", "manden", "tøren",   "deren",  "chefen",  "enten",  "ningen", "munen",   "ringen",
        "teriet", "iatet",  "tionen",  "relsen", "eningen", "valget", "rådet",  "jektet",  "rammet",
        "gien",   "heden",  "unionen", "taten",  "linien",  "kassen", "skabet", "aftalen", "loven"};
    gboolean definite = word_ends(word, "en") || word_ends(word, "et");
    gboolean inside;
    for (gsize k = 0; k < G_N_ELEMENTS(others); k++) {
        definite = definite && !word_ends(word, others[k]);
    }
    return definite && !(word->flags & (WORD_FIRST | WORD_UPPER)) &&
           g_utf8_strlen(word->lower, -1) >= SHORTEST_DEFINITE &&
           strchr(word->lower, '-') == NULL && !has_role(word, ROLES_PROJECT, PROJECT_NAME) &&
           !has_role(word, ROLES_PROJECT, PROJECT_OPENING) && !places_knows(scan, i) &&
           !places_has_ending(word) && !is_capital(scan_word(scan, i - 1)) &&
           !is_capital(scan_word(scan, i + 1)) && project_recurs(scan, i, i, &inside) > 0 &&
           inside && word_known(scan, word);
}

/* "Dansk i haven", twice in a paper, once with its capital inside a sentence: an ordinary word and
 * what goes on in small letters after a preposition, as far as both have it. The last word; 0. */
static guint
repeated_title(const struct scan *scan, guint i)
{
    static const char *const links[] = {"på",  "i",    "til",   "for", "mod",
                                        "med", "uden", "under", "ved", NULL};
    /* papers, not projects: "Forslag til lokalplan", "Tillæg til kontrakten" */
    static const char *const papers[] = {
        "forslag",        "tillæg",      "udkast",     "notat",     "aftale",   "lov",
        "bekendtgørelse", "bilag",       "vejledning", "plan",      "oversigt", "krav",
        "referat",        "indkaldelse", "svar",       "spørgsmål", "støtte",   "tilskud",
        "formand",        "kriterier",   "regler",     NULL};
    const struct word *word = scan_word(scan, i);
    gboolean inside;
    /* "Grøn ring om byen": an adjective and its noun before the preposition */
    static const char *const far_links[] = {"på", "i",    "til",   "for", "mod",
                                            "om", "uden", "under", NULL};
    if (!project_stands_again(scan, i)) {
        return 0;
    }
    const struct word *second = scan_word(scan, i + 1);
    gboolean near = word_in(second, links);
    gboolean far = !near && !is_capital(second) && !is_connector(second) &&
                   (second->flags & WORD_LETTERS) && !is_function_word(second) &&
                   word_in(scan_word(scan, i + 2), far_links) &&
                   (word_forms(scan, second) & (FORM_NOUN | FORM_PLURAL));
    if ((!near && !far) || word_in(word, papers) || (word->flags & WORD_UPPER) ||
        is_function_word(word) || has_role(word, ROLES_PROJECT, PROJECT_NAME) ||
        has_role(word, ROLES_PROJECT, PROJECT_TITLE) ||
        has_role(word, ROLES_PROJECT, PROJECT_LABEL) ||
        has_role(word, ROLES_PROJECT, PROJECT_GENERIC) || places_knows(scan, i) ||
        person_knows(word) || is_capital(scan_word(scan, i - 1)) || !word_known(scan, word)) {
        return 0;
    }
    guint end = small_name_end(scan, i);
    guint last = end > i ? repeated_end(scan, i, end, &inside) : i;
    if (last < i + (far ? 3 : 2) || !inside || is_capital(scan_word(scan, last))) {
        return 0;
    }
    for (guint k = i + 1; k <= last; k++) {
        if (scan->cover[k] != 0) {
            return 0;
        }
    }
    return last;
}

/* "Broen til Havnen", twice in a paper and claimed by nothing else: capitals with small words
 * between, the last a common word. */
void
project_find_recurring(struct scan *scan)
{
    for (guint step = 0, i = 0; scan_next(scan, WORD_CAPITAL, &step, &i);) {
        const struct word *word = scan_word(scan, i);
        if (!is_capital(word) || scan->cover[i] != 0 ||
            (is_function_word(word) && !is_capital(scan_word(scan, i + 1)))) {
            continue;
        }
        guint last = repeated_title(scan, i);
        if (last != 0) {
            project_offer(scan, i, last, 0, 0, "project.repeated", CERT_LOW, WEIGHT_LOW);
            i = last;
            continue;
        }
        last = project_capitals_end(scan, i);
        if (last != 0) {
            project_offer(scan, i, last, 0, 0, "project.capitals", CERT_LOW, WEIGHT_LOW);
            i = last;
            continue;
        }
        last = name_end(scan, i, MOST_HEADED);
        guint small = is_function_word(word) ? 1 : 0; /* "Det Blå Strøg" */
        gboolean claimed = FALSE, inside;
        for (guint k = i + 1; k <= last; k++) {
            small += is_capital(scan_word(scan, k)) ? 0 : 1;
            claimed = claimed || scan->cover[k] != 0 || word_is(scan_word(scan, k), "og");
        }
        if (last == i && is_definite_name(scan, i)) {
            project_offer(scan, i, i, 0, 0, "project.recurring", CERT_LOW, WEIGHT_LOW);
            continue;
        }
        if (small == 0 || claimed || last == i || project_recurs(scan, i, last, &inside) == 0 ||
            (!inside && (word->flags & WORD_FIRST) != 0) ||
            !word_known(scan, scan_word(scan, last))) {
            i = MAX(i, last);
            continue;
        }
        project_offer(scan, i, last, 0, 0, "project.recurring", CERT_LOW, WEIGHT_LOW);
        i = last;
    }
}
