/* What a part is: heading, item or paragraph.
 *
 * A heading says so with '#', is bold as a whole, or stands alone, short, with a capital first and
 * no stop last, over prose, a list or a table. */
#include "extract/markers.h"
#include "extract/text-private.h"

#include <string.h>

enum {
    HEADING_POINTS = 110,
    HEADING_WORDS = 16,
    COLON_WORDS = 9,
    ORDINAL_WORDS = 10,
    PROSE_POINTS = 100
};

static guint
count_words(const char *text, gsize length)
{
    guint words = 0;
    for (gsize i = 0; i < length; i++)
        words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ');
    return words;
}

/* Only figures, dots, blanks and a month: "28-04-2009", "Den 12. september 2005". */
static gboolean
is_date_line(const char *text, gsize length)
{
    static const char *const months[] = {"januar",    "februar", "marts",    "april",
                                         "maj",       "juni",    "juli",     "august",
                                         "september", "oktober", "november", "december"};
    gboolean digits = FALSE, month = FALSE, other = FALSE;
    for (gsize i = 0; i < length;) {
        if (g_ascii_isdigit(text[i])) {
            digits = TRUE;
            i++;
        } else if (strchr(" .-/,", text[i])) {
            i++;
        } else {
            gsize n = 0;
            for (gsize m = 0; m < G_N_ELEMENTS(months) && !n; m++) {
                gsize k = strlen(months[m]);
                if (length - i >= k && !strncmp(text + i, months[m], k))
                    n = k;
            }
            month |= n > 0;
            if (!n && (length - i < 4 || g_ascii_strncasecmp(text + i, "den ", 4) != 0)) {
                other = TRUE;
                break;
            }
            i += n ? n : 4;
        }
    }
    return digits && !other && (month || length <= 16);
}

/* Emphasis from end to end, "**Baggrund**", "*Formål*": how many signs stand on each side, or 0. */
static gsize
emphasis_signs(const char *text, gsize length)
{
    gsize signs = 0;
    if (length < 4 || (text[0] != '*' && text[0] != '_'))
        return 0;
    while (signs < 3 && text[signs] == text[0])
        signs++;
    if (length < 2 * signs + 2 || text[signs] == ' ')
        return 0;
    for (gsize i = signs; i < length - signs; i++) {
        if (text[i] == text[0])
            return 0;
    }
    for (gsize i = length - signs; i < length; i++) {
        if (text[i] != text[0])
            return 0;
    }
    return signs;
}

/* Words that begin an addressee or a label, never a heading. */
static gboolean
begins_as_text(const char *text, gsize length)
{
    static const char *const words[] = {
        "Til ",  "Tabel ", "Kilde:", "Note:",         "Figur ",
        "Att.",  "Cc",     "Kære ",  "Venlig hilsen", "Med venlig hilsen",
        "Hilsen"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        gsize n = strlen(words[i]);
        if (length >= n && !strncmp(text, words[i], n) &&
            (i > 0 || g_unichar_isupper(g_utf8_get_char(text + n)) || length < 40))
            return TRUE;
    }
    return memchr(text, '@', length) || memchr(text, '\t', length) ||
           (length > 4 && !strncmp(text, "www.", 4));
}

/* "Punkt 9: Ny bro", "Budgetnotat: Ønsker", "Projekt 2: En sti": what stands before the colon says
 * which part of the paper, or what kind of paper, has its name after it. */
static gboolean
names_part(const char *text, gsize length)
{
    static const char *const parts[] = {
        "Punkt",   "Pkt.",       "Emne",    "Vedr.", "Vedrørende",   "Tema",
        "Projekt", "Delprojekt", "Indsats", "Mål",   "Afsnit",       "Del",
        "Fase",    "Etape",      "Kapitel", "Spor",  "Indsatsområde"};
    static const char *const kinds[] = {"notat",       "status",  "indstilling", "orientering",
                                        "redegørelse", "referat", "handleplan",  "evaluering"};
    const char *end = memchr(text, ' ', length);
    gsize first = end ? (gsize)(end - text) : length;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        gsize n = strlen(parts[i]);
        if (n == first && !strncmp(text, parts[i], n))
            return TRUE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        gsize n = strlen(kinds[i]);
        if (length >= n && !g_ascii_strncasecmp(text + length - n, kinds[i], n))
            return TRUE;
    }
    return FALSE;
}

static gboolean
has_letters(const char *text, gsize length)
{
    guint letters = 0;
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p))
        letters += g_unichar_isalpha(g_utf8_get_char(p));
    return letters >= 3;
}

/* A label and its value on one line, "Journalnr. 27.35.12", "Sagsnr.: 4417". */
static gboolean
is_field(const struct text_reader *reader, const char *text, gsize length)
{
    gsize label = text_label_length(reader->words, text, length);
    const char *colon = memchr(text, ':', length);
    return label || (colon && colon + 1 < text + length && colon[1] == ' ' && colon - text < 24 &&
                     !memchr(text, '(', (gsize)(colon - text)) &&
                     !(names_part(text, (gsize)(colon - text)) &&
                       has_letters(colon + 1, length - (gsize)(colon + 1 - text))));
}

/* "Center for Social Indsats indstiller, at": a last word that goes on. */
static gboolean
ends_in_the_middle(const char *text, gsize length)
{
    static const char *const words[] = {"at", "af",  "og",  "for", "til", "med", "på",  "i",
                                        "om", "den", "det", "de",  "en",  "et",  "som", "der"};
    gsize start = length;
    while (start && text[start - 1] != ' ')
        start--;
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strlen(words[i]) == length - start && !strncmp(text + start, words[i], length - start))
            return TRUE;
    }
    return FALSE;
}

/* "Vejen Kommune", "Region Midtjylland": the sender's name in the letterhead. */
static gboolean
is_letterhead(const char *text, gsize length)
{
    static const char *const bodies[] = {"Kommune", "Amt", "Amtskommune", "KOMMUNE"};
    if (count_words(text, length) > 3)
        return FALSE;
    if (length > 7 && !strncmp(text, "Region ", 7))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(bodies); i++) {
        gsize n = strlen(bodies[i]);
        if (length > n && !strncmp(text + length - n, bodies[i], n) && text[length - n - 1] == ' ')
            return TRUE;
    }
    return FALSE;
}

/* A line in emphasis as a whole, with something under it, that is no label, date or addressee. */
static gboolean
emphasised_heading(const struct text_reader *reader, const struct part *part,
                   const struct part *next)
{
    gsize length;
    const char *text = text_part_words(reader, part, &length);
    gsize signs = emphasis_signs(text, length);
    if (!signs || part->n > 1 || !next || count_words(text, length) > HEADING_WORDS)
        return FALSE;
    text += signs;
    length -= 2 * signs;
    return text[length - 1] != '.' && text[length - 1] != ',' && has_letters(text, length) &&
           !begins_as_text(text, length) && !is_date_line(text, length) &&
           !is_letterhead(text, length) && !is_field(reader, text, length);
}

/* "3. Færre ensomme": the number before a heading's words is passed over. */
static gsize
heading_number(const char *text, gsize length)
{
    gsize i = 0;
    while (i < length && (g_ascii_isdigit(text[i]) || text[i] == '.' || text[i] == ')'))
        i++;
    if (i == 0 && length > 3 && g_ascii_isupper(text[0]) && strchr(".)", text[1]))
        i = 2;
    return i && i < length && text[i] == ' ' ? i + 1 : 0;
}

/* "... end budgettet. Det skyldes": a sentence ends inside, behind a word of four letters or more.
 */
static gboolean
holds_sentence(const char *text, gsize length)
{
    for (gsize i = 4; i + 2 < length; i++) {
        if (text[i] != '.' || text[i + 1] != ' ' ||
            !g_unichar_isupper(g_utf8_get_char(text + i + 2)))
            continue;
        gsize word = i;
        while (word > 0 && (g_ascii_islower(text[word - 1]) || (guchar)text[word - 1] >= 0x80))
            word--;
        if (i - word >= 4 && word > 0 && memchr(text, ' ', word))
            return TRUE;
    }
    return FALSE;
}

/* TRUE where the part over `next` may be a heading by its looks. */
static gboolean
looks_like_heading(const struct text_reader *reader, const struct part *part,
                   const struct part *next)
{
    gsize length;
    const char *text = text_part_words(reader, part, &length);
    guint words = count_words(text, length);
    if (!part->alone || part->n > 1 || !next || length < 3 || words > HEADING_WORDS ||
        reader_shape(reader, part->first)->points > HEADING_POINTS || !has_letters(text, length))
        return FALSE;
    gsize number = heading_number(text, length);
    gunichar first = g_utf8_get_char(text + number);
    while (number < length &&
           (first == '"' || first == 0x201d || first == 0x201c || first == 0xbb || first == '(')) {
        number += (gsize)g_utf8_skip[(guchar)text[number]];
        first = number < length ? g_utf8_get_char(text + number) : 0;
    }
    if (!g_unichar_isupper(first) && !g_unichar_isdigit(first) &&
        !(part->ordinal && words <= ORDINAL_WORDS))
        return FALSE;
    if (strchr(".;,!-", text[length - 1]) || begins_as_text(text, length) ||
        is_date_line(text, length) || is_field(reader, text, length) ||
        is_letterhead(text, length) || ends_in_the_middle(text, length))
        return FALSE;
    if (holds_sentence(text, length))
        return FALSE;
    gsize next_length;
    const char *after = text_part_words(reader, next, &next_length);
    if (next->kind == BLOCK_PARAGRAPH && next_length && g_unichar_islower(g_utf8_get_char(after)))
        return FALSE; /* a sentence that a page's end cut */
    if (text[length - 1] == ':')
        return words <= COLON_WORDS && next->kind != BLOCK_ITEM && !next->table;
    return next->kind != BLOCK_PAGE_NUMBER;
}

/* "1. Godkendelse" over prose is a heading; the same in a row of numbers is an item. */
static gboolean
numbered_heading(const struct text_reader *reader, guint at)
{
    const struct part *part = reader_part(reader, at);
    gsize length, next_length;
    struct marker marker, next_marker;
    const char *text = text_part_words(reader, part, &length);
    if (!marker_read(text, length, &marker) || marker.kind != MARKER_NUMBER || marker.ordinal ||
        text[marker.length - 1] != '.' || at + 1 >= reader->parts->len)
        return FALSE;
    const struct part *next = reader_part(reader, at + 1);
    const char *after = text_part_words(reader, next, &next_length);
    if (!next->table && marker_read(after, next_length, &next_marker) &&
        next_marker.kind == MARKER_NUMBER && next_marker.number == marker.number + 1)
        return FALSE;
    if (marker.number > 1 && at > 0) { /* the last of a list */
        const struct part *before = reader_part(reader, at - 1);
        const char *earlier = text_part_words(reader, before, &next_length);
        if (!before->table && marker_read(earlier, next_length, &next_marker) &&
            next_marker.kind == MARKER_NUMBER && next_marker.number + 1 == marker.number)
            return FALSE;
    }
    return looks_like_heading(reader, part, next);
}

/* TRUE for prose: wrapped, long, or a sentence with its stop. */
static gboolean
is_prose(const struct text_reader *reader, const struct part *part)
{
    gsize length;
    const char *text = text_part_words(reader, part, &length);
    const struct text_line *last = text_line_at(reader->lines, part->first + part->n - 1);
    return part->kind == BLOCK_PARAGRAPH && !part->table &&
           (part->n > 2 || reader_shape(reader, part->first)->points >= PROSE_POINTS ||
            (last->text[part->to - 1] == '.' && count_words(text, length) >= 4));
}

/* TRUE where lines in emphasis stand under each other: the sender's name and office. */
static gboolean
in_letterhead(const struct text_reader *reader, guint at)
{
    const struct part *part = reader_part(reader, at);
    if (at > 0 && reader_part(reader, at - 1)->chunk == part->chunk &&
        reader_part(reader, at - 1)->kind == BLOCK_PARAGRAPH &&
        !is_prose(reader, reader_part(reader, at - 1)))
        return TRUE;
    if (at + 1 == reader->parts->len || reader_part(reader, at + 1)->chunk != part->chunk)
        return FALSE;
    gsize length;
    const char *text = text_part_words(reader, reader_part(reader, at + 1), &length);
    return emphasis_signs(text, length) > 0;
}

/* "Bilag" right over its list, "Baggrund" or "Indstilling:" right over its text, without a blank
 * line. */
static gboolean
heading_over(const struct text_reader *reader, guint at)
{
    const struct part *part = reader_part(reader, at);
    gsize length;
    const char *text = text_part_words(reader, part, &length);
    if (part->n > 1 || at + 1 >= reader->parts->len || count_words(text, length) > 4 ||
        (at > 0 && reader_part(reader, at - 1)->chunk == part->chunk))
        return FALSE;
    const struct part *next = reader_part(reader, at + 1);
    gboolean colon =
        text[length - 1] == ':' && is_prose(reader, next) && count_words(text, length) <= 2;
    return next->chunk == part->chunk && (next->kind == BLOCK_ITEM || is_prose(reader, next)) &&
           has_letters(text, length) && !begins_as_text(text, length) &&
           !is_date_line(text, length) && !is_letterhead(text, length) &&
           !is_field(reader, text, length) && g_unichar_isupper(g_utf8_get_char(text)) &&
           (colon || !strchr(".:;,!?", text[length - 1]));
}

/* A short sentence without a stop between two headings is what the first of them says: a heading
 * by its looks alone has something under it. */
static void
drop_empty_headings(struct text_reader *reader)
{
    for (guint i = 1; i + 1 < reader->parts->len; i++) {
        struct part *part = reader_part(reader, i);
        gsize length;
        const char *text = text_part_words(reader, part, &length);
        if (part->by_looks && text[length - 1] == ':' &&
            reader_part(reader, i + 1)->kind == BLOCK_HEADING) {
            part->kind = BLOCK_PARAGRAPH; /* it leads on to several headings */
            continue;
        }
        if (part->by_looks && !heading_number(text, length) && count_words(text, length) >= 4 &&
            i > 1 && reader_part(reader, i - 1)->kind == BLOCK_HEADING &&
            reader_part(reader, i + 1)->kind == BLOCK_HEADING)
            part->kind = BLOCK_PARAGRAPH;
    }
}

void
text_cut_headings(struct text_reader *reader)
{
    for (guint i = 0; i < reader->parts->len; i++) {
        struct part *part = reader_part(reader, i);
        guint next = i + 1;
        if (part->kind != BLOCK_HEADING || !part->by_looks)
            continue;
        while (next < reader->parts->len && (reader_part(reader, next)->kind == BLOCK_MARGIN ||
                                             block_is_furniture(reader_part(reader, next)->kind)))
            next++;
        if (next == i + 1 || next == reader->parts->len)
            continue;
        gsize length;
        const char *text = text_part_words(reader, reader_part(reader, next), &length);
        if (reader_part(reader, next)->kind == BLOCK_PARAGRAPH && length &&
            g_unichar_islower(g_utf8_get_char(text)))
            part->kind = BLOCK_PARAGRAPH;
    }
}

/* The name under "Med venlig hilsen". */
static gboolean
under_greeting(const struct text_reader *reader, guint at)
{
    static const char *const greetings[] = {"Med venlig hilsen", "Venlig hilsen", "Mange hilsner",
                                            "De bedste hilsner", "Hilsen"};
    gsize length;
    const char *text = at ? text_part_words(reader, reader_part(reader, at - 1), &length) : NULL;
    for (gsize i = 0; text && i < G_N_ELEMENTS(greetings); i++) {
        gsize n = strlen(greetings[i]);
        if (length >= n && length <= n + 2 && !g_ascii_strncasecmp(text, greetings[i], n))
            return TRUE;
    }
    return FALSE;
}

gsize
text_starred_heading(const char *text, gsize length)
{
    gsize stars = 0, behind = 0;
    while (stars < length && text[stars] == '*')
        stars++;
    while (behind < length && text[length - 1 - behind] == '*')
        behind++;
    return stars >= 2 && stars <= 6 && stars == behind && length > 2 * stars + 2 &&
                   text[stars] == ' ' && text[length - stars - 1] == ' '
               ? stars
               : 0;
}

static void
find_headings(struct text_reader *reader)
{
    for (guint i = 0; i < reader->parts->len; i++) {
        struct part *part = reader_part(reader, i);
        gsize length;
        const char *text = text_part_words(reader, part, &length);
        if (part->table || (part->kind != BLOCK_PARAGRAPH && part->kind != BLOCK_ITEM))
            continue;
        const struct part *next = i + 1 < reader->parts->len ? reader_part(reader, i + 1) : NULL;
        guint marks = 0;
        while (marks < length && text[marks] == '#')
            marks++;
        gsize stars = text_starred_heading(text, length);
        if (stars && part->n == 1) {
            part->kind = BLOCK_HEADING;
            part->level = (guint)(7 - stars);
        } else if (marks && marks <= 6 && marks < length && text[marks] == ' ') {
            part->kind = BLOCK_HEADING;
            part->level = marks;
        } else if (part->kind == BLOCK_ITEM) {
            if (numbered_heading(reader, i)) {
                part->kind = BLOCK_HEADING;
                part->level = 0;
            }
        } else if (!in_letterhead(reader, i) && emphasised_heading(reader, part, next)) {
            part->kind = BLOCK_HEADING;
        } else if (!under_greeting(reader, i) &&
                   (looks_like_heading(reader, part, next) || heading_over(reader, i))) {
            part->kind = BLOCK_HEADING;
            part->by_looks = TRUE;
        }
    }
    drop_empty_headings(reader);
}

/* The number of the marker that an item begins with, 0 for another part or marker. */
static guint
item_number(const struct text_reader *reader, guint at, gboolean *ret_ordinal)
{
    gsize length;
    struct marker marker = {MARKER_NONE};
    if (at >= reader->parts->len || reader_part(reader, at)->kind != BLOCK_ITEM)
        return 0;
    const char *text = text_part_words(reader, reader_part(reader, at), &length);
    if (!marker_read(text, length, &marker) || marker.kind != MARKER_NUMBER)
        return 0;
    *ret_ordinal = marker.ordinal;
    return marker.number;
}

/* "1. budgetopfølgning 2019": an ordinal unless another item counts on from it or to it. */
static void
find_ordinals(struct text_reader *reader)
{
    gboolean ordinal = FALSE, next_ordinal = FALSE;
    guint before = 0;
    for (guint i = 0; i < reader->parts->len; i++) {
        struct part *part = reader_part(reader, i);
        guint number = item_number(reader, i, &ordinal);
        guint next = item_number(reader, i + 1, &next_ordinal);
        if (number && ordinal && !(before && before + 1 == number) && next != number + 1) {
            part->kind = BLOCK_PARAGRAPH;
            part->ordinal = TRUE;
            part->level = 0;
        }
        before = number;
    }
}

static gboolean
begins_with_at(const struct text_reader *reader, guint at)
{
    gsize length;
    if (at >= reader->parts->len || reader_part(reader, at)->table ||
        reader_part(reader, at)->kind == BLOCK_HEADING)
        return FALSE;
    const char *text = text_part_words(reader, reader_part(reader, at), &length);
    return length > 3 && !strncmp(text, "at ", 3);
}

/* "at sagen godkendes," over "at den sendes videre": the items of a recommendation. */
static void
find_at_items(struct text_reader *reader)
{
    gboolean before = FALSE;
    for (guint i = 0; i < reader->parts->len; i++) {
        gboolean at = begins_with_at(reader, i);
        if (at && (before || begins_with_at(reader, i + 1))) {
            reader_part(reader, i)->kind = BLOCK_ITEM;
            reader_part(reader, i)->level = 0;
        }
        before = at;
    }
}

void
text_kinds(struct text_reader *reader)
{
    find_ordinals(reader);
    find_at_items(reader);
    text_furniture(reader);
    find_headings(reader);
}
