/* Corrections that are sure: a blank left out after an abbreviation or an ordinal ("1.februar",
 * "kr.pr. år"), and a word that is no Danish but one slip away from another word of the paper.
 * Each stays beside what is printed. */
#include "normalise/work.h"

#include <string.h>

/* What comes after a stop without a blank, and is told by the word before the stop. */
static gboolean
is_month(const char *text, gsize length)
{
    static const char *const months[] = {"januar",    "februar", "marts",    "april",
                                         "maj",       "juni",    "juli",     "august",
                                         "september", "oktober", "november", "december"};
    for (gsize i = 0; i < G_N_ELEMENTS(months); i++) {
        gsize n = strlen(months[i]);
        if (length >= n && !memcmp(text, months[i], n) &&
            (length == n || !word_letter_at(text, length, n)))
            return TRUE;
    }
    return FALSE;
}

static gboolean
one_of(const char *text, gsize length, const char *const *words, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (strlen(words[i]) == length && !memcmp(words[i], text, length))
            return TRUE;
    }
    return FALSE;
}

/* The blank left out at text[stop + 1]. */
static gboolean
blank_is_missing(const char *text, gsize from, gsize end, gsize stop)
{
    static const char *const scales[] = {"mio", "mill", "mia", "mil", "mia", "t"};
    static const char *const units[] = {"kr", "mio", "mill", "mia", "pct", "stk"};
    static const char *const before[] = {"pr", "pct", "stk", "årligt", "årlig", "om", "til", "i"};
    gsize start = stop, next = stop + 1, next_end = next;
    while (start > from && (g_ascii_isalnum(text[start - 1]) || (guchar)text[start - 1] >= 0x80))
        start--;
    while (next_end < end && (g_ascii_isalpha(text[next_end]) || (guchar)text[next_end] >= 0x80))
        next_end++;
    gsize left = stop - start, right = next_end - next;
    if (!left || !right || (start > from && !strchr(" (,", text[start - 1])))
        return FALSE;
    if (g_ascii_isdigit(text[start]))
        return left <= 2 && is_month(text + next, end - next);
    if (one_of(text + start, left, scales, G_N_ELEMENTS(scales)) && left > 1)
        return right == 2 && !memcmp(text + next, "kr", 2);
    return one_of(text + start, left, units, G_N_ELEMENTS(units)) &&
           one_of(text + next, right, before, G_N_ELEMENTS(before));
}

static void
find_missing_blanks(struct work *work, const struct block *block)
{
    const char *text = work->document->text->str;
    for (gsize at = block->span.start; at + 1 < block->span.end; at++) {
        const char *stop = memchr(text + at, '.', block->span.end - at);
        if (!stop)
            return;
        at = (gsize)(stop - text);
        if (at + 1 < block->span.end &&
            (g_ascii_isalpha(text[at + 1]) || (guchar)text[at + 1] >= 0x80) &&
            blank_is_missing(text, block->span.start, block->span.end, at))
            work_edit(work, at + 1, at + 1, " ", CERT_HIGH);
    }
}

/* ---- words one slip away from another ---- */

enum {
    SHORTEST_CAPITAL = 6,   /* the same for words with a capital: "Femme" is French */
    SHORTEST_WORD = 5,      /* letters: shorter words have too many neighbours */
    KEY_BYTES = 3,          /* two words one slip apart begin or end alike in so many bytes */
    MOST_COMPARED = 200000, /* pairs in one paper */
    MOST_IN_BUCKET = 60
};

/* Places where the words differ, from the front and from the back. */
struct difference {
    gsize front, back;
};

static struct difference
compare(const char *a, gsize a_length, const char *b, gsize b_length)
{
    struct difference d = {0, 0};
    gsize shorter = MIN(a_length, b_length);
    while (d.front < shorter && a[d.front] == b[d.front])
        d.front++;
    while (d.front && ((guchar)a[d.front] & 0xc0) == 0x80)
        d.front--; /* not inside a letter */
    while (d.back < shorter - d.front && a[a_length - 1 - d.back] == b[b_length - 1 - d.back])
        d.back++;
    while (d.back && ((guchar)a[a_length - d.back] & 0xc0) == 0x80)
        d.back--;
    return d;
}

/* TRUE where `slip` is `word` with one letter doubled, dropped or put in, or two changed places,
 * and not at the end, where words inflect. A letter for another is no slip: too many words differ
 * in one ("midler", "mister"). */
static gboolean
is_slip(const char *slip, const char *word)
{
    gsize n = strlen(slip), m = strlen(word);
    if (n > m + 2 || m > n + 2 || n == 0)
        return FALSE;
    struct difference d = compare(slip, n, word, m);
    gsize left = n - d.front - d.back, right = m - d.front - d.back;
    if (d.front < 1 || d.back < 2)
        return FALSE;
    gboolean one_more = right == 0 && g_utf8_strlen(slip + d.front, (gssize)left) == 1;
    gboolean one_less = left == 0 && g_utf8_strlen(word + d.front, (gssize)right) == 1;
    if (one_more || one_less) { /* so near to the end only a letter doubled or not */
        const char *longer = one_more ? slip : word;
        return d.back > 2 || longer[d.front] == longer[d.front - 1];
    }
    if (d.back < 3 || left != right || g_utf8_strlen(slip + d.front, (gssize)left) != 2)
        return FALSE;
    gsize first = (gsize)g_utf8_skip[(guchar)slip[d.front]]; /* "lv" for "vl" */
    return !memcmp(slip + d.front, word + m - d.back - first, first) &&
           !memcmp(slip + d.front + first, word + d.front, left - first);
}

/* Words by their first or last bytes. */
static GHashTable *
bucket_words(const struct words *words, gboolean from_end)
{
    GHashTable *buckets = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    for (guint i = 0; i < words_n(words); i++) {
        const char *word = words_get(words, i);
        gsize length = strlen(word);
        if (length < SHORTEST_WORD)
            continue;
        const char *key = from_end ? word + length - KEY_BYTES : word;
        guint hash = 0;
        for (gsize k = 0; k < KEY_BYTES; k++)
            hash = hash << 8 | (guchar)key[k];
        GArray *bucket = g_hash_table_lookup(buckets, GUINT_TO_POINTER(hash));
        if (!bucket) {
            bucket = g_array_new(FALSE, FALSE, sizeof(guint));
            g_hash_table_insert(buckets, GUINT_TO_POINTER(hash), bucket);
        }
        if (bucket->len < MOST_IN_BUCKET)
            g_array_append_val(bucket, i);
    }
    return buckets;
}

/* The right word for one that hunspell rejects and the paper has once or twice: one that hunspell
 * knows, or that the paper has more often. */
static gboolean
is_right(struct work *work, const char *slip, const char *word)
{
    guint seen = words_count(work->words, slip), others = words_count(work->words, word);
    if (!is_slip(slip, word) || spelling_knows(work->spelling, slip))
        return FALSE;
    g_autofree char *capital = g_utf8_strup(slip, g_utf8_next_char(slip) - slip);
    g_autofree char *name = g_strconcat(capital, g_utf8_next_char(slip), NULL);
    if (spelling_knows(work->spelling, name))
        return FALSE;
    return spelling_knows_any(work->spelling, word) || (others >= 3 && others >= 3 * seen);
}

static void
try_pair(struct work *work, GHashTable *slips, const char *a, const char *b)
{
    const char *pairs[2][2] = {{a, b}, {b, a}};
    for (guint i = 0; i < 2; i++) {
        const char *slip = pairs[i][0], *word = pairs[i][1];
        if (!is_right(work, slip, word))
            continue;
        const char *known = g_hash_table_lookup(slips, slip);
        /* two candidates: nobody knows which was meant */
        g_hash_table_insert(slips, (gpointer)slip,
                            (gpointer)(known && strcmp(known, word) != 0 ? "" : word));
    }
}

static void
compare_buckets(struct work *work, GHashTable *slips, gboolean from_end)
{
    g_autoptr(GHashTable) buckets = bucket_words(work->words, from_end);
    GHashTableIter iter;
    gpointer value;
    guint compared = 0;
    g_hash_table_iter_init(&iter, buckets);
    while (g_hash_table_iter_next(&iter, NULL, &value) && compared < MOST_COMPARED) {
        const GArray *bucket = value;
        for (guint i = 0; i < bucket->len; i++) {
            const char *a = words_get(work->words, g_array_index(bucket, guint, i));
            for (guint k = i + 1; k < bucket->len; k++, compared++) {
                const char *b = words_get(work->words, g_array_index(bucket, guint, k));
                if (is_slip(a, b) || is_slip(b, a))
                    try_pair(work, slips, a, b);
            }
        }
    }
}

/* The word with the case of what is printed: "Flere" for "Fleere", "FLERE" stays apart. */
static char *
with_case_of(const char *printed, gsize length, const char *word)
{
    gunichar first = g_utf8_get_char(printed);
    gunichar second = g_utf8_get_char(g_utf8_next_char(printed));
    if (!g_unichar_isupper(first))
        return g_strdup(word);
    if (length > 1 && g_unichar_isupper(second))
        return NULL;
    g_autofree char *capital = g_utf8_strup(word, g_utf8_next_char(word) - word);
    return g_strconcat(capital, g_utf8_next_char(word), NULL);
}

/* TRUE where a capital at `start` says nothing of a name: a sentence or a cell begins there. */
static gboolean
begins_sentence(const char *text, gsize start)
{
    gsize at = start;
    while (at > 0 && strchr(" \"(", text[at - 1]))
        at--;
    return at == 0 || text[at - 1] == '\n' || strchr(".!?:", text[at - 1]) != NULL;
}

static gboolean
is_capital(const char *text, gsize length, gsize at)
{
    return at < length && g_unichar_isupper(g_utf8_get_char(text + at));
}

/* A word that may be somebody's name: with a capital inside a sentence and short, beside another
 * word with a capital, or in -sen. Names are written as their bearers like. */
static gboolean
may_be_name(const char *text, gsize length, gsize start, gsize end)
{
    enum {
        LONG_WORD = 9
    };
    if (!is_capital(text, length, start))
        return FALSE;
    if (end - start < SHORTEST_CAPITAL)
        return TRUE;
    if (start > 0 && !strchr(" \n(", text[start - 1]))
        return TRUE; /* in quotes, or after a hyphen */
    if (end < length && text[end] == ' ' && is_capital(text, length, end + 1))
        return TRUE;
    if (end - start > 3 && !memcmp(text + end - 3, "sen", 3))
        return TRUE;
    if (begins_sentence(text, start))
        return FALSE;
    gsize before = start - 1;
    while (before > 0 && text[start - 1] == ' ' && word_letter_at(text, length, before - 1))
        before--;
    return end - start < LONG_WORD || is_capital(text, length, before);
}

static void
correct_words(struct work *work, GHashTable *slips, GHashTable *small)
{
    const char *text = work->document->text->str;
    gsize start, end, length = work->document->text->len;
    char lower[WORD_BYTES + 1];
    for (gsize at = 0; word_next(text, length, at, &start, &end); at = end) {
        if (end - start < SHORTEST_WORD || !word_lower(text + start, end - start, lower))
            continue;
        const char *word = g_hash_table_lookup(slips, lower);
        if (!word && !is_capital(text, length, start))
            word = g_hash_table_lookup(small, lower);
        if (!word || !*word || may_be_name(text, length, start, end))
            continue;
        g_autofree char *corr = with_case_of(text + start, end - start, word);
        if (corr)
            work_edit(work, start, end, corr, CERT_MEDIUM);
    }
}

/* The second of two like vowels or the third of three like letters, 0 for none: no Danish word but
 * a compound or a foreign one has them ("fleere"). */
static gsize
doubled_at(const char *word)
{
    for (gsize i = 1; word[i]; i++) {
        if (word[i] != word[i - 1])
            continue;
        if (strchr("eiouy", word[i]) || (word[i] == word[i + 1] && g_ascii_isalpha(word[i])))
            return i;
    }
    return 0;
}

/* Words with a letter too many that the paper itself has nowhere right: "fleere" for "flere". In
 * small letters only (names double them: "Riis"), and not near the end ("referees"). */
static void
find_doubled(struct work *work, GHashTable *slips, GHashTable *small)
{
    for (guint i = 0; i < words_n(work->words); i++) {
        const char *slip = words_get(work->words, i);
        gsize at = doubled_at(slip), length = strlen(slip);
        if (!at || length < SHORTEST_WORD + 1 || at + 3 > length ||
            g_hash_table_contains(slips, slip) || words_count(work->words, slip) > 2)
            continue;
        g_autofree char *word = g_strdup_printf("%.*s%s", (int)at, slip, slip + at + 1);
        g_autofree char *capital = g_utf8_strup(slip, g_utf8_next_char(slip) - slip);
        g_autofree char *name = g_strconcat(capital, g_utf8_next_char(slip), NULL);
        g_autofree char *first = g_strndup(slip, at); /* "kerne-element" */
        if (spelling_knows(work->spelling, word) && !spelling_knows(work->spelling, slip) &&
            !spelling_knows(work->spelling, first) && !spelling_knows(work->spelling, name))
            g_hash_table_insert(small, (gpointer)slip, arena_strdup(work->document->arena, word));
    }
}

static void
find_slips(struct work *work)
{
    g_autoptr(GHashTable) slips = g_hash_table_new(g_str_hash, g_str_equal);
    compare_buckets(work, slips, FALSE);
    compare_buckets(work, slips, TRUE);
    g_autoptr(GHashTable) small = g_hash_table_new(g_str_hash, g_str_equal);
    find_doubled(work, slips, small);
    if (g_hash_table_size(slips) + g_hash_table_size(small))
        correct_words(work, slips, small);
}

void
corrections_find(struct work *work)
{
    for (guint i = 0; i < work->document->blocks->len; i++)
        find_missing_blanks(work, document_block(work->document, i));
    find_slips(work);
}
