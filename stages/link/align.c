/* The words of two names laid side by side: which are the same, in what form, and what is left
 * over.
 *
 *   Grøn Kile, Sindal            Den Grønne Kile i Sindal     form, fillers left over
 *   Pulje til trafiksikkerhed    Trafiksikkerhedspuljen       two words are one compound
 *   Støttekontaktordn.           Støttekontaktordning         written short
 *
 * Words are matched the surest way first, each with the first that is free: at most MAX_WORDS
 * squared steps a way. */
#include "names-private.h"

#include <string.h>

enum {
    MIN_SHORTENED = 3,  /* letters of a word written short */
    MIN_COMPOUND = 5,   /* letters of the last part of a compound that stands for all of it */
    MIN_OTHERS = 2,     /* other words that must be the same then */
    MIN_SLIP_NAME = 8,  /* letters of a name in which a slip is looked for */
    TWO_SLIPS_NAME = 24 /* ... and of one with two slips, each in a word of its own */
};

enum side {
    SIDE_A,
    SIDE_B
};

/* What became of the words. */
struct alignment {
    const struct name *names[2];
    gboolean matched[2][MAX_WORDS];
    gint partner[MAX_WORDS]; /* of A's words: B's, -1 for none or several */
    guint same;              /* content words that are the same or forms of each other */
    glong letters;           /* of these, in the shorter of the two */
    guint features;
};

/* ---- ways of matching ---------------------------------------------------------------------- */

static gboolean
is_content(const struct name *name, guint i)
{
    return !(name->flags[i] & (WORD_FILLER | WORD_NUMBER));
}

static void
match(struct alignment *alignment, guint i, guint j)
{
    const struct name *a = alignment->names[SIDE_A], *b = alignment->names[SIDE_B];
    alignment->matched[SIDE_A][i] = alignment->matched[SIDE_B][j] = TRUE;
    alignment->partner[i] = (gint)j;
    if (!is_content(a, i))
        return;
    alignment->same++;
    alignment->letters += MIN(g_utf8_strlen(a->words[i], -1), g_utf8_strlen(b->words[j], -1));
}

typedef gboolean (*word_test)(struct name_rules *rules, const struct name *a, guint i,
                              const struct name *b, guint j);

/* Matches what is free and passes the test; returns how many. */
static guint
match_by(struct name_rules *rules, struct alignment *alignment, word_test test)
{
    const struct name *a = alignment->names[SIDE_A], *b = alignment->names[SIDE_B];
    guint n = 0;
    for (guint i = 0; i < a->n_words; i++) {
        for (guint j = 0; j < b->n_words && !alignment->matched[SIDE_A][i]; j++) {
            if (alignment->matched[SIDE_B][j] || is_content(a, i) != is_content(b, j) ||
                !test(rules, a, i, b, j))
                continue;
            match(alignment, i, j);
            n++;
        }
    }
    return n;
}

static gboolean
same_word(struct name_rules *rules, const struct name *a, guint i, const struct name *b, guint j)
{
    (void)rules;
    return strcmp(a->words[i], b->words[j]) == 0;
}

static gboolean
same_stem(struct name_rules *rules, const struct name *a, guint i, const struct name *b, guint j)
{
    (void)rules;
    return is_content(a, i) && strcmp(a->stems[i], b->stems[j]) == 0;
}

/* "ordn." and "ordning". */
static gboolean
is_shortened_of(const struct name *a, guint i, const struct name *b, guint j)
{
    return a->flags[i] & WORD_ABBREVIATED && g_utf8_strlen(a->words[i], -1) >= MIN_SHORTENED &&
           g_str_has_prefix(b->words[j], a->words[i]);
}

static gboolean
shortened_word(struct name_rules *rules, const struct name *a, guint i, const struct name *b,
               guint j)
{
    (void)rules;
    return is_content(a, i) && (is_shortened_of(a, i, b, j) || is_shortened_of(b, j, a, i));
}

static gboolean
has_digits(const char *word)
{
    return strpbrk(word, "0123456789") != NULL;
}

static gboolean
misspelt_word(struct name_rules *rules, const struct name *a, guint i, const struct name *b,
              guint j)
{
    return is_content(a, i) && !has_digits(a->words[i]) && !has_digits(b->words[j]) &&
           is_misspelling(rules, a->words[i], b->words[j]);
}

/* "bassin" and "regnvandsbassin". */
static gboolean
ends_compound(const struct name *a, guint i, const struct name *b, guint j)
{
    return strlen(b->stems[j]) > strlen(a->stems[i]) + 2 &&
           g_utf8_strlen(a->stems[i], -1) >= MIN_COMPOUND &&
           g_str_has_suffix(b->stems[j], a->stems[i]);
}

static gboolean
compound_word(struct name_rules *rules, const struct name *a, guint i, const struct name *b,
              guint j)
{
    (void)rules;
    return is_content(a, i) && (ends_compound(a, i, b, j) || ends_compound(b, j, a, i));
}

/* ---- compounds ----------------------------------------------------------------------------- */

/* Whether a stem is two words put together, with nothing, s or e between: "fritidsudvalg" of fritid
 * and udvalg. */
static gboolean
is_compound_of(const char *stem, const struct name *name, guint first, guint second)
{
    static const char *const links[] = {"", "s", "e"};
    const char *starts[] = {name->words[first], name->stems[first]};
    gsize last = strlen(name->stems[second]);
    for (guint i = 0; i < G_N_ELEMENTS(starts); i++) {
        gsize start = strlen(starts[i]);
        if (strncmp(stem, starts[i], start) != 0)
            continue;
        for (guint l = 0; l < G_N_ELEMENTS(links); l++) {
            gsize link = strlen(links[l]);
            if (strncmp(stem + start, links[l], link) == 0 &&
                strcmp(stem + start + link, name->stems[second]) == 0 && last > 1)
                return TRUE;
        }
    }
    return FALSE;
}

/* The words of the other side that a word of one side is put together from. */
static gboolean
match_compound(struct alignment *alignment, enum side side, guint i)
{
    const struct name *name = alignment->names[side], *other = alignment->names[!side];
    gboolean *free_words = alignment->matched[!side];
    for (guint p = 0; p < other->n_words; p++) {
        for (guint q = 0; q < other->n_words; q++) {
            if (p == q || free_words[p] || free_words[q] || !is_content(other, q) ||
                other->flags[p] & WORD_NUMBER || !is_compound_of(name->stems[i], other, p, q))
                continue;
            alignment->matched[side][i] = free_words[p] = free_words[q] = TRUE;
            alignment->same += 2;
            alignment->letters += g_utf8_strlen(name->stems[i], -1);
            alignment->features |= 1u << FEATURE_APART;
            if (p + 1 != q)
                alignment->features |= 1u << FEATURE_ORDER;
            if (strcmp(name->words[i], name->stems[i]) != 0 ||
                strcmp(other->words[q], other->stems[q]) != 0)
                alignment->features |= 1u << FEATURE_FORM;
            return TRUE;
        }
    }
    return FALSE;
}

static void
match_compounds(struct alignment *alignment)
{
    for (guint side = 0; side < 2; side++) {
        for (guint i = 0; i < alignment->names[side]->n_words; i++) {
            if (!alignment->matched[side][i] && is_content(alignment->names[side], i))
                match_compound(alignment, side, i);
        }
    }
}

/* ---- the whole alignment ------------------------------------------------------------------- */

/* Whether A's words that have one partner have them in another order. */
static gboolean
order_differs(const struct alignment *alignment)
{
    gint last = -1;
    for (guint i = 0; i < alignment->names[SIDE_A]->n_words; i++) {
        gint at = alignment->partner[i];
        if (at < 0 || !is_content(alignment->names[SIDE_A], i))
            continue;
        if (at < last)
            return TRUE;
        last = at;
    }
    return FALSE;
}

/* Whether both names have the same fillers, beside og and samt: "fra skole til job" in another
 * order is another way. */
static gboolean
frame_is_same(const struct alignment *alignment)
{
    g_autoptr(GString) frame_a = g_string_new(NULL), frame_b = g_string_new(NULL);
    GString *const frames[] = {frame_a, frame_b};
    for (guint side = 0; side < 2; side++) {
        const struct name *name = alignment->names[side];
        for (guint i = 0; i < name->n_words; i++) {
            if (name->flags[i] & WORD_FILLER && strcmp(name->words[i], "og") != 0 &&
                strcmp(name->words[i], "samt") != 0)
                g_string_append_printf(frames[side], "%s ", name->words[i]);
        }
    }
    return frame_a->len && strcmp(frame_a->str, frame_b->str) == 0;
}

static void
note(struct alignment *alignment, enum feature feature, gboolean seen)
{
    if (seen)
        alignment->features |= 1u << feature;
}

static void
align(struct name_rules *rules, const struct name *a, const struct name *b,
      struct alignment *alignment)
{
    *alignment = (struct alignment){.names = {a, b}};
    for (guint i = 0; i < MAX_WORDS; i++)
        alignment->partner[i] = -1;
    for (guint side = 0; side < 2; side++) {
        for (guint i = 0; i < alignment->names[side]->n_words; i++) /* they agree, or all is over */
            alignment->matched[side][i] = alignment->names[side]->flags[i] & WORD_NUMBER;
    }
    match_by(rules, alignment, same_word);
    note(alignment, FEATURE_FORM, match_by(rules, alignment, same_stem) > 0);
    note(alignment, FEATURE_SHORTENED, match_by(rules, alignment, shortened_word) > 0);
    match_compounds(alignment);
}

/* What is left and may be a slip, or a compound for a word: only where enough is the same. */
static void
align_weakly(struct name_rules *rules, struct alignment *alignment)
{
    const struct name *a = alignment->names[SIDE_A], *b = alignment->names[SIDE_B];
    glong letters = MIN(g_utf8_strlen(a->folded, -1), g_utf8_strlen(b->folded, -1));
    guint same = alignment->same;
    gboolean named = a->type == MENTION_PROJECT || a->type == MENTION_PROGRAMME;
    if (letters >= MIN_SLIP_NAME) {
        guint slips = match_by(rules, alignment, misspelt_word);
        note(alignment, FEATURE_SLIP, slips > 0);
        if (slips > (letters >= TWO_SLIPS_NAME ? 2u : 1u))
            alignment->same = 0;
    }
    if (named && same >= MIN_OTHERS)
        note(alignment, FEATURE_COMPOUND, match_by(rules, alignment, compound_word) == 1);
}

/* ---- what is left over --------------------------------------------------------------------- */

/* Whether a word is of the municipality's name, or of it in the genitive. */
static gboolean
is_town(const char *town, const char *word)
{
    gsize length = strlen(word);
    for (const char *at = town; length >= 3 && (at = strstr(at, word)); at++) {
        if ((at == town || at[-1] == ' ') && (at[length] == '\0' || at[length] == ' '))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_town_or_genitive(const char *town, const char *word)
{
    if (!*town || is_town(town, word))
        return *town != '\0';
    g_autofree char *bare = g_str_has_suffix(word, "s") ? g_strndup(word, strlen(word) - 1) : NULL;
    return bare && is_town(town, bare);
}

/* What is left over of a side: how many words of each sort. */
struct rest {
    guint fillers, heads, towns, subtitle, other;
};

static struct rest
rest_of(const struct alignment *alignment, enum side side)
{
    const struct name *name = alignment->names[side], *other = alignment->names[!side];
    struct rest rest = {0};
    for (guint i = 0; i < name->n_words; i++) {
        if (alignment->matched[side][i])
            continue;
        if (name->flags[i] & WORD_FILLER)
            rest.fillers++;
        else if (is_town_or_genitive(name->town, name->words[i]) ||
                 is_town_or_genitive(other->town, name->words[i]))
            rest.towns++;
        else if (name->flags[i] & WORD_HEAD)
            rest.heads++;
        else if (name->flags[i] & WORD_SUBTITLE)
            rest.subtitle++;
        else
            rest.other++;
    }
    return rest;
}

/* Whether a word of the subtitle has a partner: then it is no subtitle that is missing. */
static gboolean
subtitle_is_broken(const struct alignment *alignment, enum side side)
{
    const struct name *name = alignment->names[side];
    for (guint i = 0; i < name->n_words; i++) {
        if (name->flags[i] & WORD_SUBTITLE && is_content(name, i) && alignment->matched[side][i])
            return TRUE;
    }
    return FALSE;
}

/* Whether a municipality has one of it: its council, a committee, a department. */
static gboolean
is_own_body(const struct name *name)
{
    return strcmp(name->class, "council") == 0 || strcmp(name->class, "committee") == 0 ||
           strcmp(name->class, "department") == 0;
}

static guint
content_words(const struct name *name)
{
    guint n = 0;
    for (guint i = 0; i < name->n_words; i++)
        n += is_content(name, i) && !(name->flags[i] & WORD_HEAD);
    return n;
}

/* A name without the town of another must say enough by itself: "skolen" of Greve Skole does not.
 */
static gboolean
may_lack_town(const struct alignment *alignment)
{
    enum {
        ENOUGH = 10
    };
    const struct name *a = alignment->names[SIDE_A], *b = alignment->names[SIDE_B];
    return (is_own_body(a) && is_own_body(b)) || alignment->same > 1 ||
           alignment->letters >= ENOUGH;
}

/* A subtitle is left out of a title of several words, or of one and a number; behind a comma it
 * must be of several words, else it is a place or a part. */
static gboolean
may_lack_subtitle(const struct alignment *alignment, enum side side, guint left_out)
{
    const struct name *other = alignment->names[!side];
    gboolean several = content_words(other) > 1 || (alignment->same > 0 && *other->numbers);
    return several && left_out > 1 && !subtitle_is_broken(alignment, side);
}

/* Why what is left over makes them two things, or NULL; notes what it is. */
static const char *
judge_rest(struct alignment *alignment)
{
    enum {
        ENOUGH = 6
    };
    struct rest a = rest_of(alignment, SIDE_A), b = rest_of(alignment, SIDE_B);
    if (a.other || b.other)
        return "each has words of its own, or one has more";
    if (a.subtitle && b.subtitle)
        return "their subtitles differ";
    enum side side = a.subtitle ? SIDE_A : SIDE_B;
    if ((a.subtitle || b.subtitle) && !may_lack_subtitle(alignment, side, a.subtitle + b.subtitle))
        return "one has more words";
    if (a.heads && b.heads)
        return "other words for what it is";
    if ((a.heads || b.heads) && alignment->letters < ENOUGH)
        return "too little is left without the word for what it is";
    if ((a.towns || b.towns) && !may_lack_town(alignment))
        return "too little is left without the municipality";
    note(alignment, FEATURE_SUBTITLE, a.subtitle || b.subtitle);
    note(alignment, FEATURE_HEAD, a.heads || b.heads);
    note(alignment, FEATURE_TOWN, a.towns || b.towns);
    gboolean fillers = (a.fillers || b.fillers) && !(a.subtitle || b.subtitle);
    note(alignment, FEATURE_FILLER, fillers);
    return NULL;
}

/* What is left over of each side, in words: for people. */
char *
words_left_over(struct name_rules *rules, const struct name *a, const struct name *b)
{
    struct alignment alignment;
    GString *out = g_string_new(NULL);
    align(rules, a, b, &alignment);
    align_weakly(rules, &alignment);
    for (guint side = 0; side < 2; side++) {
        const struct name *name = alignment.names[side];
        g_string_append_printf(out, "%s\"%s\" alone has:", side ? "; " : "", name->value);
        guint n = 0;
        for (guint i = 0; i < name->n_words; i++) {
            if (!alignment.matched[side][i]) {
                g_string_append_printf(out, " %s", name->words[i]);
                n++;
            }
        }
        if (!n)
            g_string_append(out, " nothing");
    }
    return g_string_free(out, FALSE);
}

void
compare_words(struct name_rules *rules, const struct name *a, const struct name *b,
              struct comparison *comparison)
{
    struct alignment alignment;
    align(rules, a, b, &alignment);
    align_weakly(rules, &alignment);
    if (!alignment.same) {
        comparison_refuse(comparison, "no word that matters is the same");
        return;
    }
    gboolean order = order_differs(&alignment);
    note(&alignment, FEATURE_ORDER, order);
    if (order && frame_is_same(&alignment)) {
        comparison_refuse(comparison, "the same words the other way about");
        return;
    }
    const char *why = judge_rest(&alignment);
    if (why) {
        comparison_refuse(comparison, why);
        return;
    }
    for (guint feature = 0; feature < N_FEATURES; feature++) {
        if (alignment.features & 1u << feature)
            comparison_add(rules, comparison, feature);
    }
}
