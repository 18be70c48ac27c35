/* Parts that stand behind what announces them: `whole, fordelt med A til x og B til y`. */
#include "relate/sums.h"

#include <string.h>

enum {
    LIST_BLOCKS = 60,
    GAP_WORDS = 7,
    PLAIN_WORDS = 2
};

static gboolean
is_quantity(enum mention_type type)
{
    return type == MENTION_AMOUNT || type == MENTION_COUNT || type == MENTION_PERCENT;
}

static const struct mention *
mention_of(const struct context *context, guint m)
{
    return document_mention(context->document, m);
}

static const char *
attr(const struct context *context, guint m, const char *key)
{
    return attrs_get(context->arena, mention_of(context, m)->attrs, key);
}

/* ---- where the parts stand ---- */

/* Behind an announcement the parts end at a semicolon, where `men`, `mens` or a comparison
 * (`mod 3 mio. kr. året før`) begins, or where another sum is told (`i alt 5 mio. kr.`). */
static struct span
parts_span(const struct context *context, const struct unit *unit, gsize from)
{
    struct span span = {from, unit->span.end};
    for (gsize at = from; at < span.end; at++)
        if (context->lower[at] == ';')
            span.end = at;
    for (int w = context_word_after(context, from, span.end); w >= 0;
         w = context_word_next(context, w, span.end)) {
        gsize start = context_word(context, w)->start;
        gboolean behind_comma = start >= from + 2 && context->lower[start - 2] == ',';
        if (context_word_is(context, w, "mod|imod|sammenlignet|sammenholdt|kontra") ||
            (behind_comma && context_word_is(context, w, "men|mens|hvilket|hvilke"))) {
            span.end = start;
            break;
        }
    }
    guint first, last;
    context_hits(context, span, &first, &last);
    for (guint h = first; h < last; h++)
        if (context_hit(context, h)->class == CUE_SUM && context_hit(context, h)->start > from &&
            (strcmp(context_hit(context, h)->value, "total") == 0 ||
             strcmp(context_hit(context, h)->value, "together") == 0)) {
            span.end = context_hit(context, h)->start;
            break;
        }
    return span;
}

/* The items of the list behind a unit; empty where there is none. */
static struct span
list_behind(const struct context *context, const struct unit *unit)
{
    struct document *document = context->document;
    struct span span = {unit->span.end, unit->span.end};
    int cell = document_block(document, unit->block)->cell;
    for (guint b = layout_next(context, unit->block);
         b < document->blocks->len && b < unit->block + LIST_BLOCKS; b = layout_next(context, b)) {
        const struct block *block = document_block(document, b);
        if (!layout_is_item(context, b) || block->cell != cell)
            break;
        if (span.start == span.end)
            span.start = block->span.start;
        span.end = block->span.end;
    }
    return span;
}

/* Whether nothing of a unit stands behind `offset` but signs. */
static gboolean
ends_at(const struct context *context, const struct unit *unit, gsize offset)
{
    return context_word_after(context, offset, unit->span.end) < 0;
}

/* ---- what is a part ---- */

/* Whether a nested announcement stands between: `heraf A til løn, hvoraf B er til ledelse`. B is
 * part of A, up to the comma that ends it. */
static gboolean
is_part_of_part(const struct context *context, struct span span, gsize offset)
{
    guint first, last;
    context_hits(context, (struct span){span.start, offset}, &first, &last);
    for (guint h = last; h > first; h--) {
        const struct hit *hit = context_hit(context, h - 1);
        if (hit->class == CUE_SUM && strcmp(hit->detail, "some") == 0)
            return !context_gap_has(context, hit->end, offset, ",;");
    }
    return FALSE;
}

/* `30 værksteder med 60 pladser`: a count that tells of the count before it. */
static gboolean
tells_of_another(const struct context *context, struct span span, guint m)
{
    const struct mention *mention = mention_of(context, m);
    int word = context_word_before(context, span.start, mention->span.start);
    return mention->type == MENTION_COUNT && word >= 0 &&
           context_word_is(context, word, "med|på|i|af|à|á|til|over|hos") &&
           context_word(context, word)->start > span.start + 1;
}

/* `2 medarbejdere à 450.000 kr.`: a price, to be multiplied. */
static gboolean
is_price(const struct context *context, gsize from, guint m)
{
    const char *per = attr(context, m, "per");
    int word = context_word_before(context, from, mention_of(context, m)->span.start);
    return (per && g_str_has_prefix(per, "unit:")) ||
           context_word_is(context, word, "à|á|a|x|gange|ad");
}

/* Adds the parts of a span that are what the whole is. A yearly part of a whole that is none is for
 * the caller, who counts the years: *ret_yearly counts them. */
static void
collect(const struct context *context, struct span span, struct addition *sum, guint *ret_yearly)
{
    guint first, last;
    const struct mention *whole = mention_of(context, sum->whole);
    const char *whole_per = attr(context, sum->whole, "per");
    *ret_yearly = 0;
    context_mentions(context, span, &first, &last);
    for (guint i = first; i < last; i++) {
        if (mention_of(context, i)->type != whole->type || i == sum->whole ||
            is_part_of_part(context, span, mention_of(context, i)->span.start) ||
            tells_of_another(context, span, i))
            continue;
        const char *per = attr(context, i, "per");
        if (is_price(context, span.start, i)) {
            sum->unread = "a part is a price";
            continue;
        }
        *ret_yearly += per && !whole_per && strcmp(per, "year") == 0;
        if (!per || g_strcmp0(per, whole_per) == 0 || strcmp(per, "year") == 0)
            sum_add(sum, i);
    }
}

/* ---- counts of what ---- */

/* Whether a count's noun names what things are divided among, not what is divided. */
static gboolean
is_group_noun(const char *noun)
{
    static const char *const nouns[] = {
        "gruppe",  "hold",     "udvalg",      "område",  "sted",   "kommune", "region",   "skole",
        "by",      "bydel",    "afdeling",    "hus",     "lokale", "plads",   "møde",     "gang",
        "adresse", "matrikel", "institution", "spor",    "etape",  "fase",    "tema",     "klub",
        "bolig",   "bygning",  "projekt",     "indsats", "center", "team",    "distrikt", "kvarter",
        "ejendom", "rum",      "etage",       "år",      "måned",  "uge",     "dag",      "time"};
    for (gsize i = 0; i < G_N_ELEMENTS(nouns); i++)
        if (g_str_has_suffix(noun, nouns[i]))
            return TRUE;
    return FALSE;
}

/* Whether the parts of a count count the same: its noun, no noun, or a kind of it. `22 medlemmer
 * fordelt på 4 grupper og 2 udvalg` tells where they are, not how many are there. */
static gboolean
counts_the_same(const struct context *context, const struct addition *sum)
{
    if (mention_of(context, sum->whole)->type != MENTION_COUNT)
        return TRUE;
    const char *whole = attr(context, sum->whole, "of");
    for (guint i = 0; i < sum->n; i++) {
        const char *part = attr(context, sum->parts[i], "of");
        if (part && whole && strcmp(part, whole) != 0 && !g_str_has_suffix(part, whole) &&
            is_group_noun(part))
            return FALSE;
    }
    return TRUE;
}

/* ---- numbers that nobody read ---- */

/* Whether a span holds a number that no mention covers: then the parts are not all known. */
static gboolean
has_unread_number(const struct context *context, struct span span, enum mention_type type)
{
    guint m, last;
    gsize end = span.start;
    gboolean labelled = FALSE; /* `projekt 1 og 3`: no figures */
    context_mentions(context, span, &m, &last);
    for (int w = context_word_after(context, span.start, span.end); w >= 0;
         w = context_word_next(context, w, span.end)) {
        const struct word *word = context_word(context, w);
        for (; m < last && mention_of(context, m)->span.start <= word->start; m++)
            end = MAX(end, mention_of(context, m)->span.end);
        int before = context_word_before(context, span.start, word->start);
        gboolean label =
            context_word_is(context, before,
                            "projekt|delprojekt|punkt|pkt|nr|bilag|tabel|side|år|uge|etape|fase|"
                            "trin|spor|hold|tema|klasse|gruppe|område|rute|linje|blok|afsnit|runde|"
                            "kvartal|halvår|afdeling|lokale|sal") ||
            (labelled && context_word_is(context, before, "og|samt"));
        if (word->start < end || label) {
            labelled = label;
            continue;
        }
        int after = context_word_after(context, word->end, span.end);
        if (context_word_is(context, after, "år|årige|klasse|kvartal|halvår|etape|fase|runde") &&
            g_ascii_isdigit(context->lower[word->start]))
            continue; /* an age, an ordinal */
        labelled &= context_word_is(context, w, "og|samt");
        if (g_ascii_isdigit(context->lower[word->start]) ||
            (type == MENTION_COUNT &&
             context_word_is(context, w, "to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv")))
            return TRUE;
    }
    return FALSE;
}

/* Words that say the parts told are not all of them. */
static gboolean
leaves_rest(const struct context *context, struct span span)
{
    for (int w = context_word_after(context, span.start, span.end); w >= 0;
         w = context_word_next(context, w, span.end))
        if (context_word_is(context, w,
                            "resten|restbeløbet|resterende|øvrige|bl|blandt|primært|især|fx|eks|"
                            "hovedsagelig|hovedsageligt|eksempelvis|overvejende|inklusive|inkl"))
            return TRUE;
    return FALSE;
}

/* ---- the whole ---- */

/* The quantity of what the parts are that ends last before `offset` in a unit, -1 for none. `parts`
 * is where they stand; without any there, of whatever kind. *ret_several: there are more. */
static int
whole_before(const struct context *context, const struct unit *unit, gsize offset,
             struct span parts, gboolean *ret_several)
{
    guint first, last, n = 0;
    int of = -1, found = -1;
    context_mentions(context, parts, &first, &last);
    for (guint i = first; i < last && of < 0; i++)
        if (is_quantity(mention_of(context, i)->type))
            of = (int)mention_of(context, i)->type;
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        const struct mention *mention = mention_of(context, i);
        if (is_quantity(mention->type) && mention->span.end <= offset &&
            (of < 0 || (int)mention->type == of)) {
            found = (int)i;
            n++;
        }
    }
    *ret_several = n > 1;
    return found;
}

/* ---- the checks ---- */

/* What is read of an announcement is checked; the years of yearly parts count. */
static void
check(struct context *context, const struct unit *unit, struct addition *sum, struct span span,
      const char *rule)
{
    guint yearly;
    enum mention_type type = mention_of(context, sum->whole)->type;
    collect(context, span, sum, &yearly);
    if (yearly > 0) {
        if (yearly < sum->n || (sum->times = sum_years(context, unit)) < 2)
            return; /* some a year and some in all */
    }
    sum->loose |= leaves_rest(context, span);
    enum sum_verdict verdict = sum_verdict(context, sum);
    if (sum->n < 2 || (verdict == SUM_OFF && !counts_the_same(context, sum)))
        return;
    if (verdict != SUM_HOLDS && has_unread_number(context, span, type))
        sum->unread = "a number among the parts is not read";
    sum_check(context, sum, unit->span, rule);
}

/* The list behind a unit that brings it in: with a colon, or with the cue as its last word. */
static gboolean
brings_in_list(const struct context *context, const struct unit *unit, const struct hit *hit,
               struct span *ret_list)
{
    *ret_list = list_behind(context, unit);
    return ret_list->end > ret_list->start &&
           (ends_at(context, unit, hit->end) || context->lower[unit->span.end - 1] == ':');
}

/* `De fordeler sig på ...`: what begins the sentence takes up the quantity that ended the one
 * before.
 */
static gboolean
takes_up(const struct context *context, const struct unit *unit, const struct hit *hit)
{
    int word = context_word_after(context, unit->span.start, unit->span.end);
    return hit->start <= unit->span.start + 2 ||
           (context_word_is(context, word, "de|disse|den|det|dette|pengene|midlerne|beløbet") &&
            hit->first_word <= (guint)word + 2);
}

void
sum_check_parts(struct context *context, guint u, guint h)
{
    const struct unit *unit = context_unit(context, u);
    const struct hit *hit = context_hit(context, h);
    struct span list, span = parts_span(context, unit, hit->end);
    struct addition sum = {.loose = strcmp(hit->detail, "some") == 0};
    gboolean several, listed = brings_in_list(context, unit, hit, &list);
    int whole = whole_before(context, unit, hit->start, span, &several);
    if (listed) { /* `12 mio. kr. fordelt på to etaper:` and the etaper */
        int of_list = whole_before(context, unit, hit->start, list, &several);
        listed = of_list >= 0;
        whole = listed ? of_list : whole;
    }
    if (whole < 0 && u > 0 && context_unit(context, u - 1)->block == unit->block) {
        const struct unit *before = context_unit(context, u - 1);
        whole = whole_before(context, before, before->span.end, span, &several);
        if (several && !takes_up(context, unit, hit))
            return; /* of which? */
    }
    if (whole < 0)
        return;
    sum.whole = (guint)whole;
    enum mention_type type = mention_of(context, sum.whole)->type;
    gsize told = MAX(mention_of(context, sum.whole)->span.end, unit->span.start);
    if (has_unread_number(context, (struct span){told, hit->start}, type))
        return; /* the whole is that number: `212 frivillige*, heraf ...` */
    struct addition here = sum;
    guint yearly;
    collect(context, span, &here, &yearly);
    if (!listed && sum.loose && span.end < unit->span.end) {
        /* `heraf A til x, mens B ...`: parts, if they are as much as the whole with it */
        struct addition more = sum;
        struct span rest = {span.start, unit->span.end};
        collect(context, rest, &more, &yearly);
        if (more.n > here.n && yearly == 0 && sum_verdict(context, &more) == SUM_HOLDS) {
            sum_check(context, &more, unit->span, "sum.rest");
            return;
        }
    }
    check(context, unit, &sum, listed && here.n == 0 ? list : span, "sum.parts");
}

/* The number that `til tre formål` counts between a whole and its parts, 0 for none. */
static guint
announced_number(const struct context *context, struct span gap)
{
    static const char *const numbers[] = {"to", "tre", "fire", "fem", "seks", "syv", "otte"};
    for (int w = context_word_after(context, gap.start, gap.end); w >= 0;
         w = context_word_next(context, w, gap.end))
        for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
            if (context_word_is(context, w, numbers[i]))
                return (guint)i + 2;
    return 0;
}

/* Where a colon or a bracket stands right behind an amount, a few words between; 0 for nowhere. */
static gsize
opening_behind(const struct context *context, const struct unit *unit, guint m)
{
    gsize from = mention_of(context, m)->span.end;
    guint words = 0;
    for (int w = context_word_after(context, from, unit->span.end); words <= GAP_WORDS; words++) {
        gsize end = w < 0 ? unit->span.end : context_word(context, w)->start;
        for (gsize at = from; at < end; at++)
            if (context->lower[at] == ':' || context->lower[at] == '(')
                return at;
            else if (strchr(";.)", context->lower[at]))
                return 0;
        if (w < 0 || m + 1 >= unit->last_mention)
            return 0;
        from = context_word(context, w)->end;
        w = context_word_next(context, w, unit->span.end);
    }
    return 0;
}

/* Whether `i alt` or `samlet` stands in the clause before a mention. */
static gboolean
is_called_total(const struct context *context, const struct unit *unit, guint m)
{
    gsize start = mention_of(context, m)->span.start;
    struct span clause = context_clause(context, unit->span, start);
    guint first, last;
    context_hits(context, (struct span){clause.start, start}, &first, &last);
    for (guint h = first; h < last; h++)
        if (context_hit(context, h)->class == CUE_SUM &&
            strcmp(context_hit(context, h)->value, "total") == 0)
            return TRUE;
    return FALSE;
}

/* Whether a unit announces parts by a word: then the word's rule checks them. */
static gboolean
is_announced(const struct context *context, const struct unit *unit, gsize from)
{
    for (guint h = unit->first_hit; h < unit->last_hit; h++)
        if (context_hit(context, h)->class == CUE_SUM && context_hit(context, h)->start >= from &&
            strcmp(context_hit(context, h)->value, "parts") == 0)
            return TRUE;
    return FALSE;
}

/* Whether each item of the list behind a unit holds one of the parts. */
static gboolean
is_list_of(const struct context *context, const struct unit *unit, struct span list,
           const struct addition *sum)
{
    guint items = 0;
    for (guint b = layout_next(context, unit->block);
         b < context->document->blocks->len &&
         document_block(context->document, b)->span.start < list.end;
         b = layout_next(context, b))
        items++;
    return items == sum->n;
}

static void
check_opening(struct context *context, const struct unit *unit, guint m, gsize opening)
{
    struct addition sum = {.whole = m};
    struct span whole = mention_of(context, m)->span, span = {opening + 1, unit->span.end};
    gboolean bracket = context->lower[opening] == '(';
    if (bracket) {
        for (gsize at = span.start; at < unit->span.end; at++)
            if (context->lower[at] == ')') {
                span.end = at;
                break;
            }
    } else {
        span = parts_span(context, unit, opening + 1);
    }
    struct span list = list_behind(context, unit);
    gboolean listed = !bracket && ends_at(context, unit, opening) && list.end > list.start;
    if (listed)
        span = list;
    guint yearly;
    struct addition found = sum;
    collect(context, span, &found, &yearly);
    if (found.n < 2 || yearly > 0)
        return;
    guint number = announced_number(context, (struct span){whole.end, opening});
    int word = context_word_after(context, span.start, span.end);
    gboolean plain = FALSE; /* an amount comes first, or right behind a word or two */
    for (guint n = 0; word >= 0 && n <= PLAIN_WORDS && !plain; n++) {
        plain =
            context_word(context, word)->start >= mention_of(context, found.parts[0])->span.start;
        word = context_word_next(context, word, span.end);
    }
    gboolean counted = number == found.n;
    if ((number > 0 && !counted) || (listed && !is_list_of(context, unit, span, &found)))
        return;
    /* in brackets and without a word for it the figures may be of another year */
    gboolean total = is_called_total(context, unit, m);
    if (!counted && !(plain && !listed && (total || !bracket)) && !(listed && total) &&
        sum_verdict(context, &found) != SUM_HOLDS)
        return;
    check(context, unit, &sum, span, "sum.colon");
}

void
sum_check_colon(struct context *context, guint u)
{
    const struct unit *unit = context_unit(context, u);
    for (guint m = unit->first_mention; m < unit->last_mention; m++) {
        if (mention_of(context, m)->type != MENTION_AMOUNT || attr(context, m, "per"))
            continue;
        gsize opening = opening_behind(context, unit, m);
        if (opening > 0 && !is_announced(context, unit, mention_of(context, m)->span.end)) {
            check_opening(context, unit, m, opening);
            return;
        }
    }
}
