/* Where the forms of the names stand: one pass over the words. */
#include "letters.h"
#include "variants-private.h"

#include <string.h>

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
        while (*cursor->at != '\0' && variants_is_separator(g_utf8_get_char(cursor->at))) {
            cursor->at = g_utf8_next_char(cursor->at);
        }
        if (*cursor->at != '\0') {
            return TRUE;
        }
        const struct word *next = scan_word(scan, cursor->word + 1);
        gboolean dash = word_is(next, "–") || word_is(next, "-");
        if (is_stop(next) || next->lower[0] == '\0' ||
            (!(next->flags & (WORD_LETTERS | WORD_NUMBER)) && !g_ascii_isdigit(next->lower[0]) &&
             !dash)) {
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
match(const struct scan *scan, const struct spelling *form, guint word, struct reach *ret)
{
    struct cursor cursor = {word, scan_word(scan, word)->lower};
    const char *p = form->text;
    gboolean slip = FALSE;
    while (TRUE) {
        while (*p == *cursor.at && letter_kinds[(guchar)*p] == LETTER_ASCII) {
            p++; /* nearly all */
            cursor.at++;
        }
        if (letter_kinds[(guchar)*p] == LETTER_LATIN && *p == *cursor.at && p[1] == cursor.at[1]) {
            p += 2; /* of the form, so it is a letter */
            cursor.at += 2;
            continue;
        }
        if (*p == '\0') {
            break;
        }
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
        if (slip || !form->slips || g_unichar_isdigit(want) || g_unichar_isdigit(have)) {
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

/* An abbreviation: the printed words are the form's, "GN II". */
static gboolean
match_upper(const struct scan *scan, const struct spelling *form, guint word, struct reach *ret)
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
    gsize length = variants_key(word->lower, key);
    const struct bucket *list = variants_bucket(variants, key);
    if (list == NULL && g_utf8_strlen(key, -1) == KEY - 1) {
        key[length] = ' '; /* the form goes on in the next word: "GN II" */
        key[length + 1] = '\0';
        list = variants_bucket(variants, key);
    }
    const struct spelling *best = NULL;
    struct reach far = {0, 0, TRUE};
    guint next;
    for (guint k = list != NULL ? list->first : 0; k != 0; k = next) {
        const struct spelling *form = &g_array_index(variants->forms, struct spelling, k - 1);
        struct reach reach;
        next = form->next;
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
    const struct entity *entity = variants_root(variants, best->entity);
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

static inline gboolean
may_start(const guint8 *starts, const struct word *word)
{
    guint start = variants_start(word->lower);
    return (starts[start / 8] >> start % 8 & 1) != 0;
}

/* All words, where some form needs no capital. */
static void
find_in_all(struct variants *variants)
{
    const struct scan *scan = variants->scan;
    for (guint i = WORDS_BEFORE; i + WORDS_AFTER < scan->words->array->len; i++) {
        const struct word *word = scan_word(scan, i);
        const guint8 *starts = is_capital(word) ? variants->starts : variants->small;
        if (may_start(starts, word) && (word->flags & (WORD_LETTERS | WORD_NUMBER)) != 0 &&
            word->length > 0) {
            find_at(variants, i);
        }
    }
}

void
variants_find_all(struct variants *variants)
{
    if (variants->any_small) {
        find_in_all(variants);
        return;
    }
    const struct scan *scan = variants->scan;
    gboolean none = variants->forms->len == 0;
    for (guint k = 0, i = 0; !none && scan_next(scan, WORD_CAPITAL, &k, &i);) {
        if (may_start(variants->starts, scan_word(scan, i)) && is_capital(scan_word(scan, i))) {
            find_at(variants, i);
        }
    }
}
