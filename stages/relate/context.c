/* The arrays that every rule looks into. */
#include "relate/context.h"

#include <stdlib.h>
#include <string.h>

enum {
    CLAUSE_MAX = 600,
    NAME_MAX_BYTES = 200,
    UNIT_MAX = 4000
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

/* A cue inside a name (`Ny Start`) is part of the name. */
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
    funding_prepare(context);
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
