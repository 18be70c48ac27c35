/* Which names of a paper are one: an ending, a slip of the pen, or a shorter form apart. */
#include "variants-private.h"

#include "letters.h"

#include <string.h>

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
 * letters or more: a slip even if both are words ("Gode Nabor"). */
static gboolean
differs_in_long_word(const struct variants *variants, const char *a, const char *b)
{
    g_auto(GStrv) p = g_strsplit(variants_squash(variants->scan->arena, a, TRUE), " ", -1);
    g_auto(GStrv) q = g_strsplit(variants_squash(variants->scan->arena, b, TRUE), " ", -1);
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
    gsize length = part->value_length;
    if (part->lower_length != length || whole->lower_length < length ||
        memcmp(whole->lower, part->lower, length) != 0) {
        return FALSE;
    }
    const char *rest = whole->lower + length;
    *ret_dash = g_str_has_prefix(rest, " – ") || g_str_has_prefix(rest, " - ") ||
                g_str_has_prefix(rest, ": ");
    return *rest == ' ' || *ret_dash;
}

static gboolean
is_end(const struct entity *part, const struct entity *whole)
{
    gsize a = part->value_length, b = whole->value_length;
    return a < b && whole->value[b - a - 1] == ' ' &&
           strcmp(whole->value + b - a, part->value) == 0;
}

/* "Foreningen Katte på Kajen", "Ingeniørfirmaet Bølge A/S": papers leave the first word out. */
gboolean
variants_is_society(const struct entity *entity)
{
    static const char *const words[] = {"foreningen", "firmaet",      "klubben",    "fonden",
                                        "forening",   "virksomheden", "tegnestuen", "entreprenør"};
    gsize length = strcspn(entity->lower, " ");
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        gsize n = strlen(words[i]);
        if (length >= n && memcmp(entity->lower + length - n, words[i], n) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "Lektiestuen" of "Lektiestuen på Havnen": the rest says where. */
static gboolean
is_seated(const struct entity *part, const struct entity *whole)
{
    static const char *const links[] = {" i ", " på ", " ved "};
    for (gsize i = 0; i < G_N_ELEMENTS(links); i++) {
        if (g_str_has_prefix(whole->lower + strlen(part->lower), links[i])) {
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
    if (a->type != b->type || a->key_length >= b->key_length || a->type == MENTION_PERSON) {
        return FALSE;
    }
    if (is_beginning(a, b, &dash)) {
        /* "Kaffe og Kage" of "Kaffe og Kage – hygge ved havnen"; a body's one word of its longer
         * name */
        gboolean definite = strchr(a->value, ' ') == NULL &&
                            (g_str_has_suffix(a->value, "en") || g_str_has_suffix(a->value, "et"));
        return dash || (definite && (a->type == MENTION_ORGANISATION ||
                                     (a->type == MENTION_PROJECT && is_seated(a, b))));
    }
    /* "Katte på Kajen" of "Foreningen Katte på Kajen" */
    return a->type == MENTION_ORGANISATION && strchr(a->value, ' ') != NULL && is_end(a, b) &&
           variants_is_society(b);
}

/* The type and the first KEY bytes of the key. */
static guint32
begin_of(const struct entity *entity)
{
    guint32 begin = (guint32)entity->type << 24;
    for (gsize k = 0; k < KEY && entity->key[k] != '\0'; k++) {
        begin |= (guint32)(guchar)entity->key[k] << 8 * k;
    }
    return begin;
}

/* Gives each entity the one it is a form of. Quadratic in MOST_ENTITIES at most. */
void
variants_relate(struct variants *variants)
{
    guint n = variants->entities->len;
    struct entity *all = n > 0 ? variants_entity(variants, 0) : NULL;
    guint32 begins[MOST_ENTITIES]; /* type and first letters: most pairs are told apart by them */
    for (guint i = 0; i < n; i++) {
        struct entity *entity = &all[i];
        entity->key_length = strlen(entity->key);
        entity->value_length = strlen(entity->value);
        entity->lower = letters_lower(variants->scan->arena, entity->value, entity->value_length);
        entity->lower_length = strlen(entity->lower);
        begins[i] = begin_of(entity);
    }
    for (guint i = 0; i < n; i++) {
        struct entity *a = &all[i];
        guint fitting = 0, target = i;
        gboolean by_end = a->type == MENTION_ORGANISATION && strchr(a->value, ' ') != NULL;
        gboolean any = by_end || a->key_length < KEY;
        for (guint j = 0; j < n; j++) {
            const struct entity *b = &all[j];
            if ((any || begins[i] == begins[j]) && i != j && is_short_for(a, b)) {
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
            if (begins[i] != begins[j]) {
                continue;
            }
            struct entity *a = &all[i], *b = &all[j];
            gboolean better = b->uses > a->uses || (b->uses == a->uses && b->first < a->first);
            if (i == j || a->same != i || b->same != j || !better || a->type == MENTION_PERSON ||
                !is_like(a->key, b->key)) {
                continue;
            }
            gsize shorter = MIN(a->key_length, b->key_length);
            gboolean ending = strncmp(a->key, b->key, shorter) == 0;
            gboolean named = a->type == MENTION_PROJECT || a->type == MENTION_PROGRAMME;
            if (ending || is_slip(variants, a) ||
                (named && differs_in_long_word(variants, a->value, b->value))) {
                a->same = j;
            }
        }
    }
}
