/* The parent's side of a run: asks the database what is known, loads what the workers send, and
 * goes on from a kept line where only later stages have changed. */
#include "aktspor-run.h"

#include "annotation.h"
#include "cpr.h"
#include "link/link.h"
#include "load/load.h"
#include "load/sidecar.h"
#include "program.h"
#include "progress.h"
#include "tei.h"
#include "workers.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define PROGRAM "aktspor"

struct run {
    struct chain *chain;
    const struct run_options *options;
    struct database *database;
    struct tei_reader *reader;
    struct progress *progress;
    struct sidecar *sidecar; /* NULL for none */
    FILE *log;
    GHashTable *resume; /* sha256 -> index of the first stage that differs, at least 1 */
    guint states[DOCUMENT_LIMIT + 1];
    guint documents, known, failed;
    guint64 pages, mentions, facts;
    struct link_report links;
    enum akt_exit status;
};

/* ---- what is known --------------------------------------------------------------------------- */

/* The first stage in which a fingerprint differs from the chain's; its length where none does. */
static guint
first_difference(const struct chain *chain, const char *worked_on)
{
    g_auto(GStrv) old = g_strsplit(worked_on, ";", -1);
    g_auto(GStrv) now = g_strsplit(chain_fingerprint(chain), ";", -1);
    guint i = 0;
    while (old[i] && now[i] && !strcmp(old[i], now[i]))
        i++;
    return i;
}

/* The stages that can start from a kept line: those after normalise, which add and change nothing
 * else. */
static guint
first_resumable(const struct chain *chain)
{
    guint i = 0;
    while (i < chain_length(chain) && strcmp(chain_stage(chain, i)->name, "normalise") != 0)
        i++;
    return i + 1;
}

/* The stages that worked on a document, those left out that a chain may leave out. g_free() it. */
static char *
without_optional(const char *fingerprint)
{
    g_auto(GStrv) parts = g_strsplit(fingerprint, ";", -1);
    GString *out = g_string_new(NULL);
    for (guint i = 0; parts[i]; i++) {
        g_autofree char *name = g_strndup(parts[i], strcspn(parts[i], "="));
        const struct stage *stage = stage_find(name);
        if (!stage || !stage->optional)
            g_string_append_printf(out, "%s%s", out->len ? ";" : "", parts[i]);
    }
    return g_string_free(out, FALSE);
}

/* TRUE where a document lacks no more than an optional stage would not give it, or has what this
 * run leaves out: recognised words are not thrown away. */
static gboolean
is_known_but_for_optional(struct run *run, const char *sha256)
{
    static const char query[] =
        "SELECT stages, state IN ('image-only', 'mixed') FROM document WHERE sha256 = ?";
    sqlite3_stmt *statement = NULL;
    gboolean known = FALSE;
    if (!sqlite3_prepare_v2(database_handle(run->database), query, -1, &statement, NULL) &&
        !sqlite3_bind_text(statement, 1, sha256, -1, SQLITE_STATIC) &&
        sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0)) {
        const char *then = (const char *)sqlite3_column_text(statement, 0);
        const char *now = chain_fingerprint(run->chain);
        g_autofree char *plain_then = without_optional(then);
        g_autofree char *plain_now = without_optional(now);
        gboolean now_more = strcmp(plain_now, now) != 0, then_more = strcmp(plain_then, then) != 0;
        known = strcmp(plain_then, plain_now) == 0 &&
                (!now_more ||
                 (!then_more && !sqlite3_column_int(statement, 1) && !run->options->stages->redo));
    }
    sqlite3_finalize(statement);
    return known;
}

static gboolean
is_known(const char *sha256, gpointer data)
{
    struct run *run = data;
    gboolean known = FALSE;
    g_autoptr(GError) error = NULL;
    if (!database_known(run->database, sha256, chain_fingerprint(run->chain), &known, &error))
        return FALSE; /* the load will say what is wrong with the database */
    if (known || is_known_but_for_optional(run, sha256))
        return TRUE;
    g_autofree char *line = NULL, *worked_on = NULL;
    gsize length;
    if (!database_line(run->database, sha256, &line, &length, &worked_on, NULL) || !line ||
        !worked_on)
        return FALSE;
    guint first = first_difference(run->chain, worked_on);
    if (first < first_resumable(run->chain))
        return FALSE;
    g_hash_table_insert(run->resume, g_strdup(sha256), GUINT_TO_POINTER(first));
    return TRUE;
}

/* ---- what comes back ------------------------------------------------------------------------- */

/* A string as JSON: bytes that are no UTF-8 become U+FFFD, persons' numbers are hidden. */
static void
log_string(FILE *out, const char *text)
{
    g_autofree char *masked = cpr_mask_copy(text);
    g_autofree char *valid = g_utf8_make_valid(masked, -1);
    fputc('"', out);
    for (const char *c = valid; *c; c++)
        if (*c == '"' || *c == '\\')
            fprintf(out, "\\%c", *c);
        else if ((guchar)*c < 0x20)
            fprintf(out, "\\u%04x", (guchar)*c);
        else
            fputc(*c, out);
    fputc('"', out);
}

static void
log_outcome(struct run *run, const struct outcome *outcome, const struct document *document,
            const char *reason)
{
    if (!run->log)
        return;
    fputs("{\"path\":", run->log);
    log_string(run->log, outcome->path);
    fprintf(run->log, ",\"sha256\":\"%s\",\"state\":\"%s\",\"known\":%s",
            outcome->sha256 ? outcome->sha256 : "",
            document ? document_state_name(document->state) : "",
            outcome->known ? "true" : "false");
    if (document)
        fprintf(run->log, ",\"pages\":%u,\"mentions\":%u,\"facts\":%u", document->pages->len,
                document->mentions->len, document->facts->len);
    if (reason) {
        fputs(",\"error\":", run->log);
        log_string(run->log, reason);
    }
    fputs("}\n", run->log);
}

static void
count(struct run *run, const struct document *document)
{
    run->states[document->state]++;
    run->pages += document->pages->len;
    run->mentions += document->mentions->len;
    run->facts += document->facts->len;
}

/* The kept line of a known document, run through the stages that have changed since. */
static gboolean
resume(struct run *run, const struct outcome *outcome, guint first, GError **error)
{
    g_autofree char *line = NULL;
    gsize length;
    if (!database_line(run->database, outcome->sha256, &line, &length, NULL, error))
        return FALSE;
    g_autoptr(document) document = line ? tei_read(run->reader, line, length, error) : NULL;
    if (!document) {
        if (error && !*error)
            g_set_error(error, AKT_ERROR, AKT_ERROR_DATABASE, "%s: no kept line", outcome->path);
        return FALSE;
    }
    if (!chain_process(run->chain, first, document))
        run->status = AKT_EXIT_FAILURE;
    g_autoptr(GString) out = g_string_new(NULL);
    tei_write(document, out);
    count(run, document);
    log_outcome(run, outcome, document, NULL);
    return database_document(run->database, document, out->str, out->len, outcome->path, error);
}

/* A known paper that could not be read then is still a failure of the archive: the exit status
 * says so each time. */
static gboolean
count_known(struct run *run, const char *sha256, GError **error)
{
    static const char query[] =
        "SELECT state IN ('damaged', 'limit') FROM document WHERE sha256 = ?";
    sqlite3_stmt *statement = NULL;
    gboolean good =
        !sqlite3_prepare_v2(database_handle(run->database), query, -1, &statement, NULL) &&
        !sqlite3_bind_text(statement, 1, sha256, -1, SQLITE_STATIC) &&
        sqlite3_step(statement) == SQLITE_ROW;
    if (good && sqlite3_column_int(statement, 0)) {
        run->failed++;
        run->status = MAX(run->status, AKT_EXIT_SOME);
    }
    run->known++;
    sqlite3_finalize(statement);
    return good || database_error(run->database, "asking for a known document", error);
}

static gboolean
take_known(struct run *run, const struct outcome *outcome, GError **error)
{
    gpointer first = g_hash_table_lookup(run->resume, outcome->sha256);
    if (first) {
        g_hash_table_remove(run->resume, outcome->sha256); /* a copy finds it done */
        return resume(run, outcome, GPOINTER_TO_UINT(first), error);
    }
    if (!count_known(run, outcome->sha256, error))
        return FALSE;
    log_outcome(run, outcome, NULL, NULL);
    return database_location(run->database, outcome->path, outcome->sha256, error);
}

/* The same bytes at another path, read before the first copy was loaded (copies are read side by
 * side): one document. *ret_copy FALSE: it is none. */
static gboolean
take_copy(struct run *run, const struct outcome *outcome, struct document *document,
          gboolean *ret_copy, GError **error)
{
    *ret_copy = FALSE;
    if (!database_known(run->database, outcome->sha256, database_stages(document), ret_copy, error))
        return FALSE;
    if (!*ret_copy)
        return TRUE;
    run->known++;
    log_outcome(run, outcome, NULL, NULL);
    return database_location(run->database, outcome->path, outcome->sha256, error);
}

static gboolean
take_document(struct run *run, const struct outcome *outcome, struct document *document,
              const char *reason, GError **error)
{
    g_autoptr(GString) line = g_string_new(NULL);
    if (!outcome->line)
        tei_write(document, line);
    count(run, document);
    log_outcome(run, outcome, document, reason);
    return database_document(run->database, document, outcome->line ? outcome->line : line->str,
                             outcome->line ? outcome->length : line->len, outcome->path, error);
}

static gboolean
take_outcome(const struct outcome *outcome, gpointer data, GError **error)
{
    struct run *run = data;
    const char *reason = NULL;
    gboolean copy = FALSE;
    run->documents++;
    progress_step(run->progress);
    if (outcome->known)
        return take_known(run, outcome, error);
    g_autoptr(document) document =
        outcome->line ? tei_read(run->reader, outcome->line, outcome->length, error)
                      : chain_unreadable(run->chain, outcome->path, outcome->error);
    if (!document || (outcome->line && !take_copy(run, outcome, document, &copy, error)))
        return FALSE;
    if (copy)
        return TRUE;
    gboolean failed = outcome_is_failure(outcome, &reason);
    if (failed) {
        progress_clear(run->progress);
        program_message(PROGRAM, outcome->path, 0, "%s", reason);
        run->failed++;
        run->status = MAX(run->status, AKT_EXIT_SOME);
    }
    return take_document(run, outcome, document, failed ? reason : NULL, error);
}

/* ---- the run --------------------------------------------------------------------------------- */

static void
print_summary(const struct run *run)
{
    printf("%u documents", run->documents);
    if (run->known)
        printf(" (%u known already)", run->known);
    printf(", %" G_GUINT64_FORMAT " pages, %" G_GUINT64_FORMAT " mentions, %" G_GUINT64_FORMAT
           " facts\n",
           run->pages, run->mentions, run->facts);
    for (guint i = DOCUMENT_TEXT + 1; i <= DOCUMENT_LIMIT; i++)
        if (run->states[i])
            printf("%6u %s\n", run->states[i], document_state_name((enum document_state)i));
    if (!run->options->no_link)
        printf("%6u names of %u things, %u links between papers, %u contradictions\n",
               run->links.names, run->links.entities, run->links.links, run->links.contradictions);
    if (run->failed)
        printf("%6u failed: SELECT * FROM documents_failed\n", run->failed);
}

static enum akt_exit
failure(const GError *error)
{
    program_message(PROGRAM, NULL, 0, "%s", error->message);
    return AKT_EXIT_FAILURE;
}

/* A long paper is being read: others who want to write shall not wait for it. */
static gboolean
commit_meanwhile(gpointer data, GError **error)
{
    struct run *run = data;
    return database_commit(run->database, error);
}

/* Joins the list that was read before the work began. */
static gboolean
join_sidecar(struct run *run, GError **error)
{
    guint missing = 0;
    if (!run->sidecar)
        return TRUE;
    progress_clear(run->progress);
    if (!sidecar_join(run->sidecar, run->database, &missing, error))
        return FALSE;
    if (missing)
        run->status = MAX(run->status, AKT_EXIT_SOME);
    return TRUE;
}

/* What load finds worth telling: a verdict that fits no more, a row of the list without a paper. */
static void
say(const char *path, guint page, const char *message, gpointer data)
{
    struct run *run = data;
    progress_clear(run->progress);
    program_message(PROGRAM, path, page, "%s", message);
}

static enum akt_exit
run_papers(struct run *run, GPtrArray *paths)
{
    g_autoptr(GError) error = NULL;
    const struct workers workers = {.chain = run->chain,
                                    .count = run->options->jobs,
                                    .limits = chain_limits(run->chain),
                                    .paths = (char **)paths->pdata,
                                    .done = take_outcome,
                                    .is_known = is_known,
                                    .idle = commit_meanwhile,
                                    .data = run};
    gboolean good = workers_run(&workers, &error);
    good = good && database_commit(run->database, &error) && join_sidecar(run, &error);
    g_ptr_array_set_size(paths, 0); /* link may want the memory */
    if (good && !run->options->no_link)
        good = link_database(run->database, run->options->stages, &run->links, &error);
    if (!good)
        return failure(error);
    return run->status;
}

static enum akt_exit
open_and_run(struct run *run, GPtrArray *paths)
{
    g_autoptr(GError) error = NULL;
    if (run->options->sidecar && !(run->sidecar = sidecar_read(run->options->sidecar, &error)))
        return failure(error);
    run->database = database_open(run->options->database, DATABASE_CREATE, &error);
    if (!run->database || !database_dictionaries(run->database, run->options->stages, &error) ||
        (run->options->sync && !database_sync(run->database, &error)))
        return failure(error);
    database_listen(run->database, say, run);
    if (run->options->log) {
        run->log = fopen(run->options->log, "we");
        if (!run->log) {
            program_message(PROGRAM, run->options->log, 0, "%s", g_strerror(errno));
            return AKT_EXIT_FAILURE;
        }
    }
    enum akt_exit status = run_papers(run, paths);
    if (run->log && (ferror(run->log) | fclose(run->log))) {
        program_message(PROGRAM, run->options->log, 0, "%s", g_strerror(errno));
        status = AKT_EXIT_FAILURE;
    }
    return status;
}

enum akt_exit
aktspor_run(struct chain *chain, GPtrArray *paths, const struct run_options *options)
{
    struct run run = {.chain = chain, .options = options};
    run.reader = tei_reader_new();
    run.progress = progress_new(g_strv_length((char **)paths->pdata), options->quiet);
    run.resume = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    enum akt_exit status = open_and_run(&run, paths);
    progress_free(run.progress);
    if (run.database && status <= AKT_EXIT_SOME && !options->quiet)
        print_summary(&run);
    database_close(run.database);
    sidecar_free(run.sidecar);
    tei_reader_free(run.reader);
    g_hash_table_destroy(run.resume);
    return status;
}
