/* Tokens to points in time and periods.
 *
 *   point    [mod] ( date | day month [year] | month [year] | nth quarter [year] | week n [year]
 *                  | season [year] | year )
 *   period   point join point | year-year | day-day month | week n-n | point "og frem"
 *
 * Each rule looks at a bounded number of tokens ahead, so that the whole is linear. */
#include "time-private.h"

#include <string.h>

enum {
    LIST_MAX = 12,       /* "3., 4., ... og 15. juni" */
    JOIN_BYTES_MAX = 40, /* "og frem til og med onsdag den" */
    MOVE_BYTES = 80,     /* how far before "fra" a word of moving counts */
    BOUND_WORDS = 4
};

enum join {
    JOIN_NONE,
    JOIN_DASH,
    JOIN_TO,
    JOIN_AND,
    JOIN_SLASH
};

static const struct time_token *
token_at(const struct time_work *work, guint index)
{
    return index < work->tokens->len ? &g_array_index(work->tokens, struct time_token, index)
                                     : NULL;
}

static gboolean
is_word(const struct time_token *token, enum word_class class)
{
    return token && token->kind == TOKEN_WORD && token->word->class == class;
}

static gboolean
is_month(const struct time_token *token)
{
    return is_word(token, WORD_MONTH) || is_word(token, WORD_MONTH_SHORT);
}

static gboolean
is_letter(char c)
{
    return g_ascii_isalpha(c) || (guchar)c == 0xc3;
}

/* A word that goes on after a hyphen is another word: "maj-mødet", but not "maj-juni". */
static gboolean
is_compound(const struct time_work *work, gsize end)
{
    if (work->text[end] != '-' || !is_letter(work->text[end + 1]))
        return FALSE;
    struct span next = time_word_after(work, end + 1);
    const struct time_word *word = time_vocabulary_word(work->vocabulary, work->text + next.start,
                                                        next.end - next.start, &(int){0});
    return !word || word->class < WORD_MONTH || word->class > WORD_MOD;
}

/* ---- points ------------------------------------------------------------------------------- */

/* Takes the year at a token, if one of the gaps lies before it. Returns the tokens taken. */
static guint
take_year(const struct time_work *work, guint index, struct point *point, const char *gaps)
{
    const struct time_token *token = token_at(work, index);
    if (!token || token->span.start < point->span.end || token->kind != TOKEN_NUMBER ||
        !time_gap(work, point->span.end, token->span.start, gaps) ||
        !time_may_be_year(work, token, point->day > 0))
        return 0;
    point->year = token->a;
    point->span.end = token->span.end;
    return 1;
}

/* "s.å." and its like right after a point without a year. */
static void
take_shift(const struct time_work *work, struct point *point)
{
    static const struct {
        const char *text;
        enum time_shift shift;
    } shifts[] = {{" s.å.", SHIFT_SAME},  {" f.å.", SHIFT_LAST},  {" d.å.", SHIFT_THIS},
                  {" n.å.", SHIFT_NEXT},  {" s. å.", SHIFT_SAME}, {" f. å.", SHIFT_LAST},
                  {" d. å.", SHIFT_THIS}, {" n. å.", SHIFT_NEXT}};
    for (guint i = 0; i < G_N_ELEMENTS(shifts) && !point->year; i++) {
        gsize length = strlen(shifts[i].text);
        if (strncmp(work->text + point->span.end, shifts[i].text, length) == 0) {
            point->shift = shifts[i].shift;
            point->span.end += length;
            return;
        }
    }
}

/* "i år", "sidste år" and the like after a point tell its year, but are no part of it. */
static enum time_shift
shift_after(const struct time_work *work, gsize end)
{
    static const struct {
        const char *text;
        enum time_shift shift;
    } shifts[] = {{" i år", SHIFT_THIS},      {" samme år", SHIFT_SAME},
                  {" sidste år", SHIFT_LAST}, {" næste år", SHIFT_NEXT},
                  {" dette år", SHIFT_THIS},  {" forrige år", SHIFT_LAST}};
    for (guint i = 0; i < G_N_ELEMENTS(shifts); i++) {
        gsize length = strlen(shifts[i].text);
        if (strncmp(work->text + end, shifts[i].text, length) == 0 &&
            !is_letter(work->text[end + length]))
            return shifts[i].shift;
    }
    return SHIFT_NONE;
}

/* The full stop of an abbreviation. */
static void
take_stop(const struct time_work *work, struct point *point)
{
    if (work->text[point->span.end] == '.')
        point->span.end++;
}

/* A month at a token, with what follows: "oktober 2016", "maj måned 2012", "okt. 2016". */
static guint
take_month(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *token = token_at(work, index);
    if (!is_month(token))
        return 0;
    point->month = token->word->value;
    point->span.end = token->span.end;
    gboolean stop = work->text[point->span.end] == '.';
    if (token->word->class == WORD_MONTH_SHORT)
        take_stop(work, point);
    if (time_word_is(work, token->span, "jul") && !stop && !point->day)
        return 0; /* Christmas */
    guint taken = 1;
    const struct time_token *next = token_at(work, index + 1);
    if (is_word(next, WORD_UNIT) && next->word->unit == 'M' &&
        time_gap(work, point->span.end, next->span.start, " ")) {
        struct point with_word = *point;
        with_word.span.end = next->span.end;
        if (take_year(work, index + 2, &with_word, " | i ")) {
            *point = with_word;
            return 3;
        }
    }
    taken += take_year(work, index + 1, point, " |, | i ||-| -");
    take_shift(work, point);
    return taken;
}

static guint
parse_day_month(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *day = token_at(work, index), *month = token_at(work, index + 1);
    int n = is_word(day, WORD_ORDINAL) ? day->word->value : day->a;
    if (!is_month(month) || n < 1 || n > 31 ||
        !time_gap(work, day->span.end, month->span.start,
                  day->kind == TOKEN_ORDINAL ? " |" : " ||. |-"))
        return 0;
    point->day = n;
    point->span = day->span;
    guint taken = take_month(work, index + 1, point);
    if (is_compound(work, point->span.end) && !point->year)
        return 0;
    return 1 + taken;
}

/* "3. kvartal 2014", "første halvår", and only with a year: "sidste halvdel af 2014". */
static guint
parse_part_of_year(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *nth = token_at(work, index), *part = token_at(work, index + 1);
    gboolean quarter = is_word(part, WORD_QUARTER), last = is_word(nth, WORD_LAST);
    gboolean needs_year = last || is_word(part, WORD_HALF_PART);
    int most = quarter ? 4 : 2;
    int n = last ? most : is_word(nth, WORD_ORDINAL) ? nth->word->value : nth->a;
    if ((!quarter && !is_word(part, WORD_HALF) && !is_word(part, WORD_HALF_PART)) || n < 1 ||
        n > most || !time_gap(work, nth->span.end, part->span.start, " |") ||
        (nth->kind == TOKEN_NUMBER && nth->digits > 1))
        return 0;
    *(quarter ? &point->quarter : &point->half) = n;
    point->span = (struct span){nth->span.start, part->span.end};
    if (part->span.end - part->span.start == 3) /* kvt. */
        take_stop(work, point);
    guint year = take_year(work, index + 2, point, " | i | af |, ");
    return needs_year && !year ? 0 : 2 + year;
}

static guint
parse_week(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *word = token_at(work, index), *n = token_at(work, index + 1);
    if (!n || (n->kind != TOKEN_NUMBER && n->kind != TOKEN_ORDINAL) || n->a < 1 || n->a > 53 ||
        !time_gap(work, word->span.end, n->span.start, " |. "))
        return 0;
    point->week = n->a;
    point->span = (struct span){word->span.start, n->span.end - (n->kind == TOKEN_ORDINAL)};
    return 2 + take_year(work, index + 2, point, " | i |, |/");
}

static guint
parse_season(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *token = token_at(work, index);
    struct span before = time_word_before(work, token->span.start);
    point->season = token->word->value;
    point->span = token->span;
    guint taken = take_year(work, index + 1, point, " | i |, ");
    const struct time_token *years = token_at(work, index + 1);
    if (!taken && years && years->kind == TOKEN_YEARS && point->season == 24 &&
        time_gap(work, point->span.end, years->span.start, " ")) {
        point->year = years->a; /* a winter has the year it begins in */
        point->span.end = years->span.end;
        taken = 1;
    }
    if (taken)
        return 1 + taken;
    if (is_compound(work, token->span.end) || time_word_is(work, before, "om"))
        return 0; /* om sommeren: every summer */
    if (token->word->class == WORD_SEASON)
        return 1;
    return time_word_is(work, before, "i") || time_word_is(work, before, "til") ? 1 : 0;
}

/* "April 14, 2015", "Jul 18" alone: the order of other languages, where nothing else stands around.
 */
static guint
parse_month_day(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *month = token_at(work, index), *day = token_at(work, index + 1);
    if (!is_month(month) || !day || day->kind != TOKEN_NUMBER || day->digits > 2 || day->a < 1 ||
        day->a > 31 || !time_gap(work, month->span.end, day->span.start, " |. "))
        return 0;
    point->month = month->word->value;
    point->day = day->a;
    point->span = (struct span){month->span.start, day->span.end};
    if (take_year(work, index + 2, point, ", "))
        return 3;
    const struct block *block =
        document_block(work->document, document_block_at(work->document, month->span.start));
    gsize before = month->span.start - block->span.start, after = block->span.end - day->span.end;
    return before < 10 && after < 10 ? 2 : 0; /* room for a weekday */
}

/* "aug.-okt. 2011", "jan. og feb.": another month right after. */
static gboolean
month_follows(const struct time_work *work, guint index, gsize end)
{
    const struct time_token *next = token_at(work, index + 1);
    return is_month(next) &&
           time_gap(work, end, next->span.start, "-| - |–| – |/| og |, | til | til og med ");
}

/* A month without a day: with a year, or where it cannot be a name. */
static guint
parse_month(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *token = token_at(work, index);
    guint taken = parse_month_day(work, index, point);
    if (taken)
        return taken;
    memset(point, 0, sizeof *point);
    point->span = token->span;
    taken = take_month(work, index, point);
    if (!taken || point->year || point->shift)
        return taken;
    if (token->word->class == WORD_MONTH_SHORT)
        return month_follows(work, index, point->span.end) ? taken : 0;
    if (is_compound(work, token->span.end))
        return 0;
    if (g_ascii_isupper(work->text[token->span.start])) {
        guint block = document_block_at(work->document, token->span.start);
        if (document_block(work->document, block)->span.start != token->span.start ||
            time_word_is_capitalised(work, time_word_after(work, token->span.end)))
            return 0; /* a person's name */
    }
    return taken;
}

/* "1/1-31/12 2013", "1.1.-31.12.2013": a day that a date is joined with. */
static gboolean
date_follows(const struct time_work *work, guint index)
{
    const struct time_token *token = token_at(work, index), *next = token_at(work, index + 1);
    return next && next->kind == TOKEN_DATE && !next->doubtful &&
           (token->kind == TOKEN_DAY_MONTH || token->kind == TOKEN_DOTTED) &&
           time_gap(work, token->span.end, next->span.start,
                    "-| - |–| – |.-|. - |.–|. – | til | til den ");
}

/* Do the words around allow a day written with figures only, "3/4" or "28.11"? */
static gboolean
is_day_cued(const struct time_work *work, const struct time_token *token)
{
    struct span before = time_word_before(work, token->span.start);
    static const char *const plain[] = {"den",    "d",         "pr",      "dato",   "mødet",
                                        "møde",   "inden",     "senest",  "mandag", "tirsdag",
                                        "onsdag", "torsdag",   "fredag",  "lørdag", "søndag",
                                        "frist",  "svarfrist", "deadline"};
    for (guint i = 0; i < G_N_ELEMENTS(plain); i++) {
        if (time_word_is(work, before, plain[i]))
            return TRUE;
    }
    if (token->kind == TOKEN_DAY_MONTH && time_cues_of(work, before) & CUE_MEETING)
        return TRUE;
    struct span after = time_word_after(work, token->span.end);
    if (time_word_is(work, after, "kl") || time_word_is(work, after, "klokken"))
        return TRUE;
    gboolean fraction = token->a < token->b && token->a < 10; /* 2/3, 3/4 */
    return !fraction && token->kind == TOKEN_DAY_MONTH &&
           (time_word_is(work, before, "fra") || time_word_is(work, before, "til"));
}

/* The whole of a block, or its first word. */
static gboolean
is_alone(const struct time_work *work, struct span span)
{
    const struct block *block =
        document_block(work->document, document_block_at(work->document, span.start));
    return block->span.start == span.start && block->span.end == span.end;
}

static guint
parse_figures(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *token = token_at(work, index);
    point->span = token->span;
    if (token->kind == TOKEN_DATE) {
        if (token->doubtful && !is_day_cued(work, token) && !is_alone(work, token->span) &&
            !memchr(work->text + token->span.start, '/', 3))
            return 0; /* 03.10.12 may be an account */
        point->year = token->a;
        point->month = token->b;
        point->day = token->c;
        return 1;
    }
    if (token->a < 1 || token->a > 31 || token->b < 1 || token->b > 12)
        return 0;
    gboolean padded = token->digits == 2 && token->c == 2;
    if (!date_follows(work, index) && !is_day_cued(work, token) &&
        !(padded && is_alone(work, token->span)))
        return 0;
    point->day = token->a;
    point->month = token->b;
    return 1;
}

/* One point without a word before it. Returns the number of tokens, 0 for none. */
static guint
parse_bare_point(const struct time_work *work, guint index, struct point *point, gboolean strict)
{
    const struct time_token *token = token_at(work, index);
    memset(point, 0, sizeof *point);
    if (!token)
        return 0;
    guint taken = 0;
    switch (token->kind) {
    case TOKEN_DATE:
    case TOKEN_DAY_MONTH:
    case TOKEN_DOTTED:
    case TOKEN_PAIR:
        return parse_figures(work, index, point);
    case TOKEN_NUMBER:
        if (token->digits == 4) {
            if (!time_is_year(work, index, strict))
                return 0;
            point->span = token->span;
            point->year = token->a;
            return 1;
        }
        /* fall through */
    case TOKEN_ORDINAL:
        taken = parse_day_month(work, index, point);
        return taken ? taken : parse_part_of_year(work, index, point);
    case TOKEN_QUARTER:
        point->quarter = token->a;
        point->span = token->span;
        return take_year(work, index + 1, point, " |-|/| - ") ? 2 : 0;
    case TOKEN_WORD:
        break;
    default:
        return 0;
    }
    switch (token->word->class) {
    case WORD_ORDINAL:
        taken = parse_day_month(work, index, point);
        return taken ? taken : parse_part_of_year(work, index, point);
    case WORD_LAST:
        return parse_part_of_year(work, index, point);
    case WORD_MONTH:
    case WORD_MONTH_SHORT:
        return parse_month(work, index, point);
    case WORD_SEASON:
    case WORD_SEASON_BARE:
        return parse_season(work, index, point);
    case WORD_WEEK:
        return parse_week(work, index, point);
    default:
        return 0;
    }
}

/* "årsskiftet", "årsskiftet 2012/13": the end of the year it begins in. */
static guint
parse_new_year(const struct time_work *work, guint index, struct point *point)
{
    memset(point, 0, sizeof *point);
    point->span = token_at(work, index)->span;
    point->mod = MOD_END;
    point->new_year = TRUE;
    const struct time_token *next = token_at(work, index + 1);
    if (next && next->kind == TOKEN_YEARS &&
        time_gap(work, point->span.end, next->span.start, " ")) {
        point->year = next->a;
        point->span.end = next->span.end;
        return 2;
    }
    return 1 + take_year(work, index + 1, point, " | i ");
}

/* "årets udgang": the end of the year that the paper is of. */
static guint
parse_of_the_year(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *token = token_at(work, index);
    struct span before = time_word_before(work, token->span.start);
    if (before.end - before.start != strlen("årets") ||
        g_ascii_strncasecmp(work->text + before.start + 2, "rets", 4) != 0)
        return 0;
    memset(point, 0, sizeof *point);
    point->span = (struct span){before.start, token->span.end};
    point->mod = (enum time_mod)token->word->value;
    return 1;
}

/* "udgangen af året". */
static guint
parse_end_of_year(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *token = token_at(work, index);
    static const char tail[] = " af året";
    if (strncmp(work->text + token->span.end, tail, sizeof tail - 1) != 0)
        return 0;
    gsize end = token->span.end + sizeof tail - 1;
    struct span next = time_word_after(work, end);
    if (is_letter(work->text[end]) || g_ascii_isdigit(work->text[next.start]))
        return 0;
    memset(point, 0, sizeof *point);
    point->span = (struct span){token->span.start, end};
    point->mod = (enum time_mod)token->word->value;
    return 1;
}

static guint
parse_point(const struct time_work *work, guint index, struct point *point, gboolean strict)
{
    const struct time_token *token = token_at(work, index), *next = token_at(work, index + 1);
    if (is_word(token, WORD_NEW_YEAR))
        return parse_new_year(work, index, point);
    if (is_word(token, WORD_OF_THE_YEAR))
        return parse_of_the_year(work, index, point);
    gboolean with_of = is_word(token, WORD_MOD_OF);
    if (!with_of && !is_word(token, WORD_MOD))
        return parse_bare_point(work, index, point, strict);
    guint end_of_year = with_of ? parse_end_of_year(work, index, point) : 0;
    if (end_of_year)
        return end_of_year;
    if (!next || !time_gap(work, token->span.end, next->span.start,
                           with_of ? " af | af året | af år " : " |. | af | år "))
        return 0;
    guint taken = parse_bare_point(work, index + 1, point, FALSE);
    if (!taken || point->day)
        return 0;
    point->mod = (enum time_mod)token->word->value;
    point->span.start = token->span.start;
    return 1 + taken;
}

/* ---- what stands around ------------------------------------------------------------------- */

/* How the text between two places joins two points: "-", "til den", "og" after "mellem". */
static enum join
join_between(const struct time_work *work, gsize from, gsize to)
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
static gboolean
is_preceded_by(const struct time_work *work, gsize at, const char *lower)
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
static gboolean
is_moved(const struct time_work *work, gsize at)
{
    if (!is_preceded_by(work, at, "fra"))
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
static const char *
bound_of(const struct time_work *work, const struct point *point, gboolean *ret_may_start)
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
            if (is_moved(work, point->span.start))
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

/* ---- findings ----------------------------------------------------------------------------- */

static struct finding *
add_finding(struct time_work *work, const char *rule)
{
    struct finding finding = {.next = -1, .rule = rule, .weight = 50, .cert = CERT_HIGH};
    g_array_append_val(work->findings, finding);
    return &g_array_index(work->findings, struct finding, work->findings->len - 1);
}

static const char *
point_rule(const struct point *point)
{
    return point->season    ? "date.season"
           : point->week    ? "date.week"
           : point->quarter ? "date.quarter"
           : point->half    ? "date.half"
           : point->day     ? "date.day"
           : point->month   ? "date.month"
                            : "date.year";
}

static void
add_date(struct time_work *work, const struct point *point)
{
    struct finding *finding = add_finding(work, point_rule(point));
    finding->span = point->span;
    finding->first = *point;
    finding->bound = bound_of(work, point, &finding->may_start);
    if (!point->year && !point->shift)
        finding->first.shift = shift_after(work, point->span.end);
    gboolean bare = !point->day && !point->month && !point->week && !point->quarter &&
                    !point->half && !point->season && !point->mod;
    if (bare || !point->year)
        finding->cert = CERT_MEDIUM;
}

static void
add_period(struct time_work *work, struct span span, const struct point *first,
           const struct point *last)
{
    struct finding *finding = add_finding(work, "period.join");
    finding->span = span;
    finding->period = TRUE;
    finding->first = *first;
    finding->last = *last;
}

/* Days since the year 0 or so, for points that may lack a year: enough to order them. */
static int
rank(const struct point *point)
{
    int month = point->month     ? point->month
                : point->quarter ? point->quarter * 3 - 2
                : point->half    ? point->half * 6 - 5
                : point->season  ? (point->season - 20) * 3
                : point->week    ? 1 + (point->week - 1) * 12 / 53
                                 : 1;
    int day = point->day ? point->day : point->week ? point->week : 1;
    int mod = point->mod == MOD_END ? 2 : point->mod == MOD_MID ? 1 : 0;
    return month * 100 + day + mod;
}

/* Gives the two ends of a period what only one of them says. FALSE: they are no period. */
static gboolean
share(struct point *first, struct point *last)
{
    gboolean first_bare =
        !first->month && !first->week && !first->quarter && !first->half && !first->season;
    if (first->day_only) {
        first->month = last->month;
        first->day_only = FALSE;
    }
    gboolean last_bare =
        !last->month && !last->week && !last->quarter && !last->half && !last->season;
    if (!first->year && first_bare && !first->month)
        return FALSE;
    if (first_bare && !last_bare && !last->year)
        return FALSE; /* "2002 frem til juli" */
    gboolean turns = rank(first) > rank(last);
    if (!first->year && last->year)
        first->year = last->year - turns;
    else if (first->year && !last->year)
        last->year = first->year + turns;
    return first->year < last->year ||
           (first->year == last->year && (!turns || !first->year || !last->month));
}

/* The point `first` took tokens up to `next`; is there a second one that it is joined with? */
static guint
parse_join(struct time_work *work, const struct point *first, guint next)
{
    const struct time_token *token = token_at(work, next);
    if (!token)
        return 0;
    enum join join = join_between(work, first->span.end, token->span.start);
    if (join == JOIN_NONE ||
        (join == JOIN_AND && !is_preceded_by(work, first->span.start, "mellem")))
        return 0;
    struct point one = *first, two;
    guint taken = parse_point(work, next, &two, FALSE);
    if (!taken || (join == JOIN_TO && is_moved(work, first->span.start)))
        return 0;
    gboolean slashed = (one.month && two.month && !one.day && !two.day && !one.year) ||
                       (one.season && two.season && !one.year);
    if (join == JOIN_SLASH && !slashed)
        return 0;
    gboolean bare_dash = join == JOIN_DASH && !one.month && !two.month && !one.mod && !two.mod &&
                         !one.season && !one.quarter && !one.week && !one.half;
    if (bare_dash || !share(&one, &two))
        return 0;
    add_period(work, (struct span){one.span.start, two.span.end}, &one, &two);
    return taken;
}

/* "2019 og frem": how many bytes after the point belong to it. */
static gsize
open_end(const struct time_work *work, gsize end)
{
    static const char *const tails[] = {" og fremefter", " og fremover", " og fremadrettet",
                                        " og frem"};
    for (guint i = 0; i < G_N_ELEMENTS(tails); i++) {
        gsize length = strlen(tails[i]);
        if (strncmp(work->text + end, tails[i], length) == 0 &&
            !is_letter(work->text[end + length]))
            return length;
    }
    return 0;
}

static void
add_open(struct time_work *work, const struct point *point, gsize length)
{
    struct finding *finding = add_finding(work, "period.open");
    finding->span = (struct span){point->span.start, point->span.end + length};
    finding->period = finding->open = TRUE;
    finding->first = *point;
}

/* ---- days, quarters and weeks that share what follows them -------------------------------- */

static gboolean
is_day_token(const struct time_token *token)
{
    return token &&
           (token->kind == TOKEN_ORDINAL || (token->kind == TOKEN_NUMBER && token->digits <= 2)) &&
           token->a >= 1 && token->a <= 31;
}

/* A point of the kind of `model` (day of its month, quarter, half) with another number. */
static struct point
sibling(const struct point *model, const struct time_token *token)
{
    struct point point = *model;
    point.span = token->span;
    point.mod = MOD_NONE;
    *(model->quarter ? &point.quarter : model->half ? &point.half : &point.day) = token->a;
    return point;
}

/* "1.-3. juni 2020", "13 til 15 juli", "1.-3. kvartal": two numbers that share a month or year. */
static guint
parse_number_range(struct time_work *work, guint index)
{
    const struct time_token *one = token_at(work, index), *two = token_at(work, index + 1);
    if (!is_day_token(one) || !is_day_token(two) || one->a >= two->a)
        return 0;
    enum join join = join_between(work, one->span.end, two->span.start);
    struct point last;
    if (join == JOIN_AND ? !is_preceded_by(work, one->span.start, "mellem")
                         : join != JOIN_DASH && join != JOIN_TO)
        return 0;
    guint taken = parse_bare_point(work, index + 1, &last, FALSE);
    if (!taken || (!last.day && !last.quarter && !last.half))
        return 0;
    struct point first = sibling(&last, one);
    add_period(work, (struct span){first.span.start, last.span.end}, &first, &last);
    return 1 + taken;
}

/* "13-15 juli 2012": the pair is one token. */
static guint
parse_pair(struct time_work *work, guint index)
{
    const struct time_token *pair = token_at(work, index), *month = token_at(work, index + 1);
    if (!is_month(month) || pair->a < 1 || pair->b > 31 || pair->a >= pair->b ||
        !time_gap(work, pair->span.end, month->span.start, " |. |."))
        return 0;
    struct point last = {.span = pair->span, .day = pair->b};
    guint taken = take_month(work, index + 1, &last);
    if (is_compound(work, last.span.end) && !last.year)
        return 0;
    struct point first = last;
    first.day = pair->a;
    add_period(work, last.span, &first, &last);
    return 1 + taken;
}

/* "uge 17-19", "ugerne 17 til 19 i 2012". */
static guint
parse_weeks(struct time_work *work, guint index)
{
    const struct time_token *word = token_at(work, index), *one = token_at(work, index + 1);
    if (!is_word(word, WORD_WEEK) || !one || !time_gap(work, word->span.end, one->span.start, " "))
        return 0;
    struct point last = {.span.start = word->span.start};
    struct point first = last;
    guint taken = 2;
    if (one->kind == TOKEN_PAIR) {
        first.week = one->a;
        last.week = one->b;
        last.span.end = one->span.end;
    } else {
        const struct time_token *two = token_at(work, index + 2);
        if (one->kind != TOKEN_NUMBER || one->digits > 2 || !is_day_token(two) ||
            join_between(work, one->span.end, two->span.start) != JOIN_TO)
            return 0;
        first.week = one->a;
        last.week = two->a;
        last.span.end = two->span.end - (two->kind == TOKEN_ORDINAL);
        taken = 3;
    }
    if (first.week < 1 || last.week > 53 || first.week >= last.week)
        return 0;
    taken += take_year(work, index + taken, &last, " | i |, |/");
    first.year = last.year;
    first.span = last.span;
    add_period(work, last.span, &first, &last);
    return taken;
}

/* "den 3., 4. og 5. juni": days that the last one gives month and year. Returns the number of
 * tokens before the last day; that one is parsed as any other. */
static guint
parse_day_list(struct time_work *work, guint index)
{
    guint n = 0;
    while (n < LIST_MAX) {
        const struct time_token *one = token_at(work, index + n),
                                *two = token_at(work, index + n + 1);
        if (!one || !two || one->kind != TOKEN_ORDINAL || one->a > 31 || one->a < 1 ||
            !time_gap(work, one->span.end, two->span.start,
                      ", | og | og den | eller | eller den | samt | samt den |, den | hhv. |/"))
            break;
        n++;
    }
    struct point last;
    if (!n || !parse_bare_point(work, index + n, &last, FALSE) ||
        (!last.day && !last.quarter && !last.half))
        return 0;
    for (guint i = 0; i < n; i++) {
        struct point point = sibling(&last, token_at(work, index + i));
        if ((last.quarter && point.quarter > 4) || (last.half && point.half > 2))
            continue;
        point.inherited = TRUE;
        add_date(work, &point);
    }
    return n;
}

/* "den 15." at the end of a sentence or before "i hver måned": a day and nothing else. */
static guint
parse_day_only(struct time_work *work, guint index)
{
    const struct time_token *token = token_at(work, index);
    struct span before = time_word_before(work, token->span.start);
    if (token->kind != TOKEN_ORDINAL || token->a < 1 || token->a > 31 ||
        !(time_word_is(work, before, "den") || time_word_is(work, before, "d")))
        return 0;
    const char *after = work->text + token->span.end;
    if (strncmp(after, " i hver måned", 14) != 0 && strncmp(after, " i måneden", 11) != 0 &&
        strncmp(after, " i den måned", 12) != 0 && strncmp(after, " hver måned", 12) != 0)
        return 0;
    struct point point = {.span = token->span, .day = token->a, .day_only = TRUE};
    add_date(work, &point);
    return 1;
}

/* ---- years -------------------------------------------------------------------------------- */

/* "2016-2019", "2005-06", "skoleåret 2015/16", "skoleåret 15/16". */
static guint
parse_years(struct time_work *work, guint index)
{
    const struct time_token *token = token_at(work, index);
    struct span before = time_word_before(work, token->span.start);
    guint cues = time_cues_of(work, before);
    int from = token->a, to = token->b;
    if (token->kind == TOKEN_DAY_MONTH || token->kind == TOKEN_PAIR) {
        if (!(cues & CUE_SCHOOL_YEAR) || token->digits != 2 || token->c != 2)
            return 0;
        from += from <= 60 ? 2000 : 1900;
        to += to <= 60 ? 2000 : 1900;
        if (to != from + 1)
            return 0;
    } else if (token->kind != TOKEN_YEARS || cues & CUE_NOT_YEAR) {
        return 0;
    } else if (token->slash && to != from + 1) {
        return 0;
    }
    const char *after = work->text + token->span.end;
    if (*after == '-' && is_letter(after[1]))
        return 0; /* 2015/16-pl */
    if (g_ascii_strncasecmp(after, " p/l", 4) == 0 || g_ascii_strncasecmp(after, " pl", 3) == 0)
        return 0;
    struct point first = {.span = token->span, .year = from};
    struct point last = {.span = token->span, .year = to};
    add_period(work, token->span, &first, &last);
    g_array_index(work->findings, struct finding, work->findings->len - 1).rule = "period.years";
    return 1;
}

guint
time_parse(struct time_work *work, guint index)
{
    const struct time_token *token = token_at(work, index);
    guint taken = 0;
    switch (token->kind) {
    case TOKEN_YEARS:
    case TOKEN_DAY_MONTH:
        taken = parse_years(work, index);
        break;
    case TOKEN_PAIR:
        taken = parse_years(work, index);
        taken = taken ? taken : parse_pair(work, index);
        break;
    case TOKEN_ORDINAL:
    case TOKEN_NUMBER:
        taken = parse_number_range(work, index);
        taken = taken ? taken : parse_day_list(work, index);
        taken = taken ? taken : parse_day_only(work, index);
        break;
    case TOKEN_WORD:
        taken = parse_weeks(work, index);
        break;
    default:
        break;
    }
    if (taken)
        return taken;
    struct point point;
    taken = parse_point(work, index, &point, TRUE);
    if (!taken)
        return 1;
    guint joined = parse_join(work, &point, index + taken);
    if (joined)
        return taken + joined;
    gsize open = open_end(work, point.span.end);
    if (open)
        add_open(work, &point, open);
    else
        add_date(work, &point);
    return taken;
}
