/* Pairs that are one by the papers they stand in, not by their words alone: a short form in a paper
 * that has the full one, first letters that nothing else in the municipality has, and things of
 * another municipality in a paper that speaks of it. */
#include "link-private.h"

#include <string.h>

enum {
    MAX_SPOKEN_OF = 1000 /* places and municipalities of a name's papers: with more it is its own */
};

/* The least score of two names, their municipalities left aside, and the least words of them, in
 * papers of two municipalities. */
#define VISIT_SCORE 0.95

/* ---- first letters ------------------------------------------------------------------------- */

static gboolean
is_placed(const struct name *name)
{
    return name->everywhere || *name->scope;
}

static gboolean
link_letters(struct linking *linking, const struct name *letters, const struct name *longer,
             gboolean *ret_linked, GError **error)
{
    if (!is_placed(letters) || !is_placed(longer) || !name_scopes_agree(letters, longer) ||
        !name_is_initials(linking->rules, letters, longer))
        return TRUE;
    *ret_linked = TRUE;
    return link_names(linking, letters, longer, "same",
                      name_rules_evidence(linking->rules, EVIDENCE_LETTERS),
                      name_rules_evidence_says(linking->rules, EVIDENCE_LETTERS), error);
}

/* ---- in one paper -------------------------------------------------------------------------- */

/* A paper that has the longer name first and the shorter after it, never both in one sentence. */
#define IN_ONE_PAPER                                                                              \
    "SELECT 1 FROM (SELECT document, min(start_offset) AS at FROM mention WHERE name = ?1 "       \
    "GROUP BY document) AS long CROSS JOIN (SELECT document, min(start_offset) AS at "            \
    "FROM mention WHERE name = ?2 GROUP BY document) AS short ON short.document = long.document " \
    "JOIN document ON document.id = long.document WHERE document.current "                        \
    "AND long.at < short.at AND NOT EXISTS (SELECT 1 FROM mention AS p JOIN mention AS q "        \
    "ON q.document = p.document AND q.sentence = p.sentence WHERE p.document = long.document "    \
    "AND p.name = ?1 AND q.name = ?2) LIMIT 1"

static gboolean
link_shortened(struct linking *linking, const struct name *shorter, const struct name *longer,
               gboolean *ret_linked, GError **error)
{
    gint64 one = 0;
    if (!is_placed(shorter) || !name_scopes_agree(shorter, longer) ||
        !name_is_shortened(shorter, longer))
        return TRUE;
    struct statement statement = statement_of(linking->database, IN_ONE_PAPER, "reading mentions");
    put_number(&statement, longer->id);
    put_number(&statement, shorter->id);
    if (!statement_number(&statement, ret_linked, &one, error))
        return FALSE;
    return !*ret_linked ||
           link_names(linking, shorter, longer, "same",
                      name_rules_evidence(linking->rules, EVIDENCE_CONTEXT),
                      name_rules_evidence_says(linking->rules, EVIDENCE_CONTEXT), error);
}

/* ---- of another municipality --------------------------------------------------------------- */

/* The papers of a name, each with the places and municipalities that it names. */
#define SPOKEN_OF                                                                             \
    "SELECT paper.document, other.value FROM (SELECT DISTINCT document FROM mention "         \
    "WHERE name = ?1) AS paper JOIN document ON document.id = paper.document "                \
    "AND document.current LEFT JOIN mention AS t ON t.document = paper.document "             \
    "AND t.type IN ('place', 'organisation') AND t.name IS NOT NULL LEFT JOIN name AS other " \
    "ON other.id = t.name AND (other.kind = 'place' OR other.class = 'municipality') "        \
    "ORDER BY paper.document LIMIT ?2"

/* Whether a place or municipality is the town: "Hjørring", "HJOERRING KOMMUNE". */
static gboolean
is_town(const char *value, const char *town)
{
    g_autofree char *folded = name_fold(value);
    gsize length = strlen(town);
    if (strncmp(folded, town, length) != 0)
        return FALSE;
    const char *rest = folded + length + (folded[length] == 's');
    return !folded[length] || strcmp(rest, " kommune") == 0;
}

/* Whether all papers that have the name speak of the town: what is also told of without it is their
 * own. */
static gboolean
speak_of(struct linking *linking, const struct name *name, const char *town, gboolean *ret_do,
         GError **error)
{
    gboolean row, speaks = TRUE;
    gint64 paper = 0;
    guint rows = 0;
    struct statement statement = statement_of(linking->database, SPOKEN_OF, "reading mentions");
    put_number(&statement, name->id);
    put_number(&statement, MAX_SPOKEN_OF);
    for (*ret_do = FALSE;; rows++) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            break;
        gint64 next = sqlite3_column_int64(statement.handle, 0);
        if (next != paper && !speaks) {
            statement_reset(&statement);
            return TRUE;
        }
        speaks = (next == paper && speaks) || is_town(column_text(statement.handle, 1), town);
        paper = next;
    }
    *ret_do = speaks && rows > 0 && rows < MAX_SPOKEN_OF;
    return TRUE;
}

/* Whether a name says enough to be known in another municipality's papers. */
static gboolean
travels(const struct name *name)
{
    guint words = 0;
    for (guint i = 0; i < name->n_words; i++)
        words += !(name->flags[i] & (WORD_FILLER | WORD_NUMBER | WORD_HEAD));
    switch (name->type) {
    case MENTION_PROJECT:
    case MENTION_PROGRAMME:
        return words > 1;
    case MENTION_CASE:
        return strlen(name->content) >= 9;
    default:
        return FALSE;
    }
}

static gboolean
link_visitor(struct linking *linking, const struct name *guest, const struct name *host,
             double score, gboolean *ret_linked, GError **error)
{
    gboolean speaks;
    if (!speak_of(linking, guest, host->town, &speaks, error))
        return FALSE;
    if (!speaks)
        return TRUE;
    *ret_linked = TRUE;
    g_autofree char *reason = g_strdup_printf(
        "%s: %s", name_rules_evidence_says(linking->rules, EVIDENCE_VISIT), host->scope);
    return link_names(linking, guest, host, "same", score, reason, error);
}

static gboolean
link_visit(struct linking *linking, const struct name *a, const struct name *b, GError **error)
{
    gboolean linked = FALSE;
    if (a->everywhere || b->everywhere || !*a->scope || !*b->scope ||
        strcmp(a->scope, b->scope) == 0 || !travels(a) || !travels(b))
        return TRUE;
    double score = name_compare_anywhere(linking->rules, a, b);
    if (score < VISIT_SCORE)
        return TRUE;
    score -= 1.0 - name_rules_evidence(linking->rules, EVIDENCE_VISIT);
    const struct name *first = name_order(a, b) <= 0 ? a : b, *second = first == a ? b : a;
    return link_visitor(linking, first, second, score, &linked, error) &&
           (linked || link_visitor(linking, second, first, score, &linked, error));
}

gboolean
together_link(struct linking *linking, const struct name *a, const struct name *b, GError **error)
{
    gboolean linked = FALSE;
    if (a->type != b->type)
        return TRUE;
    return link_letters(linking, a, b, &linked, error) &&
           (linked || link_letters(linking, b, a, &linked, error)) &&
           (linked || link_shortened(linking, a, b, &linked, error)) &&
           (linked || link_shortened(linking, b, a, &linked, error)) &&
           (linked || link_visit(linking, a, b, error));
}
