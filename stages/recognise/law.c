/* Laws: "lov om social service", "servicelovens § 85, stk. 2", "bekendtgørelse nr. 1191". A § alone
 * names no law, and the budget (finansloven) is none. */
#include "names-private.h"

#include <string.h>

enum {
    MOST_TITLE = 9
};

struct law {
    struct lexicon *lexicon;
    struct phrases *titles;
    GHashTable *shorts;
};

struct law *
law_open(struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"title", "short", NULL};
    struct lexicon *lexicon = lexicon_open(dictionaries, "laws", columns, error);
    if (lexicon == NULL) {
        return NULL;
    }
    struct law *law = g_new0(struct law, 1);
    law->lexicon = lexicon;
    law->titles = phrases_new();
    law->shorts = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < lexicon_rows(lexicon); i++) {
        phrases_add(law->titles, lexicon_get(lexicon, i, 0), i);
        g_hash_table_add(law->shorts, (gpointer)lexicon_get(lexicon, i, 1));
    }
    return law;
}

void
law_close(struct law *law)
{
    if (law == NULL) {
        return;
    }
    phrases_free(law->titles);
    g_hash_table_unref(law->shorts);
    lexicon_free(law->lexicon);
    g_free(law);
}

/* The words that a law's kind is called by. */
static const char *const orders[] = {"bekendtgørelse",
                                     "bekendtgørelsen",
                                     "cirkulære",
                                     "cirkulæret",
                                     "vejledning",
                                     "lovbekendtgørelse",
                                     "lov",
                                     "cirkulæreskrivelse",
                                     "forordning",
                                     "forordningen",
                                     "direktiv",
                                     "direktivet",
                                     "rådsdirektiv",
                                     NULL};

/* Ends of short names, with something before them: "serviceloven", "habitatdirektivet". */
static const char *const short_ends[] = {"loven", "direktivet", "forordningen", "bekendtgørelsen",
                                         "cirkulæret"};

/* The bytes of the genitive -s of a short name, -1 where the word is none. */
static int
short_genitive(const char *lower)
{
    gsize length = strlen(lower);
    int genitive = length > 0 && lower[length - 1] == 's' ? 1 : 0;
    for (gsize k = 0; k < G_N_ELEMENTS(short_ends); k++) {
        gsize n = strlen(short_ends[k]);
        if (length > n + (gsize)genitive &&
            strncmp(lower + length - n - (gsize)genitive, short_ends[k], n) == 0) {
            return genitive;
        }
    }
    return -1;
}

void
law_describe(const struct law *law, struct description *about)
{
    struct form *form = about->form;
    about->phrases[PHRASES_LAWS] = phrases_start(law->titles, form->lower, about->arena);
    gboolean called = g_strv_contains(orders, form->lower) || short_genitive(form->lower) >= 0;
    form->marks |= about->phrases[PHRASES_LAWS] != NULL || called ? CUE_LAW : 0;
}

static gboolean
is_number(const struct word *word)
{
    return g_ascii_isdigit(word->lower[0]);
}

/* One letter by itself: the "a" of "§ 112 a", the "A" of "§ 16 A"; not "i" before a law's name, nor
 * a letter that begins a sentence or is a title's ("A. Formål"). */
static gboolean
is_paragraph_letter(const struct word *word)
{
    return word->lower[0] >= 'a' && word->lower[0] <= 'h' && word->lower[1] == '\0' &&
           !(word->flags & WORD_FIRST);
}

/* After the word before i: "§ 112 a, stk. 2, nr. 1", "§§ 83-87", "kapitel 2". The last word of it,
 * i - 1 where there is none. */
static guint
paragraph_end(const struct scan *scan, guint i)
{
    static const char *const parts[] = {"kapitel", "kap", "artikel", "art", "bilag", NULL};
    guint last = i - 1, j = i, signs = 0;
    if (word_is(scan_word(scan, j), "§")) {
        while (word_is(scan_word(scan, j), "§")) {
            j++;
            signs++;
        }
    } else if (word_in(scan_word(scan, j), parts)) {
        j++;
        if (word_is(scan_word(scan, j), ".")) {
            j++;
        }
    } else {
        return last;
    }
    if (!is_number(scan_word(scan, j))) {
        return last;
    }
    last = j;
    if (is_paragraph_letter(scan_word(scan, j + 1))) { /* "§ 16 A", "§ 112 a" */
        last = ++j;
    }
    if (signs >= 2 && word_is(scan_word(scan, last + 1), "og") &&
        is_number(scan_word(scan, last + 2))) { /* "§§ 50 og 52" */
        last += 2;
    }
    for (guint n = 0; n < 3; n++) {
        guint k = last + 1;
        if (word_is(scan_word(scan, k), ",")) {
            k++;
        }
        if (!word_is(scan_word(scan, k), "stk") && !word_is(scan_word(scan, k), "nr")) {
            break;
        }
        k++;
        if (word_is(scan_word(scan, k), ".")) {
            k++;
        }
        if (!is_number(scan_word(scan, k))) {
            break;
        }
        last = k;
    }
    return last;
}

/* A § in front that belongs to the law: "§ 18 i lov om social service", "efter § 85 i
 * serviceloven". */
static guint
paragraph_first(const struct scan *scan, guint i)
{
    if (i < 4 || !word_is(scan_word(scan, i - 1), "i")) {
        return i;
    }
    for (guint j = i - 2; j > 0 && j + 12 > i; j--) {
        const struct word *word = scan_word(scan, j);
        if (word_is(word, "§") || word_is(word, "artikel")) {
            while (word_is(scan_word(scan, j - 1), "§")) {
                j--;
            }
            guint end = paragraph_end(scan, j); /* "§ 27, stk. 4, i planloven" */
            end += word_is(scan_word(scan, end + 1), ",") ? 1 : 0;
            return end + 2 == i ? j : i;
        }
        if (is_stop(word)) {
            break;
        }
    }
    return i;
}

static void
offer_law(struct scan *scan, guint first, guint last, gsize cut, const char *rule, enum cert cert)
{
    const struct offer made = {.type = MENTION_LAW,
                               .first = first,
                               .last = last,
                               .cut = cut,
                               .rule = rule,
                               .cert = cert,
                               .weight = WEIGHT_WHOLE};
    scan_offer(scan, &made);
}

/* A title that the dictionary lacks: "lov om" and what follows until the clause turns. */
static guint
title_end(const struct scan *scan, guint i)
{
    static const char *const turns[] = {"som",
                                        "der",
                                        "skal",
                                        "kan",
                                        "er",
                                        "har",
                                        "blev",
                                        "trådte",
                                        "at",
                                        "når",
                                        "jf",
                                        "med",
                                        "fra",
                                        "i",
                                        "giver",
                                        "får",
                                        "hvor",
                                        "hvis",
                                        "samt",
                                        "eller",
                                        "skulle",
                                        "ikke",
                                        "§",
                                        "den",
                                        "var",
                                        "bliver",
                                        "træder",
                                        "bekendtgørelse",
                                        "bekendtgørelsen",
                                        "cirkulære",
                                        "lov",
                                        "loven",
                                        "nr",
                                        NULL};
    guint last = 0;
    for (guint j = i; j < i + MOST_TITLE; j++) {
        const struct word *word = scan_word(scan, j);
        if (is_stop(word) || !(word->flags & WORD_LETTERS) || word_in(word, turns)) {
            break;
        }
        if (!word_is(word, "og") && !word_is(word, "for") && !word_is(word, "til") &&
            !word_is(word, "af") && !word_is(word, "på")) {
            last = j;
        }
    }
    return last;
}

static guint
find_title(struct scan *scan, guint i)
{
    const struct word *word = scan_word(scan, i);
    struct phrase_hit hit;
    guint last = 0;
    gsize cut = 0;
    enum cert cert = CERT_HIGH;
    if (has_phrase(scan, PHRASES_LAWS, i, &hit)) {
        last = hit.last;
        cut = hit.genitive ? hit.ending : 0;
    } else if ((word_is(word, "lov") || word_is(word, "loven")) &&
               word_is(scan_word(scan, i + 1), "om")) {
        last = title_end(scan, i + 2);
        cert = CERT_MEDIUM;
    }
    if (last == 0) {
        return i;
    }
    guint end = paragraph_end(scan, last + 1);
    offer_law(scan, paragraph_first(scan, i), end, end > last ? 0 : cut, "law.title", cert);
    return end;
}

/* "serviceloven", "dagtilbudslovens § 24", "barnets lov". */
static guint
find_short(const struct law *law, struct scan *scan, guint i)
{
    static const char *const none[] = {
        "finansloven", "finanslovens",           "lovens",
        "loven",       "tillægsbevillingsloven", "orloven",
        "orlovens",    "lovbekendtgørelsen",     "lovbekendtgørelsens",
        NULL};
    const struct word *word = scan_word(scan, i);
    int found = short_genitive(word->lower);
    if (found < 0 || word_in(word, none)) {
        return i;
    }
    gboolean genitive = found > 0;
    g_autofree char *bare = g_strndup(word->lower, strlen(word->lower) - (genitive ? 1 : 0));
    guint end = paragraph_end(scan, i + 1);
    gboolean known = g_hash_table_contains(law->shorts, bare);
    offer_law(scan, paragraph_first(scan, i), end, end == i && genitive ? 1 : 0, "law.short",
              known ? CERT_HIGH : CERT_MEDIUM);
    return end;
}

/* "af 2. november 2016", "af 2/11 2016" from word i: its last word; i - 1 where there is none. */
static guint
date_end(const struct scan *scan, guint i)
{
    static const char *const months[] = {"januar",   "februar",  "marts",  "april",     "maj",
                                         "juni",     "juli",     "august", "september", "oktober",
                                         "november", "december", NULL};
    guint j = i + 1;
    if (!word_is(scan_word(scan, i), "af") || !is_number(scan_word(scan, j))) {
        return i - 1;
    }
    gboolean slash = strchr(scan_word(scan, j)->lower, '/') != NULL;
    j++;
    j += word_is(scan_word(scan, j), ".") ? 1 : 0;
    if (!slash) {
        if (!word_in(scan_word(scan, j), months)) {
            return i - 1;
        }
        j++;
    }
    const struct word *year = scan_word(scan, j);
    return (year->flags & WORD_NUMBER) && strlen(year->lower) == 4 ? j : i - 1;
}

/* Who made a rule of the union, before word i: "Europa-Parlamentets og Rådets", "Kommissionens". */
static guint
maker_first(const struct scan *scan, guint i)
{
    static const char *const makers[] = {"rådets", "kommissionens", "europa-parlamentets", NULL};
    guint first = i;
    while (i < first + 3 && word_in(scan_word(scan, first - 1), makers)) {
        first--;
        if (word_is(scan_word(scan, first - 1), "og") &&
            word_in(scan_word(scan, first - 2), makers)) {
            first--;
        }
    }
    return first;
}

/* "bekendtgørelse nr. 1191 af 2. november 2016", "forordning (EU) 2016/679", "direktiv 92/43/EØF".
 */
static guint
find_order(struct scan *scan, guint i)
{
    static const char *const unions[] = {"eu", "ef", "eøf", NULL};
    const struct word *word = scan_word(scan, i);
    if (!word_in(word, orders)) {
        return i;
    }
    gboolean of_union =
        strstr(word->lower, "direktiv") != NULL || strstr(word->lower, "forordning") != NULL;
    guint j = i + 1;
    if (of_union && word_is(scan_word(scan, j), "(") && word_in(scan_word(scan, j + 1), unions) &&
        word_is(scan_word(scan, j + 2), ")")) {
        j += 3;
    }
    gboolean numbered = word_is(scan_word(scan, j), "nr");
    j += numbered ? 1 : 0;
    j += numbered && word_is(scan_word(scan, j), ".") ? 1 : 0;
    const struct word *number = scan_word(scan, j);
    if (!is_number(number) || (!numbered && (!of_union || strchr(number->lower, '/') == NULL))) {
        return i;
    }
    guint end = date_end(scan, j + 1);
    guint first = of_union ? maker_first(scan, i) : i;
    offer_law(scan, paragraph_first(scan, first), end, 0, "law.order", CERT_HIGH);
    return end;
}

void
law_find(const struct law *law, struct scan *scan)
{
    for (guint k = 0, i = 0; scan_next(scan, CUE_LAW, &k, &i);) {
        guint end = find_title(scan, i);
        if (end == i) {
            end = find_short(law, scan, i);
        }
        if (end == i) {
            end = find_order(scan, i);
        }
        i = end;
    }
}
