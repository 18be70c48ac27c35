/* The picture of a fact: its page drawn in one closed-in process, then marked and cut in another,
 * for a picture that came from an original nobody trusts is not opened outside either. */
#include "show.h"

#include "error.h"
#include "shown-draw.h"

#include <cairo.h>
#include <string.h>

enum {
    BELOW = 110, /* pixels that are shown above and below the words */
    MAX_PICTURE = 64 * 1024 * 1024
};

struct picture {
    struct shown *shown;
    struct original *original;
    guint page;
    GArray *boxes;          /* struct shown_box: those of the fact */
    GByteArray *png, *part; /* of the page, and what is cut from it */
};

/* ---- the page -------------------------------------------------------------------------------- */

static void
draw(struct closed_pipe *pipe, gpointer data)
{
    const struct picture *picture = data;
    const struct shown_work work = {.document = picture->shown->document,
                                    .original = picture->original,
                                    .masked = picture->shown->paper->masked,
                                    .page = picture->page};
    shown_draw(pipe, &work);
}

/* Whether a box belongs to the fact: its evidence, subject or object. */
static gboolean
is_of_fact(const struct document *document, guint fact, const struct shown_box *box)
{
    const struct fact *of = document_fact(document, fact);
    gboolean mention = box->kind == SHOWN_MENTION;
    if (mention && ((of->subject.kind == TERM_MENTION && of->subject.mention == box->index) ||
                    (of->object.kind == TERM_MENTION && of->object.mention == box->index)))
        return TRUE;
    for (guint e = 0; e < of->n_evidence; e++) {
        if (!!of->evidence[e].is_mention == mention && of->evidence[e].index == box->index)
            return TRUE;
    }
    return FALSE;
}

static gboolean
take_frame(const struct frame *frame, gpointer data, GError **error)
{
    struct picture *picture = data;
    const struct document *document = picture->shown->document;
    if (frame->length > MAX_PICTURE) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_LIMIT, "the picture is too large");
        return FALSE;
    }
    if (frame->kind == SHOWN_BOXES) {
        g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(struct shown_box));
        g_array_append_vals(boxes, frame->bytes, (guint)(frame->length / sizeof(struct shown_box)));
        shown_boxes_check(document->mentions->len, document->sentences->len, boxes);
        for (guint i = 0; i < boxes->len; i++) {
            struct shown_box box = g_array_index(boxes, struct shown_box, i);
            if (is_of_fact(document, picture->shown->fact, &box))
                g_array_append_val(picture->boxes, box);
        }
    } else if (frame->kind == SHOWN_PICTURE) {
        g_byte_array_set_size(picture->png, 0);
        g_byte_array_append(picture->png, (const guint8 *)frame->bytes, (guint)frame->length);
    }
    return TRUE;
}

/* ---- marked and cut -------------------------------------------------------------------------- */

struct reading {
    const GByteArray *from;
    gsize at;
};

static cairo_status_t
read_some(void *closure, unsigned char *data, unsigned int length)
{
    struct reading *reading = closure;
    if (length > reading->from->len - reading->at)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(data, reading->from->data + reading->at, length);
    reading->at += length;
    return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
write_some(void *closure, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

/* Light over the sentence, darker over subject and object; words show through. */
static void
mark_boxes(cairo_surface_t *page, const GArray *boxes)
{
    double width = cairo_image_surface_get_width(page);
    double height = cairo_image_surface_get_height(page);
    cairo_t *cairo = cairo_create(page);
    cairo_set_operator(cairo, CAIRO_OPERATOR_MULTIPLY);
    for (guint i = 0; i < boxes->len; i++) {
        const struct shown_box *box = &g_array_index(boxes, struct shown_box, i);
        if (box->kind == SHOWN_MENTION)
            cairo_set_source_rgb(cairo, 1, 0.85, 0.3);
        else
            cairo_set_source_rgb(cairo, 1, 0.97, 0.75);
        cairo_rectangle(cairo, box->x0 * width, box->y0 * height, (box->x1 - box->x0) * width,
                        (box->y1 - box->y0) * height);
        cairo_fill(cairo);
    }
    cairo_destroy(cairo);
}

/* The whole width, and as much of the height as the boxes take and a little more. */
static void
cut(struct closed_pipe *pipe, gpointer data)
{
    const struct picture *picture = data;
    struct reading reading = {picture->png, 0};
    g_autoptr(GByteArray) out = g_byte_array_new();
    float top = 1, bottom = 0;
    cairo_surface_t *page = cairo_image_surface_create_from_png_stream(read_some, &reading);
    int width = cairo_image_surface_get_width(page), height = cairo_image_surface_get_height(page);
    if (cairo_surface_status(page) != CAIRO_STATUS_SUCCESS || width < 1 || height < 1)
        return;
    for (guint i = 0; i < picture->boxes->len; i++) {
        const struct shown_box *box = &g_array_index(picture->boxes, struct shown_box, i);
        top = MIN(top, box->y0);
        bottom = MAX(bottom, box->y1);
    }
    int from = MAX((int)(top * (float)height) - BELOW, 0);
    int to = MIN((int)(bottom * (float)height) + BELOW, height);
    if (to <= from) { /* no box: the whole page */
        from = 0;
        to = height;
    }
    mark_boxes(page, picture->boxes);
    cairo_surface_t *part = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, to - from);
    cairo_t *cairo = cairo_create(part);
    cairo_set_source_surface(cairo, page, 0, -from);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    if (cairo_surface_write_to_png_stream(part, write_some, out) == CAIRO_STATUS_SUCCESS)
        closed_send(pipe, SHOWN_PICTURE, picture->page, out->data, out->len);
    cairo_surface_destroy(part);
    cairo_surface_destroy(page);
}

static gboolean
take_part(const struct frame *frame, gpointer data, GError **error)
{
    struct picture *picture = data;
    (void)error;
    if (frame->kind == SHOWN_PICTURE)
        g_byte_array_append(picture->part, (const guint8 *)frame->bytes, (guint)frame->length);
    return TRUE;
}

static gboolean
make_part(struct picture *picture, GError **error)
{
    struct closed closed = {
        .limits = &shown_limits, .work = draw, .frame = take_frame, .data = picture};
    if (!closed_run(&closed, error))
        return FALSE;
    closed.work = cut;
    closed.frame = take_part;
    if (picture->png->len && !closed_run(&closed, error))
        return FALSE;
    if (!picture->part->len)
        g_set_error(error, AKT_ERROR, AKT_ERROR_DAMAGED, "the page cannot be drawn");
    return picture->part->len > 0;
}

GBytes *
show_picture(struct shown *shown, const char *originals, GError **error)
{
    const struct document *document = shown->document;
    struct span span = fact_span(document, document_fact(document, shown->fact));
    if (document->media != MEDIA_PDF && document->media != MEDIA_IMAGE) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE,
                    "there is no picture of a text file or web page");
        return NULL;
    }
    g_autoptr(original) original = paper_same_original(shown->paper, originals);
    if (!original) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_CHANGED,
                    "its original is missing or has changed since it was loaded: no picture");
        return NULL;
    }
    struct picture picture = {shown,
                              original,
                              document_place(document, span).page,
                              g_array_new(FALSE, FALSE, sizeof(struct shown_box)),
                              g_byte_array_new(),
                              g_byte_array_new()};
    gboolean good = make_part(&picture, error);
    g_array_unref(picture.boxes);
    g_byte_array_unref(picture.png);
    GBytes *part = g_byte_array_free_to_bytes(picture.part);
    if (!good)
        g_clear_pointer(&part, g_bytes_unref);
    return part;
}
