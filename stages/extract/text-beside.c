/* A margin column set beside the text, as `pdftotext -layout` leaves it:
 *
 *     Der er sat firs skraldespande op langs åen      Dokumentnr.
 *     siden påske. De tømmes to gange om ugen.        2015-0031177-2
 *
 * A page is divided at a column that no line crosses, where one side is narrow and holds labels
 * with their values and the other is prose. The reader then sees other lines: first what stands in
 * the body, up to its next blank line, then what stood beside it. Each line knows where it begins,
 * so that places stay true. Two columns of prose are read one after the other. Doubt leaves the
 * page as it is. */
#include "extract/text-gutters.h"
#include "extract/text-private.h"

#include <string.h>

enum {
    MAX_COLUMN = 300,
    FAR = 20,           /* columns of blanks before a line's first word that may be a gutter */
    JITTER = 3,         /* columns by which a converter misses a margin's edge */
    CANDIDATES = 4,     /* columns that are tried on a page */
    MARGIN_WIDTH = 45,  /* columns of the widest margin */
    BODY_WIDTH = 35,    /* of a line of prose beside it */
    VALUE_DISTANCE = 2, /* lines from a label to its value */
    EVIDENCE = 2,
    COLUMN_LINES = 8, /* of prose in each of two columns, at least */
    COLUMN_WIDTH = 24,
    LETTERHEAD_EVIDENCE = 4 /* where no prose stands beside it */
};

/* Lines [first, end) and the column that divides them. */
struct strip {
    guint first, end, at;
    gboolean left;    /* the margin is on the left */
    gboolean columns; /* no margin: two columns of prose */
};

/* One side of a line: its words as bytes, none where start == end. */
struct side {
    gsize start, end;
    guint from, to, segments;
};

struct beside {
    const struct text_reader *reader;
    struct segment_table *table;
    struct text_lines *view;
    GByteArray *margins;
};

/* Divides a line; FALSE where words stand across the column, or in more than two. */
static gboolean
divide(const struct beside *beside, guint line, guint at, struct side *left, struct side *right)
{
    guint n;
    const struct segment_columns *segments = segment_table_line(beside->table, line, &n);
    *left = *right = (struct side){0};
    if (n > 2) /* a table's row */
        return FALSE;
    for (guint i = 0; i < n; i++) {
        struct side *side = segments[i].from >= at ? right : left;
        if (side == left && segments[i].to > at)
            return FALSE;
        if (!side->segments++) {
            side->start = segments[i].start;
            side->from = segments[i].from;
        }
        side->end = segments[i].end;
        side->to = segments[i].to;
    }
    return TRUE;
}

#define line_at(b, i) text_line_at((b)->reader->lines, (i))

/* What the sides of a strip look like. */
struct looks {
    guint lines, wide, goes_on, narrow_lines, split, widest, evidence;
    gboolean was_wide;
    guint32 labels; /* a bit for each label that was met, by its hash */
};

static gboolean
has_digit(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (g_ascii_isdigit(text[i]))
            return TRUE;
    }
    return FALSE;
}

static void
look_at_body(struct looks *looks, const char *text, const struct side *side, gboolean beside_it)
{
    guint width = side->to - side->from;
    if (!side->segments &&
        beside_it) /* a converter set the margin's line between two of the body */
        return;
    if (looks->was_wide && side->segments && g_unichar_islower(g_utf8_get_char(text + side->start)))
        looks->goes_on++;
    looks->lines += side->segments > 0;
    looks->split += side->segments > 1;
    looks->was_wide = side->segments && width >= BODY_WIDTH;
    looks->wide += looks->was_wide;
    looks->widest = MAX(looks->widest, width);
}

/* "2015-0031177" under "Sagsnr.": the words under a label in its own column. */
static gboolean
value_under(const struct beside *beside, const struct strip *strip, guint line, gboolean *ret_digit)
{
    for (guint i = line + 1; i < strip->end && i <= line + VALUE_DISTANCE; i++) {
        struct side left, right;
        divide(beside, i, strip->at, &left, &right);
        const struct side *side = strip->left ? &left : &right;
        if (!side->segments)
            continue;
        const char *text = line_at(beside, i)->text + side->start;
        *ret_digit = has_digit(text, side->end - side->start);
        return !text_is_label(beside->reader->words, text, side->end - side->start);
    }
    return FALSE;
}

static void
look_at_margin(const struct beside *beside, const struct strip *strip, guint line,
               const struct side *side, struct looks *looks)
{
    if (!side->segments)
        return;
    const struct text_words *words = beside->reader->words;
    const char *text = line_at(beside, line)->text + side->start;
    gsize length = side->end - side->start;
    gsize label = text_label_length(words, text, length);
    gboolean digit = FALSE;
    looks->narrow_lines++;
    looks->split += side->segments > 1;
    looks->widest = MAX(looks->widest, side->to - side->from);
    if (label) {
        g_autofree char *key = g_utf8_strdown(text, (gssize)label);
        looks->labels |= 1u << (g_str_hash(key) % 32);
    }
    if (label == length && value_under(beside, strip, line, &digit))
        looks->evidence += digit ? 2 : 1;
    else if (label && label < length &&
             !strip->left) /* on the left: a label of what stands beside */
        looks->evidence += has_digit(text, length) ? 2 : 1;
    else if (text_is_contact(text, length))
        looks->evidence++;
}

/* TRUE where one side of the strip is a margin and the other is prose. */
static gboolean
is_margin(const struct beside *beside, const struct strip *strip)
{
    struct looks body = {0}, margin = {0};
    for (guint i = strip->first; i < strip->end; i++) {
        struct side left, right;
        divide(beside, i, strip->at, &left, &right);
        look_at_body(&body, line_at(beside, i)->text, strip->left ? &right : &left,
                     (strip->left ? &left : &right)->segments > 0);
        look_at_margin(beside, strip, i, strip->left ? &left : &right, &margin);
    }
    gboolean prose = body.wide >= 2 && body.goes_on >= 1 && margin.widest < body.widest;
    gboolean letterhead = !strip->left && margin.evidence >= LETTERHEAD_EVIDENCE &&
                          (margin.labels & (margin.labels - 1)) != 0; /* two labels or more */
    return (prose || letterhead) && body.split * 5 <= body.lines && margin.narrow_lines >= 2 &&
           margin.widest <= MARGIN_WIDTH && margin.split * 5 <= margin.narrow_lines &&
           margin.evidence >= EVIDENCE;
}

/* What a column of prose looks like, line by line. */
struct column_looks {
    guint lines, goes_on, widest, full, alone;
    gboolean before;
};

static void
look_at_column(struct column_looks *looks, const char *text, const struct side *side,
               const struct side *other)
{
    guint width = side->to - side->from;
    gboolean lower = side->segments && g_unichar_islower(g_utf8_get_char(text + side->start));
    looks->goes_on += looks->before && lower;
    looks->lines += side->segments > 0;
    looks->alone += side->segments > 0 && !other->segments;
    looks->widest = MAX(looks->widest, width);
    looks->full += width * 5 >= looks->widest * 4 && width >= COLUMN_WIDTH;
    looks->before = side->segments > 0;
}

static gboolean
is_prose(const struct column_looks *looks)
{
    return looks->lines >= COLUMN_LINES && looks->widest >= COLUMN_WIDTH &&
           looks->goes_on * 4 >= looks->lines && looks->full * 2 >= looks->lines;
}

/* TRUE where both sides are prose whose paragraphs end at different lines: rows of a table would
 * begin together. */
static gboolean
is_two_columns(const struct beside *beside, const struct strip *strip)
{
    struct column_looks first = {0}, second = {0};
    guint blank = 0;
    for (guint i = strip->first; i < strip->end; i++) {
        struct side left, right;
        divide(beside, i, strip->at, &left, &right);
        if (left.segments > 1 || right.segments > 1)
            return FALSE;
        blank += !left.segments && !right.segments;
        look_at_column(&first, line_at(beside, i)->text, &left, &right);
        look_at_column(&second, line_at(beside, i)->text, &right, &left);
    }
    gboolean apart = blank ? first.alone && second.alone && first.alone + second.alone >= 3
                           : first.alone + second.alone <= first.lines;
    return is_prose(&first) && is_prose(&second) && first.widest <= 2 * second.widest &&
           second.widest <= 2 * first.widest && apart;
}

static void
add_view(struct beside *beside, const struct text_line *line, gsize start, gsize end,
         gboolean margin)
{
    struct text_line part = *line;
    guint8 flag = margin;
    part.text = line->text + start;
    part.length = end - start;
    part.column += (guint)g_utf8_strlen(line->text, (gssize)start);
    g_array_append_val(beside->view->lines, part);
    g_byte_array_append(beside->margins, &flag, 1);
}

/* Lines of the margin that are read in one go. */
struct note {
    guint first, end;
};

/* Divides the strip's margin: at blank lines, but not between a label and its value, and before a
 * label. */
static GArray *
notes_of(const struct beside *beside, const struct strip *strip)
{
    GArray *notes = g_array_new(FALSE, FALSE, sizeof(struct note));
    gboolean only_label = FALSE;
    for (guint i = strip->first; i < strip->end; i++) {
        struct side left, right;
        divide(beside, i, strip->at, &left, &right);
        const struct side *side = strip->left ? &left : &right;
        if (!side->segments)
            continue;
        const char *text = line_at(beside, i)->text + side->start;
        gsize length = side->end - side->start;
        gsize label = text_label_length(beside->reader->words, text, length);
        struct note *last = notes->len ? &g_array_index(notes, struct note, notes->len - 1) : NULL;
        guint distance = last ? i - last->end : 0;
        if (last && !label && distance <= (only_label ? VALUE_DISTANCE - 1u : 0u)) {
            last->end = i + 1;
            only_label = FALSE;
            continue;
        }
        struct note note = {i, i + 1};
        g_array_append_val(notes, note);
        only_label = label == length;
    }
    return notes;
}

static void
add_note(struct beside *beside, const struct strip *strip, const struct note *note)
{
    for (guint i = note->first; i < note->end; i++) {
        struct side left, right;
        divide(beside, i, strip->at, &left, &right);
        const struct side *side = strip->left ? &left : &right;
        if (side->segments)
            add_view(beside, line_at(beside, i), side->start, side->end, TRUE);
    }
    add_view(beside, line_at(beside, note->end - 1), 0, 0, FALSE);
}

/* The byte at which a column begins. */
static gsize
byte_of_column(const struct text_line *line, guint column)
{
    gsize at = 0;
    for (; column && at < line->length; column--)
        at += (gsize)g_utf8_skip[(guchar)line->text[at]];
    return at;
}

/* TRUE where a line without words in the body stands in the middle of a paragraph: the margin's
 * words are not level with it. */
static gboolean
in_paragraph(const struct beside *beside, const struct strip *strip, guint line)
{
    struct side left, right, *side = strip->left ? &right : &left;
    divide(beside, line, strip->at, &left, &right);
    if (!(strip->left ? &left : &right)->segments || line == strip->first || line + 1 == strip->end)
        return FALSE;
    divide(beside, line + 1, strip->at, &left, &right);
    if (!side->segments)
        return FALSE;
    gboolean lower =
        g_unichar_islower(g_utf8_get_char(line_at(beside, line + 1)->text + side->start));
    divide(beside, line - 1, strip->at, &left, &right);
    const char *before = line_at(beside, line - 1)->text;
    return side->segments && (lower || (side->to - side->from >= BODY_WIDTH &&
                                        !strchr(".:!?", before[side->end - 1])));
}

static void
add_strip(struct beside *beside, const struct strip *strip)
{
    g_autoptr(GArray) notes = notes_of(beside, strip);
    guint next = 0;
    for (guint i = strip->first; i < strip->end; i++) {
        const struct text_line *line = line_at(beside, i);
        struct side left, right;
        divide(beside, i, strip->at, &left, &right);
        const struct side *side = strip->left ? &right : &left;
        if (side->segments) {
            gsize start = strip->left ? byte_of_column(line, strip->at) : 0;
            add_view(beside, line, start, side->end, FALSE);
            continue;
        }
        if (in_paragraph(beside, strip, i))
            continue;
        add_view(beside, line, 0, 0, FALSE);
        while (next < notes->len && g_array_index(notes, struct note, next).first <= i)
            add_note(beside, strip, &g_array_index(notes, struct note, next++));
    }
    if (next < notes->len)
        add_view(beside, line_at(beside, strip->end - 1), 0, 0, FALSE);
    while (next < notes->len)
        add_note(beside, strip, &g_array_index(notes, struct note, next++));
}

/* One column after the other. */
static void
add_columns(struct beside *beside, const struct strip *strip)
{
    for (guint pass = 0; pass < 2; pass++) {
        for (guint i = strip->first; i < strip->end; i++) {
            const struct text_line *line = line_at(beside, i);
            struct side left, right;
            divide(beside, i, strip->at, &left, &right);
            if (pass == 0)
                add_view(beside, line, 0, left.segments ? left.end : 0, FALSE);
            else if (right.segments)
                add_view(beside, line, byte_of_column(line, strip->at), right.end, FALSE);
            else
                add_view(beside, line, 0, 0, FALSE);
        }
    }
}

/* How many segments of the lines [first, end) begin at each column, behind a gap. */
static void
count_columns(const struct beside *beside, guint first, guint end, guint *counts)
{
    for (guint i = first; i < end; i++) {
        guint n;
        const struct segment_columns *segments = segment_table_line(beside->table, i, &n);
        for (guint k = 0; k < n; k++) {
            if ((k > 0 || segments[k].from >= FAR) && segments[k].from < MAX_COLUMN)
                counts[segments[k].from]++;
        }
    }
}

/* The column at which most segments begin, and those counted are taken out; 0 where there are
 * fewer than two. */
static guint
take_column(guint *counts)
{
    guint best = 0, most = 1;
    for (guint i = 1; i + JITTER < MAX_COLUMN; i++) {
        guint sum = 0;
        for (guint k = i; counts[i] && k <= i + JITTER; k++)
            sum += counts[k];
        if (sum > most) {
            most = sum;
            best = i;
        }
    }
    for (guint k = best; best && k <= best + JITTER; k++)
        counts[k] = 0;
    return best;
}

/* Looks for strips among the lines [first, end) of a page with a gutter before column `at`. */
static void
find_strips(const struct beside *beside, guint first, guint end, guint at, GArray *strips)
{
    struct side left, right;
    for (guint i = first; i < end;) {
        struct strip strip = {.first = i, .at = at};
        while (i < end && divide(beside, i, at, &left, &right))
            i++;
        strip.end = i;
        if (i < end)
            i++;
        if (strip.end < strip.first + 2)
            continue;
        gboolean found = is_margin(beside, &strip);
        if (!found) {
            strip.left = TRUE;
            found = is_margin(beside, &strip);
        }
        if (!found)
            found = strip.columns = is_two_columns(beside, &strip);
        if (found)
            g_array_append_val(strips, strip);
    }
}

static gint
compare_strips(gconstpointer a, gconstpointer b)
{
    const struct strip *p = a, *q = b;
    return p->first < q->first ? -1 : p->first > q->first;
}

/* The strips of a page, none in another's lines. */
static GArray *
strips_of(const struct beside *beside, guint first, guint end)
{
    guint counts[MAX_COLUMN] = {0};
    GArray *strips = g_array_new(FALSE, FALSE, sizeof(struct strip));
    count_columns(beside, first, end, counts);
    for (guint i = 0; i < CANDIDATES && !strips->len; i++) {
        guint at = take_column(counts);
        if (!at)
            break;
        find_strips(beside, first, end, at, strips);
    }
    g_array_sort(strips, compare_strips);
    return strips;
}

static void
view_page(struct beside *beside, guint first, guint end)
{
    g_autoptr(GArray) strips = strips_of(beside, first, end);
    guint next = 0;
    for (guint i = first; i < end;) {
        const struct strip *strip =
            next < strips->len ? &g_array_index(strips, struct strip, next) : NULL;
        if (strip && strip->first == i) {
            if (strip->columns)
                add_columns(beside, strip);
            else
                add_strip(beside, strip);
            i = strip->end;
            next++;
            continue;
        }
        add_view(beside, line_at(beside, i), 0, line_at(beside, i)->length, FALSE);
        i++;
    }
}

struct text_lines *
text_beside(const struct text_reader *reader, GByteArray *margins)
{
    const struct text_lines *lines = reader->lines;
    struct text_lines *view = g_new0(struct text_lines, 1);
    g_autoptr(segment_table) table = segment_table_new(lines);
    struct beside beside = {reader, table, view, margins};
    view->lines = g_array_sized_new(FALSE, FALSE, sizeof(struct text_line), lines->lines->len);
    view->pages = lines->pages;
    for (guint i = 0; i < lines->lines->len;) {
        guint end = i, page = text_line_at(lines, i)->page;
        while (end < lines->lines->len && text_line_at(lines, end)->page == page)
            end++;
        view_page(&beside, i, end);
        i = end;
    }
    return view;
}
