/* Case numbers. Their forms are rows of case-numbers.tsv in a small language of patterns; what is
 * no pattern cannot be one. At each number of the text all forms are tried, and the longest holds:
 *
 *   without a label   the forms that stand by themselves: "SUD 257/2007", "EMN-2025-003383"
 *   after a label     those that need one too: "Sagsnr. 2009-6315"; the label says the scheme
 *
 * Left alone: telephone numbers, accounts, paragraphs, periods ("2009-2012" without a label). */
#include "case.h"

#include "case-form.h"
#include "error.h"
#include "label.h"

#include <string.h>

enum {
    CAPITALS_MAX = 6,
    DIGITS_TOLD = 16, /* numbers of digits that forms are sorted by; this many or more are one */
    EAN_DIGITS = 13,
    CVR_DIGITS = 8
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
    struct case_form pattern;
};

struct case_finder {
    struct labels *labels;
    GArray *forms; /* struct form */
    /* which forms may match, by the digits at a place, or by its first byte where it is a letter:
     * indexes of forms, ascending */
    GArray *by_digits[DIGITS_TOLD + 1], *by_letter[256];
};

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
           case_form_read(lexicon_get(lexicon, row, 1), &form->pattern);
}

/* Whether a form that begins with no digit may begin with this byte, a capital's first. */
static gboolean
may_begin_with(const struct case_form *form, guchar byte)
{
    const struct element *first = &form->elements[0];
    return first->kind != ELEMENT_LITERAL ||
           (guchar)g_ascii_tolower(first->literal[0]) == (guchar)g_ascii_tolower((char)byte);
}

static void
sort_forms(struct case_finder *finder)
{
    for (guint n = 0; n <= DIGITS_TOLD; n++)
        finder->by_digits[n] = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint byte = 0; byte < G_N_ELEMENTS(finder->by_letter); byte++)
        finder->by_letter[byte] = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < finder->forms->len; i++) {
        const struct case_form *form = &g_array_index(finder->forms, struct form, i).pattern;
        for (guint n = 1; form->min_digits && n <= DIGITS_TOLD; n++) {
            if ((n >= form->min_digits || n == DIGITS_TOLD) && n <= form->max_digits)
                g_array_append_val(finder->by_digits[n], i);
        }
        for (guint byte = 0; !form->min_digits && byte < 256; byte++) {
            if (may_begin_with(form, (guchar)byte))
                g_array_append_val(finder->by_letter[byte], i);
        }
    }
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
        g_array_append_val(finder->forms, form);
    }
    sort_forms(finder);
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
    for (guint n = 0; n < G_N_ELEMENTS(finder->by_digits); n++)
        g_clear_pointer(&finder->by_digits[n], g_array_unref);
    for (guint byte = 0; byte < G_N_ELEMENTS(finder->by_letter); byte++)
        g_clear_pointer(&finder->by_letter[byte], g_array_unref);
    labels_free(finder->labels);
    g_array_unref(finder->forms);
    g_free(finder);
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
    const struct case_start start = case_start_at(text + at);
    const gsize digits = start.digits;
    gsize hidden = 0; /* the end of a look-alike: "EU 1303/2013" */
    const GArray *forms =
        digits ? finder->by_digits[MIN(digits, DIGITS_TOLD)] : finder->by_letter[(guchar)text[at]];
    for (guint i = 0; i < forms->len; i++) {
        const struct form *form =
            &g_array_index(finder->forms, struct form, g_array_index(forms, guint, i));
        if (!case_form_may_match(&form->pattern, &start))
            continue;
        gsize end = case_form_match(&form->pattern, finder->labels, text, at);
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

/* Upper case, hyphens for dashes; one blank between a letter and a digit, none elsewhere. */
static const char *
canonical(struct document *document, gsize start, gsize end)
{
    g_autofree char *upper = g_utf8_strup(document->text->str + start, (gssize)(end - start));
    g_auto(GStrv) parts = g_strsplit(upper, "\u2013", -1);
    g_autofree char *plain = g_strjoinv("-", parts);
    g_autoptr(GString) value = g_string_new(NULL);
    for (const char *at = plain; *at; at++) {
        gboolean letter = value->len && !g_ascii_isdigit(value->str[value->len - 1]) &&
                          !strchr("-./", value->str[value->len - 1]);
        if (g_ascii_isdigit(*at) && letter && (at[-1] == ' ' || strchr(at, '/')) &&
            !strchr(plain, '.'))
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
    mention.attrs = arena_concat(document->arena, "scheme=", scheme, NULL);
    mention.rule = arena_concat(document->arena, "case.", scheme, NULL);
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
        while ((length = case_capital_at(text + at + capitals)) > 0)
            capitals += length;
        return at + MAX(capitals, 1);
    }
    for (;;) {
        if (g_ascii_isalnum(text[at]) ||
            (text[at] && strchr("-./", text[at]) && g_ascii_isdigit(text[at + 1])))
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
    for (guint n = 0; n < CAPITALS_MAX && (length = case_capital_at(text + at + bytes)) > 0; n++)
        bytes += length;
    if (!bytes || is_joined_before(text, at))
        return FALSE;
    if (text[at + bytes] == ' ' || text[at + bytes] == '-')
        bytes++;
    return g_ascii_isdigit(text[at + bytes]);
}

/* Bytes that digits and capitals begin with, and the NUL after the text. */
static const guint8 start_bytes[256] = {
    ['\0'] = 1, ['0' ... '9'] = 1, ['A' ... 'Z'] = 1, [0xc3] = 1};

void
case_find(struct case_finder *finder, struct document *document, struct mention_set *set)
{
    const char *text = document->text->str;
    const gsize length = document->text->len;
    struct found last = {0};
    for (gsize at = 0; at < length;) {
        while (!start_bytes[(guchar)text[at]])
            at++;
        if (at >= length)
            break;
        if (!g_ascii_isalnum(text[at]) && !case_capital_at(text + at)) {
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
