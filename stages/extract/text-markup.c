/* Markup inside a part: markdown emphasis, html fragments, character references, bullets.
 *
 * Markup is printed but not read: it becomes a correction to nothing, so that columns stay exact
 * and no character is lost. Tags and bullets may divide a part into several blocks; a tag that
 * nothing closes, or that closes nothing, is passed over like any other. */
#include "extract/markers.h"
#include "extract/text-private.h"

#include <string.h>

enum {
    LONGEST_TAG = 300,
    LONGEST_REFERENCE = 10
};

/* What a piece of markup does to the flow. */
enum effect {
    EFFECT_NONE,
    EFFECT_BEGIN,
    EFFECT_ITEM,
    EFFECT_END,
    EFFECT_BREAK
};

struct segment {
    guint line;
    gsize start, end;
    const char *corr; /* what it is read as; NULL: it is text */
    enum effect effect;
    guint8 opener; /* emphasis that may be: the sign, and how often */
    guint8 signs;
    gboolean opens, closes;
};

static const struct {
    const char *name;
    enum effect open, close;
} tags[] = {
    {"p", EFFECT_BEGIN, EFFECT_END},     {"li", EFFECT_ITEM, EFFECT_END},
    {"ul", EFFECT_BEGIN, EFFECT_END},    {"ol", EFFECT_BEGIN, EFFECT_END},
    {"br", EFFECT_BREAK, EFFECT_BREAK},  {"div", EFFECT_BEGIN, EFFECT_END},
    {"h1", EFFECT_BEGIN, EFFECT_END},    {"h2", EFFECT_BEGIN, EFFECT_END},
    {"h3", EFFECT_BEGIN, EFFECT_END},    {"h4", EFFECT_BEGIN, EFFECT_END},
    {"table", EFFECT_BEGIN, EFFECT_END}, {"tr", EFFECT_BEGIN, EFFECT_END},
    {"td", EFFECT_BEGIN, EFFECT_END},    {"th", EFFECT_BEGIN, EFFECT_END},
    {"i", EFFECT_NONE, EFFECT_NONE},     {"b", EFFECT_NONE, EFFECT_NONE},
    {"u", EFFECT_NONE, EFFECT_NONE},     {"s", EFFECT_NONE, EFFECT_NONE},
    {"em", EFFECT_NONE, EFFECT_NONE},    {"strong", EFFECT_NONE, EFFECT_NONE},
    {"span", EFFECT_NONE, EFFECT_NONE},  {"font", EFFECT_NONE, EFFECT_NONE},
    {"sup", EFFECT_NONE, EFFECT_NONE},   {"sub", EFFECT_NONE, EFFECT_NONE},
    {"small", EFFECT_NONE, EFFECT_NONE}, {"a", EFFECT_NONE, EFFECT_NONE},
    {"tbody", EFFECT_NONE, EFFECT_NONE}, {"thead", EFFECT_NONE, EFFECT_NONE},
};

static const struct {
    const char *name, *text;
} references[] = {
    {"nbsp", " "},   {"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""},
    {"apos", "'"},   {"aelig", "æ"},  {"oslash", "ø"}, {"aring", "å"},  {"AElig", "Æ"},
    {"Oslash", "Ø"}, {"Aring", "Å"},  {"eacute", "é"}, {"Eacute", "É"}, {"ouml", "ö"},
    {"auml", "ä"},   {"uuml", "ü"},   {"ndash", "–"},  {"mdash", "—"},  {"hellip", "…"},
    {"bull", "•"},   {"middot", "·"}, {"sect", "§"},   {"frac12", "½"}, {"rdquo", "”"},
    {"ldquo", "“"},  {"rsquo", "’"},  {"lsquo", "‘"},  {"raquo", "»"},  {"laquo", "«"},
    {"shy", ""},     {"euro", "€"},   {"sup2", "²"},   {"#160", " "},   {"#39", "'"},
    {"#34", "\""},   {"#8211", "–"},  {"#8221", "”"},  {"#230", "æ"},   {"#248", "ø"},
    {"#229", "å"},
};

/* The length of the tag at `text` ('<'), or 0; broken ones end with the line or before another. */
static gsize
tag_length(const char *text, gsize length, enum effect *ret_effect)
{
    gsize at = 1;
    gboolean closes = at < length && text[at] == '/';
    at += closes;
    gsize name = at;
    while (at < length && at - name < 8 && g_ascii_isalnum(text[at]))
        at++;
    gsize n = at - name, found = G_N_ELEMENTS(tags);
    for (gsize i = 0; i < G_N_ELEMENTS(tags); i++) {
        if (strlen(tags[i].name) == n && !g_ascii_strncasecmp(tags[i].name, text + name, n))
            found = i;
    }
    if (found == G_N_ELEMENTS(tags))
        return 0;
    if (at < length && !strchr(" \t/>", text[at]))
        return 0;
    gsize limit = MIN(length, (gsize)LONGEST_TAG);
    while (at < limit && text[at] != '>' && text[at] != '<')
        at++;
    if (at >= limit || text[at] != '>')
        return 0;
    *ret_effect = closes ? tags[found].close : tags[found].open;
    return at + 1;
}

static gsize
reference_length(const char *text, gsize length, const char **ret_text)
{
    const char *end = memchr(text, ';', MIN(length, (gsize)LONGEST_REFERENCE));
    if (!end)
        return 0;
    gsize n = (gsize)(end - text) - 1;
    for (gsize i = 0; i < G_N_ELEMENTS(references); i++) {
        if (strlen(references[i].name) == n && !strncmp(references[i].name, text + 1, n)) {
            *ret_text = references[i].text;
            return n + 2;
        }
    }
    return 0;
}

static gboolean
is_word(const char *text, gsize length, gsize at)
{
    return at < length && ((guchar)text[at] >= 0x80 || g_ascii_isalnum(text[at]));
}

/* A run of '*' or '_' that can open or close emphasis: its length, or 0. */
static gsize
emphasis_length(const char *text, gsize length, gsize at, struct segment *segment)
{
    gsize run = 1;
    while (at + run < length && text[at + run] == text[at])
        run++;
    if (run > 3)
        return 0;
    gboolean before = at > 0 && text[at - 1] != ' ' && text[at - 1] != '\t';
    gboolean after = at + run < length && text[at + run] != ' ' && text[at + run] != '\t';
    gboolean word_before = at > 0 && is_word(text, length, at - 1);
    gboolean word_after = is_word(text, length, at + run);
    segment->opens = after;
    segment->closes = before;
    if (text[at] == '_') { /* inside a word it is a letter of a name or an address */
        segment->opens = after && !word_before;
        segment->closes = before && !word_after;
    } else if (run == 1 && word_before && word_after &&
               (g_ascii_isdigit(text[at - 1]) && g_ascii_isdigit(text[at + run]))) {
        return 0; /* 3*4 */
    }
    if (!segment->opens && !segment->closes)
        return 0;
    segment->opener = (guint8)text[at];
    segment->signs = (guint8)run;
    return run;
}

/* "[words](http://...)": the bracket, or what closes it with the address. */
static gsize
link_length(const char *text, gsize length, gsize at)
{
    if (text[at] != ']' || at + 2 >= length || text[at + 1] != '(')
        return 0;
    static const char *const schemes[] = {"http", "mailto:", "www.", "#", "tel:"};
    for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++) {
        gsize n = strlen(schemes[i]);
        if (length - at - 2 > n && !strncmp(text + at + 2, schemes[i], n)) {
            const char *end = memchr(text + at, ')', MIN(length - at, (gsize)LONGEST_TAG));
            return end ? (gsize)(end - text) + 1 - at : 0;
        }
    }
    return 0;
}

/* "{#oekonomi .unnumbered}" at a line's end: a heading's name and classes. */
static gsize
attributes_length(const char *text, gsize length, gsize at)
{
    gboolean fits = length - at > 3 && strchr("#.", text[at + 1]) && text[length - 1] == '}' &&
                    at > 0 && text[at - 1] == ' ' && !memchr(text + at, '}', length - at - 1);
    return fits ? length - at : 0;
}

/* Reads one piece of markup at `at`; its length, or 0 where there is none. */
static gsize
read_markup(const char *text, gsize length, gsize at, struct segment *segment)
{
    const char *here = text + at;
    gsize left = length - at, n = 0;
    segment->corr = "";
    switch (text[at]) {
    case '<':
        return tag_length(here, left, &segment->effect);
    case '&':
        return reference_length(here, left, &segment->corr);
    case '*':
    case '_':
        return emphasis_length(text, length, at, segment);
    case '{':
        return attributes_length(text, length, at);
    case '\\':
        if (left == 1 && at > 0 && text[at - 1] != ' ') { /* a line break */
            segment->effect = EFFECT_BREAK;
            return 1;
        }
        return left > 1 && strchr("\\`*_{}[]()#+-.!|~<>", here[1]) ? 1 : 0;
    case '[': /* markup if a link closes it */
        segment->corr = NULL;
        return 1;
    case ']':
        return link_length(text, length, at);
    default:
        n = marker_bullet_length(here, left);
        if (n && (at == 0 || text[at - 1] == ' ' || text[at - 1] == '>') && at + n < length &&
            (text[at + n] == ' ' || text[at + n] == '\t')) {
            segment->effect = EFFECT_ITEM;
            segment->corr = NULL; /* the bullet is the item's own: normalise takes it */
            return n;
        }
        return 0;
    }
}

#define segment_at(segments, i) (&g_array_index((segments), struct segment, (i)))

static void
add_segment(GArray *segments, guint line, gsize start, gsize end)
{
    struct segment segment = {.line = line, .start = start, .end = end};
    if (end > start)
        g_array_append_val(segments, segment);
}

static void
read_range(const struct text_reader *reader, const struct text_range *range, GArray *segments)
{
    const char *text = text_line_at(reader->lines, range->line)->text + range->start;
    gsize length = range->end - range->start - range->suffix, plain = range->prefix;
    guint bracket = 0; /* 1 + the segment of the last "[" */
    if (range->prefix) {
        struct segment prefix = {
            .line = range->line, .start = range->start, .end = range->start + plain, .corr = ""};
        g_array_append_val(segments, prefix);
    }
    for (gsize at = plain; at < length;) {
        struct segment segment = {.line = range->line};
        guchar c = (guchar)text[at];
        gsize n = c >= 0x80 || strchr("<&*_\\[]{", c) ? read_markup(text, length, at, &segment) : 0;
        if (!n) {
            at++;
            continue;
        }
        add_segment(segments, range->line, range->start + plain, range->start + at);
        segment.start = range->start + at;
        segment.end = segment.start + n;
        g_array_append_val(segments, segment);
        if (c == '[')
            bracket = segments->len;
        else if (c == ']' && bracket)
            segment_at(segments, bracket - 1)->corr = "";
        if (c == ']')
            bracket = 0;
        at += n;
        plain = at;
    }
    add_segment(segments, range->line, range->start + plain, range->end - range->suffix);
    if (range->suffix) {
        struct segment suffix = {.line = range->line,
                                 .start = range->end - range->suffix,
                                 .end = range->end,
                                 .corr = ""};
        g_array_append_val(segments, suffix);
    }
}

/* Emphasis is markup in pairs of the same sign and length; what stays alone is text. */
static void
pair_emphasis(GArray *segments)
{
    int open[2][4] = {{0}};
    for (guint i = 0; i < segments->len; i++) {
        struct segment *segment = segment_at(segments, i);
        if (!segment->opener)
            continue;
        int *last = &open[segment->opener == '_'][segment->signs];
        if (segment->closes && *last) {
            segment_at(segments, (guint)*last - 1)->corr = "";
            *last = 0;
        } else {
            segment->corr = NULL;
            *last = segment->opens ? (int)i + 1 : *last;
            continue;
        }
        segment->corr = "";
    }
}

static gboolean
is_visible(const struct text_reader *reader, const struct segment *segment)
{
    const char *text = text_line_at(reader->lines, segment->line)->text;
    return !segment->corr && text_visible(text + segment->start, segment->end - segment->start);
}

/* What a line break stands between. */
struct neighbours {
    const char *before, *after; /* the words, blanks left out */
    gsize before_length, after_length;
};

/* The words before and after a line break; FALSE where there are none near it. */
static gboolean
find_neighbours(const struct text_reader *reader, GArray *segments, guint at,
                struct neighbours *ret)
{
    enum {
        NEAR = 8
    }; /* segments of markup between */
    guint before = at, after = at + 1, farthest = MIN(at + NEAR, segments->len);
    while (before > 0 && at - before < NEAR &&
           !is_visible(reader, segment_at(segments, before - 1)))
        before--;
    while (after < farthest && !is_visible(reader, segment_at(segments, after)))
        after++;
    if (!before || at - before == NEAR || after >= farthest)
        return FALSE;
    const struct segment *first = segment_at(segments, before - 1);
    const struct segment *second = segment_at(segments, after);
    gsize end = first->end, start = second->start;
    ret->before = text_line_at(reader->lines, first->line)->text + first->start;
    while (end > first->start && strchr(" \t", ret->before[end - first->start - 1]))
        end--;
    ret->before_length = end - first->start;
    ret->after = text_line_at(reader->lines, second->line)->text;
    while (start < second->end && strchr(" \t", ret->after[start]))
        start++;
    ret->after += start;
    ret->after_length = second->end - start;
    return ret->before_length && ret->after_length;
}

/* A line break parts two texts: the second neither begins in lower case nor is the place under a
 * street ("5700 Svendborg"), and the first does not end in a comma or hyphen. */
static gboolean
break_parts(const struct neighbours *words)
{
    const char *after = words->after;
    if (strchr(",-", words->before[words->before_length - 1]))
        return FALSE;
    gboolean post =
        words->after_length > 5 && after[4] == ' ' && g_unichar_isupper(g_utf8_get_char(after + 5));
    for (gsize i = 0; post && i < 4; i++)
        post = g_ascii_isdigit(after[i]);
    return !post && !g_unichar_islower(g_utf8_get_char(after));
}

/* "januar-<br>december" is one word, "Sundheds-<br>og" is two. */
static gboolean
hyphen_joins(const struct neighbours *words)
{
    static const char *const two[] = {"og", "eller", "samt", "til"};
    gsize n = words->before_length;
    if (words->before[n - 1] != '-' || n < 2 || strchr(" -", words->before[n - 2]))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(two); i++) {
        gsize k = strlen(two[i]);
        if (words->after_length >= k && !strncmp(words->after, two[i], k) &&
            (words->after_length == k || words->after[k] == ' '))
            return FALSE;
    }
    return TRUE;
}

struct block_plan {
    guint first, n; /* segments */
    enum block_kind kind;
    gboolean filled;
};

/* Divides the segments into blocks. */
static GArray *
plan_blocks(const struct text_reader *reader, GArray *segments, enum block_kind kind)
{
    GArray *plans = g_array_new(FALSE, TRUE, sizeof(struct block_plan));
    struct block_plan plan = {.kind = kind};
    gboolean closed = FALSE;
    for (guint i = 0; i < segments->len; i++) {
        struct segment *segment = segment_at(segments, i);
        enum effect effect = segment->effect;
        gboolean visible = is_visible(reader, segment);
        struct neighbours words;
        gboolean between = effect == EFFECT_BREAK && find_neighbours(reader, segments, i, &words);
        if (effect == EFFECT_BREAK && !(between && break_parts(&words))) {
            segment->corr = between && hyphen_joins(&words) ? "" : " ";
            effect = EFFECT_NONE;
        }
        gboolean begins = effect == EFFECT_BEGIN || effect == EFFECT_ITEM || (closed && visible);
        if (begins && plan.filled) {
            plan.n = i - plan.first;
            g_array_append_val(plans, plan);
            plan = (struct block_plan){.first = i, .kind = BLOCK_PARAGRAPH};
        }
        if (begins)
            closed = FALSE;
        if (effect == EFFECT_ITEM)
            plan.kind = BLOCK_ITEM;
        if (effect == EFFECT_END || effect == EFFECT_BREAK)
            closed = TRUE;
        plan.filled |= visible;
    }
    plan.n = segments->len - plan.first;
    if (plan.filled || !plans->len)
        g_array_append_val(plans, plan);
    else
        g_array_index(plans, struct block_plan, plans->len - 1).n += plan.n;
    return plans;
}

static void
build(struct text_reader *reader, GArray *segments, const struct block_plan *plan)
{
    gboolean after_blank = TRUE; /* one blank is read, however many references to it there are */
    for (guint i = plan->first; i < plan->first + plan->n; i++) {
        const struct segment *segment = segment_at(segments, i);
        const char *corr = segment->corr ? segment->corr : "";
        gboolean blank = !strcmp(corr, " ");
        if (blank && after_blank)
            corr = "";
        text_put(reader, segment->line, segment->start, segment->end, corr, segment->corr != NULL);
        if (!segment->corr) {
            const char *text = text_line_at(reader->lines, segment->line)->text;
            after_blank = strchr(" \t", text[segment->end - 1]) != NULL;
        } else if (*segment->corr) {
            after_blank = blank;
        }
    }
    builder_end_block(reader->builder);
}

void
text_build_ranges(struct text_reader *reader, const struct text_range *ranges, guint n,
                  enum block_kind kind, guint level, int cell)
{
    g_autoptr(GArray) segments = g_array_new(FALSE, TRUE, sizeof(struct segment));
    for (guint i = 0; i < n; i++)
        read_range(reader, &ranges[i], segments);
    pair_emphasis(segments);
    g_autoptr(GArray) plans = plan_blocks(reader, segments, kind);
    for (guint i = 0; i < plans->len; i++) {
        struct block_plan *plan = &g_array_index(plans, struct block_plan, i);
        if (cell >= 0 && plans->len == 1)
            plan->kind = BLOCK_CELL;
        else if (cell >= 0 && plan->kind == BLOCK_CELL)
            plan->kind = BLOCK_PARAGRAPH;
        builder_block(reader->builder, plan->kind, cell);
        if (level && i == 0)
            builder_block_n(reader->builder, NULL, level);
        else if (plan->kind == BLOCK_ITEM)
            builder_block_n(reader->builder, NULL, 1);
        reader->line = G_MAXUINT;
        build(reader, segments, plan);
    }
}
