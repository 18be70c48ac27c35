/* Names out of the database: a few thousand are kept ready, so that what stands side by side in
 * blocks is taken apart once. */
#include "link-private.h"

#include <string.h>

enum {
    NAMES_KEPT = 3000 /* some 4 MB */
};

int
name_order(const struct name *a, const struct name *b)
{
    int order = strcmp(a->value, b->value);
    if (!order)
        order = strcmp(a->class, b->class);
    return order ? order : strcmp(a->scope, b->scope);
}

gboolean
linking_run(struct linking *linking, const char *sql, const char *doing, GError **error)
{
    struct statement statement = statement_of(linking->database, sql, doing);
    return statement_run(&statement, error);
}

gboolean
linking_ids(struct linking *linking, struct statement statement, GArray *ids, GError **error)
{
    gboolean row;
    (void)linking;
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        gint64 id = sqlite3_column_int64(statement.handle, 0);
        g_array_append_val(ids, id);
    }
}

/* ---- names --------------------------------------------------------------------------------- */

void
linking_let_go(struct linking *linking)
{
    if (g_hash_table_size(linking->names) < NAMES_KEPT)
        return;
    g_hash_table_remove_all(linking->names);
    arena_free(linking->arena);
    linking->arena = arena_new();
}

/* Columns id, kind, class, value, scope. FALSE for a kind that nobody knows. */
static gboolean
fill(struct linking *linking, struct name *name, sqlite3_stmt *row)
{
    struct arena *arena = linking->arena;
    if (!mention_type_from_name(column_text(row, 1), &name->type))
        return FALSE;
    name->id = sqlite3_column_int64(row, 0);
    name->class = arena_strdup(arena, column_text(row, 2));
    name->value = arena_strdup(arena, column_text(row, 3));
    name->scope = arena_strdup(arena, column_text(row, 4));
    name_prepare(linking->rules, arena, name);
    name->everywhere =
        name_is_everywhere(name->type, name->class) || aliases_everywhere(linking->aliases, name);
    return TRUE;
}

gboolean
linking_name(struct linking *linking, gint64 id, const struct name **ret_name, GError **error)
{
    gboolean row;
    struct name *name = g_hash_table_lookup(linking->names, &id);
    *ret_name = name;
    if (name)
        return TRUE;
    struct statement statement = statement_of(
        linking->database, "SELECT id, kind, class, value, scope FROM name WHERE id = ?",
        "reading a name");
    put_number(&statement, id);
    if (!statement_row(&statement, &row, error))
        return FALSE;
    if (!row)
        return TRUE;
    name = arena_new_struct(linking->arena, struct name);
    if (fill(linking, name, statement.handle)) {
        g_hash_table_insert(linking->names, &name->id, name);
        *ret_name = name;
    }
    statement_reset(&statement);
    return TRUE;
}

gboolean
linking_mentions(struct linking *linking, gint64 id, guint *ret_mentions, GError **error)
{
    gboolean found;
    gint64 number = 0;
    struct statement statement =
        statement_of(linking->database,
                     "SELECT count(*) FROM mention CROSS JOIN document ON document.id = "
                     "mention.document WHERE mention.name = ? AND document.current",
                     "counting mentions");
    put_number(&statement, id);
    if (!statement_number(&statement, &found, &number, error))
        return FALSE;
    *ret_mentions = (guint)number;
    return TRUE;
}
