#include "annotation.h"

#include <stdlib.h>
#include <string.h>

static const char *const type_names[] = {
    "amount",       "percent", "date",  "period", "duration", "case", "project", "programme",
    "organisation", "person",  "place", "count",  "contact",  "law",  "cpr"};
G_STATIC_ASSERT(G_N_ELEMENTS(type_names) == N_MENTION_TYPES);

static const char *const predicate_names[] = {
    "title",        "attachment",  "address",         "issued",     "addressed-to",
    "issuing-unit", "case-number", "document-number", "ean",        "case-officer",
    "phone",        "fax",         "email",           "url",        "funding",
    "period",       "duration",    "part-of",         "partner",    "lead",
    "supplier",     "status",      "count",           "considered", "decision",
    "reports-to",   "next-report", "sum-check"};
G_STATIC_ASSERT(G_N_ELEMENTS(predicate_names) == N_PREDICATES);

static const char *const qualifier_names[] = {
    "approx", "by",  "committee", "date",      "grantor", "item",   "note",
    "of",     "per", "period",    "recipient", "source",  "status", "verdict"};

const char *
mention_type_name(enum mention_type type)
{
    return type_names[type];
}

gboolean
mention_type_from_name(const char *name, enum mention_type *ret_type)
{
    for (guint i = 0; i < N_MENTION_TYPES; i++)
        if (!strcmp(type_names[i], name)) {
            *ret_type = (enum mention_type)i;
            return TRUE;
        }
    return FALSE;
}

const char *
predicate_name(enum predicate predicate)
{
    return predicate_names[predicate];
}

gboolean
predicate_from_name(const char *name, enum predicate *ret_predicate)
{
    for (guint i = 0; i < N_PREDICATES; i++)
        if (!strcmp(predicate_names[i], name)) {
            *ret_predicate = (enum predicate)i;
            return TRUE;
        }
    return FALSE;
}

gboolean
qualifier_is_known(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(qualifier_names); i++)
        if (!strcmp(qualifier_names[i], name))
            return TRUE;
    return FALSE;
}

/* ---- values ---------------------------------------------------------------------------------- */

/* The end of a plain decimal, or NULL. */
static const char *
skip_decimal(const char *at)
{
    at += *at == '-';
    if (!g_ascii_isdigit(*at))
        return NULL;
    while (g_ascii_isdigit(*at))
        at++;
    if (*at == '.') {
        if (!g_ascii_isdigit(at[1]))
            return NULL;
        for (at++; g_ascii_isdigit(*at);)
            at++;
    }
    return at;
}

gboolean
value_is_number(const char *value)
{
    const char *at = skip_decimal(value);
    if (at && *at == '/')
        at = skip_decimal(at + 1);
    return at && !*at;
}

/* A value without blanks and control characters, as dates and durations have it. */
static gboolean
is_word(const char *value)
{
    if (!*value)
        return FALSE;
    for (; *value; value++)
        if (!g_ascii_isalnum(*value) && !strchr("-/.", *value))
            return FALSE;
    return TRUE;
}

gboolean
mention_value_fits(enum mention_type type, const char *value)
{
    switch (type) {
    case MENTION_AMOUNT:
    case MENTION_PERCENT:
    case MENTION_COUNT:
        return value_is_number(value);
    case MENTION_DATE:
    case MENTION_PERIOD:
    case MENTION_DURATION:
        return is_word(value);
    case MENTION_CPR:
        return !*value;
    default:
        return *value && g_utf8_validate(value, -1, NULL) && !strpbrk(value, "\n\r\t");
    }
}

/* ---- attributes ------------------------------------------------------------------------------ */

static gint
compare_keys(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Whether the items stand in the order of compare_keys(), none empty: most attrs are made so. */
static gboolean
are_sorted(const char *attrs)
{
    const char *next;
    for (const char *item = attrs; (next = strchr(item, ';')) != NULL; item = next + 1) {
        const char *a = item, *b = next + 1;
        while (a < next && *a == *b)
            a++, b++;
        const guchar one = a < next ? (guchar)*a : 0, two = *b == ';' ? 0 : (guchar)*b;
        if (next == item || one > two)
            return FALSE;
    }
    return TRUE;
}

/* "key=value" items sorted by key. */
static const char *
sort_attrs(struct arena *arena, const char *attrs)
{
    if (!attrs || !*attrs)
        return "";
    if (are_sorted(attrs))
        return arena_strdup(arena, attrs);
    g_auto(GStrv) items = g_strsplit(attrs, ";", -1);
    qsort(items, g_strv_length(items), sizeof *items, compare_keys);
    g_autofree char *joined = g_strjoinv(";", items);
    return arena_strdup(arena, joined);
}

/* The item of a key in attrs, or NULL; *ret_length without the ';'. */
static const char *
find_attr(const char *attrs, const char *key, gsize *ret_length)
{
    gsize n = strlen(key);
    while (*attrs) {
        gsize length = strcspn(attrs, ";");
        if (length > n && attrs[n] == '=' && !memcmp(attrs, key, n)) {
            *ret_length = length;
            return attrs;
        }
        attrs += length + (attrs[length] == ';');
    }
    return NULL;
}

const char *
attrs_get(struct arena *arena, const char *attrs, const char *key)
{
    gsize length, n = strlen(key) + 1;
    const char *item = find_attr(attrs, key, &length);
    return item ? arena_strndup(arena, item + n, length - n) : NULL;
}

const char *
attrs_set(struct arena *arena, const char *attrs, const char *key, const char *value)
{
    if (value && !*attrs)
        return arena_concat(arena, key, "=", value, NULL);
    if (value && !strchr(attrs, ';')) { /* one item, most often of another key */
        gsize n = strlen(key);
        int order = strncmp(attrs, key, n);
        order = order ? order : (guchar)attrs[n] - '=';
        if (order)
            return order < 0 ? arena_concat(arena, attrs, ";", key, "=", value, NULL)
                             : arena_concat(arena, key, "=", value, ";", attrs, NULL);
    }
    g_autoptr(GString) out = g_string_new(attrs);
    gsize length;
    const char *item = find_attr(out->str, key, &length);
    if (item) {
        gsize at = (gsize)(item - out->str);
        gboolean more = item[length] == ';';
        g_string_erase(out, (gssize)at, (gssize)(length + more));
        if (!more && at)
            g_string_truncate(out, at - 1);
    }
    if (value)
        g_string_append_printf(out, "%s%s=%s", out->len ? ";" : "", key, value);
    return sort_attrs(arena, out->str);
}

/* ---- the set of candidates ------------------------------------------------------------------- */

struct candidate {
    struct mention mention;
    int weight;
    guint order;
};

struct mention_set {
    struct document *document;
    GArray *candidates; /* struct candidate */
    guint block, piece; /* where the last one was: the next one most often is near */
};

struct mention_set *
mention_set_new(struct document *document)
{
    struct mention_set *set = g_new0(struct mention_set, 1);
    set->document = document;
    set->candidates = g_array_new(FALSE, FALSE, sizeof(struct candidate));
    return set;
}

void
mention_set_free(struct mention_set *set)
{
    if (!set)
        return;
    g_array_free(set->candidates, TRUE);
    g_free(set);
}

/* document_block_at() and document_piece_at(), which look where the last one was first. */
static const struct block *
block_at(struct mention_set *set, gsize offset)
{
    const struct document *document = set->document;
    const guint i = set->block, n = document->blocks->len;
    if (i >= n || document_block(document, i)->span.start > offset ||
        (i + 1 < n && document_block(document, i + 1)->span.start <= offset))
        set->block = document_block_at(document, offset);
    return document_block(document, set->block);
}

static const struct piece *
piece_at(struct mention_set *set, gsize offset)
{
    const struct document *document = set->document;
    if (set->piece < document->pieces->len) {
        const struct piece *last = document_piece(document, set->piece);
        if (last->text <= offset && offset < last->text + last->text_length)
            return last;
    }
    set->piece = document_piece_at(document, offset);
    return document_piece(document, set->piece);
}

/* Widens a span to pieces that cannot be cut, and takes blanks off its ends. */
static struct span
settle_span(struct mention_set *set, struct span span)
{
    const struct document *document = set->document;
    const char *text = document->text->str;
    while (span.start < span.end && text[span.start] == ' ')
        span.start++;
    while (span.end > span.start && text[span.end - 1] == ' ')
        span.end--;
    if (span.start == span.end || !document->pieces->len)
        return span;
    const struct piece *first = piece_at(set, span.start);
    if (first->kind != PIECE_SAME && first->text < span.start)
        span.start = first->text;
    const struct piece *last = piece_at(set, span.end - 1);
    if (last->kind != PIECE_SAME)
        span.end = MAX(span.end, last->text + last->text_length);
    return span;
}

gboolean
mention_set_add(struct mention_set *set, const struct mention *mention, int weight)
{
    struct document *document = set->document;
    struct candidate candidate = {
        .mention = *mention, .weight = weight, .order = set->candidates->len};
    struct mention *copy = &candidate.mention;
    copy->span = settle_span(set, mention->span);
    if (copy->span.start >= copy->span.end ||
        copy->span.end - copy->span.start > MENTION_MAX_LENGTH ||
        !mention_value_fits(mention->type, mention->value))
        return FALSE;
    const struct block *block = block_at(set, copy->span.start);
    g_assert(copy->span.end <= block->span.end);
    copy->value = arena_strdup(document->arena, mention->value);
    copy->attrs = sort_attrs(document->arena, mention->attrs);
    copy->rule = arena_strdup(document->arena, mention->rule ? mention->rule : "none");
    copy->earliest = arena_strdup(document->arena, mention->earliest);
    copy->latest = arena_strdup(document->arena, mention->latest);
    g_array_append_val(set->candidates, candidate);
    return TRUE;
}

/* Which types may stand inside which: FACTS.md, the paragraph under the table of mentions. */
static gboolean
may_nest(enum mention_type outer, enum mention_type inner)
{
    gboolean name = inner == MENTION_PROJECT || inner == MENTION_PROGRAMME ||
                    inner == MENTION_ORGANISATION || inner == MENTION_PLACE ||
                    inner == MENTION_PERSON;
    if (outer == inner)
        return FALSE;
    switch (outer) {
    case MENTION_COUNT:
        return name;
    case MENTION_PROJECT:
    case MENTION_PROGRAMME:
        return name || inner == MENTION_LAW;
    case MENTION_ORGANISATION:
        return inner == MENTION_PROGRAMME || inner == MENTION_PROJECT || inner == MENTION_PERSON;
    case MENTION_LAW:
        return inner == MENTION_PROGRAMME;
    default:
        return FALSE;
    }
}

static gboolean
compatible(const struct mention *a, const struct mention *b)
{
    if (a->span.end <= b->span.start || b->span.end <= a->span.start)
        return TRUE;
    gboolean a_outer = a->span.start <= b->span.start && b->span.end <= a->span.end;
    gboolean b_outer = b->span.start <= a->span.start && a->span.end <= b->span.end;
    if (a_outer && b_outer)
        return FALSE; /* the same words are one thing */
    if (a_outer)
        return may_nest(a->type, b->type);
    return b_outer && may_nest(b->type, a->type);
}

/* A candidate as it is sorted: by claim, and by place. */
struct claim {
    struct candidate *candidate;
    int weight;
    gsize start, end;
    guint place; /* where it stands by place */
    gboolean taken;
};

/* The order of taking: heavier, longer, earlier, first offered. */
static int
compare_claims(const void *a, const void *b)
{
    const struct claim *p = *(struct claim *const *)a, *q = *(struct claim *const *)b;
    if (p->weight != q->weight)
        return p->weight > q->weight ? -1 : 1;
    if (p->end - p->start != q->end - q->start)
        return p->end - p->start > q->end - q->start ? -1 : 1;
    if (p->start != q->start)
        return p->start < q->start ? -1 : 1;
    return p->candidate->order < q->candidate->order ? -1 : 1;
}

/* Document order: earlier, then outer first. Two on the same words are never both taken. */
static int
compare_places(const void *a, const void *b)
{
    const struct claim *p = a, *q = b;
    if (p->start != q->start)
        return p->start < q->start ? -1 : 1;
    if (p->end != q->end)
        return p->end > q->end ? -1 : 1;
    return p->candidate->order < q->candidate->order ? -1 : 1;
}

/* Whether a byte of the span is covered by a mention that was taken: most words are claimed once,
 * and then there is nothing to compare. */
static gboolean
is_covered(const guint8 *cover, struct span span)
{
    for (gsize i = span.start; i < span.end; i++)
        if (cover[i / 8] >> i % 8 & 1)
            return TRUE;
    return FALSE;
}

static void
cover_span(guint8 *cover, struct span span)
{
    for (gsize i = span.start; i < span.end; i++)
        cover[i / 8] |= (guint8)(1u << i % 8);
}

/* TRUE when a claim goes with all that were taken; `claims` by place. Only those that start less
 * than MENTION_MAX_LENGTH before it can reach it. */
static gboolean
fits(const struct claim *claims, guint n, const struct claim *claim)
{
    const struct mention *mention = &claim->candidate->mention;
    for (guint i = claim->place + 1; i < n && claims[i].start < claim->end; i++)
        if (claims[i].taken && !compatible(mention, &claims[i].candidate->mention))
            return FALSE;
    for (guint i = claim->place; i-- > 0;) {
        if (claims[i].start + MENTION_MAX_LENGTH < claim->start)
            break;
        if (claims[i].taken && !compatible(mention, &claims[i].candidate->mention))
            return FALSE;
    }
    return TRUE;
}

/* Makes one sentence of those that a mention crosses. */
static void
merge_sentences(struct document *document)
{
    GArray *sentences = document->sentences;
    guint kept = 0, next = 0;
    for (guint i = 0; i < sentences->len; i++) {
        struct sentence *sentence = document_sentence(document, i);
        gboolean joins = FALSE;
        if (kept) { /* does a mention reach over the border before this sentence? */
            gsize border = document_sentence(document, kept - 1)->span.end;
            while (next < document->mentions->len &&
                   document_mention(document, next)->span.end <= border)
                next++;
            for (guint m = next; m < document->mentions->len && !joins; m++) {
                const struct mention *mention = document_mention(document, m);
                if (mention->span.start >= border)
                    break;
                joins = mention->span.end > sentence->span.start;
            }
        }
        if (joins)
            document_sentence(document, kept - 1)->span.end = sentence->span.end;
        else
            *document_sentence(document, kept++) = *sentence;
    }
    g_array_set_size(sentences, kept);
}

/* The candidates by place. Free with g_free(). */
static struct claim *
claims_by_place(const struct mention_set *set)
{
    const guint n = set->candidates->len;
    struct claim *claims = g_new(struct claim, n + 1);
    for (guint i = 0; i < n; i++) {
        struct candidate *candidate = &g_array_index(set->candidates, struct candidate, i);
        claims[i] = (struct claim){.candidate = candidate,
                                   .weight = candidate->weight,
                                   .start = candidate->mention.span.start,
                                   .end = candidate->mention.span.end};
    }
    qsort(claims, n, sizeof *claims, compare_places);
    for (guint i = 0; i < n; i++)
        claims[i].place = i;
    return claims;
}

void
mention_set_settle(struct mention_set *set)
{
    struct document *document = set->document;
    const guint n = set->candidates->len;
    g_autofree struct claim *claims = claims_by_place(set);
    g_autofree struct claim **by_claim = g_new(struct claim *, n + 1);
    g_autofree guint8 *cover = g_malloc0(document->text->len / 8 + 1);
    for (guint i = 0; i < n; i++)
        by_claim[i] = &claims[i];
    qsort(by_claim, n, sizeof(struct claim *), compare_claims);
    for (guint i = 0; i < n; i++) {
        const struct span span = by_claim[i]->candidate->mention.span;
        if (is_covered(cover, span) && !fits(claims, n, by_claim[i]))
            continue;
        by_claim[i]->taken = TRUE;
        cover_span(cover, span);
    }
    document_clear_mentions(document);
    for (guint i = 0; i < n; i++)
        if (claims[i].taken)
            g_array_append_val(document->mentions, claims[i].candidate->mention);
    g_array_set_size(set->candidates, 0);
    merge_sentences(document);
}

/* ---- facts ----------------------------------------------------------------------------------- */

const char *
term_string(struct document *document, const struct term *term)
{
    if (term->kind == TERM_DOCUMENT)
        return "document:this";
    if (term->kind == TERM_TEXT)
        return arena_printf(document->arena, "text:%s", term->text);
    const struct mention *mention = document_mention(document, term->mention);
    return arena_printf(document->arena, "%s:%s", type_names[mention->type], mention->value);
}

static gint
compare_qualifiers(gconstpointer a, gconstpointer b)
{
    return strcmp(((const struct qualifier *)a)->name, ((const struct qualifier *)b)->name);
}

/* The fact's qualifiers, copied and sorted. */
static const struct qualifier *
copy_qualifiers(struct arena *arena, const struct fact *fact)
{
    struct qualifier *copy = arena_alloc(arena, MAX(fact->n_qualifiers, 1) * sizeof *copy);
    for (guint i = 0; i < fact->n_qualifiers; i++) {
        g_assert(qualifier_is_known(fact->qualifiers[i].name));
        copy[i].name = arena_strdup(arena, fact->qualifiers[i].name);
        copy[i].value = arena_strdup(arena, fact->qualifiers[i].value);
    }
    qsort(copy, fact->n_qualifiers, sizeof *copy, compare_qualifiers);
    return copy;
}

/* What makes two facts the same. */
static char *
fact_key(struct document *document, const struct fact *fact)
{
    g_autoptr(GString) key = g_string_new(predicate_names[fact->predicate]);
    g_string_append_printf(key, "\t%s\t%s", term_string(document, &fact->subject),
                           term_string(document, &fact->object));
    for (guint i = 0; i < fact->n_qualifiers; i++)
        g_string_append_printf(key, "\t%s=%s", fact->qualifiers[i].name, fact->qualifiers[i].value);
    return arena_strndup(document->arena, key->str, key->len);
}

/* The evidences of two facts, each once, the first FACT_MAX_EVIDENCE of them; those of `a`, a fact
 * of the document, are so already. */
static const struct evidence *
join_evidence(struct arena *arena, const struct fact *a, const struct fact *b, guint *ret_n)
{
    if (a->n_evidence == FACT_MAX_EVIDENCE) {
        *ret_n = a->n_evidence;
        return a->evidence;
    }
    gsize most = MIN((gsize)a->n_evidence + b->n_evidence, FACT_MAX_EVIDENCE);
    struct evidence *all = arena_alloc(arena, most * sizeof *all);
    guint n = a->n_evidence;
    if (n > 0)
        memcpy(all, a->evidence, n * sizeof *all);
    for (guint i = 0; i < b->n_evidence && n < most; i++) {
        struct evidence next = b->evidence[i];
        guint known = 0;
        while (known < n &&
               (all[known].is_mention != next.is_mention || all[known].index != next.index))
            known++;
        if (known == n)
            all[n++] = next;
    }
    *ret_n = n;
    return all;
}

guint
document_add_fact(struct document *document, const struct fact *fact)
{
    static const struct fact nothing;
    g_assert(fact->n_evidence > 0 && fact->n_qualifiers <= FACT_MAX_QUALIFIERS);
    struct fact copy = *fact;
    copy.qualifiers = copy_qualifiers(document->arena, fact);
    copy.rule = arena_strdup(document->arena, fact->rule);
    copy.subject.text = arena_strdup(document->arena, fact->subject.text);
    copy.object.text = arena_strdup(document->arena, fact->object.text);
    char *key = fact_key(document, &copy);
    gpointer known = g_hash_table_lookup(document->fact_keys, key);
    if (known) {
        guint index = GPOINTER_TO_UINT(known) - 1;
        struct fact *old = document_fact(document, index);
        old->evidence = join_evidence(document->arena, old, fact, &old->n_evidence);
        old->cert = MIN(old->cert, fact->cert);
        return index;
    }
    copy.evidence = join_evidence(document->arena, &nothing, fact, &copy.n_evidence);
    g_array_append_val(document->facts, copy);
    g_hash_table_insert(document->fact_keys, key, GUINT_TO_POINTER(document->facts->len));
    return document->facts->len - 1;
}

struct span
fact_span(const struct document *document, const struct fact *fact)
{
    const struct evidence *first = &fact->evidence[0];
    return first->is_mention ? document_mention(document, first->index)->span
                             : document_sentence(document, first->index)->span;
}

void
document_mentions_in(const struct document *document, struct span span, guint *ret_first,
                     guint *ret_last)
{
    guint low = 0, high = document->mentions->len;
    while (low < high) { /* the first mention that starts at or after the span's start */
        guint middle = low + (high - low) / 2;
        if (document_mention(document, middle)->span.start < span.start)
            low = middle + 1;
        else
            high = middle;
    }
    *ret_first = low;
    while (low < document->mentions->len && document_mention(document, low)->span.start < span.end)
        low++;
    *ret_last = low;
}

int
document_find_mention(const struct document *document, enum mention_type type, struct span span)
{
    guint first, last;
    document_mentions_in(document, span, &first, &last);
    for (guint i = first; i < last; i++) {
        const struct mention *mention = document_mention(document, i);
        if (mention->type == type && mention->span.start == span.start &&
            mention->span.end == span.end)
            return (int)i;
    }
    return -1;
}

void
document_clear_facts(struct document *document)
{
    g_array_set_size(document->facts, 0);
    g_hash_table_remove_all(document->fact_keys);
}

void
document_clear_mentions(struct document *document)
{
    g_array_set_size(document->mentions, 0);
    document_clear_facts(document);
}
