/* A frame is all that could be drawn, in the order of the papers' hashes and the facts' keys, so
 * that the same papers in another database give the same draw. It is gone through twice: to count
 * it, and to draw from it. */
#include "sample.h"

#include "draw.h"
#include "review-private.h"

#include <string.h>

/* ---- the frame ------------------------------------------------------------------------------- */

/* Something that could be drawn. Strings are good until the next one. */
struct unit {
    gint64 document, fact, amount;
    guint page;
    const char *key, *stratum;
    char name[64]; /* as drawing by lot knows it */
};

/* The columns that a sample is stratified by. */
static const struct {
    const char *name, *column;
} strata[] = {{"type", "fact.predicate"}, {"cert", "fact.cert"}, {"rule", "fact.rule"}};

static const char *
stratum_column(const struct sample_plan *plan)
{
    for (guint i = 0; plan->method == SAMPLE_STRATIFIED && i < G_N_ELEMENTS(strata); i++) {
        if (strcmp(strata[i].name, plan->stratify) == 0)
            return strata[i].column;
    }
    return "''";
}

static struct statement
frame_of(struct database *database, const struct sample_plan *plan)
{
    if (plan->method == SAMPLE_PAGES)
        return statement_of(
            database,
            "SELECT document.id, 0, '', '', 0, page.n, sha256 FROM document "
            "JOIN page ON page.document = document.id WHERE document.current "
            "AND page.characters > 0 AND sha256 IS NOT NULL ORDER BY sha256, page.n",
            "reading pages");
    g_autofree char *columns =
        g_strdup_printf("document.id, fact.id, fact.key, %s, coalesce(fact.amount_max_ore, 0), "
                        "coalesce((SELECT page FROM evidence WHERE evidence.fact = fact.id AND "
                        "evidence.n = 1), 0), sha256",
                        stratum_column(plan));
    return review_facts(database, columns, &plan->filter,
                        plan->method == SAMPLE_AMOUNTS
                            ? " AND sha256 IS NOT NULL AND fact.amount_max_ore > 0 "
                              "ORDER BY sha256, fact.key"
                            : " AND sha256 IS NOT NULL ORDER BY sha256, fact.key");
}

static gboolean
frame_next(struct statement *frame, struct unit *unit, gboolean *ret_more, GError **error)
{
    sqlite3_stmt *row = frame->handle;
    if (!statement_row(frame, ret_more, error))
        return FALSE;
    if (!*ret_more)
        return TRUE;
    unit->document = sqlite3_column_int64(row, 0);
    unit->fact = sqlite3_column_int64(row, 1);
    unit->key = column_text(row, 2);
    unit->stratum = column_text(row, 3);
    unit->amount = sqlite3_column_int64(row, 4);
    unit->page = (guint)CLAMP(sqlite3_column_int64(row, 5), 0, G_MAXINT);
    if (unit->fact)
        g_snprintf(unit->name, sizeof(unit->name), "d%.16s/%.16s", column_text(row, 6), unit->key);
    else
        g_snprintf(unit->name, sizeof(unit->name), "d%.16s#page=%u", column_text(row, 6),
                   unit->page);
    return TRUE;
}

/* What the frame adds up to. */
struct stratum {
    char *name;
    guint64 population, size;
    gint64 total;
    struct lottery *lottery;
};

struct frame {
    GPtrArray *strata; /* struct stratum, by name */
    GHashTable *by_name;
    guint64 population;
    gint64 total, interval;
    char *hash; /* of all names and amounts */
};

static void
stratum_free(gpointer data)
{
    struct stratum *stratum = data;
    g_free(stratum->name);
    lottery_free(stratum->lottery);
    g_free(stratum);
}

static void
frame_clear(struct frame *frame)
{
    g_hash_table_unref(frame->by_name);
    g_ptr_array_unref(frame->strata);
    g_free(frame->hash);
}

static struct stratum *
frame_stratum(struct frame *frame, const char *name)
{
    struct stratum *stratum = g_hash_table_lookup(frame->by_name, name);
    if (!stratum) {
        stratum = g_new0(struct stratum, 1);
        stratum->name = g_strdup(name);
        g_ptr_array_add(frame->strata, stratum);
        g_hash_table_insert(frame->by_name, stratum->name, stratum);
    }
    return stratum;
}

static gint
compare_strata(gconstpointer a, gconstpointer b)
{
    const struct stratum *const *s = a, *const *t = b;
    return strcmp((*s)->name, (*t)->name);
}

static gboolean
count_frame(struct database *database, const struct sample_plan *plan, struct frame *frame,
            GError **error)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    struct statement statement = frame_of(database, plan);
    struct unit unit;
    gboolean more;
    for (;;) {
        if (!frame_next(&statement, &unit, &more, error))
            return FALSE;
        if (!more)
            break;
        struct stratum *stratum = frame_stratum(frame, unit.stratum);
        g_autofree char *line = g_strdup_printf("%s %" G_GINT64_FORMAT "\n", unit.name,
                                                plan->method == SAMPLE_AMOUNTS ? unit.amount : 0);
        g_checksum_update(checksum, (const guchar *)line, -1);
        stratum->population++;
        frame->population++;
        if (plan->method == SAMPLE_AMOUNTS) {
            stratum->total += unit.amount; /* less than the frame's */
            if (__builtin_add_overflow(frame->total, unit.amount, &frame->total)) {
                statement_reset(&statement);
                g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE,
                            "the amounts have no sum: too large");
                return FALSE;
            }
        }
    }
    frame->hash = g_strdup(g_checksum_get_string(checksum));
    g_ptr_array_sort(frame->strata, compare_strata);
    return TRUE;
}

/* ---- drawing --------------------------------------------------------------------------------- */

struct drawn {
    gint64 document, fact, amount;
    guint64 ticket, hits;
    guint page;
    gboolean certain;
    char *key, *stratum;
};

static void
drawn_clear(gpointer data)
{
    struct drawn *drawn = data;
    g_free(drawn->key);
    g_free(drawn->stratum);
}

/* What must be seen whatever the seed comes first, the rest as the tickets say. */
static gint
compare_drawn(gconstpointer a, gconstpointer b)
{
    const struct drawn *s = a, *t = b;
    if (s->certain != t->certain)
        return s->certain ? -1 : 1;
    if (s->ticket != t->ticket)
        return s->ticket < t->ticket ? -1 : 1;
    return s->fact < t->fact ? -1 : s->fact > t->fact;
}

/* How many of each stratum, or the interval between amounts. */
static gboolean
allocate(const struct sample_plan *plan, struct frame *frame, GError **error)
{
    guint n = frame->strata->len;
    g_autofree guint64 *populations = g_new0(guint64, n + 1), *sizes = g_new0(guint64, n + 1);
    for (guint i = 0; i < n; i++)
        populations[i] = ((struct stratum *)g_ptr_array_index(frame->strata, i))->population;
    if (plan->method == SAMPLE_AMOUNTS) {
        frame->interval = MAX(frame->total / plan->size, 1);
        return TRUE;
    }
    if (plan->method != SAMPLE_STRATIFIED) {
        sizes[0] = MIN((guint64)plan->size, populations[0]);
    } else if (!draw_allocate(populations, n, (guint64)plan->size, sizes)) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE,
                    "%" G_GINT64_FORMAT " is too few: there are %u strata, and two of each are "
                    "wanted",
                    plan->size, n);
        return FALSE;
    }
    for (guint i = 0; i < n; i++) {
        struct stratum *stratum = g_ptr_array_index(frame->strata, i);
        stratum->size = sizes[i];
        stratum->lottery = lottery_new(sizes[i]);
    }
    return TRUE;
}

static void
take(GArray *all, const struct unit *unit, guint64 ticket, guint64 hits, gboolean certain)
{
    const struct drawn drawn = {
        unit->document, unit->fact,          unit->amount,           ticket, hits, unit->page,
        certain,        g_strdup(unit->key), g_strdup(unit->stratum)};
    g_array_append_val(all, drawn);
}

/* Those of the higher tickets go, wherever twice as many as are wanted are held. */
static void
prune(GArray *all, struct frame *frame)
{
    g_autofree guint8 *stays = g_new0(guint8, all->len + 1);
    g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(struct drawn));
    for (guint i = 0; i < frame->strata->len; i++) {
        const struct stratum *stratum = g_ptr_array_index(frame->strata, i);
        g_autoptr(GHashTable) tickets = g_hash_table_new(g_int64_hash, g_int64_equal);
        const GArray *lots = lottery_drawn(stratum->lottery);
        for (guint k = 0; k < lots->len; k++)
            g_hash_table_add(tickets, &g_array_index(lots, struct lot, k).ticket);
        for (guint k = 0; k < all->len; k++) {
            const struct drawn *drawn = &g_array_index(all, struct drawn, k);
            if (strcmp(drawn->stratum, stratum->name) == 0 &&
                g_hash_table_contains(tickets, &drawn->ticket))
                stays[k] = 1;
        }
    }
    for (guint k = 0; k < all->len; k++) {
        struct drawn drawn = g_array_index(all, struct drawn, k);
        if (stays[k])
            g_array_append_val(kept, drawn);
        else
            drawn_clear(&drawn);
    }
    g_array_set_clear_func(all, NULL);
    g_array_set_size(all, 0);
    g_array_append_vals(all, kept->data, kept->len);
    g_array_set_clear_func(all, drawn_clear);
}

static gboolean
draw_frame(struct database *database, const struct sample_plan *plan, struct frame *frame,
           GArray *all, GError **error)
{
    guint64 seed = (guint64)plan->seed;
    gint64 start = plan->method == SAMPLE_AMOUNTS ? draw_start(seed, frame->interval) : 0;
    gint64 before = 0;
    struct statement statement = frame_of(database, plan);
    struct unit unit;
    gboolean more;
    for (;;) {
        if (!frame_next(&statement, &unit, &more, error))
            return FALSE;
        if (!more)
            break;
        guint64 ticket = draw_ticket(seed, draw_key(unit.name));
        if (plan->method == SAMPLE_AMOUNTS) {
            gboolean certain = unit.amount >= frame->interval;
            guint64 hits = certain ? 1 : draw_hits(before, unit.amount, start, frame->interval);
            if (hits)
                take(all, &unit, ticket, hits, certain);
            before += certain ? 0 : unit.amount;
        } else if (lottery_offer(frame_stratum(frame, unit.stratum)->lottery, ticket,
                                 (gsize)unit.fact)) {
            take(all, &unit, ticket, 1, FALSE);
            if (all->len > 4 * (guint64)plan->size + 4096)
                prune(all, frame);
        }
    }
    if (plan->method != SAMPLE_AMOUNTS)
        prune(all, frame);
    g_array_sort(all, compare_drawn);
    return TRUE;
}

/* ---- storing --------------------------------------------------------------------------------- */

/* What was chosen to draw from, in words that can be compared. */
static char *
parameters_of(const struct sample_plan *plan)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const char *const all[][2] = {
        {"stratify", plan->method == SAMPLE_STRATIFIED ? plan->stratify : NULL},
        {"type", plan->filter.predicate},
        {"project", plan->filter.project},
        {"cert", plan->filter.cert}};
    for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
        if (all[i][1])
            g_string_append_printf(out, "%s%s=%s", out->len ? ";" : "", all[i][0], all[i][1]);
    }
    return g_strdup(out->str);
}

static gboolean
store_sample(struct database *database, const struct sample_plan *plan, const struct frame *frame,
             gint64 *ret_id, GError **error)
{
    g_autofree char *parameters = parameters_of(plan), *made = review_now();
    struct statement statement =
        statement_of(database,
                     "INSERT INTO sample (name, method, seed, size, parameters, frame, population, "
                     "made, program, total_ore, interval_ore) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "
                     "nullif(?, 0), nullif(?, 0))",
                     "writing a sample");
    put_text(&statement, plan->name);
    put_text(&statement, sample_method_name(plan->method));
    put_number(&statement, plan->seed);
    put_number(&statement, plan->size);
    put_text(&statement, parameters);
    put_text(&statement, frame->hash);
    put_number(&statement, (gint64)frame->population);
    put_text(&statement, made);
    put_text(&statement, "akt-audit " AKT_VERSION);
    put_number(&statement, frame->total);
    put_number(&statement, frame->interval);
    if (!statement_run(&statement, error))
        return FALSE;
    *ret_id = sqlite3_last_insert_rowid(database->handle);
    return TRUE;
}

static gboolean
store_strata(struct database *database, const struct frame *frame, gint64 id, GError **error)
{
    for (guint i = 0; i < frame->strata->len; i++) {
        const struct stratum *stratum = g_ptr_array_index(frame->strata, i);
        struct statement statement =
            statement_of(database,
                         "INSERT INTO stratum (sample, name, population, total_ore) "
                         "VALUES (?, ?, ?, nullif(?, 0))",
                         "writing a sample");
        put_number(&statement, id);
        put_text(&statement, stratum->name);
        put_number(&statement, (gint64)stratum->population);
        put_number(&statement, stratum->total);
        if (!statement_run(&statement, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
store_draws(struct database *database, const GArray *all, gint64 id, GError **error)
{
    for (guint i = 0; i < all->len; i++) {
        const struct drawn *drawn = &g_array_index(all, struct drawn, i);
        struct statement statement =
            statement_of(database,
                         "INSERT INTO draw (sample, n, document, fact, key, page, stratum, "
                         "amount_ore, hits, certain) VALUES (?, ?, ?, nullif(?, 0), ?, ?, ?, "
                         "nullif(?, 0), ?, ?)",
                         "writing a sample");
        put_number(&statement, id);
        put_number(&statement, i + 1);
        put_number(&statement, drawn->document);
        put_number(&statement, drawn->fact);
        put_text(&statement, drawn->key);
        put_number(&statement, drawn->page);
        put_text(&statement, drawn->stratum);
        put_number(&statement, drawn->amount);
        put_number(&statement, (gint64)drawn->hits);
        put_number(&statement, drawn->certain);
        if (!statement_run(&statement, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
draw_new(struct database *database, const struct sample_plan *plan, GError **error)
{
    struct frame frame = {.strata = g_ptr_array_new_with_free_func(stratum_free),
                          .by_name = g_hash_table_new(g_str_hash, g_str_equal)};
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(struct drawn));
    gint64 id = 0;
    g_array_set_clear_func(all, drawn_clear);
    gboolean ok = count_frame(database, plan, &frame, error);
    if (ok && !frame.population) {
        g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE, "there is nothing to draw from");
        ok = FALSE;
    }
    ok = ok && allocate(plan, &frame, error) && draw_frame(database, plan, &frame, all, error) &&
         store_sample(database, plan, &frame, &id, error) &&
         store_strata(database, &frame, id, error) && store_draws(database, all, id, error);
    frame_clear(&frame);
    return ok;
}

/* Whether a sample is the one that the plan would draw. */
static gboolean
is_same(const struct sample *sample, const struct sample_plan *plan)
{
    g_autofree char *parameters = parameters_of(plan);
    return sample->method == plan->method && sample->size == plan->size &&
           (plan->seed < 0 || sample->seed == plan->seed) &&
           strcmp(sample->parameters, parameters) == 0;
}

static gboolean
draw_or_find(struct database *database, const struct sample_plan *plan, GError **error)
{
    g_autoptr(GError) none = NULL;
    g_autoptr(sample) there = sample_read(database, plan->name, &none);
    if (!there) {
        if (!g_error_matches(none, AKT_ERROR, AKT_ERROR_USAGE)) {
            g_propagate_error(error, g_steal_pointer(&none));
            return FALSE;
        }
        struct sample_plan seeded = *plan;
        if (plan->seed < 0)
            seeded.seed = (gint64)g_random_int();
        return draw_new(database, &seeded, error);
    }
    if (is_same(there, plan))
        return TRUE;
    g_set_error(error, AKT_ERROR, AKT_ERROR_USAGE,
                "the sample \"%s\" was drawn otherwise (%s, %" G_GINT64_FORMAT
                ", seed %" G_GINT64_FORMAT "%s%s): give the new one another name",
                plan->name, sample_method_name(there->method), there->size, there->seed,
                *there->parameters ? ", " : "", there->parameters);
    return FALSE;
}

gboolean
sample_draw(struct database *database, const struct sample_plan *plan, GError **error)
{
    if (!database_begin(database, error))
        return FALSE;
    if (draw_or_find(database, plan, error))
        return database_commit(database, error);
    database_rollback(database);
    return FALSE;
}
