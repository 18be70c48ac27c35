/* explain: a fact from the printed words to what was made of it, and what it is held against. */
#include "link/explain.h"
#include "audit-private.h"
#include "cpr.h"
#include "found.h"
#include "program.h"
#include "review-private.h"
#include "rules.h"
#include "show.h"

#include <string.h>

enum {
    MAX_PLACES = 3,
    MAX_LINKS = 10
};

static void
put_head(struct shown *shown, const char *head)
{
    g_string_append_printf(shown->out, "\n%s\n", head);
}

static void G_GNUC_PRINTF(2, 3) put_step(struct shown *shown, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_string_append(shown->out, "  ");
    show_text(shown->out, valid);
    g_string_append_c(shown->out, '\n');
}

/* ---- the paper and the rule ------------------------------------------------------------------ */

static void
put_hash(struct shown *shown)
{
    show_field(shown, "sha256", shown->paper->sha256 ? shown->paper->sha256 : "unknown");
    for (guint i = 1; i < shown->paper->paths->len; i++) {
        g_autofree char *path = cpr_mask_copy(g_ptr_array_index(shown->paper->paths, i));
        show_field(shown, "also at", path);
    }
}

static void
put_rule(struct shown *shown, const char *rule)
{
    g_autoptr(GPtrArray) places = rule_places(rule);
    if (!places->len)
        put_step(shown, "%s: not of this version", rule);
    for (guint i = 0; i < MIN(places->len, MAX_PLACES); i++) {
        const struct rule_place *place = g_ptr_array_index(places, i);
        put_step(shown, "%s: %s:%u%s%s", i ? "  also" : rule, place->file, place->line,
                 *place->function ? ", " : "", place->function);
    }
}

/* ---- from words to value --------------------------------------------------------------------- */

/* A stretch of the source as one line, its line ends shown. g_free() it. */
static char *
printed(struct shown *shown, struct span span)
{
    const struct document *document = shown->document;
    g_autofree char *text =
        cpr_mask_source_span(shown->mask, document, found_source(document, span));
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *c = text; *c; c = g_utf8_next_char(c)) {
        if (*c == '\n')
            g_string_append(out, "⏎");
        else
            g_string_append_unichar(out, g_utf8_get_char(c));
    }
    return g_strdup(out->str);
}

static void
put_value(struct shown *shown, const struct mention *mention)
{
    struct arena *arena = shown->document->arena;
    put_step(shown, "value    %s", cpr_mask_text(shown->mask, arena, mention->value));
    if (*mention->attrs)
        put_step(shown, "with     %s", cpr_mask_text(shown->mask, arena, mention->attrs));
    put_step(shown, "as       %s, %s", mention_type_name(mention->type), cert_name(mention->cert));
}

/* What the database makes of a value to count and compare with. */
static gboolean
put_database_value(struct shown *shown, struct database *database, guint n, GError **error)
{
    gboolean row;
    struct statement statement =
        statement_of(database,
                     "SELECT amount_min_ore, amount_max_ore, earliest, latest FROM mention "
                     "WHERE document = ? AND n = ?",
                     "reading a mention");
    put_number(&statement, shown->paper->id);
    put_number(&statement, n);
    if (!statement_row(&statement, &row, error))
        return FALSE;
    if (!row)
        return TRUE;
    sqlite3_stmt *handle = statement.handle;
    if (sqlite3_column_type(handle, 0) != SQLITE_NULL)
        put_step(shown, "counted  %s to %s øre", column_text(handle, 0), column_text(handle, 1));
    if (sqlite3_column_type(handle, 2) != SQLITE_NULL ||
        sqlite3_column_type(handle, 3) != SQLITE_NULL)
        put_step(shown, "counted  %s to %s", column_text(handle, 2), column_text(handle, 3));
    statement_reset(&statement);
    return TRUE;
}

static gboolean
put_mention(struct shown *shown, struct database *database, guint index, GError **error)
{
    struct document *document = shown->document;
    const struct mention *mention = document_mention(document, index);
    struct span span = mention->span;
    g_autofree char *words = printed(shown, span);
    g_autofree char *read = g_strndup(document->text->str + span.start, span.end - span.start);
    struct place place = document_place(document, span);
    put_step(shown, "printed  %s   (page %u, line %u, column %u)", words, place.page, place.line,
             place.column);
    const char *masked = cpr_mask_text(shown->mask, document->arena, read);
    if (strcmp(masked, words) != 0)
        put_step(shown, "read as  %s   (lines joined, words corrected)", masked);
    put_value(shown, mention);
    if (!put_database_value(shown, database, index + 1, error))
        return FALSE;
    put_rule(shown, mention->rule);
    return TRUE;
}

static gboolean
put_term(struct shown *shown, struct database *database, const char *head, const struct term *term,
         GError **error)
{
    put_head(shown, head);
    if (term->kind == TERM_MENTION)
        return put_mention(shown, database, term->mention, error);
    put_step(shown, "%s",
             term->kind == TERM_DOCUMENT
                 ? "the paper itself"
                 : cpr_mask_text(shown->mask, shown->document->arena, term->text));
    return TRUE;
}

/* ---- what it is held against ----------------------------------------------------------------- */

/* The pairs of names that links of the fact's subject and object join: "#12", "#15". */
static GPtrArray *
find_links(struct database *database, gint64 fact, GError **error)
{
    g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func(g_free);
    gboolean row;
    struct statement statement = statement_of(
        database,
        "SELECT '#' || from_name, '#' || to_name FROM link JOIN fact ON fact.id = ?1 AND "
        "(from_name IN (subject_name, object_name) OR to_name IN (subject_name, object_name)) "
        "WHERE kind <> 'refers' ORDER BY score DESC, link.id LIMIT ?2",
        "reading links");
    put_number(&statement, fact);
    put_number(&statement, MAX_LINKS);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return NULL;
        if (!row)
            return g_steal_pointer(&pairs);
        g_ptr_array_add(pairs, g_strdup(column_text(statement.handle, 0)));
        g_ptr_array_add(pairs, g_strdup(column_text(statement.handle, 1)));
    }
}

static gboolean
put_links(struct shown *shown, struct database *database, GError **error)
{
    static const struct stage_options defaults;
    g_autoptr(GPtrArray) pairs = find_links(database, shown->id, error);
    put_head(shown, "links of its names");
    if (pairs && !pairs->len)
        put_step(shown, "none");
    for (guint i = 0; pairs && i + 1 < pairs->len; i += 2) {
        g_autoptr(GString) said = g_string_new(NULL);
        gboolean found;
        if (!link_explain(database, &defaults, pairs->pdata[i], pairs->pdata[i + 1], said, &found,
                          error))
            return FALSE;
        g_auto(GStrv) lines = g_strsplit(g_strchomp(said->str), "\n", -1);
        for (guint k = 0; lines[k]; k++) {
            g_autofree char *line = cpr_mask_copy(lines[k]);
            put_step(shown, "%s", line);
        }
    }
    return pairs != NULL;
}

static gboolean
put_checks(struct shown *shown, struct database *database, GError **error)
{
    gboolean row, any = FALSE;
    struct statement statement =
        statement_of(database,
                     "SELECT kind, \"check\".verdict, coalesce(difference, ''), score, reason, "
                     "'d' || substr(sha256, 1, 16) || '/' || fact.key, fact.object FROM \"check\" "
                     "LEFT JOIN fact ON fact.id = CASE WHEN \"check\".fact = ?1 THEN other ELSE "
                     "\"check\".fact END LEFT JOIN document ON document.id = fact.document "
                     "WHERE \"check\".fact = ?1 OR other = ?1 ORDER BY \"check\".id",
                     "reading checks");
    put_head(shown, "checks");
    put_number(&statement, shown->id);
    for (;;) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (!row)
            break;
        sqlite3_stmt *handle = statement.handle;
        const char *other = column_text(handle, 5), *difference = column_text(handle, 2);
        any = TRUE;
        put_step(shown, "%s: %s%s%s (%.2f): %s", column_text(handle, 0), column_text(handle, 1),
                 *difference ? ", by " : "", difference, sqlite3_column_double(handle, 3),
                 column_text(handle, 4));
        if (*other)
            put_step(shown, "  with %s, %s", other, column_text(handle, 6));
    }
    if (!any)
        put_step(shown, "none");
    return TRUE;
}

static gboolean
put_verdicts(struct shown *shown, struct database *database, GError **error)
{
    g_autoptr(GPtrArray) verdicts = review_verdicts(database, shown->id, error);
    put_head(shown, "verdicts");
    for (guint i = 0; verdicts && i < verdicts->len; i++) {
        const struct review_verdict *verdict = g_ptr_array_index(verdicts, i);
        put_step(shown, "%s  %s: %s%s%s%s%s%s", verdict->made ? verdict->made : "unknown",
                 *verdict->reviewer ? verdict->reviewer : "(no name)",
                 review_answer_name(verdict->answer), verdict->corrected ? ", rather " : "",
                 verdict->corrected ? verdict->corrected : "", *verdict->note ? ", " : "",
                 verdict->note,
                 verdict->withdrawn ? "  (taken back)"
                 : verdict->stands  ? ""
                                    : "  (judged again later)");
    }
    if (verdicts && !verdicts->len)
        put_step(shown, "none");
    return verdicts != NULL;
}

static gboolean
explain(struct shown *shown, struct database *database, const char *originals, GError **error)
{
    const struct fact *fact = document_fact(shown->document, shown->fact);
    show_fact(shown);
    show_file(shown, originals);
    put_hash(shown);
    show_context(shown);
    put_head(shown, "rule");
    put_rule(shown, fact->rule);
    return put_term(shown, database, "subject", &fact->subject, error) &&
           put_term(shown, database, "object", &fact->object, error) &&
           put_links(shown, database, error) && put_checks(shown, database, error) &&
           put_verdicts(shown, database, error);
}

int
audit_explain(const struct audit_options *options, struct database *database,
              char *const *arguments)
{
    g_autoptr(GError) error = NULL;
    struct shown shown = {0};
    gboolean good = show_open(&shown, database, arguments[1], &error) &&
                    explain(&shown, database, options->originals, &error);
    if (good)
        program_write(AUDIT_PROGRAM, shown.out->str, shown.out->len);
    show_clear(&shown);
    return good ? AKT_EXIT_OK : audit_failure(error);
}
