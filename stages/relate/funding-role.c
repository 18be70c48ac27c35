/* The role of an amount: the cue nearest to it (roles.tsv); under `Indstilling`, or behind
 * `indstiller`, everything is recommended. */
#include "relate/funding.h"

#include <string.h>

enum {
    LIST_BLOCKS = 60,
    ASKED_REACH = 16
};

/* Whether a SUM cue of a kind stands in a unit before `offset`. */
gboolean
amount_is_part(const struct context *context, const struct unit *unit, const char *kind,
               gsize offset)
{
    for (guint h = unit->first_hit; h < unit->last_hit; h++) {
        const struct hit *hit = context_hit(context, h);
        if (hit->class == CUE_SUM && hit->start < offset && strcmp(hit->value, kind) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Whether what a unit says is proposed: its section, or `indstiller, at` before `offset`. */
static gboolean
is_recommended(const struct context *context, const struct unit *unit, gsize offset)
{
    if (context_section(context, unit->section)->kind == SECTION_RECOMMENDATION ||
        layout_is_recommendation(context, unit->block))
        return TRUE;
    for (guint h = unit->first_hit; h < unit->last_hit; h++) {
        const struct hit *hit = context_hit(context, h);
        if (hit->class == CUE_DECISION && hit->start < offset &&
            strcmp(hit->value, "recommended") == 0 && strcmp(hit->detail, "proposal") == 0)
            return TRUE;
    }
    for (int w = context_word_after(context, unit->span.start, offset); w >= 0;
         w = context_word_after(context, context_word(context, w)->end, offset))
        if (context_word_is(context, w, "foreslår|opfordrer") &&
            context_word_is(context,
                            context_word_after(context, context_word(context, w)->end, offset),
                            "at|til"))
            return TRUE;
    return FALSE;
}

/* `har givet tilsagn om at dække 40 pct.`: a share that was granted. */
gboolean
amount_is_granted_share(const struct context *context, const struct amount *amount)
{
    struct span clause = context_clause(context, amount->unit->span, amount->span.start);
    guint first, last;
    context_hits(context, (struct span){clause.start, amount->span.start}, &first, &last);
    for (guint h = first; h < last; h++)
        if (context_hit(context, h)->class == CUE_ROLE &&
            strcmp(context_hit(context, h)->value, "granted") == 0)
            return TRUE;
    return FALSE;
}

/* `Klubben søger om`, not `at Byrådet søges om en bevilling`, which is what is proposed. */
static gboolean
is_application(const struct context *context, const struct amount *amount)
{
    const struct hit *hit = context_hit(context, amount->role);
    gboolean asked = context_word_is(context, (int)hit->first_word, "søges|ansøges");
    return strcmp(hit->value, "applied") == 0 && !asked;
}

const char *
amount_status(const struct context *context, const struct amount *amount)
{
    const char *status = NULL;
    if (amount->role >= 0)
        status = context_hit(context, amount->role)->value;
    if (is_recommended(context, amount->unit, amount->span.start) &&
        (!status || (strcmp(status, "deviation") != 0 && strcmp(status, "spent") != 0 &&
                     strcmp(status, "estimate") != 0 && !is_application(context, amount))))
        return "recommended";
    if (status && strcmp(status, "share") == 0)
        return amount_is_granted_share(context, amount) ? "granted" : NULL;
    return status;
}

/* The role that the block spoke of last before this unit: for parts told in a sentence of their
 * own. */
int
amount_role_before(const struct context *context, const struct unit *unit)
{
    guint first, last, from = unit->block;
    /* the items of a list go on with what brings it in: `bevilling til følgende projekter:` */
    while (from > 0 && unit->block - from < LIST_BLOCKS &&
           (!layout_is_body(context, from) ||
            (document_block(context->document, from)->kind == BLOCK_ITEM &&
             document_block(context->document, from)->cell < 0)))
        from--;
    struct span span = {document_block(context->document, from)->span.start, unit->span.start};
    context_hits(context, span, &first, &last);
    for (guint h = last; h > first && last - h < 200; h--)
        if (context_hit(context, h - 1)->class == CUE_ROLE &&
            strcmp(context_hit(context, h - 1)->value, "share") != 0)
            return (int)h - 1;
    return -1;
}

/* `Der søges om et tilskud på ...`: what is granted is still asked for; `nearest` is a noun. */
static int
asked_for(const struct context *context, const struct unit *unit, struct span span, int nearest)
{
    const struct hit *noun = context_hit(context, nearest);
    struct span clause = context_clause(context, unit->span, span.start);
    guint first, last;
    if (noun->detail[0] || noun->end > span.start)
        return nearest;
    context_hits(context, (struct span){clause.start, noun->start}, &first, &last);
    for (guint h = last; h > first; h--)
        if (context_hit(context, h - 1)->class == CUE_ROLE)
            return strcmp(context_hit(context, h - 1)->value, "applied") == 0 &&
                           context_hit(context, h - 1)->end + ASKED_REACH > noun->start
                       ? (int)h - 1
                       : nearest;
    return nearest;
}

/* The role nearest to an amount; `afsatte på budgettet` is what was done, not where it stands. */
int
amount_role(const struct context *context, const struct unit *unit, struct span span)
{
    int nearest = context_nearest(context, CUE_ROLE, unit->span, span);
    if (nearest >= 0 && strcmp(context_hit(context, nearest)->value, "granted") == 0)
        return asked_for(context, unit, span, nearest);
    if (nearest < 0 || strcmp(context_hit(context, nearest)->value, "budget") != 0)
        return nearest;
    struct span clause = context_clause(context, unit->span, span.start);
    guint first, last;
    context_hits(context, (struct span){clause.start, span.start}, &first, &last);
    for (guint h = last; h > first; h--) {
        const struct hit *hit = context_hit(context, h - 1);
        if (hit->class == CUE_ROLE && strcmp(hit->value, "budget") != 0 &&
            strcmp(hit->value, "share") != 0 && strcmp(hit->value, "estimate") != 0 &&
            hit->end < context_hit(context, nearest)->start)
            return (int)h - 1;
    }
    return nearest;
}

/* `forbrugt 1,9 mio. kr., fordelt med ...`: the words that divide a sum give its parts no role of
 * their own where the sum has one. */
int
amount_role_of_whole(const struct context *context, const struct amount *amount)
{
    const struct hit *role = context_hit(context, amount->role);
    const struct unit *unit = amount->unit;
    gboolean divides = FALSE;
    for (guint h = unit->first_hit; h < unit->last_hit; h++) {
        const struct hit *hit = context_hit(context, h);
        divides |= hit->class == CUE_SUM && strcmp(hit->value, "parts") == 0 &&
                   hit->start <= role->start && hit->end >= role->end;
    }
    for (guint h = (guint)amount->role; divides && h > unit->first_hit; h--) {
        const struct hit *hit = context_hit(context, h - 1);
        if (hit->class == CUE_ROLE && strcmp(hit->value, "share") != 0)
            return (int)h - 1;
    }
    return amount->role;
}

/* `givet tilskud på 35 pct.` */
gboolean
amount_is_grant_of(const struct context *context, const struct hit *hit, struct span span)
{
    return strcmp(hit->value, "granted") == 0 && hit->end < span.start &&
           span.start - hit->end < 3 &&
           context_word_is(context, context_word_before(context, hit->start, hit->end),
                           "på|med|betaler|yder");
}
