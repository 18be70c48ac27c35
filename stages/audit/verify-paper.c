/* verify, in the closed-in process: one paper. */
#include "verify.h"

#include "cpr.h"
#include "found.h"
#include "tei.h"

#include <string.h>

enum {
    QUOTE_POINTS = 60 /* of words in a message */
};

/* A paper being checked. */
struct checking {
    const struct check *given;
    const struct paper_rows *rows;
    struct closed_pipe *pipe;
    struct document *document; /* from the kept line */
    struct cpr_mask *mask;     /* its persons' numbers */
    char **why[N_ROW_KINDS];   /* for each row the first difference; evidence's is its fact's */
};

/* Words of the database for a message: bounded, in quotation marks. */
static char *
quoted(const char *text)
{
    if (!text)
        return g_strdup("nothing");
    glong points = g_utf8_strlen(text, -1);
    g_autofree char *head = g_utf8_substring(text, 0, MIN(points, QUOTE_POINTS));
    return g_strdup_printf("\"%s%s\"", head, points > QUOTE_POINTS ? "..." : "");
}

static void G_GNUC_PRINTF(3, 4)
    tell_paper(struct checking *check, guint page, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    closed_send(check->pipe, FINDING_PAPER, page, text, strlen(text));
}

/* Notes the first difference of a row. */
static void G_GNUC_PRINTF(4, 5)
    note(struct checking *check, enum row_kind kind, guint i, const char *format, ...)
{
    if (check->why[kind][i])
        return;
    va_list arguments;
    va_start(arguments, format);
    check->why[kind][i] = g_strdup_vprintf(format, arguments);
    va_end(arguments);
}

static void
note_cell(struct checking *check, enum row_kind kind, guint i, enum row_kind of, guint cell,
          const struct row *row, const struct row *other, const char *whose)
{
    g_autofree char *recorded = quoted(row->cells[cell]);
    g_autofree char *now = quoted(other->cells[cell]);
    note(check, kind, i, "%s is recorded as %s, %s %s", row_cell_name(of, cell), recorded, whose,
         now);
}

/* The evidence of fact row i: rows [*first, returned). `*first` moves along with i. */
static guint
evidence_end(const struct checking *check, guint i, guint first)
{
    const GPtrArray *evidence = check->rows->of[ROW_EVIDENCE];
    gint64 id = paper_row(check->rows, ROW_FACT, i)->id;
    while (first < evidence->len && paper_row(check->rows, ROW_EVIDENCE, first)->id == id)
        first++;
    return first;
}

/* Holds the rows against the kept line. */
static void
check_kept(struct checking *check)
{
    static const char *const whose = "but in the kept line as";
    struct document *document = check->document;
    const struct paper_rows *rows = check->rows;
    g_autoptr(row_maker) maker = row_maker_new(document);
    for (guint i = 0; i < rows->of[ROW_MENTION]->len; i++) {
        const struct row *row = paper_row(rows, ROW_MENTION, i);
        struct row kept = {0};
        if (!row->n || row->n > document->mentions->len) {
            note(check, ROW_MENTION, i, "the kept line has no such mention");
            continue;
        }
        row_make_mention(maker, row->n - 1, &kept);
        int cell = row_difference(ROW_MENTION, row, &kept);
        if (cell >= 0)
            note_cell(check, ROW_MENTION, i, ROW_MENTION, (guint)cell, row, &kept, whose);
    }
    guint at = 0;
    for (guint i = 0; i < rows->of[ROW_FACT]->len; i++) {
        const struct row *row = paper_row(rows, ROW_FACT, i);
        struct row kept = {0};
        guint end = evidence_end(check, i, at), first = at;
        at = end;
        if (!row->n || row->n > document->facts->len) {
            note(check, ROW_FACT, i, "the kept line has no such fact");
            continue;
        }
        row_make_fact(maker, row->n - 1, &kept);
        int cell = row_difference(ROW_FACT, row, &kept);
        if (cell >= 0)
            note_cell(check, ROW_FACT, i, ROW_FACT, (guint)cell, row, &kept, whose);
        if (end - first != document_fact(document, row->n - 1)->n_evidence)
            note(check, ROW_FACT, i, "the kept line has other evidence");
        for (guint e = first; e < end && !check->why[ROW_FACT][i]; e++) {
            const struct row *evidence = paper_row(rows, ROW_EVIDENCE, e);
            struct row kept_evidence = {0};
            row_make_evidence(maker, row->n - 1, e - first, &kept_evidence);
            cell = row_difference(ROW_EVIDENCE, evidence, &kept_evidence);
            if (cell >= 0)
                note_cell(check, ROW_FACT, i, ROW_EVIDENCE, (guint)cell, evidence, &kept_evidence,
                          whose);
        }
    }
}

static void
note_words(struct checking *check, enum row_kind kind, guint i, struct span span)
{
    struct document *document = check->document;
    struct place place = document_place(document, span);
    g_autofree char *words =
        quoted(cpr_mask_text(check->mask, document->arena, document_printed(document, span)));
    note(check, kind, i, "line %u, column %u does not say %s", place.line, place.column, words);
}

/* The first span of a fact that does not stand; FALSE where all do. */
static gboolean
fact_fails(const struct checking *check, const struct found *found, const struct fact *fact,
           struct span *ret)
{
    const struct document *document = check->document;
    for (guint e = 0; e < fact->n_evidence; e++) {
        const struct evidence *evidence = &fact->evidence[e];
        *ret = evidence->is_mention ? document_mention(document, evidence->index)->span
                                    : document_sentence(document, evidence->index)->span;
        if (!found || !found_stands(found, *ret))
            return TRUE;
    }
    const struct term *const terms[] = {&fact->subject, &fact->object};
    for (guint t = 0; t < G_N_ELEMENTS(terms); t++) {
        if (terms[t]->kind != TERM_MENTION)
            continue;
        *ret = document_mention(document, terms[t]->mention)->span;
        if (!found || !found_stands(found, *ret))
            return TRUE;
    }
    return FALSE;
}

/* Holds the words against the original; where it could not be read (NULL) none stand. */
static void
check_words(struct checking *check, const struct found *found)
{
    const struct document *document = check->document;
    for (guint i = 0; i < check->rows->of[ROW_MENTION]->len; i++) {
        guint n = paper_row(check->rows, ROW_MENTION, i)->n;
        if (!n || n > document->mentions->len)
            continue;
        struct span span = document_mention(document, n - 1)->span;
        if (!found || !found_stands(found, span))
            note_words(check, ROW_MENTION, i, span);
    }
    for (guint i = 0; i < check->rows->of[ROW_FACT]->len; i++) {
        guint n = paper_row(check->rows, ROW_FACT, i)->n;
        struct span span;
        if (n && n <= document->facts->len &&
            fact_fails(check, found, document_fact(document, n - 1), &span))
            note_words(check, ROW_FACT, i, span);
    }
}

/* ---- reading again --------------------------------------------------------------------------- */

/* What makes a row the same row in another reading. g_free() it. */
static char *
row_key(enum row_kind kind, const struct row *row)
{
    char *const *c = row->cells;
    if (kind == ROW_MENTION) /* its type and its place in the reading text */
        return g_strjoin("\n", c[MENTION_TYPE], c[MENTION_COLUMN + 4], c[MENTION_COLUMN + 5], NULL);
    return g_strjoin("\n", c[FACT_PREDICATE], c[FACT_SUBJECT_TYPE], c[FACT_SUBJECT],
                     c[FACT_OBJECT_TYPE], c[FACT_OBJECT], c[FACT_QUALIFIERS], NULL);
}

/* The rows of another reading by their keys: index + 1. Persons' numbers are none. */
static GHashTable *
index_rows(enum row_kind kind, struct row_maker *maker, const struct document *again)
{
    GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint n = kind == ROW_MENTION ? again->mentions->len : again->facts->len;
    for (guint i = 0; i < n; i++) {
        struct row row = {0};
        if (kind == ROW_MENTION)
            row_make_mention(maker, i, &row);
        else
            row_make_fact(maker, i, &row);
        g_hash_table_insert(index, row_key(kind, &row), GUINT_TO_POINTER(i + 1));
    }
    return index;
}

/* Rows compared but for the cells in which they point to others by number, which may have moved. */
static int
difference_but_numbers(enum row_kind kind, const struct row *row, const struct row *other)
{
    struct row copy = *row;
    if (kind == ROW_FACT) {
        copy.cells[FACT_SUBJECT_MENTION] = other->cells[FACT_SUBJECT_MENTION];
        copy.cells[FACT_OBJECT_MENTION] = other->cells[FACT_OBJECT_MENTION];
    } else if (kind == ROW_EVIDENCE) {
        copy.cells[EVIDENCE_SENTENCE] = other->cells[EVIDENCE_SENTENCE];
        copy.cells[EVIDENCE_MENTION] = other->cells[EVIDENCE_MENTION];
    }
    return row_difference(kind, &copy, other);
}

static void
mention_again(struct checking *check, guint i, struct row_maker *maker, GHashTable *index)
{
    const struct row *row = paper_row(check->rows, ROW_MENTION, i);
    g_autofree char *key = row_key(ROW_MENTION, row);
    guint at = GPOINTER_TO_UINT(g_hash_table_lookup(index, key));
    struct row again = {0};
    if (!at) {
        note(check, ROW_MENTION, i, "read again, the words are no such mention");
        return;
    }
    row_make_mention(maker, at - 1, &again);
    int cell = row_difference(ROW_MENTION, row, &again);
    if (cell >= 0)
        note_cell(check, ROW_MENTION, i, ROW_MENTION, (guint)cell, row, &again, "read again as");
}

static void
fact_again(struct checking *check, guint i, guint first, guint end, struct row_maker *maker,
           const struct document *document, GHashTable *index)
{
    static const char *const whose = "read again as";
    const struct row *row = paper_row(check->rows, ROW_FACT, i);
    g_autofree char *key = row_key(ROW_FACT, row);
    guint at = GPOINTER_TO_UINT(g_hash_table_lookup(index, key));
    struct row again = {0};
    if (!at) {
        note(check, ROW_FACT, i, "read again, the words do not state it");
        return;
    }
    row_make_fact(maker, at - 1, &again);
    int cell = difference_but_numbers(ROW_FACT, row, &again);
    if (cell >= 0)
        note_cell(check, ROW_FACT, i, ROW_FACT, (guint)cell, row, &again, whose);
    if (end - first != document_fact(document, at - 1)->n_evidence) {
        note(check, ROW_FACT, i, "read again, other words show it");
        return;
    }
    for (guint e = first; e < end; e++) {
        const struct row *evidence = paper_row(check->rows, ROW_EVIDENCE, e);
        struct row evidence_again = {0};
        row_make_evidence(maker, at - 1, e - first, &evidence_again);
        cell = difference_but_numbers(ROW_EVIDENCE, evidence, &evidence_again);
        if (cell >= 0)
            note_cell(check, ROW_FACT, i, ROW_EVIDENCE, (guint)cell, evidence, &evidence_again,
                      whose);
    }
}

/* How many mentions of a document have rows: all but persons' numbers. */
static guint
countable_mentions(const struct document *document)
{
    guint n = 0;
    for (guint i = 0; i < document->mentions->len; i++)
        n += document_mention(document, i)->type != MENTION_CPR;
    return n;
}

/* The document as the database would keep it. */
static char *
kept_line(struct document *document)
{
    g_autoptr(GString) line = g_string_new(NULL);
    g_autoptr(cpr_mask) mask = cpr_mask_new(document);
    gsize length;
    tei_write(document, line);
    char *masked = cpr_mask_line(mask, line->str, line->len, &length);
    return masked ? masked : g_string_free(g_steal_pointer(&line), FALSE);
}

static void
compare_again(struct checking *check, struct document *again)
{
    const struct paper_rows *rows = check->rows;
    g_autoptr(row_maker) maker = row_maker_new(again);
    g_autoptr(GHashTable) mentions = index_rows(ROW_MENTION, maker, again);
    g_autoptr(GHashTable) facts = index_rows(ROW_FACT, maker, again);
    guint at = 0;
    for (guint i = 0; i < rows->of[ROW_MENTION]->len; i++)
        mention_again(check, i, maker, mentions);
    for (guint i = 0; i < rows->of[ROW_FACT]->len; i++) {
        guint end = evidence_end(check, i, at);
        fact_again(check, i, at, end, maker, again, facts);
        at = end;
    }
}

/* Reads the original again by all stages. */
static void
check_again(struct checking *check)
{
    gboolean failed = FALSE;
    g_free(check->given->original->path); /* --originals may have found it elsewhere */
    check->given->original->path = g_strdup(check->document->path);
    g_autoptr(document) again = chain_read(check->given->chain, check->given->original, &failed);
    if (failed)
        tell_paper(check, 0, "it could not be read again by all stages");
    const struct paper_rows *rows = check->rows;
    guint mentions = countable_mentions(again);
    if (mentions != rows->of[ROW_MENTION]->len || again->facts->len != rows->of[ROW_FACT]->len)
        tell_paper(
            check, 0, "read again it has %u mentions and %u facts, the database holds %u and %u",
            mentions, again->facts->len, rows->of[ROW_MENTION]->len, rows->of[ROW_FACT]->len);
    g_autofree char *kept = kept_line(check->document), *now = kept_line(again);
    if (strcmp(kept, now) == 0)
        return;
    compare_again(check, again);
    if (!g_strcmp0(check->given->paper->stages, chain_fingerprint(check->given->chain)))
        tell_paper(check, 0, "read again it is not what the database keeps of it");
}

static void
tell_rows(struct checking *check, enum row_kind kind, enum finding finding, guint name_cell)
{
    for (guint i = 0; i < check->rows->of[kind]->len; i++) {
        const struct row *row = paper_row(check->rows, kind, i);
        guint page = 0;
        if (!check->why[kind][i])
            continue;
        if (row->n && kind == ROW_MENTION && row->cells[MENTION_PAGE])
            page = (guint)g_ascii_strtoull(row->cells[MENTION_PAGE], NULL, 10);
        if (row->n && kind == ROW_FACT && row->n <= check->document->facts->len)
            page = document_place(
                       check->document,
                       fact_span(check->document, document_fact(check->document, row->n - 1)))
                       .page;
        g_autofree char *text = g_strdup_printf(
            "%s %" G_GINT64_FORMAT " (%c%u, %s): %s", kind == ROW_FACT ? "fact" : "mention",
            row->id, kind == ROW_FACT ? 'f' : 'm', row->n,
            row->cells[name_cell] ? row->cells[name_cell] : "?", check->why[kind][i]);
        closed_send(check->pipe, finding, page, text, strlen(text));
    }
}

static void
pages_known(guint pages, gpointer data)
{
    closed_pages(data, pages * 2); /* each is read twice: for its words, and again by the stages */
}

static void
check_document(struct checking *check)
{
    const struct document *document = check->document;
    g_autoptr(GError) error = NULL;
    check_kept(check);
    if (document->source->len) {
        g_autoptr(found) found =
            found_read(document, check->given->original->bytes, check->given->paper->masked,
                       pages_known, check->pipe, &error);
        check_words(check, found);
        if (!found)
            tell_paper(check, 0, "its words cannot be read again: %s", error->message);
    }
    if (check->given->same && !document->recognised->len)
        check_again(check); /* the chain does not recognise */
    tell_rows(check, ROW_MENTION, FINDING_MENTION, MENTION_TYPE);
    tell_rows(check, ROW_FACT, FINDING_FACT, FACT_PREDICATE);
}

static void
free_reasons(struct checking *check, enum row_kind kind)
{
    for (guint i = 0; i < check->rows->of[kind]->len; i++)
        g_free(check->why[kind][i]);
    g_free(check->why[kind]);
}

void
verify_paper(const struct check *given, struct closed_pipe *pipe)
{
    g_autoptr(GError) error = NULL;
    struct checking check = {.given = given, .rows = given->rows, .pipe = pipe};
    g_autoptr(document) document = paper_document(given->paper, &error);
    if (!document) {
        tell_paper(&check, 0, "%s", error->message);
        return;
    }
    g_autoptr(cpr_mask) mask = cpr_mask_new(document);
    check.document = document;
    check.mask = mask;
    for (enum row_kind kind = 0; kind < N_ROW_KINDS; kind++)
        check.why[kind] = g_new0(char *, check.rows->of[kind]->len + 1);
    check_document(&check);
    for (enum row_kind kind = 0; kind < N_ROW_KINDS; kind++)
        free_reasons(&check, kind);
}
