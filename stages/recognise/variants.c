/* One name under many forms: other occurrences, inflection, hyphens and capitals, one slip of the
 * pen, short forms, abbreviations in brackets. Each distinct name is an entity with forms; one pass
 * over the words finds all forms, by the first three letters of a form.
 *
 *   entity  "Udsatte-team på Havnen"      value, type
 *   forms   "udsatte team på havnen"      also matched by "Udsatte teams på havnen"
 *           "uph" for an abbreviation     matched in capitals only
 *
 * All sizes are bounded, so that a paper made to hurt costs a constant times its length. */
#include "names-private.h"

#include <string.h>

enum {
    MOST_ENTITIES = 400,
    MOST_FORMS_A_KEY = 24,
    LONGEST_FORM = 200,    /* bytes */
    SHORTEST_FOR_SLIP = 8, /* letters that a name needs before a slip is allowed in it */
    KEY = 3                /* letters by which forms are looked up */
};

struct entity {
    enum mention_type type;
    const char *key; /* lower case, letters and digits only */
    const char *value;
    const char *kind;
    guint uses;     /* names found by their own rules */
    guint first;    /* word of the first of them */
    int weight;     /* of the heaviest */
    gboolean fixed; /* the value is not to be replaced */
    gboolean anchor;
    guint same; /* index of the entity it is another form of; its own for none */
};

enum form_kind {
    FORM_NAME,        /* a capital first; inflection and one slip are allowed */
    FORM_WORD,        /* the same, in small letters too */
    FORM_EXACT,       /* a capital first, and nothing else than this: a word of a longer name */
    FORM_ABBREVIATION /* as written */
};

struct form {
    const char *text; /* lower case, words parted by one blank, a hyphen being a blank */
    guint entity;
    enum form_kind kind;
};

struct variants {
    struct scan *scan;
    GArray *entities;   /* struct entity */
    GHashTable *by_key; /* type and key -> index + 1 */
    GHashTable *forms;  /* first KEY letters -> GArray of struct form */
};

static gboolean
is_separator(gunichar c)
{
    return !g_unichar_isalnum(c);
}

/* Letters and digits in lower case; with `blanks`, words parted by one blank. */
static char *
squash(struct arena *arena, const char *text, gboolean blanks)
{
    g_autofree char *lower = g_utf8_strdown(text, -1);
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *p = lower; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!is_separator(c)) {
            g_string_append_unichar(out, c);
        } else if (blanks && out->len > 0 && out->str[out->len - 1] != ' ') {
            g_string_append_c(out, ' ');
        }
    }
    if (out->len > 0 && out->str[out->len - 1] == ' ') {
        g_string_truncate(out, out->len - 1);
    }
    return arena_strndup(arena, out->str, out->len);
}

static struct entity *
entity_at(const struct variants *variants, guint i)
{
    return &g_array_index(variants->entities, struct entity, i);
}

/* The entity that another one is a form of, at the end of the chain (no chain is longer than 3). */
static struct entity *
root_of(const struct variants *variants, guint i)
{
    for (guint n = 0; n < 4 && entity_at(variants, i)->same != i; n++) {
        i = entity_at(variants, i)->same;
    }
    return entity_at(variants, i);
}

/* ---- entities -------------------------------------------------------------------------------- */

static gboolean
has_variants(enum mention_type type)
{
    return type == MENTION_PROJECT || type == MENTION_PROGRAMME || type == MENTION_ORGANISATION ||
           type == MENTION_PERSON;
}

static gboolean
may_change(enum mention_type type)
{
    return type == MENTION_PROJECT || type == MENTION_PROGRAMME || type == MENTION_ORGANISATION;
}

/* A name is of one type in a paper: that of its heaviest evidence. */
static void
agree_on_types(struct variants *variants)
{
    struct scan *scan = variants->scan;
    g_autoptr(GHashTable) best = g_hash_table_new(g_str_hash, g_str_equal); /* key -> index + 1 */
    for (guint i = 0; i < scan->found->len; i++) {
        struct name *name = &g_array_index(scan->found, struct name, i);
        if (!may_change(name->type)) {
            continue;
        }
        char *key = squash(scan->arena, name->value, FALSE);
        guint known = GPOINTER_TO_UINT(g_hash_table_lookup(best, key));
        if (known == 0 ||
            g_array_index(scan->found, struct name, known - 1).weight < name->weight) {
            g_hash_table_insert(best, key, GUINT_TO_POINTER(i + 1));
        }
    }
    for (guint i = 0; i < scan->found->len; i++) {
        struct name *name = &g_array_index(scan->found, struct name, i);
        if (!may_change(name->type)) {
            continue;
        }
        char *key = squash(scan->arena, name->value, FALSE);
        guint known = GPOINTER_TO_UINT(g_hash_table_lookup(best, key));
        const struct name *other = &g_array_index(scan->found, struct name, known - 1);
        if (other->type != name->type && other->weight > name->weight) {
            name->type = other->type;
            name->kind = other->kind;
            name->weight = other->weight;
        }
    }
}

static guint
entity_of(struct variants *variants, const struct name *name, guint *ret_index)
{
    struct scan *scan = variants->scan;
    const char *key = squash(scan->arena, name->value, FALSE);
    const char *whole = arena_printf(scan->arena, "%d%s", name->type, key);
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(variants->by_key, whole));
    if (known == 0) {
        if (*key == '\0' || variants->entities->len >= MOST_ENTITIES) {
            return 0;
        }
        struct entity entity = {.type = name->type,
                                .key = key,
                                .value = name->value,
                                .kind = name->kind,
                                .first = name->first,
                                .same = variants->entities->len};
        g_array_append_val(variants->entities, entity);
        known = variants->entities->len;
        g_hash_table_insert(variants->by_key, (gpointer)whole, GUINT_TO_POINTER(known));
    }
    *ret_index = known - 1;
    return known;
}

static void
collect(struct variants *variants)
{
    struct scan *scan = variants->scan;
    for (guint i = 0; i < scan->found->len; i++) {
        const struct name *name = &g_array_index(scan->found, struct name, i);
        guint index;
        if (!has_variants(name->type) || !name->anchor || strlen(name->value) > LONGEST_FORM ||
            entity_of(variants, name, &index) == 0) {
            continue;
        }
        struct entity *entity = entity_at(variants, index);
        entity->uses++;
        entity->weight = MAX(entity->weight, name->weight);
        entity->anchor = TRUE;
        entity->fixed = entity->fixed || name->fixed;
    }
}

/* ---- likeness -------------------------------------------------------------------------------- */

/* Whether two words of code points are one letter apart: left out, put in, another, or two changed
 * about; in figures never. */
static gboolean
is_one_apart(const gunichar *a, glong n, const gunichar *b, glong m)
{
    glong same = 0, tail = 0;
    while (same < n && same < m && a[same] == b[same]) {
        same++;
    }
    while (tail < n - same && tail < m - same && a[n - tail - 1] == b[m - tail - 1]) {
        tail++;
    }
    glong da = n - same - tail, db = m - same - tail;
    for (glong i = same; i < same + da || i < same + db; i++) {
        if ((i < same + da && g_unichar_isdigit(a[i])) ||
            (i < same + db && g_unichar_isdigit(b[i]))) {
            return FALSE;
        }
    }
    gboolean swapped = da == 2 && db == 2 && a[same] == b[same + 1] && a[same + 1] == b[same];
    return swapped || (da <= 1 && db <= 1);
}

/* Whether two keys are an inflectional ending apart, or one slip of the pen in SHORTEST_FOR_SLIP
 * letters or more. */
static gboolean
is_like(const char *a, const char *b)
{
    gsize same = 0;
    while (a[same] != '\0' && a[same] == b[same]) {
        same++;
    }
    if (same >= 5 && (a[same] == '\0' || b[same] == '\0')) {
        return ending_length(a[same] == '\0' ? b : a, same) >= 0;
    }
    if (same < KEY) {
        return FALSE;
    }
    glong n, m;
    g_autofree gunichar *p = g_utf8_to_ucs4_fast(a, -1, &n);
    g_autofree gunichar *q = g_utf8_to_ucs4_fast(b, -1, &m);
    return n >= SHORTEST_FOR_SLIP && m >= SHORTEST_FOR_SLIP && is_one_apart(p, n, q, m);
}

/* Whether the words of two names are the same but for inflection and at most one word of five
 * letters or more: a slip even if both are words ("Fæles Gryde"). */
static gboolean
differs_in_long_word(const struct variants *variants, const char *a, const char *b)
{
    g_auto(GStrv) p = g_strsplit(squash(variants->scan->arena, a, TRUE), " ", -1);
    g_auto(GStrv) q = g_strsplit(squash(variants->scan->arena, b, TRUE), " ", -1);
    guint n = g_strv_length(p), differing = 0;
    if (n < 2 || n != g_strv_length(q)) {
        return FALSE;
    }
    for (guint i = 0; i < n; i++) {
        gsize shorter = MIN(strlen(p[i]), strlen(q[i]));
        const char *longer = strlen(p[i]) > shorter ? p[i] : q[i];
        if (strncmp(p[i], q[i], shorter) == 0 && ending_length(longer, shorter) >= 0) {
            continue;
        }
        differing++;
        if (g_utf8_strlen(p[i], -1) < 5 || g_utf8_strlen(q[i], -1) < 5) {
            return FALSE;
        }
    }
    return differing <= 1;
}

/* One letter more or less can be another word: "Børneudvalget" is a slip of nothing. A slip is a
 * form that no dictionary and no spelling knows. */
static gboolean
is_slip(const struct variants *variants, const struct entity *entity)
{
    g_auto(GStrv) words = g_strsplit_set(entity->value, " -/", -1);
    for (char **word = words; *word != NULL; word++) {
        g_autofree char *lower = g_utf8_strdown(*word, -1);
        if (g_utf8_strlen(lower, -1) > 3 && !lemma_knows(variants->scan->lemma, lower)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Where the short form ends in the long one, a blank or dash follows. */
static gboolean
is_beginning(const struct entity *part, const struct entity *whole, gboolean *ret_dash)
{
    gsize length = strlen(part->value);
    g_autofree char *a = g_utf8_strdown(part->value, -1);
    g_autofree char *b = g_utf8_strdown(whole->value, -1);
    if (strlen(a) != length || !g_str_has_prefix(b, a)) {
        return FALSE;
    }
    const char *rest = b + length;
    *ret_dash = g_str_has_prefix(rest, " – ") || g_str_has_prefix(rest, " - ") ||
                g_str_has_prefix(rest, ": ");
    return *rest == ' ' || *ret_dash;
}

static gboolean
is_end(const struct entity *part, const struct entity *whole)
{
    gsize a = strlen(part->value), b = strlen(whole->value);
    return a < b && whole->value[b - a - 1] == ' ' &&
           strcmp(whole->value + b - a, part->value) == 0;
}

/* "Foreningen Poter på Gaden", "Ingeniørfirmaet Stenbro A/S": papers leave the first word out. */
static gboolean
is_society(const char *value)
{
    static const char *const words[] = {"foreningen", "firmaet",      "klubben",    "fonden",
                                        "forening",   "virksomheden", "tegnestuen", "entreprenør"};
    gsize length = strcspn(value, " ");
    g_autofree char *first = g_utf8_strdown(value, (gssize)length);
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_str_has_suffix(first, words[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Whether entity a is a shorter form of entity b. */
static gboolean
is_short_for(const struct entity *a, const struct entity *b)
{
    gboolean dash = FALSE;
    if (a->type != b->type || strlen(a->key) >= strlen(b->key) || a->type == MENTION_PERSON) {
        return FALSE;
    }
    if (is_beginning(a, b, &dash)) {
        /* "Hunde og Herrer" of "Hunde og Herrer – dyrlæge"; a body's one word of its longer name */
        return dash || (a->type == MENTION_ORGANISATION && strchr(a->value, ' ') == NULL &&
                        (g_str_has_suffix(a->value, "en") || g_str_has_suffix(a->value, "et")));
    }
    /* "Poter på Gaden" of "Foreningen Poter på Gaden" */
    return a->type == MENTION_ORGANISATION && strchr(a->value, ' ') != NULL && is_end(a, b) &&
           is_society(b->value);
}

/* Gives each entity the one it is a form of. Quadratic in MOST_ENTITIES at most. */
static void
relate(struct variants *variants)
{
    guint n = variants->entities->len;
    for (guint i = 0; i < n; i++) {
        struct entity *a = entity_at(variants, i);
        guint fitting = 0, target = i;
        for (guint j = 0; j < n; j++) {
            const struct entity *b = entity_at(variants, j);
            if (i != j && is_short_for(a, b)) {
                fitting++;
                target = j;
            }
        }
        if (fitting == 1) {
            a->same = target;
        }
    }
    for (guint i = 0; i < n; i++) {
        for (guint j = 0; j < n; j++) {
            struct entity *a = entity_at(variants, i), *b = entity_at(variants, j);
            gboolean better = b->uses > a->uses || (b->uses == a->uses && b->first < a->first);
            if (i == j || a->type != b->type || a->same != i || b->same != j || !better ||
                a->type == MENTION_PERSON || !is_like(a->key, b->key)) {
                continue;
            }
            gsize shorter = MIN(strlen(a->key), strlen(b->key));
            gboolean ending = strncmp(a->key, b->key, shorter) == 0;
            gboolean named = a->type == MENTION_PROJECT || a->type == MENTION_PROGRAMME;
            if (ending || is_slip(variants, a) ||
                (named && differs_in_long_word(variants, a->value, b->value))) {
                a->same = j;
            }
        }
    }
}

/* ---- abbreviations --------------------------------------------------------------------------- */

/* The first KEY characters of a lower-case word, into `key`; returns how many bytes. */
static gsize
key_of(const char *lower, char *key)
{
    const char *end = lower;
    for (guint k = 0; k < KEY && *end != '\0'; k++) {
        end = g_utf8_next_char(end);
    }
    gsize length = (gsize)(end - lower);
    memcpy(key, lower, length);
    key[length] = '\0';
    return length;
}

static void
add_form(struct variants *variants, const char *text, guint entity, enum form_kind kind)
{
    if (g_utf8_strlen(text, -1) < (kind == FORM_ABBREVIATION ? 2 : KEY)) {
        return;
    }
    g_autofree char *lower = g_utf8_strdown(text, -1);
    char key[KEY * 6 + 2];
    key_of(lower, key);
    GArray *list = g_hash_table_lookup(variants->forms, key);
    if (list == NULL) {
        list = g_array_new(FALSE, FALSE, sizeof(struct form));
        g_hash_table_insert(variants->forms, g_strdup(key), list);
    }
    if (list->len < MOST_FORMS_A_KEY) {
        struct form form = {arena_strdup(variants->scan->arena, text), entity, kind};
        g_array_append_val(list, form);
    }
}

/* An abbreviation: two capitals or more in at most eight letters, or figures with a capital. */
static gboolean
is_abbreviation(const char *text, gsize length)
{
    guint capitals = 0, digits = 0, points = 0;
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isalnum(c) && c != '-' && c != '&') {
            return FALSE;
        }
        capitals += g_unichar_isupper(c) ? 1 : 0;
        digits += g_unichar_isdigit(c) ? 1 : 0;
        points++;
    }
    return points >= 2 && points <= 8 &&
           ((capitals >= 2 && capitals * 2 >= points - digits) || (capitals == 1 && digits > 0));
}

/* "Fodfæste for Alle (FfA)": the abbreviation takes the value of the name before the bracket; a
 * code that ends another name ("satspuljen 19M") takes that one's. */
static void
find_brackets(struct variants *variants)
{
    struct scan *scan = variants->scan;
    guint n = scan->found->len;
    for (guint i = 0; i < n; i++) {
        struct name name = g_array_index(scan->found, struct name, i);
        guint at = name.last + 1, index;
        if (!may_change(name.type) || is_stop(scan_word(scan, at)) ||
            !word_is(scan_word(scan, at), "(") || !word_is(scan_word(scan, at + 2), ")")) {
            at = name.last + 2; /* a closing quotation mark between */
            if (!may_change(name.type) || !is_quote(scan_word(scan, name.last + 1)) ||
                !word_is(scan_word(scan, at), "(") || !word_is(scan_word(scan, at + 2), ")")) {
                continue;
            }
        }
        const struct word *word = scan_word(scan, at + 1);
        const char *text = scan->words->text + word->span.start;
        gsize length = word->span.end - word->span.start;
        if (!is_abbreviation(text, length) || entity_of(variants, &name, &index) == 0) {
            continue;
        }
        const char *printed = arena_strndup(scan->arena, text, length);
        for (guint k = 0; k < variants->entities->len; k++) {
            struct entity *other = entity_at(variants, k);
            const char *tail = strrchr(other->value, ' ');
            if (k != index && other->type == name.type && tail != NULL &&
                strcmp(tail + 1, printed) == 0) {
                entity_at(variants, index)->same = k;
                index = k;
                break;
            }
        }
        const char *own =
            arena_printf(scan->arena, "%d%s", name.type, squash(scan->arena, printed, FALSE));
        guint taken = GPOINTER_TO_UINT(g_hash_table_lookup(variants->by_key, own));
        if (taken != 0 && taken - 1 != index) {
            entity_at(variants, taken - 1)->same = index; /* it was found by itself */
        }
        const struct offer made = {.type = name.type,
                                   .first = at + 1,
                                   .last = at + 1,
                                   .value = entity_at(variants, index)->value,
                                   .kind = name.kind,
                                   .rule = "name.abbreviation",
                                   .cert = CERT_HIGH,
                                   .weight = WEIGHT_HIGH};
        scan_offer(scan, &made);
        add_form(variants, printed, index, FORM_ABBREVIATION);
    }
}

/* "FA II" of "Fælles Ansvar II": the first letters of two capitalised words or more and a Roman
 * numeral that stays. */
static void
add_initials(struct variants *variants, guint index)
{
    struct entity *entity = entity_at(variants, index);
    g_auto(GStrv) words = g_strsplit(entity->value, " ", -1);
    guint n = g_strv_length(words);
    if (entity->type != MENTION_PROGRAMME || n < 3 || strlen(words[n - 1]) > 4 ||
        strspn(words[n - 1], "IVX") != strlen(words[n - 1])) {
        return;
    }
    g_autoptr(GString) initials = g_string_new(NULL);
    for (guint i = 0; i + 1 < n; i++) {
        gunichar c = g_utf8_get_char(words[i]);
        if (g_unichar_isupper(c)) {
            g_string_append_unichar(initials, c);
        }
    }
    if (g_utf8_strlen(initials->str, -1) >= 2) {
        g_string_append_printf(initials, " %s", words[n - 1]);
        add_form(variants, initials->str, index, FORM_ABBREVIATION);
    }
}

/* ---- short forms ----------------------------------------------------------------------------- */

static gboolean
is_preposition(const char *word)
{
    static const char *const list[] = {"på",    "i",     "mod", "for", "til", "ved",   "fra",
                                       "langs", "under", "med", "om",  "af",  "mellem"};
    for (gsize i = 0; i < G_N_ELEMENTS(list); i++) {
        if (strcmp(word, list[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* An adjective without its definite -e: "åbne" is "åben", "store" is "stor", "grønne" is "grøn". */
static char *
indefinite(const char *adjective)
{
    gsize length = strlen(adjective);
    if (length < 4 || adjective[length - 1] != 'e') {
        return g_strdup(adjective);
    }
    char last = adjective[length - 2], before = adjective[length - 3];
    if ((last == 'n' || last == 'l' || last == 'r') && strchr("bdgklmt", before) != NULL) {
        return g_strdup_printf("%.*se%c", (int)length - 2, adjective, last);
    }
    return g_strndup(adjective, length - (last == before ? 2 : 1));
}

/* What a paper may call a name for short: what stands before a dash or colon; the first word before
 * a preposition ("Natlys" of "Natlys på Torvet"); without the article ("Åben Dør" of "Den Åbne
 * Dør"); a society without its first word. */
static void
add_short_forms(struct variants *variants, guint index)
{
    struct scan *scan = variants->scan;
    const struct entity *entity = entity_at(variants, index);
    g_auto(GStrv) words = g_strsplit(entity->value, " ", -1);
    guint n = g_strv_length(words);
    for (guint i = WORDS_BEFORE; i + WORDS_AFTER < n; i++) {
        if (strcmp(words[i], "–") == 0 || strcmp(words[i], "-") == 0) {
            g_autofree char *after =
                g_strndup(entity->value, (gsize)(strstr(entity->value, words[i]) - entity->value));
            if (strlen(after) > 4 && strcmp(words[i], "–") == 0) {
                add_form(variants, squash(scan->arena, after, TRUE), index, FORM_NAME);
            }
            break;
        }
    }
    if (n < 2 || entity->type == MENTION_PERSON) {
        return;
    }
    g_autofree char *second = g_utf8_strdown(words[1], -1);
    g_autofree char *first = g_utf8_strdown(words[0], -1);
    if (n >= 3 && is_preposition(second) && g_utf8_strlen(first, -1) >= 6 &&
        entity->type != MENTION_PROGRAMME && !strchr(first, '-') &&
        (entity->type == MENTION_PROJECT || g_str_has_suffix(first, "en"))) {
        add_form(variants, squash(scan->arena, words[0], TRUE), index, FORM_EXACT);
    }
    if (n >= 3 &&
        (strcmp(first, "den") == 0 || strcmp(first, "det") == 0 || strcmp(first, "de") == 0)) {
        g_autofree char *rest = g_strjoinv(" ", words + 2);
        g_autofree char *adjective = indefinite(second);
        g_autofree char *whole = g_strdup_printf("%s %s", adjective, rest);
        add_form(variants, squash(scan->arena, whole, TRUE), index, FORM_NAME);
    }
    if (entity->type == MENTION_ORGANISATION && n >= 3 && is_society(entity->value)) {
        g_autofree char *rest = g_strjoinv(" ", words + 1);
        add_form(variants, squash(scan->arena, rest, TRUE), index, FORM_NAME);
    }
}

static void
add_forms(struct variants *variants)
{
    for (guint i = 0; i < variants->entities->len; i++) {
        const struct entity *entity = entity_at(variants, i);
        if (!entity->anchor) {
            continue;
        }
        gboolean abbreviation = is_abbreviation(entity->value, strlen(entity->value));
        /* "hjemløsestrategi" of "Hjemløsestrategien" */
        gboolean word =
            entity->type == MENTION_PROGRAMME && strchr(entity->value, ' ') == NULL &&
            (g_str_has_suffix(entity->value, "en") || g_str_has_suffix(entity->value, "et")) &&
            g_utf8_strlen(entity->value, -1) >= SHORTEST_FOR_SLIP;
        gboolean capital = g_unichar_isupper(g_utf8_get_char(entity->value));
        add_form(variants,
                 abbreviation ? entity->value : squash(variants->scan->arena, entity->value, TRUE),
                 i,
                 abbreviation       ? FORM_ABBREVIATION
                 : word || !capital ? FORM_WORD
                                    : FORM_NAME);
        if (root_of(variants, i) == entity) {
            add_short_forms(variants, i);
            add_initials(variants, i);
        }
    }
}

/* ---- one pass over the words ----------------------------------------------------------------- */

/* How far a form reaches from a place in the text. */
struct reach {
    guint last; /* word */
    gsize cut;  /* bytes of it that are left over: an ending of a compound */
    gboolean slip;
};

/* The words of the text as a stream of characters in lower case: which word, which byte of it. */
struct cursor {
    guint word;
    const char *at; /* in its lower-case form */
};

static gboolean
cursor_skip(const struct scan *scan, struct cursor *cursor)
{
    while (TRUE) {
        while (*cursor->at != '\0' && is_separator(g_utf8_get_char(cursor->at))) {
            cursor->at = g_utf8_next_char(cursor->at);
        }
        if (*cursor->at != '\0') {
            return TRUE;
        }
        const struct word *next = scan_word(scan, cursor->word + 1);
        gboolean dash = word_is(next, "–") || word_is(next, "-");
        if (is_stop(next) || next->lower[0] == '\0' ||
            (!(next->flags & (WORD_LETTERS | WORD_NUMBER)) && !dash)) {
            return FALSE;
        }
        cursor->word++;
        cursor->at = next->lower;
    }
}

/* An ending of inflection that the text has and the form has not: from the cursor to the end of its
 * word. */
static gboolean
at_ending(const char *rest)
{
    return ending_length(rest, 0) > 0;
}

static gboolean
match(const struct scan *scan, const struct form *form, guint word, struct reach *ret)
{
    struct cursor cursor = {word, scan_word(scan, word)->lower};
    const char *p = form->text;
    gboolean slip = FALSE;
    while (*p != '\0') {
        if (*p == ' ') {
            /* the text may inflect the word that ends here */
            if (*cursor.at != '\0' && at_ending(cursor.at) && strncmp(cursor.at, p + 1, 1) != 0) {
                cursor.at += strlen(cursor.at);
            }
            p++;
            continue;
        }
        if (*cursor.at == '\0' && p > form->text && p[-1] != ' ') {
            gsize form_rest = strcspn(p, " ");
            char ending[8] = "";
            if (form_rest < sizeof ending) {
                memcpy(ending, p, form_rest);
            }
            if (ending_length(ending, 0) > 0) {
                p += form_rest; /* the form inflects a word that the text does not */
                continue;
            }
        }
        if (!cursor_skip(scan, &cursor)) {
            return FALSE;
        }
        gunichar want = g_utf8_get_char(p), have = g_utf8_get_char(cursor.at);
        if (want == have || (want == 0xe9 && have == 'e') || (want == 'e' && have == 0xe9)) {
            p = g_utf8_next_char(p);
            cursor.at = g_utf8_next_char(cursor.at);
            continue;
        }
        if (slip || g_utf8_strlen(form->text, -1) < SHORTEST_FOR_SLIP || g_unichar_isdigit(want) ||
            g_unichar_isdigit(have)) {
            return FALSE;
        }
        slip = TRUE;
        const char *want_next = g_utf8_next_char(p), *have_next = g_utf8_next_char(cursor.at);
        if (*want_next != '\0' && g_utf8_get_char(want_next) == have) {
            p = want_next; /* left out */
        } else if (*have_next != '\0' && g_utf8_get_char(have_next) == want) {
            cursor.at = have_next; /* put in */
        } else {
            p = want_next; /* another letter */
            cursor.at = have_next;
        }
    }
    /* what is left of the last word: nothing, an ending, or the rest of a compound with a hyphen */
    gsize rest = strlen(cursor.at);
    if (rest > 0 && !at_ending(cursor.at) && *cursor.at != '-' && *cursor.at != '/') {
        return FALSE;
    }
    if (form->kind == FORM_EXACT && (slip || (rest > 0 && strcmp(cursor.at, "s") != 0))) {
        return FALSE;
    }
    gboolean genitive = strcmp(cursor.at, "s") == 0;
    ret->last = cursor.word;
    ret->cut = rest > 0 && (genitive || !at_ending(cursor.at)) ? rest : 0;
    ret->slip = slip;
    return TRUE;
}

/* An abbreviation: the printed words are the form's, "FA II". */
static gboolean
match_upper(const struct scan *scan, const struct form *form, guint word, struct reach *ret)
{
    const char *text = scan->words->text + scan_word(scan, word)->span.start;
    gsize length = strlen(form->text);
    if (strncmp(text, form->text, length) != 0) {
        return FALSE;
    }
    gsize end = scan_word(scan, word)->span.start + length;
    guint last = word;
    while (scan_word(scan, last)->span.end < end && !is_stop(scan_word(scan, last + 1))) {
        last++;
    }
    const struct word *at = scan_word(scan, last);
    if (at->span.end < end) {
        return FALSE;
    }
    const char *rest = scan->words->text + end;
    gsize left = at->span.end - end;
    if (left > 0 && *rest != '-' && !(left == 1 && *rest == 's')) {
        return FALSE;
    }
    *ret = (struct reach){last, left, FALSE};
    return TRUE;
}

static gboolean
is_covered(const struct scan *scan, enum mention_type type, guint first, guint last)
{
    const struct name *name = scan_covered(scan, first, type);
    return name != NULL && name->first <= first && name->last >= last;
}

static void
find_at(struct variants *variants, guint i)
{
    struct scan *scan = variants->scan;
    const struct word *word = scan_word(scan, i);
    char key[KEY * 6 + 2];
    gsize length = key_of(word->lower, key);
    GArray *list = g_hash_table_lookup(variants->forms, key);
    if (list == NULL && length == KEY - 1) {
        key[length] = ' '; /* the form goes on in the next word: "FA II" */
        key[length + 1] = '\0';
        list = g_hash_table_lookup(variants->forms, key);
    }
    const struct form *best = NULL;
    struct reach far = {0, 0, TRUE};
    for (guint k = 0; list != NULL && k < list->len; k++) {
        const struct form *form = &g_array_index(list, struct form, k);
        struct reach reach;
        if ((form->kind != FORM_WORD && form->kind != FORM_ABBREVIATION && !is_capital(word)) ||
            !(form->kind == FORM_ABBREVIATION ? match_upper(scan, form, i, &reach)
                                              : match(scan, form, i, &reach))) {
            continue;
        }
        if (best == NULL || reach.last > far.last ||
            (reach.last == far.last && far.slip && !reach.slip)) {
            best = form;
            far = reach;
        }
    }
    if (best == NULL) {
        return;
    }
    const struct entity *entity = root_of(variants, best->entity);
    if (is_covered(scan, entity->type, i, far.last)) {
        return;
    }
    const struct offer made = {.type = entity->type,
                               .first = i,
                               .last = far.last,
                               .cut = far.cut,
                               .value = entity->value,
                               .kind = entity->kind,
                               .rule = best->kind == FORM_ABBREVIATION ? "name.abbreviation"
                                                                       : "name.again",
                               .cert = CERT_LOW,
                               .weight = WEIGHT_LOW};
    scan_offer(scan, &made);
}

/* ---- values ---------------------------------------------------------------------------------- */

/* The best-written form of each entity: the one that is printed most often, then the first. */
static void
choose_values(struct variants *variants)
{
    struct scan *scan = variants->scan;
    for (guint i = 0; i < scan->found->len; i++) {
        struct name *name = &g_array_index(scan->found, struct name, i);
        guint index;
        if (!has_variants(name->type) || strlen(name->value) > LONGEST_FORM) {
            continue;
        }
        const char *key = squash(scan->arena, name->value, FALSE);
        const char *whole = arena_printf(scan->arena, "%d%s", name->type, key);
        index = GPOINTER_TO_UINT(g_hash_table_lookup(variants->by_key, whole));
        if (index == 0) {
            continue;
        }
        name->value = root_of(variants, index - 1)->value;
    }
}

static void
find_all(struct variants *variants)
{
    struct scan *scan = variants->scan;
    gboolean none = g_hash_table_size(variants->forms) == 0;
    for (guint i = WORDS_BEFORE; !none && i + WORDS_AFTER < scan->words->array->len; i++) {
        const struct word *word = scan_word(scan, i);
        if ((word->flags & (WORD_LETTERS | WORD_NUMBER)) && word->lower[0] != '\0') {
            find_at(variants, i);
        }
    }
}

static void
list_free(gpointer data)
{
    g_array_unref(data);
}

void
variants_find(struct scan *scan)
{
    struct variants variants = {
        .scan = scan,
        .entities = g_array_new(FALSE, FALSE, sizeof(struct entity)),
        .by_key = g_hash_table_new(g_str_hash, g_str_equal),
        .forms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, list_free)};
    agree_on_types(&variants);
    collect(&variants);
    relate(&variants);
    add_forms(&variants);
    find_all(&variants);
    g_hash_table_remove_all(variants.forms);
    find_brackets(&variants); /* of all occurrences, those just found too */
    find_all(&variants);
    choose_values(&variants);
    g_array_unref(variants.entities);
    g_hash_table_unref(variants.by_key);
    g_hash_table_unref(variants.forms);
}
