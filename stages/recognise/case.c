/* Case numbers. Their forms are rows of case-numbers.tsv in a small language of patterns; what is
 * no pattern cannot be one. At each number of the text all forms are tried, and the longest holds:
 *
 *   without a label   the forms that stand by themselves: "SUD 257/2007", "EMN-2025-003383"
 *   after a label     those that need one too: "Sagsnr. 2009-6315"; the label says the scheme
 *
 * Left alone: telephone numbers, accounts, paragraphs, periods ("2009-2012" without a label). */
#include "case.h"

#include "error.h"
#include "label.h"

#include <stdlib.h>
#include <string.h>

enum {
    ELEMENTS_MAX = 40,
    CAPITALS_MAX = 6,
    FIRST_YEAR = 1950,
    LAST_YEAR = 2060,
    KLE_GROUPS = 90,
    EAN_DIGITS = 13,
    CVR_DIGITS = 8
};

enum element_kind {
    ELEMENT_DIGIT,
    ELEMENT_CAPITAL,
    ELEMENT_YEAR,
    ELEMENT_SHORT_YEAR,
    ELEMENT_KLE,
    ELEMENT_BLANK,
    ELEMENT_LITERAL
};

struct element {
    enum element_kind kind;
    guint min, max;
    char literal[5]; /* a character in UTF-8 */
};

enum scheme {
    SCHEME_NONE,
    SCHEME_COMMITTEE,
    SCHEME_CASE,
    SCHEME_DOCUMENT,
    SCHEME_JOURNAL,
    SCHEME_EAN,
    SCHEME_CVR,
    N_SCHEMES
};

static const char *const scheme_names[N_SCHEMES] = {"-",       "committee", "case", "document",
                                                    "journal", "ean",       "cvr"};

enum need {
    NEED_NONE,
    NEED_LABEL,
    NEED_CHECK
};

struct form {
    enum scheme scheme;
    enum need need;
    guint n_elements;
    struct element elements[ELEMENTS_MAX];
    guint min_digits, max_digits; /* that it begins with; 0 for a letter */
    char separator;               /* the character after them; '\0': a blank, or any */
};

struct case_finder {
    struct labels *labels;
    GArray *forms; /* struct form */
};

/* ---- patterns ----------------------------------------------------------------------------- */

/* Reads "{2,4}" after an element. FALSE where it is not well formed. */
static gboolean
read_repetition(const char **at, struct element *element)
{
    element->min = element->max = 1;
    if (**at != '{')
        return TRUE;
    char *end;
    (*at)++;
    element->min = element->max = (guint)strtoul(*at, &end, 10);
    if (*end == ',')
        element->max = (guint)strtoul(end + 1, &end, 10);
    if (*end != '}' || element->min < 1 || element->max < element->min || element->max > 12)
        return FALSE;
    *at = end + 1;
    return TRUE;
}

static gboolean
read_element(const char **at, struct element *element)
{
    static const struct {
        const char *sign;
        enum element_kind kind;
    } signs[] = {{"yyyy", ELEMENT_YEAR}, {"yy", ELEMENT_SHORT_YEAR}, {"kk", ELEMENT_KLE},
                 {"#", ELEMENT_DIGIT},   {"@", ELEMENT_CAPITAL},     {" ", ELEMENT_BLANK}};
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (g_str_has_prefix(*at, signs[i].sign)) {
            element->kind = signs[i].kind;
            *at += strlen(signs[i].sign);
            return read_repetition(at, element);
        }
    }
    const char *next = g_utf8_next_char(*at);
    if (strchr("{}", **at))
        return FALSE;
    element->kind = ELEMENT_LITERAL;
    element->min = element->max = 1;
    memcpy(element->literal, *at, (gsize)(next - *at));
    *at = next;
    return TRUE;
}

static gboolean
read_pattern(const char *pattern, struct form *form)
{
    for (const char *at = pattern; *at;) {
        if (form->n_elements == ELEMENTS_MAX ||
            !read_element(&at, &form->elements[form->n_elements++]))
            return FALSE;
    }
    return form->n_elements > 0;
}

/* What a form begins with, by which most of them are passed over: digits and the mark after them.
 */
static void
note_start(struct form *form)
{
    guint i = 0;
    for (; i < form->n_elements; i++) {
        const struct element *element = &form->elements[i];
        guint width = element->kind == ELEMENT_DIGIT        ? 1
                      : element->kind == ELEMENT_YEAR       ? 4
                      : element->kind == ELEMENT_SHORT_YEAR ? 2
                      : element->kind == ELEMENT_KLE        ? 2
                                                            : 0;
        if (!width)
            break;
        form->min_digits += width * element->min;
        form->max_digits += width * element->max;
    }
    if (i < form->n_elements && form->elements[i].kind == ELEMENT_LITERAL)
        form->separator = form->elements[i].literal[0];
    else if (i < form->n_elements)
        form->max_digits = G_MAXUINT; /* blanks that may be left out, or letters */
}

static gboolean
read_row(const struct lexicon *lexicon, guint row, struct form *form)
{
    const char *scheme = lexicon_get(lexicon, row, 0), *need = lexicon_get(lexicon, row, 2);
    guint s = 0;
    while (s < N_SCHEMES && !g_str_equal(scheme_names[s], scheme))
        s++;
    form->scheme = (enum scheme)s;
    form->need = g_str_equal(need, "label")   ? NEED_LABEL
                 : g_str_equal(need, "check") ? NEED_CHECK
                                              : NEED_NONE;
    return s < N_SCHEMES && (form->need != NEED_NONE || g_str_equal(need, "none")) &&
           read_pattern(lexicon_get(lexicon, row, 1), form);
}

/* Can the form match a text that begins with so many digits and then this character? */
static gboolean
may_match(const struct form *form, gsize digits, char next)
{
    if (!digits || !form->min_digits)
        return !digits == !form->min_digits;
    return digits >= form->min_digits && digits <= form->max_digits &&
           (!form->separator || form->separator == next);
}

struct case_finder *
case_open(struct dictionaries *dictionaries, GError **error)
{
    static const char *const columns[] = {"scheme", "pattern", "label", NULL};
    g_autoptr(lexicon) lexicon = lexicon_open(dictionaries, "case-numbers", columns, error);
    if (!lexicon)
        return NULL;
    struct case_finder *finder = g_new0(struct case_finder, 1);
    finder->forms = g_array_new(FALSE, FALSE, sizeof(struct form));
    for (guint row = 0; row < lexicon_rows(lexicon); row++) {
        struct form form = {0};
        if (!read_row(lexicon, row, &form)) {
            lexicon_error(lexicon, row, error, "no such scheme, pattern or label: “%s” “%s” “%s”",
                          lexicon_get(lexicon, row, 0), lexicon_get(lexicon, row, 1),
                          lexicon_get(lexicon, row, 2));
            case_close(finder);
            return NULL;
        }
        note_start(&form);
        g_array_append_val(finder->forms, form);
    }
    finder->labels = labels_open(dictionaries, "case-labels", "scheme", error);
    if (!finder->labels) {
        case_close(finder);
        return NULL;
    }
    return finder;
}

void
case_close(struct case_finder *finder)
{
    if (!finder)
        return;
    labels_free(finder->labels);
    g_array_unref(finder->forms);
    g_free(finder);
}

/* ---- matching ----------------------------------------------------------------------------- */

static gsize
capital_at(const char *text)
{
    if (g_ascii_isupper(*text))
        return 1;
    return strncmp(text, "Æ", 2) == 0 || strncmp(text, "Ø", 2) == 0 || strncmp(text, "Å", 2) == 0
               ? 2
               : 0;
}

static gsize
digits_at(const char *text, gsize n, int *ret_number)
{
    *ret_number = 0;
    for (gsize i = 0; i < n; i++) {
        if (!g_ascii_isdigit(text[i]))
            return 0;
        *ret_number = *ret_number * 10 + (text[i] - '0');
    }
    return n;
}

static gsize
literal_at(const char *literal, const char *text)
{
    gsize length = strlen(literal);
    if (length == 1)
        return g_ascii_tolower(*text) == g_ascii_tolower(*literal);
    return strncmp(text, literal, length) == 0 ? length : 0;
}

/* The bytes that an element takes once at `text`; 0 for none. */
static gsize
element_at(const struct element *element, const char *text)
{
    int number;
    switch (element->kind) {
    case ELEMENT_DIGIT:
        return g_ascii_isdigit(*text);
    case ELEMENT_CAPITAL:
        return capital_at(text);
    case ELEMENT_YEAR:
        return digits_at(text, 4, &number) && number >= FIRST_YEAR && number <= LAST_YEAR ? 4 : 0;
    case ELEMENT_SHORT_YEAR:
        return digits_at(text, 2, &number);
    case ELEMENT_KLE:
        return digits_at(text, 2, &number) && number < KLE_GROUPS ? 2 : 0;
    case ELEMENT_BLANK:
        return *text == ' ';
    case ELEMENT_LITERAL:
        return literal_at(element->literal, text);
    }
    return 0;
}

/* May a number end here? Not before more of it; before a label that sticks to it, it may. */
static gboolean
may_end(const struct case_finder *finder, const char *text, gsize at)
{
    if (strchr("-./", text[at]) && text[at] && g_ascii_isalnum(text[at + 1]))
        return FALSE;
    if (g_ascii_isdigit(text[at]))
        return FALSE;
    if (g_ascii_isalpha(text[at]) || (guchar)text[at] == 0xc3)
        return labels_word_at(finder->labels, text, at) > 0;
    return TRUE;
}

/* The end of the longest match of elements from `i` on at byte `at`; 0 for none. Depth and breadth
 * are bounded by the form. */
static gsize
match_from(const struct case_finder *finder, const struct form *form, guint i, const char *text,
           gsize at)
{
    if (i == form->n_elements)
        return may_end(finder, text, at) ? at : 0;
    const struct element *element = &form->elements[i];
    gsize ends[13];
    guint n = 0, min = element->kind == ELEMENT_BLANK ? 0 : element->min;
    ends[0] = at;
    while (n < element->max) {
        gsize length = element_at(element, text + ends[n]);
        if (!length)
            break;
        ends[n + 1] = ends[n] + length;
        n++;
    }
    for (guint k = n + 1; k-- > min;) {
        gsize end = match_from(finder, form, i + 1, text, ends[k]);
        if (end)
            return end;
    }
    return 0;
}

gboolean
case_check_digit(const char *text, gsize length)
{
    static const guint cvr_weights[CVR_DIGITS] = {2, 7, 6, 5, 4, 3, 2, 1};
    guint digits[EAN_DIGITS], n = 0;
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isdigit(text[i]))
            continue;
        if (n == EAN_DIGITS)
            return FALSE;
        digits[n++] = (guint)(text[i] - '0');
    }
    guint sum = 0;
    for (guint i = 0; i < n; i++)
        sum += digits[i] * (n == EAN_DIGITS   ? (i % 2 ? 3 : 1)
                            : n == CVR_DIGITS ? cvr_weights[i]
                                              : 0);
    return (n == EAN_DIGITS && sum % 10 == 0) || (n == CVR_DIGITS && sum % 11 == 0);
}

/* ---- finding ------------------------------------------------------------------------------ */

/* The longest match for each way a number may be understood: what it is without a label, after one
 * of a case, and as EAN or CVR. */
struct matches {
    gsize plain, labelled, ean, cvr; /* ends, 0 for none */
    enum scheme plain_scheme, labelled_scheme;
};

static struct matches
match_all(const struct case_finder *finder, const char *text, gsize at)
{
    struct matches matches = {0};
    gsize digits = strspn(text + at, "0123456789");
    char next = text[at + digits];
    gsize hidden = 0; /* the end of a look-alike: "EU 1303/2013" */
    for (guint i = 0; i < finder->forms->len; i++) {
        const struct form *form = &g_array_index(finder->forms, struct form, i);
        if (!may_match(form, digits, next))
            continue;
        gsize end = match_from(finder, form, 0, text, at);
        if (!end)
            continue;
        if (form->scheme == SCHEME_NONE) {
            hidden = MAX(hidden, end);
        } else if (form->scheme == SCHEME_EAN) {
            matches.ean = MAX(matches.ean, end);
        } else if (form->scheme == SCHEME_CVR) {
            matches.cvr = MAX(matches.cvr, end);
        } else {
            if (form->need == NEED_NONE && end > matches.plain) {
                matches.plain = end;
                matches.plain_scheme = form->scheme;
            }
            if (end > matches.labelled) {
                matches.labelled = end;
                matches.labelled_scheme = form->scheme;
            }
        }
    }
    if (hidden && hidden >= matches.labelled) {
        matches.plain = hidden;
        matches.plain_scheme = SCHEME_NONE;
        matches.labelled = 0;
    }
    return matches;
}

struct found {
    gsize start, end;
    enum scheme scheme;
    const char *label; /* its scheme, or NULL */
};

static enum scheme
scheme_of(const char *name)
{
    for (guint i = 0; i < N_SCHEMES; i++) {
        if (g_str_equal(scheme_names[i], name))
            return (enum scheme)i;
    }
    return SCHEME_NONE;
}

/* "Sagsnr. 10/29914 og 10/29915": the label before the first holds for the second. */
static const char *
label_at(const struct case_finder *finder, const struct document *document, gsize at,
         const struct found *last)
{
    const char *text = document->text->str;
    static const char *const joints[] = {" og ", ", ", " samt ", " / ", "/", "; ", " eller "};
    for (guint i = 0; last->label && i < G_N_ELEMENTS(joints); i++) {
        gsize length = strlen(joints[i]);
        if (last->end + length == at && memcmp(text + last->end, joints[i], length) == 0)
            return last->label;
    }
    return labels_beside(finder->labels, document, at);
}

/* Says what the number at `found->start` is: sets its end and scheme. FALSE: nothing. */
static gboolean
decide(const struct case_finder *finder, const struct document *document, const struct found *last,
       struct found *found)
{
    const char *text = document->text->str;
    struct matches matches = match_all(finder, text, found->start);
    if (!matches.plain && !matches.labelled && !matches.ean && !matches.cvr)
        return FALSE;
    found->label = label_at(finder, document, found->start, last);
    enum scheme label = found->label ? scheme_of(found->label) : SCHEME_NONE;
    if (label == SCHEME_EAN || label == SCHEME_CVR) {
        found->end = label == SCHEME_EAN ? matches.ean : matches.cvr;
        found->scheme = label;
    } else if (label != SCHEME_NONE && matches.labelled) {
        found->end = matches.labelled;
        found->scheme = matches.labelled_scheme == SCHEME_COMMITTEE ? SCHEME_COMMITTEE : label;
    } else if (matches.plain) {
        found->end = matches.plain;
        found->scheme = matches.plain_scheme;
    } else if (matches.ean && g_str_has_prefix(text + found->start, "57") &&
               case_check_digit(text + found->start, matches.ean - found->start)) {
        found->end = matches.ean;
        found->scheme = SCHEME_EAN;
    }
    return found->end > 0;
}

/* Upper case; one blank between a letter and a digit, none elsewhere. */
static const char *
canonical(struct document *document, gsize start, gsize end)
{
    g_autofree char *upper = g_utf8_strup(document->text->str + start, (gssize)(end - start));
    g_autoptr(GString) value = g_string_new(NULL);
    for (const char *at = upper; *at; at++) {
        gboolean letter = value->len && !g_ascii_isdigit(value->str[value->len - 1]) &&
                          !strchr("-./", value->str[value->len - 1]);
        if (g_ascii_isdigit(*at) && letter && (at[-1] == ' ' || strchr(at, '/')) &&
            !strchr(upper, '.'))
            g_string_append_c(value, ' ');
        if (*at != ' ')
            g_string_append_c(value, *at);
    }
    return arena_strndup(document->arena, value->str, value->len);
}

static void
add_case(struct document *document, struct mention_set *set, const struct found *found)
{
    const char *scheme = scheme_names[found->scheme];
    gboolean checked = found->scheme == SCHEME_EAN || found->scheme == SCHEME_CVR;
    struct mention mention = {.type = MENTION_CASE, .span = {found->start, found->end}};
    mention.value = canonical(document, found->start, found->end);
    mention.attrs = arena_printf(document->arena, "scheme=%s", scheme);
    mention.rule = arena_printf(document->arena, "case.%s", scheme);
    mention.cert = found->label || found->scheme == SCHEME_COMMITTEE ? CERT_HIGH : CERT_MEDIUM;
    if (checked)
        mention.cert =
            case_check_digit(document->text->str + found->start, found->end - found->start)
                ? CERT_HIGH
                : CERT_LOW;
    mention_set_add(set, &mention, 80);
}

/* A word character before: the number begins elsewhere. */
static gboolean
is_joined_before(const char *text, gsize at)
{
    if (at == 0)
        return FALSE;
    guchar before = (guchar)text[at - 1];
    if (g_ascii_isalnum((char)before) || before == '_' || before == '@')
        return TRUE;
    if (before >= 0x80) /* letters of Latin-1 and Latin Extended, not dashes and quotation marks */
        return at >= 2 && (guchar)text[at - 2] >= 0xc3 && (guchar)text[at - 2] <= 0xc9;
    return (before == '-' || before == '/' || before == '.') && at >= 2 &&
           g_ascii_isalnum(text[at - 2]) && g_ascii_isdigit(text[at - 2]);
}

/* Where to go on after a place that is no number: past the capitals, or past the whole cluster. */
static gsize
skip(const char *text, gsize at)
{
    if (!g_ascii_isdigit(text[at])) {
        gsize capitals = 0, length;
        while ((length = capital_at(text + at + capitals)) > 0)
            capitals += length;
        return at + MAX(capitals, 1);
    }
    for (;;) {
        if (g_ascii_isalnum(text[at]))
            at++;
        else if (text[at] && strchr("-./", text[at]) && g_ascii_isdigit(text[at + 1]))
            at++;
        else
            return at;
    }
}

/* A number that may be one of ours begins here: digits, or capitals right before digits. */
static gboolean
is_start(const char *text, gsize at)
{
    if (g_ascii_isdigit(text[at]))
        return !is_joined_before(text, at);
    gsize bytes = 0, length;
    for (guint n = 0; n < CAPITALS_MAX && (length = capital_at(text + at + bytes)) > 0; n++)
        bytes += length;
    if (!bytes || is_joined_before(text, at))
        return FALSE;
    if (text[at + bytes] == ' ' || text[at + bytes] == '-')
        bytes++;
    return g_ascii_isdigit(text[at + bytes]);
}

void
case_find(struct case_finder *finder, struct document *document, struct mention_set *set)
{
    const char *text = document->text->str;
    struct found last = {0};
    for (gsize at = 0; at < document->text->len;) {
        guchar byte = (guchar)text[at];
        if (!g_ascii_isdigit((char)byte) && !g_ascii_isupper((char)byte) &&
            (byte != 0xc3 || !capital_at(text + at))) {
            at++;
            continue;
        }
        struct found found = {.start = at};
        if (is_start(text, at) && decide(finder, document, &last, &found)) {
            if (found.scheme != SCHEME_NONE)
                add_case(document, set, &found);
            last = found;
            at = found.end;
        } else {
            at = skip(text, at);
        }
    }
}
