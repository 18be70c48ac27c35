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

/* How much of what was read is sure: the sum of confidences above doubt, by symbol. */
static guint
worth(const GArray *words)
{
    guint sum = 0;
    for (guint i = 0; i < words->len; i++) {
        const struct seen_word *word = &g_array_index(words, struct seen_word, i);
        gboolean upright = word->symbols < 4 || word->x1 - word->x0 >= word->y1 - word->y0;
        if (upright && word->confidence > DOUBTFUL)
            sum += (word->confidence - DOUBTFUL) * word->symbols;
    }
    return sum;
}

/* TRUE where most of what was read is doubtful: a page that lies on its side reads so. */
static gboolean
reads_badly(const GArray *words)
{
    guint doubtful = 0, n = 0;
    for (guint i = 0; i < words->len; i++) {
        const struct seen_word *word = &g_array_index(words, struct seen_word, i);
        gboolean upright = word->symbols < 4 || word->x1 - word->x0 >= word->y1 - word->y0;
        n += !word->ornament;
        doubtful += !word->ornament && (!upright || word->confidence < DOUBTFUL);
    }
    return n > 0 && doubtful * 2 > n;
}

/* Reads the picture, turned by quarters where it reads badly as it is. *ret_quarters: how far
 * `scan` is turned in the end. NULL with an error. */
static GArray *
read_turned(struct engine *engine, struct scan *scan, guint *ret_quarters, GError **error)
{
    static const guint turns[] = {1, 2, 3}; /* to a quarter, to three, to two */
    GArray *best = engine_read(engine, scan, error);
    guint quarters = 0;
    *ret_quarters = 0;
    for (guint i = 0; best && reads_badly(best) && i < G_N_ELEMENTS(turns); i++) {
        quarters = (quarters + turns[i]) % 4;
        if (!scan_prepare(scan, turns[i]))
            break;
        g_autoptr(GArray) words = engine_read(engine, scan, NULL);
        if (!words || worth(words) <= 2 * worth(best))
            continue;
        g_array_unref(best);
        best = g_steal_pointer(&words);
        *ret_quarters = quarters;
    }
    if (best && quarters != *ret_quarters &&
        !scan_prepare(scan, (4 + *ret_quarters - quarters) % 4))
        *ret_quarters = quarters;
    return best;
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
    guint quarters = 0;
    g_autoptr(GArray) words =
        scan ? read_turned(recognising->engine, scan, &quarters, &error) : NULL;
    if (!words) {
        document_issue(document, PAGES_ISSUE, n, "not recognised: %s", error->message);
        return NULL;
    }
    guint first_word = document->recognised->len;
    struct page_characters *characters = characters_new(scan, quarters, words, own, n, document);
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
