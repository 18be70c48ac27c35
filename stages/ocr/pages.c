#include "pages.h"

#include "characters.h"
#include "extract/pdf.h"
#include "scan.h"

enum {
    DOUBTFUL = 60,    /* percent: a word below may well be another */
    PAGE_WORTH = 1000 /* a page to recognise takes as long as so many that have text */
};

struct recognising {
    struct engine *engine;
    gboolean redo;
};

/* Says what came of a page. */
static void
note_outcome(struct document *document, guint n, guint first_word)
{
    guint words = document->recognised->len - first_word, sum = 0, doubtful = 0;
    for (guint i = first_word; i < document->recognised->len; i++) {
        guint confidence = document_recognised(document, i)->confidence;
        sum += confidence;
        doubtful += confidence < DOUBTFUL;
    }
    if (words)
        document_issue(document, PAGES_ISSUE, n,
                       "%u words were recognised, %u %% sure on the average, %u of them doubtful",
                       words, sum / words, doubtful);
    else
        document_issue(document, PAGES_ISSUE, n, "no words were recognised");
}

static struct page_characters *
read_page(struct page_file *file, guint n, const struct page_characters *own, enum page_state state,
          struct document *document, gpointer data)
{
    struct recognising *recognising = data;
    g_autoptr(GError) error = NULL;
    if (!page_waits(state, recognising->redo))
        return NULL;
    g_autoptr(scan) scan = scan_new(file, n, own, &error);
    g_autoptr(GArray) words = scan ? engine_read(recognising->engine, scan, &error) : NULL;
    if (!words) {
        document_issue(document, PAGES_ISSUE, n, "not recognised: %s", error->message);
        return NULL;
    }
    guint first_word = document->recognised->len;
    struct page_characters *characters = characters_new(scan, 0, words, own, n, document);
    note_outcome(document, n, first_word);
    return characters;
}

gboolean
pages_recognise(struct engine *engine, gboolean redo, struct original *original,
                struct document *document, GError **error)
{
    struct recognising recognising = {engine, redo};
    const struct page_reading reading = {read_page, &recognising, document};
    g_autoptr(document) again = document_new(document->path, document->sha256, document->media);
    for (guint i = 0; i < document->applications->len; i++) {
        const struct application *a = &g_array_index(document->applications, struct application, i);
        document_applied(again, a->name, a->version, a->dictionary);
    }
    if (original->pages_known)
        original->pages_known(document->pages->len + PAGE_WORTH * pages_waiting(document, redo),
                              original->pages_data);
    struct original quiet = *original;
    quiet.pages_known = NULL; /* the clock is set */
    if (!extract_pages(&quiet, again, &reading, error))
        return FALSE;
    document_take_body(document, g_steal_pointer(&again));
    return TRUE;
}
