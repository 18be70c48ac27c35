/* Names: runs the recognisers of names in order and offers what they found. Addresses and persons
 * come first, since what looks like a body or project in them is none; places that stand free last.
 */
#include "names.h"

#include "letters.h"
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
    struct vocabulary *vocabulary;
    struct tokens *words;
    GArray *found; /* of a scan: kept for the next one */
    GPtrArray *heading;
};

/* A copy in an arena. */
static gpointer
arena_copy(struct arena *arena, gconstpointer data, gsize size)
{
    return memcpy(arena_alloc(arena, size), data, size);
}

/* What the recognisers know of a word by itself. */
static void
describe(struct form *form, gpointer data)
{
    const struct names *names = data;
    struct description about = {.form = form, .arena = vocabulary_arena(names->vocabulary)};
    words_describe(&about);
    law_describe(names->law, &about);
    places_describe(names->places, &about);
    person_describe(names->person, &about);
    organisation_describe(names->organisation, &about);
    programme_describe(names->programme, &about);
    project_describe(names->project, &about);
    gboolean ends = FALSE, begins = FALSE;
    for (guint i = 0; i < N_ENDING_TABLES; i++) {
        ends = ends || about.endings[i].ending != NULL;
    }
    for (guint i = 0; i < N_PHRASE_TABLES; i++) {
        begins = begins || about.phrases[i] != NULL;
    }
    form->endings = ends ? arena_copy(about.arena, about.endings, sizeof about.endings) : NULL;
    form->phrases = begins ? arena_copy(about.arena, about.phrases, sizeof about.phrases) : NULL;
}

struct names *
names_open(struct dictionaries *dictionaries, struct lemma *lemma, GError **error)
{
    struct names *names = g_new0(struct names, 1);
    names->lemma = lemma;
    names->vocabulary = vocabulary_new(describe, names);
    names->words = tokens_new(names->vocabulary, MARKS);
    names->found = g_array_new(FALSE, FALSE, sizeof(struct name));
    names->heading = g_ptr_array_new();
    if ((names->law = law_open(dictionaries, error)) == NULL ||
        (names->places = places_open(dictionaries, error)) == NULL ||
        (names->person = person_open(dictionaries, error)) == NULL ||
        (names->organisation = organisation_open(dictionaries, error)) == NULL ||
        (names->programme = programme_open(dictionaries, error)) == NULL ||
        (names->project = project_open(dictionaries, error)) == NULL ||
        (names->project_cues = project_cues_open(dictionaries, error)) == NULL ||
        (names->organisation_cues = organisation_cues_open(dictionaries, error)) == NULL) {
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
    tokens_free(names->words);
    vocabulary_free(names->vocabulary);
    g_array_unref(names->found);
    g_ptr_array_unref(names->heading);
    g_free(names);
}

/* ---- headings of columns --------------------------------------------------------------------- */

/* What a heading says after a comma of the unit of its table: " 1.000 kr.", " mio. kr.", " kr." */
static gboolean
is_unit(const char *rest)
{
    return g_str_has_prefix(rest, " kr") || g_str_has_prefix(rest, " 1.000") ||
           g_str_has_prefix(rest, " t.kr") || g_str_has_prefix(rest, " mio") ||
           g_str_has_prefix(rest, " i ");
}

/* Cuts off what a heading says of its unit or year: "projekt (1.000 kr.)", "projekter i 2016",
 * "projekt, kr.". */
static void
cut_unit(char *label)
{
    for (char *p = label; *p != '\0'; p++) {
        gboolean blank = *p == ' ' || *p == '\n';
        if (p > label &&
            ((blank && p[1] == '(') || (*p == ',' && is_unit(p + 1)) || *p == '*' ||
             (blank && (g_str_has_prefix(p + 1, "19") || g_str_has_prefix(p + 1, "20"))))) {
            *p = '\0';
            break;
        }
    }
    if (g_str_has_suffix(label, " i")) {
        label[strlen(label) - 2] = '\0';
    }
}

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
    char *lower = letters_lower(scan->arena, text, length);
    gsize n = strlen(lower);
    if (n > 0 && lower[n - 1] == ':') {
        lower[n - 1] = '\0';
    }
    cut_unit(lower);
    return lower;
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
            (label != NULL && ((roles_of(names->organisation_cues, label) & ORGANISATION_COLUMN) ||
                               (roles_of(names->project_cues, label) & PROJECT_COLUMN)));
        if (heading && label == NULL && cell->row == 1) {
            continue; /* nothing under "Projekt", where other heads have a second row */
        }
        if (heading) {
            g_hash_table_insert(current, column, label);
        } else {
            g_ptr_array_index(scan->heading, b) = g_hash_table_lookup(current, column);
        }
    }
}

/* ---- offering -------------------------------------------------------------------------------- */

static const char *
attrs_of(const struct scan *scan, const struct name *name)
{
    if (name->kind == NULL) {
        return "";
    }
    gsize length = strlen(name->kind);
    char *attrs = arena_alloc(scan->arena, strlen("kind=") + length + 1);
    memcpy(attrs, name->type == MENTION_PERSON ? "role=" : "kind=", strlen("kind="));
    memcpy(attrs + strlen("kind="), name->kind, length);
    return attrs;
}

/* A value on one line, without doubled blanks. */
static const char *
clean_value(const struct scan *scan, const char *value)
{
    gboolean clean = value[0] != ' ';
    for (const char *p = value; *p != '\0' && clean; p++) {
        clean = (guchar)*p >= 0x20 && (*p != ' ' || p[1] != ' ');
    }
    if (clean) {
        return value;
    }
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
    struct tokens *words = names->words;
    tokens_read(words, document);
    g_array_set_size(names->found, 0);
    g_ptr_array_set_size(names->heading, 0);
    struct scan scan = {.lemma = names->lemma,
                        .document = document,
                        .words = words,
                        .arena = words->arena,
                        .found = names->found,
                        .cover = g_new0(guint, words->array->len + 8),
                        .places = names->places,
                        .person = names->person,
                        .heading = names->heading,
                        .projects = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    scan.on_projects = scan_is_on_projects(&scan);
    read_headings(names, &scan);
    places_find_addresses(&scan);
    law_find(names->law, &scan);
    person_find(names->person, &scan);
    organisation_find(names->organisation, &scan);
    programme_find(names->programme, &scan);
    project_find(names->project, &scan);
    variants_find(&scan);
    places_find(&scan);
    offer_all(&scan, set);
    g_hash_table_unref(scan.projects);
    g_free(scan.cover);
}
