/* Patterns are kept as a row of elements, each of them one character or a short number, some of
 * them several times. Matching tries the longest first and goes back; depth and breadth are bounded
 * by the pattern. */
#include "case-form.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIRST_YEAR = 1950,
    LAST_YEAR = 2060,
    KLE_GROUPS = 90
};

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
    if (*end != '}' || element->min < 1 || element->max < element->min ||
        element->max > FORM_REPEAT_MAX)
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

/* What a form begins with, by which most of them are passed over: digits and the mark after them.
 */
static void
note_start(struct case_form *form)
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
    if (i + 1 < form->n_elements && form->elements[i].kind == ELEMENT_BLANK &&
        form->elements[i + 1].kind == ELEMENT_LITERAL)
        form->after_blank = form->elements[i + 1].literal[0];
    for (i = 0; i < form->n_elements; i++) {
        const struct element *element = &form->elements[i];
        if (element->kind != ELEMENT_DIGIT && element->kind != ELEMENT_BLANK)
            break;
        form->only_digits += element->kind == ELEMENT_DIGIT ? element->min : 0;
    }
    form->only_digits = i == form->n_elements ? form->only_digits : 0;
    form->single_digits = form->only_digits > 0 && form->elements[i - 1].kind == ELEMENT_DIGIT;
    for (i = 0; i < form->n_elements; i++)
        form->single_digits = form->single_digits && form->elements[i].max == 1;
}

struct case_start
case_start_at(const char *text)
{
    struct case_start start = {.digits = strspn(text, "0123456789")};
    start.next = text[start.digits];
    start.beyond = text[start.digits + (start.next == ' ')];
    const char *at = text + start.digits;
    for (start.parted = start.digits;
         start.parted < FORM_ELEMENTS_MAX && *at == ' ' && g_ascii_isdigit(at[1]);) {
        for (at++; g_ascii_isdigit(*at) && start.parted < FORM_ELEMENTS_MAX; at++)
            start.parted++;
    }
    return start;
}

gboolean
case_form_read(const char *pattern, struct case_form *ret_form)
{
    for (const char *at = pattern; *at;) {
        if (ret_form->n_elements == FORM_ELEMENTS_MAX ||
            !read_element(&at, &ret_form->elements[ret_form->n_elements++]))
            return FALSE;
    }
    note_start(ret_form);
    return ret_form->n_elements > 0;
}

gboolean
case_form_may_match(const struct case_form *form, const struct case_start *start)
{
    const gsize digits = start->digits;
    if (!digits || !form->min_digits)
        return !digits == !form->min_digits;
    if (form->after_blank && form->after_blank != start->beyond &&
        !(form->after_blank == '-' && (guchar)start->beyond >= 0x80) && /* a dash */
        g_ascii_tolower(form->after_blank) != g_ascii_tolower(start->beyond))
        return FALSE;
    return digits >= form->min_digits && digits <= form->max_digits &&
           start->parted >= form->only_digits &&
           (!form->separator || form->separator == start->next);
}

gsize
case_capital_at(const char *text)
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
    if (*literal == '-' && strncmp(text, "\u2013", 3) == 0)
        return 3; /* a dash for a hyphen */
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
        return case_capital_at(text);
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
may_end(const struct labels *labels, const char *text, gsize at)
{
    if (strchr("-./", text[at]) && text[at] && g_ascii_isalnum(text[at + 1]))
        return FALSE;
    if (g_ascii_isdigit(text[at]))
        return FALSE;
    if (g_ascii_isalpha(text[at]) || (guchar)text[at] == 0xc3)
        return labels_word_at(labels, text, at) > 0;
    return TRUE;
}

/* The end of the longest match of elements from `i` on at byte `at`; 0 for none. Depth and breadth
 * are bounded by the form. */
static gsize
match_from(const struct labels *labels, const struct case_form *form, guint i, const char *text,
           gsize at)
{
    if (i == form->n_elements)
        return may_end(labels, text, at) ? at : 0;
    const struct element *element = &form->elements[i];
    gsize ends[FORM_REPEAT_MAX + 1];
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
        gsize end = match_from(labels, form, i + 1, text, ends[k]);
        if (end)
            return end;
    }
    return 0;
}

/* The same for digits with blanks between them, of which there is but one way to match. */
static gsize
match_digits(const struct labels *labels, const struct case_form *form, const char *text, gsize at)
{
    for (guint i = 0; i < form->n_elements; i++) {
        if (form->elements[i].kind == ELEMENT_BLANK)
            at += text[at] == ' ';
        else if (g_ascii_isdigit(text[at]))
            at++;
        else
            return 0;
    }
    return may_end(labels, text, at) ? at : 0;
}

gsize
case_form_match(const struct case_form *form, const struct labels *labels, const char *text,
                gsize at)
{
    return form->single_digits ? match_digits(labels, form, text, at)
                               : match_from(labels, form, 0, text, at);
}
