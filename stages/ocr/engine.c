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
take_words(struct engine *engine, guint *line)
{
    GArray *words = g_array_new(FALSE, TRUE, sizeof(struct seen_word));
    g_array_set_clear_func(words, clear_word);
    TessResultIterator *at = TessBaseAPIGetIterator(engine->api);
    if (!at)
        return words;
    do {
        struct seen_word word = {.line = 0};
        if (TessPageIteratorIsAtBeginningOf(TessResultIteratorGetPageIteratorConst(at),
                                            RIL_TEXTLINE))
            ++*line;
        word.line = *line;
        if (take_word(at, &word))
            g_array_append_val(words, word);
    } while (words->len < MOST_WORDS && TessResultIteratorNext(at, RIL_WORD));
    TessResultIteratorDelete(at);
    return words;
}

/* Reads the picture that is set, with words numbered by lines from `*line` on. NULL with an error.
 */
static GArray *
read_picture(struct engine *engine, TessPageSegMode mode, const struct scan *scan, PIX *gray,
             guint *line, GError **error)
{
    TessBaseAPISetPageSegMode(engine->api, mode);
    TessBaseAPISetImage2(engine->api, gray);
    TessBaseAPISetSourceResolution(engine->api, (int)(scan->scale_y * 72 + 0.5));
    ETEXT_DESC *monitor = TessMonitorCreate();
    TessMonitorSetDeadlineMSecs(monitor, MOST_MILLISECONDS);
    gint64 start = g_get_monotonic_time();
    int failed = TessBaseAPIRecognize(engine->api, monitor);
    gboolean late = (g_get_monotonic_time() - start) / 1000 >= MOST_MILLISECONDS;
    TessMonitorDelete(monitor);
    GArray *words = failed || late ? NULL : take_words(engine, line);
    TessBaseAPIClear(engine->api);
    if (!words)
        g_set_error(error, AKT_ERROR, late ? AKT_ERROR_LIMIT : AKT_ERROR_LIBRARY,
                    late ? "recognising it took longer than the limit" : "Tesseract failed on it");
    return words;
}

static gint
compare_floats(gconstpointer a, gconstpointer b)
{
    float v = *(const float *)a, w = *(const float *)b;
    return v < w ? -1 : v > w;
}

/* The height of most words; 0 of none. */
static float
usual_height(const GArray *words)
{
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(float));
    for (guint i = 0; i < words->len; i++) {
        const struct seen_word *word = &g_array_index(words, struct seen_word, i);
        float height = word->y1 - word->y0;
        g_array_append_val(heights, height);
    }
    g_array_sort(heights, compare_floats);
    return heights->len ? g_array_index(heights, float, heights->len / 2) : 0;
}

/* The ink without the words. */
static PIX *
ink_left(const struct scan *scan, const GArray *words)
{
    const int EDGE = 3;
    PIX *ink = pixCopy(NULL, scan->ink);
    for (guint i = 0; ink && i < words->len; i++) {
        const struct seen_word *word = &g_array_index(words, struct seen_word, i);
        BOX *box =
            boxCreate(MAX(0, (int)word->x0 - EDGE), MAX(0, (int)word->y0 - EDGE),
                      (int)(word->x1 - word->x0) + 2 * EDGE, (int)(word->y1 - word->y0) + 2 * EDGE);
        pixClearInRect(ink, box);
        boxDestroy(&box);
    }
    return ink;
}

/* What stands around marks of a letter's size in the ink, on white; NULL where there are none. */
static PIX *
letters_left(const struct scan *scan, PIX *ink, float usual)
{
    enum {
        ENOUGH = 2,
        MOST_LETTERS = 3000 /* more are no letters */
    };
    const float LEAST = 0.5f, MOST = 2.5f, AROUND = 0.6f; /* of the usual height */
    guint n = 0;
    BOXA *boxes = pixConnCompBB(ink, 8);
    PIX *picture = pixCreateTemplate(scan->gray);
    if (picture)
        pixSetAllGray(picture, 255);
    for (int i = 0; picture && boxes && i < boxaGetCount(boxes); i++) {
        l_int32 x = 0, y = 0, width = 0, height = 0;
        boxaGetBoxGeometry(boxes, i, &x, &y, &width, &height);
        if ((float)height < LEAST * usual || (float)height > MOST * usual ||
            (float)width > 2 * MOST * usual)
            continue;
        int around = (int)(AROUND * usual);
        x = MAX(0, x - around);
        y = MAX(0, y - around);
        pixRasterop(picture, x, y, width + 2 * around, height + 2 * around, PIX_SRC, scan->gray, x,
                    y);
        n++;
    }
    boxaDestroy(&boxes);
    if (n < ENOUGH || n > MOST_LETTERS)
        pixDestroy(&picture);
    return picture;
}

/* Tesseract takes a block now and then for a picture, and a figure by itself for dirt. What is left
 * and has the size of letters is read once more, as words that stand anywhere. */
static void
read_rest(struct engine *engine, const struct scan *scan, GArray *words, guint *line)
{
    const guint SURE_ENOUGH = 50; /* percent: less is an ornament read as words */
    float usual = usual_height(words);
    PIX *ink = usual > 0 ? ink_left(scan, words) : NULL;
    PIX *left = ink ? letters_left(scan, ink, usual) : NULL;
    g_autoptr(GArray) rest =
        left ? read_picture(engine, PSM_SPARSE_TEXT, scan, left, line, NULL) : NULL;
    for (guint i = 0; rest && i < rest->len; i++) {
        struct seen_word *word = &g_array_index(rest, struct seen_word, i);
        word->rest = TRUE;
        word->ornament = word->confidence < SURE_ENOUGH || word->y1 - word->y0 > 3 * usual;
        g_array_append_val(words, *word);
        word->text = NULL; /* the other array's now */
    }
    pixDestroy(&left);
    pixDestroy(&ink);
}

GArray *
engine_read(struct engine *engine, const struct scan *scan, GError **error)
{
    guint line = 0;
    GArray *words = read_picture(engine, PSM_AUTO, scan, scan->gray, &line, error);
    if (words)
        read_rest(engine, scan, words, &line);
    return words;
}
