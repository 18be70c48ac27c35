/* Whom each sentence is about. In this order: whom it names or refers to, whom the sentence before
 * it in the same block was about, whom the heading, the row, the agenda item names, whom the paper
 * as a whole is about. */
#include "relate/subjects.h"

#include <string.h>

/* The one project or method that a block names, if it names no other. */
static struct subject
only_work(const struct context *context, guint block)
{
    struct subject found;
    if (!subject_named(context, document_block(context->document, block)->span, &found) ||
        found.n != 1)
        return (struct subject){0};
    found.stated = FALSE;
    return found;
}

/* Whom a unit inherits from: its row, its heading, its item, the paper. */
static struct subject
inherited(const struct context *context, const struct unit *unit)
{
    const struct block *block = document_block(context->document, unit->block);
    const struct section *section = context_section(context, unit->section);
    if (block->cell >= 0 && context->places[unit->block].row >= 0)
        return subject_of((guint)context->places[unit->block].row);
    if (block->cell >= 0 && layout_is_prose_cell(context, unit->block))
        return only_work(context, unit->block); /* a text of its own */
    if (section->subject.n > 0)
        return section->subject;
    if (section->item >= 0 && context_item(context, section->item)->subject.n > 0)
        return context_item(context, section->item)->subject;
    return context->about;
}

static gboolean
named_programme(const struct context *context, const struct unit *unit, struct subject *ret)
{
    for (guint i = unit->first_mention; i < unit->last_mention; i++)
        if (!context->nested[i] &&
            subject_is_type(context, context->entity_of[i], MENTION_PROGRAMME) &&
            !subject_is_aside(context, unit->span, i)) {
            *ret = subject_of((guint)context->entity_of[i]);
            ret->stated = TRUE;
            return TRUE;
        }
    return FALSE;
}

/* `Programmet løber ...`, `så strategien nu ...`: the paper's programme, by its definite noun. */
static gboolean
means_programme(const struct context *context, const struct unit *unit, struct subject *ret)
{
    if (context->programme < 0 || context->items->len > 1)
        return FALSE;
    for (guint h = unit->first_hit; h < unit->last_hit; h++) {
        const struct hit *hit = context_hit(context, h);
        if (hit->class != CUE_REFERENCE || strcmp(hit->value, "programme") != 0 ||
            strcmp(hit->detail, "whole") != 0 ||
            context_word_is(context, context_word_before(context, unit->span.start, hit->start),
                            "fra|af|under|i|til|med"))
            continue;
        *ret = subject_of((guint)context->programme);
        ret->stated = TRUE;
        return TRUE;
    }
    return FALSE;
}

/* `har vurderet`, `har søgt`: what somebody says or asks is not about himself; `har haft` is. */
static gboolean
is_saying(const struct context *context, int verb, gsize to)
{
    if (!context_word_is(context, verb, "har|havde"))
        return FALSE;
    int next = context_word_after(context, context_word(context, verb)->end, to);
    if (context_word_is(context, next, "desuden|også|selv|nu|allerede|tidligere|ligeledes"))
        next = context_word_after(context, context_word(context, next)->end, to);
    return context_word_is(context, next,
                           "vurderet|søgt|ansøgt|oplyst|anført|foreslået|bedt|givet|bevilget|"
                           "anmodet|meddelt|svaret|besluttet|godkendt|peget|beregnet|undersøgt|"
                           "udarbejdet|indstillet|anbefalet|afgivet|sendt|rettet|ønsket|tilbudt|"
                           "gennemgået|skønnet|opgjort|fremsendt|indsendt|udtalt|tilkendegivet");
}

/* What a body of its own has or gets: verbs behind which counts and money are its own. */
#define HAVING \
    "har|havde|i|består|forventer|får|fik|tæller|modtager|modtog|venter|råder|rummer|huser"

/* Whether a body is one of its own, not an authority. */
static gboolean
is_own_kind(const struct context *context, guint mention)
{
    static const char *const kinds[] = {"committee",    "council",  "department",
                                        "municipality", "ministry", "agency",
                                        "foundation",   "county",   "region"};
    for (gsize k = 0; k < G_N_ELEMENTS(kinds); k++)
        if (strcmp(context_kind(context, mention), kinds[k]) == 0)
            return FALSE;
    return TRUE;
}

/* The body that `Foreningen`, `Skolen`, `Vi` at a sentence's start stands for: the one named last
 * that is called so (`Vestby Roklub` for `Klubben`), for `vi` the one that issues the paper; an
 * entity, or -1. */
static int
meant_body(const struct context *context, const struct unit *unit, int word)
{
    static const struct {
        const char *noun, *stem;
    } nouns[] = {
        {"foreningen", "forening"},  {"klubben", "klub"},          {"skolen", "skole"},
        {"institutionen", ""},       {"centret", "center"},        {"centeret", "center"},
        {"bostedet", "bosted"},      {"værestedet", "værested"},   {"plejehjemmet", "hjem"},
        {"børnehaven", "børnehave"}, {"biblioteket", "bibliotek"}, {"museet", "museum"},
        {"selskabet", ""},           {"virksomheden", ""}};
    if (context_word_is(context, word, "vi"))
        return context->unit >= 0 &&
                       is_own_kind(context, context_entity(context, context->unit)->mention)
                   ? context->unit
                   : -1;
    for (gsize i = 0; i < G_N_ELEMENTS(nouns); i++) {
        if (!context_word_is(context, word, nouns[i].noun))
            continue;
        for (guint m = unit->first_mention, back = 0; m > 0 && back < 200; back++) {
            const struct mention *mention = document_mention(context->document, --m);
            if (mention->type != MENTION_ORGANISATION || context->nested[m] ||
                !is_own_kind(context, m))
                continue;
            g_autofree char *name = g_utf8_strdown(mention->value, -1);
            if (strstr(name, nouns[i].stem))
                return context->entity_of[m];
        }
    }
    return -1;
}

int
subject_acting(const struct context *context, const struct unit *unit)
{
    int word = context_word_after(context, unit->span.start, unit->span.end);
    int verb = word >= 0 ? context_word_next(context, word, unit->span.end) : -1;
    if (context_word_is(context, verb, HAVING) && !is_saying(context, verb, unit->span.end) &&
        meant_body(context, unit, word) >= 0)
        return meant_body(context, unit, word);
    for (guint i = unit->first_mention; i < unit->last_mention; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->span.start > unit->span.start + 12)
            return -1;
        if (mention->type != MENTION_ORGANISATION || context->nested[i])
            continue;
        if (!is_own_kind(context, i))
            return -1;
        verb = context_word_after(context, mention->span.end, unit->span.end);
        return !is_saying(context, verb, unit->span.end) && context_word_is(context, verb, HAVING)
                   ? context->entity_of[i]
                   : -1;
    }
    return -1;
}

/* The same, where no project and no heading is spoken of. */
static gboolean
acts(const struct context *context, const struct unit *unit, struct subject *ret)
{
    int body = subject_acting(context, unit);
    if (body < 0 || document_block(context->document, unit->block)->cell >= 0)
        return FALSE;
    *ret = subject_of((guint)body);
    return TRUE;
}

/* `Begge projekter ...` after a sentence on one of them: those of the heading. */
static gboolean
refers_to_heading(struct context *context, const struct unit *unit, struct subject *ret)
{
    struct subject heading = inherited(context, unit);
    return heading.n > 1 && reference_resolve(context, unit->span, &heading, ret);
}

/* Whether all works that a unit names stand behind `heraf`, `fordelt med`: the next sentence is
 * about the whole again. */
static gboolean
names_parts(const struct context *context, const struct unit *unit)
{
    int first = -1;
    for (guint i = unit->first_mention; i < unit->last_mention && first < 0; i++)
        if (!context->nested[i] && subject_is_work(context, context->entity_of[i]))
            first = (int)i;
    if (first < 0)
        return FALSE;
    gsize start = document_mention(context->document, (guint)first)->span.start;
    for (guint h = unit->first_hit; h < unit->last_hit; h++)
        if (context_hit(context, h)->class == CUE_SUM && context_hit(context, h)->start < start &&
            strcmp(context_hit(context, h)->value, "parts") == 0)
            return TRUE;
    return FALSE;
}

/* The number behind `Ad` in an item's mark, or behind `Ad`, `Til nr.` at a block's start; 0 for
 * none.
 */
static guint
entry_number(const struct context *context, guint block)
{
    struct span span = document_block(context->document, block)->span;
    const char *mark = document_block(context->document, block)->n;
    if (mark && g_ascii_strncasecmp(mark, "ad ", 3) == 0)
        return (guint)g_ascii_strtoull(mark + 3, NULL, 10);
    int word = context_word_after(context, span.start, span.end);
    int number = word < 0 ? -1 : context_word_next(context, word, span.end);
    gboolean ad = context_word_is(context, word, "ad");
    if (context_word_is(context, word, "ad|vedr|til") &&
        context_word_is(context, number, "nr|projekt|ansøgning|pkt|punkt"))
        number = context_word_next(context, number, span.end);
    else if (!ad)
        return 0;
    return number < 0 || !g_ascii_isdigit(context->lower[context_word(context, number)->start])
               ? 0
               : (guint)g_ascii_strtoull(context->lower + context_word(context, number)->start,
                                         NULL, 10);
}

/* `Ad 3. ...`, `Til nr. 3: ...` at a block's start: the third project of the paper's list. */
static gboolean
opens_with_entry(const struct context *context, guint block, struct subject *ret)
{
    guint number = entry_number(context, block);
    if (number == 0 || number > context->entries->len)
        return FALSE;
    *ret = subject_of(g_array_index(context->entries, guint, number - 1));
    return TRUE;
}

static void
resolve_units(struct context *context)
{
    guint block = G_MAXUINT;
    struct subject current = {0};
    for (guint u = 0; u < context->units->len; u++) {
        struct unit *unit = context_unit(context, u);
        if (unit->block != block) {
            block = unit->block;
            if (!opens_with_entry(context, block, &current))
                current = inherited(context, unit);
        }
        struct subject found;
        unit->before = current;
        if (subject_named(context, unit->span, &found) ||
            reference_resolve(context, unit->span, &current, &found) ||
            refers_to_heading(context, unit, &found) || means_programme(context, unit, &found) ||
            ((current.n == 0 ||
              !subject_is_type(context, (int)current.entities[0], MENTION_PROJECT)) &&
             (named_programme(context, unit, &found) || acts(context, unit, &found))))
            unit->subject = found;
        else
            unit->subject = current;
        if (unit->subject.n > 0 && !(current.n > 0 && names_parts(context, unit))) {
            current = unit->subject;
            current.stated = FALSE;
            current.together = NULL;
        }
    }
}

void
subjects_resolve(struct context *context)
{
    subjects_of_sections(context);
    subjects_of_items(context);
    subject_of_paper(context);
    resolve_units(context);
}
