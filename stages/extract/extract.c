/* The first stage: an original to a document, by its content.
 *
 *   text.h   text files: lines to blocks          html.h   agenda pages
 *   pdf.h    characters with boxes to blocks      paths.h  which files are papers
 *
 * An original that cannot be read still becomes a document: its state and issues say why. */
#include "extract/extract.h"

#include "chain.h"
#include "extract/account.h"
#include "extract/html.h"
#include "extract/paths.h"
#include "extract/pdf.h"
#include "extract/text.h"
#include "lexicon.h"
#include "original.h"
#include "program.h"
#include "workers.h"

#define PROGRAM "akt-extract"

struct state {
    struct dictionaries *dictionaries;
    struct text_words *words;
    struct letter_pairs *pairs;
};

static void
extract_close(gpointer data)
{
    struct state *state = data;
    text_words_free(state->words);
    letter_pairs_free(state->pairs);
    dictionaries_free(state->dictionaries);
    g_free(state);
}

static gpointer
extract_open(const struct stage_options *options, const char **ret_hash, GError **error)
{
    struct state *state = g_new0(struct state, 1);
    state->dictionaries = dictionaries_new(options->dictionaries, !options->no_user_dictionaries);
    state->words = text_words_open(state->dictionaries, error);
    state->pairs = state->words ? letter_pairs_open(state->dictionaries, error) : NULL;
    if (!state->pairs) {
        extract_close(state);
        return NULL;
    }
    *ret_hash = dictionaries_hash(state->dictionaries);
    return state;
}

/* Pages without characters; akt-ocr fills them in. */
static gboolean
extract_image(struct original *original, struct document *document, GError **error)
{
    if (!extract_pdf(original, document, error))
        return FALSE;
    if (document->state == DOCUMENT_IMAGE_ONLY)
        document_issue(document, "image", 0, "an image file: its text would need recognition");
    return TRUE;
}

/* Reads by content. */
static gboolean
read_content(const struct state *state, struct original *original, struct document *document,
             GError **error)
{
    switch (original->media) {
    case MEDIA_PDF:
        return extract_pdf_judged(original, state->pairs, document, error);
    case MEDIA_HTML:
        return extract_html(original, document, error);
    case MEDIA_IMAGE:
        return extract_image(original, document, error);
    case MEDIA_TEXT:
        break;
    }
    return extract_text(state->words, original, document, error);
}

static gboolean
extract_read(gpointer data, struct original *original, struct document *document, GError **error)
{
    if (!g_bytes_get_size(original->bytes)) {
        document->state = DOCUMENT_EMPTY;
        document_issue(document, "empty", 0, "the file has no bytes");
        return TRUE;
    }
    if (!read_content(data, original, document, error))
        return FALSE;
    account_check(document);
    return TRUE;
}

static void
path_error(const char *path, const char *reason, gpointer data)
{
    enum akt_exit *status = data;
    program_message(PROGRAM, path, 0, "%s", reason);
    *status = AKT_EXIT_SOME;
}

static int
extract_run(int argc, char **argv)
{
    gboolean null = FALSE, recursive = FALSE, no_user = FALSE;
    int jobs = 1;
    g_autofree char *dictionaries = NULL;
    const GOptionEntry entries[] = {
        {"null", '0', 0, G_OPTION_ARG_NONE, &null,
         "Read names of files from standard input, parted by NUL", NULL},
        {"recursive", 'r', 0, G_OPTION_ARG_NONE, &recursive, "Read the papers in folders", NULL},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs, "Read with N processes (default: 1)", "N"},
        {"dictionaries", 'd', 0, G_OPTION_ARG_FILENAME, &dictionaries,
         "Read dictionaries from DIR in place of ours", "DIR"},
        {"no-user-dictionaries", 0, 0, G_OPTION_ARG_NONE, &no_user,
         "Leave the user's own dictionaries out", NULL},
        {NULL}};
    const struct program program = {
        PROGRAM, "PATH...", "Read papers (PDF, HTML, text) into the stream, a document a line",
        "A PATH of - reads names from standard input, one a line.\n"
        "In folders (-r), files whose content is PDF, HTML, TIFF or an office format and files "
        "named .txt, .md, .text, "
        ".pdf, "
        ".html or .htm are papers;\na file that is named is always read.",
        entries};
    if (!program_options(&program, &argc, &argv))
        return AKT_EXIT_USAGE;
    if (argc < 2 && !null) {
        program_message(PROGRAM, NULL, 0, "no paper is named");
        return AKT_EXIT_USAGE;
    }
    if (jobs < 1 || jobs > 1024) {
        program_message(PROGRAM, NULL, 0, "-j wants a number from 1 to 1024");
        return AKT_EXIT_USAGE;
    }
    const struct stage_options options = {.dictionaries = dictionaries,
                                          .no_user_dictionaries = no_user};
    const struct stage *const members[] = {&stage_extract};
    g_autoptr(GError) error = NULL;
    g_autoptr(chain) chain = chain_open(members, 1, &options, &error);
    if (!chain) {
        program_message(PROGRAM, NULL, 0, "%s", error->message);
        return akt_error_exit(error);
    }
    enum akt_exit status = AKT_EXIT_OK;
    g_autoptr(GPtrArray) paths = paths_collect(argc, argv, null, recursive, path_error, &status);
    enum akt_exit read = workers_stream(PROGRAM, chain, (guint)jobs, (char **)paths->pdata);
    return program_finish(PROGRAM, MAX(status, read));
}

const struct stage stage_extract = {
    .name = "extract",
    .version = "1.0",
    .summary = "an original to a document: its characters, lines, blocks and tables",
    .kind = STAGE_SOURCE,
    .open = extract_open,
    .read = extract_read,
    .close = extract_close,
    .run = extract_run,
};
