/* Compares what is anew with what shares a block with it, block by block. */
#include "blocks.h"

/* A name of a block. */
struct member {
    gint64 id;
    gboolean anew;
};

/* A block while it is read: of one that is too large only the first are kept. */
struct shared {
    gint64 key;
    GArray *members; /* struct member */
    guint size;
    gboolean anew; /* some of them are */
};

/* What the names of a block share, for the report. */
static gboolean
say_too_large(struct linking *linking, const struct shared *block, GError **error)
{
    const struct name *name;
    struct block_keys keys = {.n = 0};
    if (!linking_name(linking, g_array_index(block->members, struct member, 0).id, &name, error))
        return FALSE;
    if (name)
        block_keys_of(name, &keys);
    for (guint i = 0; i < keys.n; i++) {
        if (keys.keys[i].hash == block->key)
            linking_skip(linking, "%u names share \"%.*s\": they are not compared for it",
                         block->size, (int)keys.keys[i].length, keys.keys[i].text);
    }
    return TRUE;
}

gboolean
names_stand_together(struct linking *linking, const struct name *a, const struct name *b,
                     gboolean *ret_do, GError **error)
{
    gint64 one = 0;
    struct statement statement = statement_of(
        linking->database,
        "SELECT 1 FROM mention AS p CROSS JOIN mention AS q ON q.name = ?2 AND q.document = "
        "p.document CROSS JOIN document ON document.id = p.document AND document.current "
        "WHERE p.name = ?1 LIMIT 1",
        "reading mentions");
    put_number(&statement, a->id);
    put_number(&statement, b->id);
    return statement_number(&statement, ret_do, &one, error);
}

static gboolean
compare_pair(struct linking *linking, const struct name *a, const struct name *b, GError **error)
{
    const char *reason = "";
    gboolean together = FALSE;
    double score = name_compare(linking->rules, a, b, &reason);
    if (score < name_rules_threshold(linking->rules))
        return together_link(linking, a, b, error);
    if (a->type != b->type && !names_stand_together(linking, a, b, &together, error))
        return FALSE;
    return together || link_names(linking, a, b, "same", score, reason, error);
}

static gboolean
compare_block(struct linking *linking, const struct shared *block, GError **error)
{
    const struct name *names[BLOCK_MAX];
    const struct member *members = (const struct member *)(gconstpointer)block->members->data;
    if (!block->anew || block->size < 2)
        return TRUE;
    if (block->size > BLOCK_MAX)
        return say_too_large(linking, block, error);
    for (guint i = 0; i < block->size; i++) {
        if (!linking_name(linking, members[i].id, &names[i], error))
            return FALSE;
    }
    for (guint i = 0; i < block->size; i++) {
        for (guint j = i + 1; j < block->size; j++) {
            if (names[i] && names[j] && (members[i].anew || members[j].anew) &&
                !compare_pair(linking, names[i], names[j], error))
                return FALSE;
        }
    }
    linking_let_go(linking);
    return TRUE;
}

#define ALL_BLOCKS "SELECT key, name, 1 FROM block ORDER BY key, name"
#define HOT_BLOCKS                                                                         \
    "SELECT block.key, block.name, EXISTS (SELECT 1 FROM temp.anew WHERE anew.name = "     \
    "block.name) FROM temp.hot CROSS JOIN block ON block.key = hot.key ORDER BY hot.key, " \
    "block.name"

gboolean
pairs_compare(struct linking *linking, GError **error)
{
    gboolean row = TRUE, ok = TRUE;
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(struct member));
    struct shared block = {.members = members};
    struct statement statement =
        statement_of(linking->database, linking->all ? ALL_BLOCKS : HOT_BLOCKS, "reading blocks");
    while (ok && row) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        gint64 key = row ? sqlite3_column_int64(statement.handle, 0) : 0;
        if (block.size && (!row || key != block.key)) {
            ok = compare_block(linking, &block, error);
            g_array_set_size(members, 0);
            block.size = 0;
            block.anew = FALSE;
        }
        if (!row)
            break;
        struct member member = {sqlite3_column_int64(statement.handle, 1),
                                sqlite3_column_int(statement.handle, 2) != 0};
        block.key = key;
        block.anew |= member.anew;
        if (block.size++ < BLOCK_MAX)
            g_array_append_val(members, member);
    }
    if (row)
        statement_reset(&statement);
    return ok;
}
