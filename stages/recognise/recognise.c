/* Recognise: finds the mentions of a document, a span of its text and the value it stands for.
 *
 * Each recogniser is a file of this folder and offers its mentions in any order; the set settles
 * which of them hold (annotation.h). All dictionaries are opened through one, so that the hash in
 * the stream covers every row that has a say. */
#include "recognise.h"

#include "annotation.h"
#include "case.h"
#include "contact.h"
#include "lemma.h"
#include "lexicon.h"
#include "names.h"
#include "quantity.h"
#include "time-finder.h"

struct recognise {
    struct dictionaries *dictionaries;
    struct lemma *lemma;
    struct contact_finder *contacts;
    struct case_finder *cases;
    struct time_finder *times;
    struct quantity *quantities;
    struct names *names;
};

static void
recognise_close(gpointer state)
{
    struct recognise *recognise = state;
    names_close(recognise->names);
    quantity_close(recognise->quantities);
    time_close(recognise->times);
    case_close(recognise->cases);
    contact_close(recognise->contacts);
    lemma_free(recognise->lemma);
    dictionaries_free(recognise->dictionaries);
    g_free(recognise);
}

static gpointer
recognise_open(const struct stage_options *options, const char **ret_hash, GError **error)
{
    struct recognise *recognise = g_new0(struct recognise, 1);
    recognise->dictionaries =
        dictionaries_new(options->dictionaries, !options->no_user_dictionaries);
    struct dictionaries *dictionaries = recognise->dictionaries;
    if ((recognise->lemma = lemma_new(options->danish, error)) == NULL ||
        (recognise->contacts = contact_open(dictionaries, error)) == NULL ||
        (recognise->cases = case_open(dictionaries, error)) == NULL ||
        (recognise->times = time_open(dictionaries, error)) == NULL ||
        (recognise->quantities = quantity_open(dictionaries, recognise->lemma, error)) == NULL ||
        (recognise->names = names_open(dictionaries, recognise->lemma, error)) == NULL) {
        recognise_close(recognise);
        return NULL;
    }
    *ret_hash = dictionaries_hash(dictionaries);
    return recognise;
}

static gboolean
recognise_process(gpointer state, struct document *document, GError **error)
{
    (void)error; /* none of the recognisers can fail */
    struct recognise *recognise = state;
    document_clear_mentions(document);
    struct mention_set *set = mention_set_new(document);
    contact_find(recognise->contacts, document, set);
    case_find(recognise->cases, document, set);
    time_find(recognise->times, document, set);
    quantity_find(recognise->quantities, document, set);
    names_find(recognise->names, document, set);
    mention_set_settle(set);
    mention_set_free(set);
    return TRUE;
}

const struct stage stage_recognise = {
    .name = "recognise",
    .version = "1.0",
    .summary = "find amounts, dates, cases, names and what else a paper mentions",
    .kind = STAGE_FILTER,
    .after = "normalise",
    .open = recognise_open,
    .process = recognise_process,
    .close = recognise_close,
};
