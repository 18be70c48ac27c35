#include "shown-draw.h"

#include "annotation.h"
#include "cpr.h"
#include "found.h"
#include "ocr/shown.h"
#include "page.h"
#include "recorded.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

static const double DPI = 108;
enum {
    MAX_SIDE = 3000 /* pixels */
};

/* A page may take long to draw: two seconds each on top of the twenty. */
const struct sandbox_limits shown_limits = {
    .memory_bytes = 512ULL * 1024 * 1024, .cpu_ms = 20000, .cpu_ms_page = 2000};

/* The columns of one line of the document that a mention or sentence takes. */
struct segment {
    guint page, line; /* line: index */
    guint from, to;   /* columns, half-open */
    guint kind, index;
};

struct drawing {
    const struct document *document;
    GArray *segments;      /* struct segment, by page and line */
    GArray *masked_pieces; /* guint, pieces with a '•' */
};

/* Adds what a span takes of each line. */
static void
add_segments(GArray *segments, const struct document *document, struct span span,
             enum shown_kind kind, guint index)
{
    struct span source = found_source(document, span);
    guint first = segments->len;
    if (span.end <= span.start)
        return;
    for (guint i = document_piece_at(document, span.start);
         i < document->pieces->len && document_piece(document, i)->source < source.end; i++) {
        const struct piece *piece = document_piece(document, i);
        gsize from = MAX(piece->source, source.start);
        gsize to = MIN(piece->source + piece->source_length, source.end);
        if (from >= to)
            continue;
        const char *text = document->source->str;
        struct segment segment = {
            .page = document_line(document, piece->line)->page,
            .line = piece->line,
            .from = piece->column +
                    (guint)g_utf8_strlen(text + piece->source, (gssize)(from - piece->source)),
            .kind = kind,
            .index = index};
        segment.to = segment.from + (guint)g_utf8_strlen(text + from, (gssize)(to - from));
        struct segment *last = segments->len > first
                                   ? &g_array_index(segments, struct segment, segments->len - 1)
                                   : NULL;
        if (last && last->line == segment.line && last->to == segment.from)
            last->to = segment.to;
        else
            g_array_append_val(segments, segment);
    }
}

static gint
compare_segments(gconstpointer a, gconstpointer b)
{
    const struct segment *s = a, *t = b;
    if (s->page != t->page)
        return s->page < t->page ? -1 : 1;
    if (s->kind != t->kind)
        return s->kind < t->kind ? -1 : 1;
    if (s->index != t->index)
        return s->index < t->index ? -1 : 1;
    return s->line != t->line ? (s->line < t->line ? -1 : 1)
                              : (s->from < t->from ? -1 : s->from > t->from);
}

/* All mentions, and the sentences that show a fact. */
static GArray *
find_segments(const struct document *document)
{
    GArray *segments = g_array_new(FALSE, FALSE, sizeof(struct segment));
    g_autofree guint8 *wanted = g_new0(guint8, document->sentences->len + 1);
    for (guint i = 0; i < document->facts->len; i++) {
        const struct fact *fact = document_fact(document, i);
        for (guint e = 0; e < fact->n_evidence; e++) {
            if (!fact->evidence[e].is_mention)
                wanted[fact->evidence[e].index] = 1;
        }
    }
    for (guint i = 0; i < document->sentences->len; i++) {
        if (wanted[i])
            add_segments(segments, document, document_sentence(document, i)->span, SHOWN_SENTENCE,
                         i);
    }
    for (guint i = 0; i < document->mentions->len; i++)
        add_segments(segments, document, document_mention(document, i)->span, SHOWN_MENTION, i);
    g_array_sort(segments, compare_segments);
    return segments;
}

void
shown_columns(const struct page_characters *page, const struct line *line, GArray *columns)
{
    const guint blank = G_MAXUINT;
    g_array_set_size(columns, 0);
    for (guint r = 0; r < line->n_ranges; r++) {
        if (line->ranges[r].first > line->ranges[r].last || line->ranges[r].last > page->n)
            return;
        if (r)
            g_array_append_val(columns, blank);
        for (guint i = line->ranges[r].first; i < line->ranges[r].last; i++) {
            if (page->at[i].c != '\n')
                g_array_append_val(columns, i);
        }
    }
}

/* Widens a box by a character. */
static void
join_character(struct shown_box *box, const struct page_characters *page, guint i, gboolean first)
{
    const struct character *c = &page->at[i];
    float x0 = c->x0 / (float)page->width, x1 = c->x1 / (float)page->width;
    float y0 = c->y0 / (float)page->height, y1 = c->y1 / (float)page->height;
    box->x0 = first ? x0 : MIN(box->x0, x0);
    box->y0 = first ? y0 : MIN(box->y0, y0);
    box->x1 = first ? x1 : MAX(box->x1, x1);
    box->y1 = first ? y1 : MAX(box->y1, y1);
}

static gboolean
segment_box(const struct page_characters *page, GArray *columns, const struct segment *segment,
            struct shown_box *ret)
{
    gboolean first = TRUE;
    *ret = (struct shown_box){.kind = segment->kind, .index = segment->index};
    for (guint i = segment->from; i < MIN(segment->to, columns->len); i++) {
        guint at = g_array_index(columns, guint, i);
        if (at == G_MAXUINT || !character_is_visible(page->at[at].c))
            continue;
        join_character(ret, page, at, first);
        first = FALSE;
    }
    ret->x0 = CLAMP(ret->x0, 0, 1);
    ret->x1 = CLAMP(ret->x1, 0, 1);
    ret->y0 = CLAMP(ret->y0, 0, 1);
    ret->y1 = CLAMP(ret->y1, 0, 1);
    return !first && ret->x1 > ret->x0 && ret->y1 > ret->y0;
}

/* Sends the boxes of a page; `*at` moves along the segments. */
static void
send_boxes(struct closed_pipe *pipe, const struct drawing *drawing,
           const struct page_characters *page, guint n, guint *at)
{
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(struct shown_box));
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(guint));
    guint line = G_MAXUINT;
    for (; *at < drawing->segments->len; (*at)++) {
        const struct segment *segment = &g_array_index(drawing->segments, struct segment, *at);
        struct shown_box box;
        if (segment->page > n)
            break;
        if (segment->page < n)
            continue;
        if (segment->line != line)
            shown_columns(page, document_line(drawing->document, segment->line), columns);
        line = segment->line;
        if (segment_box(page, columns, segment, &box))
            g_array_append_val(boxes, box);
    }
    closed_send(pipe, SHOWN_BOXES, n, boxes->data, boxes->len * sizeof(struct shown_box));
}

static void
cover(cairo_t *cairo, const struct character *c)
{
    cairo_rectangle(cairo, c->x0 - 0.5, c->y0, c->x1 - c->x0 + 1, c->y1 - c->y0);
}

/* Covers the digits of persons' numbers: those that the kept line has masked, and what has their
 * form among the page's characters in order. */
static void
cover_numbers(cairo_t *cairo, const struct drawing *drawing, const struct page_characters *page,
              guint n)
{
    struct document *document = (struct document *)drawing->document;
    g_autoptr(arena) arena = arena_new();
    g_autoptr(cpr_mask) mask = cpr_mask_new(document);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < page->n; i++)
        g_string_append_unichar(text, page->at[i].c ? page->at[i].c : 0xfffd);
    const char *masked = cpr_mask_text(mask, arena, text->str);
    for (guint i = 0; i < page->n && masked != text->str; i++) {
        if (g_utf8_get_char(masked) == 0x2022 && page->at[i].c != 0x2022)
            cover(cairo, &page->at[i]);
        masked = g_utf8_next_char(masked);
    }
    for (guint i = 0; i < drawing->masked_pieces->len; i++) {
        const struct piece *piece =
            document_piece(document, g_array_index(drawing->masked_pieces, guint, i));
        const struct line *line = document_line(document, piece->line);
        const char *source = document->source->str + piece->source;
        if (line->page != n)
            continue;
        shown_columns(page, line, columns);
        guint column = piece->column;
        for (const char *c = source; c < source + piece->source_length && column < columns->len;
             c = g_utf8_next_char(c), column++) {
            guint at = g_array_index(columns, guint, column);
            if (at != G_MAXUINT && g_utf8_get_char(c) == 0x2022 && page->at[at].c != 0x2022)
                cover(cairo, &page->at[at]);
        }
    }
    cairo_set_source_rgb(cairo, 0.2, 0.2, 0.2);
    cairo_fill(cairo);
}

/* The pieces whose digits the kept line may have masked. */
static GArray *
find_masked(const struct document *document, gboolean masked)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; masked && i < document->pieces->len; i++) {
        const struct piece *piece = document_piece(document, i);
        if (g_strstr_len(document->source->str + piece->source, (gssize)piece->source_length, "•"))
            g_array_append_val(pieces, i);
    }
    return pieces;
}

static cairo_status_t
collect(void *closure, const unsigned char *data, unsigned int length)
{
    g_string_append_len(closure, (const char *)data, length);
    return CAIRO_STATUS_SUCCESS;
}

/* The page itself: a PDF's is drawn, an image file's decoded and scaled to the same size. */
static gboolean
paint_page(cairo_t *cairo, struct page_file *file, const struct page_characters *page, guint n,
           double scale)
{
    if (page->page) {
        poppler_page_render(page->page, cairo);
        return TRUE;
    }
    cairo_surface_t *picture = image_page_surface(file, n, scale, NULL);
    if (!picture)
        return FALSE;
    cairo_scale(cairo, page->width / cairo_image_surface_get_width(picture),
                page->height / cairo_image_surface_get_height(picture));
    cairo_set_source_surface(cairo, picture, 0, 0);
    cairo_paint(cairo);
    cairo_surface_destroy(picture);
    return TRUE;
}

static void
send_picture(struct closed_pipe *pipe, const struct drawing *drawing, struct page_file *file,
             const struct page_characters *page, guint n)
{
    double scale = DPI / 72, side = MAX(page->width, page->height);
    if (!(page->width >= 1 && page->height >= 1))
        return;
    scale = MIN(scale, MAX_SIDE / side);
    guint32 size[2] = {(guint32)MAX(1, ceil(page->width * scale)),
                       (guint32)MAX(1, ceil(page->height * scale))};
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)size[0], (int)size[1]);
    cairo_t *cairo = cairo_create(surface);
    g_autoptr(GString) png = g_string_new(NULL);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    cairo_save(cairo);
    gboolean painted = paint_page(cairo, file, page, n, scale);
    cairo_restore(cairo);
    cairo_new_path(cairo);
    cover_numbers(cairo, drawing, page, n);
    gboolean good = painted && cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    if (good && cairo_surface_write_to_png_stream(surface, collect, png) == CAIRO_STATUS_SUCCESS) {
        closed_send(pipe, SHOWN_SIZE, n, size, sizeof size);
        closed_send(pipe, SHOWN_PICTURE, n, png->str, png->len);
    }
    cairo_surface_destroy(surface);
}

/* One page: boxes, picture, words. */
static void
draw_page(struct closed_pipe *pipe, const struct shown_work *work, const struct drawing *drawing,
          struct page_file *file, guint n, guint *at)
{
    g_autoptr(page_characters) page = file ? page_characters_read(file, n, NULL) : NULL;
    if (page && page_is_recognised(work->document, n)) {
        struct page_characters *recorded = page_characters_recorded(work->document, n);
        recorded->page = page->page ? g_object_ref(page->page) : NULL;
        page_characters_free(page);
        page = recorded;
    }
    if (page) {
        send_boxes(pipe, drawing, page, n, at);
        if (!work->no_picture && (page->page || page_file_picture(file, n)))
            send_picture(pipe, drawing, file, page, n);
    }
    if (work->words)
        shown_words_send(pipe, work->document, page, n);
}

void
shown_draw(struct closed_pipe *pipe, const struct shown_work *work)
{
    const struct document *document = work->document;
    g_autoptr(page_file) file = work->original ? page_file_open(work->original->bytes, NULL) : NULL;
    guint pages = file ? MIN(page_file_pages(file), (guint)SHOWN_MAX_PAGES) : 0, at = 0;
    struct drawing drawing = {.document = document};
    closed_pages(pipe, work->page ? 1 : pages);
    drawing.segments = find_segments(document);
    drawing.masked_pieces = find_masked(document, work->masked);
    for (guint n = 1; !work->page && n <= pages; n++)
        draw_page(pipe, work, &drawing, file, n, &at);
    if (work->page)
        draw_page(pipe, work, &drawing, file, work->page, &at);
    g_array_unref(drawing.segments);
    g_array_unref(drawing.masked_pieces);
}
