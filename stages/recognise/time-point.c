/* Tokens to points in time:
 *
 *   point    [mod] ( date | day month [year] | month [year] | nth quarter [year] | week n [year]
 *                  | season [year] | year )
 *
 * Each rule looks at a bounded number of tokens ahead, so that the whole is linear. */
#include "time-private.h"

#include <string.h>

enum {
    SHORT_YEAR_TURN = 60
}; /* years of two digits are from 1961 to 2060 */

/* A word that goes on after a hyphen is another word: "maj-mødet", but not "maj-juni". */
gboolean
time_is_compound(const struct time_work *work, gsize end)
{
    if (work->text[end] != '-' || !time_is_letter(work->text[end + 1]))
        return FALSE;
    struct span next = time_word_after(work, end + 1);
    const struct time_word *word = time_vocabulary_word(work->vocabulary, work->text + next.start,
                                                        next.end - next.start, &(int){0});
    return !word || word->class < WORD_MONTH || word->class > WORD_MOD;
}

/* Takes the year at a token, if one of the gaps lies before it. Returns the tokens taken. */
guint
time_take_year(const struct time_work *work, guint index, struct point *point, const char *gaps)
{
    const struct time_token *token = time_token_at(work, index);
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
enum time_shift
time_shift_after(const struct time_work *work, gsize end)
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
            !time_is_letter(work->text[end + length]))
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

/* A year of two digits: "maj '09", "sept-04", and after a day "14. maj 98" where it cannot count
 * anything. */
static guint
take_short_year(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *token = time_token_at(work, index);
    if (!token || token->kind != TOKEN_NUMBER || token->digits != 2 ||
        token->span.start < point->span.end)
        return 0;
    gboolean marked =
        time_gap(work, point->span.end, token->span.start, " '|'| \u2019|\u2019|-|-'");
    gboolean bare = point->day && time_gap(work, point->span.end, token->span.start, " ") &&
                    (token->a < 10 || token->a >= 90);
    const char *after = work->text + token->span.end;
    if ((!marked && !bare) || time_is_letter(*after) || (*after && strchr("-/:%", *after)) ||
        ((*after == '.' || *after == ',') && g_ascii_isdigit(after[1])) ||
        time_cues_of(work, time_word_after(work, token->span.end)) & CUE_COUNTED)
        return 0;
    point->year = token->a <= SHORT_YEAR_TURN ? 2000 + token->a : 1900 + token->a;
    point->span.end = token->span.end;
    return 1;
}

/* A month at a token, with what follows: "oktober 2016", "maj måned 2012", "okt. 2016". */
guint
time_take_month(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *token = time_token_at(work, index);
    if (!time_token_is_month(token))
        return 0;
    point->month = token->word->value;
    point->span.end = token->span.end;
    gboolean stop = work->text[point->span.end] == '.';
    if (token->word->class == WORD_MONTH_SHORT)
        take_stop(work, point);
    if (time_word_is(work, token->span, "jul") && !stop && !point->day)
        return 0; /* Christmas */
    guint taken = 1;
    const struct time_token *next = time_token_at(work, index + 1);
    if (time_token_is(next, WORD_UNIT) && next->word->unit == 'M' &&
        time_gap(work, point->span.end, next->span.start, " ")) {
        struct point with_word = *point;
        with_word.span.end = next->span.end;
        if (time_take_year(work, index + 2, &with_word, " | i ")) {
            *point = with_word;
            return 3;
        }
    }
    taken += time_take_year(work, index + 1, point, " |, | i ||-| -");
    if (!point->year)
        taken += take_short_year(work, index + 1, point);
    take_shift(work, point);
    return taken;
}

static guint
parse_day_month(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *day = time_token_at(work, index),
                            *month = time_token_at(work, index + 1);
    int n = time_token_is(day, WORD_ORDINAL) ? day->word->value : day->a;
    if (!time_token_is_month(month) || n < 1 || n > 31 ||
        !time_gap(work, day->span.end, month->span.start,
                  day->kind == TOKEN_ORDINAL ? " |" : " ||. |-"))
        return 0;
    if (day->kind == TOKEN_NUMBER &&
        time_cues_of(work, time_word_before(work, day->span.start)) & CUE_NOT_YEAR)
        return 0; /* nr. 3 juni 2012 */
    point->day = n;
    point->span = day->span;
    guint taken = time_take_month(work, index + 1, point);
    if (time_is_compound(work, point->span.end) && !point->year)
        return 0;
    return 1 + taken;
}

/* "3. kvartal 2014", "første halvår", and only with a year: "sidste halvdel af 2014". */
static guint
parse_part_of_year(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *nth = time_token_at(work, index),
                            *part = time_token_at(work, index + 1);
    gboolean quarter = time_token_is(part, WORD_QUARTER), last = time_token_is(nth, WORD_LAST);
    gboolean needs_year = last || time_token_is(part, WORD_HALF_PART);
    int most = quarter ? 4 : 2;
    int n = last ? most : time_token_is(nth, WORD_ORDINAL) ? nth->word->value : nth->a;
    if ((!quarter && !time_token_is(part, WORD_HALF) && !time_token_is(part, WORD_HALF_PART)) ||
        n < 1 || n > most || !time_gap(work, nth->span.end, part->span.start, " |") ||
        (nth->kind == TOKEN_NUMBER && nth->digits > 1))
        return 0;
    *(quarter ? &point->quarter : &point->half) = n;
    point->span = (struct span){nth->span.start, part->span.end};
    if (part->span.end - part->span.start <= 3) /* kvt., kv. */
        take_stop(work, point);
    guint year = time_take_year(work, index + 2, point, " | i | af |, ");
    return needs_year && !year ? 0 : 2 + year;
}

static guint
parse_week(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *word = time_token_at(work, index), *n = time_token_at(work, index + 1);
    if (time_is_per_week(work, word->span.start))
        return 0;
    if (n && n->kind == TOKEN_OF_YEAR && n->a >= 1 && n->a <= 53 &&
        time_gap(work, word->span.end, n->span.start, " ")) {
        point->week = n->a;
        point->year = n->b;
        point->span = (struct span){word->span.start, n->span.end};
        return 2;
    }
    if (!n || (n->kind != TOKEN_NUMBER && n->kind != TOKEN_ORDINAL) || n->a < 1 || n->a > 53 ||
        !time_gap(work, word->span.end, n->span.start, " |. "))
        return 0;
    point->week = n->a;
    point->span = (struct span){word->span.start, n->span.end - (n->kind == TOKEN_ORDINAL)};
    return 2 + time_take_year(work, index + 2, point, " | i |, |/");
}

static guint
parse_season(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *token = time_token_at(work, index);
    struct span before = time_word_before(work, token->span.start);
    point->season = token->word->value;
    point->span = token->span;
    guint taken = time_take_year(work, index + 1, point, " | i |, ");
    const struct time_token *years = time_token_at(work, index + 1);
    if (!taken && years && years->kind == TOKEN_YEARS && point->season == 24 &&
        time_gap(work, point->span.end, years->span.start, " ")) {
        point->year = years->a; /* a winter has the year it begins in */
        point->span.end = years->span.end;
        taken = 1;
    }
    if (taken)
        return 1 + taken;
    if (time_is_compound(work, token->span.end) || time_word_is(work, before, "om"))
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
    const struct time_token *month = time_token_at(work, index),
                            *day = time_token_at(work, index + 1);
    if (!time_token_is_month(month) || !day || day->kind != TOKEN_NUMBER || day->digits > 2 ||
        day->a < 1 || day->a > 31 || !time_gap(work, month->span.end, day->span.start, " |. "))
        return 0;
    point->month = month->word->value;
    point->day = day->a;
    point->span = (struct span){month->span.start, day->span.end};
    if (time_take_year(work, index + 2, point, ", "))
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
    const struct time_token *next = time_token_at(work, index + 1);
    return time_token_is_month(next) &&
           time_gap(work, end, next->span.start, "-| - |–| – |/| og |, | til | til og med ");
}

/* A month without a day: with a year, or where it cannot be a name. */
static guint
parse_month(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *token = time_token_at(work, index);
    guint taken = parse_month_day(work, index, point);
    if (taken)
        return taken;
    memset(point, 0, sizeof *point);
    point->span = token->span;
    taken = time_take_month(work, index, point);
    if (!taken || point->year || point->shift)
        return taken;
    if (token->word->class == WORD_MONTH_SHORT)
        return month_follows(work, index, point->span.end) ? taken : 0;
    if (time_is_compound(work, token->span.end))
        return 0;
    if (g_ascii_isupper(work->text[token->span.start])) {
        guint block = document_block_at(work->document, token->span.start);
        if (document_block(work->document, block)->span.start != token->span.start ||
            time_word_is_capitalised(work, time_word_after(work, token->span.end)))
            return 0; /* a person's name */
    }
    return taken;
}

static gboolean
is_day_and_month(const struct time_token *token)
{
    return token && (token->kind == TOKEN_DAY_MONTH || token->kind == TOKEN_DOTTED) &&
           token->a >= 1 && token->a <= 31 && token->b >= 1 && token->b <= 12;
}

/* "1/1-31/12 2013", "1.1.-31.12.2013", "fra 1/8 til 30/6": the two tokens from `index` on are the
 * first and last day of a period. Without a year one of them must not be a fraction, or a word say
 * that it is a time. */
static gboolean
is_range_of_days(const struct time_work *work, guint index)
{
    const struct time_token *first = time_token_at(work, index);
    const struct time_token *last = time_token_at(work, index + 1);
    if (!is_day_and_month(first) || !last ||
        !time_gap(work, first->span.end, last->span.start,
                  "-| - |–| – |.-|. - |.–|. – | til | til den | til d. | og med "))
        return FALSE;
    if (last->kind == TOKEN_DATE && !last->doubtful)
        return TRUE;
    struct span before = time_word_before(work, first->span.start);
    return last->kind == TOKEN_DAY_MONTH && is_day_and_month(last) &&
           (first->a > 12 || last->a > 12 || time_word_is(work, before, "fra") ||
            time_word_is(work, before, "perioden"));
}

/* Do the words around allow a day written with figures only, "3/4" or "28.11"? */
static gboolean
is_day_cued(const struct time_work *work, const struct time_token *token)
{
    struct span before = time_word_before(work, token->span.start);
    guint cues = time_cues_of(work, before);
    if (cues & CUE_DAY || (token->kind == TOKEN_DAY_MONTH && cues & CUE_MEETING))
        return TRUE;
    struct span after = time_word_after(work, token->span.end);
    if (time_word_is(work, after, "kl") || time_word_is(work, after, "klokken"))
        return TRUE;
    gboolean fraction = token->a < token->b && token->a < 10; /* 2/3, 3/4 */
    return !fraction && token->kind == TOKEN_DAY_MONTH &&
           (time_word_is(work, before, "fra") || time_word_is(work, before, "til"));
}

/* The whole of a block, or its beginning before a word with a capital: "31-05-06 Journal nr. ...".
 */
static gboolean
is_alone(const struct time_work *work, struct span span)
{
    const struct block *block =
        document_block(work->document, document_block_at(work->document, span.start));
    return block->span.start == span.start &&
           (block->span.end == span.end ||
            time_word_is_capitalised(work, time_word_after(work, span.end)));
}

/* "Slut: 30.06.24", but not "Konto: 03.10.12". */
static gboolean
is_after_colon(const struct time_work *work, gsize at)
{
    gsize before = at;
    while (before > 0 && work->text[before - 1] == ' ')
        before--;
    return before > 0 && work->text[before - 1] == ':' &&
           !(time_cues_of(work, time_word_before(work, at)) & CUE_NOT_YEAR);
}

static guint
parse_figures(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *token = time_token_at(work, index);
    point->span = token->span;
    if (token->kind == TOKEN_DATE) {
        if (token->doubtful && !is_day_cued(work, token) && !is_alone(work, token->span) &&
            !is_after_colon(work, token->span.start) &&
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
    if (!is_range_of_days(work, index) && !(index && is_range_of_days(work, index - 1)) &&
        !is_day_cued(work, token) && !(padded && is_alone(work, token->span)))
        return 0;
    point->day = token->a;
    point->month = token->b;
    return 1;
}

/* One point without a word before it. Returns the number of tokens, 0 for none. */
guint
time_parse_bare_point(const struct time_work *work, guint index, struct point *point,
                      gboolean strict)
{
    const struct time_token *token = time_token_at(work, index);
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
        return time_take_year(work, index + 1, point, " |-|/| - ") ? 2 : 0;
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
    point->span = time_token_at(work, index)->span;
    point->mod = MOD_END;
    point->new_year = TRUE;
    const struct time_token *next = time_token_at(work, index + 1);
    if (next && next->kind == TOKEN_YEARS &&
        time_gap(work, point->span.end, next->span.start, " ")) {
        point->year = next->a;
        point->span.end = next->span.end;
        return 2;
    }
    return 1 + time_take_year(work, index + 1, point, " | i ");
}

/* "årets udgang": the end of the year that the paper is of. */
static guint
parse_of_the_year(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *token = time_token_at(work, index);
    struct span before = time_word_before(work, token->span.start);
    if (before.end - before.start != strlen("årets") ||
        g_ascii_strncasecmp(work->text + before.start + 2, "rets", 4) != 0)
        return 0;
    memset(point, 0, sizeof *point);
    point->span = (struct span){before.start, token->span.end};
    point->mod = (enum time_mod)token->word->value;
    return 1;
}

/* "udgangen af året", "ultimo året". */
static guint
parse_end_of_year(const struct time_work *work, guint index, struct point *point)
{
    const struct time_token *token = time_token_at(work, index);
    const char *tail = time_token_is(token, WORD_MOD) ? " året" : " af året";
    if (!g_str_has_prefix(work->text + token->span.end, tail))
        return 0;
    gsize end = token->span.end + strlen(tail);
    struct span next = time_word_after(work, end);
    if (time_is_letter(work->text[end]) || g_ascii_isdigit(work->text[next.start]))
        return 0;
    memset(point, 0, sizeof *point);
    point->span = (struct span){token->span.start, end};
    point->mod = (enum time_mod)token->word->value;
    return 1;
}

guint
time_parse_point(const struct time_work *work, guint index, struct point *point, gboolean strict)
{
    const struct time_token *token = time_token_at(work, index),
                            *next = time_token_at(work, index + 1);
    if (time_token_is(token, WORD_NEW_YEAR))
        return parse_new_year(work, index, point);
    if (time_token_is(token, WORD_OF_THE_YEAR))
        return parse_of_the_year(work, index, point);
    gboolean with_of = time_token_is(token, WORD_MOD_OF);
    if (!with_of && !time_token_is(token, WORD_MOD))
        return time_parse_bare_point(work, index, point, strict);
    guint end_of_year = parse_end_of_year(work, index, point);
    if (end_of_year)
        return end_of_year;
    if (!next || !time_gap(work, token->span.end, next->span.start,
                           with_of ? " af | af året | af år " : " |. | af | år "))
        return 0;
    guint taken = time_parse_bare_point(work, index + 1, point, FALSE);
    if (!taken || point->day)
        return 0;
    point->mod = (enum time_mod)token->word->value;
    point->span.start = token->span.start;
    return 1 + taken;
}
