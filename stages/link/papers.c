/* Papers that point to each other: by a case number that is one's own and the other's topic, by
 * the same case at two meetings, by a meeting whose minutes one of them is. */
#include "titles.h"

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
    char *title;
};

struct group {
    char *key; /* the case or meeting, as it is reported */
    gint64 entity;
    const char *day; /* "" for a case */
    GArray *papers;
    const struct reasons *reasons; /* for papers of rank 2, and of rank 1 */
};

static void
paper_clear(gpointer data)
{
    struct paper *paper = data;
    g_free(paper->sort);
    g_free(paper->title);
}

static gboolean
link_papers(struct linking *linking, const struct group *group, gint64 from, gint64 to,
            const char *reason, GError **error)
{
    struct statement statement =
        statement_of(linking->database,
                     "INSERT OR IGNORE INTO link (kind, from_document, to_document, entity, day, "
                     "score, reason) VALUES ('refers', ?, ?, ?, nullif(?, ''), 1.0, ?)",
                     "linking papers");
    put_number(&statement, from);
    put_number(&statement, to);
    put_number(&statement, group->entity);
    put_text(&statement, group->day);
    put_text(&statement, reason);
    return statement_run(&statement, error);
}

/* What a paper is to the one that it points to, by its title. */
static const char *
sort_of(const struct linking *linking, const struct paper *paper)
{
    if (titles_begin_with(linking->titles, paper->title, TITLE_ANSWER))
        return "an answer: ";
    return titles_begin_with(linking->titles, paper->title, TITLE_FOLLOW_UP) ? "a follow-up: " : "";
}

/* Of two papers of a group: who points to whom. */
static gboolean
link_pair(struct linking *linking, const struct group *group, const struct paper *a,
          const struct paper *b, GError **error)
{
    if (!a->own && !b->own)
        return TRUE;
    gboolean both = a->own && b->own;
    gboolean from_a = both ? strcmp(a->sort, b->sort) > 0 : !a->own;
    const struct paper *from = from_a ? a : b, *to = from_a ? b : a;
    const char *const *words = both ? group->reasons->both : group->reasons->speaks;
    g_autofree char *reason =
        g_strconcat(sort_of(linking, from), words[0], group->key, words[1], NULL);
    return link_papers(linking, group, from->id, to->id, reason, error);
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

static gboolean
is_of_group(const struct group *group, gint64 entity, const char *day)
{
    return group->entity == entity && strcmp(group->day, day) == 0;
}

/* Runs over rows (entity, day, document, own, sort, key, title), ordered by the first two, and
 * links each group. */
static gboolean
groups_link(struct linking *linking, const char *sql, const struct reasons *reasons, GError **error)
{
    struct statement statement = statement_of(linking->database, sql, "reading papers");
    g_autoptr(GArray) papers = g_array_new(FALSE, FALSE, sizeof(struct paper));
    g_autofree char *key = NULL, *day = NULL;
    struct group group = {.papers = papers, .day = ""};
    gboolean row = TRUE, ok = TRUE;
    g_array_set_clear_func(papers, paper_clear);
    while (ok && row) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        gint64 entity = row ? sqlite3_column_int64(statement.handle, 0) : 0;
        const char *next_day = row ? column_text(statement.handle, 1) : "";
        if (papers->len && (!row || !is_of_group(&group, entity, next_day))) {
            group.reasons = reasons;
            ok = group_link(linking, &group, error);
            g_array_set_size(papers, 0);
        }
        if (!row)
            break;
        if (!papers->len) {
            g_free(key);
            g_free(day);
            group.entity = entity;
            group.day = day = g_strdup(next_day);
            group.key = key = g_strdup(column_text(statement.handle, 5));
        }
        struct paper paper = {.id = sqlite3_column_int64(statement.handle, 2),
                              .own = sqlite3_column_int(statement.handle, 3),
                              .sort = g_strdup(column_text(statement.handle, 4)),
                              .title = g_strdup(column_text(statement.handle, 6))};
        g_array_append_val(papers, paper);
    }
    if (row)
        statement_reset(&statement);
    return ok;
}

#define SORT "coalesce(document.issued_from, '') || document.sha256"

/* Papers that name a case; `from` is where names and their entities come from. */
#define CASES(from)                                                                                \
    "SELECT entity.id, '', document.id, "                                                          \
    "max(CASE WHEN EXISTS (SELECT 1 FROM fact WHERE fact.document = document.id "                  \
    "AND fact.predicate = 'case-number' AND fact.object_name = name.id) THEN 2 "                   \
    "WHEN EXISTS (SELECT 1 FROM fact WHERE fact.document = document.id "                           \
    "AND fact.predicate = 'considered' AND fact.subject_name = name.id) THEN 1 ELSE 0 END), " SORT \
    ", entity.name || ' ' || entity.scope, coalesce(document.title, '') FROM " from                \
    " CROSS JOIN name ON name.entity = entity.id "                                                 \
    "CROSS JOIN mention ON mention.name = name.id "                                                \
    "CROSS JOIN document ON document.id = mention.document AND document.current "                  \
    "WHERE entity.kind = 'case' GROUP BY entity.id, document.id ORDER BY 1, 5"

#define CHANGED_ENTITY "temp.redo CROSS JOIN entity ON entity.id = redo.entity"

/* Papers that speak of a committee's meeting on a day; its minutes or agenda have items. */
#define MEETINGS(from)                                                                        \
    "SELECT entity.id, fact.date, document.id, 2 * max(fact.item IS NOT NULL), " SORT         \
    ", entity.name || ' ' || entity.scope || ' ' || fact.date, coalesce(document.title, '') " \
    "FROM " from " "                                                                          \
    "CROSS JOIN entity ON entity.id = name.entity "                                           \
    "CROSS JOIN document ON document.id = fact.document AND document.current "                \
    "WHERE fact.predicate IN ('considered', 'decision') AND fact.date_from = fact.date_to "   \
    "GROUP BY entity.id, fact.date, document.id ORDER BY 1, 2, 5"

#define MEETING_NAME                                                              \
    "name.id = CASE fact.predicate WHEN 'considered' THEN fact.object_name ELSE " \
    "fact.subject_name END"

#define ALL_MEETINGS MEETINGS("fact CROSS JOIN name ON " MEETING_NAME)
#define CHANGED_MEETINGS                                                                           \
    MEETINGS(                                                                                      \
        "temp.meeting CROSS JOIN fact ON fact.date = meeting.day CROSS JOIN name ON " MEETING_NAME \
        " AND name.entity = meeting.entity")

/* The meetings that changed papers speak of, and all of a committee whose names changed. */
#define CHANGED_DAYS                                                                       \
    "INSERT OR IGNORE INTO temp.meeting (entity, day) SELECT name.entity, fact.date "      \
    "FROM document CROSS JOIN fact ON fact.document = document.id CROSS JOIN name "        \
    "ON " MEETING_NAME                                                                     \
    " WHERE NOT document.linked AND name.entity IS NOT NULL AND fact.date IS NOT NULL "    \
    "AND fact.predicate IN ('considered', 'decision') AND fact.date_from = fact.date_to; " \
    "INSERT OR IGNORE INTO temp.meeting (entity, day) SELECT redo.entity, fact.date "      \
    "FROM temp.redo CROSS JOIN name ON name.entity = redo.entity "                         \
    "CROSS JOIN fact ON fact.object_name = name.id WHERE redo.whole "                      \
    "AND fact.predicate = 'considered' AND fact.date_from = fact.date_to; "                \
    "INSERT OR IGNORE INTO temp.meeting (entity, day) SELECT redo.entity, fact.date "      \
    "FROM temp.redo CROSS JOIN name ON name.entity = redo.entity "                         \
    "CROSS JOIN fact ON fact.subject_name = name.id WHERE redo.whole "                     \
    "AND fact.predicate = 'decision' AND fact.date_from = fact.date_to"

/* The links of cases that changed, of committees that did, and of meetings. */
#define FORGET                                                                               \
    "DELETE FROM link WHERE entity IN (SELECT redo.entity FROM temp.redo CROSS JOIN entity " \
    "ON entity.id = redo.entity WHERE redo.whole OR entity.kind = 'case'); "                 \
    "DELETE FROM link WHERE (entity, day) IN (SELECT entity, day FROM temp.meeting)"

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
    if (linking->all)
        return groups_link(linking, CASES("entity"), of_cases, error) &&
               groups_link(linking, ALL_MEETINGS, of_meetings, error);
    return database_execute(linking->database, CHANGED_DAYS, "reading meetings", error) &&
           database_execute(linking->database, FORGET, "forgetting links", error) &&
           groups_link(linking, CASES(CHANGED_ENTITY), of_cases, error) &&
           groups_link(linking, CHANGED_MEETINGS, of_meetings, error);
}
