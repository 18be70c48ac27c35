/* Programs that print the stream. */
#include "workers.h"

#include "program.h"
#include "tei.h"

gboolean
outcome_is_failure(const struct outcome *outcome, const char **ret_reason)
{
    *ret_reason = outcome->issue ? outcome->issue : document_state_name(outcome->state);
    if (outcome->error) {
        *ret_reason = outcome->error->message;
        return TRUE;
    }
    return outcome->failed || (outcome->line && (outcome->state == DOCUMENT_DAMAGED ||
                                                 outcome->state == DOCUMENT_LIMIT));
}

struct printing {
    const char *program;
    struct chain *chain;
    enum akt_exit status;
};

static gboolean
print_outcome(const struct outcome *outcome, gpointer data, GError **error)
{
    (void)error;
    struct printing *printing = data;
    const char *reason;
    if (outcome_is_failure(outcome, &reason)) {
        program_message(printing->program, outcome->path, 0, "%s", reason);
        printing->status = MAX(printing->status, AKT_EXIT_SOME);
    }
    if (outcome->line) {
        program_write(printing->program, outcome->line, outcome->length);
        return TRUE;
    }
    g_autoptr(document) document = chain_unreadable(printing->chain, outcome->path, outcome->error);
    g_autoptr(GString) line = g_string_new(NULL);
    tei_write(document, line);
    program_write(printing->program, line->str, line->len);
    return TRUE;
}

enum akt_exit
workers_stream(const char *program, struct chain *chain, guint count, char *const *paths)
{
    struct printing printing = {.program = program, .chain = chain};
    const struct workers workers = {.chain = chain,
                                    .count = count,
                                    .limits = chain_limits(chain),
                                    .paths = paths,
                                    .done = print_outcome,
                                    .data = &printing};
    g_autoptr(GError) error = NULL;
    if (workers_run(&workers, &error))
        return printing.status;
    program_message(program, NULL, 0, "%s", error->message);
    return akt_error_exit(error);
}
