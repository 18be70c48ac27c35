/* What the head of a paper says without labels: the lines before the running text that hold nothing
 * but names, dates and numbers. */
#include "relate/paper.h"

#include <string.h>

enum {
    CONTACTS_MAX = 3,
    FOOT_BLOCKS = 4,
    ADDRESS_WORDS = 3, /* beside an address */
    SENDER_WORDS = 8,  /* the same in the sender's own block: `v/ formand ..., tlf.` */
    PHONE_DIGITS = 8
};

/* `Udvalget godkendte planen den 8. juni.`: a sentence with a full stop tells of a day; a line of
 * the head has none. */
static gboolean
is_told(const struct context *context, guint b)
{
    struct span span = document_block(context->document, b)->span;
    return span.end > span.start && context->document->text->str[span.end - 1] == '.' &&
           paper_loose_words(context, b) > 1;
}

/* A whole day in a line of the head that says little else, or alone in one of the last lines. */
static void
relate_issued(struct context *context, guint head)
{
    struct document *document = context->document;
    for (int pass = 0; pass < 2 && context->issued < 0; pass++)
        for (guint b = 0; b < document->blocks->len && context->issued < 0; b++) {
            gboolean foot = b + FOOT_BLOCKS >= document->blocks->len &&
                            document_block(document, b)->cell < 0 &&
                            paper_loose_words(context, b) == 0;
            if (b >= head && !paper_is_margin(context, b) && !foot &&
                !block_is_furniture(document_block(document, b)->kind))
                continue;
            if (((int)b == context->title && !context->minutes) || is_told(context, b))
                continue;
            guint first, last;
            context_mentions(context, document_block(document, b)->span, &first, &last);
            for (guint i = first; i < last && context->issued < 0; i++) {
                const struct mention *mention = document_mention(document, i);
                if (mention->type == MENTION_DATE && strlen(mention->value) == 10 &&
                    mention->value[0] != 'X' &&
                    paper_loose_words(context, b) <= (pass == 0          ? 4u
                                                      : context->minutes ? 12u
                                                                         : 0u))
                    context->issued = (int)i;
            }
        }
    if (context->issued >= 0)
        paper_put_mention(context, PREDICATE_ISSUED, (guint)context->issued, "paper.head",
                          CERT_HIGH);
}

/* `Ministeriet X, ... Att.: kontorchef Y` at the head of a letter. */
static gboolean
is_letter_to(const struct context *context, guint b, guint mention)
{
    struct span span = document_block(context->document, b)->span;
    guint next = MIN(b + 2, context->document->blocks->len - 1);
    if (document_mention(context->document, mention)->span.start > span.start + 2)
        return FALSE;
    gsize end = document_block(context->document, next)->span.end;
    for (int w = context_word_after(context, span.start, end); w >= 0;
         w = context_word_after(context, context_word(context, w)->end, end))
        if (context_word_is(context, w, "att"))
            return TRUE;
    return FALSE;
}

static gboolean
begins_as_address(const struct context *context, guint b)
{
    struct span span = document_block(context->document, b)->span;
    return context_word_is(context, context_word_after(context, span.start, span.end),
                           "til|notat|indstilling|orientering|sendes|modtager");
}

/* `Til Socialudvalget`, `Til: ...`; else `Orientering af Socialudvalget` in the title. */
static void
relate_addressee(struct context *context, guint head)
{
    struct document *document = context->document;
    for (guint b = 0; b < head; b++) {
        struct span span = document_block(document, b)->span;
        guint first, last;
        context_mentions(context, span, &first, &last);
        gboolean titled = (int)b == context->title;
        for (guint i = first; i < last; i++) {
            const struct mention *mention = document_mention(document, i);
            int word = context_word_before(context, span.start, mention->span.start);
            if (mention->type != MENTION_ORGANISATION || context->nested[i])
                continue;
            if (titled
                    ? context_word_is(context, word, "af|til") &&
                          context_is_committee(context, i) && context->addressee < 0
                    : ((context_word_is(context, word, "til") && begins_as_address(context, b)) ||
                       is_letter_to(context, b, i)) &&
                          mention->span.start <= span.start + 70 &&
                          paper_loose_words(context, b) <= 6) {
                if (context->addressee < 0)
                    context->addressee = context->entity_of[i];
                paper_put_mention(context, PREDICATE_ADDRESSED_TO, i, "paper.addressee", CERT_HIGH);
            }
        }
    }
}

static gboolean
has_postcode(const char *value)
{
    for (const char *at = value; *at; at++) {
        gsize digits = strspn(at, "0123456789");
        if (digits == 4 && at[4] == ' ')
            return TRUE;
        if (digits > 0)
            at += digits - 1;
    }
    return FALSE;
}

/* Whether a block holds a postal address; the mention at `skip` does not count. */
static gboolean
has_address(const struct context *context, guint b, int skip)
{
    guint first, last;
    context_mentions(context, document_block(context->document, b)->span, &first, &last);
    for (guint i = first; i < last; i++)
        if ((int)i != skip && !context->nested[i] &&
            document_mention(context->document, i)->type == MENTION_PLACE &&
            has_postcode(document_mention(context->document, i)->value))
            return TRUE;
    return FALSE;
}

/* The body with which a line begins, over its postal address; -1 for none. */
static int
addressed_body(const struct context *context, guint b)
{
    struct span span = document_block(context->document, b)->span;
    guint first, last, next = layout_next(context, b);
    context_mentions(context, span, &first, &last);
    if (first >= last || !layout_is_body(context, b) ||
        document_block(context->document, b)->cell >= 0 ||
        document_mention(context->document, first)->type != MENTION_ORGANISATION ||
        document_mention(context->document, first)->span.start > span.start + 1)
        return -1;
    return has_address(context, b, (int)first) ||
                   (next < context->document->blocks->len &&
                    paper_loose_words(context, next) == 0 && has_address(context, next, -1))
               ? (int)first
               : -1;
}

/* `Region Nordjylland` over `Anlægskontoret`: one sender. */
static gboolean
is_part_of_authority(const struct context *context, int whole, int part)
{
    static const char *const authorities[] = {"municipality", "region", "county", "ministry"};
    const char *kind = context_kind(context, (guint)part);
    gboolean inner = !kind[0] || strcmp(kind, "department") == 0;
    for (gsize i = 0; i < G_N_ELEMENTS(authorities); i++)
        if (inner && strcmp(context_kind(context, (guint)whole), authorities[i]) == 0)
            return TRUE;
    return FALSE;
}

/* Two bodies over their addresses at the head of a letter: who writes, and to whom. */
static void
relate_letter(struct context *context, guint head)
{
    int from = -1, to = -1;
    for (guint b = 0; b < head && (int)b != context->title; b++) {
        int body = addressed_body(context, b);
        if (body >= 0 && from < 0)
            from = body;
        else if (body >= 0 && context->entity_of[body] != context->entity_of[from])
            to = body;
    }
    if (to < 0 || context->addressee >= 0 || context->title < 0 ||
        is_part_of_authority(context, from, to))
        return;
    context->addressee = context->entity_of[to];
    paper_put_mention(context, PREDICATE_ADDRESSED_TO, (guint)to, "paper.letter", CERT_MEDIUM);
    if (context->unit >= 0)
        return;
    context->unit = context->entity_of[from];
    paper_put_mention(context, PREDICATE_ISSUING_UNIT, (guint)from, "paper.letter", CERT_MEDIUM);
}

static gboolean
is_unit_kind(const struct context *context, guint mention)
{
    const char *kind = context_kind(context, mention);
    return strcmp(kind, "department") == 0 || strcmp(kind, "institution") == 0 || !kind[0];
}

/* The department in the head or the margin. */
static void
relate_unit(struct context *context, guint head)
{
    struct document *document = context->document;
    for (guint b = 0; b < document->blocks->len && context->unit < 0; b++) {
        if ((b >= head && !paper_is_margin(context, b)) || (int)b == context->title ||
            document_block(document, b)->cell >= 0)
            continue;
        guint first, last;
        struct span span = document_block(document, b)->span;
        context_mentions(context, span, &first, &last);
        for (guint i = first; i < last && context->unit < 0; i++) {
            const struct mention *mention = document_mention(document, i);
            int word = context_word_before(context, span.start, mention->span.start);
            if (mention->type != MENTION_ORGANISATION || context->nested[i] ||
                !is_unit_kind(context, i) || is_told(context, b) ||
                context_word_is(context, word, "til|via|for") || paper_loose_words(context, b) > 4)
                continue;
            context->unit = context->entity_of[i];
            paper_put_mention(context, PREDICATE_ISSUING_UNIT, i, "paper.unit", CERT_HIGH);
        }
    }
}

static void
relate_address(struct context *context, guint head)
{
    struct document *document = context->document;
    for (guint b = 0; b < document->blocks->len; b++) {
        enum block_kind kind = document_block(document, b)->kind;
        guint first, last;
        context_mentions(context, document_block(document, b)->span, &first, &last);
        int body = first < last ? context->entity_of[first] : -1;
        guint words = body >= 0 && body == context->unit ? SENDER_WORDS : ADDRESS_WORDS;
        if ((b >= head && !paper_is_margin(context, b) && !block_is_furniture(kind)) ||
            paper_loose_words(context, b) > words || (body >= 0 && body == context->addressee))
            continue;
        for (guint i = first; i < last; i++)
            if (document_mention(document, i)->type == MENTION_PLACE && !context->nested[i] &&
                has_postcode(document_mention(document, i)->value)) {
                paper_put_mention(context, PREDICATE_ADDRESS, i, "paper.head", CERT_HIGH);
                return;
            }
    }
}

/* Every telephone, mail and web address of a paper is its own: bodies that it speaks of give
 * none. A few of each at most. */
static void
relate_contacts(struct context *context)
{
    guint n[N_PREDICATES] = {0};
    for (guint i = 0; i < context->document->mentions->len; i++) {
        enum predicate predicate;
        if (document_mention(context->document, i)->type != MENTION_CONTACT ||
            !predicate_from_name(context_kind(context, i), &predicate) ||
            (predicate != PREDICATE_PHONE && predicate != PREDICATE_FAX &&
             predicate != PREDICATE_EMAIL && predicate != PREDICATE_URL) ||
            ((predicate == PREDICATE_PHONE || predicate == PREDICATE_FAX) &&
             strlen(document_mention(context->document, i)->value) < PHONE_DIGITS) ||
            n[predicate]++ >= CONTACTS_MAX)
            continue;
        paper_put_mention(context, predicate, i, "paper.contact", CERT_MEDIUM);
    }
}

/* Numbers that say by their form or label what they are, in the head and the margin. */
static void
relate_numbers(struct context *context, guint head, const gboolean *done)
{
    static const struct {
        const char *scheme;
        enum predicate predicate;
    } schemes[] = {{"case", PREDICATE_CASE_NUMBER},
                   {"journal", PREDICATE_CASE_NUMBER},
                   {"document", PREDICATE_DOCUMENT_NUMBER},
                   {"ean", PREDICATE_EAN}};
    guint known = G_MAXUINT, loose = 0;
    for (guint i = 0; i < context->document->mentions->len; i++) {
        const struct mention *mention = document_mention(context->document, i);
        if (mention->type != MENTION_CASE)
            continue;
        guint b = document_block_at(context->document, mention->span.start);
        if (b != known)
            loose = paper_loose_words(context, b);
        known = b;
        const char *scheme = attrs_get(context->arena, mention->attrs, "scheme");
        gboolean own = ((b < head || paper_is_margin(context, b)) && loose <= 4 &&
                        document_block(context->document, b)->cell < 0) ||
                       (scheme && strcmp(scheme, "ean") == 0);
        for (gsize k = 0; scheme && own && k < G_N_ELEMENTS(schemes); k++) {
            if (strcmp(scheme, schemes[k].scheme) != 0 || done[schemes[k].predicate] ||
                (schemes[k].predicate == PREDICATE_CASE_NUMBER && context->items->len > 1))
                continue;
            if (schemes[k].predicate == PREDICATE_CASE_NUMBER && context->case_mention < 0)
                context->case_mention = (int)i;
            paper_put_mention(context, schemes[k].predicate, i, "paper.number", CERT_MEDIUM);
        }
    }
}

void
paper_head(struct context *context, guint head, const gboolean *done)
{
    if (!done[PREDICATE_ISSUED])
        relate_issued(context, head);
    relate_addressee(context, head);
    relate_letter(context, head);
    if (context->unit < 0 && !context->minutes)
        relate_unit(context, head);
    if (!done[PREDICATE_ADDRESS])
        relate_address(context, head);
    relate_contacts(context);
    relate_numbers(context, head, done);
}
