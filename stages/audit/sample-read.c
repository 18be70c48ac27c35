/* Samples as they are stored, and the command that draws and lists them. */
#include "audit-private.h"
#include "program.h"
#include "review-private.h"
#include "sample.h"

#include <string.h>

static const char *const methods[] = {"random", "stratified", "amounts", "pages"};

const char *
sample_method_name(enum sample_method method)
{
    return methods[method];
}

void
sample_free(struct sample *sample)
{
    if (!sample)
        return;
    g_free(sample->name);
    g_free(sample->parameters);
    g_free(sample->made);
    g_free(sample->program);
    g_free(sample);
}

static struct sample *
sample_from_row(sqlite3_stmt *row)
{
    struct sample *sample = g_new0(struct sample, 1);
    sample->id = sqlite3_column_int64(row, 0);
    sample->name = g_strdup(column_text(row, 1));
    while (sample->method < SAMPLE_PAGES &&
           strcmp(methods[sample->method], column_text(row, 2)) != 0)
        sample->method++;
    sample->seed = sqlite3_column_int64(row, 3);
    sample->size = sqlite3_column_int64(row, 4);
    sample->parameters = g_strdup(column_text(row, 5));
    sample->population = MAX(sqlite3_column_int64(row, 6), 0);
    sample->total_ore = MAX(sqlite3_column_int64(row, 7), 0);
    sample->interval_ore = MAX(sqlite3_column_int64(row, 8), 0);
    sample->made = g_strdup(column_text(row, 9));
    sample->program = g_strdup(column_text(row, 10));
    sample->drawn = (guint64)sqlite3_column_int64(row, 11);
    sample->judged = (guint64)sqlite3_column_int64(row, 12);
    return sample;
}

struct sample *
sample_read(struct database *database, const char *name, GError **error)
{
    gboolean row;
    struct statement statement = statement_of(
        database,
        "SELECT id, name, method, seed, size, parameters, population, total_ore, interval_ore, "
        "made, program, (SELECT count(*) FROM draw WHERE draw.sample = sample.id), "
        "(SELECT count(*) FROM draw WHERE draw.sample = sample.id AND CASE draw.key WHEN '' THEN "
        "EXISTS (SELECT 1 FROM reading WHERE reading.document = draw.document AND reading.page = "
        "draw.page AND NOT EXISTS (SELECT 1 FROM withdrawal WHERE withdrawal.reading = "
        "reading.id)) ELSE EXISTS (SELECT 1 FROM verdict_standing AS v WHERE v.fact = draw.fact) "
        "END) FROM sample WHERE name = ?",
        "looking for a sample");
    put_text(&statement, name);
    if (!statement_row(&statement, &row, error))
        return NULL;
    if (!row) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "there is no sample \"%s\"", name);
        return NULL;
    }
    struct sample *sample = sample_from_row(statement.handle);
    statement_reset(&statement);
    return sample;
}

/* ---- the command ----------------------------------------------------------------------------- */

/* "200 of 10432 facts, stratified, 200, stratify=type, seed 7: 37 judged, 163 to go". */
static void
put_sample(GString *out, const struct sample *sample)
{
    gboolean pages = sample->method == SAMPLE_PAGES;
    g_string_append_printf(
        out,
        "%s: %" G_GUINT64_FORMAT " of %" G_GINT64_FORMAT " %s, %s, seed "
        "%" G_GINT64_FORMAT "%s%s: %" G_GUINT64_FORMAT " %s, %" G_GUINT64_FORMAT " to go\n",
        sample->name, sample->drawn, sample->population, pages ? "pages" : "facts",
        sample_method_name(sample->method), sample->seed, *sample->parameters ? ", " : "",
        sample->parameters, sample->judged, pages ? "read through" : "judged",
        sample->drawn - MIN(sample->judged, sample->drawn));
    if (sample->method == SAMPLE_AMOUNTS)
        g_string_append_printf(out,
                               "  %.2f kr. in all, an amount for each %.2f kr., larger ones "
                               "always\n",
                               (double)sample->total_ore / 100, (double)sample->interval_ore / 100);
}

static gboolean
put_strata(GString *out, struct database *database, const struct sample *sample, GError **error)
{
    gboolean row;
    struct statement statement = statement_of(
        database,
        "SELECT stratum.name, population, (SELECT count(*) FROM draw WHERE draw.sample = "
        "stratum.sample AND draw.stratum = stratum.name) FROM stratum WHERE sample = ? "
        "ORDER BY stratum.name",
        "reading a sample");
    put_number(&statement, sample->id);
    while (statement_row(&statement, &row, error)) {
        if (!row)
            return TRUE;
        g_string_append_printf(out, "  %-24s %6lld of %lld\n", column_text(statement.handle, 0),
                               sqlite3_column_int64(statement.handle, 2),
                               sqlite3_column_int64(statement.handle, 1));
    }
    return FALSE;
}

/* All samples, by their names. */
static gboolean
put_samples(GString *out, struct database *database, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    gboolean row = TRUE;
    struct statement statement =
        statement_of(database, "SELECT name FROM sample ORDER BY name", "reading samples");
    while (row) {
        if (!statement_row(&statement, &row, error))
            return FALSE;
        if (row)
            g_ptr_array_add(names, g_strdup(column_text(statement.handle, 0)));
    }
    for (guint i = 0; i < names->len; i++) {
        g_autoptr(sample) sample = sample_read(database, g_ptr_array_index(names, i), error);
        if (!sample)
            return FALSE;
        put_sample(out, sample);
    }
    return TRUE;
}

/* What the options ask for. FALSE: they do not go together, and why was said. */
static gboolean
plan_of(const struct audit_options *options, struct sample_plan *plan)
{
    enum predicate predicate;
    *plan = (struct sample_plan){
        .name = options->sample,
        .method = options->pages      ? SAMPLE_PAGES
                  : options->amounts  ? SAMPLE_AMOUNTS
                  : options->stratify ? SAMPLE_STRATIFIED
                                      : SAMPLE_RANDOM,
        .stratify = options->stratify,
        .filter = {.predicate = options->type, .project = options->project, .cert = options->cert},
        .size = MAX(options->size, 0),
        .seed = options->seed};
    if (options->pages + options->amounts + (options->stratify != NULL) > 1)
        audit_usage("--stratify, --amounts and --pages are three ways to draw: one of them");
    else if (options->stratify && strcmp(options->stratify, "type") != 0 &&
             strcmp(options->stratify, "cert") != 0 && strcmp(options->stratify, "rule") != 0)
        audit_usage("--stratify is type, cert or rule");
    else if (options->type && !predicate_from_name(options->type, &predicate))
        audit_usage("--type wants a kind of fact, as \"funding\"");
    else if (options->pages && (options->type || options->project || options->cert))
        audit_usage("--type, --project and --cert choose facts, --pages draws pages");
    else if (options->size == 0 || options->size > 1000000)
        audit_usage("--size is 1 to 1000000");
    else
        return TRUE;
    return FALSE;
}

int
audit_sample(const struct audit_options *options, struct database *database, char *const *arguments)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    struct sample_plan plan;
    (void)arguments;
    if (!plan_of(options, &plan))
        return AKT_EXIT_USAGE;
    if (!plan.name) {
        if (plan.size || plan.method != SAMPLE_RANDOM)
            return audit_usage("a sample wants a name: --sample NAME");
        if (!put_samples(out, database, &error))
            return audit_failure(error);
        program_write(AUDIT_PROGRAM, out->str, out->len);
        return AKT_EXIT_OK;
    }
    if (!*plan.name || strlen(plan.name) > REVIEW_MAX_NAME)
        return audit_usage("the name of a sample is 1 to 200 bytes");
    if (!plan.size && (plan.method != SAMPLE_RANDOM || options->type || options->project ||
                       options->cert || options->seed >= 0))
        return audit_usage("how many are to be drawn? --size N");
    if (plan.size && !sample_draw(database, &plan, &error))
        return audit_failure(error);
    g_autoptr(sample) sample = sample_read(database, plan.name, &error);
    if (!sample)
        return audit_failure(error);
    put_sample(out, sample);
    if (!put_strata(out, database, sample, &error))
        return audit_failure(error);
    program_write(AUDIT_PROGRAM, out->str, out->len);
    return AKT_EXIT_OK;
}
