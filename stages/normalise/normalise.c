/* The second stage: paragraphs whole, words whole, items numbered, sentences told apart.
 *
 * It reads the blocks of extract and plans a new body (work.h): flow.c, hyphens.c, corrections.c,
 * lists.c, headings.c; rebuild.c builds it; sentences.c divides it. No printed character is lost or
 * changed: what is read otherwise stands beside it as a choice. */
#include "normalise/normalise.h"

#include "annotation.h"
#include "lexicon.h"
#include "normalise/work.h"

struct state {
    struct dictionaries *dictionaries;
    struct abbreviations *abbreviations;
    struct spelling *spelling;
};

static void
normalise_close(gpointer data)
{
    struct state *state = data;
    spelling_free(state->spelling);
    abbreviations_free(state->abbreviations);
    dictionaries_free(state->dictionaries);
    g_free(state);
}

static gpointer
normalise_open(const struct stage_options *options, const char **ret_hash, GError **error)
{
    struct state *state = g_new0(struct state, 1);
    state->dictionaries = dictionaries_new(options->dictionaries, !options->no_user_dictionaries);
    state->abbreviations = abbreviations_open(state->dictionaries, error);
    if (state->abbreviations)
        state->spelling = spelling_new(options->danish, error);
    if (!state->spelling) {
        normalise_close(state);
        return NULL;
    }
    *ret_hash = dictionaries_hash(state->dictionaries);
    return state;
}

/* A body that was built before has all its joins and corrections: only its sentences are told
 * anew, for those that recognise has merged. */
static gboolean
normalise_process(gpointer data, struct document *document, G_GNUC_UNUSED GError **error)
{
    struct state *state = data;
    document_clear_mentions(document);
    if (!document->structured) {
        struct work work = {.document = document,
                            .abbreviations = state->abbreviations,
                            .spelling = state->spelling};
        work.plans = g_array_new(FALSE, TRUE, sizeof(struct block_plan));
        work.edits = g_array_new(FALSE, TRUE, sizeof(struct edit));
        work.words = words_new(document->text->str, document->text->len);
        g_array_set_size(work.plans, document->blocks->len);
        for (guint i = 0; i < document->blocks->len; i++)
            work_plan(&work, i)->next = G_MAXUINT;
        flow_link(&work);
        hyphens_join(&work);
        corrections_find(&work);
        digits_correct(&work);
        lists_number(&work);
        headings_level(&work);
        work_rebuild(&work);
        words_free(work.words);
        g_array_unref(work.edits);
        g_array_unref(work.plans);
    }
    sentences_split(state->abbreviations, document);
    return TRUE;
}

const struct stage stage_normalise = {
    .name = "normalise",
    .version = "1.0",
    .summary = "words, paragraphs and lists made whole; sentences",
    .kind = STAGE_FILTER,
    .after = "extract",
    .open = normalise_open,
    .process = normalise_process,
    .close = normalise_close,
};
