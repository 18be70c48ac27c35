/* Papers that belong together by their titles:
 *
 *   version     the same title in one municipality within a month, and nearly the same names,
 *               amounts and dates
 *   the next    the same title but for numbers and times, of a kind that comes again: a status
 *   attachment  a paper lists the title of another
 *
 * Only papers of a known municipality, and titles that say something. What changed papers share a
 * title with is looked at anew, all else stays. */
#include "titles.h"

#include "lexicon.h"

#include <string.h>

enum {
    MIN_LETTERS = 12,     /* of a title that says something */
    MAX_GROUP = 60,       /* papers of one title: with more it says nothing */
    MIN_MENTIONS = 8,     /* of papers that may be versions of one */
    VERSION_PERCENT = 80, /* of their mentions that both have */
    MAX_TITLE = 400       /* bytes of a title that are looked at */
};

struct titles {
    GHashTable *kinds;  /* word -> bits: 1 << enum title_kind */
    GPtrArray *endings; /* words of a status, which compounds may end in; borrowed from the keys */
};

/* ---- the dictionary ------------------------------------------------------------------------ */

static int
kind_of(const char *name)
{
    static const char *const names[] = {"status", "answer", "follow-up", "time"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(names[i], name) == 0)
            return (int)i;
    }
    return -1;
}

struct titles *
titles_new(struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"word", "kind", NULL};
    g_autoptr(lexicon) lexicon = lexicon_open(dictionaries, "paper-titles", columns, error);
    if (!lexicon)
        return NULL;
    struct titles *titles = g_new0(struct titles, 1);
    titles->kinds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < lexicon_rows(lexicon); i++) {
        int kind = kind_of(lexicon_get(lexicon, i, 1));
        if (kind < 0) {
            lexicon_error(lexicon, i, error, "the kind is status, answer, follow-up or time");
            titles_free(titles);
            return NULL;
        }
        char *word = name_fold(lexicon_get(lexicon, i, 0));
        guint bits = GPOINTER_TO_UINT(g_hash_table_lookup(titles->kinds, word));
        g_hash_table_insert(titles->kinds, word, GUINT_TO_POINTER(bits | 1u << kind));
    }
    GHashTableIter iter;
    gpointer word, bits;
    titles->endings = g_ptr_array_new();
    g_hash_table_iter_init(&iter, titles->kinds);
    while (g_hash_table_iter_next(&iter, &word, &bits)) {
        if (GPOINTER_TO_UINT(bits) & 1u << TITLE_STATUS)
            g_ptr_array_add(titles->endings, word);
    }
    return titles;
}

void
titles_free(struct titles *titles)
{
    if (!titles)
        return;
    if (titles->endings)
        g_ptr_array_unref(titles->endings);
    g_hash_table_unref(titles->kinds);
    g_free(titles);
}

/* ---- titles -------------------------------------------------------------------------------- */

/* What words of a title are of a kind, as bits: a word of the table, or a compound that ends in
 * one. */
static guint
word_kinds(const struct titles *titles, const char *word)
{
    guint bits = GPOINTER_TO_UINT(g_hash_table_lookup(titles->kinds, word));
    for (guint i = 0; !bits && i < titles->endings->len; i++) {
        if (g_str_has_suffix(word, titles->endings->pdata[i]))
            bits = 1u << TITLE_STATUS;
    }
    return bits;
}

gboolean
titles_begin_with(const struct titles *titles, const char *title, enum title_kind kind)
{
    g_autofree char *folded = name_fold(title);
    folded[strcspn(folded, " ")] = '\0';
    return (GPOINTER_TO_UINT(g_hash_table_lookup(titles->kinds, folded)) & 1u << kind) != 0;
}

/* A title by which papers are found: folded, with its municipality. */
struct keys {
    char *exact;  /* all its words; NULL: it says nothing */
    char *series; /* without numbers and times; NULL: it is of no kind that comes again */
};

static void
keys_clear(struct keys *keys)
{
    g_free(keys->exact);
    g_free(keys->series);
    *keys = (struct keys){0};
}

static char *
key_of(const char *municipality, const char *words)
{
    return g_strconcat(municipality, "|", words, NULL);
}

static void
find_keys(const struct titles *titles, const char *title, const char *municipality,
          struct keys *ret_keys)
{
    *ret_keys = (struct keys){0};
    g_autofree char *start = g_utf8_make_valid(title, (gssize)MIN(strlen(title), (gsize)MAX_TITLE));
    g_autofree char *folded = name_fold(start);
    if (!*municipality || g_utf8_strlen(folded, -1) < MIN_LETTERS || !strchr(folded, ' '))
        return;
    g_autoptr(GString) series = g_string_new(NULL);
    g_auto(GStrv) words = g_strsplit(folded, " ", -1);
    gboolean comes_again = FALSE;
    for (guint i = 0; words[i]; i++) {
        guint kinds = word_kinds(titles, words[i]);
        comes_again |= (kinds & 1u << TITLE_STATUS) != 0;
        if (!strpbrk(words[i], "0123456789") && !(kinds & 1u << TITLE_TIME))
            g_string_append_printf(series, "%s ", words[i]);
    }
    ret_keys->exact = key_of(municipality, folded);
    if (comes_again && g_utf8_strlen(series->str, -1) >= MIN_LETTERS)
        ret_keys->series = key_of(municipality, series->str);
}

/* ---- which papers -------------------------------------------------------------------------- */

/* Keys that changed papers have, or list as attachments; NULL: all. */
struct wanted {
    GHashTable *keys;
};

static void
want(struct wanted *wanted, const char *key)
{
    if (wanted->keys && key)
        g_hash_table_add(wanted->keys, g_strdup(key));
}

static gboolean
is_wanted(const struct wanted *wanted, const char *key)
{
    return key && (!wanted->keys || g_hash_table_contains(wanted->keys, key));
}

typedef gboolean (*titled_function)(struct linking *linking, struct wanted *wanted,
                                    sqlite3_stmt *row, const struct keys *keys, GError **error);

/* Calls `function` for each row (document, title, municipality, ...). */
static gboolean
each_titled(struct linking *linking, const char *sql, struct wanted *wanted,
            titled_function function, GError **error)
{
    gboolean row;
    struct statement statement = statement_of(linking->database, sql, "reading titles");
    for (;;) {
        struct keys keys;
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        find_keys(linking->titles, column_text(statement.handle, 1),
                  column_text(statement.handle, 2), &keys);
        gboolean ok = function(linking, wanted, statement.handle, &keys, error);
        keys_clear(&keys);
        if (!ok) {
            statement_reset(&statement);
            return FALSE;
        }
    }
}

static gboolean
want_titled(struct linking *linking, struct wanted *wanted, sqlite3_stmt *row,
            const struct keys *keys, GError **error)
{
    (void)linking;
    (void)row;
    (void)error;
    want(wanted, keys->exact);
    want(wanted, keys->series);
    return TRUE;
}

static gboolean
keep_titled(struct linking *linking, struct wanted *wanted, sqlite3_stmt *row,
            const struct keys *keys, GError **error)
{
    if (!is_wanted(wanted, keys->exact) && !is_wanted(wanted, keys->series))
        return TRUE;
    struct statement statement = statement_of(
        linking->database,
        "INSERT INTO temp.titled (exact, series, whole, issued, document) VALUES (?, ?, ?, "
        "nullif(?, ''), ?)",
        "writing titles");
    put_text(&statement, keys->exact);
    put_text(&statement, keys->series ? keys->series : "");
    put_number(&statement, is_wanted(wanted, keys->exact));
    put_text(&statement, column_text(row, 3));
    put_number(&statement, sqlite3_column_int64(row, 0));
    return statement_run(&statement, error);
}

static gboolean
keep_attached(struct linking *linking, struct wanted *wanted, sqlite3_stmt *row,
              const struct keys *keys, GError **error)
{
    if (!is_wanted(wanted, keys->exact))
        return TRUE;
    struct statement statement = statement_of(
        linking->database, "INSERT OR IGNORE INTO temp.attached (exact, document) VALUES (?, ?)",
        "writing titles");
    put_text(&statement, keys->exact);
    put_number(&statement, sqlite3_column_int64(row, 0));
    return statement_run(&statement, error);
}

#define TITLES                                                                             \
    "SELECT id, title, municipality, coalesce(issued_from, '') FROM document WHERE title " \
    "IS NOT NULL AND municipality <> '' "
#define ATTACHMENTS                                                                \
    "SELECT document.id, fact.object, document.municipality FROM fact CROSS JOIN " \
    "document ON document.id = fact.document WHERE fact.predicate = 'attachment' " \
    "AND document.current"
/* Only in municipalities whose papers came or went a title can be shared anew. */
#define IN_TOWNS                                                                   \
    " AND document.municipality IN (SELECT changed.municipality FROM document AS " \
    "changed WHERE NOT changed.linked)"
#define NEW_ATTACHMENTS                                                                   \
    "SELECT document.id, fact.object, document.municipality FROM document CROSS JOIN "    \
    "fact ON fact.document = document.id WHERE NOT document.linked AND fact.predicate = " \
    "'attachment'"

/* Papers that a changed one was linked to: under the title that it had. */
#define NEIGHBOURS                                                                           \
    "SELECT id, title, municipality FROM document WHERE title IS NOT NULL AND id IN "        \
    "(SELECT from_document FROM link JOIN document AS d ON d.id = link.to_document WHERE "   \
    "NOT d.linked AND link.entity IS NULL UNION SELECT to_document FROM link JOIN document " \
    "AS d ON d.id = link.from_document WHERE NOT d.linked AND link.entity IS NULL)"

#define TABLES                                                                                 \
    "DROP TABLE IF EXISTS temp.titled; DROP TABLE IF EXISTS temp.attached; "                   \
    "CREATE TEMP TABLE titled (exact TEXT NOT NULL, series TEXT NOT NULL, issued TEXT, whole " \
    "INTEGER NOT "                                                                             \
    "NULL, document INTEGER PRIMARY KEY); "                                                    \
    "CREATE TEMP TABLE attached (exact TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY "     \
    "KEY (exact, document)) WITHOUT ROWID"
#define NO_TABLES "DROP TABLE temp.titled; DROP TABLE temp.attached"

static gboolean
find_papers(struct linking *linking, GError **error)
{
    g_autoptr(GHashTable) keys =
        linking->all ? NULL : g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    struct wanted wanted = {keys};
    return database_execute(linking->database, TABLES, "making room", error) &&
           (linking->all ||
            (each_titled(linking, TITLES "AND NOT linked", &wanted, want_titled, error) &&
             each_titled(linking, NEW_ATTACHMENTS, &wanted, want_titled, error) &&
             each_titled(linking, NEIGHBOURS, &wanted, want_titled, error))) &&
           each_titled(linking, linking->all ? TITLES "AND current" : TITLES "AND current" IN_TOWNS,
                       &wanted, keep_titled, error) &&
           each_titled(linking, linking->all ? ATTACHMENTS : ATTACHMENTS IN_TOWNS, &wanted,
                       keep_attached, error) &&
           database_execute(linking->database,
                            "CREATE INDEX temp.titled_exact ON titled (exact); "
                            "CREATE INDEX temp.titled_series ON titled (series, issued)",
                            "sorting titles", error);
}

/* ---- links --------------------------------------------------------------------------------- */

#define VERSION "another version of the same paper"
#define NEXT "the next of its kind"
#define ATTACHES "it attaches the other"

/* Those of papers that came or went, and of all that share a title with them. */
#define FORGET                                                                                \
    "DELETE FROM link WHERE kind = 'refers' AND entity IS NULL AND ((reason LIKE '" ATTACHES  \
    "%' AND (from_document IN (SELECT id FROM document WHERE NOT linked) OR to_document IN "  \
    "(SELECT id FROM document WHERE NOT linked UNION SELECT document FROM temp.titled WHERE " \
    "whole))) OR (reason NOT LIKE '" ATTACHES                                                 \
    "%' AND (from_document IN (SELECT document FROM temp.titled UNION SELECT id FROM "        \
    "document WHERE NOT linked) OR to_document IN (SELECT document FROM temp.titled UNION "   \
    "SELECT id FROM document WHERE NOT linked))))"

#define LINK                                                                               \
    "INSERT OR IGNORE INTO link (kind, from_document, to_document, score, reason) SELECT " \
    "'refers', "

/* What both have, and what either has, of names and values. */
#define SAID(document) "SELECT type, value FROM mention WHERE mention.document = " document
#define SHARED "(SELECT count(*) FROM (" SAID("a.id") " INTERSECT " SAID("b.id") "))"
#define EITHER "(SELECT count(*) FROM (" SAID("a.id") " UNION " SAID("b.id") "))"
#define IS_VERSION "(" EITHER " >= 8 AND " SHARED " * 100 >= 80 * " EITHER ")"
G_STATIC_ASSERT(MIN_MENTIONS == 8 && VERSION_PERCENT == 80);

#define LATER "(coalesce(a.issued_from, ''), a.sha256) > (coalesce(b.issued_from, ''), b.sha256)"

/* From the later paper to the earlier one. */
/* Whether few enough papers have the key of p. */
#define IS_SMALL(key)                                                                \
    "(SELECT count(*) FROM (SELECT 1 FROM temp.titled AS r WHERE r." key " = p." key \
    " LIMIT 61)) <= 60 "
G_STATIC_ASSERT(MAX_GROUP == 60);

/* From the later paper to the earlier one. */
#define VERSIONS                                                                             \
    LINK "a.id, b.id, 0.9, '" VERSION ": ' || a.title FROM temp.titled AS p CROSS JOIN "     \
         "temp.titled AS q ON q.exact = p.exact AND q.document <> p.document CROSS JOIN "    \
         "document AS a ON a.id = p.document CROSS JOIN document AS b ON b.id = q.document " \
         "WHERE (p.issued IS NULL OR q.issued IS NULL OR abs(julianday(p.issued) - "         \
         "julianday(q.issued)) <= 31) AND " LATER " AND " IS_SMALL("exact") "AND " IS_VERSION

/* Of those with a day of issue each to those of the last day before. */
#define SERIES                                                                                  \
    LINK "p.document, q.document, 0.8, '" NEXT ": ' || b.title FROM temp.titled AS p "          \
         "CROSS JOIN temp.titled AS q ON q.series = p.series AND q.issued = (SELECT "           \
         "max(r.issued) FROM temp.titled AS r WHERE r.series = p.series AND r.issued < "        \
         "p.issued) CROSS JOIN document AS b ON b.id = q.document WHERE p.series <> '' "        \
         "AND " IS_SMALL(                                                                       \
             "series") "AND NOT EXISTS (SELECT 1 FROM link WHERE link.kind = 'refers' "         \
                       "AND link.from_document = p.document AND link.to_document = q.document " \
                       "AND link.reason LIKE '" VERSION "%')"

/* A title that one paper has, or versions of one. */
#define ATTACHED                                                                               \
    LINK "attached.document, q.document, 0.9, '" ATTACHES ": ' || b.title FROM temp.attached " \
         "CROSS JOIN temp.titled AS q ON q.exact = attached.exact AND q.document <> "          \
         "attached.document CROSS JOIN document AS b ON b.id = q.document WHERE q.whole AND "  \
         "NOT EXISTS (SELECT 1 FROM temp.titled AS r WHERE r.exact = q.exact AND r.document "  \
         "<> q.document AND NOT EXISTS (SELECT 1 FROM link WHERE link.kind = 'refers' AND "    \
         "link.reason LIKE '" VERSION "%' AND ((link.from_document = q.document AND "          \
         "link.to_document = r.document) OR (link.from_document = r.document AND "             \
         "link.to_document = q.document))))"

gboolean
titles_link(struct linking *linking, GError **error)
{
    return find_papers(linking, error) && linking_run(linking, FORGET, "forgetting links", error) &&
           linking_run(linking, VERSIONS, "linking papers", error) &&
           linking_run(linking, SERIES, "linking papers", error) &&
           linking_run(linking, ATTACHED, "linking papers", error) &&
           database_execute(linking->database, NO_TABLES, "tidying up", error);
}
