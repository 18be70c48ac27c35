/* A window of five pages runs along the file: a page's furniture shows by its neighbours, two to
 * either side; what lies further back is in the document already and freed. */
#include "pdf.h"

#include "blocks.h"
#include "layout.h"

enum {
    MOST_PAGES = 10000,
    MOST_CHARACTERS = 20 * 1000 * 1000, /* of all pages: what fits into the worker's memory */
    AHEAD = 2,
    SPARSE = 60, /* fewer visible characters than this: the page may be an image */
};
static const double IMAGE_COVER = 0.6; /* of the page: it is a picture of a page */

struct reader {
    struct document *document;
    struct builder *builder;
    struct blocks *blocks;
    struct page_file *file;
    const struct page_reading *reading; /* or NULL */
    GPtrArray *window;                  /* struct layout */
    GHashTable *known;                  /* furniture.c's */
    guint with_text, images, characters;
};

static enum page_state
state_of(const struct page_characters *characters)
{
    if (characters->visible < SPARSE && page_image_cover(characters) >= IMAGE_COVER)
        return characters->visible ? PAGE_MIXED : PAGE_IMAGE;
    return characters->visible ? PAGE_TEXT : PAGE_EMPTY;
}

static void
add_page(struct reader *reader, guint n, const struct page_characters *characters,
         enum page_state state)
{
    struct page page = {.n = n, .state = state};
    if (characters) {
        page.box.x1 = (int)(characters->width * 10 + 0.5);
        page.box.y1 = (int)(characters->height * 10 + 0.5);
        page.characters = characters->visible;
    }
    reader->with_text += page.characters > 0;
    reader->images += page.state == PAGE_IMAGE;
    reader->characters += page.characters;
    builder_page(reader->builder, &page);
}

/* Lays the page at `at` of the window out and builds it. */
static void
build_page(struct reader *reader, guint at)
{
    struct layout *layout = g_ptr_array_index(reader->window, at);
    layout_find_furniture((struct layout *const *)reader->window->pdata, reader->window->len, at,
                          reader->known);
    layout_find_margin(layout);
    layout_find_areas(layout, blocks_open_gutters(reader->blocks));
    blocks_add_page(reader->blocks, layout);
}

/* Reads page `n` into the window. */
static void
read_page(struct reader *reader, guint n)
{
    g_autoptr(GError) reason = NULL;
    struct page_characters *characters = page_characters_read(reader->file, n, &reason);
    enum page_state state = characters ? state_of(characters) : PAGE_EMPTY;
    const struct page_reading *reading = characters ? reader->reading : NULL;
    struct page_characters *other =
        reading ? reading->read(reader->file, n, characters, state, reader->document, reading->data)
                : NULL;
    if (other) {
        page_characters_free(characters);
        characters = other;
        state = PAGE_RECOGNISED;
    }
    add_page(reader, n, characters, state);
    if (characters)
        g_ptr_array_add(reader->window, layout_new(n, characters));
    else
        document_issue(reader->document, "damaged", n, "%s", reason->message);
}

/* Builds the pages of the window that have enough neighbours, or all where none will come. */
static void
build_ready(struct reader *reader, guint *next, gboolean last)
{
    while (*next < reader->window->len && (last || reader->window->len - *next > AHEAD)) {
        build_page(reader, (*next)++);
        if (*next > AHEAD) {
            g_ptr_array_remove_index(reader->window, 0);
            (*next)--;
        }
    }
}

static void
read_pages(struct reader *reader)
{
    guint pages = page_file_pages(reader->file), next = 0;
    for (guint n = 1; n <= pages; n++) {
        if (n > MOST_PAGES || reader->characters > MOST_CHARACTERS) {
            document_issue(reader->document, "limit", n, "%u of %u pages are read", n - 1, pages);
            reader->document->state = DOCUMENT_LIMIT;
            break;
        }
        read_page(reader, n);
        build_ready(reader, &next, FALSE);
    }
    build_ready(reader, &next, TRUE);
    blocks_end(reader->blocks);
}

static void
set_state(const struct reader *reader)
{
    struct document *document = reader->document;
    if (document->state == DOCUMENT_LIMIT)
        return;
    if (reader->with_text)
        document->state = reader->images ? DOCUMENT_MIXED : DOCUMENT_TEXT;
    else
        document->state = reader->images ? DOCUMENT_IMAGE_ONLY : DOCUMENT_EMPTY;
}

gboolean
extract_pages(struct original *original, struct document *document,
              const struct page_reading *reading, GError **error)
{
    (void)error; /* poppler has no failure of its own: what it cannot read is damaged */
    g_autoptr(GError) reason = NULL;
    g_autoptr(page_file) file = page_file_open(original->bytes, &reason);
    if (!file) {
        gboolean encrypted = g_error_matches(reason, AKT_ERROR, AKT_ERROR_ENCRYPTED);
        document->state = encrypted ? DOCUMENT_ENCRYPTED : DOCUMENT_DAMAGED;
        document_issue(document, encrypted ? "encrypted" : "damaged", 0, "%s", reason->message);
        return TRUE;
    }
    if (!page_file_pages(file)) {
        document->state = DOCUMENT_DAMAGED;
        document_issue(document, "damaged", 0, "has no pages");
        return TRUE;
    }
    if (original->pages_known)
        original->pages_known(MIN(page_file_pages(file), (guint)MOST_PAGES), original->pages_data);
    struct reader reader = {.document = document, .file = file, .reading = reading};
    reader.builder = builder_new(document);
    reader.blocks = blocks_new(reader.builder);
    reader.window = g_ptr_array_new_with_free_func((GDestroyNotify)layout_free);
    reader.known = g_hash_table_new(NULL, NULL);
    read_pages(&reader);
    set_state(&reader);
    g_hash_table_unref(reader.known);
    g_ptr_array_unref(reader.window);
    blocks_free(reader.blocks);
    builder_free(reader.builder);
    return TRUE;
}

gboolean
extract_pdf(struct original *original, struct document *document, GError **error)
{
    return extract_pages(original, document, NULL, error);
}
