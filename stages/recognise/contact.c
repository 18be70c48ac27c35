/* Contacts: what they begin with is found in one scan, the rest is read from there, a bounded
 * number of bytes to either side.
 *
 *   "Telefon 3317 3702"   33173702   kind=phone
 *   "www.kk.dk"           www.kk.dk  kind=url
 *   "010203-1234"         no value: a person's number
 *
 * Left alone: numbers of eight digits that nobody calls a telephone. */
#include "contact.h"

#include "contact-scan.h"
#include "cpr.h"
#include "label.h"

#include <string.h>

enum {
    LOCAL_MAX = 64, /* of an e-mail address, RFC 5321 */
    DOMAIN_MAX = 253,
    PHONE_DIGITS = 8,
    CALL_REACH = 90,
    CPR_DIGITS = 10,
    URL_MAX = 2000
};

struct contact_finder {
    struct labels *labels;
};

struct contact_finder *
contact_open(struct dictionaries *dictionaries, GError **error)
{
    struct labels *labels = labels_open(dictionaries, "contact-labels", "kind", error);
    if (!labels)
        return NULL;
    struct contact_finder *finder = g_new0(struct contact_finder, 1);
    finder->labels = labels;
    return finder;
}

void
contact_close(struct contact_finder *finder)
{
    if (!finder)
        return;
    labels_free(finder->labels);
    g_free(finder);
}

static void
add_contact(struct document *document, struct mention_set *set, struct span span, const char *value,
            const char *kind)
{
    struct mention mention = {.type = MENTION_CONTACT, .span = span, .value = value};
    mention.attrs = arena_concat(document->arena, "kind=", kind, NULL);
    mention.rule = arena_concat(document->arena, "contact.", kind, NULL);
    mention.cert = CERT_HIGH;
    mention_set_add(set, &mention, 80);
}

/* ---- e-mail and web ----------------------------------------------------------------------- */

static gboolean
is_local_byte(char c)
{
    return g_ascii_isalnum(c) || (c && strchr("._%+-", c)) || (guchar)c == 0xc3;
}

/* Two bytes of a letter of Latin-1 count as one with the byte after 0xc3. */
static gboolean
is_letter_tail(const char *text, gsize at)
{
    return at > 0 && (guchar)text[at - 1] == 0xc3 && (guchar)text[at] >= 0x80 &&
           (guchar)text[at] < 0xc0;
}

/* The e-mail address around the @ at `at`. */
static gboolean
read_email(const char *text, gsize at, struct span *ret_span)
{
    gsize start = at, end = at + 1;
    while (start > 0 && at - start < LOCAL_MAX &&
           (is_local_byte(text[start - 1]) || is_letter_tail(text, start - 1)))
        start--;
    while (start < at && (strchr(".-", text[start]) || ((guchar)text[start] & 0xc0) == 0x80))
        start++;
    while (end - at <= DOMAIN_MAX &&
           (g_ascii_isalnum(text[end]) || text[end] == '-' || text[end] == '.' ||
            (guchar)text[end] == 0xc3 || is_letter_tail(text, end)))
        end++;
    while (end > at + 1 && strchr(".-", text[end - 1]))
        end--;
    const char *dot = g_strrstr_len(text + at + 1, (gssize)(end - at - 1), ".");
    if (start == at || !dot || dot == text + at + 1 || end - (gsize)(dot - text) < 3)
        return FALSE;
    for (const char *c = dot + 1; c < text + end; c++) {
        if (!g_ascii_isalpha(*c))
            return FALSE;
    }
    *ret_span = (struct span){start, end};
    return TRUE;
}

/* Leaves out marks that end a sentence or close a bracket around the address. */
static gsize
url_end(const char *text, gsize start, gsize end)
{
    end = MIN(end, start + URL_MAX);
    while (end > start + 1) {
        char last = text[end - 1];
        gboolean bracket = last == ')' && !memchr(text + start, '(', end - start);
        if (!bracket && !strchr(".,;:!?'*\"]", last))
            break;
        end--;
    }
    while (end > start && ((guchar)text[end] & 0xc0) == 0x80)
        end--;
    return end;
}

static gboolean
is_joined_before(const char *text, gsize at)
{
    return at > 0 && (g_ascii_isalnum(text[at - 1]) || strchr("@./-_", text[at - 1]) ||
                      is_letter_tail(text, at - 1));
}

/* ---- numbers ------------------------------------------------------------------------------ */

/* Reads eight digits in groups of two or more, with +45 or 0045 before them or not. */
static gboolean
read_phone(const char *text, gsize at, gsize *ret_end, char digits[16])
{
    gsize n = 0, needed = PHONE_DIGITS;
    if (strncmp(text + at, "+45", 3) == 0 || strncmp(text + at, "0045", 4) == 0) {
        at += text[at] == '+' ? 3 : 4;
        at += text[at] == ' ';
        memcpy(digits, "+45", 3);
        n = 3;
        needed += 3;
    }
    while (n < needed) {
        gsize group = strspn(text + at, "0123456789");
        if (group < 2 || n + group > needed)
            return FALSE;
        memcpy(digits + n, text + at, group);
        n += group;
        at += group;
        if (n < needed) {
            if (!text[at] || !strchr(" .-", text[at]))
                return FALSE;
            at++;
        }
    }
    digits[n] = '\0';
    *ret_end = at;
    return !(text[at] && strchr("-.,", text[at]) && g_ascii_isdigit(text[at + 1])) &&
           !g_ascii_isalpha(text[at]);
}

/* "79 94 61 00, name@place.dk": an e-mail address right after a number. */
static gboolean
email_follows(const char *text, gsize at)
{
    gsize i = at;
    while (i < at + 4 && text[i] && strchr(" ,/|;", text[i]))
        i++;
    if (i == at)
        return FALSE;
    for (gsize n = 0; n < LOCAL_MAX && is_local_byte(text[i]); n++)
        i++;
    return text[i] == '@';
}

/* A comma, bar or the start of the block before it: nothing that says what else it could be. */
static gboolean
stands_apart(const struct document *document, gsize at)
{
    const char *text = document->text->str;
    gsize start = document_block(document, document_block_at(document, at))->span.start;
    while (at > start && text[at - 1] == ' ')
        at--;
    return at == start || strchr(",;|(", text[at - 1]);
}

/* "kontakte Ida Holm på 7235 4082", "Henvendelse til Ida Holm, 55 88 40 26": the number behind "på"
 * or a comma, in a sentence that asks to be called. */
static gboolean
is_called(const struct document *document, gsize at)
{
    static const char *const asks[] = {"ontakt", "envendelse", "ring ", "spørgsmål"};
    const char *text = document->text->str;
    gsize start = document_block(document, document_block_at(document, at))->span.start;
    start = MAX(start, at > CALL_REACH ? at - CALL_REACH : 0);
    gboolean behind = at >= start + 5 && (memcmp(text + at - 2, ", ", 2) == 0 ||
                                          memcmp(text + at - 5, " på ", strlen(" på ")) == 0);
    for (gsize i = 0; behind && i < G_N_ELEMENTS(asks); i++) {
        const char *ask = g_strstr_len(text + start, (gssize)(at - start), asks[i]);
        if (ask && !g_strstr_len(ask, (gssize)(text + at - ask), ". "))
            return TRUE;
    }
    return FALSE;
}

struct phone {
    gsize end;
    const char *kind;
};

/* The kind of the number at `span`: by its label, or as one more of those before. */
static const char *
phone_kind(const struct contact_finder *finder, const struct document *document, struct span span,
           const struct phone *last)
{
    const char *text = document->text->str;
    static const char *const joints[] = {" / ", "/", " og ", ", ", " eller "};
    for (guint i = 0; last->kind && i < G_N_ELEMENTS(joints); i++) {
        gsize length = strlen(joints[i]);
        if (last->end + length == span.start && memcmp(text + last->end, joints[i], length) == 0)
            return last->kind;
    }
    const char *kind = labels_beside(finder->labels, document, span.start);
    if (kind && !g_str_equal(kind, "cpr"))
        return kind;
    gboolean apart = !kind && stands_apart(document, span.start);
    return (apart && email_follows(text, span.end)) || (!kind && is_called(document, span.start))
               ? "phone"
               : NULL;
}

/* A person's number at `at`. Ten digits in one that a label says are something else are none; ten
 * of them that a label says are one need no more. */
static gboolean
read_cpr(const struct contact_finder *finder, const struct document *document, gsize at,
         gsize *ret_end)
{
    const char *text = document->text->str;
    gsize run = strspn(text + at, "0123456789");
    const char *label = run == CPR_DIGITS ? labels_beside(finder->labels, document, at) : NULL;
    gboolean labelled = label && g_str_equal(label, "cpr");
    return (!label || labelled) && cpr_at(text, at, labelled, ret_end) &&
           !memchr(text + at, '\n', *ret_end - at); /* blocks end there */
}

/* Modulus 11, which numbers given out since 2007 need not fulfil. */
static gboolean
cpr_checks(const char *text, gsize length)
{
    static const int weights[CPR_DIGITS] = {4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
    int sum = 0, n = 0;
    for (gsize i = 0; i < length; i++) {
        if (g_ascii_isdigit(text[i]) && n < CPR_DIGITS)
            sum += weights[n++] * (text[i] - '0');
    }
    return sum % 11 == 0;
}

/* A number: a person's, or a telephone's. Returns where to go on. */
static gsize
find_number(const struct contact_finder *finder, struct document *document, struct mention_set *set,
            struct span run, struct phone *last)
{
    const char *text = document->text->str;
    char digits[16];
    gsize end;
    if (run.start > 0 && (g_ascii_isalnum(text[run.start - 1]) ||
                          (strchr("-/.,", text[run.start - 1]) && run.start > 1 &&
                           g_ascii_isdigit(text[run.start - 2]) && last->end + 1 != run.start)))
        return run.end;
    if (read_cpr(finder, document, run.start, &end)) {
        struct span span = {run.start, end};
        struct mention mention = {
            .type = MENTION_CPR, .span = span, .value = "", .attrs = "", .rule = "cpr"};
        mention.cert = cpr_checks(text + run.start, end - run.start) ? CERT_HIGH : CERT_MEDIUM;
        mention_set_add(set, &mention, 90);
        return end;
    }
    if (!read_phone(text, run.start, &end, digits))
        return run.end;
    struct span span = {run.start, end};
    const char *kind = phone_kind(finder, document, span, last);
    if (!kind)
        return run.end;
    add_contact(document, set, span, arena_strdup(document->arena, digits), kind);
    *last = (struct phone){end, kind};
    return end;
}

void
contact_find(struct contact_finder *finder, struct document *document, struct mention_set *set)
{
    const char *text = document->text->str;
    struct contact_scanner scanner = {text, text, text + document->text->len};
    struct phone last = {0};
    struct span span;
    for (;;) {
        enum contact_hint hint = contact_scan(&scanner, &span.start, &span.end);
        if (hint == HINT_END)
            return;
        if (hint == HINT_AT) {
            if (!read_email(text, span.start, &span))
                continue;
            add_contact(document, set, span,
                        arena_strndup(document->arena, text + span.start, span.end - span.start),
                        "email");
            scanner.cursor = text + span.end;
        } else if (hint == HINT_NUMBER) {
            scanner.cursor = text + find_number(finder, document, set, span, &last);
        } else {
            if (is_joined_before(text, span.start) || g_ascii_isalnum(text[span.end]) ||
                text[span.end] == '@' || (guchar)text[span.end] == 0xc3)
                continue;
            span.end = url_end(text, span.start, span.end);
            add_contact(document, set, span,
                        arena_strndup(document->arena, text + span.start, span.end - span.start),
                        "url");
        }
    }
}
