/* The forms of a name, by the letters they begin with: as it is written, short forms,
 * abbreviations. */
#include "letters.h"
#include "variants-private.h"

#include <string.h>

enum {
    LONGEST_ABBREVIATION = 8 /* letters */
};

/* The first KEY characters of a lower-case word, into `key`; returns how many bytes. */
gsize
variants_key(const char *lower, char *key)
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

static guint
hash_of(const char *key)
{
    guint hash = 5381;
    for (; *key != '\0'; key++) {
        hash = hash * 33 + (guchar)*key;
    }
    return hash % BUCKETS;
}

const struct bucket *
variants_bucket(const struct variants *variants, const char *key)
{
    guint at = variants->heads[hash_of(key)];
    while (at != 0) {
        const struct bucket *bucket = &g_array_index(variants->buckets, struct bucket, at - 1);
        if (strcmp(bucket->key, key) == 0) {
            return bucket;
        }
        at = bucket->next;
    }
    return NULL;
}

/* The bucket of a key, made where there is none. */
static struct bucket *
bucket_for(struct variants *variants, const char *key)
{
    struct bucket *known = (struct bucket *)variants_bucket(variants, key);
    if (known != NULL) {
        return known;
    }
    guint hash = hash_of(key), at = variants->buckets->len;
    struct bucket bucket = {.next = variants->heads[hash]};
    g_strlcpy(bucket.key, key, sizeof bucket.key);
    g_array_append_val(variants->buckets, bucket);
    variants->heads[hash] = (guint16)(at + 1);
    return &g_array_index(variants->buckets, struct bucket, at);
}

/* At most `most` characters of a text, counted. */
static guint
letters_to(const char *text, guint most)
{
    guint n = 0;
    for (; *text != '\0' && n < most; n++) {
        text = g_utf8_next_char(text);
    }
    return n;
}

void
variants_add_form(struct variants *variants, const char *text, guint entity, enum form_kind kind)
{
    guint letters = letters_to(text, SHORTEST_FOR_SLIP);
    if (letters < (kind == FORM_ABBREVIATION ? 2 : KEY)) {
        return;
    }
    char key[KEY * 6 + 2];
    const char *lower = text;
    if (kind == FORM_ABBREVIATION) {
        lower = letters_lower(variants->scan->arena, text, strlen(text));
    }
    variants_key(lower, key);
    guint start = variants_start(key);
    variants->starts[start / 8] |= (guint8)(1u << start % 8);
    if (kind == FORM_ABBREVIATION || kind == FORM_WORD) {
        variants->any_small = TRUE;
        variants->small[start / 8] |= (guint8)(1u << start % 8);
    }
    struct bucket *bucket = bucket_for(variants, key);
    if (bucket->n >= MOST_FORMS_A_KEY) {
        return;
    }
    struct spelling form = {
        .text = text, .slips = letters >= SHORTEST_FOR_SLIP, .entity = entity, .kind = kind};
    g_array_append_val(variants->forms, form);
    guint at = variants->forms->len;
    if (bucket->n++ == 0) {
        bucket->first = at;
    } else {
        g_array_index(variants->forms, struct spelling, bucket->last - 1).next = at;
    }
    bucket->last = at;
}

/* An abbreviation: two capitals or more in at most eight letters, or figures with a capital. */
gboolean
variants_is_abbreviation(const char *text, gsize length)
{
    guint capitals = 0, digits = 0, points = 0;
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p)) {
        gunichar c = char_at(p);
        if ((!is_alnum(c) && c != '-' && c != '&') || ++points > LONGEST_ABBREVIATION) {
            return FALSE;
        }
        capitals += is_upper(c) ? 1 : 0;
        digits += is_digit(c) ? 1 : 0;
    }
    return points >= 2 &&
           ((capitals >= 2 && capitals * 2 >= points - digits) || (capitals == 1 && digits > 0));
}

/* "GN II" of "Godt Naboskab II": the first letters of two capitalised words or more and a Roman
 * numeral that stays. */
static void
add_initials(struct variants *variants, guint index)
{
    struct entity *entity = variants_entity(variants, index);
    const char *tail = strrchr(entity->value, ' ');
    if (entity->type != MENTION_PROGRAMME || tail == NULL || strspn(tail + 1, "IVX") == 0) {
        return;
    }
    g_auto(GStrv) words = g_strsplit(entity->value, " ", -1);
    guint n = g_strv_length(words);
    if (n < 3 || strlen(words[n - 1]) > 4 || strspn(words[n - 1], "IVX") != strlen(words[n - 1])) {
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
        variants_add_form(variants, arena_strdup(variants->scan->arena, initials->str), index,
                          FORM_ABBREVIATION);
    }
}

static gboolean
is_preposition(const char *word)
{
    static const char *const list[] = {"på",    "i",     "mod", "for", "til", "ved",    "fra",
                                       "langs", "under", "med", "om",  "af",  "mellem", NULL};
    return g_strv_contains(list, word);
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

/* The words of a text, parted by one blank: at most `most` of them, the last with all the rest.
 * How many; they are in the arena. */
static guint
split(struct arena *arena, const char *text, char **words, guint most)
{
    char *at = arena_strdup(arena, text);
    guint n = 0;
    while (at != NULL) {
        words[n++] = at;
        at = n < most ? strchr(at, ' ') : NULL;
        if (at != NULL) {
            *at++ = '\0';
        }
    }
    return n;
}

/* What a paper may call a name for short: the first word before a preposition ("Kajlys" of "Kajlys
 * på Torvet"); without the article ("Åben Dør" of "Den Åbne Dør"); a society without its first
 * word. All have three words at least. */
static void
add_short_forms(struct variants *variants, guint index)
{
    struct scan *scan = variants->scan;
    const struct entity *entity = variants_entity(variants, index);
    char *words[3], *lower[3];
    if (entity->type == MENTION_PERSON || split(scan->arena, entity->value, words, 3) < 3) {
        return;
    }
    split(scan->arena, entity->lower, lower, 3);
    const char *first = lower[0], *second = lower[1];
    if (is_preposition(second) && letters_to(first, 6) == 6 && entity->type != MENTION_PROGRAMME &&
        !strchr(first, '-') && (entity->type == MENTION_PROJECT || g_str_has_suffix(first, "en"))) {
        variants_add_form(variants, variants_squash(scan->arena, words[0], TRUE), index,
                          FORM_EXACT);
    }
    if (strcmp(first, "den") == 0 || strcmp(first, "det") == 0 || strcmp(first, "de") == 0) {
        g_autofree char *adjective = indefinite(second);
        g_autofree char *whole = g_strdup_printf("%s %s", adjective, words[2]);
        variants_add_form(variants, variants_squash(scan->arena, whole, TRUE), index, FORM_NAME);
    }
    if (entity->type == MENTION_ORGANISATION && variants_is_society(entity)) {
        variants_add_form(variants,
                          variants_squash(scan->arena, strchr(entity->value, ' ') + 1, TRUE), index,
                          FORM_NAME);
    }
}

void
variants_add_forms(struct variants *variants)
{
    for (guint i = 0; i < variants->entities->len; i++) {
        const struct entity *entity = variants_entity(variants, i);
        if (!entity->anchor) {
            continue;
        }
        gboolean abbreviation = variants_is_abbreviation(entity->value, strlen(entity->value));
        /* "havnestrategi" of "Havnestrategien" */
        gboolean word =
            entity->type == MENTION_PROGRAMME && strchr(entity->value, ' ') == NULL &&
            (g_str_has_suffix(entity->value, "en") || g_str_has_suffix(entity->value, "et")) &&
            g_utf8_strlen(entity->value, -1) >= SHORTEST_FOR_SLIP;
        gboolean capital = g_unichar_isupper(g_utf8_get_char(entity->value));
        variants_add_form(variants,
                          abbreviation
                              ? entity->value
                              : variants_squash(variants->scan->arena, entity->value, TRUE),
                          i,
                          abbreviation       ? FORM_ABBREVIATION
                          : word || !capital ? FORM_WORD
                                             : FORM_NAME);
        if (variants_root(variants, i) == entity) {
            add_short_forms(variants, i);
            add_initials(variants, i);
        }
    }
}

void
variants_drop_forms(struct variants *variants)
{
    g_array_set_size(variants->forms, 0);
    g_array_set_size(variants->buckets, 0);
    memset(variants->heads, 0, sizeof variants->heads);
    memset(variants->starts, 0, sizeof variants->starts);
    variants->any_small = FALSE;
    memset(variants->small, 0, sizeof variants->small);
}
