/* The year that a point does not say. Asked in this order:
 *
 *   a point right after it in a list          "i januar og februar 2012"
 *   the last point before in the sentence     "den 20. juni 2007 og den 28. november"
 *   a case number in brackets right after     "den 28. november (SUD 478/2007)"
 *   "hvert år": every year's, it stays XXXX
 *   in a table, its caption or heading        "Budget 2018", above "1. halvår"
 *   the paper's own date; the year before or after, where the sentence's tense asks for it
 *   ("årets udgang" takes the paper's year at once)
 *   where the paper has no date: the last day or month named before in the block
 *   the heading above
 */
#include "time-private.h"

#include <stdlib.h>
#include <string.h>

enum {
    LIST_GAP_MAX = 24,
    NEIGHBOURS_MAX = 16, /* findings looked at to either side */
    SENTENCE_MAX = 1500, /* bytes of a sentence that are looked through for its tense */
    PAST_DAYS = 3,       /* so long after the paper, something past cannot lie */
    FUTURE_DAYS = 90,    /* so long before it, something to come cannot */
    HALF_A_YEAR = 183    /* nor what is only not said to be past: the next one is nearer */
};

struct resolver {
    struct time_work *work;
    gboolean has_paper;
    struct day paper;
    GArray *headings;             /* struct heading, in order */
    struct span clause, sentence; /* the last ones asked for, and their cues */
    guint clause_cues, sentence_cues;
};

/* A heading or caption that names exactly one year. */
struct heading {
    gsize at;
    int year;
    guint block;
};

static struct finding *
finding_at(const struct resolver *resolver, guint index)
{
    return &g_array_index(resolver->work->findings, struct finding, index);
}

static int
year_of(const struct finding *finding)
{
    if (finding->period && !finding->open && finding->first.year != finding->last.year)
        return 0;
    return finding->first.year;
}

static struct span
sentence_span(const struct time_work *work, gsize at)
{
    int index = document_sentence_at(work->document, at);
    if (index >= 0)
        return document_sentence(work->document, (guint)index)->span;
    return document_block(work->document, document_block_at(work->document, at))->span;
}

/* ---- headings ----------------------------------------------------------------------------- */

/* A heading, or a short block right before a table. */
static gboolean
is_title(const struct document *document, guint index)
{
    const struct block *block = document_block(document, index);
    if (block->cell >= 0)
        return FALSE;
    if (block->kind == BLOCK_HEADING)
        return TRUE;
    if (index + 1 >= document->blocks->len || block->span.end - block->span.start > 200)
        return FALSE;
    return document_block(document, index + 1)->cell >= 0;
}

static void
find_headings(struct resolver *resolver)
{
    const struct document *document = resolver->work->document;
    for (guint i = 0; i < resolver->work->findings->len; i++) {
        const struct finding *finding = finding_at(resolver, i);
        guint block = document_block_at(document, finding->span.start);
        if (!is_title(document, block))
            continue;
        struct heading heading = {finding->span.start, year_of(finding), block};
        struct heading *last =
            resolver->headings->len
                ? &g_array_index(resolver->headings, struct heading, resolver->headings->len - 1)
                : NULL;
        if (last && last->block == block) {
            if (last->year != heading.year)
                last->year = 0;
        } else {
            g_array_append_val(resolver->headings, heading);
        }
    }
}

/* The year of the last heading before a place, 0 for none. Binary search. */
static int
heading_year(const struct resolver *resolver, gsize at)
{
    guint low = 0, high = resolver->headings->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(resolver->headings, struct heading, middle).at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? g_array_index(resolver->headings, struct heading, low - 1).year : 0;
}

/* ---- neighbours --------------------------------------------------------------------------- */

/* The year that a point has beside another that says its own: the same, or where the turn of the
 * year lies between them ("22. december 2015 ... 4. januar", "december og januar 2016") the next
 * one or the one before. `follows`: the point comes after the other. */
static int
year_beside(const struct point *point, const struct point *other, int year, gboolean follows)
{
    enum {
        TURN_MONTHS = 9
    };
    if (!point->month || !other->month)
        return year;
    if (follows && other->month - point->month >= TURN_MONTHS)
        return year + 1;
    return !follows && point->month - other->month >= TURN_MONTHS ? year - 1 : year;
}

static int
list_neighbour(const struct resolver *resolver, guint index)
{
    const struct time_work *work = resolver->work;
    gsize end = finding_at(resolver, index)->span.end;
    for (guint i = index + 1; i < work->findings->len && i <= index + NEIGHBOURS_MAX; i++) {
        const struct finding *next = finding_at(resolver, i);
        gsize start = next->span.start;
        if (start < end || start - end > LIST_GAP_MAX ||
            !time_gap(
                work, end, start,
                ", | og | og i | og den | eller | eller den | samt | samt den |, den |/| til | til "
                "den | og d. "))
            return 0;
        if (year_of(next))
            return next->first.month || next->first.season || next->first.quarter ||
                           next->first.half || next->first.week
                       ? year_beside(&finding_at(resolver, index)->first, &next->first,
                                     year_of(next), FALSE)
                       : 0;
        end = next->span.end;
    }
    return 0;
}

/* A bare year tells of other points only as a time: "i 2009 ... i foråret", not "budget for 2022".
 * In a list the first one's word counts. */
static gboolean
tells_year(const struct resolver *resolver, guint index)
{
    const struct time_work *work = resolver->work;
    const struct finding *finding = finding_at(resolver, index);
    const struct point *point = &finding->first;
    if (finding->period || point->month || point->season || point->quarter || point->half ||
        point->week || point->mod)
        return TRUE;
    for (guint n = 0; index > 0 && n < NEIGHBOURS_MAX; n++) {
        const struct finding *before = finding_at(resolver, index - 1);
        if (before->span.end > finding->span.start ||
            !time_gap(work, before->span.end, finding->span.start, ", | og | eller | samt "))
            break;
        finding = before;
        index--;
    }
    return time_word_is(work, time_word_before(work, finding->span.start), "i");
}

/* The last point before in the same sentence that has a year. */
static int
sentence_neighbour(const struct resolver *resolver, guint index, struct span sentence)
{
    for (guint i = index, n = 0; i-- > 0 && n < NEIGHBOURS_MAX; n++) {
        const struct finding *before = finding_at(resolver, i);
        if (before->span.start < sentence.start)
            return 0;
        if (year_of(before) && tells_year(resolver, i))
            return year_beside(&finding_at(resolver, index)->first, &before->first, year_of(before),
                               TRUE);
    }
    return 0;
}

/* The last day or month before in the block. */
static int
block_neighbour(const struct resolver *resolver, guint index)
{
    const struct document *document = resolver->work->document;
    gsize at = finding_at(resolver, index)->span.start;
    gsize start = document_block(document, document_block_at(document, at))->span.start;
    for (guint i = index, n = 0; i-- > 0 && n < NEIGHBOURS_MAX; n++) {
        const struct finding *before = finding_at(resolver, i);
        if (before->span.start < start)
            return 0;
        if (!before->period && before->first.year && before->first.month)
            return year_beside(&finding_at(resolver, index)->first, &before->first,
                               before->first.year, TRUE);
    }
    return 0;
}

/* "(SUD 478/2007)" right after. */
static int
case_year(const struct time_work *work, gsize at)
{
    const char *text = work->text + at;
    if (strncmp(text, " (", 2) != 0)
        return 0;
    text += 2;
    gsize letters = 0;
    while (g_ascii_isupper(text[letters]) || ((guchar)text[letters] >= 0x80 && letters < 12))
        letters++;
    if (letters < 2 || letters > 12 || text[letters] != ' ')
        return 0;
    text += letters + 1;
    gsize digits = strspn(text, "0123456789");
    if (!digits || digits > 5 || text[digits] != '/' ||
        strspn(text + digits + 1, "0123456789") != 4)
        return 0;
    int year = (int)g_ascii_strtoll(text + digits + 1, NULL, 10);
    return year >= 1900 && year <= 2100 ? year : 0;
}

/* ---- tense -------------------------------------------------------------------------------- */

/* CUE_PAST and CUE_FUTURE, as far as the sentence's words show them. */
static guint
sentence_cues(const struct time_work *work, struct span sentence)
{
    guint cues = 0;
    gsize at = sentence.start, end = MIN(sentence.end, sentence.start + SENTENCE_MAX);
    while (at < end) {
        struct span word = time_word_after(work, at);
        if (word.end == word.start) {
            at = word.start + 1;
            continue;
        }
        gsize length = word.end - word.start;
        cues |= time_vocabulary_own_cues(work->vocabulary, work->text + word.start, length) &
                (CUE_PAST | CUE_FUTURE);
        if (length > 5 && memcmp(work->text + word.end - 3, "ede", 3) == 0)
            cues |= CUE_PAST;
        at = word.end;
    }
    return cues;
}

/* The clause around a span: between commas, semicolons and brackets of its sentence. */
static struct span
clause_span(const struct time_work *work, struct span span, struct span sentence)
{
    struct span clause = {span.start, span.end};
    gsize first =
        span.start - sentence.start > SENTENCE_MAX ? span.start - SENTENCE_MAX : sentence.start;
    while (clause.start > first && !strchr(",;:()", work->text[clause.start - 1]))
        clause.start--;
    gsize last = MIN(sentence.end, span.end + SENTENCE_MAX);
    while (clause.end < last && !strchr(",;:()", work->text[clause.end]))
        clause.end++;
    return clause;
}

/* The tense of the clause, or else of the whole sentence; where a bound is set ("fra januar"), a
 * past elsewhere in the sentence does not count. What a clause says is kept for the next point in
 * it, so that a long one is read once. */
static guint
tense_of(struct resolver *resolver, const struct finding *finding, struct span sentence)
{
    const struct time_work *work = resolver->work;
    struct span span = finding->span;
    if (span.start < resolver->clause.start || span.end > resolver->clause.end) {
        resolver->clause = clause_span(work, span, sentence);
        resolver->clause_cues = sentence_cues(work, resolver->clause);
    }
    if (resolver->clause_cues)
        return resolver->clause_cues;
    if (resolver->sentence.start != sentence.start || resolver->sentence.end != sentence.end) {
        resolver->sentence = sentence;
        resolver->sentence_cues = sentence_cues(work, sentence);
    }
    return finding->bound ? resolver->sentence_cues & ~(guint)CUE_PAST : resolver->sentence_cues;
}

/* "hvert år inden 1. april", "1. april hvert år", "årligt i maj", "hver 1. maj". */
static gboolean
is_recurring(const struct time_work *work, struct span span)
{
    gsize start = span.start;
    start -= start > 1 && work->text[start - 1] == '(';
    struct span word = time_word_before(work, start);
    for (guint i = 0; i < 4 && word.end > word.start; i++) {
        guint cues = time_cues_of(work, word);
        if (cues & CUE_RECURRING)
            return TRUE;
        if (!(cues & (CUE_FILLER | CUE_BEFORE | CUE_AFTER)) && !time_word_is(work, word, "år"))
            break;
        word = time_word_before(work, word.start);
    }
    struct span after = time_word_after(work, span.end);
    return time_cues_of(work, after) & CUE_RECURRING &&
           (time_word_is(work, time_word_after(work, after.end), "år") ||
            time_word_is(work, after, "årligt"));
}

/* One more of a list of days that every year has: "1. maj og 1. november". */
static gboolean
continues_recurring(const struct resolver *resolver, guint index)
{
    if (index == 0)
        return FALSE;
    const struct finding *before = finding_at(resolver, index - 1);
    return !before->first.year && !before->first.day_only &&
           before->span.end <= finding_at(resolver, index)->span.start &&
           time_gap(resolver->work, before->span.end, finding_at(resolver, index)->span.start,
                    " og | og den |, |, den | eller | samt ");
}

/* "notat af 12. december", "brev fra den 3. maj": what there is already is of the past. */
static gboolean
is_of_document(const struct time_work *work, gsize at)
{
    struct span word = time_word_before(work, at);
    if (time_word_is(work, word, "den") || time_word_is(work, word, "d"))
        word = time_word_before(work, word.start);
    return (time_word_is(work, word, "af") || time_word_is(work, word, "fra") ||
            time_word_is(work, word, "dateret")) &&
           time_cues_of(work, time_word_before(work, word.start)) & CUE_DOCUMENT;
}

/* The paper's year for a point, or the one beside it that the tense asks for. */
static int
year_by_tense(const struct resolver *resolver, const struct finding *finding, guint cues)
{
    struct point trial = finding->first;
    trial.year = resolver->paper.year;
    long first, last, paper = calendar_number(resolver->paper);
    if (!point_days(&trial, &first, &last))
        return trial.year;
    gboolean since = time_word_is(resolver->work,
                                  time_word_before(resolver->work, finding->span.start), "siden") ||
                     is_of_document(resolver->work, finding->span.start);
    if ((cues & CUE_PAST && !(cues & CUE_FUTURE)) || since)
        return (first + last) / 2 > paper + PAST_DAYS ? trial.year - 1 : trial.year;
    if (cues & CUE_PAST)
        return trial.year;
    gboolean coming = cues & CUE_FUTURE || finding->bound;
    if (last < paper - (coming ? FUTURE_DAYS : HALF_A_YEAR))
        return trial.year + 1;
    return trial.year;
}

/* The year that "s.å." and its like stand for. */
static int
shifted_year(const struct resolver *resolver, guint index)
{
    int paper = resolver->has_paper ? resolver->paper.year : 0;
    switch (finding_at(resolver, index)->first.shift) {
    case SHIFT_SAME:
        for (guint i = index, n = 0; i-- > 0 && n < NEIGHBOURS_MAX; n++) {
            if (year_of(finding_at(resolver, i)))
                return year_of(finding_at(resolver, i));
        }
        return paper;
    case SHIFT_LAST:
        return paper ? paper - 1 : 0;
    case SHIFT_THIS:
        return paper;
    case SHIFT_NEXT:
        return paper ? paper + 1 : 0;
    default:
        return 0;
    }
}

/* The year of a finding that does not say it, 0 where nothing tells. */
static int
find_year(struct resolver *resolver, guint index)
{
    const struct time_work *work = resolver->work;
    const struct finding *finding = finding_at(resolver, index);
    if (finding->first.shift)
        return shifted_year(resolver, index);
    const struct point *point = &finding->first;
    gboolean whole_year =
        !point->month && !point->season && !point->quarter && !point->half && !point->week;
    struct span sentence = sentence_span(work, finding->span.start);
    if (whole_year && resolver->has_paper) { /* "årets udgang"; "ved årsskiftet blev ..." */
        gboolean past = point->new_year && tense_of(resolver, finding, sentence) & CUE_PAST;
        return resolver->paper.year - (past && resolver->paper.month <= 6);
    }
    int year = list_neighbour(resolver, index);
    if (!year)
        year = sentence_neighbour(resolver, index, sentence);
    if (!year)
        year = case_year(work, finding->span.end);
    if (year || is_recurring(work, finding->span) ||
        (resolver->has_paper && continues_recurring(resolver, index)))
        return year;
    guint block = document_block_at(work->document, finding->span.start);
    int heading = heading_year(resolver, finding->span.start);
    gboolean since = time_word_is(work, time_word_before(work, finding->span.start), "siden");
    if (document_block(work->document, block)->cell >= 0 && !(since && resolver->has_paper)) {
        if (heading || resolver->has_paper)
            return heading ? heading : resolver->paper.year;
    }
    if (resolver->has_paper)
        return year_by_tense(resolver, finding, tense_of(resolver, finding, sentence));
    year = block_neighbour(resolver, index);
    return year ? year : heading;
}

static gboolean
is_to_come(const struct resolver *resolver, const struct point *point)
{
    long first, last;
    return resolver->has_paper && point_days(point, &first, &last) &&
           first > calendar_number(resolver->paper);
}

void
time_resolve(struct time_work *work)
{
    struct resolver resolver = {.work = work};
    resolver.headings = g_array_new(FALSE, FALSE, sizeof(struct heading));
    resolver.has_paper = time_paper_date(work, &resolver.paper);
    find_headings(&resolver);
    for (guint i = 0; i < work->findings->len; i++) {
        struct finding *finding = finding_at(&resolver, i);
        if (finding->may_start && is_to_come(&resolver, &finding->first))
            finding->bound = "after"; /* a thing cannot be from a time to come */
        if (finding->first.year || finding->first.day_only)
            continue;
        int year = find_year(&resolver, i);
        if (!year)
            continue;
        finding->first.year = year;
        finding->first.inherited = TRUE;
        if (finding->period && !finding->open) {
            long first, last, other;
            finding->last.year = year;
            if (point_days(&finding->first, &first, &other) &&
                point_days(&finding->last, &other, &last) && last < first)
                finding->last.year++;
        }
    }
    g_array_unref(resolver.headings);
}
