/* Projects: what a cue word, quotation marks, a column, a list or a heading says to be the name of
 * one. How else a name is written, and where it stands without a cue, is found in variants.c. */
#include "names-private.h"

#include <string.h>

enum {
    MOST_NAME = 14,
    MOST_CELL = 16,
    MOST_TITLE = 24,
    MOST_HEADED = 10,
    MOST_ANNOUNCING = 8,
    MOST_LOWER = 5,
    SHORTEST_DEFINITE = 8,
    BETWEEN_IS = 6
};

struct project {
    struct roles *cues;
};

struct project *
project_open(struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"word", "role", NULL};
    struct project *project = g_new0(struct project, 1);
    project->cues = roles_open(dictionaries, "project-cues", columns, error);
    if (project->cues == NULL) {
        project_close(project);
        return NULL;
    }
    return project;
}

void
project_close(struct project *project)
{
    if (project == NULL) {
        return;
    }
    roles_free(project->cues);
    g_free(project);
}

static void
offer(struct scan *scan, guint first, guint last, gsize skip, gsize cut, const char *rule,
      enum cert cert, int weight)
{
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

static gboolean
has_role(const struct project *project, const struct word *word, const char *role)
{
    return word->lower[0] != '\0' && roles_have(project->cues, word->lower, role);
}

/* A name that is more than a capital at the start of a sentence. */
static gboolean
is_proper(const struct scan *scan, guint first, guint last)
{
    for (guint i = first; i <= last; i++) {
        const struct word *word = scan_word(scan, i);
        if (is_capital(word) && (i > first || !is_accidental(scan, i))) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
is_taken(const struct scan *scan, guint i)
{
    return scan_covered(scan, i, MENTION_ORGANISATION) != NULL ||
           scan_covered(scan, i, MENTION_PROGRAMME) != NULL ||
           scan_covered(scan, i, MENTION_PERSON) != NULL ||
           scan_covered(scan, i, MENTION_PLACE) != NULL ||
           scan_covered(scan, i, MENTION_LAW) != NULL;
}

/* A body by its look alone ("Natskolen"), which an explicit word can say is none. */
static gboolean
is_guess(const struct scan *scan, guint i)
{
    const struct name *body = scan_covered(scan, i, MENTION_ORGANISATION);
    return body != NULL && (strcmp(body->rule, "organisation.compound") == 0 ||
                            strcmp(body->rule, "organisation.tail") == 0 ||
                            strcmp(body->rule, "organisation.head") == 0);
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
        offer(scan, i + 1, end, 0, 0, "project.quoted", CERT_HIGH, WEIGHT_WHOLE);
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

static guint
find_cue(const struct project *project, struct scan *scan, guint i)
{
    const struct word *next = scan_word(scan, i + 1);
    if (!has_role(project, scan_word(scan, i), "name")) {
        return 0;
    }
    guint at = i + 1;
    static const char *const called[] = {":",   "hedder", "kaldes", "kaldet",
                                         "med", "titlen", "navnet", NULL};
    for (guint n = 0; n < 3 && word_in(next, called); n++) {
        next = scan_word(scan, ++at); /* "projektet hedder X", "et projekt med titlen X" */
    }
    guint last = find_quoted(scan, at);
    if (last != 0) {
        return last;
    }
    if (!is_capital(next) || (next->flags & (WORD_CLOSE | WORD_FIRST)) || is_taken(scan, at) ||
        (is_function_word(next) && name_end(scan, at, MOST_NAME) == at)) {
        return 0;
    }
    last = cued_name_end(scan, at, MOST_NAME);
    if (last == at && (next->flags & WORD_LINE) && lemma_knows(scan->lemma, next->lower)) {
        return 0;
    }
    offer(scan, at, last, 0, 0, "project.cue", CERT_HIGH, WEIGHT_HIGH);
    return last;
}

/* "Kom-Igen-projektet", "Tandprojektet", "Udbredelses- og forankringsprojektet". */
static guint
find_compound(const struct project *project, struct scan *scan, guint i)
{
    static const char *const forms[] = {"projektet", "projektets"};
    const struct word *word = scan_word(scan, i);
    gsize ending = 0, length = strlen(word->lower);
    for (gsize k = 0; k < G_N_ELEMENTS(forms); k++) {
        if (word_ends(word, forms[k])) {
            ending = strlen(forms[k]);
        }
    }
    if (ending == 0 || length < ending + 3 || has_role(project, word, "name") ||
        is_taken(scan, i)) {
        return 0;
    }
    if (word->lower[length - ending - 1] == '-') {
        if (!is_capital(word)) {
            return 0;
        }
        offer(scan, i, i, 0, ending + 1, "project.compound", CERT_HIGH, WEIGHT_HIGH);
        return i;
    }
    guint first = i;
    if (word_is(scan_word(scan, i - 1), "og") && (scan_word(scan, i - 2)->flags & WORD_HYPHEN)) {
        first = i - 2;
    }
    if (!is_capital(scan_word(scan, first))) {
        return 0;
    }
    offer(scan, first, i, 0, ending == strlen("projektets") ? 1 : 0, "project.compound",
          CERT_MEDIUM, WEIGHT_MEDIUM);
    return i;
}

/* "tre delprojekter: A, B og C": the names after a colon that a plural announces. */
static guint
find_series(const struct project *project, struct scan *scan, guint i)
{
    gboolean announced = FALSE;
    for (guint j = i - 1; word_is(scan_word(scan, i), ":") && j + MOST_ANNOUNCING > i; j--) {
        const struct word *word = scan_word(scan, j);
        if (is_stop(word) || word_is(word, ".")) {
            break;
        }
        announced = announced || has_role(project, word, "list");
    }
    if (!announced) {
        return 0;
    }
    guint last = 0, at = i + 1;
    while (is_capital(scan_word(scan, at)) && (!is_taken(scan, at) || is_guess(scan, at))) {
        guint end = at;
        while (is_capital(scan_word(scan, end + 1)) ||
               (!is_stop(scan_word(scan, end + 1)) && !is_link(scan_word(scan, end + 1)) &&
                (scan_word(scan, end + 1)->flags & WORD_LETTERS) && end < at + MOST_NAME)) {
            end++;
        }
        offer(scan, at, end, 0, 0, "project.series", CERT_MEDIUM, WEIGHT_WHOLE);
        last = end;
        if (!is_link(scan_word(scan, end + 1)) || word_is(scan_word(scan, end + 1), ".")) {
            break;
        }
        at = end + 2;
    }
    return last;
}

/* "Legeskoven er et delprojekt", "Ungebroen etableres som et 4-årigt projekt". */
static guint
find_is(const struct project *project, struct scan *scan, guint i)
{
    static const char *const verbs[] = {"er",       "bliver", "etableres",   "gennemføres",
                                        "oprettes", "var",    "igangsættes", NULL};
    const struct word *word = scan_word(scan, i);
    if (!is_capital(word) || is_function_word(word) || has_role(project, word, "name") ||
        has_role(project, word, "opening") || is_taken(scan, i) ||
        is_capital(scan_word(scan, i - 1))) {
        return 0;
    }
    guint last = name_end(scan, i, MOST_NAME), j = last + 1;
    if (!word_in(scan_word(scan, j), verbs)) {
        return 0;
    }
    gboolean article = FALSE;
    for (guint k = j + 1; k < j + BETWEEN_IS; k++) {
        const struct word *at = scan_word(scan, k);
        if (!(at->flags & WORD_LETTERS) && !(at->flags & WORD_NUMBER)) {
            return 0;
        }
        article = article || word_is(at, "et");
        if (article && has_role(project, at, "is")) {
            break;
        }
        if (k + 1 == j + BETWEEN_IS) {
            return 0;
        }
    }
    offer(scan, i, last, 0, 0, "project.is", CERT_MEDIUM, WEIGHT_MEDIUM);
    return last;
}

/* "1,2 mio. kr. til Gåvenner i Byen". */
static guint
find_paid(const struct project *project, struct scan *scan, guint i, guint *paid)
{
    if (!word_is(scan_word(scan, i), "til")) {
        return 0;
    }
    guint before = i - 1;
    if (word_is(scan_word(scan, before), ".")) {
        before--;
    }
    const struct word *name = scan_word(scan, i + 1);
    const struct name *fund = scan_covered(scan, i - 1, MENTION_PROGRAMME);
    gboolean from_fund = fund != NULL && fund->kind != NULL && strcmp(fund->kind, "fund") == 0;
    if (!(word_is(scan_word(scan, before), "kr") || word_is(scan_word(scan, before), "kroner") ||
          from_fund) ||
        !is_capital(name) || (name->flags & WORD_UPPER) || has_role(project, name, "name") ||
        has_role(project, name, "list")) {
        return 0;
    }
    /* the second and third of several are what the first is */
    const struct name *body = scan_covered(scan, i + 1, MENTION_ORGANISATION);
    gboolean fellow = *paid != 0 && scan_word(scan, *paid)->block == name->block && body != NULL &&
                      strcmp(body->rule, "organisation.tail") == 0;
    if (is_taken(scan, i + 1) && !fellow) {
        return 0;
    }
    guint last = fellow ? body->last : name_end(scan, i + 1, MOST_NAME);
    offer(scan, i + 1, last, 0, 0, "project.paid", CERT_MEDIUM,
          fellow ? WEIGHT_WHOLE : WEIGHT_LOW + 5);
    *paid = last;
    return last;
}

/* "X hedder nu Y", "X har fået navnet Y": where the new name begins, after X; 0 for no such words.
 */
static guint
renamed_to(const struct scan *scan, guint i)
{
    static const char *const ways[][5] = {
        {"hedder", "nu", NULL},          {"hedder", "i", "dag", NULL},
        {"har", "fået", "navnet", NULL}, {"fik", "navnet", NULL},
        {"er", "omdøbt", "til", NULL},   {"har", "skiftet", "navn", "til", NULL}};
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
find_renamed(const struct project *project, struct scan *scan, guint i)
{
    if (!is_capital(scan_word(scan, i)) || is_capital(scan_word(scan, i - 1)) ||
        has_role(project, scan_word(scan, i), "name")) {
        return 0;
    }
    const struct name *body = scan_covered(scan, i, MENTION_ORGANISATION);
    guint old = body != NULL ? body->last : name_end(scan, i, MOST_NAME);
    guint name = renamed_to(scan, old + 1);
    if (name == 0 || !is_capital(scan_word(scan, name)) || is_taken(scan, name) ||
        scan_covered(scan, i, MENTION_PROGRAMME) != NULL) {
        return 0;
    }
    guint last = name_end(scan, name, MOST_NAME);
    offer(scan, i, old, 0, 0, "project.renamed", CERT_MEDIUM, WEIGHT_WHOLE);
    offer(scan, name, last, 0, 0, "project.renamed", CERT_MEDIUM, WEIGHT_WHOLE);
    return last;
}

/* ---- blocks ---------------------------------------------------------------------------------- */

/* The first word after a number that a heading begins with: "2. ", "B) ", "Punkt 14. "; `first`
 * where there is none. */
static guint
after_number(const struct scan *scan, guint first)
{
    guint i = first;
    if (word_is(scan_word(scan, i), "punkt") || word_is(scan_word(scan, i), "pkt")) {
        i++;
        i += word_is(scan_word(scan, i), ".") ? 1 : 0;
    }
    const struct word *number = scan_word(scan, i), *mark = scan_word(scan, i + 1);
    gboolean figures = g_ascii_isdigit(number->lower[0]) && strlen(number->lower) <= 5;
    gboolean letter = g_ascii_isalpha(number->lower[0]) &&
                      strspn(number->lower + 1, "0123456789") == strlen(number->lower + 1) &&
                      strlen(number->lower) <= 3;
    if (!figures && !letter) {
        return first;
    }
    if (word_is(mark, ".") || word_is(mark, ")")) {
        return is_stop(scan_word(scan, i + 2)) ? first : i + 2;
    }
    return figures && strchr(number->lower, '.') != NULL && is_capital(mark) ? i + 1 : first;
}

/* A block's words without a leading "Projekt", quotation marks, and what stands in brackets at its
 * end; *ret_quoted says that a quotation was there. FALSE where nothing is left. */
static gboolean
trim(const struct project *project, const struct scan *scan, guint block, guint *ret_first,
     guint *ret_last)
{
    guint first = g_array_index(scan->words->block_first, guint, block);
    if (is_stop(scan_word(scan, first))) {
        return FALSE;
    }
    guint last = block_last(scan, first);
    first = after_number(scan, first);
    if (has_role(project, scan_word(scan, first), "name") && first < last) {
        first++;
    }
    if (word_is(scan_word(scan, first), ":") && first < last) {
        first++;
    }
    guint end = quotation_end(scan, first);
    if (end != 0) {
        *ret_first = first + 1;
        *ret_last = end;
        return TRUE;
    }
    if (word_is(scan_word(scan, last), ")")) {
        for (guint j = last; j > first; j--) {
            if (word_is(scan_word(scan, j), "(")) {
                last = j - 1;
                break;
            }
        }
    }
    while (last > first && !(scan_word(scan, last)->flags & (WORD_LETTERS | WORD_NUMBER))) {
        last--;
    }
    *ret_first = first;
    *ret_last = last;
    return (scan_word(scan, first)->flags & (WORD_LETTERS | WORD_NUMBER)) != 0;
}

/* A word that says nothing as a name: "I alt", "Løn", a bare role word. */
static gboolean
is_generic(const struct project *project, const struct scan *scan, guint first, guint last)
{
    if (last - first > 3) {
        last = first + 3;
    }
    g_autoptr(GString) whole = g_string_new(scan_word(scan, first)->lower);
    for (guint i = first + 1; i <= last; i++) {
        g_string_append_printf(whole, " %s", scan_word(scan, i)->lower);
    }
    static const char *const captions[] = {"tabel", "figur", "bilag", "budget", NULL};
    return word_in(scan_word(scan, first), captions) ||
           roles_have(project->cues, whole->str, "generic") ||
           roles_have(project->cues, whole->str, "name") ||
           roles_have(project->cues, whole->str, "column");
}

static void
find_cell(const struct project *project, struct scan *scan, guint block)
{
    const char *heading = g_ptr_array_index(scan->heading, block);
    guint first, last;
    if (heading == NULL || !roles_have(project->cues, heading, "column") ||
        !trim(project, scan, block, &first, &last) || last - first >= MOST_CELL ||
        !is_capital(scan_word(scan, first)) || is_generic(project, scan, first, last)) {
        return;
    }
    for (guint i = first; i < last; i++) {
        if (word_is(scan_word(scan, i), ".") && !(scan_word(scan, i + 1)->flags & WORD_CLOSE)) {
            return; /* sentences are no name */
        }
    }
    offer(scan, first, last, 0, 0, "project.column", CERT_HIGH, WEIGHT_WHOLE);
}

static gboolean
ends_in_colon(const struct scan *scan, guint block)
{
    guint first = g_array_index(scan->words->block_first, guint, block);
    return !is_stop(scan_word(scan, first)) &&
           word_is(scan_word(scan, block_last(scan, first)), ":");
}

/* "Der er givet penge til tre projekter:" or a heading "Delprojekter" in front of a list. */
static gboolean
announces(const struct project *project, const struct scan *scan, guint block)
{
    const struct block *at = document_block(scan->document, block);
    if (at->kind != BLOCK_HEADING && !ends_in_colon(scan, block)) {
        return FALSE;
    }
    guint first = g_array_index(scan->words->block_first, guint, block);
    if (is_stop(scan_word(scan, first))) {
        return FALSE;
    }
    guint last = block_last(scan, first), n = 0;
    for (guint i = last; i >= first && n < MOST_TITLE; i--, n++) {
        if (has_role(project, scan_word(scan, i), "list")) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The name at the head of a list item: to a full stop, colon, dash or bracket. */
static void
find_item(const struct project *project, struct scan *scan, guint block)
{
    guint first, last;
    if (!trim(project, scan, block, &first, &last) || !is_capital(scan_word(scan, first))) {
        return;
    }
    guint end = last;
    for (guint i = first + 1; i <= last; i++) {
        const struct word *word = scan_word(scan, i);
        if (word_is(word, ".") || word_is(word, ":") || word_is(word, "(") || word_is(word, ";") ||
            ((word_is(word, "–") || word_is(word, "-")) && !is_capital(scan_word(scan, i + 1)))) {
            end = i - 1;
            break;
        }
    }
    if (end - first >= MOST_TITLE || is_generic(project, scan, first, end)) {
        return;
    }
    offer(scan, first, end, 0, 0, "project.item", CERT_HIGH, WEIGHT_WHOLE);
}

static void
find_lists(const struct project *project, struct scan *scan)
{
    gboolean listing = FALSE;
    for (guint b = 0; b < scan->document->blocks->len; b++) {
        const struct block *block = document_block(scan->document, b);
        if (block->kind == BLOCK_MARGIN || block_is_furniture(block->kind)) {
            continue; /* runs past the list */
        }
        if (block->kind == BLOCK_ITEM && block->cell < 0) {
            if (listing) {
                find_item(project, scan, b);
            }
            continue;
        }
        listing = announces(project, scan, b);
    }
}

/* ---- columns by their fellows ---------------------------------------------------------------- */

/* The words of a block as a key: lower case, one blank between. */
static char *
key_of(const struct scan *scan, guint first, guint last)
{
    GString *key = g_string_new(NULL);
    for (guint i = first; i <= last; i++) {
        g_string_append_printf(key, "%s ", scan_word(scan, i)->lower);
    }
    return g_string_free(key, FALSE);
}

/* Offers the cells [from, to) of a first column where two of them or more are known as projects. */
static void
find_fellow_cells(const struct project *project, struct scan *scan, GHashTable *known, guint from,
                  guint to)
{
    guint with = 0, first, last;
    for (guint pass = 0; pass < 2; pass++) {
        for (guint b = from; b < to; b++) {
            const struct block *block = document_block(scan->document, b);
            const struct cell *cell =
                block->cell >= 0 ? document_cell(scan->document, block->cell) : NULL;
            if (cell == NULL || cell->column > 0 || cell->row == 0 || cell->header ||
                !trim(project, scan, b, &first, &last) || last - first >= MOST_HEADED ||
                !is_capital(scan_word(scan, first)) || is_generic(project, scan, first, last)) {
                continue;
            }
            g_autofree char *key = key_of(scan, first, last);
            if (pass == 0) {
                with += g_hash_table_contains(known, key) ? 1 : 0;
            } else if (with >= 2 && !is_taken(scan, first) &&
                       scan_covered(scan, first, MENTION_PROJECT) == NULL) {
                offer(scan, first, last, 0, 0, "project.fellow", CERT_MEDIUM, WEIGHT_WHOLE);
            }
        }
    }
}

static void
find_fellow_columns(const struct project *project, struct scan *scan)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < scan->found->len; i++) {
        const struct name *name = &g_array_index(scan->found, struct name, i);
        if (name->type == MENTION_PROJECT && name->last - name->first < MOST_HEADED) {
            g_hash_table_add(known, key_of(scan, name->first, name->last));
        }
    }
    guint n = scan->document->blocks->len;
    for (guint b = 0; b < n;) {
        int cell = document_block(scan->document, b)->cell;
        guint end = b + 1;
        if (cell >= 0) {
            guint table = document_cell(scan->document, cell)->table;
            while (
                end < n && document_block(scan->document, end)->cell >= 0 &&
                document_cell(scan->document, document_block(scan->document, end)->cell)->table ==
                    table) {
                end++;
            }
            find_fellow_cells(project, scan, known, b, end);
        }
        b = end;
    }
}

/* A heading with a sum in brackets: "7 pladser til aflastning (4,2 mio. kr. om året)". */
static gboolean
has_sum(const struct scan *scan, guint block)
{
    guint first = g_array_index(scan->words->block_first, guint, block);
    guint last = block_last(scan, first);
    if (!word_is(scan_word(scan, last), ")")) {
        return FALSE;
    }
    for (guint i = last; i > first && i + MOST_TITLE > last; i--) {
        if (word_is(scan_word(scan, i), "(")) {
            return FALSE;
        }
        if (word_is(scan_word(scan, i), "kr") || word_is(scan_word(scan, i), "kroner")) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The next block of the body that has text. */
static guint
next_block(const struct scan *scan, guint block)
{
    for (guint b = block + 1; b < scan->document->blocks->len; b++) {
        const struct block *at = document_block(scan->document, b);
        if (at->kind != BLOCK_MARGIN && !block_is_furniture(at->kind) &&
            at->span.end > at->span.start) {
            return b;
        }
    }
    return block;
}

/* Whether what follows a heading is about one project: a paragraph that begins with "Projektet", or
 * a table whose first column is headed "Indsats" or "Aktivitet". */
static gboolean
opens_project(const struct project *project, const struct scan *scan, guint heading)
{
    guint next = next_block(scan, heading);
    if (next == heading) {
        return FALSE;
    }
    guint first = g_array_index(scan->words->block_first, guint, next);
    const struct block *block = document_block(scan->document, next);
    const struct word *word = scan_word(scan, first);
    if (block->cell < 0) {
        return block->kind == BLOCK_PARAGRAPH && has_role(project, word, "opening") &&
               !is_stop(scan_word(scan, first + 1));
    }
    const struct cell *cell = document_cell(scan->document, block->cell);
    return cell->row == 0 && cell->column == 0 && has_role(project, word, "column") &&
           word_is(scan_word(scan, first + 1), "og");
}

static gboolean
is_numbered(const struct scan *scan, guint block)
{
    const char *n = document_block(scan->document, block)->n;
    guint first = g_array_index(scan->words->block_first, guint, block);
    return (n != NULL && g_ascii_isalnum(n[0])) || after_number(scan, first) != first;
}

/* "Status på X", "Notat om etablering af X": the first word of X, 0 where the heading is no title.
 */
static guint
titled_name(const struct project *project, const struct scan *scan, guint first, guint last)
{
    static const char *const links[] = {"på", "af", "for", "om", "til", "vedrørende", NULL};
    guint name = 0;
    gboolean title = FALSE;
    for (guint i = first; i < last && i < first + MOST_HEADED; i++) {
        const struct word *word = scan_word(scan, i);
        title = title || has_role(project, word, "title");
        if (title && word_in(word, links)) {
            name = i + 1;
            if (is_capital(scan_word(scan, name))) {
                break;
            }
        }
    }
    return name != 0 && is_capital(scan_word(scan, name)) ? name : 0;
}

/* Whether the paper speaks of several projects: what its title names is then what they stand under.
 */
static gboolean
has_several(const struct project *project, const struct scan *scan)
{
    for (guint i = WORDS_BEFORE; i + WORDS_AFTER < scan->words->array->len; i++) {
        const struct word *word = scan_word(scan, i);
        if (has_role(project, word, "list") && !is_capital(word)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* How often the words [first, last] stand elsewhere in running text; *ret_inside says whether one
 * of them is not at the start of a sentence. */
static guint
recurs(const struct scan *scan, guint first, guint last, gboolean *ret_inside)
{
    const GArray *places = capitals_of(scan, scan_word(scan, first)->lower);
    guint times = 0;
    *ret_inside = FALSE;
    for (guint k = 0; places != NULL && k < places->len; k++) {
        guint i = g_array_index(places, guint, k), n = 0;
        enum block_kind kind = document_block(scan->document, scan_word(scan, i)->block)->kind;
        if (i == first || kind == BLOCK_HEADING || is_taken(scan, i)) {
            continue;
        }
        while (first + n <= last &&
               strcmp(scan_word(scan, i + n)->lower, scan_word(scan, first + n)->lower) == 0) {
            n++;
        }
        if (first + n > last) {
            times++;
            *ret_inside = *ret_inside || !(scan_word(scan, i)->flags & WORD_FIRST);
        }
    }
    return times;
}

/* The name in a title, to its end or to a comma, dash or year; "A og B" where both are capitals. */
static void
find_titled(const struct project *project, struct scan *scan, guint name, guint last)
{
    if (is_taken(scan, name) || has_role(project, scan_word(scan, name), "name")) {
        return;
    }
    guint end = name;
    while (end < last && end < name + MOST_HEADED) {
        const struct word *next = scan_word(scan, end + 1);
        gboolean plain = (next->flags & WORD_LETTERS) && !(next->flags & WORD_HYPHEN);
        if (!plain || is_taken(scan, end + 1)) {
            break;
        }
        end++;
    }
    while (end > name && !is_capital(scan_word(scan, end)) && end - name >= MOST_LOWER) {
        end--;
    }
    static const char *const links[] = {"i",  "på",  "for", "af",  "til",   "med", "om",
                                        "og", "fra", "ved", "mod", "under", NULL};
    while (end > name && word_in(scan_word(scan, end), links)) {
        end--; /* "i" before a body or place that is none of the name's */
    }
    if (!is_proper(scan, name, end) && end == name) {
        return;
    }
    for (guint i = name + 1; i < end; i++) {
        gboolean inside;
        if (word_is(scan_word(scan, i), "og") && is_capital(scan_word(scan, i + 1)) &&
            recurs(scan, name, i - 1, &inside) > 0) {
            find_titled(project, scan, i + 1, last); /* "A og B", of which A stands alone as well */
            end = i - 1;
            break;
        }
    }
    const struct offer made = {.type = scan->several ? MENTION_PROGRAMME : MENTION_PROJECT,
                               .first = name,
                               .last = end,
                               .kind = scan->several ? "programme" : NULL,
                               .rule = "project.title",
                               .cert = CERT_MEDIUM,
                               .weight = WEIGHT_LOW + 5,
                               .anchor = TRUE};
    scan_offer(scan, &made);
}

/* Whether a heading's words stand in running text again: with two capitals or more in them, or as
 * one word that has its capital inside a sentence. */
static gboolean
heading_recurs(const struct scan *scan, guint first, guint last)
{
    gboolean inside;
    guint capitals = 0, shouted = 0, times = recurs(scan, first, last, &inside);
    for (guint i = first; i <= last; i++) {
        capitals += is_capital(scan_word(scan, i)) ? 1 : 0;
        shouted += (scan_word(scan, i)->flags & WORD_UPPER) ? 1 : 0;
    }
    const struct word *word = scan_word(scan, first);
    gboolean definite = g_utf8_strlen(word->lower, -1) >= SHORTEST_DEFINITE &&
                        (word_ends(word, "en") || word_ends(word, "et") || word_ends(word, "ne"));
    return times > 0 && shouted < capitals && (capitals >= 2 || (inside && definite));
}

/* "Broen til Job", twice in a paper and claimed by nothing else: capitals with small words between,
 * the last a common word. */
static void
find_recurring(struct scan *scan)
{
    for (guint i = WORDS_BEFORE; i + WORDS_AFTER < scan->words->array->len; i++) {
        const struct word *word = scan_word(scan, i);
        if (!is_capital(word) || scan->cover[i] != 0 ||
            (is_function_word(word) && !is_capital(scan_word(scan, i + 1)))) {
            continue;
        }
        guint last = name_end(scan, i, MOST_HEADED), small = 0;
        gboolean claimed = FALSE, inside;
        for (guint k = i + 1; k <= last; k++) {
            small += is_capital(scan_word(scan, k)) ? 0 : 1;
            claimed = claimed || scan->cover[k] != 0 || word_is(scan_word(scan, k), "og");
        }
        if (small == 0 || claimed || !lemma_knows(scan->lemma, scan_word(scan, last)->lower) ||
            recurs(scan, i, last, &inside) == 0 || (!inside && (word->flags & WORD_FIRST) != 0)) {
            i = MAX(i, last);
            continue;
        }
        offer(scan, i, last, 0, 0, "project.recurring", CERT_LOW, WEIGHT_LOW);
        i = last;
    }
}

static void
find_heading(const struct project *project, struct scan *scan, guint block)
{
    guint first, last;
    const struct block *at = document_block(scan->document, block);
    if (at->cell >= 0 || !trim(project, scan, block, &first, &last) || last - first >= MOST_TITLE) {
        return;
    }
    for (guint i = first; i <= last; i++) {
        if (scan_covered(scan, i, MENTION_PROJECT) != NULL) {
            return;
        }
    }
    if (has_sum(scan, block) && !is_generic(project, scan, first, last) &&
        last - first < MOST_HEADED) {
        if ((scan_word(scan, first)->flags & WORD_NUMBER) && first < last) {
            first++; /* how many */
        }
        if (is_capital(scan_word(scan, first))) {
            offer(scan, first, last, 0, 0, "project.heading", CERT_MEDIUM, WEIGHT_WHOLE);
        }
        return;
    }
    gboolean title = at->kind == BLOCK_HEADING ||
                     (last - first < MOST_HEADED && !word_is(scan_word(scan, last + 1), "."));
    guint name = title ? titled_name(project, scan, first, last) : 0;
    if (name != 0) {
        find_titled(project, scan, name, last);
        return;
    }
    gboolean whole = name_end(scan, first, MOST_NAME) == last;
    gboolean named = whole && is_proper(scan, first, last);
    if (at->kind == BLOCK_HEADING && whole && !is_taken(scan, first) &&
        !has_role(project, scan_word(scan, first), "name") &&
        !is_generic(project, scan, first, last) && heading_recurs(scan, first, last)) {
        offer(scan, first, last, 0, 0, "project.recurring", CERT_MEDIUM, WEIGHT_MEDIUM);
        return;
    }
    if (at->kind == BLOCK_HEADING && is_capital(scan_word(scan, first)) && !is_taken(scan, first) &&
        opens_project(project, scan, block) && (named || is_numbered(scan, block)) &&
        !has_role(project, scan_word(scan, first), "name") &&
        !is_generic(project, scan, first, last)) {
        offer(scan, first, last, 0, 0, "project.heading", CERT_MEDIUM, WEIGHT_WHOLE);
    }
}

/* Where some numbered headings are projects by what follows them, their fellows are too. */
static void
find_fellows(struct scan *scan, const struct project *project)
{
    guint with = 0;
    for (guint b = 0; b < scan->document->blocks->len; b++) {
        const struct block *block = document_block(scan->document, b);
        guint next = next_block(scan, b);
        if (block->kind == BLOCK_HEADING && is_numbered(scan, b) && next != b &&
            document_block(scan->document, next)->cell >= 0 && opens_project(project, scan, b)) {
            with++;
        }
    }
    for (guint b = 0; with >= 2 && b < scan->document->blocks->len; b++) {
        const struct block *block = document_block(scan->document, b);
        guint first, last;
        if (block->kind == BLOCK_HEADING && is_numbered(scan, b) &&
            trim(project, scan, b, &first, &last) && last - first < MOST_TITLE &&
            is_capital(scan_word(scan, first)) &&
            scan_covered(scan, first, MENTION_PROJECT) == NULL) {
            offer(scan, first, last, 0, 0, "project.fellow", CERT_MEDIUM, WEIGHT_WHOLE);
        }
    }
}

void
project_find(const struct project *project, struct scan *scan)
{
    scan->several = has_several(project, scan);
    for (guint b = 0; b < scan->document->blocks->len; b++) {
        find_cell(project, scan, b);
    }
    find_lists(project, scan);
    guint paid = 0; /* the last word of the name that was found so before */
    for (guint i = WORDS_BEFORE; i + WORDS_AFTER < scan->words->array->len; i++) {
        const struct word *word = scan_word(scan, i);
        guint last = find_series(project, scan, i);
        if (last != 0) {
            i = last;
            continue;
        }
        if (!(word->flags & WORD_LETTERS) || word->lower[0] == '\0' ||
            scan_covered(scan, i, MENTION_PROJECT) != NULL) {
            continue;
        }
        last = find_cue(project, scan, i);
        if (last == 0) {
            last = find_compound(project, scan, i);
        }
        if (last == 0) {
            last = find_is(project, scan, i);
        }
        if (last == 0) {
            last = find_paid(project, scan, i, &paid);
        }
        if (last == 0) {
            last = find_renamed(project, scan, i);
        }
        i = MAX(i, last);
    }
    for (guint b = 0; b < scan->document->blocks->len; b++) {
        enum block_kind kind = document_block(scan->document, b)->kind;
        if (kind == BLOCK_HEADING || kind == BLOCK_PARAGRAPH) {
            find_heading(project, scan, b);
        }
    }
    find_recurring(scan);
    find_fellows(scan, project);
    find_fellow_columns(project, scan);
}
