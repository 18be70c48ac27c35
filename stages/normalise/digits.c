/* Letters for digits, as scans and typists leave them: O for 0, l and I for 1.
 *
 *   1.2OO.000 kr.   1.200.000    figures in groups of three
 *   2O16  l998      2016  1998   a year with one such letter
 *   3l-12-2016      31-12-2016   a day
 *
 * Only where what is read is one of these forms, and no letter stands where one belongs ("10 l",
 * "H2O", "2.00l"). What is printed stays beside it. */
#include "normalise/work.h"

#include <string.h>

enum {
    LONGEST_FIGURE = 24
};

static gboolean
is_figure_sign(char c)
{
    return g_ascii_isdigit(c) || (c && strchr("OoIl.,-", c));
}

static char
digit_for(char c)
{
    return c == 'O' || c == 'o' ? '0' : c == 'I' || c == 'l' ? '1' : c;
}

/* "1.200.000", "12.500,50". */
static gboolean
is_grouped(const char *text)
{
    gsize n = strspn(text, "0123456789"), groups = 0;
    if (n < 1 || n > 3 || text[0] == '0')
        return FALSE;
    for (text += n; *text == '.'; text += 4, groups++) {
        if (strspn(text + 1, "0123456789") < 3)
            return FALSE;
    }
    if (*text == ',')
        text += strspn(text + 1, "0123456789") == 2 ? 3 : 0;
    return groups && !*text;
}

static gboolean
is_year(const char *text)
{
    return strlen(text) == 4 && strspn(text, "0123456789") == 4 &&
           (!strncmp(text, "19", 2) || !strncmp(text, "20", 2));
}

/* "31-12-2016", "3.5.2016". */
static gboolean
is_day(const char *text)
{
    gsize day = strspn(text, "0123456789");
    if (day < 1 || day > 2 || !strchr(".-", text[day]) || !text[day])
        return FALSE;
    const char *rest = text + day + 1;
    gsize month = strspn(rest, "0123456789");
    if (month < 1 || month > 2 || rest[month] != text[day] || !is_year(rest + month + 1))
        return FALSE;
    guint64 d = g_ascii_strtoull(text, NULL, 10), m = g_ascii_strtoull(rest, NULL, 10);
    return d >= 1 && d <= 31 && m >= 1 && m <= 12;
}

/* The figure at text[start, end) with its letters read as digits; FALSE where it has none or is
 * none of the forms. */
static gboolean
read_figure(const char *text, gsize start, gsize end, char figure[LONGEST_FIGURE + 1])
{
    gsize digits = 0, letters = 0, length = end - start;
    if (length < 4 || length > LONGEST_FIGURE || text[end - 1] == 'l')
        return FALSE;
    for (gsize i = 0; i < length; i++) {
        figure[i] = digit_for(text[start + i]);
        digits += g_ascii_isdigit(text[start + i]) != 0;
        letters += figure[i] != text[start + i];
    }
    figure[length] = '\0';
    if (!letters || digits < letters)
        return FALSE;
    return is_grouped(figure) || is_day(figure) || (letters == 1 && is_year(figure));
}

static gboolean
is_word_part(const char *text, gsize length, gsize at)
{
    return at < length && (g_ascii_isalnum(text[at]) || (guchar)text[at] >= 0xc3);
}

static void
correct_block(struct work *work, const struct block *block)
{
    const char *text = work->document->text->str;
    char figure[LONGEST_FIGURE + 1];
    gsize limit = block->span.end;
    for (gsize at = block->span.start; at < limit;) {
        gsize start = at;
        while (at < limit && is_figure_sign(text[at]))
            at++;
        gsize end = at;
        while (end > start && strchr(".,-", text[end - 1]))
            end--;
        gboolean apart = start == block->span.start || !is_word_part(text, limit, start - 1);
        if (end > start && apart && !is_word_part(text, limit, at) &&
            read_figure(text, start, end, figure))
            work_edit(work, start, end, figure, CERT_MEDIUM);
        while (at < limit && !is_figure_sign(text[at]))
            at++;
    }
}

void
digits_correct(struct work *work)
{
    for (guint i = 0; i < work->document->blocks->len; i++)
        correct_block(work, document_block(work->document, i));
}
