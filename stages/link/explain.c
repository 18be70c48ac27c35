/* akt-link --explain: what a run knew of two names when it decided, said again in words. Nothing is
 * decided here: entities and links are those of the last run, features those of compare.c. */
#include "explain.h"

#include "blocks.h"

#include <string.h>

enum {
    MAX_ROWS = 20,   /* names of one spelling that are explained: kinds and municipalities */
    MAX_CHAIN = 2000 /* names that a way from one to the other may go through */
};

/* What is being explained. */
struct explaining {
    struct linking *linking;
    GString *out;
    const struct name *a, *b;
    gint64 entity_a, entity_b; /* 0: none */
};

static void say(struct explaining *explaining, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void
say(struct explaining *explaining, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_string_append_vprintf(explaining->out, format, arguments);
    va_end(arguments);
    g_string_append_c(explaining->out, '\n');
}

/* ---- which names --------------------------------------------------------------------------- */

/* The ids of names that are written so, or of one by its number. */
static GArray *
find_names(struct linking *linking, const char *spelling, GError **error)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    char *end = NULL;
    gint64 id = *spelling == '#' ? g_ascii_strtoll(spelling + 1, &end, 10) : 0;
    gboolean by_id = id > 0 && !*end;
    struct statement statement =
        statement_of(linking->database,
                     by_id ? "SELECT id FROM name WHERE id = ?"
                           : "SELECT id FROM name WHERE value = ? ORDER BY kind, scope, class",
                     "reading names");
    if (by_id)
        put_number(&statement, id);
    else
        put_text(&statement, spelling);
    return linking_ids(linking, statement, ids, error) ? g_steal_pointer(&ids) : NULL;
}

/* Written otherwise: the names whose folded words are the same. */
static GArray *
find_folded(struct linking *linking, const char *spelling, GError **error)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autofree char *folded = name_fold(spelling);
    for (guint type = 0; type < N_MENTION_TYPES && *folded; type++) {
        g_autoptr(GArray) ids = blocks_same_words(linking, type, folded, error);
        if (!ids)
            return NULL;
        g_array_append_vals(all, ids->data, ids->len);
    }
    return g_steal_pointer(&all);
}

static GArray *
find_written(struct linking *linking, const char *spelling, GError **error)
{
    GArray *ids = find_names(linking, spelling, error);
    if (!ids || ids->len)
        return ids;
    g_array_unref(ids);
    return find_folded(linking, spelling, error);
}

static gboolean
entity_of(struct linking *linking, gint64 name, gint64 *ret_entity, GError **error)
{
    gboolean found;
    struct statement statement = statement_of(
        linking->database, "SELECT coalesce(entity, 0) FROM name WHERE id = ?", "reading names");
    put_number(&statement, name);
    *ret_entity = 0;
    return statement_number(&statement, &found, ret_entity, error);
}

/* ---- what brought them together ------------------------------------------------------------ */

static const char *
key_text(char kind)
{
    switch (kind) {
    case 'x':
        return "the same letters";
    case 'y':
        return "the same stems";
    case 'z':
        return "the same words that matter";
    case 't':
        return "the word";
    case 'p':
        return "the beginning";
    case 's':
        return "the end";
    default:
        return "first letters";
    }
}

static gboolean
key_size(struct linking *linking, gint64 key, gint64 *ret_size, GError **error)
{
    gboolean found;
    struct statement statement = statement_of(
        linking->database, "SELECT count(*) FROM block WHERE key = ?", "reading blocks");
    put_number(&statement, key);
    return statement_number(&statement, &found, ret_size, error);
}

/* Whether a key says what an earlier one said: that of the municipality and that of all. */
static gboolean
is_said(const struct block_keys *keys, guint i)
{
    for (guint j = 0; j < i; j++) {
        if (keys->keys[j].kind == keys->keys[i].kind &&
            keys->keys[j].length == keys->keys[i].length &&
            memcmp(keys->keys[j].text, keys->keys[i].text, keys->keys[i].length) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The keys that both names have. */
static gboolean
say_keys(struct explaining *explaining, GError **error)
{
    struct block_keys keys_a, keys_b;
    guint shared = 0;
    block_keys_of(explaining->a, &keys_a);
    block_keys_of(explaining->b, &keys_b);
    for (guint i = 0; i < keys_a.n; i++) {
        gint64 size = 0;
        guint j = 0;
        while (j < keys_b.n && keys_b.keys[j].hash != keys_a.keys[i].hash)
            j++;
        if (j == keys_b.n || (is_said(&keys_a, i) && shared))
            continue;
        if (!key_size(explaining->linking, keys_a.keys[i].hash, &size, error))
            return FALSE;
        say(explaining, "  brought together by %s \"%.*s\"%s", key_text(keys_a.keys[i].kind),
            (int)keys_a.keys[i].length, keys_a.keys[i].text,
            size > BLOCK_MAX ? ", but too many names share that: passed over" : "");
        shared++;
    }
    if (!shared)
        say(explaining, "  no word, beginning or end brought them together: their words were not "
                        "compared");
    return TRUE;
}

/* ---- how alike they are -------------------------------------------------------------------- */

static void
say_comparison(struct explaining *explaining)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    struct name_rules *rules = explaining->linking->rules;
    double score = name_explain(rules, explaining->a, explaining->b, lines);
    double enough = name_rules_threshold(rules);
    say(explaining, "  their words: %.2f, %s %.2f that makes them one", score,
        score < enough ? "less than the" : "at least the", enough);
    for (guint i = 0; i < lines->len; i++)
        say(explaining, "    %s", (const char *)lines->pdata[i]);
}

/* What papers say of the two, word for word. */
static gboolean
say_renamings(struct explaining *explaining, GError **error)
{
    gboolean row;
    struct statement statement =
        statement_of(explaining->linking->database,
                     "SELECT renaming.quote, document_path.path FROM renaming JOIN document "
                     "ON document.id = renaming.document AND document.current "
                     "LEFT JOIN document_path ON document_path.document = renaming.document "
                     "WHERE from_name IN (?1, ?2) AND to_name IN (?1, ?2) ORDER BY 2, 1 LIMIT ?3",
                     "reading renamings");
    put_number(&statement, explaining->a->id);
    put_number(&statement, explaining->b->id);
    put_number(&statement, MAX_ROWS);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        say(explaining, "  %s says: \"%s\"", column_text(statement.handle, 1),
            column_text(statement.handle, 0));
    }
}

/* ---- links --------------------------------------------------------------------------------- */

#define LINK_BETWEEN                                                   \
    "SELECT kind, score, reason FROM link WHERE kind <> 'refers' AND " \
    "((from_name = ?1 AND to_name = ?2) OR (from_name = ?2 AND to_name = ?1)) ORDER BY kind"

/* The links between two names; *ret_same is whether one of them makes them one, *ret_weak whether
 * that leads from a shorter name to a fuller one. */
static gboolean
say_links(struct explaining *explaining, const char *before, const struct name *a,
          const struct name *b, gboolean *ret_same, gboolean *ret_weak, GError **error)
{
    gboolean row;
    struct statement statement =
        statement_of(explaining->linking->database, LINK_BETWEEN, "reading links");
    put_number(&statement, a->id);
    put_number(&statement, b->id);
    for (*ret_same = *ret_weak = FALSE;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        const char *kind = column_text(statement.handle, 0);
        const char *reason = column_text(statement.handle, 2);
        gboolean same = strcmp(kind, "same") == 0;
        say(explaining, "%s\"%s\" %s \"%s\": %.2f, %s", before, a->value, same ? "is" : "is not",
            b->value, sqlite3_column_double(statement.handle, 1), reason);
        *ret_same |= same;
        *ret_weak |= same && (name_rules_is_weak(explaining->linking->rules, reason) ||
                              g_str_has_prefix(reason, "a paper writes"));
    }
}

/* ---- joined through others ----------------------------------------------------------------- */

#define NEIGHBOURS                                                                        \
    "SELECT other.id FROM (SELECT to_name AS id, score FROM link WHERE kind = 'same' "    \
    "AND from_name = ?1 UNION ALL SELECT from_name, score FROM link WHERE kind = 'same' " \
    "AND to_name = ?1) AS side JOIN name AS other ON other.id = side.id "                 \
    "WHERE other.entity = ?2 ORDER BY side.score DESC, other.value, other.scope"

/* Walks from A over links inside the entity until B is met: `from` says whence each was met. */
static gboolean
walk(struct explaining *explaining, GHashTable *from, GError **error)
{
    g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(gint64));
    gint64 goal = explaining->b->id, start = explaining->a->id;
    g_array_append_val(queue, start);
    g_hash_table_insert(from, g_memdup2(&start, sizeof start), g_memdup2(&start, sizeof start));
    for (guint i = 0; i < queue->len && queue->len < MAX_CHAIN; i++) {
        gint64 at = g_array_index(queue, gint64, i);
        g_autoptr(GArray) next = g_array_new(FALSE, FALSE, sizeof(gint64));
        if (at == goal)
            return TRUE;
        struct statement statement =
            statement_of(explaining->linking->database, NEIGHBOURS, "reading links");
        put_number(&statement, at);
        put_number(&statement, explaining->entity_a);
        if (!linking_ids(explaining->linking, statement, next, error))
            return FALSE;
        for (guint j = 0; j < next->len; j++) {
            gint64 id = g_array_index(next, gint64, j);
            if (g_hash_table_contains(from, &id))
                continue;
            g_hash_table_insert(from, g_memdup2(&id, sizeof id), g_memdup2(&at, sizeof at));
            g_array_append_val(queue, id);
        }
    }
    return TRUE;
}

/* The way from A to B, link by link. */
static gboolean
say_chain(struct explaining *explaining, GError **error)
{
    g_autoptr(GHashTable) from = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    g_autoptr(GArray) way = g_array_new(FALSE, FALSE, sizeof(gint64));
    if (!walk(explaining, from, error))
        return FALSE;
    for (gint64 at = explaining->b->id; g_hash_table_contains(from, &at);) {
        gint64 before = *(const gint64 *)g_hash_table_lookup(from, &at);
        g_array_prepend_val(way, at);
        if (before == at)
            break;
        at = before;
    }
    if (way->len > 2)
        say(explaining, "  joined through %u other%s:", way->len - 2, way->len > 3 ? "s" : "");
    for (guint i = 0; i + 1 < way->len; i++) {
        const struct name *p, *q;
        gboolean same, weak;
        if (!linking_name(explaining->linking, g_array_index(way, gint64, i), &p, error) ||
            !linking_name(explaining->linking, g_array_index(way, gint64, i + 1), &q, error) ||
            !p || !q ||
            !say_links(explaining, way->len > 2 ? "    " : "  ", p, q, &same, &weak, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- linked and not joined ----------------------------------------------------------------- */

/* Names of the two entities that a dictionary keeps apart, or that say that they are two things. */
#define ACROSS                                                                           \
    "SELECT p.id, q.id, EXISTS (SELECT 1 FROM link WHERE kind = 'not-same' AND "         \
    "((from_name = p.id AND to_name = q.id) OR (from_name = q.id AND to_name = p.id))) " \
    "FROM name AS p, name AS q WHERE p.entity = ?1 AND q.entity = ?2 "                   \
    "ORDER BY p.value, q.value LIMIT ?3"

static gboolean
say_across(struct explaining *explaining, gboolean *ret_said, GError **error)
{
    gboolean row;
    struct statement statement =
        statement_of(explaining->linking->database, ACROSS, "reading names");
    put_number(&statement, explaining->entity_a);
    put_number(&statement, explaining->entity_b);
    put_number(&statement, MAX_CHAIN);
    for (*ret_said = FALSE;;) {
        const struct name *p, *q;
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        gboolean apart = sqlite3_column_int(statement.handle, 2) != 0;
        if (!linking_name(explaining->linking, sqlite3_column_int64(statement.handle, 0), &p,
                          error) ||
            !linking_name(explaining->linking, sqlite3_column_int64(statement.handle, 1), &q,
                          error)) {
            statement_reset(&statement);
            return FALSE;
        }
        if (!p || !q || (!apart && !name_conflict(p, q)))
            continue;
        say(explaining, "  to join them would put \"%s\" and \"%s\" together, %s", p->value,
            q->value,
            apart ? "which aliases.tsv keeps apart" : "which say that they are two things");
        *ret_said = TRUE;
        statement_reset(&statement);
        return TRUE;
    }
}

#define LED_TO                                                                                 \
    "SELECT other.value, entity.name, link.reason FROM link JOIN name AS other ON other.id = " \
    "CASE link.from_name WHEN ?1 THEN link.to_name ELSE link.from_name END "                   \
    "JOIN entity ON entity.id = other.entity WHERE link.kind = 'same' "                        \
    "AND (link.from_name = ?1 OR link.to_name = ?1) AND other.entity <> ?2 "                   \
    "ORDER BY 1, 2 LIMIT ?3"

/* The things that a name might be short for. */
static gboolean
say_led_to(struct explaining *explaining, const struct name *name, gint64 entity, GError **error)
{
    gboolean row;
    struct statement statement =
        statement_of(explaining->linking->database, LED_TO, "reading links");
    put_number(&statement, name->id);
    put_number(&statement, entity);
    put_number(&statement, MAX_ROWS);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        say(explaining, "    \"%s\" may be \"%s\" of %s", name->value,
            column_text(statement.handle, 0), column_text(statement.handle, 1));
    }
}

static gboolean
say_not_joined(struct explaining *explaining, gboolean weak, GError **error)
{
    gboolean said = FALSE;
    if (!say_across(explaining, &said, error) || said)
        return said;
    if (!weak) {
        say(explaining, "  but not joined: surer links had put them with things of other "
                        "municipalities, or nobody knows which municipality is meant");
        return TRUE;
    }
    say(explaining, "  but not joined: a shorter name that may be several things is none of them");
    return say_led_to(explaining, explaining->a, explaining->entity_a, error) &&
           say_led_to(explaining, explaining->b, explaining->entity_b, error);
}

/* ---- a pair -------------------------------------------------------------------------------- */

static void
say_name(struct explaining *explaining, const char *before, const struct name *name)
{
    g_string_append_printf(explaining->out, "%s\"%s\" (#%" G_GINT64_FORMAT ", %s%s%s%s%s)", before,
                           name->value, name->id, mention_type_name(name->type),
                           *name->class ? ", " : "", name->class, *name->scope ? ", " : "",
                           name->scope);
}

static gboolean
say_verdict(struct explaining *explaining, gboolean *ret_one, GError **error)
{
    if (!entity_of(explaining->linking, explaining->a->id, &explaining->entity_a, error) ||
        !entity_of(explaining->linking, explaining->b->id, &explaining->entity_b, error))
        return FALSE;
    *ret_one = explaining->entity_a && explaining->entity_a == explaining->entity_b;
    say_name(explaining, "", explaining->a);
    say_name(explaining, " and ", explaining->b);
    say(explaining, " %s", *ret_one ? "are one" : "are not one");
    if (!explaining->entity_a || !explaining->entity_b)
        say(explaining, "  no paper that stands names %s any more, or akt-link has not run since",
            explaining->entity_a   ? "the second"
            : explaining->entity_b ? "the first"
                                   : "either");
    return TRUE;
}

static gboolean
explain_pair(struct explaining *explaining, GError **error)
{
    gboolean one, same, weak;
    if (!say_verdict(explaining, &one, error) || !say_keys(explaining, error))
        return FALSE;
    say_comparison(explaining);
    if (!say_renamings(explaining, error))
        return FALSE;
    gboolean together = FALSE;
    if (explaining->a->type != explaining->b->type &&
        !names_stand_together(explaining->linking, explaining->a, explaining->b, &together, error))
        return FALSE;
    if (together)
        say(explaining,
            "  a paper has both, the one as a project and the other as a programme: they "
            "are not linked for their words");
    if (one)
        return say_chain(explaining, error);
    return say_links(explaining, "  ", explaining->a, explaining->b, &same, &weak, error) &&
           (!same || say_not_joined(explaining, weak, error));
}

static gboolean
explain_all(struct explaining *explaining, const GArray *first, const GArray *second,
            gboolean *ret_found, GError **error)
{
    guint n = 0;
    for (guint i = 0; i < first->len; i++) {
        for (guint j = 0; j < second->len && n < MAX_ROWS; j++) {
            gint64 p = g_array_index(first, gint64, i), q = g_array_index(second, gint64, j);
            if (!linking_name(explaining->linking, p, &explaining->a, error) ||
                !linking_name(explaining->linking, q, &explaining->b, error))
                return FALSE;
            if (p == q || !explaining->a || !explaining->b ||
                !name_kinds_agree(explaining->a, explaining->b))
                continue;
            if (n++)
                g_string_append_c(explaining->out, '\n');
            if (!explain_pair(explaining, error))
                return FALSE;
        }
    }
    *ret_found = n > 0;
    return TRUE;
}

gboolean
link_explain(struct database *database, const struct stage_options *options, const char *first,
             const char *second, GString *out, gboolean *ret_found, GError **error)
{
    struct link_report unused = {0};
    struct linking linking = {.database = database, .report = &unused};
    struct explaining explaining = {.linking = &linking, .out = out};
    *ret_found = FALSE;
    gboolean ok =
        linking_open(&linking, options, NULL, error) && name_rules_words(linking.rules, error);
    g_autoptr(GArray) p = ok ? find_written(&linking, first, error) : NULL;
    g_autoptr(GArray) q = p ? find_written(&linking, second, error) : NULL;
    ok = q && explain_all(&explaining, p, q, ret_found, error);
    linking_close(&linking);
    return ok;
}
