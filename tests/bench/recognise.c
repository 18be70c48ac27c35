/* What recognise costs, in MB of reading text a second of CPU on one core:
 *
 *     akt-extract PAPERS | akt-normalise | build/tests/bench-recognise [ROUNDS [MEGABYTES [PART]]]
 *
 *   everything    the stage as it runs, on the documents of standard input
 *   by part       contacts, cases, times, quantities, names, each with its dictionary, and what
 *                 it takes to settle which of all their mentions hold; PART: that one alone
 *   grammars      the scanners alone, one after the other over all the text
 *   linear        scanners and finders on buffers of one character, of a tenth of MEGABYTES and of
 *                 MEGABYTES (default 50): the ratio of the speeds is 1 where they are linear
 *
 * No verdict: it prints, people judge. */
#include "recognise/recognise.h"
#include "recognise/case.h"
#include "recognise/contact.h"
#include "recognise/quantity.h"
#include "recognise/time-finder.h"

#include "builder.h"
#include "recognise/names.h"
#include "scan.h"
#include "tei.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct bench {
    GPtrArray *documents;
    gsize bytes; /* of their reading text */
    struct dictionaries *dictionaries;
    struct lemma *lemma;
    struct contact_finder *contacts;
    struct case_finder *cases;
    struct time_finder *times;
    struct quantity *quantities;
    struct names *names;
    struct time_vocabulary *vocabulary;
    gpointer stage;
};

static double
cpu(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static gboolean
open_all(struct bench *bench, GError **error)
{
    const struct stage_options options = {.no_user_dictionaries = TRUE};
    const char *hash;
    bench->dictionaries = dictionaries_new(NULL, FALSE);
    return (bench->lemma = lemma_new(NULL, error)) &&
           (bench->contacts = contact_open(bench->dictionaries, error)) &&
           (bench->cases = case_open(bench->dictionaries, error)) &&
           (bench->times = time_open(bench->dictionaries, error)) &&
           (bench->quantities = quantity_open(bench->dictionaries, bench->lemma, error)) &&
           (bench->names = names_open(bench->dictionaries, bench->lemma, error)) &&
           (bench->vocabulary = scan_times_open(bench->dictionaries, error)) &&
           (bench->stage = stage_recognise.open(&options, &hash, error));
}

static void
close_all(struct bench *bench)
{
    stage_recognise.close(bench->stage);
    scan_times_close(bench->vocabulary);
    names_close(bench->names);
    quantity_close(bench->quantities);
    time_close(bench->times);
    case_close(bench->cases);
    contact_close(bench->contacts);
    lemma_free(bench->lemma);
    dictionaries_free(bench->dictionaries);
    g_ptr_array_unref(bench->documents);
}

static gboolean
read_documents(struct bench *bench, GError **error)
{
    g_autoptr(tei_reader) reader = tei_reader_new();
    char *line = NULL;
    size_t space = 0;
    ssize_t length;
    bench->documents = g_ptr_array_new_with_free_func((GDestroyNotify)document_free);
    while ((length = getline(&line, &space, stdin)) > 0) {
        struct document *document = tei_read(reader, line, (gsize)length, error);
        if (!document)
            break;
        bench->bytes += document->text->len;
        g_ptr_array_add(bench->documents, document);
    }
    free(line);
    return length <= 0;
}

/* ---- the parts ------------------------------------------------------------------------------- */

static void
run_stage(struct bench *bench, struct document *document, struct mention_set *set)
{
    (void)set;
    stage_recognise.process(bench->stage, document, NULL);
}

static void
run_contacts(struct bench *bench, struct document *document, struct mention_set *set)
{
    contact_find(bench->contacts, document, set);
}

static void
run_cases(struct bench *bench, struct document *document, struct mention_set *set)
{
    case_find(bench->cases, document, set);
}

static void
run_times(struct bench *bench, struct document *document, struct mention_set *set)
{
    time_find(bench->times, document, set);
}

static void
run_quantities(struct bench *bench, struct document *document, struct mention_set *set)
{
    quantity_find(bench->quantities, document, set);
}

static void
run_names(struct bench *bench, struct document *document, struct mention_set *set)
{
    names_find(bench->names, document, set);
}

/* What all parts offered, settled: the parts run before, and are not timed. */
static void
run_settle(struct bench *bench, struct document *document, struct mention_set *set)
{
    (void)bench, (void)document;
    mention_set_settle(set);
}

static void
run_grammars(struct bench *bench, struct document *document, struct mention_set *set)
{
    (void)set;
    const char *text = document->text->str;
    gsize length = document->text->len;
    scan_contacts(text, length);
    scan_times(bench->vocabulary, text, length);
    scan_quantities(text, length);
}

static void
run_contact_grammar(struct bench *bench, struct document *document, struct mention_set *set)
{
    (void)bench, (void)set;
    scan_contacts(document->text->str, document->text->len);
}

static void
run_time_grammar(struct bench *bench, struct document *document, struct mention_set *set)
{
    (void)set;
    scan_times(bench->vocabulary, document->text->str, document->text->len);
}

static void
run_quantity_grammar(struct bench *bench, struct document *document, struct mention_set *set)
{
    (void)bench, (void)set;
    scan_quantities(document->text->str, document->text->len);
}

typedef void (*part)(struct bench *bench, struct document *document, struct mention_set *set);

static const struct {
    const char *name;
    part run;
} parts[] = {
    {"everything", run_stage},
    {"  contacts", run_contacts},
    {"  cases", run_cases},
    {"  times", run_times},
    {"  quantities", run_quantities},
    {"  names", run_names},
    {"  settle", run_settle},
    {"grammars together", run_grammars},
    {"  of contacts", run_contact_grammar},
    {"  of times", run_time_grammar},
    {"  of quantities", run_quantity_grammar},
};

static const part offering[] = {run_contacts, run_cases, run_times, run_quantities, run_names};

/* CPU seconds of a part over all documents; setting up and settling the mentions is left out, but
 * for the whole stage. */
static double
time_part(struct bench *bench, part run)
{
    double total = 0;
    for (guint i = 0; i < bench->documents->len; i++) {
        struct document *document = g_ptr_array_index(bench->documents, i);
        struct mention_set *set = mention_set_new(document);
        for (guint n = 0; run == run_settle && n < G_N_ELEMENTS(offering); n++)
            offering[n](bench, document, set);
        double before = cpu();
        run(bench, document, set);
        total += cpu() - before;
        mention_set_free(set);
    }
    return total;
}

static int
compare_times(const void *a, const void *b)
{
    double one = *(const double *)a, two = *(const double *)b;
    return (one > two) - (one < two);
}

/* The rounds go over all parts in turn, so that a slow moment of the machine hits all of them. */
static void
print_parts(struct bench *bench, guint rounds, const char *only)
{
    g_autofree double *times = g_new0(double, G_N_ELEMENTS(parts) * rounds);
    printf("recognise: %u documents, %.2f MB of reading text, %u rounds\n", bench->documents->len,
           (double)bench->bytes / 1e6, rounds);
    double cold = time_part(bench, run_stage);
    for (guint round = 0; round < rounds; round++)
        for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
            if (!only || strstr(parts[i].name, only))
                times[i * rounds + round] = time_part(bench, parts[i].run);
    printf("  %-22s %8.1f MB/s\n", "first time", (double)bench->bytes / 1e6 / cold);
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (only && !strstr(parts[i].name, only))
            continue;
        qsort(times + i * rounds, rounds, sizeof(double), compare_times);
        printf("  %-22s %8.1f MB/s\n", parts[i].name,
               (double)bench->bytes / 1e6 / times[i * rounds + rounds / 2]);
    }
}

/* ---- linear ---------------------------------------------------------------------------------- */

/* A document of one paragraph that says `pattern` over and over. */
static struct document *
monotone(const char *pattern, gsize length)
{
    struct document *document = document_new(
        "monotone", "0000000000000000000000000000000000000000000000000000000000000000", MEDIA_TEXT);
    const struct page page = {.n = 1, .state = PAGE_TEXT};
    const struct line line = {.page = 1};
    gsize n = strlen(pattern);
    g_autoptr(GString) text = g_string_sized_new(length + n);
    while (text->len < length)
        g_string_append_len(text, pattern, (gssize)n);
    struct builder *builder = builder_new(document);
    builder_page(builder, &page);
    builder_block(builder, BLOCK_PARAGRAPH, -1);
    builder_line(builder, &line, 0);
    builder_text(builder, text->str, text->len);
    builder_end_block(builder);
    builder_free(builder);
    return document;
}

static double
speed(struct bench *bench, part run, struct document *document)
{
    struct mention_set *set = mention_set_new(document);
    double before = cpu();
    run(bench, document, set);
    double seconds = cpu() - before;
    mention_set_free(set);
    return (double)document->text->len / 1e6 / MAX(seconds, 1e-9);
}

static void
print_linear(struct bench *bench, gsize megabytes)
{
    static const char *const patterns[] = {"1", "(", ")", "\"", "»", "’", "1 ", "1.", "1-", "A1/"};
    static const part finders[] = {run_contacts, run_cases, run_times, run_quantities,
                                   run_grammars};
    static const char *const names[] = {"contacts", "cases", "times", "quantities", "grammars"};
    printf("linear: MB/s at %.1f MB and at %" G_GSIZE_FORMAT " MB\n", (double)megabytes / 10,
           megabytes);
    for (guint p = 0; p < G_N_ELEMENTS(patterns); p++) {
        printf("  %-4s", patterns[p]);
        struct document *small = monotone(patterns[p], megabytes * 100000);
        struct document *large = monotone(patterns[p], megabytes * 1000000);
        for (guint i = 0; i < G_N_ELEMENTS(finders); i++) {
            double slow = speed(bench, finders[i], small);
            printf("  %s %.0f %.0f", names[i], slow, speed(bench, finders[i], large));
            fflush(stdout);
        }
        printf("\n");
        document_free(small);
        document_free(large);
    }
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    struct bench bench = {0};
    guint rounds = argc > 1 ? (guint)atoi(argv[1]) : 5;
    gsize megabytes = argc > 2 ? (gsize)atoi(argv[2]) : 50;
    if (!open_all(&bench, &error) || !read_documents(&bench, &error)) {
        fprintf(stderr, "bench-recognise: %s\n", error->message);
        return 1;
    }
    if (bench.bytes > 0 && rounds > 0)
        print_parts(&bench, rounds, argc > 3 ? argv[3] : NULL);
    if (megabytes > 0)
        print_linear(&bench, megabytes);
    close_all(&bench);
    return 0;
}
