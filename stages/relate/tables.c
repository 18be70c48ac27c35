/* Tables: the row says whom or what, the column which role and year, the heading the unit (which
 * recognise has put into the value). Rows and columns of totals are known as such and checked. */
#include "relate/funding.h"
#include "relate/sums.h"

#include <string.h>

enum {
    GRID_COLUMNS = 40,
    CAPTION_BLOCKS = 2,
    CELL_MENTIONS = 3,
    HEADING_BYTES = 400,
    LABEL_BYTES = 80
};

/* One table, while it is read. */
struct table {
    guint first, last; /* blocks */
    guint first_cell;
    int caption;            /* block that introduces it, or -1 */
    const char *status;     /* role of all its amounts, if the caption says one */
    struct subject subject; /* whom the caption names */
    gboolean by_source;     /* its rows are where the money comes from */
    gboolean by_project;    /* its rows are projects or bodies */
};

static const struct cell *
cell_of(const struct context *context, guint b)
{
    int cell = document_block(context->document, b)->cell;
    return cell >= 0 ? document_cell(context->document, cell) : NULL;
}

static const struct place_in_table *
place_of(const struct context *context, guint b)
{
    return &context->places[b];
}

/* The amount (or share) that is all a cell says, or -1. */
static int
value_of(const struct context *context, guint b)
{
    guint first, last;
    context_mentions(context, document_block(context->document, b)->span, &first, &last);
    for (guint i = first; i < MIN(last, first + CELL_MENTIONS); i++) {
        enum mention_type type = document_mention(context->document, i)->type;
        if ((type == MENTION_AMOUNT || type == MENTION_PERCENT) && layout_is_only(context, b, i, 1))
            return (int)i;
    }
    return -1;
}

/* ---- what stands above a table ---- */

static void
read_caption(struct context *context, struct table *table)
{
    table->caption = -1;
    for (guint back = 1; back <= CAPTION_BLOCKS && table->first >= back; back++) {
        guint b = table->first - back;
        const struct block *block = document_block(context->document, b);
        if (block->cell >= 0)
            break;
        if (!layout_is_body(context, b))
            continue;
        if (table->caption < 0)
            table->caption = (int)b;
        int hit = context_first(context, CUE_COLUMN, block->span);
        for (guint i = hit < 0 ? G_MAXUINT : (guint)hit;
             i < context->hits->len && context_hit(context, i)->start < block->span.end; i++)
            if (!table->status && context_hit(context, i)->class == CUE_COLUMN &&
                context_hit(context, i)->detail[0])
                table->status = context_hit(context, i)->detail;
        guint first, last;
        context_mentions(context, block->span, &first, &last);
        for (guint i = first; i < last; i++)
            if (document_mention(context->document, i)->type == MENTION_PROJECT &&
                !context->nested[i] && table->subject.n == 0)
                table->subject = subject_of((guint)context->entity_of[i]);
        if (block->kind == BLOCK_HEADING)
            break;
    }
}

/* The period that a block names last: of a column heading or a caption. */
static const struct mention *
time_in(const struct context *context, int b)
{
    if (b < 0)
        return NULL;
    guint first, last;
    struct span span = document_block(context->document, (guint)b)->span;
    span.end = MIN(span.end, span.start + HEADING_BYTES);
    context_mentions(context, span, &first, &last);
    for (guint i = last; i > first; i--) {
        const struct mention *mention = document_mention(context->document, i - 1);
        if (mention->type == MENTION_PERIOD || mention->type == MENTION_DATE)
            return mention;
    }
    return NULL;
}

static const char *
period_in(const struct context *context, int b)
{
    const struct mention *mention = time_in(context, b);
    return mention ? mention->value : NULL;
}

/* ---- fundings ---- */

/* The body in another cell of the row: `Ansøger`, `Tilskudsmodtager`. */
static const char *
in_row(const struct context *context, const struct table *table, guint b, const char *column)
{
    guint row = cell_of(context, b)->row;
    for (guint i = b; i > table->first && b - i < GRID_COLUMNS && cell_of(context, i) &&
                      cell_of(context, i)->row == row;
         i--) {
        if (strcmp(place_of(context, i)->column, column) != 0)
            continue;
        guint first, last;
        context_mentions(context, document_block(context->document, i)->span, &first, &last);
        for (guint m = first; m < last; m++)
            if (document_mention(context->document, m)->type == MENTION_ORGANISATION)
                return document_mention(context->document, m)->value;
    }
    return NULL;
}

/* Whether a span holds a word of letters: a name, not a number. */
static gboolean
has_letters(const struct context *context, struct span span)
{
    for (int w = context_word_after(context, span.start, span.end); w >= 0;
         w = context_word_next(context, w, span.end))
        if (context_word(context, w)->end - context_word(context, w)->start > 2 &&
            !g_ascii_isdigit(context->lower[context_word(context, w)->start]))
            return TRUE;
    return FALSE;
}

/* The words of a row's first cell that has any, for a row that names nobody. */
static char *
row_label(struct context *context, const struct table *table, guint b)
{
    guint row = cell_of(context, b)->row, i = b;
    while (i > table->first && b - i < GRID_COLUMNS && cell_of(context, i - 1) &&
           cell_of(context, i - 1)->row == row)
        i--;
    for (; i < b; i++) {
        struct span span = document_block(context->document, i)->span;
        if (value_of(context, i) >= 0)
            return NULL;
        if (span.end - span.start <= LABEL_BYTES && has_letters(context, span))
            return context_text(context, span);
    }
    return NULL;
}

/* Whom the totals of a table belong to: the programme of the projects in its rows, or the project
 * whose costs its rows are. */
static struct subject
whole_subject(const struct context *context, const struct table *table)
{
    if (table->by_project)
        return subject_programme_at(context, table->first) >= 0
                   ? subject_of((guint)subject_programme_at(context, table->first))
                   : (struct subject){0};
    const struct section *section = context_section(context, context->section_of[table->first]);
    if (table->subject.n == 1)
        return table->subject;
    if (section->subject.n == 1)
        return section->subject;
    if (section->item >= 0 && context_item(context, section->item)->subject.n == 1)
        return context_item(context, section->item)->subject;
    return context->about;
}

/* `Oprindeligt budget`, `Korr. budget`: which of several budgets a column is. */
static const char *
budget_note(const struct context *context, int heading)
{
    if (heading < 0)
        return NULL;
    struct span span = document_block(context->document, (guint)heading)->span;
    int word = context_word_after(context, span.start, span.end);
    if (context_word_is(context, word, "oprindeligt|opr|vedtaget"))
        return "oprindeligt";
    return context_word_is(context, word, "korrigeret|korr|revideret|ajourført") ? "korrigeret"
                                                                                 : NULL;
}

/* The time of a caption, unless that is an end up to which was spent ("ved udgangen af 2013") and
 * the figure is what was given. */
static const char *
caption_time(const struct context *context, const struct table *table, const char *status)
{
    const struct mention *mention = time_in(context, table->caption);
    if (!mention)
        return NULL;
    const char *end = attrs_get(context->arena, mention->attrs, "mod");
    gboolean up_to = end && strcmp(end, "end") == 0;
    gboolean given = strcmp(status, "granted") == 0 || strcmp(status, "applied") == 0 ||
                     strcmp(status, "budget") == 0;
    return up_to && given ? NULL : mention->value;
}

/* Whether a caption gives the day of its figures: `Pr. 31. maj ser regnskabet sådan ud`; another
 * day above a table is of something else. */
static gboolean
says_as_of(const struct context *context, int caption)
{
    if (caption < 0)
        return FALSE;
    guint first, last;
    struct span span = document_block(context->document, (guint)caption)->span;
    span.end = MIN(span.end, span.start + HEADING_BYTES);
    context_mentions(context, span, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->type == MENTION_DATE && strlen(mention->value) == 10 &&
            context_word_is(context, context_word_before(context, span.start, mention->span.start),
                            "pr|ultimo"))
            return TRUE;
    }
    return FALSE;
}

/* The time that a figure is for: its column's, its caption's, the title's; and the day it is of. A
 * status tells of a year what was given in any. */
static void
qualify_cell_time(const struct context *context, const struct table *table,
                  const struct place_in_table *place, const char *status, struct draft *draft)
{
    const char *period = place->period, *date = place->date;
    if (!period && !place->total_column) {
        const char *caption = caption_time(context, table, status);
        gboolean day = caption && strlen(caption) > 9 && !strchr(caption, '/');
        if (day && !date && says_as_of(context, table->caption))
            date = caption;
        else if (caption && strlen(caption) <= 9)
            period = caption;
    }
    if (!period && !place->total_column &&
        !(context->year_of_status && strcmp(status, "granted") == 0))
        period = context->year;
    draft_qualify(draft, "period", period);
    draft_qualify(draft, "date", date);
}

/* Who pays what stands in a column, by its heading (`Staten`, `Næstved Kommune`, `Kommunen`); NULL
 * for nobody. */
static const char *
payer_of(const struct context *context, const struct place_in_table *place)
{
    if (place->heading < 0 || place->status)
        return NULL;
    struct span span = document_block(context->document, (guint)place->heading)->span;
    if (span.end - span.start > LABEL_BYTES)
        return NULL;
    guint first, last;
    context_mentions(context, span, &first, &last);
    for (guint i = first; i < last; i++)
        if (document_mention(context->document, i)->type == MENTION_ORGANISATION &&
            layout_is_only(context, (guint)place->heading, i, 1))
            return document_mention(context->document, i)->value;
    int word = context_word_after(context, span.start, span.end);
    if (word < 0 || context_word_next(context, word, span.end) >= 0)
        return NULL;
    if (context_word_is(context, word, "stat|staten"))
        return "staten";
    int municipality =
        context_word_is(context, word, "kommune|kommunen|kommunalt") ? context->municipality : -1;
    return municipality >= 0 ? context_entity(context, (guint)municipality)->value : NULL;
}

/* The committee that grants what applicants asked for: whose minutes these are, or that the paper
 * is addressed to; NULL for none. */
static const char *
granting_committee(const struct context *context)
{
    int body = context->committee >= 0 ? context->committee : context->addressee;
    if (body < 0 || !context_is_committee(context, context_entity(context, (guint)body)->mention))
        return NULL;
    return context_entity(context, (guint)body)->value;
}

static void
qualify_cell(struct context *context, const struct table *table, guint b, guint value,
             struct draft *draft)
{
    const struct place_in_table *place = place_of(context, b);
    const char *attrs = document_mention(context->document, value)->attrs;
    const char *status = place->status ? place->status : table->status ? table->status : "budget";
    draft_qualify(draft, "status", status);
    qualify_cell_time(context, table, place, status, draft);
    draft_qualify(draft, "per", attrs_get(context->arena, attrs, "per"));
    draft_qualify(draft, "approx", attrs_get(context->arena, attrs, "approx"));
    draft_qualify(draft, "recipient", in_row(context, table, b, "applicant"));
    draft_qualify(draft, "grantor", in_row(context, table, b, "grantor"));
    draft_qualify(draft, "grantor", payer_of(context, place));
    if (strcmp(status, "granted") == 0 && in_row(context, table, b, "applicant"))
        draft_qualify(draft, "grantor", granting_committee(context));
    draft_qualify(draft, "note", budget_note(context, place->heading));
}

/* The programme from which the projects of a table have their money: the one that the paper or the
 * item is on, or a fund; -1 for none. */
static int
source_of(const struct context *context, const struct table *table)
{
    int programme = subject_programme_at(context, table->first);
    if (programme < 0)
        return -1;
    const struct entity *entity = context_entity(context, (guint)programme);
    return entity->titled || context->items->len > 1 ||
                   strcmp(context_kind(context, entity->mention), "fund") == 0
               ? programme
               : -1;
}

/* One amount of a table as a fact; what is neither named nor a total is left alone. */
static void
relate_cell(struct context *context, const struct table *table, guint b, guint value)
{
    const struct place_in_table *place = place_of(context, b);
    struct subject subject = {0};
    char *label = NULL;
    struct draft draft;
    draft_begin(&draft, PREDICATE_FUNDING, "table.cell", CERT_HIGH);
    qualify_cell(context, table, b, value, &draft);
    if ((place->total_row && place->head < 0) || (table->by_source && place->row >= 0)) {
        subject = whole_subject(context, table);
        if (!place->total_row && place->row >= 0)
            draft_qualify(&draft,
                          context_entity(context, place->row)->type == MENTION_PROGRAMME
                              ? "source"
                              : "grantor",
                          context_entity(context, place->row)->value);
    } else if (place->row >= 0) {
        subject = subject_of((guint)place->row);
    } else if (place->head >= 0) {
        subject = subject_of((guint)place->head);
        draft_qualify(&draft, "period", period_in(context, place->first));
    } else if (!table->by_project && (label = row_label(context, table, b))) {
        draft.fact.cert = CERT_MEDIUM;
        subject = table->subject;
        if (subject.n == 1)
            draft_qualify(&draft, "note", label);
        else
            subject = (struct subject){.n = 1, .together = label};
    }
    const struct mention *mention = document_mention(context->document, value);
    if (subject.n == 0 || (place->total_row && mention->type == MENTION_PERCENT))
        return;
    int source = table->by_source ? -1 : source_of(context, table);
    if (source >= 0 && !in_row(context, table, b, "grantor") && subject.n == 1 &&
        !subject.together && context_entity(context, subject.entities[0])->type == MENTION_PROJECT)
        draft_qualify(&draft, "source", context_entity(context, (guint)source)->value);
    draft.fact.object = term_mention(value);
    draft_span(context, &draft, document_block(context->document, b)->span);
    draft_mention(&draft, value);
    if (place->row >= 0)
        draft_mention(&draft, context_entity(context, place->row)->mention);
    draft_put_each(context, &draft, &subject);
}

/* Columns whose figures are money with a role or a year; not differences, shares, numbers. */
static gboolean
is_money_column(const struct context *context, const struct place_in_table *place)
{
    return payer_of(context, place) || place->heading < 0 || place->head >= 0 ||
           place->total_column || place->status || strcmp(place->column, "amount") == 0 ||
           strcmp(place->column, "time") == 0;
}

static void
relate_amounts(struct context *context, const struct table *table)
{
    for (guint b = table->first; b < table->last; b++) {
        if (!cell_of(context, b))
            continue;
        const struct place_in_table *place = place_of(context, b);
        if (place->header || strcmp(place->column, "rest") == 0 ||
            strcmp(place->column, "note") == 0)
            continue;
        int value = value_of(context, b);
        if (value < 0)
            continue;
        enum mention_type type = document_mention(context->document, (guint)value)->type;
        if (type == MENTION_AMOUNT ? is_money_column(context, place)
                                   : table->by_source && strcmp(place->column, "share") == 0)
            relate_cell(context, table, b, (guint)value);
    }
}

/* ---- tables of words: who leads, who takes part, when ---- */

static void
put_role(struct context *context, enum predicate predicate, const struct subject *subject,
         guint mention)
{
    struct draft draft;
    draft_begin(&draft, predicate, "table.role", CERT_HIGH);
    draft.fact.object = term_mention(mention);
    draft_span(context, &draft, document_mention(context->document, mention)->span);
    draft_mention(&draft, mention);
    draft_put_each(context, &draft, subject);
}

/* Bodies in a cell of a column of roles; behind `sammen med` they are partners. */
static void
relate_roles(struct context *context, guint b, enum predicate predicate)
{
    struct span span = document_block(context->document, b)->span;
    int sentence = document_sentence_at(context->document, span.start);
    struct subject subject = {0};
    int row = place_of(context, b)->row;
    if (row >= 0 && context_entity(context, (guint)row)->type != MENTION_ORGANISATION)
        subject = subject_of((guint)row);
    else
        subject = context_section(context, context->section_of[b])->subject;
    if (subject.n == 0)
        subject = context->about; /* a table of the project's partners */
    if (subject.n == 0 ||
        context_entity(context, subject.entities[0])->type == MENTION_ORGANISATION)
        return;
    if (sentence >= 0)
        span.end = document_sentence(context->document, (guint)sentence)->span.end;
    guint first, last;
    context_mentions(context, span, &first, &last);
    int cue = context_first(context, CUE_PARTNER, span);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->type != MENTION_ORGANISATION || context->nested[i])
            continue;
        gboolean behind = cue >= 0 && context_hit(context, cue)->start < mention->span.start;
        put_role(context, behind ? PREDICATE_PARTNER : predicate, &subject, i);
    }
}

/* Who applies for a project leads it: the body in the row's column of applicants. */
static void
relate_applicant(struct context *context, guint b)
{
    const struct place_in_table *place = place_of(context, b);
    guint first, last;
    if (place->row < 0 || context_entity(context, place->row)->type != MENTION_PROJECT)
        return;
    context_mentions(context, document_block(context->document, b)->span, &first, &last);
    struct subject subject = subject_of((guint)place->row);
    for (guint i = first; i < last; i++)
        if (document_mention(context->document, i)->type == MENTION_ORGANISATION &&
            !context->nested[i]) {
            put_role(context, PREDICATE_LEAD, &subject, i);
            return;
        }
}

static void
relate_words(struct context *context, const struct table *table)
{
    for (guint b = table->first; b < table->last; b++) {
        if (!cell_of(context, b))
            continue;
        const struct place_in_table *place = place_of(context, b);
        enum predicate predicate;
        if (!place->header && strcmp(place->column, "applicant") == 0)
            relate_applicant(context, b);
        if (!place->header && !layout_is_prose_cell(context, b) &&
            predicate_from_name(place->column, &predicate) &&
            (predicate == PREDICATE_LEAD || predicate == PREDICATE_PARTNER ||
             predicate == PREDICATE_SUPPLIER))
            relate_roles(context, b, predicate);
    }
}

void
relate_tables(struct context *context)
{
    struct document *document = context->document;
    for (guint b = 0; b < document->blocks->len;) {
        const struct cell *cell = cell_of(context, b);
        if (!cell) {
            b++;
            continue;
        }
        struct table table = {.first = b, .last = b};
        /* its cells, and a page's foot that stands between two of them */
        for (guint next = b; next < document->blocks->len && cell_of(context, next) &&
                             cell_of(context, next)->table == cell->table;
             next = layout_next(context, next)) {
            table.by_source |= strcmp(place_of(context, next)->column, "source") == 0;
            table.by_project |=
                place_of(context, next)->row >= 0 || place_of(context, next)->head >= 0;
            table.last = next + 1;
        }
        table.by_project &= !table.by_source;
        read_caption(context, &table);
        relate_amounts(context, &table);
        relate_words(context, &table);
        sum_check_table(context, table.first, table.last);
        b = table.last;
    }
}
