/* The first stage: an original to a document, by its content.
 *
 *   text.h   text files: lines to blocks          html.h   agenda pages
 *   pdf.h    characters with boxes to blocks      paths.h  which files are papers
 *
 * An original that cannot be read still becomes a document: its state and issues say why. */
#include "extract/extract.h"

#include "chain.h"
#include "extract/html.h"
#include "extract/paths.h"
#include "extract/pdf.h"
#include "extract/text.h"
#include "lexicon.h"
#include "original.h"
#include "program.h"
#include "tei.h"

#include <string.h>
#include <unistd.h>

enum {
    MAX_BYTES = 256 * 1024 * 1024
};

struct state {
    struct dictionaries *dictionaries;
    struct text_words *words;
};

static void
extract_close(gpointer data)
{
    struct state *state = data;
    text_words_free(state->words);
    dictionaries_free(state->dictionaries);
    g_free(state);
}

static gpointer
extract_open(const struct stage_options *options, const char **ret_hash, GError **error)
{
    struct state *state = g_new0(struct state, 1);
    state->dictionaries = dictionaries_new(options->dictionaries, !options->no_user_dictionaries);
    state->words = text_words_open(state->dictionaries, error);
    if (!state->words) {
        extract_close(state);
        return NULL;
    }
    *ret_hash = dictionaries_hash(state->dictionaries);
    return state;
}

static gboolean
extract_read(gpointer data, struct original *original, struct document *document, GError **error)
{
    struct state *state = data;
    if (!g_bytes_get_size(original->bytes)) {
        document->state = DOCUMENT_EMPTY;
        return TRUE;
    }
    switch (original->media) {
    case MEDIA_PDF:
        return extract_pdf(original, document, error);
    case MEDIA_HTML:
        return extract_html(original, document, error);
    case MEDIA_IMAGE:
        document->state = DOCUMENT_IMAGE_ONLY;
        document_issue(document, "image", 0, "an image file: its text would need recognition");
        return TRUE;
    case MEDIA_TEXT:
        break;
    }
    return extract_text(state->words, original, document, error);
}

struct run {
    struct chain *chain;
    const char *program;
    GString *line;
    enum akt_exit status;
};

static void
report(struct run *run, const struct document *document)
{
    if (document->state != DOCUMENT_DAMAGED && document->state != DOCUMENT_LIMIT)
        return;
    run->status = AKT_EXIT_SOME;
    const struct issue *issue =
        document->issues->len ? &g_array_index(document->issues, struct issue, 0) : NULL;
    program_message(run->program, document->path, issue ? issue->page : 0, "%s",
                    issue ? issue->text : document_state_name(document->state));
}

/* Reads one original and writes its line: the whole work for one path. */
static gboolean
read_path(const char *path, gpointer data)
{
    struct run *run = data;
    g_autoptr(GError) error = NULL;
    gboolean failed = FALSE;
    struct document *document;
    struct original *original = original_open(path, -1, MAX_BYTES, &error);
    if (original) {
        document = chain_read(run->chain, original, &failed);
        original_free(original);
    } else {
        document = chain_unreadable(run->chain, path, error);
    }
    if (failed)
        run->status = AKT_EXIT_FAILURE;
    report(run, document);
    g_string_truncate(run->line, 0);
    tei_write(document, run->line);
    document_free(document);
    program_write(run->program, run->line->str, run->line->len);
    return TRUE;
}

static void
path_error(const char *path, const char *reason, gpointer data)
{
    struct run *run = data;
    program_message(run->program, path, 0, "%s", reason);
    run->status = AKT_EXIT_SOME;
}

static void
read_arguments(struct run *run, int argc, char **argv, gboolean null, gboolean recursive)
{
    if (null)
        paths_list(STDIN_FILENO, '\0', recursive, read_path, path_error, run);
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "-"))
            paths_list(STDIN_FILENO, '\n', recursive, read_path, path_error, run);
        else
            paths_walk(argv[i], recursive, read_path, path_error, run);
    }
}

static int
extract_run(int argc, char **argv)
{
    gboolean null = FALSE, recursive = FALSE, no_user = FALSE;
    g_autofree char *dictionaries = NULL;
    const GOptionEntry entries[] = {
        {"null", '0', 0, G_OPTION_ARG_NONE, &null,
         "Read names of files from standard input, parted by NUL", NULL},
        {"recursive", 'r', 0, G_OPTION_ARG_NONE, &recursive, "Read the papers in folders", NULL},
        {"dictionaries", 'd', 0, G_OPTION_ARG_FILENAME, &dictionaries,
         "Read dictionaries from DIR in place of ours", "DIR"},
        {"no-user-dictionaries", 0, 0, G_OPTION_ARG_NONE, &no_user,
         "Leave the user's own dictionaries out", NULL},
        {NULL}};
    const struct program program = {
        "akt-extract", "PATH...",
        "Read papers (PDF, HTML, text) into the stream, a document a line",
        "A PATH of - reads names from standard input, one a line.\n"
        "In folders (-r), files whose content is PDF or HTML and text files named .txt, .md or "
        ".text are papers;\na file that is named is always read.",
        entries};
    if (!program_options(&program, &argc, &argv))
        return AKT_EXIT_USAGE;
    if (argc < 2 && !null) {
        program_message("akt-extract", NULL, 0, "no paper is named");
        return AKT_EXIT_USAGE;
    }
    const struct stage_options options = {.dictionaries = dictionaries,
                                          .no_user_dictionaries = no_user};
    const struct stage *const members[] = {&stage_extract};
    g_autoptr(GError) error = NULL;
    g_autoptr(chain) chain = chain_open(members, 1, &options, &error);
    if (!chain) {
        program_message("akt-extract", NULL, 0, "%s", error->message);
        return akt_error_exit(error);
    }
    struct run run = {chain, "akt-extract", g_string_new(NULL), AKT_EXIT_OK};
    read_arguments(&run, argc, argv, null, recursive);
    g_string_free(run.line, TRUE);
    return program_finish("akt-extract", run.status);
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
