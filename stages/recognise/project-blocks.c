/* Projects by the block they stand in: a column of a table, a list, a row that a title names. */
#include "project-private.h"

#include <string.h>

/* The first word after a number that a heading begins with: "2. ", "B) ", "L3. ", "Punkt 14. ",
 * "Spor 2: "; `first` where there is none. */
guint
project_after_number(const struct scan *scan, guint first)
{
    guint i = first;
    gboolean label = has_role(scan_word(scan, i), ROLES_PROJECT, PROJECT_LABEL);
    if (label) {
        i++;
        i += word_is(scan_word(scan, i), "nr") ? 1 : 0;
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
    if (word_is(mark, ".") || word_is(mark, ")") ||
        (label && (word_is(mark, ":") || word_is(mark, "–") || word_is(mark, "-")))) {
        return is_stop(scan_word(scan, i + 2)) ? first : i + 2;
    }
    return figures && strchr(number->lower, '.') != NULL && is_capital(mark) ? i + 1 : first;
}

/* A block's words without a leading "Projekt", quotation marks, and what stands in brackets at its
 * end; *ret_quoted says that a quotation was there. FALSE where nothing is left. */
gboolean
project_trim(const struct scan *scan, guint block, guint *ret_first, guint *ret_last)
{
    guint first = g_array_index(scan->words->block_first, guint, block);
    if (is_stop(scan_word(scan, first))) {
        return FALSE;
    }
    guint last = block_last(scan, first);
    first = project_after_number(scan, first);
    if (has_role(scan_word(scan, first), ROLES_PROJECT, PROJECT_NAME) && first < last) {
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
    while (last > first && !(scan_word(scan, last)->flags & WORD_LETTERS) &&
           !g_ascii_isdigit(scan_word(scan, last)->lower[0])) {
        last--;
    }
    *ret_first = first;
    *ret_last = last;
    return (scan_word(scan, first)->flags & (WORD_LETTERS | WORD_NUMBER)) != 0;
}

/* "Status", "Evaluering", and compounds of what papers are: "Evalueringsrapport", "Statusnotat". */
gboolean
project_is_title(const char *lower, guint32 roles)
{
    static const char *const ends[] = {"status",      "evaluering", "rapport",
                                       "redegørelse", "regnskab",   "notat"};
    for (gsize k = 0; k < G_N_ELEMENTS(ends); k++) {
        if (g_str_has_suffix(lower, ends[k]) && strlen(lower) > strlen(ends[k])) {
            return TRUE;
        }
    }
    return (roles & PROJECT_TITLE) != 0;
}

/* The words [first, last] in lower case, one blank between. */
static char *
words_joined(const struct scan *scan, guint first, guint last)
{
    GString *words = g_string_new(scan_word(scan, first)->lower);
    for (guint i = first + 1; i <= last; i++) {
        g_string_append_c(words, ' ');
        g_string_append_len(words, scan_word(scan, i)->lower, scan_word(scan, i)->length);
    }
    return g_string_free(words, FALSE);
}

/* A word that says nothing as a name: "I alt", "Løn", a bare role word. */
gboolean
project_is_generic(const struct project *project, const struct scan *scan, guint first, guint last)
{
    static const char *const captions[] = {"tabel", "figur", "bilag", "budget", NULL};
    const struct word *word = scan_word(scan, first);
    if (has_role(word, ROLES_PROJECT, PROJECT_FINANCE) || word_in(word, captions)) {
        return TRUE;
    }
    if (!has_mark(word, LIST_PROJECT_CUE)) {
        return FALSE;
    }
    g_autofree char *whole = words_joined(scan, first, MIN(last, first + 3));
    return (roles_of(project->cues, whole) & PROJECT_GENERICS) != 0;
}

/* A heading of a column of projects: by dictionary, or a compound ("Anlægsprojekt"). */
static gboolean
is_column(const struct project *project, const char *heading)
{
    return (roles_of(project->cues, heading) & PROJECT_COLUMN) ||
           (strchr(heading, ' ') == NULL &&
            (g_str_has_suffix(heading, "projekt") || g_str_has_suffix(heading, "projekter")));
}

static void
find_cell(const struct project *project, struct scan *scan, guint block)
{
    const char *heading = g_ptr_array_index(scan->heading, block);
    guint first, last;
    if (heading == NULL || !is_column(project, heading) ||
        !project_trim(scan, block, &first, &last) || last - first >= MOST_CELL ||
        !is_capital(scan_word(scan, first)) || project_is_generic(project, scan, first, last)) {
        return;
    }
    for (guint i = first; i < last; i++) {
        if (word_is(scan_word(scan, i), ".") && !(scan_word(scan, i + 1)->flags & WORD_CLOSE)) {
            return; /* sentences are no name */
        }
    }
    project_offer(scan, first, last, 0, 0, "project.column", CERT_HIGH, WEIGHT_WHOLE);
}

/* "Koncert", "Sommerkursus", "Renovering": what is done, not what it is called. */
static gboolean
is_act(const struct project *project, const struct scan *scan, guint i)
{
    static const char *const ends[] = {"ing", "ion", "else", "eri"};
    const struct word *word = scan_word(scan, i);
    g_autofree char *noun = lemma_noun(scan->lemma, word->lower);
    for (gsize k = 0; k < G_N_ELEMENTS(ends); k++) {
        if (g_str_has_suffix(noun, ends[k])) {
            return TRUE;
        }
    }
    for (const char *p = noun; *p != '\0'; p = g_utf8_next_char(p)) {
        if ((roles_of(project->cues, p) & PROJECT_ACT)) {
            return TRUE; /* also as the end of a compound */
        }
    }
    return FALSE;
}

/* "Strygere på skemaet", "Havet i billeder": a noun that tells no act, and what is in, on or under
 * it. */
static gboolean
is_image(const struct scan *scan, guint first, guint last)
{
    static const char *const links[] = {"på", "i", "under", "mod", "uden", "bag", "over", NULL};
    const struct word *noun = scan_word(scan, first), *end = scan_word(scan, last);
    guint forms = word_forms(scan, noun);
    return last == first + 2 && word_in(scan_word(scan, first + 1), links) && !is_capital(end) &&
           (forms & (FORM_PLURAL | FORM_DEFINITE | FORM_DEFINITE_PLURAL | FORM_NOUN)) &&
           (word_forms(scan, end) & (FORM_DEFINITE | FORM_DEFINITE_PLURAL));
}

/* A column that tells what is applied for: its cells are descriptions, some of them names. A name
 * is quoted, or stands in running text again, or has a year ("Midsommerspil 1999"), or is an
 * image. */
static void
find_purpose(const struct project *project, struct scan *scan, guint block)
{
    const char *heading = g_ptr_array_index(scan->heading, block);
    guint first, last;
    if (heading == NULL || !(roles_of(project->cues, heading) & PROJECT_PURPOSE) ||
        !project_trim(scan, block, &first, &last) || !is_capital(scan_word(scan, first)) ||
        (scan_word(scan, first)->flags & WORD_NUMBER)) {
        return;
    }
    gboolean quoted = is_quote(scan_word(scan, first - 1)), inside;
    for (guint i = first + 1; i <= last && !quoted; i++) {
        if (word_is(scan_word(scan, i), ",") || word_is(scan_word(scan, i), "–")) {
            last = i - 1; /* "Havet i billeder, udstilling" */
        }
    }
    if (last - first >= MOST_HEADED || project_is_generic(project, scan, first, last)) {
        return;
    }
    const char *end = scan_word(scan, last)->lower;
    gboolean dated = last > first && (scan_word(scan, last)->flags & WORD_NUMBER) &&
                     strlen(end) == 4 &&
                     (g_str_has_prefix(end, "19") || g_str_has_prefix(end, "20"));
    gboolean again = last > first && project_recurs(scan, first, last, &inside) > 0;
    if (quoted || (!is_act(project, scan, first) &&
                   (again || (dated && last - first <= 2) || is_image(scan, first, last)))) {
        project_offer(scan, first, last, 0, 0, "project.purpose", CERT_MEDIUM, WEIGHT_MEDIUM);
    }
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
announces(const struct scan *scan, guint block)
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
    gboolean series = FALSE;
    for (guint i = last; i >= first && n < MOST_TITLE; i--, n++) {
        const struct word *word = scan_word(scan, i);
        if (has_role(word, ROLES_PROJECT, PROJECT_LIST)) {
            return TRUE;
        }
        series = series || has_role(word, ROLES_PROJECT, PROJECT_SERIES);
        if (series && g_str_has_prefix(word->lower, "projekt")) {
            return TRUE; /* "Projektet består af følgende dele:" */
        }
    }
    return FALSE;
}

/* The name at the head of a list item: to a full stop, colon, dash or bracket. */
static void
find_item(const struct project *project, struct scan *scan, guint block)
{
    guint first, last;
    if (!project_trim(scan, block, &first, &last) || !is_capital(scan_word(scan, first))) {
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
    if (end - first >= MOST_TITLE || project_is_generic(project, scan, first, end)) {
        return;
    }
    project_offer(scan, first, end, 0, 0, "project.item", CERT_HIGH, WEIGHT_WHOLE);
}

/* "Skoven som legeplads - Havby Skole, 65.000 kr.": an item with a name, a dash, who is to have the
 * money, and a sum. */
static void
find_granted_item(const struct project *project, struct scan *scan, guint block)
{
    guint first, last, dash = 0;
    if (!project_trim(scan, block, &first, &last) || !is_capital(scan_word(scan, first)) ||
        is_quote(scan_word(scan, first - 1))) {
        return;
    }
    gboolean sum = FALSE;
    for (guint i = first + 1; i <= last && i < first + MOST_TITLE; i++) {
        const struct word *word = scan_word(scan, i);
        gboolean mark = word_is(word, "–") || word_is(word, "-");
        gboolean comma = word_is(word, ",") && /* "Toner ved Åen, Havby Kor, 15.000 kr." */
                         scan_covered(scan, i + 1, MENTION_ORGANISATION) != NULL;
        if (dash == 0 && ((mark && !(word->flags & WORD_CLOSE)) || comma)) {
            dash = i;
        }
        sum = sum || word_is(word, "kr") || word_is(word, "kroner");
    }
    if (dash < first + 2 || !sum || dash - first > MOST_HEADED ||
        scan_covered(scan, dash + 1, MENTION_ORGANISATION) == NULL ||
        project_is_taken(scan, first) || is_act(project, scan, first) ||
        project_is_generic(project, scan, first, dash - 1)) {
        return;
    }
    project_offer(scan, first, dash - 1, 0, 0, "project.granted", CERT_MEDIUM, WEIGHT_MEDIUM);
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
            } else {
                find_granted_item(project, scan, b);
            }
            continue;
        }
        listing = announces(scan, b);
    }
}

/* ---- rows that a title names ------------------------------------------------------------------
 */

/* The first word of [from, to] where the words [first, last] stand in a row; 0 for nowhere. */
static guint
words_within(const struct scan *scan, guint from, guint to, guint first, guint last)
{
    for (guint i = from; i + (last - first) <= to; i++) {
        guint n = 0;
        while (first + n <= last && word_same(scan_word(scan, i + n), scan_word(scan, first + n))) {
            n++;
        }
        if (first + n > last) {
            return i;
        }
    }
    return 0;
}

/* The label of a row that a heading names behind a word for money or reports, as a whole and with
 * its capital: "Tillægsbevilling til Ny bro i Havby og Sti langs åen". */
static void
find_titled_row(const struct project *project, struct scan *scan, guint heading, guint cell)
{
    guint first, last, from = g_array_index(scan->words->block_first, guint, heading);
    if (is_stop(scan_word(scan, from)) || !project_trim(scan, cell, &first, &last) ||
        first == last || last - first >= MOST_HEADED || !is_capital(scan_word(scan, first)) ||
        project_is_generic(project, scan, first, last)) {
        return;
    }
    guint to = MIN(block_last(scan, from), from + MOST_HEADING_READ);
    guint at = words_within(scan, from, to, first, last);
    gboolean title = FALSE;
    for (guint i = from; i < at; i++) {
        title = title || has_role(scan_word(scan, i), ROLES_PROJECT, PROJECT_TITLE);
    }
    const struct name *body = at != 0 ? scan_covered(scan, at, MENTION_ORGANISATION) : NULL;
    if (!title || !is_capital(scan_word(scan, at)) || (body != NULL && body->first == at)) {
        return;
    }
    project_offer(scan, at, at + (last - first), 0, 0, "project.titled-row", CERT_HIGH,
                  WEIGHT_WHOLE);
    project_offer(scan, first, last, 0, 0, "project.titled-row", CERT_HIGH, WEIGHT_WHOLE);
}

/* Headings near the top against the first column of tables. */
static void
find_titled_rows(const struct project *project, struct scan *scan)
{
    guint headings = 0;
    for (guint b = 0; b < scan->document->blocks->len && headings < MOST_TOP_HEADINGS; b++) {
        if (document_block(scan->document, b)->kind != BLOCK_HEADING) {
            continue;
        }
        headings++;
        for (guint c = b + 1; c < scan->document->blocks->len && c < b + MOST_CELLS_READ; c++) {
            const struct block *block = document_block(scan->document, c);
            if (block->cell >= 0 && document_cell(scan->document, block->cell)->column == 0 &&
                !document_cell(scan->document, block->cell)->header) {
                find_titled_row(project, scan, b, c);
            }
        }
    }
}

/* ---- columns by their fellows ---------------------------------------------------------------- */

/* Adds the projects that were found since the last time to the table of them by their words. */
static void
read_projects(struct scan *scan)
{
    for (; scan->projects_read < scan->found->len; scan->projects_read++) {
        const struct name *name = &g_array_index(scan->found, struct name, scan->projects_read);
        if (name->type == MENTION_PROJECT) {
            g_hash_table_add(scan->projects, words_joined(scan, name->first, name->last));
        }
    }
}

/* Offers the cells [from, to) of a first column where two of them or more are known as projects. */
static void
find_fellow_cells(const struct project *project, struct scan *scan, guint from, guint to)
{
    guint with = 0, first, last;
    for (guint pass = 0; pass < 2; pass++) {
        for (guint b = from; b < to; b++) {
            const struct block *block = document_block(scan->document, b);
            const struct cell *cell =
                block->cell >= 0 ? document_cell(scan->document, block->cell) : NULL;
            if (cell == NULL || cell->column > 0 || cell->row == 0 || cell->header ||
                !project_trim(scan, b, &first, &last) || last - first >= MOST_HEADED ||
                !is_capital(scan_word(scan, first)) ||
                project_is_generic(project, scan, first, last)) {
                continue;
            }
            g_autofree char *key = words_joined(scan, first, last);
            if (pass == 0) {
                with += g_hash_table_contains(scan->projects, key) ? 1 : 0;
            } else if (with >= 2 && !project_is_taken(scan, first) &&
                       scan_covered(scan, first, MENTION_PROJECT) == NULL) {
                project_offer(scan, first, last, 0, 0, "project.fellow", CERT_MEDIUM, WEIGHT_WHOLE);
            }
        }
    }
}

void
project_find_fellow_columns(const struct project *project, struct scan *scan)
{
    read_projects(scan);
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
            find_fellow_cells(project, scan, b, end);
        }
        b = end;
    }
}

/* Whether a list, column or cue made a project of the words [first, last] elsewhere. */
gboolean
project_is_known(struct scan *scan, guint first, guint last)
{
    g_autofree char *words = words_joined(scan, first, last);
    read_projects(scan);
    return g_hash_table_contains(scan->projects, words);
}

void
project_find_cells(const struct project *project, struct scan *scan)
{
    for (guint b = 0; b < scan->document->blocks->len; b++) {
        find_cell(project, scan, b);
        find_purpose(project, scan, b);
    }
    find_lists(project, scan);
    find_titled_rows(project, scan);
}
