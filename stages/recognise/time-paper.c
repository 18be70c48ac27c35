/* The paper's own date: a day that stands alone on its line, near the top, or behind a label.
 *
 * Every day of the first pages gets a score, and the first of the best ones is the paper's. */
#include "time-private.h"

#include <string.h>

enum {
    TITLE_MAX = 120,
    PREFIX_MAX = 60,      /* bytes before a paper's own date on its line */
    PAPER_DATES_MAX = 60, /* days looked at for the paper's own */
    EARLY_BLOCKS = 40,
    TOP_BLOCKS = 12,
    LABEL_WORDS = 4,
    PAPER_LABELLED = 6, /* scores of what may be the paper's date */
    PAPER_NEAR_TOP = 1,
};

/* The part of the printed line around a span that its block holds. */
static struct span
printed_line(const struct time_work *work, struct span span)
{
    const struct document *document = work->document;
    const struct block *block = document_block(document, document_block_at(document, span.start));
    struct span line = block->span;
    for (guint i = document_piece_at(document, span.start); i-- > block->first_piece;) {
        const struct piece *piece = document_piece(document, i);
        if (piece->kind == PIECE_BREAK) {
            line.start = piece->text + piece->text_length;
            break;
        }
    }
    guint end = block->first_piece + block->n_pieces;
    for (guint i = document_piece_at(document, span.end); i < end; i++) {
        const struct piece *piece = document_piece(document, i);
        if (piece->kind == PIECE_BREAK && piece->text >= span.end) {
            line.end = piece->text;
            break;
        }
    }
    return line;
}

/* "Referat, Teknisk Udvalg, ...", "Beslutning i Byrådet den ...": a line that begins with the kind
 * of paper and ends in its date. 0 for none. */
static int
titled_score(const struct time_work *work, gsize from, gsize to)
{
    struct span word = time_word_after(work, from);
    if (to - from > TITLE_MAX || word.end == word.start)
        return 0;
    struct span last = time_word_before(work, to);
    gboolean set_off = work->text[to - 1] == ' ' && to - from > 2 &&
                       (work->text[to - 2] == ',' || time_word_is(work, last, "den"));
    if (!set_off && !(time_cues_of(work, last) & CUE_MEETING))
        return 0;
    return time_word_is(work, word, "beslutning")      ? 1
           : time_cues_of(work, word) & CUE_PAPER_DATE ? 2
                                                       : 0;
}

/* "Dato:", "Notat", "København, den", "Torsdag den": what may stand before a paper's date. Returns
 * 0 for anything else, 1 for nothing, 2 for such words, 3 where one of them is a label of a date.
 */
static int
prefix_score(const struct time_work *work, gsize from, gsize to)
{
    if (to - from > PREFIX_MAX)
        return 0;
    int score = 1;
    gsize at = from;
    while (at < to) {
        struct span word = time_word_after(work, at);
        if (word.start >= to)
            break;
        if (word.start == word.end) { /* a mark */
            if (!strchr(",.:-/", work->text[word.start]))
                return 0;
            at = word.start + 1;
            continue;
        }
        guint cues = time_cues_of(work, word);
        char next = work->text[word.end];
        gboolean place = g_ascii_isupper(work->text[word.start]) && next == ',';
        if (!(cues & (CUE_PAPER_DATE | CUE_DATE_LABEL | CUE_FILLER)) && !place)
            return 0;
        score = MAX(score, cues & CUE_DATE_LABEL ? 3 : 2);
        at = word.end;
    }
    return score;
}

static gboolean
is_clock_or_end(const struct time_work *work, gsize at, gsize end)
{
    while (at < end && (work->text[at] == ' ' || work->text[at] == ','))
        at++;
    return at >= end || strncmp(work->text + at, "kl", 2) == 0;
}

/* A cell whose row is named by a label: "Dato | 3. maj 2010". */
static gboolean
is_labelled_cell(const struct time_work *work, guint index)
{
    const struct document *document = work->document;
    if (index == 0)
        return FALSE;
    const struct block *block = document_block(document, index);
    const struct block *label = document_block(document, index - 1);
    if (label->cell < 0 || label->span.end - label->span.start > PREFIX_MAX)
        return FALSE;
    const struct cell *cell = document_cell(document, (guint)block->cell);
    const struct cell *before = document_cell(document, (guint)label->cell);
    return before->table == cell->table && before->row == cell->row && before->column == 0 &&
           prefix_score(work, label->span.start, label->span.end) == 3;
}

/* "Dato 3. maj 2010", "Dok. dato: ...", "Dato for møde: ...": a label of a date right before it. */
static gboolean
is_labelled(const struct time_work *work, struct span line, gsize at)
{
    struct span word = time_word_before(work, at);
    for (guint i = 0; i < LABEL_WORDS && word.end > word.start && word.start >= line.start; i++) {
        guint cues = time_cues_of(work, word);
        if (cues & CUE_DATE_LABEL)
            return TRUE;
        if (!(cues & (CUE_FILLER | CUE_PAPER_DATE | CUE_MEETING)) &&
            !time_word_is(work, word, "for"))
            return FALSE;
        word = time_word_before(work, word.start);
    }
    return FALSE;
}

/* After a labelled date: the end of its line, a time of day, or the next label. */
static gboolean
is_label_or_end(const struct time_work *work, gsize at, gsize end)
{
    if (is_clock_or_end(work, at, end))
        return TRUE;
    struct span next = time_word_after(work, at);
    return time_word_is_capitalised(work, next);
}

/* A short line near the top that ends in a day after a colon or slash ("Ref.: lkj/3. maj 2010"), or
 * a cell there that holds nothing else. */
static gboolean
is_near_top(const struct time_work *work, guint index, struct span line, struct span span)
{
    if (index >= TOP_BLOCKS || line.end - line.start > PREFIX_MAX + 20 || line.end != span.end)
        return FALSE;
    gsize length = span.start - line.start;
    return length == 0 || memchr(work->text + line.start, ':', length) ||
           memchr(work->text + line.start, '/', length);
}

/* How sure it is that a day is the paper's own date; 0 for no. */
static int
paper_score(const struct time_work *work, const struct finding *finding)
{
    guint index = document_block_at(work->document, finding->span.start);
    const struct block *block = document_block(work->document, index);
    struct span line = printed_line(work, finding->span);
    if (is_labelled(work, line, finding->span.start) &&
        is_label_or_end(work, finding->span.end, line.end))
        return PAPER_LABELLED;
    if (line.start == finding->span.start && index < TOP_BLOCKS && finding->span.end < line.end &&
        is_label_or_end(work, finding->span.end, line.end))
        return PAPER_NEAR_TOP; /* "31-05-06 Journal nr. ..." */
    if (!is_clock_or_end(work, finding->span.end, line.end))
        return 0;
    if (block->cell >= 0)
        return is_labelled_cell(work, index)                   ? PAPER_LABELLED
               : is_near_top(work, index, line, finding->span) ? PAPER_NEAR_TOP
                                                               : 0;
    int score = prefix_score(work, line.start, finding->span.start);
    if (!score)
        score = titled_score(work, line.start, finding->span.start);
    if (score == 1 && line.start != finding->span.start)
        return PAPER_NEAR_TOP; /* a decision: only where nothing else dates the paper */
    if (!score)
        return is_near_top(work, index, line, finding->span) ? PAPER_NEAR_TOP : 0;
    if (!block_is_furniture(block->kind))
        score += index < EARLY_BLOCKS ? 3 : 1;
    return score;
}

static gboolean
is_at_top(const struct time_work *work, const struct finding *finding)
{
    return document_block_at(work->document, finding->span.start) < TOP_BLOCKS;
}

gboolean
time_paper_date(const struct time_work *work, struct day *ret_day)
{
    int best = 0;
    guint seen = 0;
    for (guint i = 0; i < work->findings->len && seen < PAPER_DATES_MAX; i++) {
        const struct finding *finding = &g_array_index(work->findings, struct finding, i);
        const struct point *point = &finding->first;
        if (finding->period || !point->month || !point->year)
            continue;
        seen++;
        int score = paper_score(work, finding);
        if (score && !point->day) /* "Status marts 2014": where no day is better */
            score = is_at_top(work, finding) ? PAPER_NEAR_TOP : 0;
        if (score > best) {
            best = score;
            *ret_day = (struct day){point->year, point->month, point->day ? point->day : 15};
        }
    }
    return best > 0;
}
