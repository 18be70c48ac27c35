#include "serve-sheet.h"

#include "closed.h"
#include "shown-draw.h"

#include <string.h>

enum {
    MAX_KEPT = 192 * 1024 * 1024, /* bytes of sheets in memory */
    MAX_WORK = 2,                 /* processes at once */
    MAX_WAIT = 64,                /* sheets that wait to be made */
    MAX_PICTURE_SIDE = 4000,
    SECONDS = 60, /* that a process may take, the clock on the wall */
    FRAME_CHANGED = 100,
    MAX_AHEAD = 8,       /* sheets that nobody waits for yet */
    CHANGED_SECONDS = 10 /* then an original that was not there is looked for again */
};

/* A sheet that is being made, or waits to be. */
struct job {
    struct sheets *sheets;
    struct sheet *sheet;
    struct paper *paper;
    struct document *document;      /* in the new process */
    struct original *original;      /* in the new process */
    gboolean words_only;            /* drawing failed: the words without a picture */
    struct closed_process *process; /* NULL: it waits */
    gint64 begun;
    GPtrArray *waiters; /* empty: nobody */
};

static const char changed[] =
    "The original was not found unchanged; what is shown are the words that the database keeps.";

struct sheets {
    struct database *database;
    const char *originals;
    sheet_ready ready;
    gpointer data;
    GHashTable *kept; /* struct sheet -> itself */
    GQueue *order;    /* of the kept, the one looked at last first */
    gsize size;
    GPtrArray *jobs; /* struct job, in the order they were wanted */
};

static guint
sheet_hash(gconstpointer key)
{
    const struct sheet *sheet = key;
    return (guint)((guint64)sheet->document * 31 + sheet->page);
}

static gboolean
sheet_equal(gconstpointer a, gconstpointer b)
{
    const struct sheet *s = a, *t = b;
    return s->document == t->document && s->page == t->page;
}

static struct sheet *
sheet_new(gint64 document, guint page)
{
    struct sheet *sheet = g_new0(struct sheet, 1);
    sheet->document = document;
    sheet->page = page;
    sheet->boxes = g_array_new(FALSE, FALSE, sizeof(struct shown_box));
    sheet->words = g_array_new(FALSE, FALSE, sizeof(struct sheet_word));
    sheet->texts = g_string_chunk_new(4096);
    sheet->reason = "";
    return sheet;
}

static void
sheet_free(struct sheet *sheet)
{
    if (!sheet)
        return;
    g_clear_pointer(&sheet->picture, g_bytes_unref);
    g_array_unref(sheet->boxes);
    g_array_unref(sheet->words);
    g_string_chunk_free(sheet->texts);
    g_free(sheet->reading);
    g_free(sheet);
}

static void
job_free(gpointer data)
{
    struct job *job = data;
    if (job->process)
        closed_end(job->process, NULL);
    paper_free(job->paper);
    sheet_free(job->sheet);
    g_ptr_array_unref(job->waiters);
    g_free(job);
}

struct sheets *
sheets_new(struct database *database, const char *originals, sheet_ready ready, gpointer data)
{
    struct sheets *sheets = g_new0(struct sheets, 1);
    sheets->database = database;
    sheets->originals = originals;
    sheets->ready = ready;
    sheets->data = data;
    sheets->kept = g_hash_table_new(sheet_hash, sheet_equal);
    sheets->order = g_queue_new();
    sheets->jobs = g_ptr_array_new_with_free_func(job_free);
    return sheets;
}

void
sheets_free(struct sheets *sheets)
{
    if (!sheets)
        return;
    g_ptr_array_unref(sheets->jobs);
    g_hash_table_unref(sheets->kept);
    g_queue_free_full(sheets->order, (GDestroyNotify)sheet_free);
    g_free(sheets);
}

/* ---- what is kept ---------------------------------------------------------------------------- */

static void
drop_last(struct sheets *sheets)
{
    struct sheet *sheet = g_queue_pop_tail(sheets->order);
    g_hash_table_remove(sheets->kept, sheet);
    sheets->size -= sheet->size;
    sheet_free(sheet);
}

/* A number that changes when another program has written. */
static gint64
data_version(struct sheets *sheets)
{
    sqlite3_stmt *row = NULL;
    gint64 version = -1;
    if (sqlite3_prepare_v2(database_handle(sheets->database), "PRAGMA data_version", -1, &row,
                           NULL) == SQLITE_OK &&
        sqlite3_step(row) == SQLITE_ROW)
        version = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    return version;
}

/* What a document was read from and by: another reading counts its mentions otherwise. NULL where
 * it is not there. g_free() it. */
static char *
reading_of(struct sheets *sheets, gint64 document)
{
    sqlite3_stmt *row = NULL;
    char *reading = NULL;
    if (sqlite3_prepare_v2(
            database_handle(sheets->database),
            "SELECT coalesce(sha256, '') || ' ' || stages FROM document WHERE id = ?", -1, &row,
            NULL) == SQLITE_OK) {
        sqlite3_bind_int64(row, 1, document);
        if (sqlite3_step(row) == SQLITE_ROW)
            reading = g_strdup((const char *)sqlite3_column_text(row, 0));
    }
    sqlite3_finalize(row);
    return reading;
}

/* FALSE: another program has written another reading since, or an original that was not there may
 * be there by now. */
static gboolean
is_good(struct sheets *sheets, struct sheet *sheet)
{
    gint64 version = data_version(sheets);
    if (sheet->version != version) {
        g_autofree char *reading = reading_of(sheets, sheet->document);
        if (g_strcmp0(reading, sheet->reading) != 0)
            return FALSE;
        sheet->version = version;
    }
    return sheet->reason != changed ||
           g_get_monotonic_time() - sheet->made < (gint64)CHANGED_SECONDS * G_USEC_PER_SEC;
}

static void
keep(struct sheets *sheets, struct sheet *sheet)
{
    sheet->size = sizeof *sheet + sheet->boxes->len * sizeof(struct shown_box) +
                  sheet->words->len * (sizeof(struct sheet_word) + 16) +
                  (sheet->picture ? g_bytes_get_size(sheet->picture) : 0);
    sheets->size += sheet->size;
    g_hash_table_add(sheets->kept, sheet);
    g_queue_push_head(sheets->order, sheet);
    while (sheets->size > MAX_KEPT && sheets->order->length > 1)
        drop_last(sheets);
}

const struct sheet *
sheets_look(struct sheets *sheets, gint64 document, guint page)
{
    const struct sheet wanted = {.document = document, .page = page};
    struct sheet *sheet = g_hash_table_lookup(sheets->kept, &wanted);
    if (!sheet)
        return NULL;
    g_queue_remove(sheets->order, sheet); /* short: some hundred pictures fill the limit */
    g_queue_push_tail(sheets->order, sheet);
    if (!is_good(sheets, sheet)) {
        drop_last(sheets);
        return NULL;
    }
    g_queue_push_head(sheets->order, g_queue_pop_tail(sheets->order));
    return sheet;
}

/* ---- in the new process ---------------------------------------------------------------------- */

/* Files are opened before the process is closed in; what is in them is read after. */
static void
open_original(gpointer data)
{
    struct job *job = data;
    if (!job->words_only && !g_strcmp0(job->paper->media, media_type(MEDIA_PDF)))
        job->original = paper_same_original(job->paper, job->sheets->originals);
}

static void
draw(struct closed_pipe *pipe, gpointer data)
{
    struct job *job = data;
    job->document = paper_document(job->paper, NULL);
    if (!job->document)
        return;
    const struct shown_work work = {.document = job->document,
                                    .original = job->original,
                                    .masked = job->paper->masked,
                                    .page = job->sheet->page,
                                    .words = TRUE};
    if (!job->original)
        closed_send(pipe, FRAME_CHANGED, job->sheet->page, NULL, 0);
    shown_draw(pipe, &work);
}

/* ---- what it says ---------------------------------------------------------------------------- */

static void
take_words(struct sheet *sheet, const char *bytes, gsize length)
{
    struct shown_word_head head;
    for (gsize at = 0; length - at >= sizeof head; at += sizeof head + head.length) {
        memcpy(&head, bytes + at, sizeof head);
        if (head.length > length - at - sizeof head || sheet->words->len >= SHOWN_MAX_WORDS)
            return;
        g_autofree char *text = g_utf8_make_valid(bytes + at + sizeof head, head.length);
        struct sheet_word word = {
            .box = {.x0 = head.x0, .y0 = head.y0, .x1 = head.x1, .y1 = head.y1},
            .line = head.line,
            .column = head.column,
            .end_column = head.end_column,
            .text = g_string_chunk_insert(sheet->texts, text)};
        if (!(word.box.x0 >= 0 && word.box.x0 < word.box.x1 && word.box.x1 <= 1 &&
              word.box.y0 >= 0 && word.box.y0 < word.box.y1 && word.box.y1 <= 1))
            word.box = (struct shown_box){0};
        g_array_append_val(sheet->words, word);
    }
}

static gboolean
take_frame(const struct frame *frame, gpointer data, GError **error)
{
    struct job *job = data;
    struct sheet *sheet = job->sheet;
    guint32 size[2];
    if (frame->n != sheet->page) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_DAMAGED, "the reader speaks of another page");
        return FALSE;
    }
    if (frame->kind == SHOWN_BOXES && !sheet->boxes->len) {
        g_array_append_vals(sheet->boxes, frame->bytes,
                            (guint)(frame->length / sizeof(struct shown_box)));
    } else if (frame->kind == SHOWN_SIZE && frame->length == sizeof size) {
        memcpy(size, frame->bytes, sizeof size);
        sheet->width = CLAMP(size[0], 1, MAX_PICTURE_SIDE);
        sheet->height = CLAMP(size[1], 1, MAX_PICTURE_SIDE);
    } else if (frame->kind == SHOWN_PICTURE && !sheet->picture && sheet->width) {
        sheet->picture = g_bytes_new(frame->bytes, frame->length);
    } else if (frame->kind == SHOWN_WORDS) {
        take_words(sheet, frame->bytes, frame->length);
    } else if (frame->kind == FRAME_CHANGED && !job->words_only &&
               !g_strcmp0(job->paper->media, media_type(MEDIA_PDF))) {
        sheet->reason = changed;
    }
    return TRUE;
}

/* ---- jobs ------------------------------------------------------------------------------------ */

static gboolean
start(struct job *job)
{
    const struct closed closed = {.limits = &shown_limits,
                                  .prepare = open_original,
                                  .work = draw,
                                  .frame = take_frame,
                                  .data = job};
    job->process = closed_start(&closed, NULL);
    job->begun = g_get_monotonic_time();
    return job->process != NULL;
}

/* The sheet is as good as it gets: it is kept, and who waits is told. */
static void
finish(struct sheets *sheets, struct job *job)
{
    g_autoptr(GPtrArray) waiters = g_ptr_array_ref(job->waiters);
    shown_boxes_check(G_MAXUINT, G_MAXUINT, job->sheet->boxes);
    if (!job->sheet->picture && !*job->sheet->reason &&
        !g_strcmp0(job->paper->media, media_type(MEDIA_PDF)))
        job->sheet->reason = "The page could not be drawn; its words are shown.";
    job->sheet->made = g_get_monotonic_time();
    keep(sheets, g_steal_pointer(&job->sheet));
    g_ptr_array_remove(sheets->jobs, job);
    for (guint i = 0; i < waiters->len; i++)
        sheets->ready(g_ptr_array_index(waiters, i), sheets->data);
}

/* A process has ended, or must. One that failed on the picture is followed by one for the words. */
static void
end(struct sheets *sheets, struct job *job)
{
    gboolean good = closed_end(g_steal_pointer(&job->process), NULL);
    if (good || job->words_only) {
        finish(sheets, job);
        return;
    }
    struct sheet *again = sheet_new(job->sheet->document, job->sheet->page);
    again->reading = g_steal_pointer(&job->sheet->reading);
    again->version = job->sheet->version;
    sheet_free(job->sheet);
    job->sheet = again;
    job->words_only = TRUE;
    if (!start(job))
        finish(sheets, job);
}

static guint
count_working(const struct sheets *sheets)
{
    guint n = 0;
    for (guint i = 0; i < sheets->jobs->len; i++)
        n += ((const struct job *)g_ptr_array_index(sheets->jobs, i))->process != NULL;
    return n;
}

/* Starts what waits, first what somebody waits for. */
static void
start_waiting(struct sheets *sheets)
{
    for (int idle = 0; idle < 2; idle++) {
        for (guint i = 0; i < sheets->jobs->len && count_working(sheets) < MAX_WORK; i++) {
            struct job *job = g_ptr_array_index(sheets->jobs, i);
            if (job->process || (idle ? count_working(sheets) > 0 : !job->waiters->len))
                continue;
            if (!start(job)) {
                finish(sheets, job);
                i = 0;
            }
        }
    }
}

static struct job *
find_job(struct sheets *sheets, gint64 document, guint page)
{
    for (guint i = 0; i < sheets->jobs->len; i++) {
        struct job *job = g_ptr_array_index(sheets->jobs, i);
        if (job->sheet->document == document && job->sheet->page == page)
            return job;
    }
    return NULL;
}

/* Who goes on quickly leaves behind what was to be drawn ahead: the oldest of it is dropped. */
static void
drop_ahead(struct sheets *sheets)
{
    guint ahead = 0;
    for (guint i = sheets->jobs->len; i-- > 0;) {
        const struct job *job = g_ptr_array_index(sheets->jobs, i);
        if (!job->process && !job->waiters->len && ++ahead > MAX_AHEAD)
            g_ptr_array_remove_index(sheets->jobs, i);
    }
}

gboolean
sheets_want(struct sheets *sheets, gint64 document, guint page, gpointer waiter)
{
    struct job *job = find_job(sheets, document, page);
    if (!job) {
        struct paper *paper = sheets->jobs->len < MAX_WAIT && page
                                  ? paper_get(sheets->database, document, NULL)
                                  : NULL;
        if (!paper)
            return FALSE;
        job = g_new0(struct job, 1);
        job->sheets = sheets;
        job->sheet = sheet_new(document, page);
        job->sheet->reading = reading_of(sheets, document);
        job->sheet->version = data_version(sheets);
        job->paper = paper;
        job->waiters = g_ptr_array_new();
        g_ptr_array_add(sheets->jobs, job);
    }
    if (waiter && !g_ptr_array_find(job->waiters, waiter, NULL))
        g_ptr_array_add(job->waiters, waiter);
    drop_ahead(sheets);
    start_waiting(sheets);
    return TRUE;
}

void
sheets_poll(struct sheets *sheets, GArray *fds)
{
    for (guint i = 0; i < sheets->jobs->len; i++) {
        const struct job *job = g_ptr_array_index(sheets->jobs, i);
        struct pollfd fd = {.events = POLLIN};
        if (!job->process)
            continue;
        fd.fd = closed_fd(job->process);
        g_array_append_val(fds, fd);
    }
}

/* Reads what a process has said. FALSE: it is at its end, or has taken too long. */
static gboolean
hear(struct job *job)
{
    gboolean more = TRUE;
    struct pollfd fd = {.fd = closed_fd(job->process), .events = POLLIN};
    while (more && poll(&fd, 1, 0) > 0) {
        if (!closed_hear(job->process, &more, NULL))
            return FALSE;
    }
    return more && g_get_monotonic_time() - job->begun < (gint64)SECONDS * G_USEC_PER_SEC;
}

void
sheets_work(struct sheets *sheets)
{
    for (guint i = sheets->jobs->len; i-- > 0;) {
        struct job *job = i < sheets->jobs->len ? g_ptr_array_index(sheets->jobs, i) : NULL;
        if (job && job->process && !hear(job))
            end(sheets, job);
    }
    start_waiting(sheets);
}
