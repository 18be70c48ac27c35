/* Whose paper it is: letterhead, margin and contacts say it, and the text does when it names one
 * municipality more than others. A region or county (amt) is one that its letterhead names: papers
 * of municipalities speak of regions, too. */
#include "database-private.h"
#include "lexicon.h"

#include <string.h>

/* How much a sign says: on letterhead or margin, among the first blocks, in the running text;
 * a place that is named again and again in the text counts up to a limit. */
enum {
    WEIGHT_FIRST = 5, /* it begins the paper */
    WEIGHT_LETTERHEAD = 4,
    WEIGHT_TOP = 3,
    TEXT_LIMIT = 3,
    TOP_BLOCKS = 4,
    MAX_SIGNS = 64
};

struct towns {
    GHashTable *names;   /* "Høje-Taastrup", known municipalities */
    GHashTable *domains; /* "hoejetaastrup", "htk" -> the name */
};

struct sign {
    const char *municipality;
    guint strong, weak; /* from letterhead and top; from the text */
};

/* ---- what is known of municipalities -------------------------------------------------------- */

/* A name as domains write it: letters and digits only, æ ø å as given. */
static char *
domain_form(const char *name, const char *ae, const char *oe, const char *aa)
{
    g_autofree char *lower = g_utf8_strdown(name, -1);
    GString *out = g_string_new(NULL);
    for (const char *at = lower; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c == 0xe6)
            g_string_append(out, ae);
        else if (c == 0xf8)
            g_string_append(out, oe);
        else if (c == 0xe5)
            g_string_append(out, aa);
        else if (c < 0x80 && g_ascii_isalnum((char)c))
            g_string_append_c(out, (char)c);
    }
    return g_string_free(out, FALSE);
}

static gboolean
read_towns(struct towns *towns, struct dictionaries *dictionaries, GError **error)
{
    static const char *const name_columns[] = {"name", NULL};
    static const char *const domain_columns[] = {"domain", "municipality", NULL};
    g_autoptr(lexicon) names = lexicon_open(dictionaries, "municipalities", name_columns, error);
    if (!names)
        return FALSE;
    g_autoptr(lexicon) domains =
        lexicon_open(dictionaries, "municipality-domains", domain_columns, error);
    if (!domains)
        return FALSE;
    for (guint i = 0; i < lexicon_rows(names); i++) {
        char *name = g_strdup(lexicon_get(names, i, 0));
        g_hash_table_add(towns->names, name);
        g_hash_table_insert(towns->domains, domain_form(name, "ae", "oe", "aa"), name);
        g_hash_table_insert(towns->domains, domain_form(name, "a", "o", "a"), name);
    }
    for (guint i = 0; i < lexicon_rows(domains); i++) {
        gpointer name = NULL;
        if (!g_hash_table_lookup_extended(towns->names, lexicon_get(domains, i, 1), &name, NULL)) {
            lexicon_error(domains, i, error, "%s is no municipality of municipalities.tsv",
                          lexicon_get(domains, i, 1));
            return FALSE;
        }
        g_hash_table_insert(towns->domains, g_strdup(lexicon_get(domains, i, 0)), name);
    }
    return TRUE;
}

struct towns *
towns_new(struct dictionaries *dictionaries, GError **error)
{
    struct towns *towns = g_new0(struct towns, 1);
    towns->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    towns->domains = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (read_towns(towns, dictionaries, error))
        return towns;
    towns_free(towns);
    return NULL;
}

void
towns_free(struct towns *towns)
{
    if (!towns)
        return;
    g_hash_table_unref(towns->domains);
    g_hash_table_unref(towns->names);
    g_free(towns);
}

/* ---- signs --------------------------------------------------------------------------------- */

/* A name in capitals, or with ae for æ, as it is known; an unknown one in capitals with a capital
 * for each of its words: "PRÆSTØ". */
static const char *
known_form(const struct towns *towns, struct arena *arena, const char *name)
{
    if (g_hash_table_contains(towns->names, name))
        return name;
    g_autofree char *label = domain_form(name, "ae", "oe", "aa");
    const char *town = g_hash_table_lookup(towns->domains, label);
    g_autofree char *plain = town ? domain_form(town, "ae", "oe", "aa") : NULL;
    if (plain && strcmp(plain, label) == 0)
        return town;
    g_autofree char *upper = g_utf8_strup(name, -1);
    if (strcmp(upper, name) != 0)
        return name;
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean start = TRUE;
    for (const char *at = name; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        g_string_append_unichar(out, start ? c : g_unichar_tolower(c));
        start = !g_unichar_isalpha(c);
    }
    return arena_strndup(arena, out->str, out->len);
}

/* "Københavns Kommune" as "København", "HOLBÆK KOMMUNE" as "Holbæk". Only two names take the
 * genitive before Kommune. */
static const char *
municipality_root(const struct towns *towns, struct arena *arena, const char *name)
{
    static const char *const endings[] = {" Regionskommune", " Kommune", " kommune", " KOMMUNE",
                                          " Byråd",          " byråd",   " BYRÅD"};
    static const char *const genitives[] = {"Københavns", "Bornholms", "KØBENHAVNS", "BORNHOLMS"};
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (!g_str_has_suffix(name, endings[i]))
            continue;
        gsize length = strlen(name) - strlen(endings[i]);
        for (guint g = 0; g < G_N_ELEMENTS(genitives); g++) {
            if (length == strlen(genitives[g]) && strncmp(name, genitives[g], length) == 0)
                length--;
        }
        return length ? known_form(towns, arena, arena_strndup(arena, name, length)) : NULL;
    }
    return NULL;
}

/* The town after a four-digit postcode, without its district letters: "1600 København V". */
static const char *
postal_town(struct arena *arena, const char *place)
{
    for (const char *at = place; *at; at++) {
        gsize digits = strspn(at, "0123456789");
        if (digits != 4 || at[4] != ' ' || (at > place && at[-1] != ' ')) {
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

/* The municipality of a mail or web address: what stands before ".dk". */
static const char *
domain_town(const struct towns *towns, const char *address)
{
    g_autofree char *lower = g_ascii_strdown(address, -1);
    char *end = strstr(lower, ".dk");
    if (!end || g_ascii_isalnum(end[3]))
        return NULL;
    *end = '\0';
    char *start = end;
    while (start > lower && !strchr("./@", start[-1]))
        start--;
    g_autofree char *label = domain_form(start, "ae", "oe", "aa");
    const char *town = g_hash_table_lookup(towns->domains, label);
    if (!town && g_str_has_suffix(label, "kommune")) {
        label[strlen(label) - strlen("kommune")] = '\0';
        town = g_hash_table_lookup(towns->domains, label);
    }
    return town;
}

static gboolean
is_region(const char *name)
{
    return g_str_has_prefix(name, "Region ") || g_str_has_suffix(name, " Amt") ||
           g_str_has_suffix(name, " Amtskommune");
}

/* The municipality that a mention points to, or NULL. A town counts if it is known to name one. */
static const char *
mention_municipality(const struct towns *towns, struct document *document,
                     const struct mention *mention)
{
    struct arena *arena = document->arena;
    if (mention->type == MENTION_CONTACT)
        return domain_town(towns, mention->value);
    if (mention->type == MENTION_PLACE) {
        const char *town = postal_town(arena, mention->value);
        return town && g_hash_table_contains(towns->names, town) ? town : NULL;
    }
    if (mention->type != MENTION_ORGANISATION)
        return NULL;
    return is_region(mention->value) ? mention->value
                                     : municipality_root(towns, arena, mention->value);
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
    if (signs->len < MAX_SIGNS) /* a list of municipalities says nothing */
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
    if (at == 0 && mention->span.start == document_block(document, 0)->span.start)
        return WEIGHT_FIRST;
    return at < TOP_BLOCKS ? WEIGHT_TOP : 0;
}

const char *
document_municipality(const struct towns *towns, struct document *document)
{
    g_autoptr(GArray) signs = g_array_new(FALSE, FALSE, sizeof(struct sign));
    for (guint i = 0; i < document->mentions->len; i++) {
        const struct mention *mention = document_mention(document, i);
        const char *municipality = mention_municipality(towns, document, mention);
        guint weight = municipality ? place_weight(document, mention) : 0;
        if (municipality && (weight || !is_region(municipality)))
            sign_add(signs, municipality, weight);
    }
    const char *best = "";
    guint most = 0;
    for (guint i = 0; i < signs->len; i++) {
        const struct sign *sign = &g_array_index(signs, struct sign, i);
        guint weight = sign->strong + MIN(sign->weak, (guint)TEXT_LIMIT);
        if (weight > most) {
            most = weight;
            best = sign->municipality;
        }
    }
    return best;
}
