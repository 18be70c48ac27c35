/* Whose paper it is, and which of its mentions are names that other papers may share.
 *
 * Committees, departments, projects, cases belong to a municipality: Socialudvalget of one is not
 * that of another. Such a name is kept with the paper's municipality as its scope; ministries,
 * associations, companies, methods are the same everywhere and have none. */
#include "cpr.h"
#include "database-private.h"

#include <string.h>

/* How much a sign says: on letterhead or margin, among the first blocks, in the running text;
 * a place that is named again and again in the text counts up to a limit. */
enum {
    WEIGHT_LETTERHEAD = 4,
    WEIGHT_TOP = 3,
    WEIGHT_TEXT = 1,
    TEXT_LIMIT = 3,
    TOP_BLOCKS = 4
};

struct sign {
    const char *municipality;
    guint strong, weak; /* from letterhead and top; from the text */
};

/* ---- whose paper --------------------------------------------------------------------------- */

/* "Københavns Kommune" as "København". Only two names take the genitive before Kommune. */
static const char *
municipality_root(struct arena *arena, const char *name)
{
    static const char *const endings[] = {" Regionskommune", " Kommune", " kommune", " Byråd",
                                          " byråd"};
    static const char *const genitives[] = {"Københavns", "Bornholms"};
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (!g_str_has_suffix(name, endings[i]))
            continue;
        gsize length = strlen(name) - strlen(endings[i]);
        for (guint g = 0; g < G_N_ELEMENTS(genitives); g++) {
            if (length == strlen(genitives[g]) && strncmp(name, genitives[g], length) == 0)
                length--;
        }
        return arena_strndup(arena, name, length);
    }
    return NULL;
}

/* The town after a four-digit postcode, without its district letters: "1600 København V". */
static const char *
postal_town(struct arena *arena, const char *place)
{
    for (const char *at = place; *at; at++) {
        if (strspn(at, "0123456789") != 4 || at[4] != ' ' || (at > place && at[-1] != ' ')) {
            gsize digits = strspn(at, "0123456789");
            at += digits ? digits - 1 : 0;
            continue;
        }
        const char *town = at + 5;
        gsize length = strcspn(town, ",;(");
        while (length && town[length - 1] == ' ')
            length--;
        const char *last = g_strrstr_len(town, (gssize)length, " ");
        if (last && g_utf8_strlen(last + 1, town + length - last - 1) <= 2)
            length = (gsize)(last - town);
        return length ? arena_strndup(arena, town, length) : NULL;
    }
    return NULL;
}

/* The municipality that a mention points to, or NULL. */
static const char *
mention_municipality(struct document *document, const struct mention *mention)
{
    if (mention->type == MENTION_PLACE)
        return postal_town(document->arena, mention->value);
    if (mention->type != MENTION_ORGANISATION)
        return NULL;
    return municipality_root(document->arena, mention->value);
}

static void
sign_add(GArray *signs, const char *municipality, guint strong)
{
    for (guint i = 0; i < signs->len; i++) {
        struct sign *sign = &g_array_index(signs, struct sign, i);
        if (strcmp(sign->municipality, municipality) == 0) {
            sign->strong += strong;
            sign->weak += !strong;
            return;
        }
    }
    struct sign sign = {.municipality = municipality, .strong = strong, .weak = !strong};
    if (signs->len < 64) /* a list of municipalities says nothing */
        g_array_append_val(signs, sign);
}

/* How much the place of a mention in the paper says: 0 for the running text. */
static guint
place_weight(const struct document *document, const struct mention *mention)
{
    guint at = document_block_at(document, mention->span.start);
    enum block_kind kind = document_block(document, at)->kind;
    if (kind == BLOCK_MARGIN || block_is_furniture(kind))
        return WEIGHT_LETTERHEAD;
    return at < TOP_BLOCKS ? WEIGHT_TOP : 0;
}

const char *
document_municipality(struct document *document)
{
    g_autoptr(GArray) signs = g_array_new(FALSE, FALSE, sizeof(struct sign));
    for (guint i = 0; i < document->mentions->len; i++) {
        const struct mention *mention = document_mention(document, i);
        const char *municipality = mention_municipality(document, mention);
        if (municipality)
            sign_add(signs, municipality, place_weight(document, mention));
    }
    const char *best = "";
    guint most = 0;
    for (guint i = 0; i < signs->len; i++) {
        const struct sign *sign = &g_array_index(signs, struct sign, i);
        guint weight = sign->strong + MIN(sign->weak, (guint)TEXT_LIMIT) * WEIGHT_TEXT;
        if (weight > most) {
            most = weight;
            best = sign->municipality;
        }
    }
    return best;
}

/* ---- names --------------------------------------------------------------------------------- */

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

/* Whether such a name means the same whoever writes it. */
static gboolean
is_everywhere(enum mention_type type, const char *class)
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
    const char *scope = is_everywhere(mention->type, class) ? "" : municipality;
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
