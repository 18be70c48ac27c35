#include "engine.h"

#include "scan.h"

#include <dlfcn.h>
#include <string.h>
#include <tesseract/capi.h>

enum {
    MOST_MILLISECONDS = 240 * 1000, /* for one page: a tenth does for the fullest */
    MOST_WORDS = 100 * 1000
};

#define LANGUAGE "dan"

struct engine {
    TessBaseAPI *api;
    char *hash;
};

/* Tesseract asks OpenMP for four threads whatever the processors, which costs three times the work.
 * No level of parallel regions is what the variable OMP_THREAD_LIMIT=1 would be, and OpenMP reads
 * that before any program of ours runs. */
static void
forbid_threads(void)
{
    void (*set_levels)(int) = NULL;
    *(void **)&set_levels = dlsym(RTLD_DEFAULT, "omp_set_max_active_levels");
    if (set_levels)
        set_levels(0);
}

static char *
hash_of(TessBaseAPI *api, GError **error)
{
    g_autofree char *path =
        g_build_filename(TessBaseAPIGetDatapath(api), LANGUAGE ".traineddata", NULL);
    g_autofree char *model = NULL;
    gsize length;
    if (!g_file_get_contents(path, &model, &length, error))
        return NULL;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)TessVersion(), -1);
    g_checksum_update(sum, (const guchar *)model, (gssize)length);
    return g_strdup(g_checksum_get_string(sum));
}

struct engine *
engine_new(GError **error)
{
    g_autoptr(engine) engine = g_new0(struct engine, 1);
    forbid_threads();
    engine->api = TessBaseAPICreate();
    TessBaseAPISetVariable(engine->api, "debug_file", "/dev/null");
    if (TessBaseAPIInit2(engine->api, NULL, LANGUAGE, OEM_LSTM_ONLY)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_LIBRARY,
                    "Tesseract has no Danish: install tesseract-ocr-dan, or set TESSDATA_PREFIX");
        return NULL;
    }
    engine->hash = hash_of(engine->api, error);
    if (!engine->hash)
        return NULL;
    return g_steal_pointer(&engine);
}

void
engine_free(struct engine *engine)
{
    if (!engine)
        return;
    TessBaseAPIEnd(engine->api);
    TessBaseAPIDelete(engine->api);
    g_free(engine->hash);
    g_free(engine);
}

const char *
engine_hash(const struct engine *engine)
{
    return engine->hash;
}

static void
clear_word(gpointer data)
{
    g_free(((struct seen_word *)data)->text);
}

/* A word's text without what the stream cannot carry; NULL where nothing is left. */
static char *
clean_text(const char *text, guint *ret_symbols)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_NFC);
    GString *out = g_string_new(NULL);
    *ret_symbols = 0;
    for (const char *c = composed ? composed : valid; *c; c = g_utf8_next_char(c)) {
        gunichar u = g_utf8_get_char(c);
        if (!character_is_visible(u) || u < ' ' || u == 0xfffe || u == 0xffff)
            continue;
        g_string_append_unichar(out, u);
        ++*ret_symbols;
    }
    if (*ret_symbols)
        return g_string_free(out, FALSE);
    g_string_free(out, TRUE);
    return NULL;
}

/* The word at the iterator; FALSE where it is none. */
static gboolean
take_word(const TessResultIterator *at, struct seen_word *word)
{
    const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(at);
    int x0, y0, x1, y1;
    if (!TessPageIteratorBoundingBox(place, RIL_WORD, &x0, &y0, &x1, &y1) || x1 <= x0 || y1 <= y0)
        return FALSE;
    word->x0 = (float)x0, word->y0 = (float)y0, word->x1 = (float)x1, word->y1 = (float)y1;
    word->base = word->y1;
    if (TessPageIteratorBaseline(place, RIL_WORD, &x0, &y0, &x1, &y1))
        word->base = (float)(y0 + y1) / 2;
    word->confidence = (guint8)CLAMP(TessResultIteratorConfidence(at, RIL_WORD), 0, 100);
    char *text = TessResultIteratorGetUTF8Text(at, RIL_WORD);
    word->text = text ? clean_text(text, &word->symbols) : NULL;
    TessDeleteText(text);
    return word->text != NULL;
}

static GArray *
take_words(struct engine *engine)
{
    GArray *words = g_array_new(FALSE, TRUE, sizeof(struct seen_word));
    g_array_set_clear_func(words, clear_word);
    TessResultIterator *at = TessBaseAPIGetIterator(engine->api);
    if (!at)
        return words;
    guint line = 0;
    do {
        struct seen_word word = {.line = 0};
        if (TessPageIteratorIsAtBeginningOf(TessResultIteratorGetPageIteratorConst(at),
                                            RIL_TEXTLINE))
            line++;
        word.line = line;
        if (take_word(at, &word))
            g_array_append_val(words, word);
    } while (words->len < MOST_WORDS && TessResultIteratorNext(at, RIL_WORD));
    TessResultIteratorDelete(at);
    return words;
}

GArray *
engine_read(struct engine *engine, const struct scan *scan, GError **error)
{
    TessBaseAPISetPageSegMode(engine->api, PSM_AUTO);
    TessBaseAPISetImage2(engine->api, scan->gray);
    TessBaseAPISetSourceResolution(engine->api, (int)(scan->scale_y * 72 + 0.5));
    ETEXT_DESC *monitor = TessMonitorCreate();
    TessMonitorSetDeadlineMSecs(monitor, MOST_MILLISECONDS);
    gint64 start = g_get_monotonic_time();
    int failed = TessBaseAPIRecognize(engine->api, monitor);
    gboolean late = (g_get_monotonic_time() - start) / 1000 >= MOST_MILLISECONDS;
    TessMonitorDelete(monitor);
    GArray *words = failed || late ? NULL : take_words(engine);
    TessBaseAPIClear(engine->api);
    if (!words)
        g_set_error(error, AKT_ERROR, late ? AKT_ERROR_LIMIT : AKT_ERROR_LIBRARY,
                    late ? "recognising it took longer than the limit" : "Tesseract failed on it");
    return words;
}
