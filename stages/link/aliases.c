/* aliases.tsv: what people decide about names. */
#include "lexicon.h"
#include "link-private.h"

#include <string.h>

struct alias {
    enum mention_type type;
    char *name, *same_as; /* folded */
    const char *shown;    /* same_as as it is written */
    const char *scope;
    gboolean same;
};

struct aliases {
    struct lexicon *lexicon;
    GArray *rows;           /* struct alias */
    GHashTable *preferred;  /* "TYPE name" as written */
    GHashTable *everywhere; /* "TYPE name" folded */
};

/* ---- the dictionary ------------------------------------------------------------------------ */

static void
alias_clear(gpointer data)
{
    struct alias *alias = data;
    g_free(alias->name);
    g_free(alias->same_as);
}

static char *
preferred_key(enum mention_type type, const char *value)
{
    return g_strdup_printf("%d %s", (int)type, value);
}

/* A name that is the same as itself is one thing wherever it is written. */
static gboolean
is_one_everywhere(const struct alias *alias)
{
    return alias->same && !*alias->scope && strcmp(alias->name, alias->same_as) == 0;
}

static char *
everywhere_key(enum mention_type type, const char *folded)
{
    return g_strdup_printf("%d %s", (int)type, folded);
}

static gboolean
read_row(struct aliases *aliases, guint row, GError **error)
{
    const struct lexicon *lexicon = aliases->lexicon;
    const char *decision = lexicon_get(lexicon, row, 4);
    struct alias alias = {.shown = lexicon_get(lexicon, row, 2),
                          .scope = lexicon_get(lexicon, row, 3),
                          .same = strcmp(decision, "same") == 0};
    if (!mention_type_from_name(lexicon_get(lexicon, row, 0), &alias.type)) {
        lexicon_error(lexicon, row, error, "no kind is called %s", lexicon_get(lexicon, row, 0));
        return FALSE;
    }
    if (!alias.same && strcmp(decision, "not-same") != 0) {
        lexicon_error(lexicon, row, error, "the decision is same or not-same");
        return FALSE;
    }
    alias.name = name_fold(lexicon_get(lexicon, row, 1));
    alias.same_as = name_fold(alias.shown);
    if (!*alias.name || !*alias.same_as) {
        lexicon_error(lexicon, row, error, "a name is missing");
        alias_clear(&alias);
        return FALSE;
    }
    if (alias.same)
        g_hash_table_add(aliases->preferred, preferred_key(alias.type, alias.shown));
    if (is_one_everywhere(&alias))
        g_hash_table_add(aliases->everywhere, everywhere_key(alias.type, alias.name));
    g_array_append_val(aliases->rows, alias);
    return TRUE;
}

struct aliases *
aliases_new(struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"kind", "name", "same_as", "scope", "decision", NULL};
    struct lexicon *lexicon = lexicon_open(dictionaries, "aliases", columns, error);
    if (!lexicon)
        return NULL;
    struct aliases *aliases = g_new0(struct aliases, 1);
    aliases->lexicon = lexicon;
    aliases->rows = g_array_new(FALSE, TRUE, sizeof(struct alias));
    g_array_set_clear_func(aliases->rows, alias_clear);
    aliases->preferred = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    aliases->everywhere = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < lexicon_rows(lexicon); i++) {
        if (!read_row(aliases, i, error)) {
            aliases_free(aliases);
            return NULL;
        }
    }
    return aliases;
}

void
aliases_free(struct aliases *aliases)
{
    if (!aliases)
        return;
    g_hash_table_unref(aliases->preferred);
    g_hash_table_unref(aliases->everywhere);
    g_array_unref(aliases->rows);
    lexicon_free(aliases->lexicon);
    g_free(aliases);
}

gboolean
aliases_prefer(const struct aliases *aliases, const struct name *name)
{
    g_autofree char *key = preferred_key(name->type, name->value);
    return g_hash_table_contains(aliases->preferred, key);
}

/* ---- names that a row is about ------------------------------------------------------------- */

static gboolean
row_is_about(const struct alias *alias, const struct name *name)
{
    return alias->type == name->type && (!*alias->scope || strcmp(alias->scope, name->scope) == 0);
}

gboolean
aliases_everywhere(const struct aliases *aliases, const struct name *name)
{
    g_autofree char *key = everywhere_key(name->type, name->folded);
    return g_hash_table_contains(aliases->everywhere, key);
}

/* ---- linking ------------------------------------------------------------------------------- */

/* The names in use that a row calls so. NULL with an error; they are forgotten by
 * linking_let_go(). */
static GPtrArray *
names_of(struct linking *linking, const struct alias *alias, const char *folded, GError **error)
{
    g_autoptr(GArray) ids = blocks_same_words(linking, alias->type, folded, error);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; ids && i < ids->len; i++) {
        const struct name *name;
        if (!linking_name(linking, g_array_index(ids, gint64, i), &name, error))
            return NULL;
        if (name && strcmp(name->folded, folded) == 0 && row_is_about(alias, name))
            g_ptr_array_add(names, (gpointer)name);
    }
    return ids ? g_steal_pointer(&names) : NULL;
}

/* One row: its names of the one kind with each of the other. Within a municipality, unless the name
 * has none. */
static gboolean
alias_link(struct linking *linking, const struct alias *alias, GArray *barriers, GError **error)
{
    g_autoptr(GPtrArray) left = names_of(linking, alias, alias->name, error);
    g_autoptr(GPtrArray) right = left ? names_of(linking, alias, alias->same_as, error) : NULL;
    if (!right)
        return FALSE;
    for (guint i = 0; i < left->len; i++) {
        const struct name *a = g_ptr_array_index(left, i);
        for (guint j = 0; j < right->len; j++) {
            const struct name *b = g_ptr_array_index(right, j);
            if (a == b || !name_scopes_agree(a, b))
                continue;
            if (!link_names(linking, a, b, alias->same ? "same" : "not-same", 1.0, ALIASES_SAY,
                            error))
                return FALSE;
            if (!alias->same) {
                g_array_append_val(barriers, a->id);
                g_array_append_val(barriers, b->id);
            }
        }
    }
    return TRUE;
}

gboolean
aliases_link(struct linking *linking, GArray *barriers, GError **error)
{
    const struct aliases *aliases = linking->aliases;
    for (guint i = 0; i < aliases->rows->len; i++) {
        if (!alias_link(linking, &g_array_index(aliases->rows, struct alias, i), barriers, error))
            return FALSE;
        linking_let_go(linking);
    }
    return TRUE;
}
