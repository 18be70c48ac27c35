/* Which names are compared with which. A name stands in a few blocks: its words, how it begins and
 * ends, all of it. Only names that share a block are compared, and a block that is too large says
 * nothing (half the papers have "kommune" in a name): it is passed over and reported.
 *
 * What a run does depends on the names alone, not on the runs before it: the table of blocks holds
 * the names that are in use, and where a block became too large or is so no more all its names are
 * anew. A key is a hash; that of type and municipality stands in front, so that what is compared
 * with each other lies together. */
#include "blocks.h"

#include <string.h>

enum {
    MIN_STEM_KEY = 4,
    EDGE = 5,
    MAX_TOWN = 64,
    SCOPE_BITS = 24
};

/* ---- keys ---------------------------------------------------------------------------------- */

/* FNV-1a, 64 bits, the upper ones folded into the lower. */
static guint64
hash_of(char kind, const char *text, gsize length)
{
    guint64 hash = G_GUINT64_CONSTANT(14695981039346656037);
    hash = (hash ^ (guchar)kind) * G_GUINT64_CONSTANT(1099511628211);
    for (gsize i = 0; i < length; i++)
        hash = (hash ^ (guchar)text[i]) * G_GUINT64_CONSTANT(1099511628211);
    return hash ^ (hash >> 32);
}

static void
add_key(struct block_keys *keys, enum mention_type type, const char *scope, char kind,
        const char *text, gsize length)
{
    /* what one paper calls a project another calls a programme */
    if (type == MENTION_PROGRAMME)
        type = MENTION_PROJECT;
    guint64 front = hash_of((char)('A' + (int)type), scope, strlen(scope)) << (64 - SCOPE_BITS);
    guint64 key = front | (hash_of(kind, text, length) >> SCOPE_BITS);
    for (guint i = 0; i < keys->n; i++) {
        if (keys->keys[i].hash == (gint64)key)
            return;
    }
    keys->keys[keys->n++] = (struct block_key){(gint64)key, text, length, kind};
}

static void
add_text(struct block_keys *keys, const struct name *name, const char *scope, char kind,
         const char *text)
{
    add_key(keys, name->type, scope, kind, text, strlen(text));
}

/* The first and the last few letters. */
static void
add_edges(struct block_keys *keys, const struct name *name, const char *scope, const char *text)
{
    glong letters = g_utf8_strlen(text, -1);
    if (letters < EDGE)
        return;
    const char *to = g_utf8_offset_to_pointer(text, EDGE);
    const char *from = g_utf8_offset_to_pointer(text, letters - EDGE);
    add_key(keys, name->type, scope, 'p', text, (gsize)(to - text));
    add_key(keys, name->type, scope, 's', from, strlen(from));
}

static void
add_words(struct block_keys *keys, const struct name *name, const char *scope)
{
    for (guint i = 0; i < name->n_words; i++) {
        if (name->flags[i] & (WORD_FILLER | WORD_NUMBER) ||
            g_utf8_strlen(name->stems[i], -1) < MIN_STEM_KEY)
            continue;
        add_text(keys, name, scope, 't', name->stems[i]);
        add_edges(keys, name, scope, name->stems[i]);
    }
    add_edges(keys, name, scope, name->joined);
}

/* The first two letters of an abbreviation, and the first letters of the first two words. */
static void
add_initials(struct block_keys *keys, const struct name *name, const char *scope)
{
    const char *const texts[] = {name_looks_abbreviated(name) ? name->joined : "", name->initials,
                                 name->main_initials};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        if (g_utf8_strlen(texts[i], -1) >= 2)
            add_key(keys, name->type, scope, 'i', texts[i],
                    (gsize)(g_utf8_offset_to_pointer(texts[i], 2) - texts[i]));
    }
}

/* "Hjørring Vandselskab A/S" belongs to no municipality, and is Vandselskabet in that of its first
 * word. */
static const char *
own_town(const struct name *name, char town[MAX_TOWN])
{
    gsize length = strcspn(name->value, " ");
    if (!name->everywhere || name->type != MENTION_ORGANISATION || !name->value[length] ||
        length >= MAX_TOWN)
        return NULL;
    memcpy(town, name->value, length);
    town[length] = '\0';
    return town;
}

/* Names of no scope meet those of a municipality, and names of two, only where all that matters of
 * the name is the same. */
void
block_keys_of(const struct name *name, struct block_keys *ret_keys)
{
    const char *scope = name->everywhere ? "" : name->scope;
    char town[MAX_TOWN];
    ret_keys->n = 0;
    add_text(ret_keys, name, scope, 'x', name->joined);
    add_text(ret_keys, name, "", 'x', name->joined);
    if (name->type == MENTION_PLACE)
        return;
    add_text(ret_keys, name, scope, 'z', name->content);
    if (name->type == MENTION_PERSON)
        return;
    add_text(ret_keys, name, "", 'z', name->content);
    if (name->type == MENTION_CASE)
        return;
    add_text(ret_keys, name, scope, 'y', name->compact);
    add_text(ret_keys, name, "", 'y', name->compact);
    add_words(ret_keys, name, scope);
    add_initials(ret_keys, name, scope);
    if (own_town(name, town))
        add_words(ret_keys, name, town);
}

/* ---- the table ----------------------------------------------------------------------------- */

static gboolean
note_key(struct linking *linking, gint64 key, gint64 name, gboolean used, GError **error)
{
    struct statement statement =
        statement_of(linking->database, "INSERT INTO temp.fresh (key, name, used) VALUES (?, ?, ?)",
                     "writing blocks");
    put_number(&statement, key);
    put_number(&statement, name);
    put_number(&statement, used);
    return statement_run(&statement, error);
}

/* The keys of each name of a statement (id, whether it is in use) into temp.fresh. */
static gboolean
note_keys(struct linking *linking, const char *sql, GError **error)
{
    gboolean row;
    struct statement statement = statement_of(linking->database, sql, "reading names");
    for (;;) {
        const struct name *name;
        struct block_keys keys = {.n = 0};
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        gboolean used = sqlite3_column_int(statement.handle, 1) != 0;
        gboolean ok =
            linking_name(linking, sqlite3_column_int64(statement.handle, 0), &name, error);
        if (ok && name)
            block_keys_of(name, &keys);
        for (guint i = 0; ok && i < keys.n; i++)
            ok = note_key(linking, keys.keys[i].hash, name->id, used, error);
        if (!ok) {
            statement_reset(&statement);
            return FALSE;
        }
        linking_let_go(linking);
    }
}

#define IS_USED                                                           \
    "EXISTS (SELECT 1 FROM mention CROSS JOIN document ON document.id = " \
    "mention.document WHERE mention.name = anew.name AND document.current)"

/* A count that stops where it says enough. */
#define SIZE_OF(key) \
    "(SELECT count(*) FROM (SELECT 1 FROM block WHERE block.key = " key " LIMIT 201))"
G_STATIC_ASSERT(BLOCK_MAX == 200);

/* Names of a block that became too large, or is so no more. */
#define FLIPPED                                                                        \
    "INSERT OR IGNORE INTO temp.anew (name, lost) SELECT block.name, 0 FROM temp.hot " \
    "CROSS JOIN block ON block.key = hot.key WHERE (hot.before > 200) <> "             \
    "(" SIZE_OF("hot.key") " > 200)"

gboolean
blocks_update(struct linking *linking, GError **error)
{
    static const char *const steps[] = {
        "INSERT INTO temp.hot (key, before) SELECT DISTINCT key, " SIZE_OF(
            "fresh.key") " FROM temp.fresh",
        "DELETE FROM block WHERE (key, name) IN (SELECT key, name FROM temp.fresh WHERE NOT used)",
        "INSERT OR IGNORE INTO block (key, name) SELECT key, name FROM temp.fresh WHERE used",
        "DELETE FROM temp.fresh", FLIPPED};
    if (!note_keys(linking, "SELECT name, " IS_USED " FROM temp.anew ORDER BY name", error))
        return FALSE;
    if (linking->all)
        return linking_run(linking,
                           "INSERT OR IGNORE INTO block (key, name) SELECT key, name "
                           "FROM temp.fresh WHERE used ORDER BY key, name",
                           "writing blocks", error) &&
               linking_run(linking, "DELETE FROM temp.fresh", "writing blocks", error);
    for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
        if (!linking_run(linking, steps[i], "writing blocks", error))
            return FALSE;
    }
    return note_keys(linking, "SELECT name, 1 FROM temp.anew ORDER BY name", error) &&
           linking_run(linking,
                       "INSERT OR IGNORE INTO temp.hot (key, before) SELECT key, 0 FROM temp.fresh",
                       "writing blocks", error);
}

GArray *
blocks_same_words(struct linking *linking, enum mention_type type, const char *folded,
                  GError **error)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(GString) joined = g_string_new(NULL);
    struct block_keys keys = {.n = 0};
    for (const char *at = folded; *at; at++) {
        if (*at != ' ')
            g_string_append_c(joined, *at);
    }
    add_key(&keys, type, "", 'x', joined->str, joined->len);
    struct statement statement =
        statement_of(linking->database, "SELECT name FROM block WHERE key = ?", "reading blocks");
    put_number(&statement, keys.keys[0].hash);
    return linking_ids(linking, statement, ids, error) ? g_steal_pointer(&ids) : NULL;
}
