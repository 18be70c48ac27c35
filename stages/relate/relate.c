/* From mentions to facts. The rules are one file a reason; this one only calls them in order:
 * what later rules lean on (the paper's date and addressee, the money) comes first. */
#include "relate/relate.h"

#include "relate/context.h"

struct relate {
    struct dictionaries *dictionaries;
    struct cues *cues;
};

static void
relate_close(gpointer data)
{
    struct relate *state = data;
    if (!state)
        return;
    cues_free(state->cues);
    if (state->dictionaries)
        dictionaries_free(state->dictionaries);
    g_free(state);
}

static gpointer
relate_open(const struct stage_options *options, const char **ret_hash, GError **error)
{
    struct relate *state = g_new0(struct relate, 1);
    state->dictionaries = dictionaries_new(options->dictionaries, !options->no_user_dictionaries);
    state->cues = cues_open(state->dictionaries, error);
    if (!state->cues) {
        relate_close(state);
        return NULL;
    }
    *ret_hash = dictionaries_hash(state->dictionaries);
    return state;
}

static gboolean
relate_process(gpointer data, struct document *document, G_GNUC_UNUSED GError **error)
{
    struct relate *state = data;
    document_clear_facts(document);
    g_autoptr(context) context = context_new(document, state->cues);
    relate_paper(context);
    relate_structure(context);
    relate_tables(context);
    relate_funding(context);
    relate_periods(context);
    relate_counts(context);
    relate_partners(context);
    relate_status(context);
    relate_meetings(context);
    relate_decisions(context);
    relate_reports(context);
    relate_sums(context);
    return TRUE;
}

const struct stage stage_relate = {
    .name = "relate",
    .version = "1.0",
    .summary = "state the facts: fundings, counts, periods, partners, meetings, sums",
    .kind = STAGE_FILTER,
    .after = "recognise",
    .open = relate_open,
    .process = relate_process,
    .close = relate_close,
};
