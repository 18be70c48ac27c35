/* What will be reported, to whom, when: `Udvalget får forelagt næste status i april 2011`,
 * `én gang om året`. */
#include "relate/context.h"

#include <string.h>

/* What the report cues of a unit say. */
struct report {
    gboolean next, submitted, yearly, noun;
};

static struct report
read_cues(const struct context *context, const struct unit *unit)
{
    struct report report = {0};
    for (guint h = unit->first_hit; h < unit->last_hit; h++) {
        const struct hit *hit = context_hit(context, h);
        if (hit->class != CUE_REPORT)
            continue;
        report.next |= strcmp(hit->value, "next") == 0;
        report.submitted |= strcmp(hit->value, "submitted") == 0;
        report.noun |= strcmp(hit->value, "report") == 0;
        report.yearly |= strcmp(hit->value, "yearly") == 0;
    }
    return report;
}

/* The committee that gets the report. */
static int
receiver(struct context *context, const struct unit *unit)
{
    for (guint i = unit->first_mention; i < unit->last_mention; i++)
        if (context_is_committee(context, i) && !context->nested[i])
            return context->entity_of[i];
    for (guint h = unit->first_hit; h < unit->last_hit; h++)
        if (context_hit(context, h)->class == CUE_REFERENCE &&
            strcmp(context_hit(context, h)->value, "committee") == 0)
            return reference_body(context, unit, "committee");
    return -1;
}

/* What is reported on: named in the sentence, else the section's or item's, else the paper's. */
static struct subject
topic(struct context *context, const struct unit *unit)
{
    if (unit->subject.stated)
        return unit->subject;
    for (guint i = unit->first_mention; i < unit->last_mention; i++)
        if (!context->nested[i] && context->entity_of[i] >= 0 &&
            context_entity(context, context->entity_of[i])->type == MENTION_PROGRAMME)
            return subject_of((guint)context->entity_of[i]);
    const struct section *section = context_section(context, unit->section);
    if (section->subject.n == 1)
        return section->subject;
    if (section->item >= 0 && context->items->len > 1)
        return context_item(context, section->item)->subject;
    if (context->programme >= 0 && context_entity(context, context->programme)->titled)
        return subject_of((guint)context->programme);
    return context->about;
}

/* The last date of a unit that lies after the paper's own. */
static int
date_ahead(const struct context *context, const struct unit *unit)
{
    const char *issued =
        context->issued >= 0 ? context_earliest(context, (guint)context->issued) : NULL;
    int found = -1;
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->type != MENTION_DATE)
            continue;
        if (!issued || !mention->latest || strcmp(mention->latest, issued) > 0)
            found = (int)i;
    }
    return found;
}

static void
put(struct context *context, enum predicate predicate, const struct unit *unit,
    const struct subject *subject, struct term object, const char *name, const char *value,
    gboolean yearly)
{
    struct draft draft;
    draft_begin(&draft, predicate, "report.sentence", CERT_MEDIUM);
    draft.fact.object = object;
    draft_qualify(&draft, name, value);
    draft_qualify(&draft, "per", yearly ? "year" : NULL);
    draft_unit(context, &draft, unit);
    if (object.kind == TERM_MENTION)
        draft_mention(&draft, object.mention);
    if (draft_put_each(context, &draft, subject))
        return;
    draft.fact.subject = term_document();
    draft_put(context, &draft);
}

static void
relate_unit(struct context *context, const struct unit *unit)
{
    struct report report = read_cues(context, unit);
    /* `Der gives en samlet redegørelse til udvalget i juni`: to come, if the date is */
    report.next |=
        report.noun && report.submitted && context->issued >= 0 && date_ahead(context, unit) >= 0;
    if (!report.next && !(report.yearly && report.submitted))
        return;
    int committee = receiver(context, unit), date = report.next ? date_ahead(context, unit) : -1;
    struct subject subject = topic(context, unit);
    if (subject.together || subject.n > 1)
        subject = context->about;
    if (committee < 0 && date >= 0)
        committee = context->committee >= 0 ? context->committee : context->addressee;
    const char *day = date >= 0 ? document_mention(context->document, (guint)date)->value : NULL;
    if (date >= 0)
        put(context, PREDICATE_NEXT_REPORT, unit, &subject, term_mention((guint)date), "committee",
            committee >= 0 ? context_entity(context, committee)->value : NULL, FALSE);
    if (committee >= 0 && subject.n > 0 && (date >= 0 || report.yearly))
        put(context, PREDICATE_REPORTS_TO, unit, &subject, context_term(context, (guint)committee),
            "date", report.yearly ? NULL : day, report.yearly);
}

void
relate_reports(struct context *context)
{
    for (guint u = 0; u < context->units->len; u++) {
        const struct unit *unit = context_unit(context, u);
        if (layout_is_prose(context, unit))
            relate_unit(context, unit);
    }
}
