/* References inside the paper: `projekt 3 og 4`, `de to første projekter`, `begge projekter`,
 * `projektet`, `udvalget`, `puljen`. What could mean two things stays open. */
#include "relate/context.h"

#include <string.h>

enum {
    LIST_MAX = 400,
    COLON_REACH = 300
};

/* ---- the list of projects ---- */

/* The project with which a block opens, or -1: `1. Projekt "X"`, `2. X. Det gamle pakhus ...` */
static int
opening_project(const struct context *context, guint b)
{
    struct span span = document_block(context->document, b)->span;
    guint first, last;
    context_mentions(context, span, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->span.start > span.start + 24)
            return -1;
        if (mention->type == MENTION_PROJECT && !context->nested[i])
            return context->entity_of[i];
    }
    return -1;
}

static void
enter(struct context *context, guint entity)
{
    struct entity *e = context_entity(context, entity);
    if (e->entry || context->entries->len >= LIST_MAX)
        return;
    g_array_append_val(context->entries, entity);
    e->entry = context->entries->len;
}

/* The first run of list items that each open with a project. */
static void
list_of_items(struct context *context)
{
    struct document *document = context->document;
    guint b = 0;
    while (b < document->blocks->len && context->entries->len == 0) {
        guint end = b;
        gboolean all = TRUE;
        guint n = 0;
        while (end < document->blocks->len && document_block(document, end)->kind == BLOCK_ITEM &&
               document_block(document, end)->cell < 0) {
            all = all && opening_project(context, end) >= 0;
            n++;
            end = layout_next(context, end);
        }
        for (guint i = b; n >= 2 && all && i < end; i = layout_next(context, i))
            enter(context, (guint)opening_project(context, i));
        const char *mark = n >= 2 && all ? document_block(document, b)->n : NULL;
        context->lettered = context->lettered || (mark && (mark[0] == 'a' || mark[0] == 'A') &&
                                                  !g_ascii_isalpha(mark[1]));
        b = MAX(end, b + 1);
    }
}

/* `... bestod af tre delprojekter: A, B og C`: as many names behind the colon as are counted. */
static void
list_of_sentence(struct context *context)
{
    struct document *document = context->document;
    for (guint m = 0; m < document->mentions->len && context->entries->len == 0; m++) {
        const struct mention *mention = document_mention(document, m);
        const char *of =
            mention->type == MENTION_COUNT ? attrs_get(context->arena, mention->attrs, "of") : NULL;
        guint n = of ? (guint)strtoul(mention->value, NULL, 10) : 0, found = 0;
        int next = context_word_after(context, mention->span.end, mention->span.end + 8);
        if (n < 2 || n > SUBJECT_MAX || context_word_is(context, next, "af|ud") ||
            g_strstr_len(context->lower + mention->span.start,
                         (gssize)(mention->span.end - mention->span.start), " af ") ||
            !(g_str_has_suffix(of, "projekt") || g_str_has_suffix(of, "indsats")))
            continue;
        gsize end =
            document_block(document, document_block_at(document, mention->span.start))->span.end;
        gsize colon = mention->span.end;
        end = MIN(end, colon + COLON_REACH);
        while (colon < end && context->lower[colon] != ':' && context->lower[colon] != '.')
            colon++;
        if (colon >= end || context->lower[colon] != ':')
            continue;
        guint list[SUBJECT_MAX], first, last;
        context_mentions(context, (struct span){colon, end + COLON_REACH}, &first, &last);
        for (guint i = first; i < last && found < n; i++)
            if (document_mention(document, i)->type == MENTION_PROJECT && !context->nested[i])
                list[found++] = (guint)context->entity_of[i];
        for (guint i = 0; found == n && i < n; i++)
            enter(context, list[i]);
    }
}

static void
list_of_rows(struct context *context)
{
    for (guint b = 0; b < context->document->blocks->len; b++) {
        if (document_block(context->document, b)->cell < 0)
            continue;
        const struct place_in_table *place = &context->places[b];
        int row = place->row >= 0 ? place->row : place->head;
        if (row >= 0 && context_entity(context, row)->type == MENTION_PROJECT)
            enter(context, (guint)row);
    }
}

static void
list_of_headings(struct context *context)
{
    for (guint s = 0; s < context->sections->len; s++) {
        int heading = context_section(context, s)->heading;
        if (heading < 0 || heading == context->title)
            continue;
        guint first, last;
        context_mentions(context, document_block(context->document, (guint)heading)->span, &first,
                         &last);
        for (guint i = first; i < last; i++)
            if (document_mention(context->document, i)->type == MENTION_PROJECT &&
                !context->nested[i])
                enter(context, (guint)context->entity_of[i]);
    }
}

void
reference_list(struct context *context)
{
    context->entries = g_array_new(FALSE, FALSE, sizeof(guint));
    list_of_items(context);
    list_of_sentence(context);
    if (context->entries->len == 0) {
        list_of_headings(context);
        list_of_rows(context);
    }
}

/* ---- references in a span ---- */

static guint
all_projects(const struct context *context, guint *list, guint max)
{
    guint n = 0;
    for (guint i = 0; i < context->entries->len && n < max; i++)
        list[n++] = g_array_index(context->entries, guint, i);
    if (n > 0)
        return n;
    for (guint i = 0; i < context->entities->len && n < max; i++)
        if (context_entity(context, i)->type == MENTION_PROJECT)
            list[n++] = i;
    return n;
}

static void
add_entity(struct subject *subject, guint entity)
{
    for (guint i = 0; i < subject->n; i++)
        if (subject->entities[i] == entity)
            return;
    if (subject->n < SUBJECT_MAX)
        subject->entities[subject->n++] = entity;
}

/* A number's value if word i is one of at most two digits and no decimal, or a letter's where the
 * list has letters; else 0. `i` is the preposition. */
static guint
small_number(const struct context *context, int i)
{
    if (i < 0)
        return 0;
    const struct word *word = context_word(context, i);
    guint value = 0;
    if (word->end - word->start > 2)
        return 0;
    char letter = context->lower[word->start];
    if (context->lettered && word->end - word->start == 1 && g_ascii_isalpha(letter))
        return letter == 'i' ? 0 : (guint)(letter - 'a') + 1;
    for (gsize at = word->start; at < word->end; at++) {
        if (!g_ascii_isdigit(context->lower[at]))
            return 0;
        value = value * 10 + (guint)(context->lower[at] - '0');
    }
    return value;
}

/* `projekt 1, 2 og 4`: the numbers behind a cue. FALSE where there is none. */
static gboolean
read_numbers(struct context *context, const struct hit *hit, gsize limit, struct subject *ret,
             gsize *ret_end)
{
    struct subject subject = {0};
    gsize at = hit->end;
    for (guint i = 0; i < SUBJECT_MAX; i++) {
        int word = context_word_after(context, at, limit);
        gboolean joined = i > 0 && context_word_is(context, word, "og|samt|eller");
        if (joined)
            word = context_word_after(context, context_word(context, word)->end, limit);
        guint number = small_number(context, word);
        if (number == 0 || context_word(context, word)->start > at + 8 ||
            context_gap_has(context, at, context_word(context, word)->start, "\n.;:(") ||
            (i > 0 && !joined &&
             !context_gap_has(context, at, context_word(context, word)->start, ",")))
            break;
        if (number > context->entries->len)
            return FALSE;
        add_entity(&subject, g_array_index(context->entries, guint, number - 1));
        at = context_word(context, word)->end;
    }
    if (subject.n == 0)
        return FALSE;
    subject.stated = TRUE;
    *ret = subject;
    *ret_end = at;
    return TRUE;
}

/* `de to første`, `de tre sidste`: as many of the list. */
static gboolean
read_part(const struct context *context, const struct hit *hit, struct subject *ret)
{
    guint n = (guint)g_ascii_strtoull(hit->detail, NULL, 10), len = context->entries->len;
    if (n == 0 || n > len || n > SUBJECT_MAX)
        return FALSE;
    guint from = strcmp(hit->value, "first") == 0 ? 0 : len - n;
    *ret = (struct subject){.stated = TRUE};
    for (guint i = 0; i < n; i++)
        add_entity(ret, g_array_index(context->entries, guint, from + i));
    return TRUE;
}

/* `begge projekter`, `alle tre projekter`: those the section or the sentence before was about, if
 * they are as many, else all there are, if they are as many. */
static gboolean
read_all(const struct context *context, const struct hit *hit, const struct subject *current,
         struct subject *ret)
{
    guint n = (guint)g_ascii_strtoull(hit->detail, NULL, 10), list[SUBJECT_MAX + 1];
    if (n > 1 && current && current->n == n) {
        *ret = *current;
        ret->together = NULL;
        ret->stated = TRUE;
        return TRUE;
    }
    guint all = all_projects(context, list, SUBJECT_MAX + 1);
    if (all < 2 || all > SUBJECT_MAX || (n > 0 && all != n))
        return FALSE;
    *ret = (struct subject){.stated = TRUE};
    for (guint i = 0; i < all; i++)
        add_entity(ret, list[i]);
    return TRUE;
}

/* `Projekt 1 og 2 har tilsammen ...`: of several together, under the words the paper uses. */
static const char *
together_in(struct context *context, struct span span, gsize from, gsize to)
{
    guint first, last;
    context_hits(context, span, &first, &last);
    for (guint i = first; i < last; i++)
        if (context_hit(context, i)->class == CUE_SUM &&
            strcmp(context_hit(context, i)->value, "together") == 0)
            return arena_strndup(context->arena, context->lower + from, to - from);
    return NULL;
}

/* Whom one reference stands for. FALSE where it stands for nobody that is known. */
static gboolean
read_reference(struct context *context, const struct hit *hit, struct span span,
               const struct subject *current, struct subject *ret)
{
    gsize end;
    if (strcmp(hit->value, "numbered") == 0 && read_numbers(context, hit, span.end, ret, &end)) {
        if (ret->n > 1)
            ret->together = together_in(context, span, hit->start, end);
        return TRUE;
    }
    if ((strcmp(hit->value, "first") == 0 || strcmp(hit->value, "last") == 0) &&
        read_part(context, hit, ret))
        return TRUE;
    if (strcmp(hit->value, "all") == 0 && read_all(context, hit, current, ret))
        return TRUE;
    if (strcmp(hit->value, "project") != 0)
        return FALSE;
    if (!current || current->n != 1)
        return FALSE;
    *ret = *current;
    ret->stated = TRUE;
    return TRUE;
}

gboolean
reference_resolve(struct context *context, struct span span, const struct subject *current,
                  struct subject *ret_subject)
{
    return reference_nearest(context, span, span.start, current, ret_subject);
}

gboolean
reference_nearest(struct context *context, struct span span, gsize offset,
                  const struct subject *current, struct subject *ret_subject)
{
    guint first, last;
    gboolean found = FALSE;
    context_hits(context, span, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct hit *hit = context_hit(context, i);
        struct subject subject;
        if (hit->class != CUE_REFERENCE || (found && hit->start > offset) ||
            !read_reference(context, hit, span, current, &subject))
            continue;
        if (found && ret_subject->together && !subject.together)
            continue;
        *ret_subject = subject;
        found = TRUE;
    }
    return found;
}

/* The body of a kind that was named last before mention `m`, or -1. */
static int
last_of_kind(const struct context *context, guint m, const char *kind)
{
    for (guint back = 0; m > 0 && back < 400; back++) {
        m--;
        if (document_mention(context->document, m)->type == MENTION_ORGANISATION &&
            strcmp(context_kind(context, m), kind) == 0)
            return context->entity_of[m];
    }
    return -1;
}

/* The committee that a unit names before `udvalget`: `mødet i Socialudvalget, hvor udvalget ...`;
 * -1 for none. */
static int
committee_before(const struct context *context, const struct unit *unit)
{
    gsize end = unit->span.start;
    for (guint h = unit->first_hit; h < unit->last_hit; h++)
        if (context_hit(context, h)->class == CUE_REFERENCE &&
            strcmp(context_hit(context, h)->value, "committee") == 0)
            end = MAX(end, context_hit(context, h)->start);
    int found = -1;
    for (guint i = unit->first_mention; i < unit->last_mention; i++)
        if (document_mention(context->document, i)->span.end <= end &&
            strcmp(context_kind(context, i), "committee") == 0 && context->entity_of[i] >= 0)
            found = context->entity_of[i];
    return found;
}

/* Whom `forvaltningen`, `afdelingen` in a unit stands for: the body named last before it whose name
 * ends so, else the one that issues the paper. */
static int
administration(const struct context *context, const struct unit *unit)
{
    static const char *const nouns[] = {"forvaltning", "afdeling"};
    const char *noun = NULL;
    for (guint h = unit->first_hit; h < unit->last_hit; h++)
        for (gsize i = 0; i < G_N_ELEMENTS(nouns); i++)
            if (context_hit(context, h)->class == CUE_REFERENCE &&
                g_str_has_prefix(context->lower + context_hit(context, h)->start, nouns[i]))
                noun = nouns[i];
    const struct section *section = context_section(context, unit->section);
    gsize start =
        section->item < 0
            ? 0
            : document_block(context->document, context_item(context, (guint)section->item)->block)
                  ->span.start;
    for (guint m = unit->last_mention, back = 0; noun && m > 0 && back < 400; back++) {
        m--;
        if (document_mention(context->document, m)->span.start < start)
            break; /* another item's */
        if (document_mention(context->document, m)->type != MENTION_ORGANISATION)
            continue;
        const char *value = document_mention(context->document, m)->value;
        const char *end = g_strrstr(value, noun);
        if (end && strlen(end) <= strlen(noun) + 2)
            return context->entity_of[m];
    }
    return context->unit >= 0 ? context->unit
                              : last_of_kind(context, unit->first_mention, "department");
}

int
reference_body(struct context *context, const struct unit *unit, const char *what)
{
    if (strcmp(what, "committee") == 0) {
        int named = committee_before(context, unit);
        if (named >= 0)
            return named;
        if (context->committee >= 0)
            return context->committee;
        return context->addressee >= 0 ? context->addressee
                                       : last_of_kind(context, unit->first_mention, "committee");
    }
    if (strcmp(what, "ministry") == 0)
        return last_of_kind(context, unit->last_mention, "ministry");
    if (strcmp(what, "administration") == 0)
        return administration(context, unit);
    if (strcmp(what, "programme") == 0)
        return context->programme;
    return -1;
}
