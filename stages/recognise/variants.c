/* One name under many forms: other occurrences, inflection, hyphens and capitals, one slip of the
 * pen, short forms, abbreviations in brackets. Each distinct name is an entity with forms; one pass
 * over the words finds all forms, by the first three letters of a form.
 *
 *   entity  "Udsatte-team på Havnen"      value, type
 *   forms   "udsatte team på havnen"      also matched by "Udsatte teams på havnen"
 *           "uph" for an abbreviation     matched in capitals only
 *
 * All sizes are bounded, so that a paper made to hurt costs a constant times its length. */
#include "variants-private.h"

#include "letters.h"

#include <string.h>

enum {
    FEWEST_SLOTS = 128 /* of the table of keys: a power of two */
};

gboolean
variants_is_separator(gunichar c)
{
    return !g_unichar_isalnum(c);
}

/* variants_squash() for ASCII and the letters of Latin-1, which most names are, in place of a copy;
 * FALSE where there are others. No text grows by it. */
static gboolean
squash_latin(char *text, gboolean blanks)
{
    char *out = text;
    for (const guchar *p = (const guchar *)text; *p != '\0'; p++) {
        guint8 kind = letter_kinds[*p];
        if (kind == LETTER_ASCII) {
            *out++ = letter_lower((char)*p);
        } else if (kind == LETTER_LATIN && p[1] != 0x97 && p[1] != 0xb7) {
            guchar last = *++p;
            *out++ = (char)0xc3;
            *out++ = (char)(last < 0x9f ? last + 0x20 : last);
        } else if (kind == LETTER_BEYOND) {
            return FALSE;
        } else {
            p += kind == LETTER_LATIN ? 1 : 0; /* × and ÷ are no letters */
            if (blanks && out > text && out[-1] != ' ') {
                *out++ = ' ';
            }
        }
    }
    out -= out > text && out[-1] == ' ' ? 1 : 0;
    *out = '\0';
    return TRUE;
}

/* Letters and digits in lower case; with `blanks`, words parted by one blank. */
char *
variants_squash(struct arena *arena, const char *text, gboolean blanks)
{
    char *copy = arena_strdup(arena, text);
    if (squash_latin(copy, blanks)) {
        return copy;
    }
    g_autofree char *lower = g_utf8_strdown(text, -1);
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *p = lower; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!variants_is_separator(c)) {
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

/* The slot of some letters, or the free one where they would stand: it holds 1 + an index of
 * `keys`. */
static guint *
slot_of(const struct variants *variants, const char *letters, guint hash)
{
    guint mask = variants->n_slots - 1;
    for (guint i = hash & mask;; i = (i + 1) & mask) {
        guint at = variants->slots[i];
        const struct key *key = at != 0 ? &g_array_index(variants->keys, struct key, at - 1) : NULL;
        if (key == NULL || (key->hash == hash && strcmp(key->letters, letters) == 0)) {
            return &variants->slots[i];
        }
    }
}

/* Makes room for one more key. */
static void
make_room(struct variants *variants)
{
    if (2 * (variants->keys->len + 1) <= variants->n_slots) {
        return;
    }
    g_free(variants->slots);
    variants->n_slots = MAX(2 * variants->n_slots, (guint)FEWEST_SLOTS);
    variants->slots = g_new0(guint, variants->n_slots);
    for (guint i = 0; i < variants->keys->len; i++) {
        const struct key *key = &g_array_index(variants->keys, struct key, i);
        *slot_of(variants, key->letters, key->hash) = i + 1;
    }
}

/* The key of a value: the one that has its letters, made where there is none; 1 + its index. */
static guint
key_of(struct variants *variants, const char *value)
{
    const char *letters = variants_squash(variants->scan->arena, value, FALSE);
    gsize length = strlen(letters);
    guint hash = letters_hash(letters, length, letters_head(letters, length));
    make_room(variants);
    guint *slot = slot_of(variants, letters, hash);
    if (*slot == 0) {
        const struct key key = {.letters = letters, .hash = hash};
        g_array_append_val(variants->keys, key);
        *slot = variants->keys->len;
    }
    return *slot;
}

static struct key *
name_key(struct variants *variants, struct name *name)
{
    if (name->key == 0) {
        name->key = key_of(variants, name->value);
    }
    return &g_array_index(variants->keys, struct key, name->key - 1);
}

/* The place of a type among those that have variants; N_NAMED for another. */
static guint
named(enum mention_type type)
{
    switch (type) {
    case MENTION_PROJECT:
        return 0;
    case MENTION_PROGRAMME:
        return 1;
    case MENTION_ORGANISATION:
        return 2;
    case MENTION_PERSON:
        return 3;
    default:
        return N_NAMED;
    }
}

struct entity *
variants_entity(const struct variants *variants, guint i)
{
    return &g_array_index(variants->entities, struct entity, i);
}

/* The entity that another one is a form of, at the end of the chain (no chain is longer than 3). */
struct entity *
variants_root(const struct variants *variants, guint i)
{
    for (guint n = 0; n < 4 && variants_entity(variants, i)->same != i; n++) {
        i = variants_entity(variants, i)->same;
    }
    return variants_entity(variants, i);
}

/* ---- entities -------------------------------------------------------------------------------- */

static gboolean
has_variants(enum mention_type type)
{
    return named(type) < N_NAMED;
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
    for (guint i = 0; i < scan->found->len; i++) {
        struct name *name = &g_array_index(scan->found, struct name, i);
        if (!may_change(name->type)) {
            continue;
        }
        struct key *key = name_key(variants, name);
        if (key->heaviest == 0 ||
            g_array_index(scan->found, struct name, key->heaviest - 1).weight < name->weight) {
            key->heaviest = i + 1;
        }
    }
    for (guint i = 0; i < scan->found->len; i++) {
        struct name *name = &g_array_index(scan->found, struct name, i);
        if (!may_change(name->type)) {
            continue;
        }
        guint heaviest = name_key(variants, name)->heaviest;
        const struct name *other = &g_array_index(scan->found, struct name, heaviest - 1);
        if (other->type != name->type && other->weight > name->weight) {
            name->type = other->type;
            name->kind = other->kind;
            name->weight = other->weight;
        }
    }
}

/* All in capitals, as in a heading. */
static gboolean
is_shouted(const char *value)
{
    for (const char *p = value; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = char_at(p);
        if (c < 0x80 ? g_ascii_islower((char)c) : g_unichar_islower(c)) {
            return FALSE;
        }
    }
    return TRUE;
}

static guint
entity_of(struct variants *variants, struct name *name, guint *ret_index)
{
    struct key *key = name_key(variants, name);
    guint16 *known = &key->entity[named(name->type)];
    if (*known == 0) {
        if (*key->letters == '\0' || variants->entities->len >= MOST_ENTITIES) {
            return 0;
        }
        struct entity entity = {.type = name->type,
                                .key = key->letters,
                                .value = name->value,
                                .kind = name->kind,
                                .first = name->first,
                                .same = variants->entities->len};
        g_array_append_val(variants->entities, entity);
        *known = (guint16)variants->entities->len;
    }
    struct entity *entity = variants_entity(variants, *known - 1u);
    if (is_shouted(entity->value) && !is_shouted(name->value)) {
        entity->value = name->value; /* "Kulturudvalget", not "KULTURUDVALGET" */
    }
    *ret_index = *known - 1u;
    return *known;
}

static void
collect(struct variants *variants)
{
    struct scan *scan = variants->scan;
    for (guint i = 0; i < scan->found->len; i++) {
        struct name *name = &g_array_index(scan->found, struct name, i);
        guint index;
        if (!has_variants(name->type) || !name->anchor || strlen(name->value) > LONGEST_FORM ||
            entity_of(variants, name, &index) == 0) {
            continue;
        }
        struct entity *entity = variants_entity(variants, index);
        entity->uses++;
        entity->weight = MAX(entity->weight, name->weight);
        entity->anchor = TRUE;
        entity->fixed = entity->fixed || name->fixed;
    }
}

/* ---- abbreviations --------------------------------------------------------------------------- */

/* "Sammen i Havn (SiH)": the abbreviation takes the value of the name before the bracket; a
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
        if (!variants_is_abbreviation(text, length) || entity_of(variants, &name, &index) == 0) {
            continue;
        }
        const char *printed = arena_strndup(scan->arena, text, length);
        for (guint k = 0; k < variants->entities->len; k++) {
            struct entity *other = variants_entity(variants, k);
            const char *tail = strrchr(other->value, ' ');
            if (k != index && other->type == name.type && tail != NULL &&
                strcmp(tail + 1, printed) == 0) {
                variants_entity(variants, index)->same = k;
                index = k;
                break;
            }
        }
        guint own = key_of(variants, printed);
        guint taken = g_array_index(variants->keys, struct key, own - 1).entity[named(name.type)];
        if (taken != 0 && taken - 1 != index) {
            variants_entity(variants, taken - 1)->same = index; /* it was found by itself */
        }
        const struct offer made = {.type = name.type,
                                   .first = at + 1,
                                   .last = at + 1,
                                   .value = variants_entity(variants, index)->value,
                                   .kind = name.kind,
                                   .rule = "name.abbreviation",
                                   .cert = CERT_HIGH,
                                   .weight = WEIGHT_HIGH};
        scan_offer(scan, &made);
        variants_add_form(variants, printed, index, FORM_ABBREVIATION);
    }
}

/* ---- values ---------------------------------------------------------------------------------- */

/* The best-written form of each entity: the one that is printed most often, then the first. */
static void
choose_values(struct variants *variants)
{
    struct scan *scan = variants->scan;
    for (guint i = 0; i < scan->found->len; i++) {
        struct name *name = &g_array_index(scan->found, struct name, i);
        if (!has_variants(name->type) || strlen(name->value) > LONGEST_FORM) {
            continue;
        }
        guint known = name_key(variants, name)->entity[named(name->type)];
        if (known != 0) {
            name->value = variants_root(variants, known - 1)->value;
        }
    }
}

void
variants_find(struct scan *scan)
{
    struct variants variants = {.scan = scan,
                                .entities = g_array_new(FALSE, FALSE, sizeof(struct entity)),
                                .keys = g_array_new(FALSE, FALSE, sizeof(struct key)),
                                .forms = g_array_new(FALSE, FALSE, sizeof(struct spelling)),
                                .buckets = g_array_new(FALSE, FALSE, sizeof(struct bucket))};
    agree_on_types(&variants);
    collect(&variants);
    variants_relate(&variants);
    variants_add_forms(&variants);
    variants_find_all(&variants);
    variants_drop_forms(&variants);
    find_brackets(&variants); /* of all occurrences, those just found too */
    variants_find_all(&variants);
    choose_values(&variants);
    g_array_unref(variants.entities);
    g_free(variants.slots);
    g_array_unref(variants.keys);
    g_array_unref(variants.forms);
    g_array_unref(variants.buckets);
}
