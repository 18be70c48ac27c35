/* What the files about projects share. */
#ifndef AKT_PROJECT_PRIVATE_H
#define AKT_PROJECT_PRIVATE_H

#include "names-private.h"

enum {
    PROJECT_GENERICS = PROJECT_GENERIC | PROJECT_NAME | PROJECT_COLUMN, /* no name by itself */

    MOST_NAME = 14,
    MOST_CELL = 16,
    MOST_TOP_HEADINGS = 3,
    MOST_CELLS_READ = 400,
    MOST_HEADING_READ = 400,
    MOST_TITLE = 24,
    MOST_HEADED = 10,
    MOST_ANNOUNCING = 8,
    MOST_BRACKETED = 16,
    MOST_LOWER = 5,
    SHORTEST_DEFINITE = 8,
    BETWEEN_IS = 6
};

struct project {
    struct roles *cues;
    GHashTable *generic; /* first words of the cues that are no name by themselves */
};

/* Offers words [first, last], without `skip` bytes at the start and `cut` at the end. */
void project_offer(struct scan *scan, guint first, guint last, gsize skip, gsize cut,
                   const char *rule, enum cert cert, int weight);

/* Whether a word, with its roles, says what papers are: "Status", "Evalueringsrapport". */
gboolean project_is_title(const char *lower, guint32 roles);

/* A name that is more than a capital at the start of a sentence. */
gboolean project_is_proper(const struct scan *scan, guint first, guint last);

/* Whether another kind of name covers a word. */
static inline gboolean
project_is_taken(const struct scan *scan, guint i)
{
    return scan_is_covered(scan, i,
                           1u << MENTION_ORGANISATION | 1u << MENTION_PROGRAMME |
                               1u << MENTION_PERSON | 1u << MENTION_PLACE | 1u << MENTION_LAW);
}

/* How often the words [first, last] stand elsewhere in running text; *ret_inside says whether one
 * of them is not at the start of a sentence. */
guint project_recurs(const struct scan *scan, guint first, guint last, gboolean *ret_inside);

/* Whether the capitalised word i stands with a capital elsewhere in the paper: a cheap question
 * before others of what is said again. */
static inline gboolean
project_stands_again(const struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i);
    return tokens_capital(scan->words, word) != i || word->again != 0;
}

/* Two common words or more with capitals that begin at i and stand in running text again: the last
 * of them; 0. */
guint project_capitals_end(const struct scan *scan, guint i);

/* The first word after a number that a block begins with ("2. ", "B) ", "Punkt 14. "); `first`
 * where there is none. */
guint project_after_number(const struct scan *scan, guint first);

/* A block's words without a leading "Projekt", quotation marks, and what stands in brackets at its
 * end. FALSE where nothing is left. */
gboolean project_trim(const struct scan *scan, guint block, guint *ret_first, guint *ret_last);

/* Words that say nothing as a name: "I alt", "Løn", a bare role word. */
gboolean project_is_generic(const struct project *project, const struct scan *scan, guint first,
                            guint last);

/* Whether a list, column or cue made a project of the words [first, last] elsewhere. */
gboolean project_is_known(struct scan *scan, guint first, guint last);

/* The cells of first columns where two of them or more are known as projects. */
void project_find_fellow_columns(const struct project *project, struct scan *scan);

/* `"Havnehuset"` at word i, and Havnehuset elsewhere: its last word; 0. */
guint project_find_quoted_again(struct scan *scan, guint i);

/* Names that are claimed by nothing else and said again. */
void project_find_recurring(struct scan *scan);

/* Projects by the block they stand in: cells and list items; then headings and titles, and what
 * stands in the same column as known ones. */
void project_find_cells(const struct project *project, struct scan *scan);
void project_find_headings(const struct project *project, struct scan *scan);

#endif
