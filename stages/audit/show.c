/* show: one fact on one screen, from the database alone. */
#include "show.h"

#include "cpr.h"
#include "found.h"
#include "lines.h"
#include "rows.h"

#include <string.h>

enum {
    CONTEXT_LINES = 2, /* before and after the words */
    MAX_LINES = 16,
    MAX_POINTS = 140, /* of a line: a window on it, that begins ... */
    LEAD_POINTS = 40  /* ... so far before the words, where the line is longer */
};

enum {
    KEY_DIGITS = 10 /* of a stable id */
};

/* ---- finding the fact ------------------------------------------------------------------------ */

/* The row id of a fact by "d0123456789abcdef/f12", by its stable id "d0123456789abcdef/0a1b2c3d4e",
 * or by its number alone. 0 with an error. */
static gint64
find_fact(struct database *database, const char *name, gint64 *ret_document, guint *ret_n,
          GError **error)
{
    const char *slash = strrchr(name, '/');
    guint64 number = 0;
    gint64 id = 0;
    sqlite3_stmt *statement = NULL;
    const char *digits = slash ? slash + 2 : name;
    gboolean key = slash && strlen(slash + 1) == KEY_DIGITS &&
                   strspn(slash + 1, "0123456789abcdef") == KEY_DIGITS;
    gboolean good = (!slash || slash[1] == 'f') &&
                    g_ascii_string_to_unsigned(digits, 10, 1, G_MAXINT64, &number, NULL);
    if ((!good && !key) || (slash && (name[0] != 'd' || slash - name < 2))) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE,
                    "a fact is named by its number in the database, as DOCUMENT/fN, or by its "
                    "stable id");
        return 0;
    }
    const char *sql = slash
                          ? "SELECT fact.id, document, n FROM fact JOIN document ON document.id = "
                            "document WHERE (n = ?1 OR key = ?3) AND substr(sha256, 1, 16) = ?2 "
                            "ORDER BY key = ?3 DESC, current DESC"
                          : "SELECT id, document, n FROM fact WHERE id = ?1";
    int result = sqlite3_prepare_v2(database_handle(database), sql, -1, &statement, NULL);
    if (result == SQLITE_OK) {
        sqlite3_bind_int64(statement, 1, (gint64)number);
        if (slash) {
            sqlite3_bind_text(statement, 2, name + 1, (int)(slash - name - 1), SQLITE_STATIC);
            sqlite3_bind_text(statement, 3, key ? slash + 1 : "", -1, SQLITE_STATIC);
        }
        result = sqlite3_step(statement);
    }
    if (result == SQLITE_ROW) {
        id = sqlite3_column_int64(statement, 0);
        *ret_document = sqlite3_column_int64(statement, 1);
        *ret_n = (guint)CLAMP(sqlite3_column_int64(statement, 2), 0, G_MAXINT);
    } else if (result == SQLITE_DONE) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "there is no fact %s", name);
    } else {
        database_error(database, "looking for a fact", error);
    }
    sqlite3_finalize(statement);
    return id;
}

/* ---- what is printed ------------------------------------------------------------------------- */

/* Text without what could drive a terminal. */
void
show_text(GString *out, const char *text)
{
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if (g_unichar_iscntrl(c) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
            c = 0xfffd;
        g_string_append_unichar(out, c);
    }
}

void
show_field(struct shown *shown, const char *name, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
    g_string_append_printf(shown->out, "%-11s ", name);
    show_text(shown->out, valid);
    g_string_append_c(shown->out, '\n');
}

static void
put_term(struct shown *shown, const char *name, const struct term *term)
{
    struct document *document = shown->document;
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append(text, cpr_mask_text(shown->mask, document->arena, term_string(document, term)));
    if (term->kind == TERM_MENTION) {
        const struct mention *mention = document_mention(document, term->mention);
        struct place place = document_place(document, mention->span);
        g_string_append_printf(text, "   (m%u, line %u, column %u, rule %s)", term->mention + 1,
                               place.line, place.column, mention->rule);
    }
    show_field(shown, name, text->str);
}

static struct span
evidence_span(const struct document *document, const struct evidence *evidence)
{
    return evidence->is_mention ? document_mention(document, evidence->index)->span
                                : document_sentence(document, evidence->index)->span;
}

static void
put_evidence(struct shown *shown, const struct evidence *evidence)
{
    struct place place = document_place(shown->document, evidence_span(shown->document, evidence));
    g_autofree char *text = g_strdup_printf(
        "page %u, line %u, column %u to line %u, column %u%s", place.page, place.line, place.column,
        place.end_line, place.end_column, place.end_page != place.page ? " of the next page" : "");
    show_field(shown, "stands", text);
}

void
show_fact(struct shown *shown)
{
    struct document *document = shown->document;
    const struct fact *fact = document_fact(document, shown->fact);
    put_term(shown, "subject", &fact->subject);
    show_field(shown, "predicate", predicate_name(fact->predicate));
    put_term(shown, "object", &fact->object);
    for (guint i = 0; i < fact->n_qualifiers; i++) {
        g_autofree char *text =
            g_strdup_printf("%s=%s", fact->qualifiers[i].name, fact->qualifiers[i].value);
        show_field(shown, i ? "" : "qualifiers", cpr_mask_text(shown->mask, document->arena, text));
    }
    show_field(shown, "rule", fact->rule);
    show_field(shown, "cert", cert_name(fact->cert));
    for (guint i = 0; i < fact->n_evidence; i++)
        put_evidence(shown, &fact->evidence[i]);
}

/* ---- the words in context -------------------------------------------------------------------- */

static gboolean
overlaps(struct span a, struct span b)
{
    return a.start < b.end && b.start < a.end;
}

/* Bytes of the source: the first evidence, and subject and object. */
struct marks {
    struct span evidence, terms[2];
};

static struct marks
find_marks(const struct document *document, const struct fact *fact)
{
    struct marks marks = {.evidence = found_source(document, fact_span(document, fact))};
    const struct term *const terms[] = {&fact->subject, &fact->object};
    for (guint t = 0; t < 2; t++) {
        if (terms[t]->kind == TERM_MENTION)
            marks.terms[t] =
                found_source(document, document_mention(document, terms[t]->mention)->span);
    }
    return marks;
}

/* The column from which a line is shown: its first, or a little before the subject or object, else
 * the evidence, where those would not be seen. */
static guint
window_start(const GArray *runs, guint first, guint end, const struct marks *marks)
{
    guint start = printed_run_at(runs, first)->column, term = G_MAXUINT, evidence = G_MAXUINT;
    for (guint i = end; i-- > first;) {
        const struct printed_run *run = printed_run_at(runs, i);
        if (overlaps(run->source, marks->terms[0]) || overlaps(run->source, marks->terms[1]))
            term = run->column;
        if (overlaps(run->source, marks->evidence))
            evidence = run->column;
    }
    guint wanted = term != G_MAXUINT ? term : evidence;
    if (wanted == G_MAXUINT || wanted < start + MAX_POINTS - LEAD_POINTS)
        return start;
    return wanted - LEAD_POINTS;
}

/* Appends a run's characters to a window of columns [from, from + MAX_POINTS), with a mark each. */
static void
put_run(const struct document *document, const struct printed_run *run, guint from, gboolean term,
        GString *text, GString *under, guint *column)
{
    const char *source = document->source->str;
    guint at_column = run->column;
    for (; *column < run->column && *column < from + MAX_POINTS; ++*column) {
        g_string_append_c(text, ' ');
        g_string_append_c(under, ' ');
    }
    for (gsize at = run->source.start; at < run->source.end && at_column < from + MAX_POINTS;
         at_column++) {
        gunichar c = g_utf8_get_char(source + at);
        at += (gsize)g_utf8_skip[(guchar)source[at]];
        if (at_column < from)
            continue;
        g_string_append_unichar(text, c == '\t' ? ' ' : c);
        g_string_append_c(under, term ? '^' : ' ');
        *column = at_column + 1;
    }
}

/* One line: its number, its words, and ^ under subject and object. */
static void
put_line(struct shown *shown, const GArray *runs, guint first, guint end, const struct marks *marks)
{
    struct document *document = shown->document;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) under = g_string_new(NULL);
    gboolean any = FALSE, evidence = FALSE;
    guint from = window_start(runs, first, end, marks), column = from;
    for (guint i = first; i < end; i++) {
        const struct printed_run *run = printed_run_at(runs, i);
        gboolean term =
            overlaps(run->source, marks->terms[0]) || overlaps(run->source, marks->terms[1]);
        any |= term;
        evidence |= overlaps(run->source, marks->evidence);
        put_run(document, run, from, term, text, under, &column);
    }
    const struct printed_run *run = printed_run_at(runs, first);
    g_string_append_printf(shown->out, "%c %3u:%-5u ", evidence ? '>' : ' ', run->page, run->line);
    show_text(shown->out, cpr_mask_text(shown->mask, document->arena, text->str));
    g_string_append_c(shown->out, '\n');
    if (any)
        g_string_append_printf(shown->out, "            %s\n", g_strchomp(under->str));
}

static guint
line_end(const GArray *runs, guint i)
{
    const struct printed_run *run = printed_run_at(runs, i);
    guint end = i;
    while (end < runs->len && printed_run_at(runs, end)->page == run->page &&
           printed_run_at(runs, end)->line == run->line)
        end++;
    return end;
}

/* The lines around the first evidence: those where it stands, and a few before and after. */
void
show_context(struct shown *shown)
{
    const struct document *document = shown->document;
    struct marks marks = find_marks(document, document_fact(document, shown->fact));
    g_autoptr(GArray) runs = printed_runs(document);
    g_autoptr(GArray) starts = g_array_new(FALSE, FALSE, sizeof(guint));
    guint from = G_MAXUINT, to = 0;
    for (guint i = 0; i < runs->len; i = line_end(runs, i)) {
        guint end = line_end(runs, i);
        for (guint r = i; r < end; r++) {
            if (overlaps(printed_run_at(runs, r)->source, marks.evidence)) {
                from = MIN(from, starts->len);
                to = starts->len + 1;
            }
        }
        g_array_append_val(starts, i);
    }
    if (from == G_MAXUINT)
        return;
    from -= MIN(from, (guint)CONTEXT_LINES);
    to = MIN(MIN(to + CONTEXT_LINES, starts->len), from + MAX_LINES);
    g_string_append_c(shown->out, '\n');
    for (guint i = from; i < to; i++) {
        guint first = g_array_index(starts, guint, i);
        put_line(shown, runs, first, line_end(runs, first), &marks);
    }
}

/* The stages with their versions; the hashes of their dictionaries are for programs. */
static void
put_stages(struct shown *shown)
{
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean hash = FALSE;
    for (const char *c = shown->paper->stages ? shown->paper->stages : ""; *c; c++) {
        hash = *c == '/' || (hash && *c != ';');
        if (!hash)
            g_string_append_c(out, *c == ';' ? ' ' : *c);
    }
    show_field(shown, "made by", out->str);
}

void
show_clear(struct shown *shown)
{
    paper_free(shown->paper);
    cpr_mask_free(shown->mask);
    document_free(shown->document);
    if (shown->out)
        g_string_free(shown->out, TRUE);
    *shown = (struct shown){0};
}

gboolean
show_open(struct shown *shown, struct database *database, const char *fact, GError **error)
{
    gint64 document_row = 0;
    guint n = 0;
    shown->id = find_fact(database, fact, &document_row, &n, error);
    shown->paper = shown->id ? paper_get(database, document_row, error) : NULL;
    shown->document = shown->paper ? paper_document(shown->paper, error) : NULL;
    if (!shown->document)
        return FALSE;
    if (!n || n > shown->document->facts->len) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_DATABASE, "the paper's kept line has no fact f%u",
                    n);
        return FALSE;
    }
    shown->mask = cpr_mask_new(shown->document);
    shown->out = g_string_new(NULL);
    shown->fact = n - 1;
    g_autofree char *key = paper_key(shown->paper);
    g_autofree char *name = g_strdup_printf("%" G_GINT64_FORMAT "   (%s/f%u)", shown->id, key, n);
    show_field(shown, "fact", name);
    return TRUE;
}

/* The original at one of the paper's paths: what is wrong with it, NULL where it is the one that
 * was loaded. */
static const char *
original_fault(const struct paper *paper, const char *path, const char *originals)
{
    gboolean same;
    g_autoptr(original) original = paper_original(paper, path, originals, &same, NULL);
    return !original ? "missing" : same ? NULL : "changed since it was loaded";
}

void
show_file(struct shown *shown, const char *originals)
{
    const struct paper *paper = shown->paper;
    const char *fault = NULL;
    g_autofree char *file = cpr_mask_copy(paper_name(paper));
    show_field(shown, "file", file);
    for (guint i = 0; paper->sha256 && i < paper->paths->len; i++) {
        const char *here = original_fault(paper, g_ptr_array_index(paper->paths, i), originals);
        fault = !here ? NULL : fault ? fault : here;
        if (!here)
            break;
    }
    if (fault)
        show_field(shown, "original", fault);
    show_field(shown, "title", paper->title);
    put_stages(shown);
}
