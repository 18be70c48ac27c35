/* Fills pages in that are pictures: scans, image files. Optional between extract and normalise.
 *
 *   pages.h       which pages, and the document read again with them
 *   scan.h        a page's picture, made ready                  engine.h      Tesseract
 *   lines.h       baselines, sizes of type                      characters.h  words as a PDF has
 * them
 *
 * The layout is extract's: it is given recognised characters where a PDF's own would be. */
#include "ocr/ocr.h"

#include "chain.h"
#include "closed.h"
#include "ocr/pages.h"
#include "original.h"
#include "program.h"
#include "stream.h"
#include "tei.h"

#include <string.h>

#define PROGRAM "akt-ocr"

enum {
    MOST_ORIGINAL = 400 * 1024 * 1024,
    PART = 1024 * 1024 /* bytes sent at once */
};

/* Tesseract's models and a page's picture on top of what a reader takes; a page takes 2 seconds, a
 * document of a thousand is an hour in which nothing is said. */
static const struct sandbox_limits limits = {.memory_bytes = 768ULL * 1024 * 1024,
                                             .cpu_ms = 20000,
                                             .cpu_ms_page = 20,
                                             .wall_seconds = 6 * 3600};

struct state {
    struct engine *engine;
    gboolean redo;
};

static void
ocr_close(gpointer data)
{
    struct state *state = data;
    engine_free(state->engine);
    g_free(state);
}

static gpointer
ocr_open(const struct stage_options *options, const char **ret_hash, GError **error)
{
    struct engine *engine = engine_new(error);
    if (!engine)
        return NULL;
    struct state *state = g_new0(struct state, 1);
    state->engine = engine;
    state->redo = options->redo;
    *ret_hash = engine_hash(engine);
    return state;
}

static gboolean
ocr_wants(gpointer data, const struct document *document)
{
    const struct state *state = data;
    return !document->structured && pages_waiting(document, state->redo) > 0;
}

static gboolean
ocr_look(gpointer data, struct original *original, struct document *document, GError **error)
{
    struct state *state = data;
    return pages_recognise(state->engine, state->redo, original, document, error);
}

/* ---- the program ----------------------------------------------------------------------------- */

struct filter {
    struct chain *chain;
    const char *originals; /* or NULL */
    gboolean redo;
    enum akt_exit status;
    /* one document */
    struct original *original;
    struct document *document;
    GString *out;
};

enum {
    FRAME_PART,  /* bytes of the line */
    FRAME_FAILED /* the stage failed: its document says why */
};

static void
pages_known(guint pages, gpointer data)
{
    closed_pages(data, pages);
}

static void
work(struct closed_pipe *pipe, gpointer data)
{
    struct filter *filter = data;
    g_autoptr(GString) line = g_string_new(NULL);
    filter->original->pages_known = pages_known;
    filter->original->pages_data = pipe;
    gboolean good = chain_look(filter->chain, filter->original, filter->document);
    tei_write(filter->document, line);
    for (gsize at = 0; at < line->len; at += PART)
        closed_send(pipe, FRAME_PART, 0, line->str + at, MIN(line->len - at, (gsize)PART));
    if (!good)
        closed_send(pipe, FRAME_FAILED, 0, "", 0);
}

static gboolean
take_frame(const struct frame *frame, gpointer data, GError **error)
{
    (void)error;
    struct filter *filter = data;
    if (frame->kind == FRAME_FAILED)
        filter->status = AKT_EXIT_FAILURE;
    else
        g_string_append_len(filter->out, frame->bytes, (gssize)frame->length);
    return TRUE;
}

/* The original of a document; NULL with an error where it is not there, or another. */
static struct original *
find_original(const struct filter *filter, const struct document *document, GError **error)
{
    g_autofree char *found =
        filter->originals ? original_find(filter->originals, document->path) : NULL;
    if (filter->originals && !found) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_IO, "no such file in %s", filter->originals);
        return NULL;
    }
    g_autoptr(original) original =
        original_open(found ? found : document->path, -1, MOST_ORIGINAL, error);
    if (original && strcmp(original->sha256, document->sha256) != 0) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_CHANGED, "the file is not the one that was read");
        return NULL;
    }
    return g_steal_pointer(&original);
}

/* Recognises a document in a process of its own: its line, or FALSE with an error. */
static gboolean
recognise(struct filter *filter, struct document *document, GError **error)
{
    g_autoptr(original) original = find_original(filter, document, error);
    if (!original)
        return FALSE;
    const struct closed closed = {
        .limits = &limits, .work = work, .frame = take_frame, .data = filter};
    g_string_truncate(filter->out, 0);
    filter->original = original;
    filter->document = document;
    return closed_run(&closed, error);
}

static gboolean
filter_document(struct document *document, const char *line, gsize length, gpointer data,
                GError **error)
{
    struct filter *filter = data;
    g_autoptr(GError) reason = NULL;
    if (document->structured && pages_waiting(document, filter->redo)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_STREAM,
                    "%s wants documents straight from akt-extract", PROGRAM);
        return FALSE;
    }
    if (!pages_waiting(document, filter->redo)) {
        program_write(PROGRAM, line, length);
        return TRUE;
    }
    if (recognise(filter, document, &reason)) {
        program_write(PROGRAM, filter->out->str, filter->out->len);
        return TRUE;
    }
    if (reason->domain == AKT_ERROR && reason->code == AKT_ERROR_LIBRARY) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return FALSE;
    }
    program_message(PROGRAM, document->path, 0, "%s; its pictures stay unread", reason->message);
    program_write(PROGRAM, line, length);
    filter->status = MAX(filter->status, AKT_EXIT_SOME);
    return TRUE;
}

static int
ocr_run(int argc, char **argv)
{
    gboolean redo = FALSE;
    g_autofree char *originals = NULL;
    const GOptionEntry entries[] = {
        {"redo", 0, 0, G_OPTION_ARG_NONE, &redo,
         "Recognise pages again whose own text is garbled or letter-spaced", NULL},
        {"originals", 'o', 0, G_OPTION_ARG_FILENAME, &originals,
         "Look for the originals in DIR only", "DIR"},
        {NULL}};
    const struct program program = {
        .name = PROGRAM,
        .arguments = "[FILE...]",
        .summary = "Recognise the words of pages that are pictures (Tesseract, Danish)",
        .description =
            "Reads documents, one a line, as akt-extract writes them, from the files or\n"
            "standard input; those without such pages pass unchanged.\n"
            "An original is opened under its path, and only if its SHA-256 agrees.",
        .entries = entries};
    if (!program_options(&program, &argc, &argv))
        return AKT_EXIT_USAGE;
    const struct stage_options options = {.redo = redo};
    const struct stage *const members[] = {&stage_ocr};
    g_autoptr(GError) error = NULL;
    g_autoptr(chain) chain = chain_open(members, 1, &options, &error);
    if (!chain) {
        program_message(PROGRAM, NULL, 0, "%s", error->message);
        return akt_error_exit(error);
    }
    g_autoptr(GString) out = g_string_new(NULL);
    struct filter filter = {.chain = chain, .originals = originals, .redo = redo, .out = out};
    enum akt_exit status = stream_each(PROGRAM, argv + 1, filter_document, &filter);
    return program_finish(PROGRAM, MAX(status, filter.status));
}

const struct stage stage_ocr = {
    .name = "ocr",
    .version = "1.0",
    .summary = "pages that are pictures: their words recognised",
    .kind = STAGE_FILTER,
    .after = "extract",
    .optional = TRUE,
    .open = ocr_open,
    .wants = ocr_wants,
    .look = ocr_look,
    .close = ocr_close,
    .limits = &limits,
    .run = ocr_run,
};
