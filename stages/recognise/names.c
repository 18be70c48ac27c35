/* Names: runs the recognisers of names in order and offers what they found. Addresses and persons
 * come first, since what looks like a body or project in them is none; places that stand free last.
 */
#include "names.h"

#include "names-private.h"

#include <string.h>

struct names {
    struct lemma *lemma;
    struct law *law;
    struct places *places;
    struct person *person;
    struct organisation *organisation;
    struct programme *programme;
    struct project *project;
    struct roles *project_cues, *organisation_cues;
};

struct names *
names_open(struct dictionaries *dictionaries, struct lemma *lemma, GError **error)
{
    static const char *const columns[] = {"word", "role", NULL};
    struct names *names = g_new0(struct names, 1);
    names->lemma = lemma;
    if ((names->law = law_open(dictionaries, error)) == NULL ||
        (names->places = places_open(dictionaries, error)) == NULL ||
        (names->person = person_open(dictionaries, error)) == NULL ||
        (names->organisation = organisation_open(dictionaries, error)) == NULL ||
        (names->programme = programme_open(dictionaries, error)) == NULL ||
        (names->project = project_open(dictionaries, error)) == NULL ||
        (names->project_cues = roles_open(dictionaries, "project-cues", columns, error)) == NULL ||
        (names->organisation_cues =
             roles_open(dictionaries, "organisation-cues", columns, error)) == NULL) {
        names_close(names);
        return NULL;
    }
    return names;
}

void
names_close(struct names *names)
{
    if (names == NULL) {
        return;
    }
    law_close(names->law);
    places_close(names->places);
    person_close(names->person);
    organisation_close(names->organisation);
    programme_close(names->programme);
    project_close(names->project);
    roles_free(names->project_cues);
    roles_free(names->organisation_cues);
    g_free(names);
}

/* ---- headings of columns --------------------------------------------------------------------- */

/* The text of a short block in lower case, without a colon; NULL for a long or empty one. */
static char *
label_of(const struct scan *scan, guint block)
{
    gsize length;
    const char *text =
        document_block_text(scan->document, document_block(scan->document, block), &length);
    if (length == 0 || length > 60) {
        return NULL;
    }
    g_autofree char *lower = g_utf8_strdown(text, (gssize)length);
    if (g_str_has_suffix(lower, ":")) {
        lower[strlen(lower) - 1] = '\0';
    }
    return arena_strdup(scan->arena, lower);
}

/* By block, the heading that its column has: the first row's cell, or one further down that is a
 * heading by its words. Tables come one after the other, so one row of headings is kept. */
static void
read_headings(const struct names *names, struct scan *scan)
{
    g_autoptr(GHashTable) current = g_hash_table_new(g_direct_hash, g_direct_equal);
    guint table = G_MAXUINT;
    for (guint b = 0; b < scan->document->blocks->len; b++) {
        const struct block *block = document_block(scan->document, b);
        g_ptr_array_add(scan->heading, NULL);
        if (block->cell < 0) {
            continue;
        }
        const struct cell *cell = document_cell(scan->document, block->cell);
        if (cell->table != table) {
            table = cell->table;
            g_hash_table_remove_all(current);
        }
        char *label = label_of(scan, b);
        gpointer column = GUINT_TO_POINTER(cell->column + 1);
        gboolean heading =
            cell->header || cell->row == 0 ||
            (label != NULL && (roles_have(names->organisation_cues, label, "column") ||
                               roles_have(names->project_cues, label, "column")));
        if (heading) {
            g_hash_table_insert(current, column, label);
        } else {
            g_ptr_array_index(scan->heading, b) = g_hash_table_lookup(current, column);
        }
    }
}

enum {
    MOST_PLACES = 64
};

static void
places_free(gpointer data)
{
    g_array_unref(data);
}

/* Where each word has a capital, by the word in lower case. */
static GHashTable *
read_capitals(const struct tokens *words)
{
    GHashTable *capitals = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, places_free);
    for (guint i = WORDS_BEFORE; i + WORDS_AFTER < words->array->len; i++) {
        const struct word *word = tokens_at(words, i);
        if (!is_capital(word)) {
            continue;
        }
        GArray *places = g_hash_table_lookup(capitals, word->lower);
        if (places == NULL) {
            places = g_array_new(FALSE, FALSE, sizeof(guint));
            g_hash_table_insert(capitals, (gpointer)word->lower, places);
        }
        if (places->len < MOST_PLACES) {
            g_array_append_val(places, i);
        }
    }
    return capitals;
}

/* ---- offering -------------------------------------------------------------------------------- */

static const char *
attrs_of(const struct scan *scan, const struct name *name)
{
    if (name->kind == NULL) {
        return "";
    }
    return arena_printf(scan->arena, "%s=%s", name->type == MENTION_PERSON ? "role" : "kind",
                        name->kind);
}

/* A value on one line, without doubled blanks. */
static const char *
clean_value(const struct scan *scan, const char *value)
{
    char *copy = arena_strdup(scan->arena, value), *out = copy;
    for (const char *p = value; *p != '\0'; p++) {
        gboolean blank = g_ascii_isspace(*p) || (guchar)*p < 0x20;
        if (blank && (out == copy || out[-1] == ' ')) {
            continue;
        }
        *out++ = blank ? ' ' : *p;
    }
    *out = '\0';
    return copy;
}

/* By word, 1 + the index of the organisation that covers it. */
static guint *
bodies_of(const struct scan *scan)
{
    guint *bodies = g_new0(guint, scan->words->array->len);
    for (guint i = 0; i < scan->found->len; i++) {
        const struct name *name = &g_array_index(scan->found, struct name, i);
        for (guint k = name->first; name->type == MENTION_ORGANISATION && k <= name->last; k++) {
            bodies[k] = i + 1;
        }
    }
    return bodies;
}

static void
offer_all(const struct scan *scan, struct mention_set *set)
{
    g_autofree guint *bodies = bodies_of(scan);
    for (guint i = 0; i < scan->found->len; i++) {
        const struct name *name = &g_array_index(scan->found, struct name, i);
        if (name->type == MENTION_PERSON && bodies[name->first] != 0 &&
            bodies[name->first] == bodies[name->last]) {
            continue; /* the firm of that name */
        }
        const struct mention mention = {.type = name->type,
                                        .span = name->span,
                                        .value = clean_value(scan, name->value),
                                        .attrs = attrs_of(scan, name),
                                        .rule = name->rule,
                                        .cert = name->cert};
        mention_set_add(set, &mention, name->weight);
    }
}

void
names_find(struct names *names, struct document *document, struct mention_set *set)
{
    g_autoptr(tokens) words = tokens_new(document);
    struct scan scan = {.lemma = names->lemma,
                        .document = document,
                        .words = words,
                        .arena = words->arena,
                        .found = g_array_new(FALSE, FALSE, sizeof(struct name)),
                        .cover = g_new0(guint, words->array->len + 8),
                        .places = names->places,
                        .person = names->person,
                        .capitals = read_capitals(words),
                        .heading = g_ptr_array_new()};
    scan.on_projects = scan_is_on_projects(&scan);
    read_headings(names, &scan);
    places_find_addresses(names->places, &scan);
    law_find(names->law, &scan);
    person_find(names->person, &scan);
    organisation_find(names->organisation, &scan);
    programme_find(names->programme, &scan);
    project_find(names->project, &scan);
    variants_find(&scan);
    places_find(names->places, &scan);
    offer_all(&scan, set);
    g_array_unref(scan.found);
    g_hash_table_unref(scan.capitals);
    g_ptr_array_unref(scan.heading);
    g_free(scan.cover);
}
