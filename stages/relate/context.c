/* The arrays that every rule looks into. */
#include "relate/context.h"

#include <stdlib.h>
#include <string.h>

enum {
    CLAUSE_MAX = 600,
    NAME_MAX_BYTES = 200,
    UNIT_MAX = 4000,
    SAID_FACTS = 6,
    SAID_TIMES = 256
};

static gboolean
has_entity(enum mention_type type)
{
    return type == MENTION_PROJECT || type == MENTION_PROGRAMME || type == MENTION_ORGANISATION;
}

static gboolean
is_name(enum mention_type type)
{
    return has_entity(type) || type == MENTION_PERSON || type == MENTION_PLACE ||
           type == MENTION_LAW;
}

/* Marks the mentions that lie inside a name: mentions are properly nested and in order. */
static void
find_nested(struct context *context)
{
    GArray *mentions = context->document->mentions;
    context->nested = g_new0(gboolean, mentions->len + 1);
    gsize end = 0;
    for (guint i = 0; i < mentions->len; i++) {
        const struct mention *mention = document_mention(context->document, i);
        context->nested[i] = mention->span.end <= end;
        if (is_name(mention->type))
            end = MAX(end, mention->span.end);
    }
}

/* Names differ in case and hyphens from one line to the next: one key for both. */
static char *
entity_key(const struct mention *mention)
{
    g_autofree char *folded = g_utf8_casefold(mention->value, -1);
    GString *key = g_string_new(NULL);
    g_string_append_printf(key, "%d ", mention->type);
    for (const char *at = folded; *at; at++)
        if (*at != ' ' && *at != '-')
            g_string_append_c(key, *at);
    return g_string_free(key, FALSE);
}

static void
find_entities(struct context *context)
{
    struct document *document = context->document;
    context->entities = g_array_new(FALSE, TRUE, sizeof(struct entity));
    context->entity_of = g_new(int, document->mentions->len + 1);
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < document->mentions->len; i++) {
        const struct mention *mention = document_mention(document, i);
        context->entity_of[i] = -1;
        if (!has_entity(mention->type))
            continue;
        char *key = entity_key(mention);
        gpointer found = g_hash_table_lookup(known, key);
        if (!found) {
            struct entity entity = {.type = mention->type, .value = mention->value, .mention = i};
            g_array_append_val(context->entities, entity);
            found = GUINT_TO_POINTER(context->entities->len);
            g_hash_table_insert(known, key, found);
        } else {
            g_free(key);
        }
        context->entity_of[i] = (int)GPOINTER_TO_UINT(found) - 1;
        context_entity(context, context->entity_of[i])->mentions++;
    }
}

static void
add_unit_piece(struct context *context, struct span span, guint block, int sentence)
{
    struct unit unit = {.span = span, .block = block, .sentence = sentence};
    unit.section = context->section_of[block];
    context_mentions(context, span, &unit.first_mention, &unit.last_mention);
    context_hits(context, span, &unit.first_hit, &unit.last_hit);
    g_array_append_val(context->units, unit);
}

static void
add_unit(struct context *context, struct span span, guint block, int sentence)
{
    while (span.end - span.start > UNIT_MAX) { /* no sentence of ours is so long: in pieces */
        gsize cut = span.start + UNIT_MAX;
        while (cut > span.start + UNIT_MAX / 2 && context->lower[cut] != ' ')
            cut--;
        while (cut < span.end && (context->lower[cut] & 0xC0) == 0x80)
            cut++;
        add_unit_piece(context, (struct span){span.start, cut}, block, sentence);
        span.start = cut;
    }
    add_unit_piece(context, span, block, sentence);
}

static void
find_units(struct context *context)
{
    struct document *document = context->document;
    context->units = g_array_new(FALSE, TRUE, sizeof(struct unit));
    guint sentence = 0;
    for (guint b = 0; b < document->blocks->len; b++) {
        const struct block *block = document_block(document, b);
        gsize covered = block->span.start;
        while (sentence < document->sentences->len &&
               document_sentence(document, sentence)->span.start < block->span.end) {
            struct span span = document_sentence(document, sentence)->span;
            add_unit(context, span, b, (int)sentence);
            covered = span.end;
            sentence++;
        }
        if (covered == block->span.start && block->span.end > block->span.start)
            add_unit(context, block->span, b, -1);
    }
}

/* A cue inside a name (`Tidlig Start`) is part of the name. */
static gboolean
is_in_name(const struct context *context, const struct hit *hit)
{
    guint first, last;
    gsize from = hit->start - MIN(hit->start, NAME_MAX_BYTES);
    context_mentions(context, (struct span){from, hit->end}, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (is_name(mention->type) && mention->type != MENTION_LAW &&
            mention->span.start <= hit->start && mention->span.end >= hit->end &&
            (hit->class != CUE_REFERENCE || mention->span.start < hit->start))
            return TRUE;
    }
    return FALSE;
}

static void
drop_hits_in_names(struct context *context)
{
    guint kept = 0;
    for (guint i = 0; i < context->hits->len; i++) {
        struct hit hit = *context_hit(context, i);
        gboolean layout =
            hit.class == CUE_FIELD || hit.class == CUE_COLUMN || hit.class == CUE_HEADING;
        if (layout || !is_in_name(context, &hit))
            *context_hit(context, kept++) = hit;
    }
    g_array_set_size(context->hits, kept);
}

static gint
compare_hits(gconstpointer a, gconstpointer b)
{
    const struct hit *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (int)x->class - (int)y->class;
}

struct context *
context_new(struct document *document, const struct cues *cues)
{
    struct context *context = g_new0(struct context, 1);
    context->document = document;
    context->cues = cues;
    context->arena = document->arena;
    context->title = context->issued = context->addressee = context->unit = -1;
    context->committee = context->case_mention = context->programme = -1;
    context->lower = text_lower(document->arena, document->text->str, document->text->len);
    context->words = text_words(context->lower, document->text->len);
    context->hits = g_array_new(FALSE, TRUE, sizeof(struct hit));
    cues_find(cues, context->lower, (const struct word *)(gpointer)context->words->data,
              context->words->len, context->hits);
    g_array_sort(context->hits, compare_hits);
    context->said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    find_nested(context);
    drop_hits_in_names(context);
    find_entities(context);
    context->ways = g_array_new(FALSE, TRUE, sizeof(struct way));
    context->section_of = g_new0(guint, document->blocks->len + 1);
    layout_find(context);
    layout_tables(context);
    find_units(context);
    reference_list(context);
    subjects_resolve(context);
    return context;
}

void
context_free(struct context *context)
{
    if (!context)
        return;
    GArray *arrays[] = {context->words, context->hits,    context->entities, context->sections,
                        context->items, context->entries, context->units,    context->ways};
    for (gsize i = 0; i < G_N_ELEMENTS(arrays); i++)
        if (arrays[i])
            g_array_free(arrays[i], TRUE);
    if (context->said)
        g_hash_table_destroy(context->said);
    g_free(context->entity_of);
    g_free(context->nested);
    g_free(context->section_of);
    g_free(context->places);
    g_free(context);
}

/* ---- mentions and cues ---- */

void
context_mentions(const struct context *context, struct span span, guint *ret_first, guint *ret_last)
{
    document_mentions_in(context->document, span, ret_first, ret_last);
}

void
context_hits(const struct context *context, struct span span, guint *ret_first, guint *ret_last)
{
    guint low = 0, high = context->hits->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (context_hit(context, middle)->start < span.start)
            low = middle + 1;
        else
            high = middle;
    }
    *ret_first = low;
    while (low < context->hits->len && context_hit(context, low)->start < span.end)
        low++;
    *ret_last = low;
}

int
context_first(const struct context *context, enum cue_class class, struct span span)
{
    guint first, last;
    context_hits(context, span, &first, &last);
    for (guint i = first; i < last; i++)
        if (context_hit(context, i)->class == class)
            return (int)i;
    return -1;
}

int
context_nearest(const struct context *context, enum cue_class class, struct span within,
                struct span span)
{
    struct span clause = context_clause(context, within, span.start);
    struct span near = {span.start - MIN(span.start - within.start, CLAUSE_MAX),
                        MIN(within.end, span.end + CLAUSE_MAX)};
    guint first, last;
    context_hits(context, near, &first, &last);
    int best = -1;
    gsize best_cost = G_MAXSIZE;
    for (guint i = first; i < last; i++) {
        const struct hit *hit = context_hit(context, i);
        if (hit->class != class || (hit->start < span.end && hit->end > span.start))
            continue;
        gsize cost = hit->start < span.start ? span.start - hit->end : hit->start - span.end + 40;
        if (hit->start < clause.start || hit->start >= clause.end)
            cost += 1000;
        if (cost < best_cost) {
            best = (int)i;
            best_cost = cost;
        }
    }
    return best;
}

gboolean
context_is_nested(const struct context *context, guint m)
{
    return context->nested[m];
}

const char *
context_kind(const struct context *context, guint mention)
{
    const char *kind =
        attrs_get(context->arena, document_mention(context->document, mention)->attrs, "kind");
    return kind ? kind : "";
}

gboolean
context_is_committee(const struct context *context, guint mention)
{
    if (document_mention(context->document, mention)->type != MENTION_ORGANISATION)
        return FALSE;
    const char *kind = context_kind(context, mention);
    return strcmp(kind, "committee") == 0 || strcmp(kind, "council") == 0;
}

const char *
context_earliest(const struct context *context, guint mention)
{
    return document_mention(context->document, mention)->earliest;
}

/* ---- facts ---- */

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
