/* Which names are compared with which. A name stands in a few blocks: its words, how it begins and
 * ends, all of it. Only names that share a block are compared, and a block that is too large says
 * nothing (half the papers have "kommune" in a name): it is passed over and reported.
 *
 * What a run does depends on the names alone, not on the runs before it: names that are new or
 * gone, and all names of a block that became too large or is so no more, are compared anew; for all
 * others the blocks they share are as they were. */
#include "link-private.h"

#include <string.h>

enum {
    BLOCK_MAX = 200,
    MIN_STEM_KEY = 4,
    EDGE = 5,
    MAX_KEYS = MAX_WORDS + 6
};

struct bucket {
    GArray *members; /* guint: indexes of names */
    guint before, now;
};

static void
bucket_free(gpointer data)
{
    struct bucket *block = data;
    g_array_unref(block->members);
    g_free(block);
}

static gboolean
too_large(guint size)
{
    return size > BLOCK_MAX;
}

static gboolean
in_use(const struct name *name)
{
    return name->mentions > 0;
}

static void
bucket_add(GHashTable *blocks, char *key, guint index, const struct name *name)
{
    struct bucket *block = g_hash_table_lookup(blocks, key);
    if (!block) {
        block = g_new0(struct bucket, 1);
        block->members = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(blocks, key, block);
    } else {
        g_free(key);
        if (g_array_index(block->members, guint, block->members->len - 1) == index)
            return;
    }
    g_array_append_val(block->members, index);
    block->before += name->compared;
    block->now += in_use(name);
}

/* The first or last few letters. */
static char *
edge_key(const char *text, const char *scope, gboolean first)
{
    glong letters = g_utf8_strlen(text, -1);
    if (letters < EDGE)
        return NULL;
    const char *from = first ? text : g_utf8_offset_to_pointer(text, letters - EDGE);
    const char *to = g_utf8_offset_to_pointer(from, EDGE);
    return g_strdup_printf("%c|%s|%.*s", first ? 'p' : 's', scope, (int)(to - from), from);
}

/* Names of no scope meet those of a municipality only where all of the name is the same. */
static void
add_to_blocks(GHashTable *blocks, const struct names *names, guint index)
{
    const struct name *name = names_at(names, index);
    const char *scope = name->everywhere ? "" : name->scope;
    bucket_add(blocks, g_strdup_printf("x|%s|%s", scope, name->joined), index, name);
    bucket_add(blocks, g_strdup_printf("x||%s", name->joined), index, name);
    if (name->type == MENTION_CASE || name->type == MENTION_PERSON || name->type == MENTION_PLACE)
        return;
    bucket_add(blocks, g_strdup_printf("y|%s|%s", scope, name->compact), index, name);
    bucket_add(blocks, g_strdup_printf("y||%s", name->compact), index, name);
    for (guint i = 0; i < name->n_words; i++) {
        if (g_utf8_strlen(name->stems[i], -1) >= MIN_STEM_KEY)
            bucket_add(blocks, g_strdup_printf("t|%s|%s", scope, name->stems[i]), index, name);
    }
    for (guint first = 0; first < 2; first++) {
        char *key = edge_key(name->joined, scope, first);
        if (key)
            bucket_add(blocks, key, index, name);
    }
}

/* Names of a block that became too large, or is so no more, are compared anew. */
static void
mark_flipped(GHashTable *blocks, struct names *names)
{
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, blocks);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const struct bucket *block = value;
        if (too_large(block->before) == too_large(block->now))
            continue;
        for (guint i = 0; i < block->members->len; i++)
            names_at(names, g_array_index(block->members, guint, i))->dirty = TRUE;
    }
}

static gboolean
forget_links(struct linking *linking, const struct name *name, GError **error)
{
    static const char *const deletes[] = {"DELETE FROM link WHERE from_name = ?",
                                          "DELETE FROM link WHERE to_name = ?"};
    for (guint i = 0; i < G_N_ELEMENTS(deletes); i++) {
        struct statement statement =
            statement_of(linking->database, deletes[i], "forgetting links");
        put_number(&statement, name->id);
        if (!statement_run(&statement, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
compare_pair(struct linking *linking, const struct name *a, const struct name *b, GError **error)
{
    const char *reason = "";
    if (!in_use(a) || !in_use(b) || (!a->dirty && !b->dirty))
        return TRUE;
    double score = name_compare(linking->rules, a, b, &reason);
    return score < SAME_SCORE || link_names(linking, a, b, "same", score, reason, error);
}

static gboolean
compare_block(struct linking *linking, struct names *names, const struct bucket *block,
              GError **error)
{
    for (guint i = 0; i < block->members->len; i++) {
        const struct name *a = names_at(names, g_array_index(block->members, guint, i));
        for (guint j = i + 1; j < block->members->len; j++) {
            const struct name *b = names_at(names, g_array_index(block->members, guint, j));
            if (!compare_pair(linking, a, b, error))
                return FALSE;
        }
    }
    return TRUE;
}

static int
compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Blocks in the order of their keys, so that what is reported is in order too. */
static gboolean
compare_blocks(struct linking *linking, struct names *names, GHashTable *blocks, GError **error)
{
    guint n = 0;
    g_autofree gpointer *keys = g_hash_table_get_keys_as_array(blocks, &n);
    qsort(keys, n, sizeof *keys, compare_strings);
    for (guint i = 0; i < n; i++) {
        const struct bucket *block = g_hash_table_lookup(blocks, keys[i]);
        const char *key = keys[i];
        if (too_large(block->now))
            linking_skip(linking, "%u names share \"%s\": they are not compared for it", block->now,
                         strrchr(key, '|') + 1);
        else if (block->now > 1 && !compare_block(linking, names, block, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
pairs_compare(struct linking *linking, struct names *names, GError **error)
{
    g_autoptr(GHashTable) blocks =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, bucket_free);
    for (guint i = 0; i < names->array->len; i++) {
        struct name *name = names_at(names, i);
        name->dirty |= name->compared != in_use(name);
        add_to_blocks(blocks, names, i);
    }
    mark_flipped(blocks, names);
    for (guint i = 0; i < names->array->len; i++) {
        if (names_at(names, i)->dirty && !forget_links(linking, names_at(names, i), error))
            return FALSE;
    }
    return compare_blocks(linking, names, blocks, error);
}
