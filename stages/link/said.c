/* What papers say of names: renamings ("A hedder nu B"), and short forms of longer names (OFM in a
 * paper that writes it for Områdefornyelse Møllekvarteret). */
#include "link-private.h"

#define SHORT_SCORE 0.86

/* ---- renamings ----------------------------------------------------------------------------- */

static gboolean
renaming_link(struct linking *linking, gint64 from, gint64 to, const char *quote, GError **error)
{
    const struct name *a, *b;
    if (!linking_name(linking, from, &a, error) || !linking_name(linking, to, &b, error))
        return FALSE;
    if (!a || !b || a->type != b->type || !name_scopes_agree(a, b))
        return TRUE;
    g_autofree char *reason = g_strdup_printf("a paper says: \"%s\"", quote);
    return link_names(linking, a, b, "same", name_rules_evidence(linking->rules, EVIDENCE_RENAMED),
                      reason, error);
}

/* Of names that are anew: each renaming comes once or, where both are, twice. */
#define RENAMINGS(name)                                                                \
    "SELECT renaming.from_name, renaming.to_name, min(renaming.quote) FROM temp.anew " \
    "CROSS JOIN renaming ON renaming." name " = anew.name "                            \
    "CROSS JOIN document ON document.id = renaming.document AND document.current "     \
    "GROUP BY renaming.from_name, renaming.to_name"

static gboolean
renamings_link(struct linking *linking, const char *sql, GError **error)
{
    gboolean row;
    struct statement statement = statement_of(linking->database, sql, "reading renamings");
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        if (!renaming_link(linking, sqlite3_column_int64(statement.handle, 0),
                           sqlite3_column_int64(statement.handle, 1),
                           column_text(statement.handle, 2), error)) {
            statement_reset(&statement);
            return FALSE;
        }
        linking_let_go(linking);
    }
}

/* ---- short forms --------------------------------------------------------------------------- */

/* Whether names of this one's spelling can be told apart at all: without a municipality only those
 * that have none. */
static gboolean
is_placed(const struct name *name)
{
    return name->everywhere || *name->scope;
}

/* The names that papers write as `text`: they must be one thing, or it is not known which. */
static gboolean
are_one(struct linking *linking, const GPtrArray *longer)
{
    const char *reason;
    for (guint i = 1; i < longer->len; i++) {
        if (name_compare(linking->rules, g_ptr_array_index(longer, 0), g_ptr_array_index(longer, i),
                         &reason) < name_rules_threshold(linking->rules))
            return FALSE;
    }
    return TRUE;
}

/* One name that is, as it is written, the short form of others in their papers. */
static gboolean
short_form_link(struct linking *linking, const struct name *shorter, const GArray *ids,
                GError **error)
{
    g_autoptr(GPtrArray) longer = g_ptr_array_new();
    for (guint i = 0; i < ids->len; i++) {
        const struct name *name;
        if (!linking_name(linking, g_array_index(ids, gint64, i), &name, error))
            return FALSE;
        if (name && is_placed(name))
            g_ptr_array_add(longer, (gpointer)name);
    }
    if (!longer->len || !are_one(linking, longer))
        return TRUE;
    for (guint i = 0; i < longer->len; i++) {
        const struct name *name = g_ptr_array_index(longer, i);
        g_autofree char *reason =
            g_strdup_printf("a paper writes \"%s\" for \"%s\"", shorter->value, name->value);
        if (!link_names(linking, shorter, name, "same", SHORT_SCORE, reason, error))
            return FALSE;
    }
    return TRUE;
}

/* Affected names in use that some paper may write for a longer one. */
#define SHORTER                                                                                \
    "SELECT short.id FROM temp.affected CROSS JOIN name AS short ON short.id = affected.name " \
    "WHERE EXISTS (SELECT 1 FROM mention WHERE mention.name IS NOT NULL "                      \
    "AND mention.text <> mention.value AND mention.text = short.value) "                       \
    "AND EXISTS (SELECT 1 FROM mention CROSS JOIN document ON document.id = mention.document " \
    "WHERE mention.name = short.id AND document.current)"

/* The longer names of the same municipality, or all, in the order of their values: which comes
 * first says nothing, but shall be the same in every run. */
#define LONGER                                                                                \
    "SELECT long.id FROM name AS short, name AS long WHERE short.id = ?1 AND long.id IN "     \
    "(SELECT mention.name FROM mention WHERE mention.text = short.value "                     \
    "AND mention.name IS NOT NULL AND mention.text <> mention.value) "                        \
    "AND long.kind = short.kind AND long.scope IN ('', short.scope) AND long.id <> short.id " \
    "AND length(short.value) < length(long.value) AND EXISTS (SELECT 1 FROM mention "         \
    "CROSS JOIN document ON document.id = mention.document WHERE mention.name = long.id "     \
    "AND mention.text = short.value AND mention.text <> mention.value AND document.current) " \
    "ORDER BY long.value, long.class"

static gboolean
short_forms_link(struct linking *linking, GError **error)
{
    struct statement statement = statement_of(linking->database, SHORTER, "reading mentions");
    g_autoptr(GArray) longer = g_array_new(FALSE, FALSE, sizeof(gint64));
    gboolean row;
    for (;;) {
        const struct name *shorter;
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            return TRUE;
        gint64 id = sqlite3_column_int64(statement.handle, 0);
        gboolean ok = linking_name(linking, id, &shorter, error);
        g_array_set_size(longer, 0);
        if (ok && shorter && is_placed(shorter)) {
            struct statement find = statement_of(linking->database, LONGER, "reading mentions");
            put_number(&find, id);
            ok = linking_ids(linking, find, longer, error) &&
                 short_form_link(linking, shorter, longer, error);
        }
        if (!ok) {
            statement_reset(&statement);
            return FALSE;
        }
        linking_let_go(linking);
    }
}

gboolean
said_link(struct linking *linking, GArray *barriers, GError **error)
{
    return renamings_link(linking, RENAMINGS("from_name"), error) &&
           renamings_link(linking, RENAMINGS("to_name"), error) &&
           short_forms_link(linking, error) && aliases_link(linking, barriers, error);
}
