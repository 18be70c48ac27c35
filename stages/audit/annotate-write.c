/* The copy is written in a process that is closed in, into a file in memory that was opened before,
 * and comes back through the pipe: poppler wants a file that it can seek in. */
#include "annotate.h"

#include "closed.h"
#include "page.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    CHUNK = 4 * 1024 * 1024,
    MAX_COPY = 900 * 1024 * 1024
};

enum annotate_frame {
    ANNOTATE_BYTES,
    ANNOTATE_FAILED /* n: enum akt_error; text */
};

static const struct sandbox_limits limits = {.memory_bytes = 1536ULL * 1024 * 1024,
                                             .cpu_ms = 60000,
                                             .cpu_ms_page = 200,
                                             .file_bytes = MAX_COPY};

struct job {
    struct original *original;
    const GPtrArray *highlights;
    int fd; /* in the closed-in process */
    GByteArray *copy;
    GError *failed; /* what the closed-in process said */
};

/* ---- in the closed-in process ---------------------------------------------------------------- */

/* A rectangle of the page in poppler's points, y up. */
static PopplerRectangle
rectangle_of(const struct highlight_box *box, double width, double height)
{
    return (PopplerRectangle){box->x0 * width, (1 - box->y1) * height, box->x1 * width,
                              (1 - box->y0) * height};
}

/* Corners in the order that viewers draw them in: top left, top right, bottom left, bottom right.
 */
static PopplerQuadrilateral
corners_of(const PopplerRectangle *r)
{
    return (PopplerQuadrilateral){{r->x1, r->y2}, {r->x2, r->y2}, {r->x1, r->y1}, {r->x2, r->y1}};
}

static void
add_highlight(PopplerDocument *poppler, PopplerPage *page, const struct highlight *highlight)
{
    g_autoptr(GArray) corners = g_array_new(FALSE, FALSE, sizeof(PopplerQuadrilateral));
    PopplerRectangle all = {0};
    double width, height;
    poppler_page_get_size(page, &width, &height);
    for (guint i = 0; i < highlight->boxes->len; i++) {
        PopplerRectangle one =
            rectangle_of(&g_array_index(highlight->boxes, struct highlight_box, i), width, height);
        PopplerQuadrilateral quad = corners_of(&one);
        g_array_append_val(corners, quad);
        all = i ? (PopplerRectangle){MIN(all.x1, one.x1), MIN(all.y1, one.y1), MAX(all.x2, one.x2),
                                     MAX(all.y2, one.y2)}
                : one;
    }
    PopplerAnnot *annot = poppler_annot_text_markup_new_highlight(poppler, &all, corners);
    PopplerColor colour = {(guint16)((highlight->colour >> 16 & 0xff) * 257),
                           (guint16)((highlight->colour >> 8 & 0xff) * 257),
                           (guint16)((highlight->colour & 0xff) * 257)};
    poppler_annot_set_color(annot, &colour);
    poppler_annot_set_contents(annot, highlight->note);
    poppler_annot_set_flags(annot, POPPLER_ANNOT_FLAG_PRINT);
    poppler_annot_markup_set_label(POPPLER_ANNOT_MARKUP(annot), "Aktspor");
    poppler_page_add_annot(page, annot);
    g_object_unref(annot);
}

static void
fail(struct closed_pipe *pipe, enum akt_error kind, const char *message)
{
    closed_send(pipe, ANNOTATE_FAILED, (guint)kind, message, strlen(message));
}

/* Highlights are in the order of pages. */
static void
add_highlights(PopplerDocument *poppler, const GPtrArray *highlights)
{
    PopplerPage *page = NULL;
    guint n = 0;
    for (guint i = 0; i < highlights->len; i++) {
        const struct highlight *highlight = g_ptr_array_index(highlights, i);
        if (highlight->page != n) {
            g_clear_object(&page);
            n = highlight->page;
            page = poppler_document_get_page(poppler, (int)n - 1);
        }
        if (page && highlight->boxes->len)
            add_highlight(poppler, page, highlight);
    }
    g_clear_object(&page);
}

static void
send_copy(struct closed_pipe *pipe, int fd)
{
    g_autofree char *chunk = g_malloc(CHUNK);
    off_t at = 0;
    for (;;) {
        ssize_t n = pread(fd, chunk, CHUNK, at);
        if (n <= 0)
            return;
        closed_send(pipe, ANNOTATE_BYTES, 0, chunk, (gsize)n);
        at += n;
    }
}

static void
open_memory(gpointer data)
{
    ((struct job *)data)->fd = memfd_create("copy", MFD_CLOEXEC);
}

static void
work(struct closed_pipe *pipe, gpointer data)
{
    struct job *job = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(page_file) file = page_file_open(job->original->bytes, &error);
    PopplerDocument *poppler = file ? page_file_poppler(file) : NULL;
    if (!file) {
        fail(pipe, error->domain == AKT_ERROR ? (enum akt_error)error->code : AKT_ERROR_DAMAGED,
             error->message);
        return;
    }
    if (!poppler || page_file_is_cut(file)) {
        fail(pipe, AKT_ERROR_DAMAGED, "its end is missing: no copy can be made of it");
        return;
    }
    closed_pages(pipe, page_file_pages(file));
    add_highlights(poppler, job->highlights);
    int fd = job->fd >= 0 ? dup(job->fd) : -1; /* poppler keeps the one that it gets */
    if (fd < 0 || !poppler_document_save_to_fd(poppler, fd, TRUE, &error)) {
        fail(pipe, AKT_ERROR_LIBRARY, error ? error->message : "there is no file in memory");
        return;
    }
    fflush(NULL); /* poppler 22.12 leaves its stream open, with what is buffered */
    send_copy(pipe, job->fd);
}

/* ---- in the parent --------------------------------------------------------------------------- */

static gboolean
take_frame(const struct frame *frame, gpointer data, GError **error)
{
    struct job *job = data;
    if (frame->kind == ANNOTATE_FAILED) {
        g_autofree char *reason = g_utf8_make_valid(frame->bytes, (gssize)frame->length);
        g_clear_error(&job->failed);
        job->failed = g_error_new_literal(
            AKT_ERROR, frame->n <= AKT_ERROR_UNSUPPORTED ? (int)frame->n : AKT_ERROR_DAMAGED,
            reason);
        return TRUE;
    }
    if (job->copy->len + frame->length > MAX_COPY) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_LIMIT, "the copy is too large");
        return FALSE;
    }
    g_byte_array_append(job->copy, (const guint8 *)frame->bytes, (guint)frame->length);
    return TRUE;
}

GBytes *
annotate_copy(struct original *original, const GPtrArray *highlights, GError **error)
{
    struct job job = {original, highlights, -1, g_byte_array_new(), NULL};
    const struct closed closed = {
        .limits = &limits, .prepare = open_memory, .work = work, .frame = take_frame, .data = &job};
    g_autoptr(GBytes) copy = NULL;
    gboolean good = closed_run(&closed, error);
    gsize length;
    copy = g_byte_array_free_to_bytes(job.copy);
    const char *made = g_bytes_get_data(copy, &length);
    if (good && job.failed) {
        g_propagate_error(error, job.failed);
        return NULL;
    }
    g_clear_error(&job.failed);
    if (!good)
        return NULL;
    if (length < 5 || memcmp(made, "%PDF-", 5) != 0) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_DAMAGED, "poppler made no PDF of it");
        return NULL;
    }
    return g_steal_pointer(&copy);
}
