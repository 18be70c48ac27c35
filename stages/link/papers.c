/* Papers that point to each other: by a case number that is one's own and the other's topic, by
 * the same case at two meetings, by a meeting whose minutes one of them is. */
#include "link-private.h"

#include <string.h>

/* A case or meeting of more papers than this is a heading, not a link. */
enum {
    MAX_PAPERS = 60
};

/* Why papers of a group are linked: what stands before and after the case or meeting, where one
 * only speaks of it, and where both are its own. */
struct reasons {
    const char *speaks[2];
    const char *both[2];
};

/* A paper in the group of a case or meeting. `own`: 2 it is the case's own, or the minutes; 1 it
 * tells where the case was considered, which counts where it is no paper's own; 0 it names it. */
struct paper {
    gint64 id;
    int own;
    char *sort; /* day of issue and SHA-256 */
};

struct group {
    char *key; /* the case or meeting, as it is reported */
    GArray *papers;
    const struct reasons *reasons; /* for papers of rank 2, and of rank 1 */
};

static void
paper_clear(gpointer data)
{
    g_free(((struct paper *)data)->sort);
}

static gboolean
link_papers(struct linking *linking, gint64 from, gint64 to, const char *reason, GError **error)
{
    struct statement statement =
        statement_of(linking->database,
                     "INSERT OR IGNORE INTO link (kind, from_document, to_document, score, reason) "
                     "VALUES ('refers', ?, ?, 1.0, ?)",
                     "linking papers");
    put_number(&statement, from);
    put_number(&statement, to);
    put_text(&statement, reason);
    return statement_run(&statement, error);
}

/* Of two papers of a group: who points to whom. */
static gboolean
link_pair(struct linking *linking, const struct group *group, const struct paper *a,
          const struct paper *b, GError **error)
{
    if (!a->own && !b->own)
        return TRUE;
    if (a->own && b->own) {
        gboolean a_is_later = strcmp(a->sort, b->sort) > 0;
        g_autofree char *reason =
            g_strconcat(group->reasons->both[0], group->key, group->reasons->both[1], NULL);
        return link_papers(linking, a_is_later ? a->id : b->id, a_is_later ? b->id : a->id, reason,
                           error);
    }
    g_autofree char *reason =
        g_strconcat(group->reasons->speaks[0], group->key, group->reasons->speaks[1], NULL);
    return link_papers(linking, a->own ? b->id : a->id, a->own ? a->id : b->id, reason, error);
}

static gboolean
group_link(struct linking *linking, struct group *group, GError **error)
{
    GArray *papers = group->papers;
    if (papers->len > MAX_PAPERS) {
        linking_skip(linking, "%u papers speak of %s: they are not linked for it", papers->len,
                     group->key);
        return TRUE;
    }
    int most = 1;
    for (guint i = 0; i < papers->len; i++)
        most = MAX(most, g_array_index(papers, struct paper, i).own);
    for (guint i = 0; i < papers->len; i++) {
        struct paper *paper = &g_array_index(papers, struct paper, i);
        paper->own = paper->own == most;
    }
    group->reasons += most == 1;
    for (guint i = 0; i < papers->len; i++) {
        for (guint j = i + 1; j < papers->len; j++) {
            if (!link_pair(linking, group, &g_array_index(papers, struct paper, i),
                           &g_array_index(papers, struct paper, j), error))
                return FALSE;
        }
    }
    return TRUE;
}

/* Runs over rows (key, document, own, sort), ordered by key, and links each group. */
static gboolean
groups_link(struct linking *linking, const char *sql, const struct reasons *reasons, GError **error)
{
    struct statement statement = statement_of(linking->database, sql, "reading papers");
    g_autoptr(GArray) papers = g_array_new(FALSE, FALSE, sizeof(struct paper));
    g_autofree char *key = NULL;
    gboolean row = TRUE, ok = TRUE;
    g_array_set_clear_func(papers, paper_clear);
    while (ok && row) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        const char *next = row ? column_text(statement.handle, 0) : NULL;
        if (key && (!next || strcmp(next, key) != 0)) {
            struct group group = {key, papers, reasons};
            ok = group_link(linking, &group, error);
            g_array_set_size(papers, 0);
        }
        if (!row)
            break;
        g_free(key);
        key = g_strdup(next);
        struct paper paper = {.id = sqlite3_column_int64(statement.handle, 1),
                              .own = sqlite3_column_int(statement.handle, 2),
                              .sort = g_strdup(column_text(statement.handle, 3))};
        g_array_append_val(papers, paper);
    }
    if (row)
        statement_reset(&statement);
    return ok;
}

/* Papers that name a case. */
#define CASES                                                                                 \
    "SELECT entity.name || ' ' || entity.scope, document.id, "                                \
    "max(CASE WHEN EXISTS (SELECT 1 FROM fact WHERE fact.document = document.id "             \
    "AND fact.predicate = 'case-number' AND fact.object_name = name.id) THEN 2 "              \
    "WHEN EXISTS (SELECT 1 FROM fact WHERE fact.document = document.id "                      \
    "AND fact.predicate = 'considered' AND fact.subject_name = name.id) THEN 1 ELSE 0 END), " \
    "coalesce(document.issued_from, '') || document.sha256 "                                  \
    "FROM mention JOIN name ON name.id = mention.name AND name.kind = 'case' "                \
    "JOIN entity ON entity.id = name.entity "                                                 \
    "JOIN document ON document.id = mention.document AND document.current "                   \
    "GROUP BY entity.id, document.id ORDER BY 1, 4"

/* Papers that speak of a committee's meeting on a day; its minutes or agenda have items. */
#define MEETINGS                                                                             \
    "SELECT entity.name || ' ' || entity.scope || ' ' || fact.date, document.id, "           \
    "2 * max(fact.item IS NOT NULL), coalesce(document.issued_from, '') || document.sha256 " \
    "FROM fact JOIN name ON name.id = CASE fact.predicate WHEN 'considered' "                \
    "THEN fact.object_name ELSE fact.subject_name END "                                      \
    "JOIN entity ON entity.id = name.entity "                                                \
    "JOIN document ON document.id = fact.document AND document.current "                     \
    "WHERE fact.predicate IN ('considered', 'decision') AND fact.date_from = fact.date_to "  \
    "GROUP BY entity.id, fact.date, document.id ORDER BY 1, 4"

gboolean
papers_link(struct linking *linking, GError **error)
{
    static const struct reasons of_cases[] = {
        {{"it speaks of case ", ", which is the other's"}, {"both belong to case ", ""}},
        {{"it speaks of case ", ", and the other tells where that was considered"},
         {"both tell where case ", " was considered"}}};
    static const struct reasons of_meetings[] = {
        {{"it speaks of the meeting ", ", which the other records"},
         {"both record the meeting ", ""}}}; /* no paper is of rank 1 */
    return database_execute(linking->database, "DELETE FROM link WHERE kind = 'refers'",
                            "forgetting links", error) &&
           groups_link(linking, CASES, of_cases, error) &&
           groups_link(linking, MEETINGS, of_meetings, error);
}
