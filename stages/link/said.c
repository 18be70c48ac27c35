/* What papers say of names: renamings ("A hedder nu B"), and short forms of longer names (OFM in a
 * paper that writes it for Områdefornyelse Møllekvarteret). */
#include "link-private.h"

#define RENAMED_SCORE 0.95
#define SHORT_SCORE 0.86

/* ---- renamings ----------------------------------------------------------------------------- */

static gboolean
renaming_link(struct linking *linking, const struct names *names, gint64 from, gint64 to,
              const char *quote, GError **error)
{
    int a = names_index(names, from), b = names_index(names, to);
    if (a < 0 || b < 0 || !names_at(names, a)->mentions || !names_at(names, b)->mentions ||
        !name_scopes_agree(names_at(names, a), names_at(names, b)))
        return TRUE;
    g_autofree char *reason = g_strdup_printf("a paper says: \"%s\"", quote);
    return link_names(linking, names_at(names, a), names_at(names, b), "same", RENAMED_SCORE,
                      reason, error);
}

static gboolean
renamings_link(struct linking *linking, const struct names *names, GError **error)
{
    gboolean row, ok = TRUE;
    struct statement statement = statement_of(linking->database,
                                              "SELECT from_name, to_name, min(quote) FROM renaming "
                                              "JOIN document ON document.id = document AND current "
                                              "GROUP BY from_name, to_name",
                                              "reading renamings");
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            break;
        ok = renaming_link(linking, names, sqlite3_column_int64(statement.handle, 0),
                           sqlite3_column_int64(statement.handle, 1),
                           column_text(statement.handle, 2), error);
        if (!ok) {
            statement_reset(&statement);
            return FALSE;
        }
    }
    return TRUE;
}

/* ---- short forms --------------------------------------------------------------------------- */

/* The names that papers write as `text`: they must be one thing, or it is not known which. */
static gboolean
are_one(struct linking *linking, const struct names *names, const GArray *longer)
{
    const char *reason;
    const struct name *first = names_at(names, g_array_index(longer, guint, 0));
    for (guint i = 1; i < longer->len; i++) {
        const struct name *other = names_at(names, g_array_index(longer, guint, i));
        if (name_compare(linking->rules, first, other, &reason) < SAME_SCORE)
            return FALSE;
    }
    return TRUE;
}

/* One name that is, as it is written, the short form of others in their papers. */
static gboolean
short_form_link(struct linking *linking, const struct names *names, int shorter,
                const GArray *longer, GError **error)
{
    if (shorter < 0 || !longer->len || !are_one(linking, names, longer))
        return TRUE;
    const struct name *a = names_at(names, shorter);
    for (guint i = 0; i < longer->len; i++) {
        const struct name *b = names_at(names, g_array_index(longer, guint, i));
        g_autofree char *reason =
            g_strdup_printf("a paper writes \"%s\" for \"%s\"", a->value, b->value);
        if (!link_names(linking, a, b, "same", SHORT_SCORE, reason, error))
            return FALSE;
    }
    return TRUE;
}

/* Names of a municipality, or of all, that another paper of it writes for a longer name. */
#define SHORT_FORMS                                                                       \
    "SELECT DISTINCT short.id, long.id FROM mention "                                     \
    "JOIN document ON document.id = mention.document AND document.current "               \
    "JOIN name AS long ON long.id = mention.name "                                        \
    "JOIN name AS short ON short.kind = long.kind AND short.value = mention.text "        \
    "AND short.scope = long.scope AND short.id <> long.id "                               \
    "WHERE mention.name IS NOT NULL AND mention.text <> mention.value AND long.kind = ? " \
    "AND length(mention.text) < length(mention.value) ORDER BY 1, 2"

/* Whether names of this one's spelling can be told apart at all: without a municipality only those
 * that have none. */
static gboolean
is_placed(const struct name *name)
{
    return name->everywhere || *name->scope;
}

static gboolean
short_forms_link(struct linking *linking, const struct names *names, enum mention_type type,
                 GError **error)
{
    struct statement statement = statement_of(linking->database, SHORT_FORMS, "reading mentions");
    g_autoptr(GArray) longer = g_array_new(FALSE, FALSE, sizeof(guint));
    int shorter = -1;
    gboolean row = TRUE, ok = TRUE;
    put_text(&statement, mention_type_name(type));
    while (ok && row) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        int a = row ? names_index(names, sqlite3_column_int64(statement.handle, 0)) : -1;
        int b = row ? names_index(names, sqlite3_column_int64(statement.handle, 1)) : -1;
        if (a != shorter || !row) {
            ok = short_form_link(linking, names, shorter, longer, error);
            g_array_set_size(longer, 0);
            shorter = a;
        }
        guint index = (guint)MAX(b, 0);
        if (a >= 0 && b >= 0 && names_at(names, a)->mentions && names_at(names, b)->mentions &&
            is_placed(names_at(names, a)) && is_placed(names_at(names, b)))
            g_array_append_val(longer, index);
    }
    if (row)
        statement_reset(&statement);
    return ok;
}

gboolean
said_link(struct linking *linking, struct names *names, enum mention_type type, GArray *barriers,
          GError **error)
{
    return renamings_link(linking, names, error) && short_forms_link(linking, names, type, error) &&
           aliases_link(linking, names, barriers, error);
}
