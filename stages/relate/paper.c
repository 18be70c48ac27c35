/* The paper about itself: title, date, addressee, numbers, officer, unit, address, contacts,
 * attachments. From its labelled fields, and from its head: the lines before the running text that
 * hold nothing but names, dates and numbers. */
#include "relate/context.h"

#include <string.h>

enum {
    HEAD_BLOCKS = 40,
    RUNNING_WORDS = 14,
    ATTACHMENT_MAX = 300,
    CONTACTS_MAX = 3,
    FOOT_BLOCKS = 4,
    PHONE_DIGITS = 8
};

static const guint field_types = 1u << MENTION_ORGANISATION | 1u << MENTION_DATE |
                                 1u << MENTION_PERSON | 1u << MENTION_PLACE |
                                 1u << MENTION_CONTACT | 1u << MENTION_CASE;

/* Words of a block outside the mentions and labels that a head is made of. */
static guint
loose_words(const struct context *context, guint b)
{
    struct span span = document_block(context->document, b)->span;
    guint first, last, hit, last_hit, n = 0;
    context_mentions(context, span, &first, &last);
    context_hits(context, span, &hit, &last_hit);
    gsize end = span.start;
    for (int w = context_word_after(context, span.start, span.end); w >= 0 && n <= RUNNING_WORDS;
         w = context_word_after(context, context_word(context, w)->end, span.end)) {
        const struct word *word = context_word(context, w);
        for (;
             first < last && document_mention(context->document, first)->span.start <= word->start;
             first++)
            if (field_types & 1u << document_mention(context->document, first)->type)
                end = MAX(end, document_mention(context->document, first)->span.end);
        for (; hit < last_hit && context_hit(context, hit)->start <= word->start; hit++)
            if (context_hit(context, hit)->class == CUE_FIELD)
                end = MAX(end, context_hit(context, hit)->end);
        n += word->end > end;
    }
    return n;
}

static gboolean
is_margin(const struct context *context, guint b)
{
    enum block_kind kind = document_block(context->document, b)->kind;
    return kind == BLOCK_MARGIN || kind == BLOCK_LABEL;
}

/* Where the running text begins: the first paragraph with more than a line of it. */
static guint
head_end(const struct context *context)
{
    guint n = MIN(context->document->blocks->len, HEAD_BLOCKS);
    for (guint b = 0; b < n; b++)
        if (!is_margin(context, b) && (int)b != context->title &&
            (document_block(context->document, b)->kind == BLOCK_PARAGRAPH ||
             document_block(context->document, b)->cell >= 0) &&
            loose_words(context, b) >= RUNNING_WORDS)
            return b;
    return n;
}

static void
put_document(struct context *context, enum predicate predicate, struct term object,
             struct span shown, const char *rule, enum cert cert)
{
    struct draft draft;
    draft_begin(&draft, predicate, rule, cert);
    draft.fact.subject = term_document();
    draft.fact.object = object;
    draft_span(context, &draft, shown);
    draft_put(context, &draft);
}

static void
put_mention(struct context *context, enum predicate predicate, guint mention, const char *rule,
            enum cert cert)
{
    struct draft draft;
    draft_begin(&draft, predicate, rule, cert);
    draft.fact.subject = term_document();
    draft.fact.object = term_mention(mention);
    draft_span(context, &draft, document_mention(context->document, mention)->span);
    draft_mention(&draft, mention);
    draft_put(context, &draft);
}

/* ---- title ---- */

static void
relate_title(struct context *context)
{
    if (context->title < 0)
        return;
    struct span span = document_block(context->document, (guint)context->title)->span;
    gsize rest;
    if (context->minutes && layout_number(context, (guint)context->title, &rest))
        span.start = rest;
    guint first, last;
    context_hits(context, (struct span){span.start, span.start + 1}, &first, &last);
    for (guint i = first; i < last; i++)
        if (context_hit(context, i)->class == CUE_FIELD &&
            strcmp(context_hit(context, i)->value, "title") == 0)
            span.start = context_hit(context, i)->end; /* `Vedr.: ...` */
    while (span.start < span.end && strchr(" .:", context->lower[span.start]))
        span.start++;
    if (span.end > span.start)
        put_document(context, PREDICATE_TITLE, term_text(context_text(context, span)), span,
                     "paper.title", CERT_HIGH);
}

/* ---- labelled fields ---- */

/* What a field's value is, by its predicate. */
static enum mention_type
value_type(enum predicate predicate)
{
    switch (predicate) {
    case PREDICATE_ISSUED:
        return MENTION_DATE;
    case PREDICATE_ADDRESSED_TO:
    case PREDICATE_ISSUING_UNIT:
        return MENTION_ORGANISATION;
    case PREDICATE_CASE_NUMBER:
    case PREDICATE_DOCUMENT_NUMBER:
    case PREDICATE_EAN:
        return MENTION_CASE;
    case PREDICATE_CASE_OFFICER:
        return MENTION_PERSON;
    case PREDICATE_ADDRESS:
        return MENTION_PLACE;
    default:
        return MENTION_CONTACT;
    }
}

/* A label stands at the start of a block or of one of its parts, or ends with a colon. */
static gboolean
is_label(const struct context *context, const struct hit *hit, struct span span)
{
    gsize at = hit->start;
    while (at > span.start && strchr(" *", context->lower[at - 1]))
        at--;
    if (at == span.start || strchr(".,;|:)", context->lower[at - 1]) ||
        (guchar)context->lower[at - 1] >= 0x80)
        return TRUE;
    guint piece = document_piece_at(context->document, hit->start);
    const struct piece *p = document_piece(context->document, piece);
    if (p->column == 0 && p->text == hit->start)
        return TRUE;
    return context->lower[hit->end] == ':';
}

/* The value of a label: the next mention of the type in the same block, before another label, or
 * at the start of the next block. -1 for none. */
static int
labelled_value(const struct context *context, guint b, guint h, enum mention_type type)
{
    struct document *document = context->document;
    struct span span = document_block(document, b)->span;
    gsize from = context_hit(context, h)->end, to = span.end;
    for (guint i = h + 1; i < context->hits->len && context_hit(context, i)->start < span.end; i++)
        if (context_hit(context, i)->class == CUE_FIELD &&
            is_label(context, context_hit(context, i), span)) {
            to = context_hit(context, i)->start;
            break;
        }
    guint first, last;
    context_mentions(context, (struct span){from, to}, &first, &last);
    for (guint i = first; i < last; i++)
        if (document_mention(document, i)->type == type)
            return document_mention(document, i)->span.start <= from + 24 ? (int)i : -1;
    if (to < span.end || context_word_after(context, from, span.end) >= 0 ||
        b + 1 >= document->blocks->len)
        return -1;
    struct span next = document_block(document, b + 1)->span;
    context_mentions(context, next, &first, &last);
    for (guint i = first; i < last; i++)
        if (document_mention(document, i)->type == type)
            return document_mention(document, i)->span.start <= next.start + 4 ? (int)i : -1;
    return -1;
}

/* The field that a hit labels: puts its fact and says which predicate, or -1. */
static int
relate_label(struct context *context, guint b, guint h)
{
    const struct hit *hit = context_hit(context, h);
    enum predicate predicate;
    if (hit->class != CUE_FIELD || !predicate_from_name(hit->value, &predicate) ||
        !is_label(context, hit, document_block(context->document, b)->span))
        return -1;
    if (predicate == PREDICATE_CASE_OFFICER && context->items->len > 1 &&
        context_section(context, context->section_of[b])->item >= 0)
        return -1; /* of one item's case, not of the agenda */
    int value = labelled_value(context, b, h, value_type(predicate));
    if (value < 0)
        return -1;
    if (predicate == PREDICATE_CASE_NUMBER) {
        if (context->items->len > 1)
            return -1;
        if (context->case_mention < 0)
            context->case_mention = value;
    }
    if (predicate == PREDICATE_ISSUED)
        context->issued = value;
    if (predicate == PREDICATE_ISSUING_UNIT)
        context->unit = context->entity_of[value];
    put_mention(context, predicate, (guint)value, "paper.label", CERT_HIGH);
    return (int)predicate;
}

/* A short line of labels and values, as under a letter: `J.nr. 2008-17733`. */
static gboolean
is_field_line(const struct context *context, guint b, struct span span)
{
    return span.end - span.start < 160 && document_block(context->document, b)->cell < 0 &&
           context->items->len < 2 && loose_words(context, b) <= 2;
}

/* Labels in the head, in margins, in furniture; and those that speak of `the case` anywhere. */
static void
relate_labels(struct context *context, guint head, gboolean *done)
{
    for (guint b = 0; b < context->document->blocks->len; b++) {
        guint first, last;
        context_hits(context, document_block(context->document, b)->span, &first, &last);
        struct span span = document_block(context->document, b)->span;
        gboolean open = b < head || is_margin(context, b) || is_field_line(context, b, span) ||
                        block_is_furniture(document_block(context->document, b)->kind);
        for (guint h = first; h < last; h++) {
            const struct hit *hit = context_hit(context, h);
            gboolean anywhere = strcmp(hit->detail, "anywhere") == 0;
            if (hit->class != CUE_FIELD || (!open && !anywhere))
                continue;
            int predicate = relate_label(context, b, h);
            if (predicate >= 0)
                done[predicate] = TRUE;
        }
    }
}

/* ---- the head without labels ---- */

/* `Udvalget godkendte planen den 8. juni.`: a sentence with a full stop tells of a day; a line of
 * the head has none. */
static gboolean
is_told(const struct context *context, guint b)
{
    struct span span = document_block(context->document, b)->span;
    return span.end > span.start && context->document->text->str[span.end - 1] == '.' &&
           loose_words(context, b) > 1;
}

/* A whole day in a line of the head that says little else, or alone in one of the last lines. */
static void
relate_issued(struct context *context, guint head)
{
    struct document *document = context->document;
    for (int pass = 0; pass < 2 && context->issued < 0; pass++)
        for (guint b = 0; b < document->blocks->len && context->issued < 0; b++) {
            gboolean foot = b + FOOT_BLOCKS >= document->blocks->len &&
                            document_block(document, b)->cell < 0 && loose_words(context, b) == 0;
            if (b >= head && !is_margin(context, b) && !foot &&
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
                    loose_words(context, b) <= (pass == 0          ? 4u
                                                : context->minutes ? 12u
                                                                   : 0u))
                    context->issued = (int)i;
            }
        }
    if (context->issued >= 0)
        put_mention(context, PREDICATE_ISSUED, (guint)context->issued, "paper.head", CERT_HIGH);
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
                          mention->span.start <= span.start + 70 && loose_words(context, b) <= 6) {
                if (context->addressee < 0)
                    context->addressee = context->entity_of[i];
                put_mention(context, PREDICATE_ADDRESSED_TO, i, "paper.addressee", CERT_HIGH);
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

/* Whether the first mention of a block but for the one at `skip` is a postal address. */
static gboolean
has_address(const struct context *context, guint b, int skip)
{
    guint first, last;
    context_mentions(context, document_block(context->document, b)->span, &first, &last);
    for (guint i = first; i < last; i++)
        if ((int)i != skip && !context->nested[i])
            return document_mention(context->document, i)->type == MENTION_PLACE &&
                   has_postcode(document_mention(context->document, i)->value);
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
                   (next < context->document->blocks->len && loose_words(context, next) == 0 &&
                    has_address(context, next, -1))
               ? (int)first
               : -1;
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
    if (to < 0 || context->addressee >= 0 || context->title < 0)
        return;
    context->addressee = context->entity_of[to];
    put_mention(context, PREDICATE_ADDRESSED_TO, (guint)to, "paper.letter", CERT_MEDIUM);
    if (context->unit >= 0)
        return;
    context->unit = context->entity_of[from];
    put_mention(context, PREDICATE_ISSUING_UNIT, (guint)from, "paper.letter", CERT_MEDIUM);
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
        if ((b >= head && !is_margin(context, b)) || (int)b == context->title ||
            document_block(document, b)->cell >= 0)
            continue;
        guint first, last;
        struct span span = document_block(document, b)->span;
        context_mentions(context, span, &first, &last);
        for (guint i = first; i < last && context->unit < 0; i++) {
            const struct mention *mention = document_mention(document, i);
            int word = context_word_before(context, span.start, mention->span.start);
            if (mention->type != MENTION_ORGANISATION || context->nested[i] ||
                !is_unit_kind(context, i) || context_word_is(context, word, "til|via") ||
                loose_words(context, b) > 4)
                continue;
            context->unit = context->entity_of[i];
            put_mention(context, PREDICATE_ISSUING_UNIT, i, "paper.unit", CERT_HIGH);
        }
    }
}

static void
relate_address(struct context *context, guint head)
{
    struct document *document = context->document;
    for (guint b = 0; b < document->blocks->len; b++) {
        enum block_kind kind = document_block(document, b)->kind;
        if ((b >= head && !is_margin(context, b) && !block_is_furniture(kind)) ||
            loose_words(context, b) > 3)
            continue;
        guint first, last;
        context_mentions(context, document_block(document, b)->span, &first, &last);
        for (guint i = first; i < last; i++)
            if (document_mention(document, i)->type == MENTION_PLACE && !context->nested[i] &&
                has_postcode(document_mention(document, i)->value)) {
                put_mention(context, PREDICATE_ADDRESS, i, "paper.head", CERT_HIGH);
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
        put_mention(context, predicate, i, "paper.contact", CERT_MEDIUM);
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
            loose = loose_words(context, b);
        known = b;
        const char *scheme = attrs_get(context->arena, mention->attrs, "scheme");
        gboolean own = ((b < head || is_margin(context, b)) && loose <= 4 &&
                        document_block(context->document, b)->cell < 0) ||
                       (scheme && strcmp(scheme, "ean") == 0);
        for (gsize k = 0; scheme && own && k < G_N_ELEMENTS(schemes); k++) {
            if (strcmp(scheme, schemes[k].scheme) != 0 || done[schemes[k].predicate] ||
                (schemes[k].predicate == PREDICATE_CASE_NUMBER && context->items->len > 1))
                continue;
            if (schemes[k].predicate == PREDICATE_CASE_NUMBER && context->case_mention < 0)
                context->case_mention = (int)i;
            put_mention(context, schemes[k].predicate, i, "paper.number", CERT_MEDIUM);
        }
    }
}

/* ---- attachments ---- */

static void
put_attachment(struct context *context, struct span span)
{
    while (span.start < span.end && strchr(" :-*.", context->lower[span.start]))
        span.start++;
    while (span.end > span.start && strchr(" .*", context->lower[span.end - 1]))
        span.end--;
    if (span.end > span.start && span.end - span.start <= ATTACHMENT_MAX)
        put_document(context, PREDICATE_ATTACHMENT, term_text(context_text(context, span)), span,
                     "paper.attachment", CERT_HIGH);
}

/* Where the name of an attachment begins: behind `Bilag 2:`, `Bilag A -`. */
static gsize
behind_number(const struct context *context, struct span span)
{
    int word = context_word_after(context, span.start, span.end);
    if (!context_word_is(context, word, "bilag|bilagsnr")) { /* `1 Oversigtskort` */
        gsize rest = span.start + strspn(context->lower + span.start, "0123456789");
        gboolean listed = rest > span.start && rest <= span.start + 2 && rest + 1 < span.end &&
                          context->lower[rest] == ' ' && !g_ascii_isdigit(context->lower[rest + 1]);
        return listed ? rest + 1 : span.start;
    }
    int number = context_word_after(context, context_word(context, word)->end, span.end);
    if (number < 0)
        return span.start;
    const struct word *n = context_word(context, number);
    gsize end = n->end;
    while (end < span.end && context->lower[end] == ' ')
        end++;
    return n->end - n->start <= 2 && end < span.end && strchr(":.-)", context->lower[end])
               ? end + 1
               : span.start;
}

/* What stands under `Bilag`, or behind it on the same line. */
static void
relate_attachments(struct context *context)
{
    struct document *document = context->document;
    for (guint b = 0; b < document->blocks->len; b++) {
        const struct section *section = context_section(context, context->section_of[b]);
        const struct block *block = document_block(document, b);
        if (section->kind != SECTION_ATTACHMENTS || block->cell >= 0 || !layout_is_body(context, b))
            continue;
        struct span span = block->span;
        gsize rest;
        if (section->heading == (int)b) {
            const char *colon = memchr(context->lower + span.start, ':', span.end - span.start);
            if (!colon)
                continue;
            span.start = (gsize)(colon - context->lower) + 1;
        } else if (layout_number(context, b, &rest)) {
            span.start = rest;
        }
        span.start = behind_number(context, span);
        put_attachment(context, span);
    }
}

/* The committee whose agenda or minutes this is: named in the head, not addressed. It is the unit
 * they come from where it stands alone on its line; one item of an agenda is from whoever wrote it.
 */
static void
find_committee(struct context *context, guint head)
{
    if (!context->minutes)
        return;
    guint first, last;
    struct span span = {0, document_block(context->document, head)->span.end};
    context_mentions(context, span, &first, &last);
    for (guint i = first; i < last && context->committee < 0; i++) {
        if (!context_is_committee(context, i) || context->nested[i])
            continue;
        context->committee = context->entity_of[i];
        guint b = document_block_at(context->document,
                                    document_mention(context->document, i)->span.start);
        if (context->unit < 0 && context->items->len > 1 && (int)b != context->title &&
            loose_words(context, b) == 0)
            put_mention(context, PREDICATE_ISSUING_UNIT, i, "paper.committee", CERT_HIGH);
    }
}

void
relate_paper(struct context *context)
{
    if (context->document->blocks->len == 0)
        return;
    guint head = head_end(context);
    gboolean done[N_PREDICATES] = {FALSE};
    relate_title(context);
    relate_labels(context, head, done);
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
    relate_attachments(context);
    find_committee(context, MIN(head, context->document->blocks->len - 1));
}
