/* Facts in the making, and what was said before: the same with less said of it is the same fact. */
#include "relate/context.h"

#include <string.h>

enum {
    SAID_FACTS = 6,
    SAID_TIMES = 256
};

void
draft_begin(struct draft *draft, enum predicate predicate, const char *rule, enum cert cert)
{
    memset(&draft->fact, 0, sizeof draft->fact);
    draft->fact.predicate = predicate;
    draft->fact.rule = rule;
    draft->fact.cert = cert;
    draft->fact.qualifiers = draft->qualifiers;
    draft->fact.evidence = draft->evidence;
}

struct term
term_document(void)
{
    return (struct term){.kind = TERM_DOCUMENT};
}

struct term
term_mention(guint mention)
{
    return (struct term){.kind = TERM_MENTION, .mention = mention};
}

struct term
term_text(const char *text)
{
    return (struct term){.kind = TERM_TEXT, .text = text};
}

struct term
context_term(const struct context *context, guint entity)
{
    return term_mention(context_entity(context, entity)->mention);
}

void
draft_qualify(struct draft *draft, const char *name, const char *value)
{
    if (!value || !value[0] || draft->fact.n_qualifiers >= FACT_MAX_QUALIFIERS)
        return;
    for (guint i = 0; i < draft->fact.n_qualifiers; i++)
        if (strcmp(draft->qualifiers[i].name, name) == 0)
            return;
    draft->qualifiers[draft->fact.n_qualifiers++] = (struct qualifier){name, value};
}

static void
add_evidence(struct draft *draft, gboolean is_mention, guint index)
{
    if (draft->fact.n_evidence < G_N_ELEMENTS(draft->evidence))
        draft->evidence[draft->fact.n_evidence++] =
            (struct evidence){.is_mention = is_mention, .index = index};
}

void
draft_mention(struct draft *draft, guint mention)
{
    add_evidence(draft, TRUE, mention);
}

void
draft_unit(struct context *context, struct draft *draft, const struct unit *unit)
{
    if (unit->sentence >= 0)
        add_evidence(draft, FALSE, (guint)unit->sentence);
    else
        draft_span(context, draft, unit->span);
}

/* The sentence at a span's start, or the first mention in it. */
void
draft_span(struct context *context, struct draft *draft, struct span span)
{
    int sentence = document_sentence_at(context->document, span.start);
    if (sentence >= 0) {
        add_evidence(draft, FALSE, (guint)sentence);
        return;
    }
    guint first, last;
    context_mentions(context, span, &first, &last);
    if (first < last)
        add_evidence(draft, TRUE, first);
}

/* Facts of one predicate, subject and object: how often said, and the latest few. */
struct said {
    guint times, n;
    guint facts[SAID_FACTS];
};

/* Whether a draft's qualifiers all stand in a fact. */
static gboolean
is_covered(const struct draft *draft, const struct fact *fact)
{
    for (guint i = 0; i < draft->fact.n_qualifiers; i++) {
        gboolean found = FALSE;
        for (guint k = 0; k < fact->n_qualifiers && !found; k++)
            found = strcmp(draft->qualifiers[i].name, fact->qualifiers[k].name) == 0 &&
                    strcmp(draft->qualifiers[i].value, fact->qualifiers[k].value) == 0;
        if (!found)
            return FALSE;
    }
    return TRUE;
}

/* An amount said again with less said of it is the fact said before. */
static void
adopt(struct context *context, struct draft *draft, const struct said *said)
{
    for (guint i = 0; i < said->n && draft->fact.predicate == PREDICATE_FUNDING; i++) {
        const struct fact *fact = document_fact(context->document, said->facts[i]);
        if (fact->n_qualifiers <= draft->fact.n_qualifiers || !is_covered(draft, fact))
            continue;
        memcpy(draft->qualifiers, fact->qualifiers, fact->n_qualifiers * sizeof *fact->qualifiers);
        draft->fact.n_qualifiers = fact->n_qualifiers;
        return;
    }
}

static struct said *
said_before(struct context *context, const struct draft *draft)
{
    g_autofree char *key = g_strdup_printf("%d\t%s\t%s", draft->fact.predicate,
                                           term_string(context->document, &draft->fact.subject),
                                           term_string(context->document, &draft->fact.object));
    struct said *said = g_hash_table_lookup(context->said, key);
    if (!said) {
        said = g_new0(struct said, 1);
        g_hash_table_insert(context->said, g_steal_pointer(&key), said);
    }
    return said;
}

void
draft_put(struct context *context, struct draft *draft)
{
    if (draft->fact.n_evidence == 0 && draft->fact.object.kind == TERM_MENTION)
        draft_mention(draft, draft->fact.object.mention);
    if (draft->fact.n_evidence == 0 && draft->fact.subject.kind == TERM_MENTION)
        draft_mention(draft, draft->fact.subject.mention);
    if (draft->fact.n_evidence == 0)
        return;
    struct said *said = said_before(context, draft);
    if (++said->times > SAID_TIMES)
        return;                 /* shown often enough */
    struct draft full = *draft; /* the draft may yet be put for other subjects */
    full.fact.qualifiers = full.qualifiers;
    full.fact.evidence = full.evidence;
    adopt(context, &full, said);
    guint fact = document_add_fact(context->document, &full.fact);
    if (said->n < SAID_FACTS && (said->n == 0 || said->facts[said->n - 1] != fact))
        said->facts[said->n++] = fact;
}

gboolean
draft_put_each(struct context *context, struct draft *draft, const struct subject *subject)
{
    if (subject->together) {
        draft->fact.subject = term_text(subject->together);
        draft_put(context, draft);
        return TRUE;
    }
    for (guint i = 0; i < subject->n; i++) {
        draft->fact.subject = context_term(context, subject->entities[i]);
        draft_put(context, draft);
    }
    return subject->n > 0;
}
