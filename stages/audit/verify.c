/* verify, in the parent: papers in batches, one closed-in process for each, so that what the stages
 * remember of words serves many. A process that dies costs the paper it was at; the next one goes
 * on behind it. */
#include "verify.h"

#include "audit-private.h"
#include "program.h"

#include <string.h>

enum {
    BATCH_PAPERS = 64,
    BATCH_BYTES = 32 * 1024 * 1024
};

/* One paper on its way. */
struct entry {
    struct paper *paper;
    struct paper_rows *rows;
    struct original *original; /* NULL: nothing to check */
    gboolean same, differs;
    const char *path;    /* to speak of it by; the paper's */
    GPtrArray *messages; /* struct message: said when its turn comes */
};

struct message {
    const char *path;
    char *text;
};

/* What has been seen so far. */
struct totals {
    struct database *database;
    struct chain *chain;
    const char *originals;
    guint papers, mentions, facts;
    guint papers_differ, mentions_differ, facts_differ;
    gboolean versions_noted;
    guint recognised; /* papers */
    GPtrArray *batch; /* struct entry */
    gsize batch_bytes;
    guint next; /* the entry whose turn has not come */
};

/* ---- entries --------------------------------------------------------------------------------- */

static void
message_free(gpointer data)
{
    g_free(((struct message *)data)->text);
    g_free(data);
}

static void
entry_free(gpointer data)
{
    struct entry *entry = data;
    original_free(entry->original);
    paper_rows_free(entry->rows);
    paper_free(entry->paper);
    g_ptr_array_unref(entry->messages);
    g_free(entry);
}

static struct entry *
entry_at(const struct totals *totals, guint i)
{
    return g_ptr_array_index(totals->batch, i);
}

static void G_GNUC_PRINTF(3, 4)
    entry_say(struct entry *entry, const char *path, const char *format, ...)
{
    struct message *message = g_new0(struct message, 1);
    va_list arguments;
    va_start(arguments, format);
    message->path = path;
    message->text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_ptr_array_add(entry->messages, message);
}

/* Opens the originals at all paths, notes which are missing or changed, and keeps the one to check
 * against: the first that is as it was, else the first that is there. */
static void
choose_original(struct entry *entry, const char *originals)
{
    for (guint i = 0; i < entry->paper->paths->len; i++) {
        const char *path = g_ptr_array_index(entry->paper->paths, i);
        g_autoptr(GError) error = NULL;
        gboolean same;
        g_autoptr(original) original = paper_original(entry->paper, path, originals, &same, &error);
        if (!original)
            entry_say(entry, path, "the original cannot be had: %s", error->message);
        else if (!same)
            entry_say(entry, path, "the original has changed");
        entry->differs |= !same;
        if (original && (!entry->original || (same && !entry->same))) {
            g_clear_pointer(&entry->original, original_free);
            entry->original = g_steal_pointer(&original);
            entry->same = same;
            entry->path = path;
        }
    }
}

/* TRUE where akt-ocr has worked on the paper: the stages here do not. */
static gboolean
was_recognised(const struct entry *entry)
{
    return entry->paper->stages && strstr(entry->paper->stages, ";ocr=");
}

static void
note_versions(struct totals *totals, struct entry *entry)
{
    if (totals->versions_noted || !entry->same || was_recognised(entry) ||
        !g_strcmp0(entry->paper->stages, chain_fingerprint(totals->chain)))
        return;
    totals->versions_noted = TRUE;
    entry_say(entry, entry->path,
              "loaded by other versions of the stages or dictionaries: values are computed again "
              "by those of now");
}

/* TRUE where there is something to check: papers that could not be read have no words. */
static gboolean
has_words(const struct entry *entry)
{
    const char *state = entry->paper->state;
    return !g_strcmp0(state, document_state_name(DOCUMENT_TEXT)) ||
           !g_strcmp0(state, document_state_name(DOCUMENT_MIXED)) ||
           entry->rows->of[ROW_MENTION]->len || entry->rows->of[ROW_FACT]->len;
}

/* ---- a batch --------------------------------------------------------------------------------- */

static void
check_in_child(struct closed_pipe *pipe, gpointer data)
{
    struct totals *totals = data;
    for (guint i = totals->next; i < totals->batch->len; i++) {
        struct entry *entry = entry_at(totals, i);
        if (!entry->original)
            continue;
        const struct check check = {.paper = entry->paper,
                                    .rows = entry->rows,
                                    .original = entry->original,
                                    .same = entry->same,
                                    .chain = totals->chain};
        closed_send(pipe, FINDING_BEGIN, i, "", 0);
        closed_pages(pipe, 0);
        verify_paper(&check, pipe);
    }
}

/* Says what was noted of the entries up to `end`: their turn has come. */
static void
say_up_to(struct totals *totals, guint end)
{
    for (; totals->next < MIN(end, totals->batch->len); totals->next++) {
        const GPtrArray *messages = entry_at(totals, totals->next)->messages;
        for (guint m = 0; m < messages->len; m++) {
            const struct message *message = g_ptr_array_index(messages, m);
            program_message(AUDIT_PROGRAM, message->path, 0, "%s", message->text);
        }
    }
}

static gboolean
take_finding(const struct frame *frame, gpointer data, GError **error)
{
    struct totals *totals = data;
    if (frame->kind == FINDING_BEGIN) {
        say_up_to(totals, frame->n + 1);
        return TRUE;
    }
    if (!totals->next) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_DAMAGED, "the reader begins with no paper");
        return FALSE;
    }
    struct entry *entry = entry_at(totals, totals->next - 1);
    totals->mentions_differ += frame->kind == FINDING_MENTION;
    totals->facts_differ += frame->kind == FINDING_FACT;
    entry->differs = TRUE;
    /* of a changed original only facts are named; there may be many mentions on a changed line */
    if (frame->kind != FINDING_MENTION || entry->same)
        program_message(AUDIT_PROGRAM, entry->path, frame->n, "%s", frame->bytes);
    return TRUE;
}

/* The first entry from `i` on that has something to check, or the batch's length. */
static guint
next_check(const struct totals *totals, guint i)
{
    while (i < totals->batch->len && !entry_at(totals, i)->original)
        i++;
    return i;
}

static void
check_batch(struct totals *totals)
{
    const struct closed closed = {.limits = &sandbox_default_limits,
                                  .work = check_in_child,
                                  .frame = take_finding,
                                  .data = totals};
    guint first;
    totals->next = 0;
    while ((first = next_check(totals, totals->next)) < totals->batch->len) {
        g_autoptr(GError) error = NULL;
        if (closed_run(&closed, &error))
            break;
        say_up_to(totals, first + 1); /* where it died before it began */
        struct entry *entry = entry_at(totals, totals->next - 1);
        entry->differs = TRUE;
        program_message(AUDIT_PROGRAM, entry->path, 0, "it could not be checked: %s",
                        error->message);
    }
    say_up_to(totals, totals->batch->len);
    for (guint i = 0; i < totals->batch->len; i++)
        totals->papers_differ += entry_at(totals, i)->differs;
    g_ptr_array_set_size(totals->batch, 0);
    totals->batch_bytes = 0;
}

static gboolean
add_paper(struct paper *paper, gpointer data, GError **error)
{
    struct totals *totals = data;
    struct entry *entry = g_new0(struct entry, 1);
    entry->paper = paper;
    entry->path = paper_name(paper);
    entry->messages = g_ptr_array_new_with_free_func(message_free);
    g_ptr_array_add(totals->batch, entry);
    totals->papers++;
    if (!paper->sha256) /* its bytes could not be had when it was loaded: there is nothing to check
                         */
        return TRUE;
    entry->rows = paper_rows_read(totals->database, paper->id, error);
    if (!entry->rows)
        return FALSE;
    totals->mentions += entry->rows->of[ROW_MENTION]->len;
    totals->facts += entry->rows->of[ROW_FACT]->len;
    choose_original(entry, totals->originals);
    if (!has_words(entry))
        g_clear_pointer(&entry->original, original_free);
    if (entry->original) {
        note_versions(totals, entry);
        totals->recognised += was_recognised(entry);
        totals->batch_bytes += g_bytes_get_size(entry->original->bytes) + paper->size;
    }
    if (totals->batch->len >= BATCH_PAPERS || totals->batch_bytes >= BATCH_BYTES)
        check_batch(totals);
    return TRUE;
}

/* "3 documents". */
static void
put_count(GString *out, guint n, const char *what)
{
    g_string_append_printf(out, "%u %s%s", n, what, n == 1 ? "" : "s");
}

static void
print_summary(const struct totals *totals)
{
    g_autoptr(GString) line = g_string_new(NULL);
    put_count(line, totals->papers, "document");
    g_string_append(line, ", ");
    put_count(line, totals->mentions, "mention");
    g_string_append(line, ", ");
    put_count(line, totals->facts, "fact");
    g_string_append(line, " checked; ");
    put_count(line, totals->papers_differ, "document");
    g_string_append(line, ", ");
    put_count(line, totals->mentions_differ, "mention");
    g_string_append(line, ", ");
    put_count(line, totals->facts_differ, "fact");
    g_string_append(line, " differ\n");
    if (totals->recognised) {
        put_count(line, totals->recognised, "document");
        g_string_append(line, " with recognised pages: words held against the recorded ones, not "
                              "against the picture\n");
    }
    program_write(AUDIT_PROGRAM, line->str, line->len);
}

gboolean
audit_verify(struct database *database, struct chain *chain, const char *originals,
             gboolean *ret_differs, GError **error)
{
    g_autoptr(GPtrArray) batch = g_ptr_array_new_with_free_func(entry_free);
    struct totals totals = {
        .database = database, .chain = chain, .originals = originals, .batch = batch};
    if (!papers_each(database, add_paper, &totals, error))
        return FALSE;
    check_batch(&totals);
    print_summary(&totals);
    *ret_differs = totals.papers_differ > 0;
    return TRUE;
}
