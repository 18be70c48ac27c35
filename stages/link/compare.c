/* How alike two names are: what they differ by is a row of link-features.tsv each, which costs some
 * of a score of 1. align.c, persons.c and cases.c find what they differ by. Numbers that differ end
 * it: Lys i Natten II is not Lys i Natten. */
#include "names-private.h"

#include <math.h>
#include <string.h>

/* A slip of the pen is looked for in words of at least so many letters. Longer words than this are
 * not compared. The first letters of a word are rarely wrong: where they differ it is another
 * word. */
enum {
    MIN_SLIP_WORD = 5,
    MAX_SLIP_WORD = 40,
    SAME_START = 3
};

/* How two words differ. */
enum slip {
    SLIP_NONE,    /* not at all, or by more than a letter */
    SLIP_LETTER,  /* one more, one fewer, or another, and not among the first ones */
    SLIP_TYPICAL, /* a letter doubled or not, or two changed about */
};

/* The letters of a word, and how many; more than MAX_SLIP_WORD for one that is too long. */
static guint
letters_of(const char *word, gunichar letters[MAX_SLIP_WORD + 1])
{
    guint n = 0;
    for (; *word && n <= MAX_SLIP_WORD; word = g_utf8_next_char(word))
        letters[n++] = g_utf8_get_char(word);
    return n;
}

/* Whether the letter at `at` stands beside another of its kind. */
static gboolean
is_doubled(const gunichar *letters, guint n, guint at)
{
    return (at > 0 && letters[at - 1] == letters[at]) ||
           (at + 1 < n && letters[at + 1] == letters[at]);
}

static enum slip
find_slip(const char *a, const char *b)
{
    gunichar x[MAX_SLIP_WORD + 1], y[MAX_SLIP_WORD + 1];
    guint n = letters_of(a, x), m = letters_of(b, y), head = 0, tail = 0;
    if (n > MAX_SLIP_WORD || m > MAX_SLIP_WORD || n < MIN_SLIP_WORD || m < MIN_SLIP_WORD)
        return SLIP_NONE;
    while (head < n && head < m && x[head] == y[head])
        head++;
    while (tail + head < n && tail + head < m && x[n - 1 - tail] == y[m - 1 - tail])
        tail++;
    guint rest_x = n - head - tail, rest_y = m - head - tail;
    if (rest_x == 2 && rest_y == 2 && x[head] == y[head + 1] && x[head + 1] == y[head])
        return head > 0 ? SLIP_TYPICAL : SLIP_NONE;
    if (rest_x > 1 || rest_y > 1 || rest_x + rest_y == 0)
        return SLIP_NONE;
    if ((rest_x == 0 && is_doubled(y, m, head)) || (rest_y == 0 && is_doubled(x, n, head)))
        return SLIP_TYPICAL;
    return head >= SAME_START ? SLIP_LETTER : SLIP_NONE;
}

/* Whether two words that differ by a letter are one word misspelt: not if both are words, for then
 * they are two (Havehuset, Havnehuset); and where neither is, they may be two names, unless the
 * slip is one that fingers make. */
gboolean
is_misspelling(struct name_rules *rules, const char *a, const char *b)
{
    enum slip slip = find_slip(a, b);
    if (slip == SLIP_NONE)
        return FALSE;
    gboolean knows_a = name_rules_knows(rules, a), knows_b = name_rules_knows(rules, b);
    return slip == SLIP_TYPICAL ? !(knows_a && knows_b) : knows_a != knows_b;
}

/* ---- comparing ----------------------------------------------------------------------------- */

void
comparison_add(const struct name_rules *rules, struct comparison *comparison, enum feature feature)
{
    comparison->features |= 1u << feature;
    comparison->score -= name_rules_cost(rules, feature);
}

void
comparison_refuse(struct comparison *comparison, const char *why)
{
    comparison->score = 0;
    comparison->why = why;
}

/* Whether both are one short word, of which a stem says too little: Haven, Havet. */
static gboolean
is_short_word(const struct name *a, const struct name *b)
{
    enum {
        SHORT = 6
    };
    return a->n_words == 1 && b->n_words == 1 &&
           MIN(g_utf8_strlen(a->folded, -1), g_utf8_strlen(b->folded, -1)) < SHORT;
}

/* What is the same of two names of one kind. Places say all or nothing. */
static void
compare_values(struct name_rules *rules, const struct name *a, const struct name *b,
               struct comparison *comparison)
{
    if (strcmp(a->value, b->value) == 0) {
        if (strcmp(a->class, b->class) != 0)
            comparison_add(rules, comparison, FEATURE_CLASS);
    } else if (strcmp(a->folded, b->folded) == 0)
        comparison_add(rules, comparison, FEATURE_SIGNS);
    else if (a->type == MENTION_CASE)
        compare_cases(rules, a, b, comparison);
    else if (a->type == MENTION_PERSON)
        compare_persons(rules, a, b, comparison);
    else if (strcmp(a->numbers, b->numbers) != 0)
        comparison_refuse(comparison, "their numbers, numerals or letters differ");
    else if (*a->joined && strcmp(a->joined, b->joined) == 0)
        comparison_add(rules, comparison, FEATURE_APART);
    else if (*a->compact && strcmp(a->compact, b->compact) == 0 && !is_short_word(a, b)) {
        comparison_add(rules, comparison, FEATURE_APART);
        comparison_add(rules, comparison, FEATURE_FORM);
    } else if (a->type == MENTION_PLACE)
        comparison_refuse(comparison, "other places");
    else if (is_short_word(a, b))
        comparison_refuse(comparison, "other words, too short for forms of one");
    else
        compare_words(rules, a, b, comparison);
}

gboolean
name_scopes_agree(const struct name *a, const struct name *b)
{
    return a->everywhere || b->everywhere || !*a->scope || !*b->scope ||
           strcmp(a->scope, b->scope) == 0;
}

/* Whether a name says enough to be known again in a paper of no known municipality: every
 * municipality has its Socialudvalget, its Torvet 1, its case 12/345. */
static gboolean
is_distinctive(const struct name *name)
{
    switch (name->type) {
    case MENTION_PROJECT:
    case MENTION_PROGRAMME:
        return name->n_words > 1 || g_utf8_strlen(name->folded, -1) >= 10;
    case MENTION_CASE:
        return strlen(name->compact) >= 9;
    default:
        return FALSE;
    }
}

gboolean
name_kinds_agree(const struct name *a, const struct name *b)
{
    gboolean undertaking_a = a->type == MENTION_PROJECT || a->type == MENTION_PROGRAMME;
    gboolean undertaking_b = b->type == MENTION_PROJECT || b->type == MENTION_PROGRAMME;
    return a->type == b->type || (undertaking_a && undertaking_b);
}

/* A project and a programme are one only if they are written nearly the same. */
static void
compare_kinds(const struct name_rules *rules, struct comparison *comparison)
{
    guint near = 1u << FEATURE_CLASS | 1u << FEATURE_SIGNS | 1u << FEATURE_APART |
                 1u << FEATURE_FORM | 1u << FEATURE_FILLER;
    if (comparison->features & ~near)
        comparison_refuse(comparison, "a project and a programme, and not the same words");
    else if (!comparison->why)
        comparison_add(rules, comparison, FEATURE_KIND);
}

static void
compare_names(struct name_rules *rules, const struct name *a, const struct name *b,
              struct comparison *comparison)
{
    *comparison = (struct comparison){.score = 1.0};
    gboolean unknown = !a->everywhere && !b->everywhere && (!*a->scope != !*b->scope);
    if (!name_kinds_agree(a, b))
        comparison_refuse(comparison, "two kinds of thing");
    else if (!name_scopes_agree(a, b))
        comparison_refuse(comparison, "of two municipalities");
    else if (unknown && !(is_distinctive(a) && is_distinctive(b)))
        comparison_refuse(comparison,
                          "every municipality may have one of this name, and one of the "
                          "papers does not say which it is");
    else
        compare_values(rules, a, b, comparison);
    if (a->type != b->type && !comparison->why)
        compare_kinds(rules, comparison);
    if (unknown && !comparison->why)
        comparison_add(rules, comparison, FEATURE_UNPLACED);
    comparison->score = comparison->score > 0 ? floor(comparison->score * 1000 + 0.5) / 1000 : 0;
}

double
name_compare_anywhere(struct name_rules *rules, const struct name *a, const struct name *b)
{
    struct comparison comparison = {.score = 1.0};
    compare_values(rules, a, b, &comparison);
    return MAX(comparison.score, 0.0);
}

/* "other forms of the same words; a small word more or less". */
static char *
features_text(const struct name_rules *rules, guint features)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < N_FEATURES; i++) {
        if (features & 1u << i)
            g_string_append_printf(out, "%s%s", out->len ? "; " : "", name_rules_says(rules, i));
    }
    if (!out->len)
        g_string_append(out, "the same name");
    return g_string_free(out, FALSE);
}

double
name_compare(struct name_rules *rules, const struct name *a, const struct name *b,
             const char **ret_reason)
{
    struct comparison comparison;
    compare_names(rules, a, b, &comparison);
    if (comparison.why)
        *ret_reason = comparison.why;
    else {
        g_autofree char *text = features_text(rules, comparison.features);
        *ret_reason = g_intern_string(text); /* there are few: sets of features */
    }
    return comparison.score;
}

double
name_explain(struct name_rules *rules, const struct name *a, const struct name *b, GPtrArray *lines)
{
    struct comparison comparison;
    compare_names(rules, a, b, &comparison);
    gboolean of_words = a->type == MENTION_PROJECT || a->type == MENTION_PROGRAMME ||
                        a->type == MENTION_ORGANISATION;
    if (comparison.why)
        g_ptr_array_add(lines, g_strdup(comparison.why));
    if (comparison.why && a->type == b->type && of_words)
        g_ptr_array_add(lines, words_left_over(rules, a, b));
    for (guint i = 0; i < N_FEATURES && !comparison.why; i++) {
        if (comparison.features & 1u << i)
            g_ptr_array_add(lines, g_strdup_printf("%s: -%.2f", name_rules_says(rules, i),
                                                   name_rules_cost(rules, i)));
    }
    if (!lines->len)
        g_ptr_array_add(lines, g_strdup("the same name"));
    return comparison.score;
}
