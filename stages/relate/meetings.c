/* Which case was before which committee, and when: `udvalgets møde den 3. maj 2011 (TMU
 * 12/2011)`, the items of an agenda or minutes, tables of a case's way (Udvalg, Dato, Punkt). */
#include "relate/context.h"

#include <string.h>

enum {
    HEADING_REACH = 90
};

static void
put_considered(struct context *context, struct term subject, guint committee, int date,
               const char *item, struct span shown, const char *rule)
{
    struct draft draft;
    draft_begin(&draft, PREDICATE_CONSIDERED, rule, CERT_HIGH);
    draft.fact.subject = subject;
    draft.fact.object = context_term(context, committee);
    if (date >= 0)
        draft_qualify(&draft, "date", document_mention(context->document, (guint)date)->value);
    draft_qualify(&draft, "item", item);
    draft_span(context, &draft, shown);
    if (subject.kind == TERM_MENTION)
        draft_mention(&draft, subject.mention);
    draft_put(context, &draft);
}

/* ---- tables of a case's way ---- */

static void
read_cell(struct context *context, guint b, struct way *way)
{
    const struct place_in_table *place = &context->places[b];
    struct span span = document_block(context->document, b)->span;
    guint first, last;
    context_mentions(context, span, &first, &last);
    for (guint i = first; i < last; i++) {
        if (strcmp(place->column, "committee") == 0 && context_is_committee(context, i) &&
            way->committee < 0)
            way->committee = context->entity_of[i];
        if (document_mention(context->document, i)->type == MENTION_DATE && way->date < 0)
            way->date = (int)i;
    }
    int word = context_word_after(context, span.start, span.end);
    if (strcmp(place->column, "item") == 0 && word >= 0)
        way->item = context_text(context, (struct span){context_word(context, word)->start,
                                                        context_word(context, word)->end});
}

static void
relate_ways(struct context *context)
{
    struct document *document = context->document;
    struct way way = {-1, -1, NULL};
    for (guint b = 0; b < document->blocks->len; b++) {
        int at = document_block(document, b)->cell;
        if (at < 0 || context->places[b].header)
            continue;
        read_cell(context, b, &way);
        const struct cell *cell = document_cell(document, at);
        int next = b + 1 < document->blocks->len ? document_block(document, b + 1)->cell : -1;
        if (next >= 0 && document_cell(document, next)->table == cell->table &&
            document_cell(document, next)->row == cell->row)
            continue;
        if (way.committee >= 0 && way.date >= 0)
            g_array_append_val(context->ways, way);
        if (way.committee >= 0 && way.date >= 0)
            put_considered(context,
                           context->case_mention >= 0 ? term_mention((guint)context->case_mention)
                                                      : term_document(),
                           (guint)way.committee, way.date, way.item,
                           document_mention(document, (guint)way.date)->span, "meeting.table");
        way = (struct way){-1, -1, NULL};
    }
}

/* ---- items of minutes ---- */

static void
relate_items(struct context *context)
{
    if (context->committee < 0)
        return;
    for (guint i = 0; i < context->items->len; i++) {
        const struct item *item = context_item(context, i);
        int number = item->case_mention;
        if (number < 0 && context->items->len == 1)
            number = context->case_mention;
        if (number >= 0)
            put_considered(context, term_mention((guint)number), (guint)context->committee,
                           context->issued, item->number,
                           document_mention(context->document, (guint)number)->span,
                           "meeting.item");
    }
}

/* ---- in sentences ---- */

/* The committee that a sentence names last before `offset`, or stands for by `udvalget`; if it
 * names none before, the first behind. */
static int
committee_at(struct context *context, const struct unit *unit, gsize offset)
{
    int before = -1, after = -1;
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        if (!context_is_committee(context, i))
            continue;
        if (document_mention(context->document, i)->span.start < offset)
            before = context->entity_of[i];
        else if (after < 0)
            after = context->entity_of[i];
    }
    if (before >= 0)
        return before;
    for (guint h = unit->first_hit; h < unit->last_hit; h++)
        if (context_hit(context, h)->class == CUE_REFERENCE &&
            strcmp(context_hit(context, h)->value, "committee") == 0)
            return reference_body(context, unit, "committee");
    return after;
}

static int
date_before(const struct context *context, const struct unit *unit, gsize offset)
{
    int found = -1;
    for (guint i = unit->first_mention; i < unit->last_mention; i++)
        if (document_mention(context->document, i)->type == MENTION_DATE &&
            document_mention(context->document, i)->span.end <= offset)
            found = (int)i;
    return found;
}

/* The number behind `pkt.` or `punkt` in a unit, at most `reach` bytes from `offset`. */
static char *
item_near(const struct context *context, const struct unit *unit, gsize offset)
{
    for (int w = context_word_after(context, offset, unit->span.end); w >= 0;
         w = context_word_next(context, w, unit->span.end)) {
        if (context_word(context, w)->start > offset + 60)
            return NULL;
        if (!context_word_is(context, w, "punkt|pkt|dagsordenspunkt"))
            continue;
        int number = context_word_next(context, w, unit->span.end);
        if (number >= 0 && g_ascii_isdigit(context->lower[context_word(context, number)->start]))
            return context_text(context, (struct span){context_word(context, number)->start,
                                                       context_word(context, number)->end});
    }
    return NULL;
}

/* A case number in brackets behind a meeting, and those of a committee's own scheme. */
static void
relate_numbers(struct context *context, const struct unit *unit)
{
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->type != MENTION_CASE)
            continue;
        const char *scheme = attrs_get(context->arena, mention->attrs, "scheme");
        int date = date_before(context, unit, mention->span.start);
        int committee = committee_at(context, unit, mention->span.start);
        if (scheme && (strcmp(scheme, "committee") == 0 || strcmp(scheme, "case") == 0) &&
            date >= 0 && committee >= 0 &&
            (mention->span.start - document_mention(context->document, (guint)date)->span.end <
                 40 ||
             context_gap_has(context, mention->span.start - MIN(mention->span.start, 12),
                             mention->span.start, "(")))
            put_considered(context, term_mention(i), (guint)committee, date,
                           item_near(context, unit, mention->span.end), unit->span,
                           "meeting.number");
    }
}

/* `Notatet forelægges X den ...`: this paper goes to X. */
static void
put_reported(struct context *context, const struct unit *unit, guint committee, int date)
{
    struct draft draft;
    draft_begin(&draft, PREDICATE_REPORTS_TO, "meeting.submitted", CERT_MEDIUM);
    draft.fact.subject = term_document();
    draft.fact.object = context_term(context, committee);
    draft_qualify(&draft, "date", document_mention(context->document, (guint)date)->value);
    draft_unit(context, &draft, unit);
    draft_mention(&draft, (guint)date);
    draft_put(context, &draft);
}

/* `behandlede sagen`, `ansøgningerne`: what this paper is about, not another matter. */
static gboolean
is_of_this_case(const struct context *context, const struct unit *unit)
{
    for (int w = context_word_after(context, unit->span.start, unit->span.end); w >= 0;
         w = context_word_next(context, w, unit->span.end))
        if (context_word_is(context, w,
                            "sagen|ansøgningen|ansøgningerne|indstillingen|forslaget|notatet"))
            return TRUE;
    return FALSE;
}

/* `forelægges Udvalget X den 6. november og Økonomiudvalget den 13.`: each committee with the
 * day behind it; `Udvalget behandlede sagen på mødet den ...`. */
static void
relate_acts(struct context *context, const struct unit *unit)
{
    int act = -1;
    for (guint h = unit->first_hit; h < unit->last_hit && act < 0; h++)
        if (context_hit(context, h)->class == CUE_REPORT &&
            (strcmp(context_hit(context, h)->value, "considered") == 0 ||
             strcmp(context_hit(context, h)->value, "submitted") == 0))
            act = (int)h;
    if (act < 0)
        return;
    gboolean submitted = strcmp(context_hit(context, act)->value, "submitted") == 0;
    gsize end = unit->span.end;
    for (guint h = unit->first_hit; h < unit->last_hit; h++)
        if (context_hit(context, h)->class == CUE_REPORT &&
            strcmp(context_hit(context, h)->value, "next") == 0)
            end = MIN(end, context_hit(context, h)->start); /* from there on of a report to come */
    if (context_hit(context, act)->start > end)
        return;
    for (guint i = unit->first_mention; i < unit->last_mention; i++)
        if (document_mention(context->document, i)->type == MENTION_CASE)
            return;
    if (!submitted && (context->case_mention < 0 || !is_of_this_case(context, unit)))
        return;
    struct term subject = context->case_mention >= 0 && context->items->len < 2
                              ? term_mention((guint)context->case_mention)
                              : term_document();
    guint days = 0; /* meetings told by their day */
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        const struct mention *mention = document_mention(context->document, i);
        int before = context_word_before(context, unit->span.start, mention->span.start);
        gboolean day = strlen(mention->value) == 10;
        gboolean meeting = day || (days > 0 && strstr(mention->value, "-W"));
        if (mention->type != MENTION_DATE || !meeting || mention->span.start > end ||
            context_word_is(context, before, "pr|siden|inden|senest"))
            continue;
        int committee = committee_at(context, unit, mention->span.start);
        days += day && committee >= 0;
        if (committee >= 0 && submitted)
            put_reported(context, unit, (guint)committee, (int)i);
        if (committee >= 0 && (!submitted || context->case_mention >= 0))
            put_considered(context, subject, (guint)committee, (int)i,
                           item_near(context, unit, mention->span.end), unit->span,
                           "meeting.sentence");
    }
}

/* `Beslutning i Økonomiudvalget den 6. maj`, `Byrådet den 26-06-2019: ...`: the case was there. */
static void
relate_heading(struct context *context, const struct unit *unit)
{
    int committee = -1, date = -1;
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        if (document_mention(context->document, i)->span.start > unit->span.start + HEADING_REACH)
            break;
        if (committee < 0 && context_is_committee(context, i))
            committee = context->entity_of[i];
        else if (date < 0 && committee >= 0 &&
                 document_mention(context->document, i)->type == MENTION_DATE &&
                 strlen(document_mention(context->document, i)->value) == 10)
            date = (int)i;
    }
    if (committee < 0 || date < 0)
        return;
    const struct section *section = context_section(context, unit->section);
    gboolean own = context->committee < 0 || committee == context->committee;
    put_considered(
        context, term_mention((guint)context->case_mention), (guint)committee, date,
        section->item >= 0 && own
            ? context_item(context, section->item)->number
            : item_near(context, unit, document_mention(context->document, (guint)date)->span.end),
        unit->span, "meeting.decision");
}

/* `Beslutning den 5. marts 2014 (pkt. 7): ...`: the paper's case before the committee it is
 * addressed to. */
static void
relate_decided(struct context *context, const struct unit *unit)
{
    const struct section *section = context_section(context, unit->section);
    if (context->case_mention < 0 || context->ways->len > 0 ||
        (section->kind != SECTION_DECISION && !layout_is_decision(context, unit->block)) ||
        context->items->len > 1)
        return;
    if (section->heading == (int)unit->block || context->minutes ||
        (unit->first_mention < unit->last_mention &&
         context_is_committee(context, unit->first_mention))) {
        relate_heading(context, unit);
        return;
    }
    if (context->addressee < 0)
        return;
    for (guint i = unit->first_mention; i < unit->last_mention; i++)
        if (document_mention(context->document, i)->type == MENTION_DATE &&
            strlen(document_mention(context->document, i)->value) == 10) {
            int committee = committee_at(context, unit, unit->span.end);
            put_considered(context, term_mention((guint)context->case_mention),
                           committee >= 0 ? (guint)committee : (guint)context->addressee, (int)i,
                           item_near(context, unit, unit->span.start), unit->span,
                           "meeting.decision");
            return;
        }
}

void
relate_meetings(struct context *context)
{
    relate_ways(context);
    relate_items(context);
    for (guint u = 0; u < context->units->len; u++) {
        const struct unit *unit = context_unit(context, u);
        relate_decided(context, unit);
        if (!layout_is_prose(context, unit))
            continue;
        relate_numbers(context, unit);
        relate_acts(context, unit);
    }
}
