/* Which of a paper's mentions are names that other papers may share, and where it says that two
 * names are one.
 *
 * Committees, departments, projects, cases belong to a municipality: Socialudvalget of one is not
 * that of another. Such a name is kept with the paper's municipality as its scope; ministries,
 * associations, companies, methods are the same everywhere and have none. */
#include "cpr.h"
#include "database-private.h"

#include <string.h>

/* The attribute that says what sort of name it is: "committee", "fund", "journal". */
static const char *
name_class(struct document *document, const struct mention *mention)
{
    const char *class = attrs_get(document->arena, mention->attrs,
                                  mention->type == MENTION_CASE ? "scheme" : "kind");
    gboolean classed = mention->type == MENTION_CASE || mention->type == MENTION_ORGANISATION ||
                       mention->type == MENTION_PROGRAMME;
    return classed && class ? class : "";
}

gboolean
name_is_everywhere(enum mention_type type, const char *class)
{
    static const char *const classes[] = {"ministry",     "agency",  "foundation", "company",
                                          "municipality", "county",  "region",     "association",
                                          "method",       "campaign"};
    if (type != MENTION_ORGANISATION && type != MENTION_PROGRAMME)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(classes); i++) {
        if (strcmp(class, classes[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
has_name(const struct mention *mention, const char *class)
{
    switch (mention->type) {
    case MENTION_PROJECT:
    case MENTION_PROGRAMME:
    case MENTION_ORGANISATION:
    case MENTION_PERSON:
    case MENTION_PLACE:
        return *mention->value != '\0';
    case MENTION_CASE:
        return *mention->value && strcmp(class, "ean") != 0 && strcmp(class, "cvr") != 0;
    default:
        return FALSE;
    }
}

/* Finds or makes the row of a name. */
static gboolean
name_row(struct database *database, const char *const *parts, gint64 *ret_id, GError **error)
{
    gboolean found = FALSE;
    struct statement find = statement_of(
        database, "SELECT id FROM name WHERE kind = ? AND class = ? AND scope = ? AND value = ?",
        "looking for a name");
    for (guint i = 0; i < 4; i++)
        put_text(&find, parts[i]);
    if (!statement_number(&find, &found, ret_id, error) || found)
        return found;
    struct statement add =
        statement_of(database, "INSERT INTO name (kind, class, scope, value) VALUES (?, ?, ?, ?)",
                     "writing a name");
    for (guint i = 0; i < 4; i++)
        put_text(&add, parts[i]);
    if (!statement_run(&add, error))
        return FALSE;
    *ret_id = sqlite3_last_insert_rowid(database->handle);
    return TRUE;
}

gboolean
name_id(struct database *database, struct document *document, const struct mention *mention,
        const char *municipality, gint64 *ret_id, GError **error)
{
    const char *class = name_class(document, mention);
    *ret_id = 0;
    if (!has_name(mention, class))
        return TRUE;
    const char *scope = name_is_everywhere(mention->type, class) ? "" : municipality;
    const char *value = cpr_mask_text(NULL, document->arena, mention->value);
    g_autofree char *key =
        g_strdup_printf("%d\n%s\n%s\n%s", (int)mention->type, class, scope, value);
    const gint64 *known = g_hash_table_lookup(database->names, key);
    if (known) {
        *ret_id = *known;
        return TRUE;
    }
    const char *parts[] = {mention_type_name(mention->type), class, scope, value};
    if (!name_row(database, parts, ret_id, error))
        return FALSE;
    g_hash_table_insert(database->names, g_steal_pointer(&key), g_memdup2(ret_id, sizeof *ret_id));
    return TRUE;
}
