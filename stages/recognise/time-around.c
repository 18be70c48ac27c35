/* What stands around a point: what joins two of them to a period, and what bounds one.
 *
 *   join     "-", "til den", "t.o.m.", and "og" after "mellem"
 *   bound    "senest den", "frem til", "fra og med": before or after */
#include "time-private.h"

#include <string.h>

enum {
    JOIN_BYTES_MAX = 40, /* "og frem til og med onsdag den" */
    MOVE_BYTES = 80,     /* how far before "fra" a word of moving counts */
    BOUND_WORDS = 4
};

/* How the text between two places joins two points: "-", "til den", "og" after "mellem". */
enum join
time_join_between(const struct time_work *work, gsize from, gsize to)
{
    if (to < from || to - from > JOIN_BYTES_MAX)
        return JOIN_NONE;
    if (time_gap(work, from, to, "-| - |- | -|–| – |– | –|—| — |−| − |.-|. - |.–|. – "))
        return JOIN_DASH;
    if (time_gap(work, from, to, "/"))
        return JOIN_SLASH;
    if (time_gap(work, from, to, " t.o.m. | t.o.m. den | t.o.m. d. | t.o.m | tom. "))
        return JOIN_TO;
    struct span word = time_word_after(work, from);
    enum join join = JOIN_NONE;
    for (guint i = 0; i < 8 && word.end > word.start && word.end <= to; i++) {
        if (time_word_is(work, word, "til") || time_word_is(work, word, "tom"))
            join = JOIN_TO;
        else if (i == 0 && time_word_is(work, word, "og"))
            join = JOIN_AND;
        else if (!(time_word_is(work, word, "frem") || time_word_is(work, word, "og") ||
                   time_word_is(work, word, "med") || time_cues_of(work, word) & CUE_FILLER))
            return JOIN_NONE;
        gsize end = word.end + (work->text[word.end] == '.'); /* d. */
        if (work->text[end] == ' ' && end + 1 >= to)
            return join;
        word = time_word_after(work, end);
    }
    return JOIN_NONE;
}

/* Is one of the few words before the place (fillers passed over) the one asked for? */
gboolean
time_is_preceded_by(const struct time_work *work, gsize at, const char *lower)
{
    struct span word = time_word_before(work, at);
    for (guint i = 0; i < BOUND_WORDS && word.end > word.start; i++) {
        if (time_word_is(work, word, lower))
            return TRUE;
        if (!(time_cues_of(work, word) & CUE_FILLER))
            return FALSE;
        word = time_word_before(work, word.start);
    }
    return FALSE;
}

/* "flyttet fra uge 34 til uge 37": two dates. */
gboolean
time_is_moved(const struct time_work *work, gsize at)
{
    if (!time_is_preceded_by(work, at, "fra"))
        return FALSE;
    struct span word = time_word_before(work, at);
    for (guint i = 0; i < 8 && word.end > word.start && at - word.start < MOVE_BYTES; i++) {
        if (time_cues_of(work, word) & CUE_MOVE)
            return TRUE;
        word = time_word_before(work, word.start);
    }
    return FALSE;
}

/* After "fra": a start ("gælder fra 2012"), or the year of a thing ("en rapport fra 2012")? */
static gboolean
is_start(const struct time_work *work, struct span from, const struct point *point)
{
    struct span before = time_word_before(work, from.start);
    if (g_ascii_isupper(work->text[from.start]))
        return TRUE;
    if (before.start == before.end) /* after a comma, not after a quotation or bracket */
        return from.start < 2 || !strchr("\")]\x9d", work->text[from.start - 2]);
    guint cues = time_cues_of(work, before);
    static const char *const origins[] = {"er", "var", "stammer", "stammede", "daterer", "dateres"};
    for (guint i = 0; i < G_N_ELEMENTS(origins); i++) {
        if (time_word_is(work, before, origins[i]))
            return FALSE;
    }
    if (cues & CUE_START)
        return TRUE;
    gboolean bare =
        !point->month && !point->season && !point->week && !point->quarter && !point->half;
    return !bare && !(cues & CUE_DOCUMENT);
}

/* "følger efter primo 2007": part of the verb. */
static gboolean
is_particle(const struct time_work *work, struct span word, struct span earlier)
{
    return time_word_is(work, word, "efter") &&
           (time_word_is(work, earlier, "følger") || time_word_is(work, earlier, "fulgte") ||
            time_word_is(work, earlier, "følge"));
}

/* "before" or "after" where a word right before the point says so. *ret_may_start: it is after a
 * "fra" that says where something is from, unless the year is still to come. */
const char *
time_bound_of(const struct time_work *work, const struct point *point, gboolean *ret_may_start)
{
    *ret_may_start = FALSE;
    struct span word = time_word_before(work, point->span.start);
    for (guint i = 0; i < BOUND_WORDS && word.end > word.start; i++) {
        guint cues = time_cues_of(work, word);
        struct span earlier = time_word_before(work, word.start);
        if (cues & CUE_BEFORE)
            return "before";
        if (cues & CUE_AFTER)
            return is_particle(work, word, earlier) ? NULL : "after";
        if (time_word_is(work, word, "til"))
            return time_word_is(work, earlier, "frem") ? "before" : NULL;
        if (time_word_is(work, word, "fra")) {
            if (time_is_moved(work, point->span.start))
                return NULL;
            *ret_may_start = !is_start(work, word, point);
            return *ret_may_start ? NULL : "after";
        }
        if (time_word_is(work, word, "med") && time_word_is(work, earlier, "og")) {
            struct span first = time_word_before(work, earlier.start);
            if (time_word_is(work, first, "fra"))
                return "after";
            struct span frem = time_word_before(work, first.start);
            return time_word_is(work, first, "til") && time_word_is(work, frem, "frem") ? "before"
                                                                                        : NULL;
        }
        if (!(cues & CUE_FILLER))
            return NULL;
        word = earlier;
    }
    return NULL;
}

gboolean
time_is_per_week(const struct time_work *work, gsize at)
{
    static const char *const words[] = {"pr", "per", "hver", "en", "anden", "tredje", "fjerde"};
    struct span before = time_word_before(work, at);
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (time_word_is(work, before, words[i]))
            return TRUE;
    }
    return FALSE;
}
