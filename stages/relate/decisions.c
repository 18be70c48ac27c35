/* Who decided, recommended, noted, postponed what: under `Beslutning`, and in sentences
 * (`Byrådet vedtog den ...`, `blev godkendt af ...`, `X indstiller, at`). What is proposed is
 * `recommended` by its maker and kept apart from what was decided. */
#include "relate/context.h"

#include <string.h>

enum {
    DECISIONS_MAX = 4,
    NEAR = 60,
    MONTH_GRAIN = 7 /* "2016-05": a year alone is not when a meeting was */
};

/* Who decides, when, on which item. */
struct meeting {
    int body; /* entity, or -1 */
    const char *date;
    const char *item;
};

static void
put_decision(struct context *context, const struct unit *unit, const struct meeting *meeting,
             const char *decision, const char *rule)
{
    struct draft draft;
    draft_begin(&draft, PREDICATE_DECISION, rule, CERT_HIGH);
    draft.fact.subject = context_term(context, (guint)meeting->body);
    draft.fact.object = term_text(decision);
    draft_qualify(&draft, "date", meeting->date);
    draft_qualify(&draft, "item", meeting->item);
    draft_unit(context, &draft, unit);
    draft_put(context, &draft);
}

static const char *
date_in(const struct context *context, struct span span, gboolean day)
{
    guint first, last;
    context_mentions(context, span, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->type == MENTION_DATE && (!day || strlen(mention->value) == 10))
            return mention->value;
    }
    return NULL;
}

/* The day on which was done what a span tells: no day after the paper's own, which is to come
 * (`anbefalede, at taksten fra 1. januar 2003 ...`). */
static const char *
past_date_in(const struct context *context, struct span span)
{
    const char *issued = context->issued >= 0
                             ? document_mention(context->document, (guint)context->issued)->value
                             : NULL;
    guint first, last;
    context_mentions(context, span, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->type == MENTION_DATE &&
            (!issued || strncmp(mention->value, issued, MIN(strlen(issued), 10)) <= 0))
            return mention->value;
    }
    return NULL;
}

/* ---- under Beslutning ---- */

static const char *
item_number(struct context *context, const struct unit *unit, int body)
{
    const struct section *section = context_section(context, unit->section);
    for (guint i = 0; i < context->ways->len; i++)
        if (context_way(context, i)->committee == body)
            return context_way(context, i)->item;
    gboolean own = context->committee < 0 || body == context->committee;
    if (section->item >= 0)
        return own ? context_item(context, section->item)->number : NULL;
    struct span span = unit->span;
    for (int w = context_word_after(context, span.start, MIN(span.end, span.start + NEAR)); w >= 0;
         w = context_word_next(context, w, span.end)) {
        int next = context_word_next(context, w, span.end);
        if (context_word_is(context, w, "pkt|punkt") && next >= 0 &&
            g_ascii_isdigit(context->lower[context_word(context, next)->start]) &&
            context_gap_has(context, span.start, context_word(context, w)->start, "(,") &&
            !context_gap_has(context, span.start, context_word(context, w)->start, ":"))
            return context_text(context, (struct span){context_word(context, next)->start,
                                                       context_word(context, next)->end});
    }
    return NULL;
}

/* The committee with which a line begins: `Økonomiudvalget den 19-06-2019: ...`; the one in
 * `Oversendes til Økonomiudvalget` is told, not telling. */
static int
opening_committee(const struct context *context, const struct unit *unit)
{
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        gsize start = document_mention(context->document, i)->span.start;
        int before = context_word_before(context, unit->span.start, start);
        if (start > unit->span.start + 24)
            return -1;
        if (context_is_committee(context, i))
            return context_word_is(context, before, "til|for|fra|med|af") ? -1
                                                                          : context->entity_of[i];
    }
    return -1;
}

static void
put_all(struct context *context, const struct unit *unit, const struct meeting *meeting)
{
    const char *said[DECISIONS_MAX];
    guint n = 0;
    for (guint h = unit->first_hit; h < unit->last_hit && n < DECISIONS_MAX; h++) {
        const struct hit *hit = context_hit(context, h);
        if (hit->class != CUE_DECISION || strcmp(hit->value, "none") == 0)
            continue;
        gboolean known = FALSE;
        for (guint i = 0; i < n; i++)
            known |= strcmp(said[i], hit->value) == 0;
        if (known)
            continue;
        said[n++] = hit->value;
        put_decision(context, unit, meeting, hit->value, "decision.section");
    }
}

/* Who decides under a heading: named in it, else whose minutes these are, else the addressee. */
static int
deciding_body(struct context *context, const struct unit *unit)
{
    int heading = context_section(context, unit->section)->heading;
    guint first = 0, last = 0;
    if (heading >= 0)
        context_mentions(context, document_block(context->document, (guint)heading)->span, &first,
                         &last);
    for (guint i = first; i < last; i++)
        if (context_is_committee(context, i))
            return context->entity_of[i];
    return context->committee >= 0 ? context->committee : context->addressee;
}

static void
relate_sections(struct context *context)
{
    struct meeting meeting = {.body = -1};
    guint block = G_MAXUINT, section = G_MAXUINT;
    gboolean open = FALSE;
    for (guint u = 0; u < context->units->len; u++) {
        const struct unit *unit = context_unit(context, u);
        if (!layout_is_body(context, unit->block) ||
            document_block(context->document, unit->block)->cell >= 0)
            continue;
        gboolean decided = context_section(context, unit->section)->kind == SECTION_DECISION;
        if (unit->section != section)
            meeting.body = -1;
        section = unit->section;
        if (unit->block != block)
            open = decided || layout_is_decision(context, unit->block);
        block = unit->block;
        if (!open)
            continue;
        int named = opening_committee(context, unit);
        if (named >= 0 || meeting.body < 0) {
            meeting.body = named >= 0 ? named : deciding_body(context, unit);
            meeting.date = date_in(context, unit->span, TRUE);
            int heading = context_section(context, unit->section)->heading;
            if (!meeting.date && decided && heading >= 0)
                meeting.date =
                    date_in(context, document_block(context->document, (guint)heading)->span, TRUE);
            if (context->minutes && (named < 0 || !meeting.date) && context->issued >= 0)
                meeting.date = document_mention(context->document, (guint)context->issued)->value;
        }
        meeting.item = item_number(context, unit, meeting.body);
        if (meeting.body >= 0)
            put_all(context, unit, &meeting);
    }
}

/* ---- in sentences ---- */

static gboolean
may_decide(const struct context *context, guint m)
{
    static const char *const kinds[] = {"committee",  "council",    "ministry", "agency",
                                        "foundation", "department", "region",   "county"};
    if (document_mention(context->document, m)->type != MENTION_ORGANISATION || context->nested[m])
        return FALSE;
    for (gsize k = 0; k < G_N_ELEMENTS(kinds); k++)
        if (strcmp(context_kind(context, m), kinds[k]) == 0)
            return TRUE;
    return FALSE;
}

/* The nearer of the body named last (`before`, a mention or -1) and one that `udvalget`,
 * `ministeriet` in a span stands for: an entity, or -1. */
static int
meant(struct context *context, const struct unit *unit, struct span span, int before)
{
    guint first, last;
    context_hits(context, span, &first, &last);
    for (guint h = last; h > first; h--) {
        const struct hit *hit = context_hit(context, h - 1);
        static const char *const bodies[] = {"committee", "ministry", "administration"};
        for (gsize k = 0; k < G_N_ELEMENTS(bodies); k++)
            if (hit->class == CUE_REFERENCE && strcmp(hit->value, bodies[k]) == 0 &&
                (before < 0 ||
                 document_mention(context->document, (guint)before)->span.end <= hit->start))
                return reference_body(context, unit, hit->value);
    }
    return before >= 0 ? context->entity_of[before] : -1;
}

/* The body that acts: named last before the verb in its clause, or right behind it (`Den 26. marts
 * godkendte Socialudvalget`); `af X` behind a passive. */
static int
acting(struct context *context, const struct unit *unit, const struct hit *hit, gboolean any)
{
    struct span clause = context_clause(context, unit->span, hit->start);
    gboolean passive = strcmp(hit->detail, "passive") == 0;
    int before = -1;
    guint first, last;
    context_mentions(context, clause, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (!may_decide(context, i) &&
            !(any && mention->type == MENTION_ORGANISATION && !context->nested[i]))
            continue;
        int word = context_word_before(context, clause.start, mention->span.start);
        if (context_word_is(context, word, "fra") && strcmp(hit->value, "withdrawn") == 0 &&
            mention->span.end <= hit->start) {
            before = (int)i; /* `ansøgningen fra X er trukket tilbage` */
            continue;
        }
        if (passive) {
            if (mention->span.start >= hit->end && context_word_is(context, word, "af") &&
                mention->span.start < hit->end + NEAR)
                return context->entity_of[i];
        } else if (mention->span.end <= hit->start) {
            if (!context_word_is(context, word, "til|fra|af|for|hos|i|på|med"))
                before = (int)i;
        } else if (before < 0 && mention->span.start <= hit->end + 6 &&
                   !context_gap_has(context, hit->end, mention->span.start, ",")) {
            return context->entity_of[i];
        }
    }
    return passive ? before : meant(context, unit, (struct span){clause.start, hit->start}, before);
}

/* `Kommunalbestyrelsen har på sit møde den 22. september tiltrådt ...`: a participle behind `har`
 * and a body that decides, with no `at` between. */
static gboolean
is_perfect(const struct context *context, const struct unit *unit, const struct hit *hit)
{
    struct span clause = context_clause(context, unit->span, hit->start);
    guint first, last;
    context_mentions(context, (struct span){clause.start, hit->start}, &first, &last);
    for (guint i = first; i < last; i++) {
        if (!may_decide(context, i))
            continue;
        int verb = context_word_after(context, document_mention(context->document, i)->span.end,
                                      hit->start);
        if (!context_word_is(context, verb, "har|havde"))
            continue;
        for (int w = verb; w >= 0; w = context_word_next(context, w, hit->start))
            if (context_word_is(context, w, "at|som|der|ikke"))
                return FALSE;
        return strcmp(hit->value, "granted") != 0 && strcmp(hit->value, "recommended") != 0;
    }
    return FALSE;
}

/* `tog ... til efterretning`: past, not to come. */
static gboolean
took(const struct context *context, const struct unit *unit, gsize offset)
{
    for (int w = context_word_before(context, unit->span.start, offset); w >= 0;
         w = context_word_before(context, unit->span.start, context_word(context, w)->start))
        if (context_word_is(context, w, "tog|taget"))
            return TRUE;
    return FALSE;
}

/* ---- at the end of an item ---- */

/* Whether a sentence is a verdict and little else: `Godkendt.`, `Taget til efterretning.`,
 * `Fordelingen blev godkendt med 4 stemmer mod 1.`; at most one definite noun before it. */
static gboolean
is_verdict(const struct context *context, const struct unit *unit, const struct hit *hit)
{
    guint words = 0;
    for (int w = context_word_after(context, unit->span.start, hit->start); w >= 0;
         w = context_word_after(context, context_word(context, w)->end, hit->start)) {
        const struct word *word = context_word(context, w);
        if (words == 0 && word->end - word->start > 5 &&
            strchr("nt", context->lower[word->end - 1]))
            words++;
        else if (words != 1 || !context_word_is(context, w, "blev|er|bliver"))
            return FALSE;
    }
    /* `Forslaget henvises til ...`, `Sagen udsættes, til ...` may be what somebody proposes */
    gboolean present = context->lower[hit->end - 1] == 's' && strcmp(hit->value, "noted") != 0;
    int next = context_word_after(context, hit->end, unit->span.end);
    return !(present && words > 0 && next >= 0) && !context_word_is(context, next, "af|hos|i");
}

/* A verdict in an item of minutes that has no heading `Beslutning`: what the committee whose
 * minutes these are decided that day. */
static gboolean
relate_verdict(struct context *context, const struct unit *unit)
{
    int heading = context_section(context, unit->section)->heading;
    if (!context->minutes || context->committee < 0 || context->issued < 0 ||
        context_section(context, unit->section)->item < 0 || heading == (int)unit->block ||
        context_section(context, unit->section)->kind != SECTION_PLAIN)
        return FALSE;
    for (guint h = unit->first_hit; h < unit->last_hit; h++) {
        const struct hit *hit = context_hit(context, h);
        if (hit->class != CUE_DECISION || strcmp(hit->detail, "section") != 0)
            continue;
        if (!is_verdict(context, unit, hit) || date_in(context, unit->span, TRUE))
            return FALSE; /* a day told is another day's decision */
        struct meeting meeting = {.body = context->committee};
        meeting.date = document_mention(context->document, (guint)context->issued)->value;
        meeting.item = item_number(context, unit, meeting.body);
        put_decision(context, unit, &meeting, hit->value, "decision.verdict");
        return TRUE;
    }
    return FALSE;
}

/* Whether a verb of the form `own` stands in the minutes of the body that acts. */
static gboolean
is_own(const struct context *context, const struct unit *unit, int body)
{
    return context->minutes && body >= 0 && body == context->committee && context->issued >= 0 &&
           context_section(context, unit->section)->kind != SECTION_RECOMMENDATION;
}

/* Whether a body is the one whose minutes these are: `Byrådet` in those of `Vestby Byråd`. */
static gboolean
is_same_body(const struct context *context, int body)
{
    if (body == context->committee || context->committee < 0 || !context->minutes)
        return body == context->committee;
    const struct entity *a = context_entity(context, body);
    const struct entity *b = context_entity(context, context->committee);
    return strcmp(context_kind(context, a->mention), "council") == 0 &&
           strcmp(context_kind(context, b->mention), "council") == 0 &&
           strlen(a->value) < strlen(b->value) + 3;
}

/* `Byrådet gav den 3. maj en bevilling på 2 mio. kr.`: what is given is money. */
static gboolean
gives_money(const struct context *context, const struct unit *unit, const struct hit *hit)
{
    if (hit->n_words > 1 || !context_word_is(context, (int)hit->first_word, "gav"))
        return TRUE;
    for (guint i = unit->first_mention; i < unit->last_mention; i++)
        if (document_mention(context->document, i)->type == MENTION_AMOUNT &&
            document_mention(context->document, i)->span.start > hit->end)
            return TRUE;
    return FALSE;
}

/* When it was done: told in the clause, or before a clause that says what was done there (`mødet
 * den 3. maj, hvor udvalget ...`). */
static const char *
date_of_act(const struct context *context, const struct unit *unit, const struct hit *hit)
{
    struct span clause = context_clause(context, unit->span, hit->start);
    const char *date = past_date_in(context, clause);
    int opener = context_word_after(context, clause.start, clause.end);
    if (!date && context_word_is(context, opener, "hvor|hvorefter"))
        date = past_date_in(context, (struct span){unit->span.start, clause.start});
    return date;
}

/* The number behind `(pkt.` or `(punkt` near a verb. */
static const char *
item_told(const struct context *context, const struct unit *unit, gsize offset)
{
    for (int w = context_word_after(context, offset, MIN(unit->span.end, offset + NEAR)); w >= 0;
         w = context_word_next(context, w, MIN(unit->span.end, offset + NEAR))) {
        int next = context_word_next(context, w, unit->span.end);
        if (context_word_is(context, w, "pkt|punkt") && next >= 0 &&
            g_ascii_isdigit(context->lower[context_word(context, next)->start]))
            return context_text(context, (struct span){context_word(context, next)->start,
                                                       context_word(context, next)->end});
    }
    return NULL;
}

/* `Sagen blev udsat på mødet den 8. september`: an earlier meeting of the committee that the
 * sentence names, or whose paper this is. */
static gboolean
relate_earlier(struct context *context, const struct unit *unit, const struct hit *hit)
{
    int before = context_word_before(context, unit->span.start, hit->start);
    gboolean passive = context_word_is(context, before, "blev|er") ||
                       context_word_is(context, (int)hit->first_word, "blev|udsattes|godkendtes");
    gboolean met = FALSE;
    for (int w = context_word_after(context, unit->span.start, unit->span.end); w >= 0;
         w = context_word_next(context, w, unit->span.end))
        met |= context_word_is(context, w, "mødet|møde");
    const char *date = met && passive ? past_date_in(context, unit->span) : NULL;
    if (!date || strlen(date) != 10)
        return FALSE;
    struct meeting meeting = {.date = date, .body = context->committee};
    for (guint i = unit->first_mention; i < unit->last_mention; i++)
        if (context_is_committee(context, i))
            meeting.body = context->entity_of[i];
    if (meeting.body < 0)
        return FALSE;
    meeting.item = item_told(context, unit, hit->start);
    put_decision(context, unit, &meeting, hit->value, "decision.earlier");
    return TRUE;
}

static void
relate_sentence(struct context *context, const struct unit *unit)
{
    guint proposed = 0;
    for (guint h = unit->first_hit; h < unit->last_hit; h++) {
        const struct hit *hit = context_hit(context, h);
        if (hit->class != CUE_DECISION || !hit->detail[0] ||
            (strcmp(hit->detail, "section") == 0 && !is_perfect(context, unit, hit))) {
            if (hit->class == CUE_DECISION && strcmp(hit->detail, "section") == 0 &&
                proposed == 0 && relate_earlier(context, unit, hit))
                return;
            continue;
        }
        gboolean proposal = strcmp(hit->detail, "proposal") == 0;
        if (!proposal && proposed > 0)
            continue; /* `indstiller, at udvalget tager ... til efterretning` */
        proposed += proposal;
        if (strcmp(hit->value, "noted") == 0 && !took(context, unit, hit->start))
            continue;
        gboolean withdrawn = strcmp(hit->value, "withdrawn") == 0;
        struct meeting meeting = {.body = acting(context, unit, hit, proposal || withdrawn)};
        if (proposal && meeting.body < 0 && g_str_has_prefix(context->lower + hit->start, "det "))
            meeting.body = context->unit;
        gboolean own = strcmp(hit->detail, "own") == 0;
        if (!proposal)
            meeting.date = date_of_act(context, unit, hit);
        gboolean granted = strcmp(hit->value, "granted") == 0;
        if (meeting.body < 0 || (granted && !gives_money(context, unit, hit)) ||
            (own && !is_own(context, unit, meeting.body) &&
             !(granted && meeting.date && strlen(meeting.date) >= MONTH_GRAIN)))
            continue;
        if (own && granted && meeting.date)
            meeting.item = item_told(context, unit, hit->end);
        if (strcmp(hit->value, "granted") == 0 && !meeting.date &&
            !is_own(context, unit, meeting.body))
            continue; /* that somebody pays is funding's */
        if (!proposal && !meeting.date && is_same_body(context, meeting.body) &&
            context->issued >= 0) { /* `Udvalget tiltrådte indstillingen` in its own minutes */
            meeting.date = document_mention(context->document, (guint)context->issued)->value;
            meeting.item = item_number(context, unit, context->committee);
        }
        if (proposal && context_section(context, unit->section)->item >= 0)
            meeting.item =
                context_item(context, context_section(context, unit->section)->item)->number;
        put_decision(context, unit, &meeting, hit->value, "decision.sentence");
    }
}

void
relate_decisions(struct context *context)
{
    relate_sections(context);
    for (guint u = 0; u < context->units->len; u++) {
        const struct unit *unit = context_unit(context, u);
        if (layout_is_body(context, unit->block) && !layout_is_decision(context, unit->block) &&
            context_section(context, unit->section)->kind != SECTION_DECISION &&
            (layout_is_prose(context, unit) ||
             context_section(context, unit->section)->kind == SECTION_RECOMMENDATION) &&
            !relate_verdict(context, unit))
            relate_sentence(context, unit);
    }
}
