#include "shown-draw.h"

#include <glib/gstdio.h>
#include <string.h>

/* What the parent keeps of the pages as they come. */
struct drawing {
    struct shown_work work;
    const struct document *document;
    const char *folder, *key;
    GArray *pages; /* struct shown_page */
};

static void
draw(struct closed_pipe *pipe, gpointer data)
{
    shown_draw(pipe, &((struct drawing *)data)->work);
}

static void
clear_page(gpointer data)
{
    struct shown_page *page = data;
    g_free(page->name);
    if (page->boxes)
        g_array_unref(page->boxes);
}

static struct shown_page *
page_of(struct drawing *drawing, guint n)
{
    while (drawing->pages->len < n) {
        struct shown_page page = {.n = drawing->pages->len + 1,
                                  .boxes = g_array_new(FALSE, FALSE, sizeof(struct shown_box))};
        g_array_append_val(drawing->pages, page);
    }
    return &g_array_index(drawing->pages, struct shown_page, n - 1);
}

static gboolean
take_frame(const struct frame *frame, gpointer data, GError **error)
{
    struct drawing *drawing = data;
    if (!frame->n || frame->n > SHOWN_MAX_PAGES) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_DAMAGED, "the reader counts no such page");
        return FALSE;
    }
    struct shown_page *page = page_of(drawing, frame->n);
    if (frame->kind == SHOWN_BOXES) {
        g_array_append_vals(page->boxes, frame->bytes,
                            (guint)(frame->length / sizeof(struct shown_box)));
    } else if (frame->kind == SHOWN_SIZE && frame->length == 2 * sizeof(guint32)) {
        guint32 size[2];
        memcpy(size, frame->bytes, sizeof size);
        page->width = size[0];
        page->height = size[1];
    } else if (frame->kind == SHOWN_PICTURE) {
        g_autofree char *name = g_strdup_printf("pages/%s-%03u.png", drawing->key, frame->n);
        g_autofree char *path = g_build_filename(drawing->folder, name, NULL);
        if (!g_file_set_contents(path, frame->bytes, (gssize)frame->length, error))
            return FALSE;
        g_free(page->name);
        page->name = g_steal_pointer(&name);
    }
    return TRUE;
}

void
shown_boxes_check(guint mentions, guint sentences, GArray *boxes)
{
    guint kept = 0;
    for (guint i = 0; i < boxes->len; i++) {
        struct shown_box box = g_array_index(boxes, struct shown_box, i);
        guint n = box.kind == SHOWN_MENTION ? mentions : box.kind == SHOWN_SENTENCE ? sentences : 0;
        gboolean inside = box.x0 >= 0 && box.x0 < box.x1 && box.x1 <= 1 && box.y0 >= 0 &&
                          box.y0 < box.y1 && box.y1 <= 1;
        if (box.index < n && inside)
            g_array_index(boxes, struct shown_box, kept++) = box;
    }
    g_array_set_size(boxes, kept);
}

GArray *
shown_pages(const struct document *document, struct original *original, gboolean masked,
            const char *folder, const char *key, GError **error)
{
    g_autoptr(GError) reason = NULL;
    GArray *pages = g_array_new(FALSE, TRUE, sizeof(struct shown_page));
    struct drawing drawing = {
        .work = {.document = document, .original = original, .masked = masked},
        .document = document,
        .folder = folder,
        .key = key,
        .pages = pages};
    const struct closed closed = {
        .limits = &shown_limits, .work = draw, .frame = take_frame, .data = &drawing};
    g_array_set_clear_func(pages, clear_page);
    if (!closed_run(&closed, &reason) && reason->domain != AKT_ERROR) {
        g_propagate_error(error, g_steal_pointer(&reason));
        g_array_unref(pages);
        return NULL;
    }
    page_of(&drawing, MIN(MAX(document->pages->len, 1), (guint)SHOWN_MAX_PAGES));
    for (guint i = 0; i < pages->len; i++)
        shown_boxes_check(document->mentions->len, document->sentences->len,
                          g_array_index(pages, struct shown_page, i).boxes);
    return pages;
}
