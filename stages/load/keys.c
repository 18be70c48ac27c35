/* A fact's key: ten hexadecimal digits that stay the same when its paper is read again, so that a
 * link in a story still leads there. It is made of what does not change with better rules or other
 * dictionaries: the predicate, the family of the rule (what stands before the first stop of
 * "funding.sentence"), and the places of object and subject in the original; where the object is
 * no mention, the place of the evidence. Values are left out: a corrected amount is the same fact.
 * With the document's id before it, "d0123456789abcdef/0a1b2c3d4e", it is stable_id in the views.
 */
#include "database-private.h"

#include <string.h>

/* FNV-1a, 64 bits, of which forty are kept. */
static guint64
hash_of(const char *text)
{
    guint64 hash = G_GUINT64_CONSTANT(14695981039346656037);
    for (; *text; text++)
        hash = (hash ^ (guchar)*text) * G_GUINT64_CONSTANT(1099511628211);
    return (hash ^ (hash >> 40)) & G_GUINT64_CONSTANT(0xffffffffff);
}

/* Facts that share all of it are told apart by their order. */
void
fact_key(GHashTable *taken, const char *predicate, const char *rule, const struct key_place *object,
         const struct key_place *subject, char ret_key[KEY_SIZE])
{
    int family = (int)strcspn(rule, ".");
    for (guint turn = 0;; turn++) {
        g_autofree char *all = g_strdup_printf("%s|%.*s|%u:%u:%u|%u:%u:%u|%u", predicate, family,
                                               rule, object->page, object->line, object->column,
                                               subject->page, subject->line, subject->column, turn);
        g_snprintf(ret_key, KEY_SIZE, "%010" G_GINT64_MODIFIER "x", hash_of(all));
        if (g_hash_table_add(taken, g_strdup(ret_key)))
            return;
    }
}

/* ---- facts of a file that had no keys yet ---------------------------------------------------- */

static struct key_place
place_at(sqlite3_stmt *row, int column)
{
    return (struct key_place){(guint)sqlite3_column_int64(row, column),
                              (guint)sqlite3_column_int64(row, column + 1),
                              (guint)sqlite3_column_int64(row, column + 2)};
}

static gboolean
put_key(struct database *database, gint64 id, const char *key, GError **error)
{
    struct statement statement =
        statement_of(database, "UPDATE fact SET key = ? WHERE id = ?", "giving a fact its key");
    put_text(&statement, key);
    put_number(&statement, id);
    return statement_run(&statement, error);
}

gboolean
keys_fill(struct database *database, GError **error)
{
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    gint64 document = 0;
    gboolean row;
    struct statement statement = statement_of(
        database,
        "SELECT fact.id, fact.document, predicate, fact.rule, coalesce(o.page, e.page, 0), "
        "coalesce(o.line, e.line, 0), coalesce(o.column, e.column, 0), coalesce(s.page, 0), "
        "coalesce(s.line, 0), coalesce(s.column, 0) FROM fact "
        "LEFT JOIN mention AS o ON o.document = fact.document AND o.n = object_mention "
        "LEFT JOIN mention AS s ON s.document = fact.document AND s.n = subject_mention "
        "LEFT JOIN evidence AS e ON e.fact = fact.id AND e.n = 1 "
        "ORDER BY fact.document, fact.n",
        "reading facts");
    for (;;) {
        char key[KEY_SIZE];
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        if (sqlite3_column_int64(statement.handle, 1) != document)
            g_hash_table_remove_all(taken);
        document = sqlite3_column_int64(statement.handle, 1);
        struct key_place object = place_at(statement.handle, 4);
        struct key_place subject = place_at(statement.handle, 7);
        fact_key(taken, column_text(statement.handle, 2), column_text(statement.handle, 3), &object,
                 &subject, key);
        if (!put_key(database, sqlite3_column_int64(statement.handle, 0), key, error)) {
            statement_reset(&statement);
            return FALSE;
        }
    }
}
