/* Projects by the heading or title that they stand under or in: "Status på X", "2. X" with its text
 * below, "X (4,2 mio. kr.)". */
#include "project-private.h"

#include <string.h>

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
            return !word_is(scan_word(scan, i - 1), "1.000"); /* else it is a table's unit */
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

/* "J.nr. 20.10.00", "Sagsnr. 12/345": a line of its own under a heading. */
static gboolean
is_file_number(const struct scan *scan, guint block)
{
    static const char *const labels[] = {"j.nr",       "jnr",           "j", "sagsnr", "journalnr",
                                         "sagsnummer", "journalnummer", NULL};
    guint first = g_array_index(scan->words->block_first, guint, block);
    return !is_stop(scan_word(scan, first)) && word_in(scan_word(scan, first), labels) &&
           block_last(scan, first) - first < MOST_HEADED;
}

/* Whether what follows a heading is about one project: a paragraph that begins with "Projektet", or
 * a table whose first column is headed "Indsats" or "Aktivitet". */
static gboolean
opens_project(const struct scan *scan, guint heading)
{
    guint next = next_block(scan, heading);
    if (next != heading && is_file_number(scan, next)) {
        next = next_block(scan, next);
    }
    if (next == heading) {
        return FALSE;
    }
    guint first = g_array_index(scan->words->block_first, guint, next);
    const struct block *block = document_block(scan->document, next);
    const struct word *word = scan_word(scan, first);
    if (block->cell < 0) {
        return block->kind == BLOCK_PARAGRAPH && has_role(word, ROLES_PROJECT, PROJECT_OPENING) &&
               !is_stop(scan_word(scan, first + 1));
    }
    const struct cell *cell = document_cell(scan->document, block->cell);
    return cell->row == 0 && cell->column == 0 && has_role(word, ROLES_PROJECT, PROJECT_COLUMN) &&
           word_is(scan_word(scan, first + 1), "og");
}

static gboolean
is_numbered(const struct scan *scan, guint block)
{
    const char *n = document_block(scan->document, block)->n;
    guint first = g_array_index(scan->words->block_first, guint, block);
    return (n != NULL && g_ascii_isalnum(n[0])) || project_after_number(scan, first) != first;
}

/* "Status på X", "Notat om etablering af X": the first word of X, 0 where the heading is no title.
 */
static guint
titled_name(const struct scan *scan, guint first, guint last)
{
    static const char *const links[] = {"på", "af", "for", "om", "til", "vedrørende", NULL};
    guint name = 0;
    gboolean title = FALSE;
    for (guint i = first; i < last && i < first + MOST_HEADED; i++) {
        const struct word *word = scan_word(scan, i);
        title = title || has_mark(word, LIST_TITLE);
        if (title && word_in(word, links)) {
            name = i + 1;
            if (is_capital(scan_word(scan, name))) {
                break;
            }
        }
    }
    return name != 0 && is_capital(scan_word(scan, name)) ? name : 0;
}

/* A title that is of one project by its kind: an application's, a description's, that of an account
 * of works. */
static gboolean
names_one(const struct scan *scan, guint name)
{
    static const char *const ones[] = {"ansøgning",        "ansøgningen",
                                       "projektansøgning", "projektbeskrivelse",
                                       "projektforslag",   "anlægsbevilling",
                                       "anlægsregnskab",   "rådighedsbeløb",
                                       "byggeregnskab",    NULL};
    for (guint i = name - 1; !is_stop(scan_word(scan, i)) && i + MOST_HEADED > name; i--) {
        if (word_in(scan_word(scan, i), ones)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The name in a title, to its end or to a comma, dash or year; "A og B" where both are capitals. */
static void
find_titled(const struct project *project, struct scan *scan, guint name, guint last)
{
    static const char *const ends[] = {"projekt", "projekter", "indsats", "indsatser"};
    for (gsize k = 0; k < G_N_ELEMENTS(ends); k++) {
        if (word_ends(scan_word(scan, name), ends[k])) {
            return; /* "Orientering om EU-projekter" */
        }
    }
    if (project_is_taken(scan, name) || is_quote(scan_word(scan, name + 1)) ||
        has_role(scan_word(scan, name), ROLES_PROJECT, PROJECT_NAME)) {
        return;
    }
    guint end = name;
    while (end < last && end < name + MOST_HEADED) {
        const struct word *next = scan_word(scan, end + 1);
        gboolean plain = (next->flags & WORD_LETTERS) && !(next->flags & WORD_HYPHEN);
        if (!plain || project_is_taken(scan, end + 1)) {
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
    end = seated_end(scan, name, end);
    if (!project_is_proper(scan, name, end) && end == name) {
        return;
    }
    for (guint i = name + 1; i < end; i++) {
        gboolean inside;
        if (word_is(scan_word(scan, i), "og") && is_capital(scan_word(scan, i + 1)) &&
            project_recurs(scan, name, i - 1, &inside) > 0) {
            find_titled(project, scan, i + 1, last); /* "A og B", of which A stands alone as well */
            end = i - 1;
            break;
        }
    }
    /* of several projects it is what they stand under, unless it is one of them */
    gboolean whole = scan->several && !names_one(scan, name) && !project_is_known(scan, name, end);
    const struct offer made = {.type = whole ? MENTION_PROGRAMME : MENTION_PROJECT,
                               .first = name,
                               .last = end,
                               .kind = whole ? "programme" : NULL,
                               .rule = "project.title",
                               .cert = CERT_MEDIUM,
                               .weight = WEIGHT_LOW + 5,
                               .anchor = TRUE};
    scan_offer(scan, &made);
}

/* Whether the block after a heading of one word begins with that word. */
static gboolean
begins_next(const struct scan *scan, guint last)
{
    const struct word *next = scan_word(scan, last + 2), *word = scan_word(scan, last);
    return is_stop(scan_word(scan, last + 1)) && is_capital(next) && word_same(next, word) &&
           !person_knows(word);
}

/* Whether a heading's words stand in running text again: with two capitals or more in them, or as
 * one word that has its capital inside a sentence, or under a number of its own. */
static gboolean
heading_recurs(const struct scan *scan, guint first, guint last, gboolean numbered)
{
    gboolean inside;
    guint capitals = 0, shouted = 0, times = project_recurs(scan, first, last, &inside);
    for (guint i = first; i <= last; i++) {
        capitals += is_capital(scan_word(scan, i)) ? 1 : 0;
        shouted += (scan_word(scan, i)->flags & WORD_UPPER) ? 1 : 0;
    }
    const struct word *word = scan_word(scan, first);
    gboolean definite = g_utf8_strlen(word->lower, -1) >= SHORTEST_DEFINITE &&
                        (word_ends(word, "en") || word_ends(word, "et") || word_ends(word, "ne"));
    return times > 0 && shouted < capitals &&
           (capitals >= 2 || (inside && begins_next(scan, last)) ||
            ((inside || numbered) && definite) || last - first >= 2);
}

/* A heading of three to seven words and nothing else, with a small word among them: "Mad mod
 * kulde". */
static gboolean
is_plain(const struct scan *scan, guint first, guint last)
{
    static const char *const links[] = {"på", "til", "mod", "for", "uden", "i", "ved", "med", NULL};
    gboolean linked = FALSE;
    for (guint i = first; i <= last; i++) {
        if (!(scan_word(scan, i)->flags & WORD_LETTERS)) {
            return FALSE;
        }
        linked = linked || (i > first && i < last && word_in(scan_word(scan, i), links));
    }
    return linked && last - first >= 2 && last - first <= 6 && is_capital(scan_word(scan, first)) &&
           !is_function_word(scan_word(scan, first));
}

static void
find_heading(const struct project *project, struct scan *scan, guint block)
{
    guint first, last;
    const struct block *at = document_block(scan->document, block);
    if (at->cell >= 0 || !project_trim(scan, block, &first, &last) || last - first >= MOST_TITLE ||
        (at->kind == BLOCK_ITEM && !is_numbered(scan, block))) {
        return;
    }
    for (guint i = first; i <= last; i++) {
        if (scan_covered(scan, i, MENTION_PROJECT) != NULL) {
            return;
        }
    }
    if (has_sum(scan, block) && !project_is_generic(project, scan, first, last) &&
        last - first < MOST_HEADED) {
        if ((scan_word(scan, first)->flags & WORD_NUMBER) && first < last) {
            first++; /* how many */
        }
        if (is_capital(scan_word(scan, first))) {
            project_offer(scan, first, last, 0, 0, "project.heading", CERT_MEDIUM, WEIGHT_WHOLE);
        }
        return;
    }
    gboolean title = at->kind == BLOCK_HEADING ||
                     (last - first < MOST_HEADED && !word_is(scan_word(scan, last + 1), "."));
    guint name = title ? titled_name(scan, first, last) : 0;
    if (name != 0) {
        find_titled(project, scan, name, last);
        return;
    }
    gboolean whole = name_end(scan, first, MOST_NAME) == last || is_plain(scan, first, last);
    gboolean headed = at->kind == BLOCK_HEADING ||
                      (last - first < MOST_HEADED && is_stop(scan_word(scan, last + 1)));
    if (headed && whole && !project_is_taken(scan, first) &&
        !has_role(scan_word(scan, first), ROLES_PROJECT, PROJECT_NAME) &&
        !project_is_generic(project, scan, first, last) &&
        heading_recurs(scan, first, last, is_numbered(scan, block))) {
        project_offer(scan, first, last, 0, 0, "project.recurring", CERT_MEDIUM, WEIGHT_MEDIUM);
        return;
    }
    /* minutes number their items: "5. Børnedans i ferien" with its text below */
    gboolean item = at->kind == BLOCK_ITEM && is_numbered(scan, block) &&
                    last - first < MOST_HEADED && is_stop(scan_word(scan, last + 1));
    if ((at->kind == BLOCK_HEADING || item) && is_capital(scan_word(scan, first)) &&
        !project_is_taken(scan, first) && opens_project(scan, block) &&
        !has_role(scan_word(scan, first), ROLES_PROJECT, PROJECT_NAME) &&
        !project_is_generic(project, scan, first, last) &&
        (is_numbered(scan, block) || (whole && project_is_proper(scan, first, last)))) {
        project_offer(scan, first, last, 0, 0, "project.heading", CERT_MEDIUM, WEIGHT_WHOLE);
    }
}

/* Where some numbered headings are projects by what follows them, their fellows are too. */
static void
find_fellows(struct scan *scan)
{
    guint with = 0;
    for (guint b = 0; b < scan->document->blocks->len; b++) {
        const struct block *block = document_block(scan->document, b);
        guint next = next_block(scan, b);
        if (block->kind == BLOCK_HEADING && is_numbered(scan, b) && next != b &&
            document_block(scan->document, next)->cell >= 0 && opens_project(scan, b)) {
            with++;
        }
    }
    for (guint b = 0; with >= 2 && b < scan->document->blocks->len; b++) {
        const struct block *block = document_block(scan->document, b);
        guint first, last;
        if (block->kind == BLOCK_HEADING && is_numbered(scan, b) &&
            project_trim(scan, b, &first, &last) && last - first < MOST_TITLE &&
            is_capital(scan_word(scan, first)) &&
            scan_covered(scan, first, MENTION_PROJECT) == NULL) {
            project_offer(scan, first, last, 0, 0, "project.fellow", CERT_MEDIUM, WEIGHT_WHOLE);
        }
    }
}

void
project_find_headings(const struct project *project, struct scan *scan)
{
    for (guint b = 0; b < scan->document->blocks->len; b++) {
        enum block_kind kind = document_block(scan->document, b)->kind;
        if (kind == BLOCK_HEADING || kind == BLOCK_PARAGRAPH || kind == BLOCK_ITEM) {
            find_heading(project, scan, b);
        }
    }
    find_fellows(scan);
    project_find_fellow_columns(project, scan);
}
