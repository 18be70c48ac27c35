/* precision: as a table for people, Danish or English, and as JSON. */
#include "precision.h"

#include "audit-private.h"
#include "labels.h"
#include "program.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

/* What is printed. */
struct print {
    const struct precision *precision;
    enum language language;
    gboolean by_rule;
    double width; /* half an interval that somebody wants */
    GString *out;
};

static const char *
say(const struct print *print, const char *da, const char *en)
{
    return print->language == LANGUAGE_DA ? da : en;
}

/* A number with a sign between its thousands. g_free() it. */
static char *
count_text(const struct print *print, guint64 n)
{
    g_autofree char *digits = g_strdup_printf("%" G_GUINT64_FORMAT, n);
    GString *out = g_string_new(NULL);
    gsize length = strlen(digits);
    for (gsize i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0)
            g_string_append_c(out, print->language == LANGUAGE_DA ? '.' : ',');
        g_string_append_c(out, digits[i]);
    }
    return g_string_free(out, FALSE);
}

static char *
decimal_text(const struct print *print, double number)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(digits, sizeof(digits), "%.1f", number);
    if (print->language == LANGUAGE_DA)
        g_strdelimit(digits, ".", ',');
    return g_strdup(digits);
}

/* Kroner and no øre: an estimate has none. */
static char *
kroner_text(const struct print *print, double ore)
{
    return count_text(print, (guint64)llround(MAX(ore, 0) / 100));
}

/* ---- the table ------------------------------------------------------------------------------- */

enum {
    NAME_WIDTH = 26
};

static void
put_name(const struct print *print, const char *name)
{
    g_string_append(print->out, name);
    for (glong n = g_utf8_strlen(name, -1); n < NAME_WIDTH; n++)
        g_string_append_c(print->out, ' ');
}

static void
put_cell(const struct print *print, const char *text)
{
    for (glong n = g_utf8_strlen(text, -1); n < 9; n++)
        g_string_append_c(print->out, ' ');
    g_string_append(print->out, text);
}

static void
put_count(const struct print *print, guint64 n)
{
    g_autofree char *text = count_text(print, n);
    put_cell(print, text);
}

static void
put_estimate(const struct print *print, gboolean known, const struct estimate *estimate)
{
    const double shares[] = {estimate->share, estimate->interval.low, estimate->interval.high};
    for (guint i = 0; i < G_N_ELEMENTS(shares); i++) {
        g_autofree char *text = known ? decimal_text(print, 100 * shares[i]) : g_strdup("-");
        put_cell(print, text);
    }
}

static void
put_tally(const struct print *print, const struct tally *tally)
{
    put_name(print, !tally->name     ? say(print, "i alt", "all")
                    : print->by_rule ? tally->name
                                     : label_word(print->language, tally->name));
    put_count(print, tally->right);
    put_count(print, tally->wrong);
    put_count(print, tally->unsure);
    put_count(print, tally->unseen);
    put_estimate(print, tally->known, &tally->precision);
    g_string_append_c(print->out, '\n');
}

/* The worst first; what nobody has judged last. */
static gint
compare_tallies(gconstpointer a, gconstpointer b)
{
    const struct tally *const *s = a, *const *t = b;
    if ((*s)->known != (*t)->known)
        return (*s)->known ? -1 : 1;
    if ((*s)->known && (*s)->precision.share < (*t)->precision.share)
        return -1;
    if ((*s)->known && (*s)->precision.share > (*t)->precision.share)
        return 1;
    return strcmp((*s)->name, (*t)->name);
}

static void
put_heads(const struct print *print, const char *const *heads)
{
    put_name(print, print->by_rule ? say(print, "regel", "rule") : say(print, "slags", "type"));
    for (; *heads; heads++)
        put_cell(print, *heads);
    g_string_append_c(print->out, '\n');
}

static void
put_precision(const struct print *print)
{
    static const char *const da[] = {"rigtige", "forkerte", "usikre", "usete",
                                     "% rigt.", "mindst",   "højst",  NULL};
    static const char *const en[] = {"right",   "wrong",    "unsure",  "unseen",
                                     "% right", "at least", "at most", NULL};
    const struct precision *precision = print->precision;
    put_heads(print, print->language == LANGUAGE_DA ? da : en);
    for (guint i = 0; i < precision->tallies->len; i++) {
        const struct tally *tally = g_ptr_array_index(precision->tallies, i);
        if (tally->right + tally->wrong + tally->unsure + tally->unseen)
            put_tally(print, tally);
    }
    put_tally(print, &precision->all);
}

static void
put_recall(const struct print *print)
{
    static const char *const da[] = {"fundet", "overset", "% fund.", "mindst", "højst", NULL};
    static const char *const en[] = {"found", "missed", "% found", "at least", "at most", NULL};
    const struct precision *precision = print->precision;
    g_string_append_c(print->out, '\n');
    put_heads(print, print->language == LANGUAGE_DA ? da : en);
    for (guint i = 0; i <= precision->tallies->len; i++) {
        gboolean last = i == precision->tallies->len;
        const struct tally *tally =
            last ? &precision->all : g_ptr_array_index(precision->tallies, i);
        if (!last && (print->by_rule || tally->found + tally->missed == 0))
            continue;
        put_name(print,
                 last ? say(print, "i alt", "all") : label_word(print->language, tally->name));
        put_count(print, tally->found);
        put_count(print, tally->missed);
        put_estimate(print, tally->recall_known, &tally->recall);
        g_string_append_c(print->out, '\n');
    }
}

/* ---- what is said beside it ------------------------------------------------------------------ */

/* A sentence with words put in for each {}, and a line end. */
static void
put_filled(const struct print *print, const char *sentence, const char *const *words)
{
    g_auto(GStrv) parts = g_strsplit(sentence, "{}", -1);
    for (guint i = 0; parts[i]; i++) {
        g_string_append(print->out, parts[i]);
        if (parts[i + 1])
            g_string_append(print->out, *words++);
    }
    g_string_append_c(print->out, '\n');
}

#define put_line(print, da, en, ...) \
    put_filled(print, say(print, da, en), (const char *const[]){__VA_ARGS__, NULL})

/* The same with a number; nothing for none. */
static void
put_number_line(const struct print *print, guint64 number, const char *da, const char *en)
{
    g_autofree char *text = count_text(print, number);
    if (number)
        put_line(print, da, en, text);
}

static const char *
method_shown(const struct print *print, enum sample_method method)
{
    static const char *const da[] = {"tilfældig", "lagdelt", "efter beløb", "sider"};
    return print->language == LANGUAGE_DA ? da[method] : sample_method_name(method);
}

static void
put_sample(const struct print *print)
{
    const struct precision *precision = print->precision;
    const struct sample *sample = precision->sample;
    g_autofree char *population = count_text(print, precision->population);
    g_autofree char *drawn = count_text(print, sample ? sample->drawn : 0);
    g_autofree char *seed = g_strdup_printf("%" G_GINT64_FORMAT, sample ? sample->seed : 0);
    if (!sample)
        put_line(print,
                 "Alle afgørelser. Intervallerne gælder kun, hvis fakta og sider er udtrukket ved "
                 "lod (akt-audit sample).",
                 "All verdicts. The intervals hold only if facts and pages were drawn by lot "
                 "(akt-audit sample).",
                 "");
    else
        put_line(print, "Stikprøve {}: {} af {} {}, {}{}{}, frø {}.",
                 "Sample {}: {} of {} {}, {}{}{}, seed {}.", sample->name, drawn, population,
                 sample->method == SAMPLE_PAGES ? say(print, "sider", "pages")
                                                : say(print, "fakta", "facts"),
                 method_shown(print, sample->method), *sample->parameters ? ", " : "",
                 sample->parameters, seed);
    put_number_line(print, precision->pages, "Sider læst igennem: {}.", "Pages read through: {}.");
    put_number_line(print, precision->unjudged, "Fakta på dem, der ikke er bedømt: {}.",
                    "Facts on them that are not judged: {}.");
    put_number_line(print, precision->gone, "Udtrukne fakta, der ikke findes mere: {}.",
                    "Facts drawn that are stated no more: {}.");
    g_string_append_c(print->out, '\n');
}

/* How many more must be seen, of the overall share as it is. */
static void
put_more(const struct print *print)
{
    static const double shares[] = {0.95, 0.98, 0.99};
    const struct tally *all = &print->precision->all;
    guint64 seen = all->right + all->wrong;
    g_string_append_c(print->out, '\n');
    if (print->precision->sample && print->precision->sample->method == SAMPLE_STRATIFIED)
        put_line(print,
                 "Som om alle fakta var udtrukket ens:", "As if all facts were drawn alike:", "");
    for (guint i = 0; i < G_N_ELEMENTS(shares); i++) {
        guint64 needed = estimate_needed(all->wrong, shares[i], print->precision->confidence);
        g_autofree char *share = g_strdup_printf("%.0f", 100 * shares[i]);
        g_autofree char *more = count_text(print, needed - MIN(seen, needed));
        g_autofree char *in_all = count_text(print, needed);
        put_line(print, "Mindst {} % rigtige vises af {} uden flere fejl: {} flere.",
                 "At least {} % right is shown by {} without another error: {} more.", share,
                 in_all, more);
    }
    guint64 wanted = estimate_for_width(all->precision.share, print->width,
                                        print->precision->population, print->precision->confidence);
    g_autofree char *more = count_text(print, wanted - MIN(seen, wanted));
    g_autofree char *in_all = count_text(print, wanted);
    g_autofree char *points = decimal_text(print, 100 * print->width);
    put_line(print, "Til ± {} procentpoint, hvis andelen holder, skal {} ses: {} flere.",
             "For ± {} points, if the share stays, {} must be seen: {} more.", points, in_all,
             more);
}

static void
put_money(const struct print *print)
{
    const struct money *money = &print->precision->money;
    g_autofree char *total = kroner_text(print, (double)money->total);
    g_autofree char *interval = kroner_text(print, (double)money->interval);
    g_autofree char *certain = kroner_text(print, money->certain_error);
    g_autofree char *projected = kroner_text(print, money->projected);
    g_autofree char *upper = kroner_text(print, money->upper);
    double whole = MAX((double)money->total, 1);
    g_autofree char *share = decimal_text(print, 100 * money->projected / whole);
    g_autofree char *most = decimal_text(print, 100 * money->upper / whole);
    put_line(print, "\nBeløb i alt: {} kr., et for hver {} kr. (større altid).",
             "\nAmounts in all: {} kr., one for each {} kr. (larger ones always).", total,
             interval);
    put_line(print, "Fejl i dem, der altid ses: {} kr.",
             "Error in those that are always seen: {} kr.", certain);
    put_line(print, "Fremskrevet fejl: {} kr. ({} %).", "Projected error: {} kr. ({} %).",
             projected, share);
    put_line(print, "Med 95 % sikkerhed højst (Stringer): {} kr. ({} %).",
             "With 95 % confidence at most (Stringer): {} kr. ({} %).", upper, most);
    put_number_line(print, money->unseen, "Ikke set endnu: {}.", "Not seen yet: {}.");
}

static void
put_disagreements(const struct print *print)
{
    const GPtrArray *all = print->precision->disagreements;
    put_number_line(print, all->len, "\nUenige om {}:", "\nNot agreed on {}:");
    for (guint i = 0; i < all->len; i++) {
        const struct disagreement *one = g_ptr_array_index(all, i);
        put_line(print, "  {}  {} {}  ({})", "  {}  {} {}  ({})", one->fact,
                 label_word(print->language, one->predicate), one->object, one->verdicts);
    }
}

static void
put_text_all(const struct print *print)
{
    const struct precision *precision = print->precision;
    put_sample(print);
    gboolean money = precision->sample && precision->sample->method == SAMPLE_AMOUNTS;
    gboolean pages = !precision->sample || precision->sample->method == SAMPLE_PAGES;
    if (precision->all.right + precision->all.wrong + precision->all.unsure + precision->all.unseen)
        put_precision(print);
    if (precision->strata_unseen && !money && !pages)
        put_line(print, "Ikke alle lag er set: intet samlet tal.",
                 "Not all strata are seen: no figure for all.", "");
    if (pages && precision->pages)
        put_recall(print);
    if (money)
        put_money(print);
    else if (precision->all.known && (!precision->sample || !pages))
        put_more(print);
    put_disagreements(print);
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static json_t *
estimate_json(gboolean known, const struct estimate *estimate)
{
    return known ? json_pack("{s:f, s:f, s:f, s:f}", "share", estimate->share, "low",
                             estimate->interval.low, "high", estimate->interval.high, "error",
                             estimate->error)
                 : json_null();
}

static json_t *
tally_json(const struct tally *tally, gboolean recall)
{
    json_t *out = json_pack("{s:s?, s:I, s:I, s:I, s:I, s:o}", "name", tally->name, "right",
                            (json_int_t)tally->right, "wrong", (json_int_t)tally->wrong, "unsure",
                            (json_int_t)tally->unsure, "unseen", (json_int_t)tally->unseen,
                            "precision", estimate_json(tally->known, &tally->precision));
    if (recall) {
        json_object_set_new(out, "found", json_integer((json_int_t)tally->found));
        json_object_set_new(out, "missed", json_integer((json_int_t)tally->missed));
        json_object_set_new(out, "recall", estimate_json(tally->recall_known, &tally->recall));
    }
    return out;
}

static json_t *
sample_json(const struct sample *sample)
{
    return sample
               ? json_pack("{s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:I}", "name", sample->name,
                           "method", sample_method_name(sample->method), "parameters",
                           sample->parameters, "seed", (json_int_t)sample->seed, "size",
                           (json_int_t)sample->size, "population", (json_int_t)sample->population,
                           "drawn", (json_int_t)sample->drawn, "judged", (json_int_t)sample->judged)
               : json_null();
}

static json_t *
money_json(const struct money *money)
{
    return json_pack(
        "{s:f, s:f, s:f, s:f, s:f, s:I, s:I, s:I}", "total", (double)money->total / 100, "interval",
        (double)money->interval / 100, "certain_error", money->certain_error / 100, "projected",
        money->projected / 100, "upper", money->upper / 100, "seen", (json_int_t)money->seen,
        "wrong", (json_int_t)money->wrong, "unseen", (json_int_t)money->unseen);
}

static json_t *
precision_json(const struct precision *precision)
{
    gboolean recall = !precision->sample || precision->sample->method == SAMPLE_PAGES;
    json_t *tallies = json_array(), *disagreements = json_array();
    for (guint i = 0; i < precision->tallies->len; i++)
        json_array_append_new(tallies,
                              tally_json(g_ptr_array_index(precision->tallies, i), recall));
    for (guint i = 0; i < precision->disagreements->len; i++) {
        const struct disagreement *one = g_ptr_array_index(precision->disagreements, i);
        json_array_append_new(disagreements, json_pack("{s:s, s:s, s:s, s:s}", "fact", one->fact,
                                                       "predicate", one->predicate, "object",
                                                       one->object, "verdicts", one->verdicts));
    }
    json_t *out =
        json_pack("{s:o, s:f, s:o, s:o, s:o, s:I, s:I, s:I}", "sample",
                  sample_json(precision->sample), "confidence", precision->confidence, "of",
                  tallies, "all", tally_json(&precision->all, recall), "disagreements",
                  disagreements, "pages", (json_int_t)precision->pages, "unjudged",
                  (json_int_t)precision->unjudged, "gone", (json_int_t)precision->gone);
    if (precision->sample && precision->sample->method == SAMPLE_AMOUNTS)
        json_object_set_new(out, "money", money_json(&precision->money));
    return out;
}

static int
put_json(const struct print *print)
{
    json_t *json = precision_json(print->precision);
    char *text = json_dumps(json, JSON_REAL_PRECISION(15));
    json_decref(json);
    if (!text)
        return AKT_EXIT_FAILURE;
    g_string_append(print->out, text);
    g_string_append_c(print->out, '\n');
    free(text);
    return AKT_EXIT_OK;
}

int
audit_precision(const struct audit_options *options, struct database *database,
                char *const *arguments)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    (void)arguments;
    if (options->by_rule && options->by_type)
        return audit_usage("--by-rule or --by-type: one of them");
    if (options->width == 0 || options->width > 50)
        return audit_usage("--width is more than 0 and at most 50 points");
    g_autoptr(precision) precision =
        precision_count(database, options->sample, options->by_rule, &error);
    if (!precision)
        return audit_failure(error);
    g_ptr_array_sort(precision->tallies, compare_tallies);
    const struct print print = {
        precision, g_strcmp0(options->language, "en") == 0 ? LANGUAGE_EN : LANGUAGE_DA,
        options->by_rule, options->width > 0 ? options->width / 100 : 0.02, out};
    int status = AKT_EXIT_OK;
    if (options->json)
        status = put_json(&print);
    else
        put_text_all(&print);
    program_write(AUDIT_PROGRAM, out->str, out->len);
    return status;
}
