/* A window of five pages runs along the file: a page's furniture shows by its neighbours, two to
 * either side; what lies further back is in the document already and freed. */
#include "pdf.h"

#include "blocks.h"
#include "layout.h"
#include "messages.h"
#include "page-state.h"
#include "parts.h"

enum {
    MOST_PAGES = 10000,
    MOST_CHARACTERS = 20 * 1000 * 1000, /* of all pages: what fits into the worker's memory */
    MOST_ISSUES = 100,                  /* pages that are named for what is wrong with them */
    AHEAD = 2,
};

struct reader {
    struct document *document;
    const struct original *original;
    const struct letter_pairs *pairs;
    struct builder *builder;
    struct blocks *blocks;
    struct page_file *file;
    const struct page_reading *reading; /* or NULL */
    GPtrArray *window;                  /* struct layout */
    GHashTable *known;                  /* furniture.c's */
    guint with_text, images, characters;
    guint unreadable, unknown, garbled; /* pages */
    guint mute;                         /* characters whose font does not say what they are */
    gboolean no_parts;                  /* a form can take for ever: leave them */
    guint parts;                        /* listed so far */
};

/* The state of a page: what an earlier reading found, or what it looks like now. */
static enum page_state
state_of(struct reader *reader, guint n, const struct page_characters *characters)
{
    const struct document *before = reader->reading ? reader->reading->before : NULL;
    gboolean unknown;
    if (before && n <= before->pages->len && document_page(before, n - 1)->state != PAGE_RECOGNISED)
        return document_page(before, n - 1)->state;
    enum page_state state =
        page_state_find(reader->original, reader->pairs, n, characters, &unknown);
    if (unknown && reader->unknown++ < MOST_ISSUES)
        document_issue(reader->document, "limit", n,
                       "drawing took longer than the limit: there may be images here");
    return state;
}

/* How many characters of a page have no meaning: their font does not say what its signs are, and
 * they come as control codes or as U+FFFD. They are not guessed. */
static guint
count_mute(const struct page_characters *characters)
{
    guint n = 0;
    for (guint i = 0; i < characters->n; i++) {
        gunichar c = characters->at[i].c;
        n += c == 0xfffd || (c >= 0x7f && c < 0xa0 && c != 0x85) ||
             (c < ' ' && character_is_visible(c));
    }
    return n;
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
        reader->mute += count_mute(characters);
    }
    reader->with_text += page.characters > 0;
    reader->images += page.state == PAGE_IMAGE;
    reader->garbled += page.state == PAGE_GARBLED;
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
    layout_find_areas(layout, blocks_open_columns(reader->blocks));
    blocks_add_page(reader->blocks, layout);
}

/* Lists what page `n` has beside its text. Poppler reads the file's forms with the first page that
 * is asked for any. */
static void
add_parts(struct reader *reader, guint n, const struct page_characters *characters)
{
    const struct original *original = reader->original;
    gboolean first = reader->window->len == 0 && original->may_try;
    if (first && !original->may_try(2 * n + 1, original->pages_data)) {
        reader->no_parts = TRUE;
        document_issue(reader->document, "limit", n,
                       "reading forms and notes took longer than the limit: they are not listed");
    }
    if (!reader->no_parts)
        parts_of_page(reader->document, n, characters, &reader->parts);
    if (first && !reader->no_parts)
        original->tried(original->pages_data);
}

/* Reads page `n` into the window. */
static void
read_page(struct reader *reader, guint n)
{
    g_autoptr(GError) reason = NULL;
    struct page_characters *characters = page_characters_read(reader->file, n, &reason);
    if (!characters) {
        if (reader->unreadable++ < MOST_ISSUES)
            document_issue(reader->document, "damaged", n, "%s", reason->message);
        add_page(reader, n, NULL, PAGE_EMPTY);
        return;
    }
    add_parts(reader, n, characters);
    enum page_state state = state_of(reader, n, characters);
    const struct page_reading *reading = reader->reading;
    struct page_characters *other =
        reading ? reading->read(reader->file, n, characters, state, reader->document, reading->data)
                : NULL;
    if (other) {
        page_characters_free(characters);
        characters = other;
        state = PAGE_RECOGNISED;
    }
    add_page(reader, n, characters, state);
    page_characters_let_go(characters);
    g_ptr_array_add(reader->window, layout_new(n, characters));
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
    else if (reader->images)
        document->state = DOCUMENT_IMAGE_ONLY;
    else if (reader->unreadable)
        document->state = DOCUMENT_DAMAGED;
    else
        document->state = reader->unknown ? DOCUMENT_LIMIT : DOCUMENT_EMPTY;
}

/* What is said once of all pages. */
static void
sum_up(const struct reader *reader)
{
    struct document *document = reader->document;
    if (reader->unreadable > MOST_ISSUES)
        document_issue(document, "damaged", 0, "%u pages cannot be read", reader->unreadable);
    if (reader->unknown > MOST_ISSUES)
        document_issue(document, "limit", 0, "%u pages may have images", reader->unknown);
    if (reader->mute)
        document_issue(document, "unmapped", 0,
                       "%u characters: their font does not say what they are", reader->mute);
    if (reader->garbled)
        document_issue(document, "garbled", 0, "the text layer of %u of %u pages is garbled",
                       reader->garbled, document->pages->len);
}

/* TRUE and the file, or FALSE with the document's state and issue set. */
static gboolean
open_file(const struct original *original, struct document *document, struct page_file **ret_file)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(page_file) file = page_file_open(original->bytes, &reason);
    if (file && page_file_pages(file)) {
        *ret_file = g_steal_pointer(&file);
        return TRUE;
    }
    gboolean encrypted = g_error_matches(reason, AKT_ERROR, AKT_ERROR_ENCRYPTED);
    document->state = encrypted ? DOCUMENT_ENCRYPTED : DOCUMENT_DAMAGED;
    document_issue(document, encrypted ? "encrypted" : "damaged", 0, "%s",
                   reason ? reason->message : "has no pages");
    return FALSE;
}

static void
read_file(struct reader *reader)
{
    const struct original *original = reader->original;
    if (original->pages_known)
        original->pages_known(MIN(page_file_pages(reader->file), (guint)MOST_PAGES),
                              original->pages_data);
    if (page_file_is_cut(reader->file))
        document_issue(reader->document, "damaged", 0,
                       "the end of the file is missing: what is left of it is read");
    parts_of_document(reader->document, reader->file);
    reader->builder = builder_new(reader->document);
    reader->blocks = blocks_new(reader->builder);
    reader->window = g_ptr_array_new_with_free_func((GDestroyNotify)layout_free);
    reader->known = g_hash_table_new(NULL, NULL);
    read_pages(reader);
    set_state(reader);
    sum_up(reader);
    g_hash_table_unref(reader->known);
    g_ptr_array_unref(reader->window);
    blocks_free(reader->blocks);
    builder_free(reader->builder);
}

static gboolean
extract(struct original *original, struct document *document, const struct letter_pairs *pairs,
        const struct page_reading *reading)
{
    struct messages *messages = messages_begin();
    struct reader reader = {
        .document = document, .original = original, .pairs = pairs, .reading = reading};
    if (open_file(original, document, &reader.file)) {
        read_file(&reader);
        page_file_free(reader.file);
    }
    messages_end(messages, document);
    return TRUE; /* poppler has no failure of its own: what it cannot read is damaged */
}

gboolean
extract_pdf_judged(struct original *original, const struct letter_pairs *pairs,
                   struct document *document, GError **error)
{
    (void)error;
    return extract(original, document, pairs, NULL);
}

gboolean
extract_pages(struct original *original, struct document *document,
              const struct page_reading *reading, GError **error)
{
    (void)error;
    return extract(original, document, NULL, reading);
}

gboolean
extract_pdf(struct original *original, struct document *document, GError **error)
{
    return extract_pages(original, document, NULL, error);
}
