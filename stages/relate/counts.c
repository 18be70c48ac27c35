/* How many people or things, and of whom: `Caféen har ca. 35 gæster`, `fire projekter under X`,
 * `62 pct. af deltagerne`. */
#include "relate/context.h"

#include <string.h>

static gboolean
is_type(const struct context *context, int entity, enum mention_type type)
{
    return entity >= 0 && context_entity(context, entity)->type == type;
}

static const char *
attr(const struct context *context, guint m, const char *key)
{
    return attrs_get(context->arena, document_mention(context->document, m)->attrs, key);
}

/* Things of which a programme, not a project, has several. */
static gboolean
is_of_programme(const char *of)
{
    static const char *const nouns[] = {"projekt", "ansøgning", "indsats", "initiativ", "tema"};
    for (gsize i = 0; of && i < G_N_ELEMENTS(nouns); i++)
        if (g_str_has_suffix(of, nouns[i]))
            return TRUE;
    return FALSE;
}

/* Whether a count is part of a reference: `de første to`, `alle tre projekter`. */
static gboolean
in_reference(const struct context *context, guint m, const char *kind)
{
    struct span span = document_mention(context->document, m)->span;
    guint first, last;
    context_hits(context, (struct span){span.start - MIN(span.start, 16), span.end}, &first, &last);
    for (guint h = first; h < last; h++)
        if (context_hit(context, h)->class == CUE_REFERENCE &&
            context_hit(context, h)->end > span.start &&
            strcmp(context_hit(context, h)->value, kind) == 0)
            return TRUE;
    return FALSE;
}

/* The body that a sentence begins with, whoever it is: `Haderslev Kommune søgte om ...` */
static int
first_body(const struct context *context, const struct unit *unit)
{
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        if (document_mention(context->document, i)->span.start > unit->span.start + 4)
            return -1;
        if (is_type(context, context->entity_of[i], MENTION_ORGANISATION))
            return context_is_committee(context, i) ? -1 : context->entity_of[i];
    }
    return -1;
}

static int
programme_in(const struct context *context, const struct unit *unit)
{
    for (guint i = unit->first_mention; i < unit->last_mention; i++)
        if (!context->nested[i] && is_type(context, context->entity_of[i], MENTION_PROGRAMME))
            return context->entity_of[i];
    return -1;
}

/* The institution or association that has what is counted: `..., og Bakkehuset har 12 pladser`. */
static int
having_body(const struct context *context, const struct unit *unit, guint m)
{
    struct span span = document_mention(context->document, m)->span;
    struct span clause = context_clause(context, unit->span, span.start);
    for (guint i = m; i > unit->first_mention; i--) {
        guint at = i - 1;
        const struct mention *mention = document_mention(context->document, at);
        if (mention->span.start < clause.start)
            return -1;
        if (context->nested[at] || !is_type(context, context->entity_of[at], MENTION_ORGANISATION))
            continue;
        const char *kind = context_kind(context, at);
        int verb = context_word_after(context, mention->span.end, span.start);
        gboolean own = strcmp(kind, "institution") == 0 || strcmp(kind, "association") == 0 ||
                       strcmp(kind, "company") == 0 || strcmp(kind, "department") == 0;
        return own && context_word_is(context, verb, "har|havde|fik|råder|rummer|huser|tæller")
                   ? context->entity_of[at]
                   : -1;
    }
    return -1;
}

/* `Roklubben Falken, der har 340 medlemmer`: right behind the name, in a clause of its own. */
static int
described_body(const struct context *context, const struct unit *unit, guint m)
{
    struct span span = document_mention(context->document, m)->span;
    struct span clause = context_clause(context, unit->span, span.start);
    int opener = context_word_after(context, clause.start, span.start);
    if (!context_word_is(context, opener, "der|som") ||
        !context_word_is(
            context, context_word_after(context, context_word(context, opener)->end, span.start),
            "har|havde|tæller|rummer|huser"))
        return -1;
    for (guint i = m; i > unit->first_mention; i--) {
        const struct mention *mention = document_mention(context->document, i - 1);
        if (mention->span.end + 2 < clause.start)
            return -1;
        if (!context->nested[i - 1] && mention->span.end <= clause.start &&
            is_type(context, context->entity_of[i - 1], MENTION_ORGANISATION))
            return context->entity_of[i - 1];
    }
    return -1;
}

static struct subject
whose(struct context *context, const struct unit *unit, guint m)
{
    int described = described_body(context, unit, m);
    if (described >= 0) {
        struct subject body = subject_of((guint)described);
        body.stated = TRUE;
        return body;
    }
    struct subject subject =
        subject_or_body(context, unit, document_mention(context->document, m)->span);
    int having = subject.stated || subject.n > 0 ? -1 : having_body(context, unit, m);
    if (having >= 0)
        return subject_of((guint)having);
    if (!is_of_programme(attr(context, m, "of")))
        return subject;
    int programme = programme_in(context, unit);
    int body = in_reference(context, m, "all") ? -1 : first_body(context, unit);
    if (body >= 0)
        return subject_of((guint)body);
    if (programme >= 0)
        return subject_of((guint)programme);
    programme = subject_programme_at(context, unit->block);
    if (programme >= 0)
        return subject_of((guint)programme);
    return (struct subject){0};
}

static gboolean
is_expected(const struct context *context, const struct unit *unit, guint m)
{
    struct span span = document_mention(context->document, m)->span;
    struct span clause = context_clause(context, unit->span, span.start);
    guint first, last;
    context_hits(context, clause, &first, &last);
    for (guint h = first; h < last; h++)
        if (context_hit(context, h)->class == CUE_STATUS &&
            strcmp(context_hit(context, h)->value, "modal") == 0 &&
            context_hit(context, h)->start < span.start)
            return TRUE;
    return FALSE;
}

/* `pr. nat`, `om dagen`, `på hvert hold` behind a count: what it is counted by. */
static const char *
per_of(const struct context *context, const struct unit *unit, guint m)
{
    static const struct {
        const char *word, *per;
    } times[] = {{"dagen|dag", "day"},
                 {"ugen|uge", "week"},
                 {"måneden|måned", "month"},
                 {"kvartalet|kvartal", "quarter"},
                 {"året|år|årligt", "year"}};
    gsize at = document_mention(context->document, m)->span.end;
    struct span clause = context_clause(context, unit->span, at);
    for (guint steps = 0; steps < 4; steps++) {
        int word = context_word_after(context, at, clause.end);
        if (word < 0)
            return NULL;
        at = context_word(context, word)->end;
        if (!context_word_is(context, word, "pr|om|hver|hvert"))
            continue;
        int noun = context_word_after(context, at, clause.end);
        for (gsize i = 0; noun >= 0 && i < G_N_ELEMENTS(times); i++)
            if (context_word_is(context, noun, times[i].word))
                return times[i].per;
        if (noun < 0 || context_word_is(context, word, "om"))
            return NULL;
        const struct word *w = context_word(context, noun);
        return arena_printf(context->arena, "unit:%.*s", (int)(w->end - w->start),
                            context->lower + w->start);
    }
    return NULL;
}

enum {
    DATE_REACH = 12,
    COUNTED_REACH = 100, /* mentions */
    NOUN_LEAST = 3
};

/* When it was counted: a date or period in its clause, else a date before it in the sentence. */
static void
qualify_time(const struct context *context, const struct unit *unit, guint m, struct draft *draft)
{
    struct span span = document_mention(context->document, m)->span;
    struct span clause = context_clause(context, unit->span, span.start);
    int found = -1;
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->type == MENTION_COUNT && mention->span.start > span.start)
            break;
        if ((mention->type != MENTION_DATE && mention->type != MENTION_PERIOD) ||
            mention->span.start >= clause.end)
            continue;
        int word = context_word_before(context, clause.start, mention->span.start);
        if (mention->span.start < span.start || found < 0 ||
            (context_word_is(context, word, "i") && mention->span.start < span.end + DATE_REACH))
            found = (int)i;
    }
    if (found < 0)
        return;
    const struct mention *time = document_mention(context->document, (guint)found);
    draft_qualify(draft, time->type == MENTION_DATE ? "date" : "period", time->value);
}

static void
put_count(struct context *context, const struct unit *unit, guint m, const struct subject *subject,
          const char *of, const char *rule, enum cert cert)
{
    struct draft draft;
    draft_begin(&draft, PREDICATE_COUNT, rule, cert);
    draft.fact.object = term_mention(m);
    draft_qualify(&draft, "of", of);
    draft_qualify(&draft, "approx", attr(context, m, "approx"));
    draft_qualify(&draft, "per", attr(context, m, "per"));
    draft_qualify(&draft, "per", per_of(context, unit, m));
    if (is_expected(context, unit, m))
        draft_qualify(&draft, "status", "estimate");
    qualify_time(context, unit, m, &draft);
    draft_unit(context, &draft, unit);
    draft_mention(&draft, m);
    draft_put_each(context, &draft, subject);
}

/* In a section on several projects, what is said of none of them alone is said of all together. */
static void
join_subject(struct context *context, const struct unit *unit, struct subject *subject)
{
    const struct section *section = context_section(context, unit->section);
    if (subject->n < 2 || subject->together || section->heading < 0 || subject->stated)
        return;
    struct span span = document_block(context->document, (guint)section->heading)->span;
    int hit = context_first(context, CUE_REFERENCE, span);
    if (hit < 0 || strcmp(context_hit(context, hit)->value, "numbered") != 0)
        return;
    gsize end = span.end;
    while (end > span.start && strchr(" :.", context->lower[end - 1]))
        end--;
    subject->together =
        arena_strndup(context->arena, context->lower + context_hit(context, hit)->start,
                      end - context_hit(context, hit)->start);
}

/* The municipality with which a sentence begins: `Ringsted Kommune modtog i 2009 40 ansøgere`. */
static int
counting_municipality(const struct context *context, const struct unit *unit)
{
    int body = first_body(context, unit);
    if (body < 0)
        return -1;
    guint m = unit->first_mention;
    while (context->entity_of[m] != body)
        m++;
    int verb = context_word_after(context, document_mention(context->document, m)->span.end,
                                  unit->span.end);
    return strcmp(context_kind(context, m), "municipality") == 0 &&
                   context_word_is(context, verb, "har|havde|modtog|modtager|fik|får|tæller|huser")
               ? body
               : -1;
}

/* Things that are told of, not had: `fire spørgsmål`, `tre muligheder`. */
static gboolean
is_of_talk(const char *of)
{
    static const char *const nouns[] = {"spørgsmål", "mulighed", "stemme", "gang",     "etape",
                                        "punkt",     "grund",    "emne",   "scenarie", "alternativ",
                                        "måde",      "dag",      "time",   "udvalg"};
    for (gsize i = 0; of && i < G_N_ELEMENTS(nouns); i++)
        if (strcmp(of, nouns[i]) == 0)
            return TRUE;
    return FALSE;
}

/* `Vi støtter, at der bygges 12 boliger`, `Styregruppen består af tre medlemmer`: what somebody
 * wishes, or who sits somewhere, is nobody's number. */
static gboolean
is_nobodys(const struct context *context, const struct unit *unit, guint m,
           const struct subject *subject)
{
    struct span span = document_mention(context->document, m)->span;
    int first = context_word_after(context, unit->span.start, unit->span.end);
    if (context_word_is(context, first, "styregruppen|projektgruppen|arbejdsgruppen|følgegruppen"))
        return TRUE;
    for (int w = first; !subject->stated && w >= 0 && context_word(context, w)->start < span.start;
         w = context_word_next(context, w, span.start))
        if (context_word_is(context, w,
                            "støtter|foreslår|mener|ønsker|anbefaler|kræver|opfordrer|fraråder|"
                            "håber|frygter|indstiller") &&
            context_word_is(context, context_word_next(context, w, span.start), "at|ikke|til|der"))
            return TRUE;
    return FALSE;
}

static void
relate_count(struct context *context, const struct unit *unit, guint m, int *body)
{
    const char *of = attr(context, m, "of");
    struct span span = document_mention(context->document, m)->span;
    int before = context_word_before(context, unit->span.start, span.start);
    if (is_of_talk(of) || context_word_is(context, before, "stemte|stemmer") ||
        in_reference(context, m, "first") || in_reference(context, m, "last"))
        return;
    struct subject subject = whose(context, unit, m);
    join_subject(context, unit, &subject);
    int municipality = counting_municipality(context, unit);
    *body = municipality >= 0 ? municipality : *body;
    if (subject.stated)
        *body = -1;
    else if (*body >= 0)
        subject = subject_of((guint)*body);
    if (subject.n > 0 && !is_nobodys(context, unit, m, &subject))
        put_count(context, unit, m, &subject, of, "count.sentence",
                  subject.stated ? CERT_HIGH : CERT_MEDIUM);
}

/* The noun of `62 pct. af (de, alle) eleverne`: the word, or -1. */
static int
share_of(const struct context *context, const struct unit *unit, gsize offset)
{
    int word = context_word_after(context, offset, unit->span.end);
    if (!context_word_is(context, word, "af"))
        return -1;
    word = context_word_next(context, word, unit->span.end);
    while (context_word_is(context, word, "de|alle|disse|samtlige"))
        word = context_word_next(context, word, unit->span.end);
    return word;
}

/* The noun that was counted before and of which a word is a form (`elev` of `eleverne`); NULL for
 * none.
 */
static const char *
counted_before(const struct context *context, guint m, int word)
{
    for (guint back = 0; word >= 0 && m > 0 && back < COUNTED_REACH; back++) {
        m--;
        const char *of = document_mention(context->document, m)->type == MENTION_COUNT
                             ? attr(context, m, "of")
                             : NULL;
        if (of && strlen(of) >= NOUN_LEAST &&
            g_str_has_prefix(context->lower + context_word(context, word)->start, of))
            return of;
    }
    return NULL;
}

/* `62 pct. af de 84 deltagere`, `80 % er tilfredse`: a share of what was counted; of money, it is
 * funding's. */
static void
relate_share(struct context *context, const struct unit *unit, guint m, const char *counted)
{
    struct span span = document_mention(context->document, m)->span;
    int role = context_nearest(context, CUE_ROLE, unit->span, span);
    int next = context_word_after(context, span.end, unit->span.end);
    if (role >= 0 && strcmp(context_hit(context, role)->value, "share") == 0)
        return;
    const char *of = counted_before(context, m, share_of(context, unit, span.end));
    for (guint i = m + 1; i < unit->last_mention && !of; i++)
        if (document_mention(context->document, i)->type == MENTION_COUNT)
            of = attr(context, i, "of");
    if (!of)
        of = counted;
    if (!of || !context_word_is(context, next, "af|er|var|har|havde|blev|får|fik"))
        return;
    struct subject subject = subject_at(context, unit, span);
    if (subject.n == 1 && !subject.together)
        put_count(context, unit, m, &subject, of, "count.share", CERT_MEDIUM);
}

void
relate_counts(struct context *context)
{
    const char *counted = NULL;
    int body = -1; /* the municipality that a block began to count for */
    guint block = 0;
    for (guint u = 0; u < context->units->len; u++) {
        const struct unit *unit = context_unit(context, u);
        if (!layout_is_prose(context, unit))
            continue;
        int cell = document_block(context->document, unit->block)->cell;
        if (unit->block != block &&
            (cell < 0 || cell != document_block(context->document, block)->cell))
            counted = NULL;
        body = unit->block == block ? body : -1;
        block = unit->block;
        for (guint i = unit->first_mention; i < unit->last_mention; i++) {
            enum mention_type type = document_mention(context->document, i)->type;
            if (context->nested[i])
                continue;
            if (type == MENTION_COUNT) {
                relate_count(context, unit, i, &body);
                counted = attr(context, i, "of");
            } else if (type == MENTION_PERCENT) {
                relate_share(context, unit, i, counted);
            }
        }
    }
}
